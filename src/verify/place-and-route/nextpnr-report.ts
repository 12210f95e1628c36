// SPDX-License-Identifier: Apache-2.0
/** What is read from the report of nextpnr (`--report`, with the detailed one of each net). */
import { wrapperInstance } from './edge-wrapper.ts';

interface Pin {
  readonly cell: string;
  readonly port: string;
}

interface ReportStep {
  readonly type: string;
  readonly delay: number;
  readonly from: Pin;
  readonly to: Pin;
}

/** The parts of the file that are used here. */
export interface NextpnrReport {
  readonly fmax: Readonly<Record<string, { readonly achieved: number }>>;
  readonly utilization: Readonly<Record<string, { readonly used: number; readonly available: number }>>;
  readonly critical_paths: readonly {
    readonly from: string;
    readonly to: string;
    readonly path: readonly ReportStep[];
  }[];
  readonly detailed_net_timings?: readonly {
    readonly endpoints: readonly {
      readonly cell: string;
      readonly event: string;
      readonly delay: number | readonly [number, number];
    }[];
  }[];
}

/** Cells of the device that are in use. */
export interface Utilisation {
  /** LUTs of four inputs, also those of carry chains and LUT RAM. */
  readonly comb: number;
  readonly registers: number;
  /** Write ports of LUT RAM, 16 words of 4 bits each. */
  readonly lutRams: number;
  /** Block RAMs of 18 kbit. */
  readonly blockRams: number;
  readonly multipliers: number;
}

/** The slowest path from clock to clock; delays in ns. */
export interface RoutedPath {
  readonly total: number;
  readonly clockToOutput: number;
  readonly logic: number;
  readonly routing: number;
  readonly setup: number;
  /** Cells from register to register, without the name of the design's instance. */
  readonly cells: readonly string[];
  /** Pin of the last of them. */
  readonly pin: string;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

const ofType = (path: readonly ReportStep[], type: string): number =>
  rounded(path.filter(step => step.type === type).reduce((sum, { delay }) => sum + delay, 0));

/** What stands for the cells of the wrapper, and for those of the design that are in none of its instances. */
const edge = 'edge';
const ownLogic = 'own logic';

/** Name of a cell in the design. */
const inDesign = (cell: string): string =>
  cell.startsWith(`${wrapperInstance}.`) ? cell.slice(wrapperInstance.length + 1) : edge;

/** The clock that the slowest path allows, in MHz. Throws a RangeError for a design without registers. */
export const fmaxOf = ({ fmax }: NextpnrReport): number => {
  const clocks = Object.values(fmax);
  if (clocks.length === 0) throw new RangeError('nextpnr reports no clock');
  return rounded(Math.min(...clocks.map(({ achieved }) => achieved)));
};

export const utilisationOf = ({ utilization }: NextpnrReport): Utilisation => {
  const used = (name: string): number => utilization[name]?.used ?? 0;
  return {
    comb: used('TRELLIS_COMB'),
    registers: used('TRELLIS_FF'),
    lutRams: used('TRELLIS_RAMW'),
    blockRams: used('DP16KD'),
    multipliers: used('MULT18X18D'),
  };
};

const isClocked = (event: string): boolean => event.startsWith('posedge');

/** The slowest path between registers. */
export const criticalPath = ({ critical_paths: all }: NextpnrReport): RoutedPath => {
  const paths = all.filter(({ from, to }) => isClocked(from) && isClocked(to)).map(({ path }) => path);
  const length = (path: readonly ReportStep[]): number => path.reduce((sum, { delay }) => sum + delay, 0);
  if (paths.length === 0) throw new RangeError('nextpnr reports no path between registers');
  const path = paths.reduce((worst, one) => (length(one) > length(worst) ? one : worst));
  const cells = path.map(({ to }) => inDesign(to.cell));
  return {
    total: rounded(length(path)),
    clockToOutput: ofType(path, 'clk-to-q'),
    logic: ofType(path, 'logic'),
    routing: ofType(path, 'routing'),
    setup: ofType(path, 'setup'),
    cells: cells.filter((cell, i) => cell !== cells[i - 1]),
    pin: path.at(-1)!.to.port,
  };
};

/** The latest arrival at a register of each instance of the design, in ns, slowest first. */
export const arrivals = ({
  detailed_net_timings: nets = [],
}: NextpnrReport): readonly (readonly [string, number])[] => {
  const worst = new Map<string, number>();
  for (const { cell, event, delay } of nets.flatMap(({ endpoints }) => endpoints)) {
    if (!isClocked(event)) continue;
    const [first, ...inside] = inDesign(cell).split('.');
    const instance = inside.length === 0 && first !== edge ? ownLogic : first!;
    const latest = typeof delay === 'number' ? delay : delay[1];
    worst.set(instance, Math.max(worst.get(instance) ?? 0, latest));
  }
  return [...worst].map(([name, ns]) => [name, rounded(ns)] as const).sort((a, b) => b[1] - a[1]);
};
