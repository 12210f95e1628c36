// SPDX-License-Identifier: Apache-2.0
/** Frames that reach a closed port of the machine behind them although the parser cannot read so far: all of them are held. */
import {
  ethernet,
  fragmentHeader,
  join,
  optionsHeader,
  type Packet,
  padded,
  payloadOf,
  type Segment,
  segmentOf,
  snap,
  tcp,
  vlan,
} from '../frames.ts';
import { mpls, pppoe } from '../link-frames.ts';
import { authenticationHeader } from '../transport-frames.ts';
import {
  type CaseFrame,
  type CaseSource,
  delivered,
  denied,
  held,
  machines,
  machinesText,
  noSsh,
  passes,
  toBoth,
} from './case-source.ts';
import { chain, type Extension, four, middleOf, six, ssh, startOf, times, web } from './sample-packets.ts';

/** Tags of priority only around a packet: the frame stays one of untagged traffic. */
const tagged = (count: number, packet: Packet, tpid = 0x8100): Packet =>
  count === 0 ? packet : vlan({ id: 0, tpid }, tagged(count - 1, packet));
const overPpp = ({ ethertype, bytes }: Packet): Packet =>
  pppoe({ session: 1, protocol: ethertype === 0x0800 ? 0x0021 : 0x0057 }, bytes);

/** The packet as it is, and in everything that carries it. */
const everywhere = (what: string, packet: Packet, judge: typeof held): CaseFrame[] => [
  ...judge(what, packet),
  ...judge(`${what}, tagged`, tagged(1, packet)),
  ...judge(`${what}, QinQ`, vlan({ id: 0, tpid: 0x88a8 }, vlan({ id: 7 }, packet))),
  ...judge(`${what}, four tags`, tagged(4, packet)),
  ...judge(`${what}, PPPoE`, overPpp(packet)),
  ...judge(`${what}, PPPoE after a tag`, tagged(1, overPpp(packet))),
  ...judge(`${what}, MPLS`, mpls([{ label: 5 }, { label: 6 }], packet.bytes)),
];

const mixed: readonly Extension[] = [
  'hop-by-hop',
  'destination',
  'routing',
  'authentication',
  'atomic fragment',
  'destination',
  'routing',
];

const longSsh = tcp({ sourcePort: 9, destinationPort: 22 }, payloadOf(400));

/** Options of 8 * (units + 1) bytes. */
const long = (units: number, segment: Segment): Segment => optionsHeader(60, segment, units);

/** PPP with a protocol field of one byte. */
const compressed = (protocol: number, { bytes }: Packet): Packet => {
  const length = bytes.length + 1;
  return { ethertype: 0x8864, bytes: join([0x11, 0, 0, 1, length >> 8, length & 0xff, protocol], bytes) };
};

/** IPv6 that says to have no payload. */
const jumbogram = six(optionsHeader(0, ssh), { lie: { payloadLength: 0 } });

const toGroup = (verdict: string, what: string, packet: Packet): CaseFrame => ({
  what,
  bytes: padded(ethernet({ destination: 'ff:ff:ff:ff:ff:ff' }, packet)),
  verdict,
});

/** The packet with one bit of its header checksum turned over. */
const badSum = ({ ethertype, bytes }: Packet): Packet => ({
  ethertype,
  bytes: bytes.map((byte, i) => (i === 10 ? byte ^ 1 : byte)),
});

/** The packet after SNAP, or in PPPoE, whose length leaves `missing` bytes of it out. */
const shortLinks = (packet: Packet, missing: number): readonly (readonly [string, Packet])[] => {
  const { ethertype: length, bytes } = snap(packet);
  const protocol = packet.ethertype === 0x0800 ? 0x0021 : 0x0057;
  const inPpp = pppoe({ session: 1, protocol, lie: { length: 2 + packet.bytes.length - missing } }, packet.bytes);
  const inSnap = { ethertype: length - missing, bytes };
  return [
    ['an 802.3 length', inSnap],
    ['an 802.3 length after two tags', tagged(2, inSnap)],
    ['a PPPoE length', inPpp],
    ['a PPPoE length after a tag', tagged(1, inPpp)],
  ];
};

