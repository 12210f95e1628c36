// SPDX-License-Identifier: Apache-2.0
/**
 * Tag grant: gives each read a free tag, if its function may have one more.
 *
 * Every function has `readTagsReserved` tags that nobody else can take; beyond these it takes of those that are shared, up to
 * `readTagsPerFunction` in all. A read that can have none now goes to `held` and waits outside, so that nobody waits for
 * it; it comes back on `again`, and `settled` tells what became of it. Tags come back on `freed`, with whose they were.
 *
 * A read that gets a tag goes to `tagged`, and its context to `contexts`.
 *
 * One read a clock, `again` before `reads`, latency 4 clocks; waits with `tagged`, never for an answer. A read
 * just after others of its function is judged as if each of those got a tag of either kind: it may be held although there
 * is a tag, never get one that it must not have. Nothing is taken in the first clocks after reset. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  countOnes,
  flow,
  type Inside,
  inst,
  master,
  mux,
  named,
  type Ram,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { countUpDown, startUpSweep } from 'typescript-hdl/lib';
import { clockedFifo } from '../../lib/clocked-ram.ts';
import type { Config } from '../../spec/configs.ts';
import { readTags, readTagsPerFunction, readTagsReserved } from '../../spec/virtio/mover-sizes.ts';
import {
  engineReadShape,
  type ReadClient,
  tagBits,
  tagContextShape,
  taggedReadShape,
  tagOwnerShape,
} from './read-shapes.ts';

/** Tags that a function has got, or given back, so far: its own and shared ones, modulo more than there are. */
const countsShape = (config: Config) => ({ own: u(tagBits(config)), shared: u(tagBits(config)) });

/** Tags that all functions share, and how many of them one may have. */
const sharedTags = (config: Config): number => readTags(config) - readTagsReserved(config) * config.functions;
const sharedPerFunction = (config: Config): number =>
  Math.min(readTagsPerFunction(config) - readTagsReserved(config), sharedTags(config));

const ports = (config: Config, clients: readonly ReadClient[]) => ({
  reads: slave(stream(engineReadShape(config, clients))),
  again: slave(stream(engineReadShape(config, clients))),
  held: master(flow(engineReadShape(config, clients))),
  settled: master(flow({ granted: bit() })),
  tagged: master(stream(taggedReadShape(config, clients))),
  contexts: master(flow(tagContextShape(config, clients))),
  freed: slave(flow({ tag: u(tagBits(config)), ...tagOwnerShape(config) })),
});
type Io = Inside<ReturnType<typeof ports>>;

/** The grant; see the header comment. */
export const tagGrant = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'tag_grant',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    ports(config, clients),
    io => {
      const { sharedLeft } = reg({ sharedLeft: u(tagBits(config) + 1, sharedTags(config)) });
      const { grants } = wire({ grants: { valid: bit(), ...tagOwnerShape(config) } });
      const { starting, given, back } = ledger(config, io, grants);
      const { free } = inst({ free: clockedFifo(u(tagBits(config)), 2 ** tagBits(config)) });
      unused(free.count, free.up.ready);
      free.up.valid.set(starting.tag.or(io.freed.valid));
      free.up.payload.set(mux(starting.tag, starting.index.trunc(tagBits(config)), io.freed.payload.tag));

      const { leaves } = wire({ leaves: bit() });
      const { valid, waited, read, ownLeft, sharedMay } = weigh(config, clients, io, {
        moves: leaves,
        closed: starting.active,
        given,
        back,
      });
      const sharedOk = named('shared_ok', sharedMay.and(sharedLeft.ne(0)));
      const may = named('may', ownLeft.or(sharedOk));
      const { out } = reg({ out: { valid: bit(0), read: taggedReadShape(config, clients) } });
      const room = out.valid.not().or(io.tagged.ready);
      const grant = named('grant', valid.and(may).and(free.down.valid).and(room));
      const hold = named('hold', valid.and(may.not()));
      leaves.set(valid.not().or(grant).or(hold));
      free.down.ready.set(grant);
      const tag = free.down.payload;
      const shared = ownLeft.not();
      grants.set({ valid: grant, function: read.function, shared });
      countUpDown(sharedLeft, io.freed.valid.and(io.freed.payload.shared), grant.and(shared));

      const { context, ...kept } = read;
      when(io.tagged.ready, () => out.valid.set(0));
      when(grant, () => out.set({ valid: 1, read: { tag, ...kept } }));
      io.tagged.valid.set(out.valid);
      io.tagged.payload.set(out.read);
      io.contexts.valid.set(grant);
      io.contexts.payload.set({ tag, context, function: read.function, shared });
      io.held.valid.set(hold);
      io.held.payload.set(read);
      io.settled.valid.set(waited.and(grant.or(hold)));
      io.settled.payload.set({ granted: grant });
    },
    { maxDepth: 3, doc: 'Tag grant: a tag for each read, with a reserve and a limit for each function.' },
  );

