// SPDX-License-Identifier: Apache-2.0
/** What DPDK's driver does with the card: rings of both kinds, with and without what may be negotiated. */
import { internetSum } from '../../../sim/model/internet-checksum.ts';
import { demand, type E2eBench, type E2eCase, macBytes, macOf, until, type VmName } from './e2e-case.ts';
import { Testpmd } from './testpmd.ts';

type Ring = E2eCase['ring'];

/** Arguments of the port for a kind of ring. */
const ringArguments = (ring: Ring): string[] => (ring === 'packed' ? ['packed_vq=1'] : []);

/** Frames after which a flow has shown that it goes on. */
const someFrames = 1500;
const seconds = 60;

interface Features {
  readonly text: string;
  readonly port: readonly string[];
  readonly queues?: number;
}

const inOrder: Features = { text: 'MRG_RXBUF, IN_ORDER, INDIRECT', port: [] };
const plain: Features = { text: 'INDIRECT', port: ['mrg_rxbuf=0', 'in_order=0'] };
const twoQueues: Features = { text: 'MRG_RXBUF, IN_ORDER, MQ', port: [], queues: 2 };

const started = (bench: E2eBench, vm: VmName, ring: Ring, features: Features, options: readonly string[]) =>
  Testpmd.start({
    name: vm,
    socket: bench.socket(vm),
    mac: macOf(vm),
    port: [...ringArguments(ring), ...features.port],
    ...(features.queues !== undefined && { queues: features.queues }),
    options,
  });

/** Frames for a VM that found no room because it took those before them too slowly. */
const lostFor = async (bench: E2eBench, vm: VmName): Promise<number> => {
  const { received } = await bench.statistics();
  const { quota, queue_full: queueFull, buffer_full: bufferFull } = received[bench.functionOf(vm)]!;
  return quota.frames + queueFull.frames + bufferFull.frames;
};

