// SPDX-License-Identifier: Apache-2.0
/** What `sluice parse --rtl` shows on a terminal while it works: a line that the next replaces, and none at the end. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-progress-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What makes a terminal for a program (util-linux). */
const hasScript = ((): boolean => {
  try {
    execFileSync('script', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const capture = 'examples/captures/tenants.pcap';
const sluice = `${process.execPath} bin/sluice.js`;
/** Everything that a command writes to its terminal. */
const onTerminal = async (line: string): Promise<string> => {
  const { stdout } = await execa('script', ['-qec', line, '/dev/null'], { cwd: root, stdin: 'ignore' });
  return stdout;
};

/** Return to the begin of the line, and erase it. */
const clear = '\r\u001b[K';
/** The texts that a line had one after the other. */
const texts = (line: string): string[] => line.split(clear);

/** Lines as they can be read in the end. */
const readable = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map(line => texts(line).at(-1)!);

test.skipIf(!hasScript)(
  `parse --rtl shows what it does, and clears it${hasScript ? '' : ' (skipped: there is no "script" of util-linux)'}`,
  { timeout: 600_000 },
  async () => {
    const { stdout: plain } = await execa(process.execPath, ['bin/sluice.js', 'parse', capture], { cwd: root });
    const file = join(directory, 'frames.txt');
    const intoFile = await onTerminal(`${sluice} parse --rtl ${capture} > ${file}`);
    expect(readFileSync(file, 'utf8').trimEnd()).toBe(plain);
    const [before, building, ...rest] = texts(intoFile);
    expect([before, building, rest.pop()]).toEqual(['', expect.stringMatching(/^building the co-simulation /), '']);
    const counts = rest.map(text => Number(/^parsed (\d+) frames$/.exec(text)?.[1]));
    expect(counts.length).toBeGreaterThan(0);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts.at(-1)).toBeLessThanOrEqual(plain.split('\n').length);
    expect(readable(intoFile)).toEqual(['']);
    // With the frames on the same terminal, these are all that is left.
    const together = await onTerminal(`${sluice} parse --rtl ${capture}`);
    expect(texts(together)[1]).toMatch(/^building the co-simulation /);
    expect(readable(together).join('\n').trimEnd()).toBe(plain);
    expect(await onTerminal(`${sluice} parse --rtl ${capture} > ${file} 2>&1`)).toBe('');
  },
);
