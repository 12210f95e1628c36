// SPDX-License-Identifier: Apache-2.0
/** Points of the key space: of frames, by the models, and of boxes. */
import fc from 'fast-check';
import { type Box, keyDimensions, type Point, valuesOf } from '../../firmware/compile/analysis/box.ts';
import { frameReading } from '../../sim/model/frame-reading-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import { ruleKey } from '../../sim/model/rule-key-model.ts';

/** What cannot be read is 0 in a point, whatever the parser leaves there. */
export const pointOf = (bytes: Uint8Array, maxFrameBytes: number): Point => {
  const vector = parseFrame(bytes);
  const reading = frameReading(vector, maxFrameBytes);
  const key = ruleKey(vector, 1, reading);
  const unread = ['unreadPorts', 'unreadProtocol', 'unreadNetwork', 'unreadEthertype'] as const;
  const level = unread.filter(name => key[name] === 1).length;
  const version = key.ipv4 === 1 ? 1 : key.ipv6 === 1 ? 2 : 0;
  const when = (known: boolean, value: number | bigint): bigint => (known ? BigInt(value) : 0n);
  const hasPorts = key.l4 === 1;
  return {
    malformed: when(true, reading.malformed ? 1 : 0),
    unread: BigInt(level),
    unreadFragment: BigInt(key.unreadFragment),
    fragment: BigInt(key.laterFragment),
    version: BigInt(version),
    ethertype: when(level < 4, key.ethertype),
    protocol: when(level < 2 && version > 0, key.ipProtocol),
    l4: BigInt(key.l4),
    destination: when(version > 0, key.dstIp),
    source: when(version > 0, key.srcIp),
    destinationPort: when(hasPorts, key.dstPort),
    sourcePort: when(hasPorts, key.srcPort),
  };
};

/** A point of a box: the ends of its ranges, or anything between. */
export const arbitraryPoint = (box: Box): fc.Arbitrary<Point> =>
  fc.record(
    Object.fromEntries(
      keyDimensions.map(({ name }) => {
        const ranges = valuesOf(box, name);
        return [
          name,
          fc.oneof(...ranges.map(([min, max]) => fc.oneof(fc.constantFrom(min, max), fc.bigInt({ min, max })))),
        ];
      }),
    ),
  ) as unknown as fc.Arbitrary<Point>;
