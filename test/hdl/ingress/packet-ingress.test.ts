// SPDX-License-Identifier: Apache-2.0
/** Ingress against a naive model: every frame's beats, errors and overflow events, under idle cycles and refusals. */
import fc from 'fast-check';
import { bit, component, connectFlow, emitVerilog, flow, input, inst, master, slave } from 'typescript-hdl';
import { axiStream } from 'typescript-hdl/lib';
import { expect, test } from 'vitest';
import { packetIngress } from '../../../hdl/ingress/packet-ingress.ts';
import { beatShape, eventShape } from '../../../hdl/lib/frame-shapes.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { testBench } from '../../../sim/vitest.ts';

const tiny = configs.tiny;
const tenGig = configs['10g'];
const wide: Config = { ...tenGig, name: 'wide', netDataBits: 512 };

interface WireFrame {
  readonly bytes: Uint8Array;
  readonly badFcs: boolean;
  readonly accepted: boolean;
}

/** Makes `accept` a field of the MAC's stream, so that it changes in step with the beats. */
const acceptWithBeat = (config: Config) =>
  component(
    'accept_with_beat',
    { config: config.name },
    {
      net: { ...slave(axiStream(config.netDataBits)), taccept: input(bit()) },
      down: master(flow(beatShape(config))),
      event: master(flow(eventShape(config))),
      began: master(flow({ taken: bit() })),
    },
    ({ net, down, event, began }) => {
      const { ingress } = inst({ ingress: packetIngress(config) });
      const { taccept, tready, ...beat } = net;
      for (const name of Object.keys(beat) as (keyof typeof beat)[]) ingress.net[name].set(beat[name]);
      tready.set(ingress.net.tready);
      ingress.accept.set(taccept);
      connectFlow(down, ingress.down);
      connectFlow(event, ingress.event);
      began.valid.set(ingress.began);
      began.payload.taken.set(ingress.began);
    },
  );

const littleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n);

const beatsOf = (bytes: Uint8Array, beatBytes: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / beatBytes) }, (_, i) =>
    bytes.subarray(i * beatBytes, (i + 1) * beatBytes),
  );

/** What the MAC sends. `accept` is noise on every beat but the first, and so is `tuser` on every beat but the last. */
const wireBeats = ({ bytes, badFcs, accepted }: WireFrame, config: Config, noise: () => boolean) => {
  const beats = beatsOf(bytes, config.netDataBits / 8);
  return beats.map((beat, i) => ({
    tdata: littleEndian(beat),
    tkeep: (1n << BigInt(beat.length)) - 1n,
    tlast: i === beats.length - 1,
    tuser: i === beats.length - 1 ? badFcs : noise(),
    taccept: i === 0 ? accepted : noise(),
  }));
};

const expectedError = ({ bytes, badFcs }: WireFrame, config: Config): bigint => {
  if (badFcs) return 1n;
  if (bytes.length < 60) return 2n;
  return bytes.length > config.maxFrameBytes ? 3n : 0n;
};

/** Beats that must leave; only the bytes a frame has are compared. */
const expectedBeats = (frame: WireFrame, config: Config) => {
  const beatBytes = config.netDataBits / 8;
  const beats = beatsOf(frame.bytes.subarray(0, config.maxFrameBytes), beatBytes);
  return beats.map((beat, i) => ({
    data: littleEndian(beat),
    lastByte: BigInt(beat.length - 1),
    first: i === 0 ? 1n : 0n,
    last: i === beats.length - 1 ? 1n : 0n,
    error: i === beats.length - 1 ? expectedError(frame, config) : 0n,
  }));
};

type Beat = ReturnType<typeof expectedBeats>[number];
const cutToFrame = (beat: Beat): Beat => ({
  ...beat,
  data: BigInt.asUintN((Number(beat.lastByte) + 1) * 8, beat.data),
});

const runFrames = async (
  config: Config,
  frames: readonly WireFrame[],
  { idle = 0, seed = 1 }: { readonly idle?: number; readonly seed?: number } = {},
) => {
  let state = seed;
  const noise = (): boolean => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state > 0x7fff_ffff;
  };
  const bench = await testBench(emitVerilog(acceptWithBeat(config)), { seed });
  await bench.reset();
  const net = bench.source('net', { idle });
  const down = bench.sink<keyof Beat>('down');
  const event = bench.sink<'slot' | 'event' | 'bytes'>('event');
  const sent = frames.flatMap(frame => wireBeats(frame, config, noise));
  net.send(sent);
  await net.drained();
  await bench.run(20);
  return {
    sentCycles: await net.acceptedCycles(),
    beats: await down.received(),
    events: await event.received(),
  };
};

const expectRight = async (
  config: Config,
  frames: readonly WireFrame[],
  options: { readonly idle?: number; readonly seed?: number } = {},
): Promise<void> => {
  const { beats, events } = await runFrames(config, frames, options);
  const accepted = frames.filter(frame => frame.accepted);
  expect(beats.map(({ transfer }) => cutToFrame(transfer))).toEqual(
    accepted.flatMap(frame => expectedBeats(frame, config)),
  );
  expect(events.map(({ transfer }) => transfer)).toEqual(
    frames
      .filter(frame => !frame.accepted)
      .map(({ bytes }) => ({
        slot: BigInt(config.functions),
        event: 12n,
        bytes: BigInt(Math.min(bytes.length, config.maxFrameBytes)),
      })),
  );
};

