/** Turns the match of a frame into its verdict. */
import {
  bit,
  component,
  flow,
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
import { delayed, shapeOf, startUpSweep } from 'typescript-hdl/lib';
import { verdictShape, wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { eventId } from '../../spec/events/drop-reasons.ts';
import { widthOf } from '../../spec/field.ts';
import { blockWordBits } from '../../spec/registers/registers.ts';
import { ruleActionFields } from '../../spec/tables/table-entry.ts';
import { matchShape } from './ternary-match.ts';

/** Clocks from a match to its verdict: action RAM, decision. */
export const ruleActionLatency = 2;

const actionShape = shapeOf(ruleActionFields);

/**
 * Decides in this order: no addressed function is `unknown_destination`; a matching rule does what its action says; else
 * `ruleDefault` decides, bit 0 for unicast, bit 1 for group frames. `addressed` belongs to the match of the same clock.
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
      addressed: input({ functions: u(config.functions), group: bit() }),
      ruleDefault: input(u(2)),
      verdicts: master(flow(verdictShape(config))),
      write: slave(flow(wordWriteShape(blockWordBits(config, 'rule_action')))),
      ready: output(bit()),
    },
    ({ matches, addressed, ruleDefault, verdicts, write, ready }) => {
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

      const r = reg({
        action: actionShape,
        hit: bit(),
        functions: u(config.functions),
        defaultPermit: bit(),
        verdict: verdictShape(config),
      });
      r.action.set(actions.read(matches.payload.rule));
      r.hit.set(matches.payload.hit);
      r.functions.set(addressed.functions);
      r.defaultPermit.set(mux(addressed.group, ruleDefault.bit(1), ruleDefault.bit(0)));
      r.verdict.set({ functions: r.functions, drop: 0, reason: 0, queue: mux(r.hit, r.action.queue, 0) });
      const drop = (reason: number): void => r.verdict.set({ functions: r.functions, drop: 1, reason, queue: 0 });
      when(r.functions.orR().not(), () => drop(eventId('unknown_destination')))
        .elsewhen(r.hit.and(r.action.permit.not()), () => drop(eventId('rule_deny')))
        .elsewhen(r.hit.not().and(r.defaultPermit.not()), () => drop(eventId('default_deny')));
      verdicts.payload.set(r.verdict);
      verdicts.valid.set(delayed('valid', bit(0), matches.valid, ruleActionLatency));
    },
    { maxDepth: 2, doc: 'Action of the matching rule, or the default, as the verdict of the frame.' },
  );
