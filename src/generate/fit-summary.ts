// SPDX-License-Identifier: Apache-2.0
/** Whether a policy fits, as lines for the terminal. */
import type { Overflow, Shortage } from '../../firmware/compile/banks/blame.ts';
import type { Fit, Use } from '../../firmware/compile/fit.ts';
import { count } from '../../firmware/policy/words.ts';
import { columns } from './columns.ts';

/** Overflows that are shown; JSON holds all. */
const mostShown = 10;
/** Lines of rules that are named of each. */
const mostLines = 5;

const percent = ({ used, of }: Use): string => `${((100 * used) / of).toFixed(1)} %`;

const remedies: Readonly<Record<Shortage, string>> = {
  slots: 'there are more rules than slots; remove some, or choose a larger configuration',
  key: 'they differ only in what no key holds, and meet in one bucket of every bank; give them longer prefixes, single ports or a VM of their own',
  masks: 'no bank is left for this combination of fields; write it as the other rules are written',
  ternary: 'only the ternary array can hold them; remove some',
};

const linesText = ({ lines, left }: Overflow): string => {
  const named = lines.slice(0, mostLines);
  const others = left - named.length;
  return `line${left === 1 ? '' : 's'} ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
};

const overflowLines = (overflow: Overflow): readonly string[] => {
  const { tenant, key, shortage, left, sharing } = overflow;
  const whose = tenant === null ? 'rules for all' : `VM ${tenant}`;
  return [
    `  ${whose}: ${count(left, 'rule')} without room, of ${count(sharing, 'entry')} that share the key "${key}"`,
    `    ${linesText(overflow)}; ${remedies[shortage]}`,
  ];
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
