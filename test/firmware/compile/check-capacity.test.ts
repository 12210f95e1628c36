// SPDX-License-Identifier: Apache-2.0
/** Policies that are sound and too large: the whole sentence and its place, and the largest ones that still fit. */
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { findingsOf, withRules } from '../../support/policy-diagnostics.ts';

const mac = (n: number): string => (0x5254_0000_0010 + n).toString(16).replaceAll(/..(?!$)/g, '$&:');
const vm = (n: number, more = ''): string => `  - { name: vm${n}, mac: ${mac(n)}${more} }`;
const vms = (count: number, more = ''): string =>
  ['vms:', ...Array.from({ length: count }, (_, i) => vm(i + 1, more)), ''].join('\n');

describe('VMs', () => {
  test('as many as there are functions but the first', () => {
    expect(findingsOf(vms(7))).toEqual([]);
  });

  test('more than functions', () => {
    expect(findingsOf(vms(9))).toEqual([
      'p.yaml:9:5: VM "vm8" is number 8, but configuration 10g has functions for 7 VMs; remove 2 VMs or choose a larger configuration',
    ]);
    expect(findingsOf(vms(2), 'tiny')).toEqual([
      'p.yaml:3:5: VM "vm2" is number 2, but configuration tiny has functions for 1 VM; remove 1 VM or choose a larger configuration',
    ]);
  });

  test('more queues than a function has', () => {
    expect(findingsOf(vms(1, ', queues: 2'))).toEqual([]);
    expect(findingsOf(vms(1, ', queues: 3'))).toEqual([
      'p.yaml:2:50: queues 3 is more than configuration 10g has for a VM; write 1 to 2',
    ]);
    expect(findingsOf(vms(1, ', queues: 2'), 'tiny')).toEqual([
      'p.yaml:2:50: queues 2 is more than configuration tiny has for a VM; write 1',
    ]);
  });

  test.each([9, 255, 256, 1000])('%i of them: every limit has its sentence, and no other', many => {
    const bad = ', queues: 5, rate: 200Gbit/s, quota: 64';
    const rules = Array.from(
      { length: many },
      (_, i) => `  - { to: vm${i + 1}, match: { protocol: tcp, destinationPort: ${i + 1} }, action: deny }`,
    );
    const found = findingsOf([vms(many, bad).trimEnd(), 'rules:', ...rules, ''].join('\n'), 'tiny');
    const after = ` (the same is true of ${many - 4} VMs after it)`;
    const queues = 'queues 5 is more than configuration tiny has for a VM; write 1';
    const rate =
      'rate is more than the 10 Gbit/s of a port of configuration tiny; write less, or leave rate out for no limit';
    expect(found.map(line => line.replace(/^p\.yaml:\d+:\d+: /, '')).toSorted()).toEqual(
      [
        ...[queues, queues, queues, queues + after, rate, rate, rate, rate + after],
        `VM "vm2" is number 2, but configuration tiny has functions for 1 VM; remove ${many - 1} VMs or choose a larger configuration`,
        ...(many + 1 > 16
          ? [
              `the VMs need ${many + 1} forwarding entries (one a VM and one for the group addresses of each of 1 VLAN, untagged traffic being one), but configuration tiny has 16 slots; use fewer VMs or VLANs`,
            ]
          : []),
        ...(64 * many > 6656
          ? [
              `the quotas add up to ${64 * many} bytes, but configuration tiny has 6656 for them (8192 bytes of packet buffer less 1536 for one frame of the greatest length); take away at least ${64 * many - 6656} bytes`,
            ]
          : []),
      ].toSorted(),
    );
  });

  test('very many, and very many rules for them and for all', () => {
    const text = [
      vms(20_000).trimEnd(),
      'rules:',
      ...Array.from({ length: 20_000 }, (_, i) => `  - { to: vm${20_000 - i}, action: allow }`),
      ...Array.from({ length: 5000 }, () => '  - { action: allow }'),
      '',
    ].join('\n');
    expect(findingsOf(text).map(line => line.replace(/;.*/, ''))).toEqual([
      expect.stringContaining('the VMs need 20001 forwarding entries'),
      expect.stringContaining('VM "vm8" is number 8'),
    ]);
  });

  test('a rate above that of the port', () => {
    expect(findingsOf(vms(1, ', rate: 10Gbit/s'))).toEqual([]);
    expect(findingsOf(vms(1, ', rate: 10.1Gbit/s'))).toEqual([
      'p.yaml:2:48: rate is more than the 10 Gbit/s of a port of configuration 10g; write less, or leave rate out for no limit',
    ]);
  });

  test('more forwarding entries than there are', () => {
    const text = `config: tiny\nvms:\n${Array.from({ length: 9 }, (_, n) => vm(n, `, vlan: ${n + 1}`)).join('\n')}\n`;
    expect(findingsOf(text)).toContain(
      'p.yaml:3:3: the VMs need 18 forwarding entries (one a VM and one for the group addresses of each of 9 VLANs, untagged traffic being one), but configuration tiny has 16 slots; use fewer VMs or VLANs',
    );
  });
});

