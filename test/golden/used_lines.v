/* verilator lint_off DECLFILENAME */
`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 2
module round_robin_arbiter (
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
// Parameters: payload = {queue: u1}, names = filled aged
module stream_merge (
    input  wire  clk,
    input  wire  rst,
    // ups
    input  wire  ups_filled_valid_i,
    output wire  ups_filled_ready_o,
    input  wire  ups_filled_queue_i,
    input  wire  ups_aged_valid_i,
    output wire  ups_aged_ready_o,
    input  wire  ups_aged_queue_i,
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

    assign arbiter_requests = {ups_aged_valid_i, ups_filled_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_filled_ready_o = arbiter_grants[0] & free;
    assign ups_aged_ready_o = arbiter_grants[1] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_filled_queue_i) | (arbiter_grants[1] & ups_aged_queue_i);
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

// Work lists of 2 sources, merged in turn.
// Parameters: queues = 2, names = filled aged
module work_lists (
    input  wire  clk,
    input  wire  rst,
    // push
    input  wire  push_filled_valid_i,
    input  wire  push_filled_queue_i,
    input  wire  push_aged_valid_i,
    input  wire  push_aged_queue_i,
    // pop
    output wire  pop_valid_o,
    input  wire  pop_ready_i,
    output wire  pop_queue_o
);

    wire  merge_ups_filled_ready;
    wire  merge_ups_aged_ready;
    wire  merge_down_valid;
    wire  merge_down_queue;
    wire  filled_pop_valid;
    wire  filled_pop_queue;
    wire  aged_pop_valid;
    wire  aged_pop_queue;

    assign pop_valid_o = merge_down_valid;
    assign pop_queue_o = merge_down_queue;

    stream_merge merge (
        .clk                (clk),
        .rst                (rst),
        .ups_filled_valid_i (filled_pop_valid),
        .ups_filled_ready_o (merge_ups_filled_ready),
        .ups_filled_queue_i (filled_pop_queue),
        .ups_aged_valid_i   (aged_pop_valid),
        .ups_aged_ready_o   (merge_ups_aged_ready),
        .ups_aged_queue_i   (aged_pop_queue),
        .down_valid_o       (merge_down_valid),
        .down_ready_i       (pop_ready_i),
        .down_queue_o       (merge_down_queue)
    );

    work_list filled (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_filled_valid_i),
        .push_queue_i (push_filled_queue_i),
        .pop_valid_o  (filled_pop_valid),
        .pop_ready_i  (merge_ups_filled_ready),
        .pop_queue_o  (filled_pop_queue)
    );

    work_list aged (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (push_aged_valid_i),
        .push_queue_i (push_aged_queue_i),
        .pop_valid_o  (aged_pop_valid),
        .pop_ready_i  (merge_ups_aged_ready),
        .pop_queue_o  (aged_pop_queue)
    );

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {function: u1, address: u64, beats: u8, kind: u3, context: {queue: u1, epoch: u8, step: u2}}, depth = 8
module fifo_payload87_depth8 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_function_i,
    input  wire [63:0] up_address_i,
    input  wire [7:0]  up_beats_i,
    input  wire [2:0]  up_kind_i,
    input  wire        up_context_queue_i,
    input  wire [7:0]  up_context_epoch_i,
    input  wire [1:0]  up_context_step_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [7:0]  down_beats_o,
    output wire [2:0]  down_kind_o,
    output wire        down_context_queue_o,
    output wire [7:0]  down_context_epoch_o,
    output wire [1:0]  down_context_step_o,
    output wire [3:0]  count_o
);

    reg  [2:0]  head_q;
    reg  [2:0]  tail_q;
    reg  [3:0]  held_q;
    wire [86:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_function_o = words_rdata[0];
    assign down_address_o = words_rdata[64:1];
    assign down_beats_o = words_rdata[72:65];
    assign down_kind_o = words_rdata[75:73];
    assign down_context_queue_o = words_rdata[76];
    assign down_context_epoch_o = words_rdata[84:77];
    assign down_context_step_o = words_rdata[86:85];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 3'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 3'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{3{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 3'd0;
            head_q <= 3'd0;
            held_q <= 4'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [86:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_context_step_i, up_context_epoch_i, up_context_queue_i, up_kind_i, up_beats_i, up_address_i,
                    up_function_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, strobe: u16, last: u1}, depth = 32
module fifo_payload145_depth32 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire [15:0]  up_strobe_i,
    input  wire         up_last_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire [15:0]  down_strobe_o,
    output wire         down_last_o,
    output wire [5:0]   count_o
);

    reg  [4:0]   head_q;
    reg  [4:0]   tail_q;
    reg  [5:0]   held_q;
    wire [144:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_strobe_o = words_rdata[143:128];
    assign down_last_o = words_rdata[144];

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
    reg [144:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_strobe_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Used lines: used elements of each queue to its ring in batches, and their publication.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module used_lines (
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
    // elements
    input  wire         elements_valid_i,
    output wire         elements_ready_o,
    input  wire         elements_queue_i,
    input  wire [7:0]   elements_epoch_i,
    input  wire [15:0]  elements_id_i,
    input  wire [14:0]  elements_bytes_i,
    input  wire [5:0]   elements_slots_i,
    input  wire         elements_last_i,
    input  wire         elements_more_i,
    // ask
    input  wire         ask_queue_i,
    output wire         ask_room_o,
    input  wire [1:0]   allowed_i,
    // writes
    output wire         writes_valid_o,
    input  wire         writes_ready_i,
    output wire         writes_function_o,
    output wire [63:0]  writes_address_o,
    output wire [7:0]   writes_beats_o,
    output wire [2:0]   writes_kind_o,
    output wire         writes_context_queue_o,
    output wire [7:0]   writes_context_epoch_o,
    output wire [1:0]   writes_context_step_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o,
    // answers
    input  wire         answers_valid_i,
    input  wire         answers_function_i,
    input  wire         answers_queue_i,
    input  wire [7:0]   answers_epoch_i,
    input  wire [1:0]   answers_step_i,
    input  wire [1:0]   answers_fault_i,
    // published
    output wire         published_valid_o,
    output wire         published_queue_o,
    // state
    input  wire         state_queue_i,
    output wire [15:0]  state_used_position_index_o,
    output wire         state_used_position_wrap_o,
    output wire [15:0]  state_used_total_o,
    // stop
    output wire         stop_valid_o,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire [1:0]   events_slot_o,
    output wire [4:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o,
    output wire [15:0]  drain_position_index_o,
    output wire         drain_position_wrap_o
);

    localparam [3:0] STATE_IDLE    = 4'd0;
    localparam [3:0] STATE_LOAD    = 4'd1;
    localparam [3:0] STATE_CHOOSE  = 4'd2;
    localparam [3:0] STATE_READ    = 4'd3;
    localparam [3:0] STATE_AHEAD   = 4'd4;
    localparam [3:0] STATE_PLACE   = 4'd5;
    localparam [3:0] STATE_WORDS   = 4'd6;
    localparam [3:0] STATE_END     = 4'd7;
    localparam [3:0] STATE_FETCH   = 4'd8;
    localparam [3:0] STATE_PUBLISH = 4'd9;

    reg          sweep_active_q;
    reg          sweep_index_q;
    wire         due_pop_valid;
    reg          due_pop_ready;
    wire         due_pop_queue;
    wire         answered_push_valid;
    wire         answered_pop_valid;
    reg          answered_pop_ready;
    wire         answered_pop_queue;
    reg          takes_valid;
    wire         takes_queue;
    wire [15:0]  pending_came_rdata;
    wire [15:0]  pending_went_rdata;
    wire [15:0]  pending_came_rdata1;
    wire [15:0]  pending_came_rdata2;
    wire [15:0]  pending_went_rdata1;
    wire [15:0]  pending_came_rdata3;
    wire [15:0]  pending_went_rdata2;
    wire         fills;
    reg          queue_q;
    reg  [7:0]   wait_q;
    wire         looks;
    wire [15:0]  pending_came_rdata4;
    wire [15:0]  pending_went_rdata3;
    wire [16:0]  marks_rdata;
    wire [15:0]  pending_went_rdata4;
    reg          old_valid_q;
    reg          old_queue_q;
    wire [15:0]  pending_went_rdata5;
    wire         failing;
    wire         failed_cleared_rdata;
    wire         failed_set_rdata;
    wire         batch_done;
    wire         publish_done;
    reg          issue_valid;
    wire         issue_queue;
    reg          offer_valid;
    reg          offer_queue;
    reg  [15:0]  offer_state_position_index;
    reg          offer_state_position_wrap;
    reg  [15:0]  offer_state_total;
    reg          settle_valid;
    reg          settle_queue;
    reg  [2:0]   settle_count;
    wire [2:0]   issued_rdata;
    wire [2:0]   done_rdata;
    wire [2:0]   offers_rdata;
    wire [2:0]   accepted_rdata;
    wire         failed_set_rdata1;
    wire         failed_cleared_rdata1;
    wire         good;
    reg          visit_queue_q;
    reg  [61:0]  visit_ring_base_q;
    reg  [15:0]  visit_ring_last_q;
    reg          visit_ring_packed_q;
    reg  [7:0]   visit_ring_epoch_q;
    reg  [15:0]  visit_used_position_index_q;
    reg          visit_used_position_wrap_q;
    reg  [15:0]  visit_used_total_q;
    reg          visit_runs_q;
    reg          visit_wanted_q;
    reg          visit_publishing_q;
    reg          visit_allowed_q;
    reg  [2:0]   visit_issued_q;
    reg  [2:0]   visit_done_q;
    reg  [2:0]   visit_settled_q;
    reg  [15:0]  visit_left_q;
    reg  [5:0]   visit_at_q;
    reg          visit_first_q;
    reg          visit_single_q;
    reg  [14:0]  visit_sum_q;
    reg          second_q;
    reg          event_valid_q;
    reg  [1:0]   event_report_slot_q;
    reg  [4:0]   event_report_event_q;
    reg  [13:0]  event_report_bytes_q;
    reg  [15:0]  element_id_q;
    reg  [14:0]  element_bytes_q;
    reg  [5:0]   element_slots_q;
    reg          element_last_q;
    reg          moves_valid;
    wire         moves_queue;
    wire [15:0]  moves_state_position_index;
    wire         moves_state_position_wrap;
    wire [15:0]  moves_state_total;
    wire         written_seen_rdata;
    wire         written_starts_rdata;
    wire [32:0]  offered_rdata;
    wire         in_memory_seen_rdata;
    wire         in_memory_starts_rdata;
    wire         in_memory_starts_rdata1;
    wire         in_memory_seen_rdata1;
    wire [32:0]  in_memory_started_rdata;
    wire [32:0]  in_memory_written_rdata;
    reg          hold_valid;
    reg          hold_is;
    reg          writes_up_valid;
    wire         writes_up_ready;
    reg  [7:0]   writes_up_beats;
    wire [2:0]   writes_up_kind;
    wire         writes_down_valid;
    wire         writes_down_function;
    wire [63:0]  writes_down_address;
    wire [7:0]   writes_down_beats;
    wire [2:0]   writes_down_kind;
    wire         writes_down_context_queue;
    wire [7:0]   writes_down_context_epoch;
    wire [1:0]   writes_down_context_step;
    wire [3:0]   writes_count;
    reg          beats_up_valid;
    wire         beats_up_ready;
    reg  [127:0] beats_up_data;
    reg  [15:0]  beats_up_strobe;
    reg          beats_up_last;
    wire         beats_down_valid;
    wire [127:0] beats_down_data;
    wire [15:0]  beats_down_strobe;
    wire         beats_down_last;
    wire [5:0]   beats_count;
    reg  [61:0]  line_start_q;
    reg  [61:0]  line_address_q;
    reg  [7:0]   line_beats_q;
    reg  [4:0]   line_elements_q;
    reg  [127:0] line_data_q;
    reg  [15:0]  line_strobe_q;
    reg  [31:0]  words_low;
    reg  [31:0]  words_high;
    reg  [3:0]   words_low_mask;
    reg  [3:0]   words_high_mask;
    reg  [1:0]   place;
    reg          closes;
    reg  [63:0]  address;
    reg  [1:0]   step;
    wire         burst_room;
    wire         line_longest;
    wire         line_full;
    wire         room;
    reg          advance;
    reg  [37:0]  ring_rdata_q;
    wire         last_left;
    wire         withheld;
    wire         silent;
    reg  [32:0]  ends_rdata_q;
    reg  [47:0]  heads_rdata_q;
    reg  [3:0]   state_q;
    wire [86:0]  rings_rdata;
    wire         written_starts_rdata1;
    wire         written_seen_rdata1;
    wire [32:0]  written_started_rdata;
    wire [32:0]  written_written_rdata;
    wire [9:0]   states_rdata;
    wire         failed_set_rdata2;
    wire         failed_cleared_rdata2;
    wire [2:0]   offers_rdata1;
    wire [2:0]   accepted_rdata1;
    wire [2:0]   issued_rdata1;
    wire [2:0]   done_rdata1;
    wire [2:0]   settled_rdata;
    wire [15:0]  pending_went_rdata6;
    wire [15:0]  wholes_rdata;
    wire         held_rdata;
    wire         splits;
    wire         finishes;
    wire         closing;
    reg          asked_pending_q;
    reg          asked_batches_q;
    reg          asked_publishing_q;
    reg  [15:0]  asked_position_index_q;
    reg          asked_position_wrap_q;
    reg          busy_q;
    reg  [15:0]  position_index_q;
    reg          position_wrap_q;
    wire [15:0]  pending_came_rdata5;
    wire [15:0]  pending_went_rdata7;
    wire [2:0]   issued_rdata2;
    wire [2:0]   settled_rdata1;
    wire [2:0]   offers_rdata2;
    wire [2:0]   accepted_rdata2;
    wire         in_memory_starts_rdata2;
    wire         in_memory_seen_rdata2;
    wire [32:0]  in_memory_started_rdata1;
    wire [32:0]  in_memory_written_rdata1;

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

    assign elements_ready_o = ~sweep_active_q;
    assign ask_room_o = (pending_came_rdata2 - pending_went_rdata1) <= 16'h2e;

    wire elements_fire = elements_valid_i & elements_ready_o;
    assign fills = elements_fire & elements_last_i & (~elements_more_i | (16'h1f <= (pending_came_rdata3 - pending_went_rdata2)));

    assign looks = (wait_q == 8'd0) & ~sweep_active_q;

    always @(posedge clk) begin
        wait_q <= (wait_q == 8'd155) ? 8'd0 : (wait_q + 8'd1);
        if (looks) begin
            queue_q <= queue_q + 1'd1;
        end
        if (rst) begin
            wait_q <= 8'd0;
        end
    end

    wire some = pending_came_rdata4 != pending_went_rdata3;
    always @(posedge clk) begin
        old_valid_q <= looks & some & marks_rdata[0] & (marks_rdata[16:1] == pending_went_rdata5);
        old_queue_q <= queue_q;
        if (rst) begin
            old_valid_q <= 1'd0;
        end
    end

    assign failing = answers_valid_i & (|answers_fault_i);
    assign stop_valid_o = failing;
    assign stop_queue_o = answers_queue_i;
    assign stop_epoch_o = answers_epoch_i;
    assign stop_error_o = (answers_fault_i == 2'd2) ? 4'd8 : 4'd6;
    assign batch_done = answers_valid_i & (answers_step_i == 2'd1);
    assign publish_done = answers_valid_i & (answers_step_i == 2'd2);
    assign good = publish_done & ~(|answers_fault_i) & ~(failed_set_rdata1 != failed_cleared_rdata1);
    assign published_valid_o = good;
    assign published_queue_o = answers_queue_i;
    assign answered_push_valid = batch_done | publish_done;

    wire [32:0] in_memory_started_rdata_choice = (in_memory_starts_rdata1 != in_memory_seen_rdata1)
            ? {in_memory_started_rdata[32:17], in_memory_started_rdata[16], in_memory_started_rdata[15:0]}
            : {in_memory_written_rdata[32:17], in_memory_written_rdata[16], in_memory_written_rdata[15:0]};
    assign state_used_position_index_o = in_memory_started_rdata_choice[15:0];

    assign state_used_position_wrap_o = in_memory_started_rdata_choice[16];
    assign state_used_total_o = in_memory_started_rdata_choice[32:17];

    wire visit_done_and = (visit_done_q != visit_settled_q) & ~visit_publishing_q;
    wire some_2 = visit_left_q != 16'd0;
    wire alone = visit_ring_packed_q & (visit_left_q == 16'd1);
    wire some_and = some_2
            & (alone ? ((visit_issued_q == visit_settled_q) & ~visit_publishing_q) : ~((visit_issued_q - visit_settled_q) == 3'd4))
            & visit_allowed_q & (visit_wanted_q | (16'h20 <= visit_left_q));
    always @(*) begin
        hold_valid = 1'd0;
        case (state_q)
            STATE_CHOOSE: begin
                if (visit_runs_q) begin
                    if (~visit_done_and) begin
                        if (some_and) begin
                            hold_valid = 1'd1;
                        end else begin
                            hold_valid = 1'd1;
                        end
                    end
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    always @(*) begin
        hold_is = 1'd0;
        case (state_q)
            STATE_CHOOSE: begin
                if (visit_runs_q) begin
                    if (~visit_done_and) begin
                        if (some_and) begin
                            hold_is = 1'd0;
                        end else begin
                            hold_is = visit_wanted_q & some_2;
                        end
                    end
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    assign writes_valid_o = writes_down_valid;
    assign writes_function_o = writes_down_function;
    assign writes_address_o = writes_down_address;
    assign writes_beats_o = writes_down_beats;
    assign writes_kind_o = writes_down_kind;
    assign writes_context_queue_o = writes_down_context_queue;
    assign writes_context_epoch_o = writes_down_context_epoch;
    assign writes_context_step_o = writes_down_context_step;
    assign beats_valid_o = beats_down_valid;
    assign beats_data_o = beats_down_data;
    assign beats_strobe_o = beats_down_strobe;
    assign beats_last_o = beats_down_last;

    wire [61:0] at = visit_ring_base_q + {44'd0, visit_ring_packed_q ? {heads_rdata_q[15:0], 2'd2} : 18'd0};
    always @(*) begin
        place = line_address_q[1:0];
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                place = line_address_q[1:0] | {visit_ring_packed_q, 1'd0};
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                place = at[1:0];
            end
        endcase
    end

    wire [31:0] bytes = {17'd0, element_bytes_q};
    always @(*) begin
        words_low = 32'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                words_low = (visit_ring_packed_q | second_q) ? bytes : {16'd0, element_id_q};
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                words_low = visit_ring_packed_q ? {17'd0, heads_rdata_q[47:33]} : {ends_rdata_q[15:0], 16'd0};
            end
        endcase
    end

    always @(*) begin
        words_high = 32'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                words_high = visit_ring_packed_q
                        ? {(visit_used_position_wrap_q ? 16'h8080 : 16'd0) | ((element_bytes_q == 15'd0) ? 16'd0 : 16'd2), element_id_q}
                        : bytes;
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                words_high = {(heads_rdata_q[16] ? 16'h8080 : 16'd0) | ((heads_rdata_q[47:33] == 15'd0) ? 16'd0 : 16'd2),
                        heads_rdata_q[32:17]};
            end
        endcase
    end

    always @(*) begin
        words_low_mask = 4'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                words_low_mask = 4'd15;
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                words_low_mask = {2'd3, {2{visit_ring_packed_q}}};
            end
        endcase
    end

    always @(*) begin
        words_high_mask = 4'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                words_high_mask = {4{visit_ring_packed_q | ~(second_q | splits)}};
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                words_high_mask = {4{visit_ring_packed_q}};
            end
        endcase
    end

    wire writes_2 = room & ~silent;
    always @(*) begin
        closes = 1'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                if (writes_2) begin
                    closes = closing;
                end
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                closes = 1'd1;
            end
        endcase
    end

    always @(*) begin
        address = {line_start_q, 2'd0};
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                address = {at, ~visit_ring_packed_q, 1'd0};
            end
        endcase
    end

    always @(*) begin
        step = 2'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                step = visit_single_q ? 2'd2 : (last_left & finishes) ? 2'd1 : 2'd0;
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                step = 2'd2;
            end
        endcase
    end

    wire visit_ring_packed_or = visit_ring_packed_q | second_q | splits;
    wire ends_beat = visit_ring_packed_q ? 1'd1 : (line_address_q[1] & (line_address_q[0] == visit_ring_packed_or));
    always @(*) begin
        beats_up_valid = 1'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                if (writes_2) begin
                    beats_up_valid = closing | ends_beat;
                end
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    beats_up_valid = 1'd1;
                end
            end
        endcase
    end

    always @(*) begin
        writes_up_valid = 1'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin
                if (writes_2) begin
                    writes_up_valid = closing;
                end
            end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    writes_up_valid = 1'd1;
                end
            end
        endcase
    end

    wire is_low = place == 2'd3;
    wire is_high = place == 2'd2;
    wire [31:0] words_low_or = (is_low ? (words_low & {{8{words_low_mask[3]}}, {8{words_low_mask[2]}}, {8{words_low_mask[1]}}, {8{words_low_mask[0]}}}) : 32'd0)
            | (is_high ? (words_high & {{8{words_high_mask[3]}}, {8{words_high_mask[2]}}, {8{words_high_mask[1]}}, {8{words_high_mask[0]}}}) : 32'd0);
    wire is_low_2 = place == 2'd2;
    wire is_high_2 = place == 2'd1;
    wire [31:0] words_low_or_2 = (is_low_2 ? (words_low & {{8{words_low_mask[3]}}, {8{words_low_mask[2]}}, {8{words_low_mask[1]}}, {8{words_low_mask[0]}}}) : 32'd0)
            | (is_high_2 ? (words_high & {{8{words_high_mask[3]}}, {8{words_high_mask[2]}}, {8{words_high_mask[1]}}, {8{words_high_mask[0]}}}) : 32'd0);
    wire is_low_3 = place == 2'd1;
    wire is_high_3 = place == 2'd0;
    wire [31:0] words_low_or_3 = (is_low_3 ? (words_low & {{8{words_low_mask[3]}}, {8{words_low_mask[2]}}, {8{words_low_mask[1]}}, {8{words_low_mask[0]}}}) : 32'd0)
            | (is_high_3 ? (words_high & {{8{words_high_mask[3]}}, {8{words_high_mask[2]}}, {8{words_high_mask[1]}}, {8{words_high_mask[0]}}}) : 32'd0);
    wire is_low_4 = place == 2'd0;
    wire [127:0] words_low_joined = {words_low_or, words_low_or_2, words_low_or_3,
            is_low_4 ? (words_low & {{8{words_low_mask[3]}}, {8{words_low_mask[2]}}, {8{words_low_mask[1]}}, {8{words_low_mask[0]}}}) : 32'd0};
    wire [127:0] line_data_or = line_data_q | words_low_joined;
    always @(*) begin
        beats_up_data = line_data_or;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                beats_up_data = words_low_joined;
            end
        endcase
    end

    wire [15:0] words_low_mask_joined = {(is_low ? words_low_mask : 4'd0) | (is_high ? words_high_mask : 4'd0),
            (is_low_2 ? words_low_mask : 4'd0) | (is_high_2 ? words_high_mask : 4'd0),
            (is_low_3 ? words_low_mask : 4'd0) | (is_high_3 ? words_high_mask : 4'd0),
            is_low_4 ? words_low_mask : 4'd0};
    wire [15:0] line_strobe_or = line_strobe_q | words_low_mask_joined;
    always @(*) begin
        beats_up_strobe = line_strobe_or;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                beats_up_strobe = words_low_mask_joined;
            end
        endcase
    end

    always @(*) begin
        beats_up_last = closes;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                beats_up_last = 1'd1;
            end
        endcase
    end

    always @(*) begin
        writes_up_beats = line_beats_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                writes_up_beats = 8'd0;
            end
        endcase
    end

    assign writes_up_kind = (step == 2'd2) ? 3'd2 : 3'd1;
    assign burst_room = writes_up_ready & beats_up_ready;
    assign line_longest = line_beats_q == 8'd31;
    assign line_full = line_elements_q == 5'd31;
    assign room = burst_room & (~event_valid_q | events_ready_i);

    wire room_and = room & finishes;
    always @(*) begin
        takes_valid = 1'd0;
        case (state_q)
            STATE_WORDS: begin
                if (room_and) begin
                    takes_valid = 1'd1;
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    assign takes_queue = visit_queue_q;

    always @(*) begin
        moves_valid = 1'd0;
        case (state_q)
            STATE_END: begin
                moves_valid = visit_runs_q;
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    assign moves_queue = visit_queue_q;
    assign moves_state_position_index = visit_used_position_index_q;
    assign moves_state_position_wrap = visit_used_position_wrap_q;
    assign moves_state_total = visit_used_total_q;

    always @(*) begin
        issue_valid = 1'd0;
        case (state_q)
            STATE_END: begin
                if (visit_runs_q) begin
                    if (~visit_single_q) begin
                        issue_valid = 1'd1;
                    end
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    assign issue_queue = visit_queue_q;

    always @(*) begin
        offer_valid = 1'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin
                if (visit_runs_q) begin
                    if (visit_single_q) begin
                        offer_valid = 1'd1;
                    end
                end
            end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    offer_valid = 1'd1;
                end
            end
        endcase
    end

    always @(*) begin
        offer_queue = visit_queue_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    offer_queue = visit_queue_q;
                end
            end
        endcase
    end

    always @(*) begin
        offer_state_position_index = visit_used_position_index_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    offer_state_position_index = ends_rdata_q[15:0];
                end
            end
        endcase
    end

    always @(*) begin
        offer_state_position_wrap = visit_used_position_wrap_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    offer_state_position_wrap = ends_rdata_q[16];
                end
            end
        endcase
    end

    always @(*) begin
        offer_state_total = visit_used_total_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    offer_state_total = ends_rdata_q[32:17];
                end
            end
        endcase
    end

    always @(*) begin
        settle_valid = 1'd0;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin
                if (~visit_runs_q) begin
                    settle_valid = 1'd1;
                end
            end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    settle_valid = 1'd1;
                end
            end
        endcase
    end

    always @(*) begin
        settle_queue = visit_queue_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    settle_queue = visit_queue_q;
                end
            end
        endcase
    end

    always @(*) begin
        settle_count = visit_done_q;
        case (state_q)
            STATE_IDLE: begin end
            STATE_LOAD: begin end
            STATE_CHOOSE: begin end
            STATE_READ: begin end
            STATE_AHEAD: begin end
            STATE_PLACE: begin end
            STATE_WORDS: begin end
            STATE_END: begin end
            STATE_FETCH: begin end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    settle_count = visit_ring_packed_q ? (visit_settled_q + 3'd1) : visit_done_q;
                end
            end
        endcase
    end

    always @(*) begin
        due_pop_ready = 1'd0;
        case (state_q)
            STATE_IDLE: begin
                due_pop_ready = ~answered_pop_valid;
            end
            STATE_END: begin
                due_pop_ready = ~answered_pop_valid;
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    always @(*) begin
        answered_pop_ready = 1'd0;
        case (state_q)
            STATE_IDLE: begin
                answered_pop_ready = 1'd1;
            end
            STATE_END: begin
                answered_pop_ready = 1'd1;
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    wire [32:0] written_started_rdata_choice = (written_starts_rdata1 != written_seen_rdata1)
            ? {written_started_rdata[32:17], written_started_rdata[16], written_started_rdata[15:0]}
            : {written_written_rdata[32:17], written_written_rdata[16], written_written_rdata[15:0]};
    wire [61:0] visit_ring_base_sum = visit_ring_base_q
            + {44'd0, visit_ring_packed_q ? {visit_used_position_index_q, 2'd0} : ({1'd0, visit_used_position_index_q & visit_ring_last_q, second_q} + 18'd1)};
    wire [16:0] sum = {1'd0, visit_used_position_index_q} + {1'd0, visit_ring_packed_q ? {10'd0, element_slots_q} : 16'd1};
    wire over = visit_ring_packed_q & ({1'd0, visit_ring_last_q} < sum);
    wire [15:0] sum_sum = sum[15:0] + (over ? ~visit_ring_last_q : 16'd0);
    wire visit_used_position_wrap_xor = visit_used_position_wrap_q ^ over;
    wire [15:0] visit_used_total_sum = visit_used_total_q + 16'd1;
    wire [14:0] sum_2 = visit_sum_q + element_bytes_q;
    wire [14:0] sum_difference = sum_2 - 15'hc;
    always @(posedge clk) begin
        if (events_ready_i) begin
            event_valid_q <= 1'd0;
        end
        if (advance) begin
            element_id_q <= ring_rdata_q[15:0];
            element_bytes_q <= ring_rdata_q[30:16];
            element_slots_q <= ring_rdata_q[36:31];
            element_last_q <= ring_rdata_q[37];
            visit_at_q <= visit_at_q + 6'd1;
        end
        case (state_q)
            STATE_IDLE: begin
                visit_queue_q <= answered_pop_valid ? answered_pop_queue : due_pop_queue;
                visit_wanted_q <= ~answered_pop_valid;
                state_q <= STATE_IDLE;
                if (answered_pop_valid | due_pop_valid) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                visit_ring_base_q <= rings_rdata[61:0];
                visit_ring_last_q <= rings_rdata[77:62];
                visit_ring_packed_q <= rings_rdata[78];
                visit_ring_epoch_q <= rings_rdata[86:79];
                visit_used_position_index_q <= written_started_rdata_choice[15:0];
                visit_used_position_wrap_q <= written_started_rdata_choice[16];
                visit_used_total_q <= written_started_rdata_choice[32:17];
                visit_runs_q <= states_rdata[0] & (states_rdata[9:2] == rings_rdata[86:79]) & ~(failed_set_rdata2 != failed_cleared_rdata2);
                visit_publishing_q <= offers_rdata1 != accepted_rdata1;
                visit_allowed_q <= allowed_i[visit_queue_q];
                visit_issued_q <= issued_rdata1;
                visit_done_q <= done_rdata1;
                visit_settled_q <= settled_rdata;
                visit_left_q <= wholes_rdata - pending_went_rdata6;
                visit_at_q <= pending_went_rdata6[5:0];
                visit_wanted_q <= visit_wanted_q | held_rdata;
                visit_first_q <= 1'd1;
                visit_sum_q <= 15'd0;
                state_q <= STATE_CHOOSE;
            end
            STATE_CHOOSE: begin
                visit_single_q <= alone & visit_runs_q;
                second_q <= 1'd0;
                if (~visit_runs_q) begin
                    if (some_2) begin
                        state_q <= STATE_READ;
                    end else begin
                        state_q <= STATE_IDLE;
                    end
                end else if (visit_done_and) begin
                    state_q <= STATE_FETCH;
                end else if (some_and) begin
                    state_q <= STATE_READ;
                end else begin
                    state_q <= STATE_IDLE;
                end
            end
            STATE_READ: begin
                state_q <= STATE_AHEAD;
            end
            STATE_AHEAD: begin
                state_q <= STATE_PLACE;
            end
            STATE_PLACE: begin
                line_start_q <= visit_ring_base_sum;
                line_address_q <= visit_ring_base_sum;
                line_beats_q <= 8'd0;
                line_elements_q <= 5'd0;
                line_data_q <= 128'd0;
                line_strobe_q <= 16'd0;
                state_q <= STATE_WORDS;
            end
            STATE_WORDS: begin
                if (writes_2) begin
                    line_address_q <= line_address_q + {59'd0, visit_ring_packed_q ? 3'd4 : ~visit_ring_packed_or ? 3'd2 : 3'd1};
                    line_data_q <= ends_beat ? 128'd0 : line_data_or;
                    line_strobe_q <= ends_beat ? 16'd0 : line_strobe_or;
                    if (ends_beat) begin
                        line_beats_q <= line_beats_q + 8'd1;
                    end
                end
                line_elements_q <= line_elements_q + {4'd0, room & finishes};
                if (room) begin
                    second_q <= ~finishes;
                end
                if (room_and) begin
                    visit_left_q <= visit_left_q - 16'd1;
                    visit_first_q <= 1'd0;
                    visit_used_position_index_q <= sum_sum;
                    visit_used_position_wrap_q <= visit_used_position_wrap_xor;
                    visit_used_total_q <= visit_used_total_sum;
                    visit_sum_q <= element_last_q ? 15'd0 : sum_2;
                    if (element_last_q & ((|visit_sum_q) | (|element_bytes_q))) begin
                        event_valid_q <= 1'd1;
                        event_report_slot_q <= {1'd0, visit_queue_q};
                        event_report_event_q <= visit_runs_q ? 5'd0 : 5'd11;
                        event_report_bytes_q <= sum_difference[13:0];
                    end
                end
                if (room & (closing | silent)) begin
                    state_q <= STATE_PLACE;
                end
                if (room & finishes & last_left) begin
                    state_q <= STATE_END;
                end
            end
            STATE_END: begin
                visit_queue_q <= answered_pop_valid ? answered_pop_queue : due_pop_queue;
                visit_wanted_q <= ~answered_pop_valid;
                state_q <= STATE_IDLE;
                if (answered_pop_valid | due_pop_valid) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_FETCH: begin
                state_q <= STATE_PUBLISH;
            end
            default: begin  // STATE_PUBLISH
                if (room) begin
                    state_q <= STATE_LOAD;
                end
            end
        endcase
        if (rst) begin
            state_q <= 4'd0;
            event_valid_q <= 1'd0;
            second_q <= 1'd0;
        end
    end

    assign events_valid_o = event_valid_q;
    assign events_slot_o = event_report_slot_q;
    assign events_event_o = event_report_event_q;
    assign events_bytes_o = event_report_bytes_q;

    always @(*) begin
        advance = 1'd0;
        case (state_q)
            STATE_READ: begin
                advance = 1'd1;
            end
            STATE_AHEAD: begin
                advance = 1'd1;
            end
            STATE_WORDS: begin
                if (room_and) begin
                    advance = 1'd1;
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
    end

    assign last_left = visit_left_q == 16'd1;
    assign withheld = visit_ring_packed_q & visit_first_q & ~visit_single_q;
    assign silent = withheld | ~visit_runs_q;
    assign splits = ~(visit_ring_packed_q | second_q) & (&line_address_q[1:0]);
    assign finishes = ~splits;
    assign closing = (visit_ring_packed_q ? (&line_address_q[9:2]) : ((&line_address_q[9:1]) & (line_address_q[0] == visit_ring_packed_or)))
            | (ends_beat & line_longest)
            | (finishes & ((visit_ring_packed_q ? ((element_slots_q != 6'd1) | (visit_used_position_index_q == visit_ring_last_q)) : (&(visit_used_position_index_q | ~visit_ring_last_q))) | line_full | last_left));

    wire [32:0] in_memory_started_rdata1_choice = (in_memory_starts_rdata2 != in_memory_seen_rdata2)
            ? {in_memory_started_rdata1[32:17], in_memory_started_rdata1[16], in_memory_started_rdata1[15:0]}
            : {in_memory_written_rdata1[32:17], in_memory_written_rdata1[16], in_memory_written_rdata1[15:0]};
    always @(posedge clk) begin
        asked_pending_q <= (pending_came_rdata5 != pending_went_rdata7) | (elements_fire & (elements_queue_i == drain_queue_i));
        asked_batches_q <= issued_rdata2 != settled_rdata1;
        asked_publishing_q <= (offers_rdata2 != accepted_rdata2) | (~(state_q == STATE_IDLE) & (visit_queue_q == drain_queue_i));
        asked_position_index_q <= in_memory_started_rdata1_choice[15:0];
        asked_position_wrap_q <= in_memory_started_rdata1_choice[16];
        busy_q <= asked_pending_q | asked_batches_q | asked_publishing_q;
        position_index_q <= asked_position_index_q;
        position_wrap_q <= asked_position_wrap_q;
    end

    assign drain_busy_o = busy_q;
    assign drain_position_index_o = position_index_q;
    assign drain_position_wrap_o = position_wrap_q;

    (* ram_style = "distributed" *)
    reg [15:0] pending_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | elements_fire) begin
            pending_came[sweep_active_q ? sweep_index_q : elements_queue_i] <= sweep_active_q ? 16'd0 : (pending_came_rdata + 16'd1);
        end
    end
    assign pending_came_rdata = pending_came[elements_queue_i];
    assign pending_came_rdata1 = pending_came[elements_queue_i];
    assign pending_came_rdata2 = pending_came[ask_queue_i];
    assign pending_came_rdata3 = pending_came[elements_queue_i];
    assign pending_came_rdata4 = pending_came[queue_q];
    assign pending_came_rdata5 = pending_came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] pending_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | takes_valid) begin
            pending_went[sweep_active_q ? sweep_index_q : takes_queue] <= sweep_active_q ? 16'd0 : (pending_went_rdata + 16'd1);
        end
    end
    assign pending_went_rdata = pending_went[takes_queue];
    assign pending_went_rdata1 = pending_went[ask_queue_i];
    assign pending_went_rdata2 = pending_went[elements_queue_i];
    assign pending_went_rdata3 = pending_went[queue_q];
    assign pending_went_rdata4 = pending_went[queue_q];
    assign pending_went_rdata5 = pending_went[queue_q];
    assign pending_went_rdata6 = pending_went[visit_queue_q];
    assign pending_went_rdata7 = pending_went[drain_queue_i];

    (* ram_style = "block" *)
    reg [37:0] ring [0:127];
    always @(posedge clk) begin
        if (elements_fire) begin
            ring[{elements_queue_i, pending_came_rdata1[5:0]}] <= {elements_last_i, elements_slots_i, elements_bytes_i, elements_id_i};
        end
        if (advance) begin
            ring_rdata_q <= ring[{visit_queue_q, visit_at_q}];
        end
    end

    (* ram_style = "distributed" *)
    reg [15:0] wholes [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (elements_fire & elements_last_i)) begin
            wholes[sweep_active_q ? sweep_index_q : elements_queue_i] <= sweep_active_q ? 16'd0 : (pending_came_rdata1 + 16'd1);
        end
    end
    assign wholes_rdata = wholes[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [16:0] marks [0:1];
    always @(posedge clk) begin
        if (looks | sweep_active_q) begin
            marks[sweep_active_q ? sweep_index_q : queue_q] <= {pending_went_rdata4, some & ~sweep_active_q};
        end
    end
    assign marks_rdata = marks[queue_q];

    (* ram_style = "distributed" *)
    reg failed_set [0:1];
    always @(posedge clk) begin
        if (failing) begin
            failed_set[answers_queue_i] <= ~failed_cleared_rdata;
        end
    end
    assign failed_set_rdata = failed_set[change_queue_i];
    assign failed_set_rdata1 = failed_set[answers_queue_i];
    assign failed_set_rdata2 = failed_set[visit_queue_q];

    (* ram_style = "distributed" *)
    reg failed_cleared [0:1];
    always @(posedge clk) begin
        if (change_valid_i & ~(change_running_i & ~change_beginning_i)) begin
            failed_cleared[change_queue_i] <= failed_set_rdata;
        end
    end
    assign failed_cleared_rdata = failed_cleared[answers_queue_i];
    assign failed_cleared_rdata1 = failed_cleared[answers_queue_i];
    assign failed_cleared_rdata2 = failed_cleared[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [2:0] issued [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | issue_valid) begin
            issued[sweep_active_q ? sweep_index_q : issue_queue] <= sweep_active_q ? 3'd0 : (issued_rdata + 3'd1);
        end
    end
    assign issued_rdata = issued[issue_queue];
    assign issued_rdata1 = issued[visit_queue_q];
    assign issued_rdata2 = issued[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [2:0] done [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | batch_done) begin
            done[sweep_active_q ? sweep_index_q : answers_queue_i] <= sweep_active_q ? 3'd0 : (done_rdata + 3'd1);
        end
    end
    assign done_rdata = done[answers_queue_i];
    assign done_rdata1 = done[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [2:0] offers [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | offer_valid) begin
            offers[sweep_active_q ? sweep_index_q : offer_queue] <= sweep_active_q ? 3'd0 : (offers_rdata + 3'd1);
        end
    end
    assign offers_rdata = offers[offer_queue];
    assign offers_rdata1 = offers[visit_queue_q];
    assign offers_rdata2 = offers[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [2:0] accepted [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | publish_done) begin
            accepted[sweep_active_q ? sweep_index_q : answers_queue_i] <= sweep_active_q ? 3'd0 : (accepted_rdata + 3'd1);
        end
    end
    assign accepted_rdata = accepted[answers_queue_i];
    assign accepted_rdata1 = accepted[visit_queue_q];
    assign accepted_rdata2 = accepted[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [2:0] settled [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | settle_valid) begin
            settled[sweep_active_q ? sweep_index_q : settle_queue] <= sweep_active_q ? 3'd0 : settle_count;
        end
    end
    assign settled_rdata = settled[visit_queue_q];
    assign settled_rdata1 = settled[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [32:0] offered [0:1];
    always @(posedge clk) begin
        if (offer_valid) begin
            offered[offer_queue] <= {offer_state_total, offer_state_position_wrap, offer_state_position_index};
        end
    end
    assign offered_rdata = offered[answers_queue_i];

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visit_queue_q];

    wire [63:0] start_descriptors_choice = start_features_packed_i ? start_descriptors_i : start_device_i;
    (* ram_style = "distributed" *)
    reg [86:0] rings [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            rings[start_queue_i] <= {start_epoch_i, start_features_packed_i, start_size_i - 16'd1, start_descriptors_choice[63:2]};
        end
    end
    assign rings_rdata = rings[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [32:0] written_started [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            written_started[start_queue_i] <= {16'd0, start_used_wrap_i, start_used_index_i};
        end
    end
    assign written_started_rdata = written_started[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [32:0] written_written [0:1];
    always @(posedge clk) begin
        if (moves_valid) begin
            written_written[moves_queue] <= {moves_state_total, moves_state_position_wrap, moves_state_position_index};
        end
    end
    assign written_written_rdata = written_written[visit_queue_q];

    (* ram_style = "distributed" *)
    reg written_starts [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            written_starts[start_queue_i] <= ~written_seen_rdata;
        end
    end
    assign written_starts_rdata = written_starts[moves_queue];
    assign written_starts_rdata1 = written_starts[visit_queue_q];

    (* ram_style = "distributed" *)
    reg written_seen [0:1];
    always @(posedge clk) begin
        if (moves_valid) begin
            written_seen[moves_queue] <= written_starts_rdata;
        end
    end
    assign written_seen_rdata = written_seen[start_queue_i];
    assign written_seen_rdata1 = written_seen[visit_queue_q];

    (* ram_style = "distributed" *)
    reg [32:0] in_memory_started [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            in_memory_started[start_queue_i] <= {16'd0, start_used_wrap_i, start_used_index_i};
        end
    end
    assign in_memory_started_rdata = in_memory_started[state_queue_i];
    assign in_memory_started_rdata1 = in_memory_started[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [32:0] in_memory_written [0:1];
    always @(posedge clk) begin
        if (good) begin
            in_memory_written[answers_queue_i] <= {offered_rdata[32:17], offered_rdata[16], offered_rdata[15:0]};
        end
    end
    assign in_memory_written_rdata = in_memory_written[state_queue_i];
    assign in_memory_written_rdata1 = in_memory_written[drain_queue_i];

    (* ram_style = "distributed" *)
    reg in_memory_starts [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            in_memory_starts[start_queue_i] <= ~in_memory_seen_rdata;
        end
    end
    assign in_memory_starts_rdata = in_memory_starts[answers_queue_i];
    assign in_memory_starts_rdata1 = in_memory_starts[state_queue_i];
    assign in_memory_starts_rdata2 = in_memory_starts[drain_queue_i];

    (* ram_style = "distributed" *)
    reg in_memory_seen [0:1];
    always @(posedge clk) begin
        if (good) begin
            in_memory_seen[answers_queue_i] <= in_memory_starts_rdata;
        end
    end
    assign in_memory_seen_rdata = in_memory_seen[start_queue_i];
    assign in_memory_seen_rdata1 = in_memory_seen[state_queue_i];
    assign in_memory_seen_rdata2 = in_memory_seen[drain_queue_i];

    (* ram_style = "distributed" *)
    reg held [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | hold_valid) begin
            held[sweep_active_q ? sweep_index_q : visit_queue_q] <= hold_is & ~sweep_active_q;
        end
    end
    assign held_rdata = held[visit_queue_q];

    wire [2:0] issued_at = {visit_queue_q, visit_issued_q[1:0]};
    wire [2:0] visit_settled_choice = visit_ring_packed_q ? visit_settled_q : (visit_done_q - 3'd1);
    wire [2:0] batch_at = {visit_queue_q, visit_settled_choice[1:0]};
    (* ram_style = "distributed" *)
    reg [32:0] ends [0:7];
    always @(posedge clk) begin
        case (state_q)
            STATE_WORDS: begin
                if (room_and) begin
                    if (last_left & visit_runs_q) begin
                        ends[issued_at] <= {visit_used_total_sum, visit_used_position_wrap_xor, sum_sum};
                    end
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
        ends_rdata_q <= ends[batch_at];
    end

    (* ram_style = "distributed" *)
    reg [47:0] heads [0:7];
    always @(posedge clk) begin
        case (state_q)
            STATE_WORDS: begin
                if (room_and) begin
                    if (withheld & visit_runs_q) begin
                        heads[issued_at] <= {element_bytes_q, element_id_q, visit_used_position_wrap_q, visit_used_position_index_q};
                    end
                end
            end
            default: begin end  // STATE_PUBLISH
        endcase
        heads_rdata_q <= heads[batch_at];
    end

    work_lists due (
        .clk                 (clk),
        .rst                 (rst),
        .push_filled_valid_i (fills),
        .push_filled_queue_i (elements_queue_i),
        .push_aged_valid_i   (old_valid_q),
        .push_aged_queue_i   (old_queue_q),
        .pop_valid_o         (due_pop_valid),
        .pop_ready_i         (due_pop_ready),
        .pop_queue_o         (due_pop_queue)
    );

    work_list answered (
        .clk          (clk),
        .rst          (rst),
        .push_valid_i (answered_push_valid),
        .push_queue_i (answers_queue_i),
        .pop_valid_o  (answered_pop_valid),
        .pop_ready_i  (answered_pop_ready),
        .pop_queue_o  (answered_pop_queue)
    );

    fifo_payload87_depth8 writes (
        .clk                  (clk),
        .rst                  (rst),
        .up_valid_i           (writes_up_valid),
        .up_ready_o           (writes_up_ready),
        .up_function_i        (visit_queue_q),
        .up_address_i         (address),
        .up_beats_i           (writes_up_beats),
        .up_kind_i            (writes_up_kind),
        .up_context_queue_i   (visit_queue_q),
        .up_context_epoch_i   (visit_ring_epoch_q),
        .up_context_step_i    (step),
        .down_valid_o         (writes_down_valid),
        .down_ready_i         (writes_ready_i),
        .down_function_o      (writes_down_function),
        .down_address_o       (writes_down_address),
        .down_beats_o         (writes_down_beats),
        .down_kind_o          (writes_down_kind),
        .down_context_queue_o (writes_down_context_queue),
        .down_context_epoch_o (writes_down_context_epoch),
        .down_context_step_o  (writes_down_context_step),
        .count_o              (writes_count)
    );

    fifo_payload145_depth32 beats (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (beats_up_valid),
        .up_ready_o    (beats_up_ready),
        .up_data_i     (beats_up_data),
        .up_strobe_i   (beats_up_strobe),
        .up_last_i     (beats_up_last),
        .down_valid_o  (beats_down_valid),
        .down_ready_i  (beats_ready_i),
        .down_data_o   (beats_down_data),
        .down_strobe_o (beats_down_strobe),
        .down_last_o   (beats_down_last),
        .count_o       (beats_count)
    );

    wire unused = &{1'b0, start_driver_i, start_vector_i, start_features_mergeable_i, start_features_indirect_i, start_features_event_index_i, start_features_in_order_i, start_features_guest_checksum_i, start_available_index_i, start_available_wrap_i, start_merge_limit_i, elements_epoch_i, answers_function_i, writes_count, beats_count, states_rdata[1], sum_difference[14], in_memory_started_rdata1_choice[32:17], start_descriptors_choice[1:0], visit_settled_choice[2]};

endmodule

`default_nettype wire
