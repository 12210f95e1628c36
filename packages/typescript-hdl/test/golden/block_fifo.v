`default_nettype none

// FIFO in block RAM: one word a clock, latency two clocks.
// Parameters: payload = {data: u8, last: u1}, depth = 16
module block_fifo (
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
    output wire       down_last_o,
    output wire [4:0] count_o
);

    reg  [3:0] head_q;
    reg  [3:0] tail_q;
    reg  [4:0] held_q;
    reg        loaded_q;
    wire       load;
    reg  [8:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[4];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 4'd1;
        end
        if (load) begin
            head_q <= head_q + 4'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{4{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 4'd0;
            head_q <= 4'd0;
            held_q <= 5'd0;
        end
    end

    assign load = (held_q != 5'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_data_o = words_rdata_q[7:0];
    assign down_last_o = words_rdata_q[8];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [8:0] words [0:15];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_last_i, up_data_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

`default_nettype wire
