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

// Element rings: used elements of each function in order, until their frames are in memory.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1
module element_rings (
    input  wire        clk,
    input  wire        rst,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // elements
    input  wire        elements_valid_i,
    output wire        elements_ready_o,
    input  wire        elements_queue_i,
    input  wire [7:0]  elements_epoch_i,
    input  wire [15:0] elements_id_i,
    input  wire [14:0] elements_bytes_i,
    input  wire [5:0]  elements_slots_i,
    input  wire        elements_last_i,
    input  wire        elements_returned_i,
    // answers
    input  wire        answers_valid_i,
    input  wire        answers_function_i,
    input  wire        answers_queue_i,
    input  wire [7:0]  answers_epoch_i,
    input  wire [1:0]  answers_step_i,
    input  wire [1:0]  answers_fault_i,
    output wire [1:0]  allowed_o,
    // released
    output reg         released_valid_o,
    input  wire        released_ready_i,
    output wire        released_queue_o,
    output wire [7:0]  released_epoch_o,
    output wire [15:0] released_id_o,
    output wire [14:0] released_bytes_o,
    output wire [5:0]  released_slots_o,
    output wire        released_last_o,
    output wire        released_more_o,
    // ask
    output wire        ask_queue_o,
    input  wire        ask_room_i,
    // stop
    output wire        stop_valid_o,
    output wire        stop_queue_o,
    output wire [7:0]  stop_epoch_o,
    output wire [3:0]  stop_error_o,
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

    localparam [1:0] STATE_PICK  = 2'd0;
    localparam [1:0] STATE_OPEN  = 2'd1;
    localparam [1:0] STATE_TAKE  = 2'd2;
    localparam [1:0] STATE_JUDGE = 2'd3;

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire        leaves_valid;
    wire        leaves_function;
    wire        leaves_queue;
    wire [7:0]  elements_came_rdata;
    wire [7:0]  elements_went_rdata;
    wire [7:0]  limit_came_rdata;
    wire [7:0]  limit_went_rdata;
    reg  [1:0]  limit_below_q;
    reg         limit_came_changed_valid_q;
    reg         limit_came_changed_at_q;
    reg         limit_came_counted_valid_q;
    reg         limit_came_counted_at_q;
    reg  [7:0]  limit_came_counted_count_q;
    wire [7:0]  limit_came_rdata1;
    wire [7:0]  limit_went_rdata1;
    reg         limit_went_changed_valid_q;
    reg         limit_went_changed_at_q;
    reg         limit_went_counted_valid_q;
    reg         limit_went_counted_at_q;
    reg  [7:0]  limit_went_counted_count_q;
    wire [7:0]  limit_came_rdata2;
    wire [7:0]  limit_went_rdata2;
    wire [7:0]  elements_came_rdata1;
    wire [7:0]  elements_went_rdata1;
    wire [7:0]  elements_came_rdata2;
    wire        failing;
    wire        failed_cleared_rdata;
    wire        failed_set_rdata;
    reg         came_valid_q;
    reg         came_queue_q;
    reg  [8:0]  asked_came_q;
    reg  [8:0]  asked_went_q;
    reg         asked_comes_q;
    reg         busy_q;
    wire [8:0]  drain_came_rdata;
    wire [8:0]  drain_went_rdata;
    wire [8:0]  drain_came_rdata1;
    wire [8:0]  drain_went_rdata1;
    reg  [1:0]  due_q;
    reg  [1:0]  chosen_q;
    reg         next_valid_q;
    reg         next_function_q;
    reg         turn_q;
    reg  [8:0]  frames_q;
    reg  [8:0]  returns_q;
    reg  [2:0]  left_q;
    reg         inside_q;
    reg         dropping_q;
    reg  [14:0] bytes_q;
    reg         readable_q;
    reg         head_some_q;
    reg         head_element_queue_q;
    reg  [7:0]  head_element_epoch_q;
    reg  [15:0] head_element_id_q;
    reg  [14:0] head_element_bytes_q;
    reg  [5:0]  head_element_slots_q;
    reg         head_element_last_q;
    reg         head_element_returned_q;
    reg         head_lost_q;
    reg         head_room_q;
    reg         head_alone_q;
    reg         event_valid_q;
    reg  [1:0]  event_report_slot_q;
    reg  [4:0]  event_report_event_q;
    reg  [13:0] event_report_bytes_q;
    wire        arbiter_accept;
    wire [1:0]  arbiter_grants;
    wire        counted_written;
    wire        counted_returned;
    reg         acts;
    wire [8:0]  frames_came_rdata;
    wire [8:0]  frames_went_rdata;
    wire [8:0]  returns_came_rdata;
    wire [8:0]  returns_went_rdata;
    wire        starts;
    wire        lost;
    wire        waits;
    wire        whole;
    wire        due;
    wire        goes_on;
    wire        dropped;
    reg         again;
    wire [7:0]  elements_went_rdata2;
    reg  [47:0] ring_rdata_q;
    wire [7:0]  elements_came_rdata3;
    reg  [1:0]  state_q;
    wire [8:0]  frames_came_rdata1;
    wire [8:0]  frames_went_rdata1;
    wire [8:0]  returns_came_rdata1;
    wire [8:0]  returns_went_rdata1;
    wire        failed_set_rdata1;
    wire        failed_cleared_rdata1;
    wire [9:0]  states_rdata;
    wire [8:0]  drain_came_rdata2;
    wire [8:0]  drain_went_rdata2;

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

    wire elements_fire = elements_valid_i & elements_ready_o;
    always @(posedge clk) begin
        limit_came_changed_valid_q <= elements_fire;
        limit_came_changed_at_q <= elements_queue_i;
        if (rst) begin
            limit_came_changed_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        limit_came_counted_valid_q <= limit_came_changed_valid_q;
        limit_came_counted_at_q <= limit_came_changed_at_q;
        limit_came_counted_count_q <= limit_came_rdata1 - limit_went_rdata1;
        if (rst) begin
            limit_came_counted_valid_q <= 1'd0;
        end
    end

    wire limit_below_less = limit_came_counted_count_q < 8'd56;
    wire limit_below_less_2 = limit_went_counted_count_q < 8'd56;
    always @(posedge clk) begin
        if (limit_came_counted_valid_q) begin
            case (limit_came_counted_at_q)
                1'd0: limit_below_q[0] <= limit_below_less;
                1'd1: limit_below_q[1] <= limit_below_less;
            endcase
        end
        if (limit_went_counted_valid_q) begin
            case (limit_went_counted_at_q)
                1'd0: limit_below_q[0] <= limit_below_less_2;
                1'd1: limit_below_q[1] <= limit_below_less_2;
            endcase
        end
        if (rst) begin
            limit_below_q <= 2'd3;
        end
    end

    always @(posedge clk) begin
        limit_went_changed_valid_q <= leaves_valid;
        limit_went_changed_at_q <= leaves_function;
        if (rst) begin
            limit_went_changed_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        limit_went_counted_valid_q <= limit_went_changed_valid_q;
        limit_went_counted_at_q <= limit_went_changed_at_q;
        limit_went_counted_count_q <= limit_came_rdata2 - limit_went_rdata2;
        if (rst) begin
            limit_went_counted_valid_q <= 1'd0;
        end
    end

    assign allowed_o = sweep_active_q ? 2'd0 : limit_below_q;
    assign elements_ready_o = ~(((elements_came_rdata1 + 8'd1) == elements_went_rdata1) | sweep_active_q);
    assign failing = answers_valid_i & (|answers_fault_i);
    assign stop_valid_o = failing;
    assign stop_queue_o = answers_queue_i;
    assign stop_epoch_o = answers_epoch_i;
    assign stop_error_o = (answers_fault_i == 2'd2) ? 4'd8 : 4'd6;

    always @(posedge clk) begin
        came_valid_q <= elements_fire;
        came_queue_q <= elements_queue_i;
        asked_came_q <= drain_came_rdata1;
        asked_went_q <= drain_went_rdata1;
        asked_comes_q <= came_valid_q & (came_queue_q == drain_queue_i);
        busy_q <= (asked_came_q != asked_went_q) | asked_comes_q;
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign drain_busy_o = busy_q;
    assign starts = ~inside_q;
    assign lost = starts ? head_lost_q : dropping_q;
    assign waits = ~head_element_returned_q;
    assign whole = (waits ? frames_q : returns_q) != 9'd0;
    assign due = head_some_q & (~starts | whole);
    assign goes_on = due & ~lost & (~starts | head_room_q);
    assign dropped = due & lost & (~event_valid_q | events_ready_i);
    assign arbiter_accept = chosen_q == 2'd0;

    wire written = answers_valid_i & (answers_step_i == 2'd1);
    wire elements_valid_and = elements_fire & elements_returned_i & elements_last_i;
    wire [7:0] next = elements_went_rdata2 + {7'd0, acts};
    wire ends = ~due | (starts & ~lost & ~head_room_q);
    wire acts_and = acts & head_element_last_q;
    wire left_equal = left_q == 3'd0;
    wire [14:0] bytes = ((starts ? 15'd0 : bytes_q) + head_element_bytes_q) - 15'hc;
    always @(posedge clk) begin
        if (chosen_q == 2'd0) begin
            chosen_q <= arbiter_grants;
        end else if (~next_valid_q) begin
            next_valid_q <= 1'd1;
            next_function_q <= chosen_q[1];
            chosen_q <= 2'd0;
        end
        due_q <= (due_q & ~(next_valid_q ? 2'd0 : chosen_q)) | (written ? (2'd1 << answers_function_i) : 2'd0)
                | (elements_valid_and ? (2'd1 << elements_queue_i) : 2'd0) | (again ? (2'd1 << turn_q) : 2'd0);
        readable_q <= elements_came_rdata3 != next;
        if (events_ready_i) begin
            event_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_PICK: begin
                turn_q <= next_function_q;
                state_q <= STATE_PICK;
                if (next_valid_q) begin
                    next_valid_q <= 1'd0;
                    state_q <= STATE_OPEN;
                end
            end
            STATE_OPEN: begin
                frames_q <= frames_came_rdata1 - frames_went_rdata1;
                returns_q <= returns_came_rdata1 - returns_went_rdata1;
                left_q <= 3'd7;
                state_q <= STATE_TAKE;
            end
            STATE_TAKE: begin
                head_some_q <= readable_q;
                head_element_queue_q <= ring_rdata_q[0];
                head_element_epoch_q <= ring_rdata_q[8:1];
                head_element_id_q <= ring_rdata_q[24:9];
                head_element_bytes_q <= ring_rdata_q[39:25];
                head_element_slots_q <= ring_rdata_q[45:40];
                head_element_last_q <= ring_rdata_q[46];
                head_element_returned_q <= ring_rdata_q[47];
                head_lost_q <= (failed_set_rdata1 != failed_cleared_rdata1) | ~(states_rdata[0] & (states_rdata[9:2] == ring_rdata_q[8:1]));
                head_room_q <= ask_room_i;
                head_alone_q <= (drain_came_rdata2 - drain_went_rdata2) == 9'd1;
                state_q <= STATE_JUDGE;
            end
            STATE_JUDGE: begin
                if (ends) begin
                    turn_q <= next_function_q;
                    state_q <= STATE_PICK;
                    if (next_valid_q) begin
                        next_valid_q <= 1'd0;
                        state_q <= STATE_OPEN;
                    end
                end
                if (acts) begin
                    inside_q <= ~head_element_last_q;
                    dropping_q <= lost;
                    bytes_q <= (starts ? 15'd0 : bytes_q) + head_element_bytes_q;
                    state_q <= STATE_TAKE;
                end
                if (acts_and) begin
                    frames_q <= frames_q - {8'd0, waits};
                    returns_q <= returns_q - {8'd0, head_element_returned_q};
                    left_q <= left_q - 3'd1;
                    if (left_equal) begin
                        turn_q <= next_function_q;
                        state_q <= STATE_PICK;
                        if (next_valid_q) begin
                            next_valid_q <= 1'd0;
                            state_q <= STATE_OPEN;
                        end
                    end
                end
                if (dropped & head_element_last_q & waits) begin
                    event_valid_q <= 1'd1;
                    event_report_slot_q <= {1'd0, head_element_queue_q};
                    event_report_event_q <= 5'd11;
                    event_report_bytes_q <= bytes[13:0];
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
            chosen_q <= 2'd0;
            next_valid_q <= 1'd0;
            due_q <= 2'd0;
            readable_q <= 1'd0;
            event_valid_q <= 1'd0;
            inside_q <= 1'd0;
        end
    end

    always @(*) begin
        again = 1'd0;
        case (state_q)
            STATE_JUDGE: begin
                if (ends) begin
                    again = due;
                end
                if (acts_and) begin
                    if (left_equal) begin
                        again = 1'd1;
                    end
                end
            end
            default: begin end
        endcase
    end

    always @(*) begin
        acts = 1'd0;
        case (state_q)
            STATE_JUDGE: begin
                acts = dropped | (goes_on & released_ready_i);
            end
            default: begin end
        endcase
    end

    always @(*) begin
        released_valid_o = 1'd0;
        case (state_q)
            STATE_JUDGE: begin
                released_valid_o = goes_on;
            end
            default: begin end
        endcase
    end

    wire passes = acts & head_element_last_q;
    assign counted_written = passes & waits;

    assign counted_returned = passes & head_element_returned_q;
    assign leaves_valid = acts;
    assign leaves_function = turn_q;
    assign leaves_queue = head_element_queue_q;
    assign ask_queue_o = ring_rdata_q[0];
    assign released_queue_o = head_element_queue_q;
    assign released_epoch_o = head_element_epoch_q;
    assign released_id_o = head_element_id_q;
    assign released_bytes_o = head_element_bytes_q;
    assign released_slots_o = head_element_slots_q;
    assign released_last_o = head_element_last_q;
    assign released_more_o = ~head_alone_q;
    assign events_valid_o = event_valid_q;
    assign events_slot_o = event_report_slot_q;
    assign events_event_o = event_report_event_q;
    assign events_bytes_o = event_report_bytes_q;

    (* ram_style = "distributed" *)
    reg [7:0] elements_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | elements_fire) begin
            elements_came[sweep_active_q ? sweep_index_q : elements_queue_i] <= sweep_active_q ? 8'd0 : (elements_came_rdata + 8'd1);
        end
    end
    assign elements_came_rdata = elements_came[elements_queue_i];
    assign elements_came_rdata1 = elements_came[elements_queue_i];
    assign elements_came_rdata2 = elements_came[elements_queue_i];
    assign elements_came_rdata3 = elements_came[turn_q];

    (* ram_style = "distributed" *)
    reg [7:0] elements_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | leaves_valid) begin
            elements_went[sweep_active_q ? sweep_index_q : leaves_function] <= sweep_active_q ? 8'd0 : (elements_went_rdata + 8'd1);
        end
    end
    assign elements_went_rdata = elements_went[leaves_function];
    assign elements_went_rdata1 = elements_went[elements_queue_i];
    assign elements_went_rdata2 = elements_went[turn_q];

    (* ram_style = "distributed" *)
    reg [7:0] limit_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | elements_fire) begin
            limit_came[sweep_active_q ? sweep_index_q : elements_queue_i] <= sweep_active_q ? 8'd0 : (limit_came_rdata + 8'd1);
        end
    end
    assign limit_came_rdata = limit_came[elements_queue_i];
    assign limit_came_rdata1 = limit_came[limit_came_changed_at_q];
    assign limit_came_rdata2 = limit_came[limit_went_changed_at_q];

    (* ram_style = "distributed" *)
    reg [7:0] limit_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | leaves_valid) begin
            limit_went[sweep_active_q ? sweep_index_q : leaves_function] <= sweep_active_q ? 8'd0 : (limit_went_rdata + 8'd1);
        end
    end
    assign limit_went_rdata = limit_went[leaves_function];
    assign limit_went_rdata1 = limit_went[limit_came_changed_at_q];
    assign limit_went_rdata2 = limit_went[limit_went_changed_at_q];

    (* ram_style = "block" *)
    reg [47:0] ring [0:511];
    always @(posedge clk) begin
        if (elements_fire) begin
            ring[{elements_queue_i, elements_came_rdata2}] <= {elements_returned_i, elements_last_i, elements_slots_i, elements_bytes_i, elements_id_i, elements_epoch_i,
                    elements_queue_i};
        end
        ring_rdata_q <= ring[{turn_q, next}];
    end

    (* ram_style = "distributed" *)
    reg failed_set [0:1];
    always @(posedge clk) begin
        if (failing) begin
            failed_set[answers_queue_i] <= ~failed_cleared_rdata;
        end
    end
    assign failed_set_rdata = failed_set[change_queue_i];
    assign failed_set_rdata1 = failed_set[ring_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg failed_cleared [0:1];
    always @(posedge clk) begin
        if (change_valid_i & ~(change_running_i & ~change_beginning_i)) begin
            failed_cleared[change_queue_i] <= failed_set_rdata;
        end
    end
    assign failed_cleared_rdata = failed_cleared[answers_queue_i];
    assign failed_cleared_rdata1 = failed_cleared[ring_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[ring_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg [8:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q : came_queue_q] <= sweep_active_q ? 9'd0 : (drain_came_rdata + 9'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];
    assign drain_came_rdata2 = drain_came[ring_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg [8:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | leaves_valid) begin
            drain_went[sweep_active_q ? sweep_index_q : leaves_queue] <= sweep_active_q ? 9'd0 : (drain_went_rdata + 9'd1);
        end
    end
    assign drain_went_rdata = drain_went[leaves_queue];
    assign drain_went_rdata1 = drain_went[drain_queue_i];
    assign drain_went_rdata2 = drain_went[ring_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg [8:0] frames_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | written) begin
            frames_came[sweep_active_q ? sweep_index_q : answers_function_i] <= sweep_active_q ? 9'd0 : (frames_came_rdata + 9'd1);
        end
    end
    assign frames_came_rdata = frames_came[answers_function_i];
    assign frames_came_rdata1 = frames_came[turn_q];

    (* ram_style = "distributed" *)
    reg [8:0] frames_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | counted_written) begin
            frames_went[sweep_active_q ? sweep_index_q : turn_q] <= sweep_active_q ? 9'd0 : (frames_went_rdata + 9'd1);
        end
    end
    assign frames_went_rdata = frames_went[turn_q];
    assign frames_went_rdata1 = frames_went[turn_q];

    (* ram_style = "distributed" *)
    reg [8:0] returns_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | elements_valid_and) begin
            returns_came[sweep_active_q ? sweep_index_q : elements_queue_i] <= sweep_active_q ? 9'd0 : (returns_came_rdata + 9'd1);
        end
    end
    assign returns_came_rdata = returns_came[elements_queue_i];
    assign returns_came_rdata1 = returns_came[turn_q];

    (* ram_style = "distributed" *)
    reg [8:0] returns_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | counted_returned) begin
            returns_went[sweep_active_q ? sweep_index_q : turn_q] <= sweep_active_q ? 9'd0 : (returns_went_rdata + 9'd1);
        end
    end
    assign returns_went_rdata = returns_went[turn_q];
    assign returns_went_rdata1 = returns_went[turn_q];

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (due_q),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

    wire unused = &{1'b0, states_rdata[1], bytes[14]};

endmodule

`default_nettype wire
