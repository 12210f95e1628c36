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

    wire chosen = select_i == 2'd0;
    assign up0_ready_o = down_ready_i & chosen;

    wire chosen_2 = select_i == 2'd1;
    assign up1_ready_o = down_ready_i & chosen_2;

    wire chosen_3 = select_i == 2'd2;
    assign up2_ready_o = down_ready_i & chosen_3;

    assign down_valid_o = (up0_valid_i & chosen) | (up1_valid_i & chosen_2) | (up2_valid_i & chosen_3);
    assign down_data_o = ({8{chosen}} & up0_data_i) | ({8{chosen_2}} & up1_data_i) | ({8{chosen_3}} & up2_data_i);
    assign down_last_o = (chosen & up0_last_i) | (chosen_2 & up1_last_i) | (chosen_3 & up2_last_i);

endmodule

`default_nettype wire
