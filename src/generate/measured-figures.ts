// SPDX-License-Identifier: Apache-2.0
/** The figures that `sluice bench --record` keeps, as the README shows them. */
import type { LineRateRow } from '../../sim/benchmarks/line-rate.ts';
import type { Measurement } from '../../sim/benchmarks/measurement.ts';

/** Contents of `docs/measurements.json`. */
export interface RecordedFigures {
  /** Fingerprint of the Verilog that was measured. */
  readonly verilog: string;
  readonly results: readonly Measurement[];
  readonly lineRate: readonly LineRateRow[];
}

/** What the README says of a figure; figures without a line here stay in the JSON. */
const titles: Readonly<Record<string, string>> = {
  elaborate_seconds: 'Describe, check and write the whole design, first time in a process',
  cosim_kcycles_per_second: 'Co-simulation of the whole machine under load at line rate',
  parser_model_frames_per_second: 'Parser model, header vectors alone',
  unit_bench_warm: 'Unit bench of one module, nothing changed',
  unit_bench_after_edit: 'Unit bench of one module after an edit',
};

/** Lines between which the README holds the figures. */
export const figureMarkers = ['<!-- numbers: begin -->', '<!-- numbers: end -->'] as const;

/** The README's section, markers included. */
export const figuresSection = ({ verilog, results, lineRate }: RecordedFigures): string => {
  const sizes = lineRate.map(row => row.size);
  const frames = lineRate.reduce((sum, row) => sum + row.frames, 0);
  const lost = lineRate.reduce((sum, row) => sum + row.value, 0);
  const config = lineRate[0]?.config ?? '';
  const range = `${sizes.length} sizes from ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`;
  const shown = results.flatMap(({ name, value, unit, config: of }) =>
    titles[name] === undefined ? [] : [`| ${titles[name]} | ${Number(value.toPrecision(3))} ${unit} | ${of} |`],
  );
  return [
    figureMarkers[0],
    '| figure | value | configuration |',
    '|---|---|---|',
    `| Frames lost at line rate into four VMs, back to back, ${range}, ${frames} frames, host reads 800 ns | ${lost} | ${config} |`,
    ...shown,
    '',
    `Measured with the Verilog of fingerprint \`${verilog}\`; \`make check-fresh\` says whether the machine has changed since.`,
    figureMarkers[1],
  ].join('\n');
};

/** A text with its section replaced; throws a RangeError when it has none. */
export const withFigures = (text: string, figures: RecordedFigures): string => {
  const [begin, end] = [text.indexOf(figureMarkers[0]), text.indexOf(figureMarkers[1])];
  if (begin < 0 || end < begin) throw new RangeError(`the text has no lines ${figureMarkers.join(' and ')}`);
  return text.slice(0, begin) + figuresSection(figures) + text.slice(end + figureMarkers[1].length);
};

/** What keeps the figures from being of the Verilog as it is now: a sentence, or none. */
export const figuresStaleness = ({ verilog }: Pick<RecordedFigures, 'verilog'>, now: string): readonly string[] =>
  verilog === now ? [] : ['docs/measurements.json: the machine changed since; run "npx sluice bench --record"'];
