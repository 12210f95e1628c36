// SPDX-License-Identifier: Apache-2.0
/** Generated frames: what they are made of, and that their contents and checksums are true where they are meant to be. */
import { expect, test } from 'vitest';
import { checksumVerdicts } from '../../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import { packetChecksums } from '../../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { generatedFrames } from '../../../../src/verify/corpus/generated-frames.ts';
import { withSoundContents } from '../../../../src/verify/corpus/sound-contents.ts';
import { withTrueChecksums } from '../../../../src/verify/corpus/true-checksums.ts';
import { graphFrames } from '../../../../src/verify/fuzz/graph-frame.ts';
import { randomNumbers } from '../../../../src/verify/fuzz/random.ts';
import { payloadOf } from '../../../support/frames.ts';

const { bad, good } = checksumVerdicts;

test('the same options, the same frames; another seed, others', () => {
  const options = { count: 300, seed: 3, captured: [payloadOf(60), payloadOf(80, 7)] };
  const frames = generatedFrames(options);
  expect(frames).toHaveLength(300);
  expect(generatedFrames(options)).toEqual(frames);
  expect(generatedFrames({ ...options, seed: 4 })).not.toEqual(frames);
  for (const frame of frames) expect(frame.length).toBeGreaterThan(0);
});

test('checksums come true, outside and inside, and nothing else changes', () => {
  const walk = graphFrames(headerLayers);
  const random = randomNumbers(8);
  let judged = 0;
  let inside = 0;
  for (let i = 0; i < 600; i++) {
    const frame = walk(random);
    const vector = parseFrame(frame);
    const sound = withSoundContents(frame, vector);
    const soundVector = parseFrame(sound);
    expect(sound).toHaveLength(frame.length);
    if (soundVector.headers !== vector.headers) continue;
    const done = withTrueChecksums(sound, soundVector);
    const doneVector = parseFrame(done);
    expect(doneVector.headers).toBe(vector.headers);
    const verdicts = packetChecksums(done, doneVector);
    const all = [doneVector.ipv4Checksum, doneVector.innerIpv4Checksum, verdicts.l4Checksum, verdicts.innerL4Checksum];
    expect(all, Buffer.from(done).toString('hex')).not.toContain(bad);
    judged += verdicts.l4Checksum === good ? 1 : 0;
    inside += verdicts.innerL4Checksum === good ? 1 : 0;
  }
  expect(judged).toBeGreaterThan(60);
  expect(inside).toBeGreaterThan(30);
});
