// SPDX-License-Identifier: Apache-2.0
/** Statements as Verilog text, in the author's nesting. */
import type { Assign, Expression, Statement, Switch, Target } from '../ir/index.ts';
import type { Location } from '../location.ts';
import { type ElementAssign, elementOf, isChosenAlike, isElementAssign } from './element-writes.ts';
import { literalText, rangeText, wrapText } from './expression.ts';

export interface StatementStyle {
  /** Text of an expression. */
  readonly text: (node: Expression) => string;
  /** ` // file.ts:12`, or nothing when locators are off. */
  readonly locator: (location: Location, name?: string) => string;
  /** Marks a line for the source map alone. */
  readonly mark: (location: Location, name?: string) => string;
  /** `<=` in clocked blocks, `=` in combinational ones. */
  readonly operator: '<=' | '=';
  /** The integer that counts the parts of a word in a masked write; every block with such writes has one of its own. */
  readonly lane?: string;
}

/** Lines of a statement list. */
export const statementLines = (statements: readonly Statement[], style: StatementStyle, indent: string): string[] =>
  neighbours(statements).flatMap(group =>
    isElementAssign(group[0]!)
      ? elementLines(group as ElementAssign[], style, indent)
      : oneStatement(group[0]!, style, indent),
  );

/** Statements one by one, but assignments to elements together with those after them that the same value chooses. */
const neighbours = (statements: readonly Statement[]): Statement[][] => {
  const groups: Statement[][] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    if (last && isElementAssign(statement) && isElementAssign(last[0]!) && isChosenAlike(statement, last[0]))
      last.push(statement);
    else groups.push([statement]);
  }
  return groups;
};

const oneStatement = (statement: Statement, style: StatementStyle, indent: string): string[] => {
  switch (statement.kind) {
    case 'assign':
      return [assignLine(statement.target, statement, style, indent)];
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

const assignLine = (target: Target, { value, location }: Assign, style: StatementStyle, indent: string): string =>
  `${indent}${targetText(target)} ${style.operator} ${wrapText(style.text(value), `${indent}    `)};${style.mark(location)}`;

/** Neighbouring assignments to elements that one value chooses, as one case. */
const elementLines = (group: readonly ElementAssign[], style: StatementStyle, indent: string): string[] => {
  const [first] = group;
  const { value, count } = first!.target.index;
  const inner = `${indent}    `;
  const arms = Array.from({ length: count }, (_, i) => {
    const label = literalText(BigInt(i), value.width);
    const lines = group.map(one => assignLine(elementOf(one.target, i), one, style, `${inner}    `));
    return lines.length === 1
      ? [`${inner}${label}: ${lines[0]!.trimStart()}`]
      : [`${inner}${label}: begin`, ...lines, `${inner}end`];
  });
  return [
    `${indent}case (${style.text(value)})${style.mark(first!.location)}`,
    ...arms.flat(),
    ...(count < 2 ** value.width ? [`${inner}default: begin end`] : []),
    `${indent}endcase`,
  ];
};

const ifLines = (statement: Extract<Statement, { kind: 'if' }>, style: StatementStyle, indent: string): string[] => {
  const { branches, otherwise } = statement;
  const lines = branches.flatMap(({ condition, body }, i) => [
    `${indent}${i === 0 ? 'if' : 'end else if'} (${style.text(condition)}) begin${i === 0 ? style.locator(statement.location) : ''}`,
    ...statementLines(body, style, `${indent}    `),
  ]);
  if (otherwise) lines.push(`${indent}end else begin`, ...statementLines(otherwise, style, `${indent}    `));
  return [...lines, `${indent}end`];
};

const switchLines = (statement: Switch, style: StatementStyle, indent: string): string[] => {
  const width = statement.subject.width;
  const lines = [`${indent}case (${style.text(statement.subject)})${style.locator(statement.location)}`];
  // An empty arm says nothing where all other values do nothing, too.
  const isIdle = (statement.otherwise ?? []).length === 0;
  const arms = statement.cases.filter(({ body }) => body.length > 0 || !isIdle);
  for (const { value, label, body } of arms) {
    lines.push(...armLines(label ?? literalText(value, width), body, style, `${indent}    `));
  }
  if (statement.otherwise || BigInt(arms.length) < 1n << BigInt(width)) {
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
  const { lane } = style;
  const part = `[${lane} * ${memory.maskStride} +: ${memory.maskStride}]`;
  return [
    `${indent}for (${lane} = 0; ${lane} < ${mask.width}; ${lane} = ${lane} + 1) begin`,
    `${indent}    if (${style.text(mask)}[${lane}]) begin`,
    `${indent}        ${word}${part} <= ${data}${part};${style.mark(statement.location)}`,
    `${indent}    end`,
    `${indent}end`,
  ];
};
