// SPDX-License-Identifier: Apache-2.0
/** The journey of a frame as a waveform picture, drawn by WaveDrom; clocks in which nothing of it happens are left out. */
import wavedrom from 'wavedrom';
import narrow from 'wavedrom/skins/narrow.js';
import type { Journey, TracedSignal } from './journey.ts';
import { pointSignal } from './journey-points.ts';

/** Clocks shown around each point. */
const around = 1;
/** Digits that have room in a clock. */
const mostDigits = 5;
const top = 'sluice';

interface Lane {
  readonly name: string;
  readonly wave: string;
  readonly data?: readonly string[];
}

/** Clocks that the picture shows; a gap is between two that do not follow each other. */
const shownCycles = ({ passed }: Journey): readonly number[] => [
  ...new Set(
    passed
      .flatMap(({ cycle }) => Array.from({ length: 2 * around + 1 }, (_, i) => cycle - around + i))
      .toSorted((a, b) => a - b),
  ),
];

const laneOf = (name: string, signal: TracedSignal, cycles: readonly number[]): Lane => {
  let wave = '';
  const data: string[] = [];
  let before: bigint | undefined;
  for (const [i, cycle] of cycles.entries()) {
    if (i > 0 && cycle !== cycles[i - 1]! + 1) {
      wave += '|';
      // A number is said again after a gap.
      if (signal.width > 1) before = undefined;
    }
    const value = signal.at(cycle);
    if (value === before) wave += '.';
    else if (signal.width === 1) wave += value === 1n ? '1' : '0';
    else {
      wave += '=';
      data.push(shortened(value.toString(16)));
    }
    before = value;
  }
  return { name, wave, ...(data.length > 0 && { data }) };
};

/** As much of a number as has room in a clock: its last digits. */
const shortened = (digits: string): string =>
  digits.length > mostDigits ? `…${digits.slice(1 - mostDigits)}` : digits;

/** The clocks themselves, counted from the first point. */
const clockLane = (cycles: readonly number[], start: number): Lane => {
  const marks = cycles.flatMap((cycle, i) => [
    ...(i > 0 && cycle !== cycles[i - 1]! + 1 ? ['|'] : []),
    `${cycle - start}`,
  ]);
  return {
    name: 'clock',
    wave: marks.map(mark => (mark === '|' ? '|' : '=')).join(''),
    data: marks.filter(mark => mark !== '|'),
  };
};

/** SVG of the signals at every point that the frame passed. */
export const wavePicture = (journey: Journey, signals: ReadonlyMap<string, TracedSignal>): string => {
  const cycles = shownCycles(journey);
  const names = new Set<string>();
  const groups = journey.passed.map(({ point }) => {
    const lanes = [...point.when, ...(point.whose ? [point.whose.signal] : []), ...point.beside].flatMap(signal => {
      const name = pointSignal(top, point, signal);
      const traced = signals.get(name);
      if (!traced || names.has(name)) return [];
      names.add(name);
      return [laneOf(signal.replace(/_[io]$/, ''), traced, cycles)];
    });
    return [point.instance === '' ? 'edge' : point.instance, ...lanes];
  });
  const source = { signal: [clockLane(cycles, journey.passed[0]!.cycle), ...groups], config: { hscale: 2 } };
  return inPage(wavedrom.onml.stringify(wavedrom.renderAny(0, source, narrow)));
};

/**
 * The picture with its style sheet kept to itself, and in the colours of the page. Rules for classes stay as they are: a selector with
 * the picture in front would not reach into the shapes that it uses again and again.
 */
const inPage = (svg: string): string =>
  svg
    .replace(/<style[^>]*>(.*?)<\/style>/s, (_, style: string) => {
      const own = style
        .replace(/^text\{/, '.WaveDrom text{fill:var(--text);')
        .replaceAll('font-size:11pt', 'font-size:10pt')
        .replaceAll(/\.muted\{[^}]*\}/g, '')
        .replaceAll(/#000000|#000\b/g, 'var(--text)')
        .replaceAll(/#ffffff|#fff\b/g, 'var(--panel)')
        .replaceAll(/font-family:[^;}]*/g, 'font-family:inherit');
      return `<style>${own}</style>`;
    })
    .replaceAll('fill:white', 'fill:none')
    .replaceAll('#0041c4', 'var(--link)');
