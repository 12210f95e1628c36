/** The write side of the register block: which declared register a write reaches, and when. */
import { bit, cat, reg, u, type Val, when } from 'typescript-hdl';
import type { Block } from '../layout/registers.ts';
import { type BlockAddress, decodeBlock } from './address-decoder.ts';

/** Writes to the registers of one block. */
export interface BlockWrite {
  readonly at: BlockAddress;
  /** 1 in the one clock in which a write to a writable register of the block takes effect. */
  readonly take: Val<1>;
  /** Byte address in the map, and the word written; both stay until the clock after `take`. */
  readonly address: Val;
  readonly data: Val<32>;
}

/** A write request of the bus, from its receiver's side. */
export interface WriteRequests {
  readonly valid: Val<1>;
  readonly ready: { set(value: Val<1>): void };
  readonly payload: { readonly address: Val; readonly data: Val<32>; readonly whole: Val<1> };
}

/**
 * Decodes each request in the clock it comes in, at the earliest when `allowed` is 1, and lets it take effect in the next.
 * A write that reaches no writable register, or has not all byte enables, takes effect nowhere and sets `failed`.
 */
export const decodeWrites = (
  map: readonly Block[],
  requests: WriteRequests,
  allowed: Val<1>,
  failed: { set(value: Val<1>): void },
): ReadonlyMap<string, BlockWrite> => {
  const { address, data, whole } = requests.payload;
  const places = map.map(block => decodeBlock(block, address));
  const reached = places.map(at => at.contains(at.block.registers.filter(({ access }) => access !== 'ro')));
  const { write } = reg({ write: { decoded: bit(0), blocks: u(map.length, 0) } });
  write.decoded.set(0);
  write.blocks.set(0);
  when(requests.valid.and(allowed).and(write.decoded.not()), () => {
    write.decoded.set(1);
    write.blocks.set(cat(...reached.toReversed()).and(whole.repeat(map.length)));
  });
  requests.ready.set(write.decoded);
  failed.set(write.blocks.orR().not());
  return new Map(places.map((at, i) => [at.block.name, { at, take: write.blocks.bit(i), address, data }]));
};
