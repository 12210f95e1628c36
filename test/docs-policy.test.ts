// SPDX-License-Identifier: Apache-2.0
/** The policy reference: its examples compile, its messages are the compiler's, its tables hold every key and size. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy } from '../firmware/compile/compile.ts';
import { rangeToPrefixes } from '../firmware/compile/lower.ts';
import { sharedCells } from '../firmware/compile/quota.ts';
import { formatDiagnostic, PolicyError } from '../firmware/policy/diagnostic.ts';
import { knownKeys } from '../firmware/policy/policy-schema.ts';
import {
  Refusal,
  readEthertype,
  readInteger,
  readMac,
  readName,
  readPortRange,
  readPrefix,
  readProtocol,
  readQuota,
  readRate,
} from '../firmware/policy/policy-values.ts';
import { cellBytes, configs } from '../hdl/spec/configs.ts';
import { bankSlots } from '../hdl/spec/tables/bank-slot.ts';
import { forwardingSlots } from '../hdl/spec/tables/forwarding-slot.ts';

const page = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8');
const section = (title: string): string => page.split(new RegExp(`^#+ ${title}$`, 'm'))[1]!.split(/^#+ /m)[0]!;

/** Rows of the tables of a section, as cells without code marks. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\|(?!-)(.*)\|$/gm)].map(([, row]) =>
    row!.split('|').map(cell => cell.trim().replaceAll('`', '')),
  );

/** Policies of the page, each with the messages that follow it, if any do. */
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```)?/gm)].map(
  ([, policy, messages]) => ({ policy: policy!, messages: messages?.trim().split('\n') ?? [] }),
);
const smallest = examples.find(({ policy }) => section('The smallest policy').includes(policy));

/** What the compiler says of a policy. */
const findingsOf = (policy: string, config?: string): readonly string[] => {
  try {
    return compilePolicy(policy, 'policy.yaml', config).warnings.map(formatDiagnostic);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message.split('\n');
  }
};

/** A fragment stands after the VMs of the smallest policy. */
const completed = (policy: string): string => (/^vms:/m.test(policy) ? policy : `${smallest!.policy}\n${policy}`);

test('the page has examples with and without messages', () => {
  expect(examples.length).toBeGreaterThan(8);
  expect(examples.filter(({ messages }) => messages.length > 0).length).toBeGreaterThan(3);
});

test.each(examples)('example %#', ({ policy, messages }) => {
  expect(findingsOf(completed(policy))).toEqual(messages);
});

test.each(['web-tier', 'kubernetes-node', 'storage-network'])(
  'the page begins with %s as it is in the examples',
  name => {
    const [, ...lines] = readFileSync(new URL(`../firmware/examples/${name}.yaml`, import.meta.url), 'utf8').split(
      '\n',
    );
    const found = examples.findIndex(({ policy }) => policy === lines.join('\n'));
    expect([0, 1, 2]).toContain(found);
    expect(compilePolicy(lines.join('\n'), 'policy.yaml').policy.expect!.length).toBeGreaterThan(3);
  },
);

describe('the tables of keys', () => {
  test.each([
    ['The policy', knownKeys.policy],
    ['A VM', knownKeys.VM],
    ['A rule', knownKeys.rule],
    ['A match', knownKeys.match],
    ['An expectation', knownKeys.expectation],
    ['Defaults', knownKeys.defaults],
  ])('%s', (title, keys) => {
    const [header, ...rows] = rowsOf(section(title));
    expect(header![0]).toBe('key');
    expect(rows.map(([key]) => key)).toEqual(keys);
  });

  test('defaults are what a policy without these keys means', () => {
    const { policy } = compilePolicy(`${smallest!.policy}rules: [{ action: allow }]\n`, 'policy.yaml');
    const [vm, rule] = [policy.vms[0]!, policy.rules[0]!];
    const defaultOf = (title: string, key: string): string =>
      rowsOf(section(title)).find(([name]) => name === key)![2]!;
    expect(defaultOf('The policy', 'config')).toBe(policy.config);
    expect(defaultOf('A VM', 'queues')).toBe(`${vm.queues}`);
    expect([defaultOf('A VM', 'vlan'), vm.vlan]).toEqual(['untagged', 0]);
    expect([defaultOf('A VM', 'quota'), vm.quotaBytes]).toEqual(['equal share', undefined]);
    expect(defaultOf('A rule', 'to')).toBe(rule.to.kind);
    expect([defaultOf('A rule', 'match'), rule.match]).toEqual(['every frame', {}]);
    expect(defaultOf('A rule', 'queue')).toBe(`${rule.queue}`);
    for (const key of ['unicast', 'group'] as const) expect(defaultOf('Defaults', key)).toBe(policy.defaults[key]);
    expect(defaultOf('The policy', 'defaults')).toBe('deny all');
  });

  test.each([
    ['A VM', 'name'],
    ['A VM', 'mac'],
    ['A rule', 'action'],
    ['The policy', 'vms'],
  ])('%s: %s is required', (title, key) => {
    expect(rowsOf(section(title)).find(([name]) => name === key)![2]).toBe('required');
    const policy = parse(`${smallest!.policy}rules: [{ action: allow }]\n`);
    const owner = { 'A VM': policy.vms[0], 'A rule': policy.rules[0], 'The policy': policy }[title];
    delete owner[key];
    expect(findingsOf(JSON.stringify(policy)).join()).toContain(`${key} is missing`);
  });
});

describe('the values', () => {
  const readers = {
    number: readInteger(0, 0xffff),
    name: readName,
    MAC: readMac,
    rate: readRate,
    size: readQuota,
    EtherType: readEthertype,
    'IP protocol': readProtocol,
    prefix: readPrefix,
    'port or range': readPortRange,
  };
  const [, ...rows] = rowsOf(section('Values'));

  test('every type has its reader', () => expect(rows.map(([type]) => type)).toEqual(Object.keys(readers)));

  test.each(rows)('%s: %s', (type, _form, samples) => {
    for (const sample of samples!.split(', ')) {
      expect(readers[type as keyof typeof readers](sample), sample).not.toBeInstanceOf(Refusal);
    }
  });
});

describe('what it costs', () => {
  const text = section('What it costs');

  /** VMs of one VLAN that compile: as many as the table says, and not one more. */
  const mostVms = (config: string): number => {
    const compiles = (count: number): boolean => {
      const vms = Array.from(
        { length: count },
        (_, i) => `  - { name: vm${i}, mac: 52:54:00:00:00:${(16 + i).toString(16)} }`,
      );
      return !findingsOf(['vms:', ...vms, ''].join('\n'), config).some(line => !/^\S+ warning: /.test(line));
    };
    let count = 0;
    while (compiles(count + 1)) count++;
    return count;
  };

  test('sizes are those of the configurations', () => {
    const [header, ...rows] = rowsOf(text);
    expect(header!.slice(1)).toEqual(Object.keys(configs));
    const sizes = Object.values(configs).map(config => [
      mostVms(config.name),
      config.queuesPerFunction,
      bankSlots(config),
      config.ternaryRules,
      forwardingSlots(config),
      config.maxFrameBytes,
      sharedCells(config) * cellBytes,
    ]);
    for (const [column, expected] of sizes.entries())
      expect(rows.map(row => Number(row[column + 1]))).toEqual(expected);
  });

  test('ranges take the entries that it says', () => {
    const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
    const claims = [...text.matchAll(/`(\d+)-(\d+)` is (\w+)/g)];
    expect(claims.length).toBeGreaterThan(3);
    for (const [, first, last, count] of claims) {
      expect(words[rangeToPrefixes({ first: Number(first), last: Number(last) }).length]).toBe(count);
    }
  });
});
