// SPDX-License-Identifier: Apache-2.0
/** The headers of a protocol graph as rows of a table: size, conditions, what follows. */
import type {
  FieldCheck,
  FlagGroup,
  HeaderLayer,
  HeaderRule,
  NextCase,
  NextHeader,
} from '../../hdl/spec/protocol/header-graph.ts';

/** Numbers of protocols in decimal, types and wider constants in hexadecimal. */
const numberText = (value: number): string => (value > 255 ? `0x${value.toString(16).padStart(4, '0')}` : `${value}`);

const checkText = (check: FieldCheck): string => {
  if ('equals' in check) return `${check.field} = ${numberText(check.equals)}`;
  if ('oneOf' in check) return `${check.field} one of ${check.oneOf.map(numberText).join(', ')}`;
  return 'below' in check ? `${check.field} < ${numberText(check.below)}` : `${check.field} >= ${check.atLeast}`;
};

/** Every condition that the header must meet, with the exception that stops the walk otherwise. */
const conditions = ({ checks = [], encloses }: HeaderRule): string =>
  [
    ...(checks.length > 0 ? [`${checks.map(checkText).join(', ')}, else \`malformed\``] : []),
    ...(encloses && !encloses.lenient && encloses.to === undefined
      ? [`${encloses.field} reaches its end, else \`malformed\``]
      : []),
  ].join('; ');

/** The length that bounds what follows, as in `length, from byte 6`. */
const boundText = ({ encloses }: HeaderRule): string => {
  if (!encloses) return '';
  const { field, from, to, zeroIsOpen } = encloses;
  const where = to === undefined ? '' : ` before \`${to}\``;
  return `${field}${zeroIsOpen ? ' if not 0' : ''}, from byte ${from}${where}`;
};

const groupText = ({ flags, when = [] }: FlagGroup): string =>
  flags.join(' or ') + (when.length === 0 ? '' : ` if ${when.map(checkText).join(', ')}`);

const lengthText = ({ bytes, length, peeks }: HeaderRule): string => {
  if (peeks) return `${bytes}, part of what follows`;
  if (!length) return `${bytes}`;
  const { unitBytes, plusBytes = 0, field, groups = [] } = length;
  const plus = plusBytes === 0 ? '' : `${plusBytes} + `;
  const units = field ?? `each of ${groups.map(groupText).join(', ')}`;
  const whole = `${plus}${unitBytes} x ${units}`;
  return length.unchecked ? `${bytes}; payload after ${whole}` : `${whole}, at least ${bytes}`;
};

const valuesText = (values: readonly number[], below: number | undefined, table: string | undefined): string =>
  [
    ...values.map(numberText),
    ...(below === undefined ? [] : [`below ${numberText(below)}`]),
    ...(table === undefined ? [] : [`\`${table}\``]),
  ].join(', ');

const caseText = ({ header, values, below, table }: NextCase): string =>
  `${valuesText(values, below, table)}: ${header}`;

const entryText = (next: NextHeader): string => {
  const { when = [], field, cases, otherwise, othersTooMany, tooMany = [], tooManyTable } = next;
  const refused = valuesText(tooMany, undefined, tooManyTable);
  const outcomes = [
    ...(refused === '' ? [] : [`${refused}: \`too_many\``]),
    ...cases.map(caseText),
    ...(otherwise === undefined ? [] : [cases.length === 0 ? otherwise : `other: ${otherwise}`]),
    ...(othersTooMany ? ['other: `too_many`'] : []),
  ];
  const condition = when.length === 0 ? '' : `if ${when.map(checkText).join(', ')}: `;
  return cases.length === 0 && refused === '' ? condition + outcomes[0] : `${condition}${field} ${outcomes.join('; ')}`;
};

/** One row: layer, header, bytes, what must hold, what bounds the headers after it, what follows. */
type Row = readonly [layer: string, header: string, bytes: string, holds: string, bound: string, next: string];

const rowOf = (layer: HeaderLayer, header: HeaderRule): Row => [
  layer.name,
  `\`${header.name}\`: ${header.doc}`,
  lengthText(header),
  conditions(header),
  boundText(header),
  (header.next ?? []).map(entryText).join('. '),
];

/** Number at the end of a name, as in `tag3`. */
const numberOf = (name: string): number => Number(/\d+$/.exec(name)?.[0] ?? Number.NaN);

/** A header of a series with its own number and the next one as `N` and `N+1`. */
const inSeries = ({ name }: HeaderRule, row: Row): Row => {
  const n = numberOf(name);
  if (Number.isNaN(n)) return row;
  // The version of IP is no such number.
  return row.map(cell =>
    cell
      .replaceAll(new RegExp(`(?<=[A-Za-z])(?<![Ii][Pp]v)${n + 1}\\b`, 'g'), 'N+1')
      .replaceAll(new RegExp(`(?<=[A-Za-z] ?)(?<![Ii][Pp]v)${n}\\b(?=[ ,:\`]|$)`, 'g'), 'N'),
  ) as unknown as Row;
};

/** Rows of all headers; headers of a series that differ by their number alone share one. */
export const headerRows = (graph: readonly HeaderLayer[]): readonly Row[] => {
  const rows: { row: Row; shared: Row; first: number; last: number }[] = [];
  for (const layer of graph) {
    for (const header of layer.headers) {
      const row = rowOf(layer, header);
      const shared = inSeries(header, row);
      const n = numberOf(header.name);
      const same = rows.find(one => one.last === n - 1 && one.shared.slice(1).join() === shared.slice(1).join());
      if (same) same.last = n;
      else rows.push({ row, shared, first: n, last: n });
    }
  }
  return rows.map(({ row, shared, first, last }) => {
    if (!(last > first)) return row;
    const [layer, ...cells] = shared;
    return [`${layer.replace(/N$/, '')} ${first} to ${last}`, ...cells] as unknown as Row;
  });
};
