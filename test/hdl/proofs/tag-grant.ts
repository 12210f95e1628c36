// SPDX-License-Identifier: Apache-2.0
/**
 * The tag grant gives no tag to two reads, and no function more than it may have: of an arbitrary tag, and of both functions.
 * That the list of free tags gives each as often as it took it is proved with the library.
 */
import { anyconst, assert, assume, bit, cover, lit, reg, u, type Val, when } from 'typescript-hdl';
import { type Inner, proof, type Seen, watched } from 'typescript-hdl/prove';
import { engineReadShape, tagBits } from '../../../hdl/dma/host/read-shapes.ts';
import { tagGrant } from '../../../hdl/dma/host/tag-grant.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { readTags, readTagsPerFunction, readTagsReserved } from '../../../hdl/spec/virtio/mover-sizes.ts';

/** A slow line has the fewest tags. */
const config: Config = { ...configs.tiny, lineRateBps: 1e9 };
const clients = [{ name: 'one', contextBits: 1, ahead: 1 }];
const own = readTagsReserved(config);
const sharedTags = readTags(config) - config.functions * own;
const sharedMost = Math.min(readTagsPerFunction(config) - own, sharedTags);
const bits = tagBits(config) + 1;
const tag = u(tagBits(config));

type Grant = ReturnType<typeof tagGrant>;
type Io = Seen<Grant['ports']>;

const implies = (condition: Val, conclusion: Val): Val<1> => condition.not().or(conclusion) as Val<1>;

/** The grant with reads, answers and timing left free; tags come back as they were given. */
export const grantedTags = (grant: Grant = tagGrant(config, clients)) =>
  watched(grant, (io: Io, inner: Inner) => {
    const sweeping = inner.register('sweep_active');
    const index = inner.register('sweep_index');
    const gives = io.contexts.valid;
    const { freed, contexts } = io;

    // An arbitrary tag is free, once, or it is out.
    const { followed } = anyconst({ followed: tag });
    const r = reg({ free: bit(0), out: bit(0), owner: u(1), shared: bit() });
    const mine = contexts.payload.tag.eq(followed);
    const back = freed.payload.tag.eq(followed);
    assume('list_gives_what_it_has', implies(gives.and(mine), r.free));
    assume('nothing_comes_back_in_the_sweep', implies(freed.valid, sweeping.not()));
    const asGiven = freed.payload.function.eq(r.owner).and(freed.payload.shared.eq(r.shared));
    assume('comes_back_as_given', implies(freed.valid.and(back), r.out.and(asGiven)));
    when(sweeping.and(index.eq(followed)), () => r.free.set(1));
    when(gives.and(mine), () => {
      assert('not_given_twice', r.out.not());
      r.free.set(0);
      r.out.set(1);
      r.owner.set(contexts.payload.function);
      r.shared.set(contexts.payload.shared);
    });
    when(freed.valid.and(back), () => {
      r.out.set(0);
      r.free.set(1);
    });
    assert('free_or_out', r.free.and(r.out).not());
    assert('none_before_the_sweep', implies(sweeping, r.out.not()));

    // What both functions have.
    const counts = { own: tag, shared: tag };
    const begun = { valid: bit(), read: { function: engineReadShape(config, clients).function } };
    const asked = inner.register('asked', { ...begun, given: counts, back: counts, ahead: u(2) });
    const counted = inner.register('counted', { ...begun, ...counts, ahead: u(2) });
    const compared = inner.register('compared', { ...begun, ownLeft: bit(), sharedMay: bit() });
    const sharedLeft = inner.register('shared_left') as Val;
    const has = reg({ own0: u(bits, 0), own1: u(bits, 0), shared0: u(bits, 0), shared1: u(bits, 0) });
    const one = [has.own0, has.own1] as const;
    const all = [has.shared0, has.shared1] as const;
    for (const fn of [0, 1]) {
      const given = inner.word('given', lit(fn, 1), counts);
      const returned = inner.word('back', lit(fn, 1), counts);
      const kinds = [
        { kind: 'own', count: one[fn]!, most: own, isKind: (shared: Val<1>) => shared.not() },
        { kind: 'shared', count: all[fn]!, most: sharedMost, isKind: (shared: Val<1>) => shared },
      ] as const;
      for (const { kind, count, most, isKind } of kinds) {
        const up = gives.and(contexts.payload.function.eq(fn)).and(isKind(contexts.payload.shared));
        const down = freed.valid.and(freed.payload.function.eq(fn)).and(isKind(freed.payload.shared));
        assume(`${kind}_${fn}_comes_back_as_given`, implies(down, count.ne(0)));
        count.set(count.add(up.zext(bits) as Val).sub(down.zext(bits) as Val));
        assert(`${kind}_${fn}_at_most`, count.le(most));
        const ledger = given[kind].sub(returned[kind]).eq(count.trunc(tag.width) as Val);
        assert(`${kind}_${fn}_in_the_ledger`, implies(sweeping.not(), ledger as Val<1>));
        assert(`${kind}_${fn}_none_in_the_sweep`, implies(sweeping, count.eq(0)));

        // What a read sees of its function is no less than what the function has when it is decided on.
        const of = (stage: { valid: Val<1>; read: { function: Val } }): Val<1> =>
          stage.valid.and(stage.read.function.eq(fn)) as Val<1>;
        const waiting = (...stages: readonly Val<1>[]): Val =>
          stages.reduce<Val>((sum, stage) => sum.add(stage.zext(bits)), count);
        const seen = (value: Val, ahead: Val): Val => value.zext(bits).add(ahead.zext(bits));
        const sees = (name: string, stage: Val<1>, seenThere: Val, less: Val): void =>
          assert(
            `${kind}_${fn}_${name}`,
            implies(stage, less.le(seenThere).and(seenThere.le(2 ** tag.width + 2)) as Val<1>),
          );
        sees(
          'asked',
          of(asked),
          seen(asked.given[kind].sub(asked.back[kind]), asked.ahead),
          waiting(of(counted), of(compared)),
        );
        sees('counted', of(counted), seen(counted[kind], counted.ahead), waiting(of(compared)));
        const may = kind === 'own' ? compared.ownLeft : compared.sharedMay;
        assert(`${kind}_${fn}_compared`, implies(of(compared).and(may), count.lt(most) as Val<1>));
      }
    }
    const taken = has.shared0.add(has.shared1);
    assert('shared_are_counted', sharedLeft.zext(bits).add(taken).eq(sharedTags));
    assert('nothing_in_the_sweep', implies(sweeping, asked.valid.or(counted.valid).or(compared.valid).not()));
    cover('a_shared_tag_is_given', gives.and(contexts.payload.shared) as Val<1>);
    cover('a_read_is_held', io.held.valid);
    cover('one_is_tried_again', io.settled.valid.and(io.settled.payload.granted) as Val<1>);
  });

export const tagGrantProof = proof('tag-grant', () => grantedTags(), { depth: 40, seconds: 600 });
