/* verilator lint_off DECLFILENAME */
`default_nettype none

// Collects the words of a forwarding slot; clears all slots after reset.
// Parameters: config = tiny, buckets = 4, functions = 2
module forwarding_loader (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [4:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // slotWrite
    output wire [3:0]  slot_write_ways_o,
    output wire [1:0]  slot_write_bucket_o,
    output wire [63:0] slot_write_data_o,
    output wire        ready_o,
    output wire        cleared_o
);

    reg  [31:0] words_q;
    reg         clear_active_q;
    reg  [1:0]  clear_index_q;
    reg  [3:0]  write_ways_q;
    reg  [1:0]  write_bucket_q;
    reg  [63:0] write_data_q;
    reg         cleared_q;

    always @(posedge clk) begin
        words_q <= (write_valid_i & (write_address_i[0] == 1'd0)) ? write_data_i : words_q;
        if (rst) begin
            words_q <= 32'd0;
        end
    end

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 2'd1;
            if (clear_index_q == 2'd3) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 2'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    always @(posedge clk) begin
        write_ways_q <= ({write_address_i[4:3] == 2'd3, write_address_i[4:3] == 2'd2, write_address_i[4:3] == 2'd1, write_address_i[4:3] == 2'd0} & {4{write_valid_i & (write_address_i[0] == 1'd1) & ~clear_active_q}})
                | {4{clear_active_q}};
        write_bucket_q <= clear_active_q ? clear_index_q : write_address_i[2:1];
        write_data_q <= clear_active_q ? 64'd0 : {write_data_i, words_q};
        cleared_q <= ~clear_active_q;
        if (rst) begin
            write_ways_q <= 4'd0;
            cleared_q <= 1'd0;
        end
    end

    assign slot_write_ways_o = write_ways_q;
    assign slot_write_bucket_o = write_bucket_q;
    assign slot_write_data_o = write_data_q;
    assign cleared_o = cleared_q;

endmodule

// One way of the forwarding table: a bucket is read and compared.
// Parameters: config = tiny, buckets = 4, functions = 2
module forwarding_way (
    input  wire        clk,
    input  wire [1:0]  bucket_i,
    input  wire [59:0] key_i,
    input  wire        image_i,
    output wire        hit_o,
    output wire [1:0]  functions_o,
    // write
    input  wire        write_ways_i,
    input  wire [1:0]  write_bucket_i,
    input  wire [63:0] write_data_i
);

    reg  [63:0] slots_rdata_q;
    reg  [63:0] slots_rdata_out_q;
    reg  [59:0] asked_1_key_q;
    reg         asked_1_image_q;
    reg  [59:0] asked_2_key_q;
    reg         asked_2_image_q;
    reg         answer_hit_q;
    reg  [1:0]  answer_functions_q;

    always @(posedge clk) begin
        slots_rdata_out_q <= slots_rdata_q;
    end

    always @(posedge clk) begin
        asked_1_key_q <= key_i;
        asked_1_image_q <= image_i;
    end

    always @(posedge clk) begin
        asked_2_key_q <= asked_1_key_q;
        asked_2_image_q <= asked_1_image_q;
    end

    always @(posedge clk) begin
        answer_hit_q <= ({slots_rdata_out_q[59:48], slots_rdata_out_q[47:0]} == asked_2_key_q)
                & (asked_2_image_q ? slots_rdata_out_q[61] : slots_rdata_out_q[60]);
        answer_functions_q <= slots_rdata_out_q[63:62];
    end

    assign hit_o = answer_hit_q;
    assign functions_o = answer_functions_q;

    (* ram_style = "block" *)
    reg [63:0] slots [0:3];
    always @(posedge clk) begin
        if (write_ways_i) begin
            slots[write_bucket_i] <= write_data_i;
        end
        slots_rdata_q <= slots[bucket_i];
    end

endmodule

// (VLAN, MAC) look-up in a hash table in block RAM, latency 6 clocks.
// Parameters: config = tiny, buckets = 4, functions = 2
module forwarding_table (
    input  wire        clk,
    input  wire        rst,
    // destinations
    input  wire        destinations_valid_i,
    input  wire [47:0] destinations_mac_i,
    input  wire [11:0] destinations_vlan_i,
    input  wire        destinations_image_i,
    // results
    output wire        results_valid_o,
    output wire [1:0]  results_functions_o,
    // slotWrite
    input  wire        slot_write_valid_i,
    input  wire [4:0]  slot_write_address_i,
    input  wire [31:0] slot_write_data_i,
    // hashWrite
    input  wire        hash_write_valid_i,
    input  wire [8:0]  hash_write_address_i,
    input  wire [31:0] hash_write_data_i,
    output wire        ready_o
);

    wire [3:0]  loader_slot_write_ways;
    wire [1:0]  loader_slot_write_bucket;
    wire [63:0] loader_slot_write_data;
    wire        loader_ready;
    wire        loader_cleared;
    wire [31:0] rows_0_rdata;
    wire [31:0] rows_1_rdata;
    wire [31:0] rows_2_rdata;
    wire [31:0] rows_3_rdata;
    wire [31:0] rows_4_rdata;
    wire [31:0] rows_5_rdata;
    wire [31:0] rows_6_rdata;
    wire [31:0] rows_7_rdata;
    wire [31:0] rows_8_rdata;
    wire [31:0] rows_9_rdata;
    wire [31:0] rows_10_rdata;
    wire [31:0] rows_11_rdata;
    wire [31:0] rows_12_rdata;
    wire [31:0] rows_13_rdata;
    wire [31:0] rows_14_rdata;
    reg  [31:0] sums_part_0_q;
    reg  [31:0] sums_part_1_q;
    reg  [31:0] sums_part_2_q;
    reg  [31:0] hash_value_q;
    reg  [59:0] asked_1_key_q;
    reg         asked_1_image_q;
    reg  [59:0] asked_2_key_q;
    reg         asked_2_image_q;
    wire [1:0]  way_0_bucket;
    wire        way_0_hit;
    wire [1:0]  way_0_functions;
    wire        way_0_write_ways;
    wire [1:0]  way_1_bucket;
    wire        way_1_hit;
    wire [1:0]  way_1_functions;
    wire        way_1_write_ways;
    wire [1:0]  way_2_bucket;
    wire        way_2_hit;
    wire [1:0]  way_2_functions;
    wire        way_2_write_ways;
    wire [1:0]  way_3_bucket;
    wire        way_3_hit;
    wire [1:0]  way_3_functions;
    wire        way_3_write_ways;
    reg         settled_1_q;
    reg         settled_2_q;
    reg         settled_3_q;
    reg  [1:0]  joined_functions_q;
    reg         valid_1_q;
    reg         valid_2_q;
    reg         valid_3_q;
    reg         valid_4_q;
    reg         valid_5_q;
    reg         valid_6_q;

    assign ready_o = loader_ready;

    always @(posedge clk) begin
        sums_part_0_q <= rows_0_rdata ^ rows_1_rdata ^ (rows_2_rdata ^ rows_3_rdata) ^ rows_4_rdata;
        sums_part_1_q <= rows_5_rdata ^ rows_6_rdata ^ (rows_7_rdata ^ rows_8_rdata) ^ rows_9_rdata;
        sums_part_2_q <= rows_10_rdata ^ rows_11_rdata ^ (rows_12_rdata ^ rows_13_rdata) ^ rows_14_rdata;
    end

    always @(posedge clk) begin
        hash_value_q <= sums_part_0_q ^ sums_part_1_q ^ sums_part_2_q;
    end

    wire [47:0] destinations_mac_choice = destinations_mac_i[40] ? 48'hffffffffffff : destinations_mac_i;
    always @(posedge clk) begin
        asked_1_key_q <= {destinations_vlan_i, destinations_mac_choice};
        asked_1_image_q <= destinations_image_i;
    end

    always @(posedge clk) begin
        asked_2_key_q <= asked_1_key_q;
        asked_2_image_q <= asked_1_image_q;
    end

    assign way_0_bucket = {hash_value_q[1], hash_value_q[0]};
    assign way_0_write_ways = loader_slot_write_ways[0];
    assign way_1_bucket = {hash_value_q[9], hash_value_q[8]};
    assign way_1_write_ways = loader_slot_write_ways[1];
    assign way_2_bucket = {hash_value_q[17], hash_value_q[16]};
    assign way_2_write_ways = loader_slot_write_ways[2];
    assign way_3_bucket = {hash_value_q[25], hash_value_q[24]};
    assign way_3_write_ways = loader_slot_write_ways[3];

    always @(posedge clk) begin
        settled_1_q <= loader_cleared;
        if (rst) begin
            settled_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_2_q <= settled_1_q;
        if (rst) begin
            settled_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_3_q <= settled_2_q;
        if (rst) begin
            settled_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        joined_functions_q <= (way_0_functions & {2{way_0_hit & settled_3_q}}) | (way_1_functions & {2{way_1_hit & settled_3_q}})
                | ((way_2_functions & {2{way_2_hit & settled_3_q}}) | (way_3_functions & {2{way_3_hit & settled_3_q}}));
    end

    assign results_functions_o = joined_functions_q;

    always @(posedge clk) begin
        valid_1_q <= destinations_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_4_q <= valid_3_q;
        if (rst) begin
            valid_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_5_q <= valid_4_q;
        if (rst) begin
            valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_6_q <= valid_5_q;
        if (rst) begin
            valid_6_q <= 1'd0;
        end
    end

    assign results_valid_o = valid_6_q;

    (* ram_style = "distributed" *)
    reg [31:0] rows_0 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd0)) begin
            rows_0[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_0_rdata = rows_0[{destinations_image_i, destinations_mac_choice[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_1 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd1)) begin
            rows_1[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_1_rdata = rows_1[{destinations_image_i, destinations_mac_choice[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_2 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd2)) begin
            rows_2[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_2_rdata = rows_2[{destinations_image_i, destinations_mac_choice[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_3 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd3)) begin
            rows_3[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_3_rdata = rows_3[{destinations_image_i, destinations_mac_choice[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_4 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd4)) begin
            rows_4[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_4_rdata = rows_4[{destinations_image_i, destinations_mac_choice[19:16]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_5 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd5)) begin
            rows_5[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_5_rdata = rows_5[{destinations_image_i, destinations_mac_choice[23:20]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_6 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd6)) begin
            rows_6[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_6_rdata = rows_6[{destinations_image_i, destinations_mac_choice[27:24]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_7 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd7)) begin
            rows_7[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_7_rdata = rows_7[{destinations_image_i, destinations_mac_choice[31:28]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_8 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd8)) begin
            rows_8[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_8_rdata = rows_8[{destinations_image_i, destinations_mac_choice[35:32]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_9 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd9)) begin
            rows_9[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_9_rdata = rows_9[{destinations_image_i, destinations_mac_choice[39:36]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_10 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd10)) begin
            rows_10[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_10_rdata = rows_10[{destinations_image_i, destinations_mac_choice[43:40]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_11 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd11)) begin
            rows_11[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_11_rdata = rows_11[{destinations_image_i, destinations_mac_choice[47:44]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_12 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd12)) begin
            rows_12[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_12_rdata = rows_12[{destinations_image_i, destinations_vlan_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_13 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd13)) begin
            rows_13[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_13_rdata = rows_13[{destinations_image_i, destinations_vlan_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_14 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd14)) begin
            rows_14[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_14_rdata = rows_14[{destinations_image_i, destinations_vlan_i[11:8]}];

    forwarding_loader loader (
        .clk                 (clk),
        .rst                 (rst),
        .write_valid_i       (slot_write_valid_i),
        .write_address_i     (slot_write_address_i),
        .write_data_i        (slot_write_data_i),
        .slot_write_ways_o   (loader_slot_write_ways),
        .slot_write_bucket_o (loader_slot_write_bucket),
        .slot_write_data_o   (loader_slot_write_data),
        .ready_o             (loader_ready),
        .cleared_o           (loader_cleared)
    );

    forwarding_way way_0 (
        .clk            (clk),
        .bucket_i       (way_0_bucket),
        .key_i          (asked_2_key_q),
        .image_i        (asked_2_image_q),
        .hit_o          (way_0_hit),
        .functions_o    (way_0_functions),
        .write_ways_i   (way_0_write_ways),
        .write_bucket_i (loader_slot_write_bucket),
        .write_data_i   (loader_slot_write_data)
    );

    forwarding_way way_1 (
        .clk            (clk),
        .bucket_i       (way_1_bucket),
        .key_i          (asked_2_key_q),
        .image_i        (asked_2_image_q),
        .hit_o          (way_1_hit),
        .functions_o    (way_1_functions),
        .write_ways_i   (way_1_write_ways),
        .write_bucket_i (loader_slot_write_bucket),
        .write_data_i   (loader_slot_write_data)
    );

    forwarding_way way_2 (
        .clk            (clk),
        .bucket_i       (way_2_bucket),
        .key_i          (asked_2_key_q),
        .image_i        (asked_2_image_q),
        .hit_o          (way_2_hit),
        .functions_o    (way_2_functions),
        .write_ways_i   (way_2_write_ways),
        .write_bucket_i (loader_slot_write_bucket),
        .write_data_i   (loader_slot_write_data)
    );

    forwarding_way way_3 (
        .clk            (clk),
        .bucket_i       (way_3_bucket),
        .key_i          (asked_2_key_q),
        .image_i        (asked_2_image_q),
        .hit_o          (way_3_hit),
        .functions_o    (way_3_functions),
        .write_ways_i   (way_3_write_ways),
        .write_bucket_i (loader_slot_write_bucket),
        .write_data_i   (loader_slot_write_data)
    );

    wire unused = &{1'b0, hash_value_q[7:2], hash_value_q[15:10], hash_value_q[23:18], hash_value_q[31:26]};

endmodule

// How far a frame could be read, from its header vector, 3 clocks later.
// Parameters: maxFrameBytes = 1522
module frame_reading (
    input  wire        clk,
    // headers
    input  wire        headers_valid_i,
    input  wire [15:0] headers_link_length_i,
    input  wire        headers_llc_i,
    input  wire        headers_pppoe_i,
    input  wire [8:0]  headers_l3_offset_i,
    input  wire [2:0]  headers_mpls_count_i,
    input  wire        headers_ppp_compressed_i,
    input  wire        headers_ipv4_i,
    input  wire [1:0]  headers_ipv4_checksum_i,
    input  wire        headers_ipv6_i,
    input  wire [15:0] headers_ip_length_i,
    input  wire [7:0]  headers_ip_protocol_i,
    input  wire        headers_fragment_i,
    input  wire        headers_later_fragment_i,
    input  wire [1:0]  headers_fragment_start_i,
    input  wire        headers_tcp_i,
    input  wire        headers_udp_i,
    input  wire        headers_udp_lite_i,
    input  wire        headers_sctp_i,
    input  wire        headers_icmp_i,
    input  wire        headers_igmp_i,
    input  wire        headers_ports_i,
    input  wire [8:0]  headers_frame_bytes_i,
    input  wire        headers_longer_i,
    input  wire [2:0]  headers_exception_i,
    input  wire [6:0]  headers_exception_header_i,
    // reading
    output wire        reading_malformed_o,
    output wire        reading_ip_o,
    output wire        reading_l4_o,
    output wire        reading_unread_ethertype_o,
    output wire        reading_unread_network_o,
    output wire        reading_unread_protocol_o,
    output wire        reading_unread_ports_o,
    output wire        reading_unread_fragment_o
);

    reg         look_ip_q;
    reg         look_guessed_q;
    reg  [16:0] look_ends_q;
    reg  [16:0] look_fills_q;
    reg  [15:0] look_fillable_q;
    reg         look_in_link_q;
    reg  [16:0] look_seen_q;
    reg         look_bad_sum_q;
    reg         look_broken_q;
    reg         look_jumbogram_q;
    reg         look_limit_q;
    reg         look_stopped_q;
    reg         look_at_ethertype_q;
    reg         look_at_network_q;
    reg         look_at_protocol_q;
    reg         look_at_ports_q;
    reg         look_at_extension_q;
    reg         look_compressed_q;
    reg         look_later_leads_q;
    reg         look_later_overlaps_q;
    reg         look_ports_q;
    reg         look_whole_q;
    reg         weighed_ip_q;
    reg         weighed_guessed_q;
    reg         weighed_broken_q;
    reg         weighed_whole_q;
    reg         weighed_later_leads_q;
    reg         weighed_later_overlaps_q;
    reg         weighed_jumbogram_q;
    reg         weighed_hidden_q;
    reg         weighed_refused_q;
    reg         weighed_stops_ethertype_q;
    reg         weighed_stops_network_q;
    reg         weighed_stops_protocol_q;
    reg         weighed_stops_ports_q;
    reg         weighed_partly_q;
    reg         result_malformed_q;
    reg         result_ip_q;
    reg         result_l4_q;
    reg         result_unread_ethertype_q;
    reg         result_unread_network_q;
    reg         result_unread_protocol_q;
    reg         result_unread_ports_q;
    reg         result_unread_fragment_q;

    wire headers_exception_header_or = (headers_exception_header_i == 7'd6) | (headers_exception_header_i == 7'd9)
            | ((headers_exception_header_i == 7'd10) | (headers_exception_header_i == 7'd11))
            | ((headers_exception_header_i == 7'd12) | (headers_exception_header_i == 7'd13) | ((headers_exception_header_i == 7'd7) | (headers_exception_header_i == 7'd15)));
    wire headers_exception_header_or_2 = (headers_exception_header_i == 7'd23) | (headers_exception_header_i == 7'd28)
            | ((headers_exception_header_i == 7'd32) | (headers_exception_header_i == 7'd36))
            | ((headers_exception_header_i == 7'd40) | (headers_exception_header_i == 7'd44) | ((headers_exception_header_i == 7'd24) | (headers_exception_header_i == 7'd29)));
    wire headers_exception_header_or_3 = (headers_exception_header_i == 7'd33) | (headers_exception_header_i == 7'd37)
            | ((headers_exception_header_i == 7'd41) | (headers_exception_header_i == 7'd45))
            | ((headers_exception_header_i == 7'd25) | (headers_exception_header_i == 7'd30) | ((headers_exception_header_i == 7'd34) | (headers_exception_header_i == 7'd38)));
    wire headers_exception_header_or_4 = (headers_exception_header_i == 7'd42) | (headers_exception_header_i == 7'd46)
            | ((headers_exception_header_i == 7'd26) | (headers_exception_header_i == 7'd31))
            | ((headers_exception_header_i == 7'd35) | (headers_exception_header_i == 7'd39) | ((headers_exception_header_i == 7'd43) | (headers_exception_header_i == 7'd47)));
    wire headers_exception_header_or_5 = (headers_exception_header_i == 7'd23) | (headers_exception_header_i == 7'd28)
            | ((headers_exception_header_i == 7'd32) | (headers_exception_header_i == 7'd36))
            | ((headers_exception_header_i == 7'd40) | (headers_exception_header_i == 7'd44) | ((headers_exception_header_i == 7'd24) | (headers_exception_header_i == 7'd29)));
    wire headers_exception_header_or_6 = (headers_exception_header_i == 7'd33) | (headers_exception_header_i == 7'd37)
            | ((headers_exception_header_i == 7'd41) | (headers_exception_header_i == 7'd45))
            | ((headers_exception_header_i == 7'd25) | (headers_exception_header_i == 7'd30) | ((headers_exception_header_i == 7'd34) | (headers_exception_header_i == 7'd38)));
    wire headers_exception_header_or_7 = (headers_exception_header_i == 7'd42) | (headers_exception_header_i == 7'd46)
            | ((headers_exception_header_i == 7'd26) | (headers_exception_header_i == 7'd31))
            | ((headers_exception_header_i == 7'd35) | (headers_exception_header_i == 7'd39) | ((headers_exception_header_i == 7'd43) | (headers_exception_header_i == 7'd47)));
    always @(posedge clk) begin
        look_ip_q <= headers_ipv4_i | headers_ipv6_i;
        look_guessed_q <= |headers_mpls_count_i;
        look_ends_q <= {8'd0, headers_l3_offset_i} + {1'd0, headers_ip_length_i} + (headers_ipv6_i ? 17'h28 : 17'd0);
        look_fills_q <= {1'd0, headers_ip_length_i}
                + (headers_ipv6_i ? (headers_pppoe_i ? 17'h2a : 17'h30) : headers_pppoe_i ? 17'd2 : 17'd8);
        look_fillable_q <= headers_link_length_i;
        look_in_link_q <= headers_llc_i | headers_pppoe_i;
        look_seen_q <= headers_longer_i ? 17'h5f2 : {8'd0, headers_frame_bytes_i};
        look_bad_sum_q <= headers_ipv4_i & (headers_ipv4_checksum_i == 2'd2);
        look_broken_q <= ((headers_exception_i == 3'd1) | (headers_exception_i == 3'd4) | (headers_exception_i == 3'd5))
                & ((headers_exception_header_i == 7'd15) | (headers_exception_header_i == 7'd16));
        look_jumbogram_q <= headers_ipv6_i & ~(|headers_ip_length_i) & (headers_ip_protocol_i == 8'd0) & (headers_exception_i == 3'd5)
                & (headers_exception_header_i == 7'd23);
        look_limit_q <= (headers_exception_i == 3'd2) | (headers_exception_i == 3'd3);
        look_stopped_q <= (headers_exception_i == 3'd2) | (headers_exception_i == 3'd3)
                | (headers_fragment_i & ((headers_exception_i == 3'd1) | (headers_exception_i == 3'd5)));
        look_at_ethertype_q <= (headers_exception_header_i == 7'd0) | (headers_exception_header_i == 7'd1)
                | ((headers_exception_header_i == 7'd2) | (headers_exception_header_i == 7'd3))
                | ((headers_exception_header_i == 7'd4) | (headers_exception_header_i == 7'd5) | (headers_exception_header_i == 7'd8));
        look_at_network_q <= headers_exception_header_or | (headers_exception_header_i == 7'd16);
        look_at_protocol_q <= headers_exception_header_or_2 | headers_exception_header_or_3
                | (headers_exception_header_or_4 | (headers_exception_header_i == 7'd27));
        look_at_ports_q <= (headers_exception_header_i == 7'd48) | (headers_exception_header_i == 7'd49)
                | ((headers_exception_header_i == 7'd50) | (headers_exception_header_i == 7'd51))
                | ((headers_exception_header_i == 7'd52) | (headers_exception_header_i == 7'd53));
        look_at_extension_q <= headers_exception_header_or_5 | headers_exception_header_or_6 | headers_exception_header_or_7;
        look_compressed_q <= headers_ppp_compressed_i;
        look_later_leads_q <= headers_later_fragment_i
                & (headers_ipv4_i ? (headers_ip_protocol_i == 8'd51) : ((headers_ip_protocol_i == 8'd0) | (headers_ip_protocol_i == 8'd43) | ((headers_ip_protocol_i == 8'd44) | (headers_ip_protocol_i == 8'd51)) | (headers_ip_protocol_i == 8'd60)));
        look_later_overlaps_q <= headers_later_fragment_i
                & (((headers_ip_protocol_i == 8'd6) & (headers_fragment_start_i <= 2'd2)) | ((headers_ip_protocol_i == 8'd132) & (headers_fragment_start_i <= 2'd1)));
        look_ports_q <= headers_ports_i;
        look_whole_q <= headers_tcp_i | headers_udp_i | (headers_udp_lite_i | headers_sctp_i) | (headers_icmp_i | headers_igmp_i);
    end

    always @(posedge clk) begin
        weighed_ip_q <= look_ip_q;
        weighed_guessed_q <= look_guessed_q;
        weighed_broken_q <= look_broken_q;
        weighed_whole_q <= look_whole_q;
        weighed_later_leads_q <= look_later_leads_q;
        weighed_later_overlaps_q <= look_later_overlaps_q;
        weighed_jumbogram_q <= look_jumbogram_q;
        weighed_hidden_q <= (look_limit_q & look_at_extension_q) | look_jumbogram_q;
        weighed_refused_q <= look_bad_sum_q | (look_ip_q & (look_seen_q < look_ends_q))
                | (look_ip_q & look_in_link_q & ({1'd0, look_fillable_q} < look_fills_q));
        weighed_stops_ethertype_q <= look_stopped_q & look_at_ethertype_q;
        weighed_stops_network_q <= (look_stopped_q & look_at_network_q) | look_compressed_q;
        weighed_stops_protocol_q <= (look_stopped_q & look_at_protocol_q) | look_jumbogram_q;
        weighed_stops_ports_q <= look_stopped_q & look_at_ports_q & ~look_ports_q;
        weighed_partly_q <= look_stopped_q & look_at_ports_q & look_ports_q;
    end

    wire stands = ~(weighed_guessed_q & weighed_refused_q);
    wire ethertype = weighed_stops_ethertype_q & stands;
    wire network = (weighed_stops_network_q & stands) | ethertype;
    wire protocol = ((weighed_stops_protocol_q | weighed_later_leads_q) & stands) | network;
    always @(posedge clk) begin
        result_malformed_q <= ~weighed_guessed_q & (weighed_broken_q | weighed_refused_q | weighed_jumbogram_q);
        result_ip_q <= weighed_ip_q & stands;
        result_l4_q <= (weighed_whole_q | weighed_partly_q) & stands;
        result_unread_ethertype_q <= ethertype;
        result_unread_network_q <= network;
        result_unread_protocol_q <= protocol;
        result_unread_ports_q <= ((weighed_stops_ports_q | weighed_later_overlaps_q) & stands) | protocol;
        result_unread_fragment_q <= network | (weighed_hidden_q & stands);
    end

    assign reading_malformed_o = result_malformed_q;
    assign reading_ip_o = result_ip_q;
    assign reading_l4_o = result_l4_q;
    assign reading_unread_ethertype_o = result_unread_ethertype_q;
    assign reading_unread_network_o = result_unread_network_q;
    assign reading_unread_protocol_o = result_unread_protocol_q;
    assign reading_unread_ports_o = result_unread_ports_q;
    assign reading_unread_fragment_o = result_unread_fragment_q;

    wire unused = &{1'b0, headers_valid_i};

endmodule

// Delays a word by 6 clocks in LUT RAM.
// Parameters: bits = 337, clocks = 6
module ring_delay_bits337_clocks6 (
    input  wire         clk,
    input  wire         rst,
    input  wire [336:0] up_i,
    output wire [336:0] down_o
);

    reg  [3:0]   write_q;
    reg  [3:0]   read_q;
    reg  [336:0] out_q;
    wire [336:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 4'd1;
        read_q <= read_q + 4'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 4'd0;
            read_q <= 4'd11;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [336:0] words [0:15];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Delays a word by 5 clocks.
// Parameters: bits = 2, clocks = 5
module delay_line_bits2_clocks5 (
    input  wire       clk,
    input  wire [1:0] up_i,
    output wire [1:0] down_o
);

    reg  [9:0] stage_q;

    always @(posedge clk) begin
        stage_q[1:0] <= up_i;
        stage_q[3:2] <= stage_q[1:0];
        stage_q[5:4] <= stage_q[3:2];
        stage_q[7:6] <= stage_q[5:4];
        stage_q[9:8] <= stage_q[7:6];
    end

    assign down_o = stage_q[9:8];

endmodule

// Builds the rule key from the header vector and the functions it is addressed to.
// Parameters: config = tiny, functions = 2, forwardingLatency = 6
module rule_key (
    input  wire         clk,
    input  wire         rst,
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
    input  wire         image_i,
    // origin
    input  wire         origin_sent_i,
    input  wire         origin_source_i,
    input  wire         origin_egress_denied_i,
    input  wire [1:0]   functions_i,
    // conditionWrite
    input  wire         condition_write_valid_i,
    input  wire         condition_write_image_i,
    input  wire         condition_write_function_i,
    input  wire         condition_write_report_i,
    input  wire         condition_write_deny_fragments_i,
    // keys
    output wire         keys_valid_o,
    output wire [7:0]   keys_function_o,
    output wire         keys_group_o,
    output wire [15:0]  keys_ethertype_o,
    output wire         keys_ipv4_o,
    output wire         keys_ipv6_o,
    output wire         keys_later_fragment_o,
    output wire         keys_l4_o,
    output wire [7:0]   keys_ip_protocol_o,
    output wire [15:0]  keys_src_port_o,
    output wire [15:0]  keys_dst_port_o,
    output wire [127:0] keys_src_ip_o,
    output wire [127:0] keys_dst_ip_o,
    output wire         keys_unread_ethertype_o,
    output wire         keys_unread_network_o,
    output wire         keys_unread_protocol_o,
    output wire         keys_unread_ports_o,
    output wire         keys_unread_fragment_o,
    output wire [6:0]   keys_sender_o,
    output wire [11:0]  keys_vlan_o,
    // addressed
    output wire [1:0]   addressed_functions_o,
    output wire         addressed_judged_sender_o,
    output wire         addressed_egress_denied_o,
    output wire         addressed_group_o,
    output wire         addressed_malformed_o,
    output wire         addressed_refused_o,
    output wire         addressed_uncertain_o,
    output wire         addressed_reports_o,
    output wire         addressed_image_o
);

    wire         reading_reading_malformed;
    wire         reading_reading_ip;
    wire         reading_reading_l4;
    wire         reading_reading_unread_ethertype;
    wire         reading_reading_unread_network;
    wire         reading_reading_unread_protocol;
    wire         reading_reading_unread_ports;
    wire         reading_reading_unread_fragment;
    reg          read_1_malformed_q;
    reg          read_1_ip_q;
    reg          read_1_l4_q;
    reg          read_1_unread_ethertype_q;
    reg          read_1_unread_network_q;
    reg          read_1_unread_protocol_q;
    reg          read_1_unread_ports_q;
    reg          read_1_unread_fragment_q;
    reg          read_2_malformed_q;
    reg          read_2_ip_q;
    reg          read_2_l4_q;
    reg          read_2_unread_ethertype_q;
    reg          read_2_unread_network_q;
    reg          read_2_unread_protocol_q;
    reg          read_2_unread_ports_q;
    reg          read_2_unread_fragment_q;
    reg          read_3_malformed_q;
    reg          read_3_ip_q;
    reg          read_3_l4_q;
    reg          read_3_unread_ethertype_q;
    reg          read_3_unread_network_q;
    reg          read_3_unread_protocol_q;
    reg          read_3_unread_ports_q;
    reg          read_3_unread_fragment_q;
    wire [336:0] frame_up;
    wire [336:0] frame_down;
    reg  [7:0]   key_function_q;
    reg          key_group_q;
    reg  [15:0]  key_ethertype_q;
    reg          key_ipv4_q;
    reg          key_ipv6_q;
    reg          key_later_fragment_q;
    reg          key_l4_q;
    reg  [7:0]   key_ip_protocol_q;
    reg  [15:0]  key_src_port_q;
    reg  [15:0]  key_dst_port_q;
    reg  [127:0] key_src_ip_q;
    reg  [127:0] key_dst_ip_q;
    reg          key_unread_ethertype_q;
    reg          key_unread_network_q;
    reg          key_unread_protocol_q;
    reg          key_unread_ports_q;
    reg          key_unread_fragment_q;
    reg  [6:0]   key_sender_q;
    reg  [11:0]  key_vlan_q;
    reg  [1:0]   addressed_functions_q;
    reg          addressed_judged_sender_q;
    reg          addressed_egress_denied_q;
    reg          addressed_group_q;
    reg          addressed_malformed_q;
    reg          addressed_refused_q;
    reg          addressed_uncertain_q;
    reg          addressed_reports_q;
    reg          addressed_image_q;
    reg  [1:0]   zero_report_q;
    reg  [1:0]   zero_deny_fragments_q;
    reg  [1:0]   one_report_q;
    reg  [1:0]   one_deny_fragments_q;
    reg  [1:0]   asked_report_q;
    reg  [1:0]   asked_deny_fragments_q;
    reg          image_1_q;
    reg          image_2_q;
    reg          image_3_q;
    reg          image_4_q;
    reg          image_5_q;
    wire [1:0]   from_up;
    wire [1:0]   from_down;
    reg          image_now_1_q;
    reg          valid_1_q;
    reg          valid_2_q;
    reg          valid_3_q;
    reg          valid_4_q;
    reg          valid_5_q;
    reg          valid_6_q;
    reg          valid_7_q;

    always @(posedge clk) begin
        read_1_malformed_q <= reading_reading_malformed;
        read_1_ip_q <= reading_reading_ip;
        read_1_l4_q <= reading_reading_l4;
        read_1_unread_ethertype_q <= reading_reading_unread_ethertype;
        read_1_unread_network_q <= reading_reading_unread_network;
        read_1_unread_protocol_q <= reading_reading_unread_protocol;
        read_1_unread_ports_q <= reading_reading_unread_ports;
        read_1_unread_fragment_q <= reading_reading_unread_fragment;
    end

    always @(posedge clk) begin
        read_2_malformed_q <= read_1_malformed_q;
        read_2_ip_q <= read_1_ip_q;
        read_2_l4_q <= read_1_l4_q;
        read_2_unread_ethertype_q <= read_1_unread_ethertype_q;
        read_2_unread_network_q <= read_1_unread_network_q;
        read_2_unread_protocol_q <= read_1_unread_protocol_q;
        read_2_unread_ports_q <= read_1_unread_ports_q;
        read_2_unread_fragment_q <= read_1_unread_fragment_q;
    end

    always @(posedge clk) begin
        read_3_malformed_q <= read_2_malformed_q;
        read_3_ip_q <= read_2_ip_q;
        read_3_l4_q <= read_2_l4_q;
        read_3_unread_ethertype_q <= read_2_unread_ethertype_q;
        read_3_unread_network_q <= read_2_unread_network_q;
        read_3_unread_protocol_q <= read_2_unread_protocol_q;
        read_3_unread_ports_q <= read_2_unread_ports_q;
        read_3_unread_fragment_q <= read_2_unread_fragment_q;
    end

    assign frame_up = {origin_egress_denied_i, origin_sent_i & origin_source_i, headers_vlan_i,
            origin_sent_i ? (origin_source_i ? 7'd1 : 7'd0) : 7'd127, headers_dst_ip_i, headers_src_ip_i,
            headers_dst_port_i, headers_src_port_i, headers_ip_protocol_i, headers_later_fragment_i,
            headers_ipv6_i, headers_ipv4_i, headers_ethertype_i, headers_dst_mac_i[40]};

    wire later_fragment = frame_down[19] & read_3_ip_q;
    wire refuses = |(functions_i & asked_deny_fragments_q);
    always @(posedge clk) begin
        key_function_q <= frame_down[0] ? 8'd255 : (|functions_i) ? (functions_i[1] ? 8'd1 : 8'd0) : 8'd254;
        key_group_q <= frame_down[0];
        key_ethertype_q <= frame_down[16:1];
        key_ipv4_q <= frame_down[17] & read_3_ip_q;
        key_ipv6_q <= frame_down[18] & read_3_ip_q;
        key_later_fragment_q <= later_fragment;
        key_l4_q <= read_3_l4_q;
        key_ip_protocol_q <= read_3_ip_q ? frame_down[27:20] : 8'd0;
        key_src_port_q <= frame_down[43:28];
        key_dst_port_q <= frame_down[59:44];
        key_src_ip_q <= frame_down[187:60];
        key_dst_ip_q <= frame_down[315:188];
        key_unread_ethertype_q <= read_3_unread_ethertype_q;
        key_unread_network_q <= read_3_unread_network_q;
        key_unread_protocol_q <= read_3_unread_protocol_q;
        key_unread_ports_q <= read_3_unread_ports_q;
        key_unread_fragment_q <= read_3_unread_fragment_q;
        key_sender_q <= frame_down[322:316];
        key_vlan_q <= frame_down[334:323];
        addressed_functions_q <= functions_i;
        addressed_judged_sender_q <= frame_down[335];
        addressed_egress_denied_q <= frame_down[336];
        addressed_group_q <= frame_down[0];
        addressed_malformed_q <= read_3_malformed_q;
        addressed_refused_q <= refuses & later_fragment;
        addressed_uncertain_q <= refuses & read_3_unread_fragment_q;
        addressed_reports_q <= ~(|(functions_i & ~asked_report_q));
        addressed_image_q <= image_now_1_q;
    end

    wire [1:0] own = from_down[0] ? {from_down[1] == 1'd1, from_down[1] == 1'd0} : 2'd0;
    always @(posedge clk) begin
        if (condition_write_valid_i & ~condition_write_image_i) begin
            case (condition_write_function_i)
                1'd0: begin
                    zero_report_q[0] <= condition_write_report_i;
                    zero_deny_fragments_q[0] <= condition_write_deny_fragments_i;
                end
                1'd1: begin
                    zero_report_q[1] <= condition_write_report_i;
                    zero_deny_fragments_q[1] <= condition_write_deny_fragments_i;
                end
            endcase
        end
        if (condition_write_valid_i & condition_write_image_i) begin
            case (condition_write_function_i)
                1'd0: begin
                    one_report_q[0] <= condition_write_report_i;
                    one_deny_fragments_q[0] <= condition_write_deny_fragments_i;
                end
                1'd1: begin
                    one_report_q[1] <= condition_write_report_i;
                    one_deny_fragments_q[1] <= condition_write_deny_fragments_i;
                end
            endcase
        end
        asked_report_q <= (image_5_q ? one_report_q : zero_report_q) | own;
        asked_deny_fragments_q <= (image_5_q ? one_deny_fragments_q : zero_deny_fragments_q) & ~own;
        if (rst) begin
            zero_report_q <= 2'd0;
            zero_deny_fragments_q <= 2'd0;
            one_report_q <= 2'd0;
            one_deny_fragments_q <= 2'd0;
            asked_report_q <= 2'd0;
            asked_deny_fragments_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        image_1_q <= image_i;
    end

    always @(posedge clk) begin
        image_2_q <= image_1_q;
    end

    always @(posedge clk) begin
        image_3_q <= image_2_q;
    end

    always @(posedge clk) begin
        image_4_q <= image_3_q;
    end

    always @(posedge clk) begin
        image_5_q <= image_4_q;
    end

    assign from_up = {origin_source_i, origin_sent_i};

    always @(posedge clk) begin
        image_now_1_q <= image_5_q;
    end

    assign keys_function_o = key_function_q;
    assign keys_group_o = key_group_q;
    assign keys_ethertype_o = key_ethertype_q;
    assign keys_ipv4_o = key_ipv4_q;
    assign keys_ipv6_o = key_ipv6_q;
    assign keys_later_fragment_o = key_later_fragment_q;
    assign keys_l4_o = key_l4_q;
    assign keys_ip_protocol_o = key_ip_protocol_q;
    assign keys_src_port_o = key_src_port_q;
    assign keys_dst_port_o = key_dst_port_q;
    assign keys_src_ip_o = key_src_ip_q;
    assign keys_dst_ip_o = key_dst_ip_q;
    assign keys_unread_ethertype_o = key_unread_ethertype_q;
    assign keys_unread_network_o = key_unread_network_q;
    assign keys_unread_protocol_o = key_unread_protocol_q;
    assign keys_unread_ports_o = key_unread_ports_q;
    assign keys_unread_fragment_o = key_unread_fragment_q;
    assign keys_sender_o = key_sender_q;
    assign keys_vlan_o = key_vlan_q;

    always @(posedge clk) begin
        valid_1_q <= headers_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_4_q <= valid_3_q;
        if (rst) begin
            valid_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_5_q <= valid_4_q;
        if (rst) begin
            valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_6_q <= valid_5_q;
        if (rst) begin
            valid_6_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_7_q <= valid_6_q;
        if (rst) begin
            valid_7_q <= 1'd0;
        end
    end

    assign keys_valid_o = valid_7_q;
    assign addressed_functions_o = addressed_functions_q;
    assign addressed_judged_sender_o = addressed_judged_sender_q;
    assign addressed_egress_denied_o = addressed_egress_denied_q;
    assign addressed_group_o = addressed_group_q;
    assign addressed_malformed_o = addressed_malformed_q;
    assign addressed_refused_o = addressed_refused_q;
    assign addressed_uncertain_o = addressed_uncertain_q;
    assign addressed_reports_o = addressed_reports_q;
    assign addressed_image_o = addressed_image_q;

    frame_reading reading (
        .clk                        (clk),
        .headers_valid_i            (headers_valid_i),
        .headers_link_length_i      (headers_link_length_i),
        .headers_llc_i              (headers_llc_i),
        .headers_pppoe_i            (headers_pppoe_i),
        .headers_l3_offset_i        (headers_l3_offset_i),
        .headers_mpls_count_i       (headers_mpls_count_i),
        .headers_ppp_compressed_i   (headers_ppp_compressed_i),
        .headers_ipv4_i             (headers_ipv4_i),
        .headers_ipv4_checksum_i    (headers_ipv4_checksum_i),
        .headers_ipv6_i             (headers_ipv6_i),
        .headers_ip_length_i        (headers_ip_length_i),
        .headers_ip_protocol_i      (headers_ip_protocol_i),
        .headers_fragment_i         (headers_fragment_i),
        .headers_later_fragment_i   (headers_later_fragment_i),
        .headers_fragment_start_i   (headers_fragment_start_i),
        .headers_tcp_i              (headers_tcp_i),
        .headers_udp_i              (headers_udp_i),
        .headers_udp_lite_i         (headers_udp_lite_i),
        .headers_sctp_i             (headers_sctp_i),
        .headers_icmp_i             (headers_icmp_i),
        .headers_igmp_i             (headers_igmp_i),
        .headers_ports_i            (headers_ports_i),
        .headers_frame_bytes_i      (headers_frame_bytes_i),
        .headers_longer_i           (headers_longer_i),
        .headers_exception_i        (headers_exception_i),
        .headers_exception_header_i (headers_exception_header_i),
        .reading_malformed_o        (reading_reading_malformed),
        .reading_ip_o               (reading_reading_ip),
        .reading_l4_o               (reading_reading_l4),
        .reading_unread_ethertype_o (reading_reading_unread_ethertype),
        .reading_unread_network_o   (reading_reading_unread_network),
        .reading_unread_protocol_o  (reading_reading_unread_protocol),
        .reading_unread_ports_o     (reading_reading_unread_ports),
        .reading_unread_fragment_o  (reading_reading_unread_fragment)
    );

    ring_delay_bits337_clocks6 frame (
        .clk    (clk),
        .rst    (rst),
        .up_i   (frame_up),
        .down_o (frame_down)
    );

    delay_line_bits2_clocks5 from (
        .clk    (clk),
        .up_i   (from_up),
        .down_o (from_down)
    );

    wire unused = &{1'b0, headers_headers_i, headers_dst_mac_i[39:0], headers_dst_mac_i[47:41], headers_src_mac_i, headers_vlan_count_i, headers_priority_i, headers_vlan2_i, headers_vlan3_i, headers_vlan4_i, headers_snap_i, headers_mpls_label_i, headers_mpls_traffic_class_i, headers_mpls_label2_i, headers_mpls_label3_i, headers_mpls_label4_i, headers_mpls_label5_i, headers_pppoe_session_i, headers_arp_i, headers_mac_control_i, headers_pause_i, headers_priority_pause_i, headers_lacp_i, headers_lldp_i, headers_ptp_i, headers_ptp_message_i, headers_fcoe_i, headers_fc_routing_i, headers_fc_destination_i, headers_fc_source_i, headers_fip_i, headers_global_route_i, headers_roce_i, headers_rdma_opcode_i, headers_rdma_queue_pair_i, headers_ipv4_header_words_i, headers_dscp_i, headers_ecn_i, headers_ttl_i, headers_authentication_i, headers_segments_left_i, headers_address_options_i, headers_l4_offset_i, headers_tcp_flags_i, headers_udp_length_i, headers_udp_checksum_i, headers_iscsi_i, headers_nvme_i, headers_payload_offset_i, headers_tunnel_i, headers_tunnel_id_i, headers_inner_offset_i, headers_inner_ethernet_i, headers_inner_dst_mac_i, headers_inner_src_mac_i, headers_inner_vlan_count_i, headers_inner_vlan_i, headers_inner_vlan2_i, headers_inner_ethertype_i, headers_inner_l3_offset_i, headers_inner_ipv4_i, headers_inner_ipv4_header_words_i, headers_inner_ipv4_checksum_i, headers_inner_ipv6_i, headers_inner_ip_length_i, headers_inner_dscp_i, headers_inner_ecn_i, headers_inner_ttl_i, headers_inner_fragment_i, headers_inner_later_fragment_i, headers_inner_authentication_i, headers_inner_segments_left_i, headers_inner_address_options_i, headers_inner_ip_protocol_i, headers_inner_src_ip_i, headers_inner_dst_ip_i, headers_inner_l4_offset_i, headers_inner_tcp_i, headers_inner_udp_i, headers_inner_udp_lite_i, headers_inner_sctp_i, headers_inner_icmp_i, headers_inner_src_port_i, headers_inner_dst_port_i, headers_inner_tcp_flags_i, headers_inner_udp_length_i, headers_inner_udp_checksum_i, headers_inner_iscsi_i, headers_inner_nvme_i, headers_inner_payload_offset_i};

endmodule

// The ternary key of a frame as the key of the rule banks.
module bank_key_builder (
    input  wire         clk,
    // key
    input  wire [7:0]   key_function_i,
    input  wire         key_group_i,
    input  wire [15:0]  key_ethertype_i,
    input  wire         key_ipv4_i,
    input  wire         key_ipv6_i,
    input  wire         key_later_fragment_i,
    input  wire         key_l4_i,
    input  wire [7:0]   key_ip_protocol_i,
    input  wire [15:0]  key_src_port_i,
    input  wire [15:0]  key_dst_port_i,
    input  wire [127:0] key_src_ip_i,
    input  wire [127:0] key_dst_ip_i,
    input  wire         key_unread_ethertype_i,
    input  wire         key_unread_network_i,
    input  wire         key_unread_protocol_i,
    input  wire         key_unread_ports_i,
    input  wire         key_unread_fragment_i,
    input  wire [6:0]   key_sender_i,
    input  wire [11:0]  key_vlan_i,
    // bankKey
    output wire [127:0] bank_key_source_o,
    output wire [127:0] bank_key_destination_o,
    output wire [15:0]  bank_key_source_port_o,
    output wire [15:0]  bank_key_destination_port_o,
    output wire [7:0]   bank_key_protocol_o,
    output wire [6:0]   bank_key_receiver_o,
    output wire [6:0]   bank_key_sender_o,
    output wire [11:0]  bank_key_vlan_o,
    output wire [15:0]  bank_key_source_label_o,
    output wire [15:0]  bank_key_destination_label_o,
    output wire [1:0]   bank_key_version_o,
    output wire [2:0]   bank_key_unread_o,
    output wire         bank_key_l4_o,
    output wire         bank_key_later_fragment_o,
    output wire         bank_key_unread_fragment_o,
    output wire         bank_key_plain_o
);

    reg  [127:0] bank_key_source_q;
    reg  [127:0] bank_key_destination_q;
    reg  [15:0]  bank_key_source_port_q;
    reg  [15:0]  bank_key_destination_port_q;
    reg  [7:0]   bank_key_protocol_q;
    reg  [6:0]   bank_key_receiver_q;
    reg  [6:0]   bank_key_sender_q;
    reg  [11:0]  bank_key_vlan_q;
    reg  [15:0]  bank_key_source_label_q;
    reg  [15:0]  bank_key_destination_label_q;
    reg  [1:0]   bank_key_version_q;
    reg  [2:0]   bank_key_unread_q;
    reg          bank_key_l4_q;
    reg          bank_key_later_fragment_q;
    reg          bank_key_unread_fragment_q;
    reg          bank_key_plain_q;

    always @(posedge clk) begin
        bank_key_source_q <= key_ipv4_i ? {key_src_ip_i[31:0], 96'd0} : (key_src_ip_i & {128{key_ipv6_i}});
        bank_key_destination_q <= key_ipv4_i ? {key_dst_ip_i[31:0], 96'd0} : (key_dst_ip_i & {128{key_ipv6_i}});
        bank_key_source_port_q <= key_src_port_i & {16{key_l4_i}};
        bank_key_destination_port_q <= key_l4_i ? key_dst_port_i : key_ethertype_i;
        bank_key_protocol_q <= key_ip_protocol_i;
        bank_key_receiver_q <= key_function_i[6:0];
        bank_key_sender_q <= key_sender_i;
        bank_key_vlan_q <= key_vlan_i;
        bank_key_source_label_q <= 16'd0;
        bank_key_destination_label_q <= 16'd0;
        bank_key_version_q <= key_ipv4_i ? 2'd1 : key_ipv6_i ? 2'd2 : 2'd0;
        bank_key_unread_q <= key_unread_ethertype_i ? 3'd4 : key_unread_network_i ? 3'd3 : key_unread_protocol_i ? 3'd2
                : key_unread_ports_i ? 3'd1 : 3'd0;
        bank_key_l4_q <= key_l4_i;
        bank_key_later_fragment_q <= key_later_fragment_i;
        bank_key_unread_fragment_q <= key_unread_fragment_i;
        bank_key_plain_q <= (key_ipv4_i & (key_ethertype_i == 16'h800)) | (key_ipv6_i & (key_ethertype_i == 16'h86dd));
    end

    assign bank_key_source_o = bank_key_source_q;
    assign bank_key_destination_o = bank_key_destination_q;
    assign bank_key_source_port_o = bank_key_source_port_q;
    assign bank_key_destination_port_o = bank_key_destination_port_q;
    assign bank_key_protocol_o = bank_key_protocol_q;
    assign bank_key_receiver_o = bank_key_receiver_q;
    assign bank_key_sender_o = bank_key_sender_q;
    assign bank_key_vlan_o = bank_key_vlan_q;
    assign bank_key_source_label_o = bank_key_source_label_q;
    assign bank_key_destination_label_o = bank_key_destination_label_q;
    assign bank_key_version_o = bank_key_version_q;
    assign bank_key_unread_o = bank_key_unread_q;
    assign bank_key_l4_o = bank_key_l4_q;
    assign bank_key_later_fragment_o = bank_key_later_fragment_q;
    assign bank_key_unread_fragment_o = bank_key_unread_fragment_q;
    assign bank_key_plain_o = bank_key_plain_q;

    wire unused = &{1'b0, key_function_i[7], key_group_i};

endmodule

// Hashes every field of a key to every length that a mask can ask for.
module key_hasher (
    input  wire         clk,
    // key
    input  wire [127:0] key_source_i,
    input  wire [127:0] key_destination_i,
    input  wire [15:0]  key_source_port_i,
    input  wire [15:0]  key_destination_port_i,
    input  wire [7:0]   key_protocol_i,
    input  wire [6:0]   key_receiver_i,
    input  wire [6:0]   key_sender_i,
    input  wire [11:0]  key_vlan_i,
    input  wire [15:0]  key_source_label_i,
    input  wire [15:0]  key_destination_label_i,
    input  wire [1:0]   key_version_i,
    input  wire [2:0]   key_unread_i,
    input  wire         key_l4_i,
    input  wire         key_later_fragment_i,
    input  wire         key_unread_fragment_i,
    input  wire         key_plain_i,
    input  wire         image_i,
    // hashes
    output wire [223:0] hashes_source_o,
    output wire [223:0] hashes_destination_o,
    output wire [95:0]  hashes_source_port_o,
    output wire [95:0]  hashes_destination_port_o,
    output wire [31:0]  hashes_protocol_o,
    output wire [31:0]  hashes_receiver_o,
    output wire [31:0]  hashes_sender_o,
    output wire [31:0]  hashes_vlan_o,
    output wire [31:0]  hashes_source_label_o,
    output wire [31:0]  hashes_destination_label_o,
    // write
    input  wire         write_valid_i,
    input  wire [11:0]  write_address_i,
    input  wire [31:0]  write_data_i
);

    reg         is_ipv6_1_q;
    reg         is_ipv6_2_q;
    wire [31:0] source_0_rdata;
    wire [31:0] source_4_rdata;
    wire [31:0] source_8_rdata;
    wire [31:0] source_12_rdata;
    wire [31:0] source_16_rdata;
    wire [31:0] source_20_rdata;
    wire [31:0] source_24_rdata;
    wire [31:0] source_28_rdata;
    wire [31:0] source_32_rdata;
    wire [31:0] source_36_rdata;
    wire [31:0] source_40_rdata;
    wire [31:0] source_44_rdata;
    wire [31:0] source_48_rdata;
    wire [31:0] source_52_rdata;
    wire [31:0] source_56_rdata;
    wire [31:0] source_60_rdata;
    wire [31:0] source_64_rdata;
    wire [31:0] source_68_rdata;
    wire [31:0] source_72_rdata;
    wire [31:0] source_76_rdata;
    wire [31:0] source_80_rdata;
    wire [31:0] source_84_rdata;
    wire [31:0] source_88_rdata;
    wire [31:0] source_92_rdata;
    wire [31:0] source_96_rdata;
    wire [31:0] source_100_rdata;
    wire [31:0] source_104_rdata;
    wire [31:0] source_108_rdata;
    wire [31:0] source_112_rdata;
    wire [31:0] source_116_rdata;
    wire [31:0] source_120_rdata;
    wire [31:0] source_124_rdata;
    reg  [31:0] source_between_0_word_0_q;
    reg  [31:0] source_between_1_word_0_q;
    reg  [31:0] source_between_2_word_0_q;
    reg  [31:0] source_between_3_word_0_q;
    reg  [31:0] source_between_4_word_0_q;
    reg  [31:0] source_between_5_word_0_q;
    reg  [31:0] source_between_6_word_0_q;
    reg  [31:0] source_between_7_word_0_q;
    reg  [31:0] source_between_8_word_0_q;
    reg  [31:0] source_between_9_word_0_q;
    reg  [31:0] source_between_10_word_0_q;
    reg  [31:0] source_between_11_word_0_q;
    reg  [31:0] source_between_11_word_1_q;
    reg  [31:0] source_between_12_word_0_q;
    reg  [31:0] source_up_to_word_0_q;
    reg  [31:0] source_up_to_word_1_q;
    reg  [31:0] source_up_to_word_2_q;
    reg  [31:0] source_up_to_word_3_q;
    reg  [31:0] source_up_to_word_4_q;
    reg  [31:0] source_up_to_word_5_q;
    reg  [31:0] source_up_to_word_6_q;
    reg  [31:0] source_up_to_word_7_q;
    reg  [31:0] source_up_to_word_8_q;
    reg  [31:0] source_up_to_word_9_q;
    reg  [31:0] source_up_to_word_10_q;
    reg  [31:0] source_up_to_word_11_q;
    reg  [31:0] source_up_to_word_12_q;
    reg  [31:0] source_hash_word_0_q;
    reg  [31:0] source_hash_word_1_q;
    reg  [31:0] source_hash_word_2_q;
    reg  [31:0] source_hash_word_3_q;
    reg  [31:0] source_hash_word_4_q;
    reg  [31:0] source_hash_word_5_q;
    reg  [31:0] source_hash_word_6_q;
    wire [31:0] destination_0_rdata;
    wire [31:0] destination_4_rdata;
    wire [31:0] destination_8_rdata;
    wire [31:0] destination_12_rdata;
    wire [31:0] destination_16_rdata;
    wire [31:0] destination_20_rdata;
    wire [31:0] destination_24_rdata;
    wire [31:0] destination_28_rdata;
    wire [31:0] destination_32_rdata;
    wire [31:0] destination_36_rdata;
    wire [31:0] destination_40_rdata;
    wire [31:0] destination_44_rdata;
    wire [31:0] destination_48_rdata;
    wire [31:0] destination_52_rdata;
    wire [31:0] destination_56_rdata;
    wire [31:0] destination_60_rdata;
    wire [31:0] destination_64_rdata;
    wire [31:0] destination_68_rdata;
    wire [31:0] destination_72_rdata;
    wire [31:0] destination_76_rdata;
    wire [31:0] destination_80_rdata;
    wire [31:0] destination_84_rdata;
    wire [31:0] destination_88_rdata;
    wire [31:0] destination_92_rdata;
    wire [31:0] destination_96_rdata;
    wire [31:0] destination_100_rdata;
    wire [31:0] destination_104_rdata;
    wire [31:0] destination_108_rdata;
    wire [31:0] destination_112_rdata;
    wire [31:0] destination_116_rdata;
    wire [31:0] destination_120_rdata;
    wire [31:0] destination_124_rdata;
    reg  [31:0] destination_between_0_word_0_q;
    reg  [31:0] destination_between_1_word_0_q;
    reg  [31:0] destination_between_2_word_0_q;
    reg  [31:0] destination_between_3_word_0_q;
    reg  [31:0] destination_between_4_word_0_q;
    reg  [31:0] destination_between_5_word_0_q;
    reg  [31:0] destination_between_6_word_0_q;
    reg  [31:0] destination_between_7_word_0_q;
    reg  [31:0] destination_between_8_word_0_q;
    reg  [31:0] destination_between_9_word_0_q;
    reg  [31:0] destination_between_10_word_0_q;
    reg  [31:0] destination_between_11_word_0_q;
    reg  [31:0] destination_between_11_word_1_q;
    reg  [31:0] destination_between_12_word_0_q;
    reg  [31:0] destination_up_to_word_0_q;
    reg  [31:0] destination_up_to_word_1_q;
    reg  [31:0] destination_up_to_word_2_q;
    reg  [31:0] destination_up_to_word_3_q;
    reg  [31:0] destination_up_to_word_4_q;
    reg  [31:0] destination_up_to_word_5_q;
    reg  [31:0] destination_up_to_word_6_q;
    reg  [31:0] destination_up_to_word_7_q;
    reg  [31:0] destination_up_to_word_8_q;
    reg  [31:0] destination_up_to_word_9_q;
    reg  [31:0] destination_up_to_word_10_q;
    reg  [31:0] destination_up_to_word_11_q;
    reg  [31:0] destination_up_to_word_12_q;
    reg  [31:0] destination_hash_word_0_q;
    reg  [31:0] destination_hash_word_1_q;
    reg  [31:0] destination_hash_word_2_q;
    reg  [31:0] destination_hash_word_3_q;
    reg  [31:0] destination_hash_word_4_q;
    reg  [31:0] destination_hash_word_5_q;
    reg  [31:0] destination_hash_word_6_q;
    wire [31:0] source_port_0_rdata;
    wire [31:0] source_port_4_rdata;
    wire [31:0] source_port_6_rdata;
    wire [31:0] source_port_8_rdata;
    wire [31:0] source_port_12_rdata;
    reg  [31:0] source_port_between_0_word_0_q;
    reg  [31:0] source_port_between_1_word_0_q;
    reg  [31:0] source_port_between_2_word_0_q;
    reg  [31:0] source_port_up_to_word_0_q;
    reg  [31:0] source_port_up_to_word_1_q;
    reg  [31:0] source_port_up_to_word_2_q;
    reg  [31:0] source_port_hash_word_0_q;
    reg  [31:0] source_port_hash_word_1_q;
    reg  [31:0] source_port_hash_word_2_q;
    wire [31:0] destination_port_0_rdata;
    wire [31:0] destination_port_4_rdata;
    wire [31:0] destination_port_6_rdata;
    wire [31:0] destination_port_8_rdata;
    wire [31:0] destination_port_12_rdata;
    reg  [31:0] destination_port_between_0_word_0_q;
    reg  [31:0] destination_port_between_1_word_0_q;
    reg  [31:0] destination_port_between_2_word_0_q;
    reg  [31:0] destination_port_up_to_word_0_q;
    reg  [31:0] destination_port_up_to_word_1_q;
    reg  [31:0] destination_port_up_to_word_2_q;
    reg  [31:0] destination_port_hash_word_0_q;
    reg  [31:0] destination_port_hash_word_1_q;
    reg  [31:0] destination_port_hash_word_2_q;
    wire [31:0] protocol_0_rdata;
    wire [31:0] protocol_4_rdata;
    reg  [31:0] protocol_between_0_word_0_q;
    reg  [31:0] protocol_up_to_word_0_q;
    reg  [31:0] protocol_hash_word_0_q;
    wire [31:0] receiver_0_rdata;
    wire [31:0] receiver_4_rdata;
    reg  [31:0] receiver_between_0_word_0_q;
    reg  [31:0] receiver_up_to_word_0_q;
    reg  [31:0] receiver_hash_word_0_q;
    wire [31:0] sender_0_rdata;
    wire [31:0] sender_4_rdata;
    reg  [31:0] sender_between_0_word_0_q;
    reg  [31:0] sender_up_to_word_0_q;
    reg  [31:0] sender_hash_word_0_q;
    wire [31:0] vlan_0_rdata;
    wire [31:0] vlan_4_rdata;
    wire [31:0] vlan_8_rdata;
    reg  [31:0] vlan_between_0_word_0_q;
    reg  [31:0] vlan_up_to_word_0_q;
    reg  [31:0] vlan_hash_word_0_q;
    wire [31:0] source_label_0_rdata;
    wire [31:0] source_label_4_rdata;
    wire [31:0] source_label_8_rdata;
    wire [31:0] source_label_12_rdata;
    reg  [31:0] source_label_between_0_word_0_q;
    reg  [31:0] source_label_up_to_word_0_q;
    reg  [31:0] source_label_hash_word_0_q;
    wire [31:0] destination_label_0_rdata;
    wire [31:0] destination_label_4_rdata;
    wire [31:0] destination_label_8_rdata;
    wire [31:0] destination_label_12_rdata;
    reg  [31:0] destination_label_between_0_word_0_q;
    reg  [31:0] destination_label_up_to_word_0_q;
    reg  [31:0] destination_label_hash_word_0_q;

    always @(posedge clk) begin
        is_ipv6_1_q <= key_version_i == 2'd2;
    end

    always @(posedge clk) begin
        is_ipv6_2_q <= is_ipv6_1_q;
    end

    always @(posedge clk) begin
        source_between_0_word_0_q <= source_0_rdata ^ source_4_rdata;
    end

    always @(posedge clk) begin
        source_between_1_word_0_q <= source_8_rdata;
    end

    always @(posedge clk) begin
        source_between_2_word_0_q <= source_12_rdata;
    end

    always @(posedge clk) begin
        source_between_3_word_0_q <= source_16_rdata;
    end

    always @(posedge clk) begin
        source_between_4_word_0_q <= source_20_rdata;
    end

    always @(posedge clk) begin
        source_between_5_word_0_q <= source_24_rdata;
    end

    always @(posedge clk) begin
        source_between_6_word_0_q <= source_28_rdata;
    end

    always @(posedge clk) begin
        source_between_7_word_0_q <= source_32_rdata ^ source_36_rdata;
    end

    always @(posedge clk) begin
        source_between_8_word_0_q <= source_40_rdata ^ source_44_rdata;
    end

    always @(posedge clk) begin
        source_between_9_word_0_q <= source_48_rdata ^ source_52_rdata;
    end

    always @(posedge clk) begin
        source_between_10_word_0_q <= source_56_rdata ^ source_60_rdata;
    end

    always @(posedge clk) begin
        source_between_11_word_0_q <= source_64_rdata ^ source_68_rdata ^ (source_72_rdata ^ source_76_rdata) ^ (source_80_rdata ^ source_84_rdata);
        source_between_11_word_1_q <= source_88_rdata ^ source_92_rdata ^ (source_96_rdata ^ source_100_rdata)
                ^ (source_104_rdata ^ source_108_rdata);
    end

    always @(posedge clk) begin
        source_between_12_word_0_q <= source_112_rdata ^ source_116_rdata ^ (source_120_rdata ^ source_124_rdata);
    end

    always @(posedge clk) begin
        source_up_to_word_0_q <= source_between_0_word_0_q;
        source_up_to_word_1_q <= source_between_0_word_0_q ^ source_between_1_word_0_q;
        source_up_to_word_2_q <= source_between_0_word_0_q ^ source_between_1_word_0_q ^ source_between_2_word_0_q;
        source_up_to_word_3_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q);
        source_up_to_word_4_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q) ^ source_between_4_word_0_q;
        source_up_to_word_5_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q);
        source_up_to_word_6_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ source_between_6_word_0_q);
        source_up_to_word_7_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ (source_between_6_word_0_q ^ source_between_7_word_0_q));
        source_up_to_word_8_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ (source_between_6_word_0_q ^ source_between_7_word_0_q))
                ^ source_between_8_word_0_q;
        source_up_to_word_9_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ (source_between_6_word_0_q ^ source_between_7_word_0_q))
                ^ (source_between_8_word_0_q ^ source_between_9_word_0_q);
        source_up_to_word_10_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ (source_between_6_word_0_q ^ source_between_7_word_0_q))
                ^ (source_between_8_word_0_q ^ source_between_9_word_0_q ^ source_between_10_word_0_q);
        source_up_to_word_11_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ (source_between_6_word_0_q ^ source_between_7_word_0_q))
                ^ (source_between_8_word_0_q ^ source_between_9_word_0_q ^ (source_between_10_word_0_q ^ source_between_11_word_0_q) ^ source_between_11_word_1_q);
        source_up_to_word_12_q <= source_between_0_word_0_q ^ source_between_1_word_0_q
                ^ (source_between_2_word_0_q ^ source_between_3_word_0_q)
                ^ (source_between_4_word_0_q ^ source_between_5_word_0_q ^ (source_between_6_word_0_q ^ source_between_7_word_0_q))
                ^ (source_between_8_word_0_q ^ source_between_9_word_0_q ^ (source_between_10_word_0_q ^ source_between_11_word_0_q) ^ (source_between_11_word_1_q ^ source_between_12_word_0_q));
    end

    always @(posedge clk) begin
        source_hash_word_0_q <= is_ipv6_2_q ? source_up_to_word_6_q : source_up_to_word_0_q;
        source_hash_word_1_q <= is_ipv6_2_q ? source_up_to_word_7_q : source_up_to_word_1_q;
        source_hash_word_2_q <= is_ipv6_2_q ? source_up_to_word_8_q : source_up_to_word_2_q;
        source_hash_word_3_q <= is_ipv6_2_q ? source_up_to_word_9_q : source_up_to_word_3_q;
        source_hash_word_4_q <= is_ipv6_2_q ? source_up_to_word_10_q : source_up_to_word_4_q;
        source_hash_word_5_q <= is_ipv6_2_q ? source_up_to_word_11_q : source_up_to_word_5_q;
        source_hash_word_6_q <= is_ipv6_2_q ? source_up_to_word_12_q : source_up_to_word_6_q;
    end

    assign hashes_source_o[31:0] = source_hash_word_0_q;
    assign hashes_source_o[63:32] = source_hash_word_1_q;
    assign hashes_source_o[95:64] = source_hash_word_2_q;
    assign hashes_source_o[127:96] = source_hash_word_3_q;
    assign hashes_source_o[159:128] = source_hash_word_4_q;
    assign hashes_source_o[191:160] = source_hash_word_5_q;
    assign hashes_source_o[223:192] = source_hash_word_6_q;

    always @(posedge clk) begin
        destination_between_0_word_0_q <= destination_0_rdata ^ destination_4_rdata;
    end

    always @(posedge clk) begin
        destination_between_1_word_0_q <= destination_8_rdata;
    end

    always @(posedge clk) begin
        destination_between_2_word_0_q <= destination_12_rdata;
    end

    always @(posedge clk) begin
        destination_between_3_word_0_q <= destination_16_rdata;
    end

    always @(posedge clk) begin
        destination_between_4_word_0_q <= destination_20_rdata;
    end

    always @(posedge clk) begin
        destination_between_5_word_0_q <= destination_24_rdata;
    end

    always @(posedge clk) begin
        destination_between_6_word_0_q <= destination_28_rdata;
    end

    always @(posedge clk) begin
        destination_between_7_word_0_q <= destination_32_rdata ^ destination_36_rdata;
    end

    always @(posedge clk) begin
        destination_between_8_word_0_q <= destination_40_rdata ^ destination_44_rdata;
    end

    always @(posedge clk) begin
        destination_between_9_word_0_q <= destination_48_rdata ^ destination_52_rdata;
    end

    always @(posedge clk) begin
        destination_between_10_word_0_q <= destination_56_rdata ^ destination_60_rdata;
    end

    always @(posedge clk) begin
        destination_between_11_word_0_q <= destination_64_rdata ^ destination_68_rdata ^ (destination_72_rdata ^ destination_76_rdata)
                ^ (destination_80_rdata ^ destination_84_rdata);
        destination_between_11_word_1_q <= destination_88_rdata ^ destination_92_rdata ^ (destination_96_rdata ^ destination_100_rdata)
                ^ (destination_104_rdata ^ destination_108_rdata);
    end

    always @(posedge clk) begin
        destination_between_12_word_0_q <= destination_112_rdata ^ destination_116_rdata ^ (destination_120_rdata ^ destination_124_rdata);
    end

    always @(posedge clk) begin
        destination_up_to_word_0_q <= destination_between_0_word_0_q;
        destination_up_to_word_1_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q;
        destination_up_to_word_2_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q ^ destination_between_2_word_0_q;
        destination_up_to_word_3_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q);
        destination_up_to_word_4_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ destination_between_4_word_0_q;
        destination_up_to_word_5_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q);
        destination_up_to_word_6_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ destination_between_6_word_0_q);
        destination_up_to_word_7_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ (destination_between_6_word_0_q ^ destination_between_7_word_0_q));
        destination_up_to_word_8_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ (destination_between_6_word_0_q ^ destination_between_7_word_0_q))
                ^ destination_between_8_word_0_q;
        destination_up_to_word_9_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ (destination_between_6_word_0_q ^ destination_between_7_word_0_q))
                ^ (destination_between_8_word_0_q ^ destination_between_9_word_0_q);
        destination_up_to_word_10_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ (destination_between_6_word_0_q ^ destination_between_7_word_0_q))
                ^ (destination_between_8_word_0_q ^ destination_between_9_word_0_q ^ destination_between_10_word_0_q);
        destination_up_to_word_11_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ (destination_between_6_word_0_q ^ destination_between_7_word_0_q))
                ^ (destination_between_8_word_0_q ^ destination_between_9_word_0_q ^ (destination_between_10_word_0_q ^ destination_between_11_word_0_q) ^ destination_between_11_word_1_q);
        destination_up_to_word_12_q <= destination_between_0_word_0_q ^ destination_between_1_word_0_q
                ^ (destination_between_2_word_0_q ^ destination_between_3_word_0_q)
                ^ (destination_between_4_word_0_q ^ destination_between_5_word_0_q ^ (destination_between_6_word_0_q ^ destination_between_7_word_0_q))
                ^ (destination_between_8_word_0_q ^ destination_between_9_word_0_q ^ (destination_between_10_word_0_q ^ destination_between_11_word_0_q) ^ (destination_between_11_word_1_q ^ destination_between_12_word_0_q));
    end

    always @(posedge clk) begin
        destination_hash_word_0_q <= is_ipv6_2_q ? destination_up_to_word_6_q : destination_up_to_word_0_q;
        destination_hash_word_1_q <= is_ipv6_2_q ? destination_up_to_word_7_q : destination_up_to_word_1_q;
        destination_hash_word_2_q <= is_ipv6_2_q ? destination_up_to_word_8_q : destination_up_to_word_2_q;
        destination_hash_word_3_q <= is_ipv6_2_q ? destination_up_to_word_9_q : destination_up_to_word_3_q;
        destination_hash_word_4_q <= is_ipv6_2_q ? destination_up_to_word_10_q : destination_up_to_word_4_q;
        destination_hash_word_5_q <= is_ipv6_2_q ? destination_up_to_word_11_q : destination_up_to_word_5_q;
        destination_hash_word_6_q <= is_ipv6_2_q ? destination_up_to_word_12_q : destination_up_to_word_6_q;
    end

    assign hashes_destination_o[31:0] = destination_hash_word_0_q;
    assign hashes_destination_o[63:32] = destination_hash_word_1_q;
    assign hashes_destination_o[95:64] = destination_hash_word_2_q;
    assign hashes_destination_o[127:96] = destination_hash_word_3_q;
    assign hashes_destination_o[159:128] = destination_hash_word_4_q;
    assign hashes_destination_o[191:160] = destination_hash_word_5_q;
    assign hashes_destination_o[223:192] = destination_hash_word_6_q;

    always @(posedge clk) begin
        source_port_between_0_word_0_q <= source_port_0_rdata ^ source_port_4_rdata;
    end

    always @(posedge clk) begin
        source_port_between_1_word_0_q <= source_port_6_rdata;
    end

    always @(posedge clk) begin
        source_port_between_2_word_0_q <= source_port_8_rdata ^ source_port_12_rdata;
    end

    always @(posedge clk) begin
        source_port_up_to_word_0_q <= source_port_between_0_word_0_q;
        source_port_up_to_word_1_q <= source_port_between_0_word_0_q ^ source_port_between_1_word_0_q;
        source_port_up_to_word_2_q <= source_port_between_0_word_0_q ^ source_port_between_1_word_0_q ^ source_port_between_2_word_0_q;
    end

    always @(posedge clk) begin
        source_port_hash_word_0_q <= source_port_up_to_word_0_q;
        source_port_hash_word_1_q <= source_port_up_to_word_1_q;
        source_port_hash_word_2_q <= source_port_up_to_word_2_q;
    end

    assign hashes_source_port_o[31:0] = source_port_hash_word_0_q;
    assign hashes_source_port_o[63:32] = source_port_hash_word_1_q;
    assign hashes_source_port_o[95:64] = source_port_hash_word_2_q;

    always @(posedge clk) begin
        destination_port_between_0_word_0_q <= destination_port_0_rdata ^ destination_port_4_rdata;
    end

    always @(posedge clk) begin
        destination_port_between_1_word_0_q <= destination_port_6_rdata;
    end

    always @(posedge clk) begin
        destination_port_between_2_word_0_q <= destination_port_8_rdata ^ destination_port_12_rdata;
    end

    always @(posedge clk) begin
        destination_port_up_to_word_0_q <= destination_port_between_0_word_0_q;
        destination_port_up_to_word_1_q <= destination_port_between_0_word_0_q ^ destination_port_between_1_word_0_q;
        destination_port_up_to_word_2_q <= destination_port_between_0_word_0_q ^ destination_port_between_1_word_0_q
                ^ destination_port_between_2_word_0_q;
    end

    always @(posedge clk) begin
        destination_port_hash_word_0_q <= destination_port_up_to_word_0_q;
        destination_port_hash_word_1_q <= destination_port_up_to_word_1_q;
        destination_port_hash_word_2_q <= destination_port_up_to_word_2_q;
    end

    assign hashes_destination_port_o[31:0] = destination_port_hash_word_0_q;
    assign hashes_destination_port_o[63:32] = destination_port_hash_word_1_q;
    assign hashes_destination_port_o[95:64] = destination_port_hash_word_2_q;

    always @(posedge clk) begin
        protocol_between_0_word_0_q <= protocol_0_rdata ^ protocol_4_rdata;
    end

    always @(posedge clk) begin
        protocol_up_to_word_0_q <= protocol_between_0_word_0_q;
    end

    always @(posedge clk) begin
        protocol_hash_word_0_q <= protocol_up_to_word_0_q;
    end

    assign hashes_protocol_o = protocol_hash_word_0_q;

    always @(posedge clk) begin
        receiver_between_0_word_0_q <= receiver_0_rdata ^ receiver_4_rdata;
    end

    always @(posedge clk) begin
        receiver_up_to_word_0_q <= receiver_between_0_word_0_q;
    end

    always @(posedge clk) begin
        receiver_hash_word_0_q <= receiver_up_to_word_0_q;
    end

    assign hashes_receiver_o = receiver_hash_word_0_q;

    always @(posedge clk) begin
        sender_between_0_word_0_q <= sender_0_rdata ^ sender_4_rdata;
    end

    always @(posedge clk) begin
        sender_up_to_word_0_q <= sender_between_0_word_0_q;
    end

    always @(posedge clk) begin
        sender_hash_word_0_q <= sender_up_to_word_0_q;
    end

    assign hashes_sender_o = sender_hash_word_0_q;

    always @(posedge clk) begin
        vlan_between_0_word_0_q <= vlan_0_rdata ^ vlan_4_rdata ^ vlan_8_rdata;
    end

    always @(posedge clk) begin
        vlan_up_to_word_0_q <= vlan_between_0_word_0_q;
    end

    always @(posedge clk) begin
        vlan_hash_word_0_q <= vlan_up_to_word_0_q;
    end

    assign hashes_vlan_o = vlan_hash_word_0_q;

    always @(posedge clk) begin
        source_label_between_0_word_0_q <= source_label_0_rdata ^ source_label_4_rdata ^ (source_label_8_rdata ^ source_label_12_rdata);
    end

    always @(posedge clk) begin
        source_label_up_to_word_0_q <= source_label_between_0_word_0_q;
    end

    always @(posedge clk) begin
        source_label_hash_word_0_q <= source_label_up_to_word_0_q;
    end

    assign hashes_source_label_o = source_label_hash_word_0_q;

    always @(posedge clk) begin
        destination_label_between_0_word_0_q <= destination_label_0_rdata ^ destination_label_4_rdata
                ^ (destination_label_8_rdata ^ destination_label_12_rdata);
    end

    always @(posedge clk) begin
        destination_label_up_to_word_0_q <= destination_label_between_0_word_0_q;
    end

    always @(posedge clk) begin
        destination_label_hash_word_0_q <= destination_label_up_to_word_0_q;
    end

    assign hashes_destination_label_o = destination_label_hash_word_0_q;

    (* ram_style = "distributed" *)
    reg [31:0] source_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd0)) begin
            source_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_0_rdata = source_0[{image_i, key_source_i[127:124]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd1)) begin
            source_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_4_rdata = source_4[{image_i, key_source_i[123:120]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd2)) begin
            source_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_8_rdata = source_8[{image_i, key_source_i[119:116]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_12 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd3)) begin
            source_12[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_12_rdata = source_12[{image_i, key_source_i[115:112]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_16 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd4)) begin
            source_16[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_16_rdata = source_16[{image_i, key_source_i[111:108]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_20 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd5)) begin
            source_20[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_20_rdata = source_20[{image_i, key_source_i[107:104]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_24 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd6)) begin
            source_24[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_24_rdata = source_24[{image_i, key_source_i[103:100]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_28 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd7)) begin
            source_28[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_28_rdata = source_28[{image_i, key_source_i[99:96]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_32 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd8)) begin
            source_32[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_32_rdata = source_32[{image_i, key_source_i[95:92]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_36 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd9)) begin
            source_36[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_36_rdata = source_36[{image_i, key_source_i[91:88]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_40 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd10)) begin
            source_40[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_40_rdata = source_40[{image_i, key_source_i[87:84]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_44 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd11)) begin
            source_44[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_44_rdata = source_44[{image_i, key_source_i[83:80]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_48 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd12)) begin
            source_48[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_48_rdata = source_48[{image_i, key_source_i[79:76]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_52 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd13)) begin
            source_52[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_52_rdata = source_52[{image_i, key_source_i[75:72]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_56 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd14)) begin
            source_56[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_56_rdata = source_56[{image_i, key_source_i[71:68]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_60 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd15)) begin
            source_60[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_60_rdata = source_60[{image_i, key_source_i[67:64]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_64 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd16)) begin
            source_64[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_64_rdata = source_64[{image_i, key_source_i[63:60]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_68 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd17)) begin
            source_68[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_68_rdata = source_68[{image_i, key_source_i[59:56]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_72 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd18)) begin
            source_72[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_72_rdata = source_72[{image_i, key_source_i[55:52]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_76 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd19)) begin
            source_76[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_76_rdata = source_76[{image_i, key_source_i[51:48]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_80 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd20)) begin
            source_80[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_80_rdata = source_80[{image_i, key_source_i[47:44]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_84 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd21)) begin
            source_84[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_84_rdata = source_84[{image_i, key_source_i[43:40]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_88 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd22)) begin
            source_88[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_88_rdata = source_88[{image_i, key_source_i[39:36]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_92 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd23)) begin
            source_92[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_92_rdata = source_92[{image_i, key_source_i[35:32]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_96 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd24)) begin
            source_96[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_96_rdata = source_96[{image_i, key_source_i[31:28]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_100 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd25)) begin
            source_100[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_100_rdata = source_100[{image_i, key_source_i[27:24]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_104 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd26)) begin
            source_104[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_104_rdata = source_104[{image_i, key_source_i[23:20]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_108 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd27)) begin
            source_108[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_108_rdata = source_108[{image_i, key_source_i[19:16]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_112 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd28)) begin
            source_112[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_112_rdata = source_112[{image_i, key_source_i[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_116 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd29)) begin
            source_116[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_116_rdata = source_116[{image_i, key_source_i[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_120 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd30)) begin
            source_120[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_120_rdata = source_120[{image_i, key_source_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_124 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd31)) begin
            source_124[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_124_rdata = source_124[{image_i, key_source_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd32)) begin
            destination_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_0_rdata = destination_0[{image_i, key_destination_i[127:124]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd33)) begin
            destination_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_4_rdata = destination_4[{image_i, key_destination_i[123:120]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd34)) begin
            destination_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_8_rdata = destination_8[{image_i, key_destination_i[119:116]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_12 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd35)) begin
            destination_12[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_12_rdata = destination_12[{image_i, key_destination_i[115:112]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_16 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd36)) begin
            destination_16[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_16_rdata = destination_16[{image_i, key_destination_i[111:108]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_20 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd37)) begin
            destination_20[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_20_rdata = destination_20[{image_i, key_destination_i[107:104]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_24 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd38)) begin
            destination_24[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_24_rdata = destination_24[{image_i, key_destination_i[103:100]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_28 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd39)) begin
            destination_28[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_28_rdata = destination_28[{image_i, key_destination_i[99:96]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_32 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd40)) begin
            destination_32[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_32_rdata = destination_32[{image_i, key_destination_i[95:92]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_36 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd41)) begin
            destination_36[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_36_rdata = destination_36[{image_i, key_destination_i[91:88]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_40 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd42)) begin
            destination_40[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_40_rdata = destination_40[{image_i, key_destination_i[87:84]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_44 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd43)) begin
            destination_44[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_44_rdata = destination_44[{image_i, key_destination_i[83:80]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_48 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd44)) begin
            destination_48[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_48_rdata = destination_48[{image_i, key_destination_i[79:76]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_52 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd45)) begin
            destination_52[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_52_rdata = destination_52[{image_i, key_destination_i[75:72]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_56 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd46)) begin
            destination_56[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_56_rdata = destination_56[{image_i, key_destination_i[71:68]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_60 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd47)) begin
            destination_60[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_60_rdata = destination_60[{image_i, key_destination_i[67:64]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_64 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd48)) begin
            destination_64[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_64_rdata = destination_64[{image_i, key_destination_i[63:60]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_68 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd49)) begin
            destination_68[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_68_rdata = destination_68[{image_i, key_destination_i[59:56]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_72 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd50)) begin
            destination_72[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_72_rdata = destination_72[{image_i, key_destination_i[55:52]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_76 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd51)) begin
            destination_76[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_76_rdata = destination_76[{image_i, key_destination_i[51:48]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_80 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd52)) begin
            destination_80[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_80_rdata = destination_80[{image_i, key_destination_i[47:44]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_84 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd53)) begin
            destination_84[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_84_rdata = destination_84[{image_i, key_destination_i[43:40]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_88 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd54)) begin
            destination_88[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_88_rdata = destination_88[{image_i, key_destination_i[39:36]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_92 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd55)) begin
            destination_92[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_92_rdata = destination_92[{image_i, key_destination_i[35:32]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_96 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd56)) begin
            destination_96[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_96_rdata = destination_96[{image_i, key_destination_i[31:28]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_100 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd57)) begin
            destination_100[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_100_rdata = destination_100[{image_i, key_destination_i[27:24]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_104 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd58)) begin
            destination_104[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_104_rdata = destination_104[{image_i, key_destination_i[23:20]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_108 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd59)) begin
            destination_108[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_108_rdata = destination_108[{image_i, key_destination_i[19:16]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_112 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd60)) begin
            destination_112[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_112_rdata = destination_112[{image_i, key_destination_i[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_116 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd61)) begin
            destination_116[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_116_rdata = destination_116[{image_i, key_destination_i[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_120 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd62)) begin
            destination_120[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_120_rdata = destination_120[{image_i, key_destination_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_124 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd63)) begin
            destination_124[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_124_rdata = destination_124[{image_i, key_destination_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_port_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd64)) begin
            source_port_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_port_0_rdata = source_port_0[{image_i, key_source_port_i[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_port_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd65)) begin
            source_port_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_port_4_rdata = source_port_4[{image_i, 2'd0, key_source_port_i[11:10]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_port_6 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd66)) begin
            source_port_6[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_port_6_rdata = source_port_6[{image_i, 2'd0, key_source_port_i[9:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_port_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd67)) begin
            source_port_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_port_8_rdata = source_port_8[{image_i, key_source_port_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_port_12 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd68)) begin
            source_port_12[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_port_12_rdata = source_port_12[{image_i, key_source_port_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_port_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd69)) begin
            destination_port_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_port_0_rdata = destination_port_0[{image_i, key_destination_port_i[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_port_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd70)) begin
            destination_port_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_port_4_rdata = destination_port_4[{image_i, 2'd0, key_destination_port_i[11:10]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_port_6 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd71)) begin
            destination_port_6[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_port_6_rdata = destination_port_6[{image_i, 2'd0, key_destination_port_i[9:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_port_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd72)) begin
            destination_port_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_port_8_rdata = destination_port_8[{image_i, key_destination_port_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_port_12 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd73)) begin
            destination_port_12[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_port_12_rdata = destination_port_12[{image_i, key_destination_port_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] protocol_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd74)) begin
            protocol_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign protocol_0_rdata = protocol_0[{image_i, key_protocol_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] protocol_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd75)) begin
            protocol_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign protocol_4_rdata = protocol_4[{image_i, key_protocol_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] receiver_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd76)) begin
            receiver_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign receiver_0_rdata = receiver_0[{image_i, key_receiver_i[6:3]}];

    (* ram_style = "distributed" *)
    reg [31:0] receiver_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd77)) begin
            receiver_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign receiver_4_rdata = receiver_4[{image_i, 1'd0, key_receiver_i[2:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] sender_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd78)) begin
            sender_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign sender_0_rdata = sender_0[{image_i, key_sender_i[6:3]}];

    (* ram_style = "distributed" *)
    reg [31:0] sender_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd79)) begin
            sender_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign sender_4_rdata = sender_4[{image_i, 1'd0, key_sender_i[2:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] vlan_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd80)) begin
            vlan_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign vlan_0_rdata = vlan_0[{image_i, key_vlan_i[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] vlan_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd81)) begin
            vlan_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign vlan_4_rdata = vlan_4[{image_i, key_vlan_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] vlan_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd82)) begin
            vlan_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign vlan_8_rdata = vlan_8[{image_i, key_vlan_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_label_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd83)) begin
            source_label_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_label_0_rdata = source_label_0[{image_i, key_source_label_i[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_label_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd84)) begin
            source_label_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_label_4_rdata = source_label_4[{image_i, key_source_label_i[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_label_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd85)) begin
            source_label_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_label_8_rdata = source_label_8[{image_i, key_source_label_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] source_label_12 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd86)) begin
            source_label_12[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign source_label_12_rdata = source_label_12[{image_i, key_source_label_i[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_label_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd87)) begin
            destination_label_0[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_label_0_rdata = destination_label_0[{image_i, key_destination_label_i[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_label_4 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd88)) begin
            destination_label_4[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_label_4_rdata = destination_label_4[{image_i, key_destination_label_i[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_label_8 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd89)) begin
            destination_label_8[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_label_8_rdata = destination_label_8[{image_i, key_destination_label_i[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] destination_label_12 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[10:4] == 7'd90)) begin
            destination_label_12[{write_address_i[11], write_address_i[3:0]}] <= write_data_i;
        end
    end
    assign destination_label_12_rdata = destination_label_12[{image_i, key_destination_label_i[3:0]}];

    wire unused = &{1'b0, key_unread_i, key_l4_i, key_later_fragment_i, key_unread_fragment_i, key_plain_i};

endmodule

// Collects the words of a slot and writes it with its last one; clears all slots after reset.
// Parameters: config = tiny, banks = 8, buckets = 4
module slot_loader (
    input  wire         clk,
    input  wire         rst,
    // write
    input  wire         write_valid_i,
    input  wire [8:0]   write_address_i,
    input  wire [31:0]  write_data_i,
    // slotWrite
    output wire [7:0]   slot_write_banks_o,
    output wire [1:0]   slot_write_slots_o,
    output wire [1:0]   slot_write_bucket_o,
    output wire [215:0] slot_write_data_o,
    // queueWrite
    output wire         queue_write_valid_o,
    output wire [5:0]   queue_write_slot_o,
    output wire [6:0]   queue_write_queue_o,
    output wire         ready_o,
    output wire         cleared_o
);

    reg  [191:0] words_q;
    reg          clear_active_q;
    reg  [1:0]   clear_index_q;
    reg  [7:0]   write_banks_q;
    reg  [1:0]   write_slots_q;
    reg  [1:0]   write_bucket_q;
    reg  [215:0] write_data_q;
    reg          queue_valid_q;
    reg  [5:0]   queue_slot_q;
    reg  [6:0]   queue_queue_q;
    reg          cleared_q;

    always @(posedge clk) begin
        words_q <= {(write_valid_i & (write_address_i[2:0] == 3'd5)) ? write_data_i : words_q[191:160],
                (write_valid_i & (write_address_i[2:0] == 3'd4)) ? write_data_i : words_q[159:128],
                (write_valid_i & (write_address_i[2:0] == 3'd3)) ? write_data_i : words_q[127:96],
                (write_valid_i & (write_address_i[2:0] == 3'd2)) ? write_data_i : words_q[95:64],
                (write_valid_i & (write_address_i[2:0] == 3'd1)) ? write_data_i : words_q[63:32],
                (write_valid_i & (write_address_i[2:0] == 3'd0)) ? write_data_i : words_q[31:0]};
        if (rst) begin
            words_q <= 192'd0;
        end
    end

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 2'd1;
            if (clear_index_q == 2'd3) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 2'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    wire [7:0] write_address_joined = {write_address_i[8:6] == 3'd7, write_address_i[8:6] == 3'd6, write_address_i[8:6] == 3'd5,
            write_address_i[8:6] == 3'd4, write_address_i[8:6] == 3'd3, write_address_i[8:6] == 3'd2,
            write_address_i[8:6] == 3'd1, write_address_i[8:6] == 3'd0};
    wire last = write_valid_i & (write_address_i[2:0] == 3'd6) & ~clear_active_q;
    always @(posedge clk) begin
        write_banks_q <= (write_address_joined & {8{last}}) | {8{clear_active_q}};
        write_slots_q <= {write_address_i[3] == 1'd1, write_address_i[3] == 1'd0} | {2{clear_active_q}};
        write_bucket_q <= clear_active_q ? clear_index_q : write_address_i[5:4];
        write_data_q <= clear_active_q ? 216'd0 : {write_data_i[23:0], words_q};
        queue_valid_q <= last;
        queue_slot_q <= write_address_i[8:3];
        queue_queue_q <= write_data_i[30:24];
        cleared_q <= ~clear_active_q;
        if (rst) begin
            write_banks_q <= 8'd0;
            queue_valid_q <= 1'd0;
            cleared_q <= 1'd0;
        end
    end

    assign slot_write_banks_o = write_banks_q;
    assign slot_write_slots_o = write_slots_q;
    assign slot_write_bucket_o = write_bucket_q;
    assign slot_write_data_o = write_data_q;
    assign queue_write_valid_o = queue_valid_q;
    assign queue_write_slot_o = queue_slot_q;
    assign queue_write_queue_o = queue_queue_q;
    assign cleared_o = cleared_q;

endmodule

// The better of two answers of a tier.
// Parameters: slotBits = 3
module winner_node_slot_bits3 (
    input  wire        clk,
    // left
    input  wire [17:0] left_best_rank_i,
    input  wire [1:0]  left_best_verdict_i,
    input  wire [2:0]  left_best_slot_i,
    input  wire [17:0] left_passed_over_i,
    // right
    input  wire [17:0] right_best_rank_i,
    input  wire [1:0]  right_best_verdict_i,
    input  wire [2:0]  right_best_slot_i,
    input  wire [17:0] right_passed_over_i,
    // best
    output wire [17:0] best_rank_o,
    output wire [1:0]  best_verdict_o,
    output wire [3:0]  best_slot_o,
    output wire [17:0] passed_over_o
);

    reg  [17:0] answer_rank_q;
    reg  [1:0]  answer_verdict_q;
    reg  [3:0]  answer_slot_q;
    reg  [17:0] answer_over_q;

    wire left_best_rank_at_most = left_best_rank_i <= right_best_rank_i;
    always @(posedge clk) begin
        answer_rank_q <= left_best_rank_at_most ? left_best_rank_i : right_best_rank_i;
        answer_verdict_q <= left_best_rank_at_most ? left_best_verdict_i : right_best_verdict_i;
        answer_slot_q <= left_best_rank_at_most ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        answer_over_q <= (left_passed_over_i < right_passed_over_i) ? left_passed_over_i : right_passed_over_i;
    end

    assign best_rank_o = answer_rank_q;
    assign best_verdict_o = answer_verdict_q;
    assign best_slot_o = answer_slot_q;
    assign passed_over_o = answer_over_q;

endmodule

// The winner of each tier between two pairs of banks.
// Parameters: slotBits = 4
module winner_split (
    input  wire        clk,
    // left
    input  wire [17:0] left_best_rank_i,
    input  wire [1:0]  left_best_verdict_i,
    input  wire [3:0]  left_best_slot_i,
    input  wire [17:0] left_passed_over_i,
    input  wire [1:0]  left_tier_i,
    // right
    input  wire [17:0] right_best_rank_i,
    input  wire [1:0]  right_best_verdict_i,
    input  wire [3:0]  right_best_slot_i,
    input  wire [17:0] right_passed_over_i,
    input  wire [1:0]  right_tier_i,
    // winners
    output wire [71:0] winners_best_rank_o,
    output wire [7:0]  winners_best_verdict_o,
    output wire [19:0] winners_best_slot_o,
    output wire [71:0] winners_passed_over_o
);

    reg  [17:0] admin_rank_q;
    reg  [1:0]  admin_verdict_q;
    reg  [4:0]  admin_slot_q;
    reg  [17:0] admin_over_q;
    reg  [17:0] egress_rank_q;
    reg  [1:0]  egress_verdict_q;
    reg  [4:0]  egress_slot_q;
    reg  [17:0] egress_over_q;
    reg  [17:0] ingress_rank_q;
    reg  [1:0]  ingress_verdict_q;
    reg  [4:0]  ingress_slot_q;
    reg  [17:0] ingress_over_q;
    reg  [17:0] baseline_rank_q;
    reg  [1:0]  baseline_verdict_q;
    reg  [4:0]  baseline_slot_q;
    reg  [17:0] baseline_over_q;

    wire left_tier_equal = left_tier_i == 2'd0;
    wire left_tier_and = left_tier_equal & ~left_best_rank_i[17];
    wire right_tier_equal = right_tier_i == 2'd0;
    wire right_tier_and = right_tier_equal & ~right_best_rank_i[17];
    wire leads = left_best_rank_i[16:0] <= right_best_rank_i[16:0];
    wire is_left = left_tier_and & (~right_tier_and | leads);
    wire left_tier_and_2 = left_tier_equal & ~left_passed_over_i[17];
    wire right_tier_and_2 = right_tier_equal & ~right_passed_over_i[17];
    wire over_leads = left_passed_over_i[16:0] <= right_passed_over_i[16:0];
    always @(posedge clk) begin
        admin_rank_q <= {~(left_tier_and | right_tier_and), is_left ? left_best_rank_i[16:0] : right_best_rank_i[16:0]};
        admin_verdict_q <= is_left ? left_best_verdict_i : right_best_verdict_i;
        admin_slot_q <= is_left ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        admin_over_q <= {~(left_tier_and_2 | right_tier_and_2),
                (left_tier_and_2 & (~right_tier_and_2 | over_leads)) ? left_passed_over_i[16:0] : right_passed_over_i[16:0]};
    end

    assign winners_best_rank_o[17:0] = admin_rank_q;
    assign winners_best_rank_o[35:18] = egress_rank_q;
    assign winners_best_rank_o[53:36] = ingress_rank_q;
    assign winners_best_rank_o[71:54] = baseline_rank_q;

    assign winners_best_verdict_o[1:0] = admin_verdict_q;
    assign winners_best_verdict_o[3:2] = egress_verdict_q;
    assign winners_best_verdict_o[5:4] = ingress_verdict_q;
    assign winners_best_verdict_o[7:6] = baseline_verdict_q;

    assign winners_best_slot_o[4:0] = admin_slot_q;
    assign winners_best_slot_o[9:5] = egress_slot_q;
    assign winners_best_slot_o[14:10] = ingress_slot_q;
    assign winners_best_slot_o[19:15] = baseline_slot_q;

    assign winners_passed_over_o[17:0] = admin_over_q;
    assign winners_passed_over_o[35:18] = egress_over_q;
    assign winners_passed_over_o[53:36] = ingress_over_q;
    assign winners_passed_over_o[71:54] = baseline_over_q;

    wire left_tier_equal_2 = left_tier_i == 2'd1;
    wire left_tier_and_3 = left_tier_equal_2 & ~left_best_rank_i[17];
    wire right_tier_equal_2 = right_tier_i == 2'd1;
    wire right_tier_and_3 = right_tier_equal_2 & ~right_best_rank_i[17];
    wire is_left_2 = left_tier_and_3 & (~right_tier_and_3 | leads);
    wire left_tier_and_4 = left_tier_equal_2 & ~left_passed_over_i[17];
    wire right_tier_and_4 = right_tier_equal_2 & ~right_passed_over_i[17];
    always @(posedge clk) begin
        egress_rank_q <= {~(left_tier_and_3 | right_tier_and_3), is_left_2 ? left_best_rank_i[16:0] : right_best_rank_i[16:0]};
        egress_verdict_q <= is_left_2 ? left_best_verdict_i : right_best_verdict_i;
        egress_slot_q <= is_left_2 ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        egress_over_q <= {~(left_tier_and_4 | right_tier_and_4),
                (left_tier_and_4 & (~right_tier_and_4 | over_leads)) ? left_passed_over_i[16:0] : right_passed_over_i[16:0]};
    end

    wire left_tier_equal_3 = left_tier_i == 2'd2;
    wire left_tier_and_5 = left_tier_equal_3 & ~left_best_rank_i[17];
    wire right_tier_equal_3 = right_tier_i == 2'd2;
    wire right_tier_and_5 = right_tier_equal_3 & ~right_best_rank_i[17];
    wire is_left_3 = left_tier_and_5 & (~right_tier_and_5 | leads);
    wire left_tier_and_6 = left_tier_equal_3 & ~left_passed_over_i[17];
    wire right_tier_and_6 = right_tier_equal_3 & ~right_passed_over_i[17];
    always @(posedge clk) begin
        ingress_rank_q <= {~(left_tier_and_5 | right_tier_and_5), is_left_3 ? left_best_rank_i[16:0] : right_best_rank_i[16:0]};
        ingress_verdict_q <= is_left_3 ? left_best_verdict_i : right_best_verdict_i;
        ingress_slot_q <= is_left_3 ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        ingress_over_q <= {~(left_tier_and_6 | right_tier_and_6),
                (left_tier_and_6 & (~right_tier_and_6 | over_leads)) ? left_passed_over_i[16:0] : right_passed_over_i[16:0]};
    end

    wire left_tier_equal_4 = left_tier_i == 2'd3;
    wire left_tier_and_7 = left_tier_equal_4 & ~left_best_rank_i[17];
    wire right_tier_equal_4 = right_tier_i == 2'd3;
    wire right_tier_and_7 = right_tier_equal_4 & ~right_best_rank_i[17];
    wire is_left_4 = left_tier_and_7 & (~right_tier_and_7 | leads);
    wire left_tier_and_8 = left_tier_equal_4 & ~left_passed_over_i[17];
    wire right_tier_and_8 = right_tier_equal_4 & ~right_passed_over_i[17];
    always @(posedge clk) begin
        baseline_rank_q <= {~(left_tier_and_7 | right_tier_and_7), is_left_4 ? left_best_rank_i[16:0] : right_best_rank_i[16:0]};
        baseline_verdict_q <= is_left_4 ? left_best_verdict_i : right_best_verdict_i;
        baseline_slot_q <= is_left_4 ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        baseline_over_q <= {~(left_tier_and_8 | right_tier_and_8),
                (left_tier_and_8 & (~right_tier_and_8 | over_leads)) ? left_passed_over_i[16:0] : right_passed_over_i[16:0]};
    end

endmodule

// The better of two answers of a tier.
// Parameters: slotBits = 5
module winner_node_slot_bits5 (
    input  wire        clk,
    // left
    input  wire [17:0] left_best_rank_i,
    input  wire [1:0]  left_best_verdict_i,
    input  wire [4:0]  left_best_slot_i,
    input  wire [17:0] left_passed_over_i,
    // right
    input  wire [17:0] right_best_rank_i,
    input  wire [1:0]  right_best_verdict_i,
    input  wire [4:0]  right_best_slot_i,
    input  wire [17:0] right_passed_over_i,
    // best
    output wire [17:0] best_rank_o,
    output wire [1:0]  best_verdict_o,
    output wire [5:0]  best_slot_o,
    output wire [17:0] passed_over_o
);

    reg  [17:0] answer_rank_q;
    reg  [1:0]  answer_verdict_q;
    reg  [5:0]  answer_slot_q;
    reg  [17:0] answer_over_q;

    wire left_best_rank_at_most = left_best_rank_i <= right_best_rank_i;
    always @(posedge clk) begin
        answer_rank_q <= left_best_rank_at_most ? left_best_rank_i : right_best_rank_i;
        answer_verdict_q <= left_best_rank_at_most ? left_best_verdict_i : right_best_verdict_i;
        answer_slot_q <= left_best_rank_at_most ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        answer_over_q <= (left_passed_over_i < right_passed_over_i) ? left_passed_over_i : right_passed_over_i;
    end

    assign best_rank_o = answer_rank_q;
    assign best_verdict_o = answer_verdict_q;
    assign best_slot_o = answer_slot_q;
    assign passed_over_o = answer_over_q;

endmodule

// The better of two answers of a tier.
// Parameters: slotBits = 6
module winner_node_slot_bits6 (
    input  wire        clk,
    // left
    input  wire [17:0] left_best_rank_i,
    input  wire [1:0]  left_best_verdict_i,
    input  wire [5:0]  left_best_slot_i,
    input  wire [17:0] left_passed_over_i,
    // right
    input  wire [17:0] right_best_rank_i,
    input  wire [1:0]  right_best_verdict_i,
    input  wire [5:0]  right_best_slot_i,
    input  wire [17:0] right_passed_over_i,
    // best
    output wire [17:0] best_rank_o,
    output wire [1:0]  best_verdict_o,
    output wire [6:0]  best_slot_o,
    output wire [17:0] passed_over_o
);

    reg  [17:0] answer_rank_q;
    reg  [1:0]  answer_verdict_q;
    reg  [6:0]  answer_slot_q;
    reg  [17:0] answer_over_q;

    wire left_best_rank_at_most = left_best_rank_i <= right_best_rank_i;
    always @(posedge clk) begin
        answer_rank_q <= left_best_rank_at_most ? left_best_rank_i : right_best_rank_i;
        answer_verdict_q <= left_best_rank_at_most ? left_best_verdict_i : right_best_verdict_i;
        answer_slot_q <= left_best_rank_at_most ? {1'd0, left_best_slot_i} : {1'd1, right_best_slot_i};
        answer_over_q <= (left_passed_over_i < right_passed_over_i) ? left_passed_over_i : right_passed_over_i;
    end

    assign best_rank_o = answer_rank_q;
    assign best_verdict_o = answer_verdict_q;
    assign best_slot_o = answer_slot_q;
    assign passed_over_o = answer_over_q;

endmodule

// The winner of each tier among the answers of all banks and of the ternary array.
// Parameters: config = tiny, banks = 8
module winner_tree (
    input  wire         clk,
    // answers
    input  wire [143:0] answers_best_rank_i,
    input  wire [15:0]  answers_best_verdict_i,
    input  wire [23:0]  answers_best_slot_i,
    input  wire [143:0] answers_passed_over_i,
    input  wire [7:0]   tiers_i,
    // ternary
    input  wire [71:0]  ternary_best_rank_i,
    input  wire [7:0]   ternary_best_verdict_i,
    input  wire [23:0]  ternary_best_slot_i,
    input  wire [71:0]  ternary_passed_over_i,
    // winners
    output wire [71:0]  winners_best_rank_o,
    output wire [7:0]   winners_best_verdict_o,
    output wire [27:0]  winners_best_slot_o,
    output wire [71:0]  winners_passed_over_o
);

    wire [17:0] pair_0_left_best_rank;
    wire [1:0]  pair_0_left_best_verdict;
    wire [2:0]  pair_0_left_best_slot;
    wire [17:0] pair_0_left_passed_over;
    wire [17:0] pair_0_right_best_rank;
    wire [1:0]  pair_0_right_best_verdict;
    wire [2:0]  pair_0_right_best_slot;
    wire [17:0] pair_0_right_passed_over;
    wire [17:0] pair_0_best_rank;
    wire [1:0]  pair_0_best_verdict;
    wire [3:0]  pair_0_best_slot;
    wire [17:0] pair_0_passed_over;
    reg  [1:0]  tier_0_1_q;
    wire [17:0] pair_1_left_best_rank;
    wire [1:0]  pair_1_left_best_verdict;
    wire [2:0]  pair_1_left_best_slot;
    wire [17:0] pair_1_left_passed_over;
    wire [17:0] pair_1_right_best_rank;
    wire [1:0]  pair_1_right_best_verdict;
    wire [2:0]  pair_1_right_best_slot;
    wire [17:0] pair_1_right_passed_over;
    wire [17:0] pair_1_best_rank;
    wire [1:0]  pair_1_best_verdict;
    wire [3:0]  pair_1_best_slot;
    wire [17:0] pair_1_passed_over;
    reg  [1:0]  tier_1_1_q;
    wire [17:0] pair_2_left_best_rank;
    wire [1:0]  pair_2_left_best_verdict;
    wire [2:0]  pair_2_left_best_slot;
    wire [17:0] pair_2_left_passed_over;
    wire [17:0] pair_2_right_best_rank;
    wire [1:0]  pair_2_right_best_verdict;
    wire [2:0]  pair_2_right_best_slot;
    wire [17:0] pair_2_right_passed_over;
    wire [17:0] pair_2_best_rank;
    wire [1:0]  pair_2_best_verdict;
    wire [3:0]  pair_2_best_slot;
    wire [17:0] pair_2_passed_over;
    reg  [1:0]  tier_2_1_q;
    wire [17:0] pair_3_left_best_rank;
    wire [1:0]  pair_3_left_best_verdict;
    wire [2:0]  pair_3_left_best_slot;
    wire [17:0] pair_3_left_passed_over;
    wire [17:0] pair_3_right_best_rank;
    wire [1:0]  pair_3_right_best_verdict;
    wire [2:0]  pair_3_right_best_slot;
    wire [17:0] pair_3_right_passed_over;
    wire [17:0] pair_3_best_rank;
    wire [1:0]  pair_3_best_verdict;
    wire [3:0]  pair_3_best_slot;
    wire [17:0] pair_3_passed_over;
    reg  [1:0]  tier_3_1_q;
    wire [71:0] split_0_winners_best_rank;
    wire [7:0]  split_0_winners_best_verdict;
    wire [19:0] split_0_winners_best_slot;
    wire [71:0] split_0_winners_passed_over;
    wire [71:0] split_1_winners_best_rank;
    wire [7:0]  split_1_winners_best_verdict;
    wire [19:0] split_1_winners_best_slot;
    wire [71:0] split_1_winners_passed_over;
    wire [17:0] admin_of_2_0_left_best_rank;
    wire [1:0]  admin_of_2_0_left_best_verdict;
    wire [4:0]  admin_of_2_0_left_best_slot;
    wire [17:0] admin_of_2_0_left_passed_over;
    wire [17:0] admin_of_2_0_right_best_rank;
    wire [1:0]  admin_of_2_0_right_best_verdict;
    wire [4:0]  admin_of_2_0_right_best_slot;
    wire [17:0] admin_of_2_0_right_passed_over;
    wire [17:0] admin_of_2_0_best_rank;
    wire [1:0]  admin_of_2_0_best_verdict;
    wire [5:0]  admin_of_2_0_best_slot;
    wire [17:0] admin_of_2_0_passed_over;
    wire [17:0] admin_right_best_rank;
    wire [1:0]  admin_right_best_verdict;
    wire [5:0]  admin_right_best_slot;
    wire [17:0] admin_right_passed_over;
    wire [17:0] admin_best_rank;
    wire [1:0]  admin_best_verdict;
    wire [6:0]  admin_best_slot;
    wire [17:0] admin_passed_over;
    wire [17:0] egress_of_2_0_left_best_rank;
    wire [1:0]  egress_of_2_0_left_best_verdict;
    wire [4:0]  egress_of_2_0_left_best_slot;
    wire [17:0] egress_of_2_0_left_passed_over;
    wire [17:0] egress_of_2_0_right_best_rank;
    wire [1:0]  egress_of_2_0_right_best_verdict;
    wire [4:0]  egress_of_2_0_right_best_slot;
    wire [17:0] egress_of_2_0_right_passed_over;
    wire [17:0] egress_of_2_0_best_rank;
    wire [1:0]  egress_of_2_0_best_verdict;
    wire [5:0]  egress_of_2_0_best_slot;
    wire [17:0] egress_of_2_0_passed_over;
    wire [17:0] egress_right_best_rank;
    wire [1:0]  egress_right_best_verdict;
    wire [5:0]  egress_right_best_slot;
    wire [17:0] egress_right_passed_over;
    wire [17:0] egress_best_rank;
    wire [1:0]  egress_best_verdict;
    wire [6:0]  egress_best_slot;
    wire [17:0] egress_passed_over;
    wire [17:0] ingress_of_2_0_left_best_rank;
    wire [1:0]  ingress_of_2_0_left_best_verdict;
    wire [4:0]  ingress_of_2_0_left_best_slot;
    wire [17:0] ingress_of_2_0_left_passed_over;
    wire [17:0] ingress_of_2_0_right_best_rank;
    wire [1:0]  ingress_of_2_0_right_best_verdict;
    wire [4:0]  ingress_of_2_0_right_best_slot;
    wire [17:0] ingress_of_2_0_right_passed_over;
    wire [17:0] ingress_of_2_0_best_rank;
    wire [1:0]  ingress_of_2_0_best_verdict;
    wire [5:0]  ingress_of_2_0_best_slot;
    wire [17:0] ingress_of_2_0_passed_over;
    wire [17:0] ingress_right_best_rank;
    wire [1:0]  ingress_right_best_verdict;
    wire [5:0]  ingress_right_best_slot;
    wire [17:0] ingress_right_passed_over;
    wire [17:0] ingress_best_rank;
    wire [1:0]  ingress_best_verdict;
    wire [6:0]  ingress_best_slot;
    wire [17:0] ingress_passed_over;
    wire [17:0] baseline_of_2_0_left_best_rank;
    wire [1:0]  baseline_of_2_0_left_best_verdict;
    wire [4:0]  baseline_of_2_0_left_best_slot;
    wire [17:0] baseline_of_2_0_left_passed_over;
    wire [17:0] baseline_of_2_0_right_best_rank;
    wire [1:0]  baseline_of_2_0_right_best_verdict;
    wire [4:0]  baseline_of_2_0_right_best_slot;
    wire [17:0] baseline_of_2_0_right_passed_over;
    wire [17:0] baseline_of_2_0_best_rank;
    wire [1:0]  baseline_of_2_0_best_verdict;
    wire [5:0]  baseline_of_2_0_best_slot;
    wire [17:0] baseline_of_2_0_passed_over;
    wire [17:0] baseline_right_best_rank;
    wire [1:0]  baseline_right_best_verdict;
    wire [5:0]  baseline_right_best_slot;
    wire [17:0] baseline_right_passed_over;
    wire [17:0] baseline_best_rank;
    wire [1:0]  baseline_best_verdict;
    wire [6:0]  baseline_best_slot;
    wire [17:0] baseline_passed_over;

    assign pair_0_left_best_rank = answers_best_rank_i[17:0];
    assign pair_0_left_best_verdict = answers_best_verdict_i[1:0];
    assign pair_0_left_best_slot = answers_best_slot_i[2:0];
    assign pair_0_left_passed_over = answers_passed_over_i[17:0];
    assign pair_0_right_best_rank = answers_best_rank_i[35:18];
    assign pair_0_right_best_verdict = answers_best_verdict_i[3:2];
    assign pair_0_right_best_slot = answers_best_slot_i[5:3];
    assign pair_0_right_passed_over = answers_passed_over_i[35:18];

    always @(posedge clk) begin
        tier_0_1_q <= tiers_i[1:0];
    end

    assign pair_1_left_best_rank = answers_best_rank_i[53:36];
    assign pair_1_left_best_verdict = answers_best_verdict_i[5:4];
    assign pair_1_left_best_slot = answers_best_slot_i[8:6];
    assign pair_1_left_passed_over = answers_passed_over_i[53:36];
    assign pair_1_right_best_rank = answers_best_rank_i[71:54];
    assign pair_1_right_best_verdict = answers_best_verdict_i[7:6];
    assign pair_1_right_best_slot = answers_best_slot_i[11:9];
    assign pair_1_right_passed_over = answers_passed_over_i[71:54];

    always @(posedge clk) begin
        tier_1_1_q <= tiers_i[3:2];
    end

    assign pair_2_left_best_rank = answers_best_rank_i[89:72];
    assign pair_2_left_best_verdict = answers_best_verdict_i[9:8];
    assign pair_2_left_best_slot = answers_best_slot_i[14:12];
    assign pair_2_left_passed_over = answers_passed_over_i[89:72];
    assign pair_2_right_best_rank = answers_best_rank_i[107:90];
    assign pair_2_right_best_verdict = answers_best_verdict_i[11:10];
    assign pair_2_right_best_slot = answers_best_slot_i[17:15];
    assign pair_2_right_passed_over = answers_passed_over_i[107:90];

    always @(posedge clk) begin
        tier_2_1_q <= tiers_i[5:4];
    end

    assign pair_3_left_best_rank = answers_best_rank_i[125:108];
    assign pair_3_left_best_verdict = answers_best_verdict_i[13:12];
    assign pair_3_left_best_slot = answers_best_slot_i[20:18];
    assign pair_3_left_passed_over = answers_passed_over_i[125:108];
    assign pair_3_right_best_rank = answers_best_rank_i[143:126];
    assign pair_3_right_best_verdict = answers_best_verdict_i[15:14];
    assign pair_3_right_best_slot = answers_best_slot_i[23:21];
    assign pair_3_right_passed_over = answers_passed_over_i[143:126];

    always @(posedge clk) begin
        tier_3_1_q <= tiers_i[7:6];
    end

    assign admin_of_2_0_left_best_rank = split_0_winners_best_rank[17:0];
    assign admin_of_2_0_left_best_verdict = split_0_winners_best_verdict[1:0];
    assign admin_of_2_0_left_best_slot = split_0_winners_best_slot[4:0];
    assign admin_of_2_0_left_passed_over = split_0_winners_passed_over[17:0];
    assign admin_of_2_0_right_best_rank = split_1_winners_best_rank[17:0];
    assign admin_of_2_0_right_best_verdict = split_1_winners_best_verdict[1:0];
    assign admin_of_2_0_right_best_slot = split_1_winners_best_slot[4:0];
    assign admin_of_2_0_right_passed_over = split_1_winners_passed_over[17:0];
    assign admin_right_best_rank = ternary_best_rank_i[17:0];
    assign admin_right_best_verdict = ternary_best_verdict_i[1:0];
    assign admin_right_best_slot = ternary_best_slot_i[5:0];
    assign admin_right_passed_over = ternary_passed_over_i[17:0];

    assign winners_best_rank_o[17:0] = admin_best_rank;
    assign winners_best_rank_o[35:18] = egress_best_rank;
    assign winners_best_rank_o[53:36] = ingress_best_rank;
    assign winners_best_rank_o[71:54] = baseline_best_rank;

    assign winners_best_verdict_o[1:0] = admin_best_verdict;
    assign winners_best_verdict_o[3:2] = egress_best_verdict;
    assign winners_best_verdict_o[5:4] = ingress_best_verdict;
    assign winners_best_verdict_o[7:6] = baseline_best_verdict;

    assign winners_best_slot_o[6:0] = admin_best_slot;
    assign winners_best_slot_o[13:7] = egress_best_slot;
    assign winners_best_slot_o[20:14] = ingress_best_slot;
    assign winners_best_slot_o[27:21] = baseline_best_slot;

    assign winners_passed_over_o[17:0] = admin_passed_over;
    assign winners_passed_over_o[35:18] = egress_passed_over;
    assign winners_passed_over_o[53:36] = ingress_passed_over;
    assign winners_passed_over_o[71:54] = baseline_passed_over;

    assign egress_of_2_0_left_best_rank = split_0_winners_best_rank[35:18];
    assign egress_of_2_0_left_best_verdict = split_0_winners_best_verdict[3:2];
    assign egress_of_2_0_left_best_slot = split_0_winners_best_slot[9:5];
    assign egress_of_2_0_left_passed_over = split_0_winners_passed_over[35:18];
    assign egress_of_2_0_right_best_rank = split_1_winners_best_rank[35:18];
    assign egress_of_2_0_right_best_verdict = split_1_winners_best_verdict[3:2];
    assign egress_of_2_0_right_best_slot = split_1_winners_best_slot[9:5];
    assign egress_of_2_0_right_passed_over = split_1_winners_passed_over[35:18];
    assign egress_right_best_rank = ternary_best_rank_i[35:18];
    assign egress_right_best_verdict = ternary_best_verdict_i[3:2];
    assign egress_right_best_slot = ternary_best_slot_i[11:6];
    assign egress_right_passed_over = ternary_passed_over_i[35:18];
    assign ingress_of_2_0_left_best_rank = split_0_winners_best_rank[53:36];
    assign ingress_of_2_0_left_best_verdict = split_0_winners_best_verdict[5:4];
    assign ingress_of_2_0_left_best_slot = split_0_winners_best_slot[14:10];
    assign ingress_of_2_0_left_passed_over = split_0_winners_passed_over[53:36];
    assign ingress_of_2_0_right_best_rank = split_1_winners_best_rank[53:36];
    assign ingress_of_2_0_right_best_verdict = split_1_winners_best_verdict[5:4];
    assign ingress_of_2_0_right_best_slot = split_1_winners_best_slot[14:10];
    assign ingress_of_2_0_right_passed_over = split_1_winners_passed_over[53:36];
    assign ingress_right_best_rank = ternary_best_rank_i[53:36];
    assign ingress_right_best_verdict = ternary_best_verdict_i[5:4];
    assign ingress_right_best_slot = ternary_best_slot_i[17:12];
    assign ingress_right_passed_over = ternary_passed_over_i[53:36];
    assign baseline_of_2_0_left_best_rank = split_0_winners_best_rank[71:54];
    assign baseline_of_2_0_left_best_verdict = split_0_winners_best_verdict[7:6];
    assign baseline_of_2_0_left_best_slot = split_0_winners_best_slot[19:15];
    assign baseline_of_2_0_left_passed_over = split_0_winners_passed_over[71:54];
    assign baseline_of_2_0_right_best_rank = split_1_winners_best_rank[71:54];
    assign baseline_of_2_0_right_best_verdict = split_1_winners_best_verdict[7:6];
    assign baseline_of_2_0_right_best_slot = split_1_winners_best_slot[19:15];
    assign baseline_of_2_0_right_passed_over = split_1_winners_passed_over[71:54];
    assign baseline_right_best_rank = ternary_best_rank_i[71:54];
    assign baseline_right_best_verdict = ternary_best_verdict_i[7:6];
    assign baseline_right_best_slot = ternary_best_slot_i[23:18];
    assign baseline_right_passed_over = ternary_passed_over_i[71:54];

    winner_node_slot_bits3 pair_0 (
        .clk                  (clk),
        .left_best_rank_i     (pair_0_left_best_rank),
        .left_best_verdict_i  (pair_0_left_best_verdict),
        .left_best_slot_i     (pair_0_left_best_slot),
        .left_passed_over_i   (pair_0_left_passed_over),
        .right_best_rank_i    (pair_0_right_best_rank),
        .right_best_verdict_i (pair_0_right_best_verdict),
        .right_best_slot_i    (pair_0_right_best_slot),
        .right_passed_over_i  (pair_0_right_passed_over),
        .best_rank_o          (pair_0_best_rank),
        .best_verdict_o       (pair_0_best_verdict),
        .best_slot_o          (pair_0_best_slot),
        .passed_over_o        (pair_0_passed_over)
    );

    winner_node_slot_bits3 pair_1 (
        .clk                  (clk),
        .left_best_rank_i     (pair_1_left_best_rank),
        .left_best_verdict_i  (pair_1_left_best_verdict),
        .left_best_slot_i     (pair_1_left_best_slot),
        .left_passed_over_i   (pair_1_left_passed_over),
        .right_best_rank_i    (pair_1_right_best_rank),
        .right_best_verdict_i (pair_1_right_best_verdict),
        .right_best_slot_i    (pair_1_right_best_slot),
        .right_passed_over_i  (pair_1_right_passed_over),
        .best_rank_o          (pair_1_best_rank),
        .best_verdict_o       (pair_1_best_verdict),
        .best_slot_o          (pair_1_best_slot),
        .passed_over_o        (pair_1_passed_over)
    );

    winner_node_slot_bits3 pair_2 (
        .clk                  (clk),
        .left_best_rank_i     (pair_2_left_best_rank),
        .left_best_verdict_i  (pair_2_left_best_verdict),
        .left_best_slot_i     (pair_2_left_best_slot),
        .left_passed_over_i   (pair_2_left_passed_over),
        .right_best_rank_i    (pair_2_right_best_rank),
        .right_best_verdict_i (pair_2_right_best_verdict),
        .right_best_slot_i    (pair_2_right_best_slot),
        .right_passed_over_i  (pair_2_right_passed_over),
        .best_rank_o          (pair_2_best_rank),
        .best_verdict_o       (pair_2_best_verdict),
        .best_slot_o          (pair_2_best_slot),
        .passed_over_o        (pair_2_passed_over)
    );

    winner_node_slot_bits3 pair_3 (
        .clk                  (clk),
        .left_best_rank_i     (pair_3_left_best_rank),
        .left_best_verdict_i  (pair_3_left_best_verdict),
        .left_best_slot_i     (pair_3_left_best_slot),
        .left_passed_over_i   (pair_3_left_passed_over),
        .right_best_rank_i    (pair_3_right_best_rank),
        .right_best_verdict_i (pair_3_right_best_verdict),
        .right_best_slot_i    (pair_3_right_best_slot),
        .right_passed_over_i  (pair_3_right_passed_over),
        .best_rank_o          (pair_3_best_rank),
        .best_verdict_o       (pair_3_best_verdict),
        .best_slot_o          (pair_3_best_slot),
        .passed_over_o        (pair_3_passed_over)
    );

    winner_split split_0 (
        .clk                    (clk),
        .left_best_rank_i       (pair_0_best_rank),
        .left_best_verdict_i    (pair_0_best_verdict),
        .left_best_slot_i       (pair_0_best_slot),
        .left_passed_over_i     (pair_0_passed_over),
        .left_tier_i            (tier_0_1_q),
        .right_best_rank_i      (pair_1_best_rank),
        .right_best_verdict_i   (pair_1_best_verdict),
        .right_best_slot_i      (pair_1_best_slot),
        .right_passed_over_i    (pair_1_passed_over),
        .right_tier_i           (tier_1_1_q),
        .winners_best_rank_o    (split_0_winners_best_rank),
        .winners_best_verdict_o (split_0_winners_best_verdict),
        .winners_best_slot_o    (split_0_winners_best_slot),
        .winners_passed_over_o  (split_0_winners_passed_over)
    );

    winner_split split_1 (
        .clk                    (clk),
        .left_best_rank_i       (pair_2_best_rank),
        .left_best_verdict_i    (pair_2_best_verdict),
        .left_best_slot_i       (pair_2_best_slot),
        .left_passed_over_i     (pair_2_passed_over),
        .left_tier_i            (tier_2_1_q),
        .right_best_rank_i      (pair_3_best_rank),
        .right_best_verdict_i   (pair_3_best_verdict),
        .right_best_slot_i      (pair_3_best_slot),
        .right_passed_over_i    (pair_3_passed_over),
        .right_tier_i           (tier_3_1_q),
        .winners_best_rank_o    (split_1_winners_best_rank),
        .winners_best_verdict_o (split_1_winners_best_verdict),
        .winners_best_slot_o    (split_1_winners_best_slot),
        .winners_passed_over_o  (split_1_winners_passed_over)
    );

    winner_node_slot_bits5 admin_of_2_0 (
        .clk                  (clk),
        .left_best_rank_i     (admin_of_2_0_left_best_rank),
        .left_best_verdict_i  (admin_of_2_0_left_best_verdict),
        .left_best_slot_i     (admin_of_2_0_left_best_slot),
        .left_passed_over_i   (admin_of_2_0_left_passed_over),
        .right_best_rank_i    (admin_of_2_0_right_best_rank),
        .right_best_verdict_i (admin_of_2_0_right_best_verdict),
        .right_best_slot_i    (admin_of_2_0_right_best_slot),
        .right_passed_over_i  (admin_of_2_0_right_passed_over),
        .best_rank_o          (admin_of_2_0_best_rank),
        .best_verdict_o       (admin_of_2_0_best_verdict),
        .best_slot_o          (admin_of_2_0_best_slot),
        .passed_over_o        (admin_of_2_0_passed_over)
    );

    winner_node_slot_bits6 admin (
        .clk                  (clk),
        .left_best_rank_i     (admin_of_2_0_best_rank),
        .left_best_verdict_i  (admin_of_2_0_best_verdict),
        .left_best_slot_i     (admin_of_2_0_best_slot),
        .left_passed_over_i   (admin_of_2_0_passed_over),
        .right_best_rank_i    (admin_right_best_rank),
        .right_best_verdict_i (admin_right_best_verdict),
        .right_best_slot_i    (admin_right_best_slot),
        .right_passed_over_i  (admin_right_passed_over),
        .best_rank_o          (admin_best_rank),
        .best_verdict_o       (admin_best_verdict),
        .best_slot_o          (admin_best_slot),
        .passed_over_o        (admin_passed_over)
    );

    winner_node_slot_bits5 egress_of_2_0 (
        .clk                  (clk),
        .left_best_rank_i     (egress_of_2_0_left_best_rank),
        .left_best_verdict_i  (egress_of_2_0_left_best_verdict),
        .left_best_slot_i     (egress_of_2_0_left_best_slot),
        .left_passed_over_i   (egress_of_2_0_left_passed_over),
        .right_best_rank_i    (egress_of_2_0_right_best_rank),
        .right_best_verdict_i (egress_of_2_0_right_best_verdict),
        .right_best_slot_i    (egress_of_2_0_right_best_slot),
        .right_passed_over_i  (egress_of_2_0_right_passed_over),
        .best_rank_o          (egress_of_2_0_best_rank),
        .best_verdict_o       (egress_of_2_0_best_verdict),
        .best_slot_o          (egress_of_2_0_best_slot),
        .passed_over_o        (egress_of_2_0_passed_over)
    );

    winner_node_slot_bits6 egress (
        .clk                  (clk),
        .left_best_rank_i     (egress_of_2_0_best_rank),
        .left_best_verdict_i  (egress_of_2_0_best_verdict),
        .left_best_slot_i     (egress_of_2_0_best_slot),
        .left_passed_over_i   (egress_of_2_0_passed_over),
        .right_best_rank_i    (egress_right_best_rank),
        .right_best_verdict_i (egress_right_best_verdict),
        .right_best_slot_i    (egress_right_best_slot),
        .right_passed_over_i  (egress_right_passed_over),
        .best_rank_o          (egress_best_rank),
        .best_verdict_o       (egress_best_verdict),
        .best_slot_o          (egress_best_slot),
        .passed_over_o        (egress_passed_over)
    );

    winner_node_slot_bits5 ingress_of_2_0 (
        .clk                  (clk),
        .left_best_rank_i     (ingress_of_2_0_left_best_rank),
        .left_best_verdict_i  (ingress_of_2_0_left_best_verdict),
        .left_best_slot_i     (ingress_of_2_0_left_best_slot),
        .left_passed_over_i   (ingress_of_2_0_left_passed_over),
        .right_best_rank_i    (ingress_of_2_0_right_best_rank),
        .right_best_verdict_i (ingress_of_2_0_right_best_verdict),
        .right_best_slot_i    (ingress_of_2_0_right_best_slot),
        .right_passed_over_i  (ingress_of_2_0_right_passed_over),
        .best_rank_o          (ingress_of_2_0_best_rank),
        .best_verdict_o       (ingress_of_2_0_best_verdict),
        .best_slot_o          (ingress_of_2_0_best_slot),
        .passed_over_o        (ingress_of_2_0_passed_over)
    );

    winner_node_slot_bits6 ingress (
        .clk                  (clk),
        .left_best_rank_i     (ingress_of_2_0_best_rank),
        .left_best_verdict_i  (ingress_of_2_0_best_verdict),
        .left_best_slot_i     (ingress_of_2_0_best_slot),
        .left_passed_over_i   (ingress_of_2_0_passed_over),
        .right_best_rank_i    (ingress_right_best_rank),
        .right_best_verdict_i (ingress_right_best_verdict),
        .right_best_slot_i    (ingress_right_best_slot),
        .right_passed_over_i  (ingress_right_passed_over),
        .best_rank_o          (ingress_best_rank),
        .best_verdict_o       (ingress_best_verdict),
        .best_slot_o          (ingress_best_slot),
        .passed_over_o        (ingress_passed_over)
    );

    winner_node_slot_bits5 baseline_of_2_0 (
        .clk                  (clk),
        .left_best_rank_i     (baseline_of_2_0_left_best_rank),
        .left_best_verdict_i  (baseline_of_2_0_left_best_verdict),
        .left_best_slot_i     (baseline_of_2_0_left_best_slot),
        .left_passed_over_i   (baseline_of_2_0_left_passed_over),
        .right_best_rank_i    (baseline_of_2_0_right_best_rank),
        .right_best_verdict_i (baseline_of_2_0_right_best_verdict),
        .right_best_slot_i    (baseline_of_2_0_right_best_slot),
        .right_passed_over_i  (baseline_of_2_0_right_passed_over),
        .best_rank_o          (baseline_of_2_0_best_rank),
        .best_verdict_o       (baseline_of_2_0_best_verdict),
        .best_slot_o          (baseline_of_2_0_best_slot),
        .passed_over_o        (baseline_of_2_0_passed_over)
    );

    winner_node_slot_bits6 baseline (
        .clk                  (clk),
        .left_best_rank_i     (baseline_of_2_0_best_rank),
        .left_best_verdict_i  (baseline_of_2_0_best_verdict),
        .left_best_slot_i     (baseline_of_2_0_best_slot),
        .left_passed_over_i   (baseline_of_2_0_passed_over),
        .right_best_rank_i    (baseline_right_best_rank),
        .right_best_verdict_i (baseline_right_best_verdict),
        .right_best_slot_i    (baseline_right_best_slot),
        .right_passed_over_i  (baseline_right_passed_over),
        .best_rank_o          (baseline_best_rank),
        .best_verdict_o       (baseline_best_verdict),
        .best_slot_o          (baseline_best_slot),
        .passed_over_o        (baseline_passed_over)
    );

endmodule

// Folds the winners of all tiers into what becomes of a frame.
// Parameters: config = tiny
module tier_fold (
    input  wire        clk,
    // winners
    input  wire [71:0] winners_best_rank_i,
    input  wire [7:0]  winners_best_verdict_i,
    input  wire [27:0] winners_best_slot_i,
    input  wire [71:0] winners_passed_over_i,
    // sides
    input  wire        sides_sent_i,
    input  wire        sides_received_i,
    input  wire        sides_allows_sent_i,
    input  wire        sides_allows_received_i,
    // result
    output wire [1:0]  result_refusal_o,
    output wire [1:0]  result_outcome_o,
    output wire        result_sender_hit_o,
    output wire [6:0]  result_sender_number_o,
    output wire        result_receiver_hit_o,
    output wire [6:0]  result_receiver_number_o,
    output wire        result_reported_o
);

    reg        admin_decides_q;
    reg  [1:0] admin_outcome_q;
    reg  [6:0] admin_number_q;
    reg        admin_over_q;
    reg        egress_decides_q;
    reg  [1:0] egress_outcome_q;
    reg  [6:0] egress_number_q;
    reg        egress_over_q;
    reg        ingress_decides_q;
    reg  [1:0] ingress_outcome_q;
    reg  [6:0] ingress_number_q;
    reg        ingress_over_q;
    reg        baseline_decides_q;
    reg  [1:0] baseline_outcome_q;
    reg  [6:0] baseline_number_q;
    reg        baseline_over_q;
    reg        sides_sent_q;
    reg        sides_received_q;
    reg        sides_allows_sent_q;
    reg        sides_allows_received_q;
    reg  [1:0] result_refusal_q;
    reg        result_sender_hit_q;
    reg  [6:0] result_sender_number_q;
    reg  [1:0] result_outcome_q;
    reg        result_receiver_hit_q;
    reg  [6:0] result_receiver_number_q;
    reg        result_reported_q;

    always @(posedge clk) begin
        admin_decides_q <= ~winners_best_rank_i[17] & ~(winners_best_verdict_i[1:0] == 2'd2);
        admin_outcome_q <= (winners_best_verdict_i[1:0] == 2'd0) ? 2'd0 : (winners_best_verdict_i[1:0] == 2'd1) ? 2'd1 : 2'd2;
        admin_number_q <= winners_best_slot_i[6:0];
        admin_over_q <= ~winners_passed_over_i[17] & (winners_passed_over_i[17:0] < winners_best_rank_i[17:0]);
    end

    always @(posedge clk) begin
        egress_decides_q <= ~winners_best_rank_i[35] & ~(winners_best_verdict_i[3:2] == 2'd2);
        egress_outcome_q <= (winners_best_verdict_i[3:2] == 2'd0) ? 2'd0 : (winners_best_verdict_i[3:2] == 2'd1) ? 2'd1 : 2'd2;
        egress_number_q <= winners_best_slot_i[13:7];
        egress_over_q <= ~winners_passed_over_i[35] & (winners_passed_over_i[35:18] < winners_best_rank_i[35:18]);
    end

    always @(posedge clk) begin
        ingress_decides_q <= ~winners_best_rank_i[53] & ~(winners_best_verdict_i[5:4] == 2'd2);
        ingress_outcome_q <= (winners_best_verdict_i[5:4] == 2'd0) ? 2'd0 : (winners_best_verdict_i[5:4] == 2'd1) ? 2'd1 : 2'd2;
        ingress_number_q <= winners_best_slot_i[20:14];
        ingress_over_q <= ~winners_passed_over_i[53] & (winners_passed_over_i[53:36] < winners_best_rank_i[53:36]);
    end

    always @(posedge clk) begin
        baseline_decides_q <= ~winners_best_rank_i[71] & ~(winners_best_verdict_i[7:6] == 2'd2);
        baseline_outcome_q <= (winners_best_verdict_i[7:6] == 2'd0) ? 2'd0 : (winners_best_verdict_i[7:6] == 2'd1) ? 2'd1 : 2'd2;
        baseline_number_q <= winners_best_slot_i[27:21];
        baseline_over_q <= ~winners_passed_over_i[71] & (winners_passed_over_i[71:54] < winners_best_rank_i[71:54]);
    end

    always @(posedge clk) begin
        sides_sent_q <= sides_sent_i;
        sides_received_q <= sides_received_i;
        sides_allows_sent_q <= sides_allows_sent_i;
        sides_allows_received_q <= sides_allows_received_i;
    end

    wire [1:0] admin_outcome_choice = sides_received_q
            ? (admin_decides_q ? admin_outcome_q : ingress_decides_q ? ingress_outcome_q : baseline_decides_q ? baseline_outcome_q : sides_allows_received_q ? 2'd0 : 2'd3)
            : 2'd0;
    always @(posedge clk) begin
        result_refusal_q <= sides_sent_q
                ? (admin_decides_q ? admin_outcome_q : egress_decides_q ? egress_outcome_q : baseline_decides_q ? baseline_outcome_q : sides_allows_sent_q ? 2'd0 : 2'd3)
                : 2'd0;
        result_sender_hit_q <= sides_sent_q & (admin_decides_q | (egress_decides_q | baseline_decides_q));
        result_sender_number_q <= admin_decides_q ? admin_number_q : egress_decides_q ? egress_number_q : baseline_number_q;
        result_outcome_q <= admin_outcome_choice;
        result_receiver_hit_q <= sides_received_q & (admin_decides_q | (ingress_decides_q | baseline_decides_q));
        result_receiver_number_q <= admin_decides_q ? admin_number_q : ingress_decides_q ? ingress_number_q : baseline_number_q;
        result_reported_q <= sides_received_q
                & (admin_over_q | (~admin_decides_q & (ingress_over_q | (~ingress_decides_q & baseline_over_q))))
                & (admin_outcome_choice == 2'd0);
    end

    assign result_refusal_o = result_refusal_q;
    assign result_outcome_o = result_outcome_q;
    assign result_sender_hit_o = result_sender_hit_q;
    assign result_sender_number_o = result_sender_number_q;
    assign result_receiver_hit_o = result_receiver_hit_q;
    assign result_receiver_number_o = result_receiver_number_q;
    assign result_reported_o = result_reported_q;

    wire unused = &{1'b0, egress_over_q};

endmodule

// Delays a word by 7 clocks in LUT RAM.
// Parameters: bits = 366, clocks = 7
module ring_delay_bits366_clocks7 (
    input  wire         clk,
    input  wire         rst,
    input  wire [365:0] up_i,
    output wire [365:0] down_o
);

    reg  [3:0]   write_q;
    reg  [3:0]   read_q;
    reg  [365:0] out_q;
    wire [365:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 4'd1;
        read_q <= read_q + 4'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 4'd0;
            read_q <= 4'd10;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [365:0] words [0:15];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Joins the hashes that the mask of a bank asks for into the number of a bucket.
// Parameters: buckets = 4
module bank_index (
    input  wire        clk,
    // hashes
    input  wire [13:0] hashes_source_i,
    input  wire [13:0] hashes_destination_i,
    input  wire [5:0]  hashes_source_port_i,
    input  wire [5:0]  hashes_destination_port_i,
    input  wire [1:0]  hashes_protocol_i,
    input  wire [1:0]  hashes_receiver_i,
    input  wire [1:0]  hashes_sender_i,
    input  wire [1:0]  hashes_vlan_i,
    input  wire [1:0]  hashes_source_label_i,
    input  wire [1:0]  hashes_destination_label_i,
    // mask
    input  wire [2:0]  mask_source_i,
    input  wire [2:0]  mask_destination_i,
    input  wire [1:0]  mask_source_port_i,
    input  wire [1:0]  mask_destination_port_i,
    input  wire        mask_protocol_i,
    input  wire        mask_receiver_i,
    input  wire        mask_sender_i,
    input  wire        mask_vlan_i,
    input  wire        mask_source_label_i,
    input  wire        mask_destination_label_i,
    output wire [1:0]  bucket_o
);

    reg  [1:0] chosen_part_0_q;
    reg  [1:0] chosen_part_1_q;
    reg  [1:0] chosen_part_2_q;
    reg  [1:0] chosen_part_3_q;
    reg  [1:0] bucket_number_q;

    always @(posedge clk) begin
        chosen_part_0_q <= mask_source_i[2]
                ? (mask_source_i[1] ? (mask_source_i[0] ? hashes_source_i[13:12] : hashes_source_i[11:10]) : mask_source_i[0] ? hashes_source_i[9:8] : hashes_source_i[7:6])
                : mask_source_i[1] ? (mask_source_i[0] ? hashes_source_i[5:4] : hashes_source_i[3:2])
                : mask_source_i[0] ? hashes_source_i[1:0] : 2'd0;
        chosen_part_1_q <= mask_destination_i[2]
                ? (mask_destination_i[1] ? (mask_destination_i[0] ? hashes_destination_i[13:12] : hashes_destination_i[11:10]) : mask_destination_i[0] ? hashes_destination_i[9:8] : hashes_destination_i[7:6])
                : mask_destination_i[1]
                ? (mask_destination_i[0] ? hashes_destination_i[5:4] : hashes_destination_i[3:2])
                : mask_destination_i[0] ? hashes_destination_i[1:0] : 2'd0;
        chosen_part_2_q <= (mask_source_port_i[1] ? (mask_source_port_i[0] ? hashes_source_port_i[5:4] : hashes_source_port_i[3:2]) : mask_source_port_i[0] ? hashes_source_port_i[1:0] : 2'd0)
                ^ (mask_destination_port_i[1] ? (mask_destination_port_i[0] ? hashes_destination_port_i[5:4] : hashes_destination_port_i[3:2]) : mask_destination_port_i[0] ? hashes_destination_port_i[1:0] : 2'd0);
        chosen_part_3_q <= (mask_protocol_i ? hashes_protocol_i : 2'd0) ^ (mask_receiver_i ? hashes_receiver_i : 2'd0)
                ^ (mask_sender_i ? hashes_sender_i : 2'd0) ^ (mask_vlan_i ? hashes_vlan_i : 2'd0)
                ^ (mask_source_label_i ? hashes_source_label_i : 2'd0)
                ^ (mask_destination_label_i ? hashes_destination_label_i : 2'd0);
    end

    always @(posedge clk) begin
        bucket_number_q <= chosen_part_0_q ^ chosen_part_1_q ^ chosen_part_2_q ^ chosen_part_3_q;
    end

    assign bucket_o = bucket_number_q;

endmodule

// Compares a key with the two slots of a bucket and gives the better match.
module bucket_match (
    input  wire         clk,
    // slots
    input  wire [215:0] slots_first_i,
    input  wire [215:0] slots_second_i,
    // lookUp
    input  wire [127:0] look_up_key_source_i,
    input  wire [127:0] look_up_key_destination_i,
    input  wire [15:0]  look_up_key_source_port_i,
    input  wire [15:0]  look_up_key_destination_port_i,
    input  wire [7:0]   look_up_key_protocol_i,
    input  wire [6:0]   look_up_key_receiver_i,
    input  wire [6:0]   look_up_key_sender_i,
    input  wire [11:0]  look_up_key_vlan_i,
    input  wire [15:0]  look_up_key_source_label_i,
    input  wire [15:0]  look_up_key_destination_label_i,
    input  wire [1:0]   look_up_key_version_i,
    input  wire [2:0]   look_up_key_unread_i,
    input  wire         look_up_key_l4_i,
    input  wire         look_up_key_later_fragment_i,
    input  wire         look_up_key_unread_fragment_i,
    input  wire         look_up_key_plain_i,
    input  wire         look_up_image_i,
    input  wire         look_up_reports_i,
    // best
    output wire [17:0]  best_rank_o,
    output wire [1:0]   best_verdict_o,
    output wire         best_slot_o,
    output wire [17:0]  passed_over_o
);

    reg  [18:0] conditions_0_bits_q;
    reg  [18:0] conditions_1_bits_q;
    reg  [16:0] rest_bits_q;
    reg         compared_first_wide_q;
    reg         compared_second_wide_q;
    reg         compared_second_q;
    reg         compared_over_first_q;
    reg         compared_over_second_q;
    reg  [16:0] slot_0_1_priority_q;
    reg  [1:0]  slot_0_1_verdict_q;
    reg  [16:0] slot_0_2_priority_q;
    reg  [1:0]  slot_0_2_verdict_q;
    reg  [16:0] slot_1_1_priority_q;
    reg  [1:0]  slot_1_1_verdict_q;
    reg  [16:0] slot_1_2_priority_q;
    reg  [1:0]  slot_1_2_verdict_q;
    reg         found_first_q;
    reg         found_second_q;
    reg         found_over_first_q;
    reg         found_over_second_q;
    reg         found_second_leads_q;
    reg  [17:0] answer_rank_q;
    reg  [1:0]  answer_verdict_q;
    reg         answer_slot_q;
    reg  [17:0] answer_over_q;

    wire look_up_key_unread_or = ((look_up_key_unread_i == 3'd0) & slots_first_i[180]) | ((look_up_key_unread_i == 3'd1) & slots_first_i[181])
            | ((look_up_key_unread_i == 3'd2) & slots_first_i[182])
            | ((look_up_key_unread_i == 3'd3) & slots_first_i[183])
            | ((look_up_key_unread_i == 3'd4) & slots_first_i[184]);
    wire [1:0] slots_first_joined = slots_first_i[70] ? 2'd2 : 2'd0;
    wire [3:0] slots_first_joined_2 = {{2{slots_first_i[71]}} | slots_first_joined, {2{slots_first_i[71]}} & slots_first_joined};
    wire [7:0] slots_first_joined_3 = {{4{slots_first_i[72]}} | slots_first_joined_2, {4{slots_first_i[72]}} & slots_first_joined_2};
    wire [15:0] slots_first_joined_4 = {{8{slots_first_i[73]}} | slots_first_joined_3, {8{slots_first_i[73]}} & slots_first_joined_3};
    wire [31:0] slots_first_joined_5 = {{16{slots_first_i[74]}} | slots_first_joined_4, {16{slots_first_i[74]}} & slots_first_joined_4};
    wire [31:0] slots_first_and = {32{slots_first_i[75]}} & slots_first_joined_5;
    wire slots_first_bits = slots_first_and[31];
    wire [31:0] differs = (slots_first_i[69:38] ^ {slots_first_bits ? look_up_key_destination_label_i : look_up_key_destination_i[127:112], look_up_key_destination_i[111:96]})
            & ((({32{slots_first_i[75]}} | slots_first_joined_5) & {32{~slots_first_bits}}) | {slots_first_and[31:16], 16'd0});
    wire [1:0] slots_first_joined_6 = slots_first_i[32] ? 2'd2 : 2'd0;
    wire [3:0] slots_first_joined_7 = {{2{slots_first_i[33]}} | slots_first_joined_6, {2{slots_first_i[33]}} & slots_first_joined_6};
    wire [7:0] slots_first_joined_8 = {{4{slots_first_i[34]}} | slots_first_joined_7, {4{slots_first_i[34]}} & slots_first_joined_7};
    wire [15:0] slots_first_joined_9 = {{8{slots_first_i[35]}} | slots_first_joined_8, {8{slots_first_i[35]}} & slots_first_joined_8};
    wire [31:0] slots_first_joined_10 = {{16{slots_first_i[36]}} | slots_first_joined_9, {16{slots_first_i[36]}} & slots_first_joined_9};
    wire [31:0] slots_first_and_2 = {32{slots_first_i[37]}} & slots_first_joined_10;
    wire slots_first_bits_2 = slots_first_and_2[31];
    wire [31:0] differs_2 = (slots_first_i[31:0] ^ {slots_first_bits_2 ? look_up_key_source_label_i : look_up_key_source_i[127:112], look_up_key_source_i[111:96]})
            & ((({32{slots_first_i[37]}} | slots_first_joined_10) & {32{~slots_first_bits_2}}) | {slots_first_and_2[31:16], 16'd0});
    always @(posedge clk) begin
        conditions_0_bits_q <= {~(|((slots_first_i[188:185] ^ {look_up_key_plain_i, look_up_key_unread_fragment_i, look_up_key_later_fragment_i, look_up_key_l4_i}) & slots_first_i[192:189])),
                look_up_key_unread_or,
                (((look_up_key_version_i == 2'd0) & slots_first_i[177]) | ((look_up_key_version_i == 2'd1) & slots_first_i[178]) | ((look_up_key_version_i == 2'd2) & slots_first_i[179])) & (look_up_image_i ? slots_first_i[213] : slots_first_i[212]),
                (slots_first_i[176:165] == look_up_key_vlan_i) | (slots_first_i[176:165] == 12'hfff),
                slots_first_i[164] | (slots_first_i[163:157] == look_up_key_sender_i),
                slots_first_i[156] | (slots_first_i[155:149] == look_up_key_receiver_i),
                slots_first_i[148] | (slots_first_i[147:140] == look_up_key_protocol_i),
                look_up_key_destination_port_i <= slots_first_i[139:124],
                slots_first_i[123:108] <= look_up_key_destination_port_i,
                look_up_key_source_port_i <= slots_first_i[107:92],
                slots_first_i[91:76] <= look_up_key_source_port_i, ~(|differs[7:0]), ~(|differs[15:8]),
                ~(|differs[23:16]), ~(|differs[31:24]), ~(|differs_2[7:0]), ~(|differs_2[15:8]),
                ~(|differs_2[23:16]), ~(|differs_2[31:24])};
    end

    wire look_up_key_unread_or_2 = ((look_up_key_unread_i == 3'd0) & slots_second_i[180])
            | ((look_up_key_unread_i == 3'd1) & slots_second_i[181])
            | ((look_up_key_unread_i == 3'd2) & slots_second_i[182])
            | ((look_up_key_unread_i == 3'd3) & slots_second_i[183])
            | ((look_up_key_unread_i == 3'd4) & slots_second_i[184]);
    wire [1:0] slots_second_joined = slots_second_i[70] ? 2'd2 : 2'd0;
    wire [3:0] slots_second_joined_2 = {{2{slots_second_i[71]}} | slots_second_joined, {2{slots_second_i[71]}} & slots_second_joined};
    wire [7:0] slots_second_joined_3 = {{4{slots_second_i[72]}} | slots_second_joined_2, {4{slots_second_i[72]}} & slots_second_joined_2};
    wire [15:0] slots_second_joined_4 = {{8{slots_second_i[73]}} | slots_second_joined_3, {8{slots_second_i[73]}} & slots_second_joined_3};
    wire [31:0] slots_second_joined_5 = {{16{slots_second_i[74]}} | slots_second_joined_4, {16{slots_second_i[74]}} & slots_second_joined_4};
    wire [31:0] slots_second_and = {32{slots_second_i[75]}} & slots_second_joined_5;
    wire slots_second_bits = slots_second_and[31];
    wire [31:0] differs_3 = (slots_second_i[69:38] ^ {slots_second_bits ? look_up_key_destination_label_i : look_up_key_destination_i[127:112], look_up_key_destination_i[111:96]})
            & ((({32{slots_second_i[75]}} | slots_second_joined_5) & {32{~slots_second_bits}}) | {slots_second_and[31:16], 16'd0});
    wire [1:0] slots_second_joined_6 = slots_second_i[32] ? 2'd2 : 2'd0;
    wire [3:0] slots_second_joined_7 = {{2{slots_second_i[33]}} | slots_second_joined_6, {2{slots_second_i[33]}} & slots_second_joined_6};
    wire [7:0] slots_second_joined_8 = {{4{slots_second_i[34]}} | slots_second_joined_7, {4{slots_second_i[34]}} & slots_second_joined_7};
    wire [15:0] slots_second_joined_9 = {{8{slots_second_i[35]}} | slots_second_joined_8, {8{slots_second_i[35]}} & slots_second_joined_8};
    wire [31:0] slots_second_joined_10 = {{16{slots_second_i[36]}} | slots_second_joined_9, {16{slots_second_i[36]}} & slots_second_joined_9};
    wire [31:0] slots_second_and_2 = {32{slots_second_i[37]}} & slots_second_joined_10;
    wire slots_second_bits_2 = slots_second_and_2[31];
    wire [31:0] differs_4 = (slots_second_i[31:0] ^ {slots_second_bits_2 ? look_up_key_source_label_i : look_up_key_source_i[127:112], look_up_key_source_i[111:96]})
            & ((({32{slots_second_i[37]}} | slots_second_joined_10) & {32{~slots_second_bits_2}}) | {slots_second_and_2[31:16], 16'd0});
    always @(posedge clk) begin
        conditions_1_bits_q <= {~(|((slots_second_i[188:185] ^ {look_up_key_plain_i, look_up_key_unread_fragment_i, look_up_key_later_fragment_i, look_up_key_l4_i}) & slots_second_i[192:189])),
                look_up_key_unread_or_2,
                (((look_up_key_version_i == 2'd0) & slots_second_i[177]) | ((look_up_key_version_i == 2'd1) & slots_second_i[178]) | ((look_up_key_version_i == 2'd2) & slots_second_i[179])) & (look_up_image_i ? slots_second_i[213] : slots_second_i[212]),
                (slots_second_i[176:165] == look_up_key_vlan_i) | (slots_second_i[176:165] == 12'hfff),
                slots_second_i[164] | (slots_second_i[163:157] == look_up_key_sender_i),
                slots_second_i[156] | (slots_second_i[155:149] == look_up_key_receiver_i),
                slots_second_i[148] | (slots_second_i[147:140] == look_up_key_protocol_i),
                look_up_key_destination_port_i <= slots_second_i[139:124],
                slots_second_i[123:108] <= look_up_key_destination_port_i,
                look_up_key_source_port_i <= slots_second_i[107:92],
                slots_second_i[91:76] <= look_up_key_source_port_i, ~(|differs_3[7:0]), ~(|differs_3[15:8]),
                ~(|differs_3[23:16]), ~(|differs_3[31:24]), ~(|differs_4[7:0]), ~(|differs_4[15:8]),
                ~(|differs_4[23:16]), ~(|differs_4[31:24])};
    end

    wire [1:0] slots_second_joined_11 = slots_second_i[197] ? 2'd2 : 2'd0;
    wire [3:0] slots_second_joined_12 = {{2{slots_second_i[198]}} | slots_second_joined_11, {2{slots_second_i[198]}} & slots_second_joined_11};
    wire [7:0] slots_second_joined_13 = {{4{slots_second_i[199]}} | slots_second_joined_12, {4{slots_second_i[199]}} & slots_second_joined_12};
    wire [15:0] slots_second_joined_14 = {{8{slots_second_i[200]}} | slots_second_joined_13, {8{slots_second_i[200]}} & slots_second_joined_13};
    wire [15:0] slots_second_or = {16{slots_second_i[201]}} | slots_second_joined_14;
    wire [15:0] slots_second_and_3 = {16{slots_second_i[201]}} & slots_second_joined_14;
    wire [95:0] slots_second_joined_15 = {{4{slots_second_or[15]}}, {4{slots_second_or[14]}}, {4{slots_second_or[13]}}, {4{slots_second_or[12]}},
            {4{slots_second_or[11]}}, {4{slots_second_or[10]}}, {4{slots_second_or[9]}},
            {4{slots_second_or[8]}}, {4{slots_second_or[7]}}, {4{slots_second_or[6]}},
            {4{slots_second_or[5]}}, {4{slots_second_or[4]}}, {4{slots_second_or[3]}},
            {4{slots_second_or[2]}}, {4{slots_second_or[1]}}, {4{slots_second_or[0]}},
            {4{slots_second_and_3[15]}}, {4{slots_second_and_3[14]}}, {4{slots_second_and_3[13]}},
            {4{slots_second_and_3[12]}}, {4{slots_second_and_3[11]}}, {4{slots_second_and_3[10]}},
            {4{slots_second_and_3[9]}}, {4{slots_second_and_3[8]}}};
    wire [95:0] differs_5 = (slots_second_i[196:101] ^ look_up_key_destination_i[95:0]) & slots_second_joined_15;
    wire [1:0] slots_second_joined_16 = slots_second_i[96] ? 2'd2 : 2'd0;
    wire [3:0] slots_second_joined_17 = {{2{slots_second_i[97]}} | slots_second_joined_16, {2{slots_second_i[97]}} & slots_second_joined_16};
    wire [7:0] slots_second_joined_18 = {{4{slots_second_i[98]}} | slots_second_joined_17, {4{slots_second_i[98]}} & slots_second_joined_17};
    wire [15:0] slots_second_joined_19 = {{8{slots_second_i[99]}} | slots_second_joined_18, {8{slots_second_i[99]}} & slots_second_joined_18};
    wire [15:0] slots_second_or_2 = {16{slots_second_i[100]}} | slots_second_joined_19;
    wire [15:0] slots_second_and_4 = {16{slots_second_i[100]}} & slots_second_joined_19;
    wire [95:0] slots_second_joined_20 = {{4{slots_second_or_2[15]}}, {4{slots_second_or_2[14]}}, {4{slots_second_or_2[13]}},
            {4{slots_second_or_2[12]}}, {4{slots_second_or_2[11]}}, {4{slots_second_or_2[10]}},
            {4{slots_second_or_2[9]}}, {4{slots_second_or_2[8]}}, {4{slots_second_or_2[7]}},
            {4{slots_second_or_2[6]}}, {4{slots_second_or_2[5]}}, {4{slots_second_or_2[4]}},
            {4{slots_second_or_2[3]}}, {4{slots_second_or_2[2]}}, {4{slots_second_or_2[1]}},
            {4{slots_second_or_2[0]}}, {4{slots_second_and_4[15]}}, {4{slots_second_and_4[14]}},
            {4{slots_second_and_4[13]}}, {4{slots_second_and_4[12]}}, {4{slots_second_and_4[11]}},
            {4{slots_second_and_4[10]}}, {4{slots_second_and_4[9]}}, {4{slots_second_and_4[8]}}};
    wire [95:0] differs_6 = (slots_second_i[95:0] ^ look_up_key_source_i[95:0]) & slots_second_joined_20;
    always @(posedge clk) begin
        rest_bits_q <= {slots_second_i[214] & (look_up_image_i ? slots_second_i[213] : slots_second_i[212]), ~(|differs_5[11:0]),
                ~(|differs_5[23:12]), ~(|differs_5[35:24]), ~(|differs_5[47:36]), ~(|differs_5[59:48]),
                ~(|differs_5[71:60]), ~(|differs_5[83:72]), ~(|differs_5[95:84]), ~(|differs_6[11:0]),
                ~(|differs_6[23:12]), ~(|differs_6[35:24]), ~(|differs_6[47:36]), ~(|differs_6[59:48]),
                ~(|differs_6[71:60]), ~(|differs_6[83:72]), ~(|differs_6[95:84])};
    end

    always @(posedge clk) begin
        compared_first_wide_q <= slots_first_i[214];
        compared_second_wide_q <= slots_second_i[214];
        compared_second_q <= slots_second_i[211:195] < slots_first_i[211:195];
        compared_over_first_q <= (slots_first_i[194:193] == 2'd3) & look_up_reports_i;
        compared_over_second_q <= (slots_second_i[194:193] == 2'd3) & look_up_reports_i;
    end

    always @(posedge clk) begin
        slot_0_1_priority_q <= slots_first_i[211:195];
        slot_0_1_verdict_q <= slots_first_i[194:193];
    end

    always @(posedge clk) begin
        slot_0_2_priority_q <= slot_0_1_priority_q;
        slot_0_2_verdict_q <= slot_0_1_verdict_q;
    end

    always @(posedge clk) begin
        slot_1_1_priority_q <= slots_second_i[211:195];
        slot_1_1_verdict_q <= slots_second_i[194:193];
    end

    always @(posedge clk) begin
        slot_1_2_priority_q <= slot_1_1_priority_q;
        slot_1_2_verdict_q <= slot_1_1_verdict_q;
    end

    wire conditions_0_bits_and = (&conditions_0_bits_q) & (~compared_first_wide_q | (&rest_bits_q));
    wire conditions_1_bits_and = (&conditions_1_bits_q) & ~compared_second_wide_q;
    always @(posedge clk) begin
        found_first_q <= conditions_0_bits_and & ~compared_over_first_q;
        found_second_q <= conditions_1_bits_and & ~compared_over_second_q;
        found_over_first_q <= conditions_0_bits_and & compared_over_first_q;
        found_over_second_q <= conditions_1_bits_and & compared_over_second_q;
        found_second_leads_q <= compared_second_q;
    end

    wire is_second = found_second_q & (~found_first_q | found_second_leads_q);
    always @(posedge clk) begin
        answer_rank_q <= {~(found_first_q | found_second_q), is_second ? slot_1_2_priority_q : slot_0_2_priority_q};
        answer_verdict_q <= is_second ? slot_1_2_verdict_q : slot_0_2_verdict_q;
        answer_slot_q <= is_second;
        answer_over_q <= {~(found_over_first_q | found_over_second_q),
                (found_over_second_q & (~found_over_first_q | found_second_leads_q)) ? slot_1_2_priority_q : slot_0_2_priority_q};
    end

    assign best_rank_o = answer_rank_q;
    assign best_verdict_o = answer_verdict_q;
    assign best_slot_o = answer_slot_q;
    assign passed_over_o = answer_over_q;

    wire unused = &{1'b0, slots_first_i[215], slots_second_i[215], slots_first_and[15:0], slots_first_and_2[15:0], slots_second_and[15:0], slots_second_and_2[15:0], slots_second_and_3[7:0], slots_second_and_4[7:0]};

endmodule

// A bank of rules: finds the bucket of a key and the best match in it.
// Parameters: config = tiny, buckets = 4
module rule_bank (
    input  wire         clk,
    input  wire         rst,
    input  wire         image_i,
    // hashes
    input  wire [13:0]  hashes_source_i,
    input  wire [13:0]  hashes_destination_i,
    input  wire [5:0]   hashes_source_port_i,
    input  wire [5:0]   hashes_destination_port_i,
    input  wire [1:0]   hashes_protocol_i,
    input  wire [1:0]   hashes_receiver_i,
    input  wire [1:0]   hashes_sender_i,
    input  wire [1:0]   hashes_vlan_i,
    input  wire [1:0]   hashes_source_label_i,
    input  wire [1:0]   hashes_destination_label_i,
    // lookUp
    input  wire [127:0] look_up_key_source_i,
    input  wire [127:0] look_up_key_destination_i,
    input  wire [15:0]  look_up_key_source_port_i,
    input  wire [15:0]  look_up_key_destination_port_i,
    input  wire [7:0]   look_up_key_protocol_i,
    input  wire [6:0]   look_up_key_receiver_i,
    input  wire [6:0]   look_up_key_sender_i,
    input  wire [11:0]  look_up_key_vlan_i,
    input  wire [15:0]  look_up_key_source_label_i,
    input  wire [15:0]  look_up_key_destination_label_i,
    input  wire [1:0]   look_up_key_version_i,
    input  wire [2:0]   look_up_key_unread_i,
    input  wire         look_up_key_l4_i,
    input  wire         look_up_key_later_fragment_i,
    input  wire         look_up_key_unread_fragment_i,
    input  wire         look_up_key_plain_i,
    input  wire         look_up_image_i,
    input  wire         look_up_reports_i,
    // answer
    output wire [17:0]  answer_best_rank_o,
    output wire [1:0]   answer_best_verdict_o,
    output wire [2:0]   answer_best_slot_o,
    output wire [17:0]  answer_passed_over_o,
    output wire [1:0]   tier_o,
    // maskWrite
    input  wire         mask_write_valid_i,
    input  wire         mask_write_image_i,
    input  wire [17:0]  mask_write_mask_i,
    // slotWrite
    input  wire         slot_write_banks_i,
    input  wire [1:0]   slot_write_slots_i,
    input  wire [1:0]   slot_write_bucket_i,
    input  wire [215:0] slot_write_data_i
);

    reg  [17:0]  masks_zero_q;
    reg  [17:0]  masks_one_q;
    reg  [17:0]  masks_used_q;
    wire [13:0]  index_hashes_source;
    wire [13:0]  index_hashes_destination;
    wire [5:0]   index_hashes_source_port;
    wire [5:0]   index_hashes_destination_port;
    wire [2:0]   index_mask_source;
    wire [2:0]   index_mask_destination;
    wire [1:0]   index_mask_source_port;
    wire [1:0]   index_mask_destination_port;
    wire         index_mask_protocol;
    wire         index_mask_receiver;
    wire         index_mask_sender;
    wire         index_mask_vlan;
    wire         index_mask_source_label;
    wire         index_mask_destination_label;
    wire [1:0]   index_bucket;
    wire [17:0]  match_best_rank;
    wire [1:0]   match_best_verdict;
    wire         match_best_slot;
    wire [17:0]  match_passed_over;
    reg  [215:0] first_rdata_q;
    reg  [215:0] first_rdata_out_q;
    reg  [215:0] second_rdata_q;
    reg  [215:0] second_rdata_out_q;
    reg  [1:0]   bucket_1_q;
    reg  [1:0]   bucket_2_q;
    reg  [1:0]   bucket_3_q;
    reg  [1:0]   bucket_4_q;
    reg  [1:0]   bucket_5_q;
    reg  [1:0]   tier_1_q;
    reg  [1:0]   tier_2_q;
    reg  [1:0]   tier_3_q;
    reg  [1:0]   tier_4_q;

    always @(posedge clk) begin
        if (mask_write_valid_i & ~mask_write_image_i) begin
            masks_zero_q <= mask_write_mask_i;
        end
        if (mask_write_valid_i & mask_write_image_i) begin
            masks_one_q <= mask_write_mask_i;
        end
        masks_used_q <= image_i ? masks_one_q : masks_zero_q;
        if (rst) begin
            masks_zero_q <= 18'd0;
            masks_one_q <= 18'd0;
        end
    end

    assign index_hashes_source[1:0] = hashes_source_i[1:0];
    assign index_hashes_source[3:2] = hashes_source_i[3:2];
    assign index_hashes_source[5:4] = hashes_source_i[5:4];
    assign index_hashes_source[7:6] = hashes_source_i[7:6];
    assign index_hashes_source[9:8] = hashes_source_i[9:8];
    assign index_hashes_source[11:10] = hashes_source_i[11:10];
    assign index_hashes_source[13:12] = hashes_source_i[13:12];

    assign index_hashes_destination[1:0] = hashes_destination_i[1:0];
    assign index_hashes_destination[3:2] = hashes_destination_i[3:2];
    assign index_hashes_destination[5:4] = hashes_destination_i[5:4];
    assign index_hashes_destination[7:6] = hashes_destination_i[7:6];
    assign index_hashes_destination[9:8] = hashes_destination_i[9:8];
    assign index_hashes_destination[11:10] = hashes_destination_i[11:10];
    assign index_hashes_destination[13:12] = hashes_destination_i[13:12];

    assign index_hashes_source_port[1:0] = hashes_source_port_i[1:0];
    assign index_hashes_source_port[3:2] = hashes_source_port_i[3:2];
    assign index_hashes_source_port[5:4] = hashes_source_port_i[5:4];

    assign index_hashes_destination_port[1:0] = hashes_destination_port_i[1:0];
    assign index_hashes_destination_port[3:2] = hashes_destination_port_i[3:2];
    assign index_hashes_destination_port[5:4] = hashes_destination_port_i[5:4];

    assign index_mask_source = masks_used_q[2:0];
    assign index_mask_destination = masks_used_q[5:3];
    assign index_mask_source_port = masks_used_q[7:6];
    assign index_mask_destination_port = masks_used_q[9:8];
    assign index_mask_protocol = masks_used_q[10];
    assign index_mask_receiver = masks_used_q[11];
    assign index_mask_sender = masks_used_q[12];
    assign index_mask_vlan = masks_used_q[13];
    assign index_mask_source_label = masks_used_q[14];
    assign index_mask_destination_label = masks_used_q[15];

    always @(posedge clk) begin
        first_rdata_out_q <= first_rdata_q;
    end

    always @(posedge clk) begin
        second_rdata_out_q <= second_rdata_q;
    end

    always @(posedge clk) begin
        bucket_1_q <= index_bucket;
    end

    always @(posedge clk) begin
        bucket_2_q <= bucket_1_q;
    end

    always @(posedge clk) begin
        bucket_3_q <= bucket_2_q;
    end

    always @(posedge clk) begin
        bucket_4_q <= bucket_3_q;
    end

    always @(posedge clk) begin
        bucket_5_q <= bucket_4_q;
    end

    assign answer_best_rank_o = match_best_rank;
    assign answer_best_verdict_o = match_best_verdict;
    assign answer_best_slot_o = {bucket_5_q, match_best_slot};
    assign answer_passed_over_o = match_passed_over;

    always @(posedge clk) begin
        tier_1_q <= masks_used_q[17:16];
    end

    always @(posedge clk) begin
        tier_2_q <= tier_1_q;
    end

    always @(posedge clk) begin
        tier_3_q <= tier_2_q;
    end

    always @(posedge clk) begin
        tier_4_q <= tier_3_q;
    end

    assign tier_o = tier_4_q;

    (* ram_style = "block" *)
    reg [215:0] first [0:3];
    always @(posedge clk) begin
        if (slot_write_banks_i & slot_write_slots_i[0]) begin
            first[slot_write_bucket_i] <= slot_write_data_i;
        end
        first_rdata_q <= first[index_bucket];
    end

    (* ram_style = "block" *)
    reg [215:0] second [0:3];
    always @(posedge clk) begin
        if (slot_write_banks_i & slot_write_slots_i[1]) begin
            second[slot_write_bucket_i] <= slot_write_data_i;
        end
        second_rdata_q <= second[index_bucket];
    end

    bank_index index (
        .clk                        (clk),
        .hashes_source_i            (index_hashes_source),
        .hashes_destination_i       (index_hashes_destination),
        .hashes_source_port_i       (index_hashes_source_port),
        .hashes_destination_port_i  (index_hashes_destination_port),
        .hashes_protocol_i          (hashes_protocol_i),
        .hashes_receiver_i          (hashes_receiver_i),
        .hashes_sender_i            (hashes_sender_i),
        .hashes_vlan_i              (hashes_vlan_i),
        .hashes_source_label_i      (hashes_source_label_i),
        .hashes_destination_label_i (hashes_destination_label_i),
        .mask_source_i              (index_mask_source),
        .mask_destination_i         (index_mask_destination),
        .mask_source_port_i         (index_mask_source_port),
        .mask_destination_port_i    (index_mask_destination_port),
        .mask_protocol_i            (index_mask_protocol),
        .mask_receiver_i            (index_mask_receiver),
        .mask_sender_i              (index_mask_sender),
        .mask_vlan_i                (index_mask_vlan),
        .mask_source_label_i        (index_mask_source_label),
        .mask_destination_label_i   (index_mask_destination_label),
        .bucket_o                   (index_bucket)
    );

    bucket_match match (
        .clk                             (clk),
        .slots_first_i                   (first_rdata_out_q),
        .slots_second_i                  (second_rdata_out_q),
        .look_up_key_source_i            (look_up_key_source_i),
        .look_up_key_destination_i       (look_up_key_destination_i),
        .look_up_key_source_port_i       (look_up_key_source_port_i),
        .look_up_key_destination_port_i  (look_up_key_destination_port_i),
        .look_up_key_protocol_i          (look_up_key_protocol_i),
        .look_up_key_receiver_i          (look_up_key_receiver_i),
        .look_up_key_sender_i            (look_up_key_sender_i),
        .look_up_key_vlan_i              (look_up_key_vlan_i),
        .look_up_key_source_label_i      (look_up_key_source_label_i),
        .look_up_key_destination_label_i (look_up_key_destination_label_i),
        .look_up_key_version_i           (look_up_key_version_i),
        .look_up_key_unread_i            (look_up_key_unread_i),
        .look_up_key_l4_i                (look_up_key_l4_i),
        .look_up_key_later_fragment_i    (look_up_key_later_fragment_i),
        .look_up_key_unread_fragment_i   (look_up_key_unread_fragment_i),
        .look_up_key_plain_i             (look_up_key_plain_i),
        .look_up_image_i                 (look_up_image_i),
        .look_up_reports_i               (look_up_reports_i),
        .best_rank_o                     (match_best_rank),
        .best_verdict_o                  (match_best_verdict),
        .best_slot_o                     (match_best_slot),
        .passed_over_o                   (match_passed_over)
    );

endmodule

// Delays a word by 14 clocks.
// Parameters: bits = 4, clocks = 14
module delay_line_bits4_clocks14 (
    input  wire       clk,
    input  wire [3:0] up_i,
    output wire [3:0] down_o
);

    reg  [55:0] stage_q;

    always @(posedge clk) begin
        stage_q[3:0] <= up_i;
        stage_q[7:4] <= stage_q[3:0];
        stage_q[11:8] <= stage_q[7:4];
        stage_q[15:12] <= stage_q[11:8];
        stage_q[19:16] <= stage_q[15:12];
        stage_q[23:20] <= stage_q[19:16];
        stage_q[27:24] <= stage_q[23:20];
        stage_q[31:28] <= stage_q[27:24];
        stage_q[35:32] <= stage_q[31:28];
        stage_q[39:36] <= stage_q[35:32];
        stage_q[43:40] <= stage_q[39:36];
        stage_q[47:44] <= stage_q[43:40];
        stage_q[51:48] <= stage_q[47:44];
        stage_q[55:52] <= stage_q[51:48];
    end

    assign down_o = stage_q[55:52];

endmodule

// Rules in 8 banks: one look-up a clock, latency 16 clocks.
// Parameters: config = tiny, banks = 8, buckets = 4, latency = 16
module banked_rules (
    input  wire         clk,
    input  wire         rst,
    // lookUps
    input  wire         look_ups_valid_i,
    input  wire [127:0] look_ups_key_source_i,
    input  wire [127:0] look_ups_key_destination_i,
    input  wire [15:0]  look_ups_key_source_port_i,
    input  wire [15:0]  look_ups_key_destination_port_i,
    input  wire [7:0]   look_ups_key_protocol_i,
    input  wire [6:0]   look_ups_key_receiver_i,
    input  wire [6:0]   look_ups_key_sender_i,
    input  wire [11:0]  look_ups_key_vlan_i,
    input  wire [15:0]  look_ups_key_source_label_i,
    input  wire [15:0]  look_ups_key_destination_label_i,
    input  wire [1:0]   look_ups_key_version_i,
    input  wire [2:0]   look_ups_key_unread_i,
    input  wire         look_ups_key_l4_i,
    input  wire         look_ups_key_later_fragment_i,
    input  wire         look_ups_key_unread_fragment_i,
    input  wire         look_ups_key_plain_i,
    input  wire         look_ups_image_i,
    input  wire         look_ups_reports_i,
    input  wire         look_ups_sides_sent_i,
    input  wire         look_ups_sides_received_i,
    input  wire         look_ups_sides_allows_sent_i,
    input  wire         look_ups_sides_allows_received_i,
    // ternary
    input  wire [71:0]  ternary_best_rank_i,
    input  wire [7:0]   ternary_best_verdict_i,
    input  wire [23:0]  ternary_best_slot_i,
    input  wire [71:0]  ternary_passed_over_i,
    // results
    output wire         results_valid_o,
    output wire [1:0]   results_refusal_o,
    output wire [1:0]   results_outcome_o,
    output wire         results_sender_hit_o,
    output wire [6:0]   results_sender_number_o,
    output wire         results_receiver_hit_o,
    output wire [6:0]   results_receiver_number_o,
    output wire         results_reported_o,
    // slotWrite
    input  wire         slot_write_valid_i,
    input  wire [8:0]   slot_write_address_i,
    input  wire [31:0]  slot_write_data_i,
    // queueWrite
    output wire         queue_write_valid_o,
    output wire [5:0]   queue_write_slot_o,
    output wire [6:0]   queue_write_queue_o,
    // maskWrite
    input  wire         mask_write_valid_i,
    input  wire [3:0]   mask_write_address_i,
    input  wire [31:0]  mask_write_data_i,
    // hashWrite
    input  wire         hash_write_valid_i,
    input  wire [11:0]  hash_write_address_i,
    input  wire [31:0]  hash_write_data_i,
    output wire         ready_o
);

    wire [223:0] hasher_hashes_source;
    wire [223:0] hasher_hashes_destination;
    wire [95:0]  hasher_hashes_source_port;
    wire [95:0]  hasher_hashes_destination_port;
    wire [31:0]  hasher_hashes_protocol;
    wire [31:0]  hasher_hashes_receiver;
    wire [31:0]  hasher_hashes_sender;
    wire [31:0]  hasher_hashes_vlan;
    wire [31:0]  hasher_hashes_source_label;
    wire [31:0]  hasher_hashes_destination_label;
    wire [7:0]   loader_slot_write_banks;
    wire [1:0]   loader_slot_write_slots;
    wire [1:0]   loader_slot_write_bucket;
    wire [215:0] loader_slot_write_data;
    wire         loader_queue_write_valid;
    wire [5:0]   loader_queue_write_slot;
    wire [6:0]   loader_queue_write_queue;
    wire         loader_ready;
    wire         loader_cleared;
    wire [143:0] tree_answers_best_rank;
    wire [15:0]  tree_answers_best_verdict;
    wire [23:0]  tree_answers_best_slot;
    wire [143:0] tree_answers_passed_over;
    wire [7:0]   tree_tiers;
    wire [71:0]  tree_ternary_best_rank;
    wire [7:0]   tree_ternary_best_verdict;
    wire [23:0]  tree_ternary_best_slot;
    wire [71:0]  tree_ternary_passed_over;
    wire [71:0]  tree_winners_best_rank;
    wire [7:0]   tree_winners_best_verdict;
    wire [27:0]  tree_winners_best_slot;
    wire [71:0]  tree_winners_passed_over;
    wire [71:0]  fold_winners_best_rank;
    wire [7:0]   fold_winners_best_verdict;
    wire [27:0]  fold_winners_best_slot;
    wire [71:0]  fold_winners_passed_over;
    wire         fold_sides_sent;
    wire         fold_sides_received;
    wire         fold_sides_allows_sent;
    wire         fold_sides_allows_received;
    wire [1:0]   fold_result_refusal;
    wire [1:0]   fold_result_outcome;
    wire         fold_result_sender_hit;
    wire [6:0]   fold_result_sender_number;
    wire         fold_result_receiver_hit;
    wire [6:0]   fold_result_receiver_number;
    wire         fold_result_reported;
    reg          image_1_q;
    reg          image_2_q;
    wire [365:0] asked_up;
    wire [365:0] asked_down;
    reg          settled_1_q;
    reg          settled_2_q;
    reg          settled_3_q;
    reg          settled_4_q;
    reg          settled_5_q;
    reg          settled_6_q;
    reg          settled_7_q;
    wire [13:0]  bank_0_hashes_source;
    wire [13:0]  bank_0_hashes_destination;
    wire [5:0]   bank_0_hashes_source_port;
    wire [5:0]   bank_0_hashes_destination_port;
    wire [1:0]   bank_0_hashes_protocol;
    wire [1:0]   bank_0_hashes_receiver;
    wire [1:0]   bank_0_hashes_sender;
    wire [1:0]   bank_0_hashes_vlan;
    wire [1:0]   bank_0_hashes_source_label;
    wire [1:0]   bank_0_hashes_destination_label;
    wire [127:0] bank_0_look_up_key_source;
    wire [127:0] bank_0_look_up_key_destination;
    wire [15:0]  bank_0_look_up_key_source_port;
    wire [15:0]  bank_0_look_up_key_destination_port;
    wire [7:0]   bank_0_look_up_key_protocol;
    wire [6:0]   bank_0_look_up_key_receiver;
    wire [6:0]   bank_0_look_up_key_sender;
    wire [11:0]  bank_0_look_up_key_vlan;
    wire [15:0]  bank_0_look_up_key_source_label;
    wire [15:0]  bank_0_look_up_key_destination_label;
    wire [1:0]   bank_0_look_up_key_version;
    wire [2:0]   bank_0_look_up_key_unread;
    wire         bank_0_look_up_key_l4;
    wire         bank_0_look_up_key_later_fragment;
    wire         bank_0_look_up_key_unread_fragment;
    wire         bank_0_look_up_key_plain;
    wire         bank_0_look_up_image;
    wire         bank_0_look_up_reports;
    wire [17:0]  bank_0_answer_best_rank;
    wire [1:0]   bank_0_answer_best_verdict;
    wire [2:0]   bank_0_answer_best_slot;
    wire [17:0]  bank_0_answer_passed_over;
    wire [1:0]   bank_0_tier;
    wire         bank_0_mask_write_valid;
    wire         bank_0_slot_write_banks;
    wire [13:0]  bank_1_hashes_source;
    wire [13:0]  bank_1_hashes_destination;
    wire [5:0]   bank_1_hashes_source_port;
    wire [5:0]   bank_1_hashes_destination_port;
    wire [1:0]   bank_1_hashes_protocol;
    wire [1:0]   bank_1_hashes_receiver;
    wire [1:0]   bank_1_hashes_sender;
    wire [1:0]   bank_1_hashes_vlan;
    wire [1:0]   bank_1_hashes_source_label;
    wire [1:0]   bank_1_hashes_destination_label;
    wire [127:0] bank_1_look_up_key_source;
    wire [127:0] bank_1_look_up_key_destination;
    wire [15:0]  bank_1_look_up_key_source_port;
    wire [15:0]  bank_1_look_up_key_destination_port;
    wire [7:0]   bank_1_look_up_key_protocol;
    wire [6:0]   bank_1_look_up_key_receiver;
    wire [6:0]   bank_1_look_up_key_sender;
    wire [11:0]  bank_1_look_up_key_vlan;
    wire [15:0]  bank_1_look_up_key_source_label;
    wire [15:0]  bank_1_look_up_key_destination_label;
    wire [1:0]   bank_1_look_up_key_version;
    wire [2:0]   bank_1_look_up_key_unread;
    wire         bank_1_look_up_key_l4;
    wire         bank_1_look_up_key_later_fragment;
    wire         bank_1_look_up_key_unread_fragment;
    wire         bank_1_look_up_key_plain;
    wire         bank_1_look_up_image;
    wire         bank_1_look_up_reports;
    wire [17:0]  bank_1_answer_best_rank;
    wire [1:0]   bank_1_answer_best_verdict;
    wire [2:0]   bank_1_answer_best_slot;
    wire [17:0]  bank_1_answer_passed_over;
    wire [1:0]   bank_1_tier;
    wire         bank_1_mask_write_valid;
    wire         bank_1_slot_write_banks;
    wire [13:0]  bank_2_hashes_source;
    wire [13:0]  bank_2_hashes_destination;
    wire [5:0]   bank_2_hashes_source_port;
    wire [5:0]   bank_2_hashes_destination_port;
    wire [1:0]   bank_2_hashes_protocol;
    wire [1:0]   bank_2_hashes_receiver;
    wire [1:0]   bank_2_hashes_sender;
    wire [1:0]   bank_2_hashes_vlan;
    wire [1:0]   bank_2_hashes_source_label;
    wire [1:0]   bank_2_hashes_destination_label;
    wire [127:0] bank_2_look_up_key_source;
    wire [127:0] bank_2_look_up_key_destination;
    wire [15:0]  bank_2_look_up_key_source_port;
    wire [15:0]  bank_2_look_up_key_destination_port;
    wire [7:0]   bank_2_look_up_key_protocol;
    wire [6:0]   bank_2_look_up_key_receiver;
    wire [6:0]   bank_2_look_up_key_sender;
    wire [11:0]  bank_2_look_up_key_vlan;
    wire [15:0]  bank_2_look_up_key_source_label;
    wire [15:0]  bank_2_look_up_key_destination_label;
    wire [1:0]   bank_2_look_up_key_version;
    wire [2:0]   bank_2_look_up_key_unread;
    wire         bank_2_look_up_key_l4;
    wire         bank_2_look_up_key_later_fragment;
    wire         bank_2_look_up_key_unread_fragment;
    wire         bank_2_look_up_key_plain;
    wire         bank_2_look_up_image;
    wire         bank_2_look_up_reports;
    wire [17:0]  bank_2_answer_best_rank;
    wire [1:0]   bank_2_answer_best_verdict;
    wire [2:0]   bank_2_answer_best_slot;
    wire [17:0]  bank_2_answer_passed_over;
    wire [1:0]   bank_2_tier;
    wire         bank_2_mask_write_valid;
    wire         bank_2_slot_write_banks;
    wire [13:0]  bank_3_hashes_source;
    wire [13:0]  bank_3_hashes_destination;
    wire [5:0]   bank_3_hashes_source_port;
    wire [5:0]   bank_3_hashes_destination_port;
    wire [1:0]   bank_3_hashes_protocol;
    wire [1:0]   bank_3_hashes_receiver;
    wire [1:0]   bank_3_hashes_sender;
    wire [1:0]   bank_3_hashes_vlan;
    wire [1:0]   bank_3_hashes_source_label;
    wire [1:0]   bank_3_hashes_destination_label;
    wire [127:0] bank_3_look_up_key_source;
    wire [127:0] bank_3_look_up_key_destination;
    wire [15:0]  bank_3_look_up_key_source_port;
    wire [15:0]  bank_3_look_up_key_destination_port;
    wire [7:0]   bank_3_look_up_key_protocol;
    wire [6:0]   bank_3_look_up_key_receiver;
    wire [6:0]   bank_3_look_up_key_sender;
    wire [11:0]  bank_3_look_up_key_vlan;
    wire [15:0]  bank_3_look_up_key_source_label;
    wire [15:0]  bank_3_look_up_key_destination_label;
    wire [1:0]   bank_3_look_up_key_version;
    wire [2:0]   bank_3_look_up_key_unread;
    wire         bank_3_look_up_key_l4;
    wire         bank_3_look_up_key_later_fragment;
    wire         bank_3_look_up_key_unread_fragment;
    wire         bank_3_look_up_key_plain;
    wire         bank_3_look_up_image;
    wire         bank_3_look_up_reports;
    wire [17:0]  bank_3_answer_best_rank;
    wire [1:0]   bank_3_answer_best_verdict;
    wire [2:0]   bank_3_answer_best_slot;
    wire [17:0]  bank_3_answer_passed_over;
    wire [1:0]   bank_3_tier;
    wire         bank_3_mask_write_valid;
    wire         bank_3_slot_write_banks;
    wire [13:0]  bank_4_hashes_source;
    wire [13:0]  bank_4_hashes_destination;
    wire [5:0]   bank_4_hashes_source_port;
    wire [5:0]   bank_4_hashes_destination_port;
    wire [1:0]   bank_4_hashes_protocol;
    wire [1:0]   bank_4_hashes_receiver;
    wire [1:0]   bank_4_hashes_sender;
    wire [1:0]   bank_4_hashes_vlan;
    wire [1:0]   bank_4_hashes_source_label;
    wire [1:0]   bank_4_hashes_destination_label;
    wire [127:0] bank_4_look_up_key_source;
    wire [127:0] bank_4_look_up_key_destination;
    wire [15:0]  bank_4_look_up_key_source_port;
    wire [15:0]  bank_4_look_up_key_destination_port;
    wire [7:0]   bank_4_look_up_key_protocol;
    wire [6:0]   bank_4_look_up_key_receiver;
    wire [6:0]   bank_4_look_up_key_sender;
    wire [11:0]  bank_4_look_up_key_vlan;
    wire [15:0]  bank_4_look_up_key_source_label;
    wire [15:0]  bank_4_look_up_key_destination_label;
    wire [1:0]   bank_4_look_up_key_version;
    wire [2:0]   bank_4_look_up_key_unread;
    wire         bank_4_look_up_key_l4;
    wire         bank_4_look_up_key_later_fragment;
    wire         bank_4_look_up_key_unread_fragment;
    wire         bank_4_look_up_key_plain;
    wire         bank_4_look_up_image;
    wire         bank_4_look_up_reports;
    wire [17:0]  bank_4_answer_best_rank;
    wire [1:0]   bank_4_answer_best_verdict;
    wire [2:0]   bank_4_answer_best_slot;
    wire [17:0]  bank_4_answer_passed_over;
    wire [1:0]   bank_4_tier;
    wire         bank_4_mask_write_valid;
    wire         bank_4_slot_write_banks;
    wire [13:0]  bank_5_hashes_source;
    wire [13:0]  bank_5_hashes_destination;
    wire [5:0]   bank_5_hashes_source_port;
    wire [5:0]   bank_5_hashes_destination_port;
    wire [1:0]   bank_5_hashes_protocol;
    wire [1:0]   bank_5_hashes_receiver;
    wire [1:0]   bank_5_hashes_sender;
    wire [1:0]   bank_5_hashes_vlan;
    wire [1:0]   bank_5_hashes_source_label;
    wire [1:0]   bank_5_hashes_destination_label;
    wire [127:0] bank_5_look_up_key_source;
    wire [127:0] bank_5_look_up_key_destination;
    wire [15:0]  bank_5_look_up_key_source_port;
    wire [15:0]  bank_5_look_up_key_destination_port;
    wire [7:0]   bank_5_look_up_key_protocol;
    wire [6:0]   bank_5_look_up_key_receiver;
    wire [6:0]   bank_5_look_up_key_sender;
    wire [11:0]  bank_5_look_up_key_vlan;
    wire [15:0]  bank_5_look_up_key_source_label;
    wire [15:0]  bank_5_look_up_key_destination_label;
    wire [1:0]   bank_5_look_up_key_version;
    wire [2:0]   bank_5_look_up_key_unread;
    wire         bank_5_look_up_key_l4;
    wire         bank_5_look_up_key_later_fragment;
    wire         bank_5_look_up_key_unread_fragment;
    wire         bank_5_look_up_key_plain;
    wire         bank_5_look_up_image;
    wire         bank_5_look_up_reports;
    wire [17:0]  bank_5_answer_best_rank;
    wire [1:0]   bank_5_answer_best_verdict;
    wire [2:0]   bank_5_answer_best_slot;
    wire [17:0]  bank_5_answer_passed_over;
    wire [1:0]   bank_5_tier;
    wire         bank_5_mask_write_valid;
    wire         bank_5_slot_write_banks;
    wire [13:0]  bank_6_hashes_source;
    wire [13:0]  bank_6_hashes_destination;
    wire [5:0]   bank_6_hashes_source_port;
    wire [5:0]   bank_6_hashes_destination_port;
    wire [1:0]   bank_6_hashes_protocol;
    wire [1:0]   bank_6_hashes_receiver;
    wire [1:0]   bank_6_hashes_sender;
    wire [1:0]   bank_6_hashes_vlan;
    wire [1:0]   bank_6_hashes_source_label;
    wire [1:0]   bank_6_hashes_destination_label;
    wire [127:0] bank_6_look_up_key_source;
    wire [127:0] bank_6_look_up_key_destination;
    wire [15:0]  bank_6_look_up_key_source_port;
    wire [15:0]  bank_6_look_up_key_destination_port;
    wire [7:0]   bank_6_look_up_key_protocol;
    wire [6:0]   bank_6_look_up_key_receiver;
    wire [6:0]   bank_6_look_up_key_sender;
    wire [11:0]  bank_6_look_up_key_vlan;
    wire [15:0]  bank_6_look_up_key_source_label;
    wire [15:0]  bank_6_look_up_key_destination_label;
    wire [1:0]   bank_6_look_up_key_version;
    wire [2:0]   bank_6_look_up_key_unread;
    wire         bank_6_look_up_key_l4;
    wire         bank_6_look_up_key_later_fragment;
    wire         bank_6_look_up_key_unread_fragment;
    wire         bank_6_look_up_key_plain;
    wire         bank_6_look_up_image;
    wire         bank_6_look_up_reports;
    wire [17:0]  bank_6_answer_best_rank;
    wire [1:0]   bank_6_answer_best_verdict;
    wire [2:0]   bank_6_answer_best_slot;
    wire [17:0]  bank_6_answer_passed_over;
    wire [1:0]   bank_6_tier;
    wire         bank_6_mask_write_valid;
    wire         bank_6_slot_write_banks;
    wire [13:0]  bank_7_hashes_source;
    wire [13:0]  bank_7_hashes_destination;
    wire [5:0]   bank_7_hashes_source_port;
    wire [5:0]   bank_7_hashes_destination_port;
    wire [1:0]   bank_7_hashes_protocol;
    wire [1:0]   bank_7_hashes_receiver;
    wire [1:0]   bank_7_hashes_sender;
    wire [1:0]   bank_7_hashes_vlan;
    wire [1:0]   bank_7_hashes_source_label;
    wire [1:0]   bank_7_hashes_destination_label;
    wire [127:0] bank_7_look_up_key_source;
    wire [127:0] bank_7_look_up_key_destination;
    wire [15:0]  bank_7_look_up_key_source_port;
    wire [15:0]  bank_7_look_up_key_destination_port;
    wire [7:0]   bank_7_look_up_key_protocol;
    wire [6:0]   bank_7_look_up_key_receiver;
    wire [6:0]   bank_7_look_up_key_sender;
    wire [11:0]  bank_7_look_up_key_vlan;
    wire [15:0]  bank_7_look_up_key_source_label;
    wire [15:0]  bank_7_look_up_key_destination_label;
    wire [1:0]   bank_7_look_up_key_version;
    wire [2:0]   bank_7_look_up_key_unread;
    wire         bank_7_look_up_key_l4;
    wire         bank_7_look_up_key_later_fragment;
    wire         bank_7_look_up_key_unread_fragment;
    wire         bank_7_look_up_key_plain;
    wire         bank_7_look_up_image;
    wire         bank_7_look_up_reports;
    wire [17:0]  bank_7_answer_best_rank;
    wire [1:0]   bank_7_answer_best_verdict;
    wire [2:0]   bank_7_answer_best_slot;
    wire [17:0]  bank_7_answer_passed_over;
    wire [1:0]   bank_7_tier;
    wire         bank_7_mask_write_valid;
    wire         bank_7_slot_write_banks;
    reg          mask_image_q;
    reg  [17:0]  mask_mask_q;
    reg  [7:0]   mask_banks_q;
    reg  [1:0]   tier_0_1_q;
    reg  [1:0]   tier_0_2_q;
    reg  [1:0]   tier_0_3_q;
    reg  [1:0]   tier_2_1_q;
    reg  [1:0]   tier_2_2_q;
    reg  [1:0]   tier_2_3_q;
    reg  [1:0]   tier_4_1_q;
    reg  [1:0]   tier_4_2_q;
    reg  [1:0]   tier_4_3_q;
    reg  [1:0]   tier_6_1_q;
    reg  [1:0]   tier_6_2_q;
    reg  [1:0]   tier_6_3_q;
    wire [3:0]   sides_up;
    wire [3:0]   sides_down;
    reg          valid_1_q;
    reg          valid_2_q;
    reg          valid_3_q;
    reg          valid_4_q;
    reg          valid_5_q;
    reg          valid_6_q;
    reg          valid_7_q;
    reg          valid_8_q;
    reg          valid_9_q;
    reg          valid_10_q;
    reg          valid_11_q;
    reg          valid_12_q;
    reg          valid_13_q;
    reg          valid_14_q;
    reg          valid_15_q;
    reg          valid_16_q;

    assign queue_write_valid_o = loader_queue_write_valid;
    assign queue_write_slot_o = loader_queue_write_slot;
    assign queue_write_queue_o = loader_queue_write_queue;
    assign ready_o = loader_ready;

    always @(posedge clk) begin
        image_1_q <= look_ups_image_i;
    end

    always @(posedge clk) begin
        image_2_q <= image_1_q;
    end

    assign asked_up = {look_ups_sides_sent_i, look_ups_reports_i, look_ups_image_i, look_ups_key_plain_i,
            look_ups_key_unread_fragment_i, look_ups_key_later_fragment_i, look_ups_key_l4_i,
            look_ups_key_unread_i, look_ups_key_version_i, look_ups_key_destination_label_i,
            look_ups_key_source_label_i, look_ups_key_vlan_i, look_ups_key_sender_i, look_ups_key_receiver_i,
            look_ups_key_protocol_i, look_ups_key_destination_port_i, look_ups_key_source_port_i,
            look_ups_key_destination_i, look_ups_key_source_i};

    always @(posedge clk) begin
        settled_1_q <= loader_cleared;
        if (rst) begin
            settled_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_2_q <= settled_1_q;
        if (rst) begin
            settled_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_3_q <= settled_2_q;
        if (rst) begin
            settled_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_4_q <= settled_3_q;
        if (rst) begin
            settled_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_5_q <= settled_4_q;
        if (rst) begin
            settled_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_6_q <= settled_5_q;
        if (rst) begin
            settled_6_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        settled_7_q <= settled_6_q;
        if (rst) begin
            settled_7_q <= 1'd0;
        end
    end

    wire [7:0] mask_write_address_joined = {mask_write_address_i[2:0] == 3'd7, mask_write_address_i[2:0] == 3'd6, mask_write_address_i[2:0] == 3'd5,
            mask_write_address_i[2:0] == 3'd4, mask_write_address_i[2:0] == 3'd3,
            mask_write_address_i[2:0] == 3'd2, mask_write_address_i[2:0] == 3'd1,
            mask_write_address_i[2:0] == 3'd0};
    always @(posedge clk) begin
        mask_image_q <= mask_write_address_i[3];
        mask_mask_q <= mask_write_data_i[17:0];
        mask_banks_q <= mask_write_address_joined & {8{mask_write_valid_i}};
        if (rst) begin
            mask_banks_q <= 8'd0;
        end
    end

    assign bank_0_hashes_source[1:0] = {hasher_hashes_source[1], hasher_hashes_source[0]};
    assign bank_0_hashes_source[3:2] = {hasher_hashes_source[33], hasher_hashes_source[32]};
    assign bank_0_hashes_source[5:4] = {hasher_hashes_source[65], hasher_hashes_source[64]};
    assign bank_0_hashes_source[7:6] = {hasher_hashes_source[97], hasher_hashes_source[96]};
    assign bank_0_hashes_source[9:8] = {hasher_hashes_source[129], hasher_hashes_source[128]};
    assign bank_0_hashes_source[11:10] = {hasher_hashes_source[161], hasher_hashes_source[160]};
    assign bank_0_hashes_source[13:12] = {hasher_hashes_source[193], hasher_hashes_source[192]};

    assign bank_0_hashes_destination[1:0] = {hasher_hashes_destination[1], hasher_hashes_destination[0]};
    assign bank_0_hashes_destination[3:2] = {hasher_hashes_destination[33], hasher_hashes_destination[32]};
    assign bank_0_hashes_destination[5:4] = {hasher_hashes_destination[65], hasher_hashes_destination[64]};
    assign bank_0_hashes_destination[7:6] = {hasher_hashes_destination[97], hasher_hashes_destination[96]};
    assign bank_0_hashes_destination[9:8] = {hasher_hashes_destination[129], hasher_hashes_destination[128]};
    assign bank_0_hashes_destination[11:10] = {hasher_hashes_destination[161], hasher_hashes_destination[160]};
    assign bank_0_hashes_destination[13:12] = {hasher_hashes_destination[193], hasher_hashes_destination[192]};

    assign bank_0_hashes_source_port[1:0] = {hasher_hashes_source_port[1], hasher_hashes_source_port[0]};
    assign bank_0_hashes_source_port[3:2] = {hasher_hashes_source_port[33], hasher_hashes_source_port[32]};
    assign bank_0_hashes_source_port[5:4] = {hasher_hashes_source_port[65], hasher_hashes_source_port[64]};

    assign bank_0_hashes_destination_port[1:0] = {hasher_hashes_destination_port[1], hasher_hashes_destination_port[0]};
    assign bank_0_hashes_destination_port[3:2] = {hasher_hashes_destination_port[33], hasher_hashes_destination_port[32]};
    assign bank_0_hashes_destination_port[5:4] = {hasher_hashes_destination_port[65], hasher_hashes_destination_port[64]};

    assign bank_0_hashes_protocol = {hasher_hashes_protocol[1], hasher_hashes_protocol[0]};
    assign bank_0_hashes_receiver = {hasher_hashes_receiver[1], hasher_hashes_receiver[0]};
    assign bank_0_hashes_sender = {hasher_hashes_sender[1], hasher_hashes_sender[0]};
    assign bank_0_hashes_vlan = {hasher_hashes_vlan[1], hasher_hashes_vlan[0]};
    assign bank_0_hashes_source_label = {hasher_hashes_source_label[1], hasher_hashes_source_label[0]};
    assign bank_0_hashes_destination_label = {hasher_hashes_destination_label[1], hasher_hashes_destination_label[0]};
    assign bank_0_look_up_key_source = asked_down[127:0];
    assign bank_0_look_up_key_destination = asked_down[255:128];
    assign bank_0_look_up_key_source_port = asked_down[271:256];
    assign bank_0_look_up_key_destination_port = asked_down[287:272];
    assign bank_0_look_up_key_protocol = asked_down[295:288];
    assign bank_0_look_up_key_receiver = asked_down[302:296];
    assign bank_0_look_up_key_sender = asked_down[309:303];
    assign bank_0_look_up_key_vlan = asked_down[321:310];
    assign bank_0_look_up_key_source_label = asked_down[337:322];
    assign bank_0_look_up_key_destination_label = asked_down[353:338];
    assign bank_0_look_up_key_version = asked_down[355:354];
    assign bank_0_look_up_key_unread = asked_down[358:356];
    assign bank_0_look_up_key_l4 = asked_down[359];
    assign bank_0_look_up_key_later_fragment = asked_down[360];
    assign bank_0_look_up_key_unread_fragment = asked_down[361];
    assign bank_0_look_up_key_plain = asked_down[362];
    assign bank_0_look_up_image = asked_down[363];
    assign bank_0_look_up_reports = ((bank_0_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_0_tier == 2'd2) & asked_down[364])
            | ((bank_0_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_0_mask_write_valid = mask_banks_q[0];
    assign bank_0_slot_write_banks = loader_slot_write_banks[0];

    assign tree_answers_best_rank[17:0] = {bank_0_answer_best_rank[17] | ~settled_7_q, bank_0_answer_best_rank[16:0]};
    assign tree_answers_best_rank[35:18] = {bank_1_answer_best_rank[17] | ~settled_7_q, bank_1_answer_best_rank[16:0]};
    assign tree_answers_best_rank[53:36] = {bank_2_answer_best_rank[17] | ~settled_7_q, bank_2_answer_best_rank[16:0]};
    assign tree_answers_best_rank[71:54] = {bank_3_answer_best_rank[17] | ~settled_7_q, bank_3_answer_best_rank[16:0]};
    assign tree_answers_best_rank[89:72] = {bank_4_answer_best_rank[17] | ~settled_7_q, bank_4_answer_best_rank[16:0]};
    assign tree_answers_best_rank[107:90] = {bank_5_answer_best_rank[17] | ~settled_7_q, bank_5_answer_best_rank[16:0]};
    assign tree_answers_best_rank[125:108] = {bank_6_answer_best_rank[17] | ~settled_7_q, bank_6_answer_best_rank[16:0]};
    assign tree_answers_best_rank[143:126] = {bank_7_answer_best_rank[17] | ~settled_7_q, bank_7_answer_best_rank[16:0]};

    assign tree_answers_best_verdict[1:0] = bank_0_answer_best_verdict;
    assign tree_answers_best_verdict[3:2] = bank_1_answer_best_verdict;
    assign tree_answers_best_verdict[5:4] = bank_2_answer_best_verdict;
    assign tree_answers_best_verdict[7:6] = bank_3_answer_best_verdict;
    assign tree_answers_best_verdict[9:8] = bank_4_answer_best_verdict;
    assign tree_answers_best_verdict[11:10] = bank_5_answer_best_verdict;
    assign tree_answers_best_verdict[13:12] = bank_6_answer_best_verdict;
    assign tree_answers_best_verdict[15:14] = bank_7_answer_best_verdict;

    assign tree_answers_best_slot[2:0] = bank_0_answer_best_slot;
    assign tree_answers_best_slot[5:3] = bank_1_answer_best_slot;
    assign tree_answers_best_slot[8:6] = bank_2_answer_best_slot;
    assign tree_answers_best_slot[11:9] = bank_3_answer_best_slot;
    assign tree_answers_best_slot[14:12] = bank_4_answer_best_slot;
    assign tree_answers_best_slot[17:15] = bank_5_answer_best_slot;
    assign tree_answers_best_slot[20:18] = bank_6_answer_best_slot;
    assign tree_answers_best_slot[23:21] = bank_7_answer_best_slot;

    assign tree_answers_passed_over[17:0] = {bank_0_answer_passed_over[17] | ~settled_7_q, bank_0_answer_passed_over[16:0]};
    assign tree_answers_passed_over[35:18] = {bank_1_answer_passed_over[17] | ~settled_7_q, bank_1_answer_passed_over[16:0]};
    assign tree_answers_passed_over[53:36] = {bank_2_answer_passed_over[17] | ~settled_7_q, bank_2_answer_passed_over[16:0]};
    assign tree_answers_passed_over[71:54] = {bank_3_answer_passed_over[17] | ~settled_7_q, bank_3_answer_passed_over[16:0]};
    assign tree_answers_passed_over[89:72] = {bank_4_answer_passed_over[17] | ~settled_7_q, bank_4_answer_passed_over[16:0]};
    assign tree_answers_passed_over[107:90] = {bank_5_answer_passed_over[17] | ~settled_7_q, bank_5_answer_passed_over[16:0]};
    assign tree_answers_passed_over[125:108] = {bank_6_answer_passed_over[17] | ~settled_7_q, bank_6_answer_passed_over[16:0]};
    assign tree_answers_passed_over[143:126] = {bank_7_answer_passed_over[17] | ~settled_7_q, bank_7_answer_passed_over[16:0]};

    always @(posedge clk) begin
        tier_0_1_q <= bank_0_tier;
    end

    always @(posedge clk) begin
        tier_0_2_q <= tier_0_1_q;
    end

    always @(posedge clk) begin
        tier_0_3_q <= tier_0_2_q;
    end

    assign tree_tiers[1:0] = tier_0_3_q;
    assign tree_tiers[3:2] = tier_2_3_q;
    assign tree_tiers[5:4] = tier_4_3_q;
    assign tree_tiers[7:6] = tier_6_3_q;

    assign bank_1_hashes_source[1:0] = {hasher_hashes_source[8], hasher_hashes_source[7]};
    assign bank_1_hashes_source[3:2] = {hasher_hashes_source[40], hasher_hashes_source[39]};
    assign bank_1_hashes_source[5:4] = {hasher_hashes_source[72], hasher_hashes_source[71]};
    assign bank_1_hashes_source[7:6] = {hasher_hashes_source[104], hasher_hashes_source[103]};
    assign bank_1_hashes_source[9:8] = {hasher_hashes_source[136], hasher_hashes_source[135]};
    assign bank_1_hashes_source[11:10] = {hasher_hashes_source[168], hasher_hashes_source[167]};
    assign bank_1_hashes_source[13:12] = {hasher_hashes_source[200], hasher_hashes_source[199]};

    assign bank_1_hashes_destination[1:0] = {hasher_hashes_destination[8], hasher_hashes_destination[7]};
    assign bank_1_hashes_destination[3:2] = {hasher_hashes_destination[40], hasher_hashes_destination[39]};
    assign bank_1_hashes_destination[5:4] = {hasher_hashes_destination[72], hasher_hashes_destination[71]};
    assign bank_1_hashes_destination[7:6] = {hasher_hashes_destination[104], hasher_hashes_destination[103]};
    assign bank_1_hashes_destination[9:8] = {hasher_hashes_destination[136], hasher_hashes_destination[135]};
    assign bank_1_hashes_destination[11:10] = {hasher_hashes_destination[168], hasher_hashes_destination[167]};
    assign bank_1_hashes_destination[13:12] = {hasher_hashes_destination[200], hasher_hashes_destination[199]};

    assign bank_1_hashes_source_port[1:0] = {hasher_hashes_source_port[8], hasher_hashes_source_port[7]};
    assign bank_1_hashes_source_port[3:2] = {hasher_hashes_source_port[40], hasher_hashes_source_port[39]};
    assign bank_1_hashes_source_port[5:4] = {hasher_hashes_source_port[72], hasher_hashes_source_port[71]};

    assign bank_1_hashes_destination_port[1:0] = {hasher_hashes_destination_port[8], hasher_hashes_destination_port[7]};
    assign bank_1_hashes_destination_port[3:2] = {hasher_hashes_destination_port[40], hasher_hashes_destination_port[39]};
    assign bank_1_hashes_destination_port[5:4] = {hasher_hashes_destination_port[72], hasher_hashes_destination_port[71]};

    assign bank_1_hashes_protocol = {hasher_hashes_protocol[8], hasher_hashes_protocol[7]};
    assign bank_1_hashes_receiver = {hasher_hashes_receiver[8], hasher_hashes_receiver[7]};
    assign bank_1_hashes_sender = {hasher_hashes_sender[8], hasher_hashes_sender[7]};
    assign bank_1_hashes_vlan = {hasher_hashes_vlan[8], hasher_hashes_vlan[7]};
    assign bank_1_hashes_source_label = {hasher_hashes_source_label[8], hasher_hashes_source_label[7]};
    assign bank_1_hashes_destination_label = {hasher_hashes_destination_label[8], hasher_hashes_destination_label[7]};
    assign bank_1_look_up_key_source = asked_down[127:0];
    assign bank_1_look_up_key_destination = asked_down[255:128];
    assign bank_1_look_up_key_source_port = asked_down[271:256];
    assign bank_1_look_up_key_destination_port = asked_down[287:272];
    assign bank_1_look_up_key_protocol = asked_down[295:288];
    assign bank_1_look_up_key_receiver = asked_down[302:296];
    assign bank_1_look_up_key_sender = asked_down[309:303];
    assign bank_1_look_up_key_vlan = asked_down[321:310];
    assign bank_1_look_up_key_source_label = asked_down[337:322];
    assign bank_1_look_up_key_destination_label = asked_down[353:338];
    assign bank_1_look_up_key_version = asked_down[355:354];
    assign bank_1_look_up_key_unread = asked_down[358:356];
    assign bank_1_look_up_key_l4 = asked_down[359];
    assign bank_1_look_up_key_later_fragment = asked_down[360];
    assign bank_1_look_up_key_unread_fragment = asked_down[361];
    assign bank_1_look_up_key_plain = asked_down[362];
    assign bank_1_look_up_image = asked_down[363];
    assign bank_1_look_up_reports = ((bank_0_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_0_tier == 2'd2) & asked_down[364])
            | ((bank_0_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_1_mask_write_valid = mask_banks_q[1];
    assign bank_1_slot_write_banks = loader_slot_write_banks[1];

    assign bank_2_hashes_source[1:0] = {hasher_hashes_source[15], hasher_hashes_source[14]};
    assign bank_2_hashes_source[3:2] = {hasher_hashes_source[47], hasher_hashes_source[46]};
    assign bank_2_hashes_source[5:4] = {hasher_hashes_source[79], hasher_hashes_source[78]};
    assign bank_2_hashes_source[7:6] = {hasher_hashes_source[111], hasher_hashes_source[110]};
    assign bank_2_hashes_source[9:8] = {hasher_hashes_source[143], hasher_hashes_source[142]};
    assign bank_2_hashes_source[11:10] = {hasher_hashes_source[175], hasher_hashes_source[174]};
    assign bank_2_hashes_source[13:12] = {hasher_hashes_source[207], hasher_hashes_source[206]};

    assign bank_2_hashes_destination[1:0] = {hasher_hashes_destination[15], hasher_hashes_destination[14]};
    assign bank_2_hashes_destination[3:2] = {hasher_hashes_destination[47], hasher_hashes_destination[46]};
    assign bank_2_hashes_destination[5:4] = {hasher_hashes_destination[79], hasher_hashes_destination[78]};
    assign bank_2_hashes_destination[7:6] = {hasher_hashes_destination[111], hasher_hashes_destination[110]};
    assign bank_2_hashes_destination[9:8] = {hasher_hashes_destination[143], hasher_hashes_destination[142]};
    assign bank_2_hashes_destination[11:10] = {hasher_hashes_destination[175], hasher_hashes_destination[174]};
    assign bank_2_hashes_destination[13:12] = {hasher_hashes_destination[207], hasher_hashes_destination[206]};

    assign bank_2_hashes_source_port[1:0] = {hasher_hashes_source_port[15], hasher_hashes_source_port[14]};
    assign bank_2_hashes_source_port[3:2] = {hasher_hashes_source_port[47], hasher_hashes_source_port[46]};
    assign bank_2_hashes_source_port[5:4] = {hasher_hashes_source_port[79], hasher_hashes_source_port[78]};

    assign bank_2_hashes_destination_port[1:0] = {hasher_hashes_destination_port[15], hasher_hashes_destination_port[14]};
    assign bank_2_hashes_destination_port[3:2] = {hasher_hashes_destination_port[47], hasher_hashes_destination_port[46]};
    assign bank_2_hashes_destination_port[5:4] = {hasher_hashes_destination_port[79], hasher_hashes_destination_port[78]};

    assign bank_2_hashes_protocol = {hasher_hashes_protocol[15], hasher_hashes_protocol[14]};
    assign bank_2_hashes_receiver = {hasher_hashes_receiver[15], hasher_hashes_receiver[14]};
    assign bank_2_hashes_sender = {hasher_hashes_sender[15], hasher_hashes_sender[14]};
    assign bank_2_hashes_vlan = {hasher_hashes_vlan[15], hasher_hashes_vlan[14]};
    assign bank_2_hashes_source_label = {hasher_hashes_source_label[15], hasher_hashes_source_label[14]};
    assign bank_2_hashes_destination_label = {hasher_hashes_destination_label[15], hasher_hashes_destination_label[14]};
    assign bank_2_look_up_key_source = asked_down[127:0];
    assign bank_2_look_up_key_destination = asked_down[255:128];
    assign bank_2_look_up_key_source_port = asked_down[271:256];
    assign bank_2_look_up_key_destination_port = asked_down[287:272];
    assign bank_2_look_up_key_protocol = asked_down[295:288];
    assign bank_2_look_up_key_receiver = asked_down[302:296];
    assign bank_2_look_up_key_sender = asked_down[309:303];
    assign bank_2_look_up_key_vlan = asked_down[321:310];
    assign bank_2_look_up_key_source_label = asked_down[337:322];
    assign bank_2_look_up_key_destination_label = asked_down[353:338];
    assign bank_2_look_up_key_version = asked_down[355:354];
    assign bank_2_look_up_key_unread = asked_down[358:356];
    assign bank_2_look_up_key_l4 = asked_down[359];
    assign bank_2_look_up_key_later_fragment = asked_down[360];
    assign bank_2_look_up_key_unread_fragment = asked_down[361];
    assign bank_2_look_up_key_plain = asked_down[362];
    assign bank_2_look_up_image = asked_down[363];
    assign bank_2_look_up_reports = ((bank_2_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_2_tier == 2'd2) & asked_down[364])
            | ((bank_2_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_2_mask_write_valid = mask_banks_q[2];
    assign bank_2_slot_write_banks = loader_slot_write_banks[2];

    always @(posedge clk) begin
        tier_2_1_q <= bank_2_tier;
    end

    always @(posedge clk) begin
        tier_2_2_q <= tier_2_1_q;
    end

    always @(posedge clk) begin
        tier_2_3_q <= tier_2_2_q;
    end

    assign bank_3_hashes_source[1:0] = {hasher_hashes_source[22], hasher_hashes_source[21]};
    assign bank_3_hashes_source[3:2] = {hasher_hashes_source[54], hasher_hashes_source[53]};
    assign bank_3_hashes_source[5:4] = {hasher_hashes_source[86], hasher_hashes_source[85]};
    assign bank_3_hashes_source[7:6] = {hasher_hashes_source[118], hasher_hashes_source[117]};
    assign bank_3_hashes_source[9:8] = {hasher_hashes_source[150], hasher_hashes_source[149]};
    assign bank_3_hashes_source[11:10] = {hasher_hashes_source[182], hasher_hashes_source[181]};
    assign bank_3_hashes_source[13:12] = {hasher_hashes_source[214], hasher_hashes_source[213]};

    assign bank_3_hashes_destination[1:0] = {hasher_hashes_destination[22], hasher_hashes_destination[21]};
    assign bank_3_hashes_destination[3:2] = {hasher_hashes_destination[54], hasher_hashes_destination[53]};
    assign bank_3_hashes_destination[5:4] = {hasher_hashes_destination[86], hasher_hashes_destination[85]};
    assign bank_3_hashes_destination[7:6] = {hasher_hashes_destination[118], hasher_hashes_destination[117]};
    assign bank_3_hashes_destination[9:8] = {hasher_hashes_destination[150], hasher_hashes_destination[149]};
    assign bank_3_hashes_destination[11:10] = {hasher_hashes_destination[182], hasher_hashes_destination[181]};
    assign bank_3_hashes_destination[13:12] = {hasher_hashes_destination[214], hasher_hashes_destination[213]};

    assign bank_3_hashes_source_port[1:0] = {hasher_hashes_source_port[22], hasher_hashes_source_port[21]};
    assign bank_3_hashes_source_port[3:2] = {hasher_hashes_source_port[54], hasher_hashes_source_port[53]};
    assign bank_3_hashes_source_port[5:4] = {hasher_hashes_source_port[86], hasher_hashes_source_port[85]};

    assign bank_3_hashes_destination_port[1:0] = {hasher_hashes_destination_port[22], hasher_hashes_destination_port[21]};
    assign bank_3_hashes_destination_port[3:2] = {hasher_hashes_destination_port[54], hasher_hashes_destination_port[53]};
    assign bank_3_hashes_destination_port[5:4] = {hasher_hashes_destination_port[86], hasher_hashes_destination_port[85]};

    assign bank_3_hashes_protocol = {hasher_hashes_protocol[22], hasher_hashes_protocol[21]};
    assign bank_3_hashes_receiver = {hasher_hashes_receiver[22], hasher_hashes_receiver[21]};
    assign bank_3_hashes_sender = {hasher_hashes_sender[22], hasher_hashes_sender[21]};
    assign bank_3_hashes_vlan = {hasher_hashes_vlan[22], hasher_hashes_vlan[21]};
    assign bank_3_hashes_source_label = {hasher_hashes_source_label[22], hasher_hashes_source_label[21]};
    assign bank_3_hashes_destination_label = {hasher_hashes_destination_label[22], hasher_hashes_destination_label[21]};
    assign bank_3_look_up_key_source = asked_down[127:0];
    assign bank_3_look_up_key_destination = asked_down[255:128];
    assign bank_3_look_up_key_source_port = asked_down[271:256];
    assign bank_3_look_up_key_destination_port = asked_down[287:272];
    assign bank_3_look_up_key_protocol = asked_down[295:288];
    assign bank_3_look_up_key_receiver = asked_down[302:296];
    assign bank_3_look_up_key_sender = asked_down[309:303];
    assign bank_3_look_up_key_vlan = asked_down[321:310];
    assign bank_3_look_up_key_source_label = asked_down[337:322];
    assign bank_3_look_up_key_destination_label = asked_down[353:338];
    assign bank_3_look_up_key_version = asked_down[355:354];
    assign bank_3_look_up_key_unread = asked_down[358:356];
    assign bank_3_look_up_key_l4 = asked_down[359];
    assign bank_3_look_up_key_later_fragment = asked_down[360];
    assign bank_3_look_up_key_unread_fragment = asked_down[361];
    assign bank_3_look_up_key_plain = asked_down[362];
    assign bank_3_look_up_image = asked_down[363];
    assign bank_3_look_up_reports = ((bank_2_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_2_tier == 2'd2) & asked_down[364])
            | ((bank_2_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_3_mask_write_valid = mask_banks_q[3];
    assign bank_3_slot_write_banks = loader_slot_write_banks[3];

    assign bank_4_hashes_source[1:0] = {hasher_hashes_source[29], hasher_hashes_source[28]};
    assign bank_4_hashes_source[3:2] = {hasher_hashes_source[61], hasher_hashes_source[60]};
    assign bank_4_hashes_source[5:4] = {hasher_hashes_source[93], hasher_hashes_source[92]};
    assign bank_4_hashes_source[7:6] = {hasher_hashes_source[125], hasher_hashes_source[124]};
    assign bank_4_hashes_source[9:8] = {hasher_hashes_source[157], hasher_hashes_source[156]};
    assign bank_4_hashes_source[11:10] = {hasher_hashes_source[189], hasher_hashes_source[188]};
    assign bank_4_hashes_source[13:12] = {hasher_hashes_source[221], hasher_hashes_source[220]};

    assign bank_4_hashes_destination[1:0] = {hasher_hashes_destination[29], hasher_hashes_destination[28]};
    assign bank_4_hashes_destination[3:2] = {hasher_hashes_destination[61], hasher_hashes_destination[60]};
    assign bank_4_hashes_destination[5:4] = {hasher_hashes_destination[93], hasher_hashes_destination[92]};
    assign bank_4_hashes_destination[7:6] = {hasher_hashes_destination[125], hasher_hashes_destination[124]};
    assign bank_4_hashes_destination[9:8] = {hasher_hashes_destination[157], hasher_hashes_destination[156]};
    assign bank_4_hashes_destination[11:10] = {hasher_hashes_destination[189], hasher_hashes_destination[188]};
    assign bank_4_hashes_destination[13:12] = {hasher_hashes_destination[221], hasher_hashes_destination[220]};

    assign bank_4_hashes_source_port[1:0] = {hasher_hashes_source_port[29], hasher_hashes_source_port[28]};
    assign bank_4_hashes_source_port[3:2] = {hasher_hashes_source_port[61], hasher_hashes_source_port[60]};
    assign bank_4_hashes_source_port[5:4] = {hasher_hashes_source_port[93], hasher_hashes_source_port[92]};

    assign bank_4_hashes_destination_port[1:0] = {hasher_hashes_destination_port[29], hasher_hashes_destination_port[28]};
    assign bank_4_hashes_destination_port[3:2] = {hasher_hashes_destination_port[61], hasher_hashes_destination_port[60]};
    assign bank_4_hashes_destination_port[5:4] = {hasher_hashes_destination_port[93], hasher_hashes_destination_port[92]};

    assign bank_4_hashes_protocol = {hasher_hashes_protocol[29], hasher_hashes_protocol[28]};
    assign bank_4_hashes_receiver = {hasher_hashes_receiver[29], hasher_hashes_receiver[28]};
    assign bank_4_hashes_sender = {hasher_hashes_sender[29], hasher_hashes_sender[28]};
    assign bank_4_hashes_vlan = {hasher_hashes_vlan[29], hasher_hashes_vlan[28]};
    assign bank_4_hashes_source_label = {hasher_hashes_source_label[29], hasher_hashes_source_label[28]};
    assign bank_4_hashes_destination_label = {hasher_hashes_destination_label[29], hasher_hashes_destination_label[28]};
    assign bank_4_look_up_key_source = asked_down[127:0];
    assign bank_4_look_up_key_destination = asked_down[255:128];
    assign bank_4_look_up_key_source_port = asked_down[271:256];
    assign bank_4_look_up_key_destination_port = asked_down[287:272];
    assign bank_4_look_up_key_protocol = asked_down[295:288];
    assign bank_4_look_up_key_receiver = asked_down[302:296];
    assign bank_4_look_up_key_sender = asked_down[309:303];
    assign bank_4_look_up_key_vlan = asked_down[321:310];
    assign bank_4_look_up_key_source_label = asked_down[337:322];
    assign bank_4_look_up_key_destination_label = asked_down[353:338];
    assign bank_4_look_up_key_version = asked_down[355:354];
    assign bank_4_look_up_key_unread = asked_down[358:356];
    assign bank_4_look_up_key_l4 = asked_down[359];
    assign bank_4_look_up_key_later_fragment = asked_down[360];
    assign bank_4_look_up_key_unread_fragment = asked_down[361];
    assign bank_4_look_up_key_plain = asked_down[362];
    assign bank_4_look_up_image = asked_down[363];
    assign bank_4_look_up_reports = ((bank_4_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_4_tier == 2'd2) & asked_down[364])
            | ((bank_4_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_4_mask_write_valid = mask_banks_q[4];
    assign bank_4_slot_write_banks = loader_slot_write_banks[4];

    always @(posedge clk) begin
        tier_4_1_q <= bank_4_tier;
    end

    always @(posedge clk) begin
        tier_4_2_q <= tier_4_1_q;
    end

    always @(posedge clk) begin
        tier_4_3_q <= tier_4_2_q;
    end

    assign bank_5_hashes_source[1:0] = {hasher_hashes_source[4], hasher_hashes_source[3]};
    assign bank_5_hashes_source[3:2] = {hasher_hashes_source[36], hasher_hashes_source[35]};
    assign bank_5_hashes_source[5:4] = {hasher_hashes_source[68], hasher_hashes_source[67]};
    assign bank_5_hashes_source[7:6] = {hasher_hashes_source[100], hasher_hashes_source[99]};
    assign bank_5_hashes_source[9:8] = {hasher_hashes_source[132], hasher_hashes_source[131]};
    assign bank_5_hashes_source[11:10] = {hasher_hashes_source[164], hasher_hashes_source[163]};
    assign bank_5_hashes_source[13:12] = {hasher_hashes_source[196], hasher_hashes_source[195]};

    assign bank_5_hashes_destination[1:0] = {hasher_hashes_destination[4], hasher_hashes_destination[3]};
    assign bank_5_hashes_destination[3:2] = {hasher_hashes_destination[36], hasher_hashes_destination[35]};
    assign bank_5_hashes_destination[5:4] = {hasher_hashes_destination[68], hasher_hashes_destination[67]};
    assign bank_5_hashes_destination[7:6] = {hasher_hashes_destination[100], hasher_hashes_destination[99]};
    assign bank_5_hashes_destination[9:8] = {hasher_hashes_destination[132], hasher_hashes_destination[131]};
    assign bank_5_hashes_destination[11:10] = {hasher_hashes_destination[164], hasher_hashes_destination[163]};
    assign bank_5_hashes_destination[13:12] = {hasher_hashes_destination[196], hasher_hashes_destination[195]};

    assign bank_5_hashes_source_port[1:0] = {hasher_hashes_source_port[4], hasher_hashes_source_port[3]};
    assign bank_5_hashes_source_port[3:2] = {hasher_hashes_source_port[36], hasher_hashes_source_port[35]};
    assign bank_5_hashes_source_port[5:4] = {hasher_hashes_source_port[68], hasher_hashes_source_port[67]};

    assign bank_5_hashes_destination_port[1:0] = {hasher_hashes_destination_port[4], hasher_hashes_destination_port[3]};
    assign bank_5_hashes_destination_port[3:2] = {hasher_hashes_destination_port[36], hasher_hashes_destination_port[35]};
    assign bank_5_hashes_destination_port[5:4] = {hasher_hashes_destination_port[68], hasher_hashes_destination_port[67]};

    assign bank_5_hashes_protocol = {hasher_hashes_protocol[4], hasher_hashes_protocol[3]};
    assign bank_5_hashes_receiver = {hasher_hashes_receiver[4], hasher_hashes_receiver[3]};
    assign bank_5_hashes_sender = {hasher_hashes_sender[4], hasher_hashes_sender[3]};
    assign bank_5_hashes_vlan = {hasher_hashes_vlan[4], hasher_hashes_vlan[3]};
    assign bank_5_hashes_source_label = {hasher_hashes_source_label[4], hasher_hashes_source_label[3]};
    assign bank_5_hashes_destination_label = {hasher_hashes_destination_label[4], hasher_hashes_destination_label[3]};
    assign bank_5_look_up_key_source = asked_down[127:0];
    assign bank_5_look_up_key_destination = asked_down[255:128];
    assign bank_5_look_up_key_source_port = asked_down[271:256];
    assign bank_5_look_up_key_destination_port = asked_down[287:272];
    assign bank_5_look_up_key_protocol = asked_down[295:288];
    assign bank_5_look_up_key_receiver = asked_down[302:296];
    assign bank_5_look_up_key_sender = asked_down[309:303];
    assign bank_5_look_up_key_vlan = asked_down[321:310];
    assign bank_5_look_up_key_source_label = asked_down[337:322];
    assign bank_5_look_up_key_destination_label = asked_down[353:338];
    assign bank_5_look_up_key_version = asked_down[355:354];
    assign bank_5_look_up_key_unread = asked_down[358:356];
    assign bank_5_look_up_key_l4 = asked_down[359];
    assign bank_5_look_up_key_later_fragment = asked_down[360];
    assign bank_5_look_up_key_unread_fragment = asked_down[361];
    assign bank_5_look_up_key_plain = asked_down[362];
    assign bank_5_look_up_image = asked_down[363];
    assign bank_5_look_up_reports = ((bank_4_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_4_tier == 2'd2) & asked_down[364])
            | ((bank_4_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_5_mask_write_valid = mask_banks_q[5];
    assign bank_5_slot_write_banks = loader_slot_write_banks[5];

    assign bank_6_hashes_source[1:0] = {hasher_hashes_source[11], hasher_hashes_source[10]};
    assign bank_6_hashes_source[3:2] = {hasher_hashes_source[43], hasher_hashes_source[42]};
    assign bank_6_hashes_source[5:4] = {hasher_hashes_source[75], hasher_hashes_source[74]};
    assign bank_6_hashes_source[7:6] = {hasher_hashes_source[107], hasher_hashes_source[106]};
    assign bank_6_hashes_source[9:8] = {hasher_hashes_source[139], hasher_hashes_source[138]};
    assign bank_6_hashes_source[11:10] = {hasher_hashes_source[171], hasher_hashes_source[170]};
    assign bank_6_hashes_source[13:12] = {hasher_hashes_source[203], hasher_hashes_source[202]};

    assign bank_6_hashes_destination[1:0] = {hasher_hashes_destination[11], hasher_hashes_destination[10]};
    assign bank_6_hashes_destination[3:2] = {hasher_hashes_destination[43], hasher_hashes_destination[42]};
    assign bank_6_hashes_destination[5:4] = {hasher_hashes_destination[75], hasher_hashes_destination[74]};
    assign bank_6_hashes_destination[7:6] = {hasher_hashes_destination[107], hasher_hashes_destination[106]};
    assign bank_6_hashes_destination[9:8] = {hasher_hashes_destination[139], hasher_hashes_destination[138]};
    assign bank_6_hashes_destination[11:10] = {hasher_hashes_destination[171], hasher_hashes_destination[170]};
    assign bank_6_hashes_destination[13:12] = {hasher_hashes_destination[203], hasher_hashes_destination[202]};

    assign bank_6_hashes_source_port[1:0] = {hasher_hashes_source_port[11], hasher_hashes_source_port[10]};
    assign bank_6_hashes_source_port[3:2] = {hasher_hashes_source_port[43], hasher_hashes_source_port[42]};
    assign bank_6_hashes_source_port[5:4] = {hasher_hashes_source_port[75], hasher_hashes_source_port[74]};

    assign bank_6_hashes_destination_port[1:0] = {hasher_hashes_destination_port[11], hasher_hashes_destination_port[10]};
    assign bank_6_hashes_destination_port[3:2] = {hasher_hashes_destination_port[43], hasher_hashes_destination_port[42]};
    assign bank_6_hashes_destination_port[5:4] = {hasher_hashes_destination_port[75], hasher_hashes_destination_port[74]};

    assign bank_6_hashes_protocol = {hasher_hashes_protocol[11], hasher_hashes_protocol[10]};
    assign bank_6_hashes_receiver = {hasher_hashes_receiver[11], hasher_hashes_receiver[10]};
    assign bank_6_hashes_sender = {hasher_hashes_sender[11], hasher_hashes_sender[10]};
    assign bank_6_hashes_vlan = {hasher_hashes_vlan[11], hasher_hashes_vlan[10]};
    assign bank_6_hashes_source_label = {hasher_hashes_source_label[11], hasher_hashes_source_label[10]};
    assign bank_6_hashes_destination_label = {hasher_hashes_destination_label[11], hasher_hashes_destination_label[10]};
    assign bank_6_look_up_key_source = asked_down[127:0];
    assign bank_6_look_up_key_destination = asked_down[255:128];
    assign bank_6_look_up_key_source_port = asked_down[271:256];
    assign bank_6_look_up_key_destination_port = asked_down[287:272];
    assign bank_6_look_up_key_protocol = asked_down[295:288];
    assign bank_6_look_up_key_receiver = asked_down[302:296];
    assign bank_6_look_up_key_sender = asked_down[309:303];
    assign bank_6_look_up_key_vlan = asked_down[321:310];
    assign bank_6_look_up_key_source_label = asked_down[337:322];
    assign bank_6_look_up_key_destination_label = asked_down[353:338];
    assign bank_6_look_up_key_version = asked_down[355:354];
    assign bank_6_look_up_key_unread = asked_down[358:356];
    assign bank_6_look_up_key_l4 = asked_down[359];
    assign bank_6_look_up_key_later_fragment = asked_down[360];
    assign bank_6_look_up_key_unread_fragment = asked_down[361];
    assign bank_6_look_up_key_plain = asked_down[362];
    assign bank_6_look_up_image = asked_down[363];
    assign bank_6_look_up_reports = ((bank_6_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_6_tier == 2'd2) & asked_down[364])
            | ((bank_6_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_6_mask_write_valid = mask_banks_q[6];
    assign bank_6_slot_write_banks = loader_slot_write_banks[6];

    always @(posedge clk) begin
        tier_6_1_q <= bank_6_tier;
    end

    always @(posedge clk) begin
        tier_6_2_q <= tier_6_1_q;
    end

    always @(posedge clk) begin
        tier_6_3_q <= tier_6_2_q;
    end

    assign bank_7_hashes_source[1:0] = {hasher_hashes_source[18], hasher_hashes_source[17]};
    assign bank_7_hashes_source[3:2] = {hasher_hashes_source[50], hasher_hashes_source[49]};
    assign bank_7_hashes_source[5:4] = {hasher_hashes_source[82], hasher_hashes_source[81]};
    assign bank_7_hashes_source[7:6] = {hasher_hashes_source[114], hasher_hashes_source[113]};
    assign bank_7_hashes_source[9:8] = {hasher_hashes_source[146], hasher_hashes_source[145]};
    assign bank_7_hashes_source[11:10] = {hasher_hashes_source[178], hasher_hashes_source[177]};
    assign bank_7_hashes_source[13:12] = {hasher_hashes_source[210], hasher_hashes_source[209]};

    assign bank_7_hashes_destination[1:0] = {hasher_hashes_destination[18], hasher_hashes_destination[17]};
    assign bank_7_hashes_destination[3:2] = {hasher_hashes_destination[50], hasher_hashes_destination[49]};
    assign bank_7_hashes_destination[5:4] = {hasher_hashes_destination[82], hasher_hashes_destination[81]};
    assign bank_7_hashes_destination[7:6] = {hasher_hashes_destination[114], hasher_hashes_destination[113]};
    assign bank_7_hashes_destination[9:8] = {hasher_hashes_destination[146], hasher_hashes_destination[145]};
    assign bank_7_hashes_destination[11:10] = {hasher_hashes_destination[178], hasher_hashes_destination[177]};
    assign bank_7_hashes_destination[13:12] = {hasher_hashes_destination[210], hasher_hashes_destination[209]};

    assign bank_7_hashes_source_port[1:0] = {hasher_hashes_source_port[18], hasher_hashes_source_port[17]};
    assign bank_7_hashes_source_port[3:2] = {hasher_hashes_source_port[50], hasher_hashes_source_port[49]};
    assign bank_7_hashes_source_port[5:4] = {hasher_hashes_source_port[82], hasher_hashes_source_port[81]};

    assign bank_7_hashes_destination_port[1:0] = {hasher_hashes_destination_port[18], hasher_hashes_destination_port[17]};
    assign bank_7_hashes_destination_port[3:2] = {hasher_hashes_destination_port[50], hasher_hashes_destination_port[49]};
    assign bank_7_hashes_destination_port[5:4] = {hasher_hashes_destination_port[82], hasher_hashes_destination_port[81]};

    assign bank_7_hashes_protocol = {hasher_hashes_protocol[18], hasher_hashes_protocol[17]};
    assign bank_7_hashes_receiver = {hasher_hashes_receiver[18], hasher_hashes_receiver[17]};
    assign bank_7_hashes_sender = {hasher_hashes_sender[18], hasher_hashes_sender[17]};
    assign bank_7_hashes_vlan = {hasher_hashes_vlan[18], hasher_hashes_vlan[17]};
    assign bank_7_hashes_source_label = {hasher_hashes_source_label[18], hasher_hashes_source_label[17]};
    assign bank_7_hashes_destination_label = {hasher_hashes_destination_label[18], hasher_hashes_destination_label[17]};
    assign bank_7_look_up_key_source = asked_down[127:0];
    assign bank_7_look_up_key_destination = asked_down[255:128];
    assign bank_7_look_up_key_source_port = asked_down[271:256];
    assign bank_7_look_up_key_destination_port = asked_down[287:272];
    assign bank_7_look_up_key_protocol = asked_down[295:288];
    assign bank_7_look_up_key_receiver = asked_down[302:296];
    assign bank_7_look_up_key_sender = asked_down[309:303];
    assign bank_7_look_up_key_vlan = asked_down[321:310];
    assign bank_7_look_up_key_source_label = asked_down[337:322];
    assign bank_7_look_up_key_destination_label = asked_down[353:338];
    assign bank_7_look_up_key_version = asked_down[355:354];
    assign bank_7_look_up_key_unread = asked_down[358:356];
    assign bank_7_look_up_key_l4 = asked_down[359];
    assign bank_7_look_up_key_later_fragment = asked_down[360];
    assign bank_7_look_up_key_unread_fragment = asked_down[361];
    assign bank_7_look_up_key_plain = asked_down[362];
    assign bank_7_look_up_image = asked_down[363];
    assign bank_7_look_up_reports = ((bank_6_tier == 2'd0) & (asked_down[364] & ~asked_down[365])) | ((bank_6_tier == 2'd2) & asked_down[364])
            | ((bank_6_tier == 2'd3) & (asked_down[364] & ~asked_down[365]));
    assign bank_7_mask_write_valid = mask_banks_q[7];
    assign bank_7_slot_write_banks = loader_slot_write_banks[7];

    assign tree_ternary_best_rank[17:0] = ternary_best_rank_i[17:0];
    assign tree_ternary_best_rank[35:18] = ternary_best_rank_i[35:18];
    assign tree_ternary_best_rank[53:36] = ternary_best_rank_i[53:36];
    assign tree_ternary_best_rank[71:54] = ternary_best_rank_i[71:54];

    assign tree_ternary_best_verdict[1:0] = ternary_best_verdict_i[1:0];
    assign tree_ternary_best_verdict[3:2] = ternary_best_verdict_i[3:2];
    assign tree_ternary_best_verdict[5:4] = ternary_best_verdict_i[5:4];
    assign tree_ternary_best_verdict[7:6] = ternary_best_verdict_i[7:6];

    assign tree_ternary_best_slot[5:0] = ternary_best_slot_i[5:0];
    assign tree_ternary_best_slot[11:6] = ternary_best_slot_i[11:6];
    assign tree_ternary_best_slot[17:12] = ternary_best_slot_i[17:12];
    assign tree_ternary_best_slot[23:18] = ternary_best_slot_i[23:18];

    assign tree_ternary_passed_over[17:0] = ternary_passed_over_i[17:0];
    assign tree_ternary_passed_over[35:18] = ternary_passed_over_i[35:18];
    assign tree_ternary_passed_over[53:36] = ternary_passed_over_i[53:36];
    assign tree_ternary_passed_over[71:54] = ternary_passed_over_i[71:54];

    assign fold_winners_best_rank[17:0] = tree_winners_best_rank[17:0];
    assign fold_winners_best_rank[35:18] = tree_winners_best_rank[35:18];
    assign fold_winners_best_rank[53:36] = tree_winners_best_rank[53:36];
    assign fold_winners_best_rank[71:54] = tree_winners_best_rank[71:54];

    assign fold_winners_best_verdict[1:0] = tree_winners_best_verdict[1:0];
    assign fold_winners_best_verdict[3:2] = tree_winners_best_verdict[3:2];
    assign fold_winners_best_verdict[5:4] = tree_winners_best_verdict[5:4];
    assign fold_winners_best_verdict[7:6] = tree_winners_best_verdict[7:6];

    assign fold_winners_best_slot[6:0] = tree_winners_best_slot[6:0];
    assign fold_winners_best_slot[13:7] = tree_winners_best_slot[13:7];
    assign fold_winners_best_slot[20:14] = tree_winners_best_slot[20:14];
    assign fold_winners_best_slot[27:21] = tree_winners_best_slot[27:21];

    assign fold_winners_passed_over[17:0] = tree_winners_passed_over[17:0];
    assign fold_winners_passed_over[35:18] = tree_winners_passed_over[35:18];
    assign fold_winners_passed_over[53:36] = tree_winners_passed_over[53:36];
    assign fold_winners_passed_over[71:54] = tree_winners_passed_over[71:54];

    assign sides_up = {look_ups_sides_allows_received_i, look_ups_sides_allows_sent_i, look_ups_sides_received_i,
            look_ups_sides_sent_i};
    assign fold_sides_sent = sides_down[0];
    assign fold_sides_received = sides_down[1];
    assign fold_sides_allows_sent = sides_down[2];
    assign fold_sides_allows_received = sides_down[3];

    always @(posedge clk) begin
        valid_1_q <= look_ups_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_4_q <= valid_3_q;
        if (rst) begin
            valid_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_5_q <= valid_4_q;
        if (rst) begin
            valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_6_q <= valid_5_q;
        if (rst) begin
            valid_6_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_7_q <= valid_6_q;
        if (rst) begin
            valid_7_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_8_q <= valid_7_q;
        if (rst) begin
            valid_8_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_9_q <= valid_8_q;
        if (rst) begin
            valid_9_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_10_q <= valid_9_q;
        if (rst) begin
            valid_10_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_11_q <= valid_10_q;
        if (rst) begin
            valid_11_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_12_q <= valid_11_q;
        if (rst) begin
            valid_12_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_13_q <= valid_12_q;
        if (rst) begin
            valid_13_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_14_q <= valid_13_q;
        if (rst) begin
            valid_14_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_15_q <= valid_14_q;
        if (rst) begin
            valid_15_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_16_q <= valid_15_q;
        if (rst) begin
            valid_16_q <= 1'd0;
        end
    end

    assign results_valid_o = valid_16_q;
    assign results_refusal_o = fold_result_refusal;
    assign results_outcome_o = fold_result_outcome;
    assign results_sender_hit_o = fold_result_sender_hit;
    assign results_sender_number_o = fold_result_sender_number;
    assign results_receiver_hit_o = fold_result_receiver_hit;
    assign results_receiver_number_o = fold_result_receiver_number;
    assign results_reported_o = fold_result_reported;

    key_hasher hasher (
        .clk                        (clk),
        .key_source_i               (look_ups_key_source_i),
        .key_destination_i          (look_ups_key_destination_i),
        .key_source_port_i          (look_ups_key_source_port_i),
        .key_destination_port_i     (look_ups_key_destination_port_i),
        .key_protocol_i             (look_ups_key_protocol_i),
        .key_receiver_i             (look_ups_key_receiver_i),
        .key_sender_i               (look_ups_key_sender_i),
        .key_vlan_i                 (look_ups_key_vlan_i),
        .key_source_label_i         (look_ups_key_source_label_i),
        .key_destination_label_i    (look_ups_key_destination_label_i),
        .key_version_i              (look_ups_key_version_i),
        .key_unread_i               (look_ups_key_unread_i),
        .key_l4_i                   (look_ups_key_l4_i),
        .key_later_fragment_i       (look_ups_key_later_fragment_i),
        .key_unread_fragment_i      (look_ups_key_unread_fragment_i),
        .key_plain_i                (look_ups_key_plain_i),
        .image_i                    (look_ups_image_i),
        .hashes_source_o            (hasher_hashes_source),
        .hashes_destination_o       (hasher_hashes_destination),
        .hashes_source_port_o       (hasher_hashes_source_port),
        .hashes_destination_port_o  (hasher_hashes_destination_port),
        .hashes_protocol_o          (hasher_hashes_protocol),
        .hashes_receiver_o          (hasher_hashes_receiver),
        .hashes_sender_o            (hasher_hashes_sender),
        .hashes_vlan_o              (hasher_hashes_vlan),
        .hashes_source_label_o      (hasher_hashes_source_label),
        .hashes_destination_label_o (hasher_hashes_destination_label),
        .write_valid_i              (hash_write_valid_i),
        .write_address_i            (hash_write_address_i),
        .write_data_i               (hash_write_data_i)
    );

    slot_loader loader (
        .clk                 (clk),
        .rst                 (rst),
        .write_valid_i       (slot_write_valid_i),
        .write_address_i     (slot_write_address_i),
        .write_data_i        (slot_write_data_i),
        .slot_write_banks_o  (loader_slot_write_banks),
        .slot_write_slots_o  (loader_slot_write_slots),
        .slot_write_bucket_o (loader_slot_write_bucket),
        .slot_write_data_o   (loader_slot_write_data),
        .queue_write_valid_o (loader_queue_write_valid),
        .queue_write_slot_o  (loader_queue_write_slot),
        .queue_write_queue_o (loader_queue_write_queue),
        .ready_o             (loader_ready),
        .cleared_o           (loader_cleared)
    );

    winner_tree tree (
        .clk                    (clk),
        .answers_best_rank_i    (tree_answers_best_rank),
        .answers_best_verdict_i (tree_answers_best_verdict),
        .answers_best_slot_i    (tree_answers_best_slot),
        .answers_passed_over_i  (tree_answers_passed_over),
        .tiers_i                (tree_tiers),
        .ternary_best_rank_i    (tree_ternary_best_rank),
        .ternary_best_verdict_i (tree_ternary_best_verdict),
        .ternary_best_slot_i    (tree_ternary_best_slot),
        .ternary_passed_over_i  (tree_ternary_passed_over),
        .winners_best_rank_o    (tree_winners_best_rank),
        .winners_best_verdict_o (tree_winners_best_verdict),
        .winners_best_slot_o    (tree_winners_best_slot),
        .winners_passed_over_o  (tree_winners_passed_over)
    );

    tier_fold fold (
        .clk                      (clk),
        .winners_best_rank_i      (fold_winners_best_rank),
        .winners_best_verdict_i   (fold_winners_best_verdict),
        .winners_best_slot_i      (fold_winners_best_slot),
        .winners_passed_over_i    (fold_winners_passed_over),
        .sides_sent_i             (fold_sides_sent),
        .sides_received_i         (fold_sides_received),
        .sides_allows_sent_i      (fold_sides_allows_sent),
        .sides_allows_received_i  (fold_sides_allows_received),
        .result_refusal_o         (fold_result_refusal),
        .result_outcome_o         (fold_result_outcome),
        .result_sender_hit_o      (fold_result_sender_hit),
        .result_sender_number_o   (fold_result_sender_number),
        .result_receiver_hit_o    (fold_result_receiver_hit),
        .result_receiver_number_o (fold_result_receiver_number),
        .result_reported_o        (fold_result_reported)
    );

    ring_delay_bits366_clocks7 asked (
        .clk    (clk),
        .rst    (rst),
        .up_i   (asked_up),
        .down_o (asked_down)
    );

    rule_bank bank_0 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_0_hashes_source),
        .hashes_destination_i            (bank_0_hashes_destination),
        .hashes_source_port_i            (bank_0_hashes_source_port),
        .hashes_destination_port_i       (bank_0_hashes_destination_port),
        .hashes_protocol_i               (bank_0_hashes_protocol),
        .hashes_receiver_i               (bank_0_hashes_receiver),
        .hashes_sender_i                 (bank_0_hashes_sender),
        .hashes_vlan_i                   (bank_0_hashes_vlan),
        .hashes_source_label_i           (bank_0_hashes_source_label),
        .hashes_destination_label_i      (bank_0_hashes_destination_label),
        .look_up_key_source_i            (bank_0_look_up_key_source),
        .look_up_key_destination_i       (bank_0_look_up_key_destination),
        .look_up_key_source_port_i       (bank_0_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_0_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_0_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_0_look_up_key_receiver),
        .look_up_key_sender_i            (bank_0_look_up_key_sender),
        .look_up_key_vlan_i              (bank_0_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_0_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_0_look_up_key_destination_label),
        .look_up_key_version_i           (bank_0_look_up_key_version),
        .look_up_key_unread_i            (bank_0_look_up_key_unread),
        .look_up_key_l4_i                (bank_0_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_0_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_0_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_0_look_up_key_plain),
        .look_up_image_i                 (bank_0_look_up_image),
        .look_up_reports_i               (bank_0_look_up_reports),
        .answer_best_rank_o              (bank_0_answer_best_rank),
        .answer_best_verdict_o           (bank_0_answer_best_verdict),
        .answer_best_slot_o              (bank_0_answer_best_slot),
        .answer_passed_over_o            (bank_0_answer_passed_over),
        .tier_o                          (bank_0_tier),
        .mask_write_valid_i              (bank_0_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_0_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_1 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_1_hashes_source),
        .hashes_destination_i            (bank_1_hashes_destination),
        .hashes_source_port_i            (bank_1_hashes_source_port),
        .hashes_destination_port_i       (bank_1_hashes_destination_port),
        .hashes_protocol_i               (bank_1_hashes_protocol),
        .hashes_receiver_i               (bank_1_hashes_receiver),
        .hashes_sender_i                 (bank_1_hashes_sender),
        .hashes_vlan_i                   (bank_1_hashes_vlan),
        .hashes_source_label_i           (bank_1_hashes_source_label),
        .hashes_destination_label_i      (bank_1_hashes_destination_label),
        .look_up_key_source_i            (bank_1_look_up_key_source),
        .look_up_key_destination_i       (bank_1_look_up_key_destination),
        .look_up_key_source_port_i       (bank_1_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_1_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_1_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_1_look_up_key_receiver),
        .look_up_key_sender_i            (bank_1_look_up_key_sender),
        .look_up_key_vlan_i              (bank_1_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_1_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_1_look_up_key_destination_label),
        .look_up_key_version_i           (bank_1_look_up_key_version),
        .look_up_key_unread_i            (bank_1_look_up_key_unread),
        .look_up_key_l4_i                (bank_1_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_1_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_1_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_1_look_up_key_plain),
        .look_up_image_i                 (bank_1_look_up_image),
        .look_up_reports_i               (bank_1_look_up_reports),
        .answer_best_rank_o              (bank_1_answer_best_rank),
        .answer_best_verdict_o           (bank_1_answer_best_verdict),
        .answer_best_slot_o              (bank_1_answer_best_slot),
        .answer_passed_over_o            (bank_1_answer_passed_over),
        .tier_o                          (bank_1_tier),
        .mask_write_valid_i              (bank_1_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_1_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_2 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_2_hashes_source),
        .hashes_destination_i            (bank_2_hashes_destination),
        .hashes_source_port_i            (bank_2_hashes_source_port),
        .hashes_destination_port_i       (bank_2_hashes_destination_port),
        .hashes_protocol_i               (bank_2_hashes_protocol),
        .hashes_receiver_i               (bank_2_hashes_receiver),
        .hashes_sender_i                 (bank_2_hashes_sender),
        .hashes_vlan_i                   (bank_2_hashes_vlan),
        .hashes_source_label_i           (bank_2_hashes_source_label),
        .hashes_destination_label_i      (bank_2_hashes_destination_label),
        .look_up_key_source_i            (bank_2_look_up_key_source),
        .look_up_key_destination_i       (bank_2_look_up_key_destination),
        .look_up_key_source_port_i       (bank_2_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_2_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_2_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_2_look_up_key_receiver),
        .look_up_key_sender_i            (bank_2_look_up_key_sender),
        .look_up_key_vlan_i              (bank_2_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_2_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_2_look_up_key_destination_label),
        .look_up_key_version_i           (bank_2_look_up_key_version),
        .look_up_key_unread_i            (bank_2_look_up_key_unread),
        .look_up_key_l4_i                (bank_2_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_2_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_2_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_2_look_up_key_plain),
        .look_up_image_i                 (bank_2_look_up_image),
        .look_up_reports_i               (bank_2_look_up_reports),
        .answer_best_rank_o              (bank_2_answer_best_rank),
        .answer_best_verdict_o           (bank_2_answer_best_verdict),
        .answer_best_slot_o              (bank_2_answer_best_slot),
        .answer_passed_over_o            (bank_2_answer_passed_over),
        .tier_o                          (bank_2_tier),
        .mask_write_valid_i              (bank_2_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_2_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_3 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_3_hashes_source),
        .hashes_destination_i            (bank_3_hashes_destination),
        .hashes_source_port_i            (bank_3_hashes_source_port),
        .hashes_destination_port_i       (bank_3_hashes_destination_port),
        .hashes_protocol_i               (bank_3_hashes_protocol),
        .hashes_receiver_i               (bank_3_hashes_receiver),
        .hashes_sender_i                 (bank_3_hashes_sender),
        .hashes_vlan_i                   (bank_3_hashes_vlan),
        .hashes_source_label_i           (bank_3_hashes_source_label),
        .hashes_destination_label_i      (bank_3_hashes_destination_label),
        .look_up_key_source_i            (bank_3_look_up_key_source),
        .look_up_key_destination_i       (bank_3_look_up_key_destination),
        .look_up_key_source_port_i       (bank_3_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_3_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_3_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_3_look_up_key_receiver),
        .look_up_key_sender_i            (bank_3_look_up_key_sender),
        .look_up_key_vlan_i              (bank_3_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_3_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_3_look_up_key_destination_label),
        .look_up_key_version_i           (bank_3_look_up_key_version),
        .look_up_key_unread_i            (bank_3_look_up_key_unread),
        .look_up_key_l4_i                (bank_3_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_3_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_3_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_3_look_up_key_plain),
        .look_up_image_i                 (bank_3_look_up_image),
        .look_up_reports_i               (bank_3_look_up_reports),
        .answer_best_rank_o              (bank_3_answer_best_rank),
        .answer_best_verdict_o           (bank_3_answer_best_verdict),
        .answer_best_slot_o              (bank_3_answer_best_slot),
        .answer_passed_over_o            (bank_3_answer_passed_over),
        .tier_o                          (bank_3_tier),
        .mask_write_valid_i              (bank_3_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_3_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_4 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_4_hashes_source),
        .hashes_destination_i            (bank_4_hashes_destination),
        .hashes_source_port_i            (bank_4_hashes_source_port),
        .hashes_destination_port_i       (bank_4_hashes_destination_port),
        .hashes_protocol_i               (bank_4_hashes_protocol),
        .hashes_receiver_i               (bank_4_hashes_receiver),
        .hashes_sender_i                 (bank_4_hashes_sender),
        .hashes_vlan_i                   (bank_4_hashes_vlan),
        .hashes_source_label_i           (bank_4_hashes_source_label),
        .hashes_destination_label_i      (bank_4_hashes_destination_label),
        .look_up_key_source_i            (bank_4_look_up_key_source),
        .look_up_key_destination_i       (bank_4_look_up_key_destination),
        .look_up_key_source_port_i       (bank_4_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_4_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_4_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_4_look_up_key_receiver),
        .look_up_key_sender_i            (bank_4_look_up_key_sender),
        .look_up_key_vlan_i              (bank_4_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_4_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_4_look_up_key_destination_label),
        .look_up_key_version_i           (bank_4_look_up_key_version),
        .look_up_key_unread_i            (bank_4_look_up_key_unread),
        .look_up_key_l4_i                (bank_4_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_4_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_4_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_4_look_up_key_plain),
        .look_up_image_i                 (bank_4_look_up_image),
        .look_up_reports_i               (bank_4_look_up_reports),
        .answer_best_rank_o              (bank_4_answer_best_rank),
        .answer_best_verdict_o           (bank_4_answer_best_verdict),
        .answer_best_slot_o              (bank_4_answer_best_slot),
        .answer_passed_over_o            (bank_4_answer_passed_over),
        .tier_o                          (bank_4_tier),
        .mask_write_valid_i              (bank_4_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_4_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_5 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_5_hashes_source),
        .hashes_destination_i            (bank_5_hashes_destination),
        .hashes_source_port_i            (bank_5_hashes_source_port),
        .hashes_destination_port_i       (bank_5_hashes_destination_port),
        .hashes_protocol_i               (bank_5_hashes_protocol),
        .hashes_receiver_i               (bank_5_hashes_receiver),
        .hashes_sender_i                 (bank_5_hashes_sender),
        .hashes_vlan_i                   (bank_5_hashes_vlan),
        .hashes_source_label_i           (bank_5_hashes_source_label),
        .hashes_destination_label_i      (bank_5_hashes_destination_label),
        .look_up_key_source_i            (bank_5_look_up_key_source),
        .look_up_key_destination_i       (bank_5_look_up_key_destination),
        .look_up_key_source_port_i       (bank_5_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_5_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_5_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_5_look_up_key_receiver),
        .look_up_key_sender_i            (bank_5_look_up_key_sender),
        .look_up_key_vlan_i              (bank_5_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_5_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_5_look_up_key_destination_label),
        .look_up_key_version_i           (bank_5_look_up_key_version),
        .look_up_key_unread_i            (bank_5_look_up_key_unread),
        .look_up_key_l4_i                (bank_5_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_5_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_5_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_5_look_up_key_plain),
        .look_up_image_i                 (bank_5_look_up_image),
        .look_up_reports_i               (bank_5_look_up_reports),
        .answer_best_rank_o              (bank_5_answer_best_rank),
        .answer_best_verdict_o           (bank_5_answer_best_verdict),
        .answer_best_slot_o              (bank_5_answer_best_slot),
        .answer_passed_over_o            (bank_5_answer_passed_over),
        .tier_o                          (bank_5_tier),
        .mask_write_valid_i              (bank_5_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_5_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_6 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_6_hashes_source),
        .hashes_destination_i            (bank_6_hashes_destination),
        .hashes_source_port_i            (bank_6_hashes_source_port),
        .hashes_destination_port_i       (bank_6_hashes_destination_port),
        .hashes_protocol_i               (bank_6_hashes_protocol),
        .hashes_receiver_i               (bank_6_hashes_receiver),
        .hashes_sender_i                 (bank_6_hashes_sender),
        .hashes_vlan_i                   (bank_6_hashes_vlan),
        .hashes_source_label_i           (bank_6_hashes_source_label),
        .hashes_destination_label_i      (bank_6_hashes_destination_label),
        .look_up_key_source_i            (bank_6_look_up_key_source),
        .look_up_key_destination_i       (bank_6_look_up_key_destination),
        .look_up_key_source_port_i       (bank_6_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_6_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_6_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_6_look_up_key_receiver),
        .look_up_key_sender_i            (bank_6_look_up_key_sender),
        .look_up_key_vlan_i              (bank_6_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_6_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_6_look_up_key_destination_label),
        .look_up_key_version_i           (bank_6_look_up_key_version),
        .look_up_key_unread_i            (bank_6_look_up_key_unread),
        .look_up_key_l4_i                (bank_6_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_6_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_6_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_6_look_up_key_plain),
        .look_up_image_i                 (bank_6_look_up_image),
        .look_up_reports_i               (bank_6_look_up_reports),
        .answer_best_rank_o              (bank_6_answer_best_rank),
        .answer_best_verdict_o           (bank_6_answer_best_verdict),
        .answer_best_slot_o              (bank_6_answer_best_slot),
        .answer_passed_over_o            (bank_6_answer_passed_over),
        .tier_o                          (bank_6_tier),
        .mask_write_valid_i              (bank_6_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_6_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    rule_bank bank_7 (
        .clk                             (clk),
        .rst                             (rst),
        .image_i                         (image_2_q),
        .hashes_source_i                 (bank_7_hashes_source),
        .hashes_destination_i            (bank_7_hashes_destination),
        .hashes_source_port_i            (bank_7_hashes_source_port),
        .hashes_destination_port_i       (bank_7_hashes_destination_port),
        .hashes_protocol_i               (bank_7_hashes_protocol),
        .hashes_receiver_i               (bank_7_hashes_receiver),
        .hashes_sender_i                 (bank_7_hashes_sender),
        .hashes_vlan_i                   (bank_7_hashes_vlan),
        .hashes_source_label_i           (bank_7_hashes_source_label),
        .hashes_destination_label_i      (bank_7_hashes_destination_label),
        .look_up_key_source_i            (bank_7_look_up_key_source),
        .look_up_key_destination_i       (bank_7_look_up_key_destination),
        .look_up_key_source_port_i       (bank_7_look_up_key_source_port),
        .look_up_key_destination_port_i  (bank_7_look_up_key_destination_port),
        .look_up_key_protocol_i          (bank_7_look_up_key_protocol),
        .look_up_key_receiver_i          (bank_7_look_up_key_receiver),
        .look_up_key_sender_i            (bank_7_look_up_key_sender),
        .look_up_key_vlan_i              (bank_7_look_up_key_vlan),
        .look_up_key_source_label_i      (bank_7_look_up_key_source_label),
        .look_up_key_destination_label_i (bank_7_look_up_key_destination_label),
        .look_up_key_version_i           (bank_7_look_up_key_version),
        .look_up_key_unread_i            (bank_7_look_up_key_unread),
        .look_up_key_l4_i                (bank_7_look_up_key_l4),
        .look_up_key_later_fragment_i    (bank_7_look_up_key_later_fragment),
        .look_up_key_unread_fragment_i   (bank_7_look_up_key_unread_fragment),
        .look_up_key_plain_i             (bank_7_look_up_key_plain),
        .look_up_image_i                 (bank_7_look_up_image),
        .look_up_reports_i               (bank_7_look_up_reports),
        .answer_best_rank_o              (bank_7_answer_best_rank),
        .answer_best_verdict_o           (bank_7_answer_best_verdict),
        .answer_best_slot_o              (bank_7_answer_best_slot),
        .answer_passed_over_o            (bank_7_answer_passed_over),
        .tier_o                          (bank_7_tier),
        .mask_write_valid_i              (bank_7_mask_write_valid),
        .mask_write_image_i              (mask_image_q),
        .mask_write_mask_i               (mask_mask_q),
        .slot_write_banks_i              (bank_7_slot_write_banks),
        .slot_write_slots_i              (loader_slot_write_slots),
        .slot_write_bucket_i             (loader_slot_write_bucket),
        .slot_write_data_i               (loader_slot_write_data)
    );

    delay_line_bits4_clocks14 sides (
        .clk    (clk),
        .up_i   (sides_up),
        .down_o (sides_down)
    );

    wire unused = &{1'b0, mask_write_data_i[31:18], hasher_hashes_source[2], hasher_hashes_source[6:5], hasher_hashes_source[9], hasher_hashes_source[13:12], hasher_hashes_source[16], hasher_hashes_source[20:19], hasher_hashes_source[27:23], hasher_hashes_source[31:30], hasher_hashes_source[34], hasher_hashes_source[38:37], hasher_hashes_source[41], hasher_hashes_source[45:44], hasher_hashes_source[48], hasher_hashes_source[52:51], hasher_hashes_source[59:55], hasher_hashes_source[63:62], hasher_hashes_source[66], hasher_hashes_source[70:69], hasher_hashes_source[73], hasher_hashes_source[77:76], hasher_hashes_source[80], hasher_hashes_source[84:83], hasher_hashes_source[91:87], hasher_hashes_source[95:94], hasher_hashes_source[98], hasher_hashes_source[102:101], hasher_hashes_source[105], hasher_hashes_source[109:108], hasher_hashes_source[112], hasher_hashes_source[116:115], hasher_hashes_source[123:119], hasher_hashes_source[127:126], hasher_hashes_source[130], hasher_hashes_source[134:133], hasher_hashes_source[137], hasher_hashes_source[141:140], hasher_hashes_source[144], hasher_hashes_source[148:147], hasher_hashes_source[155:151], hasher_hashes_source[159:158], hasher_hashes_source[162], hasher_hashes_source[166:165], hasher_hashes_source[169], hasher_hashes_source[173:172], hasher_hashes_source[176], hasher_hashes_source[180:179], hasher_hashes_source[187:183], hasher_hashes_source[191:190], hasher_hashes_source[194], hasher_hashes_source[198:197], hasher_hashes_source[201], hasher_hashes_source[205:204], hasher_hashes_source[208], hasher_hashes_source[212:211], hasher_hashes_source[219:215], hasher_hashes_source[223:222], hasher_hashes_destination[2], hasher_hashes_destination[6:5], hasher_hashes_destination[9], hasher_hashes_destination[13:12], hasher_hashes_destination[16], hasher_hashes_destination[20:19], hasher_hashes_destination[27:23], hasher_hashes_destination[31:30], hasher_hashes_destination[34], hasher_hashes_destination[38:37], hasher_hashes_destination[41], hasher_hashes_destination[45:44], hasher_hashes_destination[48], hasher_hashes_destination[52:51], hasher_hashes_destination[59:55], hasher_hashes_destination[63:62], hasher_hashes_destination[66], hasher_hashes_destination[70:69], hasher_hashes_destination[73], hasher_hashes_destination[77:76], hasher_hashes_destination[80], hasher_hashes_destination[84:83], hasher_hashes_destination[91:87], hasher_hashes_destination[95:94], hasher_hashes_destination[98], hasher_hashes_destination[102:101], hasher_hashes_destination[105], hasher_hashes_destination[109:108], hasher_hashes_destination[112], hasher_hashes_destination[116:115], hasher_hashes_destination[123:119], hasher_hashes_destination[127:126], hasher_hashes_destination[130], hasher_hashes_destination[134:133], hasher_hashes_destination[137], hasher_hashes_destination[141:140], hasher_hashes_destination[144], hasher_hashes_destination[148:147], hasher_hashes_destination[155:151], hasher_hashes_destination[159:158], hasher_hashes_destination[162], hasher_hashes_destination[166:165], hasher_hashes_destination[169], hasher_hashes_destination[173:172], hasher_hashes_destination[176], hasher_hashes_destination[180:179], hasher_hashes_destination[187:183], hasher_hashes_destination[191:190], hasher_hashes_destination[194], hasher_hashes_destination[198:197], hasher_hashes_destination[201], hasher_hashes_destination[205:204], hasher_hashes_destination[208], hasher_hashes_destination[212:211], hasher_hashes_destination[219:215], hasher_hashes_destination[223:222], hasher_hashes_source_port[2], hasher_hashes_source_port[6:5], hasher_hashes_source_port[9], hasher_hashes_source_port[13:12], hasher_hashes_source_port[16], hasher_hashes_source_port[20:19], hasher_hashes_source_port[27:23], hasher_hashes_source_port[31:30], hasher_hashes_source_port[34], hasher_hashes_source_port[38:37], hasher_hashes_source_port[41], hasher_hashes_source_port[45:44], hasher_hashes_source_port[48], hasher_hashes_source_port[52:51], hasher_hashes_source_port[59:55], hasher_hashes_source_port[63:62], hasher_hashes_source_port[66], hasher_hashes_source_port[70:69], hasher_hashes_source_port[73], hasher_hashes_source_port[77:76], hasher_hashes_source_port[80], hasher_hashes_source_port[84:83], hasher_hashes_source_port[91:87], hasher_hashes_source_port[95:94], hasher_hashes_destination_port[2], hasher_hashes_destination_port[6:5], hasher_hashes_destination_port[9], hasher_hashes_destination_port[13:12], hasher_hashes_destination_port[16], hasher_hashes_destination_port[20:19], hasher_hashes_destination_port[27:23], hasher_hashes_destination_port[31:30], hasher_hashes_destination_port[34], hasher_hashes_destination_port[38:37], hasher_hashes_destination_port[41], hasher_hashes_destination_port[45:44], hasher_hashes_destination_port[48], hasher_hashes_destination_port[52:51], hasher_hashes_destination_port[59:55], hasher_hashes_destination_port[63:62], hasher_hashes_destination_port[66], hasher_hashes_destination_port[70:69], hasher_hashes_destination_port[73], hasher_hashes_destination_port[77:76], hasher_hashes_destination_port[80], hasher_hashes_destination_port[84:83], hasher_hashes_destination_port[91:87], hasher_hashes_destination_port[95:94], hasher_hashes_protocol[2], hasher_hashes_protocol[6:5], hasher_hashes_protocol[9], hasher_hashes_protocol[13:12], hasher_hashes_protocol[16], hasher_hashes_protocol[20:19], hasher_hashes_protocol[27:23], hasher_hashes_protocol[31:30], hasher_hashes_receiver[2], hasher_hashes_receiver[6:5], hasher_hashes_receiver[9], hasher_hashes_receiver[13:12], hasher_hashes_receiver[16], hasher_hashes_receiver[20:19], hasher_hashes_receiver[27:23], hasher_hashes_receiver[31:30], hasher_hashes_sender[2], hasher_hashes_sender[6:5], hasher_hashes_sender[9], hasher_hashes_sender[13:12], hasher_hashes_sender[16], hasher_hashes_sender[20:19], hasher_hashes_sender[27:23], hasher_hashes_sender[31:30], hasher_hashes_vlan[2], hasher_hashes_vlan[6:5], hasher_hashes_vlan[9], hasher_hashes_vlan[13:12], hasher_hashes_vlan[16], hasher_hashes_vlan[20:19], hasher_hashes_vlan[27:23], hasher_hashes_vlan[31:30], hasher_hashes_source_label[2], hasher_hashes_source_label[6:5], hasher_hashes_source_label[9], hasher_hashes_source_label[13:12], hasher_hashes_source_label[16], hasher_hashes_source_label[20:19], hasher_hashes_source_label[27:23], hasher_hashes_source_label[31:30], hasher_hashes_destination_label[2], hasher_hashes_destination_label[6:5], hasher_hashes_destination_label[9], hasher_hashes_destination_label[13:12], hasher_hashes_destination_label[16], hasher_hashes_destination_label[20:19], hasher_hashes_destination_label[27:23], hasher_hashes_destination_label[31:30], bank_1_tier, bank_3_tier, bank_5_tier, bank_7_tier};

endmodule

// Decodes row writes of the match RAM and clears it after reset.
// Parameters: config = tiny, rules = 16
module ternary_row_loader (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [11:0] write_address_i,
    input  wire [31:0] write_data_i,
    // rowWrite
    output wire [69:0] row_write_chunks_o,
    output wire        row_write_words_o,
    output wire [4:0]  row_write_row_o,
    output wire [31:0] row_write_data_o,
    output wire        ready_o,
    output wire        cleared_o
);

    reg         clear_active_q;
    reg  [4:0]  clear_index_q;
    reg  [69:0] write_chunks_q;
    reg         write_words_q;
    reg  [4:0]  write_row_q;
    reg  [31:0] write_data_q;
    reg         cleared_q;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 5'd1;
            if (clear_index_q == 5'd31) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 5'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    wire [69:0] write_address_joined = {write_address_i[11:5] == 7'd69, write_address_i[11:5] == 7'd68, write_address_i[11:5] == 7'd67,
            write_address_i[11:5] == 7'd66, write_address_i[11:5] == 7'd65, write_address_i[11:5] == 7'd64,
            write_address_i[11:5] == 7'd63, write_address_i[11:5] == 7'd62, write_address_i[11:5] == 7'd61,
            write_address_i[11:5] == 7'd60, write_address_i[11:5] == 7'd59, write_address_i[11:5] == 7'd58,
            write_address_i[11:5] == 7'd57, write_address_i[11:5] == 7'd56, write_address_i[11:5] == 7'd55,
            write_address_i[11:5] == 7'd54, write_address_i[11:5] == 7'd53, write_address_i[11:5] == 7'd52,
            write_address_i[11:5] == 7'd51, write_address_i[11:5] == 7'd50, write_address_i[11:5] == 7'd49,
            write_address_i[11:5] == 7'd48, write_address_i[11:5] == 7'd47, write_address_i[11:5] == 7'd46,
            write_address_i[11:5] == 7'd45, write_address_i[11:5] == 7'd44, write_address_i[11:5] == 7'd43,
            write_address_i[11:5] == 7'd42, write_address_i[11:5] == 7'd41, write_address_i[11:5] == 7'd40,
            write_address_i[11:5] == 7'd39, write_address_i[11:5] == 7'd38, write_address_i[11:5] == 7'd37,
            write_address_i[11:5] == 7'd36, write_address_i[11:5] == 7'd35, write_address_i[11:5] == 7'd34,
            write_address_i[11:5] == 7'd33, write_address_i[11:5] == 7'd32, write_address_i[11:5] == 7'd31,
            write_address_i[11:5] == 7'd30, write_address_i[11:5] == 7'd29, write_address_i[11:5] == 7'd28,
            write_address_i[11:5] == 7'd27, write_address_i[11:5] == 7'd26, write_address_i[11:5] == 7'd25,
            write_address_i[11:5] == 7'd24, write_address_i[11:5] == 7'd23, write_address_i[11:5] == 7'd22,
            write_address_i[11:5] == 7'd21, write_address_i[11:5] == 7'd20, write_address_i[11:5] == 7'd19,
            write_address_i[11:5] == 7'd18, write_address_i[11:5] == 7'd17, write_address_i[11:5] == 7'd16,
            write_address_i[11:5] == 7'd15, write_address_i[11:5] == 7'd14, write_address_i[11:5] == 7'd13,
            write_address_i[11:5] == 7'd12, write_address_i[11:5] == 7'd11, write_address_i[11:5] == 7'd10,
            write_address_i[11:5] == 7'd9, write_address_i[11:5] == 7'd8, write_address_i[11:5] == 7'd7,
            write_address_i[11:5] == 7'd6, write_address_i[11:5] == 7'd5, write_address_i[11:5] == 7'd4,
            write_address_i[11:5] == 7'd3, write_address_i[11:5] == 7'd2, write_address_i[11:5] == 7'd1,
            write_address_i[11:5] == 7'd0};
    always @(posedge clk) begin
        write_chunks_q <= (write_address_joined & {70{write_valid_i}}) | {70{clear_active_q}};
        write_words_q <= 1'd1;
        write_row_q <= clear_active_q ? clear_index_q : write_address_i[4:0];
        write_data_q <= clear_active_q ? 32'd0 : write_data_i;
        cleared_q <= ~clear_active_q;
        if (rst) begin
            write_chunks_q <= 70'd0;
            cleared_q <= 1'd0;
        end
    end

    assign row_write_chunks_o = write_chunks_q;
    assign row_write_words_o = write_words_q;
    assign row_write_row_o = write_row_q;
    assign row_write_data_o = write_data_q;
    assign cleared_o = cleared_q;

endmodule

// Match RAM of 6 key chunks: the rules that accept all of them, one clock later.
// Parameters: rules = 16, chunks = 6
module ternary_group_chunks6 (
    input  wire        clk,
    input  wire [29:0] values_i,
    output wire [15:0] accepting_o,
    // write
    input  wire [5:0]  write_chunks_i,
    input  wire        write_words_i,
    input  wire [4:0]  write_row_i,
    input  wire [31:0] write_data_i
);

    wire [15:0] chunk_0_word_0_rdata;
    wire [15:0] chunk_1_word_0_rdata;
    wire [15:0] chunk_2_word_0_rdata;
    wire [15:0] chunk_3_word_0_rdata;
    wire [15:0] chunk_4_word_0_rdata;
    wire [15:0] chunk_5_word_0_rdata;
    reg  [15:0] accepting_q;

    always @(posedge clk) begin
        accepting_q <= chunk_0_word_0_rdata & chunk_1_word_0_rdata & (chunk_2_word_0_rdata & chunk_3_word_0_rdata)
                & (chunk_4_word_0_rdata & chunk_5_word_0_rdata);
    end

    assign accepting_o = accepting_q;

    (* ram_style = "distributed" *)
    reg [15:0] chunk_0_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[0] & write_words_i) begin
            chunk_0_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_0_word_0_rdata = chunk_0_word_0[values_i[4:0]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_1_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[1] & write_words_i) begin
            chunk_1_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_1_word_0_rdata = chunk_1_word_0[values_i[9:5]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_2_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[2] & write_words_i) begin
            chunk_2_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_2_word_0_rdata = chunk_2_word_0[values_i[14:10]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_3_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[3] & write_words_i) begin
            chunk_3_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_3_word_0_rdata = chunk_3_word_0[values_i[19:15]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_4_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[4] & write_words_i) begin
            chunk_4_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_4_word_0_rdata = chunk_4_word_0[values_i[24:20]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_5_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[5] & write_words_i) begin
            chunk_5_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_5_word_0_rdata = chunk_5_word_0[values_i[29:25]];

    wire unused = &{1'b0, write_data_i[31:16]};

endmodule

// Match RAM of 4 key chunks: the rules that accept all of them, one clock later.
// Parameters: rules = 16, chunks = 4
module ternary_group_chunks4 (
    input  wire        clk,
    input  wire [19:0] values_i,
    output wire [15:0] accepting_o,
    // write
    input  wire [3:0]  write_chunks_i,
    input  wire        write_words_i,
    input  wire [4:0]  write_row_i,
    input  wire [31:0] write_data_i
);

    wire [15:0] chunk_0_word_0_rdata;
    wire [15:0] chunk_1_word_0_rdata;
    wire [15:0] chunk_2_word_0_rdata;
    wire [15:0] chunk_3_word_0_rdata;
    reg  [15:0] accepting_q;

    always @(posedge clk) begin
        accepting_q <= chunk_0_word_0_rdata & chunk_1_word_0_rdata & (chunk_2_word_0_rdata & chunk_3_word_0_rdata);
    end

    assign accepting_o = accepting_q;

    (* ram_style = "distributed" *)
    reg [15:0] chunk_0_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[0] & write_words_i) begin
            chunk_0_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_0_word_0_rdata = chunk_0_word_0[values_i[4:0]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_1_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[1] & write_words_i) begin
            chunk_1_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_1_word_0_rdata = chunk_1_word_0[values_i[9:5]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_2_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[2] & write_words_i) begin
            chunk_2_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_2_word_0_rdata = chunk_2_word_0[values_i[14:10]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_3_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[3] & write_words_i) begin
            chunk_3_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_3_word_0_rdata = chunk_3_word_0[values_i[19:15]];

    wire unused = &{1'b0, write_data_i[31:16]};

endmodule

// Ternary match of 16 rules in LUT RAM, latency 4 clocks; the lowest rule of each tier wins.
// Parameters: config = tiny, rules = 16
module ternary_match (
    input  wire         clk,
    input  wire         rst,
    // keys
    input  wire         keys_valid_i,
    input  wire [7:0]   keys_function_i,
    input  wire         keys_group_i,
    input  wire [15:0]  keys_ethertype_i,
    input  wire         keys_ipv4_i,
    input  wire         keys_ipv6_i,
    input  wire         keys_later_fragment_i,
    input  wire         keys_l4_i,
    input  wire [7:0]   keys_ip_protocol_i,
    input  wire [15:0]  keys_src_port_i,
    input  wire [15:0]  keys_dst_port_i,
    input  wire [127:0] keys_src_ip_i,
    input  wire [127:0] keys_dst_ip_i,
    input  wire         keys_unread_ethertype_i,
    input  wire         keys_unread_network_i,
    input  wire         keys_unread_protocol_i,
    input  wire         keys_unread_ports_i,
    input  wire         keys_unread_fragment_i,
    input  wire [6:0]   keys_sender_i,
    input  wire [11:0]  keys_vlan_i,
    input  wire         reports_i,
    input  wire         judged_sender_i,
    input  wire         image_i,
    // held
    input  wire [15:0]  held_zero_i,
    input  wire [15:0]  held_one_i,
    input  wire [15:0]  unreadable_i,
    input  wire [63:0]  tiers_i,
    // matches
    output wire         matches_valid_o,
    output wire [3:0]   matches_hit_o,
    output wire [15:0]  matches_rule_o,
    output wire [3:0]   matches_over_o,
    output wire [15:0]  matches_over_rule_o,
    // write
    input  wire         write_valid_i,
    input  wire [11:0]  write_address_i,
    input  wire [31:0]  write_data_i,
    output wire         ready_o
);

    wire [69:0] loader_row_write_chunks;
    wire        loader_row_write_words;
    wire [4:0]  loader_row_write_row;
    wire [31:0] loader_row_write_data;
    wire        loader_ready;
    wire        loader_cleared;
    wire [29:0] group_0_values;
    wire [15:0] group_0_accepting;
    wire [5:0]  group_0_write_chunks;
    wire [29:0] group_1_values;
    wire [15:0] group_1_accepting;
    wire [5:0]  group_1_write_chunks;
    wire [29:0] group_2_values;
    wire [15:0] group_2_accepting;
    wire [5:0]  group_2_write_chunks;
    wire [29:0] group_3_values;
    wire [15:0] group_3_accepting;
    wire [5:0]  group_3_write_chunks;
    wire [29:0] group_4_values;
    wire [15:0] group_4_accepting;
    wire [5:0]  group_4_write_chunks;
    wire [29:0] group_5_values;
    wire [15:0] group_5_accepting;
    wire [5:0]  group_5_write_chunks;
    wire [29:0] group_6_values;
    wire [15:0] group_6_accepting;
    wire [5:0]  group_6_write_chunks;
    wire [29:0] group_7_values;
    wire [15:0] group_7_accepting;
    wire [5:0]  group_7_write_chunks;
    wire [29:0] group_8_values;
    wire [15:0] group_8_accepting;
    wire [5:0]  group_8_write_chunks;
    wire [29:0] group_9_values;
    wire [15:0] group_9_accepting;
    wire [5:0]  group_9_write_chunks;
    wire [29:0] group_10_values;
    wire [15:0] group_10_accepting;
    wire [5:0]  group_10_write_chunks;
    wire [19:0] group_11_values;
    wire [15:0] group_11_accepting;
    wire [3:0]  group_11_write_chunks;
    reg  [15:0] ours_q;
    reg  [15:0] matching_q;
    reg         asked_1_reports_q;
    reg         asked_1_judged_sender_q;
    reg         asked_2_reports_q;
    reg         asked_2_judged_sender_q;
    reg  [15:0] admin_first_q;
    reg  [15:0] admin_over_q;
    reg         match_admin_hit_q;
    reg  [3:0]  match_admin_rule_q;
    reg         match_admin_over_q;
    reg  [3:0]  match_admin_over_rule_q;
    reg  [15:0] egress_first_q;
    reg  [15:0] egress_over_q;
    reg         match_egress_hit_q;
    reg  [3:0]  match_egress_rule_q;
    reg         match_egress_over_q;
    reg  [3:0]  match_egress_over_rule_q;
    reg  [15:0] ingress_first_q;
    reg  [15:0] ingress_over_q;
    reg         match_ingress_hit_q;
    reg  [3:0]  match_ingress_rule_q;
    reg         match_ingress_over_q;
    reg  [3:0]  match_ingress_over_rule_q;
    reg  [15:0] baseline_first_q;
    reg  [15:0] baseline_over_q;
    reg         match_baseline_hit_q;
    reg  [3:0]  match_baseline_rule_q;
    reg         match_baseline_over_q;
    reg  [3:0]  match_baseline_over_rule_q;
    reg         valid_1_q;
    reg         valid_2_q;
    reg         valid_3_q;
    reg         valid_4_q;

    assign ready_o = loader_ready;

    assign group_0_values[4:0] = keys_function_i[4:0];
    assign group_0_values[9:5] = {keys_ethertype_i[0], keys_group_i, keys_function_i[7:5]};
    assign group_0_values[14:10] = keys_ethertype_i[5:1];
    assign group_0_values[19:15] = keys_ethertype_i[10:6];
    assign group_0_values[24:20] = keys_ethertype_i[15:11];
    assign group_0_values[29:25] = {keys_ip_protocol_i[0], keys_l4_i, keys_later_fragment_i, keys_ipv6_i, keys_ipv4_i};

    assign group_0_write_chunks = loader_row_write_chunks[5:0];

    assign group_1_values[4:0] = keys_ip_protocol_i[5:1];
    assign group_1_values[9:5] = {keys_src_port_i[2:0], keys_ip_protocol_i[7:6]};
    assign group_1_values[14:10] = keys_src_port_i[7:3];
    assign group_1_values[19:15] = keys_src_port_i[12:8];
    assign group_1_values[24:20] = {keys_dst_port_i[1:0], keys_src_port_i[15:13]};
    assign group_1_values[29:25] = keys_dst_port_i[6:2];

    assign group_1_write_chunks = loader_row_write_chunks[11:6];

    assign group_2_values[4:0] = keys_dst_port_i[11:7];
    assign group_2_values[9:5] = {keys_src_ip_i[0], keys_dst_port_i[15:12]};
    assign group_2_values[14:10] = keys_src_ip_i[5:1];
    assign group_2_values[19:15] = keys_src_ip_i[10:6];
    assign group_2_values[24:20] = keys_src_ip_i[15:11];
    assign group_2_values[29:25] = keys_src_ip_i[20:16];

    assign group_2_write_chunks = loader_row_write_chunks[17:12];

    assign group_3_values[4:0] = keys_src_ip_i[25:21];
    assign group_3_values[9:5] = keys_src_ip_i[30:26];
    assign group_3_values[14:10] = keys_src_ip_i[35:31];
    assign group_3_values[19:15] = keys_src_ip_i[40:36];
    assign group_3_values[24:20] = keys_src_ip_i[45:41];
    assign group_3_values[29:25] = keys_src_ip_i[50:46];

    assign group_3_write_chunks = loader_row_write_chunks[23:18];

    assign group_4_values[4:0] = keys_src_ip_i[55:51];
    assign group_4_values[9:5] = keys_src_ip_i[60:56];
    assign group_4_values[14:10] = keys_src_ip_i[65:61];
    assign group_4_values[19:15] = keys_src_ip_i[70:66];
    assign group_4_values[24:20] = keys_src_ip_i[75:71];
    assign group_4_values[29:25] = keys_src_ip_i[80:76];

    assign group_4_write_chunks = loader_row_write_chunks[29:24];

    assign group_5_values[4:0] = keys_src_ip_i[85:81];
    assign group_5_values[9:5] = keys_src_ip_i[90:86];
    assign group_5_values[14:10] = keys_src_ip_i[95:91];
    assign group_5_values[19:15] = keys_src_ip_i[100:96];
    assign group_5_values[24:20] = keys_src_ip_i[105:101];
    assign group_5_values[29:25] = keys_src_ip_i[110:106];

    assign group_5_write_chunks = loader_row_write_chunks[35:30];

    assign group_6_values[4:0] = keys_src_ip_i[115:111];
    assign group_6_values[9:5] = keys_src_ip_i[120:116];
    assign group_6_values[14:10] = keys_src_ip_i[125:121];
    assign group_6_values[19:15] = {keys_dst_ip_i[2:0], keys_src_ip_i[127:126]};
    assign group_6_values[24:20] = keys_dst_ip_i[7:3];
    assign group_6_values[29:25] = keys_dst_ip_i[12:8];

    assign group_6_write_chunks = loader_row_write_chunks[41:36];

    assign group_7_values[4:0] = keys_dst_ip_i[17:13];
    assign group_7_values[9:5] = keys_dst_ip_i[22:18];
    assign group_7_values[14:10] = keys_dst_ip_i[27:23];
    assign group_7_values[19:15] = keys_dst_ip_i[32:28];
    assign group_7_values[24:20] = keys_dst_ip_i[37:33];
    assign group_7_values[29:25] = keys_dst_ip_i[42:38];

    assign group_7_write_chunks = loader_row_write_chunks[47:42];

    assign group_8_values[4:0] = keys_dst_ip_i[47:43];
    assign group_8_values[9:5] = keys_dst_ip_i[52:48];
    assign group_8_values[14:10] = keys_dst_ip_i[57:53];
    assign group_8_values[19:15] = keys_dst_ip_i[62:58];
    assign group_8_values[24:20] = keys_dst_ip_i[67:63];
    assign group_8_values[29:25] = keys_dst_ip_i[72:68];

    assign group_8_write_chunks = loader_row_write_chunks[53:48];

    assign group_9_values[4:0] = keys_dst_ip_i[77:73];
    assign group_9_values[9:5] = keys_dst_ip_i[82:78];
    assign group_9_values[14:10] = keys_dst_ip_i[87:83];
    assign group_9_values[19:15] = keys_dst_ip_i[92:88];
    assign group_9_values[24:20] = keys_dst_ip_i[97:93];
    assign group_9_values[29:25] = keys_dst_ip_i[102:98];

    assign group_9_write_chunks = loader_row_write_chunks[59:54];

    assign group_10_values[4:0] = keys_dst_ip_i[107:103];
    assign group_10_values[9:5] = keys_dst_ip_i[112:108];
    assign group_10_values[14:10] = keys_dst_ip_i[117:113];
    assign group_10_values[19:15] = keys_dst_ip_i[122:118];
    assign group_10_values[24:20] = keys_dst_ip_i[127:123];
    assign group_10_values[29:25] = {keys_unread_fragment_i, keys_unread_ports_i, keys_unread_protocol_i, keys_unread_network_i,
            keys_unread_ethertype_i};

    assign group_10_write_chunks = loader_row_write_chunks[65:60];

    assign group_11_values[4:0] = keys_sender_i[4:0];
    assign group_11_values[9:5] = {keys_vlan_i[2:0], keys_sender_i[6:5]};
    assign group_11_values[14:10] = keys_vlan_i[7:3];
    assign group_11_values[19:15] = {1'd0, keys_vlan_i[11:8]};

    assign group_11_write_chunks = loader_row_write_chunks[69:66];

    always @(posedge clk) begin
        ours_q <= (image_i ? held_one_i : held_zero_i) & {16{loader_cleared}};
        matching_q <= group_0_accepting & group_1_accepting & (group_2_accepting & group_3_accepting)
                & (group_4_accepting & group_5_accepting & (group_6_accepting & group_7_accepting))
                & (group_8_accepting & group_9_accepting & (group_10_accepting & group_11_accepting) & ours_q);
    end

    always @(posedge clk) begin
        asked_1_reports_q <= reports_i;
        asked_1_judged_sender_q <= judged_sender_i;
    end

    always @(posedge clk) begin
        asked_2_reports_q <= asked_1_reports_q;
        asked_2_judged_sender_q <= asked_1_judged_sender_q;
    end

    wire [15:0] of_tier = matching_q & tiers_i[15:0];
    wire [15:0] uncertain = unreadable_i & {16{asked_2_reports_q & ~asked_2_judged_sender_q}};
    wire [15:0] of_tier_and = of_tier & ~uncertain;
    wire [15:0] of_tier_or = of_tier_and | {of_tier_and[14:0], 1'd0};
    wire [15:0] of_tier_or_2 = of_tier_or | {of_tier_or[13:0], 2'd0};
    wire [15:0] of_tier_or_3 = of_tier_or_2 | {of_tier_or_2[11:0], 4'd0};
    wire [15:0] of_tier_or_4 = of_tier_or_3 | {of_tier_or_3[7:0], 8'd0};
    wire [15:0] of_tier_and_2 = of_tier & uncertain;
    wire [15:0] of_tier_or_5 = of_tier_and_2 | {of_tier_and_2[14:0], 1'd0};
    wire [15:0] of_tier_or_6 = of_tier_or_5 | {of_tier_or_5[13:0], 2'd0};
    wire [15:0] of_tier_or_7 = of_tier_or_6 | {of_tier_or_6[11:0], 4'd0};
    wire [15:0] of_tier_or_8 = of_tier_or_7 | {of_tier_or_7[7:0], 8'd0};
    always @(posedge clk) begin
        admin_first_q <= of_tier_and & ~{of_tier_or_4[14:0], 1'd0};
        admin_over_q <= of_tier_and_2 & ~{of_tier_or_8[14:0], 1'd0};
    end

    always @(posedge clk) begin
        match_admin_hit_q <= |admin_first_q;
        match_admin_rule_q <= {|{admin_first_q[8], admin_first_q[9], admin_first_q[10], admin_first_q[11], admin_first_q[12], admin_first_q[13], admin_first_q[14], admin_first_q[15]},
                |{admin_first_q[4], admin_first_q[5], admin_first_q[6], admin_first_q[7], admin_first_q[12], admin_first_q[13], admin_first_q[14], admin_first_q[15]},
                |{admin_first_q[2], admin_first_q[3], admin_first_q[6], admin_first_q[7], admin_first_q[10], admin_first_q[11], admin_first_q[14], admin_first_q[15]},
                |{admin_first_q[1], admin_first_q[3], admin_first_q[5], admin_first_q[7], admin_first_q[9], admin_first_q[11], admin_first_q[13], admin_first_q[15]}};
        match_admin_over_q <= |admin_over_q;
        match_admin_over_rule_q <= {|{admin_over_q[8], admin_over_q[9], admin_over_q[10], admin_over_q[11], admin_over_q[12], admin_over_q[13], admin_over_q[14], admin_over_q[15]},
                |{admin_over_q[4], admin_over_q[5], admin_over_q[6], admin_over_q[7], admin_over_q[12], admin_over_q[13], admin_over_q[14], admin_over_q[15]},
                |{admin_over_q[2], admin_over_q[3], admin_over_q[6], admin_over_q[7], admin_over_q[10], admin_over_q[11], admin_over_q[14], admin_over_q[15]},
                |{admin_over_q[1], admin_over_q[3], admin_over_q[5], admin_over_q[7], admin_over_q[9], admin_over_q[11], admin_over_q[13], admin_over_q[15]}};
    end

    assign matches_hit_o[0] = match_admin_hit_q;
    assign matches_hit_o[1] = match_egress_hit_q;
    assign matches_hit_o[2] = match_ingress_hit_q;
    assign matches_hit_o[3] = match_baseline_hit_q;

    assign matches_rule_o[3:0] = match_admin_rule_q;
    assign matches_rule_o[7:4] = match_egress_rule_q;
    assign matches_rule_o[11:8] = match_ingress_rule_q;
    assign matches_rule_o[15:12] = match_baseline_rule_q;

    assign matches_over_o[0] = match_admin_over_q;
    assign matches_over_o[1] = match_egress_over_q;
    assign matches_over_o[2] = match_ingress_over_q;
    assign matches_over_o[3] = match_baseline_over_q;

    assign matches_over_rule_o[3:0] = match_admin_over_rule_q;
    assign matches_over_rule_o[7:4] = match_egress_over_rule_q;
    assign matches_over_rule_o[11:8] = match_ingress_over_rule_q;
    assign matches_over_rule_o[15:12] = match_baseline_over_rule_q;

    wire [15:0] of_tier_2 = matching_q & tiers_i[31:16];
    wire [15:0] of_tier_or_9 = of_tier_2 | {of_tier_2[14:0], 1'd0};
    wire [15:0] of_tier_or_10 = of_tier_or_9 | {of_tier_or_9[13:0], 2'd0};
    wire [15:0] of_tier_or_11 = of_tier_or_10 | {of_tier_or_10[11:0], 4'd0};
    wire [15:0] of_tier_or_12 = of_tier_or_11 | {of_tier_or_11[7:0], 8'd0};
    always @(posedge clk) begin
        egress_first_q <= of_tier_2 & ~{of_tier_or_12[14:0], 1'd0};
        egress_over_q <= 16'd0;
    end

    always @(posedge clk) begin
        match_egress_hit_q <= |egress_first_q;
        match_egress_rule_q <= {|{egress_first_q[8], egress_first_q[9], egress_first_q[10], egress_first_q[11], egress_first_q[12], egress_first_q[13], egress_first_q[14], egress_first_q[15]},
                |{egress_first_q[4], egress_first_q[5], egress_first_q[6], egress_first_q[7], egress_first_q[12], egress_first_q[13], egress_first_q[14], egress_first_q[15]},
                |{egress_first_q[2], egress_first_q[3], egress_first_q[6], egress_first_q[7], egress_first_q[10], egress_first_q[11], egress_first_q[14], egress_first_q[15]},
                |{egress_first_q[1], egress_first_q[3], egress_first_q[5], egress_first_q[7], egress_first_q[9], egress_first_q[11], egress_first_q[13], egress_first_q[15]}};
        match_egress_over_q <= |egress_over_q;
        match_egress_over_rule_q <= {|{egress_over_q[8], egress_over_q[9], egress_over_q[10], egress_over_q[11], egress_over_q[12], egress_over_q[13], egress_over_q[14], egress_over_q[15]},
                |{egress_over_q[4], egress_over_q[5], egress_over_q[6], egress_over_q[7], egress_over_q[12], egress_over_q[13], egress_over_q[14], egress_over_q[15]},
                |{egress_over_q[2], egress_over_q[3], egress_over_q[6], egress_over_q[7], egress_over_q[10], egress_over_q[11], egress_over_q[14], egress_over_q[15]},
                |{egress_over_q[1], egress_over_q[3], egress_over_q[5], egress_over_q[7], egress_over_q[9], egress_over_q[11], egress_over_q[13], egress_over_q[15]}};
    end

    wire [15:0] of_tier_3 = matching_q & tiers_i[47:32];
    wire [15:0] uncertain_2 = unreadable_i & {16{asked_2_reports_q}};
    wire [15:0] of_tier_and_3 = of_tier_3 & ~uncertain_2;
    wire [15:0] of_tier_or_13 = of_tier_and_3 | {of_tier_and_3[14:0], 1'd0};
    wire [15:0] of_tier_or_14 = of_tier_or_13 | {of_tier_or_13[13:0], 2'd0};
    wire [15:0] of_tier_or_15 = of_tier_or_14 | {of_tier_or_14[11:0], 4'd0};
    wire [15:0] of_tier_or_16 = of_tier_or_15 | {of_tier_or_15[7:0], 8'd0};
    wire [15:0] of_tier_and_4 = of_tier_3 & uncertain_2;
    wire [15:0] of_tier_or_17 = of_tier_and_4 | {of_tier_and_4[14:0], 1'd0};
    wire [15:0] of_tier_or_18 = of_tier_or_17 | {of_tier_or_17[13:0], 2'd0};
    wire [15:0] of_tier_or_19 = of_tier_or_18 | {of_tier_or_18[11:0], 4'd0};
    wire [15:0] of_tier_or_20 = of_tier_or_19 | {of_tier_or_19[7:0], 8'd0};
    always @(posedge clk) begin
        ingress_first_q <= of_tier_and_3 & ~{of_tier_or_16[14:0], 1'd0};
        ingress_over_q <= of_tier_and_4 & ~{of_tier_or_20[14:0], 1'd0};
    end

    always @(posedge clk) begin
        match_ingress_hit_q <= |ingress_first_q;
        match_ingress_rule_q <= {|{ingress_first_q[8], ingress_first_q[9], ingress_first_q[10], ingress_first_q[11], ingress_first_q[12], ingress_first_q[13], ingress_first_q[14], ingress_first_q[15]},
                |{ingress_first_q[4], ingress_first_q[5], ingress_first_q[6], ingress_first_q[7], ingress_first_q[12], ingress_first_q[13], ingress_first_q[14], ingress_first_q[15]},
                |{ingress_first_q[2], ingress_first_q[3], ingress_first_q[6], ingress_first_q[7], ingress_first_q[10], ingress_first_q[11], ingress_first_q[14], ingress_first_q[15]},
                |{ingress_first_q[1], ingress_first_q[3], ingress_first_q[5], ingress_first_q[7], ingress_first_q[9], ingress_first_q[11], ingress_first_q[13], ingress_first_q[15]}};
        match_ingress_over_q <= |ingress_over_q;
        match_ingress_over_rule_q <= {|{ingress_over_q[8], ingress_over_q[9], ingress_over_q[10], ingress_over_q[11], ingress_over_q[12], ingress_over_q[13], ingress_over_q[14], ingress_over_q[15]},
                |{ingress_over_q[4], ingress_over_q[5], ingress_over_q[6], ingress_over_q[7], ingress_over_q[12], ingress_over_q[13], ingress_over_q[14], ingress_over_q[15]},
                |{ingress_over_q[2], ingress_over_q[3], ingress_over_q[6], ingress_over_q[7], ingress_over_q[10], ingress_over_q[11], ingress_over_q[14], ingress_over_q[15]},
                |{ingress_over_q[1], ingress_over_q[3], ingress_over_q[5], ingress_over_q[7], ingress_over_q[9], ingress_over_q[11], ingress_over_q[13], ingress_over_q[15]}};
    end

    wire [15:0] of_tier_4 = matching_q & tiers_i[63:48];
    wire [15:0] uncertain_3 = unreadable_i & {16{asked_2_reports_q & ~asked_2_judged_sender_q}};
    wire [15:0] of_tier_and_5 = of_tier_4 & ~uncertain_3;
    wire [15:0] of_tier_or_21 = of_tier_and_5 | {of_tier_and_5[14:0], 1'd0};
    wire [15:0] of_tier_or_22 = of_tier_or_21 | {of_tier_or_21[13:0], 2'd0};
    wire [15:0] of_tier_or_23 = of_tier_or_22 | {of_tier_or_22[11:0], 4'd0};
    wire [15:0] of_tier_or_24 = of_tier_or_23 | {of_tier_or_23[7:0], 8'd0};
    wire [15:0] of_tier_and_6 = of_tier_4 & uncertain_3;
    wire [15:0] of_tier_or_25 = of_tier_and_6 | {of_tier_and_6[14:0], 1'd0};
    wire [15:0] of_tier_or_26 = of_tier_or_25 | {of_tier_or_25[13:0], 2'd0};
    wire [15:0] of_tier_or_27 = of_tier_or_26 | {of_tier_or_26[11:0], 4'd0};
    wire [15:0] of_tier_or_28 = of_tier_or_27 | {of_tier_or_27[7:0], 8'd0};
    always @(posedge clk) begin
        baseline_first_q <= of_tier_and_5 & ~{of_tier_or_24[14:0], 1'd0};
        baseline_over_q <= of_tier_and_6 & ~{of_tier_or_28[14:0], 1'd0};
    end

    always @(posedge clk) begin
        match_baseline_hit_q <= |baseline_first_q;
        match_baseline_rule_q <= {|{baseline_first_q[8], baseline_first_q[9], baseline_first_q[10], baseline_first_q[11], baseline_first_q[12], baseline_first_q[13], baseline_first_q[14], baseline_first_q[15]},
                |{baseline_first_q[4], baseline_first_q[5], baseline_first_q[6], baseline_first_q[7], baseline_first_q[12], baseline_first_q[13], baseline_first_q[14], baseline_first_q[15]},
                |{baseline_first_q[2], baseline_first_q[3], baseline_first_q[6], baseline_first_q[7], baseline_first_q[10], baseline_first_q[11], baseline_first_q[14], baseline_first_q[15]},
                |{baseline_first_q[1], baseline_first_q[3], baseline_first_q[5], baseline_first_q[7], baseline_first_q[9], baseline_first_q[11], baseline_first_q[13], baseline_first_q[15]}};
        match_baseline_over_q <= |baseline_over_q;
        match_baseline_over_rule_q <= {|{baseline_over_q[8], baseline_over_q[9], baseline_over_q[10], baseline_over_q[11], baseline_over_q[12], baseline_over_q[13], baseline_over_q[14], baseline_over_q[15]},
                |{baseline_over_q[4], baseline_over_q[5], baseline_over_q[6], baseline_over_q[7], baseline_over_q[12], baseline_over_q[13], baseline_over_q[14], baseline_over_q[15]},
                |{baseline_over_q[2], baseline_over_q[3], baseline_over_q[6], baseline_over_q[7], baseline_over_q[10], baseline_over_q[11], baseline_over_q[14], baseline_over_q[15]},
                |{baseline_over_q[1], baseline_over_q[3], baseline_over_q[5], baseline_over_q[7], baseline_over_q[9], baseline_over_q[11], baseline_over_q[13], baseline_over_q[15]}};
    end

    always @(posedge clk) begin
        valid_1_q <= keys_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_4_q <= valid_3_q;
        if (rst) begin
            valid_4_q <= 1'd0;
        end
    end

    assign matches_valid_o = valid_4_q;

    ternary_row_loader loader (
        .clk                (clk),
        .rst                (rst),
        .write_valid_i      (write_valid_i),
        .write_address_i    (write_address_i),
        .write_data_i       (write_data_i),
        .row_write_chunks_o (loader_row_write_chunks),
        .row_write_words_o  (loader_row_write_words),
        .row_write_row_o    (loader_row_write_row),
        .row_write_data_o   (loader_row_write_data),
        .ready_o            (loader_ready),
        .cleared_o          (loader_cleared)
    );

    ternary_group_chunks6 group_0 (
        .clk            (clk),
        .values_i       (group_0_values),
        .accepting_o    (group_0_accepting),
        .write_chunks_i (group_0_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_1 (
        .clk            (clk),
        .values_i       (group_1_values),
        .accepting_o    (group_1_accepting),
        .write_chunks_i (group_1_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_2 (
        .clk            (clk),
        .values_i       (group_2_values),
        .accepting_o    (group_2_accepting),
        .write_chunks_i (group_2_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_3 (
        .clk            (clk),
        .values_i       (group_3_values),
        .accepting_o    (group_3_accepting),
        .write_chunks_i (group_3_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_4 (
        .clk            (clk),
        .values_i       (group_4_values),
        .accepting_o    (group_4_accepting),
        .write_chunks_i (group_4_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_5 (
        .clk            (clk),
        .values_i       (group_5_values),
        .accepting_o    (group_5_accepting),
        .write_chunks_i (group_5_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_6 (
        .clk            (clk),
        .values_i       (group_6_values),
        .accepting_o    (group_6_accepting),
        .write_chunks_i (group_6_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_7 (
        .clk            (clk),
        .values_i       (group_7_values),
        .accepting_o    (group_7_accepting),
        .write_chunks_i (group_7_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_8 (
        .clk            (clk),
        .values_i       (group_8_values),
        .accepting_o    (group_8_accepting),
        .write_chunks_i (group_8_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_9 (
        .clk            (clk),
        .values_i       (group_9_values),
        .accepting_o    (group_9_accepting),
        .write_chunks_i (group_9_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks6 group_10 (
        .clk            (clk),
        .values_i       (group_10_values),
        .accepting_o    (group_10_accepting),
        .write_chunks_i (group_10_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group_chunks4 group_11 (
        .clk            (clk),
        .values_i       (group_11_values),
        .accepting_o    (group_11_accepting),
        .write_chunks_i (group_11_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    wire unused = &{1'b0, of_tier_or_4[15], of_tier_or_8[15], of_tier_or_12[15], of_tier_or_16[15], of_tier_or_20[15], of_tier_or_24[15], of_tier_or_28[15]};

endmodule

// Rank and verdict of the ternary rule that matched in each tier, beside the answers of the banks.
// Parameters: config = tiny, rules = 16
module ternary_action (
    input  wire        clk,
    input  wire        rst,
    // match
    input  wire [3:0]  match_hit_i,
    input  wire [15:0] match_rule_i,
    input  wire [3:0]  match_over_i,
    input  wire [15:0] match_over_rule_i,
    output wire [15:0] unreadable_o,
    output wire [63:0] tiers_o,
    // held
    output wire [15:0] held_zero_o,
    output wire [15:0] held_one_o,
    // answers
    output wire [71:0] answers_best_rank_o,
    output wire [7:0]  answers_best_verdict_o,
    output wire [23:0] answers_best_slot_o,
    output wire [71:0] answers_passed_over_o,
    // write
    input  wire        write_valid_i,
    input  wire [3:0]  write_address_i,
    input  wire [31:0] write_data_i,
    output wire        ready_o
);

    reg         clear_active_q;
    reg  [3:0]  clear_index_q;
    reg  [15:0] marks_unreadable_q;
    reg  [63:0] marks_tiers_q;
    reg  [15:0] marks_zero_q;
    reg  [15:0] marks_one_q;
    wire [18:0] actions_rdata;
    wire [18:0] actions_rdata1;
    reg  [17:0] admin_rank_q;
    reg  [1:0]  admin_verdict_q;
    reg  [3:0]  admin_rule_q;
    reg  [17:0] admin_over_q;
    wire [18:0] actions_rdata2;
    wire [18:0] actions_rdata3;
    reg  [17:0] egress_rank_q;
    reg  [1:0]  egress_verdict_q;
    reg  [3:0]  egress_rule_q;
    reg  [17:0] egress_over_q;
    wire [18:0] actions_rdata4;
    wire [18:0] actions_rdata5;
    reg  [17:0] ingress_rank_q;
    reg  [1:0]  ingress_verdict_q;
    reg  [3:0]  ingress_rule_q;
    reg  [17:0] ingress_over_q;
    wire [18:0] actions_rdata6;
    wire [18:0] actions_rdata7;
    reg  [17:0] baseline_rank_q;
    reg  [1:0]  baseline_verdict_q;
    reg  [3:0]  baseline_rule_q;
    reg  [17:0] baseline_over_q;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 4'd1;
            if (clear_index_q == 4'd15) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 4'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    wire [15:0] place = {write_address_i == 4'd15, write_address_i == 4'd14, write_address_i == 4'd13, write_address_i == 4'd12,
            write_address_i == 4'd11, write_address_i == 4'd10, write_address_i == 4'd9,
            write_address_i == 4'd8, write_address_i == 4'd7, write_address_i == 4'd6,
            write_address_i == 4'd5, write_address_i == 4'd4, write_address_i == 4'd3,
            write_address_i == 4'd2, write_address_i == 4'd1, write_address_i == 4'd0};
    always @(posedge clk) begin
        if (write_valid_i & ~clear_active_q) begin
            marks_unreadable_q <= (write_data_i[1:0] == 2'd3) ? (marks_unreadable_q | place) : (marks_unreadable_q & ~place);
            marks_zero_q <= write_data_i[28] ? (marks_zero_q | place) : (marks_zero_q & ~place);
            marks_one_q <= write_data_i[29] ? (marks_one_q | place) : (marks_one_q & ~place);
            marks_tiers_q[15:0] <= (write_data_i[10:9] == 2'd0) ? (marks_tiers_q[15:0] | place) : (marks_tiers_q[15:0] & ~place);
            marks_tiers_q[31:16] <= (write_data_i[10:9] == 2'd1) ? (marks_tiers_q[31:16] | place) : (marks_tiers_q[31:16] & ~place);
            marks_tiers_q[47:32] <= (write_data_i[10:9] == 2'd2) ? (marks_tiers_q[47:32] | place) : (marks_tiers_q[47:32] & ~place);
            marks_tiers_q[63:48] <= (write_data_i[10:9] == 2'd3) ? (marks_tiers_q[63:48] | place) : (marks_tiers_q[63:48] & ~place);
        end
        if (rst) begin
            marks_unreadable_q <= 16'd0;
            marks_zero_q <= 16'd0;
            marks_one_q <= 16'd0;
            marks_tiers_q <= 64'd0;
        end
    end

    assign unreadable_o = marks_unreadable_q;

    assign tiers_o[15:0] = marks_tiers_q[15:0];
    assign tiers_o[31:16] = marks_tiers_q[31:16];
    assign tiers_o[47:32] = marks_tiers_q[47:32];
    assign tiers_o[63:48] = marks_tiers_q[63:48];

    assign held_zero_o = marks_zero_q;
    assign held_one_o = marks_one_q;

    always @(posedge clk) begin
        admin_rank_q <= {~match_hit_i[0], actions_rdata[18:2]};
        admin_verdict_q <= actions_rdata[1:0];
        admin_rule_q <= match_rule_i[3:0];
        admin_over_q <= {~match_over_i[0], actions_rdata1[18:2]};
    end

    assign answers_best_rank_o[17:0] = admin_rank_q;
    assign answers_best_rank_o[35:18] = egress_rank_q;
    assign answers_best_rank_o[53:36] = ingress_rank_q;
    assign answers_best_rank_o[71:54] = baseline_rank_q;

    assign answers_best_verdict_o[1:0] = admin_verdict_q;
    assign answers_best_verdict_o[3:2] = egress_verdict_q;
    assign answers_best_verdict_o[5:4] = ingress_verdict_q;
    assign answers_best_verdict_o[7:6] = baseline_verdict_q;

    assign answers_best_slot_o[5:0] = {2'd0, admin_rule_q};
    assign answers_best_slot_o[11:6] = {2'd0, egress_rule_q};
    assign answers_best_slot_o[17:12] = {2'd0, ingress_rule_q};
    assign answers_best_slot_o[23:18] = {2'd0, baseline_rule_q};

    assign answers_passed_over_o[17:0] = admin_over_q;
    assign answers_passed_over_o[35:18] = egress_over_q;
    assign answers_passed_over_o[53:36] = ingress_over_q;
    assign answers_passed_over_o[71:54] = baseline_over_q;

    always @(posedge clk) begin
        egress_rank_q <= {~match_hit_i[1], actions_rdata2[18:2]};
        egress_verdict_q <= actions_rdata2[1:0];
        egress_rule_q <= match_rule_i[7:4];
        egress_over_q <= {~match_over_i[1], actions_rdata3[18:2]};
    end

    always @(posedge clk) begin
        ingress_rank_q <= {~match_hit_i[2], actions_rdata4[18:2]};
        ingress_verdict_q <= actions_rdata4[1:0];
        ingress_rule_q <= match_rule_i[11:8];
        ingress_over_q <= {~match_over_i[2], actions_rdata5[18:2]};
    end

    always @(posedge clk) begin
        baseline_rank_q <= {~match_hit_i[3], actions_rdata6[18:2]};
        baseline_verdict_q <= actions_rdata6[1:0];
        baseline_rule_q <= match_rule_i[15:12];
        baseline_over_q <= {~match_over_i[3], actions_rdata7[18:2]};
    end

    (* ram_style = "distributed" *)
    reg [18:0] actions [0:15];
    always @(posedge clk) begin
        if (clear_active_q | write_valid_i) begin
            actions[clear_active_q ? clear_index_q : write_address_i] <= {clear_active_q ? 17'd0 : write_data_i[27:11], clear_active_q ? 2'd0 : write_data_i[1:0]};
        end
    end
    assign actions_rdata = actions[match_rule_i[3:0]];
    assign actions_rdata1 = actions[match_over_rule_i[3:0]];
    assign actions_rdata2 = actions[match_rule_i[7:4]];
    assign actions_rdata3 = actions[match_over_rule_i[7:4]];
    assign actions_rdata4 = actions[match_rule_i[11:8]];
    assign actions_rdata5 = actions[match_over_rule_i[11:8]];
    assign actions_rdata6 = actions[match_rule_i[15:12]];
    assign actions_rdata7 = actions[match_over_rule_i[15:12]];

    wire unused = &{1'b0, write_data_i[8:2], write_data_i[31:30], actions_rdata1[1:0], actions_rdata3[1:0], actions_rdata5[1:0], actions_rdata7[1:0]};

endmodule

// Outcome of the rules, and all else that decides, as the verdict of the frame.
// Parameters: config = tiny, functions = 2, rules = 16
module rule_verdict (
    input  wire        clk,
    input  wire        rst,
    // results
    input  wire        results_valid_i,
    input  wire [1:0]  results_refusal_i,
    input  wire [1:0]  results_outcome_i,
    input  wire        results_sender_hit_i,
    input  wire [6:0]  results_sender_number_i,
    input  wire        results_receiver_hit_i,
    input  wire [6:0]  results_receiver_number_i,
    input  wire        results_reported_i,
    // judged
    input  wire [1:0]  judged_functions_i,
    input  wire        judged_malformed_i,
    input  wire        judged_refused_i,
    input  wire        judged_uncertain_i,
    input  wire        judged_reports_i,
    // verdicts
    output wire        verdicts_valid_o,
    output wire [1:0]  verdicts_functions_o,
    output wire        verdicts_drop_o,
    output wire [4:0]  verdicts_reason_o,
    output wire [6:0]  verdicts_queue_o,
    output wire        verdicts_reported_o,
    output wire        verdicts_refused_o,
    // decided
    output wire        decided_sender_hit_o,
    output wire [6:0]  decided_sender_number_o,
    output wire        decided_receiver_hit_o,
    output wire [6:0]  decided_receiver_number_o,
    // slotWrite
    input  wire        slot_write_valid_i,
    input  wire [5:0]  slot_write_slot_i,
    input  wire [6:0]  slot_write_queue_i,
    // actionWrite
    input  wire        action_write_valid_i,
    input  wire [3:0]  action_write_address_i,
    input  wire [31:0] action_write_data_i
);

    reg  [6:0] slot_queues_rdata_q;
    reg  [6:0] slot_queues_rdata_out_q;
    wire [6:0] entry_queues_rdata;
    reg  [6:0] entry_1_queue_q;
    reg        entry_1_is_entry_q;
    reg  [6:0] entry_2_queue_q;
    reg        entry_2_is_entry_q;
    reg  [1:0] result_1_refusal_q;
    reg  [1:0] result_1_outcome_q;
    reg        result_1_reported_q;
    reg        result_1_sender_hit_q;
    reg  [6:0] result_1_sender_number_q;
    reg        result_1_receiver_hit_q;
    reg  [6:0] result_1_receiver_number_q;
    reg  [1:0] result_2_refusal_q;
    reg  [1:0] result_2_outcome_q;
    reg        result_2_reported_q;
    reg        result_2_sender_hit_q;
    reg  [6:0] result_2_sender_number_q;
    reg        result_2_receiver_hit_q;
    reg  [6:0] result_2_receiver_number_q;
    reg  [1:0] judged_1_functions_q;
    reg        judged_1_malformed_q;
    reg        judged_1_refused_q;
    reg        judged_1_uncertain_q;
    reg        judged_1_reports_q;
    reg  [1:0] judged_2_functions_q;
    reg        judged_2_malformed_q;
    reg        judged_2_refused_q;
    reg        judged_2_uncertain_q;
    reg        judged_2_reports_q;
    reg  [1:0] verdict_functions_q;
    reg        verdict_drop_q;
    reg  [4:0] verdict_reason_q;
    reg  [6:0] verdict_queue_q;
    reg        verdict_reported_q;
    reg        verdict_refused_q;
    reg        answered_1_q;
    reg        answered_2_q;
    reg        rules_sender_hit_q;
    reg  [6:0] rules_sender_number_q;
    reg        rules_receiver_hit_q;
    reg  [6:0] rules_receiver_number_q;
    reg        valid_1_q;

    always @(posedge clk) begin
        slot_queues_rdata_out_q <= slot_queues_rdata_q;
    end

    always @(posedge clk) begin
        entry_1_queue_q <= entry_queues_rdata;
        entry_1_is_entry_q <= results_receiver_number_i[6];
    end

    always @(posedge clk) begin
        entry_2_queue_q <= entry_1_queue_q;
        entry_2_is_entry_q <= entry_1_is_entry_q;
    end

    always @(posedge clk) begin
        result_1_refusal_q <= results_refusal_i;
        result_1_outcome_q <= results_outcome_i;
        result_1_reported_q <= results_reported_i;
        result_1_sender_hit_q <= results_sender_hit_i;
        result_1_sender_number_q <= results_sender_number_i;
        result_1_receiver_hit_q <= results_receiver_hit_i;
        result_1_receiver_number_q <= results_receiver_number_i;
    end

    always @(posedge clk) begin
        result_2_refusal_q <= result_1_refusal_q;
        result_2_outcome_q <= result_1_outcome_q;
        result_2_reported_q <= result_1_reported_q;
        result_2_sender_hit_q <= result_1_sender_hit_q;
        result_2_sender_number_q <= result_1_sender_number_q;
        result_2_receiver_hit_q <= result_1_receiver_hit_q;
        result_2_receiver_number_q <= result_1_receiver_number_q;
    end

    always @(posedge clk) begin
        judged_1_functions_q <= judged_functions_i;
        judged_1_malformed_q <= judged_malformed_i;
        judged_1_refused_q <= judged_refused_i;
        judged_1_uncertain_q <= judged_uncertain_i;
        judged_1_reports_q <= judged_reports_i;
    end

    always @(posedge clk) begin
        judged_2_functions_q <= judged_1_functions_q;
        judged_2_malformed_q <= judged_1_malformed_q;
        judged_2_refused_q <= judged_1_refused_q;
        judged_2_uncertain_q <= judged_1_uncertain_q;
        judged_2_reports_q <= judged_1_reports_q;
    end

    always @(posedge clk) begin
        verdict_functions_q <= judged_2_functions_q;
        verdict_drop_q <= 1'd0;
        verdict_reason_q <= 5'd0;
        verdict_queue_q <= result_2_receiver_hit_q ? (entry_2_is_entry_q ? entry_2_queue_q : slot_queues_rdata_out_q) : 7'd0;
        verdict_reported_q <= result_2_reported_q | (judged_2_uncertain_q & judged_2_reports_q);
        verdict_refused_q <= 1'd0;
        if (result_2_refusal_q == 2'd2) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd1;
        end else if (result_2_refusal_q == 2'd1) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd1;
        end else if (result_2_refusal_q == 2'd3) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd6;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd1;
        end else if (~(|judged_2_functions_q)) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd4;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end else if (judged_2_malformed_q) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd13;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end else if (judged_2_refused_q) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end else if (judged_2_uncertain_q & ~judged_2_reports_q) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end else if (result_2_outcome_q == 2'd2) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end else if (result_2_outcome_q == 2'd1) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end else if (result_2_outcome_q == 2'd3) begin
            verdict_functions_q <= judged_2_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd6;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
            verdict_refused_q <= 1'd0;
        end
    end

    assign verdicts_functions_o = verdict_functions_q;
    assign verdicts_drop_o = verdict_drop_q;
    assign verdicts_reason_o = verdict_reason_q;
    assign verdicts_queue_o = verdict_queue_q;
    assign verdicts_reported_o = verdict_reported_q;
    assign verdicts_refused_o = verdict_refused_q;

    always @(posedge clk) begin
        answered_1_q <= results_valid_i;
        if (rst) begin
            answered_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        answered_2_q <= answered_1_q;
        if (rst) begin
            answered_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        rules_sender_hit_q <= result_2_sender_hit_q & answered_2_q;
        rules_sender_number_q <= result_2_sender_number_q;
        rules_receiver_hit_q <= result_2_receiver_hit_q & answered_2_q
                & ((result_2_refusal_q == 2'd0) & ~(judged_2_malformed_q | judged_2_refused_q) & ~(judged_2_uncertain_q & ~judged_2_reports_q));
        rules_receiver_number_q <= result_2_receiver_number_q;
    end

    assign decided_sender_hit_o = rules_sender_hit_q;
    assign decided_sender_number_o = rules_sender_number_q;
    assign decided_receiver_hit_o = rules_receiver_hit_q;
    assign decided_receiver_number_o = rules_receiver_number_q;

    always @(posedge clk) begin
        valid_1_q <= answered_2_q;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    assign verdicts_valid_o = valid_1_q;

    (* ram_style = "block" *)
    reg [6:0] slot_queues [0:63];
    always @(posedge clk) begin
        if (slot_write_valid_i) begin
            slot_queues[slot_write_slot_i] <= slot_write_queue_i;
        end
        slot_queues_rdata_q <= slot_queues[results_receiver_number_i[5:0]];
    end

    (* ram_style = "distributed" *)
    reg [6:0] entry_queues [0:15];
    always @(posedge clk) begin
        if (action_write_valid_i) begin
            entry_queues[action_write_address_i] <= action_write_data_i[8:2];
        end
    end
    assign entry_queues_rdata = entry_queues[results_receiver_number_i[3:0]];

    wire unused = &{1'b0, action_write_data_i[1:0], action_write_data_i[31:9]};

endmodule

// Delays a word by 9 clocks.
// Parameters: bits = 10, clocks = 9
module delay_line_bits10_clocks9 (
    input  wire       clk,
    input  wire [9:0] up_i,
    output wire [9:0] down_o
);

    reg  [89:0] stage_q;

    always @(posedge clk) begin
        stage_q[9:0] <= up_i;
        stage_q[19:10] <= stage_q[9:0];
        stage_q[29:20] <= stage_q[19:10];
        stage_q[39:30] <= stage_q[29:20];
        stage_q[49:40] <= stage_q[39:30];
        stage_q[59:50] <= stage_q[49:40];
        stage_q[69:60] <= stage_q[59:50];
        stage_q[79:70] <= stage_q[69:60];
        stage_q[89:80] <= stage_q[79:70];
    end

    assign down_o = stage_q[89:80];

endmodule

// Delays a word by 17 clocks.
// Parameters: bits = 6, clocks = 17
module delay_line_bits6_clocks17 (
    input  wire       clk,
    input  wire [5:0] up_i,
    output wire [5:0] down_o
);

    reg  [101:0] stage_q;

    always @(posedge clk) begin
        stage_q[5:0] <= up_i;
        stage_q[11:6] <= stage_q[5:0];
        stage_q[17:12] <= stage_q[11:6];
        stage_q[23:18] <= stage_q[17:12];
        stage_q[29:24] <= stage_q[23:18];
        stage_q[35:30] <= stage_q[29:24];
        stage_q[41:36] <= stage_q[35:30];
        stage_q[47:42] <= stage_q[41:36];
        stage_q[53:48] <= stage_q[47:42];
        stage_q[59:54] <= stage_q[53:48];
        stage_q[65:60] <= stage_q[59:54];
        stage_q[71:66] <= stage_q[65:60];
        stage_q[77:72] <= stage_q[71:66];
        stage_q[83:78] <= stage_q[77:72];
        stage_q[89:84] <= stage_q[83:78];
        stage_q[95:90] <= stage_q[89:84];
        stage_q[101:96] <= stage_q[95:90];
    end

    assign down_o = stage_q[101:96];

endmodule

// Rules in banks and ternary array: one verdict a key, latency 20 clocks.
// Parameters: config = tiny, rules = 16, banks = 8
module rule_look_up (
    input  wire         clk,
    input  wire         rst,
    // keys
    input  wire         keys_valid_i,
    input  wire [7:0]   keys_function_i,
    input  wire         keys_group_i,
    input  wire [15:0]  keys_ethertype_i,
    input  wire         keys_ipv4_i,
    input  wire         keys_ipv6_i,
    input  wire         keys_later_fragment_i,
    input  wire         keys_l4_i,
    input  wire [7:0]   keys_ip_protocol_i,
    input  wire [15:0]  keys_src_port_i,
    input  wire [15:0]  keys_dst_port_i,
    input  wire [127:0] keys_src_ip_i,
    input  wire [127:0] keys_dst_ip_i,
    input  wire         keys_unread_ethertype_i,
    input  wire         keys_unread_network_i,
    input  wire         keys_unread_protocol_i,
    input  wire         keys_unread_ports_i,
    input  wire         keys_unread_fragment_i,
    input  wire [6:0]   keys_sender_i,
    input  wire [11:0]  keys_vlan_i,
    // addressed
    input  wire [1:0]   addressed_functions_i,
    input  wire         addressed_judged_sender_i,
    input  wire         addressed_egress_denied_i,
    input  wire         addressed_group_i,
    input  wire         addressed_malformed_i,
    input  wire         addressed_refused_i,
    input  wire         addressed_uncertain_i,
    input  wire         addressed_reports_i,
    input  wire         addressed_image_i,
    // verdicts
    output wire         verdicts_valid_o,
    output wire [1:0]   verdicts_functions_o,
    output wire         verdicts_drop_o,
    output wire [4:0]   verdicts_reason_o,
    output wire [6:0]   verdicts_queue_o,
    output wire         verdicts_reported_o,
    output wire         verdicts_refused_o,
    // decided
    output wire         decided_sender_hit_o,
    output wire [6:0]   decided_sender_number_o,
    output wire         decided_receiver_hit_o,
    output wire [6:0]   decided_receiver_number_o,
    // rowWrite
    input  wire         row_write_valid_i,
    input  wire [11:0]  row_write_address_i,
    input  wire [31:0]  row_write_data_i,
    // actionWrite
    input  wire         action_write_valid_i,
    input  wire [3:0]   action_write_address_i,
    input  wire [31:0]  action_write_data_i,
    // slotWrite
    input  wire         slot_write_valid_i,
    input  wire [8:0]   slot_write_address_i,
    input  wire [31:0]  slot_write_data_i,
    // maskWrite
    input  wire         mask_write_valid_i,
    input  wire [3:0]   mask_write_address_i,
    input  wire [31:0]  mask_write_data_i,
    // hashWrite
    input  wire         hash_write_valid_i,
    input  wire [11:0]  hash_write_address_i,
    input  wire [31:0]  hash_write_data_i,
    // defaultWrite
    input  wire         default_write_valid_i,
    input  wire [1:0]   default_write_address_i,
    input  wire [31:0]  default_write_data_i,
    output wire         ready_o
);

    wire [127:0] key_bank_key_source;
    wire [127:0] key_bank_key_destination;
    wire [15:0]  key_bank_key_source_port;
    wire [15:0]  key_bank_key_destination_port;
    wire [7:0]   key_bank_key_protocol;
    wire [6:0]   key_bank_key_receiver;
    wire [6:0]   key_bank_key_sender;
    wire [11:0]  key_bank_key_vlan;
    wire [15:0]  key_bank_key_source_label;
    wire [15:0]  key_bank_key_destination_label;
    wire [1:0]   key_bank_key_version;
    wire [2:0]   key_bank_key_unread;
    wire         key_bank_key_l4;
    wire         key_bank_key_later_fragment;
    wire         key_bank_key_unread_fragment;
    wire         key_bank_key_plain;
    wire [71:0]  banks_ternary_best_rank;
    wire [7:0]   banks_ternary_best_verdict;
    wire [23:0]  banks_ternary_best_slot;
    wire [71:0]  banks_ternary_passed_over;
    wire         banks_results_valid;
    wire [1:0]   banks_results_refusal;
    wire [1:0]   banks_results_outcome;
    wire         banks_results_sender_hit;
    wire [6:0]   banks_results_sender_number;
    wire         banks_results_receiver_hit;
    wire [6:0]   banks_results_receiver_number;
    wire         banks_results_reported;
    wire         banks_queue_write_valid;
    wire [5:0]   banks_queue_write_slot;
    wire [6:0]   banks_queue_write_queue;
    wire         banks_ready;
    wire [63:0]  ternary_tiers;
    wire         ternary_matches_valid;
    wire [3:0]   ternary_matches_hit;
    wire [15:0]  ternary_matches_rule;
    wire [3:0]   ternary_matches_over;
    wire [15:0]  ternary_matches_over_rule;
    wire         ternary_ready;
    wire [3:0]   action_match_hit;
    wire [15:0]  action_match_rule;
    wire [3:0]   action_match_over;
    wire [15:0]  action_match_over_rule;
    wire [15:0]  action_unreadable;
    wire [63:0]  action_tiers;
    wire [15:0]  action_held_zero;
    wire [15:0]  action_held_one;
    wire [71:0]  action_answers_best_rank;
    wire [7:0]   action_answers_best_verdict;
    wire [23:0]  action_answers_best_slot;
    wire [71:0]  action_answers_passed_over;
    wire         action_ready;
    wire [1:0]   verdict_judged_functions;
    wire         verdict_judged_malformed;
    wire         verdict_judged_refused;
    wire         verdict_judged_uncertain;
    wire         verdict_judged_reports;
    wire         verdict_verdicts_valid;
    wire [1:0]   verdict_verdicts_functions;
    wire         verdict_verdicts_drop;
    wire [4:0]   verdict_verdicts_reason;
    wire [6:0]   verdict_verdicts_queue;
    wire         verdict_verdicts_reported;
    wire         verdict_verdicts_refused;
    wire         verdict_decided_sender_hit;
    wire [6:0]   verdict_decided_sender_number;
    wire         verdict_decided_receiver_hit;
    wire [6:0]   verdict_decided_receiver_number;
    wire [9:0]   match_admin_up;
    wire [9:0]   match_admin_down;
    wire [9:0]   match_egress_up;
    wire [9:0]   match_egress_down;
    wire [9:0]   match_ingress_up;
    wire [9:0]   match_ingress_down;
    wire [9:0]   match_baseline_up;
    wire [9:0]   match_baseline_down;
    reg  [2:0]   defaults_zero_q;
    reg  [2:0]   defaults_one_q;
    reg          asked_1_reports_q;
    reg          asked_1_image_q;
    reg          asked_1_sides_sent_q;
    reg          asked_1_sides_received_q;
    reg          asked_1_sides_allows_sent_q;
    reg          asked_1_sides_allows_received_q;
    reg          valid_1_q;
    wire [5:0]   judged_up;
    wire [5:0]   judged_down;

    assign ready_o = banks_ready & ternary_ready & action_ready;

    assign ternary_tiers[15:0] = action_tiers[15:0];
    assign ternary_tiers[31:16] = action_tiers[31:16];
    assign ternary_tiers[47:32] = action_tiers[47:32];
    assign ternary_tiers[63:48] = action_tiers[63:48];

    assign match_admin_up = {ternary_matches_over_rule[3:0], ternary_matches_over[0], ternary_matches_rule[3:0], ternary_matches_hit[0]};

    assign action_match_hit[0] = match_admin_down[0];
    assign action_match_hit[1] = match_egress_down[0];
    assign action_match_hit[2] = match_ingress_down[0];
    assign action_match_hit[3] = match_baseline_down[0];

    assign action_match_rule[3:0] = match_admin_down[4:1];
    assign action_match_rule[7:4] = match_egress_down[4:1];
    assign action_match_rule[11:8] = match_ingress_down[4:1];
    assign action_match_rule[15:12] = match_baseline_down[4:1];

    assign action_match_over[0] = match_admin_down[5];
    assign action_match_over[1] = match_egress_down[5];
    assign action_match_over[2] = match_ingress_down[5];
    assign action_match_over[3] = match_baseline_down[5];

    assign action_match_over_rule[3:0] = match_admin_down[9:6];
    assign action_match_over_rule[7:4] = match_egress_down[9:6];
    assign action_match_over_rule[11:8] = match_ingress_down[9:6];
    assign action_match_over_rule[15:12] = match_baseline_down[9:6];

    assign match_egress_up = {ternary_matches_over_rule[7:4], ternary_matches_over[1], ternary_matches_rule[7:4], ternary_matches_hit[1]};
    assign match_ingress_up = {ternary_matches_over_rule[11:8], ternary_matches_over[2], ternary_matches_rule[11:8], ternary_matches_hit[2]};
    assign match_baseline_up = {ternary_matches_over_rule[15:12], ternary_matches_over[3], ternary_matches_rule[15:12],
            ternary_matches_hit[3]};

    always @(posedge clk) begin
        if (default_write_valid_i & ~default_write_address_i[1]) begin
            defaults_zero_q <= default_write_data_i[2:0];
        end
        if (default_write_valid_i & default_write_address_i[1]) begin
            defaults_one_q <= default_write_data_i[2:0];
        end
        if (rst) begin
            defaults_zero_q <= 3'd0;
            defaults_one_q <= 3'd0;
        end
    end

    wire [2:0] defaults_one_choice = addressed_image_i ? defaults_one_q : defaults_zero_q;
    always @(posedge clk) begin
        asked_1_reports_q <= addressed_reports_i;
        asked_1_image_q <= addressed_image_i;
        asked_1_sides_sent_q <= addressed_judged_sender_i;
        asked_1_sides_received_q <= |addressed_functions_i;
        asked_1_sides_allows_sent_q <= ~addressed_egress_denied_i;
        asked_1_sides_allows_received_q <= addressed_group_i ? defaults_one_choice[1] : defaults_one_choice[0];
    end

    always @(posedge clk) begin
        valid_1_q <= keys_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    assign banks_ternary_best_rank[17:0] = action_answers_best_rank[17:0];
    assign banks_ternary_best_rank[35:18] = action_answers_best_rank[35:18];
    assign banks_ternary_best_rank[53:36] = action_answers_best_rank[53:36];
    assign banks_ternary_best_rank[71:54] = action_answers_best_rank[71:54];

    assign banks_ternary_best_verdict[1:0] = action_answers_best_verdict[1:0];
    assign banks_ternary_best_verdict[3:2] = action_answers_best_verdict[3:2];
    assign banks_ternary_best_verdict[5:4] = action_answers_best_verdict[5:4];
    assign banks_ternary_best_verdict[7:6] = action_answers_best_verdict[7:6];

    assign banks_ternary_best_slot[5:0] = action_answers_best_slot[5:0];
    assign banks_ternary_best_slot[11:6] = action_answers_best_slot[11:6];
    assign banks_ternary_best_slot[17:12] = action_answers_best_slot[17:12];
    assign banks_ternary_best_slot[23:18] = action_answers_best_slot[23:18];

    assign banks_ternary_passed_over[17:0] = action_answers_passed_over[17:0];
    assign banks_ternary_passed_over[35:18] = action_answers_passed_over[35:18];
    assign banks_ternary_passed_over[53:36] = action_answers_passed_over[53:36];
    assign banks_ternary_passed_over[71:54] = action_answers_passed_over[71:54];

    assign judged_up = {addressed_reports_i, addressed_uncertain_i, addressed_refused_i,
            addressed_malformed_i & ~defaults_one_choice[2], addressed_functions_i};
    assign verdict_judged_functions = judged_down[1:0];
    assign verdict_judged_malformed = judged_down[2];
    assign verdict_judged_refused = judged_down[3];
    assign verdict_judged_uncertain = judged_down[4];
    assign verdict_judged_reports = judged_down[5];
    assign verdicts_valid_o = verdict_verdicts_valid;
    assign verdicts_functions_o = verdict_verdicts_functions;
    assign verdicts_drop_o = verdict_verdicts_drop;
    assign verdicts_reason_o = verdict_verdicts_reason;
    assign verdicts_queue_o = verdict_verdicts_queue;
    assign verdicts_reported_o = verdict_verdicts_reported;
    assign verdicts_refused_o = verdict_verdicts_refused;
    assign decided_sender_hit_o = verdict_decided_sender_hit;
    assign decided_sender_number_o = verdict_decided_sender_number;
    assign decided_receiver_hit_o = verdict_decided_receiver_hit;
    assign decided_receiver_number_o = verdict_decided_receiver_number;

    bank_key_builder key (
        .clk                          (clk),
        .key_function_i               (keys_function_i),
        .key_group_i                  (keys_group_i),
        .key_ethertype_i              (keys_ethertype_i),
        .key_ipv4_i                   (keys_ipv4_i),
        .key_ipv6_i                   (keys_ipv6_i),
        .key_later_fragment_i         (keys_later_fragment_i),
        .key_l4_i                     (keys_l4_i),
        .key_ip_protocol_i            (keys_ip_protocol_i),
        .key_src_port_i               (keys_src_port_i),
        .key_dst_port_i               (keys_dst_port_i),
        .key_src_ip_i                 (keys_src_ip_i),
        .key_dst_ip_i                 (keys_dst_ip_i),
        .key_unread_ethertype_i       (keys_unread_ethertype_i),
        .key_unread_network_i         (keys_unread_network_i),
        .key_unread_protocol_i        (keys_unread_protocol_i),
        .key_unread_ports_i           (keys_unread_ports_i),
        .key_unread_fragment_i        (keys_unread_fragment_i),
        .key_sender_i                 (keys_sender_i),
        .key_vlan_i                   (keys_vlan_i),
        .bank_key_source_o            (key_bank_key_source),
        .bank_key_destination_o       (key_bank_key_destination),
        .bank_key_source_port_o       (key_bank_key_source_port),
        .bank_key_destination_port_o  (key_bank_key_destination_port),
        .bank_key_protocol_o          (key_bank_key_protocol),
        .bank_key_receiver_o          (key_bank_key_receiver),
        .bank_key_sender_o            (key_bank_key_sender),
        .bank_key_vlan_o              (key_bank_key_vlan),
        .bank_key_source_label_o      (key_bank_key_source_label),
        .bank_key_destination_label_o (key_bank_key_destination_label),
        .bank_key_version_o           (key_bank_key_version),
        .bank_key_unread_o            (key_bank_key_unread),
        .bank_key_l4_o                (key_bank_key_l4),
        .bank_key_later_fragment_o    (key_bank_key_later_fragment),
        .bank_key_unread_fragment_o   (key_bank_key_unread_fragment),
        .bank_key_plain_o             (key_bank_key_plain)
    );

    banked_rules banks (
        .clk                              (clk),
        .rst                              (rst),
        .look_ups_valid_i                 (valid_1_q),
        .look_ups_key_source_i            (key_bank_key_source),
        .look_ups_key_destination_i       (key_bank_key_destination),
        .look_ups_key_source_port_i       (key_bank_key_source_port),
        .look_ups_key_destination_port_i  (key_bank_key_destination_port),
        .look_ups_key_protocol_i          (key_bank_key_protocol),
        .look_ups_key_receiver_i          (key_bank_key_receiver),
        .look_ups_key_sender_i            (key_bank_key_sender),
        .look_ups_key_vlan_i              (key_bank_key_vlan),
        .look_ups_key_source_label_i      (key_bank_key_source_label),
        .look_ups_key_destination_label_i (key_bank_key_destination_label),
        .look_ups_key_version_i           (key_bank_key_version),
        .look_ups_key_unread_i            (key_bank_key_unread),
        .look_ups_key_l4_i                (key_bank_key_l4),
        .look_ups_key_later_fragment_i    (key_bank_key_later_fragment),
        .look_ups_key_unread_fragment_i   (key_bank_key_unread_fragment),
        .look_ups_key_plain_i             (key_bank_key_plain),
        .look_ups_image_i                 (asked_1_image_q),
        .look_ups_reports_i               (asked_1_reports_q),
        .look_ups_sides_sent_i            (asked_1_sides_sent_q),
        .look_ups_sides_received_i        (asked_1_sides_received_q),
        .look_ups_sides_allows_sent_i     (asked_1_sides_allows_sent_q),
        .look_ups_sides_allows_received_i (asked_1_sides_allows_received_q),
        .ternary_best_rank_i              (banks_ternary_best_rank),
        .ternary_best_verdict_i           (banks_ternary_best_verdict),
        .ternary_best_slot_i              (banks_ternary_best_slot),
        .ternary_passed_over_i            (banks_ternary_passed_over),
        .results_valid_o                  (banks_results_valid),
        .results_refusal_o                (banks_results_refusal),
        .results_outcome_o                (banks_results_outcome),
        .results_sender_hit_o             (banks_results_sender_hit),
        .results_sender_number_o          (banks_results_sender_number),
        .results_receiver_hit_o           (banks_results_receiver_hit),
        .results_receiver_number_o        (banks_results_receiver_number),
        .results_reported_o               (banks_results_reported),
        .slot_write_valid_i               (slot_write_valid_i),
        .slot_write_address_i             (slot_write_address_i),
        .slot_write_data_i                (slot_write_data_i),
        .queue_write_valid_o              (banks_queue_write_valid),
        .queue_write_slot_o               (banks_queue_write_slot),
        .queue_write_queue_o              (banks_queue_write_queue),
        .mask_write_valid_i               (mask_write_valid_i),
        .mask_write_address_i             (mask_write_address_i),
        .mask_write_data_i                (mask_write_data_i),
        .hash_write_valid_i               (hash_write_valid_i),
        .hash_write_address_i             (hash_write_address_i),
        .hash_write_data_i                (hash_write_data_i),
        .ready_o                          (banks_ready)
    );

    ternary_match ternary (
        .clk                     (clk),
        .rst                     (rst),
        .keys_valid_i            (keys_valid_i),
        .keys_function_i         (keys_function_i),
        .keys_group_i            (keys_group_i),
        .keys_ethertype_i        (keys_ethertype_i),
        .keys_ipv4_i             (keys_ipv4_i),
        .keys_ipv6_i             (keys_ipv6_i),
        .keys_later_fragment_i   (keys_later_fragment_i),
        .keys_l4_i               (keys_l4_i),
        .keys_ip_protocol_i      (keys_ip_protocol_i),
        .keys_src_port_i         (keys_src_port_i),
        .keys_dst_port_i         (keys_dst_port_i),
        .keys_src_ip_i           (keys_src_ip_i),
        .keys_dst_ip_i           (keys_dst_ip_i),
        .keys_unread_ethertype_i (keys_unread_ethertype_i),
        .keys_unread_network_i   (keys_unread_network_i),
        .keys_unread_protocol_i  (keys_unread_protocol_i),
        .keys_unread_ports_i     (keys_unread_ports_i),
        .keys_unread_fragment_i  (keys_unread_fragment_i),
        .keys_sender_i           (keys_sender_i),
        .keys_vlan_i             (keys_vlan_i),
        .reports_i               (addressed_reports_i),
        .judged_sender_i         (addressed_judged_sender_i),
        .image_i                 (addressed_image_i),
        .held_zero_i             (action_held_zero),
        .held_one_i              (action_held_one),
        .unreadable_i            (action_unreadable),
        .tiers_i                 (ternary_tiers),
        .matches_valid_o         (ternary_matches_valid),
        .matches_hit_o           (ternary_matches_hit),
        .matches_rule_o          (ternary_matches_rule),
        .matches_over_o          (ternary_matches_over),
        .matches_over_rule_o     (ternary_matches_over_rule),
        .write_valid_i           (row_write_valid_i),
        .write_address_i         (row_write_address_i),
        .write_data_i            (row_write_data_i),
        .ready_o                 (ternary_ready)
    );

    ternary_action action (
        .clk                    (clk),
        .rst                    (rst),
        .match_hit_i            (action_match_hit),
        .match_rule_i           (action_match_rule),
        .match_over_i           (action_match_over),
        .match_over_rule_i      (action_match_over_rule),
        .unreadable_o           (action_unreadable),
        .tiers_o                (action_tiers),
        .held_zero_o            (action_held_zero),
        .held_one_o             (action_held_one),
        .answers_best_rank_o    (action_answers_best_rank),
        .answers_best_verdict_o (action_answers_best_verdict),
        .answers_best_slot_o    (action_answers_best_slot),
        .answers_passed_over_o  (action_answers_passed_over),
        .write_valid_i          (action_write_valid_i),
        .write_address_i        (action_write_address_i),
        .write_data_i           (action_write_data_i),
        .ready_o                (action_ready)
    );

    rule_verdict verdict (
        .clk                       (clk),
        .rst                       (rst),
        .results_valid_i           (banks_results_valid),
        .results_refusal_i         (banks_results_refusal),
        .results_outcome_i         (banks_results_outcome),
        .results_sender_hit_i      (banks_results_sender_hit),
        .results_sender_number_i   (banks_results_sender_number),
        .results_receiver_hit_i    (banks_results_receiver_hit),
        .results_receiver_number_i (banks_results_receiver_number),
        .results_reported_i        (banks_results_reported),
        .judged_functions_i        (verdict_judged_functions),
        .judged_malformed_i        (verdict_judged_malformed),
        .judged_refused_i          (verdict_judged_refused),
        .judged_uncertain_i        (verdict_judged_uncertain),
        .judged_reports_i          (verdict_judged_reports),
        .verdicts_valid_o          (verdict_verdicts_valid),
        .verdicts_functions_o      (verdict_verdicts_functions),
        .verdicts_drop_o           (verdict_verdicts_drop),
        .verdicts_reason_o         (verdict_verdicts_reason),
        .verdicts_queue_o          (verdict_verdicts_queue),
        .verdicts_reported_o       (verdict_verdicts_reported),
        .verdicts_refused_o        (verdict_verdicts_refused),
        .decided_sender_hit_o      (verdict_decided_sender_hit),
        .decided_sender_number_o   (verdict_decided_sender_number),
        .decided_receiver_hit_o    (verdict_decided_receiver_hit),
        .decided_receiver_number_o (verdict_decided_receiver_number),
        .slot_write_valid_i        (banks_queue_write_valid),
        .slot_write_slot_i         (banks_queue_write_slot),
        .slot_write_queue_i        (banks_queue_write_queue),
        .action_write_valid_i      (action_write_valid_i),
        .action_write_address_i    (action_write_address_i),
        .action_write_data_i       (action_write_data_i)
    );

    delay_line_bits10_clocks9 match_admin (
        .clk    (clk),
        .up_i   (match_admin_up),
        .down_o (match_admin_down)
    );

    delay_line_bits10_clocks9 match_egress (
        .clk    (clk),
        .up_i   (match_egress_up),
        .down_o (match_egress_down)
    );

    delay_line_bits10_clocks9 match_ingress (
        .clk    (clk),
        .up_i   (match_ingress_up),
        .down_o (match_ingress_down)
    );

    delay_line_bits10_clocks9 match_baseline (
        .clk    (clk),
        .up_i   (match_baseline_up),
        .down_o (match_baseline_down)
    );

    delay_line_bits6_clocks17 judged (
        .clk    (clk),
        .up_i   (judged_up),
        .down_o (judged_down)
    );

    wire unused = &{1'b0, default_write_address_i[0], default_write_data_i[31:3], ternary_matches_valid};

endmodule

// Toeplitz hash of a tuple under the key of its function.
// Parameters: functions = 2, wordBits = 64
module toeplitz_hash (
    input  wire         clk,
    input  wire         rst,
    // tuples
    input  wire         tuples_valid_i,
    input  wire         tuples_image_i,
    input  wire         tuples_function_i,
    input  wire [287:0] tuples_tuple_i,
    input  wire [2:0]   tuples_words_i,
    // write
    input  wire         write_valid_i,
    input  wire         write_image_i,
    input  wire         write_function_i,
    input  wire [3:0]   write_word_i,
    input  wire [31:0]  write_data_i,
    // hashes
    output wire         hashes_valid_o,
    output wire [31:0]  hashes_hash_o
);

    reg  [319:0] tuple_q;
    reg          image_q;
    reg          function_q;
    reg  [2:0]   row_q;
    reg  [2:0]   left_q;
    reg          first_q;
    wire         active;
    reg          turn_valid_q;
    reg          turn_first_q;
    reg          turn_last_q;
    reg  [63:0]  turn_word_q;
    reg  [95:0]  turn_key_q;
    wire         lane;
    wire [31:0]  key_0_rdata;
    wire [31:0]  key_1_rdata;
    wire [31:0]  key_0_rdata1;
    reg          part_valid_q;
    reg          part_first_q;
    reg          part_last_q;
    reg  [31:0]  part_hash_q;
    reg          sum_valid_q;
    reg  [31:0]  sum_hash_q;

    always @(posedge clk) begin
        if (tuples_valid_i) begin
            tuple_q <= {tuples_tuple_i, 32'd0};
            image_q <= tuples_image_i;
            function_q <= tuples_function_i;
            row_q <= 3'd0;
            left_q <= tuples_words_i;
            first_q <= 1'd1;
        end else begin
            tuple_q <= {tuple_q[255:0], 64'd0};
            row_q <= row_q + 3'd1;
            left_q <= (left_q == 3'd0) ? 3'd0 : (left_q - 3'd1);
            first_q <= 1'd0;
        end
        if (rst) begin
            left_q <= 3'd0;
        end
    end

    assign active = left_q != 3'd0;

    always @(posedge clk) begin
        turn_valid_q <= active;
        turn_first_q <= first_q;
        turn_last_q <= left_q == 3'd1;
        turn_word_q <= tuple_q[319:256];
        turn_key_q <= {key_0_rdata, key_1_rdata, key_0_rdata1};
        if (rst) begin
            turn_valid_q <= 1'd0;
        end
    end

    wire write_word_choice = (write_word_i == 4'd3) ? 1'd1 : (write_word_i == 4'd4) ? 1'd0 : (write_word_i == 4'd5) ? 1'd1
            : (write_word_i == 4'd6) ? 1'd0 : (write_word_i == 4'd7) ? 1'd1 : (write_word_i == 4'd8) ? 1'd0
            : 1'd1;
    assign lane = (write_word_i == 4'd0) ? 1'd0 : (write_word_i == 4'd1) ? 1'd1 : (write_word_i == 4'd2) ? 1'd0
            : write_word_choice;

    wire [31:0] turn_word_xor = ({32{turn_word_q[0]}} & turn_key_q[32:1]) ^ ({32{turn_word_q[1]}} & turn_key_q[33:2])
            ^ (({32{turn_word_q[2]}} & turn_key_q[34:3]) ^ ({32{turn_word_q[3]}} & turn_key_q[35:4]))
            ^ (({32{turn_word_q[4]}} & turn_key_q[36:5]) ^ ({32{turn_word_q[5]}} & turn_key_q[37:6]) ^ (({32{turn_word_q[6]}} & turn_key_q[38:7]) ^ ({32{turn_word_q[7]}} & turn_key_q[39:8])));
    wire [31:0] turn_word_xor_2 = ({32{turn_word_q[8]}} & turn_key_q[40:9]) ^ ({32{turn_word_q[9]}} & turn_key_q[41:10])
            ^ (({32{turn_word_q[10]}} & turn_key_q[42:11]) ^ ({32{turn_word_q[11]}} & turn_key_q[43:12]))
            ^ (({32{turn_word_q[12]}} & turn_key_q[44:13]) ^ ({32{turn_word_q[13]}} & turn_key_q[45:14]) ^ (({32{turn_word_q[14]}} & turn_key_q[46:15]) ^ ({32{turn_word_q[15]}} & turn_key_q[47:16])));
    wire [31:0] turn_word_xor_3 = ({32{turn_word_q[16]}} & turn_key_q[48:17]) ^ ({32{turn_word_q[17]}} & turn_key_q[49:18])
            ^ (({32{turn_word_q[18]}} & turn_key_q[50:19]) ^ ({32{turn_word_q[19]}} & turn_key_q[51:20]))
            ^ (({32{turn_word_q[20]}} & turn_key_q[52:21]) ^ ({32{turn_word_q[21]}} & turn_key_q[53:22]) ^ (({32{turn_word_q[22]}} & turn_key_q[54:23]) ^ ({32{turn_word_q[23]}} & turn_key_q[55:24])));
    wire [31:0] turn_word_xor_4 = ({32{turn_word_q[24]}} & turn_key_q[56:25]) ^ ({32{turn_word_q[25]}} & turn_key_q[57:26])
            ^ (({32{turn_word_q[26]}} & turn_key_q[58:27]) ^ ({32{turn_word_q[27]}} & turn_key_q[59:28]))
            ^ (({32{turn_word_q[28]}} & turn_key_q[60:29]) ^ ({32{turn_word_q[29]}} & turn_key_q[61:30]) ^ (({32{turn_word_q[30]}} & turn_key_q[62:31]) ^ ({32{turn_word_q[31]}} & turn_key_q[63:32])));
    wire [31:0] turn_word_xor_5 = ({32{turn_word_q[32]}} & turn_key_q[64:33]) ^ ({32{turn_word_q[33]}} & turn_key_q[65:34])
            ^ (({32{turn_word_q[34]}} & turn_key_q[66:35]) ^ ({32{turn_word_q[35]}} & turn_key_q[67:36]))
            ^ (({32{turn_word_q[36]}} & turn_key_q[68:37]) ^ ({32{turn_word_q[37]}} & turn_key_q[69:38]) ^ (({32{turn_word_q[38]}} & turn_key_q[70:39]) ^ ({32{turn_word_q[39]}} & turn_key_q[71:40])));
    wire [31:0] turn_word_xor_6 = ({32{turn_word_q[40]}} & turn_key_q[72:41]) ^ ({32{turn_word_q[41]}} & turn_key_q[73:42])
            ^ (({32{turn_word_q[42]}} & turn_key_q[74:43]) ^ ({32{turn_word_q[43]}} & turn_key_q[75:44]))
            ^ (({32{turn_word_q[44]}} & turn_key_q[76:45]) ^ ({32{turn_word_q[45]}} & turn_key_q[77:46]) ^ (({32{turn_word_q[46]}} & turn_key_q[78:47]) ^ ({32{turn_word_q[47]}} & turn_key_q[79:48])));
    wire [31:0] turn_word_xor_7 = ({32{turn_word_q[48]}} & turn_key_q[80:49]) ^ ({32{turn_word_q[49]}} & turn_key_q[81:50])
            ^ (({32{turn_word_q[50]}} & turn_key_q[82:51]) ^ ({32{turn_word_q[51]}} & turn_key_q[83:52]))
            ^ (({32{turn_word_q[52]}} & turn_key_q[84:53]) ^ ({32{turn_word_q[53]}} & turn_key_q[85:54]) ^ (({32{turn_word_q[54]}} & turn_key_q[86:55]) ^ ({32{turn_word_q[55]}} & turn_key_q[87:56])));
    wire [31:0] turn_word_xor_8 = ({32{turn_word_q[56]}} & turn_key_q[88:57]) ^ ({32{turn_word_q[57]}} & turn_key_q[89:58])
            ^ (({32{turn_word_q[58]}} & turn_key_q[90:59]) ^ ({32{turn_word_q[59]}} & turn_key_q[91:60]))
            ^ (({32{turn_word_q[60]}} & turn_key_q[92:61]) ^ ({32{turn_word_q[61]}} & turn_key_q[93:62]) ^ (({32{turn_word_q[62]}} & turn_key_q[94:63]) ^ ({32{turn_word_q[63]}} & turn_key_q[95:64])));
    always @(posedge clk) begin
        part_valid_q <= turn_valid_q;
        part_first_q <= turn_first_q;
        part_last_q <= turn_last_q;
        part_hash_q <= turn_word_xor ^ turn_word_xor_2 ^ (turn_word_xor_3 ^ turn_word_xor_4)
                ^ (turn_word_xor_5 ^ turn_word_xor_6 ^ (turn_word_xor_7 ^ turn_word_xor_8));
        if (rst) begin
            part_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_valid_q <= part_valid_q & part_last_q;
        if (part_valid_q) begin
            sum_hash_q <= (part_first_q ? 32'd0 : sum_hash_q) ^ part_hash_q;
        end
        if (rst) begin
            sum_valid_q <= 1'd0;
        end
    end

    assign hashes_valid_o = sum_valid_q;
    assign hashes_hash_o = sum_hash_q;

    wire [2:0] write_word_choice_2 = (write_word_i == 4'd2) ? 3'd1 : (write_word_i == 4'd3) ? 3'd1 : (write_word_i == 4'd4) ? 3'd2
            : (write_word_i == 4'd5) ? 3'd2 : (write_word_i == 4'd6) ? 3'd3 : (write_word_i == 4'd7) ? 3'd3
            : 3'd4;
    wire [2:0] write_word_choice_3 = (write_word_i == 4'd0) ? 3'd0 : (write_word_i == 4'd1) ? 3'd0 : write_word_choice_2;
    (* ram_style = "distributed" *)
    reg [31:0] key_0 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (lane == 1'd0)) begin
            key_0[{write_image_i, write_function_i, write_word_choice_3}] <= write_data_i;
        end
    end
    assign key_0_rdata = key_0[{image_q, function_q, row_q}];
    assign key_0_rdata1 = key_0[{image_q, function_q, row_q + 3'd1}];

    (* ram_style = "distributed" *)
    reg [31:0] key_1 [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (lane == 1'd1)) begin
            key_1[{write_image_i, write_function_i, write_word_choice_3}] <= write_data_i;
        end
    end
    assign key_1_rdata = key_1[{image_q, function_q, row_q}];

    wire unused = &{1'b0, turn_key_q[0]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = u32, depth = 16
module fifo (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [31:0] up_payload_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [31:0] down_payload_o,
    output wire [4:0]  count_o
);

    reg  [3:0]  head_q;
    reg  [3:0]  tail_q;
    reg  [4:0]  held_q;
    wire [31:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_payload_o = words_rdata;

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 4'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 4'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{4{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 4'd0;
            head_q <= 4'd0;
            held_q <= 5'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [31:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_payload_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Delays a word by 9 clocks.
// Parameters: bits = 13, clocks = 9
module delay_line_bits13_clocks9 (
    input  wire        clk,
    input  wire [12:0] up_i,
    output wire [12:0] down_o
);

    reg  [116:0] stage_q;

    always @(posedge clk) begin
        stage_q[12:0] <= up_i;
        stage_q[25:13] <= stage_q[12:0];
        stage_q[38:26] <= stage_q[25:13];
        stage_q[51:39] <= stage_q[38:26];
        stage_q[64:52] <= stage_q[51:39];
        stage_q[77:65] <= stage_q[64:52];
        stage_q[90:78] <= stage_q[77:65];
        stage_q[103:91] <= stage_q[90:78];
        stage_q[116:104] <= stage_q[103:91];
    end

    assign down_o = stage_q[116:104];

endmodule

// Receive side scaling: profile, Toeplitz hash and indirection table of each function.
// Parameters: config = tiny, functions = 2, wordBits = 64
module rss (
    input  wire         clk,
    input  wire         rst,
    // frames
    input  wire         frames_valid_i,
    input  wire         frames_image_i,
    input  wire         frames_function_i,
    input  wire         frames_fields_ipv4_i,
    input  wire         frames_fields_ipv6_i,
    input  wire         frames_fields_tcp_i,
    input  wire         frames_fields_udp_i,
    input  wire         frames_fields_ports_i,
    input  wire         frames_fields_fragment_i,
    input  wire [127:0] frames_fields_src_ip_i,
    input  wire [127:0] frames_fields_dst_ip_i,
    input  wire [15:0]  frames_fields_src_port_i,
    input  wire [15:0]  frames_fields_dst_port_i,
    // queues
    output wire         queues_valid_o,
    output wire [6:0]   queues_queue_o,
    output wire         queues_hashed_o,
    output wire [31:0]  queues_hash_o,
    // profileWrite
    input  wire         profile_write_valid_i,
    input  wire         profile_write_image_i,
    input  wire         profile_write_function_i,
    input  wire         profile_write_profile_ipv4_i,
    input  wire         profile_write_profile_tcpv4_i,
    input  wire         profile_write_profile_udpv4_i,
    input  wire         profile_write_profile_ipv6_i,
    input  wire         profile_write_profile_tcpv6_i,
    input  wire         profile_write_profile_udpv6_i,
    input  wire [6:0]   profile_write_profile_unclassified_i,
    input  wire [2:0]   profile_write_profile_table_bits_i,
    // keyWrite
    input  wire         key_write_valid_i,
    input  wire         key_write_image_i,
    input  wire         key_write_function_i,
    input  wire [3:0]   key_write_word_i,
    input  wire [31:0]  key_write_data_i,
    // tableWrite
    input  wire         table_write_valid_i,
    input  wire         table_write_image_i,
    input  wire         table_write_function_i,
    input  wire [6:0]   table_write_entry_i,
    input  wire [6:0]   table_write_queue_i,
    output wire         ready_o
);

    reg          clear_active_q;
    reg  [1:0]   clear_index_q;
    reg          asked_valid_q;
    reg          asked_image_q;
    reg          asked_function_q;
    reg          asked_fields_ipv4_q;
    reg          asked_fields_ipv6_q;
    reg          asked_fields_tcp_q;
    reg          asked_fields_udp_q;
    reg          asked_fields_ports_q;
    reg          asked_fields_fragment_q;
    reg  [127:0] asked_fields_src_ip_q;
    reg  [127:0] asked_fields_dst_ip_q;
    reg  [15:0]  asked_fields_src_port_q;
    reg  [15:0]  asked_fields_dst_port_q;
    reg          asked_profile_ipv4_q;
    reg          asked_profile_tcpv4_q;
    reg          asked_profile_udpv4_q;
    reg          asked_profile_ipv6_q;
    reg          asked_profile_tcpv6_q;
    reg          asked_profile_udpv6_q;
    reg  [6:0]   asked_profile_unclassified_q;
    reg  [2:0]   asked_profile_table_bits_q;
    wire [15:0]  profiles_rdata;
    reg          tuple_valid_q;
    reg          tuple_hashed_q;
    reg          tuple_image_q;
    reg          tuple_function_q;
    reg  [6:0]   tuple_unclassified_q;
    reg  [2:0]   tuple_table_bits_q;
    reg  [287:0] tuple_bits_q;
    reg  [2:0]   tuple_words_q;
    wire         hasher_tuples_valid;
    wire         hasher_hashes_valid;
    wire [31:0]  hasher_hashes_hash;
    wire         hashes_up_ready;
    wire         hashes_down_valid;
    wire         hashes_down_ready;
    wire [31:0]  hashes_down_payload;
    wire [4:0]   hashes_count;
    reg          due_1_q;
    reg          due_2_q;
    reg          due_3_q;
    reg          due_4_q;
    reg          due_5_q;
    reg          due_6_q;
    reg          due_7_q;
    reg          due_8_q;
    reg          due_9_q;
    wire [12:0]  meanwhile_up;
    wire [12:0]  meanwhile_down;
    reg  [6:0]   indirection_rdata_q;
    reg          looked_valid_q;
    reg          looked_hashed_q;
    reg  [31:0]  looked_hash_q;
    reg  [6:0]   looked_unclassified_q;
    reg          out_valid_q;
    reg  [6:0]   out_queue_q;
    reg          out_hashed_q;
    reg  [31:0]  out_hash_q;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 2'd1;
            if (clear_index_q == 2'd3) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 2'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    always @(posedge clk) begin
        asked_valid_q <= frames_valid_i;
        asked_image_q <= frames_image_i;
        asked_function_q <= frames_function_i;
        asked_fields_ipv4_q <= frames_fields_ipv4_i;
        asked_fields_ipv6_q <= frames_fields_ipv6_i;
        asked_fields_tcp_q <= frames_fields_tcp_i;
        asked_fields_udp_q <= frames_fields_udp_i;
        asked_fields_ports_q <= frames_fields_ports_i;
        asked_fields_fragment_q <= frames_fields_fragment_i;
        asked_fields_src_ip_q <= frames_fields_src_ip_i;
        asked_fields_dst_ip_q <= frames_fields_dst_ip_i;
        asked_fields_src_port_q <= frames_fields_src_port_i;
        asked_fields_dst_port_q <= frames_fields_dst_port_i;
        asked_profile_ipv4_q <= profiles_rdata[0];
        asked_profile_tcpv4_q <= profiles_rdata[1];
        asked_profile_udpv4_q <= profiles_rdata[2];
        asked_profile_ipv6_q <= profiles_rdata[3];
        asked_profile_tcpv6_q <= profiles_rdata[4];
        asked_profile_udpv6_q <= profiles_rdata[5];
        asked_profile_unclassified_q <= profiles_rdata[12:6];
        asked_profile_table_bits_q <= profiles_rdata[15:13];
        if (rst) begin
            asked_valid_q <= 1'd0;
        end
    end

    wire whole = asked_fields_ports_q & ~asked_fields_fragment_q;
    wire with_ports = (asked_fields_ipv4_q & whole & ((asked_fields_tcp_q & asked_profile_tcpv4_q) | (asked_fields_udp_q & asked_profile_udpv4_q)))
            | (asked_fields_ipv6_q & whole & ((asked_fields_tcp_q & asked_profile_tcpv6_q) | (asked_fields_udp_q & asked_profile_udpv6_q)));
    wire [31:0] ports = with_ports ? {asked_fields_src_port_q, asked_fields_dst_port_q} : 32'd0;
    always @(posedge clk) begin
        tuple_valid_q <= asked_valid_q;
        tuple_hashed_q <= with_ports | ((asked_fields_ipv4_q & asked_profile_ipv4_q) | (asked_fields_ipv6_q & asked_profile_ipv6_q));
        tuple_image_q <= asked_image_q;
        tuple_function_q <= asked_function_q;
        tuple_unclassified_q <= asked_profile_unclassified_q;
        tuple_table_bits_q <= asked_profile_table_bits_q;
        tuple_bits_q <= asked_fields_ipv4_q ? {asked_fields_src_ip_q[31:0], asked_fields_dst_ip_q[31:0], ports, 192'd0}
                : {asked_fields_src_ip_q, asked_fields_dst_ip_q, ports};
        tuple_words_q <= asked_fields_ipv4_q ? (with_ports ? 3'd2 : 3'd1) : with_ports ? 3'd5 : 3'd4;
        if (rst) begin
            tuple_valid_q <= 1'd0;
        end
    end

    assign hasher_tuples_valid = tuple_valid_q & tuple_hashed_q;

    always @(posedge clk) begin
        due_1_q <= tuple_valid_q;
        if (rst) begin
            due_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_2_q <= due_1_q;
        if (rst) begin
            due_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_3_q <= due_2_q;
        if (rst) begin
            due_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_4_q <= due_3_q;
        if (rst) begin
            due_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_5_q <= due_4_q;
        if (rst) begin
            due_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_6_q <= due_5_q;
        if (rst) begin
            due_6_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_7_q <= due_6_q;
        if (rst) begin
            due_7_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_8_q <= due_7_q;
        if (rst) begin
            due_8_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        due_9_q <= due_8_q;
        if (rst) begin
            due_9_q <= 1'd0;
        end
    end

    assign meanwhile_up = {tuple_table_bits_q, tuple_unclassified_q, tuple_function_q, tuple_image_q, tuple_hashed_q};
    assign hashes_down_ready = due_9_q & meanwhile_down[0];

    always @(posedge clk) begin
        looked_valid_q <= due_9_q;
        looked_hashed_q <= meanwhile_down[0];
        looked_hash_q <= hashes_down_payload;
        looked_unclassified_q <= meanwhile_down[9:3];
        if (rst) begin
            looked_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        out_valid_q <= looked_valid_q;
        out_hashed_q <= looked_hashed_q;
        out_hash_q <= looked_hashed_q ? looked_hash_q : 32'd0;
        out_queue_q <= looked_hashed_q ? indirection_rdata_q : looked_unclassified_q;
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign queues_valid_o = out_valid_q;
    assign queues_queue_o = out_queue_q;
    assign queues_hashed_o = out_hashed_q;
    assign queues_hash_o = out_hash_q;

    (* ram_style = "distributed" *)
    reg [15:0] profiles [0:3];
    always @(posedge clk) begin
        if (clear_active_q | profile_write_valid_i) begin
            profiles[clear_active_q ? clear_index_q : {profile_write_image_i, profile_write_function_i}] <= {clear_active_q ? 3'd0 : profile_write_profile_table_bits_i,
                    clear_active_q ? 7'd0 : profile_write_profile_unclassified_i,
                    clear_active_q ? 1'd0 : profile_write_profile_udpv6_i,
                    clear_active_q ? 1'd0 : profile_write_profile_tcpv6_i,
                    clear_active_q ? 1'd0 : profile_write_profile_ipv6_i,
                    clear_active_q ? 1'd0 : profile_write_profile_udpv4_i,
                    clear_active_q ? 1'd0 : profile_write_profile_tcpv4_i,
                    clear_active_q ? 1'd0 : profile_write_profile_ipv4_i};
        end
    end
    assign profiles_rdata = profiles[{frames_image_i, frames_function_i}];

    wire [6:0] meanwhile_down_joined = {3'd6 < meanwhile_down[12:10], 3'd5 < meanwhile_down[12:10], 3'd4 < meanwhile_down[12:10],
            3'd3 < meanwhile_down[12:10], 3'd2 < meanwhile_down[12:10], 3'd1 < meanwhile_down[12:10],
            3'd0 < meanwhile_down[12:10]};
    (* ram_style = "block" *)
    reg [6:0] indirection [0:511];
    always @(posedge clk) begin
        if (table_write_valid_i) begin
            indirection[{table_write_image_i, table_write_function_i, table_write_entry_i}] <= table_write_queue_i;
        end
        indirection_rdata_q <= indirection[{meanwhile_down[1], meanwhile_down[2], hashes_down_payload[6:0] & meanwhile_down_joined}];
    end

    toeplitz_hash hasher (
        .clk               (clk),
        .rst               (rst),
        .tuples_valid_i    (hasher_tuples_valid),
        .tuples_image_i    (tuple_image_q),
        .tuples_function_i (tuple_function_q),
        .tuples_tuple_i    (tuple_bits_q),
        .tuples_words_i    (tuple_words_q),
        .write_valid_i     (key_write_valid_i),
        .write_image_i     (key_write_image_i),
        .write_function_i  (key_write_function_i),
        .write_word_i      (key_write_word_i),
        .write_data_i      (key_write_data_i),
        .hashes_valid_o    (hasher_hashes_valid),
        .hashes_hash_o     (hasher_hashes_hash)
    );

    fifo hashes (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (hasher_hashes_valid),
        .up_ready_o     (hashes_up_ready),
        .up_payload_i   (hasher_hashes_hash),
        .down_valid_o   (hashes_down_valid),
        .down_ready_i   (hashes_down_ready),
        .down_payload_o (hashes_down_payload),
        .count_o        (hashes_count)
    );

    delay_line_bits13_clocks9 meanwhile (
        .clk    (clk),
        .up_i   (meanwhile_up),
        .down_o (meanwhile_down)
    );

    wire unused = &{1'b0, hashes_up_ready, hashes_down_valid, hashes_count};

endmodule

// Delays a word by 7 clocks.
// Parameters: bits = 7, clocks = 7
module delay_line_bits7_clocks7 (
    input  wire       clk,
    input  wire [6:0] up_i,
    output wire [6:0] down_o
);

    reg  [48:0] stage_q;

    always @(posedge clk) begin
        stage_q[6:0] <= up_i;
        stage_q[13:7] <= stage_q[6:0];
        stage_q[20:14] <= stage_q[13:7];
        stage_q[27:21] <= stage_q[20:14];
        stage_q[34:28] <= stage_q[27:21];
        stage_q[41:35] <= stage_q[34:28];
        stage_q[48:42] <= stage_q[41:35];
    end

    assign down_o = stage_q[48:42];

endmodule

// Forwarding look-up and rules: one verdict a frame, latency 27 clocks.
// Parameters: config = tiny, functions = 2, forwardingBuckets = 4, rules = 16, latency = 27
module classifier (
    input  wire         clk,
    input  wire         rst,
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
    input  wire         image_i,
    // origin
    input  wire         origin_sent_i,
    input  wire         origin_source_i,
    input  wire         origin_egress_denied_i,
    // verdicts
    output wire         verdicts_valid_o,
    output wire [1:0]   verdicts_functions_o,
    output wire         verdicts_drop_o,
    output wire [4:0]   verdicts_reason_o,
    output wire [6:0]   verdicts_queue_o,
    output wire         verdicts_reported_o,
    output wire         verdicts_refused_o,
    // decided
    output wire         decided_sender_hit_o,
    output wire [6:0]   decided_sender_number_o,
    output wire         decided_receiver_hit_o,
    output wire [6:0]   decided_receiver_number_o,
    // forwardingWrite
    input  wire         forwarding_write_valid_i,
    input  wire [4:0]   forwarding_write_address_i,
    input  wire [31:0]  forwarding_write_data_i,
    // forwardingHashWrite
    input  wire         forwarding_hash_write_valid_i,
    input  wire [8:0]   forwarding_hash_write_address_i,
    input  wire [31:0]  forwarding_hash_write_data_i,
    // actionWrite
    input  wire         action_write_valid_i,
    input  wire [3:0]   action_write_address_i,
    input  wire [31:0]  action_write_data_i,
    // rowWrite
    input  wire         row_write_valid_i,
    input  wire [11:0]  row_write_address_i,
    input  wire [31:0]  row_write_data_i,
    // slotWrite
    input  wire         slot_write_valid_i,
    input  wire [8:0]   slot_write_address_i,
    input  wire [31:0]  slot_write_data_i,
    // maskWrite
    input  wire         mask_write_valid_i,
    input  wire [3:0]   mask_write_address_i,
    input  wire [31:0]  mask_write_data_i,
    // hashWrite
    input  wire         hash_write_valid_i,
    input  wire [11:0]  hash_write_address_i,
    input  wire [31:0]  hash_write_data_i,
    // rssProfileWrite
    input  wire         rss_profile_write_valid_i,
    input  wire [1:0]   rss_profile_write_address_i,
    input  wire [31:0]  rss_profile_write_data_i,
    // rssKeyWrite
    input  wire         rss_key_write_valid_i,
    input  wire [5:0]   rss_key_write_address_i,
    input  wire [31:0]  rss_key_write_data_i,
    // rssQueueWrite
    input  wire         rss_queue_write_valid_i,
    input  wire [8:0]   rss_queue_write_address_i,
    input  wire [31:0]  rss_queue_write_data_i,
    // defaultWrite
    input  wire         default_write_valid_i,
    input  wire [1:0]   default_write_address_i,
    input  wire [31:0]  default_write_data_i,
    // conditionWrite
    input  wire         condition_write_valid_i,
    input  wire [1:0]   condition_write_address_i,
    input  wire [31:0]  condition_write_data_i,
    output wire         ready_o
);

    wire         forwarding_results_valid;
    wire [1:0]   forwarding_results_functions;
    wire         forwarding_ready;
    wire         key_condition_write_image;
    wire         key_condition_write_function;
    wire         key_condition_write_report;
    wire         key_condition_write_deny_fragments;
    wire         key_keys_valid;
    wire [7:0]   key_keys_function;
    wire         key_keys_group;
    wire [15:0]  key_keys_ethertype;
    wire         key_keys_ipv4;
    wire         key_keys_ipv6;
    wire         key_keys_later_fragment;
    wire         key_keys_l4;
    wire [7:0]   key_keys_ip_protocol;
    wire [15:0]  key_keys_src_port;
    wire [15:0]  key_keys_dst_port;
    wire [127:0] key_keys_src_ip;
    wire [127:0] key_keys_dst_ip;
    wire         key_keys_unread_ethertype;
    wire         key_keys_unread_network;
    wire         key_keys_unread_protocol;
    wire         key_keys_unread_ports;
    wire         key_keys_unread_fragment;
    wire [6:0]   key_keys_sender;
    wire [11:0]  key_keys_vlan;
    wire [1:0]   key_addressed_functions;
    wire         key_addressed_judged_sender;
    wire         key_addressed_egress_denied;
    wire         key_addressed_group;
    wire         key_addressed_malformed;
    wire         key_addressed_refused;
    wire         key_addressed_uncertain;
    wire         key_addressed_reports;
    wire         key_addressed_image;
    wire         rules_verdicts_valid;
    wire [1:0]   rules_verdicts_functions;
    wire         rules_verdicts_drop;
    wire [4:0]   rules_verdicts_reason;
    wire [6:0]   rules_verdicts_queue;
    wire         rules_verdicts_reported;
    wire         rules_verdicts_refused;
    wire         rules_decided_sender_hit;
    wire [6:0]   rules_decided_sender_number;
    wire         rules_decided_receiver_hit;
    wire [6:0]   rules_decided_receiver_number;
    wire         rules_ready;
    wire         spread_frames_function;
    wire         spread_queues_valid;
    wire [6:0]   spread_queues_queue;
    wire         spread_queues_hashed;
    wire [31:0]  spread_queues_hash;
    wire         spread_profile_write_image;
    wire         spread_profile_write_function;
    wire         spread_profile_write_profile_ipv4;
    wire         spread_profile_write_profile_tcpv4;
    wire         spread_profile_write_profile_udpv4;
    wire         spread_profile_write_profile_ipv6;
    wire         spread_profile_write_profile_tcpv6;
    wire         spread_profile_write_profile_udpv6;
    wire [6:0]   spread_profile_write_profile_unclassified;
    wire [2:0]   spread_profile_write_profile_table_bits;
    wire         spread_key_write_image;
    wire         spread_key_write_function;
    wire [3:0]   spread_key_write_word;
    wire         spread_table_write_image;
    wire         spread_table_write_function;
    wire [6:0]   spread_table_write_entry;
    wire [6:0]   spread_table_write_queue;
    wire         spread_ready;
    reg          hashed_1_tcp_q;
    reg          hashed_1_udp_q;
    reg          hashed_1_ports_q;
    reg          hashed_1_fragment_q;
    reg          hashed_2_tcp_q;
    reg          hashed_2_udp_q;
    reg          hashed_2_ports_q;
    reg          hashed_2_fragment_q;
    reg          hashed_3_tcp_q;
    reg          hashed_3_udp_q;
    reg          hashed_3_ports_q;
    reg          hashed_3_fragment_q;
    reg          hashed_4_tcp_q;
    reg          hashed_4_udp_q;
    reg          hashed_4_ports_q;
    reg          hashed_4_fragment_q;
    reg          hashed_5_tcp_q;
    reg          hashed_5_udp_q;
    reg          hashed_5_ports_q;
    reg          hashed_5_fragment_q;
    reg          hashed_6_tcp_q;
    reg          hashed_6_udp_q;
    reg          hashed_6_ports_q;
    reg          hashed_6_fragment_q;
    reg          hashed_7_tcp_q;
    reg          hashed_7_udp_q;
    reg          hashed_7_ports_q;
    reg          hashed_7_fragment_q;
    reg          unicast_1_q;
    reg          unicast_2_q;
    reg          unicast_3_q;
    reg          unicast_4_q;
    reg          unicast_5_q;
    reg          unicast_6_q;
    reg          unicast_7_q;
    reg          unicast_8_q;
    reg          unicast_9_q;
    reg          unicast_10_q;
    reg          unicast_11_q;
    reg          unicast_12_q;
    reg          unicast_13_q;
    reg          unicast_14_q;
    reg          unicast_15_q;
    reg          unicast_16_q;
    reg          unicast_17_q;
    reg          unicast_18_q;
    reg          unicast_19_q;
    reg          unicast_20_q;
    wire [6:0]   spread_to_down;

    assign ready_o = forwarding_ready & rules_ready & spread_ready;
    assign key_condition_write_image = condition_write_address_i[1];
    assign key_condition_write_function = condition_write_address_i[0];
    assign key_condition_write_report = condition_write_data_i[0];
    assign key_condition_write_deny_fragments = condition_write_data_i[1];

    always @(posedge clk) begin
        hashed_1_tcp_q <= headers_tcp_i;
        hashed_1_udp_q <= headers_udp_i;
        hashed_1_ports_q <= headers_ports_i;
        hashed_1_fragment_q <= headers_fragment_i;
    end

    always @(posedge clk) begin
        hashed_2_tcp_q <= hashed_1_tcp_q;
        hashed_2_udp_q <= hashed_1_udp_q;
        hashed_2_ports_q <= hashed_1_ports_q;
        hashed_2_fragment_q <= hashed_1_fragment_q;
    end

    always @(posedge clk) begin
        hashed_3_tcp_q <= hashed_2_tcp_q;
        hashed_3_udp_q <= hashed_2_udp_q;
        hashed_3_ports_q <= hashed_2_ports_q;
        hashed_3_fragment_q <= hashed_2_fragment_q;
    end

    always @(posedge clk) begin
        hashed_4_tcp_q <= hashed_3_tcp_q;
        hashed_4_udp_q <= hashed_3_udp_q;
        hashed_4_ports_q <= hashed_3_ports_q;
        hashed_4_fragment_q <= hashed_3_fragment_q;
    end

    always @(posedge clk) begin
        hashed_5_tcp_q <= hashed_4_tcp_q;
        hashed_5_udp_q <= hashed_4_udp_q;
        hashed_5_ports_q <= hashed_4_ports_q;
        hashed_5_fragment_q <= hashed_4_fragment_q;
    end

    always @(posedge clk) begin
        hashed_6_tcp_q <= hashed_5_tcp_q;
        hashed_6_udp_q <= hashed_5_udp_q;
        hashed_6_ports_q <= hashed_5_ports_q;
        hashed_6_fragment_q <= hashed_5_fragment_q;
    end

    always @(posedge clk) begin
        hashed_7_tcp_q <= hashed_6_tcp_q;
        hashed_7_udp_q <= hashed_6_udp_q;
        hashed_7_ports_q <= hashed_6_ports_q;
        hashed_7_fragment_q <= hashed_6_fragment_q;
    end

    assign spread_frames_function = key_keys_function[0];

    always @(posedge clk) begin
        unicast_1_q <= ~key_keys_group;
    end

    always @(posedge clk) begin
        unicast_2_q <= unicast_1_q;
    end

    always @(posedge clk) begin
        unicast_3_q <= unicast_2_q;
    end

    always @(posedge clk) begin
        unicast_4_q <= unicast_3_q;
    end

    always @(posedge clk) begin
        unicast_5_q <= unicast_4_q;
    end

    always @(posedge clk) begin
        unicast_6_q <= unicast_5_q;
    end

    always @(posedge clk) begin
        unicast_7_q <= unicast_6_q;
    end

    always @(posedge clk) begin
        unicast_8_q <= unicast_7_q;
    end

    always @(posedge clk) begin
        unicast_9_q <= unicast_8_q;
    end

    always @(posedge clk) begin
        unicast_10_q <= unicast_9_q;
    end

    always @(posedge clk) begin
        unicast_11_q <= unicast_10_q;
    end

    always @(posedge clk) begin
        unicast_12_q <= unicast_11_q;
    end

    always @(posedge clk) begin
        unicast_13_q <= unicast_12_q;
    end

    always @(posedge clk) begin
        unicast_14_q <= unicast_13_q;
    end

    always @(posedge clk) begin
        unicast_15_q <= unicast_14_q;
    end

    always @(posedge clk) begin
        unicast_16_q <= unicast_15_q;
    end

    always @(posedge clk) begin
        unicast_17_q <= unicast_16_q;
    end

    always @(posedge clk) begin
        unicast_18_q <= unicast_17_q;
    end

    always @(posedge clk) begin
        unicast_19_q <= unicast_18_q;
    end

    always @(posedge clk) begin
        unicast_20_q <= unicast_19_q;
    end

    assign verdicts_valid_o = rules_verdicts_valid;
    assign decided_sender_hit_o = rules_decided_sender_hit;
    assign decided_sender_number_o = rules_decided_sender_number;
    assign decided_receiver_hit_o = rules_decided_receiver_hit;
    assign decided_receiver_number_o = rules_decided_receiver_number;
    assign verdicts_functions_o = rules_verdicts_functions;
    assign verdicts_drop_o = rules_verdicts_drop;
    assign verdicts_reason_o = rules_verdicts_reason;
    assign verdicts_queue_o = (unicast_20_q & ~rules_verdicts_drop & (rules_verdicts_queue == 7'd0)) ? spread_to_down : rules_verdicts_queue;
    assign verdicts_reported_o = rules_verdicts_reported;
    assign verdicts_refused_o = rules_verdicts_refused;
    assign spread_profile_write_image = rss_profile_write_address_i[1];
    assign spread_profile_write_function = rss_profile_write_address_i[0];
    assign spread_profile_write_profile_ipv4 = rss_profile_write_data_i[0];
    assign spread_profile_write_profile_tcpv4 = rss_profile_write_data_i[1];
    assign spread_profile_write_profile_udpv4 = rss_profile_write_data_i[2];
    assign spread_profile_write_profile_ipv6 = rss_profile_write_data_i[3];
    assign spread_profile_write_profile_tcpv6 = rss_profile_write_data_i[4];
    assign spread_profile_write_profile_udpv6 = rss_profile_write_data_i[5];
    assign spread_profile_write_profile_unclassified = rss_profile_write_data_i[12:6];
    assign spread_profile_write_profile_table_bits = rss_profile_write_data_i[15:13];
    assign spread_key_write_image = rss_key_write_address_i[5];
    assign spread_key_write_function = rss_key_write_address_i[4];
    assign spread_key_write_word = rss_key_write_address_i[3:0];
    assign spread_table_write_image = rss_queue_write_address_i[8];
    assign spread_table_write_function = rss_queue_write_address_i[7];
    assign spread_table_write_entry = rss_queue_write_address_i[6:0];
    assign spread_table_write_queue = rss_queue_write_data_i[6:0];

    forwarding_table forwarding (
        .clk                  (clk),
        .rst                  (rst),
        .destinations_valid_i (headers_valid_i),
        .destinations_mac_i   (headers_dst_mac_i),
        .destinations_vlan_i  (headers_vlan_i),
        .destinations_image_i (image_i),
        .results_valid_o      (forwarding_results_valid),
        .results_functions_o  (forwarding_results_functions),
        .slot_write_valid_i   (forwarding_write_valid_i),
        .slot_write_address_i (forwarding_write_address_i),
        .slot_write_data_i    (forwarding_write_data_i),
        .hash_write_valid_i   (forwarding_hash_write_valid_i),
        .hash_write_address_i (forwarding_hash_write_address_i),
        .hash_write_data_i    (forwarding_hash_write_data_i),
        .ready_o              (forwarding_ready)
    );

    rule_key key (
        .clk                               (clk),
        .rst                               (rst),
        .headers_valid_i                   (headers_valid_i),
        .headers_headers_i                 (headers_headers_i),
        .headers_dst_mac_i                 (headers_dst_mac_i),
        .headers_src_mac_i                 (headers_src_mac_i),
        .headers_vlan_count_i              (headers_vlan_count_i),
        .headers_vlan_i                    (headers_vlan_i),
        .headers_priority_i                (headers_priority_i),
        .headers_vlan2_i                   (headers_vlan2_i),
        .headers_vlan3_i                   (headers_vlan3_i),
        .headers_vlan4_i                   (headers_vlan4_i),
        .headers_ethertype_i               (headers_ethertype_i),
        .headers_link_length_i             (headers_link_length_i),
        .headers_llc_i                     (headers_llc_i),
        .headers_snap_i                    (headers_snap_i),
        .headers_mpls_count_i              (headers_mpls_count_i),
        .headers_mpls_label_i              (headers_mpls_label_i),
        .headers_mpls_traffic_class_i      (headers_mpls_traffic_class_i),
        .headers_mpls_label2_i             (headers_mpls_label2_i),
        .headers_mpls_label3_i             (headers_mpls_label3_i),
        .headers_mpls_label4_i             (headers_mpls_label4_i),
        .headers_mpls_label5_i             (headers_mpls_label5_i),
        .headers_pppoe_i                   (headers_pppoe_i),
        .headers_pppoe_session_i           (headers_pppoe_session_i),
        .headers_ppp_compressed_i          (headers_ppp_compressed_i),
        .headers_l3_offset_i               (headers_l3_offset_i),
        .headers_arp_i                     (headers_arp_i),
        .headers_mac_control_i             (headers_mac_control_i),
        .headers_pause_i                   (headers_pause_i),
        .headers_priority_pause_i          (headers_priority_pause_i),
        .headers_lacp_i                    (headers_lacp_i),
        .headers_lldp_i                    (headers_lldp_i),
        .headers_ptp_i                     (headers_ptp_i),
        .headers_ptp_message_i             (headers_ptp_message_i),
        .headers_fcoe_i                    (headers_fcoe_i),
        .headers_fc_routing_i              (headers_fc_routing_i),
        .headers_fc_destination_i          (headers_fc_destination_i),
        .headers_fc_source_i               (headers_fc_source_i),
        .headers_fip_i                     (headers_fip_i),
        .headers_global_route_i            (headers_global_route_i),
        .headers_roce_i                    (headers_roce_i),
        .headers_rdma_opcode_i             (headers_rdma_opcode_i),
        .headers_rdma_queue_pair_i         (headers_rdma_queue_pair_i),
        .headers_ipv4_i                    (headers_ipv4_i),
        .headers_ipv4_header_words_i       (headers_ipv4_header_words_i),
        .headers_ipv4_checksum_i           (headers_ipv4_checksum_i),
        .headers_ipv6_i                    (headers_ipv6_i),
        .headers_ip_length_i               (headers_ip_length_i),
        .headers_dscp_i                    (headers_dscp_i),
        .headers_ecn_i                     (headers_ecn_i),
        .headers_ttl_i                     (headers_ttl_i),
        .headers_fragment_i                (headers_fragment_i),
        .headers_later_fragment_i          (headers_later_fragment_i),
        .headers_fragment_start_i          (headers_fragment_start_i),
        .headers_authentication_i          (headers_authentication_i),
        .headers_segments_left_i           (headers_segments_left_i),
        .headers_address_options_i         (headers_address_options_i),
        .headers_ip_protocol_i             (headers_ip_protocol_i),
        .headers_src_ip_i                  (headers_src_ip_i),
        .headers_dst_ip_i                  (headers_dst_ip_i),
        .headers_l4_offset_i               (headers_l4_offset_i),
        .headers_tcp_i                     (headers_tcp_i),
        .headers_udp_i                     (headers_udp_i),
        .headers_udp_lite_i                (headers_udp_lite_i),
        .headers_sctp_i                    (headers_sctp_i),
        .headers_icmp_i                    (headers_icmp_i),
        .headers_igmp_i                    (headers_igmp_i),
        .headers_ports_i                   (headers_ports_i),
        .headers_src_port_i                (headers_src_port_i),
        .headers_dst_port_i                (headers_dst_port_i),
        .headers_tcp_flags_i               (headers_tcp_flags_i),
        .headers_udp_length_i              (headers_udp_length_i),
        .headers_udp_checksum_i            (headers_udp_checksum_i),
        .headers_iscsi_i                   (headers_iscsi_i),
        .headers_nvme_i                    (headers_nvme_i),
        .headers_payload_offset_i          (headers_payload_offset_i),
        .headers_tunnel_i                  (headers_tunnel_i),
        .headers_tunnel_id_i               (headers_tunnel_id_i),
        .headers_inner_offset_i            (headers_inner_offset_i),
        .headers_inner_ethernet_i          (headers_inner_ethernet_i),
        .headers_inner_dst_mac_i           (headers_inner_dst_mac_i),
        .headers_inner_src_mac_i           (headers_inner_src_mac_i),
        .headers_inner_vlan_count_i        (headers_inner_vlan_count_i),
        .headers_inner_vlan_i              (headers_inner_vlan_i),
        .headers_inner_vlan2_i             (headers_inner_vlan2_i),
        .headers_inner_ethertype_i         (headers_inner_ethertype_i),
        .headers_inner_l3_offset_i         (headers_inner_l3_offset_i),
        .headers_inner_ipv4_i              (headers_inner_ipv4_i),
        .headers_inner_ipv4_header_words_i (headers_inner_ipv4_header_words_i),
        .headers_inner_ipv4_checksum_i     (headers_inner_ipv4_checksum_i),
        .headers_inner_ipv6_i              (headers_inner_ipv6_i),
        .headers_inner_ip_length_i         (headers_inner_ip_length_i),
        .headers_inner_dscp_i              (headers_inner_dscp_i),
        .headers_inner_ecn_i               (headers_inner_ecn_i),
        .headers_inner_ttl_i               (headers_inner_ttl_i),
        .headers_inner_fragment_i          (headers_inner_fragment_i),
        .headers_inner_later_fragment_i    (headers_inner_later_fragment_i),
        .headers_inner_authentication_i    (headers_inner_authentication_i),
        .headers_inner_segments_left_i     (headers_inner_segments_left_i),
        .headers_inner_address_options_i   (headers_inner_address_options_i),
        .headers_inner_ip_protocol_i       (headers_inner_ip_protocol_i),
        .headers_inner_src_ip_i            (headers_inner_src_ip_i),
        .headers_inner_dst_ip_i            (headers_inner_dst_ip_i),
        .headers_inner_l4_offset_i         (headers_inner_l4_offset_i),
        .headers_inner_tcp_i               (headers_inner_tcp_i),
        .headers_inner_udp_i               (headers_inner_udp_i),
        .headers_inner_udp_lite_i          (headers_inner_udp_lite_i),
        .headers_inner_sctp_i              (headers_inner_sctp_i),
        .headers_inner_icmp_i              (headers_inner_icmp_i),
        .headers_inner_src_port_i          (headers_inner_src_port_i),
        .headers_inner_dst_port_i          (headers_inner_dst_port_i),
        .headers_inner_tcp_flags_i         (headers_inner_tcp_flags_i),
        .headers_inner_udp_length_i        (headers_inner_udp_length_i),
        .headers_inner_udp_checksum_i      (headers_inner_udp_checksum_i),
        .headers_inner_iscsi_i             (headers_inner_iscsi_i),
        .headers_inner_nvme_i              (headers_inner_nvme_i),
        .headers_inner_payload_offset_i    (headers_inner_payload_offset_i),
        .headers_frame_bytes_i             (headers_frame_bytes_i),
        .headers_longer_i                  (headers_longer_i),
        .headers_exception_i               (headers_exception_i),
        .headers_exception_header_i        (headers_exception_header_i),
        .image_i                           (image_i),
        .origin_sent_i                     (origin_sent_i),
        .origin_source_i                   (origin_source_i),
        .origin_egress_denied_i            (origin_egress_denied_i),
        .functions_i                       (forwarding_results_functions),
        .condition_write_valid_i           (condition_write_valid_i),
        .condition_write_image_i           (key_condition_write_image),
        .condition_write_function_i        (key_condition_write_function),
        .condition_write_report_i          (key_condition_write_report),
        .condition_write_deny_fragments_i  (key_condition_write_deny_fragments),
        .keys_valid_o                      (key_keys_valid),
        .keys_function_o                   (key_keys_function),
        .keys_group_o                      (key_keys_group),
        .keys_ethertype_o                  (key_keys_ethertype),
        .keys_ipv4_o                       (key_keys_ipv4),
        .keys_ipv6_o                       (key_keys_ipv6),
        .keys_later_fragment_o             (key_keys_later_fragment),
        .keys_l4_o                         (key_keys_l4),
        .keys_ip_protocol_o                (key_keys_ip_protocol),
        .keys_src_port_o                   (key_keys_src_port),
        .keys_dst_port_o                   (key_keys_dst_port),
        .keys_src_ip_o                     (key_keys_src_ip),
        .keys_dst_ip_o                     (key_keys_dst_ip),
        .keys_unread_ethertype_o           (key_keys_unread_ethertype),
        .keys_unread_network_o             (key_keys_unread_network),
        .keys_unread_protocol_o            (key_keys_unread_protocol),
        .keys_unread_ports_o               (key_keys_unread_ports),
        .keys_unread_fragment_o            (key_keys_unread_fragment),
        .keys_sender_o                     (key_keys_sender),
        .keys_vlan_o                       (key_keys_vlan),
        .addressed_functions_o             (key_addressed_functions),
        .addressed_judged_sender_o         (key_addressed_judged_sender),
        .addressed_egress_denied_o         (key_addressed_egress_denied),
        .addressed_group_o                 (key_addressed_group),
        .addressed_malformed_o             (key_addressed_malformed),
        .addressed_refused_o               (key_addressed_refused),
        .addressed_uncertain_o             (key_addressed_uncertain),
        .addressed_reports_o               (key_addressed_reports),
        .addressed_image_o                 (key_addressed_image)
    );

    rule_look_up rules (
        .clk                       (clk),
        .rst                       (rst),
        .keys_valid_i              (key_keys_valid),
        .keys_function_i           (key_keys_function),
        .keys_group_i              (key_keys_group),
        .keys_ethertype_i          (key_keys_ethertype),
        .keys_ipv4_i               (key_keys_ipv4),
        .keys_ipv6_i               (key_keys_ipv6),
        .keys_later_fragment_i     (key_keys_later_fragment),
        .keys_l4_i                 (key_keys_l4),
        .keys_ip_protocol_i        (key_keys_ip_protocol),
        .keys_src_port_i           (key_keys_src_port),
        .keys_dst_port_i           (key_keys_dst_port),
        .keys_src_ip_i             (key_keys_src_ip),
        .keys_dst_ip_i             (key_keys_dst_ip),
        .keys_unread_ethertype_i   (key_keys_unread_ethertype),
        .keys_unread_network_i     (key_keys_unread_network),
        .keys_unread_protocol_i    (key_keys_unread_protocol),
        .keys_unread_ports_i       (key_keys_unread_ports),
        .keys_unread_fragment_i    (key_keys_unread_fragment),
        .keys_sender_i             (key_keys_sender),
        .keys_vlan_i               (key_keys_vlan),
        .addressed_functions_i     (key_addressed_functions),
        .addressed_judged_sender_i (key_addressed_judged_sender),
        .addressed_egress_denied_i (key_addressed_egress_denied),
        .addressed_group_i         (key_addressed_group),
        .addressed_malformed_i     (key_addressed_malformed),
        .addressed_refused_i       (key_addressed_refused),
        .addressed_uncertain_i     (key_addressed_uncertain),
        .addressed_reports_i       (key_addressed_reports),
        .addressed_image_i         (key_addressed_image),
        .verdicts_valid_o          (rules_verdicts_valid),
        .verdicts_functions_o      (rules_verdicts_functions),
        .verdicts_drop_o           (rules_verdicts_drop),
        .verdicts_reason_o         (rules_verdicts_reason),
        .verdicts_queue_o          (rules_verdicts_queue),
        .verdicts_reported_o       (rules_verdicts_reported),
        .verdicts_refused_o        (rules_verdicts_refused),
        .decided_sender_hit_o      (rules_decided_sender_hit),
        .decided_sender_number_o   (rules_decided_sender_number),
        .decided_receiver_hit_o    (rules_decided_receiver_hit),
        .decided_receiver_number_o (rules_decided_receiver_number),
        .row_write_valid_i         (row_write_valid_i),
        .row_write_address_i       (row_write_address_i),
        .row_write_data_i          (row_write_data_i),
        .action_write_valid_i      (action_write_valid_i),
        .action_write_address_i    (action_write_address_i),
        .action_write_data_i       (action_write_data_i),
        .slot_write_valid_i        (slot_write_valid_i),
        .slot_write_address_i      (slot_write_address_i),
        .slot_write_data_i         (slot_write_data_i),
        .mask_write_valid_i        (mask_write_valid_i),
        .mask_write_address_i      (mask_write_address_i),
        .mask_write_data_i         (mask_write_data_i),
        .hash_write_valid_i        (hash_write_valid_i),
        .hash_write_address_i      (hash_write_address_i),
        .hash_write_data_i         (hash_write_data_i),
        .default_write_valid_i     (default_write_valid_i),
        .default_write_address_i   (default_write_address_i),
        .default_write_data_i      (default_write_data_i),
        .ready_o                   (rules_ready)
    );

    rss spread (
        .clk                                  (clk),
        .rst                                  (rst),
        .frames_valid_i                       (key_keys_valid),
        .frames_image_i                       (key_addressed_image),
        .frames_function_i                    (spread_frames_function),
        .frames_fields_ipv4_i                 (key_keys_ipv4),
        .frames_fields_ipv6_i                 (key_keys_ipv6),
        .frames_fields_tcp_i                  (hashed_7_tcp_q),
        .frames_fields_udp_i                  (hashed_7_udp_q),
        .frames_fields_ports_i                (hashed_7_ports_q),
        .frames_fields_fragment_i             (hashed_7_fragment_q),
        .frames_fields_src_ip_i               (key_keys_src_ip),
        .frames_fields_dst_ip_i               (key_keys_dst_ip),
        .frames_fields_src_port_i             (key_keys_src_port),
        .frames_fields_dst_port_i             (key_keys_dst_port),
        .queues_valid_o                       (spread_queues_valid),
        .queues_queue_o                       (spread_queues_queue),
        .queues_hashed_o                      (spread_queues_hashed),
        .queues_hash_o                        (spread_queues_hash),
        .profile_write_valid_i                (rss_profile_write_valid_i),
        .profile_write_image_i                (spread_profile_write_image),
        .profile_write_function_i             (spread_profile_write_function),
        .profile_write_profile_ipv4_i         (spread_profile_write_profile_ipv4),
        .profile_write_profile_tcpv4_i        (spread_profile_write_profile_tcpv4),
        .profile_write_profile_udpv4_i        (spread_profile_write_profile_udpv4),
        .profile_write_profile_ipv6_i         (spread_profile_write_profile_ipv6),
        .profile_write_profile_tcpv6_i        (spread_profile_write_profile_tcpv6),
        .profile_write_profile_udpv6_i        (spread_profile_write_profile_udpv6),
        .profile_write_profile_unclassified_i (spread_profile_write_profile_unclassified),
        .profile_write_profile_table_bits_i   (spread_profile_write_profile_table_bits),
        .key_write_valid_i                    (rss_key_write_valid_i),
        .key_write_image_i                    (spread_key_write_image),
        .key_write_function_i                 (spread_key_write_function),
        .key_write_word_i                     (spread_key_write_word),
        .key_write_data_i                     (rss_key_write_data_i),
        .table_write_valid_i                  (rss_queue_write_valid_i),
        .table_write_image_i                  (spread_table_write_image),
        .table_write_function_i               (spread_table_write_function),
        .table_write_entry_i                  (spread_table_write_entry),
        .table_write_queue_i                  (spread_table_write_queue),
        .ready_o                              (spread_ready)
    );

    delay_line_bits7_clocks7 spread_to (
        .clk    (clk),
        .up_i   (spread_queues_queue),
        .down_o (spread_to_down)
    );

    wire unused = &{1'b0, rss_profile_write_data_i[31:16], rss_queue_write_data_i[31:7], condition_write_data_i[31:2], forwarding_results_valid, spread_queues_valid, spread_queues_hashed, spread_queues_hash};

endmodule

`default_nettype wire
