// SPDX-License-Identifier: Apache-2.0
/**
 * Security groups, ports and networks as Neutron's API gives them (`GET /v2.0/security-groups`, `/ports` and `/networks`), each with its
 * place in the file. Values are text, and null is absent.
 */
import { type Diagnostic, PolicyError } from '../../policy/diagnostic.ts';
import type { Position } from '../../policy/policy.ts';
import { type PolicyTree, pathKey, readTree, type Tree } from '../../policy/yaml-tree.ts';
import type { Place, SourceText } from '../imported-policy.ts';

/** A tree as text that is the same in whatever order keys are written. */
const sorted = (tree: Tree): string =>
  JSON.stringify(tree, (_, value: Tree) =>
    typeof value === 'string' || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );

/** A record of a document: its values and where they are. */
export class Item {
  readonly #tree: Readonly<Record<string, Tree>>;
  readonly #path: readonly string[];
  readonly #document: NeutronDocument;

  constructor(document: NeutronDocument, tree: Readonly<Record<string, Tree>>, path: readonly string[]) {
    this.#document = document;
    this.#tree = tree;
    this.#path = path;
  }

  /** A value as text; undefined when it is null or not there. */
  text(key: string): string | undefined {
    const value = this.#tree[key];
    if (value === undefined || value === 'null') return undefined;
    if (typeof value === 'string') return value;
    throw this.refusal(key, `${key} is no plain value; write one`);
  }

  needed(key: string): string {
    const value = this.text(key);
    if (value !== undefined && value !== '') return value;
    throw this.refusal(key, `${key} is missing; add it, as the API of Neutron gives it`);
  }

  /** Texts of a list; none when it is not there. */
  texts(key: string): readonly string[] {
    const value = this.#tree[key];
    if (value === undefined || value === 'null') return [];
    if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value;
    throw this.refusal(key, `${key} is no list of texts; write one`);
  }

  /** Refuses a record without a list, which the API always gives: without it, nothing would be allowed. */
  #need(key: string): void {
    if (this.#tree[key] !== undefined && this.#tree[key] !== 'null') return;
    throw this.refusal(key, `${key} is missing; add it, as the API of Neutron gives it, or [] for none`);
  }

  neededTexts(key: string): readonly string[] {
    this.#need(key);
    return this.texts(key);
  }

  neededItems(key: string): readonly Item[] {
    this.#need(key);
    return this.items(key);
  }

  /** Whether another record holds the same. */
  equals(other: Item): boolean {
    return sorted(this.#tree) === sorted(other.#tree);
  }

  /** Records of a list; none when it is not there. */
  items(key: string): readonly Item[] {
    return this.#document.itemsAt([...this.#path, key]);
  }

  get located(): Place {
    return { file: this.#document.file, position: this.#document.positionOf(this.#path) };
  }

  get place(): string {
    const { file, position } = this.located;
    return `${file}:${position.line}`;
  }

  refusal(key: string, message: string): PolicyError {
    return this.#document.refusal([...this.#path, key], message);
  }
}

/** Records by their ids; two of one id must be equal, as they are in answers that overlap. */
export const byId = (items: readonly Item[], noun: string): ReadonlyMap<string, Item> => {
  const found = new Map<string, Item>();
  for (const item of items) {
    const id = item.needed('id');
    const before = found.get(id);
    if (before && !before.equals(item))
      throw item.refusal('id', `${noun} ${id} is at ${before.place} too, with something else in it; keep one of them`);
    if (!before) found.set(id, item);
  }
  return found;
};

export class NeutronDocument {
  readonly file: string;
  readonly #tree: PolicyTree;

  /** Throws a {@link PolicyError} when the text is no JSON, or none of the API. */
  constructor({ text, file }: SourceText) {
    this.file = file;
    this.#tree = readTree(text);
    const problems = this.#tree.problems.map(
      ({ position, message }): Diagnostic => ({ file, position, severity: 'error', message }),
    );
    if (problems.length > 0) throw new PolicyError(problems);
    const { root } = this.#tree;
    if (typeof root === 'string' || Array.isArray(root))
      throw this.refusal([], 'the file holds no record; write JSON with security_groups, ports and networks');
  }

  positionOf(path: readonly string[]): Position {
    for (let length = path.length; length > 0; length--) {
      const position = this.#tree.values.get(pathKey(path.slice(0, length)));
      if (position) return position;
    }
    return { line: 1, column: 1 };
  }

  refusal(path: readonly string[], message: string): PolicyError {
    return new PolicyError([{ file: this.file, position: this.positionOf(path), severity: 'error', message }]);
  }

  /** The records of a list; none when there is no such list. */
  itemsAt(path: readonly string[]): readonly Item[] {
    let tree: Tree | undefined = this.#tree.root;
    for (const key of path) tree = (tree as Readonly<Record<string, Tree>> | undefined)?.[key];
    if (tree === undefined || tree === 'null') return [];
    if (!Array.isArray(tree)) throw this.refusal(path, `${path.at(-1)} is no list; write one`);
    return tree.map((one: Tree, i) => {
      if (typeof one === 'string' || Array.isArray(one))
        throw this.refusal([...path, `${i}`], `${path.at(-1)} holds something else than records; remove it`);
      return new Item(this, one as Readonly<Record<string, Tree>>, [...path, `${i}`]);
    });
  }
}
