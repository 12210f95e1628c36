// SPDX-License-Identifier: Apache-2.0
/**
 * fast-check arbitraries of frames: well-formed ones, ones whose headers lie, ones cut short, ones with bytes changed at
 * random. Addresses come from small pools, so that frames meet the VMs and rules of `arbitrary-policies.ts`.
 */
import fc from 'fast-check';
import {
  arp,
  cut,
  ethernet,
  fragmentHeader,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  optionsHeader,
  type Packet,
  packetOf,
  padded,
  type Segment,
  segmentOf,
  snap,
  type Tag,
  tcp,
  udp,
  vlan,
} from './frames.ts';
import { mpls, pppoe } from './link-frames.ts';
import { authenticationHeader, routingHeader, sctp, udpLite } from './transport-frames.ts';
import { geneve, gre, gtpu, ipInIp, vxlan } from './tunnel-frames.ts';

/** Small sets of addresses that frames and policies draw from. */
export const pools = {
  macs: ['52:54:00:00:00:10', '52:54:00:00:00:11', '52:54:00:00:00:20', '00:ff:ff:ff:ff:ff'],
  groupMacs: ['ff:ff:ff:ff:ff:ff', '01:00:5e:00:00:fb', '33:33:00:00:00:01'],
  vlans: [0, 1, 10, 4094],
  ipv4: ['10.0.0.1', '10.0.0.2', '10.0.1.1', '100.64.0.1', '192.168.255.254', '0.0.0.1', '255.255.255.255'],
  ipv6: ['2001:db8::1', '2001:db8::2', 'fe80::1', '::a00:1', 'ff02::1'],
  ports: [0, 22, 53, 80, 1023, 1024, 8080, 65535],
  ethertypes: [0x0800, 0x0806, 0x86dd, 0x88cc, 0x8100, 0x9100, 0x0040, 0x8847, 0x8864, 0x88f7],
  protocols: [0, 1, 2, 6, 17, 43, 44, 47, 51, 58, 132, 136],
  icmpTypes: [0, 8, 128, 135],
} as const;

const byte = fc.nat(255);
const data = fc.uint8Array({ maxLength: 40 });
const ports = fc.record({
  sourcePort: fc.constantFrom(...pools.ports),
  destinationPort: fc.constantFrom(...pools.ports),
});
const icmpHeader = fc.record({ type: fc.constantFrom(...pools.icmpTypes), code: fc.nat(255) });

/** Usually undefined, sometimes a value of the arbitrary. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/**
 * What the builder's frames may contain. `honest` frames are what any correct parser reads alike: true lengths and
 * versions, options and other protocols without a meaning of their own, at most two tags, no LLC (which tshark does not
 * read after 802.1ad tags).
 */
type Manners = 'honest' | 'any';

const segments = (manners: Manners): fc.Arbitrary<Segment> => {
  const others = manners === 'honest' ? fc.constant(253) : fc.constantFrom(...pools.protocols);
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(ports, byte, data).map(([p, flags, d]) => tcp({ ...p, flags }, d)) },
    { weight: 4, arbitrary: fc.tuple(ports, data).map(([p, d]) => udp(p, d)) },
    { weight: 2, arbitrary: fc.tuple(icmpHeader, data).map(([h, d]) => icmp(h, d)) },
    { weight: 2, arbitrary: fc.tuple(icmpHeader, data).map(([h, d]) => icmpv6(h, d)) },
    { weight: 2, arbitrary: fc.tuple(others, data).map(([p, d]) => segmentOf(p, d)) },
    { weight: manners === 'honest' ? 0 : 2, arbitrary: fc.tuple(ports, data).map(([p, d]) => sctp(p, d)) },
    { weight: manners === 'honest' ? 0 : 2, arbitrary: fc.tuple(ports, data).map(([p, d]) => udpLite(p, d)) },
    { weight: manners === 'honest' ? 0 : 1, arbitrary: tunnelSegments },
  );
};

