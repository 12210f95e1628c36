// SPDX-License-Identifier: Apache-2.0
/** The published JSON Schema is that of the compiler, takes what the compiler takes, and refuses what it can tell to be wrong. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { knownKeys, policyJsonSchema } from '../../../firmware/policy/policy-schema.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { policyText } from '../../support/policy-text.ts';

const root = new URL('../../../', import.meta.url).pathname;
const file = `${root}firmware/policy/policy.schema.json`;
const examples = readdirSync(`${root}firmware/examples`).filter(name => name.endsWith('.yaml'));
const read = (name: string): string => readFileSync(`${root}firmware/examples/${name}`, 'utf8');

test('the file is what the compiler says; UPDATE_GOLDEN=1 writes it anew', () => {
  const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  // "make format" gives it the project's style.
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text));
});

const schema = z.fromJSONSchema(policyJsonSchema());
const accepts = (text: string): boolean => schema.safeParse(parse(text)).success;

test.each(examples)('%s names it for editors, and keeps to it', name => {
  expect(read(name)).toMatch(/^# yaml-language-server: \$schema=\.\.\/policy\/policy\.schema\.json\n/);
  expect(accepts(read(name))).toBe(true);
});

test('any policy keeps to it, numbers as YAML reads them', () => {
  fc.assert(
    fc.property(arbitraryPolicy(), policy => accepts(policyText(policy))),
    { numRuns: 200 },
  );
});

test('it has every key of the language', () => {
  const { properties, definitions } = policyJsonSchema() as Record<string, Record<string, unknown>>;
  expect(definitions).toBeUndefined();
  const keysOf = (part: unknown): readonly string[] => Object.keys((part as { properties: object }).properties);
  const items = (key: string): unknown => (properties![key] as { items: unknown }).items;
  expect(Object.keys(properties!)).toEqual([...knownKeys.policy]);
  expect(keysOf(items('vms'))).toEqual(knownKeys.VM);
  const { anyOf: rules } = properties!['rules'] as {
    anyOf: [{ items: unknown }, { properties: Record<string, { items: unknown }> }];
  };
  expect(keysOf(rules[0].items)).toEqual(knownKeys.rule);
  expect(keysOf(rules[1])).toEqual(knownKeys.rules);
  for (const tier of knownKeys.rules) expect(rules[1].properties[tier]!.items).toEqual(rules[0].items);
  expect(keysOf(items('expect'))).toEqual(knownKeys.expectation);
  expect(keysOf((rules[0].items as { properties: Record<string, unknown> }).properties['match'])).toEqual(
    knownKeys.match,
  );
});

describe('an editor is told', () => {
  const vm = 'vms:\n  - { name: web, mac: 52:54:00:00:00:10';
  test.each([
    ['an unknown key', `${vm}, vlans: 3 }\n`],
    ['a missing key', 'vms:\n  - { name: web }\n'],
    ['no VMs', 'vms: []\n'],
    ['a number that is too great', `${vm}, vlan: 4095 }\n`],
    ['a word that is none', `${vm}, hash: port }\n`],
    ['a truth value that is none', `${vm}, trusted: yes }\n`],
    ['a wrong action', `${vm} }\nrules: [{ action: alow }]\n`],
    ['an unknown protocol', `${vm} }\nrules: [{ match: { protocol: tpc }, action: allow }]\n`],
    ['a wrong MAC address', 'vms:\n  - { name: web, mac: 52:54:00:00:00 }\n'],
    ['a record in place of a list', 'vms: { name: web }\n'],
  ])('of %s', (_, text) => expect(accepts(text)).toBe(false));
});
