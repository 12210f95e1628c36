// SPDX-License-Identifier: Apache-2.0
/** The decoder of a register map, driven over its bus on the built-in simulator. */
import { component, emitVerilog, expose, inst, output, Simulator, slave, u, type Val } from 'typescript-hdl';
import { axiLite, type DecoderOptions, registerAccessor, registerDecoder, registerMap } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { axiLiteMaster } from './support/axi-lite.ts';
import { random } from './support/streams.ts';
import { lint } from './support/tools.ts';

const okay = 0;
const slaveError = 2;

const timerMap = registerMap('timer', {
  id: { access: 'ro', fields: { minor: { bits: 8, reset: 7 }, major: { bits: 24, reset: 0x54_494d } } },
  control: {
    access: 'rw',
    offset: 0x8,
    fields: { enable: { bits: 1 }, limit: { bits: 12, reset: 0x123, lsb: 4 } },
  },
  status: { access: 'ro', offset: 0x10, fields: { count: { bits: 12 } } },
  events: { access: 'w1c', fields: { wrapped: { bits: 1 }, missed: { bits: 2, lsb: 7 } } },
  start: { access: 'wo', fields: { channel: { bits: 3 }, at: { bits: 16, lsb: 16 } } },
  channel: {
    count: 5,
    registers: {
      limit: { access: 'rw' },
      level: { access: 'ro', fields: { now: { bits: 9 } } },
      mode: { access: 'rw', offset: 0x0c, fields: { fast: { bits: 1, reset: 1 }, gain: { bits: 5, lsb: 6 } } },
    },
  },
  names: { count: 48, external: true, registers: { word: { access: 'rw' } } },
  log: { count: 4, external: true, registers: { at: { access: 'ro' }, what: { access: 'ro' } } },
});

/** A decoder with what stands after its external arrays: a memory, and words that tell their place, each when asked. */
const open = (options: DecoderOptions = {}) => {
  const simulator = new Simulator(registerDecoder(timerMap, options));
  simulator.reset();
  if (options.holdWrites) simulator.poke('writable_i', 1);
  const names = new Map<number, number>();
  const commands: number[][] = [];
  const questions: number[][] = [];
  const number = (port: string): number => simulator.peekNumber(port);
  const clocks = options.readClocks ?? 0;
  const asked: number[] = [];
  const each = (): void => {
    if (number('windows_names_write_valid_o')) {
      names.set(number('windows_names_write_address_o'), number('windows_names_write_data_o'));
    }
    if (number('commands_start_valid_o')) {
      commands.push([number('commands_start_channel_o'), number('commands_start_at_o')]);
    }
    if (number('windows_log_read_request_o')) questions.push([number('windows_log_read_address_o')]);
    // The answer is there in just one clock.
    asked.unshift(number('windows_log_read_request_o') + 2 * number('windows_names_read_request_o'));
    const [log, name] = [(asked[clocks] ?? 0) & 1, (asked[clocks] ?? 0) & 2];
    simulator.poke('windows_log_read_data_i', log ? 1000 + number('windows_log_read_address_o') : 0xdead);
    simulator.poke(
      'windows_names_read_data_i',
      name ? (names.get(number('windows_names_read_address_o')) ?? 0) : 0xdead,
    );
  };
  const bus = axiLiteMaster(simulator, { each });
  return { simulator, bus, timer: registerAccessor(timerMap, bus), names, commands, questions, number };
};

it.each<DecoderOptions>([{}, { partialWrites: 'refuse', holdWrites: true, readClocks: 2 }])(
  'is clean Verilog with %o',
  async options => {
    expect(await lint(emitVerilog(registerDecoder(timerMap, options)))).toBe('');
  },
);

