// SPDX-License-Identifier: Apache-2.0
/**
 * Receive side scaling: the queue of a frame inside its function, from the hash of its addresses and ports.
 *
 * Profile, key and indirection table of a function are those of the image of the frame. A function's profile says which tuples are hashed. TCP and UDP of a whole packet are hashed with their ports where the
 * profile has them, and by their addresses else; a fragment, also the first, by its addresses alone, so that all fragments
 * of a packet go to one queue. What has no hash goes to the unclassified queue of the profile.
 *
 * Queues come `rssLatency` clocks after their frames, in order; nothing is held back, see {@link toeplitzHasher} for how
 * often a frame may come. Profiles, keys and tables are undefined until they are written; the profile is the switch, and
 * is cleared after reset, two clocks a function in which `ready` is 0. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  connectFlow,
  flow,
  indexWidth,
  inst,
  lit,
  master,
  mux,
  output,
  type Rd,
  ram,
  reg,
  slave,
  u,
  unused,
  type Val,
  when,
  zero,
} from 'typescript-hdl';
import { delayed, delayLine, fifo, shapeOf, startUpSweep } from 'typescript-hdl/lib';
import { headerVectorShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { rssProfileFields, rssQueueBits, rssTableEntries, rssTupleBits } from '../../spec/tables/rss-profile.ts';
import { keyWriteShape, rssCountBits, rssWordBits, rssWords, toeplitzHasher } from './toeplitz-hash.ts';

export const rssProfileShape = shapeOf(rssProfileFields);

/** What of a frame is hashed, and what decides which part. */
const { ipv4, ipv6, tcp, udp, ports, fragment, srcIp, dstIp, srcPort, dstPort } = headerVectorShape;
export const rssFieldsShape = { ipv4, ipv6, tcp, udp, ports, fragment, srcIp, dstIp, srcPort, dstPort };

/** Clocks from a tuple to the hash of the longest one: hasher, and the queue in which shorter ones wait for their turn. */
const hashLatency = (config: Config): number => rssWords(config) + 4;
/** Clocks from a frame to its queue: profile, tuple, hash, table, queue. */
export const rssLatency = (config: Config): number => hashLatency(config) + 4;
/** Hashes that may wait: more than there are clocks from the end of the shortest to that of the longest, a power of two. */
const waitingHashes = 16;

/** The stage; see the header comment. */
export const rss = (config: Config) => {
  const owner = u(indexWidth(config.functions));
  return component(
    'rss',
    { config: config.name, functions: config.functions, wordBits: rssWordBits(config) },
    {
      frames: slave(flow({ image: bit(), function: owner, fields: rssFieldsShape })),
      queues: master(flow({ queue: u(rssQueueBits), hashed: bit(), hash: u(32) })),
      profileWrite: slave(flow({ image: bit(), function: owner, profile: rssProfileShape })),
      keyWrite: slave(flow(keyWriteShape(config))),
      tableWrite: slave(
        flow({ image: bit(), function: owner, entry: u(indexWidth(rssTableEntries)), queue: u(rssQueueBits) }),
      ),
      ready: output(bit()),
    },
    ({ frames, queues, profileWrite, keyWrite, tableWrite, ready }) => {
      const { profiles, indirection } = ram({
        profiles: { shape: rssProfileShape, depth: 2 * config.functions, kind: 'distributed' },
        indirection: { shape: u(rssQueueBits), depth: 2 * config.functions * rssTableEntries, kind: 'block' },
      });
      const clear = startUpSweep('clear', 2 * config.functions);
      ready.set(clear.active.not());
      const { image: of, function: target, profile: written } = profileWrite.payload;
      when(clear.active.or(profileWrite.valid), () =>
        profiles.write(
          mux(clear.active, clear.index, cat(of, target)),
          mux(clear.active, zero(rssProfileShape), written),
        ),
      );
      when(tableWrite.valid, () => {
        const { image, function: owner, entry, queue } = tableWrite.payload;
        indirection.write(cat(image, owner, entry), queue);
      });

      const asked = reg({
        asked: { valid: bit(0), image: bit(), function: owner, fields: rssFieldsShape, profile: rssProfileShape },
      }).asked;
      asked.valid.set(frames.valid);
      asked.image.set(frames.payload.image);
      asked.function.set(frames.payload.function);
      asked.fields.set(frames.payload.fields);
      asked.profile.set(profiles.read(cat(frames.payload.image, frames.payload.function)));

      const tuple = reg({
        tuple: { valid: bit(0), ...tagShape(config), bits: u(rssTupleBits), words: u(rssCountBits(config)) },
      }).tuple;
      const { hashed, withPorts } = kindOf(asked.fields, asked.profile);
      tuple.set({
        valid: asked.valid,
        hashed,
        image: asked.image,
        function: asked.function,
        unclassified: asked.profile.unclassified,
        tableBits: asked.profile.tableBits,
        bits: tupleOf(asked.fields, withPorts),
        words: wordsOf(config, asked.fields.ipv4, withPorts),
      });

      const { hasher, hashes } = inst({ hasher: toeplitzHasher(config), hashes: fifo(u(32), waitingHashes) });
      connectFlow(hasher.write, keyWrite);
      hasher.tuples.valid.set(tuple.valid.and(tuple.hashed));
      hasher.tuples.payload.set({
        image: tuple.image,
        function: tuple.function,
        tuple: tuple.bits,
        words: tuple.words,
      });
      hashes.up.valid.set(hasher.hashes.valid);
      hashes.up.payload.set(hasher.hashes.payload.hash);

      // A short tuple is hashed early; its hash waits, so that every frame takes the same time.
      const clocks = hashLatency(config);
      const due = delayed('due', bit(0), tuple.valid, clocks);
      const now = delayLine(
        'meanwhile',
        tagShape(config),
        {
          hashed: tuple.hashed,
          image: tuple.image,
          function: tuple.function,
          unclassified: tuple.unclassified,
          tableBits: tuple.tableBits,
        },
        clocks,
      );
      const takes = due.and(now.hashed);
      hashes.down.ready.set(takes);
      unused(hashes.up.ready, hashes.down.valid, hashes.count);
      const hash = hashes.down.payload;
      const index = hash.trunc(indexWidth(rssTableEntries)).and(maskOf(now.tableBits));
      const entry = indirection.read(cat(now.image, now.function, index));
      const looked = reg({
        looked: { valid: bit(0), hashed: bit(), hash: u(32), unclassified: u(rssQueueBits) },
      }).looked;
      looked.set({ valid: due, hashed: now.hashed, hash, unclassified: now.unclassified });
      const out = reg({ out: { valid: bit(0), queue: u(rssQueueBits), hashed: bit(), hash: u(32) } }).out;
      out.valid.set(looked.valid);
      out.hashed.set(looked.hashed);
      out.hash.set(mux(looked.hashed, looked.hash, 0));
      out.queue.set(mux(looked.hashed, entry, looked.unclassified));
      queues.valid.set(out.valid);
      queues.payload.set({ queue: out.queue, hashed: out.hashed, hash: out.hash });
    },
    { maxDepth: 4, doc: 'Receive side scaling: profile, Toeplitz hash and indirection table of each function.' },
  );
};

