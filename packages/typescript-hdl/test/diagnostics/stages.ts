// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes with the stages of pipelines. */
import { type Explanation, inBody } from './example.ts';

const flowPorts = 'up: slave(flow({ a: u(8), c: u(16) })), down: master(flow({ y: u(16) }))';
const streamPorts = flowPorts.replaceAll('flow(', 'stream(');
const table = 'const { words } = ram({ words: { shape: u(16), depth: 16, init: [3n, 1n, 4n] } });';

const multiplyAdd = (first: string, a: string, c: string): string =>
  [
    "const p = pipeline('mac', up);",
    `const ${first} = p.carry(up.payload);`,
    `const squared = p.carry({ v: ${a}.mul(${a}) });`,
    'p.next();',
    `p.finish(down, { y: squared.v.add(${c}) });`,
  ].join('\n');

const lookup = (clocks: number): string =>
  [
    table,
    "const p = pipeline('lookup', up);",
    'const first = p.carry(up.payload);',
    'const word = words.read(first.a.slice(0, 4));',
    ...Array.from({ length: clocks }, () => 'p.next();'),
    'p.finish(down, { y: first.c.add(word) });',
  ].join('\n');

const stalled = (enable: string): string =>
  [
    table,
    "const p = pipeline('lookup', up);",
    'unused(up.payload.c);',
    `const word = words.read(up.payload.a.slice(0, 4)${enable});`,
    'p.next();',
    'p.finish(down, { y: word });',
  ].join('\n');

const apart = (payload: string): string =>
  [
    "const p = pipeline('mac', up);",
    'const first = p.carry(up.payload);',
    ...(payload === 'first.c' ? [] : ['down.valid.set(p.valid);']),
    'p.next();',
    ...(payload === 'first.c' ? ['down.valid.set(p.valid);'] : []),
    'down.payload.set({ y: first.c.add(first.a.zext(16)) });',
  ].join('\n');

export const stageMistakes: { readonly 'HDL-STAGE': Explanation } = {
  'HDL-STAGE': {
    why:
      'In one clock every stage of a pipeline holds another payload, so that values of two stages belong to different ones. What is ' +
      'computed from values of a stage belongs to it; constants, registers and inputs of the component belong to none. Name in ' +
      '`carry` what a later stage needs, and read it there as a property of what `carry` returned: each reading gives the value ' +
      'of the stage in which it is read. What looks across stages on purpose, such as forwarding, says `unstaged(...)`.',
    examples: [
      inBody(flowPorts, multiplyAdd('{ a, c }', 'a', 'c'), multiplyAdd('first', 'first.a', 'first.c')),
      inBody(flowPorts, lookup(0), lookup(1)),
      inBody(flowPorts, apart(''), apart('first.c')),
      inBody(streamPorts, stalled(''), stalled(', p.moves')),
    ],
  },
};
