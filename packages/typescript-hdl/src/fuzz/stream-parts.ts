// SPDX-License-Identifier: Apache-2.0
/** Random chains of stream functions, whose ends assert that every transfer arrives once, in order, in whole packets. */
import { assert } from '../check.ts';
import { component, type Definition, reg, unused, wire } from '../component.ts';
import { arbitrate, counter, queue, route, type Source, sliced } from '../lib/index.ts';
import { input, output } from '../ports.ts';
import { when } from '../scope.ts';
import { mux } from '../select.ts';
import { bit, indexWidth, u } from '../shape.ts';
import { lit, type Val } from '../value.ts';
import type { Choices } from './choices.ts';

const numberBits = 5;

/** What is sent: who sent it, the way it takes, its number among those of one sender on one way, and the end of a packet. */
interface Beat {
  readonly sender: Val;
  readonly lane: Val;
  readonly number: Val;
  readonly last: Val<1>;
}

/** What a chain is made of; all but the first stage keep the order of what they get on one lane. */
interface Plan {
  readonly senders: number;
  readonly lanes: number;
  readonly lock: 'transfer' | 'last';
  readonly stages: readonly (readonly ['queue', number] | readonly ['slice'] | readonly ['lanes'])[];
}

const planOf = (choices: Choices): Plan => ({
  senders: choices.pick([2, 3, 1]),
  lanes: choices.pick([2, 3, 1]),
  lock: choices.pick(['transfer', 'last'] as const),
  stages: Array.from({ length: choices.between(1, 3) }, () =>
    choices.weighted([
      [3, ['queue', choices.pick([2, 4, 8, 128])]],
      [2, ['slice']],
      [2, ['lanes']],
    ] as const),
  ),
});

/** A component whose inputs say who offers what, and when a transfer is taken. */
export const streamPart = (name: string, choices: Choices): Definition => {
  const plan = planOf(choices);
  const ports = {
    go: input(u(plan.senders)),
    lane: input(u(indexWidth(plan.lanes))),
    last: input(bit()),
    ready: input(bit()),
    valid: output(bit()),
    beat: output(u(numberBits + 4)),
    taken: output(u(3)),
  };
  return component(name, {}, ports, (io: any) => fill(plan, io), { doc: 'Random stream functions.' });
};

const fill = (plan: Plan, io: any): void => {
  const lane = mux(io.lane.lt(plan.lanes - 1) as Val<1>, io.lane, lit(plan.lanes - 1, indexWidth(plan.lanes)));
  const ups = Array.from({ length: plan.senders }, (_, i) => sender(plan, i, io.go.bit(i), lane, io.last));
  let stream = arbitrate('first', ups, { lock: plan.lock });
  plan.stages.forEach((stage, i) => {
    if (stage[0] === 'queue') stream = queue(`queue${i}`, stream, stage[1]);
    else if (stage[0] === 'slice') stream = sliced(`slice${i}`, stream);
    else stream = overLanes(plan, `lanes${i}`, stream);
  });
  stream.ready.set(io.ready);
  const { sender: from, lane: way, number, last } = stream.payload;
  unused(stream.payload);
  io.valid.set(stream.valid);
  io.beat.set(mux(stream.valid, number.zext(numberBits + 4).xor(from.zext(numberBits + 4).shl(numberBits)), 0));
  expectOrder(plan, stream);
  if (plan.lock === 'last' && plan.stages.every(([kind]) => kind !== 'lanes')) expectPackets(stream);
  unused(way, last);
  io.taken.set(counter('seen', 6, { enable: stream.fire }).value);
};

/** Keeps an offer until it is taken, and numbers them. */
const sender = ({ senders, lanes }: Plan, i: number, go: Val<1>, lane: Val, last: Val<1>): Source<Beat> => {
  const [offer, next, ready] = [`offer${i}`, `next${i}`, `ready${i}`] as const;
  const shape = { valid: bit(0), lane: u(indexWidth(lanes)), number: u(numberBits), last: bit() };
  const held: any = reg({ [offer]: shape })[offer];
  const numbers = Array.from({ length: lanes }, (_, k) => reg({ [`${next}_${k}`]: u(numberBits, 0) })[`${next}_${k}`]!);
  const taken = wire({ [ready]: bit() })[ready] as any;
  const isFree = held.valid.not().or(taken) as Val<1>;
  when(isFree, () => {
    held.valid.set(go);
    held.lane.set(lane);
    held.last.set(last);
    numbers.forEach((number, k) => {
      when(lane.eq(k) as Val<1>, () => {
        held.number.set(number);
        when(go, () => number.set(number.add(1)));
      });
    });
  });
  const payload = { sender: lit(i, indexWidth(senders)), lane: held.lane, number: held.number, last: held.last };
  return { valid: held.valid, ready: taken, payload, fire: held.valid.and(taken) };
};

/** Each lane takes its own way, all meet again. */
const overLanes = ({ lanes }: Plan, name: string, up: Source<Beat>): Source<Beat> => {
  const ways = route(name, up, up.payload.lane, lanes);
  const [first, ...others] = ways;
  return arbitrate(`${name}_all`, [queue(`${name}_queue`, first!, 2), ...others]);
};

/** Of each sender and lane the transfers come in the order of their numbers, none missing and none twice. */
const expectOrder = ({ senders, lanes }: Plan, { fire, payload }: Source<Beat>): void => {
  for (let i = 0; i < senders; i++) {
    for (let k = 0; k < lanes; k++) {
      const name = `due${i}_${k}`;
      const due = reg({ [name]: u(numberBits, 0) })[name]!;
      unused(due);
      when(fire.and(payload.sender.eq(i)).and(payload.lane.eq(k)) as Val<1>, () => {
        assert(`${name}_next`, payload.number.eq(due));
        due.set(due.add(1));
      });
    }
  }
};

/** No packet is interrupted by that of another sender. */
const expectPackets = ({ fire, payload }: Source<Beat>): void => {
  const { packet } = reg({ packet: { open: bit(0), sender: u(payload.sender.width) } }) as any;
  unused(packet);
  when(fire, () => {
    assert('packet_whole', packet.open.not().or(packet.sender.eq(payload.sender)));
    packet.open.set(payload.last.not());
    packet.sender.set(payload.sender);
  });
};
