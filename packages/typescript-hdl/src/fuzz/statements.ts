// SPDX-License-Identifier: Apache-2.0
/** Random statement trees: assignments, memory writes, `when`, `match` and state machines, nested in each other. */
import { EnumVal } from '../enum-value.ts';
import { fsm } from '../fsm.ts';
import { match } from '../match.ts';
import { when } from '../scope.ts';
import { Enum } from '../shape.ts';
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
  const width = choices.between(1, 4);
  const subject = make.of(width);
  const values = new Set(Array.from({ length: choices.between(1, 5) }, () => choices.below(2 ** width)));
  const cases: { [value: number]: () => void; default?: () => void } = {};
  for (const value of values) cases[value] = branch;
  if (choices.chance(50)) cases.default = branch;
  match(subject, cases);
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
