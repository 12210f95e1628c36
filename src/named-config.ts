// SPDX-License-Identifier: Apache-2.0
import { InputError } from 'typescript-hdl/command-line';
import { nearest, quote } from 'typescript-hdl/words';
import { type Config, configNames, defaultConfigName, findConfig } from '../hdl/spec/configs.ts';

/** The configuration that the user named, or the default one; an unknown name is an InputError. */
export const namedConfig = (name: string = defaultConfigName, remedy = 'name one of them with --config'): Config => {
  const config = findConfig(name);
  if (config) return config;
  const what = `there is no configuration ${quote(name)} (there are ${configNames.join(', ')})`;
  const near = nearest(name, configNames);
  throw new InputError({ what, remedy: near === undefined ? remedy : `did you mean ${near}?` });
};
