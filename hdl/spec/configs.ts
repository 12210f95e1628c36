// SPDX-License-Identifier: Apache-2.0
/**
 * The named configurations: every size of the machine that a board, a policy or a model needs to know.
 * Pure data; the hardware, the firmware compiler and the models all read it from here.
 */
export interface Config {
  readonly name: string;
  /** Network AXI4-Stream width in bits. */
  readonly netDataBits: number;
  /** Host AXI4 width in bits. */
  readonly hostDataBits: number;
  /** Clock the configuration must meet, in Hz; the test bench paces the wire against it. */
  readonly clockHz: number;
  /** Line rate of the network port in bit/s. */
  readonly lineRateBps: number;
  /** Functions (VMs); function 0 is the hypervisor's. */
  readonly functions: number;
  /** Receive queues of each function; it has as many transmit queues. */
  readonly queuesPerFunction: number;
  /** Buckets of each way of the forwarding table (`forwarding-slot.ts`). */
  readonly forwardingBuckets: number;
  /** Entries of the ternary rule table. */
  readonly ternaryRules: number;
  /** Masked cuckoo banks of rules, two of which belong to one tier. */
  readonly ruleBanks: number;
  /** Buckets of each of these banks, each of them {@link slotsPerBucket} slots. */
  readonly bucketsPerBank: number;
  /** Packet buffer size in cells of {@link cellBytes}. */
  readonly bufferCells: number;
  /** Size of the memory of frames between functions, in cells as well: a quarter of the packet buffer, or what jumbo frames need. */
  readonly localBufferCells: number;
  /** Frames that one queue may hold in the packet buffer. */
  readonly framesPerQueue: number;
  /** Longest frame accepted, FCS not counted, in bytes: the MTU, 14 of Ethernet and 8 of two VLAN tags. */
  readonly maxFrameBytes: number;
  /** Bytes of each frame that the header parser looks at. */
  readonly parserBytes: number;
  /** Reads of host memory that may be under way in all, at most; AXI ids end at 256 (`mover-sizes.ts`). */
  readonly mostReadTags: number;
}

/** Size of one packet buffer cell in bytes: a 64-byte frame (60 without FCS) takes exactly one. */
export const cellBytes = 64;

/** Slots of a bucket of a rule bank: a rule each, or together one rule about IPv6 addresses. */
export const slotsPerBucket = 2;

/** Shortest legal frame without its 4 FCS bytes (IEEE 802.3, minFrameSize 64). */
export const minFrameBytes = 60;

/** What the configurations of a 10GbE card and up have in common. */
const card = {
  forwardingBuckets: 1024,
  ternaryRules: 16,
  ruleBanks: 32,
  framesPerQueue: 256,
  maxFrameBytes: 9022,
  parserBytes: 256,
  mostReadTags: 256,
} as const;

const declared = {
  /** For unit tests and proofs. */
  tiny: {
    name: 'tiny',
    netDataBits: 64,
    hostDataBits: 128,
    clockHz: 156_250_000,
    lineRateBps: 10_000_000_000,
    functions: 2,
    queuesPerFunction: 1,
    forwardingBuckets: 4,
    ternaryRules: 16,
    ruleBanks: 8,
    bucketsPerBank: 4,
    bufferCells: 128,
    localBufferCells: 64,
    framesPerQueue: 16,
    maxFrameBytes: 1522,
    parserBytes: 256,
    mostReadTags: 256,
  },
  /**
   * The yardstick of an open place-and-route flow; no ECP5 has the links of a 10GbE card. What of it is smaller than at 10g, and how
   * small, is in docs/decisions/0014-sizes-on-ecp5.md.
   */
  '10g-ecp5': {
    ...card,
    name: '10g-ecp5',
    netDataBits: 128,
    hostDataBits: 256,
    clockHz: 80_000_000,
    lineRateBps: 10_000_000_000,
    functions: 8,
    queuesPerFunction: 1,
    forwardingBuckets: 128,
    ruleBanks: 8,
    bucketsPerBank: 64,
    bufferCells: 512,
    localBufferCells: 256,
    framesPerQueue: 128,
    maxFrameBytes: 1522,
    mostReadTags: 64,
  },
  '10g': {
    ...card,
    name: '10g',
    netDataBits: 64,
    hostDataBits: 128,
    clockHz: 156_250_000,
    lineRateBps: 10_000_000_000,
    functions: 8,
    queuesPerFunction: 2,
    ternaryRules: 32,
    ruleBanks: 16,
    bucketsPerBank: 512,
    bufferCells: 2048,
    localBufferCells: 512,
  },
  '25g': {
    ...card,
    name: '25g',
    netDataBits: 128,
    hostDataBits: 256,
    clockHz: 200_000_000,
    lineRateBps: 25_000_000_000,
    functions: 16,
    queuesPerFunction: 4,
    bucketsPerBank: 1024,
    bufferCells: 8192,
    localBufferCells: 2048,
  },
  '100g': {
    ...card,
    name: '100g',
    netDataBits: 512,
    hostDataBits: 512,
    clockHz: 322_265_625,
    lineRateBps: 100_000_000_000,
    functions: 64,
    queuesPerFunction: 4,
    bucketsPerBank: 2048,
    bufferCells: 32_768,
    localBufferCells: 8192,
  },
} as const satisfies { readonly [K in string]: Config & { readonly name: K } };

/** Name of a configuration. */
export type ConfigName = keyof typeof declared;

/** Every configuration that `make` and the command line know, by name. */
export const configs: { readonly [K in ConfigName]: Config } = declared;

/** All of them, in order of size. */
export const configNames = Object.keys(configs) as readonly ConfigName[];

/** The configuration of a name that comes from outside; undefined when there is none. */
export const findConfig = (name: string): Config | undefined =>
  Object.hasOwn(configs, name) ? configs[name as ConfigName] : undefined;

/** The configuration used when none is named. */
export const defaultConfigName: ConfigName = '10g';

/** Receive queues of the whole machine; queue `f * queuesPerFunction + n` belongs to function `f`. */
export const queueCount = (config: Config): number => config.functions * config.queuesPerFunction;

/** Width of a number of packet buffer cells, from none to all of them. */
export const cellCountBits = (config: Config): number => Math.ceil(Math.log2(config.bufferCells + 1));

/** Width of a number of frames in one queue, from none to all that it may hold. */
export const framesPerQueueBits = (config: Config): number => Math.log2(config.framesPerQueue) + 1;

/**
 * Places of copies in queues. The first copy of a frame takes the place that its first cell names, every other one has a place
 * of its own, since a place is in one queue. A copy is charged with a cell at least: as long as all quotas fit the buffer
 * together, no copy ever lacks a place.
 */
export const copyPlaces = (config: Config): number => config.bufferCells;
