// SPDX-License-Identifier: Apache-2.0
/**
 * Write lists: which bursts of each function wait for their response, and what each response is about.
 *
 * The id of a burst is its function, and responses under one id come in order, so that each function has a list of its own: a
 * ring of `burstsPerFunction` places in one block RAM. A function whose responses are late or never come fills its own list
 * and nothing else. `allowed.frames`, or `allowed.used`, falls for a function, 3 clocks after the burst that did it, when `frameBurstsPerFunction` bursts
 * of frames are announced (`planned`) and not answered, or `usedBurstsPerFunction` others are in the list; whoever selects frames,
 * or begins batches of used elements, looks at it. What comes of frames that were selected before is `laterBursts` at most, so that no
 * list overflows. If one did all the same, `room` would fall and all writes would wait: nothing is lost.
 *
 * - A burst that the guard swallowed has no response: it is answered as `refused` as soon as all bursts before it are.
 * - A response for a function that has nothing under way is told on `stray` and goes no further, and so does one with the id of
 *   no function.
 *
 * `answers` go each to its client, 3 clocks after the response, and never wait. `answered` tells of all of them, with the number of
 * the client. One response a clock; while a function has a refused
 * burst in its list, each response takes 3 clocks more. The start-up sweep takes a clock for each queue; there is no room before, and
 * no function is allowed.
 */
import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  input,
  lit,
  lowestOne,
  master,
  mux,
  named,
  oneHotIndex,
  output,
  type Rd,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import { belowLimit, eventCounts } from '../../lib/event-counts.ts';
import { hostWriteResponses } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueOf } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { burstsPerFunction, frameBurstsPerFunction, usedBurstsPerFunction } from '../../spec/virtio/mover-sizes.ts';
import { faultBits, faults, functionShape, writeOutcomeShape } from './host-shapes.ts';
import {
  hostWriteAnswerShape,
  isClient,
  listedBurstShape,
  takenBurstShape,
  type WriteClient,
  writeClientBits,
  writeStepBits,
} from './write-shapes.ts';

type AnswerPort = ReturnType<typeof answerPort>;
const answerPort = (config: Config) => master(flow(hostWriteAnswerShape(config)));

/** A port for the answers to each client. */
export const writeAnswerPorts = (
  config: Config,
  clients: readonly WriteClient[],
): { readonly [name: string]: AnswerPort } => Object.fromEntries(clients.map(({ name }) => [name, answerPort(config)]));

/** A bit a function: it may begin more frames, and more writes that are not part of frames. */
export const writeAllowances = (config: Config) => ({
  frames: output(u(config.functions)),
  used: output(u(config.functions)),
});

const ports = (config: Config, clients: readonly WriteClient[]) => ({
  planned: slave(flow(functionShape(config))),
  allowed: writeAllowances(config),
  list: { function: input(functionShape(config).function), room: output(bit()) },
  entered: slave(flow(listedBurstShape(config, clients))),
  outcomes: slave(flow(writeOutcomeShape(config))),
  responses: hostWriteResponses(config),
  answers: writeAnswerPorts(config, clients),
  stray: master(flow(functionShape(config))),
  answered: master(flow(takenBurstShape(config, clients))),
});
type Io = Inside<ReturnType<typeof ports>>;

const placeBits = (config: Config): number => Math.log2(burstsPerFunction(config));

/** The number of a queue inside its function, which says it all in the list of that function. */
const localBits = (config: Config): number => Math.max(1, Math.log2(config.queuesPerFunction));
const waitingShape = (config: Config, clients: readonly WriteClient[]) => ({
  client: u(writeClientBits(clients)),
  local: u(localBits(config)),
  epoch: u(epochBits),
  step: u(writeStepBits),
});

