// SPDX-License-Identifier: Apache-2.0
/** Where the stages of a pipeline begin: the signals of its source, and the stage that they may already belong to. */
import type { Module, Signal } from './ir/index.ts';
import { mark, markOf, PipelineTime, type Stage, stageRecord } from './pipeline-stage.ts';
import { TypedWord } from './typed-word.ts';
import type { Val } from './value.ts';
import { eachNode } from './walk.ts';

/** All words of a value of any kind. */
export const wordsIn = (value: unknown): readonly Val[] => {
  if (value instanceof TypedWord) return [value.bits];
  if (typeof value !== 'object' || value === null) return [];
  if ('op' in value && 'args' in value) return [value as Val];
  const vector = value as { readonly count?: number; readonly get?: (index: number) => unknown };
  if (typeof vector.get === 'function') {
    return Array.from({ length: vector.count ?? 0 }, (_, i) => vector.get!(i)).flatMap(wordsIn);
  }
  return Object.values(value).flatMap(wordsIn);
};

/** The first stage that a signal in the expression is marked with. */
const stageIn = (words: readonly Val[]): Stage | undefined => {
  let found: Stage | undefined;
  eachNode(words, node => {
    const own = node.op === 'signal' ? (markOf(node) ?? markOf(node.signal!)) : undefined;
    found ??= own?.stage;
  });
  return found;
};

/** Whether the expression shows by itself that it belongs to a stage, or to none. */
export const isStaged = (word: Val): boolean => {
  let marked = false;
  let hasSignals = false;
  eachNode([word], node => {
    if (node.op !== 'signal') return;
    hasSignals = true;
    marked ||= (markOf(node) ?? markOf(node.signal!)) !== undefined;
  });
  return marked || !hasSignals;
};

/** Marks the source as stage 0 of a new pipeline: of a line of its own, or the stage in which the source already is. */
export const beginStages = (
  module: Module,
  name: string,
  source: { readonly valid: Val; readonly ready?: unknown; readonly payload?: unknown },
): PipelineTime => {
  const payload = wordsIn(source.payload);
  const time = new PipelineTime(name, source.ready !== undefined, stageIn([source.valid, ...payload]));
  const signals: Signal[] = [];
  const markAll = (words: readonly Val[], isValid: boolean): void => {
    for (const { op, signal, args } of words) {
      const found = op === 'signal' ? signal! : op === 'slice' ? args[0]!.signal : undefined;
      // A register of the component is state, which may be looked at in any stage, unless it is part of the payload.
      if (!found || markOf(found) || (isValid && found.kind === 'reg')) continue;
      mark(found, time.stage(0), isValid);
      signals.push(found);
    }
  };
  markAll([source.valid], true);
  markAll(payload, false);
  stageRecord(module).sources.push({ time, signals, valid: source.valid });
  return time;
};
