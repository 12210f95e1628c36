/** Timing constraints of a design: XDC for Vivado, SDC for other tools. */
import type { Definition } from '../component.ts';
import type { ClockDomain } from '../domain.ts';
import type { Crossing, Signal } from '../ir.ts';
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
  readonly crossing: Crossing;
  readonly to: string;
  readonly from: string | undefined;
  /** Period of the faster of its clocks in nanoseconds, where known. */
  readonly periodNs: number | undefined;
}

/** The constraints of a design whose default domain is `domain`. */
export const designConstraints = (top: Definition, domain: ClockDomain, needs: ClockNeeds): EmittedConstraints => {
  const clocks = [...needs].flatMap(([one, { clock }]) => (clock ? clockLine(one ?? domain, one?.clock ?? 'clk') : []));
  const placed: Placed[] = [];
  place(top, '', domain, placed);
  const xdc = [...clocks, ...placed.map(xdcLine)];
  const sdc = [...clocks, ...placed.map(sdcLine)];
  return { xdc: linesOf(xdc), sdc: linesOf(sdc) };
};

const linesOf = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');

const clockLine = (domain: ClockDomain, port: string): string[] =>
  domain.periodNs === undefined
    ? []
    : [`create_clock -name ${port} -period ${nanoseconds(domain.periodNs)} [get_ports ${port}]`];

const nanoseconds = (period: number): string => String(Number(period.toFixed(3)));

const place = (definition: Definition, path: string, own: ClockDomain, placed: Placed[]): void => {
  const module = definition.elaborate();
  const cells = (signal: Signal): string => `${path}${signal.name}_reg${signal.width === 1 ? '' : '[*]'}`;
  for (const crossing of module.crossings) {
    const { to, from } = crossing;
    const periods = [to, from].flatMap(signal => (signal ? [(signal.domain ?? own).periodNs] : []));
    const known = periods.filter(period => period !== undefined);
    placed.push({
      crossing,
      to: cells(to),
      from: from && cells(from),
      periodNs: known.length === periods.length ? Math.min(...known) : undefined,
    });
  }
  for (const instance of module.instances) {
    place(instance.definition, `${path}${instance.name}/`, instance.domain ?? own, placed);
  }
};

/** An exception that both formats write alike. */
const falsePath = ({ crossing, to }: Placed): string | undefined => {
  if (crossing.kind === 'false-path') return `set_false_path -to [get_cells {${to}}]`;
  if (crossing.kind === 'async-reset') return `set_false_path -to [get_pins {${to}/PRE ${to}/CLR}]`;
  return undefined;
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
