// SPDX-License-Identifier: Apache-2.0
/** Frames with verdicts, and how they look on the streams of the queue stage. */
import type { Config } from '../../../hdl/spec/configs.ts';
import { type CounterEventName, eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import type { Random } from '../../support/random.ts';

/** A frame and what the classifier says of it. */
export interface JudgedFrame {
  readonly bytes: Uint8Array;
  /** Functions it is addressed to, ascending. */
  readonly functions: readonly number[];
  /** Queue inside each function. */
  readonly queue: number;
  /** Why the classifier drops it. */
  readonly drop?: CounterEventName;
  /** It passes although a rule that could not be ruled out would drop it. */
  readonly reported?: boolean;
  /** Its checksum was found right. */
  readonly verified?: boolean;
  /** What the ingress found wrong with it. */
  readonly error?: CounterEventName;
}

/** A frame of random bytes that is delivered unless `rest` says otherwise. */
export const frameOf = (
  random: Random,
  length: number,
  functions: readonly number[],
  rest: Partial<JudgedFrame> = {},
): JudgedFrame => ({ bytes: random.bytes(length), functions, queue: 0, verified: random.chance(0.5), ...rest });

/** The word with byte 0 in its low bits. */
export const littleEndian = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).reverse().toString('hex') || '0'}`);

/** The reverse of {@link littleEndian}, `count` bytes long. */
export const bytesOfWord = (word: bigint, count: number): Uint8Array =>
  Buffer.from(word.toString(16).padStart(2 * count, '0'), 'hex').reverse();

/** A byte string cut into pieces of `size` bytes. */
export const piecesOf = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

/** The fields of the verdict. */
export const verdictOf = ({ functions, queue, drop, reported = false }: JudgedFrame) => ({
  functions: functions.reduce((mask, f) => mask | (1n << BigInt(f)), 0n),
  drop: drop !== undefined,
  reason: drop === undefined ? 0 : eventId(drop),
  queue,
  reported,
});

/** The beats of a frame. What must not matter is noise: bytes after the last one, and `error` before the last beat. */
export const beatsOf = (config: Config, { bytes, error }: JudgedFrame, random: Random) => {
  const size = config.netDataBits / 8;
  const beats = piecesOf(bytes, size);
  return beats.map((beat, i) => {
    const last = i === beats.length - 1;
    const noise = random.bytes(size - beat.length);
    return {
      data: littleEndian(Uint8Array.from([...beat, ...noise])),
      lastByte: beat.length - 1,
      first: i === 0,
      last,
      error: last ? (error === undefined ? 0 : eventId(error)) : random.between(0, 15),
    };
  });
};

/** The beats of a frame as the gate passes them on. */
export const gatedBeatsOf = (config: Config, frame: JudgedFrame, random: Random) => {
  const { functions, drop, reason, queue, reported } = verdictOf(frame);
  const verdict = {
    ...{ verdictFunctions: functions, verdictDrop: drop, verdictReason: reason },
    ...{ verdictQueue: queue, verdictReported: reported },
  };
  const verified = frame.verified ?? false;
  return beatsOf(config, frame, random).map(({ first: _, ...beat }) => ({
    ...beat,
    ...verdict,
    verified: beat.last ? verified : random.chance(0.5),
  }));
};

/** The beats of a frame that function `source` sends to others, as they come from the send path. */
export const localBeatsOf = (config: Config, source: number, frame: JudgedFrame, random: Random) => {
  const { functions, drop, reason, queue, reported } = verdictOf(frame);
  return beatsOf(config, frame, random).map(beat => ({
    ...beat,
    ...{ error: random.between(0, 15), source, length: frame.bytes.length, group: frame.functions.length > 1 },
    ...{ deliveryFunctions: functions, deliveryDrop: drop, deliveryReason: reason },
    ...{ deliveryQueue: queue, deliveryReported: reported },
  }));
};

/** Bytes as text: equality of long byte strings, and what differs, is found much faster in it. */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
