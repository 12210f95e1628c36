/* verilator lint_off DECLFILENAME */
`default_nettype none

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {dataValid: u1, buffers: u5, spills: u1}, depth = 16
module fifo_payload7_depth16 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire       up_data_valid_i,
    input  wire [4:0] up_buffers_i,
    input  wire       up_spills_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire       down_data_valid_o,
    output wire [4:0] down_buffers_o,
    output wire       down_spills_o,
    output wire [4:0] count_o
);

    reg  [3:0] head_q;
    reg  [3:0] tail_q;
    reg  [4:0] held_q;
    wire [6:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_data_valid_o = words_rdata[0];
    assign down_buffers_o = words_rdata[5:1];
    assign down_spills_o = words_rdata[6];

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
            words[tail_q] <= {up_spills_i, up_buffers_i, up_data_valid_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {lane: u4, firstSpan: u4, lastBeat: u12, lastLane: u4, blockBeat: u8, last: u1}, depth = 16
module fifo_payload33_depth16 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [3:0]  up_lane_i,
    input  wire [3:0]  up_first_span_i,
    input  wire [11:0] up_last_beat_i,
    input  wire [3:0]  up_last_lane_i,
    input  wire [7:0]  up_block_beat_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [3:0]  down_lane_o,
    output wire [3:0]  down_first_span_o,
    output wire [11:0] down_last_beat_o,
    output wire [3:0]  down_last_lane_o,
    output wire [7:0]  down_block_beat_o,
    output wire        down_last_o,
    output wire [4:0]  count_o
);

    reg  [3:0]  head_q;
    reg  [3:0]  tail_q;
    reg  [4:0]  held_q;
    wire [32:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_lane_o = words_rdata[3:0];
    assign down_first_span_o = words_rdata[7:4];
    assign down_last_beat_o = words_rdata[19:8];
    assign down_last_lane_o = words_rdata[23:20];
    assign down_block_beat_o = words_rdata[31:24];
    assign down_last_o = words_rdata[32];

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
    reg [32:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_block_beat_i, up_last_lane_i, up_last_beat_i, up_first_span_i, up_lane_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {function: u1, address: u64, beats: u8, kind: u3, context: {queue: u1, epoch: u8, step: u2}}, depth = 16
module fifo_payload87_depth16 (
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
    output wire [4:0]  count_o
);

    reg  [3:0]  head_q;
    reg  [3:0]  tail_q;
    reg  [4:0]  held_q;
    wire [86:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
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
    reg [86:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_context_step_i, up_context_epoch_i, up_context_queue_i, up_kind_i, up_beats_i, up_address_i,
                    up_function_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Receive cost: what a frame takes of the host bus and of the parts before it.
// Parameters: functions = 2, hostDataBits = 128
module receive_cost (
    input  wire        clk,
    input  wire        rst,
    // begun
    input  wire        begun_valid_i,
    input  wire        begun_function_i,
    input  wire        begun_granted_i,
    input  wire [13:0] begun_length_i,
    input  wire [4:0]  begun_buffers_i,
    input  wire [6:0]  begun_pieces_i,
    // segment
    input  wire        segment_valid_i,
    input  wire        segment_writes_i,
    input  wire [11:0] segment_last_beat_i,
    input  wire        segment_last_i,
    // cost
    output wire        cost_valid_o,
    output wire        cost_function_o,
    output wire [15:0] cost_bus_o,
    output wire [14:0] cost_wire_o
);

    reg         heard_valid_q;
    reg         heard_frame_function_q;
    reg         heard_frame_granted_q;
    reg  [13:0] heard_frame_length_q;
    reg  [4:0]  heard_frame_buffers_q;
    reg  [6:0]  heard_frame_pieces_q;
    reg         bill_function_q;
    reg  [14:0] bill_wire_q;
    reg  [15:0] bill_rings_q;
    reg  [15:0] bill_least_q;
    reg         part_valid_q;
    reg         part_last_q;
    reg  [11:0] part_beats_q;
    reg  [11:0] data_q;
    reg         sum_valid_q;
    reg         sum_function_q;
    reg  [14:0] sum_wire_q;
    reg  [15:0] sum_rings_q;
    reg  [15:0] sum_least_q;
    reg  [11:0] sum_beats_q;
    reg         told_valid_q;
    reg         told_paid_function_q;
    reg  [15:0] told_paid_bus_q;
    reg  [14:0] told_paid_wire_q;
    wire [11:0] total;
    wire [15:0] bus;

    wire [15:0] clocks = ({9'd0, heard_frame_pieces_q} + {8'd0, heard_frame_pieces_q, 1'd0}) - 16'd1;
    always @(posedge clk) begin
        heard_valid_q <= begun_valid_i;
        heard_frame_function_q <= begun_function_i;
        heard_frame_granted_q <= begun_granted_i;
        heard_frame_length_q <= begun_length_i;
        heard_frame_buffers_q <= begun_buffers_i;
        heard_frame_pieces_q <= begun_pieces_i;
        part_valid_q <= segment_valid_i;
        part_last_q <= segment_last_i;
        part_beats_q <= segment_writes_i ? (segment_last_beat_i + 12'd1) : 12'd0;
        if (heard_valid_q) begin
            bill_function_q <= heard_frame_function_q;
            bill_wire_q <= heard_frame_granted_q ? ({1'd0, heard_frame_length_q} + 15'h18) : 15'd0;
            bill_rings_q <= {5'd0, heard_frame_pieces_q, 4'd0}
                    + ({10'd0, heard_frame_buffers_q, 1'd0} + {8'd0, heard_frame_buffers_q, 3'd0});
            bill_least_q <= {clocks[11:0], 4'd0};
        end
        if (part_valid_q) begin
            data_q <= part_last_q ? 12'd0 : total;
        end
        sum_valid_q <= part_valid_q & part_last_q;
        sum_function_q <= bill_function_q;
        sum_wire_q <= bill_wire_q;
        sum_rings_q <= bill_rings_q;
        sum_least_q <= bill_least_q;
        sum_beats_q <= total;
        told_valid_q <= sum_valid_q;
        told_paid_function_q <= sum_function_q;
        told_paid_bus_q <= (sum_least_q <= bus) ? bus : sum_least_q;
        told_paid_wire_q <= sum_wire_q;
        if (rst) begin
            heard_valid_q <= 1'd0;
            part_valid_q <= 1'd0;
            data_q <= 12'd0;
            sum_valid_q <= 1'd0;
            told_valid_q <= 1'd0;
        end
    end

    assign total = data_q + part_beats_q;
    assign bus = {sum_beats_q, 4'd0} + sum_rings_q;
    assign cost_valid_o = told_valid_q;
    assign cost_function_o = told_paid_function_q;
    assign cost_bus_o = told_paid_bus_q;
    assign cost_wire_o = told_paid_wire_q;

    wire unused = &{1'b0, clocks[15:12]};

endmodule

// Segment planner: pieces, bursts, headers and used elements of frames that were given buffers.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module segment_planner (
    input  wire        clk,
    input  wire        rst,
    // start
    input  wire        start_valid_i,
    input  wire        start_queue_i,
    input  wire        start_guest_checksum_i,
    // outcomes
    input  wire        outcomes_valid_i,
    output wire        outcomes_ready_o,
    input  wire        outcomes_queue_i,
    input  wire [1:0]  outcomes_series_i,
    input  wire [1:0]  outcomes_outcome_i,
    input  wire [4:0]  outcomes_buffers_i,
    input  wire [6:0]  outcomes_pieces_i,
    // frames
    input  wire        frames_valid_i,
    output wire        frames_ready_o,
    input  wire        frames_queue_i,
    input  wire [7:0]  frames_epoch_i,
    input  wire [13:0] frames_length_i,
    input  wire        frames_verified_i,
    // segments
    input  wire        segments_valid_i,
    output wire        segments_ready_o,
    input  wire [63:0] segments_address_i,
    input  wire [14:0] segments_bytes_i,
    input  wire        segments_ends_buffer_i,
    input  wire [15:0] segments_id_i,
    input  wire [5:0]  segments_slots_i,
    input  wire        segments_last_i,
    // headers
    output wire        headers_valid_o,
    input  wire        headers_ready_i,
    output wire        headers_data_valid_o,
    output wire [4:0]  headers_buffers_o,
    output wire        headers_spills_o,
    // pieces
    output wire        pieces_valid_o,
    input  wire        pieces_ready_i,
    output wire [3:0]  pieces_lane_o,
    output wire [3:0]  pieces_first_span_o,
    output wire [11:0] pieces_last_beat_o,
    output wire [3:0]  pieces_last_lane_o,
    output wire [7:0]  pieces_block_beat_o,
    output wire        pieces_last_o,
    // writes
    output wire        writes_valid_o,
    input  wire        writes_ready_i,
    output wire        writes_function_o,
    output wire [63:0] writes_address_o,
    output wire [7:0]  writes_beats_o,
    output wire [2:0]  writes_kind_o,
    output wire        writes_context_queue_o,
    output wire [7:0]  writes_context_epoch_o,
    output wire [1:0]  writes_context_step_o,
    // planned
    output wire        planned_valid_o,
    output wire        planned_function_o,
    // cost
    output wire        cost_valid_o,
    output wire        cost_function_o,
    output wire [15:0] cost_bus_o,
    output wire [14:0] cost_wire_o,
    // elements
    output wire        elements_valid_o,
    input  wire        elements_ready_i,
    output wire        elements_queue_o,
    output wire [7:0]  elements_epoch_o,
    output wire [15:0] elements_id_o,
    output wire [14:0] elements_bytes_o,
    output wire [5:0]  elements_slots_o,
    output wire        elements_last_o,
    output wire        elements_returned_o,
    // events
    output wire        events_valid_o,
    input  wire        events_ready_i,
    output wire [1:0]  events_slot_o,
    output wire [4:0]  events_event_o,
    output wire [13:0] events_bytes_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire        headers_up_valid;
    wire        headers_up_ready;
    wire        headers_up_data_valid;
    wire        headers_up_spills;
    wire        headers_down_valid;
    wire        headers_down_data_valid;
    wire [4:0]  headers_down_buffers;
    wire        headers_down_spills;
    wire [4:0]  headers_count;
    wire        pieces_up_valid;
    wire        pieces_up_ready;
    wire        pieces_down_valid;
    wire [3:0]  pieces_down_lane;
    wire [3:0]  pieces_down_first_span;
    wire [11:0] pieces_down_last_beat;
    wire [3:0]  pieces_down_last_lane;
    wire [7:0]  pieces_down_block_beat;
    wire        pieces_down_last;
    wire [4:0]  pieces_count;
    wire        writes_up_valid;
    wire        writes_up_ready;
    wire [7:0]  writes_up_beats;
    wire [1:0]  writes_up_context_step;
    wire        writes_down_valid;
    wire        writes_down_function;
    wire [63:0] writes_down_address;
    wire [7:0]  writes_down_beats;
    wire [2:0]  writes_down_kind;
    wire        writes_down_context_queue;
    wire [7:0]  writes_down_context_epoch;
    wire [1:0]  writes_down_context_step;
    wire [4:0]  writes_count;
    wire        costs_begun_granted;
    wire        costs_segment_valid;
    wire        costs_segment_writes;
    wire [11:0] costs_segment_last_beat;
    wire        costs_cost_valid;
    wire        costs_cost_function;
    wire [15:0] costs_cost_bus;
    wire [14:0] costs_cost_wire;
    reg         current_valid_q;
    reg         current_queue_q;
    reg  [7:0]  current_epoch_q;
    reg         current_returned_q;
    reg         step_valid_q;
    reg  [63:0] step_address_q;
    reg  [11:0] step_more_q;
    reg         step_writes_q;
    reg         step_owes_piece_q;
    reg         step_owes_element_q;
    reg  [3:0]  step_piece_lane_q;
    reg  [3:0]  step_piece_first_span_q;
    reg  [11:0] step_piece_last_beat_q;
    reg  [3:0]  step_piece_last_lane_q;
    reg  [7:0]  step_piece_block_beat_q;
    reg         step_piece_last_q;
    reg         step_element_queue_q;
    reg  [7:0]  step_element_epoch_q;
    reg  [15:0] step_element_id_q;
    reg  [14:0] step_element_bytes_q;
    reg  [5:0]  step_element_slots_q;
    reg         step_element_last_q;
    reg         step_element_returned_q;
    wire        closes;
    wire        ends_frame;
    wire        writes_one;
    wire        ends;
    reg  [14:0] sum_q;
    reg         event_valid_q;
    reg  [1:0]  event_report_slot_q;
    reg  [4:0]  event_report_event_q;
    reg  [13:0] event_report_bytes_q;
    wire        room;
    wire        goes;
    wire        guest_checksums_rdata;
    wire        awaits;
    reg         went_valid_q;
    reg         went_at_q;
    reg         came_valid_q;
    reg         came_queue_q;
    reg  [13:0] asked_came_q;
    reg  [13:0] asked_went_q;
    reg         asked_comes_q;
    reg         busy_q;
    wire [13:0] drain_came_rdata;
    wire [13:0] drain_went_rdata;
    wire [13:0] drain_came_rdata1;
    wire [13:0] drain_went_rdata1;

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

    assign headers_valid_o = headers_down_valid;
    assign headers_data_valid_o = headers_down_data_valid;
    assign headers_buffers_o = headers_down_buffers;
    assign headers_spills_o = headers_down_spills;
    assign pieces_valid_o = pieces_down_valid;
    assign pieces_lane_o = pieces_down_lane;
    assign pieces_first_span_o = pieces_down_first_span;
    assign pieces_last_beat_o = pieces_down_last_beat;
    assign pieces_last_lane_o = pieces_down_last_lane;
    assign pieces_block_beat_o = pieces_down_block_beat;
    assign pieces_last_o = pieces_down_last;
    assign writes_valid_o = writes_down_valid;
    assign writes_function_o = writes_down_function;
    assign writes_address_o = writes_down_address;
    assign writes_beats_o = writes_down_beats;
    assign writes_kind_o = writes_down_kind;
    assign writes_context_queue_o = writes_down_context_queue;
    assign writes_context_epoch_o = writes_down_context_epoch;
    assign writes_context_step_o = writes_down_context_step;
    assign cost_valid_o = costs_cost_valid;
    assign cost_function_o = costs_cost_function;
    assign cost_bus_o = costs_cost_bus;
    assign cost_wire_o = costs_cost_wire;

    wire [12:0] more = {1'd0, step_more_q};
    wire [12:0] to_end = {5'd0, ~step_address_q[11:4]};
    assign closes = more <= to_end;

    assign ends_frame = closes & step_piece_last_q;
    assign pieces_up_valid = step_valid_q & step_owes_piece_q;
    assign elements_valid_o = step_valid_q & step_owes_element_q & ~(step_element_returned_q & writes_valid_o);
    assign elements_queue_o = step_element_queue_q;
    assign elements_epoch_o = step_element_epoch_q;
    assign elements_id_o = step_element_id_q;
    assign elements_bytes_o = step_element_bytes_q;
    assign elements_slots_o = step_element_slots_q;
    assign elements_last_o = step_element_last_q;
    assign elements_returned_o = step_element_returned_q;
    assign writes_up_valid = step_valid_q & step_writes_q & ~(ends_frame & step_owes_element_q);

    wire [12:0] beats = closes ? more : to_end;
    assign writes_up_beats = beats[7:0];

    assign writes_up_context_step = ends_frame ? 2'd1 : 2'd0;
    assign writes_one = writes_up_valid & writes_up_ready;

    wire piece_left = step_owes_piece_q & ~pieces_up_ready;
    wire elements_fire = elements_valid_o & elements_ready_i;
    wire element_left = step_owes_element_q & ~elements_fire;
    wire writes_left = step_writes_q & ~(writes_one & closes);
    assign ends = step_valid_q & ~(piece_left | element_left | writes_left);

    wire [12:0] more_difference = (more - beats) - 13'd1;
    wire segments_fire = segments_valid_i & segments_ready_o;
    wire [14:0] less_one = segments_bytes_i - 15'd1;
    wire [15:0] segments_address_sum = {12'd0, segments_address_i[3:0]} + {1'd0, less_one};
    wire [11:0] last_beat = segments_address_sum[15:4];
    wire writes_2 = ~current_returned_q & (segments_bytes_i != 15'd0);
    wire [14:0] total = sum_q + segments_bytes_i;
    always @(posedge clk) begin
        step_owes_piece_q <= piece_left;
        step_owes_element_q <= element_left;
        step_writes_q <= writes_left;
        if (writes_one) begin
            step_more_q <= more_difference[11:0];
            step_address_q <= {step_address_q[63:12] + 52'd1, 12'd0};
        end
        if (ends) begin
            step_valid_q <= 1'd0;
        end
        if (segments_fire) begin
            step_valid_q <= 1'd1;
            step_address_q <= segments_address_i;
            step_more_q <= last_beat;
            step_writes_q <= writes_2;
            step_owes_piece_q <= writes_2;
            step_owes_element_q <= segments_ends_buffer_i;
            step_piece_lane_q <= segments_address_i[3:0];
            step_piece_first_span_q <= (last_beat == 12'd0) ? less_one[3:0] : ~segments_address_i[3:0];
            step_piece_last_beat_q <= last_beat;
            step_piece_last_lane_q <= segments_address_sum[3:0];
            step_piece_block_beat_q <= segments_address_i[11:4];
            step_piece_last_q <= segments_last_i;
            step_element_queue_q <= current_queue_q;
            step_element_epoch_q <= current_epoch_q;
            step_element_id_q <= segments_id_i;
            step_element_bytes_q <= total;
            step_element_slots_q <= segments_slots_i;
            step_element_last_q <= segments_last_i;
            step_element_returned_q <= current_returned_q;
            if (segments_last_i) begin
                current_valid_q <= 1'd0;
            end
        end
        if (awaits) begin
            current_valid_q <= 1'd1;
            current_queue_q <= frames_queue_i;
            current_epoch_q <= frames_epoch_i;
            current_returned_q <= outcomes_outcome_i == 2'd2;
        end
        if (rst) begin
            step_valid_q <= 1'd0;
            current_valid_q <= 1'd0;
        end
    end

    assign segments_ready_o = current_valid_q & (~step_valid_q | ends);
    assign costs_segment_valid = segments_fire;
    assign costs_segment_writes = writes_2;
    assign costs_segment_last_beat = last_beat;

    always @(posedge clk) begin
        if (segments_fire) begin
            sum_q <= segments_ends_buffer_i ? 15'd0 : total;
        end
        if (rst) begin
            sum_q <= 15'd0;
        end
    end

    assign events_valid_o = event_valid_q;
    assign events_slot_o = event_report_slot_q;
    assign events_event_o = event_report_event_q;
    assign events_bytes_o = event_report_bytes_q;

    always @(posedge clk) begin
        if (events_ready_i) begin
            event_valid_q <= 1'd0;
        end
        if (goes & ~(outcomes_outcome_i == 2'd0)) begin
            event_valid_q <= 1'd1;
            event_report_slot_q <= frames_queue_i ? 2'd1 : 2'd0;
            event_report_event_q <= (outcomes_outcome_i == 2'd2) ? 5'd10 : 5'd11;
            event_report_bytes_q <= frames_length_i;
        end
        if (rst) begin
            event_valid_q <= 1'd0;
        end
    end

    assign room = ~event_valid_q & headers_up_ready & (~current_valid_q | (segments_fire & segments_last_i));
    assign goes = room & ~sweep_active_q & frames_valid_i & outcomes_valid_i & ~(outcomes_outcome_i == 2'd1);
    assign outcomes_ready_o = goes | (outcomes_outcome_i == 2'd1);
    assign frames_ready_o = goes;
    assign headers_up_valid = goes & (outcomes_outcome_i == 2'd0);
    assign headers_up_data_valid = frames_verified_i & guest_checksums_rdata;

    wire [13:0] frames_length_difference = frames_length_i - 14'd1;
    assign headers_up_spills = 4'd4 <= frames_length_difference[3:0];

    assign awaits = goes & ~(outcomes_outcome_i == 2'd3);
    assign costs_begun_granted = outcomes_outcome_i == 2'd0;
    assign planned_valid_o = writes_up_valid & writes_up_ready;
    assign planned_function_o = step_element_queue_q;

    wire gave_back = elements_fire & elements_last_o & elements_returned_o;
    always @(posedge clk) begin
        went_valid_q <= (writes_valid_o & writes_ready_i & (writes_context_step_o == 2'd1)) | gave_back;
        went_at_q <= gave_back ? elements_queue_o : writes_context_queue_o;
        if (rst) begin
            went_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        came_valid_q <= awaits;
        came_queue_q <= outcomes_queue_i;
        asked_came_q <= drain_came_rdata1;
        asked_went_q <= drain_went_rdata1;
        asked_comes_q <= came_valid_q & (came_queue_q == drain_queue_i);
        busy_q <= (asked_came_q != asked_went_q) | asked_comes_q;
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg guest_checksums [0:1];
    always @(posedge clk) begin
        if (start_valid_i) begin
            guest_checksums[start_queue_i] <= start_guest_checksum_i;
        end
    end
    assign guest_checksums_rdata = guest_checksums[frames_queue_i];

    (* ram_style = "distributed" *)
    reg [13:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q : came_queue_q] <= sweep_active_q ? 14'd0 : (drain_came_rdata + 14'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [13:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | went_valid_q) begin
            drain_went[sweep_active_q ? sweep_index_q : went_at_q] <= sweep_active_q ? 14'd0 : (drain_went_rdata + 14'd1);
        end
    end
    assign drain_went_rdata = drain_went[went_at_q];
    assign drain_went_rdata1 = drain_went[drain_queue_i];

    fifo_payload7_depth16 headers (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (headers_up_valid),
        .up_ready_o        (headers_up_ready),
        .up_data_valid_i   (headers_up_data_valid),
        .up_buffers_i      (outcomes_buffers_i),
        .up_spills_i       (headers_up_spills),
        .down_valid_o      (headers_down_valid),
        .down_ready_i      (headers_ready_i),
        .down_data_valid_o (headers_down_data_valid),
        .down_buffers_o    (headers_down_buffers),
        .down_spills_o     (headers_down_spills),
        .count_o           (headers_count)
    );

    fifo_payload33_depth16 pieces (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (pieces_up_valid),
        .up_ready_o        (pieces_up_ready),
        .up_lane_i         (step_piece_lane_q),
        .up_first_span_i   (step_piece_first_span_q),
        .up_last_beat_i    (step_piece_last_beat_q),
        .up_last_lane_i    (step_piece_last_lane_q),
        .up_block_beat_i   (step_piece_block_beat_q),
        .up_last_i         (step_piece_last_q),
        .down_valid_o      (pieces_down_valid),
        .down_ready_i      (pieces_ready_i),
        .down_lane_o       (pieces_down_lane),
        .down_first_span_o (pieces_down_first_span),
        .down_last_beat_o  (pieces_down_last_beat),
        .down_last_lane_o  (pieces_down_last_lane),
        .down_block_beat_o (pieces_down_block_beat),
        .down_last_o       (pieces_down_last),
        .count_o           (pieces_count)
    );

    fifo_payload87_depth16 writes (
        .clk                  (clk),
        .rst                  (rst),
        .up_valid_i           (writes_up_valid),
        .up_ready_o           (writes_up_ready),
        .up_function_i        (step_element_queue_q),
        .up_address_i         (step_address_q),
        .up_beats_i           (writes_up_beats),
        .up_kind_i            (3'd0),
        .up_context_queue_i   (step_element_queue_q),
        .up_context_epoch_i   (step_element_epoch_q),
        .up_context_step_i    (writes_up_context_step),
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

    receive_cost costs (
        .clk                 (clk),
        .rst                 (rst),
        .begun_valid_i       (awaits),
        .begun_function_i    (frames_queue_i),
        .begun_granted_i     (costs_begun_granted),
        .begun_length_i      (frames_length_i),
        .begun_buffers_i     (outcomes_buffers_i),
        .begun_pieces_i      (outcomes_pieces_i),
        .segment_valid_i     (costs_segment_valid),
        .segment_writes_i    (costs_segment_writes),
        .segment_last_beat_i (costs_segment_last_beat),
        .segment_last_i      (segments_last_i),
        .cost_valid_o        (costs_cost_valid),
        .cost_function_o     (costs_cost_function),
        .cost_bus_o          (costs_cost_bus),
        .cost_wire_o         (costs_cost_wire)
    );

    wire unused = &{1'b0, outcomes_series_i, headers_count, pieces_count, writes_count, more_difference[12], frames_length_difference[13:4]};

endmodule

// Header inserter: the 12-byte net header in front of each frame, one word a clock.
// Parameters: hostDataBits = 128
module header_inserter (
    input  wire         clk,
    input  wire         rst,
    // headers
    input  wire         headers_valid_i,
    output wire         headers_ready_o,
    input  wire         headers_data_valid_i,
    input  wire [4:0]   headers_buffers_i,
    input  wire         headers_spills_i,
    // words
    input  wire         words_valid_i,
    output wire         words_ready_o,
    input  wire [127:0] words_data_i,
    input  wire         words_last_i,
    // joined
    output wire         joined_valid_o,
    input  wire         joined_ready_i,
    output wire [127:0] joined_data_o,
    output wire         joined_last_o
);

    reg  [95:0] tail_q;
    reg         inside_q;
    reg         spilling_q;
    reg         spills_q;
    wire        begins;
    wire        ready;

    assign begins = ~(inside_q | spilling_q);
    assign ready = ~spilling_q & (~begins | headers_valid_i);
    assign joined_valid_o = spilling_q | (words_valid_i & ready);
    assign joined_data_o = {spilling_q ? 32'd0 : words_data_i[31:0],
            begins ? {11'd0, headers_buffers_i, 72'd0, headers_data_valid_i ? 8'd2 : 8'd0} : tail_q};

    wire spills_now = begins ? headers_spills_i : spills_q;
    assign joined_last_o = spilling_q | (words_last_i & ~spills_now);

    assign words_ready_o = joined_ready_i & ready;
    assign headers_ready_o = joined_ready_i & begins & words_valid_i;

    always @(posedge clk) begin
        if (headers_valid_i & headers_ready_o) begin
            spills_q <= headers_spills_i;
        end
    end

    always @(posedge clk) begin
        if (words_valid_i & words_ready_o) begin
            tail_q <= words_data_i[127:32];
            inside_q <= ~words_last_i;
            spilling_q <= words_last_i & spills_now;
        end
        if (spilling_q & joined_ready_i) begin
            spilling_q <= 1'd0;
        end
        if (rst) begin
            inside_q <= 1'd0;
            spilling_q <= 1'd0;
        end
    end

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

// Segment aligner: words of frames to write beats for pieces of memory anywhere, one a clock.
// Parameters: config = tiny, hostDataBits = 128
module segment_aligner (
    input  wire         clk,
    input  wire         rst,
    // pieces
    input  wire         pieces_valid_i,
    output wire         pieces_ready_o,
    input  wire [3:0]   pieces_lane_i,
    input  wire [3:0]   pieces_first_span_i,
    input  wire [11:0]  pieces_last_beat_i,
    input  wire [3:0]   pieces_last_lane_i,
    input  wire [7:0]   pieces_block_beat_i,
    input  wire         pieces_last_i,
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
    reg  [127:0] mixed_q;
    reg  [3:0]   turn_q;
    reg          mark_valid_q;
    reg  [3:0]   mark_from_q;
    reg  [3:0]   mark_to_q;
    reg          mark_ends_burst_q;
    reg  [11:0]  beat_q;
    reg  [7:0]   block_beat_q;
    reg          word_valid_q;
    reg  [127:0] word_data_q;
    reg          word_last_q;
    reg  [3:0]   place_q;
    reg          skipping_q;
    wire         first;
    wire         last;
    wire [4:0]   to;
    wire         spans;
    wire         uses_up;
    wire         ends_frame;
    wire         takes_next;
    wire         begun;
    wire         loads;
    wire         moves;
    wire         drops_both;
    wire [15:0]  of_word;
    reg  [127:0] turned_1_q;
    reg  [1:0]   turned_rest_1_q;
    reg  [127:0] turned_2_q;
    reg          mark_1_valid_q;
    reg  [3:0]   mark_1_from_q;
    reg  [3:0]   mark_1_to_q;
    reg          mark_1_ends_burst_q;
    reg          strobe_valid_q;
    reg  [15:0]  strobe_lanes_q;
    reg          strobe_ends_burst_q;
    reg          made_valid_q;
    reg  [127:0] made_beat_data_q;
    reg  [15:0]  made_beat_strobe_q;
    reg          made_beat_last_q;

    wire [127:0] of_word_joined = {{8{of_word[15]}}, {8{of_word[14]}}, {8{of_word[13]}}, {8{of_word[12]}}, {8{of_word[11]}}, {8{of_word[10]}},
            {8{of_word[9]}}, {8{of_word[8]}}, {8{of_word[7]}}, {8{of_word[6]}}, {8{of_word[5]}},
            {8{of_word[4]}}, {8{of_word[3]}}, {8{of_word[2]}}, {8{of_word[1]}}, {8{of_word[0]}}};
    wire [15:0] of_word_and = ~of_word & {16{takes_next}};
    wire [127:0] of_next = {{8{of_word_and[15]}}, {8{of_word_and[14]}}, {8{of_word_and[13]}}, {8{of_word_and[12]}}, {8{of_word_and[11]}},
            {8{of_word_and[10]}}, {8{of_word_and[9]}}, {8{of_word_and[8]}}, {8{of_word_and[7]}},
            {8{of_word_and[6]}}, {8{of_word_and[5]}}, {8{of_word_and[4]}}, {8{of_word_and[3]}},
            {8{of_word_and[2]}}, {8{of_word_and[1]}}, {8{of_word_and[0]}}};
    wire [7:0] block_beat = first ? pieces_block_beat_i : block_beat_q;
    always @(posedge clk) begin
        room_q <= queue_count <= 6'd25;
        mixed_q <= (word_data_q & of_word_joined) | (words_data_i & of_next);
        turn_q <= (first ? pieces_lane_i : 4'd0) - place_q;
        mark_valid_q <= begun;
        mark_from_q <= first ? pieces_lane_i : 4'd0;
        mark_to_q <= last ? pieces_last_lane_i : 4'd15;
        mark_ends_burst_q <= last | (&block_beat);
        if (rst) begin
            room_q <= 1'd0;
            mark_valid_q <= 1'd0;
        end
    end

    assign first = beat_q == 12'd0;
    assign last = beat_q == pieces_last_beat_i;
    assign to = {1'd0, place_q} + {1'd0, first ? pieces_first_span_i : last ? pieces_last_lane_i : 4'd15};
    assign spans = to[4];
    assign uses_up = spans | (&to[3:0]);
    assign ends_frame = last & pieces_last_i;
    assign takes_next = spans & ~word_last_q;
    assign begun = pieces_valid_i & room_q & word_valid_q & (words_valid_i | ~takes_next);
    assign pieces_ready_o = begun & last;

    always @(posedge clk) begin
        if (begun) begin
            beat_q <= last ? 12'd0 : (beat_q + 12'd1);
            block_beat_q <= block_beat + 8'd1;
            place_q <= ends_frame ? 4'd0 : (to[3:0] + 4'd1);
        end
        if (loads | moves) begin
            word_valid_q <= words_valid_i;
            word_data_q <= words_data_i;
            word_last_q <= words_last_i;
        end
        if (drops_both) begin
            word_valid_q <= 1'd0;
            skipping_q <= ~(spans & words_last_i);
        end
        if (skipping_q & words_valid_i & words_last_i) begin
            skipping_q <= 1'd0;
        end
        if (begun & uses_up & word_last_q & ~ends_frame) begin
            word_data_q <= 128'd0;
        end
        if (rst) begin
            beat_q <= 12'd0;
            place_q <= 4'd0;
            word_valid_q <= 1'd0;
            skipping_q <= 1'd0;
        end
    end

    assign loads = ~word_valid_q & ~skipping_q;
    assign moves = begun & (ends_frame ? word_last_q : (uses_up & ~word_last_q));
    assign drops_both = begun & ends_frame & ~word_last_q;
    assign words_ready_o = loads | moves | (drops_both & spans) | skipping_q;
    assign of_word = 16'hffff << place_q;

    wire [127:0] mixed_choice = turn_q[0] ? {mixed_q[119:0], mixed_q[127:120]} : mixed_q;
    always @(posedge clk) begin
        turned_1_q <= turn_q[1] ? {mixed_choice[111:0], mixed_choice[127:112]} : mixed_choice;
    end

    always @(posedge clk) begin
        turned_rest_1_q <= turn_q[3:2];
    end

    wire [127:0] turned_1_choice = turned_rest_1_q[0] ? {turned_1_q[95:0], turned_1_q[127:96]} : turned_1_q;
    always @(posedge clk) begin
        turned_2_q <= turned_rest_1_q[1] ? {turned_1_choice[63:0], turned_1_choice[127:64]} : turned_1_choice;
    end

    always @(posedge clk) begin
        mark_1_valid_q <= mark_valid_q;
        mark_1_from_q <= mark_from_q;
        mark_1_to_q <= mark_to_q;
        mark_1_ends_burst_q <= mark_ends_burst_q;
        if (rst) begin
            mark_1_valid_q <= 1'd0;
        end
    end

    wire [15:0] mark_1_to_shifted = 16'hffff << mark_1_to_q;
    wire [127:0] strobe_lanes_joined = {{8{strobe_lanes_q[15]}}, {8{strobe_lanes_q[14]}}, {8{strobe_lanes_q[13]}}, {8{strobe_lanes_q[12]}},
            {8{strobe_lanes_q[11]}}, {8{strobe_lanes_q[10]}}, {8{strobe_lanes_q[9]}}, {8{strobe_lanes_q[8]}},
            {8{strobe_lanes_q[7]}}, {8{strobe_lanes_q[6]}}, {8{strobe_lanes_q[5]}}, {8{strobe_lanes_q[4]}},
            {8{strobe_lanes_q[3]}}, {8{strobe_lanes_q[2]}}, {8{strobe_lanes_q[1]}}, {8{strobe_lanes_q[0]}}};
    always @(posedge clk) begin
        strobe_valid_q <= mark_1_valid_q;
        strobe_lanes_q <= (16'hffff << mark_1_from_q) & ~{mark_1_to_shifted[14:0], 1'd0};
        strobe_ends_burst_q <= mark_1_ends_burst_q;
        made_valid_q <= strobe_valid_q;
        made_beat_data_q <= turned_2_q & strobe_lanes_joined;
        made_beat_strobe_q <= strobe_lanes_q;
        made_beat_last_q <= strobe_ends_burst_q;
        if (rst) begin
            strobe_valid_q <= 1'd0;
            made_valid_q <= 1'd0;
        end
    end

    assign beats_valid_o = queue_down_valid;
    assign beats_data_o = queue_down_data;
    assign beats_strobe_o = queue_down_strobe;
    assign beats_last_o = queue_down_last;

    fifo_payload145_depth32 queue (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (made_valid_q),
        .up_ready_o    (queue_up_ready),
        .up_data_i     (made_beat_data_q),
        .up_strobe_i   (made_beat_strobe_q),
        .up_last_i     (made_beat_last_q),
        .down_valid_o  (queue_down_valid),
        .down_ready_i  (beats_ready_i),
        .down_data_o   (queue_down_data),
        .down_strobe_o (queue_down_strobe),
        .down_last_o   (queue_down_last),
        .count_o       (queue_count)
    );

    wire unused = &{1'b0, queue_up_ready, mark_1_to_shifted[15]};

endmodule

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, verified: u1}
module backward_slice_payload24 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire        up_verified_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire        down_verified_o
);

    reg         full_q;
    reg         hold_queue_q;
    reg  [7:0]  hold_epoch_q;
    reg  [13:0] hold_length_q;
    reg         hold_verified_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_queue_o = full_q ? hold_queue_q : up_queue_i;
    assign down_epoch_o = full_q ? hold_epoch_q : up_epoch_i;
    assign down_length_o = full_q ? hold_length_q : up_length_i;
    assign down_verified_o = full_q ? hold_verified_q : up_verified_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_queue_q <= up_queue_i;
            hold_epoch_q <= up_epoch_i;
            hold_length_q <= up_length_i;
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
// Parameters: payload = {queue: u1, epoch: u8, length: u14, verified: u1}
module forward_slice_payload24 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire        up_verified_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire        down_verified_o
);

    reg         valid_q;
    reg         payload_queue_q;
    reg  [7:0]  payload_epoch_q;
    reg  [13:0] payload_length_q;
    reg         payload_verified_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_queue_o = payload_queue_q;
    assign down_epoch_o = payload_epoch_q;
    assign down_length_o = payload_length_q;
    assign down_verified_o = payload_verified_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_queue_q <= up_queue_i;
            payload_epoch_q <= up_epoch_i;
            payload_length_q <= up_length_i;
            payload_verified_q <= up_verified_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Full register slice: registers valid, payload and ready.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, verified: u1}
module full_slice_payload24 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire        up_verified_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire        down_verified_o
);

    wire        backward_up_ready;
    wire        backward_down_valid;
    wire        backward_down_queue;
    wire [7:0]  backward_down_epoch;
    wire [13:0] backward_down_length;
    wire        backward_down_verified;
    wire        forward_up_ready;
    wire        forward_down_valid;
    wire        forward_down_queue;
    wire [7:0]  forward_down_epoch;
    wire [13:0] forward_down_length;
    wire        forward_down_verified;

    assign up_ready_o = backward_up_ready;
    assign down_valid_o = forward_down_valid;
    assign down_queue_o = forward_down_queue;
    assign down_epoch_o = forward_down_epoch;
    assign down_length_o = forward_down_length;
    assign down_verified_o = forward_down_verified;

    backward_slice_payload24 backward (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (up_valid_i),
        .up_ready_o      (backward_up_ready),
        .up_queue_i      (up_queue_i),
        .up_epoch_i      (up_epoch_i),
        .up_length_i     (up_length_i),
        .up_verified_i   (up_verified_i),
        .down_valid_o    (backward_down_valid),
        .down_ready_i    (forward_up_ready),
        .down_queue_o    (backward_down_queue),
        .down_epoch_o    (backward_down_epoch),
        .down_length_o   (backward_down_length),
        .down_verified_o (backward_down_verified)
    );

    forward_slice_payload24 forward (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (backward_down_valid),
        .up_ready_o      (forward_up_ready),
        .up_queue_i      (backward_down_queue),
        .up_epoch_i      (backward_down_epoch),
        .up_length_i     (backward_down_length),
        .up_verified_i   (backward_down_verified),
        .down_valid_o    (forward_down_valid),
        .down_ready_i    (down_ready_i),
        .down_queue_o    (forward_down_queue),
        .down_epoch_o    (forward_down_epoch),
        .down_length_o   (forward_down_length),
        .down_verified_o (forward_down_verified)
    );

endmodule

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {lane: u4, firstSpan: u4, lastBeat: u12, lastLane: u4, blockBeat: u8, last: u1}
module backward_slice_payload33 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [3:0]  up_lane_i,
    input  wire [3:0]  up_first_span_i,
    input  wire [11:0] up_last_beat_i,
    input  wire [3:0]  up_last_lane_i,
    input  wire [7:0]  up_block_beat_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [3:0]  down_lane_o,
    output wire [3:0]  down_first_span_o,
    output wire [11:0] down_last_beat_o,
    output wire [3:0]  down_last_lane_o,
    output wire [7:0]  down_block_beat_o,
    output wire        down_last_o
);

    reg         full_q;
    reg  [3:0]  hold_lane_q;
    reg  [3:0]  hold_first_span_q;
    reg  [11:0] hold_last_beat_q;
    reg  [3:0]  hold_last_lane_q;
    reg  [7:0]  hold_block_beat_q;
    reg         hold_last_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_lane_o = full_q ? hold_lane_q : up_lane_i;
    assign down_first_span_o = full_q ? hold_first_span_q : up_first_span_i;
    assign down_last_beat_o = full_q ? hold_last_beat_q : up_last_beat_i;
    assign down_last_lane_o = full_q ? hold_last_lane_q : up_last_lane_i;
    assign down_block_beat_o = full_q ? hold_block_beat_q : up_block_beat_i;
    assign down_last_o = full_q ? hold_last_q : up_last_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_lane_q <= up_lane_i;
            hold_first_span_q <= up_first_span_i;
            hold_last_beat_q <= up_last_beat_i;
            hold_last_lane_q <= up_last_lane_i;
            hold_block_beat_q <= up_block_beat_i;
            hold_last_q <= up_last_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {lane: u4, firstSpan: u4, lastBeat: u12, lastLane: u4, blockBeat: u8, last: u1}
module forward_slice_payload33 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [3:0]  up_lane_i,
    input  wire [3:0]  up_first_span_i,
    input  wire [11:0] up_last_beat_i,
    input  wire [3:0]  up_last_lane_i,
    input  wire [7:0]  up_block_beat_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [3:0]  down_lane_o,
    output wire [3:0]  down_first_span_o,
    output wire [11:0] down_last_beat_o,
    output wire [3:0]  down_last_lane_o,
    output wire [7:0]  down_block_beat_o,
    output wire        down_last_o
);

    reg         valid_q;
    reg  [3:0]  payload_lane_q;
    reg  [3:0]  payload_first_span_q;
    reg  [11:0] payload_last_beat_q;
    reg  [3:0]  payload_last_lane_q;
    reg  [7:0]  payload_block_beat_q;
    reg         payload_last_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_lane_o = payload_lane_q;
    assign down_first_span_o = payload_first_span_q;
    assign down_last_beat_o = payload_last_beat_q;
    assign down_last_lane_o = payload_last_lane_q;
    assign down_block_beat_o = payload_block_beat_q;
    assign down_last_o = payload_last_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_lane_q <= up_lane_i;
            payload_first_span_q <= up_first_span_i;
            payload_last_beat_q <= up_last_beat_i;
            payload_last_lane_q <= up_last_lane_i;
            payload_block_beat_q <= up_block_beat_i;
            payload_last_q <= up_last_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Full register slice: registers valid, payload and ready.
// Parameters: payload = {lane: u4, firstSpan: u4, lastBeat: u12, lastLane: u4, blockBeat: u8, last: u1}
module full_slice_payload33 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [3:0]  up_lane_i,
    input  wire [3:0]  up_first_span_i,
    input  wire [11:0] up_last_beat_i,
    input  wire [3:0]  up_last_lane_i,
    input  wire [7:0]  up_block_beat_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [3:0]  down_lane_o,
    output wire [3:0]  down_first_span_o,
    output wire [11:0] down_last_beat_o,
    output wire [3:0]  down_last_lane_o,
    output wire [7:0]  down_block_beat_o,
    output wire        down_last_o
);

    wire        backward_up_ready;
    wire        backward_down_valid;
    wire [3:0]  backward_down_lane;
    wire [3:0]  backward_down_first_span;
    wire [11:0] backward_down_last_beat;
    wire [3:0]  backward_down_last_lane;
    wire [7:0]  backward_down_block_beat;
    wire        backward_down_last;
    wire        forward_up_ready;
    wire        forward_down_valid;
    wire [3:0]  forward_down_lane;
    wire [3:0]  forward_down_first_span;
    wire [11:0] forward_down_last_beat;
    wire [3:0]  forward_down_last_lane;
    wire [7:0]  forward_down_block_beat;
    wire        forward_down_last;

    assign up_ready_o = backward_up_ready;
    assign down_valid_o = forward_down_valid;
    assign down_lane_o = forward_down_lane;
    assign down_first_span_o = forward_down_first_span;
    assign down_last_beat_o = forward_down_last_beat;
    assign down_last_lane_o = forward_down_last_lane;
    assign down_block_beat_o = forward_down_block_beat;
    assign down_last_o = forward_down_last;

    backward_slice_payload33 backward (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (up_valid_i),
        .up_ready_o        (backward_up_ready),
        .up_lane_i         (up_lane_i),
        .up_first_span_i   (up_first_span_i),
        .up_last_beat_i    (up_last_beat_i),
        .up_last_lane_i    (up_last_lane_i),
        .up_block_beat_i   (up_block_beat_i),
        .up_last_i         (up_last_i),
        .down_valid_o      (backward_down_valid),
        .down_ready_i      (forward_up_ready),
        .down_lane_o       (backward_down_lane),
        .down_first_span_o (backward_down_first_span),
        .down_last_beat_o  (backward_down_last_beat),
        .down_last_lane_o  (backward_down_last_lane),
        .down_block_beat_o (backward_down_block_beat),
        .down_last_o       (backward_down_last)
    );

    forward_slice_payload33 forward (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (backward_down_valid),
        .up_ready_o        (forward_up_ready),
        .up_lane_i         (backward_down_lane),
        .up_first_span_i   (backward_down_first_span),
        .up_last_beat_i    (backward_down_last_beat),
        .up_last_lane_i    (backward_down_last_lane),
        .up_block_beat_i   (backward_down_block_beat),
        .up_last_i         (backward_down_last),
        .down_valid_o      (forward_down_valid),
        .down_ready_i      (down_ready_i),
        .down_lane_o       (forward_down_lane),
        .down_first_span_o (forward_down_first_span),
        .down_last_beat_o  (forward_down_last_beat),
        .down_last_lane_o  (forward_down_last_lane),
        .down_block_beat_o (forward_down_block_beat),
        .down_last_o       (forward_down_last)
    );

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, last: u1}, depth = 4
module fifo_payload129_depth4 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire [2:0]   count_o
);

    reg  [1:0]   head_q;
    reg  [1:0]   tail_q;
    reg  [2:0]   held_q;
    wire [128:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_last_o = words_rdata[128];

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
    reg [128:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Receive writer: frames with net headers to segments of guest memory, and their used elements.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module rx_writer (
    input  wire         clk,
    input  wire         rst,
    // start
    input  wire         start_valid_i,
    input  wire         start_queue_i,
    input  wire         start_guest_checksum_i,
    // outcomes
    input  wire         outcomes_valid_i,
    output wire         outcomes_ready_o,
    input  wire         outcomes_queue_i,
    input  wire [1:0]   outcomes_series_i,
    input  wire [1:0]   outcomes_outcome_i,
    input  wire [4:0]   outcomes_buffers_i,
    input  wire [6:0]   outcomes_pieces_i,
    // frames
    input  wire         frames_valid_i,
    output wire         frames_ready_o,
    input  wire         frames_queue_i,
    input  wire [7:0]   frames_epoch_i,
    input  wire [13:0]  frames_length_i,
    input  wire         frames_verified_i,
    // segments
    input  wire         segments_valid_i,
    output wire         segments_ready_o,
    input  wire [63:0]  segments_address_i,
    input  wire [14:0]  segments_bytes_i,
    input  wire         segments_ends_buffer_i,
    input  wire [15:0]  segments_id_i,
    input  wire [5:0]   segments_slots_i,
    input  wire         segments_last_i,
    // words
    input  wire         words_valid_i,
    output wire         words_ready_o,
    input  wire [127:0] words_data_i,
    input  wire         words_last_i,
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
    // planned
    output wire         planned_valid_o,
    output wire         planned_function_o,
    // cost
    output wire         cost_valid_o,
    output wire         cost_function_o,
    output wire [15:0]  cost_bus_o,
    output wire [14:0]  cost_wire_o,
    // elements
    output wire         elements_valid_o,
    input  wire         elements_ready_i,
    output wire         elements_queue_o,
    output wire [7:0]   elements_epoch_o,
    output wire [15:0]  elements_id_o,
    output wire [14:0]  elements_bytes_o,
    output wire [5:0]   elements_slots_o,
    output wire         elements_last_o,
    output wire         elements_returned_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire [1:0]   events_slot_o,
    output wire [4:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o
);

    wire         planner_outcomes_ready;
    wire         planner_frames_ready;
    wire         planner_segments_ready;
    wire         planner_headers_valid;
    wire         planner_headers_data_valid;
    wire [4:0]   planner_headers_buffers;
    wire         planner_headers_spills;
    wire         planner_pieces_valid;
    wire [3:0]   planner_pieces_lane;
    wire [3:0]   planner_pieces_first_span;
    wire [11:0]  planner_pieces_last_beat;
    wire [3:0]   planner_pieces_last_lane;
    wire [7:0]   planner_pieces_block_beat;
    wire         planner_pieces_last;
    wire         planner_writes_valid;
    wire         planner_writes_function;
    wire [63:0]  planner_writes_address;
    wire [7:0]   planner_writes_beats;
    wire [2:0]   planner_writes_kind;
    wire         planner_writes_context_queue;
    wire [7:0]   planner_writes_context_epoch;
    wire [1:0]   planner_writes_context_step;
    wire         planner_planned_valid;
    wire         planner_planned_function;
    wire         planner_cost_valid;
    wire         planner_cost_function;
    wire [15:0]  planner_cost_bus;
    wire [14:0]  planner_cost_wire;
    wire         planner_elements_valid;
    wire         planner_elements_queue;
    wire [7:0]   planner_elements_epoch;
    wire [15:0]  planner_elements_id;
    wire [14:0]  planner_elements_bytes;
    wire [5:0]   planner_elements_slots;
    wire         planner_elements_last;
    wire         planner_elements_returned;
    wire         planner_events_valid;
    wire [1:0]   planner_events_slot;
    wire [4:0]   planner_events_event;
    wire [13:0]  planner_events_bytes;
    wire         planner_drain_busy;
    wire         inserter_headers_ready;
    wire         inserter_words_ready;
    wire         inserter_joined_valid;
    wire [127:0] inserter_joined_data;
    wire         inserter_joined_last;
    wire         aligner_pieces_ready;
    wire         aligner_words_ready;
    wire         aligner_beats_valid;
    wire [127:0] aligner_beats_data;
    wire [15:0]  aligner_beats_strobe;
    wire         aligner_beats_last;
    wire         announced_up_ready;
    wire         announced_down_valid;
    wire         announced_down_queue;
    wire [7:0]   announced_down_epoch;
    wire [13:0]  announced_down_length;
    wire         announced_down_verified;
    wire         pieces_up_ready;
    wire         pieces_down_valid;
    wire [3:0]   pieces_down_lane;
    wire [3:0]   pieces_down_first_span;
    wire [11:0]  pieces_down_last_beat;
    wire [3:0]   pieces_down_last_lane;
    wire [7:0]   pieces_down_block_beat;
    wire         pieces_down_last;
    wire         joined_up_ready;
    wire         joined_down_valid;
    wire [127:0] joined_down_data;
    wire         joined_down_last;
    wire [2:0]   joined_count;

    assign outcomes_ready_o = planner_outcomes_ready;
    assign frames_ready_o = announced_up_ready;
    assign segments_ready_o = planner_segments_ready;
    assign words_ready_o = inserter_words_ready;
    assign beats_valid_o = aligner_beats_valid;
    assign beats_data_o = aligner_beats_data;
    assign beats_strobe_o = aligner_beats_strobe;
    assign beats_last_o = aligner_beats_last;
    assign writes_valid_o = planner_writes_valid;
    assign writes_function_o = planner_writes_function;
    assign writes_address_o = planner_writes_address;
    assign writes_beats_o = planner_writes_beats;
    assign writes_kind_o = planner_writes_kind;
    assign writes_context_queue_o = planner_writes_context_queue;
    assign writes_context_epoch_o = planner_writes_context_epoch;
    assign writes_context_step_o = planner_writes_context_step;
    assign elements_valid_o = planner_elements_valid;
    assign elements_queue_o = planner_elements_queue;
    assign elements_epoch_o = planner_elements_epoch;
    assign elements_id_o = planner_elements_id;
    assign elements_bytes_o = planner_elements_bytes;
    assign elements_slots_o = planner_elements_slots;
    assign elements_last_o = planner_elements_last;
    assign elements_returned_o = planner_elements_returned;
    assign events_valid_o = planner_events_valid;
    assign events_slot_o = planner_events_slot;
    assign events_event_o = planner_events_event;
    assign events_bytes_o = planner_events_bytes;
    assign planned_valid_o = planner_planned_valid;
    assign planned_function_o = planner_planned_function;
    assign cost_valid_o = planner_cost_valid;
    assign cost_function_o = planner_cost_function;
    assign cost_bus_o = planner_cost_bus;
    assign cost_wire_o = planner_cost_wire;
    assign drain_busy_o = planner_drain_busy;

    segment_planner planner (
        .clk                    (clk),
        .rst                    (rst),
        .start_valid_i          (start_valid_i),
        .start_queue_i          (start_queue_i),
        .start_guest_checksum_i (start_guest_checksum_i),
        .outcomes_valid_i       (outcomes_valid_i),
        .outcomes_ready_o       (planner_outcomes_ready),
        .outcomes_queue_i       (outcomes_queue_i),
        .outcomes_series_i      (outcomes_series_i),
        .outcomes_outcome_i     (outcomes_outcome_i),
        .outcomes_buffers_i     (outcomes_buffers_i),
        .outcomes_pieces_i      (outcomes_pieces_i),
        .frames_valid_i         (announced_down_valid),
        .frames_ready_o         (planner_frames_ready),
        .frames_queue_i         (announced_down_queue),
        .frames_epoch_i         (announced_down_epoch),
        .frames_length_i        (announced_down_length),
        .frames_verified_i      (announced_down_verified),
        .segments_valid_i       (segments_valid_i),
        .segments_ready_o       (planner_segments_ready),
        .segments_address_i     (segments_address_i),
        .segments_bytes_i       (segments_bytes_i),
        .segments_ends_buffer_i (segments_ends_buffer_i),
        .segments_id_i          (segments_id_i),
        .segments_slots_i       (segments_slots_i),
        .segments_last_i        (segments_last_i),
        .headers_valid_o        (planner_headers_valid),
        .headers_ready_i        (inserter_headers_ready),
        .headers_data_valid_o   (planner_headers_data_valid),
        .headers_buffers_o      (planner_headers_buffers),
        .headers_spills_o       (planner_headers_spills),
        .pieces_valid_o         (planner_pieces_valid),
        .pieces_ready_i         (pieces_up_ready),
        .pieces_lane_o          (planner_pieces_lane),
        .pieces_first_span_o    (planner_pieces_first_span),
        .pieces_last_beat_o     (planner_pieces_last_beat),
        .pieces_last_lane_o     (planner_pieces_last_lane),
        .pieces_block_beat_o    (planner_pieces_block_beat),
        .pieces_last_o          (planner_pieces_last),
        .writes_valid_o         (planner_writes_valid),
        .writes_ready_i         (writes_ready_i),
        .writes_function_o      (planner_writes_function),
        .writes_address_o       (planner_writes_address),
        .writes_beats_o         (planner_writes_beats),
        .writes_kind_o          (planner_writes_kind),
        .writes_context_queue_o (planner_writes_context_queue),
        .writes_context_epoch_o (planner_writes_context_epoch),
        .writes_context_step_o  (planner_writes_context_step),
        .planned_valid_o        (planner_planned_valid),
        .planned_function_o     (planner_planned_function),
        .cost_valid_o           (planner_cost_valid),
        .cost_function_o        (planner_cost_function),
        .cost_bus_o             (planner_cost_bus),
        .cost_wire_o            (planner_cost_wire),
        .elements_valid_o       (planner_elements_valid),
        .elements_ready_i       (elements_ready_i),
        .elements_queue_o       (planner_elements_queue),
        .elements_epoch_o       (planner_elements_epoch),
        .elements_id_o          (planner_elements_id),
        .elements_bytes_o       (planner_elements_bytes),
        .elements_slots_o       (planner_elements_slots),
        .elements_last_o        (planner_elements_last),
        .elements_returned_o    (planner_elements_returned),
        .events_valid_o         (planner_events_valid),
        .events_ready_i         (events_ready_i),
        .events_slot_o          (planner_events_slot),
        .events_event_o         (planner_events_event),
        .events_bytes_o         (planner_events_bytes),
        .drain_queue_i          (drain_queue_i),
        .drain_busy_o           (planner_drain_busy)
    );

    header_inserter inserter (
        .clk                  (clk),
        .rst                  (rst),
        .headers_valid_i      (planner_headers_valid),
        .headers_ready_o      (inserter_headers_ready),
        .headers_data_valid_i (planner_headers_data_valid),
        .headers_buffers_i    (planner_headers_buffers),
        .headers_spills_i     (planner_headers_spills),
        .words_valid_i        (words_valid_i),
        .words_ready_o        (inserter_words_ready),
        .words_data_i         (words_data_i),
        .words_last_i         (words_last_i),
        .joined_valid_o       (inserter_joined_valid),
        .joined_ready_i       (joined_up_ready),
        .joined_data_o        (inserter_joined_data),
        .joined_last_o        (inserter_joined_last)
    );

    segment_aligner aligner (
        .clk                 (clk),
        .rst                 (rst),
        .pieces_valid_i      (pieces_down_valid),
        .pieces_ready_o      (aligner_pieces_ready),
        .pieces_lane_i       (pieces_down_lane),
        .pieces_first_span_i (pieces_down_first_span),
        .pieces_last_beat_i  (pieces_down_last_beat),
        .pieces_last_lane_i  (pieces_down_last_lane),
        .pieces_block_beat_i (pieces_down_block_beat),
        .pieces_last_i       (pieces_down_last),
        .words_valid_i       (joined_down_valid),
        .words_ready_o       (aligner_words_ready),
        .words_data_i        (joined_down_data),
        .words_last_i        (joined_down_last),
        .beats_valid_o       (aligner_beats_valid),
        .beats_ready_i       (beats_ready_i),
        .beats_data_o        (aligner_beats_data),
        .beats_strobe_o      (aligner_beats_strobe),
        .beats_last_o        (aligner_beats_last)
    );

    full_slice_payload24 announced (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (frames_valid_i),
        .up_ready_o      (announced_up_ready),
        .up_queue_i      (frames_queue_i),
        .up_epoch_i      (frames_epoch_i),
        .up_length_i     (frames_length_i),
        .up_verified_i   (frames_verified_i),
        .down_valid_o    (announced_down_valid),
        .down_ready_i    (planner_frames_ready),
        .down_queue_o    (announced_down_queue),
        .down_epoch_o    (announced_down_epoch),
        .down_length_o   (announced_down_length),
        .down_verified_o (announced_down_verified)
    );

    full_slice_payload33 pieces (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (planner_pieces_valid),
        .up_ready_o        (pieces_up_ready),
        .up_lane_i         (planner_pieces_lane),
        .up_first_span_i   (planner_pieces_first_span),
        .up_last_beat_i    (planner_pieces_last_beat),
        .up_last_lane_i    (planner_pieces_last_lane),
        .up_block_beat_i   (planner_pieces_block_beat),
        .up_last_i         (planner_pieces_last),
        .down_valid_o      (pieces_down_valid),
        .down_ready_i      (aligner_pieces_ready),
        .down_lane_o       (pieces_down_lane),
        .down_first_span_o (pieces_down_first_span),
        .down_last_beat_o  (pieces_down_last_beat),
        .down_last_lane_o  (pieces_down_last_lane),
        .down_block_beat_o (pieces_down_block_beat),
        .down_last_o       (pieces_down_last)
    );

    fifo_payload129_depth4 joined (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (inserter_joined_valid),
        .up_ready_o   (joined_up_ready),
        .up_data_i    (inserter_joined_data),
        .up_last_i    (inserter_joined_last),
        .down_valid_o (joined_down_valid),
        .down_ready_i (aligner_words_ready),
        .down_data_o  (joined_down_data),
        .down_last_o  (joined_down_last),
        .count_o      (joined_count)
    );

    wire unused = &{1'b0, joined_count};

endmodule

`default_nettype wire
