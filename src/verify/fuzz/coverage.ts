// SPDX-License-Identifier: Apache-2.0
/**
 * What a frame exercised, told from the parser's answer and its length: the walk, how it ended, and how headers and the end of
 * the frame lie relative to beats. A frame that shows something new is worth mutating further.
 */
import { frameLayers } from '../../parse/frame-layers.ts';
import type { ParsedFrame } from '../../parse/parse-capture.ts';

/** Names of the situations that one frame covers. */
export const situationsOf = (frame: Uint8Array, { vector, checksums }: ParsedFrame, beatBytes: number): string[] => {
  const layers = frameLayers(frame, vector);
  const walk = layers.map(({ name }) => name).join(' ');
  const { exception, exceptionHeader, fragment, laterFragment, l3Offset, l4Offset } = vector;
  const endLane = frame.length % beatBytes;
  const last = layers.at(-1);
  return [
    `walk ${walk} exception ${exception} at ${exceptionHeader} fragment ${fragment}${laterFragment}`,
    `checksums ${checksums.l4Checksum}${checksums.innerL4Checksum} last ${last?.name ?? ''} lane ${endLane}`,
    // Where a stack stops relative to the end of the frame decides what the last beat holds.
    `end ${last?.name ?? ''} exception ${exception} lane ${endLane}`,
    ...layers.map(({ name, offset }) => `${name} lane ${offset % beatBytes} beat ${Math.floor(offset / beatBytes)}`),
    `network ends ${l4Offset === 0 ? 0 : l4Offset - l3Offset} at lane ${l4Offset % beatBytes}`,
    `beats ${Math.min(40, Math.ceil(frame.length / beatBytes))} exception ${exception}`,
  ];
};

/** Situations seen so far. */
export class Coverage {
  readonly #seen = new Set<string>();

  /** Number of situations seen. */
  get size(): number {
    return this.#seen.size;
  }

  /** Takes note of situations and says whether any was new. */
  add(situations: readonly string[]): boolean {
    const before = this.#seen.size;
    for (const situation of situations) this.#seen.add(situation);
    return this.#seen.size > before;
  }
}
