// SPDX-License-Identifier: Apache-2.0
/** What the parts of the scheduler share, and what it is told. */
import { indexWidth, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';

/** Number of a function. */
export const functionIndex = (config: Config) => u(indexWidth(config.functions));
