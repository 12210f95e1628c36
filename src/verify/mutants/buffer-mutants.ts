// SPDX-License-Identifier: Apache-2.0
/** Faults in the packet buffer: whose frame it is, of which run, and who pays for it. */
import type { Mutant } from './mutant.ts';

const buffer = 'test/hdl/buffer';
const judge = {
  file: 'hdl/buffer/frame-judge.ts',
  tests: [`${buffer}/packet-buffer.test.ts`, `${buffer}/local-frames.test.ts`],
};
const ledger = { file: 'hdl/buffer/reserve-ledger.ts', tests: [`${buffer}/reserve-ledger.test.ts`], rule: 'I3' };
const quota = { file: 'hdl/buffer/quota-ledger.ts', tests: [`${buffer}/packet-buffer.test.ts`], rule: 'I3' };
const release = {
  file: 'hdl/buffer/frame-release.ts',
  tests: [`${buffer}/packet-buffer.test.ts`, `${buffer}/local-frames.test.ts`, `${buffer}/packet-buffer-soak.test.ts`],
};
const frameLists = { file: 'hdl/buffer/frame-lists.ts', tests: [`${buffer}/frame-lists.test.ts`], rule: 'I2' };
const gate = { file: 'hdl/buffer/verdict-gate.ts', tests: [`${buffer}/verdict-gate.test.ts`], rule: 'I2' };

export const bufferMutants: readonly Mutant[] = [
  {
    ...judge,
    rule: 'I14',
    name: 'frame-without-epoch',
    what: 'a frame does not know of which run of its queue it is',
    find: 'found.set({ valid: visits.valid, visit: pick(visit, asked), stopped, epoch });',
    replace: 'found.set({ valid: visits.valid, visit: pick(visit, asked), stopped, epoch: 0 });',
  },
  {
    ...judge,
    rule: 'I14',
    name: 'frame-for-a-stopped-queue',
    what: 'frames wait for a queue that does not run',
    find: "[weighed.stopped, eventNumber('queue_stopped')],",
    replace: '',
  },
  {
    ...judge,
    rule: 'I3',
    name: 'frame-over-quota',
    what: 'nobody looks at the quota',
    find: "[mux(local, over.local, over.wire), eventNumber('quota')],",
    replace: '',
  },
  {
    ...judge,
    rule: 'I3',
    name: 'frame-quota-of-the-other-side',
    what: 'local frames are judged by the quota of those from the wire',
    find: 'mux(local, over.local, over.wire)',
    replace: 'mux(local, over.wire, over.wire)',
  },
  {
    ...judge,
    rule: 'I3',
    name: 'frame-charged-to-the-next',
    what: 'the cells of a frame are charged to another function',
    find: 'charge[side].payload.set({\n          function: ownerOfSlot(slot),',
    replace: 'charge[side].payload.set({\n          function: ownerOfSlot(slot).xor(1),',
  },
  {
    ...judge,
    rule: 'I3',
    name: 'group-rate-ignored',
    what: 'copies of group frames have no limit',
    find: "[closed, eventNumber('group_rate')],",
    replace: '',
  },
  {
    ...judge,
    rule: 'I2',
    name: 'dropped-frame-enters',
    what: 'a frame that the policy drops is delivered',
    find: '[dropped, reason],',
    replace: '',
  },
  {
    ...ledger,
    name: 'reserve-not-kept',
    what: 'a function within its reserve waits for shared cells',
    find: 'over.set(inLimit.and(fitsOwn.or(fitsShared)).not());',
    replace: 'over.set(inLimit.and(fitsShared).not());',
  },
  {
    ...ledger,
    name: 'limit-not-kept',
    what: 'a function holds more than its limit',
    find: 'over.set(inLimit.and(fitsOwn.or(fitsShared)).not());',
    replace: 'over.set(fitsOwn.or(fitsShared).not());',
  },
  {
    ...ledger,
    name: 'shared-cells-below-zero',
    what: 'more cells are shared out than there are',
    find: ').and(none.not());',
    replace: ');',
  },
  {
    ...ledger,
    name: 'shared-cells-of-the-frame-before',
    what: 'the frame that is charged in this clock is forgotten',
    find: 'lastIsShared,\n        demand.withLast',
    replace: 'lastIsShared.and(0),\n        demand.withLast',
  },
  {
    ...ledger,
    name: 'reserve-shrinks-for-nothing',
    what: 'cells that a smaller reserve gives back are lost',
    find: 'gain.set(back.add(released));',
    replace: 'gain.set(back);',
  },
  {
    ...quota,
    name: 'quota-counts-one-less',
    what: 'each frame costs a cell less than it takes',
    find: 'account.read(payload.function).add(payload.countLessOne).add(1);',
    replace: 'account.read(payload.function).add(payload.countLessOne);',
  },
  {
    ...quota,
    name: 'quota-one-more',
    what: 'a function may hold a cell more than its quota',
    find: 'over.set(demand.cellsLessOne.ge(demand.quota.zext(bits + 1)));',
    replace: 'over.set(demand.cellsLessOne.gt(demand.quota.zext(bits + 1)));',
  },
  {
    ...release,
    rule: 'I3',
    name: 'cells-given-back-to-another',
    what: 'cells come back to the account of another function',
    find: 'discharge[side].payload.set({\n          function: owed.copy.function,',
    replace: 'discharge[side].payload.set({\n          function: owed.copy.function.xor(1),',
  },
  {
    ...release,
    rule: 'I2',
    name: 'cells-free-before-the-last-copy',
    what: 'the cells of a frame are given out again while copies of it wait',
    find: 'finished[side].valid.set(giving.valid.and(giving.last).and(isHere(giving.copy.local)));',
    replace: 'finished[side].valid.set(giving.valid.and(isHere(giving.copy.local)));',
  },
  {
    ...release,
    rule: 'I2',
    name: 'open-frame-released',
    what: 'a frame is given back while its visits go on',
    find: "const stillOpen = named('still_open', open.valid.and(isOpen));",
    replace: "const stillOpen = named('still_open', open.valid.and(isOpen).and(0));",
  },
  {
    ...frameLists,
    name: 'outcome-of-an-older-series',
    what: 'an attempt of before a failure takes a buffer',
    find: 'r.isCurrent.set(series.eq(oldest.series).and(',
    replace: 'r.isCurrent.set(series.eq(series).and(',
  },
  {
    ...gate,
    name: 'frame-before-its-verdict',
    what: 'a frame leaves before its verdict is there',
    find: "named('judged', verdictFifo.down.valid.and(checksumFifo.down.valid.or(ends.not())));",
    replace: "named('judged', verdictFifo.down.valid.or(1).and(checksumFifo.down.valid.or(ends.not())));",
  },
  {
    ...gate,
    name: 'verdict-of-the-frame-before',
    what: 'a verdict is used for a second frame',
    find: 'verdictFifo.down.ready.set(leaves);',
    replace: 'verdictFifo.down.ready.set(leaves.and(verdictFifo.count.gt(1)));',
  },
];
