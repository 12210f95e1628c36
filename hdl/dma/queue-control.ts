/**
 * Queue control: the registers of the receive queues, and what starts and stops them.
 *
 * - Settings are written to a staging memory and take effect at a start, so that nothing a register write does can move
 *   the rings under a running queue.
 * - A start waits until every access of an earlier run has ended, copies the settings, checks them (alignment, size, all
 *   three rings inside the window of the function, in whole 16-byte words where they are read in such), and hands them
 *   out with `start`: from that clock the queue is enabled and its rings begin at index 0. A refused start is an error.
 * - A stop (register write, or an error from another part) takes effect in the next clock. Then the queue drains: when
 *   none of its reads, writes and frames is left, `clear` is pulsed and the queue can be started again. The other queues
 *   notice nothing of it.
 *
 * One queue is started or drained at a time; that takes about 40 clocks and the round trips still under way. Status is
 * answered 1 clock after `statusRead.queue`. Logic depth about 6 LUTs.
 */
import {
  bit,
  cat,
  component,
  flow,
  fsm,
  indexWidth,
  input,
  lit,
  master,
  match,
  mux,
  named,
  output,
  type Rd,
  ram,
  reg,
  slave,
  stream,
  type UInt,
  u,
  type Val,
  vec,
  type Wr,
  when,
  wire,
} from 'typescript-hdl';
import { type Config, queueCount } from '../layout/configs.ts';
import type { QueueErrorName } from '../layout/virtqueue.ts';
import { hostAddressBits } from '../lib/axi.ts';
import { queueIndex, wordWriteShape } from '../lib/frame-shapes.ts';
import {
  descriptorIdBits,
  errorBits,
  errorCode,
  functionOf,
  queueAddressBits,
  queueRegister,
  queueRegisterBits,
  queueShape,
  ringIndexBits,
  startShape,
  statusField,
  stopShape,
  vectorBits,
  windowRequestShape,
} from './dma-shapes.ts';

/** Registers that a start copies: the first eight words of the block. */
const settingWords = 8;
/**
 * Clocks between a stop and the first look whether the queue is idle: more than any part takes from its last look at
 * `enabled` to the moment its work shows in an index.
 */
const settleClocks = 15;

