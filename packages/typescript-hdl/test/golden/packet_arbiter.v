`default_nettype none

// Packet arbiter: merges packet streams, one whole packet after another.
// Parameters: payload = {data: u8, last: u1}, count = 3
module packet_arbiter (
    input  wire       clk,
    input  wire       rst,
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
    output wire       down_last_o,
    output wire [1:0] source_o
);

    reg         locked_q;
    (* fsm_encoding = "none" *) reg  [1:0]  owner_q;
    wire [1:0]  chosen;
    wire [23:0] offers_data;
    wire [2:0]  offers_last;

    wire owner_less = owner_q < 2'd2;
    wire owner_less_2 = owner_q < 2'd1;
    wire [1:0] up1_valid_and = {up1_valid_i, up0_valid_i} & (owner_less_2 ? 2'd2 : 2'd0);
    wire [2:0] up1_valid_inverse = ~{up1_valid_and | (up1_valid_and[0] ? 2'd2 : 2'd0), 1'd0};
    wire [2:0] up1_valid_inverse_2 = ~{{up1_valid_i, up0_valid_i} | (up0_valid_i ? 2'd2 : 2'd0), 1'd0};
    wire [1:0] up2_valid_choice = (|({up2_valid_i, up1_valid_i, up0_valid_i} & {owner_less, owner_less_2, 1'd0}))
            ? {up2_valid_i & owner_less & up1_valid_inverse[2], up1_valid_i & owner_less_2}
            : {up2_valid_i & up1_valid_inverse_2[2], up1_valid_i & up1_valid_inverse_2[1]};
    assign chosen = locked_q ? owner_q : up2_valid_choice;

    assign source_o = chosen;
    assign up0_ready_o = down_ready_i & (chosen == 2'd0);
    assign up1_ready_o = down_ready_i & (chosen == 2'd1);
    assign up2_ready_o = down_ready_i & (chosen == 2'd2);

    wire [3:0] up2_valid_joined = {1'd0, up2_valid_i, up1_valid_i, up0_valid_i};
    assign down_valid_o = up2_valid_joined[chosen];

    assign offers_data[7:0] = up0_data_i;
    assign offers_data[15:8] = up1_data_i;
    assign offers_data[23:16] = up2_data_i;

    assign offers_last[0] = up0_last_i;
    assign offers_last[1] = up1_last_i;
    assign offers_last[2] = up2_last_i;

    wire [31:0] offers_data_padded = {8'd0, offers_data};
    assign down_data_o = offers_data_padded[{chosen, 3'd0} +: 8];

    wire [3:0] offers_last_padded = {1'd0, offers_last};
    wire offers_last_element = offers_last_padded[chosen];
    assign down_last_o = offers_last_element;

    always @(posedge clk) begin
        if (down_valid_o) begin
            owner_q <= chosen;
            locked_q <= ~(down_ready_i & offers_last_element);
        end
        if (rst) begin
            owner_q <= 2'd2;
            locked_q <= 1'd0;
        end
    end

    wire unused = &{1'b0, up1_valid_inverse[1:0], up1_valid_inverse_2[0]};

endmodule

`default_nettype wire
