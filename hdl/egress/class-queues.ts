// SPDX-License-Identifier: Apache-2.0
/**
 * Class queues: every frame goes into the memory of its wire class, or is dropped when that has no room for it.
 *
 * - Whether a frame has room is decided at its first beat, for all of it. Without room a frame waits if its class lets frames
 *   wait and is not stopped by the link; all that comes after it waits as well, until its class has sent a frame or two. Else
 *   it is swallowed and reported on `events` as `class_full`: a class that sends nothing never holds back another one.
 * - Bit c of `room` says that class c has room for the longest frame: whoever asks it first causes neither.
 * - `behind` says that a class in which frames wait has enough for the wire, and is not stopped: as long as it does, what is asked for
 *   would only wait, in an order that nobody can change any more.
 * - Numbers that no class has count as the last class.
 *
 * Throughput one beat a clock. Latency 3 clocks to the head of a class. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connect,
  indexWidth,
  input,
  inst,
  lit,
  master,
  named,
  oneHotMux,
  output,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import { sentEventShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';
import { perClass, wireClasses } from '../spec/wire-classes.ts';
import { classQueue, headShape, roomBits } from './class-queue.ts';
import { paddedBeatShape } from './frame-padder.ts';

/** The memories of all classes; see the header comment. */
export const classQueues = (config: Config) =>
  component(
    'class_queues',
    { config: config.name, netDataBits: config.netDataBits, functions: config.functions },
    {
      up: slave(stream(paddedBeatShape(config))),
      /** Bit c: class c may not send. */
      stopped: input(u(wireClasses.length)),
      room: output(u(wireClasses.length)),
      behind: output(bit()),
      heads: perClass(() => master(stream(headShape(config)))),
      beats: perClass(() => master(stream({ data: u(config.netDataBits), last: bit() }))),
      events: master(stream(sentEventShape(config))),
    },
    ({ up, stopped, room, behind, heads, beats, events }) => {
      const queues = inst(perClass(() => classQueue(config)));
      const { held } = reg({ held: { valid: bit(0), ...paddedBeatShape(config), beats: u(roomBits(config)) } });
      const isLast = wireClasses.length - 1;
      const here = wireClasses.map((_, id) =>
        id === isLast ? held.wireClass.ge(id) : held.wireClass.eq(id),
      ) as Val<1>[];
      const ofClass = (values: readonly Val[]): Val => oneHotMux(values.map((value, id) => [here[id]!, value]));

      const { stops, swallowing } = reg({ stops: u(wireClasses.length, 0), swallowing: bit(0) });
      stops.set(stopped);
      const fits = named('fits', ofClass(wireClasses.map(({ name }) => queues[name].room)).ge(held.beats));
      const waits = ofClass(wireClasses.map(({ waits: may }, id) => (may ? stops.bit(id).not() : lit(0, 1))));
      const begins = held.valid.and(held.first);
      const drops = named('drops', begins.and(fits.not()).and(waits.not()));
      const { lost } = reg({ lost: { valid: bit(0), ...sentEventShape(config) } });
      const told = named('told', lost.valid.not().or(events.ready));
      const blocked = named('blocked', begins.and(fits.not()).and(waits.bit(0)).or(told.not()));
      const swallows = named('swallows', drops.or(swallowing.and(held.first.not())));
      up.ready.set(blocked.not());
      when(blocked.not(), () =>
        held.set({ valid: up.valid, ...up.payload, beats: beatsOf(config, up.payload.length) }),
      );
      when(held.valid.and(held.first).and(told), () => swallowing.set(drops));

      const { valid: _valid, beats: _beats, ...payload } = held;
      const enters = named('enters', held.valid.and(blocked.not()).and(swallows.not()));
      for (const [id, { name, waits: may }] of wireClasses.entries()) {
        const queue = queues[name];
        if (!may) unused(queue.stocked);
        queue.up.valid.set(enters.and(here[id]!));
        queue.up.payload.set(payload);
        connect(heads[name], queue.heads);
        connect(beats[name], queue.beats);
      }
      const longest = Math.ceil(config.maxFrameBytes / (config.netDataBits / 8));
      const { open } = reg({ open: u(wireClasses.length, 0) });
      open.set(cat(...wireClasses.map(({ name }) => queues[name].room.ge(longest)).reverse()));
      room.set(open);
      const { enough } = reg({ enough: bit(0) });
      const full = wireClasses.flatMap(({ name, waits: may }, id) =>
        may ? [queues[name].stocked.and(stops.bit(id).not())] : [],
      );
      enough.set(full.reduce((any, one) => any.or(one)));
      behind.set(enough);

      when(told, () =>
        lost.set({
          valid: held.valid.and(swallows).and(held.last),
          source: held.source,
          event: lit(transmitEventId('class_full'), transmitEventBits),
          bytes: held.length,
        }),
      );
      events.valid.set(lost.valid);
      events.payload.set({ source: lost.source, event: lost.event, bytes: lost.bytes });
    },
    { maxDepth: 4, doc: 'The memories of all wire classes, and what becomes of frames that have no room.' },
  );

/** Beats of a frame. */
const beatsOf = (config: Config, length: Val): Val => {
  const laneBits = indexWidth(config.netDataBits / 8);
  const beats = length.add(2 ** laneBits - 1).slice(laneBits, lengthBits - laneBits);
  return beats.width < roomBits(config) ? beats.zext(roomBits(config)) : beats.trunc(roomBits(config));
};
