// SPDX-License-Identifier: Apache-2.0
/** Choosing by value: cases over numbers, and over the states of an enumeration. */
import { HdlError } from './diagnostic.ts';
import { EnumVal, stateBits, stateLabel } from './enum-value.ts';
import { captureLocation } from './location.ts';
import { pushSwitch } from './scope.ts';
import { checkWord, type Val } from './value.ts';

/** Cases of {@link match}: keys are values of the subject; `default` applies to all others. */
export type Cases = { readonly [value: number]: () => void; readonly default?: () => void };

/** Cases over states: all of them, or some and a `default`. */
export type StateCases<N extends string> =
  | { readonly [K in N]: () => void }
  | ({ readonly [K in N]?: () => void } & { readonly default: () => void });

/**
 * Runs the case whose key equals `subject`. Without `default`, unlisted numbers do nothing; states of an enumeration
 * must all be listed, or the code does not compile.
 */
export function match<N extends string>(subject: EnumVal<N>, cases: StateCases<N>): void;
export function match(subject: Val, cases: Cases): void;
export function match(subject: Val | EnumVal, cases: object): void {
  const { default: otherwise, ...bodies } = cases as Readonly<Record<string, () => void>>;
  if (subject instanceof EnumVal) {
    matchStates(subject, cases as Readonly<Record<string, () => void>>);
    return;
  }
  checkWord('match', subject);
  const listed = Object.entries(bodies);
  pushSwitch(
    subject,
    listed.map(([key, body]) => ({ value: caseValue(key), label: undefined, body })),
    otherwise,
  );
}

/** The number that a key of the cases stands for. */
const caseValue = (key: string): bigint => {
  if (/^(0|[1-9]\d*)$/.test(key)) return BigInt(key);
  throw new HdlError(
    'HDL-CASE',
    `The cases of an unsigned value are whole numbers and default, unlike '${key}'.`,
    captureLocation(),
  );
};

/** When every state is listed, the last becomes the `default` arm, so that codes without a state cannot make a latch. */
const matchStates = (subject: EnumVal, cases: { readonly [state: string]: () => void }): void => {
  const { shape } = subject;
  const listed = Object.keys(cases).filter(name => name !== 'default' || shape.names.includes('default'));
  const arms = listed.map(name => ({ name, value: shape.codeOf(name), body: cases[name]! }));
  const complete = arms.length === shape.names.length;
  const last = complete ? arms.pop() : undefined;
  const labelled = arms.map(({ name, value, body }) => ({ value, label: stateBits(shape, name).label, body }));
  pushSwitch(subject.bits, labelled, last?.body ?? cases['default'], last && stateLabel(shape, last.name));
};
