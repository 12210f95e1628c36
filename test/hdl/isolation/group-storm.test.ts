// SPDX-License-Identifier: Apache-2.0
/** A storm of frames for all VMs, at half of the line and more, costs nobody a frame that is meant for one. */
import { describe, expect, it } from 'vitest';
import { tokensOfRate, wireOverheadBytes } from '../../../hdl/spec/shares.ts';
import { config, openTenGig, sevenVms } from './open-machine.ts';

const { functions, vms: everyone, images } = sevenVms;

const groupFrame = (bytes: number): Uint8Array => {
  const frame = everyone.frameTo(0, bytes);
  frame.fill(0xff, 0, 6);
  return frame;
};

/** What became of as many frames for one VM as for all, sent at line rate. */
const storm = async (groupRate: number, single: number, group: number, count = 1400) => {
  const machine = await openTenGig({ record: false, hostBus: { outOfOrder: true, maxOutstanding: 256 } });
  await machine.start({ ...images, groupRate });
  const frames = Array.from({ length: count }, (_, i) => [
    { bytes: groupFrame(group) },
    { bytes: everyone.frameTo(i, single) },
  ]).flat();
  const begin = machine.bench.cycle;
  machine.mac.send(frames);
  await machine.mac.finished();
  const clocks = machine.bench.cycle - begin;
  await machine.bench.run(60_000);
  const counters = await machine.counters();
  const sum = (event: 'delivered' | 'group_rate' | 'quota' | 'queue_full' | 'buffer_full'): number =>
    functions.reduce((frames, fn) => frames + counters[fn]![event].frames, 0);
  const copies = functions.map(fn => counters[fn]!.group_rate.frames);
  return {
    delivered: sum('delivered'),
    limited: sum('group_rate'),
    lost: sum('quota') + sum('queue_full') + sum('buffer_full'),
    copies,
    clocks,
    count,
  };
};

describe.each([
  [60, 60],
  [300, 60],
  [60, 1514],
])('with frames of %i bytes for one and of %i for all', (single, group) => {
  it('only copies of the storm are lost, those beyond its rate', async () => {
    const rate = config.lineRateBps / 4;
    const { delivered, limited, lost, copies, clocks, count } = await storm(tokensOfRate(config, rate), single, group);
    expect(lost).toBe(0);
    expect(new Set(copies).size).toBe(1);
    expect(delivered + limited).toBe(count + count * functions.length);
    const given = (delivered - count) * (group + wireOverheadBytes);
    const due = (rate / 8) * (clocks / config.clockHz);
    expect(given).toBeGreaterThan(0.97 * due);
  });
});

it('without a rate it takes frames that are meant for one', async () => {
  expect((await storm(0, 60, 60)).lost).toBeGreaterThan(0);
});
