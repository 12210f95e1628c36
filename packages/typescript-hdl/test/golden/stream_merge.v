/* verilator lint_off DECLFILENAME */
`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 3
module round_robin_arbiter (
    input  wire       clk,
    input  wire       rst,
    input  wire [2:0] requests_i,
    input  wire       accept_i,
    output wire [2:0] grants_o
);

    reg  [2:0] above_q;

    wire [2:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [2:0] ahead_or = ahead | {ahead[1:0], 1'd0};
    wire [2:0] requests_or = requests_i | {requests_i[1:0], 1'd0};
    wire [2:0] next = is_ahead ? {ahead_or[1:0], 1'd0} : {requests_or[1:0], 1'd0};
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 3'd0;
        end
    end

    wire unused = &{1'b0, ahead_or[2], requests_or[2]};

endmodule

// Joins 3 streams round robin; one transfer a clock, latency one clock.
// Parameters: payload = {data: u8, last: u1}, names = left middle right
module stream_merge (
    input  wire       clk,
    input  wire       rst,
    // ups
    input  wire       ups_left_valid_i,
    output wire       ups_left_ready_o,
    input  wire [7:0] ups_left_data_i,
    input  wire       ups_left_last_i,
    input  wire       ups_middle_valid_i,
    output wire       ups_middle_ready_o,
    input  wire [7:0] ups_middle_data_i,
    input  wire       ups_middle_last_i,
    input  wire       ups_right_valid_i,
    output wire       ups_right_ready_o,
    input  wire [7:0] ups_right_data_i,
    input  wire       ups_right_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [7:0] down_data_o,
    output wire       down_last_o
);

    wire [2:0] arbiter_requests;
    wire       arbiter_accept;
    wire [2:0] arbiter_grants;
    reg        held_q;
    reg  [7:0] payload_data_q;
    reg        payload_last_q;

    assign arbiter_requests = {ups_right_valid_i, ups_middle_valid_i, ups_left_valid_i};

    wire free = ~held_q | down_ready_i;
    assign arbiter_accept = free;

    assign ups_left_ready_o = arbiter_grants[0] & free;
    assign ups_middle_ready_o = arbiter_grants[1] & free;
    assign ups_right_ready_o = arbiter_grants[2] & free;

    always @(posedge clk) begin
        if (free) begin
            held_q <= |arbiter_grants;
            payload_data_q <= ({8{arbiter_grants[0]}} & ups_left_data_i) | ({8{arbiter_grants[1]}} & ups_middle_data_i)
                    | ({8{arbiter_grants[2]}} & ups_right_data_i);
            payload_last_q <= (arbiter_grants[0] & ups_left_last_i) | (arbiter_grants[1] & ups_middle_last_i)
                    | (arbiter_grants[2] & ups_right_last_i);
        end
        if (rst) begin
            held_q <= 1'd0;
        end
    end

    assign down_valid_o = held_q;
    assign down_data_o = payload_data_q;
    assign down_last_o = payload_last_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

`default_nettype wire
