// SPDX-License-Identifier: Apache-2.0
/** What an instance is called has nothing to do with names inside its module, in any tool. */
import {
  component,
  connect,
  emitVerilog,
  findSource,
  inst,
  master,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';
import { expect, it } from 'vitest';
import { fifo } from '../src/lib/index.ts';
import { lint } from './support/tools.ts';

it.each(['words', 'head_q', 'words_rdata', 'up_fire'])('an instance of a FIFO may be called %s', async name => {
  const around = component('around', {}, { up: slave(stream(u(8))), down: master(stream(u(8))) }, ({ up, down }) => {
    const queue = inst({ [name]: fifo(u(8), 4) })[name]!;
    connect(queue.up, up);
    connect(down, queue.down);
  });
  const design = emitVerilog(around);
  expect(design.verilog).toMatch(/^\/\* verilator lint_off VARHIDDEN \*\/ module fifo \(/m);
  expect(await lint(design)).toBe('');
  // Lines stay where they are.
  const line = findSource(design.sourceMap, { module: 'fifo', name: 'head_q' })!.line;
  const plain = emitVerilog(fifo(u(8), 4));
  expect(line).toBe(findSource(plain.sourceMap, { module: 'fifo', name: 'head_q' })!.line);
  expect(plain.verilog).not.toContain('VARHIDDEN');
});

it('a value may be called as its module', async () => {
  const sum = component('total', {}, { y: output(u(8)), z: output(u(8)) }, ({ y, z }) => {
    const r = reg({ a: u(8, 0), b: u(8, 1) });
    const { m } = ram({ m: { shape: u(8), depth: 2 } });
    const total = r.a.add(r.b);
    r.a.set(total);
    r.b.set(m.read(total.bit(0)));
    when(total.bit(1), () => m.write(total.bit(2), total));
    y.set(total);
    z.set(total.not());
  });
  const design = emitVerilog(
    component('top', {}, sum.ports, io => {
      const { one } = inst({ one: sum });
      io.y.set(one.y);
      io.z.set(one.z);
    }),
  );
  expect(design.verilog).toContain('wire [7:0] total_2 = ');
  expect(await lint(design)).toBe('');
});
