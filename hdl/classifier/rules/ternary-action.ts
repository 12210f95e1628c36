// SPDX-License-Identifier: Apache-2.0
/** Turns the match of the ternary array into its answer beside those of the banks. */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  input,
  mux,
  output,
  pick,
  ram,
  reg,
  slave,
  u,
  unpack,
  type Val,
  vec,
  when,
  zero,
} from 'typescript-hdl';
import { decoded, registered, shapeOf, startUpSweep } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { widthOf } from '../../spec/field.ts';
import { ruleTiers } from '../../spec/tables/bank-mask.ts';
import { slotVerdicts } from '../../spec/tables/bank-slot.ts';
import { ruleActionFields } from '../../spec/tables/table-entry.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';
import { slotNumberBits, tierAnswerShape } from './bank/bank-shapes.ts';
import { heldShape, matchShape } from './ternary-match.ts';

/** Clocks from a match to its answer. */
export const ternaryActionLatency = 1;

const { queue: _queue, valid: _valid, tier: _tier, ...judgedShape } = shapeOf(ruleActionFields);

const unreadable = slotVerdicts.indexOf('unreadable');

/**
 * Gives, for each tier, rank and verdict of the rule that matched, and the rank of that which was passed over. `unreadable` has a bit for
 * each rule that may match or not, `held` for those that belong to each image, `tiers` for those of each tier. The actions are cleared (of no image) after reset, one clock
 * a rule in which `ready` is 0 and writes are ignored; a write is seen by matches that come a clock or more after it. One match a clock,
 * `ternaryActionLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const ternaryAction = (config: Config) =>
  component(
    'ternary_action',
    { config: config.name, rules: config.ternaryRules },
    {
      match: input(vec(ruleTiers.length, matchShape(config))),
      unreadable: output(u(config.ternaryRules)),
      tiers: output(vec(ruleTiers.length, u(config.ternaryRules))),
      held: output(heldShape(config)),
      answers: output(vec(ruleTiers.length, tierAnswerShape(slotNumberBits(config)))),
      write: slave(flow(wordWriteShape(tableWordBits(config, 'rule_action')))),
      ready: output(bit()),
    },
    ({ match, unreadable: mayMatch, tiers, held, answers, write, ready }) => {
      const { actions } = ram({ actions: { shape: judgedShape, depth: config.ternaryRules, kind: 'distributed' } });
      const clear = startUpSweep('clear', config.ternaryRules);
      ready.set(clear.active.not());
      const whole = unpack(shapeOf(ruleActionFields), write.payload.data.trunc(widthOf(ruleActionFields)));
      const written = pick(judgedShape, whole);
      when(clear.active.or(write.valid), () =>
        actions.write(
          mux(clear.active, clear.index, write.payload.address),
          mux(clear.active, zero(judgedShape), written),
        ),
      );

      // What is looked at of every rule in every clock is kept in registers.
      const ofTiers = vec(ruleTiers.length, u(config.ternaryRules, 0));
      const { marks } = reg({ marks: { unreadable: u(config.ternaryRules, 0), tiers: ofTiers, ...heldShape(config) } });
      const place = decoded(write.payload.address.trunc(indexWidth(config.ternaryRules)), config.ternaryRules);
      const marked = (of: Val, mark: Val<1>): Val => mux(mark, of.or(place), of.and(place.not()));
      when(write.valid.and(clear.active.not()), () => {
        marks.unreadable.set(marked(marks.unreadable, whole.verdict.eq(unreadable)));
        marks.zero.set(marked(marks.zero, whole.valid.bit(0)));
        marks.one.set(marked(marks.one, whole.valid.bit(1)));
        for (const tier of ruleTiers.keys())
          marks.tiers.get(tier).set(marked(marks.tiers.get(tier), whole.tier.eq(tier)));
      });
      mayMatch.set(marks.unreadable);
      tiers.set(marks.tiers);
      held.set({ zero: marks.zero, one: marks.one });

      for (const [tier, name] of ruleTiers.entries()) {
        const { hit, rule, over, overRule } = match.get(tier);
        const { priority, verdict } = actions.read(rule);
        const r = registered(name, {
          rank: cat(hit.not(), priority),
          verdict,
          rule,
          over: cat(over.not(), actions.read(overRule).priority),
        });
        answers.get(tier).set({
          best: { rank: r.rank, verdict: r.verdict, slot: r.rule.zext(slotNumberBits(config)) },
          passedOver: r.over,
        });
      }
    },
    {
      maxDepth: 2,
      doc: 'Rank and verdict of the ternary rule that matched in each tier, beside the answers of the banks.',
    },
  );
