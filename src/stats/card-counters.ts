// SPDX-License-Identifier: Apache-2.0
/** The counters of a card at one moment, as one program hands them to another. */
import type { CounterValue } from '../../sim/register-access.ts';

/** Version of the form; a reader takes its own alone. */
export const countersForm = 1;

/** Counters of frames by event (`hdl/spec/events`); events that did not happen are there with 0. */
export type EventCounters = Readonly<Record<string, CounterValue>>;

/** One function of the card: a VM of the policy, or the hypervisor. */
export interface FunctionCounters {
  readonly function: number;
  readonly name: string;
  /** Frames, and copies of frames for several functions, that were addressed to it. */
  readonly received: EventCounters;
  /** Frames that it wanted to send. */
  readonly sent: EventCounters;
}

export interface CardCounters {
  readonly form: typeof countersForm;
  readonly config: string;
  /** File name of the policy. */
  readonly policy: string;
  readonly clockHz: number;
  /** Clocks that were simulated. */
  readonly cycles: number;
  /** Seconds since the card was brought up. */
  readonly seconds: number;
  readonly functions: readonly FunctionCounters[];
  /** Frames that addressed no function. */
  readonly unassigned: EventCounters;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areCounters = (value: unknown): boolean =>
  isRecord(value) &&
  Object.values(value).every(
    one =>
      isRecord(one) && [one['frames'], one['bytes']].every(count => Number.isSafeInteger(count) && Number(count) >= 0),
  );

const isFunction = (value: unknown): boolean =>
  isRecord(value) &&
  Number.isSafeInteger(value['function']) &&
  typeof value['name'] === 'string' &&
  areCounters(value['received']) &&
  areCounters(value['sent']);

/** The counters that a text holds; undefined if it holds something else. */
export const countersIn = (text: string): CardCounters | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['form'] !== countersForm) return undefined;
  const texts = [value['config'], value['policy']].every(one => typeof one === 'string');
  const numbers = [value['clockHz'], value['cycles'], value['seconds']].every(
    one => typeof one === 'number' && Number.isFinite(one) && one >= 0,
  );
  const functions = value['functions'];
  const isWhole = texts && numbers && Array.isArray(functions) && functions.every(isFunction);
  return isWhole && areCounters(value['unassigned']) ? (value as unknown as CardCounters) : undefined;
};
