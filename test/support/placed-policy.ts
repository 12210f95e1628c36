// SPDX-License-Identifier: Apache-2.0
/** Random policies as tables. */
import { compileBanks } from '../../firmware/compile/banks/compile-banks.ts';
import { placePolicy } from '../../firmware/compile/place.ts';
import { simulationSecret } from '../../firmware/compile/secret.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';

/** The tables of a policy; undefined when its rules have no room. */
export const placedIfFits = (policy: Policy, config: Config): TableImages | undefined => {
  const banks = compileBanks(policy, config, simulationSecret);
  return banks.fits ? placePolicy(policy, config, simulationSecret, banks) : undefined;
};
