// SPDX-License-Identifier: Apache-2.0
/** What the algebra says of all frames is what oracle and tables say of each; what it says has changed has, and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { both, boxOf } from '../../../../firmware/compile/analysis/box.ts';
import {
  type Destination,
  destinationsOf,
  isGroup,
  stepsFor,
} from '../../../../firmware/compile/analysis/decisions.ts';
import { keySpace } from '../../../../firmware/compile/analysis/key-space.ts';
import { BudgetSpent, differencesIn, type Region, regionsOf } from '../../../../firmware/compile/analysis/regions.ts';
import { tableEntries } from '../../../../firmware/compile/analysis/table-entries.ts';
import { frameAt, witnessOf } from '../../../../firmware/compile/analysis/witness.ts';
import { compileBanks } from '../../../../firmware/compile/banks/compile-banks.ts';
import { placePolicy } from '../../../../firmware/compile/place.ts';
import { simulationSecret } from '../../../../firmware/compile/secret.ts';
import { policyFate } from '../../../../firmware/oracle/oracle.ts';
import { readFrame } from '../../../../firmware/oracle/oracle-frame.ts';
import type { Policy } from '../../../../firmware/policy/policy.ts';
import { findConfig } from '../../../../hdl/spec/configs.ts';
import type { Fate } from '../../../../hdl/spec/events/fate.ts';
import { frameFate } from '../../../../sim/model/pipeline-model.ts';
import { arbitraryWireFrame } from '../../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../../support/arbitrary-policies.ts';
import { arbitraryPoint, pointOf } from '../../../support/key-points.ts';

const placed = (policy: Policy) => {
  const config = findConfig(policy.config)!;
  const banks = compileBanks(policy, config, simulationSecret);
  if (!banks.fits) return undefined;
  const images = placePolicy(policy, config, simulationSecret, banks);
  return { images, destinations: destinationsOf(images, config), entries: tableEntries(banks.tables, config) };
};

/** What a fate and a region can be compared by: a hash may choose another queue than 0. */
const told = (
  { event, queue, reported }: Pick<Fate, 'event' | 'queue'> & { readonly reported?: boolean },
  named: number,
) => ({
  event,
  queue: named === 0 ? 0 : queue,
  reported: reported ?? false,
});

const unhashed = (policy: Policy): Policy => ({ ...policy, vms: policy.vms.map(({ hash: _, ...vm }) => vm) });

const regionsTo = (at: NonNullable<ReturnType<typeof placed>>, to: Destination, left = 1e7): Region[] =>
  keySpace.flatMap(({ box }) => [...regionsOf(box, stepsFor(at.images, at.entries, to), { left })]);

const matching = (bytes: Uint8Array, maxFrameBytes: number, { vlan, mac }: Destination): boolean => {
  const frame = readFrame(bytes, maxFrameBytes);
  const group = frame && ((frame.destinationMac >> 40n) & 1n) === 1n;
  return frame?.vlan === vlan && (group ? isGroup({ mac }) : frame.destinationMac === mac);
};

describe.each(['10g', 'tiny'])('random policies in %s', name => {
  const { maxFrameBytes } = findConfig(name)!;

  test('every region: its witness is judged so by oracle and tables, by the rule that it names', () => {
    let regions = 0;
    fc.assert(
      fc.property(arbitraryPolicy(name, { tiers: name === '10g' }), policy => {
        const at = placed(policy);
        fc.pre(at !== undefined);
        for (const to of at.destinations) {
          for (const { box, outcome } of regionsTo(at, to)) {
            const bytes = witnessOf(box, to);
            const fate = policyFate(policy, { bytes });
            expect(told(fate, outcome.queue)).toEqual(outcome);
            expect(told(frameFate(at.images, { bytes }), outcome.queue)).toEqual(outcome);
            expect(fate.functions).toEqual(to.functions);
            regions++;
          }
        }
      }),
      { numRuns: 25 },
    );
    expect(regions).toBeGreaterThan(1000);
  });

  test('every frame is in one region, and its outcome is the one of the region', () => {
    let found = 0;
    fc.assert(
      fc.property(
        arbitraryPolicy(name, { tiers: name === '10g' }),
        fc.array(arbitraryWireFrame, { minLength: 20, maxLength: 40 }),
        (policy, wire) => {
          const at = placed(policy);
          fc.pre(at !== undefined);
          const regions = new Map(at.destinations.map(to => [to, regionsTo(at, to)]));
          for (const bytes of wire) {
            const to = at.destinations.find(one => matching(bytes, maxFrameBytes, one));
            if (!to || bytes.length < 60 || bytes.length > maxFrameBytes) continue;
            const point = boxOf(pointOf(bytes, maxFrameBytes));
            const held = regions.get(to)!.filter(({ box }) => both(box, point));
            expect(held).toHaveLength(1);
            expect(told(policyFate(policy, { bytes }), held[0]!.outcome.queue)).toEqual(held[0]!.outcome);
            found++;
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(25);
  });

  test('differences: disjoint, each with a change at any of its points, and none beside them', () => {
    const pair = fc
      .tuple(arbitraryPolicy(name), arbitraryPolicy(name))
      .map(([policy, { rules, defaults, malformed }]) => {
        const names = policy.vms.map(vm => vm.name);
        const fitting = rules.filter(({ to, queue }) => (to.kind !== 'vm' || names.includes(to.name)) && queue === 0);
        // Mostly the same rules, so that much stays as it is.
        return [
          policy,
          { ...policy, defaults, malformed, rules: [...policy.rules.slice(1), ...fitting.slice(0, 2)] },
        ] as const;
      });
    const point = fc.constantFrom(...keySpace).chain(({ box }) => arbitraryPoint(box));
    let changes = 0;
    fc.assert(
      fc.property(pair, fc.array(point, { minLength: 60, maxLength: 60 }), ([before, after], points) => {
        const [was, is] = [placed(before), placed(after)];
        fc.pre(was !== undefined && is !== undefined);
        for (const to of was.destinations) {
          const steps = [stepsFor(was.images, was.entries, to), stepsFor(is.images, is.entries, to)] as const;
          const change = (a: object, b: object): boolean => JSON.stringify(a) !== JSON.stringify(b);
          const found = keySpace.flatMap(({ box }) => [...differencesIn(box, steps, change, { left: 1e7 })]);
          for (const { box, before: old, after: now } of found) {
            const bytes = witnessOf(box, to);
            expect(told(policyFate(before, { bytes }), old.outcome.queue)).toEqual(old.outcome);
            expect(told(policyFate(after, { bytes }), now.outcome.queue)).toEqual(now.outcome);
            changes++;
          }
          for (const at of points) {
            if (at.ethertype === 0x8100n || at.ethertype === 0x88a8n) continue;
            const held = found.filter(({ box }) => both(box, boxOf(at))).length;
            const bytes = frameAt(at, to);
            // Without hashes, which may choose the very queue that a rule named.
            const [a, b] = [policyFate(unhashed(before), { bytes }), policyFate(unhashed(after), { bytes })];
            const differs = change(told(a, a.queue), told(b, b.queue));
            expect([held, at, to.vlan]).toEqual([differs ? 1 : 0, at, to.vlan]);
          }
        }
      }),
      { numRuns: 20 },
    );
    expect(changes).toBeGreaterThan(50);
  });
});

test('a search that may not go on says so', () => {
  const [policy] = fc.sample(arbitraryPolicy(), { numRuns: 1, seed: 1 });
  const at = placed(policy!)!;
  expect(() => regionsTo(at, at.destinations[0]!, 3)).toThrow(BudgetSpent);
});
