// SPDX-License-Identifier: Apache-2.0
/**
 * Security groups of OpenStack Neutron as a policy: a VM for each port of a host, and a rule for each rule of its groups and each address
 * at the other end. What no rule allows is denied, as there. Rules of a policy keep no state, so groups must be stateless, or be taken
 * for it.
 */
import { type Diagnostic, distinct, PolicyError } from '../../policy/diagnostic.ts';
import { comment, formatMac } from '../../policy/words.ts';
import {
  flowRecord,
  type ImportedPolicy,
  type ImportedRule,
  type PlacedLine,
  policyOfLines,
  ruleLines,
  type SourceText,
} from '../imported-policy.ts';
import { received, refusedSent, sent } from './always.ts';
import { byId, type Item, NeutronDocument } from './document.ts';
import { Networks } from './networks.ts';
import { checkOwnAddresses, isDown, type Port, portsOfHost, readPort, sendsFrom } from './port.ts';
import { packetConditions, remotePrefixes } from './security-rule.ts';

export interface NeutronOptions {
  /** Stateful groups are taken for stateless ones. */
  readonly stateless: boolean;
  /** Host of the card (`binding:host_id`); undefined if all ports are on one. */
  readonly host?: string | undefined;
}

type Direction = 'ingress' | 'egress';

class Importer {
  readonly #groups: ReadonlyMap<string, Item>;
  /** Ports of all hosts: members of groups. */
  readonly #ports: readonly Port[];
  /** Ports of the card. */
  readonly #own: readonly Port[];
  readonly #networks: Networks;
  readonly #mistakes: Diagnostic[] = [];

  constructor(documents: readonly NeutronDocument[], { stateless, host }: NeutronOptions) {
    const all = (key: string): readonly Item[] => documents.flatMap(document => document.itemsAt([key]));
    this.#groups = byId(all('security_groups'), 'security group');
    this.#networks = new Networks(all('networks'));
    this.#ports = [...byId(all('ports'), 'port').values()].map((item, _, ports) =>
      readPort(item, ports, id => this.#group(item, id)),
    );
    this.#own = portsOfHost(this.#ports, host, documents[0]!);
    const used = new Set(this.#own.flatMap(({ groups }) => groups));
    if (!stateless) for (const group of used) this.#try(() => refuseState(group), undefined);
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

  #vm(port: Port): PlacedLine {
    const { item, name, open } = port;
    if (isDown(port)) return { text: comment(`  # left out: ${JSON.stringify(name)} is down, ${item.place}`) };
    checkOwnAddresses(port);
    const [mac, ...macs] = port.macs.map(formatMac);
    const vlan = this.#networks.vlanOf(item);
    // Who may be anybody needs no addresses.
    const addresses = open ? port.addresses : sendsFrom(port);
    const record = flowRecord({
      name,
      mac: mac!,
      ...(vlan && { vlan }),
      ...(addresses.length > 0 && { addresses }),
      ...(macs.length > 0 && { macs }),
      ...(open && { trusted: 'true', promiscuous: 'true' }),
    });
    return { text: comment(`  - ${record} # ${item.place}`), place: item.located };
  }

  /** Everything, as far as it is in the network of the port: a trusted VM may write the tag of any other. */
  #openRules({ item, name }: Port, direction: Direction): readonly ImportedRule[] {
    const origin = `${item.place}: port_security_enabled is false`;
    const place = item.located;
    if (direction === 'ingress') return [{ origin, place, to: name, match: {}, action: 'allow' }];
    const vlan = this.#try(() => this.#networks.vlanOf(item), '') || 'none';
    return [
      { origin, place, from: name, match: { vlan }, action: 'allow' },
      { origin, place, from: name, match: {}, action: 'deny' },
    ];
  }

  /** Rules of a port in one direction: what its groups allow, or everything. */
  #rules(port: Port, direction: Direction): readonly ImportedRule[] {
    const { name, groups, open } = port;
    const end = direction === 'ingress' ? { to: name } : { from: name };
    if (open) return this.#openRules(port, direction);
    const remote = direction === 'ingress' ? 'source' : 'destination';
    return groups.flatMap(group =>
      this.#try(() => group.neededItems('security_group_rules'), []).flatMap(rule =>
        this.#try<readonly ImportedRule[]>(() => {
          if (directionOf(rule) !== direction) return [];
          const match = packetConditions(rule);
          const prefixes = remotePrefixes(rule, id => this.#members(id));
          const origin = `${rule.place}: security group ${group.text('name') ?? group.needed('id')}`;
          const matches = prefixes === undefined ? [match] : prefixes.map(prefix => ({ ...match, [remote]: prefix }));
          return matches.map(one => ({ origin, place: rule.located, ...end, match: one, action: 'allow' }));
        }, []),
      ),
    );
  }

  policy(sources: readonly SourceText[]): ImportedPolicy {
    const vms = this.#own.map(port => this.#try<PlacedLine>(() => this.#vm(port), { text: '' }));
    const up = this.#own.filter(port => !isDown(port));
    if (up.length === 0)
      throw this.#own[0]!.item.refusal('status', 'every port is down; import when there are ports that are up');
    const [filtered, open] = [up.filter(one => !one.open), up.filter(one => one.open)];
    const rules = (ports: readonly Port[], direction: Direction) => ports.flatMap(port => this.#rules(port, direction));
    const tiers = {
      egress: [
        ...filtered.flatMap(({ name }) => refusedSent(name)),
        // Before what every port may send: that names no VLAN.
        ...rules(open, 'egress'),
        ...(filtered.length > 0 ? sent : []),
        ...rules(filtered, 'egress'),
      ],
      ingress: [...received, ...rules(up, 'ingress')],
    };
    // A rule of a group that several ports have is one mistake.
    if (this.#mistakes.length > 0) throw new PolicyError(distinct(this.#mistakes));
    const from = sources.map(({ file }) => file).join(' and ');
    const heading = comment(`# Imported from ${from}: security groups of Neutron, taken as stateless.`);
    const lines = [{ text: heading }, { text: 'vms:' }, ...vms, { text: '' }, ...ruleLines(tiers)];
    return policyOfLines(lines, sources[0]!.file, []);
  }
}

const directionOf = (rule: Item): Direction => {
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

/** The policy; a {@link PolicyError} with everything that it cannot say. */
export const importNeutron = (sources: readonly SourceText[], options: NeutronOptions): ImportedPolicy => {
  const documents = sources.map(source => new NeutronDocument(source));
  return new Importer(documents, options).policy(sources);
};
