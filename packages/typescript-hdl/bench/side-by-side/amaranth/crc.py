# SPDX-License-Identifier: Apache-2.0
from amaranth import *
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out

POLYNOMIAL = 0xEDB88320


def step(state, word, bits):
    """Next CRC state, as one exclusive or of input bits each, from the columns of the matrix."""
    rows = [[] for _ in range(32)]
    for column, bit in enumerate([*state, *word[:bits]]):
        s, d = (1 << column, 0) if column < 32 else (0, 1 << (column - 32))
        for i in range(bits):
            feedback = (s ^ (d >> i)) & 1
            s = (s >> 1) ^ (POLYNOMIAL if feedback else 0)
        for row in range(32):
            if s >> row & 1:
                rows[row].append(bit)
    return Cat(Cat(row).xor() for row in rows)


class PacketCrc(wiring.Component):
    """CRC-32 of packets, eight bytes a clock; `keep` marks the bytes that count, from the lowest on without a gap."""
    input: In(wiring.Signature({"valid": Out(1), "payload": Out(data.StructLayout({"data": 64, "keep": 8, "last": 1}))}))
    result: Out(wiring.Signature({"valid": Out(1), "payload": Out(32)}))

    def elaborate(self, platform):
        m = Module()
        word = self.input.payload
        state = Signal(32, init=0xFFFFFFFF)
        next_state = Signal(32)
        with m.Switch(word.keep):
            for count in range(9):
                with m.Case((1 << count) - 1):
                    m.d.comb += next_state.eq(step(state, word.data, 8 * count))
        m.d.sync += self.result.valid.eq(self.input.valid & word.last)
        with m.If(self.input.valid):
            m.d.sync += state.eq(next_state)
            with m.If(word.last):
                m.d.sync += [state.eq(0xFFFFFFFF), self.result.payload.eq(~next_state)]
        return m


def main():
    return PacketCrc()
