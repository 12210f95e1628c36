/** Builds the ternary rule key from the header vector and the forwarding result. */
import {
  bit,
  component,
  flow,
  input,
  master,
  mux,
  oneHotIndex,
  output,
  pack,
  pick,
  reg,
  slave,
  u,
  unpack,
  unused,
} from 'typescript-hdl';
import { delayed, shapeOf } from 'typescript-hdl/lib';
import { headerVectorShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { groupFunction, ruleKeyFields } from '../../spec/tables/rule-key.ts';
import { forwardingLatency } from '../forwarding/forwarding-table.ts';
import { isGroupAddress } from '../forwarding/group-address.ts';

/** The ternary rule key as a bundle. */
export const ruleKeyShape = shapeOf(ruleKeyFields);

/** Clocks from a header vector to its key: the forwarding look-up and one register. */
export const ruleKeyLatency = (config: Config): number => forwardingLatency(config) + 1;

/**
 * Takes a header vector, and its forwarding result `forwardingLatency` clocks later (`functions`, meaningful then alone),
 * and gives the key after one more clock. `functions` and `group` of the same frame leave beside the key. A unicast frame
 * has one function at most; several are a broken table and give the OR of their numbers.
 * Flows, so nothing holds it back: one key a clock; logic depth 1 LUT at 10g.
 */
export const ruleKey = (config: Config) =>
  component(
    'rule_key',
    { config: config.name, functions: config.functions, forwardingLatency: forwardingLatency(config) },
    {
      headers: slave(flow(headerVectorShape)),
      functions: input(u(config.functions)),
      keys: master(flow(ruleKeyShape)),
      addressed: output({ functions: u(config.functions), group: bit() }),
    },
    ({ headers, functions, keys, addressed }) => {
      const { dstMac, tcp, udp, udpLite, sctp, icmp, igmp } = headers.payload;
      const { function: destination, ...frameShape } = ruleKeyShape;
      const l4 = tcp.or(udp).or(udpLite).or(sctp).or(icmp).or(igmp);
      const frame = pack(frameShape, pick(frameShape, { ...headers.payload, group: isGroupAddress(dstMac), l4 }));
      unused(headers.payload);
      const ofFrame = unpack(frameShape, delayed('frame', u(frame.width), frame, forwardingLatency(config)));
      const r = reg({ key: ruleKeyShape, functions: u(config.functions) });
      r.functions.set(functions);
      r.key.set({
        ...ofFrame,
        function: mux(ofFrame.group, groupFunction, oneHotIndex(functions, destination.width)),
      });
      keys.payload.set(r.key);
      keys.valid.set(delayed('valid', bit(0), headers.valid, ruleKeyLatency(config)));
      addressed.set({ functions: r.functions, group: r.key.group });
    },
    { maxDepth: 1, doc: 'Builds the rule key from the header vector and the functions it is addressed to.' },
  );
