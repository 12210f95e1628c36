// SPDX-License-Identifier: Apache-2.0
/** Clock domains as data. */
import { captureLocation } from '../location.ts';
import { checkName } from '../names.ts';

/** How a reset acts: at the clock edge or at once, and which level asserts it. */
export interface ResetStyle {
  readonly kind: 'sync' | 'async';
  readonly active: 'high' | 'low';
}

/** Names, reset and frequency of a clock domain; all have defaults. */
export interface DomainOptions {
  /** Verilog name of the clock. Default `<name>_clk`. */
  readonly clock?: string;
  /**
   * The reset, by default synchronous, active high and called `<name>_rst` (`<name>_rst_n` when active low). An
   * asynchronous reset must be released in step with the clock. With `'none'` registers start at their reset values when
   * the device is configured.
   */
  readonly reset?: 'none' | (Partial<ResetStyle> & { readonly name?: string });
  /** For the constraints. */
  readonly frequencyMHz?: number;
}

/** One clock domain; two with the same name are a mistake unless they are the same object. */
export class ClockDomain {
  readonly name: string;
  readonly clock: string;
  /** Undefined for a domain without reset. */
  readonly reset: (ResetStyle & { readonly name: string }) | undefined;
  readonly frequencyMHz: number | undefined;

  constructor(name: string, options: DomainOptions) {
    this.name = name;
    this.clock = options.clock ?? `${name}_clk`;
    this.frequencyMHz = options.frequencyMHz;
    if (options.reset === 'none') return;
    const active = options.reset?.active ?? 'high';
    const reset = options.reset?.name ?? `${name}_rst${active === 'low' ? '_n' : ''}`;
    this.reset = { kind: options.reset?.kind ?? 'sync', active, name: reset };
    checkName(reset, captureLocation());
  }

  /** Clock period in nanoseconds, where the frequency is known. */
  get periodNs(): number | undefined {
    return this.frequencyMHz === undefined ? undefined : 1000 / this.frequencyMHz;
  }
}

/**
 * Whether registers hold their reset values from the start: without a reset by configuration, and under an asynchronous one
 * because simulators see edges only, and it may be asserted from time 0.
 */
export const startsReset = (reset: ResetStyle | undefined): boolean => reset?.kind !== 'sync';

/** The domain of everything outside {@link inDomain}: `clk`, and `rst`, synchronous and active high. */
export const defaultDomain = new ClockDomain('default', { clock: 'clk', reset: { name: 'rst' } });
