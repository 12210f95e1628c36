// SPDX-License-Identifier: Apache-2.0
/**
 * The registers of one virtqueue, as queue control reads and writes them: words of an entry of 16 words, whole words only. Pure
 * data.
 *
 * Settings take effect at a start and are not readable, but for `moderation`, which counts at once; `available` and `used` read
 * where the queue is.
 */
import { maxBuffersPerFrame } from '../virtio/mover-sizes.ts';

/** Words of an entry. */
export const virtqueueWords = 16;

/** What can be negotiated for a queue: bits of `features`, from bit 0 upwards. */
export const queueFeatures = [
  { name: 'packed', doc: 'The ring is packed (VIRTIO_F_RING_PACKED).' },
  { name: 'mergeable', doc: 'A frame may take several buffers (VIRTIO_NET_F_MRG_RXBUF).' },
  { name: 'indirect', doc: 'A descriptor may point to a table of descriptors (VIRTIO_F_INDIRECT_DESC).' },
  { name: 'event_index', doc: 'Interrupts and notifications are asked for by index (VIRTIO_F_EVENT_IDX).' },
  { name: 'in_order', doc: 'Buffers are used in the order in which they were made available (VIRTIO_F_IN_ORDER).' },
  { name: 'guest_checksum', doc: 'The driver trusts verified checksums (VIRTIO_NET_F_GUEST_CSUM).' },
] as const;
export type QueueFeature = (typeof queueFeatures)[number]['name'];

/** Sizes of the fields of `moderation`: numbers of elements and of ticks of so many clock cycles. */
export const moderation = { elementBits: 8, timeBits: 10, tickClocks: 64 } as const;

const position = [
  { name: 'index', lsb: 0, bits: 16, doc: 'Split: entries so far, modulo 2^16. Packed: number of the descriptor.' },
  { name: 'wrap', lsb: 16, bits: 1, doc: 'Packed: wrap counter there. Split: ignored.' },
] as const;

/** The registers in the order of their words, the first at word 0. */
export const virtqueueRegisters = [
  {
    name: 'desc_lo',
    access: 'wo',
    doc: 'Address of the descriptor table or the packed ring, low half; 16-byte aligned.',
  },
  { name: 'desc_hi', access: 'wo', doc: 'High half.' },
  {
    name: 'driver_lo',
    access: 'wo',
    doc: "Address of the avail ring (2-byte aligned) or the driver's events (4), low half.",
  },
  { name: 'driver_hi', access: 'wo', doc: 'High half.' },
  {
    name: 'device_lo',
    access: 'wo',
    doc: "Address of the used ring or the device's events, low half; 4-byte aligned.",
  },
  { name: 'device_hi', access: 'wo', doc: 'High half.' },
  {
    name: 'size',
    access: 'wo',
    doc: 'Entries: a power of two up to 32,768, or any number up to that of a packed ring.',
  },
  {
    name: 'vector',
    access: 'wo',
    doc: 'Interrupt vector of the queue.',
    fields: [{ name: 'vector', lsb: 0, bits: 16, doc: 'Interrupt vector; bits above it are ignored.' }],
  },
  {
    name: 'features',
    access: 'wo',
    doc: 'What was negotiated; a bit that is not offered or not known keeps the queue from starting.',
    fields: [
      ...queueFeatures.map(({ name, doc }, lsb) => ({ name, lsb, bits: 1, doc })),
      {
        name: 'merge_limit',
        lsb: 24,
        bits: 8,
        doc: `Most buffers of a frame, up to ${maxBuffersPerFrame}; 0 for ${maxBuffersPerFrame}.`,
      },
    ],
  },
  {
    name: 'available',
    access: 'rw',
    doc: 'Written: the next entry to be taken, for a start with control.resume. Read: the one that the queue takes next.',
    fields: position,
  },
  {
    name: 'used',
    access: 'rw',
    doc: 'Written: where the next used entry goes, for such a start. Read: where it goes; what is before it is in memory.',
    fields: position,
  },
  {
    name: 'control',
    access: 'wo',
    doc: 'Starts and stops the queue.',
    fields: [
      {
        name: 'enable',
        lsb: 0,
        bits: 1,
        doc: '1 starts a stopped queue; 0 stops it when what it has begun is finished.',
      },
      {
        name: 'resume',
        lsb: 1,
        bits: 1,
        doc: 'With enable: start at the written available and used, not at index 0 with wrap 1.',
      },
    ],
  },
  {
    name: 'status',
    access: 'ro',
    doc: 'State of the queue.',
    fields: [
      { name: 'error', lsb: 0, bits: 4, doc: 'Error that stopped the queue or kept it from starting (queue errors).' },
      { name: 'enabled', lsb: 8, bits: 1, doc: 'The queue runs.' },
      {
        name: 'busy',
        lsb: 9,
        bits: 1,
        doc: 'A start or a stop is under way: until this is 0 the memory of the queue may be accessed.',
      },
      {
        name: 'stuck',
        lsb: 10,
        bits: 1,
        doc: 'Stopped long ago, and still busy: an access was not answered, or an interrupt not taken.',
      },
      {
        name: 'suspended',
        lsb: 11,
        bits: 1,
        doc: 'The queue ran when its function was suspended, and goes on after that.',
      },
    ],
  },
  {
    name: 'moderation',
    access: 'wo',
    doc: 'What interrupts may wait for, at once and until it is written again: one comes when either number is reached. 0 after reset.',
    fields: [
      {
        name: 'elements',
        lsb: 0,
        bits: moderation.elementBits,
        doc: 'Used elements that are published before an interrupt; 0 for any number.',
      },
      {
        name: 'ticks',
        lsb: 16,
        bits: moderation.timeBits,
        doc: `Time from the first of them to the interrupt, in ${moderation.tickClocks} clock cycles; 0: nothing waits.`,
      },
    ],
  },
] as const;
export type VirtqueueRegister = (typeof virtqueueRegisters)[number]['name'];

/** Word of a register inside the entry of a queue. */
export const virtqueueWord = (name: VirtqueueRegister): number =>
  virtqueueRegisters.findIndex(register => register.name === name);

/** Lowest bit of a field of a register. */
export const virtqueueField = (register: VirtqueueRegister, name: string): number => {
  const found = virtqueueRegisters.find(one => one.name === register)!;
  const field = 'fields' in found ? found.fields.find(one => one.name === name) : undefined;
  if (!field) throw new RangeError(`${register} has no field ${name}`);
  return field.lsb;
};
