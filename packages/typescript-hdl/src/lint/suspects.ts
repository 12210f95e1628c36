// SPDX-License-Identifier: Apache-2.0
/** JavaScript constructs that mean nothing when an operand is hardware, found in the syntax tree alone. */
import { type BinaryExpression, type Node, SyntaxKind } from 'typescript/unstable/ast';
import type { LintCode } from '../diagnostic.ts';

/** A construct that is wrong when its operands are hardware: all of them, or `some`. */
export interface Suspect {
  readonly code: LintCode;
  readonly operands: readonly Node[];
  readonly some: boolean;
}

/** What is wrong about each construct, and what says what was meant. */
export const advice = {
  'LINT-CONDITION': 'A hardware value is always truthy in JavaScript; use when(), mux() or match().',
  'LINT-LOGICAL': 'JavaScript picks one of the operands here; use and() or or().',
  'LINT-NOT': 'This is always false in JavaScript; use not().',
  'LINT-EQUAL': 'This compares JavaScript objects; use eq() or ne().',
  'LINT-SWITCH': 'This compares JavaScript objects with the cases; use match().',
  'LINT-TEXT': 'A hardware value has no text in JavaScript; the design has names, and a waveform has the values.',
  'LINT-ARITHMETIC': 'JavaScript cannot calculate with hardware; use add(), sub(), lt(), shl() and the other methods.',
} as const satisfies { readonly [C in Exclude<LintCode, 'LINT-WAIVER'>]: string };

const equality: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);
const logical: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);
const arithmetic: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.AmpersandToken,
  SyntaxKind.BarToken,
  SyntaxKind.CaretToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.PlusEqualsToken,
  SyntaxKind.MinusEqualsToken,
  SyntaxKind.AsteriskEqualsToken,
  SyntaxKind.AmpersandEqualsToken,
  SyntaxKind.BarEqualsToken,
  SyntaxKind.CaretEqualsToken,
]);
/** Operands whose syntax says that they are no hardware: asking for their types would only cost time. */
const plain: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.NumericLiteral,
  SyntaxKind.BigIntLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateExpression,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
]);

const suspect = (code: LintCode, operands: readonly (Node | undefined)[], some = false): Suspect | undefined => {
  const open = operands.filter(node => node !== undefined).filter(node => !plain.has(node.kind));
  return open.length === 0 || (!some && open.length < operands.length) ? undefined : { code, operands: open, some };
};

/** The suspicion that a node raises by its kind. */
export const suspectOf = (node: Node): Suspect | undefined => {
  const parts = node as Node & {
    expression?: Node;
    condition?: Node;
    operand?: Node;
    operator?: SyntaxKind;
    arguments?: readonly Node[];
  };
  switch (node.kind) {
    case SyntaxKind.IfStatement:
    case SyntaxKind.WhileStatement:
    case SyntaxKind.DoStatement:
      return suspect('LINT-CONDITION', [parts.expression]);
    case SyntaxKind.ForStatement:
    case SyntaxKind.ConditionalExpression:
      return suspect('LINT-CONDITION', [parts.condition]);
    case SyntaxKind.CallExpression:
      return parts.expression?.getText() === 'Boolean' ? suspect('LINT-CONDITION', parts.arguments ?? []) : undefined;
    case SyntaxKind.SwitchStatement:
      return suspect('LINT-SWITCH', [parts.expression]);
    case SyntaxKind.TemplateSpan:
      return suspect('LINT-TEXT', [parts.expression]);
    case SyntaxKind.PrefixUnaryExpression:
      return suspect(parts.operator === SyntaxKind.ExclamationToken ? 'LINT-NOT' : 'LINT-ARITHMETIC', [parts.operand]);
    case SyntaxKind.PostfixUnaryExpression:
      return suspect('LINT-ARITHMETIC', [parts.operand]);
    case SyntaxKind.BinaryExpression:
      return binarySuspect(node as BinaryExpression);
    default:
      return undefined;
  }
};

const binarySuspect = ({ left, operatorToken, right }: BinaryExpression): Suspect | undefined => {
  if (logical.has(operatorToken.kind)) return suspect('LINT-LOGICAL', [left]);
  if (equality.has(operatorToken.kind)) return suspect('LINT-EQUAL', [left, right]);
  if (arithmetic.has(operatorToken.kind)) return suspect('LINT-ARITHMETIC', [left, right], true);
  return undefined;
};
