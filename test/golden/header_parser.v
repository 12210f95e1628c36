/* verilator lint_off DECLFILENAME */
`default_nettype none

// Cuts each frame to the beats that may hold headers.
// Parameters: netDataBits = 64, windowBeats = 32
module parser_window (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire [8:0]  bytes_o,
    output wire        longer_o
);

    reg  [5:0]  beat_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    reg  [8:0]  held_last_position_q;
    reg         held_longer_q;

    wire open = beat_q != 6'd32;
    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 6'd0 : open ? (beat_q + 6'd1) : beat_q;
        end
        if (rst) begin
            beat_q <= 6'd0;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i & open;
        held_data_q <= up_data_i;
        held_last_q <= up_last_i | (beat_q == 6'd31);
        held_last_position_q <= {beat_q, up_last_byte_i};
        held_longer_q <= ~up_last_i;
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = held_valid_q;
    assign down_data_o = held_data_q;
    assign down_last_o = held_last_q;
    assign bytes_o = held_last_position_q + 9'd1;
    assign longer_o = held_longer_q;

    wire unused = &{1'b0, up_first_i, up_error_i};

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 14, downBytes = 8, fixed = 2, steps = 4, skipBits = 3, sideBits = 5
module byte_aligner_up_bytes14_down_bytes8_fixed2_steps4_side_bits5 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [111:0] up_data_i,
    input  wire [2:0]   up_skip_i,
    input  wire [4:0]   up_side_i,
    // down
    output wire         down_valid_o,
    output wire [63:0]  down_data_o,
    output wire [4:0]   down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [4:0]  stage0_side_q;

    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_skip_i[2] ? up_data_i[111:48] : up_data_i[79:16];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_data_i[15:0], up_skip_i[1:0]};

endmodule

// Parser stage: link, tag1, tag2, tag3.
// Parameters: beatBytes = 8, windowBeats = 32, headers = link tag1 tag2 tag3, next = guess
module link_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_next_guess_o,
    output wire        down_next_packet_o,
    output wire        down_next_shim_o,
    output wire        down_next_ports_o,
    input  wire [63:0] tables_service_tag_types_i,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        walked_longer_o,
    output wire [8:0]  walked_offset_o,
    output wire [8:0]  walked_left_o,
    output wire [9:0]  walked_room_o,
    // present
    output wire        present_link_o,
    output wire        present_tag1_o,
    output wire        present_tag2_o,
    output wire        present_tag3_o,
    // read
    output wire [47:0] read_dst_mac_l0_o,
    output wire [47:0] read_src_mac_l0_o,
    output wire [11:0] read_vlan_l1_o,
    output wire [11:0] read_vlan2_l2_o,
    output wire [11:0] read_vlan3_l3_o,
    output wire [15:0] read_ethertype_l0_o,
    output wire [15:0] read_ethertype_l1_o,
    output wire [15:0] read_ethertype_l2_o,
    output wire [15:0] read_ethertype_l3_o,
    output wire [8:0]  read_end_l0_o,
    output wire [8:0]  read_end_l1_o,
    output wire [8:0]  read_end_l2_o,
    output wire [8:0]  read_end_l3_o
);

    reg  [4:0]   index_q;
    reg          link_to_tag1_by0_q;
    reg          tag1_to_tag2_by0_q;
    reg          tag2_to_tag3_by0_q;
    reg          link_to_guess_by0_q;
    reg          tag1_to_guess_by0_q;
    reg          tag2_to_guess_by0_q;
    reg          tag3_to_guess_by0_q;
    reg          link_to_packet_by0_q;
    reg          tag1_to_packet_by0_q;
    reg          tag2_to_packet_by0_q;
    reg          tag3_to_packet_by0_q;
    reg          link_to_shim_by0_q;
    reg          tag1_to_shim_by0_q;
    reg          tag2_to_shim_by0_q;
    reg          tag3_to_shim_by0_q;
    reg          link_to_ports_by0_q;
    reg          tag1_to_ports_by0_q;
    reg          tag2_to_ports_by0_q;
    reg          tag3_to_ports_by0_q;
    reg          mid_valid_q;
    reg  [63:0]  mid_data_q;
    reg          mid_last_q;
    reg  [4:0]   mid_index_q;
    reg          out_valid_q;
    reg  [63:0]  out_data_q;
    reg          out_last_q;
    reg  [4:0]   out_index_q;
    reg  [8:0]   out_skip_q;
    reg          out_next_guess_q;
    reg          out_next_packet_q;
    reg          out_next_shim_q;
    reg          out_next_ports_q;
    wire         aligner_up_valid;
    wire [111:0] aligner_up_data;
    wire [2:0]   aligner_up_skip;
    wire [4:0]   aligner_up_side;
    wire         aligner_down_valid;
    wire [63:0]  aligner_down_data;
    wire [4:0]   aligner_down_side;
    reg  [7:0]   byte12_q;
    reg  [7:0]   byte13_q;
    reg          tag1_broken_q;
    reg  [7:0]   byte16_q;
    reg  [7:0]   byte17_q;
    reg          tag2_broken_q;
    reg  [7:0]   byte20_q;
    reg  [7:0]   byte21_q;
    reg          tag3_refused0_q;
    reg          tag3_broken_q;
    reg  [7:0]   byte24_q;
    reg  [7:0]   byte25_q;
    reg          faults_link_here_q;
    reg          faults_link_short_q;
    reg          faults_tag1_here_q;
    reg          faults_tag1_short_q;
    reg          faults_tag1_malformed_q;
    reg          faults_tag2_here_q;
    reg          faults_tag2_short_q;
    reg          faults_tag2_malformed_q;
    reg          faults_tag3_here_q;
    reg          faults_tag3_short_q;
    reg          faults_tag3_malformed_q;
    reg          faults_tag3_refused_q;
    reg          status_alive_q;
    reg  [2:0]   status_exception_q;
    reg  [6:0]   status_exception_header_q;
    reg          status_longer_q;
    reg          judged_link_here_q;
    reg          judged_link_bad_q;
    reg          judged_link_stops_q;
    reg  [2:0]   judged_link_exception_q;
    reg          judged_tag1_here_q;
    reg          judged_tag1_bad_q;
    reg          judged_tag1_stops_q;
    reg  [2:0]   judged_tag1_exception_q;
    reg          judged_tag2_here_q;
    reg          judged_tag2_bad_q;
    reg          judged_tag2_stops_q;
    reg  [2:0]   judged_tag2_exception_q;
    reg          judged_tag3_here_q;
    reg          judged_tag3_bad_q;
    reg          judged_tag3_stops_q;
    reg  [2:0]   judged_tag3_exception_q;
    reg  [8:0]   place_offset_q;
    reg  [8:0]   place_left_q;
    reg  [8:0]   bound_end0_q;
    reg  [8:0]   moved_offset_q;
    reg  [8:0]   moved_left_q;
    reg  [9:0]   rooms_room0_q;
    reg          judged_status_alive_q;
    reg  [2:0]   judged_status_exception_q;
    reg  [6:0]   judged_status_exception_header_q;
    reg          judged_status_longer_q;
    reg          present_link_q;
    reg          present_tag1_q;
    reg          present_tag2_q;
    reg          present_tag3_q;
    reg          walked_on_alive_q;
    reg  [2:0]   walked_on_exception_q;
    reg  [6:0]   walked_on_exception_header_q;
    reg          walked_on_longer_q;
    reg  [8:0]   walked_on_offset_q;
    reg  [8:0]   walked_on_left_q;
    reg  [9:0]   walked_on_room_q;
    reg  [7:0]   byte0_q;
    reg  [7:0]   byte1_q;
    reg  [7:0]   byte2_q;
    reg  [7:0]   byte3_q;
    reg  [7:0]   byte4_q;
    reg  [7:0]   byte5_q;
    reg  [7:0]   byte6_q;
    reg  [7:0]   byte7_q;
    reg  [7:0]   byte8_q;
    reg  [7:0]   byte9_q;
    reg  [7:0]   byte10_q;
    reg  [7:0]   byte11_q;
    reg  [7:0]   byte14_q;
    reg  [7:0]   byte15_q;
    reg  [7:0]   byte18_q;
    reg  [7:0]   byte19_q;
    reg  [7:0]   byte22_q;
    reg  [7:0]   byte23_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            index_q <= up_last_i ? 5'd0 : (index_q + 5'd1);
        end
        if (rst) begin
            index_q <= 5'd0;
        end
    end

    wire [15:0] value = {up_data_i[39:32], up_data_i[47:40]};
    always @(posedge clk) begin
        if (up_valid_i) begin
            link_to_tag1_by0_q <= (index_q == 5'd1)
                    ? ((value == 16'h9100) | ((|value) & ((value == tables_service_tag_types_i[15:0]) | (value == tables_service_tag_types_i[31:16]) | ((value == tables_service_tag_types_i[47:32]) | (value == tables_service_tag_types_i[63:48])))))
                    : (index_q == 5'd0) ? 1'd0 : link_to_tag1_by0_q;
        end
    end

    wire [15:0] value_2 = {up_data_i[7:0], up_data_i[15:8]};
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag1_to_tag2_by0_q <= (index_q == 5'd2)
                    ? ((value_2 == 16'h9100) | ((|value_2) & ((value_2 == tables_service_tag_types_i[15:0]) | (value_2 == tables_service_tag_types_i[31:16]) | ((value_2 == tables_service_tag_types_i[47:32]) | (value_2 == tables_service_tag_types_i[63:48])))))
                    : (index_q == 5'd0) ? 1'd0 : tag1_to_tag2_by0_q;
        end
    end

    wire [15:0] value_3 = {up_data_i[39:32], up_data_i[47:40]};
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag2_to_tag3_by0_q <= (index_q == 5'd2)
                    ? ((value_3 == 16'h9100) | ((|value_3) & ((value_3 == tables_service_tag_types_i[15:0]) | (value_3 == tables_service_tag_types_i[31:16]) | ((value_3 == tables_service_tag_types_i[47:32]) | (value_3 == tables_service_tag_types_i[63:48])))))
                    : (index_q == 5'd0) ? 1'd0 : tag2_to_tag3_by0_q;
        end
    end

    wire [15:0] value_4 = {up_data_i[39:32], up_data_i[47:40]};
    wire value_or = (value_4 == 16'h8847)
            | (~up_data_i[39] & (~up_data_i[38] & (~up_data_i[37] & (~up_data_i[36] & (~up_data_i[35] & (~up_data_i[34] & ~up_data_i[33]))))));
    wire taken = value_or
            & ~((value_4 == 16'h9100) | ((|value_4) & ((value_4 == tables_service_tag_types_i[15:0]) | (value_4 == tables_service_tag_types_i[31:16]) | ((value_4 == tables_service_tag_types_i[47:32]) | (value_4 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            link_to_guess_by0_q <= (index_q == 5'd1) ? taken : (index_q == 5'd0) ? 1'd0 : link_to_guess_by0_q;
        end
    end

    wire [15:0] value_5 = {up_data_i[7:0], up_data_i[15:8]};
    wire value_or_2 = (value_5 == 16'h8847)
            | (~up_data_i[7] & (~up_data_i[6] & (~up_data_i[5] & (~up_data_i[4] & (~up_data_i[3] & (~up_data_i[2] & ~up_data_i[1]))))));
    wire taken_2 = value_or_2
            & ~((value_5 == 16'h9100) | ((|value_5) & ((value_5 == tables_service_tag_types_i[15:0]) | (value_5 == tables_service_tag_types_i[31:16]) | ((value_5 == tables_service_tag_types_i[47:32]) | (value_5 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag1_to_guess_by0_q <= (index_q == 5'd2) ? taken_2 : (index_q == 5'd0) ? 1'd0 : tag1_to_guess_by0_q;
        end
    end

    wire [15:0] value_6 = {up_data_i[39:32], up_data_i[47:40]};
    wire value_or_3 = (value_6 == 16'h8847)
            | (~up_data_i[39] & (~up_data_i[38] & (~up_data_i[37] & (~up_data_i[36] & (~up_data_i[35] & (~up_data_i[34] & ~up_data_i[33]))))));
    wire taken_3 = value_or_3
            & ~((value_6 == 16'h9100) | ((|value_6) & ((value_6 == tables_service_tag_types_i[15:0]) | (value_6 == tables_service_tag_types_i[31:16]) | ((value_6 == tables_service_tag_types_i[47:32]) | (value_6 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag2_to_guess_by0_q <= (index_q == 5'd2) ? taken_3 : (index_q == 5'd0) ? 1'd0 : tag2_to_guess_by0_q;
        end
    end

    wire [15:0] value_7 = {up_data_i[7:0], up_data_i[15:8]};
    wire value_or_4 = (value_7 == 16'h8847)
            | (~up_data_i[7] & (~up_data_i[6] & (~up_data_i[5] & (~up_data_i[4] & (~up_data_i[3] & (~up_data_i[2] & ~up_data_i[1]))))));
    wire taken_4 = value_or_4
            & ~((value_7 == 16'h9100) | ((|value_7) & ((value_7 == tables_service_tag_types_i[15:0]) | (value_7 == tables_service_tag_types_i[31:16]) | ((value_7 == tables_service_tag_types_i[47:32]) | (value_7 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag3_to_guess_by0_q <= (index_q == 5'd3) ? taken_4 : (index_q == 5'd0) ? 1'd0 : tag3_to_guess_by0_q;
        end
    end

    wire [15:0] value_8 = {up_data_i[39:32], up_data_i[47:40]};
    wire taken_5 = (value_8 == 16'h800)
            & ~((value_8 == 16'h9100) | ((|value_8) & ((value_8 == tables_service_tag_types_i[15:0]) | (value_8 == tables_service_tag_types_i[31:16]) | ((value_8 == tables_service_tag_types_i[47:32]) | (value_8 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            link_to_packet_by0_q <= (index_q == 5'd1) ? taken_5 : (index_q == 5'd0) ? 1'd0 : link_to_packet_by0_q;
        end
    end

    wire [15:0] value_9 = {up_data_i[7:0], up_data_i[15:8]};
    wire taken_6 = (value_9 == 16'h800)
            & ~((value_9 == 16'h9100) | ((|value_9) & ((value_9 == tables_service_tag_types_i[15:0]) | (value_9 == tables_service_tag_types_i[31:16]) | ((value_9 == tables_service_tag_types_i[47:32]) | (value_9 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag1_to_packet_by0_q <= (index_q == 5'd2) ? taken_6 : (index_q == 5'd0) ? 1'd0 : tag1_to_packet_by0_q;
        end
    end

    wire [15:0] value_10 = {up_data_i[39:32], up_data_i[47:40]};
    wire taken_7 = (value_10 == 16'h800)
            & ~((value_10 == 16'h9100) | ((|value_10) & ((value_10 == tables_service_tag_types_i[15:0]) | (value_10 == tables_service_tag_types_i[31:16]) | ((value_10 == tables_service_tag_types_i[47:32]) | (value_10 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag2_to_packet_by0_q <= (index_q == 5'd2) ? taken_7 : (index_q == 5'd0) ? 1'd0 : tag2_to_packet_by0_q;
        end
    end

    wire [15:0] value_11 = {up_data_i[7:0], up_data_i[15:8]};
    wire taken_8 = (value_11 == 16'h800)
            & ~((value_11 == 16'h9100) | ((|value_11) & ((value_11 == tables_service_tag_types_i[15:0]) | (value_11 == tables_service_tag_types_i[31:16]) | ((value_11 == tables_service_tag_types_i[47:32]) | (value_11 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag3_to_packet_by0_q <= (index_q == 5'd3) ? taken_8 : (index_q == 5'd0) ? 1'd0 : tag3_to_packet_by0_q;
        end
    end

    wire [15:0] value_12 = {up_data_i[39:32], up_data_i[47:40]};
    wire taken_9 = (value_12 == 16'h88b5)
            & ~((value_12 == 16'h9100) | ((|value_12) & ((value_12 == tables_service_tag_types_i[15:0]) | (value_12 == tables_service_tag_types_i[31:16]) | ((value_12 == tables_service_tag_types_i[47:32]) | (value_12 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            link_to_shim_by0_q <= (index_q == 5'd1) ? taken_9 : (index_q == 5'd0) ? 1'd0 : link_to_shim_by0_q;
        end
    end

    wire [15:0] value_13 = {up_data_i[7:0], up_data_i[15:8]};
    wire taken_10 = (value_13 == 16'h88b5)
            & ~((value_13 == 16'h9100) | ((|value_13) & ((value_13 == tables_service_tag_types_i[15:0]) | (value_13 == tables_service_tag_types_i[31:16]) | ((value_13 == tables_service_tag_types_i[47:32]) | (value_13 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag1_to_shim_by0_q <= (index_q == 5'd2) ? taken_10 : (index_q == 5'd0) ? 1'd0 : tag1_to_shim_by0_q;
        end
    end

    wire [15:0] value_14 = {up_data_i[39:32], up_data_i[47:40]};
    wire taken_11 = (value_14 == 16'h88b5)
            & ~((value_14 == 16'h9100) | ((|value_14) & ((value_14 == tables_service_tag_types_i[15:0]) | (value_14 == tables_service_tag_types_i[31:16]) | ((value_14 == tables_service_tag_types_i[47:32]) | (value_14 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag2_to_shim_by0_q <= (index_q == 5'd2) ? taken_11 : (index_q == 5'd0) ? 1'd0 : tag2_to_shim_by0_q;
        end
    end

    wire [15:0] value_15 = {up_data_i[7:0], up_data_i[15:8]};
    wire taken_12 = (value_15 == 16'h88b5)
            & ~((value_15 == 16'h9100) | ((|value_15) & ((value_15 == tables_service_tag_types_i[15:0]) | (value_15 == tables_service_tag_types_i[31:16]) | ((value_15 == tables_service_tag_types_i[47:32]) | (value_15 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag3_to_shim_by0_q <= (index_q == 5'd3) ? taken_12 : (index_q == 5'd0) ? 1'd0 : tag3_to_shim_by0_q;
        end
    end

    wire [15:0] value_16 = {up_data_i[39:32], up_data_i[47:40]};
    wire taken_13 = (value_16 == 16'h88b6)
            & ~((value_16 == 16'h9100) | ((|value_16) & ((value_16 == tables_service_tag_types_i[15:0]) | (value_16 == tables_service_tag_types_i[31:16]) | ((value_16 == tables_service_tag_types_i[47:32]) | (value_16 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            link_to_ports_by0_q <= (index_q == 5'd1) ? taken_13 : (index_q == 5'd0) ? 1'd0 : link_to_ports_by0_q;
        end
    end

    wire [15:0] value_17 = {up_data_i[7:0], up_data_i[15:8]};
    wire taken_14 = (value_17 == 16'h88b6)
            & ~((value_17 == 16'h9100) | ((|value_17) & ((value_17 == tables_service_tag_types_i[15:0]) | (value_17 == tables_service_tag_types_i[31:16]) | ((value_17 == tables_service_tag_types_i[47:32]) | (value_17 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag1_to_ports_by0_q <= (index_q == 5'd2) ? taken_14 : (index_q == 5'd0) ? 1'd0 : tag1_to_ports_by0_q;
        end
    end

    wire [15:0] value_18 = {up_data_i[39:32], up_data_i[47:40]};
    wire taken_15 = (value_18 == 16'h88b6)
            & ~((value_18 == 16'h9100) | ((|value_18) & ((value_18 == tables_service_tag_types_i[15:0]) | (value_18 == tables_service_tag_types_i[31:16]) | ((value_18 == tables_service_tag_types_i[47:32]) | (value_18 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag2_to_ports_by0_q <= (index_q == 5'd2) ? taken_15 : (index_q == 5'd0) ? 1'd0 : tag2_to_ports_by0_q;
        end
    end

    wire [15:0] value_19 = {up_data_i[7:0], up_data_i[15:8]};
    wire taken_16 = (value_19 == 16'h88b6)
            & ~((value_19 == 16'h9100) | ((|value_19) & ((value_19 == tables_service_tag_types_i[15:0]) | (value_19 == tables_service_tag_types_i[31:16]) | ((value_19 == tables_service_tag_types_i[47:32]) | (value_19 == tables_service_tag_types_i[63:48])))));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag3_to_ports_by0_q <= (index_q == 5'd3) ? taken_16 : (index_q == 5'd0) ? 1'd0 : tag3_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        mid_valid_q <= up_valid_i;
        mid_data_q <= up_data_i;
        mid_last_q <= up_last_i;
        mid_index_q <= index_q;
        if (rst) begin
            mid_valid_q <= 1'd0;
        end
    end

    wire ways = link_to_tag1_by0_q & tag1_to_tag2_by0_q;
    wire ways_2 = ways & tag2_to_tag3_by0_q;
    always @(posedge clk) begin
        out_valid_q <= mid_valid_q | (out_valid_q & ~out_last_q);
        if (mid_valid_q) begin
            out_data_q <= mid_data_q;
            out_last_q <= mid_last_q;
            out_index_q <= mid_index_q;
            out_skip_q <= ({9{~link_to_tag1_by0_q}} & 9'he) | ({9{link_to_tag1_by0_q & ~ways}} & 9'h12)
                    | (({9{ways & ~ways_2}} & 9'h16) | ({9{ways_2}} & 9'h1a));
            out_next_guess_q <= link_to_guess_by0_q | (link_to_tag1_by0_q & tag1_to_guess_by0_q)
                    | ((ways & tag2_to_guess_by0_q) | (ways_2 & tag3_to_guess_by0_q));
            out_next_packet_q <= link_to_packet_by0_q | (link_to_tag1_by0_q & tag1_to_packet_by0_q)
                    | ((ways & tag2_to_packet_by0_q) | (ways_2 & tag3_to_packet_by0_q));
            out_next_shim_q <= link_to_shim_by0_q | (link_to_tag1_by0_q & tag1_to_shim_by0_q)
                    | ((ways & tag2_to_shim_by0_q) | (ways_2 & tag3_to_shim_by0_q));
            out_next_ports_q <= link_to_ports_by0_q | (link_to_tag1_by0_q & tag1_to_ports_by0_q)
                    | ((ways & tag2_to_ports_by0_q) | (ways_2 & tag3_to_ports_by0_q));
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = out_valid_q
            & (out_last_q | (mid_valid_q & ((out_next_guess_q | out_next_packet_q | (out_next_shim_q | out_next_ports_q)) & (out_skip_q[8:3] <= {1'd0, out_index_q}))));
    assign aligner_up_data = {mid_data_q[47:0], out_data_q};
    assign aligner_up_skip = out_skip_q[2:0];
    assign aligner_up_side = {out_next_ports_q, out_next_shim_q, out_next_packet_q, out_next_guess_q, out_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_next_guess_o = aligner_down_side[1];
    assign down_next_packet_o = aligner_down_side[2];
    assign down_next_shim_o = aligner_down_side[3];
    assign down_next_ports_o = aligner_down_side[4];

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte12_q <= up_data_i[39:32];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte13_q <= up_data_i[47:40];
        end
    end

    wire [11:0] value_20 = {up_data_i[51:48], up_data_i[63:56]};
    wire value_or_5 = (value_20 == 12'd0) | (value_20 == 12'd3) | ((value_20 == 12'd6) | (value_20 == 12'd9))
            | ((value_20 == 12'hc) | (value_20 == 12'hf) | ((value_20 == 12'h12) | (value_20 == 12'h15)));
    wire value_or_6 = (value_20 == 12'h18) | (value_20 == 12'h1b) | ((value_20 == 12'h1e) | (value_20 == 12'h21))
            | ((value_20 == 12'h24) | (value_20 == 12'h27) | ((value_20 == 12'h2a) | (value_20 == 12'h2d)));
    wire value_or_7 = (value_20 == 12'h30) | (value_20 == 12'h33) | ((value_20 == 12'h36) | (value_20 == 12'h39))
            | ((value_20 == 12'h3c) | (value_20 == 12'h3f) | ((value_20 == 12'h42) | (value_20 == 12'h45)));
    wire value_or_8 = (value_20 == 12'h48) | (value_20 == 12'h4b) | ((value_20 == 12'h4e) | (value_20 == 12'h51))
            | ((value_20 == 12'h54) | (value_20 == 12'h57) | ((value_20 == 12'h5a) | (value_20 == 12'h5d)));
    wire value_or_9 = (value_20 == 12'h60) | (value_20 == 12'h63) | ((value_20 == 12'h66) | (value_20 == 12'h69))
            | ((value_20 == 12'h6c) | (value_20 == 12'h6f) | ((value_20 == 12'h72) | (value_20 == 12'h75)));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag1_broken_q <= (index_q == 5'd1)
                    ? ~(value_or_5 | value_or_6 | (value_or_7 | value_or_8) | (value_or_9 | ((value_20 == 12'habc) | (value_20 == 12'hfff))))
                    : (index_q == 5'd0) ? 1'd0 : tag1_broken_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte16_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte17_q <= up_data_i[15:8];
        end
    end

    wire [11:0] value_21 = {up_data_i[19:16], up_data_i[31:24]};
    wire value_or_10 = (value_21 == 12'd0) | (value_21 == 12'd3) | ((value_21 == 12'd6) | (value_21 == 12'd9))
            | ((value_21 == 12'hc) | (value_21 == 12'hf) | ((value_21 == 12'h12) | (value_21 == 12'h15)));
    wire value_or_11 = (value_21 == 12'h18) | (value_21 == 12'h1b) | ((value_21 == 12'h1e) | (value_21 == 12'h21))
            | ((value_21 == 12'h24) | (value_21 == 12'h27) | ((value_21 == 12'h2a) | (value_21 == 12'h2d)));
    wire value_or_12 = (value_21 == 12'h30) | (value_21 == 12'h33) | ((value_21 == 12'h36) | (value_21 == 12'h39))
            | ((value_21 == 12'h3c) | (value_21 == 12'h3f) | ((value_21 == 12'h42) | (value_21 == 12'h45)));
    wire value_or_13 = (value_21 == 12'h48) | (value_21 == 12'h4b) | ((value_21 == 12'h4e) | (value_21 == 12'h51))
            | ((value_21 == 12'h54) | (value_21 == 12'h57) | ((value_21 == 12'h5a) | (value_21 == 12'h5d)));
    wire value_or_14 = (value_21 == 12'h60) | (value_21 == 12'h63) | ((value_21 == 12'h66) | (value_21 == 12'h69))
            | ((value_21 == 12'h6c) | (value_21 == 12'h6f) | ((value_21 == 12'h72) | (value_21 == 12'h75)));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag2_broken_q <= (index_q == 5'd2)
                    ? ~(value_or_10 | value_or_11 | (value_or_12 | value_or_13) | (value_or_14 | ((value_21 == 12'habc) | (value_21 == 12'hfff))))
                    : (index_q == 5'd0) ? 1'd0 : tag2_broken_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte20_q <= up_data_i[39:32];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte21_q <= up_data_i[47:40];
        end
    end

    wire [15:0] value_22 = {up_data_i[7:0], up_data_i[15:8]};
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag3_refused0_q <= (index_q == 5'd3)
                    ? ((value_22 == 16'h9100) | ((|value_22) & ((value_22 == tables_service_tag_types_i[15:0]) | (value_22 == tables_service_tag_types_i[31:16]) | ((value_22 == tables_service_tag_types_i[47:32]) | (value_22 == tables_service_tag_types_i[63:48])))))
                    : (index_q == 5'd0) ? 1'd0 : tag3_refused0_q;
        end
    end

    wire [11:0] value_23 = {up_data_i[51:48], up_data_i[63:56]};
    wire value_or_15 = (value_23 == 12'd0) | (value_23 == 12'd3) | ((value_23 == 12'd6) | (value_23 == 12'd9))
            | ((value_23 == 12'hc) | (value_23 == 12'hf) | ((value_23 == 12'h12) | (value_23 == 12'h15)));
    wire value_or_16 = (value_23 == 12'h18) | (value_23 == 12'h1b) | ((value_23 == 12'h1e) | (value_23 == 12'h21))
            | ((value_23 == 12'h24) | (value_23 == 12'h27) | ((value_23 == 12'h2a) | (value_23 == 12'h2d)));
    wire value_or_17 = (value_23 == 12'h30) | (value_23 == 12'h33) | ((value_23 == 12'h36) | (value_23 == 12'h39))
            | ((value_23 == 12'h3c) | (value_23 == 12'h3f) | ((value_23 == 12'h42) | (value_23 == 12'h45)));
    wire value_or_18 = (value_23 == 12'h48) | (value_23 == 12'h4b) | ((value_23 == 12'h4e) | (value_23 == 12'h51))
            | ((value_23 == 12'h54) | (value_23 == 12'h57) | ((value_23 == 12'h5a) | (value_23 == 12'h5d)));
    wire value_or_19 = (value_23 == 12'h60) | (value_23 == 12'h63) | ((value_23 == 12'h66) | (value_23 == 12'h69))
            | ((value_23 == 12'h6c) | (value_23 == 12'h6f) | ((value_23 == 12'h72) | (value_23 == 12'h75)));
    always @(posedge clk) begin
        if (up_valid_i) begin
            tag3_broken_q <= (index_q == 5'd2)
                    ? ~(value_or_15 | value_or_16 | (value_or_17 | value_or_18) | (value_or_19 | ((value_23 == 12'habc) | (value_23 == 12'hfff))))
                    : (index_q == 5'd0) ? 1'd0 : tag3_broken_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd3)) begin
            byte24_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd3)) begin
            byte25_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        faults_link_here_q <= 1'd1;
        faults_link_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] | (~walk_left_i[2] | ~walk_left_i[1]))))));
    end

    always @(posedge clk) begin
        faults_tag1_here_q <= link_to_tag1_by0_q;
        faults_tag1_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] | (~walk_left_i[3] & (~walk_left_i[2] & ~walk_left_i[1]))))));
        faults_tag1_malformed_q <= tag1_broken_q;
    end

    always @(posedge clk) begin
        faults_tag2_here_q <= ways;
        faults_tag2_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] | (~walk_left_i[3] & (~walk_left_i[2] | ~walk_left_i[1]))))));
        faults_tag2_malformed_q <= tag2_broken_q;
    end

    always @(posedge clk) begin
        faults_tag3_here_q <= ways_2;
        faults_tag3_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] | (~walk_left_i[3] | (~walk_left_i[2] & ~walk_left_i[1]))))));
        faults_tag3_malformed_q <= tag3_broken_q;
        faults_tag3_refused_q <= tag3_refused0_q;
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    always @(posedge clk) begin
        judged_link_here_q <= faults_link_here_q;
        judged_link_bad_q <= faults_link_here_q & faults_link_short_q;
        judged_link_stops_q <= faults_link_here_q & faults_link_short_q;
        judged_link_exception_q <= faults_link_short_q ? (status_longer_q ? 3'd2 : 3'd1) : 3'd0;
    end

    wire faults_tag1_short_or = faults_tag1_short_q | faults_tag1_malformed_q;
    always @(posedge clk) begin
        judged_tag1_here_q <= faults_tag1_here_q;
        judged_tag1_bad_q <= faults_tag1_here_q & faults_tag1_short_or;
        judged_tag1_stops_q <= faults_tag1_here_q & faults_tag1_short_or;
        judged_tag1_exception_q <= faults_tag1_short_q ? (status_longer_q ? 3'd2 : 3'd1) : faults_tag1_malformed_q ? 3'd4 : 3'd0;
    end

    wire faults_tag2_short_or = faults_tag2_short_q | faults_tag2_malformed_q;
    always @(posedge clk) begin
        judged_tag2_here_q <= faults_tag2_here_q;
        judged_tag2_bad_q <= faults_tag2_here_q & faults_tag2_short_or;
        judged_tag2_stops_q <= faults_tag2_here_q & faults_tag2_short_or;
        judged_tag2_exception_q <= faults_tag2_short_q ? (status_longer_q ? 3'd2 : 3'd1) : faults_tag2_malformed_q ? 3'd4 : 3'd0;
    end

    wire faults_tag3_short_or = faults_tag3_short_q | faults_tag3_malformed_q;
    always @(posedge clk) begin
        judged_tag3_here_q <= faults_tag3_here_q;
        judged_tag3_bad_q <= faults_tag3_here_q & faults_tag3_short_or;
        judged_tag3_stops_q <= faults_tag3_here_q & (faults_tag3_short_or | faults_tag3_refused_q);
        judged_tag3_exception_q <= faults_tag3_short_q ? (status_longer_q ? 3'd2 : 3'd1) : faults_tag3_malformed_q ? 3'd4 : 3'd3;
    end

    always @(posedge clk) begin
        place_offset_q <= walk_offset_i;
        place_left_q <= walk_left_i;
    end

    wire link_to_tag1_by0_and = link_to_tag1_by0_q & tag1_to_guess_by0_q;
    wire ways_and = ways & tag2_to_guess_by0_q;
    wire ways_and_2 = ways_2 & tag3_to_guess_by0_q;
    wire [16:0] link_to_guess_by0_joined = {1'd0,
            ({16{link_to_guess_by0_q}} & {byte12_q, byte13_q}) | ({16{link_to_tag1_by0_and}} & {byte16_q, byte17_q}) | (({16{ways_and}} & {byte20_q, byte21_q}) | ({16{ways_and_2}} & {byte24_q, byte25_q}))};
    wire [16:0] sum = link_to_guess_by0_joined
            + {12'd0, ({5{link_to_guess_by0_q}} & 5'd14) | ({5{link_to_tag1_by0_and}} & 5'd18) | (({5{ways_and}} & 5'd22) | ({5{ways_and_2}} & 5'd26))};
    always @(posedge clk) begin
        bound_end0_q <= (~(link_to_guess_by0_q | link_to_tag1_by0_and | (ways_and | ways_and_2)) | (|sum[16:9])) ? 9'h1ff : sum[8:0];
    end

    wire [9:0] place_left_difference = {1'd0, place_left_q} - {1'd0, out_skip_q};
    always @(posedge clk) begin
        moved_offset_q <= place_offset_q + out_skip_q;
        moved_left_q <= place_left_difference[8:0];
    end

    always @(posedge clk) begin
        rooms_room0_q <= {1'd0, bound_end0_q} - {1'd0, out_skip_q};
    end

    always @(posedge clk) begin
        judged_status_alive_q <= status_alive_q;
        judged_status_exception_q <= status_exception_q;
        judged_status_exception_header_q <= status_exception_header_q;
        judged_status_longer_q <= status_longer_q;
    end

    wire judged_link_stops_and = ~judged_link_stops_q & ~judged_tag1_stops_q;
    wire judged_link_stops_and_2 = ~judged_link_stops_q & ~judged_tag1_stops_q & ~judged_tag2_stops_q;
    always @(posedge clk) begin
        present_link_q <= judged_status_alive_q & (judged_link_here_q & ~judged_link_bad_q);
        present_tag1_q <= judged_status_alive_q & (judged_tag1_here_q & ~judged_tag1_bad_q & ~judged_link_stops_q);
        present_tag2_q <= judged_status_alive_q & (judged_tag2_here_q & ~judged_tag2_bad_q & judged_link_stops_and);
        present_tag3_q <= judged_status_alive_q & (judged_tag3_here_q & ~judged_tag3_bad_q & judged_link_stops_and_2);
    end

    wire judged_tag1_stops_and = judged_tag1_stops_q & ~judged_link_stops_q;
    wire judged_tag2_stops_and = judged_tag2_stops_q & judged_link_stops_and;
    wire judged_tag3_stops_and = judged_tag3_stops_q & judged_link_stops_and_2;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_status_alive_q
                & ~(judged_link_stops_q | judged_tag1_stops_and | (judged_tag2_stops_and | judged_tag3_stops_and));
        walked_on_exception_q <= judged_status_exception_q
                | ({3{judged_status_alive_q}} & (({3{judged_link_stops_q}} & judged_link_exception_q) | ({3{judged_tag1_stops_and}} & judged_tag1_exception_q) | (({3{judged_tag2_stops_and}} & judged_tag2_exception_q) | ({3{judged_tag3_stops_and}} & judged_tag3_exception_q))));
        walked_on_exception_header_q <= judged_status_exception_header_q
                | ({7{judged_status_alive_q}} & (({7{judged_tag1_stops_and}} & 7'd1) | (({7{judged_tag2_stops_and}} & 7'd2) | ({7{judged_tag3_stops_and}} & 7'd3))));
        walked_on_longer_q <= judged_status_longer_q;
        walked_on_offset_q <= moved_offset_q;
        walked_on_left_q <= moved_left_q;
        walked_on_room_q <= rooms_room0_q;
    end

    assign present_link_o = present_link_q;
    assign present_tag1_o = present_tag1_q;
    assign present_tag2_o = present_tag2_q;
    assign present_tag3_o = present_tag3_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;
    assign walked_longer_o = walked_on_longer_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte0_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte1_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte2_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte3_q <= up_data_i[31:24];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte4_q <= up_data_i[39:32];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte5_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte6_q <= up_data_i[55:48];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte7_q <= up_data_i[63:56];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte8_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte9_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte10_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte11_q <= up_data_i[31:24];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte14_q <= up_data_i[55:48];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte15_q <= up_data_i[63:56];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte18_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte19_q <= up_data_i[31:24];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte22_q <= up_data_i[55:48];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd2)) begin
            byte23_q <= up_data_i[63:56];
        end
    end

    assign read_dst_mac_l0_o = {byte0_q, byte1_q, byte2_q, byte3_q, byte4_q, byte5_q};
    assign read_src_mac_l0_o = {byte6_q, byte7_q, byte8_q, byte9_q, byte10_q, byte11_q};
    assign read_vlan_l1_o = {byte14_q[3:0], byte15_q};
    assign read_vlan2_l2_o = {byte18_q[3:0], byte19_q};
    assign read_vlan3_l3_o = {byte22_q[3:0], byte23_q};
    assign read_ethertype_l0_o = {byte12_q, byte13_q};
    assign read_ethertype_l1_o = {byte16_q, byte17_q};
    assign read_ethertype_l2_o = {byte20_q, byte21_q};
    assign read_ethertype_l3_o = {byte24_q, byte25_q};
    assign read_end_l0_o = 9'he;
    assign read_end_l1_o = 9'h12;
    assign read_end_l2_o = 9'h16;
    assign read_end_l3_o = 9'h1a;

    byte_aligner_up_bytes14_down_bytes8_fixed2_steps4_side_bits5 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (aligner_up_skip),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, byte14_q[7:4], byte18_q[7:4], byte22_q[7:4], place_left_difference[9]};

endmodule

// Internet checksum (RFC 1071) over one header, beat by beat.
// Parameters: bits = 64, indexBits = 5, lengthOffset = 4, lengthBits = 4
module header_checksum (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire [4:0]  up_index_i,
    output wire        good_o
);

    reg  [3:0]  units_q;
    reg         raw_valid_q;
    reg         raw_first_q;
    reg  [63:0] raw_data_q;
    reg  [1:0]  raw_covered_q;
    reg         pipe_valid_q;
    reg         pipe_first_q;
    reg  [63:0] pipe_words_q;
    reg         level0_valid_q;
    reg         level0_first_q;
    reg  [33:0] level0_sums_q;
    reg         level1_valid_q;
    reg         level1_first_q;
    reg  [17:0] level1_sums_q;
    reg  [20:0] total_q;
    reg         is_good_q;

    wire is_first = up_index_i == 5'd0;
    always @(posedge clk) begin
        if (up_valid_i & is_first) begin
            units_q <= up_data_i[3:0];
        end
    end

    wire [3:0] up_data_choice = is_first ? up_data_i[3:0] : units_q;
    always @(posedge clk) begin
        raw_valid_q <= up_valid_i;
        raw_first_q <= is_first;
        raw_data_q <= up_data_i;
        raw_covered_q <= {{up_index_i, 1'd1} < {2'd0, up_data_choice}, {up_index_i, 1'd0} < {2'd0, up_data_choice}};
        if (rst) begin
            raw_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        pipe_valid_q <= raw_valid_q;
        pipe_first_q <= raw_first_q;
        pipe_words_q[15:0] <= raw_covered_q[0] ? raw_data_q[15:0] : 16'd0;
        pipe_words_q[31:16] <= raw_covered_q[0] ? raw_data_q[31:16] : 16'd0;
        pipe_words_q[47:32] <= raw_covered_q[1] ? raw_data_q[47:32] : 16'd0;
        pipe_words_q[63:48] <= raw_covered_q[1] ? raw_data_q[63:48] : 16'd0;
        if (rst) begin
            pipe_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        level0_valid_q <= pipe_valid_q;
        level0_first_q <= pipe_first_q;
        level0_sums_q[16:0] <= {1'd0, pipe_words_q[15:0]} + {1'd0, pipe_words_q[31:16]};
        level0_sums_q[33:17] <= {1'd0, pipe_words_q[47:32]} + {1'd0, pipe_words_q[63:48]};
        if (rst) begin
            level0_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        level1_valid_q <= level0_valid_q;
        level1_first_q <= level0_first_q;
        level1_sums_q <= {1'd0, level0_sums_q[16:0]} + {1'd0, level0_sums_q[33:17]};
        if (rst) begin
            level1_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (level1_valid_q) begin
            total_q <= (level1_first_q ? 21'd0 : total_q) + {3'd0, level1_sums_q};
        end
        is_good_q <= ({1'd0, total_q[15:0]} + {12'd0, total_q[20:16]}) == 17'hffff;
    end

    assign good_o = is_good_q;

endmodule

// Parser stage: guess, packet.
// Parameters: beatBytes = 8, windowBeats = 32, headers = guess packet, next = optionA
module guess_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_next_guess_i,
    input  wire        up_next_packet_i,
    input  wire        up_next_shim_i,
    input  wire        up_next_ports_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire [4:0]  down_index_o,
    output wire [8:0]  down_skip_o,
    output wire        down_next_option1_o,
    output wire        down_next_shim_o,
    output wire        down_next_flagged_o,
    output wire        down_next_inner_packet_o,
    output wire        down_next_ports_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    input  wire [9:0]  walk_room_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        walked_longer_o,
    output wire [8:0]  walked_offset_o,
    output wire [8:0]  walked_left_o,
    output wire [9:0]  walked_room_o,
    // present
    output wire        present_guess_o,
    output wire        present_packet_o,
    // read
    output wire        read_fragment_l5_o,
    output wire [7:0]  read_ip_protocol_l5_o,
    output wire [15:0] read_src_ip_l5_o,
    output wire [8:0]  read_end_l5_o,
    output wire        checksum_good_o
);

    reg  [4:0]  index_q;
    reg         next_guess_q;
    reg         next_packet_q;
    reg         next_shim_q;
    reg         next_ports_q;
    reg         guess_to_packet_by0_q;
    reg  [7:0]  byte0_q;
    reg  [7:0]  byte4_q;
    reg  [7:0]  byte5_q;
    reg         packet_to_option1_by0_q;
    reg         packet_to_shim_by0_q;
    reg         packet_to_flagged_by0_q;
    reg         packet_to_inner_packet_by0_q;
    reg         packet_to_ports_by0_q;
    reg         mid_valid_q;
    reg  [63:0] mid_data_q;
    reg         mid_last_q;
    reg  [4:0]  mid_index_q;
    reg         out_valid_q;
    reg  [63:0] out_data_q;
    reg         out_last_q;
    reg  [4:0]  out_index_q;
    reg  [8:0]  out_skip_q;
    reg         out_next_option1_q;
    reg         out_next_shim_q;
    reg         out_next_flagged_q;
    reg         out_next_inner_packet_q;
    reg         out_next_ports_q;
    reg         packet_broken_q;
    reg  [7:0]  byte2_q;
    reg  [7:0]  byte3_q;
    reg         faults_guess_here_q;
    reg         faults_guess_crowded_q;
    reg         faults_guess_short_q;
    reg         faults_packet_here_q;
    reg         faults_packet_crowded_q;
    reg         faults_packet_short_q;
    reg         faults_packet_malformed_q;
    reg         faults_packet_long_q;
    reg         faults_packet_narrow_q;
    reg         status_alive_q;
    reg  [2:0]  status_exception_q;
    reg  [6:0]  status_exception_header_q;
    reg         status_longer_q;
    reg         judged_guess_here_q;
    reg         judged_guess_bad_q;
    reg         judged_guess_stops_q;
    reg  [2:0]  judged_guess_exception_q;
    reg         judged_packet_here_q;
    reg         judged_packet_bad_q;
    reg         judged_packet_stops_q;
    reg  [2:0]  judged_packet_exception_q;
    reg  [8:0]  place_offset_q;
    reg  [8:0]  place_left_q;
    reg  [9:0]  place_room_q;
    reg  [8:0]  bound_end0_q;
    reg  [8:0]  moved_offset_q;
    reg  [8:0]  moved_left_q;
    reg  [9:0]  rooms_room0_q;
    reg         rooms_nearest0_q;
    reg  [9:0]  rooms_room1_q;
    reg         rooms_nearest1_q;
    reg         judged_status_alive_q;
    reg  [2:0]  judged_status_exception_q;
    reg  [6:0]  judged_status_exception_header_q;
    reg         judged_status_longer_q;
    reg         present_guess_q;
    reg         present_packet_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [6:0]  walked_on_exception_header_q;
    reg         walked_on_longer_q;
    reg  [8:0]  walked_on_offset_q;
    reg  [8:0]  walked_on_left_q;
    reg  [9:0]  walked_on_room_q;
    reg  [7:0]  byte9_q;
    reg  [7:0]  byte10_q;
    reg  [7:0]  byte11_q;
    wire        checksum_good;

    always @(posedge clk) begin
        if (up_valid_i) begin
            index_q <= up_last_i ? 5'd0 : (index_q + 5'd1);
        end
        if (rst) begin
            index_q <= 5'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            next_guess_q <= up_next_guess_i;
            next_packet_q <= up_next_packet_i;
            next_shim_q <= up_next_shim_i;
            next_ports_q <= up_next_ports_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            guess_to_packet_by0_q <= (index_q == 5'd0) ? (up_data_i[7:4] == 4'd4) : guess_to_packet_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte0_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte4_q <= up_data_i[39:32];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte5_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            packet_to_option1_by0_q <= (index_q == 5'd1)
                    ? (({byte4_q[4:0], byte5_q} == 13'd0) & ((up_data_i[15:8] == 8'd60) | (up_data_i[15:8] == 8'd61) | (up_data_i[15:8] == 8'd62)))
                    : (index_q == 5'd0) ? 1'd0 : packet_to_option1_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            packet_to_shim_by0_q <= (index_q == 5'd1) ? (({byte4_q[4:0], byte5_q} == 13'd0) & (up_data_i[15:8] == 8'd47)) : (index_q == 5'd0)
                    ? 1'd0 : packet_to_shim_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            packet_to_flagged_by0_q <= (index_q == 5'd1) ? (({byte4_q[4:0], byte5_q} == 13'd0) & (up_data_i[15:8] == 8'd48)) : (index_q == 5'd0)
                    ? 1'd0 : packet_to_flagged_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            packet_to_inner_packet_by0_q <= (index_q == 5'd1) ? (({byte4_q[4:0], byte5_q} == 13'd0) & (up_data_i[15:8] == 8'd4)) : (index_q == 5'd0)
                    ? 1'd0 : packet_to_inner_packet_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            packet_to_ports_by0_q <= (index_q == 5'd1)
                    ? (({byte4_q[4:0], byte5_q} == 13'd0) & ((up_data_i[15:8] == 8'd6) | (up_data_i[15:8] == 8'd17)))
                    : (index_q == 5'd0) ? 1'd0 : packet_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        mid_valid_q <= up_valid_i;
        mid_data_q <= up_data_i;
        mid_last_q <= up_last_i;
        mid_index_q <= index_q;
        if (rst) begin
            mid_valid_q <= 1'd0;
        end
    end

    wire next_guess_or = (next_guess_q & guess_to_packet_by0_q) | next_packet_q;
    always @(posedge clk) begin
        out_valid_q <= mid_valid_q;
        out_data_q <= mid_data_q;
        out_last_q <= mid_last_q;
        out_index_q <= mid_index_q;
        out_skip_q <= {9{next_guess_or}} & {3'd0, {byte0_q[3:0], 2'd0}};
        out_next_option1_q <= next_guess_or & packet_to_option1_by0_q;
        out_next_shim_q <= next_shim_q | (next_guess_or & packet_to_shim_by0_q);
        out_next_flagged_q <= next_guess_or & packet_to_flagged_by0_q;
        out_next_inner_packet_q <= next_guess_or & packet_to_inner_packet_by0_q;
        out_next_ports_q <= next_ports_q | (next_guess_or & packet_to_ports_by0_q);
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = out_valid_q;
    assign down_data_o = out_data_q;
    assign down_last_o = out_last_q;
    assign down_index_o = out_index_q;
    assign down_skip_o = out_skip_q;
    assign down_next_option1_o = out_next_option1_q;
    assign down_next_shim_o = out_next_shim_q;
    assign down_next_flagged_o = out_next_flagged_q;
    assign down_next_inner_packet_o = out_next_inner_packet_q;
    assign down_next_ports_o = out_next_ports_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            packet_broken_q <= (index_q == 5'd0)
                    ? ~((up_data_i[7:4] == 4'd4) & ~(~up_data_i[3] & (~up_data_i[2] & (~up_data_i[1] | ~up_data_i[0]))))
                    : packet_broken_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte2_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte3_q <= up_data_i[31:24];
        end
    end

    wire walk_room_and = ~walk_room_i[7]
            & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] & (~walk_room_i[2] & (~walk_room_i[1] & ~walk_room_i[0]))))));
    wire walk_left_and = ~walk_left_i[7]
            & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] & (~walk_left_i[2] & (~walk_left_i[1] & ~walk_left_i[0]))))));
    always @(posedge clk) begin
        faults_guess_here_q <= next_guess_q;
        faults_guess_crowded_q <= walk_room_i[9] | (~walk_room_i[8] & walk_room_and);
        faults_guess_short_q <= ~walk_left_i[8] & walk_left_and;
    end

    wire [15:0] byte2_joined = {byte2_q, byte3_q};
    wire [5:0] varying = {byte0_q[3:0], 2'd0};
    always @(posedge clk) begin
        faults_packet_here_q <= next_guess_or;
        faults_packet_crowded_q <= walk_room_i[9]
                | (~walk_room_i[8] & (~walk_room_i[7] & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] | ~walk_room_i[2]))))));
        faults_packet_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] | ~walk_left_i[2])))));
        faults_packet_malformed_q <= packet_broken_q | (byte2_joined < {10'd0, varying});
        faults_packet_long_q <= walk_left_i < {3'd0, varying};
        faults_packet_narrow_q <= walk_room_i[8:0] < {3'd0, varying};
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    wire faults_guess_crowded_or = faults_guess_crowded_q | faults_guess_short_q;
    always @(posedge clk) begin
        judged_guess_here_q <= faults_guess_here_q;
        judged_guess_bad_q <= faults_guess_here_q & faults_guess_crowded_or;
        judged_guess_stops_q <= faults_guess_here_q & faults_guess_crowded_or;
        judged_guess_exception_q <= faults_guess_crowded_q ? 3'd5 : faults_guess_short_q ? (status_longer_q ? 3'd2 : 3'd1) : 3'd0;
    end

    wire faults_packet_crowded_or = faults_packet_crowded_q | faults_packet_short_q | (faults_packet_malformed_q | faults_packet_long_q)
            | faults_packet_narrow_q;
    wire [2:0] cut = status_longer_q ? 3'd2 : 3'd1;
    always @(posedge clk) begin
        judged_packet_here_q <= faults_packet_here_q;
        judged_packet_bad_q <= faults_packet_here_q & faults_packet_crowded_or;
        judged_packet_stops_q <= faults_packet_here_q & faults_packet_crowded_or;
        judged_packet_exception_q <= faults_packet_crowded_q ? 3'd5 : faults_packet_short_q ? cut : faults_packet_malformed_q ? 3'd4
                : faults_packet_long_q ? cut : faults_packet_narrow_q ? 3'd5 : 3'd0;
    end

    always @(posedge clk) begin
        place_offset_q <= walk_offset_i;
        place_left_q <= walk_left_i;
        place_room_q <= walk_room_i;
    end

    wire [15:0] terms = {16{next_guess_or}} & byte2_joined;
    always @(posedge clk) begin
        bound_end0_q <= (~next_guess_or | (|{1'd0, terms[15:9]})) ? 9'h1ff : terms[8:0];
    end

    wire [9:0] place_left_difference = {1'd0, place_left_q} - {1'd0, out_skip_q};
    always @(posedge clk) begin
        moved_offset_q <= place_offset_q + out_skip_q;
        moved_left_q <= place_left_difference[8:0];
    end

    wire [9:0] bound_end0_joined = {1'd0, bound_end0_q};
    wire [9:0] ordered = bound_end0_joined ^ 10'h200;
    wire [9:0] ordered_2 = place_room_q ^ 10'h200;
    always @(posedge clk) begin
        rooms_room0_q <= place_room_q - {1'd0, out_skip_q};
        rooms_nearest0_q <= ~(ordered < ordered_2);
        rooms_room1_q <= bound_end0_joined - {1'd0, out_skip_q};
        rooms_nearest1_q <= ordered < ordered_2;
    end

    always @(posedge clk) begin
        judged_status_alive_q <= status_alive_q;
        judged_status_exception_q <= status_exception_q;
        judged_status_exception_header_q <= status_exception_header_q;
        judged_status_longer_q <= status_longer_q;
    end

    always @(posedge clk) begin
        present_guess_q <= judged_status_alive_q & (judged_guess_here_q & ~judged_guess_bad_q);
        present_packet_q <= judged_status_alive_q & (judged_packet_here_q & ~judged_packet_bad_q & ~judged_guess_stops_q);
    end

    wire judged_packet_stops_and = judged_packet_stops_q & ~judged_guess_stops_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_status_alive_q & ~(judged_guess_stops_q | judged_packet_stops_and);
        walked_on_exception_q <= judged_status_exception_q
                | ({3{judged_status_alive_q}} & (({3{judged_guess_stops_q}} & judged_guess_exception_q) | ({3{judged_packet_stops_and}} & judged_packet_exception_q)));
        walked_on_exception_header_q <= judged_status_exception_header_q
                | ({7{judged_status_alive_q}} & (({7{judged_guess_stops_q}} & 7'd4) | ({7{judged_packet_stops_and}} & 7'd5)));
        walked_on_longer_q <= judged_status_longer_q;
        walked_on_offset_q <= moved_offset_q;
        walked_on_left_q <= moved_left_q;
        walked_on_room_q <= ({10{rooms_nearest0_q}} & rooms_room0_q) | ({10{rooms_nearest1_q}} & rooms_room1_q);
    end

    assign present_guess_o = present_guess_q;
    assign present_packet_o = present_packet_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;
    assign walked_longer_o = walked_on_longer_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte9_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte10_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte11_q <= up_data_i[31:24];
        end
    end

    assign read_fragment_l5_o = |{byte4_q[4:0], byte5_q};
    assign read_ip_protocol_l5_o = byte9_q;
    assign read_src_ip_l5_o = {byte10_q, byte11_q};
    assign read_end_l5_o = {3'd0, {byte0_q[3:0], 2'd0}};
    assign checksum_good_o = checksum_good;

    header_checksum checksum (
        .clk        (clk),
        .rst        (rst),
        .up_valid_i (up_valid_i),
        .up_data_i  (up_data_i),
        .up_index_i (index_q),
        .good_o     (checksum_good)
    );

    wire unused = &{1'b0, byte0_q[7:4], byte4_q[7:5], place_left_difference[9]};

endmodule

// Parser stage: option1, wherever the pointer says.
// Parameters: beatBytes = 8, windowBeats = 32, headers = option1, next = optionB
module option_a_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_index_i,
    input  wire [8:0]  up_skip_i,
    input  wire        up_next_option1_i,
    input  wire        up_next_shim_i,
    input  wire        up_next_flagged_i,
    input  wire        up_next_inner_packet_i,
    input  wire        up_next_ports_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire [4:0]  down_index_o,
    output wire [8:0]  down_skip_o,
    output wire        down_next_option2_o,
    output wire        down_next_shim_o,
    output wire        down_next_flagged_o,
    output wire        down_next_inner_packet_o,
    output wire        down_next_ports_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    input  wire [9:0]  walk_room_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        walked_longer_o,
    output wire [8:0]  walked_offset_o,
    output wire [8:0]  walked_left_o,
    output wire [9:0]  walked_room_o,
    output wire        present_option1_o,
    // read
    output wire [11:0] read_vlan4_l6_o,
    output wire        read_vlan4_counts_l6_o,
    output wire        read_authentication_l6_o,
    output wire        read_authentication_counts_l6_o,
    output wire [7:0]  read_ip_protocol_l6_o,
    output wire [8:0]  end_o
);

    reg         mid_valid_q;
    reg  [63:0] mid_data_q;
    reg         mid_last_q;
    reg  [4:0]  mid_index_q;
    reg  [8:0]  mid_skip_q;
    reg         mid_next_option1_q;
    reg         mid_next_shim_q;
    reg         mid_next_flagged_q;
    reg         mid_next_inner_packet_q;
    reg         mid_next_ports_q;
    reg         mid_own_q;
    reg         mid_hit_q;
    reg  [31:0] mid_word_q;
    reg         out_here_option1_q;
    reg  [31:0] out_word_q;
    reg  [3:0]  out_step_q;
    reg         out_broken_option1_q;
    reg  [8:0]  out_skip_q;
    reg         out_next_option2_q;
    reg         out_next_shim_q;
    reg         out_next_flagged_q;
    reg         out_next_inner_packet_q;
    reg         out_next_ports_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    reg  [4:0]  held_index_q;
    reg         faults_option1_here_q;
    reg         faults_option1_crowded_q;
    reg         faults_option1_short_q;
    reg         faults_option1_malformed_q;
    reg         status_alive_q;
    reg  [2:0]  status_exception_q;
    reg  [6:0]  status_exception_header_q;
    reg         status_longer_q;
    reg  [8:0]  moved_offset_q;
    reg  [8:0]  moved_left_q;
    reg  [9:0]  moved_room_q;
    reg         fitting_over_q;
    reg         fitting_narrow_q;
    reg         present_option1_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [6:0]  walked_on_exception_header_q;
    reg         walked_on_longer_q;
    reg  [8:0]  walked_on_offset_q;
    reg  [8:0]  walked_on_left_q;
    reg  [9:0]  walked_on_room_q;

    always @(posedge clk) begin
        mid_valid_q <= up_valid_i;
        mid_data_q <= up_data_i;
        mid_last_q <= up_last_i;
        mid_index_q <= up_index_i;
        mid_skip_q <= up_skip_i;
        mid_next_option1_q <= up_next_option1_i;
        mid_next_shim_q <= up_next_shim_i;
        mid_next_flagged_q <= up_next_flagged_i;
        mid_next_inner_packet_q <= up_next_inner_packet_i;
        mid_next_ports_q <= up_next_ports_i;
        mid_own_q <= up_next_option1_i;
        mid_hit_q <= up_valid_i & (up_next_option1_i & (up_skip_i[8:3] == {1'd0, up_index_i}));
        mid_word_q <= up_skip_i[2] ? up_data_i[63:32] : up_data_i[31:0];
        if (rst) begin
            mid_valid_q <= 1'd0;
        end
    end

    wire mid_hit_and = mid_hit_q & mid_next_option1_q;
    wire [3:0] step = ({4{mid_hit_and}} & {1'd0, mid_word_q[11], 2'd0}) + ({4{mid_hit_and}} & 4'd4);
    always @(posedge clk) begin
        if (mid_valid_q) begin
            out_here_option1_q <= mid_next_option1_q;
            if (~mid_own_q | mid_hit_q) begin
                out_step_q <= step;
                out_skip_q <= mid_skip_q + {5'd0, step};
            end
            if (~mid_own_q | mid_hit_q | (mid_index_q == 5'd0)) begin
                out_next_option2_q <= mid_hit_q & (mid_next_option1_q & ((mid_word_q[7:0] == 8'd60) | (mid_word_q[7:0] == 8'd61)));
                out_next_shim_q <= mid_next_shim_q | (mid_hit_q & (mid_next_option1_q & (mid_word_q[7:0] == 8'd47)));
                out_next_flagged_q <= mid_next_flagged_q | (mid_hit_q & (mid_next_option1_q & (mid_word_q[7:0] == 8'd48)));
                out_next_inner_packet_q <= mid_next_inner_packet_q | (mid_hit_q & (mid_next_option1_q & (mid_word_q[7:0] == 8'd4)));
                out_next_ports_q <= mid_next_ports_q
                        | (mid_hit_q & (mid_next_option1_q & ((mid_word_q[7:0] == 8'd6) | (mid_word_q[7:0] == 8'd17))));
            end
        end
        if (mid_hit_q) begin
            out_word_q <= mid_word_q;
            out_broken_option1_q <= ~(|mid_word_q[10:8]);
        end
    end

    always @(posedge clk) begin
        held_valid_q <= mid_valid_q;
        held_data_q <= mid_data_q;
        held_last_q <= mid_last_q;
        held_index_q <= mid_index_q;
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = held_valid_q;
    assign down_data_o = held_data_q;
    assign down_last_o = held_last_q;
    assign down_index_o = held_index_q;
    assign down_skip_o = out_skip_q;
    assign down_next_option2_o = out_next_option2_q;
    assign down_next_shim_o = out_next_shim_q;
    assign down_next_flagged_o = out_next_flagged_q;
    assign down_next_inner_packet_o = out_next_inner_packet_q;
    assign down_next_ports_o = out_next_ports_q;

    always @(posedge clk) begin
        faults_option1_here_q <= out_here_option1_q;
        faults_option1_crowded_q <= walk_room_i[9]
                | (~walk_room_i[8] & (~walk_room_i[7] & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] & ~walk_room_i[2]))))));
        faults_option1_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] & ~walk_left_i[2])))));
        faults_option1_malformed_q <= out_broken_option1_q;
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    wire [9:0] walk_left_difference = {1'd0, walk_left_i} - {1'd0, 5'd0, out_step_q};
    always @(posedge clk) begin
        moved_offset_q <= walk_offset_i + {5'd0, out_step_q};
        moved_left_q <= walk_left_difference[8:0];
        moved_room_q <= walk_room_i - {6'd0, out_step_q};
    end

    wire [9:0] walk_left_difference_2 = {1'd0, walk_left_i} - {1'd0, 5'd0, out_step_q};
    wire [9:0] walk_room_difference = {1'd0, walk_room_i[8:0]} - {1'd0, 5'd0, out_step_q};
    always @(posedge clk) begin
        fitting_over_q <= walk_left_difference_2[9];
        fitting_narrow_q <= walk_room_difference[9];
    end

    wire faults_option1_crowded_or = faults_option1_crowded_q | faults_option1_short_q | (faults_option1_malformed_q | fitting_over_q)
            | fitting_narrow_q;
    always @(posedge clk) begin
        present_option1_q <= status_alive_q & (faults_option1_here_q & ~(faults_option1_here_q & faults_option1_crowded_or));
    end

    wire stops = faults_option1_here_q & faults_option1_crowded_or;
    wire [2:0] cut = status_longer_q ? 3'd2 : 3'd1;
    always @(posedge clk) begin
        walked_on_alive_q <= status_alive_q & ~stops;
        walked_on_exception_q <= status_exception_q
                | ({3{status_alive_q}} & ({3{stops}} & (faults_option1_crowded_q ? 3'd5 : faults_option1_short_q ? cut : faults_option1_malformed_q ? 3'd4 : fitting_over_q ? cut : fitting_narrow_q ? 3'd5 : 3'd0)));
        walked_on_exception_header_q <= status_exception_header_q | ({7{status_alive_q}} & ({7{stops}} & 7'd6));
        walked_on_longer_q <= status_longer_q;
        walked_on_offset_q <= moved_offset_q;
        walked_on_left_q <= moved_left_q;
        walked_on_room_q <= moved_room_q;
    end

    assign present_option1_o = present_option1_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;
    assign walked_longer_o = walked_on_longer_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;
    assign end_o = moved_offset_q;

    wire out_word_or = (out_word_q[10:8] == 3'd3) | (out_word_q[10:8] == 3'd4);
    assign read_vlan4_l6_o = ({12{out_word_or}} & {9'd0, out_word_q[10:8]})
            | ({12{~out_word_or & out_word_q[11]}} & {out_word_q[23:16], out_word_q[31:28]});

    assign read_vlan4_counts_l6_o = out_here_option1_q & ((out_word_q[10:8] == 3'd3) | (out_word_q[10:8] == 3'd4) | out_word_q[11]);
    assign read_authentication_l6_o = out_word_q[10:8] == 3'd7;
    assign read_authentication_counts_l6_o = out_here_option1_q & (out_word_q[10:8] == 3'd7);
    assign read_ip_protocol_l6_o = out_word_q[7:0];

    wire unused = &{1'b0, out_word_q[15:12], out_word_q[27:24], walk_left_difference[9], walk_left_difference_2[8:0], walk_room_difference[8:0]};

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 12, downBytes = 8, fixed = 0, steps = 4, skipBits = 3, sideBits = 5
module byte_aligner_up_bytes12_down_bytes8_fixed0_steps4_side_bits5 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [95:0] up_data_i,
    input  wire [2:0]  up_skip_i,
    input  wire [4:0]  up_side_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire [4:0]  down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [4:0]  stage0_side_q;

    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_skip_i[2] ? up_data_i[95:32] : up_data_i[63:0];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_skip_i[1:0]};

endmodule

// Parser stage: option2, wherever the pointer says.
// Parameters: beatBytes = 8, windowBeats = 32, headers = option2, next = shim
module option_b_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_index_i,
    input  wire [8:0]  up_skip_i,
    input  wire        up_next_option2_i,
    input  wire        up_next_shim_i,
    input  wire        up_next_flagged_i,
    input  wire        up_next_inner_packet_i,
    input  wire        up_next_ports_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_next_shim_o,
    output wire        down_next_flagged_o,
    output wire        down_next_inner_packet_o,
    output wire        down_next_ports_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    input  wire [9:0]  walk_room_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        walked_longer_o,
    output wire [8:0]  walked_offset_o,
    output wire [8:0]  walked_left_o,
    output wire [9:0]  walked_room_o,
    output wire        present_option2_o,
    // read
    output wire [11:0] read_vlan4_l7_o,
    output wire        read_vlan4_counts_l7_o,
    output wire        read_authentication_l7_o,
    output wire        read_authentication_counts_l7_o,
    output wire [7:0]  read_ip_protocol_l7_o,
    output wire [8:0]  end_o
);

    reg         mid_valid_q;
    reg  [63:0] mid_data_q;
    reg         mid_last_q;
    reg  [4:0]  mid_index_q;
    reg  [8:0]  mid_skip_q;
    reg         mid_next_option2_q;
    reg         mid_next_shim_q;
    reg         mid_next_flagged_q;
    reg         mid_next_inner_packet_q;
    reg         mid_next_ports_q;
    reg         mid_own_q;
    reg         mid_hit_q;
    reg  [31:0] mid_word_q;
    reg         out_here_option2_q;
    reg  [31:0] out_word_q;
    reg  [3:0]  out_step_q;
    reg         out_broken_option2_q;
    reg         out_refused_option2_q;
    reg  [8:0]  out_skip_q;
    reg         out_next_shim_q;
    reg         out_next_flagged_q;
    reg         out_next_inner_packet_q;
    reg         out_next_ports_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    reg  [4:0]  held_index_q;
    wire        aligner_up_valid;
    wire [95:0] aligner_up_data;
    wire [2:0]  aligner_up_skip;
    wire [4:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [4:0]  aligner_down_side;
    reg         faults_option2_here_q;
    reg         faults_option2_crowded_q;
    reg         faults_option2_short_q;
    reg         faults_option2_malformed_q;
    reg         faults_option2_refused_q;
    reg         status_alive_q;
    reg  [2:0]  status_exception_q;
    reg  [6:0]  status_exception_header_q;
    reg         status_longer_q;
    reg  [8:0]  moved_offset_q;
    reg  [8:0]  moved_left_q;
    reg  [9:0]  moved_room_q;
    reg         fitting_over_q;
    reg         fitting_narrow_q;
    reg         present_option2_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [6:0]  walked_on_exception_header_q;
    reg         walked_on_longer_q;
    reg  [8:0]  walked_on_offset_q;
    reg  [8:0]  walked_on_left_q;
    reg  [9:0]  walked_on_room_q;

    always @(posedge clk) begin
        mid_valid_q <= up_valid_i;
        mid_data_q <= up_data_i;
        mid_last_q <= up_last_i;
        mid_index_q <= up_index_i;
        mid_skip_q <= up_skip_i;
        mid_next_option2_q <= up_next_option2_i;
        mid_next_shim_q <= up_next_shim_i;
        mid_next_flagged_q <= up_next_flagged_i;
        mid_next_inner_packet_q <= up_next_inner_packet_i;
        mid_next_ports_q <= up_next_ports_i;
        mid_own_q <= up_next_option2_i;
        mid_hit_q <= up_valid_i & (up_next_option2_i & (up_skip_i[8:3] == {1'd0, up_index_i}));
        mid_word_q <= up_skip_i[2] ? up_data_i[63:32] : up_data_i[31:0];
        if (rst) begin
            mid_valid_q <= 1'd0;
        end
    end

    wire mid_hit_and = mid_hit_q & mid_next_option2_q;
    wire [3:0] step = ({4{mid_hit_and}} & {1'd0, mid_word_q[11], 2'd0}) + ({4{mid_hit_and}} & 4'd4);
    always @(posedge clk) begin
        if (mid_valid_q) begin
            out_here_option2_q <= mid_next_option2_q;
            if (~mid_own_q | mid_hit_q) begin
                out_step_q <= step;
                out_skip_q <= mid_skip_q + {5'd0, step};
            end
            if (~mid_own_q | mid_hit_q | (mid_index_q == 5'd0)) begin
                out_next_shim_q <= mid_next_shim_q | (mid_hit_q & (mid_next_option2_q & (mid_word_q[7:0] == 8'd47)));
                out_next_flagged_q <= mid_next_flagged_q | (mid_hit_q & (mid_next_option2_q & (mid_word_q[7:0] == 8'd48)));
                out_next_inner_packet_q <= mid_next_inner_packet_q | (mid_hit_q & (mid_next_option2_q & (mid_word_q[7:0] == 8'd4)));
                out_next_ports_q <= mid_next_ports_q
                        | (mid_hit_q & (mid_next_option2_q & ((mid_word_q[7:0] == 8'd6) | (mid_word_q[7:0] == 8'd17))));
            end
        end
        if (mid_hit_q) begin
            out_word_q <= mid_word_q;
            out_broken_option2_q <= ~(|mid_word_q[10:8]);
            out_refused_option2_q <= mid_word_q[7:0] == 8'd60;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= mid_valid_q | (held_valid_q & ~held_last_q);
        if (mid_valid_q) begin
            held_data_q <= mid_data_q;
            held_last_q <= mid_last_q;
            held_index_q <= mid_index_q;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q
            & (held_last_q | (mid_valid_q & ((out_next_shim_q | out_next_flagged_q | (out_next_inner_packet_q | out_next_ports_q)) & (out_skip_q[8:3] <= {1'd0, held_index_q}))));
    assign aligner_up_data = {mid_data_q[31:0], held_data_q};
    assign aligner_up_skip = out_skip_q[2:0];
    assign aligner_up_side = {out_next_ports_q, out_next_inner_packet_q, out_next_flagged_q, out_next_shim_q, held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_next_shim_o = aligner_down_side[1];
    assign down_next_flagged_o = aligner_down_side[2];
    assign down_next_inner_packet_o = aligner_down_side[3];
    assign down_next_ports_o = aligner_down_side[4];

    always @(posedge clk) begin
        faults_option2_here_q <= out_here_option2_q;
        faults_option2_crowded_q <= walk_room_i[9]
                | (~walk_room_i[8] & (~walk_room_i[7] & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] & ~walk_room_i[2]))))));
        faults_option2_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] & ~walk_left_i[2])))));
        faults_option2_malformed_q <= out_broken_option2_q;
        faults_option2_refused_q <= out_refused_option2_q;
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    wire [9:0] walk_left_difference = {1'd0, walk_left_i} - {1'd0, 5'd0, out_step_q};
    always @(posedge clk) begin
        moved_offset_q <= walk_offset_i + {5'd0, out_step_q};
        moved_left_q <= walk_left_difference[8:0];
        moved_room_q <= walk_room_i - {6'd0, out_step_q};
    end

    wire [9:0] walk_left_difference_2 = {1'd0, walk_left_i} - {1'd0, 5'd0, out_step_q};
    wire [9:0] walk_room_difference = {1'd0, walk_room_i[8:0]} - {1'd0, 5'd0, out_step_q};
    always @(posedge clk) begin
        fitting_over_q <= walk_left_difference_2[9];
        fitting_narrow_q <= walk_room_difference[9];
    end

    wire faults_option2_crowded_or = faults_option2_crowded_q | faults_option2_short_q | (faults_option2_malformed_q | fitting_over_q)
            | fitting_narrow_q;
    always @(posedge clk) begin
        present_option2_q <= status_alive_q & (faults_option2_here_q & ~(faults_option2_here_q & faults_option2_crowded_or));
    end

    wire stops = faults_option2_here_q & (faults_option2_crowded_or | faults_option2_refused_q);
    wire [2:0] cut = status_longer_q ? 3'd2 : 3'd1;
    always @(posedge clk) begin
        walked_on_alive_q <= status_alive_q & ~stops;
        walked_on_exception_q <= status_exception_q
                | ({3{status_alive_q}} & ({3{stops}} & (faults_option2_crowded_q ? 3'd5 : faults_option2_short_q ? cut : faults_option2_malformed_q ? 3'd4 : fitting_over_q ? cut : fitting_narrow_q ? 3'd5 : 3'd3)));
        walked_on_exception_header_q <= status_exception_header_q | ({7{status_alive_q}} & ({7{stops}} & 7'd7));
        walked_on_longer_q <= status_longer_q;
        walked_on_offset_q <= moved_offset_q;
        walked_on_left_q <= moved_left_q;
        walked_on_room_q <= moved_room_q;
    end

    assign present_option2_o = present_option2_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;
    assign walked_longer_o = walked_on_longer_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;
    assign end_o = moved_offset_q;

    wire out_word_or = (out_word_q[10:8] == 3'd3) | (out_word_q[10:8] == 3'd4);
    assign read_vlan4_l7_o = ({12{out_word_or}} & {9'd0, out_word_q[10:8]})
            | ({12{~out_word_or & out_word_q[11]}} & {out_word_q[23:16], out_word_q[31:28]});

    assign read_vlan4_counts_l7_o = out_here_option2_q & ((out_word_q[10:8] == 3'd3) | (out_word_q[10:8] == 3'd4) | out_word_q[11]);
    assign read_authentication_l7_o = out_word_q[10:8] == 3'd7;
    assign read_authentication_counts_l7_o = out_here_option2_q & (out_word_q[10:8] == 3'd7);
    assign read_ip_protocol_l7_o = out_word_q[7:0];

    byte_aligner_up_bytes12_down_bytes8_fixed0_steps4_side_bits5 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (aligner_up_skip),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, out_word_q[15:12], out_word_q[27:24], walk_left_difference[9], walk_left_difference_2[8:0], walk_room_difference[8:0]};

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 15, downBytes = 8, fixed = 0, steps = 1 2 4, skipBits = 3, sideBits = 3
module byte_aligner_up_bytes15_down_bytes8_fixed0_steps1_2_4_side_bits3 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [119:0] up_data_i,
    input  wire [2:0]   up_skip_i,
    input  wire [2:0]   up_side_i,
    // down
    output wire         down_valid_o,
    output wire [63:0]  down_data_o,
    output wire [2:0]   down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [2:0]  stage0_side_q;

    wire [87:0] up_data_choice = up_skip_i[2] ? up_data_i[119:32] : up_data_i[87:0];
    wire [71:0] up_data_choice_2 = up_skip_i[1] ? up_data_choice[87:16] : up_data_choice[71:0];
    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_skip_i[0] ? up_data_choice_2[71:8] : up_data_choice_2[63:0];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

endmodule

// Parser stage: shim, flagged, noteAt4, noteAt8, noteAt12.
// Parameters: beatBytes = 8, windowBeats = 32, headers = shim flagged noteAt4 noteAt8 noteAt12, next = inner
module shim_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_next_shim_i,
    input  wire        up_next_flagged_i,
    input  wire        up_next_inner_packet_i,
    input  wire        up_next_ports_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_next_inner_packet_o,
    output wire        down_next_ports_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    input  wire [9:0]  walk_room_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        walked_longer_o,
    output wire [8:0]  walked_offset_o,
    output wire [8:0]  walked_left_o,
    output wire [9:0]  walked_room_o,
    // present
    output wire        present_shim_o,
    output wire        present_flagged_o,
    output wire        present_note_at4_o,
    output wire        present_note_at8_o,
    output wire        present_note_at12_o,
    // read
    output wire [7:0]  read_vlan_l8_o,
    output wire [7:0]  read_ip_protocol_l8_o,
    output wire [8:0]  read_end_l8_o,
    output wire [2:0]  read_tunnel_l8_o,
    output wire [2:0]  read_tunnel_l9_o,
    output wire [31:0] read_tunnel_id_l8_o,
    output wire        read_tunnel_id_counts_l8_o,
    output wire [20:0] read_tunnel_id_l9_o,
    output wire [8:0]  read_end_l9_o
);

    reg  [4:0]   index_q;
    reg          next_shim_q;
    reg          next_flagged_q;
    reg          next_inner_packet_q;
    reg          next_ports_q;
    reg          flagged_to_note4_by0_q;
    reg          flagged_to_note4_by1_q;
    reg          flagged_to_note8_by0_q;
    reg          flagged_to_note8_by1_q;
    reg          flagged_to_note12_by0_q;
    reg          flagged_to_note12_by1_q;
    reg  [7:0]   byte0_q;
    reg          shim_to_inner_packet_by0_q;
    reg          flagged_to_inner_packet_by1_q;
    reg          note_at4_to_inner_packet_by0_q;
    reg          note_at8_to_inner_packet_by0_q;
    reg          note_at12_to_inner_packet_by0_q;
    reg          shim_to_ports_by0_q;
    reg          note_at4_to_ports_by0_q;
    reg          note_at8_to_ports_by0_q;
    reg          note_at12_to_ports_by0_q;
    reg          mid_valid_q;
    reg  [63:0]  mid_data_q;
    reg          mid_last_q;
    reg  [4:0]   mid_index_q;
    reg          out_valid_q;
    reg  [63:0]  out_data_q;
    reg          out_last_q;
    reg  [4:0]   out_index_q;
    reg  [8:0]   out_skip_q;
    reg          out_next_inner_packet_q;
    reg          out_next_ports_q;
    wire         aligner_up_valid;
    wire [119:0] aligner_up_data;
    wire [2:0]   aligner_up_skip;
    wire [2:0]   aligner_up_side;
    wire         aligner_down_valid;
    wire [63:0]  aligner_down_data;
    wire [2:0]   aligner_down_side;
    reg          shim_refused0_q;
    reg          shim_broken_q;
    reg  [7:0]   byte2_q;
    reg          flagged_refused0_q;
    reg  [7:0]   byte5_q;
    reg  [7:0]   byte6_q;
    reg  [7:0]   byte9_q;
    reg  [7:0]   byte10_q;
    reg  [7:0]   byte13_q;
    reg  [7:0]   byte14_q;
    reg          faults_shim_here_q;
    reg          faults_shim_crowded_q;
    reg          faults_shim_short_q;
    reg          faults_shim_malformed_q;
    reg          faults_shim_long_q;
    reg          faults_shim_narrow_q;
    reg          faults_shim_refused_q;
    reg          faults_flagged_here_q;
    reg          faults_flagged_crowded_q;
    reg          faults_flagged_short_q;
    reg          faults_flagged_long_q;
    reg          faults_flagged_narrow_q;
    reg          faults_flagged_refused_q;
    reg          faults_note_at4_here_q;
    reg          faults_note_at4_crowded_q;
    reg          faults_note_at4_short_q;
    reg          faults_note_at8_here_q;
    reg          faults_note_at8_crowded_q;
    reg          faults_note_at8_short_q;
    reg          faults_note_at12_here_q;
    reg          faults_note_at12_crowded_q;
    reg          faults_note_at12_short_q;
    reg          status_alive_q;
    reg  [2:0]   status_exception_q;
    reg  [6:0]   status_exception_header_q;
    reg          status_longer_q;
    reg          judged_shim_here_q;
    reg          judged_shim_bad_q;
    reg          judged_shim_stops_q;
    reg  [2:0]   judged_shim_exception_q;
    reg          judged_flagged_here_q;
    reg          judged_flagged_bad_q;
    reg          judged_flagged_stops_q;
    reg  [2:0]   judged_flagged_exception_q;
    reg          judged_note_at4_here_q;
    reg          judged_note_at4_bad_q;
    reg          judged_note_at4_stops_q;
    reg  [2:0]   judged_note_at4_exception_q;
    reg          judged_note_at8_here_q;
    reg          judged_note_at8_bad_q;
    reg          judged_note_at8_stops_q;
    reg  [2:0]   judged_note_at8_exception_q;
    reg          judged_note_at12_here_q;
    reg          judged_note_at12_bad_q;
    reg          judged_note_at12_stops_q;
    reg  [2:0]   judged_note_at12_exception_q;
    reg  [8:0]   place_offset_q;
    reg  [8:0]   place_left_q;
    reg  [9:0]   place_room_q;
    reg  [8:0]   bound_end0_q;
    reg  [8:0]   bound_end1_q;
    reg  [8:0]   moved_offset_q;
    reg  [8:0]   moved_left_q;
    reg  [9:0]   rooms_room0_q;
    reg          rooms_nearest0_q;
    reg  [9:0]   rooms_room1_q;
    reg          rooms_nearest1_q;
    reg  [9:0]   rooms_room2_q;
    reg          rooms_nearest2_q;
    reg          judged_status_alive_q;
    reg  [2:0]   judged_status_exception_q;
    reg  [6:0]   judged_status_exception_header_q;
    reg          judged_status_longer_q;
    reg          present_shim_q;
    reg          present_flagged_q;
    reg          present_note_at4_q;
    reg          present_note_at8_q;
    reg          present_note_at12_q;
    reg          walked_on_alive_q;
    reg  [2:0]   walked_on_exception_q;
    reg  [6:0]   walked_on_exception_header_q;
    reg          walked_on_longer_q;
    reg  [8:0]   walked_on_offset_q;
    reg  [8:0]   walked_on_left_q;
    reg  [9:0]   walked_on_room_q;
    reg  [7:0]   byte1_q;
    reg  [7:0]   byte8_q;
    reg  [7:0]   byte11_q;
    reg  [7:0]   byte4_q;
    reg  [7:0]   byte7_q;
    reg  [7:0]   byte12_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            index_q <= up_last_i ? 5'd0 : (index_q + 5'd1);
        end
        if (rst) begin
            index_q <= 5'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            next_shim_q <= up_next_shim_i;
            next_flagged_q <= up_next_flagged_i;
            next_inner_packet_q <= up_next_inner_packet_i;
            next_ports_q <= up_next_ports_i;
        end
    end

    wire up_data_or = up_data_i[7] | up_data_i[6];
    wire value = (up_data_i[7] == 1'd0) & ({up_data_i[23:16], up_data_i[31:24]} == 16'd1)
            & ((((up_data_i[4] == 1'd1) & up_data_i[5]) ? (up_data_or ? 4'd12 : 4'd8) : up_data_or ? 4'd8 : 4'd4) == 4'd4);
    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_note4_by0_q <= (index_q == 5'd0) ? value : flagged_to_note4_by0_q;
        end
    end

    wire up_data_or_2 = up_data_i[7] | up_data_i[6];
    wire value_2 = (up_data_i[7] == 1'd1) & ~({up_data_i[23:16], up_data_i[31:24]} == 16'd2)
            & ((((up_data_i[4] == 1'd1) & up_data_i[5]) ? (up_data_or_2 ? 4'd12 : 4'd8) : up_data_or_2 ? 4'd8 : 4'd4) == 4'd4);
    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_note4_by1_q <= (index_q == 5'd0) ? value_2 : flagged_to_note4_by1_q;
        end
    end

    wire up_data_or_3 = up_data_i[7] | up_data_i[6];
    wire value_3 = (up_data_i[7] == 1'd0) & ({up_data_i[23:16], up_data_i[31:24]} == 16'd1)
            & ((((up_data_i[4] == 1'd1) & up_data_i[5]) ? (up_data_or_3 ? 4'd12 : 4'd8) : up_data_or_3 ? 4'd8 : 4'd4) == 4'd8);
    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_note8_by0_q <= (index_q == 5'd0) ? value_3 : flagged_to_note8_by0_q;
        end
    end

    wire up_data_or_4 = up_data_i[7] | up_data_i[6];
    wire value_4 = (up_data_i[7] == 1'd1) & ~({up_data_i[23:16], up_data_i[31:24]} == 16'd2)
            & ((((up_data_i[4] == 1'd1) & up_data_i[5]) ? (up_data_or_4 ? 4'd12 : 4'd8) : up_data_or_4 ? 4'd8 : 4'd4) == 4'd8);
    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_note8_by1_q <= (index_q == 5'd0) ? value_4 : flagged_to_note8_by1_q;
        end
    end

    wire up_data_or_5 = up_data_i[7] | up_data_i[6];
    wire value_5 = (up_data_i[7] == 1'd0) & ({up_data_i[23:16], up_data_i[31:24]} == 16'd1)
            & ((((up_data_i[4] == 1'd1) & up_data_i[5]) ? (up_data_or_5 ? 4'd12 : 4'd8) : up_data_or_5 ? 4'd8 : 4'd4) == 4'd12);
    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_note12_by0_q <= (index_q == 5'd0) ? value_5 : flagged_to_note12_by0_q;
        end
    end

    wire up_data_or_6 = up_data_i[7] | up_data_i[6];
    wire value_6 = (up_data_i[7] == 1'd1) & ~({up_data_i[23:16], up_data_i[31:24]} == 16'd2)
            & ((((up_data_i[4] == 1'd1) & up_data_i[5]) ? (up_data_or_6 ? 4'd12 : 4'd8) : up_data_or_6 ? 4'd8 : 4'd4) == 4'd12);
    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_note12_by1_q <= (index_q == 5'd0) ? value_6 : flagged_to_note12_by1_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte0_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            shim_to_inner_packet_by0_q <= (index_q == 5'd0) ? (up_data_i[15:8] == 8'd4) : shim_to_inner_packet_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_to_inner_packet_by1_q <= (index_q == 5'd0) ? ((up_data_i[7] == 1'd1) & ({up_data_i[23:16], up_data_i[31:24]} == 16'd2))
                    : flagged_to_inner_packet_by1_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            note_at4_to_inner_packet_by0_q <= (index_q == 5'd1) ? (up_data_i[7:0] == 8'd4) : (index_q == 5'd0) ? 1'd0 : note_at4_to_inner_packet_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            note_at8_to_inner_packet_by0_q <= (index_q == 5'd1) ? (up_data_i[39:32] == 8'd4) : (index_q == 5'd0) ? 1'd0 : note_at8_to_inner_packet_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            note_at12_to_inner_packet_by0_q <= (index_q == 5'd2) ? (up_data_i[7:0] == 8'd4) : (index_q == 5'd0) ? 1'd0 : note_at12_to_inner_packet_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            shim_to_ports_by0_q <= (index_q == 5'd0) ? ((up_data_i[15:8] == 8'd6) | (up_data_i[15:8] == 8'd7)) : shim_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            note_at4_to_ports_by0_q <= (index_q == 5'd1) ? (up_data_i[7:0] == 8'd6) : (index_q == 5'd0) ? 1'd0 : note_at4_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            note_at8_to_ports_by0_q <= (index_q == 5'd1) ? (up_data_i[39:32] == 8'd6) : (index_q == 5'd0) ? 1'd0 : note_at8_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            note_at12_to_ports_by0_q <= (index_q == 5'd2) ? (up_data_i[7:0] == 8'd6) : (index_q == 5'd0) ? 1'd0 : note_at12_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        mid_valid_q <= up_valid_i;
        mid_data_q <= up_data_i;
        mid_last_q <= up_last_i;
        mid_index_q <= index_q;
        if (rst) begin
            mid_valid_q <= 1'd0;
        end
    end

    wire ways = next_flagged_q & (flagged_to_note4_by0_q | flagged_to_note4_by1_q);
    wire ways_2 = next_flagged_q & (flagged_to_note8_by0_q | flagged_to_note8_by1_q);
    wire ways_3 = next_flagged_q & (flagged_to_note12_by0_q | flagged_to_note12_by1_q);
    wire byte0_or = byte0_q[7] | byte0_q[6];
    wire [8:0] terms = {9{next_flagged_q & (~ways & ~ways_2 & ~ways_3)}}
            & {5'd0, ((byte0_q[4] == 1'd1) & byte0_q[5]) ? (byte0_or ? 4'd12 : 4'd8) : byte0_or ? 4'd8 : 4'd4};
    always @(posedge clk) begin
        out_valid_q <= mid_valid_q | (out_valid_q & ~out_last_q);
        if (mid_valid_q) begin
            out_data_q <= mid_data_q;
            out_last_q <= mid_last_q;
            out_index_q <= mid_index_q;
            out_skip_q <= ({9{next_shim_q}} & {5'd0, byte0_q[3:0]}) | terms | (({9{ways}} & 9'd9) | ({9{ways_2}} & 9'hd))
                    | ({9{ways_3}} & 9'h11);
            out_next_inner_packet_q <= next_inner_packet_q | (next_shim_q & shim_to_inner_packet_by0_q)
                    | ((next_flagged_q & flagged_to_inner_packet_by1_q) | (ways & note_at4_to_inner_packet_by0_q))
                    | ((ways_2 & note_at8_to_inner_packet_by0_q) | (ways_3 & note_at12_to_inner_packet_by0_q));
            out_next_ports_q <= next_ports_q | (next_shim_q & shim_to_ports_by0_q)
                    | ((ways & note_at4_to_ports_by0_q) | (ways_2 & note_at8_to_ports_by0_q))
                    | (ways_3 & note_at12_to_ports_by0_q);
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = out_valid_q
            & (out_last_q | (mid_valid_q & ((out_next_inner_packet_q | out_next_ports_q) & (out_skip_q[8:3] <= {1'd0, out_index_q}))));
    assign aligner_up_data = {mid_data_q[55:0], out_data_q};
    assign aligner_up_skip = out_skip_q[2:0];
    assign aligner_up_side = {out_next_ports_q, out_next_inner_packet_q, out_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_next_inner_packet_o = aligner_down_side[1];
    assign down_next_ports_o = aligner_down_side[2];

    always @(posedge clk) begin
        if (up_valid_i) begin
            shim_refused0_q <= (index_q == 5'd0) ? (up_data_i[15:8] == 8'd9) : shim_refused0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            shim_broken_q <= (index_q == 5'd0) ? (~up_data_i[3] & (~up_data_i[2] & (~up_data_i[1] | ~up_data_i[0]))) : shim_broken_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte2_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            flagged_refused0_q <= (index_q == 5'd0) ? ((up_data_i[7] == 1'd0) & ~({up_data_i[23:16], up_data_i[31:24]} == 16'd1))
                    : flagged_refused0_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte5_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte6_q <= up_data_i[55:48];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte9_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte10_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte13_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte14_q <= up_data_i[55:48];
        end
    end

    wire walk_room_and = ~walk_room_i[7]
            & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] & (~walk_room_i[2] & (~walk_room_i[1] | ~walk_room_i[0]))))));
    wire walk_left_and = ~walk_left_i[7]
            & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] & (~walk_left_i[2] & (~walk_left_i[1] | ~walk_left_i[0]))))));
    always @(posedge clk) begin
        faults_shim_here_q <= next_shim_q;
        faults_shim_crowded_q <= walk_room_i[9] | (~walk_room_i[8] & walk_room_and);
        faults_shim_short_q <= ~walk_left_i[8] & walk_left_and;
        faults_shim_malformed_q <= shim_broken_q | (byte2_q < ({4'd0, byte0_q[3:0]} - 8'd3));
        faults_shim_long_q <= walk_left_i < {5'd0, byte0_q[3:0]};
        faults_shim_narrow_q <= walk_room_i[8:0] < {5'd0, byte0_q[3:0]};
        faults_shim_refused_q <= shim_refused0_q;
    end

    wire byte0_or_2 = byte0_q[7] | byte0_q[6];
    wire [3:0] byte0_choice = ((byte0_q[4] == 1'd1) & byte0_q[5]) ? (byte0_or_2 ? 4'd12 : 4'd8) : byte0_or_2 ? 4'd8 : 4'd4;
    always @(posedge clk) begin
        faults_flagged_here_q <= next_flagged_q;
        faults_flagged_crowded_q <= walk_room_i[9]
                | (~walk_room_i[8] & (~walk_room_i[7] & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] & ~walk_room_i[2]))))));
        faults_flagged_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] & ~walk_left_i[2])))));
        faults_flagged_long_q <= walk_left_i < {5'd0, byte0_choice};
        faults_flagged_narrow_q <= walk_room_i[8:0] < {5'd0, byte0_choice};
        faults_flagged_refused_q <= flagged_refused0_q;
    end

    wire walk_room_and_2 = ~walk_room_i[7]
            & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] | (~walk_room_i[2] & (~walk_room_i[1] & ~walk_room_i[0]))))));
    wire walk_left_and_2 = ~walk_left_i[7]
            & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] | (~walk_left_i[2] & (~walk_left_i[1] & ~walk_left_i[0]))))));
    always @(posedge clk) begin
        faults_note_at4_here_q <= ways;
        faults_note_at4_crowded_q <= walk_room_i[9] | (~walk_room_i[8] & walk_room_and_2);
        faults_note_at4_short_q <= ~walk_left_i[8] & walk_left_and_2;
    end

    wire walk_room_and_3 = ~walk_room_i[7]
            & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] | (~walk_room_i[2] | (~walk_room_i[1] & ~walk_room_i[0]))))));
    wire walk_left_and_3 = ~walk_left_i[7]
            & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] | (~walk_left_i[2] | (~walk_left_i[1] & ~walk_left_i[0]))))));
    always @(posedge clk) begin
        faults_note_at8_here_q <= ways_2;
        faults_note_at8_crowded_q <= walk_room_i[9] | (~walk_room_i[8] & walk_room_and_3);
        faults_note_at8_short_q <= ~walk_left_i[8] & walk_left_and_3;
    end

    wire walk_room_and_4 = ~walk_room_i[7]
            & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] | (~walk_room_i[3] & (~walk_room_i[2] & (~walk_room_i[1] & ~walk_room_i[0]))))));
    wire walk_left_and_4 = ~walk_left_i[7]
            & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] | (~walk_left_i[3] & (~walk_left_i[2] & (~walk_left_i[1] & ~walk_left_i[0]))))));
    always @(posedge clk) begin
        faults_note_at12_here_q <= ways_3;
        faults_note_at12_crowded_q <= walk_room_i[9] | (~walk_room_i[8] & walk_room_and_4);
        faults_note_at12_short_q <= ~walk_left_i[8] & walk_left_and_4;
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    wire faults_shim_crowded_or = faults_shim_crowded_q | faults_shim_short_q | (faults_shim_malformed_q | faults_shim_long_q)
            | faults_shim_narrow_q;
    wire [2:0] cut = status_longer_q ? 3'd2 : 3'd1;
    always @(posedge clk) begin
        judged_shim_here_q <= faults_shim_here_q;
        judged_shim_bad_q <= faults_shim_here_q & faults_shim_crowded_or;
        judged_shim_stops_q <= faults_shim_here_q & (faults_shim_crowded_or | faults_shim_refused_q);
        judged_shim_exception_q <= faults_shim_crowded_q ? 3'd5 : faults_shim_short_q ? cut : faults_shim_malformed_q ? 3'd4 : faults_shim_long_q
                ? cut : faults_shim_narrow_q ? 3'd5 : 3'd3;
    end

    wire faults_flagged_crowded_or = faults_flagged_crowded_q | faults_flagged_short_q | (faults_flagged_long_q | faults_flagged_narrow_q);
    wire [2:0] cut_2 = status_longer_q ? 3'd2 : 3'd1;
    always @(posedge clk) begin
        judged_flagged_here_q <= faults_flagged_here_q;
        judged_flagged_bad_q <= faults_flagged_here_q & faults_flagged_crowded_or;
        judged_flagged_stops_q <= faults_flagged_here_q & (faults_flagged_crowded_or | faults_flagged_refused_q);
        judged_flagged_exception_q <= faults_flagged_crowded_q ? 3'd5 : faults_flagged_short_q ? cut_2 : faults_flagged_long_q ? cut_2
                : faults_flagged_narrow_q ? 3'd5 : 3'd3;
    end

    wire faults_note_at4_crowded_or = faults_note_at4_crowded_q | faults_note_at4_short_q;
    always @(posedge clk) begin
        judged_note_at4_here_q <= faults_note_at4_here_q;
        judged_note_at4_bad_q <= faults_note_at4_here_q & faults_note_at4_crowded_or;
        judged_note_at4_stops_q <= faults_note_at4_here_q & faults_note_at4_crowded_or;
        judged_note_at4_exception_q <= faults_note_at4_crowded_q ? 3'd5 : faults_note_at4_short_q ? (status_longer_q ? 3'd2 : 3'd1) : 3'd0;
    end

    wire faults_note_at8_crowded_or = faults_note_at8_crowded_q | faults_note_at8_short_q;
    always @(posedge clk) begin
        judged_note_at8_here_q <= faults_note_at8_here_q;
        judged_note_at8_bad_q <= faults_note_at8_here_q & faults_note_at8_crowded_or;
        judged_note_at8_stops_q <= faults_note_at8_here_q & faults_note_at8_crowded_or;
        judged_note_at8_exception_q <= faults_note_at8_crowded_q ? 3'd5 : faults_note_at8_short_q ? (status_longer_q ? 3'd2 : 3'd1) : 3'd0;
    end

    wire faults_note_at12_crowded_or = faults_note_at12_crowded_q | faults_note_at12_short_q;
    always @(posedge clk) begin
        judged_note_at12_here_q <= faults_note_at12_here_q;
        judged_note_at12_bad_q <= faults_note_at12_here_q & faults_note_at12_crowded_or;
        judged_note_at12_stops_q <= faults_note_at12_here_q & faults_note_at12_crowded_or;
        judged_note_at12_exception_q <= faults_note_at12_crowded_q ? 3'd5 : faults_note_at12_short_q ? (status_longer_q ? 3'd2 : 3'd1) : 3'd0;
    end

    always @(posedge clk) begin
        place_offset_q <= walk_offset_i;
        place_left_q <= walk_left_i;
        place_room_q <= walk_room_i;
    end

    wire [9:0] sum = {2'd0, {8{next_shim_q}} & byte2_q} + 10'd3;
    wire [15:0] byte5_joined = {byte5_q, byte6_q};
    wire ways_and = ways & (|byte5_joined);
    wire [15:0] byte9_joined = {byte9_q, byte10_q};
    wire ways_and_2 = ways_2 & (|byte9_joined);
    wire [15:0] byte13_joined = {byte13_q, byte14_q};
    wire ways_and_3 = ways_3 & (|byte13_joined);
    wire [16:0] sum_2 = {1'd0, ({16{ways_and}} & byte5_joined) | ({16{ways_and_2}} & byte9_joined) | ({16{ways_and_3}} & byte13_joined)}
            + {13'd0, ({4{ways_and}} & 4'd6) | ({4{ways_and_2}} & 4'd10) | ({4{ways_and_3}} & 4'd14)};
    always @(posedge clk) begin
        bound_end0_q <= (~next_shim_q | sum[9]) ? 9'h1ff : sum[8:0];
        bound_end1_q <= (~(ways_and | ways_and_2 | ways_and_3) | (|sum_2[16:9])) ? 9'h1ff : sum_2[8:0];
    end

    wire [9:0] place_left_difference = {1'd0, place_left_q} - {1'd0, out_skip_q};
    always @(posedge clk) begin
        moved_offset_q <= place_offset_q + out_skip_q;
        moved_left_q <= place_left_difference[8:0];
    end

    wire [9:0] bound_end0_joined = {1'd0, bound_end0_q};
    wire [9:0] ordered = bound_end0_joined ^ 10'h200;
    wire [9:0] ordered_2 = place_room_q ^ 10'h200;
    wire [9:0] bound_end1_joined = {1'd0, bound_end1_q};
    wire [9:0] ordered_3 = bound_end1_joined ^ 10'h200;
    always @(posedge clk) begin
        rooms_room0_q <= place_room_q - {1'd0, out_skip_q};
        rooms_nearest0_q <= ~(ordered < ordered_2) & ~(ordered_3 < ordered_2);
        rooms_room1_q <= bound_end0_joined - {1'd0, out_skip_q};
        rooms_nearest1_q <= (ordered < ordered_2) & ~(ordered_3 < ordered);
        rooms_room2_q <= bound_end1_joined - {1'd0, out_skip_q};
        rooms_nearest2_q <= (ordered_3 < ordered_2) & (ordered_3 < ordered);
    end

    always @(posedge clk) begin
        judged_status_alive_q <= status_alive_q;
        judged_status_exception_q <= status_exception_q;
        judged_status_exception_header_q <= status_exception_header_q;
        judged_status_longer_q <= status_longer_q;
    end

    wire judged_shim_stops_inverse = ~(judged_shim_stops_q | judged_flagged_stops_q);
    wire judged_shim_stops_inverse_2 = ~(judged_shim_stops_q | judged_flagged_stops_q);
    wire judged_shim_stops_inverse_3 = ~(judged_shim_stops_q | judged_flagged_stops_q);
    always @(posedge clk) begin
        present_shim_q <= judged_status_alive_q & (judged_shim_here_q & ~judged_shim_bad_q);
        present_flagged_q <= judged_status_alive_q & (judged_flagged_here_q & ~judged_flagged_bad_q);
        present_note_at4_q <= judged_status_alive_q & (judged_note_at4_here_q & ~judged_note_at4_bad_q & judged_shim_stops_inverse);
        present_note_at8_q <= judged_status_alive_q & (judged_note_at8_here_q & ~judged_note_at8_bad_q & judged_shim_stops_inverse_2);
        present_note_at12_q <= judged_status_alive_q & (judged_note_at12_here_q & ~judged_note_at12_bad_q & judged_shim_stops_inverse_3);
    end

    wire judged_note_at4_stops_and = judged_note_at4_stops_q & judged_shim_stops_inverse;
    wire judged_note_at8_stops_and = judged_note_at8_stops_q & judged_shim_stops_inverse_2;
    wire judged_note_at12_stops_and = judged_note_at12_stops_q & judged_shim_stops_inverse_3;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_status_alive_q
                & ~(judged_shim_stops_q | judged_flagged_stops_q | (judged_note_at4_stops_and | judged_note_at8_stops_and) | judged_note_at12_stops_and);
        walked_on_exception_q <= judged_status_exception_q
                | ({3{judged_status_alive_q}} & (({3{judged_shim_stops_q}} & judged_shim_exception_q) | ({3{judged_flagged_stops_q}} & judged_flagged_exception_q) | (({3{judged_note_at4_stops_and}} & judged_note_at4_exception_q) | ({3{judged_note_at8_stops_and}} & judged_note_at8_exception_q)) | ({3{judged_note_at12_stops_and}} & judged_note_at12_exception_q)));
        walked_on_exception_header_q <= judged_status_exception_header_q
                | ({7{judged_status_alive_q}} & (({7{judged_shim_stops_q}} & 7'd8) | ({7{judged_flagged_stops_q}} & 7'd9) | (({7{judged_note_at4_stops_and}} & 7'd10) | ({7{judged_note_at8_stops_and}} & 7'd10)) | ({7{judged_note_at12_stops_and}} & 7'd10)));
        walked_on_longer_q <= judged_status_longer_q;
        walked_on_offset_q <= moved_offset_q;
        walked_on_left_q <= moved_left_q;
        walked_on_room_q <= ({10{rooms_nearest0_q}} & rooms_room0_q) | ({10{rooms_nearest1_q}} & rooms_room1_q)
                | ({10{rooms_nearest2_q}} & rooms_room2_q);
    end

    assign present_shim_o = present_shim_q;
    assign present_flagged_o = present_flagged_q;
    assign present_note_at4_o = present_note_at4_q;
    assign present_note_at8_o = present_note_at8_q;
    assign present_note_at12_o = present_note_at12_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;
    assign walked_longer_o = walked_on_longer_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte1_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte8_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte11_q <= up_data_i[31:24];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte4_q <= up_data_i[39:32];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte7_q <= up_data_i[63:56];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte12_q <= up_data_i[39:32];
        end
    end

    assign read_vlan_l8_o = byte2_q;
    assign read_ip_protocol_l8_o = byte1_q;

    wire byte0_or_3 = byte0_q[7] | byte0_q[6];
    assign read_end_l8_o = ({9{next_shim_q}} & {5'd0, byte0_q[3:0]})
            | ({9{next_flagged_q}} & {5'd0, ((byte0_q[4] == 1'd1) & byte0_q[5]) ? (byte0_or_3 ? 4'd12 : 4'd8) : byte0_or_3 ? 4'd8 : 4'd4});

    wire byte0_equal = byte0_q[6] == 1'd1;
    assign read_tunnel_l8_o = ({3{byte0_equal}} & 3'd5) | ({3{~byte0_equal}} & 3'd2);

    assign read_tunnel_l9_o = ({3{ways}} & 3'd4) | ({3{ways_2}} & 3'd4) | ({3{ways_3}} & 3'd4);

    wire byte0_and = (byte0_q[7] == 1'd1) & (byte0_q[5] == 1'd1) & (byte0_q[4] == 1'd1);
    assign read_tunnel_id_l8_o = ({32{byte0_and}} & {byte8_q, byte9_q, byte10_q, byte11_q})
            | ({32{~byte0_and & ((byte0_q[5] == 1'd1) & (byte0_q[4] == 1'd1))}} & {byte4_q, byte5_q, byte6_q, byte7_q});

    assign read_tunnel_id_counts_l8_o = next_flagged_q
            & (((byte0_q[7] == 1'd1) & (byte0_q[5] == 1'd1) & (byte0_q[4] == 1'd1)) | ((byte0_q[5] == 1'd1) & (byte0_q[4] == 1'd1)));
    assign read_tunnel_id_l9_o = ({21{ways}} & {byte4_q[4:0], byte5_q, byte6_q}) | ({21{ways_2}} & {byte8_q[4:0], byte9_q, byte10_q})
            | ({21{ways_3}} & {byte12_q[4:0], byte13_q, byte14_q});
    assign read_end_l9_o = ({9{ways}} & 9'd9) | ({9{ways_2}} & 9'hd) | ({9{ways_3}} & 9'h11);

    byte_aligner_up_bytes15_down_bytes8_fixed0_steps1_2_4_side_bits3 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (aligner_up_skip),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, byte12_q[7:5], place_left_difference[9]};

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 11, downBytes = 7, fixed = 0, steps = 4, skipBits = 3, sideBits = 2
module byte_aligner_up_bytes11_down_bytes7_fixed0_steps4_side_bits2 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [87:0] up_data_i,
    input  wire [2:0]  up_skip_i,
    input  wire [1:0]  up_side_i,
    // down
    output wire        down_valid_o,
    output wire [55:0] down_data_o,
    output wire [1:0]  down_side_o
);

    reg         stage0_valid_q;
    reg  [55:0] stage0_data_q;
    reg  [1:0]  stage0_side_q;

    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_skip_i[2] ? up_data_i[87:32] : up_data_i[55:0];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_skip_i[1:0]};

endmodule

// Parser stage: innerPacket.
// Parameters: beatBytes = 8, windowBeats = 32, headers = innerPacket, next = ports
module inner_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_next_inner_packet_i,
    input  wire        up_next_ports_i,
    // down
    output wire        down_valid_o,
    output wire [55:0] down_data_o,
    output wire        down_last_o,
    output wire        down_next_ports_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    input  wire [9:0]  walk_room_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        walked_longer_o,
    output wire [8:0]  walked_offset_o,
    output wire [8:0]  walked_left_o,
    output wire [9:0]  walked_room_o,
    output wire        present_inner_packet_o,
    // read
    output wire        read_fragment_l10_o,
    output wire [7:0]  read_ip_protocol_l10_o,
    output wire [15:0] read_dst_ip_l10_o,
    output wire [8:0]  read_end_l10_o
);

    reg  [4:0]  index_q;
    reg         next_inner_packet_q;
    reg         next_ports_q;
    reg  [7:0]  byte0_q;
    reg  [7:0]  byte4_q;
    reg  [7:0]  byte5_q;
    reg         inner_packet_to_ports_by0_q;
    reg         mid_valid_q;
    reg  [63:0] mid_data_q;
    reg         mid_last_q;
    reg  [4:0]  mid_index_q;
    reg         out_valid_q;
    reg  [63:0] out_data_q;
    reg         out_last_q;
    reg  [4:0]  out_index_q;
    reg  [8:0]  out_skip_q;
    reg         out_next_ports_q;
    wire        aligner_up_valid;
    wire [87:0] aligner_up_data;
    wire [2:0]  aligner_up_skip;
    wire [1:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [55:0] aligner_down_data;
    wire [1:0]  aligner_down_side;
    reg         inner_packet_broken_q;
    reg  [7:0]  byte2_q;
    reg  [7:0]  byte3_q;
    reg         faults_inner_packet_here_q;
    reg         faults_inner_packet_crowded_q;
    reg         faults_inner_packet_short_q;
    reg         faults_inner_packet_malformed_q;
    reg         faults_inner_packet_long_q;
    reg         faults_inner_packet_narrow_q;
    reg         status_alive_q;
    reg  [2:0]  status_exception_q;
    reg  [6:0]  status_exception_header_q;
    reg         status_longer_q;
    reg         judged_inner_packet_here_q;
    reg         judged_inner_packet_bad_q;
    reg         judged_inner_packet_stops_q;
    reg  [2:0]  judged_inner_packet_exception_q;
    reg  [8:0]  place_offset_q;
    reg  [8:0]  place_left_q;
    reg  [9:0]  place_room_q;
    reg  [8:0]  bound_end0_q;
    reg  [8:0]  moved_offset_q;
    reg  [8:0]  moved_left_q;
    reg  [9:0]  rooms_room0_q;
    reg         rooms_nearest0_q;
    reg  [9:0]  rooms_room1_q;
    reg         rooms_nearest1_q;
    reg         judged_status_alive_q;
    reg  [2:0]  judged_status_exception_q;
    reg  [6:0]  judged_status_exception_header_q;
    reg         judged_status_longer_q;
    reg         present_inner_packet_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [6:0]  walked_on_exception_header_q;
    reg         walked_on_longer_q;
    reg  [8:0]  walked_on_offset_q;
    reg  [8:0]  walked_on_left_q;
    reg  [9:0]  walked_on_room_q;
    reg  [7:0]  byte9_q;
    reg  [7:0]  byte10_q;
    reg  [7:0]  byte11_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            index_q <= up_last_i ? 5'd0 : (index_q + 5'd1);
        end
        if (rst) begin
            index_q <= 5'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            next_inner_packet_q <= up_next_inner_packet_i;
            next_ports_q <= up_next_ports_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte0_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte4_q <= up_data_i[39:32];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte5_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            inner_packet_to_ports_by0_q <= (index_q == 5'd1)
                    ? (({byte4_q[4:0], byte5_q} == 13'd0) & ((up_data_i[15:8] == 8'd6) | (up_data_i[15:8] == 8'd17)))
                    : (index_q == 5'd0) ? 1'd0 : inner_packet_to_ports_by0_q;
        end
    end

    always @(posedge clk) begin
        mid_valid_q <= up_valid_i;
        mid_data_q <= up_data_i;
        mid_last_q <= up_last_i;
        mid_index_q <= index_q;
        if (rst) begin
            mid_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        out_valid_q <= mid_valid_q | (out_valid_q & ~out_last_q);
        if (mid_valid_q) begin
            out_data_q <= mid_data_q;
            out_last_q <= mid_last_q;
            out_index_q <= mid_index_q;
            out_skip_q <= {9{next_inner_packet_q}} & {3'd0, {byte0_q[3:0], 2'd0}};
            out_next_ports_q <= next_ports_q | (next_inner_packet_q & inner_packet_to_ports_by0_q);
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = out_valid_q & (out_last_q | (mid_valid_q & (out_next_ports_q & (out_skip_q[8:3] <= {1'd0, out_index_q}))));
    assign aligner_up_data = {mid_data_q[23:0], out_data_q};
    assign aligner_up_skip = out_skip_q[2:0];
    assign aligner_up_side = {out_next_ports_q, out_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_next_ports_o = aligner_down_side[1];

    always @(posedge clk) begin
        if (up_valid_i) begin
            inner_packet_broken_q <= (index_q == 5'd0)
                    ? ~((up_data_i[7:4] == 4'd4) & ~(~up_data_i[3] & (~up_data_i[2] & (~up_data_i[1] | ~up_data_i[0]))))
                    : inner_packet_broken_q;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte2_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte3_q <= up_data_i[31:24];
        end
    end

    wire [15:0] byte2_joined = {byte2_q, byte3_q};
    wire [5:0] varying = {byte0_q[3:0], 2'd0};
    always @(posedge clk) begin
        faults_inner_packet_here_q <= next_inner_packet_q;
        faults_inner_packet_crowded_q <= walk_room_i[9]
                | (~walk_room_i[8] & (~walk_room_i[7] & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] | ~walk_room_i[2]))))));
        faults_inner_packet_short_q <= ~walk_left_i[8]
                & (~walk_left_i[7] & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] | ~walk_left_i[2])))));
        faults_inner_packet_malformed_q <= inner_packet_broken_q | (byte2_joined < {10'd0, varying});
        faults_inner_packet_long_q <= walk_left_i < {3'd0, varying};
        faults_inner_packet_narrow_q <= walk_room_i[8:0] < {3'd0, varying};
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    wire faults_inner_packet_crowded_or = faults_inner_packet_crowded_q | faults_inner_packet_short_q
            | (faults_inner_packet_malformed_q | faults_inner_packet_long_q) | faults_inner_packet_narrow_q;
    wire [2:0] cut = status_longer_q ? 3'd2 : 3'd1;
    always @(posedge clk) begin
        judged_inner_packet_here_q <= faults_inner_packet_here_q;
        judged_inner_packet_bad_q <= faults_inner_packet_here_q & faults_inner_packet_crowded_or;
        judged_inner_packet_stops_q <= faults_inner_packet_here_q & faults_inner_packet_crowded_or;
        judged_inner_packet_exception_q <= faults_inner_packet_crowded_q ? 3'd5 : faults_inner_packet_short_q ? cut : faults_inner_packet_malformed_q
                ? 3'd4 : faults_inner_packet_long_q ? cut : faults_inner_packet_narrow_q ? 3'd5 : 3'd0;
    end

    always @(posedge clk) begin
        place_offset_q <= walk_offset_i;
        place_left_q <= walk_left_i;
        place_room_q <= walk_room_i;
    end

    wire [15:0] terms = {16{next_inner_packet_q}} & byte2_joined;
    always @(posedge clk) begin
        bound_end0_q <= (~next_inner_packet_q | (|{1'd0, terms[15:9]})) ? 9'h1ff : terms[8:0];
    end

    wire [9:0] place_left_difference = {1'd0, place_left_q} - {1'd0, out_skip_q};
    always @(posedge clk) begin
        moved_offset_q <= place_offset_q + out_skip_q;
        moved_left_q <= place_left_difference[8:0];
    end

    wire [9:0] bound_end0_joined = {1'd0, bound_end0_q};
    wire [9:0] ordered = bound_end0_joined ^ 10'h200;
    wire [9:0] ordered_2 = place_room_q ^ 10'h200;
    always @(posedge clk) begin
        rooms_room0_q <= place_room_q - {1'd0, out_skip_q};
        rooms_nearest0_q <= ~(ordered < ordered_2);
        rooms_room1_q <= bound_end0_joined - {1'd0, out_skip_q};
        rooms_nearest1_q <= ordered < ordered_2;
    end

    always @(posedge clk) begin
        judged_status_alive_q <= status_alive_q;
        judged_status_exception_q <= status_exception_q;
        judged_status_exception_header_q <= status_exception_header_q;
        judged_status_longer_q <= status_longer_q;
    end

    always @(posedge clk) begin
        present_inner_packet_q <= judged_status_alive_q & (judged_inner_packet_here_q & ~judged_inner_packet_bad_q);
    end

    always @(posedge clk) begin
        walked_on_alive_q <= judged_status_alive_q & ~judged_inner_packet_stops_q;
        walked_on_exception_q <= judged_status_exception_q
                | ({3{judged_status_alive_q}} & ({3{judged_inner_packet_stops_q}} & judged_inner_packet_exception_q));
        walked_on_exception_header_q <= judged_status_exception_header_q | ({7{judged_status_alive_q}} & ({7{judged_inner_packet_stops_q}} & 7'd11));
        walked_on_longer_q <= judged_status_longer_q;
        walked_on_offset_q <= moved_offset_q;
        walked_on_left_q <= moved_left_q;
        walked_on_room_q <= ({10{rooms_nearest0_q}} & rooms_room0_q) | ({10{rooms_nearest1_q}} & rooms_room1_q);
    end

    assign present_inner_packet_o = present_inner_packet_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;
    assign walked_longer_o = walked_on_longer_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte9_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte10_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd1)) begin
            byte11_q <= up_data_i[31:24];
        end
    end

    assign read_fragment_l10_o = |{byte4_q[4:0], byte5_q};
    assign read_ip_protocol_l10_o = byte9_q;
    assign read_dst_ip_l10_o = {byte10_q, byte11_q};
    assign read_end_l10_o = {3'd0, {byte0_q[3:0], 2'd0}};

    byte_aligner_up_bytes11_down_bytes7_fixed0_steps4_side_bits2 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (aligner_up_skip),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, byte0_q[7:4], byte4_q[7:5], place_left_difference[9]};

endmodule

// Parser stage: ports.
// Parameters: beatBytes = 8, windowBeats = 32, headers = ports, next = none
module ports_stage (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [55:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_next_ports_i,
    input  wire [31:0] tables_iscsi_ports_i,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [6:0]  walk_exception_header_i,
    input  wire        walk_longer_i,
    input  wire [8:0]  walk_offset_i,
    input  wire [8:0]  walk_left_i,
    input  wire [9:0]  walk_room_i,
    // walked
    output wire [2:0]  walked_exception_o,
    output wire [6:0]  walked_exception_header_o,
    output wire        present_ports_o,
    // read
    output wire [15:0] read_src_port_l11_o,
    output wire [15:0] read_dst_port_l11_o,
    output wire [7:0]  read_tcp_flags_l11_o,
    output wire        read_iscsi_l11_o,
    output wire [8:0]  read_end_l11_o
);

    reg  [4:0] index_q;
    reg        next_ports_q;
    reg  [7:0] byte4_q;
    reg        faults_ports_here_q;
    reg        faults_ports_crowded_q;
    reg        faults_ports_short_q;
    reg        status_alive_q;
    reg  [2:0] status_exception_q;
    reg  [6:0] status_exception_header_q;
    reg        status_longer_q;
    reg        judged_ports_here_q;
    reg        judged_ports_bad_q;
    reg        judged_ports_stops_q;
    reg  [2:0] judged_ports_exception_q;
    reg        judged_status_alive_q;
    reg  [2:0] judged_status_exception_q;
    reg  [6:0] judged_status_exception_header_q;
    reg        present_ports_q;
    reg  [2:0] walked_on_exception_q;
    reg  [6:0] walked_on_exception_header_q;
    reg  [7:0] byte0_q;
    reg  [7:0] byte1_q;
    reg  [7:0] byte2_q;
    reg  [7:0] byte3_q;
    reg  [7:0] byte5_q;
    reg  [7:0] byte6_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            index_q <= up_last_i ? 5'd0 : (index_q + 5'd1);
        end
        if (rst) begin
            index_q <= 5'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            next_ports_q <= up_next_ports_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte4_q <= up_data_i[39:32];
        end
    end

    wire walk_room_and = ~walk_room_i[7]
            & (~walk_room_i[6] & (~walk_room_i[5] & (~walk_room_i[4] & (~walk_room_i[3] & (~walk_room_i[2] | (~walk_room_i[1] | ~walk_room_i[0]))))));
    wire walk_left_and = ~walk_left_i[7]
            & (~walk_left_i[6] & (~walk_left_i[5] & (~walk_left_i[4] & (~walk_left_i[3] & (~walk_left_i[2] | (~walk_left_i[1] | ~walk_left_i[0]))))));
    always @(posedge clk) begin
        faults_ports_here_q <= next_ports_q;
        faults_ports_crowded_q <= walk_room_i[9] | (~walk_room_i[8] & walk_room_and);
        faults_ports_short_q <= ~walk_left_i[8] & walk_left_and;
    end

    always @(posedge clk) begin
        status_alive_q <= walk_alive_i;
        status_exception_q <= walk_exception_i;
        status_exception_header_q <= walk_exception_header_i;
        status_longer_q <= walk_longer_i;
    end

    wire faults_ports_crowded_or = faults_ports_crowded_q | faults_ports_short_q;
    always @(posedge clk) begin
        judged_ports_here_q <= faults_ports_here_q;
        judged_ports_bad_q <= faults_ports_here_q & faults_ports_crowded_or;
        judged_ports_stops_q <= faults_ports_here_q & faults_ports_crowded_or;
        judged_ports_exception_q <= faults_ports_crowded_q ? 3'd5 : faults_ports_short_q ? (status_longer_q ? 3'd2 : 3'd1) : 3'd0;
    end

    always @(posedge clk) begin
        judged_status_alive_q <= status_alive_q;
        judged_status_exception_q <= status_exception_q;
        judged_status_exception_header_q <= status_exception_header_q;
    end

    always @(posedge clk) begin
        present_ports_q <= judged_status_alive_q & (judged_ports_here_q & ~judged_ports_bad_q);
    end

    always @(posedge clk) begin
        walked_on_exception_q <= judged_status_exception_q
                | ({3{judged_status_alive_q}} & ({3{judged_ports_stops_q}} & judged_ports_exception_q));
        walked_on_exception_header_q <= judged_status_exception_header_q | ({7{judged_status_alive_q}} & ({7{judged_ports_stops_q}} & 7'd12));
    end

    assign present_ports_o = present_ports_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_exception_header_o = walked_on_exception_header_q;

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte0_q <= up_data_i[7:0];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte1_q <= up_data_i[15:8];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte2_q <= up_data_i[23:16];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte3_q <= up_data_i[31:24];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte5_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (index_q == 5'd0)) begin
            byte6_q <= up_data_i[55:48];
        end
    end

    assign read_src_port_l11_o = {byte0_q, byte1_q};
    assign read_dst_port_l11_o = {byte2_q, byte3_q};
    assign read_tcp_flags_l11_o = {byte5_q[0], byte6_q[7:1]};

    wire [15:0] byte0_joined = {byte0_q, byte1_q};
    wire [15:0] byte2_joined = {byte2_q, byte3_q};
    assign read_iscsi_l11_o = ((|byte0_joined) & ((byte0_joined == tables_iscsi_ports_i[15:0]) | (byte0_joined == tables_iscsi_ports_i[31:16])))
            | ((|byte2_joined) & ((byte2_joined == tables_iscsi_ports_i[15:0]) | (byte2_joined == tables_iscsi_ports_i[31:16])));

    assign read_end_l11_o = {3'd0, (~byte4_q[7] & (~byte4_q[6] & ~byte4_q[5])) ? 6'd7 : {byte4_q[7:4], 2'd0}};

    wire unused = &{1'b0, walk_offset_i, byte4_q[3:0], byte5_q[7:1], byte6_q[0]};

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 12, clocks = 3
module delay_line_bits12_clocks3 (
    input  wire        clk,
    input  wire [11:0] up_i,
    output wire [11:0] down_o
);

    reg  [35:0] stage_q;

    always @(posedge clk) begin
        stage_q[11:0] <= up_i;
        stage_q[23:12] <= stage_q[11:0];
        stage_q[35:24] <= stage_q[23:12];
    end

    assign down_o = stage_q[35:24];

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 8, clocks = 3
module delay_line_bits8_clocks3 (
    input  wire       clk,
    input  wire [7:0] up_i,
    output wire [7:0] down_o
);

    reg  [23:0] stage_q;

    always @(posedge clk) begin
        stage_q[7:0] <= up_i;
        stage_q[15:8] <= stage_q[7:0];
        stage_q[23:16] <= stage_q[15:8];
    end

    assign down_o = stage_q[23:16];

endmodule

// Delays a word by 9 clocks.
// Parameters: bits = 12, clocks = 9
module delay_line_bits12_clocks9 (
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

// Delays a word by 2 clocks.
// Parameters: bits = 12, clocks = 2
module delay_line_bits12_clocks2 (
    input  wire        clk,
    input  wire [11:0] up_i,
    output wire [11:0] down_o
);

    reg  [23:0] stage_q;

    always @(posedge clk) begin
        stage_q[11:0] <= up_i;
        stage_q[23:12] <= stage_q[11:0];
    end

    assign down_o = stage_q[23:12];

endmodule

// Delays a word by 2 clocks.
// Parameters: bits = 1, clocks = 2
module delay_line_bits1_clocks2 (
    input  wire  clk,
    input  wire  up_i,
    output wire  down_o
);

    reg  [1:0] stage_q;

    always @(posedge clk) begin
        stage_q[0] <= up_i;
        stage_q[1] <= stage_q[0];
    end

    assign down_o = stage_q[1];

endmodule

// Delays a word by 1 clock.
// Parameters: bits = 12, clocks = 1
module delay_line_bits12_clocks1 (
    input  wire        clk,
    input  wire [11:0] up_i,
    output wire [11:0] down_o
);

    reg  [11:0] stage_q;

    always @(posedge clk) begin
        stage_q <= up_i;
    end

    assign down_o = stage_q;

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 16, clocks = 3
module delay_line_bits16_clocks3 (
    input  wire        clk,
    input  wire [15:0] up_i,
    output wire [15:0] down_o
);

    reg  [47:0] stage_q;

    always @(posedge clk) begin
        stage_q[15:0] <= up_i;
        stage_q[31:16] <= stage_q[15:0];
        stage_q[47:32] <= stage_q[31:16];
    end

    assign down_o = stage_q[47:32];

endmodule

// Delays a word by 2 clocks.
// Parameters: bits = 9, clocks = 2
module delay_line_bits9_clocks2 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [17:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
    end

    assign down_o = stage_q[17:9];

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 1, clocks = 3
module delay_line_bits1_clocks3 (
    input  wire  clk,
    input  wire  up_i,
    output wire  down_o
);

    reg  [2:0] stage_q;

    always @(posedge clk) begin
        stage_q[0] <= up_i;
        stage_q[1] <= stage_q[0];
        stage_q[2] <= stage_q[1];
    end

    assign down_o = stage_q[2];

endmodule

// Delays a word by 9 clocks.
// Parameters: bits = 1, clocks = 9
module delay_line_bits1_clocks9 (
    input  wire  clk,
    input  wire  up_i,
    output wire  down_o
);

    reg  [8:0] stage_q;

    always @(posedge clk) begin
        stage_q[0] <= up_i;
        stage_q[1] <= stage_q[0];
        stage_q[2] <= stage_q[1];
        stage_q[3] <= stage_q[2];
        stage_q[4] <= stage_q[3];
        stage_q[5] <= stage_q[4];
        stage_q[6] <= stage_q[5];
        stage_q[7] <= stage_q[6];
        stage_q[8] <= stage_q[7];
    end

    assign down_o = stage_q[8];

endmodule

// Delays a word by 1 clock.
// Parameters: bits = 1, clocks = 1
module delay_line_bits1_clocks1 (
    input  wire  clk,
    input  wire  up_i,
    output wire  down_o
);

    reg   stage_q;

    always @(posedge clk) begin
        stage_q <= up_i;
    end

    assign down_o = stage_q;

endmodule

// Delays a word by 2 clocks.
// Parameters: bits = 8, clocks = 2
module delay_line_bits8_clocks2 (
    input  wire       clk,
    input  wire [7:0] up_i,
    output wire [7:0] down_o
);

    reg  [15:0] stage_q;

    always @(posedge clk) begin
        stage_q[7:0] <= up_i;
        stage_q[15:8] <= stage_q[7:0];
    end

    assign down_o = stage_q[15:8];

endmodule

// Delays a word by 1 clock.
// Parameters: bits = 8, clocks = 1
module delay_line_bits8_clocks1 (
    input  wire       clk,
    input  wire [7:0] up_i,
    output wire [7:0] down_o
);

    reg  [7:0] stage_q;

    always @(posedge clk) begin
        stage_q <= up_i;
    end

    assign down_o = stage_q;

endmodule

// Delays a word by 1 clock.
// Parameters: bits = 9, clocks = 1
module delay_line_bits9_clocks1 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [8:0] stage_q;

    always @(posedge clk) begin
        stage_q <= up_i;
    end

    assign down_o = stage_q;

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 3, clocks = 3
module delay_line_bits3_clocks3 (
    input  wire       clk,
    input  wire [2:0] up_i,
    output wire [2:0] down_o
);

    reg  [8:0] stage_q;

    always @(posedge clk) begin
        stage_q[2:0] <= up_i;
        stage_q[5:3] <= stage_q[2:0];
        stage_q[8:6] <= stage_q[5:3];
    end

    assign down_o = stage_q[8:6];

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 32, clocks = 3
module delay_line_bits32_clocks3 (
    input  wire        clk,
    input  wire [31:0] up_i,
    output wire [31:0] down_o
);

    reg  [95:0] stage_q;

    always @(posedge clk) begin
        stage_q[31:0] <= up_i;
        stage_q[63:32] <= stage_q[31:0];
        stage_q[95:64] <= stage_q[63:32];
    end

    assign down_o = stage_q[95:64];

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 21, clocks = 3
module delay_line_bits21_clocks3 (
    input  wire        clk,
    input  wire [20:0] up_i,
    output wire [20:0] down_o
);

    reg  [62:0] stage_q;

    always @(posedge clk) begin
        stage_q[20:0] <= up_i;
        stage_q[41:21] <= stage_q[20:0];
        stage_q[62:42] <= stage_q[41:21];
    end

    assign down_o = stage_q[62:42];

endmodule

// Delays a word by 16 clocks in LUT RAM.
// Parameters: bits = 20, clocks = 16
module ring_delay_bits20_clocks16 (
    input  wire        clk,
    input  wire        rst,
    input  wire [19:0] up_i,
    output wire [19:0] down_o
);

    reg  [3:0]  write_q;
    reg  [3:0]  read_q;
    reg  [19:0] out_q;
    wire [19:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 4'd1;
        read_q <= read_q + 4'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 4'd0;
            read_q <= 4'd1;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [19:0] words [0:15];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Delays a word by 13 clocks.
// Parameters: bits = 2, clocks = 13
module delay_line_bits2_clocks13 (
    input  wire       clk,
    input  wire [1:0] up_i,
    output wire [1:0] down_o
);

    reg  [25:0] stage_q;

    always @(posedge clk) begin
        stage_q[1:0] <= up_i;
        stage_q[3:2] <= stage_q[1:0];
        stage_q[5:4] <= stage_q[3:2];
        stage_q[7:6] <= stage_q[5:4];
        stage_q[9:8] <= stage_q[7:6];
        stage_q[11:10] <= stage_q[9:8];
        stage_q[13:12] <= stage_q[11:10];
        stage_q[15:14] <= stage_q[13:12];
        stage_q[17:16] <= stage_q[15:14];
        stage_q[19:18] <= stage_q[17:16];
        stage_q[21:20] <= stage_q[19:18];
        stage_q[23:22] <= stage_q[21:20];
        stage_q[25:24] <= stage_q[23:22];
    end

    assign down_o = stage_q[25:24];

endmodule

// Delays a word by 11 clocks.
// Parameters: bits = 2, clocks = 11
module delay_line_bits2_clocks11 (
    input  wire       clk,
    input  wire [1:0] up_i,
    output wire [1:0] down_o
);

    reg  [21:0] stage_q;

    always @(posedge clk) begin
        stage_q[1:0] <= up_i;
        stage_q[3:2] <= stage_q[1:0];
        stage_q[5:4] <= stage_q[3:2];
        stage_q[7:6] <= stage_q[5:4];
        stage_q[9:8] <= stage_q[7:6];
        stage_q[11:10] <= stage_q[9:8];
        stage_q[13:12] <= stage_q[11:10];
        stage_q[15:14] <= stage_q[13:12];
        stage_q[17:16] <= stage_q[15:14];
        stage_q[19:18] <= stage_q[17:16];
        stage_q[21:20] <= stage_q[19:18];
    end

    assign down_o = stage_q[21:20];

endmodule

// Delays a word by 6 clocks in LUT RAM.
// Parameters: bits = 19, clocks = 6
module ring_delay_bits19_clocks6 (
    input  wire        clk,
    input  wire        rst,
    input  wire [18:0] up_i,
    output wire [18:0] down_o
);

    reg  [3:0]  write_q;
    reg  [3:0]  read_q;
    reg  [18:0] out_q;
    wire [18:0] words_rdata;

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
    reg [18:0] words [0:15];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 42, clocks = 3
module delay_line_bits42_clocks3 (
    input  wire        clk,
    input  wire [41:0] up_i,
    output wire [41:0] down_o
);

    reg  [125:0] stage_q;

    always @(posedge clk) begin
        stage_q[41:0] <= up_i;
        stage_q[83:42] <= stage_q[41:0];
        stage_q[125:84] <= stage_q[83:42];
    end

    assign down_o = stage_q[125:84];

endmodule

// Delays a word by 19 clocks in LUT RAM.
// Parameters: bits = 130, clocks = 19
module ring_delay_bits130_clocks19 (
    input  wire         clk,
    input  wire         rst,
    input  wire [129:0] up_i,
    output wire [129:0] down_o
);

    reg  [4:0]   write_q;
    reg  [4:0]   read_q;
    reg  [129:0] out_q;
    wire [129:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 5'd1;
        read_q <= read_q + 5'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 5'd0;
            read_q <= 5'd14;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [129:0] words [0:31];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Delays a word by 5 clocks in LUT RAM.
// Parameters: bits = 57, clocks = 5
module ring_delay_bits57_clocks5 (
    input  wire        clk,
    input  wire        rst,
    input  wire [56:0] up_i,
    output wire [56:0] down_o
);

    reg  [3:0]  write_q;
    reg  [3:0]  read_q;
    reg  [56:0] out_q;
    wire [56:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 4'd1;
        read_q <= read_q + 4'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 4'd0;
            read_q <= 4'd12;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [56:0] words [0:15];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Delays a word by 8 clocks.
// Parameters: bits = 13, clocks = 8
module delay_line_bits13_clocks8 (
    input  wire        clk,
    input  wire [12:0] up_i,
    output wire [12:0] down_o
);

    reg  [103:0] stage_q;

    always @(posedge clk) begin
        stage_q[12:0] <= up_i;
        stage_q[25:13] <= stage_q[12:0];
        stage_q[38:26] <= stage_q[25:13];
        stage_q[51:39] <= stage_q[38:26];
        stage_q[64:52] <= stage_q[51:39];
        stage_q[77:65] <= stage_q[64:52];
        stage_q[90:78] <= stage_q[77:65];
        stage_q[103:91] <= stage_q[90:78];
    end

    assign down_o = stage_q[103:91];

endmodule

// Delays a word by 15 clocks in LUT RAM.
// Parameters: bits = 25, clocks = 15
module ring_delay_bits25_clocks15 (
    input  wire        clk,
    input  wire        rst,
    input  wire [24:0] up_i,
    output wire [24:0] down_o
);

    reg  [3:0]  write_q;
    reg  [3:0]  read_q;
    reg  [24:0] out_q;
    wire [24:0] words_rdata;

    always @(posedge clk) begin
        write_q <= write_q + 4'd1;
        read_q <= read_q + 4'd1;
        out_q <= words_rdata;
        if (rst) begin
            write_q <= 4'd0;
            read_q <= 4'd2;
        end
    end

    assign down_o = out_q;

    (* ram_style = "distributed" *)
    reg [24:0] words [0:15];
    always @(posedge clk) begin
        words[write_q] <= up_i;
    end
    assign words_rdata = words[read_q];

endmodule

// Delays a word by 2 clocks.
// Parameters: bits = 27, clocks = 2
module delay_line_bits27_clocks2 (
    input  wire        clk,
    input  wire [26:0] up_i,
    output wire [26:0] down_o
);

    reg  [53:0] stage_q;

    always @(posedge clk) begin
        stage_q[26:0] <= up_i;
        stage_q[53:27] <= stage_q[26:0];
    end

    assign down_o = stage_q[53:27];

endmodule

// Header parser: one header vector a frame, a constant time after its last beat or that of the window.
// Parameters: netDataBits = 64, parserBytes = 256, layers = link tagA tagB tagC guess network optionA optionB shim note inner ports
module header_parser (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [63:0]  up_data_i,
    input  wire [2:0]   up_last_byte_i,
    input  wire         up_first_i,
    input  wire         up_last_i,
    input  wire [4:0]   up_error_i,
    // tables
    input  wire [63:0]  tables_service_tag_types_i,
    input  wire [31:0]  tables_vxlan_ports_i,
    input  wire [31:0]  tables_vxlan_gpe_ports_i,
    input  wire [31:0]  tables_geneve_ports_i,
    input  wire [31:0]  tables_gtpu_ports_i,
    input  wire [31:0]  tables_roce_ports_i,
    input  wire [31:0]  tables_iscsi_ports_i,
    input  wire [31:0]  tables_nvme_ports_i,
    // headers
    output wire         headers_valid_o,
    output wire [88:0]  headers_headers_o,
    output wire [47:0]  headers_dst_mac_o,
    output wire [47:0]  headers_src_mac_o,
    output wire [2:0]   headers_vlan_count_o,
    output wire [11:0]  headers_vlan_o,
    output wire [2:0]   headers_priority_o,
    output wire [11:0]  headers_vlan2_o,
    output wire [11:0]  headers_vlan3_o,
    output wire [11:0]  headers_vlan4_o,
    output wire [15:0]  headers_ethertype_o,
    output wire [15:0]  headers_link_length_o,
    output wire         headers_llc_o,
    output wire         headers_snap_o,
    output wire [2:0]   headers_mpls_count_o,
    output wire [19:0]  headers_mpls_label_o,
    output wire [2:0]   headers_mpls_traffic_class_o,
    output wire [19:0]  headers_mpls_label2_o,
    output wire [19:0]  headers_mpls_label3_o,
    output wire [19:0]  headers_mpls_label4_o,
    output wire [19:0]  headers_mpls_label5_o,
    output wire         headers_pppoe_o,
    output wire [15:0]  headers_pppoe_session_o,
    output wire         headers_ppp_compressed_o,
    output wire [8:0]   headers_l3_offset_o,
    output wire         headers_arp_o,
    output wire         headers_mac_control_o,
    output wire         headers_pause_o,
    output wire         headers_priority_pause_o,
    output wire         headers_lacp_o,
    output wire         headers_lldp_o,
    output wire         headers_ptp_o,
    output wire [3:0]   headers_ptp_message_o,
    output wire         headers_fcoe_o,
    output wire [7:0]   headers_fc_routing_o,
    output wire [23:0]  headers_fc_destination_o,
    output wire [23:0]  headers_fc_source_o,
    output wire         headers_fip_o,
    output wire         headers_global_route_o,
    output wire         headers_roce_o,
    output wire [7:0]   headers_rdma_opcode_o,
    output wire [23:0]  headers_rdma_queue_pair_o,
    output wire         headers_ipv4_o,
    output wire [3:0]   headers_ipv4_header_words_o,
    output wire [1:0]   headers_ipv4_checksum_o,
    output wire         headers_ipv6_o,
    output wire [15:0]  headers_ip_length_o,
    output wire [5:0]   headers_dscp_o,
    output wire [1:0]   headers_ecn_o,
    output wire [7:0]   headers_ttl_o,
    output wire         headers_fragment_o,
    output wire         headers_later_fragment_o,
    output wire [1:0]   headers_fragment_start_o,
    output wire         headers_authentication_o,
    output wire         headers_segments_left_o,
    output wire         headers_address_options_o,
    output wire [7:0]   headers_ip_protocol_o,
    output wire [127:0] headers_src_ip_o,
    output wire [127:0] headers_dst_ip_o,
    output wire [8:0]   headers_l4_offset_o,
    output wire         headers_tcp_o,
    output wire         headers_udp_o,
    output wire         headers_udp_lite_o,
    output wire         headers_sctp_o,
    output wire         headers_icmp_o,
    output wire         headers_igmp_o,
    output wire         headers_ports_o,
    output wire [15:0]  headers_src_port_o,
    output wire [15:0]  headers_dst_port_o,
    output wire [7:0]   headers_tcp_flags_o,
    output wire [15:0]  headers_udp_length_o,
    output wire         headers_udp_checksum_o,
    output wire         headers_iscsi_o,
    output wire         headers_nvme_o,
    output wire [8:0]   headers_payload_offset_o,
    output wire [3:0]   headers_tunnel_o,
    output wire [31:0]  headers_tunnel_id_o,
    output wire [8:0]   headers_inner_offset_o,
    output wire         headers_inner_ethernet_o,
    output wire [47:0]  headers_inner_dst_mac_o,
    output wire [47:0]  headers_inner_src_mac_o,
    output wire [1:0]   headers_inner_vlan_count_o,
    output wire [11:0]  headers_inner_vlan_o,
    output wire [11:0]  headers_inner_vlan2_o,
    output wire [15:0]  headers_inner_ethertype_o,
    output wire [8:0]   headers_inner_l3_offset_o,
    output wire         headers_inner_ipv4_o,
    output wire [3:0]   headers_inner_ipv4_header_words_o,
    output wire [1:0]   headers_inner_ipv4_checksum_o,
    output wire         headers_inner_ipv6_o,
    output wire [15:0]  headers_inner_ip_length_o,
    output wire [5:0]   headers_inner_dscp_o,
    output wire [1:0]   headers_inner_ecn_o,
    output wire [7:0]   headers_inner_ttl_o,
    output wire         headers_inner_fragment_o,
    output wire         headers_inner_later_fragment_o,
    output wire         headers_inner_authentication_o,
    output wire         headers_inner_segments_left_o,
    output wire         headers_inner_address_options_o,
    output wire [7:0]   headers_inner_ip_protocol_o,
    output wire [127:0] headers_inner_src_ip_o,
    output wire [127:0] headers_inner_dst_ip_o,
    output wire [8:0]   headers_inner_l4_offset_o,
    output wire         headers_inner_tcp_o,
    output wire         headers_inner_udp_o,
    output wire         headers_inner_udp_lite_o,
    output wire         headers_inner_sctp_o,
    output wire         headers_inner_icmp_o,
    output wire [15:0]  headers_inner_src_port_o,
    output wire [15:0]  headers_inner_dst_port_o,
    output wire [7:0]   headers_inner_tcp_flags_o,
    output wire [15:0]  headers_inner_udp_length_o,
    output wire         headers_inner_udp_checksum_o,
    output wire         headers_inner_iscsi_o,
    output wire         headers_inner_nvme_o,
    output wire [8:0]   headers_inner_payload_offset_o,
    output wire [8:0]   headers_frame_bytes_o,
    output wire         headers_longer_o,
    output wire [2:0]   headers_exception_o,
    output wire [6:0]   headers_exception_header_o
);

    wire         window_down_valid;
    wire [63:0]  window_down_data;
    wire         window_down_last;
    wire [8:0]   window_bytes;
    wire         window_longer;
    reg  [8:0]   frame_bytes_q;
    reg          frame_longer_q;
    wire         link_down_valid;
    wire [63:0]  link_down_data;
    wire         link_down_last;
    wire         link_down_next_guess;
    wire         link_down_next_packet;
    wire         link_down_next_shim;
    wire         link_down_next_ports;
    wire [63:0]  link_tables_service_tag_types;
    wire         link_walked_alive;
    wire [2:0]   link_walked_exception;
    wire [6:0]   link_walked_exception_header;
    wire         link_walked_longer;
    wire [8:0]   link_walked_offset;
    wire [8:0]   link_walked_left;
    wire [9:0]   link_walked_room;
    wire         link_present_link;
    wire         link_present_tag1;
    wire         link_present_tag2;
    wire         link_present_tag3;
    wire [47:0]  link_read_dst_mac_l0;
    wire [47:0]  link_read_src_mac_l0;
    wire [11:0]  link_read_vlan_l1;
    wire [11:0]  link_read_vlan2_l2;
    wire [11:0]  link_read_vlan3_l3;
    wire [15:0]  link_read_ethertype_l0;
    wire [15:0]  link_read_ethertype_l1;
    wire [15:0]  link_read_ethertype_l2;
    wire [15:0]  link_read_ethertype_l3;
    wire [8:0]   link_read_end_l0;
    wire [8:0]   link_read_end_l1;
    wire [8:0]   link_read_end_l2;
    wire [8:0]   link_read_end_l3;
    wire         guess_down_valid;
    wire [63:0]  guess_down_data;
    wire         guess_down_last;
    wire [4:0]   guess_down_index;
    wire [8:0]   guess_down_skip;
    wire         guess_down_next_option1;
    wire         guess_down_next_shim;
    wire         guess_down_next_flagged;
    wire         guess_down_next_inner_packet;
    wire         guess_down_next_ports;
    wire         guess_walked_alive;
    wire [2:0]   guess_walked_exception;
    wire [6:0]   guess_walked_exception_header;
    wire         guess_walked_longer;
    wire [8:0]   guess_walked_offset;
    wire [8:0]   guess_walked_left;
    wire [9:0]   guess_walked_room;
    wire         guess_present_guess;
    wire         guess_present_packet;
    wire         guess_read_fragment_l5;
    wire [7:0]   guess_read_ip_protocol_l5;
    wire [15:0]  guess_read_src_ip_l5;
    wire [8:0]   guess_read_end_l5;
    wire         guess_checksum_good;
    wire         option_a_down_valid;
    wire [63:0]  option_a_down_data;
    wire         option_a_down_last;
    wire [4:0]   option_a_down_index;
    wire [8:0]   option_a_down_skip;
    wire         option_a_down_next_option2;
    wire         option_a_down_next_shim;
    wire         option_a_down_next_flagged;
    wire         option_a_down_next_inner_packet;
    wire         option_a_down_next_ports;
    wire         option_a_walked_alive;
    wire [2:0]   option_a_walked_exception;
    wire [6:0]   option_a_walked_exception_header;
    wire         option_a_walked_longer;
    wire [8:0]   option_a_walked_offset;
    wire [8:0]   option_a_walked_left;
    wire [9:0]   option_a_walked_room;
    wire         option_a_present_option1;
    wire [11:0]  option_a_read_vlan4_l6;
    wire         option_a_read_vlan4_counts_l6;
    wire         option_a_read_authentication_l6;
    wire         option_a_read_authentication_counts_l6;
    wire [7:0]   option_a_read_ip_protocol_l6;
    wire [8:0]   option_a_end;
    wire         option_b_down_valid;
    wire [63:0]  option_b_down_data;
    wire         option_b_down_last;
    wire         option_b_down_next_shim;
    wire         option_b_down_next_flagged;
    wire         option_b_down_next_inner_packet;
    wire         option_b_down_next_ports;
    wire         option_b_walked_alive;
    wire [2:0]   option_b_walked_exception;
    wire [6:0]   option_b_walked_exception_header;
    wire         option_b_walked_longer;
    wire [8:0]   option_b_walked_offset;
    wire [8:0]   option_b_walked_left;
    wire [9:0]   option_b_walked_room;
    wire         option_b_present_option2;
    wire [11:0]  option_b_read_vlan4_l7;
    wire         option_b_read_vlan4_counts_l7;
    wire         option_b_read_authentication_l7;
    wire         option_b_read_authentication_counts_l7;
    wire [7:0]   option_b_read_ip_protocol_l7;
    wire [8:0]   option_b_end;
    wire         shim_down_valid;
    wire [63:0]  shim_down_data;
    wire         shim_down_last;
    wire         shim_down_next_inner_packet;
    wire         shim_down_next_ports;
    wire         shim_walked_alive;
    wire [2:0]   shim_walked_exception;
    wire [6:0]   shim_walked_exception_header;
    wire         shim_walked_longer;
    wire [8:0]   shim_walked_offset;
    wire [8:0]   shim_walked_left;
    wire [9:0]   shim_walked_room;
    wire         shim_present_shim;
    wire         shim_present_flagged;
    wire         shim_present_note_at4;
    wire         shim_present_note_at8;
    wire         shim_present_note_at12;
    wire [7:0]   shim_read_vlan_l8;
    wire [7:0]   shim_read_ip_protocol_l8;
    wire [8:0]   shim_read_end_l8;
    wire [2:0]   shim_read_tunnel_l8;
    wire [2:0]   shim_read_tunnel_l9;
    wire [31:0]  shim_read_tunnel_id_l8;
    wire         shim_read_tunnel_id_counts_l8;
    wire [20:0]  shim_read_tunnel_id_l9;
    wire [8:0]   shim_read_end_l9;
    wire         inner_down_valid;
    wire [55:0]  inner_down_data;
    wire         inner_down_last;
    wire         inner_down_next_ports;
    wire         inner_walked_alive;
    wire [2:0]   inner_walked_exception;
    wire [6:0]   inner_walked_exception_header;
    wire         inner_walked_longer;
    wire [8:0]   inner_walked_offset;
    wire [8:0]   inner_walked_left;
    wire [9:0]   inner_walked_room;
    wire         inner_present_inner_packet;
    wire         inner_read_fragment_l10;
    wire [7:0]   inner_read_ip_protocol_l10;
    wire [15:0]  inner_read_dst_ip_l10;
    wire [8:0]   inner_read_end_l10;
    wire [31:0]  ports_tables_iscsi_ports;
    wire [2:0]   ports_walked_exception;
    wire [6:0]   ports_walked_exception_header;
    wire         ports_present_ports;
    wire [15:0]  ports_read_src_port_l11;
    wire [15:0]  ports_read_dst_port_l11;
    wire [7:0]   ports_read_tcp_flags_l11;
    wire         ports_read_iscsi_l11;
    wire [8:0]   ports_read_end_l11;
    reg  [19:0]  due_q;
    reg          vector_valid_q;
    reg  [88:0]  vector_fields_headers_q;
    reg  [47:0]  vector_fields_dst_mac_q;
    reg  [47:0]  vector_fields_src_mac_q;
    reg  [2:0]   vector_fields_vlan_count_q;
    reg  [11:0]  vector_fields_vlan_q;
    reg  [2:0]   vector_fields_priority_q;
    reg  [11:0]  vector_fields_vlan2_q;
    reg  [11:0]  vector_fields_vlan3_q;
    reg  [11:0]  vector_fields_vlan4_q;
    reg  [15:0]  vector_fields_ethertype_q;
    reg  [15:0]  vector_fields_link_length_q;
    reg          vector_fields_llc_q;
    reg          vector_fields_snap_q;
    reg  [2:0]   vector_fields_mpls_count_q;
    reg  [19:0]  vector_fields_mpls_label_q;
    reg  [2:0]   vector_fields_mpls_traffic_class_q;
    reg  [19:0]  vector_fields_mpls_label2_q;
    reg  [19:0]  vector_fields_mpls_label3_q;
    reg  [19:0]  vector_fields_mpls_label4_q;
    reg  [19:0]  vector_fields_mpls_label5_q;
    reg          vector_fields_pppoe_q;
    reg  [15:0]  vector_fields_pppoe_session_q;
    reg          vector_fields_ppp_compressed_q;
    reg  [8:0]   vector_fields_l3_offset_q;
    reg          vector_fields_arp_q;
    reg          vector_fields_mac_control_q;
    reg          vector_fields_pause_q;
    reg          vector_fields_priority_pause_q;
    reg          vector_fields_lacp_q;
    reg          vector_fields_lldp_q;
    reg          vector_fields_ptp_q;
    reg  [3:0]   vector_fields_ptp_message_q;
    reg          vector_fields_fcoe_q;
    reg  [7:0]   vector_fields_fc_routing_q;
    reg  [23:0]  vector_fields_fc_destination_q;
    reg  [23:0]  vector_fields_fc_source_q;
    reg          vector_fields_fip_q;
    reg          vector_fields_global_route_q;
    reg          vector_fields_roce_q;
    reg  [7:0]   vector_fields_rdma_opcode_q;
    reg  [23:0]  vector_fields_rdma_queue_pair_q;
    reg          vector_fields_ipv4_q;
    reg  [3:0]   vector_fields_ipv4_header_words_q;
    reg  [1:0]   vector_fields_ipv4_checksum_q;
    reg          vector_fields_ipv6_q;
    reg  [15:0]  vector_fields_ip_length_q;
    reg  [5:0]   vector_fields_dscp_q;
    reg  [1:0]   vector_fields_ecn_q;
    reg  [7:0]   vector_fields_ttl_q;
    reg          vector_fields_fragment_q;
    reg          vector_fields_later_fragment_q;
    reg  [1:0]   vector_fields_fragment_start_q;
    reg          vector_fields_authentication_q;
    reg          vector_fields_segments_left_q;
    reg          vector_fields_address_options_q;
    reg  [7:0]   vector_fields_ip_protocol_q;
    reg  [127:0] vector_fields_src_ip_q;
    reg  [127:0] vector_fields_dst_ip_q;
    reg  [8:0]   vector_fields_l4_offset_q;
    reg          vector_fields_tcp_q;
    reg          vector_fields_udp_q;
    reg          vector_fields_udp_lite_q;
    reg          vector_fields_sctp_q;
    reg          vector_fields_icmp_q;
    reg          vector_fields_igmp_q;
    reg          vector_fields_ports_q;
    reg  [15:0]  vector_fields_src_port_q;
    reg  [15:0]  vector_fields_dst_port_q;
    reg  [7:0]   vector_fields_tcp_flags_q;
    reg  [15:0]  vector_fields_udp_length_q;
    reg          vector_fields_udp_checksum_q;
    reg          vector_fields_iscsi_q;
    reg          vector_fields_nvme_q;
    reg  [8:0]   vector_fields_payload_offset_q;
    reg  [3:0]   vector_fields_tunnel_q;
    reg  [31:0]  vector_fields_tunnel_id_q;
    reg  [8:0]   vector_fields_inner_offset_q;
    reg          vector_fields_inner_ethernet_q;
    reg  [47:0]  vector_fields_inner_dst_mac_q;
    reg  [47:0]  vector_fields_inner_src_mac_q;
    reg  [1:0]   vector_fields_inner_vlan_count_q;
    reg  [11:0]  vector_fields_inner_vlan_q;
    reg  [11:0]  vector_fields_inner_vlan2_q;
    reg  [15:0]  vector_fields_inner_ethertype_q;
    reg  [8:0]   vector_fields_inner_l3_offset_q;
    reg          vector_fields_inner_ipv4_q;
    reg  [3:0]   vector_fields_inner_ipv4_header_words_q;
    reg  [1:0]   vector_fields_inner_ipv4_checksum_q;
    reg          vector_fields_inner_ipv6_q;
    reg  [15:0]  vector_fields_inner_ip_length_q;
    reg  [5:0]   vector_fields_inner_dscp_q;
    reg  [1:0]   vector_fields_inner_ecn_q;
    reg  [7:0]   vector_fields_inner_ttl_q;
    reg          vector_fields_inner_fragment_q;
    reg          vector_fields_inner_later_fragment_q;
    reg          vector_fields_inner_authentication_q;
    reg          vector_fields_inner_segments_left_q;
    reg          vector_fields_inner_address_options_q;
    reg  [7:0]   vector_fields_inner_ip_protocol_q;
    reg  [127:0] vector_fields_inner_src_ip_q;
    reg  [127:0] vector_fields_inner_dst_ip_q;
    reg  [8:0]   vector_fields_inner_l4_offset_q;
    reg          vector_fields_inner_tcp_q;
    reg          vector_fields_inner_udp_q;
    reg          vector_fields_inner_udp_lite_q;
    reg          vector_fields_inner_sctp_q;
    reg          vector_fields_inner_icmp_q;
    reg  [15:0]  vector_fields_inner_src_port_q;
    reg  [15:0]  vector_fields_inner_dst_port_q;
    reg  [7:0]   vector_fields_inner_tcp_flags_q;
    reg  [15:0]  vector_fields_inner_udp_length_q;
    reg          vector_fields_inner_udp_checksum_q;
    reg          vector_fields_inner_iscsi_q;
    reg          vector_fields_inner_nvme_q;
    reg  [8:0]   vector_fields_inner_payload_offset_q;
    reg  [8:0]   vector_fields_frame_bytes_q;
    reg          vector_fields_longer_q;
    reg  [2:0]   vector_fields_exception_q;
    reg  [6:0]   vector_fields_exception_header_q;
    wire [11:0]  link_vlan_l1_down;
    reg  [11:0]  link_vlan_q;
    wire [7:0]   shim_vlan_l8_down;
    wire [11:0]  shim_vlan_before_down;
    reg  [11:0]  shim_vlan_q;
    wire [11:0]  option_a_vlan4_l6_down;
    wire         option_a_vlan4_counts_l6_down;
    reg  [11:0]  option_a_vlan4_q;
    wire [11:0]  option_b_vlan4_l7_down;
    wire         option_b_vlan4_counts_l7_down;
    wire [11:0]  option_b_vlan4_before_down;
    reg  [11:0]  option_b_vlan4_q;
    wire [15:0]  link_ethertype_l0_down;
    wire [15:0]  link_ethertype_l1_down;
    wire [15:0]  link_ethertype_l2_down;
    wire [15:0]  link_ethertype_l3_down;
    reg  [15:0]  link_ethertype_q;
    reg  [8:0]   link_end0_q;
    wire [8:0]   link_sum0_down;
    reg  [8:0]   link_end1_q;
    wire [8:0]   link_sum1_down;
    reg  [8:0]   link_end2_q;
    wire [8:0]   link_sum2_down;
    reg  [8:0]   link_end3_q;
    wire [8:0]   link_sum3_down;
    reg  [8:0]   link_l3_offset_q;
    wire         guess_fragment_l5_down;
    reg          guess_fragment_q;
    wire         inner_fragment_l10_down;
    wire         inner_fragment_before_down;
    reg          inner_fragment_q;
    wire         option_a_authentication_l6_down;
    wire         option_a_authentication_counts_l6_down;
    reg          option_a_authentication_q;
    wire         option_b_authentication_l7_down;
    wire         option_b_authentication_counts_l7_down;
    wire         option_b_authentication_before_down;
    reg          option_b_authentication_q;
    wire [7:0]   guess_ip_protocol_l5_down;
    reg  [7:0]   guess_ip_protocol_q;
    wire [7:0]   option_a_ip_protocol_l6_down;
    wire [7:0]   option_a_ip_protocol_before_down;
    reg  [7:0]   option_a_ip_protocol_q;
    wire [7:0]   option_b_ip_protocol_l7_down;
    wire [7:0]   option_b_ip_protocol_before_down;
    reg  [7:0]   option_b_ip_protocol_q;
    wire [7:0]   shim_ip_protocol_l8_down;
    wire [7:0]   shim_ip_protocol_before_down;
    reg  [7:0]   shim_ip_protocol_q;
    wire [7:0]   inner_ip_protocol_l10_down;
    wire [7:0]   inner_ip_protocol_before_down;
    reg  [7:0]   inner_ip_protocol_q;
    reg  [8:0]   guess_end5_q;
    wire [8:0]   guess_sum5_down;
    reg  [8:0]   guess_l4_offset_q;
    wire [8:0]   option_a_sum6_down;
    wire [8:0]   option_al4_offset_before_down;
    reg  [8:0]   option_al4_offset_q;
    wire [8:0]   option_b_sum7_down;
    wire [8:0]   option_bl4_offset_before_down;
    reg  [8:0]   option_bl4_offset_q;
    reg  [8:0]   shim_end8_q;
    wire [8:0]   shim_sum8_down;
    wire [8:0]   shim_l4_offset_before_down;
    reg  [8:0]   shim_l4_offset_q;
    reg  [8:0]   inner_end10_q;
    wire [8:0]   inner_sum10_down;
    wire [8:0]   inner_l4_offset_before_down;
    reg  [8:0]   inner_l4_offset_q;
    reg  [8:0]   ports_end11_q;
    wire [2:0]   shim_tunnel_l8_down;
    wire [2:0]   shim_tunnel_l9_down;
    reg  [3:0]   shim_tunnel_q;
    wire [31:0]  shim_tunnel_id_l8_down;
    wire         shim_tunnel_id_counts_l8_down;
    wire [20:0]  shim_tunnel_id_l9_down;
    reg  [31:0]  shim_tunnel_id_q;
    reg  [8:0]   shim_end9_q;
    wire [8:0]   shim_sum9_down;
    reg  [8:0]   shim_inner_offset_q;
    wire [19:0]  from4_up;
    wire [19:0]  from4_down;
    wire [1:0]   from7_up;
    wire [1:0]   from7_down;
    wire [1:0]   from9_up;
    wire [1:0]   from9_down;
    wire         from11_down;
    wire [18:0]  from14_up;
    wire [18:0]  from14_down;
    wire [41:0]  from17_up;
    wire [41:0]  from17_down;
    wire [129:0] from1_up;
    wire [129:0] from1_down;
    wire [56:0]  from15_up;
    wire [56:0]  from15_down;
    wire [12:0]  from12_up;
    wire [12:0]  from12_down;
    wire [24:0]  from5_up;
    wire [24:0]  from5_down;
    wire [26:0]  from18_up;
    wire [26:0]  from18_down;

    always @(posedge clk) begin
        frame_bytes_q <= window_bytes;
        frame_longer_q <= window_longer;
    end

    assign link_tables_service_tag_types[15:0] = tables_service_tag_types_i[15:0];
    assign link_tables_service_tag_types[31:16] = tables_service_tag_types_i[31:16];
    assign link_tables_service_tag_types[47:32] = tables_service_tag_types_i[47:32];
    assign link_tables_service_tag_types[63:48] = tables_service_tag_types_i[63:48];

    assign ports_tables_iscsi_ports[15:0] = tables_iscsi_ports_i[15:0];
    assign ports_tables_iscsi_ports[31:16] = tables_iscsi_ports_i[31:16];

    always @(posedge clk) begin
        due_q <= {due_q[18:0], 1'd0} | ((window_down_valid & window_down_last) ? 20'd1 : 20'd0);
        if (rst) begin
            due_q <= 20'd0;
        end
    end

    always @(posedge clk) begin
        vector_valid_q <= due_q[19];
        vector_fields_headers_q <= {76'd0, ports_present_ports, from17_down[0], from14_down[2], from14_down[1], from14_down[0], from11_down,
                from9_down[0], from7_down[1], from7_down[0], from4_down[3], from4_down[2], from4_down[1],
                from4_down[0]};
        vector_fields_dst_mac_q <= from4_down[0] ? from1_down[47:0] : 48'd0;
        vector_fields_src_mac_q <= from4_down[0] ? from1_down[95:48] : 48'd0;
        vector_fields_vlan_count_q <= from4_down[3] ? 3'd3 : from4_down[2] ? 3'd2 : from4_down[1] ? 3'd1 : 3'd0;
        vector_fields_vlan_q <= from15_down[11:0];
        vector_fields_priority_q <= 3'd0;
        vector_fields_vlan2_q <= from4_down[2] ? from1_down[107:96] : 12'd0;
        vector_fields_vlan3_q <= from4_down[3] ? from1_down[119:108] : 12'd0;
        vector_fields_vlan4_q <= from12_down[11:0];
        vector_fields_ethertype_q <= from5_down[15:0];
        vector_fields_link_length_q <= 16'd0;
        vector_fields_llc_q <= 1'd0;
        vector_fields_snap_q <= 1'd0;
        vector_fields_mpls_count_q <= 3'd0;
        vector_fields_mpls_label_q <= 20'd0;
        vector_fields_mpls_traffic_class_q <= 3'd0;
        vector_fields_mpls_label2_q <= 20'd0;
        vector_fields_mpls_label3_q <= 20'd0;
        vector_fields_mpls_label4_q <= 20'd0;
        vector_fields_mpls_label5_q <= 20'd0;
        vector_fields_pppoe_q <= from7_down[0] ? 1'd1 : 1'd0;
        vector_fields_pppoe_session_q <= 16'd0;
        vector_fields_ppp_compressed_q <= 1'd0;
        vector_fields_l3_offset_q <= from5_down[24:16];
        vector_fields_arp_q <= from14_down[0] ? 1'd1 : 1'd0;
        vector_fields_mac_control_q <= 1'd0;
        vector_fields_pause_q <= 1'd0;
        vector_fields_priority_pause_q <= 1'd0;
        vector_fields_lacp_q <= 1'd0;
        vector_fields_lldp_q <= 1'd0;
        vector_fields_ptp_q <= 1'd0;
        vector_fields_ptp_message_q <= 4'd0;
        vector_fields_fcoe_q <= 1'd0;
        vector_fields_fc_routing_q <= 8'd0;
        vector_fields_fc_destination_q <= 24'd0;
        vector_fields_fc_source_q <= 24'd0;
        vector_fields_fip_q <= 1'd0;
        vector_fields_global_route_q <= 1'd0;
        vector_fields_roce_q <= 1'd0;
        vector_fields_rdma_opcode_q <= 8'd0;
        vector_fields_rdma_queue_pair_q <= 24'd0;
        vector_fields_ipv4_q <= from7_down[1] ? 1'd1 : 1'd0;
        vector_fields_ipv4_header_words_q <= 4'd0;
        vector_fields_ipv4_checksum_q <= from7_down[1] ? (from9_down[1] ? 2'd1 : 2'd2) : 2'd0;
        vector_fields_ipv6_q <= from17_down[0] ? 1'd1 : 1'd0;
        vector_fields_ip_length_q <= 16'd0;
        vector_fields_dscp_q <= 6'd0;
        vector_fields_ecn_q <= 2'd0;
        vector_fields_ttl_q <= 8'd0;
        vector_fields_fragment_q <= from18_down[0];
        vector_fields_later_fragment_q <= 1'd0;
        vector_fields_fragment_start_q <= 2'd0;
        vector_fields_authentication_q <= from12_down[12];
        vector_fields_segments_left_q <= 1'd0;
        vector_fields_address_options_q <= 1'd0;
        vector_fields_ip_protocol_q <= from18_down[8:1];
        vector_fields_src_ip_q <= {112'd0, from7_down[1] ? from4_down[19:4] : 16'd0};
        vector_fields_dst_ip_q <= {112'd0, from17_down[0] ? from14_down[18:3] : 16'd0};
        vector_fields_l4_offset_q <= from18_down[17:9];
        vector_fields_tcp_q <= ports_present_ports ? 1'd1 : 1'd0;
        vector_fields_udp_q <= 1'd0;
        vector_fields_udp_lite_q <= 1'd0;
        vector_fields_sctp_q <= 1'd0;
        vector_fields_icmp_q <= 1'd0;
        vector_fields_igmp_q <= 1'd0;
        vector_fields_ports_q <= 1'd0;
        vector_fields_src_port_q <= ports_present_ports ? from17_down[16:1] : 16'd0;
        vector_fields_dst_port_q <= ports_present_ports ? from17_down[32:17] : 16'd0;
        vector_fields_tcp_flags_q <= ports_present_ports ? from17_down[40:33] : 8'd0;
        vector_fields_udp_length_q <= 16'd0;
        vector_fields_udp_checksum_q <= 1'd0;
        vector_fields_iscsi_q <= ports_present_ports ? from17_down[41] : 1'd0;
        vector_fields_nvme_q <= 1'd0;
        vector_fields_payload_offset_q <= ports_present_ports ? from18_down[26:18] : 9'd0;
        vector_fields_tunnel_q <= from15_down[15:12];
        vector_fields_tunnel_id_q <= from15_down[47:16];
        vector_fields_inner_offset_q <= from15_down[56:48];
        vector_fields_inner_ethernet_q <= 1'd0;
        vector_fields_inner_dst_mac_q <= 48'd0;
        vector_fields_inner_src_mac_q <= 48'd0;
        vector_fields_inner_vlan_count_q <= 2'd0;
        vector_fields_inner_vlan_q <= 12'd0;
        vector_fields_inner_vlan2_q <= 12'd0;
        vector_fields_inner_ethertype_q <= 16'd0;
        vector_fields_inner_l3_offset_q <= 9'd0;
        vector_fields_inner_ipv4_q <= 1'd0;
        vector_fields_inner_ipv4_header_words_q <= 4'd0;
        vector_fields_inner_ipv4_checksum_q <= 2'd0;
        vector_fields_inner_ipv6_q <= 1'd0;
        vector_fields_inner_ip_length_q <= 16'd0;
        vector_fields_inner_dscp_q <= 6'd0;
        vector_fields_inner_ecn_q <= 2'd0;
        vector_fields_inner_ttl_q <= 8'd0;
        vector_fields_inner_fragment_q <= 1'd0;
        vector_fields_inner_later_fragment_q <= 1'd0;
        vector_fields_inner_authentication_q <= 1'd0;
        vector_fields_inner_segments_left_q <= 1'd0;
        vector_fields_inner_address_options_q <= 1'd0;
        vector_fields_inner_ip_protocol_q <= 8'd0;
        vector_fields_inner_src_ip_q <= 128'd0;
        vector_fields_inner_dst_ip_q <= 128'd0;
        vector_fields_inner_l4_offset_q <= 9'd0;
        vector_fields_inner_tcp_q <= 1'd0;
        vector_fields_inner_udp_q <= 1'd0;
        vector_fields_inner_udp_lite_q <= 1'd0;
        vector_fields_inner_sctp_q <= 1'd0;
        vector_fields_inner_icmp_q <= 1'd0;
        vector_fields_inner_src_port_q <= 16'd0;
        vector_fields_inner_dst_port_q <= 16'd0;
        vector_fields_inner_tcp_flags_q <= 8'd0;
        vector_fields_inner_udp_length_q <= 16'd0;
        vector_fields_inner_udp_checksum_q <= 1'd0;
        vector_fields_inner_iscsi_q <= 1'd0;
        vector_fields_inner_nvme_q <= 1'd0;
        vector_fields_inner_payload_offset_q <= 9'd0;
        vector_fields_frame_bytes_q <= from1_down[128:120];
        vector_fields_longer_q <= from1_down[129];
        vector_fields_exception_q <= ports_walked_exception;
        vector_fields_exception_header_q <= ports_walked_exception_header;
        if (rst) begin
            vector_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        link_vlan_q <= link_present_tag1 ? link_vlan_l1_down : 12'd0;
    end

    always @(posedge clk) begin
        shim_vlan_q <= shim_present_shim ? {4'd0, shim_vlan_l8_down} : shim_vlan_before_down;
    end

    always @(posedge clk) begin
        option_a_vlan4_q <= (option_a_present_option1 & option_a_vlan4_counts_l6_down) ? option_a_vlan4_l6_down : 12'd0;
    end

    always @(posedge clk) begin
        option_b_vlan4_q <= (option_b_present_option2 & option_b_vlan4_counts_l7_down) ? option_b_vlan4_l7_down
                : option_b_vlan4_before_down;
    end

    always @(posedge clk) begin
        link_ethertype_q <= (link_present_link | link_present_tag1 | (link_present_tag2 | link_present_tag3))
                ? (link_present_tag3 ? link_ethertype_l3_down : link_present_tag2 ? link_ethertype_l2_down : link_present_tag1 ? link_ethertype_l1_down : link_ethertype_l0_down)
                : 16'd0;
    end

    always @(posedge clk) begin
        link_end0_q <= link_read_end_l0;
    end

    always @(posedge clk) begin
        link_end1_q <= link_read_end_l1;
    end

    always @(posedge clk) begin
        link_end2_q <= link_read_end_l2;
    end

    always @(posedge clk) begin
        link_end3_q <= link_read_end_l3;
    end

    always @(posedge clk) begin
        link_l3_offset_q <= (link_present_link | link_present_tag1 | (link_present_tag2 | link_present_tag3))
                ? (link_present_tag3 ? link_sum3_down : link_present_tag2 ? link_sum2_down : link_present_tag1 ? link_sum1_down : link_sum0_down)
                : 9'd0;
    end

    always @(posedge clk) begin
        guess_fragment_q <= guess_present_packet ? guess_fragment_l5_down : 1'd0;
    end

    always @(posedge clk) begin
        inner_fragment_q <= inner_present_inner_packet ? inner_fragment_l10_down : inner_fragment_before_down;
    end

    always @(posedge clk) begin
        option_a_authentication_q <= (option_a_present_option1 & option_a_authentication_counts_l6_down) ? option_a_authentication_l6_down : 1'd0;
    end

    always @(posedge clk) begin
        option_b_authentication_q <= (option_b_present_option2 & option_b_authentication_counts_l7_down) ? option_b_authentication_l7_down
                : option_b_authentication_before_down;
    end

    always @(posedge clk) begin
        guess_ip_protocol_q <= guess_present_packet ? guess_ip_protocol_l5_down : 8'd0;
    end

    always @(posedge clk) begin
        option_a_ip_protocol_q <= option_a_present_option1 ? option_a_ip_protocol_l6_down : option_a_ip_protocol_before_down;
    end

    always @(posedge clk) begin
        option_b_ip_protocol_q <= option_b_present_option2 ? option_b_ip_protocol_l7_down : option_b_ip_protocol_before_down;
    end

    always @(posedge clk) begin
        shim_ip_protocol_q <= shim_present_shim ? shim_ip_protocol_l8_down : shim_ip_protocol_before_down;
    end

    always @(posedge clk) begin
        inner_ip_protocol_q <= inner_present_inner_packet ? inner_ip_protocol_l10_down : inner_ip_protocol_before_down;
    end

    always @(posedge clk) begin
        guess_end5_q <= link_walked_offset + guess_read_end_l5;
    end

    always @(posedge clk) begin
        guess_l4_offset_q <= guess_present_packet ? guess_sum5_down : 9'd0;
    end

    always @(posedge clk) begin
        option_al4_offset_q <= option_a_present_option1 ? option_a_sum6_down : option_al4_offset_before_down;
    end

    always @(posedge clk) begin
        option_bl4_offset_q <= option_b_present_option2 ? option_b_sum7_down : option_bl4_offset_before_down;
    end

    always @(posedge clk) begin
        shim_end8_q <= option_b_walked_offset + shim_read_end_l8;
    end

    always @(posedge clk) begin
        shim_l4_offset_q <= shim_present_shim ? shim_sum8_down : shim_l4_offset_before_down;
    end

    always @(posedge clk) begin
        inner_end10_q <= shim_walked_offset + inner_read_end_l10;
    end

    always @(posedge clk) begin
        inner_l4_offset_q <= inner_present_inner_packet ? inner_sum10_down : inner_l4_offset_before_down;
    end

    always @(posedge clk) begin
        ports_end11_q <= inner_walked_offset + ports_read_end_l11;
    end

    wire shim_present_note_at4_or = shim_present_note_at4 | shim_present_note_at8 | shim_present_note_at12;
    always @(posedge clk) begin
        shim_tunnel_q <= (shim_present_flagged | shim_present_note_at4_or)
                ? (shim_present_note_at4_or ? {1'd0, shim_tunnel_l9_down} : {1'd0, shim_tunnel_l8_down})
                : 4'd0;
    end

    wire shim_present_note_at4_or_2 = shim_present_note_at4 | shim_present_note_at8 | shim_present_note_at12;
    always @(posedge clk) begin
        shim_tunnel_id_q <= ((shim_present_flagged & shim_tunnel_id_counts_l8_down) | shim_present_note_at4_or_2)
                ? (shim_present_note_at4_or_2 ? {11'd0, shim_tunnel_id_l9_down} : shim_tunnel_id_l8_down)
                : 32'd0;
    end

    always @(posedge clk) begin
        shim_end9_q <= option_b_walked_offset + shim_read_end_l9;
    end

    wire shim_present_note_at4_or_3 = shim_present_note_at4 | shim_present_note_at8 | shim_present_note_at12;
    always @(posedge clk) begin
        shim_inner_offset_q <= (shim_present_flagged | shim_present_note_at4_or_3)
                ? (shim_present_note_at4_or_3 ? shim_sum9_down : shim_sum8_down) : 9'd0;
    end

    assign from4_up = {guess_read_src_ip_l5, link_present_tag3, link_present_tag2, link_present_tag1, link_present_link};
    assign from7_up = {guess_present_packet, guess_present_guess};
    assign from9_up = {guess_checksum_good, option_a_present_option1};
    assign from14_up = {inner_read_dst_ip_l10, shim_present_note_at4 | shim_present_note_at8 | shim_present_note_at12,
            shim_present_flagged, shim_present_shim};
    assign from17_up = {ports_read_iscsi_l11, ports_read_tcp_flags_l11, ports_read_dst_port_l11, ports_read_src_port_l11,
            inner_present_inner_packet};
    assign from1_up = {frame_longer_q, frame_bytes_q, link_read_vlan3_l3, link_read_vlan2_l2, link_read_src_mac_l0,
            link_read_dst_mac_l0};
    assign from15_up = {shim_inner_offset_q, shim_tunnel_id_q, shim_tunnel_q, shim_vlan_q};
    assign from12_up = {option_b_authentication_q, option_b_vlan4_q};
    assign from5_up = {link_l3_offset_q, link_ethertype_q};
    assign from18_up = {ports_end11_q, inner_l4_offset_q, inner_ip_protocol_q, inner_fragment_q};
    assign headers_valid_o = vector_valid_q;
    assign headers_headers_o = vector_fields_headers_q;
    assign headers_dst_mac_o = vector_fields_dst_mac_q;
    assign headers_src_mac_o = vector_fields_src_mac_q;
    assign headers_vlan_count_o = vector_fields_vlan_count_q;
    assign headers_vlan_o = vector_fields_vlan_q;
    assign headers_priority_o = vector_fields_priority_q;
    assign headers_vlan2_o = vector_fields_vlan2_q;
    assign headers_vlan3_o = vector_fields_vlan3_q;
    assign headers_vlan4_o = vector_fields_vlan4_q;
    assign headers_ethertype_o = vector_fields_ethertype_q;
    assign headers_link_length_o = vector_fields_link_length_q;
    assign headers_llc_o = vector_fields_llc_q;
    assign headers_snap_o = vector_fields_snap_q;
    assign headers_mpls_count_o = vector_fields_mpls_count_q;
    assign headers_mpls_label_o = vector_fields_mpls_label_q;
    assign headers_mpls_traffic_class_o = vector_fields_mpls_traffic_class_q;
    assign headers_mpls_label2_o = vector_fields_mpls_label2_q;
    assign headers_mpls_label3_o = vector_fields_mpls_label3_q;
    assign headers_mpls_label4_o = vector_fields_mpls_label4_q;
    assign headers_mpls_label5_o = vector_fields_mpls_label5_q;
    assign headers_pppoe_o = vector_fields_pppoe_q;
    assign headers_pppoe_session_o = vector_fields_pppoe_session_q;
    assign headers_ppp_compressed_o = vector_fields_ppp_compressed_q;
    assign headers_l3_offset_o = vector_fields_l3_offset_q;
    assign headers_arp_o = vector_fields_arp_q;
    assign headers_mac_control_o = vector_fields_mac_control_q;
    assign headers_pause_o = vector_fields_pause_q;
    assign headers_priority_pause_o = vector_fields_priority_pause_q;
    assign headers_lacp_o = vector_fields_lacp_q;
    assign headers_lldp_o = vector_fields_lldp_q;
    assign headers_ptp_o = vector_fields_ptp_q;
    assign headers_ptp_message_o = vector_fields_ptp_message_q;
    assign headers_fcoe_o = vector_fields_fcoe_q;
    assign headers_fc_routing_o = vector_fields_fc_routing_q;
    assign headers_fc_destination_o = vector_fields_fc_destination_q;
    assign headers_fc_source_o = vector_fields_fc_source_q;
    assign headers_fip_o = vector_fields_fip_q;
    assign headers_global_route_o = vector_fields_global_route_q;
    assign headers_roce_o = vector_fields_roce_q;
    assign headers_rdma_opcode_o = vector_fields_rdma_opcode_q;
    assign headers_rdma_queue_pair_o = vector_fields_rdma_queue_pair_q;
    assign headers_ipv4_o = vector_fields_ipv4_q;
    assign headers_ipv4_header_words_o = vector_fields_ipv4_header_words_q;
    assign headers_ipv4_checksum_o = vector_fields_ipv4_checksum_q;
    assign headers_ipv6_o = vector_fields_ipv6_q;
    assign headers_ip_length_o = vector_fields_ip_length_q;
    assign headers_dscp_o = vector_fields_dscp_q;
    assign headers_ecn_o = vector_fields_ecn_q;
    assign headers_ttl_o = vector_fields_ttl_q;
    assign headers_fragment_o = vector_fields_fragment_q;
    assign headers_later_fragment_o = vector_fields_later_fragment_q;
    assign headers_fragment_start_o = vector_fields_fragment_start_q;
    assign headers_authentication_o = vector_fields_authentication_q;
    assign headers_segments_left_o = vector_fields_segments_left_q;
    assign headers_address_options_o = vector_fields_address_options_q;
    assign headers_ip_protocol_o = vector_fields_ip_protocol_q;
    assign headers_src_ip_o = vector_fields_src_ip_q;
    assign headers_dst_ip_o = vector_fields_dst_ip_q;
    assign headers_l4_offset_o = vector_fields_l4_offset_q;
    assign headers_tcp_o = vector_fields_tcp_q;
    assign headers_udp_o = vector_fields_udp_q;
    assign headers_udp_lite_o = vector_fields_udp_lite_q;
    assign headers_sctp_o = vector_fields_sctp_q;
    assign headers_icmp_o = vector_fields_icmp_q;
    assign headers_igmp_o = vector_fields_igmp_q;
    assign headers_ports_o = vector_fields_ports_q;
    assign headers_src_port_o = vector_fields_src_port_q;
    assign headers_dst_port_o = vector_fields_dst_port_q;
    assign headers_tcp_flags_o = vector_fields_tcp_flags_q;
    assign headers_udp_length_o = vector_fields_udp_length_q;
    assign headers_udp_checksum_o = vector_fields_udp_checksum_q;
    assign headers_iscsi_o = vector_fields_iscsi_q;
    assign headers_nvme_o = vector_fields_nvme_q;
    assign headers_payload_offset_o = vector_fields_payload_offset_q;
    assign headers_tunnel_o = vector_fields_tunnel_q;
    assign headers_tunnel_id_o = vector_fields_tunnel_id_q;
    assign headers_inner_offset_o = vector_fields_inner_offset_q;
    assign headers_inner_ethernet_o = vector_fields_inner_ethernet_q;
    assign headers_inner_dst_mac_o = vector_fields_inner_dst_mac_q;
    assign headers_inner_src_mac_o = vector_fields_inner_src_mac_q;
    assign headers_inner_vlan_count_o = vector_fields_inner_vlan_count_q;
    assign headers_inner_vlan_o = vector_fields_inner_vlan_q;
    assign headers_inner_vlan2_o = vector_fields_inner_vlan2_q;
    assign headers_inner_ethertype_o = vector_fields_inner_ethertype_q;
    assign headers_inner_l3_offset_o = vector_fields_inner_l3_offset_q;
    assign headers_inner_ipv4_o = vector_fields_inner_ipv4_q;
    assign headers_inner_ipv4_header_words_o = vector_fields_inner_ipv4_header_words_q;
    assign headers_inner_ipv4_checksum_o = vector_fields_inner_ipv4_checksum_q;
    assign headers_inner_ipv6_o = vector_fields_inner_ipv6_q;
    assign headers_inner_ip_length_o = vector_fields_inner_ip_length_q;
    assign headers_inner_dscp_o = vector_fields_inner_dscp_q;
    assign headers_inner_ecn_o = vector_fields_inner_ecn_q;
    assign headers_inner_ttl_o = vector_fields_inner_ttl_q;
    assign headers_inner_fragment_o = vector_fields_inner_fragment_q;
    assign headers_inner_later_fragment_o = vector_fields_inner_later_fragment_q;
    assign headers_inner_authentication_o = vector_fields_inner_authentication_q;
    assign headers_inner_segments_left_o = vector_fields_inner_segments_left_q;
    assign headers_inner_address_options_o = vector_fields_inner_address_options_q;
    assign headers_inner_ip_protocol_o = vector_fields_inner_ip_protocol_q;
    assign headers_inner_src_ip_o = vector_fields_inner_src_ip_q;
    assign headers_inner_dst_ip_o = vector_fields_inner_dst_ip_q;
    assign headers_inner_l4_offset_o = vector_fields_inner_l4_offset_q;
    assign headers_inner_tcp_o = vector_fields_inner_tcp_q;
    assign headers_inner_udp_o = vector_fields_inner_udp_q;
    assign headers_inner_udp_lite_o = vector_fields_inner_udp_lite_q;
    assign headers_inner_sctp_o = vector_fields_inner_sctp_q;
    assign headers_inner_icmp_o = vector_fields_inner_icmp_q;
    assign headers_inner_src_port_o = vector_fields_inner_src_port_q;
    assign headers_inner_dst_port_o = vector_fields_inner_dst_port_q;
    assign headers_inner_tcp_flags_o = vector_fields_inner_tcp_flags_q;
    assign headers_inner_udp_length_o = vector_fields_inner_udp_length_q;
    assign headers_inner_udp_checksum_o = vector_fields_inner_udp_checksum_q;
    assign headers_inner_iscsi_o = vector_fields_inner_iscsi_q;
    assign headers_inner_nvme_o = vector_fields_inner_nvme_q;
    assign headers_inner_payload_offset_o = vector_fields_inner_payload_offset_q;
    assign headers_frame_bytes_o = vector_fields_frame_bytes_q;
    assign headers_longer_o = vector_fields_longer_q;
    assign headers_exception_o = vector_fields_exception_q;
    assign headers_exception_header_o = vector_fields_exception_header_q;

    parser_window window (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (up_valid_i),
        .up_data_i      (up_data_i),
        .up_last_byte_i (up_last_byte_i),
        .up_first_i     (up_first_i),
        .up_last_i      (up_last_i),
        .up_error_i     (up_error_i),
        .down_valid_o   (window_down_valid),
        .down_data_o    (window_down_data),
        .down_last_o    (window_down_last),
        .bytes_o        (window_bytes),
        .longer_o       (window_longer)
    );

    link_stage link (
        .clk                        (clk),
        .rst                        (rst),
        .up_valid_i                 (window_down_valid),
        .up_data_i                  (window_down_data),
        .up_last_i                  (window_down_last),
        .down_valid_o               (link_down_valid),
        .down_data_o                (link_down_data),
        .down_last_o                (link_down_last),
        .down_next_guess_o          (link_down_next_guess),
        .down_next_packet_o         (link_down_next_packet),
        .down_next_shim_o           (link_down_next_shim),
        .down_next_ports_o          (link_down_next_ports),
        .tables_service_tag_types_i (link_tables_service_tag_types),
        .walk_alive_i               (1'd1),
        .walk_exception_i           (3'd0),
        .walk_exception_header_i    (7'd0),
        .walk_longer_i              (frame_longer_q),
        .walk_offset_i              (9'd0),
        .walk_left_i                (frame_bytes_q),
        .walked_alive_o             (link_walked_alive),
        .walked_exception_o         (link_walked_exception),
        .walked_exception_header_o  (link_walked_exception_header),
        .walked_longer_o            (link_walked_longer),
        .walked_offset_o            (link_walked_offset),
        .walked_left_o              (link_walked_left),
        .walked_room_o              (link_walked_room),
        .present_link_o             (link_present_link),
        .present_tag1_o             (link_present_tag1),
        .present_tag2_o             (link_present_tag2),
        .present_tag3_o             (link_present_tag3),
        .read_dst_mac_l0_o          (link_read_dst_mac_l0),
        .read_src_mac_l0_o          (link_read_src_mac_l0),
        .read_vlan_l1_o             (link_read_vlan_l1),
        .read_vlan2_l2_o            (link_read_vlan2_l2),
        .read_vlan3_l3_o            (link_read_vlan3_l3),
        .read_ethertype_l0_o        (link_read_ethertype_l0),
        .read_ethertype_l1_o        (link_read_ethertype_l1),
        .read_ethertype_l2_o        (link_read_ethertype_l2),
        .read_ethertype_l3_o        (link_read_ethertype_l3),
        .read_end_l0_o              (link_read_end_l0),
        .read_end_l1_o              (link_read_end_l1),
        .read_end_l2_o              (link_read_end_l2),
        .read_end_l3_o              (link_read_end_l3)
    );

    guess_stage guess (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (link_down_valid),
        .up_data_i                 (link_down_data),
        .up_last_i                 (link_down_last),
        .up_next_guess_i           (link_down_next_guess),
        .up_next_packet_i          (link_down_next_packet),
        .up_next_shim_i            (link_down_next_shim),
        .up_next_ports_i           (link_down_next_ports),
        .down_valid_o              (guess_down_valid),
        .down_data_o               (guess_down_data),
        .down_last_o               (guess_down_last),
        .down_index_o              (guess_down_index),
        .down_skip_o               (guess_down_skip),
        .down_next_option1_o       (guess_down_next_option1),
        .down_next_shim_o          (guess_down_next_shim),
        .down_next_flagged_o       (guess_down_next_flagged),
        .down_next_inner_packet_o  (guess_down_next_inner_packet),
        .down_next_ports_o         (guess_down_next_ports),
        .walk_alive_i              (link_walked_alive),
        .walk_exception_i          (link_walked_exception),
        .walk_exception_header_i   (link_walked_exception_header),
        .walk_longer_i             (link_walked_longer),
        .walk_offset_i             (link_walked_offset),
        .walk_left_i               (link_walked_left),
        .walk_room_i               (link_walked_room),
        .walked_alive_o            (guess_walked_alive),
        .walked_exception_o        (guess_walked_exception),
        .walked_exception_header_o (guess_walked_exception_header),
        .walked_longer_o           (guess_walked_longer),
        .walked_offset_o           (guess_walked_offset),
        .walked_left_o             (guess_walked_left),
        .walked_room_o             (guess_walked_room),
        .present_guess_o           (guess_present_guess),
        .present_packet_o          (guess_present_packet),
        .read_fragment_l5_o        (guess_read_fragment_l5),
        .read_ip_protocol_l5_o     (guess_read_ip_protocol_l5),
        .read_src_ip_l5_o          (guess_read_src_ip_l5),
        .read_end_l5_o             (guess_read_end_l5),
        .checksum_good_o           (guess_checksum_good)
    );

    option_a_stage option_a (
        .clk                             (clk),
        .rst                             (rst),
        .up_valid_i                      (guess_down_valid),
        .up_data_i                       (guess_down_data),
        .up_last_i                       (guess_down_last),
        .up_index_i                      (guess_down_index),
        .up_skip_i                       (guess_down_skip),
        .up_next_option1_i               (guess_down_next_option1),
        .up_next_shim_i                  (guess_down_next_shim),
        .up_next_flagged_i               (guess_down_next_flagged),
        .up_next_inner_packet_i          (guess_down_next_inner_packet),
        .up_next_ports_i                 (guess_down_next_ports),
        .down_valid_o                    (option_a_down_valid),
        .down_data_o                     (option_a_down_data),
        .down_last_o                     (option_a_down_last),
        .down_index_o                    (option_a_down_index),
        .down_skip_o                     (option_a_down_skip),
        .down_next_option2_o             (option_a_down_next_option2),
        .down_next_shim_o                (option_a_down_next_shim),
        .down_next_flagged_o             (option_a_down_next_flagged),
        .down_next_inner_packet_o        (option_a_down_next_inner_packet),
        .down_next_ports_o               (option_a_down_next_ports),
        .walk_alive_i                    (guess_walked_alive),
        .walk_exception_i                (guess_walked_exception),
        .walk_exception_header_i         (guess_walked_exception_header),
        .walk_longer_i                   (guess_walked_longer),
        .walk_offset_i                   (guess_walked_offset),
        .walk_left_i                     (guess_walked_left),
        .walk_room_i                     (guess_walked_room),
        .walked_alive_o                  (option_a_walked_alive),
        .walked_exception_o              (option_a_walked_exception),
        .walked_exception_header_o       (option_a_walked_exception_header),
        .walked_longer_o                 (option_a_walked_longer),
        .walked_offset_o                 (option_a_walked_offset),
        .walked_left_o                   (option_a_walked_left),
        .walked_room_o                   (option_a_walked_room),
        .present_option1_o               (option_a_present_option1),
        .read_vlan4_l6_o                 (option_a_read_vlan4_l6),
        .read_vlan4_counts_l6_o          (option_a_read_vlan4_counts_l6),
        .read_authentication_l6_o        (option_a_read_authentication_l6),
        .read_authentication_counts_l6_o (option_a_read_authentication_counts_l6),
        .read_ip_protocol_l6_o           (option_a_read_ip_protocol_l6),
        .end_o                           (option_a_end)
    );

    option_b_stage option_b (
        .clk                             (clk),
        .rst                             (rst),
        .up_valid_i                      (option_a_down_valid),
        .up_data_i                       (option_a_down_data),
        .up_last_i                       (option_a_down_last),
        .up_index_i                      (option_a_down_index),
        .up_skip_i                       (option_a_down_skip),
        .up_next_option2_i               (option_a_down_next_option2),
        .up_next_shim_i                  (option_a_down_next_shim),
        .up_next_flagged_i               (option_a_down_next_flagged),
        .up_next_inner_packet_i          (option_a_down_next_inner_packet),
        .up_next_ports_i                 (option_a_down_next_ports),
        .down_valid_o                    (option_b_down_valid),
        .down_data_o                     (option_b_down_data),
        .down_last_o                     (option_b_down_last),
        .down_next_shim_o                (option_b_down_next_shim),
        .down_next_flagged_o             (option_b_down_next_flagged),
        .down_next_inner_packet_o        (option_b_down_next_inner_packet),
        .down_next_ports_o               (option_b_down_next_ports),
        .walk_alive_i                    (option_a_walked_alive),
        .walk_exception_i                (option_a_walked_exception),
        .walk_exception_header_i         (option_a_walked_exception_header),
        .walk_longer_i                   (option_a_walked_longer),
        .walk_offset_i                   (option_a_walked_offset),
        .walk_left_i                     (option_a_walked_left),
        .walk_room_i                     (option_a_walked_room),
        .walked_alive_o                  (option_b_walked_alive),
        .walked_exception_o              (option_b_walked_exception),
        .walked_exception_header_o       (option_b_walked_exception_header),
        .walked_longer_o                 (option_b_walked_longer),
        .walked_offset_o                 (option_b_walked_offset),
        .walked_left_o                   (option_b_walked_left),
        .walked_room_o                   (option_b_walked_room),
        .present_option2_o               (option_b_present_option2),
        .read_vlan4_l7_o                 (option_b_read_vlan4_l7),
        .read_vlan4_counts_l7_o          (option_b_read_vlan4_counts_l7),
        .read_authentication_l7_o        (option_b_read_authentication_l7),
        .read_authentication_counts_l7_o (option_b_read_authentication_counts_l7),
        .read_ip_protocol_l7_o           (option_b_read_ip_protocol_l7),
        .end_o                           (option_b_end)
    );

    shim_stage shim (
        .clk                        (clk),
        .rst                        (rst),
        .up_valid_i                 (option_b_down_valid),
        .up_data_i                  (option_b_down_data),
        .up_last_i                  (option_b_down_last),
        .up_next_shim_i             (option_b_down_next_shim),
        .up_next_flagged_i          (option_b_down_next_flagged),
        .up_next_inner_packet_i     (option_b_down_next_inner_packet),
        .up_next_ports_i            (option_b_down_next_ports),
        .down_valid_o               (shim_down_valid),
        .down_data_o                (shim_down_data),
        .down_last_o                (shim_down_last),
        .down_next_inner_packet_o   (shim_down_next_inner_packet),
        .down_next_ports_o          (shim_down_next_ports),
        .walk_alive_i               (option_b_walked_alive),
        .walk_exception_i           (option_b_walked_exception),
        .walk_exception_header_i    (option_b_walked_exception_header),
        .walk_longer_i              (option_b_walked_longer),
        .walk_offset_i              (option_b_walked_offset),
        .walk_left_i                (option_b_walked_left),
        .walk_room_i                (option_b_walked_room),
        .walked_alive_o             (shim_walked_alive),
        .walked_exception_o         (shim_walked_exception),
        .walked_exception_header_o  (shim_walked_exception_header),
        .walked_longer_o            (shim_walked_longer),
        .walked_offset_o            (shim_walked_offset),
        .walked_left_o              (shim_walked_left),
        .walked_room_o              (shim_walked_room),
        .present_shim_o             (shim_present_shim),
        .present_flagged_o          (shim_present_flagged),
        .present_note_at4_o         (shim_present_note_at4),
        .present_note_at8_o         (shim_present_note_at8),
        .present_note_at12_o        (shim_present_note_at12),
        .read_vlan_l8_o             (shim_read_vlan_l8),
        .read_ip_protocol_l8_o      (shim_read_ip_protocol_l8),
        .read_end_l8_o              (shim_read_end_l8),
        .read_tunnel_l8_o           (shim_read_tunnel_l8),
        .read_tunnel_l9_o           (shim_read_tunnel_l9),
        .read_tunnel_id_l8_o        (shim_read_tunnel_id_l8),
        .read_tunnel_id_counts_l8_o (shim_read_tunnel_id_counts_l8),
        .read_tunnel_id_l9_o        (shim_read_tunnel_id_l9),
        .read_end_l9_o              (shim_read_end_l9)
    );

    inner_stage inner (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (shim_down_valid),
        .up_data_i                 (shim_down_data),
        .up_last_i                 (shim_down_last),
        .up_next_inner_packet_i    (shim_down_next_inner_packet),
        .up_next_ports_i           (shim_down_next_ports),
        .down_valid_o              (inner_down_valid),
        .down_data_o               (inner_down_data),
        .down_last_o               (inner_down_last),
        .down_next_ports_o         (inner_down_next_ports),
        .walk_alive_i              (shim_walked_alive),
        .walk_exception_i          (shim_walked_exception),
        .walk_exception_header_i   (shim_walked_exception_header),
        .walk_longer_i             (shim_walked_longer),
        .walk_offset_i             (shim_walked_offset),
        .walk_left_i               (shim_walked_left),
        .walk_room_i               (shim_walked_room),
        .walked_alive_o            (inner_walked_alive),
        .walked_exception_o        (inner_walked_exception),
        .walked_exception_header_o (inner_walked_exception_header),
        .walked_longer_o           (inner_walked_longer),
        .walked_offset_o           (inner_walked_offset),
        .walked_left_o             (inner_walked_left),
        .walked_room_o             (inner_walked_room),
        .present_inner_packet_o    (inner_present_inner_packet),
        .read_fragment_l10_o       (inner_read_fragment_l10),
        .read_ip_protocol_l10_o    (inner_read_ip_protocol_l10),
        .read_dst_ip_l10_o         (inner_read_dst_ip_l10),
        .read_end_l10_o            (inner_read_end_l10)
    );

    ports_stage ports (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (inner_down_valid),
        .up_data_i                 (inner_down_data),
        .up_last_i                 (inner_down_last),
        .up_next_ports_i           (inner_down_next_ports),
        .tables_iscsi_ports_i      (ports_tables_iscsi_ports),
        .walk_alive_i              (inner_walked_alive),
        .walk_exception_i          (inner_walked_exception),
        .walk_exception_header_i   (inner_walked_exception_header),
        .walk_longer_i             (inner_walked_longer),
        .walk_offset_i             (inner_walked_offset),
        .walk_left_i               (inner_walked_left),
        .walk_room_i               (inner_walked_room),
        .walked_exception_o        (ports_walked_exception),
        .walked_exception_header_o (ports_walked_exception_header),
        .present_ports_o           (ports_present_ports),
        .read_src_port_l11_o       (ports_read_src_port_l11),
        .read_dst_port_l11_o       (ports_read_dst_port_l11),
        .read_tcp_flags_l11_o      (ports_read_tcp_flags_l11),
        .read_iscsi_l11_o          (ports_read_iscsi_l11),
        .read_end_l11_o            (ports_read_end_l11)
    );

    delay_line_bits12_clocks3 link_vlan_l1 (
        .clk    (clk),
        .up_i   (link_read_vlan_l1),
        .down_o (link_vlan_l1_down)
    );

    delay_line_bits8_clocks3 shim_vlan_l8 (
        .clk    (clk),
        .up_i   (shim_read_vlan_l8),
        .down_o (shim_vlan_l8_down)
    );

    delay_line_bits12_clocks9 shim_vlan_before (
        .clk    (clk),
        .up_i   (link_vlan_q),
        .down_o (shim_vlan_before_down)
    );

    delay_line_bits12_clocks2 option_a_vlan4_l6 (
        .clk    (clk),
        .up_i   (option_a_read_vlan4_l6),
        .down_o (option_a_vlan4_l6_down)
    );

    delay_line_bits1_clocks2 option_a_vlan4_counts_l6 (
        .clk    (clk),
        .up_i   (option_a_read_vlan4_counts_l6),
        .down_o (option_a_vlan4_counts_l6_down)
    );

    delay_line_bits12_clocks2 option_b_vlan4_l7 (
        .clk    (clk),
        .up_i   (option_b_read_vlan4_l7),
        .down_o (option_b_vlan4_l7_down)
    );

    delay_line_bits1_clocks2 option_b_vlan4_counts_l7 (
        .clk    (clk),
        .up_i   (option_b_read_vlan4_counts_l7),
        .down_o (option_b_vlan4_counts_l7_down)
    );

    delay_line_bits12_clocks1 option_b_vlan4_before (
        .clk    (clk),
        .up_i   (option_a_vlan4_q),
        .down_o (option_b_vlan4_before_down)
    );

    delay_line_bits16_clocks3 link_ethertype_l0 (
        .clk    (clk),
        .up_i   (link_read_ethertype_l0),
        .down_o (link_ethertype_l0_down)
    );

    delay_line_bits16_clocks3 link_ethertype_l1 (
        .clk    (clk),
        .up_i   (link_read_ethertype_l1),
        .down_o (link_ethertype_l1_down)
    );

    delay_line_bits16_clocks3 link_ethertype_l2 (
        .clk    (clk),
        .up_i   (link_read_ethertype_l2),
        .down_o (link_ethertype_l2_down)
    );

    delay_line_bits16_clocks3 link_ethertype_l3 (
        .clk    (clk),
        .up_i   (link_read_ethertype_l3),
        .down_o (link_ethertype_l3_down)
    );

    delay_line_bits9_clocks2 link_sum0 (
        .clk    (clk),
        .up_i   (link_end0_q),
        .down_o (link_sum0_down)
    );

    delay_line_bits9_clocks2 link_sum1 (
        .clk    (clk),
        .up_i   (link_end1_q),
        .down_o (link_sum1_down)
    );

    delay_line_bits9_clocks2 link_sum2 (
        .clk    (clk),
        .up_i   (link_end2_q),
        .down_o (link_sum2_down)
    );

    delay_line_bits9_clocks2 link_sum3 (
        .clk    (clk),
        .up_i   (link_end3_q),
        .down_o (link_sum3_down)
    );

    delay_line_bits1_clocks3 guess_fragment_l5 (
        .clk    (clk),
        .up_i   (guess_read_fragment_l5),
        .down_o (guess_fragment_l5_down)
    );

    delay_line_bits1_clocks3 inner_fragment_l10 (
        .clk    (clk),
        .up_i   (inner_read_fragment_l10),
        .down_o (inner_fragment_l10_down)
    );

    delay_line_bits1_clocks9 inner_fragment_before (
        .clk    (clk),
        .up_i   (guess_fragment_q),
        .down_o (inner_fragment_before_down)
    );

    delay_line_bits1_clocks2 option_a_authentication_l6 (
        .clk    (clk),
        .up_i   (option_a_read_authentication_l6),
        .down_o (option_a_authentication_l6_down)
    );

    delay_line_bits1_clocks2 option_a_authentication_counts_l6 (
        .clk    (clk),
        .up_i   (option_a_read_authentication_counts_l6),
        .down_o (option_a_authentication_counts_l6_down)
    );

    delay_line_bits1_clocks2 option_b_authentication_l7 (
        .clk    (clk),
        .up_i   (option_b_read_authentication_l7),
        .down_o (option_b_authentication_l7_down)
    );

    delay_line_bits1_clocks2 option_b_authentication_counts_l7 (
        .clk    (clk),
        .up_i   (option_b_read_authentication_counts_l7),
        .down_o (option_b_authentication_counts_l7_down)
    );

    delay_line_bits1_clocks1 option_b_authentication_before (
        .clk    (clk),
        .up_i   (option_a_authentication_q),
        .down_o (option_b_authentication_before_down)
    );

    delay_line_bits8_clocks3 guess_ip_protocol_l5 (
        .clk    (clk),
        .up_i   (guess_read_ip_protocol_l5),
        .down_o (guess_ip_protocol_l5_down)
    );

    delay_line_bits8_clocks2 option_a_ip_protocol_l6 (
        .clk    (clk),
        .up_i   (option_a_read_ip_protocol_l6),
        .down_o (option_a_ip_protocol_l6_down)
    );

    delay_line_bits8_clocks1 option_a_ip_protocol_before (
        .clk    (clk),
        .up_i   (guess_ip_protocol_q),
        .down_o (option_a_ip_protocol_before_down)
    );

    delay_line_bits8_clocks2 option_b_ip_protocol_l7 (
        .clk    (clk),
        .up_i   (option_b_read_ip_protocol_l7),
        .down_o (option_b_ip_protocol_l7_down)
    );

    delay_line_bits8_clocks1 option_b_ip_protocol_before (
        .clk    (clk),
        .up_i   (option_a_ip_protocol_q),
        .down_o (option_b_ip_protocol_before_down)
    );

    delay_line_bits8_clocks3 shim_ip_protocol_l8 (
        .clk    (clk),
        .up_i   (shim_read_ip_protocol_l8),
        .down_o (shim_ip_protocol_l8_down)
    );

    delay_line_bits8_clocks2 shim_ip_protocol_before (
        .clk    (clk),
        .up_i   (option_b_ip_protocol_q),
        .down_o (shim_ip_protocol_before_down)
    );

    delay_line_bits8_clocks3 inner_ip_protocol_l10 (
        .clk    (clk),
        .up_i   (inner_read_ip_protocol_l10),
        .down_o (inner_ip_protocol_l10_down)
    );

    delay_line_bits8_clocks2 inner_ip_protocol_before (
        .clk    (clk),
        .up_i   (shim_ip_protocol_q),
        .down_o (inner_ip_protocol_before_down)
    );

    delay_line_bits9_clocks2 guess_sum5 (
        .clk    (clk),
        .up_i   (guess_end5_q),
        .down_o (guess_sum5_down)
    );

    delay_line_bits9_clocks1 option_a_sum6 (
        .clk    (clk),
        .up_i   (option_a_end),
        .down_o (option_a_sum6_down)
    );

    delay_line_bits9_clocks1 option_al4_offset_before (
        .clk    (clk),
        .up_i   (guess_l4_offset_q),
        .down_o (option_al4_offset_before_down)
    );

    delay_line_bits9_clocks1 option_b_sum7 (
        .clk    (clk),
        .up_i   (option_b_end),
        .down_o (option_b_sum7_down)
    );

    delay_line_bits9_clocks1 option_bl4_offset_before (
        .clk    (clk),
        .up_i   (option_al4_offset_q),
        .down_o (option_bl4_offset_before_down)
    );

    delay_line_bits9_clocks2 shim_sum8 (
        .clk    (clk),
        .up_i   (shim_end8_q),
        .down_o (shim_sum8_down)
    );

    delay_line_bits9_clocks2 shim_l4_offset_before (
        .clk    (clk),
        .up_i   (option_bl4_offset_q),
        .down_o (shim_l4_offset_before_down)
    );

    delay_line_bits9_clocks2 inner_sum10 (
        .clk    (clk),
        .up_i   (inner_end10_q),
        .down_o (inner_sum10_down)
    );

    delay_line_bits9_clocks2 inner_l4_offset_before (
        .clk    (clk),
        .up_i   (shim_l4_offset_q),
        .down_o (inner_l4_offset_before_down)
    );

    delay_line_bits3_clocks3 shim_tunnel_l8 (
        .clk    (clk),
        .up_i   (shim_read_tunnel_l8),
        .down_o (shim_tunnel_l8_down)
    );

    delay_line_bits3_clocks3 shim_tunnel_l9 (
        .clk    (clk),
        .up_i   (shim_read_tunnel_l9),
        .down_o (shim_tunnel_l9_down)
    );

    delay_line_bits32_clocks3 shim_tunnel_id_l8 (
        .clk    (clk),
        .up_i   (shim_read_tunnel_id_l8),
        .down_o (shim_tunnel_id_l8_down)
    );

    delay_line_bits1_clocks3 shim_tunnel_id_counts_l8 (
        .clk    (clk),
        .up_i   (shim_read_tunnel_id_counts_l8),
        .down_o (shim_tunnel_id_counts_l8_down)
    );

    delay_line_bits21_clocks3 shim_tunnel_id_l9 (
        .clk    (clk),
        .up_i   (shim_read_tunnel_id_l9),
        .down_o (shim_tunnel_id_l9_down)
    );

    delay_line_bits9_clocks2 shim_sum9 (
        .clk    (clk),
        .up_i   (shim_end9_q),
        .down_o (shim_sum9_down)
    );

    ring_delay_bits20_clocks16 from4 (
        .clk    (clk),
        .rst    (rst),
        .up_i   (from4_up),
        .down_o (from4_down)
    );

    delay_line_bits2_clocks13 from7 (
        .clk    (clk),
        .up_i   (from7_up),
        .down_o (from7_down)
    );

    delay_line_bits2_clocks11 from9 (
        .clk    (clk),
        .up_i   (from9_up),
        .down_o (from9_down)
    );

    delay_line_bits1_clocks9 from11 (
        .clk    (clk),
        .up_i   (option_b_present_option2),
        .down_o (from11_down)
    );

    ring_delay_bits19_clocks6 from14 (
        .clk    (clk),
        .rst    (rst),
        .up_i   (from14_up),
        .down_o (from14_down)
    );

    delay_line_bits42_clocks3 from17 (
        .clk    (clk),
        .up_i   (from17_up),
        .down_o (from17_down)
    );

    ring_delay_bits130_clocks19 from1 (
        .clk    (clk),
        .rst    (rst),
        .up_i   (from1_up),
        .down_o (from1_down)
    );

    ring_delay_bits57_clocks5 from15 (
        .clk    (clk),
        .rst    (rst),
        .up_i   (from15_up),
        .down_o (from15_down)
    );

    delay_line_bits13_clocks8 from12 (
        .clk    (clk),
        .up_i   (from12_up),
        .down_o (from12_down)
    );

    ring_delay_bits25_clocks15 from5 (
        .clk    (clk),
        .rst    (rst),
        .up_i   (from5_up),
        .down_o (from5_down)
    );

    delay_line_bits27_clocks2 from18 (
        .clk    (clk),
        .up_i   (from18_up),
        .down_o (from18_down)
    );

    wire unused = &{1'b0, tables_vxlan_ports_i, tables_vxlan_gpe_ports_i, tables_geneve_ports_i, tables_gtpu_ports_i, tables_roce_ports_i, tables_nvme_ports_i};

endmodule

`default_nettype wire
