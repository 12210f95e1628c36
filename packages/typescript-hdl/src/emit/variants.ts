// SPDX-License-Identifier: Apache-2.0
/** Variants of a component in a design: which are one circuit, and what the others are called. */

import { HdlError } from '../diagnostic.ts';
import type { ModuleDefinition } from '../ir/index.ts';
import { snakeCase } from '../names.ts';
import { Port } from '../ports.ts';
import { bitsOf, describeShape, isWord, type Shape, Union, Vec, withoutReset } from '../shape.ts';
import { type ModuleContext, moduleText } from './module.ts';

/** For every definition the one whose module it shares: the first of the same circuit. */
export type StandIns = ReadonlyMap<ModuleDefinition, ModuleDefinition>;

/**
 * Finds the definitions that differ in nothing but reset values that their circuits do not use, such as FIFOs of a payload
 * with and without one. `order` has children first.
 */
export const sameCircuits = (
  order: readonly ModuleDefinition[],
  wiring: Pick<ModuleContext, 'needs' | 'edgeRegisters' | 'keptChoices'>,
): StandIns => {
  const standIns = new Map<ModuleDefinition, ModuleDefinition>();
  const groups = new Map<string, ModuleDefinition[]>();
  const numbers = new Map(order.map((definition, i) => [definition, i]));
  const textOf = (definition: ModuleDefinition): string => {
    const nameOf = (unit: { readonly definition: ModuleDefinition; readonly style: string }): string =>
      unit.definition === definition ? 'own' : `m${numbers.get(standIns.get(unit.definition)!)}_${unit.style}`;
    const context = { ...wiring, nameOf, locators: false, formal: false };
    return moduleText({ definition, style: 'sync_high' }, [], context).text;
  };
  for (const definition of order) {
    const bare = `${definition.name} ${describeParams(definition, bareText)} ${describePorts(definition.ports)}`;
    const others = groups.get(bare) ?? [];
    const key = keyOf(definition);
    const same =
      others.find(other => keyOf(other) === key) ?? others.find(other => textOf(other) === textOf(definition));
    standIns.set(definition, same ?? definition);
    if (!same) groups.set(bare, [...others, definition]);
  }
  return standIns;
};

/** What tells variants apart. Reset values of ports mean nothing. */
const keyOf = (definition: ModuleDefinition): string => describeParams(definition) + describePorts(definition.ports);

const bareText = (shape: Shape): string => describeShape(withoutReset(shape));

/** The same for definitions that are written as one module without a comparison of their texts. */
export const ownKey = (definition: ModuleDefinition): string => `${definition.name} ${keyOf(definition)}`;

/** The component's own name where the design has one variant of it, else the name and the parameters that differ. */
export const nameVariants = (order: readonly ModuleDefinition[], standIns: StandIns): Map<ModuleDefinition, string> => {
  const byName = new Map<string, Map<string, ModuleDefinition[]>>();
  for (const definition of order) {
    const variants = byName.get(definition.name) ?? new Map<string, ModuleDefinition[]>();
    const key = keyOf(standIns.get(definition)!);
    variants.set(key, [...(variants.get(key) ?? []), definition]);
    byName.set(definition.name, variants);
  }
  const names = new Map<ModuleDefinition, string>();
  for (const [name, variants] of byName) {
    const taken = new Map<string, ModuleDefinition>();
    const all = [...variants.values()].map(definitions => standIns.get(definitions[0]!)!);
    const levels = shapeTexts.map(text => all.map(definition => name + suffixOf(definition, all, text)));
    for (const [i, definitions] of [...variants.values()].entries()) {
      const telling = levels.find(texts => texts.indexOf(texts[i]!) === texts.lastIndexOf(texts[i]!));
      const full = variants.size === 1 ? name : (telling ?? levels.at(-1)!)[i]!;
      const other = taken.get(full);
      if (other) {
        throw new HdlError(
          'HDL-VARIANT',
          `Two variants of '${name}' differ only in ways that no name shows; give them a parameter that differs.`,
          other.location,
          definitions[0]!.location,
        );
      }
      taken.set(full, definitions[0]!);
      for (const definition of definitions) names.set(definition, full);
    }
  }
  return names;
};

const suffixOf = (
  definition: ModuleDefinition,
  all: readonly ModuleDefinition[],
  shapeText: (shape: Shape) => string,
): string =>
  Object.entries(definition.params)
    .filter(([key, value]) => all.some(other => paramText(other.params[key]) !== paramText(value)))
    .map(
      ([key, value]) =>
        `_${snakeCase(key)}${isShape(value) ? shapeText(value) : snakeCase(String(value)).replace(/[^a-z0-9]/g, '_')}`,
    )
    .join('');

const sizeText = (shape: Shape): string => String(bitsOf(shape));

/** Tells shapes of one size apart by the names of their fields. */
const fieldsText = (shape: Shape): string =>
  [
    sizeText(shape),
    ...(isWord(shape) || shape instanceof Vec || shape instanceof Union ? [] : Object.keys(shape).map(snakeCase)),
  ].join('_');

/** Parameters as a comment shows them. */
export const describeParams = ({ params }: ModuleDefinition, shapeText = describeShape): string =>
  Object.entries(params)
    .map(([key, value]) => `${key} = ${paramText(value, shapeText)}`)
    .join(', ') || 'no parameters';

const paramText = (value: unknown, shapeText = describeShape): string => {
  if (isShape(value)) return shapeText(value);
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}: ${paramText(part, shapeText)}`)
      .join(', ')}}`;
  }
  // One line of a comment: a line break in a parameter must not end it.
  return String(value).replace(/[\p{Cc}\u2028\u2029]/gu, character =>
    character === '\n' ? '\\n' : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
};

const isShape = (value: unknown): value is Shape => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (isWord(value as Shape) || value instanceof Vec || value instanceof Union) return true;
  const parts = Object.values(value);
  return parts.length > 0 && parts.every(isShape);
};

/** All of a shape: kinds, widths, counts and reset values. */
const wholeText = (shape: Shape): string => {
  const text = snakeCase(describeShape(shape).replaceAll('=', '_reset_'));
  return `_${text.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_|_$/g, '')}`;
};

/** Ways to say what a shape is, the shortest first. */
const shapeTexts = [sizeText, fieldsText, wholeText] as const;

const describePorts = (ports: object): string =>
  Object.entries(ports)
    .map(([name, part]) =>
      part instanceof Port ? `${name}:${part.direction}:${bareText(part.shape)}` : `${name}(${describePorts(part)})`,
    )
    .join(',');
