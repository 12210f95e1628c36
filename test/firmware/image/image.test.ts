// SPDX-License-Identifier: Apache-2.0
/** Image files: what is written is read back; every other file is refused in one clear sentence. */
import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { imageFormatVersion, imageMagic, writeImage } from '../../../firmware/image/image.ts';
import { ImageError, readImage } from '../../../firmware/image/image-reader.ts';
import { configs, findConfig } from '../../../hdl/spec/configs.ts';
import { bankMaskBits } from '../../../hdl/spec/tables/bank-mask.ts';
import { crc32 } from '../../../hdl/spec/tables/crc32.ts';
import { hashRowCount } from '../../../hdl/spec/tables/key-hash.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { arbitraryPolicy } from '../../support/arbitrary-policies.ts';
import { placedIfFits } from '../../support/placed-policy.ts';

const example = readFileSync(new URL('../../../firmware/examples/tenants.yaml', import.meta.url), 'utf8');
const images = compilePolicy(example, 'tenants.yaml').images;
const image = writeImage(images);

/** The sentence about a file that must be refused. */
const refusal = (bytes: Uint8Array): string => {
  try {
    readImage(bytes, 'x.image');
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return error.message;
  }
  return 'accepted';
};

describe('CRC-32', () => {
  test('the check value of the catalogue of CRCs, and of nothing', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  test.runIf(typeof zlibCrc32 === 'function')('is that of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        expect(crc32(bytes)).toBe(zlibCrc32(bytes));
      }),
    );
  });
});

