// SPDX-License-Identifier: Apache-2.0
/**
 * Packet buffer quotas in cells. The quotas and one frame of the greatest length must fit the buffer together, so that
 * VMs which take no frames can never make another VM lose one.
 */
import { type Config, cellBytes } from '../../hdl/spec/configs.ts';
import type { Policy } from '../policy/policy.ts';

/** Cells that a frame of the given length takes. */
export const cellsOf = (bytes: number): number => Math.ceil(bytes / cellBytes);

/** Cells that all quotas of a configuration may add up to. */
export const sharedCells = (config: Config): number => config.bufferCells - cellsOf(config.maxFrameBytes);

/** Cells that the quotas written in the policy add up to. */
export const writtenCells = (policy: Policy): number =>
  policy.vms.reduce((sum, { quotaBytes = 0 }) => sum + quotaBytes / cellBytes, 0);

/** Cells of each VM without a quota of its own: equal shares of what is left, rounded down; 0 or less when nothing is. */
export const defaultQuota = (policy: Policy, config: Config): number => {
  const sharers = policy.vms.filter(vm => vm.quotaBytes === undefined).length;
  return Math.floor((sharedCells(config) - writtenCells(policy)) / sharers);
};

/** Quota of every function of the machine; functions without a VM get none. */
export const quotaCells = (policy: Policy, config: Config): readonly number[] =>
  Array.from({ length: config.functions }, (_, f) => {
    const vm = policy.vms[f - 1];
    if (!vm) return 0;
    return vm.quotaBytes === undefined ? defaultQuota(policy, config) : vm.quotaBytes / cellBytes;
  });
