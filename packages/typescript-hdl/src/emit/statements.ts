/** Statements as Verilog text, in the author's nesting. */
import type { Assign, Statement, Switch, Target } from '../ir.ts';
import type { Location } from '../location.ts';
import { indexWidth } from '../shape.ts';
import type { Val } from '../value.ts';
import { indexText, literalText, rangeText, wrapText } from './expression.ts';

export interface StatementStyle {
  /** Text of an expression. */
  readonly text: (node: Val) => string;
  /** ` // file.ts:12`, or nothing when locators are off. */
  readonly locator: (location: Location, name?: string) => string;
  /** Marks a line for the source map alone. */
  readonly mark: (location: Location, name?: string) => string;
  /** `<=` in clocked blocks, `=` in combinational ones. */
  readonly operator: '<=' | '=';
}

/** Lines of a statement list. */
export const statementLines = (statements: readonly Statement[], style: StatementStyle, indent: string): string[] =>
  statements.flatMap(statement => oneStatement(statement, style, indent));

const oneStatement = (statement: Statement, style: StatementStyle, indent: string): string[] => {
  switch (statement.kind) {
    case 'assign':
      return [assignLine(statement, style, indent)];
    case 'if':
      return ifLines(statement, style, indent);
    case 'switch':
      return switchLines(statement, style, indent);
    case 'write':
      return writeLines(statement, style, indent);
    case 'check':
      return [
        `${indent}${statement.name}: ${statement.check} (${style.text(statement.condition)});${style.locator(statement.location)}`,
      ];
  }
};

/** The left-hand side of an assignment. */
export const targetText = ({ signal, lo, width, index }: Target, text: (node: Val) => string): string => {
  if (index) return signal.name + elementText(text(index.value), { signal, lo, width, index });
  return width === signal.width ? signal.name : signal.name + rangeText(lo, width);
};

/** The bits that an index chooses: whole elements from bit 0 on, or a part of each, or elements further up. */
const elementText = (text: string, { signal, lo, width, index }: Target): string => {
  const { value, stride } = index!;
  const bits = indexWidth(signal.width);
  if (lo === 0 && stride === width && (width > 1 || value.width === bits)) {
    return indexText(text, value.width, width, signal.width);
  }
  const padded = value.width < bits ? `{${literalText(0n, bits - value.width)}, ${text}}` : text;
  const moved = stride === 1 ? padded : `(${padded} * ${literalText(BigInt(stride), bits)})`;
  const position = lo === 0 ? moved : `${moved} + ${literalText(BigInt(lo), bits)}`;
  return width === 1 ? `[${position}]` : `[(${position}) +: ${width}]`;
};

const assignLine = ({ target, value, location }: Assign, style: StatementStyle, indent: string): string =>
  `${indent}${targetText(target, style.text)} ${style.operator} ${wrapText(style.text(value), `${indent}    `)};${style.mark(location)}`;

const ifLines = (statement: Extract<Statement, { kind: 'if' }>, style: StatementStyle, indent: string): string[] => {
  const lines = statement.branches.flatMap(({ condition, body }, i) => [
    `${indent}${i === 0 ? 'if' : 'end else if'} (${style.text(condition)}) begin${i === 0 ? style.locator(statement.location) : ''}`,
    ...statementLines(body, style, `${indent}    `),
  ]);
  if (statement.otherwise) {
    lines.push(`${indent}end else begin`, ...statementLines(statement.otherwise, style, `${indent}    `));
  }
  return [...lines, `${indent}end`];
};

const switchLines = (statement: Switch, style: StatementStyle, indent: string): string[] => {
  const width = statement.subject.width;
  const lines = [`${indent}case (${style.text(statement.subject)})${style.locator(statement.location)}`];
  for (const { value, label, body } of statement.cases) {
    lines.push(...armLines(label ?? literalText(value, width), body, style, `${indent}    `));
  }
  if (statement.otherwise || BigInt(statement.cases.length) < 1n << BigInt(width)) {
    lines.push(...armLines('default', statement.otherwise ?? [], style, `${indent}    `, statement.otherwiseLabel));
  }
  return [...lines, `${indent}endcase`];
};

const armLines = (
  label: string,
  body: readonly Statement[],
  style: StatementStyle,
  indent: string,
  comment?: string,
): string[] =>
  body.length === 0
    ? [`${indent}${label}: begin end${comment ? `  // ${comment}` : ''}`]
    : [
        `${indent}${label}: begin${comment ? `  // ${comment}` : ''}`,
        ...statementLines(body, style, `${indent}    `),
        `${indent}end`,
      ];

const writeLines = (
  statement: Extract<Statement, { kind: 'write' }>,
  style: StatementStyle,
  indent: string,
): string[] => {
  const { memory, mask } = statement;
  const word = `${memory.name}[${style.text(statement.address)}]`;
  const data = style.text(statement.data);
  if (!mask) return [`${indent}${word} <= ${wrapText(data, `${indent}    `)};${style.mark(statement.location)}`];
  const part = `[i * ${memory.maskStride} +: ${memory.maskStride}]`;
  return [
    `${indent}for (i = 0; i < ${mask.width}; i = i + 1) begin`,
    `${indent}    if (${style.text(mask)}[i]) begin`,
    `${indent}        ${word}${part} <= ${data}${part};${style.mark(statement.location)}`,
    `${indent}    end`,
    `${indent}end`,
  ];
};
