// SPDX-License-Identifier: Apache-2.0
/** Joining channels and exposing ports of instances. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import { atOneLocation, captureLocation } from './location.ts';
import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';
import { isUnionView, type VecRd } from './view.ts';

interface Producer {
  readonly valid: Val<1>;
  readonly ready: { set(value: Val<1>): void };
  readonly payload: unknown;
}
interface Consumer<P> {
  readonly valid: { set(value: Val<1>): void };
  readonly ready: Val<1>;
  readonly payload: { set(value: P): void };
}

/** Joins a ready/valid consumer to a producer of the same payload: `connect(tx.up, rx.down)`. Wires only, latency 0. */
export const connect = <P extends Producer>(consumer: Consumer<P['payload']>, producer: P): void => {
  checkSides('connect', consumer, producer);
  consumer.valid.set(producer.valid);
  consumer.payload.set(producer.payload);
  producer.ready.set(consumer.ready);
};

interface FlowProducer {
  readonly valid: Val<1>;
  readonly payload: unknown;
}
interface FlowConsumer<P> {
  readonly valid: { set(value: Val<1>): void };
  readonly payload: { set(value: P): void };
}

/** Joins a valid-only consumer to a producer of the same payload. Wires only, latency 0. */
export const connectFlow = <P extends FlowProducer>(consumer: FlowConsumer<P['payload']>, producer: P): void => {
  checkSides('connectFlow', consumer, producer);
  consumer.valid.set(producer.valid);
  consumer.payload.set(producer.payload);
};

/** Throws unless what consumes can be driven, what produces can be read, and both or none have a ready that is joined. */
const checkSides = (what: 'connect' | 'connectFlow', consumer: object, producer: object): void => {
  const fields = what === 'connect' ? ['valid', 'ready', 'payload'] : ['valid', 'payload'];
  for (const [role, side] of [
    ['consumer', consumer],
    ['producer', producer],
  ] as const) {
    const missing = fields.find(name => (side as Parts | undefined)?.[name] === undefined);
    if (missing !== undefined) {
      const text = `The ${role} of ${what} has ${fields.join(', ')}; ${describeValue(side)} has no '${missing}'.`;
      throw new HdlError('HDL-SHAPE', text, captureLocation());
    }
  }
  const isDriven = (side: object, name: string): boolean => 'set' in (side as Parts)[name]!;
  const takes = isDriven(consumer, 'valid') && isDriven(consumer, 'payload');
  if (takes && (what === 'connectFlow' || isDriven(producer, 'ready'))) return;
  throw new HdlError(
    'HDL-SCOPE',
    `${what} takes the consumer first and the producer second: connect(tx.up, rx.down).`,
    captureLocation(),
  );
};

/**
 * Makes ports of an instance ports of this component: the same bundle seen from inside (`own`) and from outside (`child`).
 * Each word flows from the side that can be read to the side that can be driven.
 */
export const expose = (own: object, child: object): void => atOneLocation(() => exposeParts(own, child, []));

const exposeParts = (own: object, child: object, path: readonly string[]): void => {
  const names = new Set([...Object.keys(own), ...Object.keys(child)]);
  for (const name of names) {
    const a = (own as Parts)[name];
    const b = (child as Parts)[name];
    if (a === undefined || b === undefined) {
      throw new HdlError(
        'HDL-SHAPE',
        `Only one side of expose() has '${[...path, name].join('.')}'.`,
        captureLocation(),
      );
    }
    exposePart(a, b, [...path, name]);
  }
};

/** A bundle, by the names of its parts. */
type Parts = Readonly<Record<string, object>>;

const isVector = (value: object): value is VecRd<Parts> =>
  'get' in value && typeof value.get === 'function' && 'count' in value;

const exposePart = (own: object, child: object, path: readonly string[]): void => {
  const isWord = (value: object): boolean => value instanceof Val || value instanceof TypedWord;
  const countOf = (value: object): number | undefined => (isVector(value) ? value.count : undefined);
  if (isWord(own) !== isWord(child) || countOf(own) !== countOf(child)) {
    const text = `expose() needs one shape on both sides; '${path.join('.')}' is ${sideText(own)} and ${sideText(child)}.`;
    throw new HdlError('HDL-SHAPE', text, captureLocation());
  }
  if (isUnionView(own) && isUnionView(child)) exposePart(own.bits, child.bits, path);
  else if (isWord(own)) exposeWord(own, child, path.join('.'));
  else if (isVector(own) && isVector(child)) {
    for (let i = 0; i < own.count; i++) exposePart(own.get(i), child.get(i), [...path, `${i}`]);
  } else exposeParts(own, child, path);
};

const sideText = (value: object): string => (isVector(value) ? `a vector of ${value.count}` : describeValue(value));

const exposeWord = (own: object, child: object, name: string): void => {
  if ('set' in own === 'set' in child) {
    const what = 'set' in own ? 'driven' : 'read';
    const text = `Both sides of expose() can only be ${what} at '${name}'; one is this component's port, one an instance's.`;
    throw new HdlError('HDL-SCOPE', text, captureLocation());
  }
  const [target, source] = 'set' in own ? [own, child] : [child, own];
  (target as { set(value: object): void }).set(source);
};
