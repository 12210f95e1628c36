// SPDX-License-Identifier: Apache-2.0
/** The demonstration, step by step: from policy and capture to delivered frames, compared in three ways. */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Listr, ListrLogger, ListrLogLevels, type ListrTask, ProcessOutput } from 'listr2';
import { type EmittedDesign, emitVerilog } from 'typescript-hdl';
import { InputError, writeOutputFile } from 'typescript-hdl/command-line';
import { type CompiledPolicy, compilePolicy } from '../../firmware/compile/compile.ts';
import { writeImage } from '../../firmware/image/image.ts';
import { memFiles } from '../../firmware/image/mem-files.ts';
import { type Config, findConfig, queueCount } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import { counterSlots } from '../../hdl/spec/registers/registers.ts';
import { top } from '../../hdl/top.ts';
import { buildSimulation } from '../../sim/build.ts';
import { minimumFrameBytes } from '../../sim/mac.ts';
import { expectedDelivery } from '../../sim/model/delivery-model.ts';
import type { CapturedFrame } from '../files/captured-frame.ts';
import { readCaptureFile } from '../files/read-capture.ts';
import { inputName } from '../files/read-input-file.ts';
import { readTextFile } from '../files/read-text-file.ts';
import { writePcap } from '../files/write-pcap.ts';
import { writeVerilog } from '../files/write-verilog.ts';
import { namedConfig } from '../named-config.ts';
import { waveformFile } from '../walk/waveform-file.ts';
import { type Answers, answersFor, sendAnswersFor } from './answers.ts';
import { compareHardware } from './compare-hardware.ts';
import { compareSent } from './compare-sent.ts';
import { localDeliveries } from './local-deliveries.ts';
import type { Mismatch } from './mismatch.ts';
import { writeRecord } from './record.ts';
import { type ReplayResult, recordWaveform, replay } from './replay.ts';
import { compareRules, ruleHits } from './rule-hits.ts';
import { type ReplaySummary, summariseReplay } from './summary.ts';

export interface DemoOptions {
  readonly config: string | undefined;
  readonly policy: string;
  readonly capture: string;
  readonly out: string;
}

/** What the steps hand to each other. */
interface DemoState {
  policyText: string;
  compiled: CompiledPolicy;
  config: Config;
  frames: readonly CapturedFrame[];
  design: EmittedDesign;
  answers: Answers;
  result: ReplayResult;
  waveform: string;
}

export interface DemoOutcome {
  readonly summary: ReplaySummary;
  readonly mismatches: readonly Mismatch[];
  readonly waveform: string;
}

/** Frames that the waveform shows. */
const waveformFrames = 64;

/** Away from a terminal each step has one line, when it begins. */
class OneLineEach extends ListrLogger {
  override log(...given: Parameters<ListrLogger['log']>): void {
    if (given[0] !== ListrLogLevels.COMPLETED) super.log(...given);
  }
}

/** Progress goes to standard output, also that of a step that fails: standard error gets the one sentence, once. */
const listOptions = {
  // The command line ends on signals by itself, with its own exit code.
  registerSignalListeners: false,
  fallbackRenderer: 'simple',
  rendererOptions: { showErrorMessage: false, collapseErrors: true },
  fallbackRendererOptions: {
    logger: new OneLineEach({ useIcons: true, processOutput: new ProcessOutput(process.stdout, process.stdout) }),
  },
} as const;

