// SPDX-License-Identifier: Apache-2.0
/** A register decoder takes effect and answers in the clocks that it says, and never loses an event that software clears. */
import { assert, bit, cat, cover, type Definition, lit, mux, reg, u, type Val, when } from 'typescript-hdl';
import { registerDecoder, registerMap } from 'typescript-hdl/lib';
import { proof, watched } from 'typescript-hdl/prove';

const map = registerMap('timer', {
  control: { access: 'rw', fields: { enable: { bits: 1 }, limit: { bits: 12, reset: 0x123, lsb: 4 } } },
  status: { access: 'ro', offset: 0x10, fields: { count: { bits: 12 } } },
  events: { access: 'w1c', fields: { wrapped: { bits: 1 }, missed: { bits: 2 } } },
});
const address = map.addressBits;
const offsets = { control: 0, status: 0x10, events: 0x14 };

const make = () => registerDecoder(map);

/** An access under way, as the bus saw it, and the clocks since all of it was accepted: 0, 1, 2 and then 2. */
interface Access {
  readonly under: Val<1>;
  readonly step: Val;
}

interface Model {
  readonly write: Access & {
    readonly at: Val;
    readonly data: Val;
    readonly strobe: Val;
    readonly halves: readonly Val<1>[];
  };
  readonly read: Access & { readonly at: Val; readonly answer: Val; readonly failed: Val<1> };
  readonly registers: { readonly enable: Val; readonly limit: Val; readonly wrapped: Val; readonly missed: Val };
}

const fired = (valid: Val, ready: Val): Val<1> => valid.and(ready) as Val<1>;

/** Counts to 2 while an access is under way, and starts anew when its response is taken. */
const stepOf = (step: any, under: Val<1>, taken: Val<1>): void => {
  when(taken, () => step.set(0)).elsewhen(under.and(step.ne(2)), () => step.set(step.add(1)));
};

/** The address of the word that holds a byte. */
const wordAt = (at: Val): Val => cat(at.slice(2, address - 2) as Val, lit(0, 2)) as Val;

/** A write that names a register that can be written, and marks a byte of it. */
const reaches = (at: Val, strobe: Val): Val<1> =>
  wordAt(at).eq(offsets.control).or(wordAt(at).eq(offsets.events)).and(strobe.orR()) as Val<1>;

/** Writes: accepted once, effective after two clocks, answered after three. */
const watchWrites = ({ bus, control, events }: any): Pick<Model, 'write' | 'registers'> => {
  const w = reg({
    seenWrite: { address: bit(0), data: bit(0), step: u(2, 0), at: u(address), word: u(32), strobe: u(4) },
  }).seenWrite as any;
  const r = reg({ model: { enable: bit(0), limit: u(12, 0x123), wrapped: bit(0), missed: u(2, 0) } }).model as any;
  const taken = fired(bus.bvalid, bus.bready);
  assert('address_is_accepted_once', bus.awready.eq(w.address.not()));
  assert('data_is_accepted_once', bus.wready.eq(w.data.not()));
  when(fired(bus.awvalid, bus.awready), () => {
    w.address.set(1);
    w.at.set(bus.awaddr);
  });
  when(fired(bus.wvalid, bus.wready), () => {
    w.data.set(1);
    w.word.set(bus.wdata);
    w.strobe.set(bus.wstrb);
  });
  when(taken, () => {
    w.address.set(0);
    w.data.set(0);
  });
  const under: Val<1> = w.address.and(w.data);
  stepOf(w.step, under, taken);
  assert('write_is_answered_after_3_clocks', bus.bvalid.eq(under.and(w.step.eq(2))));
  const known = reaches(w.at, w.strobe).or(w.strobe.orR().not());
  when(bus.bvalid, () => assert('write_answer_is_right', bus.bresp.eq(mux(known, lit(0, 2) as Val, 2))));

  const now: Val<1> = under.and(w.step.eq(1));
  const bytes = Array.from({ length: 4 }, (_, i) => w.strobe.bit(i) as Val<1>);
  when(now.and(wordAt(w.at).eq(offsets.control)), () => {
    when(bytes[0]!, () => {
      r.enable.set(w.word.bit(0));
      r.limit.slice(0, 4).set(w.word.slice(4, 4));
    });
    when(bytes[1]!, () => r.limit.slice(4, 8).set(w.word.slice(8, 8)));
  });
  const clears = now.and(wordAt(w.at).eq(offsets.events)).and(bytes[0]!);
  r.wrapped.set(r.wrapped.and(clears.and(w.word.bit(0)).not()).or(events.events.wrapped));
  r.missed.set(r.missed.and(clears.repeat(2).and(w.word.slice(1, 2)).not()).or(events.events.missed));
  assert('control_is_what_was_written', control.control.enable.eq(r.enable).and(control.control.limit.eq(r.limit)));
  cover('control_is_written', r.limit.eq(0xabc));
  const halves = [w.address, w.data] as const;
  return { write: { under, step: w.step, at: w.at, data: w.word, strobe: w.strobe, halves }, registers: r };
};

