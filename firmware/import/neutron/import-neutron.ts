// SPDX-License-Identifier: Apache-2.0
/**
 * Security groups of OpenStack Neutron as a policy: a VM for each port, and a rule for each rule of its groups and each address at the
 * other end. What no rule allows is denied, as there. Rules of a policy keep no state, so groups must be stateless, or be taken for it.
 */
import { type Diagnostic, PolicyError } from '../../policy/diagnostic.ts';
import { Refusal, readName } from '../../policy/policy-values.ts';
import { flowRecord, type ImportedRule, ruleText, type SourceText } from '../imported-policy.ts';
import { type Item, NeutronDocument } from './document.ts';
import { packetConditions, remotePrefixes, versionOf } from './security-rule.ts';

export interface NeutronOptions {
  /** Stateful groups are taken for stateless ones. */
  readonly stateless: boolean;
}

interface Port {
  readonly item: Item;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly groups: readonly Item[];
  /** Neutron filters nothing at this port. */
  readonly open: boolean;
}

/** The name of a port where it can be that of a VM and is no other port's, else a part of its id. */
const named = (port: Item, all: readonly Item[]): string => {
  const name = port.text('name') ?? '';
  const isAlone = all.filter(one => one.text('name') === name).length === 1;
  if (isAlone && !(readName(name) instanceof Refusal)) return name;
  return `port-${port
    .needed('id')
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .slice(0, 20)}`;
};

const addressesOf = (port: Item): readonly string[] => [
  ...port.items('fixed_ips').map(ip => ip.needed('ip_address')),
  ...port.items('allowed_address_pairs').map(pair => pair.needed('ip_address').replace(/\/(32|128)$/, '')),
];

const macsOf = (port: Item): readonly string[] => {
  const own = port.needed('mac_address');
  const pairs = port.items('allowed_address_pairs').flatMap(pair => pair.text('mac_address') ?? []);
  return [own, ...new Set(pairs.filter(mac => mac !== own))];
};

/** What Neutron lets every port receive: addresses must be found and given whatever the groups say. */
const always: readonly ImportedRule[] = [
  { ethertype: 'arp' },
  { ethertype: 'ipv4', protocol: 'udp', sourcePort: '67', destinationPort: '68' },
  { ethertype: 'ipv6', protocol: 'udp', sourcePort: '547', destinationPort: '546' },
  ...['130', '134', '135', '136'].map(icmpType => ({ ethertype: 'ipv6', protocol: 'icmpv6', icmpType })),
].map(match => ({
  origin: 'what every port gets: ARP, DHCP, queries for listeners, router advertisements, neighbour discovery',
  match,
  action: 'allow',
}));

class Importer {
  readonly #groups: ReadonlyMap<string, Item>;
  readonly #ports: readonly Port[];
  readonly #vlans: ReadonlyMap<string, string>;
  readonly #mistakes: Diagnostic[] = [];

  constructor(documents: readonly NeutronDocument[], { stateless }: NeutronOptions) {
    const all = (key: string): readonly Item[] => documents.flatMap(document => document.itemsAt([key]));
    this.#groups = new Map(all('security_groups').map(group => [group.needed('id'), group]));
    if (!stateless) for (const group of this.#groups.values()) this.#try(() => refuseState(group), undefined);
    this.#vlans = new Map(all('networks').map(network => [network.needed('id'), vlanOf(network)]));
    this.#ports = all('ports').map((item, _, ports) => ({
      item,
      name: named(item, ports),
      addresses: addressesOf(item),
      groups: item.texts('security_groups').map(id => this.#group(item, id)),
      open: item.text('port_security_enabled') === 'false',
    }));
    const [first] = documents;
    if (this.#ports.length === 0)
      throw first!.refusal(
        [],
        'there are no ports, which say where the VMs are; add ports to the file, or name one that has them with --inventory',
      );
  }

