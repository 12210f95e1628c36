// SPDX-License-Identifier: Apache-2.0
/** Runs the tests with foreign drivers one by one, and records how they ended. */
import { execa } from 'execa';
import { Console } from './console.ts';
import { dpdkCases } from './dpdk-cases.ts';
import type { E2eCase } from './e2e-case.ts';
import { E2eService } from './e2e-service.ts';
import { guestFiles } from './guest-files.ts';
import { linuxCases } from './linux-cases.ts';

/** One line of `results.json`. */
export interface E2eResult extends Omit<E2eCase, 'run'> {
  readonly version: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason?: string;
  /** Frames that the card moved. */
  readonly frames: number;
  readonly seconds: number;
  /** Clock cycles that were simulated meanwhile. */
  readonly cycles: number;
}

export const e2eCases: readonly E2eCase[] = [...dpdkCases, ...linuxCases];

const firstLine = async (program: string, args: readonly string[]): Promise<string | undefined> => {
  const { failed, all } = await execa(program, args, { reject: false, all: true });
  return failed ? undefined : all;
};

/** Version of each driver; undefined when the tools for it are missing. */
export const driverVersions = async (directory: string): Promise<Record<E2eCase['driver'], string | undefined>> => {
  const dpdk = await firstLine('dpkg-query', ['-W', 'dpdk']);
  const qemu = await firstLine('qemu-system-x86_64', ['--version']);
  const files = guestFiles(directory);
  const qemuVersion = /version ([\d.]+)/.exec(qemu ?? '')?.[1];
  return {
    dpdk: dpdk && `DPDK ${/\d[\d.]*/.exec(dpdk)?.[0]}`,
    linux: qemuVersion && files && `Linux ${files.version}, QEMU ${qemuVersion}`,
  };
};

/** What to do about tools that are missing. */
export const missingTools = {
  dpdk: 'make e2e-tools installs dpdk',
  linux: 'make e2e-tools installs QEMU and the guest',
} as const;

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs cases whose name holds `only`; tells each result as it comes. */
export const runE2e = async (
  directory: string,
  only: string,
  tell: (result: E2eResult) => void | Promise<void>,
): Promise<E2eResult[]> => {
  const versions = await driverVersions(directory);
  const chosen = e2eCases.filter(one => caseName(one).includes(only));
  const service = await E2eService.open();
  const results: E2eResult[] = [];
  for (const { run, ...one } of chosen) {
    const version = versions[one.driver];
    const [started, cycle] = [performance.now(), service.service.bench.cycle];
    const end = async (result: E2eResult['result'], frames: number, reason?: string): Promise<void> => {
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      const cycles = service.service.bench.cycle - cycle;
      results.push({ ...one, version: version ?? '', result, ...(reason && { reason }), frames, seconds, cycles });
      await tell(results.at(-1)!);
    };
    if (version === undefined) await end('skipped', 0, missingTools[one.driver]);
    else
      await run(service, guestFiles(directory)).then(
        frames => end('passed', frames),
        error => end('failed', 0, text(error)),
      );
    await Console.endAll();
  }
  await service.close();
  return results;
};

export const caseName = ({ driver, ring, features, vms, test }: Omit<E2eCase, 'run'>): string =>
  `${driver} ${ring}, ${vms === 1 ? '1 VM' : `${vms} VMs`}, ${features}: ${test}`;

/**
 * Recorded results with another one, in the order of the tests; those of tests that are no more are left out. A test that was skipped says
 * nothing of the card, so it takes the place of no result.
 */
export const withResult = (former: readonly E2eResult[], one: E2eResult): E2eResult[] => {
  const ordered = one.result === 'skipped' ? [one, ...former] : [...former, one];
  const results = new Map(ordered.map(result => [caseName(result), result]));
  return e2eCases.flatMap(({ run: _, ...known }) => results.get(caseName(known)) ?? []);
};
