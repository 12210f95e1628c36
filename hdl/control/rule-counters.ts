// SPDX-License-Identifier: Apache-2.0
/**
 * Rule counters: how many frames each rule decided, for the function that sent them and for who gets them.
 *
 * - Each side has a memory that takes a frame in every clock, so that none is missed; a question waits for a clock in which no rule decided.
 * - Counters go by the number of a rule (slot, or ternary entry), which it keeps in an image beside the live one, so they go on across a swap.
 *   Whoever loads a rule into a place that the live image does not use clears its counters.
 * - A frame is counted when it is judged, also if it ends with an error. A reset leaves the counters. They wrap at 2^64.
 *
 * `busy` holds for 4 clocks after a question, and for those in which it waited; then the answer is there. No question may come meanwhile. Logic depth 3 LUTs at 10g.
 */
import { bit, component, connectFlow, flow, input, inst, mux, output, reg, slave, u, when } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { decidedShape, decidingShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { bankSlots, ruleNumberBits } from '../spec/tables/bank-slot.ts';
import { addingWords, counterBits } from './adding-words.ts';

/** A question about the counters of one rule; with `clears` they become 0. */
export const ruleQuestionShape = (config: Config) => ({ number: u(ruleNumberBits(config)), clears: bit() });
/** Its answer, if not `busy`. */
export const ruleAnswerShape = { busy: bit(), receiver: u(counterBits), sender: u(counterBits) };

/** The counters of one side. */
const sideCounters = (config: Config) =>
  component(
    'rule_counters_of_side',
    { config: config.name, slots: bankSlots(config), ternary: config.ternaryRules },
    {
      decided: input(decidingShape(config)),
      question: slave(flow(ruleQuestionShape(config))),
      busy: output(bit()),
      count: output(u(counterBits)),
    },
    ({ decided, question, busy, count }) => {
      const { asked, waits, answer } = reg({
        asked: { waiting: bit(0), ...ruleQuestionShape(config) },
        waits: bit(0),
        answer: u(counterBits),
      });
      const serves = asked.waiting.and(decided.hit.not());
      when(question.valid, () => asked.set({ waiting: 1, ...question.payload })).elsewhen(serves, () =>
        asked.waiting.set(0),
      );
      const clearing = serves.and(asked.clears);
      const { sum } = addingWords(
        bankSlots(config),
        {
          address: mux(decided.hit, decided.number, asked.number),
          writes: decided.hit.or(clearing),
          clears: clearing,
          adds: [decided.hit],
        },
        { more: config.ternaryRules },
      );
      const served = delayed('served', bit(0), serves, 3);
      when(question.valid, () => waits.set(1)).elsewhen(served, () => waits.set(0));
      when(served, () => answer.set(sum.get(0)));
      busy.set(waits);
      count.set(answer);
    },
    { maxDepth: 3, doc: 'Counts the frames that each rule decided for one side: one a clock.' },
  );

/** The counters of both sides; see the header comment. */
export const ruleCounters = (config: Config) =>
  component(
    'rule_counters',
    { config: config.name },
    {
      decided: input(decidedShape(config)),
      question: slave(flow(ruleQuestionShape(config))),
      answer: output(ruleAnswerShape),
    },
    ({ decided, question, answer }) => {
      const oneSide = sideCounters(config);
      const { receiver, sender } = inst({ receiver: oneSide, sender: oneSide });
      for (const [side, of] of [
        [receiver, decided.receiver],
        [sender, decided.sender],
      ] as const) {
        side.decided.set(of);
        connectFlow(side.question, question);
      }
      answer.set({ busy: receiver.busy.or(sender.busy), receiver: receiver.count, sender: sender.count });
    },
    { maxDepth: 3, doc: 'Counts the frames that each rule decided, for their senders and for their receivers.' },
  );
