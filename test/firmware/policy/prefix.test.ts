// SPDX-License-Identifier: Apache-2.0
/** IP addresses as text: one that other programs read as another address is refused, and none is a surprise. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPrefix, Refusal, readPrefix } from '../../../firmware/policy/policy-values.ts';

test.each([
  '::10.0.0.08',
  '::10.0.0.010',
  '::0x1.0.0.1',
  '64:ff9b::10.0.0.010',
  '::10.0.1',
  '::10.0.0.256',
  '::010.0.0.1',
])('%s is refused', text => {
  expect(readPrefix(text)).toBeInstanceOf(Refusal);
  expect(readPrefix(`${text}/128`)).toBeInstanceOf(Refusal);
});

test.each([
  ['64:ff9b::10.0.0.10', '64:ff9b::a00:a'],
  ['::ffff:10.0.0.1', '::ffff:a00:1'],
  ['1:2:3:4:5:6:255.0.1.2', '1:2:3:4:5:6:ff00:102'],
])('%s is %s', (text, same) => {
  const prefix = readPrefix(text);
  expect(prefix).not.toBeInstanceOf(Refusal);
  expect(prefix).toEqual(readPrefix(same));
});

test('any text is a prefix, which is written and read again as itself, or a refusal', () => {
  const parts = fc.array(
    fc.constantFrom(
      '::',
      ':',
      '.',
      '/',
      '%',
      '0',
      '00',
      '08',
      '010',
      '0x1',
      '10',
      '255',
      '256',
      'ff9b',
      'ffff',
      ' ',
      '-',
    ),
    { maxLength: 14 },
  );
  const tail = fc.tuple(
    fc.constantFrom('::', '64:ff9b::', '1:2:3:4:5:6:', '::ffff:', ''),
    fc.array(fc.constantFrom('0', '1', '08', '010', '0x1', '255', '1e1', ''), { minLength: 3, maxLength: 5 }),
  );
  const text = fc.oneof(
    parts.map(all => all.join('')),
    tail.map(([before, numbers]) => `${before}${numbers.join('.')}`),
    fc.ipV4(),
    fc.ipV6(),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(text, given => {
      const prefix = readPrefix(given);
      if (prefix instanceof Refusal) expect(prefix.reason).toMatch(/; /);
      else expect(readPrefix(formatPrefix(prefix))).toEqual(prefix);
    }),
    { numRuns: 5000 },
  );
});
