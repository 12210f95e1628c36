/** Joining channels and exposing ports of instances. */
import { HdlError } from './diagnostic.ts';
import { captureLocation } from './location.ts';
import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';

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

/** Joins a ready/valid consumer to a producer: `connect(tx.up, rx.down)`. */
export const connect = <P extends Producer>(consumer: Consumer<P['payload']>, producer: P): void => {
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

/** Joins a valid-only consumer to a producer. */
export const connectFlow = <P extends FlowProducer>(consumer: FlowConsumer<P['payload']>, producer: P): void => {
  consumer.valid.set(producer.valid);
  consumer.payload.set(producer.payload);
};

/**
 * Makes ports of an instance ports of this component: the same bundle seen from inside (`own`) and from outside (`child`).
 * Each word flows from the side that can be read to the side that can be driven.
 */
export const expose = (own: object, child: object): void => {
  const names = new Set([...Object.keys(own), ...Object.keys(child)]);
  for (const name of names) {
    const a = (own as Record<string, any>)[name];
    const b = (child as Record<string, any>)[name];
    if (a === undefined || b === undefined) {
      throw new HdlError('HDL-SHAPE', `Only one side of expose() has '${name}'.`, captureLocation());
    }
    exposePart(a, b);
  }
};

const exposePart = (own: any, child: any): void => {
  if (own instanceof Val || own instanceof TypedWord) {
    if ('set' in own) (own as any).set(child);
    else child.set(own);
  } else if (typeof own.get === 'function') {
    for (let i = 0; i < own.count; i++) exposePart(own.get(i), child.get(i));
  } else {
    expose(own, child);
  }
};
