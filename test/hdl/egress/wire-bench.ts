// SPDX-License-Identifier: Apache-2.0
/** The wire side with functions before it and a MAC after it, which takes beats at the pace of the link. */

import { wireSide } from '../../../hdl/egress/wire-side.ts';
import { pauseCounts } from '../../../hdl/lib/wire-shapes.ts';
import type { Config } from '../../../hdl/spec/configs.ts';
import { priorityCount } from '../../../hdl/spec/link-pause.ts';
import { weightBits } from '../../../hdl/spec/shares.ts';
import { defaultControlRate, wireClasses } from '../../../hdl/spec/wire-classes.ts';
import { beatsOfFrame, type SentFrame, sentBeats } from './sent-frames.ts';
import { type Sink, StreamBench } from './stream-bench.ts';

export interface WireFrame extends SentFrame {
  readonly wireClass: number;
}

export interface WireSettings {
  readonly weights?: readonly number[];
  readonly strictRate?: number;
  readonly pausedBy?: readonly number[];
  readonly watchdog?: number;
}

/** Bytes of a frame on the wire, padding, FCS, preamble and gap included. */
export const wireBytes = (bytes: number): number => Math.max(bytes, 60) + 24;

/** Takes beats as a MAC does that sends preamble, FCS and gap with every frame. */
export const paceOf = (config: Config, sink: Sink): (() => boolean) => {
  const bitsPerClock = config.lineRateBps / config.clockHz;
  let credit = 0;
  let seen = 0;
  return () => {
    for (const { fields } of sink.left.slice(seen)) {
      const bytes = fields['tkeep']!.toString(2).length;
      credit -= 8 * (bytes + (fields['tlast'] === 1n ? 24 : 0));
    }
    seen = sink.left.length;
    credit = Math.min(credit + bitsPerClock, bitsPerClock);
    return credit > 0;
  };
};

/** Bytes of a pause frame of priorities; `times` by priority. */
export const priorityPause = (times: Readonly<Record<number, number>>, enabled?: number): Uint8Array => {
  const bytes = new Uint8Array(60);
  bytes.set([0x01, 0x80, 0xc2, 0, 0, 1, 2, 0, 0, 0, 0, 9, 0x88, 0x08, 0x01, 0x01]);
  const named = Object.keys(times).reduce((mask, priority) => mask | (1 << Number(priority)), 0);
  bytes[17] = enabled ?? named;
  for (const [priority, time] of Object.entries(times)) {
    bytes.set([time >> 8, time & 255], 18 + 2 * Number(priority));
  }
  return bytes;
};

/** A vector as a word, its first element lowest. */
export const packed = (values: readonly number[], bits: number): bigint =>
  values.reduceRight((word, value) => (word << BigInt(bits)) | BigInt(value), 0n);

export const openWire = (config: Config, settings: WireSettings = {}, { idle = 0, stall = 0, seed = 1 } = {}) => {
  const bench = new StreamBench(wireSide(config), seed);
  const up = bench.source('up', { idle });
  const received = bench.source('received', { flow: true });
  const net = bench.sink('net', ['tdata', 'tkeep', 'tlast', 'tuser'], { stall, axi: true });
  const sent = bench.sink('sent', ['source', 'event', 'bytes'], { stall });
  const lost = bench.sink('lost', ['source', 'event', 'bytes'], { stall });
  const set = (changed: WireSettings): void => {
    const { weights = [1, 1], strictRate = defaultControlRate(config) } = changed;
    const { pausedBy = [0, 0, 0], watchdog = 0 } = changed;
    bench.poke({ settingsWeights: packed(weights, weightBits), settingsPausedBy: packed(pausedBy, priorityCount) });
    bench.poke({ settingsStrictRate: strictRate, settingsWatchdog: watchdog });
  };
  set(settings);
  bench.reset();
  return {
    ...{ bench, up, received, net, sent, lost, set },
    send: (frame: WireFrame): void =>
      up.send(...sentBeats(config, frame, bench.random).map(beat => ({ ...beat, wireClass: frame.wireClass }))),
    /** What the MAC receives, with the mark of a bad one. */
    receive: (bytes: Uint8Array, error = 0): void => received.send(...beatsOfFrame(config, bytes, error, bench.random)),
    room: (wireClass: number): boolean => ((bench.peek('state_room') >> BigInt(wireClass)) & 1n) === 1n,
    stopped: (wireClass: number): boolean => ((bench.peek('state_stopped') >> BigInt(wireClass)) & 1n) === 1n,
    pauses: () => Object.fromEntries(pauseCounts.map(name => [name, Number(bench.peek(`state_pauses_${name}`))])),
    storms: () => wireClasses.map((_, id) => Number(BigInt.asUintN(32, bench.peek('state_storms') >> BigInt(32 * id)))),
  };
};