describe('registers', () => {
  it('that are rw start at their reset value, read back and reach the hardware', async () => {
    const { timer, number } = open();
    expect(await timer.control.read()).toEqual({ enable: 0, limit: 0x123 });
    await timer.control.write({ enable: 1, limit: 0xabc });
    expect(await timer.control.read()).toEqual({ enable: 1, limit: 0xabc });
    expect([number('control_control_limit_o'), number('control_control_enable_o')]).toEqual([0xabc, 1]);
  });
  it('that are ro read what the hardware says, or what was declared', async () => {
    const { simulator, timer, bus } = open();
    simulator.poke('status_status_count_i', 77);
    expect(await timer.status.read()).toEqual({ count: 77 });
    expect(await timer.id.read()).toEqual({ minor: 7, major: 0x54_494d });
    expect(bus.responses).toEqual([okay, okay]);
  });
  it('that are w1c keep events until software clears them, and never lose one', async () => {
    const { simulator, timer, bus } = open();
    simulator.poke('events_events_missed_i', 3);
    simulator.step();
    simulator.poke('events_events_missed_i', 0);
    expect(await timer.events.read()).toEqual({ wrapped: 0, missed: 3 });
    await timer.events.write({ missed: 1 });
    expect(await timer.events.read()).toEqual({ wrapped: 0, missed: 2 });
    // Bit 8 of the word, in its second byte, is not written.
    bus.strobes = 0b0001;
    await timer.events.write({ missed: 3 });
    expect(await timer.events.read()).toEqual({ wrapped: 0, missed: 2 });
    bus.strobes = 15;
    simulator.poke('events_events_wrapped_i', 1);
    await timer.events.write({ wrapped: 1 });
    expect((await timer.events.read()).wrapped).toBe(1);
  });
  it('that are wo tell the hardware once and cannot be read', async () => {
    const { timer, bus, commands } = open();
    await timer.start.write({ channel: 5, at: 0xbeef });
    await timer.start.write({ channel: 2 });
    expect(commands).toEqual([
      [5, 0xbeef],
      [2, 0],
    ]);
    expect(await bus.read(0x18)).toBe(0);
    expect(bus.responses).toEqual([okay, okay, slaveError]);
  });
});

describe('arrays', () => {
  it('keep each register of each entry apart', async () => {
    const { simulator, timer } = open();
    const next = random(5);
    const entries = [0, 1, 2, 3, 4];
    const limits = entries.map(() => Math.floor(next() * 2 ** 32));
    for (const i of [3, 0, 4, 1, 2]) await timer.channel(i).limit.write(limits[i]!);
    await timer.channel(2).mode.write({ gain: 21 });
    for (const i of entries) {
      expect(await timer.channel(i).limit.read()).toBe(limits[i]);
      expect(await timer.channel(i).mode.read()).toEqual(i === 2 ? { fast: 0, gain: 21 } : { fast: 1, gain: 0 });
    }
    const joined = limits.reduceRight((word, limit) => (word << 32n) | BigInt(limit), 0n);
    expect(simulator.peek('control_channel_limit_o')).toBe(joined);
    simulator.poke('status_channel_level_now_i', (0x155n << 36n) | (0x0aan << 9n));
    expect(await timer.channel(4).level.read()).toEqual({ now: 0x155 });
    expect(await timer.channel(1).level.read()).toEqual({ now: 0x0aa });
  });
  it.each([0, 1, 3])('that are external are asked and have %i clocks to answer', async readClocks => {
    const { timer, names, questions, bus } = open({ readClocks });
    for (const i of [0, 17, 47]) await timer.names(i).word.write(100 + i);
    expect([...names]).toEqual([
      [0, 100],
      [17, 117],
      [47, 147],
    ]);
    expect(await timer.names(17).word.read()).toBe(117);
    expect(await timer.log(3).what.read()).toBe(1007);
    expect(await timer.log(2).at.read()).toBe(1004);
    expect(questions).toEqual([[7], [4]]);
    expect(bus.latencies).toEqual([3, 3, 3, 3 + readClocks, 3 + readClocks, 3 + readClocks]);
  });
});

