// SPDX-License-Identifier: Apache-2.0
/*
 * Asks DPDK for the packet type of frames. Standard input: for each frame its length (32 bit, little-endian) and its bytes.
 * Standard output: for each frame a line of packet type (hexadecimal) and the lengths of headers: L2, L3, L4, tunnel, and
 * L2, L3, L4 inside the tunnel.
 * The packet buffers are plain memory dressed up as one segment, so no environment layer is started.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <rte_mbuf.h>
#include <rte_net.h>

#define MAX_FRAME 262144u

static uint8_t frame[MAX_FRAME];

static int read_length(uint32_t *length)
{
    uint8_t raw[4];

    if (fread(raw, 1, sizeof raw, stdin) != sizeof raw)
        return 0;
    *length = raw[0] | (uint32_t)raw[1] << 8 | (uint32_t)raw[2] << 16 | (uint32_t)raw[3] << 24;
    return 1;
}

static void report(uint32_t length)
{
    const uint16_t held = length > UINT16_MAX ? UINT16_MAX : (uint16_t)length;
    struct rte_net_hdr_lens lengths;
    struct rte_mbuf segment;
    uint32_t type;

    memset(&lengths, 0, sizeof lengths);
    memset(&segment, 0, sizeof segment);
    segment.buf_addr = frame;
    segment.buf_len = held;
    segment.data_len = held;
    segment.pkt_len = held;
    segment.nb_segs = 1;
    rte_mbuf_refcnt_set(&segment, 1);
    type = rte_net_get_ptype(&segment, &lengths, RTE_PTYPE_ALL_MASK);
    printf("%08" PRIx32 " %u %u %u %u %u %u %u\n", type, (unsigned)lengths.l2_len, (unsigned)lengths.l3_len,
           (unsigned)lengths.l4_len, (unsigned)lengths.tunnel_len, (unsigned)lengths.inner_l2_len,
           (unsigned)lengths.inner_l3_len, (unsigned)lengths.inner_l4_len);
}

int main(void)
{
    uint32_t length;

    while (read_length(&length)) {
        if (length > MAX_FRAME || fread(frame, 1, length, stdin) != length) {
            fprintf(stderr, "ptype: a frame of %u bytes is cut or too long\n", (unsigned)length);
            return 1;
        }
        report(length);
    }
    return 0;
}
