// SPDX-License-Identifier: Apache-2.0
/** What the card has done for each VM, as lines of a log. */
import type { CounterValue } from '../../sim/register-access.ts';
import type { ServiceStatistics } from '../../sim/vhost/service.ts';
import type { VhostVm } from '../../sim/vhost/session.ts';

const counted = (events: Readonly<Record<string, CounterValue>>): string =>
  Object.entries(events)
    .filter(([, { frames }]) => frames > 0)
    .map(([name, { frames }]) => `${name} ${frames}`)
    .join(', ') || 'nothing';

/** One line about the simulation, one a VM, and one about frames that addressed none if there were any. */
export const statisticsLines = (
  { cycles, seconds, received, sent }: ServiceStatistics,
  vms: readonly VhostVm[],
): string[] => {
  const unassigned = counted(received.at(-1)!);
  return [
    `${cycles} cycles in ${seconds.toFixed(1)} s`,
    ...vms.map(vm => `${vm.name}: received ${counted(received[vm.function]!)}; sent ${counted(sent[vm.function]!)}`),
    ...(unassigned === 'nothing' ? [] : [`for no VM: ${unassigned}`]),
  ];
};
