// SPDX-License-Identifier: Apache-2.0
/**
 * Frame store: one memory of the packet buffer, and what puts frames into it. It has cells of its own, so that frames
 * in the other memory take none of them.
 *
 * - `up` brings the beats of frames, which go into cells; each frame is reported on `records` when its last beat is in, and
 *   `judged` pulses when it was judged. See `frame-writer.ts` for what happens when no cell is left.
 * - `stored` says how many copies a frame has, `refused` gives back a frame without any. Each copy that left is told on `read`,
 *   and `last` says a clock later that no other is left: then the frame comes back on `finished`.
 * - `chain` leads from a cell of a frame to its next, a clock later, and `address` to the word at it in the same time.
 * - `ready` rises when all cells are chained, one a clock.
 *
 * One beat in and one word out a clock. This file only joins the parts. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  flow,
  input,
  inst,
  master,
  output,
  slave,
  stream,
  u,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { cellIndex, chainShape, recordShape, storedBeatShape, wordAddress } from './buffer-shapes.ts';
import { cellMemory } from './cell-memory.ts';
import { copyCounts, storedShape } from './copy-counts.ts';
import { frameWriter } from './frame-writer.ts';
import { freeList } from './free-list.ts';
import { wordPacker } from './word-packer.ts';

/**
 * Frames that may wait to be judged: a group frame takes one clock per function, and the shortest frames of a 10 Gbit/s wire come every
 * 10 clocks at 156 MHz.
 */
const recordDepth = 8;

/** One memory of `config.bufferCells`; see the header comment. */
export const frameStore = (config: Config) =>
  component(
    'frame_store',
    {
      netDataBits: config.netDataBits,
      hostDataBits: config.hostDataBits,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      bufferCells: config.bufferCells,
    },
    {
      up: slave(stream(storedBeatShape(config))),
      records: master(stream(recordShape(config))),
      judged: input(bit()),
      stored: slave(flow(storedShape(config))),
      refused: slave(flow(chainShape(config))),
      read: slave(flow({ head: cellIndex(config) })),
      last: output(bit()),
      finished: slave(stream(chainShape(config))),
      chain: { cell: input(cellIndex(config)), next: output(cellIndex(config)) },
      address: input(wordAddress(config)),
      data: output(u(config.hostDataBits)),
      ready: output(bit()),
    },
    ({ up, records, judged, stored, refused, read, last, finished, chain, address, data, ready }) => {
      const { list, memory, counts, writer, packer, recordFifo } = inst({
        list: freeList(config),
        memory: cellMemory(config),
        counts: copyCounts(config),
        writer: frameWriter(config),
        packer: wordPacker(config),
        recordFifo: fifo(recordShape(config), recordDepth),
      });
      ready.set(list.ready);
      connect(writer.up, up);
      writer.cell.set(list.cell);
      writer.first.set(list.first);
      writer.available.set(list.available);
      writer.listReady.set(list.ready);
      writer.judged.set(judged);
      list.take.set(writer.take);
      list.keep.set(writer.keep);
      list.rewind.set(writer.rewind);
      connectFlow(packer.beats, writer.beats);
      connectFlow(memory.store, packer.store);
      connect(recordFifo.up, writer.records);
      connect(records, recordFifo.down);

      connectFlow(counts.stored, stored);
      connectFlow(list.refused, refused);
      connectFlow(counts.read, read);
      last.set(counts.last);
      connect(list.finished, finished);
      list.chain.cell.set(chain.cell);
      chain.next.set(list.chain.next);
      memory.address.set(address);
      data.set(memory.data);
    },
    { maxDepth: 4, doc: 'One memory of the packet buffer: its cells, and what puts frames into them.' },
  );
