// SPDX-License-Identifier: Apache-2.0
/** The receive pipeline as prose: ingress, parser and classifier in turn, from a frame on the wire to its fate. */
import type { Fate } from '../../hdl/spec/events/fate.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { classify, configOf } from './classifier-model.ts';
import { ingressError } from './ingress-model.ts';
import { parseFrame } from './parser-model.ts';
import type { WireFrame } from './wire-frame.ts';

/** What the table images decide about one frame, if queues and buffers have room for it. */
export const frameFate = (images: TableImages, frame: WireFrame): Fate => {
  const error = ingressError(configOf(images), frame);
  if (error) return { functions: [], event: error, queue: 0 };
  return classify(images, parseFrame(frame.bytes));
};
