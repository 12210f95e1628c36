// SPDX-License-Identifier: Apache-2.0
import { command, flag } from 'typescript-hdl/command-line';
import { jsonFlag, type OutputFlags, printResult } from '../output-flags.ts';
import type { NeededPackage } from '../tools/needed-packages.ts';

interface SetupOptions extends OutputFlags {
  readonly check: boolean;
}

const line = ({ debianPackage, proof, reason }: NeededPackage, found: string | undefined): string => {
  const place = found === undefined ? `MISSING (no ${proof})` : found;
  return `${debianPackage.padEnd(12)}${place.padEnd(28)}${reason}`;
};

const installer = new URL('../tools/install-packages.sh', import.meta.url);

const runSetup = async ({ check, ...flags }: SetupOptions): Promise<void> => {
  const { findProof, neededPackages } = await import('../tools/needed-packages.ts');
  const { InputError } = await import('typescript-hdl/command-line');
  const needed = await neededPackages();
  const missing = needed.filter(({ proof }) => findProof(proof) === undefined);
  const found = needed.map(one => ({ ...one, found: findProof(one.proof) }));
  printResult(flags, found, found.map(one => line(one, one.found)).join('\n'));
  if (missing.length === 0) return;
  if (check) {
    const what = `${missing.map(one => one.debianPackage).join(', ')} not installed`;
    throw new InputError({ what, remedy: 'run "make setup" or "sluice setup"' });
  }
  const { execa } = await import('execa');
  const { fileURLToPath } = await import('node:url');
  const result = await execa('/bin/bash', [fileURLToPath(installer)], {
    // Of JSON, standard output holds nothing else.
    stdio: ['inherit', flags.json ? 'ignore' : 'inherit', 'inherit'],
    reject: false,
  });
  if (result.failed) throw new InputError({ what: 'not everything could be installed', remedy: 'see the lines above' });
};

/** `sluice setup`: lists the programs that Sluice needs from the system and installs the missing ones. */
export const setup = command({
  name: 'setup',
  describe: 'Install the system packages that are missing, or only list them',
  arguments: {},
  options: { check: flag('Only list; exit with 1 when something is missing'), json: jsonFlag },
  run: runSetup,
});
