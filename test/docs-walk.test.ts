// SPDX-License-Identifier: Apache-2.0
/** The packet's walk names what is in the elaborated design, and its latencies are those that the simulator shows. */

import { readFileSync } from 'node:fs';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { localFramesPerQueue } from '../hdl/buffer/frame-lists.ts';
import { gateDepth } from '../hdl/buffer/verdict-gate.ts';
import { classifierLatency } from '../hdl/classifier/classifier.ts';
import { forwardingLatency } from '../hdl/classifier/forwarding/forwarding-table.ts';
import { rssLatency } from '../hdl/classifier/rss/rss.ts';
import { bankedRulesLatency } from '../hdl/classifier/rules/bank/banked-rules.ts';
import { bankKeyLatency } from '../hdl/classifier/rules/bank-key-builder.ts';
import { ruleKeyLatency } from '../hdl/classifier/rules/key-builder.ts';
import { ruleVerdictLatency } from '../hdl/classifier/rules/rule-verdict.ts';
import { ternaryActionLatency } from '../hdl/classifier/rules/ternary-action.ts';
import { ternaryLatency } from '../hdl/classifier/rules/ternary-match.ts';
import { sharedLookupLatency } from '../hdl/classifier/shared-lookup.ts';
import { counterReadLatency } from '../hdl/control/counter-memory.ts';
import { headerParserTiming } from '../hdl/parser/header-parser.ts';
import { cellBytes, configs, minFrameBytes } from '../hdl/spec/configs.ts';
import { counterEvents } from '../hdl/spec/events/drop-reasons.ts';
import { maxReadBytes, openAttempts } from '../hdl/spec/virtio/mover-sizes.ts';
import { availRing, descriptorBytes, netHeaderBytes } from '../hdl/spec/virtio/virtqueue.ts';
import { top } from '../hdl/top.ts';
import { elementsPerBurst } from '../hdl/virtqueue/used-shapes.ts';
import { codeIn, walkSteps } from '../src/walk/walk-steps.ts';
import { allWays, checksumClocks, latencyOf, waysOf } from './support/latencies.ts';
import { directionOf, moduleAt, portsMeant, verilogModules } from './support/verilog-modules.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const walk = read('docs/packet-walk.md');
const config = configs['10g'];
const design = emitVerilog(top(config));
const modules = verilogModules(design.modules);

const steps = walkSteps();

test('the walk has steps 0 to 13, in order', () => {
  expect(steps.map(({ number }) => number)).toEqual([...Array(14).keys()]);
});

describe.each(steps)('$number. $title', ({ module, file, instance, rows }) => {
  const latency = [...(rows.get('latency') ?? '').matchAll(/(\d+) clocks? from ((?:[^;]*?`\w+`){1,2}? to `\w+`)/g)];

  test('names a module, its file and its place in the design', () => {
    expect([...rows.keys()]).toEqual(
      expect.arrayContaining(['module', 'in', 'out', 'promises', 'drops', ...(latency.length > 0 ? ['latency'] : [])]),
    );
    expect(moduleAt(modules, design.top, instance)).toBe(module);
    expect(read(file)).toContain('component(');
    expect(read(file)).toContain(`'${module}'`);
  });

  test.each([
    ['in', 'input'],
    ['out', 'output'],
  ] as const)('has the ports under "%s"', (row, direction) => {
    for (const name of codeIn(rows.get(row)!)) {
      // The ports at the edge of the chip stand beside those of the module that they are.
      const owner = modules.get(/^[sm]_axi/.test(name) ? design.top : module)!;
      const meant = portsMeant(owner, name);
      expect(meant, name).not.toEqual([]);
      expect(directionOf(owner, meant), name).toBe(direction);
    }
  });

  test('has every stated latency, and states every measured one', () => {
    const stated = latency.map(([, clocks, way]) => [way!.replaceAll('`', ''), Number(clocks)] as const);
    // The packet buffer has two steps; that none of its latencies is left out is tested below.
    const due = waysOf(module).filter(way => module !== 'packet_buffer' || stated.some(([other]) => other === way));
    expect(stated.toSorted()).toEqual(due.map(way => [way, latencyOf(module, way)] as const).toSorted());
  });
});

test('every latency that is measured stands in the walk or in the guide for drivers', () => {
  const told = [...steps.flatMap(({ rows }) => [...rows.values()]), read('docs/driver.md')]
    .join('\n')
    .replaceAll('`', '');
  for (const way of allWays) expect(told).toContain(way);
});

test('the walk of a sent frame says how long its look-up takes, and what a queue holds', () => {
  const flat = walk.replaceAll('\n', ' ').replaceAll(/ +/g, ' ');
  expect(flat).toContain(`in a clock that received frames leave: ${sharedLookupLatency(config)} clocks`);
  expect(flat).toContain(`into ${config.localBufferCells} cells of their own`);
  expect(flat).toContain(`a queue holds ${config.framesPerQueue} frames, and ${localFramesPerQueue(config)} of other`);
});

