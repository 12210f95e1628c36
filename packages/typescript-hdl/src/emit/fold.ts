// SPDX-License-Identifier: Apache-2.0
/** Conditions that constants decide: tools fold them, so the emitter does it first and knows what is left. */
import { constantOf } from '../constant-value.ts';
import type { Action, Memory, Module, Signal, Statement } from '../ir/index.ts';
import { eachLeaf, project } from '../walk.ts';

/** The module without branches that constants exclude, except those that hold all there is about a wire or memory. */
export const foldConditions = (module: Module): Module => {
  const statements = foldList(module.statements);
  if (statements === module.statements) return module;
  const left = new Set<Subject>();
  eachLeaf(statements, leaf => left.add(subjectOf(leaf)));
  const isRegister = (leaf: Action): boolean => leaf.kind === 'assign' && leaf.target.signal.kind === 'reg';
  const isLost = (leaf: Action): boolean => !left.has(subjectOf(leaf)) && !isRegister(leaf);
  const kept = foldList(project(module.statements, leaf => !isLost(leaf)));
  return { ...module, statements: [...kept, ...project(module.statements, isLost)] };
};

type Subject = Signal | Memory | Action;

const subjectOf = (leaf: Action): Subject =>
  leaf.kind === 'assign' ? leaf.target.signal : leaf.kind === 'write' ? leaf.memory : leaf;

const sameList = (a: readonly Statement[] | undefined, b: readonly Statement[] | undefined): boolean =>
  a?.length === b?.length && (a ?? []).every((one, i) => one === b![i]);

/** The same list when nothing in it is decided by constants. */
const foldList = (statements: readonly Statement[]): readonly Statement[] => {
  let changed = false;
  const folded = statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind !== 'if' && statement.kind !== 'switch') return [statement];
    const result = statement.kind === 'if' ? foldIf(statement) : foldSwitch(statement);
    changed ||= result.length !== 1 || result[0] !== statement;
    return result;
  });
  return changed ? folded : statements;
};

const foldIf = (statement: Extract<Statement, { kind: 'if' }>): readonly Statement[] => {
  const branches: typeof statement.branches = [];
  let otherwise = statement.otherwise && [...foldList(statement.otherwise)];
  let changed = !sameList(otherwise, statement.otherwise);
  for (const branch of statement.branches) {
    const value = constantOf(branch.condition);
    const body = value === 0n ? [] : [...foldList(branch.body)];
    changed ||= value !== undefined || !sameList(body, branch.body);
    if (value === undefined) branches.push({ condition: branch.condition, body });
    if (value !== undefined && value !== 0n) {
      otherwise = body;
      break;
    }
  }
  if (!changed) return [statement];
  return branches.length === 0 ? (otherwise ?? []) : [{ ...statement, branches, otherwise }];
};

const foldSwitch = (statement: Extract<Statement, { kind: 'switch' }>): readonly Statement[] => {
  if (statement.cases.length === 0) return foldList(statement.otherwise ?? []);
  const value = constantOf(statement.subject);
  if (value !== undefined) {
    const chosen = statement.cases.find(one => one.value === value)?.body ?? statement.otherwise ?? [];
    return foldList(chosen);
  }
  const cases = statement.cases.map(one => ({ ...one, body: [...foldList(one.body)] }));
  // Beside cases for all values a default never runs, but would hide from later steps what the cases overwrite.
  const isComplete = BigInt(cases.length) === 1n << BigInt(statement.subject.width);
  const otherwise = statement.otherwise && !isComplete ? [...foldList(statement.otherwise)] : undefined;
  const unchanged =
    cases.every((one, i) => sameList(one.body, statement.cases[i]!.body)) && sameList(otherwise, statement.otherwise);
  return unchanged ? [statement] : [{ ...statement, cases, otherwise }];
};
