// SPDX-License-Identifier: Apache-2.0
/** What a swap of policy images costs: frames that are lost while images are swapped without pause, and clocks from one image to the other. */
import { emitVerilog } from 'typescript-hdl';
import { classifier, classifierLatency } from '../../hdl/classifier/classifier.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import { headerVectorFields } from '../../hdl/spec/protocol/header-vector.ts';
import { forwardingSlotFields, forwardingSlotWords } from '../../hdl/spec/tables/forwarding-slot.ts';
import { inBothImages } from '../../hdl/spec/tables/table-entry.ts';
import { entryWordBits, tableOf, tableWordBits } from '../../hdl/spec/tables/tables.ts';
import { openBench } from '../bench.ts';
import type { Design } from '../design.ts';
import { openMachine } from '../machine.ts';
import { fourVms } from './four-vms.ts';
import type { Measurement } from './measurement.ts';

/** Frames of each direction, of 60 bytes without FCS. */
const frames = 4000;

/**
 * Frames of 60 bytes at line rate in both directions, of which one VM sends its part, while the image is swapped as fast as the host writes;
 * each that is neither delivered nor on the wire is lost.
 */
export const measureSwapLoss = async (design: Design, config: Config): Promise<readonly Measurement[]> => {
  const { images, frameTo, frameFrom } = fourVms(config);
  const sender = 1;
  await using machine = await openMachine(design, config, {
    record: false,
    registerPause: 0,
    senders: (fn, queue) => (fn === sender && queue === 0 ? { queueSize: 256, bufferBytes: 256 } : undefined),
  });
  await machine.start(images);
  // Group frames pass in the other image, and every VM names hash types: entries of several tables differ.
  await machine.card.swapTables({ ...images, ruleDefault: 3, rssProfiles: images.rssProfiles.map(() => 1) });
  machine.mac.send(Array.from({ length: frames }, (_, i) => ({ bytes: frameTo(i, 60) })));
  machine.senders[0]!.send(Array.from({ length: frames }, (_, i) => ({ bytes: frameFrom(sender, i, 60) })));
  const areComing = async (): Promise<boolean> => (await machine.mac.statistics()).waiting > 0;
  let swaps = 0;
  while (await areComing()) {
    const { draining, swaps: taken } = await machine.card.tableStatus();
    if (draining) continue;
    await machine.registers.write(machine.map.loadOf(taken, []));
    swaps++;
  }
  await machine.mac.finished();
  await machine.rest();
  const counters = await machine.counters();
  const delivered = counters.reduce((sum, { delivered: one }) => sum + one.frames, 0);
  const lost = 2 * frames - delivered - (await machine.wire.count());
  const row = { config: config.name, direction: 'duplex' } as const;
  return [
    { name: 'swap_lost_frames', value: lost, unit: 'frames', ...row },
    { name: 'swaps_meanwhile', value: swaps, unit: 'swaps', ...row },
  ];
};

const destination = 0x52_54_00_00_10_01n;

/** Clocks from the last verdict of one image to the first of the other, with a look-up in every clock. */
export const measureSwapClocks = async (config: Config): Promise<Measurement> => {
  await using bench = await openBench(emitVerilog(classifier(config)), { seed: 1 });
  const headers = bench.source('headers');
  const verdicts = bench.sink<'drop'>('verdicts');
  await bench.reset();
  await bench.runUntil({ port: 'ready', equals: 1 }, 2 * config.bucketsPerBank + config.forwardingBuckets);
  // All destinations hash to bucket 0; the image number 1 lets pass what no rule is for.
  const rows = bench.source('forwarding_hash_write');
  rows.send(
    Array.from({ length: 2 * tableOf('forwarding_hash').entries(config) }, (_, address) => ({ address, data: 0 })),
  );
  const slot = packFields(forwardingSlotFields(config), {
    mac: destination,
    vlan: 0,
    valid: inBothImages,
    functions: 2n,
  });
  const words = Array.from({ length: forwardingSlotWords(config) }, (_, word) => ({
    address: word,
    data: BigInt.asUintN(32, slot >> BigInt(32 * word)),
  }));
  const slots = bench.source('forwarding_write');
  slots.send(words);
  const defaults = bench.source('default_write');
  const copy = 2 ** (tableWordBits(config, 'rule_default') - entryWordBits(config, 'rule_default') - 1);
  defaults.send([{ address: copy, data: 1 }]);
  for (const written of [rows, slots, defaults]) await written.drained();
  await bench.run(4);

  const header = Object.fromEntries(headerVectorFields.map(({ name }) => [name, name === 'dstMac' ? destination : 0]));
  const each = 100;
  headers.send(Array.from({ length: 2 * each }, () => header));
  await bench.run(each);
  await bench.poke('image', 1);
  await headers.drained();
  await bench.run(classifierLatency(config) + 2);
  const seen = await verdicts.received();
  const cycles = (drop: bigint): readonly number[] =>
    seen.filter(({ transfer }) => transfer.drop === drop).map(({ cycle }) => cycle);
  const value = Math.min(...cycles(0n)) - Math.max(...cycles(1n));
  return { name: 'swap_clocks', value, unit: 'clocks', config: config.name };
};

/** Both figures of a configuration. */
export const measureSwaps = async (design: Design, config: Config): Promise<readonly Measurement[]> => [
  ...(await measureSwapLoss(design, config)),
  await measureSwapClocks(config),
];
