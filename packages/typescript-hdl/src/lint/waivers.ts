// SPDX-License-Identifier: Apache-2.0
/** Waivers of the lint rule: `// hdl-lint-ok: reason` at the end of a line, or on a line of its own above it. */
import type { SourceText, SyntaxKinds, SyntaxNode } from './compiler.ts';

/** A waiver, and the lines that it is for. */
export interface Waiver {
  /** Line of the comment, from 1. */
  readonly line: number;
  readonly column: number;
  /** The line that it is about. */
  readonly covers: number;
  readonly reason: string;
}

const mark = /\/\/ ?hdl-lint-ok\b:?[ \t]*(.*)$/;

const stringKinds = [
  'StringLiteral',
  'NoSubstitutionTemplateLiteral',
  'TemplateHead',
  'TemplateMiddle',
  'TemplateTail',
  'RegularExpressionLiteral',
];

/** Ranges of the source that are text of strings, not comments. */
const stringRanges = (source: SyntaxNode, kinds: SyntaxKinds): readonly (readonly [from: number, to: number])[] => {
  const strings = new Set<unknown>(stringKinds.map(name => kinds[name]));
  const ranges: [number, number][] = [];
  const visit = (node: SyntaxNode): void => {
    if (strings.has(node.kind)) ranges.push([node.end - node.getText().length, node.end]);
    node.forEachChild(visit);
  };
  visit(source);
  return ranges;
};

/** The waivers among the comments of a source file. */
export const waiversOf = (source: SourceText, kinds: SyntaxKinds): Waiver[] => {
  const { text } = source;
  if (!text.includes('hdl-lint-ok')) return [];
  const strings = stringRanges(source, kinds);
  const lines = text.split('\n');
  let start = 0;
  return lines.flatMap((line, i) => {
    const at = start;
    start += line.length + 1;
    const found = mark.exec(line);
    if (!found || /^\s*\/?\*/.test(line)) return [];
    const position = at + found.index;
    if (strings.some(([from, to]) => from <= position && position < to)) return [];
    const alone = line.slice(0, found.index).trim() === '';
    return [{ line: i + 1, column: found.index + 1, covers: alone ? i + 2 : i + 1, reason: found[1]!.trim() }];
  });
};