const bytesOf = (length: number, salt = 0): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + salt) & 0xff);
const good = (length: number, salt = 0): WireFrame => ({ bytes: bytesOf(length, salt), badFcs: false, accepted: true });

/** Frame lengths with the edges in it: runts, the minimum, the limit and far beyond. */
const lengthsOf = (config: Config): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 200 }) },
    { weight: 2, arbitrary: fc.integer({ min: 56, max: 66 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: config.maxFrameBytes + 40 }) },
    { weight: 2, arbitrary: fc.integer({ min: config.maxFrameBytes - 9, max: config.maxFrameBytes + 20 }) },
  );

const framesOf = (config: Config, count: number, seed: number): WireFrame[] =>
  fc.sample(
    fc.record({
      bytes: fc.tuple(lengthsOf(config), fc.nat(255)).map(([length, salt]) => bytesOf(length, salt)),
      badFcs: fc.integer({ min: 0, max: 4 }).map(dice => dice === 0),
      accepted: fc.integer({ min: 0, max: 3 }).map(dice => dice !== 0),
    }),
    { numRuns: count, seed },
  );

test.each([
  { config: tiny, idle: 0, seed: 11 },
  { config: tiny, idle: 0.4, seed: 12 },
  { config: tenGig, idle: 0.1, seed: 13 },
  { config: wide, idle: 0.2, seed: 14 },
])('random frames, $config.name, idle $idle', async ({ config, idle, seed }) => {
  await expectRight(config, framesOf(config, config === tenGig ? 150 : 600, seed), { idle, seed });
});

test.each([tiny, tenGig, wide])('every length around the limits, $name', async config => {
  const lengths = [...range(1, 140), ...range(config.maxFrameBytes - 70, config.maxFrameBytes + 70)];
  await expectRight(
    config,
    lengths.map(length => good(length, length)),
  );
});

test.each([false, true])(
  'frames that babble for 20 kB are cut and leave the next frame alone, bad FCS %s',
  async badFcs => {
    const babbling = { ...good(20_000), badFcs };
    await expectRight(tenGig, [good(64), babbling, good(60), babbling, good(1), good(9022), babbling], { seed: 3 });
    await expectRight(
      tiny,
      [babbling, { ...babbling, accepted: false }, good(64), { ...babbling, bytes: bytesOf(70_001) }],
      {
        idle: 0.2,
        seed: 4,
      },
    );
  },
);

test('tkeep counts on last beats only', async () => {
  const bench = await testBench(emitVerilog(acceptWithBeat(tiny)), { seed: 7 });
  await bench.reset();
  const net = bench.source('net');
  const down = bench.sink<keyof Beat>('down');
  const beats = wireBeats(good(75), tiny, () => false);
  net.send(beats.map((beat, i) => (beat.tlast ? beat : { ...beat, tkeep: BigInt((i * 37) & 0xff) })));
  await net.drained();
  await bench.run(10);
  const left = (await down.received()).map(({ transfer }) => cutToFrame(transfer));
  expect(left).toEqual(expectedBeats(good(75), tiny));
});

test('an odd tkeep at the end of a frame hurts that frame alone', async () => {
  const bench = await testBench(emitVerilog(acceptWithBeat(tiny)), { seed: 6 });
  await bench.reset();
  const net = bench.source('net');
  const down = bench.sink<keyof Beat>('down');
  const oddKeeps = [0x00n, 0xf0n, 0x81n, 0xaan].flatMap(tkeep => {
    const frame = wireBeats(good(64), tiny, () => false);
    return [...frame.slice(0, -1), { ...frame.at(-1)!, tkeep }, ...wireBeats(good(61, 9), tiny, () => true)];
  });
  net.send(oddKeeps);
  await net.drained();
  await bench.run(10);
  const beats = (await down.received()).map(({ transfer }) => cutToFrame(transfer));
  expect(beats).toHaveLength(4 * 16);
  for (let i = 0; i < 4; i++) {
    const frame = beats.slice(i * 16, i * 16 + 8);
    expect(frame.slice(0, 7)).toEqual(expectedBeats(good(64), tiny).slice(0, 7));
    expect(frame[7]).toMatchObject({ first: 0n, last: 1n });
    expect(beats.slice(i * 16 + 8, i * 16 + 16)).toEqual(expectedBeats(good(61, 9), tiny));
  }
});

test('latency is two clocks and idle cycles stay where they were', async () => {
  const frames = [good(64), good(61), good(9), { ...good(100), badFcs: true }];
  const { sentCycles, beats } = await runFrames(tenGig, frames, { idle: 0.5, seed: 8 });
  expect(beats.map(({ cycle }) => cycle)).toEqual(sentCycles.map(cycle => cycle + 2));
});

test('the end of a cut frame leaves two clocks after its last beat on the wire', async () => {
  const { sentCycles, beats } = await runFrames(tiny, [good(5000), good(60)], { idle: 0.3, seed: 9 });
  const cut = Math.ceil(tiny.maxFrameBytes / 8);
  expect(beats[cut - 1]!.cycle).toBe(sentCycles[5000 / 8 - 1]! + 2);
  expect(beats[cut]!.cycle).toBe(sentCycles[5000 / 8]! + 2);
});

test.each([59, 16384])('refuses a configuration whose longest frame has %i bytes', maxFrameBytes => {
  expect(() => emitVerilog(packetIngress({ ...tiny, maxFrameBytes }))).toThrow(RangeError);
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