/** What of a frame and its profile is still needed when the hash is known. */
const tagShape = (config: Config) => ({
  hashed: bit(),
  image: bit(),
  function: u(indexWidth(config.functions)),
  unclassified: rssProfileShape.unclassified,
  tableBits: rssProfileShape.tableBits,
});

type Fields = Rd<typeof rssFieldsShape>;

/** Whether a frame has a hash, and whether its ports are in it. */
const kindOf = (fields: Fields, profile: Rd<typeof rssProfileShape>): { hashed: Val<1>; withPorts: Val<1> } => {
  const whole = fields.ports.and(fields.fragment.not());
  const tcp4 = fields.tcp.and(profile.tcpv4);
  const udp4 = fields.udp.and(profile.udpv4);
  const tcp6 = fields.tcp.and(profile.tcpv6);
  const udp6 = fields.udp.and(profile.udpv6);
  const ports4 = fields.ipv4.and(whole).and(tcp4.or(udp4));
  const ports6 = fields.ipv6.and(whole).and(tcp6.or(udp6));
  const addresses = fields.ipv4.and(profile.ipv4).or(fields.ipv6.and(profile.ipv6));
  const withPorts = ports4.or(ports6);
  return { hashed: withPorts.or(addresses), withPorts };
};

/** The bytes to be hashed in the order of the wire, the first one highest, zeros after them. */
const tupleOf = (fields: Fields, withPorts: Val<1>): Val => {
  const addresses4 = cat(fields.srcIp.trunc(32), fields.dstIp.trunc(32));
  const addresses6 = cat(fields.srcIp, fields.dstIp);
  const ports = mux(withPorts, cat(fields.srcPort, fields.dstPort), 0);
  const four = cat(addresses4, ports, lit(0, rssTupleBits - 96));
  return mux(fields.ipv4, four, cat(addresses6, ports));
};

/** Words of the tuple, the last of which may be a part. */
const wordsOf = (config: Config, ipv4: Val<1>, withPorts: Val<1>): Val => {
  const words = (bits: number): Val => lit(Math.ceil(bits / rssWordBits(config)), rssCountBits(config));
  return mux(ipv4, mux(withPorts, words(96), words(64)), mux(withPorts, words(288), words(256)));
};

/** Ones in the `bits` lowest places. */
const maskOf = (bits: Val): Val =>
  cat(...Array.from({ length: indexWidth(rssTableEntries) }, (_, i) => bits.gt(i)).reverse());
