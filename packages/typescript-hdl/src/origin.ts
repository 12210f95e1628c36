// SPDX-License-Identifier: Apache-2.0
/**
 * The constants of the source that hold a value: `const hit = valid.and(same)` names a wire `hit`. The stack is kept when the value
 * is made, and looked at only for values that need a name.
 */
import { readFileSync } from 'node:fs';
import { callsOf, keepStack, type Location, type Stack } from './location.ts';
import { SourceText, type Taker } from './source-text.ts';

let isRecording = false;

/** Runs the body of a component: values that are made in it know where. */
export const recordingOrigins = <T>(body: () => T): T => {
  const outer = isRecording;
  isRecording = true;
  try {
    return body();
  } finally {
    isRecording = outer;
  }
};

/** Calls from an author's line to where a value is made. */
const depth = 10;

/** The stack outside `made`, the constructor of values, where a component is being described. */
export const originNow = (made: unknown): Stack | undefined =>
  isRecording ? keepStack(depth, made as (...args: never) => unknown) : undefined;

const texts = new Map<string, SourceText | undefined>();

const textOf = (file: string): SourceText | undefined => {
  if (!texts.has(file)) {
    let text: string | undefined;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      // Made on the fly, or only bundled.
    }
    texts.set(file, text === undefined ? undefined : new SourceText(text));
  }
  return texts.get(file);
};

const takers = new Map<string, Taker>();

const takerAt = ({ file, line, column }: Location): Taker => {
  const key = `${file}:${line}:${column}`;
  if (!takers.has(key)) takers.set(key, textOf(file)?.takerOf(line, column));
  return takers.get(key);
};

/** The constant that holds a value, if one does, and where it is. */
export const constantOf = (origin: Stack): { readonly name: string; readonly location: Location } | undefined => {
  for (const call of callsOf(origin)) {
    // Of what a list is mapped to, the list is the taker; a reduction makes values on the way that nobody holds.
    if (call === 'map') continue;
    if (typeof call === 'string') return undefined;
    const taker = takerAt(call);
    if (taker === undefined) return undefined;
    if (taker !== 'caller') return { name: taker.constant, location: call };
  }
  return undefined;
};
