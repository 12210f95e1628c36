`default_nettype none

// Weighted round-robin arbiter.
// Parameters: weights = 3_1_2
module weighted_arbiter (
    input  wire       clk,
    input  wire       rst,
    input  wire [2:0] requests_i,
    input  wire       accept_i,
    output wire [2:0] grants_o
);

    reg  [2:0] owner_q;
    reg  [2:0] above_q;
    reg  [1:0] left_q;

    wire grants_and = (left_q != 2'd0) & (|(requests_i & owner_q));
    wire [2:0] grants_and_2 = requests_i & above_q;
    wire grants_any = |grants_and_2;
    wire [2:0] grants_or = grants_and_2 | {grants_and_2[1:0], 1'd0};
    wire [2:0] grants_or_2 = requests_i | {requests_i[1:0], 1'd0};
    wire [2:0] grants_choice = grants_any ? {grants_or[1:0], 1'd0} : {grants_or_2[1:0], 1'd0};
    wire [2:0] grants_and_3 = (grants_any ? grants_and_2 : requests_i) & ~grants_choice;
    assign grants_o = grants_and ? owner_q : grants_and_3;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            owner_q <= grants_o;
            above_q <= grants_and ? above_q : grants_choice;
            left_q <= grants_and ? (left_q - 2'd1) : (({2{grants_and_3[0]}} & 2'd2) | ({2{grants_and_3[2]}} & 2'd1));
        end
        if (rst) begin
            owner_q <= 3'd0;
            above_q <= 3'd0;
            left_q <= 2'd0;
        end
    end

    wire unused = &{1'b0, grants_or[2], grants_or_2[2]};

endmodule

`default_nettype wire
