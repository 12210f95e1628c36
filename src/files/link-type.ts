// SPDX-License-Identifier: Apache-2.0
/** LINKTYPE_ETHERNET, the only link layer that Sluice takes. */
export const ethernetLinkType = 1;

/** Link types that people record by accident, with what they are called (registry of the pcap link-layer header types). */
const names: Readonly<Record<number, string>> = {
  0: 'BSD loopback',
  101: 'raw IP',
  105: 'IEEE 802.11',
  108: 'OpenBSD loopback',
  113: 'Linux "any" device (SLL)',
  127: 'IEEE 802.11 with radiotap',
  228: 'raw IPv4',
  229: 'raw IPv6',
  276: 'Linux "any" device (SLL2)',
};

/** Number and, where known, name of a link type: `113, Linux "any" device (SLL)`. */
export const describeLinkType = (linkType: number): string => {
  const name = names[linkType];
  return name === undefined ? String(linkType) : `${linkType}, ${name}`;
};

/** What to do about a capture of another link type. */
export const linkTypeRemedy = 'record on one Ethernet interface (tcpdump -i eth0, not -i any)';
