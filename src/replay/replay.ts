// SPDX-License-Identifier: Apache-2.0
/** Replays frames at line rate through the generated machine in co-simulation, and has the VMs answer. */
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { ruleNumbers } from '../../firmware/compile/rule-numbers.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Design } from '../../sim/design.ts';
import type { ReceivedFrame } from '../../sim/guest-driver.ts';
import { type Machine, openMachine } from '../../sim/machine.ts';
import { sendFate } from '../../sim/model/send-model.ts';
import type { WireFrame } from '../../sim/model/wire-frame.ts';
import type { RuleCounts, SendValues } from '../../sim/register-access.ts';
import type { HardwareResult } from './compare-hardware.ts';
import type { SentTraffic } from './compare-sent.ts';
import { replyTo } from './responder.ts';
import { sumsOfRules } from './rule-hits.ts';

/** A frame that a VM posted to be sent. */
export type PostedReply = Omit<SentTraffic, 'fate'>;

export interface ReplayResult extends HardwareResult {
  /** What the VMs posted in answer to what they received, in the order of each queue. */
  readonly replies: readonly PostedReply[];
  /** Frames that left on the wire, and when. */
  readonly sent: readonly { readonly bytes: Uint8Array; readonly cycle: number }[];
  /** Cycle, counted as {@link cycles}, of the last beat of every frame that entered, in wire order. */
  readonly arrivals: readonly number[];
  /** The same of the used entry of every frame in {@link queues}. */
  readonly deliveryCycles: readonly (readonly number[])[];
  /** What became of what each function posted. */
  readonly sendCounters: readonly SendValues[];
  /** What the card counts of each rule of the policy. */
  readonly rules: readonly RuleCounts[];
  /** Clock cycles from the first beat of the first frame to the last used entry of a received one, the machine's start-up not counted. */
  readonly cycles: number;
  /** Cycles of the whole simulation. */
  readonly simulatedCycles: number;
}

/** What is replayed, and to whom. */
export interface Replayed extends Pick<CompiledPolicy, 'policy' | 'images' | 'banks'> {
  readonly frames: readonly WireFrame[];
}

/** Cycles before its end that a waveform shows: the replay, without the loading of the tables. */
const waveformCycles = 20_000;

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every queue of every VM has a driver that sends. */
const withSenders = { senders: (fn: number) => (fn > 0 ? {} : undefined) } as const;

/**
 * The answers of the VMs of a policy to what its queues received, for as long as the machine runs. An answer that goes to another VM is
 * not answered itself: two of them would go on for ever.
 */
class Responders {
  readonly received: ReceivedFrame[][];
  readonly replies: PostedReply[] = [];
  readonly #machine: Machine;
  readonly #policy: Policy;
  readonly #images: TableImages;
  /** Answers to other VMs, as these receive them. */
  readonly #answers = new Set<string>();

  constructor(machine: Machine, { policy, images }: Pick<Replayed, 'policy' | 'images'>) {
    this.#machine = machine;
    this.#policy = policy;
    this.#images = images;
    this.received = machine.drivers.map(() => []);
  }

  /** Takes what came and has it answered; how many answers there are. */
  async answer(): Promise<number> {
    let count = 0;
    for (const [i, frames] of (await this.#machine.deliveries()).entries()) {
      this.received[i]!.push(...frames);
      const { function: fn, queue } = this.#machine.drivers[i]!;
      const vm = this.#policy.vms[fn - 1];
      const asked = frames.filter(({ bytes }) => !this.#answers.has(textOf(bytes)));
      const answers = vm ? asked.flatMap(({ bytes }) => replyTo(vm, bytes) ?? []) : [];
      if (answers.length === 0) continue;
      for (const answer of answers) {
        const { local } = sendFate(this.#machine.config, this.#images, fn, answer);
        if (local) this.#answers.add(textOf(local.bytes));
      }
      this.#machine.senders.find(one => one.function === fn && one.queue === queue)!.send(answers);
      this.replies.push(...answers.map(frame => ({ function: fn, queue, frame })));
      count += answers.length;
    }
    return count;
  }
}

/** Runs the machine on the frames; `onProgress` hears how many have left the wire. */
export const replay = async (
  design: Design,
  config: Config,
  { policy, images, banks, frames }: Replayed,
  onProgress: (sent: number) => void,
): Promise<ReplayResult> => {
  await using machine = await openMachine(design, config, withSenders);
  await machine.start(images);
  const from = machine.bench.cycle;
  const responders = new Responders(machine, { policy, images });
  await machine.run(frames, {
    onProgress: async count => {
      await responders.answer();
      onProgress(count);
    },
  });
  while ((await responders.answer()) > 0) await machine.rest();
  const sent = (await machine.wire.frames()).map(({ bytes, cycle }) => ({ bytes, cycle: cycle - from }));
  const last = Math.max(from, ...responders.received.flat().map(({ cycle }) => cycle));
  return {
    queues: responders.received.map(queue => queue.map(frame => frame.bytes)),
    counters: await machine.counters(),
    strayWrites: await machine.strayWrites(),
    replies: responders.replies,
    sent,
    arrivals: (await machine.mac.lastBeatCycles()).map(cycle => cycle - from),
    deliveryCycles: responders.received.map(queue => queue.map(({ cycle }) => cycle - from)),
    sendCounters: await machine.sendCounters(),
    rules: await readRules(machine, ruleNumbers({ policy, images, banks })),
    cycles: last - from,
    simulatedCycles: machine.bench.cycle,
  };
};

/** The counters of rules that have these numbers. */
const readRules = async (machine: Machine, numbers: readonly (readonly number[])[]): Promise<readonly RuleCounts[]> => {
  const all = numbers.flat();
  const counts = await machine.card.ruleCounts(all);
  return sumsOfRules(numbers, new Map(all.map((number, i) => [number, counts[i]!])));
};

/** Runs the machine on a few frames again, traced; returns the path of the FST waveform, which is no other run's. */
export const recordWaveform = async (
  design: Design,
  config: Config,
  { policy, images, frames }: Replayed,
): Promise<string> => {
  await using machine = await openMachine(design, config, { ...withSenders, waveformCycles });
  await machine.start(images);
  const responders = new Responders(machine, { policy, images });
  await machine.run(frames);
  await responders.answer();
  await machine.rest();
  return (await machine.bench.waveform(`demo-${config.name}-${process.pid}.fst`))!;
};
