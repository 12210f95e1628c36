// SPDX-License-Identifier: Apache-2.0
/** Modules whose emitted Verilog is kept in `test/golden`: one line each, named after the module. */
import type { Definition } from 'typescript-hdl';
import { roundRobinArbiter } from 'typescript-hdl/lib';
import { packetBuffer } from '../../hdl/buffer/packet-buffer.ts';
import { verdictGate } from '../../hdl/buffer/verdict-gate.ts';
import { classifier } from '../../hdl/classifier/classifier.ts';
import { rss } from '../../hdl/classifier/rss/rss.ts';
import { counters } from '../../hdl/control/counters.ts';
import { registerBlock } from '../../hdl/control/register-block.ts';
import { hostPort } from '../../hdl/dma/host/host-port.ts';
import { elementRings } from '../../hdl/dma/rx/element-rings.ts';
import { offeredFeatures, receiveClients } from '../../hdl/dma/rx/rx-dma.ts';
import { rxWriter } from '../../hdl/dma/rx/rx-writer.ts';
import { frameFetch } from '../../hdl/dma/tx/frame-fetch.ts';
import { sendTurns } from '../../hdl/dma/tx/send-turns.ts';
import { transmitClients } from '../../hdl/dma/tx/tx-dma.ts';
import { packetIngress } from '../../hdl/ingress/packet-ingress.ts';
import { packetChecksums } from '../../hdl/parser/checksums/packet-checksums.ts';
import { headerParser } from '../../hdl/parser/header-parser.ts';
import { surplusScheduler } from '../../hdl/scheduler/surplus-scheduler.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { bufferSupply } from '../../hdl/virtqueue/buffer-supply.ts';
import { chainSupply } from '../../hdl/virtqueue/chain-supply.ts';
import { runControl } from '../../hdl/virtqueue/control/run-control.ts';
import { usedLines } from '../../hdl/virtqueue/used-lines.ts';
import { usedNotifier } from '../../hdl/virtqueue/used-notifier.ts';
import { egressModules } from './egress/egress-modules.ts';
import { deepGraph } from './parser/deep-graph.ts';

const tiny = configs.tiny;
const receive = { direction: 'receive', offered: offeredFeatures, stops: ['supply'], drains: ['supply'] } as const;

export const goldenModules: readonly (readonly [name: string, definition: () => Definition])[] = [
  ['packet_ingress', () => packetIngress(tiny)],
  // The parser of the product is too long a text to keep; `emit.test.ts` holds it to the tools.
  ['header_parser', () => headerParser(tiny, deepGraph)],
  ['packet_checksums', () => packetChecksums(tiny, { latencyClocks: 40, windowBytes: 256 })],
  ['classifier', () => classifier(tiny)],
  ['rss', () => rss(tiny)],
  ['verdict_gate', () => verdictGate(tiny)],
  ['packet_buffer', () => packetBuffer(tiny)],
  ['surplus_scheduler', () => surplusScheduler(tiny)],
  ['counters', () => counters(tiny, ['ingress', 'buffer', 'dma'])],
  ['register_block', () => registerBlock(tiny)],
  ['round_robin_arbiter', () => roundRobinArbiter(5)],
  // The receive DMA by its parts, which are all that it holds but wires.
  ['receive_run_control', () => runControl(tiny, receive)],
  ['buffer_supply', () => bufferSupply(tiny, 'receive')],
  ['rx_writer', () => rxWriter(tiny)],
  ['element_rings', () => elementRings(tiny)],
  ['used_lines', () => usedLines(tiny)],
  ['used_notifier', () => usedNotifier(tiny)],
  // What the transmit DMA has of its own.
  ['chain_supply', () => chainSupply(tiny)],
  ['send_turns', () => sendTurns(tiny)],
  ['frame_fetch', () => frameFetch(tiny)],
  // With read engine and write engine.
  ['host_port', () => hostPort(tiny, [receiveClients(tiny), transmitClients(tiny)])],
  ...egressModules,
];
