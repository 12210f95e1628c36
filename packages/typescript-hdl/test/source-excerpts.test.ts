// SPDX-License-Identifier: Apache-2.0
/** Messages on the command line show the lines that they cite, with what they are about underlined. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withExcerpts } from '../src/commands/source-excerpts.ts';

const folder = mkdtempSync(join(tmpdir(), 'excerpts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'design.ts');
writeFileSync(file, "const a = 1;\n  when(load, () => beatCount.set(load));\n\nmatch('load', beatCounts);\n");

it('underlines a name of the sentence, as it stands in TypeScript', () => {
  const message = `HDL-LATCH: Bits 7:0 of 'beat_count_q' keep their value.\n  at ${file}:2`;
  expect(withExcerpts(message)).toBe(
    [message, '    2 |   when(load, () => beatCount.set(load));', `      | ${' '.repeat(19)}^^^^^^^^^`].join('\n'),
  );
});

it('underlines the line where it does not stand as a word of its own', () => {
  const message = `HDL-LOOP: 'beat_count' and 'load' wait for each other.\n  at ${file}:4\n  at ${file}:1`;
  expect(withExcerpts(message).split('\n')).toEqual([
    ...[message.split('\n')[0], `  at ${file}:4`, "    4 | match('load', beatCounts);", `      | ${'^'.repeat(26)}`],
    ...[`  at ${file}:1`, '    1 | const a = 1;', `      | ${'^'.repeat(12)}`],
  ]);
});

it('leaves a place alone whose line is empty, not there, or in no file', () => {
  for (const place of [`${file}:3`, `${file}:99`, '/nowhere/at/all.ts:1', '<unknown>:0']) {
    expect(withExcerpts(`HDL-KIND: What is it?\n  at ${place}`)).toBe(`HDL-KIND: What is it?\n  at ${place}`);
  }
});
