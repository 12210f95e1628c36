// SPDX-License-Identifier: Apache-2.0
import { command, optionalArgument, wholeNumber } from 'typescript-hdl/command-line';

interface ReportOptions {
  readonly directory: string | undefined;
  readonly frame: number | undefined;
}

const runReport = async ({ directory = 'build/demo', frame }: ReportOptions): Promise<void> => {
  const { pathToFileURL } = await import('node:url');
  const { writeReport } = await import('../report/report.ts');
  console.log(pathToFileURL(await writeReport(directory, frame === undefined ? {} : { frame })).href);
};

/** `sluice report`: the page about a run, made again or with the journey of another frame. */
export const report = command({
  name: 'report',
  describe: 'Make the page about a run of "sluice demo" and print its address',
  arguments: { directory: optionalArgument('Directory of the run; default build/demo') },
  options: {
    frame: wholeNumber('Frame whose journey is shown; default the first that arrives at one VM', { least: 1 }),
  },
  run: runReport,
});
