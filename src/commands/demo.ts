// SPDX-License-Identifier: Apache-2.0
import { command, outputDirectory, text } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import type { DemoOptions } from '../replay/demo.ts';

const mismatchesShown = 10;

const runDemoCommand = async (options: DemoOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { runDemo } = await import('../replay/demo.ts');
  const { replayTable } = await import('../generate/replay-table.ts');
  const { InputError } = await import('typescript-hdl/command-line');
  const { writeReport } = await import('../report/report.ts');
  const { pathToFileURL } = await import('node:url');
  const { summary, mismatches, waveform } = await runDemo(options);
  console.log(`\n${replayTable(summary)}\n`);
  console.log(`summary            ${join(options.out, 'summary.json')}`);
  console.log(`received captures  ${join(options.out, 'received')}`);
  console.log(`Verilog            ${join(options.out, 'rtl')}`);
  console.log(`table images       ${join(options.out, 'firmware')}`);
  console.log(`waveform           ${waveform}`);
  // The last line of all: what to look at.
  console.log(`\nreport: ${pathToFileURL(await writeReport(options.out)).href}`);
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
  },
  run: runDemoCommand,
});
