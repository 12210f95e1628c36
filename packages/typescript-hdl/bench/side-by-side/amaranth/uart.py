# SPDX-License-Identifier: Apache-2.0
from amaranth import *
from amaranth.lib import cdc, stream, wiring
from amaranth.lib.wiring import In, Out


class Transmitter(wiring.Component):
    """Sends a start bit, eight data bits with the lowest first, and a stop bit, `divider` clocks each."""
    up: In(stream.Signature(8))
    line: Out(1)

    def __init__(self, divider):
        self.divider = divider
        super().__init__()

    def elaborate(self, platform):
        m = Module()
        busy = Signal()
        timer = Signal(range(self.divider))
        index = Signal(4)
        shift = Signal(10, init=0x3ff)
        m.d.comb += [self.up.ready.eq(~busy), self.line.eq(shift[0])]
        with m.If(busy):
            m.d.sync += timer.eq(timer + 1)
            with m.If(timer == self.divider - 1):
                m.d.sync += [timer.eq(0), index.eq(index + 1), shift.eq(Cat(shift[1:], 1))]
                with m.If(index == 9):
                    m.d.sync += [index.eq(0), busy.eq(0)]
        with m.Elif(self.up.valid):
            m.d.sync += [busy.eq(1), shift.eq(Cat(0, self.up.payload, 1))]
        return m


class Receiver(wiring.Component):
    """Samples in the middle of each bit; a stop bit of 0 is a framing error, and the receiver waits for an idle line."""
    line: In(1)
    valid: Out(1)
    payload: Out(8)
    framing_error: Out(1)

    def __init__(self, divider):
        self.divider = divider
        super().__init__()

    def elaborate(self, platform):
        m = Module()
        seen = Signal(init=1)
        m.submodules.synchroniser = cdc.FFSynchronizer(self.line, seen, init=1, reset_less=False)
        timer = Signal(range(self.divider))
        index = Signal(4)
        middle = Signal()
        m.d.comb += middle.eq(timer == self.divider // 2 - 1)
        with m.FSM():
            with m.State("IDLE"):
                m.d.sync += [timer.eq(0), index.eq(0)]
                with m.If(~seen):
                    m.next = "RECEIVING"
            with m.State("RECEIVING"):
                m.d.sync += timer.eq(timer + 1)
                with m.If(timer == self.divider - 1):
                    m.d.sync += [timer.eq(0), index.eq(index + 1)]
                with m.If(middle):
                    with m.If((index == 0) & seen):
                        m.next = "IDLE"
                    with m.If(index != 9):
                        m.d.sync += self.payload.eq(Cat(self.payload[1:], seen))
                    with m.Else():
                        m.d.comb += [self.valid.eq(seen), self.framing_error.eq(~seen)]
                        with m.If(seen):
                            m.next = "IDLE"
                        with m.Else():
                            m.next = "BROKEN"
            with m.State("BROKEN"):
                with m.If(seen):
                    m.next = "IDLE"
        return m


class Uart(wiring.Component):
    send: In(stream.Signature(8))
    received: Out(wiring.Signature({"valid": Out(1), "payload": Out(8)}))
    framing_error: Out(1)
    tx: Out(1)
    rx: In(1)

    def __init__(self, divider):
        self.divider = divider
        super().__init__()

    def elaborate(self, platform):
        m = Module()
        m.submodules.sender = sender = Transmitter(self.divider)
        m.submodules.listener = listener = Receiver(self.divider)
        wiring.connect(m, wiring.flipped(self.send), sender.up)
        m.d.comb += [
            self.tx.eq(sender.line), listener.line.eq(self.rx), self.framing_error.eq(listener.framing_error),
            self.received.valid.eq(listener.valid), self.received.payload.eq(listener.payload),
        ]
        return m


def main(divider=868):
    return Uart(divider)
