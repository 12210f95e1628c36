// SPDX-License-Identifier: Apache-2.0
/** The hardware of a register map: an AXI4-Lite slave. */
import { createHash } from 'node:crypto';
import { cat, component, type Definition, expose, inst, lit, oneHotMux, type Val } from '../index.ts';
import { axiLitePort } from './axi-lite-port.ts';
import {
  type BlockAddress,
  type BlockWrite,
  decodeReads,
  decodeWrites,
  type ReadableRegister,
} from './register-address.ts';
import {
  isConstant,
  type PlacedRegister,
  type RegisterBlock,
  type RegisterMap,
  type RegisterSpecs,
} from './register-map.ts';
import { type DecoderOptions, type DecoderPorts, decoderPorts, guardName } from './register-ports.ts';
import { chooseEntry, keep, partsOf, withAccess, wordOf, writtenNow } from './register-storage.ts';

/** What distinguishes one map's hardware from another's. */
const digestOf = (map: RegisterMap): string =>
  createHash('sha256')
    .update(JSON.stringify([map.blocks, map.addressBits], (key, value) => (key === 'doc' ? undefined : value)))
    .digest('hex')
    .slice(0, 8);

/**
 * Ports: `bus` (AXI4-Lite), `control` (values of the `rw` registers, outputs), `status` (of the `ro` ones, inputs), `events`
 * (of the `w1c` ones, inputs: a 1 sets the bit, and wins over software that clears it in the same clock) and `commands` (a
 * flow for each `wo` register). Under each of them come the registers, and the arrays with their registers: a vector if they
 * have several entries. An external array has `windows.<array>.write` (word address in the array, data, and the strobes if it
 * is tolerant) and `.read`: `request` is 1 in the first clock of a read, `address` stays, and `data` is taken `readClocks`
 * clocks later. An array with guarded registers, or `global` for those in none, has `guards` (1 refuses writes; of an array
 * that is kept, or asks for it, a bit an entry) and `refused` (1 in one clock for each write refused).
 *
 * The two lowest bits of an address are ignored: an access is about the word that holds the byte. Answered with SLVERR and
 * without effect: words without a register, writes to `ro` and reads of `wo` registers (data 0), writes that a guard refuses,
 * and partial writes as {@link DecoderOptions} says; never a write without a strobe, nor any access to a tolerant array.
 * One write and one read at a time, independent of each other, with full back-pressure on both responses. A write takes effect
 * 2 clocks after its address and data were accepted and responds one clock later; a read responds 3 + `readClocks` clocks
 * after its address. Logic depth: one comparison with constants before the decoded access is registered, then the
 * multiplexer of all readable registers, which grows with the entries of kept arrays.
 */
export const registerDecoder = <R extends RegisterSpecs, const O extends DecoderOptions = object>(
  map: RegisterMap<R>,
  options?: O,
): Definition<DecoderPorts<R, O>> => {
  const given: DecoderOptions = options ?? {};
  const params = { map: map.name, layout: digestOf(map), ...given };
  const doc = `Registers of ${map.name} on AXI4-Lite.`;
  return component('register_decoder', params, decoderPorts(map, given), (io: any) => decode(map, given, io), {
    doc,
  }) as unknown as Definition<DecoderPorts<R, O>>;
};

