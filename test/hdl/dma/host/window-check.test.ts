// SPDX-License-Identifier: Apache-2.0
/** Window check against whole-number arithmetic: edges, wrap-around, and rings that give way to descriptors. */
import { Simulator } from 'typescript-hdl';
import { expect, it } from 'vitest';
import { windowCheck, windowCheckLatency } from '../../../../hdl/dma/host/window-check.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { littleEndian, randomBelow, randomBytes } from '../bytes.ts';

const config = configs['10g'];

interface Question {
  readonly fn: number;
  readonly first: bigint;
  readonly span: bigint;
}

const windows = Array.from({ length: config.functions }, (_, fn) => {
  if (fn === 0) return { base: 0n, last: (1n << 64n) - 1n };
  if (fn === 1) return { base: (1n << 64n) - 0x2000n, last: (1n << 64n) - 1n };
  const base = littleEndian(randomBytes(7));
  return { base, last: base + littleEndian(randomBytes(4)) };
});

const inside = ({ fn, first, span }: Question): boolean => {
  const { base, last } = windows[fn]!;
  return first >= base && first + span <= last && first + span < 1n << 64n;
};

/** A question near an edge of its window more often than not. */
const question = (): Question => {
  const fn = randomBelow(config.functions);
  const { base, last } = windows[fn]!;
  const span = [0n, 1n, BigInt(randomBelow(5000)), 0xffff_ffffn, last - base][randomBelow(5)]! & 0xffff_ffffn;
  const near = BigInt(randomBelow(3)) - 1n;
  const first = [base + near, last - span + near, last + near, littleEndian(randomBytes(8)), base + span][
    randomBelow(5)
  ]!;
  return { fn, first: BigInt.asUintN(64, first), span };
};

it('answers every question as arithmetic does, three clocks later', () => {
  const check = new Simulator(windowCheck(config));
  check.reset();
  const ask = (prefix: string, valid: boolean, { fn, first, span }: Question): void => {
    check.poke(`${prefix}_valid_i`, Number(valid));
    check.poke(`${prefix}_function_i`, fn);
    check.poke(`${prefix}_first_i`, first);
    check.poke(`${prefix}_span_i`, span);
  };
  const asked: ({ kind: 'descriptor' | 'ring'; question: Question } | undefined)[] = [];
  let ring = question();
  let counts = { yes: 0, no: 0, rings: 0 };
  for (let clock = 0; clock < 4000; clock++) {
    const descriptor = question();
    const [wantsDescriptor, wantsRing] = [randomBelow(3) > 0, randomBelow(2) > 0];
    ask('descriptor', wantsDescriptor, descriptor);
    ask('ring', wantsRing, ring);
    const looked = windows[check.peekNumber('lookup_function_o')]!;
    check.poke('lookup_window_base_i', looked.base);
    check.poke('lookup_window_last_i', looked.last);
    expect(check.peekNumber('ring_ready_o')).toBe(Number(!wantsDescriptor));
    if (wantsDescriptor) asked.push({ kind: 'descriptor', question: descriptor });
    else if (wantsRing) {
      asked.push({ kind: 'ring', question: ring });
      ring = question();
    } else asked.push(undefined);
    const due = asked[clock - windowCheckLatency];
    expect(check.peekNumber('ring_inside_valid_o')).toBe(Number(due?.kind === 'ring'));
    if (due) {
      const port = due.kind === 'ring' ? 'ring_inside_inside_o' : 'inside_o';
      expect([due.question, check.peekNumber(port)]).toEqual([due.question, Number(inside(due.question))]);
      counts = {
        yes: counts.yes + Number(inside(due.question)),
        no: counts.no + Number(!inside(due.question)),
        rings: counts.rings + Number(due.kind === 'ring'),
      };
    }
    check.step();
  }
  // The questions were neither all easy nor all alike.
  expect(Math.min(counts.yes, counts.no, counts.rings)).toBeGreaterThan(400);
});
