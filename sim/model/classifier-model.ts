/**
 * The classifier as prose: one header vector in, the verdict of the table images out. It reads the tables exactly as they
 * are stored, row by row, so that a wrong image and a wrong circuit show up apart.
 */
import { type Config, configs } from '../../hdl/spec/configs.ts';
import { eventId } from '../../hdl/spec/events/drop-reasons.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { packFields, unpackFields } from '../../hdl/spec/field.ts';
import { chunkBits, chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import { forwardingEntryFields, groupMac, ruleActionFields } from '../../hdl/spec/tables/table-entry.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { verdictFields } from '../../hdl/spec/tables/verdict.ts';
import { isGroupAddress, packRuleKey, ruleKey } from './rule-key-model.ts';
import type { HeaderVector } from './vector-model.ts';

/** The configuration that images were made for; throws a RangeError when it is unknown. */
export const configOf = (images: TableImages): Config => {
  const config = configs[images.config];
  if (!config)
    throw new RangeError(`the table images are for the configuration "${images.config}", which does not exist`);
  return config;
};

/** Fate of a frame with these headers; the event `delivered` means that the classifier lets it pass. */
export const classify = (images: TableImages, headers: HeaderVector): Fate => {
  const functions = lookUpForwarding(images, headers);
  if (!functions) return { functions: [], event: 'unknown_destination', queue: 0 };
  const rule = firstMatch(images, packRuleKey(ruleKey(headers, functions[0]!)));
  if (rule === undefined) {
    return { functions, event: isPermittedByDefault(images, headers) ? 'delivered' : 'default_deny', queue: 0 };
  }
  const action = ruleAction(images, rule);
  return action.permit
    ? { functions, event: 'delivered', queue: action.queue }
    : { functions, event: 'rule_deny', queue: 0 };
};

/**
 * Functions, ascending, of the first valid entry for (VLAN, destination MAC), undefined when there is none. An entry
 * without functions, or a unicast entry with several, breaks the table's contract and throws a RangeError.
 */
export const lookUpForwarding = (images: TableImages, headers: HeaderVector): readonly number[] | undefined => {
  const config = configOf(images);
  const group = isGroupAddress(headers.dstMac);
  const mac = group ? groupMac : headers.dstMac;
  for (const [index, word] of images.forwarding.entries()) {
    const entry = unpackFields(forwardingEntryFields(config), word);
    if (entry.valid !== 1n || entry.mac !== mac || entry.vlan !== BigInt(headers.vlan)) continue;
    const functions = setBits(entry.functions ?? 0n, config.functions);
    if (functions.length === 0 || (functions.length > 1 && !group)) {
      throw new RangeError(`forwarding entry ${index} names ${functions.length} functions`);
    }
    return functions;
  }
  return undefined;
};

/** The lowest rule whose bit is set in the row that each chunk of the key addresses; undefined when there is none. */
export const firstMatch = (images: TableImages, key: bigint): number | undefined => {
  const rules = configOf(images).ternaryRules;
  for (let rule = 0; rule < rules; rule += 1) {
    if (acceptsEveryChunk(images, rule, key)) return rule;
  }
  return undefined;
};

const acceptsEveryChunk = (images: TableImages, rule: number, key: bigint): boolean => {
  for (let chunk = 0; chunk < chunkCount; chunk += 1) {
    const value = Number(BigInt.asUintN(chunkBits, key >> BigInt(chunk * chunkBits)));
    const row = images.ruleRows[chunk * chunkRows + value];
    if (row === undefined) throw new RangeError(`the table images lack row ${value} of chunk ${chunk}`);
    if (((row >> BigInt(rule)) & 1n) === 0n) return false;
  }
  return true;
};

const ruleAction = (images: TableImages, rule: number): { readonly permit: boolean; readonly queue: number } => {
  const word = images.ruleActions[rule];
  if (word === undefined) throw new RangeError(`the table images lack the action of rule ${rule}`);
  const action = unpackFields(ruleActionFields, BigInt(word));
  return { permit: action.permit === 1n, queue: Number(action.queue) };
};

/** Bit 0 of the register permits unicast frames, bit 1 group frames. */
const isPermittedByDefault = (images: TableImages, headers: HeaderVector): boolean =>
  ((images.ruleDefault >> (isGroupAddress(headers.dstMac) ? 1 : 0)) & 1) === 1;

const setBits = (word: bigint, width: number): readonly number[] =>
  Array.from({ length: width }, (_, bit) => bit).filter(bit => ((word >> BigInt(bit)) & 1n) === 1n);

/** A fate as the packed verdict of `verdictFields`; a dropped frame's `queue` is 0 here and without meaning. */
export const packVerdict = (config: Config, { functions, event, queue }: Fate): bigint =>
  packFields(verdictFields(config), {
    functions: functions.reduce((word, f) => word | (1n << BigInt(f)), 0n),
    drop: event === 'delivered' ? 0 : 1,
    reason: eventId(event),
    queue,
  });
