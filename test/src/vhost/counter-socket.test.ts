// SPDX-License-Identifier: Apache-2.0
/** The socket of the counters: what the card counts is what a reader gets, only its owner may read, and nobody holds it up. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { afterAll, afterEach, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { openService } from '../../../sim/vhost/service.ts';
import type { CardCounters } from '../../../src/stats/card-counters.ts';
import { readCounters } from '../../../src/stats/read-counters.ts';
import { CounterSocket } from '../../../src/vhost/counter-socket.ts';
import { servedCounters } from '../../../src/vhost/served-counters.ts';
import { ethernet, ipv4, padded, udp } from '../../support/frames.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-counters-'));
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(directory, { recursive: true }));

let made = 0;
const newPath = (): string => join(directory, `s${made++}`);

const empty: CardCounters = {
  ...{ form: 1, config: 'tiny', policy: 'p.yaml', clockHz: 1, cycles: 2, seconds: 3, functions: [], unassigned: {} },
};

const opened = async (read: () => Promise<CardCounters>): Promise<string> => {
  const path = newPath();
  const socket = await CounterSocket.open(path, read);
  if (typeof socket === 'string') throw new Error(socket);
  open.push(() => socket.close());
  return path;
};

test('the counters of a card that runs, while it serves', async () => {
  const text = `config: tiny
vms: [{ name: a, mac: 52:54:00:00:00:10 }]
rules: [{ to: a, match: { protocol: udp, destinationPort: 53 }, action: deny }]
`;
  const { policy, images } = compilePolicy(text, 'p.yaml');
  const vms = [{ name: 'a', function: 1, queuePairs: 1, socket: newPath() }];
  const options = { images, vms, wire: { kind: 'open' } as const, log: () => {} };
  const service = await openService(emitVerilog(top(configs.tiny)), configs.tiny, options);
  expect(await service.start()).toBeUndefined();
  const running = service.run();
  open.push(async () => {
    service.stop();
    await running;
    await service.close();
  });
  const path = await opened(() => servedCounters(service, policy));
  const before = await readCounters(path);
  expect(before.functions.map(({ name }) => name)).toEqual(['hypervisor', 'a']);
  const frame = (destination: string) =>
    padded(
      ethernet(
        { destination },
        ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, udp({ sourcePort: 1, destinationPort: 53 }, [])),
      ),
    );
  service.receive([frame('52:54:00:00:00:10'), frame('52:54:00:00:00:10'), frame('52:54:00:00:00:99')]);
  await expect
    .poll(async () => (await readCounters(path)).unassigned['unknown_destination'], { timeout: 60_000 })
    .toEqual({ frames: 1, bytes: 60 });
  const after = await readCounters(path);
  expect(after.functions[1]!.received['rule_deny']).toEqual({ frames: 2, bytes: 120 });
  expect(after.cycles).toBeGreaterThan(before.cycles);
  const { received, sent } = await service.between(() => service.statistics());
  expect(after.functions.map(one => one.received)).toEqual(received.slice(0, 2));
  expect(after.functions.map(one => one.sent)).toEqual(sent.slice(0, 2));
}, 400_000);

test('only its owner may open it, and it is gone afterwards', async () => {
  const path = newPath();
  const socket = (await CounterSocket.open(path, async () => empty)) as CounterSocket;
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await socket.close();
  expect(existsSync(path)).toBe(false);
});

test('readers of one moment share one look at the registers', async () => {
  let reads = 0;
  let answer: (counters: CardCounters) => void = () => {};
  const path = await opened(() => {
    reads += 1;
    return new Promise(resolve => (answer = resolve));
  });
  const readers = Array.from({ length: 5 }, () => readCounters(path));
  await expect.poll(() => reads).toBe(1);
  // All five are there before there is an answer.
  await new Promise(resolve => setTimeout(resolve, 100));
  answer(empty);
  expect(await Promise.all(readers)).toEqual(Array.from({ length: 5 }, () => empty));
  expect(reads).toBe(1);
});

test('a reader that says something, never reads, or goes away holds nobody up', async () => {
  const path = await opened(async () => empty);
  const lazy = createConnection(path).pause();
  const loud = createConnection(path);
  loud.on('error', () => {});
  loud.write(Buffer.alloc(100_000));
  createConnection(path).on('connect', function (this: { destroy(): void }) {
    this.destroy();
  });
  expect(await readCounters(path)).toEqual(empty);
  lazy.destroy();
  loud.destroy();
});

test('closing sends away who waits, and says why to the reader', async () => {
  const path = newPath();
  const socket = (await CounterSocket.open(path, () => new Promise(() => {}))) as CounterSocket;
  const reader = readCounters(path);
  reader.catch(() => {});
  await new Promise(resolve => setTimeout(resolve, 100));
  await socket.close();
  await expect(reader).rejects.toThrow(/it was closed without an answer; look whether its card still runs/);
});

test('a place where something is, and one that is none', async () => {
  const path = await opened(async () => empty);
  expect(await CounterSocket.open(path, async () => empty)).toBe('EADDRINUSE');
  expect(await CounterSocket.open(join(directory, 'no', 'where'), async () => empty)).toBe('EACCES');
  // Node.js would listen at the first 107 bytes.
  expect(await CounterSocket.open(join(directory, 'a'.repeat(200)), async () => empty)).toBe('ENAMETOOLONG');
});

const liar = async (text: string): Promise<string> => {
  const path = newPath();
  const server: Server = createServer(reader => reader.end(text));
  await new Promise<void>(resolve => server.listen(path, resolve));
  open.push(() => new Promise(resolve => server.close(() => resolve())));
  return path;
};

test('what is no card is refused in a sentence', async () => {
  await expect(readCounters(newPath())).rejects.toThrow(
    /there is no such socket; start sluice vhost with --counters and this path/,
  );
  const file = newPath();
  writeFileSync(file, '');
  await expect(readCounters(file)).rejects.toThrow(/nobody listens there|it is no socket/);
  await expect(readCounters(await liar('hello\n'))).rejects.toThrow(/its answer is not that of this version/);
  await expect(readCounters(await liar(''))).rejects.toThrow(/closed without an answer/);
  await expect(readCounters(await liar(JSON.stringify({ ...empty, form: 2 })))).rejects.toThrow(
    /run both from one version/,
  );
});
