/** The read side of the register block: which declared register a read names, and when it is answered. */
import { cat, reg, u, type Val, when } from 'typescript-hdl';
import type { Block, Register } from '../layout/registers.ts';
import { type BlockAddress, decodeBlock } from './address-decoder.ts';

/** A read request of the bus, from its receiver's side. */
export interface ReadRequests {
  readonly valid: Val<1>;
  readonly ready: { set(value: Val<1>): void };
  readonly payload: { readonly address: Val };
}

/** A register that can be read. */
export interface ReadableRegister {
  readonly at: BlockAddress;
  readonly register: Register;
  /** 1 when the read names this register, from the clock after its decoding until its answer. */
  readonly chosen: Val<1>;
}

/** The read under way. */
export interface DecodedReads {
  readonly registers: readonly ReadableRegister[];
  /** 1 in the clock in which stages are asked: `chosen` is known. */
  readonly asking: Val<1>;
  /** 1 in the clock of the answer, `askedClocks` clocks later. */
  readonly answering: Val<1>;
}

/** Clocks that the stages have to answer. */
export const askedClocks = 2;

/** Decodes each request in the clock it comes in, and takes it three clocks later, when the answer must be there. */
export const decodeReads = (map: readonly Block[], requests: ReadRequests): DecodedReads => {
  const places = map.map(block => decodeBlock(block, requests.payload.address));
  const readable = places.flatMap(at =>
    at.block.registers.filter(({ access }) => access !== 'wo').map(register => ({ at, register })),
  );
  const { read } = reg({ read: { step: u(askedClocks + 1, 0), chosen: u(readable.length) } });
  const start = requests.valid.and(read.step.eq(0));
  read.step.set(cat(read.step.trunc(askedClocks), start));
  when(start, () => read.chosen.set(cat(...readable.map(({ at, register }) => at.contains([register])).reverse())));
  requests.ready.set(read.step.bit(askedClocks));
  return {
    registers: readable.map((one, i) => ({ ...one, chosen: read.chosen.bit(i) })),
    asking: read.step.bit(0),
    answering: read.step.bit(askedClocks),
  };
};
