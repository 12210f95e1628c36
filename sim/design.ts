// SPDX-License-Identifier: Apache-2.0
/** What a bench is given: the emitted Verilog of one component and its port list. */
import { createHash } from 'node:crypto';

export interface Port {
  readonly name: string;
  /** Width in bits, at least 1. */
  readonly width: number;
  readonly direction: 'input' | 'output';
}

/** The output contract of the language's `emitVerilog`. */
export interface Design {
  /** Name of the top module. */
  readonly top: string;
  /** The whole design as one Verilog text. */
  readonly verilog: string;
  readonly ports: readonly Port[];
}

/** Bytes in which Verilator stores a port: 1, 2, 4, 8, or whole 32-bit words above 64 bits. */
export const storageBytes = (width: number): number => {
  if (width <= 8) return 1;
  if (width <= 16) return 2;
  if (width <= 32) return 4;
  return width <= 64 ? 8 : Math.ceil(width / 32) * 4;
};

/** Bytes that hold a value of `width` bits. */
export const valueBytes = (width: number): number => Math.ceil(width / 8);

/** Hexadecimal content hash over several parts; the parts' boundaries count. */
export const contentHash = (parts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 24);
};
