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

    wire [4:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [4:0] ahead_or = ahead | {ahead[3:0], 1'd0};
    wire [4:0] ahead_or_2 = ahead_or | {ahead_or[2:0], 2'd0};
    wire [4:0] requests_or = requests_i | {requests_i[3:0], 1'd0};
    wire [4:0] requests_or_2 = requests_or | {requests_or[2:0], 2'd0};
    wire [4:0] next = is_ahead ? {ahead_or_2[3:0], 1'd0} : {requests_or_2[3:0], 1'd0};
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 5'd0;
        end
    end

    wire unused = &{1'b0, ahead_or_2[4], requests_or_2[4]};

endmodule

`default_nettype wire
