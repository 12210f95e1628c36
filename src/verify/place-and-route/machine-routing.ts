// SPDX-License-Identifier: Apache-2.0
/** Clock and area of a configuration after place and route, as `docs/synthesis` keeps them. */
import type { Config } from '../../../hdl/spec/configs.ts';
import { nextpnrPackage } from '../../tools/nextpnr.ts';
import { yosysVersion } from '../../tools/yosys.ts';
import { designHash } from '../design-hash.ts';
import { type MachineDesign, machineDesigns } from '../machine-designs.ts';
import { type NamedLine, namedLine } from '../source-lines.ts';
import type { PartArea } from '../synth/part-areas.ts';
import type { RoutedPath, Utilisation } from './nextpnr-report.ts';
import { device, netlistAreas, placeAndRoute, routingRecipe } from './place-and-route.ts';

/** A critical path with the TypeScript lines of its cells. */
export interface LocatedPath extends Omit<RoutedPath, 'cells'> {
  readonly cells: readonly NamedLine[];
}

/** One design, placed and routed with one seed. */
export interface MachineRouting {
  readonly stage: string;
  readonly component: string;
  /** Of the emitted Verilog: the figures say something about this text only. */
  readonly hash: string;
  readonly seed: number;
  readonly fmaxMhz: number;
  readonly utilisation: Utilisation;
  readonly wrapperRegisters: number;
  readonly path: LocatedPath;
  readonly arrivals: readonly (readonly [instance: string, ns: number])[];
  readonly seconds: number;
}

/** Where the area of one design is, before it is placed. */
export interface MachineArea {
  readonly stage: string;
  readonly hash: string;
  /** Its greatest parts, itself first. */
  readonly parts: readonly PartArea[];
}

/** Contents of `docs/synthesis/<config>-pnr.json`. */
export interface RoutingRecord {
  readonly config: string;
  readonly tool: string;
  readonly device: string;
  /** By stage, like the rows. */
  readonly areas?: readonly MachineArea[];
  /** By stage in the order of the packet's walk, the whole machine last; of each, by seed. */
  readonly rows: readonly MachineRouting[];
}

/** Where the work is done, as in a request. */
export interface RoutingPlaces {
  readonly directory: string;
  readonly environment: string;
}

/** Places and routes one design of a configuration with one seed. */
export const routeDesign = async (
  { stage, component, emit }: MachineDesign,
  { clockHz }: Config,
  seed: number,
  places: RoutingPlaces,
): Promise<MachineRouting> => {
  const design = emit();
  const { path, ...routing } = await placeAndRoute(design, { seed, targetMhz: clockHz / 1e6, ...places });
  const cells = path.cells.map(cell => namedLine(design.sourceMap, cell));
  const located = cells.filter(({ name }, i) => name !== cells[i - 1]?.name);
  return { stage, component, hash: designHash(design.verilog), seed, ...routing, path: { ...path, cells: located } };
};

/** Where the area of one design of a configuration is: synthesis alone. */
export const measureArea = async (
  { stage, emit, instances }: MachineDesign,
  directory: string,
): Promise<MachineArea> => {
  const design = emit();
  return { stage, hash: designHash(design.verilog), parts: await netlistAreas(design, instances(), directory) };
};

const emptyRecord = async (config: Config): Promise<RoutingRecord> => ({
  config: config.name,
  tool: `${nextpnrPackage.replace('==', ' ')}, ${await yosysVersion()}, \`${routingRecipe}\``,
  device,
  rows: [],
});

/** What is kept of a record: all of it if it is of the same tools and device, nothing else. */
const keptOf = async (config: Config, record: RoutingRecord | undefined): Promise<RoutingRecord> => {
  const empty = await emptyRecord(config);
  return record?.tool === empty.tool && record.device === empty.device ? record : empty;
};

/** A record with the areas of a design, in place of those of the same stage. */
export const withArea = async (
  config: Config,
  record: RoutingRecord | undefined,
  area: MachineArea,
): Promise<RoutingRecord> => {
  const { rows, areas = [], ...of } = await keptOf(config, record);
  const order = machineDesigns(config).map(({ stage }) => stage);
  const kept = areas.filter(({ stage }) => stage !== area.stage);
  return { ...of, areas: [...kept, area].sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage)), rows };
};

/** A record with a new row: in place of one of the same stage and seed, and of all of the stage that are of other Verilog. */
export const withRow = async (
  config: Config,
  record: RoutingRecord | undefined,
  row: MachineRouting,
): Promise<RoutingRecord> => {
  const known = await keptOf(config, record);
  const kept = known.rows.filter(
    ({ stage, hash, seed }) => stage !== row.stage || (hash === row.hash && seed !== row.seed),
  );
  const order = machineDesigns(config).map(({ stage }) => stage);
  const rows = [...kept, row].sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage) || a.seed - b.seed);
  return { ...known, rows };
};
