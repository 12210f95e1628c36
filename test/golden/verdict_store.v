/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {data: u64, last: u1}, depth = 512
module block_fifo_payload65 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire [9:0]  count_o
);

    reg  [8:0]  head_q;
    reg  [8:0]  tail_q;
    reg  [9:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [64:0] words_rdata_q;

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
    assign down_last_o = words_rdata_q[64];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [64:0] words [0:511];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {source: u1, length: u14}, depth = 512
module block_fifo_payload15 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_source_o,
    output wire [13:0] down_length_o,
    output wire [9:0]  count_o
);

    reg  [8:0]  head_q;
    reg  [8:0]  tail_q;
    reg  [9:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [14:0] words_rdata_q;

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
    assign down_source_o = words_rdata_q[0];
    assign down_length_o = words_rdata_q[14:1];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [14:0] words [0:511];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_length_i, up_source_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {wire: u1, wireClass: u2, local: u1, group: u1, delivery: {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}, reason: u5}, depth = 512
module block_fifo_payload26 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_wire_i,
    input  wire [1:0] up_wire_class_i,
    input  wire       up_local_i,
    input  wire       up_group_i,
    input  wire [1:0] up_delivery_functions_i,
    input  wire       up_delivery_drop_i,
    input  wire [4:0] up_delivery_reason_i,
    input  wire [6:0] up_delivery_queue_i,
    input  wire       up_delivery_reported_i,
    input  wire [4:0] up_reason_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_wire_o,
    output wire [1:0] down_wire_class_o,
    output wire       down_local_o,
    output wire       down_group_o,
    output wire [1:0] down_delivery_functions_o,
    output wire       down_delivery_drop_o,
    output wire [4:0] down_delivery_reason_o,
    output wire [6:0] down_delivery_queue_o,
    output wire       down_delivery_reported_o,
    output wire [4:0] down_reason_o,
    output wire [9:0] count_o
);

    reg  [8:0]  head_q;
    reg  [8:0]  tail_q;
    reg  [9:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [25:0] words_rdata_q;

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
    assign down_wire_o = words_rdata_q[0];
    assign down_wire_class_o = words_rdata_q[2:1];
    assign down_local_o = words_rdata_q[3];
    assign down_group_o = words_rdata_q[4];
    assign down_delivery_functions_o = words_rdata_q[6:5];
    assign down_delivery_drop_o = words_rdata_q[7];
    assign down_delivery_reason_o = words_rdata_q[12:8];
    assign down_delivery_queue_o = words_rdata_q[19:13];
    assign down_delivery_reported_o = words_rdata_q[20];
    assign down_reason_o = words_rdata_q[25:21];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [25:0] words [0:511];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_reason_i, up_delivery_reported_i, up_delivery_queue_i, up_delivery_reason_i, up_delivery_drop_i,
                    up_delivery_functions_i, up_group_i, up_local_i, up_wire_class_i, up_wire_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u64, lastByte: u3, first: u1, last: u1, error: u5, source: u1, length: u14, wireClass: u2}
module forward_slice_payload91 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire [1:0]  up_wire_class_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire [2:0]  down_last_byte_o,
    output wire        down_first_o,
    output wire        down_last_o,
    output wire [4:0]  down_error_o,
    output wire        down_source_o,
    output wire [13:0] down_length_o,
    output wire [1:0]  down_wire_class_o
);

    reg         valid_q;
    reg  [63:0] payload_data_q;
    reg  [2:0]  payload_last_byte_q;
    reg         payload_first_q;
    reg         payload_last_q;
    reg  [4:0]  payload_error_q;
    reg         payload_source_q;
    reg  [13:0] payload_length_q;
    reg  [1:0]  payload_wire_class_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_byte_o = payload_last_byte_q;
    assign down_first_o = payload_first_q;
    assign down_last_o = payload_last_q;
    assign down_error_o = payload_error_q;
    assign down_source_o = payload_source_q;
    assign down_length_o = payload_length_q;
    assign down_wire_class_o = payload_wire_class_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_byte_q <= up_last_byte_i;
            payload_first_q <= up_first_i;
            payload_last_q <= up_last_i;
            payload_error_q <= up_error_i;
            payload_source_q <= up_source_i;
            payload_length_q <= up_length_i;
            payload_wire_class_q <= up_wire_class_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u64, lastByte: u3, first: u1, last: u1, error: u5, source: u1, length: u14, group: u1, delivery: {functions: u2, drop: u1, reason: u5, queue: u7, reported: u1}}
