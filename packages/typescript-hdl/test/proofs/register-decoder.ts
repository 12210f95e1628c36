// SPDX-License-Identifier: Apache-2.0
/** A register decoder answers every access of the bus once and rightly, and its registers hold what was written. */
import { assert, bit, cat, cover, type Definition, lit, mux, reg, u, type Val, when } from 'typescript-hdl';
import { registerDecoder, registerMap } from 'typescript-hdl/lib';
import { type Inner, proof, watched } from 'typescript-hdl/prove';
import { quietForAtMost } from './environment.ts';

const map = registerMap('small', {
  control: { access: 'rw', fields: { low: { bits: 3, lsb: 6, reset: 5 }, high: { bits: 2, lsb: 30 } } },
  id: { access: 'ro', fields: { number: { bits: 32, reset: 0x1234 } } },
  start: { access: 'wo', fields: { now: { bits: 1 } } },
});
const [controlAt, idAt, startAt] = [0, 4, 8];

/** A channel that was accepted and whose response was not taken yet. */
const underWay = (name: string, accepted: Val<1>, ended: Val<1>): Val<1> => {
  const held: any = reg({ [name]: bit(0) })[name];
  when(accepted, () => held.set(1)).elsewhen(ended, () => held.set(0));
  return held;
};

/** A value as it was when a channel was accepted. */
const remembered = (name: string, value: Val, accepted: Val<1>): Val => {
  const kept: any = reg({ [name]: u(value.width) })[name];
  when(accepted, () => kept.set(value));
  return kept;
};

/** `valid` and `payload` stay until they are taken. */
const stays = (name: string, valid: Val<1>, ready: Val<1>, payload: Val): void => {
  const before: any = reg({ [`${name}_before`]: { waits: bit(0), payload: u(payload.width) } })[`${name}_before`];
  before.waits.set(valid.and(ready.not()));
  before.payload.set(payload);
  when(before.waits, () => {
    assert(`${name}_stays`, valid);
    assert(`${name}_keeps_its_payload`, payload.eq(before.payload));
  });
};

/** The address of the word that holds a byte. */
const wordAt = (address: Val): Val => cat(address.slice(2, address.width - 2) as Val, lit(0, 2)) as Val;

const isOneOf = (address: Val, places: readonly number[]): Val<1> =>
  places.map(place => address.eq(place) as Val<1>).reduce((a, b) => a.or(b));

/** The fields of `control` after a write: each of its bytes with a strobe changes. */
const merged = (low: Val, high: Val, data: Val, strobe: Val): readonly [Val, Val] => [
  cat(mux(strobe.bit(1), data.bit(8), low.bit(2)), mux(strobe.bit(0), data.slice(6, 2), low.slice(0, 2)) as Val) as Val,
  mux(strobe.bit(3), data.slice(30, 2), high) as Val,
];

/** What the promise about writes remembers. */
interface SeenWrites {
  readonly hasAddress: Val<1>;
  readonly hasData: Val<1>;
  readonly address: Val;
  readonly data: Val;
  readonly strobe: Val;
  readonly complete: Val<1>;
  /** The write reaches a register. */
  readonly good: Val<1>;
  /** It is answered OKAY. */
  readonly fine: Val<1>;
}

const writes = ({ bus, control, commands }: any): SeenWrites => {
  const taken = bus.bvalid.and(bus.bready);
  const [asked, sent] = [bus.awvalid.and(bus.awready), bus.wvalid.and(bus.wready)];
  const [hasAddress, hasData] = [underWay('has_address', asked, taken), underWay('has_data', sent, taken)];
  const byteAddress = remembered('write_address', bus.awaddr, asked);
  const address = wordAt(byteAddress);
  const [data, strobe] = [remembered('data', bus.wdata, sent), remembered('strobe', bus.wstrb, sent)];
  const complete = hasAddress.and(hasData);
  stays('b', bus.bvalid, bus.bready, bus.bresp);
  assert('response_has_its_write', bus.bvalid.not().or(complete));
  assert('one_write_at_a_time', bus.awready.eq(hasAddress.not()).and(bus.wready.eq(hasData.not())));
  quietForAtMost('silent_write', complete.and(bus.bvalid.not()), 2);

  const start = address.eq(startAt).and(strobe.andR()) as Val<1>;
  const good = address.eq(controlAt).and(strobe.orR()).or(start) as Val<1>;
  const fine = good.or(strobe.orR().not()) as Val<1>;
  when(bus.bvalid, () => assert('write_response_is_right', bus.bresp.eq(mux(fine, lit(0, 2), 2))));

  // What software wrote last, response by response.
  const model = reg({ model: { low: u(3, 5), high: u(2, 0) } }).model as any;
  const [low, high] = merged(model.low, model.high, data, strobe);
  const changed = address.eq(controlAt) as Val<1>;
  when(taken.and(changed), () => model.set({ low, high }));
  const shown = bus.bvalid.and(changed) as Val<1>;
  assert('low_is_as_written', control.control.low.eq(mux(shown, low, model.low)));
  assert('high_is_as_written', control.control.high.eq(mux(shown, high, model.high)));

  // A command is given once, in the clock before its response.
  const { commanded } = reg({ commanded: bit(0) });
  commanded.set(commands.start.valid);
  when(commands.start.valid, () => {
    assert('command_is_asked_for', complete.and(start).and(bus.bvalid.not()));
    assert('command_says_what_was_written', commands.start.payload.now.eq(data.bit(0)));
  });
  const { answered } = reg({ answered: bit(0) });
  answered.set(bus.bvalid.and(taken.not()));
  when(bus.bvalid.and(answered.not()), () => assert('command_is_given', commanded.eq(start)));
  cover('software_changes_a_field', taken.and(changed).and(low.ne(model.low)));
  return { hasAddress, hasData, address: byteAddress, data, strobe, complete, good, fine };
};

