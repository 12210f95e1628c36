`default_nettype none

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u8, last: u1}
module forward_slice (
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

    reg        valid_q;
    reg  [7:0] payload_data_q;
    reg        payload_last_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_o = payload_last_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_q <= up_last_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

`default_nettype wire
