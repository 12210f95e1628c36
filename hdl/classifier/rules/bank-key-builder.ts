// SPDX-License-Identifier: Apache-2.0
/** The ternary key of a frame as the key of the rule banks. */
import { balanced, cat, component, input, lit, mux, output, unused, type Val, zero } from 'typescript-hdl';
import { registered } from 'typescript-hdl/lib';
import { ethertypes } from '../../spec/protocol/headers.ts';
import { keyVersions, unreadNumbers } from '../../spec/tables/bank-key.ts';
import { bankKeyShape } from './bank/bank-shapes.ts';
import { ruleKeyShape } from './key-builder.ts';

/** Clocks from a ternary key to that of the banks. */
export const bankKeyLatency = 1;

const addressBits = 128;
const ipv4Bits = 32;

/**
 * The same frame in both keys (`bank-key.ts`); no address has a label. The low bits of `function` are the receiver, also of group frames
 * and of those to the network. One key a clock, always
 * `bankKeyLatency` clocks; logic depth 3 LUTs at 10g.
 */
export const bankKeyBuilder = component(
  'bank_key_builder',
  {},
  { key: input(ruleKeyShape), bankKey: output(bankKeyShape) },
  ({ key, bankKey }) => {
    const { ipv4, ipv6, l4, ethertype } = key;
    // It is in the function as well.
    unused(key.group);
    const address = (of: Val): Val =>
      mux(ipv4, cat(of.trunc(ipv4Bits), lit(0, addressBits - ipv4Bits)), of.and(ipv6.repeat(addressBits)));
    const version = (name: (typeof keyVersions)[number]): Val =>
      lit(keyVersions.indexOf(name), bankKeyShape.version.width);
    // Each level takes in those after it, so the number of bits that are 1 says which is the first.
    const levels = [key.unreadEthertype, key.unreadNetwork, key.unreadProtocol, key.unreadPorts];
    const unread = levels.reduceRight<Val>(
      (number, level, i) => mux(level, lit(unreadNumbers.length - 1 - i, bankKeyShape.unread.width), number),
      lit(0, bankKeyShape.unread.width),
    );
    const plain = balanced([ipv4.and(ethertype.eq(ethertypes.ipv4)), ipv6.and(ethertype.eq(ethertypes.ipv6))], (a, b) =>
      a.or(b),
    );
    bankKey.set(
      registered('bank_key', {
        source: address(key.srcIp),
        destination: address(key.dstIp),
        sourcePort: key.srcPort.and(l4.repeat(key.srcPort.width)),
        destinationPort: mux(l4, key.dstPort, ethertype),
        protocol: key.ipProtocol,
        receiver: key.function.trunc(bankKeyShape.receiver.width),
        sender: key.sender,
        vlan: key.vlan,
        sourceLabel: zero(bankKeyShape.sourceLabel),
        destinationLabel: zero(bankKeyShape.destinationLabel),
        version: mux(ipv4, version('ipv4'), mux(ipv6, version('ipv6'), version('notIp'))),
        unread,
        l4,
        laterFragment: key.laterFragment,
        unreadFragment: key.unreadFragment,
        plain,
      }),
    );
  },
  { maxDepth: 3, doc: 'The ternary key of a frame as the key of the rule banks.' },
);
