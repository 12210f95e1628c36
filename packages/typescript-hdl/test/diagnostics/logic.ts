// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes with drivers and readers: undriven, latches, overlaps, loops, unread, cases. */
import { type Explanation, inBody, inProgram } from './example.ts';

const undriven: Explanation = {
  why: 'A signal that nothing drives floats in hardware and is X or 0 in simulation. The check is done bit by bit; of a memory, its contents count.',
  examples: [
    inBody('y: output(u(8))', '', 'y.set(0);'),
    inBody('y: output(u(8))', 'y.slice(2, 4).set(3);', 'y.set(0);\nwhen(lit(1, 1), () => y.slice(2, 4).set(3));'),
    inBody(
      'a: input(u(2)), y: output(u(2))',
      'const { arbiter } = inst({ arbiter: roundRobinArbiter(2) });\narbiter.requests.set(a);\ny.set(arbiter.grants);',
      'const { arbiter } = inst({ arbiter: roundRobinArbiter(2) });\narbiter.requests.set(a);\narbiter.accept.set(1);\ny.set(arbiter.grants);',
    ),
    inBody(
      'at: input(u(2)), y: output(u(8))',
      'const { words } = ram({ words: { shape: u(8), depth: 4 } });\ny.set(words.read(at));',
      'const { words } = rom({ words: { shape: u(8), init: [1n, 2n, 4n, 8n] } });\ny.set(words.read(at));',
    ),
  ],
};

const latch: Explanation = {
  why:
    'A wire or output that is not driven on every path has to remember its value without a clock: a latch, which simulates well and fails ' +
    'in timing. Give it a default before the `when`, or cover every path with `otherwise`. For memory, declare a register.',
  examples: [
    inBody('go: input(bit()), y: output(u(8))', 'when(go, () => y.set(1));', 'y.set(0);\nwhen(go, () => y.set(1));'),
    inBody(
      'kind: input(u(2)), y: output(u(8))',
      'match(kind, { 0: () => y.set(1), 1: () => y.set(2), 2: () => y.set(4) });',
      'match(kind, { 0: () => y.set(1), 1: () => y.set(2), 2: () => y.set(4), default: () => y.set(0) });',
    ),
  ],
};

const overlap: Explanation = {
  why:
    'The last assignment wins inside nested `when`s, so a default comes first. Of two that drive the same bits in one scope the first would ' +
    'never count: two drivers for one signal.',
  examples: [
    inBody('a: input(bit()), y: output(bit())', 'y.set(a);\ny.set(a.not());', 'y.set(a.not());'),
    inBody(
      'go: input(bit()), y: output(u(8))',
      'when(go, () => y.set(1));\ny.set(0);',
      'y.set(0);\nwhen(go, () => y.set(1));',
    ),
    inBody(
      'a: input(u(4)), y: output(u(8))',
      'y.slice(0, 4).set(a);\ny.slice(0, 4).set(a.not());',
      'y.slice(0, 4).set(a);\ny.slice(4, 4).set(a.not());',
    ),
  ],
};

const loop: Explanation = {
  why:
    'A value that depends on itself without a register in between oscillates or locks up. Loops are looked for bit by bit and through ' +
    'instances; the path names what feeds what. Put a register where a clock may pass.',
  examples: [
    inBody(
      'y: output(bit())',
      'const { a, b } = wire({ a: bit(), b: bit() });\na.set(b.not());\nb.set(a);\ny.set(a);',
      'const { a } = wire({ a: bit() });\nconst { b } = reg({ b: bit(0) });\na.set(b.not());\nb.set(a);\ny.set(a);',
    ),
    inBody(
      'y: output(u(8))',
      'y.set(y.add(1));',
      'const { count } = reg({ count: u(8, 0) });\ncount.set(count.add(1));\ny.set(count);',
    ),
    inProgram(
      `
const pass = component('pass', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => q.set(d));
const ring = component('ring', {}, { y: output(bit()) }, ({ y }) => {
  const { core } = inst({ core: pass });
  core.d.set(core.q.not());
  y.set(core.q);
});
emitVerilog(ring);`,
      `
const delay = component('delay', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => {
  const { held } = reg({ held: bit(0) });
  held.set(d);
  q.set(held);
});
const ring = component('ring', {}, { y: output(bit()) }, ({ y }) => {
  const { core } = inst({ core: delay });
  core.d.set(core.q.not());
  y.set(core.q);
});
emitVerilog(ring);`,
    ),
    inProgram(
      `
const ring = component('ring', {}, { start: input(bit()), y: output(bit()) }, ({ start, y }) => {
  const first = clockDomain('first', { reset: 'none' });
  const second = clockDomain('second', { reset: 'none' });
  const { p } = inDomain(first, () => reg({ p: bit(0) }));
  const { q } = inDomain(second, () => reg({ q: bit(0) }));
  provideDomain(first, { clock: p.eq(q).and(start) });
  provideDomain(second, { clock: p.ne(q) });
  p.set(p.not());
  q.set(q.not());
  y.set(p);
});
const simulator = new Simulator(ring);
simulator.poke('start_i', 1);
simulator.peek('y_o');`,
      `
const divider = component('divider', {}, { y: output(bit()) }, ({ y }) => {
  const slow = clockDomain('slow', { reset: 'none' });
  const { p } = reg({ p: bit(0) });
  const { q } = inDomain(slow, () => reg({ q: bit(0) }));
  provideDomain(slow, { clock: p });
  p.set(p.not());
  q.set(q.not());
  y.set(q);
});
const simulator = new Simulator(divider);
simulator.step();`,
    ),
  ],
};

