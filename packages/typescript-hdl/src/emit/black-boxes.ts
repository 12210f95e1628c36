// SPDX-License-Identifier: Apache-2.0
/** Black boxes in Verilog: parameters of their instances, and stubs for tools that do not know them. */

import { HdlError } from '../diagnostic.ts';
import type { ModuleDefinition, Parameter } from '../ir/index.ts';
import { quoted } from '../verilog-text.ts';
import { literalText, rangeText } from './expression.ts';

/** `#(.A (1), .B ("x")) `, or nothing. */
export const parameterText = ({ options }: ModuleDefinition): string => {
  const parameters = Object.entries(options.blackBox?.parameters ?? {});
  if (parameters.length === 0) return '';
  return `#(${parameters.map(([name, value]) => `.${name}(${valueText(value)})`).join(', ')}) `;
};

const valueText = (value: Parameter): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? "1'b1" : "1'b0";
  if (typeof value === 'number') return String(value);
  return literalText(BigInt(value.value), value.width);
};

/** One stub for each black box of a design: an empty module with its ports and all parameters that anybody sets. */
export const stubsOf = (definitions: readonly ModuleDefinition[]): { name: string; verilog: string }[] => {
  const byName = new Map<string, ModuleDefinition[]>();
  for (const definition of definitions) {
    if (!definition.options.blackBox) continue;
    byName.set(definition.name, [...(byName.get(definition.name) ?? []), definition]);
  }
  return [...byName].map(([name, same]) => ({ name, verilog: stubText(name, same) }));
};

const stubText = (name: string, same: readonly ModuleDefinition[]): string => {
  const ports = same.map(portTexts);
  const other = ports.findIndex(lines => lines.join() !== ports[0]!.join());
  if (other >= 0) {
    throw new HdlError(
      'HDL-VARIANT',
      `The black box '${name}' is described twice with different ports.`,
      same[0]!.location,
      same[other]!.location,
    );
  }
  const parameters = new Map(same.flatMap(({ options }) => Object.entries(options.blackBox!.parameters)));
  const list = [...parameters].map(([key, value]) => `parameter ${key} = ${valueText(value)}`);
  return [
    '/* verilator lint_off UNUSEDSIGNAL */',
    '/* verilator lint_off UNUSEDPARAM */',
    '/* verilator lint_off UNDRIVEN */',
    '(* blackbox *)',
    list.length > 0 ? `module ${name} #(\n    ${list.join(',\n    ')}\n) (` : `module ${name} (`,
    ports[0]!.map(line => `    ${line}`).join(',\n'),
    ');',
    'endmodule',
    '',
  ].join('\n');
};

const portTexts = (definition: ModuleDefinition): string[] =>
  definition.words.map(({ name, width, direction }) => {
    const range = width === 1 ? '' : `${rangeText(0, width)} `;
    return `${direction === 'in' ? 'input ' : 'output'} wire ${range}${name}`;
  });
