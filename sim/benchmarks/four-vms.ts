// SPDX-License-Identifier: Apache-2.0
/** Table images and frames for load tests: some VMs, everything permitted. Written by hand, so that no policy is needed. */

import { type Config, cellBytes } from '../../hdl/spec/configs.ts';
import { type IdentityRow, packIdentities } from '../../hdl/spec/tables/identity.ts';
import { chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import { groupMac } from '../../hdl/spec/tables/table-entry.ts';
import { equalShares, type TableImages, withoutBanks, withoutRss } from '../../hdl/spec/tables/table-images.ts';
import { forwardingByHand } from '../forwarding-by-hand.ts';
import { internetSum } from '../model/internet-checksum.ts';

/** VMs of {@link fourVms}. */
export const vmCount = 4;

/** Locally administered addresses, one for each function. */
const macOf = (fn: number): bigint => 0x52_54_00_00_10_00n + BigInt(fn);

const ipOf = (fn: number): number => 0x0a_00_01_00 + fn;
/** A VM that sends from its own addresses alone. */
const identityOf = (fn: number): IdentityRow => ({
  ...{ trusted: false, promiscuous: false, tags: 1, controls: [], denied: false, wireClass: 'tenant' },
  ...{ vlans: [0], macs: [macOf(fn)], ipv4: [BigInt(ipOf(fn))], ipv6: [] },
});

export interface LoadedVms {
  readonly images: TableImages;
  /** Frame number `i` of `bytes` bytes without FCS: UDP over IPv4 to VM `i` modulo their number, its payload counted from `i`. */
  readonly frameTo: (i: number, bytes: number) => Uint8Array;
  /** The same from function `fn` to somebody on the wire; its payload tells `i`. */
  readonly frameFrom: (fn: number, i: number, bytes: number) => Uint8Array;
  /** The same from function `from` to function `to`. */
  readonly frameBetween: (from: number, to: number, i: number, bytes: number) => Uint8Array;
}

/**
 * The images and frames for VMs that have these functions, with equal shares of the packet buffer; with `broadcast` group frames
 * are for all of them.
 */
export const loadedVms = (
  config: Config,
  functions: readonly number[],
  { broadcast = false }: { readonly broadcast?: boolean } = {},
): LoadedVms => {
  const unicast = functions.map(fn => ({ mac: macOf(fn), functions: [fn] }));
  const spare = Math.ceil(config.maxFrameBytes / cellBytes);
  const share = Math.floor((config.bufferCells - 2 - spare) / functions.length);
  return {
    images: {
      config: config.name,
      ...forwardingByHand(config, broadcast ? [...unicast, { mac: groupMac, functions }] : unicast),
      ruleRows: Array.from({ length: chunkCount * chunkRows }, () => 0n),
      ruleActions: Array.from({ length: config.ternaryRules }, () => 0),
      ruleDefault: 1,
      ...withoutBanks(config),
      ...withoutRss(config),
      ...equalShares(config),
      identities: packIdentities(config, fn => (functions.includes(fn) ? identityOf(fn) : undefined)),
      conditions: Array.from({ length: config.functions }, () => 0),
      quotaCells: Array.from({ length: config.functions }, (_, fn) => (functions.includes(fn) ? share : 0)),
    },
    frameTo: (i, bytes) =>
      frame({ destination: macOf(functions[i % functions.length]!), source: peerMac, address: 0x0a000001 }, i, bytes),
    frameFrom: (fn, i, bytes) => frame({ destination: peerMac, source: macOf(fn), address: ipOf(fn) }, i, bytes),
    frameBetween: (from, to, i, bytes) =>
      frame({ destination: macOf(to), source: macOf(from), address: ipOf(from) }, i, bytes),
  };
};

/** Four VMs, functions 1 to 4, of a configuration that has at least five. */
export const fourVms = (config: Config): LoadedVms => loadedVms(config, [1, 2, 3, 4]);

/** Somebody on the wire. */
const peerMac = 0x52_54_00_00_00_01n;

interface Ends {
  readonly destination: bigint;
  readonly source: bigint;
  /** IPv4 address of the source. */
  readonly address: number;
}

const frame = ({ destination, source, address }: Ends, i: number, length: number): Uint8Array => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at + i) & 0xff);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Number(destination >> 32n));
  view.setUint32(2, Number(destination & 0xffff_ffffn));
  view.setUint16(6, Number(source >> 32n));
  view.setUint32(8, Number(source & 0xffff_ffffn));
  bytes.set([0x08, 0x00, 0x45, 0], 12);
  view.setUint16(16, length - 14);
  bytes.set([0, 0, 0, 0, 64, 17, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2 + (i % vmCount)], 18);
  view.setUint32(26, address);
  view.setUint16(38, length - 34);
  // Malformed IP would be dropped before the rules.
  view.setUint16(24, 0xffff - internetSum(bytes, 14, 34));
  return bytes;
};
