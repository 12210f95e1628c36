/* verilator lint_off DECLFILENAME */
`default_nettype none

// Queue control: registers, start with checked settings, stop, draining and status of the receive queues.
// Parameters: config = tiny
module queue_control (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [4:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // statusRead
    input  wire        status_read_queue_i,
    output wire [31:0] status_read_status_o,
    // usedIndex
    output wire        used_index_queue_o,
    input  wire [15:0] used_index_index_i,
    // stops
    input  wire        stops_ring_valid_i,
    input  wire        stops_ring_queue_i,
    input  wire [3:0]  stops_ring_error_i,
    input  wire        stops_descriptor_valid_i,
    input  wire        stops_descriptor_queue_i,
    input  wire [3:0]  stops_descriptor_error_i,
    input  wire        stops_completion_valid_i,
    input  wire        stops_completion_queue_i,
    input  wire [3:0]  stops_completion_error_i,
    input  wire        quiesce_i,
    output wire [1:0]  occupied_o,
    // stopped
    output wire        stopped_start_valid_o,
    output wire        stopped_start_queue_o,
    output wire [3:0]  stopped_start_error_o,
    output wire        stopped_ring_valid_o,
    output wire        stopped_ring_queue_o,
    output wire [3:0]  stopped_ring_error_o,
    output wire        stopped_descriptor_valid_o,
    output wire        stopped_descriptor_queue_o,
    output wire [3:0]  stopped_descriptor_error_o,
    output wire        stopped_completion_valid_o,
    output wire        stopped_completion_queue_o,
    output wire [3:0]  stopped_completion_error_o,
    output wire [1:0]  enabled_o,
    // start
    output wire        start_valid_o,
    output wire        start_queue_o,
    output wire [7:0]  start_epoch_o,
    output wire [63:0] start_descriptors_o,
    output wire [63:0] start_avail_o,
    output wire [63:0] start_used_o,
    output wire [14:0] start_mask_o,
    output wire [15:0] start_vector_o,
    // clear
    output wire        clear_valid_o,
    output wire        clear_queue_o,
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
    input  wire [15:0] drain_requested_i,
    input  wire [15:0] drain_landed_i,
    input  wire [15:0] drain_taken_i,
    input  wire [15:0] drain_done_i,
    input  wire [1:0]  drain_busy_i,
    input  wire        drain_frames_i,
    input  wire        drain_interrupt_i
);

    localparam [2:0] STATE_SCAN     = 3'd0;
    localparam [2:0] STATE_SETTLE   = 3'd1;
    localparam [2:0] STATE_LOAD     = 3'd2;
    localparam [2:0] STATE_SETTINGS = 3'd3;
    localparam [2:0] STATE_RINGS    = 3'd4;
    localparam [2:0] STATE_COMMIT   = 3'd5;
    localparam [2:0] STATE_REFUSE   = 3'd6;

    reg  [1:0]  queues_running_q;
    reg  [1:0]  queues_draining_q;
    reg  [1:0]  queues_wanted_q;
    reg  [1:0]  start_noted_q;
    reg  [1:0]  ring_noted_q;
    reg  [1:0]  descriptor_noted_q;
    reg  [1:0]  completion_noted_q;
    reg         queue_q;
    reg  [3:0]  timer_q;
    reg  [2:0]  word_q;
    reg  [1:0]  ring_q;
    reg         asked_q;
    reg         idle_q;
    reg  [3:0]  refusal_q;
    wire        loading;
    reg  [63:0] copy_descriptors_q;
    reg  [63:0] copy_avail_q;
    reg  [63:0] copy_used_q;
    reg  [31:0] copy_size_q;
    reg  [15:0] copy_vector_q;
    wire [31:0] staged_rdata;
    wire        cancelled;
    wire        waits;
    wire        ends;
    wire        begins;
    reg         runs_sweep_active_q;
    reg         runs_sweep_index_q;
    reg  [19:0] clock_q;
    wire [13:0] runs_rdata;
    reg  [2:0]  state_q;
    wire        settled;
    reg  [31:0] status_q;
    wire [3:0]  start_error_rdata;
    wire [3:0]  ring_error_rdata;
    wire [3:0]  descriptor_error_rdata;
    wire [3:0]  completion_error_rdata;
    wire [13:0] runs_rdata1;

    always @(posedge clk) begin
        if (loading) begin
            case (word_q)
                3'd0: begin
                    copy_descriptors_q[31:0] <= staged_rdata;
                end
                3'd1: begin
                    copy_descriptors_q[63:32] <= staged_rdata;
                end
                3'd2: begin
                    copy_avail_q[31:0] <= staged_rdata;
                end
                3'd3: begin
                    copy_avail_q[63:32] <= staged_rdata;
                end
                3'd4: begin
                    copy_used_q[31:0] <= staged_rdata;
                end
                3'd5: begin
                    copy_used_q[63:32] <= staged_rdata;
                end
                3'd6: begin
                    copy_size_q <= staged_rdata;
                end
                3'd7: begin
                    copy_vector_q <= staged_rdata[15:0];
                end
            endcase
        end
    end

    assign cancelled = ~queues_wanted_q[queue_q] | queues_draining_q[queue_q];
    assign drain_queue_o = queue_q;

    wire idle_element = queues_draining_q[queue_q];
    wire idle_and = queues_wanted_q[queue_q] & ~queues_running_q[queue_q];
    wire idle_equal = timer_q == 4'd15;
    always @(posedge clk) begin
        idle_q <= (drain_requested_i == drain_landed_i) & (drain_taken_i == drain_done_i)
                & ~(drain_busy_i[queue_q] | drain_frames_i | drain_interrupt_i);
        case (state_q)
            STATE_SCAN: begin
                timer_q <= 4'd0;
                word_q <= 3'd0;
                ring_q <= 2'd0;
                if (runs_sweep_active_q) begin
                end else if (idle_element) begin
                end else if (idle_and) begin
                end else begin
                    queue_q <= (queue_q == 1'd1) ? 1'd0 : (queue_q + 1'd1);
                end
            end
            STATE_SETTLE: begin
                timer_q <= timer_q + 4'd1;
                if (idle_equal) begin
                    queue_q <= (queue_q == 1'd1) ? 1'd0 : (queue_q + 1'd1);
                end
            end
            STATE_LOAD: begin
                word_q <= word_q + 3'd1;
            end
            STATE_SETTINGS: begin
                refusal_q <= 4'd7;
            end
            STATE_RINGS: begin
                refusal_q <= 4'd5;
                if (check_request_valid_o & check_request_ready_i) begin
                    asked_q <= 1'd1;
                end
                if (check_answer_valid_i) begin
                    asked_q <= 1'd0;
                    ring_q <= ring_q + 2'd1;
                end
            end
            STATE_COMMIT: begin end
            default: begin end  // STATE_REFUSE
        endcase
        if (rst) begin
            queue_q <= 1'd0;
            asked_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (runs_sweep_active_q) begin
            runs_sweep_index_q <= runs_sweep_index_q + 1'd1;
            if (runs_sweep_index_q == 1'd1) begin
                runs_sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            runs_sweep_index_q <= 1'd0;
            runs_sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        clock_q <= clock_q + 20'd1;
        if (rst) begin
            clock_q <= 20'd0;
        end
    end

    always @(posedge clk) begin
        case (state_q)
            STATE_SCAN: begin
                if (runs_sweep_active_q) begin
                end else if (idle_element) begin
                    state_q <= STATE_SETTLE;
                end else if (idle_and) begin
                    state_q <= STATE_LOAD;
                end
            end
            STATE_SETTLE: begin
                if (idle_equal) begin
                    state_q <= STATE_SCAN;
                end
            end
            STATE_LOAD: begin
                if (word_q == 3'd7) begin
                    state_q <= STATE_SETTINGS;
                end
            end
            STATE_SETTINGS: begin
                if ((copy_descriptors_q[3:0] == 4'd0) & ~copy_avail_q[0] & (copy_used_q[1:0] == 2'd0) & (copy_size_q <= 32'hf)) begin
                    state_q <= STATE_RINGS;
                end else begin
                    state_q <= STATE_REFUSE;
                end
            end
            STATE_RINGS: begin
                if (check_answer_valid_i) begin
                    if (~check_answer_inside_i) begin
                        state_q <= STATE_REFUSE;
                    end else if (ring_q == 2'd2) begin
                        state_q <= STATE_COMMIT;
                    end
                end
            end
            STATE_COMMIT: begin
                state_q <= STATE_SCAN;
            end
            default: begin  // STATE_REFUSE
                state_q <= STATE_SCAN;
            end
        endcase
        if (rst) begin
            state_q <= 3'd0;
        end
    end

    wire queues_draining_and = write_valid_i & (write_address_i[3:0] == 4'd8);
    wire queues_draining_inverse = ~queues_running_q[write_address_i[4]];
    wire queues_draining_and_2 = stops_ring_valid_i & queues_running_q[stops_ring_queue_i];
    wire queues_draining_and_3 = stops_descriptor_valid_i & queues_running_q[stops_descriptor_queue_i];
    wire queues_draining_and_4 = stops_completion_valid_i & queues_running_q[stops_completion_queue_i];
    always @(posedge clk) begin
        case (state_q)
            STATE_SCAN: begin end
            STATE_SETTLE: begin
                if (idle_equal) begin
                    if (idle_q) begin
                        case (queue_q)
                            1'd0: queues_draining_q[0] <= 1'd0;
                            1'd1: queues_draining_q[1] <= 1'd0;
                        endcase
                    end
                end
            end
            STATE_LOAD: begin end
            STATE_SETTINGS: begin end
            STATE_RINGS: begin end
            STATE_COMMIT: begin
                if (~cancelled) begin
                    case (queue_q)
                        1'd0: begin
                            queues_running_q[0] <= 1'd1;
                            queues_wanted_q[0] <= 1'd0;
                        end
                        1'd1: begin
                            queues_running_q[1] <= 1'd1;
                            queues_wanted_q[1] <= 1'd0;
                        end
                    endcase
                end
            end
            default: begin  // STATE_REFUSE
                if (~cancelled) begin
                    case (queue_q)
                        1'd0: queues_wanted_q[0] <= 1'd0;
                        1'd1: queues_wanted_q[1] <= 1'd0;
                    endcase
                end
            end
        endcase
        if (queues_draining_and) begin
            if (write_data_i[0]) begin
                if (queues_draining_inverse) begin
                    case (write_address_i[4])
                        1'd0: queues_wanted_q[0] <= 1'd1;
                        1'd1: queues_wanted_q[1] <= 1'd1;
                    endcase
                end
            end else begin
                case (write_address_i[4])
                    1'd0: begin
                        queues_running_q[0] <= 1'd0;
                        queues_wanted_q[0] <= 1'd0;
                        queues_draining_q[0] <= 1'd1;
                    end
                    1'd1: begin
                        queues_running_q[1] <= 1'd0;
                        queues_wanted_q[1] <= 1'd0;
                        queues_draining_q[1] <= 1'd1;
                    end
                endcase
            end
        end
        if (queues_draining_and_2) begin
            case (stops_ring_queue_i)
                1'd0: begin
                    queues_running_q[0] <= 1'd0;
                    queues_draining_q[0] <= 1'd1;
                end
                1'd1: begin
                    queues_running_q[1] <= 1'd0;
                    queues_draining_q[1] <= 1'd1;
                end
            endcase
        end
        if (queues_draining_and_3) begin
            case (stops_descriptor_queue_i)
                1'd0: begin
                    queues_running_q[0] <= 1'd0;
                    queues_draining_q[0] <= 1'd1;
                end
                1'd1: begin
                    queues_running_q[1] <= 1'd0;
                    queues_draining_q[1] <= 1'd1;
                end
            endcase
        end
        if (queues_draining_and_4) begin
            case (stops_completion_queue_i)
                1'd0: begin
                    queues_running_q[0] <= 1'd0;
                    queues_draining_q[0] <= 1'd1;
                end
                1'd1: begin
                    queues_running_q[1] <= 1'd0;
                    queues_draining_q[1] <= 1'd1;
                end
            endcase
        end
        if (quiesce_i) begin
            queues_wanted_q <= 2'd0;
        end
        if (quiesce_i & (|queues_running_q)) begin
            queues_running_q <= 2'd0;
            queues_draining_q <= queues_draining_q | queues_running_q;
        end
        if (rst) begin
            queues_draining_q <= 2'd0;
            queues_running_q <= 2'd0;
            queues_wanted_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        case (state_q)
            STATE_SCAN: begin end
            STATE_SETTLE: begin end
            STATE_LOAD: begin end
            STATE_SETTINGS: begin end
            STATE_RINGS: begin end
            STATE_COMMIT: begin end
            default: begin  // STATE_REFUSE
                if (~cancelled) begin
                    case (queue_q)
                        1'd0: start_noted_q[0] <= 1'd1;
                        1'd1: start_noted_q[1] <= 1'd1;
                    endcase
                end
            end
        endcase
        if (queues_draining_and) begin
            if (write_data_i[0]) begin
                if (queues_draining_inverse) begin
                    case (write_address_i[4])
                        1'd0: start_noted_q[0] <= 1'd0;
                        1'd1: start_noted_q[1] <= 1'd0;
                    endcase
                end
            end
        end
        if (rst) begin
            start_noted_q <= 2'd0;
        end
    end

    assign loading = state_q == STATE_LOAD;
    assign stopped_start_valid_o = (state_q == STATE_REFUSE) & ~cancelled;
    assign stopped_start_queue_o = queue_q;
    assign stopped_start_error_o = refusal_q;
    assign check_request_valid_o = (state_q == STATE_RINGS) & ~asked_q;
    assign check_request_function_o = queue_q;
    assign check_request_first_o = (ring_q == 2'd0) ? copy_descriptors_q : (ring_q == 2'd1) ? {copy_avail_q[63:4], 4'd0} : copy_used_q;

    wire [15:0] check_request_span_difference = (16'd1 << copy_size_q[3:0]) - 16'd1;
    wire [14:0] check_request_span_bits = check_request_span_difference[14:0];
    assign check_request_span_o = (ring_q == 2'd0) ? {13'd0, check_request_span_bits, 4'd15} : (ring_q == 2'd1)
            ? (({16'd0, check_request_span_bits, 1'd0} + 32'd5 + {28'd0, copy_avail_q[3:0]}) | 32'hf)
            : ({14'd0, check_request_span_bits, 3'd0} + 32'hb);

    assign begins = (state_q == STATE_COMMIT) & ~cancelled;
    assign start_valid_o = begins;
    assign start_queue_o = queue_q;

    wire [7:0] start_epoch_sum = runs_rdata[7:0] + 8'd1;
    assign start_epoch_o = start_epoch_sum;

    assign start_descriptors_o = copy_descriptors_q;
    assign start_avail_o = copy_avail_q;
    assign start_used_o = copy_used_q;
    assign start_mask_o = check_request_span_bits;
    assign start_vector_o = copy_vector_q;
    assign settled = (state_q == STATE_SETTLE) & (timer_q == 4'd15);
    assign ends = settled & idle_q;
    assign waits = settled & ~idle_q;
    assign clear_valid_o = ends;
    assign clear_queue_o = queue_q;

    always @(posedge clk) begin
        if (queues_draining_and) begin
            if (write_data_i[0]) begin
                if (queues_draining_inverse) begin
                    case (write_address_i[4])
                        1'd0: ring_noted_q[0] <= 1'd0;
                        1'd1: ring_noted_q[1] <= 1'd0;
                    endcase
                end
            end
        end
        if (queues_draining_and_2) begin
            case (stops_ring_queue_i)
                1'd0: ring_noted_q[0] <= 1'd1;
                1'd1: ring_noted_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            ring_noted_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        if (queues_draining_and) begin
            if (write_data_i[0]) begin
                if (queues_draining_inverse) begin
                    case (write_address_i[4])
                        1'd0: descriptor_noted_q[0] <= 1'd0;
                        1'd1: descriptor_noted_q[1] <= 1'd0;
                    endcase
                end
            end
        end
        if (queues_draining_and_3) begin
            case (stops_descriptor_queue_i)
                1'd0: descriptor_noted_q[0] <= 1'd1;
                1'd1: descriptor_noted_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            descriptor_noted_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        if (queues_draining_and) begin
            if (write_data_i[0]) begin
                if (queues_draining_inverse) begin
                    case (write_address_i[4])
                        1'd0: completion_noted_q[0] <= 1'd0;
                        1'd1: completion_noted_q[1] <= 1'd0;
                    endcase
                end
            end
        end
        if (queues_draining_and_4) begin
            case (stops_completion_queue_i)
                1'd0: completion_noted_q[0] <= 1'd1;
                1'd1: completion_noted_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            completion_noted_q <= 2'd0;
        end
    end

    assign stopped_ring_valid_o = queues_draining_and_2;
    assign stopped_ring_queue_o = stops_ring_queue_i;
    assign stopped_ring_error_o = stops_ring_error_i;
    assign stopped_descriptor_valid_o = queues_draining_and_3;
    assign stopped_descriptor_queue_o = stops_descriptor_queue_i;
    assign stopped_descriptor_error_o = stops_descriptor_error_i;
    assign stopped_completion_valid_o = queues_draining_and_4;
    assign stopped_completion_queue_o = stops_completion_queue_i;
    assign stopped_completion_error_o = stops_completion_error_i;
    assign enabled_o = queues_running_q;

    wire [1:0] occupied_or = queues_running_q | queues_draining_q | queues_wanted_q;
    assign occupied_o = {occupied_or[1], occupied_or[0]};

    assign used_index_queue_o = status_read_queue_i;

    wire [31:0] status_or = {28'd0, start_noted_q[status_read_queue_i] ? start_error_rdata : ring_noted_q[status_read_queue_i] ? ring_error_rdata : descriptor_noted_q[status_read_queue_i] ? descriptor_error_rdata : completion_noted_q[status_read_queue_i] ? completion_error_rdata : 4'd0}
            | (queues_running_q[status_read_queue_i] ? 32'h100 : 32'd0);
    wire status_element = queues_draining_q[status_read_queue_i];
    always @(posedge clk) begin
        status_q <= status_or | ((status_element | queues_wanted_q[status_read_queue_i]) ? 32'h200 : 32'd0)
                | ((status_element & (runs_rdata1[13:12] == 2'd3)) ? 32'h400 : 32'd0)
                | {used_index_index_i, 16'd0};
    end

    assign status_read_status_o = status_q;

    (* ram_style = "distributed" *)
    reg [3:0] start_error [0:1];
    always @(posedge clk) begin
        case (state_q)
            STATE_SCAN: begin end
            STATE_SETTLE: begin end
            STATE_LOAD: begin end
            STATE_SETTINGS: begin end
            STATE_RINGS: begin end
            STATE_COMMIT: begin end
            default: begin  // STATE_REFUSE
                if (~cancelled) begin
                    start_error[queue_q] <= refusal_q;
                end
            end
        endcase
    end
    assign start_error_rdata = start_error[status_read_queue_i];

    (* ram_style = "distributed" *)
    reg [3:0] ring_error [0:1];
    always @(posedge clk) begin
        if (queues_draining_and_2) begin
            ring_error[stops_ring_queue_i] <= stops_ring_error_i;
        end
    end
    assign ring_error_rdata = ring_error[status_read_queue_i];

    (* ram_style = "distributed" *)
    reg [3:0] descriptor_error [0:1];
    always @(posedge clk) begin
        if (queues_draining_and_3) begin
            descriptor_error[stops_descriptor_queue_i] <= stops_descriptor_error_i;
        end
    end
    assign descriptor_error_rdata = descriptor_error[status_read_queue_i];

    (* ram_style = "distributed" *)
    reg [3:0] completion_error [0:1];
    always @(posedge clk) begin
        if (queues_draining_and_4) begin
            completion_error[stops_completion_queue_i] <= stops_completion_error_i;
        end
    end
    assign completion_error_rdata = completion_error[status_read_queue_i];

    (* ram_style = "distributed" *)
    reg [31:0] staged [0:15];
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i[3:0] < 4'd8)) begin
            staged[{write_address_i[4], write_address_i[2:0]}] <= write_data_i;
        end
    end
    assign staged_rdata = staged[{queue_q, word_q}];

    wire [1:0] runs_choice = (waits & ~runs_sweep_active_q)
            ? ((runs_rdata[13:12] == 2'd0) ? 2'd1 : (runs_rdata[13:12] + {1'd0, (runs_rdata[13:12] != 2'd0) & (runs_rdata[11:8] != clock_q[19:16]) & (runs_rdata[13:12] != 2'd3)}))
            : 2'd0;
    (* ram_style = "distributed" *)
    reg [13:0] runs [0:1];
    always @(posedge clk) begin
        if (runs_sweep_active_q | waits | ends | begins) begin
            runs[runs_sweep_active_q ? runs_sweep_index_q : queue_q] <= {runs_choice, clock_q[19:16], runs_sweep_active_q ? 8'd0 : begins ? start_epoch_sum : runs_rdata[7:0]};
        end
    end
    assign runs_rdata = runs[queue_q];
    assign runs_rdata1 = runs[status_read_queue_i];

    wire unused = &{1'b0, runs_rdata1[11:0], check_request_span_difference[15]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, lane: u3, hasFlags: u1, hasIndex: u1, interrupts: u1}, depth = 16
module fifo_payload7_depth16 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    input  wire [2:0] up_lane_i,
    input  wire       up_has_flags_i,
    input  wire       up_has_index_i,
    input  wire       up_interrupts_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [2:0] down_lane_o,
    output wire       down_has_flags_o,
    output wire       down_has_index_o,
    output wire       down_interrupts_o,
    output wire [4:0] count_o
);

    reg  [3:0] head_q;
    reg  [3:0] tail_q;
    reg  [4:0] held_q;
    wire [6:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_queue_o = words_rdata[0];
    assign down_lane_o = words_rdata[3:1];
    assign down_has_flags_o = words_rdata[4];
    assign down_has_index_o = words_rdata[5];
    assign down_interrupts_o = words_rdata[6];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 4'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 4'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{4{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 4'd0;
            head_q <= 4'd0;
            held_q <= 5'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [6:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_interrupts_i, up_has_index_i, up_has_flags_i, up_lane_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

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

    wire [1:0] grants_and = requests_i & above_q;
    wire grants_any = |grants_and;
    wire [1:0] grants_or = grants_and | (grants_and[0] ? 2'd2 : 2'd0);
    wire [1:0] grants_or_2 = requests_i | (requests_i[0] ? 2'd2 : 2'd0);
    wire [1:0] grants_choice = grants_any ? (grants_or[0] ? 2'd2 : 2'd0) : (grants_or_2[0] ? 2'd2 : 2'd0);
    assign grants_o = (grants_any ? grants_and : requests_i) & ~grants_choice;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= grants_choice;
        end
        if (rst) begin
            above_q <= 2'd0;
        end
    end

    wire unused = &{1'b0, grants_or[1], grants_or_2[1]};

endmodule

// Index reader: avail flags and index of each queue, one read a queue under way.
// Parameters: config = tiny
module index_reader (
    input  wire         clk,
    input  wire         rst,
    input  wire [1:0]   enabled_i,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [63:0]  start_avail_i,
    // doorbell
    input  wire         doorbell_valid_i,
    input  wire         doorbell_queue_i,
    // published
    input  wire         published_valid_i,
    input  wire         published_queue_i,
    // request
    output wire         request_valid_o,
    input  wire         request_ready_i,
    output wire [63:0]  request_address_o,
    output wire         request_queue_o,
    // answer
    input  wire         answer_valid_i,
    input  wire [127:0] answer_data_i,
    input  wire [1:0]   answer_fault_i,
    // seen
    output wire         seen_valid_o,
    output wire         seen_queue_o,
    output wire [15:0]  seen_index_o,
    output wire [1:0]   seen_fault_o,
    // interrupt
    output wire         interrupt_valid_o,
    output wire         interrupt_queue_o,
    output wire [1:0]   pending_o
);

    localparam [1:0] STATE_PICK    = 2'd0;
    localparam [1:0] STATE_ADDRESS = 2'd1;
    localparam [1:0] STATE_FIRST   = 2'd2;
    localparam [1:0] STATE_SECOND  = 2'd3;

    wire         contexts_up_valid;
    wire         contexts_up_ready;
    wire [2:0]   contexts_up_lane;
    wire         contexts_up_has_flags;
    wire         contexts_up_has_index;
    wire         contexts_down_valid;
    wire         contexts_down_queue;
    wire [2:0]   contexts_down_lane;
    wire         contexts_down_has_flags;
    wire         contexts_down_has_index;
    wire         contexts_down_interrupts;
    wire [4:0]   contexts_count;
    reg  [1:0]   queues_wanted_q;
    reg  [1:0]   queues_under_way_q;
    reg  [1:0]   queues_owed_q;
    wire [1:0]   arbiter_requests;
    wire         arbiter_accept;
    wire [1:0]   arbiter_grants;
    reg          queue_q;
    reg          interrupts_q;
    reg  [63:0]  address_q;
    wire         split;
    wire         sent;
    reg  [1:0]   state_q;
    wire [63:0]  avail_rdata;
    reg          came_valid_q;
    reg          came_context_queue_q;
    reg  [2:0]   came_context_lane_q;
    reg          came_context_has_flags_q;
    reg          came_context_has_index_q;
    reg          came_context_interrupts_q;
    reg  [127:0] came_answer_data_q;
    reg  [1:0]   came_answer_fault_q;
    reg          told_valid_q;
    reg          told_queue_q;
    reg  [15:0]  told_index_q;
    reg  [1:0]   told_fault_q;
    reg          told_interrupt_q;
    reg          held_quiet_q;
    reg  [1:0]   held_fault_q;
    wire         quiet;
    wire [1:0]   fault;

    assign arbiter_requests = queues_wanted_q & enabled_i & ~queues_under_way_q;
    assign split = address_q[3:1] == 3'd7;
    assign sent = request_valid_o & request_ready_i;

    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin
                queue_q <= arbiter_grants[1];
            end
            STATE_ADDRESS: begin
                interrupts_q <= queues_owed_q[queue_q];
                address_q <= avail_rdata;
            end
            STATE_FIRST: begin end
            STATE_SECOND: begin end
        endcase
    end

    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin
                if (|arbiter_grants) begin
                    state_q <= STATE_ADDRESS;
                end
            end
            STATE_ADDRESS: begin
                state_q <= STATE_FIRST;
            end
            STATE_FIRST: begin
                if (sent) begin
                    if (split) begin
                        state_q <= STATE_SECOND;
                    end else begin
                        state_q <= STATE_PICK;
                    end
                end
            end
            STATE_SECOND: begin
                if (sent) begin
                    state_q <= STATE_PICK;
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin end
            STATE_ADDRESS: begin
                case (queue_q)
                    1'd0: begin
                        queues_wanted_q[0] <= 1'd0;
                        queues_under_way_q[0] <= 1'd1;
                        queues_owed_q[0] <= 1'd0;
                    end
                    1'd1: begin
                        queues_wanted_q[1] <= 1'd0;
                        queues_under_way_q[1] <= 1'd1;
                        queues_owed_q[1] <= 1'd0;
                    end
                endcase
            end
            STATE_FIRST: begin end
            STATE_SECOND: begin end
        endcase
        if (told_valid_q) begin
            case (told_queue_q)
                1'd0: queues_under_way_q[0] <= 1'd0;
                1'd1: queues_under_way_q[1] <= 1'd0;
            endcase
        end
        if (doorbell_valid_i) begin
            case (doorbell_queue_i)
                1'd0: queues_wanted_q[0] <= 1'd1;
                1'd1: queues_wanted_q[1] <= 1'd1;
            endcase
        end
        if (published_valid_i) begin
            case (published_queue_i)
                1'd0: queues_wanted_q[0] <= 1'd1;
                1'd1: queues_wanted_q[1] <= 1'd1;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: queues_wanted_q[0] <= 1'd1;
                1'd1: queues_wanted_q[1] <= 1'd1;
            endcase
        end
        if (published_valid_i) begin
            case (published_queue_i)
                1'd0: queues_owed_q[0] <= 1'd1;
                1'd1: queues_owed_q[1] <= 1'd1;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: queues_owed_q[0] <= 1'd0;
                1'd1: queues_owed_q[1] <= 1'd0;
            endcase
        end
        if (rst) begin
            queues_wanted_q <= 2'd0;
            queues_under_way_q <= 2'd0;
            queues_owed_q <= 2'd0;
        end
    end

    assign arbiter_accept = state_q == STATE_PICK;

    wire request_valid_or = (state_q == STATE_FIRST) | (state_q == STATE_SECOND);
    assign request_valid_o = request_valid_or & contexts_up_ready;

    assign request_queue_o = queue_q;
    assign request_address_o = {(state_q == STATE_SECOND) ? (address_q[63:4] + 60'd1) : address_q[63:4], 4'd0};
    assign contexts_up_valid = request_valid_or & request_ready_i;
    assign contexts_up_lane = address_q[3:1];
    assign contexts_up_has_flags = state_q == STATE_FIRST;
    assign contexts_up_has_index = (state_q == STATE_SECOND) | ~split;

    wire [2:0] came_valid_sum = came_context_lane_q + 3'd1;
    always @(posedge clk) begin
        came_valid_q <= answer_valid_i;
        came_context_queue_q <= contexts_down_queue;
        came_context_lane_q <= contexts_down_lane;
        came_context_has_flags_q <= contexts_down_has_flags;
        came_context_has_index_q <= contexts_down_has_index;
        came_context_interrupts_q <= contexts_down_interrupts;
        came_answer_data_q <= answer_data_i;
        came_answer_fault_q <= answer_fault_i;
        if (came_valid_q & came_context_has_flags_q) begin
            held_quiet_q <= quiet;
            held_fault_q <= fault;
        end
        told_valid_q <= came_valid_q & came_context_has_index_q;
        told_queue_q <= came_context_queue_q;
        told_index_q <= came_answer_data_q[{came_valid_sum, 4'd0} +: 16];
        told_fault_q <= fault;
        told_interrupt_q <= came_context_interrupts_q & ~quiet & ~(|fault);
        if (rst) begin
            came_valid_q <= 1'd0;
            told_valid_q <= 1'd0;
        end
    end

    wire [15:0] quiet_element = came_answer_data_q[{came_context_lane_q, 4'd0} +: 16];
    assign quiet = came_context_has_flags_q ? quiet_element[0] : held_quiet_q;

    assign fault = (~came_context_has_flags_q & (|held_fault_q)) ? held_fault_q : came_answer_fault_q;
    assign seen_valid_o = told_valid_q;
    assign seen_queue_o = told_queue_q;
    assign seen_index_o = told_index_q;
    assign seen_fault_o = told_fault_q;
    assign interrupt_valid_o = told_valid_q & told_interrupt_q;
    assign interrupt_queue_o = told_queue_q;
    assign pending_o = queues_under_way_q;

    (* ram_style = "distributed" *)
    reg [63:0] avail [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            avail[start_queue_i] <= start_avail_i;
        end
    end
    assign avail_rdata = avail[queue_q];

    fifo_payload7_depth16 contexts (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (contexts_up_valid),
        .up_ready_o        (contexts_up_ready),
        .up_queue_i        (queue_q),
        .up_lane_i         (contexts_up_lane),
        .up_has_flags_i    (contexts_up_has_flags),
        .up_has_index_i    (contexts_up_has_index),
        .up_interrupts_i   (interrupts_q),
        .down_valid_o      (contexts_down_valid),
        .down_ready_i      (answer_valid_i),
        .down_queue_o      (contexts_down_queue),
        .down_lane_o       (contexts_down_lane),
        .down_has_flags_o  (contexts_down_has_flags),
        .down_has_index_o  (contexts_down_has_index),
        .down_interrupts_o (contexts_down_interrupts),
        .count_o           (contexts_count)
    );

    round_robin_arbiter_count2 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

    wire unused = &{1'b0, contexts_down_valid, contexts_count, address_q[0], quiet_element[15:1]};

endmodule

// Ring reader: fetches avail ring entries, as many as word, ring, avail index and prefetch space allow.
// Parameters: config = tiny, prefetchDepth = 16
module ring_reader (
    input  wire        clk,
    input  wire        rst,
    input  wire [1:0]  enabled_i,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [7:0]  start_epoch_i,
    input  wire [63:0] start_avail_i,
    input  wire [14:0] start_mask_i,
    // seen
    input  wire        seen_valid_i,
    input  wire        seen_queue_i,
    input  wire [15:0] seen_index_i,
    input  wire [1:0]  seen_fault_i,
    // taken
    input  wire        taken_valid_i,
    input  wire        taken_queue_i,
    // takenIndex
    output wire        taken_index_queue_o,
    input  wire [15:0] taken_index_index_i,
    // requestedIndex
    input  wire        requested_index_queue_i,
    output wire [15:0] requested_index_index_o,
    // request
    output wire        request_valid_o,
    input  wire        request_ready_i,
    output wire [63:0] request_address_o,
    output wire        request_queue_o,
    // issued
    output wire        issued_valid_o,
    input  wire        issued_ready_i,
    output wire        issued_queue_o,
    output wire [7:0]  issued_epoch_o,
    output wire [2:0]  issued_lane_o,
    output wire [3:0]  issued_count_o,
    // stop
    output wire        stop_valid_o,
    output wire        stop_queue_o,
    output wire [3:0]  stop_error_o
);

    localparam [2:0] STATE_PICK    = 3'd0;
    localparam [2:0] STATE_FETCH   = 3'd1;
    localparam [2:0] STATE_MEASURE = 3'd2;
    localparam [2:0] STATE_DECIDE  = 3'd3;
    localparam [2:0] STATE_COMMIT  = 3'd4;
    localparam [2:0] STATE_ISSUE   = 3'd5;

    reg  [1:0]  wanted_q;
    reg  [1:0]  known_fresh_q;
    reg  [1:0]  requested_fresh_q;
    wire [1:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [1:0]  arbiter_grants;
    reg         ring_queue_q;
    reg  [7:0]  ring_epoch_q;
    reg  [15:0] ring_known_q;
    reg  [15:0] ring_requested_q;
    reg  [15:0] ring_taken_q;
    reg  [14:0] ring_mask_q;
    reg  [63:0] ring_base_q;
    reg  [63:0] ring_address_q;
    reg  [3:0]  ring_left_q;
    reg  [3:0]  ring_space_q;
    reg  [3:0]  ring_to_end_q;
    reg         ring_low_q;
    reg         ring_worth_q;
    reg  [3:0]  ring_count_q;
    reg         out_valid_q;
    reg  [63:0] out_request_address_q;
    reg         out_request_queue_q;
    reg  [2:0]  state_q;
    wire [15:0] known_rdata;
    wire [15:0] requested_rdata;
    wire [14:0] masks_rdata;
    wire [7:0]  epochs_rdata;
    wire [63:0] avail_rdata;
    reg         told_valid_q;
    reg         told_queue_q;
    reg  [15:0] told_index_q;
    reg  [1:0]  told_fault_q;
    reg         ahead_valid_q;
    reg         ahead_queue_q;
    reg  [15:0] ahead_index_q;
    reg  [1:0]  ahead_fault_q;
    reg  [15:0] ahead_by_q;
    reg  [14:0] ahead_mask_q;
    wire [15:0] requested_rdata1;
    wire [14:0] masks_rdata1;
    wire        too_far;
    wire        wrong;
    wire        live;
    wire [15:0] requested_rdata2;

    wire [14:0] ring_queue_and = ring_requested_q[14:0] & ring_mask_q;
    wire [15:0] ring_queue_difference = ring_known_q - ring_requested_q;
    wire [15:0] ring_queue_difference_2 = ring_requested_q - ring_taken_q;
    wire [15:0] ring_queue_difference_3 = 16'h10 - ring_queue_difference_2;
    wire [15:0] ring_queue_sum = {1'd0, ring_mask_q - ring_queue_and} + 16'd1;
    wire [3:0] ring_queue_difference_4 = 4'd8 - {1'd0, ring_address_q[3:1]};
    wire [3:0] ring_queue_choice = (ring_queue_difference_4 < ring_to_end_q) ? ring_queue_difference_4 : ring_to_end_q;
    wire [3:0] ring_queue_choice_2 = (ring_left_q < ring_space_q) ? ring_left_q : ring_space_q;
    wire [3:0] ring_queue_choice_3 = (ring_queue_choice < ring_queue_choice_2) ? ring_queue_choice : ring_queue_choice_2;
    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin
                ring_queue_q <= arbiter_grants[1];
            end
            STATE_FETCH: begin
                ring_known_q <= {16{~known_fresh_q[ring_queue_q]}} & known_rdata;
                ring_requested_q <= {16{~requested_fresh_q[ring_queue_q]}} & requested_rdata;
                ring_taken_q <= taken_index_index_i;
                ring_mask_q <= masks_rdata;
                ring_epoch_q <= epochs_rdata;
                ring_base_q <= avail_rdata;
            end
            STATE_MEASURE: begin
                ring_address_q <= ring_base_q + {48'd0, ring_queue_and, 1'd0} + 64'd4;
                ring_left_q <= (16'd8 < ring_queue_difference) ? 4'd8 : ring_queue_difference[3:0];
                ring_space_q <= (ring_queue_difference_2 < 16'h10) ? ((16'd8 < ring_queue_difference_3) ? 4'd8 : ring_queue_difference_3[3:0])
                        : 4'd0;
                ring_to_end_q <= (16'd8 < ring_queue_sum) ? 4'd8 : ring_queue_sum[3:0];
                ring_low_q <= ring_queue_difference_2 < 16'd8;
            end
            STATE_DECIDE: begin
                ring_count_q <= ring_queue_choice_3;
                ring_worth_q <= (ring_queue_choice_3 != 4'd0) & ((ring_queue_choice_3 == ring_queue_choice) | ring_low_q);
            end
            STATE_COMMIT: begin end
            default: begin end  // STATE_ISSUE
        endcase
    end

    wire state_and = ring_worth_q & enabled_i[ring_queue_q];
    wire issued_fire = issued_valid_o & issued_ready_i;
    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin
                if (|arbiter_grants) begin
                    state_q <= STATE_FETCH;
                end
            end
            STATE_FETCH: begin
                state_q <= STATE_MEASURE;
            end
            STATE_MEASURE: begin
                state_q <= STATE_DECIDE;
            end
            STATE_DECIDE: begin
                state_q <= STATE_COMMIT;
            end
            STATE_COMMIT: begin
                if (state_and) begin
                    state_q <= STATE_ISSUE;
                end else begin
                    state_q <= STATE_PICK;
                end
            end
            default: begin  // STATE_ISSUE
                if (issued_fire) begin
                    state_q <= STATE_PICK;
                end
            end
        endcase
        if (rst) begin
            state_q <= 3'd0;
        end
    end

    wire wanted_and = live & ~wrong;
    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin end
            STATE_FETCH: begin
                case (ring_queue_q)
                    1'd0: wanted_q[0] <= 1'd0;
                    1'd1: wanted_q[1] <= 1'd0;
                endcase
            end
            STATE_MEASURE: begin end
            STATE_DECIDE: begin end
            STATE_COMMIT: begin
                if (state_and) begin
                    case (ring_queue_q)
                        1'd0: wanted_q[0] <= 1'd1;
                        1'd1: wanted_q[1] <= 1'd1;
                    endcase
                end
            end
            default: begin end  // STATE_ISSUE
        endcase
        if (wanted_and) begin
            case (ahead_queue_q)
                1'd0: wanted_q[0] <= 1'd1;
                1'd1: wanted_q[1] <= 1'd1;
            endcase
        end
        if (taken_valid_i) begin
            case (taken_queue_i)
                1'd0: wanted_q[0] <= 1'd1;
                1'd1: wanted_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            wanted_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin end
            STATE_FETCH: begin end
            STATE_MEASURE: begin end
            STATE_DECIDE: begin end
            STATE_COMMIT: begin
                if (state_and) begin
                    case (ring_queue_q)
                        1'd0: requested_fresh_q[0] <= 1'd0;
                        1'd1: requested_fresh_q[1] <= 1'd0;
                    endcase
                end
            end
            default: begin end  // STATE_ISSUE
        endcase
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: requested_fresh_q[0] <= 1'd1;
                1'd1: requested_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            requested_fresh_q <= 2'd3;
        end
    end

    assign arbiter_requests = wanted_q & enabled_i;
    assign arbiter_accept = state_q == STATE_PICK;
    assign taken_index_queue_o = ring_queue_q;
    assign issued_valid_o = (state_q == STATE_ISSUE) & ~out_valid_q;
    assign issued_queue_o = ring_queue_q;
    assign issued_epoch_o = ring_epoch_q;
    assign issued_lane_o = ring_address_q[3:1];
    assign issued_count_o = ring_count_q;
    assign request_valid_o = out_valid_q;
    assign request_address_o = out_request_address_q;
    assign request_queue_o = out_request_queue_q;

    always @(posedge clk) begin
        if (request_ready_i) begin
            out_valid_q <= 1'd0;
        end
        if (issued_fire) begin
            out_valid_q <= 1'd1;
            out_request_address_q <= {ring_address_q[63:4], 4'd0};
            out_request_queue_q <= ring_queue_q;
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        told_valid_q <= seen_valid_i;
        told_queue_q <= seen_queue_i;
        told_index_q <= seen_index_i;
        told_fault_q <= seen_fault_i;
        ahead_valid_q <= told_valid_q;
        ahead_queue_q <= told_queue_q;
        ahead_index_q <= told_index_q;
        ahead_fault_q <= told_fault_q;
        ahead_by_q <= told_index_q - ({16{~requested_fresh_q[told_queue_q]}} & requested_rdata1);
        ahead_mask_q <= masks_rdata1;
        if (rst) begin
            told_valid_q <= 1'd0;
            ahead_valid_q <= 1'd0;
        end
    end

    assign too_far = ({1'd0, ahead_mask_q} + 16'd1) < ahead_by_q;
    assign wrong = (|ahead_fault_q) | too_far;
    assign live = ahead_valid_q & enabled_i[ahead_queue_q];
    assign stop_valid_o = live & wrong;
    assign stop_queue_o = ahead_queue_q;
    assign stop_error_o = (|ahead_fault_q) ? ((ahead_fault_q == 2'd2) ? 4'd8 : 4'd6) : 4'd1;

    always @(posedge clk) begin
        if (wanted_and) begin
            case (ahead_queue_q)
                1'd0: known_fresh_q[0] <= 1'd0;
                1'd1: known_fresh_q[1] <= 1'd0;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: known_fresh_q[0] <= 1'd1;
                1'd1: known_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            known_fresh_q <= 2'd3;
        end
    end

    assign requested_index_index_o = {16{~requested_fresh_q[requested_index_queue_i]}} & requested_rdata2;

    (* ram_style = "distributed" *)
    reg [63:0] avail [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            avail[start_queue_i] <= start_avail_i;
        end
    end
    assign avail_rdata = avail[ring_queue_q];

    (* ram_style = "distributed" *)
    reg [14:0] masks [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            masks[start_queue_i] <= start_mask_i;
        end
    end
    assign masks_rdata = masks[ring_queue_q];
    assign masks_rdata1 = masks[told_queue_q];

    (* ram_style = "distributed" *)
    reg [7:0] epochs [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            epochs[start_queue_i] <= start_epoch_i;
        end
    end
    assign epochs_rdata = epochs[ring_queue_q];

    (* ram_style = "distributed" *)
    reg [15:0] known [0:1];
    always @(posedge clk) begin
        if (wanted_and) begin
            known[ahead_queue_q] <= ahead_index_q;
        end
    end
    assign known_rdata = known[ring_queue_q];

    (* ram_style = "distributed" *)
    reg [15:0] requested [0:1];
    always @(posedge clk) begin
        case (state_q)
            STATE_PICK: begin end
            STATE_FETCH: begin end
            STATE_MEASURE: begin end
            STATE_DECIDE: begin end
            STATE_COMMIT: begin
                if (state_and) begin
                    requested[ring_queue_q] <= ring_requested_q + {12'd0, ring_count_q};
                end
            end
            default: begin end  // STATE_ISSUE
        endcase
    end
    assign requested_rdata = requested[ring_queue_q];
    assign requested_rdata1 = requested[told_queue_q];
    assign requested_rdata2 = requested[requested_index_queue_i];

    round_robin_arbiter_count2 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

    wire unused = &{1'b0, ring_address_q[0]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, lane: u3, count: u4}, depth = 32
module fifo_payload16_depth32 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_queue_i,
    input  wire [7:0] up_epoch_i,
    input  wire [2:0] up_lane_i,
    input  wire [3:0] up_count_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_queue_o,
    output wire [7:0] down_epoch_o,
    output wire [2:0] down_lane_o,
    output wire [3:0] down_count_o,
    output wire [5:0] count_o
);

    reg  [4:0]  head_q;
    reg  [4:0]  tail_q;
    reg  [5:0]  held_q;
    wire [15:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_lane_o = words_rdata[11:9];
    assign down_count_o = words_rdata[15:12];

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
            words[tail_q] <= {up_count_i, up_lane_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, fault: u2}, depth = 32
module fifo_payload130_depth32 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire [1:0]   up_fault_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire [1:0]   down_fault_o,
    output wire [5:0]   count_o
);

    reg  [4:0]   head_q;
    reg  [4:0]   tail_q;
    reg  [5:0]   held_q;
    wire [129:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_fault_o = words_rdata[129:128];

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
    reg [129:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_fault_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Entry unpacker: avail ring words to entries, one a clock, in order.
// Parameters: config = tiny
module entry_unpacker (
    input  wire         clk,
    input  wire         rst,
    // issued
    input  wire         issued_valid_i,
    output wire         issued_ready_o,
    input  wire         issued_queue_i,
    input  wire [7:0]   issued_epoch_i,
    input  wire [2:0]   issued_lane_i,
    input  wire [3:0]   issued_count_i,
    // answer
    input  wire         answer_valid_i,
    input  wire [127:0] answer_data_i,
    input  wire [1:0]   answer_fault_i,
    // entries
    output wire         entries_valid_o,
    input  wire         entries_ready_i,
    output wire         entries_queue_o,
    output wire [7:0]   entries_epoch_o,
    output wire [15:0]  entries_entry_o,
    output wire [1:0]   entries_fault_o
);

    wire         contexts_up_ready;
    wire         contexts_down_valid;
    wire         contexts_down_ready;
    wire         contexts_down_queue;
    wire [7:0]   contexts_down_epoch;
    wire [2:0]   contexts_down_lane;
    wire [3:0]   contexts_down_count;
    wire [5:0]   contexts_count;
    wire         arrived_up_ready;
    wire         arrived_down_valid;
    wire         arrived_down_ready;
    wire [127:0] arrived_down_data;
    wire [1:0]   arrived_down_fault;
    wire [5:0]   arrived_count;
    reg  [2:0]   position_q;

    assign issued_ready_o = contexts_up_ready;
    assign entries_valid_o = arrived_down_valid;
    assign entries_queue_o = contexts_down_queue;
    assign entries_epoch_o = contexts_down_epoch;

    wire [2:0] entries_entry_sum = contexts_down_lane + position_q;
    assign entries_entry_o = arrived_down_data[{entries_entry_sum, 4'd0} +: 16];

    assign entries_fault_o = arrived_down_fault;

    wire entries_fire = entries_valid_o & entries_ready_i;
    wire contexts_down_ready_equal = ({1'd0, position_q} + 4'd1) == contexts_down_count;
    assign contexts_down_ready = entries_fire & contexts_down_ready_equal;

    assign arrived_down_ready = entries_fire & contexts_down_ready_equal;

    always @(posedge clk) begin
        if (entries_fire) begin
            position_q <= position_q + 3'd1;
            if (contexts_down_ready_equal) begin
                position_q <= 3'd0;
            end
        end
        if (rst) begin
            position_q <= 3'd0;
        end
    end

    fifo_payload16_depth32 contexts (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (issued_valid_i),
        .up_ready_o   (contexts_up_ready),
        .up_queue_i   (issued_queue_i),
        .up_epoch_i   (issued_epoch_i),
        .up_lane_i    (issued_lane_i),
        .up_count_i   (issued_count_i),
        .down_valid_o (contexts_down_valid),
        .down_ready_i (contexts_down_ready),
        .down_queue_o (contexts_down_queue),
        .down_epoch_o (contexts_down_epoch),
        .down_lane_o  (contexts_down_lane),
        .down_count_o (contexts_down_count),
        .count_o      (contexts_count)
    );

    fifo_payload130_depth32 arrived (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (answer_valid_i),
        .up_ready_o   (arrived_up_ready),
        .up_data_i    (answer_data_i),
        .up_fault_i   (answer_fault_i),
        .down_valid_o (arrived_down_valid),
        .down_ready_i (arrived_down_ready),
        .down_data_o  (arrived_down_data),
        .down_fault_o (arrived_down_fault),
        .count_o      (arrived_count)
    );

    wire unused = &{1'b0, contexts_down_valid, contexts_count, arrived_up_ready, arrived_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, id: u15, unread: u1, error: u4}, depth = 64
module fifo_payload29_depth64 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [14:0] up_id_i,
    input  wire        up_unread_i,
    input  wire [3:0]  up_error_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [14:0] down_id_o,
    output wire        down_unread_o,
    output wire [3:0]  down_error_o,
    output wire [6:0]  count_o
);

    reg  [5:0]  head_q;
    reg  [5:0]  tail_q;
    reg  [6:0]  held_q;
    wire [28:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[6];
    assign down_valid_o = held_q != 7'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_id_o = words_rdata[23:9];
    assign down_unread_o = words_rdata[24];
    assign down_error_o = words_rdata[28:25];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 6'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 6'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{6{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 6'd0;
            head_q <= 6'd0;
            held_q <= 7'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [28:0] words [0:63];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_error_i, up_unread_i, up_id_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Descriptor reader: fetches and checks the descriptor of each entry, in order.
// Parameters: config = tiny
module descriptor_reader (
    input  wire         clk,
    input  wire         rst,
    input  wire [1:0]   enabled_i,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [7:0]   start_epoch_i,
    input  wire [63:0]  start_descriptors_i,
    input  wire [14:0]  start_mask_i,
    // entries
    input  wire         entries_valid_i,
    output wire         entries_ready_o,
    input  wire         entries_queue_i,
    input  wire [7:0]   entries_epoch_i,
    input  wire [15:0]  entries_entry_i,
    input  wire [1:0]   entries_fault_i,
    // request
    output wire         request_valid_o,
    input  wire         request_ready_i,
    output wire [63:0]  request_address_o,
    output wire         request_queue_o,
    // answer
    input  wire         answer_valid_i,
    input  wire [127:0] answer_data_i,
    input  wire [1:0]   answer_fault_i,
    output wire         hold_o,
    // check
    output wire         check_request_valid_o,
    output wire         check_request_function_o,
    output wire [63:0]  check_request_first_o,
    output wire [31:0]  check_request_span_o,
    input  wire         check_inside_i,
    // landed
    output wire         landed_valid_o,
    output wire         landed_queue_o,
    output wire [7:0]   landed_epoch_o,
    output wire         landed_keep_o,
    output wire [63:0]  landed_buffer_address_o,
    output wire [14:0]  landed_buffer_length_o,
    output wire [14:0]  landed_buffer_id_o,
    // stop
    output wire         stop_valid_o,
    output wire         stop_queue_o,
    output wire [3:0]   stop_error_o
);

    wire        contexts_up_valid;
    wire        contexts_up_ready;
    wire        contexts_down_valid;
    wire        contexts_down_ready;
    wire        contexts_down_queue;
    wire [7:0]  contexts_down_epoch;
    wire [14:0] contexts_down_id;
    wire        contexts_down_unread;
    wire [3:0]  contexts_down_error;
    wire [6:0]  contexts_count;
    reg         located_valid_q;
    reg         located_entry_queue_q;
    reg  [7:0]  located_entry_epoch_q;
    reg  [15:0] located_entry_entry_q;
    reg  [1:0]  located_entry_fault_q;
    reg  [59:0] located_table_base_q;
    reg  [14:0] located_table_mask_q;
    reg  [7:0]  located_table_epoch_q;
    reg         ready_valid_q;
    reg  [63:0] ready_address_q;
    reg         ready_context_queue_q;
    reg  [7:0]  ready_context_epoch_q;
    reg  [14:0] ready_context_id_q;
    reg         ready_context_unread_q;
    reg  [3:0]  ready_context_error_q;
    wire        move;
    wire [82:0] tables_rdata;
    wire        failed;
    wire        live;
    wire        outside;
    reg         came_valid_q;
    reg         came_context_queue_q;
    reg  [7:0]  came_context_epoch_q;
    reg  [14:0] came_context_id_q;
    reg         came_context_unread_q;
    reg  [3:0]  came_context_error_q;
    reg  [1:0]  came_fault_q;
    reg  [63:0] came_address_q;
    reg  [31:0] came_length_q;
    reg  [2:0]  came_flags_q;
    reg         judged_1_valid_q;
    reg         judged_1_queue_q;
    reg  [7:0]  judged_1_epoch_q;
    reg         judged_1_unread_q;
    reg  [3:0]  judged_1_error_q;
    reg  [63:0] judged_1_buffer_address_q;
    reg  [14:0] judged_1_buffer_length_q;
    reg  [14:0] judged_1_buffer_id_q;
    reg         judged_2_valid_q;
    reg         judged_2_queue_q;
    reg  [7:0]  judged_2_epoch_q;
    reg         judged_2_unread_q;
    reg  [3:0]  judged_2_error_q;
    reg  [63:0] judged_2_buffer_address_q;
    reg  [14:0] judged_2_buffer_length_q;
    reg  [14:0] judged_2_buffer_id_q;
    reg         judged_3_valid_q;
    reg         judged_3_queue_q;
    reg  [7:0]  judged_3_epoch_q;
    reg         judged_3_unread_q;
    reg  [3:0]  judged_3_error_q;
    reg  [63:0] judged_3_buffer_address_q;
    reg  [14:0] judged_3_buffer_length_q;
    reg  [14:0] judged_3_buffer_id_q;
    wire        faulty;

    assign move = ~ready_valid_q | (contexts_up_valid & contexts_up_ready);
    assign entries_ready_o = ~located_valid_q | move;

    always @(posedge clk) begin
        if (entries_ready_o) begin
            located_valid_q <= entries_valid_i;
            located_entry_queue_q <= entries_queue_i;
            located_entry_epoch_q <= entries_epoch_i;
            located_entry_entry_q <= entries_entry_i;
            located_entry_fault_q <= entries_fault_i;
            located_table_base_q <= tables_rdata[59:0];
            located_table_mask_q <= tables_rdata[74:60];
            located_table_epoch_q <= tables_rdata[82:75];
        end
        if (move) begin
            ready_valid_q <= located_valid_q;
            ready_address_q <= {located_table_base_q + {45'd0, located_entry_entry_q[14:0]}, 4'd0};
            ready_context_queue_q <= located_entry_queue_q;
            ready_context_epoch_q <= located_entry_epoch_q;
            ready_context_id_q <= located_entry_entry_q[14:0];
            ready_context_unread_q <= failed | outside | ~live;
            ready_context_error_q <= failed ? ((located_entry_fault_q == 2'd2) ? 4'd8 : 4'd6) : outside ? 4'd2 : 4'd0;
        end
        if (rst) begin
            located_valid_q <= 1'd0;
            ready_valid_q <= 1'd0;
        end
    end

    assign failed = |located_entry_fault_q;
    assign live = enabled_i[located_entry_queue_q] & (located_table_epoch_q == located_entry_epoch_q);
    assign outside = |(located_entry_entry_q & ~{1'd0, located_table_mask_q});
    assign request_valid_o = ready_valid_q & ~ready_context_unread_q & contexts_up_ready;
    assign request_address_o = ready_address_q;
    assign request_queue_o = ready_context_queue_q;
    assign contexts_up_valid = ready_valid_q & (ready_context_unread_q | request_ready_i);
    assign hold_o = contexts_down_valid & contexts_down_unread;
    assign contexts_down_ready = contexts_down_unread | answer_valid_i;

    always @(posedge clk) begin
        came_valid_q <= contexts_down_valid & contexts_down_ready;
        came_context_queue_q <= contexts_down_queue;
        came_context_epoch_q <= contexts_down_epoch;
        came_context_id_q <= contexts_down_id;
        came_context_unread_q <= contexts_down_unread;
        came_context_error_q <= contexts_down_error;
        came_fault_q <= answer_fault_i;
        came_address_q <= answer_data_i[63:0];
        came_length_q <= answer_data_i[95:64];
        came_flags_q <= answer_data_i[98:96];
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign check_request_valid_o = came_valid_q & ~came_context_unread_q;
    assign check_request_function_o = came_context_queue_q;
    assign check_request_first_o = came_address_q;
    assign check_request_span_o = came_length_q - 32'd1;

    always @(posedge clk) begin
        judged_1_valid_q <= came_valid_q;
        judged_1_queue_q <= came_context_queue_q;
        judged_1_epoch_q <= came_context_epoch_q;
        judged_1_unread_q <= came_context_unread_q;
        judged_1_error_q <= came_context_unread_q ? came_context_error_q : (|came_fault_q) ? ((came_fault_q == 2'd2) ? 4'd8 : 4'd6)
                : (came_flags_q != 3'd2) ? 4'd3 : (came_length_q < 32'h48) ? 4'd4 : 4'd0;
        judged_1_buffer_address_q <= came_address_q;
        judged_1_buffer_length_q <= (|came_length_q[31:15]) ? 15'h7fff : came_length_q[14:0];
        judged_1_buffer_id_q <= came_context_id_q;
        if (rst) begin
            judged_1_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        judged_2_valid_q <= judged_1_valid_q;
        judged_2_queue_q <= judged_1_queue_q;
        judged_2_epoch_q <= judged_1_epoch_q;
        judged_2_unread_q <= judged_1_unread_q;
        judged_2_error_q <= judged_1_error_q;
        judged_2_buffer_address_q <= judged_1_buffer_address_q;
        judged_2_buffer_length_q <= judged_1_buffer_length_q;
        judged_2_buffer_id_q <= judged_1_buffer_id_q;
        if (rst) begin
            judged_2_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        judged_3_valid_q <= judged_2_valid_q;
        judged_3_queue_q <= judged_2_queue_q;
        judged_3_epoch_q <= judged_2_epoch_q;
        judged_3_unread_q <= judged_2_unread_q;
        judged_3_error_q <= judged_2_error_q;
        judged_3_buffer_address_q <= judged_2_buffer_address_q;
        judged_3_buffer_length_q <= judged_2_buffer_length_q;
        judged_3_buffer_id_q <= judged_2_buffer_id_q;
        if (rst) begin
            judged_3_valid_q <= 1'd0;
        end
    end

    assign faulty = (judged_3_error_q != 4'd0) | (~judged_3_unread_q & ~check_inside_i);
    assign landed_valid_o = judged_3_valid_q;
    assign landed_queue_o = judged_3_queue_q;
    assign landed_epoch_o = judged_3_epoch_q;
    assign landed_keep_o = ~(judged_3_unread_q | faulty);
    assign landed_buffer_address_o = judged_3_buffer_address_q;
    assign landed_buffer_length_o = judged_3_buffer_length_q;
    assign landed_buffer_id_o = judged_3_buffer_id_q;
    assign stop_valid_o = judged_3_valid_q & enabled_i[judged_3_queue_q] & faulty;
    assign stop_queue_o = judged_3_queue_q;
    assign stop_error_o = (judged_3_error_q != 4'd0) ? judged_3_error_q : 4'd5;

    (* ram_style = "distributed" *)
    reg [82:0] tables [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            tables[start_queue_i] <= {start_epoch_i, start_mask_i, start_descriptors_i[63:4]};
        end
    end
    assign tables_rdata = tables[entries_queue_i];

    fifo_payload29_depth64 contexts (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (contexts_up_valid),
        .up_ready_o    (contexts_up_ready),
        .up_queue_i    (ready_context_queue_q),
        .up_epoch_i    (ready_context_epoch_q),
        .up_id_i       (ready_context_id_q),
        .up_unread_i   (ready_context_unread_q),
        .up_error_i    (ready_context_error_q),
        .down_valid_o  (contexts_down_valid),
        .down_ready_i  (contexts_down_ready),
        .down_queue_o  (contexts_down_queue),
        .down_epoch_o  (contexts_down_epoch),
        .down_id_o     (contexts_down_id),
        .down_unread_o (contexts_down_unread),
        .down_error_o  (contexts_down_error),
        .count_o       (contexts_count)
    );

    wire unused = &{1'b0, start_descriptors_i[3:0], answer_data_i[127:99], contexts_count};

endmodule

// Prefetch queues: fetched receive buffers of every queue in one block RAM, and the credits for them.
// Parameters: config = tiny, prefetchDepth = 16
module prefetch_queues (
    input  wire        clk,
    input  wire        rst,
    input  wire [1:0]  enabled_i,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [7:0]  start_epoch_i,
    // landed
    input  wire        landed_valid_i,
    input  wire        landed_queue_i,
    input  wire [7:0]  landed_epoch_i,
    input  wire        landed_keep_i,
    input  wire [63:0] landed_buffer_address_i,
    input  wire [14:0] landed_buffer_length_i,
    input  wire [14:0] landed_buffer_id_i,
    // look
    input  wire        look_valid_i,
    input  wire        look_queue_i,
    // head
    output wire        head_present_o,
    output wire [7:0]  head_epoch_o,
    output wire [63:0] head_buffer_address_o,
    output wire [14:0] head_buffer_length_o,
    output wire [14:0] head_buffer_id_o,
    // take
    input  wire        take_valid_i,
    input  wire        take_queue_i,
    // credit
    output wire        credit_valid_o,
    output wire        credit_queue_o,
    // takenIndex
    input  wire        taken_index_queue_i,
    output wire [15:0] taken_index_index_o,
    // drain
    input  wire        drain_queue_i,
    output wire [15:0] drain_landed_o,
    output wire [15:0] drain_taken_o
);

    reg  [1:0]   landed_index_fresh_q;
    reg  [1:0]   taken_index_fresh_q;
    wire [15:0]  landed_index_rdata;
    wire [7:0]   epochs_rdata;
    wire         lands;
    reg          looking_q;
    reg  [4:0]   place_q;
    reg          present_q;
    reg          found_q;
    wire [15:0]  taken_index_rdata;
    wire [15:0]  landed_index_rdata1;
    reg  [101:0] buffers_rdata_q;
    wire [15:0]  taken_index_rdata1;
    reg          given_valid_q;
    reg          given_queue_q;
    wire [15:0]  taken_index_rdata2;
    wire [15:0]  landed_index_rdata2;
    wire [15:0]  taken_index_rdata3;

    assign lands = landed_valid_i & (landed_epoch_i == epochs_rdata);

    always @(posedge clk) begin
        if (lands) begin
            case (landed_queue_i)
                1'd0: landed_index_fresh_q[0] <= 1'd0;
                1'd1: landed_index_fresh_q[1] <= 1'd0;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: landed_index_fresh_q[0] <= 1'd1;
                1'd1: landed_index_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            landed_index_fresh_q <= 2'd3;
        end
    end

    wire [15:0] looking_and = {16{~taken_index_fresh_q[look_queue_i]}} & taken_index_rdata;
    wire [15:0] looking_difference = ({16{~landed_index_fresh_q[look_queue_i]}} & landed_index_rdata1) - looking_and;
    always @(posedge clk) begin
        looking_q <= look_valid_i;
        place_q <= {look_queue_i, looking_and[3:0]};
        present_q <= (looking_difference != 16'd0) & (looking_difference <= 16'h10);
        if (looking_q) begin
            found_q <= present_q;
        end
        if (rst) begin
            looking_q <= 1'd0;
        end
    end

    assign head_present_o = found_q;
    assign head_epoch_o = buffers_rdata_q[7:0];
    assign head_buffer_address_o = buffers_rdata_q[71:8];
    assign head_buffer_length_o = buffers_rdata_q[86:72];
    assign head_buffer_id_o = buffers_rdata_q[101:87];

    always @(posedge clk) begin
        if (take_valid_i) begin
            case (take_queue_i)
                1'd0: taken_index_fresh_q[0] <= 1'd0;
                1'd1: taken_index_fresh_q[1] <= 1'd0;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: taken_index_fresh_q[0] <= 1'd1;
                1'd1: taken_index_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            taken_index_fresh_q <= 2'd3;
        end
    end

    always @(posedge clk) begin
        given_valid_q <= lands & landed_keep_i;
        given_queue_q <= landed_queue_i;
        if (rst) begin
            given_valid_q <= 1'd0;
        end
    end

    assign credit_valid_o = given_valid_q & enabled_i[given_queue_q];
    assign credit_queue_o = given_queue_q;
    assign taken_index_index_o = {16{~taken_index_fresh_q[taken_index_queue_i]}} & taken_index_rdata2;
    assign drain_landed_o = {16{~landed_index_fresh_q[drain_queue_i]}} & landed_index_rdata2;
    assign drain_taken_o = {16{~taken_index_fresh_q[drain_queue_i]}} & taken_index_rdata3;

    wire [15:0] buffers_and = {16{~landed_index_fresh_q[landed_queue_i]}} & landed_index_rdata;
    (* ram_style = "block" *)
    reg [101:0] buffers [0:31];
    always @(posedge clk) begin
        if (lands) begin
            buffers[{landed_queue_i, buffers_and[3:0]}] <= {landed_buffer_id_i, landed_buffer_length_i, landed_buffer_address_i, landed_epoch_i};
        end
        if (looking_q) begin
            buffers_rdata_q <= buffers[place_q];
        end
    end

    (* ram_style = "distributed" *)
    reg [15:0] landed_index [0:1];
    always @(posedge clk) begin
        if (lands) begin
            landed_index[landed_queue_i] <= buffers_and + 16'd1;
        end
    end
    assign landed_index_rdata = landed_index[landed_queue_i];
    assign landed_index_rdata1 = landed_index[look_queue_i];
    assign landed_index_rdata2 = landed_index[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] taken_index [0:1];
    always @(posedge clk) begin
        if (take_valid_i) begin
            taken_index[take_queue_i] <= ({16{~taken_index_fresh_q[take_queue_i]}} & taken_index_rdata1) + 16'd1;
        end
    end
    assign taken_index_rdata = taken_index[look_queue_i];
    assign taken_index_rdata1 = taken_index[take_queue_i];
    assign taken_index_rdata2 = taken_index[taken_index_queue_i];
    assign taken_index_rdata3 = taken_index[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [7:0] epochs [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            epochs[start_queue_i] <= start_epoch_i;
        end
    end
    assign epochs_rdata = epochs[landed_queue_i];

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

    wire [2:0] grants_and = requests_i & above_q;
    wire grants_any = |grants_and;
    wire [2:0] grants_or = grants_and | {grants_and[1:0], 1'd0};
    wire [2:0] grants_or_2 = grants_or | (grants_or[0] ? 3'd4 : 3'd0);
    wire [2:0] grants_or_3 = requests_i | {requests_i[1:0], 1'd0};
    wire [2:0] grants_or_4 = grants_or_3 | (grants_or_3[0] ? 3'd4 : 3'd0);
    wire [2:0] grants_choice = grants_any ? {grants_or_2[1:0], 1'd0} : {grants_or_4[1:0], 1'd0};
    assign grants_o = (grants_any ? grants_and : requests_i) & ~grants_choice;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= grants_choice;
        end
        if (rst) begin
            above_q <= 3'd0;
        end
    end

    wire unused = &{1'b0, grants_or_2[2], grants_or_4[2]};

endmodule

// Read arbiter: avail indices, avail ring entries and descriptors in one order, one id each.
// Parameters: config = tiny, hostDataBits = 128
module read_arbiter (
    input  wire         clk,
    input  wire         rst,
    // index
    input  wire         index_request_valid_i,
    output wire         index_request_ready_o,
    input  wire [63:0]  index_request_address_i,
    input  wire         index_request_queue_i,
    output wire         index_answer_valid_o,
    output wire [127:0] index_answer_data_o,
    output wire [1:0]   index_answer_fault_o,
    // ring
    input  wire         ring_request_valid_i,
    output wire         ring_request_ready_o,
    input  wire [63:0]  ring_request_address_i,
    input  wire         ring_request_queue_i,
    output wire         ring_answer_valid_o,
    output wire [127:0] ring_answer_data_o,
    output wire [1:0]   ring_answer_fault_o,
    // descriptor
    input  wire         descriptor_request_valid_i,
    output wire         descriptor_request_ready_o,
    input  wire [63:0]  descriptor_request_address_i,
    input  wire         descriptor_request_queue_i,
    output wire         descriptor_answer_valid_o,
    output wire [127:0] descriptor_answer_data_o,
    output wire [1:0]   descriptor_answer_fault_o,
    // reads
    output wire         reads_valid_o,
    input  wire         reads_ready_i,
    output wire [7:0]   reads_id_o,
    output wire [63:0]  reads_address_o,
    output wire         reads_function_o,
    // answers
    input  wire         answers_valid_i,
    input  wire [7:0]   answers_id_i,
    input  wire [127:0] answers_beat_i,
    input  wire [1:0]   answers_fault_i
);

    wire [2:0]  arbiter_requests;
    wire [2:0]  arbiter_grants;
    reg         out_valid_q;
    reg  [7:0]  out_read_id_q;
    reg  [63:0] out_read_address_q;
    reg         out_read_function_q;
    wire        free;

    assign free = ~out_valid_q | reads_ready_i;
    assign arbiter_requests = {descriptor_request_valid_i, ring_request_valid_i, index_request_valid_i};
    assign index_request_ready_o = free & arbiter_grants[0];
    assign ring_request_ready_o = free & arbiter_grants[1];
    assign descriptor_request_ready_o = free & arbiter_grants[2];

    always @(posedge clk) begin
        if (free) begin
            out_valid_q <= |arbiter_grants;
            out_read_id_q <= {1'd0, 1'd0, 1'd0, 1'd0, 1'd0, 1'd0, arbiter_grants[2], arbiter_grants[1]};
            out_read_address_q <= ({64{arbiter_grants[0]}} & index_request_address_i) | ({64{arbiter_grants[1]}} & ring_request_address_i)
                    | ({64{arbiter_grants[2]}} & descriptor_request_address_i);
            out_read_function_q <= (arbiter_grants[0] & index_request_queue_i) | (arbiter_grants[1] & ring_request_queue_i)
                    | (arbiter_grants[2] & descriptor_request_queue_i);
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign reads_valid_o = out_valid_q;
    assign reads_id_o = out_read_id_q;
    assign reads_address_o = out_read_address_q;
    assign reads_function_o = out_read_function_q;
    assign index_answer_valid_o = answers_valid_i & (answers_id_i == 8'd0);
    assign index_answer_fault_o = answers_fault_i;
    assign index_answer_data_o = answers_beat_i;
    assign ring_answer_valid_o = answers_valid_i & (answers_id_i == 8'd1);
    assign ring_answer_fault_o = answers_fault_i;
    assign ring_answer_data_o = answers_beat_i;
    assign descriptor_answer_valid_o = answers_valid_i & (answers_id_i == 8'd2);
    assign descriptor_answer_fault_o = answers_fault_i;
    assign descriptor_answer_data_o = answers_beat_i;

    round_robin_arbiter_count3 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (free),
        .grants_o   (arbiter_grants)
    );

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {refused: u1}, depth = 16
module fifo_payload1_depth16 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_refused_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_refused_o,
    output wire [4:0] count_o
);

    reg  [3:0] head_q;
    reg  [3:0] tail_q;
    reg  [4:0] held_q;
    wire       words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_refused_o = words_rdata;

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 4'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 4'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{4{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 4'd0;
            head_q <= 4'd0;
            held_q <= 5'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_refused_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {refused: u1}, depth = 32
module fifo_payload1_refused_depth32 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_refused_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_refused_o,
    output wire [5:0] count_o
);

    reg  [4:0] head_q;
    reg  [4:0] tail_q;
    reg  [5:0] held_q;
    wire       words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_refused_o = words_rdata;

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
    reg words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_refused_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {refused: u1}, depth = 64
module fifo_payload1_depth64 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_refused_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_refused_o,
    output wire [6:0] count_o
);

    reg  [5:0] head_q;
    reg  [5:0] tail_q;
    reg  [6:0] held_q;
    wire       words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[6];
    assign down_valid_o = held_q != 7'd0;
    assign down_refused_o = words_rdata;

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 6'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 6'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{6{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 6'd0;
            head_q <= 6'd0;
            held_q <= 7'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg words [0:63];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_refused_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Read guard: no read outside the window of its function leaves; refused reads are answered here.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module read_guard (
    input  wire         clk,
    input  wire         rst,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // reads
    input  wire         reads_valid_i,
    output wire         reads_ready_o,
    input  wire [7:0]   reads_id_i,
    input  wire [63:0]  reads_address_i,
    input  wire         reads_function_i,
    input  wire         hold_i,
    // answers
    output wire         answers_valid_o,
    output wire [7:0]   answers_id_o,
    output wire [127:0] answers_beat_o,
    output wire [1:0]   answers_fault_o,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // read
    output wire [7:0]   read_arid_o,
    output wire [63:0]  read_araddr_o,
    output wire [7:0]   read_arlen_o,
    output wire [2:0]   read_arsize_o,
    output wire [1:0]   read_arburst_o,
    output wire [7:0]   read_aruser_o,
    output wire         read_arvalid_o,
    input  wire         read_arready_i,
    input  wire [7:0]   read_rid_i,
    input  wire [127:0] read_rdata_i,
    input  wire [1:0]   read_rresp_i,
    input  wire         read_rlast_i,
    input  wire         read_rvalid_i,
    output wire         read_rready_o
);

    wire        index_order_up_valid;
    wire        index_order_up_ready;
    wire        index_order_up_refused;
    wire        index_order_down_valid;
    wire        index_order_down_ready;
    wire        index_order_down_refused;
    wire [4:0]  index_order_count;
    wire        ring_order_up_valid;
    wire        ring_order_up_ready;
    wire        ring_order_up_refused;
    wire        ring_order_down_valid;
    wire        ring_order_down_ready;
    wire        ring_order_down_refused;
    wire [5:0]  ring_order_count;
    wire        descriptor_order_up_valid;
    wire        descriptor_order_up_ready;
    wire        descriptor_order_up_refused;
    wire        descriptor_order_down_valid;
    wire        descriptor_order_down_ready;
    wire        descriptor_order_down_refused;
    wire [6:0]  descriptor_order_count;
    reg         asked_valid_q;
    reg  [7:0]  asked_read_id_q;
    reg  [63:0] asked_read_address_q;
    reg         asked_read_function_q;
    reg  [63:0] asked_base_q;
    reg  [63:0] asked_last_q;
    reg         placed_valid_q;
    reg  [7:0]  placed_read_id_q;
    reg  [63:0] placed_read_address_q;
    reg         placed_read_function_q;
    reg  [63:0] placed_last_q;
    reg         placed_good_q;
    reg         judged_valid_q;
    reg  [7:0]  judged_read_id_q;
    reg  [63:0] judged_read_address_q;
    reg         judged_read_function_q;
    reg         judged_good_q;
    reg         out_valid_q;
    reg  [7:0]  out_read_id_q;
    reg  [63:0] out_read_address_q;
    reg         out_read_function_q;
    wire        address_free;
    wire        leaves;
    wire        judged_moves;
    wire        placed_moves;
    wire        asked_moves;
    wire        some_refused;
    wire        expected;
    wire        comes;

    assign address_free = ~out_valid_q | read_arready_i;
    assign leaves = judged_valid_q
            & (((judged_read_id_q == 8'd0) & index_order_up_ready) | ((judged_read_id_q == 8'd1) & ring_order_up_ready) | ((judged_read_id_q == 8'd2) & descriptor_order_up_ready))
            & (address_free | ~judged_good_q);
    assign judged_moves = ~judged_valid_q | leaves;
    assign placed_moves = ~placed_valid_q | judged_moves;
    assign asked_moves = ~asked_valid_q | placed_moves;
    assign reads_ready_o = asked_moves;
    assign lookup_function_o = reads_function_i;

    always @(posedge clk) begin
        if (asked_moves) begin
            asked_valid_q <= reads_valid_i;
            asked_read_id_q <= reads_id_i;
            asked_read_address_q <= reads_address_i;
            asked_read_function_q <= reads_function_i;
            asked_base_q <= lookup_window_base_i;
            asked_last_q <= lookup_window_last_i;
        end
        if (placed_moves) begin
            placed_valid_q <= asked_valid_q;
            placed_read_id_q <= asked_read_id_q;
            placed_read_address_q <= asked_read_address_q;
            placed_read_function_q <= asked_read_function_q;
            placed_last_q <= asked_last_q;
            placed_good_q <= asked_base_q <= asked_read_address_q;
        end
        if (judged_moves) begin
            judged_valid_q <= placed_valid_q;
            judged_read_id_q <= placed_read_id_q;
            judged_read_address_q <= placed_read_address_q;
            judged_read_function_q <= placed_read_function_q;
            judged_good_q <= placed_good_q & ({placed_read_address_q[63:4], 4'd15} <= placed_last_q);
        end
        if (read_arready_i) begin
            out_valid_q <= 1'd0;
        end
        if (leaves & judged_good_q) begin
            out_valid_q <= 1'd1;
            out_read_id_q <= judged_read_id_q;
            out_read_address_q <= judged_read_address_q;
            out_read_function_q <= judged_read_function_q;
        end
        if (rst) begin
            asked_valid_q <= 1'd0;
            placed_valid_q <= 1'd0;
            judged_valid_q <= 1'd0;
            out_valid_q <= 1'd0;
        end
    end

    assign index_order_up_valid = leaves & (judged_read_id_q == 8'd0);
    assign index_order_up_refused = ~judged_good_q;
    assign ring_order_up_valid = leaves & (judged_read_id_q == 8'd1);
    assign ring_order_up_refused = ~judged_good_q;
    assign descriptor_order_up_valid = leaves & (judged_read_id_q == 8'd2);
    assign descriptor_order_up_refused = ~judged_good_q;
    assign refused_valid_o = leaves & ~judged_good_q;
    assign refused_function_o = judged_read_function_q;
    assign read_arvalid_o = out_valid_q;
    assign read_arid_o = out_read_id_q;
    assign read_araddr_o = out_read_address_q;
    assign read_arlen_o = 8'd0;
    assign read_arsize_o = 3'd4;
    assign read_arburst_o = 2'd1;
    assign read_aruser_o = {7'd0, out_read_function_q};

    wire some_refused_and = index_order_down_valid & index_order_down_refused;
    wire some_refused_and_2 = ring_order_down_valid & ring_order_down_refused;
    wire some_refused_and_3 = descriptor_order_down_valid & descriptor_order_down_refused;
    assign some_refused = some_refused_and | some_refused_and_2 | some_refused_and_3;

    assign expected = ((read_rid_i == 8'd0) & index_order_down_valid) | ((read_rid_i == 8'd1) & ring_order_down_valid)
            | ((read_rid_i == 8'd2) & descriptor_order_down_valid);
    assign comes = read_rvalid_i & expected;
    assign answers_valid_o = ~hold_i & (some_refused | comes);

    wire [7:0] answers_id_choice = some_refused ? (some_refused_and ? 8'd0 : some_refused_and_2 ? 8'd1 : some_refused_and_3 ? 8'd2 : 8'd0)
            : read_rid_i;
    assign answers_id_o = answers_id_choice;

    assign answers_beat_o = some_refused ? 128'd0 : read_rdata_i;
    assign answers_fault_o = some_refused ? 2'd2 : read_rresp_i[1] ? 2'd1 : 2'd0;
    assign read_rready_o = ~(hold_i | some_refused);
    assign index_order_down_ready = answers_valid_o & (answers_id_choice == 8'd0);
    assign ring_order_down_ready = answers_valid_o & (answers_id_choice == 8'd1);
    assign descriptor_order_down_ready = answers_valid_o & (answers_id_choice == 8'd2);

    fifo_payload1_depth16 index_order (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (index_order_up_valid),
        .up_ready_o     (index_order_up_ready),
        .up_refused_i   (index_order_up_refused),
        .down_valid_o   (index_order_down_valid),
        .down_ready_i   (index_order_down_ready),
        .down_refused_o (index_order_down_refused),
        .count_o        (index_order_count)
    );

    fifo_payload1_refused_depth32 ring_order (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (ring_order_up_valid),
        .up_ready_o     (ring_order_up_ready),
        .up_refused_i   (ring_order_up_refused),
        .down_valid_o   (ring_order_down_valid),
        .down_ready_i   (ring_order_down_ready),
        .down_refused_o (ring_order_down_refused),
        .count_o        (ring_order_count)
    );

    fifo_payload1_depth64 descriptor_order (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (descriptor_order_up_valid),
        .up_ready_o     (descriptor_order_up_ready),
        .up_refused_i   (descriptor_order_up_refused),
        .down_valid_o   (descriptor_order_down_valid),
        .down_ready_i   (descriptor_order_down_ready),
        .down_refused_o (descriptor_order_down_refused),
        .count_o        (descriptor_order_count)
    );

    wire unused = &{1'b0, read_rresp_i[0], read_rlast_i, index_order_count, ring_order_count, descriptor_order_count};

endmodule

// Descriptor fetch: avail index, avail ring and descriptor reads that keep the prefetch queues filled.
// Parameters: config = tiny
module descriptor_fetch (
    input  wire         clk,
    input  wire         rst,
    input  wire [1:0]   enabled_i,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [7:0]   start_epoch_i,
    input  wire [63:0]  start_descriptors_i,
    input  wire [63:0]  start_avail_i,
    input  wire [14:0]  start_mask_i,
    // doorbell
    input  wire         doorbell_valid_i,
    input  wire         doorbell_queue_i,
    // published
    input  wire         published_valid_i,
    input  wire         published_queue_i,
    // interrupt
    output wire         interrupt_valid_o,
    output wire         interrupt_queue_o,
    // credit
    output wire         credit_valid_o,
    output wire         credit_queue_o,
    // look
    input  wire         look_valid_i,
    input  wire         look_queue_i,
    // head
    output wire         head_present_o,
    output wire [7:0]   head_epoch_o,
    output wire [63:0]  head_buffer_address_o,
    output wire [14:0]  head_buffer_length_o,
    output wire [14:0]  head_buffer_id_o,
    // take
    input  wire         take_valid_i,
    input  wire         take_queue_i,
    // check
    output wire         check_request_valid_o,
    output wire         check_request_function_o,
    output wire [63:0]  check_request_first_o,
    output wire [31:0]  check_request_span_o,
    input  wire         check_inside_i,
    // stops
    output wire         stops_ring_valid_o,
    output wire         stops_ring_queue_o,
    output wire [3:0]   stops_ring_error_o,
    output wire         stops_descriptor_valid_o,
    output wire         stops_descriptor_queue_o,
    output wire [3:0]   stops_descriptor_error_o,
    // drain
    input  wire         drain_queue_i,
    output wire [15:0]  drain_requested_o,
    output wire [15:0]  drain_landed_o,
    output wire [15:0]  drain_taken_o,
    output wire [1:0]   drain_busy_o,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // read
    output wire [7:0]   read_arid_o,
    output wire [63:0]  read_araddr_o,
    output wire [7:0]   read_arlen_o,
    output wire [2:0]   read_arsize_o,
    output wire [1:0]   read_arburst_o,
    output wire [7:0]   read_aruser_o,
    output wire         read_arvalid_o,
    input  wire         read_arready_i,
    input  wire [7:0]   read_rid_i,
    input  wire [127:0] read_rdata_i,
    input  wire [1:0]   read_rresp_i,
    input  wire         read_rlast_i,
    input  wire         read_rvalid_i,
    output wire         read_rready_o
);

    wire         indices_request_valid;
    wire [63:0]  indices_request_address;
    wire         indices_request_queue;
    wire         indices_seen_valid;
    wire         indices_seen_queue;
    wire [15:0]  indices_seen_index;
    wire [1:0]   indices_seen_fault;
    wire         indices_interrupt_valid;
    wire         indices_interrupt_queue;
    wire [1:0]   indices_pending;
    wire         rings_taken_index_queue;
    wire [15:0]  rings_requested_index_index;
    wire         rings_request_valid;
    wire [63:0]  rings_request_address;
    wire         rings_request_queue;
    wire         rings_issued_valid;
    wire         rings_issued_queue;
    wire [7:0]   rings_issued_epoch;
    wire [2:0]   rings_issued_lane;
    wire [3:0]   rings_issued_count;
    wire         rings_stop_valid;
    wire         rings_stop_queue;
    wire [3:0]   rings_stop_error;
    wire         unpacker_issued_ready;
    wire         unpacker_entries_valid;
    wire         unpacker_entries_queue;
    wire [7:0]   unpacker_entries_epoch;
    wire [15:0]  unpacker_entries_entry;
    wire [1:0]   unpacker_entries_fault;
    wire         descriptors_entries_ready;
    wire         descriptors_request_valid;
    wire [63:0]  descriptors_request_address;
    wire         descriptors_request_queue;
    wire         descriptors_hold;
    wire         descriptors_check_request_valid;
    wire         descriptors_check_request_function;
    wire [63:0]  descriptors_check_request_first;
    wire [31:0]  descriptors_check_request_span;
    wire         descriptors_landed_valid;
    wire         descriptors_landed_queue;
    wire [7:0]   descriptors_landed_epoch;
    wire         descriptors_landed_keep;
    wire [63:0]  descriptors_landed_buffer_address;
    wire [14:0]  descriptors_landed_buffer_length;
    wire [14:0]  descriptors_landed_buffer_id;
    wire         descriptors_stop_valid;
    wire         descriptors_stop_queue;
    wire [3:0]   descriptors_stop_error;
    wire         prefetch_head_present;
    wire [7:0]   prefetch_head_epoch;
    wire [63:0]  prefetch_head_buffer_address;
    wire [14:0]  prefetch_head_buffer_length;
    wire [14:0]  prefetch_head_buffer_id;
    wire         prefetch_credit_valid;
    wire         prefetch_credit_queue;
    wire [15:0]  prefetch_taken_index_index;
    wire [15:0]  prefetch_drain_landed;
    wire [15:0]  prefetch_drain_taken;
    wire         reads_index_request_ready;
    wire         reads_index_answer_valid;
    wire [127:0] reads_index_answer_data;
    wire [1:0]   reads_index_answer_fault;
    wire         reads_ring_request_ready;
    wire         reads_ring_answer_valid;
    wire [127:0] reads_ring_answer_data;
    wire [1:0]   reads_ring_answer_fault;
    wire         reads_descriptor_request_ready;
    wire         reads_descriptor_answer_valid;
    wire [127:0] reads_descriptor_answer_data;
    wire [1:0]   reads_descriptor_answer_fault;
    wire         reads_reads_valid;
    wire [7:0]   reads_reads_id;
    wire [63:0]  reads_reads_address;
    wire         reads_reads_function;
    wire         guard_lookup_function;
    wire         guard_reads_ready;
    wire         guard_answers_valid;
    wire [7:0]   guard_answers_id;
    wire [127:0] guard_answers_beat;
    wire [1:0]   guard_answers_fault;
    wire         guard_refused_valid;
    wire         guard_refused_function;
    wire [7:0]   guard_read_arid;
    wire [63:0]  guard_read_araddr;
    wire [7:0]   guard_read_arlen;
    wire [2:0]   guard_read_arsize;
    wire [1:0]   guard_read_arburst;
    wire [7:0]   guard_read_aruser;
    wire         guard_read_arvalid;
    wire         guard_read_rready;

    assign interrupt_valid_o = indices_interrupt_valid;
    assign interrupt_queue_o = indices_interrupt_queue;
    assign check_request_valid_o = descriptors_check_request_valid;
    assign check_request_function_o = descriptors_check_request_function;
    assign check_request_first_o = descriptors_check_request_first;
    assign check_request_span_o = descriptors_check_request_span;
    assign stops_ring_valid_o = rings_stop_valid;
    assign stops_ring_queue_o = rings_stop_queue;
    assign stops_ring_error_o = rings_stop_error;
    assign stops_descriptor_valid_o = descriptors_stop_valid;
    assign stops_descriptor_queue_o = descriptors_stop_queue;
    assign stops_descriptor_error_o = descriptors_stop_error;
    assign lookup_function_o = guard_lookup_function;
    assign refused_valid_o = guard_refused_valid;
    assign refused_function_o = guard_refused_function;
    assign read_arid_o = guard_read_arid;
    assign read_araddr_o = guard_read_araddr;
    assign read_arlen_o = guard_read_arlen;
    assign read_arsize_o = guard_read_arsize;
    assign read_arburst_o = guard_read_arburst;
    assign read_aruser_o = guard_read_aruser;
    assign read_arvalid_o = guard_read_arvalid;
    assign read_rready_o = guard_read_rready;
    assign credit_valid_o = prefetch_credit_valid;
    assign credit_queue_o = prefetch_credit_queue;
    assign head_present_o = prefetch_head_present;
    assign head_epoch_o = prefetch_head_epoch;
    assign head_buffer_address_o = prefetch_head_buffer_address;
    assign head_buffer_length_o = prefetch_head_buffer_length;
    assign head_buffer_id_o = prefetch_head_buffer_id;
    assign drain_requested_o = rings_requested_index_index;
    assign drain_landed_o = prefetch_drain_landed;
    assign drain_taken_o = prefetch_drain_taken;
    assign drain_busy_o = indices_pending;

    index_reader indices (
        .clk               (clk),
        .rst               (rst),
        .enabled_i         (enabled_i),
        .start_valid_i     (start_valid_i),
        .start_queue_i     (start_queue_i),
        .start_avail_i     (start_avail_i),
        .doorbell_valid_i  (doorbell_valid_i),
        .doorbell_queue_i  (doorbell_queue_i),
        .published_valid_i (published_valid_i),
        .published_queue_i (published_queue_i),
        .request_valid_o   (indices_request_valid),
        .request_ready_i   (reads_index_request_ready),
        .request_address_o (indices_request_address),
        .request_queue_o   (indices_request_queue),
        .answer_valid_i    (reads_index_answer_valid),
        .answer_data_i     (reads_index_answer_data),
        .answer_fault_i    (reads_index_answer_fault),
        .seen_valid_o      (indices_seen_valid),
        .seen_queue_o      (indices_seen_queue),
        .seen_index_o      (indices_seen_index),
        .seen_fault_o      (indices_seen_fault),
        .interrupt_valid_o (indices_interrupt_valid),
        .interrupt_queue_o (indices_interrupt_queue),
        .pending_o         (indices_pending)
    );

    ring_reader rings (
        .clk                     (clk),
        .rst                     (rst),
        .enabled_i               (enabled_i),
        .start_valid_i           (start_valid_i),
        .start_queue_i           (start_queue_i),
        .start_epoch_i           (start_epoch_i),
        .start_avail_i           (start_avail_i),
        .start_mask_i            (start_mask_i),
        .seen_valid_i            (indices_seen_valid),
        .seen_queue_i            (indices_seen_queue),
        .seen_index_i            (indices_seen_index),
        .seen_fault_i            (indices_seen_fault),
        .taken_valid_i           (take_valid_i),
        .taken_queue_i           (take_queue_i),
        .taken_index_queue_o     (rings_taken_index_queue),
        .taken_index_index_i     (prefetch_taken_index_index),
        .requested_index_queue_i (drain_queue_i),
        .requested_index_index_o (rings_requested_index_index),
        .request_valid_o         (rings_request_valid),
        .request_ready_i         (reads_ring_request_ready),
        .request_address_o       (rings_request_address),
        .request_queue_o         (rings_request_queue),
        .issued_valid_o          (rings_issued_valid),
        .issued_ready_i          (unpacker_issued_ready),
        .issued_queue_o          (rings_issued_queue),
        .issued_epoch_o          (rings_issued_epoch),
        .issued_lane_o           (rings_issued_lane),
        .issued_count_o          (rings_issued_count),
        .stop_valid_o            (rings_stop_valid),
        .stop_queue_o            (rings_stop_queue),
        .stop_error_o            (rings_stop_error)
    );

    entry_unpacker unpacker (
        .clk             (clk),
        .rst             (rst),
        .issued_valid_i  (rings_issued_valid),
        .issued_ready_o  (unpacker_issued_ready),
        .issued_queue_i  (rings_issued_queue),
        .issued_epoch_i  (rings_issued_epoch),
        .issued_lane_i   (rings_issued_lane),
        .issued_count_i  (rings_issued_count),
        .answer_valid_i  (reads_ring_answer_valid),
        .answer_data_i   (reads_ring_answer_data),
        .answer_fault_i  (reads_ring_answer_fault),
        .entries_valid_o (unpacker_entries_valid),
        .entries_ready_i (descriptors_entries_ready),
        .entries_queue_o (unpacker_entries_queue),
        .entries_epoch_o (unpacker_entries_epoch),
        .entries_entry_o (unpacker_entries_entry),
        .entries_fault_o (unpacker_entries_fault)
    );

    descriptor_reader descriptors (
        .clk                      (clk),
        .rst                      (rst),
        .enabled_i                (enabled_i),
        .start_valid_i            (start_valid_i),
        .start_queue_i            (start_queue_i),
        .start_epoch_i            (start_epoch_i),
        .start_descriptors_i      (start_descriptors_i),
        .start_mask_i             (start_mask_i),
        .entries_valid_i          (unpacker_entries_valid),
        .entries_ready_o          (descriptors_entries_ready),
        .entries_queue_i          (unpacker_entries_queue),
        .entries_epoch_i          (unpacker_entries_epoch),
        .entries_entry_i          (unpacker_entries_entry),
        .entries_fault_i          (unpacker_entries_fault),
        .request_valid_o          (descriptors_request_valid),
        .request_ready_i          (reads_descriptor_request_ready),
        .request_address_o        (descriptors_request_address),
        .request_queue_o          (descriptors_request_queue),
        .answer_valid_i           (reads_descriptor_answer_valid),
        .answer_data_i            (reads_descriptor_answer_data),
        .answer_fault_i           (reads_descriptor_answer_fault),
        .hold_o                   (descriptors_hold),
        .check_request_valid_o    (descriptors_check_request_valid),
        .check_request_function_o (descriptors_check_request_function),
        .check_request_first_o    (descriptors_check_request_first),
        .check_request_span_o     (descriptors_check_request_span),
        .check_inside_i           (check_inside_i),
        .landed_valid_o           (descriptors_landed_valid),
        .landed_queue_o           (descriptors_landed_queue),
        .landed_epoch_o           (descriptors_landed_epoch),
        .landed_keep_o            (descriptors_landed_keep),
        .landed_buffer_address_o  (descriptors_landed_buffer_address),
        .landed_buffer_length_o   (descriptors_landed_buffer_length),
        .landed_buffer_id_o       (descriptors_landed_buffer_id),
        .stop_valid_o             (descriptors_stop_valid),
        .stop_queue_o             (descriptors_stop_queue),
        .stop_error_o             (descriptors_stop_error)
    );

    prefetch_queues prefetch (
        .clk                     (clk),
        .rst                     (rst),
        .enabled_i               (enabled_i),
        .start_valid_i           (start_valid_i),
        .start_queue_i           (start_queue_i),
        .start_epoch_i           (start_epoch_i),
        .landed_valid_i          (descriptors_landed_valid),
        .landed_queue_i          (descriptors_landed_queue),
        .landed_epoch_i          (descriptors_landed_epoch),
        .landed_keep_i           (descriptors_landed_keep),
        .landed_buffer_address_i (descriptors_landed_buffer_address),
        .landed_buffer_length_i  (descriptors_landed_buffer_length),
        .landed_buffer_id_i      (descriptors_landed_buffer_id),
        .look_valid_i            (look_valid_i),
        .look_queue_i            (look_queue_i),
        .head_present_o          (prefetch_head_present),
        .head_epoch_o            (prefetch_head_epoch),
        .head_buffer_address_o   (prefetch_head_buffer_address),
        .head_buffer_length_o    (prefetch_head_buffer_length),
        .head_buffer_id_o        (prefetch_head_buffer_id),
        .take_valid_i            (take_valid_i),
        .take_queue_i            (take_queue_i),
        .credit_valid_o          (prefetch_credit_valid),
        .credit_queue_o          (prefetch_credit_queue),
        .taken_index_queue_i     (rings_taken_index_queue),
        .taken_index_index_o     (prefetch_taken_index_index),
        .drain_queue_i           (drain_queue_i),
        .drain_landed_o          (prefetch_drain_landed),
        .drain_taken_o           (prefetch_drain_taken)
    );

    read_arbiter reads (
        .clk                          (clk),
        .rst                          (rst),
        .index_request_valid_i        (indices_request_valid),
        .index_request_ready_o        (reads_index_request_ready),
        .index_request_address_i      (indices_request_address),
        .index_request_queue_i        (indices_request_queue),
        .index_answer_valid_o         (reads_index_answer_valid),
        .index_answer_data_o          (reads_index_answer_data),
        .index_answer_fault_o         (reads_index_answer_fault),
        .ring_request_valid_i         (rings_request_valid),
        .ring_request_ready_o         (reads_ring_request_ready),
        .ring_request_address_i       (rings_request_address),
        .ring_request_queue_i         (rings_request_queue),
        .ring_answer_valid_o          (reads_ring_answer_valid),
        .ring_answer_data_o           (reads_ring_answer_data),
        .ring_answer_fault_o          (reads_ring_answer_fault),
        .descriptor_request_valid_i   (descriptors_request_valid),
        .descriptor_request_ready_o   (reads_descriptor_request_ready),
        .descriptor_request_address_i (descriptors_request_address),
        .descriptor_request_queue_i   (descriptors_request_queue),
        .descriptor_answer_valid_o    (reads_descriptor_answer_valid),
        .descriptor_answer_data_o     (reads_descriptor_answer_data),
        .descriptor_answer_fault_o    (reads_descriptor_answer_fault),
        .reads_valid_o                (reads_reads_valid),
        .reads_ready_i                (guard_reads_ready),
        .reads_id_o                   (reads_reads_id),
        .reads_address_o              (reads_reads_address),
        .reads_function_o             (reads_reads_function),
        .answers_valid_i              (guard_answers_valid),
        .answers_id_i                 (guard_answers_id),
        .answers_beat_i               (guard_answers_beat),
        .answers_fault_i              (guard_answers_fault)
    );

    read_guard guard (
        .clk                  (clk),
        .rst                  (rst),
        .lookup_function_o    (guard_lookup_function),
        .lookup_window_base_i (lookup_window_base_i),
        .lookup_window_last_i (lookup_window_last_i),
        .reads_valid_i        (reads_reads_valid),
        .reads_ready_o        (guard_reads_ready),
        .reads_id_i           (reads_reads_id),
        .reads_address_i      (reads_reads_address),
        .reads_function_i     (reads_reads_function),
        .hold_i               (descriptors_hold),
        .answers_valid_o      (guard_answers_valid),
        .answers_id_o         (guard_answers_id),
        .answers_beat_o       (guard_answers_beat),
        .answers_fault_o      (guard_answers_fault),
        .refused_valid_o      (guard_refused_valid),
        .refused_function_o   (guard_refused_function),
        .read_arid_o          (guard_read_arid),
        .read_araddr_o        (guard_read_araddr),
        .read_arlen_o         (guard_read_arlen),
        .read_arsize_o        (guard_read_arsize),
        .read_arburst_o       (guard_read_arburst),
        .read_aruser_o        (guard_read_aruser),
        .read_arvalid_o       (guard_read_arvalid),
        .read_arready_i       (read_arready_i),
        .read_rid_i           (read_rid_i),
        .read_rdata_i         (read_rdata_i),
        .read_rresp_i         (read_rresp_i),
        .read_rlast_i         (read_rlast_i),
        .read_rvalid_i        (read_rvalid_i),
        .read_rready_o        (guard_read_rready)
    );

endmodule

// Frame admission: gives each frame its buffer, or says why it gets none.
// Parameters: config = tiny
module frame_admission (
    input  wire        clk,
    input  wire        rst,
    input  wire [1:0]  enabled_i,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [7:0]  start_epoch_i,
    // frames
    input  wire        frames_valid_i,
    output wire        frames_ready_o,
    input  wire        frames_queue_i,
    input  wire [7:0]  frames_epoch_i,
    input  wire [13:0] frames_length_i,
    // look
    output wire        look_valid_o,
    output wire        look_queue_o,
    // head
    input  wire        head_present_i,
    input  wire [7:0]  head_epoch_i,
    input  wire [63:0] head_buffer_address_i,
    input  wire [14:0] head_buffer_length_i,
    input  wire [14:0] head_buffer_id_i,
    // take
    output wire        take_valid_o,
    output wire        take_queue_o,
    // decided
    output wire        decided_valid_o,
    output wire        decided_queue_o,
    // plans
    output wire        plans_valid_o,
    input  wire        plans_ready_i,
    output wire        plans_discard_o,
    output wire [63:0] plans_address_o,
    output wire [10:0] plans_last_beat_o,
    output wire [3:0]  plans_last_lane_o,
    output wire        plans_queue_o,
    // records
    output wire        records_valid_o,
    input  wire        records_ready_i,
    output wire        records_queue_o,
    output wire        records_returned_o,
    output wire [14:0] records_id_o,
    output wire [13:0] records_bytes_o,
    output wire [7:0]  records_epoch_o,
    // events
    output wire        events_valid_o,
    input  wire        events_ready_i,
    output wire [1:0]  events_slot_o,
    output wire [3:0]  events_event_o,
    output wire [13:0] events_bytes_o
);

    localparam [1:0] STATE_IDLE   = 2'd0;
    localparam [1:0] STATE_PLACE  = 2'd1;
    localparam [1:0] STATE_DECIDE = 2'd2;

    reg         queue_q;
    reg  [7:0]  epoch_q;
    reg  [13:0] length_q;
    reg  [14:0] needed_q;
    reg         plan_valid_q;
    reg         plan_discard_q;
    reg  [63:0] plan_address_q;
    reg  [10:0] plan_last_beat_q;
    reg  [3:0]  plan_last_lane_q;
    reg         plan_queue_q;
    reg         record_valid_q;
    reg         record_queue_q;
    reg         record_returned_q;
    reg  [14:0] record_id_q;
    reg  [13:0] record_bytes_q;
    reg  [7:0]  record_epoch_q;
    reg         event_valid_q;
    reg  [1:0]  event_slot_q;
    reg  [3:0]  event_event_q;
    reg  [13:0] event_bytes_q;
    wire [7:0]  epochs_rdata;
    wire        of_this_run;
    wire        usable;
    wire        fits;
    reg  [1:0]  state_q;
    wire        decides;

    wire plan_valid_inverse = ~(plan_valid_q | record_valid_q | event_valid_q);
    wire [14:0] plan_valid_sum = {11'd0, head_buffer_address_i[3:0]} + {1'd0, length_q} + 15'hb;
    always @(posedge clk) begin
        if (plans_ready_i) begin
            plan_valid_q <= 1'd0;
        end
        if (records_ready_i) begin
            record_valid_q <= 1'd0;
        end
        if (events_ready_i) begin
            event_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_IDLE: begin end
            STATE_PLACE: begin end
            default: begin  // STATE_DECIDE
                if (plan_valid_inverse) begin
                    plan_valid_q <= 1'd1;
                    plan_discard_q <= ~(usable & fits);
                    plan_address_q <= head_buffer_address_i;
                    plan_last_beat_q <= plan_valid_sum[14:4];
                    plan_last_lane_q <= plan_valid_sum[3:0];
                    plan_queue_q <= queue_q;
                    record_valid_q <= usable;
                    record_queue_q <= queue_q;
                    record_returned_q <= ~fits;
                    record_id_q <= head_buffer_id_i;
                    record_bytes_q <= length_q;
                    record_epoch_q <= epochs_rdata;
                    event_valid_q <= ~usable;
                    event_slot_q <= {1'd0, queue_q};
                    event_event_q <= 4'd11;
                    event_bytes_q <= length_q;
                end
            end
        endcase
        if (rst) begin
            plan_valid_q <= 1'd0;
            record_valid_q <= 1'd0;
            event_valid_q <= 1'd0;
        end
    end

    assign of_this_run = (epoch_q == epochs_rdata) & (head_epoch_i == epochs_rdata);
    assign usable = enabled_i[queue_q] & head_present_i & of_this_run;
    assign fits = needed_q <= head_buffer_length_i;

    always @(posedge clk) begin
        case (state_q)
            STATE_IDLE: begin
                if (frames_valid_i) begin
                    queue_q <= frames_queue_i;
                    epoch_q <= frames_epoch_i;
                    length_q <= frames_length_i;
                end
            end
            STATE_PLACE: begin
                needed_q <= {1'd0, length_q} + 15'hc;
            end
            default: begin end  // STATE_DECIDE
        endcase
    end

    always @(posedge clk) begin
        case (state_q)
            STATE_IDLE: begin
                if (frames_valid_i) begin
                    state_q <= STATE_PLACE;
                end
            end
            STATE_PLACE: begin
                state_q <= STATE_DECIDE;
            end
            default: begin  // STATE_DECIDE
                if (plan_valid_inverse) begin
                    state_q <= STATE_IDLE;
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
        end
    end

    assign frames_ready_o = state_q == STATE_IDLE;
    assign look_valid_o = (state_q == STATE_IDLE) & frames_valid_i;
    assign look_queue_o = frames_queue_i;
    assign decides = (state_q == STATE_DECIDE) & plan_valid_inverse;
    assign take_valid_o = decides & usable;
    assign take_queue_o = queue_q;
    assign decided_valid_o = decides;
    assign decided_queue_o = queue_q;
    assign plans_valid_o = plan_valid_q;
    assign plans_discard_o = plan_discard_q;
    assign plans_address_o = plan_address_q;
    assign plans_last_beat_o = plan_last_beat_q;
    assign plans_last_lane_o = plan_last_lane_q;
    assign plans_queue_o = plan_queue_q;
    assign records_valid_o = record_valid_q;
    assign records_queue_o = record_queue_q;
    assign records_returned_o = record_returned_q;
    assign records_id_o = record_id_q;
    assign records_bytes_o = record_bytes_q;
    assign records_epoch_o = record_epoch_q;
    assign events_valid_o = event_valid_q;
    assign events_slot_o = event_slot_q;
    assign events_event_o = event_event_q;
    assign events_bytes_o = event_bytes_q;

    (* ram_style = "distributed" *)
    reg [7:0] epochs [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            epochs[start_queue_i] <= start_epoch_i;
        end
    end
    assign epochs_rdata = epochs[queue_q];

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

// Word aligner: header and frame words to write beats at any byte address, one a clock.
// Parameters: config = tiny, hostDataBits = 128
module word_aligner (
    input  wire         clk,
    input  wire         rst,
    // plans
    input  wire         plans_valid_i,
    output wire         plans_ready_o,
    input  wire         plans_discard_i,
    input  wire [11:0]  plans_place_i,
    input  wire [10:0]  plans_last_beat_i,
    input  wire [3:0]   plans_last_lane_i,
    // words
    input  wire         words_valid_i,
    output wire         words_ready_o,
    input  wire [127:0] words_data_i,
    input  wire         words_last_i,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o
);

    wire         queue_up_ready;
    wire         queue_down_valid;
    wire [127:0] queue_down_data;
    wire [15:0]  queue_down_strobe;
    wire         queue_down_last;
    wire [5:0]   queue_count;
    reg          room_q;
    reg  [10:0]  at_beat_q;
    reg          at_words_done_q;
    reg  [7:0]   at_block_beat_q;
    wire         short_start;
    wire         takes_word;
    wire         working;
    wire         begun;
    reg  [127:0] turned_1_q;
    reg  [1:0]   turned_rest_1_q;
    reg  [127:0] turned_2_q;
    reg          recipe_valid_q;
    reg          recipe_takes_word_q;
    reg  [15:0]  recipe_strobe_q;
    reg  [15:0]  recipe_high_q;
    reg  [15:0]  recipe_low_q;
    reg  [127:0] recipe_header_q;
    reg          recipe_ends_burst_q;
    reg          info_1_valid_q;
    reg          info_1_takes_word_q;
    reg          info_1_header_high_q;
    reg          info_1_header_low_q;
    reg  [3:0]   info_1_lane_q;
    reg          info_1_first_q;
    reg          info_1_last_q;
    reg  [3:0]   info_1_last_lane_q;
    reg          info_1_ends_burst_q;
    wire [15:0]  high;
    reg  [127:0] earlier_q;
    reg          merged_valid_q;
    reg  [127:0] merged_beat_data_q;
    reg  [15:0]  merged_beat_strobe_q;
    reg          merged_beat_last_q;

    always @(posedge clk) begin
        room_q <= queue_count <= 6'd27;
        if (rst) begin
            room_q <= 1'd0;
        end
    end

    assign short_start = plans_place_i[3:0] < 4'd4;

    wire takes_word_equal = at_beat_q == 11'd0;
    assign takes_word = ~at_words_done_q & (~takes_word_equal | short_start);

    assign working = plans_valid_i & ~plans_discard_i & room_q;
    assign begun = working & (words_valid_i | ~takes_word);
    assign words_ready_o = (plans_valid_i & plans_discard_i) | (working & takes_word);

    wire plans_ready_equal = at_beat_q == plans_last_beat_i;
    assign plans_ready_o = plans_discard_i ? (words_valid_i & words_last_i) : (begun & plans_ready_equal);

    wire [7:0] at_beat_choice = takes_word_equal ? plans_place_i[11:4] : at_block_beat_q;
    always @(posedge clk) begin
        if (begun) begin
            at_beat_q <= plans_ready_equal ? 11'd0 : (at_beat_q + 11'd1);
            at_words_done_q <= ~plans_ready_equal & (at_words_done_q | (takes_word & words_last_i));
            at_block_beat_q <= at_beat_choice + 8'd1;
        end
        if (rst) begin
            at_beat_q <= 11'd0;
            at_words_done_q <= 1'd0;
        end
    end

    wire [3:0] turned_1_sum = plans_place_i[3:0] + 4'd12;
    wire [127:0] turned_1_choice = turned_1_sum[0] ? {words_data_i[119:0], words_data_i[127:120]} : words_data_i;
    always @(posedge clk) begin
        turned_1_q <= turned_1_sum[1] ? {turned_1_choice[111:0], turned_1_choice[127:112]} : turned_1_choice;
    end

    always @(posedge clk) begin
        turned_rest_1_q <= turned_1_sum[3:2];
    end

    wire [127:0] turned_2_choice = turned_rest_1_q[0] ? {turned_1_q[95:0], turned_1_q[127:96]} : turned_1_q;
    always @(posedge clk) begin
        turned_2_q <= turned_rest_1_q[1] ? {turned_2_choice[63:0], turned_2_choice[127:64]} : turned_2_choice;
    end

    always @(posedge clk) begin
        info_1_valid_q <= begun;
        info_1_takes_word_q <= takes_word;
        info_1_header_high_q <= takes_word_equal & ~short_start;
        info_1_header_low_q <= short_start ? takes_word_equal : (at_beat_q == 11'd1);
        info_1_lane_q <= plans_place_i[3:0];
        info_1_first_q <= takes_word_equal;
        info_1_last_q <= plans_ready_equal;
        info_1_last_lane_q <= plans_last_lane_i;
        info_1_ends_burst_q <= plans_ready_equal | (&at_beat_choice);
        if (rst) begin
            info_1_valid_q <= 1'd0;
        end
    end

    assign high = 16'hffff << (info_1_lane_q + 4'd12);

    wire [15:0] recipe_valid_shifted = 16'hffff << info_1_last_lane_q;
    wire [15:0] recipe_valid_and = (info_1_first_q ? (16'hffff << info_1_lane_q) : 16'hffff)
            & (info_1_last_q ? ~{recipe_valid_shifted[14:0], 1'd0} : 16'hffff);
    wire [15:0] recipe_valid_shifted_2 = 16'd1 << (info_1_lane_q + 4'd10);
    wire [127:0] recipe_valid_joined = {{8{recipe_valid_shifted_2[15]}}, {8{recipe_valid_shifted_2[14]}}, {8{recipe_valid_shifted_2[13]}},
            {8{recipe_valid_shifted_2[12]}}, {8{recipe_valid_shifted_2[11]}}, {8{recipe_valid_shifted_2[10]}},
            {8{recipe_valid_shifted_2[9]}}, {8{recipe_valid_shifted_2[8]}}, {8{recipe_valid_shifted_2[7]}},
            {8{recipe_valid_shifted_2[6]}}, {8{recipe_valid_shifted_2[5]}}, {8{recipe_valid_shifted_2[4]}},
            {8{recipe_valid_shifted_2[3]}}, {8{recipe_valid_shifted_2[2]}}, {8{recipe_valid_shifted_2[1]}},
            {8{recipe_valid_shifted_2[0]}}};
    wire [15:0] recipe_valid_or = (info_1_header_high_q ? high : 16'd0) | (info_1_header_low_q ? ~high : 16'd0);
    wire [127:0] recipe_valid_joined_2 = {{8{recipe_valid_or[15]}}, {8{recipe_valid_or[14]}}, {8{recipe_valid_or[13]}}, {8{recipe_valid_or[12]}},
            {8{recipe_valid_or[11]}}, {8{recipe_valid_or[10]}}, {8{recipe_valid_or[9]}},
            {8{recipe_valid_or[8]}}, {8{recipe_valid_or[7]}}, {8{recipe_valid_or[6]}},
            {8{recipe_valid_or[5]}}, {8{recipe_valid_or[4]}}, {8{recipe_valid_or[3]}},
            {8{recipe_valid_or[2]}}, {8{recipe_valid_or[1]}}, {8{recipe_valid_or[0]}}};
    always @(posedge clk) begin
        recipe_valid_q <= info_1_valid_q;
        recipe_takes_word_q <= info_1_takes_word_q;
        recipe_strobe_q <= recipe_valid_and;
        recipe_high_q <= info_1_header_high_q ? 16'd0 : (recipe_valid_and & high);
        recipe_low_q <= info_1_header_low_q ? 16'd0 : (recipe_valid_and & ~high);
        recipe_header_q <= recipe_valid_joined & 128'h1010101010101010101010101010101 & recipe_valid_joined_2;
        recipe_ends_burst_q <= info_1_ends_burst_q;
        if (rst) begin
            recipe_valid_q <= 1'd0;
        end
    end

    wire [127:0] earlier_joined = {{8{recipe_high_q[15]}}, {8{recipe_high_q[14]}}, {8{recipe_high_q[13]}}, {8{recipe_high_q[12]}},
            {8{recipe_high_q[11]}}, {8{recipe_high_q[10]}}, {8{recipe_high_q[9]}}, {8{recipe_high_q[8]}},
            {8{recipe_high_q[7]}}, {8{recipe_high_q[6]}}, {8{recipe_high_q[5]}}, {8{recipe_high_q[4]}},
            {8{recipe_high_q[3]}}, {8{recipe_high_q[2]}}, {8{recipe_high_q[1]}}, {8{recipe_high_q[0]}}};
    wire [127:0] earlier_joined_2 = {{8{recipe_low_q[15]}}, {8{recipe_low_q[14]}}, {8{recipe_low_q[13]}}, {8{recipe_low_q[12]}},
            {8{recipe_low_q[11]}}, {8{recipe_low_q[10]}}, {8{recipe_low_q[9]}}, {8{recipe_low_q[8]}},
            {8{recipe_low_q[7]}}, {8{recipe_low_q[6]}}, {8{recipe_low_q[5]}}, {8{recipe_low_q[4]}},
            {8{recipe_low_q[3]}}, {8{recipe_low_q[2]}}, {8{recipe_low_q[1]}}, {8{recipe_low_q[0]}}};
    always @(posedge clk) begin
        if (recipe_valid_q & recipe_takes_word_q) begin
            earlier_q <= turned_2_q;
        end
        merged_valid_q <= recipe_valid_q;
        merged_beat_data_q <= (earlier_joined & turned_2_q) | (earlier_joined_2 & earlier_q) | recipe_header_q;
        merged_beat_strobe_q <= recipe_strobe_q;
        merged_beat_last_q <= recipe_ends_burst_q;
        if (rst) begin
            merged_valid_q <= 1'd0;
        end
    end

    assign beats_valid_o = queue_down_valid;
    assign beats_data_o = queue_down_data;
    assign beats_strobe_o = queue_down_strobe;
    assign beats_last_o = queue_down_last;

    fifo_payload145_depth32 queue (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (merged_valid_q),
        .up_ready_o    (queue_up_ready),
        .up_data_i     (merged_beat_data_q),
        .up_strobe_i   (merged_beat_strobe_q),
        .up_last_i     (merged_beat_last_q),
        .down_valid_o  (queue_down_valid),
        .down_ready_i  (beats_ready_i),
        .down_data_o   (queue_down_data),
        .down_strobe_o (queue_down_strobe),
        .down_last_o   (queue_down_last),
        .count_o       (queue_count)
    );

    wire unused = &{1'b0, queue_up_ready, recipe_valid_shifted[15]};

endmodule

// Burst planner: frames to AXI4 bursts inside aligned blocks of 4096 bytes.
// Parameters: config = tiny, hostDataBits = 128
module burst_planner (
    input  wire        clk,
    input  wire        rst,
    // plans
    input  wire        plans_valid_i,
    output wire        plans_ready_o,
    input  wire [63:0] plans_address_i,
    input  wire [10:0] plans_last_beat_i,
    input  wire        plans_queue_i,
    // bursts
    output wire        bursts_valid_o,
    input  wire        bursts_ready_i,
    output wire [63:0] bursts_address_o,
    output wire [7:0]  bursts_beats_o,
    output wire [1:0]  bursts_context_kind_o,
    output wire        bursts_context_queue_o,
    output wire        bursts_context_final_o,
    output wire [13:0] bursts_context_bytes_o
);

    reg         now_valid_q;
    reg  [63:0] now_address_q;
    reg  [10:0] now_more_q;
    reg         now_queue_q;

    assign bursts_valid_o = now_valid_q;
    assign bursts_address_o = now_address_q;

    wire [11:0] bursts_beats_joined = {1'd0, now_more_q};
    wire [11:0] bursts_beats_joined_2 = {4'd0, ~now_address_q[11:4]};
    wire bursts_beats_at_most = bursts_beats_joined <= bursts_beats_joined_2;
    wire [11:0] bursts_beats_choice = bursts_beats_at_most ? bursts_beats_joined : bursts_beats_joined_2;
    assign bursts_beats_o = bursts_beats_choice[7:0];

    assign bursts_context_kind_o = 2'd0;
    assign bursts_context_queue_o = now_queue_q;
    assign bursts_context_final_o = bursts_beats_at_most;
    assign bursts_context_bytes_o = 14'd0;
    assign plans_ready_o = ~now_valid_q;

    wire [11:0] now_valid_difference = (bursts_beats_joined - bursts_beats_choice) - 12'd1;
    always @(posedge clk) begin
        if (plans_valid_i & plans_ready_o) begin
            now_valid_q <= 1'd1;
            now_address_q <= plans_address_i;
            now_more_q <= plans_last_beat_i;
            now_queue_q <= plans_queue_i;
        end
        if (bursts_valid_o & bursts_ready_i) begin
            now_valid_q <= ~bursts_beats_at_most;
            now_more_q <= now_valid_difference[10:0];
            now_address_q <= {now_address_q[63:12] + 52'd1, 12'd0};
        end
        if (rst) begin
            now_valid_q <= 1'd0;
        end
    end

    wire unused = &{1'b0, now_valid_difference[11]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {discard: u1, place: u12, lastBeat: u11, lastLane: u4}, depth = 8
module fifo_payload28_depth8 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_discard_i,
    input  wire [11:0] up_place_i,
    input  wire [10:0] up_last_beat_i,
    input  wire [3:0]  up_last_lane_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_discard_o,
    output wire [11:0] down_place_o,
    output wire [10:0] down_last_beat_o,
    output wire [3:0]  down_last_lane_o,
    output wire [3:0]  count_o
);

    reg  [2:0]  head_q;
    reg  [2:0]  tail_q;
    reg  [3:0]  held_q;
    wire [27:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_discard_o = words_rdata[0];
    assign down_place_o = words_rdata[12:1];
    assign down_last_beat_o = words_rdata[23:13];
    assign down_last_lane_o = words_rdata[27:24];

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
    reg [27:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_lane_i, up_last_beat_i, up_place_i, up_discard_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {address: u64, lastBeat: u11, queue: u1}, depth = 8
module fifo_payload76_depth8 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_address_i,
    input  wire [10:0] up_last_beat_i,
    input  wire        up_queue_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_address_o,
    output wire [10:0] down_last_beat_o,
    output wire        down_queue_o,
    output wire [3:0]  count_o
);

    reg  [2:0]  head_q;
    reg  [2:0]  tail_q;
    reg  [3:0]  held_q;
    wire [75:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_address_o = words_rdata[63:0];
    assign down_last_beat_o = words_rdata[74:64];
    assign down_queue_o = words_rdata[75];

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
    reg [75:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_queue_i, up_last_beat_i, up_address_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Packet writer: frames into their receive buffers, with the net header, at any byte address.
// Parameters: config = tiny, hostDataBits = 128
module packet_writer (
    input  wire         clk,
    input  wire         rst,
    input  wire [1:0]   enabled_i,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [7:0]   start_epoch_i,
    // frames
    input  wire         frames_valid_i,
    output wire         frames_ready_o,
    input  wire         frames_queue_i,
    input  wire [7:0]   frames_epoch_i,
    input  wire [13:0]  frames_length_i,
    // words
    input  wire         words_valid_i,
    output wire         words_ready_o,
    input  wire [127:0] words_data_i,
    input  wire         words_last_i,
    // look
    output wire         look_valid_o,
    output wire         look_queue_o,
    // head
    input  wire         head_present_i,
    input  wire [7:0]   head_epoch_i,
    input  wire [63:0]  head_buffer_address_i,
    input  wire [14:0]  head_buffer_length_i,
    input  wire [14:0]  head_buffer_id_i,
    // take
    output wire         take_valid_o,
    output wire         take_queue_o,
    // decided
    output wire         decided_valid_o,
    output wire         decided_queue_o,
    // records
    output wire         records_valid_o,
    input  wire         records_ready_i,
    output wire         records_queue_o,
    output wire         records_returned_o,
    output wire [14:0]  records_id_o,
    output wire [13:0]  records_bytes_o,
    output wire [7:0]   records_epoch_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire [1:0]   events_slot_o,
    output wire [3:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // bursts
    output wire         bursts_valid_o,
    input  wire         bursts_ready_i,
    output wire [63:0]  bursts_address_o,
    output wire [7:0]   bursts_beats_o,
    output wire [1:0]   bursts_context_kind_o,
    output wire         bursts_context_queue_o,
    output wire         bursts_context_final_o,
    output wire [13:0]  bursts_context_bytes_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o
);

    wire         admission_frames_ready;
    wire         admission_look_valid;
    wire         admission_look_queue;
    wire         admission_take_valid;
    wire         admission_take_queue;
    wire         admission_decided_valid;
    wire         admission_decided_queue;
    wire         admission_plans_valid;
    wire         admission_plans_ready;
    wire         admission_plans_discard;
    wire [63:0]  admission_plans_address;
    wire [10:0]  admission_plans_last_beat;
    wire [3:0]   admission_plans_last_lane;
    wire         admission_plans_queue;
    wire         admission_records_valid;
    wire         admission_records_queue;
    wire         admission_records_returned;
    wire [14:0]  admission_records_id;
    wire [13:0]  admission_records_bytes;
    wire [7:0]   admission_records_epoch;
    wire         admission_events_valid;
    wire [1:0]   admission_events_slot;
    wire [3:0]   admission_events_event;
    wire [13:0]  admission_events_bytes;
    wire         aligner_plans_ready;
    wire         aligner_words_ready;
    wire         aligner_beats_valid;
    wire [127:0] aligner_beats_data;
    wire [15:0]  aligner_beats_strobe;
    wire         aligner_beats_last;
    wire         planner_plans_ready;
    wire         planner_bursts_valid;
    wire [63:0]  planner_bursts_address;
    wire [7:0]   planner_bursts_beats;
    wire [1:0]   planner_bursts_context_kind;
    wire         planner_bursts_context_queue;
    wire         planner_bursts_context_final;
    wire [13:0]  planner_bursts_context_bytes;
    wire         align_plans_up_valid;
    wire         align_plans_up_ready;
    wire [11:0]  align_plans_up_place;
    wire         align_plans_down_valid;
    wire         align_plans_down_discard;
    wire [11:0]  align_plans_down_place;
    wire [10:0]  align_plans_down_last_beat;
    wire [3:0]   align_plans_down_last_lane;
    wire [3:0]   align_plans_count;
    wire         burst_plans_up_valid;
    wire         burst_plans_up_ready;
    wire         burst_plans_down_valid;
    wire [63:0]  burst_plans_down_address;
    wire [10:0]  burst_plans_down_last_beat;
    wire         burst_plans_down_queue;
    wire [3:0]   burst_plans_count;

    assign frames_ready_o = admission_frames_ready;
    assign look_valid_o = admission_look_valid;
    assign look_queue_o = admission_look_queue;
    assign take_valid_o = admission_take_valid;
    assign take_queue_o = admission_take_queue;
    assign decided_valid_o = admission_decided_valid;
    assign decided_queue_o = admission_decided_queue;
    assign records_valid_o = admission_records_valid;
    assign records_queue_o = admission_records_queue;
    assign records_returned_o = admission_records_returned;
    assign records_id_o = admission_records_id;
    assign records_bytes_o = admission_records_bytes;
    assign records_epoch_o = admission_records_epoch;
    assign events_valid_o = admission_events_valid;
    assign events_slot_o = admission_events_slot;
    assign events_event_o = admission_events_event;
    assign events_bytes_o = admission_events_bytes;
    assign admission_plans_ready = align_plans_up_ready & burst_plans_up_ready;
    assign align_plans_up_valid = admission_plans_valid & burst_plans_up_ready;
    assign align_plans_up_place = admission_plans_address[11:0];
    assign burst_plans_up_valid = admission_plans_valid & align_plans_up_ready & ~admission_plans_discard;
    assign words_ready_o = aligner_words_ready;
    assign beats_valid_o = aligner_beats_valid;
    assign beats_data_o = aligner_beats_data;
    assign beats_strobe_o = aligner_beats_strobe;
    assign beats_last_o = aligner_beats_last;
    assign bursts_valid_o = planner_bursts_valid;
    assign bursts_address_o = planner_bursts_address;
    assign bursts_beats_o = planner_bursts_beats;
    assign bursts_context_kind_o = planner_bursts_context_kind;
    assign bursts_context_queue_o = planner_bursts_context_queue;
    assign bursts_context_final_o = planner_bursts_context_final;
    assign bursts_context_bytes_o = planner_bursts_context_bytes;

    frame_admission admission (
        .clk                   (clk),
        .rst                   (rst),
        .enabled_i             (enabled_i),
        .start_valid_i         (start_valid_i),
        .start_queue_i         (start_queue_i),
        .start_epoch_i         (start_epoch_i),
        .frames_valid_i        (frames_valid_i),
        .frames_ready_o        (admission_frames_ready),
        .frames_queue_i        (frames_queue_i),
        .frames_epoch_i        (frames_epoch_i),
        .frames_length_i       (frames_length_i),
        .look_valid_o          (admission_look_valid),
        .look_queue_o          (admission_look_queue),
        .head_present_i        (head_present_i),
        .head_epoch_i          (head_epoch_i),
        .head_buffer_address_i (head_buffer_address_i),
        .head_buffer_length_i  (head_buffer_length_i),
        .head_buffer_id_i      (head_buffer_id_i),
        .take_valid_o          (admission_take_valid),
        .take_queue_o          (admission_take_queue),
        .decided_valid_o       (admission_decided_valid),
        .decided_queue_o       (admission_decided_queue),
        .plans_valid_o         (admission_plans_valid),
        .plans_ready_i         (admission_plans_ready),
        .plans_discard_o       (admission_plans_discard),
        .plans_address_o       (admission_plans_address),
        .plans_last_beat_o     (admission_plans_last_beat),
        .plans_last_lane_o     (admission_plans_last_lane),
        .plans_queue_o         (admission_plans_queue),
        .records_valid_o       (admission_records_valid),
        .records_ready_i       (records_ready_i),
        .records_queue_o       (admission_records_queue),
        .records_returned_o    (admission_records_returned),
        .records_id_o          (admission_records_id),
        .records_bytes_o       (admission_records_bytes),
        .records_epoch_o       (admission_records_epoch),
        .events_valid_o        (admission_events_valid),
        .events_ready_i        (events_ready_i),
        .events_slot_o         (admission_events_slot),
        .events_event_o        (admission_events_event),
        .events_bytes_o        (admission_events_bytes)
    );

    word_aligner aligner (
        .clk               (clk),
        .rst               (rst),
        .plans_valid_i     (align_plans_down_valid),
        .plans_ready_o     (aligner_plans_ready),
        .plans_discard_i   (align_plans_down_discard),
        .plans_place_i     (align_plans_down_place),
        .plans_last_beat_i (align_plans_down_last_beat),
        .plans_last_lane_i (align_plans_down_last_lane),
        .words_valid_i     (words_valid_i),
        .words_ready_o     (aligner_words_ready),
        .words_data_i      (words_data_i),
        .words_last_i      (words_last_i),
        .beats_valid_o     (aligner_beats_valid),
        .beats_ready_i     (beats_ready_i),
        .beats_data_o      (aligner_beats_data),
        .beats_strobe_o    (aligner_beats_strobe),
        .beats_last_o      (aligner_beats_last)
    );

    burst_planner planner (
        .clk                    (clk),
        .rst                    (rst),
        .plans_valid_i          (burst_plans_down_valid),
        .plans_ready_o          (planner_plans_ready),
        .plans_address_i        (burst_plans_down_address),
        .plans_last_beat_i      (burst_plans_down_last_beat),
        .plans_queue_i          (burst_plans_down_queue),
        .bursts_valid_o         (planner_bursts_valid),
        .bursts_ready_i         (bursts_ready_i),
        .bursts_address_o       (planner_bursts_address),
        .bursts_beats_o         (planner_bursts_beats),
        .bursts_context_kind_o  (planner_bursts_context_kind),
        .bursts_context_queue_o (planner_bursts_context_queue),
        .bursts_context_final_o (planner_bursts_context_final),
        .bursts_context_bytes_o (planner_bursts_context_bytes)
    );

    fifo_payload28_depth8 align_plans (
        .clk              (clk),
        .rst              (rst),
        .up_valid_i       (align_plans_up_valid),
        .up_ready_o       (align_plans_up_ready),
        .up_discard_i     (admission_plans_discard),
        .up_place_i       (align_plans_up_place),
        .up_last_beat_i   (admission_plans_last_beat),
        .up_last_lane_i   (admission_plans_last_lane),
        .down_valid_o     (align_plans_down_valid),
        .down_ready_i     (aligner_plans_ready),
        .down_discard_o   (align_plans_down_discard),
        .down_place_o     (align_plans_down_place),
        .down_last_beat_o (align_plans_down_last_beat),
        .down_last_lane_o (align_plans_down_last_lane),
        .count_o          (align_plans_count)
    );

    fifo_payload76_depth8 burst_plans (
        .clk              (clk),
        .rst              (rst),
        .up_valid_i       (burst_plans_up_valid),
        .up_ready_o       (burst_plans_up_ready),
        .up_address_i     (admission_plans_address),
        .up_last_beat_i   (admission_plans_last_beat),
        .up_queue_i       (admission_plans_queue),
        .down_valid_o     (burst_plans_down_valid),
        .down_ready_i     (planner_plans_ready),
        .down_address_o   (burst_plans_down_address),
        .down_last_beat_o (burst_plans_down_last_beat),
        .down_queue_o     (burst_plans_down_queue),
        .count_o          (burst_plans_count)
    );

    wire unused = &{1'b0, align_plans_count, burst_plans_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {address: u64, beats: u8, context: {kind: u2, queue: u1, final: u1, bytes: u14}}, depth = 16
module fifo_payload90_depth16 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_address_i,
    input  wire [7:0]  up_beats_i,
    input  wire [1:0]  up_context_kind_i,
    input  wire        up_context_queue_i,
    input  wire        up_context_final_i,
    input  wire [13:0] up_context_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_address_o,
    output wire [7:0]  down_beats_o,
    output wire [1:0]  down_context_kind_o,
    output wire        down_context_queue_o,
    output wire        down_context_final_o,
    output wire [13:0] down_context_bytes_o,
    output wire [4:0]  count_o
);

    reg  [3:0]  head_q;
    reg  [3:0]  tail_q;
    reg  [4:0]  held_q;
    wire [89:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_address_o = words_rdata[63:0];
    assign down_beats_o = words_rdata[71:64];
    assign down_context_kind_o = words_rdata[73:72];
    assign down_context_queue_o = words_rdata[74];
    assign down_context_final_o = words_rdata[75];
    assign down_context_bytes_o = words_rdata[89:76];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 4'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 4'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{4{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 4'd0;
            head_q <= 4'd0;
            held_q <= 5'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [89:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_context_bytes_i, up_context_final_i, up_context_queue_i, up_context_kind_i, up_beats_i, up_address_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {low: u32, high: u32, isElement: u1, slot: u2, splits: u1}, depth = 16
module fifo_payload68_depth16 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [31:0] up_low_i,
    input  wire [31:0] up_high_i,
    input  wire        up_is_element_i,
    input  wire [1:0]  up_slot_i,
    input  wire        up_splits_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [31:0] down_low_o,
    output wire [31:0] down_high_o,
    output wire        down_is_element_o,
    output wire [1:0]  down_slot_o,
    output wire        down_splits_o,
    output wire [4:0]  count_o
);

    reg  [3:0]  head_q;
    reg  [3:0]  tail_q;
    reg  [4:0]  held_q;
    wire [67:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_low_o = words_rdata[31:0];
    assign down_high_o = words_rdata[63:32];
    assign down_is_element_o = words_rdata[64];
    assign down_slot_o = words_rdata[66:65];
    assign down_splits_o = words_rdata[67];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 4'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 4'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{4{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 4'd0;
            head_q <= 4'd0;
            held_q <= 5'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [67:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_splits_i, up_slot_i, up_is_element_i, up_high_i, up_low_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Used ring writer: used elements in ring order and used indices, byte-exact.
// Parameters: config = tiny, hostDataBits = 128
module used_ring_writer (
    input  wire         clk,
    input  wire         rst,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [63:0]  start_used_i,
    input  wire [14:0]  start_mask_i,
    // elements
    input  wire         elements_valid_i,
    output wire         elements_ready_o,
    input  wire         elements_queue_i,
    input  wire         elements_returned_i,
    input  wire [14:0]  elements_id_i,
    input  wire [13:0]  elements_bytes_i,
    // indices
    input  wire         indices_valid_i,
    output wire         indices_ready_o,
    input  wire         indices_queue_i,
    input  wire [15:0]  indices_index_i,
    // bursts
    output wire         bursts_valid_o,
    input  wire         bursts_ready_i,
    output wire [63:0]  bursts_address_o,
    output wire [7:0]   bursts_beats_o,
    output wire [1:0]   bursts_context_kind_o,
    output wire         bursts_context_queue_o,
    output wire         bursts_context_final_o,
    output wire [13:0]  bursts_context_bytes_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o
);

    reg  [1:0]  places_fresh_q;
    reg         taken_valid_q;
    reg         taken_is_element_q;
    reg         taken_queue_q;
    reg         taken_returned_q;
    reg  [14:0] taken_id_q;
    reg  [13:0] taken_bytes_q;
    reg  [15:0] taken_index_q;
    reg  [61:0] taken_base_q;
    reg  [14:0] taken_mask_q;
    reg         ready_valid_q;
    reg  [31:0] ready_low_q;
    reg  [31:0] ready_high_q;
    reg         ready_is_element_q;
    reg         ready_returned_q;
    reg         ready_queue_q;
    reg  [13:0] ready_bytes_q;
    reg  [61:0] ready_address_q;
    wire        addresses_up_valid;
    wire        addresses_up_ready;
    wire [63:0] addresses_up_address;
    wire [7:0]  addresses_up_beats;
    wire [1:0]  addresses_up_context_kind;
    wire        addresses_up_context_final;
    wire        addresses_down_valid;
    wire [63:0] addresses_down_address;
    wire [7:0]  addresses_down_beats;
    wire [1:0]  addresses_down_context_kind;
    wire        addresses_down_context_queue;
    wire        addresses_down_context_final;
    wire [13:0] addresses_down_context_bytes;
    wire [4:0]  addresses_count;
    wire        data_up_valid;
    wire        data_up_ready;
    wire [1:0]  data_up_slot;
    wire        data_down_valid;
    wire        data_down_ready;
    wire [31:0] data_down_low;
    wire [31:0] data_down_high;
    wire        data_down_is_element;
    wire [1:0]  data_down_slot;
    wire        data_down_splits;
    wire [4:0]  data_count;
    reg         second_q;
    wire        across;
    wire        splits;
    reg         second_beat_q;
    wire        move;
    wire        load;
    wire [15:0] places_rdata;
    wire [76:0] tables_rdata;

    assign across = ready_is_element_q & (&ready_address_q[1:0]);
    assign splits = across & (&ready_address_q[9:0]);
    assign addresses_up_valid = ready_valid_q & data_up_ready;
    assign addresses_up_address = {second_q ? (ready_address_q + 62'd1) : ready_address_q, ~ready_is_element_q, 1'd0};
    assign addresses_up_beats = (across & ~splits) ? 8'd1 : 8'd0;
    assign addresses_up_context_kind = ready_is_element_q ? (ready_returned_q ? 2'd3 : 2'd1) : 2'd2;
    assign addresses_up_context_final = ~splits | second_q;

    wire data_up_valid_or = ~splits | second_q;
    assign data_up_valid = ready_valid_q & addresses_up_ready & data_up_valid_or;

    assign data_up_slot = ready_address_q[1:0];

    wire second_and = addresses_up_ready & data_up_ready;
    always @(posedge clk) begin
        if (ready_valid_q & second_and) begin
            second_q <= ~data_up_valid_or;
        end
        if (rst) begin
            second_q <= 1'd0;
        end
    end

    assign bursts_valid_o = addresses_down_valid;
    assign bursts_address_o = addresses_down_address;
    assign bursts_beats_o = addresses_down_beats;
    assign bursts_context_kind_o = addresses_down_context_kind;
    assign bursts_context_queue_o = addresses_down_context_queue;
    assign bursts_context_final_o = addresses_down_context_final;
    assign bursts_context_bytes_o = addresses_down_context_bytes;
    assign beats_valid_o = data_down_valid;

    wire beats_data_and = ~second_beat_q & (data_down_slot == 2'd3);
    wire beats_data_and_2 = data_down_is_element & ~second_beat_q & (data_down_slot == 2'd2);
    wire beats_data_and_3 = ~second_beat_q & (data_down_slot == 2'd2);
    wire beats_data_and_4 = data_down_is_element & ~second_beat_q & (data_down_slot == 2'd1);
    wire beats_data_and_5 = ~second_beat_q & (data_down_slot == 2'd1);
    wire beats_data_and_6 = data_down_is_element & ~second_beat_q & (data_down_slot == 2'd0);
    wire beats_data_and_7 = ~second_beat_q & (data_down_slot == 2'd0);
    assign beats_data_o = {(beats_data_and ? data_down_low : 32'd0) | (beats_data_and_2 ? data_down_high : 32'd0),
            (beats_data_and_3 ? data_down_low : 32'd0) | (beats_data_and_4 ? data_down_high : 32'd0),
            (beats_data_and_5 ? data_down_low : 32'd0) | (beats_data_and_6 ? data_down_high : 32'd0),
            (beats_data_and_7 ? data_down_low : 32'd0) | (second_beat_q ? data_down_high : 32'd0)};

    wire [3:0] beats_strobe_joined = {2'd3, data_down_is_element, data_down_is_element};
    assign beats_strobe_o = {(beats_data_and ? beats_strobe_joined : 4'd0) | {4{beats_data_and_2}},
            (beats_data_and_3 ? beats_strobe_joined : 4'd0) | {4{beats_data_and_4}},
            (beats_data_and_5 ? beats_strobe_joined : 4'd0) | {4{beats_data_and_6}},
            (beats_data_and_7 ? beats_strobe_joined : 4'd0) | {4{second_beat_q}}};

    wire beats_last_or = ~(data_down_is_element & (&data_down_slot)) | second_beat_q;
    assign beats_last_o = beats_last_or | data_down_splits;

    assign data_down_ready = beats_ready_i & beats_last_or;

    always @(posedge clk) begin
        if (beats_valid_o & beats_ready_i) begin
            second_beat_q <= ~beats_last_or;
        end
        if (rst) begin
            second_beat_q <= 1'd0;
        end
    end

    assign move = ~ready_valid_q | (ready_valid_q & second_and & data_up_valid_or);
    assign load = ~taken_valid_q | move;
    assign indices_ready_o = load;
    assign elements_ready_o = load & ~indices_valid_i;

    wire taken_valid_choice = indices_valid_i ? indices_queue_i : elements_queue_i;
    wire [15:0] taken_valid_and = {16{~places_fresh_q[elements_queue_i]}} & places_rdata;
    always @(posedge clk) begin
        if (load) begin
            taken_valid_q <= indices_valid_i | elements_valid_i;
            taken_is_element_q <= ~indices_valid_i;
            taken_queue_q <= taken_valid_choice;
            taken_returned_q <= elements_returned_i;
            taken_id_q <= elements_id_i;
            taken_bytes_q <= elements_bytes_i;
            taken_index_q <= indices_valid_i ? indices_index_i : taken_valid_and;
            taken_base_q <= tables_rdata[61:0];
            taken_mask_q <= tables_rdata[76:62];
        end
        if (move) begin
            ready_valid_q <= taken_valid_q;
            ready_is_element_q <= taken_is_element_q;
            ready_returned_q <= taken_returned_q;
            ready_queue_q <= taken_queue_q;
            ready_bytes_q <= taken_bytes_q;
            ready_address_q <= taken_base_q + (taken_is_element_q ? ({46'd0, taken_index_q[14:0] & taken_mask_q, 1'd0} + 62'd1) : 62'd0);
            ready_low_q <= taken_is_element_q ? {17'd0, taken_id_q} : {taken_index_q, 16'd0};
            ready_high_q <= taken_returned_q ? 32'd0 : ({18'd0, taken_bytes_q} + 32'hc);
        end
        if (rst) begin
            taken_valid_q <= 1'd0;
            ready_valid_q <= 1'd0;
        end
    end

    wire elements_fire = elements_valid_i & elements_ready_o;
    always @(posedge clk) begin
        if (elements_fire) begin
            case (elements_queue_i)
                1'd0: places_fresh_q[0] <= 1'd0;
                1'd1: places_fresh_q[1] <= 1'd0;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: places_fresh_q[0] <= 1'd1;
                1'd1: places_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            places_fresh_q <= 2'd3;
        end
    end

    (* ram_style = "distributed" *)
    reg [76:0] tables [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            tables[start_queue_i] <= {start_mask_i, start_used_i[63:2]};
        end
    end
    assign tables_rdata = tables[taken_valid_choice];

    (* ram_style = "distributed" *)
    reg [15:0] places [0:1];
    always @(posedge clk) begin
        if (elements_fire) begin
            places[elements_queue_i] <= taken_valid_and + 16'd1;
        end
    end
    assign places_rdata = places[elements_queue_i];

    fifo_payload90_depth16 addresses (
        .clk                  (clk),
        .rst                  (rst),
        .up_valid_i           (addresses_up_valid),
        .up_ready_o           (addresses_up_ready),
        .up_address_i         (addresses_up_address),
        .up_beats_i           (addresses_up_beats),
        .up_context_kind_i    (addresses_up_context_kind),
        .up_context_queue_i   (ready_queue_q),
        .up_context_final_i   (addresses_up_context_final),
        .up_context_bytes_i   (ready_bytes_q),
        .down_valid_o         (addresses_down_valid),
        .down_ready_i         (bursts_ready_i),
        .down_address_o       (addresses_down_address),
        .down_beats_o         (addresses_down_beats),
        .down_context_kind_o  (addresses_down_context_kind),
        .down_context_queue_o (addresses_down_context_queue),
        .down_context_final_o (addresses_down_context_final),
        .down_context_bytes_o (addresses_down_context_bytes),
        .count_o              (addresses_count)
    );

    fifo_payload68_depth16 data (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (data_up_valid),
        .up_ready_o        (data_up_ready),
        .up_low_i          (ready_low_q),
        .up_high_i         (ready_high_q),
        .up_is_element_i   (ready_is_element_q),
        .up_slot_i         (data_up_slot),
        .up_splits_i       (splits),
        .down_valid_o      (data_down_valid),
        .down_ready_i      (data_down_ready),
        .down_low_o        (data_down_low),
        .down_high_o       (data_down_high),
        .down_is_element_o (data_down_is_element),
        .down_slot_o       (data_down_slot),
        .down_splits_o     (data_down_splits),
        .count_o           (data_count)
    );

    wire unused = &{1'b0, start_used_i[1:0], addresses_count, data_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, returned: u1, id: u15, bytes: u14, epoch: u8}, depth = 64
module fifo_payload39_depth64 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire        up_returned_i,
    input  wire [14:0] up_id_i,
    input  wire [13:0] up_bytes_i,
    input  wire [7:0]  up_epoch_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire        down_returned_o,
    output wire [14:0] down_id_o,
    output wire [13:0] down_bytes_o,
    output wire [7:0]  down_epoch_o,
    output wire [6:0]  count_o
);

    reg  [5:0]  head_q;
    reg  [5:0]  tail_q;
    reg  [6:0]  held_q;
    wire [38:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[6];
    assign down_valid_o = held_q != 7'd0;
    assign down_queue_o = words_rdata[0];
    assign down_returned_o = words_rdata[1];
    assign down_id_o = words_rdata[16:2];
    assign down_bytes_o = words_rdata[30:17];
    assign down_epoch_o = words_rdata[38:31];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 6'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 6'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{6{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 6'd0;
            head_q <= 6'd0;
            held_q <= 7'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [38:0] words [0:63];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_epoch_i, up_bytes_i, up_id_i, up_returned_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Completion writer: used elements, used indices and events, each step after the response of the one before.
// Parameters: config = tiny, hostDataBits = 128
module completion_writer (
    input  wire         clk,
    input  wire         rst,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire [7:0]   start_epoch_i,
    input  wire [63:0]  start_used_i,
    input  wire [14:0]  start_mask_i,
    // records
    input  wire         records_valid_i,
    output wire         records_ready_o,
    input  wire         records_queue_i,
    input  wire         records_returned_i,
    input  wire [14:0]  records_id_i,
    input  wire [13:0]  records_bytes_i,
    input  wire [7:0]   records_epoch_i,
    // bursts
    output wire         bursts_valid_o,
    input  wire         bursts_ready_i,
    output wire [63:0]  bursts_address_o,
    output wire [7:0]   bursts_beats_o,
    output wire [1:0]   bursts_context_kind_o,
    output wire         bursts_context_queue_o,
    output wire         bursts_context_final_o,
    output wire [13:0]  bursts_context_bytes_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o,
    // responses
    input  wire         responses_valid_i,
    output wire         responses_ready_o,
    input  wire [1:0]   responses_kind_i,
    input  wire         responses_queue_i,
    input  wire         responses_final_i,
    input  wire [13:0]  responses_bytes_i,
    input  wire [1:0]   responses_fault_i,
    // published
    output wire         published_valid_o,
    output wire         published_queue_o,
    // stop
    output wire         stop_valid_o,
    output wire         stop_queue_o,
    output wire [3:0]   stop_error_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire [1:0]   events_slot_o,
    output wire [3:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // usedIndex
    input  wire         used_index_queue_i,
    output wire [15:0]  used_index_index_o,
    // drain
    input  wire         drain_queue_i,
    output wire [15:0]  drain_done_o,
    output wire [1:0]   drain_busy_o
);

    wire         ring_elements_valid;
    wire         ring_elements_ready;
    wire         ring_indices_valid;
    wire         ring_indices_ready;
    wire [15:0]  ring_indices_index;
    wire         ring_bursts_valid;
    wire [63:0]  ring_bursts_address;
    wire [7:0]   ring_bursts_beats;
    wire [1:0]   ring_bursts_context_kind;
    wire         ring_bursts_context_queue;
    wire         ring_bursts_context_final;
    wire [13:0]  ring_bursts_context_bytes;
    wire         ring_beats_valid;
    wire [127:0] ring_beats_data;
    wire [15:0]  ring_beats_strobe;
    wire         ring_beats_last;
    reg  [1:0]   done_fresh_q;
    reg  [1:0]   in_memory_fresh_q;
    reg  [1:0]   queues_failed_q;
    reg  [1:0]   queues_unpublished_q;
    reg  [1:0]   queues_publishing_q;
    reg          event_valid_q;
    reg  [1:0]   event_report_slot_q;
    reg  [3:0]   event_report_event_q;
    reg  [13:0]  event_report_bytes_q;
    wire         event_free;
    reg          answer_valid_q;
    reg  [1:0]   answer_kind_q;
    reg          answer_queue_q;
    reg          answer_final_q;
    reg  [13:0]  answer_bytes_q;
    reg  [1:0]   answer_fault_q;
    wire         acts;
    wire         failing;
    wire         index_written;
    wire         returned;
    wire         frame_written;
    wire         element_written;
    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire         waiting_down_queue;
    wire         waiting_down_returned;
    wire [14:0]  waiting_down_id;
    wire [13:0]  waiting_down_bytes;
    wire [7:0]   waiting_down_epoch;
    wire [6:0]   waiting_count;
    reg          head_valid_q;
    reg          head_record_queue_q;
    reg          head_record_returned_q;
    reg  [14:0]  head_record_id_q;
    reg  [13:0]  head_record_bytes_q;
    reg  [7:0]   head_record_epoch_q;
    reg  [6:0]   written_q;
    wire         due;
    wire [7:0]   epochs_rdata;
    wire         stale;
    wire         lost;
    wire         dropped;
    wire         leaves;
    reg          ended_valid_q;
    reg          ended_queue_q;
    reg          ended_good_q;
    wire         good;
    wire         ends;
    wire [15:0]  done_rdata;
    wire [1:0]   arbiter_requests;
    wire [1:0]   arbiter_grants;
    reg          offer_valid_q;
    reg          offer_queue_q;
    wire         picks;
    wire         lapsed;
    wire [15:0]  done_rdata1;
    wire [15:0]  offered_rdata;
    wire [15:0]  in_memory_rdata;
    wire [15:0]  done_rdata2;

    assign bursts_valid_o = ring_bursts_valid;
    assign bursts_address_o = ring_bursts_address;
    assign bursts_beats_o = ring_bursts_beats;
    assign bursts_context_kind_o = ring_bursts_context_kind;
    assign bursts_context_queue_o = ring_bursts_context_queue;
    assign bursts_context_final_o = ring_bursts_context_final;
    assign bursts_context_bytes_o = ring_bursts_context_bytes;
    assign beats_valid_o = ring_beats_valid;
    assign beats_data_o = ring_beats_data;
    assign beats_strobe_o = ring_beats_strobe;
    assign beats_last_o = ring_beats_last;
    assign events_valid_o = event_valid_q;
    assign events_slot_o = event_report_slot_q;
    assign events_event_o = event_report_event_q;
    assign events_bytes_o = event_report_bytes_q;

    wire event_valid_choice = answer_valid_q ? answer_queue_q : head_record_queue_q;
    always @(posedge clk) begin
        if (events_ready_i) begin
            event_valid_q <= 1'd0;
        end
        if (ends) begin
            event_valid_q <= 1'd1;
            event_report_slot_q <= event_valid_choice ? 2'd1 : 2'd0;
            event_report_event_q <= (answer_valid_q & good) ? (returned ? 4'd10 : 4'd0) : 4'd11;
            event_report_bytes_q <= answer_valid_q ? answer_bytes_q : head_record_bytes_q;
        end
        if (rst) begin
            event_valid_q <= 1'd0;
        end
    end

    assign event_free = ~event_valid_q | events_ready_i;
    assign responses_ready_o = ~answer_valid_q | event_free;

    always @(posedge clk) begin
        if (event_free) begin
            answer_valid_q <= 1'd0;
        end
        if (responses_valid_i & responses_ready_o) begin
            answer_valid_q <= 1'd1;
            answer_kind_q <= responses_kind_i;
            answer_queue_q <= responses_queue_i;
            answer_final_q <= responses_final_i;
            answer_bytes_q <= responses_bytes_i;
            answer_fault_q <= responses_fault_i;
        end
        if (rst) begin
            answer_valid_q <= 1'd0;
        end
    end

    assign acts = answer_valid_q & event_free;
    assign failing = acts & (|answer_fault_q);
    assign stop_valid_o = failing;
    assign stop_queue_o = answer_queue_q;
    assign stop_error_o = (answer_fault_q == 2'd2) ? 4'd8 : 4'd6;
    assign index_written = acts & (answer_kind_q == 2'd2);
    assign published_valid_o = index_written & ~((|answer_fault_q) | queues_failed_q[answer_queue_q]);
    assign published_queue_o = answer_queue_q;
    assign returned = answer_kind_q == 2'd3;
    assign frame_written = acts & (answer_kind_q == 2'd0) & answer_final_q;
    assign element_written = ((acts & (answer_kind_q == 2'd1)) | (acts & (answer_kind_q == 2'd3))) & answer_final_q;
    assign records_ready_o = waiting_up_ready;
    assign due = head_valid_q & (head_record_returned_q | (written_q != 7'd0));
    assign stale = epochs_rdata != head_record_epoch_q;
    assign lost = queues_failed_q[head_record_queue_q] | stale;
    assign dropped = due & lost & event_free & ~answer_valid_q;
    assign ring_elements_valid = due & ~lost;
    assign leaves = dropped | (ring_elements_valid & ring_elements_ready);
    assign waiting_down_ready = ~head_valid_q | leaves;

    always @(posedge clk) begin
        if (leaves) begin
            head_valid_q <= 1'd0;
        end
        if (waiting_down_valid & waiting_down_ready) begin
            head_valid_q <= 1'd1;
            head_record_queue_q <= waiting_down_queue;
            head_record_returned_q <= waiting_down_returned;
            head_record_id_q <= waiting_down_id;
            head_record_bytes_q <= waiting_down_bytes;
            head_record_epoch_q <= waiting_down_epoch;
        end
        written_q <= (written_q + {6'd0, frame_written}) - {6'd0, leaves & ~head_record_returned_q};
        if (rst) begin
            head_valid_q <= 1'd0;
            written_q <= 7'd0;
        end
    end

    assign good = ~((|answer_fault_q) | queues_failed_q[answer_queue_q]);
    assign ends = element_written | dropped;

    always @(posedge clk) begin
        ended_valid_q <= element_written | (dropped & ~stale);
        ended_queue_q <= event_valid_choice;
        ended_good_q <= element_written & good;
        if (rst) begin
            ended_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (ended_valid_q) begin
            case (ended_queue_q)
                1'd0: done_fresh_q[0] <= 1'd0;
                1'd1: done_fresh_q[1] <= 1'd0;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: done_fresh_q[0] <= 1'd1;
                1'd1: done_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            done_fresh_q <= 2'd3;
        end
    end

    assign picks = ~offer_valid_q;
    assign arbiter_requests = queues_unpublished_q & ~queues_publishing_q & ~queues_failed_q;
    assign lapsed = queues_failed_q[offer_queue_q];
    assign ring_indices_valid = offer_valid_q & ~lapsed;

    wire [15:0] ring_indices_index_and = {16{~done_fresh_q[offer_queue_q]}} & done_rdata1;
    assign ring_indices_index = ring_indices_index_and;

    always @(posedge clk) begin
        if (ring_indices_ready | lapsed) begin
            offer_valid_q <= 1'd0;
        end
        if (picks & (|arbiter_grants)) begin
            offer_valid_q <= 1'd1;
            offer_queue_q <= arbiter_grants[1];
        end
        if (rst) begin
            offer_valid_q <= 1'd0;
        end
    end

    wire indices_fire = ring_indices_valid & ring_indices_ready;
    always @(posedge clk) begin
        if (indices_fire) begin
            case (offer_queue_q)
                1'd0: begin
                    queues_unpublished_q[0] <= 1'd0;
                    queues_publishing_q[0] <= 1'd1;
                end
                1'd1: begin
                    queues_unpublished_q[1] <= 1'd0;
                    queues_publishing_q[1] <= 1'd1;
                end
            endcase
        end
        if (ended_valid_q & ended_good_q) begin
            case (ended_queue_q)
                1'd0: queues_unpublished_q[0] <= 1'd1;
                1'd1: queues_unpublished_q[1] <= 1'd1;
            endcase
        end
        if (index_written) begin
            case (answer_queue_q)
                1'd0: queues_publishing_q[0] <= 1'd0;
                1'd1: queues_publishing_q[1] <= 1'd0;
            endcase
        end
        if (failing) begin
            case (answer_queue_q)
                1'd0: queues_failed_q[0] <= 1'd1;
                1'd1: queues_failed_q[1] <= 1'd1;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: begin
                    queues_failed_q[0] <= 1'd0;
                    queues_unpublished_q[0] <= 1'd0;
                end
                1'd1: begin
                    queues_failed_q[1] <= 1'd0;
                    queues_unpublished_q[1] <= 1'd0;
                end
            endcase
        end
        if (rst) begin
            queues_unpublished_q <= 2'd0;
            queues_publishing_q <= 2'd0;
            queues_failed_q <= 2'd0;
        end
    end

    wire in_memory_fresh_and = index_written & (answer_fault_q == 2'd0);
    always @(posedge clk) begin
        if (in_memory_fresh_and) begin
            case (answer_queue_q)
                1'd0: in_memory_fresh_q[0] <= 1'd0;
                1'd1: in_memory_fresh_q[1] <= 1'd0;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: in_memory_fresh_q[0] <= 1'd1;
                1'd1: in_memory_fresh_q[1] <= 1'd1;
            endcase
        end
        if (rst) begin
            in_memory_fresh_q <= 2'd3;
        end
    end

    assign used_index_index_o = {16{~in_memory_fresh_q[used_index_queue_i]}} & in_memory_rdata;
    assign drain_done_o = {16{~done_fresh_q[drain_queue_i]}} & done_rdata2;
    assign drain_busy_o = queues_publishing_q | (queues_unpublished_q & ~queues_failed_q);

    (* ram_style = "distributed" *)
    reg [15:0] done [0:1];
    always @(posedge clk) begin
        if (ended_valid_q) begin
            done[ended_queue_q] <= ({16{~done_fresh_q[ended_queue_q]}} & done_rdata) + 16'd1;
        end
    end
    assign done_rdata = done[ended_queue_q];
    assign done_rdata1 = done[offer_queue_q];
    assign done_rdata2 = done[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] in_memory [0:1];
    always @(posedge clk) begin
        if (in_memory_fresh_and) begin
            in_memory[answer_queue_q] <= offered_rdata;
        end
    end
    assign in_memory_rdata = in_memory[used_index_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] offered [0:1];
    always @(posedge clk) begin
        if (indices_fire) begin
            offered[offer_queue_q] <= ring_indices_index_and;
        end
    end
    assign offered_rdata = offered[answer_queue_q];

    (* ram_style = "distributed" *)
    reg [7:0] epochs [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            epochs[start_queue_i] <= start_epoch_i;
        end
    end
    assign epochs_rdata = epochs[head_record_queue_q];

    used_ring_writer ring (
        .clk                    (clk),
        .rst                    (rst),
        .start_valid_i          (start_valid_i),
        .start_queue_i          (start_queue_i),
        .start_used_i           (start_used_i),
        .start_mask_i           (start_mask_i),
        .elements_valid_i       (ring_elements_valid),
        .elements_ready_o       (ring_elements_ready),
        .elements_queue_i       (head_record_queue_q),
        .elements_returned_i    (head_record_returned_q),
        .elements_id_i          (head_record_id_q),
        .elements_bytes_i       (head_record_bytes_q),
        .indices_valid_i        (ring_indices_valid),
        .indices_ready_o        (ring_indices_ready),
        .indices_queue_i        (offer_queue_q),
        .indices_index_i        (ring_indices_index),
        .bursts_valid_o         (ring_bursts_valid),
        .bursts_ready_i         (bursts_ready_i),
        .bursts_address_o       (ring_bursts_address),
        .bursts_beats_o         (ring_bursts_beats),
        .bursts_context_kind_o  (ring_bursts_context_kind),
        .bursts_context_queue_o (ring_bursts_context_queue),
        .bursts_context_final_o (ring_bursts_context_final),
        .bursts_context_bytes_o (ring_bursts_context_bytes),
        .beats_valid_o          (ring_beats_valid),
        .beats_ready_i          (beats_ready_i),
        .beats_data_o           (ring_beats_data),
        .beats_strobe_o         (ring_beats_strobe),
        .beats_last_o           (ring_beats_last)
    );

    fifo_payload39_depth64 waiting (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (records_valid_i),
        .up_ready_o      (waiting_up_ready),
        .up_queue_i      (records_queue_i),
        .up_returned_i   (records_returned_i),
        .up_id_i         (records_id_i),
        .up_bytes_i      (records_bytes_i),
        .up_epoch_i      (records_epoch_i),
        .down_valid_o    (waiting_down_valid),
        .down_ready_i    (waiting_down_ready),
        .down_queue_o    (waiting_down_queue),
        .down_returned_o (waiting_down_returned),
        .down_id_o       (waiting_down_id),
        .down_bytes_o    (waiting_down_bytes),
        .down_epoch_o    (waiting_down_epoch),
        .count_o         (waiting_count)
    );

    round_robin_arbiter_count2 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (picks),
        .grants_o   (arbiter_grants)
    );

    wire unused = &{1'b0, waiting_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {used: u1}, depth = 32
module fifo_payload1_used_depth32 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_used_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_used_o,
    output wire [5:0] count_o
);

    reg  [4:0] head_q;
    reg  [4:0] tail_q;
    reg  [5:0] held_q;
    wire       words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_used_o = words_rdata;

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
    reg words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_used_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {kind: u2, queue: u1, final: u1, bytes: u14}, depth = 64
module fifo_payload18_depth64 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [1:0]  up_kind_i,
    input  wire        up_queue_i,
    input  wire        up_final_i,
    input  wire [13:0] up_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [1:0]  down_kind_o,
    output wire        down_queue_o,
    output wire        down_final_o,
    output wire [13:0] down_bytes_o,
    output wire [6:0]  count_o
);

    reg  [5:0]  head_q;
    reg  [5:0]  tail_q;
    reg  [6:0]  held_q;
    wire [17:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[6];
    assign down_valid_o = held_q != 7'd0;
    assign down_kind_o = words_rdata[1:0];
    assign down_queue_o = words_rdata[2];
    assign down_final_o = words_rdata[3];
    assign down_bytes_o = words_rdata[17:4];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 6'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 6'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{6{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 6'd0;
            head_q <= 6'd0;
            held_q <= 7'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [17:0] words [0:63];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_bytes_i, up_final_i, up_queue_i, up_kind_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Write arbiter: frame and used ring bursts in one order, responses with their contexts.
// Parameters: config = tiny, hostDataBits = 128
module write_arbiter (
    input  wire         clk,
    input  wire         rst,
    // frame
    input  wire         frame_bursts_valid_i,
    output wire         frame_bursts_ready_o,
    input  wire [63:0]  frame_bursts_address_i,
    input  wire [7:0]   frame_bursts_beats_i,
    input  wire [1:0]   frame_bursts_context_kind_i,
    input  wire         frame_bursts_context_queue_i,
    input  wire         frame_bursts_context_final_i,
    input  wire [13:0]  frame_bursts_context_bytes_i,
    input  wire         frame_beats_valid_i,
    output wire         frame_beats_ready_o,
    input  wire [127:0] frame_beats_data_i,
    input  wire [15:0]  frame_beats_strobe_i,
    input  wire         frame_beats_last_i,
    // used
    input  wire         used_bursts_valid_i,
    output wire         used_bursts_ready_o,
    input  wire [63:0]  used_bursts_address_i,
    input  wire [7:0]   used_bursts_beats_i,
    input  wire [1:0]   used_bursts_context_kind_i,
    input  wire         used_bursts_context_queue_i,
    input  wire         used_bursts_context_final_i,
    input  wire [13:0]  used_bursts_context_bytes_i,
    input  wire         used_beats_valid_i,
    output wire         used_beats_ready_o,
    input  wire [127:0] used_beats_data_i,
    input  wire [15:0]  used_beats_strobe_i,
    input  wire         used_beats_last_i,
    // responses
    output wire         responses_valid_o,
    input  wire         responses_ready_i,
    output wire [1:0]   responses_kind_o,
    output wire         responses_queue_o,
    output wire         responses_final_o,
    output wire [13:0]  responses_bytes_o,
    output wire [1:0]   responses_fault_o,
    // bursts
    output wire         bursts_valid_o,
    input  wire         bursts_ready_i,
    output wire [63:0]  bursts_address_o,
    output wire [7:0]   bursts_beats_o,
    output wire         bursts_function_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o,
    // answers
    input  wire         answers_valid_i,
    output wire         answers_ready_o,
    input  wire [1:0]   answers_fault_i
);

    wire         order_up_valid;
    wire         order_up_ready;
    wire         order_down_valid;
    wire         order_down_ready;
    wire         order_down_used;
    wire [5:0]   order_count;
    wire         contexts_up_valid;
    wire         contexts_up_ready;
    wire [1:0]   contexts_up_kind;
    wire         contexts_up_queue;
    wire         contexts_up_final;
    wire [13:0]  contexts_up_bytes;
    wire         contexts_down_valid;
    wire         contexts_down_ready;
    wire [1:0]   contexts_down_kind;
    wire         contexts_down_queue;
    wire         contexts_down_final;
    wire [13:0]  contexts_down_bytes;
    wire [6:0]   contexts_count;
    reg          next_valid_q;
    reg  [63:0]  next_burst_address_q;
    reg  [7:0]   next_burst_beats_q;
    reg          next_burst_function_q;
    reg          next_used_last_q;
    reg          data_valid_q;
    reg  [127:0] data_beat_data_q;
    reg  [15:0]  data_beat_strobe_q;
    reg          data_beat_last_q;
    wire         pick_used;
    wire         open;
    wire         room;
    wire         moves;

    assign pick_used = used_bursts_valid_i & (~frame_bursts_valid_i | ~next_used_last_q);
    assign open = (~next_valid_q | bursts_ready_i) & order_up_ready & contexts_up_ready;
    assign used_bursts_ready_o = open & pick_used;
    assign frame_bursts_ready_o = open & ~pick_used;

    wire order_up_valid_or = frame_bursts_valid_i | used_bursts_valid_i;
    assign order_up_valid = open & order_up_valid_or;

    assign contexts_up_valid = open & order_up_valid_or;
    assign contexts_up_kind = pick_used ? used_bursts_context_kind_i : frame_bursts_context_kind_i;

    wire contexts_up_queue_choice = pick_used ? used_bursts_context_queue_i : frame_bursts_context_queue_i;
    assign contexts_up_queue = contexts_up_queue_choice;

    assign contexts_up_final = pick_used ? used_bursts_context_final_i : frame_bursts_context_final_i;
    assign contexts_up_bytes = pick_used ? used_bursts_context_bytes_i : frame_bursts_context_bytes_i;

    wire next_valid_choice = order_down_used ? used_beats_last_i : frame_beats_last_i;
    always @(posedge clk) begin
        if (bursts_ready_i) begin
            next_valid_q <= 1'd0;
        end
        if (open & order_up_valid_or) begin
            next_valid_q <= 1'd1;
            next_burst_address_q <= pick_used ? used_bursts_address_i : frame_bursts_address_i;
            next_burst_beats_q <= pick_used ? used_bursts_beats_i : frame_bursts_beats_i;
            next_burst_function_q <= contexts_up_queue_choice;
            next_used_last_q <= pick_used;
        end
        if (beats_ready_i) begin
            data_valid_q <= 1'd0;
        end
        if (moves) begin
            data_valid_q <= 1'd1;
            data_beat_data_q <= order_down_used ? used_beats_data_i : frame_beats_data_i;
            data_beat_strobe_q <= order_down_used ? used_beats_strobe_i : frame_beats_strobe_i;
            data_beat_last_q <= next_valid_choice;
        end
        if (rst) begin
            next_valid_q <= 1'd0;
            next_used_last_q <= 1'd0;
            data_valid_q <= 1'd0;
        end
    end

    assign bursts_valid_o = next_valid_q;
    assign bursts_address_o = next_burst_address_q;
    assign bursts_beats_o = next_burst_beats_q;
    assign bursts_function_o = next_burst_function_q;
    assign room = order_down_valid & (~data_valid_q | beats_ready_i);
    assign used_beats_ready_o = room & order_down_used;
    assign frame_beats_ready_o = room & ~order_down_used;
    assign moves = room & (order_down_used ? used_beats_valid_i : frame_beats_valid_i);
    assign order_down_ready = moves & next_valid_choice;
    assign beats_valid_o = data_valid_q;
    assign beats_data_o = data_beat_data_q;
    assign beats_strobe_o = data_beat_strobe_q;
    assign beats_last_o = data_beat_last_q;
    assign responses_valid_o = answers_valid_i;
    assign responses_kind_o = contexts_down_kind;
    assign responses_queue_o = contexts_down_queue;
    assign responses_final_o = contexts_down_final;
    assign responses_bytes_o = contexts_down_bytes;
    assign responses_fault_o = answers_fault_i;
    assign answers_ready_o = responses_ready_i;
    assign contexts_down_ready = responses_valid_o & responses_ready_i;

    fifo_payload1_used_depth32 order (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (order_up_valid),
        .up_ready_o   (order_up_ready),
        .up_used_i    (pick_used),
        .down_valid_o (order_down_valid),
        .down_ready_i (order_down_ready),
        .down_used_o  (order_down_used),
        .count_o      (order_count)
    );

    fifo_payload18_depth64 contexts (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (contexts_up_valid),
        .up_ready_o   (contexts_up_ready),
        .up_kind_i    (contexts_up_kind),
        .up_queue_i   (contexts_up_queue),
        .up_final_i   (contexts_up_final),
        .up_bytes_i   (contexts_up_bytes),
        .down_valid_o (contexts_down_valid),
        .down_ready_i (contexts_down_ready),
        .down_kind_o  (contexts_down_kind),
        .down_queue_o (contexts_down_queue),
        .down_final_o (contexts_down_final),
        .down_bytes_o (contexts_down_bytes),
        .count_o      (contexts_count)
    );

    wire unused = &{1'b0, order_count, contexts_down_valid, contexts_count};

endmodule

// Write guard: no byte outside the window of its function leaves; refused bursts are swallowed and told of.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module write_guard (
    input  wire         clk,
    input  wire         rst,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // bursts
    input  wire         bursts_valid_i,
    output wire         bursts_ready_o,
    input  wire [63:0]  bursts_address_i,
    input  wire [7:0]   bursts_beats_i,
    input  wire         bursts_function_i,
    // beats
    input  wire         beats_valid_i,
    output wire         beats_ready_o,
    input  wire [127:0] beats_data_i,
    input  wire [15:0]  beats_strobe_i,
    input  wire         beats_last_i,
    // outcomes
    output wire         outcomes_valid_o,
    output wire         outcomes_function_o,
    output wire         outcomes_sent_o,
    output wire         outcomes_bad_o,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // write
    output wire [7:0]   write_awid_o,
    output wire [63:0]  write_awaddr_o,
    output wire [7:0]   write_awlen_o,
    output wire [2:0]   write_awsize_o,
    output wire [1:0]   write_awburst_o,
    output wire [7:0]   write_awuser_o,
    output wire         write_awvalid_o,
    input  wire         write_awready_i,
    output wire [127:0] write_wdata_o,
    output wire [15:0]  write_wstrb_o,
    output wire         write_wlast_o,
    output wire         write_wvalid_o,
    input  wire         write_wready_i
);

    reg          open_valid_q;
    reg          open_function_q;
    reg  [7:0]   open_beats_q;
    reg          open_passes_q;
    reg  [15:0]  open_first_q;
    reg  [15:0]  open_last_q;
    reg          after_valid_q;
    reg          after_function_q;
    reg  [7:0]   after_beats_q;
    reg          after_passes_q;
    reg  [15:0]  after_first_q;
    reg  [15:0]  after_last_q;
    reg          asked_valid_q;
    reg  [63:0]  asked_burst_address_q;
    reg  [7:0]   asked_burst_beats_q;
    reg          asked_burst_function_q;
    reg  [63:0]  asked_base_q;
    reg  [63:0]  asked_last_q;
    reg          placed_valid_q;
    reg  [63:0]  placed_burst_address_q;
    reg  [7:0]   placed_burst_beats_q;
    reg          placed_burst_function_q;
    reg  [63:0]  placed_last_q;
    reg  [63:0]  placed_last_beat_q;
    reg          placed_good_q;
    reg          judged_valid_q;
    reg  [63:0]  judged_burst_address_q;
    reg  [7:0]   judged_burst_beats_q;
    reg          judged_burst_function_q;
    reg  [3:0]   judged_last_lane_q;
    reg          judged_at_edge_q;
    reg          judged_good_q;
    reg          out_valid_q;
    reg  [63:0]  out_burst_address_q;
    reg  [7:0]   out_burst_beats_q;
    reg          out_burst_function_q;
    wire         address_free;
    wire         leaves;
    wire         judged_moves;
    wire         placed_moves;
    wire         asked_moves;
    reg  [7:0]   at_q;
    reg          strayed_q;
    reg          data_valid_q;
    reg  [127:0] data_beat_data_q;
    reg  [15:0]  data_beat_strobe_q;
    reg          data_beat_last_q;
    wire         last;
    wire         stray;
    wire         takes;
    wire         beat_moves;
    wire         done;
    wire         bad;
    wire         moves;

    assign address_free = ~out_valid_q | write_awready_i;
    assign leaves = judged_valid_q & ~after_valid_q & (address_free | ~judged_good_q);
    assign judged_moves = ~judged_valid_q | leaves;
    assign placed_moves = ~placed_valid_q | judged_moves;
    assign asked_moves = ~asked_valid_q | placed_moves;
    assign bursts_ready_o = asked_moves;
    assign lookup_function_o = bursts_function_i;

    wire [8:0] asked_valid_sum = {1'd0, asked_burst_address_q[11:4]} + {1'd0, asked_burst_beats_q};
    always @(posedge clk) begin
        if (asked_moves) begin
            asked_valid_q <= bursts_valid_i;
            asked_burst_address_q <= bursts_address_i;
            asked_burst_beats_q <= bursts_beats_i;
            asked_burst_function_q <= bursts_function_i;
            asked_base_q <= lookup_window_base_i;
            asked_last_q <= lookup_window_last_i;
        end
        if (placed_moves) begin
            placed_valid_q <= asked_valid_q;
            placed_burst_address_q <= asked_burst_address_q;
            placed_burst_beats_q <= asked_burst_beats_q;
            placed_burst_function_q <= asked_burst_function_q;
            placed_last_q <= asked_last_q;
            placed_last_beat_q <= {asked_burst_address_q[63:12], asked_valid_sum[7:0],
                    (asked_burst_beats_q == 8'd0) ? asked_burst_address_q[3:0] : 4'd0};
            placed_good_q <= (asked_base_q <= asked_burst_address_q) & ~asked_valid_sum[8];
        end
        if (judged_moves) begin
            judged_valid_q <= placed_valid_q;
            judged_burst_address_q <= placed_burst_address_q;
            judged_burst_beats_q <= placed_burst_beats_q;
            judged_burst_function_q <= placed_burst_function_q;
            judged_last_lane_q <= placed_last_q[3:0];
            judged_at_edge_q <= placed_last_beat_q[63:4] == placed_last_q[63:4];
            judged_good_q <= placed_good_q & (placed_last_beat_q <= placed_last_q);
        end
        if (write_awready_i) begin
            out_valid_q <= 1'd0;
        end
        if (leaves & judged_good_q) begin
            out_valid_q <= 1'd1;
            out_burst_address_q <= judged_burst_address_q;
            out_burst_beats_q <= judged_burst_beats_q;
            out_burst_function_q <= judged_burst_function_q;
        end
        if (rst) begin
            asked_valid_q <= 1'd0;
            placed_valid_q <= 1'd0;
            judged_valid_q <= 1'd0;
            out_valid_q <= 1'd0;
        end
    end

    assign write_awvalid_o = out_valid_q;
    assign write_awid_o = {7'd0, out_burst_function_q};
    assign write_awaddr_o = out_burst_address_q;
    assign write_awlen_o = out_burst_beats_q;
    assign write_awsize_o = 3'd4;
    assign write_awburst_o = 2'd1;
    assign write_awuser_o = {7'd0, out_burst_function_q};
    assign last = at_q == open_beats_q;

    wire [15:0] stray_and = ((at_q == 8'd0) ? open_first_q : 16'hffff) & (last ? open_last_q : 16'hffff);
    assign stray = (|(beats_strobe_i & ~stray_and)) | (beats_last_i != last);

    assign takes = open_valid_q & (~data_valid_q | write_wready_i | ~open_passes_q);
    assign beats_ready_o = takes;
    assign beat_moves = takes & beats_valid_i;
    assign done = beat_moves & last;
    assign bad = ~open_passes_q | strayed_q | stray;

    always @(posedge clk) begin
        if (beat_moves) begin
            at_q <= last ? 8'd0 : (at_q + 8'd1);
            strayed_q <= ~last & (strayed_q | stray);
        end
        if (write_wready_i) begin
            data_valid_q <= 1'd0;
        end
        if (beat_moves & open_passes_q) begin
            data_valid_q <= 1'd1;
            data_beat_data_q <= beats_data_i;
            data_beat_strobe_q <= beats_strobe_i & stray_and;
            data_beat_last_q <= last;
        end
        if (rst) begin
            at_q <= 8'd0;
            strayed_q <= 1'd0;
            data_valid_q <= 1'd0;
        end
    end

    assign write_wvalid_o = data_valid_q;
    assign write_wdata_o = data_beat_data_q;
    assign write_wstrb_o = data_beat_strobe_q;
    assign write_wlast_o = data_beat_last_q;
    assign outcomes_valid_o = done;
    assign outcomes_function_o = open_function_q;
    assign outcomes_sent_o = open_passes_q;
    assign outcomes_bad_o = bad;
    assign refused_valid_o = done & bad;
    assign refused_function_o = open_function_q;
    assign moves = done | ~open_valid_q;

    wire [15:0] open_valid_shifted = 16'hffff << judged_burst_address_q[3:0];
    wire [15:0] open_valid_shifted_2 = 16'hffff << judged_last_lane_q;
    wire [15:0] open_valid_choice = judged_at_edge_q ? ~{open_valid_shifted_2[14:0], 1'd0} : 16'hffff;
    always @(posedge clk) begin
        if (moves) begin
            open_valid_q <= after_valid_q;
            open_function_q <= after_function_q;
            open_beats_q <= after_beats_q;
            open_passes_q <= after_passes_q;
            open_first_q <= after_first_q;
            open_last_q <= after_last_q;
            after_valid_q <= 1'd0;
        end
        if (leaves) begin
            if (moves & ~after_valid_q) begin
                open_valid_q <= leaves;
                open_function_q <= judged_burst_function_q;
                open_beats_q <= judged_burst_beats_q;
                open_passes_q <= judged_good_q;
                open_first_q <= open_valid_shifted;
                open_last_q <= open_valid_choice;
            end else begin
                after_valid_q <= leaves;
                after_function_q <= judged_burst_function_q;
                after_beats_q <= judged_burst_beats_q;
                after_passes_q <= judged_good_q;
                after_first_q <= open_valid_shifted;
                after_last_q <= open_valid_choice;
            end
        end
        if (rst) begin
            open_valid_q <= 1'd0;
            after_valid_q <= 1'd0;
        end
    end

    wire unused = &{1'b0, open_valid_shifted_2[15]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {function: u1, sent: u1, bad: u1}, depth = 64
module fifo_payload3_depth64 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_function_i,
    input  wire       up_sent_i,
    input  wire       up_bad_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_function_o,
    output wire       down_sent_o,
    output wire       down_bad_o,
    output wire [6:0] count_o
);

    reg  [5:0] head_q;
    reg  [5:0] tail_q;
    reg  [6:0] held_q;
    wire [2:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[6];
    assign down_valid_o = held_q != 7'd0;
    assign down_function_o = words_rdata[0];
    assign down_sent_o = words_rdata[1];
    assign down_bad_o = words_rdata[2];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 6'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 6'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{6{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 6'd0;
            head_q <= 6'd0;
            held_q <= 7'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [2:0] words [0:63];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_bad_i, up_sent_i, up_function_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// The write guard with answers in the order of the bursts, all under one id.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module ordered_write_guard (
    input  wire         clk,
    input  wire         rst,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // bursts
    input  wire         bursts_valid_i,
    output wire         bursts_ready_o,
    input  wire [63:0]  bursts_address_i,
    input  wire [7:0]   bursts_beats_i,
    input  wire         bursts_function_i,
    // beats
    input  wire         beats_valid_i,
    output wire         beats_ready_o,
    input  wire [127:0] beats_data_i,
    input  wire [15:0]  beats_strobe_i,
    input  wire         beats_last_i,
    // answers
    output wire         answers_valid_o,
    input  wire         answers_ready_i,
    output wire [1:0]   answers_fault_o,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // write
    output wire [7:0]   write_awid_o,
    output wire [63:0]  write_awaddr_o,
    output wire [7:0]   write_awlen_o,
    output wire [2:0]   write_awsize_o,
    output wire [1:0]   write_awburst_o,
    output wire [7:0]   write_awuser_o,
    output wire         write_awvalid_o,
    input  wire         write_awready_i,
    output wire [127:0] write_wdata_o,
    output wire [15:0]  write_wstrb_o,
    output wire         write_wlast_o,
    output wire         write_wvalid_o,
    input  wire         write_wready_i,
    input  wire [7:0]   write_bid_i,
    input  wire [1:0]   write_bresp_i,
    input  wire         write_bvalid_i,
    output wire         write_bready_o
);

    wire         guard_lookup_function;
    wire         guard_bursts_ready;
    wire         guard_beats_ready;
    wire         guard_outcomes_valid;
    wire         guard_outcomes_function;
    wire         guard_outcomes_sent;
    wire         guard_outcomes_bad;
    wire         guard_refused_valid;
    wire         guard_refused_function;
    wire [7:0]   guard_write_awid;
    wire [63:0]  guard_write_awaddr;
    wire [7:0]   guard_write_awlen;
    wire [2:0]   guard_write_awsize;
    wire [1:0]   guard_write_awburst;
    wire [7:0]   guard_write_awuser;
    wire         guard_write_awvalid;
    wire [127:0] guard_write_wdata;
    wire [15:0]  guard_write_wstrb;
    wire         guard_write_wlast;
    wire         guard_write_wvalid;
    wire         outcomes_up_ready;
    wire         outcomes_down_valid;
    wire         outcomes_down_ready;
    wire         outcomes_down_function;
    wire         outcomes_down_sent;
    wire         outcomes_down_bad;
    wire [6:0]   outcomes_count;

    assign lookup_function_o = guard_lookup_function;
    assign bursts_ready_o = guard_bursts_ready;
    assign beats_ready_o = guard_beats_ready;
    assign refused_valid_o = guard_refused_valid;
    assign refused_function_o = guard_refused_function;
    assign write_awaddr_o = guard_write_awaddr;
    assign write_awlen_o = guard_write_awlen;
    assign write_awsize_o = guard_write_awsize;
    assign write_awburst_o = guard_write_awburst;
    assign write_awuser_o = guard_write_awuser;
    assign write_awvalid_o = guard_write_awvalid;
    assign write_wdata_o = guard_write_wdata;
    assign write_wstrb_o = guard_write_wstrb;
    assign write_wlast_o = guard_write_wlast;
    assign write_wvalid_o = guard_write_wvalid;
    assign write_awid_o = 8'd0;
    assign answers_valid_o = outcomes_down_valid & (~outcomes_down_sent | write_bvalid_i);
    assign answers_fault_o = outcomes_down_bad ? 2'd2 : write_bresp_i[1] ? 2'd1 : 2'd0;
    assign outcomes_down_ready = answers_valid_o & answers_ready_i;
    assign write_bready_o = answers_ready_i & outcomes_down_valid & outcomes_down_sent;

    write_guard guard (
        .clk                  (clk),
        .rst                  (rst),
        .lookup_function_o    (guard_lookup_function),
        .lookup_window_base_i (lookup_window_base_i),
        .lookup_window_last_i (lookup_window_last_i),
        .bursts_valid_i       (bursts_valid_i),
        .bursts_ready_o       (guard_bursts_ready),
        .bursts_address_i     (bursts_address_i),
        .bursts_beats_i       (bursts_beats_i),
        .bursts_function_i    (bursts_function_i),
        .beats_valid_i        (beats_valid_i),
        .beats_ready_o        (guard_beats_ready),
        .beats_data_i         (beats_data_i),
        .beats_strobe_i       (beats_strobe_i),
        .beats_last_i         (beats_last_i),
        .outcomes_valid_o     (guard_outcomes_valid),
        .outcomes_function_o  (guard_outcomes_function),
        .outcomes_sent_o      (guard_outcomes_sent),
        .outcomes_bad_o       (guard_outcomes_bad),
        .refused_valid_o      (guard_refused_valid),
        .refused_function_o   (guard_refused_function),
        .write_awid_o         (guard_write_awid),
        .write_awaddr_o       (guard_write_awaddr),
        .write_awlen_o        (guard_write_awlen),
        .write_awsize_o       (guard_write_awsize),
        .write_awburst_o      (guard_write_awburst),
        .write_awuser_o       (guard_write_awuser),
        .write_awvalid_o      (guard_write_awvalid),
        .write_awready_i      (write_awready_i),
        .write_wdata_o        (guard_write_wdata),
        .write_wstrb_o        (guard_write_wstrb),
        .write_wlast_o        (guard_write_wlast),
        .write_wvalid_o       (guard_write_wvalid),
        .write_wready_i       (write_wready_i)
    );

    fifo_payload3_depth64 outcomes (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (guard_outcomes_valid),
        .up_ready_o      (outcomes_up_ready),
        .up_function_i   (guard_outcomes_function),
        .up_sent_i       (guard_outcomes_sent),
        .up_bad_i        (guard_outcomes_bad),
        .down_valid_o    (outcomes_down_valid),
        .down_ready_i    (outcomes_down_ready),
        .down_function_o (outcomes_down_function),
        .down_sent_o     (outcomes_down_sent),
        .down_bad_o      (outcomes_down_bad),
        .count_o         (outcomes_count)
    );

    wire unused = &{1'b0, write_bid_i, write_bresp_i[0], guard_write_awid, outcomes_up_ready, outcomes_down_function, outcomes_count};

endmodule

// Frame counts: which queues have frames that no decision was made on.
// Parameters: config = tiny
module frame_counts (
    input  wire  clk,
    input  wire  rst,
    // stored
    input  wire  stored_valid_i,
    input  wire  stored_queue_i,
    // decided
    input  wire  decided_valid_i,
    input  wire  decided_queue_i,
    // drain
    input  wire  drain_queue_i,
    output wire  drain_busy_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire [15:0] ins_rdata;
    wire [15:0] outs_rdata;
    wire [15:0] ins_rdata1;
    wire [15:0] outs_rdata1;

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

    assign drain_busy_o = ins_rdata1 != outs_rdata1;

    (* ram_style = "distributed" *)
    reg [15:0] ins [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | stored_valid_i) begin
            ins[sweep_active_q ? sweep_index_q : stored_queue_i] <= sweep_active_q ? 16'd0 : (ins_rdata + 16'd1);
        end
    end
    assign ins_rdata = ins[stored_queue_i];
    assign ins_rdata1 = ins[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] outs [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | decided_valid_i) begin
            outs[sweep_active_q ? sweep_index_q : decided_queue_i] <= sweep_active_q ? 16'd0 : (outs_rdata + 16'd1);
        end
    end
    assign outs_rdata = outs[decided_queue_i];
    assign outs_rdata1 = outs[drain_queue_i];

endmodule

// Interrupt sender: interrupts of queues as messages of function and vector.
// Parameters: config = tiny
module interrupt_sender (
    input  wire        clk,
    input  wire        rst,
    input  wire [1:0]  enabled_i,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire [15:0] start_vector_i,
    // due
    input  wire        due_valid_i,
    input  wire        due_queue_i,
    // irq
    output wire [31:0] irq_tdata_o,
    output wire        irq_tvalid_o,
    input  wire        irq_tready_i,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o
);

    wire [1:0]  arbiter_requests;
    wire [1:0]  arbiter_grants;
    reg  [1:0]  pending_q;
    reg         chosen_valid_q;
    reg         chosen_queue_q;
    reg         message_valid_q;
    reg         message_queue_q;
    reg  [31:0] message_data_q;
    wire        free;
    wire        pick;
    wire        stopped;
    wire [15:0] vectors_rdata;

    assign free = ~message_valid_q | irq_tready_i;
    assign pick = ~chosen_valid_q;
    assign arbiter_requests = pending_q & enabled_i;

    wire message_valid_and = chosen_valid_q & stopped;
    wire message_valid_and_2 = chosen_valid_q & free;
    always @(posedge clk) begin
        if (irq_tready_i) begin
            message_valid_q <= 1'd0;
        end
        if (message_valid_and) begin
        end else if (message_valid_and_2) begin
            message_valid_q <= 1'd1;
            message_queue_q <= chosen_queue_q;
            message_data_q <= {vectors_rdata, 15'd0, chosen_queue_q};
        end
        if (rst) begin
            message_valid_q <= 1'd0;
        end
    end

    assign stopped = ~enabled_i[chosen_queue_q];

    always @(posedge clk) begin
        if (message_valid_and) begin
            chosen_valid_q <= 1'd0;
        end else if (message_valid_and_2) begin
            chosen_valid_q <= 1'd0;
            case (chosen_queue_q)
                1'd0: pending_q[0] <= 1'd0;
                1'd1: pending_q[1] <= 1'd0;
            endcase
        end
        if (pick & (|arbiter_grants)) begin
            chosen_valid_q <= 1'd1;
            chosen_queue_q <= arbiter_grants[1];
        end
        if (due_valid_i) begin
            case (due_queue_i)
                1'd0: pending_q[0] <= 1'd1;
                1'd1: pending_q[1] <= 1'd1;
            endcase
        end
        if (start_valid_i) begin
            case (start_queue_i)
                1'd0: pending_q[0] <= 1'd0;
                1'd1: pending_q[1] <= 1'd0;
            endcase
        end
        if (rst) begin
            chosen_valid_q <= 1'd0;
            pending_q <= 2'd0;
        end
    end

    assign irq_tvalid_o = message_valid_q;
    assign irq_tdata_o = message_data_q;
    assign drain_busy_o = message_valid_q & (message_queue_q == drain_queue_i);

    (* ram_style = "distributed" *)
    reg [15:0] vectors [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            vectors[start_queue_i] <= start_vector_i;
        end
    end
    assign vectors_rdata = vectors[chosen_queue_q];

    round_robin_arbiter_count2 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (pick),
        .grants_o   (arbiter_grants)
    );

endmodule

// Window of every function: first and last byte address at which it may be accessed.
// Parameters: functions = 2, readers = check reads writes
module window_memory (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire        write_function_i,
    input  wire [1:0]  write_word_i,
    input  wire [31:0] write_data_i,
    // lookups
    input  wire        lookups_check_function_i,
    output wire [63:0] lookups_check_window_base_o,
    output wire [63:0] lookups_check_window_last_o,
    input  wire        lookups_reads_function_i,
    output wire [63:0] lookups_reads_window_base_o,
    output wire [63:0] lookups_reads_window_last_o,
    input  wire        lookups_writes_function_i,
    output wire [63:0] lookups_writes_window_base_o,
    output wire [63:0] lookups_writes_window_last_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire [31:0] base_high_rdata;
    wire [31:0] base_low_rdata;
    wire [31:0] last_high_rdata;
    wire [31:0] last_low_rdata;
    wire [31:0] base_high_rdata1;
    wire [31:0] base_low_rdata1;
    wire [31:0] last_high_rdata1;
    wire [31:0] last_low_rdata1;
    wire [31:0] base_high_rdata2;
    wire [31:0] base_low_rdata2;
    wire [31:0] last_high_rdata2;
    wire [31:0] last_low_rdata2;

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

    assign lookups_check_window_base_o = {base_high_rdata, base_low_rdata};
    assign lookups_check_window_last_o = {last_high_rdata, last_low_rdata};
    assign lookups_reads_window_base_o = {base_high_rdata1, base_low_rdata1};
    assign lookups_reads_window_last_o = {last_high_rdata1, last_low_rdata1};
    assign lookups_writes_window_base_o = {base_high_rdata2, base_low_rdata2};
    assign lookups_writes_window_last_o = {last_high_rdata2, last_low_rdata2};

    (* ram_style = "distributed" *)
    reg [31:0] base_low [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd0))) begin
            base_low[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign base_low_rdata = base_low[lookups_check_function_i];
    assign base_low_rdata1 = base_low[lookups_reads_function_i];
    assign base_low_rdata2 = base_low[lookups_writes_function_i];

    (* ram_style = "distributed" *)
    reg [31:0] base_high [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd1))) begin
            base_high[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign base_high_rdata = base_high[lookups_check_function_i];
    assign base_high_rdata1 = base_high[lookups_reads_function_i];
    assign base_high_rdata2 = base_high[lookups_writes_function_i];

    (* ram_style = "distributed" *)
    reg [31:0] last_low [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd2))) begin
            last_low[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign last_low_rdata = last_low[lookups_check_function_i];
    assign last_low_rdata1 = last_low[lookups_reads_function_i];
    assign last_low_rdata2 = last_low[lookups_writes_function_i];

    (* ram_style = "distributed" *)
    reg [31:0] last_high [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd3))) begin
            last_high[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign last_high_rdata = last_high[lookups_check_function_i];
    assign last_high_rdata1 = last_high[lookups_reads_function_i];
    assign last_high_rdata2 = last_high[lookups_writes_function_i];

endmodule

// Window check: one question a clock, answered 3 clocks later; descriptors go before rings.
// Parameters: config = tiny
module window_check (
    input  wire        clk,
    input  wire        rst,
    // lookup
    output wire        lookup_function_o,
    input  wire [63:0] lookup_window_base_i,
    input  wire [63:0] lookup_window_last_i,
    // descriptor
    input  wire        descriptor_valid_i,
    input  wire        descriptor_function_i,
    input  wire [63:0] descriptor_first_i,
    input  wire [31:0] descriptor_span_i,
    // ring
    input  wire        ring_valid_i,
    output wire        ring_ready_o,
    input  wire        ring_function_i,
    input  wire [63:0] ring_first_i,
    input  wire [31:0] ring_span_i,
    output wire        inside_o,
    // ringInside
    output wire        ring_inside_valid_o,
    output wire        ring_inside_inside_o
);

    reg  [63:0] held_first_q;
    reg  [31:0] held_span_q;
    reg  [63:0] held_base_q;
    reg  [63:0] held_last_q;
    reg         sum_starts_q;
    reg  [63:0] sum_end_q;
    reg         sum_wraps_q;
    reg  [63:0] sum_last_q;
    reg         answer_inside_q;
    reg         ring_1_q;
    reg         ring_2_q;
    reg         ring_3_q;

    assign ring_ready_o = ~descriptor_valid_i;
    assign lookup_function_o = descriptor_valid_i ? descriptor_function_i : ring_function_i;

    always @(posedge clk) begin
        held_first_q <= descriptor_valid_i ? descriptor_first_i : ring_first_i;
        held_span_q <= descriptor_valid_i ? descriptor_span_i : ring_span_i;
        held_base_q <= lookup_window_base_i;
        held_last_q <= lookup_window_last_i;
    end

    wire [64:0] sum_starts_sum = {1'd0, held_first_q} + {1'd0, 32'd0, held_span_q};
    always @(posedge clk) begin
        sum_starts_q <= held_base_q <= held_first_q;
        sum_end_q <= sum_starts_sum[63:0];
        sum_wraps_q <= sum_starts_sum[64];
        sum_last_q <= held_last_q;
    end

    always @(posedge clk) begin
        answer_inside_q <= sum_starts_q & ~sum_wraps_q & (sum_end_q <= sum_last_q);
    end

    assign inside_o = answer_inside_q;

    always @(posedge clk) begin
        ring_1_q <= ring_valid_i & ring_ready_o;
        if (rst) begin
            ring_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        ring_2_q <= ring_1_q;
        if (rst) begin
            ring_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        ring_3_q <= ring_2_q;
        if (rst) begin
            ring_3_q <= 1'd0;
        end
    end

    assign ring_inside_valid_o = ring_3_q;
    assign ring_inside_inside_o = answer_inside_q;

endmodule

// Joins 2 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {slot: u2, event: u4, bytes: u14}, names = writer completions
module stream_merge (
    input  wire        clk,
    input  wire        rst,
    // ups
    input  wire        ups_writer_valid_i,
    output wire        ups_writer_ready_o,
    input  wire [1:0]  ups_writer_slot_i,
    input  wire [3:0]  ups_writer_event_i,
    input  wire [13:0] ups_writer_bytes_i,
    input  wire        ups_completions_valid_i,
    output wire        ups_completions_ready_o,
    input  wire [1:0]  ups_completions_slot_i,
    input  wire [3:0]  ups_completions_event_i,
    input  wire [13:0] ups_completions_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [1:0]  down_slot_o,
    output wire [3:0]  down_event_o,
    output wire [13:0] down_bytes_o
);

    wire [1:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [1:0]  arbiter_grants;
    reg         held_q;
    reg  [1:0]  payload_slot_q;
    reg  [3:0]  payload_event_q;
    reg  [13:0] payload_bytes_q;

    assign arbiter_requests = {ups_completions_valid_i, ups_writer_valid_i};

    wire arbiter_accept_or = ~held_q | down_ready_i;
    assign arbiter_accept = arbiter_accept_or;

    assign ups_writer_ready_o = arbiter_grants[0] & arbiter_accept_or;
    assign ups_completions_ready_o = arbiter_grants[1] & arbiter_accept_or;

    wire [19:0] held_or = ({20{arbiter_grants[0]}} & {ups_writer_bytes_i, ups_writer_event_i, ups_writer_slot_i})
            | ({20{arbiter_grants[1]}} & {ups_completions_bytes_i, ups_completions_event_i, ups_completions_slot_i});
    always @(posedge clk) begin
        if (arbiter_accept_or) begin
            held_q <= |arbiter_grants;
            payload_slot_q <= held_or[1:0];
            payload_event_q <= held_or[5:2];
            payload_bytes_q <= held_or[19:6];
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_slot_o = payload_slot_q;
    assign down_event_o = payload_event_q;
    assign down_bytes_o = payload_bytes_q;

    round_robin_arbiter_count2 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Receive DMA: frames into split virtqueues over AXI4, with used rings, interrupts and error containment.
// Parameters: config = tiny, hostDataBits = 128, prefetchDepth = 16
module rx_dma (
    input  wire         clk,
    input  wire         rst,
    // frames
    input  wire         frames_valid_i,
    output wire         frames_ready_o,
    input  wire         frames_queue_i,
    input  wire [7:0]   frames_epoch_i,
    input  wire [13:0]  frames_length_i,
    // words
    input  wire         words_valid_i,
    output wire         words_ready_o,
    input  wire [127:0] words_data_i,
    input  wire         words_last_i,
    // queueWrite
    input  wire         queue_write_valid_i,
    input  wire [4:0]   queue_write_address_i,
    input  wire [31:0]  queue_write_data_i,
    // windowWrite
    input  wire         window_write_valid_i,
    input  wire         window_write_function_i,
    input  wire [1:0]   window_write_word_i,
    input  wire [31:0]  window_write_data_i,
    // doorbell
    input  wire         doorbell_valid_i,
    input  wire         doorbell_queue_i,
    // credit
    output wire         credit_valid_o,
    output wire         credit_queue_o,
    // clear
    output wire         clear_valid_o,
    output wire         clear_queue_o,
    output wire [1:0]   enabled_o,
    input  wire         quiesce_i,
    output wire [1:0]   occupied_o,
    // stopped
    output wire         stopped_start_valid_o,
    output wire         stopped_start_queue_o,
    output wire [3:0]   stopped_start_error_o,
    output wire         stopped_ring_valid_o,
    output wire         stopped_ring_queue_o,
    output wire [3:0]   stopped_ring_error_o,
    output wire         stopped_descriptor_valid_o,
    output wire         stopped_descriptor_queue_o,
    output wire [3:0]   stopped_descriptor_error_o,
    output wire         stopped_completion_valid_o,
    output wire         stopped_completion_queue_o,
    output wire [3:0]   stopped_completion_error_o,
    // started
    output wire         started_valid_o,
    output wire         started_queue_o,
    output wire [7:0]   started_epoch_o,
    // granted
    input  wire         granted_valid_i,
    input  wire         granted_queue_i,
    // waiting
    output wire         waiting_queue_o,
    input  wire         waiting_busy_i,
    // refused
    output wire         refused_reads_valid_o,
    output wire         refused_reads_function_o,
    output wire         refused_writes_valid_o,
    output wire         refused_writes_function_o,
    // statusRead
    input  wire         status_read_queue_i,
    output wire [31:0]  status_read_status_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire [1:0]   events_slot_o,
    output wire [3:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // write
    output wire [7:0]   write_awid_o,
    output wire [63:0]  write_awaddr_o,
    output wire [7:0]   write_awlen_o,
    output wire [2:0]   write_awsize_o,
    output wire [1:0]   write_awburst_o,
    output wire [7:0]   write_awuser_o,
    output wire         write_awvalid_o,
    input  wire         write_awready_i,
    output wire [127:0] write_wdata_o,
    output wire [15:0]  write_wstrb_o,
    output wire         write_wlast_o,
    output wire         write_wvalid_o,
    input  wire         write_wready_i,
    input  wire [7:0]   write_bid_i,
    input  wire [1:0]   write_bresp_i,
    input  wire         write_bvalid_i,
    output wire         write_bready_o,
    // read
    output wire [7:0]   read_arid_o,
    output wire [63:0]  read_araddr_o,
    output wire [7:0]   read_arlen_o,
    output wire [2:0]   read_arsize_o,
    output wire [1:0]   read_arburst_o,
    output wire [7:0]   read_aruser_o,
    output wire         read_arvalid_o,
    input  wire         read_arready_i,
    input  wire [7:0]   read_rid_i,
    input  wire [127:0] read_rdata_i,
    input  wire [1:0]   read_rresp_i,
    input  wire         read_rlast_i,
    input  wire         read_rvalid_i,
    output wire         read_rready_o,
    // irq
    output wire [31:0]  irq_tdata_o,
    output wire         irq_tvalid_o,
    input  wire         irq_tready_i
);

    wire [31:0]  control_status_read_status;
    wire         control_used_index_queue;
    wire [1:0]   control_occupied;
    wire         control_stopped_start_valid;
    wire         control_stopped_start_queue;
    wire [3:0]   control_stopped_start_error;
    wire         control_stopped_ring_valid;
    wire         control_stopped_ring_queue;
    wire [3:0]   control_stopped_ring_error;
    wire         control_stopped_descriptor_valid;
    wire         control_stopped_descriptor_queue;
    wire [3:0]   control_stopped_descriptor_error;
    wire         control_stopped_completion_valid;
    wire         control_stopped_completion_queue;
    wire [3:0]   control_stopped_completion_error;
    wire [1:0]   control_enabled;
    wire         control_start_valid;
    wire         control_start_queue;
    wire [7:0]   control_start_epoch;
    wire [63:0]  control_start_descriptors;
    wire [63:0]  control_start_avail;
    wire [63:0]  control_start_used;
    wire [14:0]  control_start_mask;
    wire [15:0]  control_start_vector;
    wire         control_clear_valid;
    wire         control_clear_queue;
    wire         control_check_request_valid;
    wire         control_check_request_function;
    wire [63:0]  control_check_request_first;
    wire [31:0]  control_check_request_span;
    wire         control_drain_queue;
    wire [1:0]   control_drain_busy;
    wire         control_drain_frames;
    wire         fetch_lookup_function;
    wire         fetch_interrupt_valid;
    wire         fetch_interrupt_queue;
    wire         fetch_credit_valid;
    wire         fetch_credit_queue;
    wire         fetch_head_present;
    wire [7:0]   fetch_head_epoch;
    wire [63:0]  fetch_head_buffer_address;
    wire [14:0]  fetch_head_buffer_length;
    wire [14:0]  fetch_head_buffer_id;
    wire         fetch_check_request_valid;
    wire         fetch_check_request_function;
    wire [63:0]  fetch_check_request_first;
    wire [31:0]  fetch_check_request_span;
    wire         fetch_stops_ring_valid;
    wire         fetch_stops_ring_queue;
    wire [3:0]   fetch_stops_ring_error;
    wire         fetch_stops_descriptor_valid;
    wire         fetch_stops_descriptor_queue;
    wire [3:0]   fetch_stops_descriptor_error;
    wire [15:0]  fetch_drain_requested;
    wire [15:0]  fetch_drain_landed;
    wire [15:0]  fetch_drain_taken;
    wire [1:0]   fetch_drain_busy;
    wire         fetch_refused_valid;
    wire         fetch_refused_function;
    wire [7:0]   fetch_read_arid;
    wire [63:0]  fetch_read_araddr;
    wire [7:0]   fetch_read_arlen;
    wire [2:0]   fetch_read_arsize;
    wire [1:0]   fetch_read_arburst;
    wire [7:0]   fetch_read_aruser;
    wire         fetch_read_arvalid;
    wire         fetch_read_rready;
    wire         writer_frames_ready;
    wire         writer_words_ready;
    wire         writer_look_valid;
    wire         writer_look_queue;
    wire         writer_take_valid;
    wire         writer_take_queue;
    wire         writer_decided_valid;
    wire         writer_decided_queue;
    wire         writer_records_valid;
    wire         writer_records_queue;
    wire         writer_records_returned;
    wire [14:0]  writer_records_id;
    wire [13:0]  writer_records_bytes;
    wire [7:0]   writer_records_epoch;
    wire         writer_events_valid;
    wire [1:0]   writer_events_slot;
    wire [3:0]   writer_events_event;
    wire [13:0]  writer_events_bytes;
    wire         writer_bursts_valid;
    wire [63:0]  writer_bursts_address;
    wire [7:0]   writer_bursts_beats;
    wire [1:0]   writer_bursts_context_kind;
    wire         writer_bursts_context_queue;
    wire         writer_bursts_context_final;
    wire [13:0]  writer_bursts_context_bytes;
    wire         writer_beats_valid;
    wire [127:0] writer_beats_data;
    wire [15:0]  writer_beats_strobe;
    wire         writer_beats_last;
    wire         completions_records_ready;
    wire         completions_bursts_valid;
    wire [63:0]  completions_bursts_address;
    wire [7:0]   completions_bursts_beats;
    wire [1:0]   completions_bursts_context_kind;
    wire         completions_bursts_context_queue;
    wire         completions_bursts_context_final;
    wire [13:0]  completions_bursts_context_bytes;
    wire         completions_beats_valid;
    wire [127:0] completions_beats_data;
    wire [15:0]  completions_beats_strobe;
    wire         completions_beats_last;
    wire         completions_responses_ready;
    wire         completions_published_valid;
    wire         completions_published_queue;
    wire         completions_stop_valid;
    wire         completions_stop_queue;
    wire [3:0]   completions_stop_error;
    wire         completions_events_valid;
    wire [1:0]   completions_events_slot;
    wire [3:0]   completions_events_event;
    wire [13:0]  completions_events_bytes;
    wire [15:0]  completions_used_index_index;
    wire [15:0]  completions_drain_done;
    wire [1:0]   completions_drain_busy;
    wire         writes_frame_bursts_ready;
    wire         writes_frame_beats_ready;
    wire         writes_used_bursts_ready;
    wire         writes_used_beats_ready;
    wire         writes_responses_valid;
    wire [1:0]   writes_responses_kind;
    wire         writes_responses_queue;
    wire         writes_responses_final;
    wire [13:0]  writes_responses_bytes;
    wire [1:0]   writes_responses_fault;
    wire         writes_bursts_valid;
    wire [63:0]  writes_bursts_address;
    wire [7:0]   writes_bursts_beats;
    wire         writes_bursts_function;
    wire         writes_beats_valid;
    wire [127:0] writes_beats_data;
    wire [15:0]  writes_beats_strobe;
    wire         writes_beats_last;
    wire         writes_answers_ready;
    wire         guard_lookup_function;
    wire         guard_bursts_ready;
    wire         guard_beats_ready;
    wire         guard_answers_valid;
    wire [1:0]   guard_answers_fault;
    wire         guard_refused_valid;
    wire         guard_refused_function;
    wire [7:0]   guard_write_awid;
    wire [63:0]  guard_write_awaddr;
    wire [7:0]   guard_write_awlen;
    wire [2:0]   guard_write_awsize;
    wire [1:0]   guard_write_awburst;
    wire [7:0]   guard_write_awuser;
    wire         guard_write_awvalid;
    wire [127:0] guard_write_wdata;
    wire [15:0]  guard_write_wstrb;
    wire         guard_write_wlast;
    wire         guard_write_wvalid;
    wire         guard_write_bready;
    wire         counts_drain_busy;
    wire [31:0]  interrupts_irq_tdata;
    wire         interrupts_irq_tvalid;
    wire         interrupts_drain_busy;
    wire [63:0]  windows_lookups_check_window_base;
    wire [63:0]  windows_lookups_check_window_last;
    wire [63:0]  windows_lookups_reads_window_base;
    wire [63:0]  windows_lookups_reads_window_last;
    wire [63:0]  windows_lookups_writes_window_base;
    wire [63:0]  windows_lookups_writes_window_last;
    wire         window_checker_lookup_function;
    wire         window_checker_ring_ready;
    wire         window_checker_inside;
    wire         window_checker_ring_inside_valid;
    wire         window_checker_ring_inside_inside;
    wire         merge_ups_writer_ready;
    wire         merge_ups_completions_ready;
    wire         merge_down_valid;
    wire [1:0]   merge_down_slot;
    wire [3:0]   merge_down_event;
    wire [13:0]  merge_down_bytes;

    assign status_read_status_o = control_status_read_status;
    assign enabled_o = control_enabled;
    assign occupied_o = control_occupied;
    assign stopped_start_valid_o = control_stopped_start_valid;
    assign stopped_start_queue_o = control_stopped_start_queue;
    assign stopped_start_error_o = control_stopped_start_error;
    assign stopped_ring_valid_o = control_stopped_ring_valid;
    assign stopped_ring_queue_o = control_stopped_ring_queue;
    assign stopped_ring_error_o = control_stopped_ring_error;
    assign stopped_descriptor_valid_o = control_stopped_descriptor_valid;
    assign stopped_descriptor_queue_o = control_stopped_descriptor_queue;
    assign stopped_descriptor_error_o = control_stopped_descriptor_error;
    assign stopped_completion_valid_o = control_stopped_completion_valid;
    assign stopped_completion_queue_o = control_stopped_completion_queue;
    assign stopped_completion_error_o = control_stopped_completion_error;
    assign clear_valid_o = control_clear_valid;
    assign clear_queue_o = control_clear_queue;
    assign started_valid_o = control_start_valid;
    assign started_queue_o = control_start_queue;
    assign started_epoch_o = control_start_epoch;
    assign credit_valid_o = fetch_credit_valid;
    assign credit_queue_o = fetch_credit_queue;
    assign read_arid_o = fetch_read_arid;
    assign read_araddr_o = fetch_read_araddr;
    assign read_arlen_o = fetch_read_arlen;
    assign read_arsize_o = fetch_read_arsize;
    assign read_arburst_o = fetch_read_arburst;
    assign read_aruser_o = fetch_read_aruser;
    assign read_arvalid_o = fetch_read_arvalid;
    assign read_rready_o = fetch_read_rready;
    assign frames_ready_o = writer_frames_ready;
    assign words_ready_o = writer_words_ready;
    assign write_awid_o = guard_write_awid;
    assign write_awaddr_o = guard_write_awaddr;
    assign write_awlen_o = guard_write_awlen;
    assign write_awsize_o = guard_write_awsize;
    assign write_awburst_o = guard_write_awburst;
    assign write_awuser_o = guard_write_awuser;
    assign write_awvalid_o = guard_write_awvalid;
    assign write_wdata_o = guard_write_wdata;
    assign write_wstrb_o = guard_write_wstrb;
    assign write_wlast_o = guard_write_wlast;
    assign write_wvalid_o = guard_write_wvalid;
    assign write_bready_o = guard_write_bready;
    assign refused_reads_valid_o = fetch_refused_valid;
    assign refused_reads_function_o = fetch_refused_function;
    assign refused_writes_valid_o = guard_refused_valid;
    assign refused_writes_function_o = guard_refused_function;
    assign irq_tdata_o = interrupts_irq_tdata;
    assign irq_tvalid_o = interrupts_irq_tvalid;
    assign events_valid_o = merge_down_valid;
    assign events_slot_o = merge_down_slot;
    assign events_event_o = merge_down_event;
    assign events_bytes_o = merge_down_bytes;
    assign control_drain_busy = fetch_drain_busy | completions_drain_busy;
    assign waiting_queue_o = control_drain_queue;
    assign control_drain_frames = counts_drain_busy | waiting_busy_i;

    queue_control control (
        .clk                        (clk),
        .rst                        (rst),
        .write_valid_i              (queue_write_valid_i),
        .write_address_i            (queue_write_address_i),
        .write_data_i               (queue_write_data_i),
        .status_read_queue_i        (status_read_queue_i),
        .status_read_status_o       (control_status_read_status),
        .used_index_queue_o         (control_used_index_queue),
        .used_index_index_i         (completions_used_index_index),
        .stops_ring_valid_i         (fetch_stops_ring_valid),
        .stops_ring_queue_i         (fetch_stops_ring_queue),
        .stops_ring_error_i         (fetch_stops_ring_error),
        .stops_descriptor_valid_i   (fetch_stops_descriptor_valid),
        .stops_descriptor_queue_i   (fetch_stops_descriptor_queue),
        .stops_descriptor_error_i   (fetch_stops_descriptor_error),
        .stops_completion_valid_i   (completions_stop_valid),
        .stops_completion_queue_i   (completions_stop_queue),
        .stops_completion_error_i   (completions_stop_error),
        .quiesce_i                  (quiesce_i),
        .occupied_o                 (control_occupied),
        .stopped_start_valid_o      (control_stopped_start_valid),
        .stopped_start_queue_o      (control_stopped_start_queue),
        .stopped_start_error_o      (control_stopped_start_error),
        .stopped_ring_valid_o       (control_stopped_ring_valid),
        .stopped_ring_queue_o       (control_stopped_ring_queue),
        .stopped_ring_error_o       (control_stopped_ring_error),
        .stopped_descriptor_valid_o (control_stopped_descriptor_valid),
        .stopped_descriptor_queue_o (control_stopped_descriptor_queue),
        .stopped_descriptor_error_o (control_stopped_descriptor_error),
        .stopped_completion_valid_o (control_stopped_completion_valid),
        .stopped_completion_queue_o (control_stopped_completion_queue),
        .stopped_completion_error_o (control_stopped_completion_error),
        .enabled_o                  (control_enabled),
        .start_valid_o              (control_start_valid),
        .start_queue_o              (control_start_queue),
        .start_epoch_o              (control_start_epoch),
        .start_descriptors_o        (control_start_descriptors),
        .start_avail_o              (control_start_avail),
        .start_used_o               (control_start_used),
        .start_mask_o               (control_start_mask),
        .start_vector_o             (control_start_vector),
        .clear_valid_o              (control_clear_valid),
        .clear_queue_o              (control_clear_queue),
        .check_request_valid_o      (control_check_request_valid),
        .check_request_ready_i      (window_checker_ring_ready),
        .check_request_function_o   (control_check_request_function),
        .check_request_first_o      (control_check_request_first),
        .check_request_span_o       (control_check_request_span),
        .check_answer_valid_i       (window_checker_ring_inside_valid),
        .check_answer_inside_i      (window_checker_ring_inside_inside),
        .drain_queue_o              (control_drain_queue),
        .drain_requested_i          (fetch_drain_requested),
        .drain_landed_i             (fetch_drain_landed),
        .drain_taken_i              (fetch_drain_taken),
        .drain_done_i               (completions_drain_done),
        .drain_busy_i               (control_drain_busy),
        .drain_frames_i             (control_drain_frames),
        .drain_interrupt_i          (interrupts_drain_busy)
    );

    descriptor_fetch fetch (
        .clk                      (clk),
        .rst                      (rst),
        .enabled_i                (control_enabled),
        .lookup_function_o        (fetch_lookup_function),
        .lookup_window_base_i     (windows_lookups_reads_window_base),
        .lookup_window_last_i     (windows_lookups_reads_window_last),
        .start_valid_i            (control_start_valid),
        .start_queue_i            (control_start_queue),
        .start_epoch_i            (control_start_epoch),
        .start_descriptors_i      (control_start_descriptors),
        .start_avail_i            (control_start_avail),
        .start_mask_i             (control_start_mask),
        .doorbell_valid_i         (doorbell_valid_i),
        .doorbell_queue_i         (doorbell_queue_i),
        .published_valid_i        (completions_published_valid),
        .published_queue_i        (completions_published_queue),
        .interrupt_valid_o        (fetch_interrupt_valid),
        .interrupt_queue_o        (fetch_interrupt_queue),
        .credit_valid_o           (fetch_credit_valid),
        .credit_queue_o           (fetch_credit_queue),
        .look_valid_i             (writer_look_valid),
        .look_queue_i             (writer_look_queue),
        .head_present_o           (fetch_head_present),
        .head_epoch_o             (fetch_head_epoch),
        .head_buffer_address_o    (fetch_head_buffer_address),
        .head_buffer_length_o     (fetch_head_buffer_length),
        .head_buffer_id_o         (fetch_head_buffer_id),
        .take_valid_i             (writer_take_valid),
        .take_queue_i             (writer_take_queue),
        .check_request_valid_o    (fetch_check_request_valid),
        .check_request_function_o (fetch_check_request_function),
        .check_request_first_o    (fetch_check_request_first),
        .check_request_span_o     (fetch_check_request_span),
        .check_inside_i           (window_checker_inside),
        .stops_ring_valid_o       (fetch_stops_ring_valid),
        .stops_ring_queue_o       (fetch_stops_ring_queue),
        .stops_ring_error_o       (fetch_stops_ring_error),
        .stops_descriptor_valid_o (fetch_stops_descriptor_valid),
        .stops_descriptor_queue_o (fetch_stops_descriptor_queue),
        .stops_descriptor_error_o (fetch_stops_descriptor_error),
        .drain_queue_i            (control_drain_queue),
        .drain_requested_o        (fetch_drain_requested),
        .drain_landed_o           (fetch_drain_landed),
        .drain_taken_o            (fetch_drain_taken),
        .drain_busy_o             (fetch_drain_busy),
        .refused_valid_o          (fetch_refused_valid),
        .refused_function_o       (fetch_refused_function),
        .read_arid_o              (fetch_read_arid),
        .read_araddr_o            (fetch_read_araddr),
        .read_arlen_o             (fetch_read_arlen),
        .read_arsize_o            (fetch_read_arsize),
        .read_arburst_o           (fetch_read_arburst),
        .read_aruser_o            (fetch_read_aruser),
        .read_arvalid_o           (fetch_read_arvalid),
        .read_arready_i           (read_arready_i),
        .read_rid_i               (read_rid_i),
        .read_rdata_i             (read_rdata_i),
        .read_rresp_i             (read_rresp_i),
        .read_rlast_i             (read_rlast_i),
        .read_rvalid_i            (read_rvalid_i),
        .read_rready_o            (fetch_read_rready)
    );

    packet_writer writer (
        .clk                    (clk),
        .rst                    (rst),
        .enabled_i              (control_enabled),
        .start_valid_i          (control_start_valid),
        .start_queue_i          (control_start_queue),
        .start_epoch_i          (control_start_epoch),
        .frames_valid_i         (frames_valid_i),
        .frames_ready_o         (writer_frames_ready),
        .frames_queue_i         (frames_queue_i),
        .frames_epoch_i         (frames_epoch_i),
        .frames_length_i        (frames_length_i),
        .words_valid_i          (words_valid_i),
        .words_ready_o          (writer_words_ready),
        .words_data_i           (words_data_i),
        .words_last_i           (words_last_i),
        .look_valid_o           (writer_look_valid),
        .look_queue_o           (writer_look_queue),
        .head_present_i         (fetch_head_present),
        .head_epoch_i           (fetch_head_epoch),
        .head_buffer_address_i  (fetch_head_buffer_address),
        .head_buffer_length_i   (fetch_head_buffer_length),
        .head_buffer_id_i       (fetch_head_buffer_id),
        .take_valid_o           (writer_take_valid),
        .take_queue_o           (writer_take_queue),
        .decided_valid_o        (writer_decided_valid),
        .decided_queue_o        (writer_decided_queue),
        .records_valid_o        (writer_records_valid),
        .records_ready_i        (completions_records_ready),
        .records_queue_o        (writer_records_queue),
        .records_returned_o     (writer_records_returned),
        .records_id_o           (writer_records_id),
        .records_bytes_o        (writer_records_bytes),
        .records_epoch_o        (writer_records_epoch),
        .events_valid_o         (writer_events_valid),
        .events_ready_i         (merge_ups_writer_ready),
        .events_slot_o          (writer_events_slot),
        .events_event_o         (writer_events_event),
        .events_bytes_o         (writer_events_bytes),
        .bursts_valid_o         (writer_bursts_valid),
        .bursts_ready_i         (writes_frame_bursts_ready),
        .bursts_address_o       (writer_bursts_address),
        .bursts_beats_o         (writer_bursts_beats),
        .bursts_context_kind_o  (writer_bursts_context_kind),
        .bursts_context_queue_o (writer_bursts_context_queue),
        .bursts_context_final_o (writer_bursts_context_final),
        .bursts_context_bytes_o (writer_bursts_context_bytes),
        .beats_valid_o          (writer_beats_valid),
        .beats_ready_i          (writes_frame_beats_ready),
        .beats_data_o           (writer_beats_data),
        .beats_strobe_o         (writer_beats_strobe),
        .beats_last_o           (writer_beats_last)
    );

    completion_writer completions (
        .clk                    (clk),
        .rst                    (rst),
        .start_valid_i          (control_start_valid),
        .start_queue_i          (control_start_queue),
        .start_epoch_i          (control_start_epoch),
        .start_used_i           (control_start_used),
        .start_mask_i           (control_start_mask),
        .records_valid_i        (writer_records_valid),
        .records_ready_o        (completions_records_ready),
        .records_queue_i        (writer_records_queue),
        .records_returned_i     (writer_records_returned),
        .records_id_i           (writer_records_id),
        .records_bytes_i        (writer_records_bytes),
        .records_epoch_i        (writer_records_epoch),
        .bursts_valid_o         (completions_bursts_valid),
        .bursts_ready_i         (writes_used_bursts_ready),
        .bursts_address_o       (completions_bursts_address),
        .bursts_beats_o         (completions_bursts_beats),
        .bursts_context_kind_o  (completions_bursts_context_kind),
        .bursts_context_queue_o (completions_bursts_context_queue),
        .bursts_context_final_o (completions_bursts_context_final),
        .bursts_context_bytes_o (completions_bursts_context_bytes),
        .beats_valid_o          (completions_beats_valid),
        .beats_ready_i          (writes_used_beats_ready),
        .beats_data_o           (completions_beats_data),
        .beats_strobe_o         (completions_beats_strobe),
        .beats_last_o           (completions_beats_last),
        .responses_valid_i      (writes_responses_valid),
        .responses_ready_o      (completions_responses_ready),
        .responses_kind_i       (writes_responses_kind),
        .responses_queue_i      (writes_responses_queue),
        .responses_final_i      (writes_responses_final),
        .responses_bytes_i      (writes_responses_bytes),
        .responses_fault_i      (writes_responses_fault),
        .published_valid_o      (completions_published_valid),
        .published_queue_o      (completions_published_queue),
        .stop_valid_o           (completions_stop_valid),
        .stop_queue_o           (completions_stop_queue),
        .stop_error_o           (completions_stop_error),
        .events_valid_o         (completions_events_valid),
        .events_ready_i         (merge_ups_completions_ready),
        .events_slot_o          (completions_events_slot),
        .events_event_o         (completions_events_event),
        .events_bytes_o         (completions_events_bytes),
        .used_index_queue_i     (control_used_index_queue),
        .used_index_index_o     (completions_used_index_index),
        .drain_queue_i          (control_drain_queue),
        .drain_done_o           (completions_drain_done),
        .drain_busy_o           (completions_drain_busy)
    );

    write_arbiter writes (
        .clk                          (clk),
        .rst                          (rst),
        .frame_bursts_valid_i         (writer_bursts_valid),
        .frame_bursts_ready_o         (writes_frame_bursts_ready),
        .frame_bursts_address_i       (writer_bursts_address),
        .frame_bursts_beats_i         (writer_bursts_beats),
        .frame_bursts_context_kind_i  (writer_bursts_context_kind),
        .frame_bursts_context_queue_i (writer_bursts_context_queue),
        .frame_bursts_context_final_i (writer_bursts_context_final),
        .frame_bursts_context_bytes_i (writer_bursts_context_bytes),
        .frame_beats_valid_i          (writer_beats_valid),
        .frame_beats_ready_o          (writes_frame_beats_ready),
        .frame_beats_data_i           (writer_beats_data),
        .frame_beats_strobe_i         (writer_beats_strobe),
        .frame_beats_last_i           (writer_beats_last),
        .used_bursts_valid_i          (completions_bursts_valid),
        .used_bursts_ready_o          (writes_used_bursts_ready),
        .used_bursts_address_i        (completions_bursts_address),
        .used_bursts_beats_i          (completions_bursts_beats),
        .used_bursts_context_kind_i   (completions_bursts_context_kind),
        .used_bursts_context_queue_i  (completions_bursts_context_queue),
        .used_bursts_context_final_i  (completions_bursts_context_final),
        .used_bursts_context_bytes_i  (completions_bursts_context_bytes),
        .used_beats_valid_i           (completions_beats_valid),
        .used_beats_ready_o           (writes_used_beats_ready),
        .used_beats_data_i            (completions_beats_data),
        .used_beats_strobe_i          (completions_beats_strobe),
        .used_beats_last_i            (completions_beats_last),
        .responses_valid_o            (writes_responses_valid),
        .responses_ready_i            (completions_responses_ready),
        .responses_kind_o             (writes_responses_kind),
        .responses_queue_o            (writes_responses_queue),
        .responses_final_o            (writes_responses_final),
        .responses_bytes_o            (writes_responses_bytes),
        .responses_fault_o            (writes_responses_fault),
        .bursts_valid_o               (writes_bursts_valid),
        .bursts_ready_i               (guard_bursts_ready),
        .bursts_address_o             (writes_bursts_address),
        .bursts_beats_o               (writes_bursts_beats),
        .bursts_function_o            (writes_bursts_function),
        .beats_valid_o                (writes_beats_valid),
        .beats_ready_i                (guard_beats_ready),
        .beats_data_o                 (writes_beats_data),
        .beats_strobe_o               (writes_beats_strobe),
        .beats_last_o                 (writes_beats_last),
        .answers_valid_i              (guard_answers_valid),
        .answers_ready_o              (writes_answers_ready),
        .answers_fault_i              (guard_answers_fault)
    );

    ordered_write_guard guard (
        .clk                  (clk),
        .rst                  (rst),
        .lookup_function_o    (guard_lookup_function),
        .lookup_window_base_i (windows_lookups_writes_window_base),
        .lookup_window_last_i (windows_lookups_writes_window_last),
        .bursts_valid_i       (writes_bursts_valid),
        .bursts_ready_o       (guard_bursts_ready),
        .bursts_address_i     (writes_bursts_address),
        .bursts_beats_i       (writes_bursts_beats),
        .bursts_function_i    (writes_bursts_function),
        .beats_valid_i        (writes_beats_valid),
        .beats_ready_o        (guard_beats_ready),
        .beats_data_i         (writes_beats_data),
        .beats_strobe_i       (writes_beats_strobe),
        .beats_last_i         (writes_beats_last),
        .answers_valid_o      (guard_answers_valid),
        .answers_ready_i      (writes_answers_ready),
        .answers_fault_o      (guard_answers_fault),
        .refused_valid_o      (guard_refused_valid),
        .refused_function_o   (guard_refused_function),
        .write_awid_o         (guard_write_awid),
        .write_awaddr_o       (guard_write_awaddr),
        .write_awlen_o        (guard_write_awlen),
        .write_awsize_o       (guard_write_awsize),
        .write_awburst_o      (guard_write_awburst),
        .write_awuser_o       (guard_write_awuser),
        .write_awvalid_o      (guard_write_awvalid),
        .write_awready_i      (write_awready_i),
        .write_wdata_o        (guard_write_wdata),
        .write_wstrb_o        (guard_write_wstrb),
        .write_wlast_o        (guard_write_wlast),
        .write_wvalid_o       (guard_write_wvalid),
        .write_wready_i       (write_wready_i),
        .write_bid_i          (write_bid_i),
        .write_bresp_i        (write_bresp_i),
        .write_bvalid_i       (write_bvalid_i),
        .write_bready_o       (guard_write_bready)
    );

    frame_counts counts (
        .clk             (clk),
        .rst             (rst),
        .stored_valid_i  (granted_valid_i),
        .stored_queue_i  (granted_queue_i),
        .decided_valid_i (writer_decided_valid),
        .decided_queue_i (writer_decided_queue),
        .drain_queue_i   (control_drain_queue),
        .drain_busy_o    (counts_drain_busy)
    );

    interrupt_sender interrupts (
        .clk            (clk),
        .rst            (rst),
        .enabled_i      (control_enabled),
        .start_valid_i  (control_start_valid),
        .start_queue_i  (control_start_queue),
        .start_vector_i (control_start_vector),
        .due_valid_i    (fetch_interrupt_valid),
        .due_queue_i    (fetch_interrupt_queue),
        .irq_tdata_o    (interrupts_irq_tdata),
        .irq_tvalid_o   (interrupts_irq_tvalid),
        .irq_tready_i   (irq_tready_i),
        .drain_queue_i  (control_drain_queue),
        .drain_busy_o   (interrupts_drain_busy)
    );

    window_memory windows (
        .clk                          (clk),
        .rst                          (rst),
        .write_valid_i                (window_write_valid_i),
        .write_function_i             (window_write_function_i),
        .write_word_i                 (window_write_word_i),
        .write_data_i                 (window_write_data_i),
        .lookups_check_function_i     (window_checker_lookup_function),
        .lookups_check_window_base_o  (windows_lookups_check_window_base),
        .lookups_check_window_last_o  (windows_lookups_check_window_last),
        .lookups_reads_function_i     (fetch_lookup_function),
        .lookups_reads_window_base_o  (windows_lookups_reads_window_base),
        .lookups_reads_window_last_o  (windows_lookups_reads_window_last),
        .lookups_writes_function_i    (guard_lookup_function),
        .lookups_writes_window_base_o (windows_lookups_writes_window_base),
        .lookups_writes_window_last_o (windows_lookups_writes_window_last)
    );

    window_check window_checker (
        .clk                   (clk),
        .rst                   (rst),
        .lookup_function_o     (window_checker_lookup_function),
        .lookup_window_base_i  (windows_lookups_check_window_base),
        .lookup_window_last_i  (windows_lookups_check_window_last),
        .descriptor_valid_i    (fetch_check_request_valid),
        .descriptor_function_i (fetch_check_request_function),
        .descriptor_first_i    (fetch_check_request_first),
        .descriptor_span_i     (fetch_check_request_span),
        .ring_valid_i          (control_check_request_valid),
        .ring_ready_o          (window_checker_ring_ready),
        .ring_function_i       (control_check_request_function),
        .ring_first_i          (control_check_request_first),
        .ring_span_i           (control_check_request_span),
        .inside_o              (window_checker_inside),
        .ring_inside_valid_o   (window_checker_ring_inside_valid),
        .ring_inside_inside_o  (window_checker_ring_inside_inside)
    );

    stream_merge merge (
        .clk                     (clk),
        .rst                     (rst),
        .ups_writer_valid_i      (writer_events_valid),
        .ups_writer_ready_o      (merge_ups_writer_ready),
        .ups_writer_slot_i       (writer_events_slot),
        .ups_writer_event_i      (writer_events_event),
        .ups_writer_bytes_i      (writer_events_bytes),
        .ups_completions_valid_i (completions_events_valid),
        .ups_completions_ready_o (merge_ups_completions_ready),
        .ups_completions_slot_i  (completions_events_slot),
        .ups_completions_event_i (completions_events_event),
        .ups_completions_bytes_i (completions_events_bytes),
        .down_valid_o            (merge_down_valid),
        .down_ready_i            (events_ready_i),
        .down_slot_o             (merge_down_slot),
        .down_event_o            (merge_down_event),
        .down_bytes_o            (merge_down_bytes)
    );

endmodule

`default_nettype wire
