// SPDX-License-Identifier: Apache-2.0
/** Faults in who a sender is, and in what is done with what could not be read. */
import type { Mutant } from './mutant.ts';

const identity = 'test/hdl/classifier/identity/identity-check.test.ts';
const rules = 'test/hdl/classifier/rules';
const check = { file: 'hdl/classifier/identity/identity-check.ts', tests: [identity], rule: 'I6' };
const reading = { file: 'hdl/classifier/identity/sender-reading.ts', tests: [identity], rule: 'I6' };
const frame = { file: 'hdl/classifier/rules/frame-reading.ts', tests: [`${rules}/key-builder.test.ts`], rule: 'I12' };
const verdict = { file: 'hdl/classifier/rules/rule-verdict.ts', tests: [`${rules}/rule-verdict.test.ts`], rule: 'I12' };
const shared = {
  file: 'hdl/classifier/shared-lookup.ts',
  tests: ['test/hdl/classifier/shared-lookup.test.ts'],
  rule: 'I2',
};

export const senderMutants: readonly Mutant[] = [
  {
    ...check,
    name: 'foreign-mac',
    what: 'a VM sends with a MAC that is not its own',
    find: "[all([checked, checksMac, judged.ownMac.not()]), 'wrong_mac'],",
    replace: '',
  },
  {
    ...check,
    name: 'foreign-vlan',
    what: 'a VM sends into a VLAN that is not its own',
    find: 'judged.tooManyTags.or(judged.ownVlan.not())',
    replace: 'judged.tooManyTags',
  },
  {
    ...check,
    name: 'tags-not-counted',
    what: 'a VM sends with more tags than it may',
    find: 'judged.tooManyTags.or(judged.ownVlan.not())',
    replace: 'judged.ownVlan.not()',
  },
  {
    ...check,
    name: 'foreign-ipv4',
    what: 'a VM sends from an IPv4 address that is not its own',
    find: 'judged.ipv4.and(judged.ownIpv4.not()).or(judged.ipv6.and(judged.ownIpv6.not()))',
    replace: 'judged.ipv6.and(judged.ownIpv6.not())',
  },
  {
    ...check,
    name: 'foreign-ipv6',
    what: 'a VM sends from an IPv6 address that is not its own',
    find: 'judged.ipv4.and(judged.ownIpv4.not()).or(judged.ipv6.and(judged.ownIpv6.not()))',
    replace: 'judged.ipv4.and(judged.ownIpv4.not())',
  },
  {
    ...check,
    name: 'foreign-arp',
    what: 'ARP speaks for another',
    find: 'checksMac.and(judged.arpMac.not()).or(judged.arpIp.not())',
    replace: 'checksMac.and(judged.arpMac.not())',
  },
  {
    ...check,
    name: 'foreign-neighbour',
    what: 'a neighbour advertisement speaks for another',
    find: 'judged.claims.and(judged.ownTarget.not())',
    replace: 'judged.claims.and(judged.ownTarget)',
  },
  {
    ...check,
    name: 'unread-sender',
    what: 'a frame that cannot be read to its sender passes',
    find: "[all([checked, judged.unread.or(all([says, judged.solicits, judged.plain.not()]))]), 'unread_sender'],",
    replace: '',
  },
  {
    ...check,
    name: 'link-control',
    what: 'a VM speaks protocols of the link',
    find: "[judged.control as Val<1>, 'link_control'],",
    replace: '',
  },
  {
    ...check,
    name: 'row-of-the-next',
    what: 'a frame is compared with the row of the sender after it',
    find: 'rows.function.set(seen.source);',
    replace: 'rows.function.set(window.windows.payload.source);',
  },
  {
    ...check,
    name: 'prefix-of-half-an-address',
    what: 'of an IPv6 address that is no prefix only the first half is compared',
    find: "const host = slot['prefix']!.or(low(slot['address']!).eq(low(address)));",
    replace: "const host = slot['prefix']!.or(1);",
  },
  {
    ...reading,
    name: 'home-address-not-seen',
    what: 'a home address may be the source without being looked at',
    find: 'otherSource: fields.ipv6.and(fields.addressOptions),',
    replace: 'otherSource: fields.ipv6.and(fields.addressOptions).and(0),',
  },
  {
    ...reading,
    name: 'arp-of-another-form',
    what: 'ARP with addresses of other lengths is read as if it had the usual ones',
    find: 'plain: numberAt(bytes, 0, 6).eq(0x0001_0800_0604n),',
    replace: 'plain: numberAt(bytes, 0, 4).eq(0x0001_0800n),',
  },
  {
    ...frame,
    name: 'malformed-passes',
    what: 'a packet whose checksum or length is wrong is judged as if it were right',
    find: 'malformed: weighed.guessed.not().and(bad),',
    replace: 'malformed: weighed.guessed.not().and(weighed.broken),',
  },
  {
    ...frame,
    name: 'unread-ports-read',
    what: 'ports that could not be read count as absent',
    find: 'stopsPorts: stopped.and(look.atPorts).and(look.ports.not()),',
    replace: 'stopsPorts: stopped.and(look.atPorts).and(look.ports.not()).and(0),',
  },
  {
    ...frame,
    name: 'overlapping-fragment-read',
    what: 'a later fragment that overlaps the ports counts as having none',
    find: 'laterOverlaps: vector.laterFragment.and(anyOf(overlaps)),',
    replace: 'laterOverlaps: vector.laterFragment.and(anyOf(overlaps)).and(0),',
  },
  {
    ...frame,
    name: 'hidden-protocol-read',
    what: 'a protocol after too many headers counts as the last one read',
    find: 'stopsProtocol: stopped.and(look.atProtocol).or(look.jumbogram),',
    replace: 'stopsProtocol: look.jumbogram,',
  },
  {
    ...verdict,
    name: 'malformed-not-dropped',
    what: 'a malformed packet goes to the rules',
    find: ".elsewhen(malformed, () => drop('malformed_ip'))",
    replace: '',
  },
  {
    ...verdict,
    name: 'unreadable-passes',
    what: 'a frame that a deny may be for is let through',
    find: ".elsewhen(is(result.outcome, 'unreadable'), () => drop('unreadable'))",
    replace: '',
  },
  {
    ...verdict,
    name: 'default-deny-passes',
    what: 'what no rule allows is let through',
    find: ".elsewhen(is(result.outcome, 'default_deny'), () => drop('default_deny'))",
    replace: '',
  },
  {
    ...shared,
    name: 'verdict-of-another-sender',
    what: 'a verdict comes back with the sender of another frame',
    find: "const who = delayedLong('sender', senderShape(config), sender, clocks);",
    replace: "const who = delayedLong('sender', senderShape(config), sender, clocks - 1);",
  },
  {
    ...shared,
    name: 'image-of-the-clock',
    what: 'a sent frame is judged by the image that is live now, not by that of its check',
    find: 'const seen = mux(received.valid, live, sent.payload.image);',
    replace: 'const seen = mux(received.valid, live, live);',
    rule: 'I9',
  },
];
