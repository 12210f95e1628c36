// SPDX-License-Identifier: Apache-2.0
/** Crossings between clocks of many ratios and phases on the built-in simulator: order, latency, throughput. */
import { type ClockDomain, clockDomain, type Definition, Simulator, u } from 'typescript-hdl';
import { asyncFifo, handshakeCrossing, pulseCrossing } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random } from './support/streams.ts';

const [from, to] = [clockDomain('from'), clockDomain('to')];

/** Ticks of the two clocks in order of time, for periods and a phase; edges at one time are one tick of both. */
function* ticks(fromPeriod: number, toPeriod: number, phase: number): Generator<ClockDomain[]> {
  for (let [a, b] = [0, phase]; ; ) {
    const now = Math.min(a, b);
    const both: ClockDomain[] = [];
    if (a === now) both.push(from);
    if (b === now) both.push(to);
    if (a === now) a += fromPeriod;
    if (b === now) b += toPeriod;
    yield both;
  }
}

const ratios = [
  [10, 10, 0],
  [10, 10, 3],
  [10, 11, 0],
  [10, 29, 7],
  [37, 10, 5],
  [100, 7, 1],
  [7, 100, 1],
] as const;

/** Sends numbers with gaps and stalls; returns what came, and the ticks of `to` from a word's arrival in an empty crossing to its offer. */
const run = (definition: Definition, clocks: Iterable<ClockDomain[]>, words: number, gaps: number) => {
  const simulator = new Simulator(definition);
  simulator.reset();
  const next = random(words);
  const got: number[] = [];
  const latencies: number[] = [];
  let [sent, waited, steps] = [0, 0, 0];
  let offering = false;
  for (const now of clocks) {
    if (got.length === words || steps++ > 200_000) break;
    offering ||= sent < words && next() >= gaps;
    const open = next() >= gaps;
    simulator.poke('up_valid_i', offering ? 1 : 0);
    simulator.poke('up_payload_i', sent & 255);
    simulator.poke('down_ready_i', open ? 1 : 0);
    const valid = simulator.peekNumber('down_valid_o') === 1;
    const enters = now.includes(from) && offering && simulator.peekNumber('up_ready_o') === 1;
    if (now.includes(to)) {
      if (valid && open) got.push(simulator.peekNumber('down_payload_o'));
      else if (!valid && sent > got.length) waited++;
    }
    if (valid && waited > 0) {
      latencies.push(waited);
      waited = 0;
    }
    if (enters) {
      sent++;
      offering = false;
    }
    simulator.tick(...now);
  }
  return { got, latencies };
};

describe.each([
  ['an asynchronous FIFO', () => asyncFifo(u(8), 4, from, to)],
  ['a handshake', () => handshakeCrossing(u(8), from, to)],
])('%s', (_, make) => {
  it.each(ratios)('keeps the order with periods %d and %d, phase %d', (a, b, phase) => {
    const { got } = run(make(), ticks(a, b, phase), 300, 0.4);
    expect(got).toEqual(Array.from({ length: 300 }, (_, i) => i & 255));
  });
  it('offers a word at the third edge of the reader after it came', () => {
    const { latencies } = run(make(), ticks(100, 7, 1), 50, 0);
    expect(new Set(latencies)).toEqual(new Set([3]));
  });
});

it.each([
  [4, 384],
  [8, 256],
  [16, 256],
])('an asynchronous FIFO of %d words passes 256 in %d clocks, once it flows', (depth, most) => {
  let count = 0;
  function* counted(): Generator<ClockDomain[]> {
    for (const now of ticks(10, 10, 0)) {
      count++;
      yield now;
    }
  }
  expect(run(asyncFifo(u(8), depth, from, to), counted(), 256, 0).got).toHaveLength(256);
  expect(count).toBeGreaterThanOrEqual(most);
  expect(count).toBeLessThan(most + 8);
});

it.each(ratios)('pulses arrive once each with periods %d and %d, phase %d', (a, b, phase) => {
  const simulator = new Simulator(pulseCrossing(from, to));
  simulator.reset();
  const next = random(a + b);
  let [sent, got, since, steps] = [0, 0, 9, 0];
  for (const now of ticks(a, b, phase)) {
    if (steps++ > 5000) break;
    const pulse = sent < 100 && since >= 2 && now.includes(from) && next() < 0.5;
    simulator.poke('pulse_i', pulse ? 1 : 0);
    if (now.includes(to)) {
      got += simulator.peekNumber('arrived_o');
      since++;
    }
    if (pulse) {
      sent++;
      since = 0;
    }
    simulator.tick(...now);
  }
  expect(sent).toBeGreaterThan(20);
  expect(got).toBe(sent);
});
