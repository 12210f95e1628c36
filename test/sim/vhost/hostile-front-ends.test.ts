// SPDX-License-Identifier: Apache-2.0
/** Front ends that break the protocol, lie about memory, or vanish: each is told, nobody else notices, and its place is free again. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { featureBits, featureWord } from '../../../sim/vhost/messages.ts';
import { findProof } from '../../../src/tools/needed-packages.ts';
import { Console } from '../../../src/verify/e2e/console.ts';
import { until } from '../../../src/verify/e2e/e2e-case.ts';
import { E2eService } from '../../../src/verify/e2e/e2e-service.ts';
import { FrontEnd, memoryTable, ringAddresses, ringState, words } from '../../support/front-end.ts';
import { features, region, SendingFrontEnd, transmit, user } from '../../support/sending-front-end.ts';

let card: E2eService;
beforeAll(async () => {
  card = await E2eService.open();
});
beforeEach(({ skip }) => skip(findProof('python3') === undefined, 'skipped: make e2e-tools installs python3'));
afterEach(() => Console.endAll());
afterAll(() => card.close());

const said = (sentence: string | RegExp, seconds = 60) =>
  until(
    () => card.log.some(line => (typeof sentence === 'string' ? line.includes(sentence) : sentence.test(line))),
    seconds,
    `the log does not say ${sentence}; it says\n${card.log.slice(-12).join('\n')}\n`,
  );

/** Has a frame sent and sees it leave. */
const sends = async (end: SendingFrontEnd): Promise<void> => {
  card.takeSent();
  await end.post();
  await until(() => card.takeSent().length > 0, 60, 'no frame left');
};

/** The place of VM `a` is free: the next front end is served. */
const reusable = async (): Promise<void> => {
  await until(() => !card.service.sessions[0]!.connected, 60, 'the connection is not closed');
  const next = await FrontEnd.connect(card.socket('a'));
  expect((await next.ask('getFeatures'))?.readBigUInt64LE(0)).toBe(featureWord(Object.values(featureBits)));
  await next.end();
  await until(() => !card.service.sessions[0]!.connected, 60, 'the connection is not closed');
};

type Offence = readonly [string, (end: FrontEnd) => Promise<unknown>, string];

const inMemory = async (end: FrontEnd, table: string, files: readonly string[]): Promise<void> => {
  await end.send('setFeatures', words(features));
  await end.say('memory ram 65536');
  await end.say('event event');
  await end.say('pipe pipe');
  await end.send('setMemoryTable', table, files);
};

const offences: readonly Offence[] = [
  [
    'a message of a gigabyte',
    end => end.say('raw 010000000100000000000040'),
    'a: the connection was closed: a message says that it has 1073741824 bytes',
  ],
  [
    'a message of another version',
    end => end.send('getFeatures', '', [], 2),
    'message 1 is of another version of the protocol',
  ],
  ['a message that nobody knows', end => end.send(77), 'message 77 is not known here'],
  [
    'half a message',
    end => end.say('raw 0200000001').then(() => end.end()),
    'a: the front end has gone in the middle of a message',
  ],
  [
    'features that were not offered',
    end => end.send('setFeatures', words(1n << 33n)),
    'SET_FEATURES was refused: features 0x200000000 were not offered',
  ],
  ['a message that is too short', end => end.send('setRingSize', '00'), 'SET_VRING_NUM was refused: it is too short'],
  ['a ring that is not there', end => end.send('setRingSize', ringState(99, 8)), 'there is no ring 99'],
  ['a memory table without files', end => inMemory(end, memoryTable([region]), []), 'it has 1 regions and 0 files'],
  ['a memory table that breaks off', end => inMemory(end, words(3), ['ram']), 'it is shorter than its regions'],
  [
    'a region longer than its file',
    end => inMemory(end, memoryTable([{ ...region, bytes: 0x20_0000 }]), ['ram']),
    'its file is shorter',
  ],
  [
    'a region at the end of all addresses',
    end => inMemory(end, memoryTable([{ ...region, guestAddress: 2n ** 64n - 0x1000n }]), ['ram']),
    'it is empty or goes beyond 2^64',
  ],
  [
    'a region that is not of pages',
    end => inMemory(end, memoryTable([{ ...region, bytes: 100 }]), ['ram']),
    'is not of whole pages',
  ],
  ['regions that overlap', end => inMemory(end, memoryTable([region, region]), ['ram', 'ram']), 'it overlaps another'],
  [
    'a region around another',
    end =>
      inMemory(end, memoryTable([{ ...region, guestAddress: region.guestAddress + 0x4000n, bytes: 0x1000 }, region]), [
        'ram',
        'ram',
      ]),
    'it overlaps another',
  ],
  [
    'more than a tebibyte',
    end => inMemory(end, memoryTable([{ ...region, bytes: 2 ** 40 }, region]), ['ram', 'ram']),
    'its regions have 1099511693312 bytes; 1099511627776 (1 TiB) is the most',
  ],
  ['memory that is a pipe', end => inMemory(end, memoryTable([region]), ['pipe']), 'its file is not a file of memory'],
  [
    'a kick that is a pipe',
    async end => {
      await inMemory(end, memoryTable([region]), ['ram']);
      await end.send('setRingKick', words(0), ['pipe']);
    },
    'SET_VRING_KICK was refused: its file is not an event file',
  ],
  [
    'a ring outside the memory',
    async end => {
      await inMemory(end, memoryTable([region]), ['ram']);
      await end.send('setRingSize', ringState(transmit, 8));
      await end.send('setRingAddresses', ringAddresses(transmit, user, user + 0xfff0n, user + 0x1000n));
      await end.send('setRingEnable', ringState(transmit, 1));
      await end.send('setRingKick', words(transmit), ['event']);
    },
    'transmit queue 0 lies outside the memory: 0x7f000000fff0',
  ],
  [
    'a driver of before virtio 1.0',
    async end => {
      await inMemory(end, memoryTable([region]), ['ram']);
      await end.send('setFeatures', words(1n << 30n));
      await end.send('setRingSize', ringState(transmit, 8));
      await end.send('setRingAddresses', ringAddresses(transmit, user, user + 0x2000n, user + 0x1000n));
      await end.send('setRingEnable', ringState(transmit, 1));
      await end.send('setRingKick', words(transmit), ['event']);
    },
    'the driver is older than virtio 1.0',
  ],
];

