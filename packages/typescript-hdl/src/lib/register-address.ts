// SPDX-License-Identifier: Apache-2.0
/** Which register an access reaches, and when it takes effect. */
import { balanced, bit, cat, lit, reg, u, type Val, when } from '../index.ts';
import { guardOf, type PlacedRegister, type RegisterBlock, regionBytes } from './register-map.ts';

/** What an address is inside one block; `index` and `offset` mean something only where it `contains` the address. */
export interface BlockAddress {
  readonly block: RegisterBlock;
  /** Entry of the block. */
  readonly index: Val;
  /** Byte offset inside the entry. */
  readonly offset: Val;
  /** Word address inside the block. */
  readonly word: Val;
  /** 1 when the address lies in the region of the block. */
  readonly inRegion: Val<1>;
  /** 1 when the address is that of one of these registers, in an entry that exists. */
  contains(registers: readonly PlacedRegister[]): Val<1>;
}

const or = (bits: readonly Val<1>[]): Val<1> => (bits.length === 0 ? lit(0, 1) : balanced(bits, (a, b) => a.or(b)));

/** The address of the word that holds a byte. */
const wordOf = (address: Val): Val => cat(address.slice(2, address.width - 2) as Val, lit(0, 2)) as Val;

/** Decodes the byte address of a word against one block: slices and comparisons with constants, and one with `count`. */
export const decodeBlock = (block: RegisterBlock, address: Val): BlockAddress => {
  const [strideBits, regionBits] = [Math.log2(block.stride), Math.log2(regionBytes(block))];
  const entryBits = regionBits - strideBits;
  const above = address.width - regionBits;
  const index = (entryBits === 0 ? lit(0, 1) : address.slice(strideBits, entryBits)) as Val;
  const offset = address.slice(0, strideBits) as Val;
  const inRegion: Val<1> = above === 0 ? lit(1, 1) : address.slice(regionBits, above).eq(block.base / 2 ** regionBits);
  const inBlock = block.count === 2 ** entryBits ? inRegion : inRegion.and(index.lt(block.count));
  return {
    block,
    index,
    offset,
    inRegion,
    word: (regionBits === 2 ? lit(0, 1) : address.slice(2, regionBits - 2)) as Val,
    contains: registers =>
      registers.length === 0 ? lit(0, 1) : inBlock.and(or(registers.map(one => offset.eq(one.offset)))),
  };
};

/** Writes to the registers of one block. */
export interface BlockWrite {
  readonly at: BlockAddress;
  /** 1 in the one clock in which a write to a writable register of the block takes effect. */
  readonly take: Val<1>;
  /** By guard: 1 in the clock in which a write would have taken effect that it refused. */
  readonly refused: ReadonlyMap<string, Val<1>>;
  /** The word written, and what the bus said of its bytes; both stay until the clock after `take`. */
  readonly data: Val<32>;
  readonly strobe: Val<4>;
}

/** A write request of the bus, from its receiver's side. */
interface WriteRequests {
  readonly valid: Val<1>;
  readonly ready: { set(value: Val<1>): void };
  readonly payload: { readonly address: Val; readonly data: Val<32>; readonly strobe: Val<4> };
}

/** What decides on writes besides their address. */
export interface WriteRules {
  /** Writes wait while this is 0. */
  readonly allowed: Val<1> | undefined;
  takesBytes(block: RegisterBlock, register: PlacedRegister): boolean;
  /** 1 while this guard refuses writes to the registers of the entry that have it. */
  locked(at: BlockAddress, guard: string): Val<1>;
}

/**
 * Decodes each request in the clock it comes in, at the earliest when it is `allowed`, and lets it take effect in the next.
 * A write that reaches no writable register, or only some bytes of one that takes whole words only, or one that is
 * locked, takes effect nowhere and sets `failed`, unless it marks no byte or falls into a tolerant region.
 */
