// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a function may say it is who its frame says: one question after the other, on the bytes of the frame and on what the
 * parser made of it.
 */
import type { TransmitEventName } from '../../hdl/spec/events/transmit-events.ts';
import { headerNames } from '../../hdl/spec/protocol/headers.ts';
import { readBigint, readNumber } from './bytes.ts';
import { exceptionName, type HeaderVector } from './vector-model.ts';

/** What a function may say it is; see `IdentityRow`. */
export interface Identity {
  readonly trusted: boolean;
  readonly promiscuous: boolean;
  /** Most VLAN tags of a frame. */
  readonly tags: number;
  /** Protocols of the link that it may send. */
  readonly controls: readonly string[];
  /** It may send nothing. */
  readonly denied?: boolean;
  readonly vlans: readonly number[];
  readonly macs: readonly bigint[];
  readonly ipv4: readonly bigint[];
  readonly ipv6: readonly { readonly address: bigint; readonly prefix: boolean }[];
}

/** Bytes of link headers after which ARP and neighbour messages are read. */
const knownLinks = [14, 18, 22];

const controlOf = (vector: HeaderVector): string | undefined => {
  const type = vector.ethertype;
  if (vector.macControl || type === 0x8808) return 'macControl';
  if (type === 0x8809) return 'lacp';
  if (type === 0x88cc) return 'lldp';
  const isPtpPort = (port: number): boolean => port === 319 || port === 320;
  if (vector.ptp || type === 0x88f7) return 'ptp';
  if (vector.udp && (isPtpPort(Number(vector.srcPort)) || isPtpPort(Number(vector.dstPort)))) return 'ptp';
  const destination = BigInt(vector.dstMac);
  if (destination >> 4n === 0x0180c200000n || destination === 0x01000ccccccdn) return 'bridge';
  return undefined;
};

/** Headers at which a walk that a limit stopped has not come to the source yet. */
const isBeforeSource = (header: string): boolean =>
  /^(ethernet|tag\d|llc|snap|mplsLabel\d|mplsPayload|pppoe|ipv4|ipv6)$/.test(header);

const cannotBeRead = (frame: Uint8Array, vector: HeaderVector): boolean => {
  const limited = ['too_deep', 'too_many'].includes(exceptionName(Number(vector.exception)));
  if (limited && isBeforeSource(headerNames[Number(vector.exceptionHeader)]!)) return true;
  const isIp = vector.ipv4 === 1 || vector.ipv6 === 1;
  if ((vector.ethertype === 0x0800 || vector.ethertype === 0x86dd) && !isIp) return true;
  if (vector.ethertype === 0x0806 && !vector.arp) return true;
  if (vector.pppCompressed) return true;
  if (vector.ipv6 && vector.addressOptions) return true;
  const openEnd = [0, 43, 44, 51, 60, 58].includes(Number(vector.ipProtocol));
  if (vector.ipv6 && openEnd && !vector.icmp && !vector.laterFragment) return true;
  if (!vector.arp) return false;
  const at = Number(vector.l3Offset);
  return !knownLinks.includes(at) || readBigint(frame, at, 6) !== 0x000108000604n;
};

interface Neighbour {
  readonly readable: boolean;
  readonly fromRouter: boolean;
  readonly macs: readonly bigint[];
  /** The address that it claims. */
  readonly claim: bigint | undefined;
}

/** A message of neighbour discovery, if it is one. */
const neighbourOf = (frame: Uint8Array, vector: HeaderVector): Neighbour | undefined => {
  const type = Number(vector.srcPort);
  if (!vector.ipv6 || !vector.icmp || type < 133 || type > 137) return undefined;
  if (type === 134 || type === 137) return { readable: true, fromRouter: true, macs: [], claim: undefined };
  const unread = { readable: false, fromRouter: false, macs: [], claim: undefined };
  const at = Number(vector.l3Offset);
  const end = at + 40 + Number(vector.ipLength);
  if (!knownLinks.includes(at) || Number(vector.l4Offset) !== at + 40 || end > Number(vector.frameBytes)) return unread;
  const first = at + (type === 133 ? 48 : 64);
  const count = (end - first) / 8;
  if (![0, 1, 2].includes(count)) return unread;
  const macs: bigint[] = [];
  for (let i = 0; i < count; i++) {
    const option = first + 8 * i;
    if (![1, 2, 14].includes(frame[option]!) || frame[option + 1] !== 1) return unread;
    if (frame[option] !== 14) macs.push(readBigint(frame, option + 2, 6));
  }
  const claims = type === 136 || (type === 135 && BigInt(vector.srcIp) === 0n);
  return { readable: true, fromRouter: false, macs, claim: claims ? readBigint(frame, at + 48, 16) : undefined };
};

const isOwnIpv6 = ({ ipv6 }: Identity, address: bigint): boolean =>
  ipv6.some(own => (own.prefix ? own.address >> 64n === address >> 64n : own.address === address));

/** The reason to drop the frame; undefined if it may go on. */
export const identityReason = (
  frame: Uint8Array,
  vector: HeaderVector,
  identity: Identity,
): TransmitEventName | undefined => lieOf(frame, vector, identity) ?? (identity.denied ? 'rule_deny' : undefined);

/** In what a frame says it is from somebody else. */
const lieOf = (frame: Uint8Array, vector: HeaderVector, identity: Identity): TransmitEventName | undefined => {
  const control = controlOf(vector);
  if (control && !identity.controls.includes(control)) return 'link_control';
  if (identity.trusted) return undefined;
  const neighbour = neighbourOf(frame, vector);
  if (cannotBeRead(frame, vector) || neighbour?.readable === false) return 'unread_sender';
  if (Number(vector.vlanCount) > identity.tags || !identity.vlans.includes(Number(vector.vlan))) return 'wrong_vlan';
  const isMac = (mac: bigint): boolean => identity.promiscuous || identity.macs.includes(mac);
  if (!isMac(BigInt(vector.srcMac))) return 'wrong_mac';
  if (vector.arp) {
    const at = Number(vector.l3Offset);
    const ip = BigInt(readNumber(frame, at + 14, 4));
    if (!isMac(readBigint(frame, at + 8, 6)) || !(ip === 0n || identity.ipv4.includes(ip))) return 'wrong_arp';
  }
  if (neighbour) {
    const { fromRouter, macs, claim } = neighbour;
    const isStrange = fromRouter || !macs.every(isMac) || (claim !== undefined && !isOwnIpv6(identity, claim));
    if (isStrange) return 'wrong_neighbour';
  }
  const source = BigInt(vector.srcIp);
  if (vector.ipv4) {
    const asksForAddress = source === 0n && vector.udp && vector.srcPort === 68 && vector.dstPort === 67;
    if (!identity.ipv4.includes(source) && !asksForAddress) return 'wrong_ip';
  }
  if (vector.ipv6) {
    const solicits = source === 0n && vector.icmp && [131, 133, 135, 143].includes(Number(vector.srcPort));
    if (!isOwnIpv6(identity, source) && !solicits) return 'wrong_ip';
  }
  return undefined;
};
