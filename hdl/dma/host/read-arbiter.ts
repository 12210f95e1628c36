/**
 * Read arbiter: puts the reads of the three kinds on one AXI4 read channel and hands each answer to the kind that
 * asked.
 *
 * Each kind has its own id, so AXI keeps the answers of a kind in the order of its requests, whatever the kinds do
 * among each other. Every read is one aligned 16-byte word in one beat; on a wider bus it is a narrow transfer and the
 * place of the word in the beat is remembered. Kinds take turns. One read a clock, latency 1 clock from request to
 * `read.ar*`; answers pass without delay. `hold` makes all answers wait. Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  input,
  inst,
  master,
  named,
  oneHotIndex,
  oneHotMux,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { axiBurst, fifo, roundRobinArbiter } from 'typescript-hdl/lib';
import { hostAddressBits, hostIdBits, hostReadMaster, hostUserBits } from '../../lib/host-bus.ts';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { outstandingReads, readAnswerShape, readRequestShape, readWordBits } from './host-shapes.ts';

/** AXI id of each kind of read. */
export const readIds = { index: 0, ring: 1, descriptor: 2 } as const;
const kinds = ['index', 'ring', 'descriptor'] as const;

/** The read channel of the receive DMA; see the header comment. */
export const readArbiter = (config: Config) =>
  component(
    'read_arbiter',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      index: { request: slave(stream(readRequestShape(config))), answer: master(flow(readAnswerShape)) },
      ring: { request: slave(stream(readRequestShape(config))), answer: master(flow(readAnswerShape)) },
      descriptor: { request: slave(stream(readRequestShape(config))), answer: master(flow(readAnswerShape)) },
      hold: input(bit()),
      read: hostReadMaster(config),
    },
    ({ hold, read, ...ports }) => {
      const { arbiter } = inst({ arbiter: roundRobinArbiter(kinds.length) });
      const { out } = reg({
        out: { valid: bit(0), id: u(hostIdBits), address: u(hostAddressBits), user: u(hostUserBits) },
      });
      const free = named('free', out.valid.not().or(read.arready));
      arbiter.requests.set(cat(...kinds.map(kind => ports[kind].request.valid).reverse()));
      arbiter.accept.set(free);
      const chosen = <W extends number>(of: (kind: (typeof kinds)[number]) => Val<W>): Val<W> =>
        oneHotMux(kinds.map((kind, i) => [arbiter.grants.bit(i), of(kind)]));
      for (const [i, kind] of kinds.entries()) ports[kind].request.ready.set(free.and(arbiter.grants.bit(i)));
      when(free, () => {
        out.valid.set(arbiter.grants.orR());
        out.id.set(oneHotIndex(arbiter.grants, hostIdBits));
        out.address.set(chosen(kind => ports[kind].request.payload.address));
        out.user.set(
          functionOf(
            config,
            chosen(kind => ports[kind].request.payload.queue),
          ).zext(hostUserBits),
        );
      });
      read.arvalid.set(out.valid);
      read.arid.set(out.id);
      read.araddr.set(out.address);
      read.arlen.set(0);
      read.arsize.set(Math.log2(readWordBits / 8));
      read.arburst.set(axiBurst.increment);
      read.aruser.set(out.user);

      unused(read.rlast);
      read.rready.set(hold.not());
      for (const kind of kinds) {
        const { request, answer } = ports[kind];
        const mine = read.rvalid.and(hold.not()).and(read.rid.eq(readIds[kind]));
        answer.valid.set(mine);
        answer.payload.error.set(read.rresp.bit(1));
        answer.payload.data.set(wordOfBeat(kind, read.rdata, request, mine));
      }
    },
    {
      maxDepth: 3,
      doc: 'Read arbiter: avail indices, avail ring entries and descriptors over one AXI4 read channel, one id each.',
    },
  );

/** The 16 bytes asked for, out of a beat that may be wider. */
const wordOfBeat = (
  kind: (typeof kinds)[number],
  beat: Val,
  request: { readonly fire: Val<1>; readonly payload: { readonly address: Val } },
  answered: Val<1>,
): Val<any> => {
  const words = beat.width / readWordBits;
  if (words === 1) return beat;
  const bits = Math.log2(words);
  const places = inst({ [`${kind}Places`]: fifo(u(bits), outstandingReads[kind]) })[`${kind}Places`]!;
  unused(places.count, places.up.ready, places.down.valid);
  places.up.valid.set(request.fire);
  places.up.payload.set(request.payload.address.slice(Math.log2(readWordBits / 8), bits));
  places.down.ready.set(answered);
  return beat.dynamicSlice(places.down.payload, readWordBits);
};
