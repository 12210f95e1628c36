// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes with memories, clock domains, assertions and simulation models. */
import { componentText, type Example, type Explanation, inBody, inProgram } from './example.ts';

const store = (spec: string, ...lines: string[]): string =>
  [`const { words } = ram({ words: { shape: u(8), depth: 16${spec} } });`, ...lines].join('\n');
const ports = 'at: input(u(4)), d: input(u(8)), q: output(u(8))';
const write = 'words.write(at, d);';
const read = 'q.set(words.read(at));';

/** A ROM in the built-in simulator, which reads its file. */
const fromFile = (wrong: string, right: string): Example => {
  const text = (init: string): string =>
    `${componentText(
      'at: input(u(4)), q: output(u(8))',
      `const { words } = rom({ words: { shape: u(8), depth: 16, ${init} } });\nq.set(words.read(at));`,
    )}new Simulator(example);`;
  return inProgram(text(wrong), text(right));
};

/** A memory that an observer looks into. */
export const lookup = componentText(ports, store('', write, read), 'lookup');

const memory: Explanation = {
  why:
    'A memory is described in the shapes that synthesis tools turn into block RAM, LUT RAM or UltraRAM. What the primitive cannot do is ' +
    'refused here, instead of ending as thousands of flip-flops.',
  examples: [
    inBody(
      'at: input(u(2)), d: input(u(8)), q: output(u(8))',
      "const { words } = ram({ words: { shape: u(8), depth: 4, kind: 'lut' as any } });\nwords.write(at, d);\nq.set(words.read(at));",
      "const { words } = ram({ words: { shape: u(8), depth: 4, kind: 'distributed' } });\nwords.write(at, d);\nq.set(words.read(at));",
    ),
    inBody(ports, store('', write, 'words.write(at, d.not());', read), store('', write, read)),
    inBody(
      'at: input(u(5)), d: input(u(8)), q: output(u(8))',
      store('', write, read),
      store('', 'words.write(at.trunc(4), d);', 'q.set(words.read(at.trunc(4)));'),
    ),
    inBody(
      'd: input(u(8)), q: output(u(8))',
      'const { words } = ram({ words: { shape: u(8), depth: 0 } });\nwords.write(lit(0, 1), d);\nq.set(words.read(lit(0, 1)));',
      'const { words } = ram({ words: { shape: u(8), depth: 1 } });\nwords.write(lit(0, 1), d);\nq.set(words.read(lit(0, 1)));',
    ),
    inBody(
      'd: input(u(8)), q: output(u(8))',
      'const { words } = ram({ words: { shape: u(8), depth: 5 } });\nwords.write(lit(0, 3), d);\nq.set(words.read(lit(6, 3)));',
      'const { words } = ram({ words: { shape: u(8), depth: 5 } });\nwords.write(lit(0, 3), d);\nq.set(words.read(lit(4, 3)));',
    ),
    inBody(ports, store(", kind: 'ultra', init: [1n]", write, read), store(", kind: 'block', init: [1n]", write, read)),
    inBody(
      'at: input(u(1)), q: output(u(8))',
      'const { words } = rom({ words: { shape: u(8), depth: 2, init: [1n, 2n, 3n] } });\nq.set(words.read(at));',
      'const { words } = rom({ words: { shape: u(8), depth: 2, init: [1n, 2n] } });\nq.set(words.read(at));',
    ),
    inBody(
      'at: input(u(1)), q: output(u(8))',
      'const { words } = rom({ words: { shape: u(8), init: [1n, 256n] } });\nq.set(words.read(at));',
      'const { words } = rom({ words: { shape: u(8), init: [1n, 255n] } });\nq.set(words.read(at));',
    ),
    inBody(
      'at: input(u(4)), go: input(bit()), d: input(u(8)), q: output(u(8))',
      store(", kind: 'distributed'", write, 'q.set(words.read(at, go));'),
      store(", kind: 'block'", write, 'q.set(words.read(at, go));'),
    ),
    inBody(
      'at: input(u(4)), mask: input(u(3)), d: input(u(8)), q: output(u(8))',
      store('', 'words.write(at, d, mask);', read),
      store('', 'words.write(at, d, mask.trunc(2));', read),
    ),
    inBody(
      'at: input(u(4)), q: output(u(8))',
      'const { words } = ram({ words: { shape: u(8), depth: 16, init: [1n] } });\nq.set(words.read(at, undefined, { bypass: true }));',
      'const { words } = ram({ words: { shape: u(8), depth: 16, init: [1n] } });\nq.set(words.read(at));',
    ),
    inProgram(
      `${lookup}emitVerilog(watched(lookup, ({ at }, inner) => assert('bounded', inner.word('words', at.zext(5)).lt(8))));`,
      `${lookup}emitVerilog(watched(lookup, ({ at }, inner) => assert('bounded', inner.word('words', at).lt(8))));`,
    ),
    fromFile("init: { file: 'no-such-file.hex' }", 'init: [1n, 2n]'),
    fromFile('init: { file: import.meta.filename }', 'init: [1n, 2n]'),
    inBody(
      'at: input(u(4)), d: input(u(8)), q: output(u(8))',
      'const { words } = dualPortRam({ words: { shape: u(8), depth: 16 } });\nq.set(words.access({ address: at, write: lit(1, 1) }));',
      'const { words } = dualPortRam({ words: { shape: u(8), depth: 16 } });\nq.set(words.access({ address: at, write: lit(1, 1), data: d }));',
    ),
    inBody(
      'at: input(u(4)), d: input(u(8)), q: output(u(8))',
      'const { words } = dualPortRam({ words: { shape: u(8), depth: 16 } });\nconst ports = [0, 1, 2].map(() => words.access({ address: at, write: lit(1, 1), data: d }));\nq.set(ports[0]!.xor(ports[1]!));',
      'const { words } = dualPortRam({ words: { shape: u(8), depth: 16 } });\nconst ports = [0, 1].map(() => words.access({ address: at, write: lit(1, 1), data: d }));\nq.set(ports[0]!.xor(ports[1]!));',
    ),
    inBody(
      'at: input(u(4)), mask: input(u(2)), d: input(u(8)), q: output(u(8))',
      'const { words } = dualPortRam({ words: { shape: u(8), depth: 16 } });\nconst one = words.access({ address: at, write: lit(1, 1), data: d, mask });\nq.set(one.xor(words.access({ address: at, write: lit(1, 1), data: d })));',
      'const { words } = dualPortRam({ words: { shape: u(8), depth: 16 } });\nconst one = words.access({ address: at, write: lit(1, 1), data: d, mask });\nq.set(one.xor(words.access({ address: at, write: lit(1, 1), data: d, mask })));',
    ),
  ],
};

