// SPDX-License-Identifier: Apache-2.0
/** (VLAN, destination MAC) look-up in a hash table in block RAM. */
import {
  balanced,
  bit,
  cat,
  component,
  connectFlow,
  flow,
  inst,
  instArray,
  master,
  mux,
  output,
  ram,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, registered } from 'typescript-hdl/lib';
import type { EntryWordWrite } from '../../lib/entry-words.ts';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import {
  forwardingChunks,
  forwardingKeyBits,
  forwardingRowBits,
  forwardingTurn,
  forwardingWays,
} from '../../spec/tables/forwarding-slot.ts';
import { hashBits } from '../../spec/tables/key-hash.ts';
import { groupMac } from '../../spec/tables/table-entry.ts';
import { forwardingLoader, forwardingSlotAddressBits } from './forwarding-loader.ts';
import { bucketIndexBits, forwardingWay, forwardingWayLatency } from './forwarding-way.ts';
import { isGroupAddress } from './group-address.ts';

/** Clocks from a destination to its hash: rows and sums of them, the sum of all. */
const hashLatency = 2;
/** Clocks from a destination to its result: hash, ways, their join. */
export const forwardingLatency = hashLatency + forwardingWayLatency + 1;

/** Width of the address of a row of the hash: image, chunk and value. */
const forwardingRowAddressBits = 1 + forwardingRowBits;

const chunkBits = forwardingKeyBits / forwardingChunks;
/** Rows that are joined before the first register. */
const rowsPerSum = 5;

/**
 * Finds the functions of (VLAN, MAC) in the image of a look-up, 0 when it has no such entry, always
 * `forwardingLatency` clocks later; all group addresses of a VLAN look up ff:ff:ff:ff:ff:ff. A slot changes as a whole; `hashWrite` replaces a
 * row (`forwarding-slot.ts`), while nobody looks with the image that it belongs to. After reset no entry is valid; slots are
 * written from `ready` on, a clock a bucket later. Flows, so nothing holds a look-up back: one a clock; logic depth 4 LUTs at 10g.
 */
export const forwardingTable = (config: Config) =>
  component(
    'forwarding_table',
    { config: config.name, buckets: config.forwardingBuckets, functions: config.functions },
    {
      destinations: slave(flow({ mac: u(48), vlan: u(12), image: bit() })),
      results: master(flow({ functions: u(config.functions) })),
      slotWrite: slave(flow(wordWriteShape(forwardingSlotAddressBits(config)))),
      hashWrite: slave(flow(wordWriteShape(forwardingRowAddressBits))),
      ready: output(bit()),
    },
    ({ destinations, results, slotWrite, hashWrite, ready }) => {
      const { loader } = inst({ loader: forwardingLoader(config) });
      connectFlow(loader.write, slotWrite);
      ready.set(loader.ready);

      const { mac, vlan, image } = destinations.payload;
      const key = cat(vlan, mux(isGroupAddress(mac), groupMac, mac));
      const hash = hashOf(key, image, hashWrite);
      const asked = delayed('asked', { key: u(forwardingKeyBits), image: bit() }, { key, image }, hashLatency);

      const oneWay = forwardingWay(config);
      const ways = instArray('way', forwardingWays, () => oneWay);
      for (const [w, way] of ways.entries()) {
        way.bucket.set(turned(config, w, hash));
        way.key.set(asked.key);
        way.image.set(asked.image);
        way.write.set({ ...loader.slotWrite, ways: loader.slotWrite.ways.bit(w) });
      }
      // What was read before all slots were cleared is no answer.
      const settled = delayed('settled', bit(0), loader.cleared, forwardingWayLatency);
      const hits = ways.map(way => way.functions.and(way.hit.and(settled).repeat(config.functions)));
      const joined = registered('joined', { functions: balanced(hits, (a, b) => a.or(b)) });
      results.payload.functions.set(joined.functions);
      results.valid.set(delayed('valid', bit(0), destinations.valid, forwardingLatency));
    },
    {
      maxDepth: 4,
      doc: `(VLAN, MAC) look-up in a hash table in block RAM, latency ${forwardingLatency} clocks.`,
    },
  );

/** The hash of a key, `hashLatency` clocks later. */
const hashOf = (key: Val, image: Val<1>, { valid, payload: { address, data } }: EntryWordWrite): Val => {
  const rows = Array.from({ length: forwardingChunks }, (_, chunk) => {
    const name = `rows_${chunk}`;
    const memory = ram({ [name]: { shape: u(hashBits), depth: 2 << chunkBits, kind: 'distributed' } })[name]!;
    const row = cat(address.bit(forwardingRowBits), address.slice(0, chunkBits));
    const of = address.slice(chunkBits, forwardingRowBits - chunkBits);
    when(valid.and(of.eq(chunk)), () => memory.write(row, data));
    return memory.read(cat(image, key.slice(chunk * chunkBits, chunkBits))) as Val;
  });
  const xorOf = (words: readonly Val[]): Val => balanced(words, (a, b) => a.xor(b));
  const parts = Array.from({ length: forwardingChunks / rowsPerSum }, (_, i) => [
    `part_${i}`,
    xorOf(rows.slice(i * rowsPerSum, (i + 1) * rowsPerSum)),
  ]);
  const sums = registered('sums', Object.fromEntries(parts) as Record<string, Val>);
  return registered('hash', { value: xorOf(Object.values(sums)) }).value;
};

/** The bits of a hash that a way takes, lowest first from where it turns the hash to. */
const turned = (config: Config, way: number, hash: Val): Val => {
  const bits = Array.from({ length: bucketIndexBits(config) }, (_, i) =>
    hash.bit((forwardingTurn(way) + i) % hashBits),
  );
  return cat(...bits.reverse());
};
