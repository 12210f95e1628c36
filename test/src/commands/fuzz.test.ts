// SPDX-License-Identifier: Apache-2.0
/** `sluice fuzz` and the fuzzer: the same seed sends the same frames, a defect is found, reported and written down. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { type ParsedFrame, parseWithModel } from '../../../src/parse/parse-capture.ts';
import { fuzz } from '../../../src/verify/fuzz/fuzz.ts';
import { mutate } from '../../../src/verify/fuzz/mutate.ts';
import { randomNumbers } from '../../../src/verify/fuzz/random.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-fuzz-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const fuzzCommand = (...args: readonly string[]) =>
  execa(process.execPath, [join(root, 'bin/sluice.js'), 'fuzz', ...args], { reject: false, cwd: root });

const config = configs['10g'];

test('rounds without a difference: the same figures from the same seed, and each reaches situations that were not met', async () => {
  const states: number[] = [];
  const options = { config, seed: 5, rounds: 2, seconds: 600 };
  const [one, two, other] = await Promise.all([
    fuzz({ ...options, progress: ({ situations }) => states.push(situations) }),
    fuzz(options),
    fuzz({ ...options, rounds: 1, seed: 6 }),
  ]);
  expect(one.failure).toBeUndefined();
  expect(one).toMatchObject({ rounds: 2, frames: 2000 });
  expect(two).toEqual(one);
  expect(states).toHaveLength(2);
  expect(states[1]).toBeGreaterThan(states[0]!);
  expect(other.situations).not.toBe(states[0]);
});

test('a difference in a rare situation is found, and the frame in question is the last one given', async () => {
  const isRare = ({ vlanCount, exception }: ParsedFrame['vector']) => vlanCount === 2 && exception === 5;
  const expected = (frame: Uint8Array): ParsedFrame => {
    const { vector, checksums } = parseWithModel(frame, config);
    return { vector: isRare(vector) ? { ...vector, vlan: vector.vlan ^ 1 } : vector, checksums };
  };
  const { failure, rounds } = await fuzz({ config, seed: 1, rounds: 60, seconds: 600, expected });
  expect(failure?.what).toMatch(/^vlan is \d+, not \d+$/);
  expect(failure?.round).toBe(rounds);
  const odd = failure!.frames.map(frame => isRare(parseFrame(frame)));
  expect(odd.at(-1)).toBe(true);
  expect(odd.slice(0, -1)).not.toContain(true);
});

test('so is a difference in a checksum verdict', async () => {
  const expected = (frame: Uint8Array): ParsedFrame => {
    const { vector, checksums } = parseWithModel(frame, config);
    return { vector, checksums: vector.sctp === 1 ? { ...checksums, l4Checksum: 1 } : checksums };
  };
  const { failure } = await fuzz({ config, seed: 1, rounds: 60, seconds: 600, expected });
  expect(failure?.what).toMatch(/^l4Checksum is [02], not 1$/);
});

test('no mutation makes an empty or a huge frame', () => {
  const random = randomNumbers(3);
  let frame: Uint8Array = Uint8Array.of(1);
  for (let i = 0; i < 5000; i++) {
    frame = mutate(frame, random, Uint8Array.of(1, 2, 3));
    expect(frame.length).toBeGreaterThan(0);
    expect(frame.length).toBeLessThanOrEqual(320);
  }
});

test('the command says what it did', async () => {
  const { exitCode, stdout, stderr } = await fuzzCommand('--seed', '4', '--rounds', '1', '--out', directory);
  expect(stderr).toMatch(/^mutated frames from seed 4 [^\n]*$/);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^seed 4: 1 rounds, 1000 frames, \d+ situations, \d+ frames in the pool$/);
});

test.each([
  [['--seconds', '0'], '--seconds is "0"; give a whole number from 1 on.'],
  [['--seed', 'x'], '--seed is "x"; give a whole number from 0 on.'],
  [['--rounds', '1.5'], '--rounds is "1.5"; give a whole number from 1 on.'],
])('refuses %j', async (args, sentence) => {
  const { exitCode, stderr } = await fuzzCommand(...args);
  expect(stderr).toBe(`sluice: ${sentence}`);
  expect(exitCode).toBe(1);
});
