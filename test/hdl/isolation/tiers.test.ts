// SPDX-License-Identifier: Apache-2.0
/** Rules in tiers on the whole card: what VMs send to the wire, to each other and to groups ends as the tables say, for every sender. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '../../../firmware/policy/policy.ts';
import { sendFate } from '../../../sim/model/send-model.ts';
import { arbitraryWireFrame } from '../../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { placedIfFits } from '../../support/placed-policy.ts';
import { config, openTenGig } from './open-machine.ts';

/** What random frames say of their sender is hardly ever true. */
const trusting = (policy: Policy): Policy => ({
  ...policy,
  vms: policy.vms.map(({ bitsPerSecond: _, ...vm }) => ({ ...vm, sender: { ...vm.sender, trusted: true } })),
});

test('every frame of every VM ends as the tables say', async () => {
  const placed = fc
    .sample(arbitraryPolicy('10g', { tiers: true }), { numRuns: 40, seed: 11 })
    .flatMap(policy => (policy.vms.length > 2 ? (placedIfFits(trusting(policy), config) ?? []) : []))
    .slice(0, 5);
  expect(placed).toHaveLength(5);
  const met = new Map<string, number>();
  for (const [round, images] of placed.entries()) {
    // Policies with nothing in common have no room beside each other.
    const machine = await openTenGig({
      record: false,
      senders: (fn, queue) => (fn > 0 && queue === 0 ? { queueSize: 128, bufferBytes: 9200 } : undefined),
    });
    await machine.start(images);
    const before = await machine.sendCounters();
    const wireBefore = await machine.wire.count();
    const frames = fc
      .sample(arbitraryWireFrame, { numRuns: 80, seed: round })
      .filter(bytes => bytes.length >= 60 && bytes.length <= config.maxFrameBytes);
    const expected = machine.senders.map(({ function: fn }) => {
      const events: Record<string, number> = {};
      for (const bytes of frames) {
        const { event } = sendFate(config, images, fn, { bytes });
        events[event] = (events[event] ?? 0) + 1;
        met.set(event, (met.get(event) ?? 0) + 1);
      }
      return events;
    });
    for (const sender of machine.senders) sender.send(frames.map(bytes => ({ bytes })));
    await machine.rest();
    const after = await machine.sendCounters();
    for (const [i, { function: fn }] of machine.senders.entries()) {
      const counted = Object.entries(after[fn]!).flatMap(([name, { frames: now }]) => {
        const more = now - before[fn]![name as keyof (typeof before)[number]].frames;
        // Copies of group frames beyond their rate are counted beside.
        return more > 0 && name !== 'group_rate' ? [[name, more] as const] : [];
      });
      expect(Object.fromEntries(counted), `function ${fn} in round ${round}`).toEqual(expected[i]);
    }
    const left = expected.reduce((sum, events) => sum + (events['sent'] ?? 0), 0);
    expect((await machine.wire.count()) - wireBefore).toBe(left);
  }
  for (const event of ['sent', 'switched', 'rule_deny', 'default_deny', 'unreadable'])
    expect(met.get(event) ?? 0, event).toBeGreaterThan(5);
});
