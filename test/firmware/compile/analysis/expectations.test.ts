// SPDX-License-Identifier: Apache-2.0
/** What a policy expects of itself: proven, or refused at its place with a frame that shows why. */
import { describe, expect, test } from 'vitest';
import { expectationFindings } from '../../../../firmware/compile/analysis/expectations.ts';
import { compilePolicy } from '../../../../firmware/compile/compile.ts';
import { PolicyError } from '../../../../firmware/policy/diagnostic.ts';

const head = `config: tiny
vms:
  - { name: web, mac: 52:54:00:00:00:10, addresses: [10.0.0.10] }
rules:
  - { name: no-ssh, match: { protocol: tcp, destinationPort: 22 }, action: deny }
  - { name: tcp, to: web, match: { protocol: tcp, source: 10.0.0.0/24 }, action: allow }
expect:
  - `;

const said = (expectation: string, text = head): readonly string[] => {
  try {
    compilePolicy(`${text}${expectation}\n`, 'p.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message.split('\n');
  }
};

test.each([
  '{ to: web, match: { protocol: tcp, destinationPort: 22 }, verdict: deny }',
  '{ to: web, match: { protocol: tcp, source: 10.0.0.0/24, destinationPort: 23-65535 }, verdict: allow }',
  '{ to: web, match: { protocol: udp }, verdict: deny }',
  '{ to: group, verdict: deny }',
  '{ from: wire, to: web, match: { ethertype: arp }, verdict: deny }',
])('%s is proven', expectation => expect(said(expectation)).toEqual([]));

const lies = [
  [
    '{ name: closed, to: web, match: { protocol: tcp }, verdict: deny }',
    'p.yaml:8:65: expectation "closed" is not met: tcp 10.0.0.0:50000 > 10.0.0.10:50000 to web is delivered to web by rule "tcp" (p.yaml:6:5); correct the rules or the expectation',
  ],
  [
    '{ to: web, match: { protocol: tcp, source: 10.0.0.0/24 }, verdict: allow }',
    'p.yaml:8:72: expectation number 1 is not met: tcp 10.0.0.0:50000 > 10.0.0.10:22 to web is dropped as rule_deny by rule "no-ssh" (p.yaml:5:5); correct the rules or the expectation',
  ],
  [
    '{ from: web, to: web, verdict: allow }',
    'p.yaml:8:36: expectation number 1 is about no frame; correct from, to or match',
  ],
  [
    '{ from: web, to: web, verdict: deny }',
    'p.yaml:8:36: expectation number 1 is about no frame; correct from, to or match',
  ],
  ['{ to: wbe, verdict: deny }', 'p.yaml:8:11: to "wbe" names no VM; did you mean web?'],
  ['{ from: wier, verdict: deny }', 'p.yaml:8:13: from "wier" names no VM; did you mean wire?'],
  [
    '{ match: { destinationPort: 1 }, verdict: deny }',
    'p.yaml:8:33: destinationPort needs a protocol that has ports; add protocol: tcp, udp, sctp or udplite',
  ],
  ['{ to: web }', 'p.yaml:8:5: verdict is missing; add allow or deny'],
  ['{ verdcit: deny, verdict: deny }', 'p.yaml:8:7: unknown key "verdcit"; did you mean "verdict"?'],
] as const;
test.each(lies)('%s is refused', (expectation, message) => expect(said(expectation)).toEqual([message]));

test('a VM that may send nothing has frames that are dropped for that', () => {
  const shut = head.replace('[10.0.0.10] }', '[10.0.0.10], egress: deny }');
  expect(said('{ from: web, to: wire, verdict: deny }', shut)).toEqual([]);
  expect(said('{ from: web, to: wire, match: { protocol: tcp }, verdict: allow }', shut)[0]).toMatch(
    /is not met: from web, tcp .* is dropped as rule_deny by egress of web/,
  );
});

describe('what cannot be read', () => {
  const open = `config: tiny
vms:
  - { name: web, mac: 52:54:00:00:00:10 }
rules:
  - { name: no-udp, match: { protocol: udp }, action: deny }
defaults: { unicast: allow }
expect:
  - `;
  test('counts for a promise that nothing arrives: it may be such a frame', () => {
    const [line] = said(
      '{ match: { protocol: tcp, destinationPort: 22 }, to: web, verdict: deny }',
      open
        .replace(/^.*no-udp.*\n/m, '  - { match: { protocol: tcp, destinationPort: 22 }, action: deny, to: web }\n')
        .replace(', unicast', ''),
    );
    expect(line).toBeUndefined();
    expect(said('{ match: { protocol: tcp, destinationPort: 22 }, to: web, verdict: deny }', open)[0]).toMatch(
      /is not met/,
    );
  });

  test('a proof that takes too long is no proof', () => {
    const { policy, images, banks } = compilePolicy(`${head}{ to: group, verdict: deny }\n`, 'p.yaml');
    const [finding] = expectationFindings(policy, images, banks.tables, 2);
    expect(finding!.message).toBe(
      'expectation number 1 could not be proven in reasonable time; write it about fewer frames',
    );
  });
});
