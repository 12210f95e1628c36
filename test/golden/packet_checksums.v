/* verilator lint_off DECLFILENAME */
`default_nettype none

// Which bytes the checksum of a packet covers.
module packet_coverage (
    input  wire        clk,
    input  wire        rst,
    // facts
    input  wire        facts_valid_i,
    input  wire        facts_ipv6_i,
    input  wire        facts_fragment_i,
    input  wire        facts_segments_left_i,
    input  wire        facts_address_options_i,
    input  wire        facts_tcp_i,
    input  wire        facts_udp_i,
    input  wire        facts_udp_lite_i,
    input  wire        facts_sctp_i,
    input  wire        facts_icmp_i,
    input  wire        facts_udp_checksum_i,
    input  wire [15:0] facts_ip_length_i,
    input  wire [7:0]  facts_ip_protocol_i,
    input  wire [8:0]  facts_l3_offset_i,
    input  wire [8:0]  facts_l4_offset_i,
    input  wire [15:0] facts_udp_length_i,
    // coverage
    output wire        coverage_valid_o,
    output wire        coverage_judged_o,
    output wire [13:0] coverage_packet_last_o,
    output wire        coverage_range_crc_o,
    output wire [7:0]  coverage_range_start_o,
    output wire [13:0] coverage_range_end_o,
    output wire [7:0]  coverage_range_addresses_from_o,
    output wire [7:0]  coverage_range_addresses_to_o,
    output wire [16:0] coverage_pseudo_o
);

    reg         packet_valid_1_q;
    reg  [8:0]  packet_ahead_1_q;
    reg         packet_ipv6_1_q;
    reg         packet_valid_2_q;
    reg  [15:0] packet_ip_length_1_q;
    reg  [15:0] packet_ip_length_2_q;
    reg  [8:0]  packet_counted_2_q;
    reg         packet_valid_3_q;
    reg         packet_udp_1_q;
    reg         packet_udp_2_q;
    reg         packet_udp_3_q;
    reg         packet_udp_lite_1_q;
    reg         packet_udp_lite_2_q;
    reg         packet_udp_lite_3_q;
    reg  [15:0] packet_udp_length_1_q;
    reg  [15:0] packet_udp_length_2_q;
    reg  [15:0] packet_udp_length_3_q;
    reg  [15:0] packet_held_3_q;
    reg         packet_has_checksum_1_q;
    reg         packet_has_checksum_2_q;
    reg         packet_has_checksum_3_q;
    reg  [8:0]  packet_l4_offset_1_q;
    reg  [8:0]  packet_l4_offset_2_q;
    reg  [8:0]  packet_l4_offset_3_q;
    reg         packet_valid_4_q;
    reg  [15:0] packet_stated_4_q;
    reg  [7:0]  packet_ip_protocol_1_q;
    reg  [7:0]  packet_ip_protocol_2_q;
    reg  [7:0]  packet_ip_protocol_3_q;
    reg  [7:0]  packet_ip_protocol_4_q;
    reg  [15:0] packet_covered_4_q;
    reg  [8:0]  packet_l4_offset_4_q;
    reg  [16:0] packet_packet_end_4_q;
    reg         packet_has_pseudo_1_q;
    reg         packet_has_pseudo_2_q;
    reg         packet_has_pseudo_3_q;
    reg         packet_has_pseudo_4_q;
    reg         packet_valid_5_q;
    reg         packet_judged_4_q;
    reg         packet_judged_5_q;
    reg  [16:0] packet_packet_last_5_q;
    reg         packet_sctp_1_q;
    reg         packet_sctp_2_q;
    reg         packet_sctp_3_q;
    reg         packet_sctp_4_q;
    reg         packet_sctp_5_q;
    reg  [8:0]  packet_l4_offset_5_q;
    reg  [16:0] packet_end_5_q;
    reg  [7:0]  packet_addresses_from_1_q;
    reg  [7:0]  packet_addresses_to_1_q;
    reg  [7:0]  packet_addresses_from_2_q;
    reg  [7:0]  packet_addresses_to_2_q;
    reg  [7:0]  packet_addresses_from_3_q;
    reg  [7:0]  packet_addresses_to_3_q;
    reg  [7:0]  packet_addresses_from_4_q;
    reg  [7:0]  packet_addresses_to_4_q;
    reg  [7:0]  packet_addresses_from_5_q;
    reg  [7:0]  packet_addresses_to_5_q;
    reg  [16:0] packet_pseudo_5_q;

    always @(posedge clk) begin
        packet_valid_1_q <= facts_valid_i;
        if (rst) begin
            packet_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        packet_ahead_1_q <= facts_l4_offset_i - facts_l3_offset_i;
    end

    always @(posedge clk) begin
        packet_ipv6_1_q <= facts_ipv6_i;
    end

    always @(posedge clk) begin
        packet_valid_2_q <= packet_valid_1_q;
        if (rst) begin
            packet_valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        packet_ip_length_1_q <= facts_ip_length_i;
    end

    always @(posedge clk) begin
        packet_ip_length_2_q <= packet_ip_length_1_q;
    end

    always @(posedge clk) begin
        packet_counted_2_q <= packet_ahead_1_q - (packet_ipv6_1_q ? 9'h28 : 9'd0);
    end

    always @(posedge clk) begin
        packet_valid_3_q <= packet_valid_2_q;
        if (rst) begin
            packet_valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        packet_udp_1_q <= facts_udp_i;
    end

    always @(posedge clk) begin
        packet_udp_2_q <= packet_udp_1_q;
    end

    always @(posedge clk) begin
        packet_udp_3_q <= packet_udp_2_q;
    end

    always @(posedge clk) begin
        packet_udp_lite_1_q <= facts_udp_lite_i;
    end

    always @(posedge clk) begin
        packet_udp_lite_2_q <= packet_udp_lite_1_q;
    end

    always @(posedge clk) begin
        packet_udp_lite_3_q <= packet_udp_lite_2_q;
    end

    always @(posedge clk) begin
        packet_udp_length_1_q <= facts_udp_length_i;
    end

    always @(posedge clk) begin
        packet_udp_length_2_q <= packet_udp_length_1_q;
    end

    always @(posedge clk) begin
        packet_udp_length_3_q <= packet_udp_length_2_q;
    end

    always @(posedge clk) begin
        packet_held_3_q <= packet_ip_length_2_q - {7'd0, packet_counted_2_q};
    end

    always @(posedge clk) begin
        packet_has_checksum_1_q <= (facts_tcp_i | (facts_udp_i & facts_udp_checksum_i) | facts_udp_lite_i | facts_sctp_i | facts_icmp_i)
                & ~(facts_fragment_i | facts_segments_left_i | (facts_address_options_i & ~(facts_sctp_i | (facts_icmp_i & ~facts_ipv6_i))));
    end

    always @(posedge clk) begin
        packet_has_checksum_2_q <= packet_has_checksum_1_q;
    end

    always @(posedge clk) begin
        packet_has_checksum_3_q <= packet_has_checksum_2_q;
    end

    always @(posedge clk) begin
        packet_l4_offset_1_q <= facts_l4_offset_i;
    end

    always @(posedge clk) begin
        packet_l4_offset_2_q <= packet_l4_offset_1_q;
    end

    always @(posedge clk) begin
        packet_l4_offset_3_q <= packet_l4_offset_2_q;
    end

    always @(posedge clk) begin
        packet_valid_4_q <= packet_valid_3_q;
        if (rst) begin
            packet_valid_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        packet_stated_4_q <= packet_udp_3_q ? packet_udp_length_3_q : packet_held_3_q;
    end

    always @(posedge clk) begin
        packet_ip_protocol_1_q <= facts_ip_protocol_i;
    end

    always @(posedge clk) begin
        packet_ip_protocol_2_q <= packet_ip_protocol_1_q;
    end

    always @(posedge clk) begin
        packet_ip_protocol_3_q <= packet_ip_protocol_2_q;
    end

    always @(posedge clk) begin
        packet_ip_protocol_4_q <= packet_ip_protocol_3_q;
    end

    wire own = packet_udp_3_q | (packet_udp_lite_3_q & (packet_udp_length_3_q != 16'd0));
    always @(posedge clk) begin
        packet_covered_4_q <= own ? packet_udp_length_3_q : packet_held_3_q;
    end

    always @(posedge clk) begin
        packet_l4_offset_4_q <= packet_l4_offset_3_q;
    end

    always @(posedge clk) begin
        packet_packet_end_4_q <= {1'd0, packet_held_3_q} + {8'd0, packet_l4_offset_3_q};
    end

    always @(posedge clk) begin
        packet_has_pseudo_1_q <= ~(facts_sctp_i | (facts_icmp_i & ~facts_ipv6_i));
    end

    always @(posedge clk) begin
        packet_has_pseudo_2_q <= packet_has_pseudo_1_q;
    end

    always @(posedge clk) begin
        packet_has_pseudo_3_q <= packet_has_pseudo_2_q;
    end

    always @(posedge clk) begin
        packet_has_pseudo_4_q <= packet_has_pseudo_3_q;
    end

    always @(posedge clk) begin
        packet_valid_5_q <= packet_valid_4_q;
        if (rst) begin
            packet_valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        packet_judged_4_q <= packet_has_checksum_3_q
                & (~own | ((16'd8 <= packet_udp_length_3_q) & (packet_udp_length_3_q <= packet_held_3_q)));
    end

    always @(posedge clk) begin
        packet_judged_5_q <= packet_judged_4_q;
    end

    always @(posedge clk) begin
        packet_packet_last_5_q <= packet_packet_end_4_q - 17'd1;
    end

    always @(posedge clk) begin
        packet_sctp_1_q <= facts_sctp_i;
    end

    always @(posedge clk) begin
        packet_sctp_2_q <= packet_sctp_1_q;
    end

    always @(posedge clk) begin
        packet_sctp_3_q <= packet_sctp_2_q;
    end

    always @(posedge clk) begin
        packet_sctp_4_q <= packet_sctp_3_q;
    end

    always @(posedge clk) begin
        packet_sctp_5_q <= packet_sctp_4_q;
    end

    always @(posedge clk) begin
        packet_l4_offset_5_q <= packet_l4_offset_4_q;
    end

    always @(posedge clk) begin
        packet_end_5_q <= {1'd0, packet_covered_4_q} + {8'd0, packet_l4_offset_4_q};
    end

    wire [7:0] from = facts_l3_offset_i[8:1] + (facts_ipv6_i ? 8'd4 : 8'd6);
    always @(posedge clk) begin
        packet_addresses_from_1_q <= from;
    end

    always @(posedge clk) begin
        packet_addresses_to_1_q <= ~(facts_sctp_i | (facts_icmp_i & ~facts_ipv6_i)) ? (facts_l3_offset_i[8:1] + (facts_ipv6_i ? 8'd20 : 8'd10))
                : from;
    end

    always @(posedge clk) begin
        packet_addresses_from_2_q <= packet_addresses_from_1_q;
    end

    always @(posedge clk) begin
        packet_addresses_to_2_q <= packet_addresses_to_1_q;
    end

    always @(posedge clk) begin
        packet_addresses_from_3_q <= packet_addresses_from_2_q;
    end

    always @(posedge clk) begin
        packet_addresses_to_3_q <= packet_addresses_to_2_q;
    end

    always @(posedge clk) begin
        packet_addresses_from_4_q <= packet_addresses_from_3_q;
    end

    always @(posedge clk) begin
        packet_addresses_to_4_q <= packet_addresses_to_3_q;
    end

    always @(posedge clk) begin
        packet_addresses_from_5_q <= packet_addresses_from_4_q;
    end

    always @(posedge clk) begin
        packet_addresses_to_5_q <= packet_addresses_to_4_q;
    end

    always @(posedge clk) begin
        packet_pseudo_5_q <= ({1'd0, packet_stated_4_q} + {9'd0, packet_ip_protocol_4_q}) & {17{packet_has_pseudo_4_q}};
    end

    assign coverage_valid_o = packet_valid_5_q;
    assign coverage_judged_o = packet_judged_5_q & ~(|packet_packet_last_5_q[16:14]);
    assign coverage_packet_last_o = packet_packet_last_5_q[13:0];
    assign coverage_range_crc_o = packet_sctp_5_q;
    assign coverage_range_start_o = packet_l4_offset_5_q[8:1];
    assign coverage_range_end_o = packet_end_5_q[13:0];
    assign coverage_range_addresses_from_o = packet_addresses_from_5_q;
    assign coverage_range_addresses_to_o = packet_addresses_to_5_q;
    assign coverage_pseudo_o = packet_pseudo_5_q;

    wire unused = &{1'b0, packet_l4_offset_5_q[0], packet_end_5_q[16:14]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {outer: {judged: u1, packetLast: u14, range: {crc: u1, start: u8, end: u14, addresses: {from: u8, to: u8}}, pseudo: u17}, other: {judged: u1, packetLast: u14, range: {crc: u1, start: u8, end: u14, addresses: {from: u8, to: u8}}, pseudo: u17}, otherIsOuter: u1}, depth = 64
module fifo (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_outer_judged_i,
    input  wire [13:0] up_outer_packet_last_i,
    input  wire        up_outer_range_crc_i,
    input  wire [7:0]  up_outer_range_start_i,
    input  wire [13:0] up_outer_range_end_i,
    input  wire [7:0]  up_outer_range_addresses_from_i,
    input  wire [7:0]  up_outer_range_addresses_to_i,
    input  wire [16:0] up_outer_pseudo_i,
    input  wire        up_other_judged_i,
    input  wire [13:0] up_other_packet_last_i,
    input  wire        up_other_range_crc_i,
    input  wire [7:0]  up_other_range_start_i,
    input  wire [13:0] up_other_range_end_i,
    input  wire [7:0]  up_other_range_addresses_from_i,
    input  wire [7:0]  up_other_range_addresses_to_i,
    input  wire [16:0] up_other_pseudo_i,
    input  wire        up_other_is_outer_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_outer_judged_o,
    output wire [13:0] down_outer_packet_last_o,
    output wire        down_outer_range_crc_o,
    output wire [7:0]  down_outer_range_start_o,
    output wire [13:0] down_outer_range_end_o,
    output wire [7:0]  down_outer_range_addresses_from_o,
    output wire [7:0]  down_outer_range_addresses_to_o,
    output wire [16:0] down_outer_pseudo_o,
    output wire        down_other_judged_o,
    output wire [13:0] down_other_packet_last_o,
    output wire        down_other_range_crc_o,
    output wire [7:0]  down_other_range_start_o,
    output wire [13:0] down_other_range_end_o,
    output wire [7:0]  down_other_range_addresses_from_o,
    output wire [7:0]  down_other_range_addresses_to_o,
    output wire [16:0] down_other_pseudo_o,
    output wire        down_other_is_outer_o,
    output wire [6:0]  count_o
);

    reg  [5:0]   head_q;
    reg  [5:0]   tail_q;
    reg  [6:0]   held_q;
    wire [142:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[6];
    assign down_valid_o = held_q != 7'd0;
    assign down_outer_judged_o = words_rdata[0];
    assign down_outer_packet_last_o = words_rdata[14:1];
    assign down_outer_range_crc_o = words_rdata[15];
    assign down_outer_range_start_o = words_rdata[23:16];
    assign down_outer_range_end_o = words_rdata[37:24];
    assign down_outer_range_addresses_from_o = words_rdata[45:38];
    assign down_outer_range_addresses_to_o = words_rdata[53:46];
    assign down_outer_pseudo_o = words_rdata[70:54];
    assign down_other_judged_o = words_rdata[71];
    assign down_other_packet_last_o = words_rdata[85:72];
    assign down_other_range_crc_o = words_rdata[86];
    assign down_other_range_start_o = words_rdata[94:87];
    assign down_other_range_end_o = words_rdata[108:95];
    assign down_other_range_addresses_from_o = words_rdata[116:109];
    assign down_other_range_addresses_to_o = words_rdata[124:117];
    assign down_other_pseudo_o = words_rdata[141:125];
    assign down_other_is_outer_o = words_rdata[142];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 6'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 6'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{6{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 6'd0;
            head_q <= 6'd0;
            held_q <= 7'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [142:0] words [0:63];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_other_is_outer_i, up_other_pseudo_i, up_other_range_addresses_to_i, up_other_range_addresses_from_i,
                    up_other_range_end_i, up_other_range_start_i, up_other_range_crc_i,
                    up_other_packet_last_i, up_other_judged_i, up_outer_pseudo_i,
                    up_outer_range_addresses_to_i, up_outer_range_addresses_from_i, up_outer_range_end_i,
                    up_outer_range_start_i, up_outer_range_crc_i, up_outer_packet_last_i, up_outer_judged_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Delays a word by 5 clocks.
// Parameters: bits = 1, clocks = 5
module delay_line (
    input  wire  clk,
    input  wire  up_i,
    output wire  down_o
);

    reg  [4:0] stage_q;

    always @(posedge clk) begin
        stage_q[0] <= up_i;
        stage_q[1] <= stage_q[0];
        stage_q[2] <= stage_q[1];
        stage_q[3] <= stage_q[2];
        stage_q[4] <= stage_q[3];
    end

    assign down_o = stage_q[4];

endmodule

// The coverage of the checksums of each frame, kept until it is taken.
// Parameters: depth = 64
module coverage_queue (
    input  wire        clk,
    input  wire        rst,
    // packets
    input  wire        packets_valid_i,
    input  wire        packets_outer_ipv6_i,
    input  wire        packets_outer_fragment_i,
    input  wire        packets_outer_segments_left_i,
    input  wire        packets_outer_address_options_i,
    input  wire        packets_outer_tcp_i,
    input  wire        packets_outer_udp_i,
    input  wire        packets_outer_udp_lite_i,
    input  wire        packets_outer_sctp_i,
    input  wire        packets_outer_icmp_i,
    input  wire        packets_outer_udp_checksum_i,
    input  wire [15:0] packets_outer_ip_length_i,
    input  wire [7:0]  packets_outer_ip_protocol_i,
    input  wire [8:0]  packets_outer_l3_offset_i,
    input  wire [8:0]  packets_outer_l4_offset_i,
    input  wire [15:0] packets_outer_udp_length_i,
    input  wire        packets_inner_ipv6_i,
    input  wire        packets_inner_fragment_i,
    input  wire        packets_inner_segments_left_i,
    input  wire        packets_inner_address_options_i,
    input  wire        packets_inner_tcp_i,
    input  wire        packets_inner_udp_i,
    input  wire        packets_inner_udp_lite_i,
    input  wire        packets_inner_sctp_i,
    input  wire        packets_inner_icmp_i,
    input  wire        packets_inner_udp_checksum_i,
    input  wire [15:0] packets_inner_ip_length_i,
    input  wire [7:0]  packets_inner_ip_protocol_i,
    input  wire [8:0]  packets_inner_l3_offset_i,
    input  wire [8:0]  packets_inner_l4_offset_i,
    input  wire [15:0] packets_inner_udp_length_i,
    // frames
    output wire        frames_valid_o,
    input  wire        frames_ready_i,
    output wire        frames_outer_judged_o,
    output wire [13:0] frames_outer_packet_last_o,
    output wire        frames_outer_range_crc_o,
    output wire [7:0]  frames_outer_range_start_o,
    output wire [13:0] frames_outer_range_end_o,
    output wire [7:0]  frames_outer_range_addresses_from_o,
    output wire [7:0]  frames_outer_range_addresses_to_o,
    output wire [16:0] frames_outer_pseudo_o,
    output wire        frames_other_judged_o,
    output wire [13:0] frames_other_packet_last_o,
    output wire        frames_other_range_crc_o,
    output wire [7:0]  frames_other_range_start_o,
    output wire [13:0] frames_other_range_end_o,
    output wire [7:0]  frames_other_range_addresses_from_o,
    output wire [7:0]  frames_other_range_addresses_to_o,
    output wire [16:0] frames_other_pseudo_o,
    output wire        frames_other_is_outer_o
);

    reg         facts_valid_q;
    reg         facts_outer_ipv6_q;
    reg         facts_outer_fragment_q;
    reg         facts_outer_segments_left_q;
    reg         facts_outer_address_options_q;
    reg         facts_outer_tcp_q;
    reg         facts_outer_udp_q;
    reg         facts_outer_udp_lite_q;
    reg         facts_outer_sctp_q;
    reg         facts_outer_icmp_q;
    reg         facts_outer_udp_checksum_q;
    reg  [15:0] facts_outer_ip_length_q;
    reg  [7:0]  facts_outer_ip_protocol_q;
    reg  [8:0]  facts_outer_l3_offset_q;
    reg  [8:0]  facts_outer_l4_offset_q;
    reg  [15:0] facts_outer_udp_length_q;
    reg         facts_other_ipv6_q;
    reg         facts_other_fragment_q;
    reg         facts_other_segments_left_q;
    reg         facts_other_address_options_q;
    reg         facts_other_tcp_q;
    reg         facts_other_udp_q;
    reg         facts_other_udp_lite_q;
    reg         facts_other_sctp_q;
    reg         facts_other_icmp_q;
    reg         facts_other_udp_checksum_q;
    reg  [15:0] facts_other_ip_length_q;
    reg  [7:0]  facts_other_ip_protocol_q;
    reg  [8:0]  facts_other_l3_offset_q;
    reg  [8:0]  facts_other_l4_offset_q;
    reg  [15:0] facts_other_udp_length_q;
    reg         facts_other_is_outer_q;
    wire        outer_coverage_coverage_valid;
    wire        outer_coverage_coverage_judged;
    wire [13:0] outer_coverage_coverage_packet_last;
    wire        outer_coverage_coverage_range_crc;
    wire [7:0]  outer_coverage_coverage_range_start;
    wire [13:0] outer_coverage_coverage_range_end;
    wire [7:0]  outer_coverage_coverage_range_addresses_from;
    wire [7:0]  outer_coverage_coverage_range_addresses_to;
    wire [16:0] outer_coverage_coverage_pseudo;
    wire        other_coverage_coverage_valid;
    wire        other_coverage_coverage_judged;
    wire [13:0] other_coverage_coverage_packet_last;
    wire        other_coverage_coverage_range_crc;
    wire [7:0]  other_coverage_coverage_range_start;
    wire [13:0] other_coverage_coverage_range_end;
    wire [7:0]  other_coverage_coverage_range_addresses_from;
    wire [7:0]  other_coverage_coverage_range_addresses_to;
    wire [16:0] other_coverage_coverage_pseudo;
    wire        queue_up_ready;
    wire        queue_down_valid;
    wire        queue_down_outer_judged;
    wire [13:0] queue_down_outer_packet_last;
    wire        queue_down_outer_range_crc;
    wire [7:0]  queue_down_outer_range_start;
    wire [13:0] queue_down_outer_range_end;
    wire [7:0]  queue_down_outer_range_addresses_from;
    wire [7:0]  queue_down_outer_range_addresses_to;
    wire [16:0] queue_down_outer_pseudo;
    wire        queue_down_other_judged;
    wire [13:0] queue_down_other_packet_last;
    wire        queue_down_other_range_crc;
    wire [7:0]  queue_down_other_range_start;
    wire [13:0] queue_down_other_range_end;
    wire [7:0]  queue_down_other_range_addresses_from;
    wire [7:0]  queue_down_other_range_addresses_to;
    wire [16:0] queue_down_other_pseudo;
    wire        queue_down_other_is_outer;
    wire [6:0]  queue_count;
    wire        other_is_outer_down;

    always @(posedge clk) begin
        facts_valid_q <= packets_valid_i;
        facts_outer_ipv6_q <= packets_outer_ipv6_i;
        facts_outer_fragment_q <= packets_outer_fragment_i;
        facts_outer_segments_left_q <= packets_outer_segments_left_i;
        facts_outer_address_options_q <= packets_outer_address_options_i;
        facts_outer_tcp_q <= packets_outer_tcp_i;
        facts_outer_udp_q <= packets_outer_udp_i;
        facts_outer_udp_lite_q <= packets_outer_udp_lite_i;
        facts_outer_sctp_q <= 1'd0;
        facts_outer_icmp_q <= packets_outer_icmp_i;
        facts_outer_udp_checksum_q <= packets_outer_udp_checksum_i;
        facts_outer_ip_length_q <= packets_outer_ip_length_i;
        facts_outer_ip_protocol_q <= packets_outer_ip_protocol_i;
        facts_outer_l3_offset_q <= packets_outer_l3_offset_i;
        facts_outer_l4_offset_q <= packets_outer_l4_offset_i;
        facts_outer_udp_length_q <= packets_outer_udp_length_i;
        facts_other_ipv6_q <= packets_outer_sctp_i ? packets_outer_ipv6_i : packets_inner_ipv6_i;
        facts_other_fragment_q <= packets_outer_sctp_i ? packets_outer_fragment_i : packets_inner_fragment_i;
        facts_other_segments_left_q <= packets_outer_sctp_i ? packets_outer_segments_left_i : packets_inner_segments_left_i;
        facts_other_address_options_q <= packets_outer_sctp_i ? packets_outer_address_options_i : packets_inner_address_options_i;
        facts_other_tcp_q <= packets_outer_sctp_i ? packets_outer_tcp_i : packets_inner_tcp_i;
        facts_other_udp_q <= packets_outer_sctp_i ? packets_outer_udp_i : packets_inner_udp_i;
        facts_other_udp_lite_q <= packets_outer_sctp_i ? packets_outer_udp_lite_i : packets_inner_udp_lite_i;
        facts_other_sctp_q <= packets_outer_sctp_i ? packets_outer_sctp_i : packets_inner_sctp_i;
        facts_other_icmp_q <= packets_outer_sctp_i ? packets_outer_icmp_i : packets_inner_icmp_i;
        facts_other_udp_checksum_q <= packets_outer_sctp_i ? packets_outer_udp_checksum_i : packets_inner_udp_checksum_i;
        facts_other_ip_length_q <= packets_outer_sctp_i ? packets_outer_ip_length_i : packets_inner_ip_length_i;
        facts_other_ip_protocol_q <= packets_outer_sctp_i ? packets_outer_ip_protocol_i : packets_inner_ip_protocol_i;
        facts_other_l3_offset_q <= packets_outer_sctp_i ? packets_outer_l3_offset_i : packets_inner_l3_offset_i;
        facts_other_l4_offset_q <= packets_outer_sctp_i ? packets_outer_l4_offset_i : packets_inner_l4_offset_i;
        facts_other_udp_length_q <= packets_outer_sctp_i ? packets_outer_udp_length_i : packets_inner_udp_length_i;
        facts_other_is_outer_q <= packets_outer_sctp_i;
        if (rst) begin
            facts_valid_q <= 1'd0;
        end
    end

    assign frames_valid_o = queue_down_valid;
    assign frames_outer_judged_o = queue_down_outer_judged;
    assign frames_outer_packet_last_o = queue_down_outer_packet_last;
    assign frames_outer_range_crc_o = queue_down_outer_range_crc;
    assign frames_outer_range_start_o = queue_down_outer_range_start;
    assign frames_outer_range_end_o = queue_down_outer_range_end;
    assign frames_outer_range_addresses_from_o = queue_down_outer_range_addresses_from;
    assign frames_outer_range_addresses_to_o = queue_down_outer_range_addresses_to;
    assign frames_outer_pseudo_o = queue_down_outer_pseudo;
    assign frames_other_judged_o = queue_down_other_judged;
    assign frames_other_packet_last_o = queue_down_other_packet_last;
    assign frames_other_range_crc_o = queue_down_other_range_crc;
    assign frames_other_range_start_o = queue_down_other_range_start;
    assign frames_other_range_end_o = queue_down_other_range_end;
    assign frames_other_range_addresses_from_o = queue_down_other_range_addresses_from;
    assign frames_other_range_addresses_to_o = queue_down_other_range_addresses_to;
    assign frames_other_pseudo_o = queue_down_other_pseudo;
    assign frames_other_is_outer_o = queue_down_other_is_outer;

`ifdef FORMAL
    always @(*) begin
        room: assert (~outer_coverage_coverage_valid | queue_up_ready);
    end
