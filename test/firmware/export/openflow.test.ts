// SPDX-License-Identifier: Apache-2.0
/** A policy as flows: what Open vSwitch then does with frames is what the policy says of them, or differs for a named reason. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportNftables } from '../../../firmware/export/nftables.ts';
import { exportOpenflow, maskedPorts } from '../../../firmware/export/openflow.ts';
import { judge } from '../../../firmware/oracle/oracle.ts';
import { PolicyError } from '../../../firmware/policy/diagnostic.ts';
import { parsePolicy } from '../../../firmware/policy/parse.ts';
import type { Policy } from '../../../firmware/policy/policy.ts';
import { type OvsSwitch, openOvs, ovsPrograms } from '../../../src/verify/ovs/ovs-switch.ts';
import { reasonOf } from '../../../src/verify/ovs/verdict-differences.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';

test('a range is the fewest masks that are aligned', () => {
  expect(maskedPorts({ first: 80, last: 80 })).toEqual(['80']);
  expect(maskedPorts({ first: 0, last: 65535 })).toEqual(['0x0/0x0']);
  expect(maskedPorts({ first: 1000, last: 1023 })).toEqual(['0x3e8/0xfff8', '0x3f0/0xfff0']);
});

const refusalOf = (rules: string, more = ''): string => {
  const text = `vms: [{ name: web, mac: 52:54:00:00:00:10, queues: 2${more} }]\nrules: [${rules}]\n`;
  try {
    exportOpenflow(parsePolicy(text, 'p.yaml'));
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the policy was exported');
};

test.each([
  ['{ action: allow, queue: 1 }', '', 'p.yaml:2:33: queues are not those of OpenFlow; remove queue'],
  ['{ match: { protocol: udplite, destinationPort: 1 }, action: allow }', '', 'knows no ports of this protocol'],
  ['{ match: { protocol: tcp, fragment: later }, action: deny }', '', 'knows no protocol of later fragments of IPv6'],
  ...['0x8847', '0x8848', '0x8864'].flatMap(type =>
    ['protocol: tcp, destinationPort: 80', 'source: 10.0.0.0/8', 'fragment: later'].map(
      (inner): [string, string, string] => [
        `{ to: web, match: { ethertype: ${type}, ${inner} }, action: allow }`,
        '',
        'p.yaml:2:40: Open vSwitch does not look into MPLS and PPPoE; leave ethertype out, or the other conditions',
      ],
    ),
  ),
  ['', ', fragments: deny', 'fragments: deny is no rule'],
  ['', ', unreadable: report', 'unreadable: report has no counterpart'],
])('refused: %s%s', (rules, more, sentence) => {
  expect(refusalOf(rules, more)).toContain(sentence);
});

test('the name of a file ends no comment', () => {
  const policy = parsePolicy('vms: [{ name: web, mac: 52:54:00:00:00:10 }]\n', 'a\npriority=9,actions=NORMAL\r');
  const flows = exportOpenflow(policy).split('\n');
  expect(flows[0]).toMatch(/^# a priority=9,actions=NORMAL ; port 1/);
  expect(flows[1]).toMatch(/^priority=\d+,in_port=1/);
  expect(exportNftables(policy).split('\n')[1]).toBe('define wire = "wire"');
});

test('MPLS and PPPoE are said by their type alone', () => {
  const text = 'vms: [{ name: web, mac: 52:54:00:00:00:10 }]\nrules: [{ match: { ethertype: mpls }, action: allow }]\n';
  expect(exportOpenflow(parsePolicy(text, 'p.yaml'))).toContain('dl_type=0x8847,actions=output:2');
});

/** The policy without what is no rule. */
const exportable = (policy: Policy): Policy => ({
  ...policy,
  malformed: 'drop',
  vms: policy.vms.map(vm => ({ ...vm, fragments: 'allow', unreadable: 'enforce' })),
  rules: policy.rules.map(rule => ({ ...rule, queue: 0 })),
});

const flowsOf = (policy: Policy): string | undefined => {
  try {
    return exportOpenflow(policy);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
};

const isInstalled = (program: string): boolean =>
  ['/usr/bin', '/usr/sbin'].some(place => existsSync(join(place, program)));

describe.skipIf(!ovsPrograms.every(isInstalled))('Open vSwitch', () => {
  let ovs: OvsSwitch;
  beforeAll(async () => {
    ovs = await openOvs(9);
  }, 60_000);
  afterAll(() => ovs?.close());

  test('takes no later fragment for a packet with port 0', async () => {
    const rule = '{ match: { protocol: udp, destinationPort: 0-1023 }, action: allow }';
    await ovs.load(
      exportOpenflow(parsePolicy(`vms: [{ name: web, mac: 52:54:00:00:00:10 }]\nrules: [${rule}]\n`, 'p.yaml')),
    );
    const frame = (fragment: string, checksum: string): Uint8Array =>
      Buffer.from(
        `5254000000100200000000010800450000240000${fragment}4011${checksum}0a0000010a00000203e80035001000000000000000000000`,
        'hex',
      );
    expect(await ovs.outputs(1, frame('0000', '66c7'))).toEqual(['2']);
    expect(await ovs.outputs(1, frame('0004', '66c3'))).toEqual([]);
  });

  test('does what random policies say of random frames', async () => {
    const faults: string[] = [];
    const verdicts = { delivered: 0, dropped: 0 };
    for (const policy of fc.sample(arbitraryPolicy(), { numRuns: 25, seed: 11 }).map(exportable)) {
      const flows = flowsOf(policy);
      if (flows === undefined) continue;
      await ovs.load(flows);
      for (const bytes of fc.sample(arbitraryWireFrame, { numRuns: 60, seed: verdicts.dropped })) {
        if (bytes.length < 18) continue;
        const { fate } = judge(policy, bytes);
        const wanted = fate.event === 'delivered' ? fate.functions.map(vm => `${vm + 1}`) : [];
        const outputs = await ovs.outputs(1, bytes);
        verdicts[wanted.length > 0 ? 'delivered' : 'dropped'] += 1;
        if (
          outputs.toSorted().join() === wanted.toSorted().join() ||
          reasonOf(bytes, 9022, { exported: true }) !== undefined
        )
          continue;
        faults.push(
          `${fate.event} to ${wanted}, but to ports ${outputs}: ${Buffer.from(bytes).toString('hex').slice(0, 200)}\n${flows}`,
        );
      }
    }
    expect(faults.slice(0, 2)).toEqual([]);
    expect(Math.min(verdicts.delivered, verdicts.dropped)).toBeGreaterThan(50);
  }, 240_000);
});