module forward_slice_payload106 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire        up_group_i,
    input  wire [1:0]  up_delivery_functions_i,
    input  wire        up_delivery_drop_i,
    input  wire [4:0]  up_delivery_reason_i,
    input  wire [6:0]  up_delivery_queue_i,
    input  wire        up_delivery_reported_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire [2:0]  down_last_byte_o,
    output wire        down_first_o,
    output wire        down_last_o,
    output wire [4:0]  down_error_o,
    output wire        down_source_o,
    output wire [13:0] down_length_o,
    output wire        down_group_o,
    output wire [1:0]  down_delivery_functions_o,
    output wire        down_delivery_drop_o,
    output wire [4:0]  down_delivery_reason_o,
    output wire [6:0]  down_delivery_queue_o,
    output wire        down_delivery_reported_o
);

    reg         valid_q;
    reg  [63:0] payload_data_q;
    reg  [2:0]  payload_last_byte_q;
    reg         payload_first_q;
    reg         payload_last_q;
    reg  [4:0]  payload_error_q;
    reg         payload_source_q;
    reg  [13:0] payload_length_q;
    reg         payload_group_q;
    reg  [1:0]  payload_delivery_functions_q;
    reg         payload_delivery_drop_q;
    reg  [4:0]  payload_delivery_reason_q;
    reg  [6:0]  payload_delivery_queue_q;
    reg         payload_delivery_reported_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_byte_o = payload_last_byte_q;
    assign down_first_o = payload_first_q;
    assign down_last_o = payload_last_q;
    assign down_error_o = payload_error_q;
    assign down_source_o = payload_source_q;
    assign down_length_o = payload_length_q;
    assign down_group_o = payload_group_q;
    assign down_delivery_functions_o = payload_delivery_functions_q;
    assign down_delivery_drop_o = payload_delivery_drop_q;
    assign down_delivery_reason_o = payload_delivery_reason_q;
    assign down_delivery_queue_o = payload_delivery_queue_q;
    assign down_delivery_reported_o = payload_delivery_reported_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_byte_q <= up_last_byte_i;
            payload_first_q <= up_first_i;
            payload_last_q <= up_last_i;
            payload_error_q <= up_error_i;
            payload_source_q <= up_source_i;
            payload_length_q <= up_length_i;
            payload_group_q <= up_group_i;
            payload_delivery_functions_q <= up_delivery_functions_i;
            payload_delivery_drop_q <= up_delivery_drop_i;
            payload_delivery_reason_q <= up_delivery_reason_i;
            payload_delivery_queue_q <= up_delivery_queue_i;
            payload_delivery_reported_q <= up_delivery_reported_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Holds the beats of sent frames until their verdict is there, and sends them where it says.
