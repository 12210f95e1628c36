// SPDX-License-Identifier: Apache-2.0
/** The first two of the three answers: the policy read directly and its compiled tables interpreted agree on any frame. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '../../firmware/compile/compile.ts';
import { policyFate } from '../../firmware/oracle/oracle.ts';
import { PolicyError } from '../../firmware/policy/diagnostic.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import { findConfig } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import type { WireFrame } from '../../sim/model/wire-frame.ts';
import { arbitraryWireFrame } from '../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../support/arbitrary-policies.ts';
import { placedIfFits } from '../support/placed-policy.ts';
import { policyText } from '../support/policy-text.ts';

const frames: fc.Arbitrary<readonly WireFrame[]> = fc.array(
  fc.tuple(arbitraryWireFrame, fc.nat(30)).map(([bytes, dice]) => ({ bytes, badFcs: dice === 0 })),
  { minLength: 10, maxLength: 30 },
);

const expectSameFates = (policy: Policy, images: TableImages, wire: readonly WireFrame[]): void => {
  for (const [i, frame] of wire.entries()) {
    expect(frameFate(images, frame), `frame ${i}`).toEqual(policyFate(policy, frame));
  }
};

describe.each(['10g', 'tiny'])('configuration %s', name => {
  test.each([false, true])('lowered policies, with wide port ranges: %s', wideRanges => {
    const config = findConfig(name)!;
    fc.assert(
      fc.property(arbitraryPolicy(name, { wideRanges }), frames, (policy, wire) => {
        const images = placedIfFits(policy, config);
        fc.pre(images !== undefined);
        expectSameFates(policy, images, wire);
      }),
      { numRuns: 150 },
    );
  });
});

test('policies written out as text, parsed, checked and compiled', () => {
  let compiled = 0;
  fc.assert(
    fc.property(arbitraryPolicy(), frames, (policy, wire) => {
      const result = compileIfSound(policyText(policy));
      if (!result) return;
      compiled += 1;
      expect(withoutPlaces(result.policy)).toEqual(withoutPlaces(policy));
      expectSameFates(policy, result.images, wire);
    }),
    { numRuns: 60 },
  );
  expect(compiled).toBeGreaterThan(20);
});

/** The policy's meaning alone: no file name, no positions. */
const withoutPlaces = (policy: Policy): unknown =>
  JSON.parse(
    JSON.stringify(policy, (key, value: unknown) => {
      if (key === 'file' || key === 'position' || key === 'positions') return undefined;
      return typeof value === 'bigint' ? `${value}` : value;
    }),
  );

/** The compiled policy, undefined when the checks refuse it (too many rules, conditions that contradict each other). */
const compileIfSound = (text: string): CompiledPolicy | undefined => {
  try {
    return compilePolicy(text, 'arbitrary.yaml');
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
};

test('the random policies and frames meet in every fate', () => {
  const events = new Map<string, number>();
  for (const [policy, wire] of fc.sample(fc.tuple(arbitraryPolicy(), frames), { numRuns: 500, seed: 7 })) {
    for (const frame of wire) {
      const { event, queue, functions, reported } = policyFate(policy, frame);
      const kind = `${event}${event === 'delivered' ? ` to queue ${queue}` : ''}${functions.length > 1 ? ', group' : ''}`;
      for (const one of reported ? [kind, 'reported'] : [kind]) events.set(one, (events.get(one) ?? 0) + 1);
    }
  }
  for (const kind of [
    'delivered to queue 0',
    'delivered to queue 1',
    'delivered to queue 0, group',
    'rule_deny',
    'rule_deny, group',
    'default_deny',
    'default_deny, group',
    'unknown_destination',
    'runt',
    'bad_fcs',
    'malformed_ip',
    'unreadable',
    'reported',
  ]) {
    expect(events.get(kind) ?? 0, kind).toBeGreaterThan(9);
  }
});
