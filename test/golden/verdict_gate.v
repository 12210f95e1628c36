/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in block RAM: one word a clock, latency three clocks.
// Parameters: payload = {data: u64, lastByte: u3, last: u1, error: u5}, depth = 512, outputRegister = true
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
    reg         offered_q;
    reg  [63:0] output_data_q;
    reg  [2:0]  output_last_byte_q;
    reg         output_last_q;
    reg  [4:0]  output_error_q;
    reg  [72:0] words_rdata_q;
    wire [63:0] fetched_data;
    wire [2:0]  fetched_last_byte;
    wire        fetched_last;
    wire [4:0]  fetched_error;

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

    wire free = ~offered_q | down_ready_i;
    assign load = (held_q != 10'd0) & (~loaded_q | free);

    assign down_valid_o = offered_q;
    assign down_data_o = output_data_q;
    assign down_last_byte_o = output_last_byte_q;
    assign down_last_o = output_last_q;
    assign down_error_o = output_error_q;
    assign fetched_data = words_rdata_q[63:0];
    assign fetched_last_byte = words_rdata_q[66:64];
    assign fetched_last = words_rdata_q[67];
    assign fetched_error = words_rdata_q[72:68];

    always @(posedge clk) begin
        if (free) begin
            offered_q <= loaded_q;
            output_data_q <= fetched_data;
            output_last_byte_q <= fetched_last_byte;
            output_last_q <= fetched_last;
            output_error_q <= fetched_error;
        end
        if (rst) begin
            offered_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~free);
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

// FIFO in block RAM: one word a clock, latency three clocks.
// Parameters: payload = {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}, depth = 512, outputRegister = true
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
    reg         offered_q;
    reg  [1:0]  output_functions_q;
    reg         output_drop_q;
    reg  [4:0]  output_reason_q;
    reg  [6:0]  output_queue_q;
    reg         output_reported_q;
    reg  [15:0] words_rdata_q;
    wire [1:0]  fetched_functions;
    wire        fetched_drop;
    wire [4:0]  fetched_reason;
    wire [6:0]  fetched_queue;
    wire        fetched_reported;

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

    wire free = ~offered_q | down_ready_i;
    assign load = (held_q != 10'd0) & (~loaded_q | free);

    assign down_valid_o = offered_q;
    assign down_functions_o = output_functions_q;
    assign down_drop_o = output_drop_q;
    assign down_reason_o = output_reason_q;
    assign down_queue_o = output_queue_q;
    assign down_reported_o = output_reported_q;
    assign fetched_functions = words_rdata_q[1:0];
    assign fetched_drop = words_rdata_q[2];
    assign fetched_reason = words_rdata_q[7:3];
    assign fetched_queue = words_rdata_q[14:8];
    assign fetched_reported = words_rdata_q[15];

    always @(posedge clk) begin
        if (free) begin
            offered_q <= loaded_q;
            output_functions_q <= fetched_functions;
            output_drop_q <= fetched_drop;
            output_reason_q <= fetched_reason;
            output_queue_q <= fetched_queue;
            output_reported_q <= fetched_reported;
        end
        if (rst) begin
            offered_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~free);
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

