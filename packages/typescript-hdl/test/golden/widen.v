`default_nettype none

// Width converter: joins beats, the first in the low bits.
// Parameters: dataBits = 16, ratio = 3
module widen (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [15:0] up_data_i,
    input  wire [1:0]  up_keep_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [47:0] down_data_o,
    output wire [5:0]  down_keep_o,
    output wire        down_last_o
);

    reg  [47:0] lanes_data_q;
    reg  [5:0]  lanes_keep_q;
    reg  [1:0]  count_q;
    reg         full_q;
    reg         last_q;

    assign up_ready_o = ~full_q | down_ready_i;
    assign down_valid_o = full_q;
    assign down_data_o = {lanes_data_q[47:32], lanes_data_q[31:16], lanes_data_q[15:0]};
    assign down_keep_o = {lanes_keep_q[5:4], lanes_keep_q[3:2], lanes_keep_q[1:0]};
    assign down_last_o = last_q;

    wire complete = up_last_i | (count_q == 2'd2);
    always @(posedge clk) begin
        if (up_valid_i & up_ready_o) begin
            if (count_q == 2'd0) begin
                lanes_data_q[15:0] <= up_data_i;
                lanes_keep_q[1:0] <= up_keep_i;
            end
            if (count_q == 2'd1) begin
                lanes_data_q[31:16] <= up_data_i;
                lanes_keep_q[3:2] <= up_keep_i;
            end
            if (count_q == 2'd0) begin
                lanes_keep_q[3:2] <= 2'd0;
            end
            if (count_q == 2'd2) begin
                lanes_data_q[47:32] <= up_data_i;
                lanes_keep_q[5:4] <= up_keep_i;
            end
            if (count_q == 2'd0) begin
                lanes_keep_q[5:4] <= 2'd0;
            end
            count_q <= complete ? 2'd0 : (count_q + 2'd1);
            full_q <= complete;
            last_q <= up_last_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            count_q <= 2'd0;
            full_q <= 1'd0;
        end
    end

endmodule

`default_nettype wire
