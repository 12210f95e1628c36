// SPDX-License-Identifier: Apache-2.0
/** The packet filter of the examples, against a model of one line a rule. */
import fc from 'fast-check';
import { Simulator } from 'typescript-hdl';
import { registerAccessor } from 'typescript-hdl/lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { filterRegisters, packetFilter } from '../../examples/packet-filter.ts';
import { axiLiteMaster } from '../support/axi-lite.ts';

const depth = 32;
const simulator = new Simulator(packetFilter(depth));

/** Software; the streams rest during an access. */
const bus = axiLiteMaster(simulator, { edge: 's_axi' });
const registers = registerAccessor(filterRegisters, bus);

interface Frame {
  readonly bytes: readonly number[];
  readonly broken: boolean;
}

const number = (bytes: readonly number[]): bigint =>
  bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
const hex = (bytes: readonly number[]): string => bytes.map(byte => byte.toString(16).padStart(2, '0')).join('');

/** One clock: the beat offered, and whether the output is taken; the beat that leaves. */
const clock = (beat: { bytes: readonly number[]; last: boolean; broken: boolean } | undefined, take: boolean) => {
  simulator.poke('s_axis_tvalid', beat ? 1 : 0);
  simulator.poke('s_axis_tdata', number(beat?.bytes ?? []));
  simulator.poke('s_axis_tkeep', beat ? 2 ** beat.bytes.length - 1 : 0);
  simulator.poke('s_axis_tlast', beat?.last ? 1 : 0);
  simulator.poke('s_axis_tuser', beat?.last && beat.broken ? 1 : 0);
  simulator.poke('m_axis_tready', take ? 1 : 0);
  expect(simulator.peekNumber('s_axis_tready')).toBe(1);
  const leaves = take && simulator.peekNumber('m_axis_tvalid') === 1;
  const data = simulator.peek('m_axis_tdata');
  const count = simulator.peekNumber('m_axis_tkeep').toString(2).length;
  const left = leaves && {
    bytes: Array.from({ length: count }, (_, i) => Number((data >> BigInt(8 * i)) & 0xffn)),
    last: simulator.peekNumber('m_axis_tlast') === 1,
  };
  simulator.step();
  return left || undefined;
};

/** Sends frames back to back; the frames that leave, in hexadecimal. `takes(i)`: whether the output is taken in clock i. */
const send = (frames: readonly Frame[], takes: (index: number) => boolean = () => true): string[] => {
  const beats = frames.flatMap(({ bytes, broken }) =>
    Array.from({ length: Math.ceil(bytes.length / 8) }, (_, i) => ({
      bytes: bytes.slice(8 * i, 8 * i + 8),
      last: 8 * i + 8 >= bytes.length,
      broken,
    })),
  );
  const out: string[] = [];
  let open: number[] = [];
  for (let i = 0; i < beats.length + 3 * depth; i++) {
    const left = clock(beats[i], i >= beats.length || takes(i));
    if (!left) continue;
    open.push(...left.bytes);
    if (left.last) {
      out.push(hex(open));
      open = [];
    }
  }
  expect(open).toEqual([]);
  return out;
};

const blocked = { destination: [0x52, 0x54, 0, 0x12, 0x34, 0x56], type: [0x08, 0x06] };

const frames = fc.array(
  fc
    .record({
      to: fc.constantFrom(blocked.destination, [2, 0, 0, 0, 0, 1], [0x52, 0x54, 0, 0x12, 0x34, 0x57]),
      type: fc.constantFrom(blocked.type, [0x08, 0x00], [0x06, 0x08]),
      length: fc.integer({ min: 7, max: 60 }),
      broken: fc.boolean(),
      fill: fc.nat(255),
    })
    .map(({ to, type, length, broken, fill }): Frame => {
      const bytes = [...to, fill, 2, 3, 4, 5, 6, ...type, ...Array.from({ length: 60 }, (_, i) => (fill + i) & 255)];
      return { bytes: bytes.slice(0, length), broken };
    }),
  { minLength: 1, maxLength: 4 },
);

describe('the packet filter', () => {
  beforeAll(async () => {
    simulator.reset();
    await registers.etherType1.write({ value: 0x0806, enable: 1 });
    await registers.low0.write({ value: Number(number(blocked.destination.slice(0, 4))) });
    await registers.high0.write({ value: Number(number(blocked.destination.slice(4))), enable: 1 });
  });

  it('drops what the rules name, whole, and counts it', async () => {
    let expectedDrops = (await registers.counts.read()).dropped;
    await fc.assert(
      fc.asyncProperty(frames, async some => {
        const good = some.filter(({ bytes, broken }) => {
          const named = hex(bytes.slice(0, 6)) === hex(blocked.destination);
          const typed = bytes.length > 8 && hex(bytes.slice(12, 14)) === hex(blocked.type);
          return !broken && !named && !(typed && bytes.length >= 14);
        });
        expect(send(some)).toEqual(good.map(({ bytes }) => hex(bytes)));
        expectedDrops += some.length - good.length;
        expect((await registers.counts.read()).dropped).toBe(expectedDrops);
      }),
      { numRuns: 100, seed: 11 },
    );
    expect(expectedDrops).toBeGreaterThan(20);
  });

  it('drops frames whole that do not fit while the output waits', async () => {
    const before = (await registers.counts.read()).dropped;
    const frame = (length: number): Frame => ({
      bytes: [2, 0, 0, 0, 0, 9, ...Array(length - 6).fill(length)],
      broken: false,
    });
    const some = [frame(160), frame(120), frame(24)];
    const left = send(some, () => false);
    // 20 beats fit 32 words, 15 more do not, 3 do.
    expect(left).toEqual([hex(some[0]!.bytes), hex(some[2]!.bytes)]);
    expect((await registers.counts.read()).dropped).toBe(before + 1);
  });
});
