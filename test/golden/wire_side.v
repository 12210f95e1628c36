/* verilator lint_off DECLFILENAME */
`default_nettype none

// Fills frames up to 60 bytes with zeros; latency 1 clock.
// Parameters: netDataBits = 64, functions = 2
module frame_padder (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire [1:0]  up_wire_class_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire        down_first_o,
    output wire        down_last_o,
    output wire [1:0]  down_wire_class_o,
    output wire        down_source_o,
    output wire [13:0] down_length_o
);

    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_first_q;
    reg         held_last_q;
    reg  [1:0]  held_wire_class_q;
    reg         held_source_q;
    reg  [13:0] held_length_q;
    reg  [3:0]  beat_q;
    reg         padding_q;
    wire        free;
    wire        reached;
    wire        ends;
    wire        moves;

    assign free = ~held_valid_q | down_ready_i;
    assign up_ready_o = free & ~padding_q;
    assign reached = 4'd7 <= beat_q;
    assign ends = padding_q | up_last_i;
    assign moves = free & (padding_q | up_valid_i);

    wire [63:0] up_data_joined = {up_data_i[63:56] & {8{3'd7 <= up_last_byte_i}}, up_data_i[55:48] & {8{3'd6 <= up_last_byte_i}},
            up_data_i[47:40] & {8{3'd5 <= up_last_byte_i}}, up_data_i[39:32] & {8{3'd4 <= up_last_byte_i}},
            up_data_i[31:24] & {8{3'd3 <= up_last_byte_i}}, up_data_i[23:16] & {8{3'd2 <= up_last_byte_i}},
            up_data_i[15:8] & {8{3'd1 <= up_last_byte_i}}, up_data_i[7:0]};
    always @(posedge clk) begin
        if (free) begin
            held_valid_q <= moves;
        end
        if (moves) begin
            held_data_q <= padding_q ? 64'd0 : up_data_joined;
            held_first_q <= ~padding_q & up_first_i;
            held_last_q <= ends & reached;
            beat_q <= (ends & reached) ? 4'd0 : reached ? beat_q : (beat_q + 4'd1);
            padding_q <= ends & ~reached;
            if (~padding_q) begin
                held_wire_class_q <= up_wire_class_i;
                held_source_q <= up_source_i;
                held_length_q <= (up_length_i < 14'h3c) ? 14'h3c : up_length_i;
            end
        end
        if (rst) begin
            held_valid_q <= 1'd0;
            beat_q <= 4'd0;
            padding_q <= 1'd0;
        end
    end

    assign down_valid_o = held_valid_q;
    assign down_data_o = held_data_q;
    assign down_first_o = held_first_q;
    assign down_last_o = held_last_q;
    assign down_wire_class_o = held_wire_class_q;
    assign down_source_o = held_source_q;
    assign down_length_o = held_length_q;

    wire unused = &{1'b0, up_error_i};

endmodule

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {data: u64, last: u1}, depth = 1024
module block_fifo_payload65_depth1024 (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [63:0] down_data_o,
    output wire        down_last_o,
    output wire [10:0] count_o
);

    reg  [9:0]  head_q;
    reg  [9:0]  tail_q;
    reg  [10:0] held_q;
    reg         loaded_q;
    wire        load;
    reg  [64:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[10];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 10'd1;
        end
        if (load) begin
            head_q <= head_q + 10'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{10{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 10'd0;
            head_q <= 10'd0;
            held_q <= 11'd0;
        end
    end

    assign load = (held_q != 11'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_data_o = words_rdata_q[63:0];
    assign down_last_o = words_rdata_q[64];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [64:0] words [0:1023];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// FIFO in LUT RAM and a register: one word a clock, latency two clocks.
// Parameters: payload = {source: u1, length: u14}, depth = 128, kind = registered
module block_fifo_payload15_depth128_kindregistered (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_source_o,
    output wire [13:0] down_length_o,
    output wire [7:0]  count_o
);

    reg  [6:0]  head_q;
    reg  [6:0]  tail_q;
    reg  [7:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [14:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[7];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 7'd1;
        end
        if (load) begin
            head_q <= head_q + 7'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{7{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 7'd0;
            head_q <= 7'd0;
            held_q <= 8'd0;
        end
    end

    assign load = (held_q != 8'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_source_o = words_rdata_q[0];
    assign down_length_o = words_rdata_q[14:1];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "distributed", no_rw_check = 1 *)
    reg [14:0] words [0:127];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_length_i, up_source_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {source: u1, length: u14, wire: u15}
module forward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire [14:0] up_wire_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire        down_source_o,
    output wire [13:0] down_length_o,
    output wire [14:0] down_wire_o
);

    reg         valid_q;
    reg         payload_source_q;
    reg  [13:0] payload_length_q;
    reg  [14:0] payload_wire_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_source_o = payload_source_q;
    assign down_length_o = payload_length_q;
    assign down_wire_o = payload_wire_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_source_q <= up_source_i;
            payload_length_q <= up_length_i;
            payload_wire_q <= up_wire_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// The frames of one wire class, stored whole in block RAM.
// Parameters: netDataBits = 64, functions = 2, bytes = 8192
module class_queue (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    input  wire [63:0] up_data_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [1:0]  up_wire_class_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    output wire [10:0] room_o,
    output wire        stocked_o,
    // heads
    output wire        heads_valid_o,
    input  wire        heads_ready_i,
    output wire        heads_source_o,
    output wire [13:0] heads_length_o,
    output wire [14:0] heads_wire_o,
    // beats
    output wire        beats_valid_o,
    input  wire        beats_ready_i,
    output wire [63:0] beats_data_o,
    output wire        beats_last_o
);

    wire        data_up_ready;
    wire        data_down_valid;
    wire [63:0] data_down_data;
    wire        data_down_last;
    wire [10:0] data_count;
    wire        frames_up_valid;
    wire        frames_up_ready;
    wire        frames_down_valid;
    wire        frames_down_source;
    wire [13:0] frames_down_length;
    wire [7:0]  frames_count;
    wire        head_up_ready;
    wire [14:0] head_up_wire;
    wire        head_down_valid;
    wire        head_down_source;
    wire [13:0] head_down_length;
    wire [14:0] head_down_wire;
    reg  [10:0] free_q;
    reg         enough_q;

    assign frames_up_valid = up_valid_i & up_last_i;

    wire [10:0] left = 11'h400 - data_count;
    always @(posedge clk) begin
        free_q <= (left < 11'd4) ? 11'd0 : (left - 11'd4);
        if (rst) begin
            free_q <= 11'd0;
        end
    end

    assign room_o = free_q;

    always @(posedge clk) begin
        enough_q <= (11'h200 <= data_count) & (frames_count != 8'd0);
        if (rst) begin
            enough_q <= 1'd0;
        end
    end

    assign stocked_o = enough_q;
    assign head_up_wire = {1'd0, frames_down_length} + 15'h18;
    assign heads_valid_o = head_down_valid;
    assign heads_source_o = head_down_source;
    assign heads_length_o = head_down_length;
    assign heads_wire_o = head_down_wire;
    assign beats_valid_o = data_down_valid;
    assign beats_data_o = data_down_data;
    assign beats_last_o = data_down_last;

`ifdef FORMAL
    always @(*) begin
        room: assert (~up_valid_i | (data_up_ready & frames_up_ready));
    end
