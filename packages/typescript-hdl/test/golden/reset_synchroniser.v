`default_nettype none

// Reset synchroniser: asserted at once, released in step with the clock.
// Parameters: stages = 2
module reset_synchroniser (
    input  wire  clk,
    input  wire  in_i,
    output wire  out_o
);

    (* async_reg = "true" *) reg  [1:0] shift_q;
    wire       asserted;
    wire       own_clk;
    wire       own_rst;
    wire       released;

    always @(posedge own_clk or posedge own_rst) begin
        if (own_rst) begin
            shift_q <= 2'd3;
        end else begin
            shift_q <= {shift_q[0], 1'd0};
        end
    end

    assign asserted = in_i;
    assign own_clk = clk;
    assign own_rst = asserted;
    assign released = shift_q[1];
    assign out_o = released;

    initial begin
        shift_q = 2'd3;
    end

endmodule

`default_nettype wire
