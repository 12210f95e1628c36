// SPDX-License-Identifier: Apache-2.0
/** What the host port tells of the accesses that the bus has taken. */
import { bit, indexWidth, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { accessKindBits } from '../spec/host-accesses.ts';

/** Whose access it is, and its kind among reads or among writes. */
export const accessOwnerShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  kind: u(accessKindBits),
});

/** A read: `beats` is their number less one. */
export const issuedReadShape = (config: Config) => ({ ...accessOwnerShape(config), beats: u(8) });

/** A beat of a write burst. */
export const issuedBeatShape = (config: Config) => ({
  ...accessOwnerShape(config),
  strobe: u(config.hostDataBits / 8),
  last: bit(),
});
