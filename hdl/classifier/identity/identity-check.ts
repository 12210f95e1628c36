// SPDX-License-Identifier: Apache-2.0
/**
 * Identity check: whether the function that sends a frame may say it is who the frame says. What `reason` may be are events of
 * `transmitEvents`, the first that applies:
 *
 * - `link_control`: a protocol of the link that the function is not named for, trusted or not. Tagged ones count, too.
 * - All that follows is not asked of a function that is `trusted`.
 * - `unread_sender`: what says who sent it could not be read. The parser stopped at its limits before it knew the source; an
 *   IP or ARP header is cut or malformed; IPv6 with options that name another source, or with a chain of headers that was
 *   not read to its end; ARP that is not for IPv4 over Ethernet; a neighbour message after other headers, in fragments, with
 *   more than two options, or with one that is neither a link-layer address nor a nonce; ARP and neighbour messages after
 *   other headers of the link than two VLAN tags or SNAP.
 * - `wrong_vlan`: more tags than it may send, or the outermost VLAN is none of its own (0 without a tag).
 * - `wrong_mac`: the source is none of its own. Not asked of a function that is `promiscuous`.
 * - `wrong_arp`: the sender's hardware address is none of its own (not asked if `promiscuous`), or the sender's IP address is
 *   neither 0 (a probe, RFC 5227) nor its own.
 * - `wrong_neighbour`: an advertisement or redirect of a router; a link-layer address that is none of its own (not asked if
 *   `promiscuous`); an advertisement of an address that is none of its own, or a question for one from the unspecified
 *   address, which claims it.
 * - `wrong_ip`: the source is none of its own. 0.0.0.0 may ask a DHCP server; the unspecified address may solicit and report groups.
 * - `rule_deny`: the function may send nothing at all, trusted or not.
 *
 * Only the outermost IP header counts: what a tunnel carries belongs to whoever owns the tunnel.
 *
 * `image` comes with the header vector: who a function is, is what this image says. The n-th header vector belongs to the n-th frame on `beats`, and must not come before its first 102 bytes or its end.
 * Answers come `identityLatency` clocks after their header vector; one a clock. Nothing is allowed until `ready`, when
 * the table is cleared. A write counts whole for a frame or not at all. Logic depth 5 LUTs at 10g.
 */
import {
  assert,
  balanced,
  bit,
  component,
  connectFlow,
  flow,
  input,
  inst,
  lit,
  master,
  named,
  output,
  pick,
  priorityMux,
  reg,
  slave,
  u,
  unused,
  type Val,
} from 'typescript-hdl';
import { delayed, registered } from 'typescript-hdl/lib';
import { headerVectorShape } from '../../lib/frame-shapes.ts';
import { sentBeatShape } from '../../lib/tx-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { type TransmitEventName, transmitEventBits, transmitEventId } from '../../spec/events/transmit-events.ts';
import { linkControls } from '../../spec/tables/identity.ts';
import { wireClassBits } from '../../spec/wire-classes.ts';
import { identityShape, identityTable, identityWriteShape } from './identity-table.ts';
import { arpOf, bytesAfterLink, lookAtFields, neighbourOf, senderFieldsShape } from './sender-reading.ts';
import { senderWindow, windowShape } from './sender-window.ts';

/** What the check says of a frame, the class in which the frames of its function leave, and what becomes of those that no rule decides. */
export const identityAnswerShape = (config: Config) => ({
  source: sentBeatShape(config).source,
  allowed: bit(),
  reason: u(transmitEventBits),
  wireClass: u(wireClassBits),
  egressDenied: bit(),
});

/** Clocks from a header vector to its answer. */
export const identityLatency = 4;

type Row = Record<'vlan' | 'mac' | 'ipv4' | 'ipv6', { readonly [slot: string]: Record<string, Val> }>;

