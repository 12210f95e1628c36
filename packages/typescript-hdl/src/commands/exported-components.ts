// SPDX-License-Identifier: Apache-2.0
/** The components that a TypeScript file exports. */
import { InputError } from '../command-line/index.ts';
import { Definition } from '../component.ts';
import { loadSource } from '../load-source.ts';
import { quote } from '../words.ts';
import { checkSourceFile } from './source-file.ts';

/** A component and the name that it is exported by. */
export interface ExportedComponent {
  readonly name: string;
  readonly definition: Definition;
}

/** The exported components of a file (not the functions that make them) by name, or the one exported as `only`. */
export const exportedComponents = async (
  file: string,
  only: string | undefined,
): Promise<readonly ExportedComponent[]> => {
  checkSourceFile(file);
  const components = Object.entries(await loadSource(file))
    .flatMap(([name, definition]) => (definition instanceof Definition ? [{ name, definition }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (components.length === 0) {
    throw new InputError({
      where: file,
      what: 'it exports no component',
      remedy: "export one with its parameters, as in 'export const counter8 = counter(8)'",
    });
  }
  const chosen = components.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) {
    const names = components.map(({ name }) => name).join(', ');
    throw new InputError({
      where: file,
      what: `it exports no component ${quote(only!)}`,
      remedy: `there are ${names}`,
    });
  }
  return chosen;
};