/** Control of all receive queues; see the header comment. */
export const queueControl = (config: Config) =>
  component(
    'queue_control',
    { config: config.name },
    {
      write: slave(flow(wordWriteShape(queueAddressBits(config)))),
      statusRead: { queue: input(queueIndex(config)), status: output(u(32)) },
      usedIndex: { queue: output(queueIndex(config)), index: input(u(ringIndexBits)) },
      stops: {
        ring: slave(flow(stopShape(config))),
        descriptor: slave(flow(stopShape(config))),
        completion: slave(flow(stopShape(config))),
      },
      enabled: output(u(queueCount(config))),
      start: master(flow(startShape(config))),
      clear: master(flow(queueShape(config))),
      check: {
        request: master(stream(windowRequestShape(config))),
        answer: slave(flow({ inside: bit() })),
      },
      drain: {
        queue: output(queueIndex(config)),
        requested: input(u(ringIndexBits)),
        landed: input(u(ringIndexBits)),
        taken: input(u(ringIndexBits)),
        done: input(u(ringIndexBits)),
        busy: input(u(queueCount(config))),
      },
    },
    ({ write, statusRead, usedIndex, stops, enabled, start, clear, check, drain }) => {
      const count = queueCount(config);
      const queues = reg({
        queues: {
          running: u(count, 0),
          draining: u(count, 0),
          wanted: u(count, 0),
          errors: vec(count, u(errorBits, 0)),
        },
      }).queues;
      const r = reg({
        queue: u(queueIndex(config).width, 0),
        timer: u(4),
        word: u(3),
        ring: u(2),
        asked: bit(0),
        idle: bit(),
      });
      const { loading } = wire({ loading: bit() });
      const settings = settingsOf(config, write, r.queue, r.word, loading);
      const rings = ringSpans(settings);

      drain.queue.set(r.queue);
      r.idle.set(drain.requested.eq(drain.landed).and(drain.taken.eq(drain.done)).and(drain.busy.at(r.queue).not()));
      const cancelled = named('cancelled', queues.wanted.at(r.queue).not());
      const refuse = (error: QueueErrorName): void => {
        when(cancelled.not(), () => queues.errors.get(r.queue).set(errorCode(error)));
        queues.wanted.at(r.queue).set(0);
      };
      const next = (): void => r.queue.set(mux(r.queue.eq(count - 1), 0, r.queue.add(1)));

      const state = fsm('state', ['scan', 'settle', 'load', 'settings', 'rings', 'commit'], {
        scan: goto => {
          r.timer.set(0);
          r.word.set(0);
          r.ring.set(0);
          when(queues.draining.at(r.queue), () => goto('settle'))
            .elsewhen(queues.wanted.at(r.queue).and(queues.running.at(r.queue).not()), () => goto('load'))
            .otherwise(next);
        },
        settle: goto => {
          r.timer.set(r.timer.add(1));
          when(r.timer.eq(settleClocks), () => {
            when(r.idle, () => queues.draining.at(r.queue).set(0));
            next();
            goto('scan');
          });
        },
        load: goto => {
          r.word.set(r.word.add(1));
          when(r.word.eq(settingWords - 1), () => goto('settings'));
        },
        settings: goto => {
          when(settings.fit, () => goto('rings')).otherwise(() => {
            refuse('settings');
            goto('scan');
          });
        },
        rings: goto => {
          when(check.request.fire, () => r.asked.set(1));
          when(check.answer.valid, () => {
            r.asked.set(0);
            r.ring.set(r.ring.add(1));
            when(check.answer.payload.inside.not(), () => {
              refuse('window');
              goto('scan');
            }).elsewhen(r.ring.eq(rings.length - 1), () => goto('commit'));
          });
        },
        commit: goto => {
          when(cancelled.not(), () => queues.running.at(r.queue).set(1));
          queues.wanted.at(r.queue).set(0);
          goto('scan');
        },
      });

      loading.set(state.is('load'));
      check.request.valid.set(state.is('rings').and(r.asked.not()));
      check.request.payload.function.set(functionOf(config, r.queue));
      check.request.payload.first.set(
        chosen(
          r.ring,
          rings.map(ring => ring.first),
        ),
      );
      check.request.payload.span.set(
        chosen(
          r.ring,
          rings.map(ring => ring.span),
        ),
      );
      start.valid.set(state.is('commit').and(cancelled.not()));
      start.payload.set({ queue: r.queue, ...settings.start });
      clear.valid.set(state.is('settle').and(r.timer.eq(settleClocks)).and(r.idle));
      clear.payload.queue.set(r.queue);

      // These come after the state machine: where both speak of one queue, a stop wins.
      const command = write.valid.and(registerOf(write.payload.address).eq(queueRegister(config, 'control')));
      const target = queueOf(config, write.payload.address);
      when(command, () => {
        when(write.payload.data.bit(0), () => {
          when(queues.running.at(target).not(), () => {
            queues.wanted.at(target).set(1);
            queues.errors.get(target).set(errorCode('none'));
          });
        }).otherwise(() => {
          queues.running.at(target).set(0);
          queues.wanted.at(target).set(0);
          queues.draining.at(target).set(1);
        });
      });
      for (const { valid, payload } of [stops.ring, stops.descriptor, stops.completion]) {
        when(valid.and(queues.running.at(payload.queue)), () => {
          queues.running.at(payload.queue).set(0);
          queues.draining.at(payload.queue).set(1);
          queues.errors.get(payload.queue).set(payload.error);
        });
      }
      enabled.set(queues.running);

      usedIndex.queue.set(statusRead.queue);
      const { status } = reg({ status: u(32) });
      const at = statusRead.queue;
      status.set(
        placed(config, {
          error: queues.errors.get(at),
          enabled: queues.running.at(at),
          busy: queues.draining.at(at).or(queues.wanted.at(at)),
          used_index: usedIndex.index,
        }),
      );
      statusRead.status.set(status);
    },
    { doc: 'Queue control: registers, start with checked settings, stop, draining and status of the receive queues.' },
  );

