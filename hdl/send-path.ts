// SPDX-License-Identifier: Apache-2.0
/**
 * Send path: from the memory of virtual machines to the wire, and to the buffer of frames between them.
 *
 *     frames, words -> checksum inserter -> send gate -+-> verdict store -+-> wire side -> net
 *                                                      |        ^         +-> group gate -> local
 *                                                      |        +-- switch verdict <-- verdicts
 *                                                      +-> header parser -> identity check -> lookup
 *
 * - A frame takes its image (`image`) where its headers are known: identity and look-up are those of this image.
 * - What fails the identity check of its function is dropped for its reason. What passes is looked up in the classifier of received
 *   frames (`lookup`; the answers come back on `verdicts` in order), and goes where `switch-verdict.ts` says. What is for functions
 *   of this card never takes a clock of the wire.
 * - A frame for functions of this card leaves on `local`, which must not wait for any function: it would hold back all that comes after.
 *   Bit f of `groupOpen` says that group frames of function f may go there.
 * - Every frame ends as one event on one stream of `events`; each waits until it is taken, and then holds back what comes after.
 * - `drain` asks for frames that may still be dropped because their queue ends. `judging` is 1 while frames are accepted, and
 *   while one has no verdict: the tables of the parser must not change. `write` is a word of the identity table, ignored until `ready`.
 * - `behind` says that enough waits here: what is asked for while it does only makes others wait, in an order that nobody can change.
 * - `received` is what ingress took from the MAC, for the pauses of the link.
 *
 * Promises, latency and throughput are those of its parts: one beat a clock, frames for the wire and for functions together. This
 * file only joins them.
 */
import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  master,
  output,
  pick,
  slave,
  stream,
  u,
  unused,
} from 'typescript-hdl';
import { axiStream, fifo } from 'typescript-hdl/lib';
import { isGroupAddress } from './classifier/forwarding/group-address.ts';
import { identityAnswerShape, identityCheck } from './classifier/identity/identity-check.ts';
import { identityLoader } from './classifier/identity/identity-loader.ts';
import { sentLookupShape } from './classifier/shared-lookup.ts';
import { judging } from './control/judging.ts';
import { checksumInserter } from './egress/checksum-inserter.ts';
import { groupGate } from './egress/group-gate.ts';
import { sendGate } from './egress/send-gate.ts';
import { switchVerdict } from './egress/switch-verdict.ts';
import { verdictStore } from './egress/verdict-store.ts';
import { wireSide } from './egress/wire-side.ts';
import { beatShape, headerVectorShape, parserTablesShape, wordShape, wordWriteShape } from './lib/frame-shapes.ts';
import { drainPort } from './lib/queue-drain.ts';
import { queueChangeFlow } from './lib/queue-state.ts';
import { localBeatShape, lookedUpShape, sentEventShape, sentFrameShape } from './lib/tx-shapes.ts';
import { wireSettingsShape, wireStateShape } from './lib/wire-shapes.ts';
import { headerParser } from './parser/header-parser.ts';
import type { Config } from './spec/configs.ts';
import { tableWordBits } from './spec/tables/tables.ts';

/**
 * Frames that may be between the gate and their look-up: that takes some 50 clocks, in which 7 of the shortest come at 10g and 13 at 25g,
 * a beat a clock; at 100g the parser takes one for every 1.4 clocks, and the wire one for every 2.1.
 */
const framesToLookUp = (config: Config): number => (config.netDataBits <= 128 ? 16 : 32);

/** Parts in which frames end. */
export const sendEnds = ['inserter', 'gate', 'store', 'groups', 'lost', 'sent'] as const;
type SendEnd = (typeof sendEnds)[number];

