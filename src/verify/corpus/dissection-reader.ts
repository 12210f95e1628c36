// SPDX-License-Identifier: Apache-2.0
/** Reads a dissection front to back: every field hands out its occurrences in order, outermost header first. */

import { checksumVerdicts } from '../../../hdl/spec/protocol/header-vector.ts';
import { type Scope, scopedName } from '../../../hdl/spec/protocol/headers/scope.ts';
import type { ParserAnswer } from './parser-answer.ts';
import type { Dissection } from './tshark.ts';

export type DissectedField = keyof Dissection;

/** A header vector in the making; a field that is undefined or no number is one that tshark does not speak of. */
export type Draft = { -readonly [F in keyof ParserAnswer]?: ParserAnswer[F] | undefined };

/** What tshark lists for a tag and the type after it. */
const tagProtocols = new Set(['ethertype', 'vlan', 'ieee8021ad', 'ieee8021ah']);

export class DissectionReader {
  readonly #dissection: Dissection;
  readonly #taken = new Map<DissectedField, number>();
  /** Place in the list of protocols up to which link headers were read. */
  #linked = 0;

  constructor(dissection: Dissection) {
    this.#dissection = dissection;
  }

  /** Whether the field has an occurrence that was not taken. */
  has(name: DissectedField): boolean {
    return this.#dissection[name].length > (this.#taken.get(name) ?? 0);
  }

  /** The next occurrence as printed; undefined when there is none. */
  text(name: DissectedField): string | undefined {
    const index = this.#taken.get(name) ?? 0;
    this.#taken.set(name, index + 1);
    return this.#dissection[name][index];
  }

  /** The next occurrence as a number, decimal or hexadecimal; NaN when there is none. */
  number(name: DissectedField): number {
    const text = this.text(name);
    if (text === undefined) return Number.NaN;
    return text === 'True' ? 1 : text === 'False' ? 0 : Number(text);
  }

  /** The next occurrence of the first of the fields that has one. */
  numberOf(...names: readonly DissectedField[]): number {
    const name = names.find(one => this.has(one));
    return name === undefined ? Number.NaN : this.number(name);
  }

  /** The next occurrence, converted; undefined when there is none. */
  value<T>(name: DissectedField, convert: (text: string) => T): T | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : convert(text);
  }

  /** The next occurrence of a checksum status as a verdict; undefined when there is none. */
  verdict(name: DissectedField & `${string}.checksum.status`): number | undefined {
    // 0 bad, 1 good, 2 not verified, 3 not there.
    const { bad, good, none } = checksumVerdicts;
    return this.value(name, text => [bad, good, none, none][Number(text)]!);
  }

  /** The protocol that tshark found right after the last of the first run of `name`; undefined when there is none. */
  protocolBehind(name: string): string | undefined {
    const protocols = this.#protocols();
    const rest = protocols.slice(protocols.indexOf(name) + 1);
    return protocols.includes(name) ? rest.find(other => other !== name) : undefined;
  }

  /** Goes on to the next `eth` or `vlan` among the protocols and says whether an EtherType, and no length, stands after it. */
  hasTypeBehind(name: 'eth' | 'vlan'): boolean {
    const at = this.#protocols().indexOf(name, this.#linked);
    if (at < 0) return true;
    this.#linked = at + 1;
    return this.#protocols()[this.#linked] === 'ethertype';
  }

  /** The protocol after the link header that was gone on to last, and its tags; undefined when there is none. */
  protocolBehindLinks(): string | undefined {
    return this.#protocols()
      .slice(this.#linked)
      .find(name => !tagProtocols.has(name));
  }

  /** Whether tshark dissected the protocol anywhere in the frame. */
  dissected(protocol: string): boolean {
    return this.#protocols().includes(protocol);
  }

  #protocols(): readonly string[] {
    return this.#dissection['frame.protocols'][0]?.split(':') ?? [];
  }
}

/** Sets fields by their outer names. */
export const give = (
  draft: Draft,
  scope: Scope,
  fields: Readonly<Record<string, number | bigint | undefined>>,
): void => {
  for (const [name, value] of Object.entries(fields))
    (draft as Record<string, unknown>)[scopedName(scope, name)] = value;
};