// FIFO in block RAM: one word a clock, latency three clocks.
// Parameters: payload = {verified: u1}, depth = 512, outputRegister = true
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
    reg        offered_q;
    reg        output_verified_q;
    reg        words_rdata_q;
    wire       fetched_verified;

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

    wire free = ~offered_q | down_ready_i;
    assign load = (held_q != 10'd0) & (~loaded_q | free);

    assign down_valid_o = offered_q;
    assign down_verified_o = output_verified_q;
    assign fetched_verified = words_rdata_q;

    always @(posedge clk) begin
        if (free) begin
            offered_q <= loaded_q;
            output_verified_q <= fetched_verified;
        end
        if (rst) begin
            offered_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~free);
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

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {data: u64, lastByte: u3, last: u1, error: u5, verdict: {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}, verified: u1}
module backward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire [1:0]  up_verdict_functions_i,
    input  wire        up_verdict_drop_i,
    input  wire [4:0]  up_verdict_reason_i,
    input  wire [6:0]  up_verdict_queue_i,
    input  wire        up_verdict_reported_i,
    input  wire        up_verified_i,
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
    output wire        down_verified_o
);

    reg         full_q;
    reg  [63:0] hold_data_q;
    reg  [2:0]  hold_last_byte_q;
    reg         hold_last_q;
    reg  [4:0]  hold_error_q;
    reg  [1:0]  hold_verdict_functions_q;
    reg         hold_verdict_drop_q;
    reg  [4:0]  hold_verdict_reason_q;
    reg  [6:0]  hold_verdict_queue_q;
    reg         hold_verdict_reported_q;
    reg         hold_verified_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_data_o = full_q ? hold_data_q : up_data_i;
    assign down_last_byte_o = full_q ? hold_last_byte_q : up_last_byte_i;
    assign down_last_o = full_q ? hold_last_q : up_last_i;
    assign down_error_o = full_q ? hold_error_q : up_error_i;
    assign down_verdict_functions_o = full_q ? hold_verdict_functions_q : up_verdict_functions_i;
    assign down_verdict_drop_o = full_q ? hold_verdict_drop_q : up_verdict_drop_i;
    assign down_verdict_reason_o = full_q ? hold_verdict_reason_q : up_verdict_reason_i;
    assign down_verdict_queue_o = full_q ? hold_verdict_queue_q : up_verdict_queue_i;
    assign down_verdict_reported_o = full_q ? hold_verdict_reported_q : up_verdict_reported_i;
    assign down_verified_o = full_q ? hold_verified_q : up_verified_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_data_q <= up_data_i;
            hold_last_byte_q <= up_last_byte_i;
            hold_last_q <= up_last_i;
            hold_error_q <= up_error_i;
            hold_verdict_functions_q <= up_verdict_functions_i;
            hold_verdict_drop_q <= up_verdict_drop_i;
            hold_verdict_reason_q <= up_verdict_reason_i;
            hold_verdict_queue_q <= up_verdict_queue_i;
            hold_verdict_reported_q <= up_verdict_reported_i;
            hold_verified_q <= up_verified_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u64, lastByte: u3, last: u1, error: u5, verdict: {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}, verified: u1}
module forward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire [1:0]  up_verdict_functions_i,
    input  wire        up_verdict_drop_i,
    input  wire [4:0]  up_verdict_reason_i,
    input  wire [6:0]  up_verdict_queue_i,
    input  wire        up_verdict_reported_i,
    input  wire        up_verified_i,
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
    output wire        down_verified_o
);

    reg         valid_q;
    reg  [63:0] payload_data_q;
    reg  [2:0]  payload_last_byte_q;
    reg         payload_last_q;
    reg  [4:0]  payload_error_q;
    reg  [1:0]  payload_verdict_functions_q;
    reg         payload_verdict_drop_q;
    reg  [4:0]  payload_verdict_reason_q;
    reg  [6:0]  payload_verdict_queue_q;
    reg         payload_verdict_reported_q;
    reg         payload_verified_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_byte_o = payload_last_byte_q;
    assign down_last_o = payload_last_q;
    assign down_error_o = payload_error_q;
    assign down_verdict_functions_o = payload_verdict_functions_q;
    assign down_verdict_drop_o = payload_verdict_drop_q;
    assign down_verdict_reason_o = payload_verdict_reason_q;
    assign down_verdict_queue_o = payload_verdict_queue_q;
    assign down_verdict_reported_o = payload_verdict_reported_q;
    assign down_verified_o = payload_verified_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_byte_q <= up_last_byte_i;
            payload_last_q <= up_last_i;
            payload_error_q <= up_error_i;
            payload_verdict_functions_q <= up_verdict_functions_i;
            payload_verdict_drop_q <= up_verdict_drop_i;
            payload_verdict_reason_q <= up_verdict_reason_i;
            payload_verdict_queue_q <= up_verdict_queue_i;
            payload_verdict_reported_q <= up_verdict_reported_i;
            payload_verified_q <= up_verified_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Full register slice: registers valid, payload and ready.
