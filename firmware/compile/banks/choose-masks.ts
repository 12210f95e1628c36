// SPDX-License-Identifier: Apache-2.0
/**
 * Chooses a mask for each bank, one bank after the other: the one under which the bank takes most of the items that have no place.
 *
 * What a mask can still take only shrinks while items find places, so the last count of a mask bounds its next one, and
 * most masks need not be counted again.
 */
import { type BankItems, banksBeside, hashOf } from './bank-items.ts';
import { type BankSlots, none } from './bank-slots.ts';
import { type Candidate, maskCandidates } from './mask-candidates.ts';

interface Counted {
  readonly candidate: Candidate;
  /** Slots that it can fill at most. */
  bound: number;
}

const specificity = ({ mask }: Candidate): number => mask.levels.reduce((sum, level) => sum + level, 0);

/** Counts slots of a bank that items without a place would take. */
class Counter {
  readonly #items: BankItems;
  readonly #slots: BankSlots;
  readonly #fill: Uint8Array;

  constructor(items: BankItems, slots: BankSlots) {
    this.#items = items;
    this.#slots = slots;
    this.#fill = new Uint8Array(slots.shape.buckets);
  }

  count({ mask, signatures }: Candidate, bank: number): number {
    const { shape } = this.#slots;
    const fill = this.#fill.fill(0);
    let taken = 0;
    for (const { items } of signatures) {
      for (const item of items) {
        if (this.#slots.homeOf(item) !== none) continue;
        const bucket = shape.bucketOf(bank, hashOf(this.#items, mask.levels, item));
        const needed = this.#items.wide[item] === 1 ? shape.slots : 1;
        if (fill[bucket]! + needed > shape.slots) continue;
        fill[bucket]! += needed;
        taken += needed;
      }
    }
    return taken;
  }
}

/** The best masks for the items without a place, asked for one bank at a time. */
export class MaskChooser {
  readonly #items: BankItems;
  readonly #slots: BankSlots;
  readonly #counter: Counter;
  readonly #candidates: readonly Candidate[];
  #order: Counted[];

  constructor(items: BankItems, slots: BankSlots) {
    this.#items = items;
    this.#slots = slots;
    this.#counter = new Counter(items, slots);
    this.#candidates = maskCandidates(slots.signatures);
    this.#order = [];
    this.forget();
  }

  /** Forgets the bounds: items may have lost their places. */
  forget(): void {
    const weights = new Map<Int32Array, number>();
    const weightOf = (members: Int32Array): number => {
      const known = weights.get(members);
      if (known !== undefined) return known;
      let weight = 0;
      for (const item of members)
        if (this.#slots.homeOf(item) === none) weight += this.#items.wide[item] === 1 ? this.#slots.shape.slots : 1;
      weights.set(members, weight);
      return weight;
    };
    const room = this.#slots.shape.buckets * this.#slots.shape.slots;
    this.#order = this.#candidates.map(candidate => ({
      candidate,
      bound: Math.min(
        room,
        candidate.signatures.reduce((sum, { items }) => sum + weightOf(items), 0),
      ),
    }));
  }

  /** The tier that a bank must have, because another of its pair is used. */
  #tierOf(bank: number): number | undefined {
    const others = banksBeside(bank).filter(other => other !== bank);
    return others.map(other => this.#slots.masks[other]?.tier).find(tier => tier !== undefined);
  }

  /** The mask that fills most slots of a bank, and how many; undefined when no item lacks a place. */
  best(bank: number): { readonly candidate: Candidate; readonly taken: number } | undefined {
    const tier = this.#tierOf(bank);
    this.#order = this.#order.filter(({ bound }) => bound > 0).sort((a, b) => b.bound - a.bound);
    let found: Counted | undefined;
    for (const counted of this.#order) {
      if (found && counted.bound < found.bound) break;
      if (tier !== undefined && counted.candidate.mask.tier !== tier) continue;
      counted.bound = this.#counter.count(counted.candidate, bank);
      if (counted.bound === 0) continue;
      const better =
        !found ||
        counted.bound > found.bound ||
        (counted.bound === found.bound && specificity(counted.candidate) > specificity(found.candidate));
      if (better) found = counted;
    }
    return found && { candidate: found.candidate, taken: found.bound };
  }

  /** Gives a bank a mask and the items without a place that it has room for, those first that fix least beyond the mask. */
  fill(bank: number, { mask, signatures }: Candidate): void {
    this.#slots.setMask(bank, mask);
    const sum = (levels: readonly number[]): number => levels.reduce((total, level) => total + level, 0);
    for (const { items } of signatures.toSorted((a, b) => sum(a.levels) - sum(b.levels)))
      for (const item of items) if (this.#slots.homeOf(item) === none) this.#slots.settle(bank, item);
  }
}
