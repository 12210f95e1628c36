// SPDX-License-Identifier: Apache-2.0
/** Text that is no policy at all: every line says where, what is wrong and what to do, and nothing throws anything else. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Alias } from 'yaml';
import { PolicyError } from '../../../firmware/policy/diagnostic.ts';
import { readPolicy } from '../../../firmware/policy/parse.ts';
import { readTree } from '../../../firmware/policy/yaml-tree.ts';
import { findingsOf, withRules } from '../../support/policy-diagnostics.ts';

const wanted = 'write vms with at least one VM, and rules';

const cases: Readonly<Record<string, readonly [text: string, ...findings: string[]]>> = {
  'an empty file': ['', `1:1: the policy is empty; ${wanted}`],
  'only a comment': ['# later\n', `1:1: the policy is empty; ${wanted}`],
  'a list': ['- web\n', `1:1: the policy is a list; ${wanted}`],
  'a word': ['  web\n', `1:3: the policy is plain text; ${wanted}`],
  'a tab as indentation': [
    'vms:\n\t- name: web\n',
    '2:1: not valid YAML: Tabs are not allowed as indentation; indent with spaces',
  ],
  'a key twice': [
    'vms:\n  - name: web\n    mac: 52:54:00:00:00:10\n    name: db\n',
    '4:5: not valid YAML: Map keys must be unique; this key is there twice; keep one of them',
  ],
  'two keys in a line': [
    'vms: rules: x\n',
    '1:6: not valid YAML: Nested mappings are not allowed in compact mappings; put the second key on a line of its own, or quote a value that contains ": "',
  ],
  'an open quote': ['vms: "web\n', '2:1: not valid YAML: Missing closing " quote; add the missing character'],
  'an open bracket': [
    'vms: [web\nrules: []\n',
    '2:1: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]; check the indentation',
  ],
  'a reserved character': [
    'config: @10g\n',
    '1:9: not valid YAML: Plain value cannot start with reserved character @; put the value in quotes',
  ],
  'an unknown escape': [
    'config: "\\q"\n',
    '1:10: not valid YAML: Invalid escape sequence \\q; correct or quote what stands here',
  ],
  'a tag': ['config: !name 10g\n', '1:9: not valid YAML: Unresolved tag: !name; remove the tag; values need none'],
  'two documents': [
    'vms: []\n---\nvms: []\n',
    '2:1: not valid YAML: Source contains multiple documents; a policy is one document; remove the "---" and what follows it, or split the file',
  ],
  'two mistakes': [
    'vms:\n\t- name: @web\n',
    '2:1: not valid YAML: Tabs are not allowed as indentation; indent with spaces',
    '2:10: not valid YAML: Plain value cannot start with reserved character @; put the value in quotes',
  ],
  'a key that is a list': ['? [vms]\n: 3\n', '1:3: a key must be plain text; remove the brackets, braces or alias'],
  'an alias without anchor': [
    'vms: *machines\n',
    '1:6: alias *machines names no anchor before it; define &machines or write the value',
  ],
  'an alias of itself': ['vms: &a\n  - *a\n', '2:5: values are nested more than 16 deep; a policy needs 4 levels'],
  'deep nesting': [
    `vms: ${'['.repeat(30)}${']'.repeat(30)}\n`,
    '1:22: values are nested more than 16 deep; a policy needs 4 levels',
  ],
};

test.each(Object.entries(cases))('%s', (_, [text, ...findings]) => {
  expect(findingsOf(text)).toEqual(findings.map(finding => `p.yaml:${finding}`));
});

test('nesting beyond the stack', () => {
  const findings = findingsOf(`vms: ${'['.repeat(50_000)}`);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(/^p\.yaml:1:\d+: values are nested too deep to be read; a policy needs 4 levels$/);
});

test('aliases that multiply', () => {
  const levels = Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);
  const findings = findingsOf(['a0: &a0 [x]', ...levels, ''].join('\n'));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(
    /^p\.yaml:\d+:\d+: aliases repeat more than 20000 values; write fewer of them, or the values$/,
  );
});

describe('many aliases', () => {
  const textOf = (count: number, value = 'a'): string => `x: &a ${value}\ny:\n${'  - *a\n'.repeat(count)}`;

  test('are read, without a search through the document for each', () => {
    const resolve = vi.spyOn(Alias.prototype, 'resolve');
    const { root, problems } = readTree(textOf(5000));
    expect(problems).toEqual([]);
    expect(root).toEqual({ x: 'a', y: Array(5000).fill('a') });
    expect(resolve).not.toHaveBeenCalled();
    resolve.mockRestore();
  });

  test.each([
    [20_000, 'a', 0],
    [20_001, 'a', 1],
    [10_000, '[b]', 0],
    [10_001, '[b]', 1],
  ])('%i of %s are %i problems', (count, value, problems) => {
    expect(readTree(textOf(count, value)).problems).toHaveLength(problems);
  });

  test('stand for the last anchor before them, wherever they are repeated', () => {
    const text = '- &x 1\n- &o [*x, &y 3]\n- &x 2\n- &y 4\n- *o\n- *x\n- *y\n- { &k key: v, other: *k }\n';
    expect(readTree(text)).toMatchObject({
      problems: [],
      root: ['1', ['1', '3'], '2', '4', ['1', '3'], '2', '4', { key: 'v', other: 'key' }],
    });
  });

  test('that hold themselves end', () => {
    expect(readTree('x: &a [*a]\n').problems).not.toEqual([]);
    expect(readTree('x: [*a, &a b]\n').problems).toMatchObject([
      { message: 'alias *a names no anchor before it; define &a or write the value' },
    ]);
  });
});

test('values that are written are not counted, however many there are', () => {
  const rules = Array.from(
    { length: 5000 },
    (_, i) => `  - { to: web, match: { protocol: ${i % 40}x }, action: allow }`,
  );
  const { diagnostics } = readPolicy(withRules(...rules), 'p.yaml');
  expect(diagnostics).toHaveLength(5000);
  expect(new PolicyError(diagnostics).message.split('\n').slice(-2)).toEqual([
    'p.yaml:54:35: protocol "9x" is not a whole number; write a number from 0 to 255',
    'and 4950 findings more',
  ]);
});

test('anchors and aliases stand for their values', () => {
  const text = `vms:
  - { name: a, mac: &mac 52:54:00:00:00:10, vlan: &vlan 7 }
  - { name: b, mac: *mac, vlan: 8 }
  - { name: c, mac: 52:54:00:00:00:11, vlan: *vlan }
`;
  const { policy, diagnostics } = readPolicy(text, 'p.yaml');
  expect(diagnostics).toEqual([]);
  expect(policy.vms.map(({ name, mac, vlan }) => [name, mac, vlan])).toEqual([
    ['a', 0x5254_0000_0010n, 7],
    ['b', 0x5254_0000_0010n, 8],
    ['c', 0x5254_0000_0011n, 7],
  ]);
  expect(policy.vms[2]!.positions.vlan).toEqual({ line: 4, column: 46 });
});

describe('any text', () => {
  const structured = fc
    .array(
      fc.constantFrom(
        ...['vms:', 'rules:', '  - ', 'name: web', 'mac: ', '52:54:00:00:00:10', '\n', '    ', '{', '}', '[', ']', ','],
        ...['match: ', 'ethertype: ', 'arp', '"', "'", '&a ', '*a', '\t', '|', '>', '---', '? ', ': ', '#', '!!int '],
        ...[
          '__proto__: ',
          'constructor: ',
          'toString',
          '\r',
          '\u0000',
          '\uFEFF',
          '\uD800',
          '0x',
          '99999999999999999999',
        ],
      ),
      { maxLength: 40 },
    )
    .map(parts => parts.join(''));

  test('ends in findings with a place, or in a policy', () => {
    fc.assert(
      fc.property(fc.oneof(structured, fc.string({ unit: 'binary', maxLength: 60 })), text => {
        for (const { position, message } of readPolicy(text, 'p.yaml').diagnostics) {
          expect(position.line).toBeGreaterThan(0);
          expect(position.line).toBeLessThanOrEqual(text.split('\n').length);
          expect(position.column).toBeGreaterThan(0);
          expect(message).toMatch(/; /);
        }
        for (const finding of findingsOf(text)) expect(finding).toMatch(/^p\.yaml:\d+:\d+: ./);
      }),
      { numRuns: 1000 },
    );
  });
});
