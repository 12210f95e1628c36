import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import type { Listing } from '../../firmware/compile/listing.ts';
import type { Command } from './command.ts';

interface CompileOptions {
  readonly policy: string;
  readonly out: string | undefined;
  readonly config: string | undefined;
}

/** Writes everything a compiled policy yields; gives the names of the files. */
const writeResults = async (compiled: CompiledPolicy, listing: Listing, out: string): Promise<readonly string[]> => {
  const { join } = await import('node:path');
  const { configs } = await import('../../hdl/spec/configs.ts');
  const { cHeader } = await import('../generate/c-header.ts');
  const { writeImage } = await import('../../firmware/image/image.ts');
  const { memFiles } = await import('../../firmware/image/mem-files.ts');
  const { writeOutputFile } = await import('../files/write-output-file.ts');
  const files = [
    { name: 'tables.image', contents: writeImage(compiled.images) },
    ...memFiles(compiled.images).map(({ name, text }) => ({ name, contents: text })),
    { name: 'sluice.h', contents: cHeader(configs[compiled.images.config]!) },
    { name: 'listing.json', contents: `${JSON.stringify(listing, null, 2)}\n` },
  ];
  for (const { name, contents } of files) await writeOutputFile(join(out, name), contents);
  return files.map(({ name }) => name);
};

const runCompile = async ({ policy: path, out, config }: CompileOptions): Promise<void> => {
  const { basename, extname, join } = await import('node:path');
  const { compilePolicy } = await import('../../firmware/compile/compile.ts');
  const { listingOf } = await import('../../firmware/compile/listing.ts');
  const { namedConfig } = await import('../named-config.ts');
  const { summarise } = await import('../generate/policy-summary.ts');
  const { readTextFile } = await import('../files/read-text-file.ts');
  const text = await readTextFile(path, 'name a policy (YAML)');
  const compiled = compilePolicy(text, path, config && namedConfig(config).name);
  const listing = listingOf(compiled);
  const directory = out ?? join('build', 'firmware', basename(path, extname(path)));
  const files = await writeResults(compiled, listing, directory);
  console.log(summarise(listing));
  console.log(`\nwritten to ${directory}: ${files.join(', ')}`);
  for (const warning of listing.warnings) console.error(warning);
};

/** `sluice compile`: compiles a policy to table images, memory files, a C header and a listing. */
export const compile: Command<CompileOptions> = {
  command: 'compile <policy>',
  describe: 'Compile a policy into table images, memory files and a C header',
  builder: yargs =>
    yargs
      .positional('policy', { type: 'string', demandOption: true, describe: 'Policy file (YAML)' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'Directory for the results; default build/firmware/NAME',
      })
      .option('config', {
        type: 'string',
        requiresArg: true,
        describe: 'Configuration, instead of the one the policy names',
      }),
  handler: runCompile,
};
