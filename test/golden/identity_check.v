/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {source: u1, bytes: u704}, depth = 32
module fifo (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire         up_source_i,
    input  wire [703:0] up_bytes_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire         down_source_o,
    output wire [703:0] down_bytes_o,
    output wire [5:0]   count_o
);

    reg  [4:0]   head_q;
    reg  [4:0]   tail_q;
    reg  [5:0]   held_q;
    wire [704:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_source_o = words_rdata[0];
    assign down_bytes_o = words_rdata[704:1];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 5'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 5'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{5{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 5'd0;
            head_q <= 5'd0;
            held_q <= 6'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [704:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_bytes_i, up_source_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Keeps the bytes of every sent frame in which ARP and neighbour messages name their sender.
// Parameters: netDataBits = 64, functions = 2, frames = 32
module sender_window (
    input  wire         clk,
    input  wire         rst,
    // beats
    input  wire         beats_valid_i,
    input  wire [63:0]  beats_data_i,
    input  wire [2:0]   beats_last_byte_i,
    input  wire         beats_first_i,
    input  wire         beats_last_i,
    input  wire [4:0]   beats_error_i,
    input  wire         beats_source_i,
    input  wire [13:0]  beats_length_i,
    // windows
    output wire         windows_valid_o,
    input  wire         windows_ready_i,
    output wire         windows_source_o,
    output wire [703:0] windows_bytes_o
);

    reg  [3:0]   index_q;
    reg          done_q;
    reg          whole_q;
    reg          source_q;
    reg  [703:0] kept_q;
    wire         queue_up_ready;
    wire [703:0] queue_up_bytes;
    wire         queue_down_valid;
    wire         queue_down_source;
    wire [703:0] queue_down_bytes;
    wire [5:0]   queue_count;

    wire [3:0] at = beats_first_i ? 4'd0 : index_q;
    wire ends = (beats_last_i | (at == 4'd12)) & (beats_first_i | ~done_q);
    always @(posedge clk) begin
        whole_q <= beats_valid_i & ends;
        if (beats_valid_i) begin
            index_q <= (at == 4'd12) ? at : (at + 4'd1);
            done_q <= ~beats_last_i & (ends | (done_q & ~beats_first_i));
            source_q <= beats_source_i;
            if ((at == 4'd1) & (beats_first_i | ~done_q)) begin
                kept_q[7:0] <= beats_data_i[55:48];
            end
            if ((at == 4'd1) & (beats_first_i | ~done_q)) begin
                kept_q[15:8] <= beats_data_i[63:56];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[23:16] <= beats_data_i[7:0];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[31:24] <= beats_data_i[15:8];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[39:32] <= beats_data_i[23:16];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[47:40] <= beats_data_i[31:24];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[55:48] <= beats_data_i[39:32];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[63:56] <= beats_data_i[47:40];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[71:64] <= beats_data_i[55:48];
            end
            if ((at == 4'd2) & (beats_first_i | ~done_q)) begin
                kept_q[79:72] <= beats_data_i[63:56];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[87:80] <= beats_data_i[7:0];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[95:88] <= beats_data_i[15:8];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[103:96] <= beats_data_i[23:16];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[111:104] <= beats_data_i[31:24];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[119:112] <= beats_data_i[39:32];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[127:120] <= beats_data_i[47:40];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[135:128] <= beats_data_i[55:48];
            end
            if ((at == 4'd3) & (beats_first_i | ~done_q)) begin
                kept_q[143:136] <= beats_data_i[63:56];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[151:144] <= beats_data_i[7:0];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[159:152] <= beats_data_i[15:8];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[167:160] <= beats_data_i[23:16];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[175:168] <= beats_data_i[31:24];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[183:176] <= beats_data_i[39:32];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[191:184] <= beats_data_i[47:40];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[199:192] <= beats_data_i[55:48];
            end
            if ((at == 4'd4) & (beats_first_i | ~done_q)) begin
                kept_q[207:200] <= beats_data_i[63:56];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[215:208] <= beats_data_i[7:0];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[223:216] <= beats_data_i[15:8];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[231:224] <= beats_data_i[23:16];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[239:232] <= beats_data_i[31:24];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[247:240] <= beats_data_i[39:32];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[255:248] <= beats_data_i[47:40];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[263:256] <= beats_data_i[55:48];
            end
            if ((at == 4'd5) & (beats_first_i | ~done_q)) begin
                kept_q[271:264] <= beats_data_i[63:56];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[279:272] <= beats_data_i[7:0];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[287:280] <= beats_data_i[15:8];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[295:288] <= beats_data_i[23:16];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[303:296] <= beats_data_i[31:24];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[311:304] <= beats_data_i[39:32];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[319:312] <= beats_data_i[47:40];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[327:320] <= beats_data_i[55:48];
            end
            if ((at == 4'd6) & (beats_first_i | ~done_q)) begin
                kept_q[335:328] <= beats_data_i[63:56];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[343:336] <= beats_data_i[7:0];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[351:344] <= beats_data_i[15:8];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[359:352] <= beats_data_i[23:16];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[367:360] <= beats_data_i[31:24];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[375:368] <= beats_data_i[39:32];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[383:376] <= beats_data_i[47:40];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[391:384] <= beats_data_i[55:48];
            end
            if ((at == 4'd7) & (beats_first_i | ~done_q)) begin
                kept_q[399:392] <= beats_data_i[63:56];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[407:400] <= beats_data_i[7:0];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[415:408] <= beats_data_i[15:8];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[423:416] <= beats_data_i[23:16];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[431:424] <= beats_data_i[31:24];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[439:432] <= beats_data_i[39:32];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[447:440] <= beats_data_i[47:40];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[455:448] <= beats_data_i[55:48];
            end
            if ((at == 4'd8) & (beats_first_i | ~done_q)) begin
                kept_q[463:456] <= beats_data_i[63:56];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[471:464] <= beats_data_i[7:0];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[479:472] <= beats_data_i[15:8];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[487:480] <= beats_data_i[23:16];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[495:488] <= beats_data_i[31:24];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[503:496] <= beats_data_i[39:32];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[511:504] <= beats_data_i[47:40];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[519:512] <= beats_data_i[55:48];
            end
            if ((at == 4'd9) & (beats_first_i | ~done_q)) begin
                kept_q[527:520] <= beats_data_i[63:56];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[535:528] <= beats_data_i[7:0];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[543:536] <= beats_data_i[15:8];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[551:544] <= beats_data_i[23:16];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[559:552] <= beats_data_i[31:24];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[567:560] <= beats_data_i[39:32];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[575:568] <= beats_data_i[47:40];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[583:576] <= beats_data_i[55:48];
            end
            if ((at == 4'd10) & (beats_first_i | ~done_q)) begin
                kept_q[591:584] <= beats_data_i[63:56];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[599:592] <= beats_data_i[7:0];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[607:600] <= beats_data_i[15:8];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[615:608] <= beats_data_i[23:16];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[623:616] <= beats_data_i[31:24];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[631:624] <= beats_data_i[39:32];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[639:632] <= beats_data_i[47:40];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[647:640] <= beats_data_i[55:48];
            end
            if ((at == 4'd11) & (beats_first_i | ~done_q)) begin
                kept_q[655:648] <= beats_data_i[63:56];
            end
            if ((at == 4'd12) & (beats_first_i | ~done_q)) begin
                kept_q[663:656] <= beats_data_i[7:0];
            end
            if ((at == 4'd12) & (beats_first_i | ~done_q)) begin
                kept_q[671:664] <= beats_data_i[15:8];
            end
            if ((at == 4'd12) & (beats_first_i | ~done_q)) begin
                kept_q[679:672] <= beats_data_i[23:16];
            end
            if ((at == 4'd12) & (beats_first_i | ~done_q)) begin
                kept_q[687:680] <= beats_data_i[31:24];
            end
            if ((at == 4'd12) & (beats_first_i | ~done_q)) begin
                kept_q[695:688] <= beats_data_i[39:32];
            end
            if ((at == 4'd12) & (beats_first_i | ~done_q)) begin
                kept_q[703:696] <= beats_data_i[47:40];
            end
        end
        if (rst) begin
            whole_q <= 1'd0;
            index_q <= 4'd0;
            done_q <= 1'd0;
        end
    end

    assign queue_up_bytes = {kept_q[703:696], kept_q[695:688], kept_q[687:680], kept_q[679:672], kept_q[671:664], kept_q[663:656],
            kept_q[655:648], kept_q[647:640], kept_q[639:632], kept_q[631:624], kept_q[623:616],
            kept_q[615:608], kept_q[607:600], kept_q[599:592], kept_q[591:584], kept_q[583:576],
            kept_q[575:568], kept_q[567:560], kept_q[559:552], kept_q[551:544], kept_q[543:536],
            kept_q[535:528], kept_q[527:520], kept_q[519:512], kept_q[511:504], kept_q[503:496],
            kept_q[495:488], kept_q[487:480], kept_q[479:472], kept_q[471:464], kept_q[463:456],
            kept_q[455:448], kept_q[447:440], kept_q[439:432], kept_q[431:424], kept_q[423:416],
            kept_q[415:408], kept_q[407:400], kept_q[399:392], kept_q[391:384], kept_q[383:376],
            kept_q[375:368], kept_q[367:360], kept_q[359:352], kept_q[351:344], kept_q[343:336],
            kept_q[335:328], kept_q[327:320], kept_q[319:312], kept_q[311:304], kept_q[303:296],
            kept_q[295:288], kept_q[287:280], kept_q[279:272], kept_q[271:264], kept_q[263:256],
            kept_q[255:248], kept_q[247:240], kept_q[239:232], kept_q[231:224], kept_q[223:216],
            kept_q[215:208], kept_q[207:200], kept_q[199:192], kept_q[191:184], kept_q[183:176],
            kept_q[175:168], kept_q[167:160], kept_q[159:152], kept_q[151:144], kept_q[143:136],
            kept_q[135:128], kept_q[127:120], kept_q[119:112], kept_q[111:104], kept_q[103:96], kept_q[95:88],
            kept_q[87:80], kept_q[79:72], kept_q[71:64], kept_q[63:56], kept_q[55:48], kept_q[47:40],
            kept_q[39:32], kept_q[31:24], kept_q[23:16], kept_q[15:8], kept_q[7:0]};
    assign windows_valid_o = queue_down_valid;
    assign windows_source_o = queue_down_source;
    assign windows_bytes_o = queue_down_bytes;

`ifdef FORMAL
    always @(*) begin
        room: assert (~whole_q | queue_up_ready);
    end
`endif

    fifo queue (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (whole_q),
        .up_ready_o    (queue_up_ready),
        .up_source_i   (source_q),
        .up_bytes_i    (queue_up_bytes),
        .down_valid_o  (queue_down_valid),
        .down_ready_i  (windows_ready_i),
        .down_source_o (queue_down_source),
        .down_bytes_o  (queue_down_bytes),
        .count_o       (queue_count)
    );

    wire unused = &{1'b0, beats_last_byte_i, beats_error_i, beats_length_i, queue_up_ready, queue_count};

endmodule

// Who each function may say it is.
// Parameters: functions = 2
module identity_table (
    input  wire         clk,
    input  wire         rst,
    input  wire         image_i,
    input  wire         function_i,
    // row
    output wire         row_settings_trusted_o,
    output wire         row_settings_promiscuous_o,
    output wire [2:0]   row_settings_tags_o,
    output wire         row_settings_mac_control_o,
    output wire         row_settings_lacp_o,
    output wire         row_settings_lldp_o,
    output wire         row_settings_bridge_o,
    output wire         row_settings_ptp_o,
    output wire         row_settings_denied_o,
    output wire [1:0]   row_settings_wire_class_o,
    output wire         row_settings_egress_denied_o,
    output wire [11:0]  row_vlan_slot0_id_o,
    output wire         row_vlan_slot0_valid_o,
    output wire [11:0]  row_vlan_slot1_id_o,
    output wire         row_vlan_slot1_valid_o,
    output wire [11:0]  row_vlan_slot2_id_o,
    output wire         row_vlan_slot2_valid_o,
    output wire [11:0]  row_vlan_slot3_id_o,
    output wire         row_vlan_slot3_valid_o,
    output wire [47:0]  row_mac_slot0_mac_o,
    output wire         row_mac_slot0_valid_o,
    output wire [47:0]  row_mac_slot1_mac_o,
    output wire         row_mac_slot1_valid_o,
    output wire [47:0]  row_mac_slot2_mac_o,
    output wire         row_mac_slot2_valid_o,
    output wire [47:0]  row_mac_slot3_mac_o,
    output wire         row_mac_slot3_valid_o,
    output wire [31:0]  row_ipv4_slot0_address_o,
    output wire         row_ipv4_slot0_valid_o,
    output wire [31:0]  row_ipv4_slot1_address_o,
    output wire         row_ipv4_slot1_valid_o,
    output wire [31:0]  row_ipv4_slot2_address_o,
    output wire         row_ipv4_slot2_valid_o,
    output wire [31:0]  row_ipv4_slot3_address_o,
    output wire         row_ipv4_slot3_valid_o,
    output wire [127:0] row_ipv6_slot0_address_o,
    output wire         row_ipv6_slot0_prefix_o,
    output wire         row_ipv6_slot0_valid_o,
    output wire [127:0] row_ipv6_slot1_address_o,
    output wire         row_ipv6_slot1_prefix_o,
    output wire         row_ipv6_slot1_valid_o,
    output wire [127:0] row_ipv6_slot2_address_o,
    output wire         row_ipv6_slot2_prefix_o,
    output wire         row_ipv6_slot2_valid_o,
    output wire [127:0] row_ipv6_slot3_address_o,
    output wire         row_ipv6_slot3_prefix_o,
    output wire         row_ipv6_slot3_valid_o,
    // write
    input  wire         write_valid_i,
    input  wire         write_image_i,
    input  wire         write_function_i,
    input  wire [2:0]   write_kind_i,
    input  wire [1:0]   write_slot_i,
    input  wire [129:0] write_value_i,
    output wire         ready_o
);

    reg          clear_active_q;
    reg  [1:0]   clear_index_q;
    wire [13:0]  settings_rdata;
    wire [12:0]  vlan_0_rdata;
    wire [12:0]  vlan_1_rdata;
    wire [12:0]  vlan_2_rdata;
    wire [12:0]  vlan_3_rdata;
    wire [48:0]  mac_0_rdata;
    wire [48:0]  mac_1_rdata;
    wire [48:0]  mac_2_rdata;
    wire [48:0]  mac_3_rdata;
    wire [32:0]  ipv4_0_rdata;
    wire [32:0]  ipv4_1_rdata;
    wire [32:0]  ipv4_2_rdata;
    wire [32:0]  ipv4_3_rdata;
    wire [129:0] ipv6_0_rdata;
    wire [129:0] ipv6_1_rdata;
    wire [129:0] ipv6_2_rdata;
    wire [129:0] ipv6_3_rdata;

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
    assign row_settings_trusted_o = settings_rdata[0];
    assign row_settings_promiscuous_o = settings_rdata[1];
    assign row_settings_tags_o = settings_rdata[4:2];
    assign row_settings_mac_control_o = settings_rdata[5];
    assign row_settings_lacp_o = settings_rdata[6];
    assign row_settings_lldp_o = settings_rdata[7];
    assign row_settings_bridge_o = settings_rdata[8];
    assign row_settings_ptp_o = settings_rdata[9];
    assign row_settings_denied_o = settings_rdata[10];
    assign row_settings_wire_class_o = settings_rdata[12:11];
    assign row_settings_egress_denied_o = settings_rdata[13];
    assign row_vlan_slot0_id_o = vlan_0_rdata[11:0];
    assign row_vlan_slot0_valid_o = vlan_0_rdata[12];
    assign row_vlan_slot1_id_o = vlan_1_rdata[11:0];
    assign row_vlan_slot1_valid_o = vlan_1_rdata[12];
    assign row_vlan_slot2_id_o = vlan_2_rdata[11:0];
    assign row_vlan_slot2_valid_o = vlan_2_rdata[12];
    assign row_vlan_slot3_id_o = vlan_3_rdata[11:0];
    assign row_vlan_slot3_valid_o = vlan_3_rdata[12];
    assign row_mac_slot0_mac_o = mac_0_rdata[47:0];
    assign row_mac_slot0_valid_o = mac_0_rdata[48];
    assign row_mac_slot1_mac_o = mac_1_rdata[47:0];
    assign row_mac_slot1_valid_o = mac_1_rdata[48];
    assign row_mac_slot2_mac_o = mac_2_rdata[47:0];
    assign row_mac_slot2_valid_o = mac_2_rdata[48];
    assign row_mac_slot3_mac_o = mac_3_rdata[47:0];
    assign row_mac_slot3_valid_o = mac_3_rdata[48];
    assign row_ipv4_slot0_address_o = ipv4_0_rdata[31:0];
    assign row_ipv4_slot0_valid_o = ipv4_0_rdata[32];
    assign row_ipv4_slot1_address_o = ipv4_1_rdata[31:0];
    assign row_ipv4_slot1_valid_o = ipv4_1_rdata[32];
    assign row_ipv4_slot2_address_o = ipv4_2_rdata[31:0];
    assign row_ipv4_slot2_valid_o = ipv4_2_rdata[32];
    assign row_ipv4_slot3_address_o = ipv4_3_rdata[31:0];
    assign row_ipv4_slot3_valid_o = ipv4_3_rdata[32];
    assign row_ipv6_slot0_address_o = ipv6_0_rdata[127:0];
    assign row_ipv6_slot0_prefix_o = ipv6_0_rdata[128];
    assign row_ipv6_slot0_valid_o = ipv6_0_rdata[129];
    assign row_ipv6_slot1_address_o = ipv6_1_rdata[127:0];
    assign row_ipv6_slot1_prefix_o = ipv6_1_rdata[128];
    assign row_ipv6_slot1_valid_o = ipv6_1_rdata[129];
    assign row_ipv6_slot2_address_o = ipv6_2_rdata[127:0];
    assign row_ipv6_slot2_prefix_o = ipv6_2_rdata[128];
    assign row_ipv6_slot2_valid_o = ipv6_2_rdata[129];
    assign row_ipv6_slot3_address_o = ipv6_3_rdata[127:0];
    assign row_ipv6_slot3_prefix_o = ipv6_3_rdata[128];
    assign row_ipv6_slot3_valid_o = ipv6_3_rdata[129];

    (* ram_style = "distributed" *)
    reg [13:0] settings [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd0) & (write_slot_i == 2'd0)))) begin
            settings[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 14'd0 : write_value_i[13:0];
        end
    end
    assign settings_rdata = settings[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [12:0] vlan_0 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd1) & (write_slot_i == 2'd0)))) begin
            vlan_0[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 13'd0 : write_value_i[12:0];
        end
    end
    assign vlan_0_rdata = vlan_0[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [12:0] vlan_1 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd1) & (write_slot_i == 2'd1)))) begin
            vlan_1[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 13'd0 : write_value_i[12:0];
        end
    end
    assign vlan_1_rdata = vlan_1[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [12:0] vlan_2 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd1) & (write_slot_i == 2'd2)))) begin
            vlan_2[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 13'd0 : write_value_i[12:0];
        end
    end
    assign vlan_2_rdata = vlan_2[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [12:0] vlan_3 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd1) & (write_slot_i == 2'd3)))) begin
            vlan_3[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 13'd0 : write_value_i[12:0];
        end
    end
    assign vlan_3_rdata = vlan_3[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [48:0] mac_0 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd2) & (write_slot_i == 2'd0)))) begin
            mac_0[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 49'd0 : write_value_i[48:0];
        end
    end
    assign mac_0_rdata = mac_0[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [48:0] mac_1 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd2) & (write_slot_i == 2'd1)))) begin
            mac_1[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 49'd0 : write_value_i[48:0];
        end
    end
    assign mac_1_rdata = mac_1[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [48:0] mac_2 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd2) & (write_slot_i == 2'd2)))) begin
            mac_2[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 49'd0 : write_value_i[48:0];
        end
    end
    assign mac_2_rdata = mac_2[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [48:0] mac_3 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd2) & (write_slot_i == 2'd3)))) begin
            mac_3[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 49'd0 : write_value_i[48:0];
        end
    end
    assign mac_3_rdata = mac_3[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [32:0] ipv4_0 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd3) & (write_slot_i == 2'd0)))) begin
            ipv4_0[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 33'd0 : write_value_i[32:0];
        end
    end
    assign ipv4_0_rdata = ipv4_0[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [32:0] ipv4_1 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd3) & (write_slot_i == 2'd1)))) begin
            ipv4_1[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 33'd0 : write_value_i[32:0];
        end
    end
    assign ipv4_1_rdata = ipv4_1[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [32:0] ipv4_2 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd3) & (write_slot_i == 2'd2)))) begin
            ipv4_2[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 33'd0 : write_value_i[32:0];
        end
    end
    assign ipv4_2_rdata = ipv4_2[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [32:0] ipv4_3 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd3) & (write_slot_i == 2'd3)))) begin
            ipv4_3[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 33'd0 : write_value_i[32:0];
        end
    end
    assign ipv4_3_rdata = ipv4_3[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [129:0] ipv6_0 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd4) & (write_slot_i == 2'd0)))) begin
            ipv6_0[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 130'd0 : write_value_i;
        end
    end
    assign ipv6_0_rdata = ipv6_0[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [129:0] ipv6_1 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd4) & (write_slot_i == 2'd1)))) begin
            ipv6_1[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 130'd0 : write_value_i;
        end
    end
    assign ipv6_1_rdata = ipv6_1[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [129:0] ipv6_2 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd4) & (write_slot_i == 2'd2)))) begin
            ipv6_2[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 130'd0 : write_value_i;
        end
    end
    assign ipv6_2_rdata = ipv6_2[{image_i, function_i}];

    (* ram_style = "distributed" *)
    reg [129:0] ipv6_3 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & ((write_kind_i == 3'd4) & (write_slot_i == 2'd3)))) begin
            ipv6_3[clear_active_q ? clear_index_q : {write_image_i, write_function_i}] <= clear_active_q ? 130'd0 : write_value_i;
        end
    end
    assign ipv6_3_rdata = ipv6_3[{image_i, function_i}];

endmodule

// Whether a function may say it is who its frame says; latency 4 clocks.
// Parameters: netDataBits = 64, functions = 2, framesInParser = 32
module identity_check (
    input  wire         clk,
    input  wire         rst,
    // beats
    input  wire         beats_valid_i,
    input  wire [63:0]  beats_data_i,
    input  wire [2:0]   beats_last_byte_i,
    input  wire         beats_first_i,
    input  wire         beats_last_i,
    input  wire [4:0]   beats_error_i,
    input  wire         beats_source_i,
    input  wire [13:0]  beats_length_i,
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
    // write
    input  wire         write_valid_i,
    input  wire         write_image_i,
    input  wire         write_function_i,
    input  wire [2:0]   write_kind_i,
    input  wire [1:0]   write_slot_i,
    input  wire [129:0] write_value_i,
    // answers
    output wire         answers_valid_o,
    output wire         answers_source_o,
    output wire         answers_allowed_o,
    output wire [4:0]   answers_reason_o,
    output wire [1:0]   answers_wire_class_o,
    output wire         answers_egress_denied_o,
    output wire         ready_o
);

    wire         window_windows_valid;
    wire         window_windows_source;
    wire [703:0] window_windows_bytes;
    wire         rows_row_settings_trusted;
    wire         rows_row_settings_promiscuous;
    wire [2:0]   rows_row_settings_tags;
    wire         rows_row_settings_mac_control;
    wire         rows_row_settings_lacp;
    wire         rows_row_settings_lldp;
    wire         rows_row_settings_bridge;
    wire         rows_row_settings_ptp;
    wire         rows_row_settings_denied;
    wire [1:0]   rows_row_settings_wire_class;
    wire         rows_row_settings_egress_denied;
    wire [11:0]  rows_row_vlan_slot0_id;
    wire         rows_row_vlan_slot0_valid;
    wire [11:0]  rows_row_vlan_slot1_id;
    wire         rows_row_vlan_slot1_valid;
    wire [11:0]  rows_row_vlan_slot2_id;
    wire         rows_row_vlan_slot2_valid;
    wire [11:0]  rows_row_vlan_slot3_id;
    wire         rows_row_vlan_slot3_valid;
    wire [47:0]  rows_row_mac_slot0_mac;
    wire         rows_row_mac_slot0_valid;
    wire [47:0]  rows_row_mac_slot1_mac;
    wire         rows_row_mac_slot1_valid;
    wire [47:0]  rows_row_mac_slot2_mac;
    wire         rows_row_mac_slot2_valid;
    wire [47:0]  rows_row_mac_slot3_mac;
    wire         rows_row_mac_slot3_valid;
    wire [31:0]  rows_row_ipv4_slot0_address;
    wire         rows_row_ipv4_slot0_valid;
    wire [31:0]  rows_row_ipv4_slot1_address;
    wire         rows_row_ipv4_slot1_valid;
    wire [31:0]  rows_row_ipv4_slot2_address;
    wire         rows_row_ipv4_slot2_valid;
    wire [31:0]  rows_row_ipv4_slot3_address;
    wire         rows_row_ipv4_slot3_valid;
    wire [127:0] rows_row_ipv6_slot0_address;
    wire         rows_row_ipv6_slot0_prefix;
    wire         rows_row_ipv6_slot0_valid;
    wire [127:0] rows_row_ipv6_slot1_address;
    wire         rows_row_ipv6_slot1_prefix;
    wire         rows_row_ipv6_slot1_valid;
    wire [127:0] rows_row_ipv6_slot2_address;
    wire         rows_row_ipv6_slot2_prefix;
    wire         rows_row_ipv6_slot2_valid;
    wire [127:0] rows_row_ipv6_slot3_address;
    wire         rows_row_ipv6_slot3_prefix;
    wire         rows_row_ipv6_slot3_valid;
    wire         rows_ready;
    reg  [47:0]  asked_dst_mac_q;
    reg  [47:0]  asked_src_mac_q;
    reg  [2:0]   asked_vlan_count_q;
    reg  [11:0]  asked_vlan_q;
    reg  [15:0]  asked_ethertype_q;
    reg          asked_ppp_compressed_q;
    reg  [8:0]   asked_l3_offset_q;
    reg          asked_arp_q;
    reg          asked_mac_control_q;
    reg          asked_ptp_q;
    reg          asked_ipv4_q;
    reg          asked_ipv6_q;
    reg  [15:0]  asked_ip_length_q;
    reg          asked_later_fragment_q;
    reg          asked_address_options_q;
    reg  [7:0]   asked_ip_protocol_q;
    reg  [127:0] asked_src_ip_q;
    reg  [8:0]   asked_l4_offset_q;
    reg          asked_udp_q;
    reg          asked_icmp_q;
    reg  [15:0]  asked_src_port_q;
    reg  [15:0]  asked_dst_port_q;
    reg  [8:0]   asked_frame_bytes_q;
    reg  [2:0]   asked_exception_q;
    reg  [6:0]   asked_exception_header_q;
    reg          asked_image_q;
    reg          asked_window_source_q;
    reg  [703:0] asked_window_bytes_q;
    reg          row_settings_trusted_q;
    reg          row_settings_promiscuous_q;
    reg  [2:0]   row_settings_tags_q;
    reg          row_settings_mac_control_q;
    reg          row_settings_lacp_q;
    reg          row_settings_lldp_q;
    reg          row_settings_bridge_q;
    reg          row_settings_ptp_q;
    reg          row_settings_denied_q;
    reg  [1:0]   row_settings_wire_class_q;
    reg          row_settings_egress_denied_q;
    reg  [11:0]  row_vlan_slot0_id_q;
    reg          row_vlan_slot0_valid_q;
    reg  [11:0]  row_vlan_slot1_id_q;
    reg          row_vlan_slot1_valid_q;
    reg  [11:0]  row_vlan_slot2_id_q;
    reg          row_vlan_slot2_valid_q;
    reg  [11:0]  row_vlan_slot3_id_q;
    reg          row_vlan_slot3_valid_q;
    reg  [47:0]  row_mac_slot0_mac_q;
    reg          row_mac_slot0_valid_q;
    reg  [47:0]  row_mac_slot1_mac_q;
    reg          row_mac_slot1_valid_q;
    reg  [47:0]  row_mac_slot2_mac_q;
    reg          row_mac_slot2_valid_q;
    reg  [47:0]  row_mac_slot3_mac_q;
    reg          row_mac_slot3_valid_q;
    reg  [31:0]  row_ipv4_slot0_address_q;
    reg          row_ipv4_slot0_valid_q;
    reg  [31:0]  row_ipv4_slot1_address_q;
    reg          row_ipv4_slot1_valid_q;
    reg  [31:0]  row_ipv4_slot2_address_q;
    reg          row_ipv4_slot2_valid_q;
    reg  [31:0]  row_ipv4_slot3_address_q;
    reg          row_ipv4_slot3_valid_q;
    reg  [127:0] row_ipv6_slot0_address_q;
    reg          row_ipv6_slot0_prefix_q;
    reg          row_ipv6_slot0_valid_q;
    reg  [127:0] row_ipv6_slot1_address_q;
    reg          row_ipv6_slot1_prefix_q;
    reg          row_ipv6_slot1_valid_q;
    reg  [127:0] row_ipv6_slot2_address_q;
    reg          row_ipv6_slot2_prefix_q;
    reg          row_ipv6_slot2_valid_q;
    reg  [127:0] row_ipv6_slot3_address_q;
    reg          row_ipv6_slot3_prefix_q;
    reg          row_ipv6_slot3_valid_q;
    reg  [4:0]   look_controls_q;
    reg          look_limited_q;
    reg          look_at_sender_q;
    reg          look_unread_ip_q;
    reg          look_unread_arp_q;
    reg          look_compressed_q;
    reg          look_other_source_q;
    reg          look_unread_chain_q;
    reg          look_is_arp_q;
    reg          look_ipv4_q;
    reg          look_ipv6_q;
    reg          look_zero_ip_q;
    reg          look_dhcp_q;
    reg          look_icmpv6_q;
    reg          look_may_be_unspecified_q;
    reg          look_neighbour_q;
    reg          look_router_solicit_q;
    reg          look_solicit_q;
    reg          look_advert_q;
    reg          look_readable_q;
    reg          look_direct_q;
    reg          look_held_q;
    reg  [15:0]  look_ip_length_q;
    reg  [47:0]  look_src_mac_q;
    reg  [127:0] look_src_ip_q;
    reg  [2:0]   look_vlan_count_q;
    reg  [11:0]  look_vlan_q;
    reg  [639:0] text_bytes_q;
    reg          judged_control_q;
    reg          judged_trusted_q;
    reg          judged_promiscuous_q;
    reg          judged_unread_q;
    reg          judged_too_many_tags_q;
    reg          judged_own_vlan_q;
    reg          judged_denied_q;
    reg  [1:0]   judged_wire_class_q;
    reg          judged_egress_denied_q;
    reg          judged_own_mac_q;
    reg          judged_is_arp_q;
    reg          judged_arp_mac_q;
    reg          judged_arp_ip_q;
    reg          judged_is_neighbour_q;
    reg          judged_solicits_q;
    reg          judged_plain_q;
    reg          judged_strange_mac_q;
    reg          judged_claims_q;
    reg          judged_own_target_q;
    reg          judged_ipv4_q;
    reg          judged_ipv6_q;
    reg          judged_own_ipv4_q;
    reg          judged_own_ipv6_q;
    wire         refused;
    reg          answer_allowed_q;
    reg  [4:0]   answer_reason_q;
    reg  [1:0]   answer_wire_class_q;
    reg          answer_egress_denied_q;
    reg          valid_1_q;
    reg          valid_2_q;
    reg          valid_3_q;
    reg          valid_4_q;
    reg          source_1_q;
    reg          source_2_q;
    reg          source_3_q;

    assign ready_o = rows_ready;

    always @(posedge clk) begin
        asked_dst_mac_q <= headers_dst_mac_i;
        asked_src_mac_q <= headers_src_mac_i;
        asked_vlan_count_q <= headers_vlan_count_i;
        asked_vlan_q <= headers_vlan_i;
        asked_ethertype_q <= headers_ethertype_i;
        asked_ppp_compressed_q <= headers_ppp_compressed_i;
        asked_l3_offset_q <= headers_l3_offset_i;
        asked_arp_q <= headers_arp_i;
        asked_mac_control_q <= headers_mac_control_i;
        asked_ptp_q <= headers_ptp_i;
        asked_ipv4_q <= headers_ipv4_i;
        asked_ipv6_q <= headers_ipv6_i;
        asked_ip_length_q <= headers_ip_length_i;
        asked_later_fragment_q <= headers_later_fragment_i;
        asked_address_options_q <= headers_address_options_i;
        asked_ip_protocol_q <= headers_ip_protocol_i;
        asked_src_ip_q <= headers_src_ip_i;
        asked_l4_offset_q <= headers_l4_offset_i;
        asked_udp_q <= headers_udp_i;
        asked_icmp_q <= headers_icmp_i;
        asked_src_port_q <= headers_src_port_i;
        asked_dst_port_q <= headers_dst_port_i;
        asked_frame_bytes_q <= headers_frame_bytes_i;
        asked_exception_q <= headers_exception_i;
        asked_exception_header_q <= headers_exception_header_i;
        asked_image_q <= image_i;
        asked_window_source_q <= window_windows_source;
        asked_window_bytes_q <= window_windows_bytes;
    end

    always @(posedge clk) begin
        row_settings_trusted_q <= rows_row_settings_trusted;
        row_settings_promiscuous_q <= rows_row_settings_promiscuous;
        row_settings_tags_q <= rows_row_settings_tags;
        row_settings_mac_control_q <= rows_row_settings_mac_control;
        row_settings_lacp_q <= rows_row_settings_lacp;
        row_settings_lldp_q <= rows_row_settings_lldp;
        row_settings_bridge_q <= rows_row_settings_bridge;
        row_settings_ptp_q <= rows_row_settings_ptp;
        row_settings_denied_q <= rows_row_settings_denied;
        row_settings_wire_class_q <= rows_row_settings_wire_class;
        row_settings_egress_denied_q <= rows_row_settings_egress_denied;
        row_vlan_slot0_id_q <= rows_row_vlan_slot0_id;
        row_vlan_slot0_valid_q <= rows_row_vlan_slot0_valid;
        row_vlan_slot1_id_q <= rows_row_vlan_slot1_id;
        row_vlan_slot1_valid_q <= rows_row_vlan_slot1_valid;
        row_vlan_slot2_id_q <= rows_row_vlan_slot2_id;
        row_vlan_slot2_valid_q <= rows_row_vlan_slot2_valid;
        row_vlan_slot3_id_q <= rows_row_vlan_slot3_id;
        row_vlan_slot3_valid_q <= rows_row_vlan_slot3_valid;
        row_mac_slot0_mac_q <= rows_row_mac_slot0_mac;
        row_mac_slot0_valid_q <= rows_row_mac_slot0_valid;
        row_mac_slot1_mac_q <= rows_row_mac_slot1_mac;
        row_mac_slot1_valid_q <= rows_row_mac_slot1_valid;
        row_mac_slot2_mac_q <= rows_row_mac_slot2_mac;
        row_mac_slot2_valid_q <= rows_row_mac_slot2_valid;
        row_mac_slot3_mac_q <= rows_row_mac_slot3_mac;
        row_mac_slot3_valid_q <= rows_row_mac_slot3_valid;
        row_ipv4_slot0_address_q <= rows_row_ipv4_slot0_address;
        row_ipv4_slot0_valid_q <= rows_row_ipv4_slot0_valid;
        row_ipv4_slot1_address_q <= rows_row_ipv4_slot1_address;
        row_ipv4_slot1_valid_q <= rows_row_ipv4_slot1_valid;
        row_ipv4_slot2_address_q <= rows_row_ipv4_slot2_address;
        row_ipv4_slot2_valid_q <= rows_row_ipv4_slot2_valid;
        row_ipv4_slot3_address_q <= rows_row_ipv4_slot3_address;
        row_ipv4_slot3_valid_q <= rows_row_ipv4_slot3_valid;
        row_ipv6_slot0_address_q <= rows_row_ipv6_slot0_address;
        row_ipv6_slot0_prefix_q <= rows_row_ipv6_slot0_prefix;
        row_ipv6_slot0_valid_q <= rows_row_ipv6_slot0_valid;
        row_ipv6_slot1_address_q <= rows_row_ipv6_slot1_address;
        row_ipv6_slot1_prefix_q <= rows_row_ipv6_slot1_prefix;
        row_ipv6_slot1_valid_q <= rows_row_ipv6_slot1_valid;
        row_ipv6_slot2_address_q <= rows_row_ipv6_slot2_address;
        row_ipv6_slot2_prefix_q <= rows_row_ipv6_slot2_prefix;
        row_ipv6_slot2_valid_q <= rows_row_ipv6_slot2_valid;
        row_ipv6_slot3_address_q <= rows_row_ipv6_slot3_address;
        row_ipv6_slot3_prefix_q <= rows_row_ipv6_slot3_prefix;
        row_ipv6_slot3_valid_q <= rows_row_ipv6_slot3_valid;
    end

    wire ptp_frame = asked_ptp_q | (asked_ethertype_q == 16'h88f7)
            | (asked_udp_q & ((asked_src_port_q == 16'h13f) | (asked_src_port_q == 16'h140) | ((asked_dst_port_q == 16'h13f) | (asked_dst_port_q == 16'h140))));
    wire mac = asked_mac_control_q | (asked_ethertype_q == 16'h8808);
    wire slow = asked_ethertype_q == 16'h8809;
    wire lldp = asked_ethertype_q == 16'h88cc;
    wire asked_exception_header_or = (asked_exception_header_q == 7'd0) | (asked_exception_header_q == 7'd1)
            | ((asked_exception_header_q == 7'd2) | (asked_exception_header_q == 7'd3))
            | ((asked_exception_header_q == 7'd4) | (asked_exception_header_q == 7'd5) | ((asked_exception_header_q == 7'd8) | (asked_exception_header_q == 7'd6)));
    wire asked_exception_header_or_2 = (asked_exception_header_q == 7'd9) | (asked_exception_header_q == 7'd10)
            | ((asked_exception_header_q == 7'd11) | (asked_exception_header_q == 7'd12))
            | ((asked_exception_header_q == 7'd13) | (asked_exception_header_q == 7'd7) | ((asked_exception_header_q == 7'd15) | (asked_exception_header_q == 7'd16)));
    always @(posedge clk) begin
        look_controls_q <= {ptp_frame,
                ((asked_dst_mac_q[47:4] == 44'h180c200000) | (asked_dst_mac_q == 48'h1000ccccccd)) & ~(mac | slow | (lldp | ptp_frame)),
                lldp, slow, mac};
        look_limited_q <= (asked_exception_q == 3'd2) | (asked_exception_q == 3'd3);
        look_at_sender_q <= asked_exception_header_or | asked_exception_header_or_2;
        look_unread_ip_q <= ((asked_ethertype_q == 16'h800) | (asked_ethertype_q == 16'h86dd)) & ~(asked_ipv4_q | asked_ipv6_q);
        look_unread_arp_q <= (asked_ethertype_q == 16'h806) & ~asked_arp_q;
        look_compressed_q <= asked_ppp_compressed_q;
        look_other_source_q <= asked_ipv6_q & asked_address_options_q;
        look_unread_chain_q <= asked_ipv6_q
                & ((asked_ip_protocol_q == 8'd0) | (asked_ip_protocol_q == 8'd43) | ((asked_ip_protocol_q == 8'd44) | (asked_ip_protocol_q == 8'd51)) | ((asked_ip_protocol_q == 8'd60) | (asked_ip_protocol_q == 8'd58)))
                & (~asked_icmp_q & ~asked_later_fragment_q);
        look_is_arp_q <= asked_arp_q;
        look_ipv4_q <= asked_ipv4_q;
        look_ipv6_q <= asked_ipv6_q;
        look_zero_ip_q <= ~(|asked_src_ip_q);
        look_dhcp_q <= asked_udp_q & (asked_src_port_q == 16'h44) & (asked_dst_port_q == 16'h43);
        look_icmpv6_q <= asked_ipv6_q & asked_icmp_q;
        look_may_be_unspecified_q <= (asked_src_port_q == 16'h83) | (asked_src_port_q == 16'h8f)
                | ((asked_src_port_q == 16'h85) | (asked_src_port_q == 16'h87));
        look_neighbour_q <= (asked_src_port_q == 16'h85) | (asked_src_port_q == 16'h86)
                | ((asked_src_port_q == 16'h87) | (asked_src_port_q == 16'h88)) | (asked_src_port_q == 16'h89);
        look_router_solicit_q <= asked_src_port_q == 16'h85;
        look_solicit_q <= asked_src_port_q == 16'h87;
        look_advert_q <= asked_src_port_q == 16'h88;
        look_readable_q <= (asked_l3_offset_q == 9'he) | (asked_l3_offset_q == 9'h12) | (asked_l3_offset_q == 9'h16);
        look_direct_q <= asked_l4_offset_q == (asked_l3_offset_q + 9'h28);
        look_held_q <= ({8'd0, asked_l3_offset_q} + {1'd0, asked_ip_length_q} + 17'h28) <= {8'd0, asked_frame_bytes_q};
        look_ip_length_q <= asked_ip_length_q;
        look_src_mac_q <= asked_src_mac_q;
        look_src_ip_q <= asked_src_ip_q;
        look_vlan_count_q <= asked_vlan_count_q;
        look_vlan_q <= asked_vlan_q;
    end

    always @(posedge clk) begin
        text_bytes_q <= ({640{asked_l3_offset_q == 9'he}} & asked_window_bytes_q[639:0])
                | ({640{asked_l3_offset_q == 9'h12}} & asked_window_bytes_q[671:32])
                | ({640{asked_l3_offset_q == 9'h16}} & asked_window_bytes_q[703:64]);
    end

    wire [47:0] text_bytes_joined = {text_bytes_q[71:64], text_bytes_q[79:72], text_bytes_q[87:80], text_bytes_q[95:88], text_bytes_q[103:96],
            text_bytes_q[111:104]};
    wire [31:0] text_bytes_joined_2 = {text_bytes_q[119:112], text_bytes_q[127:120], text_bytes_q[135:128], text_bytes_q[143:136]};
    wire look_readable_and = look_readable_q & look_direct_q
            & (look_held_q & ((look_router_solicit_q ? (look_ip_length_q == 16'd8) : (look_ip_length_q == 16'h18)) | (look_router_solicit_q ? (look_ip_length_q == 16'h10) : (look_ip_length_q == 16'h20)) | (look_router_solicit_q ? (look_ip_length_q == 16'h18) : (look_ip_length_q == 16'h28))));
    wire look_ip_length_or = (look_router_solicit_q ? (look_ip_length_q == 16'h10) : (look_ip_length_q == 16'h20))
            | (look_router_solicit_q ? (look_ip_length_q == 16'h18) : (look_ip_length_q == 16'h28));
    wire [63:0] word = look_router_solicit_q
            ? {text_bytes_q[391:384], text_bytes_q[399:392], text_bytes_q[407:400], text_bytes_q[415:408], text_bytes_q[423:416], text_bytes_q[431:424], text_bytes_q[439:432], text_bytes_q[447:440]}
            : {text_bytes_q[519:512], text_bytes_q[527:520], text_bytes_q[535:528], text_bytes_q[543:536], text_bytes_q[551:544], text_bytes_q[559:552], text_bytes_q[567:560], text_bytes_q[575:568]};
    wire [7:0] word_bits = word[63:56];
    wire look_ip_length_choice = look_router_solicit_q ? (look_ip_length_q == 16'h18) : (look_ip_length_q == 16'h28);
    wire [63:0] word_2 = look_router_solicit_q
            ? {text_bytes_q[455:448], text_bytes_q[463:456], text_bytes_q[471:464], text_bytes_q[479:472], text_bytes_q[487:480], text_bytes_q[495:488], text_bytes_q[503:496], text_bytes_q[511:504]}
            : {text_bytes_q[583:576], text_bytes_q[591:584], text_bytes_q[599:592], text_bytes_q[607:600], text_bytes_q[615:608], text_bytes_q[623:616], text_bytes_q[631:624], text_bytes_q[639:632]};
    wire [7:0] word_bits_2 = word_2[63:56];
    wire look_ip_length_and = (~look_ip_length_or | ((word[55:48] == 8'd1) & ((word_bits == 8'd1) | (word_bits == 8'd2) | (word_bits == 8'd14))))
            & (~look_ip_length_choice | ((word_2[55:48] == 8'd1) & ((word_bits_2 == 8'd1) | (word_bits_2 == 8'd2) | (word_bits_2 == 8'd14))));
    wire [47:0] word_bits_3 = word[47:0];
    wire look_ip_length_and_2 = look_ip_length_or & ((word_bits == 8'd1) | (word_bits == 8'd2))
            & ~((row_mac_slot0_valid_q & (row_mac_slot0_mac_q == word_bits_3)) | (row_mac_slot1_valid_q & (row_mac_slot1_mac_q == word_bits_3)) | ((row_mac_slot2_valid_q & (row_mac_slot2_mac_q == word_bits_3)) | (row_mac_slot3_valid_q & (row_mac_slot3_mac_q == word_bits_3))));
    wire [47:0] word_bits_4 = word_2[47:0];
    wire look_ip_length_and_3 = look_ip_length_choice & ((word_bits_2 == 8'd1) | (word_bits_2 == 8'd2))
            & ~((row_mac_slot0_valid_q & (row_mac_slot0_mac_q == word_bits_4)) | (row_mac_slot1_valid_q & (row_mac_slot1_mac_q == word_bits_4)) | ((row_mac_slot2_valid_q & (row_mac_slot2_mac_q == word_bits_4)) | (row_mac_slot3_valid_q & (row_mac_slot3_mac_q == word_bits_4))));
    wire row_ipv6_slot0_address_and = (row_ipv6_slot0_address_q[127:64] == {text_bytes_q[391:384], text_bytes_q[399:392], text_bytes_q[407:400], text_bytes_q[415:408], text_bytes_q[423:416], text_bytes_q[431:424], text_bytes_q[439:432], text_bytes_q[447:440]})
            & (row_ipv6_slot0_prefix_q | (row_ipv6_slot0_address_q[63:0] == {text_bytes_q[455:448], text_bytes_q[463:456], text_bytes_q[471:464], text_bytes_q[479:472], text_bytes_q[487:480], text_bytes_q[495:488], text_bytes_q[503:496], text_bytes_q[511:504]}));
    wire row_ipv6_slot1_address_and = (row_ipv6_slot1_address_q[127:64] == {text_bytes_q[391:384], text_bytes_q[399:392], text_bytes_q[407:400], text_bytes_q[415:408], text_bytes_q[423:416], text_bytes_q[431:424], text_bytes_q[439:432], text_bytes_q[447:440]})
            & (row_ipv6_slot1_prefix_q | (row_ipv6_slot1_address_q[63:0] == {text_bytes_q[455:448], text_bytes_q[463:456], text_bytes_q[471:464], text_bytes_q[479:472], text_bytes_q[487:480], text_bytes_q[495:488], text_bytes_q[503:496], text_bytes_q[511:504]}));
    wire row_ipv6_slot2_address_and = (row_ipv6_slot2_address_q[127:64] == {text_bytes_q[391:384], text_bytes_q[399:392], text_bytes_q[407:400], text_bytes_q[415:408], text_bytes_q[423:416], text_bytes_q[431:424], text_bytes_q[439:432], text_bytes_q[447:440]})
            & (row_ipv6_slot2_prefix_q | (row_ipv6_slot2_address_q[63:0] == {text_bytes_q[455:448], text_bytes_q[463:456], text_bytes_q[471:464], text_bytes_q[479:472], text_bytes_q[487:480], text_bytes_q[495:488], text_bytes_q[503:496], text_bytes_q[511:504]}));
    wire row_ipv6_slot3_address_and = (row_ipv6_slot3_address_q[127:64] == {text_bytes_q[391:384], text_bytes_q[399:392], text_bytes_q[407:400], text_bytes_q[415:408], text_bytes_q[423:416], text_bytes_q[431:424], text_bytes_q[439:432], text_bytes_q[447:440]})
            & (row_ipv6_slot3_prefix_q | (row_ipv6_slot3_address_q[63:0] == {text_bytes_q[455:448], text_bytes_q[463:456], text_bytes_q[471:464], text_bytes_q[479:472], text_bytes_q[487:480], text_bytes_q[495:488], text_bytes_q[503:496], text_bytes_q[511:504]}));
    wire row_ipv6_slot0_valid_or = (row_ipv6_slot0_valid_q & ((row_ipv6_slot0_address_q[127:64] == look_src_ip_q[127:64]) & (row_ipv6_slot0_prefix_q | (row_ipv6_slot0_address_q[63:0] == look_src_ip_q[63:0]))))
            | (row_ipv6_slot1_valid_q & ((row_ipv6_slot1_address_q[127:64] == look_src_ip_q[127:64]) & (row_ipv6_slot1_prefix_q | (row_ipv6_slot1_address_q[63:0] == look_src_ip_q[63:0]))));
    wire row_ipv6_slot2_valid_or = (row_ipv6_slot2_valid_q & ((row_ipv6_slot2_address_q[127:64] == look_src_ip_q[127:64]) & (row_ipv6_slot2_prefix_q | (row_ipv6_slot2_address_q[63:0] == look_src_ip_q[63:0]))))
            | (row_ipv6_slot3_valid_q & ((row_ipv6_slot3_address_q[127:64] == look_src_ip_q[127:64]) & (row_ipv6_slot3_prefix_q | (row_ipv6_slot3_address_q[63:0] == look_src_ip_q[63:0]))));
    always @(posedge clk) begin
        judged_control_q <= (look_controls_q[0] & ~row_settings_mac_control_q) | (look_controls_q[1] & ~row_settings_lacp_q)
                | ((look_controls_q[2] & ~row_settings_lldp_q) | (look_controls_q[3] & ~row_settings_bridge_q))
                | (look_controls_q[4] & ~row_settings_ptp_q);
        judged_trusted_q <= row_settings_trusted_q;
        judged_promiscuous_q <= row_settings_promiscuous_q;
        judged_unread_q <= (look_limited_q & look_at_sender_q) | look_unread_ip_q | (look_unread_arp_q | look_compressed_q)
                | (look_other_source_q | look_unread_chain_q | (look_is_arp_q & ~(look_readable_q & ({text_bytes_q[7:0], text_bytes_q[15:8], text_bytes_q[23:16], text_bytes_q[31:24], text_bytes_q[39:32], text_bytes_q[47:40]} == 48'h108000604))));
        judged_too_many_tags_q <= row_settings_tags_q < look_vlan_count_q;
        judged_own_vlan_q <= (row_vlan_slot0_valid_q & (row_vlan_slot0_id_q == look_vlan_q))
                | (row_vlan_slot1_valid_q & (row_vlan_slot1_id_q == look_vlan_q))
                | ((row_vlan_slot2_valid_q & (row_vlan_slot2_id_q == look_vlan_q)) | (row_vlan_slot3_valid_q & (row_vlan_slot3_id_q == look_vlan_q)));
        judged_denied_q <= row_settings_denied_q;
        judged_wire_class_q <= row_settings_wire_class_q;
        judged_egress_denied_q <= row_settings_egress_denied_q;
        judged_own_mac_q <= (row_mac_slot0_valid_q & (row_mac_slot0_mac_q == look_src_mac_q))
                | (row_mac_slot1_valid_q & (row_mac_slot1_mac_q == look_src_mac_q))
                | ((row_mac_slot2_valid_q & (row_mac_slot2_mac_q == look_src_mac_q)) | (row_mac_slot3_valid_q & (row_mac_slot3_mac_q == look_src_mac_q)));
        judged_is_arp_q <= look_is_arp_q;
        judged_arp_mac_q <= (row_mac_slot0_valid_q & (row_mac_slot0_mac_q == text_bytes_joined))
                | (row_mac_slot1_valid_q & (row_mac_slot1_mac_q == text_bytes_joined))
                | ((row_mac_slot2_valid_q & (row_mac_slot2_mac_q == text_bytes_joined)) | (row_mac_slot3_valid_q & (row_mac_slot3_mac_q == text_bytes_joined)));
        judged_arp_ip_q <= ~(|{text_bytes_q[119:112], text_bytes_q[127:120], text_bytes_q[135:128], text_bytes_q[143:136]})
                | ((row_ipv4_slot0_valid_q & (row_ipv4_slot0_address_q == text_bytes_joined_2)) | (row_ipv4_slot1_valid_q & (row_ipv4_slot1_address_q == text_bytes_joined_2)) | ((row_ipv4_slot2_valid_q & (row_ipv4_slot2_address_q == text_bytes_joined_2)) | (row_ipv4_slot3_valid_q & (row_ipv4_slot3_address_q == text_bytes_joined_2))));
        judged_is_neighbour_q <= look_icmpv6_q & look_neighbour_q;
        judged_solicits_q <= look_router_solicit_q | look_solicit_q | look_advert_q;
        judged_plain_q <= look_readable_and & look_ip_length_and;
        judged_strange_mac_q <= look_ip_length_and_2 | look_ip_length_and_3;
        judged_claims_q <= look_advert_q | (look_solicit_q & look_zero_ip_q);
        judged_own_target_q <= (row_ipv6_slot0_valid_q & row_ipv6_slot0_address_and) | (row_ipv6_slot1_valid_q & row_ipv6_slot1_address_and)
                | ((row_ipv6_slot2_valid_q & row_ipv6_slot2_address_and) | (row_ipv6_slot3_valid_q & row_ipv6_slot3_address_and));
        judged_ipv4_q <= look_ipv4_q;
        judged_ipv6_q <= look_ipv6_q;
        judged_own_ipv4_q <= (row_ipv4_slot0_valid_q & (row_ipv4_slot0_address_q == look_src_ip_q[31:0]))
                | (row_ipv4_slot1_valid_q & (row_ipv4_slot1_address_q == look_src_ip_q[31:0]))
                | ((row_ipv4_slot2_valid_q & (row_ipv4_slot2_address_q == look_src_ip_q[31:0])) | (row_ipv4_slot3_valid_q & (row_ipv4_slot3_address_q == look_src_ip_q[31:0])))
                | (look_zero_ip_q & look_dhcp_q);
        judged_own_ipv6_q <= row_ipv6_slot0_valid_or | row_ipv6_slot2_valid_or
                | (look_zero_ip_q & look_icmpv6_q & look_may_be_unspecified_q);
    end

    wire judged_trusted_and = ~judged_trusted_q & (judged_unread_q | (judged_is_neighbour_q & judged_solicits_q & ~judged_plain_q));
    wire judged_trusted_and_2 = ~judged_trusted_q & (judged_too_many_tags_q | ~judged_own_vlan_q);
    wire judged_trusted_and_3 = ~judged_trusted_q & ~judged_promiscuous_q & ~judged_own_mac_q;
    wire judged_trusted_and_4 = ~judged_trusted_q & judged_is_arp_q & ((~judged_promiscuous_q & ~judged_arp_mac_q) | ~judged_arp_ip_q);
    wire judged_trusted_and_5 = ~judged_trusted_q & judged_is_neighbour_q
            & (~judged_solicits_q | ((judged_strange_mac_q & ~judged_promiscuous_q) | (judged_claims_q & ~judged_own_target_q)));
    wire judged_trusted_and_6 = ~judged_trusted_q & ((judged_ipv4_q & ~judged_own_ipv4_q) | (judged_ipv6_q & ~judged_own_ipv6_q));
    assign refused = judged_control_q | judged_trusted_and | (judged_trusted_and_2 | judged_trusted_and_3)
            | (judged_trusted_and_4 | judged_trusted_and_5 | (judged_trusted_and_6 | judged_denied_q));

    always @(posedge clk) begin
        answer_allowed_q <= ~refused;
        answer_reason_q <= judged_control_q ? 5'd9 : judged_trusted_and ? 5'd10 : judged_trusted_and_2 ? 5'd5 : judged_trusted_and_3
                ? 5'd4 : judged_trusted_and_4 ? 5'd7 : judged_trusted_and_5 ? 5'd8 : judged_trusted_and_6
                ? 5'd6 : judged_denied_q ? 5'd3 : 5'd0;
        answer_wire_class_q <= judged_wire_class_q;
        answer_egress_denied_q <= judged_egress_denied_q;
    end

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

    assign answers_valid_o = valid_4_q;

    always @(posedge clk) begin
        source_1_q <= asked_window_source_q;
    end

    always @(posedge clk) begin
        source_2_q <= source_1_q;
    end

    always @(posedge clk) begin
        source_3_q <= source_2_q;
    end

    assign answers_source_o = source_3_q;
    assign answers_allowed_o = answer_allowed_q;
    assign answers_reason_o = answer_reason_q;
    assign answers_wire_class_o = answer_wire_class_q;
    assign answers_egress_denied_o = answer_egress_denied_q;

`ifdef FORMAL
    always @(*) begin
        window_is_there: assert (~headers_valid_i | window_windows_valid);
    end
`endif

    sender_window window (
        .clk               (clk),
        .rst               (rst),
        .beats_valid_i     (beats_valid_i),
        .beats_data_i      (beats_data_i),
        .beats_last_byte_i (beats_last_byte_i),
        .beats_first_i     (beats_first_i),
        .beats_last_i      (beats_last_i),
        .beats_error_i     (beats_error_i),
        .beats_source_i    (beats_source_i),
        .beats_length_i    (beats_length_i),
        .windows_valid_o   (window_windows_valid),
        .windows_ready_i   (headers_valid_i),
        .windows_source_o  (window_windows_source),
        .windows_bytes_o   (window_windows_bytes)
    );

    identity_table rows (
        .clk                          (clk),
        .rst                          (rst),
        .image_i                      (asked_image_q),
        .function_i                   (asked_window_source_q),
        .row_settings_trusted_o       (rows_row_settings_trusted),
        .row_settings_promiscuous_o   (rows_row_settings_promiscuous),
        .row_settings_tags_o          (rows_row_settings_tags),
        .row_settings_mac_control_o   (rows_row_settings_mac_control),
        .row_settings_lacp_o          (rows_row_settings_lacp),
        .row_settings_lldp_o          (rows_row_settings_lldp),
        .row_settings_bridge_o        (rows_row_settings_bridge),
        .row_settings_ptp_o           (rows_row_settings_ptp),
        .row_settings_denied_o        (rows_row_settings_denied),
        .row_settings_wire_class_o    (rows_row_settings_wire_class),
        .row_settings_egress_denied_o (rows_row_settings_egress_denied),
        .row_vlan_slot0_id_o          (rows_row_vlan_slot0_id),
        .row_vlan_slot0_valid_o       (rows_row_vlan_slot0_valid),
        .row_vlan_slot1_id_o          (rows_row_vlan_slot1_id),
        .row_vlan_slot1_valid_o       (rows_row_vlan_slot1_valid),
        .row_vlan_slot2_id_o          (rows_row_vlan_slot2_id),
        .row_vlan_slot2_valid_o       (rows_row_vlan_slot2_valid),
        .row_vlan_slot3_id_o          (rows_row_vlan_slot3_id),
        .row_vlan_slot3_valid_o       (rows_row_vlan_slot3_valid),
        .row_mac_slot0_mac_o          (rows_row_mac_slot0_mac),
        .row_mac_slot0_valid_o        (rows_row_mac_slot0_valid),
        .row_mac_slot1_mac_o          (rows_row_mac_slot1_mac),
        .row_mac_slot1_valid_o        (rows_row_mac_slot1_valid),
        .row_mac_slot2_mac_o          (rows_row_mac_slot2_mac),
        .row_mac_slot2_valid_o        (rows_row_mac_slot2_valid),
        .row_mac_slot3_mac_o          (rows_row_mac_slot3_mac),
        .row_mac_slot3_valid_o        (rows_row_mac_slot3_valid),
        .row_ipv4_slot0_address_o     (rows_row_ipv4_slot0_address),
        .row_ipv4_slot0_valid_o       (rows_row_ipv4_slot0_valid),
        .row_ipv4_slot1_address_o     (rows_row_ipv4_slot1_address),
        .row_ipv4_slot1_valid_o       (rows_row_ipv4_slot1_valid),
        .row_ipv4_slot2_address_o     (rows_row_ipv4_slot2_address),
        .row_ipv4_slot2_valid_o       (rows_row_ipv4_slot2_valid),
        .row_ipv4_slot3_address_o     (rows_row_ipv4_slot3_address),
        .row_ipv4_slot3_valid_o       (rows_row_ipv4_slot3_valid),
        .row_ipv6_slot0_address_o     (rows_row_ipv6_slot0_address),
        .row_ipv6_slot0_prefix_o      (rows_row_ipv6_slot0_prefix),
        .row_ipv6_slot0_valid_o       (rows_row_ipv6_slot0_valid),
        .row_ipv6_slot1_address_o     (rows_row_ipv6_slot1_address),
        .row_ipv6_slot1_prefix_o      (rows_row_ipv6_slot1_prefix),
        .row_ipv6_slot1_valid_o       (rows_row_ipv6_slot1_valid),
        .row_ipv6_slot2_address_o     (rows_row_ipv6_slot2_address),
        .row_ipv6_slot2_prefix_o      (rows_row_ipv6_slot2_prefix),
        .row_ipv6_slot2_valid_o       (rows_row_ipv6_slot2_valid),
        .row_ipv6_slot3_address_o     (rows_row_ipv6_slot3_address),
        .row_ipv6_slot3_prefix_o      (rows_row_ipv6_slot3_prefix),
        .row_ipv6_slot3_valid_o       (rows_row_ipv6_slot3_valid),
        .write_valid_i                (write_valid_i),
        .write_image_i                (write_image_i),
        .write_function_i             (write_function_i),
        .write_kind_i                 (write_kind_i),
        .write_slot_i                 (write_slot_i),
        .write_value_i                (write_value_i),
        .ready_o                      (rows_ready)
    );

    wire unused = &{1'b0, headers_headers_i, headers_priority_i, headers_vlan2_i, headers_vlan3_i, headers_vlan4_i, headers_link_length_i, headers_llc_i, headers_snap_i, headers_mpls_count_i, headers_mpls_label_i, headers_mpls_traffic_class_i, headers_mpls_label2_i, headers_mpls_label3_i, headers_mpls_label4_i, headers_mpls_label5_i, headers_pppoe_i, headers_pppoe_session_i, headers_pause_i, headers_priority_pause_i, headers_lacp_i, headers_lldp_i, headers_ptp_message_i, headers_fcoe_i, headers_fc_routing_i, headers_fc_destination_i, headers_fc_source_i, headers_fip_i, headers_global_route_i, headers_roce_i, headers_rdma_opcode_i, headers_rdma_queue_pair_i, headers_ipv4_header_words_i, headers_ipv4_checksum_i, headers_dscp_i, headers_ecn_i, headers_ttl_i, headers_fragment_i, headers_fragment_start_i, headers_authentication_i, headers_segments_left_i, headers_dst_ip_i, headers_tcp_i, headers_udp_lite_i, headers_sctp_i, headers_igmp_i, headers_ports_i, headers_tcp_flags_i, headers_udp_length_i, headers_udp_checksum_i, headers_iscsi_i, headers_nvme_i, headers_payload_offset_i, headers_tunnel_i, headers_tunnel_id_i, headers_inner_offset_i, headers_inner_ethernet_i, headers_inner_dst_mac_i, headers_inner_src_mac_i, headers_inner_vlan_count_i, headers_inner_vlan_i, headers_inner_vlan2_i, headers_inner_ethertype_i, headers_inner_l3_offset_i, headers_inner_ipv4_i, headers_inner_ipv4_header_words_i, headers_inner_ipv4_checksum_i, headers_inner_ipv6_i, headers_inner_ip_length_i, headers_inner_dscp_i, headers_inner_ecn_i, headers_inner_ttl_i, headers_inner_fragment_i, headers_inner_later_fragment_i, headers_inner_authentication_i, headers_inner_segments_left_i, headers_inner_address_options_i, headers_inner_ip_protocol_i, headers_inner_src_ip_i, headers_inner_dst_ip_i, headers_inner_l4_offset_i, headers_inner_tcp_i, headers_inner_udp_i, headers_inner_udp_lite_i, headers_inner_sctp_i, headers_inner_icmp_i, headers_inner_src_port_i, headers_inner_dst_port_i, headers_inner_tcp_flags_i, headers_inner_udp_length_i, headers_inner_udp_checksum_i, headers_inner_iscsi_i, headers_inner_nvme_i, headers_inner_payload_offset_i, headers_longer_i, window_windows_valid, text_bytes_q[63:48], text_bytes_q[383:144]};

endmodule

`default_nettype wire
