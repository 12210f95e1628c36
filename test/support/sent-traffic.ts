// SPDX-License-Identifier: Apache-2.0
/** Frames that guests post to be sent, and what the model says becomes of them. */
import fc from 'fast-check';
import type { Policy } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { sendFate } from '../../sim/model/send-model.ts';
import type { SentTraffic } from '../../src/replay/compare-sent.ts';
import { arbitraryWireFrame } from './arbitrary-frames.ts';

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

/** To another VM now and then, to all of them seldom. */
const toVm = (bytes: Uint8Array, { vms }: Policy, dice: number): Uint8Array => {
  const vm = vms[dice % vms.length];
  if (!vm || dice % 2 === 0 || bytes.length < 12) return bytes;
  const whole = Uint8Array.from(bytes);
  whole.set(dice === 19 ? mac(0xffff_ffff_ffffn) : mac(vm.mac), 0);
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
      aim: fc.nat(19),
      to: fc.nat(queues.length - 1),
      header,
    }),
    { seed, numRuns: count },
  );
  return drawn.map(({ bytes, long, dice, aim, to, header: asked }, serial) => {
    const { function: fn, queue } = queues[to]!;
    const whole = Uint8Array.from([...bytes, ...new Uint8Array(Math.max(0, long - bytes.length))]);
    const named = fromVm(numbered(whole, serial), policy.vms[fn - 1], dice);
    const frame = { bytes: toVm(named, policy, aim), ...asked };
    return { function: fn, queue, frame, fate: sendFate(config, images, fn, frame) };
  });
};