/** Reads: accepted once, answered after three clocks with what was there in the second. */
const watchReads = ({ bus, status }: any, registers: Model['registers']): Pick<Model, 'read'> => {
  const r = reg({ seenRead: { under: bit(0), step: u(2, 0), at: u(address), answer: u(32), failed: bit() } })
    .seenRead as any;
  const taken = fired(bus.rvalid, bus.rready);
  assert('read_is_accepted_once', bus.arready.eq(r.under.not()));
  when(fired(bus.arvalid, bus.arready), () => {
    r.under.set(1);
    r.at.set(bus.araddr);
  });
  when(taken, () => r.under.set(0));
  stepOf(r.step, r.under, taken);
  const words = [
    [offsets.control, cat(registers.limit, lit(0, 3), registers.enable).zext(32)],
    [offsets.status, status.status.count.zext(32)],
    [offsets.events, cat(registers.missed, registers.wrapped).zext(32)],
  ] as const;
  const none: Val = lit(0, 32) as Val;
  when(r.step.eq(1), () => {
    r.answer.set(words.reduce((rest, [at, word]) => mux(wordAt(r.at).eq(at), word as Val, rest) as Val, none));
    r.failed.set(words.map(([at]) => wordAt(r.at).ne(at)).reduce((a, b) => a.and(b)));
  });
  assert('read_is_answered_after_3_clocks', bus.rvalid.eq(r.under.and(r.step.eq(2))));
  when(bus.rvalid, () => {
    assert('read_word_is_right', bus.rdata.eq(r.answer));
    assert('read_answer_is_right', bus.rresp.eq(mux(r.failed, lit(2, 2) as Val, 0)));
  });
  cover('an_event_is_read', bus.rvalid.and(bus.rdata.eq(5)).and(wordAt(r.at).eq(offsets.events)));
  return { read: { under: r.under, step: r.step, at: r.at, answer: r.answer, failed: r.failed } };
};

const promise = (io: any): Model => {
  const { write, registers } = watchWrites(io);
  return { write, registers, ...watchReads(io, registers) };
};

export const promisedTimer = (candidate: typeof registerDecoder): Definition =>
  watched(candidate(map) as Definition, io => void promise(io));

/** The accesses of the model are those in the decoder's registers. */
const proven = (): Definition =>
  watched(make() as Definition, (io: any, inner) => {
    const { write, read, registers } = promise(io);
    const port = inner.instance('port');
    const one = (name: string): Val<1> => port.register(name) as Val<1>;
    const [addressHeld, dataHeld] = write.halves;
    assert('address_is_held', one('write_address_held').eq(addressHeld!));
    assert('data_is_held', one('write_data_held').eq(dataHeld!));
    when(addressHeld!, () => assert('held_address', port.register('write_address_address').eq(write.at)));
    when(dataHeld!, () => {
      assert('held_data', port.register('write_data_data').eq(write.data));
      assert('held_strobe', port.register('write_data_strobe').eq(write.strobe));
    });
    const decoded = inner.register('write_decoded') as Val<1>;
    assert('write_waits_for_both', write.under.or(write.step.eq(0)));
    assert('write_step_is_in_range', write.step.ne(3));
    assert('decoded_in_the_second', decoded.eq(write.step.eq(1)));
    const known = reaches(write.at, write.strobe);
    const fine = known.or(write.strobe.orR().not());
    assert('reaches_a_register', inner.register('write_blocks').orR().eq(decoded.and(known)));
    when(decoded, () => assert('excuses_a_write', inner.register('write_excused').eq(write.strobe.orR().not())));
    assert('write_response_held', one('write_response_held').eq(write.step.eq(2)));
    when(write.step.eq(2), () => assert('write_response', one('write_response_failed').eq(fine.not())));

    assert('read_is_held', one('read_address_held').eq(read.under));
    when(read.under, () => assert('read_address', port.register('read_address_address').eq(read.at)));
    assert('read_waits_for_its_address', read.under.or(read.step.eq(0)));
    assert('read_step_is_in_range', read.step.ne(3));
    assert('read_decoded_in_the_second', inner.register('read_step').eq(read.step.eq(1)));
    when(read.step.eq(1), () => {
      const chosen = [offsets.control, offsets.status, offsets.events].map(at => wordAt(read.at).eq(at) as Val<1>);
      assert('read_chosen', inner.register('read_chosen').eq(cat(...chosen.reverse())));
    });
    assert('read_response_held', one('read_response_held').eq(read.step.eq(2)));
    when(read.step.eq(2), () => {
      assert('read_response', port.register('read_response_data').eq(read.answer));
      assert('read_response_failed', one('read_response_failed').eq(read.failed));
    });
    const kept = ['control_enable', 'control_limit', 'events_wrapped', 'events_missed'].map(name =>
      inner.register(name),
    );
    const expected = [registers.enable, registers.limit, registers.wrapped, registers.missed];
    kept.forEach((register, i) => {
      assert(`kept${i}`, register.eq(expected[i]!));
    });
  });

export const eventProofs = [proof('register-decoder-events', proven, { depth: 12 })];
