// SPDX-License-Identifier: Apache-2.0
/** Faults at the host bus: windows at the point of use, tags, answers to the right function. */
import type { Mutant } from './mutant.ts';

const host = 'test/hdl/dma/host';
const guarded = 'test/hdl/dma/guarded-accesses.test.ts';

const windowCheck = { file: 'hdl/dma/host/window-check.ts', tests: [`${host}/window-check.test.ts`], rule: 'I1' };
const writeGuard = { file: 'hdl/dma/host/write-guard.ts', tests: [`${host}/write-guard.test.ts`, guarded], rule: 'I1' };
const readJudge = { file: 'hdl/dma/host/read-judge.ts', tests: [`${host}/read-engine.test.ts`, guarded], rule: 'I1' };
const tagGrant = { file: 'hdl/dma/host/tag-grant.ts', tests: [`${host}/read-engine.test.ts`], rule: 'I8' };
const delivery = { file: 'hdl/dma/host/read-delivery.ts', tests: [`${host}/read-engine.test.ts`], rule: 'I8' };
const lists = { file: 'hdl/dma/host/write-lists.ts', tests: [`${host}/write-engine.test.ts`], rule: 'I8' };
const watch = {
  file: 'hdl/dma/host/bus-watch.ts',
  tests: [`${host}/tagged-watch.test.ts`, `${host}/host-port.test.ts`, 'test/hdl/isolation/quiesce-and-reset.test.ts'],
  rule: 'I10',
};

