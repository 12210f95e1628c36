// SPDX-License-Identifier: Apache-2.0
/** What was most likely meant, and quotes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest, quote } from '../src/words.ts';

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['vlan', 'vlan', 0],
    ['vlna', 'vlan', 1],
    ['wbe', 'web', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test('is symmetric, bounded by the longer word, and 0 for equal words alone', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance === 0).toBe(a === b);
      }),
    );
  });
});

describe('the nearest word', () => {
  const keys = ['ethertype', 'source', 'destination', 'sourcePort', 'destinationPort', 'icmpType'];

  test.each([
    ['ethertyp', 'ethertype'],
    ['EtherType', 'ethertype'],
    ['source_port', 'sourcePort'],
    ['source-port', 'sourcePort'],
    ['dst', 'destination'],
    ['dport', 'destinationPort'],
    ['sport', 'sourcePort'],
    ['icmp_type', 'icmpType'],
    ['vlan', undefined],
    ['x', undefined],
    ['', undefined],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  test('of none is none', () => {
    expect(nearest('web', [])).toBeUndefined();
  });
});

test('a quote is cut when it is long, and has no control characters', () => {
  expect(quote(`a"\n${'x'.repeat(80)}`)).toBe(`"a\\"\\n${'x'.repeat(57)}..."`);
});
