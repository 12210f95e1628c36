// SPDX-License-Identifier: Apache-2.0
/** Forwarding entries in the hash table: found where the hardware looks, up to loads of nine tenths and more, or refused. */
import { describe, expect, test } from 'vitest';
import type { ForwardingEntry } from '../../../firmware/compile/lower.ts';
import { placeForwarding } from '../../../firmware/compile/place-forwarding.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { unpackFields } from '../../../hdl/spec/field.ts';
import { forwardingSlotFields, forwardingSlots, forwardingSlotsOf } from '../../../hdl/spec/tables/forwarding-slot.ts';
import { findingsOf } from '../../support/policy-diagnostics.ts';
import { seededRandom } from '../../support/random.ts';

const secretOf = (seed: number): Uint8Array => seededRandom(seed).bytes(16);

const entriesFor = (count: number, functions: number): readonly ForwardingEntry[] =>
  Array.from({ length: count }, (_, i) => ({
    mac: 0x5254_0000_0000n + BigInt(i >> 2),
    vlan: [0, 1, 20, 4094][i % 4]!,
    functions: [i % functions],
  }));

describe.each(Object.values(configs))('the forwarding table of $name', config => {
  const slots = forwardingSlots(config);

  test.each([1, 2, 3])('takes nine tenths of its slots, each entry where it is looked for (secret %i)', seed => {
    const entries = entriesFor(Math.floor(0.9 * slots), config.functions);
    const { forwarding, forwardingRows } = placeForwarding(config, secretOf(seed), entries);
    expect(forwarding).toHaveLength(slots);
    const rows = Uint32Array.from(forwardingRows);
    for (const { mac, vlan, functions } of entries) {
      const found = forwardingSlotsOf(config, rows, mac, vlan)
        .map(slot => unpackFields(forwardingSlotFields(config), forwarding[slot]!))
        .filter(slot => slot.mac === mac && slot.vlan === BigInt(vlan));
      expect(found).toEqual([{ mac, vlan: BigInt(vlan), valid: 3n, functions: 1n << BigInt(functions[0]!) }]);
    }
    expect(forwarding.filter(word => word !== 0n)).toHaveLength(entries.length);
  });

  test('gives equal tables for equal secrets, and others for others', () => {
    const entries = entriesFor(slots >> 1, config.functions);
    const place = (seed: number) => placeForwarding(config, secretOf(seed), entries);
    expect(place(7)).toEqual(place(7));
    expect(place(7).forwarding).not.toEqual(place(8).forwarding);
  });

  test('has no place for more entries than slots', () => {
    expect(() => placeForwarding(config, secretOf(1), entriesFor(slots + 1, config.functions))).toThrow(
      `${slots + 1} forwarding entries have no places in ${slots} slots`,
    );
  });
});

/** VMs of one VLAN whose addresses follow each other, from one that ends in `first` on. */
const manyVms = (count: number, first = 16): string =>
  [
    'config: tiny',
    'vms:',
    ...Array.from({ length: count }, (_, i) => `  - { name: vm${i}, mac: 52:54:00:00:00:${(first + i).toString(16)} }`),
    '',
  ].join('\n');

test('a policy with more entries than slots is refused in one sentence, and one whose entries have no places in another', () => {
  const about = (count: number, first?: number): readonly string[] =>
    findingsOf(manyVms(count, first)).filter(line => line.includes('forwarding'));
  expect(about(16)).toEqual([
    'p.yaml:3:3: the VMs need 17 forwarding entries (one a VM and one for the group addresses of each of 1 VLAN, untagged traffic being one), but configuration tiny has 16 slots; use fewer VMs or VLANs',
  ]);
  // Entries that have no places together under the secret of simulations.
  expect(about(15, 20)).toEqual([
    'p.yaml:3:3: the VMs need 16 forwarding entries (one a VM and one for the group addresses of each of 1 VLAN, untagged traffic being one), which have no places under this secret among the 16 slots of configuration tiny; draw another secret, or use fewer VMs or VLANs',
  ]);
  expect(about(15)).toEqual([]);
  expect(about(5)).toEqual([]);
});
