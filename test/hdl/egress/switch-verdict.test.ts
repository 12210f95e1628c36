// SPDX-License-Identifier: Apache-2.0
/** Switch verdict and group gate: where sent frames go, and which copies their senders may have. */
import { describe, expect, test } from 'vitest';
import { groupGate } from '../../../hdl/egress/group-gate.ts';
import { switchVerdict } from '../../../hdl/egress/switch-verdict.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { type CounterEventName, eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import { type TransmitEventName, transmitEventId } from '../../../hdl/spec/events/transmit-events.ts';
import { asBits, type SentFrame, sentBeatFields, sentBeats } from './sent-frames.ts';
import { StreamBench } from './stream-bench.ts';

const config = configs['10g'];

interface Case {
  readonly source: number;
  readonly lies?: TransmitEventName;
  readonly group?: boolean;
  /** Functions of this card that have the destination, and why none gets the frame. */
  readonly functions: readonly number[];
  readonly drop?: CounterEventName;
  /** The rules of the sender are why. */
  readonly refused?: true;
}

interface Goes {
  readonly wire: boolean;
  readonly local: readonly number[];
  readonly reason?: TransmitEventName;
}

const mask = (functions: readonly number[]): bigint => functions.reduce((bits, f) => bits | (1n << BigInt(f)), 0n);

const open = () => {
  const bench = new StreamBench(switchVerdict(config));
  const up = bench.source('up', { flow: true });
  const down = bench.sink(
    'down',
    [
      'wire',
      'local',
      'group',
      'wireClass',
      'reason',
      'deliveryFunctions',
      'deliveryDrop',
      'deliveryReason',
      'deliveryQueue',
    ],
    { flow: true },
  );
  bench.reset();
  const ask = ({ source, lies, group = false, functions, drop, refused }: Case) => {
    up.send({
      ...{ senderSource: source, senderAllowed: !lies, senderReason: lies ? transmitEventId(lies) : 0 },
      ...{ senderWireClass: 2, senderGroup: group, verdictFunctions: mask(functions), verdictDrop: drop !== undefined },
      ...{
        verdictReason: drop ? eventId(drop) : 0,
        verdictQueue: 1,
        verdictReported: 0,
        verdictRefused: refused ?? false,
      },
    });
    bench.settle(5);
    return down.drain()[0]!.fields;
  };
  return ask;
};

const cases: readonly (readonly [string, Case, Goes])[] = [
  ['to nobody of this card', { source: 1, functions: [], drop: 'unknown_destination' }, { wire: true, local: [] }],
  ['to another function', { source: 1, functions: [2] }, { wire: false, local: [2] }],
  ['to its own sender', { source: 1, functions: [1] }, { wire: false, local: [], reason: 'own_destination' }],
  [
    'to its own sender, who would not take it',
    { source: 1, functions: [1], drop: 'rule_deny' },
    { wire: false, local: [], reason: 'own_destination' },
  ],
  ...(['rule_deny', 'default_deny', 'malformed_ip', 'unreadable'] as const).map(
    reason =>
      [
        `to a function that refuses it (${reason})`,
        { source: 3, functions: [0], drop: reason },
        { wire: false, local: [], reason },
      ] as const,
  ),
  ['to a group', { source: 1, group: true, functions: [0, 1, 5] }, { wire: true, local: [0, 5] }],
  ['to a group of which nobody else is here', { source: 1, group: true, functions: [1] }, { wire: true, local: [] }],
  ['to a group that nobody here has', { source: 1, group: true, functions: [] }, { wire: true, local: [] }],
  [
    'to a group whose members refuse it',
    { source: 7, group: true, functions: [6, 7], drop: 'default_deny' },
    { wire: true, local: [6] },
  ],
  ...(['rule_deny', 'default_deny', 'unreadable'] as const).flatMap(reason =>
    [[], [2], [1], [0, 2]].map(
      functions =>
        [
          `that its sender's rules refuse (${reason}), to ${functions.join(', ') || 'the wire'}`,
          { source: 1, group: functions.length > 1, functions, drop: reason, refused: true },
          { wire: false, local: [], reason },
        ] as const,
    ),
  ),
  [
    'of a liar, to another function',
    { source: 1, lies: 'wrong_mac', functions: [2] },
    { wire: false, local: [], reason: 'wrong_mac' },
  ],
  [
    'of a liar, to a group',
    { source: 1, lies: 'wrong_ip', group: true, functions: [1, 2] },
    { wire: false, local: [], reason: 'wrong_ip' },
  ],
  [
    'of a liar, to the wire',
    { source: 1, lies: 'link_control', functions: [] },
    { wire: false, local: [], reason: 'link_control' },
  ],
];

