// SPDX-License-Identifier: Apache-2.0
/**
 * What functions of the card must get of frames that others post. Whether there is room for one at the moment at which it comes
 * depends on timing: one that did not come must be counted as lost for want of room, and is then not due.
 */
import type { Config } from '../../hdl/spec/configs.ts';
import { type Delivery, expectedDelivery, type JudgedFrame } from '../../sim/model/delivery-model.ts';
import type { HardwareResult } from './compare-hardware.ts';
import type { SentTraffic } from './compare-sent.ts';

/** Why there may be no room. */
const lacks = ['quota', 'queue_full', 'buffer_full'] as const;

export interface LocalDeliveries {
  /** One for each queue that sends, and one that counts what was lost. */
  readonly deliveries: readonly Delivery[];
  /** Copies that no rule refuses, and those of them that were lost. */
  readonly copies: number;
  readonly lost: number;
}

/** A copy for function `fn` of a frame that queue `sender` posted. */
interface Copy {
  readonly sender: string;
  readonly fn: number;
  readonly frame: JudgedFrame;
}

const copiesOf = (traffic: readonly SentTraffic[]): readonly Copy[] =>
  traffic.flatMap(({ function: from, queue, fate: { local } }) =>
    local
      ? local.fate.functions.map(fn => ({
          sender: `${from} ${queue}`,
          fn,
          frame: { frame: { bytes: local.bytes }, fate: { ...local.fate, functions: [fn] } },
        }))
      : [],
  );

/** What is due of `traffic`, given what came and was counted. */
export const localDeliveries = (
  config: Config,
  traffic: readonly SentTraffic[],
  actual: Pick<HardwareResult, 'queues' | 'counters'>,
): LocalDeliveries => {
  const came = actual.queues.map(frames => frames.map(frame => Buffer.from(frame).toString('latin1')));
  const isHere = ({ fn, frame: { frame, fate } }: Copy): boolean => {
    const frames = came[fn * config.queuesPerFunction + fate.queue]!;
    const at = frames.indexOf(Buffer.from(frame.bytes).toString('latin1'));
    if (at >= 0) frames.splice(at, 1);
    return at >= 0;
  };
  const all = copiesOf(traffic);
  const passes = all.filter(({ frame }) => frame.fate.event === 'delivered');
  const lost = new Set(passes.filter(copy => !isHere(copy)));
  const due = all.filter(copy => !lost.has(copy));
  const senders = [...new Set(due.map(({ sender }) => sender))];
  const deliveries = senders.map(one =>
    expectedDelivery(
      config,
      due.filter(({ sender }) => sender === one).map(({ frame }) => frame),
    ),
  );
  return {
    deliveries: [...deliveries, lossesOf(config, [...lost], actual)],
    copies: passes.length,
    lost: lost.size,
  };
};

/** Counters of what was lost: for which of the reasons cannot be known in advance, but together they count these frames and bytes. */
const lossesOf = (config: Config, lost: readonly Copy[], { counters }: Pick<HardwareResult, 'counters'>): Delivery => {
  const none = expectedDelivery(config, []);
  const slots = none.counters.map((slot, fn) => {
    const mine = lost.filter(copy => copy.fn === fn).map(({ frame }) => frame.frame.bytes.length);
    const counted = lacks.map(event => counters[fn]![event]);
    const sum = (of: 'frames' | 'bytes'): number => counted.reduce((total, count) => total + count[of], 0);
    const bytes = mine.reduce((total, length) => total + length, 0);
    if (sum('frames') !== mine.length || sum('bytes') !== bytes)
      return { ...slot, quota: { frames: mine.length, bytes } };
    return { ...slot, ...Object.fromEntries(lacks.map((event, i) => [event, counted[i]!])) };
  });
  return { ...none, counters: slots };
};
