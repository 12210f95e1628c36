// SPDX-License-Identifier: Apache-2.0
/**
 * Switch verdict: where a sent frame goes, from what is known of its sender and of its destination.
 *
 * - A frame whose sender may not send it goes nowhere, for the reason that `sender` brings, and so does one that the rules of its sender
 *   refuse (`refused`), for the reason of the verdict.
 * - A frame to one function of this card goes there alone, if the rules of that function let it in: else nowhere, for the same reason
 *   that a frame from the wire would be dropped for. One that comes back to its own sender goes nowhere (`own_destination`).
 * - A frame to a destination that no function has goes to the wire.
 * - A frame to a group goes to the wire, and to the members on this card but its sender. The verdict on it goes along: where it is
 *   dropped it is counted for each member, as a frame from the wire is.
 *
 * One verdict a clock, 1 clock later. Logic depth 3 LUTs at 10g.
 */
import { bit, component, flow, lit, master, mux, named, priorityMux, reg, slave, type Val } from 'typescript-hdl';
import { decoded } from 'typescript-hdl/lib';
import { lookedUpShape, sentVerdictShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { type CounterEventName, eventId } from '../spec/events/drop-reasons.ts';
import { type TransmitEventName, transmitEventBits, transmitEventId } from '../spec/events/transmit-events.ts';

/** Why the classifier drops a frame that some function has the address of, by the same names in both directions. */
const refusals = ['rule_deny', 'default_deny', 'malformed_ip', 'unreadable'] as const satisfies readonly (
  | CounterEventName
  | TransmitEventName
)[];

/** The decision; see the header comment. */
export const switchVerdict = (config: Config) =>
  component(
    'switch_verdict',
    { config: config.name, functions: config.functions },
    { up: slave(flow(lookedUpShape(config))), down: master(flow(sentVerdictShape(config))) },
    ({ up, down }) => {
      const { sender, verdict: whole } = up.payload;
      const { refused, ...verdict } = whole;
      const { valid, decided } = reg({ valid: bit(0), decided: sentVerdictShape(config) });
      const own = decoded(sender.source, config.functions);
      const others = verdict.functions.and(own.not());
      const known = named('known', verdict.functions.orR());
      const elsewhere = named('elsewhere', others.orR());
      const leaves = named('leaves', sender.allowed.and(refused.not()));
      const unicast = named('unicast', leaves.and(sender.group.not()));
      const passes = unicast.and(elsewhere).and(verdict.drop.not());
      valid.set(up.valid);
      decided.set({
        wire: leaves.and(sender.group.or(known.not())),
        wireClass: sender.wireClass,
        local: passes.or(leaves.and(sender.group).and(elsewhere)),
        group: sender.group,
        delivery: { ...verdict, functions: others },
        reason: mux(
          sender.allowed,
          mux(elsewhere.or(refused), refusalOf(verdict.reason), number('own_destination')),
          sender.reason,
        ),
      });
      down.valid.set(valid);
      down.payload.set(decided);
    },
    { maxDepth: 3, doc: 'Where a sent frame goes: to the wire, to functions of this card, both, or nowhere.' },
  );

const number = (name: TransmitEventName): Val => lit(transmitEventId(name), transmitEventBits);

/** The event of transmit for the reason of a verdict. */
const refusalOf = (reason: Val): Val =>
  priorityMux(
    refusals.map(name => [reason.eq(eventId(name)) as Val<1>, number(name)] as const),
    number('rule_deny'),
  );
