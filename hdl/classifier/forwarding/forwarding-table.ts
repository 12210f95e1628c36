// SPDX-License-Identifier: Apache-2.0
/** Exact (VLAN, destination MAC) look-up: every entry is compared at once. */
import {
  bit,
  component,
  connectFlow,
  flow,
  inst,
  instArray,
  lit,
  master,
  mux,
  output,
  reg,
  slave,
  u,
  unused,
} from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { wordWriteShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { groupMac } from '../../spec/tables/table-entry.ts';
import { tableWordBits } from '../../spec/tables/tables.ts';
import { forwardingEntry } from './forwarding-entry.ts';
import { forwardingLoader } from './forwarding-loader.ts';
import { type ForwardingAnswer, forwardingAnswerShape, forwardingKeyShape } from './forwarding-shapes.ts';
import { isGroupAddress } from './group-address.ts';

/** Answers joined by one node of the selection tree: seven inputs a bit, two LUTs deep. */
const treeFanIn = 4;
/** Tree levels between two registers. */
const levelsPerStage = 2;

const treeLevels = (entries: number): number => {
  let levels = 1;
  for (let left = entries; left > treeFanIn; left = Math.ceil(left / treeFanIn)) levels += 1;
  return levels;
};

/** Clocks from a destination to its result: key register, comparison, selection tree. */
export const forwardingLatency = (config: Config): number =>
  2 + Math.ceil(treeLevels(config.forwardingEntries) / levelsPerStage);

/**
 * Finds the functions of (VLAN, MAC); all group addresses of a VLAN look up ff:ff:ff:ff:ff:ff. The result is that of the
 * first matching entry, and 0 when there is none. A result belongs to the contents of an entry before or after a write,
 * never to a mix. Reset makes every entry invalid; `write` is ignored until `ready` is 1.
 * Flows, so nothing holds a look-up back: one a clock, `forwardingLatency` clocks; logic depth 4 LUTs at 10g.
 */
export const forwardingTable = (config: Config) =>
  component(
    'forwarding_table',
    { config: config.name, entries: config.forwardingEntries, functions: config.functions },
    {
      destinations: slave(flow({ mac: u(48), vlan: u(12) })),
      results: master(flow({ functions: u(config.functions) })),
      write: slave(flow(wordWriteShape(tableWordBits(config, 'forwarding')))),
      ready: output(bit()),
    },
    ({ destinations, results, write, ready }) => {
      const { loader } = inst({ loader: forwardingLoader(config) });
      connectFlow(loader.write, write);
      ready.set(loader.ready);

      const r = reg({ key: forwardingKeyShape });
      const { mac, vlan } = destinations.payload;
      r.key.set({ mac: mux(isGroupAddress(mac), groupMac, mac), vlan });
      const oneEntry = forwardingEntry(config);
      const entries = instArray('entry', config.forwardingEntries, () => oneEntry);
      for (const [i, entry] of entries.entries()) {
        entry.key.set(r.key);
        entry.load.set(loader.load.valid.and(loader.load.payload.index.eq(i)));
        entry.contents.set(loader.load.payload.entry);
      }
      const answers = entries.map(entry => entry.answer);
      const first = selectFirst(config, answers);
      results.payload.functions.set(first.functions);
      unused(first.hit);
      results.valid.set(delayed('valid', bit(0), destinations.valid, forwardingLatency(config)));
    },
    {
      maxDepth: 4,
      doc: `(VLAN, MAC) look-up in ${config.forwardingEntries} entries, latency ${forwardingLatency(config)} clocks.`,
    },
  );

/** The answer of the first entry that hits, through a tree with registers. */
const selectFirst = (config: Config, answers: readonly ForwardingAnswer[]): ForwardingAnswer => {
  let nodes = answers;
  for (let level = 1; level <= treeLevels(answers.length); level++) {
    const groups = Array.from({ length: Math.ceil(nodes.length / treeFanIn) }, (_, i) =>
      nodes.slice(i * treeFanIn, (i + 1) * treeFanIn),
    );
    const isLast = groups.length === 1;
    const joined = groups.map(group => firstHit(isLast ? [...group, none(config)] : group));
    const registered = level % levelsPerStage === 0 || isLast;
    nodes = registered
      ? joined.map((answer, i) => delayed(`level_${level}_${i}`, forwardingAnswerShape(config), answer, 1))
      : joined;
  }
  return nodes[0]!;
};

/** The answer when no entry hits. */
const none = (config: Config): ForwardingAnswer => ({ hit: lit(0, 1), functions: lit(0, config.functions) });

/** The first of a few answers that hits; the last one counts unasked. */
const firstHit = (answers: readonly ForwardingAnswer[]): ForwardingAnswer =>
  answers.reduceRight((later, { hit, functions }) => ({
    hit: hit.or(later.hit),
    functions: mux(hit, functions, later.functions),
  }));
