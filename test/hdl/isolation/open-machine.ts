// SPDX-License-Identifier: Apache-2.0
/** Whole machines for tests of isolation, and the few frames and tables they need. */
import { emitVerilog } from 'typescript-hdl';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { packFields } from '../../../hdl/spec/field.ts';
import { ruleTiers } from '../../../hdl/spec/tables/bank-mask.ts';
import { type SlotVerdict, slotVerdicts } from '../../../hdl/spec/tables/bank-slot.ts';
import { chunkCount, chunkRows } from '../../../hdl/spec/tables/rule-key.ts';
import { inBothImages, ruleActionFields } from '../../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { top } from '../../../hdl/top.ts';
import { fourVms, loadedVms } from '../../../sim/benchmarks/four-vms.ts';
import type { Design } from '../../../sim/design.ts';
import { type Machine, type MachineOptions, openMachine } from '../../../sim/machine.ts';
import { keepOnFailure } from '../../../sim/vitest.ts';

export const config: Config = configs['10g'];
export const vms = fourVms(config);

let design: Design | undefined;

/** A machine `10g` that belongs to the running test. */
export const openTenGig = async (options: MachineOptions = {}): Promise<Machine> => {
  design ??= emitVerilog(top(config));
  return keepOnFailure(await openMachine(design, config, options));
};

/** VMs in all functions but that of the hypervisor, who also get what is sent to all of them. */
const everyoneOf = (functions: readonly number[]) => {
  const loaded = loadedVms(config, functions, { broadcast: true });
  // Group frames are permitted as well.
  const images: TableImages = { ...loaded.images, ruleDefault: 3 };
  return { functions, vms: loaded, images };
};
export const sevenVms = everyoneOf([1, 2, 3, 4, 5, 6, 7]);

/** An entry about what VMs are to get. */
const entryOf = (verdict: SlotVerdict, queue: number): number =>
  Number(
    packFields(ruleActionFields, {
      ...{ verdict: slotVerdicts.indexOf(verdict), queue, tier: ruleTiers.indexOf('ingress'), priority: 0 },
      valid: inBothImages,
    }),
  );
const denies = entryOf('deny', 0);

/** An entry that sends what VMs are to get to one of their queues. */
export const allowsTo = (queue: number): number => entryOf('allow', queue);

/** Tables that deny every frame of the four VMs, by one rule; tables with different rules share no state that denies. */
export const denyAllBy = (rule: number): TableImages => ({
  ...vms.images,
  ruleRows: Array.from({ length: chunkCount * chunkRows }, () => 1n << BigInt(rule)),
  ruleActions: vms.images.ruleActions.map((_, entry) => (entry === rule ? denies : 0)),
  ruleDefault: 3,
});

/** Frames to the VMs in turns. */
export const framesOf = (count: number, bytes: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ bytes: vms.frameTo(i, bytes(i)) }));

/** Frames of one event, over all slots of the counters. */
export const total = async (machine: Machine, event?: string): Promise<number> =>
  (await machine.counters())
    .flatMap(slot => Object.entries(slot))
    .filter(([name]) => event === undefined || name === event)
    .reduce((sum, [, { frames }]) => sum + frames, 0);
