// SPDX-License-Identifier: Apache-2.0
/** A frame that shows what is true of a box of frames. */
import { buildFrame } from '../../frames/build-frame.ts';
import { type Box, firstPoint, type Point } from './box.ts';
import { type Destination, isGroup } from './decisions.ts';
import { payloadAt } from './key-space.ts';

/** MAC address of a sender on the wire: one that is administered locally. */
export const wireMac = 0x0200_0000_0001n;
const everybody = 0xffff_ffff_ffffn;

/** A frame with the key of a point to a destination. */
export const frameAt = (
  point: Point,
  destination: Pick<Destination, 'mac' | 'vlan'>,
  sourceMac = wireMac,
): Uint8Array =>
  buildFrame({
    destinationMac: isGroup(destination) ? everybody : destination.mac,
    ...{ sourceMac, vlan: destination.vlan, ethertype: Number(point.ethertype), payload: payloadAt(point) },
  });

/** One of the frames of a box. */
export const witnessOf = (box: Box, destination: Pick<Destination, 'mac' | 'vlan'>, sourceMac = wireMac): Uint8Array =>
  frameAt(firstPoint(box), destination, sourceMac);
