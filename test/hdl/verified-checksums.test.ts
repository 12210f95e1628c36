// SPDX-License-Identifier: Apache-2.0
/**
 * DATA_VALID in the whole machine: a driver that negotiated VIRTIO_NET_F_GUEST_CSUM finds it on the frames whose outermost
 * checksum is right, and on no others; one that did not never finds it. Every frame is delivered, whatever its checksum.
 */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { configs } from '../../hdl/spec/configs.ts';
import { checksumVerdicts } from '../../hdl/spec/protocol/header-vector.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { top } from '../../hdl/top.ts';
import { loadedVms } from '../../sim/benchmarks/four-vms.ts';
import { forwardingByHand } from '../../sim/forwarding-by-hand.ts';
import { openMachine } from '../../sim/machine.ts';
import { packetChecksums } from '../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../sim/model/parser-model.ts';
import { keepOnFailure } from '../../sim/vitest.ts';
import { cut, padded } from '../support/frames.ts';
import { seededRandom } from '../support/random.ts';
import { kinds } from './parser/checksum-frames.ts';
import { oddFrames } from './parser/odd-checksum-frames.ts';

const config = configs['10g'];
const { good, bad } = checksumVerdicts;
/** The VM that trusts verified checksums, and the one that did not ask for them. */
const [trusting, plain] = [1, 2] as const;

/** Every unicast frame to the address of the frames goes to both VMs, whatever its tags, even if its IP is malformed. */
const imagesFor = (frames: readonly Uint8Array[]): TableImages => {
  const { images } = loadedVms(config, [trusting, plain]);
  const vlans = [...new Set(frames.map(frame => parseFrame(frame).vlan))];
  const entries = vlans.map(vlan => ({ mac: 0x52_54_00_00_00_10n, vlan, functions: [trusting, plain] }));
  return {
    ...images,
    ...forwardingByHand(config, entries),
    ruleDefault: 5,
  };
};

const verified = (outer: number, inner: number): boolean => outer === good && inner !== bad;

/** Frames with what is known of their checksums: by construction, or for those that were damaged by the model. */
const someFrames = () => {
  const random = seededRandom(11);
  const sound = kinds.map(({ frame, outer, inner }) => ({
    bytes: padded(frame(random.between(0, 900))),
    dataValid: verified(outer, inner),
  }));
  const odd = oddFrames.map(({ frame, outer, inner }) => ({ bytes: frame, dataValid: verified(outer, inner) }));
  const damaged = kinds.map(({ frame }) => {
    const whole = frame(random.between(40, 400));
    // After the tags, so that the frame still finds its VMs.
    const at = random.between(22, whole.length - 1);
    const bytes = random.chance(0.2)
      ? padded(cut(whole, random.between(60, whole.length - 1)))
      : padded(whole.map((byte, i) => (i === at ? byte ^ (1 << random.between(0, 7)) : byte)));
    const { l4Checksum, innerL4Checksum } = packetChecksums(bytes, parseFrame(bytes));
    return { bytes, dataValid: verified(l4Checksum, innerL4Checksum) };
  });
  const key = () => random.between(0, 1 << 30);
  return [...sound, ...odd, ...damaged]
    .map(frame => ({ frame, key: key() }))
    .sort((a, b) => a.key - b.key)
    .map(({ frame }) => frame);
};

describe('a queue that negotiated GUEST_CSUM', () => {
  it.each(['split', 'packed'] as const)('tells of verified checksums on a %s ring, and of no others', async format => {
    const all = someFrames();
    const frames = all.filter(({ bytes }) => bytes.length >= 60);
    const valid = frames.filter(({ dataValid }) => dataValid).length;
    expect(Math.min(valid, frames.length - valid)).toBeGreaterThan(60);

    const machine = keepOnFailure(
      await openMachine(emitVerilog(top(config)), config, {
        format,
        hostBus: { jitterCycles: 100, outOfOrder: true },
        queueHabits: fn => ({ guestChecksum: fn === trusting, mergeable: fn === plain }),
      }),
    );
    await machine.start(imagesFor(frames.map(({ bytes }) => bytes)));
    await machine.run(frames.map(({ bytes }) => ({ bytes, unpadded: true, extraGapBytes: 100 })));
    const got = await machine.deliveries();
    const seen = (fn: number) =>
      got[machine.queueIndex(fn, 0)]!.map(({ bytes, dataValid }) => `${Number(dataValid)} ${bytes.toString('hex')}`);
    const due = (told: boolean) =>
      frames.map(({ bytes, dataValid }) => `${Number(told && dataValid)} ${Buffer.from(bytes).toString('hex')}`);
    expect(seen(trusting)).toEqual(due(true));
    expect(seen(plain)).toEqual(due(false));
  });
});
