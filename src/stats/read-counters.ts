// SPDX-License-Identifier: Apache-2.0
/** Reads the counters of a running card at its socket. */
import { createConnection, type Socket } from 'node:net';
import { InputError, isSystemError } from 'typescript-hdl/command-line';
import { type CardCounters, countersIn } from './card-counters.ts';

/** A service answers between two rounds of the simulation, each of which is far shorter. */
const patienceMs = 30_000;
/** The counters of the largest card are some hundred kilobytes. */
const mostBytes = 16 * 2 ** 20;

const remedies: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ['there is no such socket', 'start sluice vhost with --counters and this path'],
  ECONNREFUSED: ['nobody listens there', 'start sluice vhost with --counters and this path'],
  ENOTSOCK: ['it is no socket', 'name that of sluice vhost --counters'],
  EACCES: ['it may not be opened', 'be the user who runs sluice vhost'],
  EPERM: ['it may not be opened', 'be the user who runs sluice vhost'],
  EINVAL: ['it is no path of a socket', 'name that of sluice vhost --counters'],
};

const refusal = (path: string, what: string, remedy: string): InputError =>
  new InputError({ where: path, what, remedy });

const wholeText = async (socket: Socket): Promise<string | undefined> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of socket as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** The counters at a socket; an InputError says why there are none. */
export const readCounters = async (path: string): Promise<CardCounters> => {
  const socket = createConnection(path);
  const timer = setTimeout(
    () =>
      socket.destroy(refusal(path, `no answer in ${patienceMs / 1000} seconds`, 'look whether its card still runs')),
    patienceMs,
  );
  try {
    const text = await wholeText(socket);
    if (text === '') throw refusal(path, 'it was closed without an answer', 'look whether its card still runs');
    const counters = text === undefined ? undefined : countersIn(text);
    if (counters) return counters;
    throw refusal(path, 'its answer is not that of this version of sluice vhost', 'run both from one version');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const [what, remedy] = remedies[error.code ?? ''] ?? [`it cannot be read (${error.code})`, 'name another'];
    throw refusal(path, what, remedy);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
};
