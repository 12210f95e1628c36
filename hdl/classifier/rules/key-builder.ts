// SPDX-License-Identifier: Apache-2.0
/** Builds the ternary rule key from the header vector and the forwarding result. */
import {
  bit,
  component,
  flow,
  input,
  inst,
  master,
  mux,
  oneHotIndex,
  output,
  pick,
  reg,
  slave,
  u,
  unused,
  when,
} from 'typescript-hdl';
import { decoded, delayed, shapeOf } from 'typescript-hdl/lib';
import { headerVectorShape } from '../../lib/frame-shapes.ts';
import { delayedLong } from '../../lib/ring-delay.ts';
import { conditionWriteShape } from '../../lib/setting-shapes.ts';
import { originShape } from '../../lib/tx-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { networkSender } from '../../spec/tables/bank-key.ts';
import { groupFunction, networkFunction, ruleKeyFields } from '../../spec/tables/rule-key.ts';
import { forwardingLatency } from '../forwarding/forwarding-table.ts';
import { isGroupAddress } from '../forwarding/group-address.ts';
import { frameReading, frameReadingLatency, frameReadingShape, readFromShape } from './frame-reading.ts';

/** The ternary rule key as a bundle. */
export const ruleKeyShape = shapeOf(ruleKeyFields);

/**
 * What the verdict needs of a frame beside its key. `judgedSender`: a function sent it whose rules are asked, and `egressDenied` is
 * what they come to where none decides; `refused`: a receiver takes no later fragments and the frame is one;
 * `uncertain`: it may be one; `reports`: all receivers only report what cannot be read. Receivers are the `functions` but the one
 * that sent the frame, which never gets it back.
 */
export const addressedShape = (config: Config) => ({
  functions: u(config.functions),
  judgedSender: bit(),
  egressDenied: bit(),
  group: bit(),
  malformed: bit(),
  refused: bit(),
  uncertain: bit(),
  reports: bit(),
  image: bit(),
});

/** Clocks from a header vector to its key: the forwarding look-up and one register. */
export const ruleKeyLatency = forwardingLatency + 1;

/** Key fields that the frame itself gives. */
const { function: _forwarded, l4: _read, unreadEthertype: _e, unreadNetwork: _n, ...restOfKey } = ruleKeyShape;
const { unreadProtocol: _p, unreadPorts: _t, unreadFragment: _f, ...frameShape } = restOfKey;
/** And what is known beside the key. */
const besideShape = { ...frameShape, judgedSender: bit(), egressDenied: bit() };

/**
 * Takes a header vector, and its forwarding result `forwardingLatency` clocks later (`functions`, meaningful then alone),
 * and gives the key after one more clock. What the verdict needs of the same frame leaves beside the key as `addressed`. A
 * unicast frame has one function at most; several are a broken table and give the OR of their numbers. `image` and `origin` come with the
 * header vector. `conditionWrite` changes what one function asks for in an image; whether a frame of that image sees it is decided for
 * all at once, two clocks before its key. All functions are asked at once, so these are registers of one bit a function and image; reset
 * clears them. Flows, so nothing holds it back: one key a clock; logic depth 4 LUTs at 10g.
 */
export const ruleKey = (config: Config) => {
  const spare = forwardingLatency - frameReadingLatency;
  if (spare < 0) throw new RangeError('the forwarding look-up is faster than what the key is made of');
  return component(
    'rule_key',
    { config: config.name, functions: config.functions, forwardingLatency },
    {
      headers: slave(flow(headerVectorShape)),
      image: input(bit()),
      origin: input(originShape(config)),
      functions: input(u(config.functions)),
      conditionWrite: slave(flow(conditionWriteShape(config))),
      keys: master(flow(ruleKeyShape)),
      addressed: output(addressedShape(config)),
    },
    ({ headers, image, origin, functions, conditionWrite, keys, addressed }) => {
      const { reading } = inst({ reading: frameReading(config) });
      reading.headers.valid.set(headers.valid);
      reading.headers.payload.set(pick(readFromShape, headers.payload));
      const read = delayed('read', frameReadingShape, reading.reading, spare);

      unused(headers.payload);
      const group = isGroupAddress(headers.payload.dstMac);
      const { sent, source, egressDenied } = origin;
      const sender = mux(sent, source.zext(ruleKeyShape.sender.width), networkSender);
      // Function 0 writes the rules: they do not judge what it sends.
      const judgedSender = sent.and(source.orR());
      const frame = pick(besideShape, { ...headers.payload, group, sender, judgedSender, egressDenied });
      // In LUT RAM: in flip-flops these bits would be most of the classifier's.
      const {
        judgedSender: judged,
        egressDenied: denied,
        ...ofFrame
      } = delayedLong('frame', besideShape, frame, forwardingLatency);
      const r = reg({ key: ruleKeyShape, addressed: addressedShape(config) });
      const { malformed, ip, l4, ...unread } = read;
      const ipv4 = ofFrame.ipv4.and(ip);
      const laterFragment = ofFrame.laterFragment.and(ip);
      r.key.set({
        ...ofFrame,
        function: mux(
          ofFrame.group,
          groupFunction,
          mux(functions.orR(), oneHotIndex(functions, ruleKeyShape.function.width), networkFunction),
        ),
        ipv4,
        ipv6: ofFrame.ipv6.and(ip),
        laterFragment,
        ipProtocol: mux(ip, ofFrame.ipProtocol, 0),
        l4,
        ...unread,
      });

      const conditions = { report: u(config.functions, 0), denyFragments: u(config.functions, 0) };
      const { zero, one, asked } = reg({ zero: conditions, one: conditions, asked: conditions });
      const { image: written, function: of, report, deny_fragments: denies } = conditionWrite.payload;
      for (const [kept, here] of [
        [zero, written.not()],
        [one, written],
      ] as const) {
        when(conditionWrite.valid.and(here), () => {
          kept.report.at(of).set(report);
          kept.denyFragments.at(of).set(denies);
        });
      }
      const early = delayed('image', bit(), image, forwardingLatency - 1);
      // The sender of a frame is no receiver of it: what it asks for says nothing about the others.
      const from = delayedLong(
        'from',
        { sent: bit(), source: originShape(config).source },
        { sent, source },
        forwardingLatency - 1,
      );
      const own = mux(from.sent, decoded(from.source, config.functions), 0);
      asked.set({
        report: mux(early, one.report, zero.report).or(own),
        denyFragments: mux(early, one.denyFragments, zero.denyFragments).and(own.not()),
      });
      const refuses = functions.and(asked.denyFragments).orR();
      r.addressed.set({
        functions,
        judgedSender: judged,
        egressDenied: denied,
        group: ofFrame.group,
        malformed,
        refused: refuses.and(laterFragment),
        uncertain: refuses.and(unread.unreadFragment),
        reports: functions.and(asked.report.not()).orR().not(),
        image: delayed('image_now', bit(), early, 1),
      });
      keys.payload.set(r.key);
      keys.valid.set(delayed('valid', bit(0), headers.valid, ruleKeyLatency));
      addressed.set(r.addressed);
    },
    { maxDepth: 4, doc: 'Builds the rule key from the header vector and the functions it is addressed to.' },
  );
};
