// SPDX-License-Identifier: Apache-2.0
/** Memory ports and contents: behaviour on Icarus and the built-in simulator, complaints, and what Yosys infers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import {
  bit,
  clockDomain,
  component,
  type Definition,
  dualPortRam,
  emitVerilog,
  HdlError,
  inDomain,
  input,
  output,
  ram,
  rom,
  u,
  when,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { parseReadmemh } from '../src/memory-file.ts';
import { runClocked } from './support/clocked.ts';
import { lint, withFolder } from './support/tools.ts';

const mistake = (body: (a: any) => void): string => {
  try {
    emitVerilog(component('dut', {}, { a: input(u(3)) }, ({ a }) => body(a)));
  } catch (error) {
    if (error instanceof HdlError) return error.message.split('\n')[0]!;
    throw error;
  }
  throw new Error('the mistake was not found');
};

const ports = {
  wa: input(u(3)),
  we: input(bit()),
  mask: input(u(2)),
  d: input(u(8)),
  ra: input(u(3)),
  en: input(bit()),
  y: output(u(8)),
};

describe('read ports', () => {
  it('with a bypass see the word that is being written, part by part, and hold it', async () => {
    const dut = component('dut', {}, ports, ({ wa, we, mask, d, ra, en, y }) => {
      const { m } = ram({ m: { shape: u(8), depth: 8, init: [0x11n, 0x22n] } });
      y.set(m.read(ra, en, { bypass: true }));
      when(we, () => m.write(wa, d, mask));
    });
    const got = await runClocked(dut, [
      { ra: 1, en: 1 },
      { ra: 1, en: 1, wa: 1, we: 1, mask: 2, d: 0xab },
      { ra: 1, en: 1, wa: 1, we: 0, mask: 3, d: 0xff },
      { ra: 1, en: 0, wa: 1, we: 1, mask: 3, d: 0xcd },
      { ra: 0, en: 1, wa: 1, we: 1, mask: 3, d: 0xee },
      { ra: 1, en: 1 },
      {},
    ]);
    expect(got.slice(1).map(row => row['y'])).toEqual([0x22, 0xa2, 0xa2, 0xa2, 0x11, 0xee]);
  });

  it('with an output register answer two clocks later', async () => {
    const dut = component('dut', {}, { ra: input(u(2)), y: output(u(8)) }, ({ ra, y }) => {
      const { m } = rom({ m: { shape: u(8), init: [5n, 6n, 7n, 8n] } });
      y.set(m.read(ra, undefined, { outputRegister: true }));
    });
    const got = await runClocked(dut, [{ ra: 2 }, { ra: 3 }, {}, {}]);
    expect(got.slice(2).map(row => row['y'])).toEqual([7, 8]);
  });

  it('complain of what their kind cannot do', () => {
    expect(mistake(a => ram({ m: { shape: u(8), depth: 8, kind: 'distributed' } }).m.read(a, a.bit(0)))).toBe(
      "HDL-MEMORY: Memory 'm' is distributed: its read port has no enable.",
    );
    expect(
      mistake(a => ram({ m: { shape: u(8), depth: 8, kind: 'distributed' } }).m.read(a, undefined, { bypass: true })),
    ).toBe("HDL-MEMORY: Memory 'm' is distributed: its read port has no bypass.");
    expect(mistake(a => ram({ m: { shape: u(8), depth: 8 } }).m.read(a, undefined, { bypass: true }))).toBe(
      "HDL-MEMORY: Memory 'm' has no write port, so there is nothing to bypass.",
    );
    const other = clockDomain('other');
    expect(
      mistake(a => {
        const { m } = ram({ m: { shape: u(8), depth: 8 } });
        inDomain(other, () => m.write(a, 1));
        m.read(a, undefined, { bypass: true });
      }),
    ).toBe("HDL-MEMORY: Memory 'm' writes in another clock domain, so there is nothing to bypass.");
  });
});

describe('contents', () => {
  it('come from a file in Icarus and in the built-in simulator', async () => {
    await withFolder(async folder => {
      const file = join(folder, 'words.hex');
      writeFileSync(file, '// table\n11 22\n@3 4_4 /* last */\n');
      const dut = component('dut', {}, { ra: input(u(2)), y: output(u(8)) }, ({ ra, y }) => {
        y.set(rom({ m: { shape: u(8), depth: 4, init: { file } } }).m.read(ra));
      });
      const got = await runClocked(dut, [{ ra: 1 }, { ra: 3 }, {}]);
      expect(got.slice(1).map(row => row['y'])).toEqual([0x22, 0x44]);
      expect(emitVerilog(dut).verilog).toContain(`    initial $readmemh("${file}", m);`);
    });
  });
  it('are parsed as $readmemh does, and refused otherwise', () => {
    expect(parseReadmemh('a B\n@4 ff')).toEqual([10n, 11n, undefined, undefined, 255n]);
    expect(() => parseReadmemh('12 x4')).toThrow("HDL-MEMORY: 'x4' is no word of a memory file.");
  });
  it('must fit', () => {
    expect(mistake(() => ram({ m: { shape: u(8), depth: 2, init: [1n, 2n, 3n] } }))).toBe(
      "HDL-MEMORY: Memory 'm' of 2 words has 3 initial words.",
    );
    expect(mistake(() => rom({ m: { shape: u(8), init: [1n, 256n] } }))).toBe(
      "HDL-MEMORY: Initial word 1 of memory 'm' does not fit 8 bits.",
    );
    expect(mistake(() => ram({ m: { shape: u(8), depth: 2, kind: 'ultra', init: [1n] } }))).toBe(
      "HDL-MEMORY: Memory 'm' is UltraRAM, which has no initial contents.",
    );
  });
});

