// SPDX-License-Identifier: Apache-2.0
/** Frames that a function may send about itself, and those that say something else in one place or another. */

import {
  arp,
  checksummed,
  ethernet,
  fragmentHeader,
  icmpv6,
  ipBytes,
  ipv4,
  ipv6,
  join,
  macBytes,
  optionsHeader,
  type Packet,
  packetOf,
  type Segment,
  snap,
  tcp,
  udp,
  vlan,
} from '../../../support/frames.ts';
import { mpls } from '../../../support/link-frames.ts';
import type { Random } from '../../../support/random.ts';

/** Addresses of the function under test, and those of another. */
export const mine = { mac: '02:00:00:00:00:11', ip: '10.0.0.11', ip6: 'fd00::11', link6: 'fe80::11', vlan: 11 };
export const theirs = { mac: '02:00:00:00:00:22', ip: '10.0.0.22', ip6: 'fd00::22', link6: 'fe80::22', vlan: 22 };
const gateway = '10.0.0.1';
const everybody = 'ff:ff:ff:ff:ff:ff';

/** An option of a neighbour message that names a link-layer address. */
export const macOption = (type: number, mac: string, length = 1): Uint8Array => join([type, length], macBytes(mac));
export const nonceOption = Uint8Array.of(14, 1, 1, 2, 3, 4, 5, 6);

/** A neighbour message: `target` where its type has one. */
export const neighbour = (type: number, target: string | undefined, ...options: readonly Uint8Array[]): Segment =>
  checksummed(58, 2, join([type, 0, 0, 0, 0, 0, 0, 0], target ? ipBytes(target) : [], ...options));

/** A segment of UDP from the one port to the other. */
const udpOf = (sourcePort: number, destinationPort: number): Segment =>
  udp({ sourcePort, destinationPort }, new Uint8Array(12));

/** A packet that says it is from somebody. */
const packets = (random: Random, who: () => typeof mine): Packet => {
  const from4 = { source: who().ip, destination: gateway };
  const from6 = { source: random.pick([who().ip6, who().link6]), destination: 'ff02::1' };
  const nobody6 = { source: '::', destination: 'ff02::1' };
  const message = (): Segment => {
    const type = random.pick([133, 134, 135, 135, 136, 136, 137]);
    const options = Array.from({ length: random.pick([0, 1, 1, 2, 2, 3]) }, () =>
      random.chance(0.25)
        ? nonceOption
        : macOption(random.pick([1, 2, 1, 2, 5]), who().mac, random.chance(0.95) ? 1 : 2),
    );
    return neighbour(type, type === 133 ? undefined : random.pick([who().ip6, who().link6]), ...options);
  };
  return random.pick<() => Packet>([
    () => arp({ senderMac: who().mac, senderIp: random.chance(0.2) ? '0.0.0.0' : who().ip, targetIp: gateway }),
    () => arp({ senderMac: who().mac, senderIp: who().ip, targetIp: gateway, operation: 2 }),
    () => ipv4(from4, tcp({ sourcePort: 1, destinationPort: 2 })),
    () => ipv4({ ...from4, options: random.chance(0.3) ? [1, 1, 1, 0, 7, 3, 4] : [] }, udpOf(68, 67)),
    () => ipv4({ source: '0.0.0.0', destination: '255.255.255.255' }, udpOf(68, random.pick([67, 67, 68]))),
    () => ipv4(from4, udpOf(random.pick([319, 1000]), random.pick([320, 1000]))),
    () => ipv4({ ...from4, moreFragments: true, fragmentOffset: random.pick([0, 8]) }, udpOf(5, 6)),
    () => ipv6(from6, tcp({ sourcePort: 1, destinationPort: 2 })),
    () => ipv6(from6, message()),
    () => ipv6(from6, message()),
    () => ipv6(from6, message()),
    () => ipv6(nobody6, message()),
    () => ipv6(nobody6, icmpv6({ type: random.pick([128, 131, 143]) })),
    () => ipv6(from6, optionsHeader(random.pick([0, 60]), message(), random.pick([0, 0, 2]))),
    () => ipv6(from6, fragmentHeader({ offset: random.pick([0, 8]), more: true }, message())),
    () => packetOf(random.pick([0x8808, 0x8809, 0x88cc, 0x88f7, 0x9000]), new Uint8Array(44)),
    () => mpls([{ label: 5 }], ipv4(from4, udpOf(5, 6)).bytes),
  ])();
};

/** A frame of which any address may be another's, anything may be cut off, and bits may be wrong. */
export const randomFrame = (random: Random): Uint8Array => {
  const doubtful = (doubts: readonly number[]) => {
    const doubt = random.pick(doubts);
    return (): typeof mine => (random.chance(doubt) ? theirs : mine);
  };
  const who = doubtful([0, 0, 0, 0.3]);
  let packet = packets(random, doubtful([0, 0, 0.3, 0.5]));
  if (random.chance(0.05)) packet = snap(packet);
  const tags = random.pick([0, 1, 1, 1, 2, 3, 5]);
  for (let i = 0; i < tags; i++) {
    const id = i === tags - 1 ? random.pick([who().vlan, who().vlan, who().vlan, 0]) : random.between(0, 4095);
    packet = vlan({ id, priority: random.between(0, 7), tpid: random.pick([0x8100, 0x8100, 0x88a8]) }, packet);
  }
  const reserved = `01:80:c2:00:00:0${random.pick(['0', '1', '2', 'e', 'f'])}`;
  const destination = random.chance(0.06) ? random.pick([reserved, '01:00:0c:cc:cc:cd']) : everybody;
  const frame = Uint8Array.from(ethernet({ destination, source: who().mac }, packet));
  if (random.chance(0.1)) frame[random.between(0, frame.length - 1)]! ^= 1 << random.between(0, 7);
  const length = random.chance(0.1) ? random.between(14, frame.length) : Math.max(random.pick([14, 60]), frame.length);
  return join(frame.subarray(0, length), new Uint8Array(Math.max(0, length - frame.length)));
};
