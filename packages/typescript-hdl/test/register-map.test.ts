/** Register maps: the decoder driven through the typed accessor, and the texts. */
import { emitVerilog, HdlError, Simulator } from 'typescript-hdl';
import {
  type RegisterBus,
  registerAccessor,
  registerDecoder,
  registerHeader,
  registerMap,
  registerPage,
} from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { lint } from './support/tools.ts';

const map = registerMap('timer', {
  control: {
    access: 'rw',
    doc: 'Starts and stops.',
    fields: { enable: { bits: 1, doc: 'Runs.' }, limit: { bits: 12, reset: 0x123, lsb: 4, doc: 'Last count.' } },
  },
  status: { access: 'ro', offset: 0x10, fields: { count: { bits: 12 } } },
  events: { access: 'w1c', fields: { wrapped: { bits: 1 }, missed: { bits: 2 } } },
});
const decoder = registerDecoder(map);

/** An AXI4-Lite master over the built-in simulator. */
const master = (simulator: Simulator, strobes = 15): RegisterBus & { responses: number[] } => {
  const responses: number[] = [];
  const poke = (values: Readonly<Record<string, number>>): void => {
    for (const [name, value] of Object.entries(values)) simulator.poke(`bus_${name}_i`, value);
  };
  return {
    responses,
    read: async offset => {
      poke({ araddr: offset, arvalid: 1, rready: 1 });
      while (!simulator.peekNumber('bus_arready_o')) simulator.step();
      simulator.step();
      poke({ arvalid: 0 });
      expect(simulator.peekNumber('bus_rvalid_o')).toBe(1);
      const word = simulator.peekNumber('bus_rdata_o');
      responses.push(simulator.peekNumber('bus_rresp_o'));
      simulator.step();
      return word;
    },
    write: async (offset, value) => {
      poke({ awaddr: offset, awvalid: 1, wdata: value, wstrb: strobes, wvalid: 1, bready: 1 });
      while (!simulator.peekNumber('bus_awready_o')) simulator.step();
      simulator.step();
      poke({ awvalid: 0, wvalid: 0 });
      expect(simulator.peekNumber('bus_bvalid_o')).toBe(1);
      responses.push(simulator.peekNumber('bus_bresp_o'));
      simulator.step();
    },
  };
};

describe('a register map', () => {
  it('decodes reads and writes', async () => {
    expect(await lint(emitVerilog(decoder))).toBe('');
    const simulator = new Simulator(decoder);
    simulator.reset();
    const timer = registerAccessor(map, master(simulator));
    expect(await timer.control.read()).toEqual({ enable: 0, limit: 0x123 });
    await timer.control.write({ enable: 1, limit: 0xabc });
    expect(await timer.control.read()).toEqual({ enable: 1, limit: 0xabc });
    expect(simulator.peekNumber('control_control_limit_o')).toBe(0xabc);
    simulator.poke('status_status_count_i', 77);
    expect(await timer.status.read()).toEqual({ count: 77 });
  });
  it('honours strobes', async () => {
    const simulator = new Simulator(decoder);
    simulator.reset();
    await registerAccessor(map, master(simulator, 2)).control.write({ enable: 1, limit: 0xfff });
    expect(simulator.peekNumber('control_control_enable_o')).toBe(0);
    expect(simulator.peekNumber('control_control_limit_o')).toBe(0xff3);
  });
  it('clears events by writing ones, and never loses one', async () => {
    const simulator = new Simulator(decoder);
    simulator.reset();
    const timer = registerAccessor(map, master(simulator));
    simulator.poke('events_events_missed_i', 3);
    simulator.step();
    simulator.poke('events_events_missed_i', 0);
    expect(await timer.events.read()).toEqual({ wrapped: 0, missed: 3 });
    await timer.events.write({ missed: 1 });
    expect(await timer.events.read()).toEqual({ wrapped: 0, missed: 2 });
    simulator.poke('events_events_wrapped_i', 1);
    await timer.events.write({ wrapped: 1 });
    expect((await timer.events.read()).wrapped).toBe(1);
  });
  it('answers SLVERR to unknown addresses and to writes of what is read-only', async () => {
    const simulator = new Simulator(decoder);
    simulator.reset();
    const bus = master(simulator);
    await bus.read(0x1c);
    await bus.write(0x10, 1);
    await bus.write(0x0, 1);
    expect(bus.responses).toEqual([2, 2, 0]);
  });
  it('becomes a C header and a page', () => {
    const header = registerHeader(map);
    expect(header).toContain(
      '/* Starts and stops. */\n#define TIMER_CONTROL 0x00u\n#define TIMER_CONTROL_ENABLE_SHIFT 0\n',
    );
    expect(header).toContain('#define TIMER_CONTROL_LIMIT_MASK 0x0000fff0u');
    expect(header).toContain('#define TIMER_EVENTS 0x14u');
    expect(registerPage(map)).toContain(
      '## status (0x10, ro)\n\n| Bits | Field | Reset | Meaning |\n|---|---|---|---|\n| 11:0 | count | 0 |  |',
    );
    expect(registerPage(map)).toContain('| 15:4 | limit | 291 | Last count. |');
  });
  it('complains of offsets and fields that do not fit', () => {
    const sentence = (specs: Parameters<typeof registerMap>[1]): string => {
      try {
        registerMap('bad', specs);
      } catch (error) {
        if (error instanceof HdlError) return error.message.split('\n')[0]!;
      }
      throw new Error('the mistake was not found');
    };
    const one = { access: 'rw', fields: { a: { bits: 8 } } } as const;
    expect(sentence({ x: { ...one, offset: 2 } })).toBe(
      "HDL-PARAMETER: The offset 2 of register 'x' is not a multiple of 4.",
    );
    expect(sentence({ x: one, y: { ...one, offset: 0 } })).toBe(
      "HDL-PARAMETER: The offset 0 of register 'y' is taken by 'x'.",
    );
    expect(sentence({ x: { ...one, fields: { a: { bits: 33 } } } })).toBe(
      "HDL-PARAMETER: Field 'a' of register 'x' does not fit 32 bits or its own.",
    );
    expect(sentence({ x: { ...one, fields: { a: { bits: 8 }, b: { bits: 2, lsb: 7 } } } })).toBe(
      "HDL-PARAMETER: Field 'b' of register 'x' overlaps another.",
    );
  });
});
