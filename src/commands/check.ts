// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, valueOption, wholeNumber } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { jsonFlag } from '../output-flags.ts';

interface CheckOptions {
  readonly policy: string;
  readonly reach: string | undefined;
  readonly seconds: number;
  readonly strict: boolean;
  readonly config: string | undefined;
  readonly json: boolean;
}

/** The question that was asked; an InputError says what is wrong with it. */
const questionOf = async (text: string, file: string, names: readonly string[]) => {
  const { InputError } = await import('typescript-hdl/command-line');
  const { nearest } = await import('typescript-hdl/words');
  const { readQuestion, QuestionError } = await import('../../firmware/policy/question.ts');
  try {
    const question = readQuestion(text, names);
    const { from, to } = question;
    for (const [name, others] of [
      [from, 'wire or an IP prefix before the arrow'],
      [to.kind === 'vm' ? to.name : undefined, 'wire, group or any after it'],
    ] as const) {
      if (name === undefined || names.includes(name)) continue;
      const near = nearest(name, names);
      const remedy = near ? `did you mean ${near}?` : `name a VM of ${file}, ${others}`;
      throw new InputError({ where: '--reach', what: `there is no VM "${name}"`, remedy });
    }
    return { text, question };
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const [what, ...remedy] = error.message.split('; ');
    throw new InputError({ where: '--reach', what: what!, remedy: remedy.join('; ') || 'see docs/policy.md' });
  }
};

const runCheck = async ({ policy: path, reach, seconds, strict, config, json }: CheckOptions): Promise<void> => {
  const { InputError, interruptible } = await import('typescript-hdl/command-line');
  const { readCompiledPolicy } = await import('../files/read-compiled-policy.ts');
  const { checkCompiled } = await import('../check/check-policy.ts');
  const { reportText } = await import('../check/report-text.ts');
  const { compiled } = await readCompiledPolicy(path, config);
  const { vms, file } = compiled.policy;
  const names = vms.map(({ name }) => name);
  const asked = reach === undefined ? undefined : await questionOf(reach, file, names);
  const report = interruptible(() => checkCompiled(compiled, seconds, asked));
  console.log(json ? JSON.stringify(report, null, 2) : reportText(report));
  const found = report.warnings.length + report.overlaps.length;
  const doubtful = report.reach?.warnings.length ?? 0;
  if (!strict || (found + doubtful === 0 && report.complete)) return;
  if (found === 0 && report.complete)
    throw new InputError({
      where: '--reach',
      what: 'the question has a warning',
      remedy: 'mend it, or leave --strict out',
    });
  throw new InputError({ where: file, what: 'the policy has warnings', remedy: 'mend them, or leave --strict out' });
};

/** `sluice check`: what is in the way in a policy, and questions about it. */
export const check = command({
  name: 'check',
  describe: 'Look through a policy for rules that are in the way, prove what it expects, and answer questions',
  arguments: { policy: argument('Policy file (YAML); - for standard input') },
  options: {
    reach: valueOption({
      describe: 'Whether frames arrive, as in "web -> db tcp/5432" (docs/policy.md)',
      placeholder: 'QUESTION',
      wanted: 'write a question such as "web -> db tcp/5432"',
      read: given => given,
    }),
    seconds: wholeNumber('Seconds for which to look', { least: 1, most: 3600, fallback: 10 }),
    strict: flag('End with exit code 1 on a warning'),
    config: configName('Configuration, instead of the one the policy names'),
    json: jsonFlag,
  },
  run: runCheck,
});
