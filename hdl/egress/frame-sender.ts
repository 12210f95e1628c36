// SPDX-License-Identifier: Apache-2.0
/**
 * Frame sender: the frames that were picked, one after the other, as AXI4-Stream to the MAC.
 *
 * Between the first and the last beat of a frame `tvalid` never falls, since the frame is stored whole (asserted); the MAC may
 * hold a beat back whenever it likes. `tkeep` is ones up to the last byte, `tuser` 0. A frame is reported as `sent` when its
 * last beat leaves its class; the next one begins when that was taken.
 *
 * Throughput one beat a clock, no clock between frames. Latency 1 clock from pick to beat. Logic depth 2 LUTs at 10g.
 */
import {
  assert,
  bit,
  cat,
  component,
  indexWidth,
  lit,
  master,
  mux,
  named,
  oneHotMux,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { axiStream } from 'typescript-hdl/lib';
import { sentEventShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';
import { perClass, wireClasses } from '../spec/wire-classes.ts';
import { pickShape } from './class-picker.ts';

/** The end of the wire side; see the header comment. */
export const frameSender = (config: Config) =>
  component(
    'frame_sender',
    { netDataBits: config.netDataBits, functions: config.functions },
    {
      pick: slave(stream(pickShape(config))),
      beats: perClass(() => slave(stream({ data: u(config.netDataBits), last: bit() }))),
      net: master(axiStream(config.netDataBits)),
      events: master(stream(sentEventShape(config))),
    },
    ({ pick, beats, net, events }) => {
      const lanes = config.netDataBits / 8;
      const { held, sent, begun } = reg({
        held: { valid: bit(0), data: u(config.netDataBits), last: bit(), lastByte: u(indexWidth(lanes)) },
        sent: { valid: bit(0), ...sentEventShape(config) },
        begun: bit(0),
      });
      const all = wireClasses.map(({ name }) => beats[name]);
      const here = all.map((_, id) => pick.payload.wireClass.eq(id)) as Val<1>[];
      const beat = {
        valid: oneHotMux(all.map((one, id) => [here[id]!, one.valid])).bit(0),
        data: oneHotMux(all.map((one, id) => [here[id]!, one.payload.data as Val])),
        last: oneHotMux(all.map((one, id) => [here[id]!, one.payload.last])).bit(0),
      };
      const free = named('free', held.valid.not().or(net.tready));
      const told = named('told', sent.valid.not().or(events.ready));
      const moves = named('moves', free.and(pick.valid).and(beat.valid).and(begun.or(told)));
      const ends = named('ends', moves.and(beat.last));
      when(moves, () => begun.set(beat.last.not()));
      pick.ready.set(ends);
      for (const [id, one] of all.entries()) one.ready.set(moves.and(here[id]!));
      const lastByte = pick.payload.length.trunc(indexWidth(lanes)).sub(1);
      when(free, () =>
        held.set({
          valid: moves,
          data: beat.data,
          last: beat.last,
          lastByte: mux(beat.last, lastByte, lit(lanes - 1, indexWidth(lanes))),
        }),
      );
      assert('no_gap', pick.valid.not().or(beat.valid));

      net.tvalid.set(held.valid);
      net.tdata.set(held.data);
      net.tkeep.set(cat(...Array.from({ length: lanes }, (_, i) => held.lastByte.ge(i)).reverse()));
      net.tlast.set(held.last);
      net.tuser.set(0);
      when(told, () =>
        sent.set({
          valid: ends,
          source: pick.payload.source,
          event: lit(transmitEventId('sent'), transmitEventBits),
          bytes: pick.payload.length,
        }),
      );
      events.valid.set(sent.valid);
      events.payload.set({ source: sent.source, event: sent.event, bytes: sent.bytes });
    },
    { maxDepth: 2, doc: 'Sends the frames that were picked to the MAC.' },
  );
