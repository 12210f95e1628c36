/** The ternary rule key of one frame, built from its header vector as `hdl/spec/tables/rule-key.ts` describes it. */
import { packFields } from '../../hdl/spec/field.ts';
import { groupFunction, type RuleKeyField, ruleKeyFields } from '../../hdl/spec/tables/rule-key.ts';
import type { HeaderVector } from './vector-model.ts';

export type RuleKey = Readonly<Record<RuleKeyField, number | bigint>>;

/** The I/G bit: lowest bit of the first byte on the wire (IEEE 802.3, 3.2.3). */
export const isGroupAddress = (mac: bigint): boolean => ((mac >> 40n) & 1n) === 1n;

/** The headers that give ports, or a type in their place. */
const portHeaders = ['tcp', 'udp', 'udpLite', 'sctp', 'icmp', 'igmp'] as const;

/** Key fields of a frame; `destination` is the function of a unicast frame and ignored for a group frame. */
export const ruleKey = (headers: HeaderVector, destination: number): RuleKey => {
  const group = isGroupAddress(headers.dstMac);
  return {
    function: group ? groupFunction : destination,
    group: group ? 1 : 0,
    ethertype: headers.ethertype,
    ipv4: headers.ipv4,
    ipv6: headers.ipv6,
    laterFragment: headers.laterFragment,
    l4: portHeaders.some(name => headers[name] === 1) ? 1 : 0,
    ipProtocol: headers.ipProtocol,
    srcPort: headers.srcPort,
    dstPort: headers.dstPort,
    srcIp: headers.srcIp,
    dstIp: headers.dstIp,
  };
};

/** Packs the key into the word whose 5-bit chunks address the match RAM. */
export const packRuleKey = (key: RuleKey): bigint => packFields(ruleKeyFields, key);
