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

    wire keep = (left_q != 2'd0) & (|(requests_i & owner_q));
    wire [2:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [2:0] ahead_or = ahead | {ahead[1:0], 1'd0};
    wire [2:0] requests_or = requests_i | {requests_i[1:0], 1'd0};
    wire [2:0] next = is_ahead ? {ahead_or[1:0], 1'd0} : {requests_or[1:0], 1'd0};
    wire [2:0] ahead_and = (is_ahead ? ahead : requests_i) & ~next;
    assign grants_o = keep ? owner_q : ahead_and;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            owner_q <= grants_o;
            above_q <= keep ? above_q : next;
            left_q <= keep ? (left_q - 2'd1) : (({2{ahead_and[0]}} & 2'd2) | ({2{ahead_and[2]}} & 2'd1));
        end
        if (rst) begin
            owner_q <= 3'd0;
            above_q <= 3'd0;
            left_q <= 2'd0;
        end
    end

    wire unused = &{1'b0, ahead_or[2], requests_or[2]};

endmodule

`default_nettype wire
