// SPDX-License-Identifier: Apache-2.0
/** How the layers of the product's graph become stages: few, since each costs clocks and registers. */
import { expect, test } from 'vitest';
import { type ParserPlan, planParser } from '../../../../hdl/parser/graph/plan.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';

const plan = planParser(headerLayers, 64, 256);

const stageOf = ({ stages }: ParserPlan, name: string) => stages.find(one => one.name === name)!;

test('fifteen stages, of which six move the next header to lane 0', () => {
  expect(plan.stages.map(({ name, kind, realigns }) => `${name} ${kind}${realigns ? ' realigns' : ''}`)).toEqual([
    'ethernet fixed realigns',
    'link1 fixed realigns',
    'linkPayload fixed',
    ...[1, 2, 3, 4, 5].map(n => `extension${n} pointer`),
    'extension6 pointer realigns',
    'transport fixed realigns',
    'tunnel2 fixed realigns',
    'tunnelPayload fixed',
    'innerExtension1 pointer',
    'innerExtension2 pointer realigns',
    'innerTransport fixed',
  ]);
});

test('every header stands in exactly one stage, at places that its way there allows', () => {
  const names = plan.stages.flatMap(({ placements }) => [...new Set(placements.map(({ header }) => header.name))]);
  expect(names).toEqual(headerLayers.flatMap(({ headers }) => headers.map(({ name }) => name)));
  const places = (stage: string, header: string): number[] =>
    stageOf(plan, stage)
      .placements.filter(one => one.header.name === header)
      .map(({ at }) => at);
  expect(['tag1', 'tag2', 'tag3', 'tag4'].flatMap(name => places('ethernet', name))).toEqual([14, 18, 22, 26]);
  expect(places('link1', 'snap')).toEqual([3]);
  expect(places('transport', 'vxlan')).toEqual([8]);
  // GRE with a sequence number, with and without key and checksum.
  expect(places('transport', 'erspan2')).toEqual([8, 12, 16]);
  // After UDP, and after the global route header of RoCE v1.
  expect(places('transport', 'baseTransport')).toEqual([0, 8]);
  expect(places('tunnel2', 'gtpuExtension2')).toEqual([8, 12, 16, 20]);
});

test('a stage passes frames of which it has no header, and is skipped to where they go on', () => {
  expect(stageOf(plan, 'ethernet').skips).toEqual([14, 18, 22, 26, 30]);
  expect(stageOf(plan, 'link1').skips).toEqual([0, 4, 8, 12, 16, 20]);
  expect(stageOf(plan, 'linkPayload').skips).toEqual([0, ...Array.from({ length: 11 }, (_, i) => 20 + 4 * i)]);
  expect(stageOf(plan, 'tunnel2').skips).toEqual([0, 4, 8, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36]);
  expect(stageOf(plan, 'innerTransport').laneBytes).toBe(14);
});