describe('a front end that sends', () => {
  test.each(offences)(
    '%s is told, another one notices nothing, and the place is free again',
    async (_, offend, sentence) => {
      const other = await SendingFrontEnd.start(card.socket('b'));
      await sends(other);
      card.log.splice(0);
      const end = await FrontEnd.connect(card.socket('a'));
      await offend(end);
      await said(sentence);
      await reusable();
      await sends(other);
      expect(card.log.filter(line => line.startsWith('b:'))).toEqual([]);
    },
  );
});

test('a second front end is turned away, and the first goes on', async () => {
  const first = await SendingFrontEnd.start(card.socket('a'));
  const second = await FrontEnd.connect(card.socket('a'));
  expect(await second.answer()).toBeUndefined();
  await said('a second front end was turned away');
  await sends(first);
});

test('with REPLY_ACK a refusal is answered, and the connection stays', async () => {
  const end = await FrontEnd.connect(card.socket('a'));
  await end.send('setFeatures', words(1n << 33n), [], 1 | 8);
  expect((await end.answer())?.readBigUInt64LE(0)).toBe(1n);
  await end.send('setFeatures', words(features), [], 1 | 8);
  expect((await end.answer())?.readBigUInt64LE(0)).toBe(0n);
});

test('a ring that the card refuses does not start, and does when it is set up rightly', async () => {
  const good = await SendingFrontEnd.start(card.socket('a'));
  await good.end.send('setRingSize', ringState(transmit, 7));
  await said('transmit queue 0 did not start: settings');
  card.log.splice(0);
  await good.end.send('setRingSize', ringState(transmit, 8));
  await said('a: transmit queue 0 runs');
  await sends(good);
});

test('memory that is taken away stops its queue alone, with an error, and the front end may come again', async () => {
  const other = await SendingFrontEnd.start(card.socket('b'));
  const good = await SendingFrontEnd.start(card.socket('a'));
  await sends(good);
  await good.end.say('shrink ram 0');
  await good.end.say('kick kick');
  await said('transmit queue 0 has stopped: bus');
  await good.end.end();
  await reusable();
  await sends(other);
});

test('memory that is taken away before its queue starts is told, and the front end may come again', async () => {
  const other = await SendingFrontEnd.start(card.socket('b'));
  const end = await FrontEnd.connect(card.socket('a'));
  await inMemory(end, memoryTable([region]), ['ram']);
  await end.send('setRingSize', ringState(transmit, 8));
  await end.send('setRingAddresses', ringAddresses(transmit, user, user + 0x2000n, user + 0x1000n));
  await end.send('setRingEnable', ringState(transmit, 1));
  // Answered when what was sent before has been done.
  await end.ask('getFeatures');
  await end.say('shrink ram 0');
  await end.send('setRingKick', words(transmit), ['event']);
  await said('a: SET_VRING_KICK was refused: the used ring cannot be read');
  await reusable();
  await sends(other);
});

test.each([
  ['kick', []],
  ['call', ['fill call']],
])('a %s file that would block holds up nobody', async (file, commands) => {
  const other = await SendingFrontEnd.start(card.socket('b'));
  const end = await SendingFrontEnd.start(card.socket('a'));
  await sends(end);
  for (const command of [...commands, `block ${file}`]) await end.end.say(command);
  await sends(end);
  await sends(other);
  await sends(end);
});

test('new memory while a ring runs: it goes on where it was', async () => {
  const good = await SendingFrontEnd.start(card.socket('a'));
  await sends(good);
  await good.end.send('setMemoryTable', memoryTable([region]), ['ram']);
  await said(/^a: transmit queue 0 runs: split, 8 entries, from 0x1$/);
  await sends(good);
});

test('GET_VRING_BASE stops the ring and tells where; the driver goes on from there', async () => {
  const good = await SendingFrontEnd.start(card.socket('a'));
  await sends(good);
  await sends(good);
  expect((await good.end.ask('getRingBase', ringState(transmit, 0)))?.readUInt32LE(4)).toBe(2);
  card.takeSent();
  await good.post();
  await card.statistics();
  expect(card.takeSent()).toEqual([]);
  await good.startRing(8, 2);
  await until(() => card.takeSent().length === 1, 60, 'the frame that was posted meanwhile did not leave');
});
