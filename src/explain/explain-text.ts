// SPDX-License-Identifier: Apache-2.0
/** An explanation as people read it, and as JSON. */
import type { Config } from '../../hdl/spec/configs.ts';
import type { NumberedFrame } from '../files/captured-frame.ts';
import { hexText, ipText } from '../parse/field-text.ts';
import { frameLine } from '../parse/frame-line.ts';
import { frameRecord } from '../parse/frame-record.ts';
import { parseWithModel } from '../parse/parse-capture.ts';
import type { ExplainedRule, Explanation } from './explain.ts';
import type { NamedFrame } from './read-frame.ts';

const labelWidth = 10;

/** A part of the text: its name before the first line. */
const part = (name: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, i) => `${(i === 0 ? name : '').padEnd(labelWidth)} ${line}`);

/** Rows with their cells under each other; the last cell of a row is as long as it is. */
const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map(row => row[i]!.length))) ?? [];
  return rows.map(row =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
};

const numbered = ({ bytes }: NamedFrame): NumberedFrame => ({
  ...{ number: 1, timestampNs: 0n, bytes, originalLength: bytes.length },
});

type Key = Readonly<Record<string, number | bigint>>;

/** Fields of the key that are not written as numbers. */
const keyForms: Readonly<Record<string, (value: number | bigint, key: Key) => string | null>> = {
  ethertype: value => `0x${hexText(value, 4)}`,
  srcIp: (value, key) => ipText(BigInt(value), key.ipv4 === 1 ? 4 : 6),
  dstIp: (value, key) => ipText(BigInt(value), key.ipv4 === 1 ? 4 : 6),
};

const keyValue = (key: Key, name: string): string => keyForms[name]?.(key[name]!, key) ?? `${key[name]}`;

/** What the key holds; what is 0 is not there. */
const keyText = (key: Key): string =>
  Object.keys(key)
    .filter(name => BigInt(key[name]!) !== 0n)
    .map(name => `${name} ${keyValue(key, name)}`)
    .join(', ');

const verbs: Readonly<Record<string, string>> = {
  ...{ allow: 'allows it', deny: 'denies it', pass: 'drops it, since it may pass it on' },
};

const ruleText = ({ rule, place, tier, side, action, applies, decides, conditions }: ExplainedRule): string => {
  const called = (key: string): string => (key === 'ipVersion' ? 'IP version' : key);
  const unknown = conditions.filter(({ holds }) => holds === 'unknown').map(({ key }) => called(key));
  const known = conditions.filter(({ holds }) => holds === true).map(({ key }) => called(key));
  const why =
    applies === true
      ? known.length === 0
        ? 'it has no condition'
        : `${known.join(', ')} ${known.length === 1 ? 'holds' : 'hold'}`
      : `${unknown.join(', ')} cannot be read`;
  const isPass = action === 'pass' && applies === true;
  const does = isPass ? 'passes it on' : decides ? verbs[action] : `is passed over, and would ${action}`;
  const whose = side === 'sender' ? ` of tier ${tier}, for its sender,` : tier === 'ingress' ? '' : ` of tier ${tier}`;
  return `rule ${rule} (${place})${whose} ${does}: ${why}`;
};

/** The whole explanation; `frame` as it was named. */
export const explanationText = (frame: NamedFrame, config: Config, explained: Explanation): string => {
  const { rules, lookUps, otherwise, verdicts, counters, key, from } = explained;
  const line = frameLine(numbered(frame), parseWithModel(frame.bytes, config)).replace(/^1: /, '');
  const note = frame.note === undefined ? '' : `, ${frame.note}`;
  const policy = [...rules.map(ruleText), ...(otherwise === null ? [] : [otherwise])];
  const tables = lookUps.map(({ table, matched, text, from: origin }) => [
    table,
    matched.length === 0 ? '-' : matched.slice(0, 4).join(' ') + (matched.length > 4 ? ' ...' : ''),
    text,
    origin ?? '',
  ]);
  return [
    ...part('frame', [`${frame.name} from ${from}${note}`]),
    ...part('headers', [line]),
    ...part('key', [key === null ? 'none: no rule is asked' : keyText(key)]),
    ...part('policy', policy),
    ...part('tables', tables.length === 0 ? ['none is asked'] : columns(tables)),
    ...part('verdict', columns(Object.entries(verdicts))),
    ...part(
      'counted',
      counters.map(({ register, address, event, of }) => `${register} at ${address}: ${event} of ${of}`),
    ),
    ...(explained.agrees ? [] : ['', 'POLICY, TABLES AND HARDWARE DISAGREE']),
  ].join('\n');
};

/** The same as an object for JSON; its keys are in docs/policy.md. */
export const explanationRecord = (frame: NamedFrame, config: Config, explained: Explanation) => {
  const { from, key, rules, lookUps, otherwise, verdicts, counters, agrees } = explained;
  const seen = frameRecord(numbered(frame), parseWithModel(frame.bytes, config));
  return {
    frame: frame.name,
    from,
    headers: seen,
    key:
      key &&
      Object.fromEntries(
        Object.keys(key).map(name => [name, keyForms[name] ? keyValue(key, name) : Number(key[name])]),
      ),
    policy: { rules, otherwise },
    tables: lookUps,
    ...{ verdicts, counters, agrees },
  };
};
