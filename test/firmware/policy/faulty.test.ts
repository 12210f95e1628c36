// SPDX-License-Identifier: Apache-2.0
/**
 * Faulty policies, each refused at the place that is wrong. The files in `faulty` hold cases of this form, of which the mark §
 * is not part of the policy but the place that an error points at, and the last lines say what the errors name, in the order of the marks:
 *
 *     ## what is wrong
 *     vms: [{ name: web, mac: 02:00:00:00:00:01, vlan: §4095 }]
 *     => vlan "4095" is out of range | 1 to 4094
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { knownKeys } from '../../../firmware/policy/policy-schema.ts';
import { findingsOf } from '../../support/policy-diagnostics.ts';

interface FaultyPolicy {
  readonly title: string;
  readonly text: string;
  /** Line and column of each error, and what its sentence names. */
  readonly errors: readonly { readonly place: string; readonly words: readonly string[] }[];
}

const directory = new URL('./faulty/', import.meta.url);

/** The text without its marks, and where they were. */
const withoutMarks = (marked: string): { readonly text: string; readonly places: readonly string[] } => {
  const places = marked
    .split('\n')
    .flatMap((line, i) => [...line.matchAll(/§/g)].map(({ index }, before) => `${i + 1}:${index - before + 1}`));
  return { text: marked.replaceAll('§', ''), places };
};

const readCase = (block: string): FaultyPolicy => {
  const [title, ...lines] = block.trimEnd().split('\n');
  const { text, places } = withoutMarks(lines.filter(line => !line.startsWith('=>')).join('\n'));
  const sentences = lines.filter(line => line.startsWith('=>')).map(line => line.slice(2).trim().split(' | '));
  if (places.length !== sentences.length)
    throw new Error(`"${title}" has ${places.length} marks and ${sentences.length} sentences`);
  return { title: title!, text, errors: places.map((place, i) => ({ place, words: sentences[i]! })) };
};

const files = readdirSync(directory)
  .filter(name => name.endsWith('.txt'))
  .map(name => {
    const blocks = readFileSync(new URL(name, directory), 'utf8').split(/^## /m).slice(1);
    return { name, cases: blocks.map(readCase) };
  });

const errorsOf = (text: string): readonly string[] => findingsOf(text).filter(line => !line.includes(': warning: '));

/** The errors about each case of a file, found out once. */
const found = new Map<FaultyPolicy, readonly string[]>();
const errorsAbout = (one: FaultyPolicy): readonly string[] => {
  const errors = found.get(one) ?? errorsOf(one.text);
  found.set(one, errors);
  return errors;
};

describe.each(files)('$name', ({ cases }) => {
  test.each(cases)('$title', one => {
    const errors = errorsAbout(one);
    expect(errors.map(line => /^p\.yaml:(\d+:\d+): .+; ./.exec(line)?.[1] ?? line)).toEqual(
      one.errors.map(({ place }) => place),
    );
    for (const [i, { words }] of one.errors.entries()) for (const word of words) expect(errors[i]).toContain(word);
  });
});

test('there are at least 200, and no two are alike', () => {
  const texts = files.flatMap(({ cases }) => cases.map(({ text }) => text));
  expect(texts.length).toBeGreaterThanOrEqual(200);
  expect(new Set(texts).size).toBe(texts.length);
});

/** The file about each kind of record. */
const fileOf: Readonly<Record<keyof typeof knownKeys, string>> = {
  ...{ policy: 'policy.txt', defaults: 'policy.txt', VM: 'vms.txt', rule: 'rules.txt', match: 'matches.txt' },
  ...{ expectation: 'expectations.txt', rules: 'tiers.txt' },
};

/** Keys of a record of which fewer than two faults are in its file. */
const untried = (record: keyof typeof knownKeys): readonly string[] => {
  const errors = files.find(({ name }) => name === fileOf[record])!.cases.flatMap(errorsAbout);
  return knownKeys[record].filter(key => errors.filter(line => new RegExp(`^\\S+ ${key}\\b`).test(line)).length < 2);
};

test.each(Object.keys(fileOf) as (keyof typeof knownKeys)[])('each key of %s has two faults or more', record => {
  expect(untried(record)).toEqual([]);
});
