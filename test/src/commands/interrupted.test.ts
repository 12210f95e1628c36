// SPDX-License-Identifier: Apache-2.0
/**
 * Ctrl-C as a terminal sends it, to a command and to all that it started, while it does what takes long: the exit code is 130, nothing is
 * said to have failed, and nothing goes on. The tools are stand-ins that never end, so none has to be installed. `sluice vhost` that serves
 * already, and ends in order, is in vhost.test.ts.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const programs = {
  sluice: join(root, 'bin/sluice.js'),
  'typescript-hdl': join(root, 'packages/typescript-hdl/bin/typescript-hdl.js'),
} as const;
const policy = 'config: tiny\nvms:\n  - { name: guest, mac: "52:54:00:00:00:10" }\n';
/** Tools that take long; those here take for ever. */
const tools = ['cc', 'verilator', 'clang++', 'yosys', 'yosys-smtbmc', 'iverilog', 'nextpnr-ecp5', 'mmdebstrap'];

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-interrupted-'));
  writeFileSync(join(directory, 'policy.yaml'), policy);
});
const groups: number[] = [];
/** A command that was not ended must not outlive its test. */
afterAll(() => {
  for (const group of groups) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It ended, as it should.
    }
  }
  rmSync(directory, { recursive: true });
});

/** Makes a directory of tools, where each says in `started` that it runs, by its process number. */
const placeTools = (place: string): { readonly path: string; readonly started: string } => {
  const [path, started] = [join(directory, place, 'tools'), join(directory, place, 'started')];
  for (const made of [path, started]) mkdirSync(made, { recursive: true });
  for (const tool of tools) {
    writeFileSync(join(path, tool), `#!/bin/bash\ntouch ${started}/$$\nexec /bin/sleep 300\n`);
    chmodSync(join(path, tool), 0o755);
  }
  // What names a commit is no long work.
  writeFileSync(join(path, 'git'), '#!/bin/bash\necho 0123abcde\n', { mode: 0o755 });
  return { path, started };
};

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 20));
};

const isRunning = (pid: string): boolean => {
  try {
    // One that ended and that nobody has waited for yet is a zombie.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

type Program = keyof typeof programs;

/** A command that leads a group of its own, as a shell starts it. */
const start = (program: Program, args: readonly string[], path = '') => {
  const child = execa(process.execPath, [programs[program], ...args], {
    cwd: root,
    detached: true,
    reject: false,
    env: { PATH: `${path}:${process.env['PATH']}` },
  });
  groups.push(child.pid!);
  return child;
};

/** Standard error may say how far it was, but not that something went wrong. */
const interrupted = { exitCode: 130, stderr: expect.not.stringMatching(/^(sluice|typescript-hdl): /m) };

describe('Ctrl-C', { timeout: 300_000 }, () => {
  test.each<[Program, string]>([
    ['sluice', 'demo --policy POLICY --out OUT'],
    ['sluice', 'line-rate --config tiny'],
    ['sluice', 'bench --config 10g-ecp5'],
    ['sluice', 'corpus --generated 5 --config tiny'],
    ['sluice', 'fuzz --config tiny'],
    ['sluice', 'vhost POLICY --vm guest=OUT.socket'],
    ['sluice', 'parse --rtl examples/captures/tenants.pcap'],
    ['sluice', 'explain --rtl POLICY 525400000010'],
    ['sluice', 'e2e'],
    ['sluice', 'smoke debian-12 --out OUT'],
    ['sluice', 'prove fifo'],
    ['sluice', 'synth tiny'],
    ['sluice', 'pnr tiny'],
    ['sluice', 'depth --calibrate'],
    ['typescript-hdl', 'fuzz --designs 5'],
    ['typescript-hdl', 'prove packages/typescript-hdl/examples/proofs.ts'],
  ])('ends %s %s while a tool works', async (program, line) => {
    const place = `${program}-${line.split(' ')[0]}`;
    const { path, started } = placeTools(place);
    const args = line.replace('POLICY', join(directory, 'policy.yaml')).replace('OUT', join(directory, place, 'out'));
    const child = start(program, args.split(' '), path);
    const ended = child.then(({ stderr }) => expect.fail(`it ended before any tool was started: ${stderr}`));
    await Promise.race([ended, until(() => readdirSync(started).length > 0)]);
    ended.catch(() => {});
    process.kill(-child.pid!, 'SIGINT');
    expect(await child).toMatchObject(interrupted);
    await until(() => !readdirSync(started).some(isRunning));
  });

  test('smoke says what it lacks where there is no git', async () => {
    const path = join(directory, 'no-git');
    mkdirSync(path);
    const { exitCode, stderr } = await execa(process.execPath, [programs.sluice, 'smoke', 'debian-12'], {
      cwd: root,
      reject: false,
      env: { PATH: path },
    });
    expect(stderr).toBe(
      'sluice: git does not tell the last commit: it is not installed; install git, and run this in a clone of the repository.',
    );
    expect(exitCode).toBe(1);
  });

  test.each(['compile', 'check', 'fit', 'parse'])('ends sluice %s while it waits for its input', async name => {
    const pipe = join(directory, `${name}.pipe`);
    execFileSync('mkfifo', [pipe]);
    const child = start('sluice', [name, pipe]);
    // It opens once there is a reader.
    const writer = openSync(pipe, 'w');
    process.kill(-child.pid!, 'SIGINT');
    expect(await child).toMatchObject(interrupted);
    closeSync(writer);
  });
});
