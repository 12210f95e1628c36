// SPDX-License-Identifier: Apache-2.0
/**
 * Finds JavaScript operators on hardware values, which compile and mean nothing: `if (signal)`, `a ? x : y`, `a && b`,
 * `!a`, `a === b`, `switch (a)`, template strings and arithmetic. Asks the TypeScript compiler for the type of every
 * suspicious operand.
 */
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { API, type Project, type Type } from 'typescript/unstable/sync';
import type { LintCode } from '../diagnostic.ts';
import { advice, type Suspect, suspectOf } from './suspects.ts';
import { type Waiver, waiversOf } from './waivers.ts';

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
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProject: tsconfig }).getProject(tsconfig);
    if (!project) throw new Error(`There is no TypeScript project ${tsconfig}.`);
    const isHardware = hardwareTest(project);
    return project.program
      .getSourceFileNames()
      .filter(file => !file.endsWith('.d.ts') && include(file))
      .flatMap(file => {
        const source = project.program.getSourceFile(file);
        return source ? checkFile(project, file, source, isHardware) : [];
      });
  } finally {
    api.close();
  }
};

const checkFile = (
  project: Project,
  file: string,
  source: SourceFile,
  isHardware: (type: Type | undefined) => boolean,
): FootGun[] => {
  const suspects: Suspect[] = [];
  const visit = (node: Node): void => {
    const suspect = suspectOf(node);
    if (suspect) suspects.push(suspect);
    node.forEachChild(visit);
  };
  visit(source);
  const nodes = suspects.flatMap(({ operands }) => operands);
  const types = nodes.length === 0 ? [] : project.checker.getTypeAtLocation(nodes);
  const hardware = new Map(nodes.map((node, i) => [node, isHardware(types[i])]));
  const found = suspects
    .filter(({ operands, some }) =>
      some ? operands.some(node => hardware.get(node)) : operands.every(node => hardware.get(node)),
    )
    .map(({ code, operands }): FootGun => {
      const place = placeOf(source.text, operands[0]!);
      return { file, ...place, code, message: advice[code as keyof typeof advice] };
    });
  return waived(file, found, waiversOf(source.text, source));
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

/** Whether a type is a value of the language: it has the marker, in every member of a union. Asked once for each type. */
const hardwareTest = (project: Project): ((type: Type | undefined) => boolean) => {
  const known = new Map<number, boolean>();
  return type => {
    if (!type) return false;
    let answer = known.get(type.id);
    if (answer === undefined) {
      answer = project.checker.getPropertyOfType(type, '_hardware') !== undefined;
      known.set(type.id, answer);
    }
    return answer;
  };
};

const placeOf = (text: string, node: Node): { line: number; column: number } => {
  const before = text.slice(0, node.end - node.getText().length).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
};
