// SPDX-License-Identifier: Apache-2.0
/** The recipes of CONTRIBUTING.md, carried out in a copy of the tree: it has the types that it should, and what each recipe promises. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleKeyBits, ruleKeyFields } from '../hdl/spec/tables/rule-key.ts';
import { changed, recipesIn } from './support/recipes.ts';

const root = new URL('..', import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), 'sluice-recipes-'));
const recipes = recipesIn(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
/** Of which the copy consists. */
const parts = ['hdl', 'firmware', 'sim', 'src', 'packages', 'test', 'tsconfig.json', 'package.json', 'docs'];

/** What the recipes made, as the copy itself sees it. */
interface Made {
  readonly headers: readonly string[];
  readonly vector: readonly string[];
  readonly key: readonly string[];
  readonly keyBits: number;
  readonly event: number;
  readonly register: { readonly offset: number; readonly reset: number };
  readonly configs: readonly string[];
  readonly diagnostic: string;
  readonly instances: readonly string[];
  readonly verilog: string;
}

/** Runs in the copy, whose root is written `@`. */
const look = `
import { writeFileSync } from 'node:fs';
import { diagnosticCodes, emitVerilog } from 'typescript-hdl';
import { configs } from '@/hdl/spec/configs.ts';
import { eventId } from '@/hdl/spec/events/drop-reasons.ts';
import { headerNames } from '@/hdl/spec/protocol/headers.ts';
import { namedVectorFields } from '@/hdl/spec/protocol/vector-fields.ts';
import { globalBlock } from '@/hdl/spec/registers/global-registers.ts';
import { ruleKeyBits, ruleKeyFields } from '@/hdl/spec/tables/rule-key.ts';
import { top } from '@/hdl/top.ts';
import { harnessHeader } from '@/src/generate/harness-header.ts';
const names = list => list.map(({ name }) => name);
const machine = top(configs['5g']);
const { offset, reset } = globalBlock(configs['5g']).registers.find(({ name }) => name === 'queue_frames');
writeFileSync('sim/harness/core/numbers.hpp', harnessHeader());
console.log(JSON.stringify({
  headers: headerNames, vector: names(namedVectorFields), key: names(ruleKeyFields), keyBits: ruleKeyBits,
  event: eventId('too_old'), register: { offset, reset }, configs: Object.keys(configs), diagnostic: diagnosticCodes['HDL-FANOUT'],
  instances: names(machine.elaborate().instances), verilog: emitVerilog(machine).verilog,
}));
`;

let made: Made;
beforeAll(async () => {
  for (const part of parts) {
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: path => !path.includes('node_modules') });
  }
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== 'typescript-hdl') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  symlinkSync(join(copy, 'packages/typescript-hdl'), join(copy, 'node_modules/typescript-hdl'));
  for (const step of recipes.flatMap(({ steps }) => steps)) {
    const path = join(copy, step.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, changed(step.kind === 'write' ? '' : readFileSync(path, 'utf8'), step));
  }
  writeFileSync(join(copy, 'look.ts'), look.replaceAll("'@/", "'./"));
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', 'look.ts'], { cwd: copy });
  made = JSON.parse(stdout);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('there is a recipe for each of what people add', () => {
  expect(recipes.map(({ title }) => title)).toEqual([
    'A header',
    'A vector field',
    'A key field',
    'A counter',
    'A register',
    'A stage',
    'A configuration',
    'A bus model',
    'A diagnostic',
  ]);
  for (const { title, steps } of recipes) expect(steps.length, title).toBeGreaterThan(0);
});

test('the copy has the types that it should', async () => {
  const { all, exitCode } = await execa(join(root, 'node_modules/.bin/tsc'), ['-p', '.'], {
    cwd: copy,
    all: true,
    reject: false,
  });
  expect(all).toBe('');
  expect(exitCode).toBe(0);
});

describe('the recipe for', () => {
  test('a header: the parser reads it', () => {
    expect(made.headers).toContain('trill');
  });

  test('a vector field: it leaves the parser', () => {
    expect(made.vector).toContain('trillEgress');
    expect(made.verilog).toMatch(/output +(wire|reg) +\[15:0\] +headers_trill_egress_o/);
  });

  test('a key field: it is in the key of the hardware', () => {
    expect(made.key).toEqual(ruleKeyFields.flatMap(({ name }) => (name === 'dstIp' ? [name, 'dscp'] : [name])));
    expect(made.keyBits).toBe(ruleKeyBits + 6);
    expect(made.verilog).toMatch(/output +(wire|reg) +\[5:0\] +keys_dscp_o/);
  });

  test('a counter: it has a number', () => {
    expect(made.event).toBe(17);
  });

  test('a register: it has its place and its value', () => {
    expect(made.register).toEqual({ offset: 0x38, reset: 256 });
  });

  test('a stage: it is placed between its neighbours', () => {
    expect(made.instances).toContain('slice');
    expect(made.verilog).toContain('module gate_slice');
  });

  test('a configuration: the machine of it is written', () => {
    expect(made.configs).toContain('5g');
    expect(made.verilog).toContain('Sluice 5g');
  });

  test('a bus model: the simulation knows it', async () => {
    const flags = ['-std=c++17', '-fsyntax-only', '-Wall', '-Wextra', '-Werror', '-Wno-unused-parameter'];
    const file = 'sim/harness/core/model-kinds.cpp';
    await execa('clang++', [...flags, '-Isim/harness', file], { cwd: copy });
    expect(readFileSync(join(copy, 'sim/harness/core/numbers.hpp'), 'utf8')).toContain('pulseCounter = 20');
  });

  test('a diagnostic: it has its sentence', () => {
    expect(made.diagnostic).toBe('a signal is read in more places than its author allows');
  });
});

test('a step whose place is gone is told', () => {
  const step = { kind: 'lines', file: 'a.ts', anchor: 'here', text: 'x\n' } as const;
  expect(changed('here\nnext\n', step)).toBe('here\nx\nnext\n');
  expect(() => changed('there\n', { ...step, anchor: 'gone' })).toThrow('a.ts has `gone` 0 times');
});
