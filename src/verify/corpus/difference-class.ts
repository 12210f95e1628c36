// SPDX-License-Identifier: Apache-2.0
/** Differences between the parser and another tool, and the form of the named classes that say why a tool may differ. */
import type { HeaderLayer } from '../../../hdl/spec/protocol/header-graph.ts';
import { headerLayers } from '../../../hdl/spec/protocol/headers.ts';
import { exceptionName } from '../../../sim/model/vector-model.ts';
import { type FrameLayer, frameLayers } from '../../parse/frame-layers.ts';
import type { AnswerField, ParserAnswer, ToolAnswer } from './parser-answer.ts';
import { isStopTrue } from './stop-reason.ts';

export const toolNames = ['ovs', 'tshark', 'dpdk'] as const;
export type ToolName = (typeof toolNames)[number];

/** One frame that a tool reads differently. */
export interface Difference {
  readonly frame: Uint8Array;
  readonly ours: ParserAnswer;
  /** Fields on which the two differ, with what the tool says. */
  readonly theirs: ToolAnswer;
  /** What else the tool says of the frame. */
  readonly notes?: readonly string[];
}

/** Why a tool may differ. A difference is explained when classes that apply cover all its fields. */
export interface DifferenceClass {
  readonly tool: ToolName;
  readonly name: string;
  readonly doc: string;
  /** The fields that may differ for this reason, in words. */
  readonly fields: string;
  /** The fields that this class explains in the difference; none when it does not apply. */
  readonly explains: (difference: Difference) => readonly AnswerField[];
}

/** The fields that a header of these layers gives, in the order of the layers. */
const givenBy = (layers: readonly HeaderLayer[]): ReadonlySet<AnswerField> =>
  new Set(layers.flatMap(({ headers }) => headers.flatMap(({ vector }) => Object.keys(vector) as AnswerField[])));

const layerOf = new Map(headerLayers.flatMap(({ headers }, i) => headers.map(({ name }) => [name, i] as const)));
const transportLayer = layerOf.get('tcp')!;

/** The fields of a header and of every header that can stand after it, verdicts on checksums included. */
const reach = headerLayers.map((_, i): readonly AnswerField[] => [
  ...givenBy(headerLayers.slice(i)),
  ...(i <= transportLayer ? (['l4Checksum'] as const) : []),
  'innerL4Checksum',
]);

/** The fields that the header of this name and all headers in its layer and later ones give. */
export const fieldsFrom = (header: string): readonly AnswerField[] => reach[layerOf.get(header)!]!;

/** The fields that headers in layers after that of this header give. */
export const fieldsBehind = (header: string): readonly AnswerField[] => reach[layerOf.get(header)! + 1] ?? [];

const headerNamesInOrder = headerLayers.flatMap(({ headers }) => headers.map(({ name }) => name));

/** Name of the header at which the walk stopped; undefined when it ended at a payload. */
export const stopHeader = ({ ours }: Difference): string | undefined =>
  ours.exception === 0 ? undefined : headerNamesInOrder[ours.exceptionHeader];

/**
 * Explains, where the walk stopped for one of these reasons and the frame bears it out, the fields from the header on at
 * which it stopped.
 */
export const fromStop =
  (...exceptions: readonly string[]) =>
  (difference: Difference): readonly AnswerField[] => {
    const { frame, ours } = difference;
    const stopped = exceptions.includes(exceptionName(ours.exception)) && isStopTrue(frame, ours);
    return stopped ? fieldsFrom(stopHeader(difference)!) : [];
  };

/** The headers of the walk that have one of these names. */
export const layersNamed = ({ frame, ours }: Difference, ...names: readonly string[]): readonly FrameLayer[] =>
  frameLayers(frame, ours).filter(({ name }) => names.includes(name));

/** The fields, if the condition holds. */
export const when = (holds: boolean, fields: readonly AnswerField[]): readonly AnswerField[] => (holds ? fields : []);

/** The 16-bit number at a byte; bytes after the frame read 0. */
export const word = (frame: Uint8Array, offset: number): number =>
  (frame[offset] ?? 0) * 256 + (frame[offset + 1] ?? 0);

/** Where the outer IP packet ends by its own account; 0 without one. */
export const packetEnd = ({ ours: { ipv4, ipv6, l3Offset, ipLength } }: Difference): number =>
  ipv4 + ipv6 === 0 ? 0 : l3Offset + ipv6 * 40 + ipLength;

/** The same of the inner IP packet. */
export const innerPacketEnd = ({ ours: { innerIpv4, innerIpv6, innerL3Offset, innerIpLength } }: Difference): number =>
  innerIpv4 + innerIpv6 === 0 ? 0 : innerL3Offset + innerIpv6 * 40 + innerIpLength;

/** The fields of `fields` that differ and that the tool leaves 0. */
export const lacking = ({ theirs }: Difference, fields: readonly AnswerField[]): readonly AnswerField[] =>
  fields.filter(name => theirs[name] === 0 || theirs[name] === 0n);
