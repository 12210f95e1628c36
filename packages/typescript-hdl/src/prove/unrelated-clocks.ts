// SPDX-License-Identifier: Apache-2.0
/** Components of several clock domains as one clock domain, in which any clock may tick at any time. */

import type { Definition } from '../component.ts';
import {
  type Assign,
  type ClockDomain,
  defaultDomain,
  isRegistered,
  type Module,
  Signal,
  type Statement,
} from '../ir/index.ts';
import { input, type Ports } from '../ports.ts';
import { builder } from '../scope.ts';
import { bit, type Shape, u } from '../shape.ts';
import { asValue, type Val } from '../value.ts';
import { readSignal } from '../view.ts';
import { eachLeaf, project } from '../walk.ts';
import { ProofError } from './proof-error.ts';

/** Ports that the result of {@link unrelatedClocks} has besides those of the component. */
export type ClockPorts = {
  /** By the name of a domain: its clock ticks in this step. */
  readonly ticks: { readonly [domain: string]: ReturnType<typeof tickPort> };
};

const tickPort = () => input(bit());

/**
 * The component with clocks that have nothing to do with each other. A step of the result is one in which any of the clocks
 * ticks, as the input `ticks.<domain>` says: what is proved of it holds for every ratio and every phase. Each bit of a
 * {@link crossing} that has just changed is seen old or new, at random, until the first step after: that is what a timing
 * constraint of one clock period leaves open, whether by skew or because a flip-flop was metastable. Resets are not
 * raised after the start.
 *
 * For proofs of up to two domains, without instances and without clocks made inside. The result's registers, and those of
 * an observer, have their new value after every step; an observer that counts transfers asks for the tick as well.
 */
export const unrelatedClocks = <T extends Ports>(definition: Definition<T>): Definition<T & ClockPorts> => {
  const module = definition.elaborate();
  const domains = domainsOf(module);
  refuseWhatIsNotCovered(definition.name, module, domains);
  const names = module.signals.filter(signal => signal.isCrossing);
  const ports: any = {
    ticks: Object.fromEntries(domains.map(domain => [domain.name, tickPort()])),
    ...(names.length === 0
      ? {}
      : { news: input(Object.fromEntries(names.map(one => [one.name, u(one.width) as Shape]))) }),
  };
  return definition.extended((io: any) => {
    const own = builder('unrelatedClocks()').module;
    for (const domain of domains) gate(own, domain, io.ticks[domain.name]);
    for (const wire of own.signals.filter(signal => signal.isCrossing)) blur(own, wire, io.news[wire.name]);
    own.crossings.length = 0;
  }, ports) as Definition;
};

const nameOf = (domain: ClockDomain | undefined): ClockDomain => domain ?? defaultDomain;

/** Domains of registers, registered memory outputs and memory writes. */
const domainsOf = (module: Module): ClockDomain[] => {
  const found = new Set<ClockDomain>();
  for (const signal of module.signals) if (signal.kind === 'reg') found.add(nameOf(signal.domain));
  for (const { reads, writePorts } of module.memories) {
    for (const { output } of reads) found.add(nameOf(output.domain));
    for (const { domain } of writePorts) found.add(nameOf(domain));
  }
  // The default domain first: what is gated takes part in it afterwards.
  return [...found].sort((a, b) => Number(b === defaultDomain) - Number(a === defaultDomain));
};

const refuseWhatIsNotCovered = (name: string, module: Module, domains: readonly ClockDomain[]): void => {
  const what =
    module.instances.length > 0
      ? 'has instances'
      : module.provided.size > 0 || module.clockReads.length > 0
        ? 'makes or reads clocks or resets'
        : domains.length > 2
          ? `has ${domains.length} clock domains`
          : undefined;
  if (what)
    throw new ProofError(`Component '${name}' ${what}; unrelatedClocks() takes one of two clock domains alone.`);
};

/** The wire's source, from which every bit that has just changed may still be missing. */
const blur = (module: Module, wire: Signal, news: Val): void => {
  const at = module.statements.findIndex(one => one.kind === 'assign' && one.target.signal === wire);
  const { value, target, location } = module.statements[at] as Assign;
  // Where the source is a register the step before the first had its reset value.
  const init = value.op === 'signal' ? value.signal!.init : undefined;
  const b = builder('unrelatedClocks()');
  const before = b.signal(new Signal('reg', `${wire.name}_before_q`, wire.width, location, init, b.nextGroup()));
  before.domain = undefined;
  const old = readSignal(before);
  const seen = asValue(value).and(news).or(old.and(news.not()));
  module.statements[at] = { kind: 'assign', target, value: seen as Val, location };
  module.statements.push({
    kind: 'assign',
    target: { signal: before, lo: 0, width: wire.width, index: undefined },
    value,
    location,
  });
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a domain clocks becomes something that the one clock does when the domain's clock ticks. */
const gate = (module: Module, domain: ClockDomain, tick: Val): void => {
  const isOwn = (other: ClockDomain | undefined): boolean => nameOf(other) === domain;
  const clocked = new Set<unknown>();
  eachLeaf(module.statements, leaf => {
    const own =
      leaf.kind === 'assign'
        ? leaf.target.signal.kind === 'reg' && isOwn(leaf.target.signal.domain)
        : leaf.kind === 'write' && isOwn(leaf.domain);
    if (own) clocked.add(leaf);
  });
  const own = project(module.statements, leaf => clocked.has(leaf));
  const others = project(module.statements, leaf => !clocked.has(leaf));
  const gated: Statement = {
    kind: 'if',
    branches: [{ condition: tick, body: own }],
    otherwise: undefined,
    location: (own[0] ?? others[0])!.location,
  };
  module.statements.splice(0, module.statements.length, ...others, ...(own.length > 0 ? [gated] : []));
  for (const leaf of clocked)
    if ((leaf as Statement).kind === 'write') (leaf as { domain: unknown }).domain = undefined;
  for (const memory of module.memories) {
    for (const port of memory.writePorts) if (isOwn(port.domain)) (port as Mutable<typeof port>).domain = undefined;
    for (const read of memory.reads) {
      if (!isRegistered(memory, read) || !isOwn(read.output.domain)) continue;
      (read as Mutable<typeof read>).enable = read.enable ? asValue(read.enable).and(tick) : tick;
    }
  }
  for (const signal of module.signals) if (isOwn(signal.domain)) signal.domain = undefined;
};
