// SPDX-License-Identifier: Apache-2.0
/** Each class of differences on a frame made for it and on one that is near; where the tool is installed, it is asked too. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packetChecksums } from '../../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { writePcap } from '../../../../src/files/write-pcap.ts';
import { compareReadings, emptyTally } from '../../../../src/verify/corpus/compare.ts';
import { type ToolName, toolNames } from '../../../../src/verify/corpus/difference-class.ts';
import { differenceClasses, explain } from '../../../../src/verify/corpus/differences.ts';
import type { ParserAnswer, ToolAnswer } from '../../../../src/verify/corpus/parser-answer.ts';
import { findTools } from '../../../../src/verify/corpus/tools.ts';
import { type ClassCase, oddOffset, plain } from './class-cases.ts';
import { dpdkCases } from './dpdk-cases.ts';
import { ovsCases } from './ovs-cases.ts';
import { tsharkCases } from './tshark-cases.ts';

const cases: Readonly<Record<ToolName, readonly ClassCase[]>> = {
  ovs: ovsCases,
  tshark: tsharkCases,
  dpdk: dpdkCases,
};

const answerTo = (frame: Uint8Array): ParserAnswer => {
  const vector = parseFrame(frame);
  return { ...vector, ...packetChecksums(frame, vector) };
};

const differing = (ours: ParserAnswer, theirs: ToolAnswer): ToolAnswer =>
  Object.fromEntries(Object.entries(theirs).filter(([name, value]) => ours[name as keyof ParserAnswer] !== value));

const explained = (tool: ToolName, frame: Uint8Array, theirs: ToolAnswer, notes: readonly string[] = []) => {
  const ours = answerTo(frame);
  return explain(tool, { frame, ours, theirs: differing(ours, theirs), notes });
};

const directory = mkdtempSync(join(tmpdir(), 'sluice-differences-'));
afterAll(() => rmSync(directory, { recursive: true }));
const tools = await findTools(join(directory, 'tools'));

describe.each(toolNames)('%s', tool => {
  const rows = cases[tool].map(one => [one.name, one] as const);

  test('every class has its case', () => {
    const names = differenceClasses.filter(one => one.tool === tool).map(({ name }) => name);
    expect(new Set(rows.map(([name]) => name))).toEqual(new Set(names));
    expect(names).toHaveLength(new Set(names).size);
  });

  test.each(rows)('%s explains its frame', (name, { frame, theirs, notes }) => {
    expect(differing(answerTo(frame), theirs), 'the case is a difference').toEqual(theirs);
    expect(explained(tool, frame, theirs, notes)).toEqual({ classes: [name], unexplained: [] });
  });

  test.each(rows)('%s does not explain a frame that is near', (name, { near, theirs }) => {
    expect(Object.keys(differing(answerTo(near), theirs)).length, 'the near frame is a difference').toBeGreaterThan(0);
    expect(explained(tool, near, theirs).classes).not.toContain(name);
  });

  const all = differenceClasses.filter(({ fields }) => fields === 'all').map(({ name }) => name);
  const some = rows.filter(([name]) => !all.includes(name));

  test.each(some)('%s does not excuse a wrong MAC address', (_, { frame, theirs, notes }) => {
    expect(explained(tool, frame, { ...theirs, srcMac: 1n }, notes).unexplained).toEqual(['srcMac']);
  });

  const installed = tools.find(({ name }) => name === tool)!;
  const reason = 'missing' in installed ? ` (skipped: ${installed.missing})` : '';
  test.skipIf('missing' in installed)(
    `the tool itself differs so on every frame, and not on the near ones${reason}`,
    async () => {
      if ('missing' in installed) return;
      const read = async (frames: readonly Uint8Array[]) => {
        const path = join(directory, `${tool}.pcap`);
        const recorded = frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
        writeFileSync(path, writePcap(recorded));
        const readings = await installed.read({ path, frames });
        return readings.map(({ fields, notes }, i) => explained(tool, frames[i]!, fields, notes));
      };
      const own = await read(cases[tool].map(({ frame }) => frame));
      for (const [i, { classes, unexplained }] of own.entries()) {
        expect(unexplained, cases[tool][i]!.name).toEqual([]);
        expect(classes, cases[tool][i]!.name).toContain(cases[tool][i]!.name);
      }
      const near = await read(cases[tool].map(one => one.near));
      for (const [i, { classes, unexplained }] of near.entries()) {
        expect(unexplained, `near ${cases[tool][i]!.name}`).toEqual([]);
        expect(classes, `near ${cases[tool][i]!.name}`).not.toContain(cases[tool][i]!.name);
      }
    },
  );
});

describe('a tunnel that tshark does not read', () => {
  const { frame, theirs } = tsharkCases.find(({ name }) => name === 'other_port_first')!;
  const higher = frame.with(34, 0xf0);
  const toNoTunnel = frame.with(36, 0x11);

  test.each([
    ['though it says nothing of what UDP carries', frame, []],
    ['though it knows no other protocol for the port', frame, ['udp carries data']],
    ['though it says that UDP carries the tunnel', frame, ['udp carries vxlan']],
    ['in what it calls malformed', frame, ['udp carries _ws.malformed']],
    ['from the higher port', higher, ['udp carries ntp']],
  ])('%s, is reported', (_, bytes, notes) => {
    expect(explained('tshark', bytes, theirs, notes).unexplained.toSorted()).toEqual(Object.keys(theirs).toSorted());
  });

  test('is excused for what the other protocol lacks, not for what it has', () => {
    const { unexplained } = explained('tshark', frame, { ...theirs, innerDstMac: 5n }, ['udp carries ntp']);
    expect(unexplained).toEqual(['innerDstMac']);
  });

  test('is excused on the way to the port of a tunnel alone', () => {
    const { unexplained } = explained('tshark', toNoTunnel, { udpLength: 0 }, ['udp carries ntp']);
    expect(unexplained).toEqual(['udpLength']);
  });
});

test('frames are counted as equal, explained or not', () => {
  const frames = [plain, oddOffset, plain].map((bytes, i) => ({ capture: 'a.pcap', number: i + 4, bytes }));
  const tally = emptyTally();
  const answers = frames.map(({ bytes }) => answerTo(bytes));
  const readings = [{ tcp: 1, srcPort: 1234 }, { srcPort: 0 }, { srcPort: 0, tcp: 1 }];
  const found = compareReadings(
    'ovs',
    frames,
    answers,
    readings.map(fields => ({ fields, notes: [] })),
    tally,
  );
  expect(tally).toEqual({
    ...{ frames: 3, fields: 5, equalFields: 3, equalFrames: 1 },
    ...{ classes: { tcp_data_offset: 1 }, unclassified: 1 },
  });
  expect(found).toEqual([
    { capture: 'a.pcap', frame: 6, tool: 'ovs', fields: { srcPort: { ours: '1234', theirs: '0' } } },
  ]);
  expect(() => compareReadings('ovs', frames, answers, [], tally)).toThrow('ovs answered 0 times for 3 frames');
});
