// SPDX-License-Identifier: Apache-2.0
/** What is kept in `docs/synthesis` of each configuration, and whether it is of the Verilog as it is now. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import { type Config, configs, defaultConfigName } from '../../hdl/spec/configs.ts';
import { currentHashes, wholeMachine } from './machine-designs.ts';
import type { RoutingRecord } from './place-and-route/machine-routing.ts';
import type { MachineSynthesisRecord } from './synth/machine-synthesis.ts';

/** Where the records are, from the root of the repository. */
export const recordDirectory = 'docs/synthesis';

export const synthesisFile = (config: string): string => join(recordDirectory, `${config}.json`);
export const routingFile = (config: string): string => join(recordDirectory, `${config}-pnr.json`);

/** What is kept of one configuration, with the fingerprints of today. */
export interface MachineRecords {
  readonly config: string;
  readonly hashes: ReadonlyMap<string, string>;
  readonly synthesis: MachineSynthesisRecord | undefined;
  readonly routing: RoutingRecord | undefined;
}

const readRecord = async <T>(path: string): Promise<T | undefined> => {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (cause) {
    const remedy = 'restore it with "git checkout", or delete it and measure again';
    throw new InputError({ where: path, what: 'this is no record of a measurement', remedy }, { cause });
  }
};

/** The record of place and route that an earlier run has left. */
export const readRouting = (config: string, root = '.'): Promise<RoutingRecord | undefined> =>
  readRecord(join(root, routingFile(config)));

const recordsOf = async (config: Config, root: string): Promise<MachineRecords> => {
  const synthesis = await readRecord<MachineSynthesisRecord>(join(root, synthesisFile(config.name)));
  const routing = await readRouting(config.name, root);
  // Seconds for a large configuration, and nothing to compare with where nothing is recorded.
  const hashes = synthesis || routing ? currentHashes(config) : new Map<string, string>();
  return { config: config.name, hashes, synthesis, routing };
};

/** What is kept below `root` of each configuration that there is. */
export const readRecords = (root = '.'): Promise<readonly MachineRecords[]> =>
  Promise.all(Object.values(configs).map(config => recordsOf(config, root)));

/** Whether a figure is of the design as it is now. */
export const isCurrent = (
  { hashes }: MachineRecords,
  row: { readonly stage: string; readonly hash: string },
): boolean => hashes.get(row.stage) === row.hash;

const staleStages = (records: MachineRecords, rows: readonly { readonly stage: string; readonly hash: string }[]) => [
  ...new Set(rows.filter(row => !isCurrent(records, row)).map(({ stage }) => stage)),
];

/**
 * What keeps the records of a configuration from being of the Verilog as it is now: a sentence each, none if nothing does. The
 * default configuration must be measured; of the others what is recorded counts.
 */
export const staleness = (records: MachineRecords): readonly string[] => {
  const { config, hashes, synthesis, routing } = records;
  const isNeeded = config === defaultConfigName;
  const whole = [wholeMachine];
  const kinds = [
    { record: synthesis, needed: synthesis ? [...hashes.keys()] : whole, target: 'synth', file: synthesisFile(config) },
    { record: routing, needed: isNeeded ? whole : [], target: 'pnr', file: routingFile(config) },
  ];
  return kinds.flatMap(({ record, needed, target, file }) => {
    if (record === undefined && !isNeeded) return [];
    const rows = record?.rows ?? [];
    const missing = needed.filter(stage => rows.every(row => row.stage !== stage));
    const areas = record && 'areas' in record ? (record.areas ?? []) : [];
    const changed = staleStages(records, [...rows, ...areas]);
    const parts = [
      ...(changed.length > 0 ? [`${changed.join(', ')} changed since`] : []),
      ...(missing.length > 0 ? [`${missing.join(', ')} not measured`] : []),
    ];
    return parts.length === 0 ? [] : [`${file}: ${parts.join('; ')}; run "make ${target} CONFIG=${config}"`];
  });
};
