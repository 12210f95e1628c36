// SPDX-License-Identifier: Apache-2.0
/**
 * Finds JavaScript operators on hardware values, which compile and mean nothing: `if (signal)`, `a ? x : y`, `a && b`,
 * `!a`, `a === b`, `switch (a)`, template strings and arithmetic. Asks the TypeScript compiler for the type of every
 * suspicious operand.
 */
import type { LintCode } from '../diagnostic.ts';
import { installedCompiler, type OpenProject, type SourceText, type SyntaxNode } from './compiler.ts';
import { advice, type Suspect, suspicions } from './suspects.ts';
import { type Waiver, waiversOf } from './waivers.ts';

const compiler = await installedCompiler();
const suspectOf = suspicions(compiler.kinds);

/** One use of a hardware value as a JavaScript value. */
export interface FootGun {
  readonly file: string;
  /** Line and column, from 1. */
  readonly line: number;
  readonly column: number;
  readonly code: LintCode;
  readonly message: string;
}

/**
 * Checks the sources of a TypeScript project (path of its tsconfig.json); `include` picks files, by default all of the
 * project's own. Types that are `any` or that may be undefined are let through: a test for presence is no mistake. A
 * comment `// hdl-lint-ok: reason` waives a line; one without a reason or without anything to waive is reported itself.
 */
export const findFootGuns = (
  tsconfig: string,
  include: (file: string) => boolean = file => !file.includes('/node_modules/'),
): FootGun[] => {
  const project = compiler.open(tsconfig);
  try {
    return project
      .fileNames()
      .filter(file => !file.endsWith('.d.ts') && include(file))
      .flatMap(file => {
        const source = project.source(file);
        return source ? checkFile(project, file, source) : [];
      });
  } finally {
    project.close();
  }
};

const checkFile = (project: OpenProject, file: string, source: SourceText): FootGun[] => {
  const suspects: Suspect[] = [];
  const visit = (node: SyntaxNode): void => {
    const suspect = suspectOf(node);
    if (suspect) suspects.push(suspect);
    node.forEachChild(visit);
  };
  visit(source);
  const nodes = suspects.flatMap(({ operands }) => operands);
  // Values of the language have this marker.
  const answers = project.haveProperty(nodes, '_hardware');
  const hardware = new Map(nodes.map((node, i) => [node, answers[i]!]));
  const found = suspects
    .filter(({ operands, some }) =>
      some ? operands.some(node => hardware.get(node)) : operands.every(node => hardware.get(node)),
    )
    .map(({ code, operands }): FootGun => {
      const place = placeOf(source.text, operands[0]!);
      return { file, ...place, code, message: advice[code as keyof typeof advice] };
    });
  return waived(file, found, waiversOf(source, compiler.kinds));
};

/** What is left after the waivers, and the waivers that are wrong themselves. */
const waived = (file: string, found: readonly FootGun[], waivers: readonly Waiver[]): FootGun[] => {
  const covered = new Set(waivers.filter(({ reason }) => reason !== '').map(({ covers }) => covers));
  const wrong = waivers.flatMap(({ line, column, covers, reason }): FootGun[] => {
    const isUsed = found.some(one => one.line === covers);
    if (reason !== '' && isUsed) return [];
    const message = reason === '' ? 'This waiver gives no reason.' : 'There is nothing to waive here.';
    return [{ file, line, column, code: 'LINT-WAIVER', message }];
  });
  return [...found.filter(({ line }) => !covered.has(line)), ...wrong].sort((a, b) => a.line - b.line);
};

const placeOf = (text: string, node: SyntaxNode): { line: number; column: number } => {
  const before = text.slice(0, node.end - node.getText().length).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
};
