// SPDX-License-Identifier: Apache-2.0
/** What the wire of a served card may end at: another card, a TAP device, itself. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { emitVerilog } from 'typescript-hdl';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';
import { openService, type VhostService, type WireEnd } from '../../../sim/vhost/service.ts';
import { findProof } from '../../../src/tools/needed-packages.ts';
import { Console } from '../../../src/verify/e2e/console.ts';
import { until } from '../../../src/verify/e2e/e2e-case.ts';
import { FrontEnd } from '../../support/front-end.ts';
import { SendingFrontEnd } from '../../support/sending-front-end.ts';

const policy = `config: tiny
vms:
  - { name: a, mac: "52:54:00:00:00:10", trusted: true }
defaults: { unicast: allow, group: allow }
`;
const { images } = compilePolicy(policy, 'policy of the test');
const design = emitVerilog(top(configs.tiny));
const directory = mkdtempSync(join(tmpdir(), 'sluice-wire-'));
const open: (() => Promise<void>)[] = [];

/** A card whose VM is awaited at a socket of that name. */
const serve = async (name: string, wire: WireEnd): Promise<VhostService> => {
  const vms = [{ name: 'a', function: 1, queuePairs: 1, socket: join(directory, name) }];
  const service = await openService(design, configs.tiny, { images, vms, wire, log: () => {} });
  expect(await service.start()).toBeUndefined();
  const running = service.run();
  running.catch(() => {});
  open.push(async () => {
    service.stop();
    await running;
    await service.close();
  });
  return service;
};

beforeEach(({ skip }) => skip(findProof('python3') === undefined, 'skipped: make e2e-tools installs python3'));
afterEach(async () => {
  await Console.endAll();
  for (const close of open.splice(0)) await close();
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Frames that came from the wire for an address that nobody has. */
const strangers = async (service: VhostService): Promise<number> =>
  (await service.between(() => service.statistics())).received.at(-1)!.unknown_destination.frames;

test('another card: what leaves one comes to the other', async () => {
  const wire = { kind: 'peer', name: join(directory, 'wire') } as const;
  const [near, far] = [await serve('near', wire), await serve('far', wire)];
  const sender = await SendingFrontEnd.start(join(directory, 'near'));
  await sender.post();
  await until(async () => (await strangers(far)) === 1, 60, 'the frame did not come to the other card');
  expect(await strangers(near)).toBe(0);
});

test('a socket that a killed program left is replaced; a file that is no socket stays, and is told', async () => {
  const left = join(directory, 'left');
  await execa('python3', ['-c', 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])', left]);
  await serve('replacing', { kind: 'peer', name: left });
  const file = join(directory, 'text');
  writeFileSync(file, 'kept');
  for (const [socket, name] of [
    [join(directory, 'beside'), file],
    [file, join(directory, 'free')],
  ] as const) {
    const vms = [{ name: 'a', function: 1, queuePairs: 1, socket }];
    const wire = { kind: 'peer', name } as const;
    const service = await openService(design, configs.tiny, { images, vms, wire, log: () => {} });
    expect(await service.start()).toEqual({ name: file, why: 'EADDRINUSE' });
    await service.close();
  }
  expect(readFileSync(file, 'utf8')).toBe('kept');
});

test('itself: what leaves comes back', async () => {
  const service = await serve('looped', { kind: 'loop' });
  const sender = await SendingFrontEnd.start(join(directory, 'looped'));
  await sender.post();
  await until(async () => (await strangers(service)) === 1, 60, 'the frame did not come back');
});

test('a TAP device: what the host sends there comes to the card', async context => {
  context.skip(process.getuid!() !== 0, 'skipped: a TAP device needs root');
  const name = `sluice${process.pid}`.slice(0, 15);
  const service = await serve('tapped', { kind: 'tap', name });
  const host = new FrontEnd();
  // The host itself may send frames as soon as its end is up, to groups, which are not for strangers.
  expect(await host.say(`packet ${name} 52540000008052540000001088b5${'00'.repeat(46)}`)).toBe('ok');
  await until(async () => (await strangers(service)) >= 1, 60, 'the frame did not come to the card');
});
