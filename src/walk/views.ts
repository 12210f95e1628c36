// SPDX-License-Identifier: Apache-2.0
/** Saved views of waveform viewers: the signals of each step of the packet's walk. */
import { basename, join, resolve } from 'node:path';
import { writeOutputFile } from 'typescript-hdl/command-line';
import type { Config } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { type StepSignal, stepSignals } from './step-signals.ts';
import { type WalkStep, walkSteps } from './walk-steps.ts';

export interface SavedView {
  readonly step: WalkStep;
  /** Path of the view for each viewer. */
  readonly files: Readonly<Record<Viewer, string>>;
}

/** Programs that show FST waveforms, by their commands. */
export const viewers = ['gtkwave', 'surfer'] as const;
export type Viewer = (typeof viewers)[number];

/** Arguments with which a viewer opens a waveform in a view. */
export const viewerArguments = (viewer: Viewer, waveform: string, view: string): readonly string[] =>
  viewer === 'gtkwave' ? [waveform, view] : [waveform, '--command-file', view];

/** Flags of GTKWave's save files: hexadecimal, binary for one bit, a comment line. */
const gtkwave = { hexadecimal: '@22', binary: '@28', comment: '@200' } as const;

const gtkwaveLine = ({ name, width }: StepSignal): string =>
  width === 1 ? `${gtkwave.binary}\n${name}` : `${gtkwave.hexadecimal}\n${name}[${width - 1}:0]`;

/** A save file of GTKWave (its manual, appendix "Save File Format"). */
export const gtkwaveView = (title: string, signals: readonly StepSignal[], waveform: string): string =>
  [`[dumpfile] "${waveform}"`, `${gtkwave.comment}\n-${title}`, ...signals.map(gtkwaveLine), ''].join('\n');

/** A command file of Surfer. */
export const surferView = (title: string, signals: readonly StepSignal[]): string =>
  [`divider_add ${title}`, ...signals.map(({ name }) => `variable_add ${name}`), 'zoom_fit', ''].join('\n');

/** File name of a step: `04-verdict-gate`. */
const stem = ({ number, title }: WalkStep): string =>
  `${`${number}`.padStart(2, '0')}-${title.toLowerCase().replaceAll(/\W+/g, '-')}`;

/** Writes the views of all steps beside a waveform, whose outermost scope is `scope`, and returns them. */
export const writeViews = async (config: Config, waveform: string, scope: string): Promise<readonly SavedView[]> => {
  const directory = join(waveform, '..', `${basename(waveform, '.fst')}-views`);
  const machine = top(config);
  return Promise.all(
    walkSteps().map(async step => {
      const signals = stepSignals(machine, step).map(({ name, width }) => ({ name: `${scope}.${name}`, width }));
      const title = `${step.number}. ${step.title}`;
      const files = { gtkwave: join(directory, `${stem(step)}.gtkw`), surfer: join(directory, `${stem(step)}.sucl`) };
      await writeOutputFile(files.gtkwave, gtkwaveView(title, signals, resolve(waveform)));
      await writeOutputFile(files.surfer, surferView(title, signals));
      return { step, files };
    }),
  );
};
