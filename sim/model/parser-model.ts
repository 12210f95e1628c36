// SPDX-License-Identifier: Apache-2.0
/**
 * The parser as an interpreter of the protocol graph: one frame's bytes in, its header vector out. It goes from header to
 * header in the order that `HeaderRule` gives its entries and stops at the first that does not hold.
 */
import { configs, defaultConfigName } from '../../hdl/spec/configs.ts';
import type { HeaderLayer } from '../../hdl/spec/protocol/header-graph.ts';
import type { ParserException } from '../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../hdl/spec/protocol/headers.ts';
import { defaultParserTables, type ParserTableValues } from '../../hdl/spec/protocol/parser-tables.ts';
import {
  allHold,
  names,
  type PreparedEnclosure,
  type PreparedHeader,
  type PreparedNext,
  prepareGraph,
} from './prepared-graph.ts';
import { emptyHeaderVector, exceptionId, type HeaderVector } from './vector-model.ts';

export interface ParseOptions {
  /** Contents of the run-time tables; default what they hold after reset. */
  readonly tables?: ParserTableValues;
  /** Bytes of a frame that the parser looks at; default those of the default configuration. */
  readonly depthBytes?: number;
}

type Draft = Record<string, number | bigint>;

const tooMany = exceptionId('too_many');

/**
 * What stops the walk at a header, in the order of judgement; `reach` is where the bytes end that can be looked at, `roomEnd`
 * where the tightest of the lengths around the header does.
 */
const judge = (
  { rule, checks, length, enclosure }: PreparedHeader,
  frame: Uint8Array,
  start: number,
  reach: number,
  roomEnd: number,
): ParserException => {
  if (roomEnd - start < rule.bytes) return 'no_room';
  if (start + rule.bytes > reach) return 'truncated';
  if (!allHold(checks, frame, start)) return 'malformed';
  const whole = length(frame, start);
  if (enclosure?.judged && enclosure.end(frame, start) < start + whole) return 'malformed';
  if (rule.length?.unchecked) return 'none';
  if (start + whole > reach) return 'truncated';
  return start + whole > roomEnd ? 'no_room' : 'none';
};

/** Takes over what a present header gives to the vector; of several sources of a field the first that holds counts. */
const giveFields = (
  { sources }: PreparedHeader,
  vector: Draft,
  frame: Uint8Array,
  start: number,
  end: number,
  tables: ParserTableValues,
  only?: readonly string[],
): void => {
  let given = '';
  for (const { target, when, value } of sources) {
    if (only && !only.includes(target)) continue;
    if (target === given || !allHold(when, frame, start)) continue;
    vector[target] = value(frame, start, end, tables);
    given = target;
  }
};

/** The header that follows, undefined for payload. */
type Following = PreparedHeader | 'too_many' | undefined;

const following = (
  next: readonly PreparedNext[],
  frame: Uint8Array,
  start: number,
  tables: ParserTableValues,
): Following => {
  const entry = next.find(({ when }) => allHold(when, frame, start));
  if (!entry) return undefined;
  const value = entry.read(frame, start);
  if (names(entry.tooMany, value, tables)) return 'too_many';
  for (const one of entry.cases) if (names(one, value, tables)) return one.header;
  return entry.othersTooMany ? 'too_many' : entry.otherwise;
};

/** Whether a length counts for the header that follows. */
const leadsInto = ({ to }: PreparedEnclosure, follower: PreparedHeader | undefined): boolean =>
  to === undefined || follower?.rule.name === to;

/** The set of present headers: bit i is header number i. */
class HeaderSet {
  readonly #words = new DataView(new ArrayBuffer(16));

  clear(): void {
    for (let at = 0; at < 16; at += 4) this.#words.setUint32(at, 0);
  }

  add(number: number): void {
    const at = (number >> 5) * 4;
    this.#words.setUint32(at, this.#words.getUint32(at, true) | (1 << (number & 31)), true);
  }

  get bits(): bigint {
    const low = this.#words.getBigUint64(0, true);
    const high = this.#words.getBigUint64(8, true);
    return high === 0n ? low : (high << 64n) | low;
  }
}

const defaultDepthBytes = configs[defaultConfigName].parserBytes;

/** A parser of frames (without FCS, padding included, of any length from 0 bytes) that follows a graph. */
export const graphParser = (layers: readonly HeaderLayer[]) => {
  const [first] = prepareGraph(layers);
  const present = new HeaderSet();

  return (
    frame: Uint8Array,
    { tables = defaultParserTables, depthBytes = defaultDepthBytes }: ParseOptions = {},
  ): HeaderVector => {
    const vector: Draft = emptyHeaderVector();
    const reach = Math.min(frame.length, depthBytes);
    const beyondReach = exceptionId(frame.length > depthBytes ? 'too_deep' : 'truncated');
    vector.frameBytes = reach;
    vector.longer = frame.length > depthBytes ? 1 : 0;
    let header: PreparedHeader | undefined = first;
    let start = 0;
    let roomEnd = Number.POSITIVE_INFINITY;
    present.clear();
    while (header) {
      const verdict = judge(header, frame, start, reach, roomEnd);
      if (verdict !== 'none') {
        const { partly } = header.rule;
        if (partly && Math.min(reach, roomEnd) - start >= partly.bytes) {
          giveFields(header, vector, frame, start, start, tables, partly.gives);
        }
        vector.exception = verdict === 'truncated' ? beyondReach : exceptionId(verdict);
        vector.exceptionHeader = header.number;
        break;
      }
      const { rule, number, enclosure, next }: PreparedHeader = header;
      const end: number = start + header.length(frame, start);
      present.add(number);
      giveFields(header, vector, frame, start, end, tables);
      const follower = following(next, frame, start, tables);
      if (follower === 'too_many') {
        vector.exception = tooMany;
        vector.exceptionHeader = number;
        break;
      }
      if (enclosure && leadsInto(enclosure, follower)) roomEnd = Math.min(roomEnd, enclosure.end(frame, start));
      header = follower;
      if (!rule.peeks) start = end;
    }
    vector.headers = present.bits;
    return vector as unknown as HeaderVector;
  };
};

/** Reads the headers of one frame by the product's graph. */
export const parseFrame = graphParser(headerLayers);
