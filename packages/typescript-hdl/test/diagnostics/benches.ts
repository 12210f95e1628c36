// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes in benches, by code. */
import type { DiagnosticCode } from 'typescript-hdl';
import { type Example, inProgram } from './example.ts';

const device = `const device = component('device', {}, { d: input({ a: s(8), b: u(40) }), q: output(u(40)) }, ({ d, q }) => {
  const { words } = ram({ words: { shape: u(40), depth: 4 } });
  words.write(d.b.slice(0, 2), d.b);
  q.set(words.read(d.b.slice(2, 2)).xor(d.a.asUnsigned().zext(40)));
});
`;
const onDevice = (wrong: string, right: string): Example => {
  const program = (text: string): string => `${device}const bench = await testBench(device);\n${text}`;
  return inProgram(program(wrong), program(right));
};

/** What is added to the examples of the language itself. */
export const benchExamples: { readonly [C in DiagnosticCode]?: readonly Example[] } = {
  'HDL-SHAPE': [onDevice('bench.dut.d.set({ a: -1 } as any);', 'bench.dut.d.set({ a: -1, b: 2 });')],
  'HDL-RANGE': [
    onDevice(
      "bench.dut.d.b.set(2n ** 39n);\nbench.dut.d.b.number();\nbench.memory('words').read(4);",
      "bench.memory('words').read(3);",
    ),
    onDevice(
      "const wide = component('wide', {}, { d: input(u(80)), q: output(u(80)) }, ({ d, q }) => q.set(d));\nconst other = await testBench(wide);\nother.dut.d.set(2n ** 70n);\nother.dut.q.number();",
      "const wide = component('wide', {}, { d: input(u(80)), q: output(u(80)) }, ({ d, q }) => q.set(d));\nconst other = await testBench(wide);\nother.dut.d.set(2n ** 70n);\nother.dut.q.get();",
    ),
  ],
  'HDL-NAME': [onDevice("bench.memory('word');", "bench.memory('words');")],
  'HDL-CASE': [
    inProgram(
      `const three = component('three', {}, { code: input(u(2)), state: output(enumeration('idle', 'run', 'done')) }, ({ code, state }) =>
  state.set(asEnum(enumeration('idle', 'run', 'done'), code)),
);
const bench = await testBench(three);
bench.dut.code.set(3);
bench.dut.state.get();`,
      `const three = component('three', {}, { code: input(u(2)), state: output(enumeration('idle', 'run', 'done')) }, ({ code, state }) =>
  state.set(asEnum(enumeration('idle', 'run', 'done'), code)),
);
const bench = await testBench(three);
bench.dut.code.set(2);
bench.dut.state.get();`,
    ),
  ],
  'HDL-DOMAIN': [
    onDevice("bench.clock(clockDomain('rx'));", 'bench.clock();'),
    inProgram(
      `${device}await testBench(device, { clocks: [{ domain: clockDomain('rx'), period: 7 }] });`,
      `${device}await testBench(device, { clocks: [{ domain: defaultDomain, period: 7 }] });`,
    ),
  ],
  'HDL-PARAMETER': [
    inProgram(
      `${device}await testBench(device, { clocks: [{ domain: defaultDomain, period: 2.5 }] });`,
      `${device}await testBench(device, { clocks: [{ domain: defaultDomain, period: 5 }] });`,
    ),
  ],
  'HDL-ASSERT': [
    onDevice(
      "bench.start('wait', bench.clock().until(() => bench.dut.q.get() === 1n));\nawait bench.run({ within: 5 });",
      "bench.start('wait', bench.clock().until(() => bench.dut.q.get() === 0n));\nawait bench.run({ within: 5 });",
    ),
    inProgram(
      "const board = new Scoreboard<bigint>('words');\nboard.expect(1n);\nboard.check(2n);",
      "const board = new Scoreboard<bigint>('words');\nboard.expect(1n);\nboard.check(1n);",
    ),
  ],
};
