// SPDX-License-Identifier: Apache-2.0
/** Reserve ledger: reserves are always there, limits are never passed, and what is shared is shared to the last cell. */
import { Simulator } from 'typescript-hdl';
import { exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, it, test } from 'vitest';
import { grantableCells, reserveLedger } from '../../../hdl/buffer/reserve-ledger.ts';
import { type Config, cellBytes, configs } from '../../../hdl/spec/configs.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';

interface Frame {
  readonly function: number;
  readonly cells: number;
  readonly shared: boolean;
}

interface Question {
  readonly function: number;
  readonly cells: number;
  /** Whether it is charged if it is granted: a full queue may still refuse it. */
  readonly charges: boolean;
}

/** Clocks after which cells that came back surely count. */
const settleClocks = 4;
/** Clocks between two look-ups of a function. */
const lookupClocks = 4;

class LedgerBench {
  readonly sim: Simulator;
  readonly frames: Frame[] = [];
  readonly refused: number[];
  readonly granted: number[];
  readonly reserves: number[];
  readonly limits: number[];
  readonly #config: Config;
  readonly #questions: (Question | undefined)[] = [undefined, undefined];
  readonly #lookedUp: number[];
  #charge: Frame | undefined;
  /** Cells that came back a short time ago. */
  #back: { readonly clock: number; readonly frame: Frame }[] = [];
  #written = Number.NEGATIVE_INFINITY;
  #clock = 0;

  constructor(config: Config) {
    this.#config = config;
    this.sim = new Simulator(reserveLedger(config), { powerUpSeed: 1 });
    this.sim.reset();
    this.sim.step(config.functions + 2);
    const zeros = () => Array.from({ length: config.functions }, () => 0);
    [this.refused, this.granted, this.reserves, this.limits] = [zeros(), zeros(), zeros(), zeros()];
    this.#lookedUp = zeros().map(() => Number.NEGATIVE_INFINITY);
  }

  write(fn: number, reserve: number, limit: number): void {
    [this.reserves[fn], this.limits[fn]] = [reserve, limit];
    this.#poke('write', { function: fn, reserve, limit });
    this.clock(undefined);
    this.#poke('write', undefined);
    this.#written = this.#clock;
  }

  held(fn?: number, shared?: boolean): number {
    return this.frames
      .filter(frame => (fn ?? frame.function) === frame.function && (shared ?? frame.shared) === frame.shared)
      .reduce((sum, { cells }) => sum + cells, 0);
  }

  /** Whether a function may be looked up in this clock. */
  mayAsk(fn: number): boolean {
    return this.#clock - this.#lookedUp[fn]! >= lookupClocks;
  }

  #poke(port: string, fields: Readonly<Record<string, number>> | undefined): void {
    this.sim.poke(`${port}_valid_i`, Number(fields !== undefined));
    for (const [name, value] of Object.entries(fields ?? {})) this.sim.poke(`${port}_${name}_i`, value);
  }

  /** Asks a question, or none, and lets one frame leave. */
  clock(question: Question | undefined, leaves?: Frame): void {
    if (question) {
      this.#lookedUp[question.function] = this.#clock;
      this.sim.poke('lookup_function_i', question.function);
      this.sim.poke('lookup_count_less_one_i', question.cells - 1);
    }
    const cellsOf = ({ function: fn, cells, shared }: Frame) => ({
      function: fn,
      count_less_one: cells - 1,
      shared: Number(shared),
    });
    this.#poke('charge', this.#charge && cellsOf(this.#charge));
    this.#poke('discharge', leaves && cellsOf(leaves));
    const answered = this.#questions.shift();
    const charge = answered && this.#judge(answered);
    this.#questions.push(question);
    this.sim.step();
    if (leaves) {
      this.frames.splice(this.frames.indexOf(leaves), 1);
      this.#back.push({ clock: this.#clock, frame: leaves });
    }
    this.#charge = charge;
    if (charge) this.frames.push(charge);
    this.#clock++;
    this.#back = this.#back.filter(({ clock }) => this.#clock - clock <= settleClocks);
  }

  /** The answer to a question, with all grants before it in `frames`. */
  #judge({ function: fn, cells, charges }: Question): Frame | undefined {
    const over = this.sim.peekNumber('over_o') === 1;
    const shared = this.sim.peekNumber('shared_o') === 1;
    const back = this.#back.map(({ frame }) => frame);
    const late = (list: readonly Frame[]) => list.reduce((sum, frame) => sum + frame.cells, 0);
    const own = back.filter(frame => frame.function === fn);
    const sharedCells = grantableCells(this.#config) - this.reserves.reduce((a, b) => a + b, 0);
    const lateShared = late(back.filter(frame => frame.shared));
    /** Whether it fits when cells that came back lately still count, or do not. */
    const fits = (counts: number): boolean => {
      const inOwn = this.held(fn, false) + counts * late(own.filter(f => !f.shared)) + cells <= this.reserves[fn]!;
      const inShared = this.held(undefined, true) + counts * lateShared + cells <= sharedCells;
      return this.held(fn) + counts * late(own) + cells <= this.limits[fn]! && (inOwn || inShared);
    };
    // A reserve that was written lately has not yet moved its cells.
    if (this.#clock - this.#written > settleClocks + 2) {
      if (over && fits(1)) throw new Error(`clock ${this.#clock}: ${cells} cells of function ${fn} were refused`);
      if (!over && !fits(0)) throw new Error(`clock ${this.#clock}: ${cells} cells of function ${fn} were granted`);
    }
    if (over) this.refused[fn]!++;
    else this.granted[fn]!++;
    return over || !charges ? undefined : { function: fn, cells, shared };
  }
}

