// SPDX-License-Identifier: Apache-2.0
/** The table of the command line for Sluice, and what only Sluice has: configurations, captures from standard input. */
import { describe, expect, test } from 'vitest';
import { commandTable, refusalOf, valuesOfCommand } from '../../packages/typescript-hdl/test/support/command-table.ts';
import { sluice } from '../../src/program.ts';

const refusal = (...args: readonly string[]): string => refusalOf(sluice, args);
const valuesOf = (...args: readonly string[]) => valuesOfCommand(sluice, args);

const goodValues: Readonly<Record<string, string>> = {
  'name a configuration': 'tiny',
  'give the name or number of a port, =, and a VM or wire': '1=wire',
  'give the name of a VM, =, and the path of a socket': 'web=/run/web.sock',
  'give none, loop, tap:NAME or peer:SOCKET': 'peer:/run/wire.sock',
};
commandTable(sluice, { goodValue: ({ wanted }) => goodValues[wanted] });

describe('the options of Sluice', () => {
  const configured = sluice.commands.filter(({ options }) => 'config' in options).map(({ name }) => name);

  test('name a configuration', () => {
    expect(configured).toContain('emit');
    for (const name of configured) {
      const required = Object.values(sluice.commands.find(one => one.name === name)!.arguments).map(
        ({ words }) => words?.[0] ?? 'x',
      );
      expect(refusal(name, ...required, '--config', '400g')).toBe(
        'there is no configuration "400g" (there are tiny, 10g-ecp5, 10g, 25g, 100g); did you mean 100g?',
      );
    }
  });

  test('name VMs and their sockets, each with an option of its own', () => {
    expect(valuesOf('vhost', 'p.yaml', '--vm', 'a=/x', '--vm=b=/y=z')['vm']).toEqual([
      { name: 'a', socket: '/x' },
      { name: 'b', socket: '/y=z' },
    ]);
    expect(refusal('vhost', 'p.yaml', '--vm', 'a')).toContain('give the name of a VM, =, and the path of a socket');
    expect(refusal('vhost', 'p.yaml', '--wire', 'tap:')).toContain('give none, loop, tap:NAME or peer:SOCKET');
  });

  test('- is standard input, and -- ends the options', () => {
    expect(valuesOf('parse', '-')['capture']).toBe('-');
    expect(valuesOf('parse', '--json', '--', '--odd.pcap')).toMatchObject({ json: true, capture: '--odd.pcap' });
  });

  test('a long value is quoted in part, control characters escaped', () => {
    expect(refusal('parse', 'x', '--depth', '9'.repeat(500)).length).toBeLessThan(140);
    expect(refusal('parse', 'x', '--depth', 'a\nb')).toContain('--depth is "a\\nb"');
  });
});
