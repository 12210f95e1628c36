// SPDX-License-Identifier: Apache-2.0
/** Placement: the rows of the match RAM accept the same keys as the ternary words they were made of, in the same order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { lowerRules } from '../../../firmware/compile/lower.ts';
import { placePolicy, placeTernary } from '../../../firmware/compile/place.ts';
import type { Ternary } from '../../../firmware/compile/ternary.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../hdl/spec/field.ts';
import { slotEntryFields } from '../../../hdl/spec/tables/bank-slot.ts';
import { forwardingSlotFields } from '../../../hdl/spec/tables/forwarding-slot.ts';
import { ruleKeyBits } from '../../../hdl/spec/tables/rule-key.ts';
import { frameReading } from '../../../sim/model/frame-reading-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { packRuleKey, ruleKey } from '../../../sim/model/rule-key-model.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';

const tenGig = configs['10g'];
const keyMax = 2n ** BigInt(ruleKeyBits) - 1n;

/** Match vector as the hardware forms it: 70 look-ups of 5 key bits, their words combined with AND. */
const matchVector = (rows: readonly bigint[], key: bigint, rules: number): bigint => {
  let vector = 2n ** BigInt(rules) - 1n;
  for (let chunk = 0; chunk < 70; chunk++) vector &= rows[chunk * 32 + Number((key >> BigInt(5 * chunk)) & 31n)]!;
  return vector;
};

/** Match vector bit by bit from values and masks. */
const naiveVector = (words: readonly Ternary[], key: bigint): bigint => {
  let vector = 0n;
  for (const [r, { value, mask }] of words.entries()) {
    let isMatch = true;
    for (let bit = 0n; bit < BigInt(ruleKeyBits); bit++) {
      if ((mask >> bit) & 1n && ((key >> bit) & 1n) !== ((value >> bit) & 1n)) isMatch = false;
    }
    if (isMatch) vector |= 1n << BigInt(r);
  }
  return vector;
};

describe('rows', () => {
  const word = fc
    .tuple(
      fc.bigInt({ min: 0n, max: keyMax }),
      fc.bigInt({ min: 0n, max: keyMax }),
      fc.bigInt({ min: 0n, max: keyMax }),
    )
    .map(([value, some, more]) => ({ value: value & some & more, mask: some & more }));

  test('random words: keys near each word match where they should', () => {
    let hits = 0;
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 16 }),
        fc.array(fc.tuple(fc.nat(15), fc.bigInt({ min: 0n, max: keyMax }), fc.nat(ruleKeyBits)), { maxLength: 6 }),
        (words, probes) => {
          const rows = placeTernary(words);
          for (const [choice, noise, flipped] of probes) {
            // A key that matches a word, with one bit turned (none when `flipped` is the width).
            const { value, mask } = words[choice % words.length]!;
            const key = (value | (noise & ~mask)) ^ (flipped < ruleKeyBits ? 1n << BigInt(flipped) : 0n);
            const vector = matchVector(rows, key, 16);
            expect(vector).toBe(naiveVector(words, key));
            if (vector !== 0n) hits += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(hits).toBeGreaterThan(50);
  });

  test('random policies and frames: the first match decides alike', () => {
    let hits = 0;
    fc.assert(
      fc.property(
        arbitraryPolicy(),
        fc.array(arbitraryWireFrame, { minLength: 5, maxLength: 5 }),
        fc.nat(),
        (policy, frames, pick) => {
          const words = lowerRules(policy);
          const ruleRows = placeTernary(words);
          for (const bytes of frames) {
            const headers = parseFrame(bytes);
            const reading = frameReading(headers, tenGig.maxFrameBytes);
            const key = packRuleKey(ruleKey(headers, 1 + (pick % policy.vms.length), reading));
            const vector = matchVector(ruleRows, key, words.length);
            expect(vector).toBe(naiveVector(words, key));
            if (vector !== 0n) hits += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(hits).toBeGreaterThan(100);
  });

  test('rules that are not there match nothing', () => {
    expect(placeTernary([]).every(row => row === 0n)).toBe(true);
    expect(placeTernary([{ value: 0n, mask: 0n }]).every(row => row === 1n)).toBe(true);
  });
});

describe('tables', () => {
  const compiled = compilePolicy(
    `vms:
  - { name: a, mac: 52:54:00:00:00:10, queues: 2, quota: 16KiB }
  - { name: b, mac: 52:54:00:00:00:11, vlan: 7, quota: 32KiB }
rules:
  - { to: a, action: allow, queue: 1 }
  - { action: deny }
defaults: { group: allow }
`,
    'p.yaml',
  );

  test('have the sizes of the configuration', () => {
    const { forwarding, ruleRows, ruleActions, ruleSlots, ruleMasks, quotaCells } = compiled.images;
    expect([forwarding, ruleRows, ruleActions, ruleSlots, ruleMasks, quotaCells].map(({ length }) => length)).toEqual([
      4096, 2240, 32, 16_384, 16, 8,
    ]);
  });

  test('hold what the policy says, and nothing else', () => {
    const { forwarding, ruleRows, ruleSlots, ruleDefault, quotaCells } = compiled.images;
    const fields = forwardingSlotFields(tenGig);
    const held = forwarding.filter(entry => entry !== 0n).map(entry => unpackFields(fields, entry));
    expect(held).toHaveLength(4);
    expect(new Set(held)).toEqual(
      new Set([
        { mac: 0x5254_0000_0010n, vlan: 0n, valid: 3n, functions: 0b010n },
        { mac: 0x5254_0000_0011n, vlan: 7n, valid: 3n, functions: 0b100n },
        { mac: 0xffff_ffff_ffffn, vlan: 0n, valid: 3n, functions: 0b010n },
        { mac: 0xffff_ffff_ffffn, vlan: 7n, valid: 3n, functions: 0b100n },
      ]),
    );
    const rules = ruleSlots.filter(slot => slot !== 0n).map(slot => unpackFields(slotEntryFields, slot));
    const [first, last] = rules.toSorted((a, b) => Number(a.priority - b.priority));
    expect(rules).toHaveLength(2);
    expect(first).toMatchObject({ verdict: 0n, queue: 1n, receiver: 1n, anyReceiver: 0n, valid: 3n });
    expect(last).toMatchObject({ verdict: 1n, queue: 0n, anyReceiver: 1n, anyProtocol: 1n, valid: 3n });
    expect(ruleRows.every(row => row === 0n)).toBe(true);
    expect(ruleDefault).toBe(2);
    expect(quotaCells).toEqual([0, 256, 512, 0, 0, 0, 0, 0]);
  });

  test('that are too small are refused', () => {
    const { policy } = compiled;
    // Of one bucket a way the fifth entry finds all taken: the group addresses of the VLAN.
    const fourVms = Array.from({ length: 4 }, (_, i) => ({ ...policy.vms[0]!, mac: 0x5254_0000_0020n + BigInt(i) }));
    expect(() => placePolicy({ ...policy, vms: fourVms }, { ...tenGig, forwardingBuckets: 1 })).toThrow(
      '5 forwarding entries have no places in 4 slots',
    );
    const none = { ...tenGig, ternaryRules: 1, ruleBanks: 2, bucketsPerBank: 1 };
    const rules = Array.from({ length: 6 }, () => policy.rules[0]!).map((rule, i) => ({
      ...rule,
      match: { protocol: i },
    }));
    expect(() => placePolicy({ ...policy, rules }, none)).toThrow('the rules have no room in configuration 10g');
  });
});
