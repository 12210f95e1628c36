// SPDX-License-Identifier: Apache-2.0
/** A frame that shows what is true of a box of frames. */
import { ethertypes } from '../../../hdl/spec/protocol/headers/numbers.ts';
import { buildFrame, type Payload } from '../../frames/build-frame.ts';
import { type Box, firstPoint, type Point } from './box.ts';
import { type Destination, isGroup } from './decisions.ts';
import { payloadAt } from './key-space.ts';

/** Who sends a frame. */
export interface FrameSender {
  /** Function that sends it; undefined for the wire. */
  readonly fn?: number | undefined;
  readonly mac: bigint;
  /** IPv6 address of its own, for what it says to its neighbours. */
  readonly claim?: bigint | undefined;
}

/** A sender on the wire: with an address that is administered locally. */
export const wireSender: FrameSender = { mac: 0x0200_0000_0001n };
const everybody = 0xffff_ffff_ffffn;

/** What its sender says about itself: in ARP that it has no address yet, to its neighbours one of its own. */
const asSaidBy = (payload: Payload, ethertype: bigint, { claim }: FrameSender): Payload => {
  if (payload.kind === 'nothing' && ethertype === BigInt(ethertypes.arp))
    return { kind: 'arp', sender: 0n, target: 0n };
  if (payload.kind !== 'ip' || payload.packet.content.kind !== 'type' || claim === undefined) return payload;
  return { kind: 'ip', packet: { ...payload.packet, content: { ...payload.packet.content, target: claim } } };
};

/** A frame with the key of a point to a destination. */
export const frameAt = (
  point: Point,
  destination: Pick<Destination, 'mac' | 'vlan'>,
  sender: FrameSender = wireSender,
): Uint8Array =>
  buildFrame({
    destinationMac: isGroup(destination) ? everybody : destination.mac,
    ...{ sourceMac: sender.mac, vlan: destination.vlan, ethertype: Number(point.ethertype) },
    payload: asSaidBy(payloadAt(point), point.ethertype, sender),
  });

/** One of the frames of a box. */
export const witnessOf = (box: Box, destination: Pick<Destination, 'mac' | 'vlan'>, sender?: FrameSender): Uint8Array =>
  frameAt(firstPoint(box), destination, sender);
