// SPDX-License-Identifier: Apache-2.0
/**
 * Verdict gate: holds the beats of each frame until the classifier has said what becomes of it, and the last one until its
 * checksums are judged.
 *
 * - Beats wait in a block RAM FIFO, verdicts and checksums in others; the n-th of each belongs to the n-th frame. A frame flows
 *   out as soon as its verdict is there, the verdict beside every beat; beside the last one, `verified` says that the checksum
 *   of the outermost packet was found right, and none inside a tunnel wrong.
 * - No input can be held back. `room` is 1 while a frame may start: the beat FIFO is then at most half full, so that
 *   a frame of up to 256 beats (2,048 bytes on 64 bits) fits whatever happens downstream, and a longer one fits unless
 *   the buffer stalls for more than about 200 clocks while it arrives.
 * - A frame that does not fit after all is cut: its last beat carries the error `ingress_overflow` and the rest is
 *   swallowed, so that it is counted and nothing after it is harmed. Only a frame *started* against `room` while the FIFO
 *   is full would be lost.
 * - `down` keeps its beat until it is taken; it may be held back for as long as `room` allows.
 *
 * Throughput one beat a clock. Latency 4 clocks from the last of beat, verdict and checksums. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  flow,
  inst,
  lit,
  master,
  mux,
  named,
  output,
  reg,
  slave,
  stream,
  unused,
  when,
} from 'typescript-hdl';
import { fullSlice } from 'typescript-hdl/lib';
import { clockedFifo } from '../lib/clocked-ram.ts';
import { beatShape, packetChecksumsShape, verdictShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { eventBits, eventId } from '../spec/events/drop-reasons.ts';
import { checksumVerdicts } from '../spec/protocol/header-vector.ts';
import { gatedBeatShape } from './buffer-shapes.ts';

/** Beats that the gate holds; a verdict and checksums for each of them would fit as well, so these cannot overflow. */
export const gateDepth = 512;

/** The gate between ingress, classifier and packet buffer; see the header comment. */
export const verdictGate = (config: Config) =>
  component(
    'verdict_gate',
    { config: config.name, netDataBits: config.netDataBits, functions: config.functions },
    {
      beats: slave(flow(beatShape(config))),
      verdicts: slave(flow(verdictShape(config))),
      checksums: slave(flow(packetChecksumsShape)),
      down: master(stream(gatedBeatShape(config))),
      room: output(bit()),
    },
    ({ beats, verdicts, checksums, down, room }) => {
      const { data, lastByte, last, error } = beatShape(config);
      const { beatFifo, verdictFifo, checksumFifo, joined } = inst({
        beatFifo: clockedFifo({ data, lastByte, last, error }, gateDepth, { outputRegister: true }),
        verdictFifo: clockedFifo(verdictShape(config), gateDepth, { outputRegister: true }),
        checksumFifo: clockedFifo({ verified: bit() }, gateDepth, { outputRegister: true }),
        // Cuts the path from the buffer to the FIFOs and the one back.
        joined: fullSlice(gatedBeatShape(config)),
      });
      connect(down, joined.down);
      const r = reg({ room: bit(0), cutting: bit(0) });
      unused(beats.payload.first);

      r.room.set(beatFifo.count.lt(gateDepth / 2));
      room.set(r.room);

      // The last free place is for the beat that ends a frame, be it by force.
      const cut = named('cut', beatFifo.count.eq(gateDepth - 1).and(beats.payload.last.not()));
      beatFifo.up.valid.set(beats.valid.and(r.cutting.not()));
      beatFifo.up.payload.set({
        data: beats.payload.data,
        lastByte: beats.payload.lastByte,
        last: beats.payload.last.or(cut),
        error: mux(cut, lit(eventId('ingress_overflow'), eventBits), beats.payload.error),
      });
      when(beats.valid, () => {
        when(r.cutting, () => r.cutting.set(beats.payload.last.not())).otherwise(() => r.cutting.set(cut));
      });

      connectFlow(verdictFifo.up, verdicts);

      const { l4Checksum, innerL4Checksum } = checksums.payload;
      checksumFifo.up.valid.set(checksums.valid);
      checksumFifo.up.payload.set({
        verified: l4Checksum.eq(checksumVerdicts.good).and(innerL4Checksum.ne(checksumVerdicts.bad)),
      });
      unused(checksumFifo.up.ready, checksumFifo.count);

      const { last: ends } = beatFifo.down.payload;
      const judged = named('judged', verdictFifo.down.valid.and(checksumFifo.down.valid.or(ends.not())));
      joined.up.valid.set(beatFifo.down.valid.and(judged));
      joined.up.payload.set({
        ...beatFifo.down.payload,
        verdict: verdictFifo.down.payload,
        verified: checksumFifo.down.payload.verified.and(ends),
      });
      beatFifo.down.ready.set(joined.up.ready.and(judged));
      const leaves = named('leaves', joined.up.fire.and(ends));
      verdictFifo.down.ready.set(leaves);
      checksumFifo.down.ready.set(leaves);
    },
    {
      maxDepth: 2,
      doc: 'Holds the beats of each frame until its verdict, and the last until its checksums are there; one beat a clock.',
    },
  );
