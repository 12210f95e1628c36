/* verilator lint_off DECLFILENAME */
`default_nettype none

// Settings of all queues as they were written, and a checked copy of those of one queue.
// Parameters: config = tiny, queues = 2, hostDataBits = 128, offered = packed mergeable indirect event_index in_order guest_checksum
module receive_ring_settings (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [4:0]  write_address_i,
    input  wire [31:0] write_data_i,
    input  wire        queue_i,
    input  wire        load_i,
    input  wire        resume_i,
    output wire        loaded_o,
    // settings
    output wire [63:0] settings_descriptors_o,
    output wire [63:0] settings_driver_o,
    output wire [63:0] settings_device_o,
    output wire [15:0] settings_size_o,
    output wire [15:0] settings_vector_o,
    output wire        settings_features_packed_o,
    output wire        settings_features_mergeable_o,
    output wire        settings_features_indirect_o,
    output wire        settings_features_event_index_o,
    output wire        settings_features_in_order_o,
    output wire        settings_features_guest_checksum_o,
    output wire [4:0]  settings_merge_limit_o,
    output wire [15:0] settings_available_index_o,
    output wire        settings_available_wrap_o,
    output wire [15:0] settings_used_index_o,
    output wire        settings_used_wrap_o,
    // verdict
    output wire        verdict_offered_o,
    output wire        verdict_fit_o,
    input  wire [1:0]  room_i,
    output wire [63:0] first_o,
    output wire [31:0] span_o
);

    reg  [3:0]  word_q;
    reg         loading_q;
    reg  [31:0] staged_rdata_q;
    reg  [31:0] staged_rdata_out_q;
    reg         arrives_1_valid_q;
    reg  [3:0]  arrives_1_word_q;
    reg         arrives_2_valid_q;
    reg  [3:0]  arrives_2_word_q;
    reg  [31:0] copy_word0_q;
    reg  [31:0] copy_word1_q;
    reg  [31:0] copy_word2_q;
    reg  [31:0] copy_word3_q;
    reg  [31:0] copy_word4_q;
    reg  [31:0] copy_word5_q;
    reg  [31:0] copy_word6_q;
    reg  [31:0] copy_word7_q;
    reg  [31:0] copy_word8_q;
    reg  [31:0] copy_word9_q;
    reg  [31:0] copy_word10_q;
    reg         complete_1_q;
    reg         complete_2_q;
    reg         complete_3_q;
    reg         complete_4_q;
    reg         complete_5_q;
    reg         first_strange_q;
    reg         first_between_q;
    reg         first_too_many_q;
    reg         first_large_q;
    reg         first_none_q;
    reg  [15:0] first_shared_q;
    reg         first_aligned_q;
    reg  [15:0] first_ahead_q;
    reg         first_available_inside_q;
    reg         first_used_inside_q;
    reg         found_offered_q;
    reg         found_fit_q;
    reg  [63:0] place_at_q;
    reg  [31:0] place_last_q;
    reg         place_is_read_q;

    wire last = word_q == 4'd10;
    always @(posedge clk) begin
        if (load_i) begin
            loading_q <= 1'd1;
        end else if (last) begin
            loading_q <= 1'd0;
        end
        if (loading_q) begin
            word_q <= last ? 4'd0 : (word_q + 4'd1);
        end
        if (rst) begin
            loading_q <= 1'd0;
            word_q <= 4'd0;
        end
    end

    always @(posedge clk) begin
        staged_rdata_out_q <= staged_rdata_q;
    end

    always @(posedge clk) begin
        arrives_1_valid_q <= loading_q;
        arrives_1_word_q <= word_q;
        if (rst) begin
            arrives_1_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        arrives_2_valid_q <= arrives_1_valid_q;
        arrives_2_word_q <= arrives_1_word_q;
        if (rst) begin
            arrives_2_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (arrives_2_valid_q) begin
            case (arrives_2_word_q)
                4'd0: begin
                    copy_word0_q <= staged_rdata_out_q;
                end
                4'd1: begin
                    copy_word1_q <= staged_rdata_out_q;
                end
                4'd2: begin
                    copy_word2_q <= staged_rdata_out_q;
                end
                4'd3: begin
                    copy_word3_q <= staged_rdata_out_q;
                end
                4'd4: begin
                    copy_word4_q <= staged_rdata_out_q;
                end
                4'd5: begin
                    copy_word5_q <= staged_rdata_out_q;
                end
                4'd6: begin
                    copy_word6_q <= staged_rdata_out_q;
                end
                4'd7: begin
                    copy_word7_q <= staged_rdata_out_q;
                end
                4'd8: begin
                    copy_word8_q <= staged_rdata_out_q;
                end
                4'd9: begin
                    copy_word9_q <= staged_rdata_out_q;
                end
                4'd10: begin
                    copy_word10_q <= staged_rdata_out_q;
                end
                default: begin end
            endcase
        end
    end

    always @(posedge clk) begin
        complete_1_q <= loading_q & last;
        if (rst) begin
            complete_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        complete_2_q <= complete_1_q;
        if (rst) begin
            complete_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        complete_3_q <= complete_2_q;
        if (rst) begin
            complete_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        complete_4_q <= complete_3_q;
        if (rst) begin
            complete_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        complete_5_q <= complete_4_q;
        if (rst) begin
            complete_5_q <= 1'd0;
        end
    end

    assign loaded_o = complete_5_q;

    wire [63:0] copy_word1_joined = {copy_word1_q, copy_word0_q};
    assign settings_descriptors_o = copy_word1_joined;

    wire [63:0] copy_word3_joined = {copy_word3_q, copy_word2_q};
    assign settings_driver_o = copy_word3_joined;

    wire [63:0] copy_word5_joined = {copy_word5_q, copy_word4_q};
    assign settings_device_o = copy_word5_joined;

    assign settings_size_o = copy_word6_q[15:0];
    assign settings_vector_o = copy_word7_q[15:0];
    assign settings_features_packed_o = copy_word8_q[0];
    assign settings_features_mergeable_o = copy_word8_q[1];
    assign settings_features_indirect_o = copy_word8_q[2];
    assign settings_features_event_index_o = copy_word8_q[3];
    assign settings_features_in_order_o = copy_word8_q[4];
    assign settings_features_guest_checksum_o = copy_word8_q[5];
    assign settings_merge_limit_o = copy_word8_q[1] ? ((copy_word8_q[31:24] == 8'd0) ? 5'd17 : copy_word8_q[28:24]) : 5'd1;
    assign settings_available_index_o = copy_word9_q[15:0];
    assign settings_available_wrap_o = copy_word9_q[16] | ~copy_word8_q[0];
    assign settings_used_index_o = copy_word10_q[15:0];
    assign settings_used_wrap_o = copy_word10_q[16] | ~copy_word8_q[0];

    always @(posedge clk) begin
        first_strange_q <= 1'd0;
        first_between_q <= |copy_word8_q[23:6];
        first_too_many_q <= 8'd17 < copy_word8_q[31:24];
        first_large_q <= 32'h8000 < copy_word6_q;
        first_none_q <= copy_word6_q == 32'd0;
        first_shared_q <= copy_word6_q[15:0] & (copy_word6_q[15:0] - 16'd1);
        first_aligned_q <= (copy_word0_q[3:0] == 4'd0) & (copy_word8_q[0] ? (copy_word2_q[1:0] == 2'd0) : ~copy_word2_q[0])
                & (copy_word4_q[1:0] == 2'd0);
        first_ahead_q <= copy_word9_q[15:0] - copy_word10_q[15:0];
        first_available_inside_q <= copy_word9_q[15:0] < copy_word6_q[15:0];
        first_used_inside_q <= copy_word10_q[15:0] < copy_word6_q[15:0];
        found_offered_q <= ~(first_strange_q | first_between_q);
        found_fit_q <= ~(first_too_many_q | first_large_q | first_none_q) & first_aligned_q
                & ((copy_word8_q[0] | (first_shared_q == 16'd0)) & ((copy_word8_q[0] ? (first_available_inside_q & first_used_inside_q) : ({16'd0, first_ahead_q} <= copy_word6_q)) | ~resume_i));
    end

    assign verdict_offered_o = found_offered_q;
    assign verdict_fit_o = found_fit_q;

    wire [15:0] copy_word6_difference = copy_word6_q[15:0] - 16'd1;
    wire [14:0] most = copy_word6_difference[14:0];
    always @(posedge clk) begin
        place_at_q <= (room_i == 2'd0) ? copy_word1_joined : (room_i == 2'd1) ? copy_word3_joined : copy_word5_joined;
        place_last_q <= (room_i == 2'd0) ? ({13'd0, most, 4'd0} | 32'hf) : (room_i == 2'd1)
                ? (copy_word8_q[0] ? 32'd3 : ({16'd0, most, 1'd0} + 32'd7)) : copy_word8_q[0] ? 32'd3
                : ({14'd0, most, 3'd0} + 32'hd);
        place_is_read_q <= ~(room_i == 2'd2);
    end

    assign first_o = {place_at_q[63:4], place_is_read_q ? 4'd0 : place_at_q[3:0]};
    assign span_o = place_is_read_q ? ((place_last_q + {28'd0, place_at_q[3:0]}) | 32'hf) : place_last_q;

    (* ram_style = "distributed" *)
    reg [31:0] staged [0:31];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[3:0] < 4'd11)) begin
            staged[{write_address_i[4], write_address_i[3:0]}] <= write_data_i;
        end
        staged_rdata_q <= staged[{queue_i, word_q}];
    end

    wire unused = &{1'b0, copy_word7_q[31:16], copy_word9_q[31:17], copy_word10_q[31:17], copy_word6_difference[15]};

endmodule

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 1
module round_robin_arbiter (
    input  wire  clk,
    input  wire  rst,
    input  wire  requests_i,
    input  wire  accept_i,
    output wire  grants_o
);

    reg   above_q;

    wire ahead = requests_i & above_q;
    assign grants_o = ahead ? ahead : requests_i;

    always @(posedge clk) begin
        if (accept_i & requests_i) begin
            above_q <= 1'd0;
        end
        if (rst) begin
            above_q <= 1'd0;
        end
    end

endmodule

// Joins 1 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, error: u4}, names = supply
module stream_merge (
    input  wire       clk,
    input  wire       rst,
    // ups
    input  wire       ups_supply_valid_i,
    output wire       ups_supply_ready_o,
    input  wire       ups_supply_queue_i,
    input  wire [7:0] ups_supply_epoch_i,
    input  wire [3:0] ups_supply_error_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [7:0] down_epoch_o,
    output wire [3:0] down_error_o
);

    wire       arbiter_accept;
    wire       arbiter_grants;
    reg        held_q;
    reg        payload_queue_q;
    reg  [7:0] payload_epoch_q;
    reg  [3:0] payload_error_q;

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_supply_ready_o = arbiter_grants & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= arbiter_grants;
            payload_queue_q <= arbiter_grants & ups_supply_queue_i;
            payload_epoch_q <= {8{arbiter_grants}} & ups_supply_epoch_i;
            payload_error_q <= {4{arbiter_grants}} & ups_supply_error_i;
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;
    assign down_epoch_o = payload_epoch_q;
    assign down_error_o = payload_error_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (ups_supply_valid_i),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Run control: starts and stops the queues that receive.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128, options = {"direction":"receive","offered":["packed","mergeable","indirect","event_index","in_order","guest_checksum"],"stops":["supply"],"drains":["supply"]}
module receive_run_control (
    input  wire        clk,
    input  wire        rst,
    output wire        ready_o,
    // write
    input  wire        write_valid_i,
    input  wire [4:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // statusRead
    input  wire        status_read_queue_i,
    output wire [31:0] status_read_status_o,
    output wire [31:0] status_read_available_o,
    output wire [31:0] status_read_used_o,
    input  wire        quiesce_i,
    input  wire [1:0]  suspend_i,
    output wire [1:0]  suspended_o,
    output wire [1:0]  occupied_o,
    // stops
    input  wire        stops_supply_valid_i,
    output wire        stops_supply_ready_o,
    input  wire        stops_supply_queue_i,
    input  wire [7:0]  stops_supply_epoch_i,
    input  wire [3:0]  stops_supply_error_i,
    // stopped
    output wire        stopped_valid_o,
    output wire        stopped_queue_o,
    output wire [3:0]  stopped_error_o,
    // change
    output wire        change_valid_o,
    output wire        change_queue_o,
    output wire        change_running_o,
    output wire        change_beginning_o,
    output wire [7:0]  change_epoch_o,
    // start
    output wire        start_valid_o,
    output wire        start_queue_o,
    output wire [7:0]  start_epoch_o,
    output wire [63:0] start_descriptors_o,
    output wire [63:0] start_driver_o,
    output wire [63:0] start_device_o,
    output wire [15:0] start_size_o,
    output wire [15:0] start_vector_o,
    output wire        start_features_packed_o,
    output wire        start_features_mergeable_o,
    output wire        start_features_indirect_o,
    output wire        start_features_event_index_o,
    output wire        start_features_in_order_o,
    output wire        start_features_guest_checksum_o,
    output wire [15:0] start_available_index_o,
    output wire        start_available_wrap_o,
    output wire [15:0] start_used_index_o,
    output wire        start_used_wrap_o,
    output wire [4:0]  start_merge_limit_o,
    // check
    output wire        check_request_valid_o,
    input  wire        check_request_ready_i,
    output wire        check_request_function_o,
    output wire [63:0] check_request_first_o,
    output wire [31:0] check_request_span_o,
    input  wire        check_answer_valid_i,
    input  wire        check_answer_inside_i,
    // drain
    output wire        drain_queue_o,
    input  wire        drain_busy_supply_i,
    input  wire [15:0] drain_available_index_i,
    input  wire        drain_available_wrap_i,
    input  wire [15:0] drain_used_index_i,
    input  wire        drain_used_wrap_i
);

    localparam [3:0] STEP_LOOK   = 4'd0;
    localparam [3:0] STEP_HEED   = 4'd1;
    localparam [3:0] STEP_JUDGE  = 4'd2;
    localparam [3:0] STEP_SETTLE = 4'd3;
    localparam [3:0] STEP_LOAD   = 4'd4;
    localparam [3:0] STEP_AWAIT  = 4'd5;
    localparam [3:0] STEP_PLACE  = 4'd6;
    localparam [3:0] STEP_ASK    = 4'd7;
    localparam [3:0] STEP_ANSWER = 4'd8;
    localparam [3:0] STEP_AGAIN  = 4'd9;
    localparam [3:0] STEP_COMMIT = 4'd10;
    localparam [3:0] STEP_TURN   = 4'd11;

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire [3:0]  requests_rdata;
    wire [23:0] states_rdata;
    reg         visit_queue_q;
    reg  [1:0]  visit_seen_phase_q;
    reg  [7:0]  visit_seen_epoch_q;
    reg  [3:0]  visit_seen_error_q;
    reg         visit_seen_resumes_q;
    reg         visit_seen_known_q;
    reg         visit_seen_stop_q;
    reg         visit_seen_start_q;
    reg  [3:0]  visit_seen_tick_q;
    reg  [1:0]  visit_seen_age_q;
    reg         visit_asked_enable_q;
    reg         visit_asked_resume_q;
    reg         visit_asked_stop_q;
    reg         visit_asked_start_q;
    reg         visit_quiet_q;
    reg         visit_suspended_q;
    reg         visit_disturbed_q;
    reg         visit_heeded_q;
    reg         visit_begun_q;
    reg         visit_busy_q;
    reg         visit_active_q;
    reg  [3:0]  visit_timer_q;
    reg  [1:0]  visit_room_q;
    reg         visit_refused_q;
    reg  [3:0]  visit_refusal_q;
    reg         act_writes;
    reg  [1:0]  act_state_phase;
    reg  [7:0]  act_state_epoch;
    reg  [3:0]  act_state_error;
    reg         act_state_resumes;
    reg         act_state_known;
    reg         act_state_stop;
    reg         act_state_start;
    reg  [3:0]  act_state_tick;
    reg  [1:0]  act_state_age;
    reg         act_changes;
    reg         act_running;
    reg         act_beginning;
    reg         act_tells;
    reg         act_begins;
    wire        rings_load;
    wire        rings_loaded;
    wire [63:0] rings_settings_descriptors;
    wire [63:0] rings_settings_driver;
    wire [63:0] rings_settings_device;
    wire [15:0] rings_settings_size;
    wire [15:0] rings_settings_vector;
    wire        rings_settings_features_packed;
    wire        rings_settings_features_mergeable;
    wire        rings_settings_features_indirect;
    wire        rings_settings_features_event_index;
    wire        rings_settings_features_in_order;
    wire        rings_settings_features_guest_checksum;
    wire [4:0]  rings_settings_merge_limit;
    wire [15:0] rings_settings_available_index;
    wire        rings_settings_available_wrap;
    wire [15:0] rings_settings_used_index;
    wire        rings_settings_used_wrap;
    wire        rings_verdict_offered;
    wire        rings_verdict_fit;
    wire [63:0] rings_first;
    wire [31:0] rings_span;
    wire        stop_ups_supply_ready;
    wire        stop_down_valid;
    wire        stop_down_ready;
    wire        stop_down_queue;
    wire [7:0]  stop_down_epoch;
    wire [3:0]  stop_down_error;
    wire [33:0] positions_rdata;
    wire        comes;
    wire        sound;
    wire        stops;
    wire        starts;
    wire        halted;
    wire        wants;
    wire        heeds_next;
    reg  [19:0] clock_q;
    reg  [3:0]  step_q;
    wire [23:0] states_rdata1;
    wire [3:0]  requests_rdata1;
    wire [3:0]  requests_rdata2;
    reg         told_change_valid_q;
    reg         told_change_payload_queue_q;
    reg         told_change_payload_running_q;
    reg         told_change_payload_beginning_q;
    reg  [7:0]  told_change_payload_epoch_q;
    reg         told_stopped_valid_q;
    reg         told_stopped_payload_queue_q;
    reg  [3:0]  told_stopped_payload_error_q;
    reg         told_starts_q;
    reg  [1:0]  occupied_q;
    reg         some_q;
    wire [23:0] states_rdata2;
    wire [33:0] positions_rdata1;
    reg  [31:0] shown_status_q;
    reg  [31:0] shown_available_q;
    reg  [31:0] shown_used_q;
    wire [3:0]  requests_rdata3;

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
    assign stops_supply_ready_o = stop_ups_supply_ready;

    wire runs = ((visit_seen_phase_q == 2'd1) | (visit_seen_phase_q == 2'd2)) & (stop_down_epoch == visit_seen_epoch_q);
    wire visit_seen_phase_equal = visit_seen_phase_q == 2'd1;
    wire visit_seen_phase_inverse = ~(visit_seen_phase_q == 2'd0);
    wire sound_and = sound & stops;
    wire sound_and_2 = sound & visit_quiet_q;
    wire stops_or = stops | halted;
    wire visit_timer_and = (visit_timer_q != 4'd0) & visit_busy_q;
    wire visit_timer_equal = visit_timer_q == 4'd15;
    wire wants_and = wants & sound;
    always @(*) begin
        act_writes = 1'd0;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_writes = 1'd1;
                end
            end
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        if (stops_or) begin
                            act_writes = 1'd1;
                        end else if (starts) begin
                            act_writes = 1'd1;
                        end
                    end
                end else if (visit_seen_phase_inverse) begin
                end else if (wants) begin
                end else if (sound_and) begin
                    act_writes = 1'd1;
                end else if (sound_and_2) begin
                    act_writes = 1'd1;
                end
            end
            STEP_SETTLE: begin
                if (visit_timer_and) begin
                    act_writes = 1'd1;
                end else if (visit_timer_equal) begin
                    act_writes = 1'd1;
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (visit_refused_q) begin
                        act_writes = 1'd1;
                    end else begin
                        act_writes = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_changes = 1'd0;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_changes = 1'd1;
                end
            end
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        if (stops_or) begin
                            act_changes = 1'd1;
                        end
                    end
                end
            end
            STEP_SETTLE: begin
                if (~visit_timer_and) begin
                    if (visit_timer_equal) begin
                        act_changes = 1'd1;
                    end
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        act_changes = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_running = 1'd0;
        case (step_q)
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        if (stops_or) begin
                            act_running = 1'd1;
                        end
                    end
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        act_running = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_beginning = 1'd0;
        case (step_q)
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        act_beginning = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_tells = 1'd0;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_tells = 1'd1;
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (visit_refused_q) begin
                        act_tells = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_begins = 1'd0;
        case (step_q)
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        act_begins = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_phase = visit_seen_phase_q;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_state_phase = 2'd3;
                end
            end
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        if (stops_or) begin
                            act_state_phase = 2'd2;
                        end
                    end
                end
            end
            STEP_SETTLE: begin
                if (~visit_timer_and) begin
                    if (visit_timer_equal) begin
                        act_state_phase = 2'd0;
                    end
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (visit_refused_q) begin
                        act_state_phase = 2'd0;
                    end else begin
                        act_state_phase = 2'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_epoch = visit_seen_epoch_q;
        case (step_q)
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        act_state_epoch = visit_seen_epoch_q + 8'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_error = visit_seen_error_q;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_state_error = stop_down_error;
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (visit_refused_q) begin
                        act_state_error = visit_refusal_q;
                    end else begin
                        act_state_error = 4'd0;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_resumes = visit_seen_resumes_q;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_state_resumes = 1'd0;
                end
            end
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        if (stops_or) begin
                            act_state_resumes = visit_suspended_q & ~(visit_quiet_q | stops);
                        end
                    end
                end else if (visit_seen_phase_inverse) begin
                end else if (wants) begin
                end else if (sound_and) begin
                    act_state_resumes = 1'd0;
                end else if (sound_and_2) begin
                    act_state_resumes = 1'd0;
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    act_state_resumes = 1'd0;
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_known = visit_seen_known_q;
        case (step_q)
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        act_state_known = 1'd1;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_stop = visit_seen_stop_q;
        case (step_q)
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        act_state_stop = visit_asked_stop_q;
                    end
                end else if (visit_seen_phase_inverse) begin
                end else if (wants) begin
                end else if (sound_and) begin
                    act_state_stop = visit_asked_stop_q;
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_start = visit_seen_start_q;
        case (step_q)
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        act_state_start = stops ? visit_seen_start_q : visit_asked_start_q;
                    end
                end else if (visit_seen_phase_inverse) begin
                end else if (wants) begin
                end else if (sound_and) begin
                    act_state_start = visit_asked_enable_q ? visit_seen_start_q : visit_asked_start_q;
                end else if (sound_and_2) begin
                    act_state_start = visit_asked_start_q;
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    act_state_start = visit_asked_start_q;
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_tick = visit_seen_tick_q;
        case (step_q)
            STEP_SETTLE: begin
                if (visit_timer_and) begin
                    act_state_tick = clock_q[19:16];
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    always @(*) begin
        act_state_age = visit_seen_age_q;
        case (step_q)
            STEP_HEED: begin
                if (runs) begin
                    act_state_age = 2'd0;
                end
            end
            STEP_JUDGE: begin
                if (visit_seen_phase_equal) begin
                    if (sound) begin
                        if (stops_or) begin
                            act_state_age = 2'd0;
                        end
                    end
                end
            end
            STEP_SETTLE: begin
                if (visit_timer_and) begin
                    act_state_age = (visit_seen_age_q == 2'd0) ? 2'd1
                            : (visit_seen_age_q + {1'd0, (visit_seen_age_q != 2'd0) & (visit_seen_age_q != 2'd3) & (visit_seen_tick_q != clock_q[19:16])});
                end else if (visit_timer_equal) begin
                    act_state_age = 2'd0;
                end
            end
            STEP_COMMIT: begin
                if (wants_and) begin
                    if (visit_refused_q) begin
                        act_state_age = 2'd0;
                    end else begin
                        act_state_age = 2'd0;
                    end
                end
            end
            default: begin end  // STEP_TURN
        endcase
    end

    wire comes_2 = write_valid_i & (write_address_i[3:0] == 4'd11);
    assign comes = comes_2 & (write_address_i[4] == visit_queue_q);

    assign sound = ~(visit_disturbed_q | comes);
    assign stops = visit_asked_stop_q != visit_seen_stop_q;
    assign starts = visit_asked_start_q != visit_seen_start_q;
    assign halted = visit_quiet_q | visit_suspended_q;
    assign wants = ((starts & visit_asked_enable_q) | visit_seen_resumes_q) & ~(halted | stops);
    assign heeds_next = stop_down_valid & ~visit_heeded_q;

    always @(posedge clk) begin
        clock_q <= clock_q + 20'd1;
        if (rst) begin
            clock_q <= 20'd0;
        end
    end

    always @(posedge clk) begin
        case (step_q)
            STEP_LOOK: begin
                visit_seen_phase_q <= states_rdata1[1:0];
                visit_seen_epoch_q <= states_rdata1[9:2];
                visit_seen_error_q <= states_rdata1[13:10];
                visit_seen_resumes_q <= states_rdata1[14];
                visit_seen_known_q <= states_rdata1[15];
                visit_seen_stop_q <= states_rdata1[16];
                visit_seen_start_q <= states_rdata1[17];
                visit_seen_tick_q <= states_rdata1[21:18];
                visit_seen_age_q <= states_rdata1[23:22];
                visit_asked_enable_q <= requests_rdata1[0];
                visit_asked_resume_q <= requests_rdata1[1];
                visit_asked_stop_q <= requests_rdata1[2];
                visit_asked_start_q <= requests_rdata1[3];
                visit_quiet_q <= quiesce_i;
                visit_suspended_q <= suspend_i[visit_queue_q];
                visit_disturbed_q <= comes;
                visit_timer_q <= 4'd0;
                visit_room_q <= 2'd0;
                visit_refused_q <= 1'd0;
                visit_heeded_q <= heeds_next;
                visit_begun_q <= 1'd0;
                if (~sweep_active_q) begin
                    if (heeds_next) begin
                        step_q <= STEP_HEED;
                    end else begin
                        step_q <= STEP_JUDGE;
                    end
                end
            end
            STEP_HEED: begin
                step_q <= STEP_LOOK;
            end
            STEP_JUDGE: begin
                visit_active_q <= ~(visit_seen_phase_q == 2'd0) | wants;
                step_q <= STEP_TURN;
                if (~visit_seen_phase_equal) begin
                    if (visit_seen_phase_inverse) begin
                        step_q <= STEP_SETTLE;
                    end else if (wants) begin
                        step_q <= STEP_LOAD;
                    end
                end
            end
            STEP_SETTLE: begin
                visit_timer_q <= visit_timer_q + 4'd1;
                if (visit_timer_and) begin
                    step_q <= STEP_TURN;
                end else if (visit_timer_equal) begin
                    visit_active_q <= 1'd0;
                    step_q <= STEP_TURN;
                end
            end
            STEP_LOAD: begin
                step_q <= STEP_AWAIT;
            end
            STEP_AWAIT: begin
                if (rings_loaded) begin
                    visit_refusal_q <= rings_verdict_offered ? 4'd7 : 4'd11;
                    visit_refused_q <= ~(rings_verdict_offered & rings_verdict_fit);
                    if (rings_verdict_offered & rings_verdict_fit) begin
                        step_q <= STEP_PLACE;
                    end else begin
                        step_q <= STEP_AGAIN;
                    end
                end
            end
            STEP_PLACE: begin
                step_q <= STEP_ASK;
            end
            STEP_ASK: begin
                if (check_request_ready_i) begin
                    step_q <= STEP_ANSWER;
                end
            end
            STEP_ANSWER: begin
                visit_refusal_q <= 4'd5;
                if (check_answer_valid_i) begin
                    visit_room_q <= visit_room_q + 2'd1;
                    visit_refused_q <= ~check_answer_inside_i;
                    if (check_answer_inside_i & (visit_room_q != 2'd2)) begin
                        step_q <= STEP_PLACE;
                    end else begin
                        step_q <= STEP_AGAIN;
                    end
                end
            end
            STEP_AGAIN: begin
                visit_asked_enable_q <= requests_rdata2[0];
                visit_asked_resume_q <= requests_rdata2[1];
                visit_asked_stop_q <= requests_rdata2[2];
                visit_asked_start_q <= requests_rdata2[3];
                visit_quiet_q <= quiesce_i;
                visit_suspended_q <= suspend_i[visit_queue_q];
                visit_disturbed_q <= comes;
                step_q <= STEP_COMMIT;
            end
            STEP_COMMIT: begin
                visit_active_q <= 1'd0;
                if (wants_and) begin
                    if (~visit_refused_q) begin
                        visit_active_q <= 1'd1;
                        visit_begun_q <= 1'd1;
                    end
                end
                step_q <= STEP_TURN;
            end
            default: begin  // STEP_TURN
                visit_queue_q <= (visit_queue_q == 1'd1) ? 1'd0 : (visit_queue_q + 1'd1);
                step_q <= STEP_LOOK;
            end
        endcase
        visit_busy_q <= drain_busy_supply_i;
        if (rst) begin
            step_q <= 4'd0;
            visit_heeded_q <= 1'd0;
            visit_queue_q <= 1'd0;
        end
    end

    assign stop_down_ready = step_q == STEP_HEED;

    wire queue = (step_q == STEP_HEED) ? stop_down_queue : visit_queue_q;
    always @(posedge clk) begin
        told_change_valid_q <= sweep_active_q | act_changes;
        told_change_payload_queue_q <= sweep_active_q ? sweep_index_q : queue;
        told_change_payload_running_q <= act_running & ~sweep_active_q;
        told_change_payload_beginning_q <= act_beginning & ~sweep_active_q;
        told_change_payload_epoch_q <= sweep_active_q ? 8'd0 : act_state_epoch;
        told_stopped_valid_q <= act_tells;
        told_stopped_payload_queue_q <= queue;
        told_stopped_payload_error_q <= act_state_error;
        told_starts_q <= act_begins;
        if (rst) begin
            told_change_valid_q <= 1'd0;
            told_stopped_valid_q <= 1'd0;
            told_starts_q <= 1'd0;
        end
    end

    assign change_valid_o = told_change_valid_q;
    assign change_queue_o = told_change_payload_queue_q;
    assign change_running_o = told_change_payload_running_q;
    assign change_beginning_o = told_change_payload_beginning_q;
    assign change_epoch_o = told_change_payload_epoch_q;
    assign stopped_valid_o = told_stopped_valid_q;
    assign stopped_queue_o = told_stopped_payload_queue_q;
    assign stopped_error_o = told_stopped_payload_error_q;
    assign start_valid_o = told_starts_q;
    assign start_queue_o = visit_queue_q;
    assign start_epoch_o = told_change_payload_epoch_q;
    assign start_descriptors_o = rings_settings_descriptors;
    assign start_driver_o = rings_settings_driver;
    assign start_device_o = rings_settings_device;
    assign start_size_o = rings_settings_size;
    assign start_vector_o = rings_settings_vector;
    assign start_features_packed_o = rings_settings_features_packed;
    assign start_features_mergeable_o = rings_settings_features_mergeable;
    assign start_features_indirect_o = rings_settings_features_indirect;
    assign start_features_event_index_o = rings_settings_features_event_index;
    assign start_features_in_order_o = rings_settings_features_in_order;
    assign start_features_guest_checksum_o = rings_settings_features_guest_checksum;

    wire [15:0] positions_rdata_choice = visit_seen_resumes_q ? positions_rdata[15:0] : visit_asked_resume_q ? rings_settings_available_index : 16'd0;
    assign start_available_index_o = positions_rdata_choice;

    wire positions_rdata_choice_2 = visit_seen_resumes_q ? positions_rdata[16] : visit_asked_resume_q ? rings_settings_available_wrap : 1'd1;
    assign start_available_wrap_o = positions_rdata_choice_2;

    wire [15:0] positions_rdata_choice_3 = visit_seen_resumes_q ? positions_rdata[32:17] : visit_asked_resume_q ? rings_settings_used_index : 16'd0;
    assign start_used_index_o = positions_rdata_choice_3;

    wire positions_rdata_choice_4 = visit_seen_resumes_q ? positions_rdata[33] : visit_asked_resume_q ? rings_settings_used_wrap : 1'd1;
    assign start_used_wrap_o = positions_rdata_choice_4;

    assign start_merge_limit_o = rings_settings_merge_limit;
    assign rings_load = step_q == STEP_LOAD;
    assign check_request_valid_o = step_q == STEP_ASK;
    assign check_request_function_o = visit_queue_q;
    assign check_request_first_o = rings_first;
    assign check_request_span_o = rings_span;
    assign drain_queue_o = visit_queue_q;

    wire turns = step_q == STEP_TURN;
    wire some_or = some_q | visit_active_q;
    always @(posedge clk) begin
        if (turns) begin
            some_q <= some_q | visit_active_q;
        end
        if (turns) begin
            case (visit_queue_q)
                1'd0: occupied_q[0] <= some_or;
                1'd1: occupied_q[1] <= some_or;
            endcase
            some_q <= 1'd0;
        end
        if (comes_2 & write_data_i[0]) begin
            case (write_address_i[4])
                1'd0: occupied_q[0] <= 1'd1;
                1'd1: occupied_q[1] <= 1'd1;
            endcase
            if ((write_address_i[4] == visit_queue_q) & ~turns) begin
                some_q <= 1'd1;
            end
        end
        if (step_q == STEP_LOAD) begin
            case (visit_queue_q)
                1'd0: occupied_q[0] <= 1'd1;
                1'd1: occupied_q[1] <= 1'd1;
            endcase
            if (~turns) begin
                some_q <= 1'd1;
            end
        end
        if (rst) begin
            some_q <= 1'd0;
            occupied_q <= 2'd0;
        end
    end

    assign occupied_o = occupied_q;
    assign suspended_o = suspend_i & ~occupied_q;

    wire stops_2 = requests_rdata3[2] != states_rdata2[16];
    wire leaving = (states_rdata2[1:0] == 2'd2) | (states_rdata2[1:0] == 2'd3);
    wire [31:0] states_rdata2_or = {28'd0, states_rdata2[13:10]} | (((states_rdata2[1:0] == 2'd1) & ~stops_2) ? 32'h100 : 32'd0)
            | ((leaving | stops_2 | ((requests_rdata3[3] != states_rdata2[17]) & requests_rdata3[0] & (~(states_rdata2[1:0] == 2'd1) | stops_2))) ? 32'h200 : 32'd0);
    always @(posedge clk) begin
        shown_status_q <= states_rdata2_or | ((leaving & (states_rdata2[23:22] == 2'd3)) ? 32'h400 : 32'd0)
                | {20'd0, states_rdata2[14], 11'd0};
        shown_available_q <= states_rdata2[15] ? {15'd0, positions_rdata1[16], positions_rdata1[15:0]} : 32'd0;
        shown_used_q <= states_rdata2[15] ? {15'd0, positions_rdata1[33], positions_rdata1[32:17]} : 32'd0;
    end

    assign status_read_status_o = shown_status_q;
    assign status_read_available_o = shown_available_q;
    assign status_read_used_o = shown_used_q;

    (* ram_style = "distributed" *)
    reg [23:0] states [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | act_writes) begin
            states[sweep_active_q ? sweep_index_q : queue] <= {sweep_active_q ? 2'd0 : act_state_age, sweep_active_q ? 4'd0 : act_state_tick,
                    sweep_active_q ? 1'd0 : act_state_start, sweep_active_q ? 1'd0 : act_state_stop,
                    sweep_active_q ? 1'd0 : act_state_known, sweep_active_q ? 1'd0 : act_state_resumes,
                    sweep_active_q ? 4'd0 : act_state_error, sweep_active_q ? 8'd0 : act_state_epoch,
                    sweep_active_q ? 2'd0 : act_state_phase};
        end
    end
    assign states_rdata = states[write_address_i[4]];
    assign states_rdata1 = states[heeds_next ? stop_down_queue : visit_queue_q];
    assign states_rdata2 = states[status_read_queue_i];

    (* ram_style = "distributed" *)
    reg [33:0] positions [0:1];
    always @(posedge clk) begin
        if (turns) begin
            positions[visit_queue_q] <= {visit_begun_q ? positions_rdata_choice_4 : drain_used_wrap_i,
                    visit_begun_q ? positions_rdata_choice_3 : drain_used_index_i,
                    visit_begun_q ? positions_rdata_choice_2 : drain_available_wrap_i,
                    visit_begun_q ? positions_rdata_choice : drain_available_index_i};
        end
    end
    assign positions_rdata = positions[visit_queue_q];
    assign positions_rdata1 = positions[status_read_queue_i];

    (* ram_style = "distributed" *)
    reg [3:0] requests [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | comes_2) begin
            requests[sweep_active_q ? sweep_index_q : write_address_i[4]] <= {~sweep_active_q & (write_data_i[0] ? ~states_rdata[17] : requests_rdata[3]),
                    ~sweep_active_q & (write_data_i[0] ? requests_rdata[2] : ~states_rdata[16]),
                    ~sweep_active_q & write_data_i[1], ~sweep_active_q & write_data_i[0]};
        end
    end
    assign requests_rdata = requests[write_address_i[4]];
    assign requests_rdata1 = requests[visit_queue_q];
    assign requests_rdata2 = requests[visit_queue_q];
    assign requests_rdata3 = requests[status_read_queue_i];

    receive_ring_settings rings (
        .clk                                (clk),
        .rst                                (rst),
        .write_valid_i                      (write_valid_i),
        .write_address_i                    (write_address_i),
        .write_data_i                       (write_data_i),
        .queue_i                            (visit_queue_q),
        .load_i                             (rings_load),
        .resume_i                           (visit_asked_resume_q),
        .loaded_o                           (rings_loaded),
        .settings_descriptors_o             (rings_settings_descriptors),
        .settings_driver_o                  (rings_settings_driver),
        .settings_device_o                  (rings_settings_device),
        .settings_size_o                    (rings_settings_size),
        .settings_vector_o                  (rings_settings_vector),
        .settings_features_packed_o         (rings_settings_features_packed),
        .settings_features_mergeable_o      (rings_settings_features_mergeable),
        .settings_features_indirect_o       (rings_settings_features_indirect),
        .settings_features_event_index_o    (rings_settings_features_event_index),
        .settings_features_in_order_o       (rings_settings_features_in_order),
        .settings_features_guest_checksum_o (rings_settings_features_guest_checksum),
        .settings_merge_limit_o             (rings_settings_merge_limit),
        .settings_available_index_o         (rings_settings_available_index),
        .settings_available_wrap_o          (rings_settings_available_wrap),
        .settings_used_index_o              (rings_settings_used_index),
        .settings_used_wrap_o               (rings_settings_used_wrap),
        .verdict_offered_o                  (rings_verdict_offered),
        .verdict_fit_o                      (rings_verdict_fit),
        .room_i                             (visit_room_q),
        .first_o                            (rings_first),
        .span_o                             (rings_span)
    );

    stream_merge stop (
        .clk                (clk),
        .rst                (rst),
        .ups_supply_valid_i (stops_supply_valid_i),
        .ups_supply_ready_o (stop_ups_supply_ready),
        .ups_supply_queue_i (stops_supply_queue_i),
        .ups_supply_epoch_i (stops_supply_epoch_i),
        .ups_supply_error_i (stops_supply_error_i),
        .down_valid_o       (stop_down_valid),
        .down_ready_i       (stop_down_ready),
        .down_queue_o       (stop_down_queue),
        .down_epoch_o       (stop_down_epoch),
        .down_error_o       (stop_down_error)
    );

    wire unused = &{1'b0, requests_rdata[1:0], states_rdata[15:0], states_rdata[23:18], states_rdata2[9:2], states_rdata2[21:18], requests_rdata3[1]};

endmodule

`default_nettype wire
