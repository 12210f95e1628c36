// SPDX-License-Identifier: Apache-2.0
/** VLAN tags as tshark dissects them. */
import type { DissectionReader } from './dissection-reader.ts';

/** A VLAN tag. */
export interface Tag {
  readonly id: number;
  readonly priority: number;
}

/**
 * Follows the tags after an Ethernet header from type to type, at most so many: tshark has one set of fields for 0x8100
 * and several for 0x88a8.
 */
export const readTags = (
  reader: DissectionReader,
  most = Number.POSITIVE_INFINITY,
): { readonly ethertype: number; readonly tags: readonly Tag[] } => {
  const tags: Tag[] = [];
  let ethertype = reader.hasTypeBehind('eth')
    ? reader.number('eth.type')
    : reader.numberOf('eth.len', 'eth.invalid_lentype');
  while ((ethertype === 0x8100 || ethertype === 0x88a8) && tags.length < most) {
    if (ethertype === 0x8100) {
      tags.push({ id: reader.number('vlan.id'), priority: reader.number('vlan.priority') });
      ethertype = reader.hasTypeBehind('vlan') ? reader.number('vlan.etype') : reader.number('vlan.len');
      continue;
    }
    // Two 0x88a8 tags in a row are dissected as one with two ids.
    tags.push({
      id: reader.numberOf('ieee8021ad.svid', 'ieee8021ad.id'),
      priority: reader.number('ieee8021ad.priority'),
    });
    if (reader.has('ieee8021ad.cvid')) {
      tags.push({ id: reader.number('ieee8021ad.cvid'), priority: reader.number('ieee8021ad.priority') });
    }
    ethertype = reader.number('ieee8021ah.etype');
  }
  return { ethertype, tags };
};
