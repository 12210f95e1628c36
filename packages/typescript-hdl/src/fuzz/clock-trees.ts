// SPDX-License-Identifier: Apache-2.0
/**
 * Random hierarchies whose components make clock domains of their own. A plan is drawn first; from it come both the
 * components and, without a look at them, the clock and reset ports that the top must have.
 */

import { component, type Definition, inst, reg } from '../component.ts';
import { crossing } from '../crossing.ts';
import { clockDomain, clockOf, inDomain, provideDomain, resetOf } from '../domain.ts';
import type { ClockDomain } from '../ir/index.ts';
import { input, output } from '../ports.ts';
import { bit, u } from '../shape.ts';
import { cat, lit, type Val } from '../value.ts';
import type { Choices } from './choices.ts';

/** A domain as a component names it: its default one, one from outside, or one that it makes. */
type Place = 'default' | ClockDomain | MadeDomain;

interface MadeDomain {
  readonly domain: ClockDomain;
  /** The domain that the clock comes from. */
  readonly from: 'default' | ClockDomain;
  readonly kind: 'same' | 'inverse' | 'divided';
  /** The reset of the other domain, one that a synchroniser makes, or none. */
  readonly reset: 'shared' | 'synchronised' | undefined;
}

interface ComponentPlan {
  readonly name: string;
  readonly made: readonly MadeDomain[];
  readonly registers: readonly { readonly place: Place; readonly isReset: boolean }[];
  readonly children: readonly { readonly plan: ComponentPlan; readonly place: Place }[];
}

/** A clock tree as a design, and the names of its clock and reset ports. */
export interface RandomClockTree {
  readonly top: Definition;
  /** Whether some component makes the inverse of a clock. */
  readonly invertsClocks: boolean;
  readonly ports: ReadonlySet<string>;
}

/** Draws a tree; the names of its modules begin with `prefix`, `others` are the domains from outside that it may use. */
export const randomClockTree = (
  choices: Choices,
  prefix: string,
  main: ClockDomain,
  others: readonly ClockDomain[],
): RandomClockTree => {
  const plan = drawComponent({ choices, prefix, others, count: 0 }, `${prefix}_top`, 3, {
    isLate: false,
    isDivided: false,
    hasReset: true,
  });
  return { top: build(plan), invertsClocks: inverts(plan), ports: expectedPorts(plan, main) };
};

const inverts = ({ made, children }: ComponentPlan): boolean =>
  made.some(({ kind }) => kind === 'inverse') || children.some(({ plan }) => inverts(plan));

interface Draw {
  readonly choices: Choices;
  readonly prefix: string;
  readonly others: readonly ClockDomain[];
  count: number;
}

/**
 * What a simulator makes of the start of a clock. The inverse of a clock rises in some of them when time begins: what counts its
 * edges must have a reset, no clock is divided from it, and what takes an input must have forgotten the first one when reset
 * ends, before which a divided clock has no edges.
 */
interface Start {
  readonly isLate: boolean;
  readonly isDivided: boolean;
  readonly hasReset: boolean;
}

const startOf = (place: Place, own: Start): Start => {
  if (place === 'default') return own;
  if (!isMade(place)) return { isLate: false, isDivided: false, hasReset: place.reset !== undefined };
  const from = startOf(place.from, own);
  const isLate = place.kind === 'inverse' || from.isLate;
  const isDivided = place.kind === 'divided' || from.isDivided;
  return { isLate, isDivided, hasReset: place.reset === 'shared' || (!isLate && place.reset !== undefined) };
};

const drawComponent = (draw: Draw, name: string, depth: number, own: Start): ComponentPlan => {
  const { choices, others } = draw;
  const outside: ('default' | ClockDomain)[] = ['default', ...others];
  const made = Array.from({ length: choices.below(3) }, () => drawDomain(draw, choices.pick(outside), own));
  const places: Place[] = [...outside, ...made];
  const known = places.filter(place => {
    const { isLate, isDivided } = startOf(place, own);
    return !(isLate && isDivided);
  });
  const registers = Array.from({ length: known.length === 0 ? 0 : choices.below(4) }, () => {
    const place = choices.pick(known);
    const { isLate, hasReset } = startOf(place, own);
    return { place, isReset: choices.chance(60) && (hasReset || !isLate) };
  });
  const children = Array.from({ length: depth === 0 ? 0 : choices.below(3) }, () => {
    const place = choices.pick(places);
    const plan = drawComponent(draw, `${draw.prefix}_part${draw.count++}`, depth - 1, startOf(place, own));
    return { plan, place };
  });
  return { name, made, registers, children };
};

const drawDomain = (draw: Draw, from: 'default' | ClockDomain, own: Start): MadeDomain => {
  const { choices } = draw;
  const name = `made${draw.count++}`;
  const outer = from === 'default' ? undefined : from.reset;
  const { isLate } = startOf(from, own);
  const kind = choices.pick(isLate ? (['same', 'inverse'] as const) : (['same', 'inverse', 'divided'] as const));
  const wanted = choices.pick([undefined, 'synchronised', 'shared'] as const);
  const reset = kind === 'divided' ? undefined : wanted === 'shared' && !outer ? 'synchronised' : wanted;
  const style = reset === 'shared' ? outer! : { kind: 'async' as const };
  const options =
    reset === undefined
      ? 'none'
      : ({ kind: style.kind, active: outer && reset === 'shared' ? outer.active : 'high' } as const);
  return { domain: clockDomain(name, { reset: options }), from, kind, reset };
};

