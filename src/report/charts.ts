// SPDX-License-Identifier: Apache-2.0
/** Charts of a run, described in Vega-Lite and drawn as SVG that takes its colours from the page around it. */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** A row of data. */
export type Row = Readonly<Record<string, number | string>>;

/** Colours by their names in the style sheet, which has a set for light and one for dark pages. */
const colour = (name: string): string => `var(--${name})`;
const series = (index: number): string => colour(`series-${(index % 8) + 1}`);

const config: TopLevelSpec['config'] = {
  background: 'transparent',
  font: 'inherit',
  view: { stroke: null },
  axis: {
    labelColor: colour('muted'),
    titleColor: colour('muted'),
    gridColor: colour('line'),
    domainColor: colour('line'),
    tickColor: colour('line'),
    titleFontWeight: 'normal',
    labelFontSize: 12,
    titleFontSize: 12,
    titlePadding: 10,
  },
  legend: {
    labelColor: colour('text'),
    titleColor: colour('muted'),
    labelFontSize: 12,
    symbolType: 'circle',
    orient: 'top',
    labelLimit: 0,
    title: null,
  },
};

const size = { width: 880, height: 220, autosize: { type: 'fit', contains: 'padding' } } as const;
const time = { field: 'us', type: 'quantitative', title: 'simulated time in µs', axis: { grid: false } } as const;

/** SVG of a chart; the label says what it shows to who cannot see it. */
const draw = async (spec: TopLevelSpec, label: string): Promise<string> => {
  const view = new View(parse(compile({ ...spec, config }).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  // The width of the page decides; the picture keeps its shape.
  return svg.replace(
    /^<svg[^>]*?(viewBox="[^"]*")[^>]*>/,
    (_, box: string) =>
      `<svg class="chart" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg" ${box}>`,
  );
};

const coloured = (names: readonly string[]): { domain: string[]; range: string[] } => ({
  domain: [...names],
  range: names.map((_, i) => series(i)),
});

/** Rates over time: rows of `us`, `gbps` and `what`; `limit` is the wire's line in Gbit/s. */
export const throughputChart = (rows: readonly Row[], names: readonly string[], limit: number): Promise<string> =>
  draw(
    {
      ...size,
      layer: [
        {
          data: { values: [...rows] },
          mark: { type: 'line', strokeWidth: 2, aria: false },
          encoding: {
            x: time,
            y: { field: 'gbps', type: 'quantitative', title: 'Gbit/s on the wire', scale: { domainMin: 0 } },
            color: { field: 'what', type: 'nominal', scale: coloured(names) },
          },
        },
        {
          data: { values: [{ gbps: limit, text: `line rate ${limit} Gbit/s` }] },
          mark: { type: 'rule', strokeDash: [6, 4], color: colour('accent'), strokeWidth: 1.5 },
          encoding: { y: { field: 'gbps', type: 'quantitative' } },
        },
      ],
    },
    'Throughput over time',
  );

/** Latency over time: rows of `us`, `latency` in microseconds and `what`. */
export const latencyChart = (rows: readonly Row[], names: readonly string[]): Promise<string> =>
  draw(
    {
      ...size,
      data: { values: [...rows] },
      mark: { type: 'point', filled: true, size: 14, opacity: 0.6, aria: false },
      encoding: {
        x: time,
        y: { field: 'latency', type: 'quantitative', title: 'latency in µs' },
        color: { field: 'what', type: 'nominal', scale: coloured(names) },
      },
    },
    'Latency of every delivered frame over time',
  );

/** Where the clocks of a journey went: rows of `point`, `from` and `to` in clocks. */
export const journeyChart = (rows: readonly Row[]): Promise<string> =>
  draw(
    {
      width: 880,
      height: { step: 24 },
      data: { values: [...rows] },
      encoding: {
        y: {
          field: 'point',
          type: 'nominal',
          sort: null,
          title: null,
          axis: { labelLimit: 260, labelColor: colour('text') },
        },
      },
      layer: [
        {
          mark: { type: 'bar', cornerRadius: 3, height: 14, color: colour('series-1') },
          encoding: {
            x: { field: 'from', type: 'quantitative', title: 'clocks after the last beat on the wire' },
            x2: { field: 'to' },
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 6, color: colour('muted'), fontSize: 11 },
          encoding: { x: { field: 'to', type: 'quantitative' }, text: { field: 'clocks', type: 'nominal' } },
        },
      ],
    },
    'Clocks from point to point of the journey',
  );
