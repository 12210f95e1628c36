// SPDX-License-Identifier: Apache-2.0
/**
 * A function whose memory answers late, or not at all, holds back itself only: reads have a tag and an id each, and all writes
 * of a function share an id of their own.
 */
import { describe, expect, it } from 'vitest';
import type { AxiSlaveHalf } from '../../../sim/axi-memory.ts';
import type { Machine } from '../../../sim/machine.ts';
import { framesOf, openTenGig, vms } from './open-machine.ts';

const count = 3000;
const share = count / 4;

/** Frames that VMs 2 to 4 got at 80 % of the line, while VM 1 has bad memory. */
const victims = async (spoil: (machine: Machine) => void): Promise<number[]> => {
  const machine = await openTenGig({ record: false, hostBus: { outOfOrder: true, maxOutstanding: 256 } });
  await machine.start(vms.images);
  spoil(machine);
  machine.mac.send(framesOf(count, () => 60).map(frame => ({ ...frame, extraGapBytes: 21 })));
  await machine.mac.finished();
  await machine.bench.run(30_000);
  const counters = await machine.counters();
  return [2, 3, 4].map(fn => counters[fn]!.delivered.frames);
};
const halves: readonly (readonly [string, (machine: Machine) => AxiSlaveHalf])[] = [
  ['reads', machine => machine.hostBus.read!],
  ['writes', machine => machine.hostBus.write!],
];

it('victims lose nothing while the memory of all is as it should be', async () => {
  expect(await victims(() => {})).toEqual([share, share, share]);
});

describe.each(halves)('victims lose nothing while %s of VM 1', (_, half) => {
  it.each([2500, 9000])('take %i clocks longer', async clocks => {
    expect(await victims(machine => half(machine).delay(1, clocks))).toEqual([share, share, share]);
  });
  it('are never answered', async () => {
    expect(await victims(machine => half(machine).withhold(1))).toEqual([share, share, share]);
  });
});
