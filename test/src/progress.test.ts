// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Progress } from '../../src/progress.ts';

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

  test('shows nothing elsewhere', () => {
    onTerminal(false);
    const progress = new Progress();
    progress.show('first');
    progress.clear();
    expect(written).toEqual([]);
  });
});
