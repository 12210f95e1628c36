// SPDX-License-Identifier: Apache-2.0
/** A packet filter on AXI4-Stream: drops Ethernet frames by EtherType or destination address, as registers say. */
import {
  bit,
  cat,
  component,
  expose,
  type Inside,
  inst,
  master,
  mux,
  type Outside,
  reg,
  slave,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import {
  axiLite,
  axiStream,
  byteBeat,
  type DecoderPorts,
  packetFifo,
  registerDecoder,
  registerMap,
} from 'typescript-hdl/lib';

const etherTypeRule = {
  access: 'rw',
  doc: 'Frames of this EtherType are dropped.',
  fields: { value: { bits: 16 }, enable: { bits: 1 } },
} as const;
const addressLow = { access: 'rw', doc: 'Bytes 0 to 3 of a destination.', fields: { value: { bits: 32 } } } as const;
const addressHigh = {
  access: 'rw',
  doc: 'Bytes 4 and 5 of it; frames to this address are dropped.',
  fields: { value: { bits: 16 }, enable: { bits: 1 } },
} as const;

/** Two rules of each kind, and a counter. The same declaration makes C header, page and accessor (`typescript-hdl/lib`). */
export const filterRegisters = registerMap('packet_filter', {
  counts: { access: 'ro', doc: 'Frames dropped, modulo 2 ** 32.', fields: { dropped: { bits: 32 } } },
  etherType0: etherTypeRule,
  etherType1: etherTypeRule,
  low0: addressLow,
  high0: addressHigh,
  low1: addressLow,
  high1: addressHigh,
});

type Rules = Outside<DecoderPorts<typeof filterRegisters.specs>>['control'];

/** Bytes 0 to 5 of a frame, the destination, are in the first beat; byte 0 is in the low bits. */
const addressIsBad = (rules: Rules, data: Val<64>): Val<1> => {
  const destination = data.trunc(48);
  const hit0 = rules.high0.enable.and(destination.eq(cat(rules.high0.value, rules.low0.value)));
  const hit1 = rules.high1.enable.and(destination.eq(cat(rules.high1.value, rules.low1.value)));
  return hit0.or(hit1);
};

/** Bytes 12 and 13, the EtherType with its high byte first, are in the second beat. */
const typeIsBad = (rules: Rules, data: Val<64>): Val<1> => {
  const type = cat(data.slice(32, 8), data.slice(40, 8));
  const { etherType0, etherType1 } = rules;
  return etherType0.enable.and(type.eq(etherType0.value)).or(etherType1.enable.and(type.eq(etherType1.value)));
};

/** A stream of frames, from the filter's side. */
const incoming = slave(axiStream(64));

/** 1 in the last beat of a frame that some rule names; looks at each beat once, as it enters. */
const frameIsBad = (rx: Inside<typeof incoming>, rules: Rules): Val<1> => {
  const frame = reg({ first: bit(1), second: bit(0), condemned: bit(0) });
  const { verdict } = wire({ verdict: bit() });
  const secondIsBad = frame.second.and(typeIsBad(rules, rx.tdata));
  verdict.set(frame.condemned.or(mux(frame.first, addressIsBad(rules, rx.tdata), secondIsBad)));
  when(rx.tvalid.and(rx.tready), () => {
    frame.first.set(rx.tlast);
    frame.second.set(frame.first.and(rx.tlast.not()));
    frame.condemned.set(verdict.and(rx.tlast.not()));
  });
  return verdict;
};

/**
 * `s_axis` to `m_axis`, 64 bits wide, through a packet FIFO of `depth` beats: a frame leaves once its last beat is in and
 * nobody objects, so that no part of a dropped frame is ever seen. Dropped are frames that a rule names, frames whose last
 * beat has `tuser` 1 (the sender found them broken) and frames that do not fit the free space; each counts once.
 * `s_axis.tready` stays 1. Throughput one beat a clock, latency 2 clocks after the last beat. A frame of one beat has no
 * EtherType. A frame during which a rule changes may be judged by either rule.
 */
export const packetFilter = (depth: number) =>
  component(
    'packet_filter',
    { depth },
    { s_axis: incoming, m_axis: master(axiStream(64)), s_axi: slave(axiLite(filterRegisters.addressBits)) },
    ({ s_axis: rx, m_axis: tx, s_axi: bus }) => {
      const { fifo, registers } = inst({
        fifo: packetFifo(byteBeat(64), depth, 'drop'),
        registers: registerDecoder(filterRegisters),
      });
      expose(bus, registers.bus);

      fifo.up.valid.set(rx.tvalid);
      fifo.up.payload.set({ data: rx.tdata, keep: rx.tkeep, last: rx.tlast });
      fifo.drop.set(frameIsBad(rx, registers.control).or(rx.tuser));
      rx.tready.set(fifo.up.ready);

      const { dropped } = reg({ dropped: u(32, 0) });
      when(fifo.dropped, () => dropped.set(dropped.add(1)));
      registers.status.set({ counts: { dropped } });

      tx.tvalid.set(fifo.down.valid);
      tx.tdata.set(fifo.down.payload.data);
      tx.tkeep.set(fifo.down.payload.keep);
      tx.tlast.set(fifo.down.payload.last);
      tx.tuser.set(0);
      fifo.down.ready.set(tx.tready);
    },
    { doc: 'Drops Ethernet frames by EtherType or destination address.', edge: true },
  );

/** A filter with room for a frame of 2,000 bytes and one after it. */
export const filter512 = packetFilter(512);
