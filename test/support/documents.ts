// SPDX-License-Identifier: Apache-2.0
/** Reads what a Markdown document claims: its command lines, its links, its headings. */

const fencedBlocks = /^```(\S*)[^\n]*\n([\s\S]*?)^```/gm;

/** Command lines of the fenced `sh` blocks, continuation lines joined, without comments. */
export const commandLinesOf = (text: string): readonly string[] =>
  [...text.matchAll(fencedBlocks)]
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , body]) => body!.replaceAll(/\s*\\\n\s*/g, ' ').split('\n'))
    .map(line => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(line => line !== '');

/** Relative links (those without a scheme) outside code. */
export const linksOf = (text: string): readonly string[] => {
  const prose = text.replace(fencedBlocks, '').replaceAll(/`[^`\n]*`(?!\])/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1]!).filter(link => !/^[a-z]+:/.test(link));
};

/** Anchors of the headings, as code hosts derive them: a heading that comes again gets a number. */
export const anchorsOf = (text: string): readonly string[] => {
  const seen = new Map<string, number>();
  return [...text.replace(fencedBlocks, '').matchAll(/^#{1,6} (.+)$/gm)].map(match => {
    const base = match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(base) ?? 0;
    seen.set(base, times + 1);
    return times === 0 ? base : `${base}-${times}`;
  });
};

/** What command lines may name. */
export interface KnownCommands {
  readonly targets: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** Whether a path from the repository's root exists. */
  readonly exists: (path: string) => boolean;
}

const sluicePrefixes = ['npx sluice ', 'node bin/sluice.js '];

const isKnown = (line: string, { targets, commands, exists }: KnownCommands): boolean => {
  const words = line.split(/\s+/);
  if (words[0] === 'make') return words.length > 1 && words.slice(1).every(word => targets.has(word));
  if (sluicePrefixes.some(prefix => line.startsWith(prefix))) return words[2] === '--help' || commands.has(words[2]!);
  if (line.startsWith('npx vitest ')) return words.slice(2).every(word => word === 'run' || exists(word));
  return words[0]!.includes('/') && exists(words[0]!);
};

/** Why a command line cannot be run as it stands; undefined when it can. Settings and `sudo` before it do not count. */
export const refusalOf = (line: string, known: KnownCommands): string | undefined => {
  const command = line.replace(/^(\w+=\S+ )+/, '').replace(/^sudo /, '');
  return isKnown(command, known) ? undefined : `no make target, sluice command or file of that name: ${line}`;
};
