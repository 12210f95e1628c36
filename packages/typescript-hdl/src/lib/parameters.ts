// SPDX-License-Identifier: Apache-2.0
/** Checks of what the library's functions are called with; their complaints cite the user's line. */
import { checkParameter, type Shape } from '../index.ts';

/** Throws HDL-PARAMETER unless `count` is a whole number of at least `least`. */
export const checkCount = (what: string, count: number, least = 1): void =>
  checkParameter(
    Number.isInteger(count) && count >= least,
    `${what} is a whole number of at least ${least}, not ${count}.`,
  );

/** Throws HDL-PARAMETER unless `payload` is a bundle with a `last` of 1 bit. */
export const checkPacket = (what: string, payload: Shape): void => {
  const last = (payload as { readonly last?: { readonly width?: number } } | undefined)?.last;
  checkParameter(
    last?.width === 1,
    `The payload of ${what} is a bundle with 'last', of 1 bit, which marks the end of a packet.`,
  );
};
