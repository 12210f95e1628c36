// SPDX-License-Identifier: Apache-2.0
/** Random statement trees: assignments, memory writes, `when`, `match` and state machines, nested in each other. */
import { EnumVal } from '../enum-value.ts';
import { fsm } from '../fsm.ts';
import { match } from '../match.ts';
import { when } from '../scope.ts';
import { Enum } from '../shape.ts';
import { lit, type Val } from '../value.ts';
import type { Choices } from './choices.ts';
import type { Expressions } from './expressions.ts';
import { Driven, type Place, setSome, setWhole } from './sources.ts';

/** What a statement tree may do. */
export interface Field {
  readonly choices: Choices;
  readonly make: Expressions;
  /** Words to assign. */
  readonly places: readonly Place[];
  /** Values of enumerations to match on. */
  readonly states: readonly EnumVal[];
  /** Things that may be done once each, such as the write of a memory. */
  readonly once: (() => void)[];
  /** Gives a name that the module does not have yet; undefined where no register may be declared. */
  readonly fresh: ((base: string) => string) | undefined;
}

/** A list of statements; what it drives is added to `driven`. */
export const statements = (field: Field, driven: Driven, depth: number): void => {
  const { choices } = field;
  const count = choices.between(1, depth > 1 ? 3 : 2);
  for (let i = 0; i < count; i++) statement(field, driven, depth);
};

const statement = (field: Field, driven: Driven, depth: number): void => {
  const { choices, make, places } = field;
  if (field.once.length > 0 && choices.chance(10)) {
    field.once.splice(choices.below(field.once.length), 1)[0]!();
    return;
  }
  const kind =
    depth === 0
      ? 'set'
      : choices.weighted([
          [6, 'set'],
          [4, 'when'],
          [2, 'match'],
          [1, 'states'],
          [1, 'fsm'],
        ] as const);
  if (kind === 'set') {
    if (places.length > 0) setSome(choices.pick(places), make, choices, driven);
    return;
  }
  const branches: Driven[] = [];
  const branch = (): void => {
    const own = new Driven();
    branches.push(own);
    statements(field, own, depth - 1);
  };
  if (kind === 'when') whenStatement(field, branch);
  else if (kind === 'match') matchStatement(field, branch);
  else if (kind === 'states' && field.states.length > 0) statesStatement(field, branch);
  else if (kind === 'fsm' && field.fresh) fsmStatement(field, field.fresh('machine'), branch);
  driven.merge(branches);
};

const whenStatement = ({ choices, make }: Field, branch: () => void): void => {
  const chain = when(make.condition(), branch);
  for (let more = choices.below(3); more > 0; more--) chain.elsewhen(make.condition(), branch);
  if (choices.chance(40)) chain.otherwise(branch);
};

const matchStatement = ({ choices, make }: Field, branch: () => void): void => {
  const subject = make.of(choices.between(1, 4));
  const { keys, isSigned } = randomKeys(choices, subject.width);
  const isListed = choices.chance(50);
  const cases = [...keys, ...(isListed ? ['default'] : [])].map(key => {
    const body = (): void => {
      make.promise(taken(subject, keys, key));
      branch();
    };
    return [key, body] as const;
  });
  const isMap = choices.chance(30);
  const listed = isMap ? new Map(cases.map(([key, body]) => [bigintOr(key), body])) : Object.fromEntries(cases);
  match(isSigned ? subject.asSigned() : subject, listed as never);
};

const bigintOr = (key: string): bigint | string => (/^-?\d+$/.test(key) ? BigInt(key) : key);

