// SPDX-License-Identifier: Apache-2.0
/** Ports of Neutron: what each is called, what it sends from, and whether it is one of the card. */
import { Refusal, readName } from '../../policy/policy-values.ts';
import { list } from '../../policy/words.ts';
import type { Item, NeutronDocument } from './document.ts';

export interface Port {
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

/** Its address and the others that it sends from. */
export const macsOf = (port: Item): readonly string[] => {
  const own = port.needed('mac_address');
  const pairs = port.items('allowed_address_pairs').flatMap(pair => pair.text('mac_address') ?? []);
  return [own, ...new Set(pairs.filter(mac => mac !== own))];
};

export const readPort = (item: Item, all: readonly Item[], groupOf: (id: string) => Item): Port => ({
  item,
  name: named(item, all),
  addresses: addressesOf(item),
  groups: item.texts('security_groups').map(groupOf),
  open: item.text('port_security_enabled') === 'false',
});

const hostOf = ({ item }: Port): string => item.text('binding:host_id') ?? '';

/** The ports of one host; a {@link PolicyError} if there are none, or if it is not said which of several hosts. */
export const portsOfHost = (
  ports: readonly Port[],
  host: string | undefined,
  document: NeutronDocument,
): readonly Port[] => {
  if (ports.length === 0)
    throw document.refusal(
      [],
      'there are no ports, which say where the VMs are; add ports to the file, or name one that has them with --inventory',
    );
  const hosts = [...new Set(ports.map(hostOf).filter(one => one !== ''))];
  if (host === undefined) {
    const other = ports.find(port => hostOf(port) !== hostOf(ports[0]!));
    if (other)
      throw other.item.refusal(
        'binding:host_id',
        `ports are on ${list(hosts, 'and')}${hosts.length === 1 ? ' and on no host' : ''}, but a policy is that of one card; name its host with --host`,
      );
    return ports;
  }
  const own = ports.filter(port => hostOf(port) === host);
  if (own.length > 0) return own;
  throw document.refusal(
    [],
    `no port has binding:host_id ${host}${hosts.length > 0 ? `; write ${list(hosts, 'or')}` : ', which only administrators are told; ask the API as one'}`,
  );
};

/** Whether a port takes part in no traffic, by its state or that of its link. */
export const isDown = ({ item }: Port): boolean =>
  item.text('admin_state_up') === 'false' || item.text('status')?.toUpperCase() === 'DOWN';
