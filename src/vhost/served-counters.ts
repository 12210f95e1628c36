// SPDX-License-Identifier: Apache-2.0
/** The counters of a served card, for other programs. */
import type { Policy } from '../../firmware/policy/policy.ts';
import type { VhostService } from '../../sim/vhost/service.ts';
import { type CardCounters, countersForm } from '../stats/card-counters.ts';

/** Reads the registers between two rounds of the service: those of every function of the policy. */
export const servedCounters = async (service: VhostService, { file, vms }: Policy): Promise<CardCounters> => {
  const { name: config, clockHz } = service.config;
  const { cycles, seconds, received, sent } = await service.between(() => service.statistics());
  return {
    ...{ form: countersForm, config, policy: file, clockHz, cycles, seconds },
    functions: ['hypervisor', ...vms.map(({ name }) => name)].map((name, fn) => ({
      ...{ function: fn, name, received: received[fn]!, sent: sent[fn]! },
    })),
    unassigned: received.at(-1)!,
  };
};
