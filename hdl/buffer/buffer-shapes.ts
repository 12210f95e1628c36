// SPDX-License-Identifier: Apache-2.0
/** What the parts of the packet buffer pass to each other, and the arithmetic of cells they share. */

import { bit, indexWidth, u, type Val } from 'typescript-hdl';
import { beatShape, lengthBits, verdictShape } from '../lib/frame-shapes.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, cellBytes, cellCountBits, copyPlaces } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';

/**
 * A beat with the verdict of its frame: {@link beatShape} without `first`, since the verdict already delimits frames. Whether
 * the checksum of the frame was `verified` is said on its last beat.
 */
export const gatedBeatShape = (config: Config) => {
  const { data, lastByte, last, error } = beatShape(config);
  return { data, lastByte, last, error, verdict: verdictShape(config), verified: bit() };
};

/** The memories of the packet buffer: frames from the wire, and those between functions, which take no cell of the former. */
export const sides = ['wire', 'local'] as const;
export type Side = (typeof sides)[number];

/** Something for each memory. */
export const eachSide = <T>(make: (side: Side) => T): { readonly [K in Side]: T } => ({
  wire: make('wire'),
  local: make('local'),
});

/** The configuration of what belongs to one memory: its cells are all that there are. Cells of the other are never more. */
export const sideConfig = (config: Config, side: Side): Config =>
  side === 'wire' ? config : { ...config, bufferCells: config.localBufferCells };

/** A beat of {@link gatedBeatShape}, and the function that sent its frame: of frames from the wire it means nothing. */
export const storedBeatShape = (config: Config) => ({ ...gatedBeatShape(config), source: functionIndex(config) });

/** Number of a packet buffer cell. */
export const cellIndex = (config: Config) => u(indexWidth(config.bufferCells));

/** Place of a frame of one memory in a queue: the number of its first cell, or that of a copy after them. */
export const ownPlaceIndex = (config: Config) => u(indexWidth(config.bufferCells + copyPlaces(config)));

/** Place of any frame in a queue: one of its memory, and above it which memory that is. */
export const placeIndex = (config: Config) => u(ownPlaceIndex(config).width + 1);

/** Places of both memories. */
export const placeCount = (config: Config): number =>
  2 ** ownPlaceIndex(config).width + 2 ** ownPlaceIndex(sideConfig(config, 'local')).width;

/** Whether a place is one of the memory of local frames. */
export const isLocalPlace = (config: Config, place: Val): Val<1> => place.bit(ownPlaceIndex(config).width) as Val<1>;

/** A number in a field of another width, as which it is known to fit. */
export const resized = (value: Val, width: number): Val =>
  value.width < width ? value.zext(width) : value.trunc(width);

/** The same frame in a chain of the memory of another configuration. */
export const chainOf = (
  config: Config,
  chain: { readonly head: Val; readonly tail: Val; readonly lastOffset: Val },
) => ({
  head: resized(chain.head, cellIndex(config).width),
  tail: resized(chain.tail, cellIndex(config).width),
  lastOffset: chain.lastOffset,
});

/** Number of a function, `config.functions` excluded. */
export const functionIndex = (config: Config) => u(indexWidth(config.functions));

/** Words of the host datapath in a cell. */
export const wordsPerCell = (config: Config): number => cellBytes / (config.hostDataBits / 8);

/** Word address in the cell memory: cell number above, word of the cell below. */
export const wordAddress = (config: Config) => u(indexWidth(config.bufferCells * wordsPerCell(config)));

/**
 * A frame in the buffer: its first and last cell, and the offset of its last byte in the frame (its length less 1), which
 * holds the numbers of its cells and words as plain bit fields.
 */
export const chainShape = (config: Config) => ({
  head: cellIndex(config),
  tail: cellIndex(config),
  lastOffset: u(lengthBits),
});

/** Cells of a frame less 1, from the offset of its last byte; as wide as a count of cells. */
export const countLessOne = (config: Config, lastOffset: Val): Val => {
  const shift = Math.log2(cellBytes);
  const count = lastOffset.slice(shift, lengthBits - shift);
  const width = cellCountBits(config);
  return count.width < width ? count.zext(width) : count.trunc(width);
};

/**
 * A frame in a queue: its cells, the epoch of the queue when it was put there, that its checksum was verified, and that its cells
 * count among the shared ones of its memory.
 */
export const queuedChainShape = (config: Config) => ({
  epoch: u(epochBits),
  verified: bit(),
  shared: bit(),
  chain: chainShape(config),
});

/** What the writer says of a frame when it has seen its last beat. */
export const recordShape = (config: Config) => ({
  /** Bit f: function f gets a copy or an event; bit `config.functions`: the frame counts as addressed to none. */
  slots: u(config.functions + 1),
  /** Queue inside each function; meaningful when `queueExists`. */
  queue: u(indexWidth(config.queuesPerFunction)),
  queueExists: bit(),
  /** The frame was dropped before the buffer, for `reason`; it holds no cells. */
  dropped: bit(),
  reason: u(eventBits),
  /** A copy that enters its queue counts as `unreadable_passed` as well. */
  reported: bit(),
  /** Its checksum was found right. */
  verified: bit(),
  /** The buffer had no cell for it; it holds none. */
  unfit: bit(),
  /** The function that sent it, if one of this card did. */
  source: functionIndex(config),
  chain: chainShape(config),
});

/** The same from either memory. */
export const sidedRecordShape = (config: Config) => ({ ...recordShape(config), local: bit() });

/** Throws unless the sizes on which the buffer's addresses are built are powers of two. */
export const checkBufferConfig = (config: Config): void => {
  const sizes = { functions: config.functions, queuesPerFunction: config.queuesPerFunction };
  const depths = {
    framesPerQueue: config.framesPerQueue,
    bufferCells: config.bufferCells,
    localBufferCells: config.localBufferCells,
  };
  for (const [name, size] of Object.entries({ ...sizes, ...depths })) {
    if (!Number.isInteger(Math.log2(size))) throw new RangeError(`${name} must be a power of two, not ${size}.`);
  }
  if (config.localBufferCells > config.bufferCells)
    throw new RangeError('The memory of local frames must not be larger than that of the others.');
  const lanes = config.hostDataBits / config.netDataBits;
  if (!Number.isInteger(Math.log2(lanes)) || lanes < 1 || config.hostDataBits > cellBytes * 8) {
    throw new RangeError(
      `The host datapath (${config.hostDataBits} bits) must be 1, 2, 4, ... beats of ${config.netDataBits} bits and at most a cell of ${cellBytes} bytes.`,
    );
  }
};

/** One function's turn on a frame: gets a copy of it, or an event. */
export const visitShape = (config: Config) => ({
  /** Function, or `config.functions` when the frame counts as addressed to none. */
  slot: u(indexWidth(config.functions + 1)),
  queue: queueIndex(config),
  queueExists: bit(),
  dropped: bit(),
  reason: u(eventBits),
  reported: bit(),
  verified: bit(),
  unfit: bit(),
  source: functionIndex(config),
  local: bit(),
  chain: chainShape(config),
  /** The first visit of the frame, and the last. */
  first: bit(),
  last: bit(),
});
