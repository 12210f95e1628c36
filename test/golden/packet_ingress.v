`default_nettype none

// Network ingress: frames, their length limits and errors. Latency 2 clocks, one beat a clock, never stalls.
// Parameters: config = tiny, netDataBits = 64, maxFrameBytes = 1522
module packet_ingress (
    input  wire        clk,
    input  wire        rst,
    // net
    input  wire [63:0] net_tdata_i,
    input  wire [7:0]  net_tkeep_i,
    input  wire        net_tvalid_i,
    output wire        net_tready_o,
    input  wire        net_tlast_i,
    input  wire        net_tuser_i,
    input  wire        accept_i,
    output wire        began_o,
    // down
    output wire        down_valid_o,
    output wire [63:0] down_data_o,
    output wire [2:0]  down_last_byte_o,
    output wire        down_first_o,
    output wire        down_last_o,
    output wire [4:0]  down_error_o,
    // event
    output wire        event_valid_o,
    output wire [1:0]  event_slot_o,
    output wire [4:0]  event_event_o,
    output wire [13:0] event_bytes_o
);

    reg         located_valid_q;
    reg  [63:0] located_data_q;
    reg  [2:0]  located_last_byte_q;
    reg         located_first_q;
    reg         located_last_q;
    reg         located_bad_fcs_q;
    reg         located_taken_q;
    reg  [7:0]  located_index_q;
    reg         in_frame_q;
    reg         taking_q;
    reg  [7:0]  next_index_q;
    wire        taken;
    wire [7:0]  index;
    wire        past_limit;
    wire        cut_here;
    wire        over_limit;
    reg         leaving_valid_q;
    reg  [63:0] leaving_beat_data_q;
    reg  [2:0]  leaving_beat_last_byte_q;
    reg         leaving_beat_first_q;
    reg         leaving_beat_last_q;
    reg  [4:0]  leaving_beat_error_q;
    reg         lost_valid_q;
    reg  [13:0] lost_bytes_q;

    assign net_tready_o = 1'd1;
    assign taken = in_frame_q ? taking_q : accept_i;
    assign index = in_frame_q ? next_index_q : 8'd0;

    always @(posedge clk) begin
        if (net_tvalid_i) begin
            in_frame_q <= ~net_tlast_i;
            taking_q <= taken;
            next_index_q <= (8'd190 < index) ? index : (index + 8'd1);
        end
        if (rst) begin
            in_frame_q <= 1'd0;
        end
    end

    wire [7:0] net_tkeep_and = net_tkeep_i & ~{1'd0, net_tkeep_i[7:1]};
    wire [2:0] net_tkeep_joined = {|{net_tkeep_and[4], net_tkeep_and[5], net_tkeep_and[6], net_tkeep_and[7]},
            |{net_tkeep_and[2], net_tkeep_and[3], net_tkeep_and[6], net_tkeep_and[7]},
            |{net_tkeep_and[1], net_tkeep_and[3], net_tkeep_and[5], net_tkeep_and[7]}};
    always @(posedge clk) begin
        located_valid_q <= net_tvalid_i;
        located_data_q <= net_tdata_i;
        located_last_byte_q <= net_tlast_i ? net_tkeep_joined : 3'd7;
        located_first_q <= ~in_frame_q;
        located_last_q <= net_tlast_i;
        located_bad_fcs_q <= net_tuser_i;
        located_taken_q <= taken;
        located_index_q <= index;
        if (rst) begin
            located_valid_q <= 1'd0;
        end
    end

    assign began_o = net_tvalid_i & ~in_frame_q & accept_i;
    assign past_limit = 8'd190 < located_index_q;
    assign cut_here = (located_index_q == 8'd190) & ~located_last_q;

    wire [10:0] position = {located_index_q, located_last_byte_q};
    assign over_limit = (11'h5f1 < position) | cut_here;

    always @(posedge clk) begin
        leaving_valid_q <= located_valid_q & located_taken_q & (past_limit ? located_last_q : ~cut_here);
        leaving_beat_error_q <= located_last_q ? (located_bad_fcs_q ? 5'd1 : (position < 11'h3b) ? 5'd2 : over_limit ? 5'd3 : 5'd0) : 5'd0;
        if (~past_limit) begin
            leaving_beat_data_q <= located_data_q;
            leaving_beat_last_byte_q <= over_limit ? 3'd1 : located_last_byte_q;
            leaving_beat_first_q <= located_first_q;
            leaving_beat_last_q <= located_last_q | cut_here;
        end
        if (rst) begin
            leaving_valid_q <= 1'd0;
        end
    end

    assign down_valid_o = leaving_valid_q;
    assign down_data_o = leaving_beat_data_q;
    assign down_last_byte_o = leaving_beat_last_byte_q;
    assign down_first_o = leaving_beat_first_q;
    assign down_last_o = leaving_beat_last_q;
    assign down_error_o = leaving_beat_error_q;

    always @(posedge clk) begin
        lost_valid_q <= located_valid_q & located_last_q & ~located_taken_q;
        lost_bytes_q <= over_limit ? 14'h5f2 : ({3'd0, located_index_q, located_last_byte_q} + 14'd1);
        if (rst) begin
            lost_valid_q <= 1'd0;
        end
    end

    assign event_valid_o = lost_valid_q;
    assign event_slot_o = 2'd2;
    assign event_event_o = 5'd12;
    assign event_bytes_o = lost_bytes_q;

    wire unused = &{1'b0, net_tkeep_and[0]};

endmodule

`default_nettype wire
