/* verilator lint_off DECLFILENAME */
`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 4
module round_robin_arbiter_count4 (
    input  wire       clk,
    input  wire       rst,
    input  wire [3:0] requests_i,
    input  wire       accept_i,
    output wire [3:0] grants_o
);

    reg  [3:0] above_q;

    wire [3:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [3:0] ahead_or = ahead | {ahead[2:0], 1'd0};
    wire [3:0] ahead_or_2 = ahead_or | {ahead_or[1:0], 2'd0};
    wire [3:0] requests_or = requests_i | {requests_i[2:0], 1'd0};
    wire [3:0] requests_or_2 = requests_or | {requests_or[1:0], 2'd0};
    wire [3:0] next = is_ahead ? {ahead_or_2[2:0], 1'd0} : {requests_or_2[2:0], 1'd0};
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 4'd0;
        end
    end

    wire unused = &{1'b0, ahead_or_2[3], requests_or_2[3]};

endmodule

// Joins 4 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = doorbell start look again
module stream_merge_payload1_namesdoorbell_start_look_again (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_doorbell_valid_i,
    output wire  ups_doorbell_ready_o,
    input  wire  ups_doorbell_queue_i,
    input  wire  ups_start_valid_i,
    output wire  ups_start_ready_o,
    input  wire  ups_start_queue_i,
    input  wire  ups_look_valid_i,
    output wire  ups_look_ready_o,
    input  wire  ups_look_queue_i,
    input  wire  ups_again_valid_i,
    output wire  ups_again_ready_o,
    input  wire  ups_again_queue_i,
    // down
    output wire  down_valid_o,
    input  wire  down_ready_i,
    output wire  down_queue_o
);

    wire [3:0] arbiter_requests;
    wire       arbiter_accept;
    wire [3:0] arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;

    assign arbiter_requests = {ups_again_valid_i, ups_look_valid_i, ups_start_valid_i, ups_doorbell_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_doorbell_ready_o = arbiter_grants[0] & free;
    assign ups_start_ready_o = arbiter_grants[1] & free;
    assign ups_look_ready_o = arbiter_grants[2] & free;
    assign ups_again_ready_o = arbiter_grants[3] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_doorbell_queue_i) | (arbiter_grants[1] & ups_start_queue_i)
                    | ((arbiter_grants[2] & ups_look_queue_i) | (arbiter_grants[3] & ups_again_queue_i));
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count4 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1}, depth = 2
module fifo_payload1_depth2 (
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
module forward_slice_payload1 (
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

    fifo_payload1_depth2 list (
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

    forward_slice_payload1 out (
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

// Work lists of 4 sources, merged in turn.
// Parameters: queues = 2, names = doorbell start look again
module work_lists_namesdoorbell_start_look_again (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_doorbell_valid_i,
    input  wire  push_doorbell_queue_i,
    input  wire  push_start_valid_i,
    input  wire  push_start_queue_i,
    input  wire  push_look_valid_i,
    input  wire  push_look_queue_i,
    input  wire  push_again_valid_i,
    input  wire  push_again_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_doorbell_ready;
    wire  merge_ups_start_ready;
    wire  merge_ups_look_ready;
    wire  merge_ups_again_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  doorbell_pop_valid;
    wire  doorbell_pop_queue;
    wire  start_pop_valid;
    wire  start_pop_queue;
    wire  look_pop_valid;
    wire  look_pop_queue;
    wire  again_pop_valid;
    wire  again_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_namesdoorbell_start_look_again merge (
        .clk                  (clk),
        .rst                  (rst),
        .ups_doorbell_valid_i (doorbell_pop_valid),
        .ups_doorbell_ready_o (merge_ups_doorbell_ready),
        .ups_doorbell_queue_i (doorbell_pop_queue),
        .ups_start_valid_i    (start_pop_valid),
        .ups_start_ready_o    (merge_ups_start_ready),
        .ups_start_queue_i    (start_pop_queue),
        .ups_look_valid_i     (look_pop_valid),
        .ups_look_ready_o     (merge_ups_look_ready),
        .ups_look_queue_i     (look_pop_queue),
        .ups_again_valid_i    (again_pop_valid),
        .ups_again_ready_o    (merge_ups_again_ready),
        .ups_again_queue_i    (again_pop_queue),
        .down_valid_o         (merge_down_valid),
        .down_ready_i         (pop_ready_i),
        .down_queue_o         (merge_down_queue)
    );

    work_list doorbell (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_doorbell_valid_i),
        .push_queue_i (push_doorbell_queue_i),
        .pop_valid_o  (doorbell_pop_valid),
        .pop_ready_i  (merge_ups_doorbell_ready),
        .pop_queue_o  (doorbell_pop_queue)
    );

    work_list start (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_start_valid_i),
        .push_queue_i (push_start_queue_i),
        .pop_valid_o  (start_pop_valid),
        .pop_ready_i  (merge_ups_start_ready),
        .pop_queue_o  (start_pop_queue)
    );

    work_list look (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_look_valid_i),
        .push_queue_i (push_look_queue_i),
        .pop_valid_o  (look_pop_valid),
        .pop_ready_i  (merge_ups_look_ready),
        .pop_queue_o  (look_pop_queue)
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

endmodule

// Avail index reader: one read a queue under way, avail_event written when nothing is new.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module avail_index (
    input  wire         clk,
    input  wire         rst,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [63:0]  start_settings_driver_i,
    input  wire [63:0]  start_settings_device_i,
    input  wire [15:0]  start_settings_size_i,
    input  wire         start_settings_packed_i,
    input  wire         start_settings_event_index_i,
    input  wire [7:0]   start_settings_epoch_i,
    input  wire [15:0]  start_index_i,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // doorbell
    input  wire         doorbell_valid_i,
    input  wire         doorbell_queue_i,
    // look
    input  wire         look_valid_i,
    input  wire         look_queue_i,
    // written
    input  wire         written_valid_i,
    input  wire         written_queue_i,
    input  wire [1:0]   allowed_i,
    input  wire [1:0]   event_allowed_i,
    // requested
    output wire         requested_queue_o,
    input  wire [15:0]  requested_index_i,
    // known
    output wire         known_valid_o,
    output wire         known_queue_o,
    output wire [15:0]  known_index_o,
    // request
    output wire         request_valid_o,
    input  wire         request_ready_i,
    output wire         request_function_o,
    output wire [63:0]  request_address_o,
    output wire [9:0]   request_bytes_o,
    output wire [2:0]   request_kind_o,
    output wire [11:0]  request_context_o,
    // answer
    input  wire         answer_valid_i,
    output wire         answer_ready_o,
    input  wire [127:0] answer_data_i,
    input  wire         answer_last_i,
    input  wire [11:0]  answer_context_i,
    input  wire [1:0]   answer_fault_i,
    // event
    output wire         event_valid_o,
    input  wire         event_ready_i,
    output wire         event_function_o,
    output wire [63:0]  event_address_o,
    output wire [15:0]  event_data_o,
    output wire         event_queue_o,
    output wire [7:0]   event_epoch_o,
    // stop
    output wire         stop_valid_o,
    input  wire         stop_ready_i,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o
);

    localparam [2:0] STATE_REST    = 3'd0;
    localparam [2:0] STATE_LOAD    = 3'd1;
    localparam [2:0] STATE_MEASURE = 3'd2;
    localparam [2:0] STATE_DECIDE  = 3'd3;
    localparam [2:0] STATE_SAVE    = 3'd4;
    localparam [2:0] STATE_FAIL    = 3'd5;

    reg          visit_queue_q;
    reg  [7:0]   visit_epoch_q;
    reg          visit_answered_q;
    reg          visit_written_q;
    reg  [15:0]  visit_index_q;
    reg  [1:0]   visit_fault_q;
    reg  [63:0]  visit_settings_driver_q;
    reg  [63:0]  visit_settings_device_q;
    reg  [15:0]  visit_settings_size_q;
    reg          visit_settings_packed_q;
    reg          visit_settings_event_index_q;
    reg  [7:0]   visit_settings_epoch_q;
    reg          visit_live_q;
    reg  [15:0]  visit_ahead_q;
    reg  [15:0]  visit_forward_q;
    reg          visit_allowed_q;
    reg          visit_event_allowed_q;
    reg          visit_learnt_q;
    reg          visit_repeats_q;
    reg  [15:0]  context_known_q;
    reg          context_outstanding_q;
    reg          context_again_q;
    reg          context_armed_q;
    reg  [15:0]  context_event_q;
    reg          context_writing_q;
    reg          asked_valid_q;
    reg          asked_queue_q;
    reg  [7:0]   asked_epoch_q;
    reg  [63:0]  asked_address_q;
    reg          arming_valid_q;
    reg          arming_event_function_q;
    reg  [63:0]  arming_event_address_q;
    reg  [15:0]  arming_event_data_q;
    reg          arming_event_queue_q;
    reg  [7:0]   arming_event_epoch_q;
    wire         saves;
    reg          contexts_sweep_active_q;
    reg          contexts_sweep_index_q;
    wire         work_push_again_valid;
    wire         work_pop_valid;
    wire         work_pop_ready;
    wire         work_pop_queue;
    wire         done_pop_valid;
    wire         done_pop_queue;
    wire         wrong;
    wire         fresh;
    wire         unseen;
    reg  [2:0]   state_q;
    wire [153:0] settings_rdata;
    wire [35:0]  contexts_rdata;
    wire [9:0]   states_rdata;
    wire         rests;
    wire         picks;
    reg          heard_outstanding_q;
    reg          heard_busy_q;
    wire [35:0]  contexts_rdata1;
    reg          busy_q;

    always @(posedge clk) begin
        if (contexts_sweep_active_q) begin
            contexts_sweep_index_q <= contexts_sweep_index_q + 1'd1;
            if (contexts_sweep_index_q == 1'd1) begin
                contexts_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            contexts_sweep_index_q <= 1'd0;
            contexts_sweep_active_q <= 1'd1;
        end
    end

    assign work_push_again_valid = saves & visit_repeats_q;
    assign wrong = (|visit_fault_q) | ((visit_settings_size_q < visit_ahead_q) | (visit_settings_size_q < visit_forward_q));
    assign fresh = visit_forward_q != 16'd0;
    assign unseen = ~context_armed_q | (context_event_q != visit_index_q);

    always @(posedge clk) begin
        if (request_ready_i) begin
            asked_valid_q <= 1'd0;
        end
        if (event_ready_i) begin
            arming_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_REST: begin
                visit_learnt_q <= 1'd0;
                visit_repeats_q <= 1'd0;
                visit_written_q <= done_pop_valid;
                visit_answered_q <= answer_valid_i;
                if (answer_valid_i & ~arming_valid_q) begin
                    visit_queue_q <= answer_context_i[0];
                    visit_epoch_q <= answer_context_i[8:1];
                    visit_index_q <= answer_data_i[{answer_context_i[11:9], 4'd0} +: 16];
                    visit_fault_q <= answer_fault_i;
                    state_q <= STATE_LOAD;
                end else if (~asked_valid_q & ~arming_valid_q & (done_pop_valid | work_pop_valid)) begin
                    visit_queue_q <= done_pop_valid ? done_pop_queue : work_pop_queue;
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                context_known_q <= contexts_rdata[15:0];
                context_outstanding_q <= contexts_rdata[16];
                context_again_q <= contexts_rdata[17];
                context_armed_q <= contexts_rdata[18];
                context_event_q <= contexts_rdata[34:19];
                context_writing_q <= contexts_rdata[35];
                visit_settings_driver_q <= settings_rdata[63:0];
                visit_settings_device_q <= settings_rdata[127:64];
                visit_settings_size_q <= settings_rdata[143:128];
                visit_settings_packed_q <= settings_rdata[144];
                visit_settings_event_index_q <= settings_rdata[145];
                visit_settings_epoch_q <= settings_rdata[153:146];
                visit_live_q <= states_rdata[1] & (states_rdata[9:2] == (visit_answered_q ? visit_epoch_q : settings_rdata[153:146]));
                state_q <= STATE_MEASURE;
            end
            STATE_MEASURE: begin
                visit_ahead_q <= visit_index_q - requested_index_i;
                visit_forward_q <= visit_index_q - context_known_q;
                visit_allowed_q <= allowed_i[visit_queue_q];
                visit_event_allowed_q <= event_allowed_i[visit_queue_q];
                if (visit_answered_q) begin
                    context_outstanding_q <= 1'd0;
                end
                if (visit_written_q) begin
                    context_writing_q <= 1'd0;
                end
                state_q <= STATE_DECIDE;
            end
            STATE_DECIDE: begin
                state_q <= STATE_SAVE;
                if (~(visit_answered_q | visit_written_q | visit_live_q)) begin
                    state_q <= STATE_REST;
                end
                if (visit_answered_q) begin
                    context_again_q <= 1'd0;
                    if (visit_live_q) begin
                        visit_repeats_q <= context_again_q;
                        if (wrong) begin
                            state_q <= STATE_FAIL;
                        end else if (fresh) begin
                            context_known_q <= visit_index_q;
                            visit_learnt_q <= 1'd1;
                        end else if (visit_settings_event_index_q & unseen & ~context_writing_q) begin
                            visit_repeats_q <= context_again_q | ~visit_event_allowed_q;
                            if (visit_event_allowed_q) begin
                                context_armed_q <= 1'd1;
                                context_event_q <= visit_index_q;
                                context_writing_q <= 1'd1;
                                arming_valid_q <= 1'd1;
                                arming_event_function_q <= visit_queue_q;
                                arming_event_address_q <= visit_settings_device_q + {45'd0, visit_settings_size_q, 3'd0} + 64'd4;
                                arming_event_data_q <= visit_index_q;
                                arming_event_queue_q <= visit_queue_q;
                                arming_event_epoch_q <= visit_settings_epoch_q;
                            end
                        end
                    end
                end else if (visit_live_q & ~visit_settings_packed_q) begin
                    if (context_outstanding_q) begin
                        context_again_q <= 1'd1;
                    end else if (~visit_allowed_q) begin
                        visit_repeats_q <= 1'd1;
                    end else begin
                        context_outstanding_q <= 1'd1;
                        context_again_q <= 1'd0;
                        asked_valid_q <= 1'd1;
                        asked_queue_q <= visit_queue_q;
                        asked_epoch_q <= visit_settings_epoch_q;
                        asked_address_q <= visit_settings_driver_q + 64'd2;
                    end
                end
            end
            STATE_SAVE: begin
                if (~start_valid_i) begin
                    state_q <= STATE_REST;
                end
            end
            default: begin  // STATE_FAIL
                if (stop_ready_i) begin
                    state_q <= STATE_SAVE;
                end
            end
        endcase
        if (rst) begin
            state_q <= 3'd0;
            asked_valid_q <= 1'd0;
            arming_valid_q <= 1'd0;
        end
    end

    assign saves = (state_q == STATE_SAVE) & ~start_valid_i;
    assign rests = state_q == STATE_REST;
    assign answer_ready_o = rests & ~arming_valid_q;
    assign picks = rests & ~answer_valid_i & ~asked_valid_q & ~arming_valid_q;
    assign work_pop_ready = picks & ~done_pop_valid;
    assign requested_queue_o = visit_queue_q;
    assign known_valid_o = saves & visit_learnt_q;
    assign known_queue_o = visit_queue_q;
    assign known_index_o = visit_index_q;
    assign stop_valid_o = state_q == STATE_FAIL;
    assign stop_queue_o = visit_queue_q;
    assign stop_epoch_o = visit_settings_epoch_q;
    assign stop_error_o = (|visit_fault_q) ? ((visit_fault_q == 2'd2) ? 4'd8 : 4'd6) : 4'd1;
    assign request_valid_o = asked_valid_q;
    assign request_function_o = asked_queue_q;
    assign request_address_o = asked_address_q;
    assign request_bytes_o = 10'd2;
    assign request_kind_o = 3'd0;
    assign request_context_o = {asked_address_q[3:1], asked_epoch_q, asked_queue_q};
    assign event_valid_o = arming_valid_q;
    assign event_function_o = arming_event_function_q;
    assign event_address_o = arming_event_address_q;
    assign event_data_o = arming_event_data_q;
    assign event_queue_o = arming_event_queue_q;
    assign event_epoch_o = arming_event_epoch_q;

    always @(posedge clk) begin
        heard_outstanding_q <= contexts_rdata1[16] | contexts_rdata1[35];
        heard_busy_q <= (~rests & (visit_queue_q == drain_queue_i)) | contexts_sweep_active_q;
    end

    always @(posedge clk) begin
        busy_q <= heard_outstanding_q | heard_busy_q;
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [153:0] settings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            settings[start_queue_i] <= {start_settings_epoch_i, start_settings_event_index_i, start_settings_packed_i, start_settings_size_i,
                    start_settings_device_i, start_settings_driver_i};
        end
    end
    assign settings_rdata = settings[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visit_queue_q];

    wire [35:0] word = contexts_sweep_active_q ? 36'd0 : start_valid_i ? {1'd0, 16'd0, 1'd0, 1'd0, 1'd0, start_index_i}
            : {context_writing_q, context_event_q, context_armed_q, context_again_q, context_outstanding_q, context_known_q};
    (* ram_style = "distributed" *)
    reg [35:0] contexts [0:1];
    always @(posedge clk) begin
        if (contexts_sweep_active_q | start_valid_i | saves) begin
            contexts[contexts_sweep_active_q ? contexts_sweep_index_q : start_valid_i ? start_queue_i : visit_queue_q] <= {word[35], word[34:19], word[18], word[17], word[16], word[15:0]};
        end
    end
    assign contexts_rdata = contexts[visit_queue_q];
    assign contexts_rdata1 = contexts[drain_queue_i];

    work_lists_namesdoorbell_start_look_again work (
        .clk                   (clk),
        .rst                   (rst),
        .push_doorbell_valid_i (doorbell_valid_i),
        .push_doorbell_queue_i (doorbell_queue_i),
        .push_start_valid_i    (start_valid_i),
        .push_start_queue_i    (start_queue_i),
        .push_look_valid_i     (look_valid_i),
        .push_look_queue_i     (look_queue_i),
        .push_again_valid_i    (work_push_again_valid),
        .push_again_queue_i    (visit_queue_q),
        .pop_valid_o           (work_pop_valid),
        .pop_ready_i           (work_pop_ready),
        .pop_queue_o           (work_pop_queue)
    );

    work_list done (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (written_valid_i),
        .push_queue_i (written_queue_i),
        .pop_valid_o  (done_pop_valid),
        .pop_ready_i  (picks),
        .pop_queue_o  (done_pop_queue)
    );

    wire unused = &{1'b0, answer_last_i, states_rdata[0], contexts_rdata1[15:0], contexts_rdata1[34:17]};

endmodule

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 3
module round_robin_arbiter_count3 (
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
// Parameters: payload = {queue: u1}, names = known progress again
module stream_merge_payload1_namesknown_progress_again (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_known_valid_i,
    output wire  ups_known_ready_o,
    input  wire  ups_known_queue_i,
    input  wire  ups_progress_valid_i,
    output wire  ups_progress_ready_o,
    input  wire  ups_progress_queue_i,
    input  wire  ups_again_valid_i,
    output wire  ups_again_ready_o,
    input  wire  ups_again_queue_i,
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

    assign arbiter_requests = {ups_again_valid_i, ups_progress_valid_i, ups_known_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_known_ready_o = arbiter_grants[0] & free;
    assign ups_progress_ready_o = arbiter_grants[1] & free;
    assign ups_again_ready_o = arbiter_grants[2] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_known_queue_i) | (arbiter_grants[1] & ups_progress_queue_i)
                    | (arbiter_grants[2] & ups_again_queue_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count3 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Work lists of 3 sources, merged in turn.
// Parameters: queues = 2, names = known progress again
module work_lists_namesknown_progress_again (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_known_valid_i,
    input  wire  push_known_queue_i,
    input  wire  push_progress_valid_i,
    input  wire  push_progress_queue_i,
    input  wire  push_again_valid_i,
    input  wire  push_again_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_known_ready;
    wire  merge_ups_progress_ready;
    wire  merge_ups_again_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  known_pop_valid;
    wire  known_pop_queue;
    wire  progress_pop_valid;
    wire  progress_pop_queue;
    wire  again_pop_valid;
    wire  again_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_namesknown_progress_again merge (
        .clk                  (clk),
        .rst                  (rst),
        .ups_known_valid_i    (known_pop_valid),
        .ups_known_ready_o    (merge_ups_known_ready),
        .ups_known_queue_i    (known_pop_queue),
        .ups_progress_valid_i (progress_pop_valid),
        .ups_progress_ready_o (merge_ups_progress_ready),
        .ups_progress_queue_i (progress_pop_queue),
        .ups_again_valid_i    (again_pop_valid),
        .ups_again_ready_o    (merge_ups_again_ready),
        .ups_again_queue_i    (again_pop_queue),
        .down_valid_o         (merge_down_valid),
        .down_ready_i         (pop_ready_i),
        .down_queue_o         (merge_down_queue)
    );

    work_list known (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_known_valid_i),
        .push_queue_i (push_known_queue_i),
        .pop_valid_o  (known_pop_valid),
        .pop_ready_i  (merge_ups_known_ready),
        .pop_queue_o  (known_pop_queue)
    );

    work_list progress (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_progress_valid_i),
        .push_queue_i (push_progress_queue_i),
        .pop_valid_o  (progress_pop_valid),
        .pop_ready_i  (merge_ups_progress_ready),
        .pop_queue_o  (progress_pop_queue)
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

endmodule

// Avail entry reader: whole backlogs, up to 512 bytes a read, one read a queue under way.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module avail_entries (
    input  wire         clk,
    input  wire         rst,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [63:0]  start_settings_driver_i,
    input  wire [14:0]  start_settings_mask_i,
    input  wire [7:0]   start_settings_epoch_i,
    input  wire         start_settings_event_index_i,
    input  wire [15:0]  start_index_i,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // known
    input  wire         known_valid_i,
    input  wire         known_queue_i,
    input  wire [15:0]  known_index_i,
    // progress
    input  wire         progress_valid_i,
    input  wire         progress_queue_i,
    input  wire [1:0]   allowed_i,
    // consumed
    output wire         consumed_queue_o,
    input  wire [15:0]  consumed_index_i,
    // requested
    input  wire         requested_queue_i,
    output wire [15:0]  requested_index_o,
    // landed
    input  wire         landed_queue_i,
    output wire [15:0]  landed_index_o,
    // entry
    input  wire         entry_queue_i,
    input  wire [15:0]  entry_index_i,
    output wire [15:0]  entry_number_o,
    // came
    output wire         came_valid_o,
    output wire         came_queue_o,
    // look
    output wire         look_valid_o,
    output wire         look_queue_o,
    // request
    output wire         request_valid_o,
    input  wire         request_ready_i,
    output wire         request_function_o,
    output wire [63:0]  request_address_o,
    output wire [9:0]   request_bytes_o,
    output wire [2:0]   request_kind_o,
    output wire [19:0]  request_context_o,
    // answer
    input  wire         answer_valid_i,
    output wire         answer_ready_o,
    input  wire [127:0] answer_data_i,
    input  wire         answer_last_i,
    input  wire [19:0]  answer_context_i,
    input  wire [1:0]   answer_fault_i,
    // stop
    output wire         stop_valid_o,
    input  wire         stop_ready_i,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o
);

    localparam [2:0] STATE_REST    = 3'd0;
    localparam [2:0] STATE_LOAD    = 3'd1;
    localparam [2:0] STATE_MEASURE = 3'd2;
    localparam [2:0] STATE_LIMIT   = 3'd3;
    localparam [2:0] STATE_CHOOSE  = 3'd4;
    localparam [2:0] STATE_DECIDE  = 3'd5;
    localparam [2:0] STATE_SAVE    = 3'd6;
    localparam [2:0] STATE_FAIL    = 3'd7;

    reg         part_q;
    reg         later_some_q;
    reg  [4:0]  later_beat_q;
    reg         landing_valid_q;
    reg         landing_queue_q;
    reg  [7:0]  landing_epoch_q;
    reg  [1:0]  landing_fault_q;
    reg  [1:0]  lane_q;
    wire        stores;
    wire [87:0] settings_rdata;
    reg  [63:0] parts_rdata_q;
    reg         visit_queue_q;
    reg  [7:0]  visit_epoch_q;
    reg         visit_answered_q;
    reg  [1:0]  visit_fault_q;
    reg  [63:0] visit_settings_driver_q;
    reg  [14:0] visit_settings_mask_q;
    reg  [7:0]  visit_settings_epoch_q;
    reg         visit_settings_event_index_q;
    reg         visit_live_q;
    reg         visit_allowed_q;
    reg  [14:0] visit_slot_q;
    reg  [15:0] visit_left_q;
    reg  [15:0] visit_live16_q;
    reg  [8:0]  visit_to_block_q;
    reg  [8:0]  visit_to_end_q;
    reg  [8:0]  visit_room_q;
    reg  [8:0]  visit_count_q;
    reg         visit_repeats_q;
    reg         visit_looks_q;
    reg  [15:0] context_requested_q;
    reg  [15:0] context_landed_q;
    reg         context_outstanding_q;
    reg         asked_valid_q;
    reg         asked_queue_q;
    reg  [7:0]  asked_epoch_q;
    reg  [63:0] asked_address_q;
    reg  [8:0]  asked_count_q;
    wire        saves;
    reg         contexts_sweep_active_q;
    reg         contexts_sweep_index_q;
    wire        work_push_again_valid;
    wire        work_pop_valid;
    wire        work_pop_ready;
    wire        work_pop_queue;
    reg  [2:0]  state_q;
    wire [87:0] settings_rdata1;
    wire [32:0] contexts_rdata;
    wire [15:0] known_rdata;
    wire [9:0]  states_rdata;
    wire        rests;
    wire [32:0] contexts_rdata1;
    wire [32:0] contexts_rdata2;
    reg         heard_q;
    reg         busy_q;
    wire [32:0] contexts_rdata3;

    assign stores = answer_valid_i & ~landing_valid_q;
    assign answer_ready_o = ~landing_valid_q & part_q;

    always @(posedge clk) begin
        if (stores) begin
            part_q <= part_q + 1'd1;
        end
        if (rst) begin
            part_q <= 1'd0;
        end
    end

    wire [4:0] beat = later_some_q ? later_beat_q : answer_context_i[13:9];
    wire [14:0] entry_index_and = entry_index_i[14:0] & settings_rdata[78:64];
    wire [7:0] place = settings_rdata[8:1] + entry_index_and[7:0] + 8'd2;
    wire [15:0] visit_settings_mask_sum = {1'd0, visit_settings_mask_q - visit_slot_q} + 16'd1;
    wire [8:0] visit_left_choice = (|visit_left_q[15:8]) ? 9'h100 : visit_left_q[8:0];
    wire [8:0] visit_left_choice_2 = (visit_left_choice < visit_to_end_q) ? visit_left_choice : visit_to_end_q;
    wire [8:0] visit_to_block_choice = (visit_to_block_q < visit_room_q) ? visit_to_block_q : visit_room_q;
    always @(posedge clk) begin
        if (answer_valid_i & answer_ready_o) begin
            later_some_q <= ~answer_last_i;
            later_beat_q <= beat + 5'd1;
            landing_valid_q <= answer_last_i;
            landing_queue_q <= answer_context_i[0];
            landing_epoch_q <= answer_context_i[8:1];
            landing_fault_q <= answer_fault_i;
        end
        lane_q <= place[1:0];
        if (request_ready_i) begin
            asked_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_REST: begin
                visit_repeats_q <= 1'd0;
                visit_looks_q <= 1'd0;
                visit_answered_q <= landing_valid_q;
                visit_epoch_q <= landing_epoch_q;
                visit_fault_q <= landing_fault_q;
                visit_queue_q <= landing_valid_q ? landing_queue_q : work_pop_queue;
                if (landing_valid_q) begin
                    landing_valid_q <= 1'd0;
                end
                if (landing_valid_q | (work_pop_valid & ~asked_valid_q)) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                context_requested_q <= contexts_rdata[15:0];
                context_landed_q <= contexts_rdata[31:16];
                context_outstanding_q <= contexts_rdata[32];
                visit_settings_driver_q <= settings_rdata1[63:0];
                visit_settings_mask_q <= settings_rdata1[78:64];
                visit_settings_epoch_q <= settings_rdata1[86:79];
                visit_settings_event_index_q <= settings_rdata1[87];
                visit_left_q <= known_rdata;
                visit_live_q <= states_rdata[1] & (states_rdata[9:2] == (visit_answered_q ? visit_epoch_q : settings_rdata1[86:79]));
                visit_allowed_q <= allowed_i[visit_queue_q];
                state_q <= STATE_MEASURE;
            end
            STATE_MEASURE: begin
                visit_slot_q <= context_requested_q[14:0] & visit_settings_mask_q;
                visit_left_q <= visit_left_q - context_requested_q;
                visit_live16_q <= context_requested_q - consumed_index_i;
                if (visit_answered_q) begin
                    context_outstanding_q <= 1'd0;
                    if (~(|visit_fault_q)) begin
                        context_landed_q <= context_requested_q;
                    end
                    visit_repeats_q <= visit_left_q != context_requested_q;
                    state_q <= STATE_SAVE;
                    if (visit_live_q & (|visit_fault_q)) begin
                        state_q <= STATE_FAIL;
                    end
                end else if (~visit_live_q | context_outstanding_q) begin
                    state_q <= STATE_REST;
                end else begin
                    state_q <= STATE_LIMIT;
                end
            end
            STATE_LIMIT: begin
                visit_to_end_q <= (|visit_settings_mask_sum[15:8]) ? 9'h100 : visit_settings_mask_sum[8:0];
                visit_to_block_q <= 9'h100 - {1'd0, visit_settings_driver_q[8:1] + visit_slot_q[7:0] + 8'd2};
                visit_room_q <= 9'h100 - visit_live16_q[8:0];
                state_q <= STATE_CHOOSE;
            end
            STATE_CHOOSE: begin
                visit_count_q <= (visit_left_choice_2 < visit_to_block_choice) ? visit_left_choice_2 : visit_to_block_choice;
                state_q <= STATE_DECIDE;
            end
            STATE_DECIDE: begin
                state_q <= STATE_SAVE;
                if ((visit_count_q != 9'd0) & (visit_live16_q < 16'h40)) begin
                    if (~visit_allowed_q) begin
                        visit_repeats_q <= 1'd1;
                    end else begin
                        asked_valid_q <= 1'd1;
                        asked_queue_q <= visit_queue_q;
                        asked_epoch_q <= visit_settings_epoch_q;
                        asked_address_q <= visit_settings_driver_q + ({48'd0, visit_slot_q, 1'd0} + 64'd4);
                        asked_count_q <= visit_count_q;
                        context_requested_q <= context_requested_q + {7'd0, visit_count_q};
                        context_outstanding_q <= 1'd1;
                        visit_looks_q <= visit_settings_event_index_q & (visit_left_q == {7'd0, visit_count_q});
                    end
                end
            end
            STATE_SAVE: begin
                if (~start_valid_i) begin
                    state_q <= STATE_REST;
                end
            end
            STATE_FAIL: begin
                if (stop_ready_i) begin
                    state_q <= STATE_SAVE;
                end
            end
        endcase
        if (rst) begin
            state_q <= 3'd0;
            later_some_q <= 1'd0;
            landing_valid_q <= 1'd0;
            asked_valid_q <= 1'd0;
        end
    end

    assign entry_number_o = parts_rdata_q[{lane_q, 4'd0} +: 16];

    always @(posedge clk) begin
        if (contexts_sweep_active_q) begin
            contexts_sweep_index_q <= contexts_sweep_index_q + 1'd1;
            if (contexts_sweep_index_q == 1'd1) begin
                contexts_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            contexts_sweep_index_q <= 1'd0;
            contexts_sweep_active_q <= 1'd1;
        end
    end

    assign work_push_again_valid = saves & visit_repeats_q;
    assign saves = (state_q == STATE_SAVE) & ~start_valid_i;
    assign rests = state_q == STATE_REST;
    assign work_pop_ready = rests & ~landing_valid_q & ~asked_valid_q;
    assign came_valid_o = saves & visit_answered_q;
    assign came_queue_o = visit_queue_q;
    assign look_valid_o = saves & visit_looks_q;
    assign look_queue_o = visit_queue_q;
    assign stop_valid_o = state_q == STATE_FAIL;
    assign stop_queue_o = visit_queue_q;
    assign stop_epoch_o = visit_epoch_q;
    assign stop_error_o = (visit_fault_q == 2'd2) ? 4'd8 : 4'd6;
    assign request_valid_o = asked_valid_q;
    assign request_function_o = asked_queue_q;
    assign request_address_o = asked_address_q;
    assign request_bytes_o = {asked_count_q, 1'd0};
    assign request_kind_o = 3'd1;
    assign request_context_o = {(asked_address_q[3:1] + asked_count_q[2:0]) - 3'd1, asked_address_q[3:1], asked_address_q[8:4],
            asked_epoch_q, asked_queue_q};
    assign consumed_queue_o = visit_queue_q;
    assign requested_index_o = contexts_rdata1[15:0];
    assign landed_index_o = contexts_rdata2[31:16];

    always @(posedge clk) begin
        heard_q <= contexts_rdata3[32] | (~rests & (visit_queue_q == drain_queue_i))
                | (landing_valid_q & (landing_queue_q == drain_queue_i)) | contexts_sweep_active_q;
        busy_q <= heard_q;
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [87:0] settings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            settings[start_queue_i] <= {start_settings_event_index_i, start_settings_epoch_i, start_settings_mask_i, start_settings_driver_i};
        end
    end
    assign settings_rdata = settings[entry_queue_i];
    assign settings_rdata1 = settings[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [15:0] known [0:1];
    always @(posedge clk) begin
        if (start_valid_i | known_valid_i) begin
            known[start_valid_i ? start_queue_i : known_queue_i] <= start_valid_i ? start_index_i : known_index_i;
        end
    end
    assign known_rdata = known[visit_queue_q];

    wire [63:0] parts_element = answer_data_i[{part_q, 6'd0} +: 64];
    wire [7:0] asked = {~(answer_last_i & (answer_context_i[19:17] < 3'd7)),
            ~((~later_some_q & (3'd6 < answer_context_i[16:14])) | (answer_last_i & (answer_context_i[19:17] < 3'd6))),
            ~((~later_some_q & (3'd5 < answer_context_i[16:14])) | (answer_last_i & (answer_context_i[19:17] < 3'd5))),
            ~((~later_some_q & (3'd4 < answer_context_i[16:14])) | (answer_last_i & (answer_context_i[19:17] < 3'd4))),
            ~((~later_some_q & (3'd3 < answer_context_i[16:14])) | (answer_last_i & (answer_context_i[19:17] < 3'd3))),
            ~((~later_some_q & (3'd2 < answer_context_i[16:14])) | (answer_last_i & (answer_context_i[19:17] < 3'd2))),
            ~((~later_some_q & (3'd1 < answer_context_i[16:14])) | (answer_last_i & (answer_context_i[19:17] < 3'd1))),
            ~(~later_some_q & (3'd0 < answer_context_i[16:14]))};
    wire [3:0] here = asked[{part_q, 2'd0} +: 4];
    (* ram_style = "block" *)
    reg [63:0] parts [0:127];
    integer parts_lane;
    always @(posedge clk) begin
        if (stores) begin
            for (parts_lane = 0; parts_lane < 4; parts_lane = parts_lane + 1) begin
                if (here[parts_lane]) begin
                    parts[{answer_context_i[0], beat, part_q}][parts_lane * 16 +: 16] <= parts_element[parts_lane * 16 +: 16];
                end
            end
        end
        parts_rdata_q <= parts[{entry_queue_i, place[7:2]}];
    end

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visit_queue_q];

    wire [32:0] word = contexts_sweep_active_q ? 33'd0 : start_valid_i ? {1'd0, start_index_i, start_index_i}
            : {context_outstanding_q, context_landed_q, context_requested_q};
    (* ram_style = "distributed" *)
    reg [32:0] contexts [0:1];
    always @(posedge clk) begin
        if (contexts_sweep_active_q | start_valid_i | saves) begin
            contexts[contexts_sweep_active_q ? contexts_sweep_index_q : start_valid_i ? start_queue_i : visit_queue_q] <= {word[32], word[31:16], word[15:0]};
        end
    end
    assign contexts_rdata = contexts[visit_queue_q];
    assign contexts_rdata1 = contexts[requested_queue_i];
    assign contexts_rdata2 = contexts[landed_queue_i];
    assign contexts_rdata3 = contexts[drain_queue_i];

    work_lists_namesknown_progress_again work (
        .clk                   (clk),
        .rst                   (rst),
        .push_known_valid_i    (known_valid_i),
        .push_known_queue_i    (known_queue_i),
        .push_progress_valid_i (progress_valid_i),
        .push_progress_queue_i (progress_queue_i),
        .push_again_valid_i    (work_push_again_valid),
        .push_again_queue_i    (visit_queue_q),
        .pop_valid_o           (work_pop_valid),
        .pop_ready_i           (work_pop_ready),
        .pop_queue_o           (work_pop_queue)
    );

    wire unused = &{1'b0, entry_index_i[15], settings_rdata[0], settings_rdata[63:9], settings_rdata[87:79], states_rdata[0], contexts_rdata1[32:16], contexts_rdata2[15:0], contexts_rdata2[32], contexts_rdata3[31:0], entry_index_and[14:8]};

endmodule

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 2
module round_robin_arbiter_count2 (
    input  wire       clk,
    input  wire       rst,
    input  wire [1:0] requests_i,
    input  wire       accept_i,
    output wire [1:0] grants_o
);

    reg  [1:0] above_q;

    wire [1:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [1:0] next = is_ahead ? (ahead[0] ? 2'd2 : 2'd0) : (requests_i[0] ? 2'd2 : 2'd0);
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 2'd0;
        end
    end

endmodule

// Joins 2 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = doorbell start
module stream_merge_payload1_namesdoorbell_start (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_doorbell_valid_i,
    output wire  ups_doorbell_ready_o,
    input  wire  ups_doorbell_queue_i,
    input  wire  ups_start_valid_i,
    output wire  ups_start_ready_o,
    input  wire  ups_start_queue_i,
    // down
    output wire  down_valid_o,
    input  wire  down_ready_i,
    output wire  down_queue_o
);

    wire [1:0] arbiter_requests;
    wire       arbiter_accept;
    wire [1:0] arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;

    assign arbiter_requests = {ups_start_valid_i, ups_doorbell_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_doorbell_ready_o = arbiter_grants[0] & free;
    assign ups_start_ready_o = arbiter_grants[1] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_doorbell_queue_i) | (arbiter_grants[1] & ups_start_queue_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count2 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Work lists of 2 sources, merged in turn.
// Parameters: queues = 2, names = doorbell start
module work_lists_namesdoorbell_start (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_doorbell_valid_i,
    input  wire  push_doorbell_queue_i,
    input  wire  push_start_valid_i,
    input  wire  push_start_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_doorbell_ready;
    wire  merge_ups_start_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  doorbell_pop_valid;
    wire  doorbell_pop_queue;
    wire  start_pop_valid;
    wire  start_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_namesdoorbell_start merge (
        .clk                  (clk),
        .rst                  (rst),
        .ups_doorbell_valid_i (doorbell_pop_valid),
        .ups_doorbell_ready_o (merge_ups_doorbell_ready),
        .ups_doorbell_queue_i (doorbell_pop_queue),
        .ups_start_valid_i    (start_pop_valid),
        .ups_start_ready_o    (merge_ups_start_ready),
        .ups_start_queue_i    (start_pop_queue),
        .down_valid_o         (merge_down_valid),
        .down_ready_i         (pop_ready_i),
        .down_queue_o         (merge_down_queue)
    );

    work_list doorbell (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_doorbell_valid_i),
        .push_queue_i (push_doorbell_queue_i),
        .pop_valid_o  (doorbell_pop_valid),
        .pop_ready_i  (merge_ups_doorbell_ready),
        .pop_queue_o  (doorbell_pop_queue)
    );

    work_list start (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_start_valid_i),
        .push_queue_i (push_start_queue_i),
        .pop_valid_o  (start_pop_valid),
        .pop_ready_i  (merge_ups_start_ready),
        .pop_queue_o  (start_pop_queue)
    );

endmodule

// Joins 3 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = came walked again
module stream_merge_payload1_namescame_walked_again (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_came_valid_i,
    output wire  ups_came_ready_o,
    input  wire  ups_came_queue_i,
    input  wire  ups_walked_valid_i,
    output wire  ups_walked_ready_o,
    input  wire  ups_walked_queue_i,
    input  wire  ups_again_valid_i,
    output wire  ups_again_ready_o,
    input  wire  ups_again_queue_i,
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

    assign arbiter_requests = {ups_again_valid_i, ups_walked_valid_i, ups_came_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_came_ready_o = arbiter_grants[0] & free;
    assign ups_walked_ready_o = arbiter_grants[1] & free;
    assign ups_again_ready_o = arbiter_grants[2] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_came_queue_i) | (arbiter_grants[1] & ups_walked_queue_i)
                    | (arbiter_grants[2] & ups_again_queue_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count3 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Work lists of 3 sources, merged in turn.
// Parameters: queues = 2, names = came walked again
module work_lists_namescame_walked_again (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_came_valid_i,
    input  wire  push_came_queue_i,
    input  wire  push_walked_valid_i,
    input  wire  push_walked_queue_i,
    input  wire  push_again_valid_i,
    input  wire  push_again_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_came_ready;
    wire  merge_ups_walked_ready;
    wire  merge_ups_again_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  came_pop_valid;
    wire  came_pop_queue;
    wire  walked_pop_valid;
    wire  walked_pop_queue;
    wire  again_pop_valid;
    wire  again_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_namescame_walked_again merge (
        .clk                (clk),
        .rst                (rst),
        .ups_came_valid_i   (came_pop_valid),
        .ups_came_ready_o   (merge_ups_came_ready),
        .ups_came_queue_i   (came_pop_queue),
        .ups_walked_valid_i (walked_pop_valid),
        .ups_walked_ready_o (merge_ups_walked_ready),
        .ups_walked_queue_i (walked_pop_queue),
        .ups_again_valid_i  (again_pop_valid),
        .ups_again_ready_o  (merge_ups_again_ready),
        .ups_again_queue_i  (again_pop_queue),
        .down_valid_o       (merge_down_valid),
        .down_ready_i       (pop_ready_i),
        .down_queue_o       (merge_down_queue)
    );

    work_list came (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_came_valid_i),
        .push_queue_i (push_came_queue_i),
        .pop_valid_o  (came_pop_valid),
        .pop_ready_i  (merge_ups_came_ready),
        .pop_queue_o  (came_pop_queue)
    );

    work_list walked (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_walked_valid_i),
        .push_queue_i (push_walked_queue_i),
        .pop_valid_o  (walked_pop_valid),
        .pop_ready_i  (merge_ups_walked_ready),
        .pop_queue_o  (walked_pop_queue)
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

endmodule

// Descriptor issue: reads of descriptors in ring order, runs of them in one.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module descriptor_issue (
    input  wire        clk,
    input  wire        rst,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [59:0] start_settings_table_i,
    input  wire [15:0] start_settings_size_i,
    input  wire        start_settings_packed_i,
    input  wire [7:0]  start_settings_epoch_i,
    input  wire [15:0] start_index_i,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // doorbell
    input  wire        doorbell_valid_i,
    input  wire        doorbell_queue_i,
    // came
    input  wire        came_valid_i,
    input  wire        came_queue_i,
    // walked
    input  wire        walked_valid_i,
    input  wire        walked_queue_i,
    input  wire [1:0]  allowed_i,
    // walk
    output wire        walk_queue_o,
    input  wire [6:0]  walk_view_position_i,
    input  wire [2:0]  walk_view_stride_i,
    input  wire [15:0] walk_view_ring_i,
    input  wire        walk_view_drops_i,
    input  wire        walk_view_again_i,
    input  wire [1:0]  walk_view_level_i,
    // landed
    output wire        landed_queue_o,
    input  wire [15:0] landed_index_i,
    // entry
    output wire        entry_queue_o,
    output wire [15:0] entry_index_o,
    input  wire [15:0] entry_number_i,
    // consumed
    input  wire        consumed_queue_i,
    output wire [15:0] consumed_index_o,
    // position
    input  wire        position_queue_i,
    output wire [6:0]  position_next_o,
    output wire [6:0]  position_reads_o,
    // restart
    input  wire        restart_queue_i,
    output wire [6:0]  restart_next_o,
    // progress
    output wire        progress_valid_o,
    output wire        progress_queue_o,
    // request
    output wire        request_valid_o,
    input  wire        request_ready_i,
    output wire        request_function_o,
    output wire [63:0] request_address_o,
    output wire [9:0]  request_bytes_o,
    output wire [2:0]  request_kind_o,
    output wire [44:0] request_context_o,
    // stop
    output wire        stop_valid_o,
    input  wire        stop_ready_i,
    output wire        stop_queue_o,
    output wire [7:0]  stop_epoch_o,
    output wire [3:0]  stop_error_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o,
    output wire [6:0]  drain_reads_o
);

    localparam [3:0] STATE_REST    = 4'd0;
    localparam [3:0] STATE_LOAD    = 4'd1;
    localparam [3:0] STATE_MEASURE = 4'd2;
    localparam [3:0] STATE_GATHER  = 4'd3;
    localparam [3:0] STATE_PLACE   = 4'd4;
    localparam [3:0] STATE_WRAP    = 4'd5;
    localparam [3:0] STATE_SIZE    = 4'd6;
    localparam [3:0] STATE_CAP     = 4'd7;
    localparam [3:0] STATE_SAVE    = 4'd8;
    localparam [3:0] STATE_FAIL    = 4'd9;

    reg         visit_queue_q;
    reg         visit_kick_q;
    reg         visit_live_q;
    reg         visit_repeats_q;
    reg  [59:0] visit_settings_table_q;
    reg  [15:0] visit_settings_size_q;
    reg         visit_settings_packed_q;
    reg  [7:0]  visit_settings_epoch_q;
    reg  [6:0]  visit_walk_position_q;
    reg  [2:0]  visit_walk_stride_q;
    reg  [15:0] visit_walk_ring_q;
    reg         visit_walk_drops_q;
    reg         visit_walk_again_q;
    reg  [1:0]  visit_walk_level_q;
    reg  [15:0] visit_waiting_q;
    reg  [6:0]  visit_free_q;
    reg  [6:0]  visit_in_flight_q;
    reg  [15:0] visit_place_q;
    reg  [15:0] visit_whole_q;
    reg  [5:0]  visit_room_q;
    reg         visit_moved_q;
    reg         visit_run_valid_q;
    reg  [15:0] visit_run_first_q;
    reg  [15:0] visit_run_expect_q;
    reg  [5:0]  visit_run_limit_q;
    reg  [5:0]  visit_run_total_q;
    reg  [5:0]  visit_run_entries_q;
    reg  [2:0]  visit_run_stride_q;
    reg  [15:0] context_consumed_q;
    reg         context_kicked_q;
    reg  [6:0]  position_next_q;
    reg  [6:0]  position_reads_q;
    reg         asked_valid_q;
    reg         asked_queue_q;
    reg  [59:0] asked_address_q;
    reg         asked_read_queue_q;
    reg  [7:0]  asked_read_epoch_q;
    reg         asked_read_packed_q;
    reg         asked_read_side_q;
    reg         asked_read_ahead_q;
    reg  [6:0]  asked_read_position_q;
    reg  [15:0] asked_read_first_q;
    reg  [2:0]  asked_read_stride_q;
    reg         asked_read_lane_q;
    reg  [5:0]  asked_read_count_q;
    wire        saves;
    reg         contexts_sweep_active_q;
    reg         contexts_sweep_index_q;
    reg         positions_sweep_active_q;
    reg         positions_sweep_index_q;
    wire        kicks_pop_valid;
    wire        kicks_pop_ready;
    wire        kicks_pop_queue;
    wire        work_push_again_valid;
    wire        work_pop_valid;
    wire        work_pop_ready;
    wire        work_pop_queue;
    reg         may_read_q;
    reg         may_run_q;
    wire [9:0]  states_rdata;
    wire        room;
    reg         tight_q;
    reg         weighed_q;
    reg  [15:0] ahead_q;
    reg  [15:0] left_q;
    reg         coming_q;
    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    reg         sized_valid_q;
    reg  [15:0] sized_number_q;
    reg  [5:0]  sized_to_block_q;
    reg  [16:0] sized_to_end_q;
    reg         measured_valid_q;
    reg  [15:0] measured_number_q;
    reg  [5:0]  measured_most_q;
    reg         measured_outside_q;
    reg  [2:0]  measured_after_q;
    reg         takes;
    wire        fetches;
    wire        measures;
    wire        sizes;
    wire        number_leaves;
    wire [15:0] numbers_rdata;
    wire        empty;
    wire        extending;
    wire        closer;
    wire        wanted;
    wire        may_kick;
    wire        kicked;
    reg  [3:0]  state_q;
    wire [84:0] settings_rdata;
    wire [16:0] contexts_rdata;
    wire [13:0] positions_rdata;
    wire [9:0]  states_rdata1;
    wire        rests;
    wire [16:0] contexts_rdata1;
    wire [13:0] positions_rdata1;
    wire [13:0] positions_rdata2;
    reg         heard_q;
    reg         busy_q;
    wire [13:0] positions_rdata3;

    always @(posedge clk) begin
        if (contexts_sweep_active_q) begin
            contexts_sweep_index_q <= contexts_sweep_index_q + 1'd1;
            if (contexts_sweep_index_q == 1'd1) begin
                contexts_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            contexts_sweep_index_q <= 1'd0;
            contexts_sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        if (positions_sweep_active_q) begin
            positions_sweep_index_q <= positions_sweep_index_q + 1'd1;
            if (positions_sweep_index_q == 1'd1) begin
                positions_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            positions_sweep_index_q <= 1'd0;
            positions_sweep_active_q <= 1'd1;
        end
    end

    assign work_push_again_valid = saves & visit_repeats_q;

    always @(posedge clk) begin
        may_read_q <= allowed_i[visit_queue_q];
        may_run_q <= states_rdata[1] & (states_rdata[9:2] == visit_settings_epoch_q);
    end

    assign room = ~asked_valid_q | request_ready_i;

    wire [6:0] places_left = visit_run_valid_q ? (visit_free_q - {1'd0, visit_run_total_q}) : visit_free_q;
    wire [15:0] entries_left = visit_run_valid_q ? (visit_waiting_q - {10'd0, visit_run_entries_q}) : visit_waiting_q;
    wire in_line = visit_settings_packed_q & (visit_walk_level_q == 2'd0);
    wire [4:0] place = visit_settings_table_q[4:0] + numbers_rdata[4:0];
    wire [5:0] sized_to_end_choice = (|sized_to_end_q[16:5]) ? 6'd32 : sized_to_end_q[5:0];
    wire [15:0] distance = sized_number_q - measured_number_q;
    wire [6:0] in_flight = position_next_q - visit_walk_position_q;
    wire measured_valid_and = measured_valid_q & weighed_q & ~tight_q;
    wire visit_free_differs = visit_free_q != 7'd0;
    wire [5:0] stride = {3'd0, visit_walk_stride_q};
    wire [5:0] free = (|visit_free_q[6:5]) ? 6'd32 : visit_free_q[5:0];
    wire [2:0] step = ((stride <= measured_most_q) & (stride <= free)) ? visit_walk_stride_q : 3'd1;
    wire [5:0] extended = visit_run_total_q + {3'd0, visit_run_stride_q};
    wire [5:0] visit_free_choice = (|visit_free_q[6:5]) ? 6'd32 : visit_free_q[5:0];
    wire [5:0] visit_whole_choice = (|visit_whole_q[15:5]) ? 6'd32 : visit_whole_q[5:0];
    wire [4:0] place_2 = visit_settings_table_q[4:0] + visit_place_q[4:0];
    always @(posedge clk) begin
        tight_q <= ((visit_in_flight_q != 7'd0) | visit_moved_q | visit_run_valid_q)
                & (((|places_left[6:5]) ? 6'd32 : places_left[5:0]) < ((|entries_left[15:5]) ? 6'd32 : entries_left[5:0]));
        weighed_q <= 1'd1;
        coming_q <= fetches;
        if (fetches) begin
            ahead_q <= ahead_q + 16'd1;
            left_q <= left_q - 16'd1;
        end
        if (coming_q) begin
            tail_q <= tail_q + 2'd1;
        end
        if (number_leaves) begin
            head_q <= head_q + 2'd1;
        end
        held_q <= (held_q + {2'd0, coming_q}) - {2'd0, number_leaves};
        if (sizes) begin
            sized_valid_q <= number_leaves;
            sized_number_q <= numbers_rdata;
            sized_to_block_q <= (in_line ? 6'd4 : 6'd32) - (in_line ? {4'd0, place[1:0]} : {1'd0, place});
            sized_to_end_q <= {1'd0, visit_settings_size_q} - {1'd0, numbers_rdata};
        end
        if (measures) begin
            measured_valid_q <= sized_valid_q;
            measured_number_q <= sized_number_q;
            measured_most_q <= (sized_to_block_q < sized_to_end_choice) ? sized_to_block_q : sized_to_end_choice;
            measured_outside_q <= sized_to_end_q[16] | (sized_to_end_q == 17'd0);
            measured_after_q <= ((distance[15:3] == 13'd0) & (distance[2:0] <= 3'd4)) ? distance[2:0] : 3'd0;
        end
        if (request_ready_i) begin
            asked_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_REST: begin
                visit_repeats_q <= 1'd0;
                visit_moved_q <= 1'd0;
                visit_kick_q <= kicked;
                visit_queue_q <= kicked ? kicks_pop_queue : work_pop_queue;
                if (kicks_pop_valid | work_pop_valid) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                context_consumed_q <= contexts_rdata[15:0];
                context_kicked_q <= contexts_rdata[16];
                position_next_q <= positions_rdata[6:0];
                position_reads_q <= positions_rdata[13:7];
                visit_settings_table_q <= settings_rdata[59:0];
                visit_settings_size_q <= settings_rdata[75:60];
                visit_settings_packed_q <= settings_rdata[76];
                visit_settings_epoch_q <= settings_rdata[84:77];
                visit_walk_position_q <= walk_view_position_i;
                visit_walk_stride_q <= walk_view_stride_i;
                visit_walk_ring_q <= walk_view_ring_i;
                visit_walk_drops_q <= walk_view_drops_i;
                visit_walk_again_q <= walk_view_again_i;
                visit_walk_level_q <= walk_view_level_i;
                visit_waiting_q <= landed_index_i;
                visit_live_q <= states_rdata1[1] & (states_rdata1[9:2] == settings_rdata[84:77]);
                state_q <= STATE_MEASURE;
            end
            STATE_MEASURE: begin
                visit_in_flight_q <= in_flight;
                visit_free_q <= 7'd64 - in_flight;
                visit_waiting_q <= visit_waiting_q - context_consumed_q;
                weighed_q <= 1'd0;
                visit_run_valid_q <= 1'd0;
                ahead_q <= context_consumed_q;
                left_q <= visit_settings_packed_q ? 16'd0 : (visit_waiting_q - context_consumed_q);
                coming_q <= 1'd0;
                head_q <= 2'd0;
                tail_q <= 2'd0;
                held_q <= 3'd0;
                sized_valid_q <= 1'd0;
                measured_valid_q <= 1'd0;
                if (visit_kick_q) begin
                    context_kicked_q <= 1'd1;
                end
                state_q <= STATE_REST;
                if (visit_live_q) begin
                    state_q <= STATE_SAVE;
                    if (visit_settings_packed_q) begin
                        state_q <= STATE_PLACE;
                    end else if (visit_waiting_q != context_consumed_q) begin
                        state_q <= STATE_GATHER;
                    end
                end
            end
            STATE_GATHER: begin
                if (~visit_run_valid_q) begin
                    if (measured_valid_and) begin
                        if (visit_free_differs) begin
                            visit_run_valid_q <= 1'd1;
                            visit_run_first_q <= measured_number_q;
                            visit_run_expect_q <= measured_number_q + {13'd0, step};
                            visit_run_limit_q <= (measured_most_q < free) ? measured_most_q : free;
                            visit_run_total_q <= {3'd0, step};
                            visit_run_entries_q <= 6'd1;
                            visit_run_stride_q <= step;
                        end
                    end
                    if (empty | (visit_free_q == 7'd0) | (weighed_q & tight_q)) begin
                        state_q <= STATE_SAVE;
                    end
                    if (measured_valid_q & measured_outside_q) begin
                        state_q <= STATE_FAIL;
                    end
                end else if (extending) begin
                    visit_run_total_q <= extended;
                    visit_run_entries_q <= visit_run_entries_q + 6'd1;
                    visit_run_expect_q <= visit_run_expect_q + {13'd0, visit_run_stride_q};
                end else if (closer) begin
                    visit_run_stride_q <= measured_after_q;
                    visit_run_total_q <= {3'd0, measured_after_q};
                    visit_run_expect_q <= measured_number_q;
                end else if (measured_valid_q | empty) begin
                    if (~(may_read_q & may_run_q)) begin
                        visit_repeats_q <= may_run_q;
                        state_q <= STATE_SAVE;
                    end else if (room) begin
                        asked_valid_q <= 1'd1;
                        asked_queue_q <= visit_queue_q;
                        asked_address_q <= visit_settings_table_q + {44'd0, visit_run_first_q};
                        asked_read_queue_q <= visit_queue_q;
                        asked_read_epoch_q <= visit_settings_epoch_q;
                        asked_read_packed_q <= visit_settings_packed_q;
                        asked_read_side_q <= 1'd0;
                        asked_read_ahead_q <= 1'd0;
                        asked_read_position_q <= position_next_q;
                        asked_read_first_q <= visit_run_first_q;
                        asked_read_stride_q <= visit_run_stride_q;
                        asked_read_lane_q <= visit_settings_table_q[0] + visit_run_first_q[0];
                        asked_read_count_q <= visit_run_total_q;
                        position_next_q <= position_next_q + {1'd0, visit_run_total_q};
                        position_reads_q <= position_reads_q + 7'd1;
                        context_consumed_q <= context_consumed_q + {10'd0, visit_run_entries_q};
                        visit_waiting_q <= visit_waiting_q - {10'd0, visit_run_entries_q};
                        if (visit_in_flight_q == 7'd0) begin
                            context_kicked_q <= 1'd0;
                        end
                        visit_moved_q <= 1'd1;
                        visit_free_q <= visit_free_q - {1'd0, visit_run_total_q};
                        visit_repeats_q <= visit_settings_packed_q & visit_walk_level_q[1];
                        visit_run_valid_q <= 1'd0;
                    end
                end
            end
            STATE_PLACE: begin
                visit_place_q <= visit_walk_ring_q + {9'd0, visit_in_flight_q};
                visit_whole_q <= visit_settings_size_q - {9'd0, visit_in_flight_q};
                state_q <= STATE_WRAP;
                if (visit_walk_drops_q | ~wanted | ((visit_in_flight_q != 7'd0) & (visit_free_q < 7'd32))) begin
                    state_q <= STATE_SAVE;
                end
            end
            STATE_WRAP: begin
                if (visit_settings_size_q <= visit_place_q) begin
                    visit_place_q <= visit_place_q - visit_settings_size_q;
                end
                visit_room_q <= (visit_free_choice < visit_whole_choice) ? visit_free_choice : visit_whole_choice;
                state_q <= STATE_SIZE;
                if (visit_whole_q == 16'd0) begin
                    state_q <= STATE_SAVE;
                end
            end
            STATE_SIZE: begin
                sized_valid_q <= 1'd1;
                sized_number_q <= visit_place_q;
                sized_to_block_q <= (in_line ? 6'd4 : 6'd32) - (in_line ? {4'd0, place_2[1:0]} : {1'd0, place_2});
                sized_to_end_q <= {1'd0, visit_settings_size_q} - {1'd0, visit_place_q};
                state_q <= STATE_CAP;
            end
            STATE_CAP: begin
                if (measured_valid_q) begin
                    visit_run_valid_q <= 1'd1;
                    visit_run_first_q <= visit_place_q;
                    visit_run_expect_q <= 16'd0;
                    visit_run_limit_q <= 6'd0;
                    visit_run_total_q <= (measured_most_q < visit_room_q) ? measured_most_q : visit_room_q;
                    visit_run_entries_q <= 6'd0;
                    visit_run_stride_q <= 3'd1;
                    state_q <= STATE_GATHER;
                end
            end
            STATE_SAVE: begin
                if (~start_valid_i) begin
                    state_q <= STATE_REST;
                end
            end
            default: begin  // STATE_FAIL
                if (stop_ready_i) begin
                    state_q <= STATE_SAVE;
                end
            end
        endcase
        if (rst) begin
            state_q <= 4'd0;
            coming_q <= 1'd0;
            left_q <= 16'd0;
            held_q <= 3'd0;
            sized_valid_q <= 1'd0;
            measured_valid_q <= 1'd0;
            asked_valid_q <= 1'd0;
        end
    end

    always @(*) begin
        takes = 1'd0;
        case (state_q)
            STATE_GATHER: begin
                if (~visit_run_valid_q) begin
                    if (measured_valid_and) begin
                        if (visit_free_differs) begin
                            takes = 1'd1;
                        end
                    end
                end else if (extending) begin
                    takes = 1'd1;
                end
            end
            STATE_CAP: begin
                if (measured_valid_q) begin
                    takes = 1'd1;
                end
            end
            default: begin end  // STATE_FAIL
        endcase
    end

    assign fetches = (left_q != 16'd0) & (held_q < 3'd2);
    assign entry_queue_o = visit_queue_q;
    assign entry_index_o = ahead_q;
    assign measures = ~measured_valid_q | takes;
    assign sizes = ~sized_valid_q | measures;
    assign number_leaves = sizes & (held_q != 3'd0);
    assign empty = (left_q == 16'd0) & ~(coming_q | sized_valid_q | measured_valid_q | (held_q != 3'd0));
    assign extending = measured_valid_q & (measured_number_q == visit_run_expect_q) & (extended <= visit_run_limit_q);
    assign closer = measured_valid_q & (visit_run_entries_q == 6'd1) & (measured_after_q != 3'd0)
            & (measured_after_q != visit_run_stride_q) & ({3'd0, measured_after_q} <= visit_run_limit_q);
    assign wanted = (visit_in_flight_q == 7'd0) ? (context_kicked_q | visit_walk_again_q | (visit_walk_level_q != 2'd0))
            : visit_walk_level_q[1];
    assign may_kick = ~work_pop_valid | ~visit_kick_q;
    assign kicked = kicks_pop_valid & may_kick;
    assign saves = (state_q == STATE_SAVE) & ~start_valid_i;
    assign rests = state_q == STATE_REST;
    assign kicks_pop_ready = rests & may_kick;
    assign work_pop_ready = rests & ~kicked;
    assign walk_queue_o = visit_queue_q;
    assign landed_queue_o = visit_queue_q;
    assign progress_valid_o = saves & visit_moved_q & ~visit_settings_packed_q;
    assign progress_queue_o = visit_queue_q;
    assign stop_valid_o = state_q == STATE_FAIL;
    assign stop_queue_o = visit_queue_q;
    assign stop_epoch_o = visit_settings_epoch_q;
    assign stop_error_o = 4'd2;
    assign request_valid_o = asked_valid_q;
    assign request_function_o = asked_queue_q;
    assign request_address_o = {asked_address_q, 4'd0};
    assign request_bytes_o = {asked_read_count_q, 4'd0};
    assign request_kind_o = 3'd2;
    assign request_context_o = {asked_read_count_q, asked_read_lane_q, asked_read_stride_q, asked_read_first_q, asked_read_position_q,
            asked_read_ahead_q, asked_read_side_q, asked_read_packed_q, asked_read_epoch_q,
            asked_read_queue_q};
    assign consumed_index_o = contexts_rdata1[15:0];
    assign position_next_o = positions_rdata1[6:0];
    assign position_reads_o = positions_rdata1[13:7];
    assign restart_next_o = positions_rdata2[6:0];

    always @(posedge clk) begin
        heard_q <= (~rests & (visit_queue_q == drain_queue_i)) | contexts_sweep_active_q;
        busy_q <= heard_q;
    end

    assign drain_busy_o = busy_q;
    assign drain_reads_o = positions_rdata3[13:7];

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visit_queue_q];
    assign states_rdata1 = states[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [84:0] settings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            settings[start_queue_i] <= {start_settings_epoch_i, start_settings_packed_i, start_settings_size_i, start_settings_table_i};
        end
    end
    assign settings_rdata = settings[visit_queue_q];

    wire [16:0] word = contexts_sweep_active_q ? 17'd0 : start_valid_i ? {1'd1, start_index_i}
            : {context_kicked_q, context_consumed_q};
    (* ram_style = "distributed" *)
    reg [16:0] contexts [0:1];
    always @(posedge clk) begin
        if (contexts_sweep_active_q | start_valid_i | saves) begin
            contexts[contexts_sweep_active_q ? contexts_sweep_index_q : start_valid_i ? start_queue_i : visit_queue_q] <= {word[16], word[15:0]};
        end
    end
    assign contexts_rdata = contexts[visit_queue_q];
    assign contexts_rdata1 = contexts[consumed_queue_i];

    wire [13:0] word_2 = positions_sweep_active_q ? 14'd0 : {position_reads_q, position_next_q};
    (* ram_style = "distributed" *)
    reg [13:0] positions [0:1];
    always @(posedge clk) begin
        if (positions_sweep_active_q | saves) begin
            positions[positions_sweep_active_q ? positions_sweep_index_q : visit_queue_q] <= {word_2[13:7], word_2[6:0]};
        end
    end
    assign positions_rdata = positions[visit_queue_q];
    assign positions_rdata1 = positions[position_queue_i];
    assign positions_rdata2 = positions[restart_queue_i];
    assign positions_rdata3 = positions[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] numbers [0:3];
    always @(posedge clk) begin
        if (coming_q) begin
            numbers[tail_q] <= entry_number_i;
        end
    end
    assign numbers_rdata = numbers[head_q];

    work_lists_namesdoorbell_start kicks (
        .clk                   (clk),
        .rst                   (rst),
        .push_doorbell_valid_i (doorbell_valid_i),
        .push_doorbell_queue_i (doorbell_queue_i),
        .push_start_valid_i    (start_valid_i),
        .push_start_queue_i    (start_queue_i),
        .pop_valid_o           (kicks_pop_valid),
        .pop_ready_i           (kicks_pop_ready),
        .pop_queue_o           (kicks_pop_queue)
    );

    work_lists_namescame_walked_again work (
        .clk                 (clk),
        .rst                 (rst),
        .push_came_valid_i   (came_valid_i),
        .push_came_queue_i   (came_queue_i),
        .push_walked_valid_i (walked_valid_i),
        .push_walked_queue_i (walked_queue_i),
        .push_again_valid_i  (work_push_again_valid),
        .push_again_queue_i  (visit_queue_q),
        .pop_valid_o         (work_pop_valid),
        .pop_ready_i         (work_pop_ready),
        .pop_queue_o         (work_pop_queue)
    );

    wire unused = &{1'b0, states_rdata[0], states_rdata1[0], contexts_rdata1[16], positions_rdata2[13:7], positions_rdata3[6:0]};

endmodule

// Descriptors by place: answers in any order, checked one by one as they come.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module descriptor_stage (
    input  wire         clk,
    input  wire         rst,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // answer
    input  wire         answer_valid_i,
    output wire         answer_ready_o,
    input  wire [127:0] answer_data_i,
    input  wire         answer_last_i,
    input  wire [44:0]  answer_context_i,
    input  wire [1:0]   answer_fault_i,
    // check
    output wire         check_request_valid_o,
    output wire         check_request_function_o,
    output wire [63:0]  check_request_first_o,
    output wire [31:0]  check_request_span_o,
    input  wire         check_inside_i,
    // landed
    output wire         landed_valid_o,
    output wire         landed_queue_o,
    // main
    input  wire         main_queue_i,
    input  wire [6:0]   main_position_i,
    input  wire         main_reads_i,
    output wire [63:0]  main_word_address_o,
    output wire [14:0]  main_word_bytes_o,
    output wire         main_word_next_o,
    output wire         main_word_write_o,
    output wire         main_word_indirect_o,
    output wire         main_word_avail_o,
    output wire         main_word_used_o,
    output wire [15:0]  main_word_number_o,
    output wire [15:0]  main_word_self_o,
    output wire         main_word_follows_o,
    output wire [5:0]   main_word_table_count_o,
    output wire         main_word_inside_o,
    output wire [1:0]   main_word_fault_o,
    output wire         main_word_live_o,
    output wire [2:0]   main_word_stride_o,
    output wire         main_word_turn_o,
    // scout
    input  wire         scout_queue_i,
    input  wire [6:0]   scout_position_i,
    output wire         scout_granted_o,
    output wire [63:0]  scout_word_address_o,
    output wire [14:0]  scout_word_bytes_o,
    output wire         scout_word_next_o,
    output wire         scout_word_write_o,
    output wire         scout_word_indirect_o,
    output wire         scout_word_avail_o,
    output wire         scout_word_used_o,
    output wire [15:0]  scout_word_number_o,
    output wire [15:0]  scout_word_self_o,
    output wire         scout_word_follows_o,
    output wire [5:0]   scout_word_table_count_o,
    output wire         scout_word_inside_o,
    output wire [1:0]   scout_word_fault_o,
    output wire         scout_word_live_o,
    output wire [2:0]   scout_word_stride_o,
    output wire         scout_word_turn_o,
    // side
    input  wire         side_queue_i,
    input  wire         side_ahead_i,
    input  wire [4:0]   side_place_i,
    output wire [63:0]  side_word_address_o,
    output wire [14:0]  side_word_bytes_o,
    output wire         side_word_next_o,
    output wire         side_word_write_o,
    output wire         side_word_indirect_o,
    output wire         side_word_avail_o,
    output wire         side_word_used_o,
    output wire [15:0]  side_word_number_o,
    output wire [15:0]  side_word_self_o,
    output wire         side_word_follows_o,
    output wire [5:0]   side_word_table_count_o,
    output wire         side_word_inside_o,
    output wire [1:0]   side_word_fault_o,
    output wire         side_word_live_o,
    output wire [2:0]   side_word_stride_o,
    output wire         side_word_turn_o,
    // reads
    input  wire         reads_queue_i,
    output wire [6:0]   reads_main_o,
    output wire         reads_side_o,
    // drain
    input  wire         drain_queue_i,
    output wire [6:0]   drain_main_o,
    output wire         drain_side_o,
    output wire [5:0]   drain_ahead_o,
    output wire         clearing_o
);

    reg          out_valid_q;
    reg          out_read_queue_q;
    reg  [7:0]   out_read_epoch_q;
    reg          out_read_packed_q;
    reg          out_read_side_q;
    reg          out_read_ahead_q;
    reg  [6:0]   out_read_position_q;
    reg  [15:0]  out_read_first_q;
    reg  [2:0]   out_read_stride_q;
    reg          out_read_lane_q;
    reg  [5:0]   out_read_count_q;
    reg  [5:0]   out_place_q;
    reg          out_last_q;
    reg  [1:0]   out_fault_q;
    reg  [127:0] out_words_q;
    reg  [5:0]   done_q;
    wire         last;
    wire [9:0]   states_rdata;
    reg          checked_1_valid_q;
    reg          checked_1_queue_q;
    reg          checked_1_side_q;
    reg          checked_1_ahead_q;
    reg  [6:0]   checked_1_position_q;
    reg          checked_1_last_q;
    reg  [63:0]  checked_1_word_address_q;
    reg  [14:0]  checked_1_word_bytes_q;
    reg          checked_1_word_next_q;
    reg          checked_1_word_write_q;
    reg          checked_1_word_indirect_q;
    reg          checked_1_word_avail_q;
    reg          checked_1_word_used_q;
    reg  [15:0]  checked_1_word_number_q;
    reg  [15:0]  checked_1_word_self_q;
    reg  [5:0]   checked_1_word_table_count_q;
    reg          checked_1_word_inside_q;
    reg  [1:0]   checked_1_word_fault_q;
    reg          checked_1_word_live_q;
    reg  [2:0]   checked_1_word_stride_q;
    reg          checked_1_word_turn_q;
    reg          checked_2_valid_q;
    reg          checked_2_queue_q;
    reg          checked_2_side_q;
    reg          checked_2_ahead_q;
    reg  [6:0]   checked_2_position_q;
    reg          checked_2_last_q;
    reg  [63:0]  checked_2_word_address_q;
    reg  [14:0]  checked_2_word_bytes_q;
    reg          checked_2_word_next_q;
    reg          checked_2_word_write_q;
    reg          checked_2_word_indirect_q;
    reg          checked_2_word_avail_q;
    reg          checked_2_word_used_q;
    reg  [15:0]  checked_2_word_number_q;
    reg  [15:0]  checked_2_word_self_q;
    reg  [5:0]   checked_2_word_table_count_q;
    reg          checked_2_word_inside_q;
    reg  [1:0]   checked_2_word_fault_q;
    reg          checked_2_word_live_q;
    reg  [2:0]   checked_2_word_stride_q;
    reg          checked_2_word_turn_q;
    reg          checked_3_valid_q;
    reg          checked_3_queue_q;
    reg          checked_3_side_q;
    reg          checked_3_ahead_q;
    reg  [6:0]   checked_3_position_q;
    reg          checked_3_last_q;
    reg  [63:0]  checked_3_word_address_q;
    reg  [14:0]  checked_3_word_bytes_q;
    reg          checked_3_word_next_q;
    reg          checked_3_word_write_q;
    reg          checked_3_word_indirect_q;
    reg          checked_3_word_avail_q;
    reg          checked_3_word_used_q;
    reg  [15:0]  checked_3_word_number_q;
    reg  [15:0]  checked_3_word_self_q;
    reg  [5:0]   checked_3_word_table_count_q;
    reg          checked_3_word_inside_q;
    reg  [1:0]   checked_3_word_fault_q;
    reg          checked_3_word_live_q;
    reg  [2:0]   checked_3_word_stride_q;
    reg          checked_3_word_turn_q;
    reg          sweep_active_q;
    reg  [6:0]   sweep_index_q;
    wire         ends;
    wire [6:0]   came_rdata;
    wire         came_aside_rdata;
    wire         ends_aside;
    wire [5:0]   came_ahead_rdata;
    reg          told_valid_q;
    reg          told_queue_q;
    reg  [130:0] places_rdata_q;
    reg  [130:0] aside_rdata_q;
    wire [5:0]   came_ahead_rdata1;
    wire [6:0]   came_rdata1;
    wire         came_aside_rdata1;
    wire [6:0]   came_rdata2;
    wire         came_aside_rdata2;

    assign last = (done_q + 6'd1) == answer_context_i[44:39];
    assign answer_ready_o = last | ~answer_last_i;

    always @(posedge clk) begin
        if (answer_valid_i) begin
            done_q <= last ? 6'd0 : (done_q + 6'd1);
        end
        if (rst) begin
            done_q <= 6'd0;
        end
    end

    always @(posedge clk) begin
        out_valid_q <= answer_valid_i;
        out_read_queue_q <= answer_context_i[0];
        out_read_epoch_q <= answer_context_i[8:1];
        out_read_packed_q <= answer_context_i[9];
        out_read_side_q <= answer_context_i[10];
        out_read_ahead_q <= answer_context_i[11];
        out_read_position_q <= answer_context_i[18:12];
        out_read_first_q <= answer_context_i[34:19];
        out_read_stride_q <= answer_context_i[37:35];
        out_read_lane_q <= answer_context_i[38];
        out_read_count_q <= answer_context_i[44:39];
        out_place_q <= done_q;
        out_last_q <= last;
        out_fault_q <= answer_fault_i;
        out_words_q <= answer_data_i;
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign check_request_valid_o = out_valid_q;
    assign check_request_function_o = out_read_queue_q;
    assign check_request_first_o = out_words_q[63:0];
    assign check_request_span_o = out_words_q[95:64] - 32'd1;

    wire [6:0] position = out_read_position_q + {1'd0, out_place_q};
    wire [15:0] flags = out_read_packed_q ? out_words_q[127:112] : out_words_q[111:96];
    always @(posedge clk) begin
        checked_1_valid_q <= out_valid_q;
        checked_1_queue_q <= out_read_queue_q;
        checked_1_side_q <= out_read_side_q;
        checked_1_ahead_q <= out_read_ahead_q;
        checked_1_position_q <= position;
        checked_1_last_q <= out_last_q;
        checked_1_word_address_q <= out_words_q[63:0];
        checked_1_word_bytes_q <= (|out_words_q[95:79]) ? 15'h7fff : out_words_q[78:64];
        checked_1_word_next_q <= flags[0];
        checked_1_word_write_q <= flags[1];
        checked_1_word_indirect_q <= flags[2];
        checked_1_word_avail_q <= flags[7];
        checked_1_word_used_q <= flags[15];
        checked_1_word_number_q <= out_read_packed_q ? out_words_q[111:96] : out_words_q[127:112];
        checked_1_word_self_q <= out_read_first_q + {10'd0, out_place_q};
        checked_1_word_table_count_q <= (~((|(out_words_q[67:64] | out_words_q[3:0])) | (|out_words_q[95:74])) & (out_words_q[73:68] <= 6'd32))
                ? out_words_q[73:68] : 6'd0;
        checked_1_word_inside_q <= out_words_q[95:64] == 32'd0;
        checked_1_word_fault_q <= out_fault_q;
        checked_1_word_live_q <= states_rdata[1] & (states_rdata[9:2] == out_read_epoch_q);
        checked_1_word_stride_q <= out_read_stride_q;
        checked_1_word_turn_q <= out_read_ahead_q ? position[5] : position[6];
        if (rst) begin
            checked_1_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        checked_2_valid_q <= checked_1_valid_q;
        checked_2_queue_q <= checked_1_queue_q;
        checked_2_side_q <= checked_1_side_q;
        checked_2_ahead_q <= checked_1_ahead_q;
        checked_2_position_q <= checked_1_position_q;
        checked_2_last_q <= checked_1_last_q;
        checked_2_word_address_q <= checked_1_word_address_q;
        checked_2_word_bytes_q <= checked_1_word_bytes_q;
        checked_2_word_next_q <= checked_1_word_next_q;
        checked_2_word_write_q <= checked_1_word_write_q;
        checked_2_word_indirect_q <= checked_1_word_indirect_q;
        checked_2_word_avail_q <= checked_1_word_avail_q;
        checked_2_word_used_q <= checked_1_word_used_q;
        checked_2_word_number_q <= checked_1_word_number_q;
        checked_2_word_self_q <= checked_1_word_self_q;
        checked_2_word_table_count_q <= checked_1_word_table_count_q;
        checked_2_word_inside_q <= checked_1_word_inside_q;
        checked_2_word_fault_q <= checked_1_word_fault_q;
        checked_2_word_live_q <= checked_1_word_live_q;
        checked_2_word_stride_q <= checked_1_word_stride_q;
        checked_2_word_turn_q <= checked_1_word_turn_q;
        if (rst) begin
            checked_2_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        checked_3_valid_q <= checked_2_valid_q;
        checked_3_queue_q <= checked_2_queue_q;
        checked_3_side_q <= checked_2_side_q;
        checked_3_ahead_q <= checked_2_ahead_q;
        checked_3_position_q <= checked_2_position_q;
        checked_3_last_q <= checked_2_last_q;
        checked_3_word_address_q <= checked_2_word_address_q;
        checked_3_word_bytes_q <= checked_2_word_bytes_q;
        checked_3_word_next_q <= checked_2_word_next_q;
        checked_3_word_write_q <= checked_2_word_write_q;
        checked_3_word_indirect_q <= checked_2_word_indirect_q;
        checked_3_word_avail_q <= checked_2_word_avail_q;
        checked_3_word_used_q <= checked_2_word_used_q;
        checked_3_word_number_q <= checked_2_word_number_q;
        checked_3_word_self_q <= checked_2_word_self_q;
        checked_3_word_table_count_q <= checked_2_word_table_count_q;
        checked_3_word_inside_q <= checked_2_word_inside_q;
        checked_3_word_fault_q <= checked_2_word_fault_q;
        checked_3_word_live_q <= checked_2_word_live_q;
        checked_3_word_stride_q <= checked_2_word_stride_q;
        checked_3_word_turn_q <= checked_2_word_turn_q;
        if (rst) begin
            checked_3_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 7'd1;
            if (sweep_index_q == 7'd127) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 7'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign clearing_o = sweep_active_q;
    assign ends = checked_3_valid_q & checked_3_last_q;
    assign ends_aside = ends & checked_3_side_q;

    always @(posedge clk) begin
        told_valid_q <= ends;
        told_queue_q <= checked_3_queue_q;
        if (rst) begin
            told_valid_q <= 1'd0;
        end
    end

    assign landed_valid_o = told_valid_q;
    assign landed_queue_o = told_queue_q;
    assign main_word_address_o = places_rdata_q[63:0];
    assign main_word_bytes_o = places_rdata_q[78:64];
    assign main_word_next_o = places_rdata_q[79];
    assign main_word_write_o = places_rdata_q[80];
    assign main_word_indirect_o = places_rdata_q[81];
    assign main_word_avail_o = places_rdata_q[82];
    assign main_word_used_o = places_rdata_q[83];
    assign main_word_number_o = places_rdata_q[99:84];
    assign main_word_self_o = places_rdata_q[115:100];
    assign main_word_follows_o = places_rdata_q[116];
    assign main_word_table_count_o = places_rdata_q[122:117];
    assign main_word_inside_o = places_rdata_q[123];
    assign main_word_fault_o = places_rdata_q[125:124];
    assign main_word_live_o = places_rdata_q[126];
    assign main_word_stride_o = places_rdata_q[129:127];
    assign main_word_turn_o = places_rdata_q[130];
    assign scout_word_address_o = places_rdata_q[63:0];
    assign scout_word_bytes_o = places_rdata_q[78:64];
    assign scout_word_next_o = places_rdata_q[79];
    assign scout_word_write_o = places_rdata_q[80];
    assign scout_word_indirect_o = places_rdata_q[81];
    assign scout_word_avail_o = places_rdata_q[82];
    assign scout_word_used_o = places_rdata_q[83];
    assign scout_word_number_o = places_rdata_q[99:84];
    assign scout_word_self_o = places_rdata_q[115:100];
    assign scout_word_follows_o = places_rdata_q[116];
    assign scout_word_table_count_o = places_rdata_q[122:117];
    assign scout_word_inside_o = places_rdata_q[123];
    assign scout_word_fault_o = places_rdata_q[125:124];
    assign scout_word_live_o = places_rdata_q[126];
    assign scout_word_stride_o = places_rdata_q[129:127];
    assign scout_word_turn_o = places_rdata_q[130];
    assign scout_granted_o = ~main_reads_i;
    assign side_word_address_o = aside_rdata_q[63:0];
    assign side_word_bytes_o = aside_rdata_q[78:64];
    assign side_word_next_o = aside_rdata_q[79];
    assign side_word_write_o = aside_rdata_q[80];
    assign side_word_indirect_o = aside_rdata_q[81];
    assign side_word_avail_o = aside_rdata_q[82];
    assign side_word_used_o = aside_rdata_q[83];
    assign side_word_number_o = aside_rdata_q[99:84];
    assign side_word_self_o = aside_rdata_q[115:100];
    assign side_word_follows_o = aside_rdata_q[116];
    assign side_word_table_count_o = aside_rdata_q[122:117];
    assign side_word_inside_o = aside_rdata_q[123];
    assign side_word_fault_o = aside_rdata_q[125:124];
    assign side_word_live_o = aside_rdata_q[126];
    assign side_word_stride_o = aside_rdata_q[129:127];
    assign side_word_turn_o = aside_rdata_q[130];
    assign drain_ahead_o = came_ahead_rdata1;
    assign reads_main_o = came_rdata1;
    assign reads_side_o = came_aside_rdata1;
    assign drain_main_o = came_rdata2;
    assign drain_side_o = came_aside_rdata2;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[out_read_queue_q];

    wire checked_3_word_inside_or = checked_3_word_inside_q | check_inside_i;
    wire checked_3_word_number_equal = checked_3_word_number_q == (checked_3_word_self_q + 16'd1);
    wire [6:0] main_position_choice = main_reads_i ? main_position_i : scout_position_i;
    (* ram_style = "block" *)
    reg [130:0] places [0:127];
    always @(posedge clk) begin
        if (sweep_active_q | (checked_3_valid_q & ~checked_3_side_q)) begin
            places[sweep_active_q ? sweep_index_q : {checked_3_queue_q, checked_3_position_q[5:0]}] <= {sweep_active_q ? 1'd1 : checked_3_word_turn_q, sweep_active_q ? 3'd0 : checked_3_word_stride_q,
                    sweep_active_q ? 1'd0 : checked_3_word_live_q,
                    sweep_active_q ? 2'd0 : checked_3_word_fault_q,
                    sweep_active_q ? 1'd0 : checked_3_word_inside_or,
                    sweep_active_q ? 6'd0 : checked_3_word_table_count_q,
                    sweep_active_q ? 1'd0 : checked_3_word_number_equal,
                    sweep_active_q ? 16'd0 : checked_3_word_self_q,
                    sweep_active_q ? 16'd0 : checked_3_word_number_q,
                    sweep_active_q ? 1'd0 : checked_3_word_used_q,
                    sweep_active_q ? 1'd0 : checked_3_word_avail_q,
                    sweep_active_q ? 1'd0 : checked_3_word_indirect_q,
                    sweep_active_q ? 1'd0 : checked_3_word_write_q,
                    sweep_active_q ? 1'd0 : checked_3_word_next_q,
                    sweep_active_q ? 15'd0 : checked_3_word_bytes_q,
                    sweep_active_q ? 64'd0 : checked_3_word_address_q};
        end
        places_rdata_q <= places[{main_reads_i ? main_queue_i : scout_queue_i, main_position_choice[5:0]}];
    end

    (* ram_style = "block" *)
    reg [130:0] aside [0:127];
    always @(posedge clk) begin
        if (sweep_active_q | (checked_3_valid_q & checked_3_side_q)) begin
            aside[sweep_active_q ? sweep_index_q : {checked_3_queue_q, checked_3_ahead_q, checked_3_position_q[4:0]}] <= {sweep_active_q ? 1'd1 : checked_3_word_turn_q, sweep_active_q ? 3'd0 : checked_3_word_stride_q,
                    sweep_active_q ? 1'd0 : checked_3_word_live_q,
                    sweep_active_q ? 2'd0 : checked_3_word_fault_q,
                    sweep_active_q ? 1'd0 : checked_3_word_inside_or,
                    sweep_active_q ? 6'd0 : checked_3_word_table_count_q,
                    sweep_active_q ? 1'd0 : checked_3_word_number_equal,
                    sweep_active_q ? 16'd0 : checked_3_word_self_q,
                    sweep_active_q ? 16'd0 : checked_3_word_number_q,
                    sweep_active_q ? 1'd0 : checked_3_word_used_q,
                    sweep_active_q ? 1'd0 : checked_3_word_avail_q,
                    sweep_active_q ? 1'd0 : checked_3_word_indirect_q,
                    sweep_active_q ? 1'd0 : checked_3_word_write_q,
                    sweep_active_q ? 1'd0 : checked_3_word_next_q,
                    sweep_active_q ? 15'd0 : checked_3_word_bytes_q,
                    sweep_active_q ? 64'd0 : checked_3_word_address_q};
        end
        aside_rdata_q <= aside[{side_queue_i, side_ahead_i, side_place_i}];
    end

    wire queue = sweep_active_q ? sweep_index_q[0] : checked_3_queue_q;
    (* ram_style = "distributed" *)
    reg [6:0] came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (ends & ~checked_3_side_q)) begin
            came[queue] <= sweep_active_q ? 7'd0 : (came_rdata + 7'd1);
        end
    end
    assign came_rdata = came[checked_3_queue_q];
    assign came_rdata1 = came[reads_queue_i];
    assign came_rdata2 = came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg came_aside [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (ends_aside & ~checked_3_ahead_q)) begin
            came_aside[queue] <= sweep_active_q ? 1'd0 : ~came_aside_rdata;
        end
    end
    assign came_aside_rdata = came_aside[checked_3_queue_q];
    assign came_aside_rdata1 = came_aside[reads_queue_i];
    assign came_aside_rdata2 = came_aside[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [5:0] came_ahead [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (ends_aside & checked_3_ahead_q)) begin
            came_ahead[queue] <= sweep_active_q ? 6'd0 : (came_ahead_rdata + 6'd1);
        end
    end
    assign came_ahead_rdata = came_ahead[checked_3_queue_q];
    assign came_ahead_rdata1 = came_ahead[drain_queue_i];

    wire unused = &{1'b0, out_read_lane_q, out_read_count_q, states_rdata[0], checked_3_position_q[6], flags[6:3], flags[14:8], main_position_choice[6]};

endmodule

// Joins 4 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = landed walked used again
module stream_merge_payload1_nameslanded_walked_used_again (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_landed_valid_i,
    output wire  ups_landed_ready_o,
    input  wire  ups_landed_queue_i,
    input  wire  ups_walked_valid_i,
    output wire  ups_walked_ready_o,
    input  wire  ups_walked_queue_i,
    input  wire  ups_used_valid_i,
    output wire  ups_used_ready_o,
    input  wire  ups_used_queue_i,
    input  wire  ups_again_valid_i,
    output wire  ups_again_ready_o,
    input  wire  ups_again_queue_i,
    // down
    output wire  down_valid_o,
    input  wire  down_ready_i,
    output wire  down_queue_o
);

    wire [3:0] arbiter_requests;
    wire       arbiter_accept;
    wire [3:0] arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;

    assign arbiter_requests = {ups_again_valid_i, ups_used_valid_i, ups_walked_valid_i, ups_landed_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_landed_ready_o = arbiter_grants[0] & free;
    assign ups_walked_ready_o = arbiter_grants[1] & free;
    assign ups_used_ready_o = arbiter_grants[2] & free;
    assign ups_again_ready_o = arbiter_grants[3] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_landed_queue_i) | (arbiter_grants[1] & ups_walked_queue_i)
                    | ((arbiter_grants[2] & ups_used_queue_i) | (arbiter_grants[3] & ups_again_queue_i));
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count4 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Work lists of 4 sources, merged in turn.
// Parameters: queues = 2, names = landed walked used again
module work_lists_nameslanded_walked_used_again (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_landed_valid_i,
    input  wire  push_landed_queue_i,
    input  wire  push_walked_valid_i,
    input  wire  push_walked_queue_i,
    input  wire  push_used_valid_i,
    input  wire  push_used_queue_i,
    input  wire  push_again_valid_i,
    input  wire  push_again_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_landed_ready;
    wire  merge_ups_walked_ready;
    wire  merge_ups_used_ready;
    wire  merge_ups_again_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  landed_pop_valid;
    wire  landed_pop_queue;
    wire  walked_pop_valid;
    wire  walked_pop_queue;
    wire  used_pop_valid;
    wire  used_pop_queue;
    wire  again_pop_valid;
    wire  again_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_nameslanded_walked_used_again merge (
        .clk                (clk),
        .rst                (rst),
        .ups_landed_valid_i (landed_pop_valid),
        .ups_landed_ready_o (merge_ups_landed_ready),
        .ups_landed_queue_i (landed_pop_queue),
        .ups_walked_valid_i (walked_pop_valid),
        .ups_walked_ready_o (merge_ups_walked_ready),
        .ups_walked_queue_i (walked_pop_queue),
        .ups_used_valid_i   (used_pop_valid),
        .ups_used_ready_o   (merge_ups_used_ready),
        .ups_used_queue_i   (used_pop_queue),
        .ups_again_valid_i  (again_pop_valid),
        .ups_again_ready_o  (merge_ups_again_ready),
        .ups_again_queue_i  (again_pop_queue),
        .down_valid_o       (merge_down_valid),
        .down_ready_i       (pop_ready_i),
        .down_queue_o       (merge_down_queue)
    );

    work_list landed (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_landed_valid_i),
        .push_queue_i (push_landed_queue_i),
        .pop_valid_o  (landed_pop_valid),
        .pop_ready_i  (merge_ups_landed_ready),
        .pop_queue_o  (landed_pop_queue)
    );

    work_list walked (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_walked_valid_i),
        .push_queue_i (push_walked_queue_i),
        .pop_valid_o  (walked_pop_valid),
        .pop_ready_i  (merge_ups_walked_ready),
        .pop_queue_o  (walked_pop_queue)
    );

    work_list used (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_used_valid_i),
        .push_queue_i (push_used_queue_i),
        .pop_valid_o  (used_pop_valid),
        .pop_ready_i  (merge_ups_used_ready),
        .pop_queue_o  (used_pop_queue)
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

endmodule

// Chain scout: asks ahead for what the heads of chains lead to.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, direction = receive
module receive_chain_scout (
    input  wire        clk,
    input  wire        rst,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [63:0] start_settings_table_i,
    input  wire [15:0] start_settings_size_i,
    input  wire        start_settings_packed_i,
    input  wire        start_settings_indirect_i,
    input  wire [7:0]  start_settings_epoch_i,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // landed
    input  wire        landed_valid_i,
    input  wire        landed_queue_i,
    // walked
    input  wire        walked_valid_i,
    input  wire        walked_queue_i,
    // used
    input  wire        used_valid_i,
    input  wire        used_queue_i,
    input  wire [1:0]  allowed_i,
    // staged
    output wire        staged_queue_o,
    output wire [6:0]  staged_position_o,
    input  wire        staged_granted_i,
    input  wire [63:0] staged_word_address_i,
    input  wire [14:0] staged_word_bytes_i,
    input  wire        staged_word_next_i,
    input  wire        staged_word_write_i,
    input  wire        staged_word_indirect_i,
    input  wire        staged_word_avail_i,
    input  wire        staged_word_used_i,
    input  wire [15:0] staged_word_number_i,
    input  wire [15:0] staged_word_self_i,
    input  wire        staged_word_follows_i,
    input  wire [5:0]  staged_word_table_count_i,
    input  wire        staged_word_inside_i,
    input  wire [1:0]  staged_word_fault_i,
    input  wire        staged_word_live_i,
    input  wire [2:0]  staged_word_stride_i,
    input  wire        staged_word_turn_i,
    // view
    output wire        view_queue_o,
    input  wire [19:0] view_view_position_i,
    input  wire [15:0] view_view_index_i,
    input  wire        view_view_wrap_i,
    input  wire        view_view_open_i,
    input  wire [2:0]  view_view_offset_i,
    input  wire [5:0]  view_view_used_i,
    // restart
    input  wire        restart_queue_i,
    output wire [5:0]  restart_ahead_o,
    // request
    output wire        request_valid_o,
    input  wire        request_ready_i,
    output wire        request_function_o,
    output wire [63:0] request_address_o,
    output wire [9:0]  request_bytes_o,
    output wire [2:0]  request_kind_o,
    output wire [44:0] request_context_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o,
    output wire [5:0]  drain_reads_o
);

    localparam [3:0] STATE_REST  = 4'd0;
    localparam [3:0] STATE_LOAD  = 4'd1;
    localparam [3:0] STATE_CHECK = 4'd2;
    localparam [3:0] STATE_LOOK  = 4'd3;
    localparam [3:0] STATE_WEIGH = 4'd4;
    localparam [3:0] STATE_ACT   = 4'd5;
    localparam [3:0] STATE_SIZE  = 4'd6;
    localparam [3:0] STATE_FIT   = 4'd7;
    localparam [3:0] STATE_GAUGE = 4'd8;
    localparam [3:0] STATE_SEND  = 4'd9;
    localparam [3:0] STATE_SAVE  = 4'd10;

    reg         visit_queue_q;
    reg  [63:0] visit_settings_table_q;
    reg  [15:0] visit_settings_size_q;
    reg         visit_settings_packed_q;
    reg         visit_settings_indirect_q;
    reg  [7:0]  visit_settings_epoch_q;
    reg         visit_live_q;
    reg  [19:0] visit_view_position_q;
    reg  [15:0] visit_view_index_q;
    reg         visit_view_wrap_q;
    reg         visit_view_open_q;
    reg  [2:0]  visit_view_offset_q;
    reg  [5:0]  visit_view_used_q;
    reg  [5:0]  visit_taken_q;
    reg  [4:0]  visit_steps_q;
    reg         visit_repeats_q;
    reg         visit_goes_on_q;
    reg         visit_aside_q;
    reg         visit_side_table_q;
    reg  [63:0] visit_side_base_q;
    reg  [5:0]  visit_side_size_q;
    reg  [15:0] visit_side_index_q;
    reg         visit_opens_q;
    reg  [2:0]  visit_by_q;
    reg  [5:0]  visit_count_q;
    reg         visit_fits_q;
    reg         place_fresh_q;
    reg  [19:0] place_position_q;
    reg  [15:0] place_index_q;
    reg         place_wrap_q;
    reg         place_open_q;
    reg  [2:0]  place_offset_q;
    reg  [5:0]  tally_next_q;
    reg  [5:0]  tally_reads_q;
    reg         asked_valid_q;
    reg         asked_queue_q;
    reg  [63:0] asked_address_q;
    reg         asked_read_queue_q;
    reg  [7:0]  asked_read_epoch_q;
    reg         asked_read_packed_q;
    reg         asked_read_side_q;
    reg         asked_read_ahead_q;
    reg  [6:0]  asked_read_position_q;
    reg  [15:0] asked_read_first_q;
    reg  [2:0]  asked_read_stride_q;
    reg         asked_read_lane_q;
    reg  [5:0]  asked_read_count_q;
    wire        saves;
    reg         places_sweep_active_q;
    reg         places_sweep_index_q;
    reg         tallies_sweep_active_q;
    reg         tallies_sweep_index_q;
    wire        work_push_again_valid;
    wire        work_pop_valid;
    wire        work_pop_queue;
    reg         may_read_q;
    reg         may_run_q;
    wire [9:0]  states_rdata;
    wire        untold;
    wire        there;
    wire        misplaced;
    wire        ready;
    wire        pointer;
    wire        too_long;
    wire        behind;
    wire        ends;
    wire        sends;
    reg  [3:0]  state_q;
    wire [89:0] settings_rdata;
    wire [9:0]  states_rdata1;
    wire [41:0] places_rdata;
    wire [11:0] tallies_rdata;
    wire        head;
    wire        leads;
    wire        good;
    wire        rests;
    wire [11:0] tallies_rdata1;
    reg         heard_busy_q;
    reg  [5:0]  heard_reads_q;
    reg         busy_busy_q;
    wire [11:0] tallies_rdata2;

    always @(posedge clk) begin
        if (places_sweep_active_q) begin
            places_sweep_index_q <= places_sweep_index_q + 1'd1;
            if (places_sweep_index_q == 1'd1) begin
                places_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            places_sweep_index_q <= 1'd0;
            places_sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        if (tallies_sweep_active_q) begin
            tallies_sweep_index_q <= tallies_sweep_index_q + 1'd1;
            if (tallies_sweep_index_q == 1'd1) begin
                tallies_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            tallies_sweep_index_q <= 1'd0;
            tallies_sweep_active_q <= 1'd1;
        end
    end

    assign work_push_again_valid = saves & visit_repeats_q;

    always @(posedge clk) begin
        may_read_q <= allowed_i[visit_queue_q];
        may_run_q <= states_rdata[1] & (states_rdata[9:2] == visit_settings_epoch_q);
    end

    assign untold = 1'd0;
    assign there = (staged_word_turn_i == place_position_q[6]) & staged_word_live_i;
    assign misplaced = visit_settings_packed_q & (staged_word_self_i != place_index_q);
    assign ready = ~visit_settings_packed_q
            | ((staged_word_avail_i == place_wrap_q) & (staged_word_used_i != place_wrap_q) & ~misplaced)
            | (|staged_word_fault_i);
    assign pointer = staged_word_indirect_i;
    assign too_long = visit_settings_packed_q & (16'd0 == visit_settings_size_q);

    wire [19:0] further = visit_view_position_q - place_position_q;
    assign behind = (|further) & ~further[19];

    assign ends = (place_index_q + 16'd1) == visit_settings_size_q;
    assign head = visit_settings_packed_q | ~place_open_q;

    wire last = ~staged_word_next_i & ~pointer;
    assign leads = pointer
            | (~last & ~(visit_settings_packed_q | ((visit_settings_packed_q | staged_word_follows_i) & ((place_offset_q + 3'd1) < staged_word_stride_i))));

    assign good = there & ready
            & ~((|staged_word_fault_i) | too_long | (pointer ? (~visit_settings_indirect_q | staged_word_next_i | (visit_settings_packed_q & place_open_q) | (staged_word_table_count_i == 6'd0)) : ~staged_word_write_i) | ~staged_word_inside_i);

    wire [5:0] to_line = 6'd4 - {4'd0, visit_side_index_q[1:0]};
    wire [15:0] to_end = visit_settings_size_q - visit_side_index_q;
    wire [5:0] in_table = (|to_end[15:2]) ? 6'd4 : to_end[5:0];
    wire [5:0] asked_address_difference = 6'd32 - {1'd0, asked_address_q[8:4]};
    always @(posedge clk) begin
        case (state_q)
            STATE_REST: begin
                visit_steps_q <= 5'd0;
                visit_repeats_q <= 1'd0;
                visit_queue_q <= work_pop_queue;
                if (work_pop_valid) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                visit_settings_table_q <= settings_rdata[63:0];
                visit_settings_size_q <= settings_rdata[79:64];
                visit_settings_packed_q <= settings_rdata[80];
                visit_settings_indirect_q <= settings_rdata[81];
                visit_settings_epoch_q <= settings_rdata[89:82];
                visit_view_position_q <= view_view_position_i;
                visit_view_index_q <= view_view_index_i;
                visit_view_wrap_q <= view_view_wrap_i;
                visit_view_open_q <= view_view_open_i;
                visit_view_offset_q <= view_view_offset_i;
                visit_view_used_q <= view_view_used_i;
                visit_live_q <= states_rdata1[1] & (states_rdata1[9:2] == settings_rdata[89:82]);
                place_fresh_q <= places_rdata[0];
                place_position_q <= places_rdata[20:1];
                place_index_q <= places_rdata[36:21];
                place_wrap_q <= places_rdata[37];
                place_open_q <= places_rdata[38];
                place_offset_q <= places_rdata[41:39];
                tally_next_q <= tallies_rdata[5:0];
                tally_reads_q <= tallies_rdata[11:6];
                state_q <= STATE_CHECK;
            end
            STATE_CHECK: begin
                if (place_fresh_q | behind) begin
                    place_fresh_q <= 1'd0;
                    place_position_q <= visit_view_position_q;
                    place_index_q <= visit_view_index_q;
                    place_wrap_q <= visit_view_wrap_q;
                    place_open_q <= visit_view_open_q;
                    place_offset_q <= visit_view_offset_q;
                end
                state_q <= STATE_REST;
                if (visit_live_q) begin
                    state_q <= STATE_LOOK;
                end
            end
            STATE_LOOK: begin
                if (staged_granted_i) begin
                    state_q <= STATE_WEIGH;
                end
            end
            STATE_WEIGH: begin
                visit_goes_on_q <= head
                        ? (good & (pointer | last | ~(~visit_settings_packed_q & (visit_settings_size_q <= staged_word_number_i) & ~pointer)))
                        : there;
                visit_aside_q <= head & leads;
                visit_side_table_q <= pointer;
                visit_side_base_q <= staged_word_address_i;
                visit_side_size_q <= staged_word_table_count_i;
                visit_side_index_q <= pointer ? 16'd0 : visit_settings_packed_q ? (staged_word_self_i + 16'd1) : staged_word_number_i;
                visit_opens_q <= visit_settings_packed_q & ~last & ~pointer;
                visit_by_q <= visit_settings_packed_q ? 3'd1 : (staged_word_stride_i - place_offset_q);
                state_q <= STATE_ACT;
            end
            STATE_ACT: begin
                state_q <= STATE_SAVE;
                if (visit_goes_on_q) begin
                    if (&visit_steps_q) begin
                        visit_repeats_q <= 1'd1;
                    end else if (visit_aside_q) begin
                        state_q <= STATE_SIZE;
                    end else begin
                        place_position_q <= place_position_q + {17'd0, visit_by_q};
                        place_open_q <= visit_opens_q;
                        place_offset_q <= 3'd0;
                        if (visit_settings_packed_q) begin
                            place_index_q <= ends ? 16'd0 : (place_index_q + 16'd1);
                            place_wrap_q <= place_wrap_q ^ ends;
                        end
                        visit_steps_q <= visit_steps_q + 5'd1;
                        state_q <= STATE_LOOK;
                    end
                end
            end
            STATE_SIZE: begin
                asked_address_q <= asked_valid_q ? asked_address_q
                        : ((visit_side_table_q ? visit_side_base_q : visit_settings_table_q) + {44'd0, visit_side_index_q, 4'd0});
                visit_count_q <= visit_side_table_q ? (visit_side_size_q - visit_side_index_q[5:0]) : (to_line < in_table) ? to_line : in_table;
                visit_view_used_q <= view_view_used_i;
                state_q <= STATE_FIT;
                if (asked_valid_q) begin
                    state_q <= STATE_SIZE;
                end
            end
            STATE_FIT: begin
                visit_count_q <= (visit_count_q < asked_address_difference) ? visit_count_q : asked_address_difference;
                visit_taken_q <= tally_next_q - visit_view_used_q;
                state_q <= STATE_GAUGE;
            end
            STATE_GAUGE: begin
                visit_fits_q <= ({1'd0, visit_taken_q} + {1'd0, visit_count_q}) <= 7'd32;
                state_q <= STATE_SEND;
            end
            STATE_SEND: begin
                state_q <= STATE_SAVE;
                visit_repeats_q <= visit_fits_q & may_run_q & ~may_read_q;
                if (sends) begin
                    asked_queue_q <= visit_queue_q;
                    asked_read_queue_q <= visit_queue_q;
                    asked_read_epoch_q <= visit_settings_epoch_q;
                    asked_read_packed_q <= visit_settings_packed_q;
                    asked_read_side_q <= 1'd1;
                    asked_read_ahead_q <= 1'd1;
                    asked_read_position_q <= {1'd0, tally_next_q};
                    asked_read_first_q <= visit_side_index_q;
                    asked_read_stride_q <= 3'd1;
                    asked_read_lane_q <= asked_address_q[4];
                    asked_read_count_q <= visit_count_q;
                    tally_next_q <= tally_next_q + visit_count_q;
                    tally_reads_q <= tally_reads_q + 6'd1;
                    place_position_q <= place_position_q + {17'd0, visit_by_q};
                    place_open_q <= visit_opens_q;
                    place_offset_q <= 3'd0;
                    if (visit_settings_packed_q) begin
                        place_index_q <= ends ? 16'd0 : (place_index_q + 16'd1);
                        place_wrap_q <= place_wrap_q ^ ends;
                    end
                    visit_steps_q <= visit_steps_q + 5'd1;
                    state_q <= STATE_LOOK;
                end
            end
            default: begin  // STATE_SAVE
                if (~start_valid_i) begin
                    state_q <= STATE_REST;
                end
            end
        endcase
        asked_valid_q <= sends | (asked_valid_q & ~request_ready_i);
        if (rst) begin
            state_q <= 4'd0;
            asked_valid_q <= 1'd0;
        end
    end

    assign sends = (state_q == STATE_SEND) & visit_fits_q & may_read_q & may_run_q;
    assign saves = (state_q == STATE_SAVE) & ~start_valid_i;
    assign rests = state_q == STATE_REST;
    assign staged_queue_o = visit_queue_q;
    assign staged_position_o = place_position_q[6:0];
    assign view_queue_o = visit_queue_q;
    assign restart_ahead_o = tallies_rdata1[5:0];
    assign request_valid_o = asked_valid_q;
    assign request_function_o = asked_queue_q;
    assign request_address_o = asked_address_q;
    assign request_bytes_o = {asked_read_count_q, 4'd0};
    assign request_kind_o = 3'd3;
    assign request_context_o = {asked_read_count_q, asked_read_lane_q, asked_read_stride_q, asked_read_first_q, asked_read_position_q,
            asked_read_ahead_q, asked_read_side_q, asked_read_packed_q, asked_read_epoch_q,
            asked_read_queue_q};

    always @(posedge clk) begin
        heard_busy_q <= (~rests & (visit_queue_q == drain_queue_i)) | tallies_sweep_active_q;
        heard_reads_q <= tallies_rdata2[11:6];
        busy_busy_q <= heard_busy_q;
    end

    assign drain_busy_o = busy_busy_q;
    assign drain_reads_o = heard_reads_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visit_queue_q];
    assign states_rdata1 = states[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [89:0] settings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            settings[start_queue_i] <= {start_settings_epoch_i, start_settings_indirect_i, start_settings_packed_i, start_settings_size_i,
                    start_settings_table_i};
        end
    end
    assign settings_rdata = settings[visit_queue_q];

    wire [41:0] word = places_sweep_active_q ? 42'd0 : start_valid_i ? 42'd1
            : {place_offset_q, place_open_q, place_wrap_q, place_index_q, place_position_q, place_fresh_q};
    (* ram_style = "distributed" *)
    reg [41:0] places [0:1];
    always @(posedge clk) begin
        if (places_sweep_active_q | start_valid_i | saves) begin
            places[places_sweep_active_q ? places_sweep_index_q : start_valid_i ? start_queue_i : visit_queue_q] <= {word[41:39], word[38], word[37], word[36:21], word[20:1], word[0]};
        end
    end
    assign places_rdata = places[visit_queue_q];

    wire [11:0] word_2 = tallies_sweep_active_q ? 12'd0 : {tally_reads_q, tally_next_q};
    (* ram_style = "distributed" *)
    reg [11:0] tallies [0:1];
    always @(posedge clk) begin
        if (tallies_sweep_active_q | saves) begin
            tallies[tallies_sweep_active_q ? tallies_sweep_index_q : visit_queue_q] <= {word_2[11:6], word_2[5:0]};
        end
    end
    assign tallies_rdata = tallies[visit_queue_q];
    assign tallies_rdata1 = tallies[restart_queue_i];
    assign tallies_rdata2 = tallies[drain_queue_i];

    work_lists_nameslanded_walked_used_again work (
        .clk                 (clk),
        .rst                 (rst),
        .push_landed_valid_i (landed_valid_i),
        .push_landed_queue_i (landed_queue_i),
        .push_walked_valid_i (walked_valid_i),
        .push_walked_queue_i (walked_queue_i),
        .push_used_valid_i   (used_valid_i),
        .push_used_queue_i   (used_queue_i),
        .push_again_valid_i  (work_push_again_valid),
        .push_again_queue_i  (visit_queue_q),
        .pop_valid_o         (work_pop_valid),
        .pop_ready_i         (rests),
        .pop_queue_o         (work_pop_queue)
    );

    wire unused = &{1'b0, staged_word_bytes_i, states_rdata[0], untold, states_rdata1[0], tallies_rdata1[11:6], tallies_rdata2[5:0]};

endmodule

// Joins 4 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = landed freed change again
module stream_merge_payload1_nameslanded_freed_change_again (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_landed_valid_i,
    output wire  ups_landed_ready_o,
    input  wire  ups_landed_queue_i,
    input  wire  ups_freed_valid_i,
    output wire  ups_freed_ready_o,
    input  wire  ups_freed_queue_i,
    input  wire  ups_change_valid_i,
    output wire  ups_change_ready_o,
    input  wire  ups_change_queue_i,
    input  wire  ups_again_valid_i,
    output wire  ups_again_ready_o,
    input  wire  ups_again_queue_i,
    // down
    output wire  down_valid_o,
    input  wire  down_ready_i,
    output wire  down_queue_o
);

    wire [3:0] arbiter_requests;
    wire       arbiter_accept;
    wire [3:0] arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;

    assign arbiter_requests = {ups_again_valid_i, ups_change_valid_i, ups_freed_valid_i, ups_landed_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_landed_ready_o = arbiter_grants[0] & free;
    assign ups_freed_ready_o = arbiter_grants[1] & free;
    assign ups_change_ready_o = arbiter_grants[2] & free;
    assign ups_again_ready_o = arbiter_grants[3] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_landed_queue_i) | (arbiter_grants[1] & ups_freed_queue_i)
                    | ((arbiter_grants[2] & ups_change_queue_i) | (arbiter_grants[3] & ups_again_queue_i));
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count4 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Work lists of 4 sources, merged in turn.
// Parameters: queues = 2, names = landed freed change again
module work_lists_nameslanded_freed_change_again (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_landed_valid_i,
    input  wire  push_landed_queue_i,
    input  wire  push_freed_valid_i,
    input  wire  push_freed_queue_i,
    input  wire  push_change_valid_i,
    input  wire  push_change_queue_i,
    input  wire  push_again_valid_i,
    input  wire  push_again_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_landed_ready;
    wire  merge_ups_freed_ready;
    wire  merge_ups_change_ready;
    wire  merge_ups_again_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  landed_pop_valid;
    wire  landed_pop_queue;
    wire  freed_pop_valid;
    wire  freed_pop_queue;
    wire  change_pop_valid;
    wire  change_pop_queue;
    wire  again_pop_valid;
    wire  again_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_nameslanded_freed_change_again merge (
        .clk                (clk),
        .rst                (rst),
        .ups_landed_valid_i (landed_pop_valid),
        .ups_landed_ready_o (merge_ups_landed_ready),
        .ups_landed_queue_i (landed_pop_queue),
        .ups_freed_valid_i  (freed_pop_valid),
        .ups_freed_ready_o  (merge_ups_freed_ready),
        .ups_freed_queue_i  (freed_pop_queue),
        .ups_change_valid_i (change_pop_valid),
        .ups_change_ready_o (merge_ups_change_ready),
        .ups_change_queue_i (change_pop_queue),
        .ups_again_valid_i  (again_pop_valid),
        .ups_again_ready_o  (merge_ups_again_ready),
        .ups_again_queue_i  (again_pop_queue),
        .down_valid_o       (merge_down_valid),
        .down_ready_i       (pop_ready_i),
        .down_queue_o       (merge_down_queue)
    );

    work_list landed (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_landed_valid_i),
        .push_queue_i (push_landed_queue_i),
        .pop_valid_o  (landed_pop_valid),
        .pop_ready_i  (merge_ups_landed_ready),
        .pop_queue_o  (landed_pop_queue)
    );

    work_list freed (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_freed_valid_i),
        .push_queue_i (push_freed_queue_i),
        .pop_valid_o  (freed_pop_valid),
        .pop_ready_i  (merge_ups_freed_ready),
        .pop_queue_o  (freed_pop_queue)
    );

    work_list change (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_change_valid_i),
        .push_queue_i (push_change_queue_i),
        .pop_valid_o  (change_pop_valid),
        .pop_ready_i  (merge_ups_change_ready),
        .pop_queue_o  (change_pop_queue)
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

endmodule

// Chain walk: descriptors in ring order to pieces of complete buffers.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, direction = receive
module receive_chain_walk (
    input  wire        clk,
    input  wire        rst,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [63:0] start_settings_table_i,
    input  wire [15:0] start_settings_size_i,
    input  wire        start_settings_packed_i,
    input  wire        start_settings_indirect_i,
    input  wire [7:0]  start_settings_epoch_i,
    input  wire [15:0] start_index_i,
    input  wire        start_wrap_i,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // landed
    input  wire        landed_valid_i,
    input  wire        landed_queue_i,
    // freed
    input  wire        freed_valid_i,
    input  wire        freed_queue_i,
    input  wire [1:0]  allowed_i,
    // main
    output wire        main_queue_o,
    output wire [6:0]  main_position_o,
    output wire        main_reads_o,
    input  wire [63:0] main_word_address_i,
    input  wire [14:0] main_word_bytes_i,
    input  wire        main_word_next_i,
    input  wire        main_word_write_i,
    input  wire        main_word_indirect_i,
    input  wire        main_word_avail_i,
    input  wire        main_word_used_i,
    input  wire [15:0] main_word_number_i,
    input  wire [15:0] main_word_self_i,
    input  wire        main_word_follows_i,
    input  wire [5:0]  main_word_table_count_i,
    input  wire        main_word_inside_i,
    input  wire [1:0]  main_word_fault_i,
    input  wire        main_word_live_i,
    input  wire [2:0]  main_word_stride_i,
    input  wire        main_word_turn_i,
    // side
    output wire        side_queue_o,
    output wire        side_ahead_o,
    output wire [4:0]  side_place_o,
    input  wire [63:0] side_word_address_i,
    input  wire [14:0] side_word_bytes_i,
    input  wire        side_word_next_i,
    input  wire        side_word_write_i,
    input  wire        side_word_indirect_i,
    input  wire        side_word_avail_i,
    input  wire        side_word_used_i,
    input  wire [15:0] side_word_number_i,
    input  wire [15:0] side_word_self_i,
    input  wire        side_word_follows_i,
    input  wire [5:0]  side_word_table_count_i,
    input  wire        side_word_inside_i,
    input  wire [1:0]  side_word_fault_i,
    input  wire        side_word_live_i,
    input  wire [2:0]  side_word_stride_i,
    input  wire        side_word_turn_i,
    // came
    output wire        came_queue_o,
    input  wire [6:0]  came_main_i,
    input  wire        came_side_i,
    // issued
    output wire        issued_queue_o,
    input  wire [6:0]  issued_next_i,
    input  wire [6:0]  issued_reads_i,
    // restart
    output wire        restart_queue_o,
    input  wire [6:0]  restart_next_i,
    input  wire [5:0]  restart_ahead_i,
    // view
    input  wire        view_queue_i,
    output wire [6:0]  view_view_position_o,
    output wire [2:0]  view_view_stride_o,
    output wire [15:0] view_view_ring_o,
    output wire        view_view_drops_o,
    output wire        view_view_again_o,
    output wire [1:0]  view_view_level_o,
    // scout
    input  wire        scout_queue_i,
    output wire [19:0] scout_view_position_o,
    output wire [15:0] scout_view_index_o,
    output wire        scout_view_wrap_o,
    output wire        scout_view_open_o,
    output wire [2:0]  scout_view_offset_o,
    output wire [5:0]  scout_view_used_o,
    // ask
    output wire        ask_valid_o,
    input  wire        ask_ready_i,
    output wire        ask_queue_o,
    // given
    input  wire        given_valid_i,
    input  wire        given_granted_i,
    input  wire [4:0]  given_line_i,
    // link
    output wire        link_valid_o,
    output wire        link_queue_o,
    output wire        link_first_o,
    output wire [4:0]  link_tail_o,
    output wire [4:0]  link_line_o,
    // put
    output wire        put_valid_o,
    output wire [4:0]  put_line_o,
    output wire [1:0]  put_lane_o,
    output wire        put_piece_o,
    output wire [63:0] put_address_o,
    output wire [14:0] put_bytes_o,
    output wire        put_end_ends_buffer_o,
    output wire [15:0] put_end_id_o,
    output wire [5:0]  put_end_slots_o,
    // posted
    input  wire        posted_queue_i,
    output wire [7:0]  posted_state_published_o,
    output wire [7:0]  posted_state_written_o,
    output wire [15:0] posted_state_slots_o,
    output wire [5:0]  posted_state_latest_o,
    // postedNow
    input  wire        posted_now_queue_i,
    output wire [7:0]  posted_now_state_published_o,
    output wire [7:0]  posted_now_state_written_o,
    // changed
    output wire        changed_valid_o,
    output wire        changed_queue_o,
    // walked
    output wire        walked_valid_o,
    output wire        walked_queue_o,
    // used
    output wire        used_valid_o,
    output wire        used_queue_o,
    // flush
    output wire        flush_valid_o,
    input  wire        flush_ready_i,
    output wire        flush_queue_o,
    output wire [4:0]  flush_line_o,
    // request
    output wire        request_valid_o,
    input  wire        request_ready_i,
    output wire        request_function_o,
    output wire [63:0] request_address_o,
    output wire [9:0]  request_bytes_o,
    output wire [2:0]  request_kind_o,
    output wire [44:0] request_context_o,
    // stop
    output wire        stop_valid_o,
    input  wire        stop_ready_i,
    output wire        stop_queue_o,
    output wire [7:0]  stop_epoch_o,
    output wire [3:0]  stop_error_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o,
    output wire        drain_side_o
);

    localparam [3:0] STATE_REST  = 4'd0;
    localparam [3:0] STATE_LOAD  = 4'd1;
    localparam [3:0] STATE_CHECK = 4'd2;
    localparam [3:0] STATE_WEIGH = 4'd3;
    localparam [3:0] STATE_ACT   = 4'd4;
    localparam [3:0] STATE_ROOM  = 4'd5;
    localparam [3:0] STATE_PUT   = 4'd6;
    localparam [3:0] STATE_ASIDE = 4'd7;
    localparam [3:0] STATE_SEND  = 4'd8;
    localparam [3:0] STATE_SAVE  = 4'd9;
    localparam [3:0] STATE_FAIL  = 4'd10;
    localparam [3:0] STATE_FLUSH = 4'd11;

    reg          visit_queue_q;
    reg  [63:0]  visit_settings_table_q;
    reg  [15:0]  visit_settings_size_q;
    reg          visit_settings_packed_q;
    reg          visit_settings_indirect_q;
    reg  [7:0]   visit_settings_epoch_q;
    reg          visit_live_q;
    reg          visit_side_reads_q;
    reg  [4:0]   visit_steps_q;
    reg          visit_moved_q;
    reg          visit_posted_q;
    reg          visit_repeats_q;
    reg  [63:0]  visit_word_address_q;
    reg  [14:0]  visit_word_bytes_q;
    reg  [15:0]  visit_word_number_q;
    reg  [15:0]  visit_word_self_q;
    reg  [5:0]   visit_word_table_count_q;
    reg          visit_verdict_there_q;
    reg          visit_verdict_ready_q;
    reg          visit_verdict_misplaced_q;
    reg          visit_verdict_wrong_q;
    reg  [3:0]   visit_verdict_error_q;
    reg          visit_verdict_pointer_q;
    reg          visit_verdict_last_q;
    reg  [15:0]  visit_verdict_target_q;
    reg          visit_verdict_follows_q;
    reg          visit_verdict_inline_q;
    reg          visit_verdict_beyond_q;
    reg          visit_some_q;
    reg  [2:0]   visit_rest_q;
    reg  [5:0]   visit_count_q;
    reg  [3:0]   visit_error_q;
    reg  [19:0]  context_position_q;
    reg  [2:0]   context_stride_q;
    reg          context_failed_q;
    reg          context_tail_held_q;
    reg          context_tail_full_q;
    reg  [4:0]   context_tail_line_q;
    reg  [1:0]   context_tail_lane_q;
    reg          context_tail_spare_q;
    reg  [4:0]   context_tail_next_q;
    reg          context_chain_open_q;
    reg          context_chain_wrote_q;
    reg  [5:0]   context_chain_pieces_q;
    reg  [5:0]   context_chain_slots_q;
    reg  [15:0]  context_chain_id_q;
    reg  [2:0]   context_chain_offset_q;
    reg  [2:0]   context_chain_rest_q;
    reg          context_chain_even_q;
    reg          context_side_table_q;
    reg  [63:0]  context_side_base_q;
    reg  [5:0]   context_side_size_q;
    reg  [15:0]  context_side_index_q;
    reg          context_side_active_q;
    reg          context_side_wanted_q;
    reg          context_side_ahead_q;
    reg  [5:0]   context_side_place_q;
    reg  [5:0]   context_side_end_q;
    reg  [5:0]   context_side_start_q;
    reg  [15:0]  context_ring_index_q;
    reg          context_ring_wrap_q;
    reg          context_ring_drops_q;
    reg          context_ring_again_q;
    reg          context_ring_retried_q;
    reg  [1:0]   context_ring_level_q;
    reg  [7:0]   context_posted_published_q;
    reg  [7:0]   context_posted_written_q;
    reg  [15:0]  context_posted_slots_q;
    reg  [5:0]   context_posted_latest_q;
    reg          asked_valid_q;
    reg          asked_queue_q;
    reg  [63:0]  asked_address_q;
    reg          asked_read_queue_q;
    reg  [7:0]   asked_read_epoch_q;
    reg          asked_read_packed_q;
    reg          asked_read_side_q;
    reg          asked_read_ahead_q;
    reg  [6:0]   asked_read_position_q;
    reg  [15:0]  asked_read_first_q;
    reg  [2:0]   asked_read_stride_q;
    reg          asked_read_lane_q;
    reg  [5:0]   asked_read_count_q;
    wire         saves;
    reg          contexts_sweep_active_q;
    reg          contexts_sweep_index_q;
    reg          side_reads_sweep_active_q;
    reg          side_reads_sweep_index_q;
    wire         work_push_again_valid;
    wire         work_pop_valid;
    wire         work_pop_queue;
    wire         in_table;
    wire         side_done;
    wire         main_done;
    wire         piece;
    wire         tired;
    reg          may_read_q;
    reg          may_run_q;
    wire [9:0]   states_rdata;
    wire         untold;
    wire         there;
    wire         misplaced;
    wire         ready;
    wire         pointer;
    wire         too_long;
    wire         good;
    wire         putting;
    wire         puts_piece;
    reg          asking_q;
    reg          waits_q;
    reg          wants;
    wire         moves_on;
    wire         gets;
    wire         roomless;
    wire         refused;
    wire         puts;
    reg  [3:0]   state_q;
    wire [89:0]  settings_rdata;
    wire [243:0] contexts_rdata;
    wire         side_reads_rdata;
    wire [9:0]   states_rdata1;
    wire         rests;
    wire         steps;
    wire [243:0] contexts_rdata1;
    wire [243:0] contexts_rdata2;
    wire         here;
    wire [243:0] contexts_rdata3;
    wire [243:0] contexts_rdata4;
    reg          heard_busy_q;
    reg          heard_side_q;
    reg          busy_busy_q;
    wire         side_reads_rdata1;

    assign restart_queue_o = start_queue_i;

    always @(posedge clk) begin
        if (contexts_sweep_active_q) begin
            contexts_sweep_index_q <= contexts_sweep_index_q + 1'd1;
            if (contexts_sweep_index_q == 1'd1) begin
                contexts_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            contexts_sweep_index_q <= 1'd0;
            contexts_sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        if (side_reads_sweep_active_q) begin
            side_reads_sweep_index_q <= side_reads_sweep_index_q + 1'd1;
            if (side_reads_sweep_index_q == 1'd1) begin
                side_reads_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            side_reads_sweep_index_q <= 1'd0;
            side_reads_sweep_active_q <= 1'd1;
        end
    end

    assign work_push_again_valid = saves & visit_repeats_q;
    assign in_table = context_side_active_q & context_side_table_q;
    assign side_done = visit_side_reads_q == came_side_i;
    assign main_done = issued_reads_i == came_main_i;
    assign piece = (visit_some_q | (visit_verdict_last_q & ~context_chain_wrote_q)) & ~visit_verdict_pointer_q;
    assign tired = &visit_steps_q;

    always @(posedge clk) begin
        may_read_q <= allowed_i[visit_queue_q];
        may_run_q <= states_rdata[1] & (states_rdata[9:2] == visit_settings_epoch_q);
    end

    assign untold = context_side_active_q & ~context_side_ahead_q;
    assign there = (untold | ((context_side_active_q ? side_word_turn_i : main_word_turn_i) == (~context_side_active_q ? context_position_q[6] : context_side_place_q[5])))
            & (context_side_active_q ? side_word_live_i : main_word_live_i);

    wire [15:0] side_word_self_choice = context_side_active_q ? side_word_self_i : main_word_self_i;
    assign misplaced = visit_settings_packed_q & ~context_side_active_q & (side_word_self_choice != context_ring_index_q);

    wire [1:0] side_word_fault_choice = context_side_active_q ? side_word_fault_i : main_word_fault_i;
    assign ready = ~visit_settings_packed_q | context_side_active_q
            | (((context_side_active_q ? side_word_avail_i : main_word_avail_i) == context_ring_wrap_q) & ((context_side_active_q ? side_word_used_i : main_word_used_i) != context_ring_wrap_q) & ~misplaced)
            | (|side_word_fault_choice);

    wire flags_count = ~(visit_settings_packed_q & in_table);
    assign pointer = (context_side_active_q ? side_word_indirect_i : main_word_indirect_i) & flags_count;

    assign too_long = context_chain_pieces_q[5]
            | (visit_settings_packed_q & ~context_side_active_q & ({10'd0, context_chain_slots_q} == visit_settings_size_q));
    assign good = visit_verdict_there_q & visit_verdict_ready_q & ~visit_verdict_wrong_q;
    assign puts_piece = putting & piece;
    assign moves_on = context_tail_full_q & context_tail_spare_q;
    assign gets = given_valid_i & given_granted_i;

    wire piece_and = piece & roomless;
    always @(*) begin
        wants = 1'd0;
        if (puts_piece) begin
            if (~context_tail_spare_q | moves_on) begin
                wants = 1'd1;
            end
        end
        case (state_q)
            STATE_ACT: begin
                if (visit_verdict_there_q) begin
                    if (visit_verdict_ready_q) begin
                        if (~visit_verdict_wrong_q) begin
                            if (piece_and) begin
                                wants = 1'd1;
                            end
                        end
                    end
                end
            end
            STATE_ROOM: begin
                if (roomless) begin
                    wants = 1'd1;
                end
            end
            default: begin end  // STATE_FLUSH
        endcase
    end

    wire [4:0] line = moves_on ? context_tail_next_q : context_tail_line_q;
    wire [14:0] side_word_bytes_choice = context_side_active_q ? side_word_bytes_i : main_word_bytes_i;
    wire [15:0] side_word_number_choice = context_side_active_q ? side_word_number_i : main_word_number_i;
    wire [5:0] side_word_table_count_choice = context_side_active_q ? side_word_table_count_i : main_word_table_count_i;
    wire side_word_next_choice = context_side_active_q ? side_word_next_i : main_word_next_i;
    wire bad_pointer = ~visit_settings_indirect_q | side_word_next_choice | in_table
            | (visit_settings_packed_q & context_chain_open_q) | (side_word_table_count_choice == 6'd0);
    wire wrong_way = ~(context_side_active_q ? side_word_write_i : main_word_write_i);
    wire side_word_inside_choice = context_side_active_q ? side_word_inside_i : main_word_inside_i;
    wire follows = visit_settings_packed_q | (context_side_active_q ? side_word_follows_i : main_word_follows_i);
    wire [5:0] slots = context_chain_slots_q + {5'd0, ~in_table};
    wire context_ring_index_equal = (context_ring_index_q + 16'd1) == visit_settings_size_q;
    wire [19:0] context_position_sum = context_position_q
            + {17'd0, visit_verdict_last_q ? visit_rest_q : ((~context_side_active_q & ~visit_verdict_pointer_q & visit_verdict_inline_q) ? 3'd1 : 3'd0)};
    wire [5:0] slots_2 = context_chain_slots_q + {5'd0, ~in_table};
    wire context_ring_index_equal_2 = (context_ring_index_q + 16'd1) == visit_settings_size_q;
    wire [5:0] to_line = 6'd4 - {4'd0, context_side_index_q[1:0]};
    wire [15:0] to_end = visit_settings_size_q - context_side_index_q;
    wire [5:0] in_table_2 = (|to_end[15:2]) ? 6'd4 : to_end[5:0];
    wire [5:0] asked_address_difference = 6'd32 - {1'd0, asked_address_q[8:4]};
    wire [5:0] count = (visit_count_q < asked_address_difference) ? visit_count_q : asked_address_difference;
    always @(posedge clk) begin
        if (puts_piece) begin
            context_tail_line_q <= line;
            context_tail_lane_q <= context_tail_lane_q + 2'd1;
            context_tail_full_q <= &context_tail_lane_q;
            if (moves_on) begin
                context_tail_spare_q <= 1'd0;
            end
        end
        if (gets) begin
            context_tail_held_q <= 1'd1;
            context_tail_spare_q <= context_tail_held_q;
            context_tail_next_q <= given_line_i;
            if (~context_tail_held_q) begin
                context_tail_full_q <= 1'd0;
                context_tail_line_q <= given_line_i;
                context_tail_lane_q <= 2'd0;
            end
        end
        if (request_ready_i) begin
            asked_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_REST: begin
                visit_steps_q <= 5'd0;
                visit_moved_q <= 1'd0;
                visit_posted_q <= 1'd0;
                visit_repeats_q <= 1'd0;
                visit_queue_q <= work_pop_queue;
                if (work_pop_valid) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                context_position_q <= contexts_rdata[19:0];
                context_stride_q <= contexts_rdata[22:20];
                context_failed_q <= contexts_rdata[23];
                context_tail_held_q <= contexts_rdata[24];
                context_tail_full_q <= contexts_rdata[25];
                context_tail_line_q <= contexts_rdata[30:26];
                context_tail_lane_q <= contexts_rdata[32:31];
                context_tail_spare_q <= contexts_rdata[33];
                context_tail_next_q <= contexts_rdata[38:34];
                context_chain_open_q <= contexts_rdata[39];
                context_chain_wrote_q <= contexts_rdata[40];
                context_chain_pieces_q <= contexts_rdata[46:41];
                context_chain_slots_q <= contexts_rdata[52:47];
                context_chain_id_q <= contexts_rdata[68:53];
                context_chain_offset_q <= contexts_rdata[71:69];
                context_chain_rest_q <= contexts_rdata[74:72];
                context_chain_even_q <= contexts_rdata[75];
                context_side_table_q <= contexts_rdata[76];
                context_side_base_q <= contexts_rdata[140:77];
                context_side_size_q <= contexts_rdata[146:141];
                context_side_index_q <= contexts_rdata[162:147];
                context_side_active_q <= contexts_rdata[163];
                context_side_wanted_q <= contexts_rdata[164];
                context_side_ahead_q <= contexts_rdata[165];
                context_side_place_q <= contexts_rdata[171:166];
                context_side_end_q <= contexts_rdata[177:172];
                context_side_start_q <= contexts_rdata[183:178];
                context_ring_index_q <= contexts_rdata[199:184];
                context_ring_wrap_q <= contexts_rdata[200];
                context_ring_drops_q <= contexts_rdata[201];
                context_ring_again_q <= contexts_rdata[202];
                context_ring_retried_q <= contexts_rdata[203];
                context_ring_level_q <= contexts_rdata[205:204];
                context_posted_published_q <= contexts_rdata[213:206];
                context_posted_written_q <= contexts_rdata[221:214];
                context_posted_slots_q <= contexts_rdata[237:222];
                context_posted_latest_q <= contexts_rdata[243:238];
                visit_side_reads_q <= side_reads_rdata;
                visit_settings_table_q <= settings_rdata[63:0];
                visit_settings_size_q <= settings_rdata[79:64];
                visit_settings_packed_q <= settings_rdata[80];
                visit_settings_indirect_q <= settings_rdata[81];
                visit_settings_epoch_q <= settings_rdata[89:82];
                visit_live_q <= states_rdata1[1] & (states_rdata1[9:2] == settings_rdata[89:82]);
                state_q <= STATE_CHECK;
            end
            STATE_CHECK: begin
                state_q <= STATE_WEIGH;
                if (context_side_wanted_q) begin
                    state_q <= STATE_ASIDE;
                end
                if (context_ring_drops_q) begin
                    state_q <= STATE_REST;
                    if (main_done) begin
                        context_position_q <= context_position_q + {13'd0, issued_next_i - context_position_q[6:0]};
                        context_ring_drops_q <= 1'd0;
                        visit_moved_q <= 1'd1;
                        state_q <= STATE_SAVE;
                    end
                end
                if (context_failed_q | ~side_done) begin
                    state_q <= STATE_REST;
                end
                if (~visit_live_q) begin
                    state_q <= STATE_REST;
                    if (context_tail_held_q) begin
                        state_q <= STATE_FLUSH;
                    end
                end
            end
            STATE_WEIGH: begin
                visit_word_address_q <= context_side_active_q ? side_word_address_i : main_word_address_i;
                visit_word_bytes_q <= side_word_bytes_choice;
                visit_word_number_q <= side_word_number_choice;
                visit_word_self_q <= side_word_self_choice;
                visit_word_table_count_q <= side_word_table_count_choice;
                visit_verdict_there_q <= there;
                visit_verdict_ready_q <= ready;
                visit_verdict_misplaced_q <= misplaced;
                visit_verdict_wrong_q <= (|side_word_fault_choice) | too_long | (pointer ? bad_pointer : wrong_way) | ~side_word_inside_choice;
                visit_verdict_error_q <= (|side_word_fault_choice) ? ((side_word_fault_choice == 2'd2) ? 4'd8 : 4'd6) : too_long ? 4'd9
                        : (pointer & bad_pointer) ? 4'd10 : (~pointer & wrong_way) ? 4'd3
                        : ~side_word_inside_choice ? 4'd5 : 4'd0;
                visit_verdict_pointer_q <= pointer;
                visit_verdict_last_q <= (flags_count ? ~side_word_next_choice : (side_word_self_choice == ({10'd0, context_side_size_q} - 16'd1)))
                        & ~pointer;
                visit_verdict_target_q <= visit_settings_packed_q ? (side_word_self_choice + 16'd1) : side_word_number_choice;
                visit_verdict_follows_q <= follows;
                visit_verdict_inline_q <= ~context_side_active_q
                        ? (visit_settings_packed_q | (follows & ((context_chain_offset_q + 3'd1) < (context_side_active_q ? side_word_stride_i : main_word_stride_i))))
                        : (follows & ((context_side_place_q + 6'd1) != context_side_end_q));
                visit_verdict_beyond_q <= ~visit_settings_packed_q
                        & ((in_table ? {10'd0, context_side_size_q} : visit_settings_size_q) <= side_word_number_choice)
                        & ~pointer;
                visit_some_q <= side_word_bytes_choice != 15'd0;
                visit_rest_q <= context_side_active_q ? context_chain_rest_q : (main_word_stride_i - context_chain_offset_q);
                state_q <= STATE_ACT;
            end
            STATE_ACT: begin
                state_q <= STATE_SAVE;
                if (~visit_verdict_there_q) begin
                    if (visit_settings_packed_q & visit_moved_q & (context_position_q[6:0] == issued_next_i) & ~(&context_ring_level_q)) begin
                        context_ring_level_q <= context_ring_level_q + 2'd1;
                    end
                end else if (~visit_verdict_ready_q) begin
                    context_ring_drops_q <= 1'd1;
                    context_ring_level_q <= 2'd0;
                    context_ring_again_q <= context_chain_open_q | visit_verdict_misplaced_q;
                    context_ring_retried_q <= context_chain_open_q & ~visit_verdict_misplaced_q;
                    visit_repeats_q <= 1'd1;
                    if (context_ring_retried_q & ~visit_verdict_misplaced_q) begin
                        visit_error_q <= 4'd3;
                        state_q <= STATE_FAIL;
                    end
                end else if (visit_verdict_wrong_q) begin
                    visit_error_q <= visit_verdict_error_q;
                    state_q <= STATE_FAIL;
                end else if (piece_and) begin
                    state_q <= STATE_ROOM;
                end else begin
                    context_chain_rest_q <= visit_rest_q;
                    if (piece) begin
                        context_posted_written_q <= context_posted_written_q + 8'd1;
                    end
                    context_chain_open_q <= 1'd1;
                    context_chain_wrote_q <= context_chain_wrote_q | piece;
                    context_chain_pieces_q <= context_chain_pieces_q + {5'd0, ~visit_verdict_pointer_q};
                    context_chain_slots_q <= slots;
                    context_chain_even_q <= visit_verdict_follows_q & (context_chain_even_q | ~context_chain_open_q) & ~visit_verdict_pointer_q;
                    if (visit_settings_packed_q ? ~context_side_active_q : ~context_chain_open_q) begin
                        context_chain_id_q <= visit_settings_packed_q ? visit_word_number_q : visit_word_self_q;
                    end
                    if (visit_settings_packed_q & (~context_side_active_q ? ~visit_verdict_pointer_q : visit_verdict_last_q)) begin
                        context_ring_index_q <= context_ring_index_equal ? 16'd0 : (context_ring_index_q + 16'd1);
                        context_ring_wrap_q <= context_ring_wrap_q ^ context_ring_index_equal;
                    end
                    if (visit_settings_packed_q & ~context_side_active_q) begin
                        context_ring_again_q <= 1'd0;
                        context_ring_retried_q <= 1'd0;
                    end
                    if (context_side_active_q) begin
                        context_side_place_q <= context_side_place_q + 6'd1;
                    end
                    if (context_side_active_q & context_side_ahead_q & (visit_verdict_last_q | visit_verdict_pointer_q | ~visit_verdict_inline_q)) begin
                        context_side_start_q <= context_side_end_q;
                    end
                    if (visit_verdict_last_q) begin
                        context_stride_q <= ((context_chain_even_q | ~context_chain_open_q) & ~in_table & ~visit_settings_packed_q)
                                ? ((slots <= 6'd4) ? slots[2:0] : 3'd4) : 3'd1;
                        context_chain_open_q <= 1'd0;
                        context_chain_wrote_q <= 1'd0;
                        context_chain_pieces_q <= 6'd0;
                        context_chain_slots_q <= 6'd0;
                        context_chain_id_q <= 16'd0;
                        context_chain_offset_q <= 3'd0;
                        context_chain_rest_q <= 3'd0;
                        context_chain_even_q <= 1'd0;
                        context_side_active_q <= 1'd0;
                        context_side_ahead_q <= 1'd0;
                        context_side_table_q <= 1'd0;
                        context_posted_published_q <= context_posted_written_q + {7'd0, piece};
                        context_posted_slots_q <= context_posted_slots_q + {10'd0, slots};
                        context_posted_latest_q <= slots;
                    end else begin
                        if (visit_verdict_pointer_q) begin
                            context_side_table_q <= 1'd1;
                            context_side_base_q <= visit_word_address_q;
                            context_side_size_q <= visit_word_table_count_q;
                        end
                        if (visit_verdict_pointer_q | ~visit_verdict_inline_q) begin
                            context_side_wanted_q <= 1'd1;
                            context_side_active_q <= 1'd0;
                            context_side_ahead_q <= ~context_side_active_q & ~context_chain_open_q;
                            context_side_index_q <= visit_verdict_pointer_q ? 16'd0 : visit_verdict_target_q;
                        end else if (~context_side_active_q) begin
                            if (~visit_settings_packed_q) begin
                                context_chain_offset_q <= context_chain_offset_q + 3'd1;
                            end
                        end
                    end
                    context_position_q <= context_position_sum;
                    visit_steps_q <= visit_steps_q + 5'd1;
                    visit_posted_q <= 1'd1;
                    visit_moved_q <= 1'd1;
                    state_q <= STATE_WEIGH;
                    if (tired) begin
                        visit_repeats_q <= 1'd1;
                        state_q <= STATE_SAVE;
                    end
                    if (visit_verdict_pointer_q | (~visit_verdict_last_q & ~visit_verdict_inline_q)) begin
                        state_q <= STATE_ASIDE;
                    end
                    if (~visit_verdict_last_q & visit_verdict_beyond_q) begin
                        visit_error_q <= 4'd2;
                        state_q <= STATE_FAIL;
                    end
                end
            end
            STATE_ROOM: begin
                if (refused) begin
                    state_q <= STATE_SAVE;
                end else if (gets | ~roomless) begin
                    state_q <= STATE_PUT;
                end
            end
            STATE_PUT: begin
                context_chain_rest_q <= visit_rest_q;
                if (piece) begin
                    context_posted_written_q <= context_posted_written_q + 8'd1;
                end
                context_chain_open_q <= 1'd1;
                context_chain_wrote_q <= context_chain_wrote_q | piece;
                context_chain_pieces_q <= context_chain_pieces_q + {5'd0, ~visit_verdict_pointer_q};
                context_chain_slots_q <= slots_2;
                context_chain_even_q <= visit_verdict_follows_q & (context_chain_even_q | ~context_chain_open_q) & ~visit_verdict_pointer_q;
                if (visit_settings_packed_q ? ~context_side_active_q : ~context_chain_open_q) begin
                    context_chain_id_q <= visit_settings_packed_q ? visit_word_number_q : visit_word_self_q;
                end
                if (visit_settings_packed_q & (~context_side_active_q ? ~visit_verdict_pointer_q : visit_verdict_last_q)) begin
                    context_ring_index_q <= context_ring_index_equal_2 ? 16'd0 : (context_ring_index_q + 16'd1);
                    context_ring_wrap_q <= context_ring_wrap_q ^ context_ring_index_equal_2;
                end
                if (visit_settings_packed_q & ~context_side_active_q) begin
                    context_ring_again_q <= 1'd0;
                    context_ring_retried_q <= 1'd0;
                end
                if (context_side_active_q) begin
                    context_side_place_q <= context_side_place_q + 6'd1;
                end
                if (context_side_active_q & context_side_ahead_q & (visit_verdict_last_q | visit_verdict_pointer_q | ~visit_verdict_inline_q)) begin
                    context_side_start_q <= context_side_end_q;
                end
                if (visit_verdict_last_q) begin
                    context_stride_q <= ((context_chain_even_q | ~context_chain_open_q) & ~in_table & ~visit_settings_packed_q)
                            ? ((slots_2 <= 6'd4) ? slots_2[2:0] : 3'd4) : 3'd1;
                    context_chain_open_q <= 1'd0;
                    context_chain_wrote_q <= 1'd0;
                    context_chain_pieces_q <= 6'd0;
                    context_chain_slots_q <= 6'd0;
                    context_chain_id_q <= 16'd0;
                    context_chain_offset_q <= 3'd0;
                    context_chain_rest_q <= 3'd0;
                    context_chain_even_q <= 1'd0;
                    context_side_active_q <= 1'd0;
                    context_side_ahead_q <= 1'd0;
                    context_side_table_q <= 1'd0;
                    context_posted_published_q <= context_posted_written_q + {7'd0, piece};
                    context_posted_slots_q <= context_posted_slots_q + {10'd0, slots_2};
                    context_posted_latest_q <= slots_2;
                end else begin
                    if (visit_verdict_pointer_q) begin
                        context_side_table_q <= 1'd1;
                        context_side_base_q <= visit_word_address_q;
                        context_side_size_q <= visit_word_table_count_q;
                    end
                    if (visit_verdict_pointer_q | ~visit_verdict_inline_q) begin
                        context_side_wanted_q <= 1'd1;
                        context_side_active_q <= 1'd0;
                        context_side_ahead_q <= ~context_side_active_q & ~context_chain_open_q;
                        context_side_index_q <= visit_verdict_pointer_q ? 16'd0 : visit_verdict_target_q;
                    end else if (~context_side_active_q) begin
                        if (~visit_settings_packed_q) begin
                            context_chain_offset_q <= context_chain_offset_q + 3'd1;
                        end
                    end
                end
                context_position_q <= context_position_sum;
                visit_steps_q <= visit_steps_q + 5'd1;
                visit_posted_q <= 1'd1;
                visit_moved_q <= 1'd1;
                state_q <= STATE_WEIGH;
                if (tired) begin
                    visit_repeats_q <= 1'd1;
                    state_q <= STATE_SAVE;
                end
                if (visit_verdict_pointer_q | (~visit_verdict_last_q & ~visit_verdict_inline_q)) begin
                    state_q <= STATE_ASIDE;
                end
                if (~visit_verdict_last_q & visit_verdict_beyond_q) begin
                    visit_error_q <= 4'd2;
                    state_q <= STATE_FAIL;
                end
            end
            STATE_ASIDE: begin
                asked_address_q <= asked_valid_q ? asked_address_q
                        : ((context_side_table_q ? context_side_base_q : visit_settings_table_q) + {44'd0, context_side_index_q, 4'd0});
                visit_count_q <= context_side_table_q ? (context_side_size_q - context_side_index_q[5:0]) : (to_line < in_table_2) ? to_line
                        : in_table_2;
                context_side_place_q <= context_side_ahead_q ? context_side_start_q : 6'd0;
                state_q <= STATE_SEND;
                if (asked_valid_q) begin
                    state_q <= STATE_ASIDE;
                end
            end
            STATE_SEND: begin
                state_q <= STATE_SAVE;
                if (context_side_ahead_q) begin
                    context_side_active_q <= 1'd1;
                    context_side_wanted_q <= 1'd0;
                    context_side_end_q <= context_side_place_q + count;
                    state_q <= STATE_WEIGH;
                end else if (~may_read_q) begin
                    visit_repeats_q <= 1'd1;
                end else if (may_run_q) begin
                    asked_valid_q <= 1'd1;
                    asked_queue_q <= visit_queue_q;
                    asked_read_queue_q <= visit_queue_q;
                    asked_read_epoch_q <= visit_settings_epoch_q;
                    asked_read_packed_q <= visit_settings_packed_q;
                    asked_read_side_q <= 1'd1;
                    asked_read_ahead_q <= 1'd0;
                    asked_read_position_q <= 7'd0;
                    asked_read_first_q <= context_side_index_q;
                    asked_read_stride_q <= 3'd1;
                    asked_read_lane_q <= asked_address_q[4];
                    asked_read_count_q <= count;
                    visit_side_reads_q <= ~visit_side_reads_q;
                    context_side_active_q <= 1'd1;
                    context_side_wanted_q <= 1'd0;
                    context_side_end_q <= context_side_place_q + count;
                end
            end
            STATE_SAVE: begin
                if (~start_valid_i & ~waits_q) begin
                    state_q <= STATE_REST;
                end
            end
            STATE_FAIL: begin
                context_failed_q <= 1'd1;
                if (stop_ready_i) begin
                    state_q <= STATE_SAVE;
                end
            end
            default: begin  // STATE_FLUSH
                context_tail_held_q <= 1'd0;
                if (flush_ready_i) begin
                    state_q <= STATE_SAVE;
                end
            end
        endcase
        if (rst) begin
            state_q <= 4'd0;
            asked_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (ask_ready_i) begin
            asking_q <= 1'd0;
        end
        if (given_valid_i) begin
            waits_q <= 1'd0;
        end
        if (wants & ~waits_q) begin
            asking_q <= 1'd1;
            waits_q <= 1'd1;
        end
        if (rst) begin
            asking_q <= 1'd0;
            waits_q <= 1'd0;
        end
    end

    assign ask_valid_o = asking_q;
    assign ask_queue_o = visit_queue_q;
    assign link_valid_o = gets;
    assign link_queue_o = visit_queue_q;
    assign link_first_o = ~context_tail_held_q;
    assign link_tail_o = context_tail_line_q;
    assign link_line_o = given_line_i;
    assign roomless = ~context_tail_held_q | (context_tail_full_q & ~context_tail_spare_q);
    assign refused = given_valid_i & ~given_granted_i;
    assign puts = good & ~(piece & roomless);
    assign saves = (state_q == STATE_SAVE) & ~start_valid_i & ~waits_q;
    assign putting = (state_q == STATE_PUT) | ((state_q == STATE_ACT) & puts);
    assign rests = state_q == STATE_REST;
    assign main_queue_o = visit_queue_q;
    assign steps = (state_q == STATE_ACT) | (state_q == STATE_PUT);

    wire [19:0] context_position_choice = steps ? context_position_sum : context_position_q;
    assign main_position_o = context_position_choice[6:0];

    assign side_queue_o = visit_queue_q;
    assign side_ahead_o = context_side_ahead_q;

    wire [5:0] context_side_place_choice = steps ? (context_side_place_q + 6'd1) : context_side_place_q;
    assign side_place_o = context_side_place_choice[4:0];

    assign main_reads_o = steps | (state_q == STATE_CHECK) | (state_q == STATE_SEND);
    assign came_queue_o = visit_queue_q;
    assign issued_queue_o = visit_queue_q;
    assign view_view_position_o = contexts_rdata1[6:0];
    assign view_view_stride_o = contexts_rdata1[22:20];
    assign view_view_ring_o = contexts_rdata1[199:184];
    assign view_view_drops_o = contexts_rdata1[201];
    assign view_view_again_o = contexts_rdata1[202];
    assign view_view_level_o = contexts_rdata1[205:204];
    assign here = ~((state_q == STATE_REST) | (state_q == STATE_LOAD)) & (visit_queue_q == scout_queue_i);
    assign scout_view_position_o = contexts_rdata2[19:0];
    assign scout_view_index_o = contexts_rdata2[199:184];
    assign scout_view_wrap_o = contexts_rdata2[200];
    assign scout_view_open_o = contexts_rdata2[39] & ~contexts_rdata2[165];
    assign scout_view_offset_o = contexts_rdata2[71:69];
    assign scout_view_used_o = here ? context_side_start_q : contexts_rdata2[183:178];
    assign used_valid_o = putting & context_side_active_q & context_side_ahead_q & visit_verdict_last_q;
    assign used_queue_o = visit_queue_q;
    assign posted_state_published_o = contexts_rdata3[213:206];
    assign posted_state_written_o = contexts_rdata3[221:214];
    assign posted_state_slots_o = contexts_rdata3[237:222];
    assign posted_state_latest_o = contexts_rdata3[243:238];
    assign posted_now_state_published_o = contexts_rdata4[213:206];
    assign posted_now_state_written_o = contexts_rdata4[221:214];
    assign put_valid_o = putting & (piece | visit_verdict_last_q);
    assign put_line_o = piece ? line : context_tail_line_q;
    assign put_lane_o = piece ? context_tail_lane_q : (context_tail_lane_q - 2'd1);
    assign put_piece_o = piece;
    assign put_address_o = visit_word_address_q;
    assign put_bytes_o = visit_word_bytes_q;
    assign put_end_ends_buffer_o = visit_verdict_last_q;
    assign put_end_id_o = (visit_settings_packed_q ? context_side_active_q : context_chain_open_q) ? context_chain_id_q
            : visit_settings_packed_q ? visit_word_number_q : visit_word_self_q;
    assign put_end_slots_o = context_chain_slots_q + {5'd0, ~in_table};
    assign changed_valid_o = saves & visit_posted_q;
    assign changed_queue_o = visit_queue_q;
    assign walked_valid_o = saves & (visit_moved_q | context_ring_again_q);
    assign walked_queue_o = visit_queue_q;
    assign flush_valid_o = state_q == STATE_FLUSH;
    assign flush_queue_o = visit_queue_q;
    assign flush_line_o = context_tail_spare_q ? context_tail_next_q : context_tail_line_q;
    assign stop_valid_o = state_q == STATE_FAIL;
    assign stop_queue_o = visit_queue_q;
    assign stop_epoch_o = visit_settings_epoch_q;
    assign stop_error_o = visit_error_q;
    assign request_valid_o = asked_valid_q;
    assign request_function_o = asked_queue_q;
    assign request_address_o = asked_address_q;
    assign request_bytes_o = {asked_read_count_q, 4'd0};
    assign request_kind_o = 3'd3;
    assign request_context_o = {asked_read_count_q, asked_read_lane_q, asked_read_stride_q, asked_read_first_q, asked_read_position_q,
            asked_read_ahead_q, asked_read_side_q, asked_read_packed_q, asked_read_epoch_q,
            asked_read_queue_q};

    always @(posedge clk) begin
        heard_busy_q <= (~rests & (visit_queue_q == drain_queue_i)) | contexts_sweep_active_q;
        busy_busy_q <= heard_busy_q;
        heard_side_q <= side_reads_rdata1;
    end

    assign drain_busy_o = busy_busy_q;
    assign drain_side_o = heard_side_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visit_queue_q];
    assign states_rdata1 = states[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [89:0] settings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            settings[start_queue_i] <= {start_settings_epoch_i, start_settings_indirect_i, start_settings_packed_i, start_settings_size_i,
                    start_settings_table_i};
        end
    end
    assign settings_rdata = settings[visit_queue_q];

    wire [243:0] start_wrap_joined = {6'd0, 16'd0, 8'd0, 8'd0, 2'd0, 1'd0, 1'd0, 1'd0, start_wrap_i, start_index_i, restart_ahead_i, 6'd0, 6'd0,
            1'd0, 1'd0, 1'd0, 16'd0, 6'd0, 64'd0, 1'd0, 1'd0, 3'd0, 3'd0, 16'd0, 6'd0, 6'd0, 1'd0, 1'd0, 5'd0,
            1'd0, 2'd0, 5'd0, 1'd0, 1'd0, 1'd0, 3'd1, 13'd0, restart_next_i};
    wire [243:0] context_posted_latest_joined = {context_posted_latest_q, context_posted_slots_q, context_posted_written_q, context_posted_published_q,
            context_ring_level_q, context_ring_retried_q, context_ring_again_q, context_ring_drops_q,
            context_ring_wrap_q, context_ring_index_q, context_side_start_q, context_side_end_q,
            context_side_place_q, context_side_ahead_q, context_side_wanted_q, context_side_active_q,
            context_side_index_q, context_side_size_q, context_side_base_q, context_side_table_q,
            context_chain_even_q, context_chain_rest_q, context_chain_offset_q, context_chain_id_q,
            context_chain_slots_q, context_chain_pieces_q, context_chain_wrote_q, context_chain_open_q,
            context_tail_next_q, context_tail_spare_q, context_tail_lane_q, context_tail_line_q,
            context_tail_full_q, context_tail_held_q, context_failed_q, context_stride_q, context_position_q};
    wire [243:0] word = contexts_sweep_active_q ? 244'd0 : start_valid_i ? start_wrap_joined : context_posted_latest_joined;
    (* ram_style = "distributed" *)
    reg [243:0] contexts [0:1];
    always @(posedge clk) begin
        if (contexts_sweep_active_q | start_valid_i | saves) begin
            contexts[contexts_sweep_active_q ? contexts_sweep_index_q : start_valid_i ? start_queue_i : visit_queue_q] <= {word[243:238], word[237:222], word[221:214], word[213:206], word[205:204], word[203], word[202], word[201],
                    word[200], word[199:184], word[183:178], word[177:172], word[171:166], word[165],
                    word[164], word[163], word[162:147], word[146:141], word[140:77], word[76], word[75],
                    word[74:72], word[71:69], word[68:53], word[52:47], word[46:41], word[40], word[39],
                    word[38:34], word[33], word[32:31], word[30:26], word[25], word[24], word[23],
                    word[22:20], word[19:0]};
        end
    end
    assign contexts_rdata = contexts[visit_queue_q];
    assign contexts_rdata1 = contexts[view_queue_i];
    assign contexts_rdata2 = contexts[scout_queue_i];
    assign contexts_rdata3 = contexts[posted_queue_i];
    assign contexts_rdata4 = contexts[posted_now_queue_i];

    (* ram_style = "distributed" *)
    reg side_reads [0:1];
    always @(posedge clk) begin
        if (side_reads_sweep_active_q | saves) begin
            side_reads[side_reads_sweep_active_q ? side_reads_sweep_index_q : visit_queue_q] <= side_reads_sweep_active_q ? 1'd0 : visit_side_reads_q;
        end
    end
    assign side_reads_rdata = side_reads[visit_queue_q];
    assign side_reads_rdata1 = side_reads[drain_queue_i];

    work_lists_nameslanded_freed_change_again work (
        .clk                 (clk),
        .rst                 (rst),
        .push_landed_valid_i (landed_valid_i),
        .push_landed_queue_i (landed_queue_i),
        .push_freed_valid_i  (freed_valid_i),
        .push_freed_queue_i  (freed_queue_i),
        .push_change_valid_i (change_valid_i),
        .push_change_queue_i (change_queue_i),
        .push_again_valid_i  (work_push_again_valid),
        .push_again_queue_i  (visit_queue_q),
        .pop_valid_o         (work_pop_valid),
        .pop_ready_i         (rests),
        .pop_queue_o         (work_pop_queue)
    );

    wire unused = &{1'b0, states_rdata[0], states_rdata1[0], contexts_rdata1[19:7], contexts_rdata1[183:23], contexts_rdata1[200], contexts_rdata1[203], contexts_rdata1[243:206], contexts_rdata2[38:20], contexts_rdata2[68:40], contexts_rdata2[164:72], contexts_rdata2[177:166], contexts_rdata2[243:201], contexts_rdata3[205:0], contexts_rdata4[205:0], contexts_rdata4[243:222], context_position_choice[19:7], context_side_place_choice[5]};

endmodule

// FIFO in LUT RAM and a register: one word a clock, latency two clocks.
// Parameters: payload = u5, depth = 32, kind = registered
module block_fifo (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [4:0] up_payload_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [4:0] down_payload_o,
    output wire [5:0] count_o
);

    reg  [4:0] head_q;
    reg  [4:0] tail_q;
    reg  [5:0] held_q;
    reg        loaded_q;
    wire       load;
    reg  [4:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 5'd1;
        end
        if (load) begin
            head_q <= head_q + 5'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{5{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 5'd0;
            head_q <= 5'd0;
            held_q <= 6'd0;
        end
    end

    assign load = (held_q != 6'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_payload_o = words_rdata_q;

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "distributed", no_rw_check = 1 *)
    reg [4:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_payload_i;
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Lines of the descriptor cache: reserve of each queue, shared ones with a limit a function.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1
module line_ledger (
    input  wire       clk,
    input  wire       rst,
    // ask
    input  wire       ask_valid_i,
    output wire       ask_ready_o,
    input  wire       ask_queue_i,
    // given
    output wire       given_valid_o,
    output wire       given_granted_o,
    output wire [4:0] given_line_o,
    // free
    input  wire       free_valid_i,
    output wire       free_ready_o,
    input  wire       free_queue_i,
    input  wire [4:0] free_line_i,
    // freed
    output wire       freed_valid_o,
    output wire       freed_queue_o,
    // drain
    input  wire       drain_queue_i,
    output wire       drain_held_o,
    output wire       clearing_o
);

    localparam [1:0] STATE_REST  = 2'd0;
    localparam [1:0] STATE_LOAD  = 2'd1;
    localparam [1:0] STATE_JUDGE = 2'd2;
    localparam [1:0] STATE_BOOK  = 2'd3;

    reg        sweep_active_q;
    reg        sweep_index_q;
    wire       list_up_valid;
    wire       list_up_ready;
    wire       list_down_valid;
    wire       list_down_ready;
    wire [4:0] list_down_payload;
    wire [5:0] list_count;
    reg  [5:0] total_q;
    reg  [5:0] fresh_q;
    reg        op_queue_q;
    reg  [4:0] op_line_q;
    reg        op_returns_q;
    reg  [5:0] op_held_q;
    reg  [5:0] op_extra_q;
    reg        op_beyond_q;
    reg        op_granted_q;
    wire       unused_left;
    wire       some;
    reg  [1:0] state_q;
    wire [5:0] held_rdata;
    wire [5:0] extra_rdata;
    wire       books;
    wire       takes;
    wire       moves;
    wire       rests;
    reg        heard_q;
    wire [5:0] held_rdata1;

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

    assign clearing_o = sweep_active_q;
    assign unused_left = ~fresh_q[5];
    assign some = unused_left | list_down_valid;

    wire beyond = op_returns_q ? (6'd9 < op_held_q) : (6'd9 <= op_held_q);
    wire room = (op_extra_q < 6'd3) & (total_q < 6'd14);
    always @(posedge clk) begin
        case (state_q)
            STATE_REST: begin
                op_returns_q <= free_valid_i;
                op_queue_q <= free_valid_i ? free_queue_i : ask_queue_i;
                op_line_q <= free_line_i;
                if (~sweep_active_q & (free_valid_i | ask_valid_i)) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                op_held_q <= held_rdata;
                op_extra_q <= extra_rdata;
                state_q <= STATE_JUDGE;
            end
            STATE_JUDGE: begin
                op_beyond_q <= beyond;
                op_granted_q <= ~beyond | room;
                if (~op_returns_q) begin
                    op_line_q <= unused_left ? fresh_q[4:0] : list_down_payload;
                end
                if (op_returns_q | some | (beyond & ~room)) begin
                    state_q <= STATE_BOOK;
                end
            end
            STATE_BOOK: begin
                state_q <= STATE_REST;
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
        end
    end

    assign books = state_q == STATE_BOOK;
    assign takes = books & ~op_returns_q & op_granted_q;
    assign moves = books & (op_returns_q | op_granted_q);
    assign rests = (state_q == STATE_REST) & ~sweep_active_q;
    assign free_ready_o = rests;
    assign ask_ready_o = rests & ~free_valid_i;

    always @(posedge clk) begin
        if (moves & op_beyond_q) begin
            total_q <= op_returns_q ? (total_q - 6'd1) : (total_q + 6'd1);
        end
        if (takes & unused_left) begin
            fresh_q <= fresh_q + 6'd1;
        end
        if (rst) begin
            total_q <= 6'd0;
            fresh_q <= 6'd0;
        end
    end

    assign list_up_valid = books & op_returns_q;
    assign list_down_ready = takes & ~unused_left;
    assign given_valid_o = books & ~op_returns_q;
    assign given_granted_o = op_granted_q;
    assign given_line_o = op_line_q;
    assign freed_valid_o = books & op_returns_q;
    assign freed_queue_o = op_queue_q;

    always @(posedge clk) begin
        heard_q <= |held_rdata1;
    end

    assign drain_held_o = heard_q;

    (* ram_style = "distributed" *)
    reg [5:0] held [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | moves) begin
            held[sweep_active_q ? sweep_index_q : op_queue_q] <= sweep_active_q ? 6'd0 : op_returns_q ? (op_held_q - 6'd1) : (op_held_q + 6'd1);
        end
    end
    assign held_rdata = held[op_queue_q];
    assign held_rdata1 = held[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [5:0] extra [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (moves & op_beyond_q)) begin
            extra[sweep_active_q ? sweep_index_q : op_queue_q] <= sweep_active_q ? 6'd0 : op_returns_q ? (op_extra_q - 6'd1) : (op_extra_q + 6'd1);
        end
    end
    assign extra_rdata = extra[op_queue_q];

    block_fifo list (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (list_up_valid),
        .up_ready_o     (list_up_ready),
        .up_payload_i   (op_line_q),
        .down_valid_o   (list_down_valid),
        .down_ready_i   (list_down_ready),
        .down_payload_o (list_down_payload),
        .count_o        (list_count)
    );

    wire unused = &{1'b0, list_up_ready, list_count};

endmodule

// Joins 3 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1}, names = changed parked change
module stream_merge_payload1_nameschanged_parked_change (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_changed_valid_i,
    output wire  ups_changed_ready_o,
    input  wire  ups_changed_queue_i,
    input  wire  ups_parked_valid_i,
    output wire  ups_parked_ready_o,
    input  wire  ups_parked_queue_i,
    input  wire  ups_change_valid_i,
    output wire  ups_change_ready_o,
    input  wire  ups_change_queue_i,
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

    assign arbiter_requests = {ups_change_valid_i, ups_parked_valid_i, ups_changed_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_changed_ready_o = arbiter_grants[0] & free;
    assign ups_parked_ready_o = arbiter_grants[1] & free;
    assign ups_change_ready_o = arbiter_grants[2] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_changed_queue_i) | (arbiter_grants[1] & ups_parked_queue_i)
                    | (arbiter_grants[2] & ups_change_queue_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;

    round_robin_arbiter_count3 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Work lists of 3 sources, merged in turn.
// Parameters: queues = 2, names = changed parked change
module work_lists_nameschanged_parked_change (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_changed_valid_i,
    input  wire  push_changed_queue_i,
    input  wire  push_parked_valid_i,
    input  wire  push_parked_queue_i,
    input  wire  push_change_valid_i,
    input  wire  push_change_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_changed_ready;
    wire  merge_ups_parked_ready;
    wire  merge_ups_change_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  changed_pop_valid;
    wire  changed_pop_queue;
    wire  parked_pop_valid;
    wire  parked_pop_queue;
    wire  change_pop_valid;
    wire  change_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge_payload1_nameschanged_parked_change merge (
        .clk                 (clk),
        .rst                 (rst),
        .ups_changed_valid_i (changed_pop_valid),
        .ups_changed_ready_o (merge_ups_changed_ready),
        .ups_changed_queue_i (changed_pop_queue),
        .ups_parked_valid_i  (parked_pop_valid),
        .ups_parked_ready_o  (merge_ups_parked_ready),
        .ups_parked_queue_i  (parked_pop_queue),
        .ups_change_valid_i  (change_pop_valid),
        .ups_change_ready_o  (merge_ups_change_ready),
        .ups_change_queue_i  (change_pop_queue),
        .down_valid_o        (merge_down_valid),
        .down_ready_i        (pop_ready_i),
        .down_queue_o        (merge_down_queue)
    );

    work_list changed (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_changed_valid_i),
        .push_queue_i (push_changed_queue_i),
        .pop_valid_o  (changed_pop_valid),
        .pop_ready_i  (merge_ups_changed_ready),
        .pop_queue_o  (changed_pop_queue)
    );

    work_list parked (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_parked_valid_i),
        .push_queue_i (push_parked_queue_i),
        .pop_valid_o  (parked_pop_valid),
        .pop_ready_i  (merge_ups_parked_ready),
        .pop_queue_o  (parked_pop_queue)
    );

    work_list change (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_change_valid_i),
        .push_queue_i (push_change_queue_i),
        .pop_valid_o  (change_pop_valid),
        .pop_ready_i  (merge_ups_change_ready),
        .pop_queue_o  (change_pop_queue)
    );

endmodule

// Buffer take: which complete buffers a frame gets, or why it gets none.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1
module buffer_take (
    input  wire        clk,
    input  wire        rst,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [15:0] start_settings_size_i,
    input  wire        start_settings_packed_i,
    input  wire [4:0]  start_settings_limit_i,
    input  wire [15:0] start_index_i,
    input  wire        start_wrap_i,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // changed
    input  wire        changed_valid_i,
    input  wire        changed_queue_i,
    // wake
    output wire        wake_valid_o,
    output wire        wake_queue_o,
    // postedNow
    output wire        posted_now_queue_o,
    input  wire [7:0]  posted_now_state_published_i,
    input  wire [7:0]  posted_now_state_written_i,
    // attempt
    input  wire        attempt_valid_i,
    output wire        attempt_ready_o,
    input  wire        attempt_queue_i,
    input  wire [7:0]  attempt_epoch_i,
    input  wire [1:0]  attempt_series_i,
    input  wire [14:0] attempt_bytes_i,
    // outcome
    output wire        outcome_valid_o,
    input  wire        outcome_ready_i,
    output wire        outcome_queue_o,
    output wire [1:0]  outcome_series_o,
    output wire [1:0]  outcome_outcome_o,
    output wire [4:0]  outcome_buffers_o,
    output wire [6:0]  outcome_pieces_o,
    // posted
    output wire        posted_queue_o,
    input  wire [7:0]  posted_state_published_i,
    input  wire [7:0]  posted_state_written_i,
    input  wire [15:0] posted_state_slots_i,
    input  wire [5:0]  posted_state_latest_i,
    // first
    output wire        first_queue_o,
    input  wire [4:0]  first_line_i,
    // next
    output wire [4:0]  next_line_o,
    input  wire [4:0]  next_following_i,
    // ahead
    output wire [4:0]  ahead_line_o,
    input  wire [4:0]  ahead_following_i,
    // scan
    output reg  [4:0]  scan_line_o,
    output reg  [1:0]  scan_lane_o,
    input  wire [14:0] scan_bytes_i,
    input  wire        scan_ends_i,
    input  wire [5:0]  scan_slots_i,
    // flush
    input  wire        flush_valid_i,
    output wire        flush_ready_o,
    input  wire        flush_queue_i,
    input  wire [4:0]  flush_line_i,
    // taken
    output wire        taken_valid_o,
    input  wire        taken_ready_i,
    output wire        taken_queue_o,
    output wire        taken_flush_o,
    output wire        taken_returned_o,
    output wire [4:0]  taken_cursor_line_o,
    output wire [1:0]  taken_cursor_lane_o,
    output wire        taken_cursor_spent_o,
    output wire [6:0]  taken_pieces_o,
    output wire [14:0] taken_bytes_o,
    output wire [4:0]  taken_last_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o,
    output wire [15:0] drain_position_index_o,
    output wire        drain_position_wrap_o
);

    localparam [1:0] CHECK_REST  = 2'd0;
    localparam [1:0] CHECK_LOAD  = 2'd1;
    localparam [1:0] CHECK_JUDGE = 2'd2;
    localparam [1:0] CHECK_TELL  = 2'd3;
    localparam [2:0] STATE_REST  = 3'd0;
    localparam [2:0] STATE_BEGIN = 3'd1;
    localparam [2:0] STATE_FETCH = 3'd2;
    localparam [2:0] STATE_LOOK  = 3'd3;
    localparam [2:0] STATE_SUM   = 3'd4;

    reg         asked_valid_q;
    reg  [7:0]  asked_epoch_q;
    reg         asked_question_flush_q;
    reg         asked_question_queue_q;
    reg  [1:0]  asked_question_series_q;
    reg  [14:0] asked_question_bytes_q;
    reg  [4:0]  asked_question_tail_q;
    reg  [14:0] scanned_bytes_q;
    reg         scanned_ends_q;
    reg  [5:0]  scanned_slots_q;
    reg         visit_question_flush_q;
    reg         visit_question_queue_q;
    reg  [1:0]  visit_question_series_q;
    reg  [14:0] visit_question_bytes_q;
    reg  [4:0]  visit_question_tail_q;
    reg  [15:0] visit_settings_size_q;
    reg         visit_settings_packed_q;
    reg  [4:0]  visit_settings_limit_q;
    reg  [7:0]  visit_posted_published_q;
    reg  [7:0]  visit_posted_written_q;
    reg  [15:0] visit_posted_slots_q;
    reg  [5:0]  visit_posted_latest_q;
    reg  [4:0]  visit_first_line_q;
    reg         visit_live_q;
    reg         visit_fresh_q;
    reg         visit_follows_q;
    reg         visit_second_q;
    reg         visit_alone_q;
    reg         visit_known_entered_q;
    reg  [4:0]  visit_known_cursor_line_q;
    reg  [1:0]  visit_known_cursor_lane_q;
    reg         visit_known_cursor_spent_q;
    reg  [7:0]  visit_known_taken_q;
    reg  [15:0] visit_known_slots_q;
    reg         visit_known_parked_q;
    reg  [1:0]  visit_known_series_q;
    reg  [7:0]  visit_known_seen_q;
    reg  [4:0]  visit_from_line_q;
    reg  [1:0]  visit_from_lane_q;
    reg         visit_from_spent_q;
    reg         visit_early_q;
    reg  [1:0]  visit_outcome_q;
    reg         visit_parks_q;
    reg  [7:0]  visit_available_q;
    reg         visit_many_q;
    reg  [16:0] visit_in_ring_q;
    reg  [4:0]  visit_sum_cursor_line_q;
    reg  [1:0]  visit_sum_cursor_lane_q;
    reg         visit_sum_cursor_spent_q;
    reg  [6:0]  visit_sum_pieces_q;
    reg  [4:0]  visit_sum_buffers_q;
    reg  [9:0]  visit_sum_slots_q;
    reg  [7:0]  visit_sum_taken_q;
    reg  [15:0] visit_sum_ring_slots_q;
    reg  [14:0] visit_sum_left_q;
    reg         visit_sum_wants_q;
    reg  [6:0]  visit_sum_used_q;
    reg         done_valid_q;
    reg         done_question_flush_q;
    reg         done_question_queue_q;
    reg  [1:0]  done_question_series_q;
    reg  [14:0] done_question_bytes_q;
    reg  [4:0]  done_question_tail_q;
    reg  [15:0] done_settings_size_q;
    reg         done_settings_packed_q;
    reg         done_live_q;
    reg         done_known_entered_q;
    reg  [4:0]  done_known_cursor_line_q;
    reg  [1:0]  done_known_cursor_lane_q;
    reg         done_known_cursor_spent_q;
    reg  [7:0]  done_known_taken_q;
    reg  [15:0] done_known_slots_q;
    reg         done_known_parked_q;
    reg  [1:0]  done_known_series_q;
    reg  [7:0]  done_known_seen_q;
    reg  [4:0]  done_from_line_q;
    reg  [1:0]  done_from_lane_q;
    reg         done_from_spent_q;
    reg  [1:0]  done_outcome_q;
    reg         done_takes_q;
    reg         done_parks_q;
    reg  [7:0]  done_seen_q;
    reg  [4:0]  done_sum_cursor_line_q;
    reg  [1:0]  done_sum_cursor_lane_q;
    reg         done_sum_cursor_spent_q;
    reg  [6:0]  done_sum_pieces_q;
    reg  [4:0]  done_sum_buffers_q;
    reg  [9:0]  done_sum_slots_q;
    reg  [7:0]  done_sum_taken_q;
    reg  [15:0] done_sum_ring_slots_q;
    reg  [4:0]  after_next_q;
    reg  [4:0]  after_ahead_q;
    reg  [4:0]  after_ahead_line_q;
    reg         after_same_q;
    reg         told_valid_q;
    reg         told_queue_q;
    reg  [1:0]  told_series_q;
    reg  [1:0]  told_outcome_q;
    reg  [4:0]  told_buffers_q;
    reg  [6:0]  told_pieces_q;
    wire        free;
    wire        goes;
    wire        saves;
    wire        writes;
    wire        leaves;
    reg         contexts_sweep_active_q;
    reg         contexts_sweep_index_q;
    wire        parks;
    wire        wakes_valid;
    wire        wakes_queue;
    wire        wakes_word;
    reg         woken_sweep_active_q;
    reg         woken_sweep_index_q;
    wire        woken_rdata;
    reg         turns_sweep_active_q;
    reg         turns_sweep_index_q;
    wire        checks_pop_valid;
    wire        checks_pop_ready;
    wire        checks_pop_queue;
    reg         check_queue_q;
    reg         check_parked_q;
    reg         check_turn_q;
    reg         check_woken_q;
    reg         check_live_q;
    reg  [7:0]  check_seen_q;
    reg  [7:0]  check_taken_q;
    reg  [7:0]  check_posted_published_q;
    reg  [7:0]  check_posted_written_q;
    reg         check_worth_q;
    wire        untold;
    reg  [1:0]  check_q;
    wire [43:0] contexts_rdata;
    wire        turns_rdata;
    wire        woken_rdata1;
    wire [9:0]  states_rdata;
    wire        tells_wake;
    wire [43:0] contexts_rdata1;
    wire        enough;
    wire [6:0]  used;
    wire        last_one;
    wire        exhausted;
    wire        closed;
    wire        too_many;
    wire        limited;
    wire        stays;
    wire        decides;
    reg  [2:0]  state_q;
    wire [21:0] settings_rdata;
    wire [9:0]  states_rdata1;
    wire        waits;
    wire        moves;
    wire        empty;
    wire        same_series;
    wire [21:0] settings_rdata1;
    wire [9:0]  states_rdata2;
    reg         moved_valid_q;
    reg         moved_queue_q;
    reg  [16:0] moved_by_q;
    reg         moved_packed_q;
    reg  [15:0] moved_size_q;
    reg         sum_valid_q;
    reg         sum_queue_q;
    reg  [16:0] sum_to_q;
    reg         sum_wrap_q;
    reg         sum_packed_q;
    reg  [15:0] sum_size_q;
    reg         places_sweep_active_q;
    reg         places_sweep_index_q;
    wire [16:0] places_rdata;
    reg         heard_busy_q;
    reg  [15:0] heard_index_q;
    reg         heard_wrap_q;
    reg         busy_busy_q;
    reg  [15:0] busy_index_q;
    reg         busy_wrap_q;
    wire        here;
    wire [16:0] places_rdata1;

    assign free = ~told_valid_q | outcome_ready_i;
    assign goes = done_valid_q & ~done_question_flush_q & free & ~start_valid_i;
    assign saves = goes & (taken_ready_i | ~done_takes_q);

    always @(posedge clk) begin
        if (outcome_ready_i) begin
            told_valid_q <= 1'd0;
        end
        if (saves) begin
            told_valid_q <= 1'd1;
            told_queue_q <= done_question_queue_q;
            told_series_q <= done_question_series_q;
            told_outcome_q <= done_outcome_q;
            told_buffers_q <= done_takes_q ? done_sum_buffers_q : 5'd0;
            told_pieces_q <= done_takes_q ? done_sum_pieces_q : 7'd0;
        end
        if (rst) begin
            told_valid_q <= 1'd0;
        end
    end

    assign outcome_valid_o = told_valid_q;
    assign outcome_queue_o = told_queue_q;
    assign outcome_series_o = told_series_q;
    assign outcome_outcome_o = told_outcome_q;
    assign outcome_buffers_o = told_buffers_q;
    assign outcome_pieces_o = told_pieces_q;

    wire flushes = done_valid_q & done_question_flush_q;
    assign taken_valid_o = (goes & done_takes_q) | flushes;

    assign taken_queue_o = done_question_queue_q;
    assign taken_flush_o = done_question_flush_q;
    assign taken_returned_o = done_outcome_q == 2'd2;
    assign taken_cursor_line_o = done_from_line_q;
    assign taken_cursor_lane_o = done_from_lane_q;
    assign taken_cursor_spent_o = done_from_spent_q;
    assign taken_pieces_o = done_sum_pieces_q;
    assign taken_bytes_o = done_question_bytes_q;
    assign taken_last_o = done_question_tail_q;
    assign writes = saves & done_live_q;
    assign leaves = saves | (flushes & taken_ready_i);

    always @(posedge clk) begin
        if (contexts_sweep_active_q) begin
            contexts_sweep_index_q <= contexts_sweep_index_q + 1'd1;
            if (contexts_sweep_index_q == 1'd1) begin
                contexts_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            contexts_sweep_index_q <= 1'd0;
            contexts_sweep_active_q <= 1'd1;
        end
    end

    assign parks = writes & done_parks_q;

    always @(posedge clk) begin
        if (woken_sweep_active_q) begin
            woken_sweep_index_q <= woken_sweep_index_q + 1'd1;
            if (woken_sweep_index_q == 1'd1) begin
                woken_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            woken_sweep_index_q <= 1'd0;
            woken_sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        if (turns_sweep_active_q) begin
            turns_sweep_index_q <= turns_sweep_index_q + 1'd1;
            if (turns_sweep_index_q == 1'd1) begin
                turns_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            turns_sweep_index_q <= 1'd0;
            turns_sweep_active_q <= 1'd1;
        end
    end

    assign untold = told_valid_q & (told_queue_q == check_queue_q);

    always @(posedge clk) begin
        case (check_q)
            CHECK_REST: begin
                check_queue_q <= checks_pop_queue;
                if (checks_pop_valid) begin
                    check_q <= CHECK_LOAD;
                end
            end
            CHECK_LOAD: begin
                check_parked_q <= contexts_rdata[33];
                check_seen_q <= contexts_rdata[43:36];
                check_taken_q <= contexts_rdata[16:9];
                check_posted_published_q <= posted_now_state_published_i;
                check_posted_written_q <= posted_now_state_written_i;
                check_turn_q <= turns_rdata;
                check_woken_q <= woken_rdata1;
                check_live_q <= states_rdata[1];
                check_q <= CHECK_JUDGE;
            end
            CHECK_JUDGE: begin
                check_worth_q <= (check_posted_published_q != check_seen_q) | (8'd32 <= (check_posted_written_q - check_taken_q))
                        | ~check_live_q | ~check_parked_q;
                check_q <= CHECK_TELL;
                if (check_turn_q == check_woken_q) begin
                    check_q <= CHECK_REST;
                end
            end
            CHECK_TELL: begin
                if (~untold) begin
                    check_q <= CHECK_REST;
                end
            end
        endcase
        if (rst) begin
            check_q <= 2'd0;
        end
    end

    assign tells_wake = (check_q == CHECK_TELL) & check_worth_q & ~untold;
    assign wakes_valid = tells_wake;
    assign wakes_queue = check_queue_q;
    assign wakes_word = check_turn_q;
    assign checks_pop_ready = check_q == CHECK_REST;
    assign posted_now_queue_o = check_queue_q;
    assign wake_valid_o = tells_wake;
    assign wake_queue_o = check_queue_q;
    assign flush_ready_o = ~asked_valid_q;
    assign attempt_ready_o = ~asked_valid_q & ~flush_valid_i;

    wire [4:0] contexts_rdata1_choice = contexts_rdata1[0] ? contexts_rdata1[5:1] : first_line_i;
    wire done_known_entered_or = done_known_entered_q | done_takes_q;
    wire done_known_entered_choice = visit_follows_q ? done_known_entered_or : visit_known_entered_q;
    wire [4:0] done_sum_cursor_line_choice = done_takes_q ? done_sum_cursor_line_q : done_known_cursor_line_q;
    wire [4:0] done_sum_cursor_line_choice_2 = visit_follows_q ? done_sum_cursor_line_choice : visit_known_cursor_line_q;
    wire [1:0] done_sum_cursor_lane_choice = done_takes_q ? done_sum_cursor_lane_q : done_known_cursor_lane_q;
    wire [1:0] done_sum_cursor_lane_choice_2 = visit_follows_q ? done_sum_cursor_lane_choice : visit_known_cursor_lane_q;
    wire done_sum_cursor_spent_choice = done_takes_q ? done_sum_cursor_spent_q : done_known_cursor_spent_q;
    wire done_sum_cursor_spent_choice_2 = visit_follows_q ? done_sum_cursor_spent_choice : visit_known_cursor_spent_q;
    wire [7:0] done_sum_taken_choice = done_takes_q ? done_sum_taken_q : done_known_taken_q;
    wire [7:0] done_sum_taken_choice_2 = visit_follows_q ? done_sum_taken_choice : visit_known_taken_q;
    wire [15:0] done_sum_ring_slots_choice = done_takes_q ? done_sum_ring_slots_q : done_known_slots_q;
    wire [15:0] done_sum_ring_slots_choice_2 = visit_follows_q ? done_sum_ring_slots_choice : visit_known_slots_q;
    wire done_known_parked_choice = done_takes_q ? 1'd0 : (done_known_parked_q | done_parks_q);
    wire done_known_parked_choice_2 = visit_follows_q ? done_known_parked_choice : visit_known_parked_q;
    wire [1:0] done_question_series_choice = done_parks_q ? done_question_series_q : done_known_series_q;
    wire [1:0] done_question_series_choice_2 = visit_follows_q ? done_question_series_choice : visit_known_series_q;
    wire [7:0] done_seen_choice = done_parks_q ? done_seen_q : done_known_seen_q;
    wire [4:0] done_sum_cursor_line_choice_3 = done_known_entered_choice ? done_sum_cursor_line_choice_2 : visit_first_line_q;
    wire [1:0] done_sum_cursor_lane_choice_3 = done_known_entered_choice ? done_sum_cursor_lane_choice_2 : 2'd0;
    wire done_known_entered_and = done_known_entered_choice & done_sum_cursor_spent_choice_2;
    wire [4:0] following = (visit_alone_q & (visit_fresh_q | visit_second_q)) ? after_ahead_q : after_next_q;
    wire [1:0] visit_sum_cursor_lane_sum = visit_sum_cursor_lane_q + 2'd1;
    wire visit_sum_cursor_lane_equal = visit_sum_cursor_lane_q == 2'd3;
    wire [6:0] visit_sum_pieces_sum = visit_sum_pieces_q + 7'd1;
    wire [4:0] visit_sum_buffers_sum = visit_sum_buffers_q + {4'd0, scanned_ends_q};
    wire [9:0] visit_sum_slots_choice = scanned_ends_q ? (visit_sum_slots_q + {4'd0, scanned_slots_q}) : visit_sum_slots_q;
    wire [7:0] visit_sum_taken_sum = visit_sum_taken_q + 8'd1;
    wire [15:0] visit_sum_ring_slots_choice = scanned_ends_q ? (visit_sum_ring_slots_q + {10'd0, scanned_slots_q}) : visit_sum_ring_slots_q;
    always @(posedge clk) begin
        if (~asked_valid_q) begin
            asked_valid_q <= flush_valid_i | attempt_valid_i;
            asked_epoch_q <= attempt_epoch_i;
            asked_question_flush_q <= flush_valid_i;
            asked_question_queue_q <= flush_valid_i ? flush_queue_i : attempt_queue_i;
            asked_question_series_q <= attempt_series_i;
            asked_question_bytes_q <= attempt_bytes_i;
            asked_question_tail_q <= flush_line_i;
        end
        after_next_q <= next_following_i;
        after_ahead_q <= ahead_following_i;
        after_ahead_line_q <= contexts_rdata1_choice;
        after_same_q <= contexts_rdata1_choice == after_ahead_line_q;
        if (leaves) begin
            done_valid_q <= 1'd0;
        end
        visit_fresh_q <= 1'd0;
        visit_second_q <= 1'd0;
        case (state_q)
            STATE_REST: begin
                if (~done_valid_q) begin
                    state_q <= STATE_REST;
                    if (asked_valid_q) begin
                        asked_valid_q <= 1'd0;
                        visit_fresh_q <= 1'd1;
                        visit_follows_q <= 1'd0;
                        visit_alone_q <= 1'd1;
                        state_q <= STATE_BEGIN;
                    end
                    visit_question_flush_q <= asked_question_flush_q;
                    visit_question_queue_q <= asked_question_queue_q;
                    visit_question_series_q <= asked_question_series_q;
                    visit_question_bytes_q <= asked_question_bytes_q;
                    visit_question_tail_q <= asked_question_tail_q;
                    visit_settings_size_q <= settings_rdata[15:0];
                    visit_settings_packed_q <= settings_rdata[16];
                    visit_settings_limit_q <= settings_rdata[21:17];
                    visit_posted_published_q <= posted_state_published_i;
                    visit_posted_written_q <= posted_state_written_i;
                    visit_posted_slots_q <= posted_state_slots_i;
                    visit_posted_latest_q <= posted_state_latest_i;
                    visit_first_line_q <= first_line_i;
                    visit_live_q <= states_rdata1[1] & (states_rdata1[9:2] == asked_epoch_q);
                    visit_known_entered_q <= contexts_rdata1[0];
                    visit_known_cursor_line_q <= contexts_rdata1[5:1];
                    visit_known_cursor_lane_q <= contexts_rdata1[7:6];
                    visit_known_cursor_spent_q <= contexts_rdata1[8];
                    visit_known_taken_q <= contexts_rdata1[16:9];
                    visit_known_slots_q <= contexts_rdata1[32:17];
                    visit_known_parked_q <= contexts_rdata1[33];
                    visit_known_series_q <= contexts_rdata1[35:34];
                    visit_known_seen_q <= contexts_rdata1[43:36];
                end
            end
            STATE_BEGIN: begin
                visit_second_q <= visit_fresh_q;
                if (moves) begin
                    visit_known_entered_q <= done_known_entered_choice;
                    visit_known_cursor_line_q <= done_sum_cursor_line_choice_2;
                    visit_known_cursor_lane_q <= done_sum_cursor_lane_choice_2;
                    visit_known_cursor_spent_q <= done_sum_cursor_spent_choice_2;
                    visit_known_taken_q <= done_sum_taken_choice_2;
                    visit_known_slots_q <= done_sum_ring_slots_choice_2;
                    visit_known_parked_q <= done_known_parked_choice_2;
                    visit_known_series_q <= done_question_series_choice_2;
                    visit_known_seen_q <= visit_follows_q ? done_seen_choice : visit_known_seen_q;
                    visit_follows_q <= 1'd0;
                end
                scanned_bytes_q <= scan_bytes_i;
                scanned_ends_q <= scan_ends_i;
                scanned_slots_q <= scan_slots_i;
                if (moves & ~waits) begin
                    state_q <= STATE_FETCH;
                    if (visit_fresh_q & visit_follows_q) begin
                        state_q <= STATE_SUM;
                    end
                end
                visit_from_line_q <= done_sum_cursor_line_choice_3;
                visit_from_lane_q <= done_sum_cursor_lane_choice_3;
                visit_from_spent_q <= done_known_entered_and;
                visit_available_q <= visit_posted_published_q - done_sum_taken_choice_2;
                visit_many_q <= 8'd32 <= (visit_posted_written_q - done_sum_taken_choice_2);
                visit_in_ring_q <= {1'd0, visit_posted_slots_q - done_sum_ring_slots_choice_2} + {1'd0, 10'd0, visit_posted_latest_q};
                visit_early_q <= empty | same_series | ~visit_live_q | visit_question_flush_q;
                visit_outcome_q <= (visit_live_q | same_series) ? 2'd1 : 2'd3;
                visit_parks_q <= empty & visit_live_q & ~same_series & ~visit_question_flush_q;
                visit_sum_cursor_line_q <= done_known_entered_and ? following : done_sum_cursor_line_choice_3;
                visit_sum_cursor_lane_q <= done_sum_cursor_lane_choice_3;
                visit_sum_cursor_spent_q <= 1'd0;
                visit_sum_pieces_q <= 7'd0;
                visit_sum_buffers_q <= 5'd0;
                visit_sum_slots_q <= 10'd0;
                visit_sum_taken_q <= done_sum_taken_choice_2;
                visit_sum_ring_slots_q <= done_sum_ring_slots_choice_2;
                visit_sum_left_q <= visit_question_bytes_q;
                visit_sum_wants_q <= 1'd1;
                visit_sum_used_q <= 7'd0;
            end
            STATE_FETCH: begin
                scanned_bytes_q <= scan_bytes_i;
                scanned_ends_q <= scan_ends_i;
                scanned_slots_q <= scan_slots_i;
                state_q <= STATE_SUM;
            end
            STATE_LOOK: begin
                scanned_bytes_q <= scan_bytes_i;
                scanned_ends_q <= scan_ends_i;
                scanned_slots_q <= scan_slots_i;
                visit_sum_cursor_line_q <= visit_sum_cursor_spent_q ? after_next_q : visit_sum_cursor_line_q;
                visit_sum_cursor_lane_q <= visit_sum_cursor_lane_q;
                visit_sum_cursor_spent_q <= 1'd0;
                state_q <= STATE_SUM;
            end
            default: begin  // STATE_SUM
                visit_sum_cursor_line_q <= visit_sum_cursor_line_q;
                visit_sum_cursor_lane_q <= visit_sum_cursor_lane_sum;
                visit_sum_cursor_spent_q <= visit_sum_cursor_lane_equal;
                visit_sum_pieces_q <= visit_sum_pieces_sum;
                visit_sum_buffers_q <= visit_sum_buffers_sum;
                visit_sum_slots_q <= visit_sum_slots_choice;
                visit_sum_taken_q <= visit_sum_taken_sum;
                visit_sum_ring_slots_q <= visit_sum_ring_slots_choice;
                visit_sum_left_q <= enough ? 15'd0 : (visit_sum_left_q - scanned_bytes_q);
                visit_sum_wants_q <= ~enough;
                visit_sum_used_q <= used;
                state_q <= STATE_LOOK;
                if (decides) begin
                    done_valid_q <= 1'd1;
                    done_question_flush_q <= visit_question_flush_q;
                    done_question_queue_q <= visit_question_queue_q;
                    done_question_series_q <= visit_question_series_q;
                    done_question_bytes_q <= visit_question_bytes_q;
                    done_question_tail_q <= visit_question_tail_q;
                    done_settings_size_q <= visit_settings_size_q;
                    done_settings_packed_q <= visit_settings_packed_q;
                    done_live_q <= visit_live_q;
                    done_known_entered_q <= visit_known_entered_q;
                    done_known_cursor_line_q <= visit_known_cursor_line_q;
                    done_known_cursor_lane_q <= visit_known_cursor_lane_q;
                    done_known_cursor_spent_q <= visit_known_cursor_spent_q;
                    done_known_taken_q <= visit_known_taken_q;
                    done_known_slots_q <= visit_known_slots_q;
                    done_known_parked_q <= visit_known_parked_q;
                    done_known_series_q <= visit_known_series_q;
                    done_known_seen_q <= visit_known_seen_q;
                    done_from_line_q <= visit_from_line_q;
                    done_from_lane_q <= visit_from_lane_q;
                    done_from_spent_q <= visit_from_spent_q;
                    done_outcome_q <= visit_early_q ? visit_outcome_q : stays ? 2'd1 : (enough & ~too_many) ? 2'd0 : 2'd2;
                    done_takes_q <= ~(visit_early_q | stays);
                    done_parks_q <= visit_early_q ? visit_parks_q : stays;
                    done_seen_q <= visit_posted_published_q;
                    done_sum_cursor_line_q <= visit_sum_cursor_line_q;
                    done_sum_cursor_lane_q <= visit_sum_cursor_lane_sum;
                    done_sum_cursor_spent_q <= visit_sum_cursor_lane_equal;
                    done_sum_pieces_q <= visit_sum_pieces_sum;
                    done_sum_buffers_q <= visit_sum_buffers_sum;
                    done_sum_slots_q <= visit_sum_slots_choice;
                    done_sum_taken_q <= visit_sum_taken_sum;
                    done_sum_ring_slots_q <= visit_sum_ring_slots_choice;
                    state_q <= STATE_REST;
                    if (asked_valid_q) begin
                        asked_valid_q <= 1'd0;
                        visit_fresh_q <= 1'd1;
                        visit_follows_q <= asked_question_queue_q == visit_question_queue_q;
                        visit_alone_q <= asked_question_queue_q ^ visit_question_queue_q;
                        state_q <= STATE_BEGIN;
                    end
                    visit_question_flush_q <= asked_question_flush_q;
                    visit_question_queue_q <= asked_question_queue_q;
                    visit_question_series_q <= asked_question_series_q;
                    visit_question_bytes_q <= asked_question_bytes_q;
                    visit_question_tail_q <= asked_question_tail_q;
                    visit_settings_size_q <= settings_rdata1[15:0];
                    visit_settings_packed_q <= settings_rdata1[16];
                    visit_settings_limit_q <= settings_rdata1[21:17];
                    visit_posted_published_q <= posted_state_published_i;
                    visit_posted_written_q <= posted_state_written_i;
                    visit_posted_slots_q <= posted_state_slots_i;
                    visit_posted_latest_q <= posted_state_latest_i;
                    visit_first_line_q <= first_line_i;
                    visit_live_q <= states_rdata2[1] & (states_rdata2[9:2] == asked_epoch_q);
                    visit_known_entered_q <= contexts_rdata1[0];
                    visit_known_cursor_line_q <= contexts_rdata1[5:1];
                    visit_known_cursor_lane_q <= contexts_rdata1[7:6];
                    visit_known_cursor_spent_q <= contexts_rdata1[8];
                    visit_known_taken_q <= contexts_rdata1[16:9];
                    visit_known_slots_q <= contexts_rdata1[32:17];
                    visit_known_parked_q <= contexts_rdata1[33];
                    visit_known_series_q <= contexts_rdata1[35:34];
                    visit_known_seen_q <= contexts_rdata1[43:36];
                end
            end
        endcase
        if (rst) begin
            state_q <= 3'd0;
            asked_valid_q <= 1'd0;
            done_valid_q <= 1'd0;
            visit_fresh_q <= 1'd0;
            visit_second_q <= 1'd0;
        end
    end

    assign posted_queue_o = asked_question_queue_q;
    assign first_queue_o = asked_question_queue_q;
    assign ahead_line_o = contexts_rdata1_choice;
    assign enough = visit_sum_left_q <= scanned_bytes_q;

    wire uses = (scanned_bytes_q != 15'd0) & visit_sum_wants_q;
    assign used = visit_sum_used_q + {6'd0, uses};

    assign last_one = visit_settings_limit_q <= (visit_sum_buffers_q + 5'd1);
    assign exhausted = {1'd0, visit_sum_pieces_q + 7'd1} == visit_available_q;
    assign closed = visit_many_q | ({1'd0, visit_settings_size_q} < visit_in_ring_q);
    assign too_many = (7'd33 <= visit_sum_used_q) | (uses & (visit_sum_used_q == 7'd32));
    assign limited = last_one | ((7'd32 <= visit_sum_used_q) | (uses & (visit_sum_used_q == 7'd31)));
    assign stays = ~(enough | limited | closed);
    assign decides = visit_early_q | (scanned_ends_q & (enough | limited | exhausted));

    always @(*) begin
        scan_line_o = (visit_sum_cursor_lane_q == 2'd3) ? after_next_q : visit_sum_cursor_line_q;
        case (state_q)
            STATE_BEGIN: begin
                scan_line_o = done_known_entered_and ? following : done_sum_cursor_line_choice_3;
            end
            default: begin end  // STATE_SUM
        endcase
    end

    always @(*) begin
        scan_lane_o = visit_sum_cursor_lane_q + 2'd1;
        case (state_q)
            STATE_BEGIN: begin
                scan_lane_o = done_sum_cursor_lane_choice_3;
            end
            default: begin end  // STATE_SUM
        endcase
    end

    assign waits = (visit_fresh_q & visit_follows_q & ~done_takes_q)
            | (done_known_entered_and & (visit_alone_q ? (visit_fresh_q & ~after_same_q) : visit_second_q));
    assign moves = ~done_valid_q | leaves;
    assign empty = visit_posted_published_q == done_sum_taken_choice_2;
    assign same_series = done_known_parked_choice_2 & (done_question_series_choice_2 == visit_question_series_q);
    assign next_line_o = (state_q == STATE_BEGIN) ? done_sum_cursor_line_choice_3 : visit_sum_cursor_line_q;

    always @(posedge clk) begin
        if (places_sweep_active_q) begin
            places_sweep_index_q <= places_sweep_index_q + 1'd1;
            if (places_sweep_index_q == 1'd1) begin
                places_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            places_sweep_index_q <= 1'd0;
            places_sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        if (~start_valid_i) begin
            sum_valid_q <= moved_valid_q;
            sum_queue_q <= moved_queue_q;
            sum_to_q <= {1'd0, places_rdata[15:0]} + moved_by_q;
            sum_wrap_q <= places_rdata[16];
            sum_packed_q <= moved_packed_q;
            sum_size_q <= moved_size_q;
            moved_valid_q <= saves & done_takes_q;
            moved_queue_q <= done_question_queue_q;
            moved_by_q <= done_settings_packed_q ? {7'd0, done_sum_slots_q} : {12'd0, done_sum_buffers_q};
            moved_packed_q <= done_settings_packed_q;
            moved_size_q <= done_settings_size_q;
        end
        if (rst) begin
            sum_valid_q <= 1'd0;
            moved_valid_q <= 1'd0;
        end
    end

    assign here = (asked_valid_q & (asked_question_queue_q == drain_queue_i))
            | (~(state_q == STATE_REST) & (visit_question_queue_q == drain_queue_i))
            | (done_valid_q & (done_question_queue_q == drain_queue_i))
            | (told_valid_q & (told_queue_q == drain_queue_i));

    always @(posedge clk) begin
        heard_busy_q <= here | contexts_sweep_active_q;
        heard_index_q <= places_rdata1[15:0];
        heard_wrap_q <= places_rdata1[16];
        busy_busy_q <= heard_busy_q;
        busy_index_q <= heard_index_q;
        busy_wrap_q <= heard_wrap_q;
    end

    assign drain_busy_o = busy_busy_q;
    assign drain_position_index_o = busy_index_q;
    assign drain_position_wrap_o = busy_wrap_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[check_queue_q];
    assign states_rdata1 = states[asked_question_queue_q];
    assign states_rdata2 = states[asked_question_queue_q];

    (* ram_style = "distributed" *)
    reg [21:0] settings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            settings[start_queue_i] <= {start_settings_limit_i, start_settings_packed_i, start_settings_size_i};
        end
    end
    assign settings_rdata = settings[asked_question_queue_q];
    assign settings_rdata1 = settings[asked_question_queue_q];

    wire [43:0] word = contexts_sweep_active_q ? 44'd0 : start_valid_i ? 44'd0
            : {done_seen_choice, done_question_series_choice, done_known_parked_choice, done_sum_ring_slots_choice, done_sum_taken_choice, done_sum_cursor_spent_choice, done_sum_cursor_lane_choice, done_sum_cursor_line_choice, done_known_entered_or};
    (* ram_style = "distributed" *)
    reg [43:0] contexts [0:1];
    always @(posedge clk) begin
        if (contexts_sweep_active_q | start_valid_i | writes) begin
            contexts[contexts_sweep_active_q ? contexts_sweep_index_q : start_valid_i ? start_queue_i : done_question_queue_q] <= {word[43:36], word[35:34], word[33], word[32:17], word[16:9], word[8], word[7:6], word[5:1], word[0]};
        end
    end
    assign contexts_rdata = contexts[check_queue_q];
    assign contexts_rdata1 = contexts[asked_question_queue_q];

    (* ram_style = "distributed" *)
    reg woken [0:1];
    always @(posedge clk) begin
        if (woken_sweep_active_q | wakes_valid) begin
            woken[woken_sweep_active_q ? woken_sweep_index_q : wakes_queue] <= woken_sweep_active_q ? 1'd0 : wakes_word;
        end
    end
    assign woken_rdata = woken[done_question_queue_q];
    assign woken_rdata1 = woken[check_queue_q];

    (* ram_style = "distributed" *)
    reg turns [0:1];
    always @(posedge clk) begin
        if (turns_sweep_active_q | parks) begin
            turns[turns_sweep_active_q ? turns_sweep_index_q : done_question_queue_q] <= turns_sweep_active_q ? 1'd0 : ~woken_rdata;
        end
    end
    assign turns_rdata = turns[check_queue_q];

    wire past = sum_packed_q & ({1'd0, sum_size_q} <= sum_to_q);
    wire [16:0] sum_to_choice = past ? (sum_to_q - {1'd0, sum_size_q}) : sum_to_q;
    wire [16:0] word_2 = places_sweep_active_q ? 17'd0 : start_valid_i ? {start_wrap_i, start_index_i}
            : {sum_wrap_q ^ past, sum_to_choice[15:0]};
    (* ram_style = "distributed" *)
    reg [16:0] places [0:1];
    always @(posedge clk) begin
        if (places_sweep_active_q | start_valid_i | sum_valid_q) begin
            places[places_sweep_active_q ? places_sweep_index_q : start_valid_i ? start_queue_i : sum_queue_q] <= {word_2[16], word_2[15:0]};
        end
    end
    assign places_rdata = places[moved_queue_q];
    assign places_rdata1 = places[drain_queue_i];

    work_lists_nameschanged_parked_change checks (
        .clk                  (clk),
        .rst                  (rst),
        .push_changed_valid_i (changed_valid_i),
        .push_changed_queue_i (changed_queue_i),
        .push_parked_valid_i  (parks),
        .push_parked_queue_i  (done_question_queue_q),
        .push_change_valid_i  (change_valid_i),
        .push_change_queue_i  (change_queue_i),
        .pop_valid_o          (checks_pop_valid),
        .pop_ready_i          (checks_pop_ready),
        .pop_queue_o          (checks_pop_queue)
    );

    wire unused = &{1'b0, contexts_rdata[8:0], contexts_rdata[32:17], contexts_rdata[35:34], states_rdata[0], states_rdata[9:2], states_rdata1[0], states_rdata2[0], sum_to_choice[16]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {address: u64, bytes: u15, end: {endsBuffer: u1, id: u16, slots: u6}, last: u1, first: u1, frameBytes: u15}, depth = 4
module fifo_payload119_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_address_i,
    input  wire [14:0] up_bytes_i,
    input  wire        up_end_ends_buffer_i,
    input  wire [15:0] up_end_id_i,
    input  wire [5:0]  up_end_slots_i,
    input  wire        up_last_i,
    input  wire        up_first_i,
    input  wire [14:0] up_frame_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_address_o,
    output wire [14:0] down_bytes_o,
    output wire        down_end_ends_buffer_o,
    output wire [15:0] down_end_id_o,
    output wire [5:0]  down_end_slots_o,
    output wire        down_last_o,
    output wire        down_first_o,
    output wire [14:0] down_frame_bytes_o,
    output wire [2:0]  count_o
);

    reg  [1:0]   head_q;
    reg  [1:0]   tail_q;
    reg  [2:0]   held_q;
    wire [118:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_address_o = words_rdata[63:0];
    assign down_bytes_o = words_rdata[78:64];
    assign down_end_ends_buffer_o = words_rdata[79];
    assign down_end_id_o = words_rdata[95:80];
    assign down_end_slots_o = words_rdata[101:96];
    assign down_last_o = words_rdata[102];
    assign down_first_o = words_rdata[103];
    assign down_frame_bytes_o = words_rdata[118:104];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 2'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 2'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{2{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 2'd0;
            head_q <= 2'd0;
            held_q <= 3'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [118:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_frame_bytes_i, up_first_i, up_last_i, up_end_slots_i, up_end_id_i, up_end_ends_buffer_i, up_bytes_i,
                    up_address_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, line: u5}, depth = 4
module fifo_payload6_depth4 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    input  wire [4:0] up_line_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [4:0] down_line_o,
    output wire [2:0] count_o
);

    reg  [1:0] head_q;
    reg  [1:0] tail_q;
    reg  [2:0] held_q;
    wire [5:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_line_o = words_rdata[5:1];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 2'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 2'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{2{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 2'd0;
            head_q <= 2'd0;
            held_q <= 3'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [5:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_line_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Segment reader: pieces of taken buffers in order, lines given back.
// Parameters: config = tiny, functions = 2
module segment_reader (
    input  wire        clk,
    input  wire        rst,
    // taken
    input  wire        taken_valid_i,
    output wire        taken_ready_o,
    input  wire        taken_queue_i,
    input  wire        taken_flush_i,
    input  wire        taken_returned_i,
    input  wire [4:0]  taken_cursor_line_i,
    input  wire [1:0]  taken_cursor_lane_i,
    input  wire        taken_cursor_spent_i,
    input  wire [6:0]  taken_pieces_i,
    input  wire [14:0] taken_bytes_i,
    input  wire [4:0]  taken_last_i,
    // place
    output wire [4:0]  place_line_o,
    output wire [1:0]  place_lane_o,
    // piece
    input  wire [63:0] piece_address_i,
    input  wire [14:0] piece_bytes_i,
    // end
    input  wire        end_ends_buffer_i,
    input  wire [15:0] end_id_i,
    input  wire [5:0]  end_slots_i,
    // next
    output wire [4:0]  next_line_o,
    input  wire [4:0]  next_following_i,
    // free
    output wire        free_valid_o,
    input  wire        free_ready_i,
    output wire        free_queue_o,
    output wire [4:0]  free_line_o,
    // segment
    output wire        segment_valid_o,
    input  wire        segment_ready_i,
    output wire [63:0] segment_address_o,
    output wire [14:0] segment_bytes_o,
    output wire        segment_ends_buffer_o,
    output wire [15:0] segment_id_o,
    output wire [5:0]  segment_slots_o,
    output wire        segment_last_o
);

    localparam [1:0] STATE_REST  = 2'd0;
    localparam [1:0] STATE_WEIGH = 2'd1;
    localparam [1:0] STATE_PLAIN = 2'd2;
    localparam [1:0] STATE_END   = 2'd3;

    wire        found_up_ready;
    wire        found_down_valid;
    wire [63:0] found_down_address;
    wire [14:0] found_down_bytes;
    wire        found_down_end_ends_buffer;
    wire [15:0] found_down_end_id;
    wire [5:0]  found_down_end_slots;
    wire        found_down_last;
    wire        found_down_first;
    wire [14:0] found_down_frame_bytes;
    wire [2:0]  found_count;
    wire        room;
    reg         job_valid_q;
    reg         job_first_q;
    reg         job_queue_q;
    reg         job_flush_q;
    reg  [4:0]  job_cursor_line_q;
    reg  [1:0]  job_cursor_lane_q;
    reg         job_cursor_spent_q;
    reg  [6:0]  job_pieces_q;
    reg  [14:0] job_bytes_q;
    reg  [4:0]  job_last_q;
    reg         asked_valid_q;
    reg         asked_first_q;
    reg         asked_last_q;
    reg  [14:0] asked_bytes_q;
    reg  [4:0]  after_q;
    reg         ripe_q;
    wire        frees_up_valid;
    wire        frees_up_ready;
    wire        frees_down_valid;
    wire        frees_down_queue;
    wire [4:0]  frees_down_line;
    wire [2:0]  frees_count;
    wire        hops;
    wire        moves;
    wire        last_piece;
    wire        accepts;
    reg  [63:0] current_word_address_q;
    reg  [14:0] current_word_bytes_q;
    reg         current_word_end_ends_buffer_q;
    reg  [15:0] current_word_end_id_q;
    reg  [5:0]  current_word_end_slots_q;
    reg         current_word_last_q;
    reg         current_uses_q;
    reg         current_fits_q;
    reg  [14:0] left_q;
    reg         held_valid_q;
    reg  [63:0] held_address_q;
    reg  [14:0] held_bytes_q;
    wire        uses;
    reg         takes;
    reg  [1:0]  state_q;
    wire        ends;
    wire        own;

    assign room = found_count < 3'd3;
    assign free_valid_o = frees_down_valid;
    assign free_queue_o = frees_down_queue;
    assign free_line_o = frees_down_line;
    assign hops = job_flush_q | job_cursor_spent_q;
    assign moves = job_valid_q & (job_flush_q | room) & ((frees_up_ready & ripe_q) | ~hops);
    assign last_piece = job_pieces_q == 7'd1;
    assign accepts = ~job_valid_q | (moves & (job_flush_q ? (job_cursor_line_q == job_last_q) : last_piece));
    assign frees_up_valid = moves & hops;

    wire [4:0] line = hops ? after_q : job_cursor_line_q;
    assign place_line_o = line;

    assign place_lane_o = job_cursor_lane_q;
    assign next_line_o = accepts ? taken_cursor_line_i : moves ? line : job_cursor_line_q;

    always @(posedge clk) begin
        if (moves) begin
            job_first_q <= 1'd0;
            job_pieces_q <= job_pieces_q - 7'd1;
            job_cursor_line_q <= line;
            job_cursor_lane_q <= job_cursor_lane_q + 2'd1;
            job_cursor_spent_q <= job_cursor_lane_q == 2'd3;
        end
        after_q <= next_following_i;
        ripe_q <= ~(accepts | (moves & hops));
        if (accepts) begin
            job_valid_q <= taken_valid_i;
            job_first_q <= 1'd1;
            job_queue_q <= taken_queue_i;
            job_flush_q <= taken_flush_i;
            job_cursor_line_q <= taken_cursor_line_i;
            job_cursor_lane_q <= taken_cursor_lane_i;
            job_cursor_spent_q <= taken_cursor_spent_i;
            job_pieces_q <= taken_pieces_i;
            job_bytes_q <= taken_returned_i ? 15'd0 : taken_bytes_i;
            job_last_q <= taken_last_i;
        end
        asked_valid_q <= moves & ~job_flush_q;
        asked_first_q <= job_first_q;
        asked_last_q <= last_piece;
        asked_bytes_q <= job_bytes_q;
        if (rst) begin
            ripe_q <= 1'd0;
            job_valid_q <= 1'd0;
            asked_valid_q <= 1'd0;
        end
    end

    assign taken_ready_o = accepts;
    assign uses = (current_word_bytes_q != 15'd0) & (left_q != 15'd0);

    wire current_word_end_ends_buffer_or = ~current_word_end_ends_buffer_q | segment_ready_i;
    always @(*) begin
        takes = 1'd0;
        case (state_q)
            STATE_REST: begin
                takes = 1'd1;
            end
            STATE_END: begin
                if (current_word_end_ends_buffer_or) begin
                    takes = 1'd1;
                end
            end
            default: begin end
        endcase
    end

    wire [14:0] rest = current_uses_q ? (current_fits_q ? (left_q - current_word_bytes_q) : 15'd0) : left_q;
    wire [14:0] used = current_uses_q ? (current_fits_q ? current_word_bytes_q : left_q) : 15'd0;
    always @(posedge clk) begin
        case (state_q)
            STATE_REST: begin
                current_word_address_q <= found_down_address;
                current_word_bytes_q <= found_down_bytes;
                current_word_end_ends_buffer_q <= found_down_end_ends_buffer;
                current_word_end_id_q <= found_down_end_id;
                current_word_end_slots_q <= found_down_end_slots;
                current_word_last_q <= found_down_last;
                current_uses_q <= 1'd0;
                left_q <= (found_down_valid & found_down_first) ? found_down_frame_bytes : rest;
                state_q <= STATE_REST;
                if (found_down_valid) begin
                    state_q <= STATE_WEIGH;
                end
            end
            STATE_WEIGH: begin
                current_uses_q <= uses;
                current_fits_q <= current_word_bytes_q <= left_q;
                state_q <= STATE_END;
                if (held_valid_q & uses) begin
                    state_q <= STATE_PLAIN;
                end
            end
            STATE_PLAIN: begin
                if (segment_ready_i) begin
                    state_q <= STATE_END;
                end
            end
            STATE_END: begin
                if (current_uses_q) begin
                    held_valid_q <= 1'd1;
                    held_address_q <= current_word_address_q;
                    held_bytes_q <= used;
                end
                if (current_word_end_ends_buffer_or) begin
                    if (current_word_end_ends_buffer_q) begin
                        held_valid_q <= 1'd0;
                    end
                    current_word_address_q <= found_down_address;
                    current_word_bytes_q <= found_down_bytes;
                    current_word_end_ends_buffer_q <= found_down_end_ends_buffer;
                    current_word_end_id_q <= found_down_end_id;
                    current_word_end_slots_q <= found_down_end_slots;
                    current_word_last_q <= found_down_last;
                    current_uses_q <= 1'd0;
                    left_q <= (found_down_valid & found_down_first) ? found_down_frame_bytes : rest;
                    state_q <= STATE_REST;
                    if (found_down_valid) begin
                        state_q <= STATE_WEIGH;
                    end
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
            held_valid_q <= 1'd0;
        end
    end

    assign ends = state_q == STATE_END;
    assign own = ends & (current_uses_q | ~held_valid_q);
    assign segment_valid_o = (state_q == STATE_PLAIN) | (ends & current_word_end_ends_buffer_q);
    assign segment_address_o = own ? current_word_address_q : held_address_q;
    assign segment_bytes_o = own ? used : held_bytes_q;
    assign segment_ends_buffer_o = ends;
    assign segment_id_o = current_word_end_id_q;
    assign segment_slots_o = current_word_end_slots_q;
    assign segment_last_o = ends & current_word_last_q;

    fifo_payload119_depth4 found (
        .clk                    (clk),
        .rst                    (rst),
        .up_valid_i             (asked_valid_q),
        .up_ready_o             (found_up_ready),
        .up_address_i           (piece_address_i),
        .up_bytes_i             (piece_bytes_i),
        .up_end_ends_buffer_i   (end_ends_buffer_i),
        .up_end_id_i            (end_id_i),
        .up_end_slots_i         (end_slots_i),
        .up_last_i              (asked_last_q),
        .up_first_i             (asked_first_q),
        .up_frame_bytes_i       (asked_bytes_q),
        .down_valid_o           (found_down_valid),
        .down_ready_i           (takes),
        .down_address_o         (found_down_address),
        .down_bytes_o           (found_down_bytes),
        .down_end_ends_buffer_o (found_down_end_ends_buffer),
        .down_end_id_o          (found_down_end_id),
        .down_end_slots_o       (found_down_end_slots),
        .down_last_o            (found_down_last),
        .down_first_o           (found_down_first),
        .down_frame_bytes_o     (found_down_frame_bytes),
        .count_o                (found_count)
    );

    fifo_payload6_depth4 frees (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (frees_up_valid),
        .up_ready_o   (frees_up_ready),
        .up_queue_i   (job_queue_q),
        .up_line_i    (job_cursor_line_q),
        .down_valid_o (frees_down_valid),
        .down_ready_i (free_ready_i),
        .down_queue_o (frees_down_queue),
        .down_line_o  (frees_down_line),
        .count_o      (frees_count)
    );

    wire unused = &{1'b0, found_up_ready, frees_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, flush: u1, returned: u1, cursor: {line: u5, lane: u2, spent: u1}, pieces: u7, bytes: u15, last: u5}, depth = 4
module fifo_payload38_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire        up_flush_i,
    input  wire        up_returned_i,
    input  wire [4:0]  up_cursor_line_i,
    input  wire [1:0]  up_cursor_lane_i,
    input  wire        up_cursor_spent_i,
    input  wire [6:0]  up_pieces_i,
    input  wire [14:0] up_bytes_i,
    input  wire [4:0]  up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire        down_flush_o,
    output wire        down_returned_o,
    output wire [4:0]  down_cursor_line_o,
    output wire [1:0]  down_cursor_lane_o,
    output wire        down_cursor_spent_o,
    output wire [6:0]  down_pieces_o,
    output wire [14:0] down_bytes_o,
    output wire [4:0]  down_last_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [37:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_flush_o = words_rdata[1];
    assign down_returned_o = words_rdata[2];
    assign down_cursor_line_o = words_rdata[7:3];
    assign down_cursor_lane_o = words_rdata[9:8];
    assign down_cursor_spent_o = words_rdata[10];
    assign down_pieces_o = words_rdata[17:11];
    assign down_bytes_o = words_rdata[32:18];
    assign down_last_o = words_rdata[37:33];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 2'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 2'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{2{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 2'd0;
            head_q <= 2'd0;
            held_q <= 3'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [37:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_bytes_i, up_pieces_i, up_cursor_spent_i, up_cursor_lane_i, up_cursor_line_i, up_returned_i,
                    up_flush_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Descriptor cache: pieces of complete buffers, taken for frames.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1
module descriptor_cache (
    input  wire        clk,
    input  wire        rst,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [15:0] start_settings_size_i,
    input  wire        start_settings_packed_i,
    input  wire [4:0]  start_settings_limit_i,
    input  wire [15:0] start_index_i,
    input  wire        start_wrap_i,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // ask
    input  wire        ask_valid_i,
    output wire        ask_ready_o,
    input  wire        ask_queue_i,
    // given
    output wire        given_valid_o,
    output wire        given_granted_o,
    output wire [4:0]  given_line_o,
    // freed
    output wire        freed_valid_o,
    output wire        freed_queue_o,
    // link
    input  wire        link_valid_i,
    input  wire        link_queue_i,
    input  wire        link_first_i,
    input  wire [4:0]  link_tail_i,
    input  wire [4:0]  link_line_i,
    // put
    input  wire        put_valid_i,
    input  wire [4:0]  put_line_i,
    input  wire [1:0]  put_lane_i,
    input  wire        put_piece_i,
    input  wire [63:0] put_address_i,
    input  wire [14:0] put_bytes_i,
    input  wire        put_end_ends_buffer_i,
    input  wire [15:0] put_end_id_i,
    input  wire [5:0]  put_end_slots_i,
    // changed
    input  wire        changed_valid_i,
    input  wire        changed_queue_i,
    // flush
    input  wire        flush_valid_i,
    output wire        flush_ready_o,
    input  wire        flush_queue_i,
    input  wire [4:0]  flush_line_i,
    // posted
    output wire        posted_queue_o,
    input  wire [7:0]  posted_state_published_i,
    input  wire [7:0]  posted_state_written_i,
    input  wire [15:0] posted_state_slots_i,
    input  wire [5:0]  posted_state_latest_i,
    // postedNow
    output wire        posted_now_queue_o,
    input  wire [7:0]  posted_now_state_published_i,
    input  wire [7:0]  posted_now_state_written_i,
    // attempt
    input  wire        attempt_valid_i,
    output wire        attempt_ready_o,
    input  wire        attempt_queue_i,
    input  wire [7:0]  attempt_epoch_i,
    input  wire [1:0]  attempt_series_i,
    input  wire [14:0] attempt_bytes_i,
    // outcome
    output wire        outcome_valid_o,
    input  wire        outcome_ready_i,
    output wire        outcome_queue_o,
    output wire [1:0]  outcome_series_o,
    output wire [1:0]  outcome_outcome_o,
    output wire [4:0]  outcome_buffers_o,
    output wire [6:0]  outcome_pieces_o,
    // segment
    output wire        segment_valid_o,
    input  wire        segment_ready_i,
    output wire [63:0] segment_address_o,
    output wire [14:0] segment_bytes_o,
    output wire        segment_ends_buffer_o,
    output wire [15:0] segment_id_o,
    output wire [5:0]  segment_slots_o,
    output wire        segment_last_o,
    // wake
    output wire        wake_valid_o,
    output wire        wake_queue_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o,
    output wire [15:0] drain_position_index_o,
    output wire        drain_position_wrap_o,
    output wire        drain_held_o,
    output wire        clearing_o
);

    wire        ledger_ask_ready;
    wire        ledger_given_valid;
    wire        ledger_given_granted;
    wire [4:0]  ledger_given_line;
    wire        ledger_free_ready;
    wire        ledger_freed_valid;
    wire        ledger_freed_queue;
    wire        ledger_drain_held;
    wire        ledger_clearing;
    wire        take_wake_valid;
    wire        take_wake_queue;
    wire        take_posted_now_queue;
    wire        take_attempt_ready;
    wire        take_outcome_valid;
    wire        take_outcome_queue;
    wire [1:0]  take_outcome_series;
    wire [1:0]  take_outcome_outcome;
    wire [4:0]  take_outcome_buffers;
    wire [6:0]  take_outcome_pieces;
    wire        take_posted_queue;
    wire        take_first_queue;
    wire [4:0]  take_next_line;
    wire [4:0]  take_ahead_line;
    wire [4:0]  take_scan_line;
    wire [1:0]  take_scan_lane;
    wire        take_scan_ends;
    wire [5:0]  take_scan_slots;
    wire        take_flush_ready;
    wire        take_taken_valid;
    wire        take_taken_queue;
    wire        take_taken_flush;
    wire        take_taken_returned;
    wire [4:0]  take_taken_cursor_line;
    wire [1:0]  take_taken_cursor_lane;
    wire        take_taken_cursor_spent;
    wire [6:0]  take_taken_pieces;
    wire [14:0] take_taken_bytes;
    wire [4:0]  take_taken_last;
    wire        take_drain_busy;
    wire [15:0] take_drain_position_index;
    wire        take_drain_position_wrap;
    wire        reader_taken_ready;
    wire [4:0]  reader_place_line;
    wire [1:0]  reader_place_lane;
    wire [63:0] reader_piece_address;
    wire [14:0] reader_piece_bytes;
    wire        reader_end_ends_buffer;
    wire [15:0] reader_end_id;
    wire [5:0]  reader_end_slots;
    wire [4:0]  reader_next_line;
    wire        reader_free_valid;
    wire        reader_free_queue;
    wire [4:0]  reader_free_line;
    wire        reader_segment_valid;
    wire [63:0] reader_segment_address;
    wire [14:0] reader_segment_bytes;
    wire        reader_segment_ends_buffer;
    wire [15:0] reader_segment_id;
    wire [5:0]  reader_segment_slots;
    wire        reader_segment_last;
    wire        jobs_up_ready;
    wire        jobs_down_valid;
    wire        jobs_down_queue;
    wire        jobs_down_flush;
    wire        jobs_down_returned;
    wire [4:0]  jobs_down_cursor_line;
    wire [1:0]  jobs_down_cursor_lane;
    wire        jobs_down_cursor_spent;
    wire [6:0]  jobs_down_pieces;
    wire [14:0] jobs_down_bytes;
    wire [4:0]  jobs_down_last;
    wire [2:0]  jobs_count;
    reg  [22:0] ends_rdata_q;
    reg  [14:0] sizes_rdata_q;
    wire [4:0]  firsts_rdata;
    reg  [4:0]  following_rdata_q;
    reg  [4:0]  following_rdata1_q;
    reg  [78:0] pieces_rdata_q;
    reg  [22:0] ends_rdata1_q;
    reg  [4:0]  following_rdata2_q;

    assign ask_ready_o = ledger_ask_ready;
    assign given_valid_o = ledger_given_valid;
    assign given_granted_o = ledger_given_granted;
    assign given_line_o = ledger_given_line;
    assign freed_valid_o = ledger_freed_valid;
    assign freed_queue_o = ledger_freed_queue;
    assign flush_ready_o = take_flush_ready;
    assign posted_queue_o = take_posted_queue;
    assign posted_now_queue_o = take_posted_now_queue;
    assign attempt_ready_o = take_attempt_ready;
    assign outcome_valid_o = take_outcome_valid;
    assign outcome_queue_o = take_outcome_queue;
    assign outcome_series_o = take_outcome_series;
    assign outcome_outcome_o = take_outcome_outcome;
    assign outcome_buffers_o = take_outcome_buffers;
    assign outcome_pieces_o = take_outcome_pieces;
    assign wake_valid_o = take_wake_valid;
    assign wake_queue_o = take_wake_queue;
    assign segment_valid_o = reader_segment_valid;
    assign segment_address_o = reader_segment_address;
    assign segment_bytes_o = reader_segment_bytes;
    assign segment_ends_buffer_o = reader_segment_ends_buffer;
    assign segment_id_o = reader_segment_id;
    assign segment_slots_o = reader_segment_slots;
    assign segment_last_o = reader_segment_last;
    assign drain_held_o = ledger_drain_held;
    assign drain_busy_o = take_drain_busy;
    assign drain_position_index_o = take_drain_position_index;
    assign drain_position_wrap_o = take_drain_position_wrap;
    assign clearing_o = ledger_clearing;
    assign take_scan_ends = ends_rdata_q[0];
    assign take_scan_slots = ends_rdata_q[22:17];
    assign reader_piece_address = pieces_rdata_q[63:0];
    assign reader_piece_bytes = pieces_rdata_q[78:64];
    assign reader_end_ends_buffer = ends_rdata1_q[0];
    assign reader_end_id = ends_rdata1_q[16:1];
    assign reader_end_slots = ends_rdata1_q[22:17];

    wire put_valid_and = put_valid_i & put_piece_i;
    wire [6:0] place = {put_line_i, put_lane_i};
    wire [6:0] at = {reader_place_line, reader_place_lane};
    (* ram_style = "block" *)
    reg [78:0] pieces [0:127];
    always @(posedge clk) begin
        if (put_valid_and) begin
            pieces[place] <= {put_bytes_i, put_address_i};
        end
        pieces_rdata_q <= pieces[at];
    end

    wire [6:0] scanned = {take_scan_line, take_scan_lane};
    (* ram_style = "block" *)
    reg [14:0] sizes [0:127];
    always @(posedge clk) begin
        if (put_valid_and) begin
            sizes[place] <= put_bytes_i;
        end
        sizes_rdata_q <= sizes[scanned];
    end

    (* ram_style = "block" *)
    reg [22:0] ends [0:127];
    always @(posedge clk) begin
        if (put_valid_i) begin
            ends[place] <= {put_end_slots_i, put_end_id_i, put_end_ends_buffer_i};
        end
        ends_rdata_q <= ends[scanned];
        ends_rdata1_q <= ends[at];
    end

    (* ram_style = "distributed" *)
    reg [4:0] following [0:31];
    always @(posedge clk) begin
        if (link_valid_i & ~link_first_i) begin
            following[link_tail_i] <= link_line_i;
        end
        following_rdata_q <= following[take_next_line];
        following_rdata1_q <= following[take_ahead_line];
        following_rdata2_q <= following[reader_next_line];
    end

    (* ram_style = "distributed" *)
    reg [4:0] firsts [0:1];
    always @(posedge clk) begin
        if (link_valid_i & link_first_i) begin
            firsts[link_queue_i] <= link_line_i;
        end
    end
    assign firsts_rdata = firsts[take_first_queue];

    line_ledger ledger (
        .clk             (clk),
        .rst             (rst),
        .ask_valid_i     (ask_valid_i),
        .ask_ready_o     (ledger_ask_ready),
        .ask_queue_i     (ask_queue_i),
        .given_valid_o   (ledger_given_valid),
        .given_granted_o (ledger_given_granted),
        .given_line_o    (ledger_given_line),
        .free_valid_i    (reader_free_valid),
        .free_ready_o    (ledger_free_ready),
        .free_queue_i    (reader_free_queue),
        .free_line_i     (reader_free_line),
        .freed_valid_o   (ledger_freed_valid),
        .freed_queue_o   (ledger_freed_queue),
        .drain_queue_i   (drain_queue_i),
        .drain_held_o    (ledger_drain_held),
        .clearing_o      (ledger_clearing)
    );

    buffer_take take (
        .clk                          (clk),
        .rst                          (rst),
        .start_valid_i                (start_valid_i),
        .start_queue_i                (start_queue_i),
        .start_settings_size_i        (start_settings_size_i),
        .start_settings_packed_i      (start_settings_packed_i),
        .start_settings_limit_i       (start_settings_limit_i),
        .start_index_i                (start_index_i),
        .start_wrap_i                 (start_wrap_i),
        .change_valid_i               (change_valid_i),
        .change_queue_i               (change_queue_i),
        .change_running_i             (change_running_i),
        .change_beginning_i           (change_beginning_i),
        .change_epoch_i               (change_epoch_i),
        .changed_valid_i              (changed_valid_i),
        .changed_queue_i              (changed_queue_i),
        .wake_valid_o                 (take_wake_valid),
        .wake_queue_o                 (take_wake_queue),
        .posted_now_queue_o           (take_posted_now_queue),
        .posted_now_state_published_i (posted_now_state_published_i),
        .posted_now_state_written_i   (posted_now_state_written_i),
        .attempt_valid_i              (attempt_valid_i),
        .attempt_ready_o              (take_attempt_ready),
        .attempt_queue_i              (attempt_queue_i),
        .attempt_epoch_i              (attempt_epoch_i),
        .attempt_series_i             (attempt_series_i),
        .attempt_bytes_i              (attempt_bytes_i),
        .outcome_valid_o              (take_outcome_valid),
        .outcome_ready_i              (outcome_ready_i),
        .outcome_queue_o              (take_outcome_queue),
        .outcome_series_o             (take_outcome_series),
        .outcome_outcome_o            (take_outcome_outcome),
        .outcome_buffers_o            (take_outcome_buffers),
        .outcome_pieces_o             (take_outcome_pieces),
        .posted_queue_o               (take_posted_queue),
        .posted_state_published_i     (posted_state_published_i),
        .posted_state_written_i       (posted_state_written_i),
        .posted_state_slots_i         (posted_state_slots_i),
        .posted_state_latest_i        (posted_state_latest_i),
        .first_queue_o                (take_first_queue),
        .first_line_i                 (firsts_rdata),
        .next_line_o                  (take_next_line),
        .next_following_i             (following_rdata_q),
        .ahead_line_o                 (take_ahead_line),
        .ahead_following_i            (following_rdata1_q),
        .scan_line_o                  (take_scan_line),
        .scan_lane_o                  (take_scan_lane),
        .scan_bytes_i                 (sizes_rdata_q),
        .scan_ends_i                  (take_scan_ends),
        .scan_slots_i                 (take_scan_slots),
        .flush_valid_i                (flush_valid_i),
        .flush_ready_o                (take_flush_ready),
        .flush_queue_i                (flush_queue_i),
        .flush_line_i                 (flush_line_i),
        .taken_valid_o                (take_taken_valid),
        .taken_ready_i                (jobs_up_ready),
        .taken_queue_o                (take_taken_queue),
        .taken_flush_o                (take_taken_flush),
        .taken_returned_o             (take_taken_returned),
        .taken_cursor_line_o          (take_taken_cursor_line),
        .taken_cursor_lane_o          (take_taken_cursor_lane),
        .taken_cursor_spent_o         (take_taken_cursor_spent),
        .taken_pieces_o               (take_taken_pieces),
        .taken_bytes_o                (take_taken_bytes),
        .taken_last_o                 (take_taken_last),
        .drain_queue_i                (drain_queue_i),
        .drain_busy_o                 (take_drain_busy),
        .drain_position_index_o       (take_drain_position_index),
        .drain_position_wrap_o        (take_drain_position_wrap)
    );

    segment_reader reader (
        .clk                   (clk),
        .rst                   (rst),
        .taken_valid_i         (jobs_down_valid),
        .taken_ready_o         (reader_taken_ready),
        .taken_queue_i         (jobs_down_queue),
        .taken_flush_i         (jobs_down_flush),
        .taken_returned_i      (jobs_down_returned),
        .taken_cursor_line_i   (jobs_down_cursor_line),
        .taken_cursor_lane_i   (jobs_down_cursor_lane),
        .taken_cursor_spent_i  (jobs_down_cursor_spent),
        .taken_pieces_i        (jobs_down_pieces),
        .taken_bytes_i         (jobs_down_bytes),
        .taken_last_i          (jobs_down_last),
        .place_line_o          (reader_place_line),
        .place_lane_o          (reader_place_lane),
        .piece_address_i       (reader_piece_address),
        .piece_bytes_i         (reader_piece_bytes),
        .end_ends_buffer_i     (reader_end_ends_buffer),
        .end_id_i              (reader_end_id),
        .end_slots_i           (reader_end_slots),
        .next_line_o           (reader_next_line),
        .next_following_i      (following_rdata2_q),
        .free_valid_o          (reader_free_valid),
        .free_ready_i          (ledger_free_ready),
        .free_queue_o          (reader_free_queue),
        .free_line_o           (reader_free_line),
        .segment_valid_o       (reader_segment_valid),
        .segment_ready_i       (segment_ready_i),
        .segment_address_o     (reader_segment_address),
        .segment_bytes_o       (reader_segment_bytes),
        .segment_ends_buffer_o (reader_segment_ends_buffer),
        .segment_id_o          (reader_segment_id),
        .segment_slots_o       (reader_segment_slots),
        .segment_last_o        (reader_segment_last)
    );

    fifo_payload38_depth4 jobs (
        .clk                 (clk),
        .rst                 (rst),
        .up_valid_i          (take_taken_valid),
        .up_ready_o          (jobs_up_ready),
        .up_queue_i          (take_taken_queue),
        .up_flush_i          (take_taken_flush),
        .up_returned_i       (take_taken_returned),
        .up_cursor_line_i    (take_taken_cursor_line),
        .up_cursor_lane_i    (take_taken_cursor_lane),
        .up_cursor_spent_i   (take_taken_cursor_spent),
        .up_pieces_i         (take_taken_pieces),
        .up_bytes_i          (take_taken_bytes),
        .up_last_i           (take_taken_last),
        .down_valid_o        (jobs_down_valid),
        .down_ready_i        (reader_taken_ready),
        .down_queue_o        (jobs_down_queue),
        .down_flush_o        (jobs_down_flush),
        .down_returned_o     (jobs_down_returned),
        .down_cursor_line_o  (jobs_down_cursor_line),
        .down_cursor_lane_o  (jobs_down_cursor_lane),
        .down_cursor_spent_o (jobs_down_cursor_spent),
        .down_pieces_o       (jobs_down_pieces),
        .down_bytes_o        (jobs_down_bytes),
        .down_last_o         (jobs_down_last),
        .count_o             (jobs_count)
    );

    wire unused = &{1'b0, jobs_count, ends_rdata_q[16:1]};

endmodule

// Joins 3 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u45}, names = ring ahead side
module stream_merge_payload123_namesring_ahead_side (
    input  wire        clk,
    input  wire        rst,
    // ups
    input  wire        ups_ring_valid_i,
    output wire        ups_ring_ready_o,
    input  wire        ups_ring_function_i,
    input  wire [63:0] ups_ring_address_i,
    input  wire [9:0]  ups_ring_bytes_i,
    input  wire [2:0]  ups_ring_kind_i,
    input  wire [44:0] ups_ring_context_i,
    input  wire        ups_ahead_valid_i,
    output wire        ups_ahead_ready_o,
    input  wire        ups_ahead_function_i,
    input  wire [63:0] ups_ahead_address_i,
    input  wire [9:0]  ups_ahead_bytes_i,
    input  wire [2:0]  ups_ahead_kind_i,
    input  wire [44:0] ups_ahead_context_i,
    input  wire        ups_side_valid_i,
    output wire        ups_side_ready_o,
    input  wire        ups_side_function_i,
    input  wire [63:0] ups_side_address_i,
    input  wire [9:0]  ups_side_bytes_i,
    input  wire [2:0]  ups_side_kind_i,
    input  wire [44:0] ups_side_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [44:0] down_context_o
);

    wire [2:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [2:0]  arbiter_grants;
    reg         held_q;
    reg         payload_function_q;
    reg  [63:0] payload_address_q;
    reg  [9:0]  payload_bytes_q;
    reg  [2:0]  payload_kind_q;
    reg  [44:0] payload_context_q;

    assign arbiter_requests = {ups_side_valid_i, ups_ahead_valid_i, ups_ring_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_ring_ready_o = arbiter_grants[0] & free;
    assign ups_ahead_ready_o = arbiter_grants[1] & free;
    assign ups_side_ready_o = arbiter_grants[2] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_function_q <= (arbiter_grants[0] & ups_ring_function_i) | (arbiter_grants[1] & ups_ahead_function_i)
                    | (arbiter_grants[2] & ups_side_function_i);
            payload_address_q <= ({64{arbiter_grants[0]}} & ups_ring_address_i) | ({64{arbiter_grants[1]}} & ups_ahead_address_i)
                    | ({64{arbiter_grants[2]}} & ups_side_address_i);
            payload_bytes_q <= ({10{arbiter_grants[0]}} & ups_ring_bytes_i) | ({10{arbiter_grants[1]}} & ups_ahead_bytes_i)
                    | ({10{arbiter_grants[2]}} & ups_side_bytes_i);
            payload_kind_q <= ({3{arbiter_grants[0]}} & ups_ring_kind_i) | ({3{arbiter_grants[1]}} & ups_ahead_kind_i)
                    | ({3{arbiter_grants[2]}} & ups_side_kind_i);
            payload_context_q <= ({45{arbiter_grants[0]}} & ups_ring_context_i) | ({45{arbiter_grants[1]}} & ups_ahead_context_i)
                    | ({45{arbiter_grants[2]}} & ups_side_context_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_function_o = payload_function_q;
    assign down_address_o = payload_address_q;
    assign down_bytes_o = payload_bytes_q;
    assign down_kind_o = payload_kind_q;
    assign down_context_o = payload_context_q;

    round_robin_arbiter_count3 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u45}
module backward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_function_i,
    input  wire [63:0] up_address_i,
    input  wire [9:0]  up_bytes_i,
    input  wire [2:0]  up_kind_i,
    input  wire [44:0] up_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [44:0] down_context_o
);

    reg         full_q;
    reg         hold_function_q;
    reg  [63:0] hold_address_q;
    reg  [9:0]  hold_bytes_q;
    reg  [2:0]  hold_kind_q;
    reg  [44:0] hold_context_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_function_o = full_q ? hold_function_q : up_function_i;
    assign down_address_o = full_q ? hold_address_q : up_address_i;
    assign down_bytes_o = full_q ? hold_bytes_q : up_bytes_i;
    assign down_kind_o = full_q ? hold_kind_q : up_kind_i;
    assign down_context_o = full_q ? hold_context_q : up_context_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_function_q <= up_function_i;
            hold_address_q <= up_address_i;
            hold_bytes_q <= up_bytes_i;
            hold_kind_q <= up_kind_i;
            hold_context_q <= up_context_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u45}
module forward_slice_payload123 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_function_i,
    input  wire [63:0] up_address_i,
    input  wire [9:0]  up_bytes_i,
    input  wire [2:0]  up_kind_i,
    input  wire [44:0] up_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [44:0] down_context_o
);

    reg         valid_q;
    reg         payload_function_q;
    reg  [63:0] payload_address_q;
    reg  [9:0]  payload_bytes_q;
    reg  [2:0]  payload_kind_q;
    reg  [44:0] payload_context_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_function_o = payload_function_q;
    assign down_address_o = payload_address_q;
    assign down_bytes_o = payload_bytes_q;
    assign down_kind_o = payload_kind_q;
    assign down_context_o = payload_context_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_function_q <= up_function_i;
            payload_address_q <= up_address_i;
            payload_bytes_q <= up_bytes_i;
            payload_kind_q <= up_kind_i;
            payload_context_q <= up_context_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Full register slice: registers valid, payload and ready.
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u45}
module full_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_function_i,
    input  wire [63:0] up_address_i,
    input  wire [9:0]  up_bytes_i,
    input  wire [2:0]  up_kind_i,
    input  wire [44:0] up_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [44:0] down_context_o
);

    wire        backward_up_ready;
    wire        backward_down_valid;
    wire        backward_down_function;
    wire [63:0] backward_down_address;
    wire [9:0]  backward_down_bytes;
    wire [2:0]  backward_down_kind;
    wire [44:0] backward_down_context;
    wire        forward_up_ready;
    wire        forward_down_valid;
    wire        forward_down_function;
    wire [63:0] forward_down_address;
    wire [9:0]  forward_down_bytes;
    wire [2:0]  forward_down_kind;
    wire [44:0] forward_down_context;

    assign up_ready_o = backward_up_ready;
    assign down_valid_o = forward_down_valid;
    assign down_function_o = forward_down_function;
    assign down_address_o = forward_down_address;
    assign down_bytes_o = forward_down_bytes;
    assign down_kind_o = forward_down_kind;
    assign down_context_o = forward_down_context;

    backward_slice backward (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (up_valid_i),
        .up_ready_o      (backward_up_ready),
        .up_function_i   (up_function_i),
        .up_address_i    (up_address_i),
        .up_bytes_i      (up_bytes_i),
        .up_kind_i       (up_kind_i),
        .up_context_i    (up_context_i),
        .down_valid_o    (backward_down_valid),
        .down_ready_i    (forward_up_ready),
        .down_function_o (backward_down_function),
        .down_address_o  (backward_down_address),
        .down_bytes_o    (backward_down_bytes),
        .down_kind_o     (backward_down_kind),
        .down_context_o  (backward_down_context)
    );

    forward_slice_payload123 forward (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (backward_down_valid),
        .up_ready_o      (forward_up_ready),
        .up_function_i   (backward_down_function),
        .up_address_i    (backward_down_address),
        .up_bytes_i      (backward_down_bytes),
        .up_kind_i       (backward_down_kind),
        .up_context_i    (backward_down_context),
        .down_valid_o    (forward_down_valid),
        .down_ready_i    (down_ready_i),
        .down_function_o (forward_down_function),
        .down_address_o  (forward_down_address),
        .down_bytes_o    (forward_down_bytes),
        .down_kind_o     (forward_down_kind),
        .down_context_o  (forward_down_context)
    );

endmodule

// Joins 4 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, error: u4}, names = index entries issue walk
module stream_merge_payload13_namesindex_entries_issue_walk (
    input  wire       clk,
    input  wire       rst,
    // ups
    input  wire       ups_index_valid_i,
    output wire       ups_index_ready_o,
    input  wire       ups_index_queue_i,
    input  wire [7:0] ups_index_epoch_i,
    input  wire [3:0] ups_index_error_i,
    input  wire       ups_entries_valid_i,
    output wire       ups_entries_ready_o,
    input  wire       ups_entries_queue_i,
    input  wire [7:0] ups_entries_epoch_i,
    input  wire [3:0] ups_entries_error_i,
    input  wire       ups_issue_valid_i,
    output wire       ups_issue_ready_o,
    input  wire       ups_issue_queue_i,
    input  wire [7:0] ups_issue_epoch_i,
    input  wire [3:0] ups_issue_error_i,
    input  wire       ups_walk_valid_i,
    output wire       ups_walk_ready_o,
    input  wire       ups_walk_queue_i,
    input  wire [7:0] ups_walk_epoch_i,
    input  wire [3:0] ups_walk_error_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [7:0] down_epoch_o,
    output wire [3:0] down_error_o
);

    wire [3:0] arbiter_requests;
    wire       arbiter_accept;
    wire [3:0] arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;
    reg  [7:0] payload_epoch_q;
    reg  [3:0] payload_error_q;

    assign arbiter_requests = {ups_walk_valid_i, ups_issue_valid_i, ups_entries_valid_i, ups_index_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_index_ready_o = arbiter_grants[0] & free;
    assign ups_entries_ready_o = arbiter_grants[1] & free;
    assign ups_issue_ready_o = arbiter_grants[2] & free;
    assign ups_walk_ready_o = arbiter_grants[3] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_index_queue_i) | (arbiter_grants[1] & ups_entries_queue_i)
                    | ((arbiter_grants[2] & ups_issue_queue_i) | (arbiter_grants[3] & ups_walk_queue_i));
            payload_epoch_q <= ({8{arbiter_grants[0]}} & ups_index_epoch_i) | ({8{arbiter_grants[1]}} & ups_entries_epoch_i)
                    | (({8{arbiter_grants[2]}} & ups_issue_epoch_i) | ({8{arbiter_grants[3]}} & ups_walk_epoch_i));
            payload_error_q <= ({4{arbiter_grants[0]}} & ups_index_error_i) | ({4{arbiter_grants[1]}} & ups_entries_error_i)
                    | (({4{arbiter_grants[2]}} & ups_issue_error_i) | ({4{arbiter_grants[3]}} & ups_walk_error_i));
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;
    assign down_epoch_o = payload_epoch_q;
    assign down_error_o = payload_error_q;

    round_robin_arbiter_count4 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Buffer supply: buffers from split and packed rings to frames.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, direction = receive
module buffer_supply (
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
    // doorbell
    input  wire         doorbell_valid_i,
    input  wire         doorbell_queue_i,
    input  wire [1:0]   allowed_i,
    input  wire [1:0]   event_allowed_i,
    // reads
    output wire         reads_index_request_valid_o,
    input  wire         reads_index_request_ready_i,
    output wire         reads_index_request_function_o,
    output wire [63:0]  reads_index_request_address_o,
    output wire [9:0]   reads_index_request_bytes_o,
    output wire [2:0]   reads_index_request_kind_o,
    output wire [11:0]  reads_index_request_context_o,
    input  wire         reads_index_answer_valid_i,
    output wire         reads_index_answer_ready_o,
    input  wire [127:0] reads_index_answer_data_i,
    input  wire         reads_index_answer_last_i,
    input  wire [11:0]  reads_index_answer_context_i,
    input  wire [1:0]   reads_index_answer_fault_i,
    output wire         reads_entries_request_valid_o,
    input  wire         reads_entries_request_ready_i,
    output wire         reads_entries_request_function_o,
    output wire [63:0]  reads_entries_request_address_o,
    output wire [9:0]   reads_entries_request_bytes_o,
    output wire [2:0]   reads_entries_request_kind_o,
    output wire [19:0]  reads_entries_request_context_o,
    input  wire         reads_entries_answer_valid_i,
    output wire         reads_entries_answer_ready_o,
    input  wire [127:0] reads_entries_answer_data_i,
    input  wire         reads_entries_answer_last_i,
    input  wire [19:0]  reads_entries_answer_context_i,
    input  wire [1:0]   reads_entries_answer_fault_i,
    output wire         reads_descriptors_request_valid_o,
    input  wire         reads_descriptors_request_ready_i,
    output wire         reads_descriptors_request_function_o,
    output wire [63:0]  reads_descriptors_request_address_o,
    output wire [9:0]   reads_descriptors_request_bytes_o,
    output wire [2:0]   reads_descriptors_request_kind_o,
    output wire [44:0]  reads_descriptors_request_context_o,
    input  wire         reads_descriptors_answer_valid_i,
    output wire         reads_descriptors_answer_ready_o,
    input  wire [127:0] reads_descriptors_answer_data_i,
    input  wire         reads_descriptors_answer_last_i,
    input  wire [44:0]  reads_descriptors_answer_context_i,
    input  wire [1:0]   reads_descriptors_answer_fault_i,
    // check
    output wire         check_request_valid_o,
    output wire         check_request_function_o,
    output wire [63:0]  check_request_first_o,
    output wire [31:0]  check_request_span_o,
    input  wire         check_inside_i,
    // event
    output wire         event_valid_o,
    input  wire         event_ready_i,
    output wire         event_function_o,
    output wire [63:0]  event_address_o,
    output wire [15:0]  event_data_o,
    output wire         event_queue_o,
    output wire [7:0]   event_epoch_o,
    // written
    input  wire         written_valid_i,
    input  wire         written_queue_i,
    // attempt
    input  wire         attempt_valid_i,
    output wire         attempt_ready_o,
    input  wire         attempt_queue_i,
    input  wire [7:0]   attempt_epoch_i,
    input  wire [1:0]   attempt_series_i,
    input  wire [14:0]  attempt_bytes_i,
    // outcome
    output wire         outcome_valid_o,
    input  wire         outcome_ready_i,
    output wire         outcome_queue_o,
    output wire [1:0]   outcome_series_o,
    output wire [1:0]   outcome_outcome_o,
    output wire [4:0]   outcome_buffers_o,
    output wire [6:0]   outcome_pieces_o,
    // segment
    output wire         segment_valid_o,
    input  wire         segment_ready_i,
    output wire [63:0]  segment_address_o,
    output wire [14:0]  segment_bytes_o,
    output wire         segment_ends_buffer_o,
    output wire [15:0]  segment_id_o,
    output wire [5:0]   segment_slots_o,
    output wire         segment_last_o,
    // wake
    output wire         wake_valid_o,
    output wire         wake_queue_o,
    // stop
    output wire         stop_valid_o,
    input  wire         stop_ready_i,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o,
    output wire [15:0]  drain_position_index_o,
    output wire         drain_position_wrap_o,
    output wire         ready_o
);

    wire        index_requested_queue;
    wire        index_known_valid;
    wire        index_known_queue;
    wire [15:0] index_known_index;
    wire        index_request_valid;
    wire        index_request_function;
    wire [63:0] index_request_address;
    wire [9:0]  index_request_bytes;
    wire [2:0]  index_request_kind;
    wire [11:0] index_request_context;
    wire        index_answer_ready;
    wire        index_event_valid;
    wire        index_event_function;
    wire [63:0] index_event_address;
    wire [15:0] index_event_data;
    wire        index_event_queue;
    wire [7:0]  index_event_epoch;
    wire        index_stop_valid;
    wire        index_stop_queue;
    wire [7:0]  index_stop_epoch;
    wire [3:0]  index_stop_error;
    wire        index_drain_busy;
    wire [14:0] entries_start_settings_mask;
    wire        entries_consumed_queue;
    wire [15:0] entries_requested_index;
    wire [15:0] entries_landed_index;
    wire [15:0] entries_entry_number;
    wire        entries_came_valid;
    wire        entries_came_queue;
    wire        entries_look_valid;
    wire        entries_look_queue;
    wire        entries_request_valid;
    wire        entries_request_function;
    wire [63:0] entries_request_address;
    wire [9:0]  entries_request_bytes;
    wire [2:0]  entries_request_kind;
    wire [19:0] entries_request_context;
    wire        entries_answer_ready;
    wire        entries_stop_valid;
    wire        entries_stop_queue;
    wire [7:0]  entries_stop_epoch;
    wire [3:0]  entries_stop_error;
    wire        entries_drain_busy;
    wire [59:0] issue_start_settings_table;
    wire        issue_walk_queue;
    wire        issue_landed_queue;
    wire        issue_entry_queue;
    wire [15:0] issue_entry_index;
    wire [15:0] issue_consumed_index;
    wire [6:0]  issue_position_next;
    wire [6:0]  issue_position_reads;
    wire [6:0]  issue_restart_next;
    wire        issue_progress_valid;
    wire        issue_progress_queue;
    wire        issue_request_valid;
    wire        issue_request_function;
    wire [63:0] issue_request_address;
    wire [9:0]  issue_request_bytes;
    wire [2:0]  issue_request_kind;
    wire [44:0] issue_request_context;
    wire        issue_stop_valid;
    wire        issue_stop_queue;
    wire [7:0]  issue_stop_epoch;
    wire [3:0]  issue_stop_error;
    wire        issue_drain_busy;
    wire [6:0]  issue_drain_reads;
    wire        stage_answer_ready;
    wire        stage_check_request_valid;
    wire        stage_check_request_function;
    wire [63:0] stage_check_request_first;
    wire [31:0] stage_check_request_span;
    wire        stage_landed_valid;
    wire        stage_landed_queue;
    wire [63:0] stage_main_word_address;
    wire [14:0] stage_main_word_bytes;
    wire        stage_main_word_next;
    wire        stage_main_word_write;
    wire        stage_main_word_indirect;
    wire        stage_main_word_avail;
    wire        stage_main_word_used;
    wire [15:0] stage_main_word_number;
    wire [15:0] stage_main_word_self;
    wire        stage_main_word_follows;
    wire [5:0]  stage_main_word_table_count;
    wire        stage_main_word_inside;
    wire [1:0]  stage_main_word_fault;
    wire        stage_main_word_live;
    wire [2:0]  stage_main_word_stride;
    wire        stage_main_word_turn;
    wire        stage_scout_granted;
    wire [63:0] stage_scout_word_address;
    wire [14:0] stage_scout_word_bytes;
    wire        stage_scout_word_next;
    wire        stage_scout_word_write;
    wire        stage_scout_word_indirect;
    wire        stage_scout_word_avail;
    wire        stage_scout_word_used;
    wire [15:0] stage_scout_word_number;
    wire [15:0] stage_scout_word_self;
    wire        stage_scout_word_follows;
    wire [5:0]  stage_scout_word_table_count;
    wire        stage_scout_word_inside;
    wire [1:0]  stage_scout_word_fault;
    wire        stage_scout_word_live;
    wire [2:0]  stage_scout_word_stride;
    wire        stage_scout_word_turn;
    wire [63:0] stage_side_word_address;
    wire [14:0] stage_side_word_bytes;
    wire        stage_side_word_next;
    wire        stage_side_word_write;
    wire        stage_side_word_indirect;
    wire        stage_side_word_avail;
    wire        stage_side_word_used;
    wire [15:0] stage_side_word_number;
    wire [15:0] stage_side_word_self;
    wire        stage_side_word_follows;
    wire [5:0]  stage_side_word_table_count;
    wire        stage_side_word_inside;
    wire [1:0]  stage_side_word_fault;
    wire        stage_side_word_live;
    wire [2:0]  stage_side_word_stride;
    wire        stage_side_word_turn;
    wire [6:0]  stage_reads_main;
    wire        stage_reads_side;
    wire [6:0]  stage_drain_main;
    wire        stage_drain_side;
    wire [5:0]  stage_drain_ahead;
    wire        stage_clearing;
    wire        scout_staged_queue;
    wire [6:0]  scout_staged_position;
    wire        scout_view_queue;
    wire [5:0]  scout_restart_ahead;
    wire        scout_request_valid;
    wire        scout_request_function;
    wire [63:0] scout_request_address;
    wire [9:0]  scout_request_bytes;
    wire [2:0]  scout_request_kind;
    wire [44:0] scout_request_context;
    wire        scout_drain_busy;
    wire [5:0]  scout_drain_reads;
    wire        walk_main_queue;
    wire [6:0]  walk_main_position;
    wire        walk_main_reads;
    wire        walk_side_queue;
    wire        walk_side_ahead;
    wire [4:0]  walk_side_place;
    wire        walk_came_queue;
    wire        walk_issued_queue;
    wire        walk_restart_queue;
    wire [6:0]  walk_view_view_position;
    wire [2:0]  walk_view_view_stride;
    wire [15:0] walk_view_view_ring;
    wire        walk_view_view_drops;
    wire        walk_view_view_again;
    wire [1:0]  walk_view_view_level;
    wire [19:0] walk_scout_view_position;
    wire [15:0] walk_scout_view_index;
    wire        walk_scout_view_wrap;
    wire        walk_scout_view_open;
    wire [2:0]  walk_scout_view_offset;
    wire [5:0]  walk_scout_view_used;
    wire        walk_ask_valid;
    wire        walk_ask_queue;
    wire        walk_link_valid;
    wire        walk_link_queue;
    wire        walk_link_first;
    wire [4:0]  walk_link_tail;
    wire [4:0]  walk_link_line;
    wire        walk_put_valid;
    wire [4:0]  walk_put_line;
    wire [1:0]  walk_put_lane;
    wire        walk_put_piece;
    wire [63:0] walk_put_address;
    wire [14:0] walk_put_bytes;
    wire        walk_put_end_ends_buffer;
    wire [15:0] walk_put_end_id;
    wire [5:0]  walk_put_end_slots;
    wire [7:0]  walk_posted_state_published;
    wire [7:0]  walk_posted_state_written;
    wire [15:0] walk_posted_state_slots;
    wire [5:0]  walk_posted_state_latest;
    wire [7:0]  walk_posted_now_state_published;
    wire [7:0]  walk_posted_now_state_written;
    wire        walk_changed_valid;
    wire        walk_changed_queue;
    wire        walk_walked_valid;
    wire        walk_walked_queue;
    wire        walk_used_valid;
    wire        walk_used_queue;
    wire        walk_flush_valid;
    wire        walk_flush_queue;
    wire [4:0]  walk_flush_line;
    wire        walk_request_valid;
    wire        walk_request_function;
    wire [63:0] walk_request_address;
    wire [9:0]  walk_request_bytes;
    wire [2:0]  walk_request_kind;
    wire [44:0] walk_request_context;
    wire        walk_stop_valid;
    wire        walk_stop_queue;
    wire [7:0]  walk_stop_epoch;
    wire [3:0]  walk_stop_error;
    wire        walk_drain_busy;
    wire        walk_drain_side;
    wire        cache_ask_ready;
    wire        cache_given_valid;
    wire        cache_given_granted;
    wire [4:0]  cache_given_line;
    wire        cache_freed_valid;
    wire        cache_freed_queue;
    wire        cache_flush_ready;
    wire        cache_posted_queue;
    wire        cache_posted_now_queue;
    wire        cache_attempt_ready;
    wire        cache_outcome_valid;
    wire        cache_outcome_queue;
    wire [1:0]  cache_outcome_series;
    wire [1:0]  cache_outcome_outcome;
    wire [4:0]  cache_outcome_buffers;
    wire [6:0]  cache_outcome_pieces;
    wire        cache_segment_valid;
    wire [63:0] cache_segment_address;
    wire [14:0] cache_segment_bytes;
    wire        cache_segment_ends_buffer;
    wire [15:0] cache_segment_id;
    wire [5:0]  cache_segment_slots;
    wire        cache_segment_last;
    wire        cache_wake_valid;
    wire        cache_wake_queue;
    wire        cache_drain_busy;
    wire [15:0] cache_drain_position_index;
    wire        cache_drain_position_wrap;
    wire        cache_drain_held;
    wire        cache_clearing;
    wire        requests_ups_ring_ready;
    wire        requests_ups_ahead_ready;
    wire        requests_ups_side_ready;
    wire        requests_down_valid;
    wire        requests_down_function;
    wire [63:0] requests_down_address;
    wire [9:0]  requests_down_bytes;
    wire [2:0]  requests_down_kind;
    wire [44:0] requests_down_context;
    wire        asked_up_ready;
    wire        asked_down_valid;
    wire        asked_down_function;
    wire [63:0] asked_down_address;
    wire [9:0]  asked_down_bytes;
    wire [2:0]  asked_down_kind;
    wire [44:0] asked_down_context;
    wire        stops_ups_index_ready;
    wire        stops_ups_entries_ready;
    wire        stops_ups_issue_ready;
    wire        stops_ups_walk_ready;
    wire        stops_down_valid;
    wire        stops_down_queue;
    wire [7:0]  stops_down_epoch;
    wire [3:0]  stops_down_error;
    reg         first_reads_q;
    reg  [5:0]  first_ahead_q;
    reg         first_side_q;
    reg         first_clearing_q;
    reg         second_busy_q;

    wire [15:0] start_size_difference = start_size_i - 16'd1;
    assign entries_start_settings_mask = start_size_difference[14:0];

    assign issue_start_settings_table = start_descriptors_i[63:4];
    assign reads_index_request_valid_o = index_request_valid;
    assign reads_index_request_function_o = index_request_function;
    assign reads_index_request_address_o = index_request_address;
    assign reads_index_request_bytes_o = index_request_bytes;
    assign reads_index_request_kind_o = index_request_kind;
    assign reads_index_request_context_o = index_request_context;
    assign reads_index_answer_ready_o = index_answer_ready;
    assign reads_entries_request_valid_o = entries_request_valid;
    assign reads_entries_request_function_o = entries_request_function;
    assign reads_entries_request_address_o = entries_request_address;
    assign reads_entries_request_bytes_o = entries_request_bytes;
    assign reads_entries_request_kind_o = entries_request_kind;
    assign reads_entries_request_context_o = entries_request_context;
    assign reads_entries_answer_ready_o = entries_answer_ready;
    assign reads_descriptors_request_valid_o = asked_down_valid;
    assign reads_descriptors_request_function_o = asked_down_function;
    assign reads_descriptors_request_address_o = asked_down_address;
    assign reads_descriptors_request_bytes_o = asked_down_bytes;
    assign reads_descriptors_request_kind_o = asked_down_kind;
    assign reads_descriptors_request_context_o = asked_down_context;
    assign reads_descriptors_answer_ready_o = stage_answer_ready;
    assign check_request_valid_o = stage_check_request_valid;
    assign check_request_function_o = stage_check_request_function;
    assign check_request_first_o = stage_check_request_first;
    assign check_request_span_o = stage_check_request_span;
    assign event_valid_o = index_event_valid;
    assign event_function_o = index_event_function;
    assign event_address_o = index_event_address;
    assign event_data_o = index_event_data;
    assign event_queue_o = index_event_queue;
    assign event_epoch_o = index_event_epoch;
    assign attempt_ready_o = cache_attempt_ready;
    assign outcome_valid_o = cache_outcome_valid;
    assign outcome_queue_o = cache_outcome_queue;
    assign outcome_series_o = cache_outcome_series;
    assign outcome_outcome_o = cache_outcome_outcome;
    assign outcome_buffers_o = cache_outcome_buffers;
    assign outcome_pieces_o = cache_outcome_pieces;
    assign segment_valid_o = cache_segment_valid;
    assign segment_address_o = cache_segment_address;
    assign segment_bytes_o = cache_segment_bytes;
    assign segment_ends_buffer_o = cache_segment_ends_buffer;
    assign segment_id_o = cache_segment_id;
    assign segment_slots_o = cache_segment_slots;
    assign segment_last_o = cache_segment_last;
    assign wake_valid_o = cache_wake_valid;
    assign wake_queue_o = cache_wake_queue;
    assign stop_valid_o = stops_down_valid;
    assign stop_queue_o = stops_down_queue;
    assign stop_epoch_o = stops_down_epoch;
    assign stop_error_o = stops_down_error;

    wire clearing = stage_clearing | cache_clearing;
    always @(posedge clk) begin
        first_reads_q <= issue_drain_reads != stage_drain_main;
        first_ahead_q <= stage_drain_ahead;
        first_side_q <= stage_drain_side;
        first_clearing_q <= clearing;
    end

    assign ready_o = ~clearing;

    always @(posedge clk) begin
        second_busy_q <= first_reads_q | ((first_ahead_q != scout_drain_reads) | (first_side_q ^ walk_drain_side)) | cache_drain_held
                | first_clearing_q;
    end

    assign drain_busy_o = second_busy_q | index_drain_busy | entries_drain_busy | issue_drain_busy | scout_drain_busy | walk_drain_busy
            | cache_drain_busy;
    assign drain_position_index_o = cache_drain_position_index;
    assign drain_position_wrap_o = cache_drain_position_wrap;

    avail_index index (
        .clk                          (clk),
        .rst                          (rst),
        .start_valid_i                (start_valid_i),
        .start_queue_i                (start_queue_i),
        .start_settings_driver_i      (start_driver_i),
        .start_settings_device_i      (start_device_i),
        .start_settings_size_i        (start_size_i),
        .start_settings_packed_i      (start_features_packed_i),
        .start_settings_event_index_i (start_features_event_index_i),
        .start_settings_epoch_i       (start_epoch_i),
        .start_index_i                (start_available_index_i),
        .change_valid_i               (change_valid_i),
        .change_queue_i               (change_queue_i),
        .change_running_i             (change_running_i),
        .change_beginning_i           (change_beginning_i),
        .change_epoch_i               (change_epoch_i),
        .doorbell_valid_i             (doorbell_valid_i),
        .doorbell_queue_i             (doorbell_queue_i),
        .look_valid_i                 (entries_look_valid),
        .look_queue_i                 (entries_look_queue),
        .written_valid_i              (written_valid_i),
        .written_queue_i              (written_queue_i),
        .allowed_i                    (allowed_i),
        .event_allowed_i              (event_allowed_i),
        .requested_queue_o            (index_requested_queue),
        .requested_index_i            (entries_requested_index),
        .known_valid_o                (index_known_valid),
        .known_queue_o                (index_known_queue),
        .known_index_o                (index_known_index),
        .request_valid_o              (index_request_valid),
        .request_ready_i              (reads_index_request_ready_i),
        .request_function_o           (index_request_function),
        .request_address_o            (index_request_address),
        .request_bytes_o              (index_request_bytes),
        .request_kind_o               (index_request_kind),
        .request_context_o            (index_request_context),
        .answer_valid_i               (reads_index_answer_valid_i),
        .answer_ready_o               (index_answer_ready),
        .answer_data_i                (reads_index_answer_data_i),
        .answer_last_i                (reads_index_answer_last_i),
        .answer_context_i             (reads_index_answer_context_i),
        .answer_fault_i               (reads_index_answer_fault_i),
        .event_valid_o                (index_event_valid),
        .event_ready_i                (event_ready_i),
        .event_function_o             (index_event_function),
        .event_address_o              (index_event_address),
        .event_data_o                 (index_event_data),
        .event_queue_o                (index_event_queue),
        .event_epoch_o                (index_event_epoch),
        .stop_valid_o                 (index_stop_valid),
        .stop_ready_i                 (stops_ups_index_ready),
        .stop_queue_o                 (index_stop_queue),
        .stop_epoch_o                 (index_stop_epoch),
        .stop_error_o                 (index_stop_error),
        .drain_queue_i                (drain_queue_i),
        .drain_busy_o                 (index_drain_busy)
    );

    avail_entries entries (
        .clk                          (clk),
        .rst                          (rst),
        .start_valid_i                (start_valid_i),
        .start_queue_i                (start_queue_i),
        .start_settings_driver_i      (start_driver_i),
        .start_settings_mask_i        (entries_start_settings_mask),
        .start_settings_epoch_i       (start_epoch_i),
        .start_settings_event_index_i (start_features_event_index_i),
        .start_index_i                (start_available_index_i),
        .change_valid_i               (change_valid_i),
        .change_queue_i               (change_queue_i),
        .change_running_i             (change_running_i),
        .change_beginning_i           (change_beginning_i),
        .change_epoch_i               (change_epoch_i),
        .known_valid_i                (index_known_valid),
        .known_queue_i                (index_known_queue),
        .known_index_i                (index_known_index),
        .progress_valid_i             (issue_progress_valid),
        .progress_queue_i             (issue_progress_queue),
        .allowed_i                    (allowed_i),
        .consumed_queue_o             (entries_consumed_queue),
        .consumed_index_i             (issue_consumed_index),
        .requested_queue_i            (index_requested_queue),
        .requested_index_o            (entries_requested_index),
        .landed_queue_i               (issue_landed_queue),
        .landed_index_o               (entries_landed_index),
        .entry_queue_i                (issue_entry_queue),
        .entry_index_i                (issue_entry_index),
        .entry_number_o               (entries_entry_number),
        .came_valid_o                 (entries_came_valid),
        .came_queue_o                 (entries_came_queue),
        .look_valid_o                 (entries_look_valid),
        .look_queue_o                 (entries_look_queue),
        .request_valid_o              (entries_request_valid),
        .request_ready_i              (reads_entries_request_ready_i),
        .request_function_o           (entries_request_function),
        .request_address_o            (entries_request_address),
        .request_bytes_o              (entries_request_bytes),
        .request_kind_o               (entries_request_kind),
        .request_context_o            (entries_request_context),
        .answer_valid_i               (reads_entries_answer_valid_i),
        .answer_ready_o               (entries_answer_ready),
        .answer_data_i                (reads_entries_answer_data_i),
        .answer_last_i                (reads_entries_answer_last_i),
        .answer_context_i             (reads_entries_answer_context_i),
        .answer_fault_i               (reads_entries_answer_fault_i),
        .stop_valid_o                 (entries_stop_valid),
        .stop_ready_i                 (stops_ups_entries_ready),
        .stop_queue_o                 (entries_stop_queue),
        .stop_epoch_o                 (entries_stop_epoch),
        .stop_error_o                 (entries_stop_error),
        .drain_queue_i                (drain_queue_i),
        .drain_busy_o                 (entries_drain_busy)
    );

    descriptor_issue issue (
        .clk                     (clk),
        .rst                     (rst),
        .start_valid_i           (start_valid_i),
        .start_queue_i           (start_queue_i),
        .start_settings_table_i  (issue_start_settings_table),
        .start_settings_size_i   (start_size_i),
        .start_settings_packed_i (start_features_packed_i),
        .start_settings_epoch_i  (start_epoch_i),
        .start_index_i           (start_available_index_i),
        .change_valid_i          (change_valid_i),
        .change_queue_i          (change_queue_i),
        .change_running_i        (change_running_i),
        .change_beginning_i      (change_beginning_i),
        .change_epoch_i          (change_epoch_i),
        .doorbell_valid_i        (doorbell_valid_i),
        .doorbell_queue_i        (doorbell_queue_i),
        .came_valid_i            (entries_came_valid),
        .came_queue_i            (entries_came_queue),
        .walked_valid_i          (walk_walked_valid),
        .walked_queue_i          (walk_walked_queue),
        .allowed_i               (allowed_i),
        .walk_queue_o            (issue_walk_queue),
        .walk_view_position_i    (walk_view_view_position),
        .walk_view_stride_i      (walk_view_view_stride),
        .walk_view_ring_i        (walk_view_view_ring),
        .walk_view_drops_i       (walk_view_view_drops),
        .walk_view_again_i       (walk_view_view_again),
        .walk_view_level_i       (walk_view_view_level),
        .landed_queue_o          (issue_landed_queue),
        .landed_index_i          (entries_landed_index),
        .entry_queue_o           (issue_entry_queue),
        .entry_index_o           (issue_entry_index),
        .entry_number_i          (entries_entry_number),
        .consumed_queue_i        (entries_consumed_queue),
        .consumed_index_o        (issue_consumed_index),
        .position_queue_i        (walk_issued_queue),
        .position_next_o         (issue_position_next),
        .position_reads_o        (issue_position_reads),
        .restart_queue_i         (walk_restart_queue),
        .restart_next_o          (issue_restart_next),
        .progress_valid_o        (issue_progress_valid),
        .progress_queue_o        (issue_progress_queue),
        .request_valid_o         (issue_request_valid),
        .request_ready_i         (requests_ups_ring_ready),
        .request_function_o      (issue_request_function),
        .request_address_o       (issue_request_address),
        .request_bytes_o         (issue_request_bytes),
        .request_kind_o          (issue_request_kind),
        .request_context_o       (issue_request_context),
        .stop_valid_o            (issue_stop_valid),
        .stop_ready_i            (stops_ups_issue_ready),
        .stop_queue_o            (issue_stop_queue),
        .stop_epoch_o            (issue_stop_epoch),
        .stop_error_o            (issue_stop_error),
        .drain_queue_i           (drain_queue_i),
        .drain_busy_o            (issue_drain_busy),
        .drain_reads_o           (issue_drain_reads)
    );

    descriptor_stage stage (
        .clk                      (clk),
        .rst                      (rst),
        .change_valid_i           (change_valid_i),
        .change_queue_i           (change_queue_i),
        .change_running_i         (change_running_i),
        .change_beginning_i       (change_beginning_i),
        .change_epoch_i           (change_epoch_i),
        .answer_valid_i           (reads_descriptors_answer_valid_i),
        .answer_ready_o           (stage_answer_ready),
        .answer_data_i            (reads_descriptors_answer_data_i),
        .answer_last_i            (reads_descriptors_answer_last_i),
        .answer_context_i         (reads_descriptors_answer_context_i),
        .answer_fault_i           (reads_descriptors_answer_fault_i),
        .check_request_valid_o    (stage_check_request_valid),
        .check_request_function_o (stage_check_request_function),
        .check_request_first_o    (stage_check_request_first),
        .check_request_span_o     (stage_check_request_span),
        .check_inside_i           (check_inside_i),
        .landed_valid_o           (stage_landed_valid),
        .landed_queue_o           (stage_landed_queue),
        .main_queue_i             (walk_main_queue),
        .main_position_i          (walk_main_position),
        .main_reads_i             (walk_main_reads),
        .main_word_address_o      (stage_main_word_address),
        .main_word_bytes_o        (stage_main_word_bytes),
        .main_word_next_o         (stage_main_word_next),
        .main_word_write_o        (stage_main_word_write),
        .main_word_indirect_o     (stage_main_word_indirect),
        .main_word_avail_o        (stage_main_word_avail),
        .main_word_used_o         (stage_main_word_used),
        .main_word_number_o       (stage_main_word_number),
        .main_word_self_o         (stage_main_word_self),
        .main_word_follows_o      (stage_main_word_follows),
        .main_word_table_count_o  (stage_main_word_table_count),
        .main_word_inside_o       (stage_main_word_inside),
        .main_word_fault_o        (stage_main_word_fault),
        .main_word_live_o         (stage_main_word_live),
        .main_word_stride_o       (stage_main_word_stride),
        .main_word_turn_o         (stage_main_word_turn),
        .scout_queue_i            (scout_staged_queue),
        .scout_position_i         (scout_staged_position),
        .scout_granted_o          (stage_scout_granted),
        .scout_word_address_o     (stage_scout_word_address),
        .scout_word_bytes_o       (stage_scout_word_bytes),
        .scout_word_next_o        (stage_scout_word_next),
        .scout_word_write_o       (stage_scout_word_write),
        .scout_word_indirect_o    (stage_scout_word_indirect),
        .scout_word_avail_o       (stage_scout_word_avail),
        .scout_word_used_o        (stage_scout_word_used),
        .scout_word_number_o      (stage_scout_word_number),
        .scout_word_self_o        (stage_scout_word_self),
        .scout_word_follows_o     (stage_scout_word_follows),
        .scout_word_table_count_o (stage_scout_word_table_count),
        .scout_word_inside_o      (stage_scout_word_inside),
        .scout_word_fault_o       (stage_scout_word_fault),
        .scout_word_live_o        (stage_scout_word_live),
        .scout_word_stride_o      (stage_scout_word_stride),
        .scout_word_turn_o        (stage_scout_word_turn),
        .side_queue_i             (walk_side_queue),
        .side_ahead_i             (walk_side_ahead),
        .side_place_i             (walk_side_place),
        .side_word_address_o      (stage_side_word_address),
        .side_word_bytes_o        (stage_side_word_bytes),
        .side_word_next_o         (stage_side_word_next),
        .side_word_write_o        (stage_side_word_write),
        .side_word_indirect_o     (stage_side_word_indirect),
        .side_word_avail_o        (stage_side_word_avail),
        .side_word_used_o         (stage_side_word_used),
        .side_word_number_o       (stage_side_word_number),
        .side_word_self_o         (stage_side_word_self),
        .side_word_follows_o      (stage_side_word_follows),
        .side_word_table_count_o  (stage_side_word_table_count),
        .side_word_inside_o       (stage_side_word_inside),
        .side_word_fault_o        (stage_side_word_fault),
        .side_word_live_o         (stage_side_word_live),
        .side_word_stride_o       (stage_side_word_stride),
        .side_word_turn_o         (stage_side_word_turn),
        .reads_queue_i            (walk_came_queue),
        .reads_main_o             (stage_reads_main),
        .reads_side_o             (stage_reads_side),
        .drain_queue_i            (drain_queue_i),
        .drain_main_o             (stage_drain_main),
        .drain_side_o             (stage_drain_side),
        .drain_ahead_o            (stage_drain_ahead),
        .clearing_o               (stage_clearing)
    );

    receive_chain_scout scout (
        .clk                       (clk),
        .rst                       (rst),
        .start_valid_i             (start_valid_i),
        .start_queue_i             (start_queue_i),
        .start_settings_table_i    (start_descriptors_i),
        .start_settings_size_i     (start_size_i),
        .start_settings_packed_i   (start_features_packed_i),
        .start_settings_indirect_i (start_features_indirect_i),
        .start_settings_epoch_i    (start_epoch_i),
        .change_valid_i            (change_valid_i),
        .change_queue_i            (change_queue_i),
        .change_running_i          (change_running_i),
        .change_beginning_i        (change_beginning_i),
        .change_epoch_i            (change_epoch_i),
        .landed_valid_i            (stage_landed_valid),
        .landed_queue_i            (stage_landed_queue),
        .walked_valid_i            (walk_walked_valid),
        .walked_queue_i            (walk_walked_queue),
        .used_valid_i              (walk_used_valid),
        .used_queue_i              (walk_used_queue),
        .allowed_i                 (allowed_i),
        .staged_queue_o            (scout_staged_queue),
        .staged_position_o         (scout_staged_position),
        .staged_granted_i          (stage_scout_granted),
        .staged_word_address_i     (stage_scout_word_address),
        .staged_word_bytes_i       (stage_scout_word_bytes),
        .staged_word_next_i        (stage_scout_word_next),
        .staged_word_write_i       (stage_scout_word_write),
        .staged_word_indirect_i    (stage_scout_word_indirect),
        .staged_word_avail_i       (stage_scout_word_avail),
        .staged_word_used_i        (stage_scout_word_used),
        .staged_word_number_i      (stage_scout_word_number),
        .staged_word_self_i        (stage_scout_word_self),
        .staged_word_follows_i     (stage_scout_word_follows),
        .staged_word_table_count_i (stage_scout_word_table_count),
        .staged_word_inside_i      (stage_scout_word_inside),
        .staged_word_fault_i       (stage_scout_word_fault),
        .staged_word_live_i        (stage_scout_word_live),
        .staged_word_stride_i      (stage_scout_word_stride),
        .staged_word_turn_i        (stage_scout_word_turn),
        .view_queue_o              (scout_view_queue),
        .view_view_position_i      (walk_scout_view_position),
        .view_view_index_i         (walk_scout_view_index),
        .view_view_wrap_i          (walk_scout_view_wrap),
        .view_view_open_i          (walk_scout_view_open),
        .view_view_offset_i        (walk_scout_view_offset),
        .view_view_used_i          (walk_scout_view_used),
        .restart_queue_i           (walk_restart_queue),
        .restart_ahead_o           (scout_restart_ahead),
        .request_valid_o           (scout_request_valid),
        .request_ready_i           (requests_ups_ahead_ready),
        .request_function_o        (scout_request_function),
        .request_address_o         (scout_request_address),
        .request_bytes_o           (scout_request_bytes),
        .request_kind_o            (scout_request_kind),
        .request_context_o         (scout_request_context),
        .drain_queue_i             (drain_queue_i),
        .drain_busy_o              (scout_drain_busy),
        .drain_reads_o             (scout_drain_reads)
    );

    receive_chain_walk walk (
        .clk                          (clk),
        .rst                          (rst),
        .start_valid_i                (start_valid_i),
        .start_queue_i                (start_queue_i),
        .start_settings_table_i       (start_descriptors_i),
        .start_settings_size_i        (start_size_i),
        .start_settings_packed_i      (start_features_packed_i),
        .start_settings_indirect_i    (start_features_indirect_i),
        .start_settings_epoch_i       (start_epoch_i),
        .start_index_i                (start_available_index_i),
        .start_wrap_i                 (start_available_wrap_i),
        .change_valid_i               (change_valid_i),
        .change_queue_i               (change_queue_i),
        .change_running_i             (change_running_i),
        .change_beginning_i           (change_beginning_i),
        .change_epoch_i               (change_epoch_i),
        .landed_valid_i               (stage_landed_valid),
        .landed_queue_i               (stage_landed_queue),
        .freed_valid_i                (cache_freed_valid),
        .freed_queue_i                (cache_freed_queue),
        .allowed_i                    (allowed_i),
        .main_queue_o                 (walk_main_queue),
        .main_position_o              (walk_main_position),
        .main_reads_o                 (walk_main_reads),
        .main_word_address_i          (stage_main_word_address),
        .main_word_bytes_i            (stage_main_word_bytes),
        .main_word_next_i             (stage_main_word_next),
        .main_word_write_i            (stage_main_word_write),
        .main_word_indirect_i         (stage_main_word_indirect),
        .main_word_avail_i            (stage_main_word_avail),
        .main_word_used_i             (stage_main_word_used),
        .main_word_number_i           (stage_main_word_number),
        .main_word_self_i             (stage_main_word_self),
        .main_word_follows_i          (stage_main_word_follows),
        .main_word_table_count_i      (stage_main_word_table_count),
        .main_word_inside_i           (stage_main_word_inside),
        .main_word_fault_i            (stage_main_word_fault),
        .main_word_live_i             (stage_main_word_live),
        .main_word_stride_i           (stage_main_word_stride),
        .main_word_turn_i             (stage_main_word_turn),
        .side_queue_o                 (walk_side_queue),
        .side_ahead_o                 (walk_side_ahead),
        .side_place_o                 (walk_side_place),
        .side_word_address_i          (stage_side_word_address),
        .side_word_bytes_i            (stage_side_word_bytes),
        .side_word_next_i             (stage_side_word_next),
        .side_word_write_i            (stage_side_word_write),
        .side_word_indirect_i         (stage_side_word_indirect),
        .side_word_avail_i            (stage_side_word_avail),
        .side_word_used_i             (stage_side_word_used),
        .side_word_number_i           (stage_side_word_number),
        .side_word_self_i             (stage_side_word_self),
        .side_word_follows_i          (stage_side_word_follows),
        .side_word_table_count_i      (stage_side_word_table_count),
        .side_word_inside_i           (stage_side_word_inside),
        .side_word_fault_i            (stage_side_word_fault),
        .side_word_live_i             (stage_side_word_live),
        .side_word_stride_i           (stage_side_word_stride),
        .side_word_turn_i             (stage_side_word_turn),
        .came_queue_o                 (walk_came_queue),
        .came_main_i                  (stage_reads_main),
        .came_side_i                  (stage_reads_side),
        .issued_queue_o               (walk_issued_queue),
        .issued_next_i                (issue_position_next),
        .issued_reads_i               (issue_position_reads),
        .restart_queue_o              (walk_restart_queue),
        .restart_next_i               (issue_restart_next),
        .restart_ahead_i              (scout_restart_ahead),
        .view_queue_i                 (issue_walk_queue),
        .view_view_position_o         (walk_view_view_position),
        .view_view_stride_o           (walk_view_view_stride),
        .view_view_ring_o             (walk_view_view_ring),
        .view_view_drops_o            (walk_view_view_drops),
        .view_view_again_o            (walk_view_view_again),
        .view_view_level_o            (walk_view_view_level),
        .scout_queue_i                (scout_view_queue),
        .scout_view_position_o        (walk_scout_view_position),
        .scout_view_index_o           (walk_scout_view_index),
        .scout_view_wrap_o            (walk_scout_view_wrap),
        .scout_view_open_o            (walk_scout_view_open),
        .scout_view_offset_o          (walk_scout_view_offset),
        .scout_view_used_o            (walk_scout_view_used),
        .ask_valid_o                  (walk_ask_valid),
        .ask_ready_i                  (cache_ask_ready),
        .ask_queue_o                  (walk_ask_queue),
        .given_valid_i                (cache_given_valid),
        .given_granted_i              (cache_given_granted),
        .given_line_i                 (cache_given_line),
        .link_valid_o                 (walk_link_valid),
        .link_queue_o                 (walk_link_queue),
        .link_first_o                 (walk_link_first),
        .link_tail_o                  (walk_link_tail),
        .link_line_o                  (walk_link_line),
        .put_valid_o                  (walk_put_valid),
        .put_line_o                   (walk_put_line),
        .put_lane_o                   (walk_put_lane),
        .put_piece_o                  (walk_put_piece),
        .put_address_o                (walk_put_address),
        .put_bytes_o                  (walk_put_bytes),
        .put_end_ends_buffer_o        (walk_put_end_ends_buffer),
        .put_end_id_o                 (walk_put_end_id),
        .put_end_slots_o              (walk_put_end_slots),
        .posted_queue_i               (cache_posted_queue),
        .posted_state_published_o     (walk_posted_state_published),
        .posted_state_written_o       (walk_posted_state_written),
        .posted_state_slots_o         (walk_posted_state_slots),
        .posted_state_latest_o        (walk_posted_state_latest),
        .posted_now_queue_i           (cache_posted_now_queue),
        .posted_now_state_published_o (walk_posted_now_state_published),
        .posted_now_state_written_o   (walk_posted_now_state_written),
        .changed_valid_o              (walk_changed_valid),
        .changed_queue_o              (walk_changed_queue),
        .walked_valid_o               (walk_walked_valid),
        .walked_queue_o               (walk_walked_queue),
        .used_valid_o                 (walk_used_valid),
        .used_queue_o                 (walk_used_queue),
        .flush_valid_o                (walk_flush_valid),
        .flush_ready_i                (cache_flush_ready),
        .flush_queue_o                (walk_flush_queue),
        .flush_line_o                 (walk_flush_line),
        .request_valid_o              (walk_request_valid),
        .request_ready_i              (requests_ups_side_ready),
        .request_function_o           (walk_request_function),
        .request_address_o            (walk_request_address),
        .request_bytes_o              (walk_request_bytes),
        .request_kind_o               (walk_request_kind),
        .request_context_o            (walk_request_context),
        .stop_valid_o                 (walk_stop_valid),
        .stop_ready_i                 (stops_ups_walk_ready),
        .stop_queue_o                 (walk_stop_queue),
        .stop_epoch_o                 (walk_stop_epoch),
        .stop_error_o                 (walk_stop_error),
        .drain_queue_i                (drain_queue_i),
        .drain_busy_o                 (walk_drain_busy),
        .drain_side_o                 (walk_drain_side)
    );

    descriptor_cache cache (
        .clk                          (clk),
        .rst                          (rst),
        .start_valid_i                (start_valid_i),
        .start_queue_i                (start_queue_i),
        .start_settings_size_i        (start_size_i),
        .start_settings_packed_i      (start_features_packed_i),
        .start_settings_limit_i       (start_merge_limit_i),
        .start_index_i                (start_available_index_i),
        .start_wrap_i                 (start_available_wrap_i),
        .change_valid_i               (change_valid_i),
        .change_queue_i               (change_queue_i),
        .change_running_i             (change_running_i),
        .change_beginning_i           (change_beginning_i),
        .change_epoch_i               (change_epoch_i),
        .ask_valid_i                  (walk_ask_valid),
        .ask_ready_o                  (cache_ask_ready),
        .ask_queue_i                  (walk_ask_queue),
        .given_valid_o                (cache_given_valid),
        .given_granted_o              (cache_given_granted),
        .given_line_o                 (cache_given_line),
        .freed_valid_o                (cache_freed_valid),
        .freed_queue_o                (cache_freed_queue),
        .link_valid_i                 (walk_link_valid),
        .link_queue_i                 (walk_link_queue),
        .link_first_i                 (walk_link_first),
        .link_tail_i                  (walk_link_tail),
        .link_line_i                  (walk_link_line),
        .put_valid_i                  (walk_put_valid),
        .put_line_i                   (walk_put_line),
        .put_lane_i                   (walk_put_lane),
        .put_piece_i                  (walk_put_piece),
        .put_address_i                (walk_put_address),
        .put_bytes_i                  (walk_put_bytes),
        .put_end_ends_buffer_i        (walk_put_end_ends_buffer),
        .put_end_id_i                 (walk_put_end_id),
        .put_end_slots_i              (walk_put_end_slots),
        .changed_valid_i              (walk_changed_valid),
        .changed_queue_i              (walk_changed_queue),
        .flush_valid_i                (walk_flush_valid),
        .flush_ready_o                (cache_flush_ready),
        .flush_queue_i                (walk_flush_queue),
        .flush_line_i                 (walk_flush_line),
        .posted_queue_o               (cache_posted_queue),
        .posted_state_published_i     (walk_posted_state_published),
        .posted_state_written_i       (walk_posted_state_written),
        .posted_state_slots_i         (walk_posted_state_slots),
        .posted_state_latest_i        (walk_posted_state_latest),
        .posted_now_queue_o           (cache_posted_now_queue),
        .posted_now_state_published_i (walk_posted_now_state_published),
        .posted_now_state_written_i   (walk_posted_now_state_written),
        .attempt_valid_i              (attempt_valid_i),
        .attempt_ready_o              (cache_attempt_ready),
        .attempt_queue_i              (attempt_queue_i),
        .attempt_epoch_i              (attempt_epoch_i),
        .attempt_series_i             (attempt_series_i),
        .attempt_bytes_i              (attempt_bytes_i),
        .outcome_valid_o              (cache_outcome_valid),
        .outcome_ready_i              (outcome_ready_i),
        .outcome_queue_o              (cache_outcome_queue),
        .outcome_series_o             (cache_outcome_series),
        .outcome_outcome_o            (cache_outcome_outcome),
        .outcome_buffers_o            (cache_outcome_buffers),
        .outcome_pieces_o             (cache_outcome_pieces),
        .segment_valid_o              (cache_segment_valid),
        .segment_ready_i              (segment_ready_i),
        .segment_address_o            (cache_segment_address),
        .segment_bytes_o              (cache_segment_bytes),
        .segment_ends_buffer_o        (cache_segment_ends_buffer),
        .segment_id_o                 (cache_segment_id),
        .segment_slots_o              (cache_segment_slots),
        .segment_last_o               (cache_segment_last),
        .wake_valid_o                 (cache_wake_valid),
        .wake_queue_o                 (cache_wake_queue),
        .drain_queue_i                (drain_queue_i),
        .drain_busy_o                 (cache_drain_busy),
        .drain_position_index_o       (cache_drain_position_index),
        .drain_position_wrap_o        (cache_drain_position_wrap),
        .drain_held_o                 (cache_drain_held),
        .clearing_o                   (cache_clearing)
    );

    stream_merge_payload123_namesring_ahead_side requests (
        .clk                  (clk),
        .rst                  (rst),
        .ups_ring_valid_i     (issue_request_valid),
        .ups_ring_ready_o     (requests_ups_ring_ready),
        .ups_ring_function_i  (issue_request_function),
        .ups_ring_address_i   (issue_request_address),
        .ups_ring_bytes_i     (issue_request_bytes),
        .ups_ring_kind_i      (issue_request_kind),
        .ups_ring_context_i   (issue_request_context),
        .ups_ahead_valid_i    (scout_request_valid),
        .ups_ahead_ready_o    (requests_ups_ahead_ready),
        .ups_ahead_function_i (scout_request_function),
        .ups_ahead_address_i  (scout_request_address),
        .ups_ahead_bytes_i    (scout_request_bytes),
        .ups_ahead_kind_i     (scout_request_kind),
        .ups_ahead_context_i  (scout_request_context),
        .ups_side_valid_i     (walk_request_valid),
        .ups_side_ready_o     (requests_ups_side_ready),
        .ups_side_function_i  (walk_request_function),
        .ups_side_address_i   (walk_request_address),
        .ups_side_bytes_i     (walk_request_bytes),
        .ups_side_kind_i      (walk_request_kind),
        .ups_side_context_i   (walk_request_context),
        .down_valid_o         (requests_down_valid),
        .down_ready_i         (asked_up_ready),
        .down_function_o      (requests_down_function),
        .down_address_o       (requests_down_address),
        .down_bytes_o         (requests_down_bytes),
        .down_kind_o          (requests_down_kind),
        .down_context_o       (requests_down_context)
    );

    full_slice asked (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (requests_down_valid),
        .up_ready_o      (asked_up_ready),
        .up_function_i   (requests_down_function),
        .up_address_i    (requests_down_address),
        .up_bytes_i      (requests_down_bytes),
        .up_kind_i       (requests_down_kind),
        .up_context_i    (requests_down_context),
        .down_valid_o    (asked_down_valid),
        .down_ready_i    (reads_descriptors_request_ready_i),
        .down_function_o (asked_down_function),
        .down_address_o  (asked_down_address),
        .down_bytes_o    (asked_down_bytes),
        .down_kind_o     (asked_down_kind),
        .down_context_o  (asked_down_context)
    );

    stream_merge_payload13_namesindex_entries_issue_walk stops (
        .clk                 (clk),
        .rst                 (rst),
        .ups_index_valid_i   (index_stop_valid),
        .ups_index_ready_o   (stops_ups_index_ready),
        .ups_index_queue_i   (index_stop_queue),
        .ups_index_epoch_i   (index_stop_epoch),
        .ups_index_error_i   (index_stop_error),
        .ups_entries_valid_i (entries_stop_valid),
        .ups_entries_ready_o (stops_ups_entries_ready),
        .ups_entries_queue_i (entries_stop_queue),
        .ups_entries_epoch_i (entries_stop_epoch),
        .ups_entries_error_i (entries_stop_error),
        .ups_issue_valid_i   (issue_stop_valid),
        .ups_issue_ready_o   (stops_ups_issue_ready),
        .ups_issue_queue_i   (issue_stop_queue),
        .ups_issue_epoch_i   (issue_stop_epoch),
        .ups_issue_error_i   (issue_stop_error),
        .ups_walk_valid_i    (walk_stop_valid),
        .ups_walk_ready_o    (stops_ups_walk_ready),
        .ups_walk_queue_i    (walk_stop_queue),
        .ups_walk_epoch_i    (walk_stop_epoch),
        .ups_walk_error_i    (walk_stop_error),
        .down_valid_o        (stops_down_valid),
        .down_ready_i        (stop_ready_i),
        .down_queue_o        (stops_down_queue),
        .down_epoch_o        (stops_down_epoch),
        .down_error_o        (stops_down_error)
    );

    wire unused = &{1'b0, start_vector_i, start_features_mergeable_i, start_features_in_order_i, start_features_guest_checksum_i, start_used_index_i, start_used_wrap_i, start_size_difference[15]};

endmodule

`default_nettype wire
