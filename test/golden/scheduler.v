/* verilator lint_off DECLFILENAME */
`default_nettype none

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 2
module round_robin_arbiter (
    input  wire       clk,
    input  wire       rst,
    input  wire [1:0] requests_i,
    input  wire       accept_i,
    output wire [1:0] grants_o
);

    reg  [1:0] above_q;

    wire [1:0] grants_and = requests_i & above_q;
    wire grants_any = |grants_and;
    wire [1:0] grants_or = grants_and | (grants_and[0] ? 2'd2 : 2'd0);
    wire [1:0] grants_or_2 = requests_i | (requests_i[0] ? 2'd2 : 2'd0);
    wire [1:0] grants_choice = grants_any ? (grants_or[0] ? 2'd2 : 2'd0) : (grants_or_2[0] ? 2'd2 : 2'd0);
    assign grants_o = (grants_any ? grants_and : requests_i) & ~grants_choice;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= grants_choice;
        end
        if (rst) begin
            above_q <= 2'd0;
        end
    end

    wire unused = &{1'b0, grants_or[1], grants_or_2[1]};

endmodule

// Round robin over the queues that hold a frame and have a receive buffer for it.
// Parameters: queues = 2, framesPerQueue = 16, prefetchDepth = 16
module scheduler (
    input  wire       clk,
    input  wire       rst,
    // enqueued
    input  wire       enqueued_valid_i,
    input  wire       enqueued_queue_i,
    // credit
    input  wire       credit_valid_i,
    input  wire       credit_queue_i,
    // clear
    input  wire       clear_valid_i,
    input  wire       clear_queue_i,
    input  wire [1:0] enabled_i,
    // select
    output wire       select_valid_o,
    input  wire       select_ready_i,
    output wire       select_queue_o
);

    reg  [9:0] frames_q;
    reg  [9:0] credits_q;
    reg  [1:0] eligible_q;
    reg  [1:0] granted_q;
    reg  [1:0] earlier_q;
    reg        chosen_valid_q;
    reg        chosen_queue_q;
    wire [1:0] arbiter_requests;
    wire [1:0] arbiter_grants;
    wire       granting;
    wire       free;

    assign granting = |granted_q;
    assign free = ~granting & (~chosen_valid_q | select_ready_i);
    assign arbiter_requests = eligible_q & ~earlier_q;

    wire granted_and = granted_q[0] & enabled_i[0] & (credits_q[4:0] != 5'd0);
    wire granted_and_2 = granted_q[1] & enabled_i[1] & (credits_q[9:5] != 5'd0);
    always @(posedge clk) begin
        granted_q <= arbiter_grants & {2{free}};
        earlier_q <= granted_q;
        if ((enqueued_valid_i & (enqueued_queue_i == 1'd0)) ^ granted_q[0]) begin
            frames_q[4:0] <= frames_q[4:0] + {{4{granted_q[0]}}, 1'd1};
        end
        if ((credit_valid_i & (credit_queue_i == 1'd0)) ^ granted_and) begin
            credits_q[4:0] <= credits_q[4:0] + {{4{granted_and}}, 1'd1};
        end
        if (clear_valid_i & (clear_queue_i == 1'd0)) begin
            credits_q[4:0] <= 5'd0;
        end
        if ((enqueued_valid_i & (enqueued_queue_i == 1'd1)) ^ granted_q[1]) begin
            frames_q[9:5] <= frames_q[9:5] + {{4{granted_q[1]}}, 1'd1};
        end
        if ((credit_valid_i & (credit_queue_i == 1'd1)) ^ granted_and_2) begin
            credits_q[9:5] <= credits_q[9:5] + {{4{granted_and_2}}, 1'd1};
        end
        if (clear_valid_i & (clear_queue_i == 1'd1)) begin
            credits_q[9:5] <= 5'd0;
        end
        eligible_q <= {(frames_q[9:5] != 5'd0) & ((credits_q[9:5] != 5'd0) | ~enabled_i[1]),
                (frames_q[4:0] != 5'd0) & ((credits_q[4:0] != 5'd0) | ~enabled_i[0])};
        if (rst) begin
            granted_q <= 2'd0;
            earlier_q <= 2'd0;
            frames_q <= 10'd0;
            credits_q <= 10'd0;
            eligible_q <= 2'd0;
        end
    end

    always @(posedge clk) begin
        if (granting) begin
            chosen_valid_q <= 1'd1;
            chosen_queue_q <= granted_q[1];
        end else if (select_ready_i) begin
            chosen_valid_q <= 1'd0;
        end
        if (rst) begin
            chosen_valid_q <= 1'd0;
        end
    end

    assign select_valid_o = chosen_valid_q;
    assign select_queue_o = chosen_queue_q;

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (free),
        .grants_o   (arbiter_grants)
    );

endmodule

`default_nettype wire