/** The check; `framesInParser` is how many frames may be between `beats` and `headers`. See the header comment. */
export const identityCheck = (config: Config, framesInParser: number) =>
  component(
    'identity_check',
    { netDataBits: config.netDataBits, functions: config.functions, framesInParser },
    {
      beats: slave(flow(sentBeatShape(config))),
      headers: slave(flow(headerVectorShape)),
      image: input(bit()),
      write: slave(flow(identityWriteShape(config))),
      answers: master(flow(identityAnswerShape(config))),
      ready: output(bit()),
    },
    ({ beats, headers, image, write, answers, ready }) => {
      const { window, rows } = inst({ window: senderWindow(config, framesInParser), rows: identityTable(config) });
      connectFlow(window.beats, beats);
      connectFlow(rows.write, write);
      ready.set(rows.ready);
      window.windows.ready.set(headers.valid);
      assert('window_is_there', headers.valid.not().or(window.windows.valid));
      unused(headers.payload);

      // First clock: vector and window side by side. Second: the row, and what needs none.
      const { asked } = reg({ asked: { ...senderFieldsShape, image: bit(), window: windowShape(config) } });
      asked.set({ ...pick(senderFieldsShape, headers.payload), image, window: window.windows.payload });
      const { window: seen, image: asks, ...fields } = asked;
      rows.image.set(asks);
      rows.function.set(seen.source);
      const { row } = reg({ row: identityShape });
      row.set(rows.row);
      const look = registered('look', lookAtFields(fields as never));
      const text = registered('text', { bytes: bytesAfterLink(seen.bytes, fields.l3Offset) });

      // Third clock: everything is compared with everything.
      const own = row as unknown as Row & { readonly settings: Record<string, Val> };
      const isOwn = matcher(own);
      const arp = arpOf(text.bytes);
      const neighbour = neighbourOf(text.bytes, look.ipLength, look.routerSolicit as Val<1>);
      const { settings } = own;
      const names = linkControls.map(({ name }, i) => look.controls.bit(i).and((settings[name] as Val<1>).not()));
      const isNeighbour = look.icmpv6.and(look.neighbour);
      const stranger = neighbour.options.map(({ present, names: namesMac, mac }) => [
        present,
        namesMac,
        isOwn.mac(mac).not(),
      ]);
      const judged = registered('judged', {
        control: any(names),
        trusted: settings['trusted'] as Val<1>,
        promiscuous: settings['promiscuous'] as Val<1>,
        unread: any([
          look.limited.and(look.atSender),
          look.unreadIp,
          look.unreadArp,
          look.compressed,
          look.otherSource,
          look.unreadChain,
          look.isArp.and(look.readable.and(arp.plain).not()),
        ]),
        tooManyTags: look.vlanCount.gt(settings['tags']!),
        ownVlan: isOwn.vlan(look.vlan),
        denied: settings['denied'] as Val<1>,
        wireClass: settings['wireClass'] as Val<typeof wireClassBits>,
        egressDenied: settings['egressDenied'] as Val<1>,
        ownMac: isOwn.mac(look.srcMac),
        isArp: look.isArp,
        arpMac: isOwn.mac(arp.mac),
        arpIp: arp.noIp.or(isOwn.ipv4(arp.ip)),
        isNeighbour,
        solicits: any([look.routerSolicit, look.solicit, look.advert]),
        plain: all([look.readable, look.direct, look.held, neighbour.sized, neighbour.understood]),
        strangeMac: any(stranger.map(all)),
        claims: look.advert.or(look.solicit.and(look.zeroIp)),
        ownTarget: isOwn.ipv6(neighbour.target),
        ipv4: look.ipv4,
        ipv6: look.ipv6,
        ownIpv4: isOwn.ipv4(look.srcIp.trunc(32)).or(look.zeroIp.and(look.dhcp)),
        ownIpv6: isOwn.ipv6(look.srcIp).or(all([look.zeroIp, look.icmpv6, look.mayBeUnspecified])),
      });

      // Fourth clock: the first reason that applies.
      const checked = judged.trusted.not();
      const checksMac = judged.promiscuous.not();
      const says = judged.isNeighbour;
      const strange = judged.strangeMac.and(checksMac).or(judged.claims.and(judged.ownTarget.not()));
      const reasons: readonly (readonly [Val<1>, TransmitEventName])[] = [
        [judged.control as Val<1>, 'link_control'],
        [all([checked, judged.unread.or(all([says, judged.solicits, judged.plain.not()]))]), 'unread_sender'],
        [checked.and(judged.tooManyTags.or(judged.ownVlan.not())) as Val<1>, 'wrong_vlan'],
        [all([checked, checksMac, judged.ownMac.not()]), 'wrong_mac'],
        [all([checked, judged.isArp, checksMac.and(judged.arpMac.not()).or(judged.arpIp.not())]), 'wrong_arp'],
        [all([checked, says, judged.solicits.not().or(strange)]), 'wrong_neighbour'],
        [
          checked.and(judged.ipv4.and(judged.ownIpv4.not()).or(judged.ipv6.and(judged.ownIpv6.not()))) as Val<1>,
          'wrong_ip',
        ],
        [judged.denied as Val<1>, 'rule_deny'],
      ];
      const refused = named('refused', any(reasons.map(([applies]) => applies)));
      const { source: _source, ...answerShape } = identityAnswerShape(config);
      const { answer } = reg({ answer: answerShape });
      answer.set({
        allowed: refused.not(),
        wireClass: judged.wireClass,
        egressDenied: judged.egressDenied,
        reason: priorityMux(
          reasons.map(([applies, name]) => [applies, lit(transmitEventId(name), transmitEventBits)]),
          0,
        ),
      });
      answers.valid.set(delayed('valid', bit(0), headers.valid, identityLatency));
      answers.payload.set({
        ...answer,
        source: delayed('source', u(seen.source.width), seen.source, identityLatency - 1),
      });
    },
    { maxDepth: 5, doc: `Whether a function may say it is who its frame says; latency ${identityLatency} clocks.` },
  );

const any = (bits: readonly Val[]): Val<1> => balanced(bits, (a, b) => a.or(b)) as Val<1>;
const all = (bits: readonly Val[]): Val<1> => balanced(bits, (a, b) => a.and(b)) as Val<1>;

/** Whether an address, or a VLAN, is in one of the slots of a row. */
const matcher = (row: Row) => {
  const inSlots = (kind: keyof Row, equals: (slot: Record<string, Val>) => Val): Val<1> =>
    any(Object.values(row[kind]).map(slot => slot['valid']!.and(equals(slot))));
  return {
    vlan: (id: Val): Val<1> => inSlots('vlan', slot => slot['id']!.eq(id)),
    mac: (mac: Val): Val<1> => inSlots('mac', slot => slot['mac']!.eq(mac)),
    ipv4: (address: Val): Val<1> => inSlots('ipv4', slot => slot['address']!.eq(address)),
    ipv6: (address: Val): Val<1> =>
      inSlots('ipv6', slot => {
        const [high, low] = [(word: Val) => word.slice(64, 64), (word: Val) => word.trunc(64)];
        const host = slot['prefix']!.or(low(slot['address']!).eq(low(address)));
        return high(slot['address']!).eq(high(address)).and(host);
      }),
  };
};
