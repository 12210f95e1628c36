// SPDX-License-Identifier: Apache-2.0
/** Random designs: a small batch with a fixed seed, the command line, and the parts of the fuzzer that judge. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { cat, component, input, lit, output, reg, u } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { Choices } from '../src/fuzz/choices.ts';
import { firstDifference } from '../src/fuzz/compare.ts';
import { complaintOfText } from '../src/fuzz/expectations.ts';
import { judge } from '../src/fuzz/judge.ts';
import { run as runTool } from '../src/fuzz/run.ts';
import { shrink } from '../src/fuzz/shrink.ts';
import { makeSubject, resetSlots, runBuiltIn } from '../src/fuzz/subject.ts';
import { Signed } from '../src/signed.ts';
import { Val } from '../src/value.ts';
import { subjectOf } from './support/four-tools.ts';
import { withFolder } from './support/tools.ts';

const folder = new URL('..', import.meta.url).pathname;

const run = (...args: readonly string[]) =>
  execa('node', [join(folder, 'bin/typescript-hdl.js'), 'fuzz', ...args], { reject: false });

/** Builds of four tools take their time on a busy machine. */
const timeout = 900_000;

it('a batch of designs means the same on three simulators and as netlists, and no tool complains', {
  timeout,
}, async () => {
  const { stdout, exitCode } = await run('--designs=6', '--seed=128', '--clocks=30', '--batch=6');
  expect(stdout).toMatch(/^6 designs, \d+ lines of Verilog, \d+ s$/);
  expect(exitCode).toBe(0);
});

