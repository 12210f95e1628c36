// SPDX-License-Identifier: Apache-2.0
import {
  command,
  flag,
  InputError,
  manyArguments,
  outputDirectory,
  text,
  wholeNumber,
} from 'typescript-hdl/command-line';
import { isQuiet, jsonFlag, printResult, quietFlag, say } from '../output-flags.ts';
import type { SmokeResult } from '../verify/smoke/run-smoke.ts';
import type { FreshSystem } from '../verify/smoke/systems.ts';

interface SmokeCommandOptions {
  readonly systems: readonly string[];
  readonly node: number | undefined;
  readonly 'ubuntu-keyring': string;
  readonly run: string | undefined;
  readonly keep: boolean;
  readonly record: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly out: string;
}

const recordFile = 'docs/support.json';
const ubuntuKeyring = '/usr/share/keyrings/ubuntu-archive-keyring.gpg';
const pageFile = 'docs/support.md';

/** The systems by their names, all when there is none; of Ubuntu with the keys that are named. */
const systemsNamed = async (names: readonly string[], keyring: string): Promise<readonly FreshSystem[]> => {
  const { freshSystems: known } = await import('../verify/smoke/systems.ts');
  const freshSystems = known.map(one => (one.keyring === undefined ? one : { ...one, keyring }));
  if (names.length === 0) return freshSystems;
  return names.map(name => {
    const found = freshSystems.find(one => one.name === name);
    if (found) return found;
    const remedy = `name some of ${freshSystems.map(one => one.name).join(', ')}`;
    throw new InputError({ what: `there is no system "${name}"`, remedy });
  });
};

const line = ({ system, nodeMajor, command: run, result, reason, versions }: SmokeResult): string => {
  const tools = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const with_ = tools.length > 0 ? tools.join(', ') : `node ${nodeMajor}`;
  return `${result.padEnd(8)} ${system}: ${run} (${with_})${reason === undefined ? '' : `: ${reason}`}`;
};

/** Keeps a result in the repository, where the page shows it. */
const keepResult = async (one: SmokeResult): Promise<void> => {
  const { existsSync, readFileSync } = await import('node:fs');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { withSupport } = await import('../generate/support-table.ts');
  const { withSmoke } = await import('../verify/smoke/run-smoke.ts');
  const former = existsSync(recordFile) ? (JSON.parse(readFileSync(recordFile, 'utf8')) as SmokeResult[]) : [];
  const all = withSmoke(former, one);
  const page = await readTextFile(pageFile, 'run this at the root of the repository');
  await writeOutputFile(recordFile, `${JSON.stringify(all, null, 2)}\n`);
  await writeOutputFile(pageFile, withSupport(page, all));
};

const runSmokeCommand = async ({
  systems: names,
  node,
  run,
  'ubuntu-keyring': keyring,
  keep,
  record,
  out,
  ...flags
}: SmokeCommandOptions) => {
  const { runSmoke } = await import('../verify/smoke/run-smoke.ts');
  const { readmeCommands } = await import('../verify/smoke/systems.ts');
  const { Progress } = await import('../progress.ts');
  const systems = await systemsNamed(names, keyring);
  if (record && run !== undefined && !readmeCommands.includes(run))
    throw new InputError({
      what: '--record keeps the commands of the README alone',
      remedy: `leave --record out, or --run one of them (${readmeCommands.join(', ')})`,
    });
  if (process.getuid?.() !== 0)
    throw new InputError({ what: 'a root of another system needs root', remedy: 'run this with sudo' });
  using progress = new Progress({ quiet: isQuiet(flags) });
  const results: SmokeResult[] = [];
  const commands = run === undefined ? readmeCommands : [run];
  await runSmoke(
    systems,
    { node, commands, out, keep },
    {
      begin: what => progress.step(what),
      report: async one => {
        progress.clear();
        results.push(one);
        say(flags, line(one));
        if (record) await keepResult(one);
      },
    },
  );
  if (flags.quiet || flags.json) printResult(flags, results, results.map(line).join('\n'));
  const countOf = (result: SmokeResult['result']): number => results.filter(one => one.result === result).length;
  const where = flags.json ? 'the results say why' : 'the lines above say why';
  if (countOf('failed') > 0)
    throw new InputError({ what: `${countOf('failed')} of ${results.length} runs failed`, remedy: where });
  if (countOf('passed') === 0) throw new InputError({ what: 'nothing was run', remedy: where });
};

/** `sluice smoke`: the commands of the README on systems that have nothing but a package manager. */
export const smoke = command({
  name: 'smoke',
  describe: "Run the README's commands on the last commit in minimal roots of Debian and Ubuntu (as root; an hour)",
  arguments: { systems: manyArguments('debian-12, debian-13, ubuntu-24.04; default all', { required: false }) },
  options: {
    node: wholeNumber('Major version of Node.js; default another one for each system', { least: 20, most: 99 }),
    'ubuntu-keyring': text('Keys that sign Ubuntu, when it is not Ubuntu that this runs on', 'FILE', ubuntuKeyring),
    run: text('Command to run instead of those of the README', 'COMMAND'),
    keep: flag('Leave the roots where they are'),
    record: flag('Also keep the results in docs/support.json and docs/support.md'),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory of roots and logs', 'build/smoke'),
  },
  run: runSmokeCommand,
});
