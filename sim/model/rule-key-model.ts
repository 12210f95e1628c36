// SPDX-License-Identifier: Apache-2.0
/** The ternary rule key of one frame, built from its header vector as `hdl/spec/tables/rule-key.ts` describes it. */
import { packFields } from '../../hdl/spec/field.ts';
import { networkSender } from '../../hdl/spec/tables/bank-key.ts';
import { groupFunction, networkFunction, type RuleKeyField, ruleKeyFields } from '../../hdl/spec/tables/rule-key.ts';
import { type UnreadLevel, unreadLevels } from '../../hdl/spec/tables/unread.ts';
import type { FrameReading } from './frame-reading-model.ts';
import type { HeaderVector } from './vector-model.ts';

export type RuleKey = Readonly<Record<RuleKeyField, number | bigint>>;

/** The I/G bit: lowest bit of the first byte on the wire (IEEE 802.3, 3.2.3). */
export const isGroupAddress = (mac: bigint): boolean => ((mac >> 40n) & 1n) === 1n;

/**
 * Key fields of a frame; `destination` is the function of a unicast frame, undefined if it leaves for the network, and ignored for a group frame;
 * `sender` the function that sent it, undefined for the network.
 */
export const ruleKey = (
  headers: HeaderVector,
  destination: number | undefined,
  { ip, l4, unread, unreadFragment }: FrameReading,
  sender?: number,
): RuleKey => {
  const group = isGroupAddress(headers.dstMac);
  const bit = (value: boolean): number => (value ? 1 : 0);
  // A level is unknown when everything from a level before it, or from itself on, is.
  const unknown = (level: UnreadLevel): number =>
    bit(unread !== undefined && unreadLevels.indexOf(unread) <= unreadLevels.indexOf(level));
  return {
    function: group ? groupFunction : (destination ?? networkFunction),
    group: bit(group),
    ethertype: headers.ethertype,
    ipv4: ip ? headers.ipv4 : 0,
    ipv6: ip ? headers.ipv6 : 0,
    laterFragment: ip ? headers.laterFragment : 0,
    l4: bit(l4),
    ipProtocol: ip ? headers.ipProtocol : 0,
    srcPort: headers.srcPort,
    dstPort: headers.dstPort,
    srcIp: headers.srcIp,
    dstIp: headers.dstIp,
    unreadEthertype: unknown('ethertype'),
    unreadNetwork: unknown('network'),
    unreadProtocol: unknown('protocol'),
    unreadPorts: unknown('ports'),
    unreadFragment: bit(unreadFragment),
    sender: sender ?? networkSender,
    vlan: headers.vlan,
  };
};

/** Packs the key into the word whose 5-bit chunks address the match RAM. */
export const packRuleKey = (key: RuleKey): bigint => packFields(ruleKeyFields, key);
