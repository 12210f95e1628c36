// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Progress } from '../../src/progress.ts';
import { progressBar } from '../../src/progress-bar.ts';

const terminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
let written: string[];

const onTerminal = (isTTY: boolean): void => {
  Object.defineProperty(process.stderr, 'isTTY', { value: isTTY, configurable: true });
};

beforeEach(() => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation(text => written.push(String(text)) > 0);
});

afterEach(() => {
  vi.restoreAllMocks();
  if (terminal) Object.defineProperty(process.stderr, 'isTTY', terminal);
  else Reflect.deleteProperty(process.stderr, 'isTTY');
});

describe('Progress', () => {
  test('on a terminal shows a line, leaves out what follows at once, and takes the line away', () => {
    onTerminal(true);
    const progress = new Progress();
    progress.show('first');
    progress.show('at once');
    progress.clear();
    progress.clear();
    expect(written).toEqual(['\r\u001b[Kfirst', '\r\u001b[K']);
  });

  test('takes the line away when an error ends what it is used in', () => {
    onTerminal(true);
    const fails = (): void => {
      using progress = new Progress();
      progress.step('first');
      throw new RangeError('broken');
    };
    expect(fails).toThrow('broken');
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  test('on a terminal shows the beginning of every step, and then how much of it is done', () => {
    onTerminal(true);
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const progress = new Progress();
    progress.step('one', 4);
    progress.step('two', 4);
    clock = 10_000;
    progress.at(1);
    clock = 10_300;
    progress.at(2, 'the third');
    expect(written.map(text => text.replace('\r\u001b[K', ''))).toEqual([
      'one',
      'two',
      `two ${progressBar(1, 4, 10)}`,
      `the third ${progressBar(2, 4, 10.3)}`,
    ]);
  });

  test('elsewhere has one line a step, and none twice', () => {
    onTerminal(false);
    const progress = new Progress();
    progress.step('one', 4);
    progress.step('one', 4);
    progress.at(1);
    progress.show('first');
    progress.clear();
    progress.step('two');
    expect(written).toEqual(['one\n', 'two\n']);
  });

  test.each([true, false])('writes nothing when it is to be quiet, on a terminal: %s', isTTY => {
    onTerminal(isTTY);
    const progress = new Progress({ quiet: true });
    progress.step('one', 4);
    progress.at(1);
    progress.show('first');
    progress.clear();
    expect(written).toEqual([]);
  });
});

describe('the bar', () => {
  test.each([
    [0, 4, 10, '[--------------------]   0 %'],
    [1, 4, 1, '[#####---------------]  25 %'],
    [1, 4, 10, '[#####---------------]  25 %, about 30 s left'],
    [1, 4, 100, '[#####---------------]  25 %, about 5 min left'],
    [1, 100, 100, '[--------------------]   1 %, about 2 h 45 min left'],
    [3999, 4000, 100, '[###################-]  99 %, about 1 s left'],
    [4, 4, 10, '[####################] 100 %'],
    [9, 4, 10, '[####################] 100 %'],
    [1, 0, 10, '[--------------------]   0 %'],
  ])('of %i of %i after %i s', (done, total, seconds, bar) => {
    expect(progressBar(done, total, seconds)).toBe(bar);
  });
});
