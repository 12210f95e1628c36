// SPDX-License-Identifier: Apache-2.0
/** The frames that cover the graph: what of its declaration they show, as the model reads them. */
import { describe, expect, test } from 'vitest';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import type { ParserTableValues } from '../../../../hdl/spec/protocol/parser-tables.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { coverageFrames } from '../../../../src/verify/fuzz/coverage-frames.ts';
import { type CoverageKind, coverageKinds, graphCoverage } from '../../../../src/verify/fuzz/graph-coverage.ts';

/** What frames show of the graph, as the model reads them. */
const shown = (
  frames: readonly Uint8Array[],
  depthBytes?: number,
  tables?: ParserTableValues,
): Record<CoverageKind, { readonly missing: readonly string[]; readonly surplus: readonly string[] }> => {
  const { all, shownBy } = graphCoverage(depthBytes, tables);
  const seen = Object.fromEntries(coverageKinds.map(kind => [kind, new Set<string>()])) as Record<
    CoverageKind,
    Set<string>
  >;
  const options = { ...(depthBytes !== undefined && { depthBytes }), ...(tables && { tables }) };
  for (const frame of frames) {
    const items = shownBy(frame, parseFrame(frame, options));
    for (const kind of coverageKinds) for (const item of items[kind]) seen[kind].add(item);
  }
  return Object.fromEntries(
    coverageKinds.map(kind => [
      kind,
      {
        missing: [...all[kind]].filter(item => !seen[kind].has(item)),
        surplus: [...seen[kind]].filter(item => !all[kind].has(item)),
      },
    ]),
  ) as unknown as ReturnType<typeof shown>;
};

const complete = Object.fromEntries(coverageKinds.map(kind => [kind, { missing: [], surplus: [] }]));

describe('coverage of the graph', () => {
  test('the frames show all of it: 100 %', () => {
    const frames = coverageFrames(headerLayers);
    const { all } = graphCoverage();
    expect(shown(frames)).toEqual(complete);
    const counts = coverageKinds.map(kind => `${all[kind].size} ${kind}`);
    console.log(`graph coverage 100 %: ${counts.join(', ')} in ${frames.length} frames`);
  });

  test('with other tables and less depth as well', () => {
    const tables: ParserTableValues = {
      serviceTagTypes: [0x88a8, 0x9100, 0, 0x9200],
      vxlanPorts: [8472, 4789],
      vxlanGpePorts: [0, 4790],
      genevePorts: [6081, 17185],
      gtpuPorts: [0, 0],
      rocePorts: [4791, 1021],
      iscsiPorts: [3260, 860],
      nvmePorts: [4420, 8009],
    };
    const frames = coverageFrames(headerLayers, { seed: 2, depthBytes: 192, tables });
    const found = shown(frames, 192, tables);
    // Nothing leads to GTP-U without a port.
    const gtpu = (items: readonly string[]): string[] => items.filter(item => !item.includes('gtpu'));
    for (const kind of coverageKinds) {
      expect(gtpu(found[kind].missing), kind).toEqual([]);
      expect(found[kind].surplus, kind).toEqual([]);
    }
  });

  test('a frame less shows less', () => {
    const frames = coverageFrames(headerLayers).filter(frame => parseFrame(frame).innerSctp === 0);
    const { places, pairs } = shown(frames);
    expect(places.missing.length).toBeGreaterThan(50);
    expect(pairs.missing).toContain('innerIpv4 innerIpv4Authentication innerSctp');
  });
});
