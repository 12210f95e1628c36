// SPDX-License-Identifier: Apache-2.0
/** Snippets of a Markdown page: what they print, and what the page says they print. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { API } from 'typescript/unstable/sync';
import { vi } from 'vitest';

/** A `ts` block of a page. */
export interface Snippet {
  readonly code: string;
  /** Line of the page at which the code begins, from 1. */
  readonly line: number;
  /** Lines that the page promises: those of the block right after it, or the comments after calls of `console.log`. */
  readonly expected: readonly string[];
  /** The block right after it that shows the output, as [start, end] in the page's text; undefined for comments. */
  readonly output: readonly [start: number, end: number] | undefined;
}

/** Runs of lines between fences that show an output. */
const outputBlock = /^\n*```(?:text|verilog)\n([\s\S]*?)^```$/m;

/** All `ts` blocks of a page. */
export const snippetsOf = (page: string): readonly Snippet[] =>
  [...page.matchAll(/^```ts\n([\s\S]*?)^```\n/gm)].map(match => {
    const code = match[1]!;
    const end = match.index + match[0].length;
    const line = page.slice(0, match.index).split('\n').length + 1;
    const behind = outputBlock.exec(page.slice(end));
    if (behind?.index === 0) {
      const from = end + behind[0].indexOf('\n', behind[0].indexOf('```')) + 1;
      const text = behind[1]!;
      return { code, line, expected: text.replace(/\n$/, '').split('\n'), output: [from, from + text.length] };
    }
    const comments = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(one => one[1]!);
    return { code, line, expected: comments, output: undefined };
  });

/** Name that pages use for the file of a snippet. */
const shownFile = 'example.ts';

/** Runs the snippet in a file in this process; the lines that it prints, without empty ones at the end. */
export const runSnippet = async (path: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...parts) => {
    lines.push(...format(...parts).split('\n'));
  });
  try {
    await import(/* @vite-ignore */ path);
  } finally {
    log.mockRestore();
  }
  const own = path.startsWith(process.cwd()) ? path.slice(process.cwd().length + 1) : path;
  const shown = lines.map(line => line.replaceAll(path, shownFile).replaceAll(own, shownFile).trimEnd());
  return shown.slice(0, shown.findLastIndex(line => line !== '') + 1);
};

/** What the TypeScript compiler says about the snippets in a folder, as `file:line message`. */
export const typeErrors = (folder: string, extend: string): readonly string[] => {
  const tsconfig = join(folder, 'tsconfig.json');
  const relaxed = { noUnusedLocals: false, noUnusedParameters: false };
  writeFileSync(tsconfig, JSON.stringify({ extends: extend, include: ['*.ts'], compilerOptions: relaxed }));
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProject: tsconfig }).getProject(tsconfig)!;
    const { program } = project;
    const own = program.getSourceFileNames().filter(file => file.startsWith(`${folder}/`));
    return own.flatMap(file =>
      [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ pos, text }) => {
        const before = program.getSourceFile(file)!.text.slice(0, pos).split('\n');
        return `${file.slice(folder.length + 1)}:${before.length} ${text}`;
      }),
    );
  } finally {
    api.close();
  }
};
