// SPDX-License-Identifier: Apache-2.0
/** What the card counts of its rules, against what the policy read directly says of the same frames. */
import { judge } from '../../firmware/oracle/oracle.ts';
import { type Policy, ruleLabel } from '../../firmware/policy/policy.ts';
import type { TransmitEventName } from '../../hdl/spec/events/transmit-events.ts';
import type { RuleCounts } from '../../sim/register-access.ts';
import type { SentTraffic } from './compare-sent.ts';
import type { Mismatch } from './mismatch.ts';

/** What becomes of frames that come as far as the rules; a sender that says it is somebody else does not. */
const judged: ReadonlySet<TransmitEventName> = new Set([
  'sent',
  'switched',
  'rule_deny',
  'default_deny',
  'malformed_ip',
  'unreadable',
  'class_full',
  'own_destination',
]);

/** Frames that each rule of a policy decides, of those that came from the wire and of those that VMs sent. */
export const ruleHits = (
  policy: Policy,
  received: readonly { readonly bytes: Uint8Array }[],
  sent: readonly SentTraffic[],
): readonly RuleCounts[] => {
  const hits = policy.rules.map(() => ({ receiver: 0, sender: 0 }));
  const note = (bytes: Uint8Array, sender?: number): void => {
    for (const { rule, side, does } of judge(policy, bytes, sender).asked) if (does === 'decides') hits[rule]![side]++;
  };
  for (const { bytes } of received) note(bytes);
  for (const { function: fn, frame, fate } of sent)
    if (judged.has(fate.event)) note(fate.local?.bytes ?? fate.bytes ?? frame.bytes, fn);
  return hits;
};

/** Sums of the counters of each rule. */
export const sumsOfRules = (
  numbers: readonly (readonly number[])[],
  counts: ReadonlyMap<number, RuleCounts>,
): readonly RuleCounts[] =>
  numbers.map(own =>
    own
      .map(number => counts.get(number)!)
      .reduce((sum, { receiver, sender }) => ({ receiver: sum.receiver + receiver, sender: sum.sender + sender }), {
        receiver: 0,
        sender: 0,
      }),
  );

/** Every rule that the card counts otherwise. */
export const compareRules = (policy: Policy, due: readonly RuleCounts[], counted: readonly RuleCounts[]): Mismatch[] =>
  policy.rules.flatMap((rule, i) =>
    (['receiver', 'sender'] as const).flatMap(side =>
      counted[i]![side] === due[i]![side]
        ? []
        : [
            {
              where: `rule ${ruleLabel(rule, i)}`,
              what: `it decides ${due[i]![side]} frames for their ${side}s, ${counted[i]![side]} were counted`,
            },
          ],
    ),
  );
