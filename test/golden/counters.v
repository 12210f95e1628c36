/* verilator lint_off DECLFILENAME */
`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 4
module round_robin_arbiter (
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
// Parameters: payload = {slot: u2, event: u5, frames: u8, bytes: u22}, names = ingress buffer dma steady
module stream_merge (
    input  wire        clk,
    input  wire        rst,
    // ups
    input  wire        ups_ingress_valid_i,
    output wire        ups_ingress_ready_o,
    input  wire [1:0]  ups_ingress_slot_i,
    input  wire [4:0]  ups_ingress_event_i,
    input  wire [7:0]  ups_ingress_frames_i,
    input  wire [21:0] ups_ingress_bytes_i,
    input  wire        ups_buffer_valid_i,
    output wire        ups_buffer_ready_o,
    input  wire [1:0]  ups_buffer_slot_i,
    input  wire [4:0]  ups_buffer_event_i,
    input  wire [7:0]  ups_buffer_frames_i,
    input  wire [21:0] ups_buffer_bytes_i,
    input  wire        ups_dma_valid_i,
    output wire        ups_dma_ready_o,
    input  wire [1:0]  ups_dma_slot_i,
    input  wire [4:0]  ups_dma_event_i,
    input  wire [7:0]  ups_dma_frames_i,
    input  wire [21:0] ups_dma_bytes_i,
    input  wire        ups_steady_valid_i,
    output wire        ups_steady_ready_o,
    input  wire [1:0]  ups_steady_slot_i,
    input  wire [4:0]  ups_steady_event_i,
    input  wire [7:0]  ups_steady_frames_i,
    input  wire [21:0] ups_steady_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [1:0]  down_slot_o,
    output wire [4:0]  down_event_o,
    output wire [7:0]  down_frames_o,
    output wire [21:0] down_bytes_o
);

    wire [3:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [3:0]  arbiter_grants;
    reg         held_q;
    reg  [1:0]  payload_slot_q;
    reg  [4:0]  payload_event_q;
    reg  [7:0]  payload_frames_q;
    reg  [21:0] payload_bytes_q;

    assign arbiter_requests = {ups_steady_valid_i, ups_dma_valid_i, ups_buffer_valid_i, ups_ingress_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_ingress_ready_o = arbiter_grants[0] & free;
    assign ups_buffer_ready_o = arbiter_grants[1] & free;
    assign ups_dma_ready_o = arbiter_grants[2] & free;
    assign ups_steady_ready_o = arbiter_grants[3] & free;

    wire [36:0] arbiter_grants_or = ({37{arbiter_grants[0]}} & {ups_ingress_bytes_i, ups_ingress_frames_i, ups_ingress_event_i, ups_ingress_slot_i})
            | ({37{arbiter_grants[1]}} & {ups_buffer_bytes_i, ups_buffer_frames_i, ups_buffer_event_i, ups_buffer_slot_i})
            | (({37{arbiter_grants[2]}} & {ups_dma_bytes_i, ups_dma_frames_i, ups_dma_event_i, ups_dma_slot_i}) | ({37{arbiter_grants[3]}} & {ups_steady_bytes_i, ups_steady_frames_i, ups_steady_event_i, ups_steady_slot_i}));
    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_slot_q <= arbiter_grants_or[1:0];
            payload_event_q <= arbiter_grants_or[6:2];
            payload_frames_q <= arbiter_grants_or[14:7];
            payload_bytes_q <= arbiter_grants_or[36:15];
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_slot_o = payload_slot_q;
    assign down_event_o = payload_event_q;
    assign down_frames_o = payload_frames_q;
    assign down_bytes_o = payload_bytes_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Counter RAM: adds one event a clock, forwards sums under way, clears itself after reset.
// Parameters: config = tiny, slots = 3
module counter_memory (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [1:0]  up_slot_i,
    input  wire [4:0]  up_event_i,
    input  wire [7:0]  up_frames_i,
    input  wire [21:0] up_bytes_i,
    // read
    input  wire        read_request_i,
    input  wire [1:0]  read_slot_i,
    input  wire [4:0]  read_event_i,
    output wire [63:0] read_frames_o,
    output wire [63:0] read_bytes_o
);

    reg          clear_active_q;
    reg  [6:0]   clear_index_q;
    reg          question_request_q;
    reg  [6:0]   question_address_q;
    reg  [6:0]   fetching_address_q;
    reg          fetching_writes_q;
    reg  [7:0]   fetching_added_add0_q;
    reg  [21:0]  fetching_added_add1_q;
    reg          fetching_clears_q;
    reg  [6:0]   adding_address_q;
    reg          adding_writes_q;
    reg  [7:0]   adding_added_add0_q;
    reg  [21:0]  adding_added_add1_q;
    reg  [127:0] fetched_q;
    reg          follows_first_q;
    reg          follows_second_q;
    reg          third_q;
    reg  [6:0]   writing_address_q;
    reg          writing_writes_q;
    reg  [127:0] writing_sum_q;
    reg  [127:0] written_q;
    reg  [127:0] words_rdata_q;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 7'd1;
            if (clear_index_q == 7'd95) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 7'd0;
            clear_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        question_request_q <= read_request_i;
        question_address_q <= {read_slot_i, read_event_i};
        if (rst) begin
            question_request_q <= 1'd0;
        end
    end

    assign up_ready_o = ~clear_active_q & ~question_request_q;

    wire up_fire = up_valid_i & up_ready_o;
    wire [6:0] clear_index_choice = clear_active_q ? clear_index_q : up_fire ? {up_slot_i, up_event_i} : question_address_q;
    always @(posedge clk) begin
        fetching_address_q <= clear_index_choice;
        fetching_writes_q <= clear_active_q | up_fire;
        fetching_added_add0_q <= up_fire ? up_frames_i : 8'd0;
        fetching_added_add1_q <= up_fire ? up_bytes_i : 22'd0;
        fetching_clears_q <= clear_active_q;
        third_q <= clear_index_choice == writing_address_q;
        adding_address_q <= fetching_address_q;
        adding_writes_q <= fetching_writes_q;
        adding_added_add0_q <= fetching_added_add0_q;
        adding_added_add1_q <= fetching_added_add1_q;
        follows_first_q <= (fetching_address_q == adding_address_q) & ~fetching_clears_q;
        follows_second_q <= (fetching_address_q == writing_address_q) & ~fetching_clears_q;
        fetched_q[63:0] <= fetching_clears_q ? 64'd0 : third_q ? written_q[63:0] : words_rdata_q[63:0];
        fetched_q[127:64] <= fetching_clears_q ? 64'd0 : third_q ? written_q[127:64] : words_rdata_q[127:64];
        writing_address_q <= adding_address_q;
        writing_writes_q <= adding_writes_q;
        writing_sum_q[63:0] <= (follows_first_q ? writing_sum_q[63:0] : follows_second_q ? written_q[63:0] : fetched_q[63:0])
                + {56'd0, adding_added_add0_q};
        writing_sum_q[127:64] <= (follows_first_q ? writing_sum_q[127:64] : follows_second_q ? written_q[127:64] : fetched_q[127:64])
                + {42'd0, adding_added_add1_q};
        written_q[63:0] <= writing_sum_q[63:0];
        written_q[127:64] <= writing_sum_q[127:64];
        if (rst) begin
            fetching_writes_q <= 1'd0;
            fetching_clears_q <= 1'd1;
            adding_writes_q <= 1'd0;
            writing_writes_q <= 1'd0;
        end
    end

    assign read_frames_o = writing_sum_q[63:0];
    assign read_bytes_o = writing_sum_q[127:64];

    (* ram_style = "block" *)
    reg [127:0] words [0:95];
    always @(posedge clk) begin
        if (writing_writes_q) begin
            words[writing_address_q] <= {writing_sum_q[127:64], writing_sum_q[63:0]};
        end
        words_rdata_q <= words[clear_index_choice];
    end

endmodule

// Adds up counter events of a source that cannot wait.
// Parameters: config = tiny, functions = 2
module event_batch (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [1:0]  up_slot_i,
    input  wire [4:0]  up_event_i,
    input  wire [13:0] up_bytes_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [1:0]  down_slot_o,
    output wire [4:0]  down_event_o,
    output wire [7:0]  down_frames_o,
    output wire [21:0] down_bytes_o
);

    reg  [1:0]  sum_slot_q;
    reg  [4:0]  sum_event_q;
    reg  [7:0]  sum_frames_q;
    reg  [21:0] sum_bytes_q;
    reg         some_q;
    reg         out_valid_q;
    reg  [1:0]  out_batch_slot_q;
    reg  [4:0]  out_batch_event_q;
    reg  [7:0]  out_batch_frames_q;
    reg  [21:0] out_batch_bytes_q;

    wire leaves = some_q & (~out_valid_q | down_ready_i);
    always @(posedge clk) begin
        if (down_ready_i) begin
            out_valid_q <= 1'd0;
        end
        if (leaves) begin
            out_valid_q <= 1'd1;
            out_batch_slot_q <= sum_slot_q;
            out_batch_event_q <= sum_event_q;
            out_batch_frames_q <= sum_frames_q;
            out_batch_bytes_q <= sum_bytes_q;
        end
        if (up_valid_i) begin
            some_q <= 1'd1;
        end else if (leaves) begin
            some_q <= 1'd0;
        end
        if (rst) begin
            out_valid_q <= 1'd0;
            some_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (up_valid_i) begin
            sum_slot_q <= up_slot_i;
            sum_event_q <= up_event_i;
            if (some_q & ~leaves) begin
                sum_frames_q <= sum_frames_q + 8'd1;
                sum_bytes_q <= sum_bytes_q + {8'd0, up_bytes_i};
            end else begin
                sum_frames_q <= 8'd1;
                sum_bytes_q <= {8'd0, up_bytes_i};
            end
        end
    end

    assign down_valid_o = out_valid_q;
    assign down_slot_o = out_batch_slot_q;
    assign down_event_o = out_batch_event_q;
    assign down_frames_o = out_batch_frames_q;
    assign down_bytes_o = out_batch_bytes_q;

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {slot: u2, event: u5, bytes: u14}, depth = 16
module fifo (
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

// Frame and byte counters of every slot and event, fed by ingress, buffer, dma.
// Parameters: config = tiny, functions = 2, sources = ingress buffer dma
module counters (
    input  wire        clk,
    input  wire        rst,
    // events
    input  wire        events_ingress_valid_i,
    output wire        events_ingress_ready_o,
    input  wire [1:0]  events_ingress_slot_i,
    input  wire [4:0]  events_ingress_event_i,
    input  wire [13:0] events_ingress_bytes_i,
    input  wire        events_buffer_valid_i,
    output wire        events_buffer_ready_o,
    input  wire [1:0]  events_buffer_slot_i,
    input  wire [4:0]  events_buffer_event_i,
    input  wire [13:0] events_buffer_bytes_i,
    input  wire        events_dma_valid_i,
    output wire        events_dma_ready_o,
    input  wire [1:0]  events_dma_slot_i,
    input  wire [4:0]  events_dma_event_i,
    input  wire [13:0] events_dma_bytes_i,
    // steady
    input  wire        steady_valid_i,
    input  wire [1:0]  steady_slot_i,
    input  wire [4:0]  steady_event_i,
    input  wire [13:0] steady_bytes_i,
    // read
    input  wire        read_request_i,
    input  wire [1:0]  read_slot_i,
    input  wire [4:0]  read_event_i,
    output wire [63:0] read_frames_o,
    output wire [63:0] read_bytes_o
);

    wire        merge_ups_ingress_ready;
    wire [21:0] merge_ups_ingress_bytes;
    wire        merge_ups_buffer_ready;
    wire [21:0] merge_ups_buffer_bytes;
    wire        merge_ups_dma_ready;
    wire [21:0] merge_ups_dma_bytes;
    wire        merge_ups_steady_ready;
    wire        merge_down_valid;
    wire [1:0]  merge_down_slot;
    wire [4:0]  merge_down_event;
    wire [7:0]  merge_down_frames;
    wire [21:0] merge_down_bytes;
    wire        memory_up_ready;
    wire [63:0] memory_read_frames;
    wire [63:0] memory_read_bytes;
    wire        batch_down_valid;
    wire [1:0]  batch_down_slot;
    wire [4:0]  batch_down_event;
    wire [7:0]  batch_down_frames;
    wire [21:0] batch_down_bytes;
    wire        ingress_fifo_up_ready;
    wire        ingress_fifo_down_valid;
    wire [1:0]  ingress_fifo_down_slot;
    wire [4:0]  ingress_fifo_down_event;
    wire [13:0] ingress_fifo_down_bytes;
    wire [4:0]  ingress_fifo_count;
    wire        buffer_fifo_up_ready;
    wire        buffer_fifo_down_valid;
    wire [1:0]  buffer_fifo_down_slot;
    wire [4:0]  buffer_fifo_down_event;
    wire [13:0] buffer_fifo_down_bytes;
    wire [4:0]  buffer_fifo_count;
    wire        dma_fifo_up_ready;
    wire        dma_fifo_down_valid;
    wire [1:0]  dma_fifo_down_slot;
    wire [4:0]  dma_fifo_down_event;
    wire [13:0] dma_fifo_down_bytes;
    wire [4:0]  dma_fifo_count;

    assign events_ingress_ready_o = ingress_fifo_up_ready;
    assign merge_ups_ingress_bytes = {8'd0, ingress_fifo_down_bytes};
    assign events_buffer_ready_o = buffer_fifo_up_ready;
    assign merge_ups_buffer_bytes = {8'd0, buffer_fifo_down_bytes};
    assign events_dma_ready_o = dma_fifo_up_ready;
    assign merge_ups_dma_bytes = {8'd0, dma_fifo_down_bytes};
    assign read_frames_o = memory_read_frames;
    assign read_bytes_o = memory_read_bytes;

    stream_merge merge (
        .clk                  (clk),
        .rst                  (rst),
        .ups_ingress_valid_i  (ingress_fifo_down_valid),
        .ups_ingress_ready_o  (merge_ups_ingress_ready),
        .ups_ingress_slot_i   (ingress_fifo_down_slot),
        .ups_ingress_event_i  (ingress_fifo_down_event),
        .ups_ingress_frames_i (8'd1),
        .ups_ingress_bytes_i  (merge_ups_ingress_bytes),
        .ups_buffer_valid_i   (buffer_fifo_down_valid),
        .ups_buffer_ready_o   (merge_ups_buffer_ready),
        .ups_buffer_slot_i    (buffer_fifo_down_slot),
        .ups_buffer_event_i   (buffer_fifo_down_event),
        .ups_buffer_frames_i  (8'd1),
        .ups_buffer_bytes_i   (merge_ups_buffer_bytes),
        .ups_dma_valid_i      (dma_fifo_down_valid),
        .ups_dma_ready_o      (merge_ups_dma_ready),
        .ups_dma_slot_i       (dma_fifo_down_slot),
        .ups_dma_event_i      (dma_fifo_down_event),
        .ups_dma_frames_i     (8'd1),
        .ups_dma_bytes_i      (merge_ups_dma_bytes),
        .ups_steady_valid_i   (batch_down_valid),
        .ups_steady_ready_o   (merge_ups_steady_ready),
        .ups_steady_slot_i    (batch_down_slot),
        .ups_steady_event_i   (batch_down_event),
        .ups_steady_frames_i  (batch_down_frames),
        .ups_steady_bytes_i   (batch_down_bytes),
        .down_valid_o         (merge_down_valid),
        .down_ready_i         (memory_up_ready),
        .down_slot_o          (merge_down_slot),
        .down_event_o         (merge_down_event),
        .down_frames_o        (merge_down_frames),
        .down_bytes_o         (merge_down_bytes)
    );

    counter_memory memory (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (merge_down_valid),
        .up_ready_o     (memory_up_ready),
        .up_slot_i      (merge_down_slot),
        .up_event_i     (merge_down_event),
        .up_frames_i    (merge_down_frames),
        .up_bytes_i     (merge_down_bytes),
        .read_request_i (read_request_i),
        .read_slot_i    (read_slot_i),
        .read_event_i   (read_event_i),
        .read_frames_o  (memory_read_frames),
        .read_bytes_o   (memory_read_bytes)
    );

    event_batch batch (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (steady_valid_i),
        .up_slot_i     (steady_slot_i),
        .up_event_i    (steady_event_i),
        .up_bytes_i    (steady_bytes_i),
        .down_valid_o  (batch_down_valid),
        .down_ready_i  (merge_ups_steady_ready),
        .down_slot_o   (batch_down_slot),
        .down_event_o  (batch_down_event),
        .down_frames_o (batch_down_frames),
        .down_bytes_o  (batch_down_bytes)
    );

    fifo ingress_fifo (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (events_ingress_valid_i),
        .up_ready_o   (ingress_fifo_up_ready),
        .up_slot_i    (events_ingress_slot_i),
        .up_event_i   (events_ingress_event_i),
        .up_bytes_i   (events_ingress_bytes_i),
        .down_valid_o (ingress_fifo_down_valid),
        .down_ready_i (merge_ups_ingress_ready),
        .down_slot_o  (ingress_fifo_down_slot),
        .down_event_o (ingress_fifo_down_event),
        .down_bytes_o (ingress_fifo_down_bytes),
        .count_o      (ingress_fifo_count)
    );

    fifo buffer_fifo (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (events_buffer_valid_i),
        .up_ready_o   (buffer_fifo_up_ready),
        .up_slot_i    (events_buffer_slot_i),
        .up_event_i   (events_buffer_event_i),
        .up_bytes_i   (events_buffer_bytes_i),
        .down_valid_o (buffer_fifo_down_valid),
        .down_ready_i (merge_ups_buffer_ready),
        .down_slot_o  (buffer_fifo_down_slot),
        .down_event_o (buffer_fifo_down_event),
        .down_bytes_o (buffer_fifo_down_bytes),
        .count_o      (buffer_fifo_count)
    );

    fifo dma_fifo (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (events_dma_valid_i),
        .up_ready_o   (dma_fifo_up_ready),
        .up_slot_i    (events_dma_slot_i),
        .up_event_i   (events_dma_event_i),
        .up_bytes_i   (events_dma_bytes_i),
        .down_valid_o (dma_fifo_down_valid),
        .down_ready_i (merge_ups_dma_ready),
        .down_slot_o  (dma_fifo_down_slot),
        .down_event_o (dma_fifo_down_event),
        .down_bytes_o (dma_fifo_down_bytes),
        .count_o      (dma_fifo_count)
    );

    wire unused = &{1'b0, ingress_fifo_count, buffer_fifo_count, dma_fifo_count};

endmodule

`default_nettype wire