test('the measured latencies are those that the stages declare', () => {
  expect(latencyOf('header_parser', 'up_valid_i to headers_valid_o')).toBe(headerParserTiming(config).latencyClocks);
  expect(latencyOf('classifier', 'headers_valid_i to verdicts_valid_o')).toBe(classifierLatency(config));
  expect(latencyOf('counters', 'read_request_i to read_frames_o')).toBe(counterReadLatency);
});

test('every event but delivery has the step that drops the frame', () => {
  const known = counterEvents.map(({ name }) => name as string);
  const told = steps.flatMap(({ rows }) => codeIn(rows.get('drops')!));
  expect(new Set(told)).toEqual(new Set(known));
});

test('linked modules are declared in the file they link to and are in the design', () => {
  const links = [...walk.matchAll(/\[`(\w+)`\]\(\.\.\/(hdl\/[^)]+\.ts)\)/g)];
  expect(links.length).toBeGreaterThan(20);
  for (const [, name, file] of links) {
    expect([...modules.keys()]).toContain(name);
    expect(read(file!), `${name} in ${file}`).toContain(`'${name}'`);
  }
});

test('the parts of the classifier take the clocks that their list says', () => {
  const parts = [...walk.matchAll(/^\d\. \[`(\w+)`\][\s\S]*?(\d+) clocks?\.$/gm)].map(([, name, n]) => [
    name,
    Number(n),
  ]);
  expect(parts).toEqual([
    ['forwarding_table', forwardingLatency],
    ['rule_key', ruleKeyLatency - forwardingLatency],
    ['banked_rules', bankKeyLatency + bankedRulesLatency(config)],
    ['ternary_match', ternaryLatency + ternaryActionLatency],
    ['rule_verdict', ruleVerdictLatency],
    ['rss', rssLatency(config)],
  ]);
});

test('the time table adds up, from parts that are measured', () => {
  const table = walk.split('## How long it takes')[1]!;
  const rows = [...table.matchAll(/^\| \**([^|*]+?)\** \| \**(\d+)\** \|$/gm)].map(
    ([, part, n]) => [part!, Number(n)] as const,
  );
  const clocks = Object.fromEntries(rows);
  const beats = Math.ceil(minFrameBytes / (config.netDataBits / 8));
  // The last beat waits for its checksums as well, which are there before.
  expect(checksumClocks(beats)).toBeLessThan(sharedLookupLatency(config) + beats - 1);
  expect(clocks).toEqual({
    ingress: latencyOf('packet_ingress', 'net_tvalid_i to down_valid_o'),
    parser: headerParserTiming(config).latencyClocks,
    // All beats wait for the verdict, and then leave one a clock.
    'classifier, with the clock before it': sharedLookupLatency(config),
    'verdict gate': latencyOf('verdict_gate', 'verdicts_valid_i to down_valid_o'),
    'beats before the last': beats - 1,
    'packet buffer, in': latencyOf('packet_buffer', 'up_valid_i to enqueued_valid_o'),
    scheduler: latencyOf('surplus_scheduler', 'enqueued_valid_i to select_valid_o'),
    'packet buffer, out': latencyOf('packet_buffer', 'select_valid_i to frames_valid_o'),
    'buffer supply': latencyOf('buffer_supply', 'attempt_valid_i to outcome_valid_o'),
    'receive writer': latencyOf('rx_writer', 'frames_valid_i to writes_valid_o'),
    'write engine': latencyOf('write_engine', 'clients_receive_frame_writes_valid_i to write_awvalid_o'),
    all: rows.slice(0, -1).reduce((sum, [, n]) => sum + n, 0),
  });
  const nanoseconds = Math.round((clocks.all! * 1e9) / config.clockHz);
  expect(table).toContain(`That is ${nanoseconds} ns.`);
});

test('sizes are those of the configuration', () => {
  const flat = walk.replaceAll('\n', ' ');
  expect(config.clockHz).toBe(156_250_000);
  expect(flat).toContain(`${config.netDataBits} bits of network and ${config.hostDataBits} bits of host datapath`);
  expect(flat).toContain(`a clock is ${1e9 / config.clockHz} ns`);
  expect(flat).toContain(`looks at the first ${headerParserTiming(config).windowBytes} bytes`);
  expect(flat).toContain(`the entries, up to ${maxReadBytes / availRing.elementBytes} with one read`);
  expect(flat).toContain(`the descriptors, up to ${maxReadBytes / descriptorBytes} with one`);
  expect(flat).toContain(`up to ${['zero', 'one', 'two', 'three', 'four'][openAttempts]} such attempts are undecided`);
  expect(flat).toContain(`are collected, up to ${elementsPerBurst},`);
  expect(flat).toContain(`fewer than ${minFrameBytes} bytes`);
  expect(flat).toContain(`holds ${gateDepth} beats`);
  expect(flat).toContain(`${config.bufferCells.toLocaleString('en')} cells of ${cellBytes} bytes`);
  expect(flat).toContain(`rises ${config.bufferCells.toLocaleString('en')} clocks after reset`);
  expect(flat).toContain(`puts the ${netHeaderBytes}-byte net header in front`);
});

test('the changelog says whether the machine holds the packet checksums', () => {
  const held = modules.has('packet_checksums');
  expect(read('CHANGELOG.md').replace(/\s+/g, ' ').includes('The machine does not instantiate it yet.')).toBe(!held);
});
