// SPDX-License-Identifier: Apache-2.0
/** Imported rules as the text of a policy: one a line, each with where it comes from. */
import type { RuleTier } from '../../hdl/spec/tables/bank-mask.ts';
import type { Diagnostic } from '../policy/diagnostic.ts';
import type { Position } from '../policy/policy.ts';
import { comment } from '../policy/words.ts';

/** A file that was read. */
export interface SourceText {
  readonly text: string;
  readonly file: string;
}

/** Where a line of the policy comes from. */
export interface Place {
  readonly file: string;
  /** Without a column, the line is there as it is in the policy. */
  readonly position: Pick<Position, 'line'> & Partial<Position>;
}

/** A line of the policy, and where it comes from; absent if from nowhere. */
export interface PlacedLine {
  readonly text: string;
  readonly place?: Place | undefined;
}

export interface ImportedRule {
  /** Where it comes from, such as a line of the other file. */
  readonly origin: string;
  readonly place?: Place | undefined;
  /** Who sends the frames, as in a rule; absent for `any`. */
  readonly from?: string;
  /** Whom the frames are for, as in a rule; absent for `any`. */
  readonly to?: string;
  /** Conditions as they are written in a policy. */
  readonly match: Readonly<Record<string, string>>;
  readonly action: 'allow' | 'deny';
}

/** A comment in place of a rule: what says nothing about frames of this card, and why. */
export interface LeftOut {
  readonly origin: string;
  readonly because: string;
  /** The policy judges some frames in another way for it. */
  readonly lost?: true;
}

/** What an import comes to. */
export interface ImportedPolicy {
  /** The policy. */
  readonly text: string;
  /** Where its lines come from, by their numbers. */
  readonly places: ReadonlyMap<number, Place>;
  /** The file that it is made of. */
  readonly file: string;
  /** What it does not say although the other file does, since that was asked for. */
  readonly warnings: readonly Diagnostic[];
}

const isPlain = (value: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(value);
const scalar = (value: string): string => (isPlain(value) ? value : JSON.stringify(value));

/** A record on one line. */
export const flowRecord = (entries: Readonly<Record<string, string | readonly string[]>>): string => {
  const text = (value: string | readonly string[]): string =>
    typeof value === 'string' ? scalar(value) : `[${value.map(scalar).join(', ')}]`;
  return `{ ${Object.entries(entries)
    .map(([key, value]) => `${key}: ${text(value)}`)
    .join(', ')} }`;
};

const ruleLine = ({ from, to, match, action }: ImportedRule): string => {
  const parts = [
    ...(from === undefined ? [] : [`from: ${scalar(from)}`]),
    ...(to === undefined ? [] : [`to: ${scalar(to)}`]),
    ...(Object.keys(match).length === 0 ? [] : [`match: ${flowRecord(match)}`]),
    `action: ${action}`,
  ];
  return `- { ${parts.join(', ')} }`;
};

/** A tier of rules, what comes from one place under one comment. */
const tierText = (tier: string, items: readonly (ImportedRule | LeftOut)[]): readonly PlacedLine[] => {
  let last = '';
  const lines = items.flatMap((item): readonly PlacedLine[] => {
    const heading = item.origin === last ? [] : [{ text: `# ${comment(item.origin)}` }];
    last = item.origin;
    return 'because' in item
      ? [...heading, { text: `# left out: ${comment(item.because)}` }]
      : [...heading, { text: ruleLine(item), place: item.place }];
  });
  const hasRules = items.some(item => !('because' in item));
  return [
    { text: hasRules ? `  ${tier}:` : `  ${tier}: []` },
    ...lines.map(({ text, place }) => ({ text: `    ${text}`, place })),
  ];
};

/** `rules:` in tiers, and `defaults:` of a policy that denies what no rule allows. */
export const ruleLines = (
  tiers: Readonly<Partial<Record<RuleTier, readonly (ImportedRule | LeftOut)[]>>>,
): readonly PlacedLine[] => [
  { text: 'rules:' },
  ...Object.entries(tiers).flatMap(([tier, items]) => tierText(tier, items)),
  { text: 'defaults: { unicast: deny, group: deny, egress: deny }' },
];

/** A policy of these lines, made of a file. */
export const policyOfLines = (
  lines: readonly PlacedLine[],
  file: string,
  warnings: readonly Diagnostic[],
): ImportedPolicy => ({
  text: `${lines.map(({ text }) => text).join('\n')}\n`,
  places: new Map(lines.flatMap(({ place }, i) => (place ? [[i + 1, place] as const] : []))),
  ...{ file, warnings },
});
