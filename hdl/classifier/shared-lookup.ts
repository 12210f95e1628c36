// SPDX-License-Identifier: Apache-2.0
/**
 * Shared look-up: received and sent frames ask one classifier, which gives a verdict a clock.
 *
 * - Received headers cannot wait and are looked up as they come. Those of sent frames take the clocks that are left: one on `sent`
 *   waits until then. `origin` tells the classifier who sent the frame of `headers`. A frame whose sender lied (`allowed` 0) takes such a clock as well, so that all stay in order, but the
 *   classifier never sees it.
 * - A received frame takes the image that is live when it comes, a sent one that of its identity check; `image` belongs to `headers`.
 * - Each comes back on its own side, in order, after `sharedLookupLatency` clocks from the one in which it was taken: on
 *   `receivedVerdicts` alone, on `sentVerdicts` with their sender.
 * - Bound: where received headers come every n clocks, the sent header whose turn it is waits at most 1 clock (n is 2 or more); the
 *   shortest frames at line rate come every 10 clocks at 10g, every 5 at 25g and every 2 at 100g. A MAC that makes up for a
 *   pause with k frames back to back makes it wait for k clocks.
 *
 * Throughput one look-up a clock. Logic depth 1 LUT at 10g.
 */
import { assert, bit, component, flow, input, master, mux, output, reg, slave, stream } from 'typescript-hdl';
import { delayed } from 'typescript-hdl/lib';
import { headerVectorShape, lookUpVerdictShape, verdictShape } from '../lib/frame-shapes.ts';
import { delayedLong } from '../lib/ring-delay.ts';
import { lookedUpShape, originShape, senderShape } from '../lib/tx-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { classifierLatency } from './classifier.ts';

/** Clocks from a header to its verdict: the register in front of the classifier, and the classifier. */
export const sharedLookupLatency = (config: Config): number => 1 + classifierLatency(config);

/**
 * What is asked for a sent frame: its headers, the image by which it is judged, what becomes of it where no rule of its sender decides, and its
 * sender, who comes back with the verdict.
 */
export const sentLookupShape = (config: Config) => ({
  sender: senderShape(config),
  egressDenied: bit(),
  image: bit(),
  headers: headerVectorShape,
});

/** The turns of the classifier; see the header comment. */
export const sharedLookup = (config: Config) =>
  component(
    'shared_lookup',
    { config: config.name, functions: config.functions, latency: sharedLookupLatency(config) },
    {
      received: slave(flow(headerVectorShape)),
      /** The image of received frames. */
      live: input(bit()),
      sent: slave(stream(sentLookupShape(config))),
      headers: master(flow(headerVectorShape)),
      image: output(bit()),
      origin: output(originShape(config)),
      verdicts: slave(flow(lookUpVerdictShape(config))),
      receivedVerdicts: master(flow(verdictShape(config))),
      sentVerdicts: master(flow(lookedUpShape(config))),
      /** Which frames have their verdicts in this clock, and their image. */
      judged: output({ received: bit(), sent: bit(), image: bit() }),
    },
    ({ received, live, sent, headers, image, origin, verdicts, receivedVerdicts, sentVerdicts, judged }) => {
      sent.ready.set(received.valid.not());
      const { sender, egressDenied } = sent.payload;
      const askedShape = { valid: bit(0), image: bit(), origin: originShape(config), headers: headerVectorShape };
      const { asked } = reg({ asked: askedShape });
      const seen = mux(received.valid, live, sent.payload.image);
      asked.set({
        valid: received.valid.or(sent.fire.and(sender.allowed)),
        image: seen,
        origin: { sent: received.valid.not(), source: sender.source, egressDenied },
        headers: mux(received.valid, received.payload, sent.payload.headers),
      });
      headers.valid.set(asked.valid);
      headers.payload.set(asked.headers);
      image.set(asked.image);
      origin.set(asked.origin);

      const clocks = sharedLookupLatency(config);
      const whose = delayed(
        'whose',
        { received: bit(0), sent: bit(0), image: bit() },
        { received: received.valid, sent: sent.fire, image: seen },
        clocks,
      );
      const who = delayedLong('sender', senderShape(config), sender, clocks);
      assert('in_step', verdicts.valid.eq(whose.received.or(whose.sent.and(who.allowed))));
      judged.set(whose);
      receivedVerdicts.valid.set(whose.received);
      const { refused: _refused, ...verdict } = verdicts.payload;
      receivedVerdicts.payload.set(verdict);
      sentVerdicts.valid.set(whose.sent);
      sentVerdicts.payload.set({ sender: who, verdict: verdicts.payload });
    },
    { maxDepth: 1, doc: 'One classifier for received and sent frames: received ones first.' },
  );