const decode = (map: RegisterMap, options: DecoderOptions, io: any): void => {
  const { partialWrites = 'apply', holdWrites, readClocks = 0 } = options;
  const { port } = inst({ port: axiLitePort(map.addressBits) });
  expose(io.bus, port.axil);
  const takesBytes = (block: RegisterBlock, { access }: PlacedRegister): boolean =>
    partialWrites === 'apply' && !block.external && access !== 'wo';
  const allowed = holdWrites ? io.writable : undefined;
  const locked = ({ block, index }: BlockAddress): Val<1> => {
    const guard = io.guards[guardName(block)];
    return guard.width === 1 ? guard : guard.at(index);
  };
  const writes = decodeWrites(map.blocks, port.writes as any, { allowed, takesBytes, locked }, port.writeFailed);
  for (const { at, refused } of writes) if (refused) io.refused[guardName(at.block)].set(refused);
  const words = new Map(writes.flatMap(write => blockWords(write, io, partialWrites === 'apply')));

  const reads = decodeReads(map.blocks, port.reads as any, readClocks);
  for (const block of map.blocks) if (block.external) askWindow(block, reads.registers, reads.asking, io);
  const arms = reads.registers.map(one => [one.chosen, answerOf(one, words, io)] as const);
  port.readAnswer.data.set(arms.length === 0 ? 0 : (oneHotMux(arms) as Val));
  const known = arms.map(([chosen]) => chosen);
  const failed: Val<1> = known.length === 0 ? lit(1, 1) : (cat(...known) as Val).orR().not();
  port.readAnswer.failed.set(failed.and(reads.excused.not()));
};

/** The part of `io.control`, `io.status`, ... that belongs to an entry of a block. */
const entryOf = (part: any, { name, count }: RegisterBlock, entry: number): any => {
  if (name === '') return part;
  return count === 1 ? part[name] : part[name].get(entry);
};

type Words = ReadonlyMap<PlacedRegister, readonly Val[]>;

/** Connects the registers of a block; for those that can be read and are kept here, the word of each entry. */
const blockWords = (write: BlockWrite, io: any, bytes: boolean): (readonly [PlacedRegister, readonly Val[]])[] => {
  const { block, word } = write.at;
  if (block.external) {
    const port = io.windows[block.name].write;
    port?.valid.set(write.take);
    const strobe = block.tolerant ? { strobe: write.strobe } : {};
    port?.payload.set({ address: word, data: write.data, ...strobe });
    return [];
  }
  for (const register of withAccess(block, 'wo')) {
    const command = entryOf(io.commands, block, 0)[register.name];
    command.valid.set(writtenNow(write, { block, register, entry: 0 }));
    for (const { field, of } of partsOf(register)) {
      of(command.payload).set(write.data.slice(field.lsb, field.bits));
    }
  }
  return block.registers
    .filter(({ access }) => access !== 'wo')
    .map(register => [
      register,
      Array.from({ length: block.count }, (_, i) => entryWord(write, register, i, io, bytes)),
    ]);
};

const entryWord = (write: BlockWrite, register: PlacedRegister, entry: number, io: any, bytes: boolean): Val => {
  const { block } = write.at;
  if (isConstant(register)) return lit(register.reset, 32) as Val;
  if (register.access === 'ro') {
    const status = entryOf(io.status, block, entry)[register.name];
    const values = new Map(partsOf(register).map(({ field, of }) => [field.name, of(status) as Val]));
    return wordOf(register, field => values.get(field.name)!);
  }
  const events = register.access === 'w1c' ? entryOf(io.events, block, entry)[register.name] : undefined;
  const values = keep({ block, register, entry }, write, bytes, events);
  if (register.access === 'rw') {
    const control = entryOf(io.control, block, entry)[register.name];
    for (const { field, of } of partsOf(register)) of(control).set(values.get(field)!);
  }
  return wordOf(register, field => values.get(field)!);
};

const askWindow = (block: RegisterBlock, registers: readonly ReadableRegister[], asking: Val<1>, io: any): void => {
  const own = registers.filter(({ at }) => at.block === block);
  if (own.length === 0) return;
  const { request, address } = io.windows[block.name].read;
  request.set(asking.and(own.map(({ chosen }) => chosen).reduce((a, b) => a.or(b))));
  address.set(own[0]!.at.word);
};

const answerOf = ({ at, register }: ReadableRegister, words: Words, io: any): Val =>
  at.block.external ? io.windows[at.block.name].read.data : chooseEntry(words.get(register)!, at.index);
