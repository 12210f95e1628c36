// SPDX-License-Identifier: Apache-2.0
/** The queue that a frame's hash chooses, as the policy has it. */
import { defaultRssKey } from '../../hdl/spec/tables/rss-profile.ts';
import type { Vm } from '../policy/policy.ts';
import type { IpView } from './oracle-ip.ts';

const key = defaultRssKey.reduce((all, byte) => all * 256n + BigInt(byte), 0n);
const keyBits = 8 * defaultRssKey.length;

/** Toeplitz' hash of a number of `bits` bits: each of its ones adds the 32 bits of the key that begin at its place. */
const hashOf = (input: bigint, bits: number): number => {
  let hash = 0n;
  for (let place = 0; place < bits; place++) {
    if ((input >> BigInt(bits - 1 - place)) % 2n === 1n) hash ^= (key >> BigInt(keyBits - 32 - place)) % 0x1_0000_0000n;
  }
  return Number(hash);
};

/** Queue of a unicast frame to a VM whose rule names none; 0 where there is nothing to hash. */
export const hashedQueue = (vm: Vm, { version, source, destination, transport }: IpView): number => {
  if (!vm.hash || typeof version !== 'object' || typeof source !== 'object' || typeof destination !== 'object')
    return 0;
  const bits = version.value === 4 ? 32 : 128;
  const addresses = (source.value << BigInt(bits)) + destination.value;
  const flow = vm.hash === 'ports' && typeof transport === 'object' && transport.value.hasFlow === true;
  const { source: from, destination: to } = (flow && transport.value.ports) || { source: 0, destination: 0 };
  const hash = flow
    ? hashOf((addresses << 32n) + BigInt(from * 0x10000 + to), 2 * bits + 32)
    : hashOf(addresses, 2 * bits);
  return (hash % 128) % vm.queues;
};
