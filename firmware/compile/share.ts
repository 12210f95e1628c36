// SPDX-License-Identifier: Apache-2.0
/** Shares and rate limits as the card counts them; functions without a VM have weight 1 and no limit. */
import type { Config } from '../../hdl/spec/configs.ts';
import { tokensOfRate } from '../../hdl/spec/shares.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Policy } from '../policy/policy.ts';

/** Copies of frames for several VMs may take this part of the line, if the policy does not say how much. */
const groupShare = 4;

export const shareTables = (policy: Policy, config: Config): Pick<TableImages, 'weights' | 'rates' | 'groupRate'> => {
  const vms = Array.from({ length: config.functions }, (_, f) => (f > 0 ? policy.vms[f - 1] : undefined));
  return {
    weights: vms.map(vm => vm?.weight ?? 1),
    rates: vms.map(vm => (vm?.bitsPerSecond === undefined ? 0 : tokensOfRate(config, vm.bitsPerSecond))),
    groupRate: tokensOfRate(config, policy.groupBitsPerSecond ?? config.lineRateBps / groupShare),
  };
};
