// SPDX-License-Identifier: Apache-2.0
/** Runs commands on fresh systems, and keeps what each ended with. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastCommit, makeRoot, NoRootError, runInRoot } from './fresh-root.ts';
import type { FreshSystem } from './systems.ts';

/** Programs whose versions are worth knowing, and how each says its own. */
const programs = {
  node: 'node --version',
  verilator: 'verilator --version',
  yosys: 'yosys -V',
  iverilog: 'iverilog -V',
  clang: 'clang --version',
} as const;
export type Program = keyof typeof programs;

/** One command on one system. */
export interface SmokeResult {
  readonly system: string;
  readonly command: string;
  readonly result: 'passed' | 'failed' | 'not run';
  /** Why it failed, or why nothing was run. */
  readonly reason?: string;
  /** Major version of Node.js that was asked for. */
  readonly nodeMajor: number;
  /** The commit that was run. */
  readonly commit: string;
  /** As the programs say after the command; without those that are not there. */
  readonly versions: Partial<Record<Program, string>>;
}

export interface SmokeOptions {
  readonly node: number | undefined;
  readonly commands: readonly string[];
  readonly out: string;
  /** Whether roots stay where they are. */
  readonly keep: boolean;
}

/** The first number of several parts: `Yosys 0.23 (git sha1 7ce5011)` is 0.23. */
export const versionIn = (text: string): string | undefined => /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0];

const versionsIn = async (root: string, log: string): Promise<SmokeResult['versions']> => {
  const found = [];
  for (const [name, command] of Object.entries(programs)) {
    const { ok, output } = await runInRoot(root, command, log);
    const version = ok ? versionIn(output) : undefined;
    if (version !== undefined) found.push([name, version]);
  }
  return Object.fromEntries(found);
};

/** The last line that a command printed. */
const lastOf = (output: string): string => output.trim().split('\n').at(-1) ?? '';

/** The commands in their order, in one root, up to the first that fails. */
const smokeSystem = async (
  system: FreshSystem,
  { node = system.node, commands, out, keep }: SmokeOptions,
  begin: (what: string) => void,
  report: (result: SmokeResult) => Promise<void>,
): Promise<void> => {
  const name = `${system.name}-node-${node}`;
  const [root, log] = [join(out, name), join(out, `${name}.log`)];
  const known = { system: system.title, nodeMajor: node, commit: await lastCommit() };
  await mkdir(out, { recursive: true });
  await writeFile(log, '');
  try {
    begin(`${system.title}: making a minimal root with Node.js ${node} (about a minute)`);
    await makeRoot(system, node, root, log);
    for (const command of commands) {
      begin(`${system.title}: ${command} (its output goes to ${log})`);
      const { ok, output } = await runInRoot(root, command, log);
      const versions = await versionsIn(root, log);
      await report({
        ...{ ...known, command, versions, result: ok ? 'passed' : 'failed' },
        ...(!ok && { reason: `${lastOf(output)}; see ${log}` }),
      });
      if (!ok) break;
    }
  } catch (error) {
    if (!(error instanceof NoRootError)) throw error;
    for (const command of commands)
      await report({ ...known, command, versions: {}, result: 'not run', reason: error.message });
  } finally {
    if (!keep) await rm(root, { recursive: true, force: true });
  }
};

/** Every command on every system; what ends is reported at once. */
export const runSmoke = async (
  systems: readonly FreshSystem[],
  options: SmokeOptions,
  hooks: { readonly begin: (what: string) => void; readonly report: (result: SmokeResult) => Promise<void> },
): Promise<void> => {
  for (const system of systems) await smokeSystem(system, options, hooks.begin, hooks.report);
};

const keyOf = ({ system, nodeMajor, command }: SmokeResult): string => `${system}, ${nodeMajor}, ${command}`;

/** The results with one more, which takes the place of the former of its kind; one that was not run takes none. */
export const withSmoke = (results: readonly SmokeResult[], one: SmokeResult): readonly SmokeResult[] => {
  const former = results.find(other => keyOf(other) === keyOf(one));
  if (former && former.result !== 'not run' && one.result === 'not run') return results;
  return former ? results.map(other => (other === former ? one : other)) : [...results, one];
};
