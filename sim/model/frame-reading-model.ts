// SPDX-License-Identifier: Apache-2.0
/** How far a frame could be read, from its header vector, as `hdl/spec/tables/unread.ts` describes it. */
import { checksumVerdicts } from '../../hdl/spec/protocol/header-vector.ts';
import { ipProtocols } from '../../hdl/spec/protocol/headers/numbers.ts';
import { headerNames } from '../../hdl/spec/protocol/headers.ts';
import {
  fragmentEnds,
  ipv6Extensions,
  ipv6HeaderBytes,
  leadingProtocols,
  linkBytes,
  overlapping,
  parserLimits,
  stopHeaders,
  type UnreadLevel,
  unreadLevels,
} from '../../hdl/spec/tables/unread.ts';
import { exceptionName, type HeaderVector } from './vector-model.ts';

export interface FrameReading {
  /** The outermost IP packet, reached by a type that names it, is one that every stack discards. */
  readonly malformed: boolean;
  /** There is an IP packet for rules to look at. */
  readonly ip: boolean;
  /** The ports, or the type in their place, are known. */
  readonly l4: boolean;
  /** Everything from this level on is unknown; undefined when all was read. */
  readonly unread: UnreadLevel | undefined;
  /** Whether the frame holds a later fragment is unknown. */
  readonly unreadFragment: boolean;
}

/** Headers that give a type in the place of ports, or ports without a part that counts alone. */
const wholeHeaders = ['tcp', 'udp', 'udpLite', 'sctp', 'icmp', 'igmp'] as const;

const isIp = ({ ipv4, ipv6 }: HeaderVector): boolean => ipv4 === 1 || ipv6 === 1;

/** IP after MPLS is guessed from four bits. */
const isGuess = ({ mplsCount }: HeaderVector): boolean => mplsCount > 0;

const stopHeader = ({ exceptionHeader }: HeaderVector): string => headerNames[exceptionHeader]!;

/** A length of 0 in front of hop-by-hop options, where a jumbogram would have it. */
const isJumbogram = (vector: HeaderVector): boolean =>
  vector.ipv6 === 1 &&
  vector.ipLength === 0 &&
  vector.ipProtocol === ipProtocols.hopByHop &&
  exceptionName(vector.exception) === 'no_room' &&
  stopHeader(vector) === 'options1';

/** The packet ends after the frame; of a frame that goes on unseen, after the longest that there is. */
const endsBeyond = (vector: HeaderVector, maxFrameBytes: number): boolean => {
  const end = vector.l3Offset + vector.ipLength + (vector.ipv6 === 1 ? ipv6HeaderBytes : 0);
  return isIp(vector) && end > (vector.longer === 1 ? maxFrameBytes : vector.frameBytes);
};

/** The packet is longer than the length of 802.3 or PPPoE around it leaves room for; what is after that is padding. */
const exceedsLink = (vector: HeaderVector): boolean => {
  const { llc, pppoe, linkLength, ipLength, ipv6 } = vector;
  if (!isIp(vector) || (llc === 0 && pppoe === 0)) return false;
  return ipLength + (ipv6 === 1 ? ipv6HeaderBytes : 0) + (pppoe === 1 ? linkBytes.pppoe : linkBytes.llc) > linkLength;
};

/** What every stack looks at before it believes in an IP header that is well-formed as such. */
const isRefused = (vector: HeaderVector, maxFrameBytes: number): boolean =>
  (vector.ipv4 === 1 && vector.ipv4Checksum === checksumVerdicts.bad) ||
  endsBeyond(vector, maxFrameBytes) ||
  exceedsLink(vector);

const isMalformed = (vector: HeaderVector, maxFrameBytes: number): boolean => {
  const badHeader = ['malformed', 'truncated', 'no_room'].includes(exceptionName(vector.exception));
  const broken = badHeader && ['ipv4', 'ipv6'].includes(stopHeader(vector));
  return !isGuess(vector) && (broken || isRefused(vector, maxFrameBytes) || isJumbogram(vector));
};

/** Level at which a limit or the end of a first fragment stopped the walk. */
const stopLevel = (vector: HeaderVector): UnreadLevel | undefined => {
  const why = exceptionName(vector.exception);
  const inFragment = vector.fragment === 1 && fragmentEnds.includes(why);
  if (!inFragment && !parserLimits.includes(why)) return undefined;
  return unreadLevels.find(level => stopHeaders[level].includes(stopHeader(vector)));
};

/** Level at which a later fragment says too little. */
const fragmentLevel = (vector: HeaderVector): UnreadLevel | undefined => {
  if (vector.laterFragment === 0) return undefined;
  if (leadingProtocols[vector.ipv4 === 1 ? 4 : 6].includes(vector.ipProtocol)) return 'protocol';
  const overlaps = ({ protocol, last }: (typeof overlapping)[number]): boolean =>
    vector.ipProtocol === protocol && vector.fragmentStart <= last;
  return overlapping.some(overlaps) ? 'ports' : undefined;
};

/** The outermost of some levels. */
const outermost = (levels: readonly (UnreadLevel | undefined)[]): UnreadLevel | undefined =>
  unreadLevels.find(level => levels.includes(level));

/** How far the rules can see into a frame of a machine whose frames have up to `maxFrameBytes`. */
export const frameReading = (vector: HeaderVector, maxFrameBytes: number): FrameReading => {
  const malformed = isMalformed(vector, maxFrameBytes);
  // A guess that turns out wrong leaves nothing after it, read or unread.
  if (isGuess(vector) && isRefused(vector, maxFrameBytes))
    return { malformed, ip: false, l4: false, unread: undefined, unreadFragment: false };
  const stopped = stopLevel(vector);
  // Of a header that the walk stopped at, the ports may be there.
  const partly = stopped === 'ports' && vector.ports === 1;
  const unread = outermost([
    vector.pppCompressed === 1 ? 'network' : undefined,
    isJumbogram(vector) ? 'protocol' : undefined,
    partly ? undefined : stopped,
    fragmentLevel(vector),
  ]);
  const limited = parserLimits.includes(exceptionName(vector.exception));
  return {
    malformed,
    ip: isIp(vector),
    l4: partly || wholeHeaders.some(name => vector[name] === 1),
    unread,
    unreadFragment:
      unread === 'ethertype' ||
      unread === 'network' ||
      isJumbogram(vector) ||
      (limited && ipv6Extensions.includes(stopHeader(vector))),
  };
};
