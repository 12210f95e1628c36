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

    wire [2:0] grants_and = requests_i & above_q;
    wire grants_any = |grants_and;
    wire [2:0] grants_or = grants_and | {grants_and[1:0], 1'd0};
    wire [2:0] grants_or_2 = grants_or | {grants_or[0], 2'd0};
    wire [2:0] grants_or_3 = requests_i | {requests_i[1:0], 1'd0};
    wire [2:0] grants_or_4 = grants_or_3 | {grants_or_3[0], 2'd0};
    wire [2:0] grants_choice = grants_any ? {grants_or_2[1:0], 1'd0} : {grants_or_4[1:0], 1'd0};
    assign grants_o = (grants_any ? grants_and : requests_i) & ~grants_choice;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= grants_choice;
        end
        if (rst) begin
            above_q <= 3'd0;
        end
    end

    wire unused = &{1'b0, grants_or_2[2], grants_or_4[2]};

endmodule

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

    wire [2:0] arbiter_requests;
    wire       arbiter_accept;
    wire [2:0] arbiter_grants;
    reg        locked_q;
    reg  [2:0] owner_q;

    assign arbiter_requests = {up2_valid_i, up1_valid_i, up0_valid_i};

    wire up0_ready_or = (locked_q & owner_q[0]) | (~locked_q & arbiter_grants[0]);
    assign up0_ready_o = down_ready_i & up0_ready_or;

    wire up1_ready_or = (locked_q & owner_q[1]) | (~locked_q & arbiter_grants[1]);
    assign up1_ready_o = down_ready_i & up1_ready_or;

    wire up2_ready_or = (locked_q & owner_q[2]) | (~locked_q & arbiter_grants[2]);
    assign up2_ready_o = down_ready_i & up2_ready_or;

    assign down_valid_o = (up0_valid_i & up0_ready_or) | (up1_valid_i & up1_ready_or) | (up2_valid_i & up2_ready_or);

    wire [8:0] down_data_or = ({9{up0_ready_or}} & {up0_last_i, up0_data_i}) | ({9{up1_ready_or}} & {up1_last_i, up1_data_i})
            | ({9{up2_ready_or}} & {up2_last_i, up2_data_i});
    assign down_data_o = down_data_or[7:0];

    wire down_last_bits = down_data_or[8];
    assign down_last_o = down_last_bits;

    assign source_o = ({2{up1_ready_or}} & 2'd1) | ({2{up2_ready_or}} & 2'd2);
    assign arbiter_accept = down_valid_o & ~locked_q;

    always @(posedge clk) begin
        if (down_valid_o) begin
            locked_q <= ~(down_ready_i & down_last_bits);
            if (~locked_q) begin
                owner_q <= arbiter_grants;
            end
        end
        if (rst) begin
            locked_q <= 1'd0;
            owner_q <= 3'd0;
        end
    end

    round_robin_arbiter arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

`default_nettype wire
