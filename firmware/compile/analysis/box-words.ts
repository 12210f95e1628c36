// SPDX-License-Identifier: Apache-2.0
/** Boxes of frames as a person reads them: `tcp, source 10.0.0.0/24, destinationPort 5432`. */
import { ethertypes } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { unreadNumbers } from '../../../hdl/spec/tables/bank-key.ts';
import { ethertypes as namedTypes, protocols } from '../../policy/policy.ts';
import { formatAddress } from '../../policy/policy-values.ts';
import { type Box, type Dimension, valuesOf } from './box.ts';
import { keySpace } from './key-space.ts';
import { common, holdsAll, normal, type Range, type Ranges } from './ranges.ts';

const named =
  (names: Readonly<Record<string, number>>, hex: boolean) =>
  (value: bigint): string =>
    Object.entries(names).find(([, number]) => BigInt(number) === value)?.[0] ??
    (hex ? `0x${value.toString(16).padStart(4, '0')}` : `${value}`);

const rangeText = ([first, last]: Range, text: (value: bigint) => string): string =>
  first === last ? text(first) : `${text(first)}-${text(last)}`;

/** A range of addresses as a prefix, where it is one. */
const addressText = ([first, last]: Range, bits: number): string => {
  const size = last - first + 1n;
  const isPrefix = (size & (size - 1n)) === 0n && first % size === 0n;
  const text = (value: bigint): string => formatAddress(value, bits);
  if (first === last) return text(first);
  return isPrefix ? `${text(first)}/${bits - (size.toString(2).length - 1)}` : `${text(first)}-${text(last)}`;
};

const mostRanges = 6;
const listed = (parts: readonly string[]): string =>
  parts.length <= mostRanges
    ? parts.join(' or ')
    : `${parts.slice(0, mostRanges - 1).join(' or ')} or ${parts.length - mostRanges + 1} more ranges`;

/** All values that frames of the kinds in a box have in a dimension. */
const possible = (box: Box, name: Dimension): Ranges => {
  const kinds = keySpace.filter(({ box: kind }) =>
    (['malformed', 'unread', 'unreadFragment', 'fragment', 'version', 'l4'] as const).every(
      one => common(valuesOf(kind, one), valuesOf(box, one)).length > 0,
    ),
  );
  return normal(kinds.flatMap(({ box: kind }) => valuesOf(kind, name)));
};

const forms: Readonly<Partial<Record<Dimension, (value: bigint) => string>>> = {
  ethertype: named(namedTypes, true),
  protocol: named(protocols, false),
};

const versionOf = (box: Box): readonly bigint[] =>
  valuesOf(box, 'version').flatMap(([first, last]) => (first === last ? [first] : [first, last]));

const isIcmp = (box: Box): boolean =>
  holdsAll(
    [
      [1n, 2n],
      [58n, 58n],
    ],
    valuesOf(box, 'protocol'),
  );

/** What a dimension says that is not true of every frame of its kind; undefined when nothing. */
const dimensionWords = (box: Box, name: Dimension): string | undefined => {
  const values = valuesOf(box, name);
  if (holdsAll(values, possible(box, name))) return undefined;
  const bits = versionOf(box).includes(2n) ? 128 : 32;
  const isAddress = name === 'source' || name === 'destination';
  const text = (range: Range): string =>
    isAddress ? addressText(range, bits) : rangeText(range, forms[name] ?? String);
  const called = isIcmp(box) ? { sourcePort: 'icmpType', destinationPort: 'code' }[name as string] : undefined;
  return `${called ?? name} ${listed(values.map(text))}`;
};

const flagWords = (box: Box): readonly string[] => {
  const is = (name: Dimension, value: bigint): boolean =>
    valuesOf(box, name).every(([first, last]) => first === value && last === value);
  const unread = valuesOf(box, 'unread');
  const versions = versionOf(box);
  return [
    ...(is('malformed', 1n) ? ['malformed IP'] : []),
    ...(versions.length === 1 && versions[0] !== 0n ? [versions[0] === 1n ? 'IPv4' : 'IPv6'] : []),
    ...(is('fragment', 1n) ? ['later fragments'] : []),
    ...(unread[0]![0] > 0n
      ? [`not readable from ${unread.map(([first]) => unreadNumbers[Number(first)]).join(' or ')} on`]
      : []),
  ];
};

const direct = normal([ethertypes.ipv4, ethertypes.ipv6].map(type => [BigInt(type), BigInt(type)] as const));

/** A box in words; `all frames` when it limits nothing. */
export const boxWords = (box: Box): string => {
  const isIp = !versionOf(box).includes(0n);
  const isDirect = isIp && holdsAll(direct, valuesOf(box, 'ethertype'));
  const names: readonly Dimension[] = [
    ...(isDirect ? [] : (['ethertype'] as const)),
    'protocol',
    'source',
    'destination',
    'sourcePort',
    'destinationPort',
  ];
  const parts = [...flagWords(box), ...names.flatMap(name => dimensionWords(box, name) ?? [])];
  return parts.length === 0 ? 'all frames' : parts.join(', ');
};
