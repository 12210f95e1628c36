// SPDX-License-Identifier: Apache-2.0
/** Layouts and hash of the rule banks: what fits where, and that each bit which a mask asks for counts and no other does. */
import { expect, test } from 'vitest';
import { configNames, configs, slotsPerBucket } from '../../../../hdl/spec/configs.ts';
import { placeFields, widthOf } from '../../../../hdl/spec/field.ts';
import { type BankKey, bankKeyFields } from '../../../../hdl/spec/tables/bank-key.ts';
import {
  type BankMask,
  bankMaskBits,
  hashFields,
  menuOf,
  packMask,
  ruleTiers,
  unpackMask,
} from '../../../../hdl/spec/tables/bank-mask.ts';
import {
  bankSlots,
  priorityBits,
  restSlotFields,
  ruleSlotFields,
  slotBits,
  slotNumber,
} from '../../../../hdl/spec/tables/bank-slot.ts';
import {
  bucketOf,
  drawHashRows,
  hashChunks,
  hashFieldBits,
  hashTurn,
  keyHash,
} from '../../../../hdl/spec/tables/key-hash.ts';

const secret = Uint8Array.from({ length: 16 }, (_, i) => i);
const rows = drawHashRows(secret);
const noMask = { ...Object.fromEntries(hashFields.map(field => [field, 0])), tier: 'ingress' } as unknown as BankMask;
const key = Object.fromEntries(
  bankKeyFields.map(({ name, bits }, i) => [
    name,
    BigInt.asUintN(bits, 0x9e3779b97f4a7c15f39cc0605cedc834n >> BigInt(i)),
  ]),
) as unknown as BankKey;

test('both kinds of slot are as wide as half a bucket, and end alike', () => {
  expect([slotBits, widthOf(restSlotFields)]).toEqual([216, 216]);
  const ends = [ruleSlotFields, restSlotFields].map(fields =>
    placeFields(fields).filter(({ name }) => ['valid', 'wide', 'reserved'].includes(name)),
  );
  expect(ends[0]).toEqual(ends[1]);
});

test('every configuration has a priority for each of its slots, and a number for each', () => {
  const sizes = configNames.map(name => [name, bankSlots(configs[name])]);
  expect(Object.fromEntries(sizes)).toEqual({
    tiny: 64,
    '10g-ecp5': 1024,
    '10g': 16_384,
    '25g': 65_536,
    '100g': 131_072,
  });
  for (const name of configNames) {
    const { ruleBanks, bucketsPerBank } = configs[name];
    expect(bankSlots(configs[name])).toBeLessThanOrEqual(2 ** priorityBits);
    expect(slotNumber(configs[name], ruleBanks - 1, bucketsPerBank - 1, slotsPerBucket - 1)).toBe(
      bankSlots(configs[name]) - 1,
    );
  }
});

test('a mask comes back from its word', () => {
  expect(bankMaskBits).toBe(18);
  for (const field of hashFields) {
    for (const [place] of menuOf(field, 'ipv4').entries()) {
      for (const tier of ruleTiers) {
        const mask = { ...noMask, [field]: place, tier };
        expect(unpackMask(packMask(mask))).toEqual(mask);
      }
    }
  }
});

test('menus of both versions have the same places, and chunks end at each of them', () => {
  for (const field of hashFields) {
    expect(menuOf(field, 'ipv4')).toHaveLength(menuOf(field, 'ipv6').length);
    const ends = hashChunks.filter(chunk => chunk.field === field).map(({ skipped, bits }) => skipped + bits);
    for (const version of ['ipv4', 'ipv6'] as const) {
      for (const leading of menuOf(field, version)) if (leading > 0) expect(ends).toContain(leading);
    }
    expect(ends.at(-1)).toBe(hashFieldBits(field));
  }
});

test.each(hashFields)('%s: the leading bits that the mask asks for count, and no other', field => {
  for (const [versionNumber, version] of [
    [0n, 'ipv4'],
    [1n, 'ipv4'],
    [2n, 'ipv6'],
  ] as const) {
    const asked = { ...key, version: versionNumber };
    for (const [place, leading] of menuOf(field, version).entries()) {
      const mask = { ...noMask, [field]: place };
      const counting = Array.from({ length: hashFieldBits(field) }, (_, bit) => {
        const flipped = asked[field] ^ (1n << BigInt(hashFieldBits(field) - 1 - bit));
        return keyHash(rows, mask, { ...asked, [field]: flipped }) !== keyHash(rows, mask, asked);
      });
      expect(counting).toEqual(counting.map((_, bit) => bit < leading));
    }
  }
});

test('fields join by XOR, and hashes depend on the secret alone', () => {
  const one = { ...noMask, source: 7 };
  const other = { ...noMask, destinationPort: 3 };
  const both = { ...noMask, source: 7, destinationPort: 3 };
  expect(keyHash(rows, both, key)).toBe((keyHash(rows, one, key) ^ keyHash(rows, other, key)) >>> 0);
  expect(drawHashRows(secret)).toEqual(rows);
  expect(drawHashRows(Uint8Array.from([...secret, 0]))).not.toEqual(rows);
  expect(() => drawHashRows(secret.slice(1))).toThrow('a secret of 15 bytes is too short; take 16 or more');
});

test('a bank takes its own bits of the hash, low bit first', () => {
  const config = configs['100g'];
  const turns = Array.from({ length: config.ruleBanks }, (_, bank) => hashTurn(bank));
  expect(new Set(turns).size).toBe(32);
  for (const [bank, turn] of turns.entries()) {
    for (let bit = 0; bit < 32; bit++) {
      const place = (bit - turn + 32) % 32;
      expect(bucketOf(config, bank, (1 << bit) >>> 0)).toBe(place < 11 ? 2 ** place : 0);
    }
  }
});
