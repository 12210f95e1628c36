// SPDX-License-Identifier: Apache-2.0
/** Frames that guests post to be sent, and the comparison of what left on the wire with what the model says. */
import fc from 'fast-check';
import type { Policy } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { PostedFrame } from '../../sim/guest-sender.ts';
import { type SendFate, sendFate } from '../../sim/model/send-model.ts';
import type { SendValues } from '../../sim/register-access.ts';
import { arbitraryWireFrame } from './arbitrary-frames.ts';

/** A frame of a queue, and what the model says becomes of it. */
export interface SentTraffic {
  readonly function: number;
  readonly queue: number;
  readonly frame: PostedFrame;
  readonly fate: SendFate;
}

const serialBytes = 3;

/** A frame that says which one it is in its last bytes, so that no two are alike. */
const numbered = (bytes: Uint8Array, serial: number): Uint8Array => {
  const whole = Uint8Array.from(bytes);
  for (let i = 0; i < serialBytes; i++) whole[whole.length - 1 - i] = (serial >> (8 * i)) & 0xff;
  return whole;
};

const mac = (address: bigint): number[] => [...Buffer.from(address.toString(16).padStart(12, '0'), 'hex')];

/** From the address of a VM, most of the time. */
const fromVm = (bytes: Uint8Array, vm: Policy['vms'][number] | undefined, dice: number): Uint8Array => {
  if (!vm || dice < 2 || bytes.length < 12) return bytes;
  const whole = Uint8Array.from(bytes);
  whole.set(mac(vm.mac), 6);
  return whole;
};

/** What the network header asks for: a checksum mostly in its place, seldom what is not offered. */
const header = fc.record({
  flags: fc.constantFrom(0, 0, 1, 1, 2, 0xff),
  gsoType: fc.constantFrom(...Array<number>(30).fill(0), 1, 0x80),
  csumStart: fc.oneof({ weight: 9, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(0xffff) }),
  csumOffset: fc.oneof({ weight: 9, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(0xffff) }),
});

/** Frames for the queues that `queues` names, as a policy's VMs would send them, and their fates. */
export const sentTraffic = (
  config: Config,
  { policy, images }: { readonly policy: Policy; readonly images: TableImages },
  queues: readonly { readonly function: number; readonly queue: number }[],
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly SentTraffic[] => {
  const drawn = fc.sample(
    fc.record({
      bytes: arbitraryWireFrame.filter(bytes => bytes.length > serialBytes),
      long: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 500, config.maxFrameBytes, config.maxFrameBytes + 1),
      dice: fc.nat(19),
      to: fc.nat(queues.length - 1),
      header,
    }),
    { seed, numRuns: count },
  );
  return drawn.map(({ bytes, long, dice, to, header: asked }, serial) => {
    const { function: fn, queue } = queues[to]!;
    const whole = Uint8Array.from([...bytes, ...new Uint8Array(Math.max(0, long - bytes.length))]);
    const frame = { bytes: fromVm(numbered(whole, serial), policy.vms[fn - 1], dice), ...asked };
    return { function: fn, queue, frame, fate: sendFate(config, images, fn, frame) };
  });
};

/**
 * Every difference between the frames on the wire and those that are due: each once, byte for byte, in the order of its queue; and between
 * the counters of each function.
 */
export const compareSent = (
  config: Config,
  traffic: readonly SentTraffic[],
  wire: readonly { readonly bytes: Uint8Array }[],
  counters: readonly SendValues[],
): string[] => {
  const found: string[] = [];
  const due = new Map<string, { queue: string; index: number }>();
  const next = new Map<string, number>();
  for (const [index, { function: fn, queue, fate }] of traffic.entries()) {
    if (fate.bytes) due.set(Buffer.from(fate.bytes).toString('hex'), { queue: `${fn}/${queue}`, index });
  }
  for (const { bytes } of wire) {
    const key = Buffer.from(bytes).toString('hex');
    const frame = due.get(key);
    if (!frame) {
      found.push(`a frame that nobody sent, or that left before: ${key}`);
      continue;
    }
    due.delete(key);
    if ((next.get(frame.queue) ?? -1) > frame.index) found.push(`queue ${frame.queue}: frame ${frame.index} is late`);
    next.set(frame.queue, frame.index);
  }
  for (const { queue, index } of due.values()) found.push(`queue ${queue}: frame ${index} never left`);
  for (let fn = 0; fn < config.functions; fn++) {
    const mine = traffic.filter(frame => frame.function === fn);
    for (const { name } of transmitEvents) {
      const wanted = mine.filter(({ fate }) => fate.event === name);
      const { frames, bytes } = counters[fn]![name];
      if (frames !== wanted.length) found.push(`function ${fn}: ${frames} frames ${name}, not ${wanted.length}`);
      if (name !== 'sent') continue;
      const sum = wanted.reduce((total, { fate }) => total + fate.bytes!.length, 0);
      if (bytes !== sum) found.push(`function ${fn}: ${bytes} bytes sent, not ${sum}`);
    }
  }
  return found;
};
