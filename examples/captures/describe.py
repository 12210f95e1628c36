#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of README.md, between its two marks, from the frames of a capture that finish.py wrote.

Usage: describe.py CAPTURE README
"""
import struct
import sys
from collections import Counter

BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"
PROTOCOLS = {1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6"}
FRAGMENT_HEADER = 44
# (VLAN, destination MAC) of those who may receive; VLAN 0 is untagged.
RECEIVERS = {
    (0, "52:54:00:00:00:10"): "`web`",
    (0, "52:54:00:00:00:11"): "`db`",
    (0, "52:54:00:00:00:12"): "`dns`",
    (20, "52:54:00:00:00:20"): "`vlanguest`",
}


def frames(path):
    with open(path, "rb") as file:
        data = file.read()
    at = 24
    while at < len(data):
        length = struct.unpack_from("<I", data, at + 8)[0]
        yield data[at + 16 : at + 16 + length]
        at += 16 + length


def protocol(ethertype, packet):
    if ethertype == 0x0806:
        return "ARP"
    if ethertype == 0x0800:
        later = struct.unpack_from("!H", packet, 6)[0] & 0x1FFF
        return "IPv4 later fragment" if later else "IPv4 " + PROTOCOLS.get(packet[9], "other")
    if ethertype == 0x86DD:
        following = packet[6]
        if following == FRAGMENT_HEADER:
            following = packet[40]
            if struct.unpack_from("!H", packet, 42)[0] >> 3:
                return "IPv6 later fragment"
        return "IPv6 " + PROTOCOLS.get(following, "other (multicast listener reports)")
    return "other"


def describe(frame):
    """Protocol and receiver of a frame."""
    vlan, at = 0, 12
    ethertype = struct.unpack_from("!H", frame, at)[0]
    if ethertype == 0x8100:
        tag, ethertype = struct.unpack_from("!HH", frame, at + 2)
        vlan, at = tag & 0x0FFF, at + 4
    if frame[0] & 1:
        receiver = f"everybody or a group{', VLAN ' + str(vlan) if vlan else ''}"
    else:
        receiver = RECEIVERS.get((vlan, frame[:6].hex(":")), "nobody: unknown address or VLAN")
    return protocol(ethertype, frame[at + 2 :]), receiver


def table(title, all_frames, of):
    count, size = Counter(), Counter()
    for frame in all_frames:
        count[of(frame)] += 1
        size[of(frame)] += len(frame)
    rows = [f"| {name} | {count[name]} | {size[name]} |" for name in sorted(count)]
    total = f"| **all** | {count.total()} | {size.total()} |"
    return "\n".join([f"| {title} | frames | bytes |", "|---|---:|---:|", *rows, total])


def main(capture, readme):
    kept = list(frames(capture))
    tables = [
        table("protocol", kept, lambda frame: describe(frame)[0]),
        table("addressed to", kept, lambda frame: describe(frame)[1]),
    ]
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    with open(readme, "w", encoding="utf-8") as file:
        file.write("\n".join([before + BEGIN, "\n\n".join(tables), END + after]))


main(sys.argv[1], sys.argv[2])
