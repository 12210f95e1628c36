// SPDX-License-Identifier: Apache-2.0
/**
 * Transmit as prose: what becomes of one chain that a function posts, when its queue runs and the wire has room. The tables are read as they
 * are stored, slot by slot.
 */
import { type Config, minFrameBytes } from '../../hdl/spec/configs.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import type { TransmitEventName } from '../../hdl/spec/events/transmit-events.ts';
import { unpackFields } from '../../hdl/spec/field.ts';
import {
  type IdentityKind,
  identityEntry,
  identitySettingsFields,
  identitySlots,
  linkControls,
  ownIpv4Fields,
  ownIpv6Fields,
  ownMacFields,
  ownVlanFields,
} from '../../hdl/spec/tables/identity.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { classify } from './classifier-model.ts';
import { type Identity, identityReason } from './identity-model.ts';
import { internetSum } from './internet-checksum.ts';
import { parseFrame } from './parser-model.ts';

/** A frame and what its network header asks for. */
export interface SendRequest {
  readonly bytes: Uint8Array;
  readonly flags?: number;
  readonly gsoType?: number;
  readonly csumStart?: number;
  readonly csumOffset?: number;
}

export interface SendFate {
  readonly event: TransmitEventName;
  /** What leaves on the wire, without FCS; nothing unless the event is `sent`. */
  readonly bytes?: Uint8Array;
  /** What becomes of it at functions of this card, as it came from its sender: it is not padded. */
  readonly local?: { readonly bytes: Uint8Array; readonly fate: Fate };
}

/** Who a function may say it is, and what becomes of a frame at the functions that it is addressed to. */
export interface SendRules {
  readonly identity: Identity;
  readonly lookUp: (frame: Uint8Array) => Fate;
}

const needsChecksum = 1;
const shortest = 14;

/** Who function `fn` may say it is, from the table. */
export const identityOf = (images: TableImages, fn: number): Identity => {
  const entry = (kind: IdentityKind, slot: number): bigint => images.identities[identityEntry(fn, kind, slot)]!;
  const slots = (kind: IdentityKind): bigint[] => Array.from({ length: identitySlots }, (_, slot) => entry(kind, slot));
  const settings = unpackFields(identitySettingsFields, entry('settings', 0));
  const held = <T extends { readonly valid: bigint }>(rows: readonly T[]): readonly T[] =>
    rows.filter(row => row.valid === 1n);
  return {
    trusted: settings.trusted === 1n,
    promiscuous: settings.promiscuous === 1n,
    denied: settings.denied === 1n,
    tags: Number(settings.tags),
    controls: linkControls.filter(({ name }) => settings[name] === 1n).map(({ name }) => name),
    vlans: held(slots('vlan').map(row => unpackFields(ownVlanFields, row))).map(({ id }) => Number(id)),
    macs: held(slots('mac').map(row => unpackFields(ownMacFields, row))).map(({ mac }) => mac),
    ipv4: held(slots('ipv4').map(row => unpackFields(ownIpv4Fields, row))).map(({ address }) => address),
    ipv6: held(slots('ipv6').map(row => unpackFields(ownIpv6Fields, row))).map(({ address, prefix }) => ({
      address,
      prefix: prefix === 1n,
    })),
  };
};

/** The frame with the checksum that its header asks for (virtio 1.3, 5.1.6.2); undefined if that lies beyond the frame. */
const completed = ({ bytes, flags = 0, csumStart = 0, csumOffset = 0 }: SendRequest): Uint8Array | undefined => {
  if ((flags & needsChecksum) === 0) return bytes;
  const place = csumStart + csumOffset;
  if (csumStart >= bytes.length || place + 2 > bytes.length) return undefined;
  const sum = 0xffff - internetSum(bytes, csumStart, bytes.length) || 0xffff;
  const whole = Uint8Array.from(bytes);
  whole.set([sum >> 8, sum & 0xff], place);
  return whole;
};

const padded = (frame: Uint8Array): Uint8Array =>
  frame.length < minFrameBytes ? Uint8Array.from([...frame, ...new Uint8Array(minFrameBytes - frame.length)]) : frame;

/** What becomes of a frame that function `fn` posts, by the tables. */
export const sendFate = (config: Config, images: TableImages, fn: number, request: SendRequest): SendFate =>
  fateBy(config, fn, request, {
    identity: identityOf(images, fn),
    lookUp: frame => classify(images, parseFrame(frame), fn),
  });

/** What becomes of a frame of function `fn` by these rules. */
export const fateBy = (config: Config, fn: number, request: SendRequest, { identity, lookUp }: SendRules): SendFate => {
  const { bytes, gsoType = 0 } = request;
  if (bytes.length < shortest || bytes.length > config.maxFrameBytes) return { event: 'chain_length' };
  if (gsoType !== 0) return { event: 'segmentation' };
  const frame = completed(request);
  if (!frame) return { event: 'checksum_place' };
  const reason = identityReason(frame, parseFrame(frame), identity);
  return reason ? { event: reason } : switched(fn, frame, lookUp(frame));
};

/** Where a frame goes whose sender is who it says: nobody gets back what he sent. */
const switched = (fn: number, frame: Uint8Array, fate: Fate): SendFate => {
  if (fate.refused) return { event: fate.event as TransmitEventName };
  const functions = fate.functions.filter(other => other !== fn);
  const local = { bytes: frame, fate: { ...fate, functions } };
  const toWire: SendFate = { event: 'sent', bytes: padded(frame) };
  if ((frame[0]! & 1) === 1) return functions.length > 0 ? { ...toWire, local } : toWire;
  if (fate.functions.length === 0) return toWire;
  if (functions.length === 0) return { event: 'own_destination' };
  return fate.event === 'delivered' ? { event: 'switched', local } : { event: fate.event as TransmitEventName };
};
