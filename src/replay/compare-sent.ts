// SPDX-License-Identifier: Apache-2.0
/** What left on the wire, and what was counted, against what the model says of the frames that guests posted. */
import type { Config } from '../../hdl/spec/configs.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import type { PostedFrame } from '../../sim/guest-sender.ts';
import type { SendFate } from '../../sim/model/send-model.ts';
import type { SendValues } from '../../sim/register-access.ts';
import type { Mismatch } from './mismatch.ts';

/** A frame that was posted in a queue, and what the model says becomes of it. */
export interface SentTraffic {
  readonly function: number;
  readonly queue: number;
  readonly frame: PostedFrame;
  readonly fate: SendFate;
}

/**
 * Every difference between the frames on the wire and those that are due: each once, byte for byte, in the order of its queue; and between
 * the counters of each function.
 */
export const compareSent = (
  config: Config,
  traffic: readonly SentTraffic[],
  wire: readonly { readonly bytes: Uint8Array }[],
  counters: readonly SendValues[],
): Mismatch[] => {
  const found: Mismatch[] = [];
  const due = new Map<string, { queue: string; index: number }[]>();
  const last = new Map<string, number>();
  for (const [index, { function: fn, queue, fate }] of traffic.entries()) {
    if (!fate.bytes) continue;
    const key = Buffer.from(fate.bytes).toString('latin1');
    due.set(key, [...(due.get(key) ?? []), { queue: `function ${fn} queue ${queue}`, index }]);
  }
  for (const [i, { bytes }] of wire.entries()) {
    const frame = due.get(Buffer.from(bytes).toString('latin1'))?.shift();
    if (!frame) {
      found.push({ where: `sent frame ${i + 1}`, what: 'nobody sent it, or it left before' });
      continue;
    }
    if ((last.get(frame.queue) ?? -1) > frame.index)
      found.push({ where: frame.queue, what: `its frame ${frame.index} left after a later one` });
    last.set(frame.queue, frame.index);
  }
  for (const { queue, index } of [...due.values()].flat())
    found.push({ where: queue, what: `its frame ${index} never left` });
  for (let fn = 0; fn < config.functions; fn++) {
    const mine = traffic.filter(frame => frame.function === fn);
    for (const { name } of transmitEvents) {
      const wanted = mine.filter(({ fate }) => fate.event === name);
      const { frames, bytes } = counters[fn]![name];
      const where = `counter function ${fn} ${name}`;
      if (frames !== wanted.length)
        found.push({ where, what: `${wanted.length} frames were due, ${frames} were counted` });
      if (name !== 'sent') continue;
      const sum = wanted.reduce((total, { fate }) => total + fate.bytes!.length, 0);
      if (bytes !== sum) found.push({ where, what: `${sum} bytes were due, ${bytes} were counted` });
    }
  }
  return found;
};
