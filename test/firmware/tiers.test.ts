// SPDX-License-Identifier: Apache-2.0
/** Rules in tiers, for frames that anybody sends to anybody: the policy read directly and its compiled tables agree. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../firmware/compile/compile.ts';
import { destinationFate } from '../../firmware/oracle/oracle.ts';
import { namesOf } from '../../firmware/oracle/oracle-sender.ts';
import { PolicyError } from '../../firmware/policy/diagnostic.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import { configs, findConfig } from '../../hdl/spec/configs.ts';
import { classify } from '../../sim/model/classifier-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import { fateBy, sendFate } from '../../sim/model/send-model.ts';
import { arbitraryFrame, arbitraryWireFrame } from '../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../support/arbitrary-policies.ts';
import { ethernet, ipv4, payloadOf, udp } from '../support/frames.ts';
import { placedIfFits } from '../support/placed-policy.ts';
import { policyText } from '../support/policy-text.ts';

/** With a whole Ethernet header, without which none is looked up. */
const frames = fc.array(
  arbitraryWireFrame.filter(({ length }) => length >= 14),
  { minLength: 10, maxLength: 30 },
);
/** Everybody who may send: the wire, the hypervisor, and every VM. */
const sendersOf = ({ vms }: Policy): readonly (number | undefined)[] => [undefined, 0, ...vms.map((_, i) => i + 1)];

