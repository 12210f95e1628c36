// SPDX-License-Identifier: Apache-2.0
/** The guide for drivers: its C compiles, makes the register writes of the simulated host, and lays rings out as declared. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilePolicy } from '../firmware/compile/compile.ts';
import { writeImage } from '../firmware/image/image.ts';
import { type Config, configs } from '../hdl/spec/configs.ts';
import { counterEvents, eventBits, eventId } from '../hdl/spec/events/drop-reasons.ts';
import { identification, registerMapVersion, stopLogDepth } from '../hdl/spec/registers/registers.ts';
import { virtqueueField } from '../hdl/spec/registers/virtqueue-registers.ts';
import { afterCommit, afterFailure, clearedCard, NoRoomError, unknownCard } from '../hdl/spec/tables/load-writes.ts';
import { maxBuffersPerFrame, maxChainDescriptors, maxSegmentsPerFrame } from '../hdl/spec/virtio/mover-sizes.ts';
import {
  alignment,
  availNoInterrupt,
  maxQueueSize,
  netHeaderBytes,
  queueErrors,
} from '../hdl/spec/virtio/virtqueue.ts';
import { RegisterAccessor, type RegisterWrite } from '../sim/register-access.ts';
import { cHeader } from '../src/generate/c-header.ts';
import { driverProgram } from './support/driver-program.ts';
import { latencyOf } from './support/latencies.ts';
import { simulatedConfigs } from './support/simulated-configs.ts';

const page = readFileSync(new URL('../docs/driver.md', import.meta.url), 'utf8');
const snippets = [...page.matchAll(/^```c\n([\s\S]*?)^```/gm)].map(match => match[1]!);
const example = readFileSync(new URL('../firmware/examples/minimal.yaml', import.meta.url), 'utf8');

const directory = mkdtempSync(join(tmpdir(), 'sluice-driver-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Lines that a run of the program printed, by their first word. */
type Report = (word: string) => readonly string[];

/** Looks until the driver gives up. */
const looks = 20;

const build = (config: Config): string => {
  const program = join(directory, config.name);
  writeFileSync(join(directory, 'sluice.h'), cHeader(config));
  writeFileSync(`${program}.c`, driverProgram(snippets.join('\n')));
  const flags = [
    '-std=c11',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-O1',
    '-fsanitize=undefined',
    '-fsanitize-trap=undefined',
    `-DSLUICE_LOOKS=${looks}`,
  ];
  execaSync('clang', [...flags, '-I', directory, `${program}.c`, '-o', program, '-lz']);
  return program;
};

const run = (program: string, ...images: readonly Uint8Array[]): Report => {
  const files = images.map((image, i) => {
    const file = `${program}.${i}.image`;
    writeFileSync(file, image);
    return file;
  });
  const lines = execaSync(program, files).stdout.split('\n');
  return word => lines.filter(line => line.startsWith(`${word} `)).map(line => line.slice(word.length + 1));
};

const writesOf = (lines: readonly string[]): readonly RegisterWrite[] =>
  lines.map(line => {
    const [address, data] = line.split(' ').map(Number);
    return { address: address!, data: data! };
  });