/** The packet in links that are one byte too short for it, just long enough, and longer. */
const linked = (packet: Packet, verdict: string): CaseFrame[] => [
  ...shortLinks(packet, 1).flatMap(([what, short]) => toBoth(`${what} that ends one byte too early`, short, verdict)),
  ...shortLinks(packet, 0).flatMap(([what, whole]) => denied(`${what} that just fits`, whole)),
  ...shortLinks(packet, -3).flatMap(([what, longer]) => denied(`${what} with room to spare`, longer)),
];

/** TCP to the closed port in packets that say nonsense, and in ones that do not fit their frames. */
const malformedFrames = (nonsense: string, misfit: string): CaseFrame[] => [
  ...toBoth('version 5', four(ssh, { lie: { version: 5 } }), nonsense),
  ...toBoth('a header of four words', four(ssh, { lie: { ihl: 4 } }), nonsense),
  ...toBoth('a header that is longer than the frame', four(ssh, { lie: { ihl: 15, totalLength: 80 } }), nonsense),
  ...toBoth('a total length within the header', four(ssh, { lie: { totalLength: 19 } }), nonsense),
  ...toBoth('a total length of 0', four(ssh, { lie: { totalLength: 0 } }), nonsense),
  ...toBoth('a total length beyond the frame', four(ssh, { lie: { totalLength: 47 } }), misfit),
  ...toBoth('a total length beyond every frame', four(longSsh, { lie: { totalLength: 9009 } }), misfit),
  ...toBoth('a wrong header checksum', badSum(four(ssh)), misfit),
  ...toBoth('the same in PPPoE', overPpp(badSum(four(ssh))), misfit),
  ...toBoth('the same after SNAP', snap(badSum(four(ssh))), misfit),
  ...toBoth('the same after two tags', tagged(2, badSum(four(ssh))), misfit),
  ...toBoth('IPv6 of version 4', six(ssh, { lie: { version: 4 } }), nonsense),
  ...toBoth('a payload length beyond the frame', six(ssh, { lie: { payloadLength: 21 } }), misfit),
  // The missing byte is one of the TCP header, or one of many after it.
  ...[four(ssh), six(ssh)].flatMap(packet => linked(packet, nonsense)),
  ...[four(longSsh), six(longSsh)].flatMap(packet => linked(packet, misfit)),
  ...denied('no fault', four(ssh)),
  ...denied('no fault after SNAP', snap(four(ssh))),
  // What only some stacks discard is judged.
  ...denied('a total length that just fits', four(ssh, { lie: { totalLength: 46 } })),
];

