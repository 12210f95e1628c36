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

    wire [47:0] asked_1_key_choice = destinations_mac_i[40] ? 48'hffffffffffff : destinations_mac_i;
    always @(posedge clk) begin
        asked_1_key_q <= {destinations_vlan_i, asked_1_key_choice};
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
    assign rows_0_rdata = rows_0[{destinations_image_i, asked_1_key_choice[3:0]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_1 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd1)) begin
            rows_1[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_1_rdata = rows_1[{destinations_image_i, asked_1_key_choice[7:4]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_2 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd2)) begin
            rows_2[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_2_rdata = rows_2[{destinations_image_i, asked_1_key_choice[11:8]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_3 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd3)) begin
            rows_3[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_3_rdata = rows_3[{destinations_image_i, asked_1_key_choice[15:12]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_4 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd4)) begin
            rows_4[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_4_rdata = rows_4[{destinations_image_i, asked_1_key_choice[19:16]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_5 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd5)) begin
            rows_5[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_5_rdata = rows_5[{destinations_image_i, asked_1_key_choice[23:20]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_6 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd6)) begin
            rows_6[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_6_rdata = rows_6[{destinations_image_i, asked_1_key_choice[27:24]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_7 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd7)) begin
            rows_7[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_7_rdata = rows_7[{destinations_image_i, asked_1_key_choice[31:28]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_8 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd8)) begin
            rows_8[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_8_rdata = rows_8[{destinations_image_i, asked_1_key_choice[35:32]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_9 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd9)) begin
            rows_9[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_9_rdata = rows_9[{destinations_image_i, asked_1_key_choice[39:36]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_10 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd10)) begin
            rows_10[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_10_rdata = rows_10[{destinations_image_i, asked_1_key_choice[43:40]}];

    (* ram_style = "distributed" *)
    reg [31:0] rows_11 [0:31];
    always @(posedge clk) begin
        if (hash_write_valid_i & (hash_write_address_i[7:4] == 4'd11)) begin
            rows_11[{hash_write_address_i[8], hash_write_address_i[3:0]}] <= hash_write_data_i;
        end
    end
    assign rows_11_rdata = rows_11[{destinations_image_i, asked_1_key_choice[47:44]}];

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

    wire look_ip_or = (headers_exception_header_i == 7'd6) | (headers_exception_header_i == 7'd9)
            | ((headers_exception_header_i == 7'd10) | (headers_exception_header_i == 7'd11))
            | ((headers_exception_header_i == 7'd12) | (headers_exception_header_i == 7'd13) | ((headers_exception_header_i == 7'd7) | (headers_exception_header_i == 7'd15)));
    wire look_ip_or_2 = (headers_exception_header_i == 7'd23) | (headers_exception_header_i == 7'd28)
            | ((headers_exception_header_i == 7'd32) | (headers_exception_header_i == 7'd36))
            | ((headers_exception_header_i == 7'd40) | (headers_exception_header_i == 7'd44) | ((headers_exception_header_i == 7'd24) | (headers_exception_header_i == 7'd29)));
    wire look_ip_or_3 = (headers_exception_header_i == 7'd33) | (headers_exception_header_i == 7'd37)
            | ((headers_exception_header_i == 7'd41) | (headers_exception_header_i == 7'd45))
            | ((headers_exception_header_i == 7'd25) | (headers_exception_header_i == 7'd30) | ((headers_exception_header_i == 7'd34) | (headers_exception_header_i == 7'd38)));
    wire look_ip_or_4 = (headers_exception_header_i == 7'd42) | (headers_exception_header_i == 7'd46)
            | ((headers_exception_header_i == 7'd26) | (headers_exception_header_i == 7'd31))
            | ((headers_exception_header_i == 7'd35) | (headers_exception_header_i == 7'd39) | ((headers_exception_header_i == 7'd43) | (headers_exception_header_i == 7'd47)));
    wire look_ip_or_5 = (headers_exception_header_i == 7'd23) | (headers_exception_header_i == 7'd28)
            | ((headers_exception_header_i == 7'd32) | (headers_exception_header_i == 7'd36))
            | ((headers_exception_header_i == 7'd40) | (headers_exception_header_i == 7'd44) | ((headers_exception_header_i == 7'd24) | (headers_exception_header_i == 7'd29)));
    wire look_ip_or_6 = (headers_exception_header_i == 7'd33) | (headers_exception_header_i == 7'd37)
            | ((headers_exception_header_i == 7'd41) | (headers_exception_header_i == 7'd45))
            | ((headers_exception_header_i == 7'd25) | (headers_exception_header_i == 7'd30) | ((headers_exception_header_i == 7'd34) | (headers_exception_header_i == 7'd38)));
    wire look_ip_or_7 = (headers_exception_header_i == 7'd42) | (headers_exception_header_i == 7'd46)
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
        look_at_network_q <= look_ip_or | (headers_exception_header_i == 7'd16);
        look_at_protocol_q <= look_ip_or_2 | look_ip_or_3 | (look_ip_or_4 | (headers_exception_header_i == 7'd27));
        look_at_ports_q <= (headers_exception_header_i == 7'd48) | (headers_exception_header_i == 7'd49)
                | ((headers_exception_header_i == 7'd50) | (headers_exception_header_i == 7'd51))
                | ((headers_exception_header_i == 7'd52) | (headers_exception_header_i == 7'd53));
        look_at_extension_q <= look_ip_or_5 | look_ip_or_6 | look_ip_or_7;
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

    wire result_malformed_inverse = ~(weighed_guessed_q & weighed_refused_q);
    wire result_malformed_and = weighed_stops_ethertype_q & result_malformed_inverse;
    wire result_malformed_or = (weighed_stops_network_q & result_malformed_inverse) | result_malformed_and;
    wire result_malformed_or_2 = ((weighed_stops_protocol_q | weighed_later_leads_q) & result_malformed_inverse) | result_malformed_or;
    always @(posedge clk) begin
        result_malformed_q <= ~weighed_guessed_q & (weighed_broken_q | weighed_refused_q | weighed_jumbogram_q);
        result_ip_q <= weighed_ip_q & result_malformed_inverse;
        result_l4_q <= (weighed_whole_q | weighed_partly_q) & result_malformed_inverse;
        result_unread_ethertype_q <= result_malformed_and;
        result_unread_network_q <= result_malformed_or;
        result_unread_protocol_q <= result_malformed_or_2;
        result_unread_ports_q <= ((weighed_stops_ports_q | weighed_later_overlaps_q) & result_malformed_inverse) | result_malformed_or_2;
        result_unread_fragment_q <= result_malformed_or | (weighed_hidden_q & result_malformed_inverse);
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
// Parameters: bits = 316, clocks = 6
module ring_delay_bits316_clocks6 (
    input  wire         clk,
    input  wire         rst,
    input  wire [315:0] up_i,
    output wire [315:0] down_o
);

    reg  [4:0]   write_q;
    reg  [4:0]   read_q;
    reg  [315:0] out_q;
    wire [315:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 5'd1;
        read_q <= read_q + 5'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 5'd0;
            read_q <= 5'd27;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [315:0] words [0:31];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

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
    input  wire [1:0]   functions_i,
    // conditionWrite
    input  wire         condition_write_valid_i,
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
    // addressed
    output wire [1:0]   addressed_functions_o,
    output wire         addressed_group_o,
    output wire         addressed_malformed_o,
    output wire         addressed_refused_o,
    output wire         addressed_uncertain_o,
    output wire         addressed_reports_o
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
    wire [315:0] frame_up;
    wire [315:0] frame_down;
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
    reg  [1:0]   addressed_functions_q;
    reg          addressed_group_q;
    reg          addressed_malformed_q;
    reg          addressed_refused_q;
    reg          addressed_uncertain_q;
    reg          addressed_reports_q;
    reg  [1:0]   asked_report_q;
    reg  [1:0]   asked_deny_fragments_q;
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

    assign frame_up = {headers_dst_ip_i, headers_src_ip_i, headers_dst_port_i, headers_src_port_i, headers_ip_protocol_i,
            headers_later_fragment_i, headers_ipv6_i, headers_ipv4_i, headers_ethertype_i,
            headers_dst_mac_i[40]};

    wire key_function_and = frame_down[19] & read_3_ip_q;
    wire key_function_any = |(functions_i & asked_deny_fragments_q);
    always @(posedge clk) begin
        key_function_q <= frame_down[0] ? 8'd255 : (functions_i[1] ? 8'd1 : 8'd0);
        key_group_q <= frame_down[0];
        key_ethertype_q <= frame_down[16:1];
        key_ipv4_q <= frame_down[17] & read_3_ip_q;
        key_ipv6_q <= frame_down[18] & read_3_ip_q;
        key_later_fragment_q <= key_function_and;
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
        addressed_functions_q <= functions_i;
        addressed_group_q <= frame_down[0];
        addressed_malformed_q <= read_3_malformed_q;
        addressed_refused_q <= key_function_any & key_function_and;
        addressed_uncertain_q <= key_function_any & read_3_unread_fragment_q;
        addressed_reports_q <= ~(|(functions_i & ~asked_report_q));
    end

    always @(posedge clk) begin
        if (condition_write_valid_i) begin
            case (condition_write_function_i)
                1'd0: begin
                    asked_report_q[0] <= condition_write_report_i;
                    asked_deny_fragments_q[0] <= condition_write_deny_fragments_i;
                end
                1'd1: begin
                    asked_report_q[1] <= condition_write_report_i;
                    asked_deny_fragments_q[1] <= condition_write_deny_fragments_i;
                end
            endcase
        end
        if (rst) begin
            asked_report_q <= 2'd0;
            asked_deny_fragments_q <= 2'd0;
        end
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
    assign addressed_group_o = addressed_group_q;
    assign addressed_malformed_o = addressed_malformed_q;
    assign addressed_refused_o = addressed_refused_q;
    assign addressed_uncertain_o = addressed_uncertain_q;
    assign addressed_reports_o = addressed_reports_q;

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

    ring_delay_bits316_clocks6 frame (
        .clk    (clk),
        .rst    (rst),
        .up_i   (frame_up),
        .down_o (frame_down)
    );

    wire unused = &{1'b0, headers_headers_i, headers_dst_mac_i[39:0], headers_dst_mac_i[47:41], headers_src_mac_i, headers_vlan_count_i, headers_vlan_i, headers_priority_i, headers_vlan2_i, headers_vlan3_i, headers_vlan4_i, headers_snap_i, headers_mpls_label_i, headers_mpls_traffic_class_i, headers_mpls_label2_i, headers_mpls_label3_i, headers_mpls_label4_i, headers_mpls_label5_i, headers_pppoe_session_i, headers_arp_i, headers_mac_control_i, headers_pause_i, headers_priority_pause_i, headers_lacp_i, headers_lldp_i, headers_ptp_i, headers_ptp_message_i, headers_fcoe_i, headers_fc_routing_i, headers_fc_destination_i, headers_fc_source_i, headers_fip_i, headers_global_route_i, headers_roce_i, headers_rdma_opcode_i, headers_rdma_queue_pair_i, headers_ipv4_header_words_i, headers_dscp_i, headers_ecn_i, headers_ttl_i, headers_authentication_i, headers_segments_left_i, headers_address_options_i, headers_l4_offset_i, headers_tcp_flags_i, headers_udp_length_i, headers_udp_checksum_i, headers_iscsi_i, headers_nvme_i, headers_payload_offset_i, headers_tunnel_i, headers_tunnel_id_i, headers_inner_offset_i, headers_inner_ethernet_i, headers_inner_dst_mac_i, headers_inner_src_mac_i, headers_inner_vlan_count_i, headers_inner_vlan_i, headers_inner_vlan2_i, headers_inner_ethertype_i, headers_inner_l3_offset_i, headers_inner_ipv4_i, headers_inner_ipv4_header_words_i, headers_inner_ipv4_checksum_i, headers_inner_ipv6_i, headers_inner_ip_length_i, headers_inner_dscp_i, headers_inner_ecn_i, headers_inner_ttl_i, headers_inner_fragment_i, headers_inner_later_fragment_i, headers_inner_authentication_i, headers_inner_segments_left_i, headers_inner_address_options_i, headers_inner_ip_protocol_i, headers_inner_src_ip_i, headers_inner_dst_ip_i, headers_inner_l4_offset_i, headers_inner_tcp_i, headers_inner_udp_i, headers_inner_udp_lite_i, headers_inner_sctp_i, headers_inner_icmp_i, headers_inner_src_port_i, headers_inner_dst_port_i, headers_inner_tcp_flags_i, headers_inner_udp_length_i, headers_inner_udp_checksum_i, headers_inner_iscsi_i, headers_inner_nvme_i, headers_inner_payload_offset_i};

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
    output wire [65:0] row_write_chunks_o,
    output wire        row_write_words_o,
    output wire [4:0]  row_write_row_o,
    output wire [31:0] row_write_data_o,
    output wire        ready_o,
    output wire        cleared_o
);

    reg         clear_active_q;
    reg  [4:0]  clear_index_q;
    reg  [65:0] write_chunks_q;
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

    wire [65:0] write_chunks_joined = {write_address_i[11:5] == 7'd65, write_address_i[11:5] == 7'd64, write_address_i[11:5] == 7'd63,
            write_address_i[11:5] == 7'd62, write_address_i[11:5] == 7'd61, write_address_i[11:5] == 7'd60,
            write_address_i[11:5] == 7'd59, write_address_i[11:5] == 7'd58, write_address_i[11:5] == 7'd57,
            write_address_i[11:5] == 7'd56, write_address_i[11:5] == 7'd55, write_address_i[11:5] == 7'd54,
            write_address_i[11:5] == 7'd53, write_address_i[11:5] == 7'd52, write_address_i[11:5] == 7'd51,
            write_address_i[11:5] == 7'd50, write_address_i[11:5] == 7'd49, write_address_i[11:5] == 7'd48,
            write_address_i[11:5] == 7'd47, write_address_i[11:5] == 7'd46, write_address_i[11:5] == 7'd45,
            write_address_i[11:5] == 7'd44, write_address_i[11:5] == 7'd43, write_address_i[11:5] == 7'd42,
            write_address_i[11:5] == 7'd41, write_address_i[11:5] == 7'd40, write_address_i[11:5] == 7'd39,
            write_address_i[11:5] == 7'd38, write_address_i[11:5] == 7'd37, write_address_i[11:5] == 7'd36,
            write_address_i[11:5] == 7'd35, write_address_i[11:5] == 7'd34, write_address_i[11:5] == 7'd33,
            write_address_i[11:5] == 7'd32, write_address_i[11:5] == 7'd31, write_address_i[11:5] == 7'd30,
            write_address_i[11:5] == 7'd29, write_address_i[11:5] == 7'd28, write_address_i[11:5] == 7'd27,
            write_address_i[11:5] == 7'd26, write_address_i[11:5] == 7'd25, write_address_i[11:5] == 7'd24,
            write_address_i[11:5] == 7'd23, write_address_i[11:5] == 7'd22, write_address_i[11:5] == 7'd21,
            write_address_i[11:5] == 7'd20, write_address_i[11:5] == 7'd19, write_address_i[11:5] == 7'd18,
            write_address_i[11:5] == 7'd17, write_address_i[11:5] == 7'd16, write_address_i[11:5] == 7'd15,
            write_address_i[11:5] == 7'd14, write_address_i[11:5] == 7'd13, write_address_i[11:5] == 7'd12,
            write_address_i[11:5] == 7'd11, write_address_i[11:5] == 7'd10, write_address_i[11:5] == 7'd9,
            write_address_i[11:5] == 7'd8, write_address_i[11:5] == 7'd7, write_address_i[11:5] == 7'd6,
            write_address_i[11:5] == 7'd5, write_address_i[11:5] == 7'd4, write_address_i[11:5] == 7'd3,
            write_address_i[11:5] == 7'd2, write_address_i[11:5] == 7'd1, write_address_i[11:5] == 7'd0};
    always @(posedge clk) begin
        write_chunks_q <= (write_chunks_joined & {66{write_valid_i}}) | {66{clear_active_q}};
        write_words_q <= 1'd1;
        write_row_q <= clear_active_q ? clear_index_q : write_address_i[4:0];
        write_data_q <= clear_active_q ? 32'd0 : write_data_i;
        cleared_q <= ~clear_active_q;
        if (rst) begin
            write_chunks_q <= 66'd0;
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
module ternary_group (
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

// Ternary match of 16 rules in LUT RAM, latency 4 clocks; the lowest rule wins.
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
    input  wire         reports_i,
    input  wire [15:0]  unreadable_i,
    // matches
    output wire         matches_valid_o,
    output wire         matches_hit_o,
    output wire [3:0]   matches_rule_o,
    output wire         matches_passed_over_o,
    // write
    input  wire         write_valid_i,
    input  wire [11:0]  write_address_i,
    input  wire [31:0]  write_data_i,
    output wire         ready_o
);

    wire [65:0] loader_row_write_chunks;
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
    reg  [15:0] matching_q;
    reg  [15:0] first_q;
    reg         over_q;
    reg         match_hit_q;
    reg  [3:0]  match_rule_q;
    reg         match_passed_over_q;
    reg         cleared_1_q;
    reg         passing_1_q;
    reg         passing_2_q;
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

    always @(posedge clk) begin
        cleared_1_q <= loader_cleared;
        if (rst) begin
            cleared_1_q <= 1'd0;
        end
    end

    wire [15:0] matching_and = matching_q & ~(unreadable_i & {16{passing_2_q}});
    wire [15:0] matching_or = matching_and | {matching_and[14:0], 1'd0};
    wire [15:0] matching_or_2 = matching_or | {matching_or[13:0], 2'd0};
    wire [15:0] matching_or_3 = matching_or_2 | {matching_or_2[11:0], 4'd0};
    wire [15:0] matching_or_4 = matching_or_3 | {matching_or_3[7:0], 8'd0};
    wire [15:0] matching_or_5 = matching_q | {matching_q[14:0], 1'd0};
    wire [15:0] matching_or_6 = matching_or_5 | {matching_or_5[13:0], 2'd0};
    wire [15:0] matching_or_7 = matching_or_6 | {matching_or_6[11:0], 4'd0};
    wire [15:0] matching_or_8 = matching_or_7 | {matching_or_7[7:0], 8'd0};
    always @(posedge clk) begin
        matching_q <= group_0_accepting & group_1_accepting & (group_2_accepting & group_3_accepting)
                & (group_4_accepting & group_5_accepting & (group_6_accepting & group_7_accepting))
                & (group_8_accepting & group_9_accepting & group_10_accepting) & {16{cleared_1_q}};
        first_q <= matching_and & ~{matching_or_4[14:0], 1'd0};
        over_q <= (|(matching_q & ~{matching_or_8[14:0], 1'd0} & unreadable_i)) & passing_2_q;
        match_hit_q <= |first_q;
        match_rule_q <= {|{first_q[8], first_q[9], first_q[10], first_q[11], first_q[12], first_q[13], first_q[14], first_q[15]},
                |{first_q[4], first_q[5], first_q[6], first_q[7], first_q[12], first_q[13], first_q[14], first_q[15]},
                |{first_q[2], first_q[3], first_q[6], first_q[7], first_q[10], first_q[11], first_q[14], first_q[15]},
                |{first_q[1], first_q[3], first_q[5], first_q[7], first_q[9], first_q[11], first_q[13], first_q[15]}};
        match_passed_over_q <= over_q;
    end

    always @(posedge clk) begin
        passing_1_q <= reports_i;
    end

    always @(posedge clk) begin
        passing_2_q <= passing_1_q;
    end

    assign matches_hit_o = match_hit_q;
    assign matches_rule_o = match_rule_q;
    assign matches_passed_over_o = match_passed_over_q;

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

    ternary_group group_0 (
        .clk            (clk),
        .values_i       (group_0_values),
        .accepting_o    (group_0_accepting),
        .write_chunks_i (group_0_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_1 (
        .clk            (clk),
        .values_i       (group_1_values),
        .accepting_o    (group_1_accepting),
        .write_chunks_i (group_1_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_2 (
        .clk            (clk),
        .values_i       (group_2_values),
        .accepting_o    (group_2_accepting),
        .write_chunks_i (group_2_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_3 (
        .clk            (clk),
        .values_i       (group_3_values),
        .accepting_o    (group_3_accepting),
        .write_chunks_i (group_3_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_4 (
        .clk            (clk),
        .values_i       (group_4_values),
        .accepting_o    (group_4_accepting),
        .write_chunks_i (group_4_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_5 (
        .clk            (clk),
        .values_i       (group_5_values),
        .accepting_o    (group_5_accepting),
        .write_chunks_i (group_5_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_6 (
        .clk            (clk),
        .values_i       (group_6_values),
        .accepting_o    (group_6_accepting),
        .write_chunks_i (group_6_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_7 (
        .clk            (clk),
        .values_i       (group_7_values),
        .accepting_o    (group_7_accepting),
        .write_chunks_i (group_7_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_8 (
        .clk            (clk),
        .values_i       (group_8_values),
        .accepting_o    (group_8_accepting),
        .write_chunks_i (group_8_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_9 (
        .clk            (clk),
        .values_i       (group_9_values),
        .accepting_o    (group_9_accepting),
        .write_chunks_i (group_9_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_10 (
        .clk            (clk),
        .values_i       (group_10_values),
        .accepting_o    (group_10_accepting),
        .write_chunks_i (group_10_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    wire unused = &{1'b0, matching_or_4[15], matching_or_8[15]};

endmodule

// Action of the matching rule, or the default, as the verdict of the frame.
// Parameters: config = tiny, functions = 2, rules = 16
module rule_action (
    input  wire        clk,
    input  wire        rst,
    // matches
    input  wire        matches_valid_i,
    input  wire        matches_hit_i,
    input  wire [3:0]  matches_rule_i,
    input  wire        matches_passed_over_i,
    // addressed
    input  wire [1:0]  addressed_functions_i,
    input  wire        addressed_group_i,
    input  wire        addressed_malformed_i,
    input  wire        addressed_refused_i,
    input  wire        addressed_uncertain_i,
    input  wire        addressed_reports_i,
    input  wire [2:0]  rule_default_i,
    output wire [15:0] unreadable_o,
    // verdicts
    output wire        verdicts_valid_o,
    output wire [1:0]  verdicts_functions_o,
    output wire        verdicts_drop_o,
    output wire [4:0]  verdicts_reason_o,
    output wire [6:0]  verdicts_queue_o,
    output wire        verdicts_reported_o,
    // write
    input  wire        write_valid_i,
    input  wire [3:0]  write_address_i,
    input  wire [31:0] write_data_i,
    output wire        ready_o
);

    reg         clear_active_q;
    reg  [3:0]  clear_index_q;
    reg  [15:0] marks_q;
    reg         action_permit_q;
    reg  [6:0]  action_queue_q;
    reg         action_unreadable_q;
    reg         hit_q;
    reg         passed_over_q;
    reg  [1:0]  addressed_functions_q;
    reg         addressed_malformed_q;
    reg         addressed_refused_q;
    reg         addressed_uncertain_q;
    reg         addressed_reports_q;
    reg         default_permit_q;
    reg  [1:0]  verdict_functions_q;
    reg         verdict_drop_q;
    reg  [4:0]  verdict_reason_q;
    reg  [6:0]  verdict_queue_q;
    reg         verdict_reported_q;
    wire [8:0]  actions_rdata;
    reg         valid_1_q;
    reg         valid_2_q;

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

    wire [15:0] marks_joined = {write_address_i == 4'd15, write_address_i == 4'd14, write_address_i == 4'd13, write_address_i == 4'd12,
            write_address_i == 4'd11, write_address_i == 4'd10, write_address_i == 4'd9,
            write_address_i == 4'd8, write_address_i == 4'd7, write_address_i == 4'd6,
            write_address_i == 4'd5, write_address_i == 4'd4, write_address_i == 4'd3,
            write_address_i == 4'd2, write_address_i == 4'd1, write_address_i == 4'd0};
    always @(posedge clk) begin
        if (write_valid_i & ~clear_active_q) begin
            marks_q <= write_data_i[8] ? (marks_q | marks_joined) : (marks_q & ~marks_joined);
        end
        if (rst) begin
            marks_q <= 16'd0;
        end
    end

    assign unreadable_o = marks_q;

    always @(posedge clk) begin
        action_permit_q <= actions_rdata[0];
        action_queue_q <= actions_rdata[7:1];
        action_unreadable_q <= actions_rdata[8];
        hit_q <= matches_hit_i;
        passed_over_q <= matches_passed_over_i;
        addressed_functions_q <= addressed_functions_i;
        addressed_malformed_q <= addressed_malformed_i & ~rule_default_i[2];
        addressed_refused_q <= addressed_refused_i;
        addressed_uncertain_q <= addressed_uncertain_i;
        addressed_reports_q <= addressed_reports_i;
        default_permit_q <= addressed_group_i ? rule_default_i[1] : rule_default_i[0];
        verdict_functions_q <= addressed_functions_q;
        verdict_drop_q <= 1'd0;
        verdict_reason_q <= 5'd0;
        verdict_queue_q <= hit_q ? action_queue_q : 7'd0;
        verdict_reported_q <= passed_over_q | (addressed_uncertain_q & addressed_reports_q);
        if (~(|addressed_functions_q)) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd4;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (addressed_malformed_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd13;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (addressed_refused_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (addressed_uncertain_q & ~addressed_reports_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (hit_q & action_unreadable_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (hit_q & ~action_permit_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (~hit_q & ~default_permit_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 5'd6;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end
    end

    assign verdicts_functions_o = verdict_functions_q;
    assign verdicts_drop_o = verdict_drop_q;
    assign verdicts_reason_o = verdict_reason_q;
    assign verdicts_queue_o = verdict_queue_q;
    assign verdicts_reported_o = verdict_reported_q;

    always @(posedge clk) begin
        valid_1_q <= matches_valid_i;
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

    assign verdicts_valid_o = valid_2_q;

    (* ram_style = "distributed" *)
    reg [8:0] actions [0:15];
    always @(posedge clk) begin
        if (clear_active_q | write_valid_i) begin
            actions[clear_active_q ? clear_index_q : write_address_i] <= {clear_active_q ? 1'd0 : write_data_i[8], clear_active_q ? 7'd0 : write_data_i[7:1],
                    clear_active_q ? 1'd0 : write_data_i[0]};
        end
    end
    assign actions_rdata = actions[matches_rule_i];

    wire unused = &{1'b0, write_data_i[31:9]};

endmodule

// Toeplitz hash of a tuple under the key of its function.
// Parameters: functions = 2, wordBits = 64
module toeplitz_hash (
    input  wire         clk,
    input  wire         rst,
    // tuples
    input  wire         tuples_valid_i,
    input  wire         tuples_function_i,
    input  wire [287:0] tuples_tuple_i,
    input  wire [2:0]   tuples_words_i,
    // write
    input  wire         write_valid_i,
    input  wire         write_function_i,
    input  wire [3:0]   write_word_i,
    input  wire [31:0]  write_data_i,
    // hashes
    output wire         hashes_valid_o,
    output wire [31:0]  hashes_hash_o
);

    reg  [319:0] tuple_q;
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

    wire lane_choice = (write_word_i == 4'd3) ? 1'd1 : (write_word_i == 4'd4) ? 1'd0 : (write_word_i == 4'd5) ? 1'd1
            : (write_word_i == 4'd6) ? 1'd0 : (write_word_i == 4'd7) ? 1'd1 : (write_word_i == 4'd8) ? 1'd0
            : 1'd1;
    assign lane = (write_word_i == 4'd0) ? 1'd0 : (write_word_i == 4'd1) ? 1'd1 : (write_word_i == 4'd2) ? 1'd0 : lane_choice;

    wire part_valid_xor = (turn_word_q[63] & turn_key_q[95]) ^ (turn_word_q[62] & turn_key_q[94])
            ^ ((turn_word_q[61] & turn_key_q[93]) ^ (turn_word_q[60] & turn_key_q[92]))
            ^ ((turn_word_q[59] & turn_key_q[91]) ^ (turn_word_q[58] & turn_key_q[90]) ^ ((turn_word_q[57] & turn_key_q[89]) ^ (turn_word_q[56] & turn_key_q[88])));
    wire part_valid_xor_2 = (turn_word_q[55] & turn_key_q[87]) ^ (turn_word_q[54] & turn_key_q[86])
            ^ ((turn_word_q[53] & turn_key_q[85]) ^ (turn_word_q[52] & turn_key_q[84]))
            ^ ((turn_word_q[51] & turn_key_q[83]) ^ (turn_word_q[50] & turn_key_q[82]) ^ ((turn_word_q[49] & turn_key_q[81]) ^ (turn_word_q[48] & turn_key_q[80])));
    wire part_valid_xor_3 = (turn_word_q[47] & turn_key_q[79]) ^ (turn_word_q[46] & turn_key_q[78])
            ^ ((turn_word_q[45] & turn_key_q[77]) ^ (turn_word_q[44] & turn_key_q[76]))
            ^ ((turn_word_q[43] & turn_key_q[75]) ^ (turn_word_q[42] & turn_key_q[74]) ^ ((turn_word_q[41] & turn_key_q[73]) ^ (turn_word_q[40] & turn_key_q[72])));
    wire part_valid_xor_4 = (turn_word_q[39] & turn_key_q[71]) ^ (turn_word_q[38] & turn_key_q[70])
            ^ ((turn_word_q[37] & turn_key_q[69]) ^ (turn_word_q[36] & turn_key_q[68]))
            ^ ((turn_word_q[35] & turn_key_q[67]) ^ (turn_word_q[34] & turn_key_q[66]) ^ ((turn_word_q[33] & turn_key_q[65]) ^ (turn_word_q[32] & turn_key_q[64])));
    wire part_valid_xor_5 = (turn_word_q[31] & turn_key_q[63]) ^ (turn_word_q[30] & turn_key_q[62])
            ^ ((turn_word_q[29] & turn_key_q[61]) ^ (turn_word_q[28] & turn_key_q[60]))
            ^ ((turn_word_q[27] & turn_key_q[59]) ^ (turn_word_q[26] & turn_key_q[58]) ^ ((turn_word_q[25] & turn_key_q[57]) ^ (turn_word_q[24] & turn_key_q[56])));
    wire part_valid_xor_6 = (turn_word_q[23] & turn_key_q[55]) ^ (turn_word_q[22] & turn_key_q[54])
            ^ ((turn_word_q[21] & turn_key_q[53]) ^ (turn_word_q[20] & turn_key_q[52]))
            ^ ((turn_word_q[19] & turn_key_q[51]) ^ (turn_word_q[18] & turn_key_q[50]) ^ ((turn_word_q[17] & turn_key_q[49]) ^ (turn_word_q[16] & turn_key_q[48])));
    wire part_valid_xor_7 = (turn_word_q[15] & turn_key_q[47]) ^ (turn_word_q[14] & turn_key_q[46])
            ^ ((turn_word_q[13] & turn_key_q[45]) ^ (turn_word_q[12] & turn_key_q[44]))
            ^ ((turn_word_q[11] & turn_key_q[43]) ^ (turn_word_q[10] & turn_key_q[42]) ^ ((turn_word_q[9] & turn_key_q[41]) ^ (turn_word_q[8] & turn_key_q[40])));
    wire part_valid_xor_8 = (turn_word_q[7] & turn_key_q[39]) ^ (turn_word_q[6] & turn_key_q[38])
            ^ ((turn_word_q[5] & turn_key_q[37]) ^ (turn_word_q[4] & turn_key_q[36]))
            ^ ((turn_word_q[3] & turn_key_q[35]) ^ (turn_word_q[2] & turn_key_q[34]) ^ ((turn_word_q[1] & turn_key_q[33]) ^ (turn_word_q[0] & turn_key_q[32])));
    wire part_valid_xor_9 = (turn_word_q[63] & turn_key_q[94]) ^ (turn_word_q[62] & turn_key_q[93])
            ^ ((turn_word_q[61] & turn_key_q[92]) ^ (turn_word_q[60] & turn_key_q[91]))
            ^ ((turn_word_q[59] & turn_key_q[90]) ^ (turn_word_q[58] & turn_key_q[89]) ^ ((turn_word_q[57] & turn_key_q[88]) ^ (turn_word_q[56] & turn_key_q[87])));
    wire part_valid_xor_10 = (turn_word_q[55] & turn_key_q[86]) ^ (turn_word_q[54] & turn_key_q[85])
            ^ ((turn_word_q[53] & turn_key_q[84]) ^ (turn_word_q[52] & turn_key_q[83]))
            ^ ((turn_word_q[51] & turn_key_q[82]) ^ (turn_word_q[50] & turn_key_q[81]) ^ ((turn_word_q[49] & turn_key_q[80]) ^ (turn_word_q[48] & turn_key_q[79])));
    wire part_valid_xor_11 = (turn_word_q[47] & turn_key_q[78]) ^ (turn_word_q[46] & turn_key_q[77])
            ^ ((turn_word_q[45] & turn_key_q[76]) ^ (turn_word_q[44] & turn_key_q[75]))
            ^ ((turn_word_q[43] & turn_key_q[74]) ^ (turn_word_q[42] & turn_key_q[73]) ^ ((turn_word_q[41] & turn_key_q[72]) ^ (turn_word_q[40] & turn_key_q[71])));
    wire part_valid_xor_12 = (turn_word_q[39] & turn_key_q[70]) ^ (turn_word_q[38] & turn_key_q[69])
            ^ ((turn_word_q[37] & turn_key_q[68]) ^ (turn_word_q[36] & turn_key_q[67]))
            ^ ((turn_word_q[35] & turn_key_q[66]) ^ (turn_word_q[34] & turn_key_q[65]) ^ ((turn_word_q[33] & turn_key_q[64]) ^ (turn_word_q[32] & turn_key_q[63])));
    wire part_valid_xor_13 = (turn_word_q[31] & turn_key_q[62]) ^ (turn_word_q[30] & turn_key_q[61])
            ^ ((turn_word_q[29] & turn_key_q[60]) ^ (turn_word_q[28] & turn_key_q[59]))
            ^ ((turn_word_q[27] & turn_key_q[58]) ^ (turn_word_q[26] & turn_key_q[57]) ^ ((turn_word_q[25] & turn_key_q[56]) ^ (turn_word_q[24] & turn_key_q[55])));
    wire part_valid_xor_14 = (turn_word_q[23] & turn_key_q[54]) ^ (turn_word_q[22] & turn_key_q[53])
            ^ ((turn_word_q[21] & turn_key_q[52]) ^ (turn_word_q[20] & turn_key_q[51]))
            ^ ((turn_word_q[19] & turn_key_q[50]) ^ (turn_word_q[18] & turn_key_q[49]) ^ ((turn_word_q[17] & turn_key_q[48]) ^ (turn_word_q[16] & turn_key_q[47])));
    wire part_valid_xor_15 = (turn_word_q[15] & turn_key_q[46]) ^ (turn_word_q[14] & turn_key_q[45])
            ^ ((turn_word_q[13] & turn_key_q[44]) ^ (turn_word_q[12] & turn_key_q[43]))
            ^ ((turn_word_q[11] & turn_key_q[42]) ^ (turn_word_q[10] & turn_key_q[41]) ^ ((turn_word_q[9] & turn_key_q[40]) ^ (turn_word_q[8] & turn_key_q[39])));
    wire part_valid_xor_16 = (turn_word_q[7] & turn_key_q[38]) ^ (turn_word_q[6] & turn_key_q[37])
            ^ ((turn_word_q[5] & turn_key_q[36]) ^ (turn_word_q[4] & turn_key_q[35]))
            ^ ((turn_word_q[3] & turn_key_q[34]) ^ (turn_word_q[2] & turn_key_q[33]) ^ ((turn_word_q[1] & turn_key_q[32]) ^ (turn_word_q[0] & turn_key_q[31])));
    wire part_valid_xor_17 = (turn_word_q[63] & turn_key_q[93]) ^ (turn_word_q[62] & turn_key_q[92])
            ^ ((turn_word_q[61] & turn_key_q[91]) ^ (turn_word_q[60] & turn_key_q[90]))
            ^ ((turn_word_q[59] & turn_key_q[89]) ^ (turn_word_q[58] & turn_key_q[88]) ^ ((turn_word_q[57] & turn_key_q[87]) ^ (turn_word_q[56] & turn_key_q[86])));
    wire part_valid_xor_18 = (turn_word_q[55] & turn_key_q[85]) ^ (turn_word_q[54] & turn_key_q[84])
            ^ ((turn_word_q[53] & turn_key_q[83]) ^ (turn_word_q[52] & turn_key_q[82]))
            ^ ((turn_word_q[51] & turn_key_q[81]) ^ (turn_word_q[50] & turn_key_q[80]) ^ ((turn_word_q[49] & turn_key_q[79]) ^ (turn_word_q[48] & turn_key_q[78])));
    wire part_valid_xor_19 = (turn_word_q[47] & turn_key_q[77]) ^ (turn_word_q[46] & turn_key_q[76])
            ^ ((turn_word_q[45] & turn_key_q[75]) ^ (turn_word_q[44] & turn_key_q[74]))
            ^ ((turn_word_q[43] & turn_key_q[73]) ^ (turn_word_q[42] & turn_key_q[72]) ^ ((turn_word_q[41] & turn_key_q[71]) ^ (turn_word_q[40] & turn_key_q[70])));
    wire part_valid_xor_20 = (turn_word_q[39] & turn_key_q[69]) ^ (turn_word_q[38] & turn_key_q[68])
            ^ ((turn_word_q[37] & turn_key_q[67]) ^ (turn_word_q[36] & turn_key_q[66]))
            ^ ((turn_word_q[35] & turn_key_q[65]) ^ (turn_word_q[34] & turn_key_q[64]) ^ ((turn_word_q[33] & turn_key_q[63]) ^ (turn_word_q[32] & turn_key_q[62])));
    wire part_valid_xor_21 = (turn_word_q[31] & turn_key_q[61]) ^ (turn_word_q[30] & turn_key_q[60])
            ^ ((turn_word_q[29] & turn_key_q[59]) ^ (turn_word_q[28] & turn_key_q[58]))
            ^ ((turn_word_q[27] & turn_key_q[57]) ^ (turn_word_q[26] & turn_key_q[56]) ^ ((turn_word_q[25] & turn_key_q[55]) ^ (turn_word_q[24] & turn_key_q[54])));
    wire part_valid_xor_22 = (turn_word_q[23] & turn_key_q[53]) ^ (turn_word_q[22] & turn_key_q[52])
            ^ ((turn_word_q[21] & turn_key_q[51]) ^ (turn_word_q[20] & turn_key_q[50]))
            ^ ((turn_word_q[19] & turn_key_q[49]) ^ (turn_word_q[18] & turn_key_q[48]) ^ ((turn_word_q[17] & turn_key_q[47]) ^ (turn_word_q[16] & turn_key_q[46])));
    wire part_valid_xor_23 = (turn_word_q[15] & turn_key_q[45]) ^ (turn_word_q[14] & turn_key_q[44])
            ^ ((turn_word_q[13] & turn_key_q[43]) ^ (turn_word_q[12] & turn_key_q[42]))
            ^ ((turn_word_q[11] & turn_key_q[41]) ^ (turn_word_q[10] & turn_key_q[40]) ^ ((turn_word_q[9] & turn_key_q[39]) ^ (turn_word_q[8] & turn_key_q[38])));
    wire part_valid_xor_24 = (turn_word_q[7] & turn_key_q[37]) ^ (turn_word_q[6] & turn_key_q[36])
            ^ ((turn_word_q[5] & turn_key_q[35]) ^ (turn_word_q[4] & turn_key_q[34]))
            ^ ((turn_word_q[3] & turn_key_q[33]) ^ (turn_word_q[2] & turn_key_q[32]) ^ ((turn_word_q[1] & turn_key_q[31]) ^ (turn_word_q[0] & turn_key_q[30])));
    wire part_valid_xor_25 = (turn_word_q[63] & turn_key_q[92]) ^ (turn_word_q[62] & turn_key_q[91])
            ^ ((turn_word_q[61] & turn_key_q[90]) ^ (turn_word_q[60] & turn_key_q[89]))
            ^ ((turn_word_q[59] & turn_key_q[88]) ^ (turn_word_q[58] & turn_key_q[87]) ^ ((turn_word_q[57] & turn_key_q[86]) ^ (turn_word_q[56] & turn_key_q[85])));
    wire part_valid_xor_26 = (turn_word_q[55] & turn_key_q[84]) ^ (turn_word_q[54] & turn_key_q[83])
            ^ ((turn_word_q[53] & turn_key_q[82]) ^ (turn_word_q[52] & turn_key_q[81]))
            ^ ((turn_word_q[51] & turn_key_q[80]) ^ (turn_word_q[50] & turn_key_q[79]) ^ ((turn_word_q[49] & turn_key_q[78]) ^ (turn_word_q[48] & turn_key_q[77])));
    wire part_valid_xor_27 = (turn_word_q[47] & turn_key_q[76]) ^ (turn_word_q[46] & turn_key_q[75])
            ^ ((turn_word_q[45] & turn_key_q[74]) ^ (turn_word_q[44] & turn_key_q[73]))
            ^ ((turn_word_q[43] & turn_key_q[72]) ^ (turn_word_q[42] & turn_key_q[71]) ^ ((turn_word_q[41] & turn_key_q[70]) ^ (turn_word_q[40] & turn_key_q[69])));
    wire part_valid_xor_28 = (turn_word_q[39] & turn_key_q[68]) ^ (turn_word_q[38] & turn_key_q[67])
            ^ ((turn_word_q[37] & turn_key_q[66]) ^ (turn_word_q[36] & turn_key_q[65]))
            ^ ((turn_word_q[35] & turn_key_q[64]) ^ (turn_word_q[34] & turn_key_q[63]) ^ ((turn_word_q[33] & turn_key_q[62]) ^ (turn_word_q[32] & turn_key_q[61])));
    wire part_valid_xor_29 = (turn_word_q[31] & turn_key_q[60]) ^ (turn_word_q[30] & turn_key_q[59])
            ^ ((turn_word_q[29] & turn_key_q[58]) ^ (turn_word_q[28] & turn_key_q[57]))
            ^ ((turn_word_q[27] & turn_key_q[56]) ^ (turn_word_q[26] & turn_key_q[55]) ^ ((turn_word_q[25] & turn_key_q[54]) ^ (turn_word_q[24] & turn_key_q[53])));
    wire part_valid_xor_30 = (turn_word_q[23] & turn_key_q[52]) ^ (turn_word_q[22] & turn_key_q[51])
            ^ ((turn_word_q[21] & turn_key_q[50]) ^ (turn_word_q[20] & turn_key_q[49]))
            ^ ((turn_word_q[19] & turn_key_q[48]) ^ (turn_word_q[18] & turn_key_q[47]) ^ ((turn_word_q[17] & turn_key_q[46]) ^ (turn_word_q[16] & turn_key_q[45])));
    wire part_valid_xor_31 = (turn_word_q[15] & turn_key_q[44]) ^ (turn_word_q[14] & turn_key_q[43])
            ^ ((turn_word_q[13] & turn_key_q[42]) ^ (turn_word_q[12] & turn_key_q[41]))
            ^ ((turn_word_q[11] & turn_key_q[40]) ^ (turn_word_q[10] & turn_key_q[39]) ^ ((turn_word_q[9] & turn_key_q[38]) ^ (turn_word_q[8] & turn_key_q[37])));
    wire part_valid_xor_32 = (turn_word_q[7] & turn_key_q[36]) ^ (turn_word_q[6] & turn_key_q[35])
            ^ ((turn_word_q[5] & turn_key_q[34]) ^ (turn_word_q[4] & turn_key_q[33]))
            ^ ((turn_word_q[3] & turn_key_q[32]) ^ (turn_word_q[2] & turn_key_q[31]) ^ ((turn_word_q[1] & turn_key_q[30]) ^ (turn_word_q[0] & turn_key_q[29])));
    wire part_valid_xor_33 = (turn_word_q[63] & turn_key_q[91]) ^ (turn_word_q[62] & turn_key_q[90])
            ^ ((turn_word_q[61] & turn_key_q[89]) ^ (turn_word_q[60] & turn_key_q[88]))
            ^ ((turn_word_q[59] & turn_key_q[87]) ^ (turn_word_q[58] & turn_key_q[86]) ^ ((turn_word_q[57] & turn_key_q[85]) ^ (turn_word_q[56] & turn_key_q[84])));
    wire part_valid_xor_34 = (turn_word_q[55] & turn_key_q[83]) ^ (turn_word_q[54] & turn_key_q[82])
            ^ ((turn_word_q[53] & turn_key_q[81]) ^ (turn_word_q[52] & turn_key_q[80]))
            ^ ((turn_word_q[51] & turn_key_q[79]) ^ (turn_word_q[50] & turn_key_q[78]) ^ ((turn_word_q[49] & turn_key_q[77]) ^ (turn_word_q[48] & turn_key_q[76])));
    wire part_valid_xor_35 = (turn_word_q[47] & turn_key_q[75]) ^ (turn_word_q[46] & turn_key_q[74])
            ^ ((turn_word_q[45] & turn_key_q[73]) ^ (turn_word_q[44] & turn_key_q[72]))
            ^ ((turn_word_q[43] & turn_key_q[71]) ^ (turn_word_q[42] & turn_key_q[70]) ^ ((turn_word_q[41] & turn_key_q[69]) ^ (turn_word_q[40] & turn_key_q[68])));
    wire part_valid_xor_36 = (turn_word_q[39] & turn_key_q[67]) ^ (turn_word_q[38] & turn_key_q[66])
            ^ ((turn_word_q[37] & turn_key_q[65]) ^ (turn_word_q[36] & turn_key_q[64]))
            ^ ((turn_word_q[35] & turn_key_q[63]) ^ (turn_word_q[34] & turn_key_q[62]) ^ ((turn_word_q[33] & turn_key_q[61]) ^ (turn_word_q[32] & turn_key_q[60])));
    wire part_valid_xor_37 = (turn_word_q[31] & turn_key_q[59]) ^ (turn_word_q[30] & turn_key_q[58])
            ^ ((turn_word_q[29] & turn_key_q[57]) ^ (turn_word_q[28] & turn_key_q[56]))
            ^ ((turn_word_q[27] & turn_key_q[55]) ^ (turn_word_q[26] & turn_key_q[54]) ^ ((turn_word_q[25] & turn_key_q[53]) ^ (turn_word_q[24] & turn_key_q[52])));
    wire part_valid_xor_38 = (turn_word_q[23] & turn_key_q[51]) ^ (turn_word_q[22] & turn_key_q[50])
            ^ ((turn_word_q[21] & turn_key_q[49]) ^ (turn_word_q[20] & turn_key_q[48]))
            ^ ((turn_word_q[19] & turn_key_q[47]) ^ (turn_word_q[18] & turn_key_q[46]) ^ ((turn_word_q[17] & turn_key_q[45]) ^ (turn_word_q[16] & turn_key_q[44])));
    wire part_valid_xor_39 = (turn_word_q[15] & turn_key_q[43]) ^ (turn_word_q[14] & turn_key_q[42])
            ^ ((turn_word_q[13] & turn_key_q[41]) ^ (turn_word_q[12] & turn_key_q[40]))
            ^ ((turn_word_q[11] & turn_key_q[39]) ^ (turn_word_q[10] & turn_key_q[38]) ^ ((turn_word_q[9] & turn_key_q[37]) ^ (turn_word_q[8] & turn_key_q[36])));
    wire part_valid_xor_40 = (turn_word_q[7] & turn_key_q[35]) ^ (turn_word_q[6] & turn_key_q[34])
            ^ ((turn_word_q[5] & turn_key_q[33]) ^ (turn_word_q[4] & turn_key_q[32]))
            ^ ((turn_word_q[3] & turn_key_q[31]) ^ (turn_word_q[2] & turn_key_q[30]) ^ ((turn_word_q[1] & turn_key_q[29]) ^ (turn_word_q[0] & turn_key_q[28])));
    wire part_valid_xor_41 = (turn_word_q[63] & turn_key_q[90]) ^ (turn_word_q[62] & turn_key_q[89])
            ^ ((turn_word_q[61] & turn_key_q[88]) ^ (turn_word_q[60] & turn_key_q[87]))
            ^ ((turn_word_q[59] & turn_key_q[86]) ^ (turn_word_q[58] & turn_key_q[85]) ^ ((turn_word_q[57] & turn_key_q[84]) ^ (turn_word_q[56] & turn_key_q[83])));
    wire part_valid_xor_42 = (turn_word_q[55] & turn_key_q[82]) ^ (turn_word_q[54] & turn_key_q[81])
            ^ ((turn_word_q[53] & turn_key_q[80]) ^ (turn_word_q[52] & turn_key_q[79]))
            ^ ((turn_word_q[51] & turn_key_q[78]) ^ (turn_word_q[50] & turn_key_q[77]) ^ ((turn_word_q[49] & turn_key_q[76]) ^ (turn_word_q[48] & turn_key_q[75])));
    wire part_valid_xor_43 = (turn_word_q[47] & turn_key_q[74]) ^ (turn_word_q[46] & turn_key_q[73])
            ^ ((turn_word_q[45] & turn_key_q[72]) ^ (turn_word_q[44] & turn_key_q[71]))
            ^ ((turn_word_q[43] & turn_key_q[70]) ^ (turn_word_q[42] & turn_key_q[69]) ^ ((turn_word_q[41] & turn_key_q[68]) ^ (turn_word_q[40] & turn_key_q[67])));
    wire part_valid_xor_44 = (turn_word_q[39] & turn_key_q[66]) ^ (turn_word_q[38] & turn_key_q[65])
            ^ ((turn_word_q[37] & turn_key_q[64]) ^ (turn_word_q[36] & turn_key_q[63]))
            ^ ((turn_word_q[35] & turn_key_q[62]) ^ (turn_word_q[34] & turn_key_q[61]) ^ ((turn_word_q[33] & turn_key_q[60]) ^ (turn_word_q[32] & turn_key_q[59])));
    wire part_valid_xor_45 = (turn_word_q[31] & turn_key_q[58]) ^ (turn_word_q[30] & turn_key_q[57])
            ^ ((turn_word_q[29] & turn_key_q[56]) ^ (turn_word_q[28] & turn_key_q[55]))
            ^ ((turn_word_q[27] & turn_key_q[54]) ^ (turn_word_q[26] & turn_key_q[53]) ^ ((turn_word_q[25] & turn_key_q[52]) ^ (turn_word_q[24] & turn_key_q[51])));
    wire part_valid_xor_46 = (turn_word_q[23] & turn_key_q[50]) ^ (turn_word_q[22] & turn_key_q[49])
            ^ ((turn_word_q[21] & turn_key_q[48]) ^ (turn_word_q[20] & turn_key_q[47]))
            ^ ((turn_word_q[19] & turn_key_q[46]) ^ (turn_word_q[18] & turn_key_q[45]) ^ ((turn_word_q[17] & turn_key_q[44]) ^ (turn_word_q[16] & turn_key_q[43])));
    wire part_valid_xor_47 = (turn_word_q[15] & turn_key_q[42]) ^ (turn_word_q[14] & turn_key_q[41])
            ^ ((turn_word_q[13] & turn_key_q[40]) ^ (turn_word_q[12] & turn_key_q[39]))
            ^ ((turn_word_q[11] & turn_key_q[38]) ^ (turn_word_q[10] & turn_key_q[37]) ^ ((turn_word_q[9] & turn_key_q[36]) ^ (turn_word_q[8] & turn_key_q[35])));
    wire part_valid_xor_48 = (turn_word_q[7] & turn_key_q[34]) ^ (turn_word_q[6] & turn_key_q[33])
            ^ ((turn_word_q[5] & turn_key_q[32]) ^ (turn_word_q[4] & turn_key_q[31]))
            ^ ((turn_word_q[3] & turn_key_q[30]) ^ (turn_word_q[2] & turn_key_q[29]) ^ ((turn_word_q[1] & turn_key_q[28]) ^ (turn_word_q[0] & turn_key_q[27])));
    wire part_valid_xor_49 = (turn_word_q[63] & turn_key_q[89]) ^ (turn_word_q[62] & turn_key_q[88])
            ^ ((turn_word_q[61] & turn_key_q[87]) ^ (turn_word_q[60] & turn_key_q[86]))
            ^ ((turn_word_q[59] & turn_key_q[85]) ^ (turn_word_q[58] & turn_key_q[84]) ^ ((turn_word_q[57] & turn_key_q[83]) ^ (turn_word_q[56] & turn_key_q[82])));
    wire part_valid_xor_50 = (turn_word_q[55] & turn_key_q[81]) ^ (turn_word_q[54] & turn_key_q[80])
            ^ ((turn_word_q[53] & turn_key_q[79]) ^ (turn_word_q[52] & turn_key_q[78]))
            ^ ((turn_word_q[51] & turn_key_q[77]) ^ (turn_word_q[50] & turn_key_q[76]) ^ ((turn_word_q[49] & turn_key_q[75]) ^ (turn_word_q[48] & turn_key_q[74])));
    wire part_valid_xor_51 = (turn_word_q[47] & turn_key_q[73]) ^ (turn_word_q[46] & turn_key_q[72])
            ^ ((turn_word_q[45] & turn_key_q[71]) ^ (turn_word_q[44] & turn_key_q[70]))
            ^ ((turn_word_q[43] & turn_key_q[69]) ^ (turn_word_q[42] & turn_key_q[68]) ^ ((turn_word_q[41] & turn_key_q[67]) ^ (turn_word_q[40] & turn_key_q[66])));
    wire part_valid_xor_52 = (turn_word_q[39] & turn_key_q[65]) ^ (turn_word_q[38] & turn_key_q[64])
            ^ ((turn_word_q[37] & turn_key_q[63]) ^ (turn_word_q[36] & turn_key_q[62]))
            ^ ((turn_word_q[35] & turn_key_q[61]) ^ (turn_word_q[34] & turn_key_q[60]) ^ ((turn_word_q[33] & turn_key_q[59]) ^ (turn_word_q[32] & turn_key_q[58])));
    wire part_valid_xor_53 = (turn_word_q[31] & turn_key_q[57]) ^ (turn_word_q[30] & turn_key_q[56])
            ^ ((turn_word_q[29] & turn_key_q[55]) ^ (turn_word_q[28] & turn_key_q[54]))
            ^ ((turn_word_q[27] & turn_key_q[53]) ^ (turn_word_q[26] & turn_key_q[52]) ^ ((turn_word_q[25] & turn_key_q[51]) ^ (turn_word_q[24] & turn_key_q[50])));
    wire part_valid_xor_54 = (turn_word_q[23] & turn_key_q[49]) ^ (turn_word_q[22] & turn_key_q[48])
            ^ ((turn_word_q[21] & turn_key_q[47]) ^ (turn_word_q[20] & turn_key_q[46]))
            ^ ((turn_word_q[19] & turn_key_q[45]) ^ (turn_word_q[18] & turn_key_q[44]) ^ ((turn_word_q[17] & turn_key_q[43]) ^ (turn_word_q[16] & turn_key_q[42])));
    wire part_valid_xor_55 = (turn_word_q[15] & turn_key_q[41]) ^ (turn_word_q[14] & turn_key_q[40])
            ^ ((turn_word_q[13] & turn_key_q[39]) ^ (turn_word_q[12] & turn_key_q[38]))
            ^ ((turn_word_q[11] & turn_key_q[37]) ^ (turn_word_q[10] & turn_key_q[36]) ^ ((turn_word_q[9] & turn_key_q[35]) ^ (turn_word_q[8] & turn_key_q[34])));
    wire part_valid_xor_56 = (turn_word_q[7] & turn_key_q[33]) ^ (turn_word_q[6] & turn_key_q[32])
            ^ ((turn_word_q[5] & turn_key_q[31]) ^ (turn_word_q[4] & turn_key_q[30]))
            ^ ((turn_word_q[3] & turn_key_q[29]) ^ (turn_word_q[2] & turn_key_q[28]) ^ ((turn_word_q[1] & turn_key_q[27]) ^ (turn_word_q[0] & turn_key_q[26])));
    wire part_valid_xor_57 = (turn_word_q[63] & turn_key_q[88]) ^ (turn_word_q[62] & turn_key_q[87])
            ^ ((turn_word_q[61] & turn_key_q[86]) ^ (turn_word_q[60] & turn_key_q[85]))
            ^ ((turn_word_q[59] & turn_key_q[84]) ^ (turn_word_q[58] & turn_key_q[83]) ^ ((turn_word_q[57] & turn_key_q[82]) ^ (turn_word_q[56] & turn_key_q[81])));
    wire part_valid_xor_58 = (turn_word_q[55] & turn_key_q[80]) ^ (turn_word_q[54] & turn_key_q[79])
            ^ ((turn_word_q[53] & turn_key_q[78]) ^ (turn_word_q[52] & turn_key_q[77]))
            ^ ((turn_word_q[51] & turn_key_q[76]) ^ (turn_word_q[50] & turn_key_q[75]) ^ ((turn_word_q[49] & turn_key_q[74]) ^ (turn_word_q[48] & turn_key_q[73])));
    wire part_valid_xor_59 = (turn_word_q[47] & turn_key_q[72]) ^ (turn_word_q[46] & turn_key_q[71])
            ^ ((turn_word_q[45] & turn_key_q[70]) ^ (turn_word_q[44] & turn_key_q[69]))
            ^ ((turn_word_q[43] & turn_key_q[68]) ^ (turn_word_q[42] & turn_key_q[67]) ^ ((turn_word_q[41] & turn_key_q[66]) ^ (turn_word_q[40] & turn_key_q[65])));
    wire part_valid_xor_60 = (turn_word_q[39] & turn_key_q[64]) ^ (turn_word_q[38] & turn_key_q[63])
            ^ ((turn_word_q[37] & turn_key_q[62]) ^ (turn_word_q[36] & turn_key_q[61]))
            ^ ((turn_word_q[35] & turn_key_q[60]) ^ (turn_word_q[34] & turn_key_q[59]) ^ ((turn_word_q[33] & turn_key_q[58]) ^ (turn_word_q[32] & turn_key_q[57])));
    wire part_valid_xor_61 = (turn_word_q[31] & turn_key_q[56]) ^ (turn_word_q[30] & turn_key_q[55])
            ^ ((turn_word_q[29] & turn_key_q[54]) ^ (turn_word_q[28] & turn_key_q[53]))
            ^ ((turn_word_q[27] & turn_key_q[52]) ^ (turn_word_q[26] & turn_key_q[51]) ^ ((turn_word_q[25] & turn_key_q[50]) ^ (turn_word_q[24] & turn_key_q[49])));
    wire part_valid_xor_62 = (turn_word_q[23] & turn_key_q[48]) ^ (turn_word_q[22] & turn_key_q[47])
            ^ ((turn_word_q[21] & turn_key_q[46]) ^ (turn_word_q[20] & turn_key_q[45]))
            ^ ((turn_word_q[19] & turn_key_q[44]) ^ (turn_word_q[18] & turn_key_q[43]) ^ ((turn_word_q[17] & turn_key_q[42]) ^ (turn_word_q[16] & turn_key_q[41])));
    wire part_valid_xor_63 = (turn_word_q[15] & turn_key_q[40]) ^ (turn_word_q[14] & turn_key_q[39])
            ^ ((turn_word_q[13] & turn_key_q[38]) ^ (turn_word_q[12] & turn_key_q[37]))
            ^ ((turn_word_q[11] & turn_key_q[36]) ^ (turn_word_q[10] & turn_key_q[35]) ^ ((turn_word_q[9] & turn_key_q[34]) ^ (turn_word_q[8] & turn_key_q[33])));
    wire part_valid_xor_64 = (turn_word_q[7] & turn_key_q[32]) ^ (turn_word_q[6] & turn_key_q[31])
            ^ ((turn_word_q[5] & turn_key_q[30]) ^ (turn_word_q[4] & turn_key_q[29]))
            ^ ((turn_word_q[3] & turn_key_q[28]) ^ (turn_word_q[2] & turn_key_q[27]) ^ ((turn_word_q[1] & turn_key_q[26]) ^ (turn_word_q[0] & turn_key_q[25])));
    wire part_valid_xor_65 = (turn_word_q[63] & turn_key_q[87]) ^ (turn_word_q[62] & turn_key_q[86])
            ^ ((turn_word_q[61] & turn_key_q[85]) ^ (turn_word_q[60] & turn_key_q[84]))
            ^ ((turn_word_q[59] & turn_key_q[83]) ^ (turn_word_q[58] & turn_key_q[82]) ^ ((turn_word_q[57] & turn_key_q[81]) ^ (turn_word_q[56] & turn_key_q[80])));
    wire part_valid_xor_66 = (turn_word_q[55] & turn_key_q[79]) ^ (turn_word_q[54] & turn_key_q[78])
            ^ ((turn_word_q[53] & turn_key_q[77]) ^ (turn_word_q[52] & turn_key_q[76]))
            ^ ((turn_word_q[51] & turn_key_q[75]) ^ (turn_word_q[50] & turn_key_q[74]) ^ ((turn_word_q[49] & turn_key_q[73]) ^ (turn_word_q[48] & turn_key_q[72])));
    wire part_valid_xor_67 = (turn_word_q[47] & turn_key_q[71]) ^ (turn_word_q[46] & turn_key_q[70])
            ^ ((turn_word_q[45] & turn_key_q[69]) ^ (turn_word_q[44] & turn_key_q[68]))
            ^ ((turn_word_q[43] & turn_key_q[67]) ^ (turn_word_q[42] & turn_key_q[66]) ^ ((turn_word_q[41] & turn_key_q[65]) ^ (turn_word_q[40] & turn_key_q[64])));
    wire part_valid_xor_68 = (turn_word_q[39] & turn_key_q[63]) ^ (turn_word_q[38] & turn_key_q[62])
            ^ ((turn_word_q[37] & turn_key_q[61]) ^ (turn_word_q[36] & turn_key_q[60]))
            ^ ((turn_word_q[35] & turn_key_q[59]) ^ (turn_word_q[34] & turn_key_q[58]) ^ ((turn_word_q[33] & turn_key_q[57]) ^ (turn_word_q[32] & turn_key_q[56])));
    wire part_valid_xor_69 = (turn_word_q[31] & turn_key_q[55]) ^ (turn_word_q[30] & turn_key_q[54])
            ^ ((turn_word_q[29] & turn_key_q[53]) ^ (turn_word_q[28] & turn_key_q[52]))
            ^ ((turn_word_q[27] & turn_key_q[51]) ^ (turn_word_q[26] & turn_key_q[50]) ^ ((turn_word_q[25] & turn_key_q[49]) ^ (turn_word_q[24] & turn_key_q[48])));
    wire part_valid_xor_70 = (turn_word_q[23] & turn_key_q[47]) ^ (turn_word_q[22] & turn_key_q[46])
            ^ ((turn_word_q[21] & turn_key_q[45]) ^ (turn_word_q[20] & turn_key_q[44]))
            ^ ((turn_word_q[19] & turn_key_q[43]) ^ (turn_word_q[18] & turn_key_q[42]) ^ ((turn_word_q[17] & turn_key_q[41]) ^ (turn_word_q[16] & turn_key_q[40])));
    wire part_valid_xor_71 = (turn_word_q[15] & turn_key_q[39]) ^ (turn_word_q[14] & turn_key_q[38])
            ^ ((turn_word_q[13] & turn_key_q[37]) ^ (turn_word_q[12] & turn_key_q[36]))
            ^ ((turn_word_q[11] & turn_key_q[35]) ^ (turn_word_q[10] & turn_key_q[34]) ^ ((turn_word_q[9] & turn_key_q[33]) ^ (turn_word_q[8] & turn_key_q[32])));
    wire part_valid_xor_72 = (turn_word_q[7] & turn_key_q[31]) ^ (turn_word_q[6] & turn_key_q[30])
            ^ ((turn_word_q[5] & turn_key_q[29]) ^ (turn_word_q[4] & turn_key_q[28]))
            ^ ((turn_word_q[3] & turn_key_q[27]) ^ (turn_word_q[2] & turn_key_q[26]) ^ ((turn_word_q[1] & turn_key_q[25]) ^ (turn_word_q[0] & turn_key_q[24])));
    wire part_valid_xor_73 = (turn_word_q[63] & turn_key_q[86]) ^ (turn_word_q[62] & turn_key_q[85])
            ^ ((turn_word_q[61] & turn_key_q[84]) ^ (turn_word_q[60] & turn_key_q[83]))
            ^ ((turn_word_q[59] & turn_key_q[82]) ^ (turn_word_q[58] & turn_key_q[81]) ^ ((turn_word_q[57] & turn_key_q[80]) ^ (turn_word_q[56] & turn_key_q[79])));
    wire part_valid_xor_74 = (turn_word_q[55] & turn_key_q[78]) ^ (turn_word_q[54] & turn_key_q[77])
            ^ ((turn_word_q[53] & turn_key_q[76]) ^ (turn_word_q[52] & turn_key_q[75]))
            ^ ((turn_word_q[51] & turn_key_q[74]) ^ (turn_word_q[50] & turn_key_q[73]) ^ ((turn_word_q[49] & turn_key_q[72]) ^ (turn_word_q[48] & turn_key_q[71])));
    wire part_valid_xor_75 = (turn_word_q[47] & turn_key_q[70]) ^ (turn_word_q[46] & turn_key_q[69])
            ^ ((turn_word_q[45] & turn_key_q[68]) ^ (turn_word_q[44] & turn_key_q[67]))
            ^ ((turn_word_q[43] & turn_key_q[66]) ^ (turn_word_q[42] & turn_key_q[65]) ^ ((turn_word_q[41] & turn_key_q[64]) ^ (turn_word_q[40] & turn_key_q[63])));
    wire part_valid_xor_76 = (turn_word_q[39] & turn_key_q[62]) ^ (turn_word_q[38] & turn_key_q[61])
            ^ ((turn_word_q[37] & turn_key_q[60]) ^ (turn_word_q[36] & turn_key_q[59]))
            ^ ((turn_word_q[35] & turn_key_q[58]) ^ (turn_word_q[34] & turn_key_q[57]) ^ ((turn_word_q[33] & turn_key_q[56]) ^ (turn_word_q[32] & turn_key_q[55])));
    wire part_valid_xor_77 = (turn_word_q[31] & turn_key_q[54]) ^ (turn_word_q[30] & turn_key_q[53])
            ^ ((turn_word_q[29] & turn_key_q[52]) ^ (turn_word_q[28] & turn_key_q[51]))
            ^ ((turn_word_q[27] & turn_key_q[50]) ^ (turn_word_q[26] & turn_key_q[49]) ^ ((turn_word_q[25] & turn_key_q[48]) ^ (turn_word_q[24] & turn_key_q[47])));
    wire part_valid_xor_78 = (turn_word_q[23] & turn_key_q[46]) ^ (turn_word_q[22] & turn_key_q[45])
            ^ ((turn_word_q[21] & turn_key_q[44]) ^ (turn_word_q[20] & turn_key_q[43]))
            ^ ((turn_word_q[19] & turn_key_q[42]) ^ (turn_word_q[18] & turn_key_q[41]) ^ ((turn_word_q[17] & turn_key_q[40]) ^ (turn_word_q[16] & turn_key_q[39])));
    wire part_valid_xor_79 = (turn_word_q[15] & turn_key_q[38]) ^ (turn_word_q[14] & turn_key_q[37])
            ^ ((turn_word_q[13] & turn_key_q[36]) ^ (turn_word_q[12] & turn_key_q[35]))
            ^ ((turn_word_q[11] & turn_key_q[34]) ^ (turn_word_q[10] & turn_key_q[33]) ^ ((turn_word_q[9] & turn_key_q[32]) ^ (turn_word_q[8] & turn_key_q[31])));
    wire part_valid_xor_80 = (turn_word_q[7] & turn_key_q[30]) ^ (turn_word_q[6] & turn_key_q[29])
            ^ ((turn_word_q[5] & turn_key_q[28]) ^ (turn_word_q[4] & turn_key_q[27]))
            ^ ((turn_word_q[3] & turn_key_q[26]) ^ (turn_word_q[2] & turn_key_q[25]) ^ ((turn_word_q[1] & turn_key_q[24]) ^ (turn_word_q[0] & turn_key_q[23])));
    wire part_valid_xor_81 = (turn_word_q[63] & turn_key_q[85]) ^ (turn_word_q[62] & turn_key_q[84])
            ^ ((turn_word_q[61] & turn_key_q[83]) ^ (turn_word_q[60] & turn_key_q[82]))
            ^ ((turn_word_q[59] & turn_key_q[81]) ^ (turn_word_q[58] & turn_key_q[80]) ^ ((turn_word_q[57] & turn_key_q[79]) ^ (turn_word_q[56] & turn_key_q[78])));
    wire part_valid_xor_82 = (turn_word_q[55] & turn_key_q[77]) ^ (turn_word_q[54] & turn_key_q[76])
            ^ ((turn_word_q[53] & turn_key_q[75]) ^ (turn_word_q[52] & turn_key_q[74]))
            ^ ((turn_word_q[51] & turn_key_q[73]) ^ (turn_word_q[50] & turn_key_q[72]) ^ ((turn_word_q[49] & turn_key_q[71]) ^ (turn_word_q[48] & turn_key_q[70])));
    wire part_valid_xor_83 = (turn_word_q[47] & turn_key_q[69]) ^ (turn_word_q[46] & turn_key_q[68])
            ^ ((turn_word_q[45] & turn_key_q[67]) ^ (turn_word_q[44] & turn_key_q[66]))
            ^ ((turn_word_q[43] & turn_key_q[65]) ^ (turn_word_q[42] & turn_key_q[64]) ^ ((turn_word_q[41] & turn_key_q[63]) ^ (turn_word_q[40] & turn_key_q[62])));
    wire part_valid_xor_84 = (turn_word_q[39] & turn_key_q[61]) ^ (turn_word_q[38] & turn_key_q[60])
            ^ ((turn_word_q[37] & turn_key_q[59]) ^ (turn_word_q[36] & turn_key_q[58]))
            ^ ((turn_word_q[35] & turn_key_q[57]) ^ (turn_word_q[34] & turn_key_q[56]) ^ ((turn_word_q[33] & turn_key_q[55]) ^ (turn_word_q[32] & turn_key_q[54])));
    wire part_valid_xor_85 = (turn_word_q[31] & turn_key_q[53]) ^ (turn_word_q[30] & turn_key_q[52])
            ^ ((turn_word_q[29] & turn_key_q[51]) ^ (turn_word_q[28] & turn_key_q[50]))
            ^ ((turn_word_q[27] & turn_key_q[49]) ^ (turn_word_q[26] & turn_key_q[48]) ^ ((turn_word_q[25] & turn_key_q[47]) ^ (turn_word_q[24] & turn_key_q[46])));
    wire part_valid_xor_86 = (turn_word_q[23] & turn_key_q[45]) ^ (turn_word_q[22] & turn_key_q[44])
            ^ ((turn_word_q[21] & turn_key_q[43]) ^ (turn_word_q[20] & turn_key_q[42]))
            ^ ((turn_word_q[19] & turn_key_q[41]) ^ (turn_word_q[18] & turn_key_q[40]) ^ ((turn_word_q[17] & turn_key_q[39]) ^ (turn_word_q[16] & turn_key_q[38])));
    wire part_valid_xor_87 = (turn_word_q[15] & turn_key_q[37]) ^ (turn_word_q[14] & turn_key_q[36])
            ^ ((turn_word_q[13] & turn_key_q[35]) ^ (turn_word_q[12] & turn_key_q[34]))
            ^ ((turn_word_q[11] & turn_key_q[33]) ^ (turn_word_q[10] & turn_key_q[32]) ^ ((turn_word_q[9] & turn_key_q[31]) ^ (turn_word_q[8] & turn_key_q[30])));
    wire part_valid_xor_88 = (turn_word_q[7] & turn_key_q[29]) ^ (turn_word_q[6] & turn_key_q[28])
            ^ ((turn_word_q[5] & turn_key_q[27]) ^ (turn_word_q[4] & turn_key_q[26]))
            ^ ((turn_word_q[3] & turn_key_q[25]) ^ (turn_word_q[2] & turn_key_q[24]) ^ ((turn_word_q[1] & turn_key_q[23]) ^ (turn_word_q[0] & turn_key_q[22])));
    wire part_valid_xor_89 = (turn_word_q[63] & turn_key_q[84]) ^ (turn_word_q[62] & turn_key_q[83])
            ^ ((turn_word_q[61] & turn_key_q[82]) ^ (turn_word_q[60] & turn_key_q[81]))
            ^ ((turn_word_q[59] & turn_key_q[80]) ^ (turn_word_q[58] & turn_key_q[79]) ^ ((turn_word_q[57] & turn_key_q[78]) ^ (turn_word_q[56] & turn_key_q[77])));
    wire part_valid_xor_90 = (turn_word_q[55] & turn_key_q[76]) ^ (turn_word_q[54] & turn_key_q[75])
            ^ ((turn_word_q[53] & turn_key_q[74]) ^ (turn_word_q[52] & turn_key_q[73]))
            ^ ((turn_word_q[51] & turn_key_q[72]) ^ (turn_word_q[50] & turn_key_q[71]) ^ ((turn_word_q[49] & turn_key_q[70]) ^ (turn_word_q[48] & turn_key_q[69])));
    wire part_valid_xor_91 = (turn_word_q[47] & turn_key_q[68]) ^ (turn_word_q[46] & turn_key_q[67])
            ^ ((turn_word_q[45] & turn_key_q[66]) ^ (turn_word_q[44] & turn_key_q[65]))
            ^ ((turn_word_q[43] & turn_key_q[64]) ^ (turn_word_q[42] & turn_key_q[63]) ^ ((turn_word_q[41] & turn_key_q[62]) ^ (turn_word_q[40] & turn_key_q[61])));
    wire part_valid_xor_92 = (turn_word_q[39] & turn_key_q[60]) ^ (turn_word_q[38] & turn_key_q[59])
            ^ ((turn_word_q[37] & turn_key_q[58]) ^ (turn_word_q[36] & turn_key_q[57]))
            ^ ((turn_word_q[35] & turn_key_q[56]) ^ (turn_word_q[34] & turn_key_q[55]) ^ ((turn_word_q[33] & turn_key_q[54]) ^ (turn_word_q[32] & turn_key_q[53])));
    wire part_valid_xor_93 = (turn_word_q[31] & turn_key_q[52]) ^ (turn_word_q[30] & turn_key_q[51])
            ^ ((turn_word_q[29] & turn_key_q[50]) ^ (turn_word_q[28] & turn_key_q[49]))
            ^ ((turn_word_q[27] & turn_key_q[48]) ^ (turn_word_q[26] & turn_key_q[47]) ^ ((turn_word_q[25] & turn_key_q[46]) ^ (turn_word_q[24] & turn_key_q[45])));
    wire part_valid_xor_94 = (turn_word_q[23] & turn_key_q[44]) ^ (turn_word_q[22] & turn_key_q[43])
            ^ ((turn_word_q[21] & turn_key_q[42]) ^ (turn_word_q[20] & turn_key_q[41]))
            ^ ((turn_word_q[19] & turn_key_q[40]) ^ (turn_word_q[18] & turn_key_q[39]) ^ ((turn_word_q[17] & turn_key_q[38]) ^ (turn_word_q[16] & turn_key_q[37])));
    wire part_valid_xor_95 = (turn_word_q[15] & turn_key_q[36]) ^ (turn_word_q[14] & turn_key_q[35])
            ^ ((turn_word_q[13] & turn_key_q[34]) ^ (turn_word_q[12] & turn_key_q[33]))
            ^ ((turn_word_q[11] & turn_key_q[32]) ^ (turn_word_q[10] & turn_key_q[31]) ^ ((turn_word_q[9] & turn_key_q[30]) ^ (turn_word_q[8] & turn_key_q[29])));
    wire part_valid_xor_96 = (turn_word_q[7] & turn_key_q[28]) ^ (turn_word_q[6] & turn_key_q[27])
            ^ ((turn_word_q[5] & turn_key_q[26]) ^ (turn_word_q[4] & turn_key_q[25]))
            ^ ((turn_word_q[3] & turn_key_q[24]) ^ (turn_word_q[2] & turn_key_q[23]) ^ ((turn_word_q[1] & turn_key_q[22]) ^ (turn_word_q[0] & turn_key_q[21])));
    wire part_valid_xor_97 = (turn_word_q[63] & turn_key_q[83]) ^ (turn_word_q[62] & turn_key_q[82])
            ^ ((turn_word_q[61] & turn_key_q[81]) ^ (turn_word_q[60] & turn_key_q[80]))
            ^ ((turn_word_q[59] & turn_key_q[79]) ^ (turn_word_q[58] & turn_key_q[78]) ^ ((turn_word_q[57] & turn_key_q[77]) ^ (turn_word_q[56] & turn_key_q[76])));
    wire part_valid_xor_98 = (turn_word_q[55] & turn_key_q[75]) ^ (turn_word_q[54] & turn_key_q[74])
            ^ ((turn_word_q[53] & turn_key_q[73]) ^ (turn_word_q[52] & turn_key_q[72]))
            ^ ((turn_word_q[51] & turn_key_q[71]) ^ (turn_word_q[50] & turn_key_q[70]) ^ ((turn_word_q[49] & turn_key_q[69]) ^ (turn_word_q[48] & turn_key_q[68])));
    wire part_valid_xor_99 = (turn_word_q[47] & turn_key_q[67]) ^ (turn_word_q[46] & turn_key_q[66])
            ^ ((turn_word_q[45] & turn_key_q[65]) ^ (turn_word_q[44] & turn_key_q[64]))
            ^ ((turn_word_q[43] & turn_key_q[63]) ^ (turn_word_q[42] & turn_key_q[62]) ^ ((turn_word_q[41] & turn_key_q[61]) ^ (turn_word_q[40] & turn_key_q[60])));
    wire part_valid_xor_100 = (turn_word_q[39] & turn_key_q[59]) ^ (turn_word_q[38] & turn_key_q[58])
            ^ ((turn_word_q[37] & turn_key_q[57]) ^ (turn_word_q[36] & turn_key_q[56]))
            ^ ((turn_word_q[35] & turn_key_q[55]) ^ (turn_word_q[34] & turn_key_q[54]) ^ ((turn_word_q[33] & turn_key_q[53]) ^ (turn_word_q[32] & turn_key_q[52])));
    wire part_valid_xor_101 = (turn_word_q[31] & turn_key_q[51]) ^ (turn_word_q[30] & turn_key_q[50])
            ^ ((turn_word_q[29] & turn_key_q[49]) ^ (turn_word_q[28] & turn_key_q[48]))
            ^ ((turn_word_q[27] & turn_key_q[47]) ^ (turn_word_q[26] & turn_key_q[46]) ^ ((turn_word_q[25] & turn_key_q[45]) ^ (turn_word_q[24] & turn_key_q[44])));
    wire part_valid_xor_102 = (turn_word_q[23] & turn_key_q[43]) ^ (turn_word_q[22] & turn_key_q[42])
            ^ ((turn_word_q[21] & turn_key_q[41]) ^ (turn_word_q[20] & turn_key_q[40]))
            ^ ((turn_word_q[19] & turn_key_q[39]) ^ (turn_word_q[18] & turn_key_q[38]) ^ ((turn_word_q[17] & turn_key_q[37]) ^ (turn_word_q[16] & turn_key_q[36])));
    wire part_valid_xor_103 = (turn_word_q[15] & turn_key_q[35]) ^ (turn_word_q[14] & turn_key_q[34])
            ^ ((turn_word_q[13] & turn_key_q[33]) ^ (turn_word_q[12] & turn_key_q[32]))
            ^ ((turn_word_q[11] & turn_key_q[31]) ^ (turn_word_q[10] & turn_key_q[30]) ^ ((turn_word_q[9] & turn_key_q[29]) ^ (turn_word_q[8] & turn_key_q[28])));
    wire part_valid_xor_104 = (turn_word_q[7] & turn_key_q[27]) ^ (turn_word_q[6] & turn_key_q[26])
            ^ ((turn_word_q[5] & turn_key_q[25]) ^ (turn_word_q[4] & turn_key_q[24]))
            ^ ((turn_word_q[3] & turn_key_q[23]) ^ (turn_word_q[2] & turn_key_q[22]) ^ ((turn_word_q[1] & turn_key_q[21]) ^ (turn_word_q[0] & turn_key_q[20])));
    wire part_valid_xor_105 = (turn_word_q[63] & turn_key_q[82]) ^ (turn_word_q[62] & turn_key_q[81])
            ^ ((turn_word_q[61] & turn_key_q[80]) ^ (turn_word_q[60] & turn_key_q[79]))
            ^ ((turn_word_q[59] & turn_key_q[78]) ^ (turn_word_q[58] & turn_key_q[77]) ^ ((turn_word_q[57] & turn_key_q[76]) ^ (turn_word_q[56] & turn_key_q[75])));
    wire part_valid_xor_106 = (turn_word_q[55] & turn_key_q[74]) ^ (turn_word_q[54] & turn_key_q[73])
            ^ ((turn_word_q[53] & turn_key_q[72]) ^ (turn_word_q[52] & turn_key_q[71]))
            ^ ((turn_word_q[51] & turn_key_q[70]) ^ (turn_word_q[50] & turn_key_q[69]) ^ ((turn_word_q[49] & turn_key_q[68]) ^ (turn_word_q[48] & turn_key_q[67])));
    wire part_valid_xor_107 = (turn_word_q[47] & turn_key_q[66]) ^ (turn_word_q[46] & turn_key_q[65])
            ^ ((turn_word_q[45] & turn_key_q[64]) ^ (turn_word_q[44] & turn_key_q[63]))
            ^ ((turn_word_q[43] & turn_key_q[62]) ^ (turn_word_q[42] & turn_key_q[61]) ^ ((turn_word_q[41] & turn_key_q[60]) ^ (turn_word_q[40] & turn_key_q[59])));
    wire part_valid_xor_108 = (turn_word_q[39] & turn_key_q[58]) ^ (turn_word_q[38] & turn_key_q[57])
            ^ ((turn_word_q[37] & turn_key_q[56]) ^ (turn_word_q[36] & turn_key_q[55]))
            ^ ((turn_word_q[35] & turn_key_q[54]) ^ (turn_word_q[34] & turn_key_q[53]) ^ ((turn_word_q[33] & turn_key_q[52]) ^ (turn_word_q[32] & turn_key_q[51])));
    wire part_valid_xor_109 = (turn_word_q[31] & turn_key_q[50]) ^ (turn_word_q[30] & turn_key_q[49])
            ^ ((turn_word_q[29] & turn_key_q[48]) ^ (turn_word_q[28] & turn_key_q[47]))
            ^ ((turn_word_q[27] & turn_key_q[46]) ^ (turn_word_q[26] & turn_key_q[45]) ^ ((turn_word_q[25] & turn_key_q[44]) ^ (turn_word_q[24] & turn_key_q[43])));
    wire part_valid_xor_110 = (turn_word_q[23] & turn_key_q[42]) ^ (turn_word_q[22] & turn_key_q[41])
            ^ ((turn_word_q[21] & turn_key_q[40]) ^ (turn_word_q[20] & turn_key_q[39]))
            ^ ((turn_word_q[19] & turn_key_q[38]) ^ (turn_word_q[18] & turn_key_q[37]) ^ ((turn_word_q[17] & turn_key_q[36]) ^ (turn_word_q[16] & turn_key_q[35])));
    wire part_valid_xor_111 = (turn_word_q[15] & turn_key_q[34]) ^ (turn_word_q[14] & turn_key_q[33])
            ^ ((turn_word_q[13] & turn_key_q[32]) ^ (turn_word_q[12] & turn_key_q[31]))
            ^ ((turn_word_q[11] & turn_key_q[30]) ^ (turn_word_q[10] & turn_key_q[29]) ^ ((turn_word_q[9] & turn_key_q[28]) ^ (turn_word_q[8] & turn_key_q[27])));
    wire part_valid_xor_112 = (turn_word_q[7] & turn_key_q[26]) ^ (turn_word_q[6] & turn_key_q[25])
            ^ ((turn_word_q[5] & turn_key_q[24]) ^ (turn_word_q[4] & turn_key_q[23]))
            ^ ((turn_word_q[3] & turn_key_q[22]) ^ (turn_word_q[2] & turn_key_q[21]) ^ ((turn_word_q[1] & turn_key_q[20]) ^ (turn_word_q[0] & turn_key_q[19])));
    wire part_valid_xor_113 = (turn_word_q[63] & turn_key_q[81]) ^ (turn_word_q[62] & turn_key_q[80])
            ^ ((turn_word_q[61] & turn_key_q[79]) ^ (turn_word_q[60] & turn_key_q[78]))
            ^ ((turn_word_q[59] & turn_key_q[77]) ^ (turn_word_q[58] & turn_key_q[76]) ^ ((turn_word_q[57] & turn_key_q[75]) ^ (turn_word_q[56] & turn_key_q[74])));
    wire part_valid_xor_114 = (turn_word_q[55] & turn_key_q[73]) ^ (turn_word_q[54] & turn_key_q[72])
            ^ ((turn_word_q[53] & turn_key_q[71]) ^ (turn_word_q[52] & turn_key_q[70]))
            ^ ((turn_word_q[51] & turn_key_q[69]) ^ (turn_word_q[50] & turn_key_q[68]) ^ ((turn_word_q[49] & turn_key_q[67]) ^ (turn_word_q[48] & turn_key_q[66])));
    wire part_valid_xor_115 = (turn_word_q[47] & turn_key_q[65]) ^ (turn_word_q[46] & turn_key_q[64])
            ^ ((turn_word_q[45] & turn_key_q[63]) ^ (turn_word_q[44] & turn_key_q[62]))
            ^ ((turn_word_q[43] & turn_key_q[61]) ^ (turn_word_q[42] & turn_key_q[60]) ^ ((turn_word_q[41] & turn_key_q[59]) ^ (turn_word_q[40] & turn_key_q[58])));
    wire part_valid_xor_116 = (turn_word_q[39] & turn_key_q[57]) ^ (turn_word_q[38] & turn_key_q[56])
            ^ ((turn_word_q[37] & turn_key_q[55]) ^ (turn_word_q[36] & turn_key_q[54]))
            ^ ((turn_word_q[35] & turn_key_q[53]) ^ (turn_word_q[34] & turn_key_q[52]) ^ ((turn_word_q[33] & turn_key_q[51]) ^ (turn_word_q[32] & turn_key_q[50])));
    wire part_valid_xor_117 = (turn_word_q[31] & turn_key_q[49]) ^ (turn_word_q[30] & turn_key_q[48])
            ^ ((turn_word_q[29] & turn_key_q[47]) ^ (turn_word_q[28] & turn_key_q[46]))
            ^ ((turn_word_q[27] & turn_key_q[45]) ^ (turn_word_q[26] & turn_key_q[44]) ^ ((turn_word_q[25] & turn_key_q[43]) ^ (turn_word_q[24] & turn_key_q[42])));
    wire part_valid_xor_118 = (turn_word_q[23] & turn_key_q[41]) ^ (turn_word_q[22] & turn_key_q[40])
            ^ ((turn_word_q[21] & turn_key_q[39]) ^ (turn_word_q[20] & turn_key_q[38]))
            ^ ((turn_word_q[19] & turn_key_q[37]) ^ (turn_word_q[18] & turn_key_q[36]) ^ ((turn_word_q[17] & turn_key_q[35]) ^ (turn_word_q[16] & turn_key_q[34])));
    wire part_valid_xor_119 = (turn_word_q[15] & turn_key_q[33]) ^ (turn_word_q[14] & turn_key_q[32])
            ^ ((turn_word_q[13] & turn_key_q[31]) ^ (turn_word_q[12] & turn_key_q[30]))
            ^ ((turn_word_q[11] & turn_key_q[29]) ^ (turn_word_q[10] & turn_key_q[28]) ^ ((turn_word_q[9] & turn_key_q[27]) ^ (turn_word_q[8] & turn_key_q[26])));
    wire part_valid_xor_120 = (turn_word_q[7] & turn_key_q[25]) ^ (turn_word_q[6] & turn_key_q[24])
            ^ ((turn_word_q[5] & turn_key_q[23]) ^ (turn_word_q[4] & turn_key_q[22]))
            ^ ((turn_word_q[3] & turn_key_q[21]) ^ (turn_word_q[2] & turn_key_q[20]) ^ ((turn_word_q[1] & turn_key_q[19]) ^ (turn_word_q[0] & turn_key_q[18])));
    wire part_valid_xor_121 = (turn_word_q[63] & turn_key_q[80]) ^ (turn_word_q[62] & turn_key_q[79])
            ^ ((turn_word_q[61] & turn_key_q[78]) ^ (turn_word_q[60] & turn_key_q[77]))
            ^ ((turn_word_q[59] & turn_key_q[76]) ^ (turn_word_q[58] & turn_key_q[75]) ^ ((turn_word_q[57] & turn_key_q[74]) ^ (turn_word_q[56] & turn_key_q[73])));
    wire part_valid_xor_122 = (turn_word_q[55] & turn_key_q[72]) ^ (turn_word_q[54] & turn_key_q[71])
            ^ ((turn_word_q[53] & turn_key_q[70]) ^ (turn_word_q[52] & turn_key_q[69]))
            ^ ((turn_word_q[51] & turn_key_q[68]) ^ (turn_word_q[50] & turn_key_q[67]) ^ ((turn_word_q[49] & turn_key_q[66]) ^ (turn_word_q[48] & turn_key_q[65])));
    wire part_valid_xor_123 = (turn_word_q[47] & turn_key_q[64]) ^ (turn_word_q[46] & turn_key_q[63])
            ^ ((turn_word_q[45] & turn_key_q[62]) ^ (turn_word_q[44] & turn_key_q[61]))
            ^ ((turn_word_q[43] & turn_key_q[60]) ^ (turn_word_q[42] & turn_key_q[59]) ^ ((turn_word_q[41] & turn_key_q[58]) ^ (turn_word_q[40] & turn_key_q[57])));
    wire part_valid_xor_124 = (turn_word_q[39] & turn_key_q[56]) ^ (turn_word_q[38] & turn_key_q[55])
            ^ ((turn_word_q[37] & turn_key_q[54]) ^ (turn_word_q[36] & turn_key_q[53]))
            ^ ((turn_word_q[35] & turn_key_q[52]) ^ (turn_word_q[34] & turn_key_q[51]) ^ ((turn_word_q[33] & turn_key_q[50]) ^ (turn_word_q[32] & turn_key_q[49])));
    wire part_valid_xor_125 = (turn_word_q[31] & turn_key_q[48]) ^ (turn_word_q[30] & turn_key_q[47])
            ^ ((turn_word_q[29] & turn_key_q[46]) ^ (turn_word_q[28] & turn_key_q[45]))
            ^ ((turn_word_q[27] & turn_key_q[44]) ^ (turn_word_q[26] & turn_key_q[43]) ^ ((turn_word_q[25] & turn_key_q[42]) ^ (turn_word_q[24] & turn_key_q[41])));
    wire part_valid_xor_126 = (turn_word_q[23] & turn_key_q[40]) ^ (turn_word_q[22] & turn_key_q[39])
            ^ ((turn_word_q[21] & turn_key_q[38]) ^ (turn_word_q[20] & turn_key_q[37]))
            ^ ((turn_word_q[19] & turn_key_q[36]) ^ (turn_word_q[18] & turn_key_q[35]) ^ ((turn_word_q[17] & turn_key_q[34]) ^ (turn_word_q[16] & turn_key_q[33])));
    wire part_valid_xor_127 = (turn_word_q[15] & turn_key_q[32]) ^ (turn_word_q[14] & turn_key_q[31])
            ^ ((turn_word_q[13] & turn_key_q[30]) ^ (turn_word_q[12] & turn_key_q[29]))
            ^ ((turn_word_q[11] & turn_key_q[28]) ^ (turn_word_q[10] & turn_key_q[27]) ^ ((turn_word_q[9] & turn_key_q[26]) ^ (turn_word_q[8] & turn_key_q[25])));
    wire part_valid_xor_128 = (turn_word_q[7] & turn_key_q[24]) ^ (turn_word_q[6] & turn_key_q[23])
            ^ ((turn_word_q[5] & turn_key_q[22]) ^ (turn_word_q[4] & turn_key_q[21]))
            ^ ((turn_word_q[3] & turn_key_q[20]) ^ (turn_word_q[2] & turn_key_q[19]) ^ ((turn_word_q[1] & turn_key_q[18]) ^ (turn_word_q[0] & turn_key_q[17])));
    wire part_valid_xor_129 = (turn_word_q[63] & turn_key_q[79]) ^ (turn_word_q[62] & turn_key_q[78])
            ^ ((turn_word_q[61] & turn_key_q[77]) ^ (turn_word_q[60] & turn_key_q[76]))
            ^ ((turn_word_q[59] & turn_key_q[75]) ^ (turn_word_q[58] & turn_key_q[74]) ^ ((turn_word_q[57] & turn_key_q[73]) ^ (turn_word_q[56] & turn_key_q[72])));
    wire part_valid_xor_130 = (turn_word_q[55] & turn_key_q[71]) ^ (turn_word_q[54] & turn_key_q[70])
            ^ ((turn_word_q[53] & turn_key_q[69]) ^ (turn_word_q[52] & turn_key_q[68]))
            ^ ((turn_word_q[51] & turn_key_q[67]) ^ (turn_word_q[50] & turn_key_q[66]) ^ ((turn_word_q[49] & turn_key_q[65]) ^ (turn_word_q[48] & turn_key_q[64])));
    wire part_valid_xor_131 = (turn_word_q[47] & turn_key_q[63]) ^ (turn_word_q[46] & turn_key_q[62])
            ^ ((turn_word_q[45] & turn_key_q[61]) ^ (turn_word_q[44] & turn_key_q[60]))
            ^ ((turn_word_q[43] & turn_key_q[59]) ^ (turn_word_q[42] & turn_key_q[58]) ^ ((turn_word_q[41] & turn_key_q[57]) ^ (turn_word_q[40] & turn_key_q[56])));
    wire part_valid_xor_132 = (turn_word_q[39] & turn_key_q[55]) ^ (turn_word_q[38] & turn_key_q[54])
            ^ ((turn_word_q[37] & turn_key_q[53]) ^ (turn_word_q[36] & turn_key_q[52]))
            ^ ((turn_word_q[35] & turn_key_q[51]) ^ (turn_word_q[34] & turn_key_q[50]) ^ ((turn_word_q[33] & turn_key_q[49]) ^ (turn_word_q[32] & turn_key_q[48])));
    wire part_valid_xor_133 = (turn_word_q[31] & turn_key_q[47]) ^ (turn_word_q[30] & turn_key_q[46])
            ^ ((turn_word_q[29] & turn_key_q[45]) ^ (turn_word_q[28] & turn_key_q[44]))
            ^ ((turn_word_q[27] & turn_key_q[43]) ^ (turn_word_q[26] & turn_key_q[42]) ^ ((turn_word_q[25] & turn_key_q[41]) ^ (turn_word_q[24] & turn_key_q[40])));
    wire part_valid_xor_134 = (turn_word_q[23] & turn_key_q[39]) ^ (turn_word_q[22] & turn_key_q[38])
            ^ ((turn_word_q[21] & turn_key_q[37]) ^ (turn_word_q[20] & turn_key_q[36]))
            ^ ((turn_word_q[19] & turn_key_q[35]) ^ (turn_word_q[18] & turn_key_q[34]) ^ ((turn_word_q[17] & turn_key_q[33]) ^ (turn_word_q[16] & turn_key_q[32])));
    wire part_valid_xor_135 = (turn_word_q[15] & turn_key_q[31]) ^ (turn_word_q[14] & turn_key_q[30])
            ^ ((turn_word_q[13] & turn_key_q[29]) ^ (turn_word_q[12] & turn_key_q[28]))
            ^ ((turn_word_q[11] & turn_key_q[27]) ^ (turn_word_q[10] & turn_key_q[26]) ^ ((turn_word_q[9] & turn_key_q[25]) ^ (turn_word_q[8] & turn_key_q[24])));
    wire part_valid_xor_136 = (turn_word_q[7] & turn_key_q[23]) ^ (turn_word_q[6] & turn_key_q[22])
            ^ ((turn_word_q[5] & turn_key_q[21]) ^ (turn_word_q[4] & turn_key_q[20]))
            ^ ((turn_word_q[3] & turn_key_q[19]) ^ (turn_word_q[2] & turn_key_q[18]) ^ ((turn_word_q[1] & turn_key_q[17]) ^ (turn_word_q[0] & turn_key_q[16])));
    wire part_valid_xor_137 = (turn_word_q[63] & turn_key_q[78]) ^ (turn_word_q[62] & turn_key_q[77])
            ^ ((turn_word_q[61] & turn_key_q[76]) ^ (turn_word_q[60] & turn_key_q[75]))
            ^ ((turn_word_q[59] & turn_key_q[74]) ^ (turn_word_q[58] & turn_key_q[73]) ^ ((turn_word_q[57] & turn_key_q[72]) ^ (turn_word_q[56] & turn_key_q[71])));
    wire part_valid_xor_138 = (turn_word_q[55] & turn_key_q[70]) ^ (turn_word_q[54] & turn_key_q[69])
            ^ ((turn_word_q[53] & turn_key_q[68]) ^ (turn_word_q[52] & turn_key_q[67]))
            ^ ((turn_word_q[51] & turn_key_q[66]) ^ (turn_word_q[50] & turn_key_q[65]) ^ ((turn_word_q[49] & turn_key_q[64]) ^ (turn_word_q[48] & turn_key_q[63])));
    wire part_valid_xor_139 = (turn_word_q[47] & turn_key_q[62]) ^ (turn_word_q[46] & turn_key_q[61])
            ^ ((turn_word_q[45] & turn_key_q[60]) ^ (turn_word_q[44] & turn_key_q[59]))
            ^ ((turn_word_q[43] & turn_key_q[58]) ^ (turn_word_q[42] & turn_key_q[57]) ^ ((turn_word_q[41] & turn_key_q[56]) ^ (turn_word_q[40] & turn_key_q[55])));
    wire part_valid_xor_140 = (turn_word_q[39] & turn_key_q[54]) ^ (turn_word_q[38] & turn_key_q[53])
            ^ ((turn_word_q[37] & turn_key_q[52]) ^ (turn_word_q[36] & turn_key_q[51]))
            ^ ((turn_word_q[35] & turn_key_q[50]) ^ (turn_word_q[34] & turn_key_q[49]) ^ ((turn_word_q[33] & turn_key_q[48]) ^ (turn_word_q[32] & turn_key_q[47])));
    wire part_valid_xor_141 = (turn_word_q[31] & turn_key_q[46]) ^ (turn_word_q[30] & turn_key_q[45])
            ^ ((turn_word_q[29] & turn_key_q[44]) ^ (turn_word_q[28] & turn_key_q[43]))
            ^ ((turn_word_q[27] & turn_key_q[42]) ^ (turn_word_q[26] & turn_key_q[41]) ^ ((turn_word_q[25] & turn_key_q[40]) ^ (turn_word_q[24] & turn_key_q[39])));
    wire part_valid_xor_142 = (turn_word_q[23] & turn_key_q[38]) ^ (turn_word_q[22] & turn_key_q[37])
            ^ ((turn_word_q[21] & turn_key_q[36]) ^ (turn_word_q[20] & turn_key_q[35]))
            ^ ((turn_word_q[19] & turn_key_q[34]) ^ (turn_word_q[18] & turn_key_q[33]) ^ ((turn_word_q[17] & turn_key_q[32]) ^ (turn_word_q[16] & turn_key_q[31])));
    wire part_valid_xor_143 = (turn_word_q[15] & turn_key_q[30]) ^ (turn_word_q[14] & turn_key_q[29])
            ^ ((turn_word_q[13] & turn_key_q[28]) ^ (turn_word_q[12] & turn_key_q[27]))
            ^ ((turn_word_q[11] & turn_key_q[26]) ^ (turn_word_q[10] & turn_key_q[25]) ^ ((turn_word_q[9] & turn_key_q[24]) ^ (turn_word_q[8] & turn_key_q[23])));
    wire part_valid_xor_144 = (turn_word_q[7] & turn_key_q[22]) ^ (turn_word_q[6] & turn_key_q[21])
            ^ ((turn_word_q[5] & turn_key_q[20]) ^ (turn_word_q[4] & turn_key_q[19]))
            ^ ((turn_word_q[3] & turn_key_q[18]) ^ (turn_word_q[2] & turn_key_q[17]) ^ ((turn_word_q[1] & turn_key_q[16]) ^ (turn_word_q[0] & turn_key_q[15])));
    wire part_valid_xor_145 = (turn_word_q[63] & turn_key_q[77]) ^ (turn_word_q[62] & turn_key_q[76])
            ^ ((turn_word_q[61] & turn_key_q[75]) ^ (turn_word_q[60] & turn_key_q[74]))
            ^ ((turn_word_q[59] & turn_key_q[73]) ^ (turn_word_q[58] & turn_key_q[72]) ^ ((turn_word_q[57] & turn_key_q[71]) ^ (turn_word_q[56] & turn_key_q[70])));
    wire part_valid_xor_146 = (turn_word_q[55] & turn_key_q[69]) ^ (turn_word_q[54] & turn_key_q[68])
            ^ ((turn_word_q[53] & turn_key_q[67]) ^ (turn_word_q[52] & turn_key_q[66]))
            ^ ((turn_word_q[51] & turn_key_q[65]) ^ (turn_word_q[50] & turn_key_q[64]) ^ ((turn_word_q[49] & turn_key_q[63]) ^ (turn_word_q[48] & turn_key_q[62])));
    wire part_valid_xor_147 = (turn_word_q[47] & turn_key_q[61]) ^ (turn_word_q[46] & turn_key_q[60])
            ^ ((turn_word_q[45] & turn_key_q[59]) ^ (turn_word_q[44] & turn_key_q[58]))
            ^ ((turn_word_q[43] & turn_key_q[57]) ^ (turn_word_q[42] & turn_key_q[56]) ^ ((turn_word_q[41] & turn_key_q[55]) ^ (turn_word_q[40] & turn_key_q[54])));
    wire part_valid_xor_148 = (turn_word_q[39] & turn_key_q[53]) ^ (turn_word_q[38] & turn_key_q[52])
            ^ ((turn_word_q[37] & turn_key_q[51]) ^ (turn_word_q[36] & turn_key_q[50]))
            ^ ((turn_word_q[35] & turn_key_q[49]) ^ (turn_word_q[34] & turn_key_q[48]) ^ ((turn_word_q[33] & turn_key_q[47]) ^ (turn_word_q[32] & turn_key_q[46])));
    wire part_valid_xor_149 = (turn_word_q[31] & turn_key_q[45]) ^ (turn_word_q[30] & turn_key_q[44])
            ^ ((turn_word_q[29] & turn_key_q[43]) ^ (turn_word_q[28] & turn_key_q[42]))
            ^ ((turn_word_q[27] & turn_key_q[41]) ^ (turn_word_q[26] & turn_key_q[40]) ^ ((turn_word_q[25] & turn_key_q[39]) ^ (turn_word_q[24] & turn_key_q[38])));
    wire part_valid_xor_150 = (turn_word_q[23] & turn_key_q[37]) ^ (turn_word_q[22] & turn_key_q[36])
            ^ ((turn_word_q[21] & turn_key_q[35]) ^ (turn_word_q[20] & turn_key_q[34]))
            ^ ((turn_word_q[19] & turn_key_q[33]) ^ (turn_word_q[18] & turn_key_q[32]) ^ ((turn_word_q[17] & turn_key_q[31]) ^ (turn_word_q[16] & turn_key_q[30])));
    wire part_valid_xor_151 = (turn_word_q[15] & turn_key_q[29]) ^ (turn_word_q[14] & turn_key_q[28])
            ^ ((turn_word_q[13] & turn_key_q[27]) ^ (turn_word_q[12] & turn_key_q[26]))
            ^ ((turn_word_q[11] & turn_key_q[25]) ^ (turn_word_q[10] & turn_key_q[24]) ^ ((turn_word_q[9] & turn_key_q[23]) ^ (turn_word_q[8] & turn_key_q[22])));
    wire part_valid_xor_152 = (turn_word_q[7] & turn_key_q[21]) ^ (turn_word_q[6] & turn_key_q[20])
            ^ ((turn_word_q[5] & turn_key_q[19]) ^ (turn_word_q[4] & turn_key_q[18]))
            ^ ((turn_word_q[3] & turn_key_q[17]) ^ (turn_word_q[2] & turn_key_q[16]) ^ ((turn_word_q[1] & turn_key_q[15]) ^ (turn_word_q[0] & turn_key_q[14])));
    wire part_valid_xor_153 = (turn_word_q[63] & turn_key_q[76]) ^ (turn_word_q[62] & turn_key_q[75])
            ^ ((turn_word_q[61] & turn_key_q[74]) ^ (turn_word_q[60] & turn_key_q[73]))
            ^ ((turn_word_q[59] & turn_key_q[72]) ^ (turn_word_q[58] & turn_key_q[71]) ^ ((turn_word_q[57] & turn_key_q[70]) ^ (turn_word_q[56] & turn_key_q[69])));
    wire part_valid_xor_154 = (turn_word_q[55] & turn_key_q[68]) ^ (turn_word_q[54] & turn_key_q[67])
            ^ ((turn_word_q[53] & turn_key_q[66]) ^ (turn_word_q[52] & turn_key_q[65]))
            ^ ((turn_word_q[51] & turn_key_q[64]) ^ (turn_word_q[50] & turn_key_q[63]) ^ ((turn_word_q[49] & turn_key_q[62]) ^ (turn_word_q[48] & turn_key_q[61])));
    wire part_valid_xor_155 = (turn_word_q[47] & turn_key_q[60]) ^ (turn_word_q[46] & turn_key_q[59])
            ^ ((turn_word_q[45] & turn_key_q[58]) ^ (turn_word_q[44] & turn_key_q[57]))
            ^ ((turn_word_q[43] & turn_key_q[56]) ^ (turn_word_q[42] & turn_key_q[55]) ^ ((turn_word_q[41] & turn_key_q[54]) ^ (turn_word_q[40] & turn_key_q[53])));
    wire part_valid_xor_156 = (turn_word_q[39] & turn_key_q[52]) ^ (turn_word_q[38] & turn_key_q[51])
            ^ ((turn_word_q[37] & turn_key_q[50]) ^ (turn_word_q[36] & turn_key_q[49]))
            ^ ((turn_word_q[35] & turn_key_q[48]) ^ (turn_word_q[34] & turn_key_q[47]) ^ ((turn_word_q[33] & turn_key_q[46]) ^ (turn_word_q[32] & turn_key_q[45])));
    wire part_valid_xor_157 = (turn_word_q[31] & turn_key_q[44]) ^ (turn_word_q[30] & turn_key_q[43])
            ^ ((turn_word_q[29] & turn_key_q[42]) ^ (turn_word_q[28] & turn_key_q[41]))
            ^ ((turn_word_q[27] & turn_key_q[40]) ^ (turn_word_q[26] & turn_key_q[39]) ^ ((turn_word_q[25] & turn_key_q[38]) ^ (turn_word_q[24] & turn_key_q[37])));
    wire part_valid_xor_158 = (turn_word_q[23] & turn_key_q[36]) ^ (turn_word_q[22] & turn_key_q[35])
            ^ ((turn_word_q[21] & turn_key_q[34]) ^ (turn_word_q[20] & turn_key_q[33]))
            ^ ((turn_word_q[19] & turn_key_q[32]) ^ (turn_word_q[18] & turn_key_q[31]) ^ ((turn_word_q[17] & turn_key_q[30]) ^ (turn_word_q[16] & turn_key_q[29])));
    wire part_valid_xor_159 = (turn_word_q[15] & turn_key_q[28]) ^ (turn_word_q[14] & turn_key_q[27])
            ^ ((turn_word_q[13] & turn_key_q[26]) ^ (turn_word_q[12] & turn_key_q[25]))
            ^ ((turn_word_q[11] & turn_key_q[24]) ^ (turn_word_q[10] & turn_key_q[23]) ^ ((turn_word_q[9] & turn_key_q[22]) ^ (turn_word_q[8] & turn_key_q[21])));
    wire part_valid_xor_160 = (turn_word_q[7] & turn_key_q[20]) ^ (turn_word_q[6] & turn_key_q[19])
            ^ ((turn_word_q[5] & turn_key_q[18]) ^ (turn_word_q[4] & turn_key_q[17]))
            ^ ((turn_word_q[3] & turn_key_q[16]) ^ (turn_word_q[2] & turn_key_q[15]) ^ ((turn_word_q[1] & turn_key_q[14]) ^ (turn_word_q[0] & turn_key_q[13])));
    wire part_valid_xor_161 = (turn_word_q[63] & turn_key_q[75]) ^ (turn_word_q[62] & turn_key_q[74])
            ^ ((turn_word_q[61] & turn_key_q[73]) ^ (turn_word_q[60] & turn_key_q[72]))
            ^ ((turn_word_q[59] & turn_key_q[71]) ^ (turn_word_q[58] & turn_key_q[70]) ^ ((turn_word_q[57] & turn_key_q[69]) ^ (turn_word_q[56] & turn_key_q[68])));
    wire part_valid_xor_162 = (turn_word_q[55] & turn_key_q[67]) ^ (turn_word_q[54] & turn_key_q[66])
            ^ ((turn_word_q[53] & turn_key_q[65]) ^ (turn_word_q[52] & turn_key_q[64]))
            ^ ((turn_word_q[51] & turn_key_q[63]) ^ (turn_word_q[50] & turn_key_q[62]) ^ ((turn_word_q[49] & turn_key_q[61]) ^ (turn_word_q[48] & turn_key_q[60])));
    wire part_valid_xor_163 = (turn_word_q[47] & turn_key_q[59]) ^ (turn_word_q[46] & turn_key_q[58])
            ^ ((turn_word_q[45] & turn_key_q[57]) ^ (turn_word_q[44] & turn_key_q[56]))
            ^ ((turn_word_q[43] & turn_key_q[55]) ^ (turn_word_q[42] & turn_key_q[54]) ^ ((turn_word_q[41] & turn_key_q[53]) ^ (turn_word_q[40] & turn_key_q[52])));
    wire part_valid_xor_164 = (turn_word_q[39] & turn_key_q[51]) ^ (turn_word_q[38] & turn_key_q[50])
            ^ ((turn_word_q[37] & turn_key_q[49]) ^ (turn_word_q[36] & turn_key_q[48]))
            ^ ((turn_word_q[35] & turn_key_q[47]) ^ (turn_word_q[34] & turn_key_q[46]) ^ ((turn_word_q[33] & turn_key_q[45]) ^ (turn_word_q[32] & turn_key_q[44])));
    wire part_valid_xor_165 = (turn_word_q[31] & turn_key_q[43]) ^ (turn_word_q[30] & turn_key_q[42])
            ^ ((turn_word_q[29] & turn_key_q[41]) ^ (turn_word_q[28] & turn_key_q[40]))
            ^ ((turn_word_q[27] & turn_key_q[39]) ^ (turn_word_q[26] & turn_key_q[38]) ^ ((turn_word_q[25] & turn_key_q[37]) ^ (turn_word_q[24] & turn_key_q[36])));
    wire part_valid_xor_166 = (turn_word_q[23] & turn_key_q[35]) ^ (turn_word_q[22] & turn_key_q[34])
            ^ ((turn_word_q[21] & turn_key_q[33]) ^ (turn_word_q[20] & turn_key_q[32]))
            ^ ((turn_word_q[19] & turn_key_q[31]) ^ (turn_word_q[18] & turn_key_q[30]) ^ ((turn_word_q[17] & turn_key_q[29]) ^ (turn_word_q[16] & turn_key_q[28])));
    wire part_valid_xor_167 = (turn_word_q[15] & turn_key_q[27]) ^ (turn_word_q[14] & turn_key_q[26])
            ^ ((turn_word_q[13] & turn_key_q[25]) ^ (turn_word_q[12] & turn_key_q[24]))
            ^ ((turn_word_q[11] & turn_key_q[23]) ^ (turn_word_q[10] & turn_key_q[22]) ^ ((turn_word_q[9] & turn_key_q[21]) ^ (turn_word_q[8] & turn_key_q[20])));
    wire part_valid_xor_168 = (turn_word_q[7] & turn_key_q[19]) ^ (turn_word_q[6] & turn_key_q[18])
            ^ ((turn_word_q[5] & turn_key_q[17]) ^ (turn_word_q[4] & turn_key_q[16]))
            ^ ((turn_word_q[3] & turn_key_q[15]) ^ (turn_word_q[2] & turn_key_q[14]) ^ ((turn_word_q[1] & turn_key_q[13]) ^ (turn_word_q[0] & turn_key_q[12])));
    wire part_valid_xor_169 = (turn_word_q[63] & turn_key_q[74]) ^ (turn_word_q[62] & turn_key_q[73])
            ^ ((turn_word_q[61] & turn_key_q[72]) ^ (turn_word_q[60] & turn_key_q[71]))
            ^ ((turn_word_q[59] & turn_key_q[70]) ^ (turn_word_q[58] & turn_key_q[69]) ^ ((turn_word_q[57] & turn_key_q[68]) ^ (turn_word_q[56] & turn_key_q[67])));
    wire part_valid_xor_170 = (turn_word_q[55] & turn_key_q[66]) ^ (turn_word_q[54] & turn_key_q[65])
            ^ ((turn_word_q[53] & turn_key_q[64]) ^ (turn_word_q[52] & turn_key_q[63]))
            ^ ((turn_word_q[51] & turn_key_q[62]) ^ (turn_word_q[50] & turn_key_q[61]) ^ ((turn_word_q[49] & turn_key_q[60]) ^ (turn_word_q[48] & turn_key_q[59])));
    wire part_valid_xor_171 = (turn_word_q[47] & turn_key_q[58]) ^ (turn_word_q[46] & turn_key_q[57])
            ^ ((turn_word_q[45] & turn_key_q[56]) ^ (turn_word_q[44] & turn_key_q[55]))
            ^ ((turn_word_q[43] & turn_key_q[54]) ^ (turn_word_q[42] & turn_key_q[53]) ^ ((turn_word_q[41] & turn_key_q[52]) ^ (turn_word_q[40] & turn_key_q[51])));
    wire part_valid_xor_172 = (turn_word_q[39] & turn_key_q[50]) ^ (turn_word_q[38] & turn_key_q[49])
            ^ ((turn_word_q[37] & turn_key_q[48]) ^ (turn_word_q[36] & turn_key_q[47]))
            ^ ((turn_word_q[35] & turn_key_q[46]) ^ (turn_word_q[34] & turn_key_q[45]) ^ ((turn_word_q[33] & turn_key_q[44]) ^ (turn_word_q[32] & turn_key_q[43])));
    wire part_valid_xor_173 = (turn_word_q[31] & turn_key_q[42]) ^ (turn_word_q[30] & turn_key_q[41])
            ^ ((turn_word_q[29] & turn_key_q[40]) ^ (turn_word_q[28] & turn_key_q[39]))
            ^ ((turn_word_q[27] & turn_key_q[38]) ^ (turn_word_q[26] & turn_key_q[37]) ^ ((turn_word_q[25] & turn_key_q[36]) ^ (turn_word_q[24] & turn_key_q[35])));
    wire part_valid_xor_174 = (turn_word_q[23] & turn_key_q[34]) ^ (turn_word_q[22] & turn_key_q[33])
            ^ ((turn_word_q[21] & turn_key_q[32]) ^ (turn_word_q[20] & turn_key_q[31]))
            ^ ((turn_word_q[19] & turn_key_q[30]) ^ (turn_word_q[18] & turn_key_q[29]) ^ ((turn_word_q[17] & turn_key_q[28]) ^ (turn_word_q[16] & turn_key_q[27])));
    wire part_valid_xor_175 = (turn_word_q[15] & turn_key_q[26]) ^ (turn_word_q[14] & turn_key_q[25])
            ^ ((turn_word_q[13] & turn_key_q[24]) ^ (turn_word_q[12] & turn_key_q[23]))
            ^ ((turn_word_q[11] & turn_key_q[22]) ^ (turn_word_q[10] & turn_key_q[21]) ^ ((turn_word_q[9] & turn_key_q[20]) ^ (turn_word_q[8] & turn_key_q[19])));
    wire part_valid_xor_176 = (turn_word_q[7] & turn_key_q[18]) ^ (turn_word_q[6] & turn_key_q[17])
            ^ ((turn_word_q[5] & turn_key_q[16]) ^ (turn_word_q[4] & turn_key_q[15]))
            ^ ((turn_word_q[3] & turn_key_q[14]) ^ (turn_word_q[2] & turn_key_q[13]) ^ ((turn_word_q[1] & turn_key_q[12]) ^ (turn_word_q[0] & turn_key_q[11])));
    wire part_valid_xor_177 = (turn_word_q[63] & turn_key_q[73]) ^ (turn_word_q[62] & turn_key_q[72])
            ^ ((turn_word_q[61] & turn_key_q[71]) ^ (turn_word_q[60] & turn_key_q[70]))
            ^ ((turn_word_q[59] & turn_key_q[69]) ^ (turn_word_q[58] & turn_key_q[68]) ^ ((turn_word_q[57] & turn_key_q[67]) ^ (turn_word_q[56] & turn_key_q[66])));
    wire part_valid_xor_178 = (turn_word_q[55] & turn_key_q[65]) ^ (turn_word_q[54] & turn_key_q[64])
            ^ ((turn_word_q[53] & turn_key_q[63]) ^ (turn_word_q[52] & turn_key_q[62]))
            ^ ((turn_word_q[51] & turn_key_q[61]) ^ (turn_word_q[50] & turn_key_q[60]) ^ ((turn_word_q[49] & turn_key_q[59]) ^ (turn_word_q[48] & turn_key_q[58])));
    wire part_valid_xor_179 = (turn_word_q[47] & turn_key_q[57]) ^ (turn_word_q[46] & turn_key_q[56])
            ^ ((turn_word_q[45] & turn_key_q[55]) ^ (turn_word_q[44] & turn_key_q[54]))
            ^ ((turn_word_q[43] & turn_key_q[53]) ^ (turn_word_q[42] & turn_key_q[52]) ^ ((turn_word_q[41] & turn_key_q[51]) ^ (turn_word_q[40] & turn_key_q[50])));
    wire part_valid_xor_180 = (turn_word_q[39] & turn_key_q[49]) ^ (turn_word_q[38] & turn_key_q[48])
            ^ ((turn_word_q[37] & turn_key_q[47]) ^ (turn_word_q[36] & turn_key_q[46]))
            ^ ((turn_word_q[35] & turn_key_q[45]) ^ (turn_word_q[34] & turn_key_q[44]) ^ ((turn_word_q[33] & turn_key_q[43]) ^ (turn_word_q[32] & turn_key_q[42])));
    wire part_valid_xor_181 = (turn_word_q[31] & turn_key_q[41]) ^ (turn_word_q[30] & turn_key_q[40])
            ^ ((turn_word_q[29] & turn_key_q[39]) ^ (turn_word_q[28] & turn_key_q[38]))
            ^ ((turn_word_q[27] & turn_key_q[37]) ^ (turn_word_q[26] & turn_key_q[36]) ^ ((turn_word_q[25] & turn_key_q[35]) ^ (turn_word_q[24] & turn_key_q[34])));
    wire part_valid_xor_182 = (turn_word_q[23] & turn_key_q[33]) ^ (turn_word_q[22] & turn_key_q[32])
            ^ ((turn_word_q[21] & turn_key_q[31]) ^ (turn_word_q[20] & turn_key_q[30]))
            ^ ((turn_word_q[19] & turn_key_q[29]) ^ (turn_word_q[18] & turn_key_q[28]) ^ ((turn_word_q[17] & turn_key_q[27]) ^ (turn_word_q[16] & turn_key_q[26])));
    wire part_valid_xor_183 = (turn_word_q[15] & turn_key_q[25]) ^ (turn_word_q[14] & turn_key_q[24])
            ^ ((turn_word_q[13] & turn_key_q[23]) ^ (turn_word_q[12] & turn_key_q[22]))
            ^ ((turn_word_q[11] & turn_key_q[21]) ^ (turn_word_q[10] & turn_key_q[20]) ^ ((turn_word_q[9] & turn_key_q[19]) ^ (turn_word_q[8] & turn_key_q[18])));
    wire part_valid_xor_184 = (turn_word_q[7] & turn_key_q[17]) ^ (turn_word_q[6] & turn_key_q[16])
            ^ ((turn_word_q[5] & turn_key_q[15]) ^ (turn_word_q[4] & turn_key_q[14]))
            ^ ((turn_word_q[3] & turn_key_q[13]) ^ (turn_word_q[2] & turn_key_q[12]) ^ ((turn_word_q[1] & turn_key_q[11]) ^ (turn_word_q[0] & turn_key_q[10])));
    wire part_valid_xor_185 = (turn_word_q[63] & turn_key_q[72]) ^ (turn_word_q[62] & turn_key_q[71])
            ^ ((turn_word_q[61] & turn_key_q[70]) ^ (turn_word_q[60] & turn_key_q[69]))
            ^ ((turn_word_q[59] & turn_key_q[68]) ^ (turn_word_q[58] & turn_key_q[67]) ^ ((turn_word_q[57] & turn_key_q[66]) ^ (turn_word_q[56] & turn_key_q[65])));
    wire part_valid_xor_186 = (turn_word_q[55] & turn_key_q[64]) ^ (turn_word_q[54] & turn_key_q[63])
            ^ ((turn_word_q[53] & turn_key_q[62]) ^ (turn_word_q[52] & turn_key_q[61]))
            ^ ((turn_word_q[51] & turn_key_q[60]) ^ (turn_word_q[50] & turn_key_q[59]) ^ ((turn_word_q[49] & turn_key_q[58]) ^ (turn_word_q[48] & turn_key_q[57])));
    wire part_valid_xor_187 = (turn_word_q[47] & turn_key_q[56]) ^ (turn_word_q[46] & turn_key_q[55])
            ^ ((turn_word_q[45] & turn_key_q[54]) ^ (turn_word_q[44] & turn_key_q[53]))
            ^ ((turn_word_q[43] & turn_key_q[52]) ^ (turn_word_q[42] & turn_key_q[51]) ^ ((turn_word_q[41] & turn_key_q[50]) ^ (turn_word_q[40] & turn_key_q[49])));
    wire part_valid_xor_188 = (turn_word_q[39] & turn_key_q[48]) ^ (turn_word_q[38] & turn_key_q[47])
            ^ ((turn_word_q[37] & turn_key_q[46]) ^ (turn_word_q[36] & turn_key_q[45]))
            ^ ((turn_word_q[35] & turn_key_q[44]) ^ (turn_word_q[34] & turn_key_q[43]) ^ ((turn_word_q[33] & turn_key_q[42]) ^ (turn_word_q[32] & turn_key_q[41])));
    wire part_valid_xor_189 = (turn_word_q[31] & turn_key_q[40]) ^ (turn_word_q[30] & turn_key_q[39])
            ^ ((turn_word_q[29] & turn_key_q[38]) ^ (turn_word_q[28] & turn_key_q[37]))
            ^ ((turn_word_q[27] & turn_key_q[36]) ^ (turn_word_q[26] & turn_key_q[35]) ^ ((turn_word_q[25] & turn_key_q[34]) ^ (turn_word_q[24] & turn_key_q[33])));
    wire part_valid_xor_190 = (turn_word_q[23] & turn_key_q[32]) ^ (turn_word_q[22] & turn_key_q[31])
            ^ ((turn_word_q[21] & turn_key_q[30]) ^ (turn_word_q[20] & turn_key_q[29]))
            ^ ((turn_word_q[19] & turn_key_q[28]) ^ (turn_word_q[18] & turn_key_q[27]) ^ ((turn_word_q[17] & turn_key_q[26]) ^ (turn_word_q[16] & turn_key_q[25])));
    wire part_valid_xor_191 = (turn_word_q[15] & turn_key_q[24]) ^ (turn_word_q[14] & turn_key_q[23])
            ^ ((turn_word_q[13] & turn_key_q[22]) ^ (turn_word_q[12] & turn_key_q[21]))
            ^ ((turn_word_q[11] & turn_key_q[20]) ^ (turn_word_q[10] & turn_key_q[19]) ^ ((turn_word_q[9] & turn_key_q[18]) ^ (turn_word_q[8] & turn_key_q[17])));
    wire part_valid_xor_192 = (turn_word_q[7] & turn_key_q[16]) ^ (turn_word_q[6] & turn_key_q[15])
            ^ ((turn_word_q[5] & turn_key_q[14]) ^ (turn_word_q[4] & turn_key_q[13]))
            ^ ((turn_word_q[3] & turn_key_q[12]) ^ (turn_word_q[2] & turn_key_q[11]) ^ ((turn_word_q[1] & turn_key_q[10]) ^ (turn_word_q[0] & turn_key_q[9])));
    wire part_valid_xor_193 = (turn_word_q[63] & turn_key_q[71]) ^ (turn_word_q[62] & turn_key_q[70])
            ^ ((turn_word_q[61] & turn_key_q[69]) ^ (turn_word_q[60] & turn_key_q[68]))
            ^ ((turn_word_q[59] & turn_key_q[67]) ^ (turn_word_q[58] & turn_key_q[66]) ^ ((turn_word_q[57] & turn_key_q[65]) ^ (turn_word_q[56] & turn_key_q[64])));
    wire part_valid_xor_194 = (turn_word_q[55] & turn_key_q[63]) ^ (turn_word_q[54] & turn_key_q[62])
            ^ ((turn_word_q[53] & turn_key_q[61]) ^ (turn_word_q[52] & turn_key_q[60]))
            ^ ((turn_word_q[51] & turn_key_q[59]) ^ (turn_word_q[50] & turn_key_q[58]) ^ ((turn_word_q[49] & turn_key_q[57]) ^ (turn_word_q[48] & turn_key_q[56])));
    wire part_valid_xor_195 = (turn_word_q[47] & turn_key_q[55]) ^ (turn_word_q[46] & turn_key_q[54])
            ^ ((turn_word_q[45] & turn_key_q[53]) ^ (turn_word_q[44] & turn_key_q[52]))
            ^ ((turn_word_q[43] & turn_key_q[51]) ^ (turn_word_q[42] & turn_key_q[50]) ^ ((turn_word_q[41] & turn_key_q[49]) ^ (turn_word_q[40] & turn_key_q[48])));
    wire part_valid_xor_196 = (turn_word_q[39] & turn_key_q[47]) ^ (turn_word_q[38] & turn_key_q[46])
            ^ ((turn_word_q[37] & turn_key_q[45]) ^ (turn_word_q[36] & turn_key_q[44]))
            ^ ((turn_word_q[35] & turn_key_q[43]) ^ (turn_word_q[34] & turn_key_q[42]) ^ ((turn_word_q[33] & turn_key_q[41]) ^ (turn_word_q[32] & turn_key_q[40])));
    wire part_valid_xor_197 = (turn_word_q[31] & turn_key_q[39]) ^ (turn_word_q[30] & turn_key_q[38])
            ^ ((turn_word_q[29] & turn_key_q[37]) ^ (turn_word_q[28] & turn_key_q[36]))
            ^ ((turn_word_q[27] & turn_key_q[35]) ^ (turn_word_q[26] & turn_key_q[34]) ^ ((turn_word_q[25] & turn_key_q[33]) ^ (turn_word_q[24] & turn_key_q[32])));
    wire part_valid_xor_198 = (turn_word_q[23] & turn_key_q[31]) ^ (turn_word_q[22] & turn_key_q[30])
            ^ ((turn_word_q[21] & turn_key_q[29]) ^ (turn_word_q[20] & turn_key_q[28]))
            ^ ((turn_word_q[19] & turn_key_q[27]) ^ (turn_word_q[18] & turn_key_q[26]) ^ ((turn_word_q[17] & turn_key_q[25]) ^ (turn_word_q[16] & turn_key_q[24])));
    wire part_valid_xor_199 = (turn_word_q[15] & turn_key_q[23]) ^ (turn_word_q[14] & turn_key_q[22])
            ^ ((turn_word_q[13] & turn_key_q[21]) ^ (turn_word_q[12] & turn_key_q[20]))
            ^ ((turn_word_q[11] & turn_key_q[19]) ^ (turn_word_q[10] & turn_key_q[18]) ^ ((turn_word_q[9] & turn_key_q[17]) ^ (turn_word_q[8] & turn_key_q[16])));
    wire part_valid_xor_200 = (turn_word_q[7] & turn_key_q[15]) ^ (turn_word_q[6] & turn_key_q[14])
            ^ ((turn_word_q[5] & turn_key_q[13]) ^ (turn_word_q[4] & turn_key_q[12]))
            ^ ((turn_word_q[3] & turn_key_q[11]) ^ (turn_word_q[2] & turn_key_q[10]) ^ ((turn_word_q[1] & turn_key_q[9]) ^ (turn_word_q[0] & turn_key_q[8])));
    wire part_valid_xor_201 = (turn_word_q[63] & turn_key_q[70]) ^ (turn_word_q[62] & turn_key_q[69])
            ^ ((turn_word_q[61] & turn_key_q[68]) ^ (turn_word_q[60] & turn_key_q[67]))
            ^ ((turn_word_q[59] & turn_key_q[66]) ^ (turn_word_q[58] & turn_key_q[65]) ^ ((turn_word_q[57] & turn_key_q[64]) ^ (turn_word_q[56] & turn_key_q[63])));
    wire part_valid_xor_202 = (turn_word_q[55] & turn_key_q[62]) ^ (turn_word_q[54] & turn_key_q[61])
            ^ ((turn_word_q[53] & turn_key_q[60]) ^ (turn_word_q[52] & turn_key_q[59]))
            ^ ((turn_word_q[51] & turn_key_q[58]) ^ (turn_word_q[50] & turn_key_q[57]) ^ ((turn_word_q[49] & turn_key_q[56]) ^ (turn_word_q[48] & turn_key_q[55])));
    wire part_valid_xor_203 = (turn_word_q[47] & turn_key_q[54]) ^ (turn_word_q[46] & turn_key_q[53])
            ^ ((turn_word_q[45] & turn_key_q[52]) ^ (turn_word_q[44] & turn_key_q[51]))
            ^ ((turn_word_q[43] & turn_key_q[50]) ^ (turn_word_q[42] & turn_key_q[49]) ^ ((turn_word_q[41] & turn_key_q[48]) ^ (turn_word_q[40] & turn_key_q[47])));
    wire part_valid_xor_204 = (turn_word_q[39] & turn_key_q[46]) ^ (turn_word_q[38] & turn_key_q[45])
            ^ ((turn_word_q[37] & turn_key_q[44]) ^ (turn_word_q[36] & turn_key_q[43]))
            ^ ((turn_word_q[35] & turn_key_q[42]) ^ (turn_word_q[34] & turn_key_q[41]) ^ ((turn_word_q[33] & turn_key_q[40]) ^ (turn_word_q[32] & turn_key_q[39])));
    wire part_valid_xor_205 = (turn_word_q[31] & turn_key_q[38]) ^ (turn_word_q[30] & turn_key_q[37])
            ^ ((turn_word_q[29] & turn_key_q[36]) ^ (turn_word_q[28] & turn_key_q[35]))
            ^ ((turn_word_q[27] & turn_key_q[34]) ^ (turn_word_q[26] & turn_key_q[33]) ^ ((turn_word_q[25] & turn_key_q[32]) ^ (turn_word_q[24] & turn_key_q[31])));
    wire part_valid_xor_206 = (turn_word_q[23] & turn_key_q[30]) ^ (turn_word_q[22] & turn_key_q[29])
            ^ ((turn_word_q[21] & turn_key_q[28]) ^ (turn_word_q[20] & turn_key_q[27]))
            ^ ((turn_word_q[19] & turn_key_q[26]) ^ (turn_word_q[18] & turn_key_q[25]) ^ ((turn_word_q[17] & turn_key_q[24]) ^ (turn_word_q[16] & turn_key_q[23])));
    wire part_valid_xor_207 = (turn_word_q[15] & turn_key_q[22]) ^ (turn_word_q[14] & turn_key_q[21])
            ^ ((turn_word_q[13] & turn_key_q[20]) ^ (turn_word_q[12] & turn_key_q[19]))
            ^ ((turn_word_q[11] & turn_key_q[18]) ^ (turn_word_q[10] & turn_key_q[17]) ^ ((turn_word_q[9] & turn_key_q[16]) ^ (turn_word_q[8] & turn_key_q[15])));
    wire part_valid_xor_208 = (turn_word_q[7] & turn_key_q[14]) ^ (turn_word_q[6] & turn_key_q[13])
            ^ ((turn_word_q[5] & turn_key_q[12]) ^ (turn_word_q[4] & turn_key_q[11]))
            ^ ((turn_word_q[3] & turn_key_q[10]) ^ (turn_word_q[2] & turn_key_q[9]) ^ ((turn_word_q[1] & turn_key_q[8]) ^ (turn_word_q[0] & turn_key_q[7])));
    wire part_valid_xor_209 = (turn_word_q[63] & turn_key_q[69]) ^ (turn_word_q[62] & turn_key_q[68])
            ^ ((turn_word_q[61] & turn_key_q[67]) ^ (turn_word_q[60] & turn_key_q[66]))
            ^ ((turn_word_q[59] & turn_key_q[65]) ^ (turn_word_q[58] & turn_key_q[64]) ^ ((turn_word_q[57] & turn_key_q[63]) ^ (turn_word_q[56] & turn_key_q[62])));
    wire part_valid_xor_210 = (turn_word_q[55] & turn_key_q[61]) ^ (turn_word_q[54] & turn_key_q[60])
            ^ ((turn_word_q[53] & turn_key_q[59]) ^ (turn_word_q[52] & turn_key_q[58]))
            ^ ((turn_word_q[51] & turn_key_q[57]) ^ (turn_word_q[50] & turn_key_q[56]) ^ ((turn_word_q[49] & turn_key_q[55]) ^ (turn_word_q[48] & turn_key_q[54])));
    wire part_valid_xor_211 = (turn_word_q[47] & turn_key_q[53]) ^ (turn_word_q[46] & turn_key_q[52])
            ^ ((turn_word_q[45] & turn_key_q[51]) ^ (turn_word_q[44] & turn_key_q[50]))
            ^ ((turn_word_q[43] & turn_key_q[49]) ^ (turn_word_q[42] & turn_key_q[48]) ^ ((turn_word_q[41] & turn_key_q[47]) ^ (turn_word_q[40] & turn_key_q[46])));
    wire part_valid_xor_212 = (turn_word_q[39] & turn_key_q[45]) ^ (turn_word_q[38] & turn_key_q[44])
            ^ ((turn_word_q[37] & turn_key_q[43]) ^ (turn_word_q[36] & turn_key_q[42]))
            ^ ((turn_word_q[35] & turn_key_q[41]) ^ (turn_word_q[34] & turn_key_q[40]) ^ ((turn_word_q[33] & turn_key_q[39]) ^ (turn_word_q[32] & turn_key_q[38])));
    wire part_valid_xor_213 = (turn_word_q[31] & turn_key_q[37]) ^ (turn_word_q[30] & turn_key_q[36])
            ^ ((turn_word_q[29] & turn_key_q[35]) ^ (turn_word_q[28] & turn_key_q[34]))
            ^ ((turn_word_q[27] & turn_key_q[33]) ^ (turn_word_q[26] & turn_key_q[32]) ^ ((turn_word_q[25] & turn_key_q[31]) ^ (turn_word_q[24] & turn_key_q[30])));
    wire part_valid_xor_214 = (turn_word_q[23] & turn_key_q[29]) ^ (turn_word_q[22] & turn_key_q[28])
            ^ ((turn_word_q[21] & turn_key_q[27]) ^ (turn_word_q[20] & turn_key_q[26]))
            ^ ((turn_word_q[19] & turn_key_q[25]) ^ (turn_word_q[18] & turn_key_q[24]) ^ ((turn_word_q[17] & turn_key_q[23]) ^ (turn_word_q[16] & turn_key_q[22])));
    wire part_valid_xor_215 = (turn_word_q[15] & turn_key_q[21]) ^ (turn_word_q[14] & turn_key_q[20])
            ^ ((turn_word_q[13] & turn_key_q[19]) ^ (turn_word_q[12] & turn_key_q[18]))
            ^ ((turn_word_q[11] & turn_key_q[17]) ^ (turn_word_q[10] & turn_key_q[16]) ^ ((turn_word_q[9] & turn_key_q[15]) ^ (turn_word_q[8] & turn_key_q[14])));
    wire part_valid_xor_216 = (turn_word_q[7] & turn_key_q[13]) ^ (turn_word_q[6] & turn_key_q[12])
            ^ ((turn_word_q[5] & turn_key_q[11]) ^ (turn_word_q[4] & turn_key_q[10]))
            ^ ((turn_word_q[3] & turn_key_q[9]) ^ (turn_word_q[2] & turn_key_q[8]) ^ ((turn_word_q[1] & turn_key_q[7]) ^ (turn_word_q[0] & turn_key_q[6])));
    wire part_valid_xor_217 = (turn_word_q[63] & turn_key_q[68]) ^ (turn_word_q[62] & turn_key_q[67])
            ^ ((turn_word_q[61] & turn_key_q[66]) ^ (turn_word_q[60] & turn_key_q[65]))
            ^ ((turn_word_q[59] & turn_key_q[64]) ^ (turn_word_q[58] & turn_key_q[63]) ^ ((turn_word_q[57] & turn_key_q[62]) ^ (turn_word_q[56] & turn_key_q[61])));
    wire part_valid_xor_218 = (turn_word_q[55] & turn_key_q[60]) ^ (turn_word_q[54] & turn_key_q[59])
            ^ ((turn_word_q[53] & turn_key_q[58]) ^ (turn_word_q[52] & turn_key_q[57]))
            ^ ((turn_word_q[51] & turn_key_q[56]) ^ (turn_word_q[50] & turn_key_q[55]) ^ ((turn_word_q[49] & turn_key_q[54]) ^ (turn_word_q[48] & turn_key_q[53])));
    wire part_valid_xor_219 = (turn_word_q[47] & turn_key_q[52]) ^ (turn_word_q[46] & turn_key_q[51])
            ^ ((turn_word_q[45] & turn_key_q[50]) ^ (turn_word_q[44] & turn_key_q[49]))
            ^ ((turn_word_q[43] & turn_key_q[48]) ^ (turn_word_q[42] & turn_key_q[47]) ^ ((turn_word_q[41] & turn_key_q[46]) ^ (turn_word_q[40] & turn_key_q[45])));
    wire part_valid_xor_220 = (turn_word_q[39] & turn_key_q[44]) ^ (turn_word_q[38] & turn_key_q[43])
            ^ ((turn_word_q[37] & turn_key_q[42]) ^ (turn_word_q[36] & turn_key_q[41]))
            ^ ((turn_word_q[35] & turn_key_q[40]) ^ (turn_word_q[34] & turn_key_q[39]) ^ ((turn_word_q[33] & turn_key_q[38]) ^ (turn_word_q[32] & turn_key_q[37])));
    wire part_valid_xor_221 = (turn_word_q[31] & turn_key_q[36]) ^ (turn_word_q[30] & turn_key_q[35])
            ^ ((turn_word_q[29] & turn_key_q[34]) ^ (turn_word_q[28] & turn_key_q[33]))
            ^ ((turn_word_q[27] & turn_key_q[32]) ^ (turn_word_q[26] & turn_key_q[31]) ^ ((turn_word_q[25] & turn_key_q[30]) ^ (turn_word_q[24] & turn_key_q[29])));
    wire part_valid_xor_222 = (turn_word_q[23] & turn_key_q[28]) ^ (turn_word_q[22] & turn_key_q[27])
            ^ ((turn_word_q[21] & turn_key_q[26]) ^ (turn_word_q[20] & turn_key_q[25]))
            ^ ((turn_word_q[19] & turn_key_q[24]) ^ (turn_word_q[18] & turn_key_q[23]) ^ ((turn_word_q[17] & turn_key_q[22]) ^ (turn_word_q[16] & turn_key_q[21])));
    wire part_valid_xor_223 = (turn_word_q[15] & turn_key_q[20]) ^ (turn_word_q[14] & turn_key_q[19])
            ^ ((turn_word_q[13] & turn_key_q[18]) ^ (turn_word_q[12] & turn_key_q[17]))
            ^ ((turn_word_q[11] & turn_key_q[16]) ^ (turn_word_q[10] & turn_key_q[15]) ^ ((turn_word_q[9] & turn_key_q[14]) ^ (turn_word_q[8] & turn_key_q[13])));
    wire part_valid_xor_224 = (turn_word_q[7] & turn_key_q[12]) ^ (turn_word_q[6] & turn_key_q[11])
            ^ ((turn_word_q[5] & turn_key_q[10]) ^ (turn_word_q[4] & turn_key_q[9]))
            ^ ((turn_word_q[3] & turn_key_q[8]) ^ (turn_word_q[2] & turn_key_q[7]) ^ ((turn_word_q[1] & turn_key_q[6]) ^ (turn_word_q[0] & turn_key_q[5])));
    wire part_valid_xor_225 = (turn_word_q[63] & turn_key_q[67]) ^ (turn_word_q[62] & turn_key_q[66])
            ^ ((turn_word_q[61] & turn_key_q[65]) ^ (turn_word_q[60] & turn_key_q[64]))
            ^ ((turn_word_q[59] & turn_key_q[63]) ^ (turn_word_q[58] & turn_key_q[62]) ^ ((turn_word_q[57] & turn_key_q[61]) ^ (turn_word_q[56] & turn_key_q[60])));
    wire part_valid_xor_226 = (turn_word_q[55] & turn_key_q[59]) ^ (turn_word_q[54] & turn_key_q[58])
            ^ ((turn_word_q[53] & turn_key_q[57]) ^ (turn_word_q[52] & turn_key_q[56]))
            ^ ((turn_word_q[51] & turn_key_q[55]) ^ (turn_word_q[50] & turn_key_q[54]) ^ ((turn_word_q[49] & turn_key_q[53]) ^ (turn_word_q[48] & turn_key_q[52])));
    wire part_valid_xor_227 = (turn_word_q[47] & turn_key_q[51]) ^ (turn_word_q[46] & turn_key_q[50])
            ^ ((turn_word_q[45] & turn_key_q[49]) ^ (turn_word_q[44] & turn_key_q[48]))
            ^ ((turn_word_q[43] & turn_key_q[47]) ^ (turn_word_q[42] & turn_key_q[46]) ^ ((turn_word_q[41] & turn_key_q[45]) ^ (turn_word_q[40] & turn_key_q[44])));
    wire part_valid_xor_228 = (turn_word_q[39] & turn_key_q[43]) ^ (turn_word_q[38] & turn_key_q[42])
            ^ ((turn_word_q[37] & turn_key_q[41]) ^ (turn_word_q[36] & turn_key_q[40]))
            ^ ((turn_word_q[35] & turn_key_q[39]) ^ (turn_word_q[34] & turn_key_q[38]) ^ ((turn_word_q[33] & turn_key_q[37]) ^ (turn_word_q[32] & turn_key_q[36])));
    wire part_valid_xor_229 = (turn_word_q[31] & turn_key_q[35]) ^ (turn_word_q[30] & turn_key_q[34])
            ^ ((turn_word_q[29] & turn_key_q[33]) ^ (turn_word_q[28] & turn_key_q[32]))
            ^ ((turn_word_q[27] & turn_key_q[31]) ^ (turn_word_q[26] & turn_key_q[30]) ^ ((turn_word_q[25] & turn_key_q[29]) ^ (turn_word_q[24] & turn_key_q[28])));
    wire part_valid_xor_230 = (turn_word_q[23] & turn_key_q[27]) ^ (turn_word_q[22] & turn_key_q[26])
            ^ ((turn_word_q[21] & turn_key_q[25]) ^ (turn_word_q[20] & turn_key_q[24]))
            ^ ((turn_word_q[19] & turn_key_q[23]) ^ (turn_word_q[18] & turn_key_q[22]) ^ ((turn_word_q[17] & turn_key_q[21]) ^ (turn_word_q[16] & turn_key_q[20])));
    wire part_valid_xor_231 = (turn_word_q[15] & turn_key_q[19]) ^ (turn_word_q[14] & turn_key_q[18])
            ^ ((turn_word_q[13] & turn_key_q[17]) ^ (turn_word_q[12] & turn_key_q[16]))
            ^ ((turn_word_q[11] & turn_key_q[15]) ^ (turn_word_q[10] & turn_key_q[14]) ^ ((turn_word_q[9] & turn_key_q[13]) ^ (turn_word_q[8] & turn_key_q[12])));
    wire part_valid_xor_232 = (turn_word_q[7] & turn_key_q[11]) ^ (turn_word_q[6] & turn_key_q[10])
            ^ ((turn_word_q[5] & turn_key_q[9]) ^ (turn_word_q[4] & turn_key_q[8]))
            ^ ((turn_word_q[3] & turn_key_q[7]) ^ (turn_word_q[2] & turn_key_q[6]) ^ ((turn_word_q[1] & turn_key_q[5]) ^ (turn_word_q[0] & turn_key_q[4])));
    wire part_valid_xor_233 = (turn_word_q[63] & turn_key_q[66]) ^ (turn_word_q[62] & turn_key_q[65])
            ^ ((turn_word_q[61] & turn_key_q[64]) ^ (turn_word_q[60] & turn_key_q[63]))
            ^ ((turn_word_q[59] & turn_key_q[62]) ^ (turn_word_q[58] & turn_key_q[61]) ^ ((turn_word_q[57] & turn_key_q[60]) ^ (turn_word_q[56] & turn_key_q[59])));
    wire part_valid_xor_234 = (turn_word_q[55] & turn_key_q[58]) ^ (turn_word_q[54] & turn_key_q[57])
            ^ ((turn_word_q[53] & turn_key_q[56]) ^ (turn_word_q[52] & turn_key_q[55]))
            ^ ((turn_word_q[51] & turn_key_q[54]) ^ (turn_word_q[50] & turn_key_q[53]) ^ ((turn_word_q[49] & turn_key_q[52]) ^ (turn_word_q[48] & turn_key_q[51])));
    wire part_valid_xor_235 = (turn_word_q[47] & turn_key_q[50]) ^ (turn_word_q[46] & turn_key_q[49])
            ^ ((turn_word_q[45] & turn_key_q[48]) ^ (turn_word_q[44] & turn_key_q[47]))
            ^ ((turn_word_q[43] & turn_key_q[46]) ^ (turn_word_q[42] & turn_key_q[45]) ^ ((turn_word_q[41] & turn_key_q[44]) ^ (turn_word_q[40] & turn_key_q[43])));
    wire part_valid_xor_236 = (turn_word_q[39] & turn_key_q[42]) ^ (turn_word_q[38] & turn_key_q[41])
            ^ ((turn_word_q[37] & turn_key_q[40]) ^ (turn_word_q[36] & turn_key_q[39]))
            ^ ((turn_word_q[35] & turn_key_q[38]) ^ (turn_word_q[34] & turn_key_q[37]) ^ ((turn_word_q[33] & turn_key_q[36]) ^ (turn_word_q[32] & turn_key_q[35])));
    wire part_valid_xor_237 = (turn_word_q[31] & turn_key_q[34]) ^ (turn_word_q[30] & turn_key_q[33])
            ^ ((turn_word_q[29] & turn_key_q[32]) ^ (turn_word_q[28] & turn_key_q[31]))
            ^ ((turn_word_q[27] & turn_key_q[30]) ^ (turn_word_q[26] & turn_key_q[29]) ^ ((turn_word_q[25] & turn_key_q[28]) ^ (turn_word_q[24] & turn_key_q[27])));
    wire part_valid_xor_238 = (turn_word_q[23] & turn_key_q[26]) ^ (turn_word_q[22] & turn_key_q[25])
            ^ ((turn_word_q[21] & turn_key_q[24]) ^ (turn_word_q[20] & turn_key_q[23]))
            ^ ((turn_word_q[19] & turn_key_q[22]) ^ (turn_word_q[18] & turn_key_q[21]) ^ ((turn_word_q[17] & turn_key_q[20]) ^ (turn_word_q[16] & turn_key_q[19])));
    wire part_valid_xor_239 = (turn_word_q[15] & turn_key_q[18]) ^ (turn_word_q[14] & turn_key_q[17])
            ^ ((turn_word_q[13] & turn_key_q[16]) ^ (turn_word_q[12] & turn_key_q[15]))
            ^ ((turn_word_q[11] & turn_key_q[14]) ^ (turn_word_q[10] & turn_key_q[13]) ^ ((turn_word_q[9] & turn_key_q[12]) ^ (turn_word_q[8] & turn_key_q[11])));
    wire part_valid_xor_240 = (turn_word_q[7] & turn_key_q[10]) ^ (turn_word_q[6] & turn_key_q[9])
            ^ ((turn_word_q[5] & turn_key_q[8]) ^ (turn_word_q[4] & turn_key_q[7]))
            ^ ((turn_word_q[3] & turn_key_q[6]) ^ (turn_word_q[2] & turn_key_q[5]) ^ ((turn_word_q[1] & turn_key_q[4]) ^ (turn_word_q[0] & turn_key_q[3])));
    wire part_valid_xor_241 = (turn_word_q[63] & turn_key_q[65]) ^ (turn_word_q[62] & turn_key_q[64])
            ^ ((turn_word_q[61] & turn_key_q[63]) ^ (turn_word_q[60] & turn_key_q[62]))
            ^ ((turn_word_q[59] & turn_key_q[61]) ^ (turn_word_q[58] & turn_key_q[60]) ^ ((turn_word_q[57] & turn_key_q[59]) ^ (turn_word_q[56] & turn_key_q[58])));
    wire part_valid_xor_242 = (turn_word_q[55] & turn_key_q[57]) ^ (turn_word_q[54] & turn_key_q[56])
            ^ ((turn_word_q[53] & turn_key_q[55]) ^ (turn_word_q[52] & turn_key_q[54]))
            ^ ((turn_word_q[51] & turn_key_q[53]) ^ (turn_word_q[50] & turn_key_q[52]) ^ ((turn_word_q[49] & turn_key_q[51]) ^ (turn_word_q[48] & turn_key_q[50])));
    wire part_valid_xor_243 = (turn_word_q[47] & turn_key_q[49]) ^ (turn_word_q[46] & turn_key_q[48])
            ^ ((turn_word_q[45] & turn_key_q[47]) ^ (turn_word_q[44] & turn_key_q[46]))
            ^ ((turn_word_q[43] & turn_key_q[45]) ^ (turn_word_q[42] & turn_key_q[44]) ^ ((turn_word_q[41] & turn_key_q[43]) ^ (turn_word_q[40] & turn_key_q[42])));
    wire part_valid_xor_244 = (turn_word_q[39] & turn_key_q[41]) ^ (turn_word_q[38] & turn_key_q[40])
            ^ ((turn_word_q[37] & turn_key_q[39]) ^ (turn_word_q[36] & turn_key_q[38]))
            ^ ((turn_word_q[35] & turn_key_q[37]) ^ (turn_word_q[34] & turn_key_q[36]) ^ ((turn_word_q[33] & turn_key_q[35]) ^ (turn_word_q[32] & turn_key_q[34])));
    wire part_valid_xor_245 = (turn_word_q[31] & turn_key_q[33]) ^ (turn_word_q[30] & turn_key_q[32])
            ^ ((turn_word_q[29] & turn_key_q[31]) ^ (turn_word_q[28] & turn_key_q[30]))
            ^ ((turn_word_q[27] & turn_key_q[29]) ^ (turn_word_q[26] & turn_key_q[28]) ^ ((turn_word_q[25] & turn_key_q[27]) ^ (turn_word_q[24] & turn_key_q[26])));
    wire part_valid_xor_246 = (turn_word_q[23] & turn_key_q[25]) ^ (turn_word_q[22] & turn_key_q[24])
            ^ ((turn_word_q[21] & turn_key_q[23]) ^ (turn_word_q[20] & turn_key_q[22]))
            ^ ((turn_word_q[19] & turn_key_q[21]) ^ (turn_word_q[18] & turn_key_q[20]) ^ ((turn_word_q[17] & turn_key_q[19]) ^ (turn_word_q[16] & turn_key_q[18])));
    wire part_valid_xor_247 = (turn_word_q[15] & turn_key_q[17]) ^ (turn_word_q[14] & turn_key_q[16])
            ^ ((turn_word_q[13] & turn_key_q[15]) ^ (turn_word_q[12] & turn_key_q[14]))
            ^ ((turn_word_q[11] & turn_key_q[13]) ^ (turn_word_q[10] & turn_key_q[12]) ^ ((turn_word_q[9] & turn_key_q[11]) ^ (turn_word_q[8] & turn_key_q[10])));
    wire part_valid_xor_248 = (turn_word_q[7] & turn_key_q[9]) ^ (turn_word_q[6] & turn_key_q[8])
            ^ ((turn_word_q[5] & turn_key_q[7]) ^ (turn_word_q[4] & turn_key_q[6]))
            ^ ((turn_word_q[3] & turn_key_q[5]) ^ (turn_word_q[2] & turn_key_q[4]) ^ ((turn_word_q[1] & turn_key_q[3]) ^ (turn_word_q[0] & turn_key_q[2])));
    wire part_valid_xor_249 = (turn_word_q[63] & turn_key_q[64]) ^ (turn_word_q[62] & turn_key_q[63])
            ^ ((turn_word_q[61] & turn_key_q[62]) ^ (turn_word_q[60] & turn_key_q[61]))
            ^ ((turn_word_q[59] & turn_key_q[60]) ^ (turn_word_q[58] & turn_key_q[59]) ^ ((turn_word_q[57] & turn_key_q[58]) ^ (turn_word_q[56] & turn_key_q[57])));
    wire part_valid_xor_250 = (turn_word_q[55] & turn_key_q[56]) ^ (turn_word_q[54] & turn_key_q[55])
            ^ ((turn_word_q[53] & turn_key_q[54]) ^ (turn_word_q[52] & turn_key_q[53]))
            ^ ((turn_word_q[51] & turn_key_q[52]) ^ (turn_word_q[50] & turn_key_q[51]) ^ ((turn_word_q[49] & turn_key_q[50]) ^ (turn_word_q[48] & turn_key_q[49])));
    wire part_valid_xor_251 = (turn_word_q[47] & turn_key_q[48]) ^ (turn_word_q[46] & turn_key_q[47])
            ^ ((turn_word_q[45] & turn_key_q[46]) ^ (turn_word_q[44] & turn_key_q[45]))
            ^ ((turn_word_q[43] & turn_key_q[44]) ^ (turn_word_q[42] & turn_key_q[43]) ^ ((turn_word_q[41] & turn_key_q[42]) ^ (turn_word_q[40] & turn_key_q[41])));
    wire part_valid_xor_252 = (turn_word_q[39] & turn_key_q[40]) ^ (turn_word_q[38] & turn_key_q[39])
            ^ ((turn_word_q[37] & turn_key_q[38]) ^ (turn_word_q[36] & turn_key_q[37]))
            ^ ((turn_word_q[35] & turn_key_q[36]) ^ (turn_word_q[34] & turn_key_q[35]) ^ ((turn_word_q[33] & turn_key_q[34]) ^ (turn_word_q[32] & turn_key_q[33])));
    wire part_valid_xor_253 = (turn_word_q[31] & turn_key_q[32]) ^ (turn_word_q[30] & turn_key_q[31])
            ^ ((turn_word_q[29] & turn_key_q[30]) ^ (turn_word_q[28] & turn_key_q[29]))
            ^ ((turn_word_q[27] & turn_key_q[28]) ^ (turn_word_q[26] & turn_key_q[27]) ^ ((turn_word_q[25] & turn_key_q[26]) ^ (turn_word_q[24] & turn_key_q[25])));
    wire part_valid_xor_254 = (turn_word_q[23] & turn_key_q[24]) ^ (turn_word_q[22] & turn_key_q[23])
            ^ ((turn_word_q[21] & turn_key_q[22]) ^ (turn_word_q[20] & turn_key_q[21]))
            ^ ((turn_word_q[19] & turn_key_q[20]) ^ (turn_word_q[18] & turn_key_q[19]) ^ ((turn_word_q[17] & turn_key_q[18]) ^ (turn_word_q[16] & turn_key_q[17])));
    wire part_valid_xor_255 = (turn_word_q[15] & turn_key_q[16]) ^ (turn_word_q[14] & turn_key_q[15])
            ^ ((turn_word_q[13] & turn_key_q[14]) ^ (turn_word_q[12] & turn_key_q[13]))
            ^ ((turn_word_q[11] & turn_key_q[12]) ^ (turn_word_q[10] & turn_key_q[11]) ^ ((turn_word_q[9] & turn_key_q[10]) ^ (turn_word_q[8] & turn_key_q[9])));
    wire part_valid_xor_256 = (turn_word_q[7] & turn_key_q[8]) ^ (turn_word_q[6] & turn_key_q[7])
            ^ ((turn_word_q[5] & turn_key_q[6]) ^ (turn_word_q[4] & turn_key_q[5]))
            ^ ((turn_word_q[3] & turn_key_q[4]) ^ (turn_word_q[2] & turn_key_q[3]) ^ ((turn_word_q[1] & turn_key_q[2]) ^ (turn_word_q[0] & turn_key_q[1])));
    always @(posedge clk) begin
        part_valid_q <= turn_valid_q;
        part_first_q <= turn_first_q;
        part_last_q <= turn_last_q;
        part_hash_q <= {part_valid_xor ^ part_valid_xor_2 ^ (part_valid_xor_3 ^ part_valid_xor_4) ^ (part_valid_xor_5 ^ part_valid_xor_6 ^ (part_valid_xor_7 ^ part_valid_xor_8)),
                part_valid_xor_9 ^ part_valid_xor_10 ^ (part_valid_xor_11 ^ part_valid_xor_12) ^ (part_valid_xor_13 ^ part_valid_xor_14 ^ (part_valid_xor_15 ^ part_valid_xor_16)),
                part_valid_xor_17 ^ part_valid_xor_18 ^ (part_valid_xor_19 ^ part_valid_xor_20) ^ (part_valid_xor_21 ^ part_valid_xor_22 ^ (part_valid_xor_23 ^ part_valid_xor_24)),
                part_valid_xor_25 ^ part_valid_xor_26 ^ (part_valid_xor_27 ^ part_valid_xor_28) ^ (part_valid_xor_29 ^ part_valid_xor_30 ^ (part_valid_xor_31 ^ part_valid_xor_32)),
                part_valid_xor_33 ^ part_valid_xor_34 ^ (part_valid_xor_35 ^ part_valid_xor_36) ^ (part_valid_xor_37 ^ part_valid_xor_38 ^ (part_valid_xor_39 ^ part_valid_xor_40)),
                part_valid_xor_41 ^ part_valid_xor_42 ^ (part_valid_xor_43 ^ part_valid_xor_44) ^ (part_valid_xor_45 ^ part_valid_xor_46 ^ (part_valid_xor_47 ^ part_valid_xor_48)),
                part_valid_xor_49 ^ part_valid_xor_50 ^ (part_valid_xor_51 ^ part_valid_xor_52) ^ (part_valid_xor_53 ^ part_valid_xor_54 ^ (part_valid_xor_55 ^ part_valid_xor_56)),
                part_valid_xor_57 ^ part_valid_xor_58 ^ (part_valid_xor_59 ^ part_valid_xor_60) ^ (part_valid_xor_61 ^ part_valid_xor_62 ^ (part_valid_xor_63 ^ part_valid_xor_64)),
                part_valid_xor_65 ^ part_valid_xor_66 ^ (part_valid_xor_67 ^ part_valid_xor_68) ^ (part_valid_xor_69 ^ part_valid_xor_70 ^ (part_valid_xor_71 ^ part_valid_xor_72)),
                part_valid_xor_73 ^ part_valid_xor_74 ^ (part_valid_xor_75 ^ part_valid_xor_76) ^ (part_valid_xor_77 ^ part_valid_xor_78 ^ (part_valid_xor_79 ^ part_valid_xor_80)),
                part_valid_xor_81 ^ part_valid_xor_82 ^ (part_valid_xor_83 ^ part_valid_xor_84) ^ (part_valid_xor_85 ^ part_valid_xor_86 ^ (part_valid_xor_87 ^ part_valid_xor_88)),
                part_valid_xor_89 ^ part_valid_xor_90 ^ (part_valid_xor_91 ^ part_valid_xor_92) ^ (part_valid_xor_93 ^ part_valid_xor_94 ^ (part_valid_xor_95 ^ part_valid_xor_96)),
                part_valid_xor_97 ^ part_valid_xor_98 ^ (part_valid_xor_99 ^ part_valid_xor_100) ^ (part_valid_xor_101 ^ part_valid_xor_102 ^ (part_valid_xor_103 ^ part_valid_xor_104)),
                part_valid_xor_105 ^ part_valid_xor_106 ^ (part_valid_xor_107 ^ part_valid_xor_108) ^ (part_valid_xor_109 ^ part_valid_xor_110 ^ (part_valid_xor_111 ^ part_valid_xor_112)),
                part_valid_xor_113 ^ part_valid_xor_114 ^ (part_valid_xor_115 ^ part_valid_xor_116) ^ (part_valid_xor_117 ^ part_valid_xor_118 ^ (part_valid_xor_119 ^ part_valid_xor_120)),
                part_valid_xor_121 ^ part_valid_xor_122 ^ (part_valid_xor_123 ^ part_valid_xor_124) ^ (part_valid_xor_125 ^ part_valid_xor_126 ^ (part_valid_xor_127 ^ part_valid_xor_128)),
                part_valid_xor_129 ^ part_valid_xor_130 ^ (part_valid_xor_131 ^ part_valid_xor_132) ^ (part_valid_xor_133 ^ part_valid_xor_134 ^ (part_valid_xor_135 ^ part_valid_xor_136)),
                part_valid_xor_137 ^ part_valid_xor_138 ^ (part_valid_xor_139 ^ part_valid_xor_140) ^ (part_valid_xor_141 ^ part_valid_xor_142 ^ (part_valid_xor_143 ^ part_valid_xor_144)),
                part_valid_xor_145 ^ part_valid_xor_146 ^ (part_valid_xor_147 ^ part_valid_xor_148) ^ (part_valid_xor_149 ^ part_valid_xor_150 ^ (part_valid_xor_151 ^ part_valid_xor_152)),
                part_valid_xor_153 ^ part_valid_xor_154 ^ (part_valid_xor_155 ^ part_valid_xor_156) ^ (part_valid_xor_157 ^ part_valid_xor_158 ^ (part_valid_xor_159 ^ part_valid_xor_160)),
                part_valid_xor_161 ^ part_valid_xor_162 ^ (part_valid_xor_163 ^ part_valid_xor_164) ^ (part_valid_xor_165 ^ part_valid_xor_166 ^ (part_valid_xor_167 ^ part_valid_xor_168)),
                part_valid_xor_169 ^ part_valid_xor_170 ^ (part_valid_xor_171 ^ part_valid_xor_172) ^ (part_valid_xor_173 ^ part_valid_xor_174 ^ (part_valid_xor_175 ^ part_valid_xor_176)),
                part_valid_xor_177 ^ part_valid_xor_178 ^ (part_valid_xor_179 ^ part_valid_xor_180) ^ (part_valid_xor_181 ^ part_valid_xor_182 ^ (part_valid_xor_183 ^ part_valid_xor_184)),
                part_valid_xor_185 ^ part_valid_xor_186 ^ (part_valid_xor_187 ^ part_valid_xor_188) ^ (part_valid_xor_189 ^ part_valid_xor_190 ^ (part_valid_xor_191 ^ part_valid_xor_192)),
                part_valid_xor_193 ^ part_valid_xor_194 ^ (part_valid_xor_195 ^ part_valid_xor_196) ^ (part_valid_xor_197 ^ part_valid_xor_198 ^ (part_valid_xor_199 ^ part_valid_xor_200)),
                part_valid_xor_201 ^ part_valid_xor_202 ^ (part_valid_xor_203 ^ part_valid_xor_204) ^ (part_valid_xor_205 ^ part_valid_xor_206 ^ (part_valid_xor_207 ^ part_valid_xor_208)),
                part_valid_xor_209 ^ part_valid_xor_210 ^ (part_valid_xor_211 ^ part_valid_xor_212) ^ (part_valid_xor_213 ^ part_valid_xor_214 ^ (part_valid_xor_215 ^ part_valid_xor_216)),
                part_valid_xor_217 ^ part_valid_xor_218 ^ (part_valid_xor_219 ^ part_valid_xor_220) ^ (part_valid_xor_221 ^ part_valid_xor_222 ^ (part_valid_xor_223 ^ part_valid_xor_224)),
                part_valid_xor_225 ^ part_valid_xor_226 ^ (part_valid_xor_227 ^ part_valid_xor_228) ^ (part_valid_xor_229 ^ part_valid_xor_230 ^ (part_valid_xor_231 ^ part_valid_xor_232)),
                part_valid_xor_233 ^ part_valid_xor_234 ^ (part_valid_xor_235 ^ part_valid_xor_236) ^ (part_valid_xor_237 ^ part_valid_xor_238 ^ (part_valid_xor_239 ^ part_valid_xor_240)),
                part_valid_xor_241 ^ part_valid_xor_242 ^ (part_valid_xor_243 ^ part_valid_xor_244) ^ (part_valid_xor_245 ^ part_valid_xor_246 ^ (part_valid_xor_247 ^ part_valid_xor_248)),
                part_valid_xor_249 ^ part_valid_xor_250 ^ (part_valid_xor_251 ^ part_valid_xor_252) ^ (part_valid_xor_253 ^ part_valid_xor_254 ^ (part_valid_xor_255 ^ part_valid_xor_256))};
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

    wire [2:0] key_0_choice = (write_word_i == 4'd2) ? 3'd1 : (write_word_i == 4'd3) ? 3'd1 : (write_word_i == 4'd4) ? 3'd2
            : (write_word_i == 4'd5) ? 3'd2 : (write_word_i == 4'd6) ? 3'd3 : (write_word_i == 4'd7) ? 3'd3
            : 3'd4;
    wire [2:0] key_0_choice_2 = (write_word_i == 4'd0) ? 3'd0 : (write_word_i == 4'd1) ? 3'd0 : key_0_choice;
    (* ram_style = "distributed" *)
    reg [31:0] key_0 [0:15];
    always @(posedge clk) begin
        if (write_valid_i & (lane == 1'd0)) begin
            key_0[{write_function_i, key_0_choice_2}] <= write_data_i;
        end
    end
    assign key_0_rdata = key_0[{function_q, row_q}];
    assign key_0_rdata1 = key_0[{function_q, row_q + 3'd1}];

    (* ram_style = "distributed" *)
    reg [31:0] key_1 [0:15];
    always @(posedge clk) begin
        if (write_valid_i & (lane == 1'd1)) begin
            key_1[{write_function_i, key_0_choice_2}] <= write_data_i;
        end
    end
    assign key_1_rdata = key_1[{function_q, row_q}];

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
// Parameters: bits = 12, clocks = 9
module delay_line (
    input  wire        clk,
    input  wire [11:0] up_i,
    output wire [11:0] down_o
);

    reg  [107:0] stage_q;

    always @(posedge clk) begin
        stage_q[11:0] <= up_i;
        stage_q[23:12] <= stage_q[11:0];
        stage_q[35:24] <= stage_q[23:12];
        stage_q[47:36] <= stage_q[35:24];
        stage_q[59:48] <= stage_q[47:36];
        stage_q[71:60] <= stage_q[59:48];
        stage_q[83:72] <= stage_q[71:60];
        stage_q[95:84] <= stage_q[83:72];
        stage_q[107:96] <= stage_q[95:84];
    end

    assign down_o = stage_q[107:96];

endmodule

// Receive side scaling: profile, Toeplitz hash and indirection table of each function.
// Parameters: config = tiny, functions = 2, wordBits = 64
module rss (
    input  wire         clk,
    input  wire         rst,
    // frames
    input  wire         frames_valid_i,
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
    input  wire         key_write_function_i,
    input  wire [3:0]   key_write_word_i,
    input  wire [31:0]  key_write_data_i,
    // tableWrite
    input  wire         table_write_valid_i,
    input  wire         table_write_function_i,
    input  wire [6:0]   table_write_entry_i,
    input  wire [6:0]   table_write_queue_i,
    output wire         ready_o
);

    reg          clear_active_q;
    reg          clear_index_q;
    reg          asked_valid_q;
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
    wire [11:0]  meanwhile_up;
    wire [11:0]  meanwhile_down;
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
            clear_index_q <= clear_index_q + 1'd1;
            if (clear_index_q == 1'd1) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 1'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    always @(posedge clk) begin
        asked_valid_q <= frames_valid_i;
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

    wire tuple_valid_and = asked_fields_ports_q & ~asked_fields_fragment_q;
    wire tuple_valid_or = (asked_fields_ipv4_q & tuple_valid_and & ((asked_fields_tcp_q & asked_profile_tcpv4_q) | (asked_fields_udp_q & asked_profile_udpv4_q)))
            | (asked_fields_ipv6_q & tuple_valid_and & ((asked_fields_tcp_q & asked_profile_tcpv6_q) | (asked_fields_udp_q & asked_profile_udpv6_q)));
    wire [31:0] tuple_valid_choice = tuple_valid_or ? {asked_fields_src_port_q, asked_fields_dst_port_q} : 32'd0;
    always @(posedge clk) begin
        tuple_valid_q <= asked_valid_q;
        tuple_hashed_q <= tuple_valid_or | ((asked_fields_ipv4_q & asked_profile_ipv4_q) | (asked_fields_ipv6_q & asked_profile_ipv6_q));
        tuple_function_q <= asked_function_q;
        tuple_unclassified_q <= asked_profile_unclassified_q;
        tuple_table_bits_q <= asked_profile_table_bits_q;
        tuple_bits_q <= asked_fields_ipv4_q ? {asked_fields_src_ip_q[31:0], asked_fields_dst_ip_q[31:0], tuple_valid_choice, 192'd0}
                : {asked_fields_src_ip_q, asked_fields_dst_ip_q, tuple_valid_choice};
        tuple_words_q <= asked_fields_ipv4_q ? (tuple_valid_or ? 3'd2 : 3'd1) : tuple_valid_or ? 3'd5 : 3'd4;
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

    assign meanwhile_up = {tuple_table_bits_q, tuple_unclassified_q, tuple_function_q, tuple_hashed_q};
    assign hashes_down_ready = due_9_q & meanwhile_down[0];

    always @(posedge clk) begin
        looked_valid_q <= due_9_q;
        looked_hashed_q <= meanwhile_down[0];
        looked_hash_q <= hashes_down_payload;
        looked_unclassified_q <= meanwhile_down[8:2];
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
    reg [15:0] profiles [0:1];
    always @(posedge clk) begin
        if (clear_active_q | profile_write_valid_i) begin
            profiles[clear_active_q ? clear_index_q : profile_write_function_i] <= {clear_active_q ? 3'd0 : profile_write_profile_table_bits_i,
                    clear_active_q ? 7'd0 : profile_write_profile_unclassified_i,
                    clear_active_q ? 1'd0 : profile_write_profile_udpv6_i,
                    clear_active_q ? 1'd0 : profile_write_profile_tcpv6_i,
                    clear_active_q ? 1'd0 : profile_write_profile_ipv6_i,
                    clear_active_q ? 1'd0 : profile_write_profile_udpv4_i,
                    clear_active_q ? 1'd0 : profile_write_profile_tcpv4_i,
                    clear_active_q ? 1'd0 : profile_write_profile_ipv4_i};
        end
    end
    assign profiles_rdata = profiles[frames_function_i];

    wire [6:0] indirection_joined = {3'd6 < meanwhile_down[11:9], 3'd5 < meanwhile_down[11:9], 3'd4 < meanwhile_down[11:9],
            3'd3 < meanwhile_down[11:9], 3'd2 < meanwhile_down[11:9], 3'd1 < meanwhile_down[11:9],
            3'd0 < meanwhile_down[11:9]};
    (* ram_style = "block" *)
    reg [6:0] indirection [0:255];
    always @(posedge clk) begin
        if (table_write_valid_i) begin
            indirection[{table_write_function_i, table_write_entry_i}] <= table_write_queue_i;
        end
        indirection_rdata_q <= indirection[{meanwhile_down[1], hashes_down_payload[6:0] & indirection_joined}];
    end

    toeplitz_hash hasher (
        .clk               (clk),
        .rst               (rst),
        .tuples_valid_i    (hasher_tuples_valid),
        .tuples_function_i (tuple_function_q),
        .tuples_tuple_i    (tuple_bits_q),
        .tuples_words_i    (tuple_words_q),
        .write_valid_i     (key_write_valid_i),
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

    delay_line meanwhile (
        .clk    (clk),
        .up_i   (meanwhile_up),
        .down_o (meanwhile_down)
    );

    wire unused = &{1'b0, hashes_up_ready, hashes_down_valid, hashes_count};

endmodule

// Delays a word by 7 clocks in LUT RAM.
// Parameters: bits = 16, clocks = 7
module ring_delay_bits16_clocks7 (
    input  wire        clk,
    input  wire        rst,
    input  wire [15:0] up_i,
    output wire [15:0] down_o
);

    reg  [4:0]  write_q;
    reg  [4:0]  read_q;
    reg  [15:0] out_q;
    wire [15:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 5'd1;
        read_q <= read_q + 5'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 5'd0;
            read_q <= 5'd26;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [15:0] words [0:31];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Forwarding look-up and ternary rules: one verdict a frame, latency 20 clocks.
// Parameters: config = tiny, functions = 2, forwardingBuckets = 4, rules = 16, latency = 20
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
    // verdicts
    output wire         verdicts_valid_o,
    output wire [1:0]   verdicts_functions_o,
    output wire         verdicts_drop_o,
    output wire [4:0]   verdicts_reason_o,
    output wire [6:0]   verdicts_queue_o,
    output wire         verdicts_reported_o,
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
    // rssProfileWrite
    input  wire         rss_profile_write_valid_i,
    input  wire         rss_profile_write_address_i,
    input  wire [31:0]  rss_profile_write_data_i,
    // rssKeyWrite
    input  wire         rss_key_write_valid_i,
    input  wire [4:0]   rss_key_write_address_i,
    input  wire [31:0]  rss_key_write_data_i,
    // rssQueueWrite
    input  wire         rss_queue_write_valid_i,
    input  wire [7:0]   rss_queue_write_address_i,
    input  wire [31:0]  rss_queue_write_data_i,
    input  wire [2:0]   rule_default_i,
    // conditionWrite
    input  wire         condition_write_valid_i,
    input  wire         condition_write_function_i,
    input  wire         condition_write_report_i,
    input  wire         condition_write_deny_fragments_i,
    output wire         ready_o
);

    wire         forwarding_results_valid;
    wire [1:0]   forwarding_results_functions;
    wire         forwarding_ready;
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
    wire [1:0]   key_addressed_functions;
    wire         key_addressed_group;
    wire         key_addressed_malformed;
    wire         key_addressed_refused;
    wire         key_addressed_uncertain;
    wire         key_addressed_reports;
    wire         ternary_matches_valid;
    wire         ternary_matches_hit;
    wire [3:0]   ternary_matches_rule;
    wire         ternary_matches_passed_over;
    wire         ternary_ready;
    wire [15:0]  action_unreadable;
    wire         action_verdicts_valid;
    wire [1:0]   action_verdicts_functions;
    wire         action_verdicts_drop;
    wire [4:0]   action_verdicts_reason;
    wire [6:0]   action_verdicts_queue;
    wire         action_verdicts_reported;
    wire         action_ready;
    wire         spread_frames_function;
    wire         spread_queues_valid;
    wire [6:0]   spread_queues_queue;
    wire         spread_queues_hashed;
    wire [31:0]  spread_queues_hash;
    wire         spread_profile_write_profile_ipv4;
    wire         spread_profile_write_profile_tcpv4;
    wire         spread_profile_write_profile_udpv4;
    wire         spread_profile_write_profile_ipv6;
    wire         spread_profile_write_profile_tcpv6;
    wire         spread_profile_write_profile_udpv6;
    wire [6:0]   spread_profile_write_profile_unclassified;
    wire [2:0]   spread_profile_write_profile_table_bits;
    wire         spread_key_write_function;
    wire [3:0]   spread_key_write_word;
    wire         spread_table_write_function;
    wire [6:0]   spread_table_write_entry;
    wire [6:0]   spread_table_write_queue;
    wire         spread_ready;
    reg  [1:0]   addressed_1_functions_q;
    reg          addressed_1_group_q;
    reg          addressed_1_malformed_q;
    reg          addressed_1_refused_q;
    reg          addressed_1_uncertain_q;
    reg          addressed_1_reports_q;
    reg  [1:0]   addressed_2_functions_q;
    reg          addressed_2_group_q;
    reg          addressed_2_malformed_q;
    reg          addressed_2_refused_q;
    reg          addressed_2_uncertain_q;
    reg          addressed_2_reports_q;
    reg  [1:0]   addressed_3_functions_q;
    reg          addressed_3_group_q;
    reg          addressed_3_malformed_q;
    reg          addressed_3_refused_q;
    reg          addressed_3_uncertain_q;
    reg          addressed_3_reports_q;
    reg  [1:0]   addressed_4_functions_q;
    reg          addressed_4_group_q;
    reg          addressed_4_malformed_q;
    reg          addressed_4_refused_q;
    reg          addressed_4_uncertain_q;
    reg          addressed_4_reports_q;
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
    wire [15:0]  verdict_up;
    wire [15:0]  verdict_down;

    assign ready_o = forwarding_ready & ternary_ready & action_ready & spread_ready;

    always @(posedge clk) begin
        addressed_1_functions_q <= key_addressed_functions;
        addressed_1_group_q <= key_addressed_group;
        addressed_1_malformed_q <= key_addressed_malformed;
        addressed_1_refused_q <= key_addressed_refused;
        addressed_1_uncertain_q <= key_addressed_uncertain;
        addressed_1_reports_q <= key_addressed_reports;
    end

    always @(posedge clk) begin
        addressed_2_functions_q <= addressed_1_functions_q;
        addressed_2_group_q <= addressed_1_group_q;
        addressed_2_malformed_q <= addressed_1_malformed_q;
        addressed_2_refused_q <= addressed_1_refused_q;
        addressed_2_uncertain_q <= addressed_1_uncertain_q;
        addressed_2_reports_q <= addressed_1_reports_q;
    end

    always @(posedge clk) begin
        addressed_3_functions_q <= addressed_2_functions_q;
        addressed_3_group_q <= addressed_2_group_q;
        addressed_3_malformed_q <= addressed_2_malformed_q;
        addressed_3_refused_q <= addressed_2_refused_q;
        addressed_3_uncertain_q <= addressed_2_uncertain_q;
        addressed_3_reports_q <= addressed_2_reports_q;
    end

    always @(posedge clk) begin
        addressed_4_functions_q <= addressed_3_functions_q;
        addressed_4_group_q <= addressed_3_group_q;
        addressed_4_malformed_q <= addressed_3_malformed_q;
        addressed_4_refused_q <= addressed_3_refused_q;
        addressed_4_uncertain_q <= addressed_3_uncertain_q;
        addressed_4_reports_q <= addressed_3_reports_q;
    end

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

    assign verdict_up = {action_verdicts_reported, action_verdicts_queue, action_verdicts_reason, action_verdicts_drop,
            action_verdicts_functions};
    assign verdicts_valid_o = spread_queues_valid;
    assign verdicts_functions_o = verdict_down[1:0];
    assign verdicts_drop_o = verdict_down[2];
    assign verdicts_reason_o = verdict_down[7:3];
    assign verdicts_queue_o = (unicast_13_q & ~verdict_down[2] & (verdict_down[14:8] == 7'd0)) ? spread_queues_queue : verdict_down[14:8];
    assign verdicts_reported_o = verdict_down[15];
    assign spread_profile_write_profile_ipv4 = rss_profile_write_data_i[0];
    assign spread_profile_write_profile_tcpv4 = rss_profile_write_data_i[1];
    assign spread_profile_write_profile_udpv4 = rss_profile_write_data_i[2];
    assign spread_profile_write_profile_ipv6 = rss_profile_write_data_i[3];
    assign spread_profile_write_profile_tcpv6 = rss_profile_write_data_i[4];
    assign spread_profile_write_profile_udpv6 = rss_profile_write_data_i[5];
    assign spread_profile_write_profile_unclassified = rss_profile_write_data_i[12:6];
    assign spread_profile_write_profile_table_bits = rss_profile_write_data_i[15:13];
    assign spread_key_write_function = rss_key_write_address_i[4];
    assign spread_key_write_word = rss_key_write_address_i[3:0];
    assign spread_table_write_function = rss_queue_write_address_i[7];
    assign spread_table_write_entry = rss_queue_write_address_i[6:0];
    assign spread_table_write_queue = rss_queue_write_data_i[6:0];

    forwarding_table forwarding (
        .clk                  (clk),
        .rst                  (rst),
        .destinations_valid_i (headers_valid_i),
        .destinations_mac_i   (headers_dst_mac_i),
        .destinations_vlan_i  (headers_vlan_i),
        .destinations_image_i (1'd0),
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
        .functions_i                       (forwarding_results_functions),
        .condition_write_valid_i           (condition_write_valid_i),
        .condition_write_function_i        (condition_write_function_i),
        .condition_write_report_i          (condition_write_report_i),
        .condition_write_deny_fragments_i  (condition_write_deny_fragments_i),
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
        .addressed_functions_o             (key_addressed_functions),
        .addressed_group_o                 (key_addressed_group),
        .addressed_malformed_o             (key_addressed_malformed),
        .addressed_refused_o               (key_addressed_refused),
        .addressed_uncertain_o             (key_addressed_uncertain),
        .addressed_reports_o               (key_addressed_reports)
    );

    ternary_match ternary (
        .clk                     (clk),
        .rst                     (rst),
        .keys_valid_i            (key_keys_valid),
        .keys_function_i         (key_keys_function),
        .keys_group_i            (key_keys_group),
        .keys_ethertype_i        (key_keys_ethertype),
        .keys_ipv4_i             (key_keys_ipv4),
        .keys_ipv6_i             (key_keys_ipv6),
        .keys_later_fragment_i   (key_keys_later_fragment),
        .keys_l4_i               (key_keys_l4),
        .keys_ip_protocol_i      (key_keys_ip_protocol),
        .keys_src_port_i         (key_keys_src_port),
        .keys_dst_port_i         (key_keys_dst_port),
        .keys_src_ip_i           (key_keys_src_ip),
        .keys_dst_ip_i           (key_keys_dst_ip),
        .keys_unread_ethertype_i (key_keys_unread_ethertype),
        .keys_unread_network_i   (key_keys_unread_network),
        .keys_unread_protocol_i  (key_keys_unread_protocol),
        .keys_unread_ports_i     (key_keys_unread_ports),
        .keys_unread_fragment_i  (key_keys_unread_fragment),
        .reports_i               (key_addressed_reports),
        .unreadable_i            (action_unreadable),
        .matches_valid_o         (ternary_matches_valid),
        .matches_hit_o           (ternary_matches_hit),
        .matches_rule_o          (ternary_matches_rule),
        .matches_passed_over_o   (ternary_matches_passed_over),
        .write_valid_i           (row_write_valid_i),
        .write_address_i         (row_write_address_i),
        .write_data_i            (row_write_data_i),
        .ready_o                 (ternary_ready)
    );

    rule_action action (
        .clk                   (clk),
        .rst                   (rst),
        .matches_valid_i       (ternary_matches_valid),
        .matches_hit_i         (ternary_matches_hit),
        .matches_rule_i        (ternary_matches_rule),
        .matches_passed_over_i (ternary_matches_passed_over),
        .addressed_functions_i (addressed_4_functions_q),
        .addressed_group_i     (addressed_4_group_q),
        .addressed_malformed_i (addressed_4_malformed_q),
        .addressed_refused_i   (addressed_4_refused_q),
        .addressed_uncertain_i (addressed_4_uncertain_q),
        .addressed_reports_i   (addressed_4_reports_q),
        .rule_default_i        (rule_default_i),
        .unreadable_o          (action_unreadable),
        .verdicts_valid_o      (action_verdicts_valid),
        .verdicts_functions_o  (action_verdicts_functions),
        .verdicts_drop_o       (action_verdicts_drop),
        .verdicts_reason_o     (action_verdicts_reason),
        .verdicts_queue_o      (action_verdicts_queue),
        .verdicts_reported_o   (action_verdicts_reported),
        .write_valid_i         (action_write_valid_i),
        .write_address_i       (action_write_address_i),
        .write_data_i          (action_write_data_i),
        .ready_o               (action_ready)
    );

    rss spread (
        .clk                                  (clk),
        .rst                                  (rst),
        .frames_valid_i                       (key_keys_valid),
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
        .profile_write_function_i             (rss_profile_write_address_i),
        .profile_write_profile_ipv4_i         (spread_profile_write_profile_ipv4),
        .profile_write_profile_tcpv4_i        (spread_profile_write_profile_tcpv4),
        .profile_write_profile_udpv4_i        (spread_profile_write_profile_udpv4),
        .profile_write_profile_ipv6_i         (spread_profile_write_profile_ipv6),
        .profile_write_profile_tcpv6_i        (spread_profile_write_profile_tcpv6),
        .profile_write_profile_udpv6_i        (spread_profile_write_profile_udpv6),
        .profile_write_profile_unclassified_i (spread_profile_write_profile_unclassified),
        .profile_write_profile_table_bits_i   (spread_profile_write_profile_table_bits),
        .key_write_valid_i                    (rss_key_write_valid_i),
        .key_write_function_i                 (spread_key_write_function),
        .key_write_word_i                     (spread_key_write_word),
        .key_write_data_i                     (rss_key_write_data_i),
        .table_write_valid_i                  (rss_queue_write_valid_i),
        .table_write_function_i               (spread_table_write_function),
        .table_write_entry_i                  (spread_table_write_entry),
        .table_write_queue_i                  (spread_table_write_queue),
        .ready_o                              (spread_ready)
    );

    ring_delay_bits16_clocks7 verdict (
        .clk    (clk),
        .rst    (rst),
        .up_i   (verdict_up),
        .down_o (verdict_down)
    );

    wire unused = &{1'b0, rss_profile_write_data_i[31:16], rss_queue_write_data_i[31:7], forwarding_results_valid, action_verdicts_valid, spread_queues_hashed, spread_queues_hash};

endmodule

`default_nettype wire
