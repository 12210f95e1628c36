// SPDX-License-Identifier: Apache-2.0
/**
 * Wire side: the way of sent frames from their verdict to the MAC. It pads them, stores them whole by class, and sends them
 * in the order that the classes deserve, but for classes that the other end of the link has stopped.
 *
 * - Classes, what they share and what becomes of a frame without room: `class-queues.ts`, `class-picker.ts`.
 * - Pause frames are read from `received`, the beats that ingress took from the MAC; frames of functions never come there,
 *   so no function can stop the port. `pausedBy` says which priorities stop which class; a class with none is never stopped. A
 *   watchdog a class ends storms.
 * - `net` is obeyed beat by beat; inside a frame `tvalid` never falls.
 * - `behind` says that enough waits for the wire; see `class-queues.ts`. 4 clocks late.
 * - Each frame ends as one event: on `sent` when its last beat leaves its class, on `lost` when it was dropped. Both wait until
 *   they are taken, and the next frame with them.
 *
 * Throughput one beat a clock. Latency, from the last beat of a frame on `up` to its first on `net`, 8 clocks when
 * nothing else is to be sent. From the last beat of a pause frame to the last pick of its class 6 clocks; two frames that
 * are picked by then leave. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connect,
  connectFlow,
  flow,
  input,
  inst,
  master,
  output,
  reg,
  slave,
  stream,
  u,
  type Val,
} from 'typescript-hdl';
import { axiStream } from 'typescript-hdl/lib';
import { beatShape } from '../lib/frame-shapes.ts';
import { sentEventShape, wireBeatShape } from '../lib/tx-shapes.ts';
import { wireSettingsShape, wireStateShape } from '../lib/wire-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { perClass, sharedClasses, wireClasses } from '../spec/wire-classes.ts';
import { classPicker } from './class-picker.ts';
import { classQueues } from './class-queues.ts';
import { framePadder } from './frame-padder.ts';
import { frameSender } from './frame-sender.ts';
import { pauseReader } from './pause-reader.ts';
import { pauseTimers } from './pause-timers.ts';
import { pauseWatchdog } from './pause-watchdog.ts';

/** From verdict to MAC; see the header comment. */
export const wireSide = (config: Config) =>
  component(
    'wire_side',
    { config: config.name, netDataBits: config.netDataBits, functions: config.functions },
    {
      up: slave(stream(wireBeatShape(config))),
      received: slave(flow(beatShape(config))),
      settings: input(wireSettingsShape),
      net: master(axiStream(config.netDataBits)),
      state: output(wireStateShape),
      behind: output(bit()),
      sent: master(stream(sentEventShape(config))),
      lost: master(stream(sentEventShape(config))),
    },
    ({ up, received, settings, net, state, behind, sent, lost }) => {
      const { padder, queues, picker, sender, reader, timers } = inst({
        padder: framePadder(config),
        queues: classQueues(config),
        picker: classPicker(config),
        sender: frameSender(config),
        reader: pauseReader(config),
        timers: pauseTimers(config),
      });
      const watchdogs = inst(perClass(() => pauseWatchdog()));
      connect(padder.up, up);
      connect(queues.up, padder.down);
      for (const { name } of wireClasses) {
        connect(picker.heads[name], queues.heads[name]);
        connect(sender.beats[name], queues.beats[name]);
      }
      connect(sender.pick, picker.pick);
      for (const name of ['tdata', 'tkeep', 'tvalid', 'tlast', 'tuser'] as const) net[name].set(sender.net[name]);
      sender.net.tready.set(net.tready);
      connect(sent, sender.events);
      connect(lost, queues.events);
      state.room.set(queues.room);
      behind.set(queues.behind);

      connectFlow(reader.received, received);
      connectFlow(timers.pauses, reader.pauses);
      state.pauses.set(reader.counts);
      const { paused } = reg({ paused: u(wireClasses.length, 0) });
      paused.set(bits(id => timers.paused.and(settings.pausedBy.get(id)).orR()));
      for (const [id, { name }] of wireClasses.entries()) {
        const watchdog = watchdogs[name];
        watchdog.paused.set(paused.bit(id));
        watchdog.waiting.set(queues.heads[name].valid);
        watchdog.limit.set(settings.watchdog);
        state.storms.get(id).set(watchdog.storms);
      }
      const stops = bits(id => watchdogs[wireClasses[id]!.name].stopped);
      state.stopped.set(stops);
      queues.stopped.set(stops);
      picker.stopped.set(stops);
      for (const i of sharedClasses.keys()) picker.weights.get(i).set(settings.weights.get(i));
      picker.strictRate.set(settings.strictRate);
    },
    { maxDepth: 4, doc: 'Sent frames from their verdict to the MAC: padding, classes, pauses.' },
  );

/** A bit for each class. */
const bits = (of: (id: number) => Val<1>): Val => cat(...wireClasses.map((_, id) => of(id)).reverse());
