// SPDX-License-Identifier: Apache-2.0
/** Whether the figures of `docs/measurements.json` are of the Verilog as it is now. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { emitVerilog } from 'typescript-hdl';
import { type Config, configs, defaultConfigName } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { figuresStaleness } from '../generate/measured-figures.ts';
import { designHash } from './design-hash.ts';

/** Fingerprint of the whole machine of a configuration. */
export const verilogOf = (config: Config): string => designHash(emitVerilog(top(config)).verilog);

const file = 'docs/measurements.json';

/** What keeps the kept figures from being of today: a sentence, or none. */
export const recordedStaleness = async (): Promise<readonly string[]> =>
  existsSync(file)
    ? figuresStaleness(JSON.parse(await readFile(file, 'utf8')), verilogOf(configs[defaultConfigName]))
    : [`${file}: nothing is recorded; run "npx sluice bench --record"`];
