`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 5
module round_robin_arbiter (
    input  wire       clk,
    input  wire       rst,
    input  wire [4:0] requests_i,
    input  wire       accept_i,
    output wire [4:0] grants_o
);

    reg  [4:0] above_q;

    wire [4:0] grants_and = requests_i & above_q;
    wire grants_any = |grants_and;
    wire [4:0] grants_or = grants_and | {grants_and[3:0], 1'd0};
    wire [4:0] grants_or_2 = grants_or | {grants_or[2:0], 2'd0};
    wire [4:0] grants_or_3 = requests_i | {requests_i[3:0], 1'd0};
    wire [4:0] grants_or_4 = grants_or_3 | {grants_or_3[2:0], 2'd0};
    wire [4:0] grants_choice = grants_any ? {grants_or_2[3:0], 1'd0} : {grants_or_4[3:0], 1'd0};
    assign grants_o = (grants_any ? grants_and : requests_i) & ~grants_choice;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= grants_choice;
        end
        if (rst) begin
            above_q <= 5'd0;
        end
    end

    wire unused = &{1'b0, grants_or_2[4], grants_or_4[4]};

endmodule

`default_nettype wire
