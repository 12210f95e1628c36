// SPDX-License-Identifier: Apache-2.0
/**
 * Two policies that differ in everything by which a frame is judged, so that a frame that is judged by some of the one and some of the
 * other shows: it goes where neither sends it, or is dropped by neither's reason.
 */
import { compilePolicy } from '../../../firmware/compile/compile.ts';
import { placeForwardingBeside } from '../../../firmware/compile/place-forwarding.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { ethernet, ipv4, macNumber, padded, udp } from '../../support/frames.ts';
import { mpls } from '../../support/link-frames.ts';

export type PolicyName = 'one' | 'other';

const mac = (last: string): string => `52:54:00:00:10:${last}`;
/** Where the frames of the kinds `banks` and `array` and of the senders go. */
const swapped = mac('0a');
/** Where those of the kind `left` go, to whoever has it: no rule is for them. */
const unruled = mac('0b');
const parked = [mac('1a'), mac('1b')] as const;
/** Addresses of the sender: its own always, in one policy, in the other. */
const own = { both: mac('e0'), one: mac('e1'), other: mac('e2') } as const;
const port = 5000;
const address = { peer: '10.0.0.1', odd: '10.0.0.8', even: '10.0.0.7' } as const;

interface Places {
  /** The VM that has `swapped`, and the one that has not. */
  readonly has: string;
  readonly lacks: string;
}

const places: Readonly<Record<PolicyName, Places>> = { one: { has: 'a', lacks: 'b' }, other: { has: 'b', lacks: 'a' } };

/**
 * A policy of `10g`. In `one`, VM a has `swapped`: rules for a alone let it in, to queue 1, and what is spread is spread for a alone. In
 * `other` the same is true of b, with other queues. Who has `unruled` is let in by the default of the one policy, and by a rule
 * of the other, whose default denies. The sender e has one address that only this policy gives it.
 */
export const policyText = (name: PolicyName): string => {
  const { has, lacks } = places[name];
  const one = name === 'one';
  const vm = (who: string, own_: string, more = ''): string => `  - { name: ${who}, mac: '${own_}', queues: 2${more} }`;
  const spread = ', hash: addresses';
  return [
    'config: 10g',
    'vms:',
    vm('a', one ? swapped : parked[0], one ? '' : spread),
    vm('b', one ? parked[0] : swapped, one ? '' : spread),
    vm('c', one ? unruled : parked[1]),
    vm('d', one ? parked[1] : unruled),
    vm('e', own.both, `, macs: ['${own[name]}'], addresses: [${address.peer}]`),
    'rules:',
    `  - { to: ${has}, match: { protocol: udp, destinationPort: ${port} }, action: allow, queue: ${one ? 1 : 0} }`,
    `  - { to: ${has}, match: { ethertype: 0x8847 }, action: allow }`,
    `  - { to: ${has}, action: deny }`,
    `  - { to: ${lacks}, action: deny }`,
    ...(one ? [] : ['  - { to: d, action: allow }']),
    'defaults:',
    `  unicast: ${one ? 'allow' : 'deny'}`,
    '',
  ].join('\n');
};

/** A VM and a queue of it. */
export interface Place {
  readonly function: number;
  readonly queue: number;
}

export type FrameKind = 'banks' | 'array' | 'left' | 'own' | 'ownOfOne' | 'ownOfOther';

/** Where a frame of each kind goes under each policy; undefined where it is dropped. */
export const placeOf: Readonly<Record<FrameKind, Readonly<Record<PolicyName, Place | undefined>>>> = {
  // To b it is spread, by a hash that is odd, and those of the next kind by one that is even; b has no hash in the first policy.
  banks: { one: { function: 1, queue: 1 }, other: { function: 2, queue: 1 } },
  array: { one: { function: 1, queue: 0 }, other: { function: 2, queue: 0 } },
  left: { one: { function: 3, queue: 0 }, other: { function: 4, queue: 0 } },
  own: { one: { function: 1, queue: 1 }, other: { function: 2, queue: 1 } },
  ownOfOne: { one: { function: 1, queue: 1 }, other: undefined },
  ownOfOther: { one: undefined, other: { function: 2, queue: 1 } },
};