const dualPorts = {
  a: input({ address: u(3), write: bit(), data: u(8) }),
  b: input({ address: u(3), write: bit(), data: u(8), enable: bit() }),
  y: output({ a: u(8), b: u(8) }),
};

describe('dual port memories', () => {
  it('read and write through both ports', async () => {
    const dut = component('dut', {}, dualPorts, ({ a, b, y }) => {
      const { m } = dualPortRam({ m: { shape: u(8), depth: 8, init: [1n, 2n, 3n] } });
      y.a.set(m.access(a));
      y.b.set(m.access(b));
    });
    const got = await runClocked(dut, [
      { a_address: 1, b_address: 2, b_enable: 1 },
      { a_address: 1, a_write: 1, a_data: 77, b_address: 5, b_write: 1, b_data: 66, b_enable: 0 },
      { a_address: 5, b_address: 1, b_enable: 1 },
      { a_address: 6, a_write: 1, a_data: 9, b_address: 0, b_write: 1, b_data: 8, b_enable: 1 },
      { a_address: 0, b_address: 6, b_enable: 1 },
      {},
    ]);
    expect(got.slice(1).map(row => [row['y_a'], row['y_b']])).toEqual([
      [2, 3],
      [2, 3],
      [0, 77],
      [0, 1],
      [8, 9],
    ]);
  });
  it('complain of a third port, of half a write, and of masks that differ', () => {
    const dual = () => dualPortRam({ m: { shape: u(8), depth: 8 } }).m;
    expect(
      mistake(a => {
        const m = dual();
        for (let i = 0; i < 3; i++) m.access({ address: a });
      }),
    ).toBe("HDL-MEMORY: Memory 'm' already has its two ports.");
    expect(mistake(a => dual().access({ address: a, write: a.bit(0) }))).toBe(
      "HDL-MEMORY: A port of memory 'm' that writes has both write and data.",
    );
    expect(
      mistake(a => {
        const m = dual();
        m.access({ address: a, write: a.bit(0), data: 1, mask: a.slice(0, 2) });
        m.access({ address: a, write: a.bit(0), data: 1 });
      }),
    ).toBe("HDL-MEMORY: The write ports of memory 'm' have different masks.");
  });
});

