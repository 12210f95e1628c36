`default_nettype none

// Stream join: pairs of transfers.
// Parameters: left = u4, right = {data: u8, last: u1}
module stream_join (
    // left
    input  wire       left_valid_i,
    output wire       left_ready_o,
    input  wire [3:0] left_payload_i,
    // right
    input  wire       right_valid_i,
    output wire       right_ready_o,
    input  wire [7:0] right_data_i,
    input  wire       right_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [3:0] down_left_o,
    output wire [7:0] down_right_data_o,
    output wire       down_right_last_o
);

    assign down_valid_o = left_valid_i & right_valid_i;
    assign down_left_o = left_payload_i;
    assign down_right_data_o = right_data_i;
    assign down_right_last_o = right_last_i;
    assign left_ready_o = down_ready_i & right_valid_i;
    assign right_ready_o = down_ready_i & left_valid_i;

endmodule

`default_nettype wire
