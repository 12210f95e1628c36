`default_nettype none

// Packet FIFO: whole packets only; the writer may drop the one it is writing.
// Parameters: payload = {data: u16, keep: u2, last: u1}, depth = 16, whenFull = drop
module packet_fifo (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [15:0] up_data_i,
    input  wire [1:0]  up_keep_i,
    input  wire        up_last_i,
    input  wire        drop_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [15:0] down_data_o,
    output wire [1:0]  down_keep_o,
    output wire        down_last_o,
    output wire        dropped_o
);

    reg  [4:0]  head_q;
    reg  [4:0]  tail_q;
    reg  [4:0]  committed_q;
    reg         bad_q;
    wire        discard;
    wire        store;
    reg         loaded_q;
    wire        load;
    reg  [18:0] words_rdata_q;

    assign up_ready_o = 1'd1;

    wire full = (tail_q ^ head_q) == 5'd16;
    assign discard = drop_i | bad_q | full;

    assign dropped_o = up_valid_i & up_last_i & discard;
    assign store = up_valid_i & ~full & ~bad_q;

    wire [4:0] next = discard ? committed_q : (tail_q + 5'd1);
    always @(posedge clk) begin
        if (up_valid_i) begin
            bad_q <= (full | bad_q) & ~up_last_i;
            if (up_last_i) begin
                tail_q <= next;
                committed_q <= next;
            end else if (store) begin
                tail_q <= tail_q + 5'd1;
            end
        end
        if (load) begin
            head_q <= head_q + 5'd1;
        end
        if (rst) begin
            bad_q <= 1'd0;
            tail_q <= 5'd0;
            committed_q <= 5'd0;
            head_q <= 5'd0;
        end
    end

    assign load = (head_q != committed_q) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_data_o = words_rdata_q[15:0];
    assign down_keep_o = words_rdata_q[17:16];
    assign down_last_o = words_rdata_q[18];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "block", no_rw_check = 1 *)
    reg [18:0] words [0:15];
    always @(posedge clk) begin
        if (store) begin
            words[tail_q[3:0]] <= {up_last_i, up_keep_i, up_data_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q[3:0]];
        end
    end

endmodule

`default_nettype wire
