// SPDX-License-Identifier: Apache-2.0
/** The identity of senders: random frames against the naive model, and the attacks by hand. */
import { describe, expect, test } from 'vitest';
import { identityCheck, identityLatency } from '../../../../hdl/classifier/identity/identity-check.ts';
import { senderFieldsShape } from '../../../../hdl/classifier/identity/sender-reading.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { transmitEvents } from '../../../../hdl/spec/events/transmit-events.ts';
import { packFields } from '../../../../hdl/spec/field.ts';
import {
  type IdentityKind,
  identityFieldsOf,
  identityKinds,
  identitySlots,
  linkControls,
} from '../../../../hdl/spec/tables/identity.ts';
import { type Identity, identityReason } from '../../../../sim/model/identity-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import {
  arp,
  ethernet,
  fragmentHeader,
  icmpv6,
  ipNumber,
  ipv4,
  ipv6,
  macNumber,
  optionsHeader,
  type Packet,
  packetOf,
  snap,
  tcp,
  udp,
  vlan,
} from '../../../support/frames.ts';
import { sentBeats } from '../../egress/sent-frames.ts';
import { StreamBench } from '../../egress/stream-bench.ts';
import { macOption, mine, neighbour, nonceOption, randomFrame, theirs } from './identity-frames.ts';

const nobody: Identity = {
  ...{ trusted: false, promiscuous: false, tags: 0, controls: [] },
  ...{ vlans: [], macs: [], ipv4: [], ipv6: [] },
};
const own: Identity = {
  ...nobody,
  tags: 2,
  vlans: [0, mine.vlan],
  macs: [macNumber(mine.mac)],
  ipv4: [ipNumber(mine.ip)],
  ipv6: [mine.ip6, mine.link6].map(address => ({ address: ipNumber(address), prefix: false })),
};

const open = (config: Config, framesInParser = 32) => {
  const bench = new StreamBench(identityCheck(config, framesInParser), 3);
  const beats = bench.source('beats', { flow: true });
  const headers = bench.source('headers', { flow: true });
  const write = bench.source('write', { flow: true });
  const answers = bench.sink('answers', ['source', 'allowed', 'reason', 'egressDenied'], { flow: true });
  bench.reset();
  let image = 0;
  const put = (of: number, kind: IdentityKind, slot: number, values: Record<string, bigint>): void =>
    write.send({
      ...{ image, function: of, kind: identityKinds.indexOf(kind), slot },
      value: packFields(identityFieldsOf[kind] as never, values as never),
    });
  const loaded = new Set<number>();
  const load = (of: number, identity: Identity, into = 0): void => {
    image = into;
    loaded.add(of);
    put(of, 'settings', 0, {
      ...{ trusted: BigInt(identity.trusted), promiscuous: BigInt(identity.promiscuous), tags: BigInt(identity.tags) },
      ...Object.fromEntries(linkControls.map(({ name }) => [name, BigInt(identity.controls.includes(name))])),
      ...{ denied: BigInt(identity.denied ?? false), wireClass: 0n, egressDenied: BigInt(of % 2) },
    });
    for (let slot = 0; slot < identitySlots; slot++) {
      const of6 = identity.ipv6[slot];
      const [id, mac, address] = [identity.vlans[slot], identity.macs[slot], identity.ipv4[slot]];
      const valid = (value: unknown): bigint => BigInt(value !== undefined);
      put(of, 'vlan', slot, { id: BigInt(id ?? 0), valid: valid(id) });
      put(of, 'mac', slot, { mac: mac ?? 0n, valid: valid(mac) });
      put(of, 'ipv4', slot, { address: address ?? 0n, valid: valid(address) });
      put(of, 'ipv6', slot, { address: of6?.address ?? 0n, prefix: BigInt(of6?.prefix ?? false), valid: valid(of6) });
    }
    while (!write.idle) bench.run(1);
  };
  while (bench.peek('ready') === 0n) bench.run(1);
  return {
    ...{ bench, headers, answers, put, load },
    reset: (): void => {
      loaded.clear();
      bench.reset();
    },
    /** Sends frames one after the other, then all their header vectors, and gives what is said of each. */
    judge: (frames: readonly { readonly source: number; readonly bytes: Uint8Array }[]): (string | undefined)[] => {
      for (const frame of frames) beats.send(...sentBeats(config, frame, bench.random));
      while (!beats.idle) bench.run(1);
      bench.run(3);
      const taken = headers.taken.length;
      for (const { bytes } of frames) {
        const vector = parseFrame(bytes) as unknown as Record<string, number | bigint>;
        headers.send(Object.fromEntries(Object.keys(senderFieldsShape).map(name => [name, vector[name]!])));
      }
      while (!headers.idle) bench.run(1);
      bench.run(identityLatency + 2);
      const said = answers.drain();
      expect(said.map(({ cycle }) => cycle)).toEqual(headers.taken.slice(taken).map(cycle => cycle + identityLatency));
      expect(said.map(({ fields }) => Number(fields['source']))).toEqual(frames.map(({ source }) => source));
      expect(said.map(({ fields }) => Number(fields['egressDenied']))).toEqual(
        frames.map(({ source }) => (loaded.has(source) ? source % 2 : 0)),
      );
      return said.map(({ fields }) => {
        const name = transmitEvents.find(({ id }) => id === Number(fields['reason']))!.name;
        expect(fields['allowed']).toBe(name === 'sent' ? 1n : 0n);
        return name === 'sent' ? undefined : name;
      });
    },
  };
};

