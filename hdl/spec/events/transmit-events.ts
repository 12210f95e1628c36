// SPDX-License-Identifier: Apache-2.0
/**
 * What became of a frame that a function wanted to send; the number is the event index of the hardware counters. Every chain
 * that was taken off a transmit queue ends as exactly one event of its function; a frame that goes to the wire and to functions
 * as well ends as `sent` or as what kept it from the wire. `group_rate` is the exception: it is counted beside.
 */
import { type CounterEvent, eventBits } from './drop-reasons.ts';

export const transmitEvents = [
  { id: 0, name: 'sent', doc: 'Left on the wire.' },
  { id: 1, name: 'switched', doc: 'Went to other functions of this card, and not to the wire.' },
  { id: 2, name: 'run_ended', doc: 'Its queue ended, or ran anew, before it could leave.' },
  {
    id: 3,
    name: 'rule_deny',
    doc: 'The function may send nothing; or a rule denied it, for who sends or for who gets it; or the function that was to get it takes no later fragments.',
  },
  { id: 4, name: 'wrong_mac', doc: 'Its source MAC address is none of the function.' },
  {
    id: 5,
    name: 'wrong_vlan',
    doc: 'It has more VLAN tags than the function may send, or the outermost is none of its own.',
  },
  { id: 6, name: 'wrong_ip', doc: 'Its source IP address is none of the function.' },
  { id: 7, name: 'wrong_arp', doc: 'A sender address in an ARP message is none of the function.' },
  {
    id: 8,
    name: 'wrong_neighbour',
    doc: 'A link-layer or target address in a neighbour message is none of the function.',
  },
  {
    id: 9,
    name: 'link_control',
    doc: 'MAC control, LACP, LLDP, a bridge protocol or PTP, which the function may not send.',
  },
  { id: 10, name: 'unread_sender', doc: 'What says who sent it could not be read.' },
  { id: 11, name: 'class_full', doc: 'Its wire class had no room, and the frame may not wait.' },
  {
    id: 12,
    name: 'chain_length',
    doc: 'The chain holds less than a virtio header and 14 bytes, or more than the longest frame.',
  },
  { id: 13, name: 'segmentation', doc: 'Its header asks for segmentation (`gso_type`), which is not offered.' },
  { id: 14, name: 'checksum_place', doc: 'Its header asks for a checksum of bytes, or at a place, beyond the frame.' },
  { id: 15, name: 'not_enabled', doc: 'It was read from memory, and then frames were no longer accepted.' },
  {
    id: 16,
    name: 'own_destination',
    doc: 'Its destination is the function that sent it.',
  },
  {
    id: 17,
    name: 'default_deny',
    doc: 'No rule matched and the default is deny: that of what the function sends, or that of what the function of this card gets which it was for.',
  },
  {
    id: 18,
    name: 'malformed_ip',
    doc: 'It was for a function of this card, and every stack discards its outermost IP packet.',
  },
  {
    id: 19,
    name: 'unreadable',
    doc: 'A rule that drops may match, for who sends or for the function of this card that was to get it: what that asks for could not be read.',
  },
  {
    id: 20,
    name: 'group_rate',
    doc: 'No function of this card got a copy, since the sender was beyond the rate for copies of its group frames; counted beside `sent`.',
  },
] as const satisfies readonly CounterEvent[];

export type TransmitEventName = (typeof transmitEvents)[number]['name'];

/** Width of an event number, as wide as those of receive. */
export const transmitEventBits = eventBits;

/** Event number of a name. */
export const transmitEventId = (name: TransmitEventName): number => transmitEvents.find(e => e.name === name)!.id;
