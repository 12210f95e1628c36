// SPDX-License-Identifier: Apache-2.0
/** Latencies of the stages of `10g`, measured in simulation: clocks from driving an input to seeing an output. */

import { type Definition, Simulator } from 'typescript-hdl';
import { packetBuffer } from '../../hdl/buffer/packet-buffer.ts';
import { verdictGate } from '../../hdl/buffer/verdict-gate.ts';
import { classifier } from '../../hdl/classifier/classifier.ts';
import { counters } from '../../hdl/control/counters.ts';
import { registerBlock } from '../../hdl/control/register-block.ts';
import { packetIngress } from '../../hdl/ingress/packet-ingress.ts';
import { headerParser } from '../../hdl/parser/header-parser.ts';
import { surplusScheduler } from '../../hdl/scheduler/surplus-scheduler.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { registerAddress } from '../../hdl/spec/registers/registers.ts';

const config = configs['10g'];
const allOnes = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

type Inputs = Readonly<Record<string, number | bigint>>;

/** A module on the bench: inputs are held, or given for one clock. */
class Probe {
  readonly #simulator: Simulator;

  constructor(definition: Definition, held: Inputs = {}, startUpClocks = 5) {
    this.#simulator = new Simulator(definition);
    this.#simulator.reset();
    this.hold(held);
    this.#simulator.step(startUpClocks);
  }

  hold(inputs: Inputs): void {
    for (const [port, value] of Object.entries(inputs)) this.#simulator.poke(port, value);
  }

  /** Gives inputs for one clock and lets their effects pass. */
  give(inputs: Inputs): void {
    this.#pulse(inputs, () => false);
  }

  /** Clocks from giving inputs for one clock to the first clock in which `port` is 1. */
  clocksTo(port: string, inputs: Inputs): number {
    const clocks = this.#pulse(inputs, () => this.#simulator.peekNumber(port) === 1);
    if (clocks === undefined) throw new Error(`${port} stayed 0`);
    return clocks;
  }

  /** Runs to a clock in which `port` is 1. */
  awaitPort(port: string): void {
    for (let clock = 0; this.#simulator.peekNumber(port) === 0; clock++) {
      if (clock === longest) throw new Error(`${port} stayed 0`);
      this.#simulator.step();
    }
  }

  #pulse(inputs: Inputs, seen: () => boolean): number | undefined {
    let first: number | undefined;
    this.hold(inputs);
    for (let clock = 0; clock < longest; clock++) {
      if (first === undefined && seen()) first = clock;
      this.#simulator.step();
      this.hold(Object.fromEntries(Object.keys(inputs).map(port => [port, 0])));
    }
    return first;
  }
}

/** Clocks after which nothing is waited for: more than any part takes. */
const longest = 80;

const ingress = (): Probe => new Probe(packetIngress(config));
const wholeFrame = { net_tvalid_i: 1, net_tlast_i: 1, net_tkeep_i: 0xff };

const gate = (): Probe => new Probe(verdictGate(config), { down_ready_i: 1 });
const oneBeat = { beats_valid_i: 1, beats_last_i: 1 };

const buffer = (): Probe => {
  const probe = new Probe(
    packetBuffer(config),
    {
      frames_ready_i: 1,
      words_ready_i: 1,
      events_ready_i: 1,
      attempts_ready_i: 1,
      outcomes_valid_i: 1,
    },
    config.bufferCells + 5,
  );
  const change = { change_queue_i: config.queuesPerFunction, change_running_i: 1, change_beginning_i: 1 };
  probe.give({ change_valid_i: 1, ...change });
  probe.give({ quota_write_valid_i: 1, quota_write_function_i: 1, quota_write_cells_i: config.bufferCells });
  return probe;
};
const frameForOne = { up_valid_i: 1, up_last_i: 1, up_last_byte_i: 7, up_verdict_functions_i: 2 };
const queueOfOne = { select_valid_i: 1, select_queue_i: config.queuesPerFunction };
const bufferWithFrame = (): Probe => {
  const probe = buffer();
  probe.give(frameForOne);
  // Every other clock is for outcomes.
  probe.awaitPort('select_ready_o');
  return probe;
};

/** A scheduler that was told of queue 0, which begins. */
const schedule = (): Probe => {
  const everyone = allOnes(config.functions);
  const allowed = { allowed_reads_i: everyone, allowed_writes_i: everyone, allowed_elements_i: everyone };
  const probe = new Probe(surplusScheduler(config), { ...allowed, select_ready_i: 1 }, config.functions + 5);
  probe.give({ change_valid_i: 1, change_beginning_i: 1 });
  return probe;
};