const unread: Explanation = {
  why: 'What nothing reads is either left over or forgotten. Remove it, or say `unused(signal)` where a port is given by others.',
  examples: [
    inBody('a: input(u(8)), y: output(bit())', 'y.set(1);', 'unused(a);\ny.set(1);'),
    inBody(
      'at: input(u(2)), a: input(u(8)), y: output(u(8))',
      'const { words } = ram({ words: { shape: u(8), depth: 4 } });\nwords.write(at, a);\ny.set(a);',
      'const { words } = ram({ words: { shape: u(8), depth: 4 } });\nwords.write(at, a);\ny.set(words.read(at));',
    ),
  ],
};

const cases: Explanation = {
  why: 'A case that cannot occur, or a state that nobody declared, is a slip of the pen. The compiler finds most of them; with `any` they are found at elaboration.',
  examples: [
    inBody(
      'kind: input(u(2)), y: output(bit())',
      'y.set(0);\nmatch(kind, { 4: () => y.set(1) });',
      'y.set(0);\nmatch(kind, { 3: () => y.set(1) });',
    ),
    inBody(
      'kind: input(u(2)), y: output(bit())',
      'y.set(0);\nmatch(kind, { run: () => y.set(1) } as any);',
      'y.set(0);\nmatch(kind, { 1: () => y.set(1) });',
    ),
    inBody(
      'kind: input(u(4)), y: output(bit())',
      "y.set(0);\nmatch(kind, { '0b1???': () => y.set(1), '0b10??': () => y.set(0) });",
      "y.set(0);\nmatch(kind, { '0b10??': () => y.set(0), '0b1???': () => y.set(1) });",
    ),
    inBody(
      'kind: input(u(4)), y: output(bit())',
      "y.set(0);\nmatch(kind, { 5: () => y.set(1), '0b0101': () => y.set(0) });",
      "y.set(0);\nmatch(kind, { 5: () => y.set(1), '0b0111': () => y.set(0) });",
    ),
    inProgram(
      "const colours = enumeration('red', 'green', 'red');\nconst lamp = component('lamp', {}, { y: output(colours) }, ({ y }) => y.set('red'));\nemitVerilog(lamp);",
      "const colours = enumeration('red', 'green', 'blue');\nconst lamp = component('lamp', {}, { y: output(colours) }, ({ y }) => y.set('red'));\nemitVerilog(lamp);",
    ),
    inProgram(
      "const colours = enumeration('red', 'green');\nconst lamp = component('lamp', {}, { y: output(colours) }, ({ y }) => y.set('blue' as any));\nemitVerilog(lamp);",
      "const colours = enumeration('red', 'green');\nconst lamp = component('lamp', {}, { y: output(colours) }, ({ y }) => y.set('green'));\nemitVerilog(lamp);",
    ),
    inBody(
      'go: input(bit()), busy: output(bit())',
      "const state = fsm('state', ['idle', 'run'], { idle: goto => when(go, () => goto('run')) } as any);\nbusy.set(state.is('run'));",
      "const state = fsm('state', ['idle', 'run'], { idle: goto => when(go, () => goto('run')), run: goto => goto('idle') });\nbusy.set(state.is('run'));",
    ),
    inBody(
      'go: input(bit()), busy: output(bit())',
      "const state = fsm('state', ['idle', 'run'], { idle: goto => when(go, () => goto('walk' as any)), run: goto => goto('idle') });\nbusy.set(state.is('run'));",
      "const state = fsm('state', ['idle', 'run'], { idle: goto => when(go, () => goto('run')), run: goto => goto('idle') });\nbusy.set(state.is('run'));",
    ),
  ],
};

export const logicMistakes = {
  'HDL-UNDRIVEN': undriven,
  'HDL-LATCH': latch,
  'HDL-OVERLAP': overlap,
  'HDL-LOOP': loop,
  'HDL-UNREAD': unread,
  'HDL-CASE': cases,
};
