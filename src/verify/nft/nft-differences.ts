// SPDX-License-Identifier: Apache-2.0
/**
 * Named reasons why Linux may judge a frame by an exported ruleset in another way than the policy does: predicates on the frame,
 * which a difference must fulfil.
 */
import { readFrame } from '../../../firmware/oracle/oracle-frame.ts';
import { portProtocols, protocols } from '../../../firmware/policy/policy.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';

export interface NftDifference {
  readonly name: string;
  /** The reason of the two. */
  readonly doc: string;
  readonly explains: (bytes: Uint8Array, maxFrameBytes: number) => boolean;
}

const given = <T>(field: { readonly value: T } | 'absent' | 'unknown' | undefined): T | undefined =>
  typeof field === 'object' ? field.value : undefined;

export const nftDifferences: readonly NftDifference[] = [
  {
    name: 'malformed packet',
    doc: 'the policy drops an IP packet that every receiver discards; nftables lets its rules see what they find there',
    explains: (bytes, most) => readFrame(bytes, most)?.malformed ?? false,
  },
  {
    name: 'unreadable',
    doc: 'the policy treats what the card cannot read as unknown, and denies; nftables reads on, or takes it for absent',
    explains: (bytes, most) => {
      const frame = readFrame(bytes, most);
      return frame !== undefined && [frame.ethertype, ...Object.values(frame.ip)].includes('unknown');
    },
  },
  {
    name: 'second tag',
    doc: 'the policy sees the type after up to four tags; nftables that of the second one',
    explains: bytes => parseFrame(bytes).vlanCount > 1,
  },
  {
    name: '802.3 length',
    doc: 'the policy reads SNAP and the packet after it, and sees the type or the length; Linux has types of its own for such frames',
    explains: bytes => parseFrame(bytes).llc === 1 || parseFrame(bytes).ethertype < 0x0600,
  },
  {
    name: 'IP after MPLS labels or PPPoE',
    doc: 'the policy judges the packet in them; nftables does not look into them',
    explains: bytes => parseFrame(bytes).mplsCount > 0 || parseFrame(bytes).pppoe === 1,
  },
  {
    name: 'authentication header',
    doc: 'the policy sees the protocol after it; nftables takes the header itself for the protocol',
    explains: bytes => parseFrame(bytes).authentication === 1,
  },
  {
    name: 'transport header cut short',
    doc: 'for the policy the packet has no ports and no ICMP type; nftables takes those that are there, and padding for them',
    explains: (bytes, most) => {
      const ip = readFrame(bytes, most)?.ip;
      return (
        ip?.transport === 'absent' &&
        given(ip.laterFragment) === false &&
        [...portProtocols, protocols.icmp, protocols.icmpv6].includes(given(ip.protocol) ?? -1)
      );
    },
  },
];

/** The name of the first reason that a frame fulfils; undefined if a difference on it is a fault. */
export const nftReasonOf = (bytes: Uint8Array, maxFrameBytes: number): string | undefined =>
  nftDifferences.find(({ explains }) => explains(bytes, maxFrameBytes))?.name;
