// SPDX-License-Identifier: Apache-2.0
/** `sluice registers` in its four formats. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { registerMap } from '../../../hdl/spec/registers/registers.ts';
import { virtqueueRegisters } from '../../../hdl/spec/registers/virtqueue-registers.ts';
import { cHeader } from '../../../src/generate/c-header.ts';
import { registerPage } from '../../../src/generate/register-page.ts';

const program = new URL('../../../bin/sluice.js', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-registers-'));
afterAll(() => rmSync(directory, { recursive: true }));

const registers = (...args: readonly string[]) =>
  execa(process.execPath, [program, 'registers', ...args], { reject: false, stripFinalNewline: false });

test('a table: every register at its address', async () => {
  const { stdout, exitCode } = await registers();
  expect(exitCode).toBe(0);
  const size = virtqueueRegisters.find(({ name }) => name === 'size')!;
  expect(stdout).toContain('\nrx_queue: 16 x 0x40 bytes. One per receive virtqueue;');
  expect(stdout).toContain(`\n  0x004018  wo  size            ${size.doc}\n`);
  const count = registerMap(configs['10g']).reduce((sum, block) => sum + block.registers.length, 0);
  expect(stdout.match(/^ {2}0x[0-9a-f]{6} {2}(ro|rw|wo) {2}\S/gm)).toHaveLength(count);
});

test('JSON of a configuration', async () => {
  const { stdout } = await registers('--format', 'json', '--config', 'tiny');
  expect(JSON.parse(stdout)).toEqual({ config: 'tiny', blocks: registerMap(configs.tiny) });
});

test('a C header and the Markdown page, written to files', async () => {
  const header = join(directory, 'new', 'sluice.h');
  const page = join(directory, 'registers.md');
  expect((await registers('--format', 'c', '--out', header)).stdout).toBe(`written to ${header}\n`);
  expect(readFileSync(header, 'utf8')).toBe(cHeader(configs['10g']));
  await registers('--format', 'markdown', '--out', page);
  expect(readFileSync(page, 'utf8')).toBe(registerPage());
});

test('refuses unknown formats and configurations', async () => {
  const format = await registers('--format', 'pdf');
  expect(format.exitCode).toBe(1);
  expect(format.stderr).toBe('sluice: --format is "pdf"; give table or markdown or c or json.\n');
  const config = await registers('--config', '400g');
  expect(config.exitCode).toBe(1);
  expect(config.stderr).toBe(
    'sluice: there is no configuration "400g" (there are tiny, 10g-ecp5, 10g, 25g, 100g); did you mean 100g?\n',
  );
});
