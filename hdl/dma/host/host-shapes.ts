// SPDX-License-Identifier: Apache-2.0
/** What the users of the host bus exchange with its guards and with the window check. */
import { bit, indexWidth, input, output, u } from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { accessKindBits } from '../../spec/host-accesses.ts';

/** A window: first and last byte address at which a function may be accessed. */
export const windowShape = { base: u(hostAddressBits), last: u(hostAddressBits) };

/** Where a part looks a window up: answered in the same clock. */
export const windowLookup = (config: Config) => ({
  function: output(u(indexWidth(config.functions))),
  window: input(windowShape),
});

/** A question to the window check: may `function` be accessed at the bytes `first` to `first + span`? */
export const windowRequestShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  first: u(hostAddressBits),
  span: u(32),
});

/** How an access failed: the host answered it with an error, or it was refused right before the bus. */
export const faults = { none: 0, bus: 1, refused: 2 } as const;
export const faultBits = 2;

/** Number of a function. */
export const functionShape = (config: Config) => ({ function: u(indexWidth(config.functions)) });

/** A beat of a write burst. */
export const writeBeatShape = (config: Config) => ({
  data: u(config.hostDataBits),
  strobe: u(config.hostDataBits / 8),
  last: bit(),
});

/** A burst on its way to the bus: `beats` is their number less one, `kind` what it is counted as (`writeKinds`). */
export const guardedBurstShape = (config: Config) => ({
  address: u(hostAddressBits),
  beats: u(8),
  kind: u(accessKindBits),
  ...functionShape(config),
});

/** What became of a burst: it was sent, and it was refused in whole or in part. */
export const writeOutcomeShape = (config: Config) => ({ ...functionShape(config), sent: bit(), bad: bit() });
