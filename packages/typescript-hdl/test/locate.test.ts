// SPDX-License-Identifier: Apache-2.0
/** Whatever a reader meets in the Verilog or in a waveform of a whole design leads back to TypeScript, and back again. */
import { readFileSync } from 'node:fs';
import { type Definition, emitVerilog, Simulator } from 'typescript-hdl';
import { type Located, locate } from 'typescript-hdl/locate';
import { describe, expect, it } from 'vitest';
import { counter } from '../examples/counter.ts';
import { packetWordFifo } from '../examples/fifo.ts';
import { filter512 } from '../examples/packet-filter.ts';
import { uart115200 } from '../examples/uart.ts';

const examples: readonly { readonly name: string; readonly definition: Definition }[] = [
  { name: 'counter', definition: counter(9) },
  { name: 'fifo', definition: packetWordFifo },
  { name: 'uart', definition: uart115200 },
  { name: 'packet filter', definition: filter512 },
];

const sources = new Map<string, readonly string[]>();
const sourceLine = ({ file, line }: Located['source']): string => {
  if (!sources.has(file)) sources.set(file, readFileSync(file, 'utf8').split('\n'));
  return sources.get(file)![line - 1] ?? '';
};

/** Names that a module declares, with their lines: ports, wires, registers, memories and instances. */
const declarationsOf = (verilog: string): { name: string; line: number }[] =>
  verilog.split('\n').flatMap((text, i) => {
    const own = text.replace(/\/\/.*/, '').replace(/\(\*.*?\*\)/g, '');
    const signal = /^ {4}(?:input|output)? *(?:wire|reg) +(?:\[[^\]]*\] *)?(\w+)/.exec(own)?.[1];
    const instance = /^ {4}\w+ (?:#\(.*\) )?(\w+) \($/.exec(own)?.[1];
    const name = signal ?? (own.includes('always') ? undefined : instance);
    return name === undefined || name === 'unused' ? [] : [{ name, line: i + 1 }];
  });

describe.each(examples)('of the $name', ({ definition }) => {
  const { sourceMap, modules } = emitVerilog(definition);

  it('every declared name leads to a line of its component, and to its declaration', () => {
    let count = 0;
    for (const { name: module, verilog } of modules) {
      for (const { name, line } of declarationsOf(verilog)) {
        const answer = locate(sourceMap, `${module}.${name}`);
        if (!('found' in answer)) throw new Error(`${module}.${name}: ${answer.reason}`);
        expect(answer.found).toHaveLength(1);
        expect({ name, ...answer.found[0]!.lines }).toEqual({ name, first: line, last: line });
        expect(sourceLine(answer.found[0]!.source).trim()).not.toBe('');
        count++;
      }
    }
    expect(count).toBeGreaterThan(5);
  });

  it('every line of a module has an origin, from which it can be found again', () => {
    for (const { name, verilog } of modules) {
      const lines = verilog.split('\n');
      for (let line = 1; line < lines.length; line++) {
        const answer = locate(sourceMap, `${name}.v:${line}`);
        if (!('found' in answer)) throw new Error(`${name}.v:${line}: ${answer.reason}`);
        const [{ source, lines: place }] = answer.found as [Located];
        const back = locate(sourceMap, `${source.file}:${source.line}`);
        const places = 'found' in back ? back.found.filter(one => one.module === name) : [];
        expect(places.some(one => one.lines!.first <= place!.first && place!.last <= one.lines!.last)).toBe(true);
      }
    }
  });

  it('every name of a waveform is found, wherever the scope begins', () => {
    const { names } = traceOf(definition);
    expect(names.length).toBeGreaterThan(5);
    const missing = names.filter(name => !('found' in locate(sourceMap, `bench.dut.${name.replace(/^[^.]*\./, '')}`)));
    expect(missing).toEqual([]);
  });
});

/** Full names in a waveform of a few clocks. */
const traceOf = (definition: Definition): { names: string[] } => {
  const texts: string[] = [];
  const simulator = new Simulator(definition);
  const trace = simulator.trace({ write: (text: string) => void texts.push(text) });
  simulator.reset();
  simulator.step(3);
  trace.close();
  const scopes: string[] = [];
  const names: string[] = [];
  for (const line of texts.join('').split('\n')) {
    const [word, , ...rest] = line.trim().split(/\s+/);
    if (word === '$scope') scopes.push(rest[0]!);
    else if (word === '$upscope') scopes.pop();
    else if (word === '$var') names.push([...scopes, rest[2]].join('.'));
  }
  return { names };
};
