# SPDX-License-Identifier: Apache-2.0
"""nftables as a judge, inside a network namespace of its own: which frames a ruleset lets in.

Reads one JSON object a line, {"ruleset": text, "frames": [hex, ...]}, and answers with a list of booleans. A frame is sent to the
interface "wire". What the ruleset accepts is sent on to another interface by a chain that comes after it; a mark after each frame,
which goes there before any ruleset is asked, says that there is no more to come.
"""
import json
import socket
import subprocess
import sys

ALL = 0x0003
MARK_TYPE = b"\x88\xb6"  # for experiments (IEEE 802, 9.2.4)
MARK_MAC = b"\x02\x00\x00\x00\xee\xee"
AROUND = """
table netdev around {
  chain marks { type filter hook ingress device "wire" priority -10; ether daddr 02:00:00:00:ee:ee fwd to "accepted"; }
  chain passed { type filter hook ingress device "wire" priority 10; fwd to "accepted"; }
}
"""


def run(*words, text=None):
    done = subprocess.run(words, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")


def opened(name):
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
    raw.bind((name, ALL))
    raw.settimeout(10)
    return raw


def main():
    for near, far in (("wire", "sender"), ("accepted", "reader")):
        run("ip", "link", "add", near, "type", "veth", "peer", "name", far)
        for name in (near, far):
            # The kernel says nothing of its own on an interface without IPv6.
            run("sysctl", "-qw", f"net.ipv6.conf.{name}.disable_ipv6=1")
            run("ip", "link", "set", name, "mtu", "9100", "arp", "off", "up")
    sender, reader = opened("sender"), opened("reader")
    for line in sys.stdin:
        asked = json.loads(line)
        run("nft", "-f", "-", text="flush ruleset\n" + asked["ruleset"] + AROUND)
        verdicts = []
        for number, frame in enumerate(asked["frames"]):
            mark = MARK_MAC + MARK_MAC + MARK_TYPE + number.to_bytes(4, "big") + bytes(42)
            sender.send(bytes.fromhex(frame))
            sender.send(mark)
            passed = 0
            while (got := reader.recv(65536)) != mark:
                passed += 1
            if passed > 1:
                raise RuntimeError(f"frame {number} came {passed} times")
            verdicts.append(passed == 1)
        print(json.dumps(verdicts), flush=True)


main()
