// SPDX-License-Identifier: Apache-2.0
/** Systems on which a fresh machine is tried, and the major versions of Node.js. */

/** A release whose packages a mirror has. */
export interface FreshSystem {
  /** As on a command line: `debian-12`. */
  readonly name: string;
  readonly title: string;
  readonly suite: string;
  readonly mirror: string;
  readonly components: string;
  /** Keys that sign the release; absent where apt on any Debian has them. */
  readonly keyring?: string;
  /** Major version of Node.js that it is tried with. */
  readonly node: number;
}

const debian = { mirror: 'http://deb.debian.org/debian', components: 'main' } as const;

/** Every system; together they try each major version of Node.js. */
export const freshSystems: readonly FreshSystem[] = [
  { name: 'debian-12', title: 'Debian 12', suite: 'bookworm', ...debian, node: 20 },
  { name: 'debian-13', title: 'Debian 13', suite: 'trixie', ...debian, node: 22 },
  {
    name: 'ubuntu-24.04',
    title: 'Ubuntu 24.04',
    suite: 'noble',
    mirror: 'http://archive.ubuntu.com/ubuntu',
    components: 'main universe',
    keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg',
    node: 24,
  },
];

/** What the README tells a new user to type. */
export const readmeCommands: readonly string[] = ['make demo', 'make test'];
