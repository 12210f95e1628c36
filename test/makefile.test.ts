// SPDX-License-Identifier: Apache-2.0
/** The Makefile: its help is complete, and npm runs only when the packages are older than the lock file. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configNames, configs } from '../hdl/spec/configs.ts';
import { machineDesigns, stageNamed } from '../src/verify/machine-designs.ts';

const root = new URL('..', import.meta.url).pathname;
const makefile = `${root}Makefile`;
const lockFile = new URL('../package-lock.json', import.meta.url).pathname;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-make-'));
  copyFileSync(makefile, join(directory, 'Makefile'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Output of make in a directory that holds the Makefile and the given files, each of an age in seconds. */
const make = async (args: readonly string[], ages: Readonly<Record<string, number>> = {}): Promise<string> => {
  for (const [name, age] of Object.entries(ages)) {
    const path = join(directory, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    const time = Date.now() / 1000 - age;
    utimesSync(path, time, time);
  }
  return (await execa('make', ['-C', directory, ...args], { env: { MAKEFLAGS: '' } })).stdout;
};

describe('the Makefile', () => {
  const targets = [
    'help',
    'setup',
    'demo',
    'test',
    'bench',
    'synth',
    'pnr',
    'check-fresh',
    'e2e',
    'e2e-tools',
    'lint',
    'format',
    'typecheck',
    'emit',
    'clean',
  ];

  test.each([['help'], []])('make %s lists every target with a sentence', async (...goal) => {
    const help = await make(goal);
    for (const target of targets) expect(help).toMatch(new RegExp(`^  make ${target} +[A-Z].{10,}$`, 'm'));
  });

  test('names configurations and stages that there are, as the pages do', () => {
    const pages = ['Makefile', 'README.md', 'docs/synthesis.md']
      .map(path => readFileSync(`${root}${path}`, 'utf8'))
      .join();
    const stages = [...pages.matchAll(/STAGE=(\w+)|--stage (\w+)/g)].map(match => match[1] ?? match[2]!);
    expect(stages.length).toBeGreaterThan(2);
    for (const stage of stages) stageNamed(machineDesigns(configs['10g']), stage);
    for (const [, config] of pages.matchAll(/CONFIG=([\w-]+)/g)) expect(configNames).toContain(config);
  });

  const stamp = 'node_modules/.package-lock.json';

  test.each([
    ['never installed', { 'package-lock.json': 5 }, true],
    ['older than the lock file', { 'package-lock.json': 5, [stamp]: 60 }, true],
    ['newer than the lock file', { 'package-lock.json': 60, [stamp]: 5 }, false],
  ])('packages that were %s: npm ci is to run: %3$s', async (_, ages, runs) => {
    const steps = await make(['--dry-run', 'setup'], ages);
    expect(steps.includes('npm ci')).toBe(runs);
    expect(steps).toContain('src/tools/install-packages.sh');
  });

  test('make clean removes what was built and keeps the packages', async () => {
    await make(['clean'], { 'build/rtl/top.v': 1, 'package-lock.json': 60, [stamp]: 5 });
    expect(readFileSync(join(directory, stamp), 'utf8')).toBe('');
    expect(() => readFileSync(join(directory, 'build/rtl/top.v'))).toThrow('ENOENT');
  });
});

test('the lock file holds no download addresses', () => {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, { resolved?: string }>;
  };
  const addresses = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
  expect(addresses.filter(address => !address.startsWith('packages/'))).toEqual([]);
});