// Parameters: config = tiny, netDataBits = 64, functions = 2
module verdict_store (
    input  wire        clk,
    input  wire        rst,
    // beats
    input  wire        beats_valid_i,
    output wire        beats_ready_o,
    input  wire [63:0] beats_data_i,
    input  wire [2:0]  beats_last_byte_i,
    input  wire        beats_first_i,
    input  wire        beats_last_i,
    input  wire [4:0]  beats_error_i,
    input  wire        beats_source_i,
    input  wire [13:0] beats_length_i,
    // verdicts
    input  wire        verdicts_valid_i,
    input  wire        verdicts_wire_i,
    input  wire [1:0]  verdicts_wire_class_i,
    input  wire        verdicts_local_i,
    input  wire        verdicts_group_i,
    input  wire [1:0]  verdicts_delivery_functions_i,
    input  wire        verdicts_delivery_drop_i,
    input  wire [4:0]  verdicts_delivery_reason_i,
    input  wire [6:0]  verdicts_delivery_queue_i,
    input  wire        verdicts_delivery_reported_i,
    input  wire [4:0]  verdicts_reason_i,
    // wire
    output wire        wire_valid_o,
    input  wire        wire_ready_i,
    output wire [63:0] wire_data_o,
    output wire [2:0]  wire_last_byte_o,
    output wire        wire_first_o,
    output wire        wire_last_o,
    output wire [4:0]  wire_error_o,
    output wire        wire_source_o,
    output wire [13:0] wire_length_o,
    output wire [1:0]  wire_wire_class_o,
    // local
    output wire        local_valid_o,
    input  wire        local_ready_i,
    output wire [63:0] local_data_o,
    output wire [2:0]  local_last_byte_o,
    output wire        local_first_o,
    output wire        local_last_o,
    output wire [4:0]  local_error_o,
    output wire        local_source_o,
    output wire [13:0] local_length_o,
    output wire        local_group_o,
    output wire [1:0]  local_delivery_functions_o,
    output wire        local_delivery_drop_o,
    output wire [4:0]  local_delivery_reason_o,
    output wire [6:0]  local_delivery_queue_o,
    output wire        local_delivery_reported_o,
    // events
    output wire        events_valid_o,
    input  wire        events_ready_i,
    output wire        events_source_o,
    output wire [4:0]  events_event_o,
    output wire [13:0] events_bytes_o
);

    wire        data_up_ready;
    wire        data_down_valid;
    wire [63:0] data_down_data;
    wire        data_down_last;
    wire [9:0]  data_count;
    wire        frames_up_valid;
    wire        frames_up_ready;
    wire        frames_down_valid;
    wire        frames_down_source;
    wire [13:0] frames_down_length;
    wire [9:0]  frames_count;
    wire        judged_up_ready;
    wire        judged_down_valid;
    wire        judged_down_wire;
    wire [1:0]  judged_down_wire_class;
    wire        judged_down_local;
    wire        judged_down_group;
    wire [1:0]  judged_down_delivery_functions;
    wire        judged_down_delivery_drop;
    wire [4:0]  judged_down_delivery_reason;
    wire [6:0]  judged_down_delivery_queue;
    wire        judged_down_delivery_reported;
    wire [4:0]  judged_down_reason;
    wire [9:0]  judged_count;
    wire        to_wire_up_valid;
    wire        to_wire_up_ready;
    wire [2:0]  to_wire_up_last_byte;
    wire        to_wire_down_valid;
    wire [63:0] to_wire_down_data;
    wire [2:0]  to_wire_down_last_byte;
    wire        to_wire_down_first;
    wire        to_wire_down_last;
    wire [4:0]  to_wire_down_error;
    wire        to_wire_down_source;
    wire [13:0] to_wire_down_length;
    wire [1:0]  to_wire_down_wire_class;
    wire        to_local_up_valid;
    wire        to_local_up_ready;
    wire [2:0]  to_local_up_last_byte;
    wire        to_local_down_valid;
    wire [63:0] to_local_down_data;
    wire [2:0]  to_local_down_last_byte;
    wire        to_local_down_first;
    wire        to_local_down_last;
    wire [4:0]  to_local_down_error;
    wire        to_local_down_source;
    wire [13:0] to_local_down_length;
    wire        to_local_down_group;
    wire [1:0]  to_local_down_delivery_functions;
    wire        to_local_down_delivery_drop;
    wire [4:0]  to_local_down_delivery_reason;
    wire [6:0]  to_local_down_delivery_queue;
    wire        to_local_down_delivery_reported;
    wire        takes;
    reg         first_q;
    wire        whole;
    reg         ended_valid_q;
    reg         ended_source_q;
    reg  [4:0]  ended_event_q;
    reg  [13:0] ended_bytes_q;
    wire        told;
    wire        leaves;
    wire        ends;

    assign takes = beats_valid_i & data_up_ready & frames_up_ready;
    assign beats_ready_o = data_up_ready & frames_up_ready;
    assign frames_up_valid = takes & beats_first_i;
    assign whole = data_down_valid & frames_down_valid & judged_down_valid;
    assign told = ~ended_valid_q | events_ready_i;
    assign leaves = whole & (~judged_down_wire | to_wire_up_ready) & (~judged_down_local | to_local_up_ready) & told;
    assign ends = leaves & data_down_last;

    always @(posedge clk) begin
        if (leaves) begin
            first_q <= data_down_last;
        end
        if (rst) begin
            first_q <= 1'd1;
        end
    end

    assign to_wire_up_valid = leaves & judged_down_wire;

    wire [2:0] frames_down_length_choice = data_down_last ? (frames_down_length[2:0] - 3'd1) : 3'd7;
    assign to_wire_up_last_byte = frames_down_length_choice;

    assign to_local_up_valid = leaves & judged_down_local;
    assign to_local_up_last_byte = frames_down_length_choice;
    assign wire_valid_o = to_wire_down_valid;
    assign wire_data_o = to_wire_down_data;
    assign wire_last_byte_o = to_wire_down_last_byte;
    assign wire_first_o = to_wire_down_first;
    assign wire_last_o = to_wire_down_last;
    assign wire_error_o = to_wire_down_error;
    assign wire_source_o = to_wire_down_source;
    assign wire_length_o = to_wire_down_length;
    assign wire_wire_class_o = to_wire_down_wire_class;
    assign local_valid_o = to_local_down_valid;
    assign local_data_o = to_local_down_data;
    assign local_last_byte_o = to_local_down_last_byte;
    assign local_first_o = to_local_down_first;
    assign local_last_o = to_local_down_last;
    assign local_error_o = to_local_down_error;
    assign local_source_o = to_local_down_source;
    assign local_length_o = to_local_down_length;
    assign local_group_o = to_local_down_group;
    assign local_delivery_functions_o = to_local_down_delivery_functions;
    assign local_delivery_drop_o = to_local_down_delivery_drop;
    assign local_delivery_reason_o = to_local_down_delivery_reason;
    assign local_delivery_queue_o = to_local_down_delivery_queue;
    assign local_delivery_reported_o = to_local_down_delivery_reported;

    always @(posedge clk) begin
        if (told) begin
            ended_valid_q <= ends & ~judged_down_wire;
            ended_source_q <= frames_down_source;
            ended_event_q <= judged_down_local ? 5'd1 : judged_down_reason;
            ended_bytes_q <= frames_down_length;
        end
        if (rst) begin
            ended_valid_q <= 1'd0;
        end
    end

    assign events_valid_o = ended_valid_q;
    assign events_source_o = ended_source_q;
    assign events_event_o = ended_event_q;
    assign events_bytes_o = ended_bytes_q;

    block_fifo_payload65 data (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (takes),
        .up_ready_o   (data_up_ready),
        .up_data_i    (beats_data_i),
        .up_last_i    (beats_last_i),
        .down_valid_o (data_down_valid),
        .down_ready_i (leaves),
        .down_data_o  (data_down_data),
        .down_last_o  (data_down_last),
        .count_o      (data_count)
    );

    block_fifo_payload15 frames (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (frames_up_valid),
        .up_ready_o    (frames_up_ready),
        .up_source_i   (beats_source_i),
        .up_length_i   (beats_length_i),
        .down_valid_o  (frames_down_valid),
        .down_ready_i  (ends),
        .down_source_o (frames_down_source),
        .down_length_o (frames_down_length),
        .count_o       (frames_count)
    );

    block_fifo_payload26 judged (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (verdicts_valid_i),
        .up_ready_o                (judged_up_ready),
        .up_wire_i                 (verdicts_wire_i),
        .up_wire_class_i           (verdicts_wire_class_i),
        .up_local_i                (verdicts_local_i),
        .up_group_i                (verdicts_group_i),
        .up_delivery_functions_i   (verdicts_delivery_functions_i),
        .up_delivery_drop_i        (verdicts_delivery_drop_i),
        .up_delivery_reason_i      (verdicts_delivery_reason_i),
        .up_delivery_queue_i       (verdicts_delivery_queue_i),
        .up_delivery_reported_i    (verdicts_delivery_reported_i),
        .up_reason_i               (verdicts_reason_i),
        .down_valid_o              (judged_down_valid),
        .down_ready_i              (ends),
        .down_wire_o               (judged_down_wire),
        .down_wire_class_o         (judged_down_wire_class),
        .down_local_o              (judged_down_local),
        .down_group_o              (judged_down_group),
        .down_delivery_functions_o (judged_down_delivery_functions),
        .down_delivery_drop_o      (judged_down_delivery_drop),
        .down_delivery_reason_o    (judged_down_delivery_reason),
        .down_delivery_queue_o     (judged_down_delivery_queue),
        .down_delivery_reported_o  (judged_down_delivery_reported),
        .down_reason_o             (judged_down_reason),
        .count_o                   (judged_count)
    );

    forward_slice_payload91 to_wire (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (to_wire_up_valid),
        .up_ready_o        (to_wire_up_ready),
        .up_data_i         (data_down_data),
        .up_last_byte_i    (to_wire_up_last_byte),
        .up_first_i        (first_q),
        .up_last_i         (data_down_last),
        .up_error_i        (5'd0),
        .up_source_i       (frames_down_source),
        .up_length_i       (frames_down_length),
        .up_wire_class_i   (judged_down_wire_class),
        .down_valid_o      (to_wire_down_valid),
        .down_ready_i      (wire_ready_i),
        .down_data_o       (to_wire_down_data),
        .down_last_byte_o  (to_wire_down_last_byte),
        .down_first_o      (to_wire_down_first),
        .down_last_o       (to_wire_down_last),
        .down_error_o      (to_wire_down_error),
        .down_source_o     (to_wire_down_source),
        .down_length_o     (to_wire_down_length),
        .down_wire_class_o (to_wire_down_wire_class)
    );

    forward_slice_payload106 to_local (
        .clk                       (clk),
        .rst                       (rst),
        .up_valid_i                (to_local_up_valid),
        .up_ready_o                (to_local_up_ready),
        .up_data_i                 (data_down_data),
        .up_last_byte_i            (to_local_up_last_byte),
        .up_first_i                (first_q),
        .up_last_i                 (data_down_last),
        .up_error_i                (5'd0),
        .up_source_i               (frames_down_source),
        .up_length_i               (frames_down_length),
        .up_group_i                (judged_down_group),
        .up_delivery_functions_i   (judged_down_delivery_functions),
        .up_delivery_drop_i        (judged_down_delivery_drop),
        .up_delivery_reason_i      (judged_down_delivery_reason),
        .up_delivery_queue_i       (judged_down_delivery_queue),
        .up_delivery_reported_i    (judged_down_delivery_reported),
        .down_valid_o              (to_local_down_valid),
        .down_ready_i              (local_ready_i),
        .down_data_o               (to_local_down_data),
        .down_last_byte_o          (to_local_down_last_byte),
        .down_first_o              (to_local_down_first),
        .down_last_o               (to_local_down_last),
        .down_error_o              (to_local_down_error),
        .down_source_o             (to_local_down_source),
        .down_length_o             (to_local_down_length),
        .down_group_o              (to_local_down_group),
        .down_delivery_functions_o (to_local_down_delivery_functions),
        .down_delivery_drop_o      (to_local_down_delivery_drop),
        .down_delivery_reason_o    (to_local_down_delivery_reason),
        .down_delivery_queue_o     (to_local_down_delivery_queue),
        .down_delivery_reported_o  (to_local_down_delivery_reported)
    );

    wire unused = &{1'b0, beats_last_byte_i, beats_error_i, data_count, frames_count, judged_up_ready, judged_count};

endmodule

`default_nettype wire
