// SPDX-License-Identifier: Apache-2.0
/** Runs of a design, as the engines dump them and as a waveform viewer wants them. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Values of all signals in one clock, by flattened name. */
export type ClockValues = ReadonlyMap<string, { readonly width: number; readonly value: bigint }>;

/** A run; its first element is the first clock. */
export type Trace = readonly ClockValues[];

interface Variable {
  readonly name: string;
  readonly width: number;
}

/** Reads a VCD file: a snapshot of all values at every time that it names. */
const readSnapshots = (text: string): Map<number, ClockValues> => {
  const variables = new Map<string, Variable[]>();
  const scopes: string[] = [];
  const values = new Map<string, { width: number; value: bigint }>();
  const snapshots = new Map<number, ClockValues>();
  let time: number | undefined;
  const set = (id: string, bits: string): void => {
    const value = BigInt(`0b${bits.replaceAll(/[^01]/g, '0')}`);
    for (const { name, width } of variables.get(id) ?? []) values.set(name, { width, value });
  };
  for (const line of text.split('\n')) {
    const declared = /^\$var \S+ (\d+) (\S+) (.+?) \$end/.exec(line);
    const change = /^b([01xz]+) (\S+)/.exec(line) ?? /^([01xz])(\S+)/.exec(line);
    if (declared) {
      const name = [...scopes.slice(1), declared[3]!.replaceAll('\\', '')].join('.');
      variables.set(declared[2]!, [...(variables.get(declared[2]!) ?? []), { name, width: Number(declared[1]) }]);
    } else if (line.startsWith('$scope')) scopes.push(line.split(/\s+/)[2]!.replaceAll('\\', ''));
    else if (line.startsWith('$upscope')) scopes.pop();
    else if (line.startsWith('#')) {
      if (time !== undefined) snapshots.set(time, new Map(values));
      time = Number(line.slice(1));
    } else if (change) set(change[2]!, change[1]!);
  }
  if (time !== undefined) snapshots.set(time, new Map(values));
  return snapshots;
};

/** The run that Yosys' solver dumped: time n is clock n, but the first may stand at time 0, after the state before it. */
export const readSatTrace = (file: string, clocks: number): Trace => {
  const snapshots = readSnapshots(readFileSync(file, 'utf8'));
  return Array.from({ length: clocks }, (_, i) => (snapshots.get(i + 1) ?? (i === 0 ? snapshots.get(0) : undefined))!);
};

/** The run that yosys-smtbmc dumped: ten units of time a clock. */
export const readSmtTrace = (file: string, clocks: number): Trace => {
  const snapshots = readSnapshots(readFileSync(file, 'utf8'));
  return Array.from({ length: clocks }, (_, i) => snapshots.get(10 * i)!);
};

const clockNames = /(^|\.)clk$/;

/** Writes a run as a VCD file, instances as scopes, 10 ns a clock with a running `clk`. */
export const writeVcd = (file: string, top: string, trace: Trace): void => {
  const names = [...(trace.at(-1)?.keys() ?? [])].filter(name => !name.includes(' ')).sort(byScope);
  const idOf = new Map(names.map((name, i) => [name, `v${i}`]));
  const lines = ['$timescale 1ns $end', ...declarations(top, names, trace.at(-1)!, idOf), '$enddefinitions $end'];
  const last = new Map<string, string>();
  const emit = (name: string, width: number, value: bigint): void => {
    const text = width === 1 ? `${value}${idOf.get(name)}` : `b${value.toString(2)} ${idOf.get(name)}`;
    if (last.get(name) !== text) lines.push(text);
    last.set(name, text);
  };
  const setClocks = (value: bigint): void => {
    for (const name of names) if (clockNames.test(name)) emit(name, 1, value);
  };
  trace.forEach((clock, i) => {
    lines.push(`#${10 * i}`);
    setClocks(1n);
    for (const name of names) {
      const now = clock.get(name);
      if (now && !clockNames.test(name)) emit(name, now.width, now.value);
    }
    lines.push(`#${10 * i + 5}`);
    setClocks(0n);
  });
  writeFileSync(file, `${lines.join('\n')}\n#${10 * trace.length}\n`);
};

const scopeOf = (name: string): readonly string[] => name.split('.').slice(0, -1);

/** Signals of a scope stand before those of the scopes inside it. */
const byScope = (a: string, b: string): number => {
  const [x, y] = [scopeOf(a).join('.'), scopeOf(b).join('.')];
  return x === y ? (a < b ? -1 : 1) : x < y ? -1 : 1;
};

const declarations = (
  top: string,
  names: readonly string[],
  widths: ClockValues,
  idOf: ReadonlyMap<string, string>,
): string[] => {
  const lines = [`$scope module ${top} $end`];
  let open: readonly string[] = [];
  for (const name of names) {
    const scope = scopeOf(name);
    const common = scope.findIndex((part, i) => part !== open[i]);
    const shared = common < 0 ? Math.min(scope.length, open.length) : common;
    for (let i = open.length; i > shared; i--) lines.push('$upscope $end');
    for (const part of scope.slice(shared)) lines.push(`$scope module ${part} $end`);
    open = scope;
    const { width } = widths.get(name)!;
    const range = width === 1 ? '' : ` [${width - 1}:0]`;
    lines.push(`$var wire ${width} ${idOf.get(name)} ${name.split('.').at(-1)}${range} $end`);
  }
  return [...lines, ...open.map(() => '$upscope $end'), '$upscope $end'];
};
