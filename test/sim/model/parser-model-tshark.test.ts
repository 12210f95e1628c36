// SPDX-License-Identifier: Apache-2.0
/** The parser model and the frame builder against tshark, on frames that every correct parser reads alike. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packetChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { writePcap } from '../../../src/files/write-pcap.ts';
import { type Dissection, dissect, hasTshark } from '../../../src/verify/corpus/tshark.ts';
import { ownFields, vectorOf } from '../../../src/verify/corpus/tshark-vector.ts';
import { arbitraryHonestFrame } from '../../support/arbitrary-frames.ts';

const installed = await hasTshark();
const skipped = installed ? '' : ' (skipped: tshark is not installed)';

describe.skipIf(!installed)(`against tshark${skipped}`, () => {
  const frames = fc.sample(arbitraryHonestFrame, { numRuns: 1500, seed: 20 });
  let directory = '';
  let dissections: readonly Dissection[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sluice-tshark-'));
    const capture = join(directory, 'frames.pcap');
    const recorded = frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
    await writeFile(capture, writePcap(recorded));
    dissections = await dissect(capture);
  });
  afterAll(() => rm(directory, { recursive: true }));

  test('every field of the header vector', () => {
    expect(dissections).toHaveLength(frames.length);
    for (const [i, frame] of frames.entries()) {
      const vector = parseFrame(frame);
      // tshark reads ICMP after either version of IP.
      if (vector.ipProtocol === (vector.ipv4 === 1 ? 58 : 1)) continue;
      const answer = { ...vector, ...packetChecksums(frame, vector) };
      for (const name of ownFields) delete (answer as Partial<typeof answer>)[name];
      const theirs = vectorOf(dissections[i]!);
      // Where options may name addresses the parser gives no verdict.
      if (vector.addressOptions === 1) answer.l4Checksum = theirs.l4Checksum!;
      expect(answer, `frame ${i + 1}: ${Buffer.from(frame).toString('hex')}`).toEqual(theirs);
    }
  });

  test('the builder writes checksums that tshark calls good', () => {
    // Status 1 is good, 0 bad, 2 not checked (fragments), 3 not there.
    for (const name of ['ip', 'tcp', 'udp', 'icmp', 'icmpv6'] as const) {
      const statuses = dissections.flatMap(dissection => dissection[`${name}.checksum.status`]);
      expect(statuses.filter(status => status === '1').length, `good ${name}`).toBeGreaterThan(20);
      expect(statuses.filter(status => status === '0').length, `bad ${name}`).toBe(0);
    }
  });
});
