// SPDX-License-Identifier: Apache-2.0
import { InputError } from 'typescript-hdl/command-line';
import { nearest, quote } from 'typescript-hdl/words';
import { type Policy, vmIndex } from '../../firmware/policy/policy.ts';
import { list } from '../../firmware/policy/words.ts';

const mostListed = 8;

/** Function of the VM of a name; an InputError names those that there are. */
export const senderNamed = (policy: Policy, name: string): number => {
  const index = vmIndex(policy, name);
  if (index !== undefined) return index + 1;
  const names = policy.vms.map(vm => vm.name);
  const near = nearest(name, names);
  const remedy = near ? `did you mean ${near}?` : `name one of ${list(names.slice(0, mostListed), 'or')}`;
  throw new InputError({ where: policy.file, what: `there is no VM ${quote(name)}`, remedy });
};
