// SPDX-License-Identifier: Apache-2.0
/** The flows of all tables as one list of which the first that matches decides. */
import { type Diagnostic, PolicyError } from '../../policy/diagnostic.ts';
import { count } from '../../policy/words.ts';
import { type Flow, type FlowAction, type FlowMatch, intersection } from './flow.ts';

/** What decides, and the flows that say so: one of each table that the frame comes through. */
export interface Decision {
  readonly match: FlowMatch;
  readonly action: Exclude<FlowAction, { kind: 'table' }>;
  readonly flows: readonly Flow[];
  /** No flow of the last table matches. */
  readonly missed?: number;
}

/** Decisions of a file; each of them is a rule or more. */
const mostDecisions = 200_000;

const refuse = (file: string, { line }: Flow, message: string): never => {
  const diagnostic: Diagnostic = { file, position: { line, column: 1 }, severity: 'error', message };
  throw new PolicyError([diagnostic]);
};

const sameAction = (a: FlowAction, b: FlowAction): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Flows of one priority that are compared pair by pair. */
const mostCompared = 4000;

const byKey = <K>(flows: readonly Flow[], keyOf: (flow: Flow) => K): ReadonlyMap<K, readonly Flow[]> => {
  const groups = new Map<K, Flow[]>();
  for (const flow of flows) {
    const key = keyOf(flow);
    groups.set(key, groups.get(key) ?? []);
    groups.get(key)!.push(flow);
  }
  return groups;
};

/** OpenFlow leaves open which of two flows of one priority decides. */
const refuseTies = (flows: readonly Flow[], file: string): void => {
  const byPriority = byKey(flows, ({ table, priority }) => `${table} ${priority}`);
  for (const group of byPriority.values()) {
    if (group.length > mostCompared)
      refuse(
        file,
        group[mostCompared]!,
        `${group.length} flows have one priority, more than the ${mostCompared} that are compared with each other; give them different ones`,
      );
    for (const [i, flow] of group.entries()) {
      const tie = group
        .slice(0, i)
        .find(one => !sameAction(one.action, flow.action) && intersection(one.match, flow.match));
      if (tie)
        refuse(
          file,
          flow,
          `the flow has priority ${flow.priority} like that of line ${tie.line}, matches frames that it matches too and does another thing, so that it is open which decides; give them different priorities`,
        );
    }
  }
};

/** Flows of tables that no frame comes to, by their table. */
export const unreachedFlows = (
  flows: readonly Flow[],
  decisions: readonly Decision[],
): ReadonlyMap<number, readonly Flow[]> => {
  // A table that frames come to has a decision for those that none of its flows match.
  const reached = new Set([0, ...decisions.flatMap(({ missed }) => missed ?? [])]);
  return byKey(
    flows.filter(({ table }) => !reached.has(table)),
    ({ table }) => table,
  );
};

/** The decisions of the tables from table 0 on, in their order. */
export const orderFlows = (flows: readonly Flow[], file: string): readonly Decision[] => {
  refuseTies(flows, file);
  const tables = byKey(
    flows.toSorted((a, b) => b.priority - a.priority),
    ({ table }) => table,
  );
  const decisions: Decision[] = [];
  const follow = (table: number, before: FlowMatch, path: readonly Flow[]): void => {
    for (const flow of tables.get(table) ?? []) {
      const match = intersection(before, flow.match);
      if (!match) continue;
      const { action } = flow;
      const flowsSoFar = [...path, flow];
      if (decisions.length >= mostDecisions)
        refuse(file, flow, `the tables come to more than ${count(mostDecisions, 'rule')}; import fewer flows`);
      if (action.kind !== 'table') {
        decisions.push({ match, action, flows: flowsSoFar });
        continue;
      }
      if (action.table <= table)
        refuse(
          file,
          flow,
          `the flow goes from table ${table} back to table ${action.table}; resubmit to a later table`,
        );
      follow(action.table, match, flowsSoFar);
      decisions.push({ match, action: { kind: 'drop' }, flows: flowsSoFar, missed: action.table });
    }
  };
  follow(0, {}, []);
  return decisions;
};
