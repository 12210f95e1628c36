// SPDX-License-Identifier: Apache-2.0
/** Elements of packed vectors chosen by a value, without a multiplication and without undefined places. */
import type { Signal } from '../ir/index.ts';
import { cat, constant, Val } from '../value.ts';

/**
 * Rewrites `index` nodes so that every element lies at a multiple of a power of two, and that there is one for every value of
 * the index. An index beyond the last element so reads 0 in every tool, and a position is the index with zeros beside it: a
 * product would cost a DSP block or a full barrel shifter. Vectors that are laid out so already stay as they are.
 */
export class ElementReads {
  readonly #padded = new Map<Val | Signal, Map<number, Val>>();

  /** The read in its own form; itself if it has that already. */
  read(node: Val): Val {
    const [base, index] = node.args as [Val, Val];
    const distance = Number(node.extra);
    if (index.op === 'const') {
      const chosen = Number(index.extra);
      return chosen < base.width / distance ? base.slice(chosen * distance, node.width) : constant(0n, node.width);
    }
    if (distance > node.width) return node;
    const stride = 2 ** Math.ceil(Math.log2(node.width));
    const padded = this.#laidOut(base, node.width, stride, 2 ** index.width);
    return new Val('index', node.width, [padded, index], BigInt(stride), undefined, node.label);
  }

  /** The vector with `places` places of `stride` bits; vectors that several indices go into are padded once. */
  #laidOut(base: Val, width: number, stride: number, places: number): Val {
    const count = base.width / width;
    if (stride === width && count === places) return base;
    const key = base.signal ?? base;
    const known = this.#padded.get(key) ?? new Map<number, Val>();
    this.#padded.set(key, known);
    let padded = known.get(width);
    if (!padded) {
      padded = new Val('cat', stride * places, padding(base, width, stride, places), 0n, undefined, labelOf(base));
      known.set(width, padded);
    }
    return padded;
  }
}

/** Highest first: zeros for the places without an element, then the elements, each with zeros above it. */
const padding = (base: Val, width: number, stride: number, places: number): Val[] => {
  const count = base.width / width;
  const beyond = places > count ? [constant(0n, (places - count) * stride)] : [];
  if (stride === width) return [...beyond, ...(base.op === 'cat' ? base.args : [base])];
  const elements = Array.from({ length: count }, (_, i) =>
    cat(constant(0n, stride - width), base.slice((count - 1 - i) * width, width)),
  );
  return [...beyond, ...elements.flatMap(element => element.args)];
};

const labelOf = ({ signal }: Val): string | undefined =>
  signal === undefined ? undefined : `${signal.name.replace(/_(q|i|o)$/, '')}_padded`;
