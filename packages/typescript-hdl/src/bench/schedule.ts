// SPDX-License-Identifier: Apache-2.0
/** When the clocks of a bench tick. */
import { HdlError } from '../diagnostic.ts';
import type { ClockDomain } from '../ir/index.ts';
import { captureLocation } from '../location.ts';

/** A clock of a bench: one edge every `period` units of time, the first after `phase`. */
export interface ClockTiming {
  readonly domain: ClockDomain;
  /** Whole units of time; default 10. */
  readonly period?: number;
  /** Time of its first edge; default one period. */
  readonly phase?: number;
}

/** The order of the edges of several clocks. */
export class Timetable {
  /** Time of the last edge. */
  now = 0;
  readonly #next: { readonly domain: ClockDomain; readonly period: number; at: number }[];

  constructor(domains: readonly ClockDomain[], timings: readonly ClockTiming[]) {
    const stranger = timings.find(({ domain }) => !domains.includes(domain));
    if (stranger) {
      const text = `Nothing in the design belongs to the domain '${stranger.domain.name}'.`;
      throw new HdlError('HDL-DOMAIN', text, captureLocation());
    }
    this.#next = domains.map(domain => {
      const { period = 10, phase = period } = timings.find(one => one.domain === domain) ?? {};
      if (!(Number.isInteger(period) && period >= 1 && Number.isInteger(phase) && phase >= 0)) {
        const text = `A clock has a period of 1 or more whole units of time and a phase of 0 or more, not ${period} and ${phase}.`;
        throw new HdlError('HDL-PARAMETER', text, captureLocation());
      }
      return { domain, period, at: phase };
    });
  }

  /** The domains whose clocks tick next, all at the same time. */
  advance(): readonly ClockDomain[] {
    this.now = Math.min(...this.#next.map(({ at }) => at));
    const due = this.#next.filter(({ at }) => at === this.now);
    for (const one of due) one.at += one.period;
    return due.map(({ domain }) => domain);
  }
}
