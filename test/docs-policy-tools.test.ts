// SPDX-License-Identifier: Apache-2.0
/** The tools on the policy page print what the page shows; `UPDATE_GOLDEN=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const file = `${root}docs/policy.md`;
const shown = /^```sh\nnpx sluice ((?:explain|check|diff) [^\n]*)\n```\n\n```text\n([\s\S]*?)```$/gm;

/** Words of a command line, some of them in quotes. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

const printed = async (line: string): Promise<string> => {
  const { stdout, stderr } = await execa(process.execPath, [`${root}bin/sluice.js`, ...wordsOf(line)], {
    reject: false,
    cwd: root,
  });
  return [stdout, stderr].filter(text => text !== '').join('\n');
};

const commands = [...readFileSync(file, 'utf8').matchAll(shown)].map(([, line, text]) => ({
  line: line!,
  text: text!,
}));

test('the page shows commands', () => expect(commands.length).toBeGreaterThan(0));

test.each(commands)('$line', async ({ line, text }) => {
  const now = `${await printed(line)}\n`;
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(text, () => now),
    );
  else expect(text).toBe(now);
});
