// SPDX-License-Identifier: Apache-2.0
/**
 * Read intake: puts the reads of all clients in one order. Clients take turns; one read a clock, latency 1 clock, waits with
 * `reads`. Logic depth 5 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  inst,
  lit,
  master,
  oneHotIndex,
  oneHotMux,
  pack,
  reg,
  slave,
  stream,
  unpack,
  when,
} from 'typescript-hdl';
import { roundRobinArbiter } from 'typescript-hdl/lib';
import type { Config } from '../../spec/configs.ts';
import { engineReadShape, hostReadShape, type ReadClient, readSizes } from './read-shapes.ts';

type RequestPort = ReturnType<typeof requestPort>;
const requestPort = (config: Config, contextBits: number) => slave(stream(hostReadShape(config, contextBits)));

/** A port for the reads of each client. */
export const requestPorts = (
  config: Config,
  clients: readonly ReadClient[],
): { readonly [name: string]: RequestPort } =>
  Object.fromEntries(clients.map(({ name, contextBits }) => [name, requestPort(config, contextBits)]));

/** The intake; see the header comment. */
export const readIntake = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'read_intake',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    { requests: requestPorts(config, clients), reads: master(stream(engineReadShape(config, clients))) },
    ({ requests, reads }) => {
      const { contextBits, clientBits } = readSizes(clients);
      const shape = hostReadShape(config, contextBits);
      const { arbiter } = inst({ arbiter: roundRobinArbiter(clients.length) });
      const { out } = reg({ out: { valid: bit(0), read: engineReadShape(config, clients) } });
      const free = out.valid.not().or(reads.ready);
      const offers = clients.map(({ name }) => requests[name]!);
      arbiter.requests.set(cat(...offers.map(({ valid }) => valid).reverse()));
      arbiter.accept.set(free);
      for (const [i, { ready }] of offers.entries()) ready.set(free.and(arbiter.grants.bit(i)));
      const words = offers.map(({ payload: { context, ...read } }) =>
        pack(shape, { ...read, context: context.zext(contextBits) }),
      );
      const chosen = oneHotMux(words.map((word, i) => [arbiter.grants.bit(i), word]));
      const client = clients.length === 1 ? lit(0, 1) : oneHotIndex(arbiter.grants, clientBits);
      when(free, () => out.set({ valid: arbiter.grants.orR(), read: { ...unpack(shape, chosen), client } }));
      reads.valid.set(out.valid);
      reads.payload.set(out.read);
    },
    { maxDepth: 5, doc: 'Read intake: the reads of all clients in one order.' },
  );
