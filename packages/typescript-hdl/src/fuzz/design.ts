// SPDX-License-Identifier: Apache-2.0
/** Random whole designs with their clock domains. */
import { component, type Definition, inst, reg } from '../component.ts';
import { clockDomain } from '../domain.ts';
import { type ClockDomain, defaultDomain } from '../ir/index.ts';
import { input, output } from '../ports.ts';
import { when } from '../scope.ts';
import { bit, type Shape, s, u, vec } from '../shape.ts';
import type { Choices } from './choices.ts';
import { randomClockTree } from './clock-trees.ts';
import { randomComponent } from './components.ts';
import { randomPlan } from './pipeline-plan.ts';
import { plannedPipeline } from './planned-pipeline.ts';
import { streamPart } from './stream-parts.ts';

export interface RandomDesign {
  readonly top: Definition;
  /** What the top's default domain stands for. */
  readonly domain: ClockDomain;
  /** All clock domains, that of the top first. */
  readonly domains: readonly ClockDomain[];
  /** The clock and reset ports that the top must have, where that is known without a look at what was emitted. */
  readonly clockPorts?: ReadonlySet<string>;
  /** Whether some component makes the inverse of a clock. */
  readonly invertsClocks?: boolean;
}

const otherDomains = [
  clockDomain('al', { reset: { kind: 'async', active: 'low' } }),
  clockDomain('ah', { reset: { kind: 'async' } }),
  clockDomain('sl', { reset: { active: 'low' } }),
  clockDomain('nr', { reset: 'none' }),
  clockDomain('sh'),
];

/** What the default domain of the top may stand for: mostly the ordinary one. */
const mainDomains = [
  defaultDomain,
  defaultDomain,
  defaultDomain,
  clockDomain('main_al', { clock: 'clk', reset: { kind: 'async', active: 'low', name: 'rst_n' } }),
  clockDomain('main_ah', { clock: 'clk', reset: { kind: 'async', name: 'rst' } }),
  clockDomain('main_sl', { clock: 'clk', reset: { active: 'low', name: 'rst_n' } }),
];

/** A component with parameters, of which a design has several variants. */
const lane = (name: string, width: number, stages: number): Definition =>
  component(name, { width, stages }, { d: input(u(width)), go: input(bit()), q: output(u(width)) }, ({ d, go, q }) => {
    let value: any = d;
    for (let i = 0; i < stages; i++) {
      const stage: any = i % 2 === 0 ? reg({ [`s${i}`]: u(width, 1) }) : reg({ [`s${i}`]: u(width) });
      const word = stage[`s${i}`];
      when(go, () => word.set(value.add(1)));
      value = word;
    }
    q.set(value);
  });

/** A component of a shape, which holds a value a clock. */
const keeper = (name: string, shape: Shape): Definition =>
  component(name, { shape }, { d: input(shape), q: output(shape) }, ({ d, q }: any) => {
    const { held }: any = reg({ held: shape });
    held.set(d);
    q.set(held);
  });

/** Three of them whose shapes differ in reset values alone, or not even in those. */
const keepers = (choices: Choices, name: string): Definition => {
  const [word, sign] = [choices.between(1, 12), choices.between(1, 9)];
  const kept = Array.from({ length: 3 }, () =>
    keeper(`${name}_one`, {
      word: choices.chance(70) ? u(word, choices.word(word)) : u(word),
      sign: choices.chance(30) ? s(sign, BigInt.asIntN(sign, choices.word(sign))) : s(sign),
    }),
  );
  const shape = { word: u(word), sign: s(sign) };
  return component(name, {}, { d: input(shape), q: output(vec(3, shape)) }, ({ d, q }: any) => {
    const ones: any = inst({ a: kept[0]!, b: kept[1]!, c: kept[2]! });
    for (const one of [ones.a, ones.b, ones.c]) one.d.set(d);
    q.set([ones.a.q, ones.b.q, ones.c.q]);
  });
};

/** How much a design has at most: kinds of children, items of the top, bits of a word, levels of statements. */
interface Scale {
  readonly lanes: number;
  readonly parts: number;
  readonly size: number;
  readonly widest: number;
  readonly nesting: number;
}

/** Small enough that synthesis takes a fraction of a second. */
const small: Scale = { lanes: 1, parts: 1, size: 1, widest: 16, nesting: 1 };
const large: Scale = { lanes: 2, parts: 2, size: 3, widest: 140, nesting: 2 };
const largeOutOfHundred = 6;

/** Makes a design whose modules all have names that begin with `prefix`. */
export const randomDesign = (choices: Choices, prefix: string): RandomDesign => {
  if (choices.chance(15)) return clockTree(choices, prefix);
  const { lanes, parts, size, widest, nesting } = choices.chance(largeOutOfHundred) ? large : small;
  choices.widest = widest;
  choices.nesting = nesting;
  const children: Definition[] = [];
  for (let i = choices.below(lanes + 1); i > 0; i--) {
    children.push(lane(`${prefix}_lane`, choices.between(1, 40), choices.between(1, 4)));
  }
  for (let i = choices.below(parts + 1); i > 0; i--) {
    const name = `${prefix}_part${children.length}`;
    children.push(
      randomComponent({ name, choices, children: [...children], domains: [], size: Math.max(1, size - 1) }),
    );
  }
  if (choices.chance(25)) children.push(plannedPipeline(`${prefix}_pipe`, randomPlan(choices, false)));
  if (choices.chance(15)) children.push(keepers(choices, `${prefix}_keep`));
  const domain = choices.pick(mainDomains);
  const others = otherDomains.filter(() => choices.chance(12));
  const wanted = choices.chance(12) ? [streamPart(`${prefix}_flow`, choices)] : [];
  const top = randomComponent({ name: `${prefix}_top`, choices, children, wanted, domains: others, size });
  return { top, domain, domains: [domain, ...others] };
};

const clockTree = (choices: Choices, prefix: string): RandomDesign => {
  const domain = choices.pick(mainDomains);
  const others = otherDomains.filter(() => choices.chance(25));
  const { top, ports, invertsClocks } = randomClockTree(choices, prefix, domain, others);
  return { top, domain, domains: [domain, ...others], clockPorts: ports, invertsClocks };
};
