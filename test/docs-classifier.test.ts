// SPDX-License-Identifier: Apache-2.0
/** The page about the large classifier: its sizes are those of the configurations, its conditions those of language and slots. */
import { readFileSync } from 'node:fs';
import { componentsOf } from 'typescript-hdl/depth';
import { expect, test } from 'vitest';
import { knownKeys } from '../firmware/policy/policy-schema.ts';
import { forwardingTable } from '../hdl/classifier/forwarding/forwarding-table.ts';
import { bankedRules, bankedRulesLatency } from '../hdl/classifier/rules/bank/banked-rules.ts';
import { configNames, configs, slotsPerBucket } from '../hdl/spec/configs.ts';
import { bankKeyFields } from '../hdl/spec/tables/bank-key.ts';
import { hashFields } from '../hdl/spec/tables/bank-mask.ts';
import { bankSlots, restSlotFields, restStep, ruleSlotFields, slotFlags } from '../hdl/spec/tables/bank-slot.ts';
import { forwardingSlots } from '../hdl/spec/tables/forwarding-slot.ts';
import { top } from '../hdl/top.ts';

const page = readFileSync(new URL('../docs/classifier.md', import.meta.url), 'utf8');
const section = (title: string): string => page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\|(?!-)(.*)\|$/gm)].slice(1).map(([, row]) => row!.split('|').map(cell => cell.trim()));
const codeIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(match => match[1]!);

test('sizes and latencies are those of the configurations', () => {
  const numbers = rowsOf(section('Rule banks')).map(([name, ...cells]) => [
    codeIn(name!)[0],
    ...cells.map(cell => Number(cell.replaceAll(',', ''))),
  ]);
  expect(numbers).toEqual(
    configNames.map(name => {
      const config = configs[name];
      const { ruleBanks, bucketsPerBank } = config;
      return [name, ruleBanks, bucketsPerBank, bankSlots(config), bankedRulesLatency(config), forwardingSlots(config)];
    }),
  );
  expect(slotsPerBucket).toBe(2);
});

const conditions = rowsOf(section('Each condition: where it is'));

test('every condition of the language and every field of a key has its place', () => {
  const named = conditions.flatMap(([condition]) => codeIn(condition!));
  for (const key of knownKeys.match) expect(named).toContain(key);
  for (const target of ['to: any', 'to: group', 'to: NAME']) expect(named).toContain(target);
  // Those that masks hash are fields of the key; flags and levels are compared alone.
  const hashed = new Set(conditions.flatMap(([, , cell]) => codeIn(cell!)));
  expect([...hashed].toSorted()).toEqual([...hashFields].toSorted());
  const inSlots = conditions.map(([, cell]) => cell).join();
  const compared: readonly string[] = bankKeyFields.map(({ name }) => (name === 'version' ? 'versions' : name));
  for (const field of compared.filter(name => !hashFields.includes(name as never))) expect(inSlots).toContain(field);
});

test('fields are those of slots, and all that compare have a condition', () => {
  const fields = new Set<string>([...ruleSlotFields, ...restSlotFields].map(({ name }) => name));
  const used = new Set(conditions.flatMap(([, cell]) => codeIn(cell!.replaceAll(/\(.*?\)/g, ''))));
  expect([...used].filter(name => !fields.has(name))).toEqual([]);
  const others = ['flagMask', 'priority', 'valid', 'wide', 'reserved', 'unused'];
  expect([...fields].filter(name => !used.has(name)).toSorted()).toEqual(others.toSorted());
  const flags = conditions.flatMap(([, cell]) =>
    [...cell!.matchAll(/\(([^)]*)\)/g)].flatMap(([, list]) => codeIn(list!)),
  );
  expect(new Set(flags.map(flag => flag.split(' ')[0]))).toEqual(new Set(slotFlags));
  expect(page).toContain(`steps of ${restStep} bits`);
});

test('rule banks and forwarding are in the machine', () => {
  const inMachine = (name: string): boolean =>
    [...componentsOf(top(configs.tiny))].some(definition => definition.name === name);
  for (const part of [bankedRules(configs.tiny), forwardingTable(configs.tiny)])
    expect(inMachine(part.name)).toBe(true);
});
