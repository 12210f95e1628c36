// SPDX-License-Identifier: Apache-2.0
/** Image files that the user named. */
import { InputError } from 'typescript-hdl/command-line';
import { ImageError, readImage } from '../../firmware/image/image-reader.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { inputName, readInputFile } from './read-input-file.ts';

/** More than an image of the largest configuration has. */
const mostImageBytes = 32 * 2 ** 20;

/** The tables of an image file; an InputError that ends in `remedy` when it is not one. */
export const readImageFile = async (path: string, remedy: string): Promise<TableImages> => {
  const bytes = await readInputFile(path, mostImageBytes, remedy);
  try {
    return readImage(bytes, inputName(path));
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    const [what, ...rest] = error.message.slice(inputName(path).length + 2).split('; ');
    throw new InputError({ where: inputName(path), what: what!, remedy: rest.join('; ') || remedy }, { cause: error });
  }
};