interface Grants {
  readonly valid: Val<1>;
  readonly function: Val;
  readonly shared: Val<1>;
}

/** What each function has got and given back, and the sweep that clears both and fills the list of free tags. */
const ledger = (config: Config, { freed }: Io, grants: Grants) => {
  const memory = { shape: countsShape(config), depth: config.functions, kind: 'distributed' } as const;
  const { given, back } = ram({ given: memory, back: memory });
  const tags = readTags(config);
  const sweep = startUpSweep('sweep', Math.max(tags, config.functions));
  const count = (side: typeof given, at: Grants): void => {
    const { own, shared } = side.read(at.function);
    when(sweep.active.or(at.valid), () =>
      side.write(mux(sweep.active, sweep.index.trunc(at.function.width), at.function), {
        own: mux(sweep.active, 0, own.add(at.shared.not().zext(own.width))),
        shared: mux(sweep.active, 0, shared.add(at.shared.zext(shared.width))),
      }),
    );
  };
  count(given, grants);
  count(back, { valid: freed.valid, function: freed.payload.function, shared: freed.payload.shared });
  const { index, active } = sweep;
  return { given, back, starting: { active, index, tag: active.and(index.zext(index.width + 1).lt(tags)) } };
};

interface Weighing {
  readonly moves: Val<1>;
  readonly closed: Val<1>;
  readonly given: Ram<ReturnType<typeof countsShape>>;
  readonly back: Ram<ReturnType<typeof countsShape>>;
}

/** Looks up what the function of a read has, and compares it with what it may have; the reads of the last stage. */
const weigh = (
  config: Config,
  clients: readonly ReadClient[],
  { reads, again }: Io,
  { moves, closed, given, back }: Weighing,
) => {
  const counts = countsShape(config);
  const begun = { valid: bit(0), waited: bit(), read: engineReadShape(config, clients) };
  const { asked, counted, compared } = reg({
    asked: { ...begun, given: counts, back: counts, ahead: u(2) },
    counted: { ...begun, ...counts, ahead: u(2) },
    compared: { ...begun, ownLeft: bit(), sharedMay: bit() },
  });
  const countedMoves = named('counted_moves', counted.valid.not().or(moves));
  const askedMoves = named('asked_moves', asked.valid.not().or(countedMoves));
  const takes = named('takes', askedMoves.and(closed.not()));
  again.ready.set(takes);
  reads.ready.set(takes.and(again.valid.not()));
  const read = mux(again.valid, again.payload, reads.payload);
  when(askedMoves, () => {
    const ahead = [asked, counted, compared].map(one => one.valid.and(one.read.function.eq(read.function)));
    asked.set({
      valid: takes.and(again.valid.or(reads.valid)),
      waited: again.valid,
      read,
      given: given.read(read.function),
      back: back.read(read.function),
      ahead: countOnes(cat(...ahead), 2),
    });
  });
  when(countedMoves, () => {
    counted.set({
      valid: asked.valid,
      waited: asked.waited,
      read: asked.read,
      own: asked.given.own.sub(asked.back.own),
      shared: asked.given.shared.sub(asked.back.shared),
      ahead: asked.ahead,
    });
  });
  when(moves, () => {
    const below = (count: Val, most: number): Val<1> =>
      count
        .zext(count.width + 1)
        .add(counted.ahead.zext(count.width + 1))
        .lt(most) as Val<1>;
    compared.set({
      valid: counted.valid,
      waited: counted.waited,
      read: counted.read,
      ownLeft: below(counted.own, readTagsReserved(config)),
      sharedMay: below(counted.shared, sharedPerFunction(config)),
    });
  });
  return compared;
};
