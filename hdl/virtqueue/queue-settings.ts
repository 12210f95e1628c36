// SPDX-License-Identifier: Apache-2.0
/** Settings of the receive queues: where register writes wait for a start, and what a start checks. */
import { cat, indexWidth, lit, match, type Rd, ram, reg, type UInt, u, type Val, type Wr, when } from 'typescript-hdl';
import type { wordWriteShape } from '../lib/frame-shapes.ts';
import { hostAddressBits } from '../lib/host-bus.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { descriptorIdBits, queueRegister, queueRegisterBits, type startShape, vectorBits } from './virtqueue-shapes.ts';

/** Registers that a start copies: the first words of the block. */
export const settingWords = 8;

/** The register and the queue that a word address of the rx_queue block names. */
export const registerPart = (address: Val): Val => address.slice(0, queueRegisterBits);
export const queuePart = (config: Config, address: Val): Val =>
  address.slice(queueRegisterBits, indexWidth(queueCount(config)));

interface SettingsWrite {
  readonly valid: Val<1>;
  readonly payload: Rd<ReturnType<typeof wordWriteShape>>;
}

/** The copy in progress: while `loading` is 1, `word` of `queue` is copied in this clock. */
interface Copying {
  readonly queue: Val;
  readonly word: Val;
  readonly loading: Val<1>;
}

export interface QueueSettings {
  /** The copied addresses are aligned and the size is in range. */
  readonly fit: Val<1>;
  readonly start: Omit<Rd<ReturnType<typeof startShape>>, 'queue' | 'epoch'>;
}

/** The staging memory that register writes go to, the copy of one queue's settings, and whether they fit. */
export const queueSettings = (
  config: Config,
  write: SettingsWrite,
  { queue, word, loading }: Copying,
): QueueSettings => {
  const { staged } = ram({
    staged: { shape: u(32), depth: queueCount(config) * settingWords, kind: 'distributed' },
  });
  const { address, data } = write.payload;
  const wordBits = indexWidth(settingWords);
  when(write.valid.and(registerPart(address).lt(settingWords)), () =>
    staged.write(cat(queuePart(config, address), address.slice(0, wordBits)), data),
  );
  const { copy } = reg({
    copy: {
      descriptors: u(hostAddressBits),
      avail: u(hostAddressBits),
      used: u(hostAddressBits),
      size: u(32),
      vector: u(vectorBits),
    },
  });
  const current = staged.read(cat(queue, word));
  const parts = [
    ['desc_lo', copy.descriptors.slice(0, 32)],
    ['desc_hi', copy.descriptors.slice(32, 32)],
    ['avail_lo', copy.avail.slice(0, 32)],
    ['avail_hi', copy.avail.slice(32, 32)],
    ['used_lo', copy.used.slice(0, 32)],
    ['used_hi', copy.used.slice(32, 32)],
    ['size', copy.size],
    ['vector', copy.vector],
  ] as const;
  // Only then: what is handed out must be what was checked, whatever is written to the staging memory meanwhile.
  when(loading, () => {
    const cases = parts.map(([name, part]) => [
      queueRegister(config, name),
      () => (part as Wr<UInt>).set(current.trunc(part.width)),
    ]);
    match(word, Object.fromEntries(cases));
  });

  const sizeBits = indexWidth(descriptorIdBits + 1);
  const mask = lit(1, descriptorIdBits + 1)
    .shl(copy.size.slice(0, sizeBits))
    .sub(1)
    .trunc(descriptorIdBits);
  const aligned = copy.descriptors.slice(0, 4).eq(0).and(copy.avail.bit(0).not()).and(copy.used.slice(0, 2).eq(0));
  return {
    fit: aligned.and(copy.size.le(descriptorIdBits)),
    start: { descriptors: copy.descriptors, avail: copy.avail, used: copy.used, mask, vector: copy.vector },
  };
};

/** First byte and last byte offset of what is accessed of each ring. Reads take whole 16-byte words. */
export const ringSpans = ({ start: { descriptors, avail, used, mask } }: QueueSettings) => {
  const last = mask.zext(32);
  const availLane = avail.slice(0, 4);
  return [
    { first: descriptors, span: cat(last.trunc(28), lit(15, 4)) },
    // flags, index, then one entry of 2 bytes a descriptor
    {
      first: cat(avail.slice(4, hostAddressBits - 4), lit(0, 4)),
      span: last.shl(1).add(5).add(availLane.zext(32)).or(15),
    },
    // the same with elements of 8 bytes
    { first: used, span: last.shl(3).add(11) },
  ];
};
