/** The graph as data: does it say what the model says, and does the hardware follow a graph it has never seen? */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import type { HeaderLayer, HeaderRule } from '../../../hdl/layout/header-graph.ts';
import { headerLayers } from '../../../hdl/layout/headers.ts';
import { headerParser } from '../../../hdl/parser/header-parser.ts';
import { planParser } from '../../../hdl/parser/plan.ts';
import { deepGraph } from './deep-graph.ts';
import { framesOfGraph } from './graph-frames.ts';
import { interpretGraph } from './graph-model.ts';
import { configOfWidth, expectedVector, expectVectors, parseInHardware } from './parse-in-hardware.ts';
import { everyPath, prefixesOf, randomFrames, representatives } from './sample-frames.ts';

test('the declared graph, read naively, says what the model says', () => {
  for (const frame of [...everyPath, ...prefixesOf(representatives), ...randomFrames(3000, 41)]) {
    expect(interpretGraph(headerLayers, frame), Buffer.from(frame).toString('hex')).toEqual(expectedVector(frame));
  }
});

test.each([64, 512])('frames that walk the graph at random, %i bits a beat', async beatBits => {
  const frames = framesOfGraph(headerLayers, 2000, beatBits);
  expectVectors(frames, await parseInHardware(frames, { beatBits, idle: 0.1 }), expectedVector);
});

describe.each([32, 64, 128, 256, 512, 1024])('another graph at %i bits a beat', beatBits => {
  test('random walks and their prefixes', async () => {
    const walks = framesOfGraph(deepGraph, 1500, beatBits);
    const frames = [...walks, ...prefixesOf(walks.slice(0, 12))];
    const vectors = await parseInHardware(frames, { beatBits, idle: 0.1, graph: deepGraph });
    expectVectors(frames, vectors, frame => interpretGraph(deepGraph, frame));
  });
});

test('the frames of the other graph end in every way it has', () => {
  const vectors = framesOfGraph(deepGraph, 1500, 64).map(frame => interpretGraph(deepGraph, frame));
  expect(new Set(vectors.map(({ exception }) => exception))).toEqual(new Set([0n, 1n, 2n, 3n, 4n, 5n]));
  for (const name of ['arp', 'ipv4', 'ipv6', 'tcp'] as const) {
    expect(vectors.filter(vector => vector[name] === 1n).length, name).toBeGreaterThan(50);
  }
  const unbounded = vectors.filter(({ tcp, ipv4, ipv6, arp }) => tcp === 1n && ipv4 + ipv6 + arp === 0n);
  expect(unbounded.length).toBeGreaterThan(50);
});

describe('a graph that cannot be built is refused', () => {
  const root: HeaderRule = {
    name: 'root',
    doc: '',
    bytes: 2,
    fields: { type: { offset: 0, bits: 16 } },
    next: { field: 'type', cases: [{ header: 'leaf', values: [1] }] },
    vector: {},
  };
  const leaf: HeaderRule = { name: 'leaf', doc: '', bytes: 4, fields: {}, vector: { arp: { constant: 1 } } };
  const graphOf = (first: HeaderRule, ...others: readonly HeaderRule[]): HeaderLayer[] => [
    { name: 'first', headers: [first] },
    ...others.map((header, i) => ({ name: `layer${i}`, headers: [header] })),
  ];
  /** A first header of 12 bytes and more, with a length field. */
  const sized = (size: HeaderRule['fields'], unitBytes: number): HeaderLayer[] =>
    graphOf({ ...root, bytes: 12, fields: { ...root.fields, ...size }, length: { field: 'size', unitBytes } }, leaf);
  const planned =
    (graph: readonly HeaderLayer[], beatBytes = 8) =>
    () =>
      planParser(graph, beatBytes);

  test.each<[string, readonly HeaderLayer[], RegExp]>([
    ['no header in the first layer', [{ name: 'first', headers: [] }], /exactly one header/],
    ['a name used twice', graphOf(root, leaf, leaf), /Two headers of the graph are called "leaf"/],
    [
      'an edge backwards',
      graphOf(root, { ...root, name: 'leaf', next: { field: 'type', cases: [{ header: 'root', values: [1] }] } }),
      /leads to "root", which is in no later layer/,
    ],
    ['an unknown field', graphOf(root, { ...leaf, vector: { vlan: { field: 'id' } } }), /"leaf" has no field "id"/],
    ['an unknown length field', sized({}, 4), /"root" has no field "size"/],
    ['an odd unit', sized({ size: { offset: 0, bits: 4 } }, 3), /units of 3 bytes/],
    ['a length that comes too late', sized({ size: { offset: 64, bits: 4 } }, 4), /beyond the first 8 bytes/],
    [
      'a first header that bounds the rest',
      graphOf({ ...root, encloses: { field: 'type', counts: 'payload' } }, leaf),
      /first header of a graph cannot bound/,
    ],
    [
      'an end of a header that leads nowhere',
      graphOf(root, { ...leaf, vector: { l4Offset: { end: true } } }),
      /"leaf" leads to no other/,
    ],
    ['a selector behind the header', graphOf({ ...root, bytes: 1 }, leaf), /"type", which decides what follows "root"/],
    ['a stack that is too deep', graphOf(root, { ...leaf, bytes: 254 }), /deepest stack of headers has 256 bytes/],
  ])('%s', (_, graph, message) => {
    expect(planned(graph)).toThrow(message);
  });

  test('a beat that is no power of two', () => {
    expect(planned(graphOf(root, leaf), 12)).toThrow(/power of two/);
  });

  test('the deepest stack that fits is built', () => {
    expect(planned(graphOf(root, { ...leaf, bytes: 253 }))().windowBeats).toBe(32);
    expect(() => emitVerilog(headerParser(configOfWidth(512), deepGraph))).not.toThrow();
  });
});
