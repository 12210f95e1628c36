// SPDX-License-Identifier: Apache-2.0
import { command, flag, outputDirectory, text } from 'typescript-hdl/command-line';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';

interface E2eOptions extends OutputFlags {
  readonly only: string;
  readonly out: string;
  readonly tools: boolean;
  readonly page: string;
}

const run = async ({ only, out, tools, page, ...flags }: E2eOptions): Promise<void> => {
  const { existsSync, readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { InputError, writeOutputFile } = await import('typescript-hdl/command-line');
  const { configs } = await import('../../hdl/spec/configs.ts');
  const { compatibilityPage } = await import('../generate/compatibility-page.ts');
  const { makeGuestFiles } = await import('../verify/e2e/guest-files.ts');
  const { caseName, runE2e, withResult } = await import('../verify/e2e/run-e2e.ts');
  const guest = join(out, 'guest');
  if (tools) {
    const { version } = await makeGuestFiles(guest);
    return printResult(flags, { linux: version }, `the guest has Linux ${version}`);
  }
  const path = join(out, 'results.json');
  const { Progress } = await import('../progress.ts');
  using progress = new Progress({ quiet: isQuiet(flags) });
  progress.step('foreign drivers on the simulated card (ten minutes, the first time with a build of some more)');
  const results = await runE2e(guest, only, async one => {
    progress.clear();
    const counted = one.reason ?? `${one.frames} frames, ${one.cycles} cycles`;
    say(flags, `${one.result} in ${one.seconds} s: ${caseName(one)}: ${counted}`);
    // After each test, so that a run that is broken off has recorded what it did.
    const all = withResult(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [], one);
    await writeOutputFile(path, `${JSON.stringify(all, null, 2)}\n`);
    const former = existsSync(page) ? readFileSync(page, 'utf8') : '';
    await writeOutputFile(page, compatibilityPage(configs['10g'], all, former));
  });
  if (results.length === 0)
    throw new InputError({ what: `no test has "${only}" in its name`, remedy: 'leave --only out' });
  if (flags.json) printResult(flags, results, '');
  const failed = results.filter(({ result }) => result === 'failed').length;
  if (failed > 0)
    throw new InputError({ what: `${failed} of ${results.length} tests failed`, remedy: 'the reasons are above' });
  if (results.every(({ result }) => result === 'skipped'))
    throw new InputError({ what: 'no test was run', remedy: 'the reasons are above' });
};

/** `sluice e2e`: DPDK and Linux guests drive the simulated card. */
export const e2e = command({
  name: 'e2e',
  describe: 'Have DPDK and Linux guests under QEMU drive the simulated card, and record what works',
  arguments: {},
  options: {
    only: text('Run only tests with this in their name; results of the others are kept', 'PART', ''),
    tools: flag('Make the files of the Linux guest, and run nothing'),
    quiet: quietFlag,
    json: jsonFlag,
    page: text('Page that is written from the results', 'FILE', 'docs/compatibility.md'),
    out: outputDirectory('Directory for results and the files of the guest', 'build/e2e'),
  },
  run,
});
