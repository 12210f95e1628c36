// SPDX-License-Identifier: Apache-2.0
/**
 * What Neutron lets every port send and receive whatever its groups say, since addresses must be found and given, and what it lets no port
 * with port security send: answers of a DHCP server, and router advertisements.
 */
import type { Conditions } from '../conditions.ts';
import type { ImportedRule } from '../imported-policy.ts';

const dhcp = (sourcePort: string, destinationPort: string): Conditions => ({
  ...{ ethertype: 'ipv4', protocol: 'udp', sourcePort, destinationPort },
});
const dhcpv6 = (sourcePort: string, destinationPort: string): Conditions => ({
  ...{ ethertype: 'ipv6', protocol: 'udp', sourcePort, destinationPort },
});
const icmpv6 = (...types: readonly number[]): readonly Conditions[] =>
  types.map(type => ({ ethertype: 'ipv6', protocol: 'icmpv6', icmpType: `${type}` }));

const fromServers: readonly Conditions[] = [dhcp('67', '68'), dhcpv6('547', '546')];

/** RFC 4861 and RFC 2710. */
const types = {
  listenerQuery: 130,
  routerSolicitation: 133,
  routerAdvertisement: 134,
  solicitation: 135,
  advertisement: 136,
};

const allowed = (origin: string, matches: readonly Conditions[]): readonly ImportedRule[] =>
  matches.map(match => ({ origin, match, action: 'allow' }));

export const received = allowed(
  'what every port gets: ARP, DHCP, queries for listeners, router advertisements, neighbour discovery',
  [
    { ethertype: 'arp' },
    ...fromServers,
    ...icmpv6(types.listenerQuery, types.routerAdvertisement, types.solicitation, types.advertisement),
  ],
);

export const sent = allowed(
  'what every port may send: ARP, requests of DHCP, queries for listeners, router solicitations, neighbour discovery',
  [
    { ethertype: 'arp' },
    dhcp('68', '67'),
    dhcpv6('546', '547'),
    ...icmpv6(types.listenerQuery, types.routerSolicitation, types.solicitation, types.advertisement),
  ],
);

/** What a port with port security may not send, whatever its groups say. */
export const refusedSent = (from: string): readonly ImportedRule[] =>
  [...fromServers, ...icmpv6(types.routerAdvertisement)].map(match => ({
    origin: `what ${from} may not send: answers of a DHCP server, router advertisements`,
    from,
    match,
    action: 'deny',
  }));