`endif

    block_fifo_payload65_depth1024 data (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (up_valid_i),
        .up_ready_o   (data_up_ready),
        .up_data_i    (up_data_i),
        .up_last_i    (up_last_i),
        .down_valid_o (data_down_valid),
        .down_ready_i (beats_ready_i),
        .down_data_o  (data_down_data),
        .down_last_o  (data_down_last),
        .count_o      (data_count)
    );

    block_fifo_payload15_depth128_kindregistered frames (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (frames_up_valid),
        .up_ready_o    (frames_up_ready),
        .up_source_i   (up_source_i),
        .up_length_i   (up_length_i),
        .down_valid_o  (frames_down_valid),
        .down_ready_i  (head_up_ready),
        .down_source_o (frames_down_source),
        .down_length_o (frames_down_length),
        .count_o       (frames_count)
    );

    forward_slice head (
        .clk           (clk),
        .rst           (rst),
        .up_valid_i    (frames_down_valid),
        .up_ready_o    (head_up_ready),
        .up_source_i   (frames_down_source),
        .up_length_i   (frames_down_length),
        .up_wire_i     (head_up_wire),
        .down_valid_o  (head_down_valid),
        .down_ready_i  (heads_ready_i),
        .down_source_o (head_down_source),
        .down_length_o (head_down_length),
        .down_wire_o   (head_down_wire)
    );

    wire unused = &{1'b0, up_first_i, up_wire_class_i, data_up_ready, frames_up_ready};

endmodule

// The memories of all wire classes, and what becomes of frames that have no room.
// Parameters: config = tiny, netDataBits = 64, functions = 2
module class_queues (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [1:0]  up_wire_class_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire [2:0]  stopped_i,
    output wire [2:0]  room_o,
    output wire        behind_o,
    // heads
    output wire        heads_control_valid_o,
    input  wire        heads_control_ready_i,
    output wire        heads_control_source_o,
    output wire [13:0] heads_control_length_o,
    output wire [14:0] heads_control_wire_o,
    output wire        heads_storage_valid_o,
    input  wire        heads_storage_ready_i,
    output wire        heads_storage_source_o,
    output wire [13:0] heads_storage_length_o,
    output wire [14:0] heads_storage_wire_o,
    output wire        heads_tenant_valid_o,
    input  wire        heads_tenant_ready_i,
    output wire        heads_tenant_source_o,
    output wire [13:0] heads_tenant_length_o,
    output wire [14:0] heads_tenant_wire_o,
    // beats
    output wire        beats_control_valid_o,
    input  wire        beats_control_ready_i,
    output wire [63:0] beats_control_data_o,
    output wire        beats_control_last_o,
    output wire        beats_storage_valid_o,
    input  wire        beats_storage_ready_i,
    output wire [63:0] beats_storage_data_o,
    output wire        beats_storage_last_o,
    output wire        beats_tenant_valid_o,
    input  wire        beats_tenant_ready_i,
    output wire [63:0] beats_tenant_data_o,
    output wire        beats_tenant_last_o,
    // events
    output wire        events_valid_o,
    input  wire        events_ready_i,
    output wire        events_source_o,
    output wire [4:0]  events_event_o,
    output wire [13:0] events_bytes_o
);

    wire        control_up_valid;
    wire [10:0] control_room;
    wire        control_stocked;
    wire        control_heads_valid;
    wire        control_heads_source;
    wire [13:0] control_heads_length;
    wire [14:0] control_heads_wire;
    wire        control_beats_valid;
    wire [63:0] control_beats_data;
    wire        control_beats_last;
    wire        storage_up_valid;
    wire [10:0] storage_room;
    wire        storage_stocked;
    wire        storage_heads_valid;
    wire        storage_heads_source;
    wire [13:0] storage_heads_length;
    wire [14:0] storage_heads_wire;
    wire        storage_beats_valid;
    wire [63:0] storage_beats_data;
    wire        storage_beats_last;
    wire        tenant_up_valid;
    wire [10:0] tenant_room;
    wire        tenant_stocked;
    wire        tenant_heads_valid;
    wire        tenant_heads_source;
    wire [13:0] tenant_heads_length;
    wire [14:0] tenant_heads_wire;
    wire        tenant_beats_valid;
    wire [63:0] tenant_beats_data;
    wire        tenant_beats_last;
    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_first_q;
    reg         held_last_q;
    reg  [1:0]  held_wire_class_q;
    reg         held_source_q;
    reg  [13:0] held_length_q;
    reg  [10:0] held_beats_q;
    reg  [2:0]  stops_q;
    reg         swallowing_q;
    wire        fits;
    wire        drops;
    reg         lost_valid_q;
    reg         lost_source_q;
    reg  [4:0]  lost_event_q;
    reg  [13:0] lost_bytes_q;
    wire        told;
    wire        blocked;
    wire        swallows;
    wire        enters;
    reg  [2:0]  open_q;
    reg         enough_q;

    always @(posedge clk) begin
        stops_q <= stopped_i;
        if (held_valid_q & held_first_q & told) begin
            swallowing_q <= drops;
        end
        if (rst) begin
            stops_q <= 3'd0;
            swallowing_q <= 1'd0;
        end
    end

    wire here = held_wire_class_q == 2'd0;
    wire here_2 = held_wire_class_q == 2'd1;
    wire here_3 = 2'd2 <= held_wire_class_q;
    assign fits = held_beats_q <= (({11{here}} & control_room) | ({11{here_2}} & storage_room) | ({11{here_3}} & tenant_room));

    wire begins = held_valid_q & held_first_q;
    wire here_or = (here_2 & ~stops_q[1]) | (here_3 & ~stops_q[2]);
    assign drops = begins & ~fits & ~here_or;

    assign told = ~lost_valid_q | events_ready_i;
    assign blocked = (begins & ~fits & here_or) | ~told;
    assign swallows = drops | (swallowing_q & ~held_first_q);
    assign up_ready_o = ~blocked;

    wire [13:0] up_length_sum = up_length_i + 14'd7;
    always @(posedge clk) begin
        if (~blocked) begin
            held_valid_q <= up_valid_i;
            held_data_q <= up_data_i;
            held_first_q <= up_first_i;
            held_last_q <= up_last_i;
            held_wire_class_q <= up_wire_class_i;
            held_source_q <= up_source_i;
            held_length_q <= up_length_i;
            held_beats_q <= up_length_sum[13:3];
        end
        if (rst) begin
            held_valid_q <= 1'd0;
        end
    end

    assign enters = held_valid_q & ~blocked & ~swallows;
    assign control_up_valid = enters & here;
    assign heads_control_valid_o = control_heads_valid;
    assign heads_control_source_o = control_heads_source;
    assign heads_control_length_o = control_heads_length;
    assign heads_control_wire_o = control_heads_wire;
    assign beats_control_valid_o = control_beats_valid;
    assign beats_control_data_o = control_beats_data;
    assign beats_control_last_o = control_beats_last;
    assign storage_up_valid = enters & here_2;
    assign heads_storage_valid_o = storage_heads_valid;
    assign heads_storage_source_o = storage_heads_source;
    assign heads_storage_length_o = storage_heads_length;
    assign heads_storage_wire_o = storage_heads_wire;
    assign beats_storage_valid_o = storage_beats_valid;
    assign beats_storage_data_o = storage_beats_data;
    assign beats_storage_last_o = storage_beats_last;
    assign tenant_up_valid = enters & here_3;
    assign heads_tenant_valid_o = tenant_heads_valid;
    assign heads_tenant_source_o = tenant_heads_source;
    assign heads_tenant_length_o = tenant_heads_length;
    assign heads_tenant_wire_o = tenant_heads_wire;
    assign beats_tenant_valid_o = tenant_beats_valid;
    assign beats_tenant_data_o = tenant_beats_data;
    assign beats_tenant_last_o = tenant_beats_last;

    always @(posedge clk) begin
        open_q <= {11'hbf <= tenant_room, 11'hbf <= storage_room, 11'hbf <= control_room};
        if (rst) begin
            open_q <= 3'd0;
        end
    end

    assign room_o = open_q;

    always @(posedge clk) begin
        enough_q <= (storage_stocked & ~stops_q[1]) | (tenant_stocked & ~stops_q[2]);
        if (rst) begin
            enough_q <= 1'd0;
        end
    end

    assign behind_o = enough_q;

    always @(posedge clk) begin
        if (told) begin
            lost_valid_q <= held_valid_q & swallows & held_last_q;
            lost_source_q <= held_source_q;
            lost_event_q <= 5'd11;
            lost_bytes_q <= held_length_q;
        end
        if (rst) begin
            lost_valid_q <= 1'd0;
        end
    end

    assign events_valid_o = lost_valid_q;
    assign events_source_o = lost_source_q;
    assign events_event_o = lost_event_q;
    assign events_bytes_o = lost_bytes_q;

    class_queue control (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (control_up_valid),
        .up_data_i       (held_data_q),
        .up_first_i      (held_first_q),
        .up_last_i       (held_last_q),
        .up_wire_class_i (held_wire_class_q),
        .up_source_i     (held_source_q),
        .up_length_i     (held_length_q),
        .room_o          (control_room),
        .stocked_o       (control_stocked),
        .heads_valid_o   (control_heads_valid),
        .heads_ready_i   (heads_control_ready_i),
        .heads_source_o  (control_heads_source),
        .heads_length_o  (control_heads_length),
        .heads_wire_o    (control_heads_wire),
        .beats_valid_o   (control_beats_valid),
        .beats_ready_i   (beats_control_ready_i),
        .beats_data_o    (control_beats_data),
        .beats_last_o    (control_beats_last)
    );

    class_queue storage (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (storage_up_valid),
        .up_data_i       (held_data_q),
        .up_first_i      (held_first_q),
        .up_last_i       (held_last_q),
        .up_wire_class_i (held_wire_class_q),
        .up_source_i     (held_source_q),
        .up_length_i     (held_length_q),
        .room_o          (storage_room),
        .stocked_o       (storage_stocked),
        .heads_valid_o   (storage_heads_valid),
        .heads_ready_i   (heads_storage_ready_i),
        .heads_source_o  (storage_heads_source),
        .heads_length_o  (storage_heads_length),
        .heads_wire_o    (storage_heads_wire),
        .beats_valid_o   (storage_beats_valid),
        .beats_ready_i   (beats_storage_ready_i),
        .beats_data_o    (storage_beats_data),
        .beats_last_o    (storage_beats_last)
    );

    class_queue tenant (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (tenant_up_valid),
        .up_data_i       (held_data_q),
        .up_first_i      (held_first_q),
        .up_last_i       (held_last_q),
        .up_wire_class_i (held_wire_class_q),
        .up_source_i     (held_source_q),
        .up_length_i     (held_length_q),
        .room_o          (tenant_room),
        .stocked_o       (tenant_stocked),
        .heads_valid_o   (tenant_heads_valid),
        .heads_ready_i   (heads_tenant_ready_i),
        .heads_source_o  (tenant_heads_source),
        .heads_length_o  (tenant_heads_length),
        .heads_wire_o    (tenant_heads_wire),
        .beats_valid_o   (tenant_beats_valid),
        .beats_ready_i   (beats_tenant_ready_i),
        .beats_data_o    (tenant_beats_data),
        .beats_last_o    (tenant_beats_last)
    );

    wire unused = &{1'b0, control_stocked, stops_q[0], up_length_sum[2:0]};

endmodule

// Holds one class of frames to a rate.
module token_bucket (
    input  wire        clk,
    input  wire        rst,
    input  wire [24:0] rate_i,
    // take
    input  wire        take_valid_i,
    input  wire [14:0] take_wire_i,
    output wire        open_o
);

    reg  [6:0]  step_q;
    reg         due_q;
    reg         taken_valid_q;
    reg  [14:0] taken_wire_q;
    reg  [27:0] tokens_q;

    wire [27:0] paid = tokens_q + {3'd0, rate_i};
    always @(posedge clk) begin
        step_q <= step_q + 7'd1;
        taken_valid_q <= take_valid_i;
        taken_wire_q <= take_wire_i;
        if (taken_valid_q) begin
            tokens_q <= tokens_q - {1'd0, taken_wire_q, 12'd0};
        end else if (due_q) begin
            tokens_q <= (~paid[27] & paid[26]) ? 28'h4000000 : paid;
        end
        due_q <= (&step_q) | (due_q & taken_valid_q);
        if (rst) begin
            step_q <= 7'd0;
            taken_valid_q <= 1'd0;
            tokens_q <= 28'd0;
            due_q <= 1'd0;
        end
    end

    assign open_o = ~(taken_valid_q | tokens_q[27]);

endmodule

// Which wire class sends the next frame: strict class, then surplus round robin.
// Parameters: functions = 2
module class_picker (
    input  wire        clk,
    input  wire        rst,
    // heads
    input  wire        heads_control_valid_i,
    output wire        heads_control_ready_o,
    input  wire        heads_control_source_i,
    input  wire [13:0] heads_control_length_i,
    input  wire [14:0] heads_control_wire_i,
    input  wire        heads_storage_valid_i,
    output wire        heads_storage_ready_o,
    input  wire        heads_storage_source_i,
    input  wire [13:0] heads_storage_length_i,
    input  wire [14:0] heads_storage_wire_i,
    input  wire        heads_tenant_valid_i,
    output wire        heads_tenant_ready_o,
    input  wire        heads_tenant_source_i,
    input  wire [13:0] heads_tenant_length_i,
    input  wire [14:0] heads_tenant_wire_i,
    input  wire [2:0]  stopped_i,
    input  wire [15:0] weights_i,
    input  wire [24:0] strict_rate_i,
    // pick
    output wire        pick_valid_o,
    input  wire        pick_ready_i,
    output wire        pick_source_o,
    output wire [13:0] pick_length_o,
    output wire [1:0]  pick_wire_class_o
);

    wire        bucket_open;
    reg  [2:0]  stops_q;
    wire        strict;
    reg  [1:0]  turn_q;
    reg  [33:0] surplus_q;
    reg         picked_valid_q;
    reg         picked_source_q;
    reg  [13:0] picked_length_q;
    reg  [1:0]  picked_wire_class_q;
    wire        has;
    wire [1:0]  others;
    wire        rich;
    wire        free;
    wire        serves;
    wire        moves;
    wire        takes_strict;

    always @(posedge clk) begin
        stops_q <= stopped_i;
        if (rst) begin
            stops_q <= 3'd0;
        end
    end

    assign strict = heads_control_valid_i & ~stops_q[0] & bucket_open;

    wire waiting = heads_tenant_valid_i & ~stops_q[2];
    wire waiting_2 = heads_storage_valid_i & ~stops_q[1];
    assign has = |{waiting & turn_q[1], waiting_2 & turn_q[0]};

    assign others = {waiting & ~turn_q[1], waiting_2 & ~turn_q[0]};
    assign rich = (turn_q[0] & ~surplus_q[16]) | (turn_q[1] & ~surplus_q[33]);
    assign free = ~picked_valid_q | pick_ready_i;
    assign serves = free & ~strict & has & (rich | ~(|others));
    assign moves = ~strict & (|others) & ~(has & rich);

    wire turn_and = turn_q[0] & others[1];
    wire turn_and_2 = turn_q[1] & others[0];
    wire takes = serves & turn_q[0];
    wire takes_2 = serves & turn_q[1];
    always @(posedge clk) begin
        if (moves) begin
            turn_q <= {turn_and, turn_and_2};
        end
        if (serves & turn_q[0]) begin
            surplus_q[16:0] <= rich ? (surplus_q[16:0] - {2'd0, heads_storage_wire_i}) : 17'd0;
        end else if (moves & turn_and_2) begin
            surplus_q[16:0] <= surplus_q[16:0] + {2'd0, (weights_i[7:0] == 8'd0) ? 8'd1 : weights_i[7:0], 7'd0};
        end else if (moves & turn_q[0] & ~waiting_2 & ~surplus_q[16]) begin
            surplus_q[16:0] <= 17'd0;
        end
        if (serves & turn_q[1]) begin
            surplus_q[33:17] <= rich ? (surplus_q[33:17] - {2'd0, heads_tenant_wire_i}) : 17'd0;
        end else if (moves & turn_and) begin
            surplus_q[33:17] <= surplus_q[33:17] + {2'd0, (weights_i[15:8] == 8'd0) ? 8'd1 : weights_i[15:8], 7'd0};
        end else if (moves & turn_q[1] & ~waiting & ~surplus_q[33]) begin
            surplus_q[33:17] <= 17'd0;
        end
        if (free) begin
            picked_valid_q <= takes_strict | serves;
            picked_source_q <= (takes_strict & heads_control_source_i) | (takes & heads_storage_source_i) | (takes_2 & heads_tenant_source_i);
            picked_length_q <= ({14{takes_strict}} & heads_control_length_i) | ({14{takes}} & heads_storage_length_i)
                    | ({14{takes_2}} & heads_tenant_length_i);
            picked_wire_class_q <= ({2{takes}} & 2'd1) | ({2{takes_2}} & 2'd2);
        end
        if (rst) begin
            turn_q <= 2'd1;
            surplus_q <= 34'd0;
            picked_valid_q <= 1'd0;
        end
    end

    assign takes_strict = free & strict;
    assign heads_control_ready_o = takes_strict;
    assign heads_storage_ready_o = takes;
    assign heads_tenant_ready_o = takes_2;
    assign pick_valid_o = picked_valid_q;
    assign pick_source_o = picked_source_q;
    assign pick_length_o = picked_length_q;
    assign pick_wire_class_o = picked_wire_class_q;

    token_bucket bucket (
        .clk          (clk),
        .rst          (rst),
        .rate_i       (strict_rate_i),
        .take_valid_i (takes_strict),
        .take_wire_i  (heads_control_wire_i),
        .open_o       (bucket_open)
    );

endmodule

// Sends the frames that were picked to the MAC.
// Parameters: netDataBits = 64, functions = 2
module frame_sender (
    input  wire        clk,
    input  wire        rst,
    // pick
    input  wire        pick_valid_i,
    output wire        pick_ready_o,
    input  wire        pick_source_i,
    input  wire [13:0] pick_length_i,
    input  wire [1:0]  pick_wire_class_i,
    // beats
    input  wire        beats_control_valid_i,
    output wire        beats_control_ready_o,
    input  wire [63:0] beats_control_data_i,
    input  wire        beats_control_last_i,
    input  wire        beats_storage_valid_i,
    output wire        beats_storage_ready_o,
    input  wire [63:0] beats_storage_data_i,
    input  wire        beats_storage_last_i,
    input  wire        beats_tenant_valid_i,
    output wire        beats_tenant_ready_o,
    input  wire [63:0] beats_tenant_data_i,
    input  wire        beats_tenant_last_i,
    // net
    output wire [63:0] net_tdata_o,
    output wire [7:0]  net_tkeep_o,
    output wire        net_tvalid_o,
    input  wire        net_tready_i,
    output wire        net_tlast_o,
    output wire        net_tuser_o,
    // events
    output wire        events_valid_o,
    input  wire        events_ready_i,
    output wire        events_source_o,
    output wire [4:0]  events_event_o,
    output wire [13:0] events_bytes_o
);

    reg         held_valid_q;
    reg  [63:0] held_data_q;
    reg         held_last_q;
    reg  [2:0]  held_last_byte_q;
    reg         sent_valid_q;
    reg         sent_source_q;
    reg  [4:0]  sent_event_q;
    reg  [13:0] sent_bytes_q;
    reg         begun_q;
    wire        free;
    wire        told;
    wire        moves;
    wire        ends;

    assign free = ~held_valid_q | net_tready_i;
    assign told = ~sent_valid_q | events_ready_i;

    wire here = pick_wire_class_i == 2'd0;
    wire here_2 = pick_wire_class_i == 2'd1;
    wire here_3 = pick_wire_class_i == 2'd2;
    wire here_or = (here & beats_control_valid_i) | (here_2 & beats_storage_valid_i) | (here_3 & beats_tenant_valid_i);
    assign moves = free & pick_valid_i & here_or & (begun_q | told);

    wire here_or_2 = (here & beats_control_last_i) | (here_2 & beats_storage_last_i) | (here_3 & beats_tenant_last_i);
    assign ends = moves & here_or_2;

    always @(posedge clk) begin
        if (moves) begin
            begun_q <= ~here_or_2;
        end
        if (free) begin
            held_valid_q <= moves;
            held_data_q <= ({64{here}} & beats_control_data_i) | ({64{here_2}} & beats_storage_data_i)
                    | ({64{here_3}} & beats_tenant_data_i);
            held_last_q <= here_or_2;
            held_last_byte_q <= here_or_2 ? (pick_length_i[2:0] - 3'd1) : 3'd7;
        end
        if (told) begin
            sent_valid_q <= ends;
            sent_source_q <= pick_source_i;
            sent_event_q <= 5'd0;
            sent_bytes_q <= pick_length_i;
        end
        if (rst) begin
            begun_q <= 1'd0;
            held_valid_q <= 1'd0;
            sent_valid_q <= 1'd0;
        end
    end

    assign pick_ready_o = ends;
    assign beats_control_ready_o = moves & here;
    assign beats_storage_ready_o = moves & here_2;
    assign beats_tenant_ready_o = moves & here_3;
    assign net_tvalid_o = held_valid_q;
    assign net_tdata_o = held_data_q;
    assign net_tkeep_o = {3'd7 <= held_last_byte_q, 3'd6 <= held_last_byte_q, 3'd5 <= held_last_byte_q, 3'd4 <= held_last_byte_q,
            3'd3 <= held_last_byte_q, 3'd2 <= held_last_byte_q, 3'd1 <= held_last_byte_q, 1'd1};
    assign net_tlast_o = held_last_q;
    assign net_tuser_o = 1'd0;
    assign events_valid_o = sent_valid_q;
    assign events_source_o = sent_source_q;
    assign events_event_o = sent_event_q;
    assign events_bytes_o = sent_bytes_q;

`ifdef FORMAL
    always @(*) begin
        no_gap: assert (~pick_valid_i | here_or);
    end
