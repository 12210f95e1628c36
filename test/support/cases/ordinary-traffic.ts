// SPDX-License-Identifier: Apache-2.0
/** Traffic that must go on under a policy that closes one port, although parts of it are not read. */
import { ethernet, fragmentHeader, packetOf, payloadOf, segmentOf, snap, tcp, udp, vlan } from '../frames.ts';
import { mpls, pppoe } from '../link-frames.ts';
import { authenticationHeader, sctp } from '../transport-frames.ts';
import { erspan2, geneve, gre, gtpu, ipInIp, vxlan } from '../tunnel-frames.ts';
import { type CaseSource, delivered, denied, held, machinesText, noSsh, passes, toBoth } from './case-source.ts';
import { chain, four, middleOf, six, ssh, startOf, times, web } from './sample-packets.ts';

const dns = (destinationPort: number) => udp({ sourcePort: 53, destinationPort }, payloadOf(90, 0x45));

/** An Ethernet frame inside a pseudowire, between machines of somebody else. */
const carried = (destination: string, source: string, bytes: number) =>
  ethernet({ destination, source }, packetOf(0x88b5, payloadOf(bytes)));
const label = [{ label: 100 }];

export const ordinaryTraffic: readonly CaseSource[] = [
  {
    name: 'unreadable/later-fragments',
    about: 'Later fragments at ordinary offsets have no ports: a rule about ports is false for them.',
    policy: noSsh,
    frames: [
      ...passes('second fragment of a DNS answer', four(middleOf(17, 548), { fragmentOffset: 1480 })),
      ...passes('the same over IPv6', six(fragmentHeader({ offset: 1448 }, middleOf(17, 548)))),
      ...passes('second fragment of TCP', four(middleOf(6), { fragmentOffset: 1480, moreFragments: true })),
      ...passes('TCP from byte 24 on, after the shortest header', four(middleOf(6), { fragmentOffset: 24 })),
      ...passes('the same over IPv6', six(fragmentHeader({ offset: 24, more: true }, middleOf(6)))),
      ...passes('UDP from byte 8 on', four(middleOf(17), { fragmentOffset: 8 })),
      ...passes('SCTP from byte 16 on', four(middleOf(132), { fragmentOffset: 16 })),
      ...passes('ICMP from byte 8 on', four(middleOf(1), { fragmentOffset: 8 })),
    ],
  },
  {
    name: 'unreadable/leaves',
    about: 'What leads to no port has no port: nothing is unknown about it.',
    policy: noSsh,
    frames: [
      ...passes('ESP', four(segmentOf(50, payloadOf(60)))),
      ...passes('ESP over IPv6', six(segmentOf(50, payloadOf(60)))),
      ...passes('EtherIP', four(segmentOf(97, payloadOf(60)))),
      ...passes('a mobility header', six(segmentOf(135, payloadOf(16)))),
      ...passes('no next header', six(segmentOf(59, []))),
      ...passes('OSPF', four(segmentOf(89, payloadOf(44)))),
      ...passes('GRE that carries IPv4', four(gre({ protocol: 0x0800 }, four(ssh).bytes))),
      ...passes('ERSPAN', four(erspan2({ session: 7 }, ethernet({ destination: '02:00:00:00:00:01' }, four(ssh))))),
      ...passes('IPv4 in IPv4', four(ipInIp(four(ssh)))),
      ...passes('PPP LCP', pppoe({ session: 1, protocol: 0xc021 }, payloadOf(20))),
      ...passes('PPP of another compressed protocol', pppoe({ session: 1, protocol: 0xfd45 }, payloadOf(40))),
      ...passes('another EtherType', packetOf(0x88b5, payloadOf(46))),
      ...passes('another EtherType of SNAP', snap(packetOf(0x809b, payloadOf(40)))),
      ...passes('another EtherType after two tags', vlan({ id: 0 }, vlan({ id: 5 }, packetOf(0x88b5, payloadOf(46))))),
    ],
  },
  {
    name: 'unreadable/authentication',
    about: 'An authentication header is read past, the way to the transport is known.',
    policy: noSsh,
    frames: [
      ...passes('IPv4 to port 80', four(authenticationHeader(web))),
      ...denied('IPv4 to port 22', four(authenticationHeader(ssh))),
      ...passes('IPv6 to port 80', six(authenticationHeader(web, 4))),
      ...denied('IPv6 to port 22', six(authenticationHeader(ssh, 4))),
      ...passes('IPv4 with an authentication header of length 0', four(segmentOf(51, [6, 0, ...payloadOf(38)]))),
    ],
  },
  {
    name: 'unreadable/nat-ports',
    about: 'A reply to a port that tunnels use by default is judged by its own headers, whatever is guessed inside.',
    policy: `${machinesText}rules:
  - { name: no-dns-reply, match: { protocol: udp, sourcePort: 53, destinationPort: 6081 }, action: deny }
  - { name: no-ssh, match: { protocol: tcp, destinationPort: 22 }, action: deny }
  - { name: rest, action: allow }
`,
    frames: [
      ...passes('a DNS reply to port 4789', four(dns(4789))),
      ...denied('a DNS reply to port 6081', four(dns(6081))),
      ...passes('a DNS reply to port 2152', four(dns(2152))),
      ...passes('a short one to port 4789', four(udp({ sourcePort: 53, destinationPort: 4789 }, payloadOf(6)))),
      ...passes('the same over IPv6', six(dns(2152))),
      ...passes(
        'Geneve that carries TCP to port 22',
        four(
          udp({ sourcePort: 9, destinationPort: 6081 }, geneve({ identifier: 1, protocol: 0x0800 }, four(ssh).bytes)),
        ),
      ),
      ...passes(
        'GTP-U that carries TCP to port 22',
        four(udp({ sourcePort: 9, destinationPort: 2152 }, gtpu({ endpoint: 1 }, four(ssh).bytes))),
      ),
    ],
  },
  {
    name: 'unreadable/pseudowire',
    about: 'After MPLS labels, four bits make a guess: an Ethernet frame whose address begins with 4 or 6 is not IP.',
    policy: `${machinesText}rules:
  - { name: no-tcp, match: { protocol: tcp }, action: deny }
  - { name: rest, action: allow }
`,
    frames: [
      // Where an IPv4 packet has its protocol, the source address says 6; an IPv6 packet has it three bytes before.
      ...passes('address that begins with 45', mpls(label, carried('45:00:00:3c:00:00', '02:00:00:06:00:01', 60))),
      ...passes('the same in a long frame', mpls(label, carried('45:00:01:f4:00:00', '02:00:00:06:00:01', 600))),
      ...passes('address that begins with 44', mpls(label, carried('44:00:00:00:00:01', '02:00:00:06:00:01', 60))),
      ...passes('address that begins with 60', mpls(label, carried('60:00:00:00:12:34', '06:00:00:00:00:01', 60))),
      ...passes('the same in a long frame', mpls(label, carried('60:00:00:00:ff:01', '06:00:00:00:00:01', 600))),
      ...passes('with a control word', mpls(label, Uint8Array.from([0, 0, 0, 0, ...payloadOf(60)]))),
      ...denied('IPv4 that carries TCP', mpls(label, four(web).bytes)),
      ...denied('IPv6 that carries TCP', mpls(label, six(web).bytes)),
      ...passes('IPv4 that carries UDP', mpls(label, four(dns(9)).bytes)),
    ],
  },
  {
    name: 'unreadable/first-fragments',
    about: 'Eight bytes of a transport header, as every first fragment has them, hold its ports.',
    policy: noSsh,
    frames: [
      ...passes('eight bytes of TCP to port 80', four(startOf(web, 8), { moreFragments: true })),
      ...denied('eight bytes of TCP to port 22', four(startOf(ssh, 8), { moreFragments: true })),
      ...passes('sixteen bytes of TCP to port 80 over IPv6', six(fragmentHeader({ more: true }, startOf(web, 16)))),
      ...denied('sixteen bytes of TCP to port 22 over IPv6', six(fragmentHeader({ more: true }, startOf(ssh, 16)))),
      ...passes(
        'eight bytes of SCTP',
        four(startOf(sctp({ sourcePort: 1, destinationPort: 22 }), 8), { moreFragments: true }),
      ),
      ...passes('a whole UDP header', four(startOf(dns(9), 8), { moreFragments: true })),
      ...passes('eight bytes of ESP', four(segmentOf(50, payloadOf(8)), { moreFragments: true })),
    ],
  },
  {
    name: 'unreadable/vxlan-first-fragment',
    about:
      'A first fragment that ends inside the inner TCP header: only what is inside is unknown, and no rule asks for it.',
    policy: noSsh,
    frames: [
      ...[8, 16, 50, 58].flatMap(bytes =>
        passes(
          `${bytes} bytes of what VXLAN carries`,
          four(
            startOf(
              udp(
                { sourcePort: 9, destinationPort: 4789 },
                vxlan({ identifier: 3 }, ethernet({ destination: '02:00:00:00:00:01' }, four(ssh))),
              ),
              16 + bytes,
            ),
            { moreFragments: true },
          ),
        ),
      ),
    ],
  },
  {
    name: 'unreadable/protocol-behind-seven-headers',
    about: 'After more extension headers than are read, the protocol is unknown; it is not that of the last one.',
    policy: `${machinesText}rules:
  - { name: destination-options, match: { protocol: 60 }, action: allow }
  - { name: udp, match: { protocol: udp }, action: allow }
`,
    frames: [
      ...toBoth('seven headers', six(chain(times(7, 'destination'), web)), 'default_deny'),
      ...toBoth('six headers and UDP', six(chain(times(6, 'destination'), dns(9))), delivered),
      ...toBoth('seven headers and UDP', six(chain(times(7, 'destination'), dns(9))), 'default_deny'),
    ],
  },
  {
    name: 'unreadable/by-address',
    about: 'What is known stays known: a rule whose other conditions are false is false.',
    policy: `${machinesText}rules:
  - { name: no-ssh-from-guests, match: { source: fd00:9::/32, protocol: tcp, destinationPort: 22 }, action: deny }
  - { name: no-fragments-of-guests, match: { source: fd00:9::/32, fragment: later }, action: deny }
  - { name: rest, action: allow }
`,
    frames: [
      ...passes('seven headers from elsewhere', six(chain(times(7, 'destination'), ssh))),
      ...held('seven headers from a guest', six(chain(times(7, 'destination'), ssh), { source: 'fd00:9::1' })),
      ...denied(
        'a later fragment from a guest',
        six(fragmentHeader({ offset: 1448 }, middleOf(6)), { source: 'fd00:9::1' }),
      ),
      ...passes('two bytes of TCP in a whole packet', six(segmentOf(6, [0, 22]), { source: 'fd00:9::1' })),
      ...passes('TCP over IPv4', four(tcp({ sourcePort: 9, destinationPort: 22 }))),
    ],
  },
];
