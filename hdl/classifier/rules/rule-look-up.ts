// SPDX-License-Identifier: Apache-2.0
/** The rules: a key in all banks and in the ternary array at once, then one verdict by priority over both. */
import {
  bit,
  component,
  connectFlow,
  flow,
  input,
  inst,
  master,
  mux,
  output,
  pick,
  type Rd,
  reg,
  slave,
  u,
  unpack,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, shapeOf } from 'typescript-hdl/lib';
import type { EntryWordWrite } from '../../lib/entry-words.ts';
import { decidedShape, lookUpVerdictShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import { delayedLong } from '../../lib/ring-delay.ts';
import type { Config } from '../../spec/configs.ts';
import { widthOf } from '../../spec/field.ts';
import { ruleTiers } from '../../spec/tables/bank-mask.ts';
import { ruleDefaultFields } from '../../spec/tables/table-entry.ts';
import { type TableName, tableWordBits } from '../../spec/tables/tables.ts';
import { bankedRules, bankedRulesLatency, ternaryAnswerLatency } from './bank/banked-rules.ts';
import { sidesShape } from './bank/tier-fold.ts';
import { bankKeyBuilder, bankKeyLatency } from './bank-key-builder.ts';
import { addressedShape, ruleKeyShape } from './key-builder.ts';
import { judgedShape, ruleVerdict, ruleVerdictLatency } from './rule-verdict.ts';
import { ternaryAction, ternaryActionLatency } from './ternary-action.ts';
import { matchShape, ternaryLatency, ternaryMatch } from './ternary-match.ts';

/** Clocks from a key to its verdict. */
export const ruleLookUpLatency = (config: Config): number =>
  bankKeyLatency + bankedRulesLatency(config) + ruleVerdictLatency;

/**
 * In each tier the lowest priority wins, wherever the rule is. What `addressed` says
 * belongs to the key of the same clock. Everything is that of the image of the frame, its default too (`defaultWrite`), which is 0
 * after reset. Flows, so nothing holds a key back: one a clock, `ruleLookUpLatency` clocks.
 */
export const ruleLookUp = (config: Config) => {
  const spare = bankKeyLatency + ternaryAnswerLatency(config) - ternaryLatency - ternaryActionLatency;
  if (spare < 0) throw new RangeError('the banks are faster than the ternary array');
  const words = (table: TableName) => slave(flow(wordWriteShape(tableWordBits(config, table))));
  return component(
    'rule_look_up',
    { config: config.name, rules: config.ternaryRules, banks: config.ruleBanks },
    {
      keys: slave(flow(ruleKeyShape)),
      addressed: input(addressedShape(config)),
      verdicts: master(flow(lookUpVerdictShape(config))),
      decided: output(decidedShape(config)),
      rowWrite: words('rule_row'),
      actionWrite: words('rule_action'),
      slotWrite: words('rule_slot'),
      maskWrite: words('rule_mask'),
      hashWrite: words('rule_hash'),
      defaultWrite: words('rule_default'),
      ready: output(bit()),
    },
    ({
      keys,
      addressed,
      verdicts,
      decided,
      rowWrite,
      actionWrite,
      slotWrite,
      maskWrite,
      hashWrite,
      defaultWrite,
      ready,
    }) => {
      const { key, banks, ternary, action, verdict } = inst({
        key: bankKeyBuilder,
        banks: bankedRules(config),
        ternary: ternaryMatch(config),
        action: ternaryAction(config),
        verdict: ruleVerdict(config),
      });
      connectFlow(ternary.write, rowWrite);
      connectFlow(action.write, actionWrite);
      connectFlow(verdict.actionWrite, actionWrite);
      verdict.slotWrite.set(banks.queueWrite);
      connectFlow(banks.slotWrite, slotWrite);
      connectFlow(banks.maskWrite, maskWrite);
      connectFlow(banks.hashWrite, hashWrite);
      ready.set(banks.ready.and(ternary.ready).and(action.ready));

      connectFlow(ternary.keys, keys);
      ternary.reports.set(addressed.reports);
      ternary.judgedSender.set(addressed.judgedSender);
      ternary.tiers.set(action.tiers);
      ternary.unreadable.set(action.unreadable);
      ternary.held.set(action.held);
      ternary.image.set(addressed.image);
      for (const [tier, name] of ruleTiers.entries())
        action.match
          .get(tier)
          .set(delayedLong(`match_${name}`, matchShape(config), ternary.matches.payload.get(tier), spare));

      key.key.set(keys.payload);
      const { reports, group, image, judgedSender, egressDenied, functions } = addressed;
      const ruleDefault = defaultOf(image, defaultWrite);
      const sides = {
        sent: judgedSender,
        received: functions.orR(),
        allowsSent: egressDenied.not(),
        allowsReceived: mux(group, ruleDefault.group, ruleDefault.unicast),
      };
      const askedShape = { reports: bit(), image: bit(), sides: sidesShape };
      const late = delayed('asked', askedShape, { reports, image, sides }, bankKeyLatency);
      banks.lookUps.valid.set(delayed('valid', bit(0), keys.valid, bankKeyLatency));
      banks.lookUps.payload.set({
        key: key.bankKey,
        image: late.image,
        reports: late.reports,
        sides: late.sides,
      });
      banks.ternary.set(action.answers);

      connectFlow(verdict.results, banks.results);
      const judged = { ...addressed, malformed: addressed.malformed.and(ruleDefault.judge_malformed.not()) };
      verdict.judged.set(
        delayedLong(
          'judged',
          judgedShape(config),
          pick(judgedShape(config), judged),
          bankKeyLatency + bankedRulesLatency(config),
        ),
      );
      connectFlow(verdicts, verdict.verdicts);
      decided.set(verdict.decided);
    },
    { doc: `Rules in banks and ternary array: one verdict a key, latency ${ruleLookUpLatency(config)} clocks.` },
  );
};

const defaultShape = shapeOf(ruleDefaultFields);

/** The default of an image. */
const defaultOf = (image: Val<1>, { valid, payload: { address, data } }: EntryWordWrite): Rd<typeof defaultShape> => {
  const cleared = u(widthOf(ruleDefaultFields), 0);
  const { defaults } = reg({ defaults: { zero: cleared, one: cleared } });
  const written = address.bit(address.width - 1);
  when(valid.and(written.not()), () => defaults.zero.set(data.trunc(cleared.width)));
  when(valid.and(written), () => defaults.one.set(data.trunc(cleared.width)));
  return unpack(defaultShape, mux(image, defaults.one, defaults.zero));
};
