/** The parser at 64 bits a beat against the model, and at the other widths on the same kinds of frames. */
import { describe, expect, test } from 'vitest';
import type { HeaderRule } from '../../../hdl/layout/header-graph.ts';
import { headerLayers } from '../../../hdl/layout/headers.ts';
import { headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { cut, payloadOf } from '../../support/frames.ts';
import { beatsOf } from './frame-beats.ts';
import {
  configOfWidth,
  expectedVector,
  expectSameAsModel,
  type HardwareVector,
  parseInHardware,
} from './parse-in-hardware.ts';
import { corruptionsOf, everyPath, prefixesOf, randomFrames, representatives } from './sample-frames.ts';

/** Headers on the walk of a frame, worked out from its header vector. */
const walkOf = (vector: HardwareVector): string => {
  const behindIp = vector.l4Offset - vector.l3Offset;
  const headers = [
    ...(vector.l3Offset > 0n ? ['ethernet'] : []),
    ...['tag1', 'tag2', 'tag3', 'tag4'].slice(0, Number(vector.vlanCount)),
    ...(['llc', 'snap'] as const).filter(name => vector[name] === 1n),
    ...(['arp', 'ipv4', 'ipv6'] as const).filter(name => vector[name] === 1n),
    ...(vector.ipv6 === 1n && behindIp === 48n ? ['ipv6Fragment'] : []),
    ...(['tcp', 'udp', 'icmp'] as const).filter(name => vector[name] === 1n),
  ];
  return headers.join(' ');
};

/** Every walk through the graph, stopping at each header. */
const walksOfGraph = (): string[] => {
  const all = new Map<string, HeaderRule>(
    headerLayers.flatMap(({ headers }) => headers.map(h => [h.name, h] as const)),
  );
  const walksFrom = (name: string): string[] => {
    const onward = (all.get(name)!.next?.cases ?? []).flatMap(({ header }) => walksFrom(header));
    return [name, ...onward.map(walk => `${name} ${walk}`)];
  };
  return walksFrom(headerLayers[0]!.headers[0]!.name);
};

describe('64 bits a beat', () => {
  test('the frames of every path cover every walk through the graph', () => {
    const walks = new Set(everyPath.map(frame => walkOf(expectedVector(frame))));
    expect([...walks].sort()).toEqual([...new Set(walksOfGraph())].sort());
  });

  test.each([0, 0.4])('every path of the graph, idle %d', async idle => {
    await expectSameAsModel(everyPath, { idle, seed: 21 });
  });

  test.each([0, 0.3])('every prefix of representative frames, idle %d', async idle => {
    await expectSameAsModel(prefixesOf(representatives), { idle, seed: 22 });
  });

  test('every byte of representative frames corrupted', async () => {
    await expectSameAsModel(corruptionsOf(representatives), { idle: 0.1, seed: 23 });
  });

  test.each([
    { seed: 31, idle: 0 },
    { seed: 32, idle: 0.2 },
    { seed: 33, idle: 0.7 },
  ])('2,500 random frames, seed $seed, idle $idle', async options => {
    await expectSameAsModel(randomFrames(2500, options.seed), options);
  });

  test('a prefix of every length of a long frame, the window included', async () => {
    const deep = [...representatives].sort((a, b) => b.length - a.length)[0]!;
    const long = Uint8Array.from([...deep, ...payloadOf(200)]);
    await expectSameAsModel(prefixesOf([long]), { seed: 24 });
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
    const frames = [...corruptionsOf(representatives.slice(-2)), ...randomFrames(1000, beatBits)];
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
  expect(vectors).toEqual(frames.map(expectedVector));
});

test('the latency at each width is the documented one', () => {
  const timings = [64, 128, 256, 512].map(beatBits => headerParserTiming(configOfWidth(beatBits)));
  expect(timings).toEqual([
    { latencyClocks: 23, windowBytes: 120 },
    { latencyClocks: 23, windowBytes: 128 },
    { latencyClocks: 24, windowBytes: 128 },
    { latencyClocks: 24, windowBytes: 128 },
  ]);
});
