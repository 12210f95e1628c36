// SPDX-License-Identifier: Apache-2.0
/** Counters of a card as a table for a terminal. */
import { columns } from '../generate/columns.ts';
import type { CardCounters, EventCounters } from './card-counters.ts';

/** Events that say that a frame arrived; one beside them is no loss either. */
const arrivals: readonly string[] = ['delivered', 'sent', 'switched'];
/** Counted beside the event that its frame ends as. */
const beside: readonly string[] = ['unreadable_passed'];

const others = (counters: EventCounters): string =>
  Object.entries(counters)
    .filter(([event, { frames }]) => !arrivals.includes(event) && frames > 0)
    .map(([event, { frames }]) => `${frames} ${event}`)
    .join(', ') || '-';

const sum = (counters: EventCounters, unit: 'frames' | 'bytes'): number =>
  arrivals.reduce((total, event) => total + (counters[event]?.[unit] ?? 0), 0);

/** Frames of all events, each once. */
export const frameCount = (counters: EventCounters): number =>
  Object.entries(counters).reduce((total, [event, { frames }]) => total + (beside.includes(event) ? 0 : frames), 0);

/** Frames a second since counters that were read before. */
const rateOf = (now: EventCounters, before: EventCounters | undefined, seconds: number): string =>
  before === undefined || seconds <= 0 ? '-' : ((sum(now, 'frames') - sum(before, 'frames')) / seconds).toFixed(1);

const time = ({ cycles, clockHz }: CardCounters): string => `${((cycles / clockHz) * 1e6).toFixed(1)} us simulated`;

/** Columns of numbers are flush right. */
const isNumeric = (name: string): boolean => !['VM', 'dropped', 'not sent'].includes(name);

/** The table: a row a function, and what addressed none. With counters of before, frames a second since then. */
export const countersText = (now: CardCounters, before?: CardCounters): string => {
  const seconds = before === undefined ? 0 : now.seconds - before.seconds;
  const rate = (cells: readonly string[]): readonly string[] => (before === undefined ? [] : cells);
  const header = [
    ...['function', 'VM', 'delivered', 'bytes', ...rate(['a second']), 'dropped'],
    ...['sent', 'bytes', ...rate(['a second']), 'not sent'],
  ];
  const rows = now.functions.map(({ function: fn, name, received, sent }) => {
    const past = before?.functions.find(one => one.function === fn);
    const cells = (counters: EventCounters, former: EventCounters | undefined): readonly string[] => [
      `${sum(counters, 'frames')}`,
      `${sum(counters, 'bytes')}`,
      ...rate([rateOf(counters, former, seconds)]),
      others(counters),
    ];
    return [`${fn}`, name, ...cells(received, past?.received), ...cells(sent, past?.sent)];
  });
  const nobodys = others(now.unassigned);
  return [
    `${now.policy} on ${now.config}: ${now.cycles} cycles (${time(now)}) in ${now.seconds.toFixed(1)} s`,
    '',
    ...columns([header, ...rows], header.map(isNumeric)),
    ...(nobodys === '-' ? [] : ['', `for no function: ${nobodys}`]),
  ].join('\n');
};