export const receivedKinds = ['banks', 'array', 'left'] as const satisfies readonly FrameKind[];
export const sentKinds = ['own', 'ownOfOne', 'ownOfOther'] as const satisfies readonly FrameKind[];
/** The function that sends. */
export const sender = 5;

const sourceOf: Readonly<Partial<Record<FrameKind, string>>> = {
  own: own.both,
  ownOfOne: own.one,
  ownOfOther: own.other,
};

/** Frame number `i` from the sender to somebody on the wire. */
export const frameToWire = (i: number): Uint8Array => {
  const frame = frameOf('own', i);
  frame.set([0x52, 0x54, 0, 0, 0, 0x01]);
  return frame;
};

/** Images of the two policies in turns, each compiled beside the one before. */
export const chainOfImages = (count: number): readonly TableImages[] => {
  const chain: TableImages[] = [];
  for (let i = 0; i < count; i++) {
    const name = nameOf(i);
    chain.push(compilePolicy(policyText(name), `${name}.yaml`, undefined, undefined, chain.at(-1)).images);
  }
  return chain;
};

/**
 * The same for `tiny`: frames to `swapped` go to VM a or to function 0, let in by a rule for the one or for all, and the VM sends from
 * one address or the other.
 */
export const tinyChain = (count: number): readonly TableImages[] => {
  const chain: TableImages[] = [];
  for (let i = 0; i < count; i++) {
    const one = nameOf(i) === 'one';
    const allowed = `match: { protocol: udp, destinationPort: ${port} }, action: allow`;
    const text = [
      'config: tiny',
      'vms:',
      `  - { name: a, mac: '${own[nameOf(i)]}', addresses: [${address.peer}] }`,
      'rules:',
      ...(one ? [`  - { to: a, ${allowed} }`] : ['  - { to: a, action: deny }', `  - { ${allowed} }`]),
    ];
    const { images } = compilePolicy(`${text.join('\n')}\n`, 'tiny.yaml', undefined, undefined, chain.at(-1));
    const entries = [{ mac: macNumber(swapped), vlan: 0, functions: [one ? 1 : 0] }];
    const forwarding = placeForwardingBeside(configs.tiny, chain.at(-1) ?? { ...images, forwarding: [] }, entries)!;
    // Function 0 has room for frames as well.
    chain.push({ ...images, ...forwarding, quotaCells: images.quotaCells.map(() => 40) });
  }
  return chain;
};

/** A frame of the VM of `tiny` to the wire, whose source it may use under one of the policies. */
export const tinyFrameToWire = (i: number): Uint8Array => {
  const frame = frameOf('ownOfOne', i);
  frame.set([0x52, 0x54, 0, 0, 0, 0x01]);
  return frame;
};

/** Policy of an image of such a chain. */
export const nameOf = (i: number): PolicyName => (i % 2 === 0 ? 'one' : 'other');

/** Frame number `i` of a kind; its last four bytes are the number. */
export const frameOf = (kind: FrameKind, i: number): Uint8Array => {
  const packet = ipv4(
    { source: address.peer, destination: kind === 'array' ? address.even : address.odd },
    udp({ sourcePort: 7, destinationPort: kind === 'array' ? port + 1 : port }),
  );
  const source = sourceOf[kind];
  const link = { destination: kind === 'left' ? unruled : swapped, ...(source && { source }) };
  const frame = padded(ethernet(link, kind === 'array' ? mpls([{ label: 16 }], packet.bytes) : packet));
  new DataView(frame.buffer, frame.byteOffset).setUint32(frame.length - 4, i);
  return frame;
};

export const numberOf = (frame: Uint8Array): number =>
  new DataView(frame.buffer, frame.byteOffset).getUint32(frame.length - 4);
