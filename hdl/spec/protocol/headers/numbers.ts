// SPDX-License-Identifier: Apache-2.0
/** Protocol numbers the parser acts on. */

/** EtherTypes and tag protocol identifiers (IEEE 802 numbers). */
export const ethertypes = {
  ipv4: 0x0800,
  arp: 0x0806,
  transparentEthernet: 0x6558,
  tag: 0x8100,
  ipv6: 0x86dd,
  macControl: 0x8808,
  slowProtocols: 0x8809,
  mpls: 0x8847,
  mplsMulticast: 0x8848,
  pppoeSession: 0x8864,
  erspan2: 0x88be,
  lldp: 0x88cc,
  ptp: 0x88f7,
  fcoe: 0x8906,
  fip: 0x8914,
  roce: 0x8915,
  erspan3: 0x22eb,
} as const;

/** Smaller values of an EtherType field are lengths (IEEE 802.3, 3.2.6). */
export const leastEthertype = 0x0600;

/** IP protocol numbers (IANA). */
export const ipProtocols = {
  hopByHop: 0,
  icmp: 1,
  igmp: 2,
  ipv4: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  routing: 43,
  fragment: 44,
  gre: 47,
  authentication: 51,
  icmpv6: 58,
  destination: 60,
  sctp: 132,
  udpLite: 136,
} as const;

/** VLAN tags that are read. */
export const vlanTagCount = 4;
/** MPLS labels that are read. */
export const mplsLabelCount = 5;
/** IPv6 extension headers that are read: as many as RFC 8200 (4.1) has an order for. */
export const extensionCount = 6;
/** GTP-U extension headers that are read. */
export const gtpExtensionCount = 2;
/** The same inside a tunnel. */
export const innerVlanTagCount = 2;
export const innerExtensionCount = 2;

/** The `tunnel` field of the header vector. */
export const tunnels = {
  none: 0,
  ip: 1,
  gre: 2,
  nvgre: 3,
  erspan: 4,
  vxlan: 5,
  vxlanGpe: 6,
  geneve: 7,
  gtpu: 8,
  pptp: 9,
  lisp: 10,
} as const;
