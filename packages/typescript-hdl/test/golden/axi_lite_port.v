`default_nettype none

// AXI4-Lite slave: requests with an answer, one write and one read at a time.
// Parameters: addressBits = 12
module axi_lite_port (
    input  wire        clk,
    input  wire        rst,
    // axil
    input  wire [11:0] axil_awaddr_i,
    input  wire [2:0]  axil_awprot_i,
    input  wire        axil_awvalid_i,
    output wire        axil_awready_o,
    input  wire [31:0] axil_wdata_i,
    input  wire [3:0]  axil_wstrb_i,
    input  wire        axil_wvalid_i,
    output wire        axil_wready_o,
    output wire [1:0]  axil_bresp_o,
    output wire        axil_bvalid_o,
    input  wire        axil_bready_i,
    input  wire [11:0] axil_araddr_i,
    input  wire [2:0]  axil_arprot_i,
    input  wire        axil_arvalid_i,
    output wire        axil_arready_o,
    output wire [31:0] axil_rdata_o,
    output wire [1:0]  axil_rresp_o,
    output wire        axil_rvalid_o,
    input  wire        axil_rready_i,
    // writes
    output wire        writes_valid_o,
    input  wire        writes_ready_i,
    output wire [11:0] writes_address_o,
    output wire [31:0] writes_data_o,
    output wire [3:0]  writes_strobe_o,
    input  wire        write_failed_i,
    // reads
    output wire        reads_valid_o,
    input  wire        reads_ready_i,
    output wire [11:0] reads_address_o,
    // readAnswer
    input  wire [31:0] read_answer_data_i,
    input  wire        read_answer_failed_i
);

    reg         write_address_held_q;
    reg  [11:0] write_address_address_q;
    reg         write_data_held_q;
    reg  [31:0] write_data_data_q;
    reg  [3:0]  write_data_strobe_q;
    reg         write_response_held_q;
    reg         write_response_failed_q;
    reg         read_address_held_q;
    reg  [11:0] read_address_address_q;
    reg         read_response_held_q;
    reg  [31:0] read_response_data_q;
    reg         read_response_failed_q;

    assign axil_awready_o = ~write_address_held_q;
    assign axil_wready_o = ~write_data_held_q;

    always @(posedge clk) begin
        if (axil_awvalid_i & axil_awready_o) begin
            write_address_held_q <= 1'd1;
            write_address_address_q <= axil_awaddr_i;
        end
        if (axil_wvalid_i & axil_wready_o) begin
            write_data_held_q <= 1'd1;
            write_data_data_q <= axil_wdata_i;
            write_data_strobe_q <= axil_wstrb_i;
        end
        if (writes_valid_o & writes_ready_i) begin
            write_response_held_q <= 1'd1;
            write_response_failed_q <= write_failed_i;
        end
        if (axil_bvalid_o & axil_bready_i) begin
            write_address_held_q <= 1'd0;
            write_data_held_q <= 1'd0;
            write_response_held_q <= 1'd0;
        end
        if (axil_arvalid_i & axil_arready_o) begin
            read_address_held_q <= 1'd1;
            read_address_address_q <= axil_araddr_i;
        end
        if (reads_valid_o & reads_ready_i) begin
            read_response_held_q <= 1'd1;
            read_response_data_q <= read_answer_data_i;
            read_response_failed_q <= read_answer_failed_i;
        end
        if (axil_rvalid_o & axil_rready_i) begin
            read_address_held_q <= 1'd0;
            read_response_held_q <= 1'd0;
        end
        if (rst) begin
            write_address_held_q <= 1'd0;
            write_data_held_q <= 1'd0;
            write_response_held_q <= 1'd0;
            read_address_held_q <= 1'd0;
            read_response_held_q <= 1'd0;
        end
    end

    assign writes_valid_o = write_address_held_q & write_data_held_q & ~write_response_held_q;
    assign writes_address_o = write_address_address_q;
    assign writes_data_o = write_data_data_q;
    assign writes_strobe_o = write_data_strobe_q;
    assign axil_bvalid_o = write_response_held_q;
    assign axil_bresp_o = write_response_failed_q ? 2'd2 : 2'd0;
    assign axil_arready_o = ~read_address_held_q;
    assign reads_valid_o = read_address_held_q & ~read_response_held_q;
    assign reads_address_o = read_address_address_q;
    assign axil_rvalid_o = read_response_held_q;
    assign axil_rdata_o = read_response_data_q;
    assign axil_rresp_o = read_response_failed_q ? 2'd2 : 2'd0;

    wire unused = &{1'b0, axil_awprot_i, axil_arprot_i};

endmodule

`default_nettype wire