describe('what is refused', () => {
  it('are addresses without a register and the wrong direction', async () => {
    const { bus, number, names } = open();
    const wrong = [0x4, 0xc, 0x1c, 0x88 + 4 * 16 + 16, 0x80 + 8, 0x100 + 4 * 48, 0x1ff];
    for (const address of wrong) {
      expect(await bus.read(address)).toBe(0);
      await bus.write(address, 0xffff_ffff);
    }
    await bus.write(0x0, 1);
    await bus.write(0x10, 1);
    expect(bus.responses).toEqual(Array(2 * wrong.length + 2).fill(slaveError));
    expect([names.size, number('control_control_limit_o'), number('control_control_enable_o')]).toEqual([0, 0x123, 0]);
  });
  it('are some bytes of a word, where they make no sense', async () => {
    const { bus, timer, names, commands, number } = open();
    bus.strobes = 0b0010;
    await timer.control.write({ enable: 1, limit: 0xfff });
    expect([number('control_control_limit_o'), number('control_control_enable_o')]).toEqual([0xff3, 0]);
    await timer.names(1).word.write(1);
    await timer.start.write({ channel: 1 });
    expect([names.size, commands.length]).toEqual([0, 0]);
    expect(bus.responses).toEqual([okay, slaveError, slaveError]);
  });
  it('are some bytes of any word, if asked for', async () => {
    const { bus, timer, number } = open({ partialWrites: 'refuse' });
    for (const strobes of [1, 7, 14]) {
      bus.strobes = strobes;
      await timer.control.write({ enable: 1, limit: 0xfff });
    }
    expect(bus.responses).toEqual(Array(3).fill(slaveError));
    bus.strobes = 15;
    expect(number('control_control_limit_o')).toBe(0x123);
    await timer.control.write({ enable: 1, limit: 0xfff });
    expect(number('control_control_limit_o')).toBe(0xfff);
  });
});

describe('the bus', () => {
  it('takes data before the address, and keeps the response until it is taken', () => {
    const { simulator, number } = open();
    const poke = (port: string, value: number): void => simulator.poke(`bus_${port}_i`, value);
    poke('wdata', 1);
    poke('wstrb', 15);
    poke('wvalid', 1);
    simulator.step(10);
    expect([number('bus_wready_o'), number('bus_bvalid_o')]).toEqual([0, 0]);
    poke('awaddr', 8);
    poke('awvalid', 1);
    simulator.step(20);
    expect([number('bus_bvalid_o'), number('bus_awready_o'), number('control_control_enable_o')]).toEqual([1, 0, 1]);
    poke('awvalid', 0);
    poke('wvalid', 0);
    poke('bready', 1);
    simulator.step();
    expect([number('bus_bvalid_o'), number('bus_awready_o'), number('bus_wready_o')]).toEqual([0, 1, 1]);
  });
  it('lets writes wait on demand, and reads not', async () => {
    const { simulator, timer, number } = open({ holdWrites: true });
    simulator.poke('writable_i', 0);
    simulator.poke('bus_awaddr_i', 8);
    for (const port of ['awvalid', 'wdata', 'wvalid', 'bready']) simulator.poke(`bus_${port}_i`, 1);
    simulator.poke('bus_wstrb_i', 15);
    simulator.step();
    for (const port of ['awvalid', 'wvalid']) simulator.poke(`bus_${port}_i`, 0);
    simulator.step(20);
    expect([number('bus_bvalid_o'), number('control_control_enable_o')]).toEqual([0, 0]);
    expect(await timer.control.read()).toEqual({ enable: 0, limit: 0x123 });
    simulator.poke('writable_i', 1);
    simulator.step(2);
    expect(number('control_control_enable_o')).toBe(1);
  });
});

describe('the ports', () => {
  it('have the names and widths of the declaration', async () => {
    const user = component(
      'user',
      {},
      { bus: slave(axiLite(timerMap.addressBits)), gain: output(u(5)), limit: output(u(12)), at: output(u(16)) },
      ({ bus, gain, limit, at }) => {
        const { timer } = inst({ timer: registerDecoder(timerMap, { holdWrites: true }) });
        expose(bus, timer.bus);
        timer.writable.set(1);
        gain.set(timer.control.channel.get(3).mode.gain);
        limit.set(timer.control.control.limit);
        at.set(timer.commands.start.payload.at);
        timer.status.status.count.set(0);
        timer.status.channel.get(0).level.now.set(0);
        for (let i = 1; i < 5; i++) timer.status.channel.get(i).level.now.set(i);
        timer.events.events.missed.set(0);
        timer.events.events.wrapped.set(0);
        timer.windows.names.read.data.set(timer.windows.names.write.payload.data);
        timer.windows.log.read.data.set(0);
        const wider: Val<12> = timer.control.control.limit;
        // @ts-expect-error The widths are known to the compiler.
        const narrower: Val<11> = timer.control.control.limit;
        expect(wider).toBe(narrower);
        // @ts-expect-error What is constant has no port.
        expect(timer.status.id).toBeUndefined();
        // @ts-expect-error What is external is not kept.
        expect(timer.control.names).toBeUndefined();
        // @ts-expect-error Nothing of the log can be written.
        expect(timer.windows.log.write).toBeUndefined();
      },
    );
    expect(await lint(emitVerilog(user))).toBe('');
  });
});

