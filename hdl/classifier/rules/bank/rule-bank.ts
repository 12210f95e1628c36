// SPDX-License-Identifier: Apache-2.0
/** A bank of rules: finds the bucket of a key under the mask of the bank, and the best match in it. */
import {
  bit,
  cat,
  component,
  flow,
  input,
  inst,
  mux,
  output,
  pick,
  ram,
  reg,
  slave,
  u,
  unpack,
  when,
} from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import type { Config } from '../../../spec/configs.ts';
import { bankMaskBits } from '../../../spec/tables/bank-mask.ts';
import { slotBits } from '../../../spec/tables/bank-slot.ts';
import { bankIndex, bankIndexLatency, maskPlacesShape } from './bank-index.ts';
import { bankMaskShape, bucketAnswerShape, bucketBits, fieldHashesShape, lookUpShape } from './bank-shapes.ts';
import { bucketMatch, bucketMatchLatency } from './bucket-match.ts';
import { slotWriteShape } from './slot-loader.ts';

/** Clocks of the block RAM and its output register. */
const ramLatency = 2;

/** Clocks from the hashes of a key to its bucket, when `lookUp` is wanted. */
export const bankReadLatency = bankIndexLatency + ramLatency;
/** Clocks from the hashes of a key to the answer of the bank. */
export const ruleBankLatency = bankReadLatency + bucketMatchLatency;

/** Replaces the mask of an image. */
export const maskWriteShape = { image: bit(), mask: u(bankMaskBits) };

/**
 * `image` is that of the look-up, one clock before its `hashes`; `lookUp` comes `bankReadLatency` clocks after them, with the
 * tier that the bank has in the image, and the answer `ruleBankLatency` clocks after them. A slot write is seen by look-ups
 * whose hashes come two clocks or more after it, as a whole. Masks are 0 after reset. One look-up a clock; logic depth 4 LUTs at 10g.
 */
export const ruleBank = (config: Config) =>
  component(
    'rule_bank',
    { config: config.name, buckets: config.bucketsPerBank },
    {
      image: input(bit()),
      hashes: input(fieldHashesShape(bucketBits(config))),
      lookUp: input(lookUpShape),
      answer: output(bucketAnswerShape(config)),
      tier: output(bankMaskShape.tier),
      maskWrite: slave(flow(maskWriteShape)),
      slotWrite: input({ ...slotWriteShape(config), banks: bit() }),
    },
    ({ image, hashes, lookUp, answer, tier, maskWrite, slotWrite }) => {
      const { masks } = reg({ masks: { zero: u(bankMaskBits, 0), one: u(bankMaskBits, 0), used: u(bankMaskBits) } });
      const { mask, image: written } = maskWrite.payload;
      when(maskWrite.valid.and(written.not()), () => masks.zero.set(mask));
      when(maskWrite.valid.and(written), () => masks.one.set(mask));
      masks.used.set(mux(image, masks.one, masks.zero));
      const used = unpack(bankMaskShape, masks.used);

      const { index, match } = inst({ index: bankIndex(config), match: bucketMatch });
      index.hashes.set(hashes);
      index.mask.set(pick(maskPlacesShape, used));

      const slots = ['first', 'second'].map((name, i) => {
        const memory = ram({ [name]: { shape: u(slotBits), depth: config.bucketsPerBank } })[name]!;
        when(slotWrite.banks.and(slotWrite.slots.bit(i)), () => memory.write(slotWrite.bucket, slotWrite.data));
        return memory.read(index.bucket, undefined, { outputRegister: true });
      });
      match.slots.set({ first: slots[0]!, second: slots[1]! });
      match.lookUp.set(lookUp);

      const { best, passedOver } = match;
      const bucket = delayed('bucket', u(bucketBits(config)), index.bucket, ramLatency + bucketMatchLatency);
      answer.set({ best: { ...best, slot: cat(bucket, best.slot) }, passedOver });
      tier.set(delayed('tier', bankMaskShape.tier, used.tier, bankReadLatency));
    },
    { maxDepth: 4, doc: 'A bank of rules: finds the bucket of a key and the best match in it.' },
  );
