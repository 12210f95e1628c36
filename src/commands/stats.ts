// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, wholeNumber } from 'typescript-hdl/command-line';
import { jsonFlag } from '../output-flags.ts';

interface StatsOptions {
  readonly socket: string;
  readonly watch: number;
  readonly prometheus: boolean;
  readonly json: boolean;
}

/** On a terminal a table takes the place of the one before. */
const place = (): string => (process.stdout.isTTY ? '\u001b[H\u001b[J' : '');

const runStats = async ({ socket, watch, prometheus, json }: StatsOptions): Promise<void> => {
  const { InputError } = await import('typescript-hdl/command-line');
  const { setTimeout: sleep } = await import('node:timers/promises');
  const { readCounters } = await import('../stats/read-counters.ts');
  const { countersText } = await import('../stats/counters-text.ts');
  const { prometheusText } = await import('../stats/prometheus.ts');
  if (json && prometheus)
    throw new InputError({ what: '--json and --prometheus are two forms of one answer', remedy: 'give one of them' });
  if (prometheus && watch > 0)
    throw new InputError({ what: '--prometheus is for one look', remedy: 'leave --watch out, and ask again' });
  let counters = await readCounters(socket);
  if (prometheus) process.stdout.write(prometheusText(counters));
  else if (watch === 0) console.log(json ? JSON.stringify(counters, null, 2) : countersText(counters));
  if (watch === 0 || prometheus) return;
  for (let before: typeof counters | undefined; ; ) {
    console.log(json ? JSON.stringify(counters) : `${place()}${countersText(counters, before ?? counters)}\n`);
    await sleep(watch * 1000);
    before = counters;
    counters = await readCounters(socket);
  }
};

/** `sluice stats`: the counters of a card that another program serves. */
export const stats = command({
  name: 'stats',
  describe: 'Show the counters of a running card (sluice vhost --counters SOCKET): what each VM got, lost and sent',
  arguments: { socket: argument('Socket that sluice vhost --counters names') },
  options: {
    watch: wholeNumber(
      'Look again every so many seconds, until it is interrupted or the card is gone; 0 for one look',
      {
        least: 0,
        most: 86_400,
        fallback: 0,
      },
    ),
    prometheus: flag('Print them in the text format of Prometheus'),
    json: jsonFlag,
  },
  run: runStats,
});
