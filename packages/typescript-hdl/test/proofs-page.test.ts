// SPDX-License-Identifier: Apache-2.0
/** The snippets of the page on proofs run and print what their comments say; the command line proves files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../src/commands/program.ts';

/** A module that exports no proof. */
const ownFile = new URL('./support/tools.ts', import.meta.url).pathname;
const folder = new URL('..', import.meta.url).pathname;
const snippets = [...readFileSync(join(folder, 'docs/proofs.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  match => match[1]!,
);
const scratch = mkdtempSync(join(folder, '.snippet-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('the page on proofs', () => {
  it('has snippets', () => expect(snippets).toHaveLength(4));

  it.each(snippets)('runs snippet %#', async snippet => {
    const expected = [...snippet.matchAll(/console\.log\([^\n]*\); \/\/ (.*)/g)].map(match => match[1]!);
    expect(expected.length).toBeGreaterThan(0);
    writeFileSync(join(scratch, 'snippet.ts'), snippet);
    const { stdout } = await execa('node', ['--import', 'tsx', 'snippet.ts'], { cwd: scratch });
    expect(stdout.split('\n')).toEqual(expected);
  });
});

describe('the command line', () => {
  const run = (...args: readonly string[]) =>
    execa('node', [join(folder, 'bin/typescript-hdl.js'), ...args], { cwd: scratch, reject: false });
  const source = `
    import { assert, component, input, output, u } from 'typescript-hdl';
    import { proof } from 'typescript-hdl/prove';
    const half = (limit: number) => () =>
      component('half', { limit }, { d: input(u(4)), y: output(u(4)) }, ({ d, y }) => {
        y.set(d.shr(1));
        assert('at_most', y.le(limit));
      });
    export const good = proof('good', half(7), { depth: 2 });
    export const others = [proof('bad', half(6), { depth: 2 })];`;
  writeFileSync(join(scratch, 'proofs.ts'), source);

  it('proves what a file exports, and fails with what does not hold', async () => {
    const { stdout, exitCode } = await run('prove', 'proofs.ts');
    expect(stdout).toMatch(/^proved {3}good \(\d+\.\d s\)\n +1 assertion proved \(/);
    expect(stdout).toMatch(
      /\nrefuted {2}bad \(\d+\.\d s\)\n +The assertion 'at_most' \(proofs\.ts:7\) does not hold in clock 1/,
    );
    expect(stdout).toContain('Waveform: build/proofs/bad/counterexample.vcd');
    expect(exitCode).toBe(1);
  });

  it('takes part of a name', async () => {
    const { stdout, exitCode } = await run('prove', 'proofs.ts', '--only', 'goo', '--folder', 'elsewhere');
    expect(stdout).not.toContain('bad');
    expect(exitCode).toBe(0);
    expect(readFileSync(join(scratch, 'elsewhere/good/sat.log'), 'utf8')).toContain('SUCCESS');
    const { stderr } = await run('prove', 'proofs.ts', '--only', 'x');
    expect(stderr).toBe('typescript-hdl: no proof has "x" in its name; there are good, bad.');
  });

  it.each([
    [['prove', 'nowhere.ts'], 'typescript-hdl: nowhere.ts: there is no such file; name a TypeScript file.\n'],
    [
      ['prove', ownFile, '--depth', '2'],
      `typescript-hdl: ${ownFile} exports no proof; make one with proof(name, component).\n`,
    ],
    [
      ['prove', ownFile, '--bogus'],
      'typescript-hdl: there is no option "--bogus"; see "typescript-hdl prove --help".\n',
    ],
    [
      [],
      'typescript-hdl: no command is given (there are depth, emit, explain, fuzz, lint, locate, prove); see "typescript-hdl --help".\n',
    ],
  ])('refuses %j', async (args, sentence) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const exitCode = await runCommandLine(args);
    const text = said.mock.calls.map(([part]) => part).join('');
    said.mockRestore();
    expect(text).toBe(sentence);
    expect(exitCode).toBe(2);
  });
});