export const decodeWrites = (
  blocks: readonly RegisterBlock[],
  requests: WriteRequests,
  rules: WriteRules,
  failed: { set(value: Val<1>): void },
): readonly BlockWrite[] => {
  const { address, data, strobe } = requests.payload;
  const some = strobe.orR();
  const places = blocks.map(block => decodeBlock(block, wordOf(address)));
  const named = places.map(at => reachedBy(at, rules, strobe.andR()).and(some) as Val<1>);
  const barred = places.map(at => barredBy(at, rules));
  const tolerated = places.filter(({ block }) => block.tolerant).map(({ inRegion }) => inRegion);
  const { write } = reg({ write: { decoded: bit(0), blocks: u(blocks.length, 0), excused: bit() } });
  write.decoded.set(0);
  write.blocks.set(0);
  const comes = requests.valid.and(write.decoded.not());
  when(rules.allowed ? comes.and(rules.allowed) : comes, () => {
    write.decoded.set(1);
    const reached = named.map((one, i) => [...barred[i]!.values()].reduce((open, bar) => open.and(bar.not()), one));
    write.blocks.set(cat(...reached.toReversed()));
    write.excused.set(or([some.not() as Val<1>, ...tolerated]));
  });
  requests.ready.set(write.decoded);
  failed.set(write.blocks.orR().or(write.excused).not());
  const due = write.decoded.and(write.blocks.orR().not()) as Val<1>;
  return places.map((at, i) => {
    const take = write.blocks.bit(i);
    const refused = [...barred[i]!].map(
      ([guard, bar]) => [guard, refusedNow(at, guard, named[i]!.and(bar), due)] as const,
    );
    return { at, take, refused: new Map(refused), data, strobe };
  });
};

/** 1 in the clock after the decoding, when the write is answered and reached nothing because of a guard. */
const refusedNow = ({ block }: BlockAddress, guard: string, barred: Val<1>, due: Val<1>): Val<1> => {
  const own = block.name || 'global';
  const name = guard === own ? `${own}_barred` : `${own}_barred_by_${guard}`;
  const held = reg({ [name]: bit() })[name]!;
  held.set(barred);
  return held.and(due);
};

/** 1 when a write names a writable register, and the whole word of one that takes nothing less. */
const reachedBy = (at: BlockAddress, { takesBytes }: WriteRules, whole: Val<1>): Val<1> => {
  const writable = at.block.registers.filter(({ access }) => access !== 'ro');
  const byBytes = writable.filter(register => at.block.tolerant || takesBytes(at.block, register));
  const byWords = writable.filter(register => !byBytes.includes(register));
  if (byBytes.length === 0) return at.contains(byWords).and(whole) as Val<1>;
  return byWords.length === 0 ? at.contains(byBytes) : at.contains(byBytes).or(at.contains(byWords).and(whole));
};

/** By guard: 1 when a write names a register that it refuses. */
const barredBy = (at: BlockAddress, { locked }: WriteRules): ReadonlyMap<string, Val<1>> => {
  const guards = new Set(at.block.registers.flatMap(register => guardOf(at.block, register) ?? []));
  const guardedBy = (guard: string) => at.block.registers.filter(register => guardOf(at.block, register) === guard);
  return new Map([...guards].map(guard => [guard, at.contains(guardedBy(guard)).and(locked(at, guard))]));
};

/** A read request of the bus, from its receiver's side. */
interface ReadRequests {
  readonly valid: Val<1>;
  readonly ready: { set(value: Val<1>): void };
  readonly payload: { readonly address: Val };
}

/** A register that can be read. */
export interface ReadableRegister {
  readonly at: BlockAddress;
  readonly register: PlacedRegister;
  /** 1 when the read names this register, from the clock after its decoding until its answer. */
  readonly chosen: Val<1>;
}

/** The read under way. */
export interface DecodedReads {
  readonly registers: readonly ReadableRegister[];
  /** 1 in the one clock in which `chosen` is new; the answer is taken `clocks` clocks later. */
  readonly asking: Val<1>;
  /** 1, for as long as `chosen` stays, when the read must not fail whatever it names. */
  readonly excused: Val<1>;
}

/** Decodes each request in the clock it comes in, and takes it `clocks` + 1 clocks later, when the answer must be there. */
export const decodeReads = (blocks: readonly RegisterBlock[], requests: ReadRequests, clocks: number): DecodedReads => {
  const places = blocks.map(block => decodeBlock(block, wordOf(requests.payload.address)));
  const readable = places.flatMap(at =>
    at.block.registers.filter(({ access }) => access !== 'wo').map(register => ({ at, register })),
  );
  // A map may have nothing to read: then no bit is ever 1.
  const hits = readable.length === 0 ? [lit(0, 1)] : readable.map(({ at, register }) => at.contains([register]));
  const { read } = reg({ read: { step: u(clocks + 1, 0), chosen: u(hits.length), excused: bit() } });
  const start = requests.valid.and(read.step.eq(0));
  read.step.set(clocks === 0 ? start : cat(read.step.trunc(clocks), start));
  when(start, () => {
    read.chosen.set(cat(...hits.toReversed()));
    read.excused.set(or(places.filter(({ block }) => block.tolerant).map(({ inRegion }) => inRegion)));
  });
  requests.ready.set(read.step.bit(clocks));
  return {
    registers: readable.map((one, i) => ({ ...one, chosen: read.chosen.bit(i) })),
    asking: read.step.bit(0),
    excused: read.excused,
  };
};
