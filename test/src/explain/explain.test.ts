// SPDX-License-Identifier: Apache-2.0
/** What `sluice explain` says is what policy and tables say, of any frame; and it says so when they differ. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '../../../firmware/compile/compile.ts';
import { policyFate } from '../../../firmware/oracle/oracle.ts';
import { ruleLabel } from '../../../firmware/policy/policy.ts';
import { configs, findConfig } from '../../../hdl/spec/configs.ts';
import { counterEvents } from '../../../hdl/spec/events/drop-reasons.ts';
import { frameFate } from '../../../sim/model/pipeline-model.ts';
import { sendFate } from '../../../sim/model/send-model.ts';
import { RegisterAccessor } from '../../../sim/register-access.ts';
import { type Explanation, explain, outcomeText } from '../../../src/explain/explain.ts';
import { explanationRecord, explanationText } from '../../../src/explain/explain-text.ts';
import { typedFrame } from '../../../src/explain/typed-frame.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { compiledIfFits } from '../../support/compiled-policies.ts';

const ruleTables = ['rule_slot', 'rule_action'];

/** The rule that the tables say decided; undefined where none did. */
const decidingEntry = ({ lookUps }: Explanation): string | null | undefined =>
  lookUps.find(({ table, text }) => ruleTables.includes(table) && text.endsWith('decides') && !text.includes('none'))
    ?.from;

const expectWhole = (compiled: CompiledPolicy, bytes: Uint8Array, explained: Explanation): void => {
  const { policy } = compiled;
  const decides = explained.rules.filter(rule => rule.decides);
  expect(decides.length + (explained.otherwise === null ? 0 : 1)).toBe(1);
  const [rule] = decides;
  // The entry that wins is one of the rule that decides by the policy.
  expect(decidingEntry(explained)?.replace(/^rule | \(.*$/g, '')).toBe(rule?.rule);
  if (rule) expect(policy.rules.map(ruleLabel)).toContain(rule.rule);
  const frame = { bytes, name: 'it' };
  expect(explanationText(frame, configs.tiny, explained)).toMatch(/^verdict/m);
  expect(() => JSON.stringify(explanationRecord(frame, configs.tiny, explained))).not.toThrow();
};

describe.each(['10g', 'tiny'])('random policies and frames in %s', name => {
  test('from the wire: what the policy says, what the tables say, and the rule by which', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        arbitraryPolicy(name),
        fc.array(arbitraryWireFrame, { minLength: 5, maxLength: 15 }),
        (policy, wire) => {
          const compiled = compiledIfFits(policy);
          fc.pre(compiled !== undefined);
          for (const bytes of wire) {
            const explained = explain(compiled, bytes);
            expect(explained.agrees).toBe(true);
            expect(explained.verdicts.policy).toBe(outcomeText(policy, { fate: policyFate(policy, { bytes }) }));
            expect(explained.verdicts.tables).toBe(
              outcomeText(policy, { fate: frameFate(compiled.images, { bytes }) }),
            );
            expectWhole(compiled, bytes, explained);
            if (decidingEntry(explained)) decided++;
          }
        },
      ),
      { numRuns: 240 },
    );
    expect(decided).toBeGreaterThan(50);
  });

  test('from a VM', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy(name),
        fc.array(arbitraryWireFrame, { maxLength: 8 }),
        fc.nat(),
        (policy, sent, dice) => {
          const compiled = compiledIfFits(policy);
          fc.pre(compiled !== undefined);
          const sender = 1 + (dice % policy.vms.length);
          for (const frame of sent) {
            const bytes = Uint8Array.from(frame);
            const own = Buffer.from(policy.vms[sender - 1]!.mac.toString(16).padStart(12, '0'), 'hex');
            if (bytes.length >= 12) bytes.set(own, 6);
            const { event, local } = sendFate(findConfig(name)!, compiled.images, sender, { bytes });
            const explained = explain(compiled, bytes, sender);
            expect(explained.agrees).toBe(true);
            expect(explained.verdicts.tables).toBe(
              outcomeText(policy, { sent: { event }, ...(local && { fate: local.fate }) }),
            );
            expectWhole(compiled, bytes, explained);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

const text = `config: tiny
vms:
  - { name: web, mac: 52:54:00:00:00:10, addresses: [10.0.0.10] }
rules:
  - { name: no-ssh, match: { protocol: tcp, destinationPort: 22 }, action: deny }
  - { name: tcp, match: { protocol: tcp }, action: allow }
`;
const frameOf = (compiled: CompiledPolicy, words: string, from?: number): Uint8Array =>
  typedFrame(words.split(' '), compiled.policy, from === undefined ? undefined : compiled.policy.vms[from - 1]);

describe('one frame', () => {
  const compiled = compilePolicy(text, 'p.yaml');

  test('denied because its ports cannot be read: the rule, and what was unknown', () => {
    const bytes = frameOf(compiled, 'tcp 10.0.0.1:1 > 10.0.0.10:22 to web fragment first');
    // The fragment ends inside the ports.
    const cut = Uint8Array.from(bytes);
    cut.set([0, 22], 16);
    const { rules, verdicts } = explain(compilePolicy(`${text}malformed: judge\n`, 'p.yaml'), cut);
    expect(verdicts.policy).toBe('dropped as unreadable for web');
    expect(rules).toEqual([
      {
        ...{
          rule: '"no-ssh"',
          place: 'p.yaml:5:5',
          tier: 'ingress',
          side: 'receiver',
          action: 'deny',
          applies: 'unknown',
          decides: true,
        },
        conditions: [
          { key: 'protocol', holds: true },
          { key: 'destinationPort', holds: 'unknown' },
        ],
      },
    ]);
  });

  test('its counters are the registers that the card counts in', () => {
    const { counters } = explain(compiled, frameOf(compiled, 'tcp 10.0.0.1:1 > 10.0.0.10:22 to web'));
    const map = new RegisterAccessor(configs.tiny);
    const denied = 32 + counterEvents.find(({ name }) => name === 'rule_deny')!.id;
    expect(counters).toEqual([
      {
        register: `counter[${denied}].frames_lo`,
        address: `0x${map.address('counter', denied, 'frames_lo').toString(16)}`,
        ...{ event: 'rule_deny', of: 'web' },
      },
    ]);
  });

  test('of a VM that says it is another is stopped by the identity table', () => {
    const { verdicts, lookUps, otherwise } = explain(
      compiled,
      frameOf(compiled, 'tcp 10.0.0.9:1 > 10.0.0.1:22 to 02:00:00:00:00:01', 1),
      1,
    );
    expect(verdicts.tables).toBe('dropped at its sender as wrong_ip');
    expect(lookUps).toMatchObject([{ table: 'identity', matched: [1], from: 'VM web (p.yaml:3:5)' }]);
    expect(otherwise).toBe('its sender may not: Its source IP address is none of the function.');
  });

  test('a wrong table shows', () => {
    const other = compilePolicy(text.replace('deny', 'allow'), 'p.yaml');
    const mixed = { ...compiled, images: other.images, banks: other.banks };
    const wrong = explain(mixed, frameOf(compiled, 'tcp 10.0.0.1:1 > 10.0.0.10:22 to web'));
    expect(wrong).toMatchObject({
      agrees: false,
      verdicts: { policy: 'dropped as rule_deny for web', tables: 'delivered to web, queue 0' },
    });
    expect(explanationText({ bytes: Uint8Array.of(), name: 'it' }, configs.tiny, wrong)).toMatch(/DISAGREE$/);
  });
});
