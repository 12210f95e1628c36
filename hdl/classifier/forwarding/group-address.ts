// SPDX-License-Identifier: Apache-2.0
/** Group addresses in hardware. */
import type { Val } from 'typescript-hdl';

/** The I/G bit of a MAC address: lowest bit of the first byte on the wire (IEEE 802.3, 3.2.3). */
export const isGroupAddress = (mac: Val): Val<1> => mac.bit(40);
