// SPDX-License-Identifier: Apache-2.0
/** Clocked blocks as Verilog text, for every kind of reset. */
import type { Attributes } from '../ir/index.ts';
import { quoted } from '../verilog-text.ts';
import type { ProcessBlock } from './blocks.ts';
import type { ClockWires } from './clocking.ts';
import { literalText } from './expression.ts';
import { type StatementStyle, statementLines } from './statements.ts';

/** A clocked block: a synchronous reset overrides at the end, an asynchronous one comes first, as any does where `isEdge`. */
export const clockedLines = (
  block: ProcessBlock,
  { clock, reset }: ClockWires,
  style: StatementStyle,
  isEdge: boolean,
): string[] => {
  const resets = block.signals.filter(signal => signal.init !== undefined);
  const body = (indent: string): string[] => statementLines(block.statements, style, indent);
  if (!reset || resets.length === 0) return [`    always @(posedge ${clock}) begin`, ...body('        '), '    end'];
  const test = reset.active === 'high' ? reset.name : `!${reset.name}`;
  const values = resets.map(
    signal => `            ${signal.name} <= ${literalText(signal.init!, signal.width)};${style.mark(signal.location)}`,
  );
  if (reset.kind === 'sync' && !isEdge) {
    return [
      `    always @(posedge ${clock}) begin`,
      ...body('        '),
      `        if (${test}) begin`,
      ...values,
      '        end',
      '    end',
    ];
  }
  const edge = reset.kind === 'sync' ? '' : ` or ${reset.active === 'high' ? 'posedge' : 'negedge'} ${reset.name}`;
  return [
    `    always @(posedge ${clock}${edge}) begin`,
    `        if (${test}) begin`,
    ...values,
    '        end else begin',
    ...body('            '),
    '        end',
    '    end',
  ];
};

/** `a = 1, b = "text"`. */
export const attributeList = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : quoted(value)}`)
    .join(', ');

/** `(* a = 1 *) ` with a space after it, or nothing. */
export const attributeText = (attributes: Attributes | undefined): string =>
  attributes && Object.keys(attributes).length > 0 ? `(* ${attributeList(attributes)} *) ` : '';
