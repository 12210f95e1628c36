// SPDX-License-Identifier: Apache-2.0
/** Receive side scaling of each VM: what is hashed, under which key, and the queue of each value of the hash. */
import type { Config } from '../../hdl/spec/configs.ts';
import { packFields } from '../../hdl/spec/field.ts';
import { defaultRssKey, rssProfileFields, rssTableEntries } from '../../hdl/spec/tables/rss-profile.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Policy, Vm } from '../policy/policy.ts';

const profileOf = (vm: Vm | undefined): number => {
  if (!vm?.hash) return 0;
  const ports = vm.hash === 'ports' ? 1 : 0;
  const types = { ipv4: 1, ipv6: 1, tcpv4: ports, tcpv6: ports, udpv4: ports, udpv6: ports };
  return Number(packFields(rssProfileFields, { ...types, unclassified: 0, tableBits: Math.log2(rssTableEntries) }));
};

/** The key as an entry of its table: the first four bytes in bits 31:0, the first of them highest. */
const packedKey = defaultRssKey.reduce(
  (key, byte, i) => key | (BigInt(byte) << BigInt(32 * (i >> 2) + 24 - 8 * (i % 4))),
  0n,
);

/** The tables of a machine; values of the hash go round the queues of their VM. */
export const spreadTables = (
  policy: Policy,
  { functions }: Config,
): Pick<TableImages, 'rssProfiles' | 'rssKeys' | 'rssQueues'> => {
  const vms = Array.from({ length: functions }, (_, f) => (f > 0 ? policy.vms[f - 1] : undefined));
  return {
    rssProfiles: vms.map(profileOf),
    rssKeys: vms.map(vm => (vm?.hash ? packedKey : 0n)),
    rssQueues: vms.flatMap(vm => Array.from({ length: rssTableEntries }, (_, i) => (vm?.hash ? i % vm.queues : 0))),
  };
};
