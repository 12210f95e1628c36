// SPDX-License-Identifier: Apache-2.0
/**
 * The ways on from a header: every value, table entry and range that its declaration names, every exception after it, and
 * the ways that end the walk at a payload.
 */
import type { FieldCheck, HeaderRule, NextHeader } from '../../../hdl/spec/protocol/header-graph.ts';
import type { ParserTable, ParserTableValues } from '../../../hdl/spec/protocol/parser-tables.ts';
import { fieldOf, getField, meetingValue, meets } from './header-fields.ts';
import { pick, type Random } from './random.ts';

/** One way on from a header. */
export interface Way {
  /** What decides: `type = 2048`, `type below 1536`, `destinationPort in vxlanPorts[0]`, `type other`, `unless version`, `end`. */
  readonly label: string;
  /** Name of the header it leads to; undefined where the walk ends. */
  readonly to: string | undefined;
  readonly tooMany: boolean;
  /** Values of fields that open this way, if they open no earlier one. */
  readonly settings: (random: Random) => Readonly<Record<string, number>>;
  /** Whether a header with these contents goes this way, if it goes no earlier one. */
  readonly opens: (value: (field: string) => number) => boolean;
}

/** The conditions of an entry, as values of fields. */
const conditionValues = (rule: HeaderRule, when: readonly FieldCheck[], random: Random): Record<string, number> =>
  Object.fromEntries(when.map(check => [check.field, meetingValue(check, fieldOf(rule, check.field).bits, random)]));

/** One value or range of values of the field of an entry, with what it means. */
interface Choice {
  readonly label: string;
  readonly to: string | undefined;
  readonly tooMany: boolean;
  /** The one value, where there is but one: tables can be set so that an earlier choice has it already. */
  readonly value?: number;
  readonly pick: (random: Random) => number;
  readonly holds: (value: number) => boolean;
}

const oneValue = (value: number): Pick<Choice, 'value' | 'pick' | 'holds'> => ({
  value,
  pick: () => value,
  holds: other => other === value,
});

const valueChoices = (
  values: readonly number[],
  table: ParserTable | undefined,
  tables: ParserTableValues,
  meaning: Pick<Choice, 'to' | 'tooMany'>,
): Choice[] => [
  ...values.map(one => ({ ...oneValue(one), ...meaning, label: `= ${one}` })),
  ...(table === undefined ? [] : tables[table]).flatMap((one, i) =>
    one === 0 ? [] : [{ ...oneValue(one), ...meaning, label: `in ${table}[${i}]` }],
  ),
];

/** Whether some value of so many bits is none of the choices. */
const leavesOthers = (choices: readonly Choice[], bits: number): boolean =>
  bits > 8 ||
  Array.from({ length: 2 ** bits }, (_, value) => value).some(value => !choices.some(one => one.holds(value)));

/** The choices of an entry in the order in which they are looked at. */
const choicesOf = (next: NextHeader, bits: number, tables: ParserTableValues): Choice[] => {
  const named = [
    ...valueChoices(next.tooMany ?? [], next.tooManyTable, tables, { to: undefined, tooMany: true }),
    ...next.cases.flatMap(({ header: to, values, below, table }) => [
      ...valueChoices(values, table, tables, { to, tooMany: false }),
      ...(below === undefined ? [] : [belowChoice(to, below)]),
    ]),
  ];
  const open = named.filter(({ value }, i) => value === undefined || !named.slice(0, i).some(one => one.holds(value)));
  if (!leavesOthers(open, bits)) return open;
  const other: Choice = {
    to: next.otherwise,
    tooMany: next.othersTooMany ?? false,
    label: 'other',
    pick: random => random(2 ** Math.min(bits, 31)),
    holds: () => true,
  };
  return [...open, other];
};

const belowChoice = (to: string, below: number): Choice => ({
  to,
  tooMany: false,
  label: `below ${below}`,
  pick: random => random(below),
  holds: value => value < below,
});

const checkText = (check: FieldCheck): string => {
  if ('equals' in check) return `${check.field} = ${check.equals}`;
  if ('oneOf' in check) return `${check.field} in ${check.oneOf.join('|')}`;
  return 'below' in check ? `${check.field} < ${check.below}` : `${check.field} >= ${check.atLeast}`;
};

const waysOfEntry = (rule: HeaderRule, next: NextHeader, tables: ParserTableValues): Way[] => {
  const { field, when = [] } = next;
  const conditions = when.map(check => `${checkText(check)}, `).join('');
  return choicesOf(next, fieldOf(rule, field).bits, tables).map(({ label, to, tooMany, pick, holds }) => ({
    label: `${conditions}${field} ${label}`,
    to,
    tooMany,
    settings: random => ({ ...conditionValues(rule, when, random), [field]: pick(random) }),
    opens: value => when.every(check => meets(check, value(check.field))) && holds(value(field)),
  }));
};

/** The way on which no entry counts because of one field; none where every value of it meets a condition. */
const waysWithout = (rule: HeaderRule, field: string): Way[] => {
  const entries = rule.next ?? [];
  const checks = entries.flatMap(({ when = [] }) => when.filter(check => check.field === field));
  const { bits } = fieldOf(rule, field);
  const must = (rule.checks ?? []).filter(check => check.field === field);
  const fails = (value: number): boolean =>
    !checks.some(check => meets(check, value)) && must.every(check => meets(check, value));
  const small = Array.from({ length: Math.min(2 ** bits, 4096) }, (_, value) => value).filter(fails);
  if (small.length === 0) return [];
  const settings: Way['settings'] = random => {
    const wide = random(2 ** bits);
    return {
      ...conditionValues(rule, entries[0]!.when ?? [], random),
      [field]: fails(wide) ? wide : pick(random, small),
    };
  };
  return [{ label: `unless ${field}`, to: undefined, tooMany: false, settings, opens: value => fails(value(field)) }];
};

/** All ways on from a header, those of entries first: at most one entry counts. */
export const waysOf = (rule: HeaderRule, tables: ParserTableValues): readonly Way[] => {
  if (!rule.next) return [{ label: 'end', to: undefined, tooMany: false, settings: () => ({}), opens: () => true }];
  const conditions = rule.next.flatMap(({ when = [] }) => when.map(({ field }) => field));
  return [
    ...rule.next.flatMap(next => waysOfEntry(rule, next, tables)),
    ...[...new Set(conditions)].flatMap(field => waysWithout(rule, field)),
  ];
};

/** The way that a header with these contents goes. */
export const wayTaken = (ways: readonly Way[], rule: HeaderRule, bytes: Uint8Array): Way => {
  const way = ways.find(({ opens }) => opens(name => getField(bytes, fieldOf(rule, name))));
  if (!way) throw new RangeError(`"${rule.name}" goes no way`);
  return way;
};
