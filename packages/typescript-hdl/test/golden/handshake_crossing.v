`default_nettype none

// Handshake crossing: single words into another clock domain, one in flight.
// Parameters: payload = {data: u8, last: u1}, from = fast, to = slow
module handshake_crossing (
    input  wire       fast_clk,
    input  wire       fast_rst,
    input  wire       slow_clk,
    input  wire       slow_rst_n,
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

    reg        request_q;
    reg  [8:0] word_q;
    reg        done_q;
    reg        full_q;
    reg  [8:0] out_q;
    (* async_reg = "true" *) reg        answer_meta_q;
    (* async_reg = "true" *) reg        answer_sync_q;
    wire       answer_arriving;
    (* async_reg = "true" *) reg        ask_meta_q;
    (* async_reg = "true" *) reg        ask_sync_q;
    wire       ask_arriving;
    wire [8:0] held;

    assign answer_arriving = done_q;

    always @(posedge fast_clk) begin
        answer_meta_q <= answer_arriving;
        answer_sync_q <= answer_meta_q;
        if (fast_rst) begin
            answer_meta_q <= 1'd0;
            answer_sync_q <= 1'd0;
        end
    end

    assign up_ready_o = answer_sync_q == request_q;

    always @(posedge fast_clk) begin
        if (up_valid_i & up_ready_o) begin
            request_q <= ~request_q;
            word_q <= {up_last_i, up_data_i};
        end
        if (fast_rst) begin
            request_q <= 1'd0;
        end
    end

    assign ask_arriving = request_q;

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            ask_meta_q <= 1'd0;
            ask_sync_q <= 1'd0;
        end else begin
            ask_meta_q <= ask_arriving;
            ask_sync_q <= ask_meta_q;
        end
    end

    assign held = word_q;

    wire ask_sync_and = (ask_sync_q != done_q) & ~full_q;
    always @(posedge slow_clk) begin
        if (ask_sync_and) begin
            out_q <= held;
        end
    end

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            full_q <= 1'd0;
            done_q <= 1'd0;
        end else begin
            if (ask_sync_and) begin
                full_q <= 1'd1;
                done_q <= ask_sync_q;
            end
            if (down_valid_o & down_ready_i) begin
                full_q <= 1'd0;
            end
        end
    end

    assign down_valid_o = full_q;
    assign down_data_o = out_q[7:0];
    assign down_last_o = out_q[8];

    initial begin
        done_q = 1'd0;
        full_q = 1'd0;
        ask_meta_q = 1'd0;
        ask_sync_q = 1'd0;
    end

endmodule

`default_nettype wire
