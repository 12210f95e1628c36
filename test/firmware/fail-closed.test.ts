// SPDX-License-Identifier: Apache-2.0
/** What the tables allow is allowed by the policy whatever stands where the card does not read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyFate } from '../../firmware/oracle/oracle.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import { configs } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import { arbitraryPolicy } from '../support/arbitrary-policies.ts';
import { allowsTruth, arbitraryHidden, completionsOf, type Hidden, hiddenFrame } from '../support/hidden-packets.ts';
import { placedIfFits } from '../support/placed-policy.ts';

const config = configs['10g'];

/** Policies whose machines hold what they cannot read, and leave fragments to the rules. */
const enforcing = arbitraryPolicy('10g').map(
  (policy): Policy => ({
    ...policy,
    malformed: 'drop',
    vms: policy.vms.map(vm => ({ ...vm, unreadable: 'enforce', fragments: 'allow' })),
  }),
);

/** A fragment that overwrites a header does so only where the header is that long. */
const isTrue = ({ fragment, transport, extensions }: Hidden): boolean => {
  if (!fragment || !('from' in fragment)) return true;
  return extensions.length > 0 || transport === 'tcp' || (transport === 'sctp' && fragment.from === 8);
};

const judged = (policy: Policy, images: TableImages, hidden: Hidden): { allowed: boolean; event: string } => {
  const [vm] = policy.vms;
  const frame = { bytes: hiddenFrame(hidden, vm!) };
  const fate = frameFate(images, frame);
  expect(policyFate(policy, frame)).toEqual(fate);
  return { allowed: fate.event === 'delivered', event: fate.event };
};

test('a frame that passes is allowed under every completion', { timeout: 900_000 }, () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(enforcing, fc.array(arbitraryHidden, { minLength: 4, maxLength: 4 }), (policy, packets) => {
      const images = placedIfFits(policy, config);
      fc.pre(images !== undefined);
      const [vm] = policy.vms;
      for (const hidden of packets) {
        for (const completion of completionsOf(hidden).filter(isTrue)) {
          const { allowed, event } = judged(policy, images, completion);
          const truth = allowsTruth(policy, completion, vm!);
          count(`${event}, ${truth ? 'allowed' : 'denied'} in truth`);
          if (allowed && completion.link === 'snap') count('delivered with SNAP');
          if (allowed && completion.options > 0) count('delivered with options');
          expect(allowed && !truth, JSON.stringify(completion)).toBe(false);
        }
      }
    }),
    { numRuns: 120 },
  );
  // Frames are held that the policy would deny, and others go through: neither answer is given to all.
  expect(seen.get('unreadable, denied in truth') ?? 0).toBeGreaterThan(50);
  expect(seen.get('unreadable, allowed in truth') ?? 0).toBeGreaterThan(50);
  expect(seen.get('delivered, allowed in truth') ?? 0).toBeGreaterThan(500);
  expect(seen.get('delivered with SNAP') ?? 0).toBeGreaterThan(50);
  expect(seen.get('delivered with options') ?? 0).toBeGreaterThan(50);
});
