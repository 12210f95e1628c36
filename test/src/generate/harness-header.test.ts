// SPDX-License-Identifier: Apache-2.0
/** The C++ header of numbers is what the declaration yields, and no number of it is written down a second time. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as numbers from '../../../sim/harness-numbers.ts';
import { harnessHeader } from '../../../src/generate/harness-header.ts';

const harness = new URL('../../../sim/harness/', import.meta.url);
const header = new URL('core/numbers.hpp', harness);

test('sim/harness/core/numbers.hpp is up to date (UPDATE_GOLDEN=1 writes it)', () => {
  if (process.env['UPDATE_GOLDEN']) writeFileSync(header, harnessHeader());
  expect(readFileSync(header, 'utf8')).toBe(harnessHeader());
});

test('every declared enumeration and number is in it', () => {
  const given = new Set<unknown>([
    ...Object.values(numbers.enumerations),
    numbers.virtqueueFacts,
    numbers.plainNetHeader,
  ]);
  const lists = new Set<unknown>([numbers.enumerations, numbers.constants]);
  const constants = Object.entries(numbers.constants);
  for (const [name, value] of Object.entries(numbers)) {
    if (lists.has(value)) continue;
    const isGiven = given.has(value) || constants.some(([constant, one]) => constant === name && one.value === value);
    expect(isGiven, name).toBe(true);
  }
});

test('the numbers of an enumeration are distinct', () => {
  for (const [name, values] of Object.entries(numbers.enumerations)) {
    expect(new Set(Object.values(values)).size, name).toBe(Object.keys(values).length);
  }
});

test('no other file of the harness numbers a command, a counter or an absent part', () => {
  const sources = readdirSync(harness, { recursive: true, encoding: 'utf8' }).filter(path => /\.[ch]pp$/.test(path));
  expect(sources).toContain('guest/guest-driver.cpp');
  for (const path of sources.filter(one => one !== 'core/numbers.hpp')) {
    const text = readFileSync(new URL(path, harness), 'utf8');
    expect(text.match(/^\s*case \d+:.*/m)?.[0], path).toBeUndefined();
    for (const name of [...Object.keys(numbers.enumerations), ...Object.keys(numbers.constants)]) {
      expect(text.match(new RegExp(`(enum class|constexpr \\w+) ${name}\\b.*`))?.[0], path).toBeUndefined();
    }
  }
});