describe('every byte of a word', () => {
  it('has the address of the word', async () => {
    const { bus, timer, names } = open();
    for (const [i, address] of [8, 9, 10, 11].entries()) {
      bus.strobes = 15;
      await bus.write(address, 0x10 * (i + 1));
      expect(await timer.control.read()).toEqual({ enable: 0, limit: i + 1 });
      expect(await bus.read(8 + ((i + 2) % 4))).toBe(0x10 * (i + 1));
    }
    await bus.write(0x107, 5);
    expect([...names]).toEqual([[1, 5]]);
    expect(new Set(bus.responses)).toEqual(new Set([okay]));
  });
  it('may stay as it is: a write without a strobe does nothing, anywhere, and is no error', async () => {
    const { bus, timer, names, commands, number } = open();
    bus.strobes = 0;
    await timer.control.write({ enable: 1, limit: 0xfff });
    await timer.names(1).word.write(1);
    await timer.start.write({ channel: 1 });
    await bus.write(0x0, 1);
    await bus.write(0x4, 1);
    expect([names.size, commands.length, number('control_control_limit_o')]).toEqual([0, 0, 0x123]);
    expect(bus.responses).toEqual(Array(5).fill(okay));
  });
});

describe('a tolerant array', () => {
  const pageMap = registerMap('pages', {
    own: { access: 'rw' },
    page: {
      count: 3,
      stride: 64,
      offset: 0x100,
      external: true,
      tolerant: true,
      registers: { bell: { access: 'wo' }, seen: { access: 'ro', offset: 8 } },
    },
  });
  it('never answers an error, and passes writes of some bytes on with their strobes', async () => {
    const simulator = new Simulator(registerDecoder(pageMap));
    simulator.reset();
    const number = (port: string): number => simulator.peekNumber(port);
    const rung: number[][] = [];
    const bus = axiLiteMaster(simulator, {
      each: () => {
        simulator.poke('windows_page_read_data_i', 0x77);
        if (!number('windows_page_write_valid_o')) return;
        rung.push(['address', 'data', 'strobe'].map(name => number(`windows_page_write_${name}_o`)));
      },
    });
    for (const strobes of [15, 3, 1, 12, 0]) {
      bus.strobes = strobes;
      await bus.write(0x140, 0xabcd);
    }
    bus.strobes = 15;
    const bytes = Array.from({ length: 256 }, (_, i) => 0x100 + i);
    const read = [];
    for (const address of bytes) {
      read.push(await bus.read(address));
      if (address % 64 >= 4) await bus.write(address, 1);
    }
    expect(rung).toEqual([15, 3, 1, 12].map(strobe => [16, 0xabcd, strobe]));
    // Also where the region has no entry.
    expect(read).toEqual(bytes.map(address => (address < 0x1c0 && address % 64 >= 8 && address % 64 < 12 ? 0x77 : 0)));
    expect(new Set(bus.responses)).toEqual(new Set([okay]));
    await bus.read(0x80);
    expect(bus.responses.at(-1)).toBe(slaveError);
  });
  it('is external', () => {
    const kept = { count: 2, tolerant: true, registers: { word: { access: 'rw' } } } as const;
    expect(() => registerMap('pages', { kept })).toThrow("Array 'kept' is tolerant and its registers are kept");
    expect(() => registerMap('ids', { id: { access: 'ro', guarded: true } })).toThrow("Register 'id' is guarded");
    const lanes = { count: 3, registers: { limit: { access: 'rw', guarded: true } } } as const;
    for (const guarded of ['lanes', 'nobody']) {
      expect(() => registerMap('ids', { mode: { access: 'rw', guarded }, lanes })).toThrow(
        `Register 'mode' is guarded by '${guarded}', which is no array with a guard of one bit.`,
      );
    }
  });
});
