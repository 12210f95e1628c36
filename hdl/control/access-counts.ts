// SPDX-License-Identifier: Apache-2.0
/**
 * Access counts: how many reads and write bursts of each kind the host bus has taken for each function, and how many bytes.
 *
 * - Reads count whole beats, since the bus carries no less; writes count the bytes that they mark.
 * - Reads and writes have a memory each, which takes an access in every clock, whoever reads the counts: they are read from a copy.
 * - `issued` must not tell of anything before `ready`: the counts are cleared after reset, one a clock. They wrap at 2^64.
 *
 * A read counts 5 clocks after it was taken, a burst 9 clocks after its last beat. An answer comes 4 clocks after `request`, and stays.
 * Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  countOnes,
  flow,
  indexWidth,
  input,
  inst,
  mux,
  output,
  type Rd,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { accessOwnerShape, issuedBeatShape, issuedReadShape } from '../lib/access-shapes.ts';
import { clocked } from '../lib/clocked-ram.ts';
import { beatBytes, laneBits } from '../lib/host-bus.ts';
import type { Config } from '../spec/configs.ts';
import { accessCounterBits, accessKindBits } from '../spec/host-accesses.ts';
import { addingWords, counterBits, countersShape } from './adding-words.ts';

/** Accesses, and their bytes. */
const counterShape = countersShape(2);

/** A question about one counter, seen from the counts. */
export const accessReadPort = (config: Config) => ({
  request: input(bit()),
  function: input(u(indexWidth(config.functions))),
  counter: input(u(accessCounterBits)),
  accesses: output(u(counterBits)),
  bytes: output(u(counterBits)),
});

/** Width of the bytes of an access: a burst has up to 256 beats. */
const accessBytesBits = (config: Config): number => 8 + laneBits(config) + 1;

/** The memory of one half: an access a clock, read beside. */
const halfOfCounts = (config: Config, name: 'reads' | 'writes') =>
  component(
    `access_counts_of_${name}`,
    { functions: config.functions, hostDataBits: config.hostDataBits },
    {
      ended: slave(flow({ ...accessOwnerShape(config), bytes: u(accessBytesBits(config)) })),
      read: { address: input(u(indexWidth(config.functions) + accessKindBits)), counts: output(counterShape) },
      ready: output(bit()),
    },
    ({ ended, read, ready }) => {
      const depth = 2 ** read.address.width;
      const clear = startUpSweep('clear', depth);
      const { valid, payload } = ended;
      const writing = addingWords(depth, {
        address: mux(clear.active, clear.index, cat(payload.function, payload.kind)),
        writes: clear.active.or(valid),
        clears: clear.active,
        adds: [valid, mux(valid, payload.bytes, 0)],
      });
      const { copies } = ram({ copies: clocked(counterShape, depth) });
      when(writing.writes, () => copies.write(writing.address, writing.sum));
      read.counts.set(copies.read(read.address));
      ready.set(clear.active.not());
    },
    { maxDepth: 3, doc: `Counts of ${name}: adds an access a clock, and is read beside that.` },
  );

/** The bytes that a burst marks, when its last beat has come: added up in three steps. */
const bytesOfBursts = (
  config: Config,
  { valid, payload }: { valid: Val<1>; payload: Rd<ReturnType<typeof issuedBeatShape>> },
) => {
  const group = 8;
  const groups = beatBytes(config) / group;
  const owner = accessOwnerShape(config);
  const begun = { valid: bit(0), ...owner, last: bit() };
  const bytes = u(accessBytesBits(config));
  const { beat, sums, total, burst } = reg({
    beat: { valid: bit(0), ...issuedBeatShape(config) },
    sums: { ...begun, ones: u(4 * groups) },
    total: { ...begun, bytes },
    burst: { valid: bit(0), ...owner, bytes: u(accessBytesBits(config), 0), ended: bit(1) },
  });
  beat.set({ valid, ...payload });
  const { strobe, ...rest } = beat;
  const ones = Array.from({ length: groups }, (_, i) => countOnes(strobe.slice(i * group, group), 4));
  sums.set({ ...rest, ones: cat(...ones.toReversed()) });
  const { ones: counted, ...after } = sums;
  const parts: Val[] = Array.from({ length: groups }, (_, i) => counted.slice(4 * i, 4).zext(bytes.width));
  const tree = (of: Val[]): Val => {
    if (of.length === 1) return of[0]!;
    const half = of.length >> 1;
    return tree(of.slice(0, half)).add(tree(of.slice(half)));
  };
  total.set({ ...after, bytes: tree(parts) });
  when(total.valid, () =>
    burst.set({
      valid: total.last,
      function: total.function,
      kind: total.kind,
      bytes: mux(burst.ended, 0, burst.bytes).add(total.bytes),
      ended: total.last,
    }),
  ).otherwise(() => burst.valid.set(0));
  return burst;
};

/** The counts of all functions; see the header comment. */
export const accessCounts = (config: Config) =>
  component(
    'access_counts',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    {
      issued: { reads: slave(flow(issuedReadShape(config))), beats: slave(flow(issuedBeatShape(config))) },
      read: accessReadPort(config),
      ready: output(bit()),
    },
    ({ issued, read, ready }) => {
      const { reads, writes } = inst({ reads: halfOfCounts(config, 'reads'), writes: halfOfCounts(config, 'writes') });
      const { taken, question, found, answer } = reg({
        taken: { valid: bit(0), ...issuedReadShape(config) },
        question: { function: u(indexWidth(config.functions)), counter: u(accessCounterBits) },
        found: { reads: counterShape, writes: counterShape },
        answer: counterShape,
      });
      taken.set({ valid: issued.reads.valid, ...issued.reads.payload });
      reads.ended.valid.set(taken.valid);
      const beats = taken.beats.zext(accessBytesBits(config)).add(1);
      reads.ended.payload.set({ function: taken.function, kind: taken.kind, bytes: beats.shl(laneBits(config)) });
      const burst = bytesOfBursts(config, issued.beats);
      writes.ended.valid.set(burst.valid);
      writes.ended.payload.set({ function: burst.function, kind: burst.kind, bytes: burst.bytes });

      when(read.request, () => question.set({ function: read.function, counter: read.counter }));
      for (const half of [reads, writes]) {
        half.read.address.set(cat(question.function, question.counter.slice(0, accessKindBits)));
      }
      found.set({ reads: reads.read.counts, writes: writes.read.counts });
      answer.set(mux(question.counter.bit(accessKindBits), found.writes, found.reads));
      read.accesses.set(answer.get(0));
      read.bytes.set(answer.get(1));
      ready.set(reads.ready.and(writes.ready));
    },
    { maxDepth: 3, doc: 'Access counts: reads and writes of host memory by kind and function, and their bytes.' },
  );