// Parameters: payload = {data: u64, lastByte: u3, last: u1, error: u5, verdict: {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}, verified: u1}
module full_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire [1:0]  up_verdict_functions_i,
    input  wire        up_verdict_drop_i,
    input  wire [4:0]  up_verdict_reason_i,
    input  wire [6:0]  up_verdict_queue_i,
    input  wire        up_verdict_reported_i,
    input  wire        up_verified_i,
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
    output wire        down_verified_o
);

    wire        backward_up_ready;
    wire        backward_down_valid;
    wire [63:0] backward_down_data;
    wire [2:0]  backward_down_last_byte;
    wire        backward_down_last;
    wire [4:0]  backward_down_error;
    wire [1:0]  backward_down_verdict_functions;
    wire        backward_down_verdict_drop;
    wire [4:0]  backward_down_verdict_reason;
    wire [6:0]  backward_down_verdict_queue;
    wire        backward_down_verdict_reported;
    wire        backward_down_verified;
    wire        forward_up_ready;
    wire        forward_down_valid;
    wire [63:0] forward_down_data;
    wire [2:0]  forward_down_last_byte;
    wire        forward_down_last;
    wire [4:0]  forward_down_error;
    wire [1:0]  forward_down_verdict_functions;
    wire        forward_down_verdict_drop;
    wire [4:0]  forward_down_verdict_reason;
    wire [6:0]  forward_down_verdict_queue;
    wire        forward_down_verdict_reported;
    wire        forward_down_verified;

    assign up_ready_o = backward_up_ready;
    assign down_valid_o = forward_down_valid;
    assign down_data_o = forward_down_data;
    assign down_last_byte_o = forward_down_last_byte;
    assign down_last_o = forward_down_last;
    assign down_error_o = forward_down_error;
    assign down_verdict_functions_o = forward_down_verdict_functions;
    assign down_verdict_drop_o = forward_down_verdict_drop;
    assign down_verdict_reason_o = forward_down_verdict_reason;
    assign down_verdict_queue_o = forward_down_verdict_queue;
    assign down_verdict_reported_o = forward_down_verdict_reported;
    assign down_verified_o = forward_down_verified;

    backward_slice backward (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (up_valid_i),
        .up_ready_o               (backward_up_ready),
        .up_data_i                (up_data_i),
        .up_last_byte_i           (up_last_byte_i),
        .up_last_i                (up_last_i),
        .up_error_i               (up_error_i),
        .up_verdict_functions_i   (up_verdict_functions_i),
        .up_verdict_drop_i        (up_verdict_drop_i),
        .up_verdict_reason_i      (up_verdict_reason_i),
        .up_verdict_queue_i       (up_verdict_queue_i),
        .up_verdict_reported_i    (up_verdict_reported_i),
        .up_verified_i            (up_verified_i),
        .down_valid_o             (backward_down_valid),
        .down_ready_i             (forward_up_ready),
        .down_data_o              (backward_down_data),
        .down_last_byte_o         (backward_down_last_byte),
        .down_last_o              (backward_down_last),
        .down_error_o             (backward_down_error),
        .down_verdict_functions_o (backward_down_verdict_functions),
        .down_verdict_drop_o      (backward_down_verdict_drop),
        .down_verdict_reason_o    (backward_down_verdict_reason),
        .down_verdict_queue_o     (backward_down_verdict_queue),
        .down_verdict_reported_o  (backward_down_verdict_reported),
        .down_verified_o          (backward_down_verified)
    );

    forward_slice forward (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (backward_down_valid),
        .up_ready_o               (forward_up_ready),
        .up_data_i                (backward_down_data),
        .up_last_byte_i           (backward_down_last_byte),
        .up_last_i                (backward_down_last),
        .up_error_i               (backward_down_error),
        .up_verdict_functions_i   (backward_down_verdict_functions),
        .up_verdict_drop_i        (backward_down_verdict_drop),
        .up_verdict_reason_i      (backward_down_verdict_reason),
        .up_verdict_queue_i       (backward_down_verdict_queue),
        .up_verdict_reported_i    (backward_down_verdict_reported),
        .up_verified_i            (backward_down_verified),
        .down_valid_o             (forward_down_valid),
        .down_ready_i             (down_ready_i),
        .down_data_o              (forward_down_data),
        .down_last_byte_o         (forward_down_last_byte),
        .down_last_o              (forward_down_last),
        .down_error_o             (forward_down_error),
        .down_verdict_functions_o (forward_down_verdict_functions),
        .down_verdict_drop_o      (forward_down_verdict_drop),
        .down_verdict_reason_o    (forward_down_verdict_reason),
        .down_verdict_queue_o     (forward_down_verdict_queue),
        .down_verdict_reported_o  (forward_down_verdict_reported),
        .down_verified_o          (forward_down_verified)
    );

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
    wire        joined_up_valid;
    wire        joined_up_ready;
    wire        joined_up_verified;
    wire        joined_down_valid;
    wire [63:0] joined_down_data;
    wire [2:0]  joined_down_last_byte;
    wire        joined_down_last;
    wire [4:0]  joined_down_error;
    wire [1:0]  joined_down_verdict_functions;
    wire        joined_down_verdict_drop;
    wire [4:0]  joined_down_verdict_reason;
    wire [6:0]  joined_down_verdict_queue;
    wire        joined_down_verdict_reported;
    wire        joined_down_verified;
    reg         room_q;
    reg         cutting_q;
    wire        cut;
    wire        judged;
    wire        leaves;

    assign down_valid_o = joined_down_valid;
    assign down_data_o = joined_down_data;
    assign down_last_byte_o = joined_down_last_byte;
    assign down_last_o = joined_down_last;
    assign down_error_o = joined_down_error;
    assign down_verdict_functions_o = joined_down_verdict_functions;
    assign down_verdict_drop_o = joined_down_verdict_drop;
    assign down_verdict_reason_o = joined_down_verdict_reason;
    assign down_verdict_queue_o = joined_down_verdict_queue;
    assign down_verdict_reported_o = joined_down_verdict_reported;
    assign down_verified_o = joined_down_verified;

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
    assign joined_up_valid = beat_fifo_down_valid & judged;
    assign joined_up_verified = checksum_fifo_down_verified & beat_fifo_down_last;
    assign beat_fifo_down_ready = joined_up_ready & judged;
    assign leaves = joined_up_valid & joined_up_ready & beat_fifo_down_last;

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

    full_slice joined (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (joined_up_valid),
        .up_ready_o               (joined_up_ready),
        .up_data_i                (beat_fifo_down_data),
        .up_last_byte_i           (beat_fifo_down_last_byte),
        .up_last_i                (beat_fifo_down_last),
        .up_error_i               (beat_fifo_down_error),
        .up_verdict_functions_i   (verdict_fifo_down_functions),
        .up_verdict_drop_i        (verdict_fifo_down_drop),
        .up_verdict_reason_i      (verdict_fifo_down_reason),
        .up_verdict_queue_i       (verdict_fifo_down_queue),
        .up_verdict_reported_i    (verdict_fifo_down_reported),
        .up_verified_i            (joined_up_verified),
        .down_valid_o             (joined_down_valid),
        .down_ready_i             (down_ready_i),
        .down_data_o              (joined_down_data),
        .down_last_byte_o         (joined_down_last_byte),
        .down_last_o              (joined_down_last),
        .down_error_o             (joined_down_error),
        .down_verdict_functions_o (joined_down_verdict_functions),
        .down_verdict_drop_o      (joined_down_verdict_drop),
        .down_verdict_reason_o    (joined_down_verdict_reason),
        .down_verdict_queue_o     (joined_down_verdict_queue),
        .down_verdict_reported_o  (joined_down_verdict_reported),
        .down_verified_o          (joined_down_verified)
    );

    wire unused = &{1'b0, beats_first_i, beat_fifo_up_ready, verdict_fifo_up_ready, verdict_fifo_count, checksum_fifo_up_ready, checksum_fifo_count};

endmodule

`default_nettype wire