`endif

    packet_coverage outer_coverage (
        .clk                             (clk),
        .rst                             (rst),
        .facts_valid_i                   (facts_valid_q),
        .facts_ipv6_i                    (facts_outer_ipv6_q),
        .facts_fragment_i                (facts_outer_fragment_q),
        .facts_segments_left_i           (facts_outer_segments_left_q),
        .facts_address_options_i         (facts_outer_address_options_q),
        .facts_tcp_i                     (facts_outer_tcp_q),
        .facts_udp_i                     (facts_outer_udp_q),
        .facts_udp_lite_i                (facts_outer_udp_lite_q),
        .facts_sctp_i                    (facts_outer_sctp_q),
        .facts_icmp_i                    (facts_outer_icmp_q),
        .facts_udp_checksum_i            (facts_outer_udp_checksum_q),
        .facts_ip_length_i               (facts_outer_ip_length_q),
        .facts_ip_protocol_i             (facts_outer_ip_protocol_q),
        .facts_l3_offset_i               (facts_outer_l3_offset_q),
        .facts_l4_offset_i               (facts_outer_l4_offset_q),
        .facts_udp_length_i              (facts_outer_udp_length_q),
        .coverage_valid_o                (outer_coverage_coverage_valid),
        .coverage_judged_o               (outer_coverage_coverage_judged),
        .coverage_packet_last_o          (outer_coverage_coverage_packet_last),
        .coverage_range_crc_o            (outer_coverage_coverage_range_crc),
        .coverage_range_start_o          (outer_coverage_coverage_range_start),
        .coverage_range_end_o            (outer_coverage_coverage_range_end),
        .coverage_range_addresses_from_o (outer_coverage_coverage_range_addresses_from),
        .coverage_range_addresses_to_o   (outer_coverage_coverage_range_addresses_to),
        .coverage_pseudo_o               (outer_coverage_coverage_pseudo)
    );

    packet_coverage other_coverage (
        .clk                             (clk),
        .rst                             (rst),
        .facts_valid_i                   (facts_valid_q),
        .facts_ipv6_i                    (facts_other_ipv6_q),
        .facts_fragment_i                (facts_other_fragment_q),
        .facts_segments_left_i           (facts_other_segments_left_q),
        .facts_address_options_i         (facts_other_address_options_q),
        .facts_tcp_i                     (facts_other_tcp_q),
        .facts_udp_i                     (facts_other_udp_q),
        .facts_udp_lite_i                (facts_other_udp_lite_q),
        .facts_sctp_i                    (facts_other_sctp_q),
        .facts_icmp_i                    (facts_other_icmp_q),
        .facts_udp_checksum_i            (facts_other_udp_checksum_q),
        .facts_ip_length_i               (facts_other_ip_length_q),
        .facts_ip_protocol_i             (facts_other_ip_protocol_q),
        .facts_l3_offset_i               (facts_other_l3_offset_q),
        .facts_l4_offset_i               (facts_other_l4_offset_q),
        .facts_udp_length_i              (facts_other_udp_length_q),
        .coverage_valid_o                (other_coverage_coverage_valid),
        .coverage_judged_o               (other_coverage_coverage_judged),
        .coverage_packet_last_o          (other_coverage_coverage_packet_last),
        .coverage_range_crc_o            (other_coverage_coverage_range_crc),
        .coverage_range_start_o          (other_coverage_coverage_range_start),
        .coverage_range_end_o            (other_coverage_coverage_range_end),
        .coverage_range_addresses_from_o (other_coverage_coverage_range_addresses_from),
        .coverage_range_addresses_to_o   (other_coverage_coverage_range_addresses_to),
        .coverage_pseudo_o               (other_coverage_coverage_pseudo)
    );

    fifo queue (
        .clk                               (clk),
        .rst                               (rst),
        .up_valid_i                        (outer_coverage_coverage_valid),
        .up_ready_o                        (queue_up_ready),
        .up_outer_judged_i                 (outer_coverage_coverage_judged),
        .up_outer_packet_last_i            (outer_coverage_coverage_packet_last),
        .up_outer_range_crc_i              (outer_coverage_coverage_range_crc),
        .up_outer_range_start_i            (outer_coverage_coverage_range_start),
        .up_outer_range_end_i              (outer_coverage_coverage_range_end),
        .up_outer_range_addresses_from_i   (outer_coverage_coverage_range_addresses_from),
        .up_outer_range_addresses_to_i     (outer_coverage_coverage_range_addresses_to),
        .up_outer_pseudo_i                 (outer_coverage_coverage_pseudo),
        .up_other_judged_i                 (other_coverage_coverage_judged),
        .up_other_packet_last_i            (other_coverage_coverage_packet_last),
        .up_other_range_crc_i              (other_coverage_coverage_range_crc),
        .up_other_range_start_i            (other_coverage_coverage_range_start),
        .up_other_range_end_i              (other_coverage_coverage_range_end),
        .up_other_range_addresses_from_i   (other_coverage_coverage_range_addresses_from),
        .up_other_range_addresses_to_i     (other_coverage_coverage_range_addresses_to),
        .up_other_pseudo_i                 (other_coverage_coverage_pseudo),
        .up_other_is_outer_i               (other_is_outer_down),
        .down_valid_o                      (queue_down_valid),
        .down_ready_i                      (frames_ready_i),
        .down_outer_judged_o               (queue_down_outer_judged),
        .down_outer_packet_last_o          (queue_down_outer_packet_last),
        .down_outer_range_crc_o            (queue_down_outer_range_crc),
        .down_outer_range_start_o          (queue_down_outer_range_start),
        .down_outer_range_end_o            (queue_down_outer_range_end),
        .down_outer_range_addresses_from_o (queue_down_outer_range_addresses_from),
        .down_outer_range_addresses_to_o   (queue_down_outer_range_addresses_to),
        .down_outer_pseudo_o               (queue_down_outer_pseudo),
        .down_other_judged_o               (queue_down_other_judged),
        .down_other_packet_last_o          (queue_down_other_packet_last),
        .down_other_range_crc_o            (queue_down_other_range_crc),
        .down_other_range_start_o          (queue_down_other_range_start),
        .down_other_range_end_o            (queue_down_other_range_end),
        .down_other_range_addresses_from_o (queue_down_other_range_addresses_from),
        .down_other_range_addresses_to_o   (queue_down_other_range_addresses_to),
        .down_other_pseudo_o               (queue_down_other_pseudo),
        .down_other_is_outer_o             (queue_down_other_is_outer),
        .count_o                           (queue_count)
    );

    delay_line other_is_outer (
        .clk    (clk),
        .up_i   (facts_other_is_outer_q),
        .down_o (other_is_outer_down)
    );

    wire unused = &{1'b0, other_coverage_coverage_valid, queue_up_ready, queue_count};

endmodule

// FIFO in LUT RAM and a register: one word a clock, latency two clocks.
// Parameters: payload = {lastByte: u3, last: u1}, depth = 128, kind = registered
module block_fifo (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [2:0] up_last_byte_i,
    input  wire       up_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [2:0] down_last_byte_o,
    output wire       down_last_o,
    output wire [7:0] count_o
);

    reg  [6:0] head_q;
    reg  [6:0] tail_q;
    reg  [7:0] held_q;
    reg        loaded_q;
    wire       load;
    reg  [3:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[7];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 7'd1;
        end
        if (load) begin
            head_q <= head_q + 7'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{7{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 7'd0;
            head_q <= 7'd0;
            held_q <= 8'd0;
        end
    end

    assign load = (held_q != 8'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_last_byte_o = words_rdata_q[2:0];
    assign down_last_o = words_rdata_q[3];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "distributed", no_rw_check = 1 *)
    reg [3:0] words [0:127];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_last_byte_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Joins the beats of each frame with what is to be judged of it.
// Parameters: netDataBits = 64, depth = 128
module frame_walk (
    input  wire        clk,
    input  wire        rst,
    // beats
    input  wire        beats_valid_i,
    input  wire [63:0] beats_data_i,
    input  wire [2:0]  beats_last_byte_i,
    input  wire        beats_first_i,
    input  wire        beats_last_i,
    input  wire [4:0]  beats_error_i,
    // frames
    input  wire        frames_valid_i,
    output wire        frames_ready_o,
    input  wire        frames_outer_judged_i,
    input  wire [13:0] frames_outer_packet_last_i,
    input  wire        frames_outer_range_crc_i,
    input  wire [7:0]  frames_outer_range_start_i,
    input  wire [13:0] frames_outer_range_end_i,
    input  wire [7:0]  frames_outer_range_addresses_from_i,
    input  wire [7:0]  frames_outer_range_addresses_to_i,
    input  wire [16:0] frames_outer_pseudo_i,
    input  wire        frames_other_judged_i,
    input  wire [13:0] frames_other_packet_last_i,
    input  wire        frames_other_range_crc_i,
    input  wire [7:0]  frames_other_range_start_i,
    input  wire [13:0] frames_other_range_end_i,
    input  wire [7:0]  frames_other_range_addresses_from_i,
    input  wire [7:0]  frames_other_range_addresses_to_i,
    input  wire [16:0] frames_other_pseudo_i,
    input  wire        frames_other_is_outer_i,
    // down
    output wire        down_valid_o,
    output wire        down_first_o,
    output wire        down_last_o,
    output wire [10:0] down_beat_o,
    output wire [2:0]  down_last_byte_o,
    output wire        down_coverage_outer_judged_o,
    output wire [13:0] down_coverage_outer_packet_last_o,
    output wire        down_coverage_outer_range_crc_o,
    output wire [7:0]  down_coverage_outer_range_start_o,
    output wire [13:0] down_coverage_outer_range_end_o,
    output wire [7:0]  down_coverage_outer_range_addresses_from_o,
    output wire [7:0]  down_coverage_outer_range_addresses_to_o,
    output wire [16:0] down_coverage_outer_pseudo_o,
    output wire        down_coverage_other_judged_o,
    output wire [13:0] down_coverage_other_packet_last_o,
    output wire        down_coverage_other_range_crc_o,
    output wire [7:0]  down_coverage_other_range_start_o,
    output wire [13:0] down_coverage_other_range_end_o,
    output wire [7:0]  down_coverage_other_range_addresses_from_o,
    output wire [7:0]  down_coverage_other_range_addresses_to_o,
    output wire [16:0] down_coverage_other_pseudo_o,
    output wire        down_coverage_other_is_outer_o,
    output wire [63:0] data_o
);

    wire        waiting_up_ready;
    wire        waiting_down_valid;
    wire [2:0]  waiting_down_last_byte;
    wire        waiting_down_last;
    wire [7:0]  waiting_count;
    reg  [6:0]  tail_q;
    reg  [6:0]  head_q;
    reg         first_q;
    reg  [10:0] beat_q;
    reg         read_valid_1_q;
    reg  [6:0]  read_address_1_q;
    reg  [63:0] words_rdata_q;
    reg  [63:0] words_rdata_out_q;

    always @(posedge clk) begin
        if (beats_valid_i) begin
            tail_q <= tail_q + 7'd1;
        end
        if (down_valid_o) begin
            head_q <= head_q + 7'd1;
            first_q <= waiting_down_last;
            beat_q <= waiting_down_last ? 11'd0 : (beat_q + 11'd1);
        end
        if (rst) begin
            tail_q <= 7'd0;
            head_q <= 7'd0;
            first_q <= 1'd1;
            beat_q <= 11'd0;
        end
    end

    assign down_valid_o = waiting_down_valid & frames_valid_i;
    assign frames_ready_o = waiting_down_valid & waiting_down_last;
    assign down_first_o = first_q;
    assign down_last_o = waiting_down_last;
    assign down_beat_o = beat_q;
    assign down_last_byte_o = waiting_down_last_byte;
    assign down_coverage_outer_judged_o = frames_outer_judged_i;
    assign down_coverage_outer_packet_last_o = frames_outer_packet_last_i;
    assign down_coverage_outer_range_crc_o = frames_outer_range_crc_i;
    assign down_coverage_outer_range_start_o = frames_outer_range_start_i;
    assign down_coverage_outer_range_end_o = frames_outer_range_end_i;
    assign down_coverage_outer_range_addresses_from_o = frames_outer_range_addresses_from_i;
    assign down_coverage_outer_range_addresses_to_o = frames_outer_range_addresses_to_i;
    assign down_coverage_outer_pseudo_o = frames_outer_pseudo_i;
    assign down_coverage_other_judged_o = frames_other_judged_i;
    assign down_coverage_other_packet_last_o = frames_other_packet_last_i;
    assign down_coverage_other_range_crc_o = frames_other_range_crc_i;
    assign down_coverage_other_range_start_o = frames_other_range_start_i;
    assign down_coverage_other_range_end_o = frames_other_range_end_i;
    assign down_coverage_other_range_addresses_from_o = frames_other_range_addresses_from_i;
    assign down_coverage_other_range_addresses_to_o = frames_other_range_addresses_to_i;
    assign down_coverage_other_pseudo_o = frames_other_pseudo_i;
    assign down_coverage_other_is_outer_o = frames_other_is_outer_i;

    always @(posedge clk) begin
        read_valid_1_q <= down_valid_o;
        if (rst) begin
            read_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        read_address_1_q <= head_q;
    end

    always @(posedge clk) begin
        words_rdata_out_q <= words_rdata_q;
    end

    assign data_o = words_rdata_out_q;

    (* ram_style = "block" *)
    reg [63:0] words [0:127];
    always @(posedge clk) begin
        if (beats_valid_i) begin
            words[tail_q] <= beats_data_i;
        end
        words_rdata_q <= words[read_address_1_q];
    end

`ifdef FORMAL
    always @(*) begin
        room: assert (~beats_valid_i | (waiting_count < 8'd124));
    end
`endif

    block_fifo waiting (
        .clk              (clk),
        .rst              (rst),
        .up_valid_i       (beats_valid_i),
        .up_ready_o       (waiting_up_ready),
        .up_last_byte_i   (beats_last_byte_i),
        .up_last_i        (beats_last_i),
        .down_valid_o     (waiting_down_valid),
        .down_ready_i     (frames_valid_i),
        .down_last_byte_o (waiting_down_last_byte),
        .down_last_o      (waiting_down_last),
        .count_o          (waiting_count)
    );

    wire unused = &{1'b0, beats_first_i, beats_error_i, waiting_up_ready, waiting_count, read_valid_1_q};

endmodule

// Which bytes of a beat the checksum of a packet covers.
// Parameters: beatBytes = 8
module coverage_mask (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [10:0] up_beat_i,
    input  wire        up_range_crc_i,
    input  wire [7:0]  up_range_start_i,
    input  wire [13:0] up_range_end_i,
    input  wire [7:0]  up_range_addresses_from_i,
    input  wire [7:0]  up_range_addresses_to_i,
    // masks
    output wire        masks_valid_o,
    output wire [7:0]  masks_covered_o,
    output wire [3:0]  masks_check_o,
    output wire        masks_begins_o,
    output wire [1:0]  masks_lane_o,
    output wire        masks_ended_o
);

    reg         mask_valid_1_q;
    reg  [7:0]  mask_addresses_from_1_q;
    reg  [7:0]  mask_addresses_to_1_q;
    reg  [7:0]  mask_start_1_q;
    reg  [13:0] mask_first_end_1_q;
    reg  [12:0] mask_second_end_1_q;
    reg  [8:0]  mask_check_from_1_q;
    reg  [8:0]  mask_check_to_1_q;
    reg  [10:0] mask_beat_1_q;
    reg         mask_valid_2_q;
    reg         mask_addresses_from_reached_2_q;
    reg  [1:0]  mask_addresses_from_lane_2_q;
    reg         mask_addresses_to_reached_2_q;
    reg  [1:0]  mask_addresses_to_lane_2_q;
    reg         mask_check_from_reached_2_q;
    reg  [1:0]  mask_check_from_lane_2_q;
    reg         mask_check_to_reached_2_q;
    reg  [1:0]  mask_check_to_lane_2_q;
    reg         mask_crc_1_q;
    reg         mask_crc_2_q;
    reg         mask_start_reached_2_q;
    reg  [1:0]  mask_start_lane_2_q;
    reg         mask_first_end_reached_2_q;
    reg  [1:0]  mask_first_end_lane_2_q;
    reg         mask_second_end_reached_2_q;
    reg  [1:0]  mask_second_end_lane_2_q;
    reg         mask_begins_2_q;
    reg  [1:0]  mask_entry_lane_2_q;
    reg         mask_valid_3_q;
    reg  [7:0]  mask_covered_3_q;
    reg  [3:0]  mask_check_3_q;
    reg         mask_here_3_q;
    reg  [1:0]  mask_lane_3_q;
    reg         mask_ended_3_q;

    always @(posedge clk) begin
        mask_valid_1_q <= up_valid_i;
        if (rst) begin
            mask_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        mask_addresses_from_1_q <= up_range_addresses_from_i;
    end

    always @(posedge clk) begin
        mask_addresses_to_1_q <= up_range_addresses_to_i;
    end

    always @(posedge clk) begin
        mask_start_1_q <= up_range_start_i;
    end

    wire [14:0] up_range_end_sum = {1'd0, up_range_end_i} + 15'd1;
    always @(posedge clk) begin
        mask_first_end_1_q <= up_range_end_sum[14:1];
    end

    always @(posedge clk) begin
        mask_second_end_1_q <= up_range_end_i[13:1];
    end

    wire [8:0] header = {1'd0, up_range_start_i};
    always @(posedge clk) begin
        mask_check_from_1_q <= header + 9'd4;
    end

    always @(posedge clk) begin
        mask_check_to_1_q <= header + 9'd6;
    end

    always @(posedge clk) begin
        mask_beat_1_q <= up_beat_i;
    end

    always @(posedge clk) begin
        mask_valid_2_q <= mask_valid_1_q;
        if (rst) begin
            mask_valid_2_q <= 1'd0;
        end
    end

    wire [10:0] bound_beat = {5'd0, mask_addresses_from_1_q[7:2]};
    wire passed = bound_beat < mask_beat_1_q;
    always @(posedge clk) begin
        mask_addresses_from_reached_2_q <= passed | (mask_beat_1_q == bound_beat);
    end

    always @(posedge clk) begin
        mask_addresses_from_lane_2_q <= mask_addresses_from_1_q[1:0] & {2{~passed}};
    end

    wire [10:0] bound_beat_2 = {5'd0, mask_addresses_to_1_q[7:2]};
    wire passed_2 = bound_beat_2 < mask_beat_1_q;
    always @(posedge clk) begin
        mask_addresses_to_reached_2_q <= passed_2 | (mask_beat_1_q == bound_beat_2);
    end

    always @(posedge clk) begin
        mask_addresses_to_lane_2_q <= mask_addresses_to_1_q[1:0] & {2{~passed_2}};
    end

    wire [10:0] bound_beat_3 = {4'd0, mask_check_from_1_q[8:2]};
    wire passed_3 = bound_beat_3 < mask_beat_1_q;
    always @(posedge clk) begin
        mask_check_from_reached_2_q <= passed_3 | (mask_beat_1_q == bound_beat_3);
    end

    always @(posedge clk) begin
        mask_check_from_lane_2_q <= mask_check_from_1_q[1:0] & {2{~passed_3}};
    end

    wire [10:0] bound_beat_4 = {4'd0, mask_check_to_1_q[8:2]};
    wire passed_4 = bound_beat_4 < mask_beat_1_q;
    always @(posedge clk) begin
        mask_check_to_reached_2_q <= passed_4 | (mask_beat_1_q == bound_beat_4);
    end

    always @(posedge clk) begin
        mask_check_to_lane_2_q <= mask_check_to_1_q[1:0] & {2{~passed_4}};
    end

    always @(posedge clk) begin
        mask_crc_1_q <= up_range_crc_i;
    end

    always @(posedge clk) begin
        mask_crc_2_q <= mask_crc_1_q;
    end

    wire [10:0] bound_beat_5 = {5'd0, mask_start_1_q[7:2]};
    wire passed_5 = bound_beat_5 < mask_beat_1_q;
    always @(posedge clk) begin
        mask_start_reached_2_q <= passed_5 | (mask_beat_1_q == bound_beat_5);
    end

    always @(posedge clk) begin
        mask_start_lane_2_q <= mask_start_1_q[1:0] & {2{~passed_5}};
    end

    wire passed_6 = mask_first_end_1_q[13:2] < {1'd0, mask_beat_1_q};
    always @(posedge clk) begin
        mask_first_end_reached_2_q <= passed_6 | ({1'd0, mask_beat_1_q} == mask_first_end_1_q[13:2]);
    end

    always @(posedge clk) begin
        mask_first_end_lane_2_q <= mask_first_end_1_q[1:0] & {2{~passed_6}};
    end

    wire passed_7 = mask_second_end_1_q[12:2] < mask_beat_1_q;
    always @(posedge clk) begin
        mask_second_end_reached_2_q <= passed_7 | (mask_beat_1_q == mask_second_end_1_q[12:2]);
    end

    always @(posedge clk) begin
        mask_second_end_lane_2_q <= mask_second_end_1_q[1:0] & {2{~passed_7}};
    end

    always @(posedge clk) begin
        mask_begins_2_q <= {5'd0, mask_start_1_q[7:2]} == mask_beat_1_q;
    end

    always @(posedge clk) begin
        mask_entry_lane_2_q <= mask_start_1_q[1:0];
    end

    always @(posedge clk) begin
        mask_valid_3_q <= mask_valid_2_q;
        if (rst) begin
            mask_valid_3_q <= 1'd0;
        end
    end

    wire [3:0] in_addresses = (4'd15 << mask_addresses_from_lane_2_q) & {4{mask_addresses_from_reached_2_q}}
            & ~((4'd15 << mask_addresses_to_lane_2_q) & {4{mask_addresses_to_reached_2_q}});
    wire [3:0] hole = (4'd15 << mask_check_from_lane_2_q) & {4{mask_check_from_reached_2_q}}
            & ~((4'd15 << mask_check_to_lane_2_q) & {4{mask_check_to_reached_2_q}}) & {4{mask_crc_2_q}};
    wire [3:0] from = (4'd15 << mask_start_lane_2_q) & {4{mask_start_reached_2_q}} & ~hole;
    wire [3:0] second = in_addresses | (from & ~((4'd15 << mask_second_end_lane_2_q) & {4{mask_second_end_reached_2_q}}));
    wire [3:0] first = in_addresses | (from & ~((4'd15 << mask_first_end_lane_2_q) & {4{mask_first_end_reached_2_q}}));
    always @(posedge clk) begin
        mask_covered_3_q <= {second[3], first[3], second[2], first[2], second[1], first[1], second[0], first[0]};
    end

    always @(posedge clk) begin
        mask_check_3_q <= hole;
    end

    always @(posedge clk) begin
        mask_here_3_q <= mask_begins_2_q;
    end

    always @(posedge clk) begin
        mask_lane_3_q <= mask_entry_lane_2_q;
    end

    wire [3:0] mask_first_end_lane_2_and = (4'd15 << mask_first_end_lane_2_q) & {4{mask_first_end_reached_2_q}};
    always @(posedge clk) begin
        mask_ended_3_q <= mask_first_end_lane_2_and[0];
    end

    assign masks_valid_o = mask_valid_3_q;
    assign masks_covered_o = mask_covered_3_q;
    assign masks_check_o = mask_check_3_q;
    assign masks_begins_o = mask_here_3_q;
    assign masks_lane_o = mask_lane_3_q;
    assign masks_ended_o = mask_ended_3_q;

    wire unused = &{1'b0, up_range_end_sum[0], mask_first_end_lane_2_and[3:1]};

endmodule

// One's complement sum over the covered bytes of a frame.
// Parameters: beatBytes = 8
module frame_sum (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_first_i,
    input  wire [16:0] up_pseudo_i,
    output wire        all_ones_o
);

    reg         sum_valid_1_q;
    reg  [16:0] sum_term0_1_q;
    reg  [16:0] sum_term1_1_q;
    reg         sum_valid_2_q;
    reg  [17:0] sum_term0_2_q;
    reg  [28:0] total_q;
    reg  [16:0] folded_q;
    reg         sum_first_1_q;
    reg         sum_first_2_q;
    reg  [16:0] sum_pseudo_1_q;
    reg  [16:0] sum_pseudo_2_q;

    always @(posedge clk) begin
        sum_valid_1_q <= up_valid_i;
        if (rst) begin
            sum_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_term0_1_q <= {1'd0, up_data_i[7:0], up_data_i[15:8]} + {1'd0, up_data_i[23:16], up_data_i[31:24]};
    end

    always @(posedge clk) begin
        sum_term1_1_q <= {1'd0, up_data_i[39:32], up_data_i[47:40]} + {1'd0, up_data_i[55:48], up_data_i[63:56]};
    end

    always @(posedge clk) begin
        sum_valid_2_q <= sum_valid_1_q;
        if (rst) begin
            sum_valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_term0_2_q <= {1'd0, sum_term0_1_q} + {1'd0, sum_term1_1_q};
    end

    always @(posedge clk) begin
        sum_first_1_q <= up_first_i;
    end

    always @(posedge clk) begin
        sum_first_2_q <= sum_first_1_q;
    end

    always @(posedge clk) begin
        sum_pseudo_1_q <= up_pseudo_i;
    end

    always @(posedge clk) begin
        sum_pseudo_2_q <= sum_pseudo_1_q;
    end

    always @(posedge clk) begin
        if (sum_valid_2_q) begin
            total_q <= (sum_first_2_q ? {12'd0, sum_pseudo_2_q} : total_q) + {11'd0, sum_term0_2_q};
        end
        folded_q <= {1'd0, total_q[15:0]} + {4'd0, total_q[28:16]};
    end

    assign all_ones_o = folded_q == 17'hffff;

endmodule

// CRC32c over the covered bytes of an SCTP packet.
// Parameters: beatBytes = 8
module sctp_crc (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire [15:0] up_check_even_i,
    input  wire [15:0] up_check_odd_i,
    input  wire        up_first_i,
    input  wire        up_begins_i,
    input  wire [1:0]  up_lane_i,
    input  wire        up_ended_i,
    input  wire [2:0]  up_end_lane_i,
    output wire        matches_o
);

    reg  [15:0] check_even_q;
    reg  [15:0] check_odd_q;
    reg  [31:0] state_q;
    reg         crc_valid_1_q;
    reg  [1:0]  crc_lane_1_q;
    reg  [31:0] crc_chunk0_1_q;
    reg         crc_valid_2_q;
    reg         crc_first_1_q;
    reg         crc_first_2_q;
    reg  [31:0] crc_start_2_q;
    reg         crc_begins_1_q;
    reg         crc_begins_2_q;
    reg         crc_ended_1_q;
    reg         crc_ended_2_q;
    reg  [31:0] crc_part_2_q;
    reg  [31:0] crc_received_2_q;
    reg  [2:0]  crc_count_1_q;
    reg  [2:0]  crc_count_2_q;
    reg         crc_valid_3_q;
    reg  [31:0] crc_after2_3_q;
    reg  [2:0]  crc_count_3_q;
    reg         crc_valid_4_q;
    reg  [31:0] crc_after4_4_q;
    reg  [2:0]  crc_count_4_q;
    reg         crc_valid_5_q;
    reg  [31:0] crc_state_4_q;
    reg  [31:0] crc_state_5_q;
    reg  [31:0] crc_after8_5_q;

    wire [31:0] state_choice = crc_first_2_q ? 32'd0 : state_q;
    wire [31:0] state_joined = {^(state_choice & 32'h1c379612), ^(state_choice & 32'h8e1bcb09), ^(state_choice & 32'hc70de584),
            ^(state_choice & 32'h6386f2c2), ^(state_choice & 32'hb1c37961), ^(state_choice & 32'hd8e1bcb0),
            ^(state_choice & 32'hf047484a), ^(state_choice & 32'h7823a425), ^(state_choice & 32'ha0264400),
            ^(state_choice & 32'h4c24b412), ^(state_choice & 32'hba25cc1b), ^(state_choice & 32'h4125701f),
            ^(state_choice & 32'h2092b80f), ^(state_choice & 32'hc7eca15), ^(state_choice & 32'h9a08f318),
            ^(state_choice & 32'h4d04798c), ^(state_choice & 32'ha6823cc6), ^(state_choice & 32'hd3411e63),
            ^(state_choice & 32'h75971923), ^(state_choice & 32'ha6fc1a83), ^(state_choice & 32'h4f499b53),
            ^(state_choice & 32'ha7a4cda9), ^(state_choice & 32'h4fe5f0c6), ^(state_choice & 32'hbbc56e71),
            ^(state_choice & 32'h5de2b738), ^(state_choice & 32'hb2c6cd8e), ^(state_choice & 32'h4554f0d5),
            ^(state_choice & 32'hbe9dee78), ^(state_choice & 32'hc379612e), ^(state_choice & 32'he1bcb097),
            ^(state_choice & 32'h70de584b), ^(state_choice & 32'h386f2c25)};
    always @(posedge clk) begin
        if (up_valid_i) begin
            check_even_q <= up_check_even_i | (up_first_i ? 16'd0 : check_even_q);
            check_odd_q <= up_check_odd_i | (up_first_i ? 16'd0 : check_odd_q);
        end
        if (crc_valid_2_q & ~crc_ended_2_q) begin
            state_q <= state_joined ^ crc_part_2_q ^ (crc_start_2_q & {32{crc_begins_2_q}});
        end
    end

    always @(posedge clk) begin
        crc_valid_1_q <= up_valid_i;
        if (rst) begin
            crc_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        crc_lane_1_q <= up_lane_i;
    end

    always @(posedge clk) begin
        crc_chunk0_1_q <= {^(up_data_i & 64'h8fc8e57b1c379612), ^(up_data_i & 64'h47e472bd8e1bcb09),
                ^(up_data_i & 64'h23f2395ec70de584), ^(up_data_i & 64'h11f91caf6386f2c2),
                ^(up_data_i & 64'h8fc8e57b1c37961), ^(up_data_i & 64'h47e472bd8e1bcb0),
                ^(up_data_i & 64'h8df7c6eef047484a), ^(up_data_i & 64'h46fbe3777823a425),
                ^(up_data_i & 64'hacb514c0a0264400), ^(up_data_i & 64'hd9926f1b4c24b412),
                ^(up_data_i & 64'he301d2f6ba25cc1b), ^(up_data_i & 64'hfe480c004125701f),
                ^(up_data_i & 64'h7f2406002092b80f), ^(up_data_i & 64'hb05ae67b0c7eca15),
                ^(up_data_i & 64'hd7e596469a08f318), ^(up_data_i & 64'h6bf2cb234d04798c),
                ^(up_data_i & 64'h35f96591a6823cc6), ^(up_data_i & 64'h1afcb2c8d3411e63),
                ^(up_data_i & 64'h82b6bc1f75971923), ^(up_data_i & 64'hce93bb74a6fc1a83),
                ^(up_data_i & 64'he88138c14f499b53), ^(up_data_i & 64'h74409c60a7a4cda9),
                ^(up_data_i & 64'hb5e8ab4b4fe5f0c6), ^(up_data_i & 64'hd53cb0debbc56e71),
                ^(up_data_i & 64'h6a9e586f5de2b738), ^(up_data_i & 64'hba87c94cb2c6cd8e),
                ^(up_data_i & 64'hd28b01dd4554f0d5), ^(up_data_i & 64'he68d6595be9dee78),
                ^(up_data_i & 64'hfc8e57b1c379612e), ^(up_data_i & 64'h7e472bd8e1bcb097),
                ^(up_data_i & 64'h3f2395ec70de584b), ^(up_data_i & 64'h1f91caf6386f2c25)};
    end

    always @(posedge clk) begin
        crc_valid_2_q <= crc_valid_1_q;
        if (rst) begin
            crc_valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        crc_first_1_q <= up_first_i;
    end

    always @(posedge clk) begin
        crc_first_2_q <= crc_first_1_q;
    end

    wire [127:0] crc_start_2_table = 128'he9e882db798b438a8d5837573d74d75;
    always @(posedge clk) begin
        crc_start_2_q <= crc_start_2_table[{crc_lane_1_q, 5'd0} +: 32];
    end

    always @(posedge clk) begin
        crc_begins_1_q <= up_begins_i;
    end

    always @(posedge clk) begin
        crc_begins_2_q <= crc_begins_1_q;
    end

    always @(posedge clk) begin
        crc_ended_1_q <= up_ended_i;
    end

    always @(posedge clk) begin
        crc_ended_2_q <= crc_ended_1_q;
    end

    always @(posedge clk) begin
        crc_part_2_q <= crc_chunk0_1_q;
    end

    always @(posedge clk) begin
        crc_received_2_q <= ~(crc_lane_1_q[0] ? {check_even_q, check_odd_q} : {check_odd_q, check_even_q});
    end

    always @(posedge clk) begin
        crc_count_1_q <= 3'd0 - up_end_lane_i;
    end

    always @(posedge clk) begin
        crc_count_2_q <= crc_count_1_q;
    end

    always @(posedge clk) begin
        crc_valid_3_q <= crc_valid_2_q;
        if (rst) begin
            crc_valid_3_q <= 1'd0;
        end
    end

    wire [31:0] crc_received_2_joined = {^(crc_received_2_q & 32'h8f), ^(crc_received_2_q & 32'h47), ^(crc_received_2_q & 32'h23),
            ^(crc_received_2_q & 32'h11), ^(crc_received_2_q & 32'd8), ^(crc_received_2_q & 32'd4),
            ^(crc_received_2_q & 32'h8d), ^(crc_received_2_q & 32'h46), ^(crc_received_2_q & 32'h800000ac),
            ^(crc_received_2_q & 32'h400000d9), ^(crc_received_2_q & 32'h200000e3),
            ^(crc_received_2_q & 32'h100000fe), ^(crc_received_2_q & 32'h800007f),
            ^(crc_received_2_q & 32'h40000b0), ^(crc_received_2_q & 32'h20000d7),
            ^(crc_received_2_q & 32'h100006b), ^(crc_received_2_q & 32'h800035),
            ^(crc_received_2_q & 32'h40001a), ^(crc_received_2_q & 32'h200082),
            ^(crc_received_2_q & 32'h1000ce), ^(crc_received_2_q & 32'h800e8),
            ^(crc_received_2_q & 32'h40074), ^(crc_received_2_q & 32'h200b5), ^(crc_received_2_q & 32'h100d5),
            ^(crc_received_2_q & 32'h806a), ^(crc_received_2_q & 32'h40ba), ^(crc_received_2_q & 32'h20d2),
            ^(crc_received_2_q & 32'h10e6), ^(crc_received_2_q & 32'h8fc), ^(crc_received_2_q & 32'h47e),
            ^(crc_received_2_q & 32'h23f), ^(crc_received_2_q & 32'h11f)};
    always @(posedge clk) begin
        crc_after2_3_q <= crc_count_2_q[0] ? crc_received_2_joined : crc_received_2_q;
    end

    always @(posedge clk) begin
        crc_count_3_q <= crc_count_2_q;
    end

    always @(posedge clk) begin
        crc_valid_4_q <= crc_valid_3_q;
        if (rst) begin
            crc_valid_4_q <= 1'd0;
        end
    end

    wire [31:0] crc_after2_3_joined = {^(crc_after2_3_q & 32'h8fc8), ^(crc_after2_3_q & 32'h47e4), ^(crc_after2_3_q & 32'h23f2),
            ^(crc_after2_3_q & 32'h11f9), ^(crc_after2_3_q & 32'h8fc), ^(crc_after2_3_q & 32'h47e),
            ^(crc_after2_3_q & 32'h8df7), ^(crc_after2_3_q & 32'h46fb), ^(crc_after2_3_q & 32'hacb5),
            ^(crc_after2_3_q & 32'hd992), ^(crc_after2_3_q & 32'he301), ^(crc_after2_3_q & 32'hfe48),
            ^(crc_after2_3_q & 32'h7f24), ^(crc_after2_3_q & 32'hb05a), ^(crc_after2_3_q & 32'hd7e5),
            ^(crc_after2_3_q & 32'h6bf2), ^(crc_after2_3_q & 32'h800035f9), ^(crc_after2_3_q & 32'h40001afc),
            ^(crc_after2_3_q & 32'h200082b6), ^(crc_after2_3_q & 32'h1000ce93),
            ^(crc_after2_3_q & 32'h800e881), ^(crc_after2_3_q & 32'h4007440), ^(crc_after2_3_q & 32'h200b5e8),
            ^(crc_after2_3_q & 32'h100d53c), ^(crc_after2_3_q & 32'h806a9e), ^(crc_after2_3_q & 32'h40ba87),
            ^(crc_after2_3_q & 32'h20d28b), ^(crc_after2_3_q & 32'h10e68d), ^(crc_after2_3_q & 32'h8fc8e),
            ^(crc_after2_3_q & 32'h47e47), ^(crc_after2_3_q & 32'h23f23), ^(crc_after2_3_q & 32'h11f91)};
    always @(posedge clk) begin
        crc_after4_4_q <= crc_count_3_q[1] ? crc_after2_3_joined : crc_after2_3_q;
    end

    always @(posedge clk) begin
        crc_count_4_q <= crc_count_3_q;
    end

    always @(posedge clk) begin
        crc_valid_5_q <= crc_valid_4_q;
        if (rst) begin
            crc_valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        crc_state_4_q <= state_q;
    end

    always @(posedge clk) begin
        crc_state_5_q <= crc_state_4_q;
    end

    wire [31:0] crc_after4_4_joined = {^(crc_after4_4_q & 32'h8fc8e57b), ^(crc_after4_4_q & 32'h47e472bd), ^(crc_after4_4_q & 32'h23f2395e),
            ^(crc_after4_4_q & 32'h11f91caf), ^(crc_after4_4_q & 32'h8fc8e57),
            ^(crc_after4_4_q & 32'h47e472b), ^(crc_after4_4_q & 32'h8df7c6ee),
            ^(crc_after4_4_q & 32'h46fbe377), ^(crc_after4_4_q & 32'hacb514c0),
            ^(crc_after4_4_q & 32'hd9926f1b), ^(crc_after4_4_q & 32'he301d2f6),
            ^(crc_after4_4_q & 32'hfe480c00), ^(crc_after4_4_q & 32'h7f240600),
            ^(crc_after4_4_q & 32'hb05ae67b), ^(crc_after4_4_q & 32'hd7e59646),
            ^(crc_after4_4_q & 32'h6bf2cb23), ^(crc_after4_4_q & 32'h35f96591),
            ^(crc_after4_4_q & 32'h1afcb2c8), ^(crc_after4_4_q & 32'h82b6bc1f),
            ^(crc_after4_4_q & 32'hce93bb74), ^(crc_after4_4_q & 32'he88138c1),
            ^(crc_after4_4_q & 32'h74409c60), ^(crc_after4_4_q & 32'hb5e8ab4b),
            ^(crc_after4_4_q & 32'hd53cb0de), ^(crc_after4_4_q & 32'h6a9e586f),
            ^(crc_after4_4_q & 32'hba87c94c), ^(crc_after4_4_q & 32'hd28b01dd),
            ^(crc_after4_4_q & 32'he68d6595), ^(crc_after4_4_q & 32'hfc8e57b1),
            ^(crc_after4_4_q & 32'h7e472bd8), ^(crc_after4_4_q & 32'h3f2395ec),
            ^(crc_after4_4_q & 32'h1f91caf6)};
    always @(posedge clk) begin
        crc_after8_5_q <= crc_count_4_q[2] ? crc_after4_4_joined : crc_after4_4_q;
    end

    assign matches_o = crc_state_5_q == crc_after8_5_q;

    wire unused = &{1'b0, crc_count_4_q[1:0], crc_valid_5_q};

endmodule

// Sums and CRC over the covered bytes of each frame, and what they say.
// Parameters: netDataBits = 64
module checksum_lanes (
    input  wire        clk,
    input  wire        rst,
    // beats
    input  wire        beats_valid_i,
    input  wire        beats_first_i,
    input  wire        beats_last_i,
    input  wire [10:0] beats_beat_i,
    input  wire [2:0]  beats_last_byte_i,
    input  wire        beats_coverage_outer_judged_i,
    input  wire [13:0] beats_coverage_outer_packet_last_i,
    input  wire        beats_coverage_outer_range_crc_i,
    input  wire [7:0]  beats_coverage_outer_range_start_i,
    input  wire [13:0] beats_coverage_outer_range_end_i,
    input  wire [7:0]  beats_coverage_outer_range_addresses_from_i,
    input  wire [7:0]  beats_coverage_outer_range_addresses_to_i,
    input  wire [16:0] beats_coverage_outer_pseudo_i,
    input  wire        beats_coverage_other_judged_i,
    input  wire [13:0] beats_coverage_other_packet_last_i,
    input  wire        beats_coverage_other_range_crc_i,
    input  wire [7:0]  beats_coverage_other_range_start_i,
    input  wire [13:0] beats_coverage_other_range_end_i,
    input  wire [7:0]  beats_coverage_other_range_addresses_from_i,
    input  wire [7:0]  beats_coverage_other_range_addresses_to_i,
    input  wire [16:0] beats_coverage_other_pseudo_i,
    input  wire        beats_coverage_other_is_outer_i,
    input  wire [63:0] data_i,
    // verdicts
    output wire        verdicts_valid_o,
    output wire [1:0]  verdicts_l4_checksum_o,
    output wire [1:0]  verdicts_inner_l4_checksum_o
);

    wire        outer_mask_masks_valid;
    wire [7:0]  outer_mask_masks_covered;
    wire [3:0]  outer_mask_masks_check;
    wire        outer_mask_masks_begins;
    wire [1:0]  outer_mask_masks_lane;
    wire        outer_mask_masks_ended;
    wire        other_mask_masks_valid;
    wire [7:0]  other_mask_masks_covered;
    wire [3:0]  other_mask_masks_check;
    wire        other_mask_masks_begins;
    wire [1:0]  other_mask_masks_lane;
    wire        other_mask_masks_ended;
    wire [63:0] outer_sum_up_data;
    wire        outer_sum_all_ones;
    wire        other_sum_all_ones;
    wire        crc_matches;
    reg         beat_valid_1_q;
    reg         beat_outer_packet_judged_1_q;
    reg  [13:0] beat_outer_packet_last_1_q;
    reg  [13:0] beat_position_1_q;
    reg         beat_other_packet_judged_1_q;
    reg  [13:0] beat_other_packet_last_1_q;
    reg         beat_valid_2_q;
    reg         beat_valid_3_q;
    reg         beat_first_1_q;
    reg         beat_first_2_q;
    reg         beat_first_3_q;
    reg  [16:0] beat_outer_pseudo_1_q;
    reg  [16:0] beat_outer_pseudo_2_q;
    reg  [16:0] beat_outer_pseudo_3_q;
    reg         beat_valid_4_q;
    reg  [63:0] beat_data_4_q;
    reg         beat_first_4_q;
    reg  [16:0] beat_other_pseudo_1_q;
    reg  [16:0] beat_other_pseudo_2_q;
    reg  [16:0] beat_other_pseudo_3_q;
    reg  [16:0] beat_other_pseudo_4_q;
    reg  [15:0] beat_check_even_4_q;
    reg  [15:0] beat_check_odd_4_q;
    reg         beat_begins_4_q;
    reg  [1:0]  beat_lane_4_q;
    reg         beat_ended_4_q;
    reg  [2:0]  beat_end_lane_1_q;
    reg  [2:0]  beat_end_lane_2_q;
    reg  [2:0]  beat_end_lane_3_q;
    reg  [2:0]  beat_end_lane_4_q;
    reg         beat_valid_5_q;
    reg         beat_valid_6_q;
    reg         beat_valid_7_q;
    reg         beat_valid_8_q;
    reg         beat_valid_9_q;
    reg         beat_outer_2_q;
    reg         beat_outer_3_q;
    reg         beat_outer_4_q;
    reg         beat_outer_5_q;
    reg         beat_outer_6_q;
    reg         beat_outer_7_q;
    reg         beat_outer_8_q;
    reg         beat_outer_9_q;
    reg         beat_outer_sum_8_q;
    reg         beat_outer_sum_9_q;
    reg         beat_other_2_q;
    reg         beat_other_3_q;
    reg         beat_other_4_q;
    reg         beat_other_5_q;
    reg         beat_other_6_q;
    reg         beat_other_7_q;
    reg         beat_other_8_q;
    reg         beat_other_9_q;
    reg         beat_crc_1_q;
    reg         beat_crc_2_q;
    reg         beat_crc_3_q;
    reg         beat_crc_4_q;
    reg         beat_crc_5_q;
    reg         beat_crc_6_q;
    reg         beat_crc_7_q;
    reg         beat_crc_8_q;
    reg         beat_crc_9_q;
    reg         beat_other_sum_9_q;
    reg         verdict_valid_q;
    reg  [1:0]  verdict_fields_l4_checksum_q;
    reg  [1:0]  verdict_fields_inner_l4_checksum_q;
    reg         beat_last_1_q;
    reg         beat_last_2_q;
    reg         beat_last_3_q;
    reg         beat_last_4_q;
    reg         beat_last_5_q;
    reg         beat_last_6_q;
    reg         beat_last_7_q;
    reg         beat_last_8_q;
    reg         beat_last_9_q;
    reg         beat_other_is_outer_1_q;
    reg         beat_other_is_outer_2_q;
    reg         beat_other_is_outer_3_q;
    reg         beat_other_is_outer_4_q;
    reg         beat_other_is_outer_5_q;
    reg         beat_other_is_outer_6_q;
    reg         beat_other_is_outer_7_q;
    reg         beat_other_is_outer_8_q;
    reg         beat_other_is_outer_9_q;

    always @(posedge clk) begin
        beat_valid_1_q <= beats_valid_i;
        if (rst) begin
            beat_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_outer_packet_judged_1_q <= beats_coverage_outer_judged_i;
    end

    always @(posedge clk) begin
        beat_outer_packet_last_1_q <= beats_coverage_outer_packet_last_i;
    end

    always @(posedge clk) begin
        beat_position_1_q <= {beats_beat_i, beats_last_byte_i};
    end

    always @(posedge clk) begin
        beat_other_packet_judged_1_q <= beats_coverage_other_judged_i;
    end

    always @(posedge clk) begin
        beat_other_packet_last_1_q <= beats_coverage_other_packet_last_i;
    end

    always @(posedge clk) begin
        beat_valid_2_q <= beat_valid_1_q;
        if (rst) begin
            beat_valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_valid_3_q <= beat_valid_2_q;
        if (rst) begin
            beat_valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_first_1_q <= beats_first_i;
    end

    always @(posedge clk) begin
        beat_first_2_q <= beat_first_1_q;
    end

    always @(posedge clk) begin
        beat_first_3_q <= beat_first_2_q;
    end

    always @(posedge clk) begin
        beat_outer_pseudo_1_q <= beats_coverage_outer_pseudo_i;
    end

    always @(posedge clk) begin
        beat_outer_pseudo_2_q <= beat_outer_pseudo_1_q;
    end

    always @(posedge clk) begin
        beat_outer_pseudo_3_q <= beat_outer_pseudo_2_q;
    end

    assign outer_sum_up_data = data_i
            & {{8{outer_mask_masks_covered[7]}}, {8{outer_mask_masks_covered[6]}}, {8{outer_mask_masks_covered[5]}}, {8{outer_mask_masks_covered[4]}}, {8{outer_mask_masks_covered[3]}}, {8{outer_mask_masks_covered[2]}}, {8{outer_mask_masks_covered[1]}}, {8{outer_mask_masks_covered[0]}}};

    always @(posedge clk) begin
        beat_valid_4_q <= beat_valid_3_q;
        if (rst) begin
            beat_valid_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_data_4_q <= data_i
                & {{8{other_mask_masks_covered[7]}}, {8{other_mask_masks_covered[6]}}, {8{other_mask_masks_covered[5]}}, {8{other_mask_masks_covered[4]}}, {8{other_mask_masks_covered[3]}}, {8{other_mask_masks_covered[2]}}, {8{other_mask_masks_covered[1]}}, {8{other_mask_masks_covered[0]}}};
    end

    always @(posedge clk) begin
        beat_first_4_q <= beat_first_3_q;
    end

    always @(posedge clk) begin
        beat_other_pseudo_1_q <= beats_coverage_other_pseudo_i;
    end

    always @(posedge clk) begin
        beat_other_pseudo_2_q <= beat_other_pseudo_1_q;
    end

    always @(posedge clk) begin
        beat_other_pseudo_3_q <= beat_other_pseudo_2_q;
    end

    always @(posedge clk) begin
        beat_other_pseudo_4_q <= beat_other_pseudo_3_q;
    end

    always @(posedge clk) begin
        beat_check_even_4_q <= ({16{other_mask_masks_check[0]}} & data_i[15:0]) | ({16{other_mask_masks_check[2]}} & data_i[47:32]);
    end

    always @(posedge clk) begin
        beat_check_odd_4_q <= ({16{other_mask_masks_check[1]}} & data_i[31:16]) | ({16{other_mask_masks_check[3]}} & data_i[63:48]);
    end

    always @(posedge clk) begin
        beat_begins_4_q <= other_mask_masks_begins;
    end

    always @(posedge clk) begin
        beat_lane_4_q <= other_mask_masks_lane;
    end

    always @(posedge clk) begin
        beat_ended_4_q <= other_mask_masks_ended;
    end

    always @(posedge clk) begin
        beat_end_lane_1_q <= beats_coverage_other_range_end_i[2:0];
    end

    always @(posedge clk) begin
        beat_end_lane_2_q <= beat_end_lane_1_q;
    end

    always @(posedge clk) begin
        beat_end_lane_3_q <= beat_end_lane_2_q;
    end

    always @(posedge clk) begin
        beat_end_lane_4_q <= beat_end_lane_3_q;
    end

    always @(posedge clk) begin
        beat_valid_5_q <= beat_valid_4_q;
        if (rst) begin
            beat_valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_valid_6_q <= beat_valid_5_q;
        if (rst) begin
            beat_valid_6_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_valid_7_q <= beat_valid_6_q;
        if (rst) begin
            beat_valid_7_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_valid_8_q <= beat_valid_7_q;
        if (rst) begin
            beat_valid_8_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_valid_9_q <= beat_valid_8_q;
        if (rst) begin
            beat_valid_9_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_outer_2_q <= beat_outer_packet_judged_1_q & (beat_outer_packet_last_1_q <= beat_position_1_q);
    end

    always @(posedge clk) begin
        beat_outer_3_q <= beat_outer_2_q;
    end

    always @(posedge clk) begin
        beat_outer_4_q <= beat_outer_3_q;
    end

    always @(posedge clk) begin
        beat_outer_5_q <= beat_outer_4_q;
    end

    always @(posedge clk) begin
        beat_outer_6_q <= beat_outer_5_q;
    end

    always @(posedge clk) begin
        beat_outer_7_q <= beat_outer_6_q;
    end

    always @(posedge clk) begin
        beat_outer_8_q <= beat_outer_7_q;
    end

    always @(posedge clk) begin
        beat_outer_9_q <= beat_outer_8_q;
    end

    always @(posedge clk) begin
        beat_outer_sum_8_q <= outer_sum_all_ones;
    end

    always @(posedge clk) begin
        beat_outer_sum_9_q <= beat_outer_sum_8_q;
    end

    always @(posedge clk) begin
        beat_other_2_q <= beat_other_packet_judged_1_q & (beat_other_packet_last_1_q <= beat_position_1_q);
    end

    always @(posedge clk) begin
        beat_other_3_q <= beat_other_2_q;
    end

    always @(posedge clk) begin
        beat_other_4_q <= beat_other_3_q;
    end

    always @(posedge clk) begin
        beat_other_5_q <= beat_other_4_q;
    end

    always @(posedge clk) begin
        beat_other_6_q <= beat_other_5_q;
    end

    always @(posedge clk) begin
        beat_other_7_q <= beat_other_6_q;
    end

    always @(posedge clk) begin
        beat_other_8_q <= beat_other_7_q;
    end

    always @(posedge clk) begin
        beat_other_9_q <= beat_other_8_q;
    end

    always @(posedge clk) begin
        beat_crc_1_q <= beats_coverage_other_range_crc_i;
    end

    always @(posedge clk) begin
        beat_crc_2_q <= beat_crc_1_q;
    end

    always @(posedge clk) begin
        beat_crc_3_q <= beat_crc_2_q;
    end

    always @(posedge clk) begin
        beat_crc_4_q <= beat_crc_3_q;
    end

    always @(posedge clk) begin
        beat_crc_5_q <= beat_crc_4_q;
    end

    always @(posedge clk) begin
        beat_crc_6_q <= beat_crc_5_q;
    end

    always @(posedge clk) begin
        beat_crc_7_q <= beat_crc_6_q;
    end

    always @(posedge clk) begin
        beat_crc_8_q <= beat_crc_7_q;
    end

    always @(posedge clk) begin
        beat_crc_9_q <= beat_crc_8_q;
    end

    always @(posedge clk) begin
        beat_other_sum_9_q <= other_sum_all_ones;
    end

    always @(posedge clk) begin
        beat_last_1_q <= beats_last_i;
    end

    always @(posedge clk) begin
        beat_last_2_q <= beat_last_1_q;
    end

    always @(posedge clk) begin
        beat_last_3_q <= beat_last_2_q;
    end

    always @(posedge clk) begin
        beat_last_4_q <= beat_last_3_q;
    end

    always @(posedge clk) begin
        beat_last_5_q <= beat_last_4_q;
    end

    always @(posedge clk) begin
        beat_last_6_q <= beat_last_5_q;
    end

    always @(posedge clk) begin
        beat_last_7_q <= beat_last_6_q;
    end

    always @(posedge clk) begin
        beat_last_8_q <= beat_last_7_q;
    end

    always @(posedge clk) begin
        beat_last_9_q <= beat_last_8_q;
    end

    wire [1:0] other_verdict = beat_other_9_q ? ((beat_crc_9_q ? crc_matches : beat_other_sum_9_q) ? 2'd1 : 2'd2) : 2'd0;
    always @(posedge clk) begin
        verdict_valid_q <= beat_valid_9_q & beat_last_9_q;
        verdict_fields_l4_checksum_q <= beat_other_is_outer_9_q ? other_verdict : beat_outer_9_q ? (beat_outer_sum_9_q ? 2'd1 : 2'd2) : 2'd0;
        verdict_fields_inner_l4_checksum_q <= beat_other_is_outer_9_q ? 2'd0 : other_verdict;
        if (rst) begin
            verdict_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        beat_other_is_outer_1_q <= beats_coverage_other_is_outer_i;
    end

    always @(posedge clk) begin
        beat_other_is_outer_2_q <= beat_other_is_outer_1_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_3_q <= beat_other_is_outer_2_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_4_q <= beat_other_is_outer_3_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_5_q <= beat_other_is_outer_4_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_6_q <= beat_other_is_outer_5_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_7_q <= beat_other_is_outer_6_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_8_q <= beat_other_is_outer_7_q;
    end

    always @(posedge clk) begin
        beat_other_is_outer_9_q <= beat_other_is_outer_8_q;
    end

    assign verdicts_valid_o = verdict_valid_q;
    assign verdicts_l4_checksum_o = verdict_fields_l4_checksum_q;
    assign verdicts_inner_l4_checksum_o = verdict_fields_inner_l4_checksum_q;

    coverage_mask outer_mask (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (beats_valid_i),
        .up_beat_i                 (beats_beat_i),
        .up_range_crc_i            (beats_coverage_outer_range_crc_i),
        .up_range_start_i          (beats_coverage_outer_range_start_i),
        .up_range_end_i            (beats_coverage_outer_range_end_i),
        .up_range_addresses_from_i (beats_coverage_outer_range_addresses_from_i),
        .up_range_addresses_to_i   (beats_coverage_outer_range_addresses_to_i),
        .masks_valid_o             (outer_mask_masks_valid),
        .masks_covered_o           (outer_mask_masks_covered),
        .masks_check_o             (outer_mask_masks_check),
        .masks_begins_o            (outer_mask_masks_begins),
        .masks_lane_o              (outer_mask_masks_lane),
        .masks_ended_o             (outer_mask_masks_ended)
    );

    coverage_mask other_mask (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (beats_valid_i),
        .up_beat_i                 (beats_beat_i),
        .up_range_crc_i            (beats_coverage_other_range_crc_i),
        .up_range_start_i          (beats_coverage_other_range_start_i),
        .up_range_end_i            (beats_coverage_other_range_end_i),
        .up_range_addresses_from_i (beats_coverage_other_range_addresses_from_i),
        .up_range_addresses_to_i   (beats_coverage_other_range_addresses_to_i),
        .masks_valid_o             (other_mask_masks_valid),
        .masks_covered_o           (other_mask_masks_covered),
        .masks_check_o             (other_mask_masks_check),
        .masks_begins_o            (other_mask_masks_begins),
        .masks_lane_o              (other_mask_masks_lane),
        .masks_ended_o             (other_mask_masks_ended)
    );

    frame_sum outer_sum (
        .clk         (clk),
        .rst         (rst),
        .up_valid_i  (beat_valid_3_q),
        .up_data_i   (outer_sum_up_data),
        .up_first_i  (beat_first_3_q),
        .up_pseudo_i (beat_outer_pseudo_3_q),
        .all_ones_o  (outer_sum_all_ones)
    );

    frame_sum other_sum (
        .clk         (clk),
        .rst         (rst),
        .up_valid_i  (beat_valid_4_q),
        .up_data_i   (beat_data_4_q),
        .up_first_i  (beat_first_4_q),
        .up_pseudo_i (beat_other_pseudo_4_q),
        .all_ones_o  (other_sum_all_ones)
    );

    sctp_crc crc (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (beat_valid_4_q),
        .up_data_i       (beat_data_4_q),
        .up_check_even_i (beat_check_even_4_q),
        .up_check_odd_i  (beat_check_odd_4_q),
        .up_first_i      (beat_first_4_q),
        .up_begins_i     (beat_begins_4_q),
        .up_lane_i       (beat_lane_4_q),
        .up_ended_i      (beat_ended_4_q),
        .up_end_lane_i   (beat_end_lane_4_q),
        .matches_o       (crc_matches)
    );

    wire unused = &{1'b0, outer_mask_masks_valid, outer_mask_masks_check, outer_mask_masks_begins, outer_mask_masks_lane, outer_mask_masks_ended, other_mask_masks_valid};

endmodule

// Verdicts on the transport checksums of each frame, outside and inside a tunnel.
// Parameters: netDataBits = 64, beatDepth = 128, frameDepth = 64
module packet_checksums (
    input  wire         clk,
    input  wire         rst,
    // beats
    input  wire         beats_valid_i,
    input  wire [63:0]  beats_data_i,
    input  wire [2:0]   beats_last_byte_i,
    input  wire         beats_first_i,
    input  wire         beats_last_i,
    input  wire [4:0]   beats_error_i,
    // headers
    input  wire         headers_valid_i,
    input  wire [88:0]  headers_headers_i,
    input  wire [47:0]  headers_dst_mac_i,
    input  wire [47:0]  headers_src_mac_i,
    input  wire [2:0]   headers_vlan_count_i,
    input  wire [11:0]  headers_vlan_i,
    input  wire [2:0]   headers_priority_i,
    input  wire [11:0]  headers_vlan2_i,
    input  wire [11:0]  headers_vlan3_i,
    input  wire [11:0]  headers_vlan4_i,
    input  wire [15:0]  headers_ethertype_i,
    input  wire [15:0]  headers_link_length_i,
    input  wire         headers_llc_i,
    input  wire         headers_snap_i,
    input  wire [2:0]   headers_mpls_count_i,
    input  wire [19:0]  headers_mpls_label_i,
    input  wire [2:0]   headers_mpls_traffic_class_i,
    input  wire [19:0]  headers_mpls_label2_i,
    input  wire [19:0]  headers_mpls_label3_i,
    input  wire [19:0]  headers_mpls_label4_i,
    input  wire [19:0]  headers_mpls_label5_i,
    input  wire         headers_pppoe_i,
    input  wire [15:0]  headers_pppoe_session_i,
    input  wire         headers_ppp_compressed_i,
    input  wire [8:0]   headers_l3_offset_i,
    input  wire         headers_arp_i,
    input  wire         headers_mac_control_i,
    input  wire         headers_pause_i,
    input  wire         headers_priority_pause_i,
    input  wire         headers_lacp_i,
    input  wire         headers_lldp_i,
    input  wire         headers_ptp_i,
    input  wire [3:0]   headers_ptp_message_i,
    input  wire         headers_fcoe_i,
    input  wire [7:0]   headers_fc_routing_i,
    input  wire [23:0]  headers_fc_destination_i,
    input  wire [23:0]  headers_fc_source_i,
    input  wire         headers_fip_i,
    input  wire         headers_global_route_i,
    input  wire         headers_roce_i,
    input  wire [7:0]   headers_rdma_opcode_i,
    input  wire [23:0]  headers_rdma_queue_pair_i,
    input  wire         headers_ipv4_i,
    input  wire [3:0]   headers_ipv4_header_words_i,
    input  wire [1:0]   headers_ipv4_checksum_i,
    input  wire         headers_ipv6_i,
    input  wire [15:0]  headers_ip_length_i,
    input  wire [5:0]   headers_dscp_i,
    input  wire [1:0]   headers_ecn_i,
    input  wire [7:0]   headers_ttl_i,
    input  wire         headers_fragment_i,
    input  wire         headers_later_fragment_i,
    input  wire [1:0]   headers_fragment_start_i,
    input  wire         headers_authentication_i,
    input  wire         headers_segments_left_i,
    input  wire         headers_address_options_i,
    input  wire [7:0]   headers_ip_protocol_i,
    input  wire [127:0] headers_src_ip_i,
    input  wire [127:0] headers_dst_ip_i,
    input  wire [8:0]   headers_l4_offset_i,
    input  wire         headers_tcp_i,
    input  wire         headers_udp_i,
    input  wire         headers_udp_lite_i,
    input  wire         headers_sctp_i,
    input  wire         headers_icmp_i,
    input  wire         headers_igmp_i,
    input  wire         headers_ports_i,
    input  wire [15:0]  headers_src_port_i,
    input  wire [15:0]  headers_dst_port_i,
    input  wire [7:0]   headers_tcp_flags_i,
    input  wire [15:0]  headers_udp_length_i,
    input  wire         headers_udp_checksum_i,
    input  wire         headers_iscsi_i,
    input  wire         headers_nvme_i,
    input  wire [8:0]   headers_payload_offset_i,
    input  wire [3:0]   headers_tunnel_i,
    input  wire [31:0]  headers_tunnel_id_i,
    input  wire [8:0]   headers_inner_offset_i,
    input  wire         headers_inner_ethernet_i,
    input  wire [47:0]  headers_inner_dst_mac_i,
    input  wire [47:0]  headers_inner_src_mac_i,
    input  wire [1:0]   headers_inner_vlan_count_i,
    input  wire [11:0]  headers_inner_vlan_i,
    input  wire [11:0]  headers_inner_vlan2_i,
    input  wire [15:0]  headers_inner_ethertype_i,
    input  wire [8:0]   headers_inner_l3_offset_i,
    input  wire         headers_inner_ipv4_i,
    input  wire [3:0]   headers_inner_ipv4_header_words_i,
    input  wire [1:0]   headers_inner_ipv4_checksum_i,
    input  wire         headers_inner_ipv6_i,
    input  wire [15:0]  headers_inner_ip_length_i,
    input  wire [5:0]   headers_inner_dscp_i,
    input  wire [1:0]   headers_inner_ecn_i,
    input  wire [7:0]   headers_inner_ttl_i,
    input  wire         headers_inner_fragment_i,
    input  wire         headers_inner_later_fragment_i,
    input  wire         headers_inner_authentication_i,
    input  wire         headers_inner_segments_left_i,
    input  wire         headers_inner_address_options_i,
    input  wire [7:0]   headers_inner_ip_protocol_i,
    input  wire [127:0] headers_inner_src_ip_i,
    input  wire [127:0] headers_inner_dst_ip_i,
    input  wire [8:0]   headers_inner_l4_offset_i,
    input  wire         headers_inner_tcp_i,
    input  wire         headers_inner_udp_i,
    input  wire         headers_inner_udp_lite_i,
    input  wire         headers_inner_sctp_i,
    input  wire         headers_inner_icmp_i,
    input  wire [15:0]  headers_inner_src_port_i,
    input  wire [15:0]  headers_inner_dst_port_i,
    input  wire [7:0]   headers_inner_tcp_flags_i,
    input  wire [15:0]  headers_inner_udp_length_i,
    input  wire         headers_inner_udp_checksum_i,
    input  wire         headers_inner_iscsi_i,
    input  wire         headers_inner_nvme_i,
    input  wire [8:0]   headers_inner_payload_offset_i,
    input  wire [8:0]   headers_frame_bytes_i,
    input  wire         headers_longer_i,
    input  wire [2:0]   headers_exception_i,
    input  wire [6:0]   headers_exception_header_i,
    // verdicts
    output wire         verdicts_valid_o,
    output wire [1:0]   verdicts_l4_checksum_o,
    output wire [1:0]   verdicts_inner_l4_checksum_o
);

    wire        queue_frames_valid;
    wire        queue_frames_outer_judged;
    wire [13:0] queue_frames_outer_packet_last;
    wire        queue_frames_outer_range_crc;
    wire [7:0]  queue_frames_outer_range_start;
    wire [13:0] queue_frames_outer_range_end;
    wire [7:0]  queue_frames_outer_range_addresses_from;
    wire [7:0]  queue_frames_outer_range_addresses_to;
    wire [16:0] queue_frames_outer_pseudo;
    wire        queue_frames_other_judged;
    wire [13:0] queue_frames_other_packet_last;
    wire        queue_frames_other_range_crc;
    wire [7:0]  queue_frames_other_range_start;
    wire [13:0] queue_frames_other_range_end;
    wire [7:0]  queue_frames_other_range_addresses_from;
    wire [7:0]  queue_frames_other_range_addresses_to;
    wire [16:0] queue_frames_other_pseudo;
    wire        queue_frames_other_is_outer;
    wire        walk_frames_ready;
    wire        walk_down_valid;
    wire        walk_down_first;
    wire        walk_down_last;
    wire [10:0] walk_down_beat;
    wire [2:0]  walk_down_last_byte;
    wire        walk_down_coverage_outer_judged;
    wire [13:0] walk_down_coverage_outer_packet_last;
    wire        walk_down_coverage_outer_range_crc;
    wire [7:0]  walk_down_coverage_outer_range_start;
    wire [13:0] walk_down_coverage_outer_range_end;
    wire [7:0]  walk_down_coverage_outer_range_addresses_from;
    wire [7:0]  walk_down_coverage_outer_range_addresses_to;
    wire [16:0] walk_down_coverage_outer_pseudo;
    wire        walk_down_coverage_other_judged;
    wire [13:0] walk_down_coverage_other_packet_last;
    wire        walk_down_coverage_other_range_crc;
    wire [7:0]  walk_down_coverage_other_range_start;
    wire [13:0] walk_down_coverage_other_range_end;
    wire [7:0]  walk_down_coverage_other_range_addresses_from;
    wire [7:0]  walk_down_coverage_other_range_addresses_to;
    wire [16:0] walk_down_coverage_other_pseudo;
    wire        walk_down_coverage_other_is_outer;
    wire [63:0] walk_data;
    wire        lanes_verdicts_valid;
    wire [1:0]  lanes_verdicts_l4_checksum;
    wire [1:0]  lanes_verdicts_inner_l4_checksum;

    assign verdicts_valid_o = lanes_verdicts_valid;
    assign verdicts_l4_checksum_o = lanes_verdicts_l4_checksum;
    assign verdicts_inner_l4_checksum_o = lanes_verdicts_inner_l4_checksum;

    coverage_queue queue (
        .clk                                 (clk),
        .rst                                 (rst),
        .packets_valid_i                     (headers_valid_i),
        .packets_outer_ipv6_i                (headers_ipv6_i),
        .packets_outer_fragment_i            (headers_fragment_i),
        .packets_outer_segments_left_i       (headers_segments_left_i),
        .packets_outer_address_options_i     (headers_address_options_i),
        .packets_outer_tcp_i                 (headers_tcp_i),
        .packets_outer_udp_i                 (headers_udp_i),
        .packets_outer_udp_lite_i            (headers_udp_lite_i),
        .packets_outer_sctp_i                (headers_sctp_i),
        .packets_outer_icmp_i                (headers_icmp_i),
        .packets_outer_udp_checksum_i        (headers_udp_checksum_i),
        .packets_outer_ip_length_i           (headers_ip_length_i),
        .packets_outer_ip_protocol_i         (headers_ip_protocol_i),
        .packets_outer_l3_offset_i           (headers_l3_offset_i),
        .packets_outer_l4_offset_i           (headers_l4_offset_i),
        .packets_outer_udp_length_i          (headers_udp_length_i),
        .packets_inner_ipv6_i                (headers_inner_ipv6_i),
        .packets_inner_fragment_i            (headers_inner_fragment_i),
        .packets_inner_segments_left_i       (headers_inner_segments_left_i),
        .packets_inner_address_options_i     (headers_inner_address_options_i),
        .packets_inner_tcp_i                 (headers_inner_tcp_i),
        .packets_inner_udp_i                 (headers_inner_udp_i),
        .packets_inner_udp_lite_i            (headers_inner_udp_lite_i),
        .packets_inner_sctp_i                (headers_inner_sctp_i),
        .packets_inner_icmp_i                (headers_inner_icmp_i),
        .packets_inner_udp_checksum_i        (headers_inner_udp_checksum_i),
        .packets_inner_ip_length_i           (headers_inner_ip_length_i),
        .packets_inner_ip_protocol_i         (headers_inner_ip_protocol_i),
        .packets_inner_l3_offset_i           (headers_inner_l3_offset_i),
        .packets_inner_l4_offset_i           (headers_inner_l4_offset_i),
        .packets_inner_udp_length_i          (headers_inner_udp_length_i),
        .frames_valid_o                      (queue_frames_valid),
        .frames_ready_i                      (walk_frames_ready),
        .frames_outer_judged_o               (queue_frames_outer_judged),
        .frames_outer_packet_last_o          (queue_frames_outer_packet_last),
        .frames_outer_range_crc_o            (queue_frames_outer_range_crc),
        .frames_outer_range_start_o          (queue_frames_outer_range_start),
        .frames_outer_range_end_o            (queue_frames_outer_range_end),
        .frames_outer_range_addresses_from_o (queue_frames_outer_range_addresses_from),
        .frames_outer_range_addresses_to_o   (queue_frames_outer_range_addresses_to),
        .frames_outer_pseudo_o               (queue_frames_outer_pseudo),
        .frames_other_judged_o               (queue_frames_other_judged),
        .frames_other_packet_last_o          (queue_frames_other_packet_last),
        .frames_other_range_crc_o            (queue_frames_other_range_crc),
        .frames_other_range_start_o          (queue_frames_other_range_start),
        .frames_other_range_end_o            (queue_frames_other_range_end),
        .frames_other_range_addresses_from_o (queue_frames_other_range_addresses_from),
        .frames_other_range_addresses_to_o   (queue_frames_other_range_addresses_to),
        .frames_other_pseudo_o               (queue_frames_other_pseudo),
        .frames_other_is_outer_o             (queue_frames_other_is_outer)
    );

    frame_walk walk (
        .clk                                        (clk),
        .rst                                        (rst),
        .beats_valid_i                              (beats_valid_i),
        .beats_data_i                               (beats_data_i),
        .beats_last_byte_i                          (beats_last_byte_i),
        .beats_first_i                              (beats_first_i),
        .beats_last_i                               (beats_last_i),
        .beats_error_i                              (beats_error_i),
        .frames_valid_i                             (queue_frames_valid),
        .frames_ready_o                             (walk_frames_ready),
        .frames_outer_judged_i                      (queue_frames_outer_judged),
        .frames_outer_packet_last_i                 (queue_frames_outer_packet_last),
        .frames_outer_range_crc_i                   (queue_frames_outer_range_crc),
        .frames_outer_range_start_i                 (queue_frames_outer_range_start),
        .frames_outer_range_end_i                   (queue_frames_outer_range_end),
        .frames_outer_range_addresses_from_i        (queue_frames_outer_range_addresses_from),
        .frames_outer_range_addresses_to_i          (queue_frames_outer_range_addresses_to),
        .frames_outer_pseudo_i                      (queue_frames_outer_pseudo),
        .frames_other_judged_i                      (queue_frames_other_judged),
        .frames_other_packet_last_i                 (queue_frames_other_packet_last),
        .frames_other_range_crc_i                   (queue_frames_other_range_crc),
        .frames_other_range_start_i                 (queue_frames_other_range_start),
        .frames_other_range_end_i                   (queue_frames_other_range_end),
        .frames_other_range_addresses_from_i        (queue_frames_other_range_addresses_from),
        .frames_other_range_addresses_to_i          (queue_frames_other_range_addresses_to),
        .frames_other_pseudo_i                      (queue_frames_other_pseudo),
        .frames_other_is_outer_i                    (queue_frames_other_is_outer),
        .down_valid_o                               (walk_down_valid),
        .down_first_o                               (walk_down_first),
        .down_last_o                                (walk_down_last),
        .down_beat_o                                (walk_down_beat),
        .down_last_byte_o                           (walk_down_last_byte),
        .down_coverage_outer_judged_o               (walk_down_coverage_outer_judged),
        .down_coverage_outer_packet_last_o          (walk_down_coverage_outer_packet_last),
        .down_coverage_outer_range_crc_o            (walk_down_coverage_outer_range_crc),
        .down_coverage_outer_range_start_o          (walk_down_coverage_outer_range_start),
        .down_coverage_outer_range_end_o            (walk_down_coverage_outer_range_end),
        .down_coverage_outer_range_addresses_from_o (walk_down_coverage_outer_range_addresses_from),
        .down_coverage_outer_range_addresses_to_o   (walk_down_coverage_outer_range_addresses_to),
        .down_coverage_outer_pseudo_o               (walk_down_coverage_outer_pseudo),
        .down_coverage_other_judged_o               (walk_down_coverage_other_judged),
        .down_coverage_other_packet_last_o          (walk_down_coverage_other_packet_last),
        .down_coverage_other_range_crc_o            (walk_down_coverage_other_range_crc),
        .down_coverage_other_range_start_o          (walk_down_coverage_other_range_start),
        .down_coverage_other_range_end_o            (walk_down_coverage_other_range_end),
        .down_coverage_other_range_addresses_from_o (walk_down_coverage_other_range_addresses_from),
        .down_coverage_other_range_addresses_to_o   (walk_down_coverage_other_range_addresses_to),
        .down_coverage_other_pseudo_o               (walk_down_coverage_other_pseudo),
        .down_coverage_other_is_outer_o             (walk_down_coverage_other_is_outer),
        .data_o                                     (walk_data)
    );

    checksum_lanes lanes (
        .clk                                         (clk),
        .rst                                         (rst),
        .beats_valid_i                               (walk_down_valid),
        .beats_first_i                               (walk_down_first),
        .beats_last_i                                (walk_down_last),
        .beats_beat_i                                (walk_down_beat),
        .beats_last_byte_i                           (walk_down_last_byte),
        .beats_coverage_outer_judged_i               (walk_down_coverage_outer_judged),
        .beats_coverage_outer_packet_last_i          (walk_down_coverage_outer_packet_last),
        .beats_coverage_outer_range_crc_i            (walk_down_coverage_outer_range_crc),
        .beats_coverage_outer_range_start_i          (walk_down_coverage_outer_range_start),
        .beats_coverage_outer_range_end_i            (walk_down_coverage_outer_range_end),
        .beats_coverage_outer_range_addresses_from_i (walk_down_coverage_outer_range_addresses_from),
        .beats_coverage_outer_range_addresses_to_i   (walk_down_coverage_outer_range_addresses_to),
        .beats_coverage_outer_pseudo_i               (walk_down_coverage_outer_pseudo),
        .beats_coverage_other_judged_i               (walk_down_coverage_other_judged),
        .beats_coverage_other_packet_last_i          (walk_down_coverage_other_packet_last),
        .beats_coverage_other_range_crc_i            (walk_down_coverage_other_range_crc),
        .beats_coverage_other_range_start_i          (walk_down_coverage_other_range_start),
        .beats_coverage_other_range_end_i            (walk_down_coverage_other_range_end),
        .beats_coverage_other_range_addresses_from_i (walk_down_coverage_other_range_addresses_from),
        .beats_coverage_other_range_addresses_to_i   (walk_down_coverage_other_range_addresses_to),
        .beats_coverage_other_pseudo_i               (walk_down_coverage_other_pseudo),
        .beats_coverage_other_is_outer_i             (walk_down_coverage_other_is_outer),
        .data_i                                      (walk_data),
        .verdicts_valid_o                            (lanes_verdicts_valid),
        .verdicts_l4_checksum_o                      (lanes_verdicts_l4_checksum),
        .verdicts_inner_l4_checksum_o                (lanes_verdicts_inner_l4_checksum)
    );

    wire unused = &{1'b0, headers_headers_i, headers_dst_mac_i, headers_src_mac_i, headers_vlan_count_i, headers_vlan_i, headers_priority_i, headers_vlan2_i, headers_vlan3_i, headers_vlan4_i, headers_ethertype_i, headers_link_length_i, headers_llc_i, headers_snap_i, headers_mpls_count_i, headers_mpls_label_i, headers_mpls_traffic_class_i, headers_mpls_label2_i, headers_mpls_label3_i, headers_mpls_label4_i, headers_mpls_label5_i, headers_pppoe_i, headers_pppoe_session_i, headers_ppp_compressed_i, headers_arp_i, headers_mac_control_i, headers_pause_i, headers_priority_pause_i, headers_lacp_i, headers_lldp_i, headers_ptp_i, headers_ptp_message_i, headers_fcoe_i, headers_fc_routing_i, headers_fc_destination_i, headers_fc_source_i, headers_fip_i, headers_global_route_i, headers_roce_i, headers_rdma_opcode_i, headers_rdma_queue_pair_i, headers_ipv4_i, headers_ipv4_header_words_i, headers_ipv4_checksum_i, headers_dscp_i, headers_ecn_i, headers_ttl_i, headers_later_fragment_i, headers_fragment_start_i, headers_authentication_i, headers_src_ip_i, headers_dst_ip_i, headers_igmp_i, headers_ports_i, headers_src_port_i, headers_dst_port_i, headers_tcp_flags_i, headers_iscsi_i, headers_nvme_i, headers_payload_offset_i, headers_tunnel_i, headers_tunnel_id_i, headers_inner_offset_i, headers_inner_ethernet_i, headers_inner_dst_mac_i, headers_inner_src_mac_i, headers_inner_vlan_count_i, headers_inner_vlan_i, headers_inner_vlan2_i, headers_inner_ethertype_i, headers_inner_ipv4_i, headers_inner_ipv4_header_words_i, headers_inner_ipv4_checksum_i, headers_inner_dscp_i, headers_inner_ecn_i, headers_inner_ttl_i, headers_inner_later_fragment_i, headers_inner_authentication_i, headers_inner_src_ip_i, headers_inner_dst_ip_i, headers_inner_src_port_i, headers_inner_dst_port_i, headers_inner_tcp_flags_i, headers_inner_iscsi_i, headers_inner_nvme_i, headers_inner_payload_offset_i, headers_frame_bytes_i, headers_longer_i, headers_exception_i, headers_exception_header_i};

endmodule

`default_nettype wire