/** Keys of a match: numbers, below 0 where the subject is signed, and patterns of which none is within one before it. */
const randomKeys = (
  choices: Choices,
  width: number,
): { readonly keys: readonly string[]; readonly isSigned: boolean } => {
  const isSigned = choices.chance(25);
  const numbers = choices.chance(75) ? choices.between(1, 5) : 0;
  const patterns = numbers === 0 || choices.chance(30) ? choices.between(1, 3) : 0;
  const keys = new Set(
    Array.from({ length: numbers }, () => choices.below(2 ** width)).map(
      value => `${isSigned ? BigInt.asIntN(width, BigInt(value)) : value}`,
    ),
  );
  const before: string[] = [];
  for (let i = 0; i < patterns; i++) {
    const digits = Array.from({ length: width }, () => choices.pick(['?', '0', '1'] as const));
    // Without one that does not count it is a number.
    if (!digits.includes('?')) digits[choices.below(width)] = '?';
    const pattern = `0b${digits.join('')}`;
    const values = (key: string): number[] => valuesOf(key, width);
    if (before.some(one => values(pattern).every(value => values(one).includes(value)))) continue;
    before.push(pattern);
    keys.add(pattern);
  }
  return { keys: [...keys], isSigned };
};

/** All words that a key stands for. */
const valuesOf = (key: string, width: number): number[] =>
  Array.from({ length: 2 ** width }, (_, value) => value).filter(value => {
    const digits = value.toString(2).padStart(width, '0');
    return key.startsWith('0b')
      ? [...key.slice(2)].every((digit, i) => digit === '?' || digit === digits[i])
      : BigInt.asUintN(width, BigInt(key)) === BigInt(value);
  });

/** Whether the subject has a value that the case takes: numbers before patterns, these in the order in which they are written. */
const taken = (subject: Val, keys: readonly string[], key: string): Val => {
  const width = subject.width as number;
  const inOrder = [...keys.filter(one => !one.startsWith('0b')), ...keys.filter(one => one.startsWith('0b'))];
  const owner = (value: number): string => inOrder.find(one => valuesOf(one, width).includes(value)) ?? 'default';
  const values = Array.from({ length: 2 ** width }, (_, value) => value).filter(value => owner(value) === key);
  return values.reduce<Val>((any, value) => any.or(subject.eq(value)), lit(0, 1));
};

/** A match on an enumeration: all its states, or some and a default. */
const statesStatement = ({ choices, states }: Field, branch: () => void): void => {
  const subject = choices.pick(states);
  const { names } = subject.shape;
  const complete = names.length === 1 || choices.chance(50);
  const listed = complete ? names : names.slice(0, choices.between(1, names.length - 1));
  const cases: Record<string, () => void> = Object.fromEntries(listed.map((name: string) => [name, branch]));
  match(subject, complete ? cases : ({ ...cases, default: branch } as never));
};

const fsmStatement = ({ choices, make }: Field, name: string, branch: () => void): void => {
  const names = ['first', 'second', 'third', 'fourth', 'fifth'].slice(0, choices.pick([2, 3, 4, 5, 1]));
  // A machine that never moves is a mistake.
  let isFirst = true;
  const handler = (goto: (state: string) => void): void => {
    if (isFirst || choices.chance(40)) goto(choices.pick(names));
    isFirst = false;
    for (let more = choices.below(3); more > 0; more--) {
      const to = choices.pick(names);
      when(make.condition(1), () => goto(to));
    }
    branch();
  };
  const machine = fsm(name, names, Object.fromEntries(names.map(name => [name, handler])));
  make.pool.push(...names.map(name => machine.is(name)));
};

/** Drives places on every path: a default and conditional changes, or all branches of a conditional. */
export const driveAlways = (field: Field, depth: number): void => {
  const { choices, make, places } = field;
  const everything = (): void => {
    const own = new Driven();
    for (const place of places) setWhole(place, make, choices, own);
  };
  const way = choices.below(4);
  if (way === 3) {
    when(make.condition(), everything).otherwise(everything);
    return;
  }
  if (way === 2) {
    const subject = make.of(1);
    match(subject, { 0: everything, ...(choices.chance(50) ? { 1: everything } : { default: everything }) });
    return;
  }
  const driven = new Driven();
  for (const place of places) setWhole(place, make, choices, driven);
  if (way === 1) statements(field, driven, depth);
};

/** Values of enumerations in a view. */
export const statesIn = (shape: unknown, view: unknown): EnumVal[] =>
  shape instanceof Enum && view instanceof EnumVal ? [view] : [];

/** Every place is assigned at least once somewhere. */
export const touchAll = (field: Field, driven: Driven): void => {
  for (const place of field.places) setWhole(place, field.make, field.choices, driven);
};
