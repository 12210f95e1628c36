// SPDX-License-Identifier: Apache-2.0
/** Counters of a card in the text format of Prometheus (version 0.0.4), as a collector of text files takes them. */
import type { CounterValue } from '../../sim/register-access.ts';
import type { CardCounters, EventCounters } from './card-counters.ts';

/** Values of labels escape a backslash, a quote and the end of a line. */
const label = (value: string): string =>
  `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

const sample = (name: string, labels: Readonly<Record<string, string>>, value: number): string => {
  const text = Object.entries(labels)
    .map(([key, one]) => `${key}=${label(one)}`)
    .join(',');
  return `${name}${text === '' ? '' : `{${text}}`} ${value}`;
};

const metric = (
  name: string,
  kind: 'counter' | 'gauge',
  help: string,
  samples: readonly string[],
): readonly string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples];

/** A metric of frames, or of their bytes, with a sample for each event of each owner. */
const events = (
  name: string,
  unit: keyof CounterValue,
  help: string,
  owners: readonly (readonly [labels: Readonly<Record<string, string>>, counters: EventCounters])[],
): readonly string[] =>
  metric(
    name,
    'counter',
    help,
    owners.flatMap(([labels, counters]) =>
      Object.entries(counters).map(([event, value]) => sample(name, { ...labels, event }, value[unit])),
    ),
  );

const besides = 'unreadable_passed is counted beside the event that its frame ends as.';

/** The text, one metric after the other. */
export const prometheusText = (counters: CardCounters): string => {
  const { config, policy, cycles, clockHz, seconds, functions, unassigned } = counters;
  const owners = (side: 'received' | 'sent') =>
    functions.map(one => [{ vm: one.name, function: `${one.function}` }, one[side]] as const);
  const nobody = [[{}, unassigned]] as const;
  return [
    ...metric('sluice_card_info', 'gauge', 'Configuration and policy of the card.', [
      sample('sluice_card_info', { config, policy }, 1),
    ]),
    ...metric('sluice_cycles_total', 'counter', 'Clocks simulated since the card was brought up.', [
      sample('sluice_cycles_total', {}, cycles),
    ]),
    ...metric('sluice_clock_hertz', 'gauge', 'Clock of the configuration.', [
      sample('sluice_clock_hertz', {}, clockHz),
    ]),
    ...metric('sluice_uptime_seconds', 'gauge', 'Seconds since the card was brought up.', [
      sample('sluice_uptime_seconds', {}, seconds),
    ]),
    ...events(
      'sluice_received_frames_total',
      'frames',
      `Frames for a function, by what became of them; ${besides}`,
      owners('received'),
    ),
    ...events('sluice_received_bytes_total', 'bytes', 'Bytes of these frames, without FCS.', owners('received')),
    ...events(
      'sluice_sent_frames_total',
      'frames',
      'Frames that a function wanted to send, by what became of them.',
      owners('sent'),
    ),
    ...events('sluice_sent_bytes_total', 'bytes', 'Bytes of these frames, without FCS.', owners('sent')),
    ...events(
      'sluice_unassigned_frames_total',
      'frames',
      'Frames that addressed no function, by what became of them.',
      nobody,
    ),
    ...events('sluice_unassigned_bytes_total', 'bytes', 'Bytes of these frames, without FCS.', nobody),
    '',
  ].join('\n');
};
