/* verilator lint_off DECLFILENAME */
`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 3
module round_robin_arbiter (
    input  wire       clk,
    input  wire       rst,
    input  wire [2:0] requests_i,
    input  wire       accept_i,
    output wire [2:0] grants_o
);

    reg  [2:0] above_q;

    wire [2:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [2:0] ahead_or = ahead | {ahead[1:0], 1'd0};
    wire [2:0] requests_or = requests_i | {requests_i[1:0], 1'd0};
    wire [2:0] next = is_ahead ? {ahead_or[1:0], 1'd0} : {requests_or[1:0], 1'd0};
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 3'd0;
        end
    end

    wire unused = &{1'b0, ahead_or[2], requests_or[2]};

endmodule

// Joins 3 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = published again late
module stream_merge (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_published_valid_i,
    output wire  ups_published_ready_o,
    input  wire  ups_published_queue_i,
    input  wire  ups_again_valid_i,
    output wire  ups_again_ready_o,
    input  wire  ups_again_queue_i,
    input  wire  ups_late_valid_i,
    output wire  ups_late_ready_o,
    input  wire  ups_late_queue_i,
    // down
    output wire  down_valid_o,
    input  wire  down_ready_i,
    output wire  down_queue_o
);

    wire [2:0] arbiter_requests;
    wire       arbiter_accept;
    wire [2:0] arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;

    assign arbiter_requests = {ups_late_valid_i, ups_again_valid_i, ups_published_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_published_ready_o = arbiter_grants[0] & free;
    assign ups_again_ready_o = arbiter_grants[1] & free;
    assign ups_late_ready_o = arbiter_grants[2] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_published_queue_i) | (arbiter_grants[1] & ups_again_queue_i)
                    | (arbiter_grants[2] & ups_late_queue_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

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

// Work lists of 3 sources, merged in turn.
// Parameters: queues = 2, names = published again late
module work_lists (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_published_valid_i,
    input  wire  push_published_queue_i,
    input  wire  push_again_valid_i,
    input  wire  push_again_queue_i,
    input  wire  push_late_valid_i,
    input  wire  push_late_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_published_ready;
    wire  merge_ups_again_ready;
    wire  merge_ups_late_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  published_pop_valid;
    wire  published_pop_queue;
    wire  again_pop_valid;
    wire  again_pop_queue;
    wire  late_pop_valid;
    wire  late_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge merge (
        .clk                   (clk),
        .rst                   (rst),
        .ups_published_valid_i (published_pop_valid),
        .ups_published_ready_o (merge_ups_published_ready),
        .ups_published_queue_i (published_pop_queue),
        .ups_again_valid_i     (again_pop_valid),
        .ups_again_ready_o     (merge_ups_again_ready),
        .ups_again_queue_i     (again_pop_queue),
        .ups_late_valid_i      (late_pop_valid),
        .ups_late_ready_o      (merge_ups_late_ready),
        .ups_late_queue_i      (late_pop_queue),
        .down_valid_o          (merge_down_valid),
        .down_ready_i          (pop_ready_i),
        .down_queue_o          (merge_down_queue)
    );

    work_list published (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_published_valid_i),
        .push_queue_i (push_published_queue_i),
        .pop_valid_o  (published_pop_valid),
        .pop_ready_i  (merge_ups_published_ready),
        .pop_queue_o  (published_pop_queue)
    );

    work_list again (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_again_valid_i),
        .push_queue_i (push_again_queue_i),
        .pop_valid_o  (again_pop_valid),
        .pop_ready_i  (merge_ups_again_ready),
        .pop_queue_o  (again_pop_queue)
    );

    work_list late (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_late_valid_i),
        .push_queue_i (push_late_queue_i),
        .pop_valid_o  (late_pop_valid),
        .pop_ready_i  (merge_ups_late_ready),
        .pop_queue_o  (late_pop_queue)
    );

endmodule

// Interrupt moderator: holds back the question after an interrupt for a number of elements or a time.
// Parameters: queues = 2
module interrupt_moderator (
    input  wire        clk,
    input  wire        rst,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // write
    input  wire        write_valid_i,
    input  wire [4:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // asked
    input  wire        asked_queue_i,
    input  wire [7:0]  asked_epoch_i,
    input  wire [15:0] asked_elements_i,
    output wire        held_o,
    // decided
    input  wire        decided_valid_i,
    input  wire        decided_waits_i,
    // due
    output wire        due_valid_o,
    output wire        due_queue_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    reg  [19:0] clock_q;
    reg         seen_armed_q;
    reg         seen_over_q;
    reg  [13:0] seen_end_q;
    reg         seen_few_q;
    reg         seen_begins_q;
    reg  [9:0]  seen_ticks_q;
    wire [23:0] timers_rdata;
    wire [17:0] settings_rdata;
    wire        is_armed;
    wire [9:0]  states_rdata;
    wire        has_passed;
    reg         walk_q;
    reg         walked_queue_q;
    reg         walked_armed_q;
    reg         walked_passed_q;
    reg  [13:0] walked_end_q;
    reg         walked_begins_q;
    reg         told_valid_q;
    reg         told_queue_q;
    wire [9:0]  states_rdata1;
    wire [23:0] timers_rdata1;

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
        clock_q <= clock_q + 20'd1;
        if (rst) begin
            clock_q <= 20'd0;
        end
    end

    assign is_armed = timers_rdata[8] & (timers_rdata[7:0] == asked_epoch_i);

    wire [13:0] clock_difference = clock_q[19:6] - timers_rdata[23:10];
    always @(posedge clk) begin
        seen_armed_q <= is_armed;
        seen_over_q <= timers_rdata[9] | ~clock_difference[13];
        seen_end_q <= timers_rdata[23:10];
        seen_few_q <= (settings_rdata[7:0] == 8'd0) | (asked_elements_i < {8'd0, settings_rdata[7:0]});
        seen_begins_q <= states_rdata[1] & (states_rdata[9:2] == asked_epoch_i);
        seen_ticks_q <= settings_rdata[17:8];
    end

    assign has_passed = seen_armed_q & seen_over_q;
    assign held_o = seen_few_q & seen_begins_q & (seen_ticks_q != 10'd0) & ~has_passed;

    wire [13:0] clock_difference_2 = clock_q[19:6] - walked_end_q;
    always @(posedge clk) begin
        walk_q <= (walk_q == 1'd1) ? 1'd0 : (walk_q + 1'd1);
        walked_queue_q <= walk_q;
        walked_armed_q <= timers_rdata1[8];
        walked_passed_q <= timers_rdata1[9];
        walked_end_q <= timers_rdata1[23:10];
        walked_begins_q <= states_rdata1[1] & (states_rdata1[9:2] == timers_rdata1[7:0]);
        told_valid_q <= walked_armed_q & (walked_passed_q | ~clock_difference_2[13] | ~walked_begins_q) & ~sweep_active_q;
        told_queue_q <= walked_queue_q;
        if (rst) begin
            walk_q <= 1'd0;
            told_valid_q <= 1'd0;
        end
    end

    assign due_valid_o = told_valid_q;
    assign due_queue_o = told_queue_q;

    (* ram_style = "distributed" *)
    reg [17:0] settings [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_address_i[3:0] == 4'd13))) begin
            settings[sweep_active_q ? sweep_index_q : write_address_i[4]] <= {sweep_active_q ? 10'd0 : write_data_i[25:16], sweep_active_q ? 8'd0 : write_data_i[7:0]};
        end
    end
    assign settings_rdata = settings[asked_queue_i];

    (* ram_style = "distributed" *)
    reg [23:0] timers [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | decided_valid_i) begin
            timers[sweep_active_q ? sweep_index_q : asked_queue_i] <= {seen_armed_q ? seen_end_q : (clock_q[19:6] + {4'd0, seen_ticks_q}), has_passed,
                    ~sweep_active_q & decided_waits_i, sweep_active_q ? 8'd0 : asked_epoch_i};
        end
    end
    assign timers_rdata = timers[asked_queue_i];
    assign timers_rdata1 = timers[walk_q];

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[asked_queue_i];
    assign states_rdata1 = states[walk_q];

    wire unused = &{1'b0, write_data_i[15:8], write_data_i[31:26], states_rdata[0], states_rdata1[0], clock_difference[12:0], clock_difference_2[12:0]};

endmodule

// Used notifier: whether the driver wants an interrupt after each publication.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module used_notifier (
    input  wire         clk,
    input  wire         rst,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [7:0]   start_epoch_i,
    input  wire [63:0]  start_descriptors_i,
    input  wire [63:0]  start_driver_i,
    input  wire [63:0]  start_device_i,
    input  wire [15:0]  start_size_i,
    input  wire [15:0]  start_vector_i,
    input  wire         start_features_packed_i,
    input  wire         start_features_mergeable_i,
    input  wire         start_features_indirect_i,
    input  wire         start_features_event_index_i,
    input  wire         start_features_in_order_i,
    input  wire         start_features_guest_checksum_i,
    input  wire [15:0]  start_available_index_i,
    input  wire         start_available_wrap_i,
    input  wire [15:0]  start_used_index_i,
    input  wire         start_used_wrap_i,
    input  wire [4:0]   start_merge_limit_i,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // published
    input  wire         published_valid_i,
    input  wire         published_queue_i,
    // write
    input  wire         write_valid_i,
    input  wire [4:0]   write_address_i,
    input  wire [31:0]  write_data_i,
    // state
    output wire         state_queue_o,
    input  wire [15:0]  state_used_position_index_i,
    input  wire         state_used_position_wrap_i,
    input  wire [15:0]  state_used_total_i,
    input  wire [1:0]   allowed_i,
    // reads
    output reg          reads_valid_o,
    input  wire         reads_ready_i,
    output wire         reads_function_o,
    output wire [63:0]  reads_address_o,
    output wire [9:0]   reads_bytes_o,
    output wire [2:0]   reads_kind_o,
    output wire         reads_context_o,
    // answers
    input  wire         answers_valid_i,
    output reg          answers_ready_o,
    input  wire [127:0] answers_data_i,
    input  wire         answers_last_i,
    input  wire         answers_context_i,
    input  wire [1:0]   answers_fault_i,
    // stop
    output wire         stop_valid_o,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o,
    // irq
    output reg          irq_valid_o,
    input  wire         irq_ready_i,
    output wire         irq_queue_o,
    output wire [15:0]  irq_vector_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o
);

    localparam [2:0] ASKING_IDLE    = 3'd0;
    localparam [2:0] ASKING_LOAD    = 3'd1;
    localparam [2:0] ASKING_WEIGH   = 3'd2;
    localparam [2:0] ASKING_SEE     = 3'd3;
    localparam [2:0] ASKING_OFFER   = 3'd4;
    localparam [2:0] ASKING_LATER   = 3'd5;
    localparam [2:0] JUDGING_IDLE   = 3'd0;
    localparam [2:0] JUDGING_LOAD   = 3'd1;
    localparam [2:0] JUDGING_PICK   = 3'd2;
    localparam [2:0] JUDGING_DECIDE = 3'd3;
    localparam [2:0] JUDGING_TELL   = 3'd4;
    localparam [1:0] SENDING_IDLE   = 2'd0;
    localparam [1:0] SENDING_LOAD   = 2'd1;
    localparam [1:0] SENDING_OFFER  = 2'd2;

    reg          sweep_active_q;
    reg          sweep_index_q;
    wire         due_push_again_valid;
    wire         due_push_again_queue;
    wire         due_pop_valid;
    reg          due_pop_ready;
    wire         due_pop_queue;
    wire         owed_pop_valid;
    reg          owed_pop_ready;
    wire         owed_pop_queue;
    wire         moderator_held;
    reg          moderator_decided_valid;
    wire         moderator_decided_waits;
    wire         moderator_due_valid;
    wire         moderator_due_queue;
    reg          question_queue_q;
    reg  [63:0]  question_address_q;
    reg          question_packed_q;
    reg  [15:0]  question_used_position_index_q;
    reg          question_used_position_wrap_q;
    reg  [15:0]  question_used_total_q;
    reg  [15:0]  question_told_q;
    reg          question_runs_q;
    reg          question_reading_q;
    reg          question_wanted_q;
    reg  [7:0]   question_epoch_q;
    reg  [15:0]  question_elements_q;
    reg          question_allowed_q;
    reg          answer_queue_q;
    reg  [127:0] answer_beat_q;
    reg  [1:0]   answer_fault_q;
    reg  [63:0]  answer_wish_address_q;
    reg  [15:0]  answer_wish_last_q;
    reg          answer_wish_packed_q;
    reg          answer_wish_event_index_q;
    reg  [7:0]   answer_wish_epoch_q;
    reg  [15:0]  answer_asked_position_index_q;
    reg          answer_asked_position_wrap_q;
    reg  [15:0]  answer_asked_total_q;
    reg  [15:0]  answer_old_index_q;
    reg          answer_old_wrap_q;
    reg          answer_runs_q;
    reg  [31:0]  answer_word_q;
    reg          answer_wants_q;
    wire         question_asked;
    wire         answer_judged;
    wire         asked_rdata;
    wire         answered_rdata;
    wire         judged_seen_rdata;
    wire         judged_starts_rdata;
    wire [15:0]  told_rdata;
    wire         question_seen;
    wire [15:0]  told_rdata1;
    wire         looked_seen_rdata;
    wire         looked_starts_rdata;
    wire         held;
    reg          again;
    reg          asks;
    reg          looks;
    wire         is_published;
    reg  [2:0]   asking_q;
    wire [89:0]  wishes_rdata;
    wire [15:0]  told_rdata2;
    wire         judged_starts_rdata1;
    wire         judged_seen_rdata1;
    wire [32:0]  judged_started_rdata;
    wire [32:0]  judged_written_rdata;
    wire [9:0]   states_rdata;
    wire         asked_rdata1;
    wire         answered_rdata1;
    reg  [2:0]   judging_q;
    wire [89:0]  wishes_rdata1;
    wire [32:0]  asked_at_rdata;
    wire         judged_starts_rdata2;
    wire         judged_seen_rdata2;
    wire [32:0]  judged_started_rdata1;
    wire [32:0]  judged_written_rdata1;
    wire [9:0]   states_rdata1;
    wire         good;
    wire         is_owed;
    reg          message_queue_q;
    reg  [15:0]  message_vector_q;
    reg          message_runs_q;
    reg          gone;
    wire         went_rdata;
    wire         came_rdata;
    reg  [1:0]   sending_q;
    wire [23:0]  vectors_rdata;
    wire         came_rdata1;
    wire         went_rdata1;
    wire [9:0]   states_rdata2;
    reg          found_reading_q;
    reg          found_unsent_q;
    reg          found_asking_q;
    reg          busy_q;
    wire [9:0]   states_rdata3;
    wire [15:0]  told_rdata3;
    wire         looked_starts_rdata1;
    wire         looked_seen_rdata1;
    wire [15:0]  looked_started_rdata;
    wire [15:0]  looked_written_rdata;
    wire         asked_rdata2;
    wire         answered_rdata2;
    wire         came_rdata2;
    wire         went_rdata2;

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

    assign state_queue_o = question_queue_q;

    always @(*) begin
        due_pop_ready = 1'd0;
        case (asking_q)
            ASKING_IDLE: begin
                due_pop_ready = 1'd1;
            end
            default: begin end  // ASKING_LATER
        endcase
    end

    always @(*) begin
        reads_valid_o = 1'd0;
        case (asking_q)
            ASKING_OFFER: begin
                reads_valid_o = question_wanted_q & question_allowed_q;
            end
            default: begin end  // ASKING_LATER
        endcase
    end

    always @(*) begin
        asks = 1'd0;
        case (asking_q)
            ASKING_OFFER: begin
                if (question_wanted_q) begin
                    if (question_allowed_q) begin
                        if (reads_ready_i) begin
                            asks = 1'd1;
                        end
                    end
                end
            end
            default: begin end  // ASKING_LATER
        endcase
    end

    always @(*) begin
        looks = 1'd0;
        case (asking_q)
            ASKING_OFFER: begin
                looks = asks | ~is_published;
            end
            default: begin end  // ASKING_LATER
        endcase
    end

    always @(*) begin
        again = 1'd0;
        case (asking_q)
            ASKING_IDLE: begin end
            ASKING_LOAD: begin end
            ASKING_WEIGH: begin end
            ASKING_SEE: begin end
            ASKING_OFFER: begin end
            default: begin  // ASKING_LATER
                again = 1'd1;
            end
        endcase
    end

    assign is_published = question_runs_q & (question_elements_q != 16'd0);

    always @(*) begin
        moderator_decided_valid = 1'd0;
        case (asking_q)
            ASKING_OFFER: begin
                moderator_decided_valid = asks | ~(question_wanted_q & question_allowed_q);
            end
            default: begin end  // ASKING_LATER
        endcase
    end

    assign moderator_decided_waits = is_published & ~asks;

    wire [32:0] judged_started_rdata_choice = (judged_starts_rdata1 != judged_seen_rdata1)
            ? {judged_started_rdata[32:17], judged_started_rdata[16], judged_started_rdata[15:0]}
            : {judged_written_rdata[32:17], judged_written_rdata[16], judged_written_rdata[15:0]};
    wire [32:0] judged_started_rdata1_choice = (judged_starts_rdata2 != judged_seen_rdata2)
            ? {judged_started_rdata1[32:17], judged_started_rdata1[16], judged_started_rdata1[15:0]}
            : {judged_written_rdata1[32:17], judged_written_rdata1[16], judged_written_rdata1[15:0]};
    wire [127:0] answer_beat_shifted = answer_beat_q >> {answer_wish_address_q[3:1], 4'd0};
    wire [17:0] size = {2'd0, answer_wish_last_q} + 18'd1;
    wire answer_word_less = (({3'd0, answer_word_q[14:0]} - {2'd0, answer_old_index_q}) + ((answer_word_q[15] != answer_old_wrap_q) ? size : 18'd0)) < (({2'd0, answer_asked_position_index_q} - {2'd0, answer_old_index_q}) + ((answer_asked_position_wrap_q != answer_old_wrap_q) ? size : 18'd0));
    always @(posedge clk) begin
        case (asking_q)
            ASKING_IDLE: begin
                question_queue_q <= due_pop_queue;
                if (due_pop_valid) begin
                    asking_q <= ASKING_LOAD;
                end
            end
            ASKING_LOAD: begin
                question_address_q <= wishes_rdata[63:0];
                question_packed_q <= wishes_rdata[80];
                question_used_position_index_q <= state_used_position_index_i;
                question_used_position_wrap_q <= state_used_position_wrap_i;
                question_used_total_q <= state_used_total_i;
                question_told_q <= told_rdata2;
                question_elements_q <= state_used_total_i - judged_started_rdata_choice[32:17];
                question_epoch_q <= wishes_rdata[89:82];
                question_runs_q <= states_rdata[0] & (states_rdata[9:2] == wishes_rdata[89:82]);
                question_reading_q <= asked_rdata1 != answered_rdata1;
                question_allowed_q <= allowed_i[question_queue_q];
                asking_q <= ASKING_WEIGH;
            end
            ASKING_WEIGH: begin
                asking_q <= ASKING_SEE;
            end
            ASKING_SEE: begin
                question_wanted_q <= is_published & ~question_reading_q & ~moderator_held;
                asking_q <= ASKING_OFFER;
            end
            ASKING_OFFER: begin
                if (~question_wanted_q) begin
                    asking_q <= ASKING_IDLE;
                end else if (~question_allowed_q) begin
                    asking_q <= ASKING_LATER;
                end else if (reads_ready_i) begin
                    asking_q <= ASKING_IDLE;
                end
            end
            default: begin  // ASKING_LATER
                if (~held) begin
                    asking_q <= ASKING_IDLE;
                end
            end
        endcase
        case (judging_q)
            JUDGING_IDLE: begin
                answer_queue_q <= answers_context_i;
                answer_beat_q <= answers_data_i;
                answer_fault_q <= answers_fault_i;
                if (answers_valid_i) begin
                    judging_q <= JUDGING_LOAD;
                end
            end
            JUDGING_LOAD: begin
                answer_wish_address_q <= wishes_rdata1[63:0];
                answer_wish_last_q <= wishes_rdata1[79:64];
                answer_wish_packed_q <= wishes_rdata1[80];
                answer_wish_event_index_q <= wishes_rdata1[81];
                answer_wish_epoch_q <= wishes_rdata1[89:82];
                answer_asked_position_index_q <= asked_at_rdata[15:0];
                answer_asked_position_wrap_q <= asked_at_rdata[16];
                answer_asked_total_q <= asked_at_rdata[32:17];
                answer_old_index_q <= judged_started_rdata1_choice[15:0];
                answer_old_wrap_q <= judged_started_rdata1_choice[16];
                answer_runs_q <= states_rdata1[0] & (states_rdata1[9:2] == wishes_rdata1[89:82]);
                judging_q <= JUDGING_PICK;
            end
            JUDGING_PICK: begin
                answer_word_q <= answer_beat_shifted[31:0];
                judging_q <= JUDGING_DECIDE;
            end
            JUDGING_DECIDE: begin
                answer_wants_q <= answer_wish_packed_q
                        ? ((answer_word_q[17:16] == 2'd1) ? 1'd0 : ((answer_word_q[17:16] == 2'd2) & answer_wish_event_index_q) ? answer_word_less : 1'd1)
                        : answer_wish_event_index_q
                        ? (((answer_asked_position_index_q - answer_word_q[15:0]) - 16'd1) < (answer_asked_position_index_q - answer_old_index_q))
                        : ~answer_word_q[0];
                judging_q <= JUDGING_TELL;
            end
            default: begin  // JUDGING_TELL
                judging_q <= JUDGING_IDLE;
            end
        endcase
        if (rst) begin
            judging_q <= 3'd0;
            asking_q <= 3'd0;
        end
    end

    assign reads_function_o = question_queue_q;
    assign reads_address_o = question_address_q;
    assign reads_bytes_o = question_packed_q ? 10'd4 : 10'd2;
    assign reads_kind_o = 3'd4;
    assign reads_context_o = question_queue_q;
    assign question_asked = asks;
    assign question_seen = looks;

    always @(*) begin
        answers_ready_o = 1'd0;
        case (judging_q)
            JUDGING_IDLE: begin
                answers_ready_o = 1'd1;
            end
            default: begin end  // JUDGING_TELL
        endcase
    end

    wire judges = judging_q == JUDGING_TELL;
    wire failed = |answer_fault_q;
    assign stop_valid_o = judges & answer_runs_q & failed;

    assign stop_queue_o = answer_queue_q;
    assign stop_epoch_o = answer_wish_epoch_q;
    assign stop_error_o = (answer_fault_q == 2'd2) ? 4'd8 : 4'd6;
    assign good = judges & answer_runs_q & ~failed;
    assign answer_judged = judges;
    assign held = good;
    assign due_push_again_valid = again | good;
    assign due_push_again_queue = good ? answer_queue_q : question_queue_q;
    assign is_owed = good & answer_wants_q;

    wire irq_ready_or = irq_ready_i | ~message_runs_q;
    always @(*) begin
        gone = 1'd0;
        case (sending_q)
            SENDING_IDLE: begin end
            SENDING_LOAD: begin end
            default: begin  // SENDING_OFFER
                if (irq_ready_or) begin
                    gone = 1'd1;
                end
            end
        endcase
    end

    always @(*) begin
        owed_pop_ready = 1'd0;
        case (sending_q)
            SENDING_IDLE: begin
                owed_pop_ready = 1'd1;
            end
            default: begin end  // SENDING_OFFER
        endcase
    end

    always @(*) begin
        irq_valid_o = 1'd0;
        case (sending_q)
            SENDING_IDLE: begin end
            SENDING_LOAD: begin end
            default: begin  // SENDING_OFFER
                irq_valid_o = message_runs_q;
            end
        endcase
    end

    always @(posedge clk) begin
        case (sending_q)
            SENDING_IDLE: begin
                message_queue_q <= owed_pop_queue;
                if (owed_pop_valid) begin
                    sending_q <= SENDING_LOAD;
                end
            end
            SENDING_LOAD: begin
                message_vector_q <= vectors_rdata[15:0];
                message_runs_q <= states_rdata2[0] & (states_rdata2[9:2] == vectors_rdata[23:16]) & (came_rdata1 != went_rdata1);
                sending_q <= SENDING_OFFER;
            end
            default: begin  // SENDING_OFFER
                if (irq_ready_or) begin
                    sending_q <= SENDING_IDLE;
                end
            end
        endcase
        if (rst) begin
            sending_q <= 2'd0;
        end
    end

    assign irq_queue_o = message_queue_q;
    assign irq_vector_o = message_vector_q;

    always @(posedge clk) begin
        found_reading_q <= asked_rdata2 != answered_rdata2;
        found_unsent_q <= came_rdata2 != went_rdata2;
        found_asking_q <= ((told_rdata3 != ((looked_starts_rdata1 != looked_seen_rdata1) ? looked_started_rdata : looked_written_rdata)) & states_rdata3[0])
                | (~(asking_q == ASKING_IDLE) & (question_queue_q == drain_queue_i));
        busy_q <= found_reading_q | found_unsent_q | found_asking_q;
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [89:0] wishes [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            wishes[start_queue_i] <= {start_epoch_i, start_features_event_index_i, start_features_packed_i, start_size_i - 16'd1,
                    start_driver_i + ((~start_features_packed_i & start_features_event_index_i) ? ({47'd0, start_size_i, 1'd0} + 64'd4) : 64'd0)};
        end
    end
    assign wishes_rdata = wishes[question_queue_q];
    assign wishes_rdata1 = wishes[answer_queue_q];

    (* ram_style = "distributed" *)
    reg [32:0] asked_at [0:1];
    always @(posedge clk) begin
        if (question_asked) begin
            asked_at[question_queue_q] <= {question_used_total_q, question_used_position_wrap_q, question_used_position_index_q};
        end
    end
    assign asked_at_rdata = asked_at[answer_queue_q];

    (* ram_style = "distributed" *)
    reg asked [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | question_asked) begin
            asked[sweep_active_q ? sweep_index_q : question_queue_q] <= sweep_active_q ? 1'd0 : (asked_rdata + 1'd1);
        end
    end
    assign asked_rdata = asked[question_queue_q];
    assign asked_rdata1 = asked[question_queue_q];
    assign asked_rdata2 = asked[drain_queue_i];

    (* ram_style = "distributed" *)
    reg answered [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | answer_judged) begin
            answered[sweep_active_q ? sweep_index_q : answer_queue_q] <= sweep_active_q ? 1'd0 : (answered_rdata + 1'd1);
        end
    end
    assign answered_rdata = answered[answer_queue_q];
    assign answered_rdata1 = answered[question_queue_q];
    assign answered_rdata2 = answered[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [32:0] judged_started [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            judged_started[start_queue_i] <= {16'd0, start_used_wrap_i, start_used_index_i};
        end
    end
    assign judged_started_rdata = judged_started[question_queue_q];
    assign judged_started_rdata1 = judged_started[answer_queue_q];

    wire answer_judged_and = answer_judged & answer_runs_q;
    (* ram_style = "distributed" *)
    reg [32:0] judged_written [0:1];
    always @(posedge clk) begin
        if (answer_judged_and) begin
            judged_written[answer_queue_q] <= {answer_asked_total_q, answer_asked_position_wrap_q, answer_asked_position_index_q};
        end
    end
    assign judged_written_rdata = judged_written[question_queue_q];
    assign judged_written_rdata1 = judged_written[answer_queue_q];

    (* ram_style = "distributed" *)
    reg judged_starts [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            judged_starts[start_queue_i] <= ~judged_seen_rdata;
        end
    end
    assign judged_starts_rdata = judged_starts[answer_queue_q];
    assign judged_starts_rdata1 = judged_starts[question_queue_q];
    assign judged_starts_rdata2 = judged_starts[answer_queue_q];

    (* ram_style = "distributed" *)
    reg judged_seen [0:1];
    always @(posedge clk) begin
        if (answer_judged_and) begin
            judged_seen[answer_queue_q] <= judged_starts_rdata;
        end
    end
    assign judged_seen_rdata = judged_seen[start_queue_i];
    assign judged_seen_rdata1 = judged_seen[question_queue_q];
    assign judged_seen_rdata2 = judged_seen[answer_queue_q];

    (* ram_style = "distributed" *)
    reg [15:0] told [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | published_valid_i) begin
            told[sweep_active_q ? sweep_index_q : published_queue_i] <= sweep_active_q ? 16'd0 : (told_rdata + 16'd1);
        end
    end
    assign told_rdata = told[published_queue_i];
    assign told_rdata1 = told[start_queue_i];
    assign told_rdata2 = told[question_queue_q];
    assign told_rdata3 = told[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] looked_started [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            looked_started[start_queue_i] <= told_rdata1;
        end
    end
    assign looked_started_rdata = looked_started[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] looked_written [0:1];
    always @(posedge clk) begin
        if (question_seen) begin
            looked_written[question_queue_q] <= question_told_q;
        end
    end
    assign looked_written_rdata = looked_written[drain_queue_i];

    (* ram_style = "distributed" *)
    reg looked_starts [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            looked_starts[start_queue_i] <= ~looked_seen_rdata;
        end
    end
    assign looked_starts_rdata = looked_starts[question_queue_q];
    assign looked_starts_rdata1 = looked_starts[drain_queue_i];

    (* ram_style = "distributed" *)
    reg looked_seen [0:1];
    always @(posedge clk) begin
        if (question_seen) begin
            looked_seen[question_queue_q] <= looked_starts_rdata;
        end
    end
    assign looked_seen_rdata = looked_seen[start_queue_i];
    assign looked_seen_rdata1 = looked_seen[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[question_queue_q];
    assign states_rdata1 = states[answer_queue_q];
    assign states_rdata2 = states[message_queue_q];
    assign states_rdata3 = states[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [23:0] vectors [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            vectors[start_queue_i] <= {start_epoch_i, start_vector_i};
        end
    end
    assign vectors_rdata = vectors[message_queue_q];

    (* ram_style = "distributed" *)
    reg came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | is_owed) begin
            came[sweep_active_q ? sweep_index_q : answer_queue_q] <= sweep_active_q ? 1'd0 : ~went_rdata;
        end
    end
    assign came_rdata = came[message_queue_q];
    assign came_rdata1 = came[message_queue_q];
    assign came_rdata2 = came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (gone & ~(is_owed & (answer_queue_q == message_queue_q)))) begin
            went[sweep_active_q ? sweep_index_q : message_queue_q] <= sweep_active_q ? 1'd0 : came_rdata;
        end
    end
    assign went_rdata = went[answer_queue_q];
    assign went_rdata1 = went[message_queue_q];
    assign went_rdata2 = went[drain_queue_i];

    work_lists due (
        .clk                    (clk),
        .rst                    (rst),
        .push_published_valid_i (published_valid_i),
        .push_published_queue_i (published_queue_i),
        .push_again_valid_i     (due_push_again_valid),
        .push_again_queue_i     (due_push_again_queue),
        .push_late_valid_i      (moderator_due_valid),
        .push_late_queue_i      (moderator_due_queue),
        .pop_valid_o            (due_pop_valid),
        .pop_ready_i            (due_pop_ready),
        .pop_queue_o            (due_pop_queue)
    );

    work_list owed (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (is_owed),
        .push_queue_i (answer_queue_q),
        .pop_valid_o  (owed_pop_valid),
        .pop_ready_i  (owed_pop_ready),
        .pop_queue_o  (owed_pop_queue)
    );

    interrupt_moderator moderator (
        .clk                (clk),
        .rst                (rst),
        .change_valid_i     (change_valid_i),
        .change_queue_i     (change_queue_i),
        .change_running_i   (change_running_i),
        .change_beginning_i (change_beginning_i),
        .change_epoch_i     (change_epoch_i),
        .write_valid_i      (write_valid_i),
        .write_address_i    (write_address_i),
        .write_data_i       (write_data_i),
        .asked_queue_i      (question_queue_q),
        .asked_epoch_i      (question_epoch_q),
        .asked_elements_i   (question_elements_q),
        .held_o             (moderator_held),
        .decided_valid_i    (moderator_decided_valid),
        .decided_waits_i    (moderator_decided_waits),
        .due_valid_o        (moderator_due_valid),
        .due_queue_o        (moderator_due_queue)
    );

    wire unused = &{1'b0, start_descriptors_i, start_device_i, start_features_mergeable_i, start_features_indirect_i, start_features_in_order_i, start_features_guest_checksum_i, start_available_index_i, start_available_wrap_i, start_merge_limit_i, answers_last_i, answer_wish_address_q[0], answer_wish_address_q[63:4], answer_word_q[31:18], wishes_rdata[79:64], wishes_rdata[81], states_rdata[1], states_rdata1[1], states_rdata2[1], states_rdata3[9:1], judged_started_rdata_choice[16:0], judged_started_rdata1_choice[32:17], answer_beat_shifted[127:32]};

endmodule

`default_nettype wire