it('the designs hold what the language has', () => {
  const text = Array.from({ length: 160 }, (_, i) => makeSubject(128 + i, `d${i}`, 1).emitted.verilog).join('\n');
  const kinds = {
    memory: /\(\* ram_style = "block" \*\)/,
    lutRam: /\(\* ram_style = "distributed" \*\)/,
    byteEnables: /for \(\w+_lane = 0;/,
    machine: /case \(machine\d+_q\)/,
    asynchronousReset: /always @\(posedge \w+ or (pos|neg)edge/,
    instance: /^ {4}d\d+_\w+ i\d+ \($/m,
    arithmeticShift: />>>/,
    signedCompare: /(_offset|\^ \d+'[dh]\w+\)) <=? /,
    product: / \* /,
    dynamicElement: /\[\{\w+(\[[\d:]+\])?, \d'd0\} \+: \d+\]/,
    oneState: /localparam E1_IDLE/,
    elementWrite: /case \(.*\)\n +\d'd0: \w+\[.*\] <?= /,
    twoClocks: /lint_off MULTIDRIVEN/,
    wide: /\[1\d\d:0\]/,
    forwarding: /_forward_q/,
    outputRegister: /_rdata\d?_out_q/,
    twoPorts: /d1_rdata1_q/,
    otherClocks: /posedge (al|ah|sl|nr|sh)_clk/,
    madeClock: /assign made\d+_clk = \w*clk/,
    inverseClock: /assign made\d+_clk = ~/,
    dividedClock: /assign made\d+_clk = half/,
    madeReset: /_rst = calm/,
    streamArbiter: /module d\d+_stream_arbiter/,
    listOfRegisters: /reg .* rs1_0_q/,
    listOfWires: /wire .* ws1_0;/,
    listOfMemories: /reg .* m\d_1 \[0:/,
    listOfInstances: /^ {4}d\d+_\w+ i\d+_1 \($/m,
    listOfPorts: /ins_0_/,
    elementOfElement: /g1_q\[/,
  };
  expect(Object.entries(kinds).filter(([, pattern]) => !pattern.test(text))).toEqual([]);
});

describe('an operator that is made of others is held against what it means', () => {
  /** Whether the assertions of one of the first designs fail. */
  const isFound = (): boolean =>
    Array.from({ length: 400 }, (_, i) => 1 + i).some(seed => {
      try {
        runBuiltIn(makeSubject(seed, `d${seed}`, 20));
        return false;
      } catch (error) {
        expect(String(error)).toMatch('HDL-ASSERT');
        return true;
      }
    });
  const off = (one: any): any => (one instanceof Signed ? one.like(one.bits.xor(1)) : one.xor(1));
  const unsigned = [
    'rotateLeft',
    'rotateRight',
    'reverse',
    'min',
    'max',
    'saturate',
    'addSaturating',
    'subSaturating',
    'divBy',
    'modBy',
  ] as const;
  const signed = ['abs', 'min', 'max', 'saturate', 'addSaturating', 'subSaturating'] as const;
  it.each([
    ...unsigned.map(name => ['a word', name, Val.prototype] as const),
    ...signed.map(name => ['a signed word', name, Signed.prototype] as const),
  ])('of %s: %s', { timeout }, (_, name, prototype: any) => {
    const right = prototype[name];
    prototype[name] = function wrong(this: unknown, ...given: unknown[]) {
      return off(right.apply(this, given));
    };
    try {
      expect(isFound()).toBe(true);
    } finally {
      prototype[name] = right;
    }
  });
  it('and without a fault no assertion fails', { timeout }, () => {
    for (let seed = 1; seed <= 60; seed++) runBuiltIn(makeSubject(seed, `d${seed}`, 20));
  });
});

describe('a design', () => {
  it('comes from its seed alone, and again from the choices it made', () => {
    const subject = makeSubject(5, 'd', 12);
    const again = makeSubject(subject.made, 'd', 12);
    expect(again.emitted.verilog).toBe(subject.emitted.verilog);
    expect(again.slots).toEqual(subject.slots);
    expect(runBuiltIn(again)).toEqual(runBuiltIn(subject));
  });
  it('can be made from any choices at all', () => {
    expect(makeSubject([], 'd', 2).emitted.top).toBe('d_top');
    const { made } = makeSubject(6, 'd', 4);
    for (let at = 0; at < made.length; at += Math.ceil(made.length / 4)) {
      runBuiltIn(makeSubject([...made.slice(0, at), ...made.slice(at + 7)], 'd', 4));
    }
  });
});

it('a clock tree has the ports of its plan: one too many is found', () => {
  const subject = makeSubject(21, 'd', 2);
  const clocks = new Set(subject.clocks.flatMap(({ clock, reset }) => (reset ? [clock, reset] : [clock])));
  expect(subject.emitted.verilog).toMatch(/assign made\d+_clk/);
  const check = (clockPorts: ReadonlySet<string>) => complaintOfText({ ...subject, clockPorts })?.text;
  expect(check(clocks)).toBeUndefined();
  expect(check(new Set([...clocks].slice(1)))).toMatch("The clock and reset ports of 'd_top' are ");
});

it('an element costs no product: one in the Verilog of a design without any is found', () => {
  const subject = Array.from({ length: 20 }, (_, i) => makeSubject(100 + i, 'd', 2)).find(
    ({ emitted: { verilog } }) => !verilog.includes(' * '),
  )!;
  const { emitted } = subject;
  const check = (text: string) =>
    complaintOfText({ ...subject, emitted: { ...emitted, verilog: `${emitted.verilog}\n${text}` } })?.text;
  expect(check('    m[at][m_lane * 4 +: 4] <= d[m_lane_2 * 4 +: 4];')).toBeUndefined();
  expect(check('    assign y_o = a_i[at_i * 5 +: 5];')).toMatch(
    'multiplies nothing, but its Verilog has: assign y_o = a_i[',
  );
});

describe('the judges', { timeout }, () => {
  const subject = makeSubject(7, 'd', 5);
  const rows = runBuiltIn(subject);
  it('find the first clock and output that differ, and unknown values', () => {
    expect(firstDifference(subject, rows, rows, 'icarus')).toBeUndefined();
    const other = rows.map((row, clock) => row.map((value, i) => (clock === 1 && i === 0 ? 'x' : value)));
    const { name } = subject.outputs[0]!;
    expect(firstDifference(subject, rows, other, 'icarus')).toMatchObject({
      clock: 1,
      text: `In clock 1 output ${name} is ${rows[1]![0]} in the built-in simulator and x in icarus.`,
    });
    expect(firstDifference(subject, rows, rows.slice(0, 2), 'verilator')).toMatchObject({ clock: 2 });
  });
  it('leave out the start of an inverse clock, but not in Icarus, which can undo its first edge', () => {
    const other = rows.map((row, clock) => (clock < resetSlots ? row.map(() => 'x') : row));
    const inverse = { ...subject, invertsClocks: true };
    for (const tool of ['verilator', 'netlist'] as const) {
      expect(firstDifference(inverse, rows, other, tool)).toBeUndefined();
      expect(firstDifference(inverse, rows, [], tool)).toMatchObject({ clock: resetSlots });
      expect(firstDifference(subject, rows, other, tool)).toMatchObject({ clock: 0 });
    }
    expect(firstDifference(inverse, rows, other, 'icarus')).toMatchObject({ clock: 0 });
  });
  it('begin with registers of 0 in a netlist, however wide they are and however constant what they become is', async () => {
    const wide = component('wide_top', {}, { d: input(u(2)), y: output(u(700)) }, ({ d, y }) => {
      const { r } = reg({ r: u(700) });
      r.set(cat(lit(5n, 300), d, lit(7n, 398)));
      y.set(r);
    });
    const subject = subjectOf(wide, 'wide', [{ d: 0 }, { d: 3 }]);
    expect(await judge([subject], [runBuiltIn(subject)], ['icarus', 'netlist'], 'xcup')).toEqual([undefined]);
  });

  it('make no netlist where none is asked for', async () => {
    const other = rows.map(row => row.map(() => 'x'));
    expect(await judge([subject], [other], ['netlist'], 'none')).toEqual([undefined]);
    expect(await judge([subject], [other], ['netlist'], 'ecp5')).toMatchObject([{ tool: 'netlist', clock: 0 }]);
    expect(await judge([subject], [other], ['netlist', 'icarus'], 'none')).toMatchObject([{ tool: 'icarus' }]);
  });
  it('shrink to what is needed', async () => {
    const choices = Array.from({ length: 60 }, (_, i) => (i * 37) % 50);
    const needs = async (list: readonly number[]): Promise<boolean> => list.includes(49) && list.includes(13);
    expect((await shrink(choices, needs, 5000)).filter(choice => choice !== 0).sort()).toEqual([13, 49]);
    expect(new Choices([3, 9]).below(4)).toBe(3);
  });
});

it('a tool that fails says how it ended', async () => {
  expect((await runTool('sh', ['-c', 'echo no >&2; exit 3'], '.')).errors).toBe('no\nsh failed with exit code 3');
  expect((await runTool('sh', ['-c', 'kill -FPE $$'], '.')).errors).toBe('\nsh was ended by SIGFPE');
});

describe('the command line', () => {
  it.each([
    ['--designs', '0', '--designs is "0"; give a whole number from 1 on.'],
    ['--seed', '-1', '--seed is "-1"; give a whole number from 0 on.'],
    ['--shrink-seconds', '-1', '--shrink-seconds is "-1"; give a whole number from 0 on.'],
    ['--jobs', '0', '--jobs is "0"; give a whole number from 1 on.'],
  ])('refuses %s %s', async (option, value, text) => {
    const { stderr, exitCode } = await run(`${option}=${value}`);
    expect(stderr).toBe(`typescript-hdl: ${text}`);
    expect(exitCode).toBe(2);
  });
  it('reduces what a simulator gets wrong to the logic of one signal, which it names', { timeout }, async () =>
    withFolder(async place => {
      // An Icarus that takes every difference for a sum.
      const { stdout: iverilog } = await execa('which', ['iverilog']);
      const script = [
        '#!/bin/sh',
        `case "$*" in *netlist*) exec ${iverilog} "$@";; esac`,
        "mkdir -p changed; cp *.v changed; sed -i 's/ - / + /' changed/d*.v; cd changed",
        `${iverilog} "$@"; code=$?; cp bench.vvp ..; exit $code`,
      ].join('\n');
      writeFileSync(join(place, 'iverilog'), script, { mode: 0o755 });
      const left = join(place, 'left');
      const { stdout, exitCode } = await execa(
        'node',
        [
          join(folder, 'bin/typescript-hdl.js'),
          'fuzz',
          '--designs=1',
          '--batch=1',
          '--seed=20',
          '--clocks=20',
          `--folder=${left}`,
          '--shrink-seconds=40',
        ],
        { reject: false, env: { PATH: `${place}:${process.env['PATH']}` } },
      );
      expect(stdout).toMatch(
        /^Seed \d+, mismatch \(icarus\):\nIn clock \d+ output shown0 is \w+ in the built-in simulator/,
      );
      expect(stdout).toMatch(/\nThe first signal that goes wrong is [\w.]+; its logic alone/);
      expect(stdout).toMatch(/Repeat with: typescript-hdl fuzz --designs 1 --seed \d+ --family ecp5/);
      const verilog = readFileSync(join(left, readdirSync(left).find(name => /_part\w*\.v$/.test(name))!), 'utf8');
      expect(verilog).toContain(' - ');
      expect(verilog.split('\n').length).toBeLessThan(40);
      expect(exitCode).toBe(1);
    }),
  );
});