const registerOf = (address: Val): Val<any> => address.slice(0, queueRegisterBits);
const queueOf = (config: Config, address: Val): Val<any> =>
  address.slice(queueRegisterBits, indexWidth(queueCount(config)));

/** Staging memory of the settings, the copy of one queue's settings, and whether they fit. */
const settingsOf = (config: Config, write: any, queue: Val, word: Val, loading: Val<1>) => {
  const { staged } = ram({
    staged: { shape: u(32), depth: queueCount(config) * settingWords, kind: 'distributed' },
  });
  const { address, data } = write.payload as Rd<ReturnType<typeof wordWriteShape>>;
  const wordBits = indexWidth(settingWords);
  when(write.valid.and(registerOf(address).lt(settingWords)), () =>
    staged.write(cat(queueOf(config, address), address.slice(0, wordBits)), data),
  );
  const { copy } = reg({
    copy: {
      descriptors: u(hostAddressBits),
      avail: u(hostAddressBits),
      used: u(hostAddressBits),
      size: u(32),
      vector: u(vectorBits),
    },
  });
  const current = staged.read(cat(queue, word));
  const parts = [
    ['desc_lo', copy.descriptors.slice(0, 32)],
    ['desc_hi', copy.descriptors.slice(32, 32)],
    ['avail_lo', copy.avail.slice(0, 32)],
    ['avail_hi', copy.avail.slice(32, 32)],
    ['used_lo', copy.used.slice(0, 32)],
    ['used_hi', copy.used.slice(32, 32)],
    ['size', copy.size],
    ['vector', copy.vector],
  ] as const;
  // Only then: what is handed out must be what was checked, whatever is written to the staging memory meanwhile.
  when(loading, () => {
    const cases = parts.map(([name, part]) => [
      queueRegister(config, name),
      () => (part as Wr<UInt>).set(current.trunc(part.width)),
    ]);
    match(word, Object.fromEntries(cases));
  });

  const sizeBits = indexWidth(descriptorIdBits + 1);
  const mask = lit(1, descriptorIdBits + 1)
    .shl(copy.size.slice(0, sizeBits))
    .sub(1)
    .trunc(descriptorIdBits);
  const aligned = copy.descriptors.slice(0, 4).eq(0).and(copy.avail.bit(0).not()).and(copy.used.slice(0, 2).eq(0));
  return {
    fit: aligned.and(copy.size.ge(1)).and(copy.size.le(descriptorIdBits)),
    start: { descriptors: copy.descriptors, avail: copy.avail, used: copy.used, mask, vector: copy.vector },
  };
};

/** First byte and last byte offset of what is accessed of each ring. Reads take whole 16-byte words. */
const ringSpans = ({ start: { descriptors, avail, used, mask } }: ReturnType<typeof settingsOf>) => {
  const last = mask.zext(32);
  const availLane = avail.slice(0, 4);
  return [
    { first: descriptors, span: cat(last.trunc(28), lit(15, 4)) },
    // flags, index, then one entry of 2 bytes a descriptor
    {
      first: cat(avail.slice(4, hostAddressBits - 4), lit(0, 4)),
      span: last.shl(1).add(5).add(availLane.zext(32)).or(15),
    },
    // the same with elements of 8 bytes
    { first: used, span: last.shl(3).add(11) },
  ];
};

const chosen = (index: Val, values: readonly Val[]): Val<any> =>
  values.slice(0, -1).reduceRight<Val>((rest, value, i) => mux(index.eq(i), value, rest), values.at(-1)!);

/** The status word: each field at its place in the register map. */
const placed = (config: Config, fields: Readonly<Record<string, Val>>): Val<any> =>
  Object.entries(fields)
    .map(([name, value]) => value.zext(32).shl(statusField(config, name)))
    .reduce((word, part) => word.or(part));
