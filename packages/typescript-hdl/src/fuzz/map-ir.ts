// SPDX-License-Identifier: Apache-2.0
/** Copies statements and expressions with some of their pieces exchanged. */
import type { ClockDomain, Expression, Memory, Signal, Statement } from '../ir/index.ts';
import { asValue, Val } from '../value.ts';

/** A function that rewrites expressions; `exchange` gives what stands in for a node, if anything does. */
export const mapValue = (exchange: (node: Val) => Val | undefined): ((node: Expression) => Val) => {
  const done = new Map<Val, Val>();
  const map = (node: Val): Val => {
    let result = done.get(node);
    if (!result) {
      result = exchange(node) ?? rebuilt(node, node.args.map(map));
      done.set(node, result);
    }
    return result;
  };
  return node => map(asValue(node));
};

const rebuilt = (node: Val, args: readonly Val[]): Val =>
  args.every((arg, i) => arg === node.args[i])
    ? node
    : new Val(node.op, node.width, args, node.extra, undefined, undefined);

/** What stands in for the pieces of statements. */
export interface Pieces {
  readonly value: (node: Expression) => Val;
  readonly signal: (signal: Signal) => Signal;
  readonly memory: Memory | undefined;
  readonly domain: (domain: ClockDomain | undefined) => ClockDomain | undefined;
}

export const mapStatements = (statements: readonly Statement[], pieces: Pieces): Statement[] =>
  statements.map(statement => mapStatement(statement, pieces));

const mapStatement = (statement: Statement, pieces: Pieces): Statement => {
  const { value } = pieces;
  const body = (list: readonly Statement[]): Statement[] => mapStatements(list, pieces);
  switch (statement.kind) {
    case 'assign': {
      const { index } = statement.target;
      const target = {
        ...statement.target,
        signal: pieces.signal(statement.target.signal),
        index: index && { ...index, value: value(index.value) },
      };
      return { ...statement, target, value: value(statement.value) };
    }
    case 'write':
      return {
        ...statement,
        memory: pieces.memory!,
        address: value(statement.address),
        data: value(statement.data),
        mask: statement.mask && value(statement.mask),
        domain: pieces.domain(statement.domain),
      };
    case 'check':
      return { ...statement, condition: value(statement.condition) };
    case 'if':
      return {
        ...statement,
        branches: statement.branches.map(one => ({ condition: value(one.condition), body: body(one.body) })),
        otherwise: statement.otherwise && body(statement.otherwise),
      };
    case 'switch':
      return {
        ...statement,
        subject: value(statement.subject),
        cases: statement.cases.map(one => ({ ...one, label: undefined, body: body(one.body) })),
        otherwise: statement.otherwise && body(statement.otherwise),
        otherwiseLabel: undefined,
      };
  }
};
