// SPDX-License-Identifier: Apache-2.0
/** Random policies, compiled without the checks that would refuse some of them. */
import { compileBanks } from '../../firmware/compile/banks/compile-banks.ts';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { placePolicy } from '../../firmware/compile/place.ts';
import { simulationSecret } from '../../firmware/compile/secret.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import { findConfig } from '../../hdl/spec/configs.ts';

/** The compiled policy; undefined when its rules have no room. */
export const compiledIfFits = (policy: Policy): CompiledPolicy | undefined => {
  const config = findConfig(policy.config)!;
  const banks = compileBanks(policy, config, simulationSecret);
  return banks.fits
    ? { policy, banks, images: placePolicy(policy, config, simulationSecret, banks), warnings: [] }
    : undefined;
};
