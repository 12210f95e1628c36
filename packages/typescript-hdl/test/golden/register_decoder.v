`default_nettype none

// Registers of timer on AXI4-Lite.
// Parameters: map = timer, layout = control:0:rw,status:16:ro,events:20:w1c
module register_decoder (
    input  wire        clk,
    input  wire        rst,
    // bus
    input  wire [4:0]  bus_awaddr_i,
    input  wire [2:0]  bus_awprot_i,
    input  wire        bus_awvalid_i,
    output wire        bus_awready_o,
    input  wire [31:0] bus_wdata_i,
    input  wire [3:0]  bus_wstrb_i,
    input  wire        bus_wvalid_i,
    output wire        bus_wready_o,
    output wire [1:0]  bus_bresp_o,
    output wire        bus_bvalid_o,
    input  wire        bus_bready_i,
    input  wire [4:0]  bus_araddr_i,
    input  wire [2:0]  bus_arprot_i,
    input  wire        bus_arvalid_i,
    output wire        bus_arready_o,
    output wire [31:0] bus_rdata_o,
    output wire [1:0]  bus_rresp_o,
    output wire        bus_rvalid_o,
    input  wire        bus_rready_i,
    // control
    output wire        control_control_enable_o,
    output wire [11:0] control_control_limit_o,
    input  wire [11:0] status_status_count_i,
    // events
    input  wire        events_events_wrapped_i,
    input  wire [1:0]  events_events_missed_i
);

    reg         bvalid_q;
    reg  [1:0]  bresp_q;
    reg         rvalid_q;
    reg  [1:0]  rresp_q;
    reg  [31:0] rdata_q;
    reg         control_enable_q;
    reg  [11:0] control_limit_q;
    reg         events_wrapped_q;
    reg  [1:0]  events_missed_q;

    wire bus_awready_and = bus_awvalid_i & bus_wvalid_i & ~bvalid_q;
    assign bus_awready_o = bus_awready_and;

    assign bus_wready_o = bus_awready_and;
    assign bus_arready_o = ~rvalid_q;
    assign bus_bvalid_o = bvalid_q;
    assign bus_bresp_o = bresp_q;
    assign bus_rvalid_o = rvalid_q;
    assign bus_rresp_o = rresp_q;
    assign bus_rdata_o = rdata_q;
    assign control_control_enable_o = control_enable_q;

    wire control_enable_and = bus_awready_and & (bus_awaddr_i[4:2] == 3'd0);
    always @(posedge clk) begin
        if (control_enable_and & bus_wstrb_i[0]) begin
            control_enable_q <= bus_wdata_i[0];
        end
        if (rst) begin
            control_enable_q <= 1'd0;
        end
    end

    assign control_control_limit_o = control_limit_q;

    always @(posedge clk) begin
        if (control_enable_and & bus_wstrb_i[0]) begin
            control_limit_q[3:0] <= bus_wdata_i[7:4];
        end
        if (control_enable_and & bus_wstrb_i[1]) begin
            control_limit_q[11:4] <= bus_wdata_i[15:8];
        end
        if (rst) begin
            control_limit_q <= 12'h123;
        end
    end

    wire events_wrapped_and = bus_awready_and & (bus_awaddr_i[4:2] == 3'd5);
    always @(posedge clk) begin
        events_wrapped_q <= (events_wrapped_q & ~(events_wrapped_and & bus_wdata_i[0])) | events_events_wrapped_i;
        if (rst) begin
            events_wrapped_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        events_missed_q <= (events_missed_q & ~({2{events_wrapped_and}} & bus_wdata_i[2:1])) | events_events_missed_i;
        if (rst) begin
            events_missed_q <= 2'd0;
        end
    end

    wire bvalid_equal = bus_araddr_i[4:2] == 3'd0;
    wire bvalid_equal_2 = bus_araddr_i[4:2] == 3'd4;
    wire bvalid_equal_3 = bus_araddr_i[4:2] == 3'd5;
    always @(posedge clk) begin
        if (bus_awready_and) begin
            bvalid_q <= 1'd1;
            bresp_q <= (1'd0 | (bus_awaddr_i[4:2] == 3'd0) | (bus_awaddr_i[4:2] == 3'd5)) ? 2'd0 : 2'd2;
        end else if (bus_bready_i) begin
            bvalid_q <= 1'd0;
        end
        if (bus_arvalid_i & ~rvalid_q) begin
            rvalid_q <= 1'd1;
            rresp_q <= (1'd0 | bvalid_equal | bvalid_equal_2 | bvalid_equal_3) ? 2'd0 : 2'd2;
            rdata_q <= ({32{bvalid_equal}} & {16'd0, control_limit_q, 3'd0, control_enable_q})
                    | ({32{bvalid_equal_2}} & {20'd0, status_status_count_i})
                    | ({32{bvalid_equal_3}} & {29'd0, events_missed_q, events_wrapped_q});
        end else if (bus_rready_i) begin
            rvalid_q <= 1'd0;
        end
        if (rst) begin
            bvalid_q <= 1'd0;
            rvalid_q <= 1'd0;
        end
    end

    wire unused = &{1'b0, bus_awaddr_i[1:0], bus_awprot_i, bus_wdata_i[3], bus_wdata_i[31:16], bus_wstrb_i[3:2], bus_araddr_i[1:0], bus_arprot_i};

endmodule

`default_nettype wire
