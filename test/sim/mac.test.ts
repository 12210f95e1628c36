// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { atLoad, Mac, type MacOptions, type PacedFrame, wireBytes } from '../../sim/mac.ts';
import { testBench } from '../../sim/vitest.ts';
import { loadFixture } from './fixtures/load-fixture.ts';

const wireTap = loadFixture('wire-tap');
const tenGig: MacOptions = { clockHz: 156_250_000, lineRateBps: 10_000_000_000 };

const frameOf = (length: number, first = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (first + i * 5) & 0xff);

const open = async (options: MacOptions = tenGig) => {
  const bench = await testBench(wireTap);
  const mac = new Mac(bench, 's_axis_rx', options);
  const tap = bench.sink<'data' | 'keep' | 'last' | 'bad'>('down');
  await bench.reset();
  /** Frames as they came out: bytes, the mark of the last beat, and its cycle. */
  const frames = async () => {
    const found: { bytes: number[]; bad: boolean; cycle: number }[] = [];
    let bytes: number[] = [];
    for (const { cycle, transfer } of await tap.received()) {
      for (let lane = 0; lane < 8; lane++) {
        if ((transfer.keep >> BigInt(lane)) & 1n) bytes.push(Number((transfer.data >> BigInt(8 * lane)) & 0xffn));
      }
      if (transfer.last === 0n) {
        expect(transfer.keep).toBe(0xffn);
        continue;
      }
      found.push({ bytes, bad: transfer.bad === 1n, cycle });
      bytes = [];
    }
    expect(bytes).toEqual([]);
    return found;
  };
  const send = async (list: readonly PacedFrame[]) => {
    mac.send(list);
    await mac.finished();
    await bench.run(2);
  };
  return { bench, mac, send, frames };
};

describe('a MAC', () => {
  it('delivers every size whole', async () => {
    const { send, frames } = await open();
    const sent = [60, 61, 62, 63, 64, 65, 66, 67, 68, 127, 1514, 1517, 9022].map(size => ({
      bytes: frameOf(size, size),
    }));
    await send(sent);
    expect((await frames()).map(frame => frame.bytes)).toEqual(sent.map(frame => [...frame.bytes]));
  });

  it('pads short frames with zeros, unless they are meant as runts', async () => {
    const { send, frames } = await open();
    await send([{ bytes: frameOf(20) }, { bytes: frameOf(20), unpadded: true }, { bytes: frameOf(1), unpadded: true }]);
    const got = (await frames()).map(frame => frame.bytes);
    expect(got).toEqual([[...frameOf(20), ...new Array(40).fill(0)], [...frameOf(20)], [...frameOf(1)]]);
  });

  it('marks bad frames on their last beat only', async () => {
    const { send, frames } = await open();
    await send([{ bytes: frameOf(64) }, { bytes: frameOf(64), badFcs: true }, { bytes: frameOf(64) }]);
    expect((await frames()).map(frame => frame.bad)).toEqual([false, true, false]);
  });

  it.each([
    ['10G at 156.25 MHz', tenGig],
    ['10G at 161.132 MHz', { clockHz: 161_132_812, lineRateBps: 10_000_000_000 }],
    ['1G at 125.003 MHz', { clockHz: 125_003_000, lineRateBps: 1_000_000_000 }],
    ['10G at 154.5 MHz', { clockHz: 154_500_000, lineRateBps: 10_000_000_000 }],
  ])('keeps the pace of %s without drift', async (_, options) => {
    const { mac, send } = await open(options);
    const sizes = Array.from({ length: 300 }, (_, i) => 60 + ((i * 37) % 200));
    await send(sizes.map(size => ({ bytes: frameOf(size) })));
    const cycles = await mac.lastBeatCycles();
    const cyclesPerByte = (8 * options.clockHz) / options.lineRateBps;
    // Wire time from the last byte of the first frame's FCS to that of each other frame, against the clock.
    let bytes = 0;
    for (const [i, cycle] of cycles.entries()) {
      if (i > 0) bytes += wireBytes(sizes[i]!);
      const late = cycle - cycles[0]! - bytes * cyclesPerByte;
      expect(Math.abs(late)).toBeLessThan(2);
    }
  });

  it('takes 10.5 clocks for 64 bytes on the wire of 10G', async () => {
    const { mac, send } = await open();
    await send(Array.from({ length: 1001 }, () => ({ bytes: frameOf(60) })));
    const cycles = await mac.lastBeatCycles();
    expect(cycles[1000]! - cycles[0]!).toBe(10_500);
  });

  it('leaves the silence asked for', async () => {
    const { mac, send } = await open();
    await send([{ bytes: frameOf(60) }, { bytes: frameOf(60), extraGapBytes: 796 }]);
    const [first, second] = await mac.lastBeatCycles();
    expect(second! - first!).toBe((84 + 796) / 8);
  });

  it('keeps a load below the line rate exactly', async () => {
    const { mac, send } = await open();
    const sizes = Array.from({ length: 201 }, (_, i) => 60 + ((i * 13) % 90));
    await send(
      atLoad(
        sizes.map(size => ({ bytes: frameOf(size) })),
        0.37,
      ),
    );
    const cycles = await mac.lastBeatCycles();
    const bytes = sizes.slice(1).reduce((sum, size) => sum + wireBytes(size), 0);
    expect(Math.abs(cycles[200]! - cycles[0]! - bytes / 0.37 / 8)).toBeLessThan(2);
    expect(() => atLoad([], 1.2)).toThrow('A load lies above 0 and up to 1');
  });

  it('is not held back: beats that are not taken are lost and counted', async () => {
    const { bench, mac } = await open();
    await bench.poke('stop', 1);
    mac.send([{ bytes: frameOf(64) }, { bytes: frameOf(64) }]);
    await mac.finished({ remaining: 1 });
    await bench.poke('stop', 0);
    await mac.finished();
    const { finished, waiting, overflowBeats, overflowFrames } = await mac.statistics();
    expect({ finished, waiting, overflowBeats, overflowFrames }).toEqual({
      finished: 2,
      waiting: 0,
      overflowBeats: 8,
      overflowFrames: 1,
    });
  });

  it('says when frames do not leave in time', async () => {
    const { mac } = await open();
    mac.send([{ bytes: frameOf(1500) }]);
    await expect(mac.finished({ maxCycles: 20 })).rejects.toThrow('s_axis_rx did not finish 1 frames within 20 cycles');
  });
});
