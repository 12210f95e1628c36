// SPDX-License-Identifier: Apache-2.0
/** Walks over statements and expressions, shared by the checks and the emitter. */

/** The statement lists directly inside a statement. */
import { type Action, type Expression, isAction, type Module, type Statement } from './ir/index.ts';
export const bodiesOf = (statement: Statement): readonly (readonly Statement[])[] => {
  if (statement.kind === 'if') {
    const bodies = statement.branches.map(branch => branch.body);
    return statement.otherwise ? [...bodies, statement.otherwise] : bodies;
  }
  if (statement.kind === 'switch') {
    const bodies = statement.cases.map(one => one.body);
    return statement.otherwise ? [...bodies, statement.otherwise] : bodies;
  }
  return [];
};

/** Calls `visit` for every leaf statement with the conditions that enclose it. */
export const eachLeaf = (
  statements: readonly Statement[],
  visit: (leaf: Action, conditions: readonly Expression[]) => void,
  conditions: readonly Expression[] = [],
): void => {
  for (const statement of statements) {
    if (isAction(statement)) {
      visit(statement, conditions);
    } else if (statement.kind === 'if') {
      const tests = [...conditions, ...statement.branches.map(branch => branch.condition)];
      for (const body of bodiesOf(statement)) eachLeaf(body, visit, tests);
    } else {
      for (const body of bodiesOf(statement)) eachLeaf(body, visit, [...conditions, statement.subject]);
    }
  }
};

/** Only those parts of the statements that hold a leaf which `keep` accepts; conditions stay in the author's nesting. */
export const project = (statements: readonly Statement[], keep: (leaf: Action) => boolean): Statement[] =>
  statements.flatMap((statement): Statement[] => {
    if (isAction(statement)) return keep(statement) ? [statement] : [];
    if (statement.kind === 'if') {
      const branches = statement.branches.map(branch => ({ ...branch, body: project(branch.body, keep) }));
      const otherwise = statement.otherwise && project(statement.otherwise, keep);
      if (!otherwise?.length) {
        while (branches.length > 0 && branches.at(-1)!.body.length === 0) branches.pop();
      }
      return branches.length > 0 || otherwise?.length
        ? [{ ...statement, branches, otherwise: otherwise?.length ? otherwise : undefined }]
        : [];
    }
    const cases = statement.cases.map(one => ({ ...one, body: project(one.body, keep) }));
    const otherwise = statement.otherwise && project(statement.otherwise, keep);
    const live = cases.some(one => one.body.length > 0) || otherwise?.length;
    return live ? [{ ...statement, cases, otherwise }] : [];
  });

/** The expressions at the top of a module: everything that some statement, memory port or instance looks at. */
export const eachRoot = (module: Module, visit: (root: Expression) => void): void => {
  eachStatementRoot(module.statements, visit);
  for (const memory of module.memories) {
    for (const read of memory.reads) {
      visit(read.address);
      if (read.enable) visit(read.enable);
    }
  }
};

/** The expressions at the top of statements, each with the statement that it stands in. */
export const eachStatementRoot = (
  statements: readonly Statement[],
  visit: (root: Expression, statement: Statement) => void,
): void => {
  for (const statement of statements) {
    if (statement.kind === 'assign') {
      visit(statement.value, statement);
      if (statement.target.index) visit(statement.target.index.value, statement);
    } else if (statement.kind === 'check') {
      visit(statement.condition, statement);
    } else if (statement.kind === 'write') {
      visit(statement.address, statement);
      visit(statement.data, statement);
      if (statement.mask) visit(statement.mask, statement);
    } else {
      if (statement.kind === 'if') for (const branch of statement.branches) visit(branch.condition, statement);
      else visit(statement.subject, statement);
      for (const body of bodiesOf(statement)) eachStatementRoot(body, visit);
    }
  }
};

/** Visits every node reachable from the roots once. */
export const eachNode = (roots: Iterable<Expression>, visit: (node: Expression) => void): void => {
  const seen = new Set<Expression>();
  const stack = [...roots];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    visit(node);
    for (const arg of node.args) stack.push(arg);
  }
};

/** The part of a concatenation that holds a bit, and the bit in that part. */
export const partAt = (value: Expression, bit: number): { readonly part: Expression; readonly bit: number } => {
  let at = 0;
  let lo: number = value.width - value.args[0]!.width;
  while (bit < lo) lo -= value.args[++at]!.width;
  return { part: value.args[at]!, bit: bit - lo };
};
