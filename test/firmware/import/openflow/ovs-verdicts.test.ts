// SPDX-License-Identifier: Apache-2.0
/**
 * Flow tables that were imported: what the policy says of frames is what Open vSwitch does with them, or differs for a named reason.
 * With $CORPUS, also on the captures of foreign traffic there.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importOpenflow } from '../../../../firmware/import/openflow/import-openflow.ts';
import { judge } from '../../../../firmware/oracle/oracle.ts';
import { parsePolicy } from '../../../../firmware/policy/parse.ts';
import type { Policy } from '../../../../firmware/policy/policy.ts';
import { findConfig } from '../../../../hdl/spec/configs.ts';
import { readCaptureFile } from '../../../../src/files/read-capture.ts';
import { type OvsSwitch, openOvs, ovsPrograms } from '../../../../src/verify/ovs/ovs-switch.ts';
import { reasonOf } from '../../../../src/verify/ovs/verdict-differences.ts';
import { everyPath } from '../../../hdl/parser/sample-frames.ts';
import { arbitraryWireFrame } from '../../../support/arbitrary-frames.ts';

const isInstalled = (program: string): boolean =>
  ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'].some(directory =>
    existsSync(join(directory, program)),
  );

const vms = `vms:
  - { name: web, mac: 52:54:00:00:00:10 }
  - { name: db, mac: 52:54:00:00:00:11, vlan: 10 }
`;
const ports = [
  { port: '1', vm: 'wire' },
  { port: '2', vm: 'web' },
  { port: '3', vm: 'db' },
];

/** Flow tables with every condition that can be imported. */
const tables: Readonly<Record<string, string>> = {
  services: `
    priority=200,arp,actions=NORMAL
    priority=150,icmp,icmp_type=8,actions=NORMAL
    priority=150,icmp6,actions=NORMAL
    priority=120,tcp,dl_dst=52:54:00:00:00:10,tp_dst=80,actions=output:2
    priority=120,tcp,dl_dst=52:54:00:00:00:10,tp_dst=8000/0xfff8,actions=output:2
    priority=110,udp,dl_dst=52:54:00:00:00:11,tp_src=53,actions=output:3
    priority=100,ip,nw_frag=later,actions=drop
    priority=90,ip,nw_src=10.0.0.0/8,actions=NORMAL
    priority=0,actions=drop`,
  'masks and ports of 0': `
    priority=50,udp,tp_dst=0/0xff0f,actions=NORMAL
    priority=40,tcp,tp_src=0x400/0xfc00,tp_dst=0/0xfc00,actions=drop
    priority=30,tcp6,tp_src=0/0xfff9,actions=NORMAL
    priority=26,tcp6,ipv6_dst=2001:db8:1::/48,actions=drop
    priority=25,icmp,icmp_type=0,actions=drop
    priority=20,ip,nw_proto=17,actions=drop
    priority=10,ip,actions=NORMAL
    priority=12,ipv6,nw_proto=44,ipv6_dst=2001:db8::/64,actions=NORMAL
    priority=10,ipv6,ipv6_src=2001:db8::/32,actions=NORMAL`,
  'a pipeline': `
    table=0,priority=10,dl_vlan=10,dl_dst=52:54:00:00:00:11,actions=resubmit(,2)
    table=0,priority=9,vlan_tci=0x0000/0x1fff,dl_dst=52:54:00:00:00:10,actions=goto_table:1
    table=0,priority=5,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00,actions=NORMAL
    table=1,priority=7,sctp,tp_dst=0/0xff00,actions=drop
    table=1,priority=6,ip,actions=resubmit(,2)
    table=1,priority=5,dl_type=0x88f7,actions=output:2
    table=2,priority=3,ip,nw_dst=10.0.0.0/255.255.0.0,actions=NORMAL
    table=2,priority=3,ip,nw_dst=10.1.0.0/16,nw_proto=1,actions=drop
    table=2,priority=2,udp6,tp_dst=1024/0xfc00,actions=NORMAL`,
  'later fragments of IPv6 and no protocol of it': `
    priority=9,ipv6,nw_frag=later,actions=drop
    priority=1,ipv6,actions=NORMAL`,
  'later fragments of IPv6 that go on to a table': `
    table=0,priority=9,ipv6,nw_frag=later,actions=resubmit(,1)
    table=0,priority=1,actions=NORMAL
    table=1,priority=1,ipv6,ipv6_src=2001:db8::/32,actions=NORMAL`,
  'who sends, and VLANs': `
    priority=50,in_port=1,ipv6,actions=drop
    priority=49,in_port=2,udp,actions=drop
    priority=48,in_port=3,dl_vlan=10,ip,actions=NORMAL
    priority=47,in_port=3,dl_dst=52:54:00:00:00:10,actions=drop
    priority=46,dl_vlan=10,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00,actions=drop
    priority=45,dl_vlan=0xffff,dl_dst=00:00:00:00:00:00/01:00:00:00:00:00,tcp,actions=drop
    priority=5,actions=NORMAL`,
};

/** VLAN id of the outermost tag; undefined without one. */
const vlanOf = (frame: Uint8Array): number | undefined => {
  const isTagged = (frame[12] === 0x81 && frame[13] === 0) || (frame[12] === 0x88 && frame[13] === 0xa8);
  return isTagged && frame.length > 16 ? (frame[14]! & 0xf) * 256 + frame[15]! : undefined;
};

