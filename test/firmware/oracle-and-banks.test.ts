// SPDX-License-Identifier: Apache-2.0
/**
 * Whole frames: the policy oracle, the ternary tables and the rule banks agree on the rule that decides. Both lowerings are made
 * of the same policy, and the oracle reads it directly.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileBanks } from '../../firmware/compile/banks/compile-banks.ts';
import { lowerRules } from '../../firmware/compile/lower.ts';
import { placePolicy } from '../../firmware/compile/place.ts';
import { matches } from '../../firmware/compile/ternary.ts';
import { policyFate } from '../../firmware/oracle/oracle.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { lookUpForwarding } from '../../sim/model/classifier-model.ts';
import { frameReading } from '../../sim/model/frame-reading-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import { frameFate } from '../../sim/model/pipeline-model.ts';
import { packRuleKey, ruleKey } from '../../sim/model/rule-key-model.ts';
import { PlacedTables } from '../../src/verify/tables/table-answer.ts';
import { arbitraryWireFrame } from '../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../support/arbitrary-policies.ts';

const config = configs['10g'];
const secret = new Uint8Array(16).fill(5);

describe.each([false, true])('random policies and frames, with wide port ranges: %s', wideRanges => {
  test('the banks name the rule that the ternary tables name, and these decide as the oracle does', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        arbitraryPolicy('10g', { wideRanges }),
        fc.array(arbitraryWireFrame, { minLength: 10, maxLength: 30 }),
        (policy, wire) => {
          const words = lowerRules(policy);
          const compiled = compileBanks(policy, config, secret);
          fc.pre(compiled.fits);
          const images = placePolicy(policy, config, secret, compiled);
          const banks = new PlacedTables(compiled.tables, 0);
          for (const bytes of wire) {
            expect(frameFate(images, { bytes })).toEqual(policyFate(policy, { bytes }));
            const headers = parseFrame(bytes);
            const functions = lookUpForwarding(images, headers);
            if (!functions) continue;
            const key = ruleKey(headers, functions[0]!, frameReading(headers, config.maxFrameBytes));
            const matching = words.filter(word => matches(word, packRuleKey(key)));
            for (const onlyReports of [false, true]) {
              const first = matching.find(({ action }) => !(onlyReports && action.verdict === 'unreadable'));
              const answer = banks.answer(key, onlyReports);
              expect([answer?.rule, answer?.verdict]).toEqual([first?.rule, first?.action.verdict]);
              if (first) decided += 1;
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(decided).toBeGreaterThan(100);
  });
});
