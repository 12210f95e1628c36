// SPDX-License-Identifier: Apache-2.0
/** Register maps: where registers and arrays lie, what is refused, and the texts. */
import { HdlError } from 'typescript-hdl';
import {
  type PlacedRegister,
  type RegisterBlock,
  type RegisterBus,
  registerAccessor,
  registerHeader,
  registerMap,
  registerMapOf,
  registerPage,
} from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';

const map = registerMap('timer', {
  control: {
    access: 'rw',
    doc: 'Starts and stops.',
    fields: { enable: { bits: 1, doc: 'Runs.' }, limit: { bits: 12, reset: 0x123, lsb: 4, doc: 'Last count.' } },
  },
  status: { access: 'ro', offset: 0x10, fields: { count: { bits: 12 } } },
  start: { access: 'wo' },
  channel: {
    count: 5,
    doc: 'One a channel.',
    registers: {
      limit: { access: 'rw', doc: 'Last count.' },
      level: { access: 'ro', fields: { now: { bits: 9 }, most: { bits: 9, lsb: 16, doc: 'High | water.' } } },
      mode: { access: 'rw', offset: 0x0c, fields: { fast: { bits: 1, reset: 1 } } },
    },
  },
  names: { count: 64, external: true, registers: { word: { access: 'rw' } } },
});

describe('places', () => {
  it('registers one after another, arrays on their own power of two', () => {
    expect(map.blocks.map(({ name, base, stride, count }) => ({ name, base, stride, count }))).toEqual([
      { name: '', base: 0, stride: 32, count: 1 },
      { name: 'channel', base: 128, stride: 16, count: 5 },
      { name: 'names', base: 256, stride: 4, count: 64 },
    ]);
    expect(map.blocks[0]!.registers.map(({ name, offset }) => [name, offset])).toEqual([
      ['control', 0],
      ['status', 16],
      ['start', 20],
    ]);
    expect(map.blocks[1]!.registers.map(({ offset }) => offset)).toEqual([0, 4, 12]);
    expect(map.addressBits).toBe(9);
  });
  it('by data that is known already', () => {
    const again = registerMapOf('timer', map.blocks);
    expect(again.blocks).toEqual(map.blocks);
    expect(registerHeader(again)).toBe(registerHeader(map));
    expect(registerMapOf('timer', map.blocks, 16).addressBits).toBe(16);
  });
});

describe('texts', () => {
  it('are a C header', () => {
    const header = registerHeader(map);
    expect(header).toContain(
      '/* Starts and stops. */\n#define TIMER_CONTROL 0x00u\n#define TIMER_CONTROL_ENABLE_SHIFT 0\n',
    );
    expect(header).toContain('#define TIMER_CONTROL_LIMIT_MASK 0x0000fff0u');
    expect(header).toContain('#define TIMER_START 0x14u');
    expect(header).toContain('/* One a channel. */\n#define TIMER_CHANNEL_COUNT 5u\n');
    expect(header).toContain('#define TIMER_CHANNEL_MODE(i) (0x8cu + 0x10u * (i))');
    expect(header).toContain('#define TIMER_CHANNEL_LEVEL_MOST_SHIFT 16');
  });
  it('are a page', () => {
    const page = registerPage(map);
    expect(page).toContain(
      '## status (0x10, ro)\n\n| Bits | Field | Reset | Meaning |\n|---|---|---|---|\n| 11:0 | count | 0 |  |',
    );
    expect(page).toContain('| 15:4 | limit | 291 | Last count. |');
    expect(page).toContain('## start (0x14, wo)');
    expect(page).toContain('| 31:0 |  | - |  |');
    expect(page).toContain('One a channel.\n\n## channel.limit (0x80 + 0x10 * i, i < 5, rw)');
    expect(page).toContain('| 24:16 | most | 0 | High \\| water. |');
  });
});

describe('an accessor', () => {
  const memory = new Map<number, number>();
  const bus: RegisterBus = {
    read: async offset => memory.get(offset) ?? 0,
    write: async (offset, value) => void memory.set(offset, value),
  };
  const timer = registerAccessor(map, bus);
  it('knows fields, words and entries', async () => {
    await timer.control.write({ enable: 1, limit: 0xabc });
    await timer.start.write(0xffff_ffff);
    await timer.channel(2).limit.write(7);
    await timer.channel(4).mode.write({ fast: 1 });
    await timer.names(63).word.write(9);
    expect([...memory]).toEqual([
      [0, 0xabc1],
      [0x14, 0xffff_ffff],
      [0xa0, 7],
      [0xcc, 1],
      [0x1fc, 9],
    ]);
    memory.set(0x84, (300 << 16) + 17);
    expect(await timer.channel(0).level.read()).toEqual({ now: 17, most: 300 });
    expect(await timer.channel(2).limit.read()).toBe(7);
    // @ts-expect-error There is no such register.
    expect(timer.channel(0).limits).toBeUndefined();
  });
  it('refuses what would change other bits than those that are named', async () => {
    const before = [...memory];
    const says = (write: Promise<void>, text: string) => expect(write).rejects.toThrow(`HDL-PARAMETER: ${text}`);
    await says(
      timer.control.write({ limit: 0x1000 }),
      "Field 'limit' of register 'control' takes a whole number of 12 bits, not 4096.",
    );
    await says(
      timer.control.write({ enable: -1 }),
      "Field 'enable' of register 'control' takes a whole number of 1 bit, not -1.",
    );
    await says(
      timer.control.write({ limit: 0.5 }),
      "Field 'limit' of register 'control' takes a whole number of 12 bits, not 0.5.",
    );
    // @ts-expect-error There is no such field.
    await says(timer.control.write({ limits: 1 }), "Register 'control' has no field 'limits'.");
    await says(timer.start.write(2 ** 32), "Register 'start' takes a whole number of 32 bits, not 4294967296.");
    // @ts-expect-error A register without fields takes a number.
    await says(timer.start.write({ now: 1 }), "Register 'start' takes a whole number of 32 bits, not [object Object].");
    expect([...memory]).toEqual(before);
  });
  it('refuses entries that are not there', () => {
    expect(() => timer.channel(5)).toThrow("'channel' has 5 entries; 5 is none of them.");
    expect(() => timer.channel(-1)).toThrow('HDL-PARAMETER');
  });
});

