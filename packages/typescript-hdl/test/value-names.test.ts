// SPDX-License-Identifier: Apache-2.0
/** A value that needs a wire takes the name of the constant that holds it, else that of the signal it begins with. */
import { component, emitVerilog, findSource, input, mux, output, reg, s, u, type Val, when } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { lowestOne } from '../src/select.ts';
import { SourceText } from '../src/source-text.ts';

const ports = { a: input(u(8)), b: input(u(8)), y: output(u(8)), z: output(u(8)) };
type Io = { readonly a: Val<8>; readonly b: Val<8>; readonly y: any; readonly z: any };

/** Names and texts of the wires that stand for values. */
const wiresOf = (body: (io: Io) => void): Record<string, string> => {
  const { verilog } = emitVerilog(component('names', {}, ports, body as never));
  return Object.fromEntries(
    [...verilog.matchAll(/^ {4}wire (?:\[[\d:]+\] )?(\w+) = (.*);$/gm)].map(([, name, text]) => [name!, text!]),
  );
};

/** Used twice, so that it needs a wire. */
const twice = ({ y, z }: Io, value: Val): void => {
  y.set(value);
  z.set(value.not());
};

it('the constant that holds it', () => {
  const wires = wiresOf(io => {
    const bothOnes = io.a.and(io.b);
    twice(io, bothOnes);
  });
  expect(wires).toEqual({ both_ones: 'a_i & b_i' });
});

it('the constant of the outermost operator alone, over several lines and with a type', () => {
  const wires = wiresOf(io => {
    const total: Val<8> = io.a
      .add(io.b)
      .xor(io.a.slice(4, 4).zext(8))
      // A comment; with a semicolon.
      .sub(1) as Val<8>;
    twice(io, total);
  });
  expect(Object.keys(wires)).toEqual(['total']);
});

it('the constant of the caller, where a function returns it', () => {
  const masked = (io: Io): Val => {
    if (io.a.width === 8) return io.a.and(io.b.not());
    return io.a;
  };
  const wires = wiresOf(io => {
    const kept = masked(io);
    twice(io, kept);
  });
  expect(wires).toEqual({ kept: 'a_i & ~b_i' });
});

it('the constant that holds what a function of the language returns', () => {
  const wires = wiresOf(io => {
    const larger = io.a.max(io.b);
    const first = lowestOne(larger);
    const signedSum = io.a.asSigned().add(io.b.asSigned());
    io.y.set(first.xor(larger));
    io.z.set(mux(first.orR(), signedSum.asUnsigned(), signedSum.asUnsigned().not()));
  });
  expect(Object.keys(wires)).toEqual(expect.arrayContaining(['larger', 'first', 'signed_sum']));
});

it('one of the values of a choice of the program', () => {
  const isWide: boolean = ports.a.shape.width > 4;
  const wires = wiresOf(io => {
    const chosen = isWide ? io.a.or(io.b) : io.a.xor(io.b);
    twice(io, chosen);
  });
  expect(wires).toEqual({ chosen: 'a_i | b_i' });
});

it('the list, where each element is made by a function', () => {
  const wires = wiresOf(io => {
    const lanes = [1, 2].map(one => io.a.add(one));
    io.y.set(lanes[0]!.xor(lanes[0]!.shl(1)));
    io.z.set(lanes[1]!.xor(lanes[1]!.shl(1)).xor(io.b));
  });
  expect(wires).toEqual({ lanes: "a_i + 8'd1", lanes_2: "a_i + 8'd2" });
});

it('not the constant of a larger value, nor one that only takes part of it', () => {
  const wires = wiresOf(io => {
    const larger = mux(io.a.lt(io.b), io.a.add(io.b), io.b.sub(io.a));
    const list = [io.a.and(io.b), 1] as const;
    io.y.set(larger);
    twice({ ...io, y: { set: () => {} }, z: { set: () => {} } }, larger);
    io.z.set(list[0].xor(list[0].shl(1)));
  });
  expect(wires).toEqual({ a_and: 'a_i & b_i' });
});