const wide: Config = { ...configs['100g'], functions: 8 };

describe.each([configs['10g'], configs['25g'], wide])('at $name', config => {
  test('random frames of functions with all kinds of rights are judged as by the naive model', () => {
    const check = open(config);
    const { random } = check.bench;
    const rights: Identity[] = [
      own,
      { ...own, promiscuous: true },
      { ...nobody, trusted: true },
      { ...own, trusted: true, controls: ['lacp', 'ptp'] },
      nobody,
      { ...own, tags: 4, vlans: [mine.vlan], controls: ['macControl', 'lldp', 'bridge'] },
      {
        ...own,
        macs: [5n, 6n, 7n, macNumber(mine.mac)],
        ipv4: [1n, 2n, ipNumber(mine.ip)],
        ipv6: [{ address: ipNumber('fd00::'), prefix: true }],
      },
      { ...own, tags: 0, vlans: [0] },
    ];
    /** In the other image the functions after the first have each other's rights. */
    const inImages = [rights, [rights[0]!, ...rights.slice(1).toReversed()]];
    for (const [image, all] of inImages.entries()) for (const [i, one] of all.entries()) check.load(i, one, image);
    const seen = new Map<string, number>();
    for (let round = 0; round < 90; round++) {
      const frames = Array.from({ length: 30 }, () => ({
        source: random.chance(0.4) ? 0 : random.between(0, 7),
        bytes: randomFrame(random),
      }));
      const image = round % 3 === 1 ? 1 : 0;
      check.bench.poke({ image });
      const expected = frames.map(({ source, bytes }) =>
        identityReason(bytes, parseFrame(bytes), inImages[image]![source]!),
      );
      expect(check.judge(frames)).toEqual(expected);
      for (const reason of expected) seen.set(reason ?? 'allowed', (seen.get(reason ?? 'allowed') ?? 0) + 1);
    }
    const reasons = [
      'link_control',
      'unread_sender',
      'wrong_vlan',
      'wrong_mac',
      'wrong_arp',
      'wrong_neighbour',
      'wrong_ip',
    ];
    for (const reason of ['allowed', ...reasons]) expect(seen.get(reason), reason).toBeGreaterThan(20);
  });
});

const frame = (packet: Packet, source = mine.mac, destination = 'ff:ff:ff:ff:ff:ff'): Uint8Array =>
  ethernet({ destination, source }, packet);
const from6 = { source: mine.ip6, destination: 'ff02::1' };
const plain = tcp({ sourcePort: 1, destinationPort: 2 });
const probe = { senderMac: mine.mac, senderIp: mine.ip, targetIp: '10.0.0.1' };

