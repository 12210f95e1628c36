// SPDX-License-Identifier: Apache-2.0
/** Who a function may say it is, by the policy alone: what a person who reads the file would say of the VM. */
import type { Policy, Rule } from '../policy/policy.ts';

/** Everything of a function that a frame which it sends is compared with. */
export interface OwnNames {
  readonly trusted: boolean;
  readonly promiscuous: boolean;
  /** Most VLAN tags of a frame. */
  readonly tags: number;
  readonly controls: readonly string[];
  readonly denied: boolean;
  readonly vlans: readonly number[];
  readonly macs: readonly bigint[];
  readonly ipv4: readonly bigint[];
  readonly ipv6: readonly { readonly address: bigint; readonly prefix: boolean }[];
}

const nobody: OwnNames = {
  ...{ trusted: false, promiscuous: false, tags: 0, controls: [], denied: false },
  ...{ vlans: [], macs: [], ipv4: [], ipv6: [] },
};

/** A rule by which a VM may send something: of those about what is sent, one that allows it to all, or to this one. */
const letsSend = ({ tier = 'ingress', from, action }: Rule, name: string): boolean =>
  action === 'allow' && tier !== 'ingress' && (from === undefined || (from.kind === 'vm' && from.name === name));

/** The names of function `fn`; function 0 is the hypervisor, and one without a VM is nobody. */
export const namesOf = (policy: Policy, fn: number): OwnNames => {
  if (fn === 0) {
    const controls = ['macControl', 'lacp', 'lldp', 'bridge', 'ptp'];
    return { ...nobody, trusted: true, promiscuous: true, tags: 4, controls };
  }
  const vm = policy.vms[fn - 1];
  if (!vm) return nobody;
  const { egress, trusted, promiscuous, macs, addresses, linkControl } = vm.sender;
  return {
    ...{ trusted, promiscuous, tags: 1, controls: linkControl },
    denied: (egress ?? policy.defaults.egress) === 'deny' && !policy.rules.some(rule => letsSend(rule, vm.name)),
    vlans: [vm.vlan],
    macs: [vm.mac, ...macs],
    ipv4: addresses.flatMap(({ version, address }) => (version === 4 ? [address] : [])),
    ipv6: addresses.flatMap(({ version, address, prefixLength }) =>
      version === 6 ? [{ address, prefix: prefixLength < 128 }] : [],
    ),
  };
};
