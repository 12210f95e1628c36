// SPDX-License-Identifier: Apache-2.0
/** Table images as text for `$readmemh`: one file a table, one hexadecimal word a line, first index first. */
import { findConfig } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { imageTables } from './image-tables.ts';

export interface MemFile {
  readonly name: string;
  readonly text: string;
}

/** The `.mem` files of table images; a RangeError names an unknown configuration. */
export const memFiles = (images: TableImages): readonly MemFile[] => {
  const config = findConfig(images.config);
  if (!config) throw new RangeError(`there is no configuration ${images.config}`);
  return imageTables(config).map(({ name, doc, size, bits, read }) => {
    const digits = Math.ceil(bits / 4);
    const words = read(images).map(word => word.toString(16).padStart(digits, '0'));
    return {
      name: `${name}.mem`,
      text: [`// ${doc}: ${size} x ${bits} bits, configuration ${config.name}`, ...words, ''].join('\n'),
    };
  });
};
