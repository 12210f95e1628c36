// SPDX-License-Identifier: Apache-2.0
import {
  bit,
  cat,
  component,
  expose,
  flow,
  input,
  inst,
  lit,
  master,
  output,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';
import { counter } from 'typescript-hdl/lib';

/** Sends a start bit, eight data bits with the lowest first, and a stop bit, `divider` clocks each. */
const transmitter = (divider: number) =>
  component('transmitter', { divider }, { up: slave(stream(u(8))), line: output(bit()) }, ({ up, line }) => {
    const r = reg({ busy: bit(0), shift: u(10, 0x3ff) });
    const timer = counter('timer', divider, { enable: r.busy });
    const index = counter('index', 10, { enable: timer.wraps });
    up.ready.set(r.busy.not());
    line.set(r.shift.bit(0));
    when(timer.wraps, () => r.shift.set(cat(lit(1, 1), r.shift.slice(1, 9))));
    when(index.wraps, () => r.busy.set(0));
    when(up.fire, () => {
      r.busy.set(1);
      r.shift.set(cat(lit(1, 1), up.payload, lit(0, 1)));
    });
  });

/** Samples in the middle of each bit; a stop bit of 0 is a framing error, and the receiver waits for an idle line. */
const receiver = (divider: number) => {
  const ports = { line: input(bit()), down: master(flow(u(8))), framingError: output(bit()) };
  return component('receiver', { divider }, ports, ({ line, down, framingError }) => {
    const { meta, seen } = reg({ meta: bit(1), seen: bit(1) });
    meta.set(line);
    seen.set(meta);
    const r = reg({ shift: u(8), receiving: bit(0), broken: bit(0) });
    const timer = counter('timer', divider, { clear: r.receiving.not() });
    const index = counter('index', 10, { enable: timer.wraps, clear: r.receiving.not() });
    const middle = r.receiving.and(timer.value.eq(Math.floor(divider / 2) - 1));
    const stop = middle.and(index.atEnd);
    when(seen.not().and(r.broken.not()), () => r.receiving.set(1));
    when(seen, () => r.broken.set(0));
    when(middle, () => {
      when(index.value.eq(0).and(seen).or(index.atEnd), () => r.receiving.set(0));
      when(index.atEnd, () => r.broken.set(seen.not())).otherwise(() => r.shift.set(cat(seen, r.shift.slice(1, 7))));
    });
    down.valid.set(stop.and(seen));
    down.payload.set(r.shift);
    framingError.set(stop.and(seen.not()));
  });
};

/** A UART, 8 data bits, no parity, one stop bit. */
export const uart = (divider: number) => {
  const ports = {
    send: slave(stream(u(8))),
    received: master(flow(u(8))),
    framingError: output(bit()),
    tx: output(bit()),
    rx: input(bit()),
  };
  return component('uart', { divider }, ports, io => {
    const { sender, listener } = inst({ sender: transmitter(divider), listener: receiver(divider) });
    expose({ up: io.send, line: io.tx }, sender);
    expose({ down: io.received, framingError: io.framingError, line: io.rx }, listener);
  });
};
