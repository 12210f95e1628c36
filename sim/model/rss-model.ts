// SPDX-License-Identifier: Apache-2.0
/**
 * Receive side scaling as virtio words it (virtio 1.x, 5.1.6.4.3): the queue that the tables of a function give a frame. The
 * hash is worked out bit by bit, as Toeplitz' is defined.
 */
import { unpackFields } from '../../hdl/spec/field.ts';
import { rssKeyBytes, rssProfileFields, rssTableEntries } from '../../hdl/spec/tables/rss-profile.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { RuleKey } from './rule-key-model.ts';
import type { HeaderVector } from './vector-model.ts';

const binary = (value: number | bigint, bits: number): string => value.toString(2).padStart(bits, '0');

/** The bits of a key in the order of its bytes: word 0 of the entry, in its low bits, comes first. */
const keyBits = (key: bigint): string =>
  Array.from({ length: rssKeyBytes / 4 }, (_, word) => binary(BigInt.asUintN(32, key >> BigInt(32 * word)), 32)).join(
    '',
  );

/** For every bit of the input that is 1, the 32 bits of the key from its place on, all added without carry. */
export const toeplitz = (key: string, input: string): number =>
  [...input].reduce(
    (hash, bit, i) => (bit === '1' ? (hash ^ Number.parseInt(key.slice(i, i + 32), 2)) >>> 0 : hash),
    0,
  );

/** Queue of a unicast frame of `function`. A fragment, also the first, is hashed by its addresses alone. */
export const spreadQueue = (images: TableImages, owner: number, headers: HeaderVector, key: RuleKey): number => {
  const profile = unpackFields(rssProfileFields, BigInt(images.rssProfiles[owner] ?? 0));
  const version = key.ipv4 === 1 ? 'v4' : key.ipv6 === 1 ? 'v6' : undefined;
  if (!version) return Number(profile.unclassified);
  const bits = version === 'v4' ? 32 : 128;
  const addresses = binary(headers.srcIp, bits) + binary(headers.dstIp, bits);
  const transport = headers.tcp === 1 ? 'tcp' : headers.udp === 1 ? 'udp' : undefined;
  const ported = transport && headers.ports === 1 && headers.fragment === 0 && profile[`${transport}${version}`] === 1n;
  if (!ported && profile[`ip${version}`] !== 1n) return Number(profile.unclassified);
  const input = ported ? addresses + binary(headers.srcPort, 16) + binary(headers.dstPort, 16) : addresses;
  const hash = toeplitz(keyBits(images.rssKeys[owner]!), input);
  return images.rssQueues[owner * rssTableEntries + (hash % 2 ** Number(profile.tableBits))]!;
};
