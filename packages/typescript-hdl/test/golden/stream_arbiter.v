`default_nettype none

// Stream arbiter: round robin, the grant a number.
// Parameters: payload = {data: u8, last: u1}, count = 3, lock = last
module stream_arbiter (
    input  wire       clk,
    input  wire       rst,
    // ups
    input  wire       ups_0_valid_i,
    output wire       ups_0_ready_o,
    input  wire [7:0] ups_0_data_i,
    input  wire       ups_0_last_i,
    input  wire       ups_1_valid_i,
    output wire       ups_1_ready_o,
    input  wire [7:0] ups_1_data_i,
    input  wire       ups_1_last_i,
    input  wire       ups_2_valid_i,
    output wire       ups_2_ready_o,
    input  wire [7:0] ups_2_data_i,
    input  wire       ups_2_last_i,
    // down
    output reg        down_valid_o,
    input  wire       down_ready_i,
    output reg  [7:0] down_data_o,
    output reg        down_last_o,
    output wire [1:0] source_o
);

    reg        locked_q;
    (* fsm_encoding = "none" *) reg  [1:0] owner_q;
    reg  [1:0] next;
    wire [1:0] grant;

    always @(*) begin
        case (owner_q)
            2'd0: begin
                next = ups_1_valid_i ? 2'd1 : ups_2_valid_i ? 2'd2 : 2'd0;
            end
            2'd1: begin
                next = ups_2_valid_i ? 2'd2 : ups_0_valid_i ? 2'd0 : 2'd1;
            end
            default: begin
                next = ups_0_valid_i ? 2'd0 : ups_1_valid_i ? 2'd1 : 2'd2;
            end
        endcase
    end

    assign grant = locked_q ? owner_q : next;
    assign source_o = grant;
    assign ups_0_ready_o = (grant == 2'd0) & down_ready_i;
    assign ups_1_ready_o = (grant == 2'd1) & down_ready_i;
    assign ups_2_ready_o = (grant == 2'd2) & down_ready_i;

    always @(*) begin
        case (grant)
            2'd0: begin
                down_valid_o = ups_0_valid_i;
                down_data_o = ups_0_data_i;
                down_last_o = ups_0_last_i;
            end
            2'd1: begin
                down_valid_o = ups_1_valid_i;
                down_data_o = ups_1_data_i;
                down_last_o = ups_1_last_i;
            end
            default: begin
                down_valid_o = ups_2_valid_i;
                down_data_o = ups_2_data_i;
                down_last_o = ups_2_last_i;
            end
        endcase
    end

    always @(posedge clk) begin
        if (down_valid_o) begin
            owner_q <= grant;
            locked_q <= ~(down_ready_i & down_last_o);
        end
        if (rst) begin
            owner_q <= 2'd2;
            locked_q <= 1'd0;
        end
    end

endmodule

`default_nettype wire
