`default_nettype none

// Pulse crossing: one pulse in, one pulse out in another clock domain.
// Parameters: from = fast, to = slow
module pulse_crossing (
    input  wire  fast_clk,
    input  wire  fast_rst,
    input  wire  slow_clk,
    input  wire  slow_rst_n,
    input  wire  pulse_i,
    output wire  arrived_o
);

    reg   toggle_q;
    (* async_reg = "true" *) reg   level_meta_q;
    (* async_reg = "true" *) reg   level_sync_q;
    wire  level_arriving;
    reg   seen_q;

    always @(posedge fast_clk) begin
        if (pulse_i) begin
            toggle_q <= ~toggle_q;
        end
        if (fast_rst) begin
            toggle_q <= 1'd0;
        end
    end

    assign level_arriving = toggle_q;

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            level_meta_q <= 1'd0;
            level_sync_q <= 1'd0;
        end else begin
            level_meta_q <= level_arriving;
            level_sync_q <= level_meta_q;
        end
    end

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            seen_q <= 1'd0;
        end else begin
            seen_q <= level_sync_q;
        end
    end

    assign arrived_o = seen_q ^ level_sync_q;

    initial begin
        level_meta_q = 1'd0;
        level_sync_q = 1'd0;
        seen_q = 1'd0;
    end

endmodule

`default_nettype wire
