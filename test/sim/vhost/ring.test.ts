// SPDX-License-Identifier: Apache-2.0
/** Places of rings as vhost-user and the registers of the card say them, and the features of a queue. */
import { describe, expect, test } from 'vitest';
import { featureWord } from '../../../sim/vhost/messages.ts';
import { baseOf, packedPlaces, queueFeatureWord, ringBytes } from '../../../sim/vhost/ring.ts';

describe('the base of a packed ring', () => {
  test('has index and wrap counter of both sides', () => {
    expect(packedPlaces(0x8005_0007)).toEqual({ available: 7, used: 0x1_0005 });
    expect(baseOf({ available: 7, used: 0x1_0005 }, true)).toBe(0x8005_0007);
  });

  test('that tells the available side alone stands for both', () => {
    expect(packedPlaces(0x8000)).toEqual({ available: 0x1_0000, used: 0x1_0000 });
    expect(packedPlaces(0x0003)).toEqual({ available: 3, used: 3 });
  });
});

test('the base of a split ring is the next available entry', () => {
  expect(baseOf({ available: 0x1_fffe, used: 0x1_fffe }, false)).toBe(0xfffe);
});

test('a transmit queue is not told what concerns receiving', () => {
  const all = featureWord([1, 15, 28, 29, 34, 35]);
  expect(queueFeatureWord(all, { transmit: false })).toBe(0b11_1111);
  expect(queueFeatureWord(all, { transmit: true })).toBe(0b01_1101);
  expect(queueFeatureWord(featureWord([28]), { transmit: true })).toBe(0b100);
});

test('parts of a ring are as long as virtio says', () => {
  expect(ringBytes(256, false)).toEqual({ descriptors: 4096n, driver: 518n, device: 2054n });
  expect(ringBytes(100, true)).toEqual({ descriptors: 1600n, driver: 4n, device: 4n });
});
