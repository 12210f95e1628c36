# SPDX-License-Identifier: Apache-2.0
"""A vhost-user front end that says what it is told to: one command a line on standard input, one answer a line.

connect PATH | close | send REQUEST FLAGS HEX [FD...] | raw HEX | receive | memory NAME BYTES | event NAME | pipe NAME | shrink NAME BYTES |
write NAME OFFSET HEX | kick NAME | block NAME | fill NAME | packet INTERFACE HEX
Files are named; `memory` is filled with zeros. `block` makes a file wait for what it cannot do at once, `fill` an event file so full that
a write to it cannot be done. `receive` prints the hexadecimal answer, or `end` when the connection is closed.
"""
import array
import fcntl
import os
import socket
import struct
import sys

files = {}
connection = None


def send(data, names):
    passed = array.array("i", [files[name] for name in names])
    control = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, passed)] if names else []
    connection.sendmsg([data], control)


def receive():
    header = connection.recv(12, socket.MSG_WAITALL)
    if len(header) < 12:
        return "end"
    size = struct.unpack("<I", header[8:])[0]
    return (header + (connection.recv(size, socket.MSG_WAITALL) if size else b"")).hex()


def fill(event):
    """Notifications may come at any time, and what is in the file leaves no room for so many more."""
    while True:
        try:
            return os.eventfd_write(event, 2**64 - 2)
        except BlockingIOError:
            os.eventfd_read(event)


def inject(interface, frame):
    """Brings a network interface up and sends a frame there (netdevice(7), packet(7))."""
    sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    request = interface.encode().ljust(16, b"\0")
    flags = struct.unpack("<H", fcntl.ioctl(sender, 0x8913, request + bytes(24))[16:18])[0]
    fcntl.ioctl(sender, 0x8914, request + struct.pack("<H", flags | 1) + bytes(22))
    sender.bind((interface, 0))
    sender.send(frame)


def answer(words):
    global connection
    what, arguments = words[0], words[1:]
    if what == "connect":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(60)
        connection.connect(arguments[0])
    elif what == "close":
        connection.close()
    elif what == "send":
        payload = bytes.fromhex(arguments[2]) if arguments[2] != "-" else b""
        send(struct.pack("<III", int(arguments[0]), int(arguments[1]), len(payload)) + payload, arguments[3:])
    elif what == "raw":
        connection.sendall(bytes.fromhex(arguments[0]))
    elif what == "receive":
        return receive()
    elif what == "memory":
        files[arguments[0]] = os.memfd_create(arguments[0])
        os.ftruncate(files[arguments[0]], int(arguments[1]))
    elif what == "event":
        files[arguments[0]] = os.eventfd(0, os.EFD_NONBLOCK)
    elif what == "pipe":
        files[arguments[0]] = os.pipe()[1]
    elif what == "shrink":
        os.ftruncate(files[arguments[0]], int(arguments[1]))
    elif what == "write":
        os.pwrite(files[arguments[0]], bytes.fromhex(arguments[2]), int(arguments[1]))
    elif what == "block":
        os.set_blocking(files[arguments[0]], True)
    elif what == "fill":
        fill(files[arguments[0]])
    elif what == "packet":
        inject(arguments[0], bytes.fromhex(arguments[1]))
    elif what == "kick":
        os.eventfd_write(files[arguments[0]], 1)
    else:
        return "unknown"
    return "ok"


for line in sys.stdin:
    try:
        print(answer(line.split()), flush=True)
    except (ConnectionError, BrokenPipeError):
        print("end", flush=True)
