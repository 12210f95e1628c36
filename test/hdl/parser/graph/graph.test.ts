// SPDX-License-Identifier: Apache-2.0
/** The graph as data: does it say what the model says, and does the hardware follow a graph it has never seen? */
import { describe, expect, test } from 'vitest';
import { planParser } from '../../../../hdl/parser/graph/plan.ts';
import type { HeaderLayer, HeaderRule } from '../../../../hdl/spec/protocol/header-graph.ts';
import { checksumVerdicts } from '../../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import { defaultParserTables } from '../../../../hdl/spec/protocol/parser-tables.ts';
import { deepGraph } from '../deep-graph.ts';
import { framesOfGraph } from '../graph-frames.ts';
import { interpretGraph } from '../graph-model.ts';
import { configOfWidth, expectedVector, expectVectors } from '../parse-in-hardware.ts';
import { everyPath, prefixesOf, randomFrames, representatives } from '../sample-frames.ts';
import { simulateParser } from '../simulate-parser.ts';

test('the declared graph, read naively, says what the model says', () => {
  for (const frame of [...everyPath, ...prefixesOf(representatives), ...randomFrames(3000, 41)]) {
    expect(interpretGraph(headerLayers, frame), Buffer.from(frame).toString('hex')).toEqual(expectedVector(frame));
  }
});

const otherTables = { ...defaultParserTables, serviceTagTypes: [0x9100, 0x88a8, 0, 0x0800], iscsiPorts: [0, 0x1234] };

/** The frame with an address that makes the checksum of its packet good, if it has a packet. */
const withGoodSum = (frame: Uint8Array): Uint8Array => {
  const { ipv4, l3Offset } = interpretGraph(deepGraph, frame, { tables: otherTables });
  if (ipv4 === 0n) return frame;
  const mended = Uint8Array.from(frame);
  const packet = mended.subarray(Number(l3Offset));
  let sum = 0;
  for (let i = 0; i < (packet[0]! & 15) * 4; i += 2) sum += i === 10 ? 0 : packet[i]! * 256 + packet[i + 1]!;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  packet.set([(0xffff - sum) >> 8, (0xffff - sum) & 255], 10);
  return mended;
};

/** Frames for the other graph; longer ones reach beyond what its parsers look at. */
const otherFrames = (count: number, seed: number): Uint8Array[] => {
  const walks = framesOfGraph(deepGraph, count, seed, otherTables).map((frame, i) =>
    i % 2 ? frame : withGoodSum(frame),
  );
  return [...walks, ...prefixesOf(walks.slice(0, 6))];
};

describe.each([
  { beatBits: 32, parserBytes: 128 },
  { beatBits: 64, parserBytes: 256 },
  { beatBits: 128, parserBytes: 64 },
  { beatBits: 256, parserBytes: 128 },
  { beatBits: 512, parserBytes: 64 },
  { beatBits: 1024, parserBytes: 256 },
])('another graph at $beatBits bits a beat, $parserBytes bytes deep', ({ beatBits, parserBytes }) => {
  test('random walks and their prefixes', () => {
    const config = { ...configOfWidth(beatBits), parserBytes };
    const frames = otherFrames(500, beatBits);
    const vectors = simulateParser(config, deepGraph, frames, { idle: 0.1, tables: otherTables });
    const options = { tables: otherTables, depthBytes: parserBytes };
    expectVectors(frames, vectors, frame => interpretGraph(deepGraph, frame, options));
  });
});

test('the frames of the other graph end in every way it has', () => {
  const vectors = otherFrames(1500, 64).map(frame =>
    interpretGraph(deepGraph, frame, { tables: otherTables, depthBytes: 64 }),
  );
  expect(new Set(vectors.map(({ exception }) => exception))).toEqual(new Set([0n, 1n, 2n, 3n, 4n, 5n]));
  const names = deepGraph.flatMap(({ headers }) => headers.map(({ name }) => name));
  for (const [i, name] of names.entries()) {
    expect(vectors.filter(({ headers }) => (headers >> BigInt(i)) & 1n).length, name).toBeGreaterThan(20);
  }
  for (const verdict of [checksumVerdicts.good, checksumVerdicts.bad]) {
    expect(vectors.filter(({ ipv4Checksum }) => ipv4Checksum === BigInt(verdict)).length).toBeGreaterThan(20);
  }
});