/** The path; see the header comment. */
export const sendPath = (config: Config) =>
  component(
    'send_path',
    {
      config: config.name,
      functions: config.functions,
      queuesPerFunction: config.queuesPerFunction,
      hostDataBits: config.hostDataBits,
    },
    {
      frames: slave(stream(sentFrameShape(config))),
      words: slave(stream(wordShape(config))),
      change: slave(queueChangeFlow(config)),
      drain: drainPort(config),
      enable: input(bit()),
      tables: input(parserTablesShape),
      write: slave(flow(wordWriteShape(tableWordBits(config, 'identity')))),
      /** The image of frames that are judged from now on. */
      image: input(bit()),
      lookup: master(stream(sentLookupShape(config))),
      verdicts: slave(flow(lookedUpShape(config))),
      local: master(stream(localBeatShape(config))),
      groupOpen: input(u(config.functions)),
      received: slave(flow(beatShape(config))),
      settings: input(wireSettingsShape),
      state: output(wireStateShape),
      net: master(axiStream(config.netDataBits)),
      behind: output(bit()),
      events: endStreams(config),
      judging: output(bit()),
      /** A frame took its image. */
      began: output(bit()),
      ready: output(bit()),
    },
    ({
      frames,
      words,
      change,
      drain,
      enable,
      tables,
      write,
      image,
      lookup,
      verdicts,
      local,
      groupOpen,
      received,
      settings,
      state,
      net,
      events,
      ...io
    }) => {
      const most = framesToLookUp(config);
      const { inserter, gate, parser, loader, identity, judge, decision, store, groups, side } = inst({
        inserter: checksumInserter(config),
        gate: sendGate(config, most),
        parser: headerParser(config),
        loader: identityLoader(config),
        identity: identityCheck(config, most),
        judge: judging(config),
        decision: switchVerdict(config),
        store: verdictStore(config),
        groups: groupGate(config),
        side: wireSide(config),
      });
      connect(inserter.frames, frames);
      connect(inserter.words, words);
      connectFlow(inserter.change, change);
      expose(drain, inserter.drain);
      connect(gate.up, inserter.beats);
      gate.enable.set(enable);
      connect(store.beats, gate.down);

      const { valid, payload } = gate.taken;
      parser.up.valid.set(valid);
      parser.up.payload.set(pick(beatShape(config), payload));
      parser.tables.set(tables);
      connectFlow(identity.beats, gate.taken);
      connectFlow(identity.headers, parser.headers);
      identity.image.set(image);
      io.began.set(parser.headers.valid);
      connectFlow(loader.write, write);
      connectFlow(identity.write, loader.load);
      io.ready.set(identity.ready);

      // Headers and identity meet, and wait for their turn at the classifier.
      const { waiting, answers } = inst({
        waiting: fifo({ image: bit(), headers: headerVectorShape }, most),
        answers: fifo(identityAnswerShape(config), most),
      });
      unused(waiting.count, waiting.up.ready, answers.count, answers.up.ready);
      waiting.up.valid.set(parser.headers.valid);
      waiting.up.payload.set({ image, headers: parser.headers.payload });
      connectFlow(answers.up, identity.answers);
      lookup.valid.set(waiting.down.valid.and(answers.down.valid));
      const { image: taken, headers } = waiting.down.payload;
      const { egressDenied, ...sender } = answers.down.payload;
      lookup.payload.set({
        egressDenied,
        sender: { ...sender, group: isGroupAddress(headers.dstMac) },
        image: taken,
        headers,
      });
      waiting.down.ready.set(lookup.fire);
      answers.down.ready.set(lookup.fire);
      gate.lookedUp.set(lookup.fire);

      connectFlow(decision.up, verdicts);
      connectFlow(store.verdicts, decision.down);
      judge.accepting.set(enable);
      judge.began.set(gate.began);
      judge.judged.set(verdicts.valid);
      io.judging.set(judge.busy);

      connect(side.up, store.wire);
      connect(groups.up, store.local);
      groups.open.set(groupOpen);
      connect(local, groups.down);
      connectFlow(side.received, received);
      side.settings.set(settings);
      state.set(side.state);
      io.behind.set(side.behind.or(inserter.behind));
      expose(net, side.net);
      for (const [name, from] of Object.entries({
        inserter: inserter.events,
        gate: gate.events,
        store: store.events,
        groups: groups.events,
        lost: side.lost,
        sent: side.sent,
      })) {
        connect(events[name as SendEnd], from);
      }
    },
    {
      doc: 'From frames in the memory of virtual machines to the wire and to each other: checksums, identity, classes.',
    },
  );

const endStreams = (config: Config) => {
  const end = () => master(stream(sentEventShape(config)));
  return Object.fromEntries(sendEnds.map(name => [name, end()])) as { readonly [K in SendEnd]: ReturnType<typeof end> };
};
