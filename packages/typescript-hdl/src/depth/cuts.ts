// SPDX-License-Identifier: Apache-2.0
/** Cuts of gates: sets of at most six nodes that decide a gate, so that one LUT can be the gate and all that is between. */

/** Inputs of a LUT. */
export const lutInputs = 6;
/** Cuts kept for each gate; more find hardly better covers and take more time. */
const cutsKept = 6;
/** A cut takes its size, its depth and its leaves. */
const stride = 2 + lutInputs;

/**
 * The best cuts of all gates, those of least depth first. The depth of a cut is the LUT levels up to and including the LUT that
 * it stands for. (Cong and Ding, "FlowMap", 1994, finds the least depth by network flow; keeping a few cuts of each gate
 * finds it in practice: Mishchenko et al., "Combinational and Sequential Mapping with Priority Cuts", 2007.)
 */
export class Cuts {
  #pool = new Int32Array(1 << 16);
  #counts = new Uint8Array(1 << 10);
  readonly #arrivalOf: (node: number) => number;
  readonly #leaves = new Int32Array(lutInputs);

  constructor(arrivalOf: (node: number) => number) {
    this.#arrivalOf = arrivalOf;
  }

  /** Finds the cuts of a gate of two inputs; returns its depth. */
  add(node: number, left: number, right: number): number {
    this.#reserve(node);
    for (let i = -1; i < this.#countOf(left); i++) {
      for (let j = -1; j < this.#countOf(right); j++) {
        const size = this.#merge(left, i, right, j);
        if (size > 0) this.#keep(node, size);
      }
    }
    return this.#pool[this.#at(node, 0) + 1]!;
  }

  /** The leaves of the best cut of a gate. */
  best(node: number): number[] {
    const at = this.#at(node, 0);
    return [...this.#pool.subarray(at + 2, at + 2 + this.#pool[at]!)];
  }

  #countOf(node: number): number {
    return this.#counts[node] ?? 0;
  }

  #at(node: number, cut: number): number {
    return (node * cutsKept + cut) * stride;
  }

  #reserve(node: number): void {
    const size = this.#at(node + 1, 0);
    if (size > this.#pool.length) {
      const wider = new Int32Array(Math.max(size, this.#pool.length * 2));
      wider.set(this.#pool);
      this.#pool = wider;
    }
    if (node < this.#counts.length) return;
    const longer = new Uint8Array(Math.max(node + 1, this.#counts.length * 2));
    longer.set(this.#counts);
    this.#counts = longer;
  }

  /** Joins two cuts, of which number -1 is the node itself, in the scratch; returns the size, or 0 if it is too large. */
  #merge(left: number, leftCut: number, right: number, rightCut: number): number {
    const pool = this.#pool;
    const leaves = this.#leaves;
    let a = leftCut < 0 ? -1 : this.#at(left, leftCut) + 2;
    let b = rightCut < 0 ? -1 : this.#at(right, rightCut) + 2;
    const aEnd = a < 0 ? 0 : a + pool[a - 2]!;
    const bEnd = b < 0 ? 0 : b + pool[b - 2]!;
    let size = 0;
    while (a < aEnd || b < bEnd) {
      const x = a >= aEnd ? Number.POSITIVE_INFINITY : a < 0 ? left : pool[a]!;
      const y = b >= bEnd ? Number.POSITIVE_INFINITY : b < 0 ? right : pool[b]!;
      if (size === lutInputs) return 0;
      leaves[size++] = x < y ? x : y;
      if (x <= y) a = a < 0 ? aEnd : a + 1;
      if (y <= x) b = b < 0 ? bEnd : b + 1;
    }
    return size;
  }

  /** Puts the cut in the scratch where it belongs among those of the node. */
  #keep(node: number, size: number): void {
    let depth = 0;
    for (let i = 0; i < size; i++) depth = Math.max(depth, this.#arrivalOf(this.#leaves[i]!) + 1);
    const count = this.#counts[node]!;
    let place = count;
    while (place > 0) {
      const at = this.#at(node, place - 1);
      const order = this.#pool[at + 1]! - depth || this.#pool[at]! - size;
      if (order < 0) break;
      if (order === 0 && this.#isSame(at, size)) return;
      place--;
    }
    if (place === cutsKept) return;
    const start = this.#at(node, place);
    const end = this.#at(node, Math.min(count, cutsKept - 1));
    this.#pool.copyWithin(start + stride, start, end);
    this.#pool[start] = size;
    this.#pool[start + 1] = depth;
    this.#pool.set(this.#leaves.subarray(0, size), start + 2);
    this.#counts[node] = Math.min(count + 1, cutsKept);
  }

  #isSame(at: number, size: number): boolean {
    for (let i = 0; i < size; i++) if (this.#pool[at + 2 + i] !== this.#leaves[i]) return false;
    return true;
  }
}
