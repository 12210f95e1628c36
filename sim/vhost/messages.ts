// SPDX-License-Identifier: Apache-2.0
/**
 * The vhost-user protocol as far as it is spoken: numbers of messages and features, and their payloads, little-endian
 * (https://qemu-project.gitlab.io/qemu/interop/vhost-user.html).
 */

/** Requests of the front end, by number. */
export const requests = {
  getFeatures: 1,
  setFeatures: 2,
  setOwner: 3,
  resetOwner: 4,
  setMemoryTable: 5,
  setRingSize: 8,
  setRingAddresses: 9,
  setRingBase: 10,
  getRingBase: 11,
  setRingKick: 12,
  setRingCall: 13,
  setRingError: 14,
  getProtocolFeatures: 15,
  setProtocolFeatures: 16,
  getQueueCount: 17,
  setRingEnable: 18,
} as const;
export type RequestName = keyof typeof requests;

/** What each is called in the specification, for messages to people. */
export const specificationNames: Readonly<Record<RequestName, string>> = {
  getFeatures: 'GET_FEATURES',
  setFeatures: 'SET_FEATURES',
  setOwner: 'SET_OWNER',
  resetOwner: 'RESET_OWNER',
  setMemoryTable: 'SET_MEM_TABLE',
  setRingSize: 'SET_VRING_NUM',
  setRingAddresses: 'SET_VRING_ADDR',
  setRingBase: 'SET_VRING_BASE',
  getRingBase: 'GET_VRING_BASE',
  setRingKick: 'SET_VRING_KICK',
  setRingCall: 'SET_VRING_CALL',
  setRingError: 'SET_VRING_ERR',
  getProtocolFeatures: 'GET_PROTOCOL_FEATURES',
  setProtocolFeatures: 'SET_PROTOCOL_FEATURES',
  getQueueCount: 'GET_QUEUE_NUM',
  setRingEnable: 'SET_VRING_ENABLE',
};

/** Bits of the flags word of a message. */
export const messageFlags = { version: 1, versionMask: 3, reply: 4, needReply: 8 } as const;

/** Feature bits of virtio and of vhost-user: what the card has, and what goes with it on this side. */
export const featureBits = {
  checksum: 0,
  guestChecksum: 1,
  mergeable: 15,
  multiqueue: 22,
  indirect: 28,
  eventIndex: 29,
  protocolFeatures: 30,
  version1: 32,
  packed: 34,
  inOrder: 35,
} as const;
export type FeatureName = keyof typeof featureBits;

/** Extensions of the protocol that are spoken. */
export const protocolFeatureBits = { multiqueue: 0, replyAck: 3 } as const;

/** Whether a word of features has one of them. */
export const hasFeature = (word: bigint, name: FeatureName): boolean =>
  ((word >> BigInt(featureBits[name])) & 1n) === 1n;

/** The word of some features. */
export const featureWord = (bits: Iterable<number>): bigint => {
  let word = 0n;
  for (const bit of bits) word |= 1n << BigInt(bit);
  return word;
};

/** Bits of a kick, call or error message: the ring, and that no file comes with it. */
export const ringFile = { indexMask: 0xffn, noFile: 0x100n } as const;

/** A part of the guest's memory. */
export interface MemoryRegion {
  readonly guestAddress: bigint;
  readonly bytes: bigint;
  /** Where the front end has mapped it itself: rings are named by such addresses. */
  readonly userAddress: bigint;
  /** In the file that comes with it. */
  readonly offset: bigint;
}

const regionBytes = 32;
const tableHeaderBytes = 8;

/** The regions of a memory table; undefined when the payload is not one. */
export const readMemoryTable = (payload: Buffer): MemoryRegion[] | undefined => {
  if (payload.length < tableHeaderBytes) return undefined;
  const count = payload.readUInt32LE(0);
  if (payload.length < tableHeaderBytes + count * regionBytes) return undefined;
  return Array.from({ length: count }, (_, i) => {
    const word = (n: number): bigint => payload.readBigUInt64LE(tableHeaderBytes + i * regionBytes + 8 * n);
    return { guestAddress: word(0), bytes: word(1), userAddress: word(2), offset: word(3) };
  });
};

/** Index and number of a ring message; undefined when the payload is too short. */
export const readRingState = (payload: Buffer): { ring: number; value: number } | undefined =>
  payload.length < 8 ? undefined : { ring: payload.readUInt32LE(0), value: payload.readUInt32LE(4) };

/** Where the parts of a ring are, as addresses of the front end. */
export interface RingAddresses {
  readonly descriptors: bigint;
  readonly driver: bigint;
  readonly device: bigint;
}

export const readRingAddresses = (payload: Buffer): { ring: number; addresses: RingAddresses } | undefined => {
  if (payload.length < 40) return undefined;
  const word = (n: number): bigint => payload.readBigUInt64LE(8 + 8 * n);
  return { ring: payload.readUInt32LE(0), addresses: { descriptors: word(0), device: word(1), driver: word(2) } };
};

/** A whole answer to a request. */
export const answerTo = (request: number, payload: Buffer): Buffer => {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(request, 0);
  header.writeUInt32LE(messageFlags.version | messageFlags.reply, 4);
  header.writeUInt32LE(payload.length, 8);
  return Buffer.concat([header, payload]);
};

export const wordPayload = (value: bigint): Buffer => {
  const payload = Buffer.alloc(8);
  payload.writeBigUInt64LE(value);
  return payload;
};

export const ringStatePayload = (ring: number, value: number): Buffer => {
  const payload = Buffer.alloc(8);
  payload.writeUInt32LE(ring, 0);
  payload.writeUInt32LE(value >>> 0, 4);
  return payload;
};
