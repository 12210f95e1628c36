/** Joining channels. */
import type { Val } from './value.ts';

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
