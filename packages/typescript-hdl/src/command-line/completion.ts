// SPDX-License-Identifier: Apache-2.0
/** Completion of a program's command line in a shell. */
import type { Command } from './command.ts';
import type { Program } from './program.ts';

/** Options of a command as they are typed. */
const optionsOf = ({ options }: Command): readonly string[] => [
  ...Object.entries(options).map(([name, option]) =>
    option.kind === 'flag' && option.fallback ? `--no-${name}` : `--${name}`,
  ),
  '--help',
];

/** Options that take a value, with the words of those that take one of a few; for the others the shell offers files. */
const wordsOf = ({ options }: Command): readonly (readonly [string, string])[] =>
  Object.entries(options).flatMap(([name, option]) => {
    if (option.kind === 'flag') return [];
    const { placeholder } = option;
    return [[`--${name}`, placeholder.includes('|') ? placeholder.replaceAll('|', ' ') : ''] as const];
  });

const caseOf = (command: Command): string => {
  const words = wordsOf(command).map(([name, list]) => `      ${command.name}:${name}) words='${list}' ;;`);
  return [...words, `      ${command.name}:*) words='${optionsOf(command).join(' ')}' ;;`].join('\n');
};

/**
 * A script for bash, and for zsh after `bashcompinit`: commands, their options, the words of options that have some, and files
 * for everything else. It knows the program as it is now and starts nothing, so that it answers at once.
 */
export const completionScript = ({
  name,
  commands,
}: Program): string => `# Completion of ${name} for bash; in zsh run first: autoload -U +X bashcompinit && bashcompinit
_${name.replaceAll('-', '_')}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=
  if ((COMP_CWORD == 1)); then
    words='${[...commands.map(one => one.name), '--help', '--version'].join(' ')}'
  else
    case "\${COMP_WORDS[1]}:$before" in
${commands.map(caseOf).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _${name.replaceAll('-', '_')} ${name}
`;