/** What is said of frames that are written down here, by hand. */
const attacks: readonly (readonly [what: string, bytes: Uint8Array, reason: string | undefined])[] = [
  ['its own address', frame(ipv4({ source: mine.ip, destination: theirs.ip }, plain)), undefined],
  ['the MAC of another', frame(ipv4({ source: mine.ip, destination: theirs.ip }, plain), theirs.mac), 'wrong_mac'],
  ['the IPv4 address of another', frame(ipv4({ source: theirs.ip, destination: mine.ip }, plain)), 'wrong_ip'],
  ['the IPv6 address of another', frame(ipv6({ source: theirs.ip6, destination: mine.ip6 }, plain)), 'wrong_ip'],
  ['its own VLAN', frame(vlan({ id: mine.vlan }, ipv6(from6, plain))), undefined],
  ['the VLAN of another', frame(vlan({ id: theirs.vlan }, ipv6(from6, plain))), 'wrong_vlan'],
  ['a third tag', frame(vlan({ id: mine.vlan }, vlan({ id: 1 }, vlan({ id: 1 }, ipv6(from6, plain))))), 'wrong_vlan'],
  ['ARP about itself', frame(arp(probe)), undefined],
  ['an ARP probe', frame(arp({ ...probe, senderIp: '0.0.0.0' })), undefined],
  ['ARP that gives its MAC to the address of another', frame(arp({ ...probe, senderIp: theirs.ip })), 'wrong_arp'],
  ['ARP that gives the MAC of another to its address', frame(arp({ ...probe, senderMac: theirs.mac })), 'wrong_arp'],
  ['ARP poison after a tag', frame(vlan({ id: mine.vlan }, arp({ ...probe, senderIp: theirs.ip }))), 'wrong_arp'],
  ['ARP poison after SNAP', frame(snap(arp({ ...probe, senderIp: theirs.ip }))), 'wrong_arp'],
  ['ARP that is cut', frame(arp(probe)).subarray(0, 40), 'unread_sender'],
  [
    'ARP for other address lengths',
    frame(packetOf(0x0806, [0, 1, 8, 0, 8, 4, 0, 1, ...new Uint8Array(36)])),
    'unread_sender',
  ],
  ['an advertisement of its address', frame(ipv6(from6, neighbour(136, mine.ip6, macOption(2, mine.mac)))), undefined],
  [
    'an advertisement of the address of another',
    frame(ipv6(from6, neighbour(136, theirs.ip6, macOption(2, mine.mac)))),
    'wrong_neighbour',
  ],
  [
    'an advertisement with the MAC of another',
    frame(ipv6(from6, neighbour(136, mine.ip6, macOption(2, theirs.mac)))),
    'wrong_neighbour',
  ],
  [
    'the MAC of another in the second option',
    frame(ipv6(from6, neighbour(135, theirs.ip6, nonceOption, macOption(1, theirs.mac)))),
    'wrong_neighbour',
  ],
  ['a question for another', frame(ipv6(from6, neighbour(135, theirs.ip6, macOption(1, mine.mac)))), undefined],
  [
    'a claim of its address',
    frame(ipv6({ source: '::', destination: 'ff02::1' }, neighbour(135, mine.ip6, nonceOption))),
    undefined,
  ],
  [
    'a claim of the address of another',
    frame(ipv6({ source: '::', destination: 'ff02::1' }, neighbour(135, theirs.ip6))),
    'wrong_neighbour',
  ],
  ['an advertisement of a router', frame(ipv6(from6, neighbour(134, mine.ip6))), 'wrong_neighbour'],
  ['a redirect', frame(ipv6(from6, neighbour(137, mine.ip6, new Uint8Array(16)))), 'wrong_neighbour'],
  [
    'an advertisement after options',
    frame(ipv6(from6, optionsHeader(0, neighbour(136, theirs.ip6, macOption(2, mine.mac))))),
    'unread_sender',
  ],
  [
    'a question after options, whose target looks like an option where the options would be without them',
    frame(ipv6(from6, optionsHeader(0, neighbour(135, 'fd00::e01:203:405:607', macOption(1, mine.mac))))),
    'unread_sender',
  ],
  [
    'an advertisement in a fragment',
    frame(ipv6(from6, fragmentHeader({ offset: 0, more: true }, neighbour(136, theirs.ip6, macOption(2, mine.mac))))),
    'unread_sender',
  ],
  [
    'an advertisement whose end is not in the frame',
    frame(ipv6(from6, neighbour(136, mine.ip6, macOption(2, mine.mac)))).subarray(0, 78),
    'unread_sender',
  ],
  [
    'an option that nobody knows',
    frame(ipv6(from6, neighbour(136, mine.ip6, macOption(9, mine.mac)))),
    'unread_sender',
  ],
  [
    'three options',
    frame(ipv6(from6, neighbour(136, mine.ip6, nonceOption, nonceOption, macOption(2, theirs.mac)))),
    'unread_sender',
  ],
  ['a home address', frame(ipv6(from6, optionsHeader(60, plain, 2))), 'unread_sender'],
  [
    'a chain of IPv6 headers without end',
    frame(
      ipv6(
        from6,
        Array.from({ length: 8 }, () => 60 as const).reduce((s, p) => optionsHeader(p, s), plain),
      ),
    ),
    'unread_sender',
  ],
  ['an echo request', frame(ipv6(from6, icmpv6({ type: 128 }))), undefined],
  [
    'DHCP before it has an address',
    frame(ipv4({ source: '0.0.0.0', destination: '255.255.255.255' }, udp({ sourcePort: 68, destinationPort: 67 }))),
    undefined,
  ],
  [
    'another service from no address',
    frame(ipv4({ source: '0.0.0.0', destination: '255.255.255.255' }, udp({ sourcePort: 67, destinationPort: 68 }))),
    'wrong_ip',
  ],
  [
    'IPv4 that is cut',
    frame(ipv4({ source: mine.ip, destination: theirs.ip }, plain)).subarray(0, 30),
    'unread_sender',
  ],
  ['a pause of the link', frame(packetOf(0x8808, [0, 1, 255, 255, ...new Uint8Array(42)])), 'link_control'],
  [
    'a pause of priorities after a tag',
    frame(vlan({ id: mine.vlan }, packetOf(0x8808, [1, 1, 0, 255, ...new Uint8Array(42)]))),
    'link_control',
  ],
  ['LACP', frame(packetOf(0x8809, [1, ...new Uint8Array(45)])), 'link_control'],
  ['LLDP', frame(packetOf(0x88cc, new Uint8Array(46))), 'link_control'],
  ['PTP', frame(packetOf(0x88f7, new Uint8Array(46))), 'link_control'],
  [
    'PTP in UDP',
    frame(ipv4({ source: mine.ip, destination: theirs.ip }, udp({ sourcePort: 9, destinationPort: 319 }))),
    'link_control',
  ],
  [
    'a BPDU',
    frame(
      { ethertype: 38, bytes: Uint8Array.from([0x42, 0x42, 3, ...new Uint8Array(43)]) },
      mine.mac,
      '01:80:c2:00:00:00',
    ),
    'link_control',
  ],
];