describe('quotas', () => {
  const reserve = '131072 bytes of packet buffer less 9024 for one frame of the greatest length';

  test('the buffer less one maximum frame can be given away, to the last cell', () => {
    // 2048 cells less 141 for 9022 bytes.
    const text = ['vms:', vm(1, ', quota: 112KiB'), vm(2, `, quota: ${1907 * 64 - 112 * 1024}`), ''].join('\n');
    expect(compilePolicy(text, 'p.yaml')).toMatchObject({
      images: { quotaCells: [0, 1792, 115, 0, 0, 0, 0, 0] },
      warnings: [{ position: { line: 3, column: 49 } }],
    });
  });

  test('one cell more is refused', () => {
    const text = ['vms:', vm(1, ', quota: 112KiB'), vm(2, `, quota: ${1908 * 64 - 112 * 1024}`), ''].join('\n');
    expect(findingsOf(text)).toEqual([
      `p.yaml:3:49: the quotas add up to 122112 bytes, but configuration 10g has 122048 for them (${reserve}); take away at least 64 bytes`,
    ]);
  });

  test('VMs without a quota share the rest equally', () => {
    const text = ['vms:', vm(1, ', quota: 64KiB'), vm(2), vm(3), ''].join('\n');
    expect(compilePolicy(text, 'p.yaml').images.quotaCells).toEqual([0, 1024, 441, 441, 0, 0, 0, 0]);
  });

  test('nothing left to share is refused', () => {
    const text = ['vms:', vm(1), vm(2, ', quota: 122048'), ''].join('\n');
    expect(findingsOf(text)).toEqual([
      `p.yaml:2:5: the written quotas leave no packet buffer for VM "vm1", which has none of its own; reduce them below 122048 bytes in total (${reserve})`,
    ]);
  });

  test('a quota below the greatest frame is a warning', () => {
    expect(findingsOf(['vms:', vm(1, ', quota: 8960'), vm(2, ', quota: 9024'), ''].join('\n'))).toEqual([
      'p.yaml:2:49: warning: VM "vm1" can never get a frame longer than its quota of 8960 bytes; the longest that configuration 10g accepts has 9022',
    ]);
  });
});

describe('rules', () => {
  const port = (n: number): string => `  - { to: web, match: { protocol: tcp, destinationPort: ${n} }, action: allow }`;
  const ports = (count: number): string => withRules(...Array.from({ length: count }, (_, i) => port(i)));

  test('as many as a small configuration has room for, and thousands', () => {
    expect(findingsOf(ports(40), 'tiny')).toEqual([]);
    expect(findingsOf(ports(3000)).filter(line => !line.includes('warning'))).toEqual([]);
  });

  test('more than there are slots', () => {
    expect(findingsOf(ports(200), 'tiny')).toEqual([
      'p.yaml:5:5: VM web: 200 rules without room, of 200 entries that share the key "to web" (lines 5, 6, 7, 8, 9 and 195 more); there are more rules than slots; remove some, or choose a larger configuration',
    ]);
  });

  test('more that differ in nothing that a key holds than buckets and ternary array have room for', () => {
    const range = (n: number): string =>
      `  - { to: web, match: { protocol: tcp, sourcePort: 1-${40_000 + n}, destinationPort: 1-${50_000 + n} }, action: allow }`;
    const found = findingsOf(withRules(...Array.from({ length: 60 }, (_, n) => range(n))));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^p\.yaml:\d+:5: VM web: \d+ rules without room, of 60 entries that share the key "to web, protocol tcp" \(lines [\d, ]+ and \d+ more\); they differ only in what no key holds/,
    );
  });

  test('more that only the ternary array can hold', () => {
    const mpls = (n: number): string =>
      `  - { to: web, match: { ethertype: 0x8847, protocol: tcp, destinationPort: ${n} }, action: allow }`;
    expect(findingsOf(withRules(...Array.from({ length: 32 }, (_, n) => mpls(n))))).toEqual([]);
    expect(findingsOf(withRules(...Array.from({ length: 33 }, (_, n) => mpls(n))))).toEqual([
      'p.yaml:5:5: rules for all: 33 rules without room, of 33 entries that share the key "ethertype of MPLS or PPPoE, which no slot holds together with ports" (lines 5, 6, 7, 8, 9 and 28 more); only the ternary array can hold them; remove some',
    ]);
  });
});

describe('configurations', () => {
  test('the one the policy names, unless the caller names another', () => {
    const text = `config: tiny\n${vms(1)}`;
    expect(compilePolicy(text, 'p.yaml').images.config).toBe('tiny');
    expect(compilePolicy(text, 'p.yaml', '10g')).toMatchObject({
      policy: { config: '10g' },
      images: { config: '10g' },
    });
  });

  test('one that does not exist', () => {
    expect(findingsOf(`config: tiny\n${vms(1)}`, '400g')).toEqual([
      'p.yaml:1:9: configuration "400g" is unknown; choose tiny, 10g-ecp5, 10g, 25g or 100g',
    ]);
  });
});
