// SPDX-License-Identifier: Apache-2.0
/** The frames that a function may send, as boxes: every frame that passes the identity check is in one, and of each some pass. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { both, boxOf, firstPoint } from '../../../../firmware/compile/analysis/box.ts';
import { sendableBoxes, senderIdentity } from '../../../../firmware/compile/analysis/sendable.ts';
import { frameAt } from '../../../../firmware/compile/analysis/witness.ts';
import { identityTables } from '../../../../firmware/compile/senders.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../../hdl/spec/tables/table-images.ts';
import { identityReason } from '../../../../sim/model/identity-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { identityOf } from '../../../../sim/model/send-model.ts';
import { arbitraryWireFrame } from '../../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../../support/arbitrary-policies.ts';
import { arbitraryPoint, pointOf } from '../../../support/key-points.ts';

const config = configs['10g'];
const setup = fc.tuple(arbitraryPolicy('10g'), fc.nat()).map(([policy, dice]) => {
  const fn = 1 + (dice % policy.vms.length);
  const images = identityTables(policy, config) as TableImages;
  const own = senderIdentity(images, fn);
  return { vm: policy.vms[fn - 1]!, own, boxes: sendableBoxes(own), identity: identityOf(images, fn) };
});

test('every frame that may be sent is in one box', () => {
  let sent = 0;
  fc.assert(
    fc.property(
      setup,
      fc.array(arbitraryWireFrame, { minLength: 30, maxLength: 60 }),
      ({ vm, boxes, identity }, frames) => {
        for (const frame of frames) {
          if (frame.length < 14) continue;
          const bytes = Uint8Array.from(frame);
          bytes.set(Buffer.from(vm.mac.toString(16).padStart(12, '0'), 'hex'), 6);
          if (identityReason(bytes, parseFrame(bytes), identity) !== undefined) continue;
          const point = boxOf(pointOf(bytes, config.maxFrameBytes));
          expect([boxes.filter(box => both(box, point)).length, point]).toEqual([1, point]);
          sent++;
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(sent).toBeGreaterThan(300);
});

test('of every box the first frame, and any other, may be sent', () => {
  fc.assert(
    fc.property(
      setup.chain(one =>
        fc.record({
          one: fc.constant(one),
          points: fc.array(
            one.boxes.length === 0 ? fc.constant(undefined) : fc.constantFrom(...one.boxes).chain(arbitraryPoint),
            {
              maxLength: 10,
            },
          ),
        }),
      ),
      ({ one: { vm, own, boxes, identity }, points }) => {
        for (const point of [...boxes.map(firstPoint), ...points]) {
          if (!point || point.ethertype === 0x8100n || point.ethertype === 0x88a8n) continue;
          const bytes = frameAt(
            point,
            { mac: 0x0200_0000_0099n, vlan: vm.vlan },
            { mac: vm.mac, claim: own.ipv6[0]?.[0] },
          );
          expect([identityReason(bytes, parseFrame(bytes), identity), point]).toEqual([undefined, point]);
        }
      },
    ),
    { numRuns: 150 },
  );
});
