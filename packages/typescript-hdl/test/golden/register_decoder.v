/* verilator lint_off DECLFILENAME */
`default_nettype none

// AXI4-Lite slave: requests with an answer, one write and one read at a time.
// Parameters: addressBits = 8
module axi_lite_port (
    input  wire        clk,
    input  wire        rst,
    // axil
    input  wire [7:0]  axil_awaddr_i,
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
    input  wire [7:0]  axil_araddr_i,
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
    output wire [7:0]  writes_address_o,
    output wire [31:0] writes_data_o,
    output wire [3:0]  writes_strobe_o,
    input  wire        write_failed_i,
    // reads
    output wire        reads_valid_o,
    input  wire        reads_ready_i,
    output wire [7:0]  reads_address_o,
    // readAnswer
    input  wire [31:0] read_answer_data_i,
    input  wire        read_answer_failed_i
);

    reg         write_address_held_q;
    reg  [7:0]  write_address_address_q;
    reg         write_data_held_q;
    reg  [31:0] write_data_data_q;
    reg  [3:0]  write_data_strobe_q;
    reg         write_response_held_q;
    reg         write_response_failed_q;
    reg         read_address_held_q;
    reg  [7:0]  read_address_address_q;
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

// Registers of timer on AXI4-Lite.
// Parameters: map = timer, layout = 5a147adf
module register_decoder (
    input  wire        clk,
    input  wire        rst,
    // bus
    input  wire [7:0]  bus_awaddr_i,
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
    input  wire [7:0]  bus_araddr_i,
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
    output wire [95:0] control_channel_limit_o,
    // status
    input  wire [11:0] status_status_count_i,
    input  wire [26:0] status_channel_level_now_i,
    // events
    input  wire        events_events_wrapped_i,
    input  wire [1:0]  events_events_missed_i,
    // windows
    output wire        windows_names_write_valid_o,
    output wire [4:0]  windows_names_write_address_o,
    output wire [31:0] windows_names_write_data_o,
    output wire        windows_names_read_request_o,
    output wire [4:0]  windows_names_read_address_o,
    input  wire [31:0] windows_names_read_data_i
);

    wire        port_axil_awready;
    wire        port_axil_wready;
    wire [1:0]  port_axil_bresp;
    wire        port_axil_bvalid;
    wire        port_axil_arready;
    wire [31:0] port_axil_rdata;
    wire [1:0]  port_axil_rresp;
    wire        port_axil_rvalid;
    wire        port_writes_valid;
    wire [7:0]  port_writes_address;
    wire [31:0] port_writes_data;
    wire [3:0]  port_writes_strobe;
    wire        port_write_failed;
    wire        port_reads_valid;
    wire [7:0]  port_reads_address;
    wire [31:0] port_read_answer_data;
    wire        port_read_answer_failed;
    reg         write_decoded_q;
    reg  [2:0]  write_blocks_q;
    reg         write_excused_q;
    reg         control_enable_q;
    reg  [11:0] control_limit_q;
    reg         events_wrapped_q;
    reg  [1:0]  events_missed_q;
    reg  [31:0] channel_0_limit_q;
    reg  [31:0] channel_1_limit_q;
    reg  [31:0] channel_2_limit_q;
    reg         read_step_q;
    reg  [5:0]  read_chosen_q;
    reg         read_excused_q;

    assign bus_awready_o = port_axil_awready;
    assign bus_wready_o = port_axil_wready;
    assign bus_bresp_o = port_axil_bresp;
    assign bus_bvalid_o = port_axil_bvalid;
    assign bus_arready_o = port_axil_arready;
    assign bus_rdata_o = port_axil_rdata;
    assign bus_rresp_o = port_axil_rresp;
    assign bus_rvalid_o = port_axil_rvalid;

    wire some = |port_writes_strobe;
    wire [2:0] offset = port_writes_address[2] ? 3'd4 : 3'd0;
    wire [4:0] offset_2 = {port_writes_address[4:2], 2'd0};
    always @(posedge clk) begin
        write_decoded_q <= 1'd0;
        write_blocks_q <= 3'd0;
        if (port_writes_valid & ~write_decoded_q) begin
            write_decoded_q <= 1'd1;
            write_blocks_q <= {(port_writes_address[7] == 1'd1) & (&port_writes_strobe) & some,
                    (port_writes_address[7:5] == 3'd1) & (port_writes_address[4:3] < 2'd3) & (offset == 3'd0) & some,
                    (port_writes_address[7:5] == 3'd0) & ((offset_2 == 5'd0) | (offset_2 == 5'd20)) & some};
            write_excused_q <= ~some;
        end
        if (rst) begin
            write_decoded_q <= 1'd0;
            write_blocks_q <= 3'd0;
        end
    end

    assign port_write_failed = ~((|write_blocks_q) | write_excused_q);

    wire here = write_blocks_q[0] & (offset_2 == 5'd0);
    always @(posedge clk) begin
        if (here & port_writes_strobe[0]) begin
            control_enable_q <= port_writes_data[0];
        end
        if (rst) begin
            control_enable_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (here & port_writes_strobe[0]) begin
            control_limit_q[3:0] <= port_writes_data[7:4];
        end
        if (here & port_writes_strobe[1]) begin
            control_limit_q[11:4] <= port_writes_data[15:8];
        end
        if (rst) begin
            control_limit_q <= 12'h123;
        end
    end

    assign control_control_enable_o = control_enable_q;
    assign control_control_limit_o = control_limit_q;

    wire here_2 = write_blocks_q[0] & (offset_2 == 5'd20);
    always @(posedge clk) begin
        events_wrapped_q <= (events_wrapped_q & ~(here_2 & port_writes_data[0] & port_writes_strobe[0])) | events_events_wrapped_i;
        if (rst) begin
            events_wrapped_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        events_missed_q <= (events_missed_q & ~({2{here_2}} & port_writes_data[2:1] & {2{port_writes_strobe[0]}}))
                | events_events_missed_i;
        if (rst) begin
            events_missed_q <= 2'd0;
        end
    end

    wire written = write_blocks_q[1] & (offset == 3'd0) & (port_writes_address[4:3] == 2'd0);
    always @(posedge clk) begin
        if (written & port_writes_strobe[0]) begin
            channel_0_limit_q[7:0] <= port_writes_data[7:0];
        end
        if (written & port_writes_strobe[1]) begin
            channel_0_limit_q[15:8] <= port_writes_data[15:8];
        end
        if (written & port_writes_strobe[2]) begin
            channel_0_limit_q[23:16] <= port_writes_data[23:16];
        end
        if (written & port_writes_strobe[3]) begin
            channel_0_limit_q[31:24] <= port_writes_data[31:24];
        end
        if (rst) begin
            channel_0_limit_q <= 32'd0;
        end
    end

    assign control_channel_limit_o[31:0] = channel_0_limit_q;
    assign control_channel_limit_o[63:32] = channel_1_limit_q;
    assign control_channel_limit_o[95:64] = channel_2_limit_q;

    wire written_2 = write_blocks_q[1] & (offset == 3'd0) & (port_writes_address[4:3] == 2'd1);
    always @(posedge clk) begin
        if (written_2 & port_writes_strobe[0]) begin
            channel_1_limit_q[7:0] <= port_writes_data[7:0];
        end
        if (written_2 & port_writes_strobe[1]) begin
            channel_1_limit_q[15:8] <= port_writes_data[15:8];
        end
        if (written_2 & port_writes_strobe[2]) begin
            channel_1_limit_q[23:16] <= port_writes_data[23:16];
        end
        if (written_2 & port_writes_strobe[3]) begin
            channel_1_limit_q[31:24] <= port_writes_data[31:24];
        end
        if (rst) begin
            channel_1_limit_q <= 32'd0;
        end
    end

    wire written_3 = write_blocks_q[1] & (offset == 3'd0) & (port_writes_address[4:3] == 2'd2);
    always @(posedge clk) begin
        if (written_3 & port_writes_strobe[0]) begin
            channel_2_limit_q[7:0] <= port_writes_data[7:0];
        end
        if (written_3 & port_writes_strobe[1]) begin
            channel_2_limit_q[15:8] <= port_writes_data[15:8];
        end
        if (written_3 & port_writes_strobe[2]) begin
            channel_2_limit_q[23:16] <= port_writes_data[23:16];
        end
        if (written_3 & port_writes_strobe[3]) begin
            channel_2_limit_q[31:24] <= port_writes_data[31:24];
        end
        if (rst) begin
            channel_2_limit_q <= 32'd0;
        end
    end

    assign windows_names_write_valid_o = write_blocks_q[2];
    assign windows_names_write_address_o = port_writes_address[6:2];
    assign windows_names_write_data_o = port_writes_data;

    wire start = port_reads_valid & (read_step_q == 1'd0);
    wire in_block = (port_reads_address[7:5] == 3'd1) & (port_reads_address[4:3] < 2'd3);
    wire [2:0] offset_3 = port_reads_address[2] ? 3'd4 : 3'd0;
    wire in_region = port_reads_address[7:5] == 3'd0;
    wire [4:0] offset_4 = {port_reads_address[4:2], 2'd0};
    always @(posedge clk) begin
        read_step_q <= start;
        if (start) begin
            read_chosen_q <= {port_reads_address[7] == 1'd1, in_block & (offset_3 == 3'd4), in_block & (offset_3 == 3'd0),
                    in_region & (offset_4 == 5'd20), in_region & (offset_4 == 5'd16),
                    in_region & (offset_4 == 5'd0)};
            read_excused_q <= 1'd0;
        end
        if (rst) begin
            read_step_q <= 1'd0;
        end
    end

    assign windows_names_read_request_o = read_step_q & read_chosen_q[5];
    assign windows_names_read_address_o = port_reads_address[6:2];

    wire [127:0] channel_2_limit_joined = {32'd0, channel_2_limit_q, channel_1_limit_q, channel_0_limit_q};
    wire [31:0] read_chosen_or = ({32{read_chosen_q[0]}} & {16'd0, control_limit_q, 3'd0, control_enable_q})
            | ({32{read_chosen_q[1]}} & {20'd0, status_status_count_i})
            | (({32{read_chosen_q[2]}} & {29'd0, events_missed_q, events_wrapped_q}) | ({32{read_chosen_q[3]}} & channel_2_limit_joined[{port_reads_address[4:3], 5'd0} +: 32]));
    wire [127:0] status_channel_level_now_joined = {32'd0, 23'd0, status_channel_level_now_i[26:18], 23'd0, status_channel_level_now_i[17:9], 23'd0,
            status_channel_level_now_i[8:0]};
    assign port_read_answer_data = read_chosen_or
            | (({32{read_chosen_q[4]}} & status_channel_level_now_joined[{port_reads_address[4:3], 5'd0} +: 32]) | ({32{read_chosen_q[5]}} & windows_names_read_data_i));

    assign port_read_answer_failed = ~(|{read_chosen_q[0], read_chosen_q[1], read_chosen_q[2], read_chosen_q[3], read_chosen_q[4], read_chosen_q[5]})
            & ~read_excused_q;

    axi_lite_port port (
        .clk                  (clk),
        .rst                  (rst),
        .axil_awaddr_i        (bus_awaddr_i),
        .axil_awprot_i        (bus_awprot_i),
        .axil_awvalid_i       (bus_awvalid_i),
        .axil_awready_o       (port_axil_awready),
        .axil_wdata_i         (bus_wdata_i),
        .axil_wstrb_i         (bus_wstrb_i),
        .axil_wvalid_i        (bus_wvalid_i),
        .axil_wready_o        (port_axil_wready),
        .axil_bresp_o         (port_axil_bresp),
        .axil_bvalid_o        (port_axil_bvalid),
        .axil_bready_i        (bus_bready_i),
        .axil_araddr_i        (bus_araddr_i),
        .axil_arprot_i        (bus_arprot_i),
        .axil_arvalid_i       (bus_arvalid_i),
        .axil_arready_o       (port_axil_arready),
        .axil_rdata_o         (port_axil_rdata),
        .axil_rresp_o         (port_axil_rresp),
        .axil_rvalid_o        (port_axil_rvalid),
        .axil_rready_i        (bus_rready_i),
        .writes_valid_o       (port_writes_valid),
        .writes_ready_i       (write_decoded_q),
        .writes_address_o     (port_writes_address),
        .writes_data_o        (port_writes_data),
        .writes_strobe_o      (port_writes_strobe),
        .write_failed_i       (port_write_failed),
        .reads_valid_o        (port_reads_valid),
        .reads_ready_i        (read_step_q),
        .reads_address_o      (port_reads_address),
        .read_answer_data_i   (port_read_answer_data),
        .read_answer_failed_i (port_read_answer_failed)
    );

    wire unused = &{1'b0, port_writes_address[1:0], port_reads_address[1:0]};

endmodule

`default_nettype wire