describe.each(Object.values(simulatedConfigs))('the driver for $name', config => {
  const map = new RegisterAccessor(config);
  const { images } = compilePolicy(example, 'minimal.yaml', config.name);
  const image = writeImage(images);
  const besideText = `${example.replace('unicast: allow', 'unicast: deny').replace('ethertype: arp', 'ethertype: 0x88b5')}`;
  const beside = compilePolicy(besideText, 'beside.yaml', config.name, undefined, images).images;
  /** Some quotas are lower than those of the other image, others higher. */
  const besideImages = {
    ...beside,
    quotaCells: beside.quotaCells.map((cells, i) => (i % 2 === 1 ? cells >> 1 : cells + 1)),
  };
  /** Another address in the slot of the live one. */
  const elsewhere = { ...images, forwarding: images.forwarding.map(slot => (slot === 0n ? slot : slot ^ 1n)) };
  let report: Report;
  beforeAll(() => {
    report = run(build(config), image, writeImage(besideImages), writeImage(elsewhere));
  });

  test('waits for the card', () => {
    const reads = ['id', 'version', 'status', 'status', 'status'].map(name => map.address('global', 0, name));
    expect(report('ready')).toEqual(['0']);
    expect(report('ready-read').map(Number)).toEqual(reads);
    expect(report('ready-id')).toEqual([`${identification} ${registerMapVersion}`]);
  });

  test('loads the tables as the simulated host does', () => {
    expect(report('load')).toEqual(['0']);
    const writes = writesOf(report('load-write'));
    expect(writes).toEqual([...map.load(clearedCard, images), ...map.settings(images, 'cleared')]);
  });

  test('loads another beside them, of which it writes what differs, as the simulated host does', () => {
    expect(report('beside')).toEqual(['0']);
    const loaded = afterCommit(clearedCard, images);
    const expected = map.load(loaded, besideImages);
    expect(writesOf(report('beside-write'))).toEqual([...expected, ...map.settings(besideImages, images)]);
    const status = map.address('table', 0, 'status');
    // Twice until nothing is judged by the former image, once after the beginning and once after the commitment.
    expect(report('beside-read').map(Number)).toEqual([status, status, status, status]);
    expect(report('again')).toEqual(['0']);
    const back = map.load(afterCommit(loaded, besideImages), images);
    expect(writesOf(report('again-write'))).toEqual([...back, ...map.settings(images, besideImages)]);
    expect(back.length).toBeLessThan(expected.length / 10);
  });

  test('says that an image has no room, and writes nothing', () => {
    expect(report('crowded')).toEqual(['-2']);
    expect(report('crowded-write')).toEqual([]);
    expect(() => map.load(afterCommit(clearedCard, images), elsewhere)).toThrow(NoRoomError);
  });

  const loaded = afterCommit(clearedCard, images);
  const control = (data: number): RegisterWrite => ({ address: map.address('global', 0, 'control'), data });

  test.each(['refused', 'lost'])('says that the card did not take a load whose commitment was %s', step => {
    expect(report(step)).toEqual(['-3']);
    expect(writesOf(report(`${step}-write`))).toEqual(map.load(loaded, besideImages));
  });

  test('writes every entry after a load that was refused, beside the live image', () => {
    expect(report('whole')).toEqual(['0']);
    const whole = map.load(afterFailure(loaded), besideImages);
    expect(writesOf(report('whole-write'))).toEqual([...whole, ...map.settings(besideImages, images)]);
  });

  // Twice, and a reset after an even number: the bit that says which image is live is the same.
  test('writes nothing into a card that others have changed, and nothing more until it was replaced', () => {
    for (const step of ['once', 'twice', 'reset', 'stale', 'unknown']) {
      expect(report(step)).toEqual(['-4']);
      expect(report(`${step}-write`)).toEqual([]);
    }
  });

  test.each(['raced', 'overtaken'])('knows nothing any more when its load is %s, which the card refuses', step => {
    expect(report(step)).toEqual(['-4']);
    expect(writesOf(report(`${step}-write`))).toEqual(map.load(loaded, besideImages).slice(0, 1));
  });

  test('writes no word of a load that does not begin, and every entry the next time', () => {
    expect(report('torn')).toEqual(['-3']);
    expect(writesOf(report('torn-write'))).toEqual(map.load(loaded, besideImages).slice(0, 1));
    expect(report('then')).toEqual(['0']);
    const whole = map.load(afterFailure(loaded), besideImages);
    expect(writesOf(report('then-write'))).toEqual([...whole, ...map.settings(besideImages, images)]);
  });

  test('replaces what nobody knows while the card is closed, every entry of it', () => {
    expect(report('replaced')).toEqual(['0']);
    const nobodyKnows = unknownCard(loaded.swaps + 1);
    const replacement = map.load(nobodyKnows, besideImages);
    expect(writesOf(report('replaced-write'))).toEqual([
      control(0),
      ...replacement,
      ...map.settings(besideImages, 'unknown'),
      control(1),
    ]);
    const status = map.address('global', 0, 'status');
    expect(report('replaced-read').map(Number).slice(0, 3)).toEqual([status, status, status]);
    // The other image is still unknown: the next load is whole as well.
    expect(report('afterwards')).toEqual(['0']);
    expect(writesOf(report('afterwards-write'))).toEqual([
      ...map.load(afterCommit(nobodyKnows, besideImages), images),
      ...map.settings(images, besideImages),
    ]);
  });

  /** Steps that ask the card for something, as the program lists them. */
  const asking = ['ready', 'quiesce', 'load', 'start', 'stop', 'suspend', 'stops', 'counter', 'rule', 'replace'];

  test('gives up what does not come after a number of looks', () => {
    expect(report('endless')).toEqual(asking.map(name => `${name} ${name === 'counter' ? 0 : -6}`));
    const looked = (block: string, index: number, name: string): number => {
      const address = map.address(block, index, name);
      return report('endless-read').filter(one => Number(one) === address).length;
    };
    expect(looked('global', 0, 'status')).toBe(2 * looks);
    expect(looked('table', 0, 'status')).toBe(looks);
    expect(looked('rx_queue', config.queuesPerFunction, 'status')).toBe(2 * looks);
    expect(looked('suspension', 0, 'suspended_0')).toBe(looks);
    expect(looked('global', 0, 'stop_event')).toBe(looks);
    const status = map.address('global', 0, 'status');
    expect(report('endless-replace-read').map(Number)).toEqual(Array(looks).fill(status));
    // No entry, and no opening of a card that was to be closed.
    expect(writesOf(report('endless-replace-write'))).toEqual([control(0)]);
  });

  test('says at the first look that a card no longer answers', () => {
    expect(report('gone')).toEqual(asking.map(name => `${name} -7`));
    const id = map.address('global', 0, 'id');
    const reads = report('gone-read').map(Number);
    // The identification alone for the first, four words of a counter; a look and the identification for each of the others.
    expect(reads).toHaveLength(1 + 5 + 2 * (asking.length - 2));
    expect(reads.filter(address => address === id)).toHaveLength(asking.length);
    expect(writesOf(report('gone-write')).every(({ address }) => address !== map.address('table', 0, 'begin'))).toBe(
      true,
    );
    expect(report('vanishing')).toEqual(['-7']);
  });

  test('suspends a function', () => {
    const [suspend, suspended] = ['suspend_0', 'suspended_0'].map(name => map.address('suspension', 0, name));
    expect(report('suspend')).toEqual(['0']);
    // Function 0 is suspended already.
    expect(writesOf(report('suspend-write'))).toEqual([{ address: suspend!, data: 3 }]);
    expect(report('suspend-read').map(Number)).toEqual([suspend, suspended, suspended, suspended]);
  });

  test('brings the card to rest', () => {
    expect(report('quiesce')).toEqual(['0']);
    expect(writesOf(report('quiesce-write'))).toEqual([{ address: map.address('global', 0, 'control'), data: 2 }]);
  });

  test('asks for the stops of queues and takes them one by one', () => {
    expect(writesOf(report('stops-write'))).toEqual([
      { address: map.address('global', 0, 'stop_vector'), data: 0x1_0000 + 77 },
      { address: map.address('global', 0, 'stop_next'), data: 1 },
      { address: map.address('global', 0, 'stop_next'), data: 1 },
    ]);
    expect(report('stops-stopped')).toEqual(['3 5', '6 6']);
  });

  test.each([
    ['cut', image.slice(0, -1)],
    ['empty', image.slice(0, 0)],
    ['changed', image.map((byte, i) => (i === 200 ? byte ^ 1 : byte))],
    ['of another configuration', otherImage(config)],
  ])('refuses an image that is %s and writes nothing', (_what, damaged) => {
    const refused = run(join(directory, config.name), damaged);
    expect(refused('load')).toEqual(['-1']);
    expect(refused('load-write')).toEqual([]);
  });

  test('teaches the parser a port', () => {
    const address = map.address('parser_table', 0, 'vxlan_ports_1');
    expect(writesOf(report('teach-write'))).toEqual([{ address, data: 8472 }]);
  });

  test('declares a window', () => {
    expect(writesOf(report('window-write'))).toEqual([
      ...map.pair('function', 1, 'window_base', 0x12_3456_7000n),
      ...map.pair('function', 1, 'window_last', 0x12_3456_8fffn),
    ]);
  });

  test('starts a queue, says why it did not, and goes on where it stopped', () => {
    const index = config.queuesPerFunction;
    const register = (name: string, data: number): RegisterWrite => ({
      address: map.address('rx_queue', index, name),
      data,
    });
    const settings = [
      ...map.pair('rx_queue', index, 'desc', 0x1_0000_0010n),
      ...map.pair('rx_queue', index, 'driver', 0x2_0000_0002n),
      ...map.pair('rx_queue', index, 'device', 0x3_0000_0004n),
      register('size', 256),
      register('vector', 5),
      register('features', 1 << virtqueueField('features', 'mergeable')),
    ];
    expect(writesOf(report('start-write'))).toEqual([...settings, register('control', 1)]);
    const status = map.address('rx_queue', index, 'status');
    expect(report('start-read').map(Number)).toEqual([status, status, status]);
    expect(report('start')).toEqual([`${queueErrors.find(({ name }) => name === 'window')!.id}`]);
    expect(writesOf(report('stop-write'))).toEqual([register('control', 0)]);
    // A register of the program reads its address.
    const [available, used] = ['available', 'used'].map(name => map.address('rx_queue', index, name));
    expect(report('stopped-with')).toEqual(['0']);
    expect(report('stop')).toEqual([`${available} ${used}`]);
    expect(writesOf(report('resume-write'))).toEqual([
      ...settings,
      register('available', available!),
      register('used', used!),
      register('control', 3),
    ]);
  });

  test('interrupts of a queue wait for elements or a time', () => {
    const address = map.address('rx_queue', config.queuesPerFunction, 'moderation');
    expect(writesOf(report('moderate-write'))).toEqual([{ address, data: 32 | (250 << 16) }]);
  });

  test('posts a buffer as the layout says, then rings', () => {
    // Printed as offset and bytes by the program, from the offsets of hdl/spec.
    expect(report('descriptor')).toEqual([`${0x1234_5678_9abcn} 2048 2 0`]);
    expect(report('avail')).toEqual(['0 6 3']);
    expect(writesOf(report('publish-write'))).toEqual([
      { address: map.address('function_page', 1, 'rx0_notify'), data: 0 },
    ]);
  });

  test('takes the frames of the used ring, around its end', () => {
    expect(report('take')).toEqual(['7 60', '2 1514', '0 64']);
    expect(report('taken')).toEqual(['1']);
  });

  test('accepts frames', () => {
    const address = map.address('global', 0, 'control');
    expect(writesOf(report('accept-write'))).toEqual([
      { address, data: 1 },
      { address, data: 0 },
    ]);
  });

  test('reads what a rule has decided, when the counters have found the time', () => {
    const at = (name: string): number => map.address('rule_count', 0, name);
    const words = ['receiver_lo', 'receiver_hi', 'sender_lo', 'sender_hi'].map(at);
    expect(writesOf(report('rule-write'))).toEqual([{ address: at('select'), data: 3 }]);
    expect(report('rule-read').map(Number)).toEqual([at('state'), at('state'), at('state'), ...words]);
    // A register of the program reads its address.
    const [receiver, sender] = [0, 2].map(i => BigInt(words[i]!) | (BigInt(words[i + 1]!) << 32n));
    expect(report('rule').at(-1)).toEqual(`0 ${receiver} ${sender}`);
  });

  test('reads a counter, low half first', () => {
    const index = (config.functions << eventBits) + eventId('runt');
    const words = ['frames_lo', 'frames_hi', 'bytes_lo', 'bytes_hi'].map(name => map.address('counter', index, name));
    expect(report('counter-read').map(Number)).toEqual(words);
    const value = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);
    expect(report('counter')).toEqual([`${value(words[0]!, words[1]!)} ${value(words[2]!, words[3]!)}`]);
  });
});

