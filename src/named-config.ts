// SPDX-License-Identifier: Apache-2.0
import { InputError } from 'typescript-hdl/command-line';
import { type Config, configs, defaultConfigName } from '../hdl/spec/configs.ts';

/** The configuration that the user named, or the default one; an unknown name is an InputError. */
export const namedConfig = (name: string = defaultConfigName, remedy = 'name one of them with --config'): Config => {
  const config = Object.hasOwn(configs, name) ? configs[name] : undefined;
  if (config) return config;
  const what = `there is no configuration "${name}" (there are ${Object.keys(configs).join(', ')})`;
  throw new InputError({ what, remedy });
};
