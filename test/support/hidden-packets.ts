// SPDX-License-Identifier: Apache-2.0
/**
 * Packets described by what they truly are: the headers around them, and what a receiver finds that reads all of them and puts
 * fragments together. Written for one question: does the card allow what a policy would deny if it knew? It shares no
 * knowledge of how far the card reads.
 */
import fc from 'fast-check';
import type { Match, Policy, Rule, Vm } from '../../firmware/policy/policy.ts';
import { pools } from './arbitrary-frames.ts';
import {
  ethernet,
  fragmentHeader,
  icmp,
  icmpv6,
  ipNumber,
  ipv4,
  ipv6,
  join,
  optionsHeader,
  type Packet,
  padded,
  type Segment,
  snap,
  tcp,
  udp,
  vlan,
} from './frames.ts';
import { mpls, pppoe } from './link-frames.ts';
import { authenticationHeader, routingHeader, sctp } from './transport-frames.ts';

/** A packet as its sender means it. */
export interface Hidden {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly link: 'plain' | 'snap' | 'pppoe' | 'compressed ppp' | 'mpls';
  /** Tags around everything, with those of the VLAN; labels, where there are labels. */
  readonly tags: number;
  readonly labels: number;
  /** Bytes of options in an IPv4 header. */
  readonly options: number;
  /** Extension headers in front of the transport: kind, and size in units of 8 bytes beyond the first. */
  readonly extensions: readonly (readonly [kind: 'options' | 'routing' | 'authentication', units: number])[];
  readonly transport: 'tcp' | 'udp' | 'sctp' | 'icmp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Bytes that a first fragment holds of what is fragmented; a later fragment that overwrites the header from a byte on. */
  readonly fragment: { readonly holds: number } | { readonly from: 8 | 16 } | undefined;
}

const address = (version: 4 | 6): fc.Arbitrary<string> =>
  version === 4 ? fc.constantFrom(...pools.ipv4) : fc.constantFrom(...pools.ipv6);

const extension = fc.tuple(
  fc.constantFrom('options' as const, 'routing' as const, 'authentication' as const),
  fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
);

export const arbitraryHidden: fc.Arbitrary<Hidden> = fc.constantFrom(4 as const, 6 as const).chain(version =>
  fc.record({
    version: fc.constant(version),
    source: address(version),
    destination: address(version),
    link: fc.constantFrom('plain', 'plain', 'snap', 'pppoe', 'compressed ppp', 'mpls'),
    tags: fc.constantFrom(0, 0, 1, 2, 4, 5, 6),
    labels: fc.constantFrom(1, 2, 5, 6, 7),
    options: version === 4 ? fc.constantFrom(0, 0, 4, 20, 40) : fc.constant(0),
    extensions: fc.array(extension, { maxLength: version === 4 ? 3 : 9 }),
    transport: fc.constantFrom('tcp', 'tcp', 'udp', 'sctp', 'icmp'),
    sourcePort: fc.constantFrom(...pools.ports),
    destinationPort: fc.constantFrom(...pools.ports),
    fragment: fc.option(
      fc.oneof(
        fc.constantFrom(0, 8, 16, 24, 64).map(holds => ({ holds })),
        fc.constantFrom(8 as const, 16 as const).map(from => ({ from })),
      ),
      { freq: 2, nil: undefined },
    ),
  }),
);

const transportOf = ({ version, transport, sourcePort, destinationPort }: Hidden): Segment => {
  const ports = { sourcePort, destinationPort };
  if (transport === 'tcp') return tcp(ports, new Uint8Array(20));
  if (transport === 'udp') return udp(ports, new Uint8Array(20));
  if (transport === 'sctp') return sctp(ports);
  const message = { type: sourcePort & 0xff, code: 0 };
  return version === 4 ? icmp(message, new Uint8Array(12)) : icmpv6(message, new Uint8Array(12));
};

/** Everything after the IP header, or after the fragment header. IPv4 has authentication headers only. */
const payloadOf = (hidden: Hidden): Segment =>
  hidden.extensions.reduceRight((inner, [kind, units]) => {
    if (hidden.version === 4 || kind === 'authentication') return authenticationHeader(inner, 4 + 2 * units);
    if (kind === 'routing') return routingHeader({ segmentsLeft: 0, route: Array(units >> 1).fill('::1') }, inner);
    return optionsHeader(60, inner, units);
  }, transportOf(hidden));

const part = (segment: Segment, from: number, to?: number): Segment => ({
  protocol: segment.protocol,
  bytes: addresses => segment.bytes(addresses).subarray(from, to),
});

/** The option of IPv4 that does nothing (RFC 791, 3.1). */
const noOperation = 1;

