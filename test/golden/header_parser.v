/* verilator lint_off DECLFILENAME */
`default_nettype none

// Cuts each frame to the beats that may hold headers.
// Parameters: netDataBits = 64, windowBeats = 15
module parser_window (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [3:0]  up_error_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire [7:0]  bytes_o
);

    reg  [3:0]  beat_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    reg  [7:0]  held_last_position_q;

    wire beat_differs = beat_q != 4'd15;
    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 4'd0 : beat_differs ? (beat_q + 4'd1) : beat_q;
        end
        if (rst) begin
            beat_q <= 4'd0;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i & beat_differs;
        held_data_q <= up_data_i;
        held_last_q <= up_last_i | (beat_q == 4'd14);
        held_last_position_q <= {1'd0, beat_q, up_last_byte_i};
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = held_valid_q;
    assign down_data_o = held_data_q;
    assign down_last_o = held_last_q;
    assign bytes_o = held_last_position_q + 8'd1;

    wire unused = &{1'b0, up_first_i, up_error_i};

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 14, downBytes = 8, fixed = 6, steps = , skipBits = 3, sideBits = 6
module byte_aligner_up_bytes14_fixed6_steps_side_bits6 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [111:0] up_data_i,
    input  wire [2:0]   up_skip_i,
    input  wire [5:0]   up_side_i,
    // down
    output wire         down_valid_o,
    output wire [63:0]  down_data_o,
    output wire [5:0]   down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [5:0]  stage0_side_q;

    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_data_i[111:48];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_data_i[47:0], up_skip_i};

endmodule

// Parser layer: ethernet.
// Parameters: beatBytes = 8
module ethernet_layer (
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
    output wire        down_here_tag1_o,
    output wire        down_here_llc_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    // read
    output wire [47:0] read_ethernet_dst_mac_o,
    output wire [47:0] read_ethernet_src_mac_o,
    output wire [15:0] read_ethernet_ethertype_o,
    // found
    output wire        found_present_ethernet_o,
    output wire [7:0]  found_end_o
);

    reg  [1:0]   beat_q;
    reg  [47:0]  ethernet_destination_q;
    reg  [47:0]  ethernet_source_q;
    reg  [15:0]  ethernet_type_q;
    reg          held_valid_q;
    reg  [63:0]  held_data_q;
    reg          held_last_q;
    wire         aligner_up_valid;
    wire [111:0] aligner_up_data;
    wire [5:0]   aligner_up_side;
    wire         aligner_down_valid;
    wire [63:0]  aligner_down_data;
    wire [5:0]   aligner_down_side;
    reg          to_skip_q;
    reg          judged_walk_alive_q;
    reg  [2:0]   judged_walk_exception_q;
    reg  [7:0]   judged_walk_end_q;
    reg  [8:0]   judged_walk_left_q;
    reg          judged_ethernet_short_q;
    reg          present_ethernet_q;
    reg          walked_on_alive_q;
    reg  [2:0]   walked_on_exception_q;
    reg  [7:0]   walked_on_offset_q;
    reg  [7:0]   walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 2'd0 : (beat_q == 2'd2) ? beat_q : (beat_q + 2'd1);
        end
        if (rst) begin
            beat_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 2'd0)) begin
            ethernet_destination_q <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24], up_data_i[39:32], up_data_i[47:40]};
            ethernet_source_q[47:32] <= {up_data_i[55:48], up_data_i[63:56]};
        end
        if (up_valid_i & (beat_q == 2'd1)) begin
            ethernet_source_q[31:0] <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24]};
            ethernet_type_q <= {up_data_i[39:32], up_data_i[47:40]};
        end
    end

    assign read_ethernet_dst_mac_o = ethernet_destination_q;
    assign read_ethernet_src_mac_o = ethernet_source_q;
    assign read_ethernet_ethertype_o = ethernet_type_q;

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    wire to_skip_differs = to_skip_q != 1'd0;
    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 2'd0)) begin
            to_skip_q <= 1'd1;
        end else if (up_valid_i & to_skip_differs) begin
            to_skip_q <= to_skip_q - 1'd1;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~to_skip_differs));
    assign aligner_up_data = {up_data_i[47:0], held_data_q};
    assign aligner_up_side = {ethernet_type_q == 16'h86dd, ethernet_type_q == 16'h800, ethernet_type_q == 16'h806,
            1'd0 | (ethernet_type_q < 16'h600), (ethernet_type_q == 16'h8100) | (ethernet_type_q == 16'h88a8),
            held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_tag1_o = aligner_down_side[1];
    assign down_here_llc_o = aligner_down_side[2];
    assign down_here_arp_o = aligner_down_side[3];
    assign down_here_ipv4_o = aligner_down_side[4];
    assign down_here_ipv6_o = aligner_down_side[5];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {4'd0, 4'd14};
        judged_walk_left_q <= {1'd0, walk_left_i} - {5'd0, 4'd14};
    end

    always @(posedge clk) begin
        judged_ethernet_short_q <= walk_left_i < 8'd14;
    end

    always @(posedge clk) begin
        present_ethernet_q <= judged_walk_alive_q & ~judged_ethernet_short_q;
    end

    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~judged_ethernet_short_q;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{judged_ethernet_short_q}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_ethernet_o = present_ethernet_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes14_fixed6_steps_side_bits6 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (3'd6),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 20 clocks.
// Parameters: bits = 112, clocks = 20
module delay_line_bits112_clocks20 (
    input  wire         clk,
    input  wire [111:0] up_i,
    output wire [111:0] down_o
);

    reg  [2239:0] stage_q;

    always @(posedge clk) begin
        stage_q[111:0] <= up_i;
        stage_q[223:112] <= stage_q[111:0];
        stage_q[335:224] <= stage_q[223:112];
        stage_q[447:336] <= stage_q[335:224];
        stage_q[559:448] <= stage_q[447:336];
        stage_q[671:560] <= stage_q[559:448];
        stage_q[783:672] <= stage_q[671:560];
        stage_q[895:784] <= stage_q[783:672];
        stage_q[1007:896] <= stage_q[895:784];
        stage_q[1119:1008] <= stage_q[1007:896];
        stage_q[1231:1120] <= stage_q[1119:1008];
        stage_q[1343:1232] <= stage_q[1231:1120];
        stage_q[1455:1344] <= stage_q[1343:1232];
        stage_q[1567:1456] <= stage_q[1455:1344];
        stage_q[1679:1568] <= stage_q[1567:1456];
        stage_q[1791:1680] <= stage_q[1679:1568];
        stage_q[1903:1792] <= stage_q[1791:1680];
        stage_q[2015:1904] <= stage_q[1903:1792];
        stage_q[2127:2016] <= stage_q[2015:1904];
        stage_q[2239:2128] <= stage_q[2127:2016];
    end

    assign down_o = stage_q[2239:2128];

endmodule

// Delays a word by 18 clocks.
// Parameters: bits = 9, clocks = 18
module delay_line_bits9_clocks18 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [161:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
        stage_q[35:27] <= stage_q[26:18];
        stage_q[44:36] <= stage_q[35:27];
        stage_q[53:45] <= stage_q[44:36];
        stage_q[62:54] <= stage_q[53:45];
        stage_q[71:63] <= stage_q[62:54];
        stage_q[80:72] <= stage_q[71:63];
        stage_q[89:81] <= stage_q[80:72];
        stage_q[98:90] <= stage_q[89:81];
        stage_q[107:99] <= stage_q[98:90];
        stage_q[116:108] <= stage_q[107:99];
        stage_q[125:117] <= stage_q[116:108];
        stage_q[134:126] <= stage_q[125:117];
        stage_q[143:135] <= stage_q[134:126];
        stage_q[152:144] <= stage_q[143:135];
        stage_q[161:153] <= stage_q[152:144];
    end

    assign down_o = stage_q[161:153];

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 12, downBytes = 8, fixed = 0, steps = 4, skipBits = 3, sideBits = 6
module byte_aligner_up_bytes12_fixed0_steps4_side_bits6 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [95:0] up_data_i,
    input  wire [2:0]  up_skip_i,
    input  wire [5:0]  up_side_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire [5:0]  down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [5:0]  stage0_side_q;

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

// Parser layer: tag1.
// Parameters: beatBytes = 8
module tag1_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_tag1_i,
    input  wire        up_here_llc_i,
    input  wire        up_here_arp_i,
    input  wire        up_here_ipv4_i,
    input  wire        up_here_ipv6_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_tag2_o,
    output wire        down_here_llc_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    // read
    output wire [11:0] read_tag1_vlan_o,
    output wire [2:0]  read_tag1_priority_o,
    output wire [15:0] read_tag1_ethertype_o,
    // found
    output wire        found_present_tag1_o,
    output wire [7:0]  found_end_o
);

    reg         beat_q;
    reg         here_tag1_q;
    reg         here_llc_q;
    reg         here_arp_q;
    reg         here_ipv4_q;
    reg         here_ipv6_q;
    reg  [2:0]  tag1_priority_q;
    reg  [11:0] tag1_id_q;
    reg  [15:0] tag1_type_q;
    reg  [2:0]  length_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    wire        aligner_up_valid;
    wire [95:0] aligner_up_data;
    wire [5:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [5:0]  aligner_down_side;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg  [7:0]  judged_walk_end_q;
    reg  [8:0]  judged_walk_left_q;
    reg         judged_tag1_here_q;
    reg         judged_tag1_short_q;
    reg         present_tag1_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [7:0]  walked_on_offset_q;
    reg  [7:0]  walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_tag1_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_tag1_and) begin
            here_tag1_q <= up_here_tag1_i;
            here_llc_q <= up_here_llc_i;
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            tag1_priority_q <= up_data_i[7:5];
            tag1_id_q <= {up_data_i[3:0], up_data_i[15:8]};
            tag1_type_q <= {up_data_i[23:16], up_data_i[31:24]};
        end
    end

    assign read_tag1_vlan_o = tag1_id_q;
    assign read_tag1_priority_o = tag1_priority_q;
    assign read_tag1_ethertype_o = tag1_type_q;

    always @(posedge clk) begin
        if (here_tag1_and) begin
            length_q <= {3{up_here_tag1_i}} & 3'd4;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~1'd0));
    assign aligner_up_data = {up_data_i[31:0], held_data_q};
    assign aligner_up_side = {here_ipv6_q | (here_tag1_q & (tag1_type_q == 16'h86dd)),
            here_ipv4_q | (here_tag1_q & (tag1_type_q == 16'h800)),
            here_arp_q | (here_tag1_q & (tag1_type_q == 16'h806)),
            here_llc_q | (here_tag1_q & (1'd0 | (tag1_type_q < 16'h600))),
            here_tag1_q & ((tag1_type_q == 16'h8100) | (tag1_type_q == 16'h88a8)), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_tag2_o = aligner_down_side[1];
    assign down_here_llc_o = aligner_down_side[2];
    assign down_here_arp_o = aligner_down_side[3];
    assign down_here_ipv4_o = aligner_down_side[4];
    assign down_here_ipv6_o = aligner_down_side[5];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {5'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {6'd0, length_q};
    end

    always @(posedge clk) begin
        judged_tag1_here_q <= here_tag1_q;
        judged_tag1_short_q <= walk_left_i < 8'd4;
    end

    always @(posedge clk) begin
        present_tag1_q <= judged_walk_alive_q & (judged_tag1_here_q & ~judged_tag1_short_q);
    end

    wire walked_on_alive_and = judged_tag1_here_q & judged_tag1_short_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_tag1_o = present_tag1_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes12_fixed0_steps4_side_bits6 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (length_q),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 18 clocks.
// Parameters: bits = 31, clocks = 18
module delay_line_bits31_clocks18 (
    input  wire        clk,
    input  wire [30:0] up_i,
    output wire [30:0] down_o
);

    reg  [557:0] stage_q;

    always @(posedge clk) begin
        stage_q[30:0] <= up_i;
        stage_q[61:31] <= stage_q[30:0];
        stage_q[92:62] <= stage_q[61:31];
        stage_q[123:93] <= stage_q[92:62];
        stage_q[154:124] <= stage_q[123:93];
        stage_q[185:155] <= stage_q[154:124];
        stage_q[216:186] <= stage_q[185:155];
        stage_q[247:217] <= stage_q[216:186];
        stage_q[278:248] <= stage_q[247:217];
        stage_q[309:279] <= stage_q[278:248];
        stage_q[340:310] <= stage_q[309:279];
        stage_q[371:341] <= stage_q[340:310];
        stage_q[402:372] <= stage_q[371:341];
        stage_q[433:403] <= stage_q[402:372];
        stage_q[464:434] <= stage_q[433:403];
        stage_q[495:465] <= stage_q[464:434];
        stage_q[526:496] <= stage_q[495:465];
        stage_q[557:527] <= stage_q[526:496];
    end

    assign down_o = stage_q[557:527];

endmodule

// Delays a word by 16 clocks.
// Parameters: bits = 9, clocks = 16
module delay_line_bits9_clocks16 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [143:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
        stage_q[35:27] <= stage_q[26:18];
        stage_q[44:36] <= stage_q[35:27];
        stage_q[53:45] <= stage_q[44:36];
        stage_q[62:54] <= stage_q[53:45];
        stage_q[71:63] <= stage_q[62:54];
        stage_q[80:72] <= stage_q[71:63];
        stage_q[89:81] <= stage_q[80:72];
        stage_q[98:90] <= stage_q[89:81];
        stage_q[107:99] <= stage_q[98:90];
        stage_q[116:108] <= stage_q[107:99];
        stage_q[125:117] <= stage_q[116:108];
        stage_q[134:126] <= stage_q[125:117];
        stage_q[143:135] <= stage_q[134:126];
    end

    assign down_o = stage_q[143:135];

endmodule

// Parser layer: tag2.
// Parameters: beatBytes = 8
module tag2_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_tag2_i,
    input  wire        up_here_llc_i,
    input  wire        up_here_arp_i,
    input  wire        up_here_ipv4_i,
    input  wire        up_here_ipv6_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_tag3_o,
    output wire        down_here_llc_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    // read
    output wire [11:0] read_tag2_vlan2_o,
    output wire [15:0] read_tag2_ethertype_o,
    // found
    output wire        found_present_tag2_o,
    output wire [7:0]  found_end_o
);

    reg         beat_q;
    reg         here_tag2_q;
    reg         here_llc_q;
    reg         here_arp_q;
    reg         here_ipv4_q;
    reg         here_ipv6_q;
    reg  [11:0] tag2_id_q;
    reg  [15:0] tag2_type_q;
    reg  [2:0]  length_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    wire        aligner_up_valid;
    wire [95:0] aligner_up_data;
    wire [5:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [5:0]  aligner_down_side;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg  [7:0]  judged_walk_end_q;
    reg  [8:0]  judged_walk_left_q;
    reg         judged_tag2_here_q;
    reg         judged_tag2_short_q;
    reg         present_tag2_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [7:0]  walked_on_offset_q;
    reg  [7:0]  walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_tag2_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_tag2_and) begin
            here_tag2_q <= up_here_tag2_i;
            here_llc_q <= up_here_llc_i;
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            tag2_id_q <= {up_data_i[3:0], up_data_i[15:8]};
            tag2_type_q <= {up_data_i[23:16], up_data_i[31:24]};
        end
    end

    assign read_tag2_vlan2_o = tag2_id_q;
    assign read_tag2_ethertype_o = tag2_type_q;

    always @(posedge clk) begin
        if (here_tag2_and) begin
            length_q <= {3{up_here_tag2_i}} & 3'd4;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~1'd0));
    assign aligner_up_data = {up_data_i[31:0], held_data_q};
    assign aligner_up_side = {here_ipv6_q | (here_tag2_q & (tag2_type_q == 16'h86dd)),
            here_ipv4_q | (here_tag2_q & (tag2_type_q == 16'h800)),
            here_arp_q | (here_tag2_q & (tag2_type_q == 16'h806)),
            here_llc_q | (here_tag2_q & (1'd0 | (tag2_type_q < 16'h600))),
            here_tag2_q & ((tag2_type_q == 16'h8100) | (tag2_type_q == 16'h88a8)), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_tag3_o = aligner_down_side[1];
    assign down_here_llc_o = aligner_down_side[2];
    assign down_here_arp_o = aligner_down_side[3];
    assign down_here_ipv4_o = aligner_down_side[4];
    assign down_here_ipv6_o = aligner_down_side[5];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {5'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {6'd0, length_q};
    end

    always @(posedge clk) begin
        judged_tag2_here_q <= here_tag2_q;
        judged_tag2_short_q <= walk_left_i < 8'd4;
    end

    always @(posedge clk) begin
        present_tag2_q <= judged_walk_alive_q & (judged_tag2_here_q & ~judged_tag2_short_q);
    end

    wire walked_on_alive_and = judged_tag2_here_q & judged_tag2_short_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_tag2_o = present_tag2_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes12_fixed0_steps4_side_bits6 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (length_q),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 16 clocks.
// Parameters: bits = 28, clocks = 16
module delay_line_bits28_clocks16 (
    input  wire        clk,
    input  wire [27:0] up_i,
    output wire [27:0] down_o
);

    reg  [447:0] stage_q;

    always @(posedge clk) begin
        stage_q[27:0] <= up_i;
        stage_q[55:28] <= stage_q[27:0];
        stage_q[83:56] <= stage_q[55:28];
        stage_q[111:84] <= stage_q[83:56];
        stage_q[139:112] <= stage_q[111:84];
        stage_q[167:140] <= stage_q[139:112];
        stage_q[195:168] <= stage_q[167:140];
        stage_q[223:196] <= stage_q[195:168];
        stage_q[251:224] <= stage_q[223:196];
        stage_q[279:252] <= stage_q[251:224];
        stage_q[307:280] <= stage_q[279:252];
        stage_q[335:308] <= stage_q[307:280];
        stage_q[363:336] <= stage_q[335:308];
        stage_q[391:364] <= stage_q[363:336];
        stage_q[419:392] <= stage_q[391:364];
        stage_q[447:420] <= stage_q[419:392];
    end

    assign down_o = stage_q[447:420];

endmodule

// Delays a word by 14 clocks.
// Parameters: bits = 9, clocks = 14
module delay_line_bits9_clocks14 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [125:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
        stage_q[35:27] <= stage_q[26:18];
        stage_q[44:36] <= stage_q[35:27];
        stage_q[53:45] <= stage_q[44:36];
        stage_q[62:54] <= stage_q[53:45];
        stage_q[71:63] <= stage_q[62:54];
        stage_q[80:72] <= stage_q[71:63];
        stage_q[89:81] <= stage_q[80:72];
        stage_q[98:90] <= stage_q[89:81];
        stage_q[107:99] <= stage_q[98:90];
        stage_q[116:108] <= stage_q[107:99];
        stage_q[125:117] <= stage_q[116:108];
    end

    assign down_o = stage_q[125:117];

endmodule

// Parser layer: tag3.
// Parameters: beatBytes = 8
module tag3_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_tag3_i,
    input  wire        up_here_llc_i,
    input  wire        up_here_arp_i,
    input  wire        up_here_ipv4_i,
    input  wire        up_here_ipv6_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_tag4_o,
    output wire        down_here_llc_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    // read
    output wire [11:0] read_tag3_vlan3_o,
    output wire [15:0] read_tag3_ethertype_o,
    // found
    output wire        found_present_tag3_o,
    output wire [7:0]  found_end_o
);

    reg         beat_q;
    reg         here_tag3_q;
    reg         here_llc_q;
    reg         here_arp_q;
    reg         here_ipv4_q;
    reg         here_ipv6_q;
    reg  [11:0] tag3_id_q;
    reg  [15:0] tag3_type_q;
    reg  [2:0]  length_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    wire        aligner_up_valid;
    wire [95:0] aligner_up_data;
    wire [5:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [5:0]  aligner_down_side;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg  [7:0]  judged_walk_end_q;
    reg  [8:0]  judged_walk_left_q;
    reg         judged_tag3_here_q;
    reg         judged_tag3_short_q;
    reg         present_tag3_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [7:0]  walked_on_offset_q;
    reg  [7:0]  walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_tag3_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_tag3_and) begin
            here_tag3_q <= up_here_tag3_i;
            here_llc_q <= up_here_llc_i;
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            tag3_id_q <= {up_data_i[3:0], up_data_i[15:8]};
            tag3_type_q <= {up_data_i[23:16], up_data_i[31:24]};
        end
    end

    assign read_tag3_vlan3_o = tag3_id_q;
    assign read_tag3_ethertype_o = tag3_type_q;

    always @(posedge clk) begin
        if (here_tag3_and) begin
            length_q <= {3{up_here_tag3_i}} & 3'd4;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~1'd0));
    assign aligner_up_data = {up_data_i[31:0], held_data_q};
    assign aligner_up_side = {here_ipv6_q | (here_tag3_q & (tag3_type_q == 16'h86dd)),
            here_ipv4_q | (here_tag3_q & (tag3_type_q == 16'h800)),
            here_arp_q | (here_tag3_q & (tag3_type_q == 16'h806)),
            here_llc_q | (here_tag3_q & (1'd0 | (tag3_type_q < 16'h600))),
            here_tag3_q & ((tag3_type_q == 16'h8100) | (tag3_type_q == 16'h88a8)), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_tag4_o = aligner_down_side[1];
    assign down_here_llc_o = aligner_down_side[2];
    assign down_here_arp_o = aligner_down_side[3];
    assign down_here_ipv4_o = aligner_down_side[4];
    assign down_here_ipv6_o = aligner_down_side[5];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {5'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {6'd0, length_q};
    end

    always @(posedge clk) begin
        judged_tag3_here_q <= here_tag3_q;
        judged_tag3_short_q <= walk_left_i < 8'd4;
    end

    always @(posedge clk) begin
        present_tag3_q <= judged_walk_alive_q & (judged_tag3_here_q & ~judged_tag3_short_q);
    end

    wire walked_on_alive_and = judged_tag3_here_q & judged_tag3_short_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_tag3_o = present_tag3_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes12_fixed0_steps4_side_bits6 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (length_q),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 14 clocks.
// Parameters: bits = 28, clocks = 14
module delay_line_bits28_clocks14 (
    input  wire        clk,
    input  wire [27:0] up_i,
    output wire [27:0] down_o
);

    reg  [391:0] stage_q;

    always @(posedge clk) begin
        stage_q[27:0] <= up_i;
        stage_q[55:28] <= stage_q[27:0];
        stage_q[83:56] <= stage_q[55:28];
        stage_q[111:84] <= stage_q[83:56];
        stage_q[139:112] <= stage_q[111:84];
        stage_q[167:140] <= stage_q[139:112];
        stage_q[195:168] <= stage_q[167:140];
        stage_q[223:196] <= stage_q[195:168];
        stage_q[251:224] <= stage_q[223:196];
        stage_q[279:252] <= stage_q[251:224];
        stage_q[307:280] <= stage_q[279:252];
        stage_q[335:308] <= stage_q[307:280];
        stage_q[363:336] <= stage_q[335:308];
        stage_q[391:364] <= stage_q[363:336];
    end

    assign down_o = stage_q[391:364];

endmodule

// Delays a word by 12 clocks.
// Parameters: bits = 9, clocks = 12
module delay_line_bits9_clocks12 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [107:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
        stage_q[35:27] <= stage_q[26:18];
        stage_q[44:36] <= stage_q[35:27];
        stage_q[53:45] <= stage_q[44:36];
        stage_q[62:54] <= stage_q[53:45];
        stage_q[71:63] <= stage_q[62:54];
        stage_q[80:72] <= stage_q[71:63];
        stage_q[89:81] <= stage_q[80:72];
        stage_q[98:90] <= stage_q[89:81];
        stage_q[107:99] <= stage_q[98:90];
    end

    assign down_o = stage_q[107:99];

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 12, downBytes = 8, fixed = 0, steps = 4, skipBits = 3, sideBits = 5
module byte_aligner_up_bytes12_fixed0_steps4_side_bits5 (
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

// Parser layer: tag4.
// Parameters: beatBytes = 8
module tag4_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_tag4_i,
    input  wire        up_here_llc_i,
    input  wire        up_here_arp_i,
    input  wire        up_here_ipv4_i,
    input  wire        up_here_ipv6_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_llc_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    // read
    output wire [11:0] read_tag4_vlan4_o,
    output wire [15:0] read_tag4_ethertype_o,
    // found
    output wire        found_present_tag4_o,
    output wire [7:0]  found_end_o
);

    reg         beat_q;
    reg         here_tag4_q;
    reg         here_llc_q;
    reg         here_arp_q;
    reg         here_ipv4_q;
    reg         here_ipv6_q;
    reg  [11:0] tag4_id_q;
    reg  [15:0] tag4_type_q;
    reg  [2:0]  length_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    wire        aligner_up_valid;
    wire [95:0] aligner_up_data;
    wire [4:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [4:0]  aligner_down_side;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg  [7:0]  judged_walk_end_q;
    reg  [8:0]  judged_walk_left_q;
    reg         judged_tag4_here_q;
    reg         judged_tag4_short_q;
    reg         judged_tag4_refused_q;
    reg         present_tag4_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [7:0]  walked_on_offset_q;
    reg  [7:0]  walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_tag4_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_tag4_and) begin
            here_tag4_q <= up_here_tag4_i;
            here_llc_q <= up_here_llc_i;
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            tag4_id_q <= {up_data_i[3:0], up_data_i[15:8]};
            tag4_type_q <= {up_data_i[23:16], up_data_i[31:24]};
        end
    end

    assign read_tag4_vlan4_o = tag4_id_q;
    assign read_tag4_ethertype_o = tag4_type_q;

    always @(posedge clk) begin
        if (here_tag4_and) begin
            length_q <= {3{up_here_tag4_i}} & 3'd4;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~1'd0));
    assign aligner_up_data = {up_data_i[31:0], held_data_q};
    assign aligner_up_side = {here_ipv6_q | (here_tag4_q & (tag4_type_q == 16'h86dd)),
            here_ipv4_q | (here_tag4_q & (tag4_type_q == 16'h800)),
            here_arp_q | (here_tag4_q & (tag4_type_q == 16'h806)),
            here_llc_q | (here_tag4_q & (1'd0 | (tag4_type_q < 16'h600))), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_llc_o = aligner_down_side[1];
    assign down_here_arp_o = aligner_down_side[2];
    assign down_here_ipv4_o = aligner_down_side[3];
    assign down_here_ipv6_o = aligner_down_side[4];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {5'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {6'd0, length_q};
    end

    always @(posedge clk) begin
        judged_tag4_here_q <= here_tag4_q;
        judged_tag4_short_q <= walk_left_i < 8'd4;
        judged_tag4_refused_q <= (tag4_type_q == 16'h8100) | (tag4_type_q == 16'h88a8);
    end

    always @(posedge clk) begin
        present_tag4_q <= judged_walk_alive_q & (judged_tag4_here_q & ~judged_tag4_short_q);
    end

    wire walked_on_alive_and = judged_tag4_here_q & (judged_tag4_short_q | judged_tag4_refused_q);
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & (judged_tag4_short_q ? 3'd1 : 3'd2))
                : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_tag4_o = present_tag4_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes12_fixed0_steps4_side_bits5 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (length_q),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 12 clocks.
// Parameters: bits = 28, clocks = 12
module delay_line_bits28_clocks12 (
    input  wire        clk,
    input  wire [27:0] up_i,
    output wire [27:0] down_o
);

    reg  [335:0] stage_q;

    always @(posedge clk) begin
        stage_q[27:0] <= up_i;
        stage_q[55:28] <= stage_q[27:0];
        stage_q[83:56] <= stage_q[55:28];
        stage_q[111:84] <= stage_q[83:56];
        stage_q[139:112] <= stage_q[111:84];
        stage_q[167:140] <= stage_q[139:112];
        stage_q[195:168] <= stage_q[167:140];
        stage_q[223:196] <= stage_q[195:168];
        stage_q[251:224] <= stage_q[223:196];
        stage_q[279:252] <= stage_q[251:224];
        stage_q[307:280] <= stage_q[279:252];
        stage_q[335:308] <= stage_q[307:280];
    end

    assign down_o = stage_q[335:308];

endmodule

// Delays a word by 10 clocks.
// Parameters: bits = 9, clocks = 10
module delay_line_bits9_clocks10 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [89:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
        stage_q[35:27] <= stage_q[26:18];
        stage_q[44:36] <= stage_q[35:27];
        stage_q[53:45] <= stage_q[44:36];
        stage_q[62:54] <= stage_q[53:45];
        stage_q[71:63] <= stage_q[62:54];
        stage_q[80:72] <= stage_q[71:63];
        stage_q[89:81] <= stage_q[80:72];
    end

    assign down_o = stage_q[89:81];

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 14, downBytes = 8, fixed = 0, steps = 2 4, skipBits = 3, sideBits = 5
module byte_aligner_up_bytes14_fixed0_steps2_4_side_bits5 (
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

    wire [95:0] stage0_valid_choice = up_skip_i[1] ? up_data_i[111:16] : up_data_i[95:0];
    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_skip_i[2] ? stage0_valid_choice[95:32] : stage0_valid_choice[63:0];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_skip_i[0]};

endmodule

// Parser layer: llc.
// Parameters: beatBytes = 8
module llc_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_llc_i,
    input  wire        up_here_arp_i,
    input  wire        up_here_ipv4_i,
    input  wire        up_here_ipv6_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_snap_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    output wire        found_present_llc_o
);

    reg          beat_q;
    reg          here_llc_q;
    reg          here_arp_q;
    reg          here_ipv4_q;
    reg          here_ipv6_q;
    reg  [47:0]  llc_service_q;
    reg  [2:0]   length_q;
    reg          held_valid_q;
    reg  [63:0]  held_data_q;
    reg          held_last_q;
    wire         aligner_up_valid;
    wire [111:0] aligner_up_data;
    wire [4:0]   aligner_up_side;
    wire         aligner_down_valid;
    wire [63:0]  aligner_down_data;
    wire [4:0]   aligner_down_side;
    reg          judged_walk_alive_q;
    reg  [2:0]   judged_walk_exception_q;
    reg  [7:0]   judged_walk_end_q;
    reg  [8:0]   judged_walk_left_q;
    reg          judged_llc_here_q;
    reg          judged_llc_short_q;
    reg          present_llc_q;
    reg          walked_on_alive_q;
    reg  [2:0]   walked_on_exception_q;
    reg  [7:0]   walked_on_offset_q;
    reg  [7:0]   walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_llc_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_llc_and) begin
            here_llc_q <= up_here_llc_i;
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            llc_service_q <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24], up_data_i[39:32], up_data_i[47:40]};
        end
    end

    always @(posedge clk) begin
        if (here_llc_and) begin
            length_q <= {3{up_here_llc_i}} & 3'd6;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~1'd0));
    assign aligner_up_data = {up_data_i[47:0], held_data_q};
    assign aligner_up_side = {here_ipv6_q, here_ipv4_q, here_arp_q, here_llc_q & (llc_service_q == 48'haaaa03000000), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_snap_o = aligner_down_side[1];
    assign down_here_arp_o = aligner_down_side[2];
    assign down_here_ipv4_o = aligner_down_side[3];
    assign down_here_ipv6_o = aligner_down_side[4];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {5'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {6'd0, length_q};
    end

    always @(posedge clk) begin
        judged_llc_here_q <= here_llc_q;
        judged_llc_short_q <= walk_left_i < 8'd6;
    end

    always @(posedge clk) begin
        present_llc_q <= judged_walk_alive_q & (judged_llc_here_q & ~judged_llc_short_q);
    end

    wire walked_on_alive_and = judged_llc_here_q & judged_llc_short_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_llc_o = present_llc_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes14_fixed0_steps2_4_side_bits5 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (aligner_up_data),
        .up_skip_i    (length_q),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 8 clocks.
// Parameters: bits = 1, clocks = 8
module delay_line_bits1_clocks8 (
    input  wire  clk,
    input  wire  up_i,
    output wire  down_o
);

    reg  [7:0] stage_q;

    always @(posedge clk) begin
        stage_q[0] <= up_i;
        stage_q[1] <= stage_q[0];
        stage_q[2] <= stage_q[1];
        stage_q[3] <= stage_q[2];
        stage_q[4] <= stage_q[3];
        stage_q[5] <= stage_q[4];
        stage_q[6] <= stage_q[5];
        stage_q[7] <= stage_q[6];
    end

    assign down_o = stage_q[7];

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 10, downBytes = 8, fixed = 0, steps = 2, skipBits = 3, sideBits = 4
module byte_aligner_up_bytes10_fixed0_steps2_side_bits4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [79:0] up_data_i,
    input  wire [2:0]  up_skip_i,
    input  wire [3:0]  up_side_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire [3:0]  down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [3:0]  stage0_side_q;

    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_skip_i[1] ? up_data_i[79:16] : up_data_i[63:0];
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_skip_i[0], up_skip_i[2]};

endmodule

// Parser layer: snap.
// Parameters: beatBytes = 8
module snap_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_snap_i,
    input  wire        up_here_arp_i,
    input  wire        up_here_ipv4_i,
    input  wire        up_here_ipv6_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_arp_o,
    output wire        down_here_ipv4_o,
    output wire        down_here_ipv6_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_offset_o,
    output wire [7:0]  walked_left_o,
    output wire [15:0] read_snap_ethertype_o,
    // found
    output wire        found_present_snap_o,
    output wire [7:0]  found_end_o
);

    reg         beat_q;
    reg         here_snap_q;
    reg         here_arp_q;
    reg         here_ipv4_q;
    reg         here_ipv6_q;
    reg  [15:0] snap_type_q;
    reg  [1:0]  length_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    wire        aligner_up_valid;
    wire [79:0] aligner_up_data;
    wire [2:0]  aligner_up_skip;
    wire [3:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [3:0]  aligner_down_side;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg  [7:0]  judged_walk_end_q;
    reg  [8:0]  judged_walk_left_q;
    reg         judged_snap_here_q;
    reg         judged_snap_short_q;
    reg         present_snap_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [7:0]  walked_on_offset_q;
    reg  [7:0]  walked_on_left_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_snap_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_snap_and) begin
            here_snap_q <= up_here_snap_i;
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            snap_type_q <= {up_data_i[7:0], up_data_i[15:8]};
        end
    end

    assign read_snap_ethertype_o = snap_type_q;

    always @(posedge clk) begin
        if (here_snap_and) begin
            length_q <= {2{up_here_snap_i}} & 2'd2;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~1'd0));
    assign aligner_up_data = {up_data_i[15:0], held_data_q};
    assign aligner_up_skip = {1'd0, length_q};
    assign aligner_up_side = {here_ipv6_q | (here_snap_q & (snap_type_q == 16'h86dd)),
            here_ipv4_q | (here_snap_q & (snap_type_q == 16'h800)),
            here_arp_q | (here_snap_q & (snap_type_q == 16'h806)), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_arp_o = aligner_down_side[1];
    assign down_here_ipv4_o = aligner_down_side[2];
    assign down_here_ipv6_o = aligner_down_side[3];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {6'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {7'd0, length_q};
    end

    always @(posedge clk) begin
        judged_snap_here_q <= here_snap_q;
        judged_snap_short_q <= walk_left_i < 8'd2;
    end

    always @(posedge clk) begin
        present_snap_q <= judged_walk_alive_q & (judged_snap_here_q & ~judged_snap_short_q);
    end

    wire walked_on_alive_and = judged_snap_here_q & judged_snap_short_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
    end

    assign found_present_snap_o = present_snap_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;

    byte_aligner_up_bytes10_fixed0_steps2_side_bits4 aligner (
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

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 8 clocks.
// Parameters: bits = 16, clocks = 8
module delay_line_bits16_clocks8 (
    input  wire        clk,
    input  wire [15:0] up_i,
    output wire [15:0] down_o
);

    reg  [127:0] stage_q;

    always @(posedge clk) begin
        stage_q[15:0] <= up_i;
        stage_q[31:16] <= stage_q[15:0];
        stage_q[47:32] <= stage_q[31:16];
        stage_q[63:48] <= stage_q[47:32];
        stage_q[79:64] <= stage_q[63:48];
        stage_q[95:80] <= stage_q[79:64];
        stage_q[111:96] <= stage_q[95:80];
        stage_q[127:112] <= stage_q[111:96];
    end

    assign down_o = stage_q[127:112];

endmodule

// Delays a word by 6 clocks.
// Parameters: bits = 9, clocks = 6
module delay_line_bits9_clocks6 (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [53:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
        stage_q[35:27] <= stage_q[26:18];
        stage_q[44:36] <= stage_q[35:27];
        stage_q[53:45] <= stage_q[44:36];
    end

    assign down_o = stage_q[53:45];

endmodule

// Parser layer: arp, ipv4, ipv6.
// Parameters: beatBytes = 8
module network_layer (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [63:0]  up_data_i,
    input  wire         up_last_i,
    input  wire         up_here_arp_i,
    input  wire         up_here_ipv4_i,
    input  wire         up_here_ipv6_i,
    // down
    output wire         down_valid_o,
    output wire [63:0]  down_data_o,
    output wire         down_last_o,
    output wire         down_here_ipv6_fragment_o,
    output wire         down_here_tcp_o,
    output wire         down_here_udp_o,
    output wire         down_here_icmp_o,
    // walk
    input  wire         walk_alive_i,
    input  wire [2:0]   walk_exception_i,
    input  wire [7:0]   walk_offset_i,
    input  wire [7:0]   walk_left_i,
    // walked
    output wire         walked_alive_o,
    output wire [2:0]   walked_exception_o,
    output wire [7:0]   walked_offset_o,
    output wire [7:0]   walked_left_o,
    output wire [7:0]   walked_room_o,
    // read
    output wire         read_ipv4_fragment_o,
    output wire         read_ipv4_later_fragment_o,
    output wire [7:0]   read_ipv4_ip_protocol_o,
    output wire [31:0]  read_ipv4_src_ip_o,
    output wire [31:0]  read_ipv4_dst_ip_o,
    output wire [7:0]   read_ipv6_ip_protocol_o,
    output wire [127:0] read_ipv6_src_ip_o,
    output wire [127:0] read_ipv6_dst_ip_o,
    // found
    output wire         found_present_arp_o,
    output wire         found_present_ipv4_o,
    output wire         found_present_ipv6_o,
    output wire [7:0]   found_end_o
);

    reg  [2:0]   beat_q;
    reg          here_arp_q;
    reg          here_ipv4_q;
    reg          here_ipv6_q;
    reg  [3:0]   ipv4_version_q;
    reg  [3:0]   ipv4_ihl_q;
    reg  [15:0]  ipv4_total_length_q;
    reg          ipv4_more_fragments_q;
    reg  [12:0]  ipv4_fragment_offset_q;
    reg  [7:0]   ipv4_protocol_q;
    reg  [31:0]  ipv4_source_q;
    reg  [31:0]  ipv4_destination_q;
    reg  [3:0]   ipv6_version_q;
    reg  [15:0]  ipv6_payload_length_q;
    reg  [7:0]   ipv6_next_header_q;
    reg  [127:0] ipv6_source_q;
    reg  [127:0] ipv6_destination_q;
    reg  [5:0]   length_q;
    reg          held_valid_q;
    reg  [63:0]  held_data_q;
    reg          held_last_q;
    wire         aligner_up_valid;
    wire [95:0]  aligner_up_data;
    wire [2:0]   aligner_up_skip;
    wire [4:0]   aligner_up_side;
    wire         aligner_down_valid;
    wire [63:0]  aligner_down_data;
    wire [4:0]   aligner_down_side;
    reg  [2:0]   to_skip_q;
    reg          judged_walk_alive_q;
    reg  [2:0]   judged_walk_exception_q;
    reg  [7:0]   judged_walk_end_q;
    reg  [8:0]   judged_walk_left_q;
    reg  [16:0]  judged_walk_room_q;
    reg          judged_arp_here_q;
    reg          judged_arp_short_q;
    reg          judged_ipv4_here_q;
    reg          judged_ipv4_short_q;
    reg          judged_ipv4_malformed_q;
    reg          judged_ipv6_here_q;
    reg          judged_ipv6_short_q;
    reg          judged_ipv6_malformed_q;
    reg          present_arp_q;
    reg          present_ipv4_q;
    reg          present_ipv6_q;
    reg          walked_on_alive_q;
    reg  [2:0]   walked_on_exception_q;
    reg  [7:0]   walked_on_offset_q;
    reg  [7:0]   walked_on_left_q;
    reg  [7:0]   walked_on_room_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 3'd0 : (beat_q == 3'd5) ? beat_q : (beat_q + 3'd1);
        end
        if (rst) begin
            beat_q <= 3'd0;
        end
    end

    wire here_arp_and = up_valid_i & (beat_q == 3'd0);
    always @(posedge clk) begin
        if (here_arp_and) begin
            here_arp_q <= up_here_arp_i;
            here_ipv4_q <= up_here_ipv4_i;
            here_ipv6_q <= up_here_ipv6_i;
        end
    end

    wire ipv4_version_and = up_valid_i & (beat_q == 3'd0);
    wire ipv4_version_and_2 = up_valid_i & (beat_q == 3'd1);
    wire ipv4_version_and_3 = up_valid_i & (beat_q == 3'd2);
    always @(posedge clk) begin
        if (ipv4_version_and) begin
            ipv4_version_q <= up_data_i[7:4];
            ipv4_ihl_q <= up_data_i[3:0];
            ipv4_total_length_q <= {up_data_i[23:16], up_data_i[31:24]};
            ipv4_more_fragments_q <= up_data_i[53];
            ipv4_fragment_offset_q <= {up_data_i[52:48], up_data_i[63:56]};
        end
        if (ipv4_version_and_2) begin
            ipv4_protocol_q <= up_data_i[15:8];
            ipv4_source_q <= {up_data_i[39:32], up_data_i[47:40], up_data_i[55:48], up_data_i[63:56]};
        end
        if (ipv4_version_and_3) begin
            ipv4_destination_q <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24]};
        end
    end

    always @(posedge clk) begin
        if (ipv4_version_and) begin
            ipv6_version_q <= up_data_i[7:4];
            ipv6_payload_length_q <= {up_data_i[39:32], up_data_i[47:40]};
            ipv6_next_header_q <= up_data_i[55:48];
        end
        if (ipv4_version_and_2) begin
            ipv6_source_q[127:64] <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24], up_data_i[39:32], up_data_i[47:40],
                    up_data_i[55:48], up_data_i[63:56]};
        end
        if (ipv4_version_and_3) begin
            ipv6_source_q[63:0] <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24], up_data_i[39:32], up_data_i[47:40],
                    up_data_i[55:48], up_data_i[63:56]};
        end
        if (up_valid_i & (beat_q == 3'd3)) begin
            ipv6_destination_q[127:64] <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24], up_data_i[39:32], up_data_i[47:40],
                    up_data_i[55:48], up_data_i[63:56]};
        end
        if (up_valid_i & (beat_q == 3'd4)) begin
            ipv6_destination_q[63:0] <= {up_data_i[7:0], up_data_i[15:8], up_data_i[23:16], up_data_i[31:24], up_data_i[39:32], up_data_i[47:40],
                    up_data_i[55:48], up_data_i[63:56]};
        end
    end

    assign read_ipv4_fragment_o = (ipv4_more_fragments_q != 1'd0) | (ipv4_fragment_offset_q != 13'd0);
    assign read_ipv4_later_fragment_o = ipv4_fragment_offset_q != 13'd0;
    assign read_ipv4_ip_protocol_o = ipv4_protocol_q;
    assign read_ipv4_src_ip_o = ipv4_source_q;
    assign read_ipv4_dst_ip_o = ipv4_destination_q;
    assign read_ipv6_ip_protocol_o = ipv6_next_header_q;
    assign read_ipv6_src_ip_o = ipv6_source_q;
    assign read_ipv6_dst_ip_o = ipv6_destination_q;

    wire [5:0] length_or = ({6{up_here_ipv4_i}} & {up_data_i[3:0], 2'd0}) | ({6{up_here_ipv6_i}} & 6'd40);
    always @(posedge clk) begin
        if (here_arp_and) begin
            length_q <= length_or;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    wire to_skip_differs = to_skip_q != 3'd0;
    always @(posedge clk) begin
        if (here_arp_and) begin
            to_skip_q <= length_or[5:3];
        end else if (up_valid_i & to_skip_differs) begin
            to_skip_q <= to_skip_q - 3'd1;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~to_skip_differs));
    assign aligner_up_data = {up_data_i[31:0], held_data_q};
    assign aligner_up_skip = length_q[2:0];
    assign aligner_up_side = {(here_ipv4_q & ((ipv4_protocol_q == 8'd1) & (ipv4_fragment_offset_q == 13'd0))) | (here_ipv6_q & (ipv6_next_header_q == 8'd58)),
            (here_ipv4_q & ((ipv4_protocol_q == 8'd17) & (ipv4_fragment_offset_q == 13'd0))) | (here_ipv6_q & (ipv6_next_header_q == 8'd17)),
            (here_ipv4_q & ((ipv4_protocol_q == 8'd6) & (ipv4_fragment_offset_q == 13'd0))) | (here_ipv6_q & (ipv6_next_header_q == 8'd6)),
            here_ipv6_q & (ipv6_next_header_q == 8'd44), held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_ipv6_fragment_o = aligner_down_side[1];
    assign down_here_tcp_o = aligner_down_side[2];
    assign down_here_udp_o = aligner_down_side[3];
    assign down_here_icmp_o = aligner_down_side[4];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {2'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {3'd0, length_q};
        judged_walk_room_q <= {1'd0, ~(here_ipv4_q | here_ipv6_q) ? 16'hffff : (({16{here_ipv4_q}} & ipv4_total_length_q) | ({16{here_ipv6_q}} & ipv6_payload_length_q))}
                - (here_ipv6_q ? 17'd0 : {11'd0, length_q});
    end

    always @(posedge clk) begin
        judged_arp_here_q <= here_arp_q;
        judged_arp_short_q <= walk_left_i < 8'd28;
    end

    always @(posedge clk) begin
        judged_ipv4_here_q <= here_ipv4_q;
        judged_ipv4_short_q <= walk_left_i < 8'd20;
        judged_ipv4_malformed_q <= (ipv4_version_q != 4'd4) | (ipv4_ihl_q < 4'd5);
    end

    always @(posedge clk) begin
        judged_ipv6_here_q <= here_ipv6_q;
        judged_ipv6_short_q <= walk_left_i < 8'd40;
        judged_ipv6_malformed_q <= ipv6_version_q != 4'd6;
    end

    wire present_arp_or = judged_ipv4_malformed_q | judged_walk_room_q[16];
    wire present_arp_or_2 = judged_ipv4_short_q | present_arp_or | judged_walk_left_q[8];
    wire present_arp_or_3 = judged_ipv6_short_q | judged_ipv6_malformed_q;
    always @(posedge clk) begin
        present_arp_q <= judged_walk_alive_q & (judged_arp_here_q & ~judged_arp_short_q);
        present_ipv4_q <= judged_walk_alive_q & (judged_ipv4_here_q & ~present_arp_or_2);
        present_ipv6_q <= judged_walk_alive_q & (judged_ipv6_here_q & ~present_arp_or_3);
    end

    wire walked_on_alive_and = judged_arp_here_q & judged_arp_short_q;
    wire walked_on_alive_and_2 = judged_ipv4_here_q & present_arp_or_2;
    wire walked_on_alive_and_3 = judged_ipv6_here_q & present_arp_or_3;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~(walked_on_alive_and | walked_on_alive_and_2 | walked_on_alive_and_3);
        walked_on_exception_q <= judged_walk_alive_q
                ? (({3{walked_on_alive_and}} & 3'd1) | ({3{walked_on_alive_and_2}} & (judged_ipv4_short_q ? 3'd1 : present_arp_or ? 3'd3 : 3'd1)) | ({3{walked_on_alive_and_3}} & (judged_ipv6_short_q ? 3'd1 : 3'd4)))
                : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
        walked_on_room_q <= judged_walk_room_q[16] ? 8'd0 : (|judged_walk_room_q[15:8]) ? 8'd255 : judged_walk_room_q[7:0];
    end

    assign found_present_arp_o = present_arp_q;
    assign found_present_ipv4_o = present_ipv4_q;
    assign found_present_ipv6_o = present_ipv6_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_offset_o = walked_on_offset_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;

    byte_aligner_up_bytes12_fixed0_steps4_side_bits5 aligner (
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

endmodule

// Delays a word by 6 clocks.
// Parameters: bits = 338, clocks = 6
module delay_line_bits338_clocks6 (
    input  wire         clk,
    input  wire [337:0] up_i,
    output wire [337:0] down_o
);

    reg  [2027:0] stage_q;

    always @(posedge clk) begin
        stage_q[337:0] <= up_i;
        stage_q[675:338] <= stage_q[337:0];
        stage_q[1013:676] <= stage_q[675:338];
        stage_q[1351:1014] <= stage_q[1013:676];
        stage_q[1689:1352] <= stage_q[1351:1014];
        stage_q[2027:1690] <= stage_q[1689:1352];
    end

    assign down_o = stage_q[2027:1690];

endmodule

// Delays a word by 4 clocks.
// Parameters: bits = 11, clocks = 4
module delay_line_bits11_clocks4 (
    input  wire        clk,
    input  wire [10:0] up_i,
    output wire [10:0] down_o
);

    reg  [43:0] stage_q;

    always @(posedge clk) begin
        stage_q[10:0] <= up_i;
        stage_q[21:11] <= stage_q[10:0];
        stage_q[32:22] <= stage_q[21:11];
        stage_q[43:33] <= stage_q[32:22];
    end

    assign down_o = stage_q[43:33];

endmodule

// Moves the start of the next header to lane 0: a registered logarithmic shift over two beats.
// Parameters: upBytes = 8, downBytes = 8, fixed = 0, steps = , skipBits = 3, sideBits = 4
module byte_aligner_up_bytes8_fixed0_steps_side_bits4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_skip_i,
    input  wire [3:0]  up_side_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire [3:0]  down_side_o
);

    reg         stage0_valid_q;
    reg  [63:0] stage0_data_q;
    reg  [3:0]  stage0_side_q;

    always @(posedge clk) begin
        stage0_valid_q <= up_valid_i;
        stage0_data_q <= up_data_i;
        stage0_side_q <= up_side_i;
        if (rst) begin
            stage0_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = stage0_valid_q;
    assign down_data_o = stage0_data_q;
    assign down_side_o = stage0_side_q;

    wire unused = &{1'b0, up_skip_i};

endmodule

// Parser layer: ipv6Fragment.
// Parameters: beatBytes = 8
module fragment_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_ipv6_fragment_i,
    input  wire        up_here_tcp_i,
    input  wire        up_here_udp_i,
    input  wire        up_here_icmp_i,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire        down_here_tcp_o,
    output wire        down_here_udp_o,
    output wire        down_here_icmp_o,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_offset_i,
    input  wire [7:0]  walk_left_i,
    input  wire [7:0]  walk_room_i,
    // walked
    output wire        walked_alive_o,
    output wire [2:0]  walked_exception_o,
    output wire [7:0]  walked_left_o,
    output wire [7:0]  walked_room_o,
    // read
    output wire        read_ipv6_fragment_fragment_o,
    output wire        read_ipv6_fragment_later_fragment_o,
    output wire [7:0]  read_ipv6_fragment_ip_protocol_o,
    // found
    output wire        found_present_ipv6_fragment_o,
    output wire [7:0]  found_end_o
);

    reg         beat_q;
    reg         here_ipv6_fragment_q;
    reg         here_tcp_q;
    reg         here_udp_q;
    reg         here_icmp_q;
    reg  [7:0]  ipv6_fragment_next_header_q;
    reg  [12:0] ipv6_fragment_fragment_offset_q;
    reg         ipv6_fragment_more_fragments_q;
    reg  [3:0]  length_q;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    wire        aligner_up_valid;
    wire [2:0]  aligner_up_skip;
    wire [3:0]  aligner_up_side;
    wire        aligner_down_valid;
    wire [63:0] aligner_down_data;
    wire [3:0]  aligner_down_side;
    reg         to_skip_q;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg  [7:0]  judged_walk_end_q;
    reg  [8:0]  judged_walk_left_q;
    reg  [8:0]  judged_walk_room_q;
    reg         judged_ipv6_fragment_here_q;
    reg         judged_ipv6_fragment_short_q;
    reg         present_ipv6_fragment_q;
    reg         walked_on_alive_q;
    reg  [2:0]  walked_on_exception_q;
    reg  [7:0]  walked_on_offset_q;
    reg  [7:0]  walked_on_left_q;
    reg  [7:0]  walked_on_room_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 1'd0 : (beat_q == 1'd1) ? beat_q : (beat_q + 1'd1);
        end
        if (rst) begin
            beat_q <= 1'd0;
        end
    end

    wire here_ipv6_fragment_and = up_valid_i & (beat_q == 1'd0);
    always @(posedge clk) begin
        if (here_ipv6_fragment_and) begin
            here_ipv6_fragment_q <= up_here_ipv6_fragment_i;
            here_tcp_q <= up_here_tcp_i;
            here_udp_q <= up_here_udp_i;
            here_icmp_q <= up_here_icmp_i;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 1'd0)) begin
            ipv6_fragment_next_header_q <= up_data_i[7:0];
            ipv6_fragment_fragment_offset_q <= {up_data_i[23:16], up_data_i[31:27]};
            ipv6_fragment_more_fragments_q <= up_data_i[24];
        end
    end

    assign read_ipv6_fragment_fragment_o = (ipv6_fragment_more_fragments_q != 1'd0) | (ipv6_fragment_fragment_offset_q != 13'd0);
    assign read_ipv6_fragment_later_fragment_o = ipv6_fragment_fragment_offset_q != 13'd0;
    assign read_ipv6_fragment_ip_protocol_o = ipv6_fragment_next_header_q;

    wire [3:0] length_and = {4{up_here_ipv6_fragment_i}} & 4'd8;
    always @(posedge clk) begin
        if (here_ipv6_fragment_and) begin
            length_q <= length_and;
        end
    end

    always @(posedge clk) begin
        held_valid_q <= up_valid_i | (held_valid_q & ~held_last_q);
        if (up_valid_i) begin
            held_data_q <= up_data_i;
            held_last_q <= up_last_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    wire to_skip_differs = to_skip_q != 1'd0;
    always @(posedge clk) begin
        if (here_ipv6_fragment_and) begin
            to_skip_q <= length_and[3];
        end else if (up_valid_i & to_skip_differs) begin
            to_skip_q <= to_skip_q - 1'd1;
        end
    end

    assign aligner_up_valid = held_valid_q & (held_last_q | (up_valid_i & ~to_skip_differs));
    assign aligner_up_skip = length_q[2:0];
    assign aligner_up_side = {here_icmp_q | (here_ipv6_fragment_q & ((ipv6_fragment_next_header_q == 8'd58) & (ipv6_fragment_fragment_offset_q == 13'd0))),
            here_udp_q | (here_ipv6_fragment_q & ((ipv6_fragment_next_header_q == 8'd17) & (ipv6_fragment_fragment_offset_q == 13'd0))),
            here_tcp_q | (here_ipv6_fragment_q & ((ipv6_fragment_next_header_q == 8'd6) & (ipv6_fragment_fragment_offset_q == 13'd0))),
            held_last_q};
    assign down_valid_o = aligner_down_valid;
    assign down_data_o = aligner_down_data;
    assign down_last_o = aligner_down_side[0];
    assign down_here_tcp_o = aligner_down_side[1];
    assign down_here_udp_o = aligner_down_side[2];
    assign down_here_icmp_o = aligner_down_side[3];

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
        judged_walk_end_q <= walk_offset_i + {4'd0, length_q};
        judged_walk_left_q <= {1'd0, walk_left_i} - {5'd0, length_q};
        judged_walk_room_q <= {1'd0, walk_room_i} - {5'd0, length_q};
    end

    always @(posedge clk) begin
        judged_ipv6_fragment_here_q <= here_ipv6_fragment_q;
        judged_ipv6_fragment_short_q <= walk_left_i < 8'd8;
    end

    always @(posedge clk) begin
        present_ipv6_fragment_q <= judged_walk_alive_q & (judged_ipv6_fragment_here_q & ~judged_ipv6_fragment_short_q);
    end

    wire walked_on_alive_and = judged_ipv6_fragment_here_q & judged_ipv6_fragment_short_q;
    always @(posedge clk) begin
        walked_on_alive_q <= judged_walk_alive_q & ~walked_on_alive_and;
        walked_on_exception_q <= judged_walk_alive_q ? ({3{walked_on_alive_and}} & 3'd1) : judged_walk_exception_q;
        walked_on_offset_q <= judged_walk_end_q;
        walked_on_left_q <= judged_walk_left_q[7:0];
        walked_on_room_q <= judged_walk_room_q[8] ? 8'd0 : judged_walk_room_q[7:0];
    end

    assign found_present_ipv6_fragment_o = present_ipv6_fragment_q;
    assign found_end_o = walked_on_offset_q;
    assign walked_alive_o = walked_on_alive_q;
    assign walked_exception_o = walked_on_exception_q;
    assign walked_left_o = walked_on_left_q;
    assign walked_room_o = walked_on_room_q;

    byte_aligner_up_bytes8_fixed0_steps_side_bits4 aligner (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (aligner_up_valid),
        .up_data_i    (held_data_q),
        .up_skip_i    (aligner_up_skip),
        .up_side_i    (aligner_up_side),
        .down_valid_o (aligner_down_valid),
        .down_data_o  (aligner_down_data),
        .down_side_o  (aligner_down_side)
    );

    wire unused = &{1'b0, judged_walk_left_q[8]};

endmodule

// Delays a word by 4 clocks.
// Parameters: bits = 10, clocks = 4
module delay_line_bits10_clocks4 (
    input  wire       clk,
    input  wire [9:0] up_i,
    output wire [9:0] down_o
);

    reg  [39:0] stage_q;

    always @(posedge clk) begin
        stage_q[9:0] <= up_i;
        stage_q[19:10] <= stage_q[9:0];
        stage_q[29:20] <= stage_q[19:10];
        stage_q[39:30] <= stage_q[29:20];
    end

    assign down_o = stage_q[39:30];

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

// Parser layer: tcp, udp, icmp.
// Parameters: beatBytes = 8
module transport_layer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    input  wire        up_here_tcp_i,
    input  wire        up_here_udp_i,
    input  wire        up_here_icmp_i,
    // walk
    input  wire        walk_alive_i,
    input  wire [2:0]  walk_exception_i,
    input  wire [7:0]  walk_left_i,
    input  wire [7:0]  walk_room_i,
    output wire [2:0]  walked_exception_o,
    // read
    output wire [15:0] read_tcp_src_port_o,
    output wire [15:0] read_tcp_dst_port_o,
    output wire [7:0]  read_tcp_tcp_flags_o,
    output wire [15:0] read_udp_src_port_o,
    output wire [15:0] read_udp_dst_port_o,
    output wire [7:0]  read_icmp_src_port_o,
    output wire [7:0]  read_icmp_dst_port_o,
    // found
    output wire        found_present_tcp_o,
    output wire        found_present_udp_o,
    output wire        found_present_icmp_o
);

    reg  [1:0]  beat_q;
    reg         here_tcp_q;
    reg         here_udp_q;
    reg         here_icmp_q;
    reg  [15:0] tcp_source_port_q;
    reg  [15:0] tcp_destination_port_q;
    reg  [7:0]  tcp_flags_q;
    reg  [15:0] udp_source_port_q;
    reg  [15:0] udp_destination_port_q;
    reg  [7:0]  icmp_type_q;
    reg  [7:0]  icmp_code_q;
    reg         judged_walk_alive_q;
    reg  [2:0]  judged_walk_exception_q;
    reg         judged_tcp_here_q;
    reg         judged_tcp_short_q;
    reg         judged_tcp_crowded_q;
    reg         judged_udp_here_q;
    reg         judged_udp_short_q;
    reg         judged_udp_crowded_q;
    reg         judged_icmp_here_q;
    reg         judged_icmp_short_q;
    reg         judged_icmp_crowded_q;
    reg         present_tcp_q;
    reg         present_udp_q;
    reg         present_icmp_q;
    reg  [2:0]  walked_on_exception_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            beat_q <= up_last_i ? 2'd0 : (beat_q == 2'd2) ? beat_q : (beat_q + 2'd1);
        end
        if (rst) begin
            beat_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i & (beat_q == 2'd0)) begin
            here_tcp_q <= up_here_tcp_i;
            here_udp_q <= up_here_udp_i;
            here_icmp_q <= up_here_icmp_i;
        end
    end

    wire tcp_source_port_and = up_valid_i & (beat_q == 2'd0);
    always @(posedge clk) begin
        if (tcp_source_port_and) begin
            tcp_source_port_q <= {up_data_i[7:0], up_data_i[15:8]};
            tcp_destination_port_q <= {up_data_i[23:16], up_data_i[31:24]};
        end
        if (up_valid_i & (beat_q == 2'd1)) begin
            tcp_flags_q <= up_data_i[47:40];
        end
    end

    always @(posedge clk) begin
        if (tcp_source_port_and) begin
            udp_source_port_q <= {up_data_i[7:0], up_data_i[15:8]};
            udp_destination_port_q <= {up_data_i[23:16], up_data_i[31:24]};
        end
    end

    always @(posedge clk) begin
        if (tcp_source_port_and) begin
            icmp_type_q <= up_data_i[7:0];
            icmp_code_q <= up_data_i[15:8];
        end
    end

    assign read_tcp_src_port_o = tcp_source_port_q;
    assign read_tcp_dst_port_o = tcp_destination_port_q;
    assign read_tcp_tcp_flags_o = tcp_flags_q;
    assign read_udp_src_port_o = udp_source_port_q;
    assign read_udp_dst_port_o = udp_destination_port_q;
    assign read_icmp_src_port_o = icmp_type_q;
    assign read_icmp_dst_port_o = icmp_code_q;

    always @(posedge clk) begin
        judged_walk_alive_q <= walk_alive_i;
        judged_walk_exception_q <= walk_exception_i;
    end

    always @(posedge clk) begin
        judged_tcp_here_q <= here_tcp_q;
        judged_tcp_short_q <= walk_left_i < 8'd20;
        judged_tcp_crowded_q <= walk_room_i < 8'd20;
    end

    always @(posedge clk) begin
        judged_udp_here_q <= here_udp_q;
        judged_udp_short_q <= walk_left_i < 8'd8;
        judged_udp_crowded_q <= walk_room_i < 8'd8;
    end

    always @(posedge clk) begin
        judged_icmp_here_q <= here_icmp_q;
        judged_icmp_short_q <= walk_left_i < 8'd4;
        judged_icmp_crowded_q <= walk_room_i < 8'd4;
    end

    wire present_tcp_or = judged_tcp_crowded_q | judged_tcp_short_q;
    wire present_tcp_or_2 = judged_udp_crowded_q | judged_udp_short_q;
    wire present_tcp_or_3 = judged_icmp_crowded_q | judged_icmp_short_q;
    always @(posedge clk) begin
        present_tcp_q <= judged_walk_alive_q & (judged_tcp_here_q & ~present_tcp_or);
        present_udp_q <= judged_walk_alive_q & (judged_udp_here_q & ~present_tcp_or_2);
        present_icmp_q <= judged_walk_alive_q & (judged_icmp_here_q & ~present_tcp_or_3);
    end

    wire [2:0] walked_on_exception_or = ({3{judged_tcp_here_q & present_tcp_or}} & (judged_tcp_crowded_q ? 3'd5 : 3'd1))
            | ({3{judged_udp_here_q & present_tcp_or_2}} & (judged_udp_crowded_q ? 3'd5 : 3'd1))
            | ({3{judged_icmp_here_q & present_tcp_or_3}} & (judged_icmp_crowded_q ? 3'd5 : 3'd1));
    always @(posedge clk) begin
        walked_on_exception_q <= judged_walk_alive_q ? walked_on_exception_or : judged_walk_exception_q;
    end

    assign found_present_tcp_o = present_tcp_q;
    assign found_present_udp_o = present_udp_q;
    assign found_present_icmp_o = present_icmp_q;
    assign walked_exception_o = walked_on_exception_q;

    wire unused = &{1'b0, up_data_i[39:32], up_data_i[63:48]};

endmodule

// Delays a word by 2 clocks.
// Parameters: bits = 88, clocks = 2
module delay_line_bits88_clocks2 (
    input  wire        clk,
    input  wire [87:0] up_i,
    output wire [87:0] down_o
);

    reg  [175:0] stage_q;

    always @(posedge clk) begin
        stage_q[87:0] <= up_i;
        stage_q[175:88] <= stage_q[87:0];
    end

    assign down_o = stage_q[175:88];

endmodule

// Header parser: one header vector a frame, a constant time after its last beat or that of the window.
// Parameters: netDataBits = 64, layers = ethernet tag1 tag2 tag3 tag4 llc snap network fragment transport
module header_parser (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [63:0]  up_data_i,
    input  wire [2:0]   up_last_byte_i,
    input  wire         up_first_i,
    input  wire         up_last_i,
    input  wire [3:0]   up_error_i,
    // headers
    output wire         headers_valid_o,
    output wire [47:0]  headers_dst_mac_o,
    output wire [47:0]  headers_src_mac_o,
    output wire [2:0]   headers_vlan_count_o,
    output wire [11:0]  headers_vlan_o,
    output wire [2:0]   headers_priority_o,
    output wire [11:0]  headers_vlan2_o,
    output wire [11:0]  headers_vlan3_o,
    output wire [11:0]  headers_vlan4_o,
    output wire [15:0]  headers_ethertype_o,
    output wire [7:0]   headers_l3_offset_o,
    output wire         headers_llc_o,
    output wire         headers_snap_o,
    output wire         headers_arp_o,
    output wire         headers_ipv4_o,
    output wire         headers_ipv6_o,
    output wire         headers_fragment_o,
    output wire         headers_later_fragment_o,
    output wire [7:0]   headers_ip_protocol_o,
    output wire [127:0] headers_src_ip_o,
    output wire [127:0] headers_dst_ip_o,
    output wire [7:0]   headers_l4_offset_o,
    output wire         headers_tcp_o,
    output wire         headers_udp_o,
    output wire         headers_icmp_o,
    output wire [15:0]  headers_src_port_o,
    output wire [15:0]  headers_dst_port_o,
    output wire [7:0]   headers_tcp_flags_o,
    output wire [2:0]   headers_exception_o
);

    wire         window_down_valid;
    wire [63:0]  window_down_data;
    wire         window_down_last;
    wire [7:0]   window_bytes;
    reg  [7:0]   window_bytes_q;
    wire         ethernet_down_valid;
    wire [63:0]  ethernet_down_data;
    wire         ethernet_down_last;
    wire         ethernet_down_here_tag1;
    wire         ethernet_down_here_llc;
    wire         ethernet_down_here_arp;
    wire         ethernet_down_here_ipv4;
    wire         ethernet_down_here_ipv6;
    wire         ethernet_walked_alive;
    wire [2:0]   ethernet_walked_exception;
    wire [7:0]   ethernet_walked_offset;
    wire [7:0]   ethernet_walked_left;
    wire [47:0]  ethernet_read_ethernet_dst_mac;
    wire [47:0]  ethernet_read_ethernet_src_mac;
    wire [15:0]  ethernet_read_ethernet_ethertype;
    wire         ethernet_found_present_ethernet;
    wire [7:0]   ethernet_found_end;
    wire [111:0] ethernet_read_up;
    wire [111:0] ethernet_read_down;
    wire [8:0]   ethernet_found_up;
    wire [8:0]   ethernet_found_down;
    wire         tag1_down_valid;
    wire [63:0]  tag1_down_data;
    wire         tag1_down_last;
    wire         tag1_down_here_tag2;
    wire         tag1_down_here_llc;
    wire         tag1_down_here_arp;
    wire         tag1_down_here_ipv4;
    wire         tag1_down_here_ipv6;
    wire         tag1_walked_alive;
    wire [2:0]   tag1_walked_exception;
    wire [7:0]   tag1_walked_offset;
    wire [7:0]   tag1_walked_left;
    wire [11:0]  tag1_read_tag1_vlan;
    wire [2:0]   tag1_read_tag1_priority;
    wire [15:0]  tag1_read_tag1_ethertype;
    wire         tag1_found_present_tag1;
    wire [7:0]   tag1_found_end;
    wire [30:0]  tag1_read_up;
    wire [30:0]  tag1_read_down;
    wire [8:0]   tag1_found_up;
    wire [8:0]   tag1_found_down;
    wire         tag2_down_valid;
    wire [63:0]  tag2_down_data;
    wire         tag2_down_last;
    wire         tag2_down_here_tag3;
    wire         tag2_down_here_llc;
    wire         tag2_down_here_arp;
    wire         tag2_down_here_ipv4;
    wire         tag2_down_here_ipv6;
    wire         tag2_walked_alive;
    wire [2:0]   tag2_walked_exception;
    wire [7:0]   tag2_walked_offset;
    wire [7:0]   tag2_walked_left;
    wire [11:0]  tag2_read_tag2_vlan2;
    wire [15:0]  tag2_read_tag2_ethertype;
    wire         tag2_found_present_tag2;
    wire [7:0]   tag2_found_end;
    wire [27:0]  tag2_read_up;
    wire [27:0]  tag2_read_down;
    wire [8:0]   tag2_found_up;
    wire [8:0]   tag2_found_down;
    wire         tag3_down_valid;
    wire [63:0]  tag3_down_data;
    wire         tag3_down_last;
    wire         tag3_down_here_tag4;
    wire         tag3_down_here_llc;
    wire         tag3_down_here_arp;
    wire         tag3_down_here_ipv4;
    wire         tag3_down_here_ipv6;
    wire         tag3_walked_alive;
    wire [2:0]   tag3_walked_exception;
    wire [7:0]   tag3_walked_offset;
    wire [7:0]   tag3_walked_left;
    wire [11:0]  tag3_read_tag3_vlan3;
    wire [15:0]  tag3_read_tag3_ethertype;
    wire         tag3_found_present_tag3;
    wire [7:0]   tag3_found_end;
    wire [27:0]  tag3_read_up;
    wire [27:0]  tag3_read_down;
    wire [8:0]   tag3_found_up;
    wire [8:0]   tag3_found_down;
    wire         tag4_down_valid;
    wire [63:0]  tag4_down_data;
    wire         tag4_down_last;
    wire         tag4_down_here_llc;
    wire         tag4_down_here_arp;
    wire         tag4_down_here_ipv4;
    wire         tag4_down_here_ipv6;
    wire         tag4_walked_alive;
    wire [2:0]   tag4_walked_exception;
    wire [7:0]   tag4_walked_offset;
    wire [7:0]   tag4_walked_left;
    wire [11:0]  tag4_read_tag4_vlan4;
    wire [15:0]  tag4_read_tag4_ethertype;
    wire         tag4_found_present_tag4;
    wire [7:0]   tag4_found_end;
    wire [27:0]  tag4_read_up;
    wire [27:0]  tag4_read_down;
    wire [8:0]   tag4_found_up;
    wire [8:0]   tag4_found_down;
    wire         llc_down_valid;
    wire [63:0]  llc_down_data;
    wire         llc_down_last;
    wire         llc_down_here_snap;
    wire         llc_down_here_arp;
    wire         llc_down_here_ipv4;
    wire         llc_down_here_ipv6;
    wire         llc_walked_alive;
    wire [2:0]   llc_walked_exception;
    wire [7:0]   llc_walked_offset;
    wire [7:0]   llc_walked_left;
    wire         llc_found_present_llc;
    wire         llc_found_down;
    wire         snap_down_valid;
    wire [63:0]  snap_down_data;
    wire         snap_down_last;
    wire         snap_down_here_arp;
    wire         snap_down_here_ipv4;
    wire         snap_down_here_ipv6;
    wire         snap_walked_alive;
    wire [2:0]   snap_walked_exception;
    wire [7:0]   snap_walked_offset;
    wire [7:0]   snap_walked_left;
    wire [15:0]  snap_read_snap_ethertype;
    wire         snap_found_present_snap;
    wire [7:0]   snap_found_end;
    wire [15:0]  snap_read_down;
    wire [8:0]   snap_found_up;
    wire [8:0]   snap_found_down;
    wire         network_down_valid;
    wire [63:0]  network_down_data;
    wire         network_down_last;
    wire         network_down_here_ipv6_fragment;
    wire         network_down_here_tcp;
    wire         network_down_here_udp;
    wire         network_down_here_icmp;
    wire         network_walked_alive;
    wire [2:0]   network_walked_exception;
    wire [7:0]   network_walked_offset;
    wire [7:0]   network_walked_left;
    wire [7:0]   network_walked_room;
    wire         network_read_ipv4_fragment;
    wire         network_read_ipv4_later_fragment;
    wire [7:0]   network_read_ipv4_ip_protocol;
    wire [31:0]  network_read_ipv4_src_ip;
    wire [31:0]  network_read_ipv4_dst_ip;
    wire [7:0]   network_read_ipv6_ip_protocol;
    wire [127:0] network_read_ipv6_src_ip;
    wire [127:0] network_read_ipv6_dst_ip;
    wire         network_found_present_arp;
    wire         network_found_present_ipv4;
    wire         network_found_present_ipv6;
    wire [7:0]   network_found_end;
    wire [337:0] network_read_up;
    wire [337:0] network_read_down;
    wire [10:0]  network_found_up;
    wire [10:0]  network_found_down;
    wire         fragment_down_valid;
    wire [63:0]  fragment_down_data;
    wire         fragment_down_last;
    wire         fragment_down_here_tcp;
    wire         fragment_down_here_udp;
    wire         fragment_down_here_icmp;
    wire         fragment_walked_alive;
    wire [2:0]   fragment_walked_exception;
    wire [7:0]   fragment_walked_left;
    wire [7:0]   fragment_walked_room;
    wire         fragment_read_ipv6_fragment_fragment;
    wire         fragment_read_ipv6_fragment_later_fragment;
    wire [7:0]   fragment_read_ipv6_fragment_ip_protocol;
    wire         fragment_found_present_ipv6_fragment;
    wire [7:0]   fragment_found_end;
    wire [9:0]   fragment_read_up;
    wire [9:0]   fragment_read_down;
    wire [8:0]   fragment_found_up;
    wire [8:0]   fragment_found_down;
    wire [2:0]   transport_walked_exception;
    wire [15:0]  transport_read_tcp_src_port;
    wire [15:0]  transport_read_tcp_dst_port;
    wire [7:0]   transport_read_tcp_tcp_flags;
    wire [15:0]  transport_read_udp_src_port;
    wire [15:0]  transport_read_udp_dst_port;
    wire [7:0]   transport_read_icmp_src_port;
    wire [7:0]   transport_read_icmp_dst_port;
    wire         transport_found_present_tcp;
    wire         transport_found_present_udp;
    wire         transport_found_present_icmp;
    wire [87:0]  transport_read_up;
    wire [87:0]  transport_read_down;
    reg  [20:0]  due_q;
    reg          vector_valid_q;
    reg  [47:0]  vector_fields_dst_mac_q;
    reg  [47:0]  vector_fields_src_mac_q;
    reg  [2:0]   vector_fields_vlan_count_q;
    reg  [11:0]  vector_fields_vlan_q;
    reg  [2:0]   vector_fields_priority_q;
    reg  [11:0]  vector_fields_vlan2_q;
    reg  [11:0]  vector_fields_vlan3_q;
    reg  [11:0]  vector_fields_vlan4_q;
    reg  [15:0]  vector_fields_ethertype_q;
    reg  [7:0]   vector_fields_l3_offset_q;
    reg          vector_fields_llc_q;
    reg          vector_fields_snap_q;
    reg          vector_fields_arp_q;
    reg          vector_fields_ipv4_q;
    reg          vector_fields_ipv6_q;
    reg          vector_fields_fragment_q;
    reg          vector_fields_later_fragment_q;
    reg  [7:0]   vector_fields_ip_protocol_q;
    reg  [127:0] vector_fields_src_ip_q;
    reg  [127:0] vector_fields_dst_ip_q;
    reg  [7:0]   vector_fields_l4_offset_q;
    reg          vector_fields_tcp_q;
    reg          vector_fields_udp_q;
    reg          vector_fields_icmp_q;
    reg  [15:0]  vector_fields_src_port_q;
    reg  [15:0]  vector_fields_dst_port_q;
    reg  [7:0]   vector_fields_tcp_flags_q;
    reg  [2:0]   vector_fields_exception_q;

    always @(posedge clk) begin
        window_bytes_q <= window_bytes;
    end

    assign ethernet_read_up = {ethernet_read_ethernet_ethertype, ethernet_read_ethernet_src_mac, ethernet_read_ethernet_dst_mac};
    assign ethernet_found_up = {ethernet_found_end, ethernet_found_present_ethernet};
    assign tag1_read_up = {tag1_read_tag1_ethertype, tag1_read_tag1_priority, tag1_read_tag1_vlan};
    assign tag1_found_up = {tag1_found_end, tag1_found_present_tag1};
    assign tag2_read_up = {tag2_read_tag2_ethertype, tag2_read_tag2_vlan2};
    assign tag2_found_up = {tag2_found_end, tag2_found_present_tag2};
    assign tag3_read_up = {tag3_read_tag3_ethertype, tag3_read_tag3_vlan3};
    assign tag3_found_up = {tag3_found_end, tag3_found_present_tag3};
    assign tag4_read_up = {tag4_read_tag4_ethertype, tag4_read_tag4_vlan4};
    assign tag4_found_up = {tag4_found_end, tag4_found_present_tag4};
    assign snap_found_up = {snap_found_end, snap_found_present_snap};
    assign network_read_up = {network_read_ipv6_dst_ip, network_read_ipv6_src_ip, network_read_ipv6_ip_protocol, network_read_ipv4_dst_ip,
            network_read_ipv4_src_ip, network_read_ipv4_ip_protocol, network_read_ipv4_later_fragment,
            network_read_ipv4_fragment};
    assign network_found_up = {network_found_end, network_found_present_ipv6, network_found_present_ipv4, network_found_present_arp};
    assign fragment_read_up = {fragment_read_ipv6_fragment_ip_protocol, fragment_read_ipv6_fragment_later_fragment,
            fragment_read_ipv6_fragment_fragment};
    assign fragment_found_up = {fragment_found_end, fragment_found_present_ipv6_fragment};
    assign transport_read_up = {transport_read_icmp_dst_port, transport_read_icmp_src_port, transport_read_udp_dst_port,
            transport_read_udp_src_port, transport_read_tcp_tcp_flags, transport_read_tcp_dst_port,
            transport_read_tcp_src_port};

    always @(posedge clk) begin
        due_q <= {due_q[19:0], 1'd0} | {20'd0, window_down_valid & window_down_last};
        if (rst) begin
            due_q <= 21'd0;
        end
    end

    always @(posedge clk) begin
        vector_valid_q <= due_q[20];
        vector_fields_dst_mac_q <= ethernet_found_down[0] ? ethernet_read_down[47:0] : 48'd0;
        vector_fields_src_mac_q <= ethernet_found_down[0] ? ethernet_read_down[95:48] : 48'd0;
        vector_fields_vlan_count_q <= {tag4_found_down[0] ? 1'd1 : 1'd0,
                tag4_found_down[0] ? 1'd0 : tag3_found_down[0] ? 1'd1 : tag2_found_down[0] ? 1'd1 : 1'd0,
                tag4_found_down[0] ? 1'd0 : tag3_found_down[0] ? 1'd1 : tag2_found_down[0] ? 1'd0 : tag1_found_down[0] ? 1'd1 : 1'd0};
        vector_fields_vlan_q <= tag1_found_down[0] ? tag1_read_down[11:0] : 12'd0;
        vector_fields_priority_q <= tag1_found_down[0] ? tag1_read_down[14:12] : 3'd0;
        vector_fields_vlan2_q <= tag2_found_down[0] ? tag2_read_down[11:0] : 12'd0;
        vector_fields_vlan3_q <= tag3_found_down[0] ? tag3_read_down[11:0] : 12'd0;
        vector_fields_vlan4_q <= tag4_found_down[0] ? tag4_read_down[11:0] : 12'd0;
        vector_fields_ethertype_q <= snap_found_down[0] ? snap_read_down : tag4_found_down[0] ? tag4_read_down[27:12] : tag3_found_down[0]
                ? tag3_read_down[27:12] : tag2_found_down[0] ? tag2_read_down[27:12] : tag1_found_down[0]
                ? tag1_read_down[30:15] : ethernet_found_down[0] ? ethernet_read_down[111:96] : 16'd0;
        vector_fields_l3_offset_q <= snap_found_down[0] ? snap_found_down[8:1] : tag4_found_down[0] ? tag4_found_down[8:1] : tag3_found_down[0]
                ? tag3_found_down[8:1] : tag2_found_down[0] ? tag2_found_down[8:1] : tag1_found_down[0]
                ? tag1_found_down[8:1] : ethernet_found_down[0] ? ethernet_found_down[8:1] : 8'd0;
        vector_fields_llc_q <= llc_found_down ? 1'd1 : 1'd0;
        vector_fields_snap_q <= snap_found_down[0] ? 1'd1 : 1'd0;
        vector_fields_arp_q <= network_found_down[0] ? 1'd1 : 1'd0;
        vector_fields_ipv4_q <= network_found_down[1] ? 1'd1 : 1'd0;
        vector_fields_ipv6_q <= network_found_down[2] ? 1'd1 : 1'd0;
        vector_fields_fragment_q <= fragment_found_down[0] ? fragment_read_down[0] : network_found_down[1] ? network_read_down[0] : 1'd0;
        vector_fields_later_fragment_q <= fragment_found_down[0] ? fragment_read_down[1] : network_found_down[1] ? network_read_down[1] : 1'd0;
        vector_fields_ip_protocol_q <= fragment_found_down[0] ? fragment_read_down[9:2] : (network_found_down[1] | network_found_down[2])
                ? (({8{network_found_down[1]}} & network_read_down[9:2]) | ({8{network_found_down[2]}} & network_read_down[81:74]))
                : 8'd0;
        vector_fields_src_ip_q <= {network_found_down[2] ? network_read_down[209:114] : 96'd0,
                (network_found_down[1] | network_found_down[2]) ? (({32{network_found_down[1]}} & network_read_down[41:10]) | ({32{network_found_down[2]}} & network_read_down[113:82])) : 32'd0};
        vector_fields_dst_ip_q <= {network_found_down[2] ? network_read_down[337:242] : 96'd0,
                (network_found_down[1] | network_found_down[2]) ? (({32{network_found_down[1]}} & network_read_down[73:42]) | ({32{network_found_down[2]}} & network_read_down[241:210])) : 32'd0};
        vector_fields_l4_offset_q <= fragment_found_down[0] ? fragment_found_down[8:1] : (network_found_down[1] | network_found_down[2])
                ? (({8{network_found_down[1]}} & network_found_down[10:3]) | ({8{network_found_down[2]}} & network_found_down[10:3]))
                : 8'd0;
        vector_fields_tcp_q <= transport_found_present_tcp ? 1'd1 : 1'd0;
        vector_fields_udp_q <= transport_found_present_udp ? 1'd1 : 1'd0;
        vector_fields_icmp_q <= transport_found_present_icmp ? 1'd1 : 1'd0;
        vector_fields_src_port_q <= {(transport_found_present_tcp | transport_found_present_udp) ? (({8{transport_found_present_tcp}} & transport_read_down[15:8]) | ({8{transport_found_present_udp}} & transport_read_down[55:48])) : 8'd0,
                (transport_found_present_tcp | transport_found_present_udp | transport_found_present_icmp) ? (({8{transport_found_present_tcp}} & transport_read_down[7:0]) | ({8{transport_found_present_udp}} & transport_read_down[47:40]) | ({8{transport_found_present_icmp}} & transport_read_down[79:72])) : 8'd0};
        vector_fields_dst_port_q <= {(transport_found_present_tcp | transport_found_present_udp) ? (({8{transport_found_present_tcp}} & transport_read_down[31:24]) | ({8{transport_found_present_udp}} & transport_read_down[71:64])) : 8'd0,
                (transport_found_present_tcp | transport_found_present_udp | transport_found_present_icmp) ? (({8{transport_found_present_tcp}} & transport_read_down[23:16]) | ({8{transport_found_present_udp}} & transport_read_down[63:56]) | ({8{transport_found_present_icmp}} & transport_read_down[87:80])) : 8'd0};
        vector_fields_tcp_flags_q <= transport_found_present_tcp ? transport_read_down[39:32] : 8'd0;
        vector_fields_exception_q <= transport_walked_exception;
        if (rst) begin
            vector_valid_q <= 1'd0;
        end
    end

    assign headers_valid_o = vector_valid_q;
    assign headers_dst_mac_o = vector_fields_dst_mac_q;
    assign headers_src_mac_o = vector_fields_src_mac_q;
    assign headers_vlan_count_o = vector_fields_vlan_count_q;
    assign headers_vlan_o = vector_fields_vlan_q;
    assign headers_priority_o = vector_fields_priority_q;
    assign headers_vlan2_o = vector_fields_vlan2_q;
    assign headers_vlan3_o = vector_fields_vlan3_q;
    assign headers_vlan4_o = vector_fields_vlan4_q;
    assign headers_ethertype_o = vector_fields_ethertype_q;
    assign headers_l3_offset_o = vector_fields_l3_offset_q;
    assign headers_llc_o = vector_fields_llc_q;
    assign headers_snap_o = vector_fields_snap_q;
    assign headers_arp_o = vector_fields_arp_q;
    assign headers_ipv4_o = vector_fields_ipv4_q;
    assign headers_ipv6_o = vector_fields_ipv6_q;
    assign headers_fragment_o = vector_fields_fragment_q;
    assign headers_later_fragment_o = vector_fields_later_fragment_q;
    assign headers_ip_protocol_o = vector_fields_ip_protocol_q;
    assign headers_src_ip_o = vector_fields_src_ip_q;
    assign headers_dst_ip_o = vector_fields_dst_ip_q;
    assign headers_l4_offset_o = vector_fields_l4_offset_q;
    assign headers_tcp_o = vector_fields_tcp_q;
    assign headers_udp_o = vector_fields_udp_q;
    assign headers_icmp_o = vector_fields_icmp_q;
    assign headers_src_port_o = vector_fields_src_port_q;
    assign headers_dst_port_o = vector_fields_dst_port_q;
    assign headers_tcp_flags_o = vector_fields_tcp_flags_q;
    assign headers_exception_o = vector_fields_exception_q;

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
        .bytes_o        (window_bytes)
    );

    ethernet_layer ethernet (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (window_down_valid),
        .up_data_i                 (window_down_data),
        .up_last_i                 (window_down_last),
        .down_valid_o              (ethernet_down_valid),
        .down_data_o               (ethernet_down_data),
        .down_last_o               (ethernet_down_last),
        .down_here_tag1_o          (ethernet_down_here_tag1),
        .down_here_llc_o           (ethernet_down_here_llc),
        .down_here_arp_o           (ethernet_down_here_arp),
        .down_here_ipv4_o          (ethernet_down_here_ipv4),
        .down_here_ipv6_o          (ethernet_down_here_ipv6),
        .walk_alive_i              (1'd1),
        .walk_exception_i          (3'd0),
        .walk_offset_i             (8'd0),
        .walk_left_i               (window_bytes_q),
        .walked_alive_o            (ethernet_walked_alive),
        .walked_exception_o        (ethernet_walked_exception),
        .walked_offset_o           (ethernet_walked_offset),
        .walked_left_o             (ethernet_walked_left),
        .read_ethernet_dst_mac_o   (ethernet_read_ethernet_dst_mac),
        .read_ethernet_src_mac_o   (ethernet_read_ethernet_src_mac),
        .read_ethernet_ethertype_o (ethernet_read_ethernet_ethertype),
        .found_present_ethernet_o  (ethernet_found_present_ethernet),
        .found_end_o               (ethernet_found_end)
    );

    delay_line_bits112_clocks20 ethernet_read (
        .clk    (clk),
        .up_i   (ethernet_read_up),
        .down_o (ethernet_read_down)
    );

    delay_line_bits9_clocks18 ethernet_found (
        .clk    (clk),
        .up_i   (ethernet_found_up),
        .down_o (ethernet_found_down)
    );

    tag1_layer tag1 (
        .clk                   (clk),
        .rst                   (rst),
        .up_valid_i            (ethernet_down_valid),
        .up_data_i             (ethernet_down_data),
        .up_last_i             (ethernet_down_last),
        .up_here_tag1_i        (ethernet_down_here_tag1),
        .up_here_llc_i         (ethernet_down_here_llc),
        .up_here_arp_i         (ethernet_down_here_arp),
        .up_here_ipv4_i        (ethernet_down_here_ipv4),
        .up_here_ipv6_i        (ethernet_down_here_ipv6),
        .down_valid_o          (tag1_down_valid),
        .down_data_o           (tag1_down_data),
        .down_last_o           (tag1_down_last),
        .down_here_tag2_o      (tag1_down_here_tag2),
        .down_here_llc_o       (tag1_down_here_llc),
        .down_here_arp_o       (tag1_down_here_arp),
        .down_here_ipv4_o      (tag1_down_here_ipv4),
        .down_here_ipv6_o      (tag1_down_here_ipv6),
        .walk_alive_i          (ethernet_walked_alive),
        .walk_exception_i      (ethernet_walked_exception),
        .walk_offset_i         (ethernet_walked_offset),
        .walk_left_i           (ethernet_walked_left),
        .walked_alive_o        (tag1_walked_alive),
        .walked_exception_o    (tag1_walked_exception),
        .walked_offset_o       (tag1_walked_offset),
        .walked_left_o         (tag1_walked_left),
        .read_tag1_vlan_o      (tag1_read_tag1_vlan),
        .read_tag1_priority_o  (tag1_read_tag1_priority),
        .read_tag1_ethertype_o (tag1_read_tag1_ethertype),
        .found_present_tag1_o  (tag1_found_present_tag1),
        .found_end_o           (tag1_found_end)
    );

    delay_line_bits31_clocks18 tag1_read (
        .clk    (clk),
        .up_i   (tag1_read_up),
        .down_o (tag1_read_down)
    );

    delay_line_bits9_clocks16 tag1_found (
        .clk    (clk),
        .up_i   (tag1_found_up),
        .down_o (tag1_found_down)
    );

    tag2_layer tag2 (
        .clk                   (clk),
        .rst                   (rst),
        .up_valid_i            (tag1_down_valid),
        .up_data_i             (tag1_down_data),
        .up_last_i             (tag1_down_last),
        .up_here_tag2_i        (tag1_down_here_tag2),
        .up_here_llc_i         (tag1_down_here_llc),
        .up_here_arp_i         (tag1_down_here_arp),
        .up_here_ipv4_i        (tag1_down_here_ipv4),
        .up_here_ipv6_i        (tag1_down_here_ipv6),
        .down_valid_o          (tag2_down_valid),
        .down_data_o           (tag2_down_data),
        .down_last_o           (tag2_down_last),
        .down_here_tag3_o      (tag2_down_here_tag3),
        .down_here_llc_o       (tag2_down_here_llc),
        .down_here_arp_o       (tag2_down_here_arp),
        .down_here_ipv4_o      (tag2_down_here_ipv4),
        .down_here_ipv6_o      (tag2_down_here_ipv6),
        .walk_alive_i          (tag1_walked_alive),
        .walk_exception_i      (tag1_walked_exception),
        .walk_offset_i         (tag1_walked_offset),
        .walk_left_i           (tag1_walked_left),
        .walked_alive_o        (tag2_walked_alive),
        .walked_exception_o    (tag2_walked_exception),
        .walked_offset_o       (tag2_walked_offset),
        .walked_left_o         (tag2_walked_left),
        .read_tag2_vlan2_o     (tag2_read_tag2_vlan2),
        .read_tag2_ethertype_o (tag2_read_tag2_ethertype),
        .found_present_tag2_o  (tag2_found_present_tag2),
        .found_end_o           (tag2_found_end)
    );

    delay_line_bits28_clocks16 tag2_read (
        .clk    (clk),
        .up_i   (tag2_read_up),
        .down_o (tag2_read_down)
    );

    delay_line_bits9_clocks14 tag2_found (
        .clk    (clk),
        .up_i   (tag2_found_up),
        .down_o (tag2_found_down)
    );

    tag3_layer tag3 (
        .clk                   (clk),
        .rst                   (rst),
        .up_valid_i            (tag2_down_valid),
        .up_data_i             (tag2_down_data),
        .up_last_i             (tag2_down_last),
        .up_here_tag3_i        (tag2_down_here_tag3),
        .up_here_llc_i         (tag2_down_here_llc),
        .up_here_arp_i         (tag2_down_here_arp),
        .up_here_ipv4_i        (tag2_down_here_ipv4),
        .up_here_ipv6_i        (tag2_down_here_ipv6),
        .down_valid_o          (tag3_down_valid),
        .down_data_o           (tag3_down_data),
        .down_last_o           (tag3_down_last),
        .down_here_tag4_o      (tag3_down_here_tag4),
        .down_here_llc_o       (tag3_down_here_llc),
        .down_here_arp_o       (tag3_down_here_arp),
        .down_here_ipv4_o      (tag3_down_here_ipv4),
        .down_here_ipv6_o      (tag3_down_here_ipv6),
        .walk_alive_i          (tag2_walked_alive),
        .walk_exception_i      (tag2_walked_exception),
        .walk_offset_i         (tag2_walked_offset),
        .walk_left_i           (tag2_walked_left),
        .walked_alive_o        (tag3_walked_alive),
        .walked_exception_o    (tag3_walked_exception),
        .walked_offset_o       (tag3_walked_offset),
        .walked_left_o         (tag3_walked_left),
        .read_tag3_vlan3_o     (tag3_read_tag3_vlan3),
        .read_tag3_ethertype_o (tag3_read_tag3_ethertype),
        .found_present_tag3_o  (tag3_found_present_tag3),
        .found_end_o           (tag3_found_end)
    );

    delay_line_bits28_clocks14 tag3_read (
        .clk    (clk),
        .up_i   (tag3_read_up),
        .down_o (tag3_read_down)
    );

    delay_line_bits9_clocks12 tag3_found (
        .clk    (clk),
        .up_i   (tag3_found_up),
        .down_o (tag3_found_down)
    );

    tag4_layer tag4 (
        .clk                   (clk),
        .rst                   (rst),
        .up_valid_i            (tag3_down_valid),
        .up_data_i             (tag3_down_data),
        .up_last_i             (tag3_down_last),
        .up_here_tag4_i        (tag3_down_here_tag4),
        .up_here_llc_i         (tag3_down_here_llc),
        .up_here_arp_i         (tag3_down_here_arp),
        .up_here_ipv4_i        (tag3_down_here_ipv4),
        .up_here_ipv6_i        (tag3_down_here_ipv6),
        .down_valid_o          (tag4_down_valid),
        .down_data_o           (tag4_down_data),
        .down_last_o           (tag4_down_last),
        .down_here_llc_o       (tag4_down_here_llc),
        .down_here_arp_o       (tag4_down_here_arp),
        .down_here_ipv4_o      (tag4_down_here_ipv4),
        .down_here_ipv6_o      (tag4_down_here_ipv6),
        .walk_alive_i          (tag3_walked_alive),
        .walk_exception_i      (tag3_walked_exception),
        .walk_offset_i         (tag3_walked_offset),
        .walk_left_i           (tag3_walked_left),
        .walked_alive_o        (tag4_walked_alive),
        .walked_exception_o    (tag4_walked_exception),
        .walked_offset_o       (tag4_walked_offset),
        .walked_left_o         (tag4_walked_left),
        .read_tag4_vlan4_o     (tag4_read_tag4_vlan4),
        .read_tag4_ethertype_o (tag4_read_tag4_ethertype),
        .found_present_tag4_o  (tag4_found_present_tag4),
        .found_end_o           (tag4_found_end)
    );

    delay_line_bits28_clocks12 tag4_read (
        .clk    (clk),
        .up_i   (tag4_read_up),
        .down_o (tag4_read_down)
    );

    delay_line_bits9_clocks10 tag4_found (
        .clk    (clk),
        .up_i   (tag4_found_up),
        .down_o (tag4_found_down)
    );

    llc_layer llc (
        .clk                 (clk),
        .rst                 (rst),
        .up_valid_i          (tag4_down_valid),
        .up_data_i           (tag4_down_data),
        .up_last_i           (tag4_down_last),
        .up_here_llc_i       (tag4_down_here_llc),
        .up_here_arp_i       (tag4_down_here_arp),
        .up_here_ipv4_i      (tag4_down_here_ipv4),
        .up_here_ipv6_i      (tag4_down_here_ipv6),
        .down_valid_o        (llc_down_valid),
        .down_data_o         (llc_down_data),
        .down_last_o         (llc_down_last),
        .down_here_snap_o    (llc_down_here_snap),
        .down_here_arp_o     (llc_down_here_arp),
        .down_here_ipv4_o    (llc_down_here_ipv4),
        .down_here_ipv6_o    (llc_down_here_ipv6),
        .walk_alive_i        (tag4_walked_alive),
        .walk_exception_i    (tag4_walked_exception),
        .walk_offset_i       (tag4_walked_offset),
        .walk_left_i         (tag4_walked_left),
        .walked_alive_o      (llc_walked_alive),
        .walked_exception_o  (llc_walked_exception),
        .walked_offset_o     (llc_walked_offset),
        .walked_left_o       (llc_walked_left),
        .found_present_llc_o (llc_found_present_llc)
    );

    delay_line_bits1_clocks8 llc_found (
        .clk    (clk),
        .up_i   (llc_found_present_llc),
        .down_o (llc_found_down)
    );

    snap_layer snap (
        .clk                   (clk),
        .rst                   (rst),
        .up_valid_i            (llc_down_valid),
        .up_data_i             (llc_down_data),
        .up_last_i             (llc_down_last),
        .up_here_snap_i        (llc_down_here_snap),
        .up_here_arp_i         (llc_down_here_arp),
        .up_here_ipv4_i        (llc_down_here_ipv4),
        .up_here_ipv6_i        (llc_down_here_ipv6),
        .down_valid_o          (snap_down_valid),
        .down_data_o           (snap_down_data),
        .down_last_o           (snap_down_last),
        .down_here_arp_o       (snap_down_here_arp),
        .down_here_ipv4_o      (snap_down_here_ipv4),
        .down_here_ipv6_o      (snap_down_here_ipv6),
        .walk_alive_i          (llc_walked_alive),
        .walk_exception_i      (llc_walked_exception),
        .walk_offset_i         (llc_walked_offset),
        .walk_left_i           (llc_walked_left),
        .walked_alive_o        (snap_walked_alive),
        .walked_exception_o    (snap_walked_exception),
        .walked_offset_o       (snap_walked_offset),
        .walked_left_o         (snap_walked_left),
        .read_snap_ethertype_o (snap_read_snap_ethertype),
        .found_present_snap_o  (snap_found_present_snap),
        .found_end_o           (snap_found_end)
    );

    delay_line_bits16_clocks8 snap_read (
        .clk    (clk),
        .up_i   (snap_read_snap_ethertype),
        .down_o (snap_read_down)
    );

    delay_line_bits9_clocks6 snap_found (
        .clk    (clk),
        .up_i   (snap_found_up),
        .down_o (snap_found_down)
    );

    network_layer network (
        .clk                        (clk),
        .rst                        (rst),
        .up_valid_i                 (snap_down_valid),
        .up_data_i                  (snap_down_data),
        .up_last_i                  (snap_down_last),
        .up_here_arp_i              (snap_down_here_arp),
        .up_here_ipv4_i             (snap_down_here_ipv4),
        .up_here_ipv6_i             (snap_down_here_ipv6),
        .down_valid_o               (network_down_valid),
        .down_data_o                (network_down_data),
        .down_last_o                (network_down_last),
        .down_here_ipv6_fragment_o  (network_down_here_ipv6_fragment),
        .down_here_tcp_o            (network_down_here_tcp),
        .down_here_udp_o            (network_down_here_udp),
        .down_here_icmp_o           (network_down_here_icmp),
        .walk_alive_i               (snap_walked_alive),
        .walk_exception_i           (snap_walked_exception),
        .walk_offset_i              (snap_walked_offset),
        .walk_left_i                (snap_walked_left),
        .walked_alive_o             (network_walked_alive),
        .walked_exception_o         (network_walked_exception),
        .walked_offset_o            (network_walked_offset),
        .walked_left_o              (network_walked_left),
        .walked_room_o              (network_walked_room),
        .read_ipv4_fragment_o       (network_read_ipv4_fragment),
        .read_ipv4_later_fragment_o (network_read_ipv4_later_fragment),
        .read_ipv4_ip_protocol_o    (network_read_ipv4_ip_protocol),
        .read_ipv4_src_ip_o         (network_read_ipv4_src_ip),
        .read_ipv4_dst_ip_o         (network_read_ipv4_dst_ip),
        .read_ipv6_ip_protocol_o    (network_read_ipv6_ip_protocol),
        .read_ipv6_src_ip_o         (network_read_ipv6_src_ip),
        .read_ipv6_dst_ip_o         (network_read_ipv6_dst_ip),
        .found_present_arp_o        (network_found_present_arp),
        .found_present_ipv4_o       (network_found_present_ipv4),
        .found_present_ipv6_o       (network_found_present_ipv6),
        .found_end_o                (network_found_end)
    );

    delay_line_bits338_clocks6 network_read (
        .clk    (clk),
        .up_i   (network_read_up),
        .down_o (network_read_down)
    );

    delay_line_bits11_clocks4 network_found (
        .clk    (clk),
        .up_i   (network_found_up),
        .down_o (network_found_down)
    );

    fragment_layer fragment (
        .clk                                 (clk),
        .rst                                 (rst),
        .up_valid_i                          (network_down_valid),
        .up_data_i                           (network_down_data),
        .up_last_i                           (network_down_last),
        .up_here_ipv6_fragment_i             (network_down_here_ipv6_fragment),
        .up_here_tcp_i                       (network_down_here_tcp),
        .up_here_udp_i                       (network_down_here_udp),
        .up_here_icmp_i                      (network_down_here_icmp),
        .down_valid_o                        (fragment_down_valid),
        .down_data_o                         (fragment_down_data),
        .down_last_o                         (fragment_down_last),
        .down_here_tcp_o                     (fragment_down_here_tcp),
        .down_here_udp_o                     (fragment_down_here_udp),
        .down_here_icmp_o                    (fragment_down_here_icmp),
        .walk_alive_i                        (network_walked_alive),
        .walk_exception_i                    (network_walked_exception),
        .walk_offset_i                       (network_walked_offset),
        .walk_left_i                         (network_walked_left),
        .walk_room_i                         (network_walked_room),
        .walked_alive_o                      (fragment_walked_alive),
        .walked_exception_o                  (fragment_walked_exception),
        .walked_left_o                       (fragment_walked_left),
        .walked_room_o                       (fragment_walked_room),
        .read_ipv6_fragment_fragment_o       (fragment_read_ipv6_fragment_fragment),
        .read_ipv6_fragment_later_fragment_o (fragment_read_ipv6_fragment_later_fragment),
        .read_ipv6_fragment_ip_protocol_o    (fragment_read_ipv6_fragment_ip_protocol),
        .found_present_ipv6_fragment_o       (fragment_found_present_ipv6_fragment),
        .found_end_o                         (fragment_found_end)
    );

    delay_line_bits10_clocks4 fragment_read (
        .clk    (clk),
        .up_i   (fragment_read_up),
        .down_o (fragment_read_down)
    );

    delay_line_bits9_clocks2 fragment_found (
        .clk    (clk),
        .up_i   (fragment_found_up),
        .down_o (fragment_found_down)
    );

    transport_layer transport (
        .clk                  (clk),
        .rst                  (rst),
        .up_valid_i           (fragment_down_valid),
        .up_data_i            (fragment_down_data),
        .up_last_i            (fragment_down_last),
        .up_here_tcp_i        (fragment_down_here_tcp),
        .up_here_udp_i        (fragment_down_here_udp),
        .up_here_icmp_i       (fragment_down_here_icmp),
        .walk_alive_i         (fragment_walked_alive),
        .walk_exception_i     (fragment_walked_exception),
        .walk_left_i          (fragment_walked_left),
        .walk_room_i          (fragment_walked_room),
        .walked_exception_o   (transport_walked_exception),
        .read_tcp_src_port_o  (transport_read_tcp_src_port),
        .read_tcp_dst_port_o  (transport_read_tcp_dst_port),
        .read_tcp_tcp_flags_o (transport_read_tcp_tcp_flags),
        .read_udp_src_port_o  (transport_read_udp_src_port),
        .read_udp_dst_port_o  (transport_read_udp_dst_port),
        .read_icmp_src_port_o (transport_read_icmp_src_port),
        .read_icmp_dst_port_o (transport_read_icmp_dst_port),
        .found_present_tcp_o  (transport_found_present_tcp),
        .found_present_udp_o  (transport_found_present_udp),
        .found_present_icmp_o (transport_found_present_icmp)
    );

    delay_line_bits88_clocks2 transport_read (
        .clk    (clk),
        .up_i   (transport_read_up),
        .down_o (transport_read_down)
    );

endmodule

`default_nettype wire
