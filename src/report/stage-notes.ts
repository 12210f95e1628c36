// SPDX-License-Identifier: Apache-2.0
/** Which stage ends a frame for which reason, and how many frames of a run passed each stage. */
import type { z } from 'zod';
import type { CounterEventName } from '../../hdl/spec/events/drop-reasons.ts';
import type { TransmitEventName } from '../../hdl/spec/events/transmit-events.ts';
import type { StageNote } from './machine-picture.ts';
import type { RunRecord, summarySchema } from './run-record.ts';

type Summary = z.infer<typeof summarySchema>;

/** The stage that decides that a received frame ends so; `unreadable_passed` ends none. */
export const receiveStage = {
  delivered: 'dma',
  bad_fcs: 'ingress',
  runt: 'ingress',
  oversize: 'ingress',
  ingress_overflow: 'ingress',
  unknown_destination: 'classifier',
  rule_deny: 'classifier',
  default_deny: 'classifier',
  malformed_ip: 'classifier',
  unreadable: 'classifier',
  unreadable_passed: undefined,
  quota: 'buffer',
  queue_full: 'buffer',
  buffer_full: 'buffer',
  group_rate: 'buffer',
  queue_stopped: 'dma',
  buffer_too_small: 'dma',
} as const satisfies Record<CounterEventName, string | undefined>;

/** The same of a frame that a VM posted; what is counted beside another event ends none. */
export const transmitStage = {
  sent: 'send_path',
  switched: 'send_path',
  run_ended: 'send_dma',
  chain_length: 'send_dma',
  segmentation: 'send_dma',
  checksum_place: 'send_dma',
  not_enabled: 'send_dma',
  wrong_mac: 'send_path',
  wrong_vlan: 'send_path',
  wrong_ip: 'send_path',
  wrong_arp: 'send_path',
  wrong_neighbour: 'send_path',
  link_control: 'send_path',
  unread_sender: 'send_path',
  class_full: 'send_path',
  own_destination: 'send_path',
  rule_deny: 'send_path',
  default_deny: 'send_path',
  malformed_ip: 'send_path',
  unreadable: 'send_path',
  group_rate: undefined,
} as const satisfies Record<TransmitEventName, string | undefined>;

/** What happened at a stage. */
export interface StageFigures {
  /** Frames that came to it. */
  readonly frames: number;
  /** Frames that ended there for a reason, by the reason. */
  readonly dropped: ReadonlyMap<string, number>;
}

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

/** Reasons that a table of stages gives to one of them, with their frames. */
const dropsAt = (
  stage: string,
  counts: readonly Readonly<Record<string, number>>[],
  stages: Readonly<Record<string, string | undefined>>,
) => {
  const dropped = new Map<string, number>();
  for (const count of counts)
    for (const [reason, frames] of Object.entries(count))
      if (stages[reason] === stage && reason !== 'switched') dropped.set(reason, (dropped.get(reason) ?? 0) + frames);
  return dropped;
};

/** Figures of every stage that handles frames, by its instance. */
export const stageFigures = (summary: Summary, record: RunRecord): ReadonlyMap<string, StageFigures> => {
  const received = [...summary.vms.map(({ dropped }) => dropped), summary.unassigned];
  const refused = summary.vms.map(vm => vm.refused);
  const delivered = sumOf(summary.vms.map(vm => vm.delivered));
  const posted = sumOf(
    summary.vms.map(
      vm => vm.sent + sumOf(Object.entries(vm.refused).map(([reason, n]) => (reason === 'group_rate' ? 0 : n))),
    ),
  );
  const atBuffer = dropsAt('buffer', received, receiveStage);
  const atDma = dropsAt('dma', received, receiveStage);
  const atSendDma = dropsAt('send_dma', refused, transmitStage);
  const copies = delivered + sumOf(atDma.values());
  const none = new Map<string, number>();
  const entered = record.frames.length;
  const plain = (frames: number): StageFigures => ({ frames, dropped: none });
  return new Map<string, StageFigures>([
    ['ingress', { frames: entered, dropped: dropsAt('ingress', received, receiveStage) }],
    ['parser', plain(entered)],
    ['checksums', plain(entered)],
    ['classifier', { frames: entered, dropped: dropsAt('classifier', received, receiveStage) }],
    ['gate', plain(entered)],
    ['buffer', { frames: copies + sumOf(atBuffer.values()), dropped: atBuffer }],
    ['scheduler', plain(copies)],
    ['dma', { frames: copies, dropped: atDma }],
    ['send_scheduler', plain(posted)],
    ['send_dma', { frames: posted, dropped: atSendDma }],
    [
      'send_path',
      { frames: posted - sumOf(atSendDma.values()), dropped: dropsAt('send_path', refused, transmitStage) },
    ],
    ['wire, received', plain(entered)],
    ['wire, sent', plain(record.sent.length)],
    ['host memory', plain(delivered + posted)],
  ]);
};

/** The figures as notes in the picture: the more frames of the busiest stage, the brighter. */
export const stageNotes = (figures: ReadonlyMap<string, StageFigures>): ReadonlyMap<string, StageNote> => {
  const most = Math.max(1, ...[...figures.values()].map(({ frames }) => frames));
  return new Map(
    [...figures].map(([stage, { frames, dropped }]) => {
      const ended = sumOf(dropped.values());
      return [
        stage,
        {
          text: `${frames.toLocaleString('en')} frames`,
          light: frames === 0 ? 0 : 0.15 + 0.85 * (frames / most),
          ...(ended > 0 && { dropped: `${ended.toLocaleString('en')} ended here` }),
        },
      ];
    }),
  );
};
