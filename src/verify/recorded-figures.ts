// SPDX-License-Identifier: Apache-2.0
/** Whether the figures of `docs/measurements.json` are of the Verilog as it is now. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { emitVerilog } from 'typescript-hdl';
import { configs, defaultConfigName } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { figuresStaleness } from '../generate/measured-figures.ts';
import { designHash } from './design-hash.ts';

/** Fingerprint of the machine whose figures are kept. */
export const measuredNow = (): string => designHash(emitVerilog(top(configs[defaultConfigName])).verilog);

const file = 'docs/measurements.json';

/** What keeps the kept figures from being of today: a sentence, or none. */
export const recordedStaleness = async (): Promise<readonly string[]> =>
  existsSync(file)
    ? figuresStaleness(JSON.parse(await readFile(file, 'utf8')), measuredNow())
    : [`${file}: nothing is recorded; run "npx sluice bench --record"`];
