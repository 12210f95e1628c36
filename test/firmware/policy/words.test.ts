// SPDX-License-Identifier: Apache-2.0
/** Sentence pieces. */
import { expect, test } from 'vitest';
import { count, formatMac, list } from '../../../firmware/policy/words.ts';

test('lists, counts and addresses', () => {
  expect(list([], 'and')).toBe('');
  expect(list(['a'], 'or')).toBe('a');
  expect(list(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  expect([count(1, 'VLAN'), count(2, 'VLAN'), count(2, 'entry')]).toEqual(['1 VLAN', '2 VLANs', '2 entries']);
  expect(formatMac(0x0001_0a0b_0c0dn)).toBe('00:01:0a:0b:0c:0d');
});
