// SPDX-License-Identifier: Apache-2.0
/** Declarations as readers want them: as in the source, without bodies and private parts. */
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import type { Project } from 'typescript/unstable/sync';

/** What this module looks at in nodes of various kinds. */
type Parts = Node & {
  readonly name?: Node;
  readonly body?: Node;
  readonly type?: Node;
  readonly initializer?: Node;
  readonly members?: readonly Node[];
  readonly modifiers?: readonly Node[];
  readonly expression?: Node;
  readonly arguments?: readonly Node[];
  readonly typeParameters?: readonly Node[];
  readonly heritageClauses?: readonly Node[];
};

const sourceOf = (node: Node): string => node.getSourceFile().text;

/** Where the text of a node begins, after comments and white space. */
const startOf = (node: Node): number => node.end - node.getText().length;

/** The declaration of an exported name; overloads one below the other. */
export const declarationText = (project: Project, name: string, nodes: readonly Node[]): string => {
  const node = nodes[0] as Parts;
  switch (node.kind) {
    case SyntaxKind.VariableDeclaration:
      return variableText(project, name, node);
    case SyntaxKind.FunctionDeclaration:
      return nodes
        .filter(one => nodes.length === 1 || !(one as Parts).body)
        .map(one => plain(headText(one as Parts)))
        .join('\n');
    case SyntaxKind.ClassDeclaration:
      return classText(node);
    default:
      return plain(node.getText());
  }
};

const plain = (text: string): string => text.replace(/^export (declare )?/, '').replace(/;$/, '');

/** A function or method up to its body. */
const headText = (node: Parts): string => {
  const start = startOf(node);
  return sourceOf(node)
    .slice(start, node.body ? startOf(node.body) : node.end)
    .replace(/=>\s*$/, '')
    .trim();
};

const variableText = (project: Project, name: string, node: Parts): string => {
  const made = node.initializer as Parts | undefined;
  if (made?.kind !== SyntaxKind.ArrowFunction || node.type) {
    const type = node.type?.getText() ?? broken(typeText(project, node));
    return `const ${name}: ${type}`;
  }
  const head = headText(made).replace(/^async /, '');
  if (made.type) return `${name}${head}`;
  const result = resultText(node);
  if (result) return `${name}${head}${result.title === 'Ports' ? ': Definition' : ''}`;
  return `${name}${head}: ${returnText(project, made)}`;
};

/** A long object type with a line a field. */
const broken = (type: string): string =>
  type.length > 100 && type.startsWith('{ ')
    ? type
        .replaceAll('; ', ';\n  ')
        .replace('{ ', '{\n  ')
        .replace(/\s*\}$/, '\n}')
    : type;

/** Asks the compiler for whole types, however long. */
const noTruncation = 1;

const typeText = ({ checker }: Project, node: Node): string => {
  const type = checker.getTypeAtLocation(node);
  return type ? shortType(checker.typeToString(type, node, noTruncation)) : 'unknown';
};

/** Type names without the modules that they come from. */
const shortType = (text: string): string => text.replaceAll(/import\("[^"]*"\)\./g, '');

const returnText = ({ checker }: Project, node: Node): string => {
  const signature = checker.getSignatureFromDeclaration(node);
  const type = signature && checker.getReturnTypeOfSignature(signature);
  return type ? shortType(checker.typeToString(type, node, noTruncation)) : 'unknown';
};

/** What a function makes, as the source writes it. */
export interface ResultText {
  readonly title: 'Ports' | 'Result';
  readonly text: string;
}

/** The ports of the component that a function makes by calling `component`, or the object that is all of its body. */
export const resultText = (node: Node): ResultText | undefined => {
  if (node.kind !== SyntaxKind.VariableDeclaration) return undefined;
  const made = (node as Parts).initializer as Parts | undefined;
  const ports = firstCall(made, 'component')?.arguments?.[2];
  const literal = ports && (objectOf(ports) ?? objectOf(declared(ports)));
  if (literal) return { title: 'Ports', text: dedented(literal) };
  const object = made?.kind === SyntaxKind.ArrowFunction && !made.type ? objectOf(made) : undefined;
  return object && { title: 'Result', text: dedented(object) };
};

/** An object literal, or the one that is all the body of an arrow function. */
const objectOf = (node: Node | undefined): Node | undefined => {
  if (node?.kind === SyntaxKind.ObjectLiteralExpression) return node;
  if (node?.kind === SyntaxKind.ArrowFunction) return objectOf((node as Parts).body);
  return node?.kind === SyntaxKind.ParenthesizedExpression ? objectOf((node as Parts).expression) : undefined;
};

/** What the same file declares for `name` or `name(...)`. */
const declared = (use: Node): Node | undefined => {
  const name = (use.kind === SyntaxKind.CallExpression ? (use as Parts).expression! : use).getText();
  let found: Node | undefined;
  const visit = (node: Node): void => {
    const { name: own, initializer } = node as Parts;
    if (node.kind === SyntaxKind.VariableDeclaration && own?.getText() === name) found = initializer;
    else node.forEachChild(visit);
  };
  visit(use.getSourceFile());
  return found;
};

const firstCall = (node: Node | undefined, callee: string): Parts | undefined => {
  if (!node) return undefined;
  const parts = node as Parts;
  if (node.kind === SyntaxKind.CallExpression && parts.expression?.getText() === callee) return parts;
  let found: Parts | undefined;
  node.forEachChild(child => {
    found ??= firstCall(child, callee);
  });
  return found;
};

/** The text of a node without the indentation of its last line. */
const dedented = (node: Node): string => {
  const text = node.getText();
  const indent = /\n( *)[^\n]*$/.exec(text)?.[1] ?? '';
  return text.replaceAll(`\n${indent}`, '\n');
};

const hiddenModifiers: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.DeclareKeyword,
]);

/** Public and for readers: no private names, no markers for the type checker. */
const isShown = (member: Parts): boolean => {
  const name = member.name?.getText() ?? '';
  const hidden = member.modifiers?.some(({ kind }) => hiddenModifiers.has(kind));
  return !name.startsWith('#') && !name.startsWith('_') && name !== '' && !hidden;
};

const classText = (node: Parts): string => {
  const text = sourceOf(node);
  const first = node.members?.[0];
  const head = plain(text.slice(startOf(node), text.indexOf('{', node.heritageClauses?.at(-1)?.end ?? node.name!.end)));
  const generic = (node.typeParameters ?? []).at(-1)?.end;
  const open = text.indexOf('{', node.heritageClauses?.at(-1)?.end ?? generic ?? node.name!.end);
  const title = first ? plain(text.slice(startOf(node), open)).trim() : head.trim();
  const shown = (node.members ?? []).filter(member => isShown(member as Parts)) as Parts[];
  const members = shown.filter(
    member => !member.body || !shown.some(other => other !== member && !other.body && nameOf(other) === nameOf(member)),
  );
  return [`${title} {`, ...members.map(memberText), '}'].join('\n');
};

const nameOf = (member: Parts): string => member.name!.getText();

/** A member with its comment, without its body or value. */
const memberText = (member: Parts): string => {
  const text = sourceOf(member);
  const comments = text.slice(member.pos, startOf(member)).match(/\/\*\*[\s\S]*?\*\//g);
  const end = member.body ? startOf(member.body) : (member.type?.end ?? member.end);
  const signature = text
    .slice(startOf(member), end)
    .replace(/^override /, '')
    .replace(/;$/, '')
    .trim();
  return [...(comments ? [`  ${comments.at(-1)}`] : []), `  ${signature};`].join('\n');
};
