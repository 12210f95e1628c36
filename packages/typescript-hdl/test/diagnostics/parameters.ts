// SPDX-License-Identifier: Apache-2.0
/** Examples of mistakes in what components, register maps and other tools are given. */
import { type Explanation, inBody, inProgram } from './example.ts';

/** `HDL-PARAMETER`: numbers, words and layouts that a component cannot be built with. */
export const parameterMistake: Explanation = {
  why:
    'A component cannot be built with every number: a FIFO whose pointers wrap needs a depth that is a power of two, an arbiter needs ' +
    'somebody to ask. The message cites the line that asked for it. `checkParameter` says so in components of your own.',
  examples: [
    inProgram('emitVerilog(roundRobinArbiter(0));', 'emitVerilog(roundRobinArbiter(4));'),
    inProgram('emitVerilog(weightedArbiter([3, 0]));', 'emitVerilog(weightedArbiter([3, 1]));'),
    inProgram('emitVerilog(fifo(u(8), 12));', 'emitVerilog(fifo(u(8), 16));'),
    inProgram(
      "emitVerilog(asyncFifo(u(8), 2, clockDomain('rx'), clockDomain('tx')));",
      "emitVerilog(asyncFifo(u(8), 4, clockDomain('rx'), clockDomain('tx')));",
    ),
    inProgram(
      'emitVerilog(packetFifo({ data: u(8) }, 16));',
      'emitVerilog(packetFifo({ data: u(8), last: bit() }, 16));',
    ),
    inProgram(
      "emitVerilog(packetFifo({ data: u(8), last: bit() }, 16, 'wait' as any));",
      "emitVerilog(packetFifo({ data: u(8), last: bit() }, 16, 'stall'));",
    ),
    inProgram('axiStream(12);', 'axiStream(16);'),
    inBody(
      'data: input(u(8)), crc: output(u(32))',
      'const { state } = reg({ state: u(16, 0xffff) });\nstate.set(crcStep(ethernetCrc, state, data).trunc(16));\ncrc.set(state.zext(32));',
      'const { state } = reg({ state: u(32, 0xffffffff) });\nstate.set(crcStep(ethernetCrc, state, data));\ncrc.set(state);',
    ),
    inBody(
      'data: input(u(16)), keep: input(u(2)), crc: output(u(32))',
      'const { state } = reg({ state: u(16, 0xffff) });\nstate.set(crcBytes(ethernetCrc, state, data, keep).trunc(16));\ncrc.set(state.zext(32));',
      'const { state } = reg({ state: u(32, 0xffffffff) });\nstate.set(crcBytes(ethernetCrc, state, data, keep));\ncrc.set(state);',
    ),
    inBody(
      'data: input(u(12)), keep: input(u(2)), crc: output(u(32))',
      'const { state } = reg({ state: u(32, 0xffffffff) });\nstate.set(crcBytes(ethernetCrc, state, data, keep));\ncrc.set(state);',
      'const { state } = reg({ state: u(32, 0xffffffff) });\nstate.set(crcBytes(ethernetCrc, state, data.zext(16), keep));\ncrc.set(state);',
    ),
    inProgram(
      'crcMatrix({ width: 5, polynomial: 0x05n, reflected: false }, 11);',
      'crcMatrix({ width: 5, polynomial: 0x05n, reflected: true }, 11);',
    ),
    inBody(
      'd: input(bit()), q: output(bit())',
      'const { held } = reg({ held: bit(0) });\nattribute(held, { max_fanout: 1.5 });\nheld.set(d);\nq.set(held);',
      'const { held } = reg({ held: bit(0) });\nattribute(held, { max_fanout: 2 });\nheld.set(d);\nq.set(held);',
    ),
    inProgram(
      "blackBox('LUT6', { I0: input(bit()), O: output(bit()) }, { parameters: { INIT: 2 ** 40 } });",
      "blackBox('LUT6', { I0: input(bit()), O: output(bit()) }, { parameters: { INIT: { width: 64, value: 2n ** 40n } } });",
    ),
    inProgram('emitVerilog(streamFork(u(8), 0));', 'emitVerilog(streamFork(u(8), 2));'),
    inProgram('emitVerilog(synchroniser(1, 1));', 'emitVerilog(synchroniser(1, 2));'),
    inProgram('emitVerilog(widen(12, 2));', 'emitVerilog(widen(16, 2));'),
    inProgram(
      'const key = new Uint8Array(16);\ntoeplitzMatrix(key, 256);',
      'const key = new Uint8Array(40);\ntoeplitzMatrix(key, 256);',
    ),
    inProgram(
      "registerMap('timer', { control: { access: 'rw', offset: 2, fields: { enable: { bits: 1 } } } });",
      "registerMap('timer', { control: { access: 'rw', offset: 4, fields: { enable: { bits: 1 } } } });",
    ),
    inProgram(
      "registerMap('timer', { control: { access: 'rw', fields: { period: { bits: 33 } } } });",
      "registerMap('timer', { control: { access: 'rw', fields: { period: { bits: 32 } } } });",
    ),
    inProgram(
      "registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1 }, period: { bits: 8, lsb: 0 } } } });",
      "registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1 }, period: { bits: 8, lsb: 8 } } } });",
    ),
    inProgram(
      "registerMap('timer', { channel: { count: 4, stride: 12, registers: { period: { access: 'rw' } } } });",
      "registerMap('timer', { channel: { count: 4, stride: 16, registers: { period: { access: 'rw' } } } });",
    ),
    inProgram(
      "registerMap('timer', { channel: { count: 4, offset: 8, registers: { period: { access: 'rw' } } } });",
      "registerMap('timer', { channel: { count: 4, offset: 16, registers: { period: { access: 'rw' } } } });",
    ),
    inProgram(
      "registerMap('timer', { channel: { count: 4, stride: 16, tolerant: true, registers: { period: { access: 'rw' } } } });",
      "registerMap('timer', { channel: { count: 4, stride: 16, tolerant: true, external: true, registers: { period: { access: 'wo' } } } });",
    ),
    inProgram(
      "registerMap('timer', { count: { access: 'ro', guarded: true, fields: { value: { bits: 8 } } } });",
      "registerMap('timer', { count: { access: 'rw', guarded: true, fields: { value: { bits: 8 } } } });",
    ),
    inProgram(
      "registerMap('timer', { count: { access: 'rw', guarded: 'mode' }, mode: { access: 'rw', fields: { fast: { bits: 1 } } } });",
      "registerMap('timer', { count: { access: 'rw', guarded: 'global' }, mode: { access: 'rw', guarded: true, fields: { fast: { bits: 1 } } } });",
    ),
    inProgram(
      "registerMap('timer', { channel: { stride: 4, registers: { period: { access: 'rw', offset: 8 } } } });",
      "registerMap('timer', { channel: { stride: 16, registers: { period: { access: 'rw', offset: 8 } } } });",
    ),
    inProgram(
      "registerMap('timer', { channel: { external: true, registers: { events: { access: 'w1c' } } } });",
      "registerMap('timer', { channel: { registers: { events: { access: 'w1c' } } } });",
    ),
    inProgram(
      "registerMap('timer', { channel: { count: 4, registers: { start: { access: 'wo' } } } });",
      "registerMap('timer', { channel: { count: 4, external: true, registers: { start: { access: 'wo' } } } });",
    ),
    inProgram(
      "registerMap('timer', { control: { access: 'rw', offset: 16 }, channel: { offset: 16, registers: { period: { access: 'rw' } } } });",
      "registerMap('timer', { control: { access: 'rw', offset: 0 }, channel: { offset: 16, registers: { period: { access: 'rw' } } } });",
    ),
    inProgram(
      `
const { blocks } = registerMap('timer', { channel: { registers: { period: { access: 'rw' } } } });
registerMapOf('timers', [...blocks, { ...blocks[0]!, base: 16 }]);
`,
      `
const { blocks } = registerMap('timer', { channel: { registers: { period: { access: 'rw' } } } });
registerMapOf('timers', [...blocks, { ...blocks[0]!, name: 'other', base: 16 }]);
`,
    ),
    inProgram(
      `
const { blocks } = registerMap('timer', { channel: { count: 4, registers: { period: { access: 'rw' } } } });
registerMapOf('timer', blocks, 3);
`,
      `
const { blocks } = registerMap('timer', { channel: { count: 4, registers: { period: { access: 'rw' } } } });
registerMapOf('timer', blocks, 4);
`,
    ),
    inProgram(
      "registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1, reset: 2 } } } });",
      "registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1, reset: 1 } } } });",
    ),
    inProgram(
      `
const map = registerMap('timer', { channel: { count: 4, registers: { period: { access: 'rw' } } } });
const bus = { read: async () => 0, write: async () => {} };
(registerAccessor(map, bus) as any).channel(4);`,
      `
const map = registerMap('timer', { channel: { count: 4, registers: { period: { access: 'rw' } } } });
const bus = { read: async () => 0, write: async () => {} };
(registerAccessor(map, bus) as any).channel(3);`,
    ),
    inProgram(
      `
const map = registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1 }, limit: { bits: 12 } } } });
const timer = registerAccessor(map, { read: async () => 0, write: async () => {} });
await timer.control.write({ enable: 2 });`,
      `
const map = registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1 }, limit: { bits: 12 } } } });
const timer = registerAccessor(map, { read: async () => 0, write: async () => {} });
await timer.control.write({ enable: 1 });`,
    ),
    inProgram(
      `
const map = registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1 } } } });
const timer = registerAccessor(map, { read: async () => 0, write: async () => {} });
await (timer.control as any).write({ enabled: 1 });`,
      `
const map = registerMap('timer', { control: { access: 'rw', fields: { enable: { bits: 1 } } } });
const timer = registerAccessor(map, { read: async () => 0, write: async () => {} });
await timer.control.write({ enable: 1 });`,
    ),
    inProgram(
      `
const blinker = (clocks: number) => {
  checkParameter(clocks >= 2, \`A blinker stays on for at least 2 clocks, not \${clocks}.\`);
  return component('blinker', { clocks }, { led: output(bit()) }, ({ led }) => {
    const { count } = reg({ count: u(indexWidth(clocks), 0) });
    count.set(mux(count.eq(clocks - 1), 0, count.add(1)));
    led.set(count.eq(0));
  });
};
emitVerilog(blinker(1));`,
      `
const blinker = (clocks: number) => {
  checkParameter(clocks >= 2, \`A blinker stays on for at least 2 clocks, not \${clocks}.\`);
  return component('blinker', { clocks }, { led: output(bit()) }, ({ led }) => {
    const { count } = reg({ count: u(indexWidth(clocks), 0) });
    count.set(mux(count.eq(clocks - 1), 0, count.add(1)));
    led.set(count.eq(0));
  });
};
emitVerilog(blinker(50));`,
    ),
  ],
};
