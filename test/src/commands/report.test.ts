// SPDX-License-Identifier: Apache-2.0
/** `sluice report` and `sluice waves`, given what they cannot work with, and what they can. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { readWaveform } from '../../../sim/waveform/read-waveform.ts';
import { writeReport } from '../../../src/report/report.ts';
import { findWaveform } from '../../../src/walk/find-waveform.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-report-'));
afterAll(() => rmSync(directory, { recursive: true }));

const sluice = async (...args: readonly string[]) => {
  const program = join(root, 'bin/sluice.js');
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, ...args], {
    reject: false,
    cwd: directory,
  });
  return { exitCode, stdout, stderr };
};

const run = (name: string): string => {
  const path = join(directory, name);
  cpSync(new URL('../report/run', import.meta.url).pathname, path, { recursive: true });
  return path;
};

test('a run gives a page, with the journey of the frame that is asked for', async () => {
  const path = run('good');
  expect(await sluice('report', path, '--frame', '4')).toEqual({
    exitCode: 0,
    stdout: `file://${path}/index.html`,
    stderr: '',
  });
  expect(readFileSync(join(path, 'index.html'), 'utf8')).toContain('<h2>The journey of frame 4</h2>');
});

test('a name with markup in it stays a name', async () => {
  const path = run('markup');
  const summary = readFileSync(join(path, 'summary.json'), 'utf8').replace('"web"', '"<script>alert(1)</script>"');
  writeFileSync(join(path, 'summary.json'), summary);
  const page = readFileSync(await writeReport(path), 'utf8');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script>alert(1)');
});

test('what is no run is refused', async () => {
  await expect(writeReport('nowhere')).rejects.toThrow(
    /^nowhere\/summary\.json: there is no such file; name the directory of a run/,
  );
  await expect(writeReport(run('few'), { frame: 65 })).rejects.toThrow(
    'frame 65 is not in the waveform; give one of the first 5 with --frame.',
  );
});

test('a record that is cut or changed is refused, and the sentence says where', async () => {
  const path = run('cut');
  const text = readFileSync(join(path, 'run.json'), 'utf8');
  writeFileSync(join(path, 'run.json'), text.slice(0, 1000));
  await expect(writeReport(path)).rejects.toThrow(/run\.json: this is no record of a run; name the directory/);
  writeFileSync(join(path, 'run.json'), text.replace('"clockHz":156250000', '"clockHz":"fast"'));
  await expect(writeReport(path)).rejects.toThrow(/run\.json: this is no record of a run: clockHz is wrong; /);
});

test('a signal whose value is no hexadecimal number is refused, and the sentence says where', async () => {
  const path = run('signal');
  const trace = JSON.parse(readFileSync(join(path, 'trace.json'), 'utf8'));
  const [name, signal] = Object.entries<{ changes: [number, string][] }>(trace.signals)[0]!;
  signal.changes[0]![1] = 'xx';
  writeFileSync(join(path, 'trace.json'), JSON.stringify(trace));
  await expect(writeReport(path)).rejects.toThrow(
    `trace.json: this is no record of a run: signals.${name}.changes.0.1 is wrong; `,
  );
});

test('a waveform that is not there, or is none, is refused', async () => {
  await expect(findWaveform('nowhere.fst')).rejects.toThrow(
    'nowhere.fst: there is no such waveform; run "sluice demo"',
  );
  const path = join(directory, 'text.fst');
  writeFileSync(path, 'not a waveform');
  await expect(readWaveform(path, [])).rejects.toThrow(`${path}: it is no FST waveform; record it again.`);
  const { exitCode, stderr } = await sluice('waves');
  expect(stderr).toBe('sluice: build: there is no waveform; run "sluice demo", which records one.');
  expect(exitCode).toBe(1);
});
