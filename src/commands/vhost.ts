// SPDX-License-Identifier: Apache-2.0
import {
  argument,
  command,
  outputFile,
  text,
  type ValueOption,
  valueOption,
  wholeNumber,
} from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import type { NamedSocket, VhostOptions, WireName } from '../vhost/run-vhost.ts';

/** A VM of the policy and the socket of its front end. */
const vmSockets: ValueOption<readonly NamedSocket[]> = valueOption({
  describe: 'VM of the policy, and the socket where its front end (QEMU, DPDK) is awaited; once for each VM',
  placeholder: 'NAME=SOCKET',
  wanted: 'give the name of a VM, =, and the path of a socket',
  read: given => {
    const [, name, socket] = /^([^=]+)=(.+)$/.exec(given) ?? [];
    return name === undefined || socket === undefined ? undefined : [{ name, socket }];
  },
  join: (before, next) => [...before, ...next],
});

const wireName = valueOption<WireName, WireName>(
  {
    describe:
      'What the wire ends at: nothing, itself, a TAP device, or the wire of another card (a socket that both name)',
    placeholder: 'WIRE',
    wanted: 'give none, loop, tap:NAME or peer:SOCKET',
    read: given => {
      if (given === 'none' || given === 'loop') return { kind: given };
      const [, kind, name] = /^(tap|peer):(.+)$/.exec(given) ?? [];
      return name === undefined ? undefined : { kind: kind as 'tap' | 'peer', name };
    },
  },
  { kind: 'none' },
);

const socketPath = valueOption<string>({
  describe: 'Socket at which sluice stats reads the counters',
  placeholder: 'SOCKET',
  wanted: 'give the path of a socket',
  read: given => given,
});

const runVhostCommand = async (options: VhostOptions): Promise<void> => {
  const { runVhost } = await import('../vhost/run-vhost.ts');
  await runVhost(options);
};

/** `sluice vhost`: the simulated card for the VMs of QEMU and for DPDK. */
export const vhost = command({
  name: 'vhost',
  describe: 'Serve the simulated card to virtual machines (QEMU) and DPDK by vhost-user, until it is interrupted',
  arguments: { policy: argument('Policy (YAML)') },
  options: {
    config: configName('Configuration, instead of the one the policy names'),
    vm: vmSockets,
    wire: wireName,
    'wire-in': text('Capture whose frames come from the wire once a front end is connected', 'FILE'),
    'wire-out': outputFile('Capture of the frames that leave on the wire (pcap)'),
    counters: socketPath,
    stats: wholeNumber('Seconds between two lines of statistics; 0 for none', { least: 0, most: 86_400, fallback: 0 }),
  },
  run: options =>
    runVhostCommand({ ...options, wireIn: options['wire-in'], wireOut: options['wire-out'], vms: options.vm ?? [] }),
});
