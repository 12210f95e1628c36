// SPDX-License-Identifier: Apache-2.0
/** Random crossings: every mistake is refused, nothing else is, and a check that sleeps is found out. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Choices } from '../src/fuzz/choices.ts';
import { type CrossingPlan, crossingKinds, mistakes, randomCrossing } from '../src/fuzz/crossing-plan.ts';
import { failingCrossing, judgeCrossing } from '../src/fuzz/crossings.ts';

const seeds = Array.from({ length: 300 }, (_, i) => 9000 + i);
const plans = seeds.map(seed => randomCrossing(new Choices(seed), seed % 2 === 0));

it('are refused for their mistakes, and for nothing else', async () => {
  expect(await failingCrossing(seeds, 5)).toBeUndefined();
  expect(plans.flatMap(plan => judgeCrossing(plan) ?? [])).toEqual([]);
});

it('hold every mistake, and every kind without one', () => {
  expect(new Set(plans.map(({ mistake }) => mistake))).toEqual(new Set([undefined, ...mistakes]));
  const right = plans.filter(({ mistake }) => mistake === undefined);
  expect(new Set(right.map(({ kind }) => kind))).toEqual(new Set(crossingKinds));
  expect(new Set(plans.map(({ isDefault }) => isDefault)).size).toBe(3);
});

describe('a check that is switched off is found', () => {
  afterEach(() => {
    vi.doUnmock('../src/check/crossing-safety.ts');
    vi.doUnmock('../src/check/clock-use.ts');
    vi.doUnmock('../src/check/crossings.ts');
    vi.resetModules();
  });

  /** Mistakes that nothing refuses when functions of a module of checks do nothing. */
  const missedWithout = async (file: string, off: (real: any) => object): Promise<Set<string>> => {
    vi.resetModules();
    vi.doMock(file, async original => {
      const real: any = await original();
      return { ...real, ...off(real) };
    });
    const fresh = await import('../src/fuzz/crossings.ts');
    const { randomCrossing: draw } = await import('../src/fuzz/crossing-plan.ts');
    const found = seeds.flatMap(seed => {
      const plan: CrossingPlan = draw(new Choices(seed), true);
      return fresh.judgeCrossing(plan)?.cause ?? [];
    });
    expect(await fresh.failingCrossing(seeds, 1)).toMatchObject({ finding: { cause: found[0] } });
    return new Set(found);
  };

  it('of what crosses', async () => {
    expect(await missedWithout('../src/check/crossing-safety.ts', () => ({ checkCrossing: () => {} }))).toEqual(
      new Set(['missed logic', 'missed bus']),
    );
  });
  it('of clocks and resets', async () => {
    expect(await missedWithout('../src/check/clock-use.ts', () => ({ checkClocks: () => {} }))).toEqual(
      new Set(['missed foreign-reset', 'missed gated-clock']),
    );
  });
  it('of what crosses without saying so', async () => {
    const off = ({ CrossingCheck }: any) => {
      class Sleeping extends CrossingCheck {
        check(): void {}
      }
      return { CrossingCheck: Sleeping };
    };
    expect(await missedWithout('../src/check/crossings.ts', off)).toContain('missed bare');
  });
});

it('tell a refusal for another reason from the one that is due, and one too many', async () => {
  const plan = plans.find(({ mistake }) => mistake === 'gated-clock')!;
  expect(judgeCrossing({ ...plan, mistake: 'bare' })?.text).toMatch(
    /^A crossing with a mistake \(bare\) is refused for another reason:\nHDL-CLOCK: /,
  );
  vi.resetModules();
  const { HdlError } = await import('../src/diagnostic.ts');
  vi.doMock('../src/check/reconvergence.ts', () => ({
    checkReconvergence: () => {
      throw new HdlError('HDL-CROSSING', 'Everything is wrong.');
    },
  }));
  const fresh = await import('../src/fuzz/crossings.ts');
  const right = plans.find(({ mistake }) => mistake === undefined)!;
  expect(judgeCrossing(right)).toBeUndefined();
  expect(fresh.judgeCrossing(right)?.text).toMatch(
    /^A crossing without a mistake is refused:\nHDL-CROSSING: Everything/,
  );
  vi.doUnmock('../src/check/reconvergence.ts');
  vi.resetModules();
});
