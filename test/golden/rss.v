/* verilator lint_off DECLFILENAME */
`default_nettype none

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
module delay_line (
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

    delay_line meanwhile (
        .clk    (clk),
        .up_i   (meanwhile_up),
        .down_o (meanwhile_down)
    );

    wire unused = &{1'b0, hashes_up_ready, hashes_down_valid, hashes_count};

endmodule

`default_nettype wire
