/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1}, depth = 2
module fifo (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [1:0] count_o
);

    reg        head_q;
    reg        tail_q;
    reg  [1:0] held_q;
    wire       words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[1];
    assign down_valid_o = held_q != 2'd0;
    assign down_queue_o = words_rdata;

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 1'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 1'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {down_fire, 1'd1};
        end
        if (rst) begin
            tail_q <= 1'd0;
            head_q <= 1'd0;
            held_q <= 2'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg words [0:1];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_queue_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {queue: u1}
module forward_slice (
    input  wire  clk,
    input  wire  rst,
    // up
    input  wire  up_valid_i,
    output wire  up_ready_o,
    input  wire  up_queue_i,
    // down
    output wire  down_valid_o,
    input  wire  down_ready_i,
    output wire  down_queue_o
);

    reg   valid_q;
    reg   payload_queue_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_queue_o = payload_queue_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_queue_q <= up_queue_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Queues with work, each at most once, in the order in which they got it.
// Parameters: queues = 2
module work_list (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_valid_i,
    input  wire  push_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire       list_up_ready;
    wire       list_down_valid;
    wire       list_down_queue;
    wire [1:0] list_count;
    wire       out_up_ready;
    wire       out_down_valid;
    wire       out_down_queue;
    reg        sweep_active_q;
    reg        sweep_index_q;
    wire       leaves;
    wire       pushed_rdata;
    wire       popped_rdata;
    wire       absent;
    wire       enters;
    wire       pushed_rdata1;
    wire       popped_rdata1;

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

    wire pop_fire = pop_valid_o & pop_ready_i;
    assign leaves = pop_fire & (pop_queue_o == push_queue_i);

    assign absent = (pushed_rdata == popped_rdata) | leaves;
    assign enters = push_valid_i & absent & ~sweep_active_q;
    assign pop_valid_o = out_down_valid;
    assign pop_queue_o = out_down_queue;

    (* ram_style = "distributed" *)
    reg pushed [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | enters) begin
            pushed[sweep_active_q ? sweep_index_q : push_queue_i] <= sweep_active_q ? 1'd0 : ~pushed_rdata1;
        end
    end
    assign pushed_rdata = pushed[push_queue_i];
    assign pushed_rdata1 = pushed[push_queue_i];

    (* ram_style = "distributed" *)
    reg popped [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | pop_fire) begin
            popped[sweep_active_q ? sweep_index_q : pop_queue_o] <= sweep_active_q ? 1'd0 : ~popped_rdata1;
        end
    end
    assign popped_rdata = popped[push_queue_i];
    assign popped_rdata1 = popped[pop_queue_o];

    fifo list (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (enters),
        .up_ready_o   (list_up_ready),
        .up_queue_i   (push_queue_i),
        .down_valid_o (list_down_valid),
        .down_ready_i (out_up_ready),
        .down_queue_o (list_down_queue),
        .count_o      (list_count)
    );

    forward_slice out (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (list_down_valid),
        .up_ready_o   (out_up_ready),
        .up_queue_i   (list_down_queue),
        .down_valid_o (out_down_valid),
        .down_ready_i (pop_ready_i),
        .down_queue_o (out_down_queue)
    );

    wire unused = &{1'b0, list_up_ready, list_count};

endmodule

// Send turns: chains as frames of the scheduler, its choices as questions for chains.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1
module send_turns (
    input  wire       clk,
    input  wire       rst,
    // chains
    input  wire       chains_valid_i,
    input  wire       chains_queue_i,
    input  wire [5:0] chains_chains_i,
    // enqueued
    output wire       enqueued_valid_o,
    output wire       enqueued_queue_o,
    // select
    input  wire       select_valid_i,
    output wire       select_ready_o,
    input  wire       select_queue_i,
    input  wire [2:0] select_turn_i,
    // asks
    output wire       asks_valid_o,
    input  wire       asks_ready_i,
    output wire       asks_queue_o,
    // decided
    input  wire       decided_valid_i,
    input  wire       decided_queue_i,
    input  wire       behind_i,
    // drain
    input  wire       drain_queue_i,
    output wire       drain_busy_o
);

    localparam [1:0] STATE_REST = 2'd0;
    localparam [1:0] STATE_LOAD = 2'd1;
    localparam [1:0] STATE_TELL = 2'd2;

    reg        sweep_active_q;
    reg        sweep_index_q;
    wire [6:0] told_rdata;
    wire       tells;
    reg        queue_q;
    reg  [6:0] left_q;
    wire [6:0] passed_rdata;
    wire [6:0] ended_rdata;
    wire       list_pop_valid;
    wire       list_pop_ready;
    wire       list_pop_queue;
    reg  [1:0] state_q;
    wire [6:0] told_rdata1;
    wire [6:0] passed_rdata1;
    reg  [2:0] open_q;
    reg        behind_q;
    reg  [6:0] seen_told_q;
    reg  [6:0] seen_ended_q;
    reg        seen_comes_q;
    reg        busy_q;
    wire [6:0] told_rdata2;
    wire [6:0] ended_rdata1;

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

    always @(posedge clk) begin
        case (state_q)
            STATE_REST: begin
                queue_q <= list_pop_queue;
                if (list_pop_valid) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                left_q <= told_rdata1 - passed_rdata1;
                state_q <= STATE_TELL;
            end
            default: begin  // STATE_TELL
                left_q <= left_q - 7'd1;
                if (left_q <= 7'd1) begin
                    state_q <= STATE_REST;
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
        end
    end

    assign list_pop_ready = state_q == STATE_REST;
    assign tells = (state_q == STATE_TELL) & (left_q != 7'd0);
    assign enqueued_valid_o = tells;
    assign enqueued_queue_o = queue_q;

    always @(posedge clk) begin
        behind_q <= behind_i;
        if (rst) begin
            behind_q <= 1'd0;
        end
    end

    wire free = (open_q != 3'd4) & ~behind_q;
    assign asks_valid_o = select_valid_i & free;

    assign asks_queue_o = select_queue_i;
    assign select_ready_o = asks_ready_i & free;

    always @(posedge clk) begin
        if ((asks_valid_o & asks_ready_i) ^ decided_valid_i) begin
            open_q <= open_q + {{2{decided_valid_i}}, 1'd1};
        end
        if (rst) begin
            open_q <= 3'd0;
        end
    end

    always @(posedge clk) begin
        seen_told_q <= told_rdata2;
        seen_ended_q <= ended_rdata1;
        seen_comes_q <= chains_valid_i & (chains_queue_i == drain_queue_i);
        busy_q <= (seen_told_q != seen_ended_q) | seen_comes_q;
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [6:0] told [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | chains_valid_i) begin
            told[sweep_active_q ? sweep_index_q : chains_queue_i] <= sweep_active_q ? 7'd0 : (told_rdata + {1'd0, chains_chains_i});
        end
    end
    assign told_rdata = told[chains_queue_i];
    assign told_rdata1 = told[queue_q];
    assign told_rdata2 = told[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [6:0] passed [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | tells) begin
            passed[sweep_active_q ? sweep_index_q : queue_q] <= sweep_active_q ? 7'd0 : (passed_rdata + 7'd1);
        end
    end
    assign passed_rdata = passed[queue_q];
    assign passed_rdata1 = passed[queue_q];

    (* ram_style = "distributed" *)
    reg [6:0] ended [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | decided_valid_i) begin
            ended[sweep_active_q ? sweep_index_q : decided_queue_i] <= sweep_active_q ? 7'd0 : (ended_rdata + 7'd1);
        end
    end
    assign ended_rdata = ended[decided_queue_i];
    assign ended_rdata1 = ended[drain_queue_i];

    work_list list (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (chains_valid_i),
        .push_queue_i (chains_queue_i),
        .pop_valid_o  (list_pop_valid),
        .pop_ready_i  (list_pop_ready),
        .pop_queue_o  (list_pop_queue)
    );

    wire unused = &{1'b0, select_turn_i};

endmodule

`default_nettype wire