describe('round trip', () => {
  test('the example', () => {
    expect(readImage(image, 'x.image')).toEqual(images);
  });

  test.each(['10g', 'tiny'])('random policies for %s', name => {
    const config = findConfig(name)!;
    fc.assert(
      fc.property(arbitraryPolicy(name), policy => {
        const placed = placedIfFits(policy, config);
        fc.pre(placed !== undefined);
        expect(readImage(writeImage(placed), 'x.image')).toEqual(placed);
      }),
      { numRuns: 30 },
    );
  });

  test('random contents of every table, up to the widest values', () => {
    const config = configs.tiny;
    const filled = (length: number, bits: number): fc.Arbitrary<bigint[]> =>
      fc.array(fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(
        fc.tuple(filled(16, 64), filled(240, 32), filled(64, 223), filled(8, bankMaskBits), filled(hashRowCount, 32)),
        filled(2240, 16),
        filled(16, 26),
        filled(2, 2),
        filled(2, 8),
        fc.tuple(filled(2, 16), filled(2, 320), filled(256, 7), filled(2, 8), filled(2, 25), filled(64, 130)),
        fc.nat(7),
        (
          [forwarding, hashRows, slots, masks, ruleHashRows],
          rows,
          actions,
          conditions,
          cells,
          [profiles, rssKeys, queues, weights, rates, identities],
          all,
        ) => {
          const random: TableImages = {
            config: config.name,
            forwarding,
            forwardingRows: hashRows.map(Number),
            ruleRows: rows,
            ruleActions: actions.map(Number),
            ruleSlots: slots,
            ruleMasks: masks.map(Number),
            ruleHashRows: ruleHashRows.map(Number),
            ruleDefault: all,
            rssProfiles: profiles.map(Number),
            rssKeys,
            rssQueues: queues.map(Number),
            identities,
            weights: weights.map(Number),
            rates: rates.map(Number),
            groupRate: Number(rates[0] ?? 0n),
            conditions: conditions.map(Number),
            quotaCells: cells.map(Number),
          };
          expect(readImage(writeImage(random), 'x.image')).toEqual(random);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('damage', () => {
  test('any single bit', () => {
    for (let bit = 0; bit < image.length * 8; bit++) {
      const damaged = Uint8Array.from(image);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      const sentence = refusal(damaged);
      if (!/^x\.image: .*; [a-z].*$/.test(sentence)) expect.fail(`bit ${bit}: ${sentence}`);
    }
  });

  test('any length but its own', () => {
    for (let length = 0; length < image.length; length++) {
      expect(refusal(image.subarray(0, length))).toMatch(/^x\.image: .*; [a-z]/);
    }
    expect(refusal(Uint8Array.from([...image, 0]))).toMatch(/^x\.image: the image has 22727 bytes/);
  });

  test('any run of wrong bytes', () => {
    fc.assert(
      fc.property(fc.nat(image.length - 1), fc.uint8Array({ minLength: 1, maxLength: 4 }), (at, noise) => {
        const damaged = Uint8Array.from(image);
        damaged.set(noise.subarray(0, image.length - at), at);
        fc.pre(damaged.some((byte, i) => byte !== image[i]));
        expect(refusal(damaged)).not.toBe('accepted');
      }),
    );
  });
});

describe('sentences', () => {
  const withByte = (at: number, byte: number): Uint8Array => {
    const changed = Uint8Array.from(image);
    changed[at] = byte;
    return changed;
  };

  test.each<readonly [string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'the file is empty; compile the policy again'],
    [
      'another kind of file',
      new TextEncoder().encode(example),
      'this is not a Sluice image: it does not begin with the letters SLUICE, CR, LF; name a file that the compiler wrote',
    ],
    [
      'a file whose CR LF became LF',
      Uint8Array.from([...image].filter(byte => byte !== 13)),
      'this is not a Sluice image: it does not begin with the letters SLUICE, CR, LF; name a file that the compiler wrote',
    ],
    [
      'a cut header',
      image.subarray(0, 20),
      'the image is cut off after 20 bytes, inside its header; copy or compile it again',
    ],
    [
      'another version',
      withByte(8, 6),
      'the image has format version 6, but this program reads version 5; compile the policy again with it',
    ],
    [
      'a cut file',
      image.subarray(0, 1000),
      'the image has 1000 bytes, but its header says 22726; copy or compile it again',
    ],
  ])('%s', (_, bytes, sentence) => {
    expect(refusal(bytes)).toBe(`x.image: ${sentence}`);
  });

  test('a wrong checksum names both', () => {
    expect(refusal(withByte(100, image[100]! ^ 1))).toMatch(
      /^x\.image: the image is damaged: its checksum is 0x[0-9a-f]{8}, but its contents give 0x[0-9a-f]{8}; copy or compile it again$/,
    );
  });
});

describe('well-formed files with wrong contents', () => {
  interface RawSection {
    readonly tag: string;
    readonly elementBytes: number;
    readonly count: number;
    readonly bytes: readonly number[];
  }

  const u32 = (value: number): readonly number[] => [0, 8, 16, 24].map(shift => (value >>> shift) & 255);

  /** A file with correct magic, version, length and checksum around any sections. */
  const sealed = (sections: readonly RawSection[], claimed = sections.length): Uint8Array => {
    const body = sections.flatMap(({ tag, elementBytes, count, bytes }) => [
      ...[...tag].map(letter => letter.charCodeAt(0)),
      ...u32(elementBytes),
      ...u32(count),
      ...bytes,
    ]);
    const content = [...imageMagic, ...u32(imageFormatVersion), ...u32(24 + body.length), ...u32(claimed), ...body];
    return Uint8Array.from([...content, ...u32(crc32(Uint8Array.from(content)))]);
  };

  const section = (tag: string, elementBytes: number, count: number, fill = 0): RawSection => ({
    tag,
    elementBytes,
    count,
    bytes: Array(elementBytes * count).fill(fill),
  });
  const conf = (name: string): RawSection => ({
    tag: 'CONF',
    elementBytes: 1,
    count: name.length,
    bytes: [...name].map(letter => letter.charCodeAt(0)),
  });
  const tables = {
    forwarding: section('FWDT', 12, 0),
    hash: section('FWDH', 4, 240),
    rows: section('ROWS', 2, 2240),
    actions: section('ACTN', 4, 16),
    slots: section('SLOT', 32, 0),
    masks: section('MASK', 3, 8),
    hashRows: section('RHSH', 4, hashRowCount),
    profiles: section('RSSP', 2, 2),
    keys: section('RSSK', 40, 2),
    queues: section('RSSI', 1, 256),
    identities: section('IDEN', 17, 64),
    defaults: section('DFLT', 1, 1),
    conditions: section('COND', 1, 2),
    quota: section('QUOT', 1, 2),
    weights: section('WGHT', 1, 2),
    rates: section('RATE', 4, 2),
    groupRate: section('GRPR', 4, 1),
  };
  const file = (changed: Partial<typeof tables> = {}): readonly RawSection[] => [
    conf('tiny'),
    ...Object.values({ ...tables, ...changed }),
  ];

  test('all as it should be', () => {
    expect(refusal(sealed(file()))).toBe('accepted');
  });

  test.each<readonly [string, Uint8Array, string]>([
    ['no sections', sealed([]), 'the image has no section CONF'],
    [
      'a configuration of tomorrow',
      sealed([conf('400g')]),
      'the image is for configuration "400g", which this program does not know',
    ],
    [
      'a prototype as configuration',
      sealed([conf('toString')]),
      'the image is for configuration "toString", which this program does not know',
    ],
    ['a table left out', sealed(file().slice(0, -1)), 'the image has no section GRPR'],
    ['an unknown table', sealed([...file(), section('MORE', 1, 1)]), 'section "MORE" is unknown'],
    ['a table twice', sealed([...file(), tables.quota]), 'section "QUOT" is in the file twice'],
    ['more sections claimed', sealed(file(), 19), 'section 19 of 19 is missing'],
    ['fewer sections claimed', sealed(file(), 17), '16 bytes follow the last section'],
    [
      'a section longer than the file',
      sealed(file({ quota: { ...tables.quota, count: 0xffff_ffff } })),
      'section "QUOT" claims 4294967295 elements of 1 bytes, more than the file holds',
    ],
    [
      'elements of another size',
      sealed(file({ quota: section('QUOT', 2, 2) })),
      'section QUOT has elements of 2 bytes instead of 1',
    ],
    [
      'elements of no size',
      sealed(file({ quota: section('QUOT', 0, 2) })),
      'section QUOT has elements of 0 bytes instead of 1',
    ],
    [
      'a table of another size',
      sealed(file({ actions: section('ACTN', 4, 15) })),
      'table rule_actions has 15 elements, but configuration tiny has 16',
    ],
    [
      'an entry that is not in the table',
      sealed(file({ forwarding: section('FWDT', 12, 1, 16) })),
      'element 0 of table forwarding has the index 269488144 out of order or range',
    ],
    [
      'an entry twice',
      sealed(file({ forwarding: section('FWDT', 12, 2, 0) })),
      'element 1 of table forwarding has the index 0 out of order or range',
    ],
    [
      'an entry that is too wide',
      sealed(file({ actions: section('ACTN', 4, 16, 255) })),
      'element 0 of table rule_actions does not fit its 30 bits',
    ],
    [
      'a default that is none',
      sealed(file({ defaults: section('DFLT', 1, 1, 8) })),
      'element 0 of table rule_default does not fit its 3 bits',
    ],
  ])('%s', (_, bytes, sentence) => {
    expect(refusal(bytes)).toBe(`x.image: ${sentence}; compile the policy again`);
  });

  test('the writer refuses what the reader would', () => {
    expect(() => writeImage({ ...images, config: '400g' })).toThrow('there is no configuration 400g');
    expect(() => writeImage({ ...images, quotaCells: [1] })).toThrow(
      'table quota_cells has 1 elements, but configuration 10g has 8',
    );
    expect(() => writeImage({ ...images, ruleDefault: 8 })).toThrow(
      'element 0 of table rule_default does not fit its 3 bits',
    );
  });
});
