// SPDX-License-Identifier: Apache-2.0
/** Conditions of one rule that no frame can fulfil together. */
import { ethertypes as layoutTypes } from '../../hdl/spec/protocol/headers.ts';
import { ethertypes, type Match, portProtocols, protocols } from './policy.ts';
import { list } from './words.ts';

/** A contradiction: which value of the match to point at, and the sentence about it. */
export interface Contradiction {
  readonly field: keyof Match;
  readonly message: string;
}

type Finder = (match: Match) => Contradiction | undefined;

const hasPorts = (match: Match): boolean => match.sourcePort !== undefined || match.destinationPort !== undefined;
const portField = (match: Match): 'sourcePort' | 'destinationPort' =>
  match.sourcePort ? 'sourcePort' : 'destinationPort';

const isTransport = (protocol: number | undefined): boolean => portProtocols.includes(protocol ?? -1);
const isIcmp = (protocol: number | undefined): boolean => protocol === protocols.icmp || protocol === protocols.icmpv6;

const portNames = (): string => list(portProtocols.map(protocolName), 'or');

const portsWithoutTransport: Finder = match => {
  if (!hasPorts(match) || isTransport(match.protocol)) return undefined;
  const field = portField(match);
  const message =
    match.protocol === undefined
      ? `${field} needs a protocol that has ports; add protocol: ${portNames()}`
      : `${field} never matches together with protocol ${protocolName(match.protocol)}, which has no ports here; write protocol: ${portNames()}, or remove ${field}`;
  return { field, message };
};

const typeWithoutIcmp: Finder = match => {
  if (match.icmpType === undefined || isIcmp(match.protocol)) return undefined;
  const message =
    match.protocol === undefined
      ? 'icmpType needs to know which ICMP is meant; add protocol: icmp or protocol: icmpv6'
      : `icmpType never matches together with protocol ${protocolName(match.protocol)}; write protocol: icmp or protocol: icmpv6, or remove icmpType`;
  return { field: 'icmpType', message };
};

const laterFragmentWithTransport: Finder = match => {
  if (match.fragment !== 'later') return undefined;
  const field = hasPorts(match) ? portField(match) : match.icmpType !== undefined ? 'icmpType' : undefined;
  return (
    field && {
      field,
      message: `${field} never matches together with fragment: later, because only the first fragment holds it; remove one of the two`,
    }
  );
};

const mixedAddresses: Finder = ({ source, destination }) => {
  if (!source || !destination || source.version === destination.version) return undefined;
  return {
    field: 'destination',
    message: `destination is an IPv${destination.version} prefix but source an IPv${source.version} one; write a rule for each IP version`,
  };
};

const addressOfOtherIcmp: Finder = ({ source, destination, protocol }) => {
  const version = protocol === protocols.icmp ? 4 : protocol === protocols.icmpv6 ? 6 : undefined;
  const field = source ? 'source' : 'destination';
  const prefix = source ?? destination;
  if (version === undefined || !prefix || prefix.version === version) return undefined;
  return {
    field,
    message: `${field} is an IPv${prefix.version} prefix but protocol ${protocolName(protocol!)} runs over IPv${version}; write protocol: ${version === 4 ? 'icmpv6' : 'icmp'}, or an IPv${version} prefix`,
  };
};

/** EtherTypes after which IP is read, and its versions; undefined stands for either. */
const carriers: readonly { readonly ethertype: number; readonly versions: readonly (4 | 6 | undefined)[] }[] = [
  { ethertype: ethertypes.ipv4, versions: [undefined, 4] },
  { ethertype: ethertypes.ipv6, versions: [undefined, 6] },
  ...[layoutTypes.mpls, layoutTypes.mplsMulticast, layoutTypes.pppoeSession].map(ethertype => ({
    ethertype,
    versions: [undefined, 4, 6] as const,
  })),
];

/** Fields that only an IP packet has, in the order messages prefer them. */
const ipFields = ['protocol', 'source', 'destination', 'fragment'] as const;

const ethertypeOfOtherHeaders: Finder = match => {
  const { ethertype, ipVersion } = match;
  const field = ipFields.find(name => match[name] !== undefined);
  if (ethertype === undefined || field === undefined) return undefined;
  if (carriers.some(carrier => carrier.ethertype === ethertype && carrier.versions.includes(ipVersion)))
    return undefined;
  const wanted = ipVersion === undefined ? 'IP' : `IPv${ipVersion}`;
  const message = `ethertype ${ethertypeName(ethertype)} never matches together with ${field}, which needs ${wanted}; remove ethertype or ${field}`;
  return { field: 'ethertype', message };
};

const nameOf = (names: Readonly<Record<string, number>>, value: number): string | undefined =>
  Object.keys(names).find(name => names[name] === value);

const protocolName = (protocol: number): string => nameOf(protocols, protocol) ?? `${protocol}`;
const ethertypeName = (ethertype: number): string =>
  nameOf(ethertypes, ethertype) ?? `0x${ethertype.toString(16).padStart(4, '0')}`;

/** In order of usefulness: fixing the first often removes the later ones. */
const finders: readonly Finder[] = [
  portsWithoutTransport,
  typeWithoutIcmp,
  laterFragmentWithTransport,
  mixedAddresses,
  addressOfOtherIcmp,
  ethertypeOfOtherHeaders,
];

/** Every contradiction between the conditions of one rule. */
export const contradictionsIn = (match: Match): readonly Contradiction[] => finders.flatMap(find => find(match) ?? []);
