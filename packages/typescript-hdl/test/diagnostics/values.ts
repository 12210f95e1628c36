// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes with values: widths, literals, ranges, kinds and shapes. */
import { componentText, type Explanation, inBody, inProgram } from './example.ts';
import { lookup } from './state.ts';

const counter = componentText(
  'y: output(u(8))',
  'const { count } = reg({ count: u(8, 0) });\ncount.set(count.add(1));\ny.set(count);',
  'counter',
);

const width: Explanation = {
  why:
    'Nothing is widened or cut silently: a lost carry or a dropped bit is a mistake that no simulation of small numbers shows. ' +
    'Say where bits come from with `zext` or `sext`, and where they go with `trunc` or `slice`.',
  examples: [
    inBody('a: input(u(8)), b: input(u(4)), y: output(u(8))', 'y.set(a.add(b));', 'y.set(a.add(b.zext(8)));'),
    inBody('a: input(u(8)), y: output(u(4))', 'y.set(a);', 'y.set(a.trunc(4));'),
    inBody(
      'a: input(u(8)), y: output(bit())',
      'y.set(0);\nwhen(a, () => y.set(1));',
      'y.set(0);\nwhen(a.ne(0), () => y.set(1));',
    ),
    inBody('a: input(bit()), y: output(u(4))', 'y.set(mux(a, 1, 2));', 'y.set(mux(a, lit(1, 4), 2));'),
    inBody(
      'pick: input(bit()), a: input(u(8)), b: input(u(4)), y: output(u(8))',
      'y.set(mux(pick, a, b));',
      'y.set(mux(pick, a, b.zext(8)));',
    ),
    inBody('a: input(u(8)), y: output(u(4))', 'y.set(a.zext(4));', 'y.set(a.trunc(4));'),
    inBody('a: input(s(8)), b: input(s(4)), y: output(s(8))', 'y.set(a.add(b));', 'y.set(a.add(b.sext(8)));'),
    inBody('a: input(u(8)), y: output(u(3))', 'y.set(countOnes(a, 3));', 'y.set(countOnes(a, 4).trunc(3));'),
    inBody(
      'a: input(u(9)), y: output(u(8))',
      'y.set(unpack({ low: u(4), high: u(4) }, a).high.zext(8));',
      'y.set(unpack({ low: u(4), high: u(5) }, a).high.zext(8));',
    ),
    inBody(
      'a: input(u(8)), y: output(u(4))',
      'y.set(reinterpret(a, u(8), { low: u(4), high: u(8) }).low);',
      'y.set(reinterpret(a, u(8), { low: u(4), high: u(4) }).low);',
    ),
    inBody(
      'a: input(u(2)), y: output(bit())',
      "const phase = enumeration('idle', 'run');\ny.set(asEnum(phase, a).eq('run'));",
      "const phase = enumeration('idle', 'run');\ny.set(asEnum(phase, a.bit(0)).eq('run'));",
    ),
    inProgram(
      `${lookup}emitVerilog(watched(lookup, ({ at }, inner) => assert('bounded', inner.word('words', at, u(4)).lt(8))));`,
      `${lookup}emitVerilog(watched(lookup, ({ at }, inner) => assert('bounded', inner.word('words', at, u(8)).lt(8))));`,
    ),
    inProgram(
      `${counter}emitVerilog(watched(counter, (_, inner) => assert('bounded', inner.register('count', u(4)).lt(8))));`,
      `${counter}emitVerilog(watched(counter, (_, inner) => assert('bounded', inner.register('count', u(8)).lt(200))));`,
    ),
    inBody(
      'a: input(u(8)), y: output(u(8))',
      "assert('bounded', a);\ny.set(a);",
      "assert('bounded', a.lt(100));\ny.set(a);",
    ),
  ],
};

const wires = componentText('d: input(u(8)), q: output(u(64))', 'q.set(cat(d.not(), lit(0, 56)));', 'wires');

