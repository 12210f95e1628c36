`default_nettype none

// Stream multiplexer: passes the selected input.
// Parameters: payload = {data: u8, last: u1}, count = 3
module stream_mux (
    input  wire [1:0] select_i,
    // up0
    input  wire       up0_valid_i,
    output wire       up0_ready_o,
    input  wire [7:0] up0_data_i,
    input  wire       up0_last_i,
    // up1
    input  wire       up1_valid_i,
    output wire       up1_ready_o,
    input  wire [7:0] up1_data_i,
    input  wire       up1_last_i,
    // up2
    input  wire       up2_valid_i,
    output wire       up2_ready_o,
    input  wire [7:0] up2_data_i,
    input  wire       up2_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [7:0] down_data_o,
    output wire       down_last_o
);

    wire up0_ready_equal = select_i == 2'd0;
    assign up0_ready_o = down_ready_i & up0_ready_equal;

    wire up1_ready_equal = select_i == 2'd1;
    assign up1_ready_o = down_ready_i & up1_ready_equal;

    wire up2_ready_equal = select_i == 2'd2;
    assign up2_ready_o = down_ready_i & up2_ready_equal;

    assign down_valid_o = (up0_valid_i & up0_ready_equal) | (up1_valid_i & up1_ready_equal) | (up2_valid_i & up2_ready_equal);
    assign down_data_o = ({8{up0_ready_equal}} & up0_data_i) | ({8{up1_ready_equal}} & up1_data_i)
            | ({8{up2_ready_equal}} & up2_data_i);
    assign down_last_o = (up0_ready_equal & up0_last_i) | (up1_ready_equal & up1_last_i) | (up2_ready_equal & up2_last_i);

endmodule

`default_nettype wire
