// SPDX-License-Identifier: Apache-2.0
/** Forms that tools warn of when they are written as they are said: right on every tool, without a word from any. */
import {
  bit,
  cat,
  clockDomain,
  component,
  connect,
  type Definition,
  dualPortRam,
  emitVerilog,
  inDomain,
  input,
  inst,
  lit,
  master,
  output,
  reg,
  s,
  slave,
  stream,
  u,
  vec,
  when,
} from 'typescript-hdl';
import { asyncFifo, byteBeat, fullSlice, packetFifo } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { runBuiltIn } from '../src/fuzz/subject.ts';
import type { Step } from './support/clocked.ts';
import { findingsOf, subjectOf } from './support/four-tools.ts';
import { lint } from './support/tools.ts';

const values = (width: number): Step[] =>
  Array.from({ length: Math.min(32, 2 ** width) }, (_, i) => ({ a: i < 16 ? i : 2 ** width - 32 + i }));

/** `a` against a number, in every way. */
const ways = (a: any, n: number) => [a.lt(n), a.le(n), a.gt(n), a.ge(n), a.eq(n), a.ne(n)];
const meant = (a: number, n: number): boolean[] => [a < n, a <= n, a > n, a >= n, a === n, a !== n];

const wordOf = (bits: readonly boolean[]): bigint =>
  bits.reduce((sum, one, i) => sum | (one ? 1n << BigInt(i) : 0n), 0n);

/** A word, unsigned or signed, against the limits of its type; with what JavaScript says. */
const atLimits = (width: number, isSigned: boolean) => {
  const border = 2 ** (width - 1);
  const limits = [...new Set(isSigned ? [-border, border - 1, 0, -1] : [0, 2 ** width - 1, border])];
  const name = `${isSigned ? 's' : 'u'}${width}`;
  const ports = { a: input(isSigned ? s(width) : u(width)), y: output(u(6 * limits.length)) };
  const dut = component(`${name}_limits`, {}, ports, ({ a, y }) =>
    y.set(cat(...limits.flatMap(n => ways(a, n)).toReversed())),
  );
  const steps = values(width);
  const wanted = steps.map(({ a }) => {
    const number = isSigned ? Number(BigInt.asIntN(width, BigInt(a!))) : a!;
    return wordOf(limits.flatMap(n => meant(number, n)));
  });
  return { name, wanted, subject: subjectOf(dut, name, steps) };
};

describe('comparisons with the limits of a type', () => {
  const all = [1, 2, 5, 8, 13].flatMap(width => [atLimits(width, false), atLimits(width, true)]);
  it.each(all)('of $name mean what they mean in JavaScript', ({ wanted, subject }) => {
    const rows = runBuiltIn(subject).slice(-wanted.length);
    expect(rows.map(([word]) => BigInt(`0x${word}`))).toEqual(wanted);
  });
  it('mean the same everywhere, without a warning', async () => {
    const longest = Math.max(...all.map(({ subject }) => subject.slots.length));
    const subjects = all.map(({ subject }) => ({
      ...subject,
      slots: Array.from({ length: longest }, (_, i) => subject.slots[Math.min(i, subject.slots.length - 1)]!),
    }));
    expect(await findingsOf(subjects, 'ecp5')).toEqual([]);
  });
});