const byLimit: readonly CaseSource[] = [
  {
    name: 'hostile/too-many-headers',
    about: 'More extension headers than are read, in front of TCP to a closed port.',
    policy: noSsh,
    frames: [
      ...denied('six destination options', six(chain(times(6, 'destination'), ssh))),
      ...everywhere('seven destination options', six(chain(times(7, 'destination'), ssh)), held),
      ...everywhere('seven headers of all kinds', six(chain(mixed, ssh)), held),
      ...held('twelve routing headers', six(chain(times(12, 'routing'), ssh))),
      ...held('seven atomic fragment headers', six(chain(times(7, 'atomic fragment'), ssh))),
      ...held('two authentication headers in IPv4', four(authenticationHeader(authenticationHeader(ssh)))),
      ...held('the same in PPPoE', overPpp(four(authenticationHeader(authenticationHeader(ssh))))),
      ...held('five tags', tagged(5, four(ssh))),
      ...held('six tags of two kinds', tagged(3, tagged(3, six(ssh)), 0x88a8)),
      ...held(
        'six labels',
        mpls(
          Array.from({ length: 6 }, (_, i) => ({ label: i + 16 })),
          four(ssh).bytes,
        ),
      ),
    ],
  },
  {
    name: 'hostile/too-deep',
    about: 'Headers that reach beyond the 256 bytes which are read, in front of TCP to a closed port.',
    policy: noSsh,
    frames: [
      ...denied('options up to byte 230', six(long(21, ssh))),
      ...everywhere('options up to byte 254', six(long(24, ssh)), held),
      ...everywhere('options up to byte 350', six(long(36, ssh)), held),
      ...held('options up to byte 2,100', six(long(255, ssh))),
      ...held('hop-by-hop options', six(optionsHeader(0, ssh, 60))),
      ...held('two options of 120 bytes', six(long(14, long(14, ssh)))),
      ...held('options, then a fragment header', six(long(40, fragmentHeader({}, ssh)))),
      ...held('an authentication header of 1,028 bytes in IPv4', four(authenticationHeader(ssh, 254))),
      ...denied('options up to byte 246: the ports are just read', six(long(23, ssh))),
      ...passes('the same to an open port', six(long(23, web))),
    ],
  },
  {
    name: 'hostile/compressed-ppp',
    about: 'PPP whose protocol field is compressed into one byte.',
    policy: noSsh,
    frames: [
      ...held('IPv4', compressed(0x21, four(ssh))),
      ...held('IPv6', compressed(0x57, six(ssh))),
      ...held('IPv4 after a tag', tagged(1, compressed(0x21, four(ssh)))),
      ...passes('something else', compressed(0xfd, four(ssh))),
    ],
  },
  {
    name: 'hostile/jumbogram',
    about:
      'A payload length of 0 in front of hop-by-hop options, after which some stacks take the frame for the packet.',
    policy: noSsh,
    frames: [
      ...toBoth('TCP after hop-by-hop options', jumbogram, 'malformed_ip'),
      ...toBoth('the same in PPPoE', overPpp(jumbogram), 'malformed_ip'),
      ...held('the same after MPLS labels', mpls([{ label: 5 }], jumbogram.bytes)),
    ],
  },
  {
    name: 'hostile/jumbogram-judged',
    about: 'The same where malformed packets are judged.',
    policy: `malformed: judge\n${noSsh}`,
    frames: [...everywhere('TCP after hop-by-hop options', jumbogram, held)],
  },
];

const byFragments: readonly CaseSource[] = [
  {
    name: 'hostile/tiny-fragments',
    about: 'First fragments that end before the port (RFC 1858), or inside the headers before it (RFC 7112).',
    policy: noSsh,
    frames: [
      ...everywhere('no byte of TCP', four(startOf(ssh, 0), { moreFragments: true }), held),
      ...held('four bytes of TCP', four(startOf(ssh, 4), { moreFragments: true })),
      ...everywhere('eight bytes of TCP', four(startOf(ssh, 8), { moreFragments: true }), denied),
      ...everywhere('no byte of TCP over IPv6', six(fragmentHeader({ more: true }, startOf(ssh, 0))), held),
      ...everywhere(
        'a fragment that ends after eight of sixteen bytes of options',
        six(fragmentHeader({ more: true }, startOf(long(1, ssh), 8))),
        held,
      ),
      ...held(
        'a fragment that ends after its options',
        six(fragmentHeader({ more: true }, startOf(optionsHeader(60, ssh), 8))),
      ),
      ...held(
        'the same, with an authentication header',
        six(fragmentHeader({ more: true }, startOf(authenticationHeader(ssh, 4), 8))),
      ),
      ...held(
        'an authentication header that ends with its fragment, in IPv4',
        four(startOf(authenticationHeader(ssh), 8), { moreFragments: true }),
      ),
      ...passes('no byte of UDP', four(segmentOf(17, []), { moreFragments: true })),
    ],
  },
  {
    name: 'hostile/overlapping-fragments',
    about: 'Later fragments that hold bytes of the TCP header (RFC 1858, RFC 3128), or of an unknown one.',
    policy: noSsh,
    frames: [
      ...everywhere('TCP from byte 8 on', four(middleOf(6), { fragmentOffset: 8 }), held),
      ...everywhere('TCP from byte 16 on', four(middleOf(6), { fragmentOffset: 16, moreFragments: true }), held),
      ...everywhere('TCP from byte 8 on, over IPv6', six(fragmentHeader({ offset: 8 }, middleOf(6))), held),
      ...everywhere('TCP from byte 16 on, over IPv6', six(fragmentHeader({ offset: 16 }, middleOf(6))), held),
      ...held('after options', six(optionsHeader(60, fragmentHeader({ offset: 8 }, middleOf(6))))),
      ...held('of a datagram that begins with options', six(fragmentHeader({ offset: 1448 }, middleOf(60)))),
      ...held('of one that begins with an authentication header', four(middleOf(51), { fragmentOffset: 1480 })),
      ...passes('SCTP from byte 8 on, of which no rule speaks', four(middleOf(132), { fragmentOffset: 8 })),
    ],
  },
];

