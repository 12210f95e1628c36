// SPDX-License-Identifier: Apache-2.0
/** A minimal root of a system, with Node.js and a copy of the last commit, and commands that run in it as on a machine of its own. */
import { copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { InputError } from 'typescript-hdl/command-line';
import { repositoryRoot } from '../../../sim/verilate/cache.ts';
import type { FreshSystem } from './systems.ts';

/** Why a system could not be tried: nothing of Sluice has run. */
export class NoRootError extends Error {
  override name = 'NoRootError';
}

/** Packages that a user has before the first command; `ca-certificates` is for npm. */
const startingPackages = ['make', 'ca-certificates'];
/** Version of npm, which comes with no Node.js of the registry. */
const npmVersion = 10;
/** Where a root holds the checkout, and certificates that this machine adds to those of Node.js. */
const [checkout, certificates] = ['sluice', 'etc/more-certificates.crt'];

/** Mounts that a program expects, in a namespace that ends with it, so that none is left whatever happens. */
const enter = `set -e
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
exec chroot "$1" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin $2 sh -c 'cd /${checkout} && eval "$0"' "$3"`;

/** The commit of which a root holds a copy. Throws an InputError where git is not installed or knows of none. */
export const lastCommit = async (): Promise<string> => {
  const asked = await execa('git', ['-C', repositoryRoot, 'rev-parse', '--short=9', 'HEAD'], { reject: false });
  if (!asked.failed) return asked.stdout;
  const what = `git does not tell the last commit: ${asked.code === 'ENOENT' ? 'it is not installed' : lastLine(asked.stderr)}`;
  throw new InputError({ what, remedy: 'install git, and run this in a clone of the repository' });
};

/** Variables that lead to the network of this machine. */
const networkVariables = (): string =>
  [
    ...['http_proxy', 'https_proxy', 'no_proxy'].flatMap(name =>
      process.env[name] ? [`${name}=${process.env[name]}`] : [],
    ),
    ...(process.env['NODE_EXTRA_CA_CERTS'] ? [`NODE_EXTRA_CA_CERTS=/${certificates}`] : []),
  ].join(' ');

const lastLine = (output: string): string =>
  output
    .split('\n')
    .filter(line => /^(E|error|npm error):? /.test(line))
    .at(-1) ?? `see the log`;

/** Settings of a program whose output goes to the log and is given back. */
const loggedTo = (file: string) => {
  const both = [{ file, append: true }, 'pipe'] as const;
  return { stdout: both, stderr: both, all: true, reject: false, stdin: 'ignore' } as const;
};

/** Runs a step of making a root; a NoRootError when it fails. */
const step = async (what: string, program: string, args: readonly string[], log: string): Promise<void> => {
  const {
    failed,
    code,
    all = '',
  } = await execa(program, args, {
    ...loggedTo(log),
  });
  if (code === 'ENOENT') throw new NoRootError(`${program} is not installed`);
  if (failed) throw new NoRootError(`${what}: ${lastLine(all)}`);
};

/** Node.js of a major version, from the npm registry, so that every system has it alike. */
const installNode = async (root: string, node: number, log: string): Promise<void> => {
  const packages = [`node-linux-${process.arch}@${node}`, `npm@${npmVersion}`];
  const prefix = join(root, 'opt/node');
  await mkdir(prefix, { recursive: true });
  await step(`Node.js ${node} cannot be had`, 'npm', ['install', '--no-save', '--prefix', prefix, ...packages], log);
  const bin = join(root, 'usr/local/bin');
  const modules = '/opt/node/node_modules';
  await symlink(`${modules}/node-linux-${process.arch}/bin/node`, join(bin, 'node'));
  for (const name of ['npm', 'npx']) await symlink(`${modules}/npm/bin/${name}-cli.js`, join(bin, name));
};

/** Makes the root in a directory, which it empties first; a NoRootError says what is missing. */
export const makeRoot = async (system: FreshSystem, node: number, root: string, log: string): Promise<void> => {
  await rm(root, { recursive: true, force: true });
  const { suite, mirror, components, keyring } = system;
  const options = [
    '--variant=apt',
    `--include=${startingPackages.join(',')}`,
    `--components=${components.replaceAll(' ', ',')}`,
  ];
  const keys = keyring === undefined ? [] : [`--keyring=${keyring}`];
  await step(`no packages from ${mirror}`, 'mmdebstrap', [...options, ...keys, suite, root, mirror], log);
  await installNode(root, node, log);
  const more = process.env['NODE_EXTRA_CA_CERTS'];
  if (more) await copyFile(more, join(root, certificates));
  await copyFile('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  await step(
    'the last commit cannot be copied',
    'git',
    ['clone', '--quiet', '--no-hardlinks', repositoryRoot, join(root, checkout)],
    log,
  );
};

/** Runs a command in the checkout of a root; its output goes to the log and is given back. */
export const runInRoot = async (
  root: string,
  command: string,
  log: string,
): Promise<{ ok: boolean; output: string }> => {
  const inside = [
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    'sh',
    '-c',
    enter,
    'sh',
    root,
    networkVariables(),
    command,
  ];
  const { failed, all = '' } = await execa('unshare', inside, {
    ...loggedTo(log),
  });
  return { ok: !failed, output: all };
};
