// SPDX-License-Identifier: Apache-2.0
/** Faults in what starts and stops queues, in registers and in the loading of policies. */
import type { Mutant } from './mutant.ts';

const control = 'test/hdl/control';
const run = {
  file: 'hdl/virtqueue/control/run-control.ts',
  tests: ['test/hdl/virtqueue/control/run-control.test.ts'],
  rule: 'I14',
};
const state = {
  file: 'hdl/virtqueue/control/run-state.ts',
  tests: ['test/hdl/virtqueue/control/run-control.test.ts', 'test/hdl/virtqueue/queue-control.test.ts'],
  rule: 'I14',
};
const occupied = {
  file: 'hdl/virtqueue/control/occupied-functions.ts',
  tests: ['test/hdl/virtqueue/control/run-control.test.ts', 'test/hdl/isolation/windows.test.ts'],
  rule: 'I1',
};
const block = { file: 'hdl/control/register-block.ts', tests: [`${control}/register-block.test.ts`] };
const load = {
  file: 'hdl/control/image-load.ts',
  tests: [`${control}/table-port.test.ts`, `${control}/card-tables.test.ts`],
  rule: 'I9',
};
const entry = {
  file: 'hdl/control/entry-release.ts',
  tests: [`${control}/table-port.test.ts`, `${control}/card-tables.test.ts`],
  rule: 'I9',
};
const port = {
  file: 'hdl/control/table-port.ts',
  tests: [`${control}/table-port.test.ts`, `${control}/card-tables.test.ts`],
  rule: 'I9',
};
const use = { file: 'hdl/control/image-use.ts', tests: ['test/hdl/isolation/tables.test.ts'], rule: 'I9' };

