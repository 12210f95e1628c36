// SPDX-License-Identifier: Apache-2.0
/** The key of the rule banks, built from the fields of the ternary key as `hdl/spec/tables/bank-key.ts` describes it. */
import { ethertypes } from '../../hdl/spec/protocol/headers.ts';
import { type BankKey, groupReceiver, keyVersions, networkReceiver } from '../../hdl/spec/tables/bank-key.ts';
import { networkFunction } from '../../hdl/spec/tables/rule-key.ts';
import type { RuleKey } from './rule-key-model.ts';

/** What of a key the ternary key does not hold. */
export interface Surroundings {
  readonly sourceLabel?: number;
  readonly destinationLabel?: number;
}

const ipv4Shift = 96n;

/** Key of a frame. */
export const bankKey = (key: RuleKey, { sourceLabel, destinationLabel }: Surroundings = {}): BankKey => {
  const is = (bit: number | bigint): boolean => Number(bit) === 1;
  const version = is(key.ipv4) ? 'ipv4' : is(key.ipv6) ? 'ipv6' : 'notIp';
  const address = (one: number | bigint): bigint =>
    version === 'notIp' ? 0n : version === 'ipv4' ? BigInt(one) << ipv4Shift : BigInt(one);
  const ofVersion = version === 'ipv4' ? ethertypes.ipv4 : ethertypes.ipv6;
  const l4 = is(key.l4);
  return {
    source: address(key.srcIp),
    destination: address(key.dstIp),
    sourcePort: l4 ? BigInt(key.srcPort) : 0n,
    destinationPort: BigInt(l4 ? key.dstPort : key.ethertype),
    protocol: version === 'notIp' ? 0n : BigInt(key.ipProtocol),
    receiver: BigInt(is(key.group) ? groupReceiver : key.function === networkFunction ? networkReceiver : key.function),
    sender: BigInt(key.sender),
    vlan: BigInt(key.vlan),
    sourceLabel: BigInt(sourceLabel ?? 0),
    destinationLabel: BigInt(destinationLabel ?? 0),
    version: BigInt(keyVersions.indexOf(version)),
    unread:
      BigInt(key.unreadPorts) + BigInt(key.unreadProtocol) + BigInt(key.unreadNetwork) + BigInt(key.unreadEthertype),
    l4: l4 ? 1n : 0n,
    laterFragment: BigInt(key.laterFragment),
    unreadFragment: BigInt(key.unreadFragment),
    plain: version !== 'notIp' && Number(key.ethertype) === ofVersion ? 1n : 0n,
  };
};
