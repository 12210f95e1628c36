// SPDX-License-Identifier: Apache-2.0
/** What `sluice check` found out, as people read it. */
import { count } from '../../firmware/policy/words.ts';
import type { FoundOverlap, PolicyReport, Reach, ReachAnswer } from './check-policy.ts';
import type { WitnessRecord } from './witness-record.ts';

const overlapText = ({ kind, rule, place, earlier, earlierPlace, witness }: FoundOverlap): string => {
  const before = `rule ${earlier} (${earlierPlace})`;
  return kind === 'shadowed'
    ? `${place}: warning: rule ${rule} never decides a frame: earlier rules take all that it matches, as ${before} takes ${witness.frame}; move it up or remove it`
    : `${place}: warning: rule ${rule} says the opposite of ${before} about ${witness.frame}, and the earlier rule decides: it is ${witness.outcome}; if that is not meant, change their order`;
};

const answers: Readonly<Record<ReachAnswer, string>> = {
  all: 'yes, all such frames are delivered',
  some: 'in part: some such frames are delivered, others are not',
  none: 'no, no such frame is delivered',
  nothing: 'there are no such frames',
  unknown: 'the time was too short to find out; give more with --seconds',
};

const witnessText = (name: string, witness: WitnessRecord | undefined): readonly string[] =>
  witness ? [`  ${name} ${witness.frame}`, `            ${witness.outcome} by ${witness.by}`] : [];

const reachText = ({ question, answer, warnings, delivered, dropped }: Reach): readonly string[] => [
  ...warnings.map(message => `${question}: warning: ${message}`),
  `${question}: ${answers[answer]}`,
  ...witnessText('such as  ', delivered ?? dropped),
  ...(delivered ? witnessText('but not  ', dropped) : []),
];

/** The report; with a question, its answer alone. */
export const reportText = (report: PolicyReport): string => {
  const { policy, vms, rules, proven, warnings, overlaps, complete, reach } = report;
  if (reach) return reachText(reach).join('\n');
  const found = [...warnings, ...overlaps.map(overlapText)];
  const expectations = proven === 0 ? '' : `, ${count(proven, 'expectation')} proven`;
  const looked = complete ? '' : '; the time was too short to look at all frames, give more with --seconds';
  return [
    ...found,
    `${policy}: ${count(vms, 'VM')}, ${count(rules, 'rule')}${expectations}, ${count(found.length, 'warning')}${looked}`,
  ].join('\n');
};
