// SPDX-License-Identifier: Apache-2.0
/** Examples of what the lint rule finds: JavaScript operators on hardware values. */
import { type Explanation, inBody } from './example.ts';

const ports = 'a: input(bit()), b: input(bit()), y: output(bit())';
const cannot = 'JavaScript has no way to notice it when the program runs, and the TypeScript compiler lets it pass.';

const condition: Explanation = {
  why: `\`if (a)\` asks whether there is an object, and there always is: one branch is described, whatever the wire does. ${cannot}`,
  examples: [
    inBody(ports, 'if (a) y.set(b);\nelse y.set(0);', 'when(a, () => y.set(b)).otherwise(() => y.set(0));'),
    inBody(ports, 'y.set(a ? b : b.not());', 'y.set(mux(a, b, b.not()));'),
    inBody(ports, 'while (a) y.set(b);', 'y.set(a.and(b));'),
    inBody(ports, 'y.set(Boolean(a) && 1);', 'y.set(a.and(b));'),
  ],
};
const logical: Explanation = {
  why: `\`a && b\` is \`b\`, \`a || b\` and \`a ?? b\` are \`a\`, because an object counts as true. ${cannot}`,
  examples: [inBody(ports, 'y.set(a && b);', 'y.set(a.and(b));'), inBody(ports, 'y.set(a || b);', 'y.set(a.or(b));')],
};
const not: Explanation = {
  why: `\`!a\` is \`false\`, because an object counts as true. ${cannot}`,
  examples: [inBody(ports, 'const off = !a;\ny.set(off ? 1 : 0);', 'y.set(a.not());')],
};
const equal: Explanation = {
  why:
    `\`a === b\` asks whether both are the same object of the description. ${cannot} Where that is what you want to know, ` +
    'say so in a comment: `// hdl-lint-ok: reason`.',
  examples: [
    inBody(ports, 'y.set(a === b ? 1 : 0);', 'y.set(a.eq(b));'),
    inBody(
      ports,
      'const same = a == b;\ny.set(same ? 1 : 0);',
      'const { w } = wire({ w: bit() });\n// hdl-lint-ok: asks whether the list holds this very wire\nconst index = [a, b].findIndex(one => one === a);\nw.set(index === 0 ? a : b);\ny.set(w);',
    ),
  ],
};
const subject: Explanation = {
  why: `\`switch\` compares with \`===\`, so that no case ever fits. ${cannot}`,
  examples: [
    inBody(
      'kind: input(u(2)), y: output(bit())',
      'switch (kind as unknown as Val<2>) {\n  default:\n    y.set(0);\n}',
      'match(kind, { 3: () => y.set(1), default: () => y.set(0) });',
    ),
  ],
};
const text: Explanation = {
  why: 'There is no value to print while a design is described; at run time this ends in HDL-TRUTH. In simulation, `peek` a port; names are in the Verilog.',
  examples: [
    inBody(
      ports,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a program
      'console.log(`a is ${a}`);\ny.set(a.and(b));',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a program
      'console.log(`a has ${a.width} bit`);\ny.set(a.and(b));',
    ),
  ],
};
const arithmetic: Explanation = {
  why: 'Arithmetic of JavaScript wants numbers; at run time this ends in HDL-TRUTH. The compiler refuses most of it, but not `+` with a string and not `<`.',
  examples: [
    inBody(
      'a: input(u(8)), b: input(u(8)), y: output(bit())',
      'const less = a < b;\ny.set(less ? 1 : 0);',
      'y.set(a.lt(b));',
    ),
    inBody('a: input(u(8)), y: output(u(8))', "const name = 'a' + a;\ny.set(name.length);", 'y.set(a.add(1));'),
  ],
};
const waiver: Explanation = {
  why: 'A waiver is at the end of its line or on a line of its own above it, gives its reason, and goes when there is nothing to waive any more.',
  examples: [
    inBody(
      ports,
      'const same = a === b; // hdl-lint-ok\ny.set(same ? 1 : b);',
      'const same = a === b; // hdl-lint-ok: tells whether the caller passed one wire twice\ny.set(same ? 1 : b);',
    ),
    inBody(ports, '// hdl-lint-ok: compares wires\ny.set(a.eq(b));', 'y.set(a.eq(b));'),
  ],
};

export const lintMistakes = {
  'LINT-CONDITION': condition,
  'LINT-LOGICAL': logical,
  'LINT-NOT': not,
  'LINT-EQUAL': equal,
  'LINT-SWITCH': subject,
  'LINT-TEXT': text,
  'LINT-ARITHMETIC': arithmetic,
  'LINT-WAIVER': waiver,
};
