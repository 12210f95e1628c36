// SPDX-License-Identifier: Apache-2.0
/** `sluice vhost`: compiles the policy, builds the card and serves it until a signal ends it. */
import { emitVerilog } from 'typescript-hdl';
import { InputError } from 'typescript-hdl/command-line';
import { nearest, quote } from 'typescript-hdl/words';
import { type CompiledPolicy, compilePolicy } from '../../firmware/compile/compile.ts';
import { type Config, findConfig } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { openService, type ServedVm, type VhostService, type WireEnd } from '../../sim/vhost/service.ts';
import { readCaptureFile } from '../files/read-capture.ts';
import { inputName } from '../files/read-input-file.ts';
import { readTextFile } from '../files/read-text-file.ts';
import { namedConfig } from '../named-config.ts';
import { CounterSocket } from './counter-socket.ts';
import { servedCounters } from './served-counters.ts';
import { statisticsLines } from './statistics-lines.ts';
import { WireCapture } from './wire-capture.ts';

export interface NamedSocket {
  readonly name: string;
  readonly socket: string;
}

export type WireName = { readonly kind: 'none' | 'loop' } | { readonly kind: 'tap' | 'peer'; readonly name: string };

export interface VhostOptions {
  readonly policy: string;
  readonly config: string | undefined;
  readonly vms: readonly NamedSocket[];
  readonly wire: WireName;
  readonly wireIn: string | undefined;
  readonly wireOut: string | undefined;
  /** Socket at which counters are read. */
  readonly counters: string | undefined;
  /** Seconds between two lines of statistics; 0 for none. */
  readonly stats: number;
}

const log = (sentence: string): void => console.log(`${new Date().toISOString().slice(11, 23)} ${sentence}`);

/** The VMs to be served, as functions of the card. */
const servedVms = ({ policy }: CompiledPolicy, config: Config, sockets: readonly NamedSocket[]): ServedVm[] => {
  const names = policy.vms.map(({ name }) => name);
  const twice = sockets.find(({ name }, i) => sockets.findIndex(one => one.name === name) !== i);
  if (twice) throw new InputError({ what: `--vm names ${quote(twice.name)} twice`, remedy: 'name each VM once' });
  const served = sockets.map(({ name, socket }) => {
    const index = names.indexOf(name);
    if (index < 0) {
      const near = nearest(name, names);
      const remedy = near === undefined ? 'name one of them with --vm' : `did you mean ${near}?`;
      throw new InputError({ what: `the policy has no VM ${quote(name)} (it has ${names.join(', ')})`, remedy });
    }
    return { name, socket, function: index + 1, queuePairs: config.queuesPerFunction };
  });
  if (served.length > 0) return served;
  throw new InputError({ what: 'no VM is to be served', remedy: `give --vm ${names[0]}=SOCKET` });
};

/** Only a wire that ends in this program can be recorded here. Asked before the file of the capture is touched. */
const refuseCapture = ({ wire, wireOut }: VhostOptions): void => {
  if (wireOut === undefined || wire.kind === 'none' || wire.kind === 'loop') return;
  const what = `--wire-out does not go with --wire ${wire.kind}`;
  throw new InputError({ what, remedy: 'capture at the other end of the wire' });
};

const wireEnd = (wire: WireName, capture: WireCapture | undefined): WireEnd => {
  if (wire.kind === 'tap' || wire.kind === 'peer') return { kind: wire.kind, name: wire.name };
  const sent = (frame: Uint8Array): void => capture?.write(frame);
  return { kind: wire.kind === 'loop' ? 'loop' : 'open', sent };
};

const socketProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something is there already: end the program that uses it, or remove the file',
  ENAMETOOLONG: 'give a shorter path: a socket has 107 bytes at most, a TAP device 15',
  ENOENT: 'make its directory first',
  EACCES: 'name a directory that may be written to',
  EPERM: 'TAP devices need the right CAP_NET_ADMIN: run as root',
};

const cannotBeOpened = (name: string, why: string): InputError =>
  new InputError({ what: `${name} cannot be opened (${why})`, remedy: socketProblems[why] ?? 'name another' });

/** Lets another program read the counters between two rounds of the service, if that is wanted. */
const openCounters = async (
  path: string | undefined,
  service: VhostService,
  { policy }: CompiledPolicy,
): Promise<CounterSocket | undefined> => {
  if (path === undefined) return undefined;
  const socket = await CounterSocket.open(path, () => servedCounters(service, policy));
  if (typeof socket !== 'string') return socket;
  await service.close();
  throw cannotBeOpened(path, socket);
};

/**
 * What the program ends with after a signal: as every other after Ctrl-C or a closed terminal, while the signal by which a
 * service manager ends a service asks for nothing that went wrong.
 */
const exitCodes = { SIGINT: 130, SIGHUP: 129, SIGTERM: 0 } as const;

/** Serves until a signal of {@link exitCodes}, whose code is then in `process.exitCode`. */
export const runVhost = async (options: VhostOptions): Promise<void> => {
  const text = await readTextFile(options.policy, 'name a policy (YAML)');
  const compiled = compilePolicy(text, inputName(options.policy), options.config && namedConfig(options.config).name);
  const config = findConfig(compiled.images.config)!;
  const vms = servedVms(compiled, config, options.vms);
  refuseCapture(options);
  const frames = options.wireIn === undefined ? [] : await readCaptureFile(options.wireIn);
  const capture = options.wireOut === undefined ? undefined : await WireCapture.open(options.wireOut);
  const wire = wireEnd(options.wire, capture);
  log(`building the card ${config.name}`);
  const service = await openService(emitVerilog(top(config)), config, { images: compiled.images, vms, wire, log });
  const problem = await service.start();
  if (problem) {
    await service.close();
    throw cannotBeOpened(problem.name, problem.why);
  }
  const counters = await openCounters(options.counters, service, compiled);
  for (const { name, socket } of vms) log(`${name}: awaits its front end at ${socket}`);
  log('ready');
  await serve(
    service,
    options,
    vms,
    frames.map(({ bytes }) => bytes),
  );
  await counters?.close();
  capture?.close();
};

/** Runs the service until a signal, and says what it did. */
const serve = async (
  service: VhostService,
  { stats }: VhostOptions,
  vms: readonly ServedVm[],
  frames: readonly Uint8Array[],
): Promise<void> => {
  // The program's own handlers would end it in the middle; from here on it ends in order, and at once only when it is told twice.
  let stopping = false;
  for (const [signal, exitCode] of Object.entries(exitCodes))
    process.removeAllListeners(signal).on(signal, () => {
      if (stopping) process.exit(exitCode);
      stopping = true;
      process.exitCode = exitCode;
      service.stop();
    });
  const tell = async (): Promise<void> => {
    for (const line of statisticsLines(await service.statistics(), vms)) log(line);
  };
  let toldAt = performance.now();
  let fed = false;
  await service.run(async () => {
    if (!fed && service.sessions.some(({ running }) => running > 0)) {
      fed = true;
      service.receive(frames);
    }
    if (stats === 0 || performance.now() - toldAt < stats * 1000) return;
    toldAt = performance.now();
    await tell();
  });
  await tell();
  log('stopped');
  await service.close();
};
