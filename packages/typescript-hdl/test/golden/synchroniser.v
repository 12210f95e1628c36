`default_nettype none

// Synchroniser: independent bits from any clock domain into this one.
// Parameters: width = 2, stages = 3
module synchroniser (
    input  wire       clk,
    input  wire       rst,
    input  wire [1:0] d_i,
    output wire [1:0] q_o
);

    (* async_reg = "true" *) reg  [1:0] meta_q;
    (* async_reg = "true" *) reg  [1:0] sync1_q;
    (* async_reg = "true" *) reg  [1:0] sync2_q;
    wire [1:0] arriving;

    assign arriving = d_i;

    always @(posedge clk) begin
        meta_q <= arriving;
        if (rst) begin
            meta_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        sync1_q <= meta_q;
        if (rst) begin
            sync1_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        sync2_q <= sync1_q;
        if (rst) begin
            sync2_q <= 2'd0;
        end
    end

    assign q_o = sync2_q;

endmodule

`default_nettype wire