export const controlMutants: readonly Mutant[] = [
  {
    ...run,
    name: 'start-in-the-same-epoch',
    what: 'a new run has the epoch of the old one',
    find: 'act.state.epoch.set(seen.epoch.add(1));',
    replace: 'act.state.epoch.set(seen.epoch);',
  },
  {
    ...run,
    name: 'idle-though-busy',
    what: 'a queue is said to be idle while parts hold something of it',
    find: 'when(r.timer.ne(0).and(r.busy), () => {',
    replace: 'when(r.timer.ne(0).and(r.busy).and(0), () => {',
  },
  {
    ...run,
    name: 'settles-at-once',
    what: 'a queue counts as drained after 2 clocks',
    find: 'const settleClocks = 15;',
    replace: 'const settleClocks = 2;',
  },
  {
    ...run,
    name: 'stop-of-an-older-run',
    what: 'a fault of the run before stops the new one',
    find: '.and(stop.payload.epoch.eq(seen.epoch));',
    replace: ';',
  },
  {
    ...run,
    name: 'ring-outside-its-window',
    what: 'a queue starts though its rings are outside its window',
    find: 'r.refused.set(io.check.answer.payload.inside.not());',
    replace: 'r.refused.set(0);',
    rule: 'I1',
  },
  {
    ...run,
    name: 'ring-checked-in-part',
    what: 'only the first part of the rings is looked up in the window',
    find: 'when(io.check.answer.payload.inside.and(r.room.ne(roomCount - 1)), () => goto',
    replace: 'when(io.check.answer.payload.inside.and(r.room.ne(r.room)), () => goto',
    rule: 'I1',
  },
  {
    ...run,
    name: 'start-while-quiet',
    what: 'a queue starts while the machine is to be quiet',
    find: "const halted = named('halted', r.quiet.or(r.suspended));",
    replace: "const halted = named('halted', r.suspended);",
  },
  {
    ...run,
    name: 'start-while-suspended',
    what: 'a queue of a suspended function starts',
    find: "const halted = named('halted', r.quiet.or(r.suspended));",
    replace: "const halted = named('halted', r.quiet);",
  },
  {
    ...run,
    name: 'resumes-after-a-fault',
    what: 'a queue that stopped by a fault goes on when its function does',
    find: 'act.state.resumes.set(0);\n          act.changes.set(1);\n          act.tells.set(1);',
    replace: 'act.changes.set(1);\n          act.tells.set(1);',
  },
  {
    ...state,
    name: 'busy-not-shown',
    what: 'a queue that is leaving does not show as busy',
    find: "['busy', leaving.or(stops).or(starts)],",
    replace: "['busy', stops.or(starts)],",
  },
  {
    ...occupied,
    name: 'window-free-while-starting',
    what: 'a window may be moved while a queue starts in it',
    find: 'occupied.at(functionOf(config, claimed)).set(1);',
    replace: 'occupied.at(functionOf(config, claimed)).set(0);',
  },
  {
    ...occupied,
    name: 'window-free-by-the-last-queue',
    what: 'only the last queue of a function keeps its window',
    find: 'occupied.at(functionOf(config, queue)).set(some.or(active));',
    replace: 'occupied.at(functionOf(config, queue)).set(active);',
  },
  {
    ...block,
    rule: 'I1',
    name: 'window-moves-under-a-queue',
    what: 'a window is written while queues of its function run',
    find: 'guards.function.set(occupied);',
    replace: 'guards.function.set(occupied.and(0));',
  },
  {
    ...block,
    rule: 'I9',
    name: 'parser-taught-under-traffic',
    what: 'tables of the parser change while frames are judged',
    find: 'guards.parser_table.set(judging);',
    replace: 'guards.parser_table.set(judging.and(0));',
  },
  {
    ...block,
    rule: 'I9',
    name: 'write-while-an-entry-leaves',
    what: 'a write comes while an entry is on its way to its table',
    find: 'tablesBusy.or(countsBusy).not()',
    replace: 'tablesBusy.and(0).or(countsBusy).not()',
    tests: [`${control}/table-port.test.ts`],
  },
  {
    ...load,
    name: 'entry-with-any-checksum',
    what: 'entries pass whatever their checksum',
    find: "[differs, refusalOf('checksum')],",
    replace: "[differs.and(taken.commit), refusalOf('checksum')],",
  },
  {
    ...load,
    name: 'commit-with-any-checksum',
    what: 'a commitment is taken whatever its checksum',
    find: "[differs, refusalOf('checksum')],",
    replace: "[differs.and(taken.check), refusalOf('checksum')],",
  },
  {
    ...load,
    name: 'spoiled-load-goes-on',
    what: 'entries pass after one that was refused',
    find: '[load.spoiled.ne(0), load.spoiled],',
    replace: '',
  },
  {
    ...load,
    name: 'torn-image-goes-live',
    what: 'half of one image and half of another become live',
    find: "[load.touched.and(whole.not()), refusalOf('torn')],",
    replace: '',
  },
  {
    ...load,
    name: 'whole-load-not-counted',
    what: 'a load that says it is whole is believed',
    find: 'counted: load.whole.not().or(load.count.eq(lit(entries, countBits))),',
    replace: 'counted: lit(1, 1),',
  },
  {
    ...load,
    name: 'load-of-the-live-image',
    what: 'a load of the image that is live begins',
    find: "[image.eq(isLive), refusalOf('image')],",
    replace: '',
  },
  {
    ...load,
    name: 'load-for-another-card',
    what: 'a load that was made for another number of swaps begins',
    find: "[taken.stale, refusalOf('stale')],",
    replace: '',
  },
  {
    ...load,
    name: 'swap-not-counted',
    what: 'of two swaps nobody hears: only the live image is told',
    find: 'swaps: load.swaps.add(1), touched: 0',
    replace: 'swaps: load.swaps.bit(0).not().zext(swapCountBits), touched: 0',
  },
  {
    ...load,
    name: 'load-under-frames',
    what: 'an image is written while frames are judged by it',
    find: "[draining, refusalOf('draining')],",
    replace: '',
  },
  {
    ...load,
    name: 'checksum-without-register',
    what: 'a value that went to another register counts as right',
    find: 'checksumOf(before, taken.data, cat(taken.number, lit(0, 2)))',
    replace: 'checksumOf(before, taken.data, cat(taken.number, lit(0, 2)).and(16))',
  },
  {
    ...entry,
    name: 'entry-passes-unchecked',
    what: 'the words of an entry leave though it was refused',
    find: 'valid: checked.payload.passes, number: 0',
    replace: 'valid: 1, number: 0',
  },
  {
    ...entry,
    name: 'entry-of-the-live-copy',
    what: 'an entry goes to the copy that is live',
    find: '...(image === 1 ? [place.image] : []),',
    replace: '...(image === 1 ? [place.image.not()] : []),',
  },
  {
    ...port,
    name: 'word-beyond-the-table',
    what: 'a word for an entry that does not exist is taken',
    find: "[any(({ missing }) => missing), lit(tableRefusal('index'), 4)],",
    replace: '',
  },
  {
    ...port,
    name: 'word-without-a-load',
    what: 'a word is taken when no load has begun',
    find: 'refuses.set(load.loading.not().or(place.wrong.ne(0)).or(place.full));',
    replace: 'refuses.set(place.wrong.ne(0).or(place.full));',
  },
  {
    ...use,
    name: 'drained-too-early',
    what: 'sent frames under judgement are not counted',
    find: 'countUpDown(count, began[side].and(isOf(live)), judged[side].and(isOf(judged.image)));',
    replace: 'countUpDown(count, began[side].and(isOf(live)).and(0), judged[side].and(isOf(judged.image)).and(0));',
  },
];
