// SPDX-License-Identifier: Apache-2.0
/** What a description leaves open may be anything in a proof, however conveniently a tool could choose it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, component, type Definition, input, output, ram, reg, u, type Val, vec, when } from 'typescript-hdl';
import { prove } from 'typescript-hdl/prove';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'unknowns-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A component that reads something by `i` and asserts that it is 5. */
const reader = (what: string, read: (i: Val<2>) => Val<3>): Definition =>
  component('reader', { what }, { i: input(u(2)), y: output(u(3)) }, ({ i, y }) => {
    y.set(read(i));
    assert('reads_5', y.eq(5));
  });

const register = (initial: 5 | undefined) => (i: Val<2>) => {
  const { word } = reg({ word: initial === undefined ? u(3) : u(3, initial) });
  when(i.eq(0), () => word.set(5));
  return word;
};

const vector = (count: number) => (i: Val<2>) => {
  const { words } = reg({ words: vec(count, u(3, 5)) });
  when(i.eq(0), () => words.get(0).set(5));
  return words.get(i);
};

const memory = (depth: number, init: readonly bigint[], kind: 'block' | 'distributed') => (i: Val<2>) => {
  const { words } = ram({ words: { shape: u(3), depth, kind, ...(init.length > 0 ? { init } : {}) } });
  when(i.eq(2), () => words.write(i, 5));
  return words.read(i);
};

const fives = (count: number) => Array.from({ length: count }, () => 5n);

it.each([
  ['a register with a reset value', register(5), 'proved'],
  ['a register without a reset value that is only ever set to 5', register(undefined), 'refuted'],
  ['a vector of as many elements as the index can name', vector(4), 'proved'],
  ['a vector with fewer elements', vector(3), 'refuted'],
  ['a memory full of 5', memory(4, fives(4), 'distributed'), 'proved'],
  ['a memory with fewer words than the address can name', memory(3, fives(3), 'distributed'), 'refuted'],
  ['a memory without contents into which only 5 is written', memory(4, [], 'distributed'), 'refuted'],
  ['a block memory, whose output register starts with anything', memory(4, fives(4), 'block'), 'refuted'],
] as const)('%s', async (what, read, outcome) => {
  expect((await prove(reader(what, read), { folder, depth: 3 })).outcome).toBe(outcome);
});
