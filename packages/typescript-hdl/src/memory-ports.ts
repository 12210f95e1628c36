// SPDX-License-Identifier: Apache-2.0
/** Memories with other ports than one writer: ROM and true dual port RAM. */
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import {
  type Contents,
  declareMemory,
  type Ram,
  type RamSpec,
  type ReadOptions,
  readPort,
  writePort,
} from './memory.ts';
import { when } from './scope.ts';
import type { Shape } from './shape.ts';
import type { Val } from './value.ts';
import { pack, type Rd, type Src, unpack } from './view.ts';

/** A ROM: contents are required, and give the depth unless they are in a file. */
export type RomSpec<S extends Shape = Shape> = Omit<RamSpec<S>, 'depth' | 'init'> &
  (
    | { readonly init: readonly bigint[]; readonly depth?: number }
    | { readonly init: { readonly file: string }; readonly depth: number }
  );

/** Read-only memories, named by their keys; read ports, latency and errors as those of {@link ram}. */
export const rom = <const T extends { readonly [name: string]: RomSpec }>(
  specs: T,
): { readonly [K in keyof T]: Pick<Ram<T[K]['shape']>, 'read'> } =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const depth = spec.depth ?? (spec.init as readonly bigint[]).length;
      const memory = declareMemory(name, { ...spec, depth, init: spec.init as Contents });
      const read = (address: Val, enable?: Val<1>, options?: ReadOptions): unknown =>
        unpack(spec.shape, readPort(memory, address, enable, 0, options));
      return [name, { read }];
    }),
  ) as never;

/** What one port of a dual port memory does in a clock. */
export interface Access<S extends Shape> {
  readonly address: Val;
  /** 0 holds the output and writes nothing. Default 1. */
  readonly enable?: Val<1>;
  /** Writes `data`. */
  readonly write?: Val<1>;
  readonly data?: Src<S> | Rd<S>;
  /** Bit i writes the i-th of `mask.width` equal parts; both ports have the same number of parts. */
  readonly mask?: Val;
  readonly outputRegister?: boolean;
}

/** A memory with two ports that both read and write. */
export interface DualPortRam<S extends Shape> {
  /**
   * Adds a port, in the clock domain in force; a memory has two. The result is the word at `address` a clock later, as it
   * was before a write in the same clock by this port. Where both ports meet at one word and one of them writes, what is
   * read (or, if both write, stored) is undefined in hardware. Devices that keep no old word for the other port (ECP5) take
   * the memory with the attribute `no_rw_check: 1`, which makes a read during a write undefined on the same port too.
   */
  access(access: Access<S>): Rd<S>;
}

/**
 * True dual port memories in block RAM, named by their keys; each port reads and writes in a clock domain of its own.
 * Latency 1 clock, 2 with the output register. Throws HDL-MEMORY as {@link ram} does, and for a third port.
 */
export const dualPortRam = <const T extends { readonly [name: string]: Omit<RamSpec, 'kind'> }>(
  specs: T,
): { readonly [K in keyof T]: DualPortRam<T[K]['shape']> } =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, declareDual(name, spec)])) as never;

const declareDual = (name: string, spec: RamSpec): DualPortRam<Shape> => {
  const memory = declareMemory(name, spec);
  let ports = 0;
  return {
    access: ({ address, enable, write, data, mask, outputRegister = false }) => {
      const location = captureLocation();
      const port = ports++;
      if (port > 1) throw new HdlError('HDL-MEMORY', `Memory '${name}' already has its two ports.`, location);
      if ((write === undefined) !== (data === undefined)) {
        throw new HdlError('HDL-MEMORY', `A port of memory '${name}' that writes has both write and data.`, location);
      }
      if (write) {
        const active = enable ? write.and(enable) : write;
        when(active, () => writePort(memory, address, pack(spec.shape, data as Src<Shape>), mask, port));
      }
      return unpack(spec.shape, readPort(memory, address, enable, port, { outputRegister }));
    },
  };
};
