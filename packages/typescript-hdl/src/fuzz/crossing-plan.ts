// SPDX-License-Identifier: Apache-2.0
/** Random crossings between two clocks, right ones and ones with a mistake, as plans. */
import { clockDomain } from '../domain.ts';
import type { ClockDomain } from '../ir/index.ts';
import type { Choices } from './choices.ts';

/** What an author may get wrong; nothing of it shows in a simulation. */
export const mistakes = ['bare', 'logic', 'bus', 'foreign-reset', 'gated-clock'] as const;
export type Mistake = (typeof mistakes)[number];

/** What a plan carries over, or makes: each can be done right, and wrong in its own ways. */
const mistakesOf = {
  /** One bit through two flip-flops. */
  level: ['bare', 'logic'],
  /** Several bits that belong together. */
  word: ['bare', 'bus'],
  /** The reset of a domain that the design makes. */
  reset: ['foreign-reset'],
  /** The clock of such a domain. */
  clock: ['gated-clock'],
} as const satisfies Record<string, readonly Mistake[]>;

export type CrossingKind = keyof typeof mistakesOf;
export const crossingKinds = Object.keys(mistakesOf) as CrossingKind[];

export interface CrossingPlan {
  readonly kind: CrossingKind;
  readonly mistake: Mistake | undefined;
  readonly from: ClockDomain;
  readonly to: ClockDomain;
  /** Which of the two is the default domain of the component, so that the component does not name it. */
  readonly isDefault: 'from' | 'to' | undefined;
  /** Components around the one with the crossing. */
  readonly levels: number;
  /** Components that the value passes on its way from one clock to the other. */
  readonly passes: number;
  /** Bits of the word, or of the word that the bit is made of. */
  readonly width: number;
  /** Which of the ways to do it. */
  readonly way: number;
  /** The reset that a plan makes is asynchronous. */
  readonly isAsync: boolean;
}

const styles = [{}, { kind: 'async' }, { kind: 'async', active: 'low' }, { active: 'low' }] as const;

/** Draws a plan; `mayErr` allows a mistake. */
export const randomCrossing = (choices: Choices, mayErr: boolean): CrossingPlan => {
  const kind = choices.pick(crossingKinds);
  const mistake = mayErr ? choices.pick(mistakesOf[kind]) : undefined;
  const domain = (name: string): ClockDomain => clockDomain(name, { reset: choices.pick(styles) });
  return {
    kind,
    mistake,
    from: domain('launching'),
    to: domain('taking'),
    isDefault: choices.pick([undefined, 'from', 'to'] as const),
    levels: choices.below(3),
    passes: choices.below(3),
    width: choices.between(2, 6),
    way: choices.below(12),
    isAsync: choices.chance(60),
  };
};
