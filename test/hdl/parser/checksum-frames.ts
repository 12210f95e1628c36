// SPDX-License-Identifier: Apache-2.0
/** Packets with a checksum over all of them: every transport in both versions of IP, after every kind of link and tunnel. */
import { checksumVerdicts } from '../../../hdl/spec/protocol/header-vector.ts';
import {
  ethernet,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  type Packet,
  payloadOf,
  type Segment,
  snap,
  tcp,
  udp,
  vlan,
} from '../../support/frames.ts';
import { authenticationHeader, sctp, tcpWithOptions, udpLite } from '../../support/transport-frames.ts';
import { geneve, gre, gtpu, ipInIp, vxlan } from '../../support/tunnel-frames.ts';

const { none, good } = checksumVerdicts;

/** A kind of frame, and what its checksums deserve. */
export interface FrameKind {
  readonly name: string;
  /** A frame of this kind around so many bytes of payload, at the end of the frame. */
  readonly frame: (bytes: number) => Uint8Array;
  readonly outer: number;
  readonly inner: number;
  /** The checksum of the innermost packet covers the end of the payload. */
  readonly whole: boolean;
}

const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const v4 = { source: '10.1.2.3', destination: '192.168.200.100' };
const v6 = { source: '2001:db8::1:2:3', destination: 'fe80::fedc:ba98:7654:3210' };
const ports = { sourcePort: 0xbeef, destinationPort: 443 };

const segments: Readonly<Record<string, (data: Uint8Array) => Segment>> = {
  tcp: data => tcp(ports, data),
  tcpOptions: data => tcpWithOptions({ ...ports, options: [2, 4, 5, 0xb4, 1, 1, 4, 2] }, data),
  udp: data => udp(ports, data),
  udpLite: data => udpLite(ports, data),
  udpLitePart: data => udpLite({ ...ports, coverage: 8 + (data.length >> 1) }, data),
  sctp: data => sctp(ports, data),
};

const packets: Readonly<Record<string, (data: Uint8Array) => Packet>> = {
  ...Object.fromEntries(
    Object.entries(segments).flatMap(([name, segment]) => [
      [`${name} over IPv4`, (data: Uint8Array) => ipv4(v4, segment(data))],
      [`${name} over IPv6`, (data: Uint8Array) => ipv6(v6, segment(data))],
    ]),
  ),
  'ICMP over IPv4': data => ipv4(v4, icmp({ type: 8 }, data)),
  'ICMPv6 over IPv6': data => ipv6(v6, icmpv6({ type: 128 }, data)),
  'tcp over IPv4 with options': data => ipv4({ ...v4, options: Array(4).fill(1) }, tcp(ports, data)),
  'udp after an authentication header': data => ipv6(v6, authenticationHeader(udp(ports, data))),
};

const links: Readonly<Record<string, (packet: Packet) => Uint8Array>> = {
  Ethernet: packet => ethernet(macs, packet),
  'two tags': packet => ethernet(macs, vlan({ id: 5 }, vlan({ id: 7 }, packet))),
  SNAP: packet => ethernet(macs, snap(packet)),
};

const udpTunnel = (port: number, payload: Uint8Array): Segment =>
  udp({ sourcePort: 0xc0de, destinationPort: port }, payload);

/** Tunnels, with whether their own transport has a checksum. */
const tunnels: Readonly<Record<string, readonly [outer: number, wrap: (packet: Packet) => Uint8Array]>> = {
  VXLAN: [good, packet => ethernet(macs, ipv4(v4, udpTunnel(4789, vxlan({ identifier: 7 }, ethernet(macs, packet)))))],
  Geneve: [
    good,
    packet =>
      ethernet(
        macs,
        ipv6(
          v6,
          udpTunnel(
            6081,
            geneve({ identifier: 9, protocol: packet.ethertype, options: Array(12).fill(3) }, packet.bytes),
          ),
        ),
      ),
  ],
  'GTP-U': [
    good,
    packet => ethernet(macs, vlan({ id: 9 }, ipv4(v4, udpTunnel(2152, gtpu({ endpoint: 1 }, packet.bytes))))),
  ],
  GRE: [none, packet => ethernet(macs, ipv4(v4, gre({ protocol: packet.ethertype, checksum: true }, packet.bytes)))],
  'IP in IP': [none, packet => ethernet(macs, ipv6(v6, ipInIp(packet)))],
};

export const kinds: readonly FrameKind[] = Object.entries(packets).flatMap(([packetName, packet]) => {
  const whole = !packetName.startsWith('udpLitePart');
  return [
    ...Object.entries(links).map(([name, link]) => ({
      name: `${packetName} after ${name}`,
      frame: (bytes: number) => link(packet(payloadOf(bytes, 0x81))),
      outer: good,
      inner: none,
      whole,
    })),
    ...Object.entries(tunnels).map(([name, [outer, wrap]]) => ({
      name: `${packetName} inside ${name}`,
      frame: (bytes: number) => wrap(packet(payloadOf(bytes, 0x81))),
      outer,
      inner: good,
      whole,
    })),
  ];
});
