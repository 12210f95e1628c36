// SPDX-License-Identifier: Apache-2.0
/** Deliberate crossings between clock domains, and the timing exceptions that they need. */
import { signalsIn } from './component.ts';
import { checkReason, HdlError } from './diagnostic.ts';
import { Signal } from './ir/index.ts';
import { captureLocation, type Location } from './location.ts';
import { joinName } from './names.ts';
import { always, builder } from './scope.ts';
import type { Val } from './value.ts';
import { checkAttributes } from './verilog-text.ts';
import { driveSignal, readSignal } from './view.ts';

/**
 * What a crossing is. `false-path`: independent bits into `to`, any delay will do; `to` is the first flip-flop of a
 * synchroniser, of which only the next one takes its value. `max-delay`: several bits from `from` to `to` that must arrive
 * within a clock of each other: a register in Gray code, or a word that is held while `to` takes it under a condition.
 * `async-reset`: the asynchronous reset of `to`, the only register that it resets. `same-clock`: the two domains have one
 * clock, or one has the inverse, and other resets; no exception is needed. `because` says why a crossing that would be refused is right.
 */
export type CrossingOptions = { readonly because?: string | undefined } & (
  | { readonly kind: 'false-path' | 'async-reset'; readonly to: Val }
  | { readonly kind: 'max-delay'; readonly to: Val; readonly from: Val }
  | { readonly kind: 'same-clock' }
);

/**
 * `value`, allowed to leave its clock domain into the one in force: a wire called `name` at which the domain check stops, and
 * a timing exception in the constraints. The primitives in the library are built on it; prefer them. Emission throws
 * HDL-CROSSING where logic lies before it, where bits that belong together cross one by one, and where another register
 * than `to` takes the value.
 */
export const crossing = <V extends Val>(name: string, value: V, options: CrossingOptions): V => {
  const location = captureLocation();
  const b = builder('crossing()');
  checkReason('because', options.because, location);
  const signal = b.signal(new Signal('wire', joinName(name), value.width, location));
  signal.isCrossing = true;
  always(() => (driveSignal(signal) as unknown as { set(source: Val): void }).set(value));
  b.module.crossings.push({
    kind: options.kind,
    wire: signal,
    domain: b.domain,
    to: options.kind === 'same-clock' ? undefined : registerOf(options.to, location),
    from: options.kind === 'max-delay' ? registerOf(options.from, location) : undefined,
    because: options.because,
  });
  return readSignal(signal) as V;
};

const registerOf = (value: Val, location: Location): Signal => {
  if (value?.signal?.kind === 'reg') return value.signal;
  throw new HdlError('HDL-DOMAIN', 'A crossing leads from register to register; name them in from and to.', location);
};

/**
 * Attributes of the signals of a value, written before their declarations: `attribute(flag, { async_reg: 'true' })`.
 * A number is written bare, a string in quotes. Throws HDL-NAME and HDL-PARAMETER for what Verilog does not take.
 */
export const attribute = (value: unknown, attributes: Readonly<Record<string, string | number>>): void => {
  checkAttributes(attributes, captureLocation());
  for (const signal of signalsIn(value)) signal.attributes = { ...signal.attributes, ...attributes };
};