const byPolicy: readonly CaseSource[] = [
  {
    name: 'hostile/no-tcp',
    about: 'A protocol that is closed as a whole.',
    policy: `${machinesText}rules:
  - { name: no-tcp, match: { protocol: tcp }, action: deny }
  - { name: rest, action: allow }
`,
    frames: [
      ...held('seven headers', six(chain(times(7, 'destination'), web))),
      ...held('options beyond what is read', six(long(40, web))),
      ...held('five tags', tagged(5, four(web))),
      ...denied('no byte of TCP', four(startOf(web, 0), { moreFragments: true })),
      ...denied('TCP from byte 8 on', four(middleOf(6), { fragmentOffset: 8 })),
      ...denied('TCP from byte 1,480 on', four(middleOf(6), { fragmentOffset: 1480 })),
      ...held('a later fragment that begins with options', six(fragmentHeader({ offset: 1448 }, middleOf(60)))),
    ],
  },
  {
    name: 'hostile/no-fragments',
    about: 'Fragments that are closed by a rule, and by the setting of a machine.',
    policy: `vms:
  - { name: strict, mac: ${machines.strict}, fragments: deny }
  - { name: lenient, mac: ${machines.lenient}, fragments: deny, unreadable: report }
rules:
  - { name: rest, action: allow }
`,
    frames: [
      ...denied('a later fragment', four(middleOf(17), { fragmentOffset: 1480 })),
      ...denied('a later fragment of IPv6', six(fragmentHeader({ offset: 1448 }, middleOf(17)))),
      ...passes('a first fragment', four(startOf(web, 16), { moreFragments: true })),
      ...passes('a whole packet', four(ssh)),
      ...held(
        'a fragment header that is the seventh',
        six(chain(times(6, 'destination'), fragmentHeader({ offset: 8 }, middleOf(6)))),
      ),
      ...held('a fragment header beyond what is read', six(long(40, fragmentHeader({ offset: 1448 }, middleOf(6))))),
      ...held('five tags', tagged(5, four(middleOf(17), { fragmentOffset: 1480 }))),
    ],
  },
  {
    name: 'hostile/everybody',
    about: 'A frame to a group is held for all when one of its machines enforces.',
    policy: `vms:
  - { name: strict, mac: ${machines.strict} }
  - { name: lenient, mac: ${machines.lenient}, unreadable: report }
  - { name: far, mac: 52:54:00:00:00:12, vlan: 9, unreadable: report }
rules:
  - { name: no-ssh, match: { protocol: tcp, destinationPort: 22 }, action: deny }
  - { name: rest, action: allow }
`,
    frames: [
      toGroup('strict, lenient: unreadable', 'seven headers', six(chain(times(7, 'destination'), ssh))),
      toGroup(
        `far: ${delivered}, reported`,
        'seven headers',
        vlan({ id: 9 }, six(chain(times(7, 'destination'), ssh))),
      ),
      toGroup(`strict, lenient: ${delivered}`, 'no headers', six(web)),
    ],
  },
  {
    name: 'malformed/dropped',
    about: 'IP that every stack discards never reaches the rules.',
    policy: noSsh,
    frames: malformedFrames('malformed_ip', 'malformed_ip'),
  },
  {
    name: 'malformed/judged',
    about:
      'The same where the rules judge it: a header that says nonsense is absent, one that only disagrees with the frame counts.',
    policy: `malformed: judge\n${noSsh}`,
    frames: malformedFrames(delivered, 'rule_deny'),
  },
];

export const hostileTraffic: readonly CaseSource[] = [...byLimit, ...byFragments, ...byPolicy];
