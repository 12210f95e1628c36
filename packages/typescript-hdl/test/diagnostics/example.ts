// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes: programs in which all names of the language and its library are in scope. */

/** One sentence of a diagnostic: a program that makes it, and the same program as it should be. */
export interface Example {
  readonly wrong: string;
  readonly right: string;
}

/** Everything that is said about one code. */
export interface Explanation {
  /** Why it is a mistake, and what mends it. */
  readonly why: string;
  readonly examples: readonly Example[];
}

/** Keys of the outermost level of `a: input(u(8)), b: { c: ... }`. */
const keysOf = (ports: string): string[] => {
  const keys: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= ports.length; i++) {
    const character = ports[i] ?? ',';
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character !== ',' || depth > 0) continue;
    const key = /^\s*(\w+)\s*:/.exec(ports.slice(start, i))?.[1];
    if (key) keys.push(key);
    start = i + 1;
  }
  return keys;
};

const indent = (text: string): string =>
  text
    .split('\n')
    .map(line => (line === '' ? '' : `  ${line}`))
    .join('\n');

/** A component called `name` with these ports and this body. */
export const componentText = (ports: string, body: string, name = 'example'): string =>
  `const ${name} = component('${name}', {}, { ${ports} }, ({ ${keysOf(ports).join(', ')} }) => {\n${indent(body)}\n});\n`;

/** A mistake in the body of a component. */
export const inBody = (ports: string, wrong: string, right: string): Example => ({
  wrong: `${componentText(ports, wrong)}emitVerilog(example);`,
  right: `${componentText(ports, right)}emitVerilog(example);`,
});

/** A mistake in a whole program. */
export const inProgram = (wrong: string, right: string): Example => ({ wrong: wrong.trim(), right: right.trim() });
