// SPDX-License-Identifier: Apache-2.0
/** Work lists against a list of the obvious kind: each queue at most once, first come first served, nothing lost. */
import { emitVerilog, Simulator } from 'typescript-hdl';
import { exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, it } from 'vitest';
import { workList, workLists } from '../../../hdl/lib/work-list.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { seededRandom } from '../../support/random.ts';

const small = configs['10g'];
const large: Config = { ...small, name: 'large', functions: 64, queuesPerFunction: 4 };

const swept = (config: Config, definition: ReturnType<typeof workList>): Simulator => {
  const s = new Simulator(definition, { powerUpSeed: 1 });
  s.reset();
  s.step(config.functions * config.queuesPerFunction + 1);
  return s;
};

describe.each([
  ['10g', small],
  ['64 x 4', large],
])('a work list at %s', (_, config) => {
  const queues = config.functions * config.queuesPerFunction;

  it.each([1, 2, 3])('holds each queue at most once, in order (seed %i)', seed => {
    const random = seededRandom(seed);
    const s = swept(config, workList(config));
    const model: number[] = [];
    let pops = 0;
    for (let clock = 0; clock < 6000; clock++) {
      // Phases: mostly pushes of few queues, of all queues, and mostly pops.
      const phase = Math.floor(clock / 500) % 3;
      const push = random.chance([0.7, 0.9, 0.2][phase]!);
      const queue = random.between(0, phase === 0 ? 2 : queues - 1);
      const ready = random.chance([0.5, 0.1, 0.8][phase]!);
      s.poke('push_valid_i', Number(push));
      s.poke('push_queue_i', queue);
      s.poke('pop_ready_i', Number(ready));
      if (s.peekNumber('pop_valid_o') === 1) expect(s.peekNumber('pop_queue_o')).toBe(model[0]);
      if (ready && s.peekNumber('pop_valid_o') === 1) {
        model.shift();
        pops++;
      }
      if (push && !model.includes(queue)) model.push(queue);
      s.step();
    }
    s.poke('push_valid_i', 0);
    s.poke('pop_ready_i', 1);
    for (let clock = 0; clock < queues + 4; clock++) {
      if (s.peekNumber('pop_valid_o') === 1) expect(s.peekNumber('pop_queue_o')).toBe(model.shift());
      s.step();
    }
    expect(model).toEqual([]);
    expect(pops).toBeGreaterThan(1000);
  });

  it('takes every queue at once, and offers the first 2 clocks after its push', () => {
    const s = swept(config, workList(config));
    s.poke('pop_ready_i', 0);
    s.poke('push_valid_i', 1);
    for (let queue = 0; queue < queues; queue++) {
      s.poke('push_queue_i', queue);
      expect(s.peekNumber('pop_valid_o')).toBe(Number(queue >= 2));
      s.step();
    }
    s.poke('push_valid_i', 0);
    s.poke('pop_ready_i', 1);
    for (let queue = 0; queue < queues; queue++) {
      expect([s.peekNumber('pop_valid_o'), s.peekNumber('pop_queue_o')]).toEqual([1, queue]);
      s.step();
    }
    expect(s.peekNumber('pop_valid_o')).toBe(0);
  });

  it('is empty after a reset with queues in it, and takes them again', () => {
    const s = swept(config, workList(config));
    const push = (queue: number): void => {
      s.poke('push_valid_i', 1);
      s.poke('push_queue_i', queue);
      s.step();
      s.poke('push_valid_i', 0);
    };
    push(1);
    push(queues - 1);
    s.poke('pop_ready_i', 0);
    s.reset();
    s.step(queues + 1);
    expect(s.peekNumber('pop_valid_o')).toBe(0);
    push(queues - 1);
    s.step(2);
    expect([s.peekNumber('pop_valid_o'), s.peekNumber('pop_queue_o')]).toEqual([1, queues - 1]);
  });

  it('keeps to its depth', () => expect(exceededBounds(workList(config))).toEqual([]));
});

describe('work lists of several sources', () => {
  it('lose no queue that all of them push in one clock, and take turns', () => {
    const s = new Simulator(workLists(small, ['doorbell', 'room', 'again']), { powerUpSeed: 1 });
    s.reset();
    s.step(17);
    s.poke('pop_ready_i', 1);
    const seen: number[] = [];
    for (let clock = 0; clock < 40; clock++) {
      for (const [i, name] of ['doorbell', 'room', 'again'].entries()) {
        s.poke(`push_${name}_valid_i`, Number(clock < 4));
        s.poke(`push_${name}_queue_i`, 5 * i + Math.min(clock, 3));
      }
      if (s.peekNumber('pop_valid_o') === 1) seen.push(s.peekNumber('pop_queue_o'));
      s.step();
    }
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13]);
    expect(new Set(seen.slice(0, 3).map(queue => Math.floor(queue / 5))).size).toBe(3);
  });

  it('are emitted without a complaint', () => {
    expect(emitVerilog(workLists(large, ['one', 'two'])).top).toBe('work_lists');
  });
});
