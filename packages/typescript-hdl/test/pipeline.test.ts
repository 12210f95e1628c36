// SPDX-License-Identifier: Apache-2.0
/** Pipelines: payloads stay together with and without stalls, registers appear only where they are used. */
import {
  bit,
  component,
  emitVerilog,
  enumeration,
  flow,
  HdlError,
  input,
  master,
  pipeline,
  Simulator,
  s,
  slave,
  stream,
  u,
} from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { lint } from './support/tools.ts';

const operands = { a: u(8), b: u(8), tag: { id: u(4), mode: enumeration('plus', 'times') }, bias: s(16) };
const result = { value: s(16), id: u(4), times: bit() };

/** a * b + bias in three stages; the tag travels along untouched. */
const mac = (stalls: boolean) =>
  component(
    'mac',
    { stalls },
    stalls
      ? { up: slave(stream(operands)), down: master(stream(result)) }
      : { up: slave(flow(operands)), down: master(flow(result)) },
    ({ up, down }: any) => {
      const p = pipeline('mac', up);
      const first = p.carry({ ...up.payload });
      p.next();
      const second = p.carry({ product: first.a.mul(first.b).asSigned() });
      p.next();
      const third = p.carry({ value: second.product.add(first.bias) });
      p.next();
      p.finish(down, { value: third.value, id: first.tag.id, times: first.tag.mode.eq('times') });
    },
  );

const inputsOf = (i: number) => ({
  a: (i * 37) & 255,
  b: (i * 91) & 255,
  id: i & 15,
  mode: i & 1,
  bias: (i * 1000) & 0xffff,
});

const expected = (i: number): number[] => {
  const { a, b, bias, id, mode } = inputsOf(i);
  return [((a * b + bias) << 16) >> 16, id, mode];
};

const poke = (simulator: Simulator, i: number): void => {
  const { a, b, id, mode, bias } = inputsOf(i);
  const words: [string, number][] = [
    ['a', a],
    ['b', b],
    ['tag_id', id],
    ['tag_mode', mode],
    ['bias', (bias << 16) >> 16],
  ];
  for (const [name, value] of words) simulator.poke(`up_${name}_i`, value);
};

const peek = (simulator: Simulator): number[] =>
  ['value', 'id', 'times'].map(name => simulator.peekNumber(`down_${name}_o`));

describe('a pipeline', () => {
  it('without back-pressure answers after its latency', async () => {
    expect(await lint(emitVerilog(mac(false)))).toBe('');
    const simulator = new Simulator(mac(false));
    simulator.reset();
    const got: number[][] = [];
    for (let clock = 0; clock < 40; clock++) {
      simulator.poke('up_valid_i', clock % 3 === 0 ? 0 : 1);
      poke(simulator, clock);
      if (clock >= 3) expect(simulator.peekNumber('down_valid_o')).toBe((clock - 3) % 3 === 0 ? 0 : 1);
      if (simulator.peekNumber('down_valid_o')) got.push(peek(simulator));
      simulator.step();
    }
    expect(got).toEqual(
      Array.from({ length: 37 }, (_, i) => i)
        .filter(i => i % 3 !== 0)
        .map(expected),
    );
  });

  it('with back-pressure loses nothing, and closes bubbles', async () => {
    expect(await lint(emitVerilog(mac(true)))).toBe('');
    const simulator = new Simulator(mac(true));
    simulator.reset();
    const got: number[][] = [];
    let sent = 0;
    for (let clock = 0; clock < 400; clock++) {
      simulator.poke('up_valid_i', (clock * 7) % 5 < 3 ? 1 : 0);
      simulator.poke('down_ready_i', (clock * 11) % 7 < 4 ? 1 : 0);
      poke(simulator, sent);
      const taken = (clock * 7) % 5 < 3 && simulator.peekNumber('up_ready_o') === 1;
      if ((clock * 11) % 7 < 4 && simulator.peekNumber('down_valid_o')) got.push(peek(simulator));
      simulator.step();
      if (taken) sent++;
    }
    expect(got.length).toBeGreaterThan(200);
    expect(got).toEqual(got.map((_, i) => expected(i)));
    // Stalled with a bubble inside, the pipeline still fills up: three stages take three payloads.
    simulator.reset();
    simulator.poke('down_ready_i', 0);
    const takes = [1, 0, 0, 1, 1, 1, 1].map(valid => {
      simulator.poke('up_valid_i', valid);
      const taken = valid & simulator.peekNumber('up_ready_o');
      simulator.step();
      return taken;
    });
    expect(takes).toEqual([1, 0, 0, 1, 1, 0, 0]);
  });

  it('registers only what is used later', () => {
    const { verilog } = emitVerilog(mac(false));
    const registers = [...verilog.matchAll(/reg +(?:\[\d+:0\] +)?(mac_\w+);/g)].map(match => match[1]);
    expect(registers.filter(name => name!.startsWith('mac_a_'))).toEqual(['mac_a_1_q']);
    expect(registers.filter(name => name!.startsWith('mac_bias_'))).toEqual(['mac_bias_1_q', 'mac_bias_2_q']);
    expect(registers.filter(name => name!.includes('tag_id'))).toEqual([
      'mac_tag_id_1_q',
      'mac_tag_id_2_q',
      'mac_tag_id_3_q',
    ]);
  });

  it('complains of ends that do not match, of work after the end, and of vectors', () => {
    const mistake = (body: (io: any) => void): string => {
      try {
        emitVerilog(component('dut', {}, { up: slave(flow(u(1))), down: master(stream(u(1))), v: input(u(1)) }, body));
      } catch (error) {
        if (error instanceof HdlError) return error.message.split('\n')[0]!;
        throw error;
      }
      throw new Error('the mistake was not found');
    };
    expect(mistake(({ up, down }) => pipeline('p', up).finish(down, up.payload))).toBe(
      'HDL-SHAPE: A pipeline has a ready at both ends or at none.',
    );
    expect(
      mistake(({ up, down, v }) => {
        const p = pipeline('p', { valid: v, ready: { set: () => {} } });
        p.finish(down, up.payload);
        p.next();
      }),
    ).toBe('HDL-SCOPE: The pipeline is finished.');
    expect(
      mistake(({ up }) => {
        const p = pipeline('p', up);
        const list = p.carry({ list: { count: 2, get: () => up.payload } });
        p.next();
        void list.list;
      }),
    ).toBe("HDL-SHAPE: A pipeline carries words and bundles; pack 'list' first.");
  });
});
