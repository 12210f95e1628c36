// SPDX-License-Identifier: Apache-2.0
/** Turns what the rules say of a frame, and all else that decides, into its verdict. */
import {
  bit,
  component,
  flow,
  indexWidth,
  input,
  master,
  mux,
  output,
  ram,
  reg,
  slave,
  u,
  unpack,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, shapeOf } from 'typescript-hdl/lib';
import { decidedShape, decidingShape, lookUpVerdictShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { type CounterEventName, eventId } from '../../spec/events/drop-reasons.ts';
import { widthOf } from '../../spec/field.ts';
import { bankSlots } from '../../spec/tables/bank-slot.ts';
import { type RuleOutcome, ruleOutcomes } from '../../spec/tables/rule-outcome.ts';
import { ruleActionFields } from '../../spec/tables/table-entry.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';
import { slotNumberBits } from './bank/bank-shapes.ts';
import { queueWriteShape } from './bank/slot-loader.ts';
import { ruleResultShape } from './bank/tier-fold.ts';
import { addressedShape } from './key-builder.ts';

/** Clocks of the memories of queues: block RAM and its output register. */
const queueLatency = 2;
/** Clocks from what the rules say to the verdict. */
export const ruleVerdictLatency = queueLatency + 1;

/** What is looked at of a frame beside the outcome of the rules. */
export const judgedShape = (config: Config) => {
  const {
    group: _group,
    judgedSender: _sender,
    egressDenied: _denied,
    image: _image,
    ...rest
  } = addressedShape(config);
  return rest;
};

const actionShape = shapeOf(ruleActionFields);

interface QueueWrites {
  readonly slot: { readonly valid: Val<1>; readonly slot: Val; readonly queue: Val };
  readonly action: { readonly valid: Val<1>; readonly payload: { readonly address: Val; readonly data: Val } };
}

/** The queue of a rule, `queueLatency` clocks after its number: of a slot, or under the highest bit of a ternary entry. */
const queueOf = (config: Config, number: Val, { slot, action }: QueueWrites): Val => {
  const bits = slotNumberBits(config);
  const shape = u(actionShape.queue.width);
  const { slotQueues, entryQueues } = ram({
    slotQueues: { shape, depth: bankSlots(config) },
    entryQueues: { shape, depth: config.ternaryRules, kind: 'distributed' },
  });
  when(slot.valid, () => slotQueues.write(slot.slot, slot.queue));
  when(action.valid, () =>
    entryQueues.write(
      action.payload.address,
      unpack(actionShape, action.payload.data.trunc(widthOf(ruleActionFields))).queue,
    ),
  );
  const ofSlot = slotQueues.read(number.trunc(bits), undefined, { outputRegister: true }) as Val;
  const ofEntry = entryQueues.read(number.trunc(indexWidth(config.ternaryRules))) as Val;
  const late = delayed(
    'entry',
    { queue: shape, isEntry: bit() },
    { queue: ofEntry, isEntry: number.bit(bits) },
    queueLatency,
  );
  return mux(late.isEntry, late.queue, ofSlot);
};

/**
 * Decides in this order: what the rules of its sender say (`refused`); no addressed function is `unknown_destination`; malformed IP is `malformed_ip`; a later fragment that a
 * function refuses is `rule_deny`, one that may be such is `unreadable` or reported; then what the rules of its receiver say. A frame
 * that a rule allows goes to the queue of the rule, which is written with its slot (`slotWrite`) or its ternary entry
 * (`actionWrite`) and seen by results that come a clock or more after that. `judged` belongs to the result of the same clock.
 * `decided` has the rules that decided, in the clock of the verdict: that of its receiver only if the rules of its receiver were asked.
 * Flows, so nothing holds a result back: one a clock, `ruleVerdictLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const ruleVerdict = (config: Config) =>
  component(
    'rule_verdict',
    { config: config.name, functions: config.functions, rules: config.ternaryRules },
    {
      results: slave(flow(ruleResultShape(config))),
      judged: input(judgedShape(config)),
      verdicts: master(flow(lookUpVerdictShape(config))),
      decided: output(decidedShape(config)),
      slotWrite: input(queueWriteShape(config)),
      actionWrite: slave(flow(wordWriteShape(tableWordBits(config, 'rule_action')))),
    },
    ({ results, judged, verdicts, decided, slotWrite, actionWrite }) => {
      const { sender, receiver, ...said } = results.payload;
      const queue = queueOf(config, receiver.number, { slot: slotWrite, action: actionWrite });
      const { refusal, outcome, reported } = ruleResultShape(config);
      const carried = { refusal, outcome, reported, sender: decidingShape(config), receiver: decidingShape(config) };
      const result = delayed('result', carried, { ...said, sender, receiver }, queueLatency);
      const { functions, malformed, refused, uncertain, reports } = delayed(
        'judged',
        judgedShape(config),
        judged,
        queueLatency,
      );
      const is = (of: Val, name: RuleOutcome): Val<1> => of.eq(ruleOutcomes.indexOf(name));

      const { verdict } = reg({ verdict: lookUpVerdictShape(config) });
      verdict.set({
        functions,
        drop: 0,
        reason: 0,
        queue: mux(result.receiver.hit, queue, 0),
        reported: result.reported.or(uncertain.and(reports)),
        refused: 0,
      });
      const drop = (event: CounterEventName, refusing: 0 | 1 = 0): void =>
        verdict.set({ functions, drop: 1, reason: eventId(event), queue: 0, reported: 0, refused: refusing });
      when(is(result.refusal, 'unreadable'), () => drop('unreadable', 1))
        .elsewhen(is(result.refusal, 'rule_deny'), () => drop('rule_deny', 1))
        .elsewhen(is(result.refusal, 'default_deny'), () => drop('default_deny', 1))
        .elsewhen(functions.orR().not(), () => drop('unknown_destination'))
        .elsewhen(malformed, () => drop('malformed_ip'))
        .elsewhen(refused, () => drop('rule_deny'))
        .elsewhen(uncertain.and(reports.not()), () => drop('unreadable'))
        .elsewhen(is(result.outcome, 'unreadable'), () => drop('unreadable'))
        .elsewhen(is(result.outcome, 'rule_deny'), () => drop('rule_deny'))
        .elsewhen(is(result.outcome, 'default_deny'), () => drop('default_deny'));
      verdicts.payload.set(verdict);
      const answered = delayed('answered', bit(0), results.valid, queueLatency);
      const asksReceiver = is(result.refusal, 'allow')
        .and(malformed.or(refused).not())
        .and(uncertain.and(reports.not()).not());
      const rules = reg({ rules: decidedShape(config) }).rules;
      rules.set({
        sender: { hit: result.sender.hit.and(answered), number: result.sender.number },
        receiver: { hit: result.receiver.hit.and(answered).and(asksReceiver), number: result.receiver.number },
      });
      decided.set(rules);
      verdicts.valid.set(delayed('valid', bit(0), answered, 1));
    },
    { maxDepth: 2, doc: 'Outcome of the rules, and all else that decides, as the verdict of the frame.' },
  );
