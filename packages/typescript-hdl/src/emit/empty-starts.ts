// SPDX-License-Identifier: Apache-2.0
/** Branches that do nothing and come first. */
import type { If, Statement } from '../ir/index.ts';
import { asValue } from '../value.ts';

/** The statements with `if (~a) x` for `if (a) nothing else x`. */
export const withoutEmptyStarts = (statements: readonly Statement[]): Statement[] =>
  statements.map(statement => {
    switch (statement.kind) {
      case 'if':
        return withoutEmptyStart(statement);
      case 'switch':
        return {
          ...statement,
          cases: statement.cases.map(one => ({ ...one, body: withoutEmptyStarts(one.body) })),
          otherwise: statement.otherwise && withoutEmptyStarts(statement.otherwise),
        };
      default:
        return statement;
    }
  });

const withoutEmptyStart = (statement: If): If => {
  const [first, ...others] = statement.branches;
  if (first!.body.length === 0) {
    const body = others.length > 0 ? [{ ...statement, branches: others }] : statement.otherwise;
    if (body) {
      const condition = asValue(first!.condition).not();
      return { ...statement, branches: [{ condition, body: withoutEmptyStarts(body) }], otherwise: undefined };
    }
  }
  return {
    ...statement,
    branches: statement.branches.map(({ condition, body }) => ({ condition, body: withoutEmptyStarts(body) })),
    otherwise: statement.otherwise && withoutEmptyStarts(statement.otherwise),
  };
};
