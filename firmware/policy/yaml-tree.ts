// SPDX-License-Identifier: Apache-2.0
/**
 * YAML text to a tree of strings, lists and records, with the place of every key and value.
 *
 * Scalars stay text (the failsafe schema of YAML 1.2): a policy's values have their own grammar, and letting YAML guess
 * would turn `0800` into 800 or `no` into false before a message could quote what the author wrote.
 */
import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Position } from './policy.ts';

export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

/** Something YAML itself refuses. */
export interface TreeProblem {
  readonly position: Position;
  readonly message: string;
}

export interface PolicyTree {
  /** The root value; an empty string for an empty file and after problems. */
  readonly root: Tree;
  /** Place of each value, by {@link pathKey}. */
  readonly values: ReadonlyMap<string, Position>;
  /** Place of each key, by the {@link pathKey} of its value. */
  readonly keys: ReadonlyMap<string, Position>;
  /** Problems of syntax. */
  readonly problems: readonly TreeProblem[];
}

/** Map key of a path of record keys and list indices; the root's is the empty string. no key that means anything holds a NUL. */
export const pathKey = (path: readonly (string | number)[]): string => path.join('\0');

const maxDepth = 16;
/** Values that aliases may stand for, those below others among them: a small file of aliases can stand for any number. */
const maxRepeated = 20_000;

/** What to do about the syntax errors that people really make; others are told by the library's sentence alone. */
const advice: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'this key is there twice; keep one of them',
  BLOCK_AS_IMPLICIT_KEY: 'put the second key on a line of its own, or quote a value that contains ": "',
  MULTIPLE_DOCS: 'a policy is one document; remove the "---" and what follows it, or split the file',
  BAD_INDENT: 'check the indentation',
  MISSING_CHAR: 'add the missing character',
  BAD_SCALAR_START: 'put the value in quotes',
  TAG_RESOLVE_FAILED: 'remove the tag; values need none',
};

/**
 * What each alias stands for: the last node before it with its anchor. One walk in the order of the text, since the library
 * walks the whole document for each alias.
 */
const aliasTargets = (root: ParsedNode | null): ReadonlyMap<Alias.Parsed, ParsedNode> => {
  const anchors = new Map<string, ParsedNode>();
  const targets = new Map<Alias.Parsed, ParsedNode>();
  // A list of what is still to come and no recursion, which would end at the depth of the stack.
  const open: (ParsedNode | null)[] = [root];
  while (open.length > 0) {
    const node = open.pop() ?? null;
    if (node === null) continue;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
      continue;
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isSeq<ParsedNode>(node)) for (const item of node.items.toReversed()) open.push(item);
    if (isMap<ParsedNode, ParsedNode | null>(node))
      for (const { key, value } of node.items.toReversed()) open.push(value, key);
  }
  return targets;
};

class TreeReader {
  readonly values = new Map<string, Position>();
  readonly keys = new Map<string, Position>();
  readonly problems: TreeProblem[] = [];
  readonly #targets: ReadonlyMap<Alias.Parsed, ParsedNode>;
  readonly #lines: LineCounter;
  #repeated = 0;
  #aliases = 0;

  constructor(targets: ReadonlyMap<Alias.Parsed, ParsedNode>, lines: LineCounter) {
    this.#targets = targets;
    this.#lines = lines;
  }

  positionAt(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  refuse(offset: number, message: string): Tree {
    this.problems.push({ position: this.positionAt(offset), message });
    return '';
  }

  read(node: ParsedNode | null, path: readonly string[], offset: number): Tree {
    const start = node?.range[0] ?? offset;
    this.values.set(pathKey(path), this.positionAt(start));
    if (path.length > maxDepth)
      return this.refuse(start, `values are nested more than ${maxDepth} deep; a policy needs 4 levels`);
    if ((this.#aliases > 0 || isAlias(node)) && ++this.#repeated > maxRepeated) {
      if (this.#repeated === maxRepeated + 1)
        this.refuse(start, `aliases repeat more than ${maxRepeated} values; write fewer of them, or the values`);
      return '';
    }
    if (node === null) return '';
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      if (target === undefined)
        return this.refuse(
          start,
          `alias *${node.source} names no anchor before it; define &${node.source} or write the value`,
        );
      this.#aliases++;
      const repeated = this.#readBelow(target, path, start);
      this.#aliases--;
      return repeated;
    }
    return this.#readBelow(node, path, start);
  }

  #readBelow(node: ParsedNode, path: readonly string[], start: number): Tree {
    if (isScalar(node)) return String(node.value ?? '');
    if (isSeq<ParsedNode>(node)) return node.items.map((item, i) => this.read(item, [...path, `${i}`], start));
    if (!isMap<ParsedNode, ParsedNode | null>(node)) return this.refuse(start, 'this is no text, list or record');
    const record: Record<string, Tree> = Object.create(null);
    for (const { key, value } of node.items) {
      const keyStart = key?.range?.[0] ?? start;
      if (!isScalar(key)) {
        this.refuse(keyStart, 'a key must be plain text; remove the brackets, braces or alias');
        continue;
      }
      const name = String(key.value ?? '');
      const below = [...path, name];
      this.keys.set(pathKey(below), this.positionAt(keyStart));
      record[name] = this.read(value, below, key.range?.[1] ?? keyStart);
    }
    return record;
  }
}

const syntaxSentence = (code: string, message: string): string => {
  const hint = advice[code];
  if (code === 'RESOURCE_EXHAUSTION') return 'values are nested too deep to be read; a policy needs 4 levels';
  const sentence = message
    .split('\n')[0]!
    .replace(/; please use YAML\..*$/, '')
    .replace(/\.$/, '')
    .replace(/(["'])quote$/, '$1 quote');
  return `not valid YAML: ${sentence}${hint === undefined ? '; correct or quote what stands here' : `; ${hint}`}`;
};

/** Reads YAML text; never throws, whatever the text. */
export const readTree = (text: string): PolicyTree => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false });
  const findings = [...document.errors, ...document.warnings];
  const reader = new TreeReader(findings.length > 0 ? new Map() : aliasTargets(document.contents), lines);
  const exhausted = findings.find(finding => finding.code === 'RESOURCE_EXHAUSTION');
  // What the library says further of a place follows from the first problem there.
  const firsts = new Map(findings.toReversed().map(finding => [finding.pos[0], finding]));
  for (const finding of exhausted ? [exhausted] : findings) {
    const { code, message, pos } = finding;
    if (exhausted || firsts.get(pos[0]) === finding) reader.refuse(pos[0], syntaxSentence(code, message));
  }
  const root = reader.problems.length > 0 ? '' : reader.read(document.contents, [], 0);
  return {
    root: reader.problems.length > 0 ? '' : root,
    values: reader.values,
    keys: reader.keys,
    problems: reader.problems,
  };
};