/** Segments that carry a packet of their own. */
const tunnelSegments: fc.Arbitrary<Segment> = fc
  .tuple(ports, data, fc.constantFrom('ip', 'gre', 'vxlan', 'geneve', 'gtpu'), fc.nat())
  .map(([p, d, kind, id]) => {
    const packet = ipv4({ source: '10.9.0.1', destination: '10.9.0.2' }, tcp(p, d));
    const overUdp = (destinationPort: number, bytes: Uint8Array): Segment => udp({ ...p, destinationPort }, bytes);
    const frame = ethernet({ destination: pools.macs[0] }, packet);
    switch (kind) {
      case 'ip':
        return ipInIp(packet);
      case 'gre':
        return gre({ protocol: 0x0800, key: id, checksum: id % 2 === 0 }, packet.bytes);
      case 'vxlan':
        return overUdp(4789, vxlan({ identifier: id % 2 ** 24 }, frame));
      case 'geneve':
        return overUdp(6081, geneve({ identifier: id % 2 ** 24, protocol: 0x6558, options: [1, 2, 3, 4] }, frame));
      default:
        return overUdp(2152, gtpu({ endpoint: id, sequence: 1 }, packet.bytes));
    }
  });

/** Mostly nothing, sometimes one value to write into a header in place of the truth; in honest frames, never. */
const lies = (
  manners: Manners,
  values: Readonly<Record<string, fc.Arbitrary<number>>>,
): fc.Arbitrary<Readonly<Record<string, number>>> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    ...Object.entries(values).map(([name, value]) => ({
      weight: manners === 'honest' ? 0 : 1,
      arbitrary: value.map(v => ({ [name]: v })),
    })),
  );

/** IP lengths: those that just hold or just miss the headers, short ones, any. */
const length = fc.oneof(fc.constantFrom(7, 8, 15, 16, 19, 20, 23, 24, 27, 28, 39, 40), fc.nat(48), fc.nat(0xffff));
const fragmentation = fc.record({
  more: fc.boolean(),
  offset: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    fc.oneof(fc.nat(2), fc.nat(0x1fff)).map(units => units * 8),
  ),
});

const ipv4Packets = (manners: Manners): fc.Arbitrary<Packet> =>
  fc
    .record({
      source: fc.constantFrom(...pools.ipv4),
      destination: fc.constantFrom(...pools.ipv4),
      options: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.array(manners === 'honest' ? fc.constant(1) : byte, { maxLength: 40 }),
      ),
      fragment: rarely(fragmentation),
      lie: lies(manners, { version: fc.nat(15), ihl: fc.nat(15), totalLength: length }),
      segment: segments(manners),
    })
    .map(({ fragment, segment, ...header }) => {
      const { more = false, offset = 0 } = fragment ?? {};
      return ipv4({ ...header, moreFragments: more, fragmentOffset: offset }, segment);
    });

const ipv6Packets = (manners: Manners): fc.Arbitrary<Packet> =>
  fc
    .record({
      source: fc.constantFrom(...pools.ipv6),
      destination: fc.constantFrom(...pools.ipv6),
      lie: lies(manners, { version: fc.nat(15), payloadLength: length }),
      extension: extensions(manners),
      fragment: fragmentation,
      segment: segments(manners),
    })
    .map(({ extension, fragment, segment, ...header }) =>
      ipv6(
        header,
        extension.reduceRight((inner, kind) => extended(kind, fragment, inner), segment),
      ),
    );

type Extension = 'fragment' | 'options' | 'long options' | 'routing' | 'authentication';

const honestExtensions: readonly (readonly Extension[])[] = [
  [],
  [],
  ['fragment'],
  ['options'],
  ['fragment', 'options'],
];

/** Chains of IPv6 extension headers; honest ones are short and lead to their segment. */
const extensions = (manners: Manners): fc.Arbitrary<readonly Extension[]> =>
  manners === 'honest'
    ? fc.constantFrom(...honestExtensions)
    : fc.array(fc.constantFrom<Extension[]>('fragment', 'options', 'long options', 'routing', 'authentication'), {
        maxLength: 7,
      });

const extended = (kind: Extension, fragment: { readonly more: boolean; readonly offset: number }, inner: Segment) => {
  switch (kind) {
    case 'fragment':
      return fragmentHeader(fragment, inner);
    case 'routing':
      return routingHeader({ segmentsLeft: fragment.more ? 1 : 0, route: ['2001:db8::9'] }, inner);
    case 'authentication':
      return authenticationHeader(inner);
    default:
      return optionsHeader(60, inner, kind === 'options' ? 0 : 9);
  }
};

