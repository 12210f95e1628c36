// SPDX-License-Identifier: Apache-2.0
/** README, architecture, decisions and changelog: their tables and figures are those of the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { gateDepth } from '../hdl/buffer/verdict-gate.ts';
import { sharedLookupLatency } from '../hdl/classifier/shared-lookup.ts';
import { headerParserTiming } from '../hdl/parser/header-parser.ts';
import { type Config, cellBytes, configs, defaultConfigName, findConfig } from '../hdl/spec/configs.ts';
import { bankSlots } from '../hdl/spec/tables/bank-slot.ts';
import { forwardingSlots } from '../hdl/spec/tables/forwarding-slot.ts';
import { chunkBits, chunkCount, chunkRows, ruleKeyBits } from '../hdl/spec/tables/rule-key.ts';
import { top } from '../hdl/top.ts';
import { minimumFrameBytes, wireBytes } from '../sim/mac.ts';
import { commands } from '../src/commands/index.ts';
import { version } from '../src/version.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const architecture = read('docs/architecture.md');
const readme = read('README.md');
const tenGig = configs['10g'];

const section = (page: string, title: string): string => page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\|(?!-)(.*)\|$/gm)].slice(1).map(([, row]) => row!.split('|').map(cell => cell.trim()));
const codeIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(match => match[1]!);

describe('the edges', () => {
  const { ports } = emitVerilog(top(tenGig));
  const rows = rowsOf(section(architecture, 'Edges'));
  const portsOf = (name: string) =>
    ports.filter(port => (name.endsWith('*') ? port.name.startsWith(name.slice(0, -1)) : port.name === name));

  test('are all named', () => {
    const named = rows.flatMap(([cell]) => codeIn(cell!).flatMap(portsOf));
    expect(named.map(({ name }) => name).toSorted()).toEqual(ports.map(({ name }) => name).toSorted());
  });

  test.each(rows)('%s', (cell, standard, bits) => {
    const group = codeIn(cell!).flatMap(portsOf);
    for (const [, name, width] of bits!.matchAll(/`(\w+)` (\d+)/g)) {
      expect(group.find(port => port.name.endsWith(`_${name}`))?.width, name).toBe(Number(width));
    }
    // The side that says "valid" first in a stream, and the one that gives addresses on a bus, is the master.
    const start = group.find(({ name }) => /_(t|aw)valid$/.test(name));
    const role = start === undefined ? '' : start.direction === 'output' ? 'master' : 'slave';
    expect(standard!.split(' ').slice(1).join(' ')).toBe(role);
  });
});

test('every stage directory and every file of hdl/spec has its row', () => {
  const directories = readdirSync(`${root}hdl`, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
  const stages = section(architecture, 'Stages');
  for (const name of directories.filter(one => one !== 'spec')) expect(stages).toContain(`(../hdl/${name}`);
  const facts = section(architecture, 'Facts that are declared once');
  const files = readdirSync(`${root}hdl/spec`, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  for (const name of files.filter(one => !one.startsWith('protocol/headers/')))
    expect(facts).toContain(`(../hdl/spec/${name})`);
});

test('the repository listing has every directory of sources', () => {
  const listed = [...section(architecture, 'The repository').matchAll(/^([a-z][\w./<>-]*) {2,}/gm)].map(
    ([, path]) => path!,
  );
  const exists = (path: string): boolean => readdirSync(root).includes(path.split('/')[0]!);
  expect(listed.filter(path => !exists(path))).toEqual([]);
  for (const name of ['packages', 'hdl', 'firmware', 'sim', 'src', 'test', 'examples', 'docs']) {
    expect(
      listed.some(path => path.split('/')[0] === name),
      name,
    ).toBe(true);
  }
});

describe('decisions', () => {
  const files = readdirSync(`${root}docs/decisions`).toSorted();

  test('are numbered without gaps and listed', () => {
    expect(files.map(name => Number(name.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
    for (const name of files) expect(section(architecture, 'Decisions')).toContain(`(decisions/${name})`);
  });

  test.each(files)('%s has its number, its three parts and at most a page', name => {
    const text = read(`docs/decisions/${name}`);
    expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
    expect([...text.matchAll(/^## (.*)$/gm)].map(match => match[1])).toEqual(['Context', 'Decision', 'Consequences']);
    expect(text.split('\n').length).toBeLessThanOrEqual(31);
  });

  test('give figures that hold', () => {
    const flat = (number: string): string =>
      read(`docs/decisions/${files.find(name => name.startsWith(number))!}`).replaceAll('\n', ' ');
    const thousands = (value: number): string => value.toLocaleString('en');
    expect(flat('0002')).toContain(`a key of ${ruleKeyBits} bits`);
    expect(flat('0002')).toContain(`into ${chunkCount} chunks of ${chunkBits} bits`);
    expect(flat('0002')).toContain(`LUT RAM of ${chunkRows} rows`);
    const { ternaryRules } = tenGig;
    expect(flat('0002')).toContain(`${ternaryRules} rules are ${thousands(ternaryRules * chunkCount)} columns`);
    expect(flat('0002')).toContain(`in all ${thousands(chunkCount * chunkRows)} rows`);
    expect(flat('0003')).toContain(`${cellBytes}-byte cells`);
    expect(flat('0003')).toContain(`${thousands(tenGig.bufferCells)} clocks in \`10g\``);
    const shortest = (wireBytes(minimumFrameBytes) * 8 * tenGig.clockHz) / tenGig.lineRateBps;
    for (const number of ['0003', '0005']) expect(flat(number)).toContain(`every ${shortest} clocks`);
    const verdict = headerParserTiming(tenGig).latencyClocks + sharedLookupLatency(tenGig);
    expect(flat('0006')).toContain(`known ${verdict} clocks after`);
    expect(flat('0006')).toContain(`FIFO of ${gateDepth} beats`);
  });
});

describe('the README', () => {
  test('has every configuration with its sizes', () => {
    const clock = (config: Config): string => `${config.netDataBits} bit at ${config.clockHz / 1e6} MHz`;
    const rows = rowsOf(section(readme, 'What there is today'));
    expect(rows.map(([name]) => codeIn(name!)[0])).toEqual(Object.keys(configs));
    for (const [name, network, functions, slots, rules, entries] of rows) {
      const config = findConfig(codeIn(name!)[0]!)!;
      expect(name!.endsWith('(default)')).toBe(config.name === defaultConfigName);
      expect(network!.startsWith(clock(config))).toBe(true);
      expect(functions).toBe(`${config.functions} x ${config.queuesPerFunction}`);
      expect(slots).toBe(`${bankSlots(config)}`);
      expect([rules, entries]).toEqual([`${config.ternaryRules}`, `${forwardingSlots(config)}`]);
    }
  });
});

test('the changelog names the version and every command', () => {
  const changelog = read('CHANGELOG.md');
  expect(changelog).toContain(`\n## [${version}] - `);
  for (const { name } of commands) expect(changelog).toContain(`\`${name}\``);
});