/** One sends as fast as it can, the other counts: all that the card took arrives, or is counted as lost for want of room. */
const flow = (ring: Ring, features: Features, pairs: readonly (readonly [VmName, VmName])[]): E2eCase => ({
  driver: 'dpdk',
  ring,
  features: features.text,
  vms: 2 * pairs.length,
  test: `txonly to rxonly${pairs.length > 1 ? `, ${pairs.length} pairs at a time` : ''}`,
  run: async bench => {
    const counts = await Promise.all(
      pairs.map(async ([from, to]) => {
        const receiver = await started(bench, to, ring, features, ['--forward-mode=rxonly']);
        const peer = `--eth-peer=0,${macOf(to)}`;
        const sender = await started(bench, from, ring, features, [
          '--forward-mode=txonly',
          '--txonly-multi-flow',
          peer,
        ]);
        const lostBefore = await lostFor(bench, to);
        await receiver.command('start');
        await sender.command('start');
        await receiver.until(({ received }) => received >= someFrames, seconds);
        await sender.command('stop');
        const { sent } = await sender.frames();
        let [received, lost] = [0, 0];
        const all = async (): Promise<boolean> => {
          lost = (await lostFor(bench, to)) - lostBefore;
          ({ received } = await receiver.frames());
          return received + lost >= sent;
        };
        await until(all, seconds, `of ${sent} frames not all came or were counted as lost`);
        demand(received + lost === sent, `${received} frames came of ${sent}, and ${lost} were counted as lost`);
        await sender.end();
        await receiver.end();
        return received;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  },
});

/** Frames go to and fro between two forwarders: their number does not change. */
const pingPong = (ring: Ring, features: Features, mode: 'mac' | 'macswap'): E2eCase => ({
  driver: 'dpdk',
  ring,
  features: features.text,
  vms: 2,
  test: `${mode} forwarding to and fro`,
  run: async bench => {
    const peerOf = (vm: VmName): string => `--eth-peer=0,${macOf(vm)}`;
    const b = await started(bench, 'b', ring, features, [`--forward-mode=${mode}`, peerOf('a')]);
    const a = await started(bench, 'a', ring, features, [`--forward-mode=${mode}`, peerOf('b')]);
    await b.command('start');
    await a.command('start tx_first 4');
    const { received } = await a.until(frames => frames.received >= someFrames, seconds);
    await a.command('stop');
    await b.command('stop');
    await a.end();
    await b.end();
    return 2 * received;
  },
});

const [shortest, longest] = [60, 1514];
/** Deterministic bytes that differ from frame to frame. */
const filling = (frame: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (frame * 131 + i * 7 + (i >> 8) * 13) & 0xff);

/** Frames of all lengths come from the wire, are forwarded by the driver, and leave as they came. */
const throughTheWire = (ring: Ring, features: Features): E2eCase => ({
  driver: 'dpdk',
  ring,
  features: features.text,
  vms: 1,
  test: 'mac forwarding from wire to wire, bytes compared',
  run: async bench => {
    const a = await started(bench, 'a', ring, features, ['--forward-mode=mac', `--eth-peer=0,${macOf('station')}`]);
    await a.command('start');
    bench.takeSent();
    const header = [...macBytes(macOf('a')), ...macBytes(macOf('station')), 0x88, 0xb5];
    const frames = Array.from({ length: 400 }, (_, i) => {
      const length = shortest + ((i * 37) % (longest - shortest + 1));
      return Uint8Array.from([...header, ...filling(i, length - header.length)]);
    });
    const back: Uint8Array[] = [];
    // No more at a time than the buffers of a ring hold.
    for (let at = 0; at < frames.length; at += 50) {
      const part = frames.slice(at, at + 50);
      bench.receive(part);
      await until(() => back.push(...bench.takeSent()) >= at + part.length, seconds, `${back.length} frames came back`);
    }
    await a.end();
    demand(back.length === frames.length, `${back.length} frames came back of ${frames.length}`);
    const turned = Buffer.from([...macBytes(macOf('station')), ...macBytes(macOf('a'))]);
    for (const [i, frame] of frames.entries()) {
      const expected = Buffer.concat([turned, frame.subarray(12)]);
      demand(expected.equals(back[i]!), `frame ${i} of ${frame.length} bytes came back changed`);
    }
    return 2 * frames.length;
  },
});

const checksum = (bytes: Uint8Array): number => 0xffff - internetSum(bytes, 0, bytes.length);

/** An echo request for 10.0.0.1 from 10.0.0.200. */
const echoRequest = (sequence: number, length: number): Uint8Array => {
  const frame = Buffer.alloc(14 + 20 + 8 + length);
  frame.set([...macBytes(macOf('a')), ...macBytes(macOf('station')), 0x08, 0x00]);
  const ip = frame.subarray(14, 34);
  ip.set([0x45, 0, 0, 0, 0, 0, 0, 0, 64, 1, 0, 0, 10, 0, 0, 200, 10, 0, 0, 1]);
  ip.writeUInt16BE(frame.length - 14, 2);
  ip.writeUInt16BE(checksum(ip), 10);
  const icmp = frame.subarray(34);
  icmp.writeUInt8(8, 0);
  icmp.writeUInt16BE(sequence, 6);
  icmp.set(filling(sequence, length), 8);
  icmp.writeUInt16BE(checksum(icmp), 2);
  return frame.length < shortest ? Buffer.concat([frame, Buffer.alloc(shortest - frame.length)]) : frame;
};

const echoes = (ring: Ring, features: Features): E2eCase => ({
  driver: 'dpdk',
  ring,
  features: features.text,
  vms: 1,
  test: 'icmpecho to the wire',
  run: async bench => {
    const a = await started(bench, 'a', ring, features, ['--forward-mode=icmpecho']);
    await a.command('start');
    bench.takeSent();
    const requests = Array.from({ length: 50 }, (_, i) => echoRequest(i, 8 + 28 * i));
    bench.receive(requests);
    const answers: Uint8Array[] = [];
    await until(() => answers.push(...bench.takeSent()) >= requests.length, seconds, `${answers.length} answers came`);
    await a.end();
    for (const [i, answer] of answers.entries()) {
      demand(answer[34] === 0, `answer ${i} is no echo reply`);
      demand(Buffer.compare(answer.subarray(38), requests[i]!.subarray(38)) === 0, `answer ${i} has other bytes`);
    }
    return 2 * requests.length;
  },
});

/** A driver that is killed at work: the other pair loses nothing, and its place is taken again. */
const killed = (ring: Ring, features: Features): E2eCase => ({
  driver: 'dpdk',
  ring,
  features: features.text,
  vms: 4,
  test: 'one of four killed with signal 9 under traffic, the others go on, the place is taken again',
  run: async bench => {
    const other = flow(ring, features, [['c', 'd']]).run(bench, undefined);
    // It is met below; a failure must not be taken for one that nobody awaits.
    other.catch(() => {});
    for (let time = 0; time < 2; time++) {
      const receiver = await started(bench, 'b', ring, features, ['--forward-mode=rxonly']);
      const sender = await started(bench, 'a', ring, features, ['--forward-mode=txonly', `--eth-peer=0,${macOf('b')}`]);
      await receiver.command('start');
      await sender.command('start');
      await receiver.until(({ received }) => received > 200, seconds);
      await sender.end('SIGKILL');
      await receiver.end('SIGKILL');
    }
    return (await other) + (await flow(ring, features, [['a', 'b']]).run(bench, undefined));
  },
});

const rings: readonly Ring[] = ['split', 'packed'];

/** The one that every run of the test suite does. */
export const shortDpdkCases: readonly E2eCase[] = [flow('split', inOrder, [['a', 'b']])];

export const dpdkCases: readonly E2eCase[] = rings.flatMap(ring => [
  flow(ring, inOrder, [['a', 'b']]),
  flow(ring, plain, [['a', 'b']]),
  flow(ring, twoQueues, [['a', 'b']]),
  flow(ring, inOrder, [
    ['a', 'b'],
    ['c', 'd'],
  ]),
  pingPong(ring, inOrder, 'mac'),
  pingPong(ring, plain, 'macswap'),
  throughTheWire(ring, inOrder),
  throughTheWire(ring, plain),
  echoes(ring, inOrder),
  killed(ring, inOrder),
]);
