// SPDX-License-Identifier: Apache-2.0
/** The example capture under the example policy: oracle and tables agree on every frame, and every kind of fate is there. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { policyFate } from '../../../firmware/oracle/oracle.ts';
import { findConfig } from '../../../hdl/spec/configs.ts';
import { type CounterEventName, counterEvents } from '../../../hdl/spec/events/drop-reasons.ts';
import { expectedDelivery, guestBuffer } from '../../../sim/model/delivery-model.ts';
import { packetChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { frameFate } from '../../../sim/model/pipeline-model.ts';
import { readCaptureFile } from '../../../src/files/read-capture.ts';
import { dissect, hasTshark } from '../../../src/verify/corpus/tshark.ts';
import { vectorOf } from '../../../src/verify/corpus/tshark-vector.ts';

const capture = 'examples/captures/tenants.pcap';
const policyFile = 'firmware/examples/tenants.yaml';
const frames = (await readCaptureFile(capture)).map(({ bytes }) => ({ bytes }));
const { policy, images } = compilePolicy(await readFile(policyFile, 'utf8'), policyFile);
const judged = frames.map(frame => ({ frame, fate: policyFate(policy, frame) }));
const config = findConfig(policy.config)!;
const { queuesPerFunction } = config;
const { queues, counters } = expectedDelivery(config, judged);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('the tables give every frame the fate that the policy gives it', () => {
  expect(frames.length).toBeGreaterThan(1000);
  for (const [i, { frame, fate }] of judged.entries()) {
    expect(frameFate(images, frame), `frame ${i + 1}`).toEqual(fate);
  }
});

test('each VM receives, and only its own frames', () => {
  for (const [q, buffers] of queues.entries()) {
    const vm = policy.vms[Math.floor(q / queuesPerFunction) - 1];
    expect(buffers.length > 0, `queue ${q} receives`).toBe(vm !== undefined && q % queuesPerFunction < vm.queues);
    for (const buffer of buffers) {
      const { dstMac, vlan } = parseFrame(buffer.subarray(12));
      expect(vlan).toBe(vm!.vlan);
      if (((dstMac >> 40n) & 1n) === 0n) expect(dstMac).toBe(vm!.mac);
    }
  }
});

test('queues hold the delivered frames in the order of the capture', () => {
  for (const [f, vm] of [...policy.vms.entries()].map(([i, v]) => [i + 1, v] as const)) {
    const mine = judged.filter(({ fate }) => fate.event === 'delivered' && fate.functions.includes(f));
    for (let n = 0; n < vm.queues; n += 1) {
      const expected = mine.filter(({ fate }) => fate.queue === n).map(({ frame }) => hex(guestBuffer(frame.bytes)));
      expect(queues[f * queuesPerFunction + n]!.map(hex)).toEqual(expected);
    }
  }
});

test('every frame is counted once for each function it addresses, every reason the policy has occurs', () => {
  const total = (event: CounterEventName): number => counters.reduce((sum, slot) => sum + slot[event].frames, 0);
  const counted = counterEvents.reduce((sum, { name }) => sum + total(name), 0);
  expect(counted).toBe(judged.reduce((sum, { fate }) => sum + Math.max(1, fate.functions.length), 0));
  for (const event of ['delivered', 'unknown_destination', 'rule_deny', 'default_deny'] as const) {
    expect(total(event), event).toBeGreaterThan(0);
  }
});

test.skipIf(!(await hasTshark()))(
  'tshark, if it is installed, reads every frame as the parser model does',
  async () => {
    const answers = (await dissect(capture)).map(vectorOf);
    expect(answers).toHaveLength(frames.length);
    for (const [i, { bytes }] of frames.entries()) {
      const vector = parseFrame(bytes);
      expect({ ...vector, ...packetChecksums(bytes, vector) }, `frame ${i + 1}`).toMatchObject(answers[i]!);
      expect(Object.keys(answers[i]!).length, `fields of frame ${i + 1}`).toBeGreaterThan(100);
    }
  },
);
