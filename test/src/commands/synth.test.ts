// SPDX-License-Identifier: Apache-2.0
/** `sluice synth` and `sluice pnr` as a user meets them: what they refuse, and the check of releases. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { currentHashes } from '../../../src/verify/machine-designs.ts';

const root = new URL('../../..', import.meta.url).pathname;
const program = join(root, 'bin/sluice.js');

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-synth-'));
  mkdirSync(join(directory, 'docs/synthesis'), { recursive: true });
  for (const page of ['README.md', 'docs/synthesis.md']) cpSync(join(root, page), join(directory, page));
});
afterAll(() => rmSync(directory, { recursive: true }));

const sluice = (args: readonly string[], cwd = directory) =>
  execa(process.execPath, [program, ...args], { cwd, reject: false });

describe('refuses in one sentence', () => {
  test.each([
    [
      ['synth', 'x'],
      'there is no configuration "x" (there are tiny, 10g-ecp5, 10g, 25g, 100g); name one of them, or "parser".',
    ],
    [
      ['synth', 'tiny', '--widths', '64'],
      '--widths is for the parser alone; leave it out, or run "sluice synth parser".',
    ],
    [['synth', 'parser', '--widths', '65'], '--widths is "65"; give some of 64,128,256,512, or none.'],
    [['synth', 'tiny', '--check-fresh'], '--check-fresh looks at every record; leave out "tiny".'],
    [['pnr', 'x'], 'there is no configuration "x" (there are tiny, 10g-ecp5, 10g, 25g, 100g); name one of them.'],
    [['pnr', 'tiny', '--seeds', '0'], '--seeds is "0"; give a whole number from 1 to 99.'],
    [['pnr', 'tiny', '--stage', ''], '--stage is empty; give a name.'],
  ])('%j', async (args, sentence) => {
    const { stderr, exitCode } = await sluice(args);
    expect([stderr, exitCode]).toEqual([`sluice: ${sentence}`, 1]);
  });

  test('a stage that there is not, with those that there are', async () => {
    const { stderr, exitCode } = await sluice(['pnr', 'tiny', '--stage', 'warp']);
    expect(stderr).toMatch(
      /^sluice: there is no stage "warp"; name one of ingress, parser, checksums, lookup, classifier, .*\.$/,
    );
    expect(exitCode).toBe(1);
  });

  test.each([['synth'], ['pnr']])('%s outside the repository', async command => {
    const { stderr, exitCode } = await sluice([command, 'tiny'], join(directory, 'docs'));
    expect(stderr).toMatch(/^sluice: README\.md: .*\.$/);
    expect(exitCode).toBe(1);
  });
});

/** Records of the default configuration as if it had been measured just now. */
const writeRecords = (): void => {
  const rows = [...currentHashes(configs['10g'])].map(([stage, hash]) => ({ stage, hash }));
  for (const name of ['10g', '10g-pnr'])
    writeFileSync(join(directory, `docs/synthesis/${name}.json`), JSON.stringify({ rows }));
  writeFileSync(join(directory, 'docs/measurements.json'), JSON.stringify({ verilog: rows.at(-1)!.hash }));
};

describe('--check-fresh', () => {
  test('fails where nothing is recorded', async () => {
    const { stderr, exitCode } = await sluice(['synth', '--check-fresh']);
    expect(stderr.split('\n')).toEqual([
      'docs/synthesis/10g.json: whole machine not measured; run "make synth CONFIG=10g"',
      'docs/synthesis/10g-pnr.json: whole machine not measured; run "make pnr CONFIG=10g"',
      'docs/measurements.json: nothing is recorded; run "npx sluice bench --record"',
    ]);
    expect(exitCode).toBe(1);
  });

  test('passes when every record is of the Verilog as it is', async () => {
    writeRecords();
    const { stdout, stderr, exitCode } = await sluice(['synth', '--check-fresh']);
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(stdout).toBe('every recorded size, clock and figure is of the Verilog as it is now');
  });

  test('fails, and says what to run, when one hash is of other Verilog', async () => {
    writeRecords();
    const path = join(directory, 'docs/synthesis/10g-pnr.json');
    const record = JSON.parse(readFileSync(path, 'utf8'));
    record.rows.at(-1).hash = '0123456789abcdef';
    writeFileSync(path, JSON.stringify(record));
    const { stdout, stderr, exitCode } = await sluice(['synth', '--check-fresh']);
    expect(stderr).toBe('docs/synthesis/10g-pnr.json: whole machine changed since; run "make pnr CONFIG=10g"');
    expect([stdout, exitCode]).toEqual(['', 1]);
  });
});
