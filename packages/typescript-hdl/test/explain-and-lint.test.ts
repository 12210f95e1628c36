// SPDX-License-Identifier: Apache-2.0
/** The commands that explain a diagnostic and that look for JavaScript operators on hardware. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { runCommandLine } from '../src/commands/program.ts';

const packageFolder = new URL('..', import.meta.url).pathname;
afterEach(() => void vi.restoreAllMocks());

/** Exit code and what a command prints on both channels. */
const run = async (...args: readonly string[]): Promise<{ exitCode: number; printed: string }> => {
  const parts: string[] = [];
  const keep = (part: unknown): boolean => parts.push(String(part)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  const exitCode = await runCommandLine(args);
  return { exitCode, printed: parts.join('') };
};

it('explain prints the page of a code, in any case of letters, and refuses others', async () => {
  const page = readFileSync(join(packageFolder, 'docs/diagnostics/HDL-LATCH.md'), 'utf8');
  expect(await run('explain', 'hdl-latch')).toEqual({ exitCode: 0, printed: page });
  const { exitCode, printed } = await run('explain', 'HDL-LACH');
  expect(exitCode).toBe(2);
  expect(printed).toBe('typescript-hdl: there is no code "HDL-LACH"; did you mean HDL-LATCH?\n');
  const far = await run('explain', 'everything');
  expect(far.exitCode).toBe(2);
  expect(far.printed).toMatch(
    /^typescript-hdl: there is no code "everything"; give HDL-WIDTH or .* or LINT-WAIVER\.\n$/,
  );
});

it('lint prints file, line, code and advice, and fails when there is anything', async () => {
  const folder = mkdtempSync(join(packageFolder, '.snippet-'));
  try {
    const project = join(folder, 'tsconfig.json');
    writeFileSync(project, JSON.stringify({ extends: '../../../tsconfig.json', include: ['source.ts'] }));
    const source = (waiver: string): void =>
      writeFileSync(
        join(folder, 'source.ts'),
        `import type { Val } from 'typescript-hdl';\ndeclare const a: Val<1>;\nexport const b = !a;${waiver}\n`,
      );
    source('');
    const place = join(folder, 'source.ts').slice(process.cwd().length + 1);
    expect(await run('lint', '--project', project, folder)).toEqual({
      exitCode: 1,
      printed: `${place}:3:19 LINT-NOT: This is always false in JavaScript; use not().\n`,
    });
    source(' // hdl-lint-ok: shows what the rule finds');
    expect(await run('lint', '--project', project, folder)).toEqual({ exitCode: 0, printed: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(await run('lint', '--project', 'nowhere.json')).toEqual({
    exitCode: 2,
    printed: 'typescript-hdl: nowhere.json: there is no such file; name a TypeScript file.\n',
  });
  expect(await run('lint', 'nowhere')).toEqual({
    exitCode: 2,
    printed: 'typescript-hdl: nowhere: there is no such directory; name a directory of the project.\n',
  });
});
