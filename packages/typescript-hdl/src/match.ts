// SPDX-License-Identifier: Apache-2.0
/** Choosing by value: cases over numbers, and over the states of an enumeration. */
import { bitsText } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { EnumVal, stateBits, stateLabel } from './enum-value.ts';
import { captureLocation } from './location.ts';
import { pushSwitch, when } from './scope.ts';
import { checkFitsSigned } from './shape.ts';
import { Signed } from './signed.ts';
import { checkWord, constant, type Val } from './value.ts';

/**
 * Cases of {@link match}: keys are values of the subject, below 0 only where it is signed; `default` applies to all others. A key
 * such as `'0b1??0'` has a digit for each bit of the subject, and `?` where the bit does not count. Of several keys that a value
 * has, numbers come before patterns, and patterns in the order in which they are written. A Map takes bigints for keys, too.
 */
export type Cases =
  | { readonly [value: number | `0b${string}`]: () => void; readonly default?: () => void }
  | ReadonlyMap<number | bigint | `0b${string}` | 'default', () => void>;

/** Cases over states: all of them, or some and a `default`. */
export type StateCases<N extends string> =
  | { readonly [K in N]: () => void }
  | ({ readonly [K in N]?: () => void } & { readonly default: () => void });

/**
 * Runs the case whose key equals `subject`. Without `default`, unlisted numbers do nothing; states of an enumeration
 * must all be listed, or the code does not compile.
 */
export function match<N extends string>(subject: EnumVal<N>, cases: StateCases<N>): void;
export function match(subject: Val | Signed, cases: Cases): void;
export function match(subject: Val | Signed | EnumVal, cases: object): void {
  if (subject instanceof EnumVal) {
    matchStates(subject, cases as Readonly<Record<string, () => void>>);
    return;
  }
  const word = subject instanceof Signed ? subject.bits : subject;
  checkWord('match', word);
  const listed: readonly (readonly [unknown, () => void])[] = cases instanceof Map ? [...cases] : Object.entries(cases);
  const otherwise = listed.find(([key]) => key === 'default')?.[1];
  const arms = listed
    .filter(([key]) => key !== 'default')
    .map(([key, body]) => ({ key: `${key}`, body, ...caseOf(`${key}`, subject) }));
  const [patterns, numbers] = [arms.filter(({ bits }) => bits), arms.filter(({ bits }) => !bits)];
  const rest = patterns.length === 0 ? otherwise : (): void => matchPatterns(word, patterns, otherwise);
  const twice = numbers.find(({ value }, i) => numbers.findIndex(one => one.value === value) !== i);
  if (twice) throw new HdlError('HDL-CASE', `The case ${twice.key} is listed twice.`, captureLocation());
  if (numbers.length === 0 && patterns.length > 0) rest!();
  else {
    pushSwitch(
      word,
      numbers.map(({ value, body }) => ({ value, label: undefined, body })),
      rest,
    );
  }
}

/** What a key stands for: a value as the bits of the subject, or a pattern of bits, the highest first. */
interface Case {
  readonly value: bigint;
  readonly bits: string | undefined;
}

const caseOf = (key: string, subject: Val | Signed): Case => {
  if (/^(0|[1-9]\d*)$/.test(key) && !(subject instanceof Signed)) return { value: BigInt(key), bits: undefined };
  if (/^(0|-?[1-9]\d*)$/.test(key) && subject instanceof Signed) {
    return { value: checkFitsSigned(BigInt(key), subject.width), bits: undefined };
  }
  const bits = /^0b([01?]+)$/.exec(key)?.[1];
  if (bits !== undefined && bits.length === subject.width)
    return bits.includes('?') ? { value: 0n, bits } : { value: BigInt(key), bits: undefined };
  const kind = subject instanceof Signed ? 'a signed value' : 'an unsigned value';
  throw new HdlError(
    'HDL-CASE',
    `The cases of ${kind} of ${bitsText(subject.width)} are whole numbers, patterns such as '0b${'?'.repeat(subject.width)}' and default, ` +
      `unlike '${key}'.`,
    captureLocation(),
  );
};

/** Whether the bits that count in a pattern are what they must be. */
const fits = (word: Val, bits: string): Val<1> => {
  const tests = [...bits.matchAll(/[01]+/g)].map(({ 0: run, index }) => {
    const lo = bits.length - index - run.length;
    return word.slice(lo, run.length).eq(BigInt(`0b${run}`)) as Val<1>;
  });
  return tests.length === 0 ? constant(1n, 1) : tests.reduce((all, test) => all.and(test));
};

/** Whether every value that `second` takes is one that `first` takes. */
const covers = (first: string, second: string): boolean =>
  [...first].every((digit, i) => digit === '?' || digit === second[i]);

const matchPatterns = (
  word: Val,
  arms: readonly { readonly key: string; readonly bits: string | undefined; readonly body: () => void }[],
  otherwise: (() => void) | undefined,
): void => {
  arms.forEach(({ key, bits }, i) => {
    const before = arms.slice(0, i).find(one => covers(one.bits!, bits!));
    if (!before) return;
    const text = `The case '${key}' never applies: every value that it takes is taken by '${before.key}' before it.`;
    throw new HdlError('HDL-CASE', text, captureLocation());
  });
  const [first, ...others] = arms;
  const chain = when(fits(word, first!.bits!), first!.body);
  for (const { bits, body } of others) chain.elsewhen(fits(word, bits!), body);
  if (otherwise) chain.otherwise(otherwise);
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
