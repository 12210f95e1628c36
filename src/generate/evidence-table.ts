// SPDX-License-Identifier: Apache-2.0
/** The README's table of what is shown of each configuration, from the results on record. */
import { type Config, configs } from '../../hdl/spec/configs.ts';
import { wholeMachine } from '../verify/machine-designs.ts';
import type { MachineSynthesisRecord } from '../verify/synth/machine-synthesis.ts';
import type { RecordedFigures } from './measured-figures.ts';

/** What the table is made of. */
export interface Evidence {
  readonly figures: RecordedFigures;
  readonly records: readonly MachineSynthesisRecord[];
  /** Texts of the test files. */
  readonly tests: readonly string[];
  /** Texts of the proofs of parts of the machine. */
  readonly proofs: readonly string[];
}

/** A figure that no run has given yet. */
const notMeasured = 'not measured';

/** Losses of the last run at line rate, over all sizes. */
const lineRateCell = ({ name }: Config, { lineRate }: RecordedFigures): string => {
  const rows = lineRate.filter(({ config }) => config === name);
  if (rows.length === 0) return notMeasured;
  const lost = rows.reduce((sum, row) => sum + row.value, 0);
  return `${lost} frames lost, ${rows.length} sizes`;
};

const sizeCells = ({ name }: Config, records: readonly MachineSynthesisRecord[]): readonly string[] => {
  const rows = records.find(({ config }) => config === name)?.rows ?? [];
  const whole = rows.find(({ stage }) => stage === wholeMachine);
  return whole
    ? [`${whole.luts} / ${whole.registers} / ${whole.blockRams}`, `${whole.levels}`]
    : [notMeasured, notMeasured];
};

/** Files that name a configuration as code does. */
const filesNaming = ({ name }: Config, texts: readonly string[]): string => {
  const count = texts.filter(text => text.includes(`configs.${name}`) || text.includes(`configs['${name}']`)).length;
  return count === 0 ? 'none' : `${count}`;
};

/** One row a configuration. */
export const evidenceTable = ({ figures, records, tests, proofs }: Evidence): string =>
  [
    '| configuration | line rate | LUT / FF / BRAM | levels | test files, at least | proofs of parts, at least |',
    '|---|---|---|---|---|---|',
    ...Object.values(configs).map(config => {
      const measured = [lineRateCell(config, figures), ...sizeCells(config, records)];
      return `| ${[`\`${config.name}\``, ...measured, filesNaming(config, tests), filesNaming(config, proofs)].join(' | ')} |`;
    }),
  ].join('\n');
