// SPDX-License-Identifier: Apache-2.0
/** Counters as text, for Prometheus, and as what another program sent: nothing that is not counters is taken for them. */
import { expect, test } from 'vitest';
import { type CardCounters, countersIn } from '../../../src/stats/card-counters.ts';
import { countersText } from '../../../src/stats/counters-text.ts';
import { prometheusText } from '../../../src/stats/prometheus.ts';

const none = { frames: 0, bytes: 0 };
const counters = (delivered: number, seconds: number): CardCounters => ({
  ...{ form: 1, config: 'tiny', policy: 'a "b"\\c.yaml', clockHz: 156_250_000, cycles: 312_500, seconds },
  functions: [
    { function: 0, name: 'hypervisor', received: { delivered: none }, sent: { sent: none, switched: none } },
    {
      ...{ function: 1, name: 'web' },
      received: { delivered: { frames: delivered, bytes: 64 * delivered }, rule_deny: { frames: 3, bytes: 180 } },
      sent: {
        sent: { frames: 5, bytes: 300 },
        switched: { frames: 2, bytes: 120 },
        wrong_ip: { frames: 1, bytes: 60 },
      },
    },
  ],
  unassigned: { unknown_destination: { frames: 4, bytes: 240 } },
});

test('a row a function, with what was lost and why', () => {
  expect(
    countersText(counters(10, 2))
      .split('\n')
      .map(line => line.replaceAll(/ +/g, ' ')),
  ).toEqual([
    'a "b"\\c.yaml on tiny: 312500 cycles (2000.0 us simulated) in 2.0 s',
    '',
    'function VM delivered bytes dropped sent bytes not sent',
    ' 0 hypervisor 0 0 - 0 0 -',
    ' 1 web 10 640 3 rule_deny 7 420 1 wrong_ip',
    '',
    'for no function: 4 unknown_destination',
  ]);
});

test('frames a second since another look', () => {
  const [header, , web] = countersText(counters(40, 4), counters(10, 2)).split('\n').slice(2);
  expect(header!.match(/a second/g)).toHaveLength(2);
  expect(web).toMatch(/ 40 +2560 +15\.0 +3 rule_deny +7 +420 +0\.0 +1 wrong_ip$/);
});

test('every counter is a sample of Prometheus, and each metric has its kind once', () => {
  const lines = prometheusText(counters(10, 2)).split('\n');
  expect(lines.pop()).toBe('');
  const samples = lines.filter(line => !line.startsWith('#'));
  // The text format 0.0.4: a name, labels in quotes with escapes, a number.
  for (const line of samples) expect(line).toMatch(/^[a-z_]+(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)+\})? \d+(\.\d+)?$/);
  const names = new Set(samples.map(line => /^[a-z_]+/.exec(line)![0]));
  for (const name of names)
    for (const word of ['HELP', 'TYPE'])
      expect(
        lines.filter(line => line.startsWith(`# ${word} ${name} `)),
        name,
      ).toHaveLength(1);
  expect(samples).toContain('sluice_received_frames_total{vm="web",function="1",event="delivered"} 10');
  expect(samples).toContain('sluice_received_bytes_total{vm="web",function="1",event="rule_deny"} 180');
  expect(samples).toContain('sluice_sent_frames_total{vm="web",function="1",event="switched"} 2');
  expect(samples).toContain('sluice_unassigned_frames_total{event="unknown_destination"} 4');
  expect(samples).toContain('sluice_card_info{config="tiny",policy="a \\"b\\"\\\\c.yaml"} 1');
});

test('what was written is read', () => {
  expect(countersIn(JSON.stringify(counters(10, 2)))).toEqual(counters(10, 2));
});

test.each<readonly [string, (whole: any) => unknown]>([
  ['no JSON', () => undefined],
  ['a list', whole => [whole]],
  ['null', () => null],
  ['another form', whole => ({ ...whole, form: 2 })],
  ['no functions', ({ functions: _, ...rest }) => rest],
  ['a function without a name', whole => ({ ...whole, functions: [{ ...whole.functions[0], name: undefined }] })],
  ['a negative count', whole => ({ ...whole, unassigned: { runt: { frames: -1, bytes: 0 } } })],
  ['a count that is text', whole => ({ ...whole, unassigned: { runt: { frames: '1', bytes: 0 } } })],
  ['a count without bytes', whole => ({ ...whole, unassigned: { runt: { frames: 1 } } })],
  ['a clock that is none', whole => ({ ...whole, clockHz: 'fast' })],
])('%s is no counters', (_, change) => {
  const changed = change(JSON.parse(JSON.stringify(counters(10, 2))));
  expect(countersIn(changed === undefined ? 'hello' : JSON.stringify(changed))).toBeUndefined();
});
