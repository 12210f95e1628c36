/* verilator lint_off DECLFILENAME */
`default_nettype none

// A token bucket for each function.
// Parameters: functions = 2, paidBits = 16
module rate_limiter (
    input  wire        clk,
    input  wire        rst,
    // rate
    input  wire        rate_valid_i,
    input  wire        rate_function_i,
    input  wire [24:0] rate_rate_i,
    // cost
    input  wire        cost_valid_i,
    input  wire        cost_function_i,
    input  wire [14:0] cost_wire_i,
    output wire [1:0]  open_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire [15:0] used_rdata;
    reg  [6:0]  step_q;
    reg         read_valid_q;
    reg         read_function_q;
    reg  [24:0] read_rate_q;
    reg  [33:0] read_had_q;
    reg  [15:0] read_owed_q;
    reg         sum_valid_q;
    reg         sum_function_q;
    reg         sum_limited_q;
    reg  [33:0] sum_tokens_q;
    reg  [1:0]  open_q;
    wire        in_step;
    wire [15:0] used_rdata1;
    wire [24:0] rates_rdata;
    wire [33:0] tokens_rdata;
    wire [15:0] paid_rdata;

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

    wire step_inverse = ~(sum_limited_q & sum_tokens_q[33]);
    always @(posedge clk) begin
        step_q <= sweep_active_q ? 7'd0 : (step_q + 7'd1);
        read_valid_q <= in_step;
        read_function_q <= step_q[0];
        read_rate_q <= rates_rdata;
        read_had_q <= tokens_rdata;
        read_owed_q <= used_rdata1 - paid_rdata;
        sum_valid_q <= read_valid_q;
        sum_function_q <= read_function_q;
        sum_limited_q <= read_rate_q != 25'd0;
        sum_tokens_q <= (read_had_q + {9'd0, read_rate_q}) - {6'd0, read_owed_q, 12'd0};
        if (sum_valid_q) begin
            case (sum_function_q)
                1'd0: open_q[0] <= step_inverse;
                1'd1: open_q[1] <= step_inverse;
            endcase
        end
        if (rst) begin
            step_q <= 7'd0;
            read_valid_q <= 1'd0;
            sum_valid_q <= 1'd0;
            open_q <= 2'd3;
        end
    end

    assign in_step = ~sweep_active_q & (step_q < 7'd2);
    assign open_o = open_q;

    (* ram_style = "distributed" *)
    reg [24:0] rates [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | rate_valid_i) begin
            rates[sweep_active_q ? sweep_index_q : rate_function_i] <= sweep_active_q ? 25'd0 : rate_rate_i;
        end
    end
    assign rates_rdata = rates[step_q[0]];

    (* ram_style = "distributed" *)
    reg [15:0] used [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | cost_valid_i) begin
            used[sweep_active_q ? sweep_index_q : cost_function_i] <= sweep_active_q ? 16'd0 : (used_rdata + {1'd0, cost_wire_i});
        end
    end
    assign used_rdata = used[cost_function_i];
    assign used_rdata1 = used[step_q[0]];

    (* ram_style = "distributed" *)
    reg [15:0] paid [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | in_step) begin
            paid[sweep_active_q ? sweep_index_q : step_q[0]] <= sweep_active_q ? 16'd0 : used_rdata1;
        end
    end
    assign paid_rdata = paid[step_q[0]];

    (* ram_style = "distributed" *)
    reg [33:0] tokens [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | sum_valid_q) begin
            tokens[sweep_active_q ? sweep_index_q : sum_function_q] <= sweep_active_q ? 34'd0 : ~sum_limited_q ? 34'd0 : (~sum_tokens_q[33] & (|sum_tokens_q[32:26])) ? 34'h4000000
                    : sum_tokens_q;
        end
    end
    assign tokens_rdata = tokens[step_q[0]];

endmodule

// The functions in turn, from a register to a register.
// Parameters: functions = 2
module function_rotation (
    input  wire       clk,
    input  wire       rst,
    input  wire [1:0] candidates_i,
    // next
    output wire       next_valid_o,
    output wire       next_function_o,
    input  wire       go_i
);

    reg  [1:0] above_q;
    reg  [1:0] next_above_q;
    reg  [1:0] next_q;

    wire [1:0] ahead = candidates_i & above_q;
    wire is_ahead = |ahead;
    wire [1:0] above = is_ahead ? (ahead[0] ? 2'd2 : 2'd0) : (candidates_i[0] ? 2'd2 : 2'd0);
    always @(posedge clk) begin
        next_q <= (is_ahead ? ahead : candidates_i) & ~above;
        next_above_q <= above;
        if (go_i) begin
            above_q <= next_above_q;
        end
        if (rst) begin
            next_q <= 2'd0;
            next_above_q <= 2'd0;
            above_q <= 2'd0;
        end
    end

    assign next_valid_o = |next_q;
    assign next_function_o = next_q[1];

endmodule

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {queue: u1, turn: u3}
module backward_slice (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    input  wire [2:0] up_turn_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [2:0] down_turn_o
);

    reg        full_q;
    reg        hold_queue_q;
    reg  [2:0] hold_turn_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_queue_o = full_q ? hold_queue_q : up_queue_i;
    assign down_turn_o = full_q ? hold_turn_q : up_turn_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_queue_q <= up_queue_i;
            hold_turn_q <= up_turn_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {queue: u1, turn: u3}
module forward_slice (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    input  wire [2:0] up_turn_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [2:0] down_turn_o
);

    reg        valid_q;
    reg        payload_queue_q;
    reg  [2:0] payload_turn_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_queue_o = payload_queue_q;
    assign down_turn_o = payload_turn_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_queue_q <= up_queue_i;
            payload_turn_q <= up_turn_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Full register slice: registers valid, payload and ready.
// Parameters: payload = {queue: u1, turn: u3}
module full_slice (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    input  wire [2:0] up_turn_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [2:0] down_turn_o
);

    wire       backward_up_ready;
    wire       backward_down_valid;
    wire       backward_down_queue;
    wire [2:0] backward_down_turn;
    wire       forward_up_ready;
    wire       forward_down_valid;
    wire       forward_down_queue;
    wire [2:0] forward_down_turn;

    assign up_ready_o = backward_up_ready;
    assign down_valid_o = forward_down_valid;
    assign down_queue_o = forward_down_queue;
    assign down_turn_o = forward_down_turn;

    backward_slice backward (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (up_valid_i),
        .up_ready_o   (backward_up_ready),
        .up_queue_i   (up_queue_i),
        .up_turn_i    (up_turn_i),
        .down_valid_o (backward_down_valid),
        .down_ready_i (forward_up_ready),
        .down_queue_o (backward_down_queue),
        .down_turn_o  (backward_down_turn)
    );

    forward_slice forward (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (backward_down_valid),
        .up_ready_o   (forward_up_ready),
        .up_queue_i   (backward_down_queue),
        .up_turn_i    (backward_down_turn),
        .down_valid_o (forward_down_valid),
        .down_ready_i (down_ready_i),
        .down_queue_o (forward_down_queue),
        .down_turn_o  (forward_down_turn)
    );

endmodule

// Surplus round robin over functions, round robin over the queues of each.
// Parameters: functions = 2, queuesPerFunction = 1, framesPerQueue = 16
module surplus_scheduler (
    input  wire        clk,
    input  wire        rst,
    // enqueued
    input  wire        enqueued_valid_i,
    input  wire        enqueued_queue_i,
    // wake
    input  wire        wake_valid_i,
    input  wire        wake_queue_i,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // parked
    input  wire        parked_valid_i,
    input  wire        parked_queue_i,
    input  wire [4:0]  parked_frames_i,
    input  wire [2:0]  parked_turn_i,
    // cost
    input  wire        cost_valid_i,
    input  wire        cost_function_i,
    input  wire [15:0] cost_bus_i,
    input  wire [14:0] cost_wire_i,
    // weight
    input  wire        weight_valid_i,
    input  wire        weight_function_i,
    input  wire [7:0]  weight_weight_i,
    // rate
    input  wire        rate_valid_i,
    input  wire        rate_function_i,
    input  wire [24:0] rate_rate_i,
    // allowed
    input  wire [1:0]  allowed_reads_i,
    input  wire [1:0]  allowed_writes_i,
    input  wire [1:0]  allowed_elements_i,
    // select
    output wire        select_valid_o,
    input  wire        select_ready_i,
    output wire        select_queue_o,
    output wire [2:0]  select_turn_o,
    output wire        ready_o
);

    reg         enqueued_valid_q;
    reg         enqueued_payload_queue_q;
    reg         wake_valid_q;
    reg         wake_payload_queue_q;
    reg         change_valid_q;
    reg         change_payload_queue_q;
    reg         change_payload_beginning_q;
    reg         parked_valid_q;
    reg         parked_payload_queue_q;
    reg  [4:0]  parked_payload_frames_q;
    reg  [2:0]  parked_payload_turn_q;
    reg         cost_valid_q;
    reg         cost_payload_function_q;
    reg  [15:0] cost_payload_bus_q;
    reg  [14:0] cost_payload_wire_q;
    reg         sweep_active_q;
    reg         sweep_index_q;
    wire [4:0]  enqueued0_rdata;
    wire [11:0] taken0_rdata;
    wire        begins0_rdata;
    wire [1:0]  limiter_open;
    wire [1:0]  rotation_candidates;
    wire        rotation_next_valid;
    wire        rotation_next_function;
    wire        selected_up_ready;
    wire [2:0]  selected_up_turn;
    wire        selected_down_valid;
    wire        selected_down_queue;
    wire [2:0]  selected_down_turn;
    reg         turn_valid_q;
    reg         turn_acts_q;
    reg         turn_begins_q;
    reg         turn_function_q;
    reg  [7:0]  turn_weight_q;
    reg  [3:0]  turn_ends_q;
    reg  [4:0]  turn_unpaid_q;
    reg         looked_ready_q;
    reg         looked_ended_q;
    reg         looked_more_q;
    reg         looked_after_q;
    reg         looked_rich_q;
    reg         looked_may_q;
    reg         looked_stirred_q;
    reg  [1:0]  may_q;
    wire [11:0] taken0_rdata1;
    wire [4:0]  enqueued0_rdata1;
    wire [2:0]  turns0_rdata;
    wire        begins0_rdata1;
    wire [23:0] spent_rdata;
    wire [23:0] earned_rdata;
    wire [23:0] had;
    wire [23:0] spent_rdata1;
    wire        left;
    wire [23:0] richer;
    wire        served_rdata;
    wire        stirred;
    wire        acts;
    wire        serves;
    wire        queue;
    wire        free;
    wire        selects;
    wire [11:0] taken0_rdata2;
    wire [2:0]  turns0_rdata1;
    wire [2:0]  turns0_rdata2;
    wire        emptied;
    wire        left_ready;
    wire        left_ended;
    wire        calm;
    reg  [1:0]  active_q;
    reg  [1:0]  ending_q;
    wire        blocked;
    wire        ends_one;
    wire        keeps;
    wire        stays;
    wire        moves;
    wire        goes;
    wire [7:0]  weights_rdata;

    always @(posedge clk) begin
        enqueued_valid_q <= enqueued_valid_i;
        enqueued_payload_queue_q <= enqueued_queue_i;
        wake_valid_q <= wake_valid_i;
        wake_payload_queue_q <= wake_queue_i;
        change_valid_q <= change_valid_i;
        change_payload_queue_q <= change_queue_i;
        change_payload_beginning_q <= change_beginning_i;
        parked_valid_q <= parked_valid_i;
        parked_payload_queue_q <= parked_queue_i;
        parked_payload_frames_q <= parked_frames_i;
        parked_payload_turn_q <= parked_turn_i;
        cost_valid_q <= cost_valid_i;
        cost_payload_function_q <= cost_function_i;
        cost_payload_bus_q <= cost_bus_i;
        cost_payload_wire_q <= cost_wire_i;
        if (rst) begin
            enqueued_valid_q <= 1'd0;
            wake_valid_q <= 1'd0;
            change_valid_q <= 1'd0;
            parked_valid_q <= 1'd0;
            cost_valid_q <= 1'd0;
        end
    end

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

    assign ready_o = ~sweep_active_q;
    assign select_valid_o = selected_down_valid;
    assign select_queue_o = selected_down_queue;
    assign select_turn_o = selected_down_turn;

    wire enqueued0_rdata1_differs = enqueued0_rdata1 != taken0_rdata1[4:0];
    wire [23:0] spent_rdata1_difference = spent_rdata1 - richer;
    always @(posedge clk) begin
        may_q <= allowed_reads_i & allowed_writes_i & allowed_elements_i & limiter_open;
        looked_ready_q <= enqueued0_rdata1_differs & begins0_rdata1 & ~(taken0_rdata1[8] & (taken0_rdata1[11:9] == turns0_rdata));
        looked_ended_q <= enqueued0_rdata1_differs & ~begins0_rdata1;
        looked_more_q <= (enqueued0_rdata1 != taken0_rdata1[4:0]) & (enqueued0_rdata1 != (taken0_rdata1[4:0] + 5'd1));
        looked_after_q <= served_rdata;
        looked_rich_q <= turn_begins_q ? spent_rdata1_difference[23] : left;
        looked_may_q <= may_q[turn_function_q];
        looked_stirred_q <= stirred;
        if (ends_one) begin
            turn_ends_q <= turn_ends_q + 4'd1;
        end
        if (selects) begin
            turn_unpaid_q <= turn_unpaid_q + 5'd1;
        end
        if (cost_valid_q & (cost_payload_function_q == turn_function_q)) begin
            turn_unpaid_q <= 5'd0;
        end
        turn_acts_q <= turn_valid_q & ~turn_acts_q;
        turn_begins_q <= 1'd0;
        if (moves) begin
            turn_valid_q <= goes;
            turn_acts_q <= 1'd0;
            turn_begins_q <= 1'd1;
            turn_function_q <= rotation_next_function;
            turn_weight_q <= weights_rdata;
            turn_ends_q <= 4'd0;
            turn_unpaid_q <= 5'd0;
        end
        if (rst) begin
            may_q <= 2'd0;
            turn_acts_q <= 1'd0;
            turn_begins_q <= 1'd0;
            turn_valid_q <= 1'd0;
        end
    end

    assign had = earned_rdata;

    wire [23:0] spent_rdata1_difference_2 = spent_rdata1 - had;
    assign left = spent_rdata1_difference_2[23];

    assign richer = had + {5'd0, turn_weight_q, 11'd0};
    assign stirred = (enqueued_valid_q & (enqueued_payload_queue_q == turn_function_q))
            | (wake_valid_q & (wake_payload_queue_q == turn_function_q))
            | (parked_valid_q & (parked_payload_queue_q == turn_function_q))
            | (change_valid_q & (change_payload_queue_q == turn_function_q));
    assign acts = turn_valid_q & turn_acts_q;
    assign serves = looked_may_q & looked_rich_q;

    wire offered = looked_ended_q | (looked_ready_q & serves);
    wire ahead = offered & looked_after_q;
    assign queue = ahead ? ahead : offered;

    assign free = selected_up_ready & ~parked_valid_q;
    assign selects = acts & free & offered;
    assign selected_up_turn = {3{queue}} & turns0_rdata2;
    assign emptied = queue & selects & ~looked_more_q;
    assign left_ready = looked_ready_q & ~emptied;
    assign left_ended = looked_ended_q & ~emptied;
    assign calm = acts & ~(looked_stirred_q | stirred);

    always @(posedge clk) begin
        if (calm) begin
            case (turn_function_q)
                1'd0: active_q[0] <= left_ready;
                1'd1: active_q[1] <= left_ready;
            endcase
        end
        if (calm & ~left_ended) begin
            case (turn_function_q)
                1'd0: ending_q[0] <= 1'd0;
                1'd1: ending_q[1] <= 1'd0;
            endcase
        end
        if (enqueued_valid_q) begin
            case (enqueued_payload_queue_q)
                1'd0: active_q[0] <= 1'd1;
                1'd1: active_q[1] <= 1'd1;
            endcase
        end
        if (wake_valid_q & taken0_rdata[8]) begin
            case (wake_payload_queue_q)
                1'd0: active_q[0] <= 1'd1;
                1'd1: active_q[1] <= 1'd1;
            endcase
        end
        if (parked_valid_q) begin
            case (parked_payload_queue_q)
                1'd0: active_q[0] <= 1'd1;
                1'd1: active_q[1] <= 1'd1;
            endcase
        end
        if (~begins0_rdata & enqueued_valid_q) begin
            case (enqueued_payload_queue_q)
                1'd0: ending_q[0] <= 1'd1;
                1'd1: ending_q[1] <= 1'd1;
            endcase
        end
        if (change_valid_q) begin
            case (change_payload_queue_q)
                1'd0: ending_q[0] <= 1'd1;
                1'd1: ending_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            active_q <= 2'd0;
            ending_q <= 2'd0;
        end
    end

    assign rotation_candidates = (active_q & may_q) | ending_q;
    assign blocked = offered & ~free;
    assign ends_one = selects & (looked_ended_q & queue);
    assign keeps = serves & left_ready & ~(&turn_unpaid_q);
    assign stays = blocked | keeps | (left_ended & ~(&turn_ends_q));
    assign moves = ~turn_valid_q | (turn_acts_q ? ~stays : (~turn_acts_q & ~turn_begins_q & ~left & (turn_ends_q == 4'd0)));
    assign goes = moves & rotation_next_valid;

    (* ram_style = "distributed" *)
    reg [4:0] enqueued0 [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | enqueued_valid_q) begin
            enqueued0[sweep_active_q ? sweep_index_q : enqueued_payload_queue_q] <= sweep_active_q ? 5'd0 : (enqueued0_rdata + 5'd1);
        end
    end
    assign enqueued0_rdata = enqueued0[enqueued_payload_queue_q];
    assign enqueued0_rdata1 = enqueued0[turn_function_q];

    wire parked_payload_queue_choice = parked_valid_q ? parked_payload_queue_q : turn_function_q;
    (* ram_style = "distributed" *)
    reg [11:0] taken0 [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | parked_valid_q | (selects & queue)) begin
            taken0[sweep_active_q ? sweep_index_q : parked_payload_queue_choice] <= {sweep_active_q ? 3'd0 : parked_payload_turn_q, sweep_active_q ? 1'd0 : parked_valid_q,
                    sweep_active_q ? 3'd0 : parked_valid_q ? taken0_rdata2[7:5] : turns0_rdata1,
                    sweep_active_q ? 5'd0 : parked_valid_q ? (taken0_rdata2[4:0] - parked_payload_frames_q) : (taken0_rdata2[4:0] + 5'd1)};
        end
    end
    assign taken0_rdata = taken0[wake_payload_queue_q];
    assign taken0_rdata1 = taken0[turn_function_q];
    assign taken0_rdata2 = taken0[parked_payload_queue_choice];

    (* ram_style = "distributed" *)
    reg [2:0] turns0 [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | wake_valid_q) begin
            turns0[sweep_active_q ? sweep_index_q : wake_payload_queue_q] <= sweep_active_q ? 3'd0 : (taken0_rdata[7:5] + 3'd1);
        end
    end
    assign turns0_rdata = turns0[turn_function_q];
    assign turns0_rdata1 = turns0[turn_function_q];
    assign turns0_rdata2 = turns0[turn_function_q];

    (* ram_style = "distributed" *)
    reg begins0 [0:1];
    always @(posedge clk) begin
        if (change_valid_q) begin
            begins0[change_payload_queue_q] <= change_payload_beginning_q;
        end
    end
    assign begins0_rdata = begins0[enqueued_payload_queue_q];
    assign begins0_rdata1 = begins0[turn_function_q];

    (* ram_style = "distributed" *)
    reg [7:0] weights [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | weight_valid_i) begin
            weights[sweep_active_q ? sweep_index_q : weight_function_i] <= (sweep_active_q | (weight_weight_i == 8'd0)) ? 8'd1 : weight_weight_i;
        end
    end
    assign weights_rdata = weights[rotation_next_function];

    wire earns = turn_valid_q & turn_begins_q;
    (* ram_style = "distributed" *)
    reg [23:0] earned [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | earns | (acts & ~stays & left)) begin
            earned[sweep_active_q ? sweep_index_q : turn_function_q] <= sweep_active_q ? 24'd0 : earns ? richer : spent_rdata1;
        end
    end
    assign earned_rdata = earned[turn_function_q];

    (* ram_style = "distributed" *)
    reg [23:0] spent [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | cost_valid_q) begin
            spent[sweep_active_q ? sweep_index_q : cost_payload_function_q] <= sweep_active_q ? 24'd0 : (spent_rdata + {8'd0, cost_payload_bus_q});
        end
    end
    assign spent_rdata = spent[cost_payload_function_q];
    assign spent_rdata1 = spent[turn_function_q];

    (* ram_style = "distributed" *)
    reg served [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | selects) begin
            served[sweep_active_q ? sweep_index_q : turn_function_q] <= 1'd0;
        end
    end
    assign served_rdata = served[turn_function_q];

    rate_limiter limiter (
        .clk             (clk),
        .rst             (rst),
        .rate_valid_i    (rate_valid_i),
        .rate_function_i (rate_function_i),
        .rate_rate_i     (rate_rate_i),
        .cost_valid_i    (cost_valid_q),
        .cost_function_i (cost_payload_function_q),
        .cost_wire_i     (cost_payload_wire_q),
        .open_o          (limiter_open)
    );

    function_rotation rotation (
        .clk             (clk),
        .rst             (rst),
        .candidates_i    (rotation_candidates),
        .next_valid_o    (rotation_next_valid),
        .next_function_o (rotation_next_function),
        .go_i            (goes)
    );

    full_slice selected (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (selects),
        .up_ready_o   (selected_up_ready),
        .up_queue_i   (turn_function_q),
        .up_turn_i    (selected_up_turn),
        .down_valid_o (selected_down_valid),
        .down_ready_i (select_ready_i),
        .down_queue_o (selected_down_queue),
        .down_turn_o  (selected_down_turn)
    );

    wire unused = &{1'b0, change_running_i, change_epoch_i, taken0_rdata[4:0], taken0_rdata[11:9], taken0_rdata1[7:5], taken0_rdata2[11:8], spent_rdata1_difference[22:0], spent_rdata1_difference_2[22:0]};

endmodule

`default_nettype wire
