`default_nettype none

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u8, last: u1}, depth = 8
module fifo (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [7:0] down_data_o,
    output wire       down_last_o,
    output wire [3:0] count_o
);

    reg  [2:0] head_q;
    reg  [2:0] tail_q;
    reg  [3:0] held_q;
    wire [8:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_data_o = words_rdata[7:0];
    assign down_last_o = words_rdata[8];

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
    reg [8:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

`default_nettype wire