const isMade = (place: Place): place is MadeDomain => typeof place === 'object' && 'from' in place;

/** Clock and reset ports by domain from outside, from the plan alone. */
const needsOf = (plan: ComponentPlan): Map<'default' | ClockDomain, { reset: boolean }> => {
  const needs = new Map<'default' | ClockDomain, { reset: boolean }>();
  const need = (place: Place, reset: boolean): void => {
    // What a component makes brings its own needs, below.
    if (isMade(place)) return;
    const known = needs.get(place);
    needs.set(place, { reset: reset || (known?.reset ?? false) });
  };
  for (const { from, kind, reset } of plan.made) need(from, reset === 'shared' || kind === 'divided');
  for (const { place, isReset } of plan.registers) need(place, isReset);
  for (const { plan: child, place } of plan.children) {
    for (const [domain, { reset }] of needsOf(child)) need(domain === 'default' ? place : domain, reset);
  }
  return needs;
};

const expectedPorts = (plan: ComponentPlan, main: ClockDomain): ReadonlySet<string> => {
  const ports = new Set<string>();
  for (const [place, { reset }] of needsOf(plan)) {
    const domain = place === 'default' ? main : (place as ClockDomain);
    ports.add(domain.clock);
    if (reset && domain.reset) ports.add(domain.reset.name);
  }
  return ports;
};

const because = 'A simulator has no metastability, and inputs change between clocks.';

const within = <T>(place: Place, body: () => T): T => {
  if (place === 'default') return body();
  return inDomain(isMade(place) ? place.domain : place, body);
};

/** Every register counts on its clock what the input says; the output is a sum over all of them that nobody captures. */
const build = (plan: ComponentPlan): Definition => {
  const ports = { r: input(bit()), d: input(u(4)), q: output(u(8)) };
  const definition = component(plan.name, {}, ports, ({ r, d, q }) => {
    const shown: Val[] = [lit(plan.children.length, 8), d.zext(8) as Val, r.zext(8) as Val];
    plan.made.forEach((made, i) => {
      provide(made, i, r, `${plan.name.replace(/_[^_]*$/, '')}_calm`);
    });
    plan.registers.forEach(({ place, isReset }, i) => {
      within(place, () => {
        const name = `count${i}`;
        const r: any = isReset ? reg({ [name]: u(8, 3 * i + 1) }) : reg({ [name]: u(8) });
        r[name].set(isReset ? r[name].add(5) : takenBy(name, d).zext(8));
        shown.push(r[name]);
      });
    });
    plan.children.forEach(({ plan: child, place }, i) => {
      const name = `i${i}`;
      const one: any = within(place, () => inst({ [name]: build(child) })[name]);
      one.r.set(r);
      one.d.set(d.add(i) as Val<4>);
      shown.push(one.q);
    });
    q.set(shown.reduce((sum, value) => sum.add(value).xor(sum.shr(3)) as Val) as Val<8>);
  });
  definition.elaborate();
  return definition;
};

/** The input as a register takes it that has no start of its own. */
const takenBy = (name: string, d: Val): Val => {
  const { [`${name}_in`]: taken } = reg({ [`${name}_in`]: u(4) }) as any;
  taken.set(crossing(`${name}_over`, d, { kind: 'false-path', to: taken, because }));
  return taken;
};

const provide = ({ domain, from, kind, reset }: MadeDomain, number: number, r: Val, calmName: string): void => {
  within(from, () => {
    const own = from === 'default' ? clockOf() : clockOf(from);
    const clock = kind === 'same' ? own : kind === 'inverse' ? own.not() : halved(number);
    const sources = { clock: clock as Val<1> };
    if (reset === undefined) return provideDomain(domain, sources);
    if (reset === 'shared') return provideDomain(domain, { ...sources, reset: resetOf(from as ClockDomain) });
    const name = `calm${number}`;
    const calm: any = inst({ [name]: releasedIn(calmName, kind) })[name];
    calm.raw.set(r as Val<1>);
    provideDomain(domain, { ...sources, reset: calm.released });
  });
};

/** A reset that falls with the clock: itself a component with a domain of its own, as the library's is. */
const releasedIn = (name: string, kind: MadeDomain['kind']): Definition =>
  component(name, { kind }, { raw: input(bit()), released: output(bit()) }, ({ raw, released }) => {
    const own = clockDomain('own', { reset: { kind: 'async' } });
    const { shift } = inDomain(own, () => reg({ shift: u(2, 3) }));
    shift.set(cat(shift.bit(0), lit(0, 1)) as Val<2>);
    const clock = (kind === 'inverse' ? clockOf().not() : clockOf()) as Val<1>;
    provideDomain(own, { clock, reset: crossing('over', raw, { kind: 'async-reset', to: shift, because }) as Val<1> });
    released.set(shift.bit(1) as Val<1>);
  });

const halved = (number: number): Val => {
  const name = `half${number}`;
  const r: any = reg({ [name]: bit(0) });
  r[name].set(r[name].not());
  return r[name];
};