/** The lists of bursts under way; see the header comment. */
export const writeLists = (config: Config, clients: readonly WriteClient[]) =>
  component(
    'write_lists',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      clients: JSON.stringify(clients),
    },
    ports(config, clients),
    io => {
      const sweep = startUpSweep('sweep', queueCount(config));
      const taken = takeBursts(config, io, sweep);
      const { entered, outcomes, list } = io;
      const { client, context } = entered.payload;
      const depth = config.functions * burstsPerFunction(config);
      const { waiting, fates } = ram({
        waiting: { shape: waitingShape(config, clients), depth },
        fates: { shape: { sent: bit(), bad: bit() }, depth },
      });
      const owner = entered.payload.function;
      const local = context.queue.zext(localBits(config) + context.queue.width).trunc(localBits(config));
      when(entered.valid, () =>
        waiting.write(cat(owner, taken.entered.read(owner)), {
          client,
          local,
          epoch: context.epoch,
          step: context.step,
        }),
      );
      when(outcomes.valid, () => fates.write(cat(outcomes.payload.function, taken.closing), outcome(io)));
      const fate = fates.read(taken.place);
      taken.judge(fate.sent);
      const full = taken.gone.read(list.function).eq(taken.entered.read(list.function).add(1));
      list.room.set(full.or(sweep.active).not());

      const answer = tellAnswers(config, clients, io, taken.popped, waiting.read(taken.place), fate.bad);
      allowMore(config, clients, io, answer, sweep);
    },
    { maxDepth: 5, doc: 'Write lists: bursts under way of each function, and what their responses are about.' },
  );

const outcome = ({ outcomes }: Io) => ({ sent: outcomes.payload.sent, bad: outcomes.payload.bad });

/**
 * Takes bursts off the lists, for responses and for refusals. A function with a refused burst in its list is `tainted`: after
 * each of its bursts that is taken off, and after each refusal, its next one is looked at (`attend`) before any response is
 * taken. So whenever a response is taken, the oldest burst of its function is one that was sent.
 */
const takeBursts = (config: Config, { entered, outcomes, responses, stray }: Io, sweep: StartUpSweep) => {
  const number = functionShape(config).function;
  const r = reg(takingShape(config));
  const { response } = r;
  const { pop, sent } = wire({ pop: bit(), sent: bit() });
  const subject = named('subject', mux(r.attending, r.attended, response.function));
  const perFunction = { depth: config.functions, bits: placeBits(config) };
  const decided = { valid: outcomes.valid, at: outcomes.payload.function };
  const ins = eventCounts('entered_bursts', perFunction, sweep, { valid: entered.valid, at: entered.payload.function });
  const closed = eventCounts('closed_bursts', perFunction, sweep, decided);
  const outs = eventCounts('taken_bursts', perFunction, sweep, { valid: pop, at: subject });
  const someOf = (owner: Val): Val<1> => outs.read(owner).ne(closed.read(owner));
  const place = mux(r.attending, outs.read(r.attended), outs.read(response.function));

  const free = named('free', r.attend.orR().or(r.attending).not());
  responses.bready.set(sweep.active.not().and(response.valid.not().or(free)));
  when(free, () => response.valid.set(0));
  when(responses.bvalid.and(responses.bready), () => {
    // An id that is no function's has bits above those of a function's number.
    const high = config.functions === 1 ? responses.bid : responses.bid.shr(number.width);
    response.set({
      valid: 1,
      function: responses.bid.trunc(number.width),
      known: high.orR().not(),
      failed: responses.bresp.bit(1),
    });
  });
  const answered = named('answered', response.valid.and(free).and(response.known).and(someOf(response.function)));
  stray.valid.set(response.valid.and(free).and(answered.not()));
  stray.payload.set({ function: response.function });
  const swallowed = named('swallowed', r.attending.and(r.looked).and(r.some).and(sent.not()));
  pop.set(answered.or(swallowed));

  const refusal = named('refusal', outcomes.valid.and(outcomes.payload.sent.not()));
  const refused = outcomes.payload.function;
  r.some.set(someOf(r.attended));
  when(r.attending.not(), () => {
    r.attending.set(r.attend.orR());
    r.attended.set(oneHotIndex(lowestOne(r.attend), number.width));
    r.looked.set(0);
  }).otherwise(() => {
    // A refusal of this clock is not in the list yet: look again.
    r.looked.set(r.looked.or(refusal.and(refused.eq(r.attended))).not());
    when(r.looked.and(r.some.not().or(sent)), () => {
      r.attending.set(0);
      r.attend.at(r.attended).set(0);
      when(r.some.not(), () => r.tainted.at(r.attended).set(0));
    });
  });
  when(answered.and(r.tainted.at(response.function)), () => r.attend.at(response.function).set(1));
  when(refusal, () => {
    r.tainted.at(refused).set(1);
    r.attend.at(refused).set(1);
  });
  r.popped.set({ valid: pop, function: subject, failed: answered.and(response.failed) });
  return {
    entered: ins,
    gone: outs,
    closing: closed.read(outcomes.payload.function),
    place: cat(subject, place),
    popped: r.popped,
    judge: (value: Val<1>): void => sent.set(value),
  };
};

