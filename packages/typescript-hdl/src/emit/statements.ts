/** Statements as Verilog text, in the author's nesting. */
import type { Assign, Statement, Switch, Target } from '../ir.ts';
import type { Location } from '../location.ts';
import type { Val } from '../value.ts';
import { elementWrites } from './element-writes.ts';
import { literalText, rangeText, wrapText } from './expression.ts';

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
      return assignLines(statement, style, indent);
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

/** The left-hand side of an assignment to fixed bits. */
export const targetText = ({ signal, lo, width }: Target): string =>
  width === signal.width ? signal.name : signal.name + rangeText(lo, width);

const assignLines = (statement: Assign, style: StatementStyle, indent: string): string[] => {
  const { target, value, location } = statement;
  const line = (place: Target, margin: string): string =>
    `${targetText(place)} ${style.operator} ${wrapText(style.text(value), `${margin}    `)};${style.mark(location)}`;
  if (!target.index) return [indent + line(target, indent)];
  const index = target.index.value;
  const inner = `${indent}    `;
  const writes = elementWrites(statement);
  return [
    `${indent}case (${style.text(index)})${style.mark(location)}`,
    ...writes.map(one => `${inner}${literalText(one.value, index.width)}: ${line(one.target, inner)}`),
    ...(writes.length < 2 ** index.width ? [`${inner}default: begin end`] : []),
    `${indent}endcase`,
  ];
};

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
