/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {data: u128, last: u1}, depth = 256
module block_fifo (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire [8:0]   count_o
);

    reg  [7:0]   head_q;
    reg  [7:0]   tail_q;
    reg  [8:0]   held_q;
    reg          loaded_q;
    wire         load;
    reg  [128:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[8];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 8'd1;
        end
        if (load) begin
            head_q <= head_q + 8'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{8{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 8'd0;
            head_q <= 8'd0;
            held_q <= 9'd0;
        end
    end

    assign load = (held_q != 9'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_data_o = words_rdata_q[127:0];
    assign down_last_o = words_rdata_q[128];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [128:0] words [0:255];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, end: u14, checksum: u1, place: u14, next: u14}, depth = 32
module fifo_payload66 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire [13:0] up_end_i,
    input  wire        up_checksum_i,
    input  wire [13:0] up_place_i,
    input  wire [13:0] up_next_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire [13:0] down_end_o,
    output wire        down_checksum_o,
    output wire [13:0] down_place_o,
    output wire [13:0] down_next_o,
    output wire [5:0]  count_o
);

    reg  [4:0]  head_q;
    reg  [4:0]  tail_q;
    reg  [5:0]  held_q;
    wire [65:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_length_o = words_rdata[22:9];
    assign down_end_o = words_rdata[36:23];
    assign down_checksum_o = words_rdata[37];
    assign down_place_o = words_rdata[51:38];
    assign down_next_o = words_rdata[65:52];

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
    reg [65:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_next_i, up_place_i, up_checksum_i, up_end_i, up_length_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {checksum: u16}, depth = 32
module fifo_payload16 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [15:0] up_checksum_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [15:0] down_checksum_o,
    output wire [5:0]  count_o
);

    reg  [4:0]  head_q;
    reg  [4:0]  tail_q;
    reg  [5:0]  held_q;
    wire [15:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_checksum_o = words_rdata;

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
    reg [15:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_checksum_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// The checksum over a frame from some byte on, 9 clocks after its last word.
// Parameters: hostDataBits = 128
module covered_sum (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    input  wire [13:0]  up_start_i,
    input  wire [13:0]  up_length_i,
    // sums
    output wire         sums_valid_o,
    output wire [15:0]  sums_checksum_o
);

    reg  [9:0]   index_q;
    reg          sum_valid_1_q;
    reg          sum_after_1_q;
    reg          sum_at_1_q;
    reg  [3:0]   sum_start_lane_1_q;
    reg          sum_last_1_q;
    reg  [3:0]   sum_end_lane_1_q;
    reg          sum_valid_2_q;
    reg  [127:0] sum_data_1_q;
    reg  [127:0] sum_data_2_q;
    reg  [15:0]  sum_bytes_2_q;
    reg          sum_valid_3_q;
    reg  [16:0]  sum_term0_3_q;
    reg  [16:0]  sum_term1_3_q;
    reg  [16:0]  sum_term2_3_q;
    reg  [16:0]  sum_term3_3_q;
    reg          sum_valid_4_q;
    reg  [17:0]  sum_term0_4_q;
    reg  [17:0]  sum_term1_4_q;
    reg          sum_valid_5_q;
    reg  [18:0]  sum_term0_5_q;
    reg  [28:0]  total_q;
    reg          ended_valid_q;
    reg          ended_odd_q;
    reg          folded_valid_q;
    reg          folded_odd_q;
    reg  [16:0]  folded_sum_q;
    reg          sum_valid_q;
    reg          sum_odd_q;
    reg  [15:0]  sum_sum_q;
    reg          out_valid_q;
    reg  [15:0]  out_checksum_q;
    reg          sum_first_1_q;
    reg          sum_first_2_q;
    reg          sum_first_3_q;
    reg          sum_first_4_q;
    reg          sum_first_5_q;
    reg          sum_last_2_q;
    reg          sum_last_3_q;
    reg          sum_last_4_q;
    reg          sum_last_5_q;
    reg          sum_odd_1_q;
    reg          sum_odd_2_q;
    reg          sum_odd_3_q;
    reg          sum_odd_4_q;
    reg          sum_odd_5_q;

    always @(posedge clk) begin
        if (up_valid_i) begin
            index_q <= up_last_i ? 10'd0 : (index_q + 10'd1);
        end
        if (rst) begin
            index_q <= 10'd0;
        end
    end

    always @(posedge clk) begin
        sum_valid_1_q <= up_valid_i;
        if (rst) begin
            sum_valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_after_1_q <= up_start_i[13:4] < index_q;
    end

    always @(posedge clk) begin
        sum_at_1_q <= index_q == up_start_i[13:4];
    end

    always @(posedge clk) begin
        sum_start_lane_1_q <= up_start_i[3:0];
    end

    always @(posedge clk) begin
        sum_last_1_q <= up_last_i;
    end

    wire [13:0] up_length_difference = up_length_i - 14'd1;
    always @(posedge clk) begin
        sum_end_lane_1_q <= up_length_difference[3:0];
    end

    always @(posedge clk) begin
        sum_valid_2_q <= sum_valid_1_q;
        if (rst) begin
            sum_valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_data_1_q <= up_data_i;
    end

    always @(posedge clk) begin
        sum_data_2_q <= sum_data_1_q;
    end

    always @(posedge clk) begin
        sum_bytes_2_q <= {(sum_after_1_q | sum_at_1_q) & (~sum_last_1_q | (4'd15 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd14))) & (~sum_last_1_q | (4'd14 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd13))) & (~sum_last_1_q | (4'd13 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd12))) & (~sum_last_1_q | (4'd12 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd11))) & (~sum_last_1_q | (4'd11 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd10))) & (~sum_last_1_q | (4'd10 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd9))) & (~sum_last_1_q | (4'd9 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd8))) & (~sum_last_1_q | (4'd8 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd7))) & (~sum_last_1_q | (4'd7 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd6))) & (~sum_last_1_q | (4'd6 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd5))) & (~sum_last_1_q | (4'd5 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd4))) & (~sum_last_1_q | (4'd4 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd3))) & (~sum_last_1_q | (4'd3 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd2))) & (~sum_last_1_q | (4'd2 <= sum_end_lane_1_q)),
                (sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd1))) & (~sum_last_1_q | (4'd1 <= sum_end_lane_1_q)),
                sum_after_1_q | (sum_at_1_q & (sum_start_lane_1_q <= 4'd0))};
    end

    always @(posedge clk) begin
        sum_valid_3_q <= sum_valid_2_q;
        if (rst) begin
            sum_valid_3_q <= 1'd0;
        end
    end

    wire [127:0] sum_bytes_2_joined = {{8{sum_bytes_2_q[15]}}, {8{sum_bytes_2_q[14]}}, {8{sum_bytes_2_q[13]}}, {8{sum_bytes_2_q[12]}},
            {8{sum_bytes_2_q[11]}}, {8{sum_bytes_2_q[10]}}, {8{sum_bytes_2_q[9]}}, {8{sum_bytes_2_q[8]}},
            {8{sum_bytes_2_q[7]}}, {8{sum_bytes_2_q[6]}}, {8{sum_bytes_2_q[5]}}, {8{sum_bytes_2_q[4]}},
            {8{sum_bytes_2_q[3]}}, {8{sum_bytes_2_q[2]}}, {8{sum_bytes_2_q[1]}}, {8{sum_bytes_2_q[0]}}};
    wire [127:0] covered = sum_data_2_q & sum_bytes_2_joined;
    always @(posedge clk) begin
        sum_term0_3_q <= {1'd0, covered[7:0], covered[15:8]} + {1'd0, covered[23:16], covered[31:24]};
    end

    always @(posedge clk) begin
        sum_term1_3_q <= {1'd0, covered[39:32], covered[47:40]} + {1'd0, covered[55:48], covered[63:56]};
    end

    always @(posedge clk) begin
        sum_term2_3_q <= {1'd0, covered[71:64], covered[79:72]} + {1'd0, covered[87:80], covered[95:88]};
    end

    always @(posedge clk) begin
        sum_term3_3_q <= {1'd0, covered[103:96], covered[111:104]} + {1'd0, covered[119:112], covered[127:120]};
    end

    always @(posedge clk) begin
        sum_valid_4_q <= sum_valid_3_q;
        if (rst) begin
            sum_valid_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_term0_4_q <= {1'd0, sum_term0_3_q} + {1'd0, sum_term1_3_q};
    end

    always @(posedge clk) begin
        sum_term1_4_q <= {1'd0, sum_term2_3_q} + {1'd0, sum_term3_3_q};
    end

    always @(posedge clk) begin
        sum_valid_5_q <= sum_valid_4_q;
        if (rst) begin
            sum_valid_5_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_term0_5_q <= {1'd0, sum_term0_4_q} + {1'd0, sum_term1_4_q};
    end

    always @(posedge clk) begin
        sum_first_1_q <= index_q == 10'd0;
    end

    always @(posedge clk) begin
        sum_first_2_q <= sum_first_1_q;
    end

    always @(posedge clk) begin
        sum_first_3_q <= sum_first_2_q;
    end

    always @(posedge clk) begin
        sum_first_4_q <= sum_first_3_q;
    end

    always @(posedge clk) begin
        sum_first_5_q <= sum_first_4_q;
    end

    wire [15:0] placed = sum_odd_q ? {sum_sum_q[7:0], sum_sum_q[15:8]} : sum_sum_q;
    always @(posedge clk) begin
        if (sum_valid_5_q) begin
            total_q <= (sum_first_5_q ? 29'd0 : total_q) + {10'd0, sum_term0_5_q};
        end
        ended_valid_q <= sum_valid_5_q & sum_last_5_q;
        ended_odd_q <= sum_odd_5_q;
        folded_valid_q <= ended_valid_q;
        folded_odd_q <= ended_odd_q;
        folded_sum_q <= {1'd0, total_q[15:0]} + {4'd0, total_q[28:16]};
        sum_valid_q <= folded_valid_q;
        sum_odd_q <= folded_odd_q;
        sum_sum_q <= folded_sum_q[15:0] + {15'd0, folded_sum_q[16]};
        out_valid_q <= sum_valid_q;
        out_checksum_q <= (&placed) ? 16'hffff : ~placed;
        if (rst) begin
            ended_valid_q <= 1'd0;
            folded_valid_q <= 1'd0;
            sum_valid_q <= 1'd0;
            out_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        sum_last_2_q <= sum_last_1_q;
    end

    always @(posedge clk) begin
        sum_last_3_q <= sum_last_2_q;
    end

    always @(posedge clk) begin
        sum_last_4_q <= sum_last_3_q;
    end

    always @(posedge clk) begin
        sum_last_5_q <= sum_last_4_q;
    end

    always @(posedge clk) begin
        sum_odd_1_q <= up_start_i[0];
    end

    always @(posedge clk) begin
        sum_odd_2_q <= sum_odd_1_q;
    end

    always @(posedge clk) begin
        sum_odd_3_q <= sum_odd_2_q;
    end

    always @(posedge clk) begin
        sum_odd_4_q <= sum_odd_3_q;
    end

    always @(posedge clk) begin
        sum_odd_5_q <= sum_odd_4_q;
    end

    assign sums_valid_o = out_valid_q;
    assign sums_checksum_o = out_checksum_q;

    wire unused = &{1'b0, up_length_difference[13:4]};

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, end: u14, checksum: u1, place: u14, next: u14, sum: u16}
module forward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire [13:0] up_end_i,
    input  wire        up_checksum_i,
    input  wire [13:0] up_place_i,
    input  wire [13:0] up_next_i,
    input  wire [15:0] up_sum_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire [13:0] down_end_o,
    output wire        down_checksum_o,
    output wire [13:0] down_place_o,
    output wire [13:0] down_next_o,
    output wire [15:0] down_sum_o
);

    reg         valid_q;
    reg         payload_queue_q;
    reg  [7:0]  payload_epoch_q;
    reg  [13:0] payload_length_q;
    reg  [13:0] payload_end_q;
    reg         payload_checksum_q;
    reg  [13:0] payload_place_q;
    reg  [13:0] payload_next_q;
    reg  [15:0] payload_sum_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_queue_o = payload_queue_q;
    assign down_epoch_o = payload_epoch_q;
    assign down_length_o = payload_length_q;
    assign down_end_o = payload_end_q;
    assign down_checksum_o = payload_checksum_q;
    assign down_place_o = payload_place_q;
    assign down_next_o = payload_next_q;
    assign down_sum_o = payload_sum_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_queue_q <= up_queue_i;
            payload_epoch_q <= up_epoch_i;
            payload_length_q <= up_length_i;
            payload_end_q <= up_end_i;
            payload_checksum_q <= up_checksum_i;
            payload_place_q <= up_place_i;
            payload_next_q <= up_next_i;
            payload_sum_q <= up_sum_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Puts a checksum into the beats of a frame; latency 1 clock.
// Parameters: netDataBits = 64, functions = 2
module checksum_patch (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire        up_high_here_i,
    input  wire        up_low_here_i,
    input  wire [2:0]  up_high_lane_i,
    input  wire [2:0]  up_low_lane_i,
    input  wire [15:0] up_sum_i,
    // beats
    output wire        beats_valid_o,
    input  wire        beats_ready_i,
    output wire [63:0] beats_data_o,
    output wire [2:0]  beats_last_byte_o,
    output wire        beats_first_o,
    output wire        beats_last_o,
    output wire [4:0]  beats_error_o,
    output wire        beats_source_o,
    output wire [13:0] beats_length_o
);

    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_first_q;
    reg         held_last_q;
    reg         held_source_q;
    reg  [13:0] held_length_q;
    reg         held_high_here_q;
    reg         held_low_here_q;
    reg  [2:0]  held_high_lane_q;
    reg  [2:0]  held_low_lane_q;
    reg  [15:0] held_sum_q;

    wire free = ~held_valid_q | beats_ready_i;
    assign up_ready_o = free;

    always @(posedge clk) begin
        if (free) begin
            held_valid_q <= up_valid_i;
            held_data_q <= up_data_i;
            held_first_q <= up_first_i;
            held_last_q <= up_last_i;
            held_source_q <= up_source_i;
            held_length_q <= up_length_i;
            held_high_here_q <= up_high_here_i;
            held_low_here_q <= up_low_here_i;
            held_high_lane_q <= up_high_lane_i;
            held_low_lane_q <= up_low_lane_i;
            held_sum_q <= up_sum_i;
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign beats_valid_o = held_valid_q;

    wire [13:0] held_length_difference = held_length_q - 14'd1;
    wire [2:0] last_byte = held_last_q ? held_length_difference[2:0] : 3'd7;
    assign beats_data_o = {((held_high_here_q & (held_high_lane_q == 3'd7)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd7)) ? held_sum_q[7:0] : held_data_q[63:56]) & {8{3'd7 <= last_byte}},
            ((held_high_here_q & (held_high_lane_q == 3'd6)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd6)) ? held_sum_q[7:0] : held_data_q[55:48]) & {8{3'd6 <= last_byte}},
            ((held_high_here_q & (held_high_lane_q == 3'd5)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd5)) ? held_sum_q[7:0] : held_data_q[47:40]) & {8{3'd5 <= last_byte}},
            ((held_high_here_q & (held_high_lane_q == 3'd4)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd4)) ? held_sum_q[7:0] : held_data_q[39:32]) & {8{3'd4 <= last_byte}},
            ((held_high_here_q & (held_high_lane_q == 3'd3)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd3)) ? held_sum_q[7:0] : held_data_q[31:24]) & {8{3'd3 <= last_byte}},
            ((held_high_here_q & (held_high_lane_q == 3'd2)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd2)) ? held_sum_q[7:0] : held_data_q[23:16]) & {8{3'd2 <= last_byte}},
            ((held_high_here_q & (held_high_lane_q == 3'd1)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd1)) ? held_sum_q[7:0] : held_data_q[15:8]) & {8{3'd1 <= last_byte}},
            (held_high_here_q & (held_high_lane_q == 3'd0)) ? held_sum_q[15:8] : (held_low_here_q & (held_low_lane_q == 3'd0)) ? held_sum_q[7:0] : held_data_q[7:0]};

    assign beats_last_byte_o = last_byte;
    assign beats_first_o = held_first_q;
    assign beats_last_o = held_last_q;
    assign beats_error_o = 5'd0;
    assign beats_source_o = held_source_q;
    assign beats_length_o = held_length_q;

    wire unused = &{1'b0, held_length_difference[13:3]};

endmodule

// Stores frames from guest memory, inserts their checksums, and cuts them into beats.
// Parameters: config = tiny, netDataBits = 64, hostDataBits = 128
module checksum_inserter (
    input  wire         clk,
    input  wire         rst,
    // frames
    input  wire         frames_valid_i,
    output wire         frames_ready_o,
    input  wire         frames_queue_i,
    input  wire [7:0]   frames_epoch_i,
    input  wire [13:0]  frames_length_i,
    input  wire         frames_checksum_i,
    input  wire [13:0]  frames_start_i,
    input  wire [13:0]  frames_place_i,
    // words
    input  wire         words_valid_i,
    output wire         words_ready_o,
    input  wire [127:0] words_data_i,
    input  wire         words_last_i,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o,
    output wire         behind_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [63:0]  beats_data_o,
    output wire [2:0]   beats_last_byte_o,
    output wire         beats_first_o,
    output wire         beats_last_o,
    output wire [4:0]   beats_error_o,
    output wire         beats_source_o,
    output wire [13:0]  beats_length_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire         events_source_o,
    output wire [4:0]   events_event_o,
    output wire [13:0]  events_bytes_o
);

    wire         store_up_ready;
    wire         store_down_valid;
    wire         store_down_ready;
    wire [127:0] store_down_data;
    wire         store_down_last;
    wire [8:0]   store_count;
    wire         kept_up_ready;
    wire [13:0]  kept_up_end;
    wire [13:0]  kept_up_next;
    wire         kept_down_valid;
    wire         kept_down_ready;
    wire         kept_down_queue;
    wire [7:0]   kept_down_epoch;
    wire [13:0]  kept_down_length;
    wire [13:0]  kept_down_end;
    wire         kept_down_checksum;
    wire [13:0]  kept_down_place;
    wire [13:0]  kept_down_next;
    wire [5:0]   kept_count;
    wire         sums_up_ready;
    wire         sums_down_valid;
    wire         sums_down_ready;
    wire [15:0]  sums_down_checksum;
    wire [5:0]   sums_count;
    wire         sum_sums_valid;
    wire [15:0]  sum_sums_checksum;
    wire         ready_up_ready;
    wire         ready_down_valid;
    wire         ready_down_queue;
    wire [7:0]   ready_down_epoch;
    wire [13:0]  ready_down_length;
    wire [13:0]  ready_down_end;
    wire         ready_down_checksum;
    wire [13:0]  ready_down_place;
    wire [13:0]  ready_down_next;
    wire [15:0]  ready_down_sum;
    wire         patch_up_ready;
    wire [63:0]  patch_up_data;
    wire         patch_up_first;
    wire         patch_up_high_here;
    wire         patch_up_low_here;
    wire [2:0]   patch_up_high_lane;
    wire [2:0]   patch_up_low_lane;
    wire         patch_beats_valid;
    wire [63:0]  patch_beats_data;
    wire [2:0]   patch_beats_last_byte;
    wire         patch_beats_first;
    wire         patch_beats_last;
    wire [4:0]   patch_beats_error;
    wire         patch_beats_source;
    wire [13:0]  patch_beats_length;
    reg          enough_q;
    reg          sweep_active_q;
    reg          sweep_index_q;
    wire         free;
    wire         takes;
    wire         ends;
    reg  [9:0]   word_q;
    reg          head_valid_q;
    reg          head_queue_q;
    reg  [7:0]   head_epoch_q;
    reg  [13:0]  head_length_q;
    reg  [13:0]  head_end_q;
    reg          head_checksum_q;
    reg  [13:0]  head_place_q;
    reg  [13:0]  head_next_q;
    reg  [15:0]  head_sum_q;
    reg          runs_q;
    reg          begun_q;
    reg  [10:0]  beat_q;
    wire         is_last;
    wire         drops;
    reg          swallowing_q;
    wire         swallows;
    wire         offers;
    wire         sends;
    reg          ended_valid_q;
    reg          ended_source_q;
    reg  [4:0]   ended_event_q;
    reg  [13:0]  ended_bytes_q;
    wire         told;
    wire         swallowed;
    wire         leaves;
    wire         whole;
    wire         loads;
    wire [9:0]   states_rdata;
    wire [9:0]   states_rdata1;
    reg          came_valid_q;
    reg          came_queue_q;
    reg  [5:0]   asked_came_q;
    reg  [5:0]   asked_went_q;
    reg          asked_comes_q;
    reg          busy_q;
    wire [5:0]   drain_came_rdata;
    wire [5:0]   drain_went_rdata;
    wire [5:0]   drain_came_rdata1;
    wire [5:0]   drain_went_rdata1;

    always @(posedge clk) begin
        enough_q <= (9'h80 <= store_count) & (6'd3 <= kept_count);
        if (rst) begin
            enough_q <= 1'd0;
        end
    end

    assign behind_o = enough_q;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 1'd1;
            if (sweep_index_q == 1'd1) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 1'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign free = frames_valid_i & store_up_ready & kept_up_ready & ~sweep_active_q;
    assign takes = words_valid_i & free;
    assign ends = takes & words_last_i;
    assign words_ready_o = free;
    assign frames_ready_o = ends;
    assign kept_up_end = frames_length_i - 14'd1;
    assign kept_up_next = frames_place_i + 14'd1;

    always @(posedge clk) begin
        if (takes) begin
            word_q <= words_last_i ? 10'd0 : (word_q + 10'd1);
        end
        if (rst) begin
            word_q <= 10'd0;
        end
    end

    assign is_last = beat_q == head_end_q[13:3];
    assign drops = head_valid_q & ~begun_q & ~runs_q;
    assign swallows = drops | swallowing_q;
    assign offers = head_valid_q & store_down_valid & ~swallows;
    assign sends = offers & patch_up_ready;
    assign told = ~ended_valid_q | events_ready_i;
    assign swallowed = swallows & store_down_valid & told;
    assign leaves = (sends & is_last) | (swallowed & store_down_last);
    assign store_down_ready = (swallows & told) | (sends & (is_last | beat_q[0]));

    always @(posedge clk) begin
        if (sends) begin
            begun_q <= ~is_last;
            beat_q <= is_last ? 11'd0 : (beat_q + 11'd1);
        end
        if (loads) begin
            head_valid_q <= ready_down_valid;
            head_queue_q <= ready_down_queue;
            head_epoch_q <= ready_down_epoch;
            head_length_q <= ready_down_length;
            head_end_q <= ready_down_end;
            head_checksum_q <= ready_down_checksum;
            head_place_q <= ready_down_place;
            head_next_q <= ready_down_next;
            head_sum_q <= ready_down_sum;
        end
        runs_q <= loads ? (states_rdata1[0] & (states_rdata1[9:2] == ready_down_epoch))
                : (states_rdata[0] & (states_rdata[9:2] == head_epoch_q));
        if (rst) begin
            begun_q <= 1'd0;
            beat_q <= 11'd0;
            head_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (swallowed) begin
            swallowing_q <= ~store_down_last;
        end
        if (rst) begin
            swallowing_q <= 1'd0;
        end
    end

    assign whole = kept_down_valid & sums_down_valid;
    assign kept_down_ready = ready_up_ready & sums_down_valid;
    assign sums_down_ready = ready_up_ready & kept_down_valid;
    assign loads = ~head_valid_q | leaves;
    assign beats_valid_o = patch_beats_valid;
    assign beats_data_o = patch_beats_data;
    assign beats_last_byte_o = patch_beats_last_byte;
    assign beats_first_o = patch_beats_first;
    assign beats_last_o = patch_beats_last;
    assign beats_error_o = patch_beats_error;
    assign beats_source_o = patch_beats_source;
    assign beats_length_o = patch_beats_length;
    assign patch_up_data = ({64{beat_q[0] == 1'd0}} & store_down_data[63:0]) | ({64{beat_q[0] == 1'd1}} & store_down_data[127:64]);
    assign patch_up_first = ~begun_q;
    assign patch_up_high_here = head_checksum_q & (beat_q == head_place_q[13:3]);
    assign patch_up_low_here = head_checksum_q & (beat_q == head_next_q[13:3]);
    assign patch_up_high_lane = head_place_q[2:0];
    assign patch_up_low_lane = head_next_q[2:0];

    always @(posedge clk) begin
        if (told) begin
            ended_valid_q <= swallowed & store_down_last;
            ended_source_q <= head_queue_q;
            ended_event_q <= 5'd2;
            ended_bytes_q <= head_length_q;
        end
        if (rst) begin
            ended_valid_q <= 1'd0;
        end
    end

    assign events_valid_o = ended_valid_q;
    assign events_source_o = ended_source_q;
    assign events_event_o = ended_event_q;
    assign events_bytes_o = ended_bytes_q;

    always @(posedge clk) begin
        came_valid_q <= ends;
        came_queue_q <= frames_queue_i;
        asked_came_q <= drain_came_rdata1;
        asked_went_q <= drain_went_rdata1;
        asked_comes_q <= came_valid_q & (came_queue_q == drain_queue_i);
        busy_q <= (asked_came_q != asked_went_q) | asked_comes_q;
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[head_queue_q];
    assign states_rdata1 = states[ready_down_queue];

    (* ram_style = "distributed" *)
    reg [5:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q : came_queue_q] <= sweep_active_q ? 6'd0 : (drain_came_rdata + 6'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [5:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | leaves) begin
            drain_went[sweep_active_q ? sweep_index_q : head_queue_q] <= sweep_active_q ? 6'd0 : (drain_went_rdata + 6'd1);
        end
    end
    assign drain_went_rdata = drain_went[head_queue_q];
    assign drain_went_rdata1 = drain_went[drain_queue_i];

`ifdef FORMAL
    wire [13:0] frames_length_difference = frames_length_i - 14'd1;
    always @(*) begin
        words_agree_with_length: assert (~takes | (words_last_i == (word_q == frames_length_difference[13:4])));
    end
`endif

    block_fifo store (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (takes),
        .up_ready_o   (store_up_ready),
        .up_data_i    (words_data_i),
        .up_last_i    (words_last_i),
        .down_valid_o (store_down_valid),
        .down_ready_i (store_down_ready),
        .down_data_o  (store_down_data),
        .down_last_o  (store_down_last),
        .count_o      (store_count)
    );

    fifo_payload66 kept (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (ends),
        .up_ready_o      (kept_up_ready),
        .up_queue_i      (frames_queue_i),
        .up_epoch_i      (frames_epoch_i),
        .up_length_i     (frames_length_i),
        .up_end_i        (kept_up_end),
        .up_checksum_i   (frames_checksum_i),
        .up_place_i      (frames_place_i),
        .up_next_i       (kept_up_next),
        .down_valid_o    (kept_down_valid),
        .down_ready_i    (kept_down_ready),
        .down_queue_o    (kept_down_queue),
        .down_epoch_o    (kept_down_epoch),
        .down_length_o   (kept_down_length),
        .down_end_o      (kept_down_end),
        .down_checksum_o (kept_down_checksum),
        .down_place_o    (kept_down_place),
        .down_next_o     (kept_down_next),
        .count_o         (kept_count)
    );

    fifo_payload16 sums (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (sum_sums_valid),
        .up_ready_o      (sums_up_ready),
        .up_checksum_i   (sum_sums_checksum),
        .down_valid_o    (sums_down_valid),
        .down_ready_i    (sums_down_ready),
        .down_checksum_o (sums_down_checksum),
        .count_o         (sums_count)
    );

    covered_sum sum (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (takes),
        .up_data_i       (words_data_i),
        .up_last_i       (words_last_i),
        .up_start_i      (frames_start_i),
        .up_length_i     (frames_length_i),
        .sums_valid_o    (sum_sums_valid),
        .sums_checksum_o (sum_sums_checksum)
    );

    forward_slice ready (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (whole),
        .up_ready_o      (ready_up_ready),
        .up_queue_i      (kept_down_queue),
        .up_epoch_i      (kept_down_epoch),
        .up_length_i     (kept_down_length),
        .up_end_i        (kept_down_end),
        .up_checksum_i   (kept_down_checksum),
        .up_place_i      (kept_down_place),
        .up_next_i       (kept_down_next),
        .up_sum_i        (sums_down_checksum),
        .down_valid_o    (ready_down_valid),
        .down_ready_i    (loads),
        .down_queue_o    (ready_down_queue),
        .down_epoch_o    (ready_down_epoch),
        .down_length_o   (ready_down_length),
        .down_end_o      (ready_down_end),
        .down_checksum_o (ready_down_checksum),
        .down_place_o    (ready_down_place),
        .down_next_o     (ready_down_next),
        .down_sum_o      (ready_down_sum)
    );

    checksum_patch patch (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (offers),
        .up_ready_o        (patch_up_ready),
        .up_data_i         (patch_up_data),
        .up_first_i        (patch_up_first),
        .up_last_i         (is_last),
        .up_source_i       (head_queue_q),
        .up_length_i       (head_length_q),
        .up_high_here_i    (patch_up_high_here),
        .up_low_here_i     (patch_up_low_here),
        .up_high_lane_i    (patch_up_high_lane),
        .up_low_lane_i     (patch_up_low_lane),
        .up_sum_i          (head_sum_q),
        .beats_valid_o     (patch_beats_valid),
        .beats_ready_i     (beats_ready_i),
        .beats_data_o      (patch_beats_data),
        .beats_last_byte_o (patch_beats_last_byte),
        .beats_first_o     (patch_beats_first),
        .beats_last_o      (patch_beats_last),
        .beats_error_o     (patch_beats_error),
        .beats_source_o    (patch_beats_source),
        .beats_length_o    (patch_beats_length)
    );

    wire unused = &{1'b0, sums_up_ready, sums_count, head_end_q[2:0], states_rdata[1], states_rdata1[1]};

endmodule

`default_nettype wire
