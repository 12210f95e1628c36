// SPDX-License-Identifier: Apache-2.0
/** Waveforms of the built-in simulator as value change dumps (IEEE 1364-2005, clause 18). */

import { closeSync, openSync, writeSync } from 'node:fs';
import { planBlocks } from '../emit/blocks.ts';
import { type ClockNeeds, clockNeeds, styleOf, styleSuffixes, unitsOf, wiresOf } from '../emit/clocking.ts';
import type { ModuleDefinition, Signal } from '../ir/index.ts';
import { limbsOf, type Scope, type Storage } from './storage.ts';

/** Where a waveform goes: the path of a file, or anything that takes pieces of text. */
export type TraceTarget = string | { write(text: string): unknown };

/** The time axis of a waveform; everything has a default. */
export interface TraceOptions {
  /** Unit of time in the file. Default `1ns`. */
  readonly timescale?: '1s' | '1ms' | '1us' | '1ns' | '1ps' | '1fs';
  /** Units of time that a `step` or a `tick` takes; the clock rises in the middle of it. Default 10. */
  readonly period?: number;
}

/** A waveform being written. */
export interface Trace {
  /** Writes the last values and completes the file. */
  close(): void;
}

/** A variable of the file; signals that are the same wire share one. */
interface Variable {
  readonly id: string;
  readonly slot: number;
  readonly width: number;
}

interface Declared {
  readonly name: string;
  readonly type: 'reg' | 'wire';
  readonly slot: number;
  readonly width: number;
}

/** Text that is held back before it is written. */
const chunk = 1 << 16;

/** Writes the header at once, then what changed whenever the simulator says that time passes. */
export class Tracer {
  readonly #limbs: Int32Array;
  readonly #shown: Int32Array;
  readonly #variables: Variable[] = [];
  readonly #ids = new Map<number, string>();
  readonly #sink: (text: string) => void;
  readonly #end: () => void;
  readonly #period: number;
  #time = 0;
  #stamped = 0;
  #text = '';

  constructor(
    storage: Storage,
    limbs: Int32Array,
    target: TraceTarget,
    { timescale = '1ns', period = 10 }: TraceOptions,
  ) {
    this.#limbs = limbs;
    this.#shown = limbs.slice();
    this.#period = period;
    if (typeof target === 'string') {
      const file = openSync(target, 'w');
      this.#sink = text => writeSync(file, text);
      this.#end = () => closeSync(file);
    } else {
      this.#sink = text => target.write(text);
      this.#end = () => {};
    }
    this.#header(storage, timescale);
  }

  /** Values with the inputs of this clock; then time goes on to the edge. */
  beforeEdge(): void {
    this.#sample();
    this.#time += Math.floor(this.#period / 2);
  }

  /** Values after the edge; then time goes on to the end of the clock. */
  afterEdge(): void {
    this.#sample();
    this.#time += Math.ceil(this.#period / 2);
  }

  /** Lets time pass without an edge. */
  pass(time = this.#period): void {
    this.#sample();
    this.#time += time;
  }

  close(): void {
    this.#sample();
    this.#stamp();
    this.#flush();
    this.#end();
  }

  #stamp(): void {
    if (this.#stamped === this.#time) return;
    this.#write(`#${this.#time}`);
    this.#stamped = this.#time;
  }

  #sample(): void {
    for (const variable of this.#variables) {
      if (!this.#changed(variable)) continue;
      this.#stamp();
      this.#write(this.#valueText(variable));
    }
  }

  #changed({ slot, width }: Variable): boolean {
    let changed = false;
    for (let i = slot; i < slot + limbsOf(width); i++) {
      if (this.#limbs[i] === this.#shown[i]) continue;
      this.#shown[i] = this.#limbs[i]!;
      changed = true;
    }
    return changed;
  }

  #valueText({ id, slot, width }: Variable): string {
    if (width === 1) return `${this.#limbs[slot]}${id}`;
    let bits = '';
    for (let i = slot + limbsOf(width) - 1; i >= slot; i--) {
      bits += (this.#limbs[i]! >>> 0).toString(2).padStart(32, '0');
    }
    return `b${bits.replace(/^0+(?=.)/, '')} ${id}`;
  }

  #write(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length >= chunk) this.#flush();
  }

  #flush(): void {
    this.#sink(this.#text);
    this.#text = '';
  }

  #header(storage: Storage, timescale: string): void {
    this.#write('$version typescript-hdl $end');
    this.#write(`$timescale ${timescale} $end`);
    this.#declare(storage);
    this.#write('$enddefinitions $end');
    this.#write('#0');
    this.#write('$dumpvars');
    for (const variable of this.#variables) this.#write(this.#valueText(variable));
    this.#write('$end');
  }

  /** Scopes stand in the order of the hierarchy, each with its signals first. */
  #declare({ scopes }: Storage): void {
    const top = scopes[0]!;
    const style = styleOf(top.clockOf(undefined).domain);
    const order = [...new Set(unitsOf(top.definition, style).map(unit => unit.definition))];
    const needs = clockNeeds(order);
    const suffix = needs.get(top.definition)!.get(undefined)!.reset ? styleSuffixes[style] : '';
    const open: string[] = [];
    for (const scope of scopes) {
      const path = scope.path === '' ? [] : scope.path.split('.');
      while (open.length > path.length) {
        open.pop();
        this.#write('$upscope $end');
      }
      const name = path.at(-1) ?? `${top.definition.name}${suffix}`;
      open.push(name);
      this.#write(`$scope module ${name} $end`);
      for (const signal of declaredIn(scope, needs)) this.#variable(signal);
    }
    for (const _ of open) this.#write('$upscope $end');
  }

  #variable({ name, type, slot, width }: Declared): void {
    let id = this.#ids.get(slot);
    if (id === undefined) {
      id = identifier(this.#ids.size);
      this.#ids.set(slot, id);
      this.#variables.push({ id, slot, width });
    }
    this.#write(`$var ${type} ${width} ${id} ${name}${width === 1 ? '' : ` [${width - 1}:0]`} $end`);
  }
}

/** The short codes that stand for variables: printable characters from `!` on. */
const identifier = (number: number): string => {
  const digit = String.fromCharCode(33 + (number % 94));
  return number < 94 ? digit : identifier(Math.floor(number / 94) - 1) + digit;
};

/** What the emitted module declares: clocks and resets, then every signal that has a declaration. */
const declaredIn = (scope: Scope, needs: ReadonlyMap<ModuleDefinition, ClockNeeds>): Declared[] => {
  const { module, slots } = scope;
  const style = styleOf(scope.clockOf(undefined).domain);
  const isAsync = (signal: Signal): boolean => scope.clockOf(signal.domain).domain.reset?.kind === 'async';
  const { direct } = planBlocks(module, isAsync);
  const wires = [...needs.get(scope.definition)!].flatMap(([domain, need]): Declared[] => {
    const { clock, reset } = scope.clockOf(domain);
    const names = wiresOf(domain, style);
    return [
      ...(need.clock ? [{ name: names.clock, type: 'wire' as const, slot: clock, width: 1 }] : []),
      ...(need.reset && names.reset ? [{ name: names.reset.name, type: 'wire' as const, slot: reset!, width: 1 }] : []),
    ];
  });
  const signals = module.signals
    .filter(signal => !direct.has(signal) && signal.kind !== 'peek')
    .map(signal => ({
      name: signal.name,
      type: signal.kind === 'reg' ? ('reg' as const) : ('wire' as const),
      slot: slots.get(signal)!,
      width: signal.width,
    }));
  return [...wires, ...signals];
};
