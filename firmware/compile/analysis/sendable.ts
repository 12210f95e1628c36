// SPDX-License-Identifier: Apache-2.0
/** What a function may send to others, in the VLANs in which it may, as boxes of keys: those of its frames that pass the identity check. */
import { unpackFields } from '../../../hdl/spec/field.ts';
import { ethertypes, ipProtocols } from '../../../hdl/spec/protocol/headers/numbers.ts';
import {
  dhcpPorts,
  type IdentityKind,
  identityEntry,
  identityFieldsOf,
  identitySettingsFields,
  identitySlots,
  type LinkControl,
  neighbourTypes,
  unspecifiedTypes,
} from '../../../hdl/spec/tables/identity.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { leadingProtocols } from '../../../hdl/spec/tables/unread.ts';
import { type Box, both, withoutAll } from './box.ts';
import { keySpace, unreadFrom } from './key-space.ts';
import { normal, only, type Ranges, span } from './ranges.ts';

/** A function as its entries in the identity table describe it. */
export interface SenderIdentity {
  readonly trusted: boolean;
  readonly denied: boolean;
  readonly controls: readonly LinkControl[];
  /** VLANs that are its own; 0 for frames without a tag. */
  readonly vlans: readonly number[];
  /** Its frames have a VLAN tag. */
  readonly tagged: boolean;
  readonly ipv4: Ranges;
  readonly ipv6: Ranges;
}

export const senderIdentity = ({ identities }: TableImages, fn: number): SenderIdentity => {
  const rows = (kind: IdentityKind): readonly Readonly<Record<string, bigint>>[] =>
    Array.from({ length: identitySlots }, (_, slot) => identities[identityEntry(fn, kind, slot)]!)
      .map(word => unpackFields(identityFieldsOf[kind], word))
      .filter(row => row['valid'] === 1n);
  const settings = unpackFields(identitySettingsFields, identities[identityEntry(fn, 'settings', 0)]!);
  const controls = (['macControl', 'lacp', 'lldp', 'bridge', 'ptp'] as const).filter(name => settings[name] === 1n);
  const ipv6 = rows('ipv6').map(({ address, prefix }) => {
    const free = prefix === 1n ? (1n << 64n) - 1n : 0n;
    return [address! & ~free, address! | free] as const;
  });
  const vlans = rows('vlan').map(({ id }) => id!);
  return {
    ...{ trusted: settings.trusted === 1n, denied: settings.denied === 1n, controls },
    vlans: vlans.map(Number),
    tagged: vlans.every(id => id !== 0n),
    ipv4: only(...rows('ipv4').map(({ address }) => address!)),
    ipv6: normal(ipv6),
  };
};

const ptpPorts = only(319, 320);
const udp: Box = { l4: only(1), protocol: only(ipProtocols.udp) };

/** Frames of the protocols of the link, but for those that their destination tells. */
const controlBoxes: Readonly<Record<LinkControl, readonly Box[]>> = {
  macControl: [{ ethertype: only(ethertypes.macControl) }],
  lacp: [{ ethertype: only(ethertypes.slowProtocols) }],
  lldp: [{ ethertype: only(ethertypes.lldp) }],
  bridge: [],
  ptp: [{ ethertype: only(ethertypes.ptp) }, { ...udp, sourcePort: ptpPorts }, { ...udp, destinationPort: ptpPorts }],
};

const [ipv4, ipv6] = [only(1), only(2)];
const unspecified = only(0);
const icmpv6: Box = { version: ipv6, l4: only(1), protocol: only(ipProtocols.icmpv6) };

/** What cannot be read far enough to say who sent it. */
const unreadSenders: readonly Box[] = [
  { unread: span(unreadFrom('network'), unreadFrom('ethertype')) },
  { version: unspecified, ethertype: only(ethertypes.ipv4, ethertypes.ipv6) },
  { version: ipv6, fragment: only(0), unread: only(unreadFrom('protocol')) },
  { version: ipv6, fragment: only(0), l4: only(0), protocol: only(...leadingProtocols[6], ipProtocols.icmpv6) },
  // What only a router says.
  { ...icmpv6, sourcePort: only(neighbourTypes.routerAdvert, neighbourTypes.redirect) },
];

/** From which addresses it may send, and what from none. */
const sourceBoxes = ({ ipv4: own4, ipv6: own6 }: SenderIdentity): readonly Box[] => [
  { version: unspecified },
  ...(own4.length > 0 ? [{ version: ipv4, source: own4 }] : []),
  ...(own6.length > 0 ? [{ version: ipv6, source: own6 }] : []),
  {
    ...{ version: ipv4, source: unspecified, ...udp },
    ...{ sourcePort: only(dhcpPorts.client), destinationPort: only(dhcpPorts.server) },
  },
  { ...icmpv6, source: unspecified, sourcePort: only(...unspecifiedTypes) },
];

/** A claim of an address needs one of its own to claim. */
const claims = ({ ipv6: own }: SenderIdentity): readonly Box[] =>
  own.length > 0
    ? []
    : [
        { ...icmpv6, sourcePort: only(neighbourTypes.advert) },
        { ...icmpv6, sourcePort: only(neighbourTypes.solicit), source: unspecified },
      ];

/**
 * Neighbour messages are read straight after Ethernet and at most two tags, or what is as long: not in PPPoE. A malformed one is
 * read where the length of 802.3 makes it so, for which a tag leaves no room.
 */
const oddNeighbours = ({ tagged }: SenderIdentity): readonly Box[] => {
  const { routerSolicit, solicit, advert } = neighbourTypes;
  const neighbours: Box = { ...icmpv6, sourcePort: only(routerSolicit, solicit, advert) };
  return [
    { ...neighbours, ethertype: only(ethertypes.pppoeSession) },
    ...(tagged ? [{ ...neighbours, malformed: only(1) }] : []),
  ];
};

/** Whether a function may send in a VLAN: in its own, and a trusted one in every other. */
export const maySendIn = ({ trusted, vlans }: SenderIdentity, vlan: number): boolean => trusted || vlans.includes(vlan);

/** The keys of frames that a function may send, as disjoint boxes within the key space. */
export const sendableBoxes = (identity: SenderIdentity): readonly Box[] => {
  if (identity.denied) return [];
  const forbidden = (Object.keys(controlBoxes) as LinkControl[])
    .filter(name => !identity.controls.includes(name))
    .flatMap(name => controlBoxes[name]);
  const whole = keySpace.map(({ box }) => box);
  if (identity.trusted) return withoutAll(whole, forbidden);
  const sources = sourceBoxes(identity);
  const disjoint = sources.flatMap((box, i) => withoutAll([box], sources.slice(0, i)));
  const honest = whole.flatMap(box => disjoint.flatMap(one => both(box, one) ?? []));
  return withoutAll(honest, [...forbidden, ...unreadSenders, ...claims(identity), ...oddNeighbours(identity)]);
};
