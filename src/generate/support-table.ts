// SPDX-License-Identifier: Apache-2.0
/** The systems and tools that the README's commands were run with, from the record of `make smoke`. */
import type { Program, SmokeResult } from '../verify/smoke/run-smoke.ts';
import { readmeCommands } from '../verify/smoke/systems.ts';

const shownPrograms: Readonly<Record<Program, string>> = {
  node: 'Node.js',
  verilator: 'Verilator',
  yosys: 'Yosys',
  iverilog: 'Icarus Verilog',
  clang: 'clang',
};

/** What the page says of a command: `passed`, or why not, on one line that breaks no table. */
const ended = (one: SmokeResult | undefined): string => {
  if (one === undefined) return 'not run';
  const reason = one.reason === undefined ? '' : `: ${one.reason.replace(/; see .*/, '').replaceAll('|', '/')}`;
  return `${one.result}${reason}`;
};

/** One row a system and Node.js, with the versions that the last command of it saw. */
export const supportTable = (results: readonly SmokeResult[]): string => {
  const rows = new Map<string, SmokeResult[]>();
  for (const one of results) {
    const key = `${one.system} ${one.nodeMajor}`;
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  const head = [
    'system',
    'commit',
    ...Object.values(shownPrograms),
    ...readmeCommands.map(command => `\`${command}\``),
  ];
  const body = [...rows.values()].map(all => {
    const versions = Object.assign({}, ...all.map(one => one.versions)) as SmokeResult['versions'];
    const cells = Object.keys(shownPrograms).map(name => versions[name as Program] ?? 'none');
    const node = versions.node ?? `${all[0]!.nodeMajor}`;
    return [
      all[0]!.system,
      [...new Set(all.map(({ commit }) => `\`${commit}\``))].join(', '),
      node,
      ...cells.slice(1),
      ...readmeCommands.map(command => ended(all.find(one => one.command === command))),
    ];
  });
  return [head, head.map(() => '---'), ...body].map(row => `| ${row.join(' | ')} |`).join('\n');
};

const tablePattern = /(<!-- generated: support -->\n\n)[\s\S]*?(\n\n<!-- end -->)/;

/** The page with the table of the record. */
export const withSupport = (page: string, results: readonly SmokeResult[]): string =>
  page.replace(tablePattern, (_, head: string, end: string) => head + supportTable(results) + end);
