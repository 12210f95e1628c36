/** Frame and byte counters: one of each for every slot and event, fed by several sources. */
import { component, connect, expose, inst } from 'typescript-hdl';
import { fifo, streamMerge, streamPorts } from 'typescript-hdl/lib';
import { eventShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { counterMemory, counterReadPort } from './counter-memory.ts';

/** Events by which a source may be ahead of the counters. */
const eventDepth = 16;

/**
 * Counts the events of `sources`, one stream each. Every event that a source got rid of is counted once, in any order.
 *
 * Back-pressure: a FIFO of 16 events a source, all together one event a clock, less one for each read. `ready` of a source
 * falls only while all are faster than that, and while the counters are cleared after reset (one clock a counter): a
 * source that cannot wait may have 16 events in that time. Logic depth 3 LUTs at 10g.
 */
export const counters = <const N extends string>(config: Config, sources: readonly N[]) => {
  const event = eventShape(config);
  return component(
    'counters',
    { config: config.name, functions: config.functions, sources: sources.join(' ') },
    { events: streamPorts(event, sources), read: counterReadPort(config) },
    ({ events, read }) => {
      const { merge, memory } = inst({ merge: streamMerge(event, sources), memory: counterMemory(config) });
      for (const source of sources) {
        const name = `${source}Fifo`;
        const queue = inst({ [name]: fifo(event, eventDepth) })[name]!;
        connect(queue.up, (events as Streams)[source]);
        connect((merge.ups as Streams)[source], queue.down);
      }
      connect(memory.up, merge.down);
      expose(read, memory.read);
    },
    { maxDepth: 3, doc: `Frame and byte counters of every slot and event, fed by ${sources.join(', ')}.` },
  );
};

/** Streams by name, whose names the type checker cannot follow inside a component for any names. */
type Streams = { readonly [name: string]: any };
