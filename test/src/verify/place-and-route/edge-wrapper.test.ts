// SPDX-License-Identifier: Apache-2.0
/** The wrapper: valid Verilog in which no path of the design reaches a pin, whatever ports there are. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bit, component, emitVerilog, input, output, reg, u, unused } from 'typescript-hdl';
import { afterAll, describe, expect, test } from 'vitest';
import { lintWithIverilog } from '../../../../src/tools/iverilog.ts';
import { runProgram } from '../../../../src/tools/run-program.ts';
import { edgeWrapper, wrapperTop } from '../../../../src/verify/place-and-route/edge-wrapper.ts';
import { resourcesOf } from '../../../../src/verify/synth/netlist.ts';
import { probe } from './probe.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-wrapper-'));
afterAll(() => rmSync(directory, { recursive: true }));

const wide = component('wide', {}, { data: input(u(70)), sum: output(u(70)), last: output(bit()) }, io => {
  io.sum.set(io.data.add(1));
  io.last.set(io.data.bit(0));
});
const source = component('source', {}, { count: output(u(8)) }, ({ count }) => {
  const r = reg({ count: u(8, 0) });
  r.count.set(r.count.add(1));
  count.set(r.count);
});
const sink = component('sink', {}, { data: input(u(3)) }, ({ data }) => unused(data));

describe.each([probe, wide, source, sink])('$name', definition => {
  const design = emitVerilog(definition);
  const wrapper = edgeWrapper(design);
  const file = join(directory, `${definition.name}.v`);
  writeFileSync(file, `${design.verilog}\n${wrapper.verilog}`);

  test('is a module without a fault', async () => {
    expect(await lintWithIverilog(file, wrapperTop)).toMatchObject({ ok: true });
  });

  test('pins lead to registers and come from them', async () => {
    const netlist = join(directory, `${definition.name}.json`);
    const script = `read_verilog -sv "${file}"; hierarchy -check -top ${wrapperTop}; proc; flatten; opt_clean; write_json "${netlist}"`;
    expect(await runProgram('yosys', ['-q', '-p', script])).toMatchObject({ ok: true });
    const module = JSON.parse(readFileSync(netlist, 'utf8')).modules[wrapperTop];
    const cells: { type: string; connections: Record<string, number[]> }[] = Object.values(module.cells);
    const readers = (bit: number, port: string) =>
      cells.filter(({ connections }) => connections[port]?.includes(bit)).map(({ type }) => type);
    for (const pin of ['rst', 'shift_in']) {
      const [bit] = module.ports[pin].bits;
      const readBy = cells.filter(one => Object.values(one.connections).flat().includes(bit)).map(one => one.type);
      for (const type of readBy) expect(type).toBe('$dff');
    }
    expect(readers(module.ports['folded_out'].bits[0], 'Q')).toEqual(['$dff']);
  });
});

test('the registers of the wrapper are counted', async () => {
  const { verilog, registers } = edgeWrapper(emitVerilog(wide));
  const file = join(directory, 'alone.v');
  writeFileSync(
    file,
    `${verilog}(* blackbox *) module wide(input [69:0] data_i, output [69:0] sum_o, output last_o); endmodule\n`,
  );
  const netlist = join(directory, 'alone.json');
  const script = `read_verilog -sv "${file}"; synth_xilinx -family xcup -noiopad -noclkbuf -nosrl -top ${wrapperTop}; write_json "${netlist}"`;
  expect(await runProgram('yosys', ['-q', '-p', script])).toMatchObject({ ok: true });
  const made = resourcesOf(JSON.parse(readFileSync(netlist, 'utf8')).modules[wrapperTop]).registers;
  // Both registers of the reset lead nowhere here.
  expect(registers - made).toBe(2);
});
