// SPDX-License-Identifier: Apache-2.0
/** The identity check beside the parser of the product, on the same beats: windows and header vectors meet at full rate. */
import { bit, component, connectFlow, flow, input, inst, master, output, pick, slave } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { identityAnswerShape, identityCheck } from '../../../../hdl/classifier/identity/identity-check.ts';
import { identityWriteShape } from '../../../../hdl/classifier/identity/identity-table.ts';
import { beatShape, parserTablesShape } from '../../../../hdl/lib/frame-shapes.ts';
import { sentBeatShape } from '../../../../hdl/lib/tx-shapes.ts';
import { headerParser } from '../../../../hdl/parser/header-parser.ts';
import { type Config, configs } from '../../../../hdl/spec/configs.ts';
import { transmitEventId } from '../../../../hdl/spec/events/transmit-events.ts';
import { packFields } from '../../../../hdl/spec/field.ts';
import { defaultParserTables } from '../../../../hdl/spec/protocol/parser-tables.ts';
import {
  identityKinds,
  identitySettingsFields,
  ownMacFields,
  ownVlanFields,
} from '../../../../hdl/spec/tables/identity.ts';
import { type Identity, identityReason } from '../../../../sim/model/identity-model.ts';
import { parseFrame } from '../../../../sim/model/parser-model.ts';
import { macNumber } from '../../../support/frames.ts';
import { sentBeats } from '../../egress/sent-frames.ts';
import { StreamBench } from '../../egress/stream-bench.ts';
import { tableWords } from '../../parser/parse-in-hardware.ts';
import { mine, randomFrame } from './identity-frames.ts';

const joined = (config: Config, framesInParser: number) =>
  component(
    'identity_after_parser',
    { config: config.name, framesInParser },
    {
      up: slave(flow(sentBeatShape(config))),
      write: slave(flow(identityWriteShape(config))),
      tables: input(parserTablesShape),
      answers: master(flow(identityAnswerShape(config))),
      ready: output(bit()),
    },
    ({ up, write, tables, answers, ready }) => {
      const { parser, check } = inst({ parser: headerParser(config), check: identityCheck(config, framesInParser) });
      connectFlow(check.beats, up);
      parser.up.valid.set(up.valid);
      parser.up.payload.set(pick(beatShape(config), up.payload));
      parser.tables.set(tables);
      connectFlow(check.headers, parser.headers);
      connectFlow(check.write, write);
      connectFlow(answers, check.answers);
      ready.set(check.ready);
    },
  );

const identity: Identity = {
  ...{ trusted: false, promiscuous: false, tags: 2, controls: [] },
  ...{ vlans: [0], macs: [macNumber(mine.mac)], ipv4: [], ipv6: [] },
};

test.each([
  { config: configs['10g'], framesInParser: 32 },
  { config: { ...configs['100g'], functions: 8 }, framesInParser: 128 },
])('every frame gets its own answer at $config.name', ({ config, framesInParser }) => {
  const bench = new StreamBench(joined(config, framesInParser), 5);
  const up = bench.source('up', { flow: true });
  const write = bench.source('write', { flow: true });
  const answers = bench.sink('answers', ['source', 'reason'], { flow: true });
  for (const [port, word] of tableWords(defaultParserTables)) bench.simulator.poke(port, word);
  bench.reset();
  while (bench.peek('ready') === 0n) bench.run(1);
  const put = (kind: (typeof identityKinds)[number], value: bigint): void =>
    write.send({ function: 1, kind: identityKinds.indexOf(kind), slot: 0, value });
  const none = Object.fromEntries(identitySettingsFields.map(({ name }) => [name, 0])) as never;
  put('settings', packFields(identitySettingsFields, { ...(none as object), tags: 2 } as never));
  put('vlan', packFields(ownVlanFields, { id: 0, valid: 1 }));
  put('mac', packFields(ownMacFields, { mac: macNumber(mine.mac), valid: 1 }));
  bench.run(4);
  const frames = Array.from({ length: 300 }, (_, i) => ({
    source: i % 3 === 0 ? 2 : 1,
    bytes: randomFrame(bench.random),
  }));
  for (const frame of frames) up.send(...sentBeats(config, frame));
  bench.settle(300);
  const nobody: Identity = { ...identity, tags: 0, vlans: [], macs: [] };
  const expected = frames.map(({ source, bytes }) => {
    const reason = identityReason(bytes, parseFrame(bytes), source === 1 ? identity : nobody);
    return [source, transmitEventId(reason ?? 'sent')];
  });
  expect(answers.left.map(({ fields }) => [Number(fields['source']), Number(fields['reason'])])).toEqual(expected);
});