  #group(port: Item, id: string): Item {
    const group = this.#groups.get(id);
    if (!group) throw port.refusal('security_groups', `there is no security group ${id}; add it to the file`);
    return group;
  }

  /** What the work gives; its mistake is kept, so that all are told. */
  #try<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      this.#mistakes.push(...error.diagnostics);
      return otherwise;
    }
  }

  #members(id: string): readonly string[] | undefined {
    if (!this.#groups.has(id)) return undefined;
    return this.#ports
      .filter(({ groups }) => groups.some(group => group.text('id') === id))
      .flatMap(({ addresses }) => addresses);
  }

  /** Whether a port may send; groups that let it send some things are refused. */
  #maySend({ item, name, groups, addresses }: Port): boolean {
    const rules = groups
      .flatMap(group => group.items('security_group_rules'))
      .filter(rule => directionOf(rule) === 'egress');
    if (rules.length === 0) return false;
    const isAll = (rule: Item): boolean =>
      Object.keys(packetConditions(rule)).length === 1 && remotePrefixes(rule, id => this.#members(id)) === undefined;
    const missing = ([4, 6] as const).filter(
      version =>
        addresses.some(address => address.includes(':') === (version === 6)) &&
        !rules.some(rule => versionOf(rule) === version && isAll(rule)),
    );
    if (missing.length === 0) return true;
    const example = rules.find(rule => !isAll(rule)) ?? item;
    throw example.refusal(
      'direction',
      `what ${name} may send in IPv${missing[0]} is restricted to some packets, but rules of a policy are about what VMs get; let it send all of IPv${missing[0]}, or nothing`,
    );
  }

  #vm(port: Port): string {
    const { item, name, addresses, open } = port;
    const [mac, ...macs] = macsOf(item);
    const network = item.text('network_id') ?? '';
    if (this.#vlans.size === 0 && new Set(this.#ports.map(one => one.item.text('network_id'))).size > 1)
      throw item.refusal(
        'network_id',
        'ports are in several networks, whose VLANs are not known; add networks to the file',
      );
    const vlan = this.#vlans.get(network) ?? '';
    return `  - ${flowRecord({
      name,
      mac: mac!,
      ...(vlan && { vlan }),
      ...(addresses.length > 0 && { addresses }),
      ...(macs.length > 0 && { macs }),
      ...(open && { trusted: 'true', promiscuous: 'true' }),
      ...(!open && !this.#maySend(port) && { egress: 'deny' }),
    })} # ${item.place}`;
  }

  #rules({ name, groups, open, item }: Port): readonly ImportedRule[] {
    if (open)
      return [{ origin: `${item.place}: port_security_enabled is false`, to: name, match: {}, action: 'allow' }];
    return groups.flatMap(group =>
      group.items('security_group_rules').flatMap(rule =>
        this.#try<readonly ImportedRule[]>(() => {
          if (directionOf(rule) === 'egress') return [];
          const match = packetConditions(rule);
          const sources = remotePrefixes(rule, id => this.#members(id));
          const origin = `${rule.place}: security group ${group.text('name') ?? group.needed('id')}`;
          const matches = sources === undefined ? [match] : sources.map(source => ({ ...match, source }));
          return matches.map(one => ({ origin, to: name, match: one, action: 'allow' }));
        }, []),
      ),
    );
  }

  policy(from: string): string {
    const vms = this.#ports.map(port => this.#try(() => this.#vm(port), ''));
    const rules = this.#ports.flatMap(port => this.#rules(port));
    if (this.#mistakes.length > 0) throw new PolicyError(distinct(this.#mistakes));
    const heading = `# Imported from ${from}: security groups of Neutron, taken as stateless. Of group frames, only what every port gets is allowed.`;
    return `${heading}\nvms:\n${vms.join('\n')}\n\n${ruleText([...always, ...rules])}`;
  }
}

/** A rule of a group that several ports have is one mistake. */
const distinct = (mistakes: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    mistakes.map(one => [`${one.file}:${one.position.line}:${one.position.column} ${one.message}`, one]),
  ).values(),
];

const directionOf = (rule: Item): 'ingress' | 'egress' => {
  const direction = rule.needed('direction');
  if (direction === 'ingress' || direction === 'egress') return direction;
  throw rule.refusal('direction', `direction ${direction} is unknown; write ingress or egress`);
};

/** Groups are stateful unless they say otherwise. */
const refuseState = (group: Item): void => {
  if (group.text('stateful') === 'false') return;
  throw group.refusal(
    'stateful',
    `security group ${group.text('name') ?? group.needed('id')} is stateful: answers pass without a rule there, but rules of a policy keep no state; make it stateless and add rules for answers, or take it as it is with --stateless`,
  );
};

/** VLAN of a network; empty for untagged frames. */
const vlanOf = (network: Item): string => {
  const type = network.text('provider:network_type') ?? 'flat';
  if (type === 'vlan') return network.needed('provider:segmentation_id');
  if (type === 'flat' || type === 'local') return '';
  throw network.refusal(
    'provider:network_type',
    `networks of type ${type} are in tunnels, but a card delivers by VLAN; import those of type vlan or flat`,
  );
};

/** Text of the policy; a {@link PolicyError} with everything that it cannot say. */
export const importNeutron = (sources: readonly SourceText[], options: NeutronOptions): string => {
  const documents = sources.map(source => new NeutronDocument(source));
  return new Importer(documents, options).policy(sources.map(({ file }) => file).join(' and '));
};