const domains =
  "const rx = clockDomain('rx', { frequencyMHz: 125 });\nconst tx = clockDomain('tx', { frequencyMHz: 100 });";

const domain: Explanation = {
  why:
    'A register that samples a value while it changes may hang between 0 and 1 for a while, and different bits of a word may be seen a clock ' +
    'apart. Every way from one clock domain to another goes through a crossing: `synchroniser`, `pulseCrossing`, `handshakeCrossing` or ' +
    '`asyncFifo`, which also emit the timing constraints; `crossing()` is the explicit waiver underneath.',
  examples: [
    inProgram(
      "clockDomain('net', { reset: { kind: 'asynchronous' as any } });",
      "clockDomain('net', { reset: { kind: 'async' } });",
    ),
    inProgram("clockDomain('net', { frequencyMHz: 0 });", "clockDomain('net', { frequencyMHz: 156.25 });"),
    inBody(
      'd: input(bit()), q: output(bit())',
      `${domains}\nconst { sent } = inDomain(rx, () => reg({ sent: bit(0) }));\nconst { seen } = inDomain(tx, () => reg({ seen: bit(0) }));\nsent.set(d);\nseen.set(sent.not());\nq.set(seen);`,
      `${domains}\nconst { sent } = inDomain(rx, () => reg({ sent: bit(0) }));\nconst { level } = inDomain(tx, () => inst({ level: synchroniser() }));\nsent.set(d);\nlevel.d.set(sent);\nq.set(level.q);`,
    ),
    inBody(
      'r: input(bit()), d: input(bit()), q: output(bit())',
      "const own = clockDomain('own', { reset: { kind: 'async' } });\nconst { calm } = inst({ calm: resetSynchroniser() });\ncalm.in.set(r);\nprovideDomain(own, { clock: clockOf(), reset: calm.out });\nconst { held } = inDomain(own, () => reg({ held: bit(0) }));\nconst { seen } = reg({ seen: bit() });\nheld.set(d);\nseen.set(held);\nq.set(seen);",
      "const own = clockDomain('own', { reset: { kind: 'async' } });\nconst { calm } = inst({ calm: resetSynchroniser() });\ncalm.in.set(r);\nprovideDomain(own, { clock: clockOf(), reset: calm.out });\nconst { held } = inDomain(own, () => reg({ held: bit(0) }));\nconst { level } = inst({ level: synchroniser() });\nheld.set(d);\nlevel.d.set(held);\nq.set(level.q);",
    ),
    inBody(
      'd: input(bit()), q: output({ rx: bit(), tx: bit() })',
      `${domains}\nconst { early } = inDomain(rx, () => reg({ early: bit(0) }));\nconst { late } = inDomain(tx, () => reg({ late: bit(0) }));\nearly.set(d);\nlate.set(d);\nq.set({ rx: early, tx: late });`,
      `${domains}\nsynchronousTo(rx, d);\nconst { early } = inDomain(rx, () => reg({ early: bit(0) }));\nconst { late } = inDomain(tx, () => inst({ late: synchroniser() }));\nearly.set(d);\nlate.d.set(d);\nq.set({ rx: early, tx: late.q });`,
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      `${domains}\nsynchronousTo(rx, q);\nq.set(d);`,
      `${domains}\nsynchronousTo(rx, d);\nq.set(d);`,
    ),
    inBody(
      'q: output(bit())',
      "const slow = clockDomain('slow', { reset: 'none' });\nq.set(resetOf(slow));",
      "const slow = clockDomain('slow');\nq.set(resetOf(slow));",
    ),
    inBody(
      'clock: input(bit()), q: output(bit())',
      "const slow = clockDomain('slow');\nprovideDomain(slow, { clock });\nconst { toggle } = inDomain(slow, () => reg({ toggle: bit(0) }));\ntoggle.set(toggle.not());\nq.set(toggle);",
      "const slow = clockDomain('slow', { reset: 'none' });\nprovideDomain(slow, { clock });\nconst { toggle } = inDomain(slow, () => reg({ toggle: bit(0) }));\ntoggle.set(toggle.not());\nq.set(toggle);",
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      "const { seen } = reg({ seen: bit(0) });\nseen.set(crossing('arriving', d, { kind: 'false-path', to: q }));\nq.set(seen);",
      "const { meta, seen } = reg({ meta: bit(0), seen: bit(0) });\nmeta.set(crossing('arriving', d, { kind: 'false-path', to: meta }));\nseen.set(meta);\nq.set(seen);",
    ),
    inProgram(
      "component('example', {}, { clock: input(bit()) }, ({ clock }) => {\n  provideDomain(defaultDomain, { clock, reset: clock });\n}).elaborate();",
      "component('example', {}, { clock: input(bit()) }, ({ clock }) => {\n  provideDomain(clockDomain('own', { reset: 'none' }), { clock });\n}).elaborate();",
    ),
    inProgram(
      "const source = component('source', {}, { y: output(bit()) }, ({ y }) => y.set(0));\nnew Simulator(source).tick(clockDomain('rx'));",
      "const toggle = component('toggle', {}, { y: output(bit()) }, ({ y }) => {\n  const { on } = reg({ on: bit(0) });\n  on.set(on.not());\n  y.set(on);\n});\nnew Simulator(toggle).step();",
    ),
  ],
};

