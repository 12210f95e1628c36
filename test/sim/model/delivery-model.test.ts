// SPDX-License-Identifier: Apache-2.0
/** Expected queues and counters of a short run worked out by hand, through the whole pipeline model. */
import { describe, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { counterEvents } from '../../../hdl/spec/events/drop-reasons.ts';
import { expectedDelivery, guestBuffer, type JudgedFrame } from '../../../sim/model/delivery-model.ts';
import { frameFate } from '../../../sim/model/pipeline-model.ts';
import { ethernet, packetOf, padded, payloadOf } from '../../support/frames.ts';
import { handMadeImages } from '../../support/table-images.ts';

const images = handMadeImages({
  forwarding: [
    { mac: 0x525400000010n, functions: [1] },
    { mac: 0x525400000020n, functions: [2] },
    { mac: 0xffffffffffffn, functions: [1, 2] },
  ],
  rules: [
    { match: { ethertype: { value: 0x88cc } }, permit: false },
    { match: { function: { value: 2 } }, permit: true, queue: 1 },
    { match: { group: { value: 1 } }, permit: true },
  ],
});
const frame = (destination: string, length: number, ethertype = 0x88b5): Uint8Array =>
  ethernet({ destination }, packetOf(ethertype, payloadOf(length - 14)));
const judged = (bytes: Uint8Array, badFcs = false): JudgedFrame => ({
  frame: { bytes, badFcs },
  fate: frameFate(images, { bytes, badFcs }),
});
const config = configs['10g'];

describe('expectedDelivery', () => {
  const toWeb = frame('52:54:00:00:00:10', 60);
  const toDatabase = frame('52:54:00:00:00:20', 100);
  const toBoth = frame('ff:ff:ff:ff:ff:ff', 61);
  const run = [
    judged(toDatabase),
    judged(toWeb), // no rule: default deny
    judged(toBoth),
    judged(frame('52:54:00:00:00:20', 64, 0x88cc)), // denied by rule
    judged(frame('01:80:c2:00:00:0e', 70, 0x88cc)), // denied by rule, twice
    judged(toDatabase, true),
    judged(frame('52:54:00:00:00:20', 59)),
    judged(frame('52:54:00:00:00:20', 9023)),
    judged(frame('52:54:00:00:00:30', 1514)),
    judged(padded(toDatabase, 200)),
  ];
  const { queues, counters } = expectedDelivery(config, run);

  test('puts the frames into the queues in wire order', () => {
    const expected: Uint8Array[][] = Array.from({ length: 16 }, () => []);
    expected[2] = [guestBuffer(toBoth)];
    expected[4] = [guestBuffer(toBoth)];
    expected[5] = [guestBuffer(toDatabase), guestBuffer(padded(toDatabase, 200))];
    expect(queues).toEqual(expected);
  });

  test('counts one event for each addressed function, or one unassigned', () => {
    const nonZero = counters.map(slot =>
      Object.fromEntries(Object.entries(slot).filter(([, { frames, bytes }]) => frames > 0 || bytes > 0)),
    );
    const expected: object[] = Array.from({ length: 9 }, () => ({}));
    expected[1] = {
      delivered: { frames: 1, bytes: 61 },
      rule_deny: { frames: 1, bytes: 70 },
      default_deny: { frames: 1, bytes: 60 },
    };
    expected[2] = { delivered: { frames: 3, bytes: 361 }, rule_deny: { frames: 2, bytes: 134 } };
    expected[8] = {
      bad_fcs: { frames: 1, bytes: 100 },
      runt: { frames: 1, bytes: 59 },
      oversize: { frames: 1, bytes: 9022 },
      unknown_destination: { frames: 1, bytes: 1514 },
    };
    expect(nonZero).toEqual(expected);
    for (const slot of counters) expect(Object.keys(slot)).toEqual(counterEvents.map(e => e.name));
  });

  test('a buffer one byte short of header and frame takes nothing of it', () => {
    const small = expectedDelivery(config, [judged(toBoth), judged(toDatabase)], 12 + 99);
    expect(small.queues[5]).toEqual([]);
    expect(small.queues[4]).toEqual([guestBuffer(toBoth)]);
    expect(small.counters[2]!.buffer_too_small).toEqual({ frames: 1, bytes: 100 });
    expect(expectedDelivery(config, [judged(toDatabase)], 12 + 100).queues[5]).toHaveLength(1);
  });
});

test('the guest sees 12 header bytes, num_buffers 1 at offset 10, then the frame', () => {
  expect(guestBuffer(Uint8Array.of(1, 2, 3))).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 3));
});
