// SPDX-License-Identifier: Apache-2.0
/** The parts of the pages about the parser that are made from `hdl/spec` and the corpus comparison, so that they stay up to date. */
import { readFileSync } from 'node:fs';
import { headerParserTiming } from '../../hdl/parser/header-parser.ts';
import { packetParserClocks } from '../../hdl/parser/packet-parser.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { headerVectorFields, packetChecksumFields, parserExceptions } from '../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../hdl/spec/protocol/headers.ts';
import { parserTables } from '../../hdl/spec/protocol/parser-tables.ts';
import { fieldForms, recordKeys } from '../parse/frame-record.ts';
import { differenceClasses } from '../verify/corpus/differences.ts';
import { coverageKinds, graphCoverage } from '../verify/fuzz/graph-coverage.ts';
import type { ParserSynthesisRecord } from '../verify/synth/parser-synthesis.ts';
import { headerRows } from './header-rows.ts';
import { parserSizeTable } from './parser-size-table.ts';

/** A Markdown table; cells must not hold `|`. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');

const headerTable = (): string =>
  table(['layer', 'header', 'bytes', 'must hold', 'bounds what follows', 'what follows'], headerRows(headerLayers));

const tableTable = (): string =>
  table(
    ['table', 'entries', 'after reset', 'meaning'],
    parserTables.map(({ name, entries, defaults, doc }) => [
      `\`${name}\``,
      `${entries}`,
      defaults.map(value => (name === 'serviceTagTypes' ? `0x${value.toString(16)}` : `${value}`)).join(', '),
      doc,
    ]),
  );

const keyTable = (): string =>
  table(
    ['key', 'bits', 'form', 'meaning'],
    [
      ...recordKeys.map(({ name, doc }) => [`\`${name}\``, '', name === 'layers' ? 'list' : 'number', doc]),
      ...[...headerVectorFields, ...packetChecksumFields].map(({ name, bits, doc }) => [
        `\`${name}\``,
        `${bits}`,
        fieldForms[name] ?? 'number',
        doc,
      ]),
    ],
  );

const exceptionTable = (): string =>
  table(
    ['number', 'name', 'meaning'],
    parserExceptions.map(({ id, name, doc }) => [`${id}`, `\`${name}\``, doc]),
  );

const timingTable = (): string =>
  table(
    ['bits a beat', 'header vector, clocks', 'checksum verdicts, clocks at most', 'bytes looked at'],
    [64, 128, 256, 512].map(netDataBits => {
      const config = { ...configs['10g'], netDataBits };
      const { latencyClocks, windowBytes } = headerParserTiming(config);
      return [`${netDataBits}`, `${latencyClocks}`, `${packetParserClocks(config)}`, `${windowBytes}`];
    }),
  );

const coverageTable = (): string => {
  const { all } = graphCoverage();
  const meanings = {
    places: 'each header at each byte of the frame where it can be',
    ways: 'each value, table entry and range that decides what follows a header, payload and `too_many` included',
    pairs: 'each two edges in a row: three headers one after the other',
    exceptions: 'each header with each exception that it can have',
  };
  return table(
    ['what', 'how many', 'meaning'],
    coverageKinds.map(kind => [kind, `${all[kind].size}`, meanings[kind]]),
  );
};

const differenceTable = (): string =>
  table(
    ['tool', 'class', 'fields', 'why'],
    differenceClasses.map(({ tool, name, fields, doc }) => [tool, `\`${name}\``, [fields].flat().join(', '), doc]),
  );

/** What `sluice synth parser` measured last. */
const synthesisRecord = (): ParserSynthesisRecord =>
  JSON.parse(readFileSync(new URL('../../docs/parser-synthesis.json', import.meta.url), 'utf8'));

/** The page that each generated part is in. */
export const parserPages: Readonly<Record<string, readonly string[]>> = {
  'docs/parser.md': ['headers', 'tables', 'keys', 'exceptions'],
  'docs/parser-sizes.md': ['timing', 'size'],
  'docs/parser-evidence.md': ['coverage', 'differences'],
};

/** Each generated part by its name in its page. */
export const parserSections = (): Readonly<Record<string, string>> => ({
  headers: headerTable(),
  tables: tableTable(),
  keys: keyTable(),
  exceptions: exceptionTable(),
  timing: timingTable(),
  size: parserSizeTable(synthesisRecord()),
  coverage: coverageTable(),
  differences: differenceTable(),
});

const sectionPattern = /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The page with its generated parts as they are now; a part of unknown name is a RangeError. */
export const withParserSections = (page: string, sections: Readonly<Record<string, string>>): string =>
  page.replaceAll(sectionPattern, (_, head: string, name: string, end: string) => {
    const section = sections[name];
    if (section === undefined)
      throw new RangeError(`A page about the parser asks for the part "${name}", which nothing makes.`);
    return `${head}\n${section}\n\n${end}`;
  });
