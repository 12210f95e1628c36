// SPDX-License-Identifier: Apache-2.0
/** Holds a protocol graph to what the hardware can be built from. */
import type { HeaderLayer, HeaderRule } from '../../spec/protocol/header-graph.ts';
import { namedVectorFields } from '../../spec/protocol/vector-fields.ts';
import { fieldsRead, followersOf, givenFields, hasFixedLength, lengthsOf } from './header-lengths.ts';

/** Throws a RangeError naming the first header that breaks a rule of `header-graph.ts` or cannot be built. */
export const checkGraph = (graph: readonly HeaderLayer[]): void => {
  const [first] = graph;
  if (first?.headers.length !== 1) throw new RangeError('The first layer of a graph has exactly one header.');
  const names = graph.flatMap(layer => layer.headers.map(({ name }) => name));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`Two headers of the graph are called "${twice}".`);
  const reached = new Set<string>();
  for (const [i, layer] of graph.entries()) {
    const onward = new Set(graph.slice(i + 1).flatMap(later => later.headers.map(({ name }) => name)));
    for (const header of layer.headers) {
      if (i > 0 && !reached.has(header.name)) throw new RangeError(`No header leads to "${header.name}".`);
      checkFields(header);
      checkEnclosure(header);
      checkLength(header);
      checkNext(header, onward);
      checkPart(header);
    }
    for (const header of layer.headers) for (const name of followersOf(header)) reached.add(name);
  }
};

const vectorFields: ReadonlySet<string> = new Set(namedVectorFields.map(({ name }) => name));

const checkFields = (header: HeaderRule): void => {
  const unknown = Object.keys(header.vector).find(field => !vectorFields.has(field));
  if (unknown !== undefined)
    throw new RangeError(`Header "${header.name}" gives "${unknown}", which the header vector has not.`);
  const missing = fieldsRead(header).find(field => !(field in header.fields));
  if (missing !== undefined) throw new RangeError(`Header "${header.name}" has no field "${missing}".`);
  for (const [field, sources] of givenFields(header)) {
    const ends = sources.filter(source => 'end' in source).length;
    if (ends !== 0 && ends !== sources.length) {
      throw new RangeError(`Header "${header.name}" gives "${field}" its end and something else.`);
    }
  }
};

const checkEnclosure = (header: HeaderRule): void => {
  const { name, encloses } = header;
  if (encloses?.to !== undefined && !followersOf(header).includes(encloses.to)) {
    throw new RangeError(`Header "${name}" bounds "${encloses.to}", to which it does not lead.`);
  }
};

const checkPart = (header: HeaderRule): void => {
  const { name, partly, checks, encloses, fields, vector } = header;
  if (!partly) return;
  // A lenient length or one that counts before a single header says nothing against its own header.
  if (checks || (encloses && !encloses.lenient && encloses.to === undefined))
    throw new RangeError(`Header "${name}" has checks or encloses, so no part of it counts alone.`);
  for (const field of partly.gives) {
    const [source, ...more] = [vector[field] ?? []].flat();
    const end = source && 'field' in source ? fields[source.field]!.offset + fields[source.field]!.bits : 0;
    const plain =
      source && more.length === 0 && source.when === undefined && ('field' in source || 'constant' in source);
    if (!plain || end > partly.bytes * 8) {
      throw new RangeError(`Header "${name}" cannot give "${field}" from its first ${partly.bytes} bytes.`);
    }
  }
};

const checkNext = (header: HeaderRule, onward: ReadonlySet<string>): void => {
  const { name, next, length, fields } = header;
  const stray = followersOf(header).find(target => !onward.has(target));
  if (stray !== undefined) throw new RangeError(`Header "${name}" leads to "${stray}", which is in no later layer.`);
  if (next && length?.unchecked) {
    throw new RangeError(`Header "${name}" leads to others, so its length has to be held against the frame.`);
  }
  // What follows is known as soon as the header has passed.
  for (const { when = [], field } of next ?? []) {
    const { offset, bits } = fields[field]!;
    const most = Math.max(...lengthsOf(header, when));
    if (offset + bits > most * 8) {
      throw new RangeError(`Field "${field}", which decides what follows "${name}", lies beyond its ${most} bytes.`);
    }
  }
};

const checkLength = (header: HeaderRule): void => {
  const { name, length, fields, bytes } = header;
  if (!length) return;
  if (!Number.isInteger(Math.log2(length.unitBytes))) {
    throw new RangeError(`The length of "${name}" counts in units of ${length.unitBytes} bytes, not a power of two.`);
  }
  if (length.field !== undefined && length.groups) {
    throw new RangeError(`The length of "${name}" counts a field or flags, not both.`);
  }
  if (hasFixedLength(header)) throw new RangeError(`The length of "${name}" depends on nothing.`);
  for (const flag of (length.groups ?? []).flatMap(({ flags }) => flags)) {
    if (fields[flag]!.bits !== 1) throw new RangeError(`Flag "${flag}" of "${name}" has more than one bit.`);
  }
  if (lengthsOf(header).length === 0) throw new RangeError(`No length of "${name}" has its ${bytes} bytes.`);
};
