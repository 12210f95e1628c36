// SPDX-License-Identifier: Apache-2.0
/** Memories of a module. */
import type { Location } from '../location.ts';
import type { ClockDomain } from './clock-domain.ts';
import type { Expression } from './expression.ts';
import type { Attributes, Signal } from './signal.ts';

/** A read port: `enable` holds the output when 0; a distributed memory answers in the same cycle. */
export interface ReadPort {
  readonly output: Signal;
  readonly address: Expression;
  readonly enable: Expression | undefined;
  /** Ports of one number share an `always` block. */
  readonly port: number;
  /** A look into the memory for a proof: answers in the same cycle, whatever the kind of the memory. */
  readonly probe?: true;
}

/** How a memory is built: block RAM, LUT RAM without or with a register after it, or, on devices that have it, UltraRAM. */
export type MemoryKind = 'block' | 'distributed' | 'registered' | 'ultra';

/** What `ram_style` asks of synthesis tools for a kind. */
export const ramStyle = (kind: MemoryKind): string => (kind === 'registered' ? 'distributed' : kind);

/** Whether a read port answers a clock later, from a register of its own. */
export const isRegistered = (memory: Memory, read: ReadPort): boolean => memory.kind !== 'distributed' && !read.probe;

export interface Memory {
  readonly name: string;
  readonly width: number;
  readonly depth: number;
  readonly kind: MemoryKind;
  readonly init: readonly bigint[] | undefined;
  /** File of `$readmemh` with the initial contents. */
  readonly initFile: string | undefined;
  readonly location: Location;
  readonly reads: ReadPort[];
  writeLocation: Location | undefined;
  /** Domains and port numbers of the write ports. */
  readonly writePorts: { readonly domain: ClockDomain | undefined; readonly port: number }[];
  readonly attributes: Attributes | undefined;
  /** The author's reason why ports of several clocks do not meet at one word. */
  readonly betweenClocks: string | undefined;
  maskStride: number;
}