const packetFrom = (hidden: Hidden): Packet => {
  const { version, source, destination, fragment } = hidden;
  const payload = payloadOf(hidden);
  const header = { source, destination, options: new Array<number>(hidden.options).fill(noOperation) };
  if (!fragment) return version === 4 ? ipv4(header, payload) : ipv6({ source, destination }, payload);
  const later = 'from' in fragment;
  const piece = later ? part(payload, fragment.from) : part(payload, 0, fragment.holds);
  const offset = later ? fragment.from : 0;
  return version === 4
    ? ipv4({ ...header, moreFragments: !later, fragmentOffset: offset }, piece)
    : ipv6({ source, destination }, fragmentHeader({ offset, more: !later }, piece));
};

/** Longest payload whose length an 802.3 frame can say; a longer packet goes by its EtherType. */
const most8023 = 1500;

const linked = ({ link, labels }: Hidden, packet: Packet): Packet => {
  if (link === 'mpls')
    return mpls(
      Array.from({ length: labels }, (_, i) => ({ label: i })),
      packet.bytes,
    );
  if (link === 'snap' && snap(packet).bytes.length <= most8023) return snap(packet);
  const protocol = packet.ethertype === 0x0800 ? 0x21 : 0x57;
  if (link === 'pppoe') return pppoe({ session: 1, protocol }, packet.bytes);
  if (link === 'plain' || link === 'snap') return packet;
  const length = packet.bytes.length + 1;
  return { ethertype: 0x8864, bytes: join([0x11, 0, 0, 1, length >> 8, length & 0xff, protocol], packet.bytes) };
};

/** The frame that carries the packet, or its fragment, to a machine. */
export const hiddenFrame = (hidden: Hidden, { mac, vlan: id }: Vm): Uint8Array => {
  const count = id === 0 ? hidden.tags : Math.max(1, hidden.tags);
  const inTags = (packet: Packet, n: number): Packet =>
    n === 0 ? packet : vlan({ id: n === count ? id : 5 }, inTags(packet, n - 1));
  const destination = mac.toString(16).padStart(12, '0').match(/../g)!.join(':');
  return padded(ethernet({ destination }, inTags(linked(hidden, packetFrom(hidden)), count)));
};

const numbers = { tcp: 6, udp: 17, sctp: 132 } as const;

const liesIn = (text: string, version: 4 | 6, prefix: NonNullable<Match['source']>): boolean => {
  const shift = BigInt((version === 4 ? 32 : 128) - prefix.prefixLength);
  return version === prefix.version && ipNumber(text) >> shift === prefix.address >> shift;
};

/** Whether a rule matches what the packet truly is. */
const matchesTruth = ({ match, to }: Rule, hidden: Hidden, vm: Vm): boolean => {
  const { version, transport, sourcePort, destinationPort } = hidden;
  const protocol = transport === 'icmp' ? (version === 4 ? 1 : 58) : numbers[transport];
  const ip = version === 4 ? 0x0800 : 0x86dd;
  const types = { plain: ip, snap: ip, mpls: 0x8847, pppoe: 0x8864, 'compressed ppp': 0x8864 };
  const isLater = hidden.fragment !== undefined && 'from' in hidden.fragment;
  const inRange = (port: number, range: Match['sourcePort']): boolean =>
    range === undefined || (transport !== 'icmp' && range.first <= port && port <= range.last);
  return (
    (to.kind === 'any' || (to.kind === 'vm' && to.name === vm.name)) &&
    (match.ethertype === undefined || match.ethertype === types[hidden.link]) &&
    (match.ipVersion === undefined || match.ipVersion === version) &&
    (match.protocol === undefined || match.protocol === protocol) &&
    (match.source === undefined || liesIn(hidden.source, version, match.source)) &&
    (match.destination === undefined || liesIn(hidden.destination, version, match.destination)) &&
    (match.fragment === undefined || isLater) &&
    inRange(sourcePort, match.sourcePort) &&
    inRange(destinationPort, match.destinationPort) &&
    (match.icmpType === undefined || (transport === 'icmp' && match.icmpType === (sourcePort & 0xff)))
  );
};

/** Whether the policy lets the packet through to the machine if all of it is known. */
export const allowsTruth = (policy: Policy, hidden: Hidden, vm: Vm): boolean => {
  const rule = policy.rules.find(one => matchesTruth(one, hidden, vm));
  return (rule?.action ?? policy.defaults.unicast) === 'allow';
};

/** The same packet with everything that may be hidden changed: transport, ports, and how many headers stand before it. */
export const completionsOf = (hidden: Hidden): readonly Hidden[] =>
  (['tcp', 'udp', 'sctp', 'icmp'] as const).flatMap(transport =>
    [22, 53, 80, 8].flatMap(port => [
      { ...hidden, transport, destinationPort: port },
      { ...hidden, transport, sourcePort: port },
    ]),
  );
