// SPDX-License-Identifier: Apache-2.0
/** The option that names a configuration. */
import { type ValueOption, valueOption } from 'typescript-hdl/command-line';
import { namedConfig } from './named-config.ts';

/** The name of a configuration of the machine. */
export const configName = (describe = 'Configuration; default 10g'): ValueOption<string> =>
  valueOption({
    describe,
    placeholder: 'NAME',
    wanted: 'name a configuration',
    read: given => namedConfig(given).name,
  });
