`default_nettype none

// FIFO between two clock domains, with Gray pointers.
// Parameters: payload = {data: u8, last: u1}, depth = 16, from = fast, to = slow
module async_fifo (
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

    reg  [4:0] tail_q;
    reg  [4:0] tail_gray_q;
    reg  [4:0] head_q;
    reg  [4:0] head_gray_q;
    wire [4:0] tail_next;
    (* async_reg = "true" *) reg  [4:0] head_seen_meta_q;
    (* async_reg = "true" *) reg  [4:0] head_seen_sync_q;
    wire [4:0] head_seen;
    wire [4:0] head_next;
    (* async_reg = "true" *) reg  [4:0] tail_seen_meta_q;
    (* async_reg = "true" *) reg  [4:0] tail_seen_sync_q;
    wire [4:0] tail_seen;
    reg        loaded_q;
    wire       load;
    reg  [8:0] words_rdata_q;

    assign head_seen = head_gray_q;

    always @(posedge fast_clk) begin
        head_seen_meta_q <= head_seen;
        head_seen_sync_q <= head_seen_meta_q;
        if (fast_rst) begin
            head_seen_meta_q <= 5'd0;
            head_seen_sync_q <= 5'd0;
        end
    end

    assign up_ready_o = tail_gray_q != {~head_seen_sync_q[4:3], head_seen_sync_q[2:0]};

    wire up_fire = up_valid_i & up_ready_o;
    assign tail_next = tail_q + {4'd0, up_fire};

    always @(posedge fast_clk) begin
        tail_q <= tail_next;
        tail_gray_q <= tail_next ^ {1'd0, tail_next[4:1]};
        if (fast_rst) begin
            tail_q <= 5'd0;
            tail_gray_q <= 5'd0;
        end
    end

    assign tail_seen = tail_gray_q;

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            tail_seen_meta_q <= 5'd0;
            tail_seen_sync_q <= 5'd0;
        end else begin
            tail_seen_meta_q <= tail_seen;
            tail_seen_sync_q <= tail_seen_meta_q;
        end
    end

    assign load = (tail_seen_sync_q != head_gray_q) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_data_o = words_rdata_q[7:0];
    assign down_last_o = words_rdata_q[8];

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            loaded_q <= 1'd0;
        end else begin
            loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        end
    end

    assign head_next = head_q + {4'd0, load};

    always @(posedge slow_clk or negedge slow_rst_n) begin
        if (!slow_rst_n) begin
            head_q <= 5'd0;
            head_gray_q <= 5'd0;
        end else begin
            head_q <= head_next;
            head_gray_q <= head_next ^ {1'd0, head_next[4:1]};
        end
    end

    (* ram_style = "block" *)
    reg [8:0] words [0:15];
    always @(posedge fast_clk) begin
        if (up_fire) begin
            words[tail_q[3:0]] <= {up_last_i, up_data_i};
        end
    end
    always @(posedge slow_clk) begin
        if (load) begin
            words_rdata_q <= words[head_q[3:0]];
        end
    end

    initial begin
        head_q = 5'd0;
        head_gray_q = 5'd0;
        tail_seen_meta_q = 5'd0;
        tail_seen_sync_q = 5'd0;
        loaded_q = 1'd0;
    end

endmodule

`default_nettype wire
