// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes with components: parameters, scopes, names and variants. */
import { type Explanation, inBody, inProgram } from './example.ts';
import { parameterMistake } from './parameters.ts';

const scope: Explanation = {
  why:
    'A component is described by its body, while it runs. Registers, assignments and instances belong to the component whose body runs, ' +
    'and signals of another one can be reached through ports only: modules in Verilog do not see each other’s wires.',
  examples: [
    inProgram(
      "const { count } = reg({ count: u(8, 0) });\nconst counter = component('counter', {}, { y: output(u(8)) }, ({ y }) => y.set(count));\nemitVerilog(counter);",
      "const counter = component('counter', {}, { y: output(u(8)) }, ({ y }) => {\n  const { count } = reg({ count: u(8, 0) });\n  count.set(count.add(1));\n  y.set(count);\n});\nemitVerilog(counter);",
    ),
    inBody(
      'a: input(u(8)), y: output(u(8))',
      "const inner = component('inner', {}, { q: output(u(8)) }, ({ q }) => q.set(a));\nconst { core } = inst({ core: inner });\ny.set(core.q);",
      "const inner = component('inner', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));\nconst { core } = inst({ core: inner });\ncore.d.set(a);\ny.set(core.q);",
    ),
    inBody(
      'a: input(u(8)), y: output(u(8))',
      "const { w } = wire({ w: u(8) });\nconst inner = component('inner', {}, { d: input(u(8)) }, ({ d }) => w.set(d));\nconst { core } = inst({ core: inner });\ncore.d.set(a);\ny.set(w);",
      "const inner = component('inner', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));\nconst { core } = inst({ core: inner });\ncore.d.set(a);\ny.set(core.q);",
    ),
    inBody(
      'a: input(u(2)), y: output(u(8))',
      "const { words } = ram({ words: { shape: u(8), depth: 4, init: [] } });\nconst reader = component('reader', {}, { at: input(u(2)), q: output(u(8)) }, ({ at, q }) => q.set(words.read(at)));\nconst { core } = inst({ core: reader });\ncore.at.set(a);\ny.set(core.q);",
      'const { words } = ram({ words: { shape: u(8), depth: 4, init: [] } });\ny.set(words.read(a));',
    ),
    inBody(
      'go: input(bit()), y: output(u(8))',
      'y.set(0);\nwhen(go, async () => y.set(1));',
      'y.set(0);\nwhen(go, () => y.set(1));',
    ),
    inBody(
      'a: input(bit()), b: input(bit()), y: output(u(8))',
      'const chain = when(a, () => y.set(1));\nchain.otherwise(() => y.set(0));\nchain.elsewhen(b, () => y.set(2));',
      'when(a, () => y.set(1))\n  .elsewhen(b, () => y.set(2))\n  .otherwise(() => y.set(0));',
    ),
    inBody(
      'a: input(bit()), y: output(u(8))',
      'const chain = when(a, () => y.set(1));\nchain.otherwise(() => y.set(0));\nchain.otherwise(() => y.set(2));',
      'when(a, () => y.set(1)).otherwise(() => y.set(2));',
    ),
    inBody('up: slave(stream(u(8))), down: master(stream(u(8)))', 'connect(up, down);', 'connect(down, up);'),
    inProgram(
      `
const inner = component('inner', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));
const outer = component('outer', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => {
  const { one, two } = inst({ one: inner, two: inner });
  expose(one, two);
  q.set(d);
});
emitVerilog(outer);`,
      `
const inner = component('inner', {}, { d: input(u(8)), q: output(u(8)) }, ({ d, q }) => q.set(d));
const outer = component('outer', {}, { d: input(u(8)), q: output(u(8)) }, io => {
  const { one } = inst({ one: inner });
  expose(io, one);
});
emitVerilog(outer);`,
    ),
    inBody(
      'up: slave(flow(u(8))), down: master(flow(u(8)))',
      "const p = pipeline('p', up);\nconst carried = p.carry({ word: up.payload });\np.finish(down, carried.word);\np.next();",
      "const p = pipeline('p', up);\nconst carried = p.carry({ word: up.payload });\np.next();\np.finish(down, carried.word);",
    ),
    inBody('y: output(bit())', "y.set(0);\nnew Simulator(example).peek('y_o');", 'y.set(0);'),
    inProgram(
      `
const tree = (leaves: number): any =>
  component('tree', { leaves }, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
    const { half } = inst({ half: tree(leaves / 2) }) as any;
    half.d.set(d);
    q.set(half.q);
  });
emitVerilog(tree(8));`,
      `
const tree = (leaves: number): any =>
  component('tree', { leaves }, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
    if (leaves === 1) {
      q.set(d);
      return;
    }
    const { half } = inst({ half: tree(leaves / 2) }) as any;
    half.d.set(d);
    q.set(half.q);
  });
emitVerilog(tree(8));`,
    ),
    inProgram(
      `
const store = component('store', {}, { at: input(u(2)), d: input(u(8)), q: output(u(8)) }, ({ at, d, q }) => {
  const { words } = ram({ words: { shape: u(8), depth: 4 } });
  words.write(at, d);
  q.set(words.read(at));
});
const outer = component('outer', {}, store.ports, io => {
  const { core } = inst({ core: store });
  expose(io, core);
});
emitVerilog(watched(outer, ({ at }, inner) => assert('bounded', inner.instance('core').word('words', at).lt(8))));`,
      `
const store = component('store', {}, { at: input(u(2)), d: input(u(8)), q: output(u(8)) }, ({ at, d, q }) => {
  const { words } = ram({ words: { shape: u(8), depth: 4 } });
  words.write(at, d);
  q.set(words.read(at));
});
emitVerilog(watched(store, ({ at }, inner) => assert('bounded', inner.word('words', at).lt(8))));`,
    ),
  ],
};

