// SPDX-License-Identifier: Apache-2.0
/**
 * Rules read one after the other, as a person would: the judge of placed tables. It shares nothing with the compiler but the
 * rules, and nothing with the tables but the header.
 */
import type { IpPrefix, Match, PortRange, Rule } from '../../../firmware/policy/policy.ts';
import { networkSender } from '../../../hdl/spec/tables/bank-key.ts';
import type { RuleTier } from '../../../hdl/spec/tables/bank-mask.ts';
import type { SlotVerdict } from '../../../hdl/spec/tables/bank-slot.ts';
import { networkFunction } from '../../../hdl/spec/tables/rule-key.ts';
import type { RuleKey } from '../../../sim/model/rule-key-model.ts';

/** True, false, or unknown because a field is (Kleene). */
type Truth = boolean | 'unknown';

/** What the rules say: which of them, by its index, and what it does. */
export interface Decision {
  readonly rule: number;
  readonly verdict: SlotVerdict;
}

const within = (range: PortRange | undefined, port: number | bigint): boolean =>
  range === undefined || (range.first <= Number(port) && Number(port) <= range.last);

const inPrefix = (prefix: IpPrefix | undefined, address: number | bigint): boolean => {
  if (prefix === undefined) return true;
  const hosts = 2n ** BigInt((prefix.version === 4 ? 32 : 128) - prefix.prefixLength);
  return prefix.address <= BigInt(address) && BigInt(address) < prefix.address + hosts;
};

const versionOf = (key: RuleKey): 4 | 6 | undefined => (key.ipv4 === 1 ? 4 : key.ipv6 === 1 ? 6 : undefined);

const ethertypeHolds = (match: Match, key: RuleKey): Truth => {
  if (match.ethertype === undefined) return true;
  return key.unreadEthertype === 1 ? 'unknown' : match.ethertype === key.ethertype;
};

const networkHolds = (match: Match, key: RuleKey): Truth => {
  if (match.ipVersion === undefined) return true;
  if (key.unreadNetwork === 1) return 'unknown';
  return (
    match.ipVersion === versionOf(key) && inPrefix(match.source, key.srcIp) && inPrefix(match.destination, key.dstIp)
  );
};

const protocolHolds = (match: Match, key: RuleKey): Truth => {
  if (match.protocol === undefined) return true;
  if (key.unreadProtocol === 1) return 'unknown';
  return versionOf(key) !== undefined && match.protocol === key.ipProtocol;
};

const portsHold = ({ sourcePort, destinationPort, icmpType }: Match, key: RuleKey): Truth => {
  if (sourcePort === undefined && destinationPort === undefined && icmpType === undefined) return true;
  if (key.unreadPorts === 1) return 'unknown';
  if (key.l4 === 0) return false;
  return (
    within(sourcePort, key.srcPort) &&
    within(destinationPort, key.dstPort) &&
    (icmpType === undefined || icmpType === key.srcPort)
  );
};

const fragmentHolds = (match: Match, key: RuleKey): Truth => {
  if (match.fragment === undefined) return true;
  return key.unreadFragment === 1 ? 'unknown' : key.laterFragment === 1;
};

const holds = (match: Match, key: RuleKey): Truth => {
  let truth: Truth = true;
  for (const condition of [networkHolds, portsHold, protocolHolds, ethertypeHolds, fragmentHolds]) {
    const one = condition(match, key);
    if (one === false) return false;
    if (one === 'unknown') truth = 'unknown';
  }
  return truth;
};

/** Whether a header goes the way that a rule asks for. */
const goesSo = ({ from, to, match: { vlan } }: Rule, functions: ReadonlyMap<string, number>, key: RuleKey): boolean => {
  if (vlan !== undefined && vlan !== key.vlan) return false;
  if (from?.kind === 'wire' && key.sender !== networkSender) return false;
  if (from?.kind === 'vm' && key.sender !== functions.get(from.name)) return false;
  if (to.kind === 'any') return true;
  if (to.kind === 'group') return key.group === 1;
  return key.group === 0 && key.function === (to.kind === 'wire' ? networkFunction : functions.get(to.name));
};

/** The first of the rules of a tier that decides; `functions` is the function of each VM, `onlyReports` passes over what may match. */
export const firstDecision = (
  rules: readonly Rule[],
  functions: ReadonlyMap<string, number>,
  key: RuleKey,
  onlyReports: boolean,
  tier: RuleTier = 'ingress',
): Decision | undefined => {
  for (let rule = 0; rule < rules.length; rule++) {
    const { match, action, tier: of = 'ingress' } = rules[rule]!;
    if (of !== tier || !goesSo(rules[rule]!, functions, key)) continue;
    const truth = holds(match, key);
    if (truth === true) return { rule, verdict: action };
    if (truth === 'unknown' && action !== 'allow' && !onlyReports) return { rule, verdict: 'unreadable' };
  }
  return undefined;
};