describe('complaints', () => {
  const sentenceOf = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      if (error instanceof HdlError) return error.message.split('\n')[0]!;
    }
    throw new Error('the mistake was not found');
  };
  const one = { access: 'rw', fields: { a: { bits: 8 } } } as const;
  const array = { count: 4, registers: { x: { access: 'rw' } } } as const;

  it.each([
    ["The offset 2 of register 'x' is not a multiple of 4.", { x: { ...one, offset: 2 } }],
    ["The offset 0 of register 'y' is taken by 'x'.", { x: one, y: { ...one, offset: 0 } }],
    [
      "Field 'a' of register 'x' has 33 bits from bit 0 on; a register has 32.",
      { x: { ...one, fields: { a: { bits: 33 } } } },
    ],
    [
      "The reset value 4 of field 'a' of register 'x' does not fit its 2 bits.",
      { x: { ...one, fields: { a: { bits: 2, reset: 4 } } } },
    ],
    [
      "Field 'b' of register 'x' overlaps another.",
      { x: { ...one, fields: { a: { bits: 8 }, b: { bits: 2, lsb: 7 } } } },
    ],
    ["The offset 8 of array 'a' is not a multiple of the 16 bytes it takes.", { a: { ...array, offset: 8 } }],
    [
      "Array 'a' needs a whole count and a stride that is a power of two, not 4 and 12.",
      { a: { ...array, stride: 12 } },
    ],
    [
      "Register 'x' lies outside the 4 bytes of 'a'.",
      { a: { ...array, stride: 4, registers: { x: { access: 'rw', offset: 4 } } } },
    ],
    ["'b' at 16 lies inside 'a'.", { a: { ...array, offset: 16 }, b: { ...array, offset: 16 } }],
    ["'x' at 20 lies inside 'a'.", { a: { ...array, offset: 16 }, x: { ...one, offset: 20 } }],
    [
      "Register 'x' of array 'a' is wo: such arrays are external.",
      { a: { ...array, registers: { x: { access: 'wo' } } } },
    ],
    [
      "Register 'x' is external and cannot be w1c.",
      { a: { ...array, external: true, registers: { x: { access: 'w1c' } } } },
    ],
  ] as const)('%s', (sentence, specs) => {
    expect(sentenceOf(() => registerMap('bad', specs))).toBe(`HDL-PARAMETER: ${sentence}`);
  });

  it('are the same for maps from data', () => {
    const block: RegisterBlock = { name: 'a', base: 8, stride: 16, count: 1, doc: '', registers: [] };
    expect(sentenceOf(() => registerMapOf('bad', [block]))).toBe(
      "HDL-PARAMETER: The offset 8 of array 'a' is not a multiple of the 16 bytes it takes.",
    );
  });

  const placed = (name: string, offset = 0): PlacedRegister => ({
    name,
    offset,
    access: 'rw',
    reset: 0,
    doc: '',
    fields: [],
  });
  const block = (name: string, base: number, registers = [placed('x')]): RegisterBlock => {
    return { name, base, stride: 16, count: 2, doc: '', registers };
  };

  it.each([
    ["'b' at 16 lies inside 'a'.", [block('a', 0), { ...block('b', 16), count: 1 }]],
    ["'a' at 0 lies inside 'b'.", [block('b', 0), block('a', 0)]],
    ["The offset 0 of register 'y' is taken by 'x'.", [block('a', 0, [placed('x'), placed('y')])]],
    ["The register map has 'a' twice.", [block('a', 0), block('a', 32)]],
    ["The register map has 'a.x' twice.", [block('a', 0, [placed('x'), placed('x', 4)])]],
    ["The register map has 'a' twice.", [block('', 0, [placed('a')]), block('a', 32)]],
  ] as const)('%s', (sentence, blocks) => {
    expect(sentenceOf(() => registerMapOf('bad', blocks))).toBe(`HDL-PARAMETER: ${sentence}`);
  });

  it('an address width that does not reach all of the map', () => {
    expect(sentenceOf(() => registerMapOf('bad', [block('a', 0), block('b', 32)], 5))).toBe(
      "HDL-PARAMETER: 'b' ends at 64, beyond the 5 bits of an address.",
    );
    expect(registerMapOf('good', [block('a', 0), block('b', 32)], 6).addressBits).toBe(6);
  });
});