/** An image that is sound, but for another configuration. */
function otherImage(config: Config): Uint8Array {
  const other = Object.keys(simulatedConfigs).find(name => name !== config.name);
  return writeImage(compilePolicy(example, 'minimal.yaml', other).images);
}

describe('the text', () => {
  const rowsUnder = (title: string): readonly (readonly string[])[] =>
    [
      ...page
        .split(`## ${title}\n`)[1]!
        .split('\n## ')[0]!
        .matchAll(/^\| `(.*) \|$/gm),
    ].map(([, row]) => row!.split('|').map(cell => cell.trim().replaceAll('`', '')));

  test('has every event with its slot', () => {
    const before = ['bad_fcs', 'runt', 'oversize', 'unknown_destination', 'ingress_overflow'];
    const rows = rowsUnder('Counters').map(([event, slot]) => [event, slot]);
    expect(rows).toEqual(counterEvents.map(({ name }) => [name, before.includes(name) ? 'unassigned' : 'function']));
  });

  test('has every reason to stop with its number', () => {
    expect(rowsUnder('When a queue stops').map(([name, id]) => [name, Number(id)])).toEqual(
      queueErrors.filter(({ name }) => name !== 'none').map(({ id, name }) => [name, id]),
    );
  });

  test('gives sizes and latencies that hold', () => {
    const flat = page.replaceAll('\n', ' ');
    const { descriptorTable, availRing, usedRing } = alignment;
    const { bufferCells, clockHz } = configs['10g'];
    expect(flat).toContain(`descriptor table ${descriptorTable} bytes, avail ring ${availRing}, used ring ${usedRing}`);
    expect(flat).toContain(`\`VIRTQ_AVAIL_F_NO_INTERRUPT\` (${availNoInterrupt})`);
    expect(flat).toContain(`The log holds ${stopLogDepth} entries.`);
    expect(flat).toContain(`a power of two up to ${maxQueueSize.toLocaleString('en')}, any number`);
    expect(flat).toContain(`up to ${maxBuffersPerFrame} (0 is ${maxBuffersPerFrame})`);
    expect(flat).toContain(`a chain of up to ${maxChainDescriptors} device-writable descriptors`);
    expect(flat).toContain(`table of up to ${maxChainDescriptors}.`);
    expect(flat).toContain(`cut into ${maxSegmentsPerFrame} pieces at most`);
    expect(flat).toContain(`after the ${netHeaderBytes}-byte`);
    expect(flat).toContain(
      `${bufferCells.toLocaleString('en')} clocks in \`10g\`, ${Math.round((bufferCells / clockHz) * 1e6)} us`,
    );
    const claims = [...flat.matchAll(/(\d+) clocks from ([^.;]*? to `\w+`)/g)];
    expect(claims).toHaveLength(2);
    for (const [, clocks, way] of claims) {
      expect(latencyOf('register_block', way!.replaceAll('`', ''))).toBe(Number(clocks));
    }
  });
});
