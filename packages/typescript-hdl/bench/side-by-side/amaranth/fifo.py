# SPDX-License-Identifier: Apache-2.0
from amaranth import *
from amaranth.lib import fifo, stream, wiring
from amaranth.lib.wiring import In, Out


class WordFifo(wiring.Component):
    def __init__(self, width, depth):
        self.width, self.depth = width, depth
        super().__init__({"up": In(stream.Signature(width)), "down": Out(stream.Signature(width))})

    def elaborate(self, platform):
        m = Module()
        m.submodules.queue = queue = fifo.SyncFIFOBuffered(width=self.width, depth=self.depth)
        wiring.connect(m, wiring.flipped(self.up), queue.w_stream)
        wiring.connect(m, queue.r_stream, wiring.flipped(self.down))
        return m


def main():
    return WordFifo(32, 64)
