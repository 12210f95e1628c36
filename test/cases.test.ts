// SPDX-License-Identifier: Apache-2.0
/** Every folder of test/cases: the policy read directly, its tables and the hardware give each frame the verdict written down. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { compilePolicy } from '../firmware/compile/compile.ts';
import { destinationFate, policyFate } from '../firmware/oracle/oracle.ts';
import type { Policy } from '../firmware/policy/policy.ts';
import { findConfig } from '../hdl/spec/configs.ts';
import type { Fate } from '../hdl/spec/events/fate.ts';
import { classify } from '../sim/model/classifier-model.ts';
import { parseFrame } from '../sim/model/parser-model.ts';
import { frameFate } from '../sim/model/pipeline-model.ts';
import { readCaptureFile } from '../src/files/read-capture.ts';
import { caseFiles } from './support/cases/case-source.ts';
import { hostileTraffic } from './support/cases/hostile-traffic.ts';
import { ordinaryTraffic } from './support/cases/ordinary-traffic.ts';
import { tierTraffic } from './support/cases/tier-traffic.ts';
import { padded } from './support/frames.ts';
import { VerdictBench } from './support/verdict-bench.ts';

const root = fileURLToPath(new URL('cases', import.meta.url));
const made = [...ordinaryTraffic, ...hostileTraffic, ...tierTraffic];

const foldersBelow = (path: string): string[] => {
  const entries = readdirSync(path, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'policy.yaml')) return [path];
  return entries.filter(entry => entry.isDirectory()).flatMap(({ name }) => foldersBelow(join(path, name)));
};

describe('the cases that are made hold what their sources say (UPDATE_CASES=1 writes them anew)', () => {
  test.each(made.map(source => [source.name, source] as const))('%s', (name, source) => {
    for (const [file, bytes] of Object.entries(caseFiles(source))) {
      const path = join(root, name, file);
      if (process.env.UPDATE_CASES === '1') {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
      }
      expect(Buffer.from(readFileSync(path)).equals(bytes), path).toBe(true);
    }
  });
});

/** Lines of a verdict list without comments and blank lines. */
const verdictsIn = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '');

/** Who sends the frame of a line: the VM before `>`, `hypervisor`, or without that the wire. */
const senderIn = ({ vms }: Policy, line: string): number | undefined => {
  const [name, to] = line.split(' > ');
  if (to === undefined) return undefined;
  return name === 'hypervisor' ? 0 : vms.findIndex(vm => vm.name === name) + 1;
};

/** A fate in the words of a verdict list: `web, db: delivered to queue 0, reported`, `web > nobody: sent`. */
const inWords = (
  { vms }: Policy,
  { functions, event, queue, reported, refused }: Fate,
  sender: number | undefined,
): string => {
  const names = functions.map(f => vms[f - 1]!.name).join(', ') || 'nobody';
  const from = sender === undefined ? '' : `${sender === 0 ? 'hypervisor' : vms[sender - 1]!.name} > `;
  const isSent = sender !== undefined && event === 'unknown_destination';
  const what = event === 'delivered' ? `delivered to queue ${queue}` : isSent ? 'sent' : event;
  return `${from}${names}: ${what}${reported ? ', reported' : ''}${refused ? ', by its own rules' : ''}`;
};

const benches = new Map<string, Promise<VerdictBench>>();
const benchOf = (config: string): Promise<VerdictBench> => {
  const opened = benches.get(config) ?? VerdictBench.open(findConfig(config)!);
  benches.set(config, opened);
  return opened;
};
afterAll(async () => {
  for (const bench of benches.values()) await (await bench).close();
});

const folders = foldersBelow(root);

test('there are cases', () => {
  expect(folders.length).toBeGreaterThanOrEqual(made.length);
});

describe('every frame gets its verdict three times', () => {
  test.each(folders.map(folder => [relative(root, folder)]))(
    '%s',
    async name => {
      const read = (file: string): Buffer => readFileSync(join(root, name, file));
      const { policy, images } = compilePolicy(read('policy.yaml').toString(), `${name}/policy.yaml`);
      // What a MAC would send of them.
      const frames = (await readCaptureFile(join(root, name, 'in.pcap'))).map(({ bytes }) => padded(bytes));
      const expected = verdictsIn(read('expected/verdicts.txt').toString());
      const senders = expected.map(line => senderIn(policy, line));
      const words = (fates: readonly Fate[]): string[] => fates.map((fate, i) => inWords(policy, fate, senders[i]));
      const byPolicy = frames.map((bytes, i) =>
        senders[i] === undefined ? policyFate(policy, { bytes }) : destinationFate(policy, bytes, senders[i]),
      );
      expect(words(byPolicy), 'the policy read directly').toEqual(expected);
      const byTables = frames.map((bytes, i) =>
        senders[i] === undefined ? frameFate(images, { bytes }) : classify(images, parseFrame(bytes), senders[i]),
      );
      expect(words(byTables), 'its tables').toEqual(expected);
      const bench = await benchOf(images.config);
      await bench.load(images);
      expect(words(await bench.judge(frames, senders)), 'the hardware').toEqual(expected);
    },
    300_000,
  );
});