const literal: Explanation = {
  why:
    'A number stands for a literal as wide as its partner. One that does not fit would silently become another number. ' +
    'JavaScript numbers above 2 ** 53 are not exact; write those as bigints.',
  examples: [
    inBody('a: input(u(4)), y: output(u(4))', 'y.set(a.add(16));', 'y.set(a.add(15));'),
    inBody('a: input(s(4)), y: output(s(4))', 'y.set(a.add(8));', 'y.set(a.add(7));'),
    inBody('y: output(u(4))', 'y.set(1.5);', 'y.set(1);'),
    inBody('y: output(u(64))', 'y.set(2 ** 63);', 'y.set(2n ** 63n);'),
    inProgram(`${wires}new Simulator(wires).poke('d_i', 256);`, `${wires}new Simulator(wires).poke('d_i', 255);`),
  ],
};

const range: Explanation = {
  why: 'Widths, places and counts are known when a design is elaborated, so a slice that leaves its value or a vector without elements is found there and then.',
  examples: [
    inBody('a: input(u(8)), y: output(u(4))', 'y.set(a.slice(6, 4));', 'y.set(a.slice(4, 4));'),
    inBody('a: input(u(8)), y: output(u(8))', 'y.set(a.modBy(0));', 'y.set(a.modBy(10));'),
    inProgram(`${wires}new Simulator(wires).peekNumber('q_o');`, `${wires}new Simulator(wires).peek('q_o');`),
    inBody(
      'a: input(u(8)), index: input(u(2)), y: output(bit())',
      'y.set(a.at(index));',
      'y.set(a.at(index.zext(3)));',
    ),
    inBody(
      'a: input(u(8)), index: input(u(2)), y: output(u(3))',
      'y.set(a.dynamicSlice(index, 3));',
      'y.set(a.zext(12).dynamicSlice(index, 3));',
    ),
    inBody('a: input(vec(4, u(8))), y: output(u(8))', 'y.set(a.get(4));', 'y.set(a.get(3));'),
    inBody('a: input(u(8)), y: output(u(8))', 'y.set(a.shl(-1));', 'y.set(a.shr(1));'),
    inBody('a: input(bit()), y: output(u(8))', 'y.set(a.repeat(0));', 'y.set(a.repeat(8));'),
    inBody(
      'a: input(u(4)), y: output(u(8))',
      'const width = 16 / 3;\ny.set(a.zext(width).trunc(8));',
      'const width = 8;\ny.set(a.zext(width).trunc(8));',
    ),
    inBody('y: output(u(8))', 'y.set(cat());', 'y.set(cat(lit(0, 8)));'),
    inBody(
      'a: input(vec(2, { here: bit(), word: u(8) })), y: output(u(8))',
      'const used = [0, 1].filter(i => i > 1);\ny.set(oneHotMux(used.map(i => [a.get(i).here, a.get(i).word])));',
      'const used = [0, 1];\ny.set(oneHotMux(used.map(i => [a.get(i).here, a.get(i).word])));',
    ),
    inBody('y: output(u(8))', 'y.set(lit(0, 8 - 8).zext(8));', 'y.set(lit(0, 8));'),
    inBody('a: input(u(8)), y: output(bit())', 'y.set(a.trunc(0));', 'y.set(a.trunc(1));'),
    inBody(
      'y: output(u(8))',
      'const { w } = wire({ w: vec(0, u(8)) });\ny.set(w.get(0));',
      'const { w } = wire({ w: vec(1, u(8)) });\nw.get(0).set(5);\ny.set(w.get(0));',
    ),
    inBody(
      'y: output(bit())',
      "const { phase } = wire({ phase: enumeration() });\nphase.set('idle' as never);\ny.set(phase.eq('idle' as never));",
      "const { phase } = wire({ phase: enumeration('idle') });\nphase.set('idle');\ny.set(phase.eq('idle'));",
    ),
  ],
};

