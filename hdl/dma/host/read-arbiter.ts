// SPDX-License-Identifier: Apache-2.0
/**
 * Read arbiter: puts the reads of the three kinds in one order, on their way to the read guard, and hands each answer to
 * the kind that asked.
 *
 * Each kind has its own id, so the answers of a kind come in the order of its requests, whatever the kinds do among each
 * other. Every read is one aligned 16-byte word in one beat; on a wider bus the place of the word in the beat is
 * remembered. Kinds take turns. One read a clock, latency 1 clock from request to `reads`; answers pass without delay.
 * Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
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
import { fifo, roundRobinArbiter } from 'typescript-hdl/lib';
import { hostIdBits } from '../../lib/host-bus.ts';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import {
  guardedAnswerShape,
  guardedReadShape,
  outstandingReads,
  readAnswerShape,
  readIds,
  readKinds,
  readRequestShape,
  readWordBits,
} from './host-shapes.ts';

type ReadKind = (typeof readKinds)[number];

/** The order of all reads; see the header comment. */
export const readArbiter = (config: Config) =>
  component(
    'read_arbiter',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      index: { request: slave(stream(readRequestShape(config))), answer: master(flow(readAnswerShape)) },
      ring: { request: slave(stream(readRequestShape(config))), answer: master(flow(readAnswerShape)) },
      descriptor: { request: slave(stream(readRequestShape(config))), answer: master(flow(readAnswerShape)) },
      reads: master(stream(guardedReadShape(config))),
      answers: slave(flow(guardedAnswerShape(config))),
    },
    ({ reads, answers, ...ports }) => {
      const { arbiter } = inst({ arbiter: roundRobinArbiter(readKinds.length) });
      const { out } = reg({ out: { valid: bit(0), read: guardedReadShape(config) } });
      const free = named('free', out.valid.not().or(reads.ready));
      arbiter.requests.set(cat(...readKinds.map(kind => ports[kind].request.valid).reverse()));
      arbiter.accept.set(free);
      const chosen = <W extends number>(of: (kind: ReadKind) => Val<W>): Val<W> =>
        oneHotMux(readKinds.map((kind, i) => [arbiter.grants.bit(i), of(kind)]));
      for (const [i, kind] of readKinds.entries()) ports[kind].request.ready.set(free.and(arbiter.grants.bit(i)));
      when(free, () => {
        out.valid.set(arbiter.grants.orR());
        out.read.set({
          id: oneHotIndex(arbiter.grants, hostIdBits),
          address: chosen(kind => ports[kind].request.payload.address),
          function: functionOf(
            config,
            chosen(kind => ports[kind].request.payload.queue),
          ),
        });
      });
      reads.valid.set(out.valid);
      reads.payload.set(out.read);

      for (const kind of readKinds) {
        const { request, answer } = ports[kind];
        const mine = answers.valid.and(answers.payload.id.eq(readIds[kind]));
        answer.valid.set(mine);
        answer.payload.fault.set(answers.payload.fault);
        answer.payload.data.set(wordOfBeat(kind, answers.payload.beat, request, mine));
      }
    },
    { maxDepth: 3, doc: 'Read arbiter: avail indices, avail ring entries and descriptors in one order, one id each.' },
  );

/** The 16 bytes asked for, out of a beat that may be wider. */
const wordOfBeat = (
  kind: ReadKind,
  beat: Val,
  request: { readonly fire: Val<1>; readonly payload: { readonly address: Val } },
  answered: Val<1>,
): Val => {
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
