// SPDX-License-Identifier: Apache-2.0
/** What a test with a foreign driver is, and what it has to work with. */
import type { ServiceStatistics } from '../../../sim/vhost/service.ts';
import type { GuestFiles } from './guest-files.ts';

/** The VMs of the policy that the tests use; `MACs` end in their number. */
export const vmNames = ['a', 'b', 'c', 'd', 'denied', 'tenant'] as const;
export type VmName = (typeof vmNames)[number];

/** MAC address of a VM, or of the station on the wire. */
export const macOf = (name: VmName | 'station'): string =>
  `52:54:00:00:00:${(name === 'station' ? 0x80 : 0x10 + vmNames.indexOf(name)).toString(16)}`;

export const macBytes = (mac: string): number[] => mac.split(':').map(part => Number.parseInt(part, 16));

/** The policy: four VMs that may do as they like, one that nobody may talk to, one that is held to its addresses. */
export const e2ePolicy = `config: 10g
vms:
${(['a', 'b', 'c', 'd', 'denied'] as const).map(name => `  - { name: ${name}, mac: "${macOf(name)}", trusted: true, queues: 2, hash: ports }`).join('\n')}
  - { name: tenant, mac: "${macOf('tenant')}", addresses: [10.0.0.6] }
rules:
  - { name: nobody-to-denied, to: denied, action: deny }
defaults:
  unicast: allow
  group: allow
`;

/** The card and its wire while the tests run. */
export interface E2eBench {
  socket(vm: VmName): string;
  /** Sends frames to the card from the wire. */
  receive(frames: readonly Uint8Array[]): void;
  /** Frames that left on the wire since the last call. */
  takeSent(): Uint8Array[];
  statistics(): Promise<ServiceStatistics>;
  /** Function of a VM. */
  functionOf(vm: VmName): number;
}

export interface E2eCase {
  readonly driver: 'dpdk' | 'linux';
  readonly ring: 'split' | 'packed';
  /** What else is negotiated or set. */
  readonly features: string;
  readonly vms: number;
  readonly test: string;
  /** Runs it; frames that the card moved. Rejects when anything is not as it should be. */
  readonly run: (bench: E2eBench, files: GuestFiles | undefined) => Promise<number>;
}

/** Fails a case with a sentence. */
export const demand = (holds: boolean, sentence: string): void => {
  if (!holds) throw new Error(sentence);
};

/** Waits until something holds. */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  seconds: number,
  sentence: string,
): Promise<void> => {
  const deadline = performance.now() + seconds * 1000;
  while (!(await holds())) {
    demand(performance.now() < deadline, `${sentence} within ${seconds} s`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};
