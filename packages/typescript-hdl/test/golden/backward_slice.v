`default_nettype none

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {data: u8, last: u1}
module backward_slice (
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
    output wire       down_last_o
);

    reg        full_q;
    reg  [7:0] hold_data_q;
    reg        hold_last_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_data_o = full_q ? hold_data_q : up_data_i;
    assign down_last_o = full_q ? hold_last_q : up_last_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_data_q <= up_data_i;
            hold_last_q <= up_last_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

`default_nettype wire
