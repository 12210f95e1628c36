/** Holds a protocol graph to what the hardware can be built from. */
import type { HeaderLayer, HeaderRule } from '../layout/header-graph.ts';

/** Throws a RangeError naming the first header that breaks a rule of `header-graph.ts` or cannot be built at this width. */
export const checkGraph = (graph: readonly HeaderLayer[], beatBytes: number): void => {
  const [first] = graph;
  if (first?.headers.length !== 1) throw new RangeError('The first layer of a graph has exactly one header.');
  const names = graph.flatMap(layer => layer.headers.map(({ name }) => name));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`Two headers of the graph are called "${twice}".`);
  if (first.headers[0]!.encloses) throw new RangeError('The first header of a graph cannot bound what follows.');
  for (const [i, layer] of graph.entries()) {
    const onward = new Set(graph.slice(i + 1).flatMap(later => later.headers.map(({ name }) => name)));
    for (const header of layer.headers) {
      checkFields(header);
      checkNext(header, onward);
      checkLeaf(header);
      checkLength(header, beatBytes);
    }
  }
};

const checkFields = ({ name, fields, checks, encloses, next, vector }: HeaderRule): void => {
  const named = [
    ...(checks?.rules ?? []).map(({ field }) => field),
    ...(encloses ? [encloses.field] : []),
    ...(next ? [next.field] : []),
    ...(next?.unlessNonZero ? [next.unlessNonZero] : []),
    ...Object.values(vector).flatMap(source => {
      if ('field' in source) return [source.field];
      return 'nonZero' in source ? source.nonZero : [];
    }),
  ];
  const missing = named.find(field => !(field in fields));
  if (missing !== undefined) throw new RangeError(`Header "${name}" has no field "${missing}".`);
};

const checkNext = ({ name, next, bytes, fields }: HeaderRule, onward: ReadonlySet<string>): void => {
  if (!next) return;
  const stray = next.cases.find(({ header }) => !onward.has(header));
  if (stray) throw new RangeError(`Header "${name}" leads to "${stray.header}", which is in no later layer.`);
  // The next stage learns what follows with the first byte of it.
  for (const field of [next.field, ...(next.unlessNonZero ? [next.unlessNonZero] : [])]) {
    const { offset, bits } = fields[field]!;
    if (offset + bits > bytes * 8) {
      throw new RangeError(`Field "${field}", which decides what follows "${name}", lies beyond its ${bytes} bytes.`);
    }
  }
};

/** Where a header ends is worked out only where something may follow. */
const checkLeaf = ({ name, next, length, encloses, vector }: HeaderRule): void => {
  if (next) return;
  if (length || encloses || Object.values(vector).some(source => 'end' in source)) {
    throw new RangeError(`Header "${name}" leads to no other, so it can have no length, bound and end.`);
  }
};

const checkLength = ({ name, length, fields }: HeaderRule, beatBytes: number): void => {
  if (!length) return;
  const field = fields[length.field];
  if (!field) throw new RangeError(`Header "${name}" has no field "${length.field}".`);
  if (!Number.isInteger(Math.log2(length.unitBytes))) {
    throw new RangeError(`The length of "${name}" counts in units of ${length.unitBytes} bytes, not a power of two.`);
  }
  // The skip is chosen when the first beat of the header arrives.
  if (field.offset + field.bits > beatBytes * 8) {
    throw new RangeError(`The length of "${name}" lies beyond the first ${beatBytes} bytes of the header.`);
  }
};
