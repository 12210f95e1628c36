// SPDX-License-Identifier: Apache-2.0
/**
 * Read judge: decides before anything else whether a read may go to the bus, from the read alone and the window of its
 * function, independently of every check that a client made.
 *
 * A read is good if its beats are at most `beatsPerRead`, lie in one block of 4,096 bytes, and have no byte outside the
 * window. What goes on holds the address of the first beat and the number of beats that were judged, so that the bus sees
 * what was judged and nothing else.
 *
 * One read a clock, latency 3 clocks; waits with `judged`. The window must be answered in the clock of the question, and stand
 * still while reads of its function are under way. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  input,
  lit,
  master,
  named,
  output,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { functionShape } from './host-shapes.ts';
import { beatsPerRead, engineReadShape, judgedReadShape, type ReadClient, readBeatBits } from './read-shapes.ts';

/** AXI4: a burst stays inside an aligned block of so many bytes. */
const blockBits = 12;

/** A read on its way through the judgement, with its window. */
export const readJudgeStages = (config: Config, clients: readonly ReadClient[]) => {
  const begun = { valid: bit(0), read: judgedReadShape(config, clients) };
  const address = u(hostAddressBits);
  return {
    asked: { valid: bit(0), read: engineReadShape(config, clients), base: address, last: address },
    placed: { ...begun, base: address, last: address, lastByte: address },
    judged: begun,
  };
};

/** The judge; see the header comment. */
export const readJudge = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'read_judge',
    {
      config: config.name,
      hostDataBits: config.hostDataBits,
      functions: config.functions,
      clients: JSON.stringify(clients),
    },
    {
      lookup: {
        function: output(functionShape(config).function),
        window: input({ base: u(hostAddressBits), last: u(hostAddressBits) }),
      },
      reads: slave(stream(engineReadShape(config, clients))),
      judged: master(stream(judgedReadShape(config, clients))),
    },
    io => {
      const { asked, placed, judged } = reg(readJudgeStages(config, clients));
      const judgedMoves = named('judged_moves', judged.valid.not().or(io.judged.ready));
      const placedMoves = named('placed_moves', placed.valid.not().or(judgedMoves));
      const askedMoves = named('asked_moves', asked.valid.not().or(placedMoves));

      io.reads.ready.set(askedMoves);
      io.lookup.function.set(io.reads.payload.function);
      when(askedMoves, () => asked.set({ valid: io.reads.valid, read: io.reads.payload, ...io.lookup.window }));

      const { beats, address, lastByte, fits } = beatsOf(config, asked.read);
      const { bytes: _, ...read } = asked.read;
      when(placedMoves, () => {
        placed.set({
          valid: asked.valid,
          read: { ...read, address, beats, good: fits },
          base: asked.base,
          last: asked.last,
          lastByte,
        });
      });

      when(judgedMoves, () => {
        const inside = placed.base.le(placed.read.address).and(placed.lastByte.le(placed.last));
        judged.set({ valid: placed.valid, read: { ...placed.read, good: placed.read.good.and(inside) } });
      });
      io.judged.valid.set(judged.valid);
      io.judged.payload.set(judged.read);
    },
    { maxDepth: 3, doc: 'Read judge: which reads lie inside the window of their function, and in which beats.' },
  );

/** The beats of a read: the first byte of the first, the last byte of the last, their number less one; and whether they may be. */
const beatsOf = (config: Config, { bytes, address }: { readonly bytes: Val; readonly address: Val }) => {
  const lanes = laneBits(config);
  const beatBits = blockBits - lanes;
  // Place of the last byte in the block, and one bit for what lies beyond it.
  const lastPlace = address.slice(0, blockBits).addWide(bytes.sub(1).zext(blockBits));
  const firstBeat = address.slice(lanes, beatBits);
  const lastBeat = lastPlace.slice(lanes, beatBits);
  const beats = named('beats', lastBeat.sub(firstBeat));
  const block = address.slice(blockBits, hostAddressBits - blockBits);
  return {
    address: cat(block, firstBeat, lit(0, lanes)),
    beats: beats.trunc(readBeatBits(config)) as Val<any>,
    lastByte: cat(block, lastBeat, lit(beatBytes(config) - 1, lanes)),
    fits: beats.lt(beatsPerRead(config)).and(lastPlace.bit(blockBits).not()).and(bytes.ne(0)) as Val<1>,
  };
};
