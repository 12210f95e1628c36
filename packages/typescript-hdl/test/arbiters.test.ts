// SPDX-License-Identifier: Apache-2.0
/** Round-robin arbiter and stream merge, under random requests and stalls, against what they promise. */
import { emitVerilog, Simulator, u } from 'typescript-hdl';
import { roundRobinArbiter, streamMerge } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { random, runStreams } from './support/streams.ts';
import { lint } from './support/tools.ts';

interface Served {
  readonly requests: number;
  readonly accept: boolean;
  readonly grants: number;
}

/** One row a clock. */
const serve = (count: number, requests: readonly number[], accepts: number): Served[] => {
  const simulator = new Simulator(roundRobinArbiter(count));
  simulator.reset();
  const next = random(count);
  return requests.map(lines => {
    const accept = next() < accepts;
    simulator.poke('requests_i', lines);
    simulator.poke('accept_i', accept ? 1 : 0);
    const grants = simulator.peekNumber('grants_o');
    simulator.step();
    return { requests: lines, accept, grants };
  });
};

describe.each([1, 2, 3, 8, 13])('round-robin arbiter of %i', count => {
  const next = random(count + 100);
  const some = Array.from({ length: 600 }, () => Math.floor(next() * 2 ** count));

  it.each([1, 0.5])('grants the next requester above the last that was served (accept %d)', accepts => {
    let last = count - 1;
    for (const { requests, accept, grants } of serve(count, some, accepts)) {
      const turn = Array.from({ length: count }, (_, i) => (last + 1 + i) % count).find(i => (requests >> i) & 1);
      expect(grants).toBe(turn === undefined ? 0 : 2 ** turn);
      if (accept && turn !== undefined) last = turn;
    }
  });

  it('makes a requester that keeps asking wait for at most every other one', () => {
    for (let patient = 0; patient < count; patient++) {
      let waited = 0;
      for (const { grants } of serve(
        count,
        some.map(lines => lines | (1 << patient)),
        1,
      )) {
        waited = grants === 1 << patient ? 0 : waited + 1;
        expect(waited).toBeLessThan(count);
      }
    }
  });

  it('shares equally among those that always ask', async () => {
    expect(await lint(emitVerilog(roundRobinArbiter(count)))).toBe('');
    const turns = serve(count, Array(40 * count).fill(2 ** count - 1), 1).map(({ grants }) => grants);
    for (let i = 0; i < count; i++) expect(turns.filter(grants => grants === 2 ** i)).toHaveLength(40);
  });
});

describe('stream merge', () => {
  const names = ['first', 'second', 'third'] as const;
  const merge = streamMerge({ number: u(10), source: u(2) }, names);
  const pack = ['number', 10, 'source', 2];
  const numbered = (source: number, length: number): number[] =>
    Array.from({ length }, (_, number) => number + 1024 * source);
  const inputs = { ups_first: numbered(0, 300), ups_second: numbered(1, 301), ups_third: numbered(2, 302) };

  it('passes every transfer once and keeps the order of each stream', async () => {
    expect(await lint(emitVerilog(merge))).toBe('');
    const got = runStreams(merge, inputs, ['down'], { seed: 9, pack, clocks: 4000 }).outputs['down']!;
    expect(got).toHaveLength(903);
    Object.values(inputs).forEach((own, source) => {
      expect(got.filter(word => word >> 10 === source)).toEqual(own);
    });
  });

  it('takes turns, one transfer a clock, while all streams offer', () => {
    const equal = { ups_first: numbered(0, 100), ups_second: numbered(1, 100), ups_third: numbered(2, 100) };
    const { outputs, clocks } = runStreams(merge, equal, ['down'], { seed: 9, pack, always: true });
    expect(outputs['down']!.map(word => word >> 10)).toEqual(Array.from({ length: 300 }, (_, i) => i % 3));
    expect(clocks).toBe(301);
  });

  it('lets a lone stream use every clock', () => {
    const lone = { ups_first: [], ups_second: numbered(1, 100), ups_third: [] };
    const { outputs, clocks } = runStreams(merge, lone, ['down'], { seed: 9, pack, always: true });
    expect(outputs['down']).toEqual(lone.ups_second);
    expect(clocks).toBe(101);
  });
});
