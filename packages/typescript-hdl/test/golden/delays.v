/* verilator lint_off DECLFILENAME */
`default_nettype none

// Delays a word by 3 clocks.
// Parameters: bits = 9, clocks = 3
module delay_line (
    input  wire       clk,
    input  wire [8:0] up_i,
    output wire [8:0] down_o
);

    reg  [26:0] stage_q;

    always @(posedge clk) begin
        stage_q[8:0] <= up_i;
        stage_q[17:9] <= stage_q[8:0];
        stage_q[26:18] <= stage_q[17:9];
    end

    assign down_o = stage_q[26:18];

endmodule

module delays (
    input  wire       clk,
    // up
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down
    output wire [7:0] down_data_o,
    output wire       down_last_o
);

    wire [8:0] line_up;
    wire [8:0] line_down;

    assign line_up = {up_last_i, up_data_i};
    assign down_data_o = line_down[7:0];
    assign down_last_o = line_down[8];

    delay_line line (
        .clk    (clk),
        .up_i   (line_up),
        .down_o (line_down)
    );

endmodule

`default_nettype wire
