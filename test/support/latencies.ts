// SPDX-License-Identifier: Apache-2.0
/** Latencies of the stages of `10g`, measured in simulation: clocks from driving an input to seeing an output. */

import { type Definition, Simulator } from 'typescript-hdl';
import { packetBuffer } from '../../hdl/buffer/packet-buffer.ts';
import { verdictGate } from '../../hdl/buffer/verdict-gate.ts';
import { classifier } from '../../hdl/classifier/classifier.ts';
import { counters } from '../../hdl/control/counters.ts';
import { registerBlock } from '../../hdl/control/register-block.ts';
import { writeClientsOf } from '../../hdl/dma/host/host-clients.ts';
import { writeEngine } from '../../hdl/dma/host/write-engine.ts';
import { frameSteps } from '../../hdl/dma/host/write-shapes.ts';
import { elementRings } from '../../hdl/dma/rx/element-rings.ts';
import { receiveClients } from '../../hdl/dma/rx/rx-dma.ts';
import { rxWriter } from '../../hdl/dma/rx/rx-writer.ts';
import { packetIngress } from '../../hdl/ingress/packet-ingress.ts';
import { packetChecksums } from '../../hdl/parser/checksums/packet-checksums.ts';
import { headerParser, headerParserTiming } from '../../hdl/parser/header-parser.ts';
import { surplusScheduler } from '../../hdl/scheduler/surplus-scheduler.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { registerAddress } from '../../hdl/spec/registers/registers.ts';
import { descriptorFlags } from '../../hdl/spec/virtio/virtqueue.ts';
import { bufferSupply } from '../../hdl/virtqueue/buffer-supply.ts';
import { usedLines } from '../../hdl/virtqueue/used-lines.ts';
import { usedNotifier } from '../../hdl/virtqueue/used-notifier.ts';
import { usedSteps } from '../../hdl/virtqueue/used-shapes.ts';

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

  /** What an output is now. */
  see(port: string): bigint {
    return BigInt(this.#simulator.peekNumber(port));
  }

  /** Gives inputs for one clock and lets their effects pass. */
  give(inputs: Inputs): void {
    this.#pulse(inputs, () => false);
  }

  /** Holds inputs until `ready` is 1 in a clock, and lets their effects pass. */
  offer(inputs: Inputs, ready: string): void {
    this.hold(inputs);
    this.awaitPort(ready);
    this.give(inputs);
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
  probe.give({
    change_valid_i: 1,
    change_queue_i: config.queuesPerFunction,
    change_running_i: 1,
    change_beginning_i: 1,
  });
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

/** One queue that began a run of epoch 0 with a split ring of 256 entries. */
const oneRun: Inputs = {
  start_valid_i: 1,
  start_size_i: 256,
  start_descriptors_i: 0x2000,
  start_driver_i: 0x1000,
  start_device_i: 0x3000,
  start_available_wrap_i: 1,
  start_used_wrap_i: 1,
  start_merge_limit_i: 1,
  change_valid_i: 1,
  change_running_i: 1,
  change_beginning_i: 1,
};
const allowed = allOnes(config.functions);
/** More clocks than any part takes to clear its memories after reset. */
const sweepClocks = 5000;

/** A buffer supply that has read nothing; its reads wait to be taken. */
const supply = (): Probe => {
  const held = { allowed_i: allowed, event_allowed_i: allowed, check_inside_i: 1, stop_ready_i: 1 };
  const probe = new Probe(bufferSupply(config, 'receive'), held, sweepClocks);
  probe.give(oneRun);
  readsInRing(probe, 'index', 0n);
  return probe;
};
/** Takes the read that is offered, and answers it with one beat. */
const readsInRing = (probe: Probe, name: 'index' | 'entries' | 'descriptors', data: bigint): void => {
  const port = `reads_${name}`;
  probe.awaitPort(`${port}_request_valid_o`);
  const context = probe.see(`${port}_request_context_o`);
  probe.give({ [`${port}_request_ready_i`]: 1 });
  const answer = { [`${port}_answer_data_i`]: data, [`${port}_answer_context_i`]: context };
  const beat = { [`${port}_answer_valid_i`]: 1, [`${port}_answer_last_i`]: 1, ...answer };
  // A beat of entries is taken in parts.
  if (name === 'entries') probe.offer(beat, `${port}_answer_ready_o`);
  else probe.give(beat);
};
/** One that has fetched a buffer of 2,048 bytes. */
const supplyWithBuffer = (): Probe => {
  const probe = supply();
  probe.give({ doorbell_valid_i: 1 });
  readsInRing(probe, 'index', 1n << 16n);
  readsInRing(probe, 'entries', 0n);
  readsInRing(probe, 'descriptors', (BigInt(descriptorFlags.write) << 96n) | (2048n << 64n) | 0x5000n);
  return probe;
};

/** A receive writer that knows the outcome for the next frame, and has its one segment of 2,048 bytes. */
const writer = (): Probe => {
  const outputs = { writes_ready_i: 1, beats_ready_i: 1, elements_ready_i: 1, events_ready_i: 1 };
  const probe = new Probe(rxWriter(config), outputs, sweepClocks);
  probe.hold({ outcomes_valid_i: 1, outcomes_buffers_i: 1, words_valid_i: 1, words_last_i: 1 });
  probe.hold({ segments_valid_i: 1, segments_bytes_i: 2048, segments_ends_buffer_i: 1, segments_last_i: 1 });
  return probe;
};
const announcement = { frames_valid_i: 1, frames_length_i: 60 };

const writes = (): Probe =>
  new Probe(
    writeEngine(config, writeClientsOf([receiveClients(config)])),
    { write_awready_i: 1, write_wready_i: 1, lookup_window_last_i: allOnes(64) },
    sweepClocks,
  );
const oneBurst = { clients_receive_frame_writes_valid_i: 1 };
const oneBurstBeat = { clients_receive_frame_beats_valid_i: 1, clients_receive_frame_beats_last_i: 1 };

const answerOf = (step: number): Inputs => ({
  answers_valid_i: 1,
  answers_step_i: step,
});
/** Element rings in which one element waits for its frame. */
const rings = (): Probe => {
  const probe = new Probe(elementRings(config), { ask_room_i: 1, released_ready_i: 1, events_ready_i: 1 }, sweepClocks);
  probe.give({ change_valid_i: 1, change_running_i: 1, change_beginning_i: 1 });
  probe.give({ elements_valid_i: 1, elements_last_i: 1, elements_bytes_i: 72 });
  return probe;
};

const lines = (): Probe => {
  const outputs = { writes_ready_i: 1, beats_ready_i: 1, events_ready_i: 1, allowed_i: allOnes(config.functions) };
  const probe = new Probe(usedLines(config), outputs, sweepClocks);
  probe.give(oneRun);
  return probe;
};
const oneElement = { elements_valid_i: 1, elements_last_i: 1, elements_bytes_i: 72 };
const notifier = (): Probe => {
  const probe = new Probe(
    usedNotifier(config),
    { allowed_i: allowed, irq_ready_i: 1, state_used_total_i: 1 },
    sweepClocks,
  );
  probe.give(oneRun);
  return probe;
};

const registers = (): Probe =>
  new Probe(
    registerBlock(config),
    { ready_i: 1, tables_ready_i: 1, axil_bready_i: 1, axil_rready_i: 1 },
    8 * config.functions + 5,
  );

/** Clocks from the header vector of a frame of so many beats to what is said of its checksums, when no other frame is there. */
export const checksumClocks = (beats: number): number => {
  const probe = new Probe(packetChecksums(config, headerParserTiming(config)), {}, 5);
  for (let beat = 0; beat < beats; beat++) probe.give({ beats_valid_i: 1, beats_last_i: Number(beat === beats - 1) });
  return probe.clocksTo('verdicts_valid_o', { headers_valid_i: 1 });
};

/** Measurements by module and by the way from input to output, in the words of the documents. */
const measurements: Readonly<Record<string, Readonly<Record<string, () => number>>>> = {
  buffer_supply: {
    'doorbell_valid_i to reads_index_request_valid_o': () =>
      supply().clocksTo('reads_index_request_valid_o', { doorbell_valid_i: 1 }),
    'attempt_valid_i to outcome_valid_o': () =>
      supplyWithBuffer().clocksTo('outcome_valid_o', { attempt_valid_i: 1, attempt_bytes_i: 72 }),
  },
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
      probe.give({ verdicts_valid_i: 1, checksums_valid_i: 1 });
      return probe.clocksTo('down_valid_o', oneBeat);
    },
    'verdicts_valid_i to down_valid_o': () => {
      const probe = gate();
      probe.give({ ...oneBeat, checksums_valid_i: 1 });
      return probe.clocksTo('down_valid_o', { verdicts_valid_i: 1 });
    },
    "the last beat's checksums_valid_i to down_valid_o": () => {
      const probe = gate();
      probe.give({ ...oneBeat, verdicts_valid_i: 1 });
      return probe.clocksTo('down_valid_o', { checksums_valid_i: 1 });
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
  rx_writer: {
    'frames_valid_i to writes_valid_o': () => writer().clocksTo('writes_valid_o', announcement),
    'frames_valid_i to beats_valid_o': () => writer().clocksTo('beats_valid_o', announcement),
  },
  write_engine: {
    'clients_receive_frame_writes_valid_i to write_awvalid_o': () => writes().clocksTo('write_awvalid_o', oneBurst),
    'clients_receive_frame_beats_valid_i to write_wvalid_o': () => {
      const probe = writes();
      probe.give(oneBurst);
      return probe.clocksTo('write_wvalid_o', oneBurstBeat);
    },
    'write_bvalid_i to answers_valid_o': () => {
      const probe = writes();
      probe.give(oneBurst);
      probe.give(oneBurstBeat);
      return probe.clocksTo('answers_receive_frame_valid_o', { write_bvalid_i: 1 });
    },
  },
  element_rings: {
    'answers_valid_i to released_valid_o': () => rings().clocksTo('released_valid_o', answerOf(frameSteps.final)),
  },
  used_lines: {
    'elements_valid_i to writes_valid_o': () => lines().clocksTo('writes_valid_o', oneElement),
    "the element's answers_valid_i to writes_valid_o": () => {
      const probe = lines();
      probe.give(oneElement);
      return probe.clocksTo('writes_valid_o', answerOf(usedSteps.batch));
    },
    "the index's answers_valid_i to published_valid_o": () => {
      const probe = lines();
      probe.give(oneElement);
      probe.give(answerOf(usedSteps.batch));
      return probe.clocksTo('published_valid_o', answerOf(usedSteps.publish));
    },
  },
  used_notifier: {
    'published_valid_i to reads_valid_o': () => notifier().clocksTo('reads_valid_o', { published_valid_i: 1 }),
    'answers_valid_i to irq_valid_o': () => {
      const probe = notifier();
      probe.give({ published_valid_i: 1 });
      const context = probe.see('reads_context_o');
      probe.give({ reads_ready_i: 1 });
      return probe.clocksTo('irq_valid_o', { answers_valid_i: 1, answers_last_i: 1, answers_context_i: context });
    },
  },
  counters: {
    'read_request_i to read_frames_o': () => {
      const probe = new Probe(counters(config, ['ingress', 'buffer', 'dma']), {}, 400);
      probe.give({ events_dma_valid_i: 1, events_dma_slot_i: 1 });
      return probe.clocksTo('read_frames_o', { read_request_i: 1, read_slot_i: 1 });
    },
  },
  register_block: {
    'axil_awvalid_i and axil_wvalid_i to receive_doorbell_valid_o': () =>
      registers().clocksTo('receive_doorbell_valid_o', {
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
