// SPDX-License-Identifier: Apache-2.0
/** The rules in all banks: one look-up a clock in every one of them, and what it comes to. */
import {
  bit,
  cat,
  component,
  connectFlow,
  flow,
  input,
  inst,
  instArray,
  master,
  output,
  reg,
  slave,
  u,
  unused,
  type Val,
  vec,
} from 'typescript-hdl';
import { decoded, delayed } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../../lib/frame-shapes.ts';
import { delayedLong } from '../../../lib/ring-delay.ts';
import type { Config } from '../../../spec/configs.ts';
import { bankMaskBits, bankMaskEntries, hashFields, ruleTiers } from '../../../spec/tables/bank-mask.ts';
import { hashBits, hashTurn } from '../../../spec/tables/key-hash.ts';
import {
  bankMaskShape,
  bucketBits,
  lookUpShape,
  type Reports,
  rankBits,
  reportsIn,
  slotNumberBits,
  tierAnswerShape,
} from './bank-shapes.ts';
import { bucketMatchLatency } from './bucket-match.ts';
import { hashRowAddressBits, keyHasher, keyHasherLatency } from './key-hasher.ts';
import { bankReadLatency, maskWriteShape, ruleBank, ruleBankLatency } from './rule-bank.ts';
import { queueWriteShape, slotAddressWidth, slotLoader } from './slot-loader.ts';
import { ruleResultShape, sidesShape, tierFold, tierFoldLatency } from './tier-fold.ts';
import { bankTreeLatency, winnerTree, winnerTreeLatency } from './winner-tree.ts';

/** Clocks from a look-up to when the answers of the ternary array to it are wanted. */
export const ternaryAnswerLatency = (config: Config): number =>
  keyHasherLatency + ruleBankLatency + bankTreeLatency(config);
/** Clocks from a look-up to its result. */
export const bankedRulesLatency = (config: Config): number =>
  keyHasherLatency + ruleBankLatency + winnerTreeLatency(config) + tierFoldLatency;

/** Width of the address of a mask: image and bank. */
const maskAddressBits = (config: Config): number => Math.log2(bankMaskEntries(config));

/**
 * Looks a key up in the masks, hash rows and slots of its image and gives what all tiers come to, always `bankedRulesLatency`
 * clocks later. `ternary`, an answer a tier, comes `ternaryAnswerLatency` clocks after the look-up. All of an image
 * takes effect for a frame by its bit `image` alone; writes change what look-ups of an image see at once, each as a whole, so
 * that an image is written while none sees it, and of the image in use only what makes no difference to it. The queue of a slot
 * leaves as `queueWrite` when the slot is written. After reset there
 * is no rule; `slotWrite` is ignored until `ready`, a clock a bucket later, and until then nothing matches.
 * Flows, so nothing holds a look-up back: one a clock; logic depth 4 LUTs at 10g.
 */
