#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A VLAN interface without the kernel's 802.1Q module: a tap device whose frames go in and out of a port with a tag.

Usage: vlan-tap.py PORT VLAN TAP     (runs until it is ended; TAP is created)
"""
import errno
import fcntl
import os
import select
import socket
import struct
import sys

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000
ETH_P_ALL = 0x0003
SOL_PACKET = 263
PACKET_ADD_MEMBERSHIP = 1
PACKET_MR_PROMISC = 1
PACKET_AUXDATA = 8
PACKET_OUTGOING = 4
TP_STATUS_VLAN_VALID = 0x10
TPID = 0x8100


def open_tap(name):
    tap = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    return tap


def open_port(name):
    port = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    port.bind((name, ETH_P_ALL))
    # The kernel takes the tag off a received frame and hands it over beside the data.
    port.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    membership = struct.pack("iHH8x", socket.if_nametoindex(name), PACKET_MR_PROMISC, 0)
    port.setsockopt(SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership)
    return port


def received_vlan(ancillary):
    """VLAN id of a received frame; None when it had no tag."""
    for level, kind, data in ancillary:
        if level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, tci, _ = struct.unpack("IIIHHHH", data)
            if status & TP_STATUS_VLAN_VALID:
                return tci & 0x0FFF
    return None


def deliver(tap, frame):
    try:
        os.write(tap, frame)
    except OSError as error:
        # An interface that is not up yet, or no longer, loses its frames.
        if error.errno != errno.EIO:
            raise


def main(port_name, vlan, tap_name):
    tap = open_tap(tap_name)
    port = open_port(port_name)
    print("ready", flush=True)
    while True:
        for ready in select.select([tap, port], [], [])[0]:
            if ready == tap:
                frame = os.read(tap, 65536)
                port.send(frame[:12] + struct.pack("!HH", TPID, vlan) + frame[12:])
            else:
                frame, ancillary, _, address = port.recvmsg(65536, socket.CMSG_SPACE(20))
                if address[2] != PACKET_OUTGOING and received_vlan(ancillary) == vlan:
                    deliver(tap, frame)


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    except OSError as error:
        if error.errno != errno.ENETDOWN:
            raise
