// SPDX-License-Identifier: Apache-2.0
/** `sluice compile --watch`: a line for each change, mistakes do not end it, an interrupt does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-watch-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const policy = join(directory, 'p.yaml');
const write = (group: string): void =>
  writeFileSync(policy, `vms: [{ name: web, mac: 52:54:00:00:00:10 }]\ndefaults: { group: ${group} }\n`);

test('compiles at each change, says mistakes, and ends as an interrupted program', async () => {
  write('deny');
  const out = join(directory, 'out');
  const run = execa(process.execPath, [join(root, 'bin/sluice.js'), 'compile', policy, '--out', out, '--watch'], {
    reject: false,
    all: true,
  });
  let said = '';
  run.all.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const until = async (pattern: RegExp): Promise<void> => {
    await expect.poll(() => said, { timeout: 30_000, interval: 100 }).toMatch(pattern);
    said = '';
  };
  await until(/written to /);
  write('alow');
  await until(/p\.yaml:2:20: group "alow" is unknown; did you mean allow\?[\s\S]*waiting for a change/);
  write('allow');
  await until(/written to /);
  run.kill('SIGINT');
  const { exitCode, signal } = await run;
  expect(exitCode ?? signal).toBe(130);
}, 180_000);

test('a file that is not there is not waited for', async () => {
  const missing = join(directory, 'none', 'p.yaml');
  const { exitCode, stderr } = await execa(
    process.execPath,
    [join(root, 'bin/sluice.js'), 'compile', missing, '--watch'],
    {
      reject: false,
    },
  );
  expect(exitCode).toBe(1);
  expect(stderr).toContain('there is no such file; check the path');
});

test('standard input cannot be watched', async () => {
  const { exitCode, stderr } = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'compile', '-', '--watch'], {
    reject: false,
    input: '',
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('standard input cannot be watched; name a file, or leave --watch out');
});
