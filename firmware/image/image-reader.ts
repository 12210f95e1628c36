// SPDX-License-Identifier: Apache-2.0
/** Reads an image file and refuses every one that is not, bit for bit, what the writer could have written. */
import { findConfig } from '../../hdl/spec/configs.ts';
import { crc32 } from '../../hdl/spec/tables/crc32.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import {
  checksumBytes,
  configTag,
  headerBytes,
  imageFormatVersion,
  imageMagic,
  type Section,
  sectionHeaderBytes,
} from './image.ts';
import { checkFits, elementBytesOf, type ImageTable, imageTables, indexBytes } from './image-tables.ts';

/** An image file that must not be loaded; the message is one sentence that begins with the file name. */
export class ImageError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'ImageError';
  }
}

/** Reads the frame of the file - magic, version, length, checksum - and gives its sections as bytes and their number. */
const openFile = (bytes: Uint8Array, file: string): { body: Uint8Array; sections: number } => {
  if (bytes.length === 0) throw new ImageError(file, 'the file is empty; compile the policy again');
  if (imageMagic.some((byte, i) => bytes[i] !== byte)) {
    throw new ImageError(
      file,
      'this is not a Sluice image: it does not begin with the letters SLUICE, CR, LF; name a file that the compiler wrote',
    );
  }
  if (bytes.length < headerBytes + checksumBytes) {
    throw new ImageError(
      file,
      `the image is cut off after ${bytes.length} bytes, inside its header; copy or compile it again`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(imageMagic.length, true);
  if (version !== imageFormatVersion) {
    throw new ImageError(
      file,
      `the image has format version ${version}, but this program reads version ${imageFormatVersion}; compile the policy again with it`,
    );
  }
  const length = view.getUint32(imageMagic.length + 4, true);
  if (length !== bytes.length) {
    throw new ImageError(
      file,
      `the image has ${bytes.length} bytes, but its header says ${length}; copy or compile it again`,
    );
  }
  const end = bytes.length - checksumBytes;
  const stored = view.getUint32(end, true);
  const computed = crc32(bytes.subarray(0, end));
  if (stored !== computed) {
    throw new ImageError(
      file,
      `the image is damaged: its checksum is 0x${hex32(stored)}, but its contents give 0x${hex32(computed)}; copy or compile it again`,
    );
  }
  return { body: bytes.subarray(headerBytes, end), sections: view.getUint32(imageMagic.length + 8, true) };
};

const hex32 = (value: number): string => value.toString(16).padStart(8, '0');

const bytesToElement = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

const readSections = (body: Uint8Array, sections: number, file: string): Map<string, Section> => {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const found = new Map<string, Section>();
  let at = 0;
  for (let i = 0; i < sections; i++) {
    if (at + sectionHeaderBytes > body.length)
      throw new ImageError(file, `section ${i + 1} of ${sections} is missing; compile the policy again`);
    const tag = String.fromCharCode(...body.subarray(at, at + 4));
    const elementBytes = view.getUint32(at + 4, true);
    const count = view.getUint32(at + 8, true);
    at += sectionHeaderBytes;
    if (at + elementBytes * count > body.length) {
      throw new ImageError(
        file,
        `section ${JSON.stringify(tag)} claims ${count} elements of ${elementBytes} bytes, more than the file holds; compile the policy again`,
      );
    }
    if (found.has(tag))
      throw new ImageError(file, `section ${JSON.stringify(tag)} is in the file twice; compile the policy again`);
    const start = at;
    const elements = Array.from({ length: elementBytes === 0 ? 0 : count }, (_, e) =>
      bytesToElement(body.subarray(start + e * elementBytes, start + (e + 1) * elementBytes)),
    );
    found.set(tag, { tag, elementBytes, elements });
    at += elementBytes * count;
  }
  if (at !== body.length)
    throw new ImageError(file, `${body.length - at} bytes follow the last section; compile the policy again`);
  return found;
};

const expectElementBytes = ({ tag, elementBytes }: Section, wanted: number, file: string): void => {
  if (elementBytes === wanted) return;
  const message = `section ${tag} has elements of ${elementBytes} bytes instead of ${wanted}; compile the policy again`;
  throw new ImageError(file, message);
};

/** All elements of a sparse table from those that the file holds; the sentence about the first that is out of place. */
const unfold = ({ name, size }: ImageTable, held: readonly bigint[]): bigint[] | string => {
  const elements = new Array<bigint>(size).fill(0n);
  let next = 0;
  for (const [i, element] of held.entries()) {
    const index = Number(BigInt.asUintN(8 * indexBytes, element));
    if (index < next || index >= size)
      return `element ${i} of table ${name} has the index ${index} out of order or range`;
    elements[index] = element >> BigInt(8 * indexBytes);
    next = index + 1;
  }
  return elements;
};

/** Table images of an image file; an {@link ImageError} names what is wrong with any file that writeImage did not write. */
export const readImage = (bytes: Uint8Array, file: string): TableImages => {
  const refuse = (what: string): ImageError => new ImageError(file, `${what}; compile the policy again`);
  const { body, sections } = openFile(bytes, file);
  const found = readSections(body, sections, file);
  const take = (tag: string): Section => {
    const section = found.get(tag);
    if (!section) throw refuse(`the image has no section ${tag}`);
    found.delete(tag);
    return section;
  };
  const letters = take(configTag);
  expectElementBytes(letters, 1, file);
  const name = new TextDecoder().decode(Uint8Array.from(letters.elements, Number));
  const config = findConfig(name);
  if (!config) throw refuse(`the image is for configuration ${JSON.stringify(name)}, which this program does not know`);
  const parts = imageTables(config).map(table => {
    const section = take(table.tag);
    expectElementBytes(section, elementBytesOf(table), file);
    if (!table.sparse) return table.write(section.elements);
    const elements = unfold(table, section.elements);
    if (typeof elements === 'string') throw refuse(elements);
    return table.write(elements);
  });
  const [unknown] = found.keys();
  if (unknown !== undefined) throw refuse(`section ${JSON.stringify(unknown)} is unknown`);
  const images = Object.assign({ config: name }, ...parts) as TableImages;
  const misfit = checkFits(images, config);
  if (misfit !== undefined) throw refuse(misfit);
  return images;
};
