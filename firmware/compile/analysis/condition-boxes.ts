// SPDX-License-Identifier: Apache-2.0
/** Frames that a match describes, as boxes: those of which it is true, and those of which it may be. */
import { keyVersions } from '../../../hdl/spec/tables/bank-key.ts';
import type { UnreadLevel } from '../../../hdl/spec/tables/unread.ts';
import { unreadLevels } from '../../../hdl/spec/tables/unread.ts';
import type { IpPrefix, Match } from '../../policy/policy.ts';
import { type Box, both } from './box.ts';
import { unreadFrom } from './key-space.ts';
import { only, span } from './ranges.ts';

/** Where a condition holds, and where it is unknown; everywhere else it is false. */
interface ConditionBoxes {
  readonly holds: Box;
  readonly unknown: Box;
}

/** What is known, or not, of fields from a level on. */
const known = (level: UnreadLevel): Box => ({ unread: span(0, unreadFrom(level) - 1) });
const unknown = (level: UnreadLevel): Box => ({ unread: span(unreadFrom(level), unreadLevels.length) });

const atLevel = (level: UnreadLevel, box: Box): ConditionBoxes => ({
  holds: { ...known(level), ...box },
  unknown: unknown(level),
});

const versionOf = (version: 4 | 6): Box => ({ version: only(keyVersions.indexOf(`ipv${version}`)) });
const anyVersion: Box = { version: span(1, 2) };

const addressRange = ({ version, address, prefixLength }: IpPrefix) => {
  const free = BigInt((version === 4 ? 32 : 128) - prefixLength);
  return span(address, address + (1n << free) - 1n);
};

/** Each condition of the language but the VLAN, which the destination of a frame tells; a new one adds its line. */
const conditions: { readonly [K in Exclude<keyof Match, 'vlan'>]-?: (value: Match[K] & {}) => ConditionBoxes } = {
  ethertype: value => atLevel('ethertype', { ethertype: only(value) }),
  ipVersion: value => atLevel('network', versionOf(value)),
  protocol: value => atLevel('protocol', { ...anyVersion, protocol: only(value) }),
  source: prefix => atLevel('network', { ...versionOf(prefix.version), source: addressRange(prefix) }),
  destination: prefix => atLevel('network', { ...versionOf(prefix.version), destination: addressRange(prefix) }),
  sourcePort: ({ first, last }) => atLevel('ports', { l4: only(1), sourcePort: span(first, last) }),
  destinationPort: ({ first, last }) => atLevel('ports', { l4: only(1), destinationPort: span(first, last) }),
  icmpType: value => atLevel('ports', { l4: only(1), sourcePort: only(value) }),
  fragment: () => ({ holds: { fragment: only(1) }, unknown: { unreadFragment: only(1) } }),
};

const boxesOf = ({ vlan: _, ...match }: Match): readonly ConditionBoxes[] =>
  Object.entries(match).map(([key, value]) => conditions[key as keyof typeof conditions](value as never));

/** The frames, whatever their VLAN, of which a match is true; undefined when there are none. */
export const holdingBox = (match: Match): Box | undefined =>
  boxesOf(match).reduce<Box | undefined>((box, { holds }) => box && both(box, holds), {});

/** The same and, in boxes of their own, those of which it is unknown: no condition is false, and some are unknown. */
export const possibleBoxes = (match: Match): readonly Box[] =>
  boxesOf(match).reduce<readonly Box[]>(
    (boxes, { holds, unknown: open }) =>
      boxes.flatMap(box => [both(box, holds), both(box, open)].flatMap(one => one ?? [])),
    [{}],
  );
