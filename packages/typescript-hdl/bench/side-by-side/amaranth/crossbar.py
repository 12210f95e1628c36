# SPDX-License-Identifier: Apache-2.0
from amaranth import *
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out


class PacketArbiter(wiring.Component):
    """Round robin among packet streams; the grant holds from the offer of the first beat through `last`."""

    def __init__(self, beat, count):
        self.count = count
        super().__init__({"up": In(stream.Signature(beat)).array(count), "down": Out(stream.Signature(beat))})

    def elaborate(self, platform):
        m = Module()
        locked = Signal()
        owner = Signal(range(self.count), init=self.count - 1)
        grant = Signal.like(owner)
        with m.If(locked):
            m.d.comb += grant.eq(owner)
        with m.Else():
            with m.Switch(owner):
                for last in range(self.count):
                    with m.Case(last):
                        for distance in reversed(range(1, self.count + 1)):
                            i = (last + distance) % self.count
                            with m.If(self.up[i].valid):
                                m.d.comb += grant.eq(i)
        with m.Switch(grant):
            for i, up in enumerate(self.up):
                with m.Case(i):
                    m.d.comb += [self.down.valid.eq(up.valid), self.down.payload.eq(up.payload), up.ready.eq(self.down.ready)]
        with m.If(self.down.valid):
            m.d.sync += [owner.eq(grant), locked.eq(~(self.down.ready & self.down.payload.last))]
        return m


class Crossbar(wiring.Component):
    """N x M crossbar of packet streams."""

    def __init__(self, n, m, data_bits):
        self.n, self.m = n, m
        self.beat = data.StructLayout({"data": data_bits, "keep": data_bits // 8, "last": 1, "dest": range(m)})
        super().__init__({"up": In(stream.Signature(self.beat)).array(n), "down": Out(stream.Signature(self.beat)).array(m)})

    def elaborate(self, platform):
        m = Module()
        arbiters = []
        for j in range(self.m):
            m.submodules[f"arbiter_{j}"] = arbiter = PacketArbiter(self.beat, self.n)
            wiring.connect(m, arbiter.down, wiring.flipped(self.down[j]))
            arbiters.append(arbiter)
        for i, up in enumerate(self.up):
            for j, arbiter in enumerate(arbiters):
                m.d.comb += [arbiter.up[i].valid.eq(up.valid & (up.payload.dest == j)), arbiter.up[i].payload.eq(up.payload)]
            with m.Switch(up.payload.dest):
                for j, arbiter in enumerate(arbiters):
                    with m.Case(j):
                        m.d.comb += up.ready.eq(arbiter.up[i].ready)
        return m


def main(n=4, m=4):
    return Crossbar(n, m, 64)
