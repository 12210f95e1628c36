// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, outputDirectory, text } from 'typescript-hdl/command-line';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import type { Listing } from '../../firmware/compile/listing.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { configName } from '../config-name.ts';
import { jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';

interface CompileOptions extends OutputFlags {
  readonly policy: string;
  readonly out: string | undefined;
  readonly config: string | undefined;
  readonly secret: string | undefined;
  readonly beside: string | undefined;
  readonly verify: boolean;
  readonly watch: boolean;
}

/** Writes everything a compiled policy yields; gives the names of the files. */
const writeResults = async (compiled: CompiledPolicy, listing: Listing, out: string): Promise<readonly string[]> => {
  const { join } = await import('node:path');
  const { findConfig } = await import('../../hdl/spec/configs.ts');
  const { cHeader } = await import('../generate/c-header.ts');
  const { writeImage } = await import('../../firmware/image/image.ts');
  const { memFiles } = await import('../../firmware/image/mem-files.ts');
  const { writeOutputFile } = await import('typescript-hdl/command-line');
  const files = [
    { name: 'tables.image', contents: writeImage(compiled.images) },
    ...memFiles(compiled.images).map(({ name, text }) => ({ name, contents: text })),
    { name: 'sluice.h', contents: cHeader(findConfig(compiled.images.config)!) },
    { name: 'listing.json', contents: `${JSON.stringify(listing, null, 2)}\n` },
  ];
  for (const { name, contents } of files) await writeOutputFile(join(out, name), contents);
  return files.map(({ name }) => name);
};

/** The image that is live on the card, if one was named; it is for the configuration that is named, if one is. */
const liveImage = async (path: string | undefined, size: string | undefined): Promise<TableImages | undefined> => {
  if (path === undefined) return undefined;
  const { InputError } = await import('typescript-hdl/command-line');
  const { readImageFile } = await import('../files/read-image-file.ts');
  const live = await readImageFile(path, 'name the image that is live on the card');
  if (size === undefined || live.config === size) return live;
  throw new InputError({
    where: path,
    what: `the image is for configuration ${live.config}, not for ${size}`,
    remedy: 'name one of the same configuration, or leave --beside out',
  });
};

const compileOnce = async (options: CompileOptions): Promise<void> => {
  const { policy: path, out, config, secret: secretFile, beside, verify } = options;
  const { basename, extname, join } = await import('node:path');
  const { interruptible } = await import('typescript-hdl/command-line');
  const { compilePolicy } = await import('../../firmware/compile/compile.ts');
  const { listingOf } = await import('../../firmware/compile/listing.ts');
  const { underlinedLines, withExcerpts } = await import('../../firmware/policy/excerpt.ts');
  const { namedConfig } = await import('../named-config.ts');
  const { summarise } = await import('../generate/policy-summary.ts');
  const { readTextFile } = await import('../files/read-text-file.ts');
  const { inputName } = await import('../files/read-input-file.ts');
  const { hashSecret } = await import('../files/hash-secret.ts');
  const text = await readTextFile(path, 'name a policy (YAML)');
  const name = path === '-' ? 'stdin' : basename(path, extname(path));
  const directory = out ?? join('build', 'firmware', name);
  const secretPath = secretFile ?? join(directory, 'hash-secret');
  const { secret, isNew, keep } = await hashSecret(secretPath);
  const size = config && namedConfig(config).name;
  const live = await liveImage(beside, size);
  // Beside a live image the rows of the hash are those of that image: no secret is drawn.
  const given = live && isNew ? undefined : secret;
  const compiled = interruptible(() =>
    withExcerpts(text, () => compilePolicy(text, inputName(path), size ?? live?.config, given, live)),
  );
  const { policy, banks } = compiled;
  const verified = verify ? (await import('../verify/tables/verify-placed.ts')).verifyPlaced(policy, banks.tables) : '';
  const listing = listingOf(compiled);
  const files = await writeResults(compiled, listing, directory);
  if (!live) await keep();
  say(options, summarise(listing));
  if (verified) say(options, `\n${verified}`);
  say(options, '');
  printResult(options, { directory, files, listing }, `written to ${directory}: ${files.join(', ')}`);
  // A card cannot be told its policy again without it, so that it is said whatever is wanted.
  if (isNew && !live)
    (options.json ? console.error : console.log)(
      `drawn and written: ${secretPath}, the secret of the card; compile for this card with it from now on`,
    );
  for (const line of underlinedLines(compiled.warnings, text)) console.error(line);
};

/** Compiles whenever the policy changes, until a signal ends it; what is wrong with the policy, or with its place, is said and waited out. */
const runCompile = async (options: CompileOptions): Promise<void> => {
  if (!options.watch) return compileOnce(options);
  const { InputError } = await import('typescript-hdl/command-line');
  const { watchFile } = await import('../files/watch-file.ts');
  if (options.policy === '-')
    throw new InputError({ what: 'standard input cannot be watched', remedy: 'name a file, or leave --watch out' });
  const { readTextFile } = await import('../files/read-text-file.ts');
  // A path that is wrong from the start is not waited for.
  await readTextFile(options.policy, 'name a policy (YAML)');
  const attempt = async (): Promise<void> => {
    try {
      await compileOnce({ ...options, quiet: true });
    } catch (error) {
      const isRefusal = error instanceof InputError || (error as Error).name === 'PolicyError';
      if (!isRefusal) throw error;
      console.error(`${(error as Error).message}\nnot compiled; waiting for a change`);
    }
  };
  for await (const _ of watchFile(options.policy)) await attempt();
};

/** `sluice compile`: compiles a policy to table images, memory files, a C header and a listing. */
export const compile = command({
  name: 'compile',
  describe: 'Compile a policy into table images, memory files and a C header',
  arguments: { policy: argument('Policy file (YAML); - for standard input') },
  options: {
    out: outputDirectory('Directory for the results; default build/firmware/NAME'),
    config: configName('Configuration, instead of the one the policy names'),
    secret: text(
      'Secret of the hashes of the card, in hexadecimal; drawn if there is no such file; default hash-secret in the directory',
      'FILE',
    ),
    beside: text(
      'Image that is live on the card: what did not change keeps its place, so that the new image is loaded beside it, under traffic',
      'FILE',
    ),
    verify: flag('Also verify that the placed tables say what the rules say'),
    watch: flag('Compile again whenever the policy changes, with a line each, until it is interrupted'),
    quiet: quietFlag,
    json: jsonFlag,
  },
  run: runCompile,
});
