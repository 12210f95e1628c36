`default_nettype none

// Stream demultiplexer: each transfer to the output it selects.
// Parameters: payload = {data: u8, last: u1}, count = 3
module stream_demux (
    input  wire [1:0] select_i,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down0
    output wire       down0_valid_o,
    input  wire       down0_ready_i,
    output wire [7:0] down0_data_o,
    output wire       down0_last_o,
    // down1
    output wire       down1_valid_o,
    input  wire       down1_ready_i,
    output wire [7:0] down1_data_o,
    output wire       down1_last_o,
    // down2
    output wire       down2_valid_o,
    input  wire       down2_ready_i,
    output wire [7:0] down2_data_o,
    output wire       down2_last_o
);

    wire chosen = select_i == 2'd0;
    assign down0_valid_o = up_valid_i & chosen;

    assign down0_data_o = up_data_i;
    assign down0_last_o = up_last_i;

    wire chosen_2 = select_i == 2'd1;
    assign down1_valid_o = up_valid_i & chosen_2;

    assign down1_data_o = up_data_i;
    assign down1_last_o = up_last_i;

    wire chosen_3 = select_i == 2'd2;
    assign down2_valid_o = up_valid_i & chosen_3;

    assign down2_data_o = up_data_i;
    assign down2_last_o = up_last_i;
    assign up_ready_o = (down0_ready_i & chosen) | (down1_ready_i & chosen_2) | (down2_ready_i & chosen_3);

endmodule

`default_nettype wire
