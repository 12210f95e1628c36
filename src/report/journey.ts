// SPDX-License-Identifier: Apache-2.0
/** Follows one frame through the waveform of a run: the clock in which it passes each point of its way. */
import type { Config } from '../../hdl/spec/configs.ts';
import { type JourneyPoint, journeyPoints, pointSignal } from './journey-points.ts';
import type { RecordedFrame, RunTrace } from './run-record.ts';

/** A point that the frame passed, and when. */
export interface PassedPoint {
  readonly point: JourneyPoint;
  /** Cycle as the waveform counts them. */
  readonly cycle: number;
}

export interface Journey {
  /** Number of the frame on the wire, from 0. */
  readonly frame: number;
  /** Function whose copy was followed; undefined when there is none. */
  readonly function: number | undefined;
  readonly passed: readonly PassedPoint[];
}

const top = 'sluice';
/** Points up to the verdict: every frame passes them, in wire order. */
const judgedBy = 5;

/** A signal of a trace, read in order of time. */
export class TracedSignal {
  readonly width: number;
  readonly #cycles: readonly number[];
  readonly #values: readonly bigint[];

  constructor({ width, changes }: RunTrace['signals'][string]) {
    this.width = width;
    this.#cycles = changes.map(([cycle]) => cycle);
    this.#values = changes.map(([, hex]) => BigInt(`0x${hex}`));
  }

  /** Value in a clock; 0 before the first change. */
  at(cycle: number): bigint {
    let [low, high] = [0, this.#cycles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#cycles[middle]! <= cycle) low = middle + 1;
      else high = middle;
    }
    return this.#values[low - 1] ?? 0n;
  }

  /** Clocks in which it changes. */
  get changes(): readonly number[] {
    return this.#cycles;
  }
}

/** The signals of a trace by their names. */
export const tracedSignals = (trace: Pick<RunTrace, 'signals'>): ReadonlyMap<string, TracedSignal> =>
  new Map(Object.entries(trace.signals).map(([name, signal]) => [name, new TracedSignal(signal)]));

/** Clocks with a hand-over at a point, and whose it is. */
const handOvers = (
  point: JourneyPoint,
  signals: ReadonlyMap<string, TracedSignal>,
): readonly { readonly cycle: number; readonly whose: number | undefined }[] => {
  const found = (name: string): TracedSignal | undefined => signals.get(pointSignal(top, point, name));
  const when = point.when.map(found);
  if (when.includes(undefined)) return [];
  const whose = point.whose && found(point.whose.signal);
  // Between two changes of any of them all stay as they are, and every clock is a hand-over or none is.
  const changes = [...new Set(when.flatMap(signal => signal!.changes))].toSorted((a, b) => a - b);
  return changes.flatMap((from, i) => {
    if (!when.every(signal => signal!.at(from) === 1n)) return [];
    const until = changes[i + 1] ?? from + 1;
    return Array.from({ length: until - from }, (_, k) => ({
      cycle: from + k,
      whose: whose && Number(whose.at(from + k)),
    }));
  });
};

/** Frames that a trace shows entering. */
export const framesEntered = (trace: Pick<RunTrace, 'signals'>): number =>
  handOvers(journeyPoints[0]!, tracedSignals(trace)).length;

/** The queue of all functions that a frame goes to, by the copy for the first of its functions. */
const destination = (config: Config, { functions, queue }: RecordedFrame) =>
  functions[0] === undefined
    ? undefined
    : { function: functions[0], queue: functions[0] * config.queuesPerFunction + queue };

/** The journey of frame `index`, from 0, as far as the waveform shows it; `frames` are those that entered with it. */
export const journeyOf = (
  config: Config,
  frames: readonly RecordedFrame[],
  signals: ReadonlyMap<string, TracedSignal>,
  index: number,
): Journey => {
  const frame = frames[index]!;
  const to = destination(config, frame);
  const isDelivered = frame.event === 'delivered' && to !== undefined;
  const sameQueue = frames
    .slice(0, index)
    .filter(
      one => one.event === 'delivered' && one.queue === frame.queue && one.functions.includes(to?.function ?? -1),
    );
  const own = (point: JourneyPoint): readonly number[] =>
    handOvers(point, signals)
      .filter(({ whose }) => whose === undefined || whose === to?.[point.whose!.is])
      .map(({ cycle }) => cycle);
  const points = isDelivered ? journeyPoints : journeyPoints.slice(0, judgedBy);
  // Where a frame has a hand-over of its own, they are counted; the others are found by the points around them.
  const cycles = points.map(point => (point.counts ? undefined : own(point)[point.whose ? sameQueue.length : index]));
  for (const [i, point] of points.entries()) {
    const [before, after] = [cycles[i - 1], cycles[i + 1]];
    if (point.counts === 'last') cycles[i] = own(point).findLast(cycle => after !== undefined && cycle <= after);
    if (point.counts === 'first' && before !== undefined)
      cycles[i] = own(point).find(cycle => cycle > before && repeats(signals, point, cycle, points[i - 1]!, before));
  }
  const passed = points.flatMap((point, i) => (cycles[i] === undefined ? [] : [{ point, cycle: cycles[i] }]));
  return { frame: index, function: to?.function, passed };
};

/** Whether a hand-over says what it must repeat of the one before. */
const repeats = (
  signals: ReadonlyMap<string, TracedSignal>,
  point: JourneyPoint,
  cycle: number,
  earlier: JourneyPoint,
  before: number,
): boolean => {
  if (!point.repeats) return true;
  const said = signals.get(pointSignal(top, earlier, point.repeats.of));
  return said?.at(before) === signals.get(pointSignal(top, point, point.repeats.signal))?.at(cycle);
};
