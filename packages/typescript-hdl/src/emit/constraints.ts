// SPDX-License-Identifier: Apache-2.0
/** Timing constraints of a design: XDC for Vivado, SDC for other tools. */

import { type ClockRoot, ClockTree } from '../clocks/clock-tree.ts';
import { Frequencies } from '../clocks/frequencies.ts';
import { type Scope, scopesOf } from '../clocks/scopes.ts';
import type { ClockDomain, Crossing, ModuleDefinition, Signal } from '../ir/index.ts';
import { allOnes } from '../shape.ts';
import type { ClockNeeds } from './clocking.ts';

/** Constraint files as texts; empty when there is nothing to say. */
export interface EmittedConstraints {
  /** For Vivado. */
  readonly xdc: string;
  /** Synopsys Design Constraints, for the others. */
  readonly sdc: string;
}

/** A crossing of one instance: full names of its registers. */
interface Placed {
  readonly kind: Crossing['kind'];
  readonly register: Signal;
  readonly to: string;
  readonly from: string | undefined;
  /** Period of the faster of its clocks in nanoseconds, where known. */
  readonly periodNs: number | undefined;
}

/** The constraints of a design whose default domain is `main`. Throws HDL-CLOCK where declared frequencies contradict each other. */
export const designConstraints = (top: ModuleDefinition, main: ClockDomain, needs: ClockNeeds): EmittedConstraints => {
  const tree = new ClockTree(main);
  const scopes = scopesOf(top);
  const frequencies = new Frequencies(scopes, tree);
  const whole = scopes.at(-1)!;
  const clocks = [
    ...[...needs].flatMap(([domain, { clock }]) =>
      clock ? portClock(domain?.clock ?? 'clk', frequencies.of(tree.rootOf(whole, domain))) : [],
    ),
    ...madeClocks(whole, tree, frequencies),
  ];
  const placed = everyCrossing(whole, frequencies);
  return { xdc: linesOf([...clocks, ...placed.map(xdcLine)]), sdc: linesOf([...clocks, ...placed.map(sdcLine)]) };
};

const linesOf = (lines: readonly string[]): string => [...new Set(lines)].map(line => `${line}\n`).join('');

const portClock = (port: string, frequencyMHz: number | undefined): string[] =>
  frequencyMHz === undefined
    ? []
    : [`create_clock -name ${braced(port)} -period ${nanoseconds(1000 / frequencyMHz)} [get_ports ${braced(port)}]`];

/** Brackets of a bit select are quoted, or Tcl takes them for a command. */
const braced = (name: string): string => (name.includes('[') ? `{${name}}` : name);

const nanoseconds = (period: number): string => String(Number(period.toFixed(3)));

const placedName = (signal: Signal, bit: number, name: string): string =>
  signal.width === 1 ? name : `${name}[${bit}]`;

/** Clocks that enter by ordinary inputs, and those that registers make. Of a black box's the vendor's tool knows more. */
const madeClocks = (scope: Scope, tree: ClockTree, frequencies: Frequencies): string[] => {
  const own = [...scope.module.provided.keys()].flatMap(domain => {
    const root = tree.rootOf(scope, domain);
    const { origin } = root;
    if (origin?.kind === 'port') {
      return portClock(placedName(origin.signal!, origin.bit, origin.signal!.name), frequencies.of(root));
    }
    return dividedClock(`${scope.path.replaceAll('/', '_')}${domain.clock}`, root, frequencies);
  });
  return [...own, ...[...scope.children.values()].flatMap(child => madeClocks(child, tree, frequencies))];
};

/** A clock that a register divides from a port's; nothing where the ratio is not known, or the inverse is meant. */
const dividedClock = (name: string, root: ClockRoot, frequencies: Frequencies): string[] => {
  const { origin } = root;
  const divisor = frequencies.divisorOf(root);
  const port = portOf(frequencies.masterOf(root));
  if (origin?.kind !== 'register' || divisor === undefined || port === undefined || root.inverted) return [];
  const { signal, bit, scope } = origin;
  const pin = placedName(signal!, bit, `${scope.path}${signal!.name}_reg`);
  return [
    `create_generated_clock -name ${name} -source [get_ports ${braced(port)}] -divide_by ${divisor} [get_pins {${pin}/Q}]`,
  ];
};

/** The port by which a clock enters the design. */
const portOf = (root: ClockRoot | undefined): string | undefined => {
  if (!root) return undefined;
  if (!root.origin) return root.domain?.clock ?? 'clk';
  const { kind, signal, bit } = root.origin;
  return kind === 'port' ? placedName(signal!, bit, signal!.name) : undefined;
};

const everyCrossing = (scope: Scope, frequencies: Frequencies): Placed[] => {
  const cells = (signal: Signal): string => `${scope.path}${signal.name}_reg${signal.width === 1 ? '' : '[*]'}`;
  const own = scope.module.crossings.flatMap(({ kind, to, from }): Placed[] => {
    if (!to) return [];
    const periods = [to, from].flatMap(signal => (signal ? [frequencies.periodOf(scope, signal.domain)] : []));
    const known = periods.filter(period => period !== undefined);
    const periodNs = known.length === periods.length ? Math.min(...known) : undefined;
    return [{ kind, register: to, to: cells(to), from: from && cells(from), periodNs }];
  });
  return [...own, ...[...scope.children.values()].flatMap(child => everyCrossing(child, frequencies))];
};

/** An exception that both formats write alike. */
const falsePath = ({ kind, to, register }: Placed): string | undefined => {
  if (kind === 'false-path') return `set_false_path -to [get_cells {${to}}]`;
  if (kind !== 'async-reset') return undefined;
  const pins = [
    ...(register.init === 0n ? [] : [`${to}/PRE`]),
    ...(register.init === allOnes(register.width) ? [] : [`${to}/CLR`]),
  ];
  return `set_false_path -to [get_pins {${pins.join(' ')}}]`;
};

const xdcLine = (placed: Placed): string => {
  const { to, from, periodNs } = placed;
  const period =
    periodNs === undefined
      ? `[get_property -min PERIOD [get_clocks -of_objects [get_cells {${to} ${from}}]]]`
      : nanoseconds(periodNs);
  return (
    falsePath(placed) ?? `set_max_delay -datapath_only -from [get_cells {${from}}] -to [get_cells {${to}}] ${period}`
  );
};

const sdcLine = (placed: Placed): string => {
  const { to, from, periodNs } = placed;
  const ends = `-from [get_cells {${from}}] -to [get_cells {${to}}]`;
  if (periodNs === undefined) return falsePath(placed) ?? `set_false_path ${ends}`;
  return falsePath(placed) ?? `set_max_delay ${nanoseconds(periodNs)} ${ends}`;
};
