// SPDX-License-Identifier: Apache-2.0
/** A queue that stops by itself: what queue control and the stop log tell each other. */
import { bit, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { stopReasons } from '../spec/registers/registers.ts';
import { queueIndex } from './queue-number.ts';

/** Width of an error code in status register and stop log. */
export const errorBits = Math.log2(stopReasons);

/** Why a queue must stop, or has stopped. */
export const stopShape = (config: Config) => ({ queue: queueIndex(config), error: u(errorBits) });

/** The same, for the queues of both directions. */
export const stopEntryShape = (config: Config) => ({ ...stopShape(config), transmit: bit() });