const wide = (attributes: Readonly<Record<string, number>>) =>
  component(
    'dut',
    { attributes },
    {
      wa: input(u(10)),
      ra: input(u(10)),
      we: input(bit()),
      keep: input(u(8)),
      d: input(u(64)),
      block: output(u(64)),
      lut: output(u(64)),
      late: output(u(13)),
      table: output(u(16)),
      dual: output({ a: u(16), b: u(16) }),
    },
    ({ wa, ra, we, keep, d, block, lut, late, table, dual }) => {
      const { simple } = ram({ simple: { shape: u(64), depth: 1024 } });
      const { shallow } = ram({ shallow: { shape: u(64), depth: 32, kind: 'distributed' } });
      const { held } = ram({ held: { shape: u(13), depth: 64, kind: 'registered' } });
      const { constants } = rom({
        constants: { shape: u(16), init: Array.from({ length: 1024 }, (_, i) => BigInt((i * 40503) & 0xffff)) },
      });
      when(we, () => {
        simple.write(wa, d, keep);
        shallow.write(wa.slice(0, 5), d);
        held.write(wa.slice(0, 6), d.slice(0, 13));
      });
      block.set(simple.read(ra));
      lut.set(shallow.read(ra.slice(0, 5)));
      late.set(held.read(ra.slice(0, 6), we));
      table.set(constants.read(ra, undefined, { outputRegister: true }));
      const { both } = dualPortRam({ both: { shape: u(16), depth: 1024, attributes } });
      dual.a.set(both.access({ address: wa, write: we, data: d.slice(0, 16) }));
      dual.b.set(both.access({ address: ra, write: keep.bit(0), data: d.slice(16, 16) }));
    },
  );

/** Cells by type after a Yosys synthesis script. */
const cellsOf = (definition: Definition, script: string): Promise<Record<string, number>> =>
  withFolder(async folder => {
    const design = emitVerilog(definition);
    writeFileSync(join(folder, 'design.v'), design.verilog);
    const text = `read_verilog design.v; ${script}; tee -q -o stat.json stat -json`;
    await execa('yosys', ['-q', '-p', text], { cwd: folder });
    const { stdout } = await execa('cat', ['stat.json'], { cwd: folder });
    return JSON.parse(stdout).design.num_cells_by_type;
  });

describe('Yosys infers', () => {
  it('block RAM, LUT RAM, ROM and dual port RAM for UltraScale+', async () => {
    expect(await lint(emitVerilog(wide({})))).toBe('');
    const cells = await cellsOf(wide({}), 'synth_xilinx -family xcup -noiopad -top dut -run :map_ffram');
    // 64 K of simple RAM are two RAMB36; ROM and dual port RAM of 16 K each fit a RAMB18.
    expect(cells).toMatchObject({ RAMB36E2: 2, RAMB18E2: 2 });
    expect(cells['RAM32M16']).toBeGreaterThan(0);
  });
  it('the same for 7 series', async () => {
    const cells = await cellsOf(wide({}), 'synth_xilinx -family xc7 -noiopad -top dut -run :map_ffram');
    expect(cells).toMatchObject({ RAMB36E1: 2, RAMB18E1: 2 });
    expect(cells['RAM32M']).toBeGreaterThan(0);
  });
  it('DP16KD and TRELLIS_DPR16X4 for ECP5', async () => {
    const cells = await cellsOf(wide({ no_rw_check: 1 }), 'synth_ecp5 -top dut -run :map_ffram');
    expect(cells['DP16KD']).toBe(6);
    // 32 of the 64 bits without a register, 16 of the 13 with one.
    expect(cells['TRELLIS_DPR16X4']).toBe(48);
  });
});
