// SPDX-License-Identifier: Apache-2.0
/**
 * Chain supply: the buffer supply of transmit queues. It fetches what drivers have posted to be sent, and gives it out chain by chain.
 *
 * Fetch is that of the buffer supply, with descriptors that the device may only read. `chains` tells how many chains a queue has
 * got; for each of them somebody asks once (`asks`), when it is to be sent, and gets all of its pieces, or none if the queue
 * begins nothing any more (`pieces`).
 *
 * Promises, latency and throughput are those of its parts: two clocks a descriptor, a chain of one piece every 4, of two every 6.
 */
import { component, connect, connectFlow, flow, inst, master, slave, stream } from 'typescript-hdl';
import { queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { fetchParts, joinEnds, joinFetch, supplyPorts } from './buffer-supply.ts';
import { chainCache } from './cache/chain-cache.ts';
import { chainCountShape, chainPieceShape } from './chain-shapes.ts';

/** Fetch of transmit queues; see the header comment. */
export const chainSupply = (config: Config) =>
  component(
    'chain_supply',
    { config: config.name, functions: config.functions, hostDataBits: config.hostDataBits },
    {
      ...supplyPorts(config),
      asks: slave(stream({ queue: queueIndex(config) })),
      pieces: master(stream(chainPieceShape(config))),
      chains: master(flow(chainCountShape(config))),
    },
    io => {
      const parts = inst({ ...fetchParts(config, 'transmit'), cache: chainCache(config) });
      joinFetch(config, io, parts);
      connect(parts.cache.asks, io.asks);
      connect(io.pieces, parts.cache.pieces);
      connectFlow(io.chains, parts.cache.chains);
      joinEnds(config, io, parts);
    },
    { doc: 'Chain supply: chains from split and packed rings to be sent.' },
  );