/** Runs the demonstration; throws an InputError when policy, capture or configuration cannot be worked with. */
export const runDemo = async (options: DemoOptions, { quiet = false } = {}): Promise<DemoOutcome> => {
  const started = performance.now();
  const state = {} as DemoState;
  await new Listr(steps(options, state), { ...listOptions, silentRendererCondition: quiet }).run();
  const expected = expectedDelivery(
    state.config,
    state.frames.map((frame, i) => ({ frame, fate: state.answers.fates[i]! })),
  );
  const { replies, sent, sendCounters } = state.result;
  const { policy } = state.compiled;
  const sends = sendAnswersFor(state.compiled, replies);
  const local = localDeliveries(state.config, sends.traffic, state.result);
  const mismatches = [
    ...state.answers.mismatches,
    ...sends.mismatches,
    ...compareHardware(state.config, [expected, ...local.deliveries], state.result),
    ...compareSent(state.config, sends.traffic, sent, sendCounters),
    ...compareRules(policy, ruleHits(policy, state.frames, sends.traffic), state.result.rules),
  ];
  const buffers = expected.queues.reduce((sum, queue) => sum + queue.length, 0);
  const summary = summariseReplay({
    ...state,
    policy,
    compared:
      state.frames.length +
      buffers +
      counterSlots(state.config) * counterEvents.length +
      replies.length +
      sent.length +
      state.config.functions * transmitEvents.length +
      2 * policy.rules.length,
    mismatches: mismatches.length,
    seconds: (performance.now() - started) / 1000,
  });
  await writeReceived(state, options.out);
  await writeRecord(
    {
      ...state,
      policyFile: inputName(options.policy),
      captureFile: inputName(options.capture),
      traffic: sends.traffic,
    },
    { path: state.waveform, frames: waveformFrames },
    options.out,
  );
  await writeOutputFile(join(options.out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return { summary, mismatches, waveform: state.waveform };
};

const steps = (options: DemoOptions, state: DemoState): ListrTask[] => [
  { title: `Compile ${inputName(options.policy)} into table images`, task: () => compileStep(options, state) },
  { title: `Read ${inputName(options.capture)}`, task: () => readStep(options, state) },
  { title: 'Generate the Verilog', task: () => generateStep(options, state) },
  {
    title: 'Build the co-simulation (some minutes the first time, nothing after that)',
    task: async () => void (await buildSimulation(state.design)),
  },
  {
    title: 'Ask the policy and the tables about every frame',
    task: () => {
      state.answers = answersFor(state.compiled, state.frames);
    },
  },
  {
    title: 'Replay the frames at line rate through the hardware, and answer them',
    task: async (_, task) => {
      const title = task.title;
      const { design, config, compiled, frames } = state;
      state.result = await replay(design, config, { ...compiled, frames }, sent => {
        task.title = `${title}: ${sent} of ${frames.length}`;
      });
    },
  },
  {
    title: `Record a waveform of the first ${waveformFrames} frames (the first time with a build for that)`,
    task: async () => {
      const { design, config, compiled, frames } = state;
      const recorded = await recordWaveform(design, config, { ...compiled, frames: frames.slice(0, waveformFrames) });
      state.waveform = join(options.out, waveformFile);
      await copyFile(recorded, state.waveform);
      await rm(recorded);
    },
  },
];

const compileStep = async ({ policy, config, out }: DemoOptions, state: DemoState): Promise<void> => {
  state.policyText = await readTextFile(policy, 'name a policy (YAML)');
  state.compiled = compilePolicy(state.policyText, inputName(policy), config && namedConfig(config).name);
  state.config = findConfig(state.compiled.images.config)!;
  await writeOutputFile(join(out, 'firmware', 'tables.image'), writeImage(state.compiled.images));
  for (const { name, text } of memFiles(state.compiled.images))
    await writeOutputFile(join(out, 'firmware', name), text);
};

const readStep = async ({ capture }: DemoOptions, state: DemoState): Promise<void> => {
  const frames = await readCaptureFile(capture);
  const cut = frames.findIndex(frame => frame.originalLength > frame.bytes.length);
  if (cut >= 0) {
    const what = `frame ${cut + 1} was cut to ${frames[cut]!.bytes.length} of ${frames[cut]!.originalLength} bytes`;
    throw new InputError({ where: inputName(capture), what, remedy: 'record whole frames (tcpdump -s 0)' });
  }
  if (frames.length === 0)
    throw new InputError({ where: inputName(capture), what: 'there are no frames in it', remedy: 'record some' });
  state.frames = frames.map(frame => ({ ...frame, bytes: padded(frame.bytes) }));
};

/** A sender's MAC pads what a capture on the sending machine shows unpadded. */
const padded = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length >= minimumFrameBytes) return bytes;
  const whole = new Uint8Array(minimumFrameBytes);
  whole.set(bytes);
  return whole;
};

const generateStep = async ({ out }: DemoOptions, state: DemoState): Promise<void> => {
  state.design = emitVerilog(top(state.config), { locators: true });
  await writeVerilog(state.design, join(out, 'rtl'));
};

/** One capture for each VM, of frames as its driver took them from the used rings, and one of what left on the wire. */
const writeReceived = async ({ config, compiled, result }: DemoState, out: string): Promise<void> => {
  const queues = Array.from({ length: queueCount(config) }, (_, i) => result.queues[i]!);
  for (const [i, { name }] of compiled.policy.vms.entries()) {
    const first = (i + 1) * config.queuesPerFunction;
    const frames = queues.slice(first, first + config.queuesPerFunction).flat();
    const captured = frames.map(bytes => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
    await writeOutputFile(join(out, 'received', `${name}.pcap`), writePcap(captured, 'nanosecond'));
  }
  const sent = result.sent.map(({ bytes }) => ({ timestampNs: 0n, bytes, originalLength: bytes.length }));
  await writeOutputFile(join(out, 'sent.pcap'), writePcap(sent, 'nanosecond'));
};
