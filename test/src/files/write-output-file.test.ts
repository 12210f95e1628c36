// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOutputDirectory, InputError, writeOutputFile } from 'typescript-hdl/command-line';
import { afterAll, describe, expect, test } from 'vitest';

const directory = mkdtempSync(join(tmpdir(), 'sluice-output-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = join(directory, 'file');
writeFileSync(file, '');

const errorOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
};

const elsewhere = 'name another place with --out.';

describe.each([
  ['in /proc', '/proc/x', 'no file can be made there'],
  ['deep in /proc', '/proc/x/y/z', 'no file can be made there'],
  ['below a file', join(file, 'a', 'b'), 'a part of the path is a file, not a directory'],
  ['with a long name', join(directory, 'n'.repeat(300)), 'the name is longer than any file has'],
  ['with a NUL', join(directory, 'a\0b'), 'the name holds a NUL'],
])('a place %s', (_, path, what) => {
  test('is refused before the work, and when it is written', async () => {
    expect(await errorOf(checkOutputDirectory(path))).toBe(`${path}: ${what}; ${elsewhere}`);
    expect(await errorOf(writeOutputFile(join(path, 'out'), 'x'))).toBe(`${join(path, 'out')}: ${what}; ${elsewhere}`);
  });
});

test('a file where the directory should be, and the other way round', async () => {
  expect(await errorOf(checkOutputDirectory(file))).toContain('a part of the path is a file');
  mkdirSync(join(directory, 'taken'));
  expect(await errorOf(writeOutputFile(join(directory, 'taken'), 'x'))).toContain('there is a directory of this name');
});

test('the check leaves nothing behind, and takes nothing away', async () => {
  await checkOutputDirectory(join(directory, 'new', 'deeper'));
  expect(existsSync(join(directory, 'new'))).toBe(false);
  mkdirSync(join(directory, 'old'));
  writeFileSync(join(directory, 'old', 'kept'), 'x');
  await checkOutputDirectory(join(directory, 'old'));
  await checkOutputDirectory(join(directory, 'old', 'new', 'deeper'));
  expect(readdirSync(join(directory, 'old'))).toEqual(['kept']);
});

test('writing makes the directories above', async () => {
  const path = join(directory, 'a', 'b', 'c');
  await writeOutputFile(path, 'text');
  expect(readFileSync(path, 'utf8')).toBe('text');
});
