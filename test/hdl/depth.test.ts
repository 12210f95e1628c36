// SPDX-License-Identifier: Apache-2.0
/**
 * Logic depth that header comments quote and components declare is what the instrument finds at 10g; UPDATE_GOLDEN=1 writes the
 * figures anew. A comment that speaks of logic depth has one figure, in one form.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { component, input, type ModuleDefinition, output, reg, u } from 'typescript-hdl';
import { componentsOf, exceededBounds, logicDepth } from 'typescript-hdl/depth';
import { describe, expect, test } from 'vitest';
import { packetParser } from '../../hdl/parser/packet-parser.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { simulatedConfigs } from '../support/simulated-configs.ts';

const folder = new URL('../../hdl', import.meta.url).pathname;
const config = configs['10g'];

/** Parts that the machine does not hold yet. */
const besides = [packetParser];

/** Components of the machine, and of the parts beside it, by the file that describes them. */
const byFile = new Map<string, ModuleDefinition[]>();
for (const definition of new Set([top, ...besides].flatMap(part => [...componentsOf(part(config))]))) {
  const { file } = definition.location;
  byFile.set(file, [...(byFile.get(file) ?? []), definition]);
}

const mention = /logic[\s*]+depth/i;
const figure = /([Ll]ogic[\s*]+depth[\s*]+)(\d+)([\s*]+)LUTs?([\s*]+at[\s*]+10g)/g;

const figures = (text: string): number[] => [...text.matchAll(figure)].map(match => Number(match[2]));

/** The source with another figure, in comments and in bounds. */
const corrected = (text: string, levels: number): string =>
  text
    .replaceAll(figure, (_, head, __, gap, tail) => `${head}${levels}${gap}LUT${levels === 1 ? '' : 's'}${tail}`)
    .replaceAll(/maxDepth: \d+/g, `maxDepth: ${levels}`);

const quoting = (readdirSync(folder, { recursive: true }) as string[])
  .filter(name => name.endsWith('.ts') && mention.test(readFileSync(join(folder, name), 'utf8')))
  .sort();

test('many components quote their depth', () => expect(quoting.length).toBeGreaterThan(40));

test.each(quoting)('%s quotes and declares its depth', name => {
  const path = join(folder, name);
  const components = byFile.get(path) ?? [];
  const levels = Math.max(...components.map(definition => logicDepth(definition).levels));
  expect(Number.isFinite(levels), 'the file describes a component of the machine').toBe(true);
  const before = readFileSync(path, 'utf8');
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, corrected(before, levels));
  const text = readFileSync(path, 'utf8');
  expect(figures(text)).toEqual([levels]);
  expect(text.split(mention)).toHaveLength(2);
  expect(components.map(({ options }) => options.maxDepth)).toEqual(components.map(() => levels));
});

describe.each(Object.entries(simulatedConfigs))('%s', (_, one) => {
  test('keeps to the declared bounds', () => {
    expect(exceededBounds(top(one)).map(({ component: { name }, depth }) => `${name}: ${depth.levels}`)).toEqual([]);
  });
});

test('a component that grows is found above its bound, wherever it is', () => {
  const grown = component(
    'grown',
    {},
    { a: input(u(64)), y: output(u(1)) },
    ({ a, y }) => {
      const { all } = reg({ all: u(1) });
      all.set(a.andR());
      y.set(all);
    },
    { maxDepth: 2 },
  );
  expect(exceededBounds(grown).map(({ bound, depth }) => [bound, depth.levels])).toEqual([[2, 3]]);
  expect(figures(corrected('/** Logic depth 4\n * LUTs at 10g. */', 1))).toEqual([1]);
});
