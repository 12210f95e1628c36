// SPDX-License-Identifier: Apache-2.0
/** `sluice locate`: from names and lines of the machine's Verilog to TypeScript, and back. */
import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { sourceMapFile } from 'typescript-hdl/locate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const program = join(root, 'bin/sluice.js');
const rtl = mkdtempSync(join(tmpdir(), 'sluice-locate-'));
const sluice = (...args: readonly string[]) =>
  execa(process.execPath, [program, ...args], { cwd: root, reject: false });
const locate = (what: string) => sluice('locate', what, '--rtl', rtl);

/** Place and text of the line of a source that has `text`. */
const lineWith = (file: string, text: string): string => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const index = lines.findIndex(line => line.includes(text));
  expect(index).toBeGreaterThanOrEqual(0);
  return `${file}:${index + 1}: ${lines[index]!.trim()}`;
};

beforeAll(async () => void (await sluice('emit', '--config', 'tiny', '--out', rtl)));
afterAll(() => rmSync(rtl, { recursive: true }));

describe('leads', () => {
  const register = lineWith('hdl/parser/stages/parser-window.ts', 'const { beat } = reg(');

  test.each(['TOP.sluice.parser.window.beat_q[3:0]', 'parser_window.beat_q', 'parser/window/beat_q_reg[0]/D'])(
    'from %s to the register',
    async name => {
      const { stdout, exitCode } = await locate(name);
      expect(stdout.split('\n')[0]).toBe(register);
      expect(exitCode).toBe(0);
    },
  );
  test('from a line of Verilog to TypeScript and back', async () => {
    const verilog = readFileSync(join(rtl, 'parser_window.v'), 'utf8').split('\n');
    const line = verilog.findIndex(text => text.includes(' beat_q;')) + 1;
    expect((await locate(`parser_window.v:${line}`)).stdout.split('\n')[0]).toBe(register);
    const [place] = register.split(': ');
    expect((await locate(place!)).stdout).toContain(`parser_window.v:${line}: `);
  });
});

describe('without --rtl', () => {
  const work = mkdtempSync(join(tmpdir(), 'sluice-locate-'));
  afterAll(() => rmSync(work, { recursive: true }));
  const from = (...args: readonly string[]) =>
    execa(process.execPath, [program, 'locate', 'parser_window.beat_q', ...args], { cwd: work, reject: false });
  const put = (directory: string, secondsAgo: number): void => {
    const map = join(work, directory, sourceMapFile);
    cpSync(rtl, join(work, directory), { recursive: true });
    const time = Date.now() / 1000 - secondsAgo;
    utimesSync(map, time, time);
  };

  test('finds what the demonstration wrote, or the emitted configuration when that is newer', async () => {
    expect((await from()).stderr).toContain('build/rtl/10g: there is no source map; write one with "sluice emit"');
    put('build/demo/rtl', 20);
    expect(await from()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('parser-window.ts') });
    writeFileSync(join(work, 'build/demo/rtl', sourceMapFile), 'no map');
    put('build/rtl/10g', -20);
    expect((await from()).exitCode).toBe(0);
    expect((await from('--config', 'tiny')).stderr).toContain('build/rtl/tiny: there is no source map');
  });
});

test('refuses what is not there, with near names', async () => {
  const wrong = await locate('TOP.sluice.parser.windw.beat_q');
  expect(wrong.stderr).toBe(
    "sluice: module 'header_parser' has no 'windw'; near it: header_parser.window; give a name, a path of a waveform viewer, FILE.v:LINE or file.ts:LINE.",
  );
  expect(wrong.exitCode).toBe(1);
  const empty = await sluice('locate', 'clk', '--rtl', join(rtl, 'nowhere'));
  expect(empty.stderr).toBe(
    `sluice: ${join(rtl, 'nowhere')}: there is no source map; write one with "sluice emit" or "sluice demo", or name another directory with --rtl.`,
  );
  expect(empty.exitCode).toBe(1);
});
