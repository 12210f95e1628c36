// SPDX-License-Identifier: Apache-2.0
/** One way of the forwarding table: a bucket is read and compared. */
import { bit, cat, component, indexWidth, input, mux, output, ram, u, unpack, when } from 'typescript-hdl';
import { delayed, registered, shapeOf } from 'typescript-hdl/lib';
import type { Config } from '../../spec/configs.ts';
import { widthOf } from '../../spec/field.ts';
import { forwardingKeyBits, forwardingSlotFields, forwardingWays } from '../../spec/tables/forwarding-slot.ts';

/** Clocks from a bucket to its answer: block RAM, its output register, comparison. */
export const forwardingWayLatency = 3;

/** Width of the number of a bucket. */
export const bucketIndexBits = ({ forwardingBuckets }: Config): number => indexWidth(forwardingBuckets);

/** Writes a slot of the ways whose bits are 1. */
export const forwardingSlotWriteShape = (config: Config) => ({
  ways: u(forwardingWays, 0),
  bucket: u(bucketIndexBits(config)),
  data: u(widthOf(forwardingSlotFields(config))),
});

/**
 * Gives `hit` and the functions of the slot in `bucket`, always `forwardingWayLatency` clocks later; `key` and `image` come with
 * the bucket. A write is seen by buckets of later clocks, as a whole. One bucket a clock; logic depth 4 LUTs at 10g.
 */
export const forwardingWay = (config: Config) =>
  component(
    'forwarding_way',
    { config: config.name, buckets: config.forwardingBuckets, functions: config.functions },
    {
      bucket: input(u(bucketIndexBits(config))),
      key: input(u(forwardingKeyBits)),
      image: input(bit()),
      hit: output(bit()),
      functions: output(u(config.functions)),
      write: input({ ...forwardingSlotWriteShape(config), ways: bit() }),
    },
    ({ bucket, key, image, hit, functions, write }) => {
      const fields = forwardingSlotFields(config);
      const { slots } = ram({ slots: { shape: u(widthOf(fields)), depth: config.forwardingBuckets } });
      when(write.ways, () => slots.write(write.bucket, write.data));
      const slot = unpack(shapeOf(fields), slots.read(bucket, undefined, { outputRegister: true }));
      const asked = delayed('asked', { key: u(forwardingKeyBits), image: bit() }, { key, image }, 2);
      const answer = registered('answer', {
        hit: cat(slot.vlan, slot.mac)
          .eq(asked.key)
          .and(mux(asked.image, slot.valid.bit(1), slot.valid.bit(0))),
        functions: slot.functions,
      });
      hit.set(answer.hit);
      functions.set(answer.functions);
    },
    { maxDepth: 4, doc: 'One way of the forwarding table: a bucket is read and compared.' },
  );
