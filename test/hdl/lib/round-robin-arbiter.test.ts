import fc from 'fast-check';
import { component, emitVerilog, inst, master, slave, stream, u } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { roundRobinArbiter } from '../../../hdl/lib/round-robin-arbiter.ts';
import { testBench } from '../../../sim/vitest.ts';

/** The arbiter with a stream of requests in and one of grants out, so that a transfer is a served request. */
const wrapped = (count: number) =>
  component(
    'arbiter_wrapper',
    { count },
    { requests: slave(stream({ lines: u(count) })), grants: master(stream({ requests: u(count), lines: u(count) })) },
    ({ requests, grants }) => {
      const { arbiter } = inst({ arbiter: roundRobinArbiter(count) });
      arbiter.requests.set(requests.payload.lines);
      arbiter.accept.set(grants.ready.and(requests.valid));
      requests.ready.set(grants.ready);
      grants.valid.set(requests.valid);
      grants.payload.set({ requests: requests.payload.lines, lines: arbiter.grants });
    },
  );

/** Served request of each clock, worked out by searching upwards from the one after the last served. */
const naive = (count: number, clocks: readonly number[]): readonly bigint[] => {
  let last = count - 1;
  return clocks.map(requests => {
    for (let step = 1; step <= count; step++) {
      const candidate = (last + step) % count;
      if (((requests >> candidate) & 1) === 0) continue;
      last = candidate;
      return 1n << BigInt(candidate);
    }
    return 0n;
  });
};

describe.each([1, 2, 3, 8, 13])('round-robin arbiter of %i', count => {
  const design = emitVerilog(wrapped(count));

  const grantsFor = async (clocks: readonly number[], stall: number): Promise<readonly bigint[]> => {
    const bench = await testBench(design, { seed: count });
    await bench.reset();
    // Requests may fall before they are served, which a stream may not do; only served clocks are looked at here.
    const requests = bench.source('requests', { idle: 0.2 });
    const grants = bench.sink<'requests' | 'lines'>('grants', { stall, check: false });
    requests.send(clocks.map(lines => ({ lines })));
    const got = await grants.collect(clocks.length);
    expect(got.map(transfer => Number(transfer.requests))).toEqual(clocks);
    return got.map(transfer => transfer.lines);
  };

  test.each([0, 0.5])('serves the next requester above the last (stall %d)', async stall => {
    const clocks = fc.sample(fc.noBias(fc.nat(2 ** count - 1)), { seed: count, numRuns: 600 });
    expect(await grantsFor(clocks, stall)).toEqual(naive(count, clocks));
  });

  test('makes a requester that keeps asking wait for at most every other one', async () => {
    const always = fc.sample(fc.nat(count - 1), { seed: 1, numRuns: 20 });
    for (const [i, patient] of [...new Set(always)].entries()) {
      const others = fc.sample(fc.noBias(fc.nat(2 ** count - 1)), { seed: i, numRuns: 40 * count });
      const grants = await grantsFor(
        others.map(lines => lines | (1 << patient)),
        0,
      );
      let waited = 0;
      for (const grant of grants) {
        waited = grant === 1n << BigInt(patient) ? 0 : waited + 1;
        expect(waited).toBeLessThan(count);
      }
    }
  });

  test('shares equally among those that always ask', async () => {
    const turns = 50;
    const all = 2 ** count - 1;
    const grants = await grantsFor(
      Array.from({ length: turns * count }, () => all),
      0.3,
    );
    for (let i = 0; i < count; i++) expect(grants.filter(grant => grant === 1n << BigInt(i))).toHaveLength(turns);
  });
});
