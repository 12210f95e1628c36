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
  /** Receive queues of each function. */
  readonly queuesPerFunction: number;
  /** Entries of the exact (VLAN, destination MAC) forwarding table. */
  readonly forwardingEntries: number;
  /** Entries of the ternary rule table. */
  readonly ternaryRules: number;
  /** Packet buffer size in cells of {@link cellBytes}. */
  readonly bufferCells: number;
  /** Frames that one queue may hold in the packet buffer. */
  readonly framesPerQueue: number;
  /** Descriptors prefetched for each queue. */
  readonly prefetchDepth: number;
  /** Longest frame accepted, FCS not counted, in bytes: the MTU, 14 of Ethernet and 8 of two VLAN tags. */
  readonly maxFrameBytes: number;
  /** Bytes of each frame that the header parser looks at. */
  readonly parserBytes: number;
}

/** Size of one packet buffer cell in bytes: a 64-byte frame (60 without FCS) takes exactly one. */
export const cellBytes = 64;

/** Shortest legal frame without its 4 FCS bytes (IEEE 802.3, minFrameSize 64). */
export const minFrameBytes = 60;

const tiny: Config = {
  name: 'tiny',
  netDataBits: 64,
  hostDataBits: 128,
  clockHz: 156_250_000,
  lineRateBps: 10_000_000_000,
  functions: 2,
  queuesPerFunction: 1,
  forwardingEntries: 4,
  ternaryRules: 16,
  bufferCells: 128,
  framesPerQueue: 16,
  prefetchDepth: 16,
  maxFrameBytes: 1522,
  parserBytes: 256,
};

const tenGig: Config = {
  name: '10g',
  netDataBits: 64,
  hostDataBits: 128,
  clockHz: 156_250_000,
  lineRateBps: 10_000_000_000,
  functions: 8,
  queuesPerFunction: 2,
  forwardingEntries: 32,
  ternaryRules: 32,
  bufferCells: 2048,
  framesPerQueue: 256,
  prefetchDepth: 64,
  maxFrameBytes: 9022,
  parserBytes: 256,
};

/** Every configuration that `make` and the command line know, by name. */
export const configs: Readonly<Record<string, Config>> = { tiny, '10g': tenGig };

/** The configuration used when none is named. */
export const defaultConfigName = '10g';

/** Receive queues of the whole machine; queue `f * queuesPerFunction + n` belongs to function `f`. */
export const queueCount = (config: Config): number => config.functions * config.queuesPerFunction;

/** Width of a number of packet buffer cells, from none to all of them. */
export const cellCountBits = (config: Config): number => Math.ceil(Math.log2(config.bufferCells + 1));
