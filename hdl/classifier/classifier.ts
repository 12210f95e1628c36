// SPDX-License-Identifier: Apache-2.0
/** The classifier: forwarding look-up, then the rules in banks and ternary array, beside them the hash that spreads frames, then the verdict. */
import {
  bit,
  component,
  connectFlow,
  flow,
  indexWidth,
  input,
  inst,
  master,
  mux,
  output,
  pick,
  slave,
  u,
  unpack,
  unused,
  type Val,
} from 'typescript-hdl';
import { delayed, shapeOf } from 'typescript-hdl/lib';
import { decidedShape, headerVectorShape, lookUpVerdictShape, wordWriteShape } from '../lib/frame-shapes.ts';
import { delayedLong } from '../lib/ring-delay.ts';
import { originShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { widthOf } from '../spec/field.ts';
import { rssProfileFields, rssQueueBits, rssTableEntries } from '../spec/tables/rss-profile.ts';
import { conditionFields } from '../spec/tables/table-entry.ts';
import { entryWordBits, type TableName, tableWordBits } from '../spec/tables/tables.ts';
import { forwardingTable } from './forwarding/forwarding-table.ts';
import { rss, rssFieldsShape, rssLatency } from './rss/rss.ts';
import { ruleKey, ruleKeyLatency } from './rules/key-builder.ts';
import { ruleLookUp, ruleLookUpLatency } from './rules/rule-look-up.ts';

/** Clocks from a header vector to its verdict. */
export const classifierLatency = (config: Config): number => ruleKeyLatency + ruleLookUpLatency(config);

/** What of a frame is hashed and not in its rule key. */
const { tcp, udp, ports, fragment } = rssFieldsShape;
const hashedShape = { tcp, udp, ports, fragment };

/**
 * A unicast frame that its rule leaves in queue 0 goes to the queue that receive side scaling of its function chooses.
 *
 * Gives one verdict for every header vector, in order, always after `classifierLatency` clocks; one a clock. Both are
 * flows, so there is no back-pressure inside: whoever takes the verdicts must have room for those under way.
 *
 * `origin` and `image` come with the header vector. Forwarding, rules, conditions, defaults, queues and hashes are those of the image alone. Each write is
 * atomic; what is written to the other image no frame of this one sees.
 *
 * Table contents are safe from reset on, in both images: forwarding slots, rule slots and ternary entries are empty, the default denies, and nothing is
 * hashed. Until `ready` is 1 (a clock a bucket of the largest hash table, 32 at least) writes are ignored.
 * Logic depth 4 LUTs at 10g.
 */
export const classifier = (config: Config) => {
  const spare = ruleLookUpLatency(config) - rssLatency(config);
  if (spare < 0) throw new RangeError('the rules are faster than the hash that spreads frames');
  const words = (table: TableName) => slave(flow(wordWriteShape(tableWordBits(config, table))));
  return component(
    'classifier',
    {
      config: config.name,
      functions: config.functions,
      forwardingBuckets: config.forwardingBuckets,
      rules: config.ternaryRules,
      latency: classifierLatency(config),
    },
    {
      headers: slave(flow(headerVectorShape)),
      image: input(bit()),
      origin: input(originShape(config)),
      verdicts: master(flow(lookUpVerdictShape(config))),
      /** The rules that decided about the frame of the verdict. */
      decided: output(decidedShape(config)),
      forwardingWrite: words('forwarding'),
      forwardingHashWrite: words('forwarding_hash'),
      actionWrite: words('rule_action'),
      rowWrite: words('rule_row'),
      slotWrite: words('rule_slot'),
      maskWrite: words('rule_mask'),
      hashWrite: words('rule_hash'),
      rssProfileWrite: words('rss_profile'),
      rssKeyWrite: words('rss_key'),
      rssQueueWrite: words('rss_indirection'),
      defaultWrite: words('rule_default'),
      conditionWrite: words('conditions'),
      ready: output(bit()),
    },
    ({
      headers,
      image,
      origin,
      verdicts,
      decided,
      forwardingWrite,
      forwardingHashWrite,
      actionWrite,
      rowWrite,
      slotWrite,
      maskWrite,
      hashWrite,
      defaultWrite,
      conditionWrite,
      ready,
      ...rssWrites
    }) => {
      const stages = inst({
        forwarding: forwardingTable(config),
        key: ruleKey(config),
        rules: ruleLookUp(config),
        spread: rss(config),
      });
      const { forwarding, key, rules, spread } = stages;
      connectFlow(forwarding.slotWrite, forwardingWrite);
      connectFlow(forwarding.hashWrite, forwardingHashWrite);
      for (const [write, from] of [
        [rules.rowWrite, rowWrite],
        [rules.actionWrite, actionWrite],
        [rules.slotWrite, slotWrite],
        [rules.maskWrite, maskWrite],
        [rules.hashWrite, hashWrite],
        [rules.defaultWrite, defaultWrite],
      ] as const)
        connectFlow(write, from);
      ready.set(forwarding.ready.and(rules.ready).and(spread.ready));

      const { dstMac, vlan } = headers.payload;
      forwarding.destinations.valid.set(headers.valid);
      forwarding.destinations.payload.set({ mac: dstMac, vlan, image });
      connectFlow(key.headers, headers);
      key.functions.set(forwarding.results.payload.functions);
      key.image.set(image);
      key.origin.set(origin);
      key.conditionWrite.valid.set(conditionWrite.valid);
      key.conditionWrite.payload.set({
        ...placeIn(config, conditionWrite.payload.address),
        ...unpack(shapeOf(conditionFields), conditionWrite.payload.data.trunc(widthOf(conditionFields))),
      });
      connectFlow(rules.keys, key.keys);
      rules.addressed.set(key.addressed);

      // The hash begins beside the rules, when the function is known, and waits for them.
      const { function: owner, ...asked } = key.keys.payload;
      const hashed = delayed('hashed', hashedShape, pick(hashedShape, headers.payload), ruleKeyLatency);
      spread.frames.valid.set(key.keys.valid);
      spread.frames.payload.set({
        image: key.addressed.image,
        function: owner.trunc(indexWidth(config.functions)),
        fields: pick(rssFieldsShape, { ...asked, ...hashed }),
      });
      const unicast = delayed('unicast', bit(), asked.group.not(), ruleLookUpLatency(config));
      const { queue: hashedTo } = spread.queues.payload;
      const spreadTo = delayedLong('spread_to', u(hashedTo.width), hashedTo, spare);
      const verdict = rules.verdicts.payload;
      const chosen = mux(unicast.and(verdict.drop.not()).and(verdict.queue.eq(0)), spreadTo, verdict.queue);
      unused(spread.queues.payload.hashed, spread.queues.payload.hash, spread.queues.valid);
      verdicts.valid.set(rules.verdicts.valid);
      decided.set(rules.decided);
      verdicts.payload.set({ ...verdict, queue: chosen });
      writeRss(config, spread, rssWrites);
    },
    {
      maxDepth: 4,
      doc: `Forwarding look-up and rules: one verdict a frame, latency ${classifierLatency(config)} clocks.`,
    },
  );
};

/** Image and function of a word of a table with a copy for each image, above the bits that number it in its function. */
const placeIn = (config: Config, address: Val, below = 0): { readonly image: Val<1>; readonly function: Val } => ({
  image: address.bit(address.width - 1),
  function: address.slice(below, indexWidth(config.functions)),
});

/** Words of the tables of receive side scaling, by the names of the ports. */
interface RssWrites {
  readonly rssProfileWrite: WordWrite;
  readonly rssKeyWrite: WordWrite;
  readonly rssQueueWrite: WordWrite;
}
interface WordWrite {
  readonly valid: Val<1>;
  readonly payload: { readonly address: Val; readonly data: Val };
}
type Spread = ReturnType<typeof inst<{ spread: ReturnType<typeof rss> }>>['spread'];

/** Tells from the address of a word which function it is of, and which part of its entry. */
const writeRss = (config: Config, spread: Spread, { rssProfileWrite, rssKeyWrite, rssQueueWrite }: RssWrites): void => {
  const profile = rssProfileWrite.payload;
  spread.profileWrite.valid.set(rssProfileWrite.valid);
  spread.profileWrite.payload.set({
    ...placeIn(config, profile.address),
    profile: unpack(shapeOf(rssProfileFields), profile.data.trunc(widthOf(rssProfileFields))),
  });
  const key = rssKeyWrite.payload;
  const wordBits = entryWordBits(config, 'rss_key');
  spread.keyWrite.valid.set(rssKeyWrite.valid);
  spread.keyWrite.payload.set({
    ...placeIn(config, key.address, wordBits),
    word: key.address.slice(0, wordBits),
    data: key.data,
  });
  const entry = rssQueueWrite.payload;
  const entryBits = indexWidth(rssTableEntries);
  spread.tableWrite.valid.set(rssQueueWrite.valid);
  spread.tableWrite.payload.set({
    ...placeIn(config, entry.address, entryBits),
    entry: entry.address.slice(0, entryBits),
    queue: entry.data.trunc(rssQueueBits),
  });
};