it('a constant index beyond a vector reads 0 and writes nothing', async () => {
  const ports = { a: input(u(6)), y: output({ read: u(2), nested: u(3), bit: bit(), part: u(2), kept: u(6) }) };
  const dut = component('n_beyond', {}, ports, ({ a, y }) => {
    const r = reg({ three: vec(3, u(2, 1)), rows: vec(3, { low: u(3, 2) }) });
    for (const i of [0, 1, 2]) r.rows.get(i).low.set(a.slice(0, 3));
    r.three.get(lit(3, 2)).set(a.slice(0, 2));
    r.three.get(lit(1, 2)).set(a.slice(4, 2));
    y.read.set(r.three.get(lit(3, 2)));
    y.nested.set(r.rows.get(lit(3, 2)).low);
    y.bit.set(a.at(lit(7, 3)));
    y.part.set(a.dynamicSlice(lit(3, 2), 2));
    y.kept.set(cat(r.three.get(2), r.three.get(1), r.three.get(0)));
  });
  const steps = Array.from({ length: 6 }, (_, i) => ({ a: 63 - 9 * i }));
  const subject = subjectOf(dut, 'n', steps);
  const rows = runBuiltIn(subject).slice(-5);
  const column = (name: string) => rows.map(row => row[subject.outputs.findIndex(port => port.name === name)]);
  for (const name of ['y_read_o', 'y_nested_o', 'y_bit_o', 'y_part_o'])
    expect(new Set(column(name))).toEqual(new Set(['0']));
  expect(column('y_kept_o')).toEqual(steps.slice(0, 5).map(({ a }) => ((1 << 4) | ((a >> 4) << 2) | 1).toString(16)));
  expect(await findingsOf([subject], 'xcup')).toEqual([]);
});

describe('in two clocks', () => {
  const net = clockDomain('net', { frequencyMHz: 156.25 });
  const host = clockDomain('host', { reset: { kind: 'async', active: 'low' }, frequencyMHz: 250 });
  const port = { at: u(4), write: bit(), data: u(8) };
  const memory = (betweenClocks?: string): Definition =>
    component(
      'n_memory',
      {},
      { p: input(port), q: input(port), x: output(u(8)), y: output(u(8)) },
      ({ p, q, x, y }) => {
        const { m } = dualPortRam({ m: { shape: u(8), depth: 16, ...(betweenClocks && { betweenClocks }) } });
        x.set(inDomain(net, () => m.access({ address: p.at, write: p.write, data: p.data })));
        y.set(inDomain(host, () => m.access({ address: q.at, write: q.write, data: q.data })));
      },
    );
  it('a dual port memory raises no warning, once it says why that is right', async () => {
    expect(() => emitVerilog(memory())).toThrow('HDL-CROSSING: The memory');
    expect(await lint(emitVerilog(memory('Each side has half of the words.')))).toBe('');
  });
  it('whole packets cross without a complaint, and with constraints', async () => {
    const beat = byteBeat(32);
    const dut = component(
      'n_packets',
      {},
      { up: slave(stream(beat)), drop: input(bit()), down: master(stream(beat)) },
      ({ up, drop, down }) => {
        const { hold } = inDomain(net, () => inst({ hold: packetFifo(beat, 64) }));
        const { crosser } = inst({ crosser: asyncFifo(beat, 16, net, host) });
        const { out } = inDomain(host, () => inst({ out: fullSlice(beat) }));
        connect(hold.up, up);
        hold.drop.set(drop);
        connect(crosser.up, hold.down);
        connect(out.up, crosser.down);
        connect(down, out.down);
      },
    );
    const design = emitVerilog(dut);
    expect(await lint(design)).toBe('');
    const names = design.ports.map(({ name }) => name);
    expect(names.filter(name => /clk|rst/.test(name)).sort()).toEqual(['host_clk', 'host_rst_n', 'net_clk', 'net_rst']);
    expect(design.constraints.xdc).toMatch(/set_max_delay/);
  });
});

it('a condition whose inverse alone is written', async () => {
  const ports = { a: input(u(2)), b: input(u(2)), x: output(u(2)), y: output(u(2)) };
  const dut = component('inverse_only', {}, ports, ({ a, b, x, y }) => {
    const [p, q] = [reg({ p: u(2, 0) }).p, reg({ q: u(2, 0) }).q];
    const isOther = a.lt(b).not();
    when(isOther, () => {}).otherwise(() => p.set(a));
    when(isOther, () => {}).otherwise(() => q.set(b));
    x.set(p);
    y.set(q);
  });
  const steps = Array.from({ length: 32 }, (_, i) => ({ a: i % 4, b: (i >> 2) % 4 }));
  expect(await findingsOf([subjectOf(dut, 'inverse', steps)], 'ecp5')).toEqual([]);
});
