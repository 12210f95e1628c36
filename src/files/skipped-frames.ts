// SPDX-License-Identifier: Apache-2.0
import { InputError } from 'typescript-hdl/command-line';
import type { SkippedFrame } from './captured-frame.ts';
import { describeLinkType, linkTypeRemedy } from './link-type.ts';

interface Tally {
  readonly linkType: number;
  readonly first: number;
  frames: number;
}

const frameCount = (frames: number): string => `${frames} frame${frames === 1 ? '' : 's'}`;

/** Counts the frames of a capture that are not of Ethernet, by link type, to say what was skipped. */
export class SkippedFrames {
  readonly #name: string;
  readonly #tallies = new Map<number, Tally>();

  constructor(name: string) {
    this.#name = name;
  }

  add(skipped: readonly SkippedFrame[]): void {
    for (const { linkType, number } of skipped) {
      const tally = this.#tallies.get(linkType);
      if (tally) tally.frames++;
      else this.#tallies.set(linkType, { linkType, first: number, frames: 1 });
    }
  }

  /** One sentence for each link type that was skipped. */
  sentences(): string[] {
    return [...this.#tallies.values()].map(
      ({ linkType, first, frames }) =>
        `${this.#name}: skipped ${frameCount(frames)} of link type ${describeLinkType(linkType)}, which is not Ethernet (the first is frame ${first})`,
    );
  }

  /** Throws an InputError when something was skipped: for a capture in which nothing else is. */
  refuseAll(): void {
    if (this.#tallies.size === 0) return;
    const kinds = [...this.#tallies.values()].map(
      ({ linkType, frames }) => `${frameCount(frames)} of link type ${describeLinkType(linkType)}`,
    );
    const what = `there is no Ethernet frame in it, only ${kinds.join(' and ')}`;
    throw new InputError({ where: this.#name, what, remedy: linkTypeRemedy });
  }
}
