// SPDX-License-Identifier: Apache-2.0
/** What queue control asks the parts of the data mover before a run counts as ended. */
import { bit, input, output } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { queueIndex } from './queue-number.ts';

/** The question of queue control to a part: is anything of `queue` in it, of whatever run? Answered after 2 clocks. */
export const drainPort = (config: Config) => ({ queue: input(queueIndex(config)), busy: output(bit()) });
