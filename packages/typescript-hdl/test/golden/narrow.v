`default_nettype none

// Width converter: cuts beats, low bits first.
// Parameters: dataBits = 16, ratio = 3
module narrow (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [47:0] up_data_i,
    input  wire [5:0]  up_keep_i,
    input  wire        up_last_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [15:0] down_data_o,
    output wire [1:0]  down_keep_o,
    output wire        down_last_o
);

    reg  [1:0] count_q;

    assign down_valid_o = up_valid_i;

    wire count_equal = count_q == 2'd0;
    wire count_equal_2 = count_q == 2'd1;
    wire count_equal_3 = count_q == 2'd2;
    assign down_data_o = ({16{count_equal}} & up_data_i[15:0]) | ({16{count_equal_2}} & up_data_i[31:16])
            | ({16{count_equal_3}} & up_data_i[47:32]);

    assign down_keep_o = ({2{count_equal}} & up_keep_i[1:0]) | ({2{count_equal_2}} & up_keep_i[3:2])
            | ({2{count_equal_3}} & up_keep_i[5:4]);

    wire count_or = ((count_q == 2'd0) & ~up_keep_i[2]) | ((count_q == 2'd1) & ~up_keep_i[4]) | (count_q == 2'd2);
    assign down_last_o = up_last_i & count_or;

    assign up_ready_o = down_ready_i & count_or;

    always @(posedge clk) begin
        if (down_valid_o & down_ready_i) begin
            count_q <= count_or ? 2'd0 : (count_q + 2'd1);
        end
        if (rst) begin
            count_q <= 2'd0;
        end
    end

endmodule

`default_nettype wire
