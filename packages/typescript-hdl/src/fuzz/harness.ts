// SPDX-License-Identifier: Apache-2.0
/** Verilog and C++ around a batch of subjects, so that one build of each simulator runs all of them. */

import { literalText } from '../emit/expression.ts';
import { startsReset } from '../ir/index.ts';
import { layOut, type Storage } from '../simulate/storage.ts';
import type { Subject } from './subject.ts';

/** Bits of the bus that a subject's data ports share; never so few that Verilator makes it a plain integer. */
const busWidth = (widths: readonly number[]): number =>
  Math.max(96, 32 * Math.ceil(widths.reduce((sum, width) => sum + width, 0) / 32));

export const inputBus = ({ inputs }: Subject): number => busWidth(inputs.map(port => port.width));
export const outputBus = ({ outputs }: Subject): number => busWidth(outputs.map(port => port.width));

export const topName = 'fuzz_batch';

const wiresOf = ({ clocks }: Subject): string[] =>
  clocks.flatMap(({ clock, reset }) => [clock, ...(reset === undefined ? [] : [reset])]);

/** Ports of a batch: clocks and resets of every subject as single wires, and its buses. */
const batchPorts = (subjects: readonly Subject[]): { readonly name: string; readonly text: string }[] =>
  subjects.flatMap(subject =>
    [
      ...wiresOf(subject).map(wire => ['input wire', wire] as const),
      [`input wire [${inputBus(subject) - 1}:0]`, 'in'] as const,
      [`output wire [${outputBus(subject) - 1}:0]`, 'out'] as const,
    ].map(([kind, own]) => ({ name: `${subject.name}_${own}`, text: `${kind} ${subject.name}_${own}` })),
  );

const moduleText = (name: string, subjects: readonly Subject[], items: readonly string[]): string =>
  [
    '/* verilator lint_off UNUSEDSIGNAL */',
    `module ${name} (`,
    batchPorts(subjects)
      .map(port => `    ${port.text}`)
      .join(',\n'),
    ');',
    ...items,
    'endmodule',
    '',
  ].join('\n');

/** One module that instantiates every subject as `u_<name>`. */
export const batchModule = (subjects: readonly Subject[], name = topName): string =>
  moduleText(name, subjects, subjects.map(instanceText));

/** The same module made from others that hold some of the subjects each. */
export const joinedModule = (
  groups: readonly { readonly top: string; readonly subjects: readonly Subject[] }[],
): string =>
  moduleText(
    topName,
    groups.flatMap(({ subjects }) => subjects),
    groups.map(({ top, subjects }) => {
      const connections = batchPorts(subjects).map(({ name }) => `.${name}(${name})`);
      return `    ${top} u_${top} (${connections.join(', ')});`;
    }),
  );

const instanceText = (subject: Subject): string => {
  const { name, emitted, inputs, outputs } = subject;
  const connections = wiresOf(subject).map(wire => `.${wire}(${name}_${wire})`);
  for (const [bus, ports] of [
    ['in', inputs],
    ['out', outputs],
  ] as const) {
    let lo = 0;
    for (const port of ports) {
      connections.push(`.${port.name}(${name}_${bus}[${lo} +: ${port.width}])`);
      lo += port.width;
    }
  }
  const used = outputs.reduce((sum, port) => sum + port.width, 0);
  const bus = outputBus(subject);
  const rest = used < bus ? `    assign ${name}_out[${bus - 1}:${used}] = 0;\n` : '';
  return `${rest}    ${emitted.top} u_${name} (${connections.join(', ')});`;
};

/** The stimulus of a subject, one hexadecimal word a clock: levels of resets, ticks of clocks, then the input bus. */
export const stimulusText = (subject: Subject): string =>
  subject.slots
    .map(({ ticks, resets, inputs }) => {
      let word = 0n;
      let lo = 0n;
      inputs.forEach((value, i) => {
        word |= value << lo;
        lo += BigInt(subject.inputs[i]!.width);
      });
      const flags = ticks.reduce((all, tick, i) => all | ((tick ? 1 : 0) << i) | ((resets[i] ? 1 : 0) << (8 + i)), 0);
      return ((BigInt(flags) << BigInt(inputBus(subject))) | word)
        .toString(16)
        .padStart(4 + inputBus(subject) / 4, '0');
    })
    .join('\n');

