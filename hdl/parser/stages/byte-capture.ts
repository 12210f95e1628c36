// SPDX-License-Identifier: Apache-2.0
/** What a fixed stage keeps of the beats that pass: bytes at constant places, and decisions made as they arrive. */

import { bit, lit, mux, reg, u, unused, type Val, when } from 'typescript-hdl';
import type { Placement } from '../graph/place-headers.ts';
import { bytesOfField, fieldBits } from './field-bits.ts';
import type { Read } from './header-logic.ts';

/** Beats as they arrive at a stage; `index` counts them from 0 in each frame. */
export interface Arriving {
  readonly valid: Val<1>;
  readonly data: Val;
  readonly index: Val;
}

/**
 * Registers for the bytes that are asked for. One clock after a beat they hold what the beats of its frame so far say, and
 * they keep it until the next frame brings the same beat.
 */
export class ByteCapture {
  readonly #beatBytes: number;
  readonly #up: Arriving;
  readonly #bytes = new Map<number, Val>();
  readonly #decisions = new Map<string, Val<1>>();

  constructor(beatBytes: number, up: Arriving) {
    this.#beatBytes = beatBytes;
    this.#up = up;
  }

  /** Fields of a header at its place, from the registers. */
  fields({ header, at }: Placement): Read {
    return name => fieldBits(header.fields[name]!, byte => this.#byte(at + byte));
  }

  /**
   * A condition on the fields of a header at its place, decided when the last of the bytes it reads arrives and known one
   * clock later; 0 before that in every frame. `what` names it within the header.
   */
  decide(placement: Placement, what: string, condition: (read: Read) => Val<1>): Val<1> {
    const name = `${placement.name}_${what}`;
    const known = this.#decisions.get(name);
    if (known) return known;
    const decision = this.#decision(name, placement, condition);
    this.#decisions.set(name, decision);
    return decision;
  }

  #decision(name: string, { header, at }: Placement, condition: (read: Read) => Val<1>): Val<1> {
    const read = new Set<number>();
    const probe = condition(field => {
      for (const byte of bytesOfField(header.fields[field]!)) read.add(at + byte);
      return lit(0, header.fields[field]!.bits);
    });
    if (read.size === 0) return probe;
    const last = Math.floor(Math.max(...read) / this.#beatBytes);
    const value = condition(field => fieldBits(header.fields[field]!, byte => this.#arriving(at + byte, last)));
    const { valid, index } = this.#up;
    const decided = reg({ [name]: bit() })[name]!;
    const others = last === 0 ? decided : mux(index.eq(0), 0, decided);
    when(valid, () => decided.set(mux(index.eq(last), value, others)));
    return decided;
  }

  /** A byte when beat `beat` arrives: of that beat, or captured before. */
  #arriving(byte: number, beat: number): Val {
    return Math.floor(byte / this.#beatBytes) === beat ? this.#lane(byte) : this.#byte(byte);
  }

  #lane(byte: number): Val {
    return this.#up.data.slice((byte % this.#beatBytes) * 8, 8);
  }

  #byte(byte: number): Val {
    const known = this.#bytes.get(byte);
    if (known) return known;
    const name = `byte${byte}`;
    const captured = reg({ [name]: u(8) })[name]!;
    // Of some bytes only a few bits are read; synthesis drops the others.
    unused(captured);
    const beat = Math.floor(byte / this.#beatBytes);
    when(this.#up.valid.and(this.#up.index.eq(beat)), () => captured.set(this.#lane(byte)));
    this.#bytes.set(byte, captured);
    return captured;
  }
}
