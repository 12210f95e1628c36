// SPDX-License-Identifier: Apache-2.0
/** The classifier: forwarding look-up, then the ternary rules, then the verdict. */
import { bit, component, connectFlow, flow, input, inst, master, output, slave, u } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { headerVectorShape, verdictShape, wordWriteShape } from '../lib/frame-shapes.ts';
import { conditionWriteShape } from '../lib/setting-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { widthOf } from '../spec/field.ts';
import { ruleDefaultFields } from '../spec/tables/table-entry.ts';
import { tableWordBits } from '../spec/tables/tables.ts';
import { forwardingTable } from './forwarding/forwarding-table.ts';
import { addressedShape, ruleKey, ruleKeyLatency } from './rules/key-builder.ts';
import { ruleAction, ruleActionLatency } from './rules/rule-action.ts';
import { ternaryLatency, ternaryMatch } from './rules/ternary-match.ts';

/** Clocks from a header vector to its verdict. */
export const classifierLatency = (config: Config): number =>
  ruleKeyLatency(config) + ternaryLatency + ruleActionLatency;

/**
 * Gives one verdict for every header vector, in order, always after `classifierLatency` clocks; one a clock. Both are
 * flows, so there is no back-pressure inside: whoever takes the verdicts must have room for those under way.
 *
 * Table contents are safe from reset on: forwarding entries are invalid, rows and actions are cleared, and nothing but
 * `ruleDefault` can permit a frame. Until `ready` is 1 (as many clocks as the largest table has entries or 32) writes are
 * ignored. Each write is atomic; a frame under way during a load of several words may meet some of them.
 * Logic depth 5 LUTs at 10g.
 */
export const classifier = (config: Config) =>
  component(
    'classifier',
    {
      config: config.name,
      functions: config.functions,
      entries: config.forwardingEntries,
      rules: config.ternaryRules,
      latency: classifierLatency(config),
    },
    {
      headers: slave(flow(headerVectorShape)),
      verdicts: master(flow(verdictShape(config))),
      forwardingWrite: slave(flow(wordWriteShape(tableWordBits(config, 'forwarding')))),
      actionWrite: slave(flow(wordWriteShape(tableWordBits(config, 'rule_action')))),
      rowWrite: slave(flow(wordWriteShape(tableWordBits(config, 'rule_row')))),
      ruleDefault: input(u(widthOf(ruleDefaultFields))),
      conditionWrite: slave(flow(conditionWriteShape(config))),
      ready: output(bit()),
    },
    ({ headers, verdicts, forwardingWrite, actionWrite, rowWrite, ruleDefault, conditionWrite, ready }) => {
      const stages = inst({
        forwarding: forwardingTable(config),
        key: ruleKey(config),
        ternary: ternaryMatch(config),
        action: ruleAction(config),
      });
      const { forwarding, key, ternary, action } = stages;
      connectFlow(forwarding.write, forwardingWrite);
      connectFlow(ternary.write, rowWrite);
      connectFlow(action.write, actionWrite);
      action.ruleDefault.set(ruleDefault);
      ready.set(forwarding.ready.and(ternary.ready).and(action.ready));

      const { dstMac, vlan } = headers.payload;
      forwarding.destinations.valid.set(headers.valid);
      forwarding.destinations.payload.set({ mac: dstMac, vlan });
      connectFlow(key.headers, headers);
      key.functions.set(forwarding.results.payload.functions);
      connectFlow(key.conditionWrite, conditionWrite);
      connectFlow(ternary.keys, key.keys);
      ternary.reports.set(key.addressed.reports);
      ternary.unreadable.set(action.unreadable);
      connectFlow(action.matches, ternary.matches);
      action.addressed.set(delayed('addressed', addressedShape(config), key.addressed, ternaryLatency));
      connectFlow(verdicts, action.verdicts);
    },
    {
      maxDepth: 5,
      doc: `Forwarding look-up and ternary rules: one verdict a frame, latency ${classifierLatency(config)} clocks.`,
    },
  );
