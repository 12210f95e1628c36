// SPDX-License-Identifier: Apache-2.0
/**
 * Speed of elaboration, checks and writing, start-up included. Prints one JSON row a figure: { name, value, unit, config }.
 * Each figure is the fastest of several processes, since the machine is shared.
 */
import { execFileSync } from 'node:child_process';

interface Run {
  readonly lines: number;
  readonly total: number;
  readonly emit: number;
  /** The same in processor time of all threads, which a busy machine stretches less. */
  readonly cpuTotal: number;
  readonly cpuEmit: number;
}

const script = new URL('./emit-once.ts', import.meta.url).pathname;
const runs = Number(process.env['BENCH_RUNS'] ?? 3);

const fastest = (kind: string, blocks: number): Run => {
  const all = Array.from({ length: runs }, (): Run => {
    const text = execFileSync('node', ['--import', 'tsx', script, kind, String(blocks)], { encoding: 'utf8' });
    return JSON.parse(text) as Run;
  });
  return all.reduce((a, b) => (a.cpuTotal < b.cpuTotal ? a : b));
};

const row = (name: string, value: number, unit: string, config: string): void =>
  console.log(JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, config }));

for (const [kind, small] of [
  ['hierarchy', 50],
  ['flat', 1250],
] as const) {
  const at20 = fastest(kind, small);
  const at100 = fastest(kind, small * 5);
  const config = `${kind}, ${at20.lines} and ${at100.lines} lines`;
  row('emit_20k_lines_seconds', at20.total / 1000, 's', config);
  row('emit_20k_lines_cpu_seconds', at20.cpuTotal / 1000, 's', config);
  row('emit_microseconds_per_line', (1000 * at20.emit) / at20.lines, 'us', config);
  row('emit_cpu_microseconds_per_line', (1000 * at20.cpuEmit) / at20.lines, 'us', config);
  row('emit_time_per_line_ratio_100k_20k', at100.cpuEmit / at100.lines / (at20.cpuEmit / at20.lines), '1', config);
}
