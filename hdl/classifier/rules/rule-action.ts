// SPDX-License-Identifier: Apache-2.0
/** Turns the match of a frame into its verdict. */
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
  when,
  zero,
} from 'typescript-hdl';
import { decoded, delayed, shapeOf, startUpSweep } from 'typescript-hdl/lib';
import { verdictShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { type CounterEventName, eventId } from '../../spec/events/drop-reasons.ts';
import { widthOf } from '../../spec/field.ts';
import { ruleActionFields, ruleDefaultFields } from '../../spec/tables/table-entry.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';
import { addressedShape } from './key-builder.ts';
import { matchShape } from './ternary-match.ts';

/** Clocks from a match to its verdict: action RAM, decision. */
export const ruleActionLatency = 2;

const actionShape = shapeOf(ruleActionFields);

/**
 * Decides in this order: no addressed function is `unknown_destination`; malformed IP is `malformed_ip`, unless bit 2 of
 * `ruleDefault` has it judged; a later fragment that a function refuses is `rule_deny`, one that may be such is `unreadable`
 * or reported; a matching rule does what its action says; else `ruleDefault` decides, bit 0 for unicast, bit 1 for group
 * frames. `addressed` belongs to the match of the same clock. `unreadable` has a bit for each rule that may match or not.
 * The actions are cleared (deny) after reset, one clock a rule in which `ready` is 0 and writes are ignored; a write is
 * seen by matches that come a clock or more after it. Flows, so nothing holds a match back: one a clock,
 * `ruleActionLatency` clocks; logic depth 2 LUTs at 10g.
 */
export const ruleAction = (config: Config) =>
  component(
    'rule_action',
    { config: config.name, functions: config.functions, rules: config.ternaryRules },
    {
      matches: slave(flow(matchShape(config))),
      addressed: input(addressedShape(config)),
      ruleDefault: input(u(widthOf(ruleDefaultFields))),
      unreadable: output(u(config.ternaryRules)),
      verdicts: master(flow(verdictShape(config))),
      write: slave(flow(wordWriteShape(tableWordBits(config, 'rule_action')))),
      ready: output(bit()),
    },
    ({ matches, addressed, ruleDefault, unreadable, verdicts, write, ready }) => {
      const { actions } = ram({
        actions: { shape: actionShape, depth: config.ternaryRules, kind: 'distributed' },
      });
      const clear = startUpSweep('clear', config.ternaryRules);
      ready.set(clear.active.not());
      const written = unpack(actionShape, write.payload.data.trunc(widthOf(ruleActionFields)));
      when(clear.active.or(write.valid), () =>
        actions.write(
          mux(clear.active, clear.index, write.payload.address),
          mux(clear.active, zero(actionShape), written),
        ),
      );

      // The mark of every rule is looked at in every clock, so it is kept in registers as well.
      const { marks } = reg({ marks: u(config.ternaryRules, 0) });
      const place = decoded(write.payload.address.trunc(indexWidth(config.ternaryRules)), config.ternaryRules);
      when(write.valid.and(clear.active.not()), () =>
        marks.set(mux(written.unreadable, marks.or(place), marks.and(place.not()))),
      );
      unreadable.set(marks);

      const { group: _asked, ...judged } = addressedShape(config);
      const r = reg({
        action: actionShape,
        hit: bit(),
        passedOver: bit(),
        addressed: judged,
        defaultPermit: bit(),
        verdict: verdictShape(config),
      });
      r.action.set(actions.read(matches.payload.rule));
      r.hit.set(matches.payload.hit);
      r.passedOver.set(matches.payload.passedOver);
      const { group, ...rest } = addressed;
      r.addressed.set({ ...rest, malformed: addressed.malformed.and(ruleDefault.bit(2).not()) });
      r.defaultPermit.set(mux(group, ruleDefault.bit(1), ruleDefault.bit(0)));
      const { functions, malformed, refused, uncertain, reports } = r.addressed;
      const reported = r.passedOver.or(uncertain.and(reports));
      r.verdict.set({ functions, drop: 0, reason: 0, queue: mux(r.hit, r.action.queue, 0), reported });
      const drop = (event: CounterEventName): void =>
        r.verdict.set({ functions, drop: 1, reason: eventId(event), queue: 0, reported: 0 });
      when(functions.orR().not(), () => drop('unknown_destination'))
        .elsewhen(malformed, () => drop('malformed_ip'))
        .elsewhen(refused, () => drop('rule_deny'))
        .elsewhen(uncertain.and(reports.not()), () => drop('unreadable'))
        .elsewhen(r.hit.and(r.action.unreadable), () => drop('unreadable'))
        .elsewhen(r.hit.and(r.action.permit.not()), () => drop('rule_deny'))
        .elsewhen(r.hit.not().and(r.defaultPermit.not()), () => drop('default_deny'));
      verdicts.payload.set(r.verdict);
      verdicts.valid.set(delayed('valid', bit(0), matches.valid, ruleActionLatency));
    },
    { maxDepth: 2, doc: 'Action of the matching rule, or the default, as the verdict of the frame.' },
  );
