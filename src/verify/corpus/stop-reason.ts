// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a walk stopped for good reason, told from the bytes of the frame: a class of differences that took the parser's own
 * exception for a reason would excuse whatever the parser does not read.
 */
import type { HeaderRule } from '../../../hdl/spec/protocol/header-graph.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { exceptionName } from '../../../sim/model/vector-model.ts';
import { frameLayers } from '../../parse/frame-layers.ts';
import { carriersOf } from '../fuzz/carriers.ts';
import { fieldOf, getField, meets, wholeLength } from '../fuzz/header-fields.ts';
import type { ParserAnswer } from './parser-answer.ts';

const rules = headerLayers.flatMap(({ headers }) => headers);

/** Bytes of a frame that the parser looks at. */
const depthBytes = 256;

/** Headers of a kind of which a frame may have more than are read. */
const lastOfKind = ['tag4', 'mplsLabel5', 'options6', 'routing6', 'fragment6', 'authentication6', 'innerTag2'];
const lastInside = ['innerOptions2', 'innerRouting2', 'innerFragment2', 'innerAuthentication2'];
/** An extension header of GTP-U that says so many words or more names what follows after the bytes that are read. */
const longGtpWords = 5;

/** Where the header at which the walk stopped would stand: after the last one read. */
const stopStart = (frame: Uint8Array, ours: ParserAnswer): number => {
  const last = frameLayers(frame, ours).at(-1);
  if (!last) return 0;
  const rule = rules.find(({ name }) => name === last.name)!;
  return last.peeks ? last.offset : last.offset + wholeLength(rule, frame.subarray(last.offset));
};

/** Bytes of the header, as far as the frame says. */
const statedLength = (rule: HeaderRule, bytes: Uint8Array): number =>
  rule.length?.unchecked || bytes.length < rule.bytes ? rule.bytes : wholeLength(rule, bytes);

const endsEarly = (rule: HeaderRule, bytes: Uint8Array): boolean => {
  const { encloses } = rule;
  if (!encloses || encloses.lenient || encloses.to !== undefined) return false;
  return encloses.from + getField(bytes, fieldOf(rule, encloses.field)) < wholeLength(rule, bytes);
};

const isMalformed = (rule: HeaderRule, bytes: Uint8Array): boolean =>
  (rule.checks ?? []).some(check => !meets(check, getField(bytes, fieldOf(rule, check.field)))) ||
  endsEarly(rule, bytes);

/** Whether the frame bears out the exception that the parser raised. */
export const isStopTrue = (frame: Uint8Array, ours: ParserAnswer): boolean => {
  const rule = rules[ours.exceptionHeader]!;
  const start = stopStart(frame, ours);
  const bytes = frame.subarray(start);
  const end = start + statedLength(rule, bytes);
  switch (exceptionName(ours.exception)) {
    case 'truncated':
      return end > frame.length;
    case 'too_deep':
      return frame.length > depthBytes && end > depthBytes;
    case 'no_room':
      return carriersOf(frame, ours).some(carrier => end > carrier.end);
    case 'malformed':
      return isMalformed(rule, bytes);
    case 'too_many': {
      const { name, offset } = frameLayers(frame, ours).at(-1)!;
      const isLong = /^gtpuExtension/.test(name) && frame[offset]! >= longGtpWords;
      return isLong || name === 'gtpuExtension2' || [...lastOfKind, ...lastInside].includes(name);
    }
    default:
      return false;
  }
};
