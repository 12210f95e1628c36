// SPDX-License-Identifier: Apache-2.0
/** Small pieces of sentences shared by all messages about a policy. */

/** `1 rule`, `2 rules`. */
export const count = (n: number, noun: string): string =>
  `${n} ${n === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

/** `a`, `a or b`, `a, b or c`. */
export const list = (items: readonly string[], last: 'and' | 'or'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

const mostListed = 5;

/** As {@link list} with `and`, but of many items the first few and how many others there are. */
export const few = (items: readonly string[]): string =>
  items.length <= mostListed
    ? list(items, 'and')
    : `${items.slice(0, mostListed - 1).join(', ')} and ${items.length - mostListed + 1} others`;

/** Text as part of a comment on one line: no control characters, which could end it. */
export const comment = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

/** MAC address with colons, first byte on the wire first. */
export const formatMac = (mac: bigint): string => mac.toString(16).padStart(12, '0').match(/../g)!.join(':');
