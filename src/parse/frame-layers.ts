// SPDX-License-Identifier: Apache-2.0
/** The headers of a frame and where each starts, told from the frame and its header vector. */
import { headerLayers } from '../../hdl/spec/protocol/headers.ts';
import { prepareGraph } from '../../sim/model/prepared-graph.ts';
import type { HeaderVector } from '../../sim/model/vector-model.ts';

/** One header that is present: its name in `hdl/spec/protocol/headers.ts` and its byte offset in the frame. */
export interface FrameLayer {
  readonly name: string;
  readonly offset: number;
  /** The header only looks at the first bits of the one after it. */
  readonly peeks: boolean;
}

const headers = prepareGraph(headerLayers);

/** The present headers of a frame, in wire order; none when not even its Ethernet header is whole. */
export const frameLayers = (frame: Uint8Array, { headers: present }: HeaderVector): readonly FrameLayer[] => {
  const layers: FrameLayer[] = [];
  let offset = 0;
  for (const { number, rule, length } of headers) {
    if (((present >> BigInt(number)) & 1n) === 0n) continue;
    const peeks = rule.peeks ?? false;
    layers.push({ name: rule.name, offset, peeks });
    if (!peeks) offset += length(frame, offset);
  }
  return layers;
};
