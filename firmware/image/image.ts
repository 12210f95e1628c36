// SPDX-License-Identifier: Apache-2.0
/**
 * The image file: table images as one versioned binary that loads on the configuration it was made for and no other.
 *
 * All numbers are little-endian. Header: 8 bytes of magic, format version (u32), length of the whole file (u32), number
 * of sections (u32). Section: 4 letters of tag, element size in bytes (u32), number of elements (u32), the elements. A table
 * of which most is 0 has the other elements alone, each after its index (u32, counted in the element size), which rises. At
 * the end: CRC-32 (u32) of everything before it. The magic holds CR LF, so that a transfer as text shows.
 */
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { crc32 } from '../../hdl/spec/tables/crc32.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { checkFits, elementBytesOf, type ImageTable, imageTables, indexBytes } from './image-tables.ts';

/** First bytes of every image file. */
export const imageMagic = Uint8Array.from([...'SLUICE\r\n'].map(letter => letter.charCodeAt(0)));
/** Version of the file format; a reader takes its own version only. */
export const imageFormatVersion = 5;

export const headerBytes = imageMagic.length + 12;
export const sectionHeaderBytes = 12;
export const checksumBytes = 4;
/** Tag of the section that holds the name of the configuration, one byte an element. */
export const configTag = 'CONF';

/** One section: a table, or the configuration name. */
export interface Section {
  readonly tag: string;
  readonly elementBytes: number;
  readonly elements: readonly bigint[];
}

const u32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};

const elementToBytes = (element: bigint, size: number): readonly number[] =>
  Array.from({ length: size }, (_, i) => Number((element >> BigInt(8 * i)) & 0xffn));

const sectionToBytes = ({ tag, elementBytes, elements }: Section): readonly Uint8Array[] => [
  Uint8Array.from([...tag].map(letter => letter.charCodeAt(0))),
  u32(elementBytes),
  u32(elements.length),
  Uint8Array.from(elements.flatMap(element => elementToBytes(element, elementBytes))),
];

const configOf = (images: TableImages): Config => {
  const config = findConfig(images.config);
  if (!config) throw new RangeError(`there is no configuration ${images.config}`);
  return config;
};

/** Elements as the file holds them. */
const elementsOf = ({ sparse, read }: ImageTable, images: TableImages): readonly bigint[] => {
  const elements = read(images);
  if (!sparse) return elements;
  return [...elements.entries()]
    .filter(([, element]) => element !== 0n)
    .map(([index, element]) => (element << BigInt(8 * indexBytes)) | BigInt(index));
};

/** The image file of table images; a RangeError when they do not fit their configuration. */
export const writeImage = (images: TableImages): Uint8Array => {
  const config = configOf(images);
  const misfit = checkFits(images, config);
  if (misfit !== undefined) throw new RangeError(misfit);
  const name = [...new TextEncoder().encode(images.config)].map(BigInt);
  const tables = imageTables(config).map(table => ({
    tag: table.tag,
    elementBytes: elementBytesOf(table),
    elements: elementsOf(table, images),
  }));
  const body = [{ tag: configTag, elementBytes: 1, elements: name }, ...tables].flatMap(sectionToBytes);
  const length = body.reduce((sum, part) => sum + part.length, headerBytes + checksumBytes);
  const parts = [imageMagic, u32(imageFormatVersion), u32(length), u32(tables.length + 1), ...body];
  const content = Uint8Array.from(parts.flatMap(part => [...part]));
  return Uint8Array.from([...content, ...u32(crc32(content))]);
};
