// SPDX-License-Identifier: Apache-2.0
/** Ports of Neutron: what each is called, what it sends from, and whether it is one of the card. */
import { identitySlots } from '../../../hdl/spec/tables/identity.ts';
import {
  embeddedIpv4,
  formatAddress,
  Refusal,
  readMac,
  readName,
  readOwnAddress,
  readPrefix,
} from '../../policy/policy-values.ts';
import { list } from '../../policy/words.ts';
import type { Item, NeutronDocument } from './document.ts';

export interface Port {
  readonly item: Item;
  readonly name: string;
  readonly addresses: readonly string[];
  /** Its MAC address and the others that it sends from, each once. */
  readonly macs: readonly bigint[];
  /** Those of them with which it speaks IPv6. */
  readonly macsOfIpv6: readonly bigint[];
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

const pairsOf = (port: Item): readonly Item[] => port.items('allowed_address_pairs');

/** The records that hold its addresses. */
const addressItems = (port: Item): readonly Item[] => [...port.items('fixed_ips'), ...pairsOf(port)];

const addressIn = (item: Item): string => item.needed('ip_address').replace(/\/(32|128)$/, '');

/** Addresses, or prefixes of them, of frames of the port. */
const addressesOf = (port: Item): readonly string[] =>
  addressItems(port).map(item => {
    const text = addressIn(item);
    const prefix = readPrefix(text);
    if (prefix instanceof Refusal) throw item.refusal('ip_address', `ip_address ${text} ${prefix.reason}`);
    const ipv4 = embeddedIpv4(prefix);
    if (ipv4 === undefined) return text;
    throw item.refusal('ip_address', `ip_address ${text} is an IPv4 address in the form of IPv6; write ${ipv4}`);
  });

/** Refuses what a card cannot keep as an address of a VM, such as a prefix. */
export const checkOwnAddresses = ({ item }: Port): void => {
  for (const one of addressItems(item)) {
    const text = addressIn(one);
    const own = readOwnAddress(text);
    if (own instanceof Refusal) throw one.refusal('ip_address', `ip_address ${text} ${own.reason}`);
  }
};

const macIn = (item: Item): bigint => {
  const text = item.needed('mac_address');
  const mac = readMac(text);
  if (mac instanceof Refusal) throw item.refusal('mac_address', `mac_address ${text} ${mac.reason}`);
  return mac;
};

/** Link-local IPv6 address that a host makes of its MAC address (RFC 4291, appendix A): the bit for local addresses turned round. */
const linkLocalOf = (address: bigint): string => {
  const mac = address ^ 0x0200_0000_0000n;
  return formatAddress((0xfe80n << 112n) | ((mac >> 24n) << 40n) | (0xfffen << 24n) | (mac & 0xff_ffffn), 128);
};

const isIpv6 = (address: string): boolean => address.includes(':');

/** Its own MAC address and those of its pairs; it speaks IPv6 link-locally with its own and those of pairs with an IPv6 address. */
const macsOf = (port: Item): Pick<Port, 'macs' | 'macsOfIpv6'> => {
  const own = macIn(port);
  const pairs = pairsOf(port)
    .filter(pair => pair.text('mac_address') !== undefined)
    .map(pair => ({ mac: macIn(pair), ofIpv6: isIpv6(addressIn(pair)) }));
  const macs = [own, ...new Set(pairs.map(({ mac }) => mac).filter(mac => mac !== own))];
  return { macs, macsOfIpv6: [own, ...pairs.filter(({ ofIpv6 }) => ofIpv6).map(({ mac }) => mac)] };
};

/** The same text for the same address. */
const canonical = (text: string): string => {
  const prefix = readPrefix(text);
  if (prefix instanceof Refusal) return text;
  const bits = prefix.version === 4 ? 32 : 128;
  const address = formatAddress(prefix.address, bits);
  return prefix.prefixLength === bits ? address : `${address}/${prefix.prefixLength}`;
};

/**
 * What a port sends from: its addresses, and the link-local ones that Neutron adds. A {@link PolicyError} when they are more than a card
 * keeps of one VM.
 */
export const sendsFrom = ({ item, name, addresses, macsOfIpv6 }: Port): readonly string[] => {
  const linkLocal = macsOfIpv6.map(linkLocalOf);
  const all = [...new Set([...addresses, ...linkLocal].map(canonical))];
  const counts = { IPv4: all.filter(one => !isIpv6(one)).length, IPv6: all.filter(isIpv6).length };
  for (const [version, count] of Object.entries(counts)) {
    if (count <= identitySlots) continue;
    const counted = version === 'IPv6' ? ', link-local ones among them,' : '';
    throw item.refusal(
      'fixed_ips',
      `port ${name} sends from ${count} addresses of ${version}${counted} but a card keeps ${identitySlots} of a VM; remove some from fixed_ips or allowed_address_pairs`,
    );
  }
  return all;
};

export const readPort = (item: Item, all: readonly Item[], groupOf: (id: string) => Item): Port => ({
  item,
  name: named(item, all),
  addresses: addressesOf(item),
  ...macsOf(item),
  groups: item.neededTexts('security_groups').map(groupOf),
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