describe('a frame', () => {
  const ask = open();
  test.each(cases)('%s', (_, asked, { wire, local, reason }) => {
    const fields = ask(asked);
    expect({ wire: fields['wire'], local: fields['local'] }).toEqual({
      wire: BigInt(wire),
      local: BigInt(local.length > 0),
    });
    if (local.length > 0)
      expect(asBits({ functions: fields['deliveryFunctions']!, queue: fields['deliveryQueue']! })).toEqual(
        asBits({ functions: mask(local), queue: 1 }),
      );
    if (local.length > 0 && asked.drop)
      expect(fields).toMatchObject({ deliveryDrop: 1n, deliveryReason: BigInt(eventId(asked.drop)) });
    if (reason) expect(fields['reason']).toBe(BigInt(transmitEventId(reason)));
    if (wire) expect(fields['wireClass']).toBe(2n);
    expect(fields['group']).toBe(BigInt(asked.group ?? false));
  });
});

describe('the group gate', () => {
  const openGate = (stall: number) => {
    const bench = new StreamBench(groupGate(config), 9);
    const up = bench.source('up');
    const down = bench.sink('down', [...sentBeatFields, 'group', 'deliveryFunctions'], { stall });
    const events = bench.sink('events', ['source', 'event', 'bytes'], { stall });
    bench.reset();
    const beats = (frame: SentFrame, group: boolean) =>
      sentBeats(config, frame).map(beat => ({ ...beat, group, deliveryFunctions: 6 }));
    const rest = { deliveryDrop: 0, deliveryReason: 0, deliveryQueue: 0, deliveryReported: 0 };
    const send = (frame: SentFrame, group: boolean): void =>
      up.send(...beats(frame, group).map(beat => ({ ...beat, ...rest })));
    return { bench, up, down, events, beats, send };
  };

  test.each([0, 0.5])('swallows group frames of senders that owe, and nothing else (stall %d)', stall => {
    const gate = openGate(stall);
    gate.bench.poke({ open: 0xff & ~(1 << 3) });
    const frames = Array.from({ length: 60 }, (_, i) => ({
      frame: { source: i % 5, bytes: gate.bench.random.bytes(14 + ((i * 29) % 90)) },
      group: i % 3 !== 0,
    }));
    for (const { frame, group } of frames) gate.send(frame, group);
    gate.bench.settle();
    const owes = ({ frame, group }: (typeof frames)[number]): boolean => group && frame.source === 3;
    expect(gate.down.left.map(({ fields }) => fields)).toEqual(
      frames.filter(one => !owes(one)).flatMap(({ frame, group }) => gate.beats(frame, group).map(asBits)),
    );
    expect(gate.events.left.map(({ fields }) => fields)).toEqual(
      frames
        .filter(owes)
        .map(({ frame }) =>
          asBits({ source: frame.source, event: transmitEventId('group_rate'), bytes: frame.bytes.length }),
        ),
    );
  });

  test('keeps to what it offered when the sender comes to owe meanwhile', () => {
    const gate = openGate(0);
    gate.bench.poke({ open: 0xff });
    gate.down.takes = () => false;
    gate.send({ source: 2, bytes: gate.bench.random.bytes(100) }, true);
    gate.bench.run(5);
    gate.bench.poke({ open: 0 });
    gate.bench.run(5);
    gate.down.takes = () => true;
    gate.bench.settle();
    expect(gate.down.left).toHaveLength(13);
    expect(gate.events.left).toEqual([]);
  });
});