const registers = (): Probe =>
  new Probe(
    registerBlock(config),
    { ready_i: 1, tables_ready_i: 1, axil_bready_i: 1, axil_rready_i: 1 },
    8 * config.functions + 5,
  );

/** Measurements by module and by the way from input to output, in the words of the documents. */
const measurements: Readonly<Record<string, Readonly<Record<string, () => number>>>> = {
  packet_ingress: {
    'net_tvalid_i to down_valid_o': () => {
      const probe = ingress();
      probe.hold({ accept_i: 1 });
      return probe.clocksTo('down_valid_o', wholeFrame);
    },
    'net_tvalid_i to event_valid_o': () => ingress().clocksTo('event_valid_o', wholeFrame),
  },
  header_parser: {
    'up_valid_i to headers_valid_o': () =>
      new Probe(headerParser(config)).clocksTo('headers_valid_o', { up_valid_i: 1, up_last_i: 1, up_last_byte_i: 7 }),
  },
  classifier: {
    'headers_valid_i to verdicts_valid_o': () =>
      new Probe(classifier(config)).clocksTo('verdicts_valid_o', { headers_valid_i: 1 }),
  },
  verdict_gate: {
    'beats_valid_i to down_valid_o': () => {
      const probe = gate();
      probe.give({ verdicts_valid_i: 1 });
      return probe.clocksTo('down_valid_o', oneBeat);
    },
    'verdicts_valid_i to down_valid_o': () => {
      const probe = gate();
      probe.give(oneBeat);
      return probe.clocksTo('down_valid_o', { verdicts_valid_i: 1 });
    },
  },
  packet_buffer: {
    'up_valid_i to enqueued_valid_o': () => buffer().clocksTo('enqueued_valid_o', frameForOne),
    'up_valid_i to events_valid_o': () => buffer().clocksTo('events_valid_o', { ...frameForOne, up_verdict_drop_i: 1 }),
    'select_valid_i to frames_valid_o': () => bufferWithFrame().clocksTo('frames_valid_o', queueOfOne),
    'select_valid_i to words_valid_o': () => bufferWithFrame().clocksTo('words_valid_o', queueOfOne),
  },
  surplus_scheduler: {
    'enqueued_valid_i to select_valid_o': () => {
      const probe = schedule();
      return probe.clocksTo('select_valid_o', { enqueued_valid_i: 1 });
    },
    'wake_valid_i to select_valid_o': () => {
      const probe = schedule();
      probe.give({ enqueued_valid_i: 1 });
      probe.give({ parked_valid_i: 1, parked_frames_i: 1 });
      return probe.clocksTo('select_valid_o', { wake_valid_i: 1 });
    },
  },
  counters: {
    'read_request_i to read_frames_o': () => {
      const probe = new Probe(counters(config, ['ingress', 'buffer', 'dma']), {}, 200);
      probe.give({ events_dma_valid_i: 1, events_dma_slot_i: 1 });
      return probe.clocksTo('read_frames_o', { read_request_i: 1, read_slot_i: 1 });
    },
  },
  register_block: {
    'axil_awvalid_i and axil_wvalid_i to doorbell_valid_o': () =>
      registers().clocksTo('doorbell_valid_o', {
        axil_awvalid_i: 1,
        axil_wvalid_i: 1,
        axil_wstrb_i: 0x3,
        axil_awaddr_i: registerAddress(config, 'function_page', 1, 'rx0_notify'),
      }),
    'axil_arvalid_i to axil_rvalid_o': () => registers().clocksTo('axil_rvalid_o', { axil_arvalid_i: 1 }),
  },
};

/** Ways that are measured in a module, such as `up_valid_i to down_valid_o`. */
export const waysOf = (module: string): readonly string[] => Object.keys(measurements[module] ?? {});

/** Every way of every module. */
export const allWays: readonly string[] = Object.keys(measurements).flatMap(waysOf);

const measured = new Map<string, number>();

/** Clocks that a way takes; measured when it is first asked for. */
export const latencyOf = (module: string, way: string): number => {
  const key = `${module}: ${way}`;
  const known = measured.get(key) ?? measurements[module]?.[way]?.();
  if (known === undefined) throw new RangeError(`nothing measures ${key}`);
  measured.set(key, known);
  return known;
};
