// SPDX-License-Identifier: Apache-2.0
/** Guards of a register map: registers that refuse writes while the hardware says so. */
import { emitVerilog, Simulator } from 'typescript-hdl';
import { registerAccessor, registerDecoder, registerMap } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { axiLiteMaster } from './support/axi-lite.ts';
import { lint } from './support/tools.ts';

describe('guards', () => {
  const guardedMap = registerMap('guarded', {
    mode: { access: 'rw', guarded: true },
    free: { access: 'rw' },
    lane: { count: 3, registers: { limit: { access: 'rw', guarded: true }, note: { access: 'rw' } } },
    table: { count: 6, external: true, registers: { word: { access: 'wo', guarded: true } } },
    slot: {
      ...{ count: 3, external: true, guardEach: true },
      registers: { word: { access: 'wo', guarded: true }, rule: { access: 'wo', guarded: 'global' } },
    },
  });
  const openGuarded = () => {
    const simulator = new Simulator(registerDecoder(guardedMap));
    simulator.reset();
    const seen = { global: 0, lane: 0, table: 0, slot: 0, words: 0, slots: 0 };
    const number = (port: string): number => simulator.peekNumber(port);
    const each = (): void => {
      for (const name of ['global', 'lane', 'table', 'slot'] as const) seen[name] += number(`refused_${name}_o`);
      seen.words += number('windows_table_write_valid_o');
      seen.slots += number('windows_slot_write_valid_o');
    };
    const bus = axiLiteMaster(simulator, { each });
    return { simulator, seen, bus, map: registerAccessor(guardedMap, bus) };
  };

  it('refuse writes of guarded registers, of the entry they are about, and tell of each once', async () => {
    const { simulator, seen, bus, map } = openGuarded();
    simulator.poke('guards_global_i', 1);
    simulator.poke('guards_lane_i', 0b010);
    simulator.poke('guards_table_i', 1);
    await map.mode.write(1);
    await map.free.write(2);
    for (const i of [0, 1, 2]) await map.lane(i).limit.write(10 + i);
    await map.lane(1).note.write(7);
    for (const i of [0, 5]) await map.table(i).word.write(1);
    expect(bus.responses).toEqual([2, 0, 0, 2, 0, 0, 2, 2]);
    simulator.poke('guards_slot_i', 0b101);
    for (const i of [0, 1, 2]) await map.slot(i).word.write(1);
    expect(bus.responses.slice(8)).toEqual([2, 0, 2]);
    expect(seen).toEqual({ global: 1, lane: 1, table: 2, slot: 2, words: 0, slots: 1 });
    expect([await map.mode.read(), await map.free.read(), await map.lane(1).note.read()]).toEqual([0, 2, 7]);
    expect(await Promise.all([0, 1, 2].map(i => map.lane(i).limit.read()))).toEqual([10, 0, 12]);
  });
  it('let writes pass when they are down, and refuse none that marks no byte or part of a word', async () => {
    const { simulator, seen, bus, map } = openGuarded();
    await map.mode.write(1);
    await map.lane(1).limit.write(3);
    await map.table(2).word.write(1);
    simulator.poke('guards_table_i', 1);
    bus.strobes = 0;
    await map.table(2).word.write(1);
    expect(bus.responses).toEqual([0, 0, 0, 0]);
    bus.strobes = 3;
    await map.table(2).word.write(1);
    expect(bus.responses.at(-1)).toBe(2);
    expect(seen).toEqual({ global: 0, lane: 0, table: 0, slot: 0, words: 1, slots: 0 });
  });
  it('refuse registers of another array that name them, and count those among their own', async () => {
    const { simulator, seen, bus, map } = openGuarded();
    simulator.poke('guards_global_i', 1);
    simulator.poke('guards_slot_i', 0b010);
    for (const i of [0, 1, 2]) await map.slot(i).rule.write(1);
    for (const i of [0, 1]) await map.slot(i).word.write(1);
    expect(bus.responses).toEqual([2, 2, 2, 0, 2]);
    expect(seen).toEqual({ global: 3, lane: 0, table: 0, slot: 1, words: 0, slots: 1 });
    simulator.poke('guards_global_i', 0);
    for (const i of [0, 1, 2]) await map.slot(i).rule.write(1);
    expect(bus.responses.slice(5)).toEqual([0, 0, 0]);
    expect(seen.slots).toBe(4);
  });
  it('are clean Verilog', async () => {
    expect(await lint(emitVerilog(registerDecoder(guardedMap)))).toBe('');
  });
});
