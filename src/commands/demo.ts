// SPDX-License-Identifier: Apache-2.0
import { command, outputDirectory, text } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag } from '../output-flags.ts';
import type { DemoOptions } from '../replay/demo.ts';

const mismatchesShown = 10;

/** What the run gave and where it is; the last line of all is what to look at. */
const outcomeText = (
  table: string,
  { out, waveform, page }: { readonly out: string; readonly waveform: string; readonly page: string },
): string =>
  [
    `\n${table}\n`,
    `summary            ${out}/summary.json`,
    `received captures  ${out}/received`,
    `Verilog            ${out}/rtl`,
    `table images       ${out}/firmware`,
    `waveform           ${waveform}`,
    `\nreport: ${page}`,
  ].join('\n');

const runDemoCommand = async ({ quiet, json, ...options }: DemoOptions & OutputFlags): Promise<void> => {
  const { runDemo } = await import('../replay/demo.ts');
  const { replayTable } = await import('../generate/replay-table.ts');
  const { InputError } = await import('typescript-hdl/command-line');
  const { writeReport } = await import('../report/report.ts');
  const { pathToFileURL } = await import('node:url');
  const { summary, mismatches, waveform } = await runDemo(options, { quiet: isQuiet({ quiet, json }) });
  const page = pathToFileURL(await writeReport(options.out)).href;
  const text = quiet ? page : outcomeText(replayTable(summary), { out: options.out, waveform, page });
  printResult({ json }, { page, waveform, summary, mismatches }, text);
  if (mismatches.length === 0) return;
  for (const { where, what } of mismatches.slice(0, mismatchesShown)) console.error(`${where}: ${what}`);
  const what = `policy, tables and hardware disagree in ${mismatches.length} places`;
  throw new InputError({ what, remedy: 'the first of them stand above' });
};

/** `sluice demo`: replays a capture through the generated hardware into the VMs of a policy. */
export const demo = command({
  name: 'demo',
  describe: 'Replay a capture at line rate through the generated hardware, into the VMs of a policy',
  arguments: {},
  options: {
    config: configName('Configuration, instead of the one the policy names'),
    policy: text('Policy (YAML)', 'FILE', 'firmware/examples/tenants.yaml'),
    capture: text('Capture to replay (pcap or pcapng, also with gzip)', 'FILE', 'examples/captures/tenants.pcap'),
    out: outputDirectory('Directory for the results', 'build/demo'),
    quiet: quietFlag,
    json: jsonFlag,
  },
  run: runDemoCommand,
});
