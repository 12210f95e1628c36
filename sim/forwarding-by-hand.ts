// SPDX-License-Identifier: Apache-2.0
/** Forwarding tables made by hand, for simulations without a policy: every entry takes the first free slot of those it may have. */
import type { Config } from '../hdl/spec/configs.ts';
import { packFields } from '../hdl/spec/field.ts';
import {
  drawForwardingRows,
  forwardingSlotFields,
  forwardingSlots,
  forwardingSlotsOf,
} from '../hdl/spec/tables/forwarding-slot.ts';
import { inBothImages } from '../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../hdl/spec/tables/table-images.ts';

export interface HandMadeEntry {
  readonly mac: bigint;
  /** 0 for untagged traffic, the default. */
  readonly vlan?: number;
  /** Functions that get a copy. */
  readonly functions: readonly number[];
}

const rows = drawForwardingRows(Uint8Array.from({ length: 16 }, (_, i) => 255 - i));

/** Tables of a few entries, valid in both images; a RangeError when one finds no free slot. */
export const forwardingByHand = (
  config: Config,
  entries: readonly HandMadeEntry[],
): Pick<TableImages, 'forwarding' | 'forwardingRows'> => {
  const forwarding = new Array<bigint>(forwardingSlots(config)).fill(0n);
  for (const { mac, vlan = 0, functions } of entries) {
    const free = forwardingSlotsOf(config, rows, mac, vlan).find(slot => forwarding[slot] === 0n);
    if (free === undefined) throw new RangeError(`there is no free slot for ${mac.toString(16)} in VLAN ${vlan}`);
    forwarding[free] = packFields(forwardingSlotFields(config), {
      ...{ mac, vlan, valid: inBothImages },
      functions: functions.reduce((mask, f) => mask | (1n << BigInt(f)), 0n),
    });
  }
  return { forwarding, forwardingRows: [...rows] };
};