const arpPackets: fc.Arbitrary<Packet> = fc
  .record({
    senderIp: fc.constantFrom(...pools.ipv4),
    targetIp: fc.constantFrom(...pools.ipv4),
    operation: fc.constantFrom(1, 2),
  })
  .map(arp);

const otherPackets = (manners: Manners): fc.Arbitrary<Packet> =>
  fc
    .tuple(
      manners === 'honest' ? fc.constant(0x88b5) : fc.constantFrom(...pools.ethertypes),
      fc.uint8Array({ maxLength: 80 }),
    )
    .map(([type, bytes]) => packetOf(type, bytes));

/** IP after MPLS labels or in a PPPoE session. */
const wrappedPackets: fc.Arbitrary<Packet> = fc
  .tuple(fc.oneof(ipv4Packets('any'), ipv6Packets('any')), fc.integer({ min: 0, max: 6 }))
  .map(([packet, labels]) =>
    labels === 0
      ? pppoe({ session: 7, protocol: packet.ethertype === 0x0800 ? 0x21 : 0x57 }, packet.bytes)
      : mpls(
          Array.from({ length: labels }, (_, i) => ({ label: 100 + i })),
          packet.bytes,
        ),
  );

const packets = (manners: Manners): fc.Arbitrary<Packet> =>
  fc.oneof(
    { weight: 6, arbitrary: ipv4Packets(manners) },
    { weight: 5, arbitrary: ipv6Packets(manners) },
    { weight: 1, arbitrary: arpPackets },
    { weight: 2, arbitrary: otherPackets(manners) },
    {
      weight: manners === 'honest' ? 0 : 1,
      arbitrary: fc.oneof(ipv4Packets(manners), ipv6Packets(manners), arpPackets).map(packet => snap(packet)),
    },
    { weight: manners === 'honest' ? 0 : 2, arbitrary: wrappedPackets },
  );

const tag: fc.Arbitrary<Tag> = fc.record({
  id: fc.constantFrom(...pools.vlans),
  priority: fc.nat(7),
  tpid: fc.constantFrom(0x8100, 0x8100, 0x88a8),
});
const tags = (manners: Manners): fc.Arbitrary<readonly Tag[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Tag[]>([]) },
    { weight: 3, arbitrary: fc.array(tag, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(tag, { minLength: 2, maxLength: manners === 'honest' ? 2 : 5 }) },
  );

const builtFrames = (manners: Manners): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      destination: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...pools.macs) },
        { weight: 1, arbitrary: fc.constantFrom(...pools.groupMacs) },
      ),
      tags: tags(manners),
      packet: packets(manners),
    })
    .map(frame =>
      ethernet(
        frame,
        frame.tags.reduceRight((inner, t) => vlan(t, inner), frame.packet),
      ),
    );

/** Frames that every correct parser reads alike: nothing lies, nothing is missing. Padded to 60 bytes. */
export const arbitraryHonestFrame: fc.Arbitrary<Uint8Array> = builtFrames('honest').map(frame => padded(frame));

/** Frames as built: headers may lie, but every byte announced by the builder is there; any length, not padded. */
const arbitraryBuiltFrame = builtFrames('any');

/** Built frames with a few bytes overwritten anywhere. */
const arbitraryScratchedFrame = fc
  .tuple(arbitraryBuiltFrame, fc.array(fc.tuple(fc.nat(200), byte), { minLength: 1, maxLength: 4 }))
  .map(([frame, scratches]) => {
    const copy = Uint8Array.from(frame);
    for (const [at, value] of scratches) copy[at % copy.length] = value;
    return copy;
  });

/** Frames of any length from 0: whole, cut short, scratched, or nothing but random bytes. */
export const arbitraryFrame: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: arbitraryBuiltFrame },
  { weight: 3, arbitrary: fc.tuple(arbitraryBuiltFrame, fc.nat(90)).map(([frame, length]) => cut(frame, length)) },
  { weight: 2, arbitrary: arbitraryScratchedFrame },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 120 }) },
);

/** Frames as a receiver meets them: mostly padded to the minimum, a few runts among them. */
export const arbitraryWireFrame: fc.Arbitrary<Uint8Array> = fc
  .tuple(arbitraryFrame, fc.nat(20))
  .map(([frame, dice]) => (dice === 0 ? frame : padded(frame)));