/**
 * A bit a function: `tainted`, `attend`. The function that is being looked at, whether its oldest burst has come from the RAM,
 * and whether it has one. A response to be taken; a burst that was taken off.
 */
const takingShape = (config: Config) => {
  const number = functionShape(config).function;
  return {
    tainted: u(config.functions, 0),
    attend: u(config.functions, 0),
    attending: bit(0),
    attended: number,
    looked: bit(0),
    some: bit(),
    response: { valid: bit(0), function: number, known: bit(), failed: bit() },
    popped: { valid: bit(0), function: number, failed: bit() },
  };
};
type Popped = Rd<ReturnType<typeof takingShape>['popped']>;
type Waiting = Rd<ReturnType<typeof waitingShape>>;

/** Tells of a burst that was taken off when its context has come from the RAM; gives what is told in this clock. */
const tellAnswers = (
  config: Config,
  clients: readonly WriteClient[],
  { answers, answered }: Io,
  popped: Popped,
  context: Waiting,
  bad: Val<1>,
) => {
  const { answer } = reg({
    answer: { valid: bit(0), client: u(writeClientBits(clients)), ...hostWriteAnswerShape(config) },
  });
  const { client, local, epoch, step } = context;
  const ofBus = mux(popped.failed, lit(faults.bus, faultBits), faults.none);
  answer.set({
    valid: popped.valid,
    client,
    function: popped.function,
    queue: queueOf(config, popped.function, local),
    epoch,
    step,
    fault: mux(bad, lit(faults.refused, faultBits), ofBus),
  });
  const { valid, client: told, ...payload } = answer;
  for (const [i, { name }] of clients.entries()) {
    answers[name]!.valid.set(valid.and(told.eq(i)));
    answers[name]!.payload.set(payload);
  }
  answered.valid.set(valid);
  answered.payload.set({ client: told, queue: payload.queue });
  return answer;
};
type Answer = ReturnType<typeof tellAnswers>;

/** Counts bursts of frames, announced and answered, and others from the list to their answer. */
const allowMore = (
  config: Config,
  clients: readonly WriteClient[],
  { planned, entered, allowed }: Io,
  answer: Answer,
  sweep: StartUpSweep,
): void => {
  const size = { depth: config.functions, bits: placeBits(config) };
  const announced = { valid: planned.valid, at: planned.payload.function };
  const isFrame = (client: Val): Val<1> => isClient(clients, client, one => one.announced === true);
  const ends = (counts: Val<1>) => ({ valid: answer.valid.and(counts) as Val<1>, at: answer.function });
  const frame = isFrame(answer.client);
  const limit = frameBurstsPerFunction(config);
  allowed.frames.set(belowLimit('frames', { ...size, limit }, sweep, announced, ends(frame)));
  const other = { valid: entered.valid.and(isFrame(entered.payload.client).not()), at: entered.payload.function };
  const most = usedBurstsPerFunction(config);
  allowed.used.set(belowLimit('used', { ...size, limit: most }, sweep, other, ends(frame.not() as Val<1>)));
};
