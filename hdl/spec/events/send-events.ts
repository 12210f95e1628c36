// SPDX-License-Identifier: Apache-2.0
/** Why a frame that a virtual machine wanted to send never left the data mover. Pure data. */
export const sendEvents = [
  {
    id: 0,
    name: 'chain_length',
    doc: 'The chain holds less than a virtio header and 14 bytes, or more than the longest frame.',
  },
  { id: 1, name: 'segmentation', doc: 'Its header asks for segmentation (`gso_type`), which is not offered.' },
  { id: 2, name: 'checksum_place', doc: 'Its header asks for a checksum of bytes, or at a place, beyond the frame.' },
  { id: 3, name: 'queue_stopped', doc: 'Its queue stopped before it was sent.' },
] as const;

export type SendEventName = (typeof sendEvents)[number]['name'];

/** Width of an event number in the hardware. */
export const sendEventBits = 2;

/** Event number of a name. */
export const sendEventId = (name: SendEventName): number => sendEvents.find(event => event.name === name)!.id;
