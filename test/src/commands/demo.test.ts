// SPDX-License-Identifier: Apache-2.0
/** `sluice demo` as a user meets it: the real capture through the real machine, and inputs that cannot be worked with. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { readWaveform } from '../../../sim/waveform/read-waveform.ts';
import { readCaptureFile } from '../../../src/files/read-capture.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { replayTable } from '../../../src/generate/replay-table.ts';
import type { ReplaySummary } from '../../../src/replay/summary.ts';
import { journeySignals } from '../../../src/report/journey-points.ts';
import { stepSignals } from '../../../src/walk/step-signals.ts';
import { walkSteps } from '../../../src/walk/walk-steps.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-demo-'));
afterAll(() => rmSync(directory, { recursive: true }));

interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const demo = async (args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> => {
  const program = join(root, 'bin/sluice.js');
  const options = { reject: false, cwd: root, env } as const;
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, 'demo', ...args], options);
  return { exitCode, stdout, stderr };
};

const file = (name: string, contents: string | Uint8Array): string => {
  const path = join(directory, name);
  writeFileSync(path, contents);
  return path;
};

/** The README shows what the demonstration prints, but for the time that it takes; UPDATE_GOLDEN=1 writes it anew. */
const expectShownInReadme = (summary: ReplaySummary): void => {
  const path = join(root, 'README.md');
  const readme = readFileSync(path, 'utf8');
  const printed = replayTable(summary).split('\n').slice(0, -1);
  const block = `\`\`\`text\n${printed.map(line => line.trimEnd()).join('\n')}\n\`\`\``;
  const shown = /^```text\nVM [\s\S]*?^```$/m;
  if (process.env.UPDATE_GOLDEN === '1')
    writeFileSync(
      path,
      readme.replace(shown, () => block),
    );
  else expect(shown.exec(readme)?.[0]).toBe(block);
};

describe('the demonstration', () => {
  const out = join(directory, 'out');

  test('delivers the recorded traffic and finds no disagreement', async () => {
    const { exitCode, stdout, stderr } = await demo(['--out', out]);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    // Each step has one line, and says it once.
    const steps = stdout.split('\n').filter(line => /^[❯✔]/.test(line));
    expect(new Set(steps.map(line => line.slice(2))).size).toBe(steps.length);
    expect(steps.length).toBe(7);
    expect(stdout).toMatch(/policy, tables and hardware: \d+ comparisons, 0 mismatches/);
    const summary: ReplaySummary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    const frames = await readCaptureFile(join(root, 'examples/captures/tenants.pcap'));
    expect(summary).toMatchObject({ config: '10g', frames: frames.length, mismatches: 0 });
    // Every frame ends once for each VM it is for; broadcasts have several.
    const ends = [...summary.vms.map(vm => vm.dropped), summary.unassigned].flatMap(drops => Object.values(drops));
    const delivered = summary.vms.reduce((sum, vm) => sum + vm.delivered, 0);
    expect(delivered + ends.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(frames.length);
    for (const { name, delivered, bytes } of summary.vms) {
      const received = await readCaptureFile(join(out, 'received', `${name}.pcap`));
      expect(received.length).toBe(delivered);
      expect(received.reduce((sum, frame) => sum + frame.bytes.length, 0)).toBe(bytes);
      expect(delivered, name).toBeGreaterThan(0);
    }
    expect(readdirSync(join(out, 'rtl'))).toContain('sluice.v');
    expect(stdout.split('\n').at(-1)).toBe(`report: ${pathToFileURL(join(out, 'index.html')).href}`);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('The journey of frame 2');
    expect(summary.gbps).toBeGreaterThan(9);
    expectShownInReadme(summary);
  }, 900_000); // It builds the whole machine when nothing is in the cache.

  test('leaves a waveform with every signal of the saved views and of the journey', async () => {
    const machine = top(configs['10g']);
    const views = walkSteps().map(step => stepSignals(machine, step).map(({ name, width }) => [name, width] as const));
    for (const view of views) expect(view.length).toBeGreaterThan(2);
    const widths = new Map(views.flat());
    const { scope, signals } = await readWaveform(join(out, 'waveform.fst'), [
      ...widths.keys(),
      ...journeySignals('sluice'),
    ]);
    expect(scope).toMatch(/^\w+$/);
    expect(journeySignals('sluice').filter(name => !signals.has(name))).toEqual([]);
    expect([...widths].filter(([name, width]) => signals.get(name)?.width !== width)).toEqual([]);
  });
});

describe('the demonstration refuses, in one sentence,', () => {
  test('a policy with a mistake', async () => {
    const policy = file('bad.yaml', 'vms:\n  - name: web\n    mac: 52:54:00:00:00\n');
    const { exitCode, stderr } = await demo(['--policy', policy, '--out', join(directory, 'refused')]);
    expect(stderr).toMatch(new RegExp(`^sluice: ${policy}:3:10: `));
    expect(exitCode).toBe(1);
  });

  test('a capture that does not exist', async () => {
    const capture = join(directory, 'nowhere.pcap');
    const { exitCode, stderr } = await demo(['--capture', capture, '--out', join(directory, 'refused')]);
    expect(stderr).toBe(`sluice: ${capture}: there is no such file; check the path.`);
    expect(exitCode).toBe(1);
  });

  test('an empty capture', async () => {
    const capture = file('empty.pcap', writePcap([], 'nanosecond'));
    const { exitCode, stderr } = await demo(['--capture', capture, '--out', join(directory, 'refused')]);
    expect(stderr).toBe(`sluice: ${capture}: there are no frames in it; record some.`);
    expect(exitCode).toBe(1);
  });

  test('a capture of cut frames', async () => {
    const cut = { timestampNs: 0n, bytes: new Uint8Array(60), originalLength: 100 };
    const capture = file('cut.pcap', writePcap([cut], 'nanosecond'));
    const { exitCode, stderr } = await demo(['--capture', capture, '--out', join(directory, 'refused')]);
    expect(stderr).toBe(`sluice: ${capture}: frame 1 was cut to 60 of 100 bytes; record whole frames (tcpdump -s 0).`);
    expect(exitCode).toBe(1);
  });

  test('an unknown configuration', async () => {
    const { exitCode, stderr } = await demo(['--config', '40g']);
    expect(stderr).toMatch(/^sluice: there is no configuration "40g" \(there are .*\); did you mean 10g\?$/);
    expect(exitCode).toBe(1);
  });

  test('a machine without Verilator', async () => {
    const { exitCode, stderr } = await demo(['--out', join(directory, 'refused')], { PATH: directory });
    expect(stderr).toMatch(/^sluice: The co-simulation needs verilator, which is not on the PATH; install it with .*$/);
    expect(stderr.split('\n')).toHaveLength(1);
    expect(exitCode).toBe(1);
  });
});