const kind: Explanation = {
  why:
    'TypeScript lets `any` pass, and a misspelt field is `undefined` there. What is where a value, a shape, a port or a ' +
    'component belongs is looked at when the design is elaborated, and the message says what it is.',
  examples: [
    inBody('word: input({ data: u(8) }), y: output(u(8))', 'y.set((word as any).dta);', 'y.set(word.data);'),
    inBody('a: input(u(8)), y: output(u(8))', "y.set(a.add('1'));", 'y.set(a.add(1));'),
    inBody('y: output(u(8))', 'y.set(lit(true, 8));', 'y.set(lit(1, 8));'),
    inBody('a: input(u(8)), y: output(u(16))', "y.set(a.mul('3' as any));", 'y.set(a.mul(lit(3, 8)));'),
    inBody('a: input(s(8)), y: output(s(16))', "y.set(a.mul('3' as any));", 'y.set(a.mul(slit(3, 8)));'),
    inBody(
      'a: input(u(8)), b: input(u(8)), y: output(u(8))',
      'y.set(a.divBy(b as any));',
      'y.set(a.divBy(10));\nunused(b);',
    ),
    inBody('a: input(u(8)), y: output(bit())', 'y.set(a.at(3));', 'y.set(a.bit(3));'),
    inBody(
      'd: input(u(8)), q: output(u(8))',
      'const { held } = reg({ held: shapeOfView(8 as any) as any });\nheld.set(d);\nq.set(held);',
      'const { held } = reg({ held: u(8) });\nheld.set(d);\nq.set(held);',
    ),
    inBody('a: input(u(8)), index: input(u(3)), y: output(bit())', 'y.set(a.bit(index));', 'y.set(a.at(index));'),
    inBody('a: input(vec(2, u(8))), y: output(u(8))', "y.set(a.get('0'));", 'y.set(a.get(0));'),
    inBody('a: input(u(4)), y: output(u(8))', 'y.set(cat(0, a));', 'y.set(cat(lit(0, 4), a));'),
    inBody('a: input(s(8)), b: input(u(8)), y: output(s(8))', 'y.set(a.add(b));', 'y.set(a.add(b.asSigned()));'),
    inBody(
      'y: output(bit())',
      "const { phase } = wire({ phase: enumeration('idle', 'run') });\nphase.set(1);\ny.set(phase.eq('run'));",
      "const { phase } = wire({ phase: enumeration('idle', 'run') });\nphase.set('run');\ny.set(phase.eq('run'));",
    ),
    inBody(
      'y: output(u(8))',
      'const wide = 8 > 4;\ny.set(0);\nwhen(wide, () => y.set(1));',
      'const wide = 8 > 4;\ny.set(wide ? 1 : 0);',
    ),
    inBody('a: input(bit()), y: output(u(8))', 'y.set(0);\nwhen(a);', 'y.set(0);\nwhen(a, () => y.set(1));'),
    inProgram(
      "const register = component('register', {}, { d: u(8), q: output(u(8)) }, ({ d, q }) => q.set(d));\nemitVerilog(register);",
      "const register = component('register', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));\nemitVerilog(register);",
    ),
    inBody(
      'y: output(u(8))',
      'const { count } = reg({ count: 8 });\ny.set(count);',
      'const { count } = reg({ count: u(8, 0) });\ncount.set(count.add(1));\ny.set(count);',
    ),
    inBody(
      'y: output(u(8))',
      'const count = reg(u(8, 0));\ny.set(count);',
      'const { count } = reg({ count: u(8, 0) });\ncount.set(count.add(1));\ny.set(count);',
    ),
    inProgram(
      "const text = '8';\nconst counter = component('counter', {}, { y: output(u(text)) }, ({ y }) => y.set(0));\nemitVerilog(counter);",
      "const text = '8';\nconst counter = component('counter', {}, { y: output(u(Number(text))) }, ({ y }) => y.set(0));\nemitVerilog(counter);",
    ),
    inProgram(
      "const source = component('source', { y: output(u(8)) }, ({ y }) => y.set(0));\nemitVerilog(source);",
      "const source = component('source', {}, { y: output(u(8)) }, ({ y }) => y.set(0));\nemitVerilog(source);",
    ),
    inProgram(
      "const source = (width: number) => component('source', { width }, { y: output(u(width)) }, ({ y }) => y.set(0));\nemitVerilog(source);",
      "const source = (width: number) => component('source', { width }, { y: output(u(width)) }, ({ y }) => y.set(0));\nemitVerilog(source(8));",
    ),
    inBody(
      'a: input(u(2)), y: output(u(2))',
      'const { arbiter } = inst({ arbiter: roundRobinArbiter });\narbiter.requests.set(a);\narbiter.accept.set(1);\ny.set(arbiter.grants);',
      'const { arbiter } = inst({ arbiter: roundRobinArbiter(2) });\narbiter.requests.set(a);\narbiter.accept.set(1);\ny.set(arbiter.grants);',
    ),
    inBody(
      'a: input(u(2)), y: output(u(8))',
      'const { lookup } = rom({ lookup: { shape: u(8), init: [1, 2, 4, 8] } });\ny.set(lookup.read(a));',
      'const { lookup } = rom({ lookup: { shape: u(8), init: [1n, 2n, 4n, 8n] } });\ny.set(lookup.read(a));',
    ),
    inBody(
      'y: output(u(8))',
      'const { lookup } = rom({ lookup: { shape: u(8), init: [1n, 2n] } });\ny.set(lookup.read(1));',
      'const { lookup } = rom({ lookup: { shape: u(8), init: [1n, 2n] } });\ny.set(lookup.read(lit(1, 1)));',
    ),
    inProgram(
      "const colours = enumeration('red', 3);\nconst lamp = component('lamp', {}, { y: output(colours) }, ({ y }) => y.set('red'));\nemitVerilog(lamp);",
      "const colours = enumeration('red', 'green');\nconst lamp = component('lamp', {}, { y: output(colours) }, ({ y }) => y.set('red'));\nemitVerilog(lamp);",
    ),
    inProgram(
      'const source = component(undefined, {}, { y: output(u(8)) }, ({ y }) => y.set(0));\nemitVerilog(source);',
      "const source = component('source', {}, { y: output(u(8)) }, ({ y }) => y.set(0));\nemitVerilog(source);",
    ),
  ],
};

