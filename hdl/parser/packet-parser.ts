// SPDX-License-Identifier: Apache-2.0
/**
 * The parser with the packet checksums beside it: the header vector of every frame, and later the verdicts on its transport
 * checksums. Both outputs hold one word a frame, in order; see `header-parser.ts` and `packet-checksums.ts`.
 */
import { component, connectFlow, flow, input, inst, master, slave } from 'typescript-hdl';
import { beatShape, headerVectorShape, packetChecksumsShape, parserTablesShape } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { packetChecksums, packetChecksumsTiming } from './checksums/packet-checksums.ts';
import { headerParser, headerParserTiming } from './header-parser.ts';

/** Most clocks from the last beat of a frame to its verdicts. */
export const packetParserClocks = (config: Config): number =>
  packetChecksumsTiming(config, headerParserTiming(config)).mostClocks;

/** Parser and checksums of one configuration; see the header comment. */
export const packetParser = (config: Config) =>
  component(
    'packet_parser',
    { netDataBits: config.netDataBits, parserBytes: config.parserBytes },
    {
      up: slave(flow(beatShape(config))),
      tables: input(parserTablesShape),
      headers: master(flow(headerVectorShape)),
      verdicts: master(flow(packetChecksumsShape)),
    },
    ({ up, tables, headers, verdicts }) => {
      const { parser, checksums } = inst({
        parser: headerParser(config),
        checksums: packetChecksums(config, headerParserTiming(config)),
      });
      connectFlow(parser.up, up);
      parser.tables.set(tables);
      connectFlow(headers, parser.headers);
      connectFlow(checksums.beats, up);
      connectFlow(checksums.headers, parser.headers);
      connectFlow(verdicts, checksums.verdicts);
    },
    { doc: 'Header vector of every frame, and the verdicts on its transport checksums.' },
  );
