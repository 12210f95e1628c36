// SPDX-License-Identifier: Apache-2.0
/** Ingress as prose: which frames never reach the parser's verdict, and under which event they are counted. */
import type { Config } from '../../hdl/spec/configs.ts';
import type { WireFrame } from './wire-frame.ts';

export type IngressError = 'bad_fcs' | 'runt' | 'oversize';

/** Shortest legal frame without its 4 FCS bytes (IEEE 802.3, minFrameSize 64). */
const minFrameBytes = 60;

/** The error that drops a frame at ingress, undefined when it is good; a bad FCS hides a wrong length. */
export const ingressError = (
  config: Pick<Config, 'maxFrameBytes'>,
  { bytes, badFcs = false }: WireFrame,
): IngressError | undefined => {
  if (badFcs) return 'bad_fcs';
  if (bytes.length < minFrameBytes) return 'runt';
  if (bytes.length > config.maxFrameBytes) return 'oversize';
  return undefined;
};
