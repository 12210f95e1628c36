/** Modules whose emitted Verilog is kept in `test/golden`: one line each, named after the module. */
import type { Definition } from 'typescript-hdl';
import { packetIngress } from '../../hdl/ingress/packet-ingress.ts';
import { configs } from '../../hdl/layout/configs.ts';
import { headerParser } from '../../hdl/parser/header-parser.ts';

const tiny = configs.tiny!;

export const goldenModules: readonly (readonly [name: string, definition: () => Definition])[] = [
  ['packet_ingress', () => packetIngress(tiny)],
  ['header_parser', () => headerParser(tiny)],
];
