// SPDX-License-Identifier: Apache-2.0
/** The C header: a C program compiled with it finds every register, field and number where hdl/spec puts it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { configs, findConfig } from '../../../hdl/spec/configs.ts';
import { counterEvents, eventBits, eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import { packFields, placeFields } from '../../../hdl/spec/field.ts';
import { counterSlots, registerAddress, registerMap } from '../../../hdl/spec/registers/registers.ts';
import { forwardingSlotFields } from '../../../hdl/spec/tables/forwarding-slot.ts';
import { ruleKeyBits, ruleKeyFields } from '../../../hdl/spec/tables/rule-key.ts';
import { entryWords } from '../../../hdl/spec/tables/tables.ts';
import { queueErrors } from '../../../hdl/spec/virtio/virtqueue.ts';
import { cHeader } from '../../../src/generate/c-header.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-header-'));
afterAll(() => rmSync(directory, { recursive: true }));

const upper = (text: string): string => text.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

/** C expressions with the number that each must have. */
const facts = (name: string): readonly (readonly [expression: string, value: number | bigint])[] => {
  const config = findConfig(name)!;
  const registers = registerMap(config).flatMap(block =>
    block.registers.flatMap(register =>
      [0, block.count - 1].map(
        index =>
          [
            `SLUICE_REGISTER(${upper(block.name)}, ${index}, ${upper(register.name)})`,
            registerAddress(config, block.name, index, register.name),
          ] as const,
      ),
    ),
  );
  const fields = registerMap(config).flatMap(block =>
    block.registers.flatMap(register =>
      register.fields.map(({ name: field, lsb, bits }) => {
        const macro = `SLUICE_${upper(block.name)}_${upper(register.name)}_${upper(field)}`;
        return [
          `${macro}_MASK >> ${macro}_SHIFT | (uint64_t)${macro}_SHIFT << 32`,
          2n ** BigInt(bits) - 1n + (BigInt(lsb) << 32n),
        ] as const;
      }),
    ),
  );
  const keyFields = placeFields(ruleKeyFields).flatMap(
    ({ name: field, lsb, bits }) =>
      [
        [`SLUICE_RULE_KEY_${upper(field)}_LSB`, lsb],
        [`SLUICE_RULE_KEY_${upper(field)}_BITS`, bits],
      ] as const,
  );
  return [
    ...registers,
    ...fields,
    ...keyFields,
    ...counterEvents.map(event => [`SLUICE_EVENT_${upper(event.name)}`, event.id] as const),
    ...queueErrors.map(error => [`SLUICE_QUEUE_ERROR_${upper(error.name)}`, error.id] as const),
    ['SLUICE_FUNCTIONS', config.functions],
    ['SLUICE_QUEUES_PER_FUNCTION', config.queuesPerFunction],
    ['SLUICE_TERNARY_RULES', config.ternaryRules],
    ['SLUICE_RULE_KEY_SIZE_BITS', ruleKeyBits],
    ['SLUICE_TABLE_FORWARDING_WORDS', entryWords(config, 'forwarding')],
    [
      'SLUICE_COUNTER_INDEX(SLUICE_FUNCTIONS, SLUICE_EVENT_RUNT)',
      ((counterSlots(config) - 1) << eventBits) + eventId('runt'),
    ],
    ['sizeof(SLUICE_CONFIG)', config.name.length + 1],
  ];
};

/** A forwarding entry put together by the header's helpers, and its fields read back. */
const packing = (functions: bigint): string => `
  uint32_t entry[SLUICE_TABLE_FORWARDING_WORDS];
  for (unsigned i = 0; i < SLUICE_TABLE_FORWARDING_WORDS; i++) entry[i] = 0xffffffffu;
  const unsigned end = SLUICE_FORWARDING_SLOT_FUNCTIONS_LSB + SLUICE_FORWARDING_SLOT_FUNCTIONS_BITS;
  sluice_put_bits(entry, end, SLUICE_TABLE_FORWARDING_WORDS * 32u - end, 0);
  sluice_put_bits(entry, SLUICE_FORWARDING_SLOT_MAC_LSB, SLUICE_FORWARDING_SLOT_MAC_BITS, UINT64_C(0x525400fedcba));
  sluice_put_bits(entry, SLUICE_FORWARDING_SLOT_VLAN_LSB, SLUICE_FORWARDING_SLOT_VLAN_BITS, 0xa5b);
  sluice_put_bits(entry, SLUICE_FORWARDING_SLOT_VALID_LSB, SLUICE_FORWARDING_SLOT_VALID_BITS, 1);
  sluice_put_bits(entry, SLUICE_FORWARDING_SLOT_FUNCTIONS_LSB, SLUICE_FORWARDING_SLOT_FUNCTIONS_BITS, UINT64_C(${functions}));
  for (unsigned i = 0; i < SLUICE_TABLE_FORWARDING_WORDS; i++) printf("%llu\\n", (unsigned long long)entry[i]);
  printf("%llu\\n", (unsigned long long)sluice_get_bits(entry, SLUICE_FORWARDING_SLOT_MAC_LSB, SLUICE_FORWARDING_SLOT_MAC_BITS));
  printf("%llu\\n", (unsigned long long)sluice_get_bits(entry, SLUICE_FORWARDING_SLOT_FUNCTIONS_LSB, SLUICE_FORWARDING_SLOT_FUNCTIONS_BITS));`;

const strict = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Werror'];

const compile = (name: string, source: string): void => {
  writeFileSync(join(directory, 'sluice.h'), cHeader(findConfig(name)!));
  writeFileSync(join(directory, 'program.c'), source);
  execaSync('clang', [...strict, '-o', 'program', 'program.c'], { cwd: directory });
};

describe.each(Object.keys(configs))('configuration %s', name => {
  test('a program sees the numbers of the layout', () => {
    const config = findConfig(name)!;
    const expected = facts(name);
    const lines = expected.map(([expression]) => `  printf("%llu\\n", (unsigned long long)(${expression}));`);
    const functions = (1n << BigInt(config.functions)) - 2n;
    compile(
      name,
      `#include <stdio.h>\n#include "sluice.h"\nint main(void)\n{\n${lines.join('\n')}\n${packing(functions)}\n  return 0;\n}\n`,
    );
    const { stdout } = execaSync(join(directory, 'program'));
    const mac = 0x5254_00fe_dcban;
    const entry = packFields(forwardingSlotFields(config), { mac, vlan: 0xa5b, valid: 1, functions });
    const words = Array.from(
      { length: entryWords(config, 'forwarding') },
      (_, i) => (entry >> BigInt(32 * i)) & 0xffff_ffffn,
    );
    const printed = stdout.split('\n').map(BigInt);
    expect(printed.slice(0, expected.length)).toEqual(expected.map(([, value]) => BigInt(value)));
    expect(printed.slice(expected.length)).toEqual([...words, mac, functions]);
  });

  test('a source file that includes it twice and uses nothing compiles without a warning', () => {
    compile(name, '#include "sluice.h"\n#include "sluice.h"\nint main(void) { return 0; }\n');
  });

  test('no name is defined twice', () => {
    const names = [...cHeader(findConfig(name)!).matchAll(/^(?:#define| ) *(SLUICE_\w+)/gm)].map(match => match[1]!);
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((each, i) => names.indexOf(each) !== i)).toEqual([]);
  });
});
