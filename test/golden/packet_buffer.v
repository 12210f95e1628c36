/* verilator lint_off DECLFILENAME */
`default_nettype none

// Chained free cells: taken one a clock, put back as whole chains.
// Parameters: bufferCells = 128
module free_list (
    input  wire        clk,
    input  wire        rst,
    output wire [6:0]  cell_o,
    output wire [6:0]  first_o,
    output wire        available_o,
    input  wire        take_i,
    input  wire        keep_i,
    input  wire        rewind_i,
    // refused
    input  wire        refused_valid_i,
    input  wire [6:0]  refused_head_i,
    input  wire [6:0]  refused_tail_i,
    input  wire [13:0] refused_last_offset_i,
    // finished
    input  wire        finished_valid_i,
    output wire        finished_ready_o,
    input  wire [6:0]  finished_head_i,
    input  wire [6:0]  finished_tail_i,
    input  wire [13:0] finished_last_offset_i,
    // chain
    input  wire [6:0]  chain_cell_i,
    output wire [6:0]  chain_next_o,
    output wire        ready_o
);

    reg        sweep_active_q;
    reg  [6:0] sweep_index_q;
    reg  [6:0] front_q;
    reg  [6:0] first_q;
    reg  [7:0] used_q;
    reg  [6:0] end_q;
    reg  [7:0] free_q;
    reg  [7:0] returned_q;
    wire [6:0] front;
    wire       link;
    wire [6:0] from;
    wire [6:0] to;
    reg  [6:0] next_rdata_q;
    wire       returning;
    reg  [6:0] next_rdata1_q;

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

    assign ready_o = ~sweep_active_q;
    assign front = rewind_i ? first_q : take_i ? next_rdata_q : front_q;

    wire [13:0] front_choice = refused_valid_i ? refused_last_offset_i : finished_last_offset_i;
    always @(posedge clk) begin
        front_q <= front;
        if (rewind_i) begin
            used_q <= 8'd0;
        end else if (take_i) begin
            used_q <= keep_i ? 8'd0 : (used_q + 8'd1);
        end
        if (take_i & keep_i) begin
            first_q <= next_rdata_q;
        end
        returned_q <= returning ? (front_choice[13:6] + 8'd1) : 8'd0;
        if (returning) begin
            end_q <= refused_valid_i ? refused_tail_i : finished_tail_i;
        end
        free_q <= free_q + returned_q + (rewind_i ? used_q : {8{take_i}});
        if (rst) begin
            front_q <= 7'd0;
            used_q <= 8'd0;
            first_q <= 7'd0;
            returned_q <= 8'd0;
            end_q <= 7'd127;
            free_q <= 8'd128;
        end
    end

    assign cell_o = front_q;
    assign first_o = first_q;
    assign finished_ready_o = ~refused_valid_i;
    assign returning = refused_valid_i | finished_valid_i;
    assign available_o = |free_q[7:1];
    assign link = sweep_active_q | returning;
    assign from = sweep_active_q ? sweep_index_q : end_q;
    assign to = sweep_active_q ? (sweep_index_q + 7'd1) : refused_valid_i ? refused_head_i : finished_head_i;
    assign chain_next_o = next_rdata1_q;

    (* ram_style = "block" *)
    reg [6:0] next [0:127];
    always @(posedge clk) begin
        if (link) begin
            next[from] <= to;
        end
        next_rdata_q <= next[front];
        next_rdata1_q <= next[chain_cell_i];
    end

    wire unused = &{1'b0, front_choice[5:0]};

endmodule

// The words of all frames in the packet buffer.
// Parameters: hostDataBits = 128, bufferCells = 128
module cell_memory (
    input  wire         clk,
    // store
    input  wire         store_valid_i,
    input  wire [8:0]   store_address_i,
    input  wire [127:0] store_data_i,
    input  wire [8:0]   address_i,
    output wire [127:0] data_o
);

    reg  [127:0] words_rdata_q;

    assign data_o = words_rdata_q;

    (* ram_style = "block" *)
    reg [127:0] words [0:511];
    always @(posedge clk) begin
        if (store_valid_i) begin
            words[store_address_i] <= store_data_i;
        end
        words_rdata_q <= words[address_i];
    end

endmodule

// Cells that each function holds, against its quota.
// Parameters: functions = 2, bufferCells = 128
module quota_ledger (
    input  wire       clk,
    input  wire       rst,
    // write
    input  wire       write_valid_i,
    input  wire       write_function_i,
    input  wire [7:0] write_cells_i,
    // lookup
    input  wire       lookup_function_i,
    input  wire [7:0] lookup_count_less_one_i,
    output wire       over_o,
    // charge
    input  wire       charge_valid_i,
    input  wire       charge_function_i,
    input  wire [7:0] charge_count_less_one_i,
    // discharge
    input  wire       discharge_valid_i,
    input  wire       discharge_function_i,
    input  wire [7:0] discharge_count_less_one_i
);

    reg        sweep_active_q;
    reg        sweep_index_q;
    wire [7:0] charged_rdata;
    wire [7:0] discharged_rdata;
    reg  [7:0] found_charged_q;
    reg  [7:0] found_discharged_q;
    reg  [7:0] found_quota_q;
    reg  [7:0] found_count_less_one_q;
    wire [7:0] charged_rdata1;
    wire [7:0] discharged_rdata1;
    wire [7:0] quotas_rdata;
    reg  [8:0] demand_cells_less_one_q;
    reg  [7:0] demand_quota_q;

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
        found_charged_q <= charged_rdata1;
        found_discharged_q <= discharged_rdata1;
        found_quota_q <= quotas_rdata;
        found_count_less_one_q <= lookup_count_less_one_i;
    end

    always @(posedge clk) begin
        demand_cells_less_one_q <= {1'd0, found_charged_q - found_discharged_q} + {1'd0, found_count_less_one_q};
        demand_quota_q <= found_quota_q;
    end

    assign over_o = {1'd0, demand_quota_q} <= demand_cells_less_one_q;

    (* ram_style = "distributed" *)
    reg [7:0] charged [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | charge_valid_i) begin
            charged[sweep_active_q ? sweep_index_q : charge_function_i] <= sweep_active_q ? 8'd0 : (charged_rdata + charge_count_less_one_i + 8'd1);
        end
    end
    assign charged_rdata = charged[charge_function_i];
    assign charged_rdata1 = charged[lookup_function_i];

    (* ram_style = "distributed" *)
    reg [7:0] discharged [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | discharge_valid_i) begin
            discharged[sweep_active_q ? sweep_index_q : discharge_function_i] <= sweep_active_q ? 8'd0 : (discharged_rdata + discharge_count_less_one_i + 8'd1);
        end
    end
    assign discharged_rdata = discharged[discharge_function_i];
    assign discharged_rdata1 = discharged[lookup_function_i];

    (* ram_style = "distributed" *)
    reg [7:0] quotas [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | write_valid_i) begin
            quotas[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 8'd0 : write_cells_i;
        end
    end
    assign quotas_rdata = quotas[lookup_function_i];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, turn: u3, place: u8, selected: u5, series: u2, epoch: u8, verified: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 4
module fifo_payload56_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [2:0]  up_turn_i,
    input  wire [7:0]  up_place_i,
    input  wire [4:0]  up_selected_i,
    input  wire [1:0]  up_series_i,
    input  wire [7:0]  up_epoch_i,
    input  wire        up_verified_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [2:0]  down_turn_o,
    output wire [7:0]  down_place_o,
    output wire [4:0]  down_selected_o,
    output wire [1:0]  down_series_o,
    output wire [7:0]  down_epoch_o,
    output wire        down_verified_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [55:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_turn_o = words_rdata[3:1];
    assign down_place_o = words_rdata[11:4];
    assign down_selected_o = words_rdata[16:12];
    assign down_series_o = words_rdata[18:17];
    assign down_epoch_o = words_rdata[26:19];
    assign down_verified_o = words_rdata[27];
    assign down_chain_head_o = words_rdata[34:28];
    assign down_chain_tail_o = words_rdata[41:35];
    assign down_chain_last_offset_o = words_rdata[55:42];

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
    reg [55:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_verified_i, up_epoch_i, up_series_i,
                    up_selected_i, up_place_i, up_turn_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, series: u2, bytes: u15}, depth = 4
module fifo_payload26_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_epoch_i,
    input  wire [1:0]  up_series_i,
    input  wire [14:0] up_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_epoch_o,
    output wire [1:0]  down_series_o,
    output wire [14:0] down_bytes_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [25:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_series_o = words_rdata[10:9];
    assign down_bytes_o = words_rdata[25:11];

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
    reg [25:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_bytes_i, up_series_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, outcome: u2, place: u8, epoch: u8, verified: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 4
module fifo_payload48_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [1:0]  up_outcome_i,
    input  wire [7:0]  up_place_i,
    input  wire [7:0]  up_epoch_i,
    input  wire        up_verified_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [1:0]  down_outcome_o,
    output wire [7:0]  down_place_o,
    output wire [7:0]  down_epoch_o,
    output wire        down_verified_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [47:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_outcome_o = words_rdata[2:1];
    assign down_place_o = words_rdata[10:3];
    assign down_epoch_o = words_rdata[18:11];
    assign down_verified_o = words_rdata[19];
    assign down_chain_head_o = words_rdata[26:20];
    assign down_chain_tail_o = words_rdata[33:27];
    assign down_chain_last_offset_o = words_rdata[47:34];

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
    reg [47:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_verified_i, up_epoch_i, up_place_i,
                    up_outcome_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Frames waiting in each queue and attempts for their buffers, as linked lists.
// Parameters: queues = 2, framesPerQueue = 16, bufferCells = 128
module frame_lists (
    input  wire        clk,
    input  wire        rst,
    // append
    input  wire        append_valid_i,
    input  wire        append_queue_i,
    input  wire [7:0]  append_place_i,
    input  wire [7:0]  append_epoch_i,
    input  wire        append_verified_i,
    input  wire [6:0]  append_chain_head_i,
    input  wire [6:0]  append_chain_tail_i,
    input  wire [13:0] append_chain_last_offset_i,
    // select
    input  wire        select_valid_i,
    output wire        select_ready_o,
    input  wire        select_queue_i,
    input  wire [2:0]  select_turn_i,
    // attempts
    output wire        attempts_valid_o,
    input  wire        attempts_ready_i,
    output wire        attempts_queue_o,
    output wire [7:0]  attempts_epoch_o,
    output wire [1:0]  attempts_series_o,
    output wire [14:0] attempts_bytes_o,
    // outcomes
    input  wire        outcomes_valid_i,
    output wire        outcomes_ready_o,
    input  wire        outcomes_queue_i,
    input  wire [1:0]  outcomes_series_i,
    input  wire [1:0]  outcomes_outcome_i,
    input  wire [4:0]  outcomes_buffers_i,
    // parked
    output wire        parked_valid_o,
    output wire        parked_queue_o,
    output wire [4:0]  parked_frames_o,
    output wire [2:0]  parked_turn_o,
    // decided
    output wire        decided_valid_o,
    input  wire        decided_ready_i,
    output wire        decided_queue_o,
    output wire [1:0]  decided_outcome_o,
    output wire [7:0]  decided_place_o,
    output wire [7:0]  decided_epoch_o,
    output wire        decided_verified_o,
    output wire [6:0]  decided_chain_head_o,
    output wire [6:0]  decided_chain_tail_o,
    output wire [13:0] decided_chain_last_offset_o,
    // left
    input  wire        left_valid_i,
    input  wire        left_queue_i,
    input  wire        lookup_queue_i,
    output wire        full_o,
    // drain
    input  wire        drain_queue_i,
    output wire        drain_busy_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    reg         selecting_q;
    reg         taken_valid_q;
    reg         taken_queue_q;
    reg  [2:0]  taken_turn_q;
    reg  [7:0]  taken_place_q;
    reg  [4:0]  from_selected_q;
    reg  [1:0]  from_series_q;
    reg         more_q;
    reg         failed_valid_q;
    reg         failed_queue_q;
    reg  [7:0]  failed_place_q;
    reg  [2:0]  failed_turn_q;
    reg  [4:0]  failed_at_q;
    reg         is_current_q;
    reg  [2:0]  open_q;
    wire        open_up_ready;
    wire [7:0]  open_up_epoch;
    wire        open_up_verified;
    wire [6:0]  open_up_chain_head;
    wire [6:0]  open_up_chain_tail;
    wire [13:0] open_up_chain_last_offset;
    wire        open_down_valid;
    wire        open_down_queue;
    wire [2:0]  open_down_turn;
    wire [7:0]  open_down_place;
    wire [4:0]  open_down_selected;
    wire [1:0]  open_down_series;
    wire [7:0]  open_down_epoch;
    wire        open_down_verified;
    wire [6:0]  open_down_chain_head;
    wire [6:0]  open_down_chain_tail;
    wire [13:0] open_down_chain_last_offset;
    wire [2:0]  open_count;
    wire        asked_up_ready;
    wire [7:0]  asked_up_epoch;
    wire [14:0] asked_up_bytes;
    wire        asked_down_valid;
    wire        asked_down_queue;
    wire [7:0]  asked_down_epoch;
    wire [1:0]  asked_down_series;
    wire [14:0] asked_down_bytes;
    wire [2:0]  asked_count;
    wire        settled_up_valid;
    wire        settled_up_ready;
    wire        settled_down_valid;
    wire        settled_down_queue;
    wire [1:0]  settled_down_outcome;
    wire [7:0]  settled_down_place;
    wire [7:0]  settled_down_epoch;
    wire        settled_down_verified;
    wire [6:0]  settled_down_chain_head;
    wire [6:0]  settled_down_chain_tail;
    wire [13:0] settled_down_chain_last_offset;
    wire [2:0]  settled_count;
    wire [15:0] positions_rdata;
    wire [7:0]  first_rdata;
    wire [7:0]  place;
    reg         may_open_q;
    wire [4:0]  appended_rdata;
    reg  [7:0]  links_rdata_q;
    reg  [36:0] frames_rdata_q;
    wire [15:0] positions_rdata1;
    wire        ends;
    wire [15:0] positions_rdata2;
    wire [4:0]  appended_rdata1;
    wire [15:0] positions_rdata3;
    wire        under_way;
    wire [4:0]  left_rdata;
    wire [7:0]  last_rdata;
    wire [4:0]  appended_rdata2;
    wire [4:0]  left_rdata1;
    reg  [4:0]  asked_appended_q;
    reg  [4:0]  asked_left_q;
    reg         full_q;
    reg  [4:0]  drained_appended_q;
    reg  [4:0]  drained_left_q;
    reg         busy_q;
    wire [4:0]  appended_rdata3;
    wire [4:0]  left_rdata2;
    wire [4:0]  appended_rdata4;
    wire [4:0]  left_rdata3;

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

    wire select_fire = select_valid_i & select_ready_o;
    wire selecting_equal = outcomes_outcome_i == 2'd1;
    always @(posedge clk) begin
        selecting_q <= ~selecting_q;
        taken_valid_q <= select_fire;
        taken_queue_q <= select_queue_i;
        taken_turn_q <= select_turn_i;
        taken_place_q <= place;
        from_selected_q <= positions_rdata[13:9];
        from_series_q <= positions_rdata[15:14];
        more_q <= appended_rdata != (positions_rdata[13:9] + 5'd1);
        is_current_q <= (positions_rdata1[15:14] == open_down_series) & ~(failed_valid_q & (failed_queue_q == open_down_queue));
        failed_valid_q <= ends & selecting_equal & is_current_q;
        failed_queue_q <= open_down_queue;
        failed_turn_q <= open_down_turn;
        failed_place_q <= open_down_place;
        failed_at_q <= open_down_selected;
        if (select_fire ^ ends) begin
            open_q <= open_q + {{2{ends}}, 1'd1};
        end
        if (rst) begin
            selecting_q <= 1'd1;
            taken_valid_q <= 1'd0;
            failed_valid_q <= 1'd0;
            open_q <= 3'd0;
        end
    end

    assign place = positions_rdata[0] ? positions_rdata[8:1] : first_rdata;
    assign select_ready_o = selecting_q & may_open_q & ~failed_valid_q;
    assign open_up_epoch = frames_rdata_q[7:0];
    assign open_up_verified = frames_rdata_q[8];
    assign open_up_chain_head = frames_rdata_q[15:9];
    assign open_up_chain_tail = frames_rdata_q[22:16];
    assign open_up_chain_last_offset = frames_rdata_q[36:23];
    assign asked_up_epoch = frames_rdata_q[7:0];
    assign asked_up_bytes = {1'd0, frames_rdata_q[36:23]} + 15'hd;
    assign attempts_valid_o = asked_down_valid;
    assign attempts_queue_o = asked_down_queue;
    assign attempts_epoch_o = asked_down_epoch;
    assign attempts_series_o = asked_down_series;
    assign attempts_bytes_o = asked_down_bytes;

    wire ends_or = selecting_equal | ~is_current_q;
    wire ends_and = ~selecting_q & open_down_valid & (ends_or | settled_up_ready);
    assign ends = ends_and & outcomes_valid_i;

    assign outcomes_ready_o = ends_and;
    assign settled_up_valid = ~selecting_q & open_down_valid & outcomes_valid_i & ~ends_or;
    assign decided_valid_o = settled_down_valid;
    assign decided_queue_o = settled_down_queue;
    assign decided_outcome_o = settled_down_outcome;
    assign decided_place_o = settled_down_place;
    assign decided_epoch_o = settled_down_epoch;
    assign decided_verified_o = settled_down_verified;
    assign decided_chain_head_o = settled_down_chain_head;
    assign decided_chain_tail_o = settled_down_chain_tail;
    assign decided_chain_last_offset_o = settled_down_chain_last_offset;

    always @(posedge clk) begin
        may_open_q <= (open_q < 3'd3) | ((open_q == 3'd3) & ~select_fire);
        if (rst) begin
            may_open_q <= 1'd0;
        end
    end

    assign parked_valid_o = failed_valid_q;
    assign parked_queue_o = failed_queue_q;
    assign parked_frames_o = positions_rdata2[13:9] - failed_at_q;
    assign parked_turn_o = failed_turn_q;
    assign under_way = (select_fire & (select_queue_i == append_queue_i)) | (taken_valid_q & (taken_queue_q == append_queue_i));

    always @(posedge clk) begin
        asked_appended_q <= appended_rdata3;
        asked_left_q <= left_rdata2;
        full_q <= (asked_appended_q ^ asked_left_q) == 5'd16;
        drained_appended_q <= appended_rdata4;
        drained_left_q <= left_rdata3;
        busy_q <= drained_appended_q != drained_left_q;
    end

    assign full_o = full_q;
    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [4:0] appended [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | append_valid_i) begin
            appended[sweep_active_q ? sweep_index_q : append_queue_i] <= sweep_active_q ? 5'd0 : (appended_rdata2 + 5'd1);
        end
    end
    assign appended_rdata = appended[select_queue_i];
    assign appended_rdata1 = appended[append_queue_i];
    assign appended_rdata2 = appended[append_queue_i];
    assign appended_rdata3 = appended[lookup_queue_i];
    assign appended_rdata4 = appended[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [4:0] left [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | left_valid_i) begin
            left[sweep_active_q ? sweep_index_q : left_queue_i] <= sweep_active_q ? 5'd0 : (left_rdata1 + 5'd1);
        end
    end
    assign left_rdata = left[append_queue_i];
    assign left_rdata1 = left[left_queue_i];
    assign left_rdata2 = left[lookup_queue_i];
    assign left_rdata3 = left[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [7:0] last [0:1];
    always @(posedge clk) begin
        if (append_valid_i) begin
            last[append_queue_i] <= append_place_i;
        end
    end
    assign last_rdata = last[append_queue_i];

    (* ram_style = "distributed" *)
    reg [7:0] first [0:1];
    always @(posedge clk) begin
        if (append_valid_i & (under_way ? (appended_rdata1 == (positions_rdata3[13:9] + 5'd1)) : (appended_rdata1 == positions_rdata3[13:9]))) begin
            first[append_queue_i] <= append_place_i;
        end
    end
    assign first_rdata = first[select_queue_i];

    (* ram_style = "distributed" *)
    reg [15:0] positions [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (taken_valid_q | failed_valid_q)) begin
            positions[sweep_active_q ? sweep_index_q : failed_valid_q ? failed_queue_q : taken_queue_q] <= {sweep_active_q ? 2'd0 : failed_valid_q ? (positions_rdata2[15:14] + 2'd1) : from_series_q,
                    sweep_active_q ? 5'd0 : failed_valid_q ? failed_at_q : (from_selected_q + 5'd1),
                    failed_valid_q ? failed_place_q : links_rdata_q,
                    (failed_valid_q | more_q) & ~sweep_active_q};
        end
    end
    assign positions_rdata = positions[select_queue_i];
    assign positions_rdata1 = positions[open_down_queue];
    assign positions_rdata2 = positions[failed_queue_q];
    assign positions_rdata3 = positions[append_queue_i];

    (* ram_style = "block" *)
    reg [7:0] links [0:255];
    always @(posedge clk) begin
        if (append_valid_i & (appended_rdata1 != left_rdata)) begin
            links[last_rdata] <= append_place_i;
        end
        links_rdata_q <= links[place];
    end

    (* ram_style = "block" *)
    reg [36:0] frames [0:255];
    always @(posedge clk) begin
        if (append_valid_i) begin
            frames[append_place_i] <= {append_chain_last_offset_i, append_chain_tail_i, append_chain_head_i, append_verified_i, append_epoch_i};
        end
        frames_rdata_q <= frames[place];
    end

    fifo_payload56_depth4 open (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (taken_valid_q),
        .up_ready_o               (open_up_ready),
        .up_queue_i               (taken_queue_q),
        .up_turn_i                (taken_turn_q),
        .up_place_i               (taken_place_q),
        .up_selected_i            (from_selected_q),
        .up_series_i              (from_series_q),
        .up_epoch_i               (open_up_epoch),
        .up_verified_i            (open_up_verified),
        .up_chain_head_i          (open_up_chain_head),
        .up_chain_tail_i          (open_up_chain_tail),
        .up_chain_last_offset_i   (open_up_chain_last_offset),
        .down_valid_o             (open_down_valid),
        .down_ready_i             (ends),
        .down_queue_o             (open_down_queue),
        .down_turn_o              (open_down_turn),
        .down_place_o             (open_down_place),
        .down_selected_o          (open_down_selected),
        .down_series_o            (open_down_series),
        .down_epoch_o             (open_down_epoch),
        .down_verified_o          (open_down_verified),
        .down_chain_head_o        (open_down_chain_head),
        .down_chain_tail_o        (open_down_chain_tail),
        .down_chain_last_offset_o (open_down_chain_last_offset),
        .count_o                  (open_count)
    );

    fifo_payload26_depth4 asked (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (taken_valid_q),
        .up_ready_o    (asked_up_ready),
        .up_queue_i    (taken_queue_q),
        .up_epoch_i    (asked_up_epoch),
        .up_series_i   (from_series_q),
        .up_bytes_i    (asked_up_bytes),
        .down_valid_o  (asked_down_valid),
        .down_ready_i  (attempts_ready_i),
        .down_queue_o  (asked_down_queue),
        .down_epoch_o  (asked_down_epoch),
        .down_series_o (asked_down_series),
        .down_bytes_o  (asked_down_bytes),
        .count_o       (asked_count)
    );

    fifo_payload48_depth4 settled (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (settled_up_valid),
        .up_ready_o               (settled_up_ready),
        .up_queue_i               (open_down_queue),
        .up_outcome_i             (outcomes_outcome_i),
        .up_place_i               (open_down_place),
        .up_epoch_i               (open_down_epoch),
        .up_verified_i            (open_down_verified),
        .up_chain_head_i          (open_down_chain_head),
        .up_chain_tail_i          (open_down_chain_tail),
        .up_chain_last_offset_i   (open_down_chain_last_offset),
        .down_valid_o             (settled_down_valid),
        .down_ready_i             (decided_ready_i),
        .down_queue_o             (settled_down_queue),
        .down_outcome_o           (settled_down_outcome),
        .down_place_o             (settled_down_place),
        .down_epoch_o             (settled_down_epoch),
        .down_verified_o          (settled_down_verified),
        .down_chain_head_o        (settled_down_chain_head),
        .down_chain_tail_o        (settled_down_chain_tail),
        .down_chain_last_offset_o (settled_down_chain_last_offset),
        .count_o                  (settled_count)
    );

    wire unused = &{1'b0, outcomes_queue_i, outcomes_series_i, outcomes_buffers_i, open_up_ready, open_count, asked_up_ready, asked_count, settled_count, positions_rdata1[13:0], positions_rdata2[8:0], positions_rdata3[8:0], positions_rdata3[15:14]};

endmodule

// The places in queues that no copy has.
// Parameters: bufferCells = 128
module copy_place_list (
    input  wire       clk,
    input  wire       rst,
    output wire       available_o,
    output wire [7:0] next_o,
    input  wire       take_i,
    // back
    input  wire       back_valid_i,
    input  wire [7:0] back_place_i
);

    reg        sweep_active_q;
    reg  [6:0] sweep_index_q;
    reg  [6:0] first_q;
    reg  [6:0] end_q;
    reg  [7:0] free_q;
    reg        available_q;
    reg  [7:0] places_rdata_q;

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

    wire end_or = sweep_active_q | back_valid_i;
    wire [6:0] end_sum = first_q + (take_i ? 7'd1 : 7'd0);
    always @(posedge clk) begin
        if (end_or) begin
            end_q <= end_q + 7'd1;
        end
        first_q <= end_sum;
        if (end_or ^ take_i) begin
            free_q <= free_q + {{7{take_i}}, 1'd1};
        end
        available_q <= (8'd16 <= free_q) & ~sweep_active_q;
        if (rst) begin
            end_q <= 7'd0;
            first_q <= 7'd0;
            free_q <= 8'd0;
            available_q <= 1'd0;
        end
    end

    assign next_o = places_rdata_q;
    assign available_o = available_q;

    (* ram_style = "block" *)
    reg [7:0] places [0:127];
    always @(posedge clk) begin
        if (end_or) begin
            places[end_q] <= sweep_active_q ? ({1'd0, sweep_index_q} + 8'd128) : back_place_i;
        end
        places_rdata_q <= places[end_sum];
    end

endmodule

// Reference counts of frames by their first cell.
// Parameters: bufferCells = 128, functions = 2
module copy_counts (
    input  wire       clk,
    input  wire       rst,
    // stored
    input  wire       stored_valid_i,
    input  wire [6:0] stored_head_i,
    input  wire [1:0] stored_copies_i,
    // read
    input  wire       read_valid_i,
    input  wire [6:0] read_head_i,
    output wire       last_o
);

    reg        sweep_active_q;
    reg  [6:0] sweep_index_q;
    reg        reading_q;
    reg  [6:0] head_q;
    reg  [1:0] done_rdata_q;
    reg  [1:0] copies_rdata_q;

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

    always @(posedge clk) begin
        reading_q <= read_valid_i;
        head_q <= read_head_i;
        if (rst) begin
            reading_q <= 1'd0;
        end
    end

    wire [1:0] last_sum = done_rdata_q + 2'd1;
    assign last_o = copies_rdata_q == last_sum;

    (* ram_style = "block" *)
    reg [1:0] copies [0:127];
    always @(posedge clk) begin
        if (stored_valid_i) begin
            copies[stored_head_i] <= stored_copies_i;
        end
        copies_rdata_q <= copies[read_head_i];
    end

    (* ram_style = "block" *)
    reg [1:0] done [0:127];
    always @(posedge clk) begin
        if (sweep_active_q | reading_q) begin
            done[sweep_active_q ? sweep_index_q : head_q] <= (sweep_active_q | last_o) ? 2'd0 : last_sum;
        end
        done_rdata_q <= done[read_head_i];
    end

endmodule

// Takes cells for each frame and reports the frame when its last beat is in; one beat a clock.
// Parameters: netDataBits = 64, bufferCells = 128, functions = 2, queuesPerFunction = 1
module frame_writer (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire [1:0]  up_verdict_functions_i,
    input  wire        up_verdict_drop_i,
    input  wire [4:0]  up_verdict_reason_i,
    input  wire [6:0]  up_verdict_queue_i,
    input  wire        up_verdict_reported_i,
    input  wire        up_verified_i,
    input  wire [6:0]  cell_i,
    input  wire [6:0]  first_i,
    input  wire        available_i,
    input  wire        list_ready_i,
    output wire        take_o,
    output wire        keep_o,
    output wire        rewind_o,
    input  wire        judged_i,
    // beats
    output wire        beats_valid_o,
    output wire [63:0] beats_data_o,
    output wire [2:0]  beats_last_byte_o,
    output wire        beats_last_o,
    output wire [10:0] beats_offset_o,
    output wire [6:0]  beats_cell_o,
    // records
    output wire        records_valid_o,
    input  wire        records_ready_i,
    output wire [2:0]  records_slots_o,
    output wire        records_queue_o,
    output wire        records_queue_exists_o,
    output wire        records_dropped_o,
    output wire [4:0]  records_reason_o,
    output wire        records_reported_o,
    output wire        records_verified_o,
    output wire        records_unfit_o,
    output wire [6:0]  records_chain_head_o,
    output wire [6:0]  records_chain_tail_o,
    output wire [13:0] records_chain_last_offset_o
);

    reg         held_q;
    reg  [63:0] beat_data_q;
    reg  [2:0]  beat_last_byte_q;
    reg         beat_last_q;
    reg  [4:0]  beat_error_q;
    reg  [1:0]  beat_verdict_functions_q;
    reg         beat_verdict_drop_q;
    reg  [4:0]  beat_verdict_reason_q;
    reg  [6:0]  beat_verdict_queue_q;
    reg         beat_verdict_reported_q;
    reg         beat_verified_q;
    reg         welcome_q;
    reg  [10:0] frame_offset_q;
    reg         frame_unfit_q;
    reg         report_valid_q;
    reg  [2:0]  report_record_slots_q;
    reg         report_record_queue_q;
    reg         report_record_queue_exists_q;
    reg         report_record_dropped_q;
    reg  [4:0]  report_record_reason_q;
    reg         report_record_reported_q;
    reg         report_record_verified_q;
    reg         report_record_unfit_q;
    reg  [6:0]  report_record_chain_head_q;
    reg  [6:0]  report_record_chain_tail_q;
    reg  [13:0] report_record_chain_last_offset_q;
    wire        go;
    wire        ended;
    wire        wanting;
    wire        lacking;
    reg  [5:0]  unjudged_q;
    reg         settled_q;
    wire        failed;
    wire        storing;
    wire        erred;
    wire        nobody;

    assign wanting = welcome_q & ~frame_unfit_q;
    assign lacking = wanting & (frame_offset_q[2:0] == 3'd0) & ~available_i;

    always @(posedge clk) begin
        if (ended ^ judged_i) begin
            unjudged_q <= unjudged_q + {{5{judged_i}}, 1'd1};
        end
        settled_q <= (unjudged_q == 6'd0) & ~ended;
        if (rst) begin
            unjudged_q <= 6'd0;
            settled_q <= 1'd1;
        end
    end

    assign go = held_q & ~((lacking & ~settled_q) | (report_valid_q & ~records_ready_i) | ~list_ready_i);
    assign ended = go & beat_last_q;
    assign up_ready_o = ~held_q | go;

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        held_q <= up_fire | (held_q & ~go);
        if (up_fire) begin
            beat_data_q <= up_data_i;
            beat_last_byte_q <= up_last_byte_i;
            beat_last_q <= up_last_i;
            beat_error_q <= up_error_i;
            beat_verdict_functions_q <= up_verdict_functions_i;
            beat_verdict_drop_q <= up_verdict_drop_i;
            beat_verdict_reason_q <= up_verdict_reason_i;
            beat_verdict_queue_q <= up_verdict_queue_i;
            beat_verdict_reported_q <= up_verdict_reported_i;
            beat_verified_q <= up_verified_i;
            welcome_q <= ~up_verdict_drop_i & (|up_verdict_functions_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (go) begin
            frame_offset_q <= beat_last_q ? 11'd0 : (frame_offset_q + 11'd1);
            frame_unfit_q <= ~beat_last_q & (frame_unfit_q | lacking);
        end
        if (rst) begin
            frame_offset_q <= 11'd0;
            frame_unfit_q <= 1'd0;
        end
    end

    assign failed = beat_last_q & (beat_error_q != 5'd0);
    assign storing = go & wanting & ~lacking;
    assign take_o = storing & ~failed & (beat_last_q | (frame_offset_q[2:0] == 3'd7));
    assign keep_o = beat_last_q;
    assign rewind_o = go & wanting & (failed | lacking);
    assign beats_valid_o = storing;
    assign beats_data_o = beat_data_q;
    assign beats_last_byte_o = beat_last_byte_q;
    assign beats_last_o = beat_last_q;
    assign beats_offset_o = frame_offset_q;
    assign beats_cell_o = cell_i;
    assign erred = beat_error_q != 5'd0;
    assign nobody = beat_verdict_functions_q == 2'd0;

    always @(posedge clk) begin
        if (ended) begin
            report_valid_q <= 1'd1;
            report_record_slots_q <= (erred | nobody) ? 3'd4 : {1'd0, beat_verdict_functions_q};
            report_record_queue_q <= beat_verdict_queue_q[0];
            report_record_queue_exists_q <= beat_verdict_queue_q < 7'd1;
            report_record_dropped_q <= erred | beat_verdict_drop_q | nobody;
            report_record_reason_q <= erred ? beat_error_q : beat_verdict_drop_q ? beat_verdict_reason_q : 5'd4;
            report_record_reported_q <= beat_verdict_reported_q;
            report_record_verified_q <= beat_verified_q;
            report_record_unfit_q <= frame_unfit_q | lacking;
            report_record_chain_head_q <= first_i;
            report_record_chain_tail_q <= cell_i;
            report_record_chain_last_offset_q <= {frame_offset_q, beat_last_byte_q};
        end else if (records_ready_i) begin
            report_valid_q <= 1'd0;
        end
        if (rst) begin
            report_valid_q <= 1'd0;
        end
    end

    assign records_valid_o = report_valid_q;
    assign records_slots_o = report_record_slots_q;
    assign records_queue_o = report_record_queue_q;
    assign records_queue_exists_o = report_record_queue_exists_q;
    assign records_dropped_o = report_record_dropped_q;
    assign records_reason_o = report_record_reason_q;
    assign records_reported_o = report_record_reported_q;
    assign records_verified_o = report_record_verified_q;
    assign records_unfit_o = report_record_unfit_q;
    assign records_chain_head_o = report_record_chain_head_q;
    assign records_chain_tail_o = report_record_chain_tail_q;
    assign records_chain_last_offset_o = report_record_chain_last_offset_q;

endmodule

// Gathers beats to words of the host datapath and fills what a frame leaves open with zeros.
// Parameters: netDataBits = 64, hostDataBits = 128, bufferCells = 128
module word_packer (
    input  wire         clk,
    input  wire         rst,
    // beats
    input  wire         beats_valid_i,
    input  wire [63:0]  beats_data_i,
    input  wire [2:0]   beats_last_byte_i,
    input  wire         beats_last_i,
    input  wire [10:0]  beats_offset_i,
    input  wire [6:0]   beats_cell_i,
    // store
    output wire         store_valid_o,
    output wire [8:0]   store_address_o,
    output wire [127:0] store_data_o
);

    reg          valid_q;
    reg  [8:0]   address_q;
    reg  [127:0] lanes_q;

    wire [63:0] valid_joined = {beats_data_i[63:56] & {8{3'd7 <= beats_last_byte_i}}, beats_data_i[55:48] & {8{3'd6 <= beats_last_byte_i}},
            beats_data_i[47:40] & {8{3'd5 <= beats_last_byte_i}},
            beats_data_i[39:32] & {8{3'd4 <= beats_last_byte_i}},
            beats_data_i[31:24] & {8{3'd3 <= beats_last_byte_i}},
            beats_data_i[23:16] & {8{3'd2 <= beats_last_byte_i}},
            beats_data_i[15:8] & {8{3'd1 <= beats_last_byte_i}}, beats_data_i[7:0]};
    always @(posedge clk) begin
        valid_q <= beats_valid_i & (beats_last_i | (beats_offset_i[0] == 1'd1));
        if (beats_valid_i) begin
            address_q <= {beats_cell_i, beats_offset_i[2:1]};
            if (beats_offset_i[0] == 1'd0) begin
                lanes_q[63:0] <= valid_joined;
            end
            if (beats_offset_i[0] == 1'd1) begin
                lanes_q[127:64] <= valid_joined;
            end else if (beats_offset_i[0] == 1'd0) begin
                lanes_q[127:64] <= 64'd0;
            end
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

    assign store_valid_o = valid_q;
    assign store_address_o = address_q;
    assign store_data_o = {lanes_q[127:64], lanes_q[63:0]};

    wire unused = &{1'b0, beats_offset_i[10:3]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {slots: u3, queue: u1, queueExists: u1, dropped: u1, reason: u5, reported: u1, verified: u1, unfit: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 8
module fifo_payload42_depth8 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [2:0]  up_slots_i,
    input  wire        up_queue_i,
    input  wire        up_queue_exists_i,
    input  wire        up_dropped_i,
    input  wire [4:0]  up_reason_i,
    input  wire        up_reported_i,
    input  wire        up_verified_i,
    input  wire        up_unfit_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [2:0]  down_slots_o,
    output wire        down_queue_o,
    output wire        down_queue_exists_o,
    output wire        down_dropped_o,
    output wire [4:0]  down_reason_o,
    output wire        down_reported_o,
    output wire        down_verified_o,
    output wire        down_unfit_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [3:0]  count_o
);

    reg  [2:0]  head_q;
    reg  [2:0]  tail_q;
    reg  [3:0]  held_q;
    wire [41:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_slots_o = words_rdata[2:0];
    assign down_queue_o = words_rdata[3];
    assign down_queue_exists_o = words_rdata[4];
    assign down_dropped_o = words_rdata[5];
    assign down_reason_o = words_rdata[10:6];
    assign down_reported_o = words_rdata[11];
    assign down_verified_o = words_rdata[12];
    assign down_unfit_o = words_rdata[13];
    assign down_chain_head_o = words_rdata[20:14];
    assign down_chain_tail_o = words_rdata[27:21];
    assign down_chain_last_offset_o = words_rdata[41:28];

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
    reg [41:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_unfit_i, up_verified_i, up_reported_i,
                    up_reason_i, up_dropped_i, up_queue_exists_i, up_queue_i, up_slots_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Visits the addressed functions of each frame, one a clock.
// Parameters: functions = 2, queuesPerFunction = 1, bufferCells = 128
module record_walk (
    input  wire        clk,
    input  wire        rst,
    // records
    input  wire        records_valid_i,
    output wire        records_ready_o,
    input  wire [2:0]  records_slots_i,
    input  wire        records_queue_i,
    input  wire        records_queue_exists_i,
    input  wire        records_dropped_i,
    input  wire [4:0]  records_reason_i,
    input  wire        records_reported_i,
    input  wire        records_verified_i,
    input  wire        records_unfit_i,
    input  wire [6:0]  records_chain_head_i,
    input  wire [6:0]  records_chain_tail_i,
    input  wire [13:0] records_chain_last_offset_i,
    input  wire        room_i,
    // visits
    output wire        visits_valid_o,
    output wire [1:0]  visits_slot_o,
    output wire        visits_queue_o,
    output wire        visits_queue_exists_o,
    output wire        visits_dropped_o,
    output wire [4:0]  visits_reason_o,
    output wire        visits_reported_o,
    output wire        visits_verified_o,
    output wire        visits_unfit_o,
    output wire [6:0]  visits_chain_head_o,
    output wire [6:0]  visits_chain_tail_o,
    output wire [13:0] visits_chain_last_offset_o,
    output wire        visits_first_o,
    output wire        visits_last_o
);

    reg  [2:0]  left_q;
    reg         first_q;
    reg         record_queue_q;
    reg         record_queue_exists_q;
    reg         record_dropped_q;
    reg  [4:0]  record_reason_q;
    reg         record_reported_q;
    reg         record_verified_q;
    reg         record_unfit_q;
    reg  [6:0]  record_chain_head_q;
    reg  [6:0]  record_chain_tail_q;
    reg  [13:0] record_chain_last_offset_q;
    reg         visit_valid_q;
    reg  [1:0]  visit_payload_slot_q;
    reg         visit_payload_queue_q;
    reg         visit_payload_queue_exists_q;
    reg         visit_payload_dropped_q;
    reg  [4:0]  visit_payload_reason_q;
    reg         visit_payload_reported_q;
    reg         visit_payload_verified_q;
    reg         visit_payload_unfit_q;
    reg  [6:0]  visit_payload_chain_head_q;
    reg  [6:0]  visit_payload_chain_tail_q;
    reg  [13:0] visit_payload_chain_last_offset_q;
    reg         visit_payload_first_q;
    reg         visit_payload_last_q;
    wire [2:0]  one;
    wire [2:0]  rest;
    wire        go;
    reg  [2:0]  going_q;
    reg  [2:0]  before_q;
    reg  [2:0]  unjudged_q;
    wire        free;

    wire [2:0] one_or = left_q | {left_q[1:0], 1'd0};
    assign one = left_q & ~{one_or[1:0], 1'd0};

    assign rest = left_q & ~one;

    wire [2:0] going_and = one & {3{go & ~record_dropped_q}};
    always @(posedge clk) begin
        going_q <= going_and;
        before_q <= going_q;
        unjudged_q <= going_and | going_q | before_q;
        if (rst) begin
            going_q <= 3'd0;
            before_q <= 3'd0;
            unjudged_q <= 3'd0;
        end
    end

    assign go = (|left_q) & room_i & ~((|(one & unjudged_q)) & ~record_dropped_q);
    assign free = (left_q == 3'd0) | (go & (rest == 3'd0));
    assign records_ready_o = free;

    always @(posedge clk) begin
        if (records_valid_i & records_ready_o) begin
            left_q <= records_slots_i;
            first_q <= 1'd1;
            record_queue_q <= records_queue_i;
            record_queue_exists_q <= records_queue_exists_i;
            record_dropped_q <= records_dropped_i;
            record_reason_q <= records_reason_i;
            record_reported_q <= records_reported_i;
            record_verified_q <= records_verified_i;
            record_unfit_q <= records_unfit_i;
            record_chain_head_q <= records_chain_head_i;
            record_chain_tail_q <= records_chain_tail_i;
            record_chain_last_offset_q <= records_chain_last_offset_i;
        end else if (go) begin
            left_q <= rest;
            first_q <= 1'd0;
        end
        if (rst) begin
            left_q <= 3'd0;
        end
    end

    always @(posedge clk) begin
        visit_valid_q <= go;
        visit_payload_slot_q <= {one[2], one[1]};
        visit_payload_queue_q <= one[1];
        visit_payload_queue_exists_q <= record_queue_exists_q;
        visit_payload_dropped_q <= record_dropped_q;
        visit_payload_reason_q <= record_reason_q;
        visit_payload_reported_q <= record_reported_q;
        visit_payload_verified_q <= record_verified_q;
        visit_payload_unfit_q <= record_unfit_q;
        visit_payload_chain_head_q <= record_chain_head_q;
        visit_payload_chain_tail_q <= record_chain_tail_q;
        visit_payload_chain_last_offset_q <= record_chain_last_offset_q;
        visit_payload_first_q <= first_q;
        visit_payload_last_q <= rest == 3'd0;
        if (rst) begin
            visit_valid_q <= 1'd0;
        end
    end

    assign visits_valid_o = visit_valid_q;
    assign visits_slot_o = visit_payload_slot_q;
    assign visits_queue_o = visit_payload_queue_q;
    assign visits_queue_exists_o = visit_payload_queue_exists_q;
    assign visits_dropped_o = visit_payload_dropped_q;
    assign visits_reason_o = visit_payload_reason_q;
    assign visits_reported_o = visit_payload_reported_q;
    assign visits_verified_o = visit_payload_verified_q;
    assign visits_unfit_o = visit_payload_unfit_q;
    assign visits_chain_head_o = visit_payload_chain_head_q;
    assign visits_chain_tail_o = visit_payload_chain_tail_q;
    assign visits_chain_last_offset_o = visit_payload_chain_last_offset_q;
    assign visits_first_o = visit_payload_first_q;
    assign visits_last_o = visit_payload_last_q;

    wire unused = &{1'b0, record_queue_q, one_or[2]};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {slot: u2, event: u5, bytes: u14}, depth = 16
module fifo_payload21_depth16 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [1:0]  up_slot_i,
    input  wire [4:0]  up_event_i,
    input  wire [13:0] up_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [1:0]  down_slot_o,
    output wire [4:0]  down_event_o,
    output wire [13:0] down_bytes_o,
    output wire [4:0]  count_o
);

    reg  [3:0]  head_q;
    reg  [3:0]  tail_q;
    reg  [4:0]  held_q;
    wire [20:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_slot_o = words_rdata[1:0];
    assign down_event_o = words_rdata[6:2];
    assign down_bytes_o = words_rdata[20:7];

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
    reg [20:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_bytes_i, up_event_i, up_slot_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Decides for each addressed function whether it gets its copy of a frame.
// Parameters: functions = 2, queuesPerFunction = 1, bufferCells = 128
module frame_judge (
    input  wire        clk,
    input  wire        rst,
    // visits
    input  wire        visits_valid_i,
    input  wire [1:0]  visits_slot_i,
    input  wire        visits_queue_i,
    input  wire        visits_queue_exists_i,
    input  wire        visits_dropped_i,
    input  wire [4:0]  visits_reason_i,
    input  wire        visits_reported_i,
    input  wire        visits_verified_i,
    input  wire        visits_unfit_i,
    input  wire [6:0]  visits_chain_head_i,
    input  wire [6:0]  visits_chain_tail_i,
    input  wire [13:0] visits_chain_last_offset_i,
    input  wire        visits_first_i,
    input  wire        visits_last_i,
    output wire        room_o,
    // change
    input  wire        change_valid_i,
    input  wire        change_queue_i,
    input  wire        change_running_i,
    input  wire        change_beginning_i,
    input  wire [7:0]  change_epoch_i,
    // lookup
    output wire        lookup_function_o,
    output wire [7:0]  lookup_count_less_one_o,
    output wire        lookup_queue_o,
    input  wire        over_i,
    input  wire        full_i,
    input  wire        group_open_i,
    // groupCopy
    output wire        group_copy_valid_o,
    output wire [13:0] group_copy_last_offset_o,
    // places
    input  wire        places_available_i,
    input  wire [7:0]  places_next_i,
    output wire        places_take_o,
    // charge
    output wire        charge_valid_o,
    output wire        charge_function_o,
    output wire [7:0]  charge_count_less_one_o,
    // append
    output wire        append_valid_o,
    output wire        append_queue_o,
    output wire [7:0]  append_place_o,
    output wire [7:0]  append_epoch_o,
    output wire        append_verified_o,
    output wire [6:0]  append_chain_head_o,
    output wire [6:0]  append_chain_tail_o,
    output wire [13:0] append_chain_last_offset_o,
    // enqueued
    output wire        enqueued_valid_o,
    output wire        enqueued_queue_o,
    // stored
    output wire        stored_valid_o,
    output wire [6:0]  stored_head_o,
    output wire [1:0]  stored_copies_o,
    // refused
    output wire        refused_valid_o,
    output wire [6:0]  refused_head_o,
    output wire [6:0]  refused_tail_o,
    output wire [13:0] refused_last_offset_o,
    // open
    output wire        open_valid_o,
    output wire [6:0]  open_head_o,
    output wire        judged_o,
    // events
    output wire        events_valid_o,
    input  wire        events_ready_i,
    output wire [1:0]  events_slot_o,
    output wire [4:0]  events_event_o,
    output wire [13:0] events_bytes_o
);

    reg         found_valid_q;
    reg  [1:0]  found_visit_slot_q;
    reg         found_visit_queue_q;
    reg         found_visit_dropped_q;
    reg  [4:0]  found_visit_reason_q;
    reg         found_visit_reported_q;
    reg         found_visit_verified_q;
    reg         found_visit_unfit_q;
    reg  [6:0]  found_visit_chain_head_q;
    reg  [6:0]  found_visit_chain_tail_q;
    reg  [13:0] found_visit_chain_last_offset_q;
    reg         found_visit_first_q;
    reg         found_visit_last_q;
    reg         found_stopped_q;
    reg  [7:0]  found_epoch_q;
    reg         weighed_valid_q;
    reg  [1:0]  weighed_visit_slot_q;
    reg         weighed_visit_queue_q;
    reg         weighed_visit_dropped_q;
    reg  [4:0]  weighed_visit_reason_q;
    reg         weighed_visit_reported_q;
    reg         weighed_visit_verified_q;
    reg         weighed_visit_unfit_q;
    reg  [6:0]  weighed_visit_chain_head_q;
    reg  [6:0]  weighed_visit_chain_tail_q;
    reg  [13:0] weighed_visit_chain_last_offset_q;
    reg         weighed_visit_first_q;
    reg         weighed_visit_last_q;
    reg         weighed_stopped_q;
    reg  [7:0]  weighed_epoch_q;
    reg         decided_valid_q;
    reg  [1:0]  decided_visit_slot_q;
    reg         decided_visit_queue_q;
    reg         decided_visit_dropped_q;
    reg         decided_visit_reported_q;
    reg         decided_visit_verified_q;
    reg         decided_visit_unfit_q;
    reg  [6:0]  decided_visit_chain_head_q;
    reg  [6:0]  decided_visit_chain_tail_q;
    reg  [13:0] decided_visit_chain_last_offset_q;
    reg         decided_visit_first_q;
    reg         decided_visit_last_q;
    reg  [7:0]  decided_epoch_q;
    reg  [4:0]  decided_event_q;
    reg         decided_enqueue_q;
    reg         group_several_q;
    reg         group_closed_q;
    wire [9:0]  states_rdata;
    wire        several;
    wire        closed;
    reg         charged_q;
    wire        enqueue;
    wire        in_buffer;
    reg  [1:0]  copies_q;
    reg         open_q;
    reg  [6:0]  head_q;
    wire [1:0]  copies;
    wire        frame_over;
    wire        event_fifo_up_valid;
    wire        event_fifo_up_ready;
    wire [4:0]  event_fifo_up_event;
    wire [13:0] event_fifo_up_bytes;
    wire        event_fifo_down_valid;
    wire [1:0]  event_fifo_down_slot;
    wire [4:0]  event_fifo_down_event;
    wire [13:0] event_fifo_down_bytes;
    wire [4:0]  event_fifo_count;
    reg         calm_q;

    assign lookup_function_o = visits_slot_i[0];
    assign lookup_count_less_one_o = visits_chain_last_offset_i[13:6];
    assign lookup_queue_o = visits_queue_i;

    wire found_valid_or = full_i | ~(weighed_visit_first_q | places_available_i);
    always @(posedge clk) begin
        found_valid_q <= visits_valid_i;
        found_visit_slot_q <= visits_slot_i;
        found_visit_queue_q <= visits_queue_i;
        found_visit_dropped_q <= visits_dropped_i;
        found_visit_reason_q <= visits_reason_i;
        found_visit_reported_q <= visits_reported_i;
        found_visit_verified_q <= visits_verified_i;
        found_visit_unfit_q <= visits_unfit_i;
        found_visit_chain_head_q <= visits_chain_head_i;
        found_visit_chain_tail_q <= visits_chain_tail_i;
        found_visit_chain_last_offset_q <= visits_chain_last_offset_i;
        found_visit_first_q <= visits_first_i;
        found_visit_last_q <= visits_last_i;
        found_stopped_q <= ~(states_rdata[1] & visits_queue_exists_i);
        found_epoch_q <= states_rdata[9:2];
        weighed_valid_q <= found_valid_q;
        weighed_visit_slot_q <= found_visit_slot_q;
        weighed_visit_queue_q <= found_visit_queue_q;
        weighed_visit_dropped_q <= found_visit_dropped_q;
        weighed_visit_reason_q <= found_visit_reason_q;
        weighed_visit_reported_q <= found_visit_reported_q;
        weighed_visit_verified_q <= found_visit_verified_q;
        weighed_visit_unfit_q <= found_visit_unfit_q;
        weighed_visit_chain_head_q <= found_visit_chain_head_q;
        weighed_visit_chain_tail_q <= found_visit_chain_tail_q;
        weighed_visit_chain_last_offset_q <= found_visit_chain_last_offset_q;
        weighed_visit_first_q <= found_visit_first_q;
        weighed_visit_last_q <= found_visit_last_q;
        weighed_stopped_q <= found_stopped_q;
        weighed_epoch_q <= found_epoch_q;
        decided_valid_q <= weighed_valid_q;
        decided_visit_slot_q <= weighed_visit_slot_q;
        decided_visit_queue_q <= weighed_visit_queue_q;
        decided_visit_dropped_q <= weighed_visit_dropped_q;
        decided_visit_reported_q <= weighed_visit_reported_q;
        decided_visit_verified_q <= weighed_visit_verified_q;
        decided_visit_unfit_q <= weighed_visit_unfit_q;
        decided_visit_chain_head_q <= weighed_visit_chain_head_q;
        decided_visit_chain_tail_q <= weighed_visit_chain_tail_q;
        decided_visit_chain_last_offset_q <= weighed_visit_chain_last_offset_q;
        decided_visit_first_q <= weighed_visit_first_q;
        decided_visit_last_q <= weighed_visit_last_q;
        decided_epoch_q <= weighed_epoch_q;
        decided_event_q <= weighed_visit_dropped_q ? weighed_visit_reason_q : weighed_stopped_q ? 5'd11 : closed ? 5'd16 : over_i ? 5'd7
                : found_valid_or ? 5'd8 : weighed_visit_unfit_q ? 5'd9 : 5'd0;
        decided_enqueue_q <= ~(weighed_visit_dropped_q | weighed_stopped_q | (closed | over_i) | (found_valid_or | weighed_visit_unfit_q));
        if (rst) begin
            found_valid_q <= 1'd0;
            weighed_valid_q <= 1'd0;
            decided_valid_q <= 1'd0;
        end
    end

    assign several = weighed_visit_first_q ? ~weighed_visit_last_q : group_several_q;
    assign closed = several & (weighed_visit_first_q ? ~group_open_i : group_closed_q);

    always @(posedge clk) begin
        if (weighed_valid_q) begin
            group_several_q <= several;
            group_closed_q <= closed;
        end
        if (rst) begin
            group_several_q <= 1'd0;
            group_closed_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        charged_q <= several;
    end

    assign enqueue = decided_valid_q & decided_enqueue_q;
    assign in_buffer = ~(decided_visit_dropped_q | decided_visit_unfit_q);
    assign charge_valid_o = enqueue;
    assign charge_function_o = decided_visit_slot_q[0];
    assign charge_count_less_one_o = decided_visit_chain_last_offset_q[13:6];
    assign group_copy_valid_o = enqueue & charged_q;
    assign group_copy_last_offset_o = decided_visit_chain_last_offset_q;
    assign append_valid_o = enqueue;
    assign append_queue_o = decided_visit_queue_q;
    assign append_place_o = decided_visit_first_q ? {1'd0, decided_visit_chain_head_q} : places_next_i;
    assign append_epoch_o = decided_epoch_q;
    assign append_verified_o = decided_visit_verified_q;
    assign append_chain_head_o = decided_visit_chain_head_q;
    assign append_chain_tail_o = decided_visit_chain_tail_q;
    assign append_chain_last_offset_o = decided_visit_chain_last_offset_q;
    assign places_take_o = enqueue & ~decided_visit_first_q;
    assign enqueued_valid_o = enqueue;
    assign enqueued_queue_o = decided_visit_queue_q;
    assign copies = copies_q + {1'd0, enqueue};
    assign frame_over = decided_valid_q & decided_visit_last_q;

    always @(posedge clk) begin
        copies_q <= frame_over ? 2'd0 : copies;
        if (decided_valid_q) begin
            open_q <= ~decided_visit_last_q & in_buffer;
            head_q <= decided_visit_chain_head_q;
        end
        if (rst) begin
            copies_q <= 2'd0;
            open_q <= 1'd0;
        end
    end

    assign stored_valid_o = frame_over & in_buffer;
    assign stored_head_o = decided_visit_chain_head_q;
    assign stored_copies_o = copies;
    assign refused_valid_o = frame_over & in_buffer & (copies == 2'd0);
    assign refused_head_o = decided_visit_chain_head_q;
    assign refused_tail_o = decided_visit_chain_tail_q;
    assign refused_last_offset_o = decided_visit_chain_last_offset_q;
    assign open_valid_o = open_q;
    assign open_head_o = head_q;
    assign judged_o = frame_over;
    assign event_fifo_up_valid = decided_valid_q & (~decided_enqueue_q | decided_visit_reported_q);
    assign event_fifo_up_event = decided_enqueue_q ? 5'd15 : decided_event_q;
    assign event_fifo_up_bytes = decided_visit_chain_last_offset_q + 14'd1;
    assign events_valid_o = event_fifo_down_valid;
    assign events_slot_o = event_fifo_down_slot;
    assign events_event_o = event_fifo_down_event;
    assign events_bytes_o = event_fifo_down_bytes;

    always @(posedge clk) begin
        calm_q <= event_fifo_count < 5'd8;
        if (rst) begin
            calm_q <= 1'd0;
        end
    end

    assign room_o = calm_q;

    (* ram_style = "distributed" *)
    reg [9:0] states [0:1];
    always @(posedge clk) begin
        if (change_valid_i) begin
            states[change_queue_i] <= {change_epoch_i, change_beginning_i, change_running_i};
        end
    end
    assign states_rdata = states[visits_queue_i];

    fifo_payload21_depth16 event_fifo (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (event_fifo_up_valid),
        .up_ready_o   (event_fifo_up_ready),
        .up_slot_i    (decided_visit_slot_q),
        .up_event_i   (event_fifo_up_event),
        .up_bytes_i   (event_fifo_up_bytes),
        .down_valid_o (event_fifo_down_valid),
        .down_ready_i (events_ready_i),
        .down_slot_o  (event_fifo_down_slot),
        .down_event_o (event_fifo_down_event),
        .down_bytes_o (event_fifo_down_bytes),
        .count_o      (event_fifo_count)
    );

    wire unused = &{1'b0, states_rdata[0], event_fifo_up_ready};

endmodule

// Holds the copies of frames for several functions to a rate.
// Parameters: functions = 2, maxFrameBytes = 1522
module group_policer (
    input  wire        clk,
    input  wire        rst,
    input  wire [24:0] rate_i,
    // copy
    input  wire        copy_valid_i,
    input  wire [13:0] copy_last_offset_i,
    output wire        open_o
);

    reg  [6:0]  step_q;
    reg         due_q;
    reg         cost_valid_q;
    reg  [14:0] cost_bytes_q;
    reg  [27:0] tokens_q;
    reg         is_full_q;
    reg         is_open_q;

    always @(posedge clk) begin
        step_q <= step_q + 7'd1;
        cost_valid_q <= copy_valid_i;
        cost_bytes_q <= {1'd0, copy_last_offset_i} + 15'h19;
        if (cost_valid_q) begin
            tokens_q <= tokens_q - {1'd0, cost_bytes_q, 12'd0};
        end else if (due_q & ~is_full_q) begin
            tokens_q <= tokens_q + {3'd0, rate_i};
        end
        due_q <= (&step_q) | (due_q & cost_valid_q);
        is_full_q <= ~tokens_q[27] & (28'h4000000 <= tokens_q);
        is_open_q <= ~tokens_q[27] | (rate_i == 25'd0);
        if (rst) begin
            step_q <= 7'd0;
            cost_valid_q <= 1'd0;
            tokens_q <= 28'h4000000;
            due_q <= 1'd0;
            is_full_q <= 1'd1;
            is_open_q <= 1'd1;
        end
    end

    assign open_o = is_open_q;

endmodule

// Announces frames that were decided; those with buffers are read, the others give back what they hold.
// Parameters: functions = 2, queuesPerFunction = 1, bufferCells = 128
module frame_end (
    input  wire        clk,
    input  wire        rst,
    // decided
    input  wire        decided_valid_i,
    output wire        decided_ready_o,
    input  wire        decided_queue_i,
    input  wire [1:0]  decided_outcome_i,
    input  wire [7:0]  decided_place_i,
    input  wire [7:0]  decided_epoch_i,
    input  wire        decided_verified_i,
    input  wire [6:0]  decided_chain_head_i,
    input  wire [6:0]  decided_chain_tail_i,
    input  wire [13:0] decided_chain_last_offset_i,
    // announced
    output wire        announced_valid_o,
    input  wire        announced_ready_i,
    output wire        announced_queue_o,
    output wire [7:0]  announced_epoch_o,
    output wire [13:0] announced_length_o,
    output wire        announced_verified_o,
    // granted
    output wire        granted_valid_o,
    input  wire        granted_ready_i,
    output wire        granted_queue_o,
    output wire [7:0]  granted_place_o,
    output wire [6:0]  granted_chain_head_o,
    output wire [6:0]  granted_chain_tail_o,
    output wire [13:0] granted_chain_last_offset_o,
    // dropped
    output wire        dropped_valid_o,
    input  wire        dropped_ready_i,
    output wire        dropped_queue_o,
    output wire [7:0]  dropped_place_o,
    output wire [6:0]  dropped_chain_head_o,
    output wire [6:0]  dropped_chain_tail_o,
    output wire [13:0] dropped_chain_last_offset_o
);

    reg         copy_valid_q;
    reg         copy_payload_queue_q;
    reg  [7:0]  copy_payload_place_q;
    reg  [6:0]  copy_payload_chain_head_q;
    reg  [6:0]  copy_payload_chain_tail_q;
    reg  [13:0] copy_payload_chain_last_offset_q;
    wire        is_granted;
    wire        room;

    assign is_granted = decided_outcome_i == 2'd0;
    assign room = is_granted ? granted_ready_i : ~copy_valid_q;
    assign decided_ready_o = room & announced_ready_i;
    assign announced_valid_o = decided_valid_i & room;
    assign announced_queue_o = decided_queue_i;
    assign announced_epoch_o = decided_epoch_i;
    assign announced_length_o = decided_chain_last_offset_i + 14'd1;
    assign announced_verified_o = decided_verified_i;
    assign granted_valid_o = decided_valid_i & is_granted & announced_ready_i;
    assign granted_queue_o = decided_queue_i;
    assign granted_place_o = decided_place_i;
    assign granted_chain_head_o = decided_chain_head_i;
    assign granted_chain_tail_o = decided_chain_tail_i;
    assign granted_chain_last_offset_o = decided_chain_last_offset_i;

    always @(posedge clk) begin
        if (dropped_ready_i) begin
            copy_valid_q <= 1'd0;
        end
        if (decided_valid_i & decided_ready_o & ~is_granted) begin
            copy_valid_q <= 1'd1;
            copy_payload_queue_q <= decided_queue_i;
            copy_payload_place_q <= decided_place_i;
            copy_payload_chain_head_q <= decided_chain_head_i;
            copy_payload_chain_tail_q <= decided_chain_tail_i;
            copy_payload_chain_last_offset_q <= decided_chain_last_offset_i;
        end
        if (rst) begin
            copy_valid_q <= 1'd0;
        end
    end

    assign dropped_valid_o = copy_valid_q;
    assign dropped_queue_o = copy_payload_queue_q;
    assign dropped_place_o = copy_payload_place_q;
    assign dropped_chain_head_o = copy_payload_chain_head_q;
    assign dropped_chain_tail_o = copy_payload_chain_tail_q;
    assign dropped_chain_last_offset_o = copy_payload_chain_last_offset_q;

endmodule

// Reads the words of each fetched frame, following its chain of cells.
// Parameters: hostDataBits = 128, bufferCells = 128, functions = 2, queuesPerFunction = 1
module frame_reader (
    input  wire         clk,
    input  wire         rst,
    // fetched
    input  wire         fetched_valid_i,
    output wire         fetched_ready_o,
    input  wire         fetched_queue_i,
    input  wire [7:0]   fetched_place_i,
    input  wire [6:0]   fetched_chain_head_i,
    input  wire [6:0]   fetched_chain_tail_i,
    input  wire [13:0]  fetched_chain_last_offset_i,
    // chain
    output wire [6:0]   chain_cell_o,
    input  wire [6:0]   chain_next_i,
    output wire [8:0]   address_o,
    input  wire [127:0] data_i,
    input  wire         space_i,
    output wire         reserve_o,
    // read
    output wire         read_valid_o,
    output wire [127:0] read_data_o,
    output wire         read_last_o,
    // copies
    output wire         copies_valid_o,
    input  wire         copies_ready_i,
    output wire         copies_queue_o,
    output wire [7:0]   copies_place_o,
    output wire [6:0]   copies_chain_head_o,
    output wire [6:0]   copies_chain_tail_o,
    output wire [13:0]  copies_chain_last_offset_o
);

    reg         active_q;
    reg         frame_queue_q;
    reg  [7:0]  frame_place_q;
    reg  [6:0]  frame_chain_head_q;
    reg  [6:0]  frame_chain_tail_q;
    reg  [13:0] frame_chain_last_offset_q;
    reg  [6:0]  cell_q;
    reg  [9:0]  left_q;
    reg         reading_q;
    reg         reading_last_q;
    wire        read;
    wire        load;
    wire [6:0]  next_cell;
    wire        last;
    wire        able;
    wire        free;
    reg  [1:0]  word_q;

    assign last = left_q == 10'd0;
    assign able = active_q & space_i;
    assign free = ~active_q | (read & last);
    assign read = able & (~last | copies_ready_i);
    assign load = fetched_valid_i & free;

    always @(posedge clk) begin
        if (load) begin
            word_q <= 2'd0;
        end else if (read) begin
            word_q <= word_q + 2'd1;
        end
    end

    assign next_cell = load ? fetched_chain_head_i : (read & (&word_q)) ? chain_next_i : cell_q;

    always @(posedge clk) begin
        cell_q <= next_cell;
        if (load) begin
            active_q <= 1'd1;
            frame_queue_q <= fetched_queue_i;
            frame_place_q <= fetched_place_i;
            frame_chain_head_q <= fetched_chain_head_i;
            frame_chain_tail_q <= fetched_chain_tail_i;
            frame_chain_last_offset_q <= fetched_chain_last_offset_i;
            left_q <= fetched_chain_last_offset_i[13:4];
        end else if (read) begin
            active_q <= ~last;
            left_q <= left_q - 10'd1;
        end
        reading_q <= read;
        reading_last_q <= last;
        if (rst) begin
            active_q <= 1'd0;
            reading_q <= 1'd0;
        end
    end

    assign chain_cell_o = next_cell;
    assign address_o = {cell_q, word_q};
    assign fetched_ready_o = free;
    assign copies_valid_o = able & last;
    assign copies_queue_o = frame_queue_q;
    assign copies_place_o = frame_place_q;
    assign copies_chain_head_o = frame_chain_head_q;
    assign copies_chain_tail_o = frame_chain_tail_q;
    assign copies_chain_last_offset_o = frame_chain_last_offset_q;
    assign reserve_o = read;
    assign read_valid_o = reading_q;
    assign read_data_o = data_i;
    assign read_last_o = reading_last_q;

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, last: u1}, depth = 16
module fifo_payload129_depth16 (
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
    output wire [4:0]   count_o
);

    reg  [3:0]   head_q;
    reg  [3:0]   tail_q;
    reg  [4:0]   held_q;
    wire [128:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];
    assign down_valid_o = held_q != 5'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_last_o = words_rdata[128];

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
    reg [128:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Hands out words of frames in their order.
// Parameters: hostDataBits = 128
module frame_outlet (
    input  wire         clk,
    input  wire         rst,
    input  wire         reserve_i,
    output wire         space_o,
    // read
    input  wire         read_valid_i,
    input  wire [127:0] read_data_i,
    input  wire         read_last_i,
    // words
    output wire         words_valid_o,
    input  wire         words_ready_i,
    output wire [127:0] words_data_o,
    output wire         words_last_o
);

    wire         word_fifo_up_ready;
    wire         word_fifo_down_valid;
    wire [127:0] word_fifo_down_data;
    wire         word_fifo_down_last;
    wire [4:0]   word_fifo_count;
    reg  [4:0]   free_q;

    assign words_valid_o = word_fifo_down_valid;
    assign words_data_o = word_fifo_down_data;
    assign words_last_o = word_fifo_down_last;
    assign space_o = free_q != 5'd0;

    always @(posedge clk) begin
        if ((words_valid_o & words_ready_i) ^ reserve_i) begin
            free_q <= free_q + {{4{reserve_i}}, 1'd1};
        end
        if (rst) begin
            free_q <= 5'd16;
        end
    end

    fifo_payload129_depth16 word_fifo (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (read_valid_i),
        .up_ready_o   (word_fifo_up_ready),
        .up_data_i    (read_data_i),
        .up_last_i    (read_last_i),
        .down_valid_o (word_fifo_down_valid),
        .down_ready_i (words_ready_i),
        .down_data_o  (word_fifo_down_data),
        .down_last_o  (word_fifo_down_last),
        .count_o      (word_fifo_count)
    );

    wire unused = &{1'b0, word_fifo_up_ready, word_fifo_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, epoch: u8, length: u14, verified: u1}, depth = 4
module fifo_payload24_depth4 (
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
    output wire        down_verified_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [23:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_epoch_o = words_rdata[8:1];
    assign down_length_o = words_rdata[22:9];
    assign down_verified_o = words_rdata[23];

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
    reg [23:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_verified_i, up_length_i, up_epoch_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, place: u8, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 4
module fifo_payload37_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_place_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_place_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [36:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_place_o = words_rdata[8:1];
    assign down_chain_head_o = words_rdata[15:9];
    assign down_chain_tail_o = words_rdata[22:16];
    assign down_chain_last_offset_o = words_rdata[36:23];

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
    reg [36:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_place_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

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

    wire [1:0] grants_and = requests_i & above_q;
    wire grants_any = |grants_and;
    wire [1:0] grants_choice = grants_any ? (grants_and[0] ? 2'd2 : 2'd0) : (requests_i[0] ? 2'd2 : 2'd0);
    assign grants_o = (grants_any ? grants_and : requests_i) & ~grants_choice;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= grants_choice;
        end
        if (rst) begin
            above_q <= 2'd0;
        end
    end

endmodule

// Joins 2 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1, place: u8, chain: {head: u7, tail: u7, lastOffset: u14}}, names = read dropped
module stream_merge (
    input  wire        clk,
    input  wire        rst,
    // ups
    input  wire        ups_read_valid_i,
    output wire        ups_read_ready_o,
    input  wire        ups_read_queue_i,
    input  wire [7:0]  ups_read_place_i,
    input  wire [6:0]  ups_read_chain_head_i,
    input  wire [6:0]  ups_read_chain_tail_i,
    input  wire [13:0] ups_read_chain_last_offset_i,
    input  wire        ups_dropped_valid_i,
    output wire        ups_dropped_ready_o,
    input  wire        ups_dropped_queue_i,
    input  wire [7:0]  ups_dropped_place_i,
    input  wire [6:0]  ups_dropped_chain_head_i,
    input  wire [6:0]  ups_dropped_chain_tail_i,
    input  wire [13:0] ups_dropped_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [7:0]  down_place_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o
);

    wire [1:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [1:0]  arbiter_grants;
    reg         held_q;
    reg         payload_queue_q;
    reg  [7:0]  payload_place_q;
    reg  [6:0]  payload_chain_head_q;
    reg  [6:0]  payload_chain_tail_q;
    reg  [13:0] payload_chain_last_offset_q;

    assign arbiter_requests = {ups_dropped_valid_i, ups_read_valid_i};

    wire arbiter_accept_or = ~held_q | down_ready_i;
    assign arbiter_accept = arbiter_accept_or;

    assign ups_read_ready_o = arbiter_grants[0] & arbiter_accept_or;
    assign ups_dropped_ready_o = arbiter_grants[1] & arbiter_accept_or;

    always @(posedge clk) begin
        if (arbiter_accept_or) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_read_queue_i) | (arbiter_grants[1] & ups_dropped_queue_i);
            payload_place_q <= ({8{arbiter_grants[0]}} & ups_read_place_i) | ({8{arbiter_grants[1]}} & ups_dropped_place_i);
            payload_chain_head_q <= ({7{arbiter_grants[0]}} & ups_read_chain_head_i) | ({7{arbiter_grants[1]}} & ups_dropped_chain_head_i);
            payload_chain_tail_q <= ({7{arbiter_grants[0]}} & ups_read_chain_tail_i) | ({7{arbiter_grants[1]}} & ups_dropped_chain_tail_i);
            payload_chain_last_offset_q <= ({14{arbiter_grants[0]}} & ups_read_chain_last_offset_i)
                    | ({14{arbiter_grants[1]}} & ups_dropped_chain_last_offset_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_queue_o = payload_queue_q;
    assign down_place_o = payload_place_q;
    assign down_chain_head_o = payload_chain_head_q;
    assign down_chain_tail_o = payload_chain_tail_q;
    assign down_chain_last_offset_o = payload_chain_last_offset_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Gives back the cells of frames that were read.
// Parameters: functions = 2, queuesPerFunction = 1, bufferCells = 128
module frame_release (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [7:0]  up_place_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // open
    input  wire        open_valid_i,
    input  wire [6:0]  open_head_i,
    // read
    output wire        read_valid_o,
    output wire [6:0]  read_head_o,
    input  wire        last_i,
    // finished
    output wire        finished_valid_o,
    input  wire        finished_ready_i,
    output wire [6:0]  finished_head_o,
    output wire [6:0]  finished_tail_o,
    output wire [13:0] finished_last_offset_o,
    // discharge
    output wire        discharge_valid_o,
    output wire        discharge_function_o,
    output wire [7:0]  discharge_count_less_one_o,
    // left
    output wire        left_valid_o,
    output wire        left_queue_o,
    // place
    output wire        place_valid_o,
    output wire [7:0]  place_place_o
);

    reg         counting_valid_q;
    reg         counting_copy_function_q;
    reg  [6:0]  counting_copy_chain_head_q;
    reg  [6:0]  counting_copy_chain_tail_q;
    reg  [13:0] counting_copy_chain_last_offset_q;
    reg         giving_valid_q;
    reg         giving_copy_function_q;
    reg  [6:0]  giving_copy_chain_head_q;
    reg  [6:0]  giving_copy_chain_tail_q;
    reg  [13:0] giving_copy_chain_last_offset_q;
    reg         giving_last_q;
    reg         owed_valid_q;
    reg         owed_cells_function_q;
    reg  [7:0]  owed_cells_count_less_one_q;
    wire        given;
    wire        still_open;

    assign given = giving_valid_q & (~giving_last_q | finished_ready_i);
    assign still_open = open_valid_i & (open_head_i == up_chain_head_i);
    assign up_ready_o = ~(still_open | counting_valid_q | (giving_valid_q & ~given));

    wire up_fire = up_valid_i & up_ready_o;
    assign read_valid_o = up_fire;

    assign read_head_o = up_chain_head_i;
    assign left_valid_o = up_fire;
    assign left_queue_o = up_queue_i;
    assign place_valid_o = up_fire & (8'd128 <= up_place_i);
    assign place_place_o = up_place_i;

    always @(posedge clk) begin
        counting_valid_q <= up_fire;
        counting_copy_function_q <= up_queue_i;
        counting_copy_chain_head_q <= up_chain_head_i;
        counting_copy_chain_tail_q <= up_chain_tail_i;
        counting_copy_chain_last_offset_q <= up_chain_last_offset_i;
        if (rst) begin
            counting_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (counting_valid_q) begin
            giving_valid_q <= 1'd1;
            giving_copy_function_q <= counting_copy_function_q;
            giving_copy_chain_head_q <= counting_copy_chain_head_q;
            giving_copy_chain_tail_q <= counting_copy_chain_tail_q;
            giving_copy_chain_last_offset_q <= counting_copy_chain_last_offset_q;
            giving_last_q <= last_i;
        end else if (given) begin
            giving_valid_q <= 1'd0;
        end
        if (rst) begin
            giving_valid_q <= 1'd0;
        end
    end

    assign finished_valid_o = giving_valid_q & giving_last_q;
    assign finished_head_o = giving_copy_chain_head_q;
    assign finished_tail_o = giving_copy_chain_tail_q;
    assign finished_last_offset_o = giving_copy_chain_last_offset_q;

    always @(posedge clk) begin
        owed_valid_q <= given;
        owed_cells_function_q <= giving_copy_function_q;
        owed_cells_count_less_one_q <= giving_copy_chain_last_offset_q[13:6];
        if (rst) begin
            owed_valid_q <= 1'd0;
        end
    end

    assign discharge_valid_o = owed_valid_q;
    assign discharge_function_o = owed_cells_function_q;
    assign discharge_count_less_one_o = owed_cells_count_less_one_q;

endmodule

// One memory for the frames of all functions, with a quota per function.
// Parameters: config = tiny, netDataBits = 64, hostDataBits = 128, functions = 2, queuesPerFunction = 1, bufferCells = 128, framesPerQueue = 16
module packet_buffer (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [63:0]  up_data_i,
    input  wire [2:0]   up_last_byte_i,
    input  wire         up_last_i,
    input  wire [4:0]   up_error_i,
    input  wire [1:0]   up_verdict_functions_i,
    input  wire         up_verdict_drop_i,
    input  wire [4:0]   up_verdict_reason_i,
    input  wire [6:0]   up_verdict_queue_i,
    input  wire         up_verdict_reported_i,
    input  wire         up_verified_i,
    // quotaWrite
    input  wire         quota_write_valid_i,
    input  wire         quota_write_function_i,
    input  wire [7:0]   quota_write_cells_i,
    input  wire [24:0]  group_rate_i,
    // change
    input  wire         change_valid_i,
    input  wire         change_queue_i,
    input  wire         change_running_i,
    input  wire         change_beginning_i,
    input  wire [7:0]   change_epoch_i,
    // enqueued
    output wire         enqueued_valid_o,
    output wire         enqueued_queue_o,
    // select
    input  wire         select_valid_i,
    output wire         select_ready_o,
    input  wire         select_queue_i,
    input  wire [2:0]   select_turn_i,
    // attempts
    output wire         attempts_valid_o,
    input  wire         attempts_ready_i,
    output wire         attempts_queue_o,
    output wire [7:0]   attempts_epoch_o,
    output wire [1:0]   attempts_series_o,
    output wire [14:0]  attempts_bytes_o,
    // outcomes
    input  wire         outcomes_valid_i,
    output wire         outcomes_ready_o,
    input  wire         outcomes_queue_i,
    input  wire [1:0]   outcomes_series_i,
    input  wire [1:0]   outcomes_outcome_i,
    input  wire [4:0]   outcomes_buffers_i,
    // parked
    output wire         parked_valid_o,
    output wire         parked_queue_o,
    output wire [4:0]   parked_frames_o,
    output wire [2:0]   parked_turn_o,
    // frames
    output wire         frames_valid_o,
    input  wire         frames_ready_i,
    output wire         frames_queue_o,
    output wire [7:0]   frames_epoch_o,
    output wire [13:0]  frames_length_o,
    output wire         frames_verified_o,
    // words
    output wire         words_valid_o,
    input  wire         words_ready_i,
    output wire [127:0] words_data_o,
    output wire         words_last_o,
    // events
    output wire         events_valid_o,
    input  wire         events_ready_i,
    output wire [1:0]   events_slot_o,
    output wire [4:0]   events_event_o,
    output wire [13:0]  events_bytes_o,
    // drain
    input  wire         drain_queue_i,
    output wire         drain_busy_o,
    output wire         ready_o
);

    wire [6:0]   list_cell;
    wire [6:0]   list_first;
    wire         list_available;
    wire         list_finished_ready;
    wire [6:0]   list_chain_next;
    wire         list_ready;
    wire [127:0] memory_data;
    wire         ledger_over;
    wire         lists_select_ready;
    wire         lists_attempts_valid;
    wire         lists_attempts_queue;
    wire [7:0]   lists_attempts_epoch;
    wire [1:0]   lists_attempts_series;
    wire [14:0]  lists_attempts_bytes;
    wire         lists_outcomes_ready;
    wire         lists_parked_valid;
    wire         lists_parked_queue;
    wire [4:0]   lists_parked_frames;
    wire [2:0]   lists_parked_turn;
    wire         lists_decided_valid;
    wire         lists_decided_queue;
    wire [1:0]   lists_decided_outcome;
    wire [7:0]   lists_decided_place;
    wire [7:0]   lists_decided_epoch;
    wire         lists_decided_verified;
    wire [6:0]   lists_decided_chain_head;
    wire [6:0]   lists_decided_chain_tail;
    wire [13:0]  lists_decided_chain_last_offset;
    wire         lists_full;
    wire         lists_drain_busy;
    wire         free_places_available;
    wire [7:0]   free_places_next;
    wire         counts_last;
    wire         writer_up_ready;
    wire         writer_take;
    wire         writer_keep;
    wire         writer_rewind;
    wire         writer_beats_valid;
    wire [63:0]  writer_beats_data;
    wire [2:0]   writer_beats_last_byte;
    wire         writer_beats_last;
    wire [10:0]  writer_beats_offset;
    wire [6:0]   writer_beats_cell;
    wire         writer_records_valid;
    wire [2:0]   writer_records_slots;
    wire         writer_records_queue;
    wire         writer_records_queue_exists;
    wire         writer_records_dropped;
    wire [4:0]   writer_records_reason;
    wire         writer_records_reported;
    wire         writer_records_verified;
    wire         writer_records_unfit;
    wire [6:0]   writer_records_chain_head;
    wire [6:0]   writer_records_chain_tail;
    wire [13:0]  writer_records_chain_last_offset;
    wire         packer_store_valid;
    wire [8:0]   packer_store_address;
    wire [127:0] packer_store_data;
    wire         record_fifo_up_ready;
    wire         record_fifo_down_valid;
    wire [2:0]   record_fifo_down_slots;
    wire         record_fifo_down_queue;
    wire         record_fifo_down_queue_exists;
    wire         record_fifo_down_dropped;
    wire [4:0]   record_fifo_down_reason;
    wire         record_fifo_down_reported;
    wire         record_fifo_down_verified;
    wire         record_fifo_down_unfit;
    wire [6:0]   record_fifo_down_chain_head;
    wire [6:0]   record_fifo_down_chain_tail;
    wire [13:0]  record_fifo_down_chain_last_offset;
    wire [3:0]   record_fifo_count;
    wire         walk_records_ready;
    wire         walk_visits_valid;
    wire [1:0]   walk_visits_slot;
    wire         walk_visits_queue;
    wire         walk_visits_queue_exists;
    wire         walk_visits_dropped;
    wire [4:0]   walk_visits_reason;
    wire         walk_visits_reported;
    wire         walk_visits_verified;
    wire         walk_visits_unfit;
    wire [6:0]   walk_visits_chain_head;
    wire [6:0]   walk_visits_chain_tail;
    wire [13:0]  walk_visits_chain_last_offset;
    wire         walk_visits_first;
    wire         walk_visits_last;
    wire         judge_room;
    wire         judge_lookup_function;
    wire [7:0]   judge_lookup_count_less_one;
    wire         judge_lookup_queue;
    wire         judge_group_copy_valid;
    wire [13:0]  judge_group_copy_last_offset;
    wire         judge_places_take;
    wire         judge_charge_valid;
    wire         judge_charge_function;
    wire [7:0]   judge_charge_count_less_one;
    wire         judge_append_valid;
    wire         judge_append_queue;
    wire [7:0]   judge_append_place;
    wire [7:0]   judge_append_epoch;
    wire         judge_append_verified;
    wire [6:0]   judge_append_chain_head;
    wire [6:0]   judge_append_chain_tail;
    wire [13:0]  judge_append_chain_last_offset;
    wire         judge_enqueued_valid;
    wire         judge_enqueued_queue;
    wire         judge_stored_valid;
    wire [6:0]   judge_stored_head;
    wire [1:0]   judge_stored_copies;
    wire         judge_refused_valid;
    wire [6:0]   judge_refused_head;
    wire [6:0]   judge_refused_tail;
    wire [13:0]  judge_refused_last_offset;
    wire         judge_open_valid;
    wire [6:0]   judge_open_head;
    wire         judge_judged;
    wire         judge_events_valid;
    wire [1:0]   judge_events_slot;
    wire [4:0]   judge_events_event;
    wire [13:0]  judge_events_bytes;
    wire         policer_open;
    wire         ends_decided_ready;
    wire         ends_announced_valid;
    wire         ends_announced_queue;
    wire [7:0]   ends_announced_epoch;
    wire [13:0]  ends_announced_length;
    wire         ends_announced_verified;
    wire         ends_granted_valid;
    wire         ends_granted_queue;
    wire [7:0]   ends_granted_place;
    wire [6:0]   ends_granted_chain_head;
    wire [6:0]   ends_granted_chain_tail;
    wire [13:0]  ends_granted_chain_last_offset;
    wire         ends_dropped_valid;
    wire         ends_dropped_queue;
    wire [7:0]   ends_dropped_place;
    wire [6:0]   ends_dropped_chain_head;
    wire [6:0]   ends_dropped_chain_tail;
    wire [13:0]  ends_dropped_chain_last_offset;
    wire         reader_fetched_ready;
    wire [6:0]   reader_chain_cell;
    wire [8:0]   reader_address;
    wire         reader_reserve;
    wire         reader_read_valid;
    wire [127:0] reader_read_data;
    wire         reader_read_last;
    wire         reader_copies_valid;
    wire         reader_copies_queue;
    wire [7:0]   reader_copies_place;
    wire [6:0]   reader_copies_chain_head;
    wire [6:0]   reader_copies_chain_tail;
    wire [13:0]  reader_copies_chain_last_offset;
    wire         outlet_space;
    wire         outlet_words_valid;
    wire [127:0] outlet_words_data;
    wire         outlet_words_last;
    wire         announcements_up_ready;
    wire         announcements_down_valid;
    wire         announcements_down_queue;
    wire [7:0]   announcements_down_epoch;
    wire [13:0]  announcements_down_length;
    wire         announcements_down_verified;
    wire [2:0]   announcements_count;
    wire         copy_fifo_up_ready;
    wire         copy_fifo_down_valid;
    wire         copy_fifo_down_queue;
    wire [7:0]   copy_fifo_down_place;
    wire [6:0]   copy_fifo_down_chain_head;
    wire [6:0]   copy_fifo_down_chain_tail;
    wire [13:0]  copy_fifo_down_chain_last_offset;
    wire [2:0]   copy_fifo_count;
    wire         copies_ups_read_ready;
    wire         copies_ups_dropped_ready;
    wire         copies_down_valid;
    wire         copies_down_queue;
    wire [7:0]   copies_down_place;
    wire [6:0]   copies_down_chain_head;
    wire [6:0]   copies_down_chain_tail;
    wire [13:0]  copies_down_chain_last_offset;
    wire         releaser_up_ready;
    wire         releaser_read_valid;
    wire [6:0]   releaser_read_head;
    wire         releaser_finished_valid;
    wire [6:0]   releaser_finished_head;
    wire [6:0]   releaser_finished_tail;
    wire [13:0]  releaser_finished_last_offset;
    wire         releaser_discharge_valid;
    wire         releaser_discharge_function;
    wire [7:0]   releaser_discharge_count_less_one;
    wire         releaser_left_valid;
    wire         releaser_left_queue;
    wire         releaser_place_valid;
    wire [7:0]   releaser_place_place;

    assign ready_o = list_ready;
    assign up_ready_o = writer_up_ready;
    assign enqueued_valid_o = judge_enqueued_valid;
    assign enqueued_queue_o = judge_enqueued_queue;
    assign select_ready_o = lists_select_ready;
    assign attempts_valid_o = lists_attempts_valid;
    assign attempts_queue_o = lists_attempts_queue;
    assign attempts_epoch_o = lists_attempts_epoch;
    assign attempts_series_o = lists_attempts_series;
    assign attempts_bytes_o = lists_attempts_bytes;
    assign outcomes_ready_o = lists_outcomes_ready;
    assign parked_valid_o = lists_parked_valid;
    assign parked_queue_o = lists_parked_queue;
    assign parked_frames_o = lists_parked_frames;
    assign parked_turn_o = lists_parked_turn;
    assign drain_busy_o = lists_drain_busy;
    assign events_valid_o = judge_events_valid;
    assign events_slot_o = judge_events_slot;
    assign events_event_o = judge_events_event;
    assign events_bytes_o = judge_events_bytes;
    assign frames_valid_o = announcements_down_valid;
    assign frames_queue_o = announcements_down_queue;
    assign frames_epoch_o = announcements_down_epoch;
    assign frames_length_o = announcements_down_length;
    assign frames_verified_o = announcements_down_verified;
    assign words_valid_o = outlet_words_valid;
    assign words_data_o = outlet_words_data;
    assign words_last_o = outlet_words_last;

    free_list list (
        .clk                    (clk),
        .rst                    (rst),
        .cell_o                 (list_cell),
        .first_o                (list_first),
        .available_o            (list_available),
        .take_i                 (writer_take),
        .keep_i                 (writer_keep),
        .rewind_i               (writer_rewind),
        .refused_valid_i        (judge_refused_valid),
        .refused_head_i         (judge_refused_head),
        .refused_tail_i         (judge_refused_tail),
        .refused_last_offset_i  (judge_refused_last_offset),
        .finished_valid_i       (releaser_finished_valid),
        .finished_ready_o       (list_finished_ready),
        .finished_head_i        (releaser_finished_head),
        .finished_tail_i        (releaser_finished_tail),
        .finished_last_offset_i (releaser_finished_last_offset),
        .chain_cell_i           (reader_chain_cell),
        .chain_next_o           (list_chain_next),
        .ready_o                (list_ready)
    );

    cell_memory memory (
        .clk             (clk),
        .store_valid_i   (packer_store_valid),
        .store_address_i (packer_store_address),
        .store_data_i    (packer_store_data),
        .address_i       (reader_address),
        .data_o          (memory_data)
    );

    quota_ledger ledger (
        .clk                        (clk),
        .rst                        (rst),
        .write_valid_i              (quota_write_valid_i),
        .write_function_i           (quota_write_function_i),
        .write_cells_i              (quota_write_cells_i),
        .lookup_function_i          (judge_lookup_function),
        .lookup_count_less_one_i    (judge_lookup_count_less_one),
        .over_o                     (ledger_over),
        .charge_valid_i             (judge_charge_valid),
        .charge_function_i          (judge_charge_function),
        .charge_count_less_one_i    (judge_charge_count_less_one),
        .discharge_valid_i          (releaser_discharge_valid),
        .discharge_function_i       (releaser_discharge_function),
        .discharge_count_less_one_i (releaser_discharge_count_less_one)
    );

    frame_lists lists (
        .clk                         (clk),
        .rst                         (rst),
        .append_valid_i              (judge_append_valid),
        .append_queue_i              (judge_append_queue),
        .append_place_i              (judge_append_place),
        .append_epoch_i              (judge_append_epoch),
        .append_verified_i           (judge_append_verified),
        .append_chain_head_i         (judge_append_chain_head),
        .append_chain_tail_i         (judge_append_chain_tail),
        .append_chain_last_offset_i  (judge_append_chain_last_offset),
        .select_valid_i              (select_valid_i),
        .select_ready_o              (lists_select_ready),
        .select_queue_i              (select_queue_i),
        .select_turn_i               (select_turn_i),
        .attempts_valid_o            (lists_attempts_valid),
        .attempts_ready_i            (attempts_ready_i),
        .attempts_queue_o            (lists_attempts_queue),
        .attempts_epoch_o            (lists_attempts_epoch),
        .attempts_series_o           (lists_attempts_series),
        .attempts_bytes_o            (lists_attempts_bytes),
        .outcomes_valid_i            (outcomes_valid_i),
        .outcomes_ready_o            (lists_outcomes_ready),
        .outcomes_queue_i            (outcomes_queue_i),
        .outcomes_series_i           (outcomes_series_i),
        .outcomes_outcome_i          (outcomes_outcome_i),
        .outcomes_buffers_i          (outcomes_buffers_i),
        .parked_valid_o              (lists_parked_valid),
        .parked_queue_o              (lists_parked_queue),
        .parked_frames_o             (lists_parked_frames),
        .parked_turn_o               (lists_parked_turn),
        .decided_valid_o             (lists_decided_valid),
        .decided_ready_i             (ends_decided_ready),
        .decided_queue_o             (lists_decided_queue),
        .decided_outcome_o           (lists_decided_outcome),
        .decided_place_o             (lists_decided_place),
        .decided_epoch_o             (lists_decided_epoch),
        .decided_verified_o          (lists_decided_verified),
        .decided_chain_head_o        (lists_decided_chain_head),
        .decided_chain_tail_o        (lists_decided_chain_tail),
        .decided_chain_last_offset_o (lists_decided_chain_last_offset),
        .left_valid_i                (releaser_left_valid),
        .left_queue_i                (releaser_left_queue),
        .lookup_queue_i              (judge_lookup_queue),
        .full_o                      (lists_full),
        .drain_queue_i               (drain_queue_i),
        .drain_busy_o                (lists_drain_busy)
    );

    copy_place_list free_places (
        .clk          (clk),
        .rst          (rst),
        .available_o  (free_places_available),
        .next_o       (free_places_next),
        .take_i       (judge_places_take),
        .back_valid_i (releaser_place_valid),
        .back_place_i (releaser_place_place)
    );

    copy_counts counts (
        .clk             (clk),
        .rst             (rst),
        .stored_valid_i  (judge_stored_valid),
        .stored_head_i   (judge_stored_head),
        .stored_copies_i (judge_stored_copies),
        .read_valid_i    (releaser_read_valid),
        .read_head_i     (releaser_read_head),
        .last_o          (counts_last)
    );

    frame_writer writer (
        .clk                         (clk),
        .rst                         (rst),
        .up_valid_i                  (up_valid_i),
        .up_ready_o                  (writer_up_ready),
        .up_data_i                   (up_data_i),
        .up_last_byte_i              (up_last_byte_i),
        .up_last_i                   (up_last_i),
        .up_error_i                  (up_error_i),
        .up_verdict_functions_i      (up_verdict_functions_i),
        .up_verdict_drop_i           (up_verdict_drop_i),
        .up_verdict_reason_i         (up_verdict_reason_i),
        .up_verdict_queue_i          (up_verdict_queue_i),
        .up_verdict_reported_i       (up_verdict_reported_i),
        .up_verified_i               (up_verified_i),
        .cell_i                      (list_cell),
        .first_i                     (list_first),
        .available_i                 (list_available),
        .list_ready_i                (list_ready),
        .take_o                      (writer_take),
        .keep_o                      (writer_keep),
        .rewind_o                    (writer_rewind),
        .judged_i                    (judge_judged),
        .beats_valid_o               (writer_beats_valid),
        .beats_data_o                (writer_beats_data),
        .beats_last_byte_o           (writer_beats_last_byte),
        .beats_last_o                (writer_beats_last),
        .beats_offset_o              (writer_beats_offset),
        .beats_cell_o                (writer_beats_cell),
        .records_valid_o             (writer_records_valid),
        .records_ready_i             (record_fifo_up_ready),
        .records_slots_o             (writer_records_slots),
        .records_queue_o             (writer_records_queue),
        .records_queue_exists_o      (writer_records_queue_exists),
        .records_dropped_o           (writer_records_dropped),
        .records_reason_o            (writer_records_reason),
        .records_reported_o          (writer_records_reported),
        .records_verified_o          (writer_records_verified),
        .records_unfit_o             (writer_records_unfit),
        .records_chain_head_o        (writer_records_chain_head),
        .records_chain_tail_o        (writer_records_chain_tail),
        .records_chain_last_offset_o (writer_records_chain_last_offset)
    );

    word_packer packer (
        .clk               (clk),
        .rst               (rst),
        .beats_valid_i     (writer_beats_valid),
        .beats_data_i      (writer_beats_data),
        .beats_last_byte_i (writer_beats_last_byte),
        .beats_last_i      (writer_beats_last),
        .beats_offset_i    (writer_beats_offset),
        .beats_cell_i      (writer_beats_cell),
        .store_valid_o     (packer_store_valid),
        .store_address_o   (packer_store_address),
        .store_data_o      (packer_store_data)
    );

    fifo_payload42_depth8 record_fifo (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (writer_records_valid),
        .up_ready_o               (record_fifo_up_ready),
        .up_slots_i               (writer_records_slots),
        .up_queue_i               (writer_records_queue),
        .up_queue_exists_i        (writer_records_queue_exists),
        .up_dropped_i             (writer_records_dropped),
        .up_reason_i              (writer_records_reason),
        .up_reported_i            (writer_records_reported),
        .up_verified_i            (writer_records_verified),
        .up_unfit_i               (writer_records_unfit),
        .up_chain_head_i          (writer_records_chain_head),
        .up_chain_tail_i          (writer_records_chain_tail),
        .up_chain_last_offset_i   (writer_records_chain_last_offset),
        .down_valid_o             (record_fifo_down_valid),
        .down_ready_i             (walk_records_ready),
        .down_slots_o             (record_fifo_down_slots),
        .down_queue_o             (record_fifo_down_queue),
        .down_queue_exists_o      (record_fifo_down_queue_exists),
        .down_dropped_o           (record_fifo_down_dropped),
        .down_reason_o            (record_fifo_down_reason),
        .down_reported_o          (record_fifo_down_reported),
        .down_verified_o          (record_fifo_down_verified),
        .down_unfit_o             (record_fifo_down_unfit),
        .down_chain_head_o        (record_fifo_down_chain_head),
        .down_chain_tail_o        (record_fifo_down_chain_tail),
        .down_chain_last_offset_o (record_fifo_down_chain_last_offset),
        .count_o                  (record_fifo_count)
    );

    record_walk walk (
        .clk                         (clk),
        .rst                         (rst),
        .records_valid_i             (record_fifo_down_valid),
        .records_ready_o             (walk_records_ready),
        .records_slots_i             (record_fifo_down_slots),
        .records_queue_i             (record_fifo_down_queue),
        .records_queue_exists_i      (record_fifo_down_queue_exists),
        .records_dropped_i           (record_fifo_down_dropped),
        .records_reason_i            (record_fifo_down_reason),
        .records_reported_i          (record_fifo_down_reported),
        .records_verified_i          (record_fifo_down_verified),
        .records_unfit_i             (record_fifo_down_unfit),
        .records_chain_head_i        (record_fifo_down_chain_head),
        .records_chain_tail_i        (record_fifo_down_chain_tail),
        .records_chain_last_offset_i (record_fifo_down_chain_last_offset),
        .room_i                      (judge_room),
        .visits_valid_o              (walk_visits_valid),
        .visits_slot_o               (walk_visits_slot),
        .visits_queue_o              (walk_visits_queue),
        .visits_queue_exists_o       (walk_visits_queue_exists),
        .visits_dropped_o            (walk_visits_dropped),
        .visits_reason_o             (walk_visits_reason),
        .visits_reported_o           (walk_visits_reported),
        .visits_verified_o           (walk_visits_verified),
        .visits_unfit_o              (walk_visits_unfit),
        .visits_chain_head_o         (walk_visits_chain_head),
        .visits_chain_tail_o         (walk_visits_chain_tail),
        .visits_chain_last_offset_o  (walk_visits_chain_last_offset),
        .visits_first_o              (walk_visits_first),
        .visits_last_o               (walk_visits_last)
    );

    frame_judge judge (
        .clk                        (clk),
        .rst                        (rst),
        .visits_valid_i             (walk_visits_valid),
        .visits_slot_i              (walk_visits_slot),
        .visits_queue_i             (walk_visits_queue),
        .visits_queue_exists_i      (walk_visits_queue_exists),
        .visits_dropped_i           (walk_visits_dropped),
        .visits_reason_i            (walk_visits_reason),
        .visits_reported_i          (walk_visits_reported),
        .visits_verified_i          (walk_visits_verified),
        .visits_unfit_i             (walk_visits_unfit),
        .visits_chain_head_i        (walk_visits_chain_head),
        .visits_chain_tail_i        (walk_visits_chain_tail),
        .visits_chain_last_offset_i (walk_visits_chain_last_offset),
        .visits_first_i             (walk_visits_first),
        .visits_last_i              (walk_visits_last),
        .room_o                     (judge_room),
        .change_valid_i             (change_valid_i),
        .change_queue_i             (change_queue_i),
        .change_running_i           (change_running_i),
        .change_beginning_i         (change_beginning_i),
        .change_epoch_i             (change_epoch_i),
        .lookup_function_o          (judge_lookup_function),
        .lookup_count_less_one_o    (judge_lookup_count_less_one),
        .lookup_queue_o             (judge_lookup_queue),
        .over_i                     (ledger_over),
        .full_i                     (lists_full),
        .group_open_i               (policer_open),
        .group_copy_valid_o         (judge_group_copy_valid),
        .group_copy_last_offset_o   (judge_group_copy_last_offset),
        .places_available_i         (free_places_available),
        .places_next_i              (free_places_next),
        .places_take_o              (judge_places_take),
        .charge_valid_o             (judge_charge_valid),
        .charge_function_o          (judge_charge_function),
        .charge_count_less_one_o    (judge_charge_count_less_one),
        .append_valid_o             (judge_append_valid),
        .append_queue_o             (judge_append_queue),
        .append_place_o             (judge_append_place),
        .append_epoch_o             (judge_append_epoch),
        .append_verified_o          (judge_append_verified),
        .append_chain_head_o        (judge_append_chain_head),
        .append_chain_tail_o        (judge_append_chain_tail),
        .append_chain_last_offset_o (judge_append_chain_last_offset),
        .enqueued_valid_o           (judge_enqueued_valid),
        .enqueued_queue_o           (judge_enqueued_queue),
        .stored_valid_o             (judge_stored_valid),
        .stored_head_o              (judge_stored_head),
        .stored_copies_o            (judge_stored_copies),
        .refused_valid_o            (judge_refused_valid),
        .refused_head_o             (judge_refused_head),
        .refused_tail_o             (judge_refused_tail),
        .refused_last_offset_o      (judge_refused_last_offset),
        .open_valid_o               (judge_open_valid),
        .open_head_o                (judge_open_head),
        .judged_o                   (judge_judged),
        .events_valid_o             (judge_events_valid),
        .events_ready_i             (events_ready_i),
        .events_slot_o              (judge_events_slot),
        .events_event_o             (judge_events_event),
        .events_bytes_o             (judge_events_bytes)
    );

    group_policer policer (
        .clk                (clk),
        .rst                (rst),
        .rate_i             (group_rate_i),
        .copy_valid_i       (judge_group_copy_valid),
        .copy_last_offset_i (judge_group_copy_last_offset),
        .open_o             (policer_open)
    );

    frame_end ends (
        .clk                         (clk),
        .rst                         (rst),
        .decided_valid_i             (lists_decided_valid),
        .decided_ready_o             (ends_decided_ready),
        .decided_queue_i             (lists_decided_queue),
        .decided_outcome_i           (lists_decided_outcome),
        .decided_place_i             (lists_decided_place),
        .decided_epoch_i             (lists_decided_epoch),
        .decided_verified_i          (lists_decided_verified),
        .decided_chain_head_i        (lists_decided_chain_head),
        .decided_chain_tail_i        (lists_decided_chain_tail),
        .decided_chain_last_offset_i (lists_decided_chain_last_offset),
        .announced_valid_o           (ends_announced_valid),
        .announced_ready_i           (announcements_up_ready),
        .announced_queue_o           (ends_announced_queue),
        .announced_epoch_o           (ends_announced_epoch),
        .announced_length_o          (ends_announced_length),
        .announced_verified_o        (ends_announced_verified),
        .granted_valid_o             (ends_granted_valid),
        .granted_ready_i             (reader_fetched_ready),
        .granted_queue_o             (ends_granted_queue),
        .granted_place_o             (ends_granted_place),
        .granted_chain_head_o        (ends_granted_chain_head),
        .granted_chain_tail_o        (ends_granted_chain_tail),
        .granted_chain_last_offset_o (ends_granted_chain_last_offset),
        .dropped_valid_o             (ends_dropped_valid),
        .dropped_ready_i             (copies_ups_dropped_ready),
        .dropped_queue_o             (ends_dropped_queue),
        .dropped_place_o             (ends_dropped_place),
        .dropped_chain_head_o        (ends_dropped_chain_head),
        .dropped_chain_tail_o        (ends_dropped_chain_tail),
        .dropped_chain_last_offset_o (ends_dropped_chain_last_offset)
    );

    frame_reader reader (
        .clk                         (clk),
        .rst                         (rst),
        .fetched_valid_i             (ends_granted_valid),
        .fetched_ready_o             (reader_fetched_ready),
        .fetched_queue_i             (ends_granted_queue),
        .fetched_place_i             (ends_granted_place),
        .fetched_chain_head_i        (ends_granted_chain_head),
        .fetched_chain_tail_i        (ends_granted_chain_tail),
        .fetched_chain_last_offset_i (ends_granted_chain_last_offset),
        .chain_cell_o                (reader_chain_cell),
        .chain_next_i                (list_chain_next),
        .address_o                   (reader_address),
        .data_i                      (memory_data),
        .space_i                     (outlet_space),
        .reserve_o                   (reader_reserve),
        .read_valid_o                (reader_read_valid),
        .read_data_o                 (reader_read_data),
        .read_last_o                 (reader_read_last),
        .copies_valid_o              (reader_copies_valid),
        .copies_ready_i              (copy_fifo_up_ready),
        .copies_queue_o              (reader_copies_queue),
        .copies_place_o              (reader_copies_place),
        .copies_chain_head_o         (reader_copies_chain_head),
        .copies_chain_tail_o         (reader_copies_chain_tail),
        .copies_chain_last_offset_o  (reader_copies_chain_last_offset)
    );

    frame_outlet outlet (
        .clk           (clk),
        .rst           (rst),
        .reserve_i     (reader_reserve),
        .space_o       (outlet_space),
        .read_valid_i  (reader_read_valid),
        .read_data_i   (reader_read_data),
        .read_last_i   (reader_read_last),
        .words_valid_o (outlet_words_valid),
        .words_ready_i (words_ready_i),
        .words_data_o  (outlet_words_data),
        .words_last_o  (outlet_words_last)
    );

    fifo_payload24_depth4 announcements (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (ends_announced_valid),
        .up_ready_o      (announcements_up_ready),
        .up_queue_i      (ends_announced_queue),
        .up_epoch_i      (ends_announced_epoch),
        .up_length_i     (ends_announced_length),
        .up_verified_i   (ends_announced_verified),
        .down_valid_o    (announcements_down_valid),
        .down_ready_i    (frames_ready_i),
        .down_queue_o    (announcements_down_queue),
        .down_epoch_o    (announcements_down_epoch),
        .down_length_o   (announcements_down_length),
        .down_verified_o (announcements_down_verified),
        .count_o         (announcements_count)
    );

    fifo_payload37_depth4 copy_fifo (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (reader_copies_valid),
        .up_ready_o               (copy_fifo_up_ready),
        .up_queue_i               (reader_copies_queue),
        .up_place_i               (reader_copies_place),
        .up_chain_head_i          (reader_copies_chain_head),
        .up_chain_tail_i          (reader_copies_chain_tail),
        .up_chain_last_offset_i   (reader_copies_chain_last_offset),
        .down_valid_o             (copy_fifo_down_valid),
        .down_ready_i             (copies_ups_read_ready),
        .down_queue_o             (copy_fifo_down_queue),
        .down_place_o             (copy_fifo_down_place),
        .down_chain_head_o        (copy_fifo_down_chain_head),
        .down_chain_tail_o        (copy_fifo_down_chain_tail),
        .down_chain_last_offset_o (copy_fifo_down_chain_last_offset),
        .count_o                  (copy_fifo_count)
    );

    stream_merge copies (
        .clk                             (clk),
        .rst                             (rst),
        .ups_read_valid_i                (copy_fifo_down_valid),
        .ups_read_ready_o                (copies_ups_read_ready),
        .ups_read_queue_i                (copy_fifo_down_queue),
        .ups_read_place_i                (copy_fifo_down_place),
        .ups_read_chain_head_i           (copy_fifo_down_chain_head),
        .ups_read_chain_tail_i           (copy_fifo_down_chain_tail),
        .ups_read_chain_last_offset_i    (copy_fifo_down_chain_last_offset),
        .ups_dropped_valid_i             (ends_dropped_valid),
        .ups_dropped_ready_o             (copies_ups_dropped_ready),
        .ups_dropped_queue_i             (ends_dropped_queue),
        .ups_dropped_place_i             (ends_dropped_place),
        .ups_dropped_chain_head_i        (ends_dropped_chain_head),
        .ups_dropped_chain_tail_i        (ends_dropped_chain_tail),
        .ups_dropped_chain_last_offset_i (ends_dropped_chain_last_offset),
        .down_valid_o                    (copies_down_valid),
        .down_ready_i                    (releaser_up_ready),
        .down_queue_o                    (copies_down_queue),
        .down_place_o                    (copies_down_place),
        .down_chain_head_o               (copies_down_chain_head),
        .down_chain_tail_o               (copies_down_chain_tail),
        .down_chain_last_offset_o        (copies_down_chain_last_offset)
    );

    frame_release releaser (
        .clk                        (clk),
        .rst                        (rst),
        .up_valid_i                 (copies_down_valid),
        .up_ready_o                 (releaser_up_ready),
        .up_queue_i                 (copies_down_queue),
        .up_place_i                 (copies_down_place),
        .up_chain_head_i            (copies_down_chain_head),
        .up_chain_tail_i            (copies_down_chain_tail),
        .up_chain_last_offset_i     (copies_down_chain_last_offset),
        .open_valid_i               (judge_open_valid),
        .open_head_i                (judge_open_head),
        .read_valid_o               (releaser_read_valid),
        .read_head_o                (releaser_read_head),
        .last_i                     (counts_last),
        .finished_valid_o           (releaser_finished_valid),
        .finished_ready_i           (list_finished_ready),
        .finished_head_o            (releaser_finished_head),
        .finished_tail_o            (releaser_finished_tail),
        .finished_last_offset_o     (releaser_finished_last_offset),
        .discharge_valid_o          (releaser_discharge_valid),
        .discharge_function_o       (releaser_discharge_function),
        .discharge_count_less_one_o (releaser_discharge_count_less_one),
        .left_valid_o               (releaser_left_valid),
        .left_queue_o               (releaser_left_queue),
        .place_valid_o              (releaser_place_valid),
        .place_place_o              (releaser_place_place)
    );

    wire unused = &{1'b0, record_fifo_count, announcements_count, copy_fifo_count};

endmodule

`default_nettype wire
