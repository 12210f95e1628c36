// SPDX-License-Identifier: Apache-2.0
/** The differences of Open vSwitch and of nftables that docs/policy-import.md names are those that comparisons let pass, in the same words. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { nftDifferences } from '../src/verify/nft/nft-differences.ts';
import { verdictDifferences } from '../src/verify/ovs/verdict-differences.ts';

const heading = '| frame | difference |\n|---|---|\n';

test('every difference of nftables is in its table, and no other', async () => {
  const page = await readFile('docs/policy-import.md', 'utf8');
  const [, table] = page.split('| frame | difference of nftables |\n|---|---|\n');
  expect(table!.slice(0, table!.indexOf('\n\n')).split('\n')).toEqual(
    nftDifferences.map(({ name, doc }) => `| ${name} | ${doc} |`),
  );
});

test('every difference is in one of the tables, and no other', async () => {
  const page = await readFile('docs/policy-import.md', 'utf8');
  const tables = page
    .split(heading)
    .slice(1)
    .map(text => text.slice(0, text.indexOf('\n\n')).split('\n'));
  const rows = (isExported: boolean): readonly string[] =>
    verdictDifferences
      .filter(({ only }) => (only === 'exported') === isExported)
      .map(({ name, doc }) => `| ${name} | ${doc} |`);
  expect(tables).toEqual([rows(false), rows(true)]);
});
