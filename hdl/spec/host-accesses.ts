// SPDX-License-Identifier: Apache-2.0
/** Kinds of accesses to host memory, each of which has counters of its own for every function. Pure data. */

/** Reads, by id. */
export const readKinds = [
  { id: 0, name: 'avail_index', doc: 'Index of the avail ring' },
  { id: 1, name: 'avail_entries', doc: 'Entries of the avail ring' },
  { id: 2, name: 'descriptors', doc: 'Descriptors in the order of the ring or of avail entries' },
  { id: 3, name: 'chained_descriptors', doc: 'Indirect tables, and descriptors that a chain leads to elsewhere' },
  { id: 4, name: 'driver_events', doc: 'What the driver says of interrupts: flags, used_event, event suppression' },
  { id: 5, name: 'sent_data', doc: 'Data of frames to be sent' },
] as const;

/** Writes, by id. */
export const writeKinds = [
  { id: 0, name: 'received_data', doc: 'Received frames with their net headers' },
  {
    id: 1,
    name: 'used_elements',
    doc: 'Elements of the used ring, or descriptors of a packed ring, that publish nothing yet',
  },
  {
    id: 2,
    name: 'used_index',
    doc: 'Index of the used ring, or the descriptor of a packed ring that publishes those after it',
  },
  { id: 3, name: 'device_events', doc: 'What the device says of notifications: avail_event' },
] as const;

type ReadKind = (typeof readKinds)[number]['name'];
type WriteKind = (typeof writeKinds)[number]['name'];

/** Width of the id of a kind, among reads or among writes. */
export const accessKindBits = 3;
/** Width of the number of a counter of a function: the id of a kind, with a bit above it that is 1 for writes. */
export const accessCounterBits = accessKindBits + 1;

/** The id of a kind of reads. */
export const readKind = (name: ReadKind): number => readKinds.find(kind => kind.name === name)!.id;
/** The id of a kind of writes. */
export const writeKind = (name: WriteKind): number => writeKinds.find(kind => kind.name === name)!.id;

/** All counters of a function, by number. */
export const accessCounters = [
  ...readKinds.map(kind => ({ ...kind, writes: false, counter: kind.id })),
  ...writeKinds.map(kind => ({ ...kind, writes: true, counter: (1 << accessKindBits) + kind.id })),
] as const;
export type AccessKind = ReadKind | WriteKind;
