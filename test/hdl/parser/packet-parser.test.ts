// SPDX-License-Identifier: Apache-2.0
/** Parser and packet checksums together: the vectors come when the checksums expect them. */
import { joinName, Simulator } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { packetParser, packetParserClocks } from '../../../hdl/parser/packet-parser.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import { defaultParserTables, parserTableEntryBits, parserTables } from '../../../hdl/spec/protocol/parser-tables.ts';
import { packetChecksums } from '../../../sim/model/packet-checksum-model.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { cut, padded } from '../../support/frames.ts';
import { seededRandom } from '../../support/random.ts';
import { kinds } from './checksum-frames.ts';
import { beatsOf } from './frame-beats.ts';
import { oddFrames } from './odd-checksum-frames.ts';

interface Answer {
  readonly clock: number;
  readonly text: string;
}

/** Everything that left by a port while the frames came in. */
const run = (config: Config, frames: readonly Uint8Array[], idle: number) => {
  const sim = new Simulator(packetParser(config));
  const random = seededRandom(7);
  for (const { name } of parserTables) {
    const word = defaultParserTables[name].reduceRight(
      (all, entry) => (all << BigInt(parserTableEntryBits)) | BigInt(entry),
      0n,
    );
    sim.poke(`${joinName('tables', name)}_i`, word);
  }
  sim.poke('up_valid_i', 0);
  sim.reset();
  const beats = beatsOf(frames, config.netDataBits / 8, 7);
  const most = packetParserClocks(config);
  const headers: Answer[] = [];
  const verdicts: Answer[] = [];
  const ends: number[] = [];
  for (let clock = 0, next = 0; next < beats.length || clock <= ends.at(-1)! + most + 20; clock++) {
    const beat = random.chance(idle) ? undefined : beats[next];
    sim.poke('up_valid_i', beat ? 1 : 0);
    if (beat) {
      next += 1;
      if (beat.last) ends.push(clock);
      sim.poke('up_data_i', beat.data);
      sim.poke('up_last_byte_i', beat.lastByte);
      sim.poke('up_first_i', beat.first ? 1 : 0);
      sim.poke('up_last_i', beat.last ? 1 : 0);
      sim.poke('up_error_i', beat.error);
    }
    if (sim.peekNumber('headers_valid_o') === 1) {
      const text = headerVectorFields.map(({ name }) => `${name} ${sim.peek(`${joinName('headers', name)}_o`)}`);
      headers.push({ clock, text: text.join(', ') });
    }
    if (sim.peekNumber('verdicts_valid_o') === 1) {
      const text = `${sim.peek('verdicts_l4_checksum_o')} ${sim.peek('verdicts_inner_l4_checksum_o')}`;
      verdicts.push({ clock, text });
    }
    sim.step();
  }
  return { headers, verdicts, ends };
};

test.each([
  { beatBits: 64, idle: 0.3 },
  { beatBits: 512, idle: 0 },
])('vectors and verdicts at $beatBits bits, idle $idle', ({ beatBits, idle }) => {
  const config = { ...configs['10g'], netDataBits: beatBits };
  const some = kinds.filter((_, i) => i % 9 === 0).map(({ frame }, i) => padded(frame(3 * i)));
  // Frames that end with the window, just after it and far after it.
  const long = kinds[5]!.frame(400);
  const frames = [
    ...some,
    long,
    cut(long, 256),
    cut(long, 257),
    ...oddFrames.filter((_, i) => i % 3 === 0).map(({ frame }) => frame),
  ];
  const { headers, verdicts, ends } = run(config, frames, idle);
  expect(headers).toHaveLength(frames.length);
  expect(verdicts).toHaveLength(frames.length);
  for (const [i, frame] of frames.entries()) {
    const vector = parseFrame(frame);
    const text = headerVectorFields.map(({ name }) => `${name} ${BigInt(vector[name])}`).join(', ');
    expect(headers[i]!.text === text, `vector of frame ${i}: ${Buffer.from(frame).toString('hex')}`).toBe(true);
    const { l4Checksum, innerL4Checksum } = packetChecksums(frame, vector);
    expect([i, verdicts[i]!.text]).toEqual([i, `${l4Checksum} ${innerL4Checksum}`]);
    expect(verdicts[i]!.clock).toBeGreaterThan(headers[i]!.clock);
    expect(verdicts[i]!.clock - ends[i]!).toBeLessThanOrEqual(packetParserClocks(config));
  }
});
