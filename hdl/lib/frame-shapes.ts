// SPDX-License-Identifier: Apache-2.0
/** What the stages pass to each other. */
import { type Bundle, bit, indexWidth, type UInt, u, type Vec, vec } from 'typescript-hdl';
import { shapeOf } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';
import { headerVectorFields, packetChecksumFields } from '../spec/protocol/header-vector.ts';
import { type ParserTable, parserTableEntryBits, parserTables } from '../spec/protocol/parser-tables.ts';
import { ruleNumberBits } from '../spec/tables/bank-slot.ts';
import { lookUpVerdictFields, verdictFields } from '../spec/tables/verdict.ts';
import { epochBits } from './queue-epoch.ts';
import { queueIndex } from './queue-number.ts';

/** Width of a frame length in bytes. */
export const lengthBits = 14;

/**
 * One beat of a frame on the net datapath, `config.netDataBits` wide; byte 0 (bits 7:0) is first on the wire.
 * `lastByte` is the index of the last valid byte: all ones but on the last beat. `error` counts on the last beat only:
 * a counter event number (bad_fcs, runt, oversize) or 0.
 */
export const beatShape = (config: Config) => ({
  data: u(config.netDataBits),
  lastByte: u(indexWidth(config.netDataBits / 8)),
  first: bit(),
  last: bit(),
  error: u(eventBits),
});

/** The packet header vector as a bundle. */
export const headerVectorShape = shapeOf(headerVectorFields);

/** The verdicts on the transport checksums of a frame as a bundle. */
export const packetChecksumsShape = shapeOf(packetChecksumFields);

/** The run-time tables of the parser by name, each a vector of entries; an entry of 0 is no value. */
export const parserTablesShape = Object.fromEntries(
  parserTables.map(({ name, entries }) => [name, vec(entries, u(parserTableEntryBits))]),
) as unknown as { readonly [K in ParserTable]: Vec<UInt<typeof parserTableEntryBits>> };

/** The classifier's verdict as a bundle. */
export const verdictShape = (config: Config) => shapeOf(verdictFields(config));
/** The same of a frame that a function may have sent. */
export const lookUpVerdictShape = (config: Config) => shapeOf(lookUpVerdictFields(config));

/** A rule that decided a side of a frame, or none: then `number` is of no meaning. */
export const decidingShape = (config: Config) => ({ hit: bit(), number: u(ruleNumberBits(config)) });
/** The rules that decided the sides of a frame, each in one clock. */
export const decidedShape = (config: Config) => ({ sender: decidingShape(config), receiver: decidingShape(config) });

/** A table or register write from the control stage: 32-bit words at word addresses inside one block of the map. */
export const wordWriteShape = (addressBits: number) => ({ address: u(addressBits), data: u(32) });

/** One counter event: `slot` is the function, or `config.functions` for frames that address none. */
export const eventShape = (config: Config) => ({
  slot: u(indexWidth(config.functions + 1)),
  event: u(eventBits),
  bytes: u(lengthBits),
});

/**
 * A frame that left the packet buffer; its words, if any, follow in their order. `epoch` is that of its queue when it was
 * stored. `verified` says that its checksum was found right (`verdict-gate.ts`).
 */
export const frameShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  length: u(lengthBits),
  verified: bit(),
});

/** A word of frame data on the host datapath, byte 0 first; the last word of a frame may hold fewer valid bytes. */
export const wordShape = (config: Config): { data: ReturnType<typeof u>; last: ReturnType<typeof bit> } & Bundle => ({
  data: u(config.hostDataBits),
  last: bit(),
});
