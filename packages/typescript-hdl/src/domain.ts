// SPDX-License-Identifier: Apache-2.0
/** Clock domains: a clock, perhaps a reset, and what kind of reset it is. */
import { describeValue } from './describe.ts';
import { checkReason, HdlError } from './diagnostic.ts';
import { ClockDomain, type DomainOptions, type ResetStyle, Signal } from './ir/index.ts';
import { captureLocation } from './location.ts';
import { checkName } from './names.ts';
import { builder } from './scope.ts';
import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';
import { driveSignal, readSignal } from './view.ts';

/** Throws for a kind or a level of a reset that there is not, and for a frequency that is none. */
const checkStyle = (name: string, { reset, frequencyMHz }: DomainOptions): void => {
  const { kind = 'sync', active = 'high' }: Partial<ResetStyle> = typeof reset === 'object' ? reset : {};
  const wrong =
    !['sync', 'async'].includes(kind) || !['high', 'low'].includes(active) || typeof (reset ?? {}) === 'string';
  if (wrong && reset !== 'none') {
    const text = `The reset of domain '${name}' is 'none', or sync or async and active high or low.`;
    throw new HdlError('HDL-DOMAIN', text, captureLocation());
  }
  if (frequencyMHz === undefined || (Number.isFinite(frequencyMHz) && frequencyMHz > 0)) return;
  throw new HdlError(
    'HDL-DOMAIN',
    `The frequency of domain '${name}' is above 0 MHz, not ${frequencyMHz}.`,
    captureLocation(),
  );
};

/**
 * Describes a clock domain; components that use it get its clock and reset as ports. Throws HDL-NAME for names that Verilog
 * refuses, HDL-DOMAIN for a reset or a frequency that there is not. Keep the object: two domains of one name in a design are a mistake.
 */
export const clockDomain = (name: string, options: DomainOptions = {}): ClockDomain => {
  checkName(name, captureLocation());
  checkStyle(name, options);
  const domain = new ClockDomain(name, options);
  checkName(domain.clock, captureLocation());
  return domain;
};

/**
 * Registers, memory ports and instances declared in `body` belong to `domain`. The instances take it for their default
 * domain, so that a component written without a word about clocks works in any.
 */
export const inDomain = <T>(domain: ClockDomain, body: () => T): T => builder('inDomain()').inDomain(domain, body);

/**
 * Says that input ports change with the clock of `domain`, so that registers of other domains may read them through
 * crossings only. Bundles and streams stand for their inputs. Of an input without such a word the check knows only that it
 * cannot belong to two domains at once.
 */
export const synchronousTo = (domain: ClockDomain, ...inputs: readonly unknown[]): void => {
  const location = captureLocation();
  builder('synchronousTo()');
  const marked = inputs.map(value => markInputs(value, { domain: domain.name === 'default' ? undefined : domain }));
  const other = marked.indexOf(0);
  if (other < 0) return;
  const sentence = `synchronousTo takes input ports of this component, not ${describeValue(inputs[other])}.`;
  throw new HdlError('HDL-DOMAIN', sentence, location);
};

/** Marks the inputs among the words of a value; returns how many. */
const markInputs = (value: unknown, launchedIn: { readonly domain: ClockDomain | undefined }): number => {
  const word = value instanceof TypedWord ? value.bits : value;
  if (word instanceof Val) {
    const signals = [word, ...word.args].flatMap(node => (node.signal?.kind === 'input' ? [node.signal] : []));
    for (const signal of signals) signal.launchedIn = launchedIn;
    return signals.length;
  }
  if (typeof value !== 'object' || value === null) return 0;
  const vector = value as { readonly count?: number; readonly get?: (index: number) => unknown };
  if (typeof vector.get === 'function') return markInputs(vector.get(0), launchedIn);
  return Object.values(value).reduce((sum: number, part) => sum + markInputs(part, launchedIn), 0);
};

/** The clock of a domain (of the one in force, if none is named) as a value, for black boxes. */
export const clockOf = (domain?: ClockDomain): Val<1> => {
  const b = builder('clockOf()');
  return readSignal(b.clockSignal(domain ?? b.domain, 'clock')) as Val<1>;
};

/** The reset of a domain as a value, at the level that its wire has. Throws HDL-DOMAIN for a domain without reset. */
export const resetOf = (domain: ClockDomain): Val<1> => {
  if (!domain.reset) {
    throw new HdlError('HDL-DOMAIN', `The domain '${domain.name}' has no reset.`, captureLocation());
  }
  return readSignal(builder('resetOf()').clockSignal(domain, 'reset')) as Val<1>;
};

/** What drives the clock and the reset of a domain. */
export interface DomainSources {
  /**
   * Another clock, perhaps inverted, an input, a register (a divided clock) or an output of a black box (a PLL, a clock
   * gate). Logic is refused, because it makes glitches.
   */
  readonly clock: Val<1>;
  /** At the level that the domain says, released in step with `clock`: a register of that clock, or another reset of it. */
  readonly reset?: Val<1>;
  /** Why a clock or a reset that would be refused is right. */
  readonly because?: string;
}

/**
 * Drives the clock and the reset of a domain from inside this component. Neither this component nor those around it need
 * ports for them; the domain is known in this component and its instances. Throws HDL-DOMAIN when a reset is missing, or is
 * one too many, and for the default domain; emission throws HDL-CLOCK for sources that are no clock or no reset.
 */
export const provideDomain = (domain: ClockDomain, sources: DomainSources): void => {
  const location = captureLocation();
  const b = builder('provideDomain()');
  checkReason('because', sources.because, location);
  if (domain.name === 'default') {
    throw new HdlError('HDL-DOMAIN', 'The default domain comes from outside; provide a domain of your own.', location);
  }
  if ((sources.reset !== undefined) !== (domain.reset !== undefined)) {
    const text = domain.reset ? 'needs a reset' : 'has no reset';
    throw new HdlError('HDL-DOMAIN', `The domain '${domain.name}' ${text}.`, location);
  }
  const drive = (name: string, source: Val<1>): Signal => {
    const signal = b.signal(new Signal('wire', name, 1, location));
    signal.unusedIsFine = true;
    signal.isClock = true;
    (driveSignal(signal) as unknown as { set(value: Val): void }).set(source);
    return signal;
  };
  b.provide(domain, {
    clock: drive(domain.clock, sources.clock),
    reset: sources.reset && drive(domain.reset!.name, sources.reset),
    because: sources.because,
  });
};
