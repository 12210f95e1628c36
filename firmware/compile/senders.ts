// SPDX-License-Identifier: Apache-2.0
/** Who each function may say it is in what it sends. */
import type { Config } from '../../hdl/spec/configs.ts';
import { type IdentityRow, linkControls, packIdentities } from '../../hdl/spec/tables/identity.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { type Policy, tierOf, type Vm } from '../policy/policy.ts';

/** VLAN tags of a frame of a VM: its own, or a priority tag. */
const ownTags = 1;

/** The hypervisor may send anything: it is who writes the tables. */
const hypervisor: IdentityRow = {
  ...{ trusted: true, promiscuous: true, tags: 4, controls: linkControls.map(({ name }) => name), denied: false },
  ...{ wireClass: 'tenant', vlans: [], macs: [], ipv4: [], ipv6: [] },
};

/** Whether some rule may let a VM send. */
const mayBeLet = ({ rules }: Policy, { name }: Vm): boolean =>
  rules.some(
    rule =>
      rule.action === 'allow' &&
      tierOf(rule) !== 'ingress' &&
      (rule.from === undefined || (rule.from.kind === 'vm' && rule.from.name === name)),
  );

const rowOf = (vm: Vm, policy: Policy): IdentityRow => {
  const { mac, vlan, sender } = vm;
  const { egress = policy.defaults.egress, trusted, promiscuous, macs, addresses, linkControl, wireClass } = sender;
  const ofVersion = (wanted: 4 | 6) => addresses.filter(({ version }) => version === wanted);
  return {
    ...{ trusted, promiscuous, tags: ownTags, controls: linkControl, wireClass },
    // What no rule can let through is stopped before it is looked up.
    denied: egress === 'deny' && !mayBeLet(policy, vm),
    egressDenied: egress === 'deny',
    vlans: [vlan],
    macs: [mac, ...macs],
    ipv4: ofVersion(4).map(({ address }) => address),
    ipv6: ofVersion(6).map(({ address, prefixLength }) => ({ address, prefix: prefixLength === 64 })),
  };
};

/** The identity table; functions without a VM may send nothing, and function 0 anything. */
export const identityTables = (policy: Policy, config: Config): Pick<TableImages, 'identities'> => ({
  identities: packIdentities(config, fn => {
    const vm = policy.vms[fn - 1];
    return fn === 0 ? hypervisor : vm && rowOf(vm, policy);
  }),
});
