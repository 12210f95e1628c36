// SPDX-License-Identifier: Apache-2.0
/** What the examples promise, proved: `typescript-hdl prove packages/typescript-hdl/examples/proofs.ts`. */
import {
  assert,
  assume,
  bit,
  cat,
  component,
  expose,
  flow,
  inst,
  lit,
  master,
  mux,
  output,
  pack,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { inOrder, offersStay, proof, watched } from 'typescript-hdl/prove';
import { counter } from './counter.ts';
import { fifo } from './fifo.ts';
import { packetFilter } from './packet-filter.ts';
import { uartReceiver, uartTransmitter } from './uart.ts';

/** The assertions are in the counter itself. */
export const counterProof = proof('counter', () => counter(9));

const any = (terms: readonly Val[]): Val => terms.reduce((a, b) => a.or(b));

const implies = (condition: Val, conclusion: Val): Val => condition.not().or(conclusion);

const word = { data: u(4), last: bit() };

/** Nothing is lost, invented, changed or reordered, offers stay, and the count is true. */
export const fifoProof = proof('fifo', () =>
  watched(fifo(word, 4), ({ up, down, held }, inner) => {
    const order = inOrder('order', { payload: word, up, down, capacity: 4 });
    offersStay('down', word, down);
    assert('count_is_true', held.zext(order.held.width).eq(order.held));
    // The invariant: where the pointers stand, and where the tracked word is.
    const [head, tail] = [inner.register('head'), inner.register('tail')];
    assert('head_is_next_out', head.eq(order.popped.trunc(3)));
    assert('tail_is_next_in', tail.eq(order.pushed.trunc(3)));
    const stored = inner.word('words', order.number.trunc(2), word);
    when(order.inside, () => assert('stored_word', pack(word, stored).eq(pack(word, order.word))));
  }),
);

/** A power of two, so that `index` and `timer` of the UART side by side count clocks. */
const divider = 8;
const middle = divider / 2 - 1;
/** The receiver starts so many clocks after the transmitter: register of the line, two flip-flops, state. */
const late = 3;

/** A transmitter whose line goes into a receiver. */
const loopback = component(
  'loopback',
  {},
  { up: slave(stream(u(8))), down: master(flow(u(8))), framingError: output(bit()) },
  ({ up, down, framingError }) => {
    const { tx, rx } = inst({ tx: uartTransmitter(divider), rx: uartReceiver(divider) });
    expose({ up }, { up: tx.up });
    rx.line.set(tx.line);
    expose({ down, framingError }, { down: rx.down, framingError: rx.framingError });
  },
);

/** What a receiver makes of what a transmitter sends, in one clock domain, is what was sent; for every run of bytes. */
export const uartProof = proof(
  'uart',
  () =>
    watched(loopback, ({ up, down, framingError }, inner) => {
      const { sent } = reg({ sent: u(8) });
      when(up.fire, () => sent.set(up.payload));
      const tx = inner.instance('tx');
      const rx = inner.instance('rx');
      const busy = tx.register('busy').eq(1);
      const receiving = rx.register('state').eq(1);
      const age = cat(tx.register('index'), tx.register('timer'));
      const rxIndex = rx.register('index');
      const rxAge = cat(rxIndex, rx.register('timer'));
      const end = 9 * divider + middle + late;

      assert('no_framing_error', framingError.not());
      assert('received_is_sent', implies(down.valid, down.payload.eq(sent)));
      assert('received_once_a_byte', down.valid.eq(busy.and(age.eq(end))));

      // Where both stand: the receiver is a few clocks behind, and through before the transmitter is.
      assert('receiver_follows', receiving.eq(busy.and(age.ge(late)).and(age.le(end))));
      assert('receiver_is_late', implies(receiving, rxAge.eq(age.sub(late))));
      assert('never_broken', rx.register('state').le(1));
      assert('ten_bits', mux(busy, tx.register('index').le(9), age.eq(0)));
      // What is on its way: the rest of the frame, two flip-flops, and the bits that have come.
      const frame = cat(lit(0x3ff, 10), lit(1, 1), sent, lit(0, 1));
      const rest = frame.shr(tx.register('index')).trunc(10);
      assert('shift_is_the_rest', tx.register('shift').eq(mux(busy, rest, 0x3ff)));
      const lineBefore = (clocks: number) => mux(busy.and(age.ge(clocks)), frame.shr(age.sub(clocks).shr(3)).bit(0), 1);
      assert('meta_is_the_line', rx.register('meta').eq(lineBefore(1)));
      assert('seen_is_the_line', rx.register('seen').eq(lineBefore(2)));
      const sampled = rxIndex.sub(rx.register('timer').le(middle).zext(4));
      for (let bits = 1; bits <= 8; bits++) {
        const here = receiving.and(sampled.eq(bits));
        const come = rx.register('shift').slice(8 - bits, bits);
        assert(`first_${bits}_bits`, implies(here, come.eq(sent.trunc(bits))));
      }
    }),
  { depth: 4 },
);

/**
 * An observer that remembers destination and EtherType judges each frame at its last beat, by the rules then in force: the
 * filter's verdict is the same; after a frame that had to go, the packet FIFO stands where it stood before the frame; and
 * what it reads out was committed. Assumed: no register is written while a frame enters.
 */
export const filterProof = proof(
  'packet-filter',
  () =>
    watched(packetFilter(4), ({ s_axis: rx }, inner) => {
      const registers = inner.instance('registers');
      const rule = (name: string) => registers.register(name);
      const frame = reg({ beats: u(2, 0), destination: u(48), type: u(16) });
      const [atFirst, atSecond] = [frame.beats.eq(0), frame.beats.eq(1)];
      const written = registers.register('write_blocks').orR();
      assume('rules_rest', written.and(rx.tvalid.or(atFirst.not())).not());

      const destination = mux(atFirst, rx.tdata.trunc(48), frame.destination);
      const type = mux(atSecond, cat(rx.tdata.slice(32, 8), rx.tdata.slice(40, 8)), frame.type);
      when(rx.tvalid, () => {
        frame.beats.set(mux(rx.tlast, 0, mux(frame.beats.eq(2), 2, frame.beats.add(1))));
        frame.destination.set(destination);
        frame.type.set(type);
      });
      const badDestination = (address: Val) =>
        any(
          [0, 1].map(i => rule(`high${i}_enable`).and(address.eq(cat(rule(`high${i}_value`), rule(`low${i}_value`))))),
        );
      const badType = (value: Val) =>
        any([0, 1].map(i => rule(`etherType${i}_enable`).and(value.eq(rule(`etherType${i}_value`)))));
      const bad = badDestination(destination).or(atFirst.not().and(badType(type)));
      assert('never_waits', rx.tready);
      when(rx.tvalid.and(rx.tlast), () => assert('verdict_is_right', inner.wire('verdict').eq(bad)));

      // The packet FIFO around a frame that had to go.
      const queue = inner.instance('fifo');
      const [head, tail, committed] = [queue.register('head'), queue.register('tail'), queue.register('committed')];
      const before = reg({ hadToGo: bit(0), committedBefore: u(3, 0) });
      before.hadToGo.set(rx.tvalid.and(rx.tlast).and(bad.or(rx.tuser)));
      when(atFirst, () => before.committedBefore.set(committed));
      when(atFirst.not(), () => assert('frame_is_not_committed', committed.eq(before.committedBefore)));
      when(before.hadToGo, () =>
        assert('drop_leaves_nothing', tail.eq(before.committedBefore).and(committed.eq(before.committedBefore))),
      );
      assert('reads_what_is_committed', committed.sub(head).le(tail.sub(head)).and(tail.sub(head).le(4)));

      // The invariants: what the filter remembers is what the observer does.
      const seen = frame.beats.gt(1).and(badType(frame.type)).or(badDestination(frame.destination));
      assert('first_is_first', inner.register('first').eq(atFirst));
      assert('second_is_second', inner.register('second').eq(atSecond));
      assert('condemned_is_bad', inner.register('condemned').eq(atFirst.not().and(seen)));
      assert('at_most_three', frame.beats.le(2));
      when(atFirst, () => assert('no_frame_is_open', tail.eq(committed).and(queue.register('bad').not())));
    }),
  { depth: 4, seconds: 10 },
);
