/* verilator lint_off DECLFILENAME */
`default_nettype none

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {data: u8, last: u1}
module backward_slice (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [7:0] down_data_o,
    output wire       down_last_o
);

    reg        full_q;
    reg  [7:0] hold_data_q;
    reg        hold_last_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_data_o = full_q ? hold_data_q : up_data_i;
    assign down_last_o = full_q ? hold_last_q : up_last_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_data_q <= up_data_i;
            hold_last_q <= up_last_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u8, last: u1}
module forward_slice (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [7:0] down_data_o,
    output wire       down_last_o
);

    reg        valid_q;
    reg  [7:0] payload_data_q;
    reg        payload_last_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_o = payload_last_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_q <= up_last_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Full register slice: registers valid, payload and ready.
// Parameters: payload = {data: u8, last: u1}
module full_slice (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [7:0] up_data_i,
    input  wire       up_last_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [7:0] down_data_o,
    output wire       down_last_o
);

    wire       backward_up_ready;
    wire       backward_down_valid;
    wire [7:0] backward_down_data;
    wire       backward_down_last;
    wire       forward_up_ready;
    wire       forward_down_valid;
    wire [7:0] forward_down_data;
    wire       forward_down_last;

    assign up_ready_o = backward_up_ready;
    assign down_valid_o = forward_down_valid;
    assign down_data_o = forward_down_data;
    assign down_last_o = forward_down_last;

    backward_slice backward (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (up_valid_i),
        .up_ready_o   (backward_up_ready),
        .up_data_i    (up_data_i),
        .up_last_i    (up_last_i),
        .down_valid_o (backward_down_valid),
        .down_ready_i (forward_up_ready),
        .down_data_o  (backward_down_data),
        .down_last_o  (backward_down_last)
    );

    forward_slice forward (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (backward_down_valid),
        .up_ready_o   (forward_up_ready),
        .up_data_i    (backward_down_data),
        .up_last_i    (backward_down_last),
        .down_valid_o (forward_down_valid),
        .down_ready_i (down_ready_i),
        .down_data_o  (forward_down_data),
        .down_last_o  (forward_down_last)
    );

endmodule

`default_nettype wire
