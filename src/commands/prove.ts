// SPDX-License-Identifier: Apache-2.0
import { command, flag, optionalArgument, outputDirectory, text, wholeNumber } from 'typescript-hdl/command-line';
import type { Proof, ProofResult } from 'typescript-hdl/prove';
import { isQuiet, jsonFlag, type OutputFlags, printResult, quietFlag, say } from '../output-flags.ts';

interface ProveCommandOptions extends OutputFlags {
  readonly module: string | undefined;
  readonly list: boolean;
  readonly file: string | undefined;
  readonly depth: number | undefined;
  readonly seconds: number | undefined;
  readonly out: string;
}

/** The proofs of the hardware library and of the machine. */
const ownProofs = ['../../packages/typescript-hdl/test/proofs/library.ts', '../../test/hdl/proofs/machine.ts'];

/** Mistakes in descriptions, and proofs that cannot be carried out, are the user's to mend. */
const asInputError = async (error: unknown, file: string | undefined): Promise<unknown> => {
  const { InputError } = await import('typescript-hdl/command-line');
  if (!(error instanceof Error) || !['ProofError', 'HdlError'].includes(error.name)) return error;
  const [sentence, place] = error.message.split('\n') as [string, string | undefined];
  const what = sentence.replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase()).replace(/\.$/, '');
  if (sentence.includes('is not installed')) return new InputError({ what, remedy: 'run "make setup"' });
  const where = error.name === 'HdlError' ? place?.trim().replace(/^at /, '') : file;
  const remedy = error.name === 'HdlError' ? 'correct it there' : 'see "sluice prove --list" for what there is';
  return new InputError({ what, remedy, ...(where === undefined ? {} : { where }) }, { cause: error });
};

const listProofs = (proofs: readonly Proof[], flags: OutputFlags): void => {
  const modules = [...new Set(proofs.map(one => one.module))];
  const width = Math.max(...modules.map(name => name.length));
  const rows = modules.map(module => ({
    module,
    proofs: proofs.filter(one => one.module === module).map(one => one.name),
  }));
  printResult(
    flags,
    rows,
    rows.map(({ module, proofs: own }) => `${module.padEnd(width)}  ${own.join(' ')}`).join('\n'),
  );
};

const resultText = (name: string, { outcome, elapsed, message }: ProofResult): string =>
  `${outcome.padEnd(8)} ${name} (${elapsed.toFixed(1)} s)\n         ${message}`;

const runProofs = async (chosen: readonly Proof[], options: ProveCommandOptions): Promise<void> => {
  const { proveAll } = await import('typescript-hdl/prove');
  const { Progress } = await import('../progress.ts');
  using progress = new Progress({ quiet: isQuiet(options) });
  let number = 0;
  const results = await proveAll(chosen, {
    ...(options.depth !== undefined && { depth: options.depth }),
    ...(options.seconds !== undefined && { seconds: options.seconds }),
    folder: options.out,
    begin: ({ name }) => {
      if (number === 0) progress.step(`proving ${chosen.length} proof${chosen.length === 1 ? '' : 's'}`, chosen.length);
      progress.at(number++, `proving ${name}`);
    },
    report: ({ name }, result) => {
      progress.clear();
      say(options, resultText(name, result));
    },
  });
  const open = [...results].filter(([, { outcome }]) => outcome !== 'proved').map(([name]) => name);
  const all = `${results.size} proof${results.size === 1 ? '' : 's'}`;
  const records = [...results].map(([name, { outcome, elapsed, message }]) => ({ name, outcome, elapsed, message }));
  say(options, '');
  printResult(
    options,
    records,
    `${all}: ${open.length === 0 ? 'all hold' : `${open.length} failed (${open.join(', ')})`}`,
  );
  if (open.length > 0) process.exitCode = 1;
};

const runProve = async (options: ProveCommandOptions): Promise<void> => {
  const { fileURLToPath } = await import('node:url');
  const { proofsNamed, proofsOf } = await import('typescript-hdl/prove');
  try {
    const files = options.file ? [options.file] : ownProofs.map(path => fileURLToPath(new URL(path, import.meta.url)));
    const proofs = (await Promise.all(files.map(proofsOf))).flat();
    if (options.list) listProofs(proofs, options);
    else await runProofs(options.module === undefined ? proofs : proofsNamed(proofs, options.module), options);
  } catch (error) {
    throw await asInputError(error, options.file);
  }
};

/** `sluice prove`: the proofs of one hardware module, or of all. */
export const prove = command({
  name: 'prove',
  describe: 'Prove a hardware module, or all of the library and the machine, with two engines',
  arguments: { module: optionalArgument('Name of a module or of one of its proofs; default all') },
  options: {
    list: flag('List the modules and their proofs'),
    file: text('TypeScript file that exports proofs; default those of the library and the machine', 'FILE'),
    depth: wholeNumber('Most clocks; default as each proof says', { least: 1 }),
    seconds: wholeNumber('Most seconds for each engine; default 60', { least: 1 }),
    quiet: quietFlag,
    json: jsonFlag,
    out: outputDirectory('Directory for logs and waveforms', 'build/proofs'),
  },
  run: runProve,
});
