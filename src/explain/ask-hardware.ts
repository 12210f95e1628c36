// SPDX-License-Identifier: Apache-2.0
/** The third answer: the frame sent through the whole machine, Verilated, and what its counters and queues say. */
import { emitVerilog } from 'typescript-hdl';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { findConfig } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import { top } from '../../hdl/top.ts';
import { type Machine, openMachine } from '../../sim/machine.ts';
import type { SendValues, SlotValues } from '../../sim/register-access.ts';
import { Progress } from '../progress.ts';
import { type Explanation, type Outcome, outcomeText } from './explain.ts';

/** The event that counters of a slot or a function counted; beside what a copy ends as, only that it was reported. */
const eventOf = <N extends string>(
  names: readonly { readonly name: N }[],
  slot: Readonly<Record<N, { readonly frames: number }>>,
) => names.find(({ name }) => name !== 'unreadable_passed' && slot[name].frames > 0)?.name;

/** The fate that the counters of receive and the queues tell; undefined when nothing was counted. */
const fateOf = async (machine: Machine, slots: readonly SlotValues[]): Promise<Fate | undefined> => {
  const { functions, queuesPerFunction } = machine.config;
  const counted = slots.flatMap((slot, number) => {
    const event = eventOf(counterEvents, slot);
    return event === undefined ? [] : [{ number, event, reported: slot.unreadable_passed.frames > 0 }];
  });
  const [first] = counted;
  if (!first) return undefined;
  const queue = (await machine.deliveries()).findIndex(frames => frames.length > 0);
  return {
    functions: counted.flatMap(({ number }) => (number < functions ? [number] : [])),
    event: first.event,
    queue: queue < 0 ? 0 : queue % queuesPerFunction,
    ...(first.reported && { reported: true as const }),
  };
};

const outcomeOf = async (machine: Machine, sender: number | undefined): Promise<Outcome> => {
  const fate = await fateOf(machine, await machine.counters());
  if (sender === undefined) return fate ? { fate } : {};
  const sends: SendValues = (await machine.sendCounters())[sender]!;
  const event = eventOf(transmitEvents, sends);
  return { ...(event && { sent: { event } }), ...(fate && { fate }) };
};

/** The explanation with what the hardware does. */
export const withHardware = async (
  { policy, images }: CompiledPolicy,
  bytes: Uint8Array,
  sender: number | undefined,
  explained: Explanation,
): Promise<Explanation> => {
  const config = findConfig(images.config)!;
  const progress = new Progress();
  progress.show('building the co-simulation (some minutes the first time)');
  try {
    const senders = (fn: number, queue: number) => (fn === sender && queue === 0 ? {} : undefined);
    await using machine = await openMachine(emitVerilog(top(config)), config, { senders });
    progress.show('loading the tables and sending the frame');
    await machine.start(images);
    if (sender === undefined) await machine.run([{ bytes }]);
    else machine.senders[0]!.send([{ bytes }]);
    await machine.rest();
    const outcome = await outcomeOf(machine, sender);
    const isCounted = outcome.fate !== undefined || outcome.sent !== undefined;
    const hardware = isCounted ? outcomeText(policy, outcome) : 'counted nowhere';
    return {
      ...explained,
      verdicts: { ...explained.verdicts, hardware },
      agrees: explained.agrees && hardware === explained.verdicts.tables,
    };
  } finally {
    progress.clear();
  }
};
