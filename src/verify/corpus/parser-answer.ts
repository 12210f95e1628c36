// SPDX-License-Identifier: Apache-2.0
/** What the parser says of a frame, and what of it another tool can say. */

import type { PacketChecksums } from '../../../sim/model/packet-checksum-model.ts';
import type { HeaderVector } from '../../../sim/model/vector-model.ts';

/** The header vector with the verdicts on the packet's checksums. */
export type ParserAnswer = HeaderVector & PacketChecksums;
export type AnswerField = keyof ParserAnswer;

/** The fields that a tool speaks of. */
export type ToolAnswer = Partial<ParserAnswer>;

/** All that a tool says of a frame. */
export interface ToolReading {
  readonly fields: ToolAnswer;
  /** What the tool notes besides: that it gave up, say. */
  readonly notes: readonly string[];
}
