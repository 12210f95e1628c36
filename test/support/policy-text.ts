// SPDX-License-Identifier: Apache-2.0
/** Writes a parsed policy back as the YAML a person would write, so that tests can send any policy through the parser. */
import ipaddr from 'ipaddr.js';
import { stringify } from 'yaml';
import {
  type IpPrefix,
  type Match,
  type Policy,
  type PortRange,
  type Rule,
  type Sender,
  type Target,
  tierOf,
} from '../../firmware/policy/policy.ts';
import { ruleTiers } from '../../hdl/spec/tables/bank-mask.ts';

/** Text that parses to the same policy, positions and file name apart. */
export const policyText = ({ config, vms, rules, defaults, malformed }: Policy): string =>
  stringify({
    config,
    vms: vms.map(
      ({ name, mac, vlan, queues, hash, weight, bitsPerSecond, quotaBytes, unreadable, fragments, sender }) => ({
        name,
        mac: macText(mac),
        ...(vlan !== 0 && { vlan }),
        queues,
        ...(hash && { hash }),
        ...(weight !== 1 && { weight }),
        ...(bitsPerSecond !== undefined && { rate: `${bitsPerSecond / 1e6}Mbit/s` }),
        ...(unreadable !== 'enforce' && { unreadable }),
        fragments,
        ...senderText(sender),
        ...(quotaBytes !== undefined && { quota: quotaBytes }),
      }),
    ),
    rules: rules.every(rule => tierOf(rule) === 'ingress')
      ? rules.map(ruleValues)
      : Object.fromEntries(ruleTiers.map(tier => [tier, rules.filter(rule => tierOf(rule) === tier).map(ruleValues)])),
    defaults,
    malformed,
  });

const ruleValues = (rule: Rule) => {
  const { name, from, to, match, action, queue } = rule;
  return {
    ...(name !== undefined && { name }),
    ...(from && { from: targetText(from) }),
    to: targetText(to),
    match: matchValues(match),
    action,
    ...(action === 'allow' && tierOf(rule) !== 'egress' && to.kind !== 'wire' && { queue }),
  };
};

const senderText = ({ egress, trusted, promiscuous, macs, addresses, linkControl, wireClass }: Sender) => ({
  ...(egress && { egress }),
  ...(trusted && { trusted }),
  ...(promiscuous && { promiscuous }),
  ...(macs.length > 0 && { macs: macs.map(macText) }),
  ...(addresses.length > 0 && { addresses: addresses.map(prefixText) }),
  ...(linkControl.length > 0 && { linkControl }),
  class: wireClass,
});

const macText = (mac: bigint): string =>
  mac
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?!$)/g, '$&:');

const targetText = (to: Target): string => (to.kind === 'vm' ? to.name : to.kind);

const matchValues = (match: Match): Record<string, number | string> => ({
  ...(match.vlan !== undefined && { vlan: match.vlan === 0 ? 'none' : match.vlan }),
  ...(match.ethertype !== undefined && { ethertype: match.ethertype }),
  ...(match.protocol !== undefined && { protocol: match.protocol }),
  ...(match.source && { source: prefixText(match.source) }),
  ...(match.destination && { destination: prefixText(match.destination) }),
  ...(match.sourcePort && { sourcePort: rangeText(match.sourcePort) }),
  ...(match.destinationPort && { destinationPort: rangeText(match.destinationPort) }),
  ...(match.icmpType !== undefined && { icmpType: match.icmpType }),
  ...(match.fragment && { fragment: match.fragment }),
});

const prefixText = ({ version, address, prefixLength }: IpPrefix): string => {
  const digits = address.toString(16).padStart(version === 4 ? 8 : 32, '0');
  const bytes = Array.from(digits.match(/../g)!, pair => Number.parseInt(pair, 16));
  return `${ipaddr.fromByteArray(bytes).toString()}/${prefixLength}`;
};

const rangeText = ({ first, last }: PortRange): number | string => (first === last ? first : `${first}-${last}`);
