// SPDX-License-Identifier: Apache-2.0
/** Whether a policy fits, as lines for the terminal. */
import { type Overflow, overflowParts } from '../../firmware/compile/banks/blame.ts';
import type { Fit, Use } from '../../firmware/compile/fit.ts';
import { count } from '../../firmware/policy/words.ts';
import { columns } from './columns.ts';

/** Overflows that are shown; JSON holds all. */
const mostShown = 10;
const percent = ({ used, of }: Use): string => `${((100 * used) / of).toFixed(1)} %`;

const overflowLines = (overflow: Overflow): readonly string[] => {
  const { whose, lines, remedy } = overflowParts(overflow);
  return [`  ${whose}`, `    ${lines}; ${remedy}`];
};

const larger = ({ larger: next }: Fit): readonly string[] => {
  if (!next) return ['there is no larger configuration'];
  const left = next.fits ? 'the rules would fit' : `${count(next.left, 'rule')} would have no room`;
  return [`with ${next.config} ${left}`];
};

/** The answer in a sentence, the use of each table, and what has no room. */
export const fitSummary = (fit: Fit): string => {
  const { policy, config, fits, rules, slots, ternary, forwarding, banks, overflows, findings, refused } = fit;
  const use = (name: string, one: Use): string[] => [name, `${one.used}`, `of ${one.of}`, percent(one)];
  const shown = overflows.slice(0, mostShown);
  const rest = overflows.length - shown.length;
  const who = refused.map(name => (name === null ? 'rules for all' : name));
  return [
    `${policy}: ${count(rules, 'rule')} ${fits ? 'fit' : 'do not fit'} configuration ${config}`,
    '',
    ...columns(
      [use('rule slots', slots), use('ternary entries', ternary), use('forwarding entries', forwarding)],
      [false, true, false, true],
    ),
    `${count(banks.length, 'bank')} in use; ${fit.replaceable ? 'another image has room beside this one' : 'another image has no room beside this one: it would have to be loaded while no frame is judged'}`,
    '',
    ...columns(
      [
        ['bank', 'tier', 'slots', 'full', 'key'],
        ...banks.map(({ bank, tier, slots: one, key }) => [
          `${bank}`,
          tier,
          `${one.used}`,
          percent(one),
          key.join(', ') || 'nothing',
        ]),
      ],
      [true, false, true, true, false],
    ),
    '',
    ...findings.map(({ line, message }) => `line ${line}: ${message}`),
    ...(refused.length > 0 ? [`refused, all others have room: ${who.join(', ')}`] : []),
    ...shown.flatMap(overflowLines),
    ...(rest > 0 ? [`  and ${rest} keys more (--json names all)`] : []),
    ...(fits ? [] : larger(fit)),
  ].join('\n');
};
