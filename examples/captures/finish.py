#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns what tcpdump recorded into the capture that is kept: frames padded as a sending MAC pads them, times from zero.

Usage: finish.py RECORDED KEPT       (prints how many frames and bytes were kept)
"""
import struct
import sys

FILE_HEADER = struct.Struct("<IHHiIII")
RECORD_HEADER = struct.Struct("<IIII")
NANOSECOND_MAGIC = 0xA1B23C4D
# A namespace hands over frames before any MAC: IEEE 802.3 pads them to 60 bytes and the FCS.
MINIMUM_BYTES = 60
# Every capture starts at the same moment, so that recording again changes no more than it must.
START_SECONDS = 1_700_000_000


def records(data):
    at = FILE_HEADER.size
    while at < len(data):
        seconds, nanoseconds, captured, original = RECORD_HEADER.unpack_from(data, at)
        if captured != original:
            sys.exit(f"finish.py: a frame of {original} bytes was cut to {captured}")
        at += RECORD_HEADER.size
        yield seconds * 1_000_000_000 + nanoseconds, data[at : at + captured]
        at += captured


def main(recorded, kept):
    with open(recorded, "rb") as file:
        data = file.read()
    if FILE_HEADER.unpack_from(data)[0] != NANOSECOND_MAGIC:
        sys.exit("finish.py: tcpdump did not write nanoseconds")
    frames = list(records(data))
    first = frames[0][0]
    with open(kept, "wb") as file:
        file.write(FILE_HEADER.pack(NANOSECOND_MAGIC, 2, 4, 0, 0, 262144, 1))
        for time, frame in frames:
            seconds, nanoseconds = divmod(time - first, 1_000_000_000)
            padded = frame.ljust(MINIMUM_BYTES, b"\0")
            file.write(RECORD_HEADER.pack(START_SECONDS + seconds, nanoseconds, len(padded), len(padded)))
            file.write(padded)
        print(f"{len(frames)} frames, {file.tell()} bytes")


main(sys.argv[1], sys.argv[2])