/**
 * Icarus' bench: everything starts at 0, and a line is printed for every subject in every clock. A netlist has no registers
 * by name; it starts as its cells do.
 */
export const icarusBench = (subjects: readonly Subject[], design: 'source' | 'netlist'): string => {
  const clocks = subjects[0]!.slots.length;
  const wires = ({ clocks: all }: Subject): (readonly [wire: string, bit: number])[] =>
    all.flatMap(({ clock, reset }, i) => [
      [clock, i] as const,
      ...(reset === undefined ? [] : [[reset, 8 + i] as const]),
    ]);
  const declared = subjects.map(subject => {
    const bits = inputBus(subject);
    return [
      ...wires(subject).map(([wire]) => `    reg ${subject.name}_${wire};`),
      `    reg [15:0] ${subject.name}_flags; reg [${bits - 1}:0] ${subject.name}_in; wire [${outputBus(subject) - 1}:0] ${subject.name}_out;`,
      `    reg [${bits + 15}:0] ${subject.name}_all [0:${clocks - 1}];`,
    ].join('\n');
  });
  const each = (text: (subject: Subject) => string): string => subjects.map(text).join('\n        ');
  const names = subjects.flatMap(subject =>
    [...wires(subject).map(([wire]) => wire), 'in', 'out'].map(one => `${subject.name}_${one}`),
  );
  return [
    'module bench;',
    ...declared,
    '    integer t, i;',
    `    ${topName} batch (${names.map(name => `.${name}(${name})`).join(', ')});`,
    '    initial begin',
    `        ${each(({ name }) => `$readmemh("${name}.hex", ${name}_all);`)}`,
    `        ${each(subject => subject.clocks.map(({ clock }) => `${subject.name}_${clock} = 0;`).join(' '))}`,
    // The inverse of a clock rises when the clock gets its first level; what that does is undone.
    '        #1;',
    `        ${design === 'source' ? each(subject => zeros(subject)) : ''}`,
    `        for (t = 0; t < ${clocks}; t = t + 1) begin`,
    `        ${each(({ name }) => `{${name}_flags, ${name}_in} = ${name}_all[t];`)}`,
    `        ${each(subject =>
      wires(subject)
        .filter(([, bit]) => bit >= 8)
        .map(([wire, bit]) => `${subject.name}_${wire} = ${subject.name}_flags[${bit}];`)
        .join(' '),
    )}`,
    '        #1;',
    `        ${each(({ name }) => `$display("%h", ${name}_out);`)}`,
    `        ${each(subject =>
      wires(subject)
        .filter(([, bit]) => bit < 8)
        .map(([wire, bit]) => `${subject.name}_${wire} = ${subject.name}_flags[${bit}];`)
        .join(' '),
    )}`,
    '        #1;',
    `        ${each(subject => subject.clocks.map(({ clock }) => `${subject.name}_${clock} = 0;`).join(' '))}`,
    '        #1;',
    '        end',
    '        $finish(0);',
    '    end',
    'endmodule',
    '',
  ].join('\n');
};

/** Registers start at their first values, or else as memories without contents at 0 as they do in a two-valued simulator. */
const zeros = (subject: Subject): string => {
  const { scopes }: Storage = layOut(subject.definition, subject.domain);
  const lines: string[] = [];
  for (const { path, module, clockOf } of scopes) {
    const inside = ['batch', `u_${subject.name}`, ...(path === '' ? [] : [path])].join('.');
    for (const signal of module.signals) {
      if (signal.kind !== 'reg') continue;
      const isStarted = signal.init !== undefined && startsReset(clockOf(signal.domain).domain.reset);
      lines.push(`${inside}.${signal.name} = ${isStarted ? literalText(signal.init, signal.width) : '0'};`);
    }
    for (const memory of module.memories) {
      for (const { output } of memory.kind === 'distributed' ? [] : memory.reads) {
        lines.push(`${inside}.${output.name} = 0;`);
      }
      if (!memory.init) {
        lines.push(`for (i = 0; i < ${memory.depth}; i = i + 1) ${inside}.${memory.name}[i] = 0;`);
      }
    }
  }
  return lines.join('\n        ');
};