const isGroup = (frame: Uint8Array): boolean => (frame[0]! & 1) === 1;
const [web, db, beyond] = [0x10, 0x11, 0x99];

/** The frame in a VLAN that VMs have, 10 in place of others but 0; if it is unicast, to an address that ends so. */
const inOwnVlan = (bytes: Uint8Array, lastByte: (vlan: number) => number): Uint8Array => {
  const frame = bytes.slice();
  const vlan = vlanOf(frame) ?? 0;
  if (vlan !== 0) frame.set([frame[14]! & 0xf0, 10], 14);
  if (!isGroup(frame)) frame.set([0x52, 0x54, 0, 0, 0, lastByte(vlan)]);
  return frame;
};

/** The frame as one of the VMs gets it. */
const forVms = (bytes: Uint8Array): Uint8Array => inOwnVlan(bytes, vlan => (vlan === 0 ? web : db));

/** The frame as one of the VMs sends it to the wire. */
const fromVms = (bytes: Uint8Array): Uint8Array => inOwnVlan(bytes, () => beyond);

/** A later fragment of IPv6, of TCP from 2001:db8::1 to 2001:db8:1::1: random frames rarely are one of these. */
const laterIpv6 = Buffer.from(
  `525400000010020000000001 86dd 60000000 0010 2c40 20010db8${'0'.repeat(23)}1 20010db80001${'0'.repeat(19)}1 06000200 00000001 ${'00'.repeat(8)}`.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

/** Shorter frames are runts; Open vSwitch drops those that end in their tag. */
const holdsTag = (frame: Uint8Array): boolean => frame.length >= 18;
const ownFrames = [laterIpv6, ...everyPath, ...fc.sample(arbitraryWireFrame, { numRuns: 700, seed: 3 })].filter(
  holdsTag,
);
const { maxFrameBytes } = findConfig('10g')!;

/** A frame that comes in at a port, and whether the policy lets it go on. */
interface Case {
  readonly port: number;
  readonly bytes: Uint8Array;
  /** Undefined if the policy does not judge it. */
  readonly passes: (policy: Policy) => boolean | undefined;
}

const received = (frame: Uint8Array): Case => {
  const bytes = forVms(frame);
  const passes = (policy: Policy): boolean | undefined => {
    const { event } = judge(policy, bytes).fate;
    // A tag type that Open vSwitch does not know is no tag for it; no VM has frames of another VLAN.
    return event === 'unknown_destination' ? undefined : event === 'delivered';
  };
  return { port: 1, bytes, passes };
};

const sent = (frame: Uint8Array): Case => {
  const bytes = fromVms(frame);
  const fn = (vlanOf(bytes) ?? 0) === 0 ? 1 : 2;
  return { port: fn + 1, bytes, passes: policy => judge(policy, bytes, fn).fate.refused !== true };
};

/** How often each reason was needed, and frames on which the two differ without one. */
const compare = async (ovs: OvsSwitch, policy: Policy, cases: readonly Case[]) => {
  const reasons: Record<string, number> = {};
  const faults: string[] = [];
  const verdicts = { allowed: 0, dropped: 0 };
  for (const { port, bytes, passes } of cases) {
    const passed = passes(policy);
    if (passed === undefined) continue;
    const outputs = await ovs.outputs(port, bytes);
    verdicts[outputs.length > 0 ? 'allowed' : 'dropped'] += 1;
    if (passed === outputs.length > 0) continue;
    const reason = reasonOf(bytes, maxFrameBytes);
    if (reason === undefined)
      faults.push(
        `${passed ? 'passes' : 'is dropped'} from port ${port}, but to ports ${outputs}: ${Buffer.from(bytes).toString('hex')}`.slice(
          0,
          400,
        ),
      );
    else reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { reasons, faults, verdicts };
};

describe.skipIf(!ovsPrograms.every(isInstalled))('Open vSwitch', () => {
  let ovs: OvsSwitch;
  beforeAll(async () => {
    ovs = await openOvs(3);
  }, 60_000);
  afterAll(() => ovs?.close());

  const corpus = process.env['CORPUS'];
  describe.each(Object.entries(tables))('%s', (_, flows) => {
    const imported = () =>
      parsePolicy(
        importOpenflow({ text: flows, file: 'flows.txt' }, { text: vms, file: 'vms.yaml' }, { ports, leaveOut: false })
          .text,
        'p.yaml',
      );

    test.each([
      ['VMs receive', received],
      ['VMs send to the wire', sent],
    ])(
      'says what the policy says of own frames that %s',
      async (_, as) => {
        await ovs.load(flows);
        const { faults, verdicts } = await compare(ovs, imported(), ownFrames.map(as));
        expect(faults).toEqual([]);
        expect(Math.min(verdicts.allowed, verdicts.dropped)).toBeGreaterThan(50);
      },
      120_000,
    );

    test.skipIf(corpus === undefined)(
      'and of foreign ones',
      async () => {
        await ovs.load(flows);
        const frames = (await readCaptureFile(join(corpus!, 'frames.pcap'))).map(({ bytes }) => bytes).filter(holdsTag);
        const { reasons, faults, verdicts } = await compare(ovs, imported(), [
          ...frames.map(received),
          ...frames.map(sent),
        ]);
        console.log({ reasons, verdicts });
        expect(faults).toEqual([]);
      },
      300_000,
    );
  });
});