const assertion: Explanation = {
  why: 'The built-in simulator watches every `assert` under its conditions and stops in the clock in which one fails. The message cites the assertion.',
  examples: [
    inProgram(
      `
const counter = component('counter', {}, { y: output(u(4)) }, ({ y }) => {
  const { count } = reg({ count: u(4, 0) });
  count.set(count.add(1));
  assert('staysBelow', count.lt(12));
  y.set(count);
});
const simulator = new Simulator(counter);
simulator.reset();
simulator.step(16);`,
      `
const counter = component('counter', {}, { y: output(u(4)) }, ({ y }) => {
  const { count } = reg({ count: u(4, 0) });
  count.set(mux(count.eq(11), 0, count.add(1)));
  assert('staysBelow', count.lt(12));
  y.set(count);
});
const simulator = new Simulator(counter);
simulator.reset();
simulator.step(16);`,
    ),
  ],
};

const cell = (
  options: string,
): string => `const buffer = blackBox('BUF', { I: input(bit()), O: output(bit()) }${options});
const user = component('user', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
  const { one } = inst({ one: buffer });
  one.I.set(d);
  q.set(one.O);
});
const simulator = new Simulator(user);
simulator.poke('d_i', 1);
simulator.step();
simulator.peek('q_o');`;
const good = cell(", { combinational: { O: ['I'] }, model: () => ({ outputs: { O: read => read('I') } }) }");

const model: Explanation = {
  why:
    'The built-in simulator knows of a black box what its `model` says: a value for every output, and what happens at rising edges. A ' +
    'model may read for an output only those inputs that `combinational` lists, because the order of evaluation follows from them.',
  examples: [
    inProgram(cell(''), good),
    inProgram(cell(', { model: () => ({ outputs: {} }) }'), good),
    inProgram(cell(", { model: () => ({ outputs: { O: read => read('I') } }) }"), good),
    inProgram(cell(', { model: () => ({ outputs: { O: () => 0 }, rising: { C: () => {} } }) }'), good),
    inProgram(cell(", { model: () => ({ outputs: { O: () => 0 }, rising: { I: read => void read('D') } }) }"), good),
    inProgram("new Simulator(blackBox('BUF', { I: input(bit()), O: output(bit()) }));", good),
  ],
};

export const stateMistakes = {
  'HDL-MEMORY': memory,
  'HDL-DOMAIN': domain,
  'HDL-ASSERT': assertion,
  'HDL-MODEL': model,
};
