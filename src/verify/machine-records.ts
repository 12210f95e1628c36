// SPDX-License-Identifier: Apache-2.0
/** What is kept in `docs/synthesis` of each configuration, and whether it is of the Verilog as it is now. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import { configs } from '../../hdl/spec/configs.ts';
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

/** What is kept below `root` of each configuration that there is. */
export const readRecords = (root = '.'): Promise<readonly MachineRecords[]> =>
  Promise.all(
    Object.values(configs).map(async config => ({
      config: config.name,
      hashes: currentHashes(config),
      synthesis: await readRecord<MachineSynthesisRecord>(join(root, synthesisFile(config.name))),
      routing: await readRouting(config.name, root),
    })),
  );

/** Whether a figure is of the design as it is now. */
export const isCurrent = (
  { hashes }: MachineRecords,
  row: { readonly stage: string; readonly hash: string },
): boolean => hashes.get(row.stage) === row.hash;

const staleStages = (records: MachineRecords, rows: readonly { readonly stage: string; readonly hash: string }[]) => [
  ...new Set(rows.filter(row => !isCurrent(records, row)).map(({ stage }) => stage)),
];

/** What keeps the records of a configuration from being of the Verilog as it is now: a sentence each, none if nothing does. */
export const staleness = (records: MachineRecords): readonly string[] => {
  const { config, hashes, synthesis, routing } = records;
  const kinds = [
    { rows: synthesis?.rows ?? [], needed: [...hashes.keys()], target: 'synth', file: synthesisFile(config) },
    { rows: routing?.rows ?? [], needed: [wholeMachine], target: 'pnr', file: routingFile(config) },
  ];
  return kinds.flatMap(({ rows, needed, target, file }) => {
    const missing = needed.filter(stage => rows.every(row => row.stage !== stage));
    const changed = staleStages(records, rows);
    const parts = [
      ...(changed.length > 0 ? [`${changed.join(', ')} changed since`] : []),
      ...(missing.length > 0 ? [`${missing.join(', ')} not measured`] : []),
    ];
    return parts.length === 0 ? [] : [`${file}: ${parts.join('; ')}; run "make ${target} CONFIG=${config}"`];
  });
};
