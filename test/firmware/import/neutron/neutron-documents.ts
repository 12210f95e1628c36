// SPDX-License-Identifier: Apache-2.0
/** Documents as the API of Neutron gives them, and policies made of them. */
import { importNeutron } from '../../../../firmware/import/neutron/import-neutron.ts';

export type Json = Readonly<Record<string, unknown>>;

export const rule = (more: Json): Json => ({
  ...{ id: '1', direction: 'ingress', ethertype: 'IPv4', protocol: null, port_range_min: null, port_range_max: null },
  ...{ remote_ip_prefix: null, remote_group_id: null, remote_address_group_id: null },
  ...more,
});
export const sendsAll = [rule({ direction: 'egress' }), rule({ direction: 'egress', ethertype: 'IPv6' })];
export const group = (id: string, rules: readonly Json[], more: Json = {}): Json => ({
  ...{ id, name: id, stateful: false, security_group_rules: rules },
  ...more,
});
export const network = (id: string, type: string | null, vlan: number | null = null): Json => ({
  ...{ id, 'provider:network_type': type, 'provider:segmentation_id': vlan },
});
export const port = (name: string, last: number, groups: readonly string[], more: Json = {}): Json => ({
  ...{ id: `${name}-0000-0000`, name, mac_address: `fa:16:3e:00:00:0${last}`, network_id: 'net' },
  ...{ fixed_ips: [{ ip_address: `10.0.0.${last}` }, { ip_address: `2001:db8::${last}` }], security_groups: groups },
  ...more,
});

export const imported = (
  groups: readonly Json[],
  ports: readonly Json[],
  more: Json = {},
  { stateless = false, host }: { stateless?: boolean; host?: string } = {},
): string => {
  const networks = [network('net', 'flat')];
  const text = JSON.stringify({ security_groups: groups, ports, networks, ...more }, null, 1);
  return importNeutron([{ text, file: 'groups.json' }], { stateless, host }).text;
};

/** The rules that let ports receive what not every port does; with `from`, that let them send it. */
export const ownRules = (text: string, end: 'to' | 'from' = 'to'): readonly string[] =>
  text
    .split('\n')
    .filter(line => line.startsWith(`    - { ${end}:`) && line.endsWith('allow }'))
    .map(line => line.slice(6));

export const refusalOf = (groups: readonly Json[], ports: readonly Json[], more: Json = {}): string => {
  try {
    imported(groups, ports, more);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the groups were taken');
};
