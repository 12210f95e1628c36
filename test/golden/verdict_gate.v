/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {data: u64, lastByte: u3, last: u1, error: u5}, depth = 512
module block_fifo_payload73 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire [2:0]  down_last_byte_o,
    output wire        down_last_o,
    output wire [4:0]  down_error_o,
    output wire [9:0]  count_o
);

    reg  [8:0]  head_q;
    reg  [8:0]  tail_q;
    reg  [9:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [72:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[9];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 9'd1;
        end
        if (load) begin
            head_q <= head_q + 9'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{9{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 9'd0;
            head_q <= 9'd0;
            held_q <= 10'd0;
        end
    end

    assign load = (held_q != 10'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_data_o = words_rdata_q[63:0];
    assign down_last_byte_o = words_rdata_q[66:64];
    assign down_last_o = words_rdata_q[67];
    assign down_error_o = words_rdata_q[72:68];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [72:0] words [0:511];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_error_i, up_last_i, up_last_byte_i, up_data_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}, depth = 512
module block_fifo_payload16 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [1:0] up_functions_i,
    input  wire       up_drop_i,
    input  wire [4:0] up_reason_i,
    input  wire [6:0] up_queue_i,
    input  wire       up_reported_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [1:0] down_functions_o,
    output wire       down_drop_o,
    output wire [4:0] down_reason_o,
    output wire [6:0] down_queue_o,
    output wire       down_reported_o,
    output wire [9:0] count_o
);

    reg  [8:0]  head_q;
    reg  [8:0]  tail_q;
    reg  [9:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [15:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[9];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 9'd1;
        end
        if (load) begin
            head_q <= head_q + 9'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{9{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 9'd0;
            head_q <= 9'd0;
            held_q <= 10'd0;
        end
    end

    assign load = (held_q != 10'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_functions_o = words_rdata_q[1:0];
    assign down_drop_o = words_rdata_q[2];
    assign down_reason_o = words_rdata_q[7:3];
    assign down_queue_o = words_rdata_q[14:8];
    assign down_reported_o = words_rdata_q[15];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [15:0] words [0:511];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_reported_i, up_queue_i, up_reason_i, up_drop_i, up_functions_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {verified: u1}, depth = 512
module block_fifo_payload1 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_verified_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_verified_o,
    output wire [9:0] count_o
);

    reg  [8:0] head_q;
    reg  [8:0] tail_q;
    reg  [9:0] held_q;
    reg        loaded_q;
    wire       load;
    reg        words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[9];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 9'd1;
        end
        if (load) begin
            head_q <= head_q + 9'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{9{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 9'd0;
            head_q <= 9'd0;
            held_q <= 10'd0;
        end
    end

    assign load = (held_q != 10'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_verified_o = words_rdata_q;

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg words [0:511];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_verified_i;
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Holds the beats of each frame until its verdict, and the last until its checksums are there; one beat a clock.
// Parameters: config = tiny, netDataBits = 64, functions = 2
module verdict_gate (
    input  wire        clk,
    input  wire        rst,
    // beats
    input  wire        beats_valid_i,
    input  wire [63:0] beats_data_i,
    input  wire [2:0]  beats_last_byte_i,
    input  wire        beats_first_i,
    input  wire        beats_last_i,
    input  wire [4:0]  beats_error_i,
    // verdicts
    input  wire        verdicts_valid_i,
    input  wire [1:0]  verdicts_functions_i,
    input  wire        verdicts_drop_i,
    input  wire [4:0]  verdicts_reason_i,
    input  wire [6:0]  verdicts_queue_i,
    input  wire        verdicts_reported_i,
    // checksums
    input  wire        checksums_valid_i,
    input  wire [1:0]  checksums_l4_checksum_i,
    input  wire [1:0]  checksums_inner_l4_checksum_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire [2:0]  down_last_byte_o,
    output wire        down_last_o,
    output wire [4:0]  down_error_o,
    output wire [1:0]  down_verdict_functions_o,
    output wire        down_verdict_drop_o,
    output wire [4:0]  down_verdict_reason_o,
    output wire [6:0]  down_verdict_queue_o,
    output wire        down_verdict_reported_o,
    output wire        down_verified_o,
    output wire        room_o
);

    wire        beat_fifo_up_valid;
    wire        beat_fifo_up_ready;
    wire        beat_fifo_up_last;
    wire [4:0]  beat_fifo_up_error;
    wire        beat_fifo_down_valid;
    wire        beat_fifo_down_ready;
    wire [63:0] beat_fifo_down_data;
    wire [2:0]  beat_fifo_down_last_byte;
    wire        beat_fifo_down_last;
    wire [4:0]  beat_fifo_down_error;
    wire [9:0]  beat_fifo_count;
    wire        verdict_fifo_up_ready;
    wire        verdict_fifo_down_valid;
    wire [1:0]  verdict_fifo_down_functions;
    wire        verdict_fifo_down_drop;
    wire [4:0]  verdict_fifo_down_reason;
    wire [6:0]  verdict_fifo_down_queue;
    wire        verdict_fifo_down_reported;
    wire [9:0]  verdict_fifo_count;
    wire        checksum_fifo_up_ready;
    wire        checksum_fifo_up_verified;
    wire        checksum_fifo_down_valid;
    wire        checksum_fifo_down_verified;
    wire [9:0]  checksum_fifo_count;
    reg         room_q;
    reg         cutting_q;
    wire        cut;
    wire        judged;
    wire        leaves;

    always @(posedge clk) begin
        room_q <= beat_fifo_count < 10'h100;
        if (beats_valid_i) begin
            if (cutting_q) begin
                cutting_q <= ~beats_last_i;
            end else begin
                cutting_q <= cut;
            end
        end
        if (rst) begin
            room_q <= 1'd0;
            cutting_q <= 1'd0;
        end
    end

    assign room_o = room_q;
    assign cut = (beat_fifo_count == 10'h1ff) & ~beats_last_i;
    assign beat_fifo_up_valid = beats_valid_i & ~cutting_q;
    assign beat_fifo_up_last = beats_last_i | cut;
    assign beat_fifo_up_error = cut ? 5'd12 : beats_error_i;
    assign checksum_fifo_up_verified = (checksums_l4_checksum_i == 2'd1) & (checksums_inner_l4_checksum_i != 2'd2);
    assign judged = verdict_fifo_down_valid & (checksum_fifo_down_valid | ~beat_fifo_down_last);
    assign down_valid_o = beat_fifo_down_valid & judged;
    assign down_data_o = beat_fifo_down_data;
    assign down_last_byte_o = beat_fifo_down_last_byte;
    assign down_last_o = beat_fifo_down_last;
    assign down_error_o = beat_fifo_down_error;
    assign down_verdict_functions_o = verdict_fifo_down_functions;
    assign down_verdict_drop_o = verdict_fifo_down_drop;
    assign down_verdict_reason_o = verdict_fifo_down_reason;
    assign down_verdict_queue_o = verdict_fifo_down_queue;
    assign down_verdict_reported_o = verdict_fifo_down_reported;
    assign down_verified_o = checksum_fifo_down_verified & beat_fifo_down_last;
    assign beat_fifo_down_ready = down_ready_i & judged;
    assign leaves = down_valid_o & down_ready_i & beat_fifo_down_last;

    block_fifo_payload73 beat_fifo (
        .clk              (clk),
        .rst              (rst),
        .up_valid_i       (beat_fifo_up_valid),
        .up_ready_o       (beat_fifo_up_ready),
        .up_data_i        (beats_data_i),
        .up_last_byte_i   (beats_last_byte_i),
        .up_last_i        (beat_fifo_up_last),
        .up_error_i       (beat_fifo_up_error),
        .down_valid_o     (beat_fifo_down_valid),
        .down_ready_i     (beat_fifo_down_ready),
        .down_data_o      (beat_fifo_down_data),
        .down_last_byte_o (beat_fifo_down_last_byte),
        .down_last_o      (beat_fifo_down_last),
        .down_error_o     (beat_fifo_down_error),
        .count_o          (beat_fifo_count)
    );

    block_fifo_payload16 verdict_fifo (
        .clk              (clk),
        .rst              (rst),
        .up_valid_i       (verdicts_valid_i),
        .up_ready_o       (verdict_fifo_up_ready),
        .up_functions_i   (verdicts_functions_i),
        .up_drop_i        (verdicts_drop_i),
        .up_reason_i      (verdicts_reason_i),
        .up_queue_i       (verdicts_queue_i),
        .up_reported_i    (verdicts_reported_i),
        .down_valid_o     (verdict_fifo_down_valid),
        .down_ready_i     (leaves),
        .down_functions_o (verdict_fifo_down_functions),
        .down_drop_o      (verdict_fifo_down_drop),
        .down_reason_o    (verdict_fifo_down_reason),
        .down_queue_o     (verdict_fifo_down_queue),
        .down_reported_o  (verdict_fifo_down_reported),
        .count_o          (verdict_fifo_count)
    );

    block_fifo_payload1 checksum_fifo (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (checksums_valid_i),
        .up_ready_o      (checksum_fifo_up_ready),
        .up_verified_i   (checksum_fifo_up_verified),
        .down_valid_o    (checksum_fifo_down_valid),
        .down_ready_i    (leaves),
        .down_verified_o (checksum_fifo_down_verified),
        .count_o         (checksum_fifo_count)
    );

    wire unused = &{1'b0, beats_first_i, beat_fifo_up_ready, verdict_fifo_up_ready, verdict_fifo_count, checksum_fifo_up_ready, checksum_fifo_count};

endmodule

`default_nettype wire
