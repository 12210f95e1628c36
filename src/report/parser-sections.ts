/** The generated parts of docs/parser.md: tables of what `hdl/layout` declares about the parser. */
import { configs } from '../../hdl/layout/configs.ts';
import type { FieldCheck, HeaderRule } from '../../hdl/layout/header-graph.ts';
import { headerVectorFields, parserExceptions } from '../../hdl/layout/header-vector.ts';
import { headerLayers } from '../../hdl/layout/headers.ts';
import { headerParserTiming } from '../../hdl/parser/header-parser.ts';
import { differenceClasses } from '../corpus/differences.ts';
import { fieldForms, recordKeys } from '../parse/frame-record.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');

const numberText = (value: number): string => (value > 255 ? `0x${value.toString(16).padStart(4, '0')}` : `${value}`);

const checkText = (check: FieldCheck): string =>
  'equals' in check ? `${check.field} = ${check.equals}` : `${check.field} >= ${check.atLeast}`;

/** Every condition that the header's contents must meet, with the exception that stops the walk otherwise. */
const conditions = ({ checks, encloses, needsRoom, next }: HeaderRule): string =>
  [
    ...(needsRoom ? [`room for its bytes, else \`${needsRoom.exception}\``] : []),
    ...(checks ? [`${checks.rules.map(checkText).join(', ')}, else \`${checks.exception}\``] : []),
    ...(encloses?.counts === 'header' ? [`${encloses.field} covers the header, else \`${checks?.exception}\``] : []),
    ...(next?.refused
      ? [`not followed by ${next.refused.values.map(numberText).join(', ')}: \`${next.refused.exception}\``]
      : []),
  ].join('; ');

const lengthText = ({ bytes, length }: HeaderRule): string =>
  length ? `${length.field} x ${length.unitBytes}, at least ${bytes}` : `${bytes}`;

const nextText = ({ next }: HeaderRule): string => {
  if (!next) return '';
  const cases = next.cases.map(({ header, values, below }) => {
    const named = [...values.map(numberText), ...(below === undefined ? [] : [`below ${numberText(below)}`])];
    return `${named.join(', ')}: ${header}`;
  });
  const limit = next.unlessNonZero === undefined ? '' : `, only if ${next.unlessNonZero} is 0`;
  return `${next.field}${limit}: ${cases.join('; ')}`;
};

const headerTable = (): string =>
  table(
    ['layer', 'header', 'bytes', 'must hold', 'what follows'],
    headerLayers.flatMap(layer =>
      layer.headers.map(header => [
        layer.name,
        `\`${header.name}\`: ${header.doc}`,
        lengthText(header),
        conditions(header),
        nextText(header),
      ]),
    ),
  );

const jsonTable = (): string =>
  table(
    ['key', 'bits', 'form', 'meaning'],
    [
      ...recordKeys.map(({ name, doc }) => [`\`${name}\``, '', name === 'layers' ? 'list' : 'number', doc]),
      ...headerVectorFields.map(({ name, bits, doc }) => [`\`${name}\``, `${bits}`, fieldForms[name] ?? 'number', doc]),
    ],
  );

const exceptionTable = (): string =>
  table(
    ['number', 'name', 'meaning'],
    parserExceptions.map(({ id, name, doc }) => [`${id}`, `\`${name}\``, doc]),
  );

const timingTable = (): string =>
  table(
    ['bits a beat', 'latency, clocks', 'bytes looked at'],
    [64, 128, 256, 512].map(netDataBits => {
      const { latencyClocks, windowBytes } = headerParserTiming({ ...configs['10g']!, netDataBits });
      return [`${netDataBits}`, `${latencyClocks}`, `${windowBytes}`];
    }),
  );

const differenceTable = (): string =>
  table(
    ['tool', 'class', 'fields', 'why'],
    differenceClasses.map(({ tool, name, fields, doc }) => [
      tool,
      `\`${name}\``,
      fields.map(field => `\`${field}\``).join(', '),
      doc,
    ]),
  );

/** Each generated part by its name in the page. */
export const parserSections = (): Readonly<Record<string, string>> => ({
  headers: headerTable(),
  keys: jsonTable(),
  exceptions: exceptionTable(),
  timing: timingTable(),
  differences: differenceTable(),
});

const sectionPattern = /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The page with its generated parts as they are now; a part of unknown name is a RangeError. */
export const withParserSections = (page: string, sections: Readonly<Record<string, string>>): string =>
  page.replaceAll(sectionPattern, (_, head: string, name: string, end: string) => {
    const section = sections[name];
    if (section === undefined) throw new RangeError(`docs/parser.md asks for the part "${name}", which nothing makes.`);
    return `${head}\n${section}\n\n${end}`;
  });
