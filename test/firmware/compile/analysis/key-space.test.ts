// SPDX-License-Identifier: Apache-2.0
/** The key space is exact: every frame has a key in it, and every key in it has a frame. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { both, boxOf } from '../../../../firmware/compile/analysis/box.ts';
import { keySpace } from '../../../../firmware/compile/analysis/key-space.ts';
import { frameAt } from '../../../../firmware/compile/analysis/witness.ts';
import { readFrame } from '../../../../firmware/oracle/oracle-frame.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { arbitraryFrame } from '../../../support/arbitrary-frames.ts';
import { arbitraryPoint, pointOf } from '../../../support/key-points.ts';

const { maxFrameBytes } = configs.tiny;

test('its boxes are disjoint', () => {
  for (const [i, { box }] of keySpace.entries()) {
    for (const other of keySpace.slice(i + 1)) expect(both(box, other.box)).toBeUndefined();
  }
});

test('every frame with an Ethernet header has a key in it', () => {
  const cases = new Set<number>();
  fc.assert(
    fc.property(arbitraryFrame, bytes => {
      fc.pre(readFrame(bytes, maxFrameBytes) !== undefined);
      const box = boxOf(pointOf(bytes, maxFrameBytes));
      const found = keySpace.flatMap((one, i) => (both(one.box, box) ? [i] : []));
      expect(found).toHaveLength(1);
      cases.add(found[0]!);
    }),
    { numRuns: 20_000 },
  );
  // The frames are of nearly all kinds.
  expect(cases.size).toBeGreaterThan(keySpace.length * 0.7);
});

const tagTypes = [0x8100n, 0x88a8n];
const destination = { vlan: 7, mac: 0x5254_0000_0010n };

test.each(keySpace.map(({ box }, i) => [i, box] as const))('every key of box %i has a frame', (_, box) => {
  const protocols = [0, 1, 2, 6, 17, 43, 44, 51, 58, 60, 132, 136].map(BigInt);
  const known = fc.tuple(arbitraryPoint(box), fc.constantFrom(...protocols)).map(([point, protocol]) => {
    const isIn = box.protocol!.some(([first, last]) => first <= protocol && protocol <= last);
    return isIn ? { ...point, protocol } : point;
  });
  fc.assert(
    fc.property(known, point => {
      // A frame has the type of a tag only if it ends there, which no frame on a wire does.
      fc.pre(!tagTypes.includes(point.ethertype));
      const bytes = frameAt(point, destination);
      expect(pointOf(bytes, maxFrameBytes)).toEqual(point);
      const seen = readFrame(bytes, maxFrameBytes)!;
      expect([seen.vlan, seen.destinationMac, seen.malformed]).toEqual([7, destination.mac, point.malformed === 1n]);
    }),
    { numRuns: 100 },
  );
});
