// SPDX-License-Identifier: Apache-2.0
/** The parser at 64 bits a beat against the model, and at the other widths on the same kinds of frames. */
import { describe, expect, test } from 'vitest';
import { headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { defaultParserTables } from '../../../hdl/spec/protocol/parser-tables.ts';
import { cut, payloadOf } from '../../support/frames.ts';
import { beatsOf } from './frame-beats.ts';
import { framesOfGraph } from './graph-frames.ts';
import { configOfWidth, expectedVector, expectSameAsModel, parseInHardware } from './parse-in-hardware.ts';
import { corruptionsOf, everyPath, prefixesOf, randomFrames, representatives } from './sample-frames.ts';

/** Frames that end near the end of the window of 256 bytes, and the same headers in longer frames. */
const deep = representatives.flatMap(frame => {
  const long = Uint8Array.from([...frame, ...payloadOf(300)]);
  return [250, 254, 255, 256, 257, 258, 264, 300].map(length => cut(long, length));
});

/** IPv6 after which extension headers take the walk to and beyond the window: 8 bytes each, `most` of them long. */
const chain = (lengths: readonly number[]): Uint8Array => {
  const extensions = lengths.flatMap((words, i) => [
    i === lengths.length - 1 ? 17 : 60,
    words,
    ...payloadOf(6 + 8 * words, i),
  ]);
  const udp = [1, 2, 3, 4, 0, 20, 9, 9, ...payloadOf(12)];
  const length = extensions.length + udp.length;
  const ip = [0x60, 0, 0, 0, length >> 8, length & 255, 60, 64, ...payloadOf(32)];
  return Uint8Array.from([...payloadOf(12), 0x86, 0xdd, ...ip, ...extensions, ...udp]);
};

const chains = [
  ...Array.from({ length: 30 }, (_, i) => chain([i])),
  ...Array.from({ length: 12 }, (_, i) => chain([2 * i, 1, i, 0, 2])),
  chain([255]),
  chain([0, 0, 0, 0, 0, 0]),
  chain([0, 0, 0, 0, 0, 0, 0]),
];

describe('64 bits a beat', () => {
  test('every path of the graph', async () => {
    await expectSameAsModel(everyPath, { seed: 21 });
  });

  test('every path of the graph, with idle clocks', async () => {
    await expectSameAsModel(
      everyPath.filter((_, i) => i % 4 === 1),
      { idle: 0.4, seed: 21 },
    );
  });

  test.each([0, 0.3])('every prefix of representative frames, idle %d', async idle => {
    await expectSameAsModel(prefixesOf(representatives), { idle, seed: 22 });
  });

  test('every byte of representative frames corrupted', async () => {
    await expectSameAsModel(corruptionsOf(representatives), { idle: 0.1, seed: 23 });
  });

  test.each([
    { seed: 31, idle: 0 },
    { seed: 32, idle: 0.7 },
  ])('random frames, seed $seed, idle $idle', async options => {
    await expectSameAsModel([...randomFrames(1500, options.seed), ...framesOfGraph(headerLayers, 2000, 64)], options);
  });

  test('tables with other values, the same in several tables, and none', async () => {
    const tables = {
      ...defaultParserTables,
      serviceTagTypes: [0, 0x0800, 0x9100, 0x88cc],
      vxlanPorts: [319, 6081],
      vxlanGpePorts: [0, 0],
      gtpuPorts: [4791, 4789],
      iscsiPorts: [4420, 443],
    };
    const frames = [...framesOfGraph(headerLayers, 3000, 65, tables), ...everyPath.filter((_, i) => i % 5 === 0)];
    await expectSameAsModel(frames, { idle: 0.1, seed: 26, tables });
  });
});

describe.each([64, 128, 256, 512])('%i bits a beat', beatBits => {
  test('the end of the window', async () => {
    await expectSameAsModel([...deep, ...chains], { beatBits, idle: 0.1, seed: beatBits });
  });
});

describe.each([128, 256, 512])('%i bits a beat', beatBits => {
  test('every path of the graph', async () => {
    await expectSameAsModel(everyPath, { beatBits, idle: 0.2, seed: beatBits });
  });

  test('every prefix of representative frames, back to back', async () => {
    await expectSameAsModel(prefixesOf(representatives), { beatBits, seed: beatBits + 1 });
  });

  test('corrupted and random frames', async () => {
    const corrupted = corruptionsOf(representatives).filter((_, i) => i % 3 === 0);
    const frames = [...corrupted, ...framesOfGraph(headerLayers, 2000, beatBits)];
    await expectSameAsModel(frames, { beatBits, idle: 0.1, seed: beatBits + 2 });
    await expectSameAsModel(randomFrames(1000, beatBits + 3), { beatBits, seed: beatBits + 3 });
  });
});

test('at 512 bits a frame every clock gives a vector every clock', async () => {
  const frames = Array.from({ length: 2000 }, (_, i) =>
    cut(representatives[i % representatives.length]!, 14 + (i % 51)),
  );
  expect(beatsOf(frames, 64, 1)).toHaveLength(frames.length);
  const vectors = await parseInHardware(frames, { beatBits: 512 });
  expect(vectors).toEqual(frames.map(frame => expectedVector(frame)));
});

test('the latency at each width is the documented one', () => {
  const timings = [64, 128, 256, 512].map(beatBits => headerParserTiming(configOfWidth(beatBits)));
  expect(timings).toEqual([
    ...Array(3).fill({ latencyClocks: 40, windowBytes: 256 }),
    { latencyClocks: 41, windowBytes: 256 },
  ]);
});