const large: Config = { ...configs['10g']!, name: 'large', functions: 64, queuesPerFunction: 4, hostDataBits: 512 };
const sizes = [...Object.entries(simulatedConfigs), ['64 x 4', large] as const];

/** A function at random that may be looked up. */
const anyone = (bench: LedgerBench, config: Config, random: Random): number | undefined => {
  const fn = random.between(0, config.functions - 1);
  return bench.mayAsk(fn) ? fn : undefined;
};

describe.each(sizes)('the reserve ledger at %s', (_, config) => {
  const most = Math.ceil(config.maxFrameBytes / cellBytes);
  const all = grantableCells(config);
  const share = Math.floor(all / config.functions);

  it.each([1, 2, 3])('answers as a list of frames would (seed %i)', seed => {
    const random = seededRandom(seed);
    const bench = new LedgerBench(config);
    const setUp = (fn: number): void => {
      const reserve = random.between(0, share);
      bench.write(fn, reserve, random.between(0, all));
    };
    for (let fn = 0; fn < config.functions; fn++) setUp(fn);
    for (let i = 0; i < settleClocks + 4; i++) bench.clock(undefined);
    for (let clock = 0; clock < 6000; clock++) {
      const fn = random.chance(0.9) ? anyone(bench, config, random) : undefined;
      const cells = random.chance(0.8) ? random.between(1, 4) : random.between(1, most);
      const leaving = Math.floor(clock / 700) % 2 === 0 ? 0.3 : 0.8;
      const leaves = bench.frames.length > 0 && random.chance(leaving) ? random.pick(bench.frames) : undefined;
      bench.clock(fn === undefined ? undefined : { function: fn, cells, charges: random.chance(0.9) }, leaves);
      expect(bench.held()).toBeLessThanOrEqual(all);
    }
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(Math.min(sum(bench.granted), sum(bench.refused))).toBeGreaterThan(50);
  });

  it('keeps every reserve free while a neighbour takes all that it can get', () => {
    const random = seededRandom(7);
    const bench = new LedgerBench(config);
    const reserve = Math.floor(share / 2);
    const limit = all - reserve;
    for (let fn = 0; fn < config.functions; fn++) bench.write(fn, reserve, fn === 0 ? limit : reserve);
    for (let clock = 0; clock < 8000; clock++) {
      // The hostile function asks whenever it may, and gives nothing back.
      const hostile = bench.mayAsk(0) && random.chance(0.7);
      const fn = hostile ? 0 : anyone(bench, config, random);
      const room = fn === undefined || fn === 0 ? most : reserve - bench.held(fn);
      const ask = fn !== undefined && room > 0 && (fn !== 0 || hostile);
      const cells = random.between(1, Math.min(room, fn === 0 && random.chance(0.5) ? 1 : most));
      const victims = bench.frames.filter(frame => frame.function !== 0);
      const leaves = victims.length > 0 && random.chance(0.3) ? random.pick(victims) : undefined;
      bench.clock(ask ? { function: fn, cells, charges: true } : undefined, leaves);
    }
    const sharedCells = all - reserve * config.functions;
    expect(bench.refused.slice(1)).toEqual(bench.refused.slice(1).map(() => 0));
    expect(Math.min(...bench.granted.slice(1))).toBeGreaterThan(10);
    // The neighbour has its reserve and every shared cell, and no more.
    expect(bench.held(0)).toBe(Math.min(limit, reserve + sharedCells));
    expect(bench.refused[0]).toBeGreaterThan(100);
  });

  it('lets a reserve grow into shared cells as they come back', () => {
    const random = seededRandom(8);
    const bench = new LedgerBench(config);
    bench.write(0, 0, all);
    bench.write(1, 0, all);
    for (let clock = 0; clock < 8 * all; clock++)
      bench.clock(bench.mayAsk(0) ? { function: 0, cells: 1, charges: true } : undefined);
    expect(bench.held(0)).toBe(all);
    bench.write(1, share, all);
    for (let i = 0; i < 10; i++) bench.clock(undefined);
    // What function 0 gives back belongs to the reserve now, however often it asks.
    const ask = (fn: number) => (bench.mayAsk(fn) ? { function: fn, cells: 1, charges: true } : undefined);
    const before = bench.granted[0]!;
    for (let i = 0; i < share; i++) bench.clock(ask(0), random.pick(bench.frames));
    for (let i = 0; i < 40; i++) bench.clock(ask(0));
    expect(bench.granted[0]).toBe(before);
    for (let i = 0; i < 8 * share; i++) bench.clock(ask(1));
    expect(bench.held(1)).toBe(share);
    expect(bench.held()).toBe(all);
  });

  test('keeps to its depth', () => expect(exceededBounds(reserveLedger(config))).toEqual([]));
});
