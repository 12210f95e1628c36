/* verilator lint_off DECLFILENAME */
`default_nettype none

// Send cost: what a chain takes of the host bus and of the parts before it.
// Parameters: functions = 2, hostDataBits = 128, maxFrameBytes = 1522
module send_cost (
    input  wire        clk,
    input  wire        rst,
    // piece
    input  wire        piece_valid_i,
    input  wire        piece_function_i,
    input  wire [63:0] piece_address_i,
    input  wire [14:0] piece_bytes_i,
    input  wire        piece_last_i,
    input  wire [14:0] piece_total_i,
    // cost
    output wire        cost_valid_o,
    output wire        cost_function_o,
    output wire [15:0] cost_bus_o,
    output wire [14:0] cost_wire_o
);

    reg         counted_valid_q;
    reg         counted_last_q;
    reg         counted_function_q;
    reg  [14:0] counted_total_q;
    reg  [19:0] counted_beats_q;
    reg  [19:0] counted_reads_q;
    reg         step_valid_q;
    reg         step_last_q;
    reg         step_function_q;
    reg  [14:0] step_total_q;
    reg  [19:0] step_data_q;
    reg         first_q;
    reg  [19:0] charge_data_q;
    reg  [19:0] charge_descriptors_q;
    reg  [7:0]  charge_clocks_q;
    reg         told_valid_q;
    reg         told_function_q;
    reg  [14:0] told_total_q;
    reg         told_too_long_q;
    reg  [19:0] told_data_q;
    reg  [19:0] told_rings_q;
    reg  [7:0]  told_clocks_q;
    reg         priced_valid_q;
    reg         priced_function_q;
    reg  [19:0] priced_bus_q;
    reg  [14:0] priced_wire_q;
    reg  [19:0] priced_least_q;
    wire [19:0] data;
    wire [19:0] descriptors;
    wire [7:0]  clocks;
    wire [19:0] greater;

    wire [15:0] piece_address_sum = {12'd0, piece_address_i[3:0]} + {1'd0, piece_bytes_i} + 16'hf;
    wire [15:0] piece_address_sum_2 = {8'd0, piece_address_i[7:0]} + {1'd0, piece_bytes_i} + 16'hff;
    always @(posedge clk) begin
        counted_valid_q <= piece_valid_i;
        counted_last_q <= piece_last_i;
        counted_function_q <= piece_function_i;
        counted_total_q <= piece_total_i;
        counted_beats_q <= {4'd0, piece_address_sum[15:4], 4'd0};
        counted_reads_q <= {12'd0, piece_address_sum_2[15:8]};
        step_valid_q <= counted_valid_q;
        step_last_q <= counted_last_q;
        step_function_q <= counted_function_q;
        step_total_q <= counted_total_q;
        step_data_q <= counted_beats_q + ({counted_reads_q[15:0], 4'd0} + {counted_reads_q[17:0], 2'd0});
        if (step_valid_q) begin
            charge_data_q <= data;
            charge_descriptors_q <= descriptors;
            charge_clocks_q <= clocks;
            first_q <= step_last_q;
        end
        told_valid_q <= step_valid_q & step_last_q;
        told_function_q <= step_function_q;
        told_total_q <= step_total_q;
        told_too_long_q <= 15'h5fe < step_total_q;
        told_data_q <= data;
        told_rings_q <= descriptors;
        told_clocks_q <= clocks;
        priced_valid_q <= told_valid_q;
        priced_function_q <= told_function_q;
        priced_bus_q <= (told_too_long_q ? 20'd0 : told_data_q) + told_rings_q;
        priced_wire_q <= told_too_long_q ? 15'd0 : (told_total_q + 15'hc);
        priced_least_q <= {8'd0, told_clocks_q, 4'd0};
        if (rst) begin
            counted_valid_q <= 1'd0;
            step_valid_q <= 1'd0;
            first_q <= 1'd1;
            told_valid_q <= 1'd0;
            priced_valid_q <= 1'd0;
        end
    end

    assign data = (first_q ? 20'd0 : charge_data_q) + step_data_q;
    assign descriptors = (first_q ? 20'ha : charge_descriptors_q) + 20'h10;
    assign clocks = (first_q ? 8'd2 : charge_clocks_q) + 8'd2;
    assign greater = (priced_least_q <= priced_bus_q) ? priced_bus_q : priced_least_q;
    assign cost_valid_o = priced_valid_q;
    assign cost_function_o = priced_function_q;
    assign cost_bus_o = (|greater[19:16]) ? 16'hffff : greater[15:0];
    assign cost_wire_o = priced_wire_q;

    wire unused = &{1'b0, piece_address_i[63:8], counted_reads_q[19:18], piece_address_sum[3:0], piece_address_sum_2[7:0]};

endmodule

// Chain store: chains of each function until they are read.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module chain_store (
    input  wire        clk,
    input  wire        rst,
    // pieces
    input  wire        pieces_valid_i,
    output wire        pieces_ready_o,
    input  wire        pieces_queue_i,
    input  wire [7:0]  pieces_epoch_i,
    input  wire        pieces_none_i,
    input  wire [63:0] pieces_address_i,
    input  wire [14:0] pieces_bytes_i,
    input  wire        pieces_last_i,
    input  wire [15:0] pieces_id_i,
    input  wire [5:0]  pieces_slots_i,
    // decided
    output wire        decided_valid_o,
    output wire        decided_queue_o,
    output wire        decided_given_o,
    // arrived
    output wire        arrived_valid_o,
    output wire        arrived_function_o,
    // cost
    output wire        cost_valid_o,
    output wire        cost_function_o,
    output wire [15:0] cost_bus_o,
    output wire [14:0] cost_wire_o,
    output wire [1:0]  allowed_o,
    // head
    input  wire        head_function_i,
    input  wire        head_pop_i,
    input  wire        head_pop_chain_i,
    output wire        head_pending_o,
    output wire [63:0] head_piece_address_o,
    output wire [14:0] head_piece_bytes_o,
    output wire        head_piece_last_o,
    output wire        head_chain_queue_o,
    output wire [7:0]  head_chain_epoch_o,
    output wire [15:0] head_chain_id_o,
    output wire [5:0]  head_chain_slots_o,
    output wire [14:0] head_chain_bytes_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire        came;
    wire        ends;
    reg  [14:0] sum_q;
    wire [14:0] total;
    wire        costs_cost_valid;
    wire        costs_cost_function;
    wire [15:0] costs_cost_bus;
    wire [14:0] costs_cost_wire;
    wire [7:0]  pieces_came_rdata;
    wire [7:0]  pieces_went_rdata;
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
    wire [5:0]  chains_came_rdata;
    wire [5:0]  chains_went_rdata;
    wire [7:0]  pieces_came_rdata1;
    wire [5:0]  chains_came_rdata1;
    wire [5:0]  chains_came_rdata2;
    wire [5:0]  chains_went_rdata1;
    wire [7:0]  pieces_went_rdata1;
    reg  [79:0] waiting_rdata_q;
    wire [5:0]  chains_went_rdata2;
    reg  [45:0] waiting_chains_rdata_q;

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

    assign pieces_ready_o = ~sweep_active_q;

    wire pieces_fire = pieces_valid_i & pieces_ready_o;
    assign came = pieces_fire & ~pieces_none_i;

    assign ends = came & pieces_last_i;

    wire [15:0] wide = {1'd0, sum_q} + {1'd0, pieces_bytes_i};
    assign total = wide[15] ? 15'h7fff : wide[14:0];

    always @(posedge clk) begin
        if (came) begin
            sum_q <= pieces_last_i ? 15'd0 : total;
        end
        if (rst) begin
            sum_q <= 15'd0;
        end
    end

    assign cost_valid_o = costs_cost_valid;
    assign cost_function_o = costs_cost_function;
    assign cost_bus_o = costs_cost_bus;
    assign cost_wire_o = costs_cost_wire;

    always @(posedge clk) begin
        limit_came_changed_valid_q <= came;
        limit_came_changed_at_q <= pieces_queue_i;
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

    wire limit_below_less = limit_came_counted_count_q < 8'd32;
    wire limit_below_less_2 = limit_went_counted_count_q < 8'd32;
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
        limit_went_changed_valid_q <= head_pop_i;
        limit_went_changed_at_q <= head_function_i;
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
    assign head_pending_o = chains_came_rdata2 != chains_went_rdata1;
    assign head_piece_address_o = waiting_rdata_q[63:0];
    assign head_piece_bytes_o = waiting_rdata_q[78:64];
    assign head_piece_last_o = waiting_rdata_q[79];
    assign head_chain_queue_o = waiting_chains_rdata_q[0];
    assign head_chain_epoch_o = waiting_chains_rdata_q[8:1];
    assign head_chain_id_o = waiting_chains_rdata_q[24:9];
    assign head_chain_slots_o = waiting_chains_rdata_q[30:25];
    assign head_chain_bytes_o = waiting_chains_rdata_q[45:31];
    assign decided_valid_o = pieces_fire & pieces_last_i;
    assign decided_queue_o = pieces_queue_i;
    assign decided_given_o = ~pieces_none_i;
    assign arrived_valid_o = ends;
    assign arrived_function_o = pieces_queue_i;

    (* ram_style = "distributed" *)
    reg [7:0] pieces_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came) begin
            pieces_came[sweep_active_q ? sweep_index_q : pieces_queue_i] <= sweep_active_q ? 8'd0 : (pieces_came_rdata + 8'd1);
        end
    end
    assign pieces_came_rdata = pieces_came[pieces_queue_i];
    assign pieces_came_rdata1 = pieces_came[pieces_queue_i];

    (* ram_style = "distributed" *)
    reg [7:0] pieces_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | head_pop_i) begin
            pieces_went[sweep_active_q ? sweep_index_q : head_function_i] <= sweep_active_q ? 8'd0 : (pieces_went_rdata + 8'd1);
        end
    end
    assign pieces_went_rdata = pieces_went[head_function_i];
    assign pieces_went_rdata1 = pieces_went[head_function_i];

    (* ram_style = "distributed" *)
    reg [7:0] limit_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came) begin
            limit_came[sweep_active_q ? sweep_index_q : pieces_queue_i] <= sweep_active_q ? 8'd0 : (limit_came_rdata + 8'd1);
        end
    end
    assign limit_came_rdata = limit_came[pieces_queue_i];
    assign limit_came_rdata1 = limit_came[limit_came_changed_at_q];
    assign limit_came_rdata2 = limit_came[limit_went_changed_at_q];

    (* ram_style = "distributed" *)
    reg [7:0] limit_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | head_pop_i) begin
            limit_went[sweep_active_q ? sweep_index_q : head_function_i] <= sweep_active_q ? 8'd0 : (limit_went_rdata + 8'd1);
        end
    end
    assign limit_went_rdata = limit_went[head_function_i];
    assign limit_went_rdata1 = limit_went[limit_came_changed_at_q];
    assign limit_went_rdata2 = limit_went[limit_went_changed_at_q];

    (* ram_style = "distributed" *)
    reg [5:0] chains_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | ends) begin
            chains_came[sweep_active_q ? sweep_index_q : pieces_queue_i] <= sweep_active_q ? 6'd0 : (chains_came_rdata + 6'd1);
        end
    end
    assign chains_came_rdata = chains_came[pieces_queue_i];
    assign chains_came_rdata1 = chains_came[pieces_queue_i];
    assign chains_came_rdata2 = chains_came[head_function_i];

    (* ram_style = "distributed" *)
    reg [5:0] chains_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | head_pop_chain_i) begin
            chains_went[sweep_active_q ? sweep_index_q : head_function_i] <= sweep_active_q ? 6'd0 : (chains_went_rdata + 6'd1);
        end
    end
    assign chains_went_rdata = chains_went[head_function_i];
    assign chains_went_rdata1 = chains_went[head_function_i];
    assign chains_went_rdata2 = chains_went[head_function_i];

    (* ram_style = "block" *)
    reg [79:0] waiting [0:511];
    always @(posedge clk) begin
        if (came) begin
            waiting[{pieces_queue_i, pieces_came_rdata1}] <= {pieces_last_i, pieces_bytes_i, pieces_address_i};
        end
        waiting_rdata_q <= waiting[{head_function_i, pieces_went_rdata1 + {7'd0, head_pop_i}}];
    end

    (* ram_style = "block" *)
    reg [45:0] waiting_chains [0:127];
    always @(posedge clk) begin
        if (ends) begin
            waiting_chains[{pieces_queue_i, chains_came_rdata1}] <= {total, pieces_slots_i, pieces_id_i, pieces_epoch_i, pieces_queue_i};
        end
        waiting_chains_rdata_q <= waiting_chains[{head_function_i, chains_went_rdata2 + {5'd0, head_pop_chain_i}}];
    end

    send_cost costs (
        .clk              (clk),
        .rst              (rst),
        .piece_valid_i    (came),
        .piece_function_i (pieces_queue_i),
        .piece_address_i  (pieces_address_i),
        .piece_bytes_i    (pieces_bytes_i),
        .piece_last_i     (pieces_last_i),
        .piece_total_i    (total),
        .cost_valid_o     (costs_cost_valid),
        .cost_function_o  (costs_cost_function),
        .cost_bus_o       (costs_cost_bus),
        .cost_wire_o      (costs_cost_wire)
    );

endmodule

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

// Function turns: functions of which something may have become due, in turn.
// Parameters: functions = 2, sources = arrived freed ended again
module function_turns_sourcesarrived_freed_ended_again (
    input  wire       clk,
    input  wire       rst,
    // wakes
    input  wire       wakes_arrived_valid_i,
    input  wire       wakes_arrived_function_i,
    input  wire       wakes_freed_valid_i,
    input  wire       wakes_freed_function_i,
    input  wire       wakes_ended_valid_i,
    input  wire       wakes_ended_function_i,
    input  wire       wakes_again_valid_i,
    input  wire       wakes_again_function_i,
    input  wire [1:0] allowed_i,
    // next
    output wire       next_valid_o,
    input  wire       next_ready_i,
    output wire       next_function_o
);

    reg  [1:0] due_q;
    reg  [1:0] chosen_q;
    reg        offered_valid_q;
    reg        offered_function_q;
    wire [1:0] arbiter_requests;
    wire [1:0] arbiter_grants;
    wire       free;
    wire [1:0] leaves;
    wire       picks;

    assign free = ~offered_valid_q | next_ready_i;
    assign leaves = free ? chosen_q : 2'd0;
    assign picks = free | (chosen_q == 2'd0);
    assign arbiter_requests = due_q & ~chosen_q & allowed_i;

    always @(posedge clk) begin
        if (picks) begin
            chosen_q <= arbiter_grants;
        end
        if (free) begin
            offered_valid_q <= |chosen_q;
            offered_function_q <= chosen_q[1];
        end
        due_q <= (due_q & ~leaves) | (wakes_arrived_valid_i ? (2'd1 << wakes_arrived_function_i) : 2'd0)
                | (wakes_freed_valid_i ? (2'd1 << wakes_freed_function_i) : 2'd0)
                | (wakes_ended_valid_i ? (2'd1 << wakes_ended_function_i) : 2'd0)
                | (wakes_again_valid_i ? (2'd1 << wakes_again_function_i) : 2'd0);
        if (rst) begin
            chosen_q <= 2'd0;
            offered_valid_q <= 1'd0;
            due_q <= 2'd0;
        end
    end

    assign next_valid_o = offered_valid_q;
    assign next_function_o = offered_function_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (picks),
        .grants_o   (arbiter_grants)
    );

endmodule

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u37}
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
    input  wire [36:0] up_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [36:0] down_context_o
);

    reg         full_q;
    reg         hold_function_q;
    reg  [63:0] hold_address_q;
    reg  [9:0]  hold_bytes_q;
    reg  [2:0]  hold_kind_q;
    reg  [36:0] hold_context_q;

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
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u37}
module forward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_function_i,
    input  wire [63:0] up_address_i,
    input  wire [9:0]  up_bytes_i,
    input  wire [2:0]  up_kind_i,
    input  wire [36:0] up_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [36:0] down_context_o
);

    reg         valid_q;
    reg         payload_function_q;
    reg  [63:0] payload_address_q;
    reg  [9:0]  payload_bytes_q;
    reg  [2:0]  payload_kind_q;
    reg  [36:0] payload_context_q;

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
// Parameters: payload = {function: u1, address: u64, bytes: u10, kind: u3, context: u37}
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
    input  wire [36:0] up_context_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [36:0] down_context_o
);

    wire        backward_up_ready;
    wire        backward_down_valid;
    wire        backward_down_function;
    wire [63:0] backward_down_address;
    wire [9:0]  backward_down_bytes;
    wire [2:0]  backward_down_kind;
    wire [36:0] backward_down_context;
    wire        forward_up_ready;
    wire        forward_down_valid;
    wire        forward_down_function;
    wire [63:0] forward_down_address;
    wire [9:0]  forward_down_bytes;
    wire [2:0]  forward_down_kind;
    wire [36:0] forward_down_context;

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

    forward_slice forward (
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

// Read planner: pieces of chains to reads, each with its place in the reorder memory.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module read_planner (
    input  wire        clk,
    input  wire        rst,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // arrived
    input  wire        arrived_valid_i,
    input  wire        arrived_function_i,
    // head
    output wire        head_function_o,
    output reg         head_pop_o,
    output reg         head_pop_chain_o,
    input  wire        head_pending_i,
    input  wire [63:0] head_piece_address_i,
    input  wire [14:0] head_piece_bytes_i,
    input  wire        head_piece_last_i,
    input  wire        head_chain_queue_i,
    input  wire [7:0]  head_chain_epoch_i,
    input  wire [15:0] head_chain_id_i,
    input  wire [5:0]  head_chain_slots_i,
    input  wire [14:0] head_chain_bytes_i,
    input  wire [1:0]  allowed_i,
    // freed
    input  wire        freed_valid_i,
    input  wire        freed_function_i,
    input  wire [8:0]  freed_position_i,
    // ended
    input  wire        ended_valid_i,
    input  wire        ended_function_i,
    // reads
    output wire        reads_valid_o,
    input  wire        reads_ready_i,
    output wire        reads_function_o,
    output wire [63:0] reads_address_o,
    output wire [9:0]  reads_bytes_o,
    output wire [2:0]  reads_kind_o,
    output wire [36:0] reads_context_o,
    // asked
    output wire        asked_valid_o,
    output wire        asked_function_o,
    output wire [3:0]  asked_frame_o,
    // planned
    output wire        planned_valid_o,
    output wire        planned_function_o,
    output wire [3:0]  planned_frame_o,
    output wire        planned_plan_queue_o,
    output wire [7:0]  planned_plan_epoch_o,
    output wire [15:0] planned_plan_id_o,
    output wire [5:0]  planned_plan_slots_o,
    output wire [13:0] planned_plan_length_o,
    output wire [1:0]  planned_plan_fate_o,
    output wire [8:0]  planned_plan_position_o,
    output wire [8:0]  planned_plan_words_o
);

    localparam [2:0] STATE_PICK  = 3'd0;
    localparam [2:0] STATE_LOAD  = 3'd1;
    localparam [2:0] STATE_LOOK  = 3'd2;
    localparam [2:0] STATE_PIECE = 3'd3;
    localparam [2:0] STATE_CUT   = 3'd4;

    reg          sweep_active_q;
    reg          sweep_index_q;
    wire [4:0]   ended_rdata;
    wire         turns_wakes_again_valid;
    wire         turns_next_valid;
    reg          turns_next_ready;
    wire         turns_next_function;
    wire         slice_up_ready;
    wire [9:0]   slice_up_bytes;
    wire [36:0]  slice_up_context;
    wire         slice_down_valid;
    wire         slice_down_function;
    wire [63:0]  slice_down_address;
    wire [9:0]   slice_down_bytes;
    wire [2:0]   slice_down_kind;
    wire [36:0]  slice_down_context;
    reg  [1:0]   allowed_q;
    reg          function_q;
    reg  [12:0]  context_place_q;
    reg  [4:0]   context_frames_q;
    reg          context_inside_q;
    reg  [63:0]  context_address_q;
    reg  [14:0]  context_left_q;
    reg          context_last_q;
    reg          context_plan_queue_q;
    reg  [7:0]   context_plan_epoch_q;
    reg  [15:0]  context_plan_id_q;
    reg  [5:0]   context_plan_slots_q;
    reg  [13:0]  context_plan_length_q;
    reg  [1:0]   context_plan_fate_q;
    reg  [8:0]   context_plan_position_q;
    reg  [8:0]   context_plan_words_q;
    reg          saves_q;
    reg          finished_q;
    reg          again_q;
    reg          pending_q;
    reg  [4:0]   gone_q;
    reg          may_q;
    reg          room_q;
    wire [8:0]   read_rdata;
    wire [8:0]   filled;
    wire [9:0]   states_rdata;
    wire         dead;
    wire [8:0]   span;
    wire         ends_piece;
    reg          makes;
    reg  [2:0]   state_q;
    wire [163:0] contexts_rdata;
    wire [4:0]   ended_rdata1;
    wire         goes;

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

    assign reads_valid_o = slice_down_valid;
    assign reads_function_o = slice_down_function;
    assign reads_address_o = slice_down_address;
    assign reads_bytes_o = slice_down_bytes;
    assign reads_kind_o = slice_down_kind;
    assign reads_context_o = slice_down_context;

    always @(posedge clk) begin
        allowed_q <= allowed_i;
        if (rst) begin
            allowed_q <= 2'd0;
        end
    end

    assign filled = context_place_q[12:4] - read_rdata;

    wire pending_and = pending_q & ~((context_frames_q - gone_q) == 5'd16);
    wire [8:0] position = context_place_q[12:4] + {8'd0, |context_place_q[3:0]};
    wire runs = states_rdata[0] & (states_rdata[9:2] == head_chain_epoch_i);
    wire wrong = (head_chain_bytes_i < 15'h1a) | (15'h5fe < head_chain_bytes_i);
    wire good = runs & ~wrong;
    wire [14:0] length = (head_chain_bytes_i < 15'hc) ? 15'd0 : (head_chain_bytes_i - 15'hc);
    wire [13:0] clamped = length[14] ? 14'h3fff : length[13:0];
    wire [14:0] clamped_sum = {1'd0, clamped} + 15'hf;
    always @(posedge clk) begin
        may_q <= allowed_q[function_q];
        room_q <= filled <= 9'hde;
        case (state_q)
            STATE_PICK: begin
                saves_q <= 1'd0;
                finished_q <= 1'd0;
                again_q <= 1'd0;
                if (turns_next_valid & ~sweep_active_q) begin
                    function_q <= turns_next_function;
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                context_place_q <= contexts_rdata[12:0];
                context_frames_q <= contexts_rdata[17:13];
                context_inside_q <= contexts_rdata[18];
                context_address_q <= contexts_rdata[82:19];
                context_left_q <= contexts_rdata[97:83];
                context_last_q <= contexts_rdata[98];
                context_plan_queue_q <= contexts_rdata[99];
                context_plan_epoch_q <= contexts_rdata[107:100];
                context_plan_id_q <= contexts_rdata[123:108];
                context_plan_slots_q <= contexts_rdata[129:124];
                context_plan_length_q <= contexts_rdata[143:130];
                context_plan_fate_q <= contexts_rdata[145:144];
                context_plan_position_q <= contexts_rdata[154:146];
                context_plan_words_q <= contexts_rdata[163:155];
                pending_q <= head_pending_i;
                gone_q <= ended_rdata1;
                state_q <= STATE_LOOK;
            end
            STATE_LOOK: begin
                if (context_inside_q) begin
                    state_q <= STATE_CUT;
                end else begin
                    state_q <= STATE_PICK;
                    if (pending_and) begin
                        context_place_q <= {position, good ? 4'd4 : 4'd0};
                        context_frames_q <= context_frames_q;
                        context_inside_q <= context_inside_q;
                        context_address_q <= context_address_q;
                        context_left_q <= context_left_q;
                        context_last_q <= context_last_q;
                        context_plan_queue_q <= head_chain_queue_i;
                        context_plan_epoch_q <= head_chain_epoch_i;
                        context_plan_id_q <= head_chain_id_i;
                        context_plan_slots_q <= head_chain_slots_i;
                        context_plan_length_q <= clamped;
                        context_plan_fate_q <= ~runs ? 2'd2 : wrong ? 2'd1 : 2'd0;
                        context_plan_position_q <= position;
                        context_plan_words_q <= good ? (clamped_sum[12:4] + 9'd1) : 9'd0;
                        state_q <= STATE_PIECE;
                    end
                end
            end
            STATE_PIECE: begin
                context_address_q <= head_piece_address_i;
                context_left_q <= head_piece_bytes_i;
                context_last_q <= head_piece_last_i;
                state_q <= STATE_CUT;
            end
            default: begin  // STATE_CUT
                if (goes) begin
                    context_address_q <= {context_address_q[63:8] + 56'd1, 8'd0};
                    context_left_q <= context_left_q - {6'd0, span};
                    if (~dead) begin
                        context_place_q <= context_place_q + {4'd0, span};
                    end
                    if (ends_piece) begin
                        state_q <= STATE_PIECE;
                        if (context_last_q) begin
                            context_inside_q <= 1'd0;
                            context_frames_q <= context_frames_q + 5'd1;
                            finished_q <= 1'd1;
                            saves_q <= 1'd1;
                            again_q <= head_pending_i;
                            state_q <= STATE_PICK;
                        end
                    end
                end else if (~(may_q & room_q)) begin
                    context_inside_q <= 1'd1;
                    saves_q <= 1'd1;
                    again_q <= ~may_q;
                    state_q <= STATE_PICK;
                end
            end
        endcase
        if (rst) begin
            state_q <= 3'd0;
            saves_q <= 1'd0;
            finished_q <= 1'd0;
            again_q <= 1'd0;
        end
    end

    assign dead = context_plan_fate_q != 2'd0;

    wire [8:0] to_end = 9'h100 - {1'd0, context_address_q[7:0]};
    assign span = ({6'd0, to_end} < context_left_q) ? to_end : context_left_q[8:0];

    assign ends_piece = dead | ({6'd0, span} == context_left_q);

    always @(*) begin
        makes = 1'd0;
        case (state_q)
            STATE_PICK: begin end
            STATE_LOAD: begin end
            STATE_LOOK: begin end
            STATE_PIECE: begin end
            default: begin  // STATE_CUT
                if (goes) begin
                    makes = ~dead;
                end
            end
        endcase
    end

    assign head_function_o = function_q;

    always @(*) begin
        head_pop_o = 1'd0;
        case (state_q)
            STATE_PIECE: begin
                head_pop_o = 1'd1;
            end
            default: begin end  // STATE_CUT
        endcase
    end

    always @(*) begin
        head_pop_chain_o = 1'd0;
        case (state_q)
            STATE_LOOK: begin
                if (~context_inside_q) begin
                    if (pending_and) begin
                        head_pop_chain_o = 1'd1;
                    end
                end
            end
            default: begin end  // STATE_CUT
        endcase
    end

    always @(*) begin
        turns_next_ready = 1'd0;
        case (state_q)
            STATE_PICK: begin
                turns_next_ready = 1'd1;
            end
            default: begin end  // STATE_CUT
        endcase
    end

    assign goes = dead | (may_q & room_q & slice_up_ready);

    wire picks = state_q == STATE_PICK;
    assign turns_wakes_again_valid = picks & again_q;

    assign slice_up_bytes = {1'd0, span};

    wire [8:0] span_difference = span - 9'd1;
    assign slice_up_context = {context_place_q[11:0], span_difference[7:0], context_address_q[3:0], context_frames_q[3:0],
            context_plan_epoch_q, context_plan_queue_q};

    assign asked_valid_o = makes;
    assign asked_function_o = function_q;
    assign asked_frame_o = context_frames_q[3:0];
    assign planned_valid_o = picks & finished_q;
    assign planned_function_o = function_q;
    assign planned_frame_o = context_frames_q[3:0] - 4'd1;
    assign planned_plan_queue_o = context_plan_queue_q;
    assign planned_plan_epoch_o = context_plan_epoch_q;
    assign planned_plan_id_o = context_plan_id_q;
    assign planned_plan_slots_o = context_plan_slots_q;
    assign planned_plan_length_o = context_plan_length_q;
    assign planned_plan_fate_o = context_plan_fate_q;
    assign planned_plan_position_o = context_plan_position_q;
    assign planned_plan_words_o = context_plan_words_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[head_chain_queue_i];

    (* ram_style = "distributed" *)
    reg [163:0] contexts [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (picks & saves_q)) begin
            contexts[sweep_active_q ? sweep_index_q : function_q] <= {context_plan_words_q, context_plan_position_q, context_plan_fate_q, context_plan_length_q,
                    context_plan_slots_q, context_plan_id_q, context_plan_epoch_q, context_plan_queue_q,
                    context_last_q, context_left_q, context_address_q,
                    sweep_active_q ? 1'd0 : context_inside_q, sweep_active_q ? 5'd0 : context_frames_q,
                    sweep_active_q ? 13'd0 : context_place_q};
        end
    end
    assign contexts_rdata = contexts[function_q];

    (* ram_style = "distributed" *)
    reg [8:0] read [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | freed_valid_i) begin
            read[sweep_active_q ? sweep_index_q : freed_function_i] <= sweep_active_q ? 9'd0 : freed_position_i;
        end
    end
    assign read_rdata = read[function_q];

    (* ram_style = "distributed" *)
    reg [4:0] ended [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | ended_valid_i) begin
            ended[sweep_active_q ? sweep_index_q : ended_function_i] <= sweep_active_q ? 5'd0 : (ended_rdata + 5'd1);
        end
    end
    assign ended_rdata = ended[ended_function_i];
    assign ended_rdata1 = ended[function_q];

    function_turns_sourcesarrived_freed_ended_again turns (
        .clk                      (clk),
        .rst                      (rst),
        .wakes_arrived_valid_i    (arrived_valid_i),
        .wakes_arrived_function_i (arrived_function_i),
        .wakes_freed_valid_i      (freed_valid_i),
        .wakes_freed_function_i   (freed_function_i),
        .wakes_ended_valid_i      (ended_valid_i),
        .wakes_ended_function_i   (ended_function_i),
        .wakes_again_valid_i      (turns_wakes_again_valid),
        .wakes_again_function_i   (function_q),
        .allowed_i                (allowed_q),
        .next_valid_o             (turns_next_valid),
        .next_ready_i             (turns_next_ready),
        .next_function_o          (turns_next_function)
    );

    full_slice slice (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (makes),
        .up_ready_o      (slice_up_ready),
        .up_function_i   (function_q),
        .up_address_i    (context_address_q),
        .up_bytes_i      (slice_up_bytes),
        .up_kind_i       (3'd5),
        .up_context_i    (slice_up_context),
        .down_valid_o    (slice_down_valid),
        .down_ready_i    (reads_ready_i),
        .down_function_o (slice_down_function),
        .down_address_o  (slice_down_address),
        .down_bytes_o    (slice_down_bytes),
        .down_kind_o     (slice_down_kind),
        .down_context_o  (slice_down_context)
    );

    wire unused = &{1'b0, states_rdata[1], clamped_sum[3:0], clamped_sum[14:13], span_difference[8]};

endmodule

// Answer packer: beats of read answers to their places in the reorder memory.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module answer_packer (
    input  wire         clk,
    input  wire         rst,
    // answers
    input  wire         answers_valid_i,
    output wire         answers_ready_o,
    input  wire [127:0] answers_data_i,
    input  wire         answers_last_i,
    input  wire [36:0]  answers_context_i,
    input  wire [1:0]   answers_fault_i,
    // writes
    output wire         writes_valid_o,
    output wire [7:0]   writes_even_address_o,
    output wire [15:0]  writes_even_mask_o,
    output wire [7:0]   writes_odd_address_o,
    output wire [15:0]  writes_odd_mask_o,
    output wire [127:0] writes_data_o,
    // answered
    output wire         answered_valid_o,
    output wire         answered_function_o,
    output wire [3:0]   answered_frame_o,
    // stop
    output wire         stop_valid_o,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o
);

    reg          beat_valid_q;
    reg          beat_first_q;
    reg  [127:0] beat_data_q;
    reg          beat_last_q;
    reg  [36:0]  beat_context_q;
    reg  [1:0]   beat_fault_q;
    wire [3:0]   offset;
    wire         borrows;
    reg  [4:0]   beats_q;
    reg          turned_valid_q;
    reg          turned_last_q;
    reg          turned_function_q;
    reg  [3:0]   turned_frame_q;
    reg  [7:0]   turned_word_q;
    reg  [4:0]   turned_first_q;
    reg  [4:0]   turned_end_q;
    reg          turned_none_q;
    reg  [127:0] turn_1_q;
    reg  [1:0]   turn_rest_1_q;
    reg  [127:0] turn_2_q;
    reg          then_1_valid_q;
    reg          then_1_last_q;
    reg          then_1_function_q;
    reg  [3:0]   then_1_frame_q;
    reg  [7:0]   then_1_word_q;
    reg  [4:0]   then_1_first_q;
    reg  [4:0]   then_1_end_q;
    reg          then_1_none_q;
    reg  [7:0]   out_even_address_q;
    reg  [15:0]  out_even_mask_q;
    reg  [7:0]   out_odd_address_q;
    reg  [15:0]  out_odd_mask_q;
    reg  [127:0] out_data_q;
    reg          done_valid_q;
    reg          done_writes_q;
    reg          done_function_q;
    reg  [3:0]   done_frame_q;

    assign answers_ready_o = 1'd1;

    always @(posedge clk) begin
        beat_valid_q <= answers_valid_i;
        beat_first_q <= beat_valid_q ? beat_last_q : beat_first_q;
        beat_data_q <= answers_data_i;
        beat_last_q <= answers_last_i;
        beat_context_q <= answers_context_i;
        beat_fault_q <= answers_fault_i;
        if (rst) begin
            beat_valid_q <= 1'd0;
            beat_first_q <= 1'd1;
        end
    end

    assign stop_valid_o = beat_valid_q & beat_last_q & (|beat_fault_q);
    assign stop_queue_o = beat_context_q[0];
    assign stop_epoch_o = beat_context_q[8:1];
    assign stop_error_o = (beat_fault_q == 2'd2) ? 4'd8 : 4'd6;
    assign offset = beat_context_q[28:25] - beat_context_q[16:13];
    assign borrows = beat_context_q[28:25] < beat_context_q[16:13];

    always @(posedge clk) begin
        if (beat_valid_q) begin
            beats_q <= beat_last_q ? 5'd0 : (beats_q + 5'd1);
        end
        if (rst) begin
            beats_q <= 5'd0;
        end
    end

    always @(posedge clk) begin
        turned_valid_q <= beat_valid_q;
        turned_last_q <= beat_last_q;
        turned_function_q <= beat_context_q[0];
        turned_frame_q <= beat_context_q[12:9];
        turned_word_q <= (beat_context_q[36:29] - {7'd0, borrows}) + {3'd0, beats_q};
        turned_first_q <= {1'd0, beat_first_q ? beat_context_q[16:13] : 4'd0} + {1'd0, offset};
        turned_end_q <= {1'd0, beat_last_q ? (beat_context_q[16:13] + beat_context_q[20:17]) : 4'd15} + {1'd0, offset};
        turned_none_q <= |beat_fault_q;
        if (rst) begin
            turned_valid_q <= 1'd0;
        end
    end

    wire [127:0] beat_data_choice = offset[0] ? {beat_data_q[119:0], beat_data_q[127:120]} : beat_data_q;
    always @(posedge clk) begin
        turn_1_q <= offset[1] ? {beat_data_choice[111:0], beat_data_choice[127:112]} : beat_data_choice;
    end

    always @(posedge clk) begin
        turn_rest_1_q <= offset[3:2];
    end

    wire [127:0] turn_1_choice = turn_rest_1_q[0] ? {turn_1_q[95:0], turn_1_q[127:96]} : turn_1_q;
    always @(posedge clk) begin
        turn_2_q <= turn_rest_1_q[1] ? {turn_1_choice[63:0], turn_1_choice[127:64]} : turn_1_choice;
    end

    always @(posedge clk) begin
        then_1_valid_q <= turned_valid_q;
        then_1_last_q <= turned_last_q;
        then_1_function_q <= turned_function_q;
        then_1_frame_q <= turned_frame_q;
        then_1_word_q <= turned_word_q;
        then_1_first_q <= turned_first_q;
        then_1_end_q <= turned_end_q;
        then_1_none_q <= turned_none_q;
        if (rst) begin
            then_1_valid_q <= 1'd0;
        end
    end

    wire good = then_1_valid_q & ~then_1_none_q;
    wire [15:0] good_joined = {good & (5'd31 <= then_1_end_q), good & (then_1_first_q <= 5'd30) & (5'd30 <= then_1_end_q),
            good & (then_1_first_q <= 5'd29) & (5'd29 <= then_1_end_q),
            good & (then_1_first_q <= 5'd28) & (5'd28 <= then_1_end_q),
            good & (then_1_first_q <= 5'd27) & (5'd27 <= then_1_end_q),
            good & (then_1_first_q <= 5'd26) & (5'd26 <= then_1_end_q),
            good & (then_1_first_q <= 5'd25) & (5'd25 <= then_1_end_q),
            good & (then_1_first_q <= 5'd24) & (5'd24 <= then_1_end_q),
            good & (then_1_first_q <= 5'd23) & (5'd23 <= then_1_end_q),
            good & (then_1_first_q <= 5'd22) & (5'd22 <= then_1_end_q),
            good & (then_1_first_q <= 5'd21) & (5'd21 <= then_1_end_q),
            good & (then_1_first_q <= 5'd20) & (5'd20 <= then_1_end_q),
            good & (then_1_first_q <= 5'd19) & (5'd19 <= then_1_end_q),
            good & (then_1_first_q <= 5'd18) & (5'd18 <= then_1_end_q),
            good & (then_1_first_q <= 5'd17) & (5'd17 <= then_1_end_q),
            good & (then_1_first_q <= 5'd16) & (5'd16 <= then_1_end_q)};
    wire [15:0] good_joined_2 = {good & (then_1_first_q <= 5'd15) & (5'd15 <= then_1_end_q),
            good & (then_1_first_q <= 5'd14) & (5'd14 <= then_1_end_q),
            good & (then_1_first_q <= 5'd13) & (5'd13 <= then_1_end_q),
            good & (then_1_first_q <= 5'd12) & (5'd12 <= then_1_end_q),
            good & (then_1_first_q <= 5'd11) & (5'd11 <= then_1_end_q),
            good & (then_1_first_q <= 5'd10) & (5'd10 <= then_1_end_q),
            good & (then_1_first_q <= 5'd9) & (5'd9 <= then_1_end_q),
            good & (then_1_first_q <= 5'd8) & (5'd8 <= then_1_end_q),
            good & (then_1_first_q <= 5'd7) & (5'd7 <= then_1_end_q),
            good & (then_1_first_q <= 5'd6) & (5'd6 <= then_1_end_q),
            good & (then_1_first_q <= 5'd5) & (5'd5 <= then_1_end_q),
            good & (then_1_first_q <= 5'd4) & (5'd4 <= then_1_end_q),
            good & (then_1_first_q <= 5'd3) & (5'd3 <= then_1_end_q),
            good & (then_1_first_q <= 5'd2) & (5'd2 <= then_1_end_q),
            good & (then_1_first_q <= 5'd1) & (5'd1 <= then_1_end_q), good & (then_1_first_q <= 5'd0)};
    always @(posedge clk) begin
        out_even_address_q <= {then_1_function_q, then_1_word_q[7:1] + {6'd0, then_1_word_q[0]}};
        out_even_mask_q <= then_1_word_q[0] ? good_joined : good_joined_2;
        out_odd_address_q <= {then_1_function_q, then_1_word_q[7:1]};
        out_odd_mask_q <= then_1_word_q[0] ? good_joined_2 : good_joined;
        out_data_q <= turn_2_q;
    end

    always @(posedge clk) begin
        done_valid_q <= then_1_valid_q & then_1_last_q;
        done_writes_q <= good;
        done_function_q <= then_1_function_q;
        done_frame_q <= then_1_frame_q;
        if (rst) begin
            done_valid_q <= 1'd0;
            done_writes_q <= 1'd0;
        end
    end

    assign writes_valid_o = done_writes_q;
    assign writes_even_address_o = out_even_address_q;
    assign writes_even_mask_o = out_even_mask_q;
    assign writes_odd_address_o = out_odd_address_q;
    assign writes_odd_mask_o = out_odd_mask_q;
    assign writes_data_o = out_data_q;
    assign answered_valid_o = done_valid_q;
    assign answered_function_o = done_function_q;
    assign answered_frame_o = done_frame_q;

    wire unused = &{1'b0, beat_context_q[24:21]};

endmodule

// Reorder memory: the rings of frame bytes of all functions.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module reorder_memory (
    input  wire         clk,
    // writes
    input  wire         writes_valid_i,
    input  wire [7:0]   writes_even_address_i,
    input  wire [15:0]  writes_even_mask_i,
    input  wire [7:0]   writes_odd_address_i,
    input  wire [15:0]  writes_odd_mask_i,
    input  wire [127:0] writes_data_i,
    // read
    input  wire         read_function_i,
    input  wire [7:0]   read_word_i,
    output wire [127:0] read_data_o
);

    reg          is_odd_q;
    reg  [127:0] data_q;
    reg  [127:0] odd_words_rdata_q;
    reg  [127:0] even_words_rdata_q;

    always @(posedge clk) begin
        is_odd_q <= read_word_i[0];
        data_q <= is_odd_q ? odd_words_rdata_q : even_words_rdata_q;
    end

    assign read_data_o = data_q;

    wire [7:0] at = {read_function_i, read_word_i[7:1]};
    (* ram_style = "block", no_rw_check = 1 *)
    reg [127:0] even_words [0:255];
    integer even_words_lane;
    always @(posedge clk) begin
        if (writes_valid_i) begin
            for (even_words_lane = 0; even_words_lane < 16; even_words_lane = even_words_lane + 1) begin
                if (writes_even_mask_i[even_words_lane]) begin
                    even_words[writes_even_address_i][even_words_lane * 8 +: 8] <= writes_data_i[even_words_lane * 8 +: 8];
                end
            end
        end
        even_words_rdata_q <= even_words[at];
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [127:0] odd_words [0:255];
    integer odd_words_lane;
    always @(posedge clk) begin
        if (writes_valid_i) begin
            for (odd_words_lane = 0; odd_words_lane < 16; odd_words_lane = odd_words_lane + 1) begin
                if (writes_odd_mask_i[odd_words_lane]) begin
                    odd_words[writes_odd_address_i][odd_words_lane * 8 +: 8] <= writes_data_i[odd_words_lane * 8 +: 8];
                end
            end
        end
        odd_words_rdata_q <= odd_words[at];
    end

endmodule

// Function turns: functions of which something may have become due, in turn.
// Parameters: functions = 2, sources = planned answered again
module function_turns_sourcesplanned_answered_again (
    input  wire       clk,
    input  wire       rst,
    // wakes
    input  wire       wakes_planned_valid_i,
    input  wire       wakes_planned_function_i,
    input  wire       wakes_answered_valid_i,
    input  wire       wakes_answered_function_i,
    input  wire       wakes_again_valid_i,
    input  wire       wakes_again_function_i,
    input  wire [1:0] allowed_i,
    // next
    output wire       next_valid_o,
    input  wire       next_ready_i,
    output wire       next_function_o
);

    reg  [1:0] due_q;
    reg  [1:0] chosen_q;
    reg        offered_valid_q;
    reg        offered_function_q;
    wire [1:0] arbiter_requests;
    wire [1:0] arbiter_grants;
    wire       free;
    wire [1:0] leaves;
    wire       picks;

    assign free = ~offered_valid_q | next_ready_i;
    assign leaves = free ? chosen_q : 2'd0;
    assign picks = free | (chosen_q == 2'd0);
    assign arbiter_requests = due_q & ~chosen_q & allowed_i;

    always @(posedge clk) begin
        if (picks) begin
            chosen_q <= arbiter_grants;
        end
        if (free) begin
            offered_valid_q <= |chosen_q;
            offered_function_q <= chosen_q[1];
        end
        due_q <= (due_q & ~leaves) | (wakes_planned_valid_i ? (2'd1 << wakes_planned_function_i) : 2'd0)
                | (wakes_answered_valid_i ? (2'd1 << wakes_answered_function_i) : 2'd0)
                | (wakes_again_valid_i ? (2'd1 << wakes_again_function_i) : 2'd0);
        if (rst) begin
            chosen_q <= 2'd0;
            offered_valid_q <= 1'd0;
            due_q <= 2'd0;
        end
    end

    assign next_valid_o = offered_valid_q;
    assign next_function_o = offered_function_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (picks),
        .grants_o   (arbiter_grants)
    );

endmodule

// Frame order: frames that have all their bytes, those of a function in order.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module frame_order (
    input  wire        clk,
    input  wire        rst,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // entered
    input  wire        entered_valid_i,
    input  wire        entered_queue_i,
    // asked
    input  wire        asked_valid_i,
    input  wire        asked_function_i,
    input  wire [3:0]  asked_frame_i,
    // planned
    input  wire        planned_valid_i,
    input  wire        planned_function_i,
    input  wire [3:0]  planned_frame_i,
    input  wire        planned_plan_queue_i,
    input  wire [7:0]  planned_plan_epoch_i,
    input  wire [15:0] planned_plan_id_i,
    input  wire [5:0]  planned_plan_slots_i,
    input  wire [13:0] planned_plan_length_i,
    input  wire [1:0]  planned_plan_fate_i,
    input  wire [8:0]  planned_plan_position_i,
    input  wire [8:0]  planned_plan_words_i,
    // answered
    input  wire        answered_valid_i,
    input  wire        answered_function_i,
    input  wire [3:0]  answered_frame_i,
    // failed
    input  wire        failed_valid_i,
    input  wire        failed_queue_i,
    // elements
    output reg         elements_valid_o,
    input  wire        elements_ready_i,
    output wire        elements_queue_o,
    output wire [7:0]  elements_epoch_o,
    output wire [15:0] elements_id_o,
    output wire [14:0] elements_bytes_o,
    output wire [5:0]  elements_slots_o,
    output wire        elements_last_o,
    output wire        elements_more_o,
    // ask
    output wire        ask_queue_o,
    input  wire        ask_room_i,
    // complete
    output reg         complete_valid_o,
    input  wire        complete_ready_i,
    output wire        complete_queue_o,
    output wire [7:0]  complete_epoch_o,
    output wire [13:0] complete_length_o,
    output wire [1:0]  complete_fate_o,
    output wire [8:0]  complete_position_o,
    output wire [8:0]  complete_words_o,
    output wire        ready_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o
);

    localparam [1:0] STATE_PICK  = 2'd0;
    localparam [1:0] STATE_LOAD  = 2'd1;
    localparam [1:0] STATE_CHECK = 2'd2;
    localparam [1:0] STATE_ACT   = 2'd3;

    reg         sweep_active_q;
    reg  [4:0]  sweep_index_q;
    wire        failed_cleared_rdata;
    wire        failed_set_rdata;
    wire [6:0]  reads_came_rdata;
    wire [6:0]  reads_went_rdata;
    reg         passes;
    wire        passed_queue;
    reg         function_q;
    reg         pending_q;
    reg         others_q;
    reg  [6:0]  reads_asked_q;
    reg  [6:0]  reads_answered_q;
    reg         head_plan_queue_q;
    reg  [7:0]  head_plan_epoch_q;
    reg  [15:0] head_plan_id_q;
    reg  [5:0]  head_plan_slots_q;
    reg  [13:0] head_plan_length_q;
    reg  [1:0]  head_plan_fate_q;
    reg  [8:0]  head_plan_position_q;
    reg  [8:0]  head_plan_words_q;
    reg         head_lost_q;
    reg         head_room_q;
    reg         head_alone_q;
    reg         again_q;
    wire [4:0]  planned_rdata;
    wire [4:0]  passed_rdata;
    reg         came_valid_q;
    reg         came_queue_q;
    reg  [7:0]  asked_came_q;
    reg  [7:0]  asked_went_q;
    reg         asked_comes_q;
    reg         busy_q;
    wire [7:0]  drain_came_rdata;
    wire [7:0]  drain_went_rdata;
    wire [7:0]  drain_came_rdata1;
    wire [7:0]  drain_went_rdata1;
    wire        turns_next_valid;
    reg         turns_next_ready;
    wire        turns_next_function;
    wire [4:0]  passed_rdata1;
    reg  [64:0] plans_rdata_q;
    reg  [1:0]  state_q;
    wire [4:0]  planned_rdata1;
    wire [4:0]  passed_rdata2;
    wire [6:0]  reads_came_rdata1;
    wire [6:0]  reads_went_rdata1;
    wire [9:0]  states_rdata;
    wire        failed_set_rdata1;
    wire        failed_cleared_rdata1;
    wire [7:0]  drain_came_rdata2;
    wire [7:0]  drain_went_rdata2;
    wire        may;
    wire        goes;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 5'd1;
            if (sweep_index_q == 5'd31) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 5'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign ready_o = ~sweep_active_q;

    always @(posedge clk) begin
        came_valid_q <= entered_valid_i;
        came_queue_q <= entered_queue_i;
        asked_came_q <= drain_came_rdata1;
        asked_went_q <= drain_went_rdata1;
        asked_comes_q <= came_valid_q & (came_queue_q == drain_queue_i);
        busy_q <= (asked_came_q != asked_went_q) | asked_comes_q;
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign drain_busy_o = busy_q;

    always @(*) begin
        turns_next_ready = 1'd0;
        case (state_q)
            STATE_PICK: begin
                turns_next_ready = ~sweep_active_q;
            end
            default: begin end
        endcase
    end

    always @(*) begin
        passes = 1'd0;
        case (state_q)
            STATE_ACT: begin
                passes = goes;
            end
            default: begin end
        endcase
    end

    always @(posedge clk) begin
        again_q <= 1'd0;
        case (state_q)
            STATE_PICK: begin
                if (turns_next_valid & ~sweep_active_q) begin
                    function_q <= turns_next_function;
                    state_q <= STATE_LOAD;
                end
            end
            STATE_LOAD: begin
                pending_q <= planned_rdata1 != passed_rdata2;
                others_q <= planned_rdata1 != (passed_rdata2 + 5'd1);
                reads_asked_q <= reads_came_rdata1;
                reads_answered_q <= reads_went_rdata1;
                state_q <= STATE_CHECK;
            end
            STATE_CHECK: begin
                head_plan_queue_q <= plans_rdata_q[0];
                head_plan_epoch_q <= plans_rdata_q[8:1];
                head_plan_id_q <= plans_rdata_q[24:9];
                head_plan_slots_q <= plans_rdata_q[30:25];
                head_plan_length_q <= plans_rdata_q[44:31];
                head_plan_fate_q <= plans_rdata_q[46:45];
                head_plan_position_q <= plans_rdata_q[55:47];
                head_plan_words_q <= plans_rdata_q[64:56];
                head_lost_q <= ~(states_rdata[0] & (states_rdata[9:2] == plans_rdata_q[8:1])) | (failed_set_rdata1 != failed_cleared_rdata1)
                        | (plans_rdata_q[46:45] == 2'd2);
                head_room_q <= ask_room_i;
                head_alone_q <= (drain_came_rdata2 - drain_went_rdata2) == 8'd1;
                state_q <= STATE_ACT;
                if (~pending_q | (reads_asked_q != reads_answered_q)) begin
                    state_q <= STATE_PICK;
                end
            end
            STATE_ACT: begin
                if (goes | ~may) begin
                    again_q <= others_q | ~may;
                    state_q <= STATE_PICK;
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
            again_q <= 1'd0;
        end
    end

    always @(*) begin
        elements_valid_o = 1'd0;
        case (state_q)
            STATE_ACT: begin
                elements_valid_o = ~head_lost_q & head_room_q & complete_ready_i;
            end
            default: begin end
        endcase
    end

    always @(*) begin
        complete_valid_o = 1'd0;
        case (state_q)
            STATE_ACT: begin
                complete_valid_o = may & (head_lost_q | elements_ready_i);
            end
            default: begin end
        endcase
    end

    assign may = head_lost_q | head_room_q;
    assign goes = complete_ready_i & (head_lost_q | elements_ready_i) & may;
    assign ask_queue_o = plans_rdata_q[0];
    assign passed_queue = head_plan_queue_q;
    assign elements_queue_o = head_plan_queue_q;
    assign elements_epoch_o = head_plan_epoch_q;
    assign elements_id_o = head_plan_id_q;
    assign elements_bytes_o = 15'd0;
    assign elements_slots_o = head_plan_slots_q;
    assign elements_last_o = 1'd1;
    assign elements_more_o = ~head_alone_q;
    assign complete_queue_o = head_plan_queue_q;
    assign complete_epoch_o = head_plan_epoch_q;
    assign complete_length_o = head_plan_length_q;
    assign complete_fate_o = head_lost_q ? 2'd2 : head_plan_fate_q;
    assign complete_position_o = head_plan_position_q;
    assign complete_words_o = head_plan_words_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[plans_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg failed_set [0:1];
    always @(posedge clk) begin
        if (failed_valid_i) begin
            failed_set[failed_queue_i] <= ~failed_cleared_rdata;
        end
    end
    assign failed_set_rdata = failed_set[change_queue_i];
    assign failed_set_rdata1 = failed_set[plans_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg failed_cleared [0:1];
    always @(posedge clk) begin
        if (change_valid_i & ~(change_running_i & ~change_beginning_i)) begin
            failed_cleared[change_queue_i] <= failed_set_rdata;
        end
    end
    assign failed_cleared_rdata = failed_cleared[failed_queue_i];
    assign failed_cleared_rdata1 = failed_cleared[plans_rdata_q[0]];

    wire [4:0] asked_function_joined = {asked_function_i, asked_frame_i};
    wire [4:0] at = {function_q, passed_rdata1[3:0]};
    (* ram_style = "distributed" *)
    reg [6:0] reads_came [0:31];
    always @(posedge clk) begin
        if (sweep_active_q | asked_valid_i) begin
            reads_came[sweep_active_q ? sweep_index_q : asked_function_joined] <= sweep_active_q ? 7'd0 : (reads_came_rdata + 7'd1);
        end
    end
    assign reads_came_rdata = reads_came[asked_function_joined];
    assign reads_came_rdata1 = reads_came[at];

    wire [4:0] answered_function_joined = {answered_function_i, answered_frame_i};
    (* ram_style = "distributed" *)
    reg [6:0] reads_went [0:31];
    always @(posedge clk) begin
        if (sweep_active_q | answered_valid_i) begin
            reads_went[sweep_active_q ? sweep_index_q : answered_function_joined] <= sweep_active_q ? 7'd0 : (reads_went_rdata + 7'd1);
        end
    end
    assign reads_went_rdata = reads_went[answered_function_joined];
    assign reads_went_rdata1 = reads_went[at];

    (* ram_style = "block" *)
    reg [64:0] plans [0:31];
    always @(posedge clk) begin
        if (planned_valid_i) begin
            plans[{planned_function_i, planned_frame_i}] <= {planned_plan_words_i, planned_plan_position_i, planned_plan_fate_i, planned_plan_length_i,
                    planned_plan_slots_i, planned_plan_id_i, planned_plan_epoch_i, planned_plan_queue_i};
        end
        plans_rdata_q <= plans[at];
    end

    (* ram_style = "distributed" *)
    reg [4:0] planned [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | planned_valid_i) begin
            planned[sweep_active_q ? sweep_index_q[0] : planned_function_i] <= sweep_active_q ? 5'd0 : (planned_rdata + 5'd1);
        end
    end
    assign planned_rdata = planned[planned_function_i];
    assign planned_rdata1 = planned[function_q];

    (* ram_style = "distributed" *)
    reg [4:0] passed [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | passes) begin
            passed[sweep_active_q ? sweep_index_q[0] : function_q] <= sweep_active_q ? 5'd0 : (passed_rdata + 5'd1);
        end
    end
    assign passed_rdata = passed[function_q];
    assign passed_rdata1 = passed[function_q];
    assign passed_rdata2 = passed[function_q];

    (* ram_style = "distributed" *)
    reg [7:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q[0] : came_queue_q] <= sweep_active_q ? 8'd0 : (drain_came_rdata + 8'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];
    assign drain_came_rdata2 = drain_came[plans_rdata_q[0]];

    (* ram_style = "distributed" *)
    reg [7:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | passes) begin
            drain_went[sweep_active_q ? sweep_index_q[0] : passed_queue] <= sweep_active_q ? 8'd0 : (drain_went_rdata + 8'd1);
        end
    end
    assign drain_went_rdata = drain_went[passed_queue];
    assign drain_went_rdata1 = drain_went[drain_queue_i];
    assign drain_went_rdata2 = drain_went[plans_rdata_q[0]];

    function_turns_sourcesplanned_answered_again turns (
        .clk                       (clk),
        .rst                       (rst),
        .wakes_planned_valid_i     (planned_valid_i),
        .wakes_planned_function_i  (planned_function_i),
        .wakes_answered_valid_i    (answered_valid_i),
        .wakes_answered_function_i (answered_function_i),
        .wakes_again_valid_i       (again_q),
        .wakes_again_function_i    (function_q),
        .allowed_i                 (2'd3),
        .next_valid_o              (turns_next_valid),
        .next_ready_i              (turns_next_ready),
        .next_function_o           (turns_next_function)
    );

    wire unused = &{1'b0, passed_rdata1[4], states_rdata[1]};

endmodule

// FIFO in LUT RAM and a register: one word a clock, latency two clocks.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, fate: u2, position: u9, words: u9}, depth = 32, kind = registered
module block_fifo (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire [1:0]  up_fate_i,
    input  wire [8:0]  up_position_i,
    input  wire [8:0]  up_words_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire [1:0]  down_fate_o,
    output wire [8:0]  down_position_o,
    output wire [8:0]  down_words_o,
    output wire [5:0]  count_o
);

    reg  [4:0]  head_q;
    reg  [4:0]  tail_q;
    reg  [5:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [42:0] words_rdata_q;

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
    assign down_queue_o = words_rdata_q[0];
    assign down_epoch_o = words_rdata_q[8:1];
    assign down_length_o = words_rdata_q[22:9];
    assign down_fate_o = words_rdata_q[24:23];
    assign down_position_o = words_rdata_q[33:25];
    assign down_words_o = words_rdata_q[42:34];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "distributed", no_rw_check = 1 *)
    reg [42:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_words_i, up_position_i, up_fate_i, up_length_i, up_epoch_i, up_queue_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, fate: u2, position: u9, words: u9}, depth = 4
module fifo_payload43_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire [1:0]  up_fate_i,
    input  wire [8:0]  up_position_i,
    input  wire [8:0]  up_words_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire [1:0]  down_fate_o,
    output wire [8:0]  down_position_o,
    output wire [8:0]  down_words_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [42:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_length_o = words_rdata[22:9];
    assign down_fate_o = words_rdata[24:23];
    assign down_position_o = words_rdata[33:25];
    assign down_words_o = words_rdata[42:34];

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
    reg [42:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_words_i, up_position_i, up_fate_i, up_length_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, last: u1}, depth = 8
module fifo_payload129_depth8 (
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
    output wire [3:0]   count_o
);

    reg  [2:0]   head_q;
    reg  [2:0]   tail_q;
    reg  [3:0]   held_q;
    wire [128:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_last_o = words_rdata[128];

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
    reg [128:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, checksum: u1, start: u14, place: u14}, depth = 4
module fifo_payload52_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [13:0] up_length_i,
    input  wire        up_checksum_i,
    input  wire [13:0] up_start_i,
    input  wire [13:0] up_place_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [13:0] down_length_o,
    output wire        down_checksum_o,
    output wire [13:0] down_start_o,
    output wire [13:0] down_place_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [51:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_length_o = words_rdata[22:9];
    assign down_checksum_o = words_rdata[23];
    assign down_start_o = words_rdata[37:24];
    assign down_place_o = words_rdata[51:38];

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
    reg [51:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_place_i, up_start_i, up_checksum_i, up_length_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Frame drain: complete frames out of the reorder memory, their headers checked and taken off.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module frame_drain (
    input  wire         clk,
    input  wire         rst,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // complete
    input  wire         complete_valid_i,
    output wire         complete_ready_o,
    input  wire         complete_queue_i,
    input  wire [7:0]   complete_epoch_i,
    input  wire [13:0]  complete_length_i,
    input  wire [1:0]   complete_fate_i,
    input  wire [8:0]   complete_position_i,
    input  wire [8:0]   complete_words_i,
    // read
    output wire         read_function_o,
    output wire [7:0]   read_word_o,
    input  wire [127:0] read_data_i,
    // freed
    output wire         freed_valid_o,
    output wire         freed_function_o,
    output wire [8:0]   freed_position_o,
    // ended
    output wire         ended_valid_o,
    output wire         ended_function_o,
    // frames
    output wire         frames_valid_o,
    input  wire         frames_ready_i,
    output wire         frames_queue_o,
    output wire [7:0]   frames_epoch_o,
    output wire [13:0]  frames_length_o,
    output wire         frames_checksum_o,
    output wire [13:0]  frames_start_o,
    output wire [13:0]  frames_place_o,
    // words
    output reg          words_valid_o,
    input  wire         words_ready_i,
    output wire [127:0] words_data_o,
    output wire         words_last_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire         events_function_o,
    output wire [4:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    output wire         behind_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o
);

    localparam [1:0] STATE_HEAD   = 2'd0;
    localparam [1:0] STATE_JUDGE  = 2'd1;
    localparam [1:0] STATE_DECIDE = 2'd2;
    localparam [1:0] STATE_WORDS  = 2'd3;

    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire         waiting_down_queue;
    wire [7:0]   waiting_down_epoch;
    wire [13:0]  waiting_down_length;
    wire [1:0]   waiting_down_fate;
    wire [8:0]   waiting_down_position;
    wire [8:0]   waiting_down_words;
    wire [5:0]   waiting_count;
    wire         begun_up_valid;
    wire         begun_up_ready;
    wire         begun_down_valid;
    reg          begun_down_ready;
    wire         begun_down_queue;
    wire [7:0]   begun_down_epoch;
    wire [13:0]  begun_down_length;
    wire [1:0]   begun_down_fate;
    wire [8:0]   begun_down_position;
    wire [8:0]   begun_down_words;
    wire [2:0]   begun_count;
    wire         arrived_up_ready;
    wire         arrived_down_valid;
    reg          arrived_down_ready;
    wire [127:0] arrived_down_data;
    wire         arrived_down_last;
    wire [3:0]   arrived_count;
    reg  [8:0]   left_q;
    reg  [8:0]   at_position_q;
    reg          at_function_q;
    reg  [3:0]   room_q;
    wire         takes;
    wire         reads;
    reg          fetched_valid_q;
    reg          fetched_last_q;
    reg          came_1_valid_q;
    reg          came_1_last_q;
    wire         skips;
    reg          told_valid_q;
    reg          told_function_q;
    reg  [8:0]   told_position_q;
    reg  [9:0]   total_q;
    reg  [9:0]   comes_q;
    reg  [9:0]   goes_q;
    reg          enough_q;
    reg          header_needs_q;
    reg          header_segments_q;
    reg  [15:0]  header_start_q;
    reg  [16:0]  header_place_q;
    reg  [13:0]  header_end_q;
    reg          beyond_q;
    reg          runs_q;
    reg          dropped_q;
    reg          event_valid_q;
    reg          event_function_q;
    reg  [4:0]   event_event_q;
    reg  [13:0]  event_bytes_q;
    reg          out_up_valid;
    wire         out_up_ready;
    wire [13:0]  out_up_start;
    wire [13:0]  out_up_place;
    wire         out_down_valid;
    wire         out_down_queue;
    wire [7:0]   out_down_epoch;
    wire [13:0]  out_down_length;
    wire         out_down_checksum;
    wire [13:0]  out_down_start;
    wire [13:0]  out_down_place;
    wire [2:0]   out_count;
    wire         beyond;
    wire         drops;
    reg  [1:0]   state_q;
    wire [9:0]   states_rdata;
    wire         gone;
    reg          end_valid_q;
    reg          end_function_q;
    reg          sweep_active_q;
    reg          sweep_index_q;
    reg          came_valid_q;
    reg          came_queue_q;
    reg  [5:0]   asked_came_q;
    reg  [5:0]   asked_went_q;
    reg          asked_comes_q;
    reg          busy_q;
    wire [5:0]   drain_came_rdata;
    wire [5:0]   drain_went_rdata;
    wire [5:0]   drain_came_rdata1;
    wire [5:0]   drain_went_rdata1;

    assign complete_ready_o = waiting_up_ready;

    wire rests = left_q == 9'd0;
    assign takes = rests & waiting_down_valid & begun_up_ready;

    assign waiting_down_ready = rests & begun_up_ready;
    assign begun_up_valid = rests & waiting_down_valid;
    assign reads = ~rests & (room_q != 4'd0);

    wire good = waiting_down_fate == 2'd0;
    always @(posedge clk) begin
        if (takes) begin
            left_q <= good ? waiting_down_words : 9'd0;
            at_position_q <= waiting_down_position;
            at_function_q <= waiting_down_queue;
        end
        if (reads) begin
            left_q <= left_q - 9'd1;
            at_position_q <= at_position_q + 9'd1;
        end
        if (rst) begin
            left_q <= 9'd0;
        end
    end

    assign read_function_o = at_function_q;
    assign read_word_o = at_position_q[7:0];

    wire last = left_q == 9'd1;
    always @(posedge clk) begin
        fetched_valid_q <= reads;
        fetched_last_q <= last;
        if (rst) begin
            fetched_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        came_1_valid_q <= fetched_valid_q;
        came_1_last_q <= fetched_last_q;
        if (rst) begin
            came_1_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if ((arrived_down_valid & arrived_down_ready) ^ reads) begin
            room_q <= room_q + {{3{reads}}, 1'd1};
        end
        if (rst) begin
            room_q <= 4'd8;
        end
    end

    assign skips = takes & ~good;

    always @(posedge clk) begin
        told_valid_q <= skips | (reads & (last | (&at_position_q[3:0])));
        told_function_q <= rests ? waiting_down_queue : at_function_q;
        told_position_q <= rests ? (waiting_down_position + waiting_down_words) : (at_position_q + 9'd1);
        if (rst) begin
            told_valid_q <= 1'd0;
        end
    end

    assign freed_valid_o = told_valid_q;
    assign freed_function_o = told_function_q;
    assign freed_position_o = told_position_q;

    wire complete_fire = complete_valid_i & complete_ready_o;
    always @(posedge clk) begin
        comes_q <= complete_fire ? {1'd0, complete_words_i} : 10'd0;
        goes_q <= (waiting_down_valid & waiting_down_ready) ? {1'd0, waiting_down_words} : 10'd0;
        total_q <= (total_q + comes_q) - goes_q;
        if (rst) begin
            comes_q <= 10'd0;
            goes_q <= 10'd0;
            total_q <= 10'd0;
        end
    end

    always @(posedge clk) begin
        enough_q <= waiting_count != 6'd0;
        if (rst) begin
            enough_q <= 1'd0;
        end
    end

    assign behind_o = (|total_q[9:8]) & enough_q;
    assign frames_valid_o = out_down_valid;
    assign frames_queue_o = out_down_queue;
    assign frames_epoch_o = out_down_epoch;
    assign frames_length_o = out_down_length;
    assign frames_checksum_o = out_down_checksum;
    assign frames_start_o = out_down_start;
    assign frames_place_o = out_down_place;

    wire [16:0] last_byte = {3'd0, header_end_q};
    assign beyond = (last_byte <= header_place_q) | (last_byte < {1'd0, header_start_q});

    assign drops = ~runs_q | header_segments_q | (header_needs_q & beyond_q);

    wire begun_down_fate_equal = begun_down_fate == 2'd0;
    wire event_free = ~event_valid_q | events_ready_i;
    wire arrived_down_valid_and = arrived_down_valid & (words_ready_i | dropped_q) & arrived_down_last;
    always @(posedge clk) begin
        if (events_ready_i) begin
            event_valid_q <= 1'd0;
        end
        case (state_q)
            STATE_HEAD: begin
                header_needs_q <= |(arrived_down_data[39:32] & 8'd1);
                header_segments_q <= |arrived_down_data[47:40];
                header_start_q <= arrived_down_data[95:80];
                header_place_q <= {1'd0, arrived_down_data[95:80]} + {1'd0, arrived_down_data[111:96]};
                header_end_q <= begun_down_length - 14'd1;
                if (begun_down_valid) begin
                    if (begun_down_fate_equal) begin
                        if (arrived_down_valid) begin
                            state_q <= STATE_JUDGE;
                        end
                    end else if (event_free) begin
                        event_valid_q <= 1'd1;
                        event_function_q <= begun_down_queue;
                        event_event_q <= (begun_down_fate == 2'd1) ? 5'd12 : 5'd2;
                        event_bytes_q <= begun_down_length;
                    end
                end
            end
            STATE_JUDGE: begin
                beyond_q <= beyond;
                runs_q <= states_rdata[0] & (states_rdata[9:2] == begun_down_epoch);
                state_q <= STATE_DECIDE;
            end
            STATE_DECIDE: begin
                dropped_q <= drops;
                if (drops) begin
                    if (event_free) begin
                        event_valid_q <= 1'd1;
                        event_function_q <= begun_down_queue;
                        event_event_q <= ~runs_q ? 5'd2 : header_segments_q ? 5'd13 : 5'd14;
                        event_bytes_q <= begun_down_length;
                        state_q <= STATE_WORDS;
                    end
                end else begin
                    if (out_up_ready) begin
                        state_q <= STATE_WORDS;
                    end
                end
            end
            STATE_WORDS: begin
                if (arrived_down_valid_and) begin
                    state_q <= STATE_HEAD;
                end
            end
        endcase
        if (rst) begin
            state_q <= 2'd0;
            event_valid_q <= 1'd0;
        end
    end

    assign events_valid_o = event_valid_q;
    assign events_function_o = event_function_q;
    assign events_event_o = event_event_q;
    assign events_bytes_o = event_bytes_q;

    always @(*) begin
        out_up_valid = 1'd0;
        case (state_q)
            STATE_DECIDE: begin
                if (~drops) begin
                    out_up_valid = 1'd1;
                end
            end
            default: begin end
        endcase
    end

    always @(*) begin
        begun_down_ready = 1'd0;
        case (state_q)
            STATE_HEAD: begin
                if (begun_down_valid) begin
                    if (~begun_down_fate_equal) begin
                        if (event_free) begin
                            begun_down_ready = 1'd1;
                        end
                    end
                end
            end
            STATE_WORDS: begin
                if (arrived_down_valid_and) begin
                    begun_down_ready = 1'd1;
                end
            end
            default: begin end
        endcase
    end

    always @(*) begin
        arrived_down_ready = 1'd0;
        case (state_q)
            STATE_HEAD: begin
                if (begun_down_valid) begin
                    if (begun_down_fate_equal) begin
                        arrived_down_ready = 1'd1;
                    end
                end
            end
            STATE_WORDS: begin
                arrived_down_ready = words_ready_i | dropped_q;
            end
            default: begin end
        endcase
    end

    always @(*) begin
        words_valid_o = 1'd0;
        case (state_q)
            STATE_WORDS: begin
                words_valid_o = arrived_down_valid & ~dropped_q;
            end
            default: begin end
        endcase
    end

    assign out_up_start = header_needs_q ? header_start_q[13:0] : 14'd0;
    assign out_up_place = header_needs_q ? header_place_q[13:0] : 14'd0;

    wire [127:0] arrived_down_last_joined = {{8{~arrived_down_last | (4'd15 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd14 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd13 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd12 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd11 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd10 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd9 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd8 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd7 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd6 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd5 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd4 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd3 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd2 <= header_end_q[3:0])}},
            {8{~arrived_down_last | (4'd1 <= header_end_q[3:0])}}, 8'd255};
    assign words_data_o = arrived_down_data & arrived_down_last_joined;

    assign words_last_o = arrived_down_last;
    assign gone = begun_down_ready & begun_down_valid;

    always @(posedge clk) begin
        end_valid_q <= gone;
        end_function_q <= begun_down_queue;
        if (rst) begin
            end_valid_q <= 1'd0;
        end
    end

    assign ended_valid_o = end_valid_q;
    assign ended_function_o = end_function_q;

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
        came_valid_q <= complete_fire;
        came_queue_q <= complete_queue_i;
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
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[begun_down_queue];

    (* ram_style = "distributed" *)
    reg [5:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q : came_queue_q] <= sweep_active_q ? 6'd0 : (drain_came_rdata + 6'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [5:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | gone) begin
            drain_went[sweep_active_q ? sweep_index_q : begun_down_queue] <= sweep_active_q ? 6'd0 : (drain_went_rdata + 6'd1);
        end
    end
    assign drain_went_rdata = drain_went[begun_down_queue];
    assign drain_went_rdata1 = drain_went[drain_queue_i];

    block_fifo waiting (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (complete_valid_i),
        .up_ready_o      (waiting_up_ready),
        .up_queue_i      (complete_queue_i),
        .up_epoch_i      (complete_epoch_i),
        .up_length_i     (complete_length_i),
        .up_fate_i       (complete_fate_i),
        .up_position_i   (complete_position_i),
        .up_words_i      (complete_words_i),
        .down_valid_o    (waiting_down_valid),
        .down_ready_i    (waiting_down_ready),
        .down_queue_o    (waiting_down_queue),
        .down_epoch_o    (waiting_down_epoch),
        .down_length_o   (waiting_down_length),
        .down_fate_o     (waiting_down_fate),
        .down_position_o (waiting_down_position),
        .down_words_o    (waiting_down_words),
        .count_o         (waiting_count)
    );

    fifo_payload43_depth4 begun (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (begun_up_valid),
        .up_ready_o      (begun_up_ready),
        .up_queue_i      (waiting_down_queue),
        .up_epoch_i      (waiting_down_epoch),
        .up_length_i     (waiting_down_length),
        .up_fate_i       (waiting_down_fate),
        .up_position_i   (waiting_down_position),
        .up_words_i      (waiting_down_words),
        .down_valid_o    (begun_down_valid),
        .down_ready_i    (begun_down_ready),
        .down_queue_o    (begun_down_queue),
        .down_epoch_o    (begun_down_epoch),
        .down_length_o   (begun_down_length),
        .down_fate_o     (begun_down_fate),
        .down_position_o (begun_down_position),
        .down_words_o    (begun_down_words),
        .count_o         (begun_count)
    );

    fifo_payload129_depth8 arrived (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (came_1_valid_q),
        .up_ready_o   (arrived_up_ready),
        .up_data_i    (read_data_i),
        .up_last_i    (came_1_last_q),
        .down_valid_o (arrived_down_valid),
        .down_ready_i (arrived_down_ready),
        .down_data_o  (arrived_down_data),
        .down_last_o  (arrived_down_last),
        .count_o      (arrived_count)
    );

    fifo_payload52_depth4 out (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (out_up_valid),
        .up_ready_o      (out_up_ready),
        .up_queue_i      (begun_down_queue),
        .up_epoch_i      (begun_down_epoch),
        .up_length_i     (begun_down_length),
        .up_checksum_i   (header_needs_q),
        .up_start_i      (out_up_start),
        .up_place_i      (out_up_place),
        .down_valid_o    (out_down_valid),
        .down_ready_i    (frames_ready_i),
        .down_queue_o    (out_down_queue),
        .down_epoch_o    (out_down_epoch),
        .down_length_o   (out_down_length),
        .down_checksum_o (out_down_checksum),
        .down_start_o    (out_down_start),
        .down_place_o    (out_down_place),
        .count_o         (out_count)
    );

    wire unused = &{1'b0, begun_down_position, begun_down_words, begun_count, arrived_up_ready, arrived_count, out_count, states_rdata[1]};

endmodule

// Frame fetch: chains to frames, by reads that are answered in any order.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128
module frame_fetch (
    input  wire         clk,
    input  wire         rst,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // pieces
    input  wire         pieces_valid_i,
    output wire         pieces_ready_o,
    input  wire         pieces_queue_i,
    input  wire [7:0]   pieces_epoch_i,
    input  wire         pieces_none_i,
    input  wire [63:0]  pieces_address_i,
    input  wire [14:0]  pieces_bytes_i,
    input  wire         pieces_last_i,
    input  wire [15:0]  pieces_id_i,
    input  wire [5:0]   pieces_slots_i,
    // decided
    output wire         decided_valid_o,
    output wire         decided_queue_o,
    output wire         decided_given_o,
    // cost
    output wire         cost_valid_o,
    output wire         cost_function_o,
    output wire [15:0]  cost_bus_o,
    output wire [14:0]  cost_wire_o,
    output wire [1:0]   waits_o,
    input  wire [1:0]   allowed_i,
    // reads
    output wire         reads_valid_o,
    input  wire         reads_ready_i,
    output wire         reads_function_o,
    output wire [63:0]  reads_address_o,
    output wire [9:0]   reads_bytes_o,
    output wire [2:0]   reads_kind_o,
    output wire [36:0]  reads_context_o,
    // answers
    input  wire         answers_valid_i,
    output wire         answers_ready_o,
    input  wire [127:0] answers_data_i,
    input  wire         answers_last_i,
    input  wire [36:0]  answers_context_i,
    input  wire [1:0]   answers_fault_i,
    // elements
    output wire         elements_valid_o,
    input  wire         elements_ready_i,
    output wire         elements_queue_o,
    output wire [7:0]   elements_epoch_o,
    output wire [15:0]  elements_id_o,
    output wire [14:0]  elements_bytes_o,
    output wire [5:0]   elements_slots_o,
    output wire         elements_last_o,
    output wire         elements_more_o,
    // ask
    output wire         ask_queue_o,
    input  wire         ask_room_i,
    // frames
    output wire         frames_valid_o,
    input  wire         frames_ready_i,
    output wire         frames_queue_o,
    output wire [7:0]   frames_epoch_o,
    output wire [13:0]  frames_length_o,
    output wire         frames_checksum_o,
    output wire [13:0]  frames_start_o,
    output wire [13:0]  frames_place_o,
    // words
    output wire         words_valid_o,
    input  wire         words_ready_i,
    output wire [127:0] words_data_o,
    output wire         words_last_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire         events_function_o,
    output wire [4:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // stop
    output wire         stop_valid_o,
    output wire         stop_queue_o,
    output wire [7:0]   stop_epoch_o,
    output wire [3:0]   stop_error_o,
    output wire         behind_o,
    output wire         ready_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o
);

    wire         store_pieces_ready;
    wire         store_decided_valid;
    wire         store_decided_queue;
    wire         store_decided_given;
    wire         store_arrived_valid;
    wire         store_arrived_function;
    wire         store_cost_valid;
    wire         store_cost_function;
    wire [15:0]  store_cost_bus;
    wire [14:0]  store_cost_wire;
    wire [1:0]   store_allowed;
    wire         store_head_pending;
    wire [63:0]  store_head_piece_address;
    wire [14:0]  store_head_piece_bytes;
    wire         store_head_piece_last;
    wire         store_head_chain_queue;
    wire [7:0]   store_head_chain_epoch;
    wire [15:0]  store_head_chain_id;
    wire [5:0]   store_head_chain_slots;
    wire [14:0]  store_head_chain_bytes;
    wire         planner_head_function;
    wire         planner_head_pop;
    wire         planner_head_pop_chain;
    wire         planner_reads_valid;
    wire         planner_reads_function;
    wire [63:0]  planner_reads_address;
    wire [9:0]   planner_reads_bytes;
    wire [2:0]   planner_reads_kind;
    wire [36:0]  planner_reads_context;
    wire         planner_asked_valid;
    wire         planner_asked_function;
    wire [3:0]   planner_asked_frame;
    wire         planner_planned_valid;
    wire         planner_planned_function;
    wire [3:0]   planner_planned_frame;
    wire         planner_planned_plan_queue;
    wire [7:0]   planner_planned_plan_epoch;
    wire [15:0]  planner_planned_plan_id;
    wire [5:0]   planner_planned_plan_slots;
    wire [13:0]  planner_planned_plan_length;
    wire [1:0]   planner_planned_plan_fate;
    wire [8:0]   planner_planned_plan_position;
    wire [8:0]   planner_planned_plan_words;
    wire         packer_answers_ready;
    wire         packer_writes_valid;
    wire [7:0]   packer_writes_even_address;
    wire [15:0]  packer_writes_even_mask;
    wire [7:0]   packer_writes_odd_address;
    wire [15:0]  packer_writes_odd_mask;
    wire [127:0] packer_writes_data;
    wire         packer_answered_valid;
    wire         packer_answered_function;
    wire [3:0]   packer_answered_frame;
    wire         packer_stop_valid;
    wire         packer_stop_queue;
    wire [7:0]   packer_stop_epoch;
    wire [3:0]   packer_stop_error;
    wire [127:0] memory_read_data;
    wire         order_entered_valid;
    wire         order_elements_valid;
    wire         order_elements_queue;
    wire [7:0]   order_elements_epoch;
    wire [15:0]  order_elements_id;
    wire [14:0]  order_elements_bytes;
    wire [5:0]   order_elements_slots;
    wire         order_elements_last;
    wire         order_elements_more;
    wire         order_ask_queue;
    wire         order_complete_valid;
    wire         order_complete_queue;
    wire [7:0]   order_complete_epoch;
    wire [13:0]  order_complete_length;
    wire [1:0]   order_complete_fate;
    wire [8:0]   order_complete_position;
    wire [8:0]   order_complete_words;
    wire         order_ready;
    wire         order_drain_busy;
    wire         drain_complete_ready;
    wire         drain_read_function;
    wire [7:0]   drain_read_word;
    wire         drain_freed_valid;
    wire         drain_freed_function;
    wire [8:0]   drain_freed_position;
    wire         drain_ended_valid;
    wire         drain_ended_function;
    wire         drain_frames_valid;
    wire         drain_frames_queue;
    wire [7:0]   drain_frames_epoch;
    wire [13:0]  drain_frames_length;
    wire         drain_frames_checksum;
    wire [13:0]  drain_frames_start;
    wire [13:0]  drain_frames_place;
    wire         drain_words_valid;
    wire [127:0] drain_words_data;
    wire         drain_words_last;
    wire         drain_events_valid;
    wire         drain_events_function;
    wire [4:0]   drain_events_event;
    wire [13:0]  drain_events_bytes;
    wire         drain_behind;
    wire         drain_drain_busy;

    assign pieces_ready_o = store_pieces_ready;
    assign decided_valid_o = store_decided_valid;
    assign decided_queue_o = store_decided_queue;
    assign decided_given_o = store_decided_given;
    assign cost_valid_o = store_cost_valid;
    assign cost_function_o = store_cost_function;
    assign cost_bus_o = store_cost_bus;
    assign cost_wire_o = store_cost_wire;
    assign waits_o = store_allowed;
    assign reads_valid_o = planner_reads_valid;
    assign reads_function_o = planner_reads_function;
    assign reads_address_o = planner_reads_address;
    assign reads_bytes_o = planner_reads_bytes;
    assign reads_kind_o = planner_reads_kind;
    assign reads_context_o = planner_reads_context;
    assign answers_ready_o = packer_answers_ready;
    assign stop_valid_o = packer_stop_valid;
    assign stop_queue_o = packer_stop_queue;
    assign stop_epoch_o = packer_stop_epoch;
    assign stop_error_o = packer_stop_error;
    assign order_entered_valid = store_decided_valid & store_decided_given;
    assign elements_valid_o = order_elements_valid;
    assign elements_queue_o = order_elements_queue;
    assign elements_epoch_o = order_elements_epoch;
    assign elements_id_o = order_elements_id;
    assign elements_bytes_o = order_elements_bytes;
    assign elements_slots_o = order_elements_slots;
    assign elements_last_o = order_elements_last;
    assign elements_more_o = order_elements_more;
    assign ask_queue_o = order_ask_queue;
    assign frames_valid_o = drain_frames_valid;
    assign frames_queue_o = drain_frames_queue;
    assign frames_epoch_o = drain_frames_epoch;
    assign frames_length_o = drain_frames_length;
    assign frames_checksum_o = drain_frames_checksum;
    assign frames_start_o = drain_frames_start;
    assign frames_place_o = drain_frames_place;
    assign words_valid_o = drain_words_valid;
    assign words_data_o = drain_words_data;
    assign words_last_o = drain_words_last;
    assign events_valid_o = drain_events_valid;
    assign events_function_o = drain_events_function;
    assign events_event_o = drain_events_event;
    assign events_bytes_o = drain_events_bytes;
    assign behind_o = drain_behind;
    assign ready_o = order_ready;
    assign drain_busy_o = order_drain_busy | drain_drain_busy;

    chain_store store (
        .clk                  (clk),
        .rst                  (rst),
        .pieces_valid_i       (pieces_valid_i),
        .pieces_ready_o       (store_pieces_ready),
        .pieces_queue_i       (pieces_queue_i),
        .pieces_epoch_i       (pieces_epoch_i),
        .pieces_none_i        (pieces_none_i),
        .pieces_address_i     (pieces_address_i),
        .pieces_bytes_i       (pieces_bytes_i),
        .pieces_last_i        (pieces_last_i),
        .pieces_id_i          (pieces_id_i),
        .pieces_slots_i       (pieces_slots_i),
        .decided_valid_o      (store_decided_valid),
        .decided_queue_o      (store_decided_queue),
        .decided_given_o      (store_decided_given),
        .arrived_valid_o      (store_arrived_valid),
        .arrived_function_o   (store_arrived_function),
        .cost_valid_o         (store_cost_valid),
        .cost_function_o      (store_cost_function),
        .cost_bus_o           (store_cost_bus),
        .cost_wire_o          (store_cost_wire),
        .allowed_o            (store_allowed),
        .head_function_i      (planner_head_function),
        .head_pop_i           (planner_head_pop),
        .head_pop_chain_i     (planner_head_pop_chain),
        .head_pending_o       (store_head_pending),
        .head_piece_address_o (store_head_piece_address),
        .head_piece_bytes_o   (store_head_piece_bytes),
        .head_piece_last_o    (store_head_piece_last),
        .head_chain_queue_o   (store_head_chain_queue),
        .head_chain_epoch_o   (store_head_chain_epoch),
        .head_chain_id_o      (store_head_chain_id),
        .head_chain_slots_o   (store_head_chain_slots),
        .head_chain_bytes_o   (store_head_chain_bytes)
    );

    read_planner planner (
        .clk                     (clk),
        .rst                     (rst),
        .change_valid_i          (change_valid_i),
        .change_queue_i          (change_queue_i),
        .change_running_i        (change_running_i),
        .change_beginning_i      (change_beginning_i),
        .change_epoch_i          (change_epoch_i),
        .arrived_valid_i         (store_arrived_valid),
        .arrived_function_i      (store_arrived_function),
        .head_function_o         (planner_head_function),
        .head_pop_o              (planner_head_pop),
        .head_pop_chain_o        (planner_head_pop_chain),
        .head_pending_i          (store_head_pending),
        .head_piece_address_i    (store_head_piece_address),
        .head_piece_bytes_i      (store_head_piece_bytes),
        .head_piece_last_i       (store_head_piece_last),
        .head_chain_queue_i      (store_head_chain_queue),
        .head_chain_epoch_i      (store_head_chain_epoch),
        .head_chain_id_i         (store_head_chain_id),
        .head_chain_slots_i      (store_head_chain_slots),
        .head_chain_bytes_i      (store_head_chain_bytes),
        .allowed_i               (allowed_i),
        .freed_valid_i           (drain_freed_valid),
        .freed_function_i        (drain_freed_function),
        .freed_position_i        (drain_freed_position),
        .ended_valid_i           (drain_ended_valid),
        .ended_function_i        (drain_ended_function),
        .reads_valid_o           (planner_reads_valid),
        .reads_ready_i           (reads_ready_i),
        .reads_function_o        (planner_reads_function),
        .reads_address_o         (planner_reads_address),
        .reads_bytes_o           (planner_reads_bytes),
        .reads_kind_o            (planner_reads_kind),
        .reads_context_o         (planner_reads_context),
        .asked_valid_o           (planner_asked_valid),
        .asked_function_o        (planner_asked_function),
        .asked_frame_o           (planner_asked_frame),
        .planned_valid_o         (planner_planned_valid),
        .planned_function_o      (planner_planned_function),
        .planned_frame_o         (planner_planned_frame),
        .planned_plan_queue_o    (planner_planned_plan_queue),
        .planned_plan_epoch_o    (planner_planned_plan_epoch),
        .planned_plan_id_o       (planner_planned_plan_id),
        .planned_plan_slots_o    (planner_planned_plan_slots),
        .planned_plan_length_o   (planner_planned_plan_length),
        .planned_plan_fate_o     (planner_planned_plan_fate),
        .planned_plan_position_o (planner_planned_plan_position),
        .planned_plan_words_o    (planner_planned_plan_words)
    );

    answer_packer packer (
        .clk                   (clk),
        .rst                   (rst),
        .answers_valid_i       (answers_valid_i),
        .answers_ready_o       (packer_answers_ready),
        .answers_data_i        (answers_data_i),
        .answers_last_i        (answers_last_i),
        .answers_context_i     (answers_context_i),
        .answers_fault_i       (answers_fault_i),
        .writes_valid_o        (packer_writes_valid),
        .writes_even_address_o (packer_writes_even_address),
        .writes_even_mask_o    (packer_writes_even_mask),
        .writes_odd_address_o  (packer_writes_odd_address),
        .writes_odd_mask_o     (packer_writes_odd_mask),
        .writes_data_o         (packer_writes_data),
        .answered_valid_o      (packer_answered_valid),
        .answered_function_o   (packer_answered_function),
        .answered_frame_o      (packer_answered_frame),
        .stop_valid_o          (packer_stop_valid),
        .stop_queue_o          (packer_stop_queue),
        .stop_epoch_o          (packer_stop_epoch),
        .stop_error_o          (packer_stop_error)
    );

    reorder_memory memory (
        .clk                   (clk),
        .writes_valid_i        (packer_writes_valid),
        .writes_even_address_i (packer_writes_even_address),
        .writes_even_mask_i    (packer_writes_even_mask),
        .writes_odd_address_i  (packer_writes_odd_address),
        .writes_odd_mask_i     (packer_writes_odd_mask),
        .writes_data_i         (packer_writes_data),
        .read_function_i       (drain_read_function),
        .read_word_i           (drain_read_word),
        .read_data_o           (memory_read_data)
    );

    frame_order order (
        .clk                     (clk),
        .rst                     (rst),
        .change_valid_i          (change_valid_i),
        .change_queue_i          (change_queue_i),
        .change_running_i        (change_running_i),
        .change_beginning_i      (change_beginning_i),
        .change_epoch_i          (change_epoch_i),
        .entered_valid_i         (order_entered_valid),
        .entered_queue_i         (store_decided_queue),
        .asked_valid_i           (planner_asked_valid),
        .asked_function_i        (planner_asked_function),
        .asked_frame_i           (planner_asked_frame),
        .planned_valid_i         (planner_planned_valid),
        .planned_function_i      (planner_planned_function),
        .planned_frame_i         (planner_planned_frame),
        .planned_plan_queue_i    (planner_planned_plan_queue),
        .planned_plan_epoch_i    (planner_planned_plan_epoch),
        .planned_plan_id_i       (planner_planned_plan_id),
        .planned_plan_slots_i    (planner_planned_plan_slots),
        .planned_plan_length_i   (planner_planned_plan_length),
        .planned_plan_fate_i     (planner_planned_plan_fate),
        .planned_plan_position_i (planner_planned_plan_position),
        .planned_plan_words_i    (planner_planned_plan_words),
        .answered_valid_i        (packer_answered_valid),
        .answered_function_i     (packer_answered_function),
        .answered_frame_i        (packer_answered_frame),
        .failed_valid_i          (packer_stop_valid),
        .failed_queue_i          (packer_stop_queue),
        .elements_valid_o        (order_elements_valid),
        .elements_ready_i        (elements_ready_i),
        .elements_queue_o        (order_elements_queue),
        .elements_epoch_o        (order_elements_epoch),
        .elements_id_o           (order_elements_id),
        .elements_bytes_o        (order_elements_bytes),
        .elements_slots_o        (order_elements_slots),
        .elements_last_o         (order_elements_last),
        .elements_more_o         (order_elements_more),
        .ask_queue_o             (order_ask_queue),
        .ask_room_i              (ask_room_i),
        .complete_valid_o        (order_complete_valid),
        .complete_ready_i        (drain_complete_ready),
        .complete_queue_o        (order_complete_queue),
        .complete_epoch_o        (order_complete_epoch),
        .complete_length_o       (order_complete_length),
        .complete_fate_o         (order_complete_fate),
        .complete_position_o     (order_complete_position),
        .complete_words_o        (order_complete_words),
        .ready_o                 (order_ready),
        .drain_queue_i           (drain_queue_i),
        .drain_busy_o            (order_drain_busy)
    );

    frame_drain drain (
        .clk                 (clk),
        .rst                 (rst),
        .change_valid_i      (change_valid_i),
        .change_queue_i      (change_queue_i),
        .change_running_i    (change_running_i),
        .change_beginning_i  (change_beginning_i),
        .change_epoch_i      (change_epoch_i),
        .complete_valid_i    (order_complete_valid),
        .complete_ready_o    (drain_complete_ready),
        .complete_queue_i    (order_complete_queue),
        .complete_epoch_i    (order_complete_epoch),
        .complete_length_i   (order_complete_length),
        .complete_fate_i     (order_complete_fate),
        .complete_position_i (order_complete_position),
        .complete_words_i    (order_complete_words),
        .read_function_o     (drain_read_function),
        .read_word_o         (drain_read_word),
        .read_data_i         (memory_read_data),
        .freed_valid_o       (drain_freed_valid),
        .freed_function_o    (drain_freed_function),
        .freed_position_o    (drain_freed_position),
        .ended_valid_o       (drain_ended_valid),
        .ended_function_o    (drain_ended_function),
        .frames_valid_o      (drain_frames_valid),
        .frames_ready_i      (frames_ready_i),
        .frames_queue_o      (drain_frames_queue),
        .frames_epoch_o      (drain_frames_epoch),
        .frames_length_o     (drain_frames_length),
        .frames_checksum_o   (drain_frames_checksum),
        .frames_start_o      (drain_frames_start),
        .frames_place_o      (drain_frames_place),
        .words_valid_o       (drain_words_valid),
        .words_ready_i       (words_ready_i),
        .words_data_o        (drain_words_data),
        .words_last_o        (drain_words_last),
        .events_valid_o      (drain_events_valid),
        .events_ready_i      (events_ready_i),
        .events_function_o   (drain_events_function),
        .events_event_o      (drain_events_event),
        .events_bytes_o      (drain_events_bytes),
        .behind_o            (drain_behind),
        .drain_queue_i       (drain_queue_i),
        .drain_busy_o        (drain_drain_busy)
    );

endmodule

`default_nettype wire
