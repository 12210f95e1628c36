// SPDX-License-Identifier: Apache-2.0
/**
 * An imported policy put to the compiler. What it finds is about lines that nobody has seen: each finding is told with the place in
 * the files that were read.
 */
import { compilePolicy } from '../../firmware/compile/compile.ts';
import type { ImportedPolicy } from '../../firmware/import/imported-policy.ts';
import { type Diagnostic, distinct, PolicyError } from '../../firmware/policy/diagnostic.ts';
import type { Position } from '../../firmware/policy/policy.ts';

/** What the compiler calls the policy; its messages name lines of it so, or as `line 7`. */
const name = 'imported policy';
const namedPlaces = new RegExp(`${name}:(\\d+):(\\d+)`, 'g');
const namedLines = /\blines? (\d+(?:, \d+)*)/g;

/** The place of a line in the files; the beginning of the first file for a line that comes from nowhere. */
const placeOf = (
  { places, file }: ImportedPolicy,
  { line, column }: Position,
): Pick<Diagnostic, 'file' | 'position'> => {
  const place = places.get(line);
  return place
    ? { file: place.file, position: { column, ...place.position } }
    : { file, position: { line: 1, column: 1 } };
};

const told = (imported: ImportedPolicy, diagnostic: Diagnostic): Diagnostic => {
  const placeText = (line: number, column: number): string => {
    const { file, position } = placeOf(imported, { line, column });
    return `${file}:${position.line}`;
  };
  const message = diagnostic.message
    .replaceAll(namedPlaces, (_, line, column) => placeText(Number(line), Number(column)))
    .replaceAll(namedLines, (_, lines: string) => {
      const places = lines.split(', ').map(line => placeText(Number(line), 1));
      return [...new Set(places)].join(', ');
    })
    .replaceAll(name, imported.file);
  return { ...diagnostic, ...placeOf(imported, diagnostic.position), message };
};

/** What the compiler warns of; a {@link PolicyError} if the policy cannot be compiled. */
export const compileImported = (imported: ImportedPolicy): readonly Diagnostic[] => {
  const all = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    distinct(diagnostics.map(one => told(imported, one)));
  try {
    const { warnings } = compilePolicy(imported.text, name);
    // A rule of the import's own, for what is true of every such policy, may be one too many.
    return all(warnings.filter(({ about, position }) => about !== 'shadow' || imported.places.has(position.line)));
  } catch (error) {
    if (error instanceof PolicyError) throw new PolicyError(all(error.diagnostics));
    throw error;
  }
};
