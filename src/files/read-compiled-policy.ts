// SPDX-License-Identifier: Apache-2.0
/** A policy that the user named, compiled to be asked about and not to be written. */
import { type CompiledPolicy, compilePolicy } from '../../firmware/compile/compile.ts';
import { withExcerpts } from '../../firmware/policy/excerpt.ts';
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { namedConfig } from '../named-config.ts';
import { inputName } from './read-input-file.ts';
import { readTextFile } from './read-text-file.ts';

export interface ReadPolicy {
  readonly compiled: CompiledPolicy;
  readonly config: Config;
}

/** Reads and compiles it under the secret of simulations; a PolicyError holds every mistake, an InputError says what cannot be read. */
export const readCompiledPolicy = async (path: string, configName: string | undefined): Promise<ReadPolicy> => {
  const text = await readTextFile(path, 'name a policy (YAML)');
  const size = configName && namedConfig(configName).name;
  const compiled = withExcerpts(text, () => compilePolicy(text, inputName(path), size));
  return { compiled, config: findConfig(compiled.images.config)! };
};