const name: Explanation = {
  why:
    'The keys of your objects become the names in the Verilog, in snake case and unchanged otherwise, so that a waveform or a timing report ' +
    'leads back to you. Nothing is renamed behind your back, so a keyword of Verilog or SystemVerilog cannot be a name.',
  examples: [
    inBody(
      'a: input(bit()), y: output(bit())',
      'const { wait } = wire({ wait: bit() });\nwait.set(a);\ny.set(wait);',
      'const { waiting } = wire({ waiting: bit() });\nwaiting.set(a);\ny.set(waiting);',
    ),
    inBody(
      'a: input(u(8)), y: output(u(8))',
      'const word = { 8: u(7), 0: bit() };\ny.set(pack(word, unpack(word, a)));',
      'const word = { high: u(7), low: bit() };\ny.set(pack(word, unpack(word, a)));',
    ),
    inProgram(
      "const source = component('myThing', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nemitVerilog(source);",
      "const source = component('my_thing', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nemitVerilog(source);",
    ),
    inProgram(
      "const source = component('source', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nemitVerilog(source, { prefix: '2nd_' });",
      "const source = component('source', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nemitVerilog(source, { prefix: 'second_' });",
    ),
    inBody(
      'a: input(bit()), y: output(bit())',
      'const { unused } = wire({ unused: bit() });\nunused.set(a);\ny.set(unused);',
      'const { idle } = wire({ idle: bit() });\nidle.set(a);\ny.set(idle);',
    ),
    inProgram(
      "blackBox('BUF-G', { I: input(bit()), O: output(bit()) });",
      "blackBox('BUFG', { I: input(bit()), O: output(bit()) });",
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      "const { held } = reg({ held: bit(0) });\nattribute(held, { 'max fanout': 16 });\nheld.set(d);\nq.set(held);",
      'const { held } = reg({ held: bit(0) });\nattribute(held, { max_fanout: 16 });\nheld.set(d);\nq.set(held);',
    ),
    inProgram(
      "blackBox('MUXF7', { I0: input(bit()), O: output(bit()) }, { combinational: { O: ['I1'] } });",
      "blackBox('MUXF7', { I0: input(bit()), O: output(bit()) }, { combinational: { O: ['I0'] } });",
    ),
    inProgram(
      "const source = component('source', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nnew Simulator(source).peek('y');",
      "const source = component('source', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nnew Simulator(source).peek('y_o');",
    ),
    inProgram(
      `
const counter = component('counter', {}, { y: output(u(8)) }, ({ y }) => {
  const { count } = reg({ count: u(8, 0) });
  count.set(count.add(1));
  y.set(count);
});
emitVerilog(watched(counter, (io, inner) => assert('bounded', inner.register('conut').lt(200))));`,
      `
const counter = component('counter', {}, { y: output(u(8)) }, ({ y }) => {
  const { count } = reg({ count: u(8, 0) });
  count.set(count.add(1));
  y.set(count);
});
emitVerilog(watched(counter, (io, inner) => assert('bounded', inner.register('count').lt(200))));`,
    ),
  ],
};

