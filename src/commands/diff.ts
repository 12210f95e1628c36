// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, wholeNumber } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { jsonFlag } from '../output-flags.ts';

interface DiffOptions {
  readonly before: string;
  readonly after: string;
  readonly most: number;
  readonly seconds: number;
  readonly 'exit-code': boolean;
  readonly config: string | undefined;
  readonly json: boolean;
}

const runDiff = async ({ before, after, most, seconds, config, json, ...flags }: DiffOptions): Promise<void> => {
  const { interruptible } = await import('typescript-hdl/command-line');
  const { readCompiledPolicy } = await import('../files/read-compiled-policy.ts');
  const { diffCompiled, diffText } = await import('../check/diff-policies.ts');
  const [was, is] = [await readCompiledPolicy(before, config), await readCompiledPolicy(after, config)];
  const diff = interruptible(() => diffCompiled(was.compiled, is.compiled, most, seconds));
  console.log(json ? JSON.stringify(diff, null, 2) : diffText(diff));
  if (flags['exit-code'] && (diff.changes.length > 0 || !diff.complete)) process.exitCode = 1;
};

/** `sluice diff`: which traffic has another verdict under another policy. */
export const diff = command({
  name: 'diff',
  describe: 'Say which traffic has another verdict under another policy, with a frame for each change',
  arguments: {
    before: argument('Policy file (YAML) as it was; - for standard input'),
    after: argument('Policy file (YAML) as it is'),
  },
  options: {
    most: wholeNumber('Changes to show', { least: 1, most: 10_000, fallback: 100 }),
    seconds: wholeNumber('Seconds for which to look', { least: 1, most: 3600, fallback: 10 }),
    'exit-code': flag('End with exit code 1 if there may be a change'),
    config: configName('Configuration, instead of the ones that the policies name'),
    json: jsonFlag,
  },
  run: runDiff,
});
