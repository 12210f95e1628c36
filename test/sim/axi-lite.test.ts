// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AxiLite } from '../../sim/axi-lite.ts';
import { GuestDriver } from '../../sim/guest-driver.ts';
import { HostMemory } from '../../sim/host-memory.ts';
import { testBench } from '../../sim/vitest.ts';
import { loadFixture } from './fixtures/load-fixture.ts';

const registerFile = loadFixture('register-file');

const open = async ({ pause = 0, delay = 0 } = {}) => {
  const bench = await testBench(registerFile, { seed: 4 });
  const registers = new AxiLite(bench, 's_axil', { pause });
  await bench.poke('delay', delay);
  await bench.reset();
  return { bench, registers };
};

describe('an AXI4-Lite master', () => {
  it.each([
    { pause: 0, delay: 0 },
    { pause: 0.5, delay: 0 },
    { pause: 0, delay: 7 },
    { pause: 0.7, delay: 3 },
  ])('writes and reads in order with pause $pause and delay $delay', async ({ pause, delay }) => {
    const { registers } = await open({ pause, delay });
    for (let round = 1; round <= 8; round++) {
      const values = [0, 4, 8, 12].map(address => ({
        address,
        data: (0x8000_0000 + round * 0x1_0001 * (address + 1)) >>> 0,
      }));
      await registers.write(values);
      expect(await registers.read([12, 8, 4, 0])).toEqual(values.map(({ data }) => data).reverse());
    }
  });

  it('passes strobes', async () => {
    const { registers } = await open();
    await registers.write([{ address: 4, data: 0x1122_3344 }]);
    await registers.perform([{ address: 4, data: 0xaabb_ccdd | 0, strobe: 0b0101 }]);
    expect(await registers.read([4])).toEqual([0x11bb_33dd]);
  });

  it('makes accesses of 8, 16 and 32 bits as a processor does', async () => {
    const { registers } = await open();
    await registers.write([{ address: 8, data: 0x1122_3344 }]);
    const narrow = [
      { address: 9, data: 0xaa, bytes: 1 },
      { address: 10, data: 0xbbcc, bytes: 2 },
      { address: 4, data: 0xdead_beef, bytes: 4 },
    ] as const;
    await registers.write(narrow);
    expect(await registers.read([8, 4])).toEqual([0xbbcc_aa44, 0xdead_beef]);
    const parts = [
      { address: 8, bytes: 1 },
      { address: 11, bytes: 1 },
      { address: 10, bytes: 2 },
      { address: 4, bytes: 4 },
    ] as const;
    expect((await registers.perform(parts)).map(({ data }) => data)).toEqual([0x44, 0xbb, 0xbbcc, 0xdead_beef]);
    await expect(registers.perform([{ address: 9, bytes: 2 }])).rejects.toThrow('does not begin at 9');
  });

  it.each([
    { address: 4, bytes: 2, left: 0x1122_a1b2 },
    { address: 6, bytes: 2, left: 0xa1b2_3344 },
    { address: 4, bytes: 4, left: 0x0000_a1b2 },
    { address: 4, bytes: undefined, left: 0x0000_a1b2 },
  ] as const)(
    'rings for a driver at $address with $bytes bytes, and touches no other',
    async ({ address, bytes, left }) => {
      const { bench, registers } = await open();
      await registers.write([{ address: 4, data: 0x1122_3344 }]);
      const driver = new GuestDriver(bench, {
        ...{ memory: new HostMemory(bench), function: 1, queue: 0, base: 0x7_0000_0000n, size: 4, bufferBytes: 256 },
        doorbell: { target: registers, address, value: 0xa1b2, ...(bytes !== undefined && { bytes }) },
      });
      driver.start();
      driver.postBuffers();
      await bench.run(20);
      expect(await registers.read([4])).toEqual([left]);
    },
  );

  it('returns error responses, or rejects where they are not expected', async () => {
    const { registers } = await open();
    const answers = await registers.perform([{ address: 16 }, { address: 16, data: 1 }, { address: 0, data: 1 }]);
    expect(answers.map(answer => answer.response)).toEqual([2, 2, 0]);
    await expect(registers.read([0, 20])).rejects.toThrow('the read of register 0x14 was answered with 2');
    await expect(registers.write([{ address: 24, data: 0 }])).rejects.toThrow('the write to register 0x18');
  });

  it('takes calls that do not wait for each other', async () => {
    const { registers } = await open({ pause: 0.3 });
    const reads = [0, 4, 8].map(async address => {
      await registers.write([{ address, data: address * 3 }]);
      return registers.read([address]);
    });
    expect(await Promise.all(reads)).toEqual([[0], [12], [24]]);
  });

  it('fails on an answer that nobody asked for', async () => {
    const { bench } = await open();
    await bench.poke('stray', 1);
    await expect(bench.run(2)).rejects.toThrow(/s_axil_bvalid answers nothing that was accepted, in cycle \d+/);
  });

  it('fails when no answer comes', async () => {
    const { bench, registers } = await open();
    await bench.poke('mute', 1);
    await expect(registers.read([8], { maxCycles: 100 })).rejects.toThrow(
      's_axil did not answer the access to 0x8 within 100 cycles',
    );
  });
});