export const bankedRules = (config: Config) =>
  component(
    'banked_rules',
    {
      config: config.name,
      banks: config.ruleBanks,
      buckets: config.bucketsPerBank,
      latency: bankedRulesLatency(config),
    },
    {
      lookUps: slave(flow({ ...lookUpShape, sides: sidesShape })),
      ternary: input(vec(ruleTiers.length, tierAnswerShape(slotNumberBits(config)))),
      results: master(flow(ruleResultShape(config))),
      slotWrite: slave(flow(wordWriteShape(slotAddressWidth(config)))),
      queueWrite: output(queueWriteShape(config)),
      maskWrite: slave(flow(wordWriteShape(maskAddressBits(config)))),
      hashWrite: slave(flow(wordWriteShape(hashRowAddressBits))),
      ready: output(bit()),
    },
    ({ lookUps, ternary, results, slotWrite, queueWrite, maskWrite, hashWrite, ready }) => {
      const { hasher, loader, tree, fold } = inst({
        hasher: keyHasher,
        loader: slotLoader(config),
        tree: winnerTree(config),
        fold: tierFold(config),
      });
      const { sides, ...lookUp } = lookUps.payload;
      hasher.key.set(lookUp.key);
      hasher.image.set(lookUp.image);
      connectFlow(hasher.write, hashWrite);
      connectFlow(loader.write, slotWrite);
      queueWrite.set(loader.queueWrite);
      ready.set(loader.ready);

      const image = delayed('image', bit(), lookUp.image, keyHasherLatency - 1);
      const carried = { ...lookUpShape, judgedSender: bit() };
      const { judgedSender, ...asked } = delayedLong(
        'asked',
        carried,
        { ...lookUp, judgedSender: sides.sent },
        keyHasherLatency + bankReadLatency,
      );
      // A look-up that read its buckets before they were cleared has no answer.
      const settled = delayed('settled', bit(0), loader.cleared, ruleBankLatency);
      const oneBank = ruleBank(config);
      const banks = instArray('bank', config.ruleBanks, () => oneBank);
      const masks = maskWrites(config, maskWrite);
      for (const [k, bank] of banks.entries()) {
        bank.image.set(image);
        for (const field of hashFields) {
          const words = hasher.hashes[field];
          for (let i = 0; i < words.count; i++) bank.hashes[field].get(i).set(turned(config, k, words.get(i)));
        }
        const { tier } = banks[tierBank(k)]!;
        bank.lookUp.set({ ...asked, reports: reportsOf(tier, { reports: asked.reports, judgedSender }) });
        bank.maskWrite.valid.set(masks[k]!.valid);
        bank.maskWrite.payload.set(masks[k]!.payload);
        bank.slotWrite.set({ ...loader.slotWrite, banks: loader.slotWrite.banks.bit(k) });
        const { best, passedOver } = bank.answer;
        const answer = {
          best: { ...best, rank: noneUnless(settled, best.rank) },
          passedOver: noneUnless(settled, passedOver),
        };
        tree.answers.get(k).set(answer);
        if (tierBank(k) === k)
          tree.tiers.get(k / 2).set(delayed(`tier_${k}`, bankMaskShape.tier, tier, bucketMatchLatency));
        else unused(bank.tier);
      }
      tree.ternary.set(ternary);
      fold.winners.set(tree.winners);
      const atFold = bankedRulesLatency(config) - tierFoldLatency;
      fold.sides.set(delayedLong('sides', sidesShape, sides, atFold));
      results.valid.set(delayed('valid', bit(0), lookUps.valid, bankedRulesLatency(config)));
      results.payload.set(fold.result);
    },
    {
      maxDepth: 4,
      doc: `Rules in ${config.ruleBanks} banks: one look-up a clock, latency ${bankedRulesLatency(config)} clocks.`,
    },
  );

/** The bank whose tier counts. */
const tierBank = (bank: number): number => bank - (bank % 2);

/** Whether a bank of a tier passes over rules that may match or not. */
const reportsOf = (tier: Val, reports: Reports): Val<1> =>
  ruleTiers.map((name, number) => tier.eq(number).and(reportsIn(name, reports))).reduce((a, b) => a.or(b));

/** The bits of a hash that bank k takes, lowest first from where it turns the hash to. */
const turned = (config: Config, k: number, hash: Val): Val => {
  const bits = Array.from({ length: bucketBits(config) }, (_, i) => hash.bit((hashTurn(k) + i) % hashBits));
  return cat(...bits.reverse());
};

interface WordWrite {
  readonly valid: Val<1>;
  readonly payload: { readonly address: Val; readonly data: Val };
}

/** Writes of the masks of each bank, a clock later. */
const maskWrites = (config: Config, { valid, payload }: WordWrite) => {
  const bankBits = maskAddressBits(config) - 1;
  const r = reg({ mask: { ...maskWriteShape, banks: u(config.ruleBanks, 0) } }).mask;
  r.set({
    image: payload.address.bit(bankBits),
    mask: payload.data.trunc(bankMaskBits),
    banks: decoded(payload.address.trunc(bankBits), config.ruleBanks).and(valid.repeat(config.ruleBanks)),
  });
  return Array.from({ length: config.ruleBanks }, (_, k) => ({
    valid: r.banks.bit(k),
    payload: { image: r.image, mask: r.mask },
  }));
};

const noneUnless = (settled: Val<1>, rank: Val): Val =>
  cat(rank.bit(rankBits - 1).or(settled.not()), rank.trunc(rankBits - 1));
