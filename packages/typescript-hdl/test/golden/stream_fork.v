`default_nettype none

// Stream fork: every output gets every transfer.
// Parameters: payload = {data: u8, last: u1}, count = 3
module stream_fork (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down0
    output wire       down0_valid_o,
    input  wire       down0_ready_i,
    output wire [7:0] down0_data_o,
    output wire       down0_last_o,
    // down1
    output wire       down1_valid_o,
    input  wire       down1_ready_i,
    output wire [7:0] down1_data_o,
    output wire       down1_last_o,
    // down2
    output wire       down2_valid_o,
    input  wire       down2_ready_i,
    output wire [7:0] down2_data_o,
    output wire       down2_last_o
);

    reg  [2:0] taken_q;

    wire done = taken_q[0] | down0_ready_i;
    wire done_2 = taken_q[1] | down1_ready_i;
    wire done_3 = taken_q[2] | down2_ready_i;
    wire done_and = done & done_2 & done_3;
    assign up_ready_o = done_and;

    assign down0_valid_o = up_valid_i & ~taken_q[0];
    assign down0_data_o = up_data_i;
    assign down0_last_o = up_last_i;

    always @(posedge clk) begin
        if (up_valid_i) begin
            taken_q[0] <= done & ~done_and;
        end
        if (up_valid_i) begin
            taken_q[1] <= done_2 & ~done_and;
        end
        if (up_valid_i) begin
            taken_q[2] <= done_3 & ~done_and;
        end
        if (rst) begin
            taken_q <= 3'd0;
        end
    end

    assign down1_valid_o = up_valid_i & ~taken_q[1];
    assign down1_data_o = up_data_i;
    assign down1_last_o = up_last_i;
    assign down2_valid_o = up_valid_i & ~taken_q[2];
    assign down2_data_o = up_data_i;
    assign down2_last_o = up_last_i;

endmodule

`default_nettype wire
