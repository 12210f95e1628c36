// SPDX-License-Identifier: Apache-2.0
/** The model beside a second reading of the graph that shares no code with it. */
import { describe, expect, test } from 'vitest';
import { headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import type { ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { type ParseOptions, parseFrame } from '../../../sim/model/parser-model.ts';
import { coverageFrames } from '../../../src/verify/fuzz/coverage-frames.ts';
import { framesOfGraph } from '../../hdl/parser/graph-frames.ts';
import { interpretGraph } from '../../hdl/parser/graph-model.ts';
import { corruptionsOf, prefixesOf, randomFrames, representatives } from '../../hdl/parser/sample-frames.ts';

const expectSameReading = (frames: readonly Uint8Array[], options: ParseOptions = {}): void => {
  for (const frame of frames) {
    const vector = parseFrame(frame, options);
    const other = interpretGraph(headerLayers, frame, options);
    const differing = headerVectorFields.filter(({ name }) => BigInt(vector[name]) !== other[name]);
    expect(
      differing.map(({ name }) => name),
      Buffer.from(frame).toString('hex'),
    ).toEqual([]);
  }
};

/** Ports and types that no test frame has by chance, two tables that share a value, one that takes a known type. */
const tables: ParserTableValues = {
  serviceTagTypes: [0x9100, 0x0800, 0x0005, 0],
  vxlanPorts: [8472, 0],
  vxlanGpePorts: [4790, 8472],
  genevePorts: [0, 319],
  gtpuPorts: [2152, 2153],
  rocePorts: [0, 0],
  iscsiPorts: [443, 0],
  nvmePorts: [443, 4420],
};

describe('two readings of the graph', () => {
  test('of the frames that cover it', () => {
    expectSameReading(coverageFrames(headerLayers));
  });

  test('of random walks, random frames, prefixes and corruptions', () => {
    expectSameReading([...framesOfGraph(headerLayers, 3000, 51), ...randomFrames(2000, 52), new Uint8Array()]);
    expectSameReading(prefixesOf(representatives));
    expectSameReading(corruptionsOf(representatives.slice(-3)));
  });

  test('with other tables, which may contradict each other', () => {
    expectSameReading(framesOfGraph(headerLayers, 3000, 53, tables), { tables });
    expectSameReading([...representatives, ...framesOfGraph(headerLayers, 500, 54)], { tables });
  });

  test.each([64, 128, 200])('with %i bytes looked at', depthBytes => {
    expectSameReading([...prefixesOf(representatives.slice(-2)), ...framesOfGraph(headerLayers, 1000, depthBytes)], {
      depthBytes,
    });
  });
});