export const hostMutants: readonly Mutant[] = [
  {
    ...windowCheck,
    name: 'window-without-first',
    what: 'an access below the window counts as inside',
    find: 'starts: held.base.le(held.first),',
    replace: 'starts: held.first.eq(held.first) as Val<1>,',
  },
  {
    ...windowCheck,
    name: 'window-without-last',
    what: 'an access beyond the window counts as inside',
    find: 'sum.starts.and(sum.wraps.not()).and(sum.end.le(sum.last))',
    replace: 'sum.starts.and(sum.wraps.not())',
  },
  {
    ...windowCheck,
    name: 'window-without-wrap',
    what: 'an access around the end of the address space counts as inside',
    find: 'sum.starts.and(sum.wraps.not()).and(sum.end.le(sum.last))',
    replace: 'sum.starts.and(sum.end.le(sum.last))',
  },
  {
    ...windowCheck,
    name: 'window-last-byte-open',
    what: 'the last byte of the window is outside',
    find: '.and(sum.end.le(sum.last))',
    replace: '.and(sum.end.lt(sum.last))',
  },
  {
    ...windowCheck,
    name: 'window-of-the-ring',
    what: 'a descriptor is judged by the window of the ring that waits',
    find: 'lookup.function.set(asked.function);',
    replace: 'lookup.function.set(ring.payload.function);',
  },
  {
    ...writeGuard,
    name: 'guard-passes-below',
    what: 'a burst that begins below the window leaves',
    find: 'const good = asked.base.le(asked.burst.address).and(crosses.not());',
    replace: 'const good = crosses.not();',
  },
  {
    ...writeGuard,
    name: 'guard-passes-above',
    what: 'a burst with a beat beyond the window leaves',
    find: 'good: placed.good.and(placed.lastBeat.le(placed.last)),',
    replace: 'good: placed.good,',
  },
  {
    ...writeGuard,
    name: 'guard-passes-over-4096',
    what: 'a burst crosses a block of 4,096 bytes',
    find: '.and(crosses.not());',
    replace: '.and(crosses.or(crosses.not()));',
  },
  {
    ...writeGuard,
    name: 'guard-keeps-bytes-at-edge',
    what: 'bytes beyond the edge of the window stay marked',
    find: 'last: mux(judged.atEdge, upToEdge, all),',
    replace: 'last: mux(judged.atEdge, all, all),',
  },
  {
    ...writeGuard,
    name: 'guard-keeps-bytes-before-address',
    what: 'bytes before the address of a burst stay marked',
    find: 'first: all.shl(judged.burst.address.slice(0, laneBits(config))),',
    replace: 'first: all,',
  },
  {
    ...writeGuard,
    name: 'guard-sends-swallowed-beats',
    what: 'beats of a refused burst reach the bus',
    find: 'when(moves.and(open.passes), () => {',
    replace: 'when(moves, () => {',
  },
  {
    ...writeGuard,
    name: 'guard-tells-no-refusal',
    what: 'a refused burst is told as a good one',
    find: "const bad = named('bad', open.passes.not().or(strayed).or(stray));",
    replace: "const bad = named('bad', strayed.or(stray));",
    rule: 'I11',
  },
  {
    ...writeGuard,
    name: 'guard-awuser-of-another',
    what: 'the IOMMU is told another function',
    find: 'write.awuser.set(out.burst.function.zext(hostUserBits));',
    replace: 'write.awuser.set(judged.burst.function.zext(hostUserBits));',
  },
  {
    ...readJudge,
    name: 'read-without-first',
    what: 'a read below the window leaves',
    find: 'const inside = placed.base.le(placed.read.address).and(placed.lastByte.le(placed.last));',
    replace: 'const inside = placed.lastByte.le(placed.last);',
  },
  {
    ...readJudge,
    name: 'read-without-last',
    what: 'a read beyond the window leaves',
    find: 'const inside = placed.base.le(placed.read.address).and(placed.lastByte.le(placed.last));',
    replace: 'const inside = placed.base.le(placed.read.address);',
  },
  {
    ...readJudge,
    name: 'read-over-4096',
    what: 'a read crosses a block of 4,096 bytes',
    find: '.and(lastPlace.bit(blockBits).not())',
    replace: '',
  },
  {
    ...readJudge,
    name: 'read-too-long',
    what: 'a read has more beats than its slots have room for',
    find: 'fits: beats.lt(beatsPerRead(config)).and(',
    replace: 'fits: bytes.ne(0).and(',
  },
  {
    ...readJudge,
    name: 'read-window-of-the-next',
    what: 'a read is judged by the window of the one after it',
    find: 'const { base, last } = asked;',
    replace: 'const { base, last } = io.lookup.window;',
  },
  {
    ...tagGrant,
    name: 'tags-without-cap',
    what: 'a function takes every shared tag',
    find: 'sharedMay: below(counted.shared, sharedPerFunction(config)),',
    replace: 'sharedMay: below(counted.shared, 2 ** counted.shared.width),',
    rule: 'I3',
  },
  {
    ...tagGrant,
    name: 'tags-without-reserve',
    what: 'the reserve of others is given away',
    find: "const sharedOk = named('shared_ok', sharedMay.and(sharedLeft.ne(0)));",
    replace: "const sharedOk = named('shared_ok', sharedMay);",
    rule: 'I3',
  },
  {
    ...tagGrant,
    name: 'tags-blind-to-those-ahead',
    what: 'reads just before are not counted against the limit',
    find: 'ahead: countOnes(cat(...ahead), 2),',
    replace: 'ahead: countOnes(cat(...ahead), 2).and(0),',
    rule: 'I3',
  },
  {
    ...tagGrant,
    name: 'tags-given-back-to-another-account',
    what: 'a shared tag comes back as one of the reserve',
    find: 'shared: freed.payload.shared });\n  const { index, active }',
    replace: 'shared: freed.payload.shared.not() as Val<1> });\n  const { index, active }',
    rule: 'I3',
  },
  {
    ...delivery,
    name: 'answer-to-another-client',
    what: 'an answer goes to the client after the right one',
    find: 'line.ended.valid.set(ended.valid.and(client.eq(i)));',
    replace: 'line.ended.valid.set(ended.valid.and(client.eq((i + 1) % clients.length)));',
  },
  {
    ...delivery,
    name: 'answer-with-data-of-a-fault',
    what: 'a client of a refused read gets what is left in the slot',
    find: 'const data = mux(fault.eq(faults.none), io.slots.data, 0);',
    replace: 'const data = io.slots.data;',
    rule: 'I2',
  },
  {
    ...delivery,
    name: 'tag-freed-though-lost',
    what: 'the tag of a read that the bus never ended is given out again',
    find: 'freed.set({ valid: then.clients.orR().and(last).and(lost.not()),',
    replace: 'freed.set({ valid: then.clients.orR().and(last),',
  },
  {
    ...lists,
    name: 'response-of-another-function',
    what: 'a response ends the oldest burst of function 0',
    find: 'function: responses.bid.trunc(number.width),',
    replace: 'function: responses.bid.trunc(number.width).and(0),',
  },
  {
    ...lists,
    name: 'response-error-forgotten',
    what: 'a write that the bus refused counts as done',
    find: 'const ofBus = mux(popped.failed, lit(faults.bus, faultBits), faults.none);',
    replace: 'const ofBus = lit(faults.none, faultBits);',
    rule: 'I10',
  },
  {
    ...lists,
    name: 'write-list-overflows',
    what: 'a function has more bursts under way than its list holds',
    find: 'list.room.set(full.or(sweep.active).not());',
    replace: 'list.room.set(sweep.active.not());',
  },
  {
    ...lists,
    name: 'stray-response-taken',
    what: 'a response that nobody waits for ends a burst',
    find: '.and(response.known).and(someOf(response.function)));',
    replace: '.and(someOf(response.function)));',
  },
  {
    ...watch,
    name: 'reset-forgets-the-bus',
    what: 'a reset does not see accesses under way',
    find: '.elsewhen(busy, () => {',
    replace: '.elsewhen(r.purging, () => {',
  },
  {
    ...watch,
    name: 'purge-marks-bytes',
    what: 'data of a purge overwrites memory',
    find: 'bus.wstrb.set(mux(r.purging, 0, wstrb));',
    replace: 'bus.wstrb.set(wstrb);',
  },
  {
    ...watch,
    name: 'purge-shows-answers',
    what: 'answers of before a reset reach the new run',
    find: 'rvalid.set(bus.rvalid.and(shows));',
    replace: 'rvalid.set(bus.rvalid);',
    rule: 'I2',
  },
];
