// SPDX-License-Identifier: Apache-2.0
/** JavaScript constructs that mean nothing when an operand is hardware, found in the syntax tree alone. */
import type { LintCode } from '../diagnostic.ts';
import type { SyntaxKinds, SyntaxNode } from './compiler.ts';

/** A construct that is wrong when its operands are hardware: all of them, or `some`. */
export interface Suspect {
  readonly code: LintCode;
  readonly operands: readonly SyntaxNode[];
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

const equality = [
  'EqualsEqualsToken',
  'EqualsEqualsEqualsToken',
  'ExclamationEqualsToken',
  'ExclamationEqualsEqualsToken',
];
const logical = [
  'AmpersandAmpersandToken',
  'BarBarToken',
  'QuestionQuestionToken',
  'AmpersandAmpersandEqualsToken',
  'BarBarEqualsToken',
  'QuestionQuestionEqualsToken',
];
const arithmetic = [
  'PlusToken',
  'MinusToken',
  'AsteriskToken',
  'AsteriskAsteriskToken',
  'SlashToken',
  'PercentToken',
  'AmpersandToken',
  'BarToken',
  'CaretToken',
  'LessThanLessThanToken',
  'GreaterThanGreaterThanToken',
  'GreaterThanGreaterThanGreaterThanToken',
  'LessThanToken',
  'LessThanEqualsToken',
  'GreaterThanToken',
  'GreaterThanEqualsToken',
  'PlusEqualsToken',
  'MinusEqualsToken',
  'AsteriskEqualsToken',
  'AmpersandEqualsToken',
  'BarEqualsToken',
  'CaretEqualsToken',
];
/** Operands whose syntax says that they are no hardware: asking for their types would only cost time. */
const plain = [
  'NumericLiteral',
  'BigIntLiteral',
  'StringLiteral',
  'NoSubstitutionTemplateLiteral',
  'TemplateExpression',
  'TrueKeyword',
  'FalseKeyword',
];

/** The parts of the nodes that matter here. */
interface Parts extends SyntaxNode {
  readonly expression?: SyntaxNode;
  readonly condition?: SyntaxNode;
  readonly operand?: SyntaxNode;
  readonly operator?: number;
  readonly arguments?: readonly SyntaxNode[];
  readonly left?: SyntaxNode;
  readonly operatorToken?: SyntaxNode;
  readonly right?: SyntaxNode;
}

/** The suspicion that a node raises by its kind, for a compiler whose kinds have these numbers. */
export const suspicions = (kinds: SyntaxKinds): ((node: SyntaxNode) => Suspect | undefined) => {
  const numbers = (names: readonly string[]): ReadonlySet<unknown> => new Set(names.map(name => kinds[name]));
  const [isPlain, isEquality, isLogical, isArithmetic] = [plain, equality, logical, arithmetic].map(numbers) as [
    ReadonlySet<unknown>,
    ReadonlySet<unknown>,
    ReadonlySet<unknown>,
    ReadonlySet<unknown>,
  ];

  const suspect = (
    code: LintCode,
    operands: readonly (SyntaxNode | undefined)[],
    some = false,
  ): Suspect | undefined => {
    const open = operands.filter(node => node !== undefined).filter(node => !isPlain.has(node.kind));
    return open.length === 0 || (!some && open.length < operands.length) ? undefined : { code, operands: open, some };
  };

  const binarySuspect = ({ left, operatorToken, right }: Parts): Suspect | undefined => {
    const kind = operatorToken?.kind;
    if (isLogical.has(kind)) return suspect('LINT-LOGICAL', [left]);
    if (isEquality.has(kind)) return suspect('LINT-EQUAL', [left, right]);
    if (isArithmetic.has(kind)) return suspect('LINT-ARITHMETIC', [left, right], true);
    return undefined;
  };

  return node => {
    const parts: Parts = node;
    switch (node.kind) {
      case kinds['IfStatement']:
      case kinds['WhileStatement']:
      case kinds['DoStatement']:
        return suspect('LINT-CONDITION', [parts.expression]);
      case kinds['ForStatement']:
      case kinds['ConditionalExpression']:
        return suspect('LINT-CONDITION', [parts.condition]);
      case kinds['CallExpression']:
        return parts.expression?.getText() === 'Boolean' ? suspect('LINT-CONDITION', parts.arguments ?? []) : undefined;
      case kinds['SwitchStatement']:
        return suspect('LINT-SWITCH', [parts.expression]);
      case kinds['TemplateSpan']:
        return suspect('LINT-TEXT', [parts.expression]);
      case kinds['PrefixUnaryExpression']:
        return suspect(parts.operator === kinds['ExclamationToken'] ? 'LINT-NOT' : 'LINT-ARITHMETIC', [parts.operand]);
      case kinds['PostfixUnaryExpression']:
        return suspect('LINT-ARITHMETIC', [parts.operand]);
      case kinds['BinaryExpression']:
        return binarySuspect(parts);
      default:
        return undefined;
    }
  };
};
