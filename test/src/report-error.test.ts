// SPDX-License-Identifier: Apache-2.0
import { InputError, reportError } from 'typescript-hdl/command-line';
import { describe, expect, test } from 'vitest';
import { sluice } from '../../src/program.ts';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe('reportError', () => {
  test('an input error is its sentence and exit code 1', () => {
    const error = new InputError({ where: 'f.pcap', what: 'the file is empty', remedy: 'record it again' });
    expect(reportError(sluice, error, false)).toEqual({
      text: 'sluice: f.pcap: the file is empty; record it again.',
      exitCode: 1,
    });
  });

  test.each(['PolicyError', 'BuildError'])('a %s is its message and exit code 1', name => {
    expect(reportError(sluice, named(name, 'no'), false)).toEqual({ text: 'sluice: no', exitCode: 1 });
  });

  test('a full disk, wherever it is met, is a sentence and exit code 1', () => {
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write', path: '/x/y' });
    expect(reportError(sluice, full, false)).toEqual({
      text: 'sluice: /x/y: the disk is full; make room and run it again.',
      exitCode: 1,
    });
    const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open', path: '/x/y' });
    expect(reportError(sluice, missing, false).exitCode).toBe(2);
  });

  test('anything else is a defect: message, hint and exit code 2, no stack', () => {
    for (const thrown of [new TypeError('x is undefined'), 'x is undefined']) {
      const { text, exitCode } = reportError(sluice, thrown, false);
      expect(text).toMatch(/^sluice: unexpected error: x is undefined\n.*SLUICE_DEBUG=1/);
      expect(text).not.toMatch(/^\s+at /m);
      expect(exitCode).toBe(2);
    }
  });

  test('debugging adds the stack and keeps the exit code', () => {
    const refused = reportError(sluice, new InputError({ what: 'a', remedy: 'b' }), true);
    const defect = reportError(sluice, new TypeError('c'), true);
    for (const { text } of [refused, defect]) expect(text).toMatch(/\n\s+at .*report-error\.test\.ts/);
    expect([refused.exitCode, defect.exitCode]).toEqual([1, 2]);
  });
});