it('after what it begins with, where nothing holds it: never after what happens to use it first', () => {
  const wires = wiresOf(({ a, b, y, z }) => {
    const { done, hits } = reg({ done: u(8, 0), hits: u(8, 0) });
    when(hits.eq(9), () => done.set(a));
    const pair: [Val<1>?] = [];
    pair[0] = b.lt(a);
    when(pair[0], () => hits.set(0)).elsewhen(hits.eq(9), () => hits.set(done));
    y.set(mux(pair[0]!, hits, done));
    z.set(hits);
  });
  expect(Object.keys(wires)).toEqual(['b_less']);
});

it('keywords of Verilog and names that are taken are left alone', () => {
  const wires = wiresOf(io => {
    const table = io.a.add(1);
    const reset = io.a.add(2);
    const a_i = io.b.add(3);
    io.y.set(table.xor(table.shl(1)).xor(a_i).xor(a_i.shl(1)));
    io.z.set(reset.xor(reset.shl(1)));
  });
  expect(Object.keys(wires).sort()).toEqual(['a_i_2', 'a_sum', 'reset']);
});

it('and its line is that of the constant', () => {
  const design = component('names', {}, ports, ((io: Io) => {
    const middle = io.a.add(io.b);

    twice(io, middle);
  }) as never);
  const { sourceMap } = emitVerilog(design);
  const own = findSource(sourceMap, { module: 'names', name: 'middle' })!;
  const port = findSource(sourceMap, { module: 'names', name: 'a_i' })!;
  expect(own.line - port.line).toBe(1);
});

it('signed words, too', () => {
  const design = component('names', {}, { a: input(s(8)), b: input(s(8)), y: output(s(8)), z: output(s(8)) }, io => {
    const distance = io.a.sub(io.b);
    io.y.set(distance);
    io.z.set(distance.negate());
  });
  expect(emitVerilog(design).verilog).toContain('wire [7:0] distance = a_i - b_i;');
});

it.each([
  ['const hit = a.and(b);', 'and', { constant: 'hit' }],
  ['const hit = a.and(b).or(c);', 'and', undefined],
  ['const hit = f(a.and(b));', 'and', undefined],
  ['const hit = (a.and(b));', 'and', { constant: 'hit' }],
  ['const hit = a.and(b) as Val<1>;', 'and', { constant: 'hit' }],
  ['const hit = a.and(b)!;', 'and', { constant: 'hit' }],
  ['const hit = new Signed(a.and(b));', 'and', { constant: 'hit' }],
  ['const hit = { x: a.and(b) };', 'and', undefined],
  ['const hit = [a.and(b)];', 'and', undefined],
  ['const hit = x ? a.and(b) : c;', 'and', { constant: 'hit' }],
  ['const hit = x ? c : a.and(b);', 'and', { constant: 'hit' }],
  ['const hit = a.and(b) ? c : d;', 'and', undefined],
  ['let hit = a.and(b);', 'and', undefined],
  ['hit = a.and(b);', 'and', undefined],
  ['return a.and(b);', 'and', 'caller'],
  ['return x === 1 ? a : a.and(b);', 'and', 'caller'],
  ['return (x ? c : a.and(b));', 'and', 'caller'],
  ['return f(x ? c : a.and(b));', 'and', undefined],
  ['return f(a.and(b));', 'and', undefined],
  ['const f = () => a.and(b);', 'and', 'caller'],
  ['g(x => a.and(b), 1);', 'and', 'caller'],
  ['const f = () => a.and(b).or(c);', 'and', undefined],
  ["const s = '//'; const hit = a.and(b);", 'and', { constant: 'hit' }],
  [`const s = \`\${x ? \`}\` : 1}\`; const hit = a.and(b);`, 'and', { constant: 'hit' }],
  ["const s = /['(]/.test(x); const hit = a.and(b);", 'and', { constant: 'hit' }],
  ['const hit: Map<string, Val> = a.and(b);', 'and', { constant: 'hit' }],
  ['const { hit } = a.and(b);', 'and', undefined],
  ['const hit = a.and<1>(b);', 'and', { constant: 'hit' }],
])('%s', (text, word, taker) => {
  expect(new SourceText(text).takerOf(1, text.search(new RegExp(`\\b${word}\\b`)) + 1)).toEqual(taker);
});
