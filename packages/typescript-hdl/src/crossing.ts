/** Deliberate crossings between clock domains, and the timing exceptions that they need. */
import { signalsIn } from './component.ts';
import { HdlError } from './diagnostic.ts';
import { Signal } from './ir.ts';
import { captureLocation, type Location } from './location.ts';
import { joinName } from './names.ts';
import { builder } from './scope.ts';
import type { Val } from './value.ts';
import { checkAttributes } from './verilog-text.ts';
import { driveSignal, readSignal } from './view.ts';

/**
 * What a crossing is. `false-path`: a single bit into `to`, any delay will do. `max-delay`: several bits from `from` to
 * `to` that must arrive within a clock of each other, as Gray pointers and held words do. `async-reset`: the asynchronous
 * reset of `to`. `same-clock`: the two domains differ only in their resets; no exception is needed.
 */
export type CrossingOptions =
  | { readonly kind: 'false-path' | 'async-reset'; readonly to: Val }
  | { readonly kind: 'max-delay'; readonly to: Val; readonly from: Val }
  | { readonly kind: 'same-clock' };

/**
 * `value`, allowed to leave its clock domain: a wire called `name` at which the domain check stops, and a timing exception
 * in the constraints. The primitives in the library are built on it; prefer them.
 */
export const crossing = <V extends Val>(name: string, value: V, options: CrossingOptions): V => {
  const location = captureLocation();
  const b = builder('crossing()');
  const signal = b.signal(new Signal('wire', joinName(name), value.width, location));
  signal.isCrossing = true;
  (driveSignal(signal) as unknown as { set(source: Val): void }).set(value);
  if (options.kind !== 'same-clock') {
    const from = options.kind === 'max-delay' ? registerOf(options.from, location) : undefined;
    b.module.crossings.push({ kind: options.kind, to: registerOf(options.to, location), from });
  }
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
