/**
 * Finds JavaScript operators on hardware values, which compile and mean nothing: `if (signal)`, `a ? x : y`, `a && b`,
 * `!a`, `a === b`. Asks the TypeScript compiler for the type of every suspicious operand.
 */
import { type BinaryExpression, type Node, SyntaxKind } from 'typescript/unstable/ast';
import { API, type Project, type Type } from 'typescript/unstable/sync';

/** One use of a hardware value as a JavaScript value. */
export interface FootGun {
  readonly file: string;
  /** Line and column, from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** An operand that must not be hardware; a comparison is wrong only when both of its operands are. */
interface Suspect {
  readonly operands: readonly Node[];
  readonly message: string;
}

const advice = {
  condition: 'A hardware value is always truthy in JavaScript; use when(), mux() or match().',
  logical: 'JavaScript picks one of the operands here; use and() or or().',
  not: 'This is always false in JavaScript; use not().',
  equal: 'This compares JavaScript objects; use eq() or ne().',
} as const;

const equality: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);
const logical: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarEqualsToken,
]);

/**
 * Checks the sources of a TypeScript project (path of its tsconfig.json); `include` picks files, by default all of the
 * project's own. Types that are `any` or that may be undefined are let through: a test for presence is no mistake.
 */
export const findFootGuns = (
  tsconfig: string,
  include: (file: string) => boolean = file => !file.includes('/node_modules/'),
): FootGun[] => {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProject: tsconfig }).getProject(tsconfig);
    if (!project) throw new Error(`There is no TypeScript project ${tsconfig}.`);
    return project.program
      .getSourceFileNames()
      .filter(file => !file.endsWith('.d.ts') && include(file))
      .flatMap(file => checkFile(project, file));
  } finally {
    api.close();
  }
};

const checkFile = (project: Project, file: string): FootGun[] => {
  const source = project.program.getSourceFile(file);
  if (!source) return [];
  const suspects: Suspect[] = [];
  const visit = (node: Node): void => {
    const suspect = suspectOf(node);
    if (suspect) suspects.push(suspect);
    node.forEachChild(visit);
  };
  visit(source);
  const nodes = suspects.flatMap(({ operands }) => operands);
  if (nodes.length === 0) return [];
  const types = project.checker.getTypeAtLocation(nodes);
  const hardware = new Map(nodes.map((node, i) => [node, isHardware(project, types[i])]));
  return suspects
    .filter(({ operands }) => operands.every(node => hardware.get(node)))
    .map(({ operands, message }) => ({ file, ...placeOf(source.text, operands[0]!), message }));
};

/** A value of the language: its type has the marker, in every member of a union. */
const isHardware = (project: Project, type: Type | undefined): boolean =>
  type !== undefined && project.checker.getPropertyOfType(type, '_hardware') !== undefined;

const suspectOf = (node: Node): Suspect | undefined => {
  const parts = node as Node & { expression?: Node; condition?: Node; operand?: Node; operator?: SyntaxKind };
  switch (node.kind) {
    case SyntaxKind.IfStatement:
    case SyntaxKind.WhileStatement:
    case SyntaxKind.DoStatement:
      return { operands: [parts.expression!], message: advice.condition };
    case SyntaxKind.ForStatement:
    case SyntaxKind.ConditionalExpression:
      return parts.condition && { operands: [parts.condition], message: advice.condition };
    case SyntaxKind.PrefixUnaryExpression:
      return parts.operator === SyntaxKind.ExclamationToken
        ? { operands: [parts.operand!], message: advice.not }
        : undefined;
    case SyntaxKind.BinaryExpression:
      return binarySuspect(node as BinaryExpression);
    default:
      return undefined;
  }
};

const binarySuspect = ({ left, operatorToken, right }: BinaryExpression): Suspect | undefined => {
  if (logical.has(operatorToken.kind)) return { operands: [left], message: advice.logical };
  if (equality.has(operatorToken.kind)) return { operands: [left, right], message: advice.equal };
  return undefined;
};

const placeOf = (text: string, node: Node): { line: number; column: number } => {
  const before = text.slice(0, node.end - node.getText().length).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
};