const collision: Explanation = {
  why: 'Two things of one name in a module would be one thing. The message cites both lines; choose another key for one of them.',
  examples: [
    inBody(
      'a: input(bit()), y: output(bit())',
      'const one = wire({ msgRec: bit() });\nconst two = wire({ msg: { rec: bit() } });\none.msgRec.set(a);\ntwo.msg.rec.set(one.msgRec);\ny.set(two.msg.rec);',
      'const one = wire({ received: bit() });\nconst two = wire({ msg: { rec: bit() } });\none.received.set(a);\ntwo.msg.rec.set(one.received);\ny.set(two.msg.rec);',
    ),
    inBody(
      'a: input(u(4)), y: output(u(4))',
      'let value = a;\nfor (let i = 0; i < 2; i++) {\n  const { stage } = reg({ stage: u(4) });\n  stage.set(value);\n  value = stage;\n}\ny.set(value);',
      'const { stage } = reg({ stage: vec(2, u(4)) });\nstage.get(0).set(a);\nstage.get(1).set(stage.get(0));\ny.set(stage.get(1));',
    ),
    inProgram(
      `
const wrapper = component('wrapper', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => {
  const { wrapper } = wire({ wrapper: bit() });
  wrapper.set(a);
  y.set(wrapper);
});
emitVerilog(wrapper);`,
      `
const wrapper = component('wrapper', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => {
  const { wrapped } = wire({ wrapped: bit() });
  wrapped.set(a);
  y.set(wrapped);
});
emitVerilog(wrapper);`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      "const rx = clockDomain('rx', { clock: 'clk' });\nconst { early } = reg({ early: bit(0) });\nconst { late } = inDomain(rx, () => reg({ late: bit(0) }));\nearly.set(d);\nlate.set(1);\nq.set(early.or(late));",
      "const rx = clockDomain('rx', { clock: 'rx_clk' });\nconst { early } = reg({ early: bit(0) });\nconst { late } = inDomain(rx, () => reg({ late: bit(0) }));\nearly.set(d);\nlate.set(1);\nq.set(early.or(late));",
    ),
  ],
};

const variant: Explanation = {
  why:
    'A module is emitted once for each name and parameters. What the circuit depends on must be in the parameters; otherwise two ' +
    'different circuits would share one Verilog module, and one of them would be wrong.',
  examples: [
    inProgram(
      `
const delay = (clocks: number) =>
  component('delay', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => q.set(delayed('d', bit(), d, clocks)));
const both = component('both', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
  const { one, two } = inst({ one: delay(1), two: delay(2) });
  one.d.set(d);
  two.d.set(one.q);
  q.set(two.q);
});
emitVerilog(both);`,
      `
const delay = (clocks: number) =>
  component('delay', { clocks }, { d: input(bit()), q: output(bit()) }, ({ d, q }) => q.set(delayed('d', bit(), d, clocks)));
const both = component('both', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
  const { one, two } = inst({ one: delay(1), two: delay(2) });
  one.d.set(d);
  two.d.set(one.q);
  q.set(two.q);
});
emitVerilog(both);`,
    ),
    inProgram(
      `
const pass = (shape: any) => component('pass', {}, { d: input(shape), q: output(shape) }, ({ d, q }) => q.set(d));
const both = component('both', {}, { d: input(u(8)), q: output(u(4)) }, ({ d, q }) => {
  const { wide, narrow } = inst({ wide: pass(u(8)), narrow: pass(u(4)) }) as any;
  wide.d.set(d);
  narrow.d.set(wide.q.trunc(4));
  q.set(narrow.q);
});
emitVerilog(both);`,
      `
const pass = (shape: any) => component('pass', { shape }, { d: input(shape), q: output(shape) }, ({ d, q }) => q.set(d));
const both = component('both', {}, { d: input(u(8)), q: output(u(4)) }, ({ d, q }) => {
  const { wide, narrow } = inst({ wide: pass(u(8)), narrow: pass(u(4)) }) as any;
  wide.d.set(d);
  narrow.d.set(wide.q.trunc(4));
  q.set(narrow.q);
});
emitVerilog(both);`,
    ),
    inProgram(
      `
const short = blackBox('DLY', { d: input(bit()), q: output(bit()) });
const long = blackBox('DLY', { d: input(u(2)), q: output(bit()) });
const both = component('both', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
  const { one, two } = inst({ one: short, two: long });
  one.d.set(d);
  two.d.set(cat(d, one.q));
  q.set(two.q);
});
emitVerilog(both);`,
      `
const short = blackBox('DLY', { d: input(bit()), q: output(bit()) });
const long = blackBox('DLY2', { d: input(u(2)), q: output(bit()) });
const both = component('both', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
  const { one, two } = inst({ one: short, two: long });
  one.d.set(d);
  two.d.set(cat(d, one.q));
  q.set(two.q);
});
emitVerilog(both);`,
    ),
  ],
};

export const structureMistakes = {
  'HDL-PARAMETER': parameterMistake,
  'HDL-SCOPE': scope,
  'HDL-NAME': name,
  'HDL-COLLISION': collision,
  'HDL-VARIANT': variant,
};
