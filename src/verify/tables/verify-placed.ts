// SPDX-License-Identifier: Apache-2.0
/** Whether placed tables say what the rules of a policy say, for commands: a line, or an Error. */
import type { BankTables } from '../../../firmware/compile/banks/bank-tables.ts';
import type { Policy } from '../../../firmware/policy/policy.ts';
import { verifyTables } from './verify-tables.ts';

/** Problems that the Error names. */
const mostNamed = 5;

/** What was verified, in a line; throws an Error that names the first of what the rules do not say, a defect of Sluice. */
export const verifyPlaced = (policy: Policy, tables: BankTables): string => {
  const { problems, entries, corners } = verifyTables(policy, tables);
  if (problems.length > 0) throw new Error(`the placed tables are wrong: ${problems.slice(0, mostNamed).join('; ')}`);
  return `verified: ${entries} entries, ${corners} headers at corners of rules`;
};
