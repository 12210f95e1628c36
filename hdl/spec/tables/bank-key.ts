// SPDX-License-Identifier: Apache-2.0
/**
 * What the masked cuckoo banks look at: the key of a frame, cut for hashing and for comparison by prefixes. Pure data.
 *
 * It says the same of a frame as the ternary key (`rule-key.ts`), and besides who sent it, its VLAN and its labels. What a
 * frame does not have is 0, unless a field says otherwise.
 */
import type { Field } from '../field.ts';
import { unreadLevels } from './unread.ts';

/** Value of `receiver` for frames to a group address. */
export const groupReceiver = 0x7f;
/** Value of `receiver` for frames that leave for the network. */
export const networkReceiver = 0x7e;
/** Value of `sender` for frames from the network. */
export const networkSender = 0x7f;

/** IP versions as the key numbers them. */
export const keyVersions = ['notIp', 'ipv4', 'ipv6'] as const;
export type KeyVersion = (typeof keyVersions)[number];

/**
 * How much of a frame could not be read, as a number: 0 for nothing, 1 `ports`, 2 `protocol` and 3 `network` with all after
 * them, 4 `ethertype` with everything.
 */
export const unreadNumbers = ['nothing', ...unreadLevels.toReversed()] as const;

export const bankKeyFields = [
  {
    name: 'source',
    bits: 128,
    doc: 'Source address from its first bit down; after an IPv4 address come 96 bits of 0.',
  },
  { name: 'destination', bits: 128, doc: 'Destination address, as source.' },
  { name: 'sourcePort', bits: 16, doc: 'Source port; type of ICMP, ICMPv6 and IGMP; 0 when l4 is 0.' },
  {
    name: 'destinationPort',
    bits: 16,
    doc: 'Destination port; code of ICMP and ICMPv6; when l4 is 0 the EtherType after all VLAN tags.',
  },
  { name: 'protocol', bits: 8, doc: 'IP protocol, as in the ternary key; 0 when not IP.' },
  {
    name: 'receiver',
    bits: 7,
    doc: 'Destination function of a unicast frame; 0x7f for a group frame, 0x7e for one to the network.',
  },
  { name: 'sender', bits: 7, doc: 'Function that sent it; 0x7f for a frame from the network.' },
  { name: 'vlan', bits: 12, doc: 'VLAN id of the outermost tag; 0 for untagged and priority-tagged frames.' },
  { name: 'sourceLabel', bits: 16, doc: 'Label of the source address; 0 for an address without one.' },
  { name: 'destinationLabel', bits: 16, doc: 'Label of the destination address; 0 for an address without one.' },
  { name: 'version', bits: 2, doc: 'Number of the IP version among keyVersions.' },
  { name: 'unread', bits: 3, doc: 'How much could not be read: a number among unreadNumbers.' },
  { name: 'l4', bits: 1, doc: 'The ports, or the type, are known.' },
  { name: 'laterFragment', bits: 1, doc: 'IP fragment with a non-zero offset.' },
  { name: 'unreadFragment', bits: 1, doc: 'Whether it is a later fragment is unknown.' },
  {
    name: 'plain',
    bits: 1,
    doc: 'The EtherType after all VLAN tags is that of the IP version: no MPLS and no PPPoE before it.',
  },
] as const satisfies readonly Field[];

export type BankKeyField = (typeof bankKeyFields)[number]['name'];

/** The key of a frame, by fields. */
export type BankKey = Readonly<Record<BankKeyField, bigint>>;