describe('a graph that cannot be built is refused', () => {
  const root: HeaderRule = {
    name: 'root',
    doc: '',
    bytes: 2,
    fields: { type: { offset: 0, bits: 16 } },
    next: [{ field: 'type', cases: [{ header: 'leaf', values: [1] }] }],
    vector: {},
  };
  const leaf: HeaderRule = { name: 'leaf', doc: '', bytes: 4, fields: {}, vector: { arp: { constant: 1 } } };
  const graphOf = (first: HeaderRule, ...others: readonly HeaderRule[]): HeaderLayer[] => [
    { name: 'first', headers: [first] },
    ...others.map((header, i) => ({ name: `layer${i}`, headers: [header] })),
  ];
  /** A first header of 12 bytes and more, with a length. */
  const sized = (size: HeaderRule['fields'], length: HeaderRule['length']): HeaderLayer[] =>
    graphOf({ ...root, bytes: 12, fields: { ...root.fields, ...size }, length: length! }, leaf);
  const nibble = { size: { offset: 0, bits: 4 } };
  const planned =
    (graph: readonly HeaderLayer[], beatBytes = 8, parserBytes = 256) =>
    () =>
      planParser(graph, beatBytes, parserBytes);
  const middle: HeaderRule = {
    ...root,
    name: 'middle',
    next: [{ field: 'type', cases: [{ header: 'leaf', values: [7] }] }],
  };
  const toMiddle: HeaderRule = { ...root, next: [{ field: 'type', cases: [{ header: 'middle', values: [1] }] }] };

  test.each<[string, readonly HeaderLayer[], RegExp]>([
    ['no header in the first layer', [{ name: 'first', headers: [] }], /exactly one header/],
    ['a name used twice', graphOf(root, leaf, leaf), /Two headers of the graph are called "leaf"/],
    [
      'an edge backwards',
      graphOf(root, { ...root, name: 'leaf', next: [{ field: 'type', cases: [{ header: 'root', values: [1] }] }] }),
      /leads to "root", which is in no later layer/,
    ],
    ['a header without a way to it', graphOf(root, leaf, { ...leaf, name: 'island' }), /No header leads to "island"/],
    ['an unknown field', graphOf(root, { ...leaf, vector: { vlan: { field: 'id' } } }), /"leaf" has no field "id"/],
    [
      'a misspelt field of the header vector',
      // As a header would come from outside the type checker.
      graphOf(root, { ...leaf, vector: JSON.parse('{"tcpFlagz":{"constant":1}}') }),
      /Header "leaf" gives "tcpFlagz", which the header vector has not/,
    ],
    [
      'an unknown field of a condition',
      graphOf(root, { ...leaf, vector: { arp: { constant: 1, when: [{ field: 'id', equals: 1 }] } } }),
      /"leaf" has no field "id"/,
    ],
    ['an unknown length field', sized({}, { field: 'size', unitBytes: 4 }), /"root" has no field "size"/],
    ['an odd unit', sized(nibble, { field: 'size', unitBytes: 3 }), /units of 3 bytes/],
    ['a length of nothing', sized({}, { unitBytes: 4 }), /"root" depends on nothing/],
    ['a wide flag', sized(nibble, { unitBytes: 4, groups: [{ flags: ['size'] }] }), /Flag "size" of "root"/],
    [
      'a field and flags',
      sized(nibble, { field: 'size', unitBytes: 4, groups: [{ flags: ['size'] }] }),
      /a field or flags/,
    ],
    [
      'no length that will do',
      sized({ size: { offset: 0, bits: 1 } }, { field: 'size', unitBytes: 4 }),
      /No length of "root"/,
    ],
    [
      'a length that is not held against the frame, and a way on',
      sized(nibble, { field: 'size', unitBytes: 4, unchecked: true }),
      /has to be held against the frame/,
    ],
    [
      'a bound for a header that does not follow',
      graphOf({ ...root, encloses: { field: 'type', from: 0, to: 'root' } }, leaf),
      /"root" bounds "root", to which it does not lead/,
    ],
    [
      'an end and something else in one field',
      graphOf(root, { ...leaf, vector: { l4Offset: [{ end: true, when: [] }, { constant: 1 }] } }),
      /"leaf" gives "l4Offset" its end and something else/,
    ],
    [
      'a part of a header with checks',
      graphOf(root, {
        ...leaf,
        fields: nibble,
        checks: [{ field: 'size', equals: 1 }],
        partly: { bytes: 2, gives: [] },
      }),
      /"leaf" has checks or encloses, so no part of it counts alone/,
    ],
    [
      'a field that a part of a header does not hold',
      graphOf(root, {
        ...leaf,
        fields: { id: { offset: 16, bits: 8 } },
        vector: { ttl: { field: 'id' } },
        partly: { bytes: 2, gives: ['ttl'] },
      }),
      /"leaf" cannot give "ttl" from its first 2 bytes/,
    ],
    ['a selector after the header', graphOf({ ...root, bytes: 1 }, leaf), /"type", which decides what follows "root"/],
    [
      'a peek at more than the next stage',
      graphOf(
        toMiddle,
        {
          ...middle,
          peeks: true,
          next: [
            {
              field: 'type',
              cases: [
                { header: 'far', values: [1] },
                { header: 'leaf', values: [2] },
              ],
            },
          ],
        },
        {
          ...leaf,
          bytes: 4,
          length: { field: 'size', unitBytes: 4 },
          fields: nibble,
          next: [{ field: 'size', cases: [{ header: 'far', values: [1] }] }],
        },
        { ...leaf, name: 'far' },
      ),
      /What "middle" peeks at/,
    ],
  ])('%s', (_, graph, message) => {
    expect(planned(graph)).toThrow(message);
  });

  test('a beat that is no power of two', () => {
    expect(planned(graphOf(root, leaf), 12)).toThrow(/power of two/);
  });

  test.each([257, 260, 264])('a depth of %i bytes', depth => {
    expect(planned(graphOf(root, leaf), 8, depth)).toThrow(/whole beats of up to 256 bytes/);
  });
});