/** The registers of the port are what the observer remembers. */
const writeInvariants = ({ bus }: any, inner: Inner, seen: SeenWrites): void => {
  const { hasAddress, hasData, address, data, strobe, complete, good, fine } = seen;
  const port = inner.instance('port');
  const decoded = inner.register('write_decoded');
  assert('address_is_held', port.register('write_address_held').eq(hasAddress));
  assert('data_is_held', port.register('write_data_held').eq(hasData));
  when(hasAddress, () => assert('address_is_kept', port.register('write_address_address').eq(address)));
  when(hasData, () => {
    assert('data_is_kept', port.register('write_data_data').eq(data));
    assert('strobe_is_kept', port.register('write_data_strobe').eq(strobe));
  });
  assert('decoded_waits_for_its_response', decoded.not().or(complete.and(bus.bvalid.not())) as Val<1>);
  assert('decoded_is_right', inner.register('write_blocks').orR().eq(decoded.and(good)));
  when(decoded, () => assert('excused_is_right', inner.register('write_excused').eq(fine.and(good.not()))));
  const { before } = reg({ before: bit(0) });
  before.set(complete);
  const isNew = complete.and(before.not()) as Val<1>;
  when(complete.and(bus.bvalid.not()), () => assert('decoded_in_time', decoded.or(isNew) as Val<1>));
};

const reads = ({ bus, control }: any): { readonly pending: Val<1>; readonly address: Val } => {
  const taken = bus.rvalid.and(bus.rready);
  const asked = bus.arvalid.and(bus.arready);
  const pending = underWay('read_pending', asked, taken);
  const address = remembered('read_address', bus.araddr, asked);
  stays('r', bus.rvalid, bus.rready, cat(bus.rresp, bus.rdata) as Val);
  assert('data_has_its_read', bus.rvalid.not().or(pending));
  assert('one_read_at_a_time', bus.arready.eq(pending.not()));
  quietForAtMost('silent_read', pending.and(bus.rvalid.not()), 2);

  const before = reg({ shown: { low: u(3), high: u(2), valid: bit(0) } }).shown as any;
  before.set({ low: control.control.low, high: control.control.high, valid: bus.rvalid });
  const held = cat(before.high, lit(0, 21), before.low, lit(0, 6)) as Val;
  const word = wordAt(address);
  const known = isOneOf(word, [controlAt, idAt]);
  when(bus.rvalid, () => {
    assert('read_response_is_right', bus.rresp.eq(mux(known, lit(0, 2), 2)));
    when(word.eq(idAt) as Val<1>, () => assert('constant_is_read', bus.rdata.eq(0x1234)));
    when(known.not(), () => assert('nothing_else_is_read', bus.rdata.eq(0)));
    when(before.valid.not().and(word.eq(controlAt)), () => assert('control_is_read', bus.rdata.eq(held)));
  });
  return { pending, address };
};

const readInvariants = ({ bus }: any, inner: Inner, { pending, address }: ReturnType<typeof reads>): void => {
  const port = inner.instance('port');
  const step = inner.register('read_step');
  assert('read_is_held', port.register('read_address_held').eq(pending));
  when(pending, () => assert('read_address_is_kept', port.register('read_address_address').eq(address)));
  assert('step_is_in_a_read', step.not().or(pending.and(bus.rvalid.not())) as Val<1>);
  const chosen = cat(wordAt(address).eq(idAt), wordAt(address).eq(controlAt)) as Val;
  when(step as Val<1>, () => assert('chosen_is_right', inner.register('read_chosen').eq(chosen)));
};

/** A decoder of this map, made by `make`, with its promise. */
export const promisedDecoder = (make: typeof registerDecoder): Definition =>
  watched(make(map) as Definition, (io: any) => {
    writes(io);
    reads(io);
  });

const proven = (): Definition =>
  watched(registerDecoder(map) as Definition, (io: any, inner) => {
    writeInvariants(io, inner, writes(io));
    readInvariants(io, inner, reads(io));
  });

export const decoderProofs = [proof('register-decoder', proven, { depth: 7 })];
