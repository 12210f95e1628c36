// SPDX-License-Identifier: Apache-2.0
/** Checks of a policy against the sizes of the configuration it is compiled for. */

import { quote } from 'typescript-hdl/words';
import { type Config, cellBytes } from '../../hdl/spec/configs.ts';
import { forwardingSlots } from '../../hdl/spec/tables/forwarding-slot.ts';
import { error, type Finding, warning } from '../policy/finding.ts';
import type { Policy, Vm } from '../policy/policy.ts';
import { count } from '../policy/words.ts';
import { lowerForwarding } from './lower.ts';
import { forwardingFits } from './place-forwarding.ts';
import { cellsOf, defaultQuota, quotaCells, sharedCells, writtenCells } from './quota.ts';

/** VMs that findings of one kind point at. */
const mostOfAKind = 4;

/** A finding for each VM; of many the first few, the last of which says of how many more it is true. */
const forEach = (vms: readonly Vm[], finding: (vm: Vm, more: string) => Finding): readonly Finding[] => {
  const more = vms.length - mostOfAKind;
  return vms
    .slice(0, mostOfAKind)
    .map((vm, i) =>
      finding(vm, more > 0 && i === mostOfAKind - 1 ? ` (the same is true of ${count(more, 'VM')} after it)` : ''),
    );
};

const checkFunctions = (policy: Policy, config: Config): readonly Finding[] => {
  const room = config.functions - 1;
  const first = policy.vms[room];
  if (!first) return [];
  return [
    error(
      first,
      '',
      `VM ${quote(first.name)} is number ${room + 1}, but configuration ${config.name} has functions for ${count(room, 'VM')}; remove ${count(policy.vms.length - room, 'VM')} or choose a larger configuration`,
    ),
  ];
};

const checkQueues = (policy: Policy, config: Config): readonly Finding[] =>
  forEach(
    policy.vms.filter(vm => vm.queues > config.queuesPerFunction),
    (vm, more) =>
      error(
        vm,
        'queues',
        `queues ${vm.queues} is more than configuration ${config.name} has for a VM; write ${config.queuesPerFunction === 1 ? '1' : `1 to ${config.queuesPerFunction}`}${more}`,
      ),
  );

const tooFast = ({ name, lineRateBps }: Config, key: string): string =>
  `${key} is more than the ${lineRateBps / 1e9} Gbit/s of a port of configuration ${name}; write less, or leave ${key} out`;

const checkRates = (policy: Policy, config: Config): readonly Finding[] => [
  ...forEach(
    policy.vms.filter(({ bitsPerSecond = 0 }) => bitsPerSecond > config.lineRateBps),
    (vm, more) => error(vm, 'rate', `${tooFast(config, 'rate')} for no limit${more}`),
  ),
  ...((policy.groupBitsPerSecond ?? 0) > config.lineRateBps
    ? [error(policy, 'groupRate', `${tooFast(config, 'groupRate')} for a quarter of it`)]
    : []),
];

const checkForwarding = (policy: Policy, config: Config, secret: Uint8Array): readonly Finding[] => {
  const entries = lowerForwarding(policy);
  const slots = forwardingSlots(config);
  const vlans = entries.length - policy.vms.length;
  const needed = `the VMs need ${entries.length} forwarding entries (one a VM and one for the group addresses of each of ${count(vlans, 'VLAN')}, untagged traffic being one)`;
  if (entries.length > slots)
    return [
      error(policy, 'vms', `${needed}, but configuration ${config.name} has ${slots} slots; use fewer VMs or VLANs`),
    ];
  // Of two entries for one destination, which are an error by themselves, the search finds the same slots.
  if (forwardingFits(config, secret, entries)) return [];
  return [
    error(
      policy,
      'vms',
      `${needed}, which have no places under this secret among the ${slots} slots of configuration ${config.name}; draw another secret, or use fewer VMs or VLANs`,
    ),
  ];
};

const checkQuotas = (policy: Policy, config: Config): readonly Finding[] => {
  const room = sharedCells(config);
  const over = writtenCells(policy) - room;
  const reserve = `${config.bufferCells * cellBytes} bytes of packet buffer less ${cellsOf(config.maxFrameBytes) * cellBytes} for one frame of the greatest length`;
  if (over > 0) {
    const last = policy.vms.findLast(vm => vm.quotaBytes !== undefined)!;
    return [
      error(
        last,
        'quota',
        `the quotas add up to ${writtenCells(policy) * cellBytes} bytes, but configuration ${config.name} has ${room * cellBytes} for them (${reserve}); take away at least ${over * cellBytes} bytes`,
      ),
    ];
  }
  const unserved = policy.vms.find(vm => vm.quotaBytes === undefined);
  // Where no quota is written, there are more VMs than cells and so more than functions, which is said already.
  if (unserved && writtenCells(policy) > 0 && defaultQuota(policy, config) < 1) {
    return [
      error(
        unserved,
        '',
        `the written quotas leave no packet buffer for VM ${quote(unserved.name)}, which has none of its own; reduce them below ${room * cellBytes} bytes in total (${reserve})`,
      ),
    ];
  }
  return warnOfSmallQuotas(policy, config);
};

const warnOfSmallQuotas = (policy: Policy, config: Config): readonly Finding[] => {
  // Of VMs that have no function this would be one complaint too many; and the shares of the others are not yet right.
  if (policy.vms.length >= config.functions) return [];
  const bytes = new Map(quotaCells(policy, config).map((cells, f) => [policy.vms[f - 1], cells * cellBytes]));
  return forEach(
    policy.vms.filter(vm => bytes.get(vm)! < config.maxFrameBytes),
    (vm, more) =>
      warning(
        vm,
        'quota',
        `VM ${quote(vm.name)} can never get a frame longer than its quota of ${bytes.get(vm)} bytes; the longest that configuration ${config.name} accepts has ${config.maxFrameBytes}${more}`,
      ),
  );
};

/** Findings about sizes, but for those of the rules; `secret` is that of the hashes. */
export const checkCapacity = (policy: Policy, config: Config, secret: Uint8Array): readonly Finding[] => [
  ...checkFunctions(policy, config),
  ...checkQueues(policy, config),
  ...checkRates(policy, config),
  ...checkForwarding(policy, config, secret),
  ...checkQuotas(policy, config),
];
