// SPDX-License-Identifier: Apache-2.0
/** The read guard against arithmetic on whole numbers: what reaches the bus, and who is answered how and when. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { faults, outstandingReads, readIds, readKinds } from '../../../../hdl/dma/host/host-shapes.ts';
import { readGuard } from '../../../../hdl/dma/host/read-guard.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../../support/random.ts';
import { simulatedConfigs } from '../../../support/simulated-configs.ts';

interface Window {
  readonly base: bigint;
  readonly last: bigint;
}

interface Read {
  readonly id: number;
  readonly function: number;
  readonly address: bigint;
  readonly busError: boolean;
}

const windowsOf = (config: Config): Window[] =>
  Array.from({ length: config.functions }, (_, fn) => {
    if (fn === 0) return { base: 0n, last: (1n << 64n) - 1n };
    const base = (BigInt(fn) << 40n) + 0x1000n + BigInt(5 * fn);
    return { base, last: base + 0x345n + BigInt(3 * fn) };
  });

const inside = ({ base, last }: Window, { address }: Read): boolean => address >= base && (address | 15n) <= last;

const arbitraryRead = (config: Config, windows: readonly Window[], random: Random): Read => {
  const fn = random.between(0, config.functions - 1);
  const { base, last } = windows[random.chance(0.8) ? fn : random.between(0, config.functions - 1)]!;
  const edge = random.pick([base, last, base + 0x100n]);
  const address = BigInt.asUintN(64, edge + BigInt(random.between(0, 64)) - 32n) & ~15n;
  const kind = random.pick(readKinds);
  return { id: readIds[kind], function: fn, address, busError: random.chance(0.1) };
};

/** The bus keeps the reads of one id in order and mixes ids; `hold` comes and goes. */
const run = (config: Config, windows: readonly Window[], reads: readonly Read[], random: Random, mood: number) => {
  const s = new Simulator(readGuard(config));
  s.reset();
  const seen = {
    reads: [] as Omit<Read, 'busError'>[],
    answers: [] as { id: number; beat: bigint; fault: number }[],
    refused: [] as number[],
  };
  const onBus = new Map<number, Read[]>(readKinds.map(kind => [readIds[kind], []]));
  const passing = new Map<number, Read[]>(
    readKinds.map(kind => [
      readIds[kind],
      reads.filter(read => read.id === readIds[kind] && inside(windows[read.function]!, read)),
    ]),
  );
  const underWay = new Map<number, number>(readKinds.map(kind => [readIds[kind], 0]));
  let [at, offered] = [0, false];
  let answering: Read | undefined;
  for (let clock = 0; clock < 40 * reads.length + 500; clock++) {
    const read = reads[at];
    const limit = outstandingReads[readKinds[read?.id ?? 0]!];
    offered ||= read !== undefined && underWay.get(read.id)! < limit && random.chance(mood);
    s.poke('reads_valid_i', Number(offered));
    if (read) {
      s.poke('reads_id_i', read.id);
      s.poke('reads_function_i', read.function);
      s.poke('reads_address_i', read.address);
    }
    const looked = windows[s.peekNumber('lookup_function_o')]!;
    s.poke('lookup_window_base_i', looked.base);
    s.poke('lookup_window_last_i', looked.last);
    const waiting = [...onBus.values()].filter(queue => queue.length > 0);
    if (!answering && waiting.length > 0 && random.chance(mood)) answering = random.pick(waiting).shift();
    s.poke('read_rvalid_i', Number(answering !== undefined));
    s.poke('read_rid_i', answering?.id ?? 0);
    s.poke('read_rdata_i', answering?.address ?? 0xbadn);
    s.poke('read_rresp_i', answering?.busError ? 3 : 0);
    s.poke('hold_i', Number(random.chance(0.3)));
    const ready = random.chance(mood);
    s.poke('read_arready_i', Number(ready));
    if (s.peekNumber('refused_valid_o')) seen.refused.push(s.peekNumber('refused_function_o'));
    if (ready && s.peekNumber('read_arvalid_o')) {
      const [id, user, address] = [s.peekNumber('read_arid_o'), s.peekNumber('read_aruser_o'), s.peek('read_araddr_o')];
      seen.reads.push({ id, function: user, address });
      onBus.get(id)!.push(passing.get(id)!.shift()!);
    }
    if (s.peekNumber('answers_valid_o')) {
      const id = s.peekNumber('answers_id_o');
      seen.answers.push({ id, beat: s.peek('answers_beat_o'), fault: s.peekNumber('answers_fault_o') });
      underWay.set(id, underWay.get(id)! - 1);
    }
    const [taken, answerTaken] = [offered && s.peekNumber('reads_ready_o') === 1, s.peekNumber('read_rready_o') === 1];
    s.step();
    if (taken) {
      underWay.set(read!.id, underWay.get(read!.id)! + 1);
      [at, offered] = [at + 1, false];
    }
    if (answering && answerTaken) answering = undefined;
  }
  return seen;
};

describe.each(Object.entries(simulatedConfigs))('the read guard of %s', (_, config) => {
  it.each([
    [1, 1],
    [2, 0.6],
    [3, 0.2],
  ])('passes what is inside and answers the rest itself, each kind in order (seed %i, mood %d)', (seed, mood) => {
    const random = seededRandom(seed);
    const windows = windowsOf(config);
    const reads = Array.from({ length: 400 }, () => arbitraryRead(config, windows, random));
    const seen = run(config, windows, reads, random, mood);
    const good = (read: Read): boolean => inside(windows[read.function]!, read);
    expect(seen.reads).toEqual(reads.filter(good).map(({ busError: _error, ...read }) => read));
    for (const kind of readKinds) {
      const mine = reads.filter(read => read.id === readIds[kind]);
      expect(seen.answers.filter(({ id }) => id === readIds[kind])).toEqual(
        mine.map(read => ({
          id: read.id,
          beat: good(read) ? read.address : 0n,
          fault: good(read) ? (read.busError ? faults.bus : faults.none) : faults.refused,
        })),
      );
    }
    expect(seen.refused).toEqual(reads.filter(read => !good(read)).map(({ function: fn }) => fn));
    expect(seen.refused.length).toBeGreaterThan(50);
  });

  it('drops an answer that nobody asked for', () => {
    const s = new Simulator(readGuard(config));
    s.reset();
    s.poke('read_rvalid_i', 1);
    for (const kind of readKinds) {
      s.poke('read_rid_i', readIds[kind]);
      expect(s.peekNumber('answers_valid_o')).toBe(0);
      expect(s.peekNumber('read_rready_o')).toBe(1);
      s.step();
    }
  });
});