`endif

endmodule

// Finds the frames in which the other end of the link stops priorities.
// Parameters: netDataBits = 64
module pause_reader (
    input  wire         clk,
    input  wire         rst,
    // received
    input  wire         received_valid_i,
    input  wire [63:0]  received_data_i,
    input  wire [2:0]   received_last_byte_i,
    input  wire         received_first_i,
    input  wire         received_last_i,
    input  wire [4:0]   received_error_i,
    // pauses
    output wire         pauses_valid_o,
    output wire [7:0]   pauses_priorities_o,
    output wire [127:0] pauses_times_o,
    // counts
    output wire [31:0]  counts_taken_o,
    output wire [31:0]  counts_malformed_o,
    output wire [31:0]  counts_link_o,
    output wire [31:0]  counts_unknown_o
);

    reg  [2:0]   index_q;
    reg          matches_q;
    reg  [159:0] read_q;
    reg          ended_valid_q;
    reg          ended_whole_q;
    reg          ended_good_q;
    reg          ended_control_q;
    reg          happened_taken_q;
    reg          happened_malformed_q;
    reg          happened_link_q;
    reg          happened_unknown_q;
    reg  [31:0]  count_taken_q;
    reg  [31:0]  count_malformed_q;
    reg  [31:0]  count_link_q;
    reg  [31:0]  count_unknown_q;
    reg          out_valid_q;
    reg  [7:0]   out_priorities_q;
    reg  [127:0] out_times_q;

    wire [2:0] index = received_first_i ? 3'd0 : index_q;
    wire index_and = (index == 3'd0) & (received_data_i[7:0] == 8'd1) & (received_data_i[15:8] == 8'd128)
            & (received_data_i[23:16] == 8'd194) & (received_data_i[31:24] == 8'd0)
            & (received_data_i[39:32] == 8'd0) & (received_data_i[47:40] == 8'd1);
    wire index_and_2 = (index_and | ((index == 3'd1) & (received_data_i[39:32] == 8'd136) & (received_data_i[47:40] == 8'd8)) | ~((index == 3'd0) | (index == 3'd1)))
            & (received_first_i | matches_q);
    wire control = ended_valid_q & ended_control_q;
    wire [15:0] opcode = {read_q[7:0], read_q[15:8]};
    wire opcode_equal = opcode == 16'h101;
    wire sound = ended_good_q & (ended_whole_q | ~opcode_equal);
    wire opcode_equal_2 = opcode == 16'd1;
    always @(posedge clk) begin
        if (received_valid_i) begin
            index_q <= (index == 3'd5) ? 3'd5 : (index + 3'd1);
            matches_q <= index_and_2;
            if (index == 3'd1) begin
                read_q[7:0] <= received_data_i[55:48];
            end
            if (index == 3'd1) begin
                read_q[15:8] <= received_data_i[63:56];
            end
            if (index == 3'd2) begin
                read_q[23:16] <= received_data_i[7:0];
            end
            if (index == 3'd2) begin
                read_q[31:24] <= received_data_i[15:8];
            end
            if (index == 3'd2) begin
                read_q[39:32] <= received_data_i[23:16];
            end
            if (index == 3'd2) begin
                read_q[47:40] <= received_data_i[31:24];
            end
            if (index == 3'd2) begin
                read_q[55:48] <= received_data_i[39:32];
            end
            if (index == 3'd2) begin
                read_q[63:56] <= received_data_i[47:40];
            end
            if (index == 3'd2) begin
                read_q[71:64] <= received_data_i[55:48];
            end
            if (index == 3'd2) begin
                read_q[79:72] <= received_data_i[63:56];
            end
            if (index == 3'd3) begin
                read_q[87:80] <= received_data_i[7:0];
            end
            if (index == 3'd3) begin
                read_q[95:88] <= received_data_i[15:8];
            end
            if (index == 3'd3) begin
                read_q[103:96] <= received_data_i[23:16];
            end
            if (index == 3'd3) begin
                read_q[111:104] <= received_data_i[31:24];
            end
            if (index == 3'd3) begin
                read_q[119:112] <= received_data_i[39:32];
            end
            if (index == 3'd3) begin
                read_q[127:120] <= received_data_i[47:40];
            end
            if (index == 3'd3) begin
                read_q[135:128] <= received_data_i[55:48];
            end
            if (index == 3'd3) begin
                read_q[143:136] <= received_data_i[63:56];
            end
            if (index == 3'd4) begin
                read_q[151:144] <= received_data_i[7:0];
            end
            if (index == 3'd4) begin
                read_q[159:152] <= received_data_i[15:8];
            end
        end
        ended_valid_q <= received_valid_i & received_last_i;
        ended_whole_q <= (3'd4 < index) | ((index == 3'd4) & (3'd1 <= received_last_byte_i));
        ended_good_q <= received_error_i == 5'd0;
        ended_control_q <= index_and_2 & ((3'd1 < index) | ((index == 3'd1) & (3'd7 <= received_last_byte_i)));
        happened_taken_q <= control & sound & opcode_equal;
        happened_malformed_q <= control & ~sound;
        happened_link_q <= control & sound & opcode_equal_2;
        happened_unknown_q <= control & sound & ~(opcode_equal | opcode_equal_2);
        if (happened_taken_q) begin
            count_taken_q <= count_taken_q + 32'd1;
        end
        if (happened_malformed_q) begin
            count_malformed_q <= count_malformed_q + 32'd1;
        end
        if (happened_link_q) begin
            count_link_q <= count_link_q + 32'd1;
        end
        if (happened_unknown_q) begin
            count_unknown_q <= count_unknown_q + 32'd1;
        end
        if (rst) begin
            index_q <= 3'd0;
            ended_valid_q <= 1'd0;
            happened_taken_q <= 1'd0;
            happened_malformed_q <= 1'd0;
            happened_link_q <= 1'd0;
            happened_unknown_q <= 1'd0;
            count_taken_q <= 32'd0;
            count_malformed_q <= 32'd0;
            count_link_q <= 32'd0;
            count_unknown_q <= 32'd0;
        end
    end

    always @(posedge clk) begin
        out_valid_q <= control & sound & opcode_equal;
        out_priorities_q <= read_q[31:24];
        out_times_q[15:0] <= {read_q[39:32], read_q[47:40]};
        out_times_q[31:16] <= {read_q[55:48], read_q[63:56]};
        out_times_q[47:32] <= {read_q[71:64], read_q[79:72]};
        out_times_q[63:48] <= {read_q[87:80], read_q[95:88]};
        out_times_q[79:64] <= {read_q[103:96], read_q[111:104]};
        out_times_q[95:80] <= {read_q[119:112], read_q[127:120]};
        out_times_q[111:96] <= {read_q[135:128], read_q[143:136]};
        out_times_q[127:112] <= {read_q[151:144], read_q[159:152]};
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign pauses_valid_o = out_valid_q;
    assign pauses_priorities_o = out_priorities_q;

    assign pauses_times_o[15:0] = out_times_q[15:0];
    assign pauses_times_o[31:16] = out_times_q[31:16];
    assign pauses_times_o[47:32] = out_times_q[47:32];
    assign pauses_times_o[63:48] = out_times_q[63:48];
    assign pauses_times_o[79:64] = out_times_q[79:64];
    assign pauses_times_o[95:80] = out_times_q[95:80];
    assign pauses_times_o[111:96] = out_times_q[111:96];
    assign pauses_times_o[127:112] = out_times_q[127:112];

    assign counts_taken_o = count_taken_q;
    assign counts_malformed_o = count_malformed_q;
    assign counts_link_o = count_link_q;
    assign counts_unknown_o = count_unknown_q;

    wire unused = &{1'b0, read_q[23:16]};

endmodule

// Which priorities the other end of the link has stopped.
// Parameters: quanta = 1, clocks = 8
module pause_timers (
    input  wire         clk,
    input  wire         rst,
    // pauses
    input  wire         pauses_valid_i,
    input  wire [7:0]   pauses_priorities_i,
    input  wire [127:0] pauses_times_i,
    output wire [7:0]   paused_o
);

    reg  [3:0]   phase_q;
    reg          tick_q;
    reg  [127:0] left_q;
    reg  [7:0]   running_q;

    wire wraps = 4'd7 <= phase_q;
    always @(posedge clk) begin
        phase_q <= wraps ? (phase_q - 4'd7) : (phase_q + 4'd1);
        tick_q <= wraps;
        if (pauses_valid_i & pauses_priorities_i[0]) begin
            left_q[15:0] <= pauses_times_i[15:0];
            running_q[0] <= pauses_times_i[15:0] != 16'd0;
        end else if (tick_q) begin
            left_q[15:0] <= (left_q[15:0] == 16'd0) ? 16'd0 : (left_q[15:0] - 16'd1);
            if (left_q[15:0] == 16'd0) begin
                running_q[0] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[1]) begin
            left_q[31:16] <= pauses_times_i[31:16];
            running_q[1] <= pauses_times_i[31:16] != 16'd0;
        end else if (tick_q) begin
            left_q[31:16] <= (left_q[31:16] == 16'd0) ? 16'd0 : (left_q[31:16] - 16'd1);
            if (left_q[31:16] == 16'd0) begin
                running_q[1] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[2]) begin
            left_q[47:32] <= pauses_times_i[47:32];
            running_q[2] <= pauses_times_i[47:32] != 16'd0;
        end else if (tick_q) begin
            left_q[47:32] <= (left_q[47:32] == 16'd0) ? 16'd0 : (left_q[47:32] - 16'd1);
            if (left_q[47:32] == 16'd0) begin
                running_q[2] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[3]) begin
            left_q[63:48] <= pauses_times_i[63:48];
            running_q[3] <= pauses_times_i[63:48] != 16'd0;
        end else if (tick_q) begin
            left_q[63:48] <= (left_q[63:48] == 16'd0) ? 16'd0 : (left_q[63:48] - 16'd1);
            if (left_q[63:48] == 16'd0) begin
                running_q[3] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[4]) begin
            left_q[79:64] <= pauses_times_i[79:64];
            running_q[4] <= pauses_times_i[79:64] != 16'd0;
        end else if (tick_q) begin
            left_q[79:64] <= (left_q[79:64] == 16'd0) ? 16'd0 : (left_q[79:64] - 16'd1);
            if (left_q[79:64] == 16'd0) begin
                running_q[4] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[5]) begin
            left_q[95:80] <= pauses_times_i[95:80];
            running_q[5] <= pauses_times_i[95:80] != 16'd0;
        end else if (tick_q) begin
            left_q[95:80] <= (left_q[95:80] == 16'd0) ? 16'd0 : (left_q[95:80] - 16'd1);
            if (left_q[95:80] == 16'd0) begin
                running_q[5] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[6]) begin
            left_q[111:96] <= pauses_times_i[111:96];
            running_q[6] <= pauses_times_i[111:96] != 16'd0;
        end else if (tick_q) begin
            left_q[111:96] <= (left_q[111:96] == 16'd0) ? 16'd0 : (left_q[111:96] - 16'd1);
            if (left_q[111:96] == 16'd0) begin
                running_q[6] <= 1'd0;
            end
        end
        if (pauses_valid_i & pauses_priorities_i[7]) begin
            left_q[127:112] <= pauses_times_i[127:112];
            running_q[7] <= pauses_times_i[127:112] != 16'd0;
        end else if (tick_q) begin
            left_q[127:112] <= (left_q[127:112] == 16'd0) ? 16'd0 : (left_q[127:112] - 16'd1);
            if (left_q[127:112] == 16'd0) begin
                running_q[7] <= 1'd0;
            end
        end
        if (rst) begin
            phase_q <= 4'd0;
            tick_q <= 1'd0;
            left_q <= 128'd0;
            running_q <= 8'd0;
        end
    end

    assign paused_o = {running_q[7], running_q[6], running_q[5], running_q[4], running_q[3], running_q[2], running_q[1],
            running_q[0]};

endmodule

// Ends a storm of pauses.
module pause_watchdog (
    input  wire        clk,
    input  wire        rst,
    input  wire        paused_i,
    input  wire        waiting_i,
    input  wire [15:0] limit_i,
    output wire        stopped_o,
    output wire [31:0] storms_o
);

    reg  [25:0] sum_q;
    reg         full_q;
    reg         released_q;
    reg         stops_q;
    reg  [31:0] count_q;
    wire        up;
    wire        down;

    assign up = paused_i & waiting_i & ~released_q;
    assign down = (released_q ? ~paused_i : ~up) & (sum_q != 26'd0);

    always @(posedge clk) begin
        if (up ^ down) begin
            sum_q <= sum_q + {{25{down}}, 1'd1};
        end
        full_q <= (limit_i <= sum_q[25:10]) & (limit_i != 16'd0);
        if (~released_q & full_q) begin
            released_q <= 1'd1;
            count_q <= count_q + 32'd1;
        end else if (sum_q == 26'd0) begin
            released_q <= 1'd0;
        end
        stops_q <= paused_i & ~released_q;
        if (rst) begin
            sum_q <= 26'd0;
            full_q <= 1'd0;
            released_q <= 1'd0;
            count_q <= 32'd0;
            stops_q <= 1'd0;
        end
    end

    assign stopped_o = stops_q;
    assign storms_o = count_q;

endmodule

// Sent frames from their verdict to the MAC: padding, classes, pauses.
// Parameters: config = tiny, netDataBits = 64, functions = 2
module wire_side (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [63:0] up_data_i,
    input  wire [2:0]  up_last_byte_i,
    input  wire        up_first_i,
    input  wire        up_last_i,
    input  wire [4:0]  up_error_i,
    input  wire        up_source_i,
    input  wire [13:0] up_length_i,
    input  wire [1:0]  up_wire_class_i,
    // received
    input  wire        received_valid_i,
    input  wire [63:0] received_data_i,
    input  wire [2:0]  received_last_byte_i,
    input  wire        received_first_i,
    input  wire        received_last_i,
    input  wire [4:0]  received_error_i,
    // settings
    input  wire [15:0] settings_weights_i,
    input  wire [24:0] settings_strict_rate_i,
    input  wire [23:0] settings_paused_by_i,
    input  wire [15:0] settings_watchdog_i,
    // net
    output wire [63:0] net_tdata_o,
    output wire [7:0]  net_tkeep_o,
    output wire        net_tvalid_o,
    input  wire        net_tready_i,
    output wire        net_tlast_o,
    output wire        net_tuser_o,
    // state
    output wire [2:0]  state_stopped_o,
    output wire [2:0]  state_room_o,
    output wire [31:0] state_pauses_taken_o,
    output wire [31:0] state_pauses_malformed_o,
    output wire [31:0] state_pauses_link_o,
    output wire [31:0] state_pauses_unknown_o,
    output wire [95:0] state_storms_o,
    output wire        behind_o,
    // sent
    output wire        sent_valid_o,
    input  wire        sent_ready_i,
    output wire        sent_source_o,
    output wire [4:0]  sent_event_o,
    output wire [13:0] sent_bytes_o,
    // lost
    output wire        lost_valid_o,
    input  wire        lost_ready_i,
    output wire        lost_source_o,
    output wire [4:0]  lost_event_o,
    output wire [13:0] lost_bytes_o
);

    wire         padder_up_ready;
    wire         padder_down_valid;
    wire [63:0]  padder_down_data;
    wire         padder_down_first;
    wire         padder_down_last;
    wire [1:0]   padder_down_wire_class;
    wire         padder_down_source;
    wire [13:0]  padder_down_length;
    wire         queues_up_ready;
    wire [2:0]   queues_stopped;
    wire [2:0]   queues_room;
    wire         queues_behind;
    wire         queues_heads_control_valid;
    wire         queues_heads_control_source;
    wire [13:0]  queues_heads_control_length;
    wire [14:0]  queues_heads_control_wire;
    wire         queues_heads_storage_valid;
    wire         queues_heads_storage_source;
    wire [13:0]  queues_heads_storage_length;
    wire [14:0]  queues_heads_storage_wire;
    wire         queues_heads_tenant_valid;
    wire         queues_heads_tenant_source;
    wire [13:0]  queues_heads_tenant_length;
    wire [14:0]  queues_heads_tenant_wire;
    wire         queues_beats_control_valid;
    wire [63:0]  queues_beats_control_data;
    wire         queues_beats_control_last;
    wire         queues_beats_storage_valid;
    wire [63:0]  queues_beats_storage_data;
    wire         queues_beats_storage_last;
    wire         queues_beats_tenant_valid;
    wire [63:0]  queues_beats_tenant_data;
    wire         queues_beats_tenant_last;
    wire         queues_events_valid;
    wire         queues_events_source;
    wire [4:0]   queues_events_event;
    wire [13:0]  queues_events_bytes;
    wire         picker_heads_control_ready;
    wire         picker_heads_storage_ready;
    wire         picker_heads_tenant_ready;
    wire [2:0]   picker_stopped;
    wire [15:0]  picker_weights;
    wire         picker_pick_valid;
    wire         picker_pick_source;
    wire [13:0]  picker_pick_length;
    wire [1:0]   picker_pick_wire_class;
    wire         sender_pick_ready;
    wire         sender_beats_control_ready;
    wire         sender_beats_storage_ready;
    wire         sender_beats_tenant_ready;
    wire [63:0]  sender_net_tdata;
    wire [7:0]   sender_net_tkeep;
    wire         sender_net_tvalid;
    wire         sender_net_tlast;
    wire         sender_net_tuser;
    wire         sender_events_valid;
    wire         sender_events_source;
    wire [4:0]   sender_events_event;
    wire [13:0]  sender_events_bytes;
    wire         reader_pauses_valid;
    wire [7:0]   reader_pauses_priorities;
    wire [127:0] reader_pauses_times;
    wire [31:0]  reader_counts_taken;
    wire [31:0]  reader_counts_malformed;
    wire [31:0]  reader_counts_link;
    wire [31:0]  reader_counts_unknown;
    wire [127:0] timers_pauses_times;
    wire [7:0]   timers_paused;
    wire         control_paused;
    wire         control_stopped;
    wire [31:0]  control_storms;
    wire         storage_paused;
    wire         storage_stopped;
    wire [31:0]  storage_storms;
    wire         tenant_paused;
    wire         tenant_stopped;
    wire [31:0]  tenant_storms;
    reg  [2:0]   paused_q;

    assign up_ready_o = padder_up_ready;
    assign net_tdata_o = sender_net_tdata;
    assign net_tkeep_o = sender_net_tkeep;
    assign net_tvalid_o = sender_net_tvalid;
    assign net_tlast_o = sender_net_tlast;
    assign net_tuser_o = sender_net_tuser;
    assign sent_valid_o = sender_events_valid;
    assign sent_source_o = sender_events_source;
    assign sent_event_o = sender_events_event;
    assign sent_bytes_o = sender_events_bytes;
    assign lost_valid_o = queues_events_valid;
    assign lost_source_o = queues_events_source;
    assign lost_event_o = queues_events_event;
    assign lost_bytes_o = queues_events_bytes;
    assign state_room_o = queues_room;
    assign behind_o = queues_behind;

    assign timers_pauses_times[15:0] = reader_pauses_times[15:0];
    assign timers_pauses_times[31:16] = reader_pauses_times[31:16];
    assign timers_pauses_times[47:32] = reader_pauses_times[47:32];
    assign timers_pauses_times[63:48] = reader_pauses_times[63:48];
    assign timers_pauses_times[79:64] = reader_pauses_times[79:64];
    assign timers_pauses_times[95:80] = reader_pauses_times[95:80];
    assign timers_pauses_times[111:96] = reader_pauses_times[111:96];
    assign timers_pauses_times[127:112] = reader_pauses_times[127:112];

    assign state_pauses_taken_o = reader_counts_taken;
    assign state_pauses_malformed_o = reader_counts_malformed;
    assign state_pauses_link_o = reader_counts_link;
    assign state_pauses_unknown_o = reader_counts_unknown;

    always @(posedge clk) begin
        paused_q <= {|(timers_paused & settings_paused_by_i[23:16]), |(timers_paused & settings_paused_by_i[15:8]),
                |(timers_paused & settings_paused_by_i[7:0])};
        if (rst) begin
            paused_q <= 3'd0;
        end
    end

    assign control_paused = paused_q[0];

    assign state_storms_o[31:0] = control_storms;
    assign state_storms_o[63:32] = storage_storms;
    assign state_storms_o[95:64] = tenant_storms;

    assign storage_paused = paused_q[1];
    assign tenant_paused = paused_q[2];

    wire [2:0] stops = {tenant_stopped, storage_stopped, control_stopped};
    assign state_stopped_o = stops;

    assign queues_stopped = stops;
    assign picker_stopped = stops;

    assign picker_weights[7:0] = settings_weights_i[7:0];
    assign picker_weights[15:8] = settings_weights_i[15:8];

    frame_padder padder (
        .clk               (clk),
        .rst               (rst),
        .up_valid_i        (up_valid_i),
        .up_ready_o        (padder_up_ready),
        .up_data_i         (up_data_i),
        .up_last_byte_i    (up_last_byte_i),
        .up_first_i        (up_first_i),
        .up_last_i         (up_last_i),
        .up_error_i        (up_error_i),
        .up_source_i       (up_source_i),
        .up_length_i       (up_length_i),
        .up_wire_class_i   (up_wire_class_i),
        .down_valid_o      (padder_down_valid),
        .down_ready_i      (queues_up_ready),
        .down_data_o       (padder_down_data),
        .down_first_o      (padder_down_first),
        .down_last_o       (padder_down_last),
        .down_wire_class_o (padder_down_wire_class),
        .down_source_o     (padder_down_source),
        .down_length_o     (padder_down_length)
    );

    class_queues queues (
        .clk                    (clk),
        .rst                    (rst),
        .up_valid_i             (padder_down_valid),
        .up_ready_o             (queues_up_ready),
        .up_data_i              (padder_down_data),
        .up_first_i             (padder_down_first),
        .up_last_i              (padder_down_last),
        .up_wire_class_i        (padder_down_wire_class),
        .up_source_i            (padder_down_source),
        .up_length_i            (padder_down_length),
        .stopped_i              (queues_stopped),
        .room_o                 (queues_room),
        .behind_o               (queues_behind),
        .heads_control_valid_o  (queues_heads_control_valid),
        .heads_control_ready_i  (picker_heads_control_ready),
        .heads_control_source_o (queues_heads_control_source),
        .heads_control_length_o (queues_heads_control_length),
        .heads_control_wire_o   (queues_heads_control_wire),
        .heads_storage_valid_o  (queues_heads_storage_valid),
        .heads_storage_ready_i  (picker_heads_storage_ready),
        .heads_storage_source_o (queues_heads_storage_source),
        .heads_storage_length_o (queues_heads_storage_length),
        .heads_storage_wire_o   (queues_heads_storage_wire),
        .heads_tenant_valid_o   (queues_heads_tenant_valid),
        .heads_tenant_ready_i   (picker_heads_tenant_ready),
        .heads_tenant_source_o  (queues_heads_tenant_source),
        .heads_tenant_length_o  (queues_heads_tenant_length),
        .heads_tenant_wire_o    (queues_heads_tenant_wire),
        .beats_control_valid_o  (queues_beats_control_valid),
        .beats_control_ready_i  (sender_beats_control_ready),
        .beats_control_data_o   (queues_beats_control_data),
        .beats_control_last_o   (queues_beats_control_last),
        .beats_storage_valid_o  (queues_beats_storage_valid),
        .beats_storage_ready_i  (sender_beats_storage_ready),
        .beats_storage_data_o   (queues_beats_storage_data),
        .beats_storage_last_o   (queues_beats_storage_last),
        .beats_tenant_valid_o   (queues_beats_tenant_valid),
        .beats_tenant_ready_i   (sender_beats_tenant_ready),
        .beats_tenant_data_o    (queues_beats_tenant_data),
        .beats_tenant_last_o    (queues_beats_tenant_last),
        .events_valid_o         (queues_events_valid),
        .events_ready_i         (lost_ready_i),
        .events_source_o        (queues_events_source),
        .events_event_o         (queues_events_event),
        .events_bytes_o         (queues_events_bytes)
    );

    class_picker picker (
        .clk                    (clk),
        .rst                    (rst),
        .heads_control_valid_i  (queues_heads_control_valid),
        .heads_control_ready_o  (picker_heads_control_ready),
        .heads_control_source_i (queues_heads_control_source),
        .heads_control_length_i (queues_heads_control_length),
        .heads_control_wire_i   (queues_heads_control_wire),
        .heads_storage_valid_i  (queues_heads_storage_valid),
        .heads_storage_ready_o  (picker_heads_storage_ready),
        .heads_storage_source_i (queues_heads_storage_source),
        .heads_storage_length_i (queues_heads_storage_length),
        .heads_storage_wire_i   (queues_heads_storage_wire),
        .heads_tenant_valid_i   (queues_heads_tenant_valid),
        .heads_tenant_ready_o   (picker_heads_tenant_ready),
        .heads_tenant_source_i  (queues_heads_tenant_source),
        .heads_tenant_length_i  (queues_heads_tenant_length),
        .heads_tenant_wire_i    (queues_heads_tenant_wire),
        .stopped_i              (picker_stopped),
        .weights_i              (picker_weights),
        .strict_rate_i          (settings_strict_rate_i),
        .pick_valid_o           (picker_pick_valid),
        .pick_ready_i           (sender_pick_ready),
        .pick_source_o          (picker_pick_source),
        .pick_length_o          (picker_pick_length),
        .pick_wire_class_o      (picker_pick_wire_class)
    );

    frame_sender sender (
        .clk                   (clk),
        .rst                   (rst),
        .pick_valid_i          (picker_pick_valid),
        .pick_ready_o          (sender_pick_ready),
        .pick_source_i         (picker_pick_source),
        .pick_length_i         (picker_pick_length),
        .pick_wire_class_i     (picker_pick_wire_class),
        .beats_control_valid_i (queues_beats_control_valid),
        .beats_control_ready_o (sender_beats_control_ready),
        .beats_control_data_i  (queues_beats_control_data),
        .beats_control_last_i  (queues_beats_control_last),
        .beats_storage_valid_i (queues_beats_storage_valid),
        .beats_storage_ready_o (sender_beats_storage_ready),
        .beats_storage_data_i  (queues_beats_storage_data),
        .beats_storage_last_i  (queues_beats_storage_last),
        .beats_tenant_valid_i  (queues_beats_tenant_valid),
        .beats_tenant_ready_o  (sender_beats_tenant_ready),
        .beats_tenant_data_i   (queues_beats_tenant_data),
        .beats_tenant_last_i   (queues_beats_tenant_last),
        .net_tdata_o           (sender_net_tdata),
        .net_tkeep_o           (sender_net_tkeep),
        .net_tvalid_o          (sender_net_tvalid),
        .net_tready_i          (net_tready_i),
        .net_tlast_o           (sender_net_tlast),
        .net_tuser_o           (sender_net_tuser),
        .events_valid_o        (sender_events_valid),
        .events_ready_i        (sent_ready_i),
        .events_source_o       (sender_events_source),
        .events_event_o        (sender_events_event),
        .events_bytes_o        (sender_events_bytes)
    );

    pause_reader reader (
        .clk                  (clk),
        .rst                  (rst),
        .received_valid_i     (received_valid_i),
        .received_data_i      (received_data_i),
        .received_last_byte_i (received_last_byte_i),
        .received_first_i     (received_first_i),
        .received_last_i      (received_last_i),
        .received_error_i     (received_error_i),
        .pauses_valid_o       (reader_pauses_valid),
        .pauses_priorities_o  (reader_pauses_priorities),
        .pauses_times_o       (reader_pauses_times),
        .counts_taken_o       (reader_counts_taken),
        .counts_malformed_o   (reader_counts_malformed),
        .counts_link_o        (reader_counts_link),
        .counts_unknown_o     (reader_counts_unknown)
    );

    pause_timers timers (
        .clk                 (clk),
        .rst                 (rst),
        .pauses_valid_i      (reader_pauses_valid),
        .pauses_priorities_i (reader_pauses_priorities),
        .pauses_times_i      (timers_pauses_times),
        .paused_o            (timers_paused)
    );

    pause_watchdog control (
        .clk       (clk),
        .rst       (rst),
        .paused_i  (control_paused),
        .waiting_i (queues_heads_control_valid),
        .limit_i   (settings_watchdog_i),
        .stopped_o (control_stopped),
        .storms_o  (control_storms)
    );

    pause_watchdog storage (
        .clk       (clk),
        .rst       (rst),
        .paused_i  (storage_paused),
        .waiting_i (queues_heads_storage_valid),
        .limit_i   (settings_watchdog_i),
        .stopped_o (storage_stopped),
        .storms_o  (storage_storms)
    );

    pause_watchdog tenant (
        .clk       (clk),
        .rst       (rst),
        .paused_i  (tenant_paused),
        .waiting_i (queues_heads_tenant_valid),
        .limit_i   (settings_watchdog_i),
        .stopped_o (tenant_stopped),
        .storms_o  (tenant_storms)
    );

endmodule

`default_nettype wire