describe.each(['10g', 'tiny', '10g-ecp5'])('random policies of all tiers in %s', name => {
  const config = findConfig(name)!;
  test.each([false, true])('what the rules say of a frame, with wide port ranges: %s', wideRanges => {
    fc.assert(
      fc.property(arbitraryPolicy(name, { wideRanges, tiers: true }), frames, (policy, wire) => {
        const images = placedIfFits(policy, config);
        fc.pre(images !== undefined);
        for (const sender of sendersOf(policy))
          for (const [i, bytes] of wire.entries())
            expect(classify(images, parseFrame(bytes), sender), `frame ${i} from ${sender}`).toEqual(
              destinationFate(policy, bytes, sender),
            );
      }),
      { numRuns: 120 },
    );
  });

  test('what becomes of a frame that a function posts', () => {
    const events = new Map<string, number>();
    const posted = fc.array(arbitraryFrame, { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(arbitraryPolicy(name, { tiers: true }), posted, (whole, sent) => {
        // Of what random frames say about their sender hardly anything is true.
        const vms = whole.vms.map(vm => ({ ...vm, sender: { ...vm.sender, trusted: true } }));
        const policy = { ...whole, vms };
        const images = placedIfFits(policy, config);
        fc.pre(images !== undefined);
        for (const fn of vms.keys()) {
          for (const bytes of sent) {
            const identity = namesOf(policy, fn + 1);
            const lookUp = (frame: Uint8Array) => destinationFate(policy, frame, fn + 1);
            const fate = sendFate(config, images, fn + 1, { bytes });
            expect(fate).toEqual(fateBy(config, fn + 1, { bytes }, { identity, lookUp }));
            events.set(fate.event, (events.get(fate.event) ?? 0) + 1);
          }
        }
      }),
      { numRuns: 60 },
    );
    for (const event of ['sent', 'rule_deny', 'default_deny', 'unreadable', 'switched'])
      if (event !== 'switched' || config.functions > 2) expect(events.get(event) ?? 0, event).toBeGreaterThan(5);
  });
});

test('policies of all tiers written out as text, parsed, checked and compiled', () => {
  let compiled = 0;
  fc.assert(
    fc.property(arbitraryPolicy('10g', { tiers: true }), frames, (policy, wire) => {
      const result = compileIfSound(policyText(policy));
      if (!result) return;
      compiled += 1;
      expect(withoutPlaces(result.policy)).toEqual(withoutPlaces(policy));
      for (const sender of sendersOf(policy))
        for (const bytes of wire)
          expect(classify(result.images, parseFrame(bytes), sender)).toEqual(destinationFate(policy, bytes, sender));
    }),
    { numRuns: 80 },
  );
  expect(compiled).toBeGreaterThan(15);
});

const compileIfSound = (text: string) => {
  try {
    return compilePolicy(text, 'p.yaml');
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
};

const withoutPlaces = (policy: Policy): unknown =>
  JSON.parse(
    JSON.stringify(policy, (key, value: unknown) => {
      if (key === 'file' || key === 'position' || key === 'positions') return undefined;
      return typeof value === 'bigint' ? `${value}` : value;
    }),
  );

test('the random policies and frames meet every outcome of each side', () => {
  const met = new Map<string, number>();
  for (const [policy, wire] of fc.sample(fc.tuple(arbitraryPolicy('10g', { tiers: true }), frames), {
    numRuns: 500,
    seed: 7,
  })) {
    for (const sender of sendersOf(policy)) {
      for (const bytes of wire) {
        const { event, refused, reported, functions } = destinationFate(policy, bytes, sender);
        const who = sender === undefined ? 'wire' : sender === 0 ? 'hypervisor' : 'VM';
        const whom = functions.length === 0 ? 'nobody' : functions.length > 1 ? 'group' : 'one';
        const kind = `${who} to ${whom}: ${event}${refused ? ' by its own rules' : ''}${reported ? ', reported' : ''}`;
        met.set(kind, (met.get(kind) ?? 0) + 1);
      }
    }
  }
  for (const kind of [
    ...['rule_deny', 'default_deny', 'unreadable'].flatMap(event =>
      ['nobody', 'one', 'group'].map(whom => `VM to ${whom}: ${event} by its own rules`),
    ),
    ...['delivered', 'rule_deny', 'default_deny', 'unreadable', 'malformed_ip'].flatMap(event =>
      ['wire', 'hypervisor', 'VM'].map(who => `${who} to one: ${event}`),
    ),
    'VM to one: delivered, reported',
    'wire to one: delivered, reported',
    'VM to nobody: unknown_destination',
    'hypervisor to nobody: unknown_destination',
  ])
    expect(met.get(kind) ?? 0, kind).toBeGreaterThan(9);
});

describe('by hand', () => {
  const vms = `config: tiny
vms:
  - { name: web, mac: 52:54:00:00:00:10 }
`;
  test('a VM that may send nothing is stopped before it is looked up, unless a rule may let it send', () => {
    const text = (rules: string): string => `${vms}defaults: { egress: deny }\nrules: ${rules}\n`;
    const denied = (rules: string): boolean => namesOf(compilePolicy(text(rules), 'p.yaml').policy, 1).denied;
    expect(denied('[{ action: allow }]')).toBe(true);
    expect(denied('{ egress: [{ action: deny }] }')).toBe(true);
    expect(denied('{ admin: [{ from: wire, action: allow }] }')).toBe(true);
    expect(denied('{ egress: [{ action: allow, match: { protocol: tcp } }] }')).toBe(false);
    expect(denied('{ baseline: [{ from: web, action: allow }] }')).toBe(false);
  });

  test.each([
    ['{ egress: [{ from: wire, action: deny }] }', 'rules of the egress tier judge what VMs send'],
    ['[{ to: wire, action: deny }]', 'rules of the ingress tier judge what VMs get'],
    ['{ admin: [{ from: wire, to: wire, action: deny }] }', 'nothing goes from the wire to the wire'],
    ['{ egress: [{ action: allow, queue: 0 }] }', 'queue has no meaning with a rule of the egress tier'],
    ['{ admin: [{ action: pass, queue: 0 }] }', 'queue has no meaning with action: pass'],
    ['{ admin: [{ to: wire, action: allow, queue: 0 }] }', 'queue has no meaning with to: wire'],
    ['[{ from: wep, action: allow }]', 'from "wep" names no VM; did you mean web?'],
  ])('rules: %s is refused', (rules, message) => {
    expect(() => compilePolicy(`${vms}rules: ${rules}\n`, 'p.yaml')).toThrow(message);
  });

  test('a rule between VMs of two VLANs is refused', () => {
    const text = `${vms}  - { name: db, mac: 52:54:00:00:00:11, vlan: 7 }\nrules: [{ from: web, to: db, action: allow }]\n`;
    expect(() => compilePolicy(text, 'p.yaml', '10g')).toThrow('is in another VLAN than "web"');
  });

  test('what a VM asks for as a receiver says nothing about the frames that it sends to a group', () => {
    const { policy, images } = compilePolicy(
      `vms:
  - { name: strict, mac: 52:54:00:00:00:10, fragments: deny, unreadable: enforce }
  - { name: open, mac: 52:54:00:00:00:11, fragments: allow, unreadable: report }
  - { name: other, mac: 52:54:00:00:00:12, fragments: allow, unreadable: enforce }
defaults: { unicast: allow, group: allow }
`,
      'p.yaml',
    );
    const header = { source: '10.0.0.1', destination: '10.0.0.255', fragmentOffset: 1480 };
    const later = ipv4(header, udp({ sourcePort: 9, destinationPort: 9 }, payloadOf(40)));
    const frame = ethernet({ destination: 'ff:ff:ff:ff:ff:ff' }, later);
    const eventFrom = (sender?: number): string => {
      const { event } = destinationFate(policy, frame, sender);
      expect(classify(images, parseFrame(frame), sender).event).toBe(event);
      return event;
    };
    expect([1, 2, 3].map(eventFrom)).toEqual(['delivered', 'rule_deny', 'rule_deny']);
    expect(eventFrom()).toBe('rule_deny');
  });

  test('configurations all have room for a rule of each tier', () => {
    const tiers = ['admin', 'egress', 'ingress', 'baseline'].map(tier => `${tier}: [{ action: deny }]`).join(', ');
    for (const config of Object.keys(configs))
      expect(
        compilePolicy(`${vms}rules: { ${tiers} }\n`, 'p.yaml', config).banks.tables.rules.filter(r => r >= 0),
      ).toHaveLength(4);
  });
});
