// SPDX-License-Identifier: Apache-2.0
/** What a compiled policy takes of the machine, as a table for the terminal. */
import type { Listing } from '../../firmware/compile/listing.ts';
import { cellBytes } from '../../hdl/spec/configs.ts';
import { columns } from './columns.ts';

/** The summary of a listing: one line a VM, then the use of each table. */
export const summarise = ({ policy, config, vms, forwarding, used, defaults }: Listing): string => {
  const head = ['function', 'VM', 'MAC', 'VLAN', 'queues', 'quota', 'own rules'];
  const rows = vms.map(vm => [
    `${vm.function}`,
    vm.name,
    vm.mac,
    vm.vlan === 0 ? '-' : `${vm.vlan}`,
    `${vm.queues}`,
    `${vm.quotaCells * cellBytes} B`,
    `${vm.ruleEntries}`,
  ]);
  const groups = forwarding.length - vms.length;
  return [
    `${policy} for configuration ${config}`,
    '',
    ...columns([head, ...rows], [true, false, false, true, true, true, true]),
    '',
    `forwarding entries  ${used.forwarding[0]} of ${used.forwarding[1]} (${vms.length} unicast, ${groups} group)`,
    `rule slots          ${used.slots[0]} of ${used.slots[1]}`,
    `ternary entries     ${used.ternary[0]} of ${used.ternary[1]}`,
    `for unreadable      ${used.unreadable} of these slots and entries`,
    `without a match     unicast ${defaults.unicast}, group ${defaults.group}`,
  ].join('\n');
};
