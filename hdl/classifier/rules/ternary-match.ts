// SPDX-License-Identifier: Apache-2.0
/** Ternary match of the rule key against every rule at once, in LUT RAM. */
import {
  balanced,
  bit,
  component,
  connectFlow,
  flow,
  indexWidth,
  input,
  inst,
  lowestOne,
  master,
  mux,
  oneHotIndex,
  output,
  pack,
  reg,
  slave,
  u,
  type Val,
  vec,
} from 'typescript-hdl';
import { delayed, registered } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { ruleTiers } from '../../spec/tables/bank-mask.ts';
import { chunkBits, chunkCount } from '../../spec/tables/rule-key.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';
import { reportsIn } from './bank/bank-shapes.ts';
import { ruleKeyShape } from './key-builder.ts';
import { ternaryGroup } from './ternary-group.ts';
import { checkRuleCount, ternaryRowLoader } from './ternary-row-loader.ts';

/** Chunks whose rows are joined before the first register: their AND fits one LUT. */
const chunksPerGroup = 6;

/** Clocks from a key to its match: rows of each group, AND over the groups, lowest rule of each tier, its number. */
export const ternaryLatency = 4;

/**
 * The lowest rule of a tier that accepts the key, of those that were not passed over, and the lowest that was; `rule` and `overRule` mean
 * something only with `hit` and `over`.
 */
export const matchShape = (config: Config) => ({
  hit: bit(),
  rule: u(indexWidth(config.ternaryRules)),
  over: bit(),
  overRule: u(indexWidth(config.ternaryRules)),
});

/** Entries that each image holds, a bit each. */
export const heldShape = (config: Config) => ({ zero: u(config.ternaryRules, 0), one: u(config.ternaryRules, 0) });

/**
 * Cuts the key into chunks that address one RAM each; the AND of their words, one bit a rule, is the match vector, of which
 * the lowest rule of each tier (`tiers`) wins of those that belong to the image of the key (`held`). The RAM is cleared after reset; until then `ready` is 0, writes are ignored and no key hits, and
 * afterwards a rule hits only once every one of its chunks was loaded. A write is seen by keys that come two clocks or more
 * after it. Rules that `unreadable` marks may match or not: where `reportsIn` says so of `reports` and `judgedSender`, which
 * belong to the key of the same clock, they are passed over. Flows, so nothing holds a key back: one a clock, `ternaryLatency` clocks; logic depth 4 LUTs at 10g.
 */
export const ternaryMatch = (config: Config) => {
  const rules = config.ternaryRules;
  checkRuleCount(rules);
  return component(
    'ternary_match',
    { config: config.name, rules },
    {
      keys: slave(flow(ruleKeyShape)),
      reports: input(bit()),
      judgedSender: input(bit()),
      image: input(bit()),
      held: input(heldShape(config)),
      unreadable: input(u(rules)),
      tiers: input(vec(ruleTiers.length, u(rules))),
      matches: master(flow(vec(ruleTiers.length, matchShape(config)))),
      write: slave(flow(wordWriteShape(tableWordBits(config, 'rule_row')))),
      ready: output(bit()),
    },
    ({ keys, reports, judgedSender, image, held, unreadable, tiers, matches, write, ready }) => {
      const { loader } = inst({ loader: ternaryRowLoader(config) });
      connectFlow(loader.write, write);
      ready.set(loader.ready);

      const key = pack(ruleKeyShape, keys.payload).zext(chunkCount * chunkBits);
      const accepting = chunkGroups().map((chunks, i) => {
        const name = `group_${i}`;
        const group = inst({ [name]: ternaryGroup(rules, chunks.length) })[name]!;
        for (const [c, chunk] of chunks.entries()) group.values.get(c).set(key.slice(chunk * chunkBits, chunkBits));
        group.write.set({ ...loader.rowWrite, chunks: loader.rowWrite.chunks.slice(chunks[0]!, chunks.length) });
        return group.accepting as Val;
      });
      const r = reg({ ours: u(rules), matching: u(rules) });
      // Beside the rows of the same key; what was read before all rows were cleared is no answer.
      r.ours.set(mux(image, held.one, held.zero).and(loader.cleared.repeat(rules)));
      r.matching.set(balanced([...accepting, r.ours], (a, b) => a.and(b)));
      const asked = delayed('asked', { reports: bit(), judgedSender: bit() }, { reports, judgedSender }, 2);
      const numberOf = (one: Val): Val => oneHotIndex(one, indexWidth(rules));
      for (const [tier, name] of ruleTiers.entries()) {
        const ofTier = r.matching.and(tiers.get(tier));
        const uncertain = unreadable.and(reportsIn(name, asked).repeat(rules));
        const found = registered(name, {
          first: lowestOne(ofTier.and(uncertain.not())),
          over: lowestOne(ofTier.and(uncertain)),
        });
        matches.payload.get(tier).set(
          registered(`match_${name}`, {
            hit: found.first.orR(),
            rule: numberOf(found.first),
            over: found.over.orR(),
            overRule: numberOf(found.over),
          }),
        );
      }
      matches.valid.set(delayed('valid', bit(0), keys.valid, ternaryLatency));
    },
    {
      maxDepth: 4,
      doc: `Ternary match of ${rules} rules in LUT RAM, latency ${ternaryLatency} clocks; the lowest rule of each tier wins.`,
    },
  );
};

/** Chunk numbers of each group. */
const chunkGroups = (): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(chunkCount / chunksPerGroup) }, (_, group) =>
    Array.from({ length: chunksPerGroup }, (_, i) => group * chunksPerGroup + i).filter(chunk => chunk < chunkCount),
  );
