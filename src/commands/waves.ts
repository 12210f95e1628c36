// SPDX-License-Identifier: Apache-2.0
import { command, InputError, oneOf, optionalArgument, wholeNumber } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { jsonFlag, printResult } from '../output-flags.ts';

interface WavesOptions {
  readonly waveform: string | undefined;
  readonly step: number | undefined;
  readonly viewer: 'gtkwave' | 'surfer' | undefined;
  readonly config: string | undefined;
  readonly json: boolean;
}

const runWaves = async ({ waveform, step, viewer, config, json }: WavesOptions): Promise<void> => {
  const { namedConfig } = await import('../named-config.ts');
  const { findWaveform } = await import('../walk/find-waveform.ts');
  const { readWaveform } = await import('../../sim/waveform/read-waveform.ts');
  const { writeViews } = await import('../walk/views.ts');
  const { openView, openingCommand } = await import('../walk/open-view.ts');
  const path = await findWaveform(waveform);
  const { scope } = await readWaveform(path, []);
  const views = await writeViews(namedConfig(config), path, scope);
  const chosen = step === undefined ? undefined : views.find(view => view.step.number === step);
  if (step !== undefined && !chosen) {
    const what = `the packet's walk has no step ${step}`;
    throw new InputError({ what, remedy: `give one from 0 to ${views.length - 1}` });
  }
  if (!json && (await openView(chosen ?? views[1]!, path, viewer))) return;
  const shown = (chosen ? [chosen] : views).map(view => ({
    ...{ step: view.step.number, title: view.step.title, files: view.files },
    command: openingCommand(view, path, viewer),
  }));
  const lines = shown.map(one => `${`${one.step}. ${one.title}`.padEnd(34)}${one.command}`);
  printResult({ json }, shown, lines.join('\n'));
};

/** `sluice waves`: opens a waveform with the signals of a step of the packet's walk, or says what opens it. */
export const waves = command({
  name: 'waves',
  describe: 'Open a waveform with the signals of a step of the walk (docs/packet-walk.md), or print what opens it',
  arguments: { waveform: optionalArgument('FST waveform, or the directory of a run; default the last one recorded') },
  options: {
    step: wholeNumber('Step of the walk; default all are printed, or the ingress is opened', { least: 0 }),
    viewer: oneOf('Viewer; default the first that is installed', ['gtkwave', 'surfer'] as const),
    config: configName('Configuration of the waveform; default 10g'),
    json: jsonFlag,
  },
  run: runWaves,
});
