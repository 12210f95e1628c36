// SPDX-License-Identifier: Apache-2.0
/** A UART, 8 data bits, no parity, one stop bit: a transmitter, a receiver, and both in one component. */
import {
  bit,
  cat,
  component,
  expose,
  flow,
  fsm,
  indexWidth,
  input,
  inst,
  lit,
  master,
  mux,
  output,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';

/** The clocks of one bit, rounded: `clocksPerBit(100e6, 115_200)` is 868. */
export const clocksPerBit = (clockHz: number, baud: number): number => Math.round(clockHz / baud);

/** Half a bit must hide the three clocks by which the receiver is late. */
const checkedDivider = (divider: number): number => {
  if (Number.isInteger(divider) && divider >= 5) return divider;
  throw new RangeError(`A UART bit takes a whole number of at least 5 clocks, not ${divider}.`);
};

/**
 * Sends each byte as a start bit (0), eight data bits with the lowest first, and a stop bit (1), `divider` clocks each.
 * `up.ready` is 1 while the line is idle; frames follow each other without a gap but for one idle clock. `line` is a register.
 */
export const uartTransmitter = (divider: number) =>
  component(
    'uart_transmitter',
    { divider: checkedDivider(divider) },
    { up: slave(stream(u(8))), line: output(bit()) },
    ({ up, line }) => {
      const r = reg({ busy: bit(0), timer: u(indexWidth(divider), 0), index: u(4, 0), shift: u(10, 0x3ff) });
      up.ready.set(r.busy.not());
      line.set(r.shift.bit(0));
      when(up.fire, () => {
        r.busy.set(1);
        r.shift.set(cat(lit(1, 1), up.payload, lit(0, 1)));
      });
      when(r.busy, () => {
        const endOfBit = r.timer.eq(divider - 1);
        r.timer.set(mux(endOfBit, 0, r.timer.add(1)));
        when(endOfBit, () => {
          const endOfFrame = r.index.eq(9);
          r.shift.set(cat(lit(1, 1), r.shift.slice(1, 9)));
          r.index.set(mux(endOfFrame, 0, r.index.add(1)));
          r.busy.set(endOfFrame.not());
        });
      });
    },
    { doc: 'UART transmitter: 8 data bits, lowest first, no parity, one stop bit.' },
  );

/**
 * Receives what {@link uartTransmitter} sends, from a line of any clock: samples in the middle of each bit. `down` carries a byte
 * for one clock; `framingError` is 1 for one clock instead when the stop bit is 0, and the receiver then waits for an
 * idle line. A start bit that is gone at its middle is taken for a disturbance and forgotten.
 */
export const uartReceiver = (divider: number) =>
  component(
    'uart_receiver',
    { divider: checkedDivider(divider) },
    { line: input(bit()), down: master(flow(u(8))), framingError: output(bit()) },
    ({ line, down, framingError }) => {
      // Two flip-flops before anything looks at the line; an idle line is 1.
      const { meta, seen } = reg({ meta: bit(1), seen: bit(1) });
      meta.set(line);
      seen.set(meta);

      const r = reg({ timer: u(indexWidth(divider), 0), index: u(4, 0), shift: u(8) });
      const middle = r.timer.eq(Math.floor(divider / 2) - 1);
      const endOfBit = r.timer.eq(divider - 1);
      const state = fsm('state', ['idle', 'receiving', 'broken'], {
        idle: goto => {
          r.timer.set(0);
          r.index.set(0);
          when(seen.not(), () => goto('receiving'));
        },
        receiving: goto => {
          r.timer.set(mux(endOfBit, 0, r.timer.add(1)));
          when(endOfBit, () => r.index.set(r.index.add(1)));
          when(middle, () => {
            when(r.index.eq(0).and(seen), () => goto('idle'));
            when(r.index.ne(9), () => r.shift.set(cat(seen, r.shift.slice(1, 7)))).otherwise(() => {
              when(seen, () => goto('idle')).otherwise(() => goto('broken'));
            });
          });
        },
        broken: goto => {
          when(seen, () => goto('idle'));
        },
      });
      const stopBit = state.is('receiving').and(middle).and(r.index.eq(9));
      down.valid.set(stopBit.and(seen));
      down.payload.set(r.shift);
      framingError.set(stopBit.and(seen.not()));
    },
    { doc: 'UART receiver: 8 data bits, lowest first, no parity, one stop bit.' },
  );

/** Transmitter and receiver side by side, with the pins `tx` and `rx`. */
export const uart = (divider: number) =>
  component(
    'uart',
    { divider },
    {
      send: slave(stream(u(8))),
      received: master(flow(u(8))),
      framingError: output(bit()),
      tx: output(bit()),
      rx: input(bit()),
    },
    io => {
      const { transmitter, receiver } = inst({
        transmitter: uartTransmitter(divider),
        receiver: uartReceiver(divider),
      });
      expose({ up: io.send, line: io.tx }, transmitter);
      expose({ down: io.received, framingError: io.framingError, line: io.rx }, receiver);
    },
    { doc: 'UART with transmitter and receiver.', edge: true },
  );

/** 115,200 baud from a clock of 100 MHz. */
export const uart115200 = uart(clocksPerBit(100e6, 115_200));