const shape: Explanation = {
  why:
    'Bundles, vectors and unions are assigned field by field. A source without one of the fields would leave part of the target undriven; ' +
    'of a source with more fields some would be lost. `pick(shape, value)` takes the fields that a shape has.',
  examples: [
    inBody(
      'a: input(u(8)), y: output({ data: u(8), last: bit() })',
      'y.set({ data: a });',
      'y.set({ data: a, last: 0 });',
    ),
    inBody(
      'a: input({ data: u(8), last: bit(), user: u(4) }), y: output({ data: u(8), last: bit() })',
      'y.set(a);\nunused(a.user);',
      'y.set(pick({ data: u(8), last: bit() }, a));\nunused(a.user);',
    ),
    inBody('a: input(u(8)), y: output(vec(2, u(8)))', 'y.set([a]);', 'y.set([a, a.not()]);'),
    inBody(
      'pick: input(bit()), a: input({ data: u(8), last: bit() }), b: input({ data: u(8) }), y: output({ data: u(8), last: bit() })',
      'y.set(mux(pick, a, b));',
      'y.set(mux(pick, a, { data: b.data, last: lit(0, 1) }));',
    ),
    inBody(
      'a: input(u(8)), y: output(union({ word: u(8), nibbles: vec(2, u(4)) }))',
      'y.set({});',
      'y.set({ word: a });',
    ),
    inProgram(
      "const word = union({ bits: u(8), flag: bit() });\nconst source = component('source', {}, { y: output(word) }, ({ y }) => y.set({ flag: 1 }));\nemitVerilog(source);",
      "const word = union({ byte: u(8), flag: bit() });\nconst source = component('source', {}, { y: output(word) }, ({ y }) => y.set({ flag: 1 }));\nemitVerilog(source);",
    ),
    inProgram(
      "const word = union({});\nconst source = component('source', {}, { y: output(word) }, ({ y }) => y.set({}));\nemitVerilog(source);",
      "const word = union({ byte: u(8) });\nconst source = component('source', {}, { y: output(word) }, ({ y }) => y.set({ byte: 0 }));\nemitVerilog(source);",
    ),
    inProgram(
      "const source = component('source', {}, { y: output({ set: bit(), data: u(8) }) }, ({ y }) => y.data.set(0));\nemitVerilog(source);",
      "const source = component('source', {}, { y: output({ isSet: bit(), data: u(8) }) }, ({ y }) => y.set({ isSet: 0, data: 0 }));\nemitVerilog(source);",
    ),
    inBody(
      'up: slave(stream(u(8))), down: master(flow(u(8)))',
      'connect(down, up);',
      'connectFlow(down, up);\nup.ready.set(1);',
    ),
    inProgram(
      `
const inner = component('inner', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));
const outer = component('outer', {}, { d: input(u(8)) }, io => {
  const { core } = inst({ core: inner });
  expose(io, core);
});
emitVerilog(outer);`,
      `
const inner = component('inner', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));
const outer = component('outer', {}, { d: input(u(8)), q: output(u(8)) }, io => {
  const { core } = inst({ core: inner });
  expose(io, core);
});
emitVerilog(outer);`,
    ),
    inProgram(
      `
const inner = component('inner', {}, { d: input(vec(2, u(8))), q: output(u(8)) }, ({ d, q }) => q.set(d.get(0).xor(d.get(1))));
const outer = component('outer', {}, { d: input(vec(4, u(8))), q: output(u(8)) }, io => {
  const { core } = inst({ core: inner });
  expose(io, core);
});
emitVerilog(outer);`,
      `
const inner = component('inner', {}, { d: input(vec(2, u(8))), q: output(u(8)) }, ({ d, q }) => q.set(d.get(0).xor(d.get(1))));
const outer = component('outer', {}, { d: input(vec(2, u(8))), q: output(u(8)) }, io => {
  const { core } = inst({ core: inner });
  expose(io, core);
});
emitVerilog(outer);`,
    ),
    inBody(
      'up: slave(stream(u(8))), down: master(flow(u(8)))',
      "const p = pipeline('p', up);\np.next();\np.finish(down, p.stage);",
      "const p = pipeline('p', { valid: up.valid });\nconst carried = p.carry({ word: up.payload });\np.next();\nup.ready.set(1);\np.finish(down, carried.word);",
    ),
    inBody(
      'up: slave(flow(vec(2, u(8)))), down: master(flow(vec(2, u(8))))',
      "const p = pipeline('p', up);\nconst carried = p.carry({ pair: up.payload });\np.next();\np.finish(down, carried.pair);",
      "const p = pipeline('p', up);\nconst carried = p.carry({ pair: pack(vec(2, u(8)), up.payload) });\np.next();\np.finish(down, unpack(vec(2, u(8)), carried.pair));",
    ),
  ],
};

const truth: Explanation = {
  why:
    'A hardware value has no JavaScript value: it stands for a wire. Operators of JavaScript on it compute with the object. Those that ' +
    'ask for its number end here; the others (`if (a)`, `a && b`, `!a`, `a === b`) go unnoticed when the program runs, and ' +
    '`typescript-hdl lint` finds them.',
  examples: [inBody('a: input(u(8)), y: output(bit())', 'y.set((a as any) < 3 ? 1 : 0);', 'y.set(a.lt(3));')],
};

export const valueMistakes = {
  'HDL-WIDTH': width,
  'HDL-LITERAL': literal,
  'HDL-RANGE': range,
  'HDL-KIND': kind,
  'HDL-SHAPE': shape,
  'HDL-TRUTH': truth,
};
