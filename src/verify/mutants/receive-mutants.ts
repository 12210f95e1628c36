// SPDX-License-Identifier: Apache-2.0
/** Faults between a frame in memory and its used element, and in what frames and chains are charged. */
import type { Mutant } from './mutant.ts';

const rings = { file: 'hdl/dma/rx/element-rings.ts', tests: ['test/hdl/dma/rx/element-rings.test.ts'] };
const received = {
  file: 'hdl/dma/rx/receive-cost.ts',
  tests: ['test/hdl/dma/rx/receive-cost.test.ts'],
  rule: 'I4',
};
const sent = { file: 'hdl/dma/tx/send-cost.ts', tests: ['test/hdl/dma/tx/frame-fetch.test.ts'], rule: 'I4' };

export const receiveMutants: readonly Mutant[] = [
  {
    ...rings,
    rule: 'I11',
    name: 'element-before-its-frame',
    what: 'elements go on before their frame is in memory',
    find: "named('due', head.some.and(starts.not().or(whole)))",
    replace: "named('due', head.some.and(starts.not().or(whole).or(head.some)))",
  },
  {
    ...rings,
    rule: 'I11',
    name: 'element-of-half-a-frame',
    what: 'a frame without data goes on when its first element is there, and its turn ends within it',
    find: '.and(elements.payload.returned).and(elements.payload.last)',
    replace: '.and(elements.payload.returned)',
  },
  {
    ...rings,
    rule: 'I2',
    name: 'element-of-a-former-run',
    what: 'elements of a former run of the queue go on',
    find: 'failed(one.queue).or(states.runs(one.queue, one.epoch).not())',
    replace: 'failed(one.queue).or(states.running(one.queue).not())',
  },
  {
    ...rings,
    rule: 'I11',
    name: 'element-of-a-failed-burst',
    what: 'elements of a queue one of whose writes failed go on',
    find: 'failed(one.queue).or(states.runs(one.queue, one.epoch).not())',
    replace: 'states.runs(one.queue, one.epoch).not()',
  },
  {
    ...received,
    name: 'receive-pays-no-time',
    what: 'a received frame is charged the bus alone, not the time of its pieces',
    find: 'mux(bus.ge(sum.least), bus, sum.least)',
    replace: 'bus',
  },
  {
    ...sent,
    name: 'chain-pays-no-time',
    what: 'a chain is charged the bus alone, not the time of its pieces',
    find: 'mux(priced.bus.ge(priced.least), priced.bus, priced.least)',
    replace: 'priced.bus',
  },
  {
    ...sent,
    name: 'chain-pays-for-nobody',
    what: 'a chain that is too long is charged the wire, which it does not take',
    find: 'mux(told.tooLong, 0, told.total.add(wireOverheadBytes - netHeaderBytes))',
    replace: 'told.total.add(wireOverheadBytes - netHeaderBytes)',
  },
];
