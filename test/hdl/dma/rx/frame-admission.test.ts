// SPDX-License-Identifier: Apache-2.0
/** Frame admission, clock by clock: what counts is the queue, its run and its buffer when the decision is made. */
import { Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { frameAdmission } from '../../../../hdl/dma/rx/frame-admission.ts';
import { configs, queueCount } from '../../../../hdl/spec/configs.ts';
import { eventId } from '../../../../hdl/spec/events/drop-reasons.ts';

const config = configs['10g'];
const everyQueue = (1n << BigInt(queueCount(config))) - 1n;

/** What a test may set of the frame, of the buffer that a look finds, and of the queue's run. */
interface Scene {
  readonly queue?: number;
  readonly frameEpoch?: number;
  readonly headEpoch?: number;
  readonly present?: number;
  readonly length?: number;
  readonly bufferLength?: number;
}

class Admission {
  readonly #simulator = new Simulator(frameAdmission(config));
  readonly queue: number;

  constructor(queue: number, epoch: number) {
    this.queue = queue;
    this.poke({ enabled: everyQueue, plans_ready: 1, records_ready: 1, events_ready: 1 });
    this.#simulator.reset();
    this.start(epoch);
  }

  poke(inputs: Readonly<Record<string, number | bigint>>): void {
    for (const [name, value] of Object.entries(inputs)) this.#simulator.poke(`${name}_i`, value);
  }

  start(epoch: number): void {
    this.poke({ start_valid: 1, start_queue: this.queue, start_epoch: epoch });
    this.#simulator.step();
    this.poke({ start_valid: 0 });
  }

  /** Offers a frame until it is taken. */
  offer({ frameEpoch = 0, headEpoch = 0, present = 1, length = 60, bufferLength = 2048 }: Scene): void {
    this.poke({ head_present: present, head_epoch: headEpoch, head_buffer_length: bufferLength, head_buffer_id: 77 });
    this.poke({ frames_valid: 1, frames_queue: this.queue, frames_epoch: frameEpoch, frames_length: length });
    while (this.#simulator.peekNumber('frames_ready_o') === 0) this.#simulator.step();
    this.#simulator.step();
    this.poke({ frames_valid: 0 });
  }

  /** Runs on; everything that came out. */
  outcome(clocks = 20) {
    const seen = { takes: 0, decided: 0, plans: [] as string[], records: [] as string[], events: [] as number[] };
    const s = this.#simulator;
    for (let i = 0; i < clocks; i++) {
      seen.takes += s.peekNumber('take_valid_o');
      seen.decided += s.peekNumber('decided_valid_o');
      if (s.peekNumber('plans_valid_o')) seen.plans.push(s.peekNumber('plans_discard_o') ? 'discard' : 'write');
      if (s.peekNumber('records_valid_o')) {
        const kind = s.peekNumber('records_returned_o') ? 'returned' : 'written';
        seen.records.push(`${kind} ${s.peekNumber('records_id_o')} of run ${s.peekNumber('records_epoch_o')}`);
      }
      if (s.peekNumber('events_valid_o')) seen.events.push(s.peekNumber('events_event_o'));
      s.step();
    }
    return seen;
  }

  run(clocks: number): void {
    this.#simulator.step(clocks);
  }
}

const accepted = { takes: 1, decided: 1, plans: ['write'], records: ['written 77 of run 9'], events: [] };
const refused = { takes: 0, decided: 1, plans: ['discard'], records: [], events: [eventId('queue_stopped')] };

describe.each([0, 5, 15])('admission of a frame for queue %i in run 9', queue => {
  it.each<[string, Scene, object]>([
    ['a frame of this run with a buffer of this run is written', {}, accepted],
    ['a frame of the run before is dropped', { frameEpoch: 8 }, refused],
    ['a frame of the run that follows is dropped', { frameEpoch: 10 }, refused],
    ['a frame of the run 128 before is dropped', { frameEpoch: 137 }, refused],
    ['a buffer of the run before is not touched', { headEpoch: 8 }, refused],
    ['frame and buffer of the same earlier run go nowhere', { frameEpoch: 8, headEpoch: 8 }, refused],
    ['without a buffer nothing is written', { present: 0 }, refused],
    ['a frame exactly as long as the buffer fits', { length: 1500, bufferLength: 1512 }, accepted],
    [
      'a frame one byte longer than the buffer returns it',
      { length: 1501, bufferLength: 1512 },
      { takes: 1, decided: 1, plans: ['discard'], records: ['returned 77 of run 9'], events: [] },
    ],
  ])('%s', (_name, scene, expected) => {
    const admission = new Admission(queue, 9);
    admission.offer({ frameEpoch: 9, headEpoch: 9, ...scene });
    expect(admission.outcome()).toEqual(expected);
  });

  it('is decided by the run in force when there is room at last, not when the buffer was looked up', () => {
    const admission = new Admission(queue, 9);
    // A first frame fills the record register, and nobody takes the record.
    admission.poke({ records_ready: 0 });
    admission.offer({ frameEpoch: 9, headEpoch: 9 });
    admission.run(10);
    admission.offer({ frameEpoch: 9, headEpoch: 9 });
    admission.run(10);
    admission.start(10);
    admission.run(10);
    admission.poke({ records_ready: 1 });
    const { takes, plans, records, events } = admission.outcome();
    expect({ takes, plans, records, events }).toEqual({
      takes: 0,
      plans: ['discard'],
      // The record that had waited; its frame was decided on in its own run.
      records: ['written 77 of run 9'],
      events: [eventId('queue_stopped')],
    });
  });

  it('is dropped when its queue is stopped while it waits', () => {
    const admission = new Admission(queue, 9);
    admission.poke({ events_ready: 0 });
    admission.offer({ frameEpoch: 8, headEpoch: 9 });
    admission.run(10);
    admission.offer({ frameEpoch: 9, headEpoch: 9 });
    admission.run(10);
    admission.poke({ enabled: everyQueue & ~(1n << BigInt(queue)) });
    admission.run(5);
    admission.poke({ events_ready: 1 });
    const { takes, events } = admission.outcome();
    expect({ takes, events }).toEqual({ takes: 0, events: [eventId('queue_stopped'), eventId('queue_stopped')] });
  });
});
