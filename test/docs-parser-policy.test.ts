// SPDX-License-Identifier: Apache-2.0
/** What docs/parser.md says policy rules see of odd frames: the policy read directly, and the tables made of it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../firmware/compile/compile.ts';
import { policyFate } from '../firmware/oracle/oracle.ts';
import { classify } from '../sim/model/classifier-model.ts';
import { parseFrame } from '../sim/model/parser-model.ts';
import {
  ethernet,
  ipv4,
  llc,
  type Packet,
  packetOf,
  padded,
  payloadOf,
  segmentOf,
  snap,
  tcp,
  udp,
} from './support/frames.ts';
import { mpls, pppoe } from './support/link-frames.ts';
import { vxlan } from './support/tunnel-frames.ts';

const page = readFileSync(new URL('../docs/parser.md', import.meta.url), 'utf8');
const rows = page
  .split('### What policy rules see of them')[1]!
  .split(/^## /m)[0]!
  .split('\n')
  .filter(line => line.startsWith('| '))
  .slice(1)
  .map(line => line.split('|')[1]!.trim());

const mac = '52:54:00:00:00:10';
const ip = { source: '10.0.0.1', destination: '10.0.0.2' };
const ports = { sourcePort: 1000, destinationPort: 80 };
const web = ipv4(ip, tcp(ports, payloadOf(10)));

/** Whether a policy of one rule, which allows what it matches and nothing else, lets the frame pass. */
const passes = (match: string, frame: Uint8Array, malformed: string): boolean => {
  const text = `malformed: ${malformed}\nvms:\n  - { name: web, mac: ${mac} }\nrules:\n  - { match: { ${match} }, action: allow }\n`;
  const { policy, images } = compilePolicy(text, 'policy.yaml');
  const byPolicy = policyFate(policy, { bytes: frame });
  expect(classify(images, parseFrame(frame))).toEqual(byPolicy);
  return byPolicy.event === 'delivered';
};

const frameOf = (packet: Packet): Uint8Array => padded(ethernet({ destination: mac }, packet));
const tcpRules = ['protocol: tcp', 'source: 10.0.0.0/8', 'protocol: tcp, destinationPort: 80'];

/** Expects each of the rules to match the frame, or none of them. */
const expectRules = (
  frame: Uint8Array,
  matching: readonly string[],
  others: readonly string[],
  malformed = 'drop',
): void => {
  expect(matching.filter(match => !passes(match, frame, malformed))).toEqual([]);
  expect(others.filter(match => passes(match, frame, malformed))).toEqual([]);
};

const cases: Readonly<Record<string, () => void>> = {
  'IP after MPLS labels': () => {
    const labels = [{ label: 1 }, { label: 2 }];
    expectRules(frameOf(mpls(labels, web.bytes)), [...tcpRules, 'ethertype: mpls'], ['ethertype: ipv4']);
    expectRules(frameOf(mpls(labels, web.bytes, 0x8848)), [...tcpRules, 'ethertype: 0x8848'], ['ethertype: mpls']);
  },
  'IP in a PPPoE session': () => {
    const frame = frameOf(pppoe({ session: 5, protocol: 0x21 }, web.bytes));
    expectRules(frame, [...tcpRules, 'ethertype: pppoe'], ['ethertype: ipv4']);
  },
  'LLC without SNAP': () =>
    expectRules(frameOf(llc(0x42, payloadOf(50))), [''], ['ethertype: ipv4', 'ethertype: 0x0600', ...tcpRules]),
  'IP after SNAP': () => expectRules(frameOf(snap(web)), [...tcpRules, 'ethertype: ipv4'], ['ethertype: arp']),
  'a tunnel': () => {
    const inside = ethernet(
      { destination: mac },
      ipv4({ source: '192.168.0.1', destination: '192.168.0.2' }, tcp(ports)),
    );
    const frame = frameOf(ipv4(ip, udp({ sourcePort: 1, destinationPort: 4789 }, vxlan({ identifier: 1 }, inside))));
    const outer = ['protocol: udp', 'source: 10.0.0.1', 'protocol: udp, destinationPort: 4789'];
    expectRules(frame, outer, ['protocol: tcp', 'source: 192.168.0.1', 'protocol: tcp, destinationPort: 80']);
  },
  ESP: () => {
    const frame = frameOf(ipv4(ip, segmentOf(50, payloadOf(40))));
    expectRules(
      frame,
      ['protocol: 50', 'source: 10.0.0.1'],
      ['protocol: tcp', 'protocol: udp, destinationPort: 0-65535'],
    );
  },
  'a packet whose transport header is cut or missing': () => {
    const matching = ['protocol: tcp', 'source: 10.0.0.1', 'ethertype: ipv4'];
    const anyPort = ['protocol: tcp, destinationPort: 0-65535'];
    expectRules(frameOf(ipv4({ ...ip, fragmentOffset: 8 }, tcp(ports, payloadOf(20)))), matching, anyPort);
    expectRules(frameOf(ipv4({ ...ip, lie: { totalLength: 39 } }, tcp(ports))), matching, anyPort);
    expectRules(frameOf(ipv4({ ...ip, moreFragments: true }, segmentOf(6, [0, 1, 0, 80]))), matching, anyPort);
  },
  'a malformed IP header': () => {
    const frame = frameOf(ipv4({ ...ip, lie: { ihl: 4 } }, tcp(ports, payloadOf(20))));
    expectRules(frame, [], ['ethertype: ipv4', '', ...tcpRules]);
    expectRules(frame, ['ethertype: ipv4', ''], tcpRules, 'judge');
  },
  'anything that is not IP': () => {
    const frame = frameOf(packetOf(0x88b5, payloadOf(50)));
    expectRules(frame, ['ethertype: 0x88b5', ''], ['ethertype: ipv4', ...tcpRules]);
  },
};

describe('what policy rules see', () => {
  test('every row has a case, every case a row', () => {
    expect(rows).toEqual(Object.keys(cases));
  });

  test.each(rows)('%s', row => cases[row]?.());
});
