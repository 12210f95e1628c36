/* verilator lint_off DECLFILENAME */
`default_nettype none

// Chained free cells: taken one a clock, put back as whole chains.
// Parameters: bufferCells = 128
module free_list_buffer_cells128 (
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

    wire [13:0] refused_last_offset_choice = refused_valid_i ? refused_last_offset_i : finished_last_offset_i;
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
        returned_q <= returning ? (refused_last_offset_choice[13:6] + 8'd1) : 8'd0;
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

    wire unused = &{1'b0, refused_last_offset_choice[5:0]};

endmodule

// The words of all frames in the packet buffer.
// Parameters: hostDataBits = 128, bufferCells = 128
module cell_memory_buffer_cells128 (
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

// Reference counts of frames by their first cell.
// Parameters: bufferCells = 128, functions = 2
module copy_counts_buffer_cells128 (
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

    wire [1:0] now_done = done_rdata_q + 2'd1;
    assign last_o = copies_rdata_q == now_done;

    (* ram_style = "distributed" *)
    reg [1:0] copies [0:127];
    always @(posedge clk) begin
        if (stored_valid_i) begin
            copies[stored_head_i] <= stored_copies_i;
        end
        copies_rdata_q <= copies[read_head_i];
    end

    (* ram_style = "distributed" *)
    reg [1:0] done [0:127];
    always @(posedge clk) begin
        if (sweep_active_q | reading_q) begin
            done[sweep_active_q ? sweep_index_q : head_q] <= (sweep_active_q | last_o) ? 2'd0 : now_done;
        end
        done_rdata_q <= done[read_head_i];
    end

endmodule

// Takes cells for each frame and reports the frame when its last beat is in; one beat a clock.
// Parameters: netDataBits = 64, bufferCells = 128, functions = 2, queuesPerFunction = 1
module frame_writer_buffer_cells128 (
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
    input  wire        up_source_i,
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
    output wire        records_source_o,
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
    reg         beat_source_q;
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
    reg         report_record_source_q;
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
            beat_source_q <= up_source_i;
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
            report_record_source_q <= beat_source_q;
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
    assign records_source_o = report_record_source_q;
    assign records_chain_head_o = report_record_chain_head_q;
    assign records_chain_tail_o = report_record_chain_tail_q;
    assign records_chain_last_offset_o = report_record_chain_last_offset_q;

endmodule

// Gathers beats to words of the host datapath and fills what a frame leaves open with zeros.
// Parameters: netDataBits = 64, hostDataBits = 128, bufferCells = 128
module word_packer_buffer_cells128 (
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

    wire [63:0] clean = {beats_data_i[63:56] & {8{3'd7 <= beats_last_byte_i}}, beats_data_i[55:48] & {8{3'd6 <= beats_last_byte_i}},
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
                lanes_q[63:0] <= clean;
            end
            if (beats_offset_i[0] == 1'd1) begin
                lanes_q[127:64] <= clean;
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
// Parameters: payload = {slots: u3, queue: u1, queueExists: u1, dropped: u1, reason: u5, reported: u1, verified: u1, unfit: u1, source: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 8
module fifo_payload43_depth8 (
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
    input  wire        up_source_i,
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
    output wire        down_source_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [3:0]  count_o
);

    reg  [2:0]  head_q;
    reg  [2:0]  tail_q;
    reg  [3:0]  held_q;
    wire [42:0] words_rdata;

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
    assign down_source_o = words_rdata[14];
    assign down_chain_head_o = words_rdata[21:15];
    assign down_chain_tail_o = words_rdata[28:22];
    assign down_chain_last_offset_o = words_rdata[42:29];

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
    reg [42:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_source_i, up_unfit_i, up_verified_i,
                    up_reported_i, up_reason_i, up_dropped_i, up_queue_exists_i, up_queue_i, up_slots_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// One memory of the packet buffer: its cells, and what puts frames into them.
// Parameters: netDataBits = 64, hostDataBits = 128, functions = 2, queuesPerFunction = 1, bufferCells = 128
module frame_store_buffer_cells128 (
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
    input  wire         up_source_i,
    // records
    output wire         records_valid_o,
    input  wire         records_ready_i,
    output wire [2:0]   records_slots_o,
    output wire         records_queue_o,
    output wire         records_queue_exists_o,
    output wire         records_dropped_o,
    output wire [4:0]   records_reason_o,
    output wire         records_reported_o,
    output wire         records_verified_o,
    output wire         records_unfit_o,
    output wire         records_source_o,
    output wire [6:0]   records_chain_head_o,
    output wire [6:0]   records_chain_tail_o,
    output wire [13:0]  records_chain_last_offset_o,
    input  wire         judged_i,
    // stored
    input  wire         stored_valid_i,
    input  wire [6:0]   stored_head_i,
    input  wire [1:0]   stored_copies_i,
    // refused
    input  wire         refused_valid_i,
    input  wire [6:0]   refused_head_i,
    input  wire [6:0]   refused_tail_i,
    input  wire [13:0]  refused_last_offset_i,
    // read
    input  wire         read_valid_i,
    input  wire [6:0]   read_head_i,
    output wire         last_o,
    // finished
    input  wire         finished_valid_i,
    output wire         finished_ready_o,
    input  wire [6:0]   finished_head_i,
    input  wire [6:0]   finished_tail_i,
    input  wire [13:0]  finished_last_offset_i,
    // chain
    input  wire [6:0]   chain_cell_i,
    output wire [6:0]   chain_next_o,
    input  wire [8:0]   address_i,
    output wire [127:0] data_o,
    output wire         ready_o
);

    wire [6:0]   list_cell;
    wire [6:0]   list_first;
    wire         list_available;
    wire         list_finished_ready;
    wire [6:0]   list_chain_next;
    wire         list_ready;
    wire [127:0] memory_data;
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
    wire         writer_records_source;
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
    wire         record_fifo_down_source;
    wire [6:0]   record_fifo_down_chain_head;
    wire [6:0]   record_fifo_down_chain_tail;
    wire [13:0]  record_fifo_down_chain_last_offset;
    wire [3:0]   record_fifo_count;

    assign ready_o = list_ready;
    assign up_ready_o = writer_up_ready;
    assign records_valid_o = record_fifo_down_valid;
    assign records_slots_o = record_fifo_down_slots;
    assign records_queue_o = record_fifo_down_queue;
    assign records_queue_exists_o = record_fifo_down_queue_exists;
    assign records_dropped_o = record_fifo_down_dropped;
    assign records_reason_o = record_fifo_down_reason;
    assign records_reported_o = record_fifo_down_reported;
    assign records_verified_o = record_fifo_down_verified;
    assign records_unfit_o = record_fifo_down_unfit;
    assign records_source_o = record_fifo_down_source;
    assign records_chain_head_o = record_fifo_down_chain_head;
    assign records_chain_tail_o = record_fifo_down_chain_tail;
    assign records_chain_last_offset_o = record_fifo_down_chain_last_offset;
    assign last_o = counts_last;
    assign finished_ready_o = list_finished_ready;
    assign chain_next_o = list_chain_next;
    assign data_o = memory_data;

    free_list_buffer_cells128 list (
        .clk                    (clk),
        .rst                    (rst),
        .cell_o                 (list_cell),
        .first_o                (list_first),
        .available_o            (list_available),
        .take_i                 (writer_take),
        .keep_i                 (writer_keep),
        .rewind_i               (writer_rewind),
        .refused_valid_i        (refused_valid_i),
        .refused_head_i         (refused_head_i),
        .refused_tail_i         (refused_tail_i),
        .refused_last_offset_i  (refused_last_offset_i),
        .finished_valid_i       (finished_valid_i),
        .finished_ready_o       (list_finished_ready),
        .finished_head_i        (finished_head_i),
        .finished_tail_i        (finished_tail_i),
        .finished_last_offset_i (finished_last_offset_i),
        .chain_cell_i           (chain_cell_i),
        .chain_next_o           (list_chain_next),
        .ready_o                (list_ready)
    );

    cell_memory_buffer_cells128 memory (
        .clk             (clk),
        .store_valid_i   (packer_store_valid),
        .store_address_i (packer_store_address),
        .store_data_i    (packer_store_data),
        .address_i       (address_i),
        .data_o          (memory_data)
    );

    copy_counts_buffer_cells128 counts (
        .clk             (clk),
        .rst             (rst),
        .stored_valid_i  (stored_valid_i),
        .stored_head_i   (stored_head_i),
        .stored_copies_i (stored_copies_i),
        .read_valid_i    (read_valid_i),
        .read_head_i     (read_head_i),
        .last_o          (counts_last)
    );

    frame_writer_buffer_cells128 writer (
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
        .up_source_i                 (up_source_i),
        .cell_i                      (list_cell),
        .first_i                     (list_first),
        .available_i                 (list_available),
        .list_ready_i                (list_ready),
        .take_o                      (writer_take),
        .keep_o                      (writer_keep),
        .rewind_o                    (writer_rewind),
        .judged_i                    (judged_i),
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
        .records_source_o            (writer_records_source),
        .records_chain_head_o        (writer_records_chain_head),
        .records_chain_tail_o        (writer_records_chain_tail),
        .records_chain_last_offset_o (writer_records_chain_last_offset)
    );

    word_packer_buffer_cells128 packer (
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

    fifo_payload43_depth8 record_fifo (
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
        .up_source_i              (writer_records_source),
        .up_chain_head_i          (writer_records_chain_head),
        .up_chain_tail_i          (writer_records_chain_tail),
        .up_chain_last_offset_i   (writer_records_chain_last_offset),
        .down_valid_o             (record_fifo_down_valid),
        .down_ready_i             (records_ready_i),
        .down_slots_o             (record_fifo_down_slots),
        .down_queue_o             (record_fifo_down_queue),
        .down_queue_exists_o      (record_fifo_down_queue_exists),
        .down_dropped_o           (record_fifo_down_dropped),
        .down_reason_o            (record_fifo_down_reason),
        .down_reported_o          (record_fifo_down_reported),
        .down_verified_o          (record_fifo_down_verified),
        .down_unfit_o             (record_fifo_down_unfit),
        .down_source_o            (record_fifo_down_source),
        .down_chain_head_o        (record_fifo_down_chain_head),
        .down_chain_tail_o        (record_fifo_down_chain_tail),
        .down_chain_last_offset_o (record_fifo_down_chain_last_offset),
        .count_o                  (record_fifo_count)
    );

    wire unused = &{1'b0, record_fifo_count};

endmodule

// Chained free cells: taken one a clock, put back as whole chains.
// Parameters: bufferCells = 64
module free_list_buffer_cells64 (
    input  wire        clk,
    input  wire        rst,
    output wire [5:0]  cell_o,
    output wire [5:0]  first_o,
    output wire        available_o,
    input  wire        take_i,
    input  wire        keep_i,
    input  wire        rewind_i,
    // refused
    input  wire        refused_valid_i,
    input  wire [5:0]  refused_head_i,
    input  wire [5:0]  refused_tail_i,
    input  wire [13:0] refused_last_offset_i,
    // finished
    input  wire        finished_valid_i,
    output wire        finished_ready_o,
    input  wire [5:0]  finished_head_i,
    input  wire [5:0]  finished_tail_i,
    input  wire [13:0] finished_last_offset_i,
    // chain
    input  wire [5:0]  chain_cell_i,
    output wire [5:0]  chain_next_o,
    output wire        ready_o
);

    reg        sweep_active_q;
    reg  [5:0] sweep_index_q;
    reg  [5:0] front_q;
    reg  [5:0] first_q;
    reg  [6:0] used_q;
    reg  [5:0] end_q;
    reg  [6:0] free_q;
    reg  [6:0] returned_q;
    wire [5:0] front;
    wire       link;
    wire [5:0] from;
    wire [5:0] to;
    reg  [5:0] next_rdata_q;
    wire       returning;
    reg  [5:0] next_rdata1_q;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 6'd1;
            if (sweep_index_q == 6'd63) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 6'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign ready_o = ~sweep_active_q;
    assign front = rewind_i ? first_q : take_i ? next_rdata_q : front_q;

    wire [13:0] refused_last_offset_choice = refused_valid_i ? refused_last_offset_i : finished_last_offset_i;
    always @(posedge clk) begin
        front_q <= front;
        if (rewind_i) begin
            used_q <= 7'd0;
        end else if (take_i) begin
            used_q <= keep_i ? 7'd0 : (used_q + 7'd1);
        end
        if (take_i & keep_i) begin
            first_q <= next_rdata_q;
        end
        returned_q <= returning ? (refused_last_offset_choice[12:6] + 7'd1) : 7'd0;
        if (returning) begin
            end_q <= refused_valid_i ? refused_tail_i : finished_tail_i;
        end
        free_q <= free_q + returned_q + (rewind_i ? used_q : {7{take_i}});
        if (rst) begin
            front_q <= 6'd0;
            used_q <= 7'd0;
            first_q <= 6'd0;
            returned_q <= 7'd0;
            end_q <= 6'd63;
            free_q <= 7'd64;
        end
    end

    assign cell_o = front_q;
    assign first_o = first_q;
    assign finished_ready_o = ~refused_valid_i;
    assign returning = refused_valid_i | finished_valid_i;
    assign available_o = |free_q[6:1];
    assign link = sweep_active_q | returning;
    assign from = sweep_active_q ? sweep_index_q : end_q;
    assign to = sweep_active_q ? (sweep_index_q + 6'd1) : refused_valid_i ? refused_head_i : finished_head_i;
    assign chain_next_o = next_rdata1_q;

    (* ram_style = "block" *)
    reg [5:0] next [0:63];
    always @(posedge clk) begin
        if (link) begin
            next[from] <= to;
        end
        next_rdata_q <= next[front];
        next_rdata1_q <= next[chain_cell_i];
    end

    wire unused = &{1'b0, refused_last_offset_choice[5:0], refused_last_offset_choice[13]};

endmodule

// The words of all frames in the packet buffer.
// Parameters: hostDataBits = 128, bufferCells = 64
module cell_memory_buffer_cells64 (
    input  wire         clk,
    // store
    input  wire         store_valid_i,
    input  wire [7:0]   store_address_i,
    input  wire [127:0] store_data_i,
    input  wire [7:0]   address_i,
    output wire [127:0] data_o
);

    reg  [127:0] words_rdata_q;

    assign data_o = words_rdata_q;

    (* ram_style = "block" *)
    reg [127:0] words [0:255];
    always @(posedge clk) begin
        if (store_valid_i) begin
            words[store_address_i] <= store_data_i;
        end
        words_rdata_q <= words[address_i];
    end

endmodule

// Reference counts of frames by their first cell.
// Parameters: bufferCells = 64, functions = 2
module copy_counts_buffer_cells64 (
    input  wire       clk,
    input  wire       rst,
    // stored
    input  wire       stored_valid_i,
    input  wire [5:0] stored_head_i,
    input  wire [1:0] stored_copies_i,
    // read
    input  wire       read_valid_i,
    input  wire [5:0] read_head_i,
    output wire       last_o
);

    reg        sweep_active_q;
    reg  [5:0] sweep_index_q;
    reg        reading_q;
    reg  [5:0] head_q;
    reg  [1:0] done_rdata_q;
    reg  [1:0] copies_rdata_q;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 6'd1;
            if (sweep_index_q == 6'd63) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 6'd0;
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

    wire [1:0] now_done = done_rdata_q + 2'd1;
    assign last_o = copies_rdata_q == now_done;

    (* ram_style = "distributed" *)
    reg [1:0] copies [0:63];
    always @(posedge clk) begin
        if (stored_valid_i) begin
            copies[stored_head_i] <= stored_copies_i;
        end
        copies_rdata_q <= copies[read_head_i];
    end

    (* ram_style = "distributed" *)
    reg [1:0] done [0:63];
    always @(posedge clk) begin
        if (sweep_active_q | reading_q) begin
            done[sweep_active_q ? sweep_index_q : head_q] <= (sweep_active_q | last_o) ? 2'd0 : now_done;
        end
        done_rdata_q <= done[read_head_i];
    end

endmodule

// Takes cells for each frame and reports the frame when its last beat is in; one beat a clock.
// Parameters: netDataBits = 64, bufferCells = 64, functions = 2, queuesPerFunction = 1
module frame_writer_buffer_cells64 (
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
    input  wire        up_source_i,
    input  wire [5:0]  cell_i,
    input  wire [5:0]  first_i,
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
    output wire [5:0]  beats_cell_o,
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
    output wire        records_source_o,
    output wire [5:0]  records_chain_head_o,
    output wire [5:0]  records_chain_tail_o,
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
    reg         beat_source_q;
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
    reg         report_record_source_q;
    reg  [5:0]  report_record_chain_head_q;
    reg  [5:0]  report_record_chain_tail_q;
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
            beat_source_q <= up_source_i;
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
            report_record_source_q <= beat_source_q;
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
    assign records_source_o = report_record_source_q;
    assign records_chain_head_o = report_record_chain_head_q;
    assign records_chain_tail_o = report_record_chain_tail_q;
    assign records_chain_last_offset_o = report_record_chain_last_offset_q;

endmodule

// Gathers beats to words of the host datapath and fills what a frame leaves open with zeros.
// Parameters: netDataBits = 64, hostDataBits = 128, bufferCells = 64
module word_packer_buffer_cells64 (
    input  wire         clk,
    input  wire         rst,
    // beats
    input  wire         beats_valid_i,
    input  wire [63:0]  beats_data_i,
    input  wire [2:0]   beats_last_byte_i,
    input  wire         beats_last_i,
    input  wire [10:0]  beats_offset_i,
    input  wire [5:0]   beats_cell_i,
    // store
    output wire         store_valid_o,
    output wire [7:0]   store_address_o,
    output wire [127:0] store_data_o
);

    reg          valid_q;
    reg  [7:0]   address_q;
    reg  [127:0] lanes_q;

    wire [63:0] clean = {beats_data_i[63:56] & {8{3'd7 <= beats_last_byte_i}}, beats_data_i[55:48] & {8{3'd6 <= beats_last_byte_i}},
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
                lanes_q[63:0] <= clean;
            end
            if (beats_offset_i[0] == 1'd1) begin
                lanes_q[127:64] <= clean;
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
// Parameters: payload = {slots: u3, queue: u1, queueExists: u1, dropped: u1, reason: u5, reported: u1, verified: u1, unfit: u1, source: u1, chain: {head: u6, tail: u6, lastOffset: u14}}, depth = 8
module fifo_payload41_depth8 (
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
    input  wire        up_source_i,
    input  wire [5:0]  up_chain_head_i,
    input  wire [5:0]  up_chain_tail_i,
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
    output wire        down_source_o,
    output wire [5:0]  down_chain_head_o,
    output wire [5:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [3:0]  count_o
);

    reg  [2:0]  head_q;
    reg  [2:0]  tail_q;
    reg  [3:0]  held_q;
    wire [40:0] words_rdata;

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
    assign down_source_o = words_rdata[14];
    assign down_chain_head_o = words_rdata[20:15];
    assign down_chain_tail_o = words_rdata[26:21];
    assign down_chain_last_offset_o = words_rdata[40:27];

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
    reg [40:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_source_i, up_unfit_i, up_verified_i,
                    up_reported_i, up_reason_i, up_dropped_i, up_queue_exists_i, up_queue_i, up_slots_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// One memory of the packet buffer: its cells, and what puts frames into them.
// Parameters: netDataBits = 64, hostDataBits = 128, functions = 2, queuesPerFunction = 1, bufferCells = 64
module frame_store_buffer_cells64 (
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
    input  wire         up_source_i,
    // records
    output wire         records_valid_o,
    input  wire         records_ready_i,
    output wire [2:0]   records_slots_o,
    output wire         records_queue_o,
    output wire         records_queue_exists_o,
    output wire         records_dropped_o,
    output wire [4:0]   records_reason_o,
    output wire         records_reported_o,
    output wire         records_verified_o,
    output wire         records_unfit_o,
    output wire         records_source_o,
    output wire [5:0]   records_chain_head_o,
    output wire [5:0]   records_chain_tail_o,
    output wire [13:0]  records_chain_last_offset_o,
    input  wire         judged_i,
    // stored
    input  wire         stored_valid_i,
    input  wire [5:0]   stored_head_i,
    input  wire [1:0]   stored_copies_i,
    // refused
    input  wire         refused_valid_i,
    input  wire [5:0]   refused_head_i,
    input  wire [5:0]   refused_tail_i,
    input  wire [13:0]  refused_last_offset_i,
    // read
    input  wire         read_valid_i,
    input  wire [5:0]   read_head_i,
    output wire         last_o,
    // finished
    input  wire         finished_valid_i,
    output wire         finished_ready_o,
    input  wire [5:0]   finished_head_i,
    input  wire [5:0]   finished_tail_i,
    input  wire [13:0]  finished_last_offset_i,
    // chain
    input  wire [5:0]   chain_cell_i,
    output wire [5:0]   chain_next_o,
    input  wire [7:0]   address_i,
    output wire [127:0] data_o,
    output wire         ready_o
);

    wire [5:0]   list_cell;
    wire [5:0]   list_first;
    wire         list_available;
    wire         list_finished_ready;
    wire [5:0]   list_chain_next;
    wire         list_ready;
    wire [127:0] memory_data;
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
    wire [5:0]   writer_beats_cell;
    wire         writer_records_valid;
    wire [2:0]   writer_records_slots;
    wire         writer_records_queue;
    wire         writer_records_queue_exists;
    wire         writer_records_dropped;
    wire [4:0]   writer_records_reason;
    wire         writer_records_reported;
    wire         writer_records_verified;
    wire         writer_records_unfit;
    wire         writer_records_source;
    wire [5:0]   writer_records_chain_head;
    wire [5:0]   writer_records_chain_tail;
    wire [13:0]  writer_records_chain_last_offset;
    wire         packer_store_valid;
    wire [7:0]   packer_store_address;
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
    wire         record_fifo_down_source;
    wire [5:0]   record_fifo_down_chain_head;
    wire [5:0]   record_fifo_down_chain_tail;
    wire [13:0]  record_fifo_down_chain_last_offset;
    wire [3:0]   record_fifo_count;

    assign ready_o = list_ready;
    assign up_ready_o = writer_up_ready;
    assign records_valid_o = record_fifo_down_valid;
    assign records_slots_o = record_fifo_down_slots;
    assign records_queue_o = record_fifo_down_queue;
    assign records_queue_exists_o = record_fifo_down_queue_exists;
    assign records_dropped_o = record_fifo_down_dropped;
    assign records_reason_o = record_fifo_down_reason;
    assign records_reported_o = record_fifo_down_reported;
    assign records_verified_o = record_fifo_down_verified;
    assign records_unfit_o = record_fifo_down_unfit;
    assign records_source_o = record_fifo_down_source;
    assign records_chain_head_o = record_fifo_down_chain_head;
    assign records_chain_tail_o = record_fifo_down_chain_tail;
    assign records_chain_last_offset_o = record_fifo_down_chain_last_offset;
    assign last_o = counts_last;
    assign finished_ready_o = list_finished_ready;
    assign chain_next_o = list_chain_next;
    assign data_o = memory_data;

    free_list_buffer_cells64 list (
        .clk                    (clk),
        .rst                    (rst),
        .cell_o                 (list_cell),
        .first_o                (list_first),
        .available_o            (list_available),
        .take_i                 (writer_take),
        .keep_i                 (writer_keep),
        .rewind_i               (writer_rewind),
        .refused_valid_i        (refused_valid_i),
        .refused_head_i         (refused_head_i),
        .refused_tail_i         (refused_tail_i),
        .refused_last_offset_i  (refused_last_offset_i),
        .finished_valid_i       (finished_valid_i),
        .finished_ready_o       (list_finished_ready),
        .finished_head_i        (finished_head_i),
        .finished_tail_i        (finished_tail_i),
        .finished_last_offset_i (finished_last_offset_i),
        .chain_cell_i           (chain_cell_i),
        .chain_next_o           (list_chain_next),
        .ready_o                (list_ready)
    );

    cell_memory_buffer_cells64 memory (
        .clk             (clk),
        .store_valid_i   (packer_store_valid),
        .store_address_i (packer_store_address),
        .store_data_i    (packer_store_data),
        .address_i       (address_i),
        .data_o          (memory_data)
    );

    copy_counts_buffer_cells64 counts (
        .clk             (clk),
        .rst             (rst),
        .stored_valid_i  (stored_valid_i),
        .stored_head_i   (stored_head_i),
        .stored_copies_i (stored_copies_i),
        .read_valid_i    (read_valid_i),
        .read_head_i     (read_head_i),
        .last_o          (counts_last)
    );

    frame_writer_buffer_cells64 writer (
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
        .up_source_i                 (up_source_i),
        .cell_i                      (list_cell),
        .first_i                     (list_first),
        .available_i                 (list_available),
        .list_ready_i                (list_ready),
        .take_o                      (writer_take),
        .keep_o                      (writer_keep),
        .rewind_o                    (writer_rewind),
        .judged_i                    (judged_i),
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
        .records_source_o            (writer_records_source),
        .records_chain_head_o        (writer_records_chain_head),
        .records_chain_tail_o        (writer_records_chain_tail),
        .records_chain_last_offset_o (writer_records_chain_last_offset)
    );

    word_packer_buffer_cells64 packer (
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

    fifo_payload41_depth8 record_fifo (
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
        .up_source_i              (writer_records_source),
        .up_chain_head_i          (writer_records_chain_head),
        .up_chain_tail_i          (writer_records_chain_tail),
        .up_chain_last_offset_i   (writer_records_chain_last_offset),
        .down_valid_o             (record_fifo_down_valid),
        .down_ready_i             (records_ready_i),
        .down_slots_o             (record_fifo_down_slots),
        .down_queue_o             (record_fifo_down_queue),
        .down_queue_exists_o      (record_fifo_down_queue_exists),
        .down_dropped_o           (record_fifo_down_dropped),
        .down_reason_o            (record_fifo_down_reason),
        .down_reported_o          (record_fifo_down_reported),
        .down_verified_o          (record_fifo_down_verified),
        .down_unfit_o             (record_fifo_down_unfit),
        .down_source_o            (record_fifo_down_source),
        .down_chain_head_o        (record_fifo_down_chain_head),
        .down_chain_tail_o        (record_fifo_down_chain_tail),
        .down_chain_last_offset_o (record_fifo_down_chain_last_offset),
        .count_o                  (record_fifo_count)
    );

    wire unused = &{1'b0, record_fifo_count};

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

// Cells that each function holds, against its reserve, its limit and what is shared.
// Parameters: functions = 2, bufferCells = 64, maxFrameBytes = 1522
module reserve_ledger (
    input  wire       clk,
    input  wire       rst,
    // write
    input  wire       write_valid_i,
    input  wire       write_function_i,
    input  wire [6:0] write_reserve_i,
    input  wire [6:0] write_limit_i,
    // lookup
    input  wire       lookup_function_i,
    input  wire [6:0] lookup_count_less_one_i,
    output wire       over_o,
    output wire       shared_o,
    // charge
    input  wire       charge_valid_i,
    input  wire       charge_function_i,
    input  wire [6:0] charge_count_less_one_i,
    input  wire       charge_shared_i,
    // discharge
    input  wire       discharge_valid_i,
    input  wire       discharge_function_i,
    input  wire [6:0] discharge_count_less_one_i,
    input  wire       discharge_shared_i
);

    reg        sweep_active_q;
    reg        sweep_index_q;
    wire [6:0] charged_rdata;
    wire [6:0] discharged_rdata;
    wire [6:0] charged_own_rdata;
    wire [6:0] discharged_own_rdata;
    reg  [6:0] found_held_q;
    reg  [6:0] found_own_q;
    reg  [6:0] found_reserve_q;
    reg  [6:0] found_limit_q;
    reg  [6:0] found_count_less_one_q;
    reg  [7:0] demand_held_less_one_q;
    reg  [7:0] demand_own_less_one_q;
    reg  [6:0] demand_reserve_q;
    reg  [6:0] demand_limit_q;
    reg  [6:0] demand_count_less_one_q;
    reg  [7:0] demand_with_last_q;
    wire [6:0] charged_rdata1;
    wire [6:0] discharged_rdata1;
    wire [6:0] charged_own_rdata1;
    wire [6:0] discharged_own_rdata1;
    wire [6:0] reserves_rdata;
    wire [6:0] limits_rdata;
    reg  [8:0] free_q;
    reg  [8:0] back_q;
    reg  [8:0] released_q;
    reg  [8:0] gain_q;
    wire [6:0] reserves_rdata1;
    wire       last_is_shared;
    wire       fits_own;
    wire       in_limit;

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
        found_held_q <= charged_rdata1 - discharged_rdata1;
        found_own_q <= charged_own_rdata1 - discharged_own_rdata1;
        found_reserve_q <= reserves_rdata;
        found_limit_q <= limits_rdata;
        found_count_less_one_q <= lookup_count_less_one_i;
        demand_held_less_one_q <= {1'd0, found_held_q} + {1'd0, found_count_less_one_q};
        demand_own_less_one_q <= {1'd0, found_own_q} + {1'd0, found_count_less_one_q};
        demand_reserve_q <= found_reserve_q;
        demand_limit_q <= found_limit_q;
        demand_count_less_one_q <= found_count_less_one_q;
        demand_with_last_q <= {1'd0, found_count_less_one_q} + {1'd0, demand_count_less_one_q} + 8'd1;
    end

    always @(posedge clk) begin
        back_q <= (discharge_valid_i & discharge_shared_i) ? ({2'd0, discharge_count_less_one_i} + 9'd1) : 9'd0;
        released_q <= (write_valid_i & ~sweep_active_q) ? ({2'd0, reserves_rdata1} - {2'd0, write_reserve_i}) : 9'd0;
        gain_q <= back_q + released_q;
        free_q <= (free_q + gain_q) - ((charge_valid_i & charge_shared_i) ? ({2'd0, charge_count_less_one_i} + 9'd1) : 9'd0);
        if (rst) begin
            back_q <= 9'd0;
            released_q <= 9'd0;
            gain_q <= 9'd0;
            free_q <= 9'h26;
        end
    end

    assign last_is_shared = charge_valid_i & charge_shared_i;
    assign fits_own = demand_own_less_one_q < {1'd0, demand_reserve_q};
    assign in_limit = demand_held_less_one_q < {1'd0, demand_limit_q};
    assign over_o = ~(in_limit & (fits_own | ((last_is_shared ? ({1'd0, demand_with_last_q} < free_q) : ({2'd0, demand_count_less_one_q} < free_q)) & ~free_q[8])));
    assign shared_o = ~fits_own;

    (* ram_style = "distributed" *)
    reg [6:0] charged [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | charge_valid_i) begin
            charged[sweep_active_q ? sweep_index_q : charge_function_i] <= sweep_active_q ? 7'd0 : (charged_rdata + charge_count_less_one_i + 7'd1);
        end
    end
    assign charged_rdata = charged[charge_function_i];
    assign charged_rdata1 = charged[lookup_function_i];

    (* ram_style = "distributed" *)
    reg [6:0] discharged [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | discharge_valid_i) begin
            discharged[sweep_active_q ? sweep_index_q : discharge_function_i] <= sweep_active_q ? 7'd0 : (discharged_rdata + discharge_count_less_one_i + 7'd1);
        end
    end
    assign discharged_rdata = discharged[discharge_function_i];
    assign discharged_rdata1 = discharged[lookup_function_i];

    (* ram_style = "distributed" *)
    reg [6:0] charged_own [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (charge_valid_i & ~charge_shared_i)) begin
            charged_own[sweep_active_q ? sweep_index_q : charge_function_i] <= sweep_active_q ? 7'd0 : (charged_own_rdata + charge_count_less_one_i + 7'd1);
        end
    end
    assign charged_own_rdata = charged_own[charge_function_i];
    assign charged_own_rdata1 = charged_own[lookup_function_i];

    (* ram_style = "distributed" *)
    reg [6:0] discharged_own [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (discharge_valid_i & ~discharge_shared_i)) begin
            discharged_own[sweep_active_q ? sweep_index_q : discharge_function_i] <= sweep_active_q ? 7'd0 : (discharged_own_rdata + discharge_count_less_one_i + 7'd1);
        end
    end
    assign discharged_own_rdata = discharged_own[discharge_function_i];
    assign discharged_own_rdata1 = discharged_own[lookup_function_i];

    (* ram_style = "distributed" *)
    reg [6:0] reserves [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | write_valid_i) begin
            reserves[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 7'd0 : write_reserve_i;
        end
    end
    assign reserves_rdata = reserves[lookup_function_i];
    assign reserves_rdata1 = reserves[write_function_i];

    (* ram_style = "distributed" *)
    reg [6:0] limits [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | write_valid_i) begin
            limits[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 7'd0 : write_limit_i;
        end
    end
    assign limits_rdata = limits[lookup_function_i];

endmodule

// Cells of local frames that each function holds, against the same reserve for all.
// Parameters: functions = 2, bufferCells = 64, maxFrameBytes = 1522
module local_ledger (
    input  wire       clk,
    input  wire       rst,
    // lookup
    input  wire       lookup_function_i,
    input  wire [6:0] lookup_count_less_one_i,
    output wire       over_o,
    output wire       shared_o,
    // charge
    input  wire       charge_valid_i,
    input  wire       charge_function_i,
    input  wire [6:0] charge_count_less_one_i,
    input  wire       charge_shared_i,
    // discharge
    input  wire       discharge_valid_i,
    input  wire       discharge_function_i,
    input  wire [6:0] discharge_count_less_one_i,
    input  wire       discharge_shared_i
);

    wire       accounts_write_valid;
    wire       accounts_write_function;
    wire       accounts_over;
    wire       accounts_shared;
    reg  [2:0] next_q;

    assign over_o = accounts_over;
    assign shared_o = accounts_shared;

    wire writes = ~(&next_q);
    always @(posedge clk) begin
        if (writes) begin
            next_q <= next_q + 3'd1;
        end
        if (rst) begin
            next_q <= 3'd0;
        end
    end

    assign accounts_write_valid = writes;
    assign accounts_write_function = next_q[0];

    reserve_ledger accounts (
        .clk                        (clk),
        .rst                        (rst),
        .write_valid_i              (accounts_write_valid),
        .write_function_i           (accounts_write_function),
        .write_reserve_i            (7'd7),
        .write_limit_i              (7'd38),
        .lookup_function_i          (lookup_function_i),
        .lookup_count_less_one_i    (lookup_count_less_one_i),
        .over_o                     (accounts_over),
        .shared_o                   (accounts_shared),
        .charge_valid_i             (charge_valid_i),
        .charge_function_i          (charge_function_i),
        .charge_count_less_one_i    (charge_count_less_one_i),
        .charge_shared_i            (charge_shared_i),
        .discharge_valid_i          (discharge_valid_i),
        .discharge_function_i       (discharge_function_i),
        .discharge_count_less_one_i (discharge_count_less_one_i),
        .discharge_shared_i         (discharge_shared_i)
    );

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {queue: u1, turn: u3, place: u9, selected: u5, series: u2, epoch: u8, verified: u1, shared: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 4
module fifo_payload58_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [2:0]  up_turn_i,
    input  wire [8:0]  up_place_i,
    input  wire [4:0]  up_selected_i,
    input  wire [1:0]  up_series_i,
    input  wire [7:0]  up_epoch_i,
    input  wire        up_verified_i,
    input  wire        up_shared_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [2:0]  down_turn_o,
    output wire [8:0]  down_place_o,
    output wire [4:0]  down_selected_o,
    output wire [1:0]  down_series_o,
    output wire [7:0]  down_epoch_o,
    output wire        down_verified_o,
    output wire        down_shared_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [57:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_turn_o = words_rdata[3:1];
    assign down_place_o = words_rdata[12:4];
    assign down_selected_o = words_rdata[17:13];
    assign down_series_o = words_rdata[19:18];
    assign down_epoch_o = words_rdata[27:20];
    assign down_verified_o = words_rdata[28];
    assign down_shared_o = words_rdata[29];
    assign down_chain_head_o = words_rdata[36:30];
    assign down_chain_tail_o = words_rdata[43:37];
    assign down_chain_last_offset_o = words_rdata[57:44];

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
    reg [57:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_shared_i, up_verified_i, up_epoch_i,
                    up_series_i, up_selected_i, up_place_i, up_turn_i, up_queue_i};
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
// Parameters: payload = {queue: u1, outcome: u2, place: u9, epoch: u8, verified: u1, shared: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 4
module fifo_payload50_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [1:0]  up_outcome_i,
    input  wire [8:0]  up_place_i,
    input  wire [7:0]  up_epoch_i,
    input  wire        up_verified_i,
    input  wire        up_shared_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [1:0]  down_outcome_o,
    output wire [8:0]  down_place_o,
    output wire [7:0]  down_epoch_o,
    output wire        down_verified_o,
    output wire        down_shared_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [49:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_outcome_o = words_rdata[2:1];
    assign down_place_o = words_rdata[11:3];
    assign down_epoch_o = words_rdata[19:12];
    assign down_verified_o = words_rdata[20];
    assign down_shared_o = words_rdata[21];
    assign down_chain_head_o = words_rdata[28:22];
    assign down_chain_tail_o = words_rdata[35:29];
    assign down_chain_last_offset_o = words_rdata[49:36];

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
    reg [49:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_shared_i, up_verified_i, up_epoch_i, up_place_i,
                    up_outcome_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Frames waiting in each queue and attempts for their buffers, as linked lists.
// Parameters: queues = 2, framesPerQueue = 16, bufferCells = 128, localBufferCells = 64
module frame_lists (
    input  wire        clk,
    input  wire        rst,
    // append
    input  wire        append_valid_i,
    input  wire        append_queue_i,
    input  wire [8:0]  append_place_i,
    input  wire [7:0]  append_epoch_i,
    input  wire        append_verified_i,
    input  wire        append_shared_i,
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
    input  wire [6:0]  outcomes_pieces_i,
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
    output wire [8:0]  decided_place_o,
    output wire [7:0]  decided_epoch_o,
    output wire        decided_verified_o,
    output wire        decided_shared_o,
    output wire [6:0]  decided_chain_head_o,
    output wire [6:0]  decided_chain_tail_o,
    output wire [13:0] decided_chain_last_offset_o,
    // left
    input  wire        left_valid_i,
    input  wire        left_queue_i,
    input  wire        left_local_i,
    // lookup
    input  wire        lookup_queue_i,
    input  wire        lookup_local_i,
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
    reg  [8:0]  taken_place_q;
    reg  [4:0]  from_selected_q;
    reg  [1:0]  from_series_q;
    reg         more_q;
    reg         failed_valid_q;
    reg         failed_queue_q;
    reg  [8:0]  failed_place_q;
    reg  [2:0]  failed_turn_q;
    reg  [4:0]  failed_at_q;
    reg         is_current_q;
    reg  [2:0]  open_q;
    wire        open_up_ready;
    wire [7:0]  open_up_epoch;
    wire        open_up_verified;
    wire        open_up_shared;
    wire [6:0]  open_up_chain_head;
    wire [6:0]  open_up_chain_tail;
    wire [13:0] open_up_chain_last_offset;
    wire        open_down_valid;
    wire        open_down_queue;
    wire [2:0]  open_down_turn;
    wire [8:0]  open_down_place;
    wire [4:0]  open_down_selected;
    wire [1:0]  open_down_series;
    wire [7:0]  open_down_epoch;
    wire        open_down_verified;
    wire        open_down_shared;
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
    wire [8:0]  settled_down_place;
    wire [7:0]  settled_down_epoch;
    wire        settled_down_verified;
    wire        settled_down_shared;
    wire [6:0]  settled_down_chain_head;
    wire [6:0]  settled_down_chain_tail;
    wire [13:0] settled_down_chain_last_offset;
    wire [2:0]  settled_count;
    wire [16:0] positions_rdata;
    wire [8:0]  first_rdata;
    wire [8:0]  place;
    reg         may_open_q;
    wire [4:0]  appended_rdata;
    reg  [8:0]  links_rdata_q;
    reg  [37:0] frames_rdata_q;
    wire [16:0] positions_rdata1;
    wire        ends;
    wire [16:0] positions_rdata2;
    wire [4:0]  appended_rdata1;
    wire [16:0] positions_rdata3;
    wire        under_way;
    wire [4:0]  left_rdata;
    wire [8:0]  last_rdata;
    wire [4:0]  appended_rdata2;
    wire [4:0]  local_appended_rdata;
    wire [4:0]  left_rdata1;
    wire [4:0]  local_left_rdata;
    reg  [4:0]  asked_all_q;
    reg  [4:0]  asked_local_q;
    reg         asked_is_local_q;
    reg         full_q;
    reg  [4:0]  drained_appended_q;
    reg  [4:0]  drained_left_q;
    reg         busy_q;
    wire [4:0]  appended_rdata3;
    wire [4:0]  left_rdata2;
    wire [4:0]  local_appended_rdata1;
    wire [4:0]  local_left_rdata1;
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
    wire parks = outcomes_outcome_i == 2'd1;
    always @(posedge clk) begin
        selecting_q <= ~selecting_q;
        taken_valid_q <= select_fire;
        taken_queue_q <= select_queue_i;
        taken_turn_q <= select_turn_i;
        taken_place_q <= place;
        from_selected_q <= positions_rdata[14:10];
        from_series_q <= positions_rdata[16:15];
        more_q <= appended_rdata != (positions_rdata[14:10] + 5'd1);
        is_current_q <= (positions_rdata1[16:15] == open_down_series) & ~(failed_valid_q & (failed_queue_q == open_down_queue));
        failed_valid_q <= ends & parks & is_current_q;
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

    assign place = positions_rdata[0] ? positions_rdata[9:1] : first_rdata;
    assign select_ready_o = selecting_q & may_open_q & ~failed_valid_q;
    assign open_up_epoch = frames_rdata_q[7:0];
    assign open_up_verified = frames_rdata_q[8];
    assign open_up_shared = frames_rdata_q[9];
    assign open_up_chain_head = frames_rdata_q[16:10];
    assign open_up_chain_tail = frames_rdata_q[23:17];
    assign open_up_chain_last_offset = frames_rdata_q[37:24];
    assign asked_up_epoch = frames_rdata_q[7:0];
    assign asked_up_bytes = {1'd0, frames_rdata_q[37:24]} + 15'hd;
    assign attempts_valid_o = asked_down_valid;
    assign attempts_queue_o = asked_down_queue;
    assign attempts_epoch_o = asked_down_epoch;
    assign attempts_series_o = asked_down_series;
    assign attempts_bytes_o = asked_down_bytes;

    wire stays = parks | ~is_current_q;
    wire able = ~selecting_q & open_down_valid & (stays | settled_up_ready);
    assign ends = able & outcomes_valid_i;

    assign outcomes_ready_o = able;
    assign settled_up_valid = ~selecting_q & open_down_valid & outcomes_valid_i & ~stays;
    assign decided_valid_o = settled_down_valid;
    assign decided_queue_o = settled_down_queue;
    assign decided_outcome_o = settled_down_outcome;
    assign decided_place_o = settled_down_place;
    assign decided_epoch_o = settled_down_epoch;
    assign decided_verified_o = settled_down_verified;
    assign decided_shared_o = settled_down_shared;
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
    assign parked_frames_o = positions_rdata2[14:10] - failed_at_q;
    assign parked_turn_o = failed_turn_q;
    assign under_way = (select_fire & (select_queue_i == append_queue_i)) | (taken_valid_q & (taken_queue_q == append_queue_i));

    always @(posedge clk) begin
        asked_all_q <= appended_rdata3 - left_rdata2;
        asked_local_q <= local_appended_rdata1 - local_left_rdata1;
        asked_is_local_q <= lookup_local_i;
        full_q <= asked_is_local_q ? (asked_local_q == 5'd8) : ((asked_all_q - asked_local_q) == 5'd16);
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
    reg [4:0] local_appended [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (append_valid_i & append_place_i[8])) begin
            local_appended[sweep_active_q ? sweep_index_q : append_queue_i] <= sweep_active_q ? 5'd0 : (local_appended_rdata + 5'd1);
        end
    end
    assign local_appended_rdata = local_appended[append_queue_i];
    assign local_appended_rdata1 = local_appended[lookup_queue_i];

    (* ram_style = "distributed" *)
    reg [4:0] local_left [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (left_valid_i & left_local_i)) begin
            local_left[sweep_active_q ? sweep_index_q : left_queue_i] <= sweep_active_q ? 5'd0 : (local_left_rdata + 5'd1);
        end
    end
    assign local_left_rdata = local_left[left_queue_i];
    assign local_left_rdata1 = local_left[lookup_queue_i];

    (* ram_style = "distributed" *)
    reg [8:0] last [0:1];
    always @(posedge clk) begin
        if (append_valid_i) begin
            last[append_queue_i] <= append_place_i;
        end
    end
    assign last_rdata = last[append_queue_i];

    (* ram_style = "distributed" *)
    reg [8:0] first [0:1];
    always @(posedge clk) begin
        if (append_valid_i & (under_way ? (appended_rdata1 == (positions_rdata3[14:10] + 5'd1)) : (appended_rdata1 == positions_rdata3[14:10]))) begin
            first[append_queue_i] <= append_place_i;
        end
    end
    assign first_rdata = first[select_queue_i];

    (* ram_style = "distributed" *)
    reg [16:0] positions [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (taken_valid_q | failed_valid_q)) begin
            positions[sweep_active_q ? sweep_index_q : failed_valid_q ? failed_queue_q : taken_queue_q] <= {sweep_active_q ? 2'd0 : failed_valid_q ? (positions_rdata2[16:15] + 2'd1) : from_series_q,
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
    reg [8:0] links [0:383];
    always @(posedge clk) begin
        if (append_valid_i & (appended_rdata1 != left_rdata)) begin
            links[last_rdata] <= append_place_i;
        end
        links_rdata_q <= links[place];
    end

    (* ram_style = "block" *)
    reg [37:0] frames [0:383];
    always @(posedge clk) begin
        if (append_valid_i) begin
            frames[append_place_i] <= {append_chain_last_offset_i, append_chain_tail_i, append_chain_head_i, append_shared_i, append_verified_i,
                    append_epoch_i};
        end
        frames_rdata_q <= frames[place];
    end

    fifo_payload58_depth4 open (
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
        .up_shared_i              (open_up_shared),
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
        .down_shared_o            (open_down_shared),
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

    fifo_payload50_depth4 settled (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (settled_up_valid),
        .up_ready_o               (settled_up_ready),
        .up_queue_i               (open_down_queue),
        .up_outcome_i             (outcomes_outcome_i),
        .up_place_i               (open_down_place),
        .up_epoch_i               (open_down_epoch),
        .up_verified_i            (open_down_verified),
        .up_shared_i              (open_down_shared),
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
        .down_shared_o            (settled_down_shared),
        .down_chain_head_o        (settled_down_chain_head),
        .down_chain_tail_o        (settled_down_chain_tail),
        .down_chain_last_offset_o (settled_down_chain_last_offset),
        .count_o                  (settled_count)
    );

    wire unused = &{1'b0, outcomes_queue_i, outcomes_series_i, outcomes_buffers_i, outcomes_pieces_i, open_up_ready, open_count, asked_up_ready, asked_count, settled_count, positions_rdata1[14:0], positions_rdata2[9:0], positions_rdata3[9:0], positions_rdata3[16:15]};

endmodule

// The places in queues that no copy has.
// Parameters: bufferCells = 128
module copy_place_list_buffer_cells128 (
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

    wire returns = sweep_active_q | back_valid_i;
    wire [6:0] first = first_q + (take_i ? 7'd1 : 7'd0);
    always @(posedge clk) begin
        if (returns) begin
            end_q <= end_q + 7'd1;
        end
        first_q <= first;
        if (returns ^ take_i) begin
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
        if (returns) begin
            places[end_q] <= sweep_active_q ? ({1'd0, sweep_index_q} + 8'd128) : back_place_i;
        end
        places_rdata_q <= places[first];
    end

endmodule

// The places in queues that no copy has.
// Parameters: bufferCells = 64
module copy_place_list_buffer_cells64 (
    input  wire       clk,
    input  wire       rst,
    output wire       available_o,
    output wire [6:0] next_o,
    input  wire       take_i,
    // back
    input  wire       back_valid_i,
    input  wire [6:0] back_place_i
);

    reg        sweep_active_q;
    reg  [5:0] sweep_index_q;
    reg  [5:0] first_q;
    reg  [5:0] end_q;
    reg  [6:0] free_q;
    reg        available_q;
    reg  [6:0] places_rdata_q;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 6'd1;
            if (sweep_index_q == 6'd63) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 6'd0;
            sweep_active_q <= 1'd1;
        end
    end

    wire returns = sweep_active_q | back_valid_i;
    wire [5:0] first = first_q + (take_i ? 6'd1 : 6'd0);
    always @(posedge clk) begin
        if (returns) begin
            end_q <= end_q + 6'd1;
        end
        first_q <= first;
        if (returns ^ take_i) begin
            free_q <= free_q + {{6{take_i}}, 1'd1};
        end
        available_q <= (7'd16 <= free_q) & ~sweep_active_q;
        if (rst) begin
            end_q <= 6'd0;
            first_q <= 6'd0;
            free_q <= 7'd0;
            available_q <= 1'd0;
        end
    end

    assign next_o = places_rdata_q;
    assign available_o = available_q;

    (* ram_style = "block" *)
    reg [6:0] places [0:63];
    always @(posedge clk) begin
        if (returns) begin
            places[end_q] <= sweep_active_q ? ({1'd0, sweep_index_q} + 7'd64) : back_place_i;
        end
        places_rdata_q <= places[first];
    end

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

// Joins 2 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {slots: u3, queue: u1, queueExists: u1, dropped: u1, reason: u5, reported: u1, verified: u1, unfit: u1, source: u1, chain: {head: u7, tail: u7, lastOffset: u14}, local: u1}, names = wire local
module stream_merge_payload44_nameswire_local (
    input  wire        clk,
    input  wire        rst,
    // ups
    input  wire        ups_wire_valid_i,
    output wire        ups_wire_ready_o,
    input  wire [2:0]  ups_wire_slots_i,
    input  wire        ups_wire_queue_i,
    input  wire        ups_wire_queue_exists_i,
    input  wire        ups_wire_dropped_i,
    input  wire [4:0]  ups_wire_reason_i,
    input  wire        ups_wire_reported_i,
    input  wire        ups_wire_verified_i,
    input  wire        ups_wire_unfit_i,
    input  wire        ups_wire_source_i,
    input  wire [6:0]  ups_wire_chain_head_i,
    input  wire [6:0]  ups_wire_chain_tail_i,
    input  wire [13:0] ups_wire_chain_last_offset_i,
    input  wire        ups_wire_local_i,
    input  wire        ups_local_valid_i,
    output wire        ups_local_ready_o,
    input  wire [2:0]  ups_local_slots_i,
    input  wire        ups_local_queue_i,
    input  wire        ups_local_queue_exists_i,
    input  wire        ups_local_dropped_i,
    input  wire [4:0]  ups_local_reason_i,
    input  wire        ups_local_reported_i,
    input  wire        ups_local_verified_i,
    input  wire        ups_local_unfit_i,
    input  wire        ups_local_source_i,
    input  wire [6:0]  ups_local_chain_head_i,
    input  wire [6:0]  ups_local_chain_tail_i,
    input  wire [13:0] ups_local_chain_last_offset_i,
    input  wire        ups_local_local_i,
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
    output wire        down_source_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire        down_local_o
);

    wire [1:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [1:0]  arbiter_grants;
    reg         held_q;
    reg  [2:0]  payload_slots_q;
    reg         payload_queue_q;
    reg         payload_queue_exists_q;
    reg         payload_dropped_q;
    reg  [4:0]  payload_reason_q;
    reg         payload_reported_q;
    reg         payload_verified_q;
    reg         payload_unfit_q;
    reg         payload_source_q;
    reg  [6:0]  payload_chain_head_q;
    reg  [6:0]  payload_chain_tail_q;
    reg  [13:0] payload_chain_last_offset_q;
    reg         payload_local_q;

    assign arbiter_requests = {ups_local_valid_i, ups_wire_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_wire_ready_o = arbiter_grants[0] & free;
    assign ups_local_ready_o = arbiter_grants[1] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_slots_q <= ({3{arbiter_grants[0]}} & ups_wire_slots_i) | ({3{arbiter_grants[1]}} & ups_local_slots_i);
            payload_queue_q <= (arbiter_grants[0] & ups_wire_queue_i) | (arbiter_grants[1] & ups_local_queue_i);
            payload_queue_exists_q <= (arbiter_grants[0] & ups_wire_queue_exists_i) | (arbiter_grants[1] & ups_local_queue_exists_i);
            payload_dropped_q <= (arbiter_grants[0] & ups_wire_dropped_i) | (arbiter_grants[1] & ups_local_dropped_i);
            payload_reason_q <= ({5{arbiter_grants[0]}} & ups_wire_reason_i) | ({5{arbiter_grants[1]}} & ups_local_reason_i);
            payload_reported_q <= (arbiter_grants[0] & ups_wire_reported_i) | (arbiter_grants[1] & ups_local_reported_i);
            payload_verified_q <= (arbiter_grants[0] & ups_wire_verified_i) | (arbiter_grants[1] & ups_local_verified_i);
            payload_unfit_q <= (arbiter_grants[0] & ups_wire_unfit_i) | (arbiter_grants[1] & ups_local_unfit_i);
            payload_source_q <= (arbiter_grants[0] & ups_wire_source_i) | (arbiter_grants[1] & ups_local_source_i);
            payload_chain_head_q <= ({7{arbiter_grants[0]}} & ups_wire_chain_head_i) | ({7{arbiter_grants[1]}} & ups_local_chain_head_i);
            payload_chain_tail_q <= ({7{arbiter_grants[0]}} & ups_wire_chain_tail_i) | ({7{arbiter_grants[1]}} & ups_local_chain_tail_i);
            payload_chain_last_offset_q <= ({14{arbiter_grants[0]}} & ups_wire_chain_last_offset_i)
                    | ({14{arbiter_grants[1]}} & ups_local_chain_last_offset_i);
            payload_local_q <= (arbiter_grants[0] & ups_wire_local_i) | (arbiter_grants[1] & ups_local_local_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_slots_o = payload_slots_q;
    assign down_queue_o = payload_queue_q;
    assign down_queue_exists_o = payload_queue_exists_q;
    assign down_dropped_o = payload_dropped_q;
    assign down_reason_o = payload_reason_q;
    assign down_reported_o = payload_reported_q;
    assign down_verified_o = payload_verified_q;
    assign down_unfit_o = payload_unfit_q;
    assign down_source_o = payload_source_q;
    assign down_chain_head_o = payload_chain_head_q;
    assign down_chain_tail_o = payload_chain_tail_q;
    assign down_chain_last_offset_o = payload_chain_last_offset_q;
    assign down_local_o = payload_local_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

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
    input  wire        records_source_i,
    input  wire [6:0]  records_chain_head_i,
    input  wire [6:0]  records_chain_tail_i,
    input  wire [13:0] records_chain_last_offset_i,
    input  wire        records_local_i,
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
    output wire        visits_source_o,
    output wire        visits_local_o,
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
    reg         record_source_q;
    reg  [6:0]  record_chain_head_q;
    reg  [6:0]  record_chain_tail_q;
    reg  [13:0] record_chain_last_offset_q;
    reg         record_local_q;
    reg         visit_valid_q;
    reg  [1:0]  visit_payload_slot_q;
    reg         visit_payload_queue_q;
    reg         visit_payload_queue_exists_q;
    reg         visit_payload_dropped_q;
    reg  [4:0]  visit_payload_reason_q;
    reg         visit_payload_reported_q;
    reg         visit_payload_verified_q;
    reg         visit_payload_unfit_q;
    reg         visit_payload_source_q;
    reg         visit_payload_local_q;
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

    wire [2:0] left_or = left_q | {left_q[1:0], 1'd0};
    assign one = left_q & ~{left_or[1:0], 1'd0};

    assign rest = left_q & ~one;

    wire [2:0] now = one & {3{go & ~record_dropped_q}};
    always @(posedge clk) begin
        going_q <= now;
        before_q <= going_q;
        unjudged_q <= now | going_q | before_q;
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
            record_source_q <= records_source_i;
            record_chain_head_q <= records_chain_head_i;
            record_chain_tail_q <= records_chain_tail_i;
            record_chain_last_offset_q <= records_chain_last_offset_i;
            record_local_q <= records_local_i;
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
        visit_payload_source_q <= record_source_q;
        visit_payload_local_q <= record_local_q;
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
    assign visits_source_o = visit_payload_source_q;
    assign visits_local_o = visit_payload_local_q;
    assign visits_chain_head_o = visit_payload_chain_head_q;
    assign visits_chain_tail_o = visit_payload_chain_tail_q;
    assign visits_chain_last_offset_o = visit_payload_chain_last_offset_q;
    assign visits_first_o = visit_payload_first_q;
    assign visits_last_o = visit_payload_last_q;

    wire unused = &{1'b0, record_queue_q, left_or[2]};

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
// Parameters: functions = 2, queuesPerFunction = 1, bufferCells = 128, localBufferCells = 64
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
    input  wire        visits_source_i,
    input  wire        visits_local_i,
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
    output wire        lookup_local_o,
    // over
    input  wire        over_wire_i,
    input  wire        over_local_i,
    input  wire        shared_now_i,
    input  wire        full_i,
    input  wire        group_open_i,
    // groupCopy
    output wire        group_copy_wire_valid_o,
    output wire        group_copy_wire_source_o,
    output wire [13:0] group_copy_wire_last_offset_o,
    output wire        group_copy_local_valid_o,
    output wire        group_copy_local_source_o,
    output wire [13:0] group_copy_local_last_offset_o,
    // places
    input  wire        places_wire_available_i,
    input  wire [7:0]  places_wire_next_i,
    output wire        places_wire_take_o,
    input  wire        places_local_available_i,
    input  wire [6:0]  places_local_next_i,
    output wire        places_local_take_o,
    // charge
    output wire        charge_wire_valid_o,
    output wire        charge_wire_function_o,
    output wire [7:0]  charge_wire_count_less_one_o,
    output wire        charge_wire_shared_o,
    output wire        charge_local_valid_o,
    output wire        charge_local_function_o,
    output wire [6:0]  charge_local_count_less_one_o,
    output wire        charge_local_shared_o,
    // append
    output wire        append_valid_o,
    output wire        append_queue_o,
    output wire [8:0]  append_place_o,
    output wire [7:0]  append_epoch_o,
    output wire        append_verified_o,
    output wire        append_shared_o,
    output wire [6:0]  append_chain_head_o,
    output wire [6:0]  append_chain_tail_o,
    output wire [13:0] append_chain_last_offset_o,
    // enqueued
    output wire        enqueued_valid_o,
    output wire        enqueued_queue_o,
    // stored
    output wire        stored_wire_valid_o,
    output wire [6:0]  stored_wire_head_o,
    output wire [1:0]  stored_wire_copies_o,
    output wire        stored_local_valid_o,
    output wire [5:0]  stored_local_head_o,
    output wire [1:0]  stored_local_copies_o,
    // refused
    output wire        refused_wire_valid_o,
    output wire [6:0]  refused_wire_head_o,
    output wire [6:0]  refused_wire_tail_o,
    output wire [13:0] refused_wire_last_offset_o,
    output wire        refused_local_valid_o,
    output wire [5:0]  refused_local_head_o,
    output wire [5:0]  refused_local_tail_o,
    output wire [13:0] refused_local_last_offset_o,
    // open
    output wire        open_valid_o,
    output wire [6:0]  open_head_o,
    output wire        open_local_o,
    // judged
    output wire        judged_wire_o,
    output wire        judged_local_o,
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
    reg         found_visit_source_q;
    reg         found_visit_local_q;
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
    reg         weighed_visit_source_q;
    reg         weighed_visit_local_q;
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
    reg         decided_visit_source_q;
    reg         decided_visit_local_q;
    reg  [6:0]  decided_visit_chain_head_q;
    reg  [6:0]  decided_visit_chain_tail_q;
    reg  [13:0] decided_visit_chain_last_offset_q;
    reg         decided_visit_first_q;
    reg         decided_visit_last_q;
    reg  [7:0]  decided_epoch_q;
    reg  [4:0]  decided_event_q;
    reg         decided_enqueue_q;
    reg         decided_shared_q;
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
    reg         local_q;
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
    assign lookup_local_o = visits_local_i;

    wire over_local_choice = weighed_visit_local_q ? over_local_i : over_wire_i;
    wire full_or = full_i
            | ~(weighed_visit_first_q | (weighed_visit_local_q ? places_local_available_i : places_wire_available_i));
    always @(posedge clk) begin
        found_valid_q <= visits_valid_i;
        found_visit_slot_q <= visits_slot_i;
        found_visit_queue_q <= visits_queue_i;
        found_visit_dropped_q <= visits_dropped_i;
        found_visit_reason_q <= visits_reason_i;
        found_visit_reported_q <= visits_reported_i;
        found_visit_verified_q <= visits_verified_i;
        found_visit_unfit_q <= visits_unfit_i;
        found_visit_source_q <= visits_source_i;
        found_visit_local_q <= visits_local_i;
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
        weighed_visit_source_q <= found_visit_source_q;
        weighed_visit_local_q <= found_visit_local_q;
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
        decided_visit_source_q <= weighed_visit_source_q;
        decided_visit_local_q <= weighed_visit_local_q;
        decided_visit_chain_head_q <= weighed_visit_chain_head_q;
        decided_visit_chain_tail_q <= weighed_visit_chain_tail_q;
        decided_visit_chain_last_offset_q <= weighed_visit_chain_last_offset_q;
        decided_visit_first_q <= weighed_visit_first_q;
        decided_visit_last_q <= weighed_visit_last_q;
        decided_epoch_q <= weighed_epoch_q;
        decided_event_q <= weighed_visit_dropped_q ? weighed_visit_reason_q : weighed_stopped_q ? 5'd11 : closed ? 5'd16
                : over_local_choice ? 5'd7 : full_or ? 5'd8 : weighed_visit_unfit_q ? 5'd9 : 5'd0;
        decided_enqueue_q <= ~(weighed_visit_dropped_q | weighed_stopped_q | (closed | over_local_choice) | (full_or | weighed_visit_unfit_q));
        decided_shared_q <= weighed_visit_local_q & shared_now_i;
        if (rst) begin
            found_valid_q <= 1'd0;
            weighed_valid_q <= 1'd0;
            decided_valid_q <= 1'd0;
        end
    end

    assign several = weighed_visit_first_q ? ~weighed_visit_last_q : group_several_q;
    assign closed = several & (weighed_visit_first_q ? ~(group_open_i | weighed_visit_local_q) : group_closed_q);

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
    assign append_valid_o = enqueue;
    assign append_queue_o = decided_visit_queue_q;
    assign append_place_o = decided_visit_local_q ? {1'd1, 1'd0, decided_visit_first_q ? decided_visit_chain_head_q : places_local_next_i}
            : {1'd0, decided_visit_first_q ? {1'd0, decided_visit_chain_head_q} : places_wire_next_i};
    assign append_epoch_o = decided_epoch_q;
    assign append_verified_o = decided_visit_verified_q;
    assign append_shared_o = decided_shared_q;
    assign append_chain_head_o = decided_visit_chain_head_q;
    assign append_chain_tail_o = decided_visit_chain_tail_q;
    assign append_chain_last_offset_o = decided_visit_chain_last_offset_q;
    assign enqueued_valid_o = enqueue;
    assign enqueued_queue_o = decided_visit_queue_q;
    assign copies = copies_q + {1'd0, enqueue};
    assign frame_over = decided_valid_q & decided_visit_last_q;

    always @(posedge clk) begin
        copies_q <= frame_over ? 2'd0 : copies;
        if (decided_valid_q) begin
            open_q <= ~decided_visit_last_q & in_buffer;
            head_q <= decided_visit_chain_head_q;
            local_q <= decided_visit_local_q;
        end
        if (rst) begin
            copies_q <= 2'd0;
            open_q <= 1'd0;
        end
    end

    assign open_valid_o = open_q;
    assign open_head_o = head_q;
    assign open_local_o = local_q;

    wire enters = enqueue & ~decided_visit_local_q;
    assign charge_wire_valid_o = enters;

    assign charge_wire_function_o = decided_visit_slot_q[0];
    assign charge_wire_count_less_one_o = decided_visit_chain_last_offset_q[13:6];
    assign charge_wire_shared_o = decided_shared_q;
    assign places_wire_take_o = enters & ~decided_visit_first_q;
    assign group_copy_wire_valid_o = enters & charged_q;
    assign group_copy_wire_source_o = decided_visit_source_q;
    assign group_copy_wire_last_offset_o = decided_visit_chain_last_offset_q;

    wire ends = frame_over & ~decided_visit_local_q;
    assign judged_wire_o = ends;

    assign stored_wire_valid_o = ends & in_buffer;
    assign stored_wire_head_o = decided_visit_chain_head_q;
    assign stored_wire_copies_o = copies;
    assign refused_wire_valid_o = ends & in_buffer & (copies == 2'd0);
    assign refused_wire_head_o = decided_visit_chain_head_q;
    assign refused_wire_tail_o = decided_visit_chain_tail_q;
    assign refused_wire_last_offset_o = decided_visit_chain_last_offset_q;

    wire enters_2 = enqueue & decided_visit_local_q;
    assign charge_local_valid_o = enters_2;

    assign charge_local_function_o = decided_visit_slot_q[0];
    assign charge_local_count_less_one_o = decided_visit_chain_last_offset_q[12:6];
    assign charge_local_shared_o = decided_shared_q;
    assign places_local_take_o = enters_2 & ~decided_visit_first_q;
    assign group_copy_local_valid_o = enters_2 & charged_q;
    assign group_copy_local_source_o = decided_visit_source_q;
    assign group_copy_local_last_offset_o = decided_visit_chain_last_offset_q;

    wire ends_2 = frame_over & decided_visit_local_q;
    assign judged_local_o = ends_2;

    assign stored_local_valid_o = ends_2 & in_buffer;
    assign stored_local_head_o = decided_visit_chain_head_q[5:0];
    assign stored_local_copies_o = copies;
    assign refused_local_valid_o = ends_2 & in_buffer & (copies == 2'd0);
    assign refused_local_head_o = decided_visit_chain_head_q[5:0];
    assign refused_local_tail_o = decided_visit_chain_tail_q[5:0];
    assign refused_local_last_offset_o = decided_visit_chain_last_offset_q;
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

// A token bucket for each function.
// Parameters: functions = 2, paidBits = 18
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
    wire [17:0] used_rdata;
    reg  [6:0]  step_q;
    reg         read_valid_q;
    reg         read_function_q;
    reg  [24:0] read_rate_q;
    reg  [33:0] read_had_q;
    reg  [17:0] read_owed_q;
    reg         sum_valid_q;
    reg         sum_function_q;
    reg         sum_limited_q;
    reg  [33:0] sum_tokens_q;
    reg  [1:0]  open_q;
    wire        in_step;
    wire [17:0] used_rdata1;
    wire [24:0] rates_rdata;
    wire [33:0] tokens_rdata;
    wire [17:0] paid_rdata;

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
        sum_tokens_q <= (read_had_q + {9'd0, read_rate_q}) - {4'd0, read_owed_q, 12'd0};
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
    reg [17:0] used [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | cost_valid_i) begin
            used[sweep_active_q ? sweep_index_q : cost_function_i] <= sweep_active_q ? 18'd0 : (used_rdata + {3'd0, cost_wire_i});
        end
    end
    assign used_rdata = used[cost_function_i];
    assign used_rdata1 = used[step_q[0]];

    (* ram_style = "distributed" *)
    reg [17:0] paid [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | in_step) begin
            paid[sweep_active_q ? sweep_index_q : step_q[0]] <= sweep_active_q ? 18'd0 : used_rdata1;
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

// Holds the local copies of group frames to a rate for each sender.
// Parameters: functions = 2, maxFrameBytes = 1522
module sender_policer (
    input  wire        clk,
    input  wire        rst,
    input  wire [24:0] rate_i,
    // copy
    input  wire        copy_valid_i,
    input  wire        copy_source_i,
    input  wire [13:0] copy_last_offset_i,
    output wire [1:0]  open_o
);

    wire [14:0] buckets_cost_wire;
    wire [1:0]  buckets_open;
    reg         next_q;
    reg  [24:0] share_q;

    wire [24:0] equal = {1'd0, rate_i[24:1]};
    always @(posedge clk) begin
        next_q <= next_q + 1'd1;
        share_q <= ((equal == 25'd0) & (rate_i != 25'd0)) ? 25'd1 : equal;
        if (rst) begin
            next_q <= 1'd0;
            share_q <= 25'd0;
        end
    end

    assign buckets_cost_wire = {1'd0, copy_last_offset_i} + 15'h19;
    assign open_o = buckets_open;

    rate_limiter buckets (
        .clk             (clk),
        .rst             (rst),
        .rate_valid_i    (1'd1),
        .rate_function_i (next_q),
        .rate_rate_i     (share_q),
        .cost_valid_i    (copy_valid_i),
        .cost_function_i (copy_source_i),
        .cost_wire_i     (buckets_cost_wire),
        .open_o          (buckets_open)
    );

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
    input  wire [8:0]  decided_place_i,
    input  wire [7:0]  decided_epoch_i,
    input  wire        decided_verified_i,
    input  wire        decided_shared_i,
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
    output wire [8:0]  granted_place_o,
    output wire        granted_shared_o,
    output wire [6:0]  granted_chain_head_o,
    output wire [6:0]  granted_chain_tail_o,
    output wire [13:0] granted_chain_last_offset_o,
    // dropped
    output wire        dropped_valid_o,
    input  wire        dropped_ready_i,
    output wire        dropped_queue_o,
    output wire [8:0]  dropped_place_o,
    output wire        dropped_shared_o,
    output wire [6:0]  dropped_chain_head_o,
    output wire [6:0]  dropped_chain_tail_o,
    output wire [13:0] dropped_chain_last_offset_o
);

    reg         copy_valid_q;
    reg         copy_payload_queue_q;
    reg  [8:0]  copy_payload_place_q;
    reg         copy_payload_shared_q;
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
    assign granted_shared_o = decided_shared_i;
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
            copy_payload_shared_q <= decided_shared_i;
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
    assign dropped_shared_o = copy_payload_shared_q;
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
    input  wire [8:0]   fetched_place_i,
    input  wire         fetched_shared_i,
    input  wire [6:0]   fetched_chain_head_i,
    input  wire [6:0]   fetched_chain_tail_i,
    input  wire [13:0]  fetched_chain_last_offset_i,
    // chain
    output wire [6:0]   chain_cell_o,
    input  wire [6:0]   chain_next_wire_i,
    input  wire [6:0]   chain_next_local_i,
    output wire [8:0]   address_o,
    // data
    input  wire [127:0] data_wire_i,
    input  wire [127:0] data_local_i,
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
    output wire [8:0]   copies_place_o,
    output wire         copies_shared_o,
    output wire [6:0]   copies_chain_head_o,
    output wire [6:0]   copies_chain_tail_o,
    output wire [13:0]  copies_chain_last_offset_o
);

    reg         active_q;
    reg         frame_queue_q;
    reg  [8:0]  frame_place_q;
    reg         frame_shared_q;
    reg  [6:0]  frame_chain_head_q;
    reg  [6:0]  frame_chain_tail_q;
    reg  [13:0] frame_chain_last_offset_q;
    reg  [6:0]  cell_q;
    reg  [9:0]  left_q;
    reg         reading_q;
    reg         reading_last_q;
    reg         reading_local_q;
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

    assign next_cell = load ? fetched_chain_head_i : (read & (&word_q)) ? (frame_place_q[8] ? chain_next_local_i : chain_next_wire_i)
            : cell_q;

    always @(posedge clk) begin
        cell_q <= next_cell;
        if (load) begin
            active_q <= 1'd1;
            frame_queue_q <= fetched_queue_i;
            frame_place_q <= fetched_place_i;
            frame_shared_q <= fetched_shared_i;
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
        reading_local_q <= frame_place_q[8];
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
    assign copies_shared_o = frame_shared_q;
    assign copies_chain_head_o = frame_chain_head_q;
    assign copies_chain_tail_o = frame_chain_tail_q;
    assign copies_chain_last_offset_o = frame_chain_last_offset_q;
    assign reserve_o = read;
    assign read_valid_o = reading_q;
    assign read_data_o = reading_local_q ? data_local_i : data_wire_i;
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
// Parameters: payload = {queue: u1, place: u9, shared: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, depth = 4
module fifo_payload39_depth4 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [8:0]  up_place_i,
    input  wire        up_shared_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [8:0]  down_place_o,
    output wire        down_shared_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o,
    output wire [2:0]  count_o
);

    reg  [1:0]  head_q;
    reg  [1:0]  tail_q;
    reg  [2:0]  held_q;
    wire [38:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[2];
    assign down_valid_o = held_q != 3'd0;
    assign down_queue_o = words_rdata[0];
    assign down_place_o = words_rdata[9:1];
    assign down_shared_o = words_rdata[10];
    assign down_chain_head_o = words_rdata[17:11];
    assign down_chain_tail_o = words_rdata[24:18];
    assign down_chain_last_offset_o = words_rdata[38:25];

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
    reg [38:0] words [0:3];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_chain_last_offset_i, up_chain_tail_i, up_chain_head_i, up_shared_i, up_place_i, up_queue_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Joins 2 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {queue: u1, place: u9, shared: u1, chain: {head: u7, tail: u7, lastOffset: u14}}, names = read dropped
module stream_merge_payload39_namesread_dropped (
    input  wire        clk,
    input  wire        rst,
    // ups
    input  wire        ups_read_valid_i,
    output wire        ups_read_ready_o,
    input  wire        ups_read_queue_i,
    input  wire [8:0]  ups_read_place_i,
    input  wire        ups_read_shared_i,
    input  wire [6:0]  ups_read_chain_head_i,
    input  wire [6:0]  ups_read_chain_tail_i,
    input  wire [13:0] ups_read_chain_last_offset_i,
    input  wire        ups_dropped_valid_i,
    output wire        ups_dropped_ready_o,
    input  wire        ups_dropped_queue_i,
    input  wire [8:0]  ups_dropped_place_i,
    input  wire        ups_dropped_shared_i,
    input  wire [6:0]  ups_dropped_chain_head_i,
    input  wire [6:0]  ups_dropped_chain_tail_i,
    input  wire [13:0] ups_dropped_chain_last_offset_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_queue_o,
    output wire [8:0]  down_place_o,
    output wire        down_shared_o,
    output wire [6:0]  down_chain_head_o,
    output wire [6:0]  down_chain_tail_o,
    output wire [13:0] down_chain_last_offset_o
);

    wire [1:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [1:0]  arbiter_grants;
    reg         held_q;
    reg         payload_queue_q;
    reg  [8:0]  payload_place_q;
    reg         payload_shared_q;
    reg  [6:0]  payload_chain_head_q;
    reg  [6:0]  payload_chain_tail_q;
    reg  [13:0] payload_chain_last_offset_q;

    assign arbiter_requests = {ups_dropped_valid_i, ups_read_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_read_ready_o = arbiter_grants[0] & free;
    assign ups_dropped_ready_o = arbiter_grants[1] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_queue_q <= (arbiter_grants[0] & ups_read_queue_i) | (arbiter_grants[1] & ups_dropped_queue_i);
            payload_place_q <= ({9{arbiter_grants[0]}} & ups_read_place_i) | ({9{arbiter_grants[1]}} & ups_dropped_place_i);
            payload_shared_q <= (arbiter_grants[0] & ups_read_shared_i) | (arbiter_grants[1] & ups_dropped_shared_i);
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
    assign down_shared_o = payload_shared_q;
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
// Parameters: functions = 2, queuesPerFunction = 1, bufferCells = 128, localBufferCells = 64
module frame_release (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_queue_i,
    input  wire [8:0]  up_place_i,
    input  wire        up_shared_i,
    input  wire [6:0]  up_chain_head_i,
    input  wire [6:0]  up_chain_tail_i,
    input  wire [13:0] up_chain_last_offset_i,
    // open
    input  wire        open_valid_i,
    input  wire [6:0]  open_head_i,
    input  wire        open_local_i,
    // read
    output wire        read_wire_valid_o,
    output wire [6:0]  read_wire_head_o,
    output wire        read_local_valid_o,
    output wire [5:0]  read_local_head_o,
    // last
    input  wire        last_wire_i,
    input  wire        last_local_i,
    // finished
    output wire        finished_wire_valid_o,
    input  wire        finished_wire_ready_i,
    output wire [6:0]  finished_wire_head_o,
    output wire [6:0]  finished_wire_tail_o,
    output wire [13:0] finished_wire_last_offset_o,
    output wire        finished_local_valid_o,
    input  wire        finished_local_ready_i,
    output wire [5:0]  finished_local_head_o,
    output wire [5:0]  finished_local_tail_o,
    output wire [13:0] finished_local_last_offset_o,
    // discharge
    output wire        discharge_wire_valid_o,
    output wire        discharge_wire_function_o,
    output wire [7:0]  discharge_wire_count_less_one_o,
    output wire        discharge_wire_shared_o,
    output wire        discharge_local_valid_o,
    output wire        discharge_local_function_o,
    output wire [6:0]  discharge_local_count_less_one_o,
    output wire        discharge_local_shared_o,
    // left
    output wire        left_valid_o,
    output wire        left_queue_o,
    output wire        left_local_o,
    // place
    output wire        place_wire_valid_o,
    output wire [7:0]  place_wire_place_o,
    output wire        place_local_valid_o,
    output wire [6:0]  place_local_place_o
);

    reg         counting_valid_q;
    reg         counting_copy_function_q;
    reg         counting_copy_local_q;
    reg         counting_copy_shared_q;
    reg  [6:0]  counting_copy_chain_head_q;
    reg  [6:0]  counting_copy_chain_tail_q;
    reg  [13:0] counting_copy_chain_last_offset_q;
    reg         giving_valid_q;
    reg         giving_copy_function_q;
    reg         giving_copy_local_q;
    reg         giving_copy_shared_q;
    reg  [6:0]  giving_copy_chain_head_q;
    reg  [6:0]  giving_copy_chain_tail_q;
    reg  [13:0] giving_copy_chain_last_offset_q;
    reg         giving_last_q;
    reg         owed_valid_q;
    reg         owed_copy_function_q;
    reg         owed_copy_local_q;
    reg         owed_copy_shared_q;
    reg  [13:0] owed_copy_last_offset_q;
    wire        given;
    wire        still_open;

    assign given = giving_valid_q & (~giving_last_q | (giving_copy_local_q ? finished_local_ready_i : finished_wire_ready_i));
    assign still_open = open_valid_i & ((open_head_i == up_chain_head_i) & (open_local_i == up_place_i[8]));
    assign up_ready_o = ~(still_open | counting_valid_q | (giving_valid_q & ~given));

    wire up_fire = up_valid_i & up_ready_o;
    assign left_valid_o = up_fire;

    assign left_queue_o = up_queue_i;
    assign left_local_o = up_place_i[8];

    always @(posedge clk) begin
        counting_valid_q <= up_fire;
        counting_copy_function_q <= up_queue_i;
        counting_copy_local_q <= up_place_i[8];
        counting_copy_shared_q <= up_shared_i;
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
            giving_copy_local_q <= counting_copy_local_q;
            giving_copy_shared_q <= counting_copy_shared_q;
            giving_copy_chain_head_q <= counting_copy_chain_head_q;
            giving_copy_chain_tail_q <= counting_copy_chain_tail_q;
            giving_copy_chain_last_offset_q <= counting_copy_chain_last_offset_q;
            giving_last_q <= counting_copy_local_q ? last_local_i : last_wire_i;
        end else if (given) begin
            giving_valid_q <= 1'd0;
        end
        if (rst) begin
            giving_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        owed_valid_q <= given;
        owed_copy_function_q <= giving_copy_function_q;
        owed_copy_local_q <= giving_copy_local_q;
        owed_copy_shared_q <= giving_copy_shared_q;
        owed_copy_last_offset_q <= giving_copy_chain_last_offset_q;
        if (rst) begin
            owed_valid_q <= 1'd0;
        end
    end

    wire gone = up_fire & ~up_place_i[8];
    assign read_wire_valid_o = gone;

    assign read_wire_head_o = up_chain_head_i;
    assign place_wire_valid_o = gone & (8'd128 <= up_place_i[7:0]);
    assign place_wire_place_o = up_place_i[7:0];
    assign finished_wire_valid_o = giving_valid_q & giving_last_q & ~giving_copy_local_q;
    assign finished_wire_head_o = giving_copy_chain_head_q;
    assign finished_wire_tail_o = giving_copy_chain_tail_q;
    assign finished_wire_last_offset_o = giving_copy_chain_last_offset_q;
    assign discharge_wire_valid_o = owed_valid_q & ~owed_copy_local_q;
    assign discharge_wire_function_o = owed_copy_function_q;
    assign discharge_wire_count_less_one_o = owed_copy_last_offset_q[13:6];
    assign discharge_wire_shared_o = owed_copy_shared_q;

    wire gone_2 = up_fire & up_place_i[8];
    assign read_local_valid_o = gone_2;

    assign read_local_head_o = up_chain_head_i[5:0];
    assign place_local_valid_o = gone_2 & (7'd64 <= up_place_i[6:0]);
    assign place_local_place_o = up_place_i[6:0];
    assign finished_local_valid_o = giving_valid_q & giving_last_q & giving_copy_local_q;
    assign finished_local_head_o = giving_copy_chain_head_q[5:0];
    assign finished_local_tail_o = giving_copy_chain_tail_q[5:0];
    assign finished_local_last_offset_o = giving_copy_chain_last_offset_q;
    assign discharge_local_valid_o = owed_valid_q & owed_copy_local_q;
    assign discharge_local_function_o = owed_copy_function_q;
    assign discharge_local_count_less_one_o = owed_copy_last_offset_q[12:6];
    assign discharge_local_shared_o = owed_copy_shared_q;

    wire unused = &{1'b0, owed_copy_last_offset_q[5:0]};

endmodule

// One memory for the frames of all functions, with a quota per function.
// Parameters: config = tiny, netDataBits = 64, hostDataBits = 128, functions = 2, queuesPerFunction = 1, bufferCells = 128, localBufferCells = 64, maxFrameBytes = 1522, framesPerQueue = 16
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
    // local
    input  wire         local_valid_i,
    output wire         local_ready_o,
    input  wire [63:0]  local_data_i,
    input  wire [2:0]   local_last_byte_i,
    input  wire         local_first_i,
    input  wire         local_last_i,
    input  wire [4:0]   local_error_i,
    input  wire         local_source_i,
    input  wire [13:0]  local_length_i,
    input  wire         local_group_i,
    input  wire [1:0]   local_delivery_functions_i,
    input  wire         local_delivery_drop_i,
    input  wire [4:0]   local_delivery_reason_i,
    input  wire [6:0]   local_delivery_queue_i,
    input  wire         local_delivery_reported_i,
    // quotaWrite
    input  wire         quota_write_valid_i,
    input  wire         quota_write_function_i,
    input  wire [7:0]   quota_write_cells_i,
    input  wire [24:0]  group_rate_i,
    output wire [1:0]   group_open_o,
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
    input  wire [6:0]   outcomes_pieces_i,
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

    wire         wire_store_up_ready;
    wire         wire_store_records_valid;
    wire [2:0]   wire_store_records_slots;
    wire         wire_store_records_queue;
    wire         wire_store_records_queue_exists;
    wire         wire_store_records_dropped;
    wire [4:0]   wire_store_records_reason;
    wire         wire_store_records_reported;
    wire         wire_store_records_verified;
    wire         wire_store_records_unfit;
    wire         wire_store_records_source;
    wire [6:0]   wire_store_records_chain_head;
    wire [6:0]   wire_store_records_chain_tail;
    wire [13:0]  wire_store_records_chain_last_offset;
    wire         wire_store_last;
    wire         wire_store_finished_ready;
    wire [6:0]   wire_store_chain_next;
    wire [127:0] wire_store_data;
    wire         wire_store_ready;
    wire         local_store_up_ready;
    wire         local_store_records_valid;
    wire [2:0]   local_store_records_slots;
    wire         local_store_records_queue;
    wire         local_store_records_queue_exists;
    wire         local_store_records_dropped;
    wire [4:0]   local_store_records_reason;
    wire         local_store_records_reported;
    wire         local_store_records_verified;
    wire         local_store_records_unfit;
    wire         local_store_records_source;
    wire [5:0]   local_store_records_chain_head;
    wire [5:0]   local_store_records_chain_tail;
    wire [13:0]  local_store_records_chain_last_offset;
    wire         local_store_last;
    wire         local_store_finished_ready;
    wire [5:0]   local_store_chain_cell;
    wire [5:0]   local_store_chain_next;
    wire [7:0]   local_store_address;
    wire [127:0] local_store_data;
    wire         local_store_ready;
    wire         wire_ledger_over;
    wire [6:0]   local_accounts_lookup_count_less_one;
    wire         local_accounts_over;
    wire         local_accounts_shared;
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
    wire [8:0]   lists_decided_place;
    wire [7:0]   lists_decided_epoch;
    wire         lists_decided_verified;
    wire         lists_decided_shared;
    wire [6:0]   lists_decided_chain_head;
    wire [6:0]   lists_decided_chain_tail;
    wire [13:0]  lists_decided_chain_last_offset;
    wire         lists_full;
    wire         lists_drain_busy;
    wire         free_places_available;
    wire [7:0]   free_places_next;
    wire         free_local_places_available;
    wire [6:0]   free_local_places_next;
    wire         records_ups_wire_ready;
    wire         records_ups_local_ready;
    wire [6:0]   records_ups_local_chain_head;
    wire [6:0]   records_ups_local_chain_tail;
    wire         records_down_valid;
    wire [2:0]   records_down_slots;
    wire         records_down_queue;
    wire         records_down_queue_exists;
    wire         records_down_dropped;
    wire [4:0]   records_down_reason;
    wire         records_down_reported;
    wire         records_down_verified;
    wire         records_down_unfit;
    wire         records_down_source;
    wire [6:0]   records_down_chain_head;
    wire [6:0]   records_down_chain_tail;
    wire [13:0]  records_down_chain_last_offset;
    wire         records_down_local;
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
    wire         walk_visits_source;
    wire         walk_visits_local;
    wire [6:0]   walk_visits_chain_head;
    wire [6:0]   walk_visits_chain_tail;
    wire [13:0]  walk_visits_chain_last_offset;
    wire         walk_visits_first;
    wire         walk_visits_last;
    wire         judge_room;
    wire         judge_lookup_function;
    wire [7:0]   judge_lookup_count_less_one;
    wire         judge_lookup_queue;
    wire         judge_lookup_local;
    wire         judge_group_copy_wire_valid;
    wire         judge_group_copy_wire_source;
    wire [13:0]  judge_group_copy_wire_last_offset;
    wire         judge_group_copy_local_valid;
    wire         judge_group_copy_local_source;
    wire [13:0]  judge_group_copy_local_last_offset;
    wire         judge_places_wire_take;
    wire         judge_places_local_take;
    wire         judge_charge_wire_valid;
    wire         judge_charge_wire_function;
    wire [7:0]   judge_charge_wire_count_less_one;
    wire         judge_charge_wire_shared;
    wire         judge_charge_local_valid;
    wire         judge_charge_local_function;
    wire [6:0]   judge_charge_local_count_less_one;
    wire         judge_charge_local_shared;
    wire         judge_append_valid;
    wire         judge_append_queue;
    wire [8:0]   judge_append_place;
    wire [7:0]   judge_append_epoch;
    wire         judge_append_verified;
    wire         judge_append_shared;
    wire [6:0]   judge_append_chain_head;
    wire [6:0]   judge_append_chain_tail;
    wire [13:0]  judge_append_chain_last_offset;
    wire         judge_enqueued_valid;
    wire         judge_enqueued_queue;
    wire         judge_stored_wire_valid;
    wire [6:0]   judge_stored_wire_head;
    wire [1:0]   judge_stored_wire_copies;
    wire         judge_stored_local_valid;
    wire [5:0]   judge_stored_local_head;
    wire [1:0]   judge_stored_local_copies;
    wire         judge_refused_wire_valid;
    wire [6:0]   judge_refused_wire_head;
    wire [6:0]   judge_refused_wire_tail;
    wire [13:0]  judge_refused_wire_last_offset;
    wire         judge_refused_local_valid;
    wire [5:0]   judge_refused_local_head;
    wire [5:0]   judge_refused_local_tail;
    wire [13:0]  judge_refused_local_last_offset;
    wire         judge_open_valid;
    wire [6:0]   judge_open_head;
    wire         judge_open_local;
    wire         judge_judged_wire;
    wire         judge_judged_local;
    wire         judge_events_valid;
    wire [1:0]   judge_events_slot;
    wire [4:0]   judge_events_event;
    wire [13:0]  judge_events_bytes;
    wire         policer_open;
    wire [1:0]   senders_open;
    wire         ends_decided_ready;
    wire         ends_announced_valid;
    wire         ends_announced_queue;
    wire [7:0]   ends_announced_epoch;
    wire [13:0]  ends_announced_length;
    wire         ends_announced_verified;
    wire         ends_granted_valid;
    wire         ends_granted_queue;
    wire [8:0]   ends_granted_place;
    wire         ends_granted_shared;
    wire [6:0]   ends_granted_chain_head;
    wire [6:0]   ends_granted_chain_tail;
    wire [13:0]  ends_granted_chain_last_offset;
    wire         ends_dropped_valid;
    wire         ends_dropped_queue;
    wire [8:0]   ends_dropped_place;
    wire         ends_dropped_shared;
    wire [6:0]   ends_dropped_chain_head;
    wire [6:0]   ends_dropped_chain_tail;
    wire [13:0]  ends_dropped_chain_last_offset;
    wire         reader_fetched_ready;
    wire [6:0]   reader_chain_cell;
    wire [6:0]   reader_chain_next_local;
    wire [8:0]   reader_address;
    wire         reader_reserve;
    wire         reader_read_valid;
    wire [127:0] reader_read_data;
    wire         reader_read_last;
    wire         reader_copies_valid;
    wire         reader_copies_queue;
    wire [8:0]   reader_copies_place;
    wire         reader_copies_shared;
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
    wire [8:0]   copy_fifo_down_place;
    wire         copy_fifo_down_shared;
    wire [6:0]   copy_fifo_down_chain_head;
    wire [6:0]   copy_fifo_down_chain_tail;
    wire [13:0]  copy_fifo_down_chain_last_offset;
    wire [2:0]   copy_fifo_count;
    wire         copies_ups_read_ready;
    wire         copies_ups_dropped_ready;
    wire         copies_down_valid;
    wire         copies_down_queue;
    wire [8:0]   copies_down_place;
    wire         copies_down_shared;
    wire [6:0]   copies_down_chain_head;
    wire [6:0]   copies_down_chain_tail;
    wire [13:0]  copies_down_chain_last_offset;
    wire         releaser_up_ready;
    wire         releaser_read_wire_valid;
    wire [6:0]   releaser_read_wire_head;
    wire         releaser_read_local_valid;
    wire [5:0]   releaser_read_local_head;
    wire         releaser_finished_wire_valid;
    wire [6:0]   releaser_finished_wire_head;
    wire [6:0]   releaser_finished_wire_tail;
    wire [13:0]  releaser_finished_wire_last_offset;
    wire         releaser_finished_local_valid;
    wire [5:0]   releaser_finished_local_head;
    wire [5:0]   releaser_finished_local_tail;
    wire [13:0]  releaser_finished_local_last_offset;
    wire         releaser_discharge_wire_valid;
    wire         releaser_discharge_wire_function;
    wire [7:0]   releaser_discharge_wire_count_less_one;
    wire         releaser_discharge_wire_shared;
    wire         releaser_discharge_local_valid;
    wire         releaser_discharge_local_function;
    wire [6:0]   releaser_discharge_local_count_less_one;
    wire         releaser_discharge_local_shared;
    wire         releaser_left_valid;
    wire         releaser_left_queue;
    wire         releaser_left_local;
    wire         releaser_place_wire_valid;
    wire [7:0]   releaser_place_wire_place;
    wire         releaser_place_local_valid;
    wire [6:0]   releaser_place_local_place;

    assign ready_o = wire_store_ready & local_store_ready;
    assign up_ready_o = wire_store_up_ready;
    assign local_ready_o = local_store_up_ready;
    assign records_ups_local_chain_head = {1'd0, local_store_records_chain_head};
    assign records_ups_local_chain_tail = {1'd0, local_store_records_chain_tail};
    assign group_open_o = senders_open;
    assign local_accounts_lookup_count_less_one = judge_lookup_count_less_one[6:0];
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
    assign local_store_chain_cell = reader_chain_cell[5:0];
    assign reader_chain_next_local = {1'd0, local_store_chain_next};
    assign local_store_address = reader_address[7:0];

    frame_store_buffer_cells128 wire_store (
        .clk                         (clk),
        .rst                         (rst),
        .up_valid_i                  (up_valid_i),
        .up_ready_o                  (wire_store_up_ready),
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
        .up_source_i                 (1'd0),
        .records_valid_o             (wire_store_records_valid),
        .records_ready_i             (records_ups_wire_ready),
        .records_slots_o             (wire_store_records_slots),
        .records_queue_o             (wire_store_records_queue),
        .records_queue_exists_o      (wire_store_records_queue_exists),
        .records_dropped_o           (wire_store_records_dropped),
        .records_reason_o            (wire_store_records_reason),
        .records_reported_o          (wire_store_records_reported),
        .records_verified_o          (wire_store_records_verified),
        .records_unfit_o             (wire_store_records_unfit),
        .records_source_o            (wire_store_records_source),
        .records_chain_head_o        (wire_store_records_chain_head),
        .records_chain_tail_o        (wire_store_records_chain_tail),
        .records_chain_last_offset_o (wire_store_records_chain_last_offset),
        .judged_i                    (judge_judged_wire),
        .stored_valid_i              (judge_stored_wire_valid),
        .stored_head_i               (judge_stored_wire_head),
        .stored_copies_i             (judge_stored_wire_copies),
        .refused_valid_i             (judge_refused_wire_valid),
        .refused_head_i              (judge_refused_wire_head),
        .refused_tail_i              (judge_refused_wire_tail),
        .refused_last_offset_i       (judge_refused_wire_last_offset),
        .read_valid_i                (releaser_read_wire_valid),
        .read_head_i                 (releaser_read_wire_head),
        .last_o                      (wire_store_last),
        .finished_valid_i            (releaser_finished_wire_valid),
        .finished_ready_o            (wire_store_finished_ready),
        .finished_head_i             (releaser_finished_wire_head),
        .finished_tail_i             (releaser_finished_wire_tail),
        .finished_last_offset_i      (releaser_finished_wire_last_offset),
        .chain_cell_i                (reader_chain_cell),
        .chain_next_o                (wire_store_chain_next),
        .address_i                   (reader_address),
        .data_o                      (wire_store_data),
        .ready_o                     (wire_store_ready)
    );

    frame_store_buffer_cells64 local_store (
        .clk                         (clk),
        .rst                         (rst),
        .up_valid_i                  (local_valid_i),
        .up_ready_o                  (local_store_up_ready),
        .up_data_i                   (local_data_i),
        .up_last_byte_i              (local_last_byte_i),
        .up_last_i                   (local_last_i),
        .up_error_i                  (5'd0),
        .up_verdict_functions_i      (local_delivery_functions_i),
        .up_verdict_drop_i           (local_delivery_drop_i),
        .up_verdict_reason_i         (local_delivery_reason_i),
        .up_verdict_queue_i          (local_delivery_queue_i),
        .up_verdict_reported_i       (local_delivery_reported_i),
        .up_verified_i               (1'd0),
        .up_source_i                 (local_source_i),
        .records_valid_o             (local_store_records_valid),
        .records_ready_i             (records_ups_local_ready),
        .records_slots_o             (local_store_records_slots),
        .records_queue_o             (local_store_records_queue),
        .records_queue_exists_o      (local_store_records_queue_exists),
        .records_dropped_o           (local_store_records_dropped),
        .records_reason_o            (local_store_records_reason),
        .records_reported_o          (local_store_records_reported),
        .records_verified_o          (local_store_records_verified),
        .records_unfit_o             (local_store_records_unfit),
        .records_source_o            (local_store_records_source),
        .records_chain_head_o        (local_store_records_chain_head),
        .records_chain_tail_o        (local_store_records_chain_tail),
        .records_chain_last_offset_o (local_store_records_chain_last_offset),
        .judged_i                    (judge_judged_local),
        .stored_valid_i              (judge_stored_local_valid),
        .stored_head_i               (judge_stored_local_head),
        .stored_copies_i             (judge_stored_local_copies),
        .refused_valid_i             (judge_refused_local_valid),
        .refused_head_i              (judge_refused_local_head),
        .refused_tail_i              (judge_refused_local_tail),
        .refused_last_offset_i       (judge_refused_local_last_offset),
        .read_valid_i                (releaser_read_local_valid),
        .read_head_i                 (releaser_read_local_head),
        .last_o                      (local_store_last),
        .finished_valid_i            (releaser_finished_local_valid),
        .finished_ready_o            (local_store_finished_ready),
        .finished_head_i             (releaser_finished_local_head),
        .finished_tail_i             (releaser_finished_local_tail),
        .finished_last_offset_i      (releaser_finished_local_last_offset),
        .chain_cell_i                (local_store_chain_cell),
        .chain_next_o                (local_store_chain_next),
        .address_i                   (local_store_address),
        .data_o                      (local_store_data),
        .ready_o                     (local_store_ready)
    );

    quota_ledger wire_ledger (
        .clk                        (clk),
        .rst                        (rst),
        .write_valid_i              (quota_write_valid_i),
        .write_function_i           (quota_write_function_i),
        .write_cells_i              (quota_write_cells_i),
        .lookup_function_i          (judge_lookup_function),
        .lookup_count_less_one_i    (judge_lookup_count_less_one),
        .over_o                     (wire_ledger_over),
        .charge_valid_i             (judge_charge_wire_valid),
        .charge_function_i          (judge_charge_wire_function),
        .charge_count_less_one_i    (judge_charge_wire_count_less_one),
        .discharge_valid_i          (releaser_discharge_wire_valid),
        .discharge_function_i       (releaser_discharge_wire_function),
        .discharge_count_less_one_i (releaser_discharge_wire_count_less_one)
    );

    local_ledger local_accounts (
        .clk                        (clk),
        .rst                        (rst),
        .lookup_function_i          (judge_lookup_function),
        .lookup_count_less_one_i    (local_accounts_lookup_count_less_one),
        .over_o                     (local_accounts_over),
        .shared_o                   (local_accounts_shared),
        .charge_valid_i             (judge_charge_local_valid),
        .charge_function_i          (judge_charge_local_function),
        .charge_count_less_one_i    (judge_charge_local_count_less_one),
        .charge_shared_i            (judge_charge_local_shared),
        .discharge_valid_i          (releaser_discharge_local_valid),
        .discharge_function_i       (releaser_discharge_local_function),
        .discharge_count_less_one_i (releaser_discharge_local_count_less_one),
        .discharge_shared_i         (releaser_discharge_local_shared)
    );

    frame_lists lists (
        .clk                         (clk),
        .rst                         (rst),
        .append_valid_i              (judge_append_valid),
        .append_queue_i              (judge_append_queue),
        .append_place_i              (judge_append_place),
        .append_epoch_i              (judge_append_epoch),
        .append_verified_i           (judge_append_verified),
        .append_shared_i             (judge_append_shared),
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
        .outcomes_pieces_i           (outcomes_pieces_i),
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
        .decided_shared_o            (lists_decided_shared),
        .decided_chain_head_o        (lists_decided_chain_head),
        .decided_chain_tail_o        (lists_decided_chain_tail),
        .decided_chain_last_offset_o (lists_decided_chain_last_offset),
        .left_valid_i                (releaser_left_valid),
        .left_queue_i                (releaser_left_queue),
        .left_local_i                (releaser_left_local),
        .lookup_queue_i              (judge_lookup_queue),
        .lookup_local_i              (judge_lookup_local),
        .full_o                      (lists_full),
        .drain_queue_i               (drain_queue_i),
        .drain_busy_o                (lists_drain_busy)
    );

    copy_place_list_buffer_cells128 free_places (
        .clk          (clk),
        .rst          (rst),
        .available_o  (free_places_available),
        .next_o       (free_places_next),
        .take_i       (judge_places_wire_take),
        .back_valid_i (releaser_place_wire_valid),
        .back_place_i (releaser_place_wire_place)
    );

    copy_place_list_buffer_cells64 free_local_places (
        .clk          (clk),
        .rst          (rst),
        .available_o  (free_local_places_available),
        .next_o       (free_local_places_next),
        .take_i       (judge_places_local_take),
        .back_valid_i (releaser_place_local_valid),
        .back_place_i (releaser_place_local_place)
    );

    stream_merge_payload44_nameswire_local records (
        .clk                           (clk),
        .rst                           (rst),
        .ups_wire_valid_i              (wire_store_records_valid),
        .ups_wire_ready_o              (records_ups_wire_ready),
        .ups_wire_slots_i              (wire_store_records_slots),
        .ups_wire_queue_i              (wire_store_records_queue),
        .ups_wire_queue_exists_i       (wire_store_records_queue_exists),
        .ups_wire_dropped_i            (wire_store_records_dropped),
        .ups_wire_reason_i             (wire_store_records_reason),
        .ups_wire_reported_i           (wire_store_records_reported),
        .ups_wire_verified_i           (wire_store_records_verified),
        .ups_wire_unfit_i              (wire_store_records_unfit),
        .ups_wire_source_i             (wire_store_records_source),
        .ups_wire_chain_head_i         (wire_store_records_chain_head),
        .ups_wire_chain_tail_i         (wire_store_records_chain_tail),
        .ups_wire_chain_last_offset_i  (wire_store_records_chain_last_offset),
        .ups_wire_local_i              (1'd0),
        .ups_local_valid_i             (local_store_records_valid),
        .ups_local_ready_o             (records_ups_local_ready),
        .ups_local_slots_i             (local_store_records_slots),
        .ups_local_queue_i             (local_store_records_queue),
        .ups_local_queue_exists_i      (local_store_records_queue_exists),
        .ups_local_dropped_i           (local_store_records_dropped),
        .ups_local_reason_i            (local_store_records_reason),
        .ups_local_reported_i          (local_store_records_reported),
        .ups_local_verified_i          (local_store_records_verified),
        .ups_local_unfit_i             (local_store_records_unfit),
        .ups_local_source_i            (local_store_records_source),
        .ups_local_chain_head_i        (records_ups_local_chain_head),
        .ups_local_chain_tail_i        (records_ups_local_chain_tail),
        .ups_local_chain_last_offset_i (local_store_records_chain_last_offset),
        .ups_local_local_i             (1'd1),
        .down_valid_o                  (records_down_valid),
        .down_ready_i                  (walk_records_ready),
        .down_slots_o                  (records_down_slots),
        .down_queue_o                  (records_down_queue),
        .down_queue_exists_o           (records_down_queue_exists),
        .down_dropped_o                (records_down_dropped),
        .down_reason_o                 (records_down_reason),
        .down_reported_o               (records_down_reported),
        .down_verified_o               (records_down_verified),
        .down_unfit_o                  (records_down_unfit),
        .down_source_o                 (records_down_source),
        .down_chain_head_o             (records_down_chain_head),
        .down_chain_tail_o             (records_down_chain_tail),
        .down_chain_last_offset_o      (records_down_chain_last_offset),
        .down_local_o                  (records_down_local)
    );

    record_walk walk (
        .clk                         (clk),
        .rst                         (rst),
        .records_valid_i             (records_down_valid),
        .records_ready_o             (walk_records_ready),
        .records_slots_i             (records_down_slots),
        .records_queue_i             (records_down_queue),
        .records_queue_exists_i      (records_down_queue_exists),
        .records_dropped_i           (records_down_dropped),
        .records_reason_i            (records_down_reason),
        .records_reported_i          (records_down_reported),
        .records_verified_i          (records_down_verified),
        .records_unfit_i             (records_down_unfit),
        .records_source_i            (records_down_source),
        .records_chain_head_i        (records_down_chain_head),
        .records_chain_tail_i        (records_down_chain_tail),
        .records_chain_last_offset_i (records_down_chain_last_offset),
        .records_local_i             (records_down_local),
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
        .visits_source_o             (walk_visits_source),
        .visits_local_o              (walk_visits_local),
        .visits_chain_head_o         (walk_visits_chain_head),
        .visits_chain_tail_o         (walk_visits_chain_tail),
        .visits_chain_last_offset_o  (walk_visits_chain_last_offset),
        .visits_first_o              (walk_visits_first),
        .visits_last_o               (walk_visits_last)
    );

    frame_judge judge (
        .clk                            (clk),
        .rst                            (rst),
        .visits_valid_i                 (walk_visits_valid),
        .visits_slot_i                  (walk_visits_slot),
        .visits_queue_i                 (walk_visits_queue),
        .visits_queue_exists_i          (walk_visits_queue_exists),
        .visits_dropped_i               (walk_visits_dropped),
        .visits_reason_i                (walk_visits_reason),
        .visits_reported_i              (walk_visits_reported),
        .visits_verified_i              (walk_visits_verified),
        .visits_unfit_i                 (walk_visits_unfit),
        .visits_source_i                (walk_visits_source),
        .visits_local_i                 (walk_visits_local),
        .visits_chain_head_i            (walk_visits_chain_head),
        .visits_chain_tail_i            (walk_visits_chain_tail),
        .visits_chain_last_offset_i     (walk_visits_chain_last_offset),
        .visits_first_i                 (walk_visits_first),
        .visits_last_i                  (walk_visits_last),
        .room_o                         (judge_room),
        .change_valid_i                 (change_valid_i),
        .change_queue_i                 (change_queue_i),
        .change_running_i               (change_running_i),
        .change_beginning_i             (change_beginning_i),
        .change_epoch_i                 (change_epoch_i),
        .lookup_function_o              (judge_lookup_function),
        .lookup_count_less_one_o        (judge_lookup_count_less_one),
        .lookup_queue_o                 (judge_lookup_queue),
        .lookup_local_o                 (judge_lookup_local),
        .over_wire_i                    (wire_ledger_over),
        .over_local_i                   (local_accounts_over),
        .shared_now_i                   (local_accounts_shared),
        .full_i                         (lists_full),
        .group_open_i                   (policer_open),
        .group_copy_wire_valid_o        (judge_group_copy_wire_valid),
        .group_copy_wire_source_o       (judge_group_copy_wire_source),
        .group_copy_wire_last_offset_o  (judge_group_copy_wire_last_offset),
        .group_copy_local_valid_o       (judge_group_copy_local_valid),
        .group_copy_local_source_o      (judge_group_copy_local_source),
        .group_copy_local_last_offset_o (judge_group_copy_local_last_offset),
        .places_wire_available_i        (free_places_available),
        .places_wire_next_i             (free_places_next),
        .places_wire_take_o             (judge_places_wire_take),
        .places_local_available_i       (free_local_places_available),
        .places_local_next_i            (free_local_places_next),
        .places_local_take_o            (judge_places_local_take),
        .charge_wire_valid_o            (judge_charge_wire_valid),
        .charge_wire_function_o         (judge_charge_wire_function),
        .charge_wire_count_less_one_o   (judge_charge_wire_count_less_one),
        .charge_wire_shared_o           (judge_charge_wire_shared),
        .charge_local_valid_o           (judge_charge_local_valid),
        .charge_local_function_o        (judge_charge_local_function),
        .charge_local_count_less_one_o  (judge_charge_local_count_less_one),
        .charge_local_shared_o          (judge_charge_local_shared),
        .append_valid_o                 (judge_append_valid),
        .append_queue_o                 (judge_append_queue),
        .append_place_o                 (judge_append_place),
        .append_epoch_o                 (judge_append_epoch),
        .append_verified_o              (judge_append_verified),
        .append_shared_o                (judge_append_shared),
        .append_chain_head_o            (judge_append_chain_head),
        .append_chain_tail_o            (judge_append_chain_tail),
        .append_chain_last_offset_o     (judge_append_chain_last_offset),
        .enqueued_valid_o               (judge_enqueued_valid),
        .enqueued_queue_o               (judge_enqueued_queue),
        .stored_wire_valid_o            (judge_stored_wire_valid),
        .stored_wire_head_o             (judge_stored_wire_head),
        .stored_wire_copies_o           (judge_stored_wire_copies),
        .stored_local_valid_o           (judge_stored_local_valid),
        .stored_local_head_o            (judge_stored_local_head),
        .stored_local_copies_o          (judge_stored_local_copies),
        .refused_wire_valid_o           (judge_refused_wire_valid),
        .refused_wire_head_o            (judge_refused_wire_head),
        .refused_wire_tail_o            (judge_refused_wire_tail),
        .refused_wire_last_offset_o     (judge_refused_wire_last_offset),
        .refused_local_valid_o          (judge_refused_local_valid),
        .refused_local_head_o           (judge_refused_local_head),
        .refused_local_tail_o           (judge_refused_local_tail),
        .refused_local_last_offset_o    (judge_refused_local_last_offset),
        .open_valid_o                   (judge_open_valid),
        .open_head_o                    (judge_open_head),
        .open_local_o                   (judge_open_local),
        .judged_wire_o                  (judge_judged_wire),
        .judged_local_o                 (judge_judged_local),
        .events_valid_o                 (judge_events_valid),
        .events_ready_i                 (events_ready_i),
        .events_slot_o                  (judge_events_slot),
        .events_event_o                 (judge_events_event),
        .events_bytes_o                 (judge_events_bytes)
    );

    group_policer policer (
        .clk                (clk),
        .rst                (rst),
        .rate_i             (group_rate_i),
        .copy_valid_i       (judge_group_copy_wire_valid),
        .copy_last_offset_i (judge_group_copy_wire_last_offset),
        .open_o             (policer_open)
    );

    sender_policer senders (
        .clk                (clk),
        .rst                (rst),
        .rate_i             (group_rate_i),
        .copy_valid_i       (judge_group_copy_local_valid),
        .copy_source_i      (judge_group_copy_local_source),
        .copy_last_offset_i (judge_group_copy_local_last_offset),
        .open_o             (senders_open)
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
        .decided_shared_i            (lists_decided_shared),
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
        .granted_shared_o            (ends_granted_shared),
        .granted_chain_head_o        (ends_granted_chain_head),
        .granted_chain_tail_o        (ends_granted_chain_tail),
        .granted_chain_last_offset_o (ends_granted_chain_last_offset),
        .dropped_valid_o             (ends_dropped_valid),
        .dropped_ready_i             (copies_ups_dropped_ready),
        .dropped_queue_o             (ends_dropped_queue),
        .dropped_place_o             (ends_dropped_place),
        .dropped_shared_o            (ends_dropped_shared),
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
        .fetched_shared_i            (ends_granted_shared),
        .fetched_chain_head_i        (ends_granted_chain_head),
        .fetched_chain_tail_i        (ends_granted_chain_tail),
        .fetched_chain_last_offset_i (ends_granted_chain_last_offset),
        .chain_cell_o                (reader_chain_cell),
        .chain_next_wire_i           (wire_store_chain_next),
        .chain_next_local_i          (reader_chain_next_local),
        .address_o                   (reader_address),
        .data_wire_i                 (wire_store_data),
        .data_local_i                (local_store_data),
        .space_i                     (outlet_space),
        .reserve_o                   (reader_reserve),
        .read_valid_o                (reader_read_valid),
        .read_data_o                 (reader_read_data),
        .read_last_o                 (reader_read_last),
        .copies_valid_o              (reader_copies_valid),
        .copies_ready_i              (copy_fifo_up_ready),
        .copies_queue_o              (reader_copies_queue),
        .copies_place_o              (reader_copies_place),
        .copies_shared_o             (reader_copies_shared),
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

    fifo_payload39_depth4 copy_fifo (
        .clk                      (clk),
        .rst                      (rst),
        .up_valid_i               (reader_copies_valid),
        .up_ready_o               (copy_fifo_up_ready),
        .up_queue_i               (reader_copies_queue),
        .up_place_i               (reader_copies_place),
        .up_shared_i              (reader_copies_shared),
        .up_chain_head_i          (reader_copies_chain_head),
        .up_chain_tail_i          (reader_copies_chain_tail),
        .up_chain_last_offset_i   (reader_copies_chain_last_offset),
        .down_valid_o             (copy_fifo_down_valid),
        .down_ready_i             (copies_ups_read_ready),
        .down_queue_o             (copy_fifo_down_queue),
        .down_place_o             (copy_fifo_down_place),
        .down_shared_o            (copy_fifo_down_shared),
        .down_chain_head_o        (copy_fifo_down_chain_head),
        .down_chain_tail_o        (copy_fifo_down_chain_tail),
        .down_chain_last_offset_o (copy_fifo_down_chain_last_offset),
        .count_o                  (copy_fifo_count)
    );

    stream_merge_payload39_namesread_dropped copies (
        .clk                             (clk),
        .rst                             (rst),
        .ups_read_valid_i                (copy_fifo_down_valid),
        .ups_read_ready_o                (copies_ups_read_ready),
        .ups_read_queue_i                (copy_fifo_down_queue),
        .ups_read_place_i                (copy_fifo_down_place),
        .ups_read_shared_i               (copy_fifo_down_shared),
        .ups_read_chain_head_i           (copy_fifo_down_chain_head),
        .ups_read_chain_tail_i           (copy_fifo_down_chain_tail),
        .ups_read_chain_last_offset_i    (copy_fifo_down_chain_last_offset),
        .ups_dropped_valid_i             (ends_dropped_valid),
        .ups_dropped_ready_o             (copies_ups_dropped_ready),
        .ups_dropped_queue_i             (ends_dropped_queue),
        .ups_dropped_place_i             (ends_dropped_place),
        .ups_dropped_shared_i            (ends_dropped_shared),
        .ups_dropped_chain_head_i        (ends_dropped_chain_head),
        .ups_dropped_chain_tail_i        (ends_dropped_chain_tail),
        .ups_dropped_chain_last_offset_i (ends_dropped_chain_last_offset),
        .down_valid_o                    (copies_down_valid),
        .down_ready_i                    (releaser_up_ready),
        .down_queue_o                    (copies_down_queue),
        .down_place_o                    (copies_down_place),
        .down_shared_o                   (copies_down_shared),
        .down_chain_head_o               (copies_down_chain_head),
        .down_chain_tail_o               (copies_down_chain_tail),
        .down_chain_last_offset_o        (copies_down_chain_last_offset)
    );

    frame_release releaser (
        .clk                              (clk),
        .rst                              (rst),
        .up_valid_i                       (copies_down_valid),
        .up_ready_o                       (releaser_up_ready),
        .up_queue_i                       (copies_down_queue),
        .up_place_i                       (copies_down_place),
        .up_shared_i                      (copies_down_shared),
        .up_chain_head_i                  (copies_down_chain_head),
        .up_chain_tail_i                  (copies_down_chain_tail),
        .up_chain_last_offset_i           (copies_down_chain_last_offset),
        .open_valid_i                     (judge_open_valid),
        .open_head_i                      (judge_open_head),
        .open_local_i                     (judge_open_local),
        .read_wire_valid_o                (releaser_read_wire_valid),
        .read_wire_head_o                 (releaser_read_wire_head),
        .read_local_valid_o               (releaser_read_local_valid),
        .read_local_head_o                (releaser_read_local_head),
        .last_wire_i                      (wire_store_last),
        .last_local_i                     (local_store_last),
        .finished_wire_valid_o            (releaser_finished_wire_valid),
        .finished_wire_ready_i            (wire_store_finished_ready),
        .finished_wire_head_o             (releaser_finished_wire_head),
        .finished_wire_tail_o             (releaser_finished_wire_tail),
        .finished_wire_last_offset_o      (releaser_finished_wire_last_offset),
        .finished_local_valid_o           (releaser_finished_local_valid),
        .finished_local_ready_i           (local_store_finished_ready),
        .finished_local_head_o            (releaser_finished_local_head),
        .finished_local_tail_o            (releaser_finished_local_tail),
        .finished_local_last_offset_o     (releaser_finished_local_last_offset),
        .discharge_wire_valid_o           (releaser_discharge_wire_valid),
        .discharge_wire_function_o        (releaser_discharge_wire_function),
        .discharge_wire_count_less_one_o  (releaser_discharge_wire_count_less_one),
        .discharge_wire_shared_o          (releaser_discharge_wire_shared),
        .discharge_local_valid_o          (releaser_discharge_local_valid),
        .discharge_local_function_o       (releaser_discharge_local_function),
        .discharge_local_count_less_one_o (releaser_discharge_local_count_less_one),
        .discharge_local_shared_o         (releaser_discharge_local_shared),
        .left_valid_o                     (releaser_left_valid),
        .left_queue_o                     (releaser_left_queue),
        .left_local_o                     (releaser_left_local),
        .place_wire_valid_o               (releaser_place_wire_valid),
        .place_wire_place_o               (releaser_place_wire_place),
        .place_local_valid_o              (releaser_place_local_valid),
        .place_local_place_o              (releaser_place_local_place)
    );

    wire unused = &{1'b0, local_first_i, local_error_i, local_length_i, local_group_i, judge_group_copy_wire_source, judge_charge_wire_shared, announcements_count, copy_fifo_count, releaser_discharge_wire_shared};

endmodule

`default_nettype wire
