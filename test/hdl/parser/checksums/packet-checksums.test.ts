// SPDX-License-Identifier: Apache-2.0
/** Packet checksums: verdicts on every kind of packet at every width, against the frames' makers and the model. */
import { describe, expect, test } from 'vitest';
import { configs } from '../../../../hdl/spec/configs.ts';
import { checksumVerdicts } from '../../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import { packetChecksums } from '../../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { cut, padded } from '../../../support/frames.ts';
import { seededRandom } from '../../../support/random.ts';
import { type ChecksumOptions, judgeInHardware } from '../checksum-bench.ts';
import { kinds } from '../checksum-frames.ts';
import { oddFrames } from '../odd-checksum-frames.ts';

const { none, good, bad } = checksumVerdicts;
const widths = [64, 128, 256, 512];

type Verdicts = readonly [outer: number, inner: number];

const verdictsOn = (frames: readonly Uint8Array[], options: ChecksumOptions): Verdicts[] =>
  judgeInHardware(frames, undefined, options).map(({ l4Checksum, innerL4Checksum }) => [l4Checksum, innerL4Checksum]);

const expectSameAsModel = (frames: readonly Uint8Array[], options: ChecksumOptions): void => {
  const wanted = frames.map((frame): Verdicts => {
    const { l4Checksum, innerL4Checksum } = packetChecksums(frame, parseFrame(frame));
    return [l4Checksum, innerL4Checksum];
  });
  const got = verdictsOn(frames, options);
  for (const [i, frame] of frames.entries()) {
    if (got[i]![0] === wanted[i]![0] && got[i]![1] === wanted[i]![1]) continue;
    expect(got[i], `frame ${i} of ${frames.length}: ${Buffer.from(frame).toString('hex')}`).toEqual(wanted[i]);
  }
};

/** The frame with some bits of a byte changed. */
const changed = (frame: Uint8Array, at: number, bits = 0x10): Uint8Array => frame.with(at, frame[at]! ^ bits);

describe.each(widths)('at %i bits', beatBits => {
  test('every kind of packet is good, and bad with one bit of its payload changed', () => {
    const frames = kinds.map(({ frame }) => frame(21));
    expect(
      verdictsOn(
        frames.map(frame => padded(frame)),
        { beatBits },
      ),
    ).toEqual(kinds.map(({ outer, inner }) => [outer, inner]));
    const broken = frames.map(frame => padded(changed(frame, frame.length - 1)));
    expect(verdictsOn(broken, { beatBits })).toEqual(
      kinds.map(({ outer, inner, whole }) => {
        const judged = whole ? bad : good;
        return inner === none ? [judged, none] : [outer === none ? none : bad, judged];
      }),
    );
  });

  test('payloads of every length', () => {
    const share = (index: number, bytes: number): boolean => (index + bytes + widths.indexOf(beatBits)) % 32 === 0;
    const frames = Array.from({ length: 201 }, (_, bytes) => bytes).flatMap(bytes =>
      kinds.filter((_, i) => share(i, bytes)).map(({ frame }) => padded(frame(bytes))),
    );
    expectSameAsModel(frames, { beatBits });
  });

  test('one rule after the other', () => {
    const got = verdictsOn(
      oddFrames.map(({ frame }) => frame),
      { beatBits, idle: 0.2 },
    );
    expect(oddFrames.map(({ name }, i) => [name, ...got[i]!])).toEqual(
      oddFrames.map(({ name, outer, inner }) => [name, outer, inner]),
    );
  });

  test('frames cut, corrupted and lying, with idle clocks', () => {
    const random = seededRandom(beatBits);
    const frames = Array.from({ length: 1200 }, () => {
      const frame = random.pick(kinds).frame(random.between(0, 70));
      const places = Array.from({ length: random.between(0, 2) }, () => random.between(12, frame.length - 1));
      const broken = places.reduce((bytes, at) => changed(bytes, at, random.between(1, 255)), frame);
      const length = random.chance(0.2) ? random.between(1, frame.length) : frame.length + random.between(0, 9);
      return Uint8Array.from({ length }, (_, i) => broken[i] ?? random.between(0, 255));
    });
    expectSameAsModel(frames, { beatBits, idle: 0.15, seed: beatBits });
  });

  test('the longest frames', () => {
    const frames = [8900, 8899, 1460].flatMap(bytes =>
      [...kinds.keys()].filter(i => (i + bytes) % 41 === 0).map(i => kinds[i]!.frame(bytes)),
    );
    const longest = configs['10g'].maxFrameBytes;
    const ones = Uint8Array.from({ length: longest }, (_, i) => frames[0]![i] ?? 0xff);
    expectSameAsModel([...frames, ones, ...frames.map(frame => changed(frame, frame.length - 1))], { beatBits });
  });
});

describe('behind a slow parser', () => {
  const slow = { latencyClocks: 150, windowBytes: 256 };
  const shortest = kinds.map(({ frame }) => frame(0)).filter(frame => frame.length <= 64);

  test('frames of one beat come and go one a clock', () => {
    const frames = Array.from({ length: 500 }, (_, i) => shortest[i % shortest.length]!);
    expectSameAsModel(frames, { beatBits: 512, timing: slow });
    const clocks = judgeInHardware(frames, undefined, { beatBits: 512, timing: slow }).map(one => one.clocks);
    expect(new Set(clocks).size).toBe(1);
  });

  test.each(widths)('long and short frames take turns at %i bits', beatBits => {
    const long = kinds.map(({ frame }) => frame(600));
    const frames = Array.from({ length: 3 }, (_, i) => [
      long[i]!,
      ...shortest,
      long[i + 50]!,
      cut(shortest[0]!, 3),
    ]).flat();
    for (const idle of [0, 0.5]) expectSameAsModel(frames, { beatBits, idle, timing: slow });
  });

  test.each(widths)('runts of every length, one after the other, at %i bits', beatBits => {
    const [frame] = shortest as [Uint8Array];
    const frames = Array.from({ length: 400 }, (_, i) => cut(frame, 1 + (i % 8)));
    expectSameAsModel([...frames, kinds[0]!.frame(300), ...frames], { beatBits, timing: slow });
  });
});

test('every header in front of a checksum has an even length', () => {
  for (const { name, bytes, peeks, length, next } of headerLayers.flatMap(({ headers }) => headers)) {
    if (peeks || !next) continue;
    // The two that are not stand one after the other.
    if (name === 'llc' || name === 'snap') continue;
    expect([name, bytes % 2, (length?.unitBytes ?? 0) % 2, (length?.plusBytes ?? 0) % 2]).toEqual([name, 0, 0, 0]);
  }
  const odd = headerLayers.flatMap(({ headers }) => headers.filter(({ name }) => name === 'llc' || name === 'snap'));
  expect(odd.reduce((sum, { bytes }) => sum + bytes, 0) % 2).toBe(0);
});

test('after SCTP there is no tunnel', () => {
  const sctp = headerLayers.flatMap(({ headers }) => headers).filter(({ name }) => name === 'sctp');
  expect(sctp.map(({ next }) => next)).toEqual([undefined]);
});
