// SPDX-License-Identifier: Apache-2.0
/** The steps of the packet's walk, as docs/packet-walk.md tells them: the one place that says which module and ports each has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../sim/verilate/cache.ts';

export interface WalkStep {
  readonly number: number;
  /** `Verdict gate`. */
  readonly title: string;
  /** Name of the module in the Verilog, and the file that describes it. */
  readonly module: string;
  readonly file: string;
  /** Path of instances below the top module. */
  readonly instance: string;
  /** Cells of the step's table by their row. */
  readonly rows: ReadonlyMap<string, string>;
}

/** Names in code spans. */
export const codeIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(match => match[1]!);

/** Steps of the text of the page. */
export const stepsIn = (page: string): readonly WalkStep[] =>
  page
    .split(/^## /m)
    .filter(section => /^\d+\. /.test(section))
    .map(section => {
      const rows = new Map([...section.matchAll(/^\| (\S[^|]*) \| (.*) \|$/gm)].map(([, row, cell]) => [row!, cell!]));
      const named = /^\[`(\w+)`\]\(\.\.\/([^)]+)\), instance `([\w.]+)`$/.exec(rows.get('module') ?? '');
      const [, module = '', file = '', instance = ''] = named ?? [];
      const [, number = '', title = ''] = /^(\d+)\. (.*)\n/.exec(section) ?? [];
      return { number: Number(number), title, module, file, instance, rows };
    });

/** Steps of the page in the repository. */
export const walkSteps = (): readonly WalkStep[] =>
  stepsIn(readFileSync(join(repositoryRoot, 'docs', 'packet-walk.md'), 'utf8'));
