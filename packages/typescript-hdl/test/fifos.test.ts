// SPDX-License-Identifier: Apache-2.0
/** The FIFOs of one clock domain, clock by clock against a queue. */
import { bit, emitVerilog, Simulator, u } from 'typescript-hdl';
import { blockFifo, fifo } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random, runStreams } from './support/streams.ts';
import { lint } from './support/tools.ts';

const payload = { data: u(7), last: bit() };

interface Trace {
  /** Words in the order in which they went in and came out, and the clocks. */
  readonly entered: { readonly word: number; readonly clock: number }[];
  readonly left: { readonly word: number; readonly clock: number }[];
  /** Most words held at once, besides the one on offer. */
  readonly most: number;
}

/** Offers and takes at random; checks `count`, `ready` and that an offer stays, in every clock. */
const trace = (
  definition: ReturnType<typeof fifo<typeof payload>>,
  offer: number,
  take: number,
  atOutput: boolean,
): Trace => {
  const simulator = new Simulator(definition);
  simulator.reset();
  const next = random(17);
  const depth = definition.params['depth'] as number;
  const entered: Trace['entered'] = [];
  const left: Trace['left'] = [];
  let most = 0;
  let waiting: number | undefined;
  for (let clock = 0; clock < 1500; clock++) {
    const word = entered.length & 255;
    simulator.poke('up_valid_i', next() < offer ? 1 : 0);
    simulator.poke('up_data_i', word & 127);
    simulator.poke('up_last_i', word >> 7);
    simulator.poke('down_ready_i', next() < take ? 1 : 0);
    const valid = simulator.peekNumber('down_valid_o');
    const held = entered.length - left.length - (atOutput ? valid : 0);
    expect(simulator.peekNumber('count_o')).toBe(held);
    expect(simulator.peekNumber('up_ready_o')).toBe(held < depth ? 1 : 0);
    most = Math.max(most, held);
    const offered = simulator.peekNumber('down_data_o') + 128 * simulator.peekNumber('down_last_o');
    if (waiting !== undefined) expect([valid, offered]).toEqual([1, waiting]);
    const [enters, leaves] = [
      simulator.peekNumber('up_ready_o') && simulator.peekNumber('up_valid_i'),
      valid && simulator.peekNumber('down_ready_i'),
    ];
    waiting = valid && !leaves ? offered : undefined;
    simulator.step();
    if (enters) entered.push({ word, clock });
    if (leaves) left.push({ word: offered, clock });
  }
  return { entered, left, most };
};

describe.each([
  { name: 'fifo', make: fifo, latency: 1, atOutput: false },
  { name: 'blockFifo', make: blockFifo, latency: 2, atOutput: true },
] as const)('$name', ({ make, latency, atOutput }) => {
  it.each([2, 4, 32])('keeps order, counts truly and fills its %i words', async depth => {
    const definition = make(payload, depth);
    expect(await lint(emitVerilog(definition))).toBe('');
    for (const [offer, take] of [
      [0.5, 0.5],
      [0.9, 0.3],
      [0.3, 0.9],
    ] as const) {
      const { entered, left, most } = trace(definition, offer, take, atOutput);
      expect(left.map(({ word }) => word)).toEqual(entered.slice(0, left.length).map(({ word }) => word));
      expect(left.length).toBeGreaterThan(300);
      if (offer > take) expect(most).toBe(depth);
    }
  });

  it(`has a latency of ${latency} and passes one word a clock`, () => {
    const { entered, left } = trace(make(payload, 4), 1, 1, atOutput);
    expect(left.map(({ clock }) => clock)).toEqual(entered.slice(0, left.length).map(({ clock }) => clock + latency));
    expect(entered.length).toBe(1500);
    const words = Array.from({ length: 100 }, (_, i) => i);
    const run = runStreams(make(u(8), 2), { up: words }, ['down'], { seed: 3, always: true });
    expect(run.outputs['down']).toEqual(words);
  });

  it.each([1, 3, 12])('refuses a depth of %i', depth => {
    expect(() => emitVerilog(make(payload, depth))).toThrow(
      `The depth of a FIFO is a power of two of at least 2, not ${depth}.`,
    );
  });
});

describe('blockFifo with an output register', () => {
  const make = (depth: number) => blockFifo(u(8), depth, { outputRegister: true });
  const words = Array.from({ length: 200 }, (_, i) => i);

  it('keeps order whatever the two sides do, and passes one word a clock', async () => {
    expect(await lint(emitVerilog(make(4)))).toBe('');
    for (const seed of [1, 2, 3])
      expect(runStreams(make(4), { up: words }, ['down'], { seed }).outputs['down']).toEqual(words);
    const full = runStreams(make(4), { up: words }, ['down'], { seed: 4, always: true });
    expect(full.outputs['down']).toEqual(words);
    expect(full.clocks).toBeLessThanOrEqual(205);
  });

  it('answers after three clocks, and holds two words besides those of the RAM', () => {
    const simulator = new Simulator(make(4));
    simulator.reset();
    const accepted: number[] = [];
    let firstValid = -1;
    simulator.poke('down_ready_i', 0);
    for (let clock = 0; clock < 12; clock++) {
      simulator.poke('up_valid_i', 1);
      simulator.poke('up_payload_i', clock);
      if (simulator.peekNumber('up_ready_o') === 1) accepted.push(clock);
      if (firstValid < 0 && simulator.peekNumber('down_valid_o') === 1) firstValid = clock;
      simulator.step();
    }
    expect(firstValid).toBe(3);
    expect(accepted).toHaveLength(6);
    expect(simulator.peekNumber('count_o')).toBe(4);
  });
});
