// SPDX-License-Identifier: Apache-2.0
/**
 * Questions about a policy as words: `web -> db tcp/5432`, `10.0.0.0/24 -> web udp destinationPort 53`.
 *
 * Who sends: `wire`, an IP prefix on the wire, or a VM. To whom: a VM, `group`, `any`, or from a VM `wire`. Then, if one likes, a protocol with its
 * destination port or ports, and conditions of a match by their keys.
 */
import { nearest, quote } from 'typescript-hdl/words';
import { contradictionsIn } from './contradictions.ts';
import { misreadingsOf } from './misreadings.ts';
import { resolveMatch } from './parse.ts';
import { ethertypes, type Match, type Target } from './policy.ts';
import { expectationSchema, knownKeys } from './policy-schema.ts';
import { Refusal, readPrefix } from './policy-values.ts';
import { list } from './words.ts';

/** Frames from somebody to somebody of which a match is true. */
export interface Question {
  /** Name of a VM; undefined for the wire. */
  readonly from: string | undefined;
  readonly to: Target;
  readonly match: Match;
}

/** A question that was asked in words. */
export interface AskedQuestion extends Question {
  /** What the conditions mean beside what they read as. */
  readonly warnings: readonly string[];
}

/** What is wrong with a question, as sentences. */
export class QuestionError extends Error {}

const example = 'write a question such as "web -> db tcp/5432"';

/** Names of VMs come first: one may read as an address. */
const isPrefix = (text: string, vms: readonly string[]): boolean =>
  !vms.includes(text) && !(readPrefix(text) instanceof Refusal);

const nowhere = { line: 1, column: 1 };

/** What the conditions mean beside what they read as; a {@link QuestionError} where that cannot be wanted. */
const warningsOf = (match: Match): readonly string[] => {
  const [contradiction] = contradictionsIn(match);
  if (contradiction) throw new QuestionError(contradiction.message);
  const findings = misreadingsOf({ match, position: nowhere, positions: {} });
  const wrong = findings.find(({ severity }) => severity === 'error');
  if (wrong) throw new QuestionError(wrong.message);
  return findings.map(({ message }) => message);
};

/** `tcp`, `tcp/5432` or `tcp/80-90`, where the word is no key. */
const protocolIn = (word: string | undefined): Record<string, string> | undefined => {
  const parts = /^([^/]+)(?:\/(.+))?$/.exec(word ?? '');
  if (!parts || (knownKeys.match as readonly string[]).includes(word!)) return undefined;
  if (Object.hasOwn(ethertypes, parts[1]!))
    throw new QuestionError(`${quote(word!)} is no protocol; write ethertype ${parts[1]}`);
  return { protocol: parts[1]!, ...(parts[2] !== undefined && { destinationPort: parts[2] }) };
};

const conditionsIn = (words: readonly string[]): Record<string, string> => {
  const found: Record<string, string> = {};
  for (let i = 0; i < words.length; i += 2) {
    const key = words[i]!;
    if (!(knownKeys.match as readonly string[]).includes(key)) {
      const near = nearest(key, knownKeys.match);
      const remedy = near ? `did you mean ${near}?` : `write ${list(knownKeys.match, 'or')} with a value`;
      throw new QuestionError(`${quote(key)} is no condition; ${remedy}`);
    }
    if (words[i + 1] === undefined) throw new QuestionError(`${key} lacks its value; ${example}`);
    if (found[key] !== undefined) throw new QuestionError(`${key} is given twice; write it once`);
    found[key] = words[i + 1]!;
  }
  return found;
};

/** Reads a question about a policy with VMs of these names; a {@link QuestionError} says what is wrong with it. */
export const readQuestion = (text: string, vms: readonly string[]): AskedQuestion => {
  const [sender, rest, ...more] = text.split('->').map(part => part.trim());
  const [to, ...words] = (rest ?? '').split(/\s+/).filter(word => word !== '');
  if (!sender || !to || more.length > 0) throw new QuestionError(`${quote(text)} is no question; ${example}`);
  const protocol = protocolIn(words[0]);
  const conditions = conditionsIn(protocol ? words.slice(1) : words);
  const isAddress = isPrefix(sender, vms);
  const source = isAddress ? { source: sender } : {};
  const twice = Object.keys(conditions).find(key => key in { ...protocol, ...source });
  if (twice) throw new QuestionError(`${twice} is given twice; write it once`);
  const given = { from: isAddress ? 'wire' : sender, to, match: { ...source, ...protocol, ...conditions } };
  const read = expectationSchema.safeParse({ ...given, verdict: 'allow' });
  if (!read.success) throw new QuestionError(read.error.issues.map(({ message }) => message).join('; '));
  const { from, to: target = { kind: 'any' }, match = {} } = read.data;
  if (target.kind === 'wire' && from?.vm === undefined)
    throw new QuestionError('to wire is about frames that a VM sends; name it before the arrow');
  const resolved = resolveMatch(match);
  return { from: from?.vm, to: target, match: resolved, warnings: warningsOf(resolved) };
};
