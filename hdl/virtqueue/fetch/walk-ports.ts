// SPDX-License-Identifier: Apache-2.0
/** Ports of the chain walk: to control, to the stage and the scout, to the cache, and to memory. */
import { bit, flow, input, master, output, slave, stream, u } from 'typescript-hdl';
import { drainPort } from '../../lib/queue-drain.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import type { Config } from '../../spec/configs.ts';
import { ownLineShape, postedShape, progressShape, putShape } from '../cache/cache-shapes.ts';
import { runStopShape } from '../queue-shapes.ts';
import { readNumberBits } from './descriptor-stage.ts';
import {
  aheadPlaceBits,
  aheadPositionBits,
  descriptorReadShape,
  queueFlow,
  readOf,
  scoutViewShape,
  stagedShape,
  stagePositionBits,
  walkViewShape,
} from './fetch-shapes.ts';
import { linePorts } from './tail-lines.ts';
import { walkSettingsShape } from './walk-shapes.ts';

export const walkPorts = (config: Config) => ({
  start: slave(flow({ queue: queueIndex(config), settings: walkSettingsShape, index: u(16), wrap: bit() })),
  change: slave(queueChangeFlow(config)),
  landed: slave(queueFlow(config)),
  freed: slave(queueFlow(config)),
  allowed: input(u(config.functions)),
  main: {
    queue: output(queueIndex(config)),
    position: output(u(stagePositionBits(config))),
    reads: output(bit()),
    word: input(stagedShape),
  },
  side: {
    queue: output(queueIndex(config)),
    ahead: output(bit()),
    place: output(u(aheadPlaceBits)),
    word: input(stagedShape),
  },
  came: { queue: output(queueIndex(config)), main: input(u(readNumberBits(config))), side: input(bit()) },
  issued: {
    queue: output(queueIndex(config)),
    next: input(u(stagePositionBits(config))),
    reads: input(u(readNumberBits(config))),
  },
  restart: {
    queue: output(queueIndex(config)),
    next: input(u(stagePositionBits(config))),
    ahead: input(u(aheadPositionBits)),
  },
  view: { queue: input(queueIndex(config)), view: output(walkViewShape(config)) },
  scout: { queue: input(queueIndex(config)), view: output(scoutViewShape) },
  ...linePorts(config),
  put: master(flow(putShape(config))),
  posted: { queue: input(queueIndex(config)), state: output(postedShape(config)) },
  postedNow: { queue: input(queueIndex(config)), state: output(progressShape(config)) },
  changed: master(queueFlow(config)),
  walked: master(queueFlow(config)),
  used: master(queueFlow(config)),
  flush: master(stream(ownLineShape(config))),
  request: master(stream(readOf(config, descriptorReadShape(config)))),
  stop: master(stream(runStopShape(config))),
  drain: { ...drainPort(config), side: output(bit()) },
});
