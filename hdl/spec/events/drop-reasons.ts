// SPDX-License-Identifier: Apache-2.0
/**
 * Why a frame, or one copy of it, was not delivered. The number is the event index of the hardware counters;
 * `delivered` is event 0. Every frame that enters ends as exactly one event per addressed function, or, when it
 * addresses none, as one event in the counter slot `unassigned`. `unreadable_passed` is the exception: it is counted beside
 * the event that its frame ends as.
 */
export interface CounterEvent {
  readonly id: number;
  readonly name: string;
  readonly doc: string;
}

export const counterEvents = [
  { id: 0, name: 'delivered', doc: 'Written to a receive buffer of the function and reported in its used ring.' },
  { id: 1, name: 'bad_fcs', doc: 'The MAC marked the frame bad (`tuser[0]` on its last beat).' },
  { id: 2, name: 'runt', doc: 'Shorter than 60 bytes without FCS (IEEE 802.3 minFrameSize).' },
  { id: 3, name: 'oversize', doc: 'Longer than the configured maximum frame.' },
  { id: 4, name: 'unknown_destination', doc: 'No forwarding entry for (VLAN, destination MAC).' },
  { id: 5, name: 'rule_deny', doc: 'A rule denied it, or the function takes no later fragments.' },
  { id: 6, name: 'default_deny', doc: 'No rule matched and the default is deny.' },
  { id: 7, name: 'quota', doc: 'The function already holds its quota of packet buffer cells.' },
  { id: 8, name: 'queue_full', doc: 'The queue already holds its maximum number of frames.' },
  { id: 9, name: 'buffer_full', doc: 'No free packet buffer cell was left for the frame.' },
  { id: 10, name: 'buffer_too_small', doc: 'The posted receive buffer is shorter than header and frame.' },
  { id: 11, name: 'queue_stopped', doc: 'The queue was disabled or had stopped on an error.' },
  { id: 12, name: 'ingress_overflow', doc: 'Frames arrived faster than the pipeline accepts them.' },
  { id: 13, name: 'malformed_ip', doc: 'Its outermost IP packet is one that every stack discards.' },
  { id: 14, name: 'unreadable', doc: 'A rule that drops may match: what it asks for could not be read.' },
  {
    id: 15,
    name: 'unreadable_passed',
    doc: 'The same, but the function only reports it: counted for a copy that enters its queue, beside what becomes of it.',
  },
  { id: 16, name: 'group_rate', doc: 'A copy of a frame for several functions, beyond the rate of all such copies.' },
] as const satisfies readonly CounterEvent[];

export type CounterEventName = (typeof counterEvents)[number]['name'];

/** Width of an event number in the hardware; a counter slot has 2 ** eventBits counters. */
export const eventBits = 5;

/** Event number of a name. */
export const eventId = (name: CounterEventName): number => counterEvents.find(e => e.name === name)!.id;