/** Verilator's bench, which reads the same files and prints the same lines. */
export const verilatorBench = (subjects: readonly Subject[]): string => {
  const clocks = subjects[0]!.slots.length;
  const rows = subjects.map(subject => {
    const { name, clocks: own } = subject;
    const list = (texts: readonly string[]): string => `{${[...texts, 'nullptr'].join(', ')}}`;
    const tick = list(own.map(({ clock }) => `&top.${name}_${clock}`));
    const reset = list(own.map(one => (one.reset === undefined ? 'nullptr' : `&top.${name}_${one.reset}`)));
    const input = `&top.${name}_in[0], ${inputBus(subject) / 32}`;
    return `    {"${name}.hex", ${own.length}, ${tick}, ${reset}, ${input}, &top.${name}_out[0], ${outputBus(subject) / 32}},`;
  });
  return `#include "verilated.h"
#include "V${topName}.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
struct Subject { const char* file; int clocks; CData* tick[8]; CData* reset[8]; EData* in; int ins; EData* out; int outs; FILE* stimulus; unsigned flags; };
static char line[1 << 16];
static unsigned digits(const char* from, int count) { char text[9]; memcpy(text, from, count); text[count] = 0; return (unsigned)strtoul(text, nullptr, 16); }
int main(int argc, char** argv) {
  Verilated::commandArgs(argc, argv);
  static V${topName} top;
  static Subject subjects[] = {
${rows.join('\n')}
  };
  for (Subject& s : subjects) s.stimulus = fopen(s.file, "r");
  for (int t = 0; t < ${clocks}; t++) {
    for (Subject& s : subjects) {
      if (!fgets(line, sizeof line, s.stimulus)) return 2;
      s.flags = digits(line, 4);
      for (int i = 0; i < s.ins; i++) s.in[i] = digits(line + 4 + 8 * (s.ins - 1 - i), 8);
      for (int i = 0; i < s.clocks; i++) if (s.reset[i]) *s.reset[i] = s.flags >> (8 + i) & 1;
    }
    top.eval();
    for (Subject& s : subjects) { for (int i = s.outs - 1; i >= 0; i--) printf("%08x", s.out[i]); putchar('\\n'); }
    for (Subject& s : subjects) for (int i = 0; i < s.clocks; i++) *s.tick[i] = s.flags >> i & 1;
    top.eval();
    for (Subject& s : subjects) for (int i = 0; i < s.clocks; i++) *s.tick[i] = 0;
    top.eval();
  }
  return 0;
}
`;
};

/** Cuts the lines that a bench printed into values of the outputs; unknown bits make a value 'x'. */
export const rowsOf = (subjects: readonly Subject[], text: string): string[][][] => {
  const lines = text.trim().split('\n');
  const clocks = subjects[0]!.slots.length;
  return subjects.map((subject, s) =>
    Array.from({ length: clocks }, (_, t) => valuesOf(subject, lines[t * subjects.length + s] ?? '')),
  );
};

const valuesOf = ({ outputs }: Subject, line: string): string[] => {
  let lo = 0;
  const bits = [...line]
    .map(digit => (/[0-9a-f]/.test(digit) ? Number.parseInt(digit, 16).toString(2).padStart(4, '0') : 'xxxx'))
    .join('');
  return outputs.map(({ width }) => {
    const part = bits.slice(bits.length - lo - width, bits.length - lo);
    lo += width;
    return /^[01]+$/.test(part) ? BigInt(`0b${part}`).toString(16) : 'x';
  });
};