test.each(attacks)('%s', (_, bytes, reason) => {
  const check = open(configs['10g']);
  check.load(1, own);
  expect(check.judge([{ source: 1, bytes }])).toEqual([reason]);
  const isControl = reason === 'link_control';
  check.load(1, { ...nobody, trusted: true });
  expect(check.judge([{ source: 1, bytes }])).toEqual([isControl ? reason : undefined]);
  check.load(1, { ...nobody, trusted: true, controls: linkControls.map(({ name }) => name) });
  expect(check.judge([{ source: 1, bytes }])).toEqual([undefined]);
  // Another function has none of these rights, nor has anybody after a reset.
  expect(check.judge([{ source: 2, bytes }])[0]).toBeDefined();
  check.reset();
  while (check.bench.peek('ready') === 0n) check.bench.run(1);
  expect(check.judge([{ source: 1, bytes }])[0]).toBeDefined();
});

test('a slot that is taken away no longer counts', () => {
  const check = open(configs['10g']);
  check.load(3, own);
  const bytes = frame(arp(probe));
  expect(check.judge([{ source: 3, bytes }])).toEqual([undefined]);
  check.put(3, 'ipv4', 0, { address: ipNumber(mine.ip), valid: 0n });
  check.bench.run(3);
  expect(check.judge([{ source: 3, bytes }])).toEqual(['wrong_arp']);
});
