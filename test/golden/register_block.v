/* verilator lint_off DECLFILENAME */
`default_nettype none

// AXI4-Lite slave: requests with an answer, one write and one read at a time.
// Parameters: addressBits = 21
module axi_lite_port (
    input  wire        clk,
    input  wire        rst,
    // axil
    input  wire [20:0] axil_awaddr_i,
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
    input  wire [20:0] axil_araddr_i,
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
    output wire [20:0] writes_address_o,
    output wire [31:0] writes_data_o,
    output wire [3:0]  writes_strobe_o,
    input  wire        write_failed_i,
    // reads
    output wire        reads_valid_o,
    input  wire        reads_ready_i,
    output wire [20:0] reads_address_o,
    // readAnswer
    input  wire [31:0] read_answer_data_i,
    input  wire        read_answer_failed_i
);

    reg         write_address_held_q;
    reg  [20:0] write_address_address_q;
    reg         write_data_held_q;
    reg  [31:0] write_data_data_q;
    reg  [3:0]  write_data_strobe_q;
    reg         write_response_held_q;
    reg         write_response_failed_q;
    reg         read_address_held_q;
    reg  [20:0] read_address_address_q;
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

// Registers of sluice on AXI4-Lite.
// Parameters: map = sluice, layout = 2f08979a, holdWrites = true, readClocks = 4
module register_decoder (
    input  wire        clk,
    input  wire        rst,
    // bus
    input  wire [20:0] bus_awaddr_i,
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
    input  wire [20:0] bus_araddr_i,
    input  wire [2:0]  bus_arprot_i,
    input  wire        bus_arvalid_i,
    output wire        bus_arready_o,
    output wire [31:0] bus_rdata_o,
    output wire [1:0]  bus_rresp_o,
    output wire        bus_rvalid_o,
    input  wire        bus_rready_i,
    input  wire        writable_i,
    // control
    output wire        control_global_control_enable_o,
    output wire        control_global_control_quiesce_o,
    output wire [15:0] control_global_stop_vector_vector_o,
    output wire        control_global_stop_vector_enable_o,
    output wire [24:0] control_global_group_rate_rate_o,
    output wire [7:0]  control_wire_weight_storage_value_o,
    output wire [7:0]  control_wire_weight_tenant_value_o,
    output wire [24:0] control_wire_control_rate_value_o,
    output wire [7:0]  control_wire_paused_by_control_o,
    output wire [7:0]  control_wire_paused_by_storage_o,
    output wire [7:0]  control_wire_paused_by_tenant_o,
    output wire [15:0] control_wire_watchdog_value_o,
    output wire [1:0]  control_suspension_suspend_0_functions_o,
    output wire [15:0] control_parser_table_service_tag_types_0_value_o,
    output wire [15:0] control_parser_table_service_tag_types_1_value_o,
    output wire [15:0] control_parser_table_service_tag_types_2_value_o,
    output wire [15:0] control_parser_table_service_tag_types_3_value_o,
    output wire [15:0] control_parser_table_vxlan_ports_0_value_o,
    output wire [15:0] control_parser_table_vxlan_ports_1_value_o,
    output wire [15:0] control_parser_table_vxlan_gpe_ports_0_value_o,
    output wire [15:0] control_parser_table_vxlan_gpe_ports_1_value_o,
    output wire [15:0] control_parser_table_geneve_ports_0_value_o,
    output wire [15:0] control_parser_table_geneve_ports_1_value_o,
    output wire [15:0] control_parser_table_gtpu_ports_0_value_o,
    output wire [15:0] control_parser_table_gtpu_ports_1_value_o,
    output wire [15:0] control_parser_table_roce_ports_0_value_o,
    output wire [15:0] control_parser_table_roce_ports_1_value_o,
    output wire [15:0] control_parser_table_iscsi_ports_0_value_o,
    output wire [15:0] control_parser_table_iscsi_ports_1_value_o,
    output wire [15:0] control_parser_table_nvme_ports_0_value_o,
    output wire [15:0] control_parser_table_nvme_ports_1_value_o,
    // status
    input  wire        status_global_status_ready_i,
    input  wire        status_global_status_judging_i,
    input  wire        status_global_status_quiet_i,
    input  wire        status_global_status_purging_i,
    input  wire        status_global_faults_reset_under_access_i,
    input  wire        status_global_faults_stray_answer_i,
    input  wire        status_global_faults_bus_protocol_i,
    input  wire        status_global_faults_table_refused_i,
    input  wire        status_global_faults_window_refused_i,
    input  wire        status_global_faults_stop_lost_i,
    input  wire [15:0] status_global_stop_event_queue_i,
    input  wire [3:0]  status_global_stop_event_error_i,
    input  wire        status_global_stop_event_transmit_i,
    input  wire        status_global_stop_event_valid_i,
    input  wire [31:0] status_global_refused_tables_i,
    input  wire [31:0] status_global_refused_windows_i,
    input  wire        status_wire_state_control_stopped_i,
    input  wire        status_wire_state_storage_stopped_i,
    input  wire        status_wire_state_tenant_stopped_i,
    input  wire        status_wire_state_control_room_i,
    input  wire        status_wire_state_storage_room_i,
    input  wire        status_wire_state_tenant_room_i,
    input  wire [31:0] status_wire_pauses_taken_i,
    input  wire [31:0] status_wire_pauses_malformed_i,
    input  wire [31:0] status_wire_pauses_link_i,
    input  wire [31:0] status_wire_pauses_unknown_i,
    input  wire [31:0] status_wire_storms_control_i,
    input  wire [31:0] status_wire_storms_storage_i,
    input  wire [31:0] status_wire_storms_tenant_i,
    input  wire [1:0]  status_suspension_suspended_0_functions_i,
    // commands
    output wire        commands_global_faults_clear_valid_o,
    output wire        commands_global_faults_clear_reset_under_access_o,
    output wire        commands_global_faults_clear_stray_answer_o,
    output wire        commands_global_faults_clear_bus_protocol_o,
    output wire        commands_global_faults_clear_table_refused_o,
    output wire        commands_global_faults_clear_window_refused_o,
    output wire        commands_global_faults_clear_stop_lost_o,
    output wire        commands_global_stop_next_valid_o,
    output wire        commands_global_stop_next_next_o,
    // guards
    input  wire        guards_table_i,
    input  wire        guards_parser_table_i,
    input  wire [1:0]  guards_function_i,
    // refused
    output wire        refused_table_o,
    output wire        refused_parser_table_o,
    output wire        refused_function_o,
    // windows
    output wire        windows_stop_count_read_request_o,
    output wire [3:0]  windows_stop_count_read_address_o,
    input  wire [31:0] windows_stop_count_read_data_i,
    output wire        windows_table_write_valid_o,
    output wire [2:0]  windows_table_write_address_o,
    output wire [31:0] windows_table_write_data_o,
    output wire        windows_table_read_request_o,
    output wire [2:0]  windows_table_read_address_o,
    input  wire [31:0] windows_table_read_data_i,
    output wire        windows_rule_count_write_valid_o,
    output wire [2:0]  windows_rule_count_write_address_o,
    output wire [31:0] windows_rule_count_write_data_o,
    output wire        windows_rule_count_read_request_o,
    output wire [2:0]  windows_rule_count_read_address_o,
    input  wire [31:0] windows_rule_count_read_data_i,
    output wire        windows_function_write_valid_o,
    output wire [3:0]  windows_function_write_address_o,
    output wire [31:0] windows_function_write_data_o,
    output wire        windows_function_read_request_o,
    output wire [3:0]  windows_function_read_address_o,
    input  wire [31:0] windows_function_read_data_i,
    output wire        windows_access_read_request_o,
    output wire [1:0]  windows_access_read_address_o,
    input  wire [31:0] windows_access_read_data_i,
    output wire        windows_rx_queue_write_valid_o,
    output wire [4:0]  windows_rx_queue_write_address_o,
    output wire [31:0] windows_rx_queue_write_data_o,
    output wire        windows_rx_queue_read_request_o,
    output wire [4:0]  windows_rx_queue_read_address_o,
    input  wire [31:0] windows_rx_queue_read_data_i,
    output wire        windows_tx_queue_write_valid_o,
    output wire [4:0]  windows_tx_queue_write_address_o,
    output wire [31:0] windows_tx_queue_write_data_o,
    output wire        windows_tx_queue_read_request_o,
    output wire [4:0]  windows_tx_queue_read_address_o,
    input  wire [31:0] windows_tx_queue_read_data_i,
    output wire        windows_host_access_read_request_o,
    output wire [6:0]  windows_host_access_read_address_o,
    input  wire [31:0] windows_host_access_read_data_i,
    output wire        windows_counter_read_request_o,
    output wire [8:0]  windows_counter_read_address_o,
    input  wire [31:0] windows_counter_read_data_i,
    output wire        windows_tx_counter_read_request_o,
    output wire [7:0]  windows_tx_counter_read_address_o,
    input  wire [31:0] windows_tx_counter_read_data_i,
    output wire        windows_function_page_write_valid_o,
    output wire [10:0] windows_function_page_write_address_o,
    output wire [31:0] windows_function_page_write_data_o,
    output wire [3:0]  windows_function_page_write_strobe_o,
    output wire        windows_function_page_read_request_o,
    output wire [10:0] windows_function_page_read_address_o,
    input  wire [31:0] windows_function_page_read_data_i
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
    wire [20:0] port_writes_address;
    wire [31:0] port_writes_data;
    wire [3:0]  port_writes_strobe;
    wire        port_write_failed;
    wire        port_reads_valid;
    wire        port_reads_ready;
    wire [20:0] port_reads_address;
    wire [31:0] port_read_answer_data;
    wire        port_read_answer_failed;
    reg         write_decoded_q;
    reg  [14:0] write_blocks_q;
    reg         write_excused_q;
    reg         table_barred_q;
    reg         parser_table_barred_q;
    reg         function_barred_q;
    reg         global_control_enable_q;
    reg         global_control_quiesce_q;
    reg  [15:0] global_stop_vector_vector_q;
    reg         global_stop_vector_enable_q;
    reg  [24:0] global_group_rate_rate_q;
    reg  [7:0]  wire_weight_storage_value_q;
    reg  [7:0]  wire_weight_tenant_value_q;
    reg  [24:0] wire_control_rate_value_q;
    reg  [7:0]  wire_paused_by_control_q;
    reg  [7:0]  wire_paused_by_storage_q;
    reg  [7:0]  wire_paused_by_tenant_q;
    reg  [15:0] wire_watchdog_value_q;
    reg  [1:0]  suspension_suspend_0_functions_q;
    reg  [15:0] parser_table_service_tag_types_0_value_q;
    reg  [15:0] parser_table_service_tag_types_1_value_q;
    reg  [15:0] parser_table_service_tag_types_2_value_q;
    reg  [15:0] parser_table_service_tag_types_3_value_q;
    reg  [15:0] parser_table_vxlan_ports_0_value_q;
    reg  [15:0] parser_table_vxlan_ports_1_value_q;
    reg  [15:0] parser_table_vxlan_gpe_ports_0_value_q;
    reg  [15:0] parser_table_vxlan_gpe_ports_1_value_q;
    reg  [15:0] parser_table_geneve_ports_0_value_q;
    reg  [15:0] parser_table_geneve_ports_1_value_q;
    reg  [15:0] parser_table_gtpu_ports_0_value_q;
    reg  [15:0] parser_table_gtpu_ports_1_value_q;
    reg  [15:0] parser_table_roce_ports_0_value_q;
    reg  [15:0] parser_table_roce_ports_1_value_q;
    reg  [15:0] parser_table_iscsi_ports_0_value_q;
    reg  [15:0] parser_table_iscsi_ports_1_value_q;
    reg  [15:0] parser_table_nvme_ports_0_value_q;
    reg  [15:0] parser_table_nvme_ports_1_value_q;
    reg  [4:0]  read_step_q;
    reg  [81:0] read_chosen_q;
    reg         read_excused_q;

    assign bus_awready_o = port_axil_awready;
    assign bus_wready_o = port_axil_wready;
    assign bus_bresp_o = port_axil_bresp;
    assign bus_bvalid_o = port_axil_bvalid;
    assign bus_arready_o = port_axil_arready;
    assign bus_rdata_o = port_axil_rdata;
    assign bus_rresp_o = port_axil_rresp;
    assign bus_rvalid_o = port_axil_rvalid;

    wire in_region = port_writes_address[20:13] == 8'd128;
    wire [11:0] offset = {port_writes_address[11:2], 2'd0};
    wire some = |port_writes_strobe;
    wire [5:0] offset_2 = {port_writes_address[5:2], 2'd0};
    wire offset_or = (offset_2 == 6'd0) | (offset_2 == 6'd4) | ((offset_2 == 6'd8) | (offset_2 == 6'd12))
            | ((offset_2 == 6'd16) | (offset_2 == 6'd20) | ((offset_2 == 6'd24) | (offset_2 == 6'd28)));
    wire port_writes_address_and = (port_writes_address[20:7] == 14'h100)
            & (offset_or | ((offset_2 == 6'd32) | (offset_2 == 6'd36) | ((offset_2 == 6'd40) | (offset_2 == 6'd44)) | (offset_2 == 6'd52)))
            & (&port_writes_strobe);
    wire [5:0] offset_3 = {port_writes_address[5:2], 2'd0};
    wire offset_or_2 = (offset_3 == 6'd0) | (offset_3 == 6'd4) | ((offset_3 == 6'd8) | (offset_3 == 6'd12))
            | ((offset_3 == 6'd16) | (offset_3 == 6'd20) | ((offset_3 == 6'd24) | (offset_3 == 6'd28)));
    wire port_writes_address_and_2 = (port_writes_address[20:7] == 14'h80)
            & (offset_or_2 | ((offset_3 == 6'd32) | (offset_3 == 6'd36) | ((offset_3 == 6'd40) | (offset_3 == 6'd44)) | (offset_3 == 6'd52)))
            & (&port_writes_strobe);
    wire in_region_2 = port_writes_address[20:6] == 15'h40;
    wire [4:0] offset_4 = {port_writes_address[4:2], 2'd0};
    wire in_region_and = in_region_2
            & ((offset_4 == 5'd0) | (offset_4 == 5'd8) | ((offset_4 == 5'd12) | (offset_4 == 5'd16)) | ((offset_4 == 5'd20) | (offset_4 == 5'd24) | (offset_4 == 5'd28)));
    wire named = in_region_and & (&port_writes_strobe) & some;
    wire in_region_and_2 = in_region_2 & ((offset_4 == 5'd16) | (offset_4 == 5'd20) | ((offset_4 == 5'd24) | (offset_4 == 5'd28)))
            & guards_function_i[port_writes_address[5]];
    wire in_region_3 = port_writes_address[20:7] == 14'h10;
    wire [6:0] offset_5 = {port_writes_address[6:2], 2'd0};
    wire offset_or_3 = (offset_5 == 7'd0) | (offset_5 == 7'd4) | ((offset_5 == 7'd8) | (offset_5 == 7'd12))
            | ((offset_5 == 7'd16) | (offset_5 == 7'd20) | ((offset_5 == 7'd24) | (offset_5 == 7'd28)));
    wire offset_or_4 = (offset_5 == 7'd32) | (offset_5 == 7'd36) | ((offset_5 == 7'd40) | (offset_5 == 7'd44))
            | ((offset_5 == 7'd48) | (offset_5 == 7'd52) | ((offset_5 == 7'd56) | (offset_5 == 7'd60)));
    wire named_2 = in_region_3 & (offset_or_3 | offset_or_4 | ((offset_5 == 7'd64) | (offset_5 == 7'd68))) & some;
    wire offset_or_5 = (offset_5 == 7'd0) | (offset_5 == 7'd4) | ((offset_5 == 7'd8) | (offset_5 == 7'd12))
            | ((offset_5 == 7'd16) | (offset_5 == 7'd20) | ((offset_5 == 7'd24) | (offset_5 == 7'd28)));
    wire offset_or_6 = (offset_5 == 7'd32) | (offset_5 == 7'd36) | ((offset_5 == 7'd40) | (offset_5 == 7'd44))
            | ((offset_5 == 7'd48) | (offset_5 == 7'd52) | ((offset_5 == 7'd56) | (offset_5 == 7'd60)));
    wire in_region_and_3 = in_region_3 & (offset_or_5 | offset_or_6 | ((offset_5 == 7'd64) | (offset_5 == 7'd68)))
            & guards_parser_table_i;
    wire [3:0] offset_6 = {port_writes_address[3:2], 2'd0};
    wire in_region_4 = port_writes_address[20:5] == 16'h30;
    wire [4:0] offset_7 = {port_writes_address[4:2], 2'd0};
    wire named_3 = in_region_4
            & ((offset_7 == 5'd0) | (offset_7 == 5'd4) | ((offset_7 == 5'd8) | (offset_7 == 5'd16)) | ((offset_7 == 5'd20) | (offset_7 == 5'd24)))
            & (&port_writes_strobe) & some;
    wire in_region_and_4 = in_region_4 & (offset_7 == 5'd8) & guards_table_i;
    wire [5:0] offset_8 = {port_writes_address[5:2], 2'd0};
    wire in_region_5 = port_writes_address[20:8] == 13'd0;
    wire [7:0] offset_9 = {port_writes_address[7:2], 2'd0};
    always @(posedge clk) begin
        write_decoded_q <= 1'd0;
        write_blocks_q <= 15'd0;
        if (port_writes_valid & ~write_decoded_q & writable_i) begin
            write_decoded_q <= 1'd1;
            write_blocks_q <= {in_region & ((offset == 12'd0) | (offset == 12'd4)) & some, 1'd0, 1'd0, 1'd0, port_writes_address_and & some,
                    port_writes_address_and_2 & some, 1'd0, named & ~in_region_and_2,
                    named_2 & ~in_region_and_3,
                    (port_writes_address[20:4] == 17'h70) & (offset_6 == 4'd0) & some,
                    (port_writes_address[20:5] == 16'h34) & ({port_writes_address[4:2], 2'd0} == 5'd0) & (&port_writes_strobe) & some,
                    named_3 & ~in_region_and_4,
                    (port_writes_address[20:6] == 15'h14) & ((offset_8 == 6'd0) | (offset_8 == 6'd4) | ((offset_8 == 6'd8) | (offset_8 == 6'd12)) | (offset_8 == 6'd16)) & some,
                    1'd0,
                    ((in_region_5 & ((offset_9 == 8'd8) | (offset_9 == 8'd28) | (offset_9 == 8'd52))) | (in_region_5 & ((offset_9 == 8'd24) | (offset_9 == 8'd36)) & (&port_writes_strobe))) & some};
            write_excused_q <= ~some | in_region;
        end
        if (rst) begin
            write_decoded_q <= 1'd0;
            write_blocks_q <= 15'd0;
        end
    end

    assign port_write_failed = ~((|write_blocks_q) | write_excused_q);

    always @(posedge clk) begin
        table_barred_q <= named_3 & in_region_and_4;
    end

    always @(posedge clk) begin
        parser_table_barred_q <= named_2 & in_region_and_3;
    end

    always @(posedge clk) begin
        function_barred_q <= named & in_region_and_2;
    end

    wire due = write_decoded_q & ~(|write_blocks_q);
    assign refused_table_o = table_barred_q & due;

    assign refused_parser_table_o = parser_table_barred_q & due;
    assign refused_function_o = function_barred_q & due;
    assign commands_global_faults_clear_valid_o = write_blocks_q[0] & (offset_9 == 8'd24);
    assign commands_global_faults_clear_reset_under_access_o = port_writes_data[0];
    assign commands_global_faults_clear_stray_answer_o = port_writes_data[1];
    assign commands_global_faults_clear_bus_protocol_o = port_writes_data[2];
    assign commands_global_faults_clear_table_refused_o = port_writes_data[3];
    assign commands_global_faults_clear_window_refused_o = port_writes_data[4];
    assign commands_global_faults_clear_stop_lost_o = port_writes_data[5];
    assign commands_global_stop_next_valid_o = write_blocks_q[0] & (offset_9 == 8'd36);
    assign commands_global_stop_next_next_o = port_writes_data[0];

    wire here = write_blocks_q[0] & (offset_9 == 8'd8);
    always @(posedge clk) begin
        if (here & port_writes_strobe[0]) begin
            global_control_enable_q <= port_writes_data[0];
        end
        if (rst) begin
            global_control_enable_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (here & port_writes_strobe[0]) begin
            global_control_quiesce_q <= port_writes_data[1];
        end
        if (rst) begin
            global_control_quiesce_q <= 1'd0;
        end
    end

    assign control_global_control_enable_o = global_control_enable_q;
    assign control_global_control_quiesce_o = global_control_quiesce_q;

    wire here_2 = write_blocks_q[0] & (offset_9 == 8'd28);
    always @(posedge clk) begin
        if (here_2 & port_writes_strobe[0]) begin
            global_stop_vector_vector_q[7:0] <= port_writes_data[7:0];
        end
        if (here_2 & port_writes_strobe[1]) begin
            global_stop_vector_vector_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            global_stop_vector_vector_q <= 16'd0;
        end
    end

    always @(posedge clk) begin
        if (here_2 & port_writes_strobe[2]) begin
            global_stop_vector_enable_q <= port_writes_data[16];
        end
        if (rst) begin
            global_stop_vector_enable_q <= 1'd0;
        end
    end

    assign control_global_stop_vector_vector_o = global_stop_vector_vector_q;
    assign control_global_stop_vector_enable_o = global_stop_vector_enable_q;

    wire here_3 = write_blocks_q[0] & (offset_9 == 8'd52);
    always @(posedge clk) begin
        if (here_3 & port_writes_strobe[0]) begin
            global_group_rate_rate_q[7:0] <= port_writes_data[7:0];
        end
        if (here_3 & port_writes_strobe[1]) begin
            global_group_rate_rate_q[15:8] <= port_writes_data[15:8];
        end
        if (here_3 & port_writes_strobe[2]) begin
            global_group_rate_rate_q[23:16] <= port_writes_data[23:16];
        end
        if (here_3 & port_writes_strobe[3]) begin
            global_group_rate_rate_q[24] <= port_writes_data[24];
        end
        if (rst) begin
            global_group_rate_rate_q <= 25'd0;
        end
    end

    assign control_global_group_rate_rate_o = global_group_rate_rate_q;

    always @(posedge clk) begin
        if (write_blocks_q[2] & (offset_8 == 6'd0) & port_writes_strobe[0]) begin
            wire_weight_storage_value_q <= port_writes_data[7:0];
        end
        if (rst) begin
            wire_weight_storage_value_q <= 8'd1;
        end
    end

    assign control_wire_weight_storage_value_o = wire_weight_storage_value_q;

    always @(posedge clk) begin
        if (write_blocks_q[2] & (offset_8 == 6'd4) & port_writes_strobe[0]) begin
            wire_weight_tenant_value_q <= port_writes_data[7:0];
        end
        if (rst) begin
            wire_weight_tenant_value_q <= 8'd1;
        end
    end

    assign control_wire_weight_tenant_value_o = wire_weight_tenant_value_q;

    wire here_4 = write_blocks_q[2] & (offset_8 == 6'd8);
    always @(posedge clk) begin
        if (here_4 & port_writes_strobe[0]) begin
            wire_control_rate_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_4 & port_writes_strobe[1]) begin
            wire_control_rate_value_q[15:8] <= port_writes_data[15:8];
        end
        if (here_4 & port_writes_strobe[2]) begin
            wire_control_rate_value_q[23:16] <= port_writes_data[23:16];
        end
        if (here_4 & port_writes_strobe[3]) begin
            wire_control_rate_value_q[24] <= port_writes_data[24];
        end
        if (rst) begin
            wire_control_rate_value_q <= 25'h33333;
        end
    end

    assign control_wire_control_rate_value_o = wire_control_rate_value_q;

    wire here_5 = write_blocks_q[2] & (offset_8 == 6'd12);
    always @(posedge clk) begin
        if (here_5 & port_writes_strobe[0]) begin
            wire_paused_by_control_q <= port_writes_data[7:0];
        end
        if (rst) begin
            wire_paused_by_control_q <= 8'd0;
        end
    end

    always @(posedge clk) begin
        if (here_5 & port_writes_strobe[1]) begin
            wire_paused_by_storage_q <= port_writes_data[15:8];
        end
        if (rst) begin
            wire_paused_by_storage_q <= 8'd0;
        end
    end

    always @(posedge clk) begin
        if (here_5 & port_writes_strobe[2]) begin
            wire_paused_by_tenant_q <= port_writes_data[23:16];
        end
        if (rst) begin
            wire_paused_by_tenant_q <= 8'd0;
        end
    end

    assign control_wire_paused_by_control_o = wire_paused_by_control_q;
    assign control_wire_paused_by_storage_o = wire_paused_by_storage_q;
    assign control_wire_paused_by_tenant_o = wire_paused_by_tenant_q;

    wire here_6 = write_blocks_q[2] & (offset_8 == 6'd16);
    always @(posedge clk) begin
        if (here_6 & port_writes_strobe[0]) begin
            wire_watchdog_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_6 & port_writes_strobe[1]) begin
            wire_watchdog_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            wire_watchdog_value_q <= 16'h3b9b;
        end
    end

    assign control_wire_watchdog_value_o = wire_watchdog_value_q;
    assign windows_table_write_valid_o = write_blocks_q[3];
    assign windows_table_write_address_o = port_writes_address[4:2];
    assign windows_table_write_data_o = port_writes_data;
    assign windows_rule_count_write_valid_o = write_blocks_q[4];
    assign windows_rule_count_write_address_o = port_writes_address[4:2];
    assign windows_rule_count_write_data_o = port_writes_data;

    always @(posedge clk) begin
        if (write_blocks_q[5] & (offset_6 == 4'd0) & port_writes_strobe[0]) begin
            suspension_suspend_0_functions_q <= port_writes_data[1:0];
        end
        if (rst) begin
            suspension_suspend_0_functions_q <= 2'd0;
        end
    end

    assign control_suspension_suspend_0_functions_o = suspension_suspend_0_functions_q;

    wire here_7 = write_blocks_q[6] & (offset_5 == 7'd0);
    always @(posedge clk) begin
        if (here_7 & port_writes_strobe[0]) begin
            parser_table_service_tag_types_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_7 & port_writes_strobe[1]) begin
            parser_table_service_tag_types_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_service_tag_types_0_value_q <= 16'h88a8;
        end
    end

    assign control_parser_table_service_tag_types_0_value_o = parser_table_service_tag_types_0_value_q;

    wire here_8 = write_blocks_q[6] & (offset_5 == 7'd4);
    always @(posedge clk) begin
        if (here_8 & port_writes_strobe[0]) begin
            parser_table_service_tag_types_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_8 & port_writes_strobe[1]) begin
            parser_table_service_tag_types_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_service_tag_types_1_value_q <= 16'd0;
        end
    end

    assign control_parser_table_service_tag_types_1_value_o = parser_table_service_tag_types_1_value_q;

    wire here_9 = write_blocks_q[6] & (offset_5 == 7'd8);
    always @(posedge clk) begin
        if (here_9 & port_writes_strobe[0]) begin
            parser_table_service_tag_types_2_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_9 & port_writes_strobe[1]) begin
            parser_table_service_tag_types_2_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_service_tag_types_2_value_q <= 16'd0;
        end
    end

    assign control_parser_table_service_tag_types_2_value_o = parser_table_service_tag_types_2_value_q;

    wire here_10 = write_blocks_q[6] & (offset_5 == 7'd12);
    always @(posedge clk) begin
        if (here_10 & port_writes_strobe[0]) begin
            parser_table_service_tag_types_3_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_10 & port_writes_strobe[1]) begin
            parser_table_service_tag_types_3_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_service_tag_types_3_value_q <= 16'd0;
        end
    end

    assign control_parser_table_service_tag_types_3_value_o = parser_table_service_tag_types_3_value_q;

    wire here_11 = write_blocks_q[6] & (offset_5 == 7'd16);
    always @(posedge clk) begin
        if (here_11 & port_writes_strobe[0]) begin
            parser_table_vxlan_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_11 & port_writes_strobe[1]) begin
            parser_table_vxlan_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_vxlan_ports_0_value_q <= 16'h12b5;
        end
    end

    assign control_parser_table_vxlan_ports_0_value_o = parser_table_vxlan_ports_0_value_q;

    wire here_12 = write_blocks_q[6] & (offset_5 == 7'd20);
    always @(posedge clk) begin
        if (here_12 & port_writes_strobe[0]) begin
            parser_table_vxlan_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_12 & port_writes_strobe[1]) begin
            parser_table_vxlan_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_vxlan_ports_1_value_q <= 16'd0;
        end
    end

    assign control_parser_table_vxlan_ports_1_value_o = parser_table_vxlan_ports_1_value_q;

    wire here_13 = write_blocks_q[6] & (offset_5 == 7'd24);
    always @(posedge clk) begin
        if (here_13 & port_writes_strobe[0]) begin
            parser_table_vxlan_gpe_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_13 & port_writes_strobe[1]) begin
            parser_table_vxlan_gpe_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_vxlan_gpe_ports_0_value_q <= 16'h12b6;
        end
    end

    assign control_parser_table_vxlan_gpe_ports_0_value_o = parser_table_vxlan_gpe_ports_0_value_q;

    wire here_14 = write_blocks_q[6] & (offset_5 == 7'd28);
    always @(posedge clk) begin
        if (here_14 & port_writes_strobe[0]) begin
            parser_table_vxlan_gpe_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_14 & port_writes_strobe[1]) begin
            parser_table_vxlan_gpe_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_vxlan_gpe_ports_1_value_q <= 16'd0;
        end
    end

    assign control_parser_table_vxlan_gpe_ports_1_value_o = parser_table_vxlan_gpe_ports_1_value_q;

    wire here_15 = write_blocks_q[6] & (offset_5 == 7'd32);
    always @(posedge clk) begin
        if (here_15 & port_writes_strobe[0]) begin
            parser_table_geneve_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_15 & port_writes_strobe[1]) begin
            parser_table_geneve_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_geneve_ports_0_value_q <= 16'h17c1;
        end
    end

    assign control_parser_table_geneve_ports_0_value_o = parser_table_geneve_ports_0_value_q;

    wire here_16 = write_blocks_q[6] & (offset_5 == 7'd36);
    always @(posedge clk) begin
        if (here_16 & port_writes_strobe[0]) begin
            parser_table_geneve_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_16 & port_writes_strobe[1]) begin
            parser_table_geneve_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_geneve_ports_1_value_q <= 16'd0;
        end
    end

    assign control_parser_table_geneve_ports_1_value_o = parser_table_geneve_ports_1_value_q;

    wire here_17 = write_blocks_q[6] & (offset_5 == 7'd40);
    always @(posedge clk) begin
        if (here_17 & port_writes_strobe[0]) begin
            parser_table_gtpu_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_17 & port_writes_strobe[1]) begin
            parser_table_gtpu_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_gtpu_ports_0_value_q <= 16'h868;
        end
    end

    assign control_parser_table_gtpu_ports_0_value_o = parser_table_gtpu_ports_0_value_q;

    wire here_18 = write_blocks_q[6] & (offset_5 == 7'd44);
    always @(posedge clk) begin
        if (here_18 & port_writes_strobe[0]) begin
            parser_table_gtpu_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_18 & port_writes_strobe[1]) begin
            parser_table_gtpu_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_gtpu_ports_1_value_q <= 16'd0;
        end
    end

    assign control_parser_table_gtpu_ports_1_value_o = parser_table_gtpu_ports_1_value_q;

    wire here_19 = write_blocks_q[6] & (offset_5 == 7'd48);
    always @(posedge clk) begin
        if (here_19 & port_writes_strobe[0]) begin
            parser_table_roce_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_19 & port_writes_strobe[1]) begin
            parser_table_roce_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_roce_ports_0_value_q <= 16'h12b7;
        end
    end

    assign control_parser_table_roce_ports_0_value_o = parser_table_roce_ports_0_value_q;

    wire here_20 = write_blocks_q[6] & (offset_5 == 7'd52);
    always @(posedge clk) begin
        if (here_20 & port_writes_strobe[0]) begin
            parser_table_roce_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_20 & port_writes_strobe[1]) begin
            parser_table_roce_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_roce_ports_1_value_q <= 16'd0;
        end
    end

    assign control_parser_table_roce_ports_1_value_o = parser_table_roce_ports_1_value_q;

    wire here_21 = write_blocks_q[6] & (offset_5 == 7'd56);
    always @(posedge clk) begin
        if (here_21 & port_writes_strobe[0]) begin
            parser_table_iscsi_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_21 & port_writes_strobe[1]) begin
            parser_table_iscsi_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_iscsi_ports_0_value_q <= 16'hcbc;
        end
    end

    assign control_parser_table_iscsi_ports_0_value_o = parser_table_iscsi_ports_0_value_q;

    wire here_22 = write_blocks_q[6] & (offset_5 == 7'd60);
    always @(posedge clk) begin
        if (here_22 & port_writes_strobe[0]) begin
            parser_table_iscsi_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_22 & port_writes_strobe[1]) begin
            parser_table_iscsi_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_iscsi_ports_1_value_q <= 16'h35c;
        end
    end

    assign control_parser_table_iscsi_ports_1_value_o = parser_table_iscsi_ports_1_value_q;

    wire here_23 = write_blocks_q[6] & (offset_5 == 7'd64);
    always @(posedge clk) begin
        if (here_23 & port_writes_strobe[0]) begin
            parser_table_nvme_ports_0_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_23 & port_writes_strobe[1]) begin
            parser_table_nvme_ports_0_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_nvme_ports_0_value_q <= 16'h1144;
        end
    end

    assign control_parser_table_nvme_ports_0_value_o = parser_table_nvme_ports_0_value_q;

    wire here_24 = write_blocks_q[6] & (offset_5 == 7'd68);
    always @(posedge clk) begin
        if (here_24 & port_writes_strobe[0]) begin
            parser_table_nvme_ports_1_value_q[7:0] <= port_writes_data[7:0];
        end
        if (here_24 & port_writes_strobe[1]) begin
            parser_table_nvme_ports_1_value_q[15:8] <= port_writes_data[15:8];
        end
        if (rst) begin
            parser_table_nvme_ports_1_value_q <= 16'h1f49;
        end
    end

    assign control_parser_table_nvme_ports_1_value_o = parser_table_nvme_ports_1_value_q;
    assign windows_function_write_valid_o = write_blocks_q[7];
    assign windows_function_write_address_o = port_writes_address[5:2];
    assign windows_function_write_data_o = port_writes_data;
    assign windows_rx_queue_write_valid_o = write_blocks_q[9];
    assign windows_rx_queue_write_address_o = port_writes_address[6:2];
    assign windows_rx_queue_write_data_o = port_writes_data;
    assign windows_tx_queue_write_valid_o = write_blocks_q[10];
    assign windows_tx_queue_write_address_o = port_writes_address[6:2];
    assign windows_tx_queue_write_data_o = port_writes_data;
    assign windows_function_page_write_valid_o = write_blocks_q[14];
    assign windows_function_page_write_address_o = port_writes_address[12:2];
    assign windows_function_page_write_data_o = port_writes_data;
    assign windows_function_page_write_strobe_o = port_writes_strobe;

    wire start = port_reads_valid & (read_step_q == 5'd0);
    wire in_region_6 = port_reads_address[20:13] == 8'd128;
    wire [11:0] offset_10 = {port_reads_address[11:2], 2'd0};
    wire in_region_7 = port_reads_address[20:10] == 11'h180;
    wire [3:0] offset_11 = {port_reads_address[3:2], 2'd0};
    wire in_block = (port_reads_address[20:11] == 10'h80) & (port_reads_address[10:4] < 7'd96);
    wire [3:0] offset_12 = {port_reads_address[3:2], 2'd0};
    wire in_region_8 = port_reads_address[20:9] == 12'h100;
    wire [3:0] offset_13 = {port_reads_address[3:2], 2'd0};
    wire in_region_9 = port_reads_address[20:7] == 14'h100;
    wire [5:0] offset_14 = {port_reads_address[5:2], 2'd0};
    wire in_region_10 = port_reads_address[20:7] == 14'h80;
    wire [5:0] offset_15 = {port_reads_address[5:2], 2'd0};
    wire in_region_11 = port_reads_address[20:4] == 17'h300;
    wire [2:0] offset_16 = port_reads_address[2] ? 3'd4 : 3'd0;
    wire in_region_12 = port_reads_address[20:6] == 15'h40;
    wire [4:0] offset_17 = {port_reads_address[4:2], 2'd0};
    wire in_region_13 = port_reads_address[20:7] == 14'h10;
    wire [6:0] offset_18 = {port_reads_address[6:2], 2'd0};
    wire in_region_14 = port_reads_address[20:4] == 17'h70;
    wire [3:0] offset_19 = {port_reads_address[3:2], 2'd0};
    wire in_region_15 = port_reads_address[20:5] == 16'h34;
    wire [4:0] offset_20 = {port_reads_address[4:2], 2'd0};
    wire in_region_16 = port_reads_address[20:5] == 16'h30;
    wire [4:0] offset_21 = {port_reads_address[4:2], 2'd0};
    wire in_region_17 = port_reads_address[20:6] == 15'h14;
    wire [5:0] offset_22 = {port_reads_address[5:2], 2'd0};
    wire in_region_18 = port_reads_address[20:8] == 13'd0;
    wire [7:0] offset_23 = {port_reads_address[7:2], 2'd0};
    always @(posedge clk) begin
        read_step_q <= {read_step_q[3:0], start};
        if (start) begin
            read_chosen_q <= {in_region_6 & (offset_10 == 12'h804), in_region_6 & (offset_10 == 12'h800),
                    in_region_7 & (offset_11 == 4'd12), in_region_7 & (offset_11 == 4'd8),
                    in_region_7 & (offset_11 == 4'd4), in_region_7 & (offset_11 == 4'd0),
                    in_block & (offset_12 == 4'd12), in_block & (offset_12 == 4'd8),
                    in_block & (offset_12 == 4'd4), in_block & (offset_12 == 4'd0),
                    in_region_8 & (offset_13 == 4'd12), in_region_8 & (offset_13 == 4'd8),
                    in_region_8 & (offset_13 == 4'd4), in_region_8 & (offset_13 == 4'd0),
                    in_region_9 & (offset_14 == 6'd48), in_region_9 & (offset_14 == 6'd40),
                    in_region_9 & (offset_14 == 6'd36), in_region_10 & (offset_15 == 6'd48),
                    in_region_10 & (offset_15 == 6'd40), in_region_10 & (offset_15 == 6'd36),
                    in_region_11 & (offset_16 == 3'd4), in_region_11 & (offset_16 == 3'd0),
                    in_region_12 & (offset_17 == 5'd28), in_region_12 & (offset_17 == 5'd24),
                    in_region_12 & (offset_17 == 5'd20), in_region_12 & (offset_17 == 5'd16),
                    in_region_12 & (offset_17 == 5'd12), in_region_12 & (offset_17 == 5'd8),
                    in_region_12 & (offset_17 == 5'd0), in_region_13 & (offset_18 == 7'd68),
                    in_region_13 & (offset_18 == 7'd64), in_region_13 & (offset_18 == 7'd60),
                    in_region_13 & (offset_18 == 7'd56), in_region_13 & (offset_18 == 7'd52),
                    in_region_13 & (offset_18 == 7'd48), in_region_13 & (offset_18 == 7'd44),
                    in_region_13 & (offset_18 == 7'd40), in_region_13 & (offset_18 == 7'd36),
                    in_region_13 & (offset_18 == 7'd32), in_region_13 & (offset_18 == 7'd28),
                    in_region_13 & (offset_18 == 7'd24), in_region_13 & (offset_18 == 7'd20),
                    in_region_13 & (offset_18 == 7'd16), in_region_13 & (offset_18 == 7'd12),
                    in_region_13 & (offset_18 == 7'd8), in_region_13 & (offset_18 == 7'd4),
                    in_region_13 & (offset_18 == 7'd0), in_region_14 & (offset_19 == 4'd4),
                    in_region_14 & (offset_19 == 4'd0), in_region_15 & (offset_20 == 5'd20),
                    in_region_15 & (offset_20 == 5'd16), in_region_15 & (offset_20 == 5'd12),
                    in_region_15 & (offset_20 == 5'd8), in_region_15 & (offset_20 == 5'd4),
                    in_region_16 & (offset_21 == 5'd12), in_region_16 & (offset_21 == 5'd4),
                    in_region_16 & (offset_21 == 5'd0), in_region_17 & (offset_22 == 6'd48),
                    in_region_17 & (offset_22 == 6'd44), in_region_17 & (offset_22 == 6'd40),
                    in_region_17 & (offset_22 == 6'd36), in_region_17 & (offset_22 == 6'd32),
                    in_region_17 & (offset_22 == 6'd28), in_region_17 & (offset_22 == 6'd24),
                    in_region_17 & (offset_22 == 6'd20), in_region_17 & (offset_22 == 6'd16),
                    in_region_17 & (offset_22 == 6'd12), in_region_17 & (offset_22 == 6'd8),
                    in_region_17 & (offset_22 == 6'd4), in_region_17 & (offset_22 == 6'd0),
                    port_reads_address[20:6] == 15'h10, in_region_18 & (offset_23 == 8'd48),
                    in_region_18 & (offset_23 == 8'd52), in_region_18 & (offset_23 == 8'd44),
                    in_region_18 & (offset_23 == 8'd40), in_region_18 & (offset_23 == 8'd32),
                    in_region_18 & (offset_23 == 8'd28), in_region_18 & (offset_23 == 8'd20),
                    in_region_18 & (offset_23 == 8'd12), in_region_18 & (offset_23 == 8'd8),
                    in_region_18 & (offset_23 == 8'd4), in_region_18 & (offset_23 == 8'd0)};
            read_excused_q <= in_region_6;
        end
        if (rst) begin
            read_step_q <= 5'd0;
        end
    end

    assign port_reads_ready = read_step_q[4];
    assign windows_stop_count_read_request_o = read_step_q[0] & read_chosen_q[11];
    assign windows_stop_count_read_address_o = port_reads_address[5:2];
    assign windows_table_read_request_o = read_step_q[0] & (read_chosen_q[25] | read_chosen_q[26] | read_chosen_q[27]);
    assign windows_table_read_address_o = port_reads_address[4:2];
    assign windows_rule_count_read_request_o = read_step_q[0]
            & (read_chosen_q[28] | read_chosen_q[29] | read_chosen_q[30] | read_chosen_q[31] | read_chosen_q[32]);
    assign windows_rule_count_read_address_o = port_reads_address[4:2];
    assign windows_function_read_request_o = read_step_q[0]
            & (read_chosen_q[53] | read_chosen_q[54] | read_chosen_q[55] | read_chosen_q[56] | read_chosen_q[57] | read_chosen_q[58] | read_chosen_q[59]);
    assign windows_function_read_address_o = port_reads_address[5:2];
    assign windows_access_read_request_o = read_step_q[0] & (read_chosen_q[60] | read_chosen_q[61]);
    assign windows_access_read_address_o = port_reads_address[3:2];
    assign windows_rx_queue_read_request_o = read_step_q[0] & (read_chosen_q[62] | read_chosen_q[63] | read_chosen_q[64]);
    assign windows_rx_queue_read_address_o = port_reads_address[6:2];
    assign windows_tx_queue_read_request_o = read_step_q[0] & (read_chosen_q[65] | read_chosen_q[66] | read_chosen_q[67]);
    assign windows_tx_queue_read_address_o = port_reads_address[6:2];
    assign windows_host_access_read_request_o = read_step_q[0] & (read_chosen_q[68] | read_chosen_q[69] | read_chosen_q[70] | read_chosen_q[71]);
    assign windows_host_access_read_address_o = port_reads_address[8:2];
    assign windows_counter_read_request_o = read_step_q[0] & (read_chosen_q[72] | read_chosen_q[73] | read_chosen_q[74] | read_chosen_q[75]);
    assign windows_counter_read_address_o = port_reads_address[10:2];
    assign windows_tx_counter_read_request_o = read_step_q[0] & (read_chosen_q[76] | read_chosen_q[77] | read_chosen_q[78] | read_chosen_q[79]);
    assign windows_tx_counter_read_address_o = port_reads_address[9:2];
    assign windows_function_page_read_request_o = read_step_q[0] & (read_chosen_q[80] | read_chosen_q[81]);
    assign windows_function_page_read_address_o = port_reads_address[12:2];

    wire [31:0] read_chosen_or = ({32{read_chosen_q[0]}} & 32'h534c4345) | ({32{read_chosen_q[1]}} & 32'h40001)
            | (({32{read_chosen_q[2]}} & {30'd0, global_control_quiesce_q, global_control_enable_q}) | ({32{read_chosen_q[3]}} & {28'd0, status_global_status_purging_i, status_global_status_quiet_i, status_global_status_judging_i, status_global_status_ready_i}));
    wire [31:0] read_chosen_or_2 = ({32{read_chosen_q[4]}} & {26'd0, status_global_faults_stop_lost_i, status_global_faults_window_refused_i, status_global_faults_table_refused_i, status_global_faults_bus_protocol_i, status_global_faults_stray_answer_i, status_global_faults_reset_under_access_i})
            | ({32{read_chosen_q[5]}} & {15'd0, global_stop_vector_enable_q, global_stop_vector_vector_q})
            | (({32{read_chosen_q[6]}} & {status_global_stop_event_valid_i, 10'd0, status_global_stop_event_transmit_i, status_global_stop_event_error_i, status_global_stop_event_queue_i}) | ({32{read_chosen_q[7]}} & status_global_refused_tables_i));
    wire [31:0] read_chosen_or_3 = ({32{read_chosen_q[12]}} & {24'd0, wire_weight_storage_value_q})
            | ({32{read_chosen_q[13]}} & {24'd0, wire_weight_tenant_value_q})
            | (({32{read_chosen_q[14]}} & {7'd0, wire_control_rate_value_q}) | ({32{read_chosen_q[15]}} & {8'd0, wire_paused_by_tenant_q, wire_paused_by_storage_q, wire_paused_by_control_q}));
    wire [31:0] read_chosen_or_4 = read_chosen_or | read_chosen_or_2
            | (({32{read_chosen_q[8]}} & status_global_refused_windows_i) | ({32{read_chosen_q[9]}} & {7'd0, global_group_rate_rate_q}) | (({32{read_chosen_q[10]}} & 32'h10102) | ({32{read_chosen_q[11]}} & windows_stop_count_read_data_i)) | read_chosen_or_3);
    wire [31:0] read_chosen_or_5 = ({32{read_chosen_q[16]}} & {16'd0, wire_watchdog_value_q})
            | ({32{read_chosen_q[17]}} & {21'd0, status_wire_state_tenant_room_i, status_wire_state_storage_room_i, status_wire_state_control_room_i, 5'd0, status_wire_state_tenant_stopped_i, status_wire_state_storage_stopped_i, status_wire_state_control_stopped_i})
            | (({32{read_chosen_q[18]}} & status_wire_pauses_taken_i) | ({32{read_chosen_q[19]}} & status_wire_pauses_malformed_i));
    wire [31:0] read_chosen_or_6 = ({32{read_chosen_q[24]}} & status_wire_storms_tenant_i)
            | ({32{read_chosen_q[25]}} & windows_table_read_data_i)
            | (({32{read_chosen_q[26]}} & windows_table_read_data_i) | ({32{read_chosen_q[27]}} & windows_table_read_data_i))
            | (({32{read_chosen_q[28]}} & windows_rule_count_read_data_i) | ({32{read_chosen_q[29]}} & windows_rule_count_read_data_i) | (({32{read_chosen_q[30]}} & windows_rule_count_read_data_i) | ({32{read_chosen_q[31]}} & windows_rule_count_read_data_i)));
    wire [31:0] read_chosen_or_7 = read_chosen_or_4
            | (read_chosen_or_5 | (({32{read_chosen_q[20]}} & status_wire_pauses_link_i) | ({32{read_chosen_q[21]}} & status_wire_pauses_unknown_i) | (({32{read_chosen_q[22]}} & status_wire_storms_control_i) | ({32{read_chosen_q[23]}} & status_wire_storms_storage_i))) | read_chosen_or_6);
    wire [31:0] read_chosen_or_8 = ({32{read_chosen_q[32]}} & windows_rule_count_read_data_i)
            | ({32{read_chosen_q[33]}} & {30'd0, suspension_suspend_0_functions_q})
            | (({32{read_chosen_q[34]}} & {30'd0, status_suspension_suspended_0_functions_i}) | ({32{read_chosen_q[35]}} & {16'd0, parser_table_service_tag_types_0_value_q}));
    wire [31:0] read_chosen_or_9 = ({32{read_chosen_q[36]}} & {16'd0, parser_table_service_tag_types_1_value_q})
            | ({32{read_chosen_q[37]}} & {16'd0, parser_table_service_tag_types_2_value_q})
            | (({32{read_chosen_q[38]}} & {16'd0, parser_table_service_tag_types_3_value_q}) | ({32{read_chosen_q[39]}} & {16'd0, parser_table_vxlan_ports_0_value_q}));
    wire [31:0] read_chosen_or_10 = ({32{read_chosen_q[40]}} & {16'd0, parser_table_vxlan_ports_1_value_q})
            | ({32{read_chosen_q[41]}} & {16'd0, parser_table_vxlan_gpe_ports_0_value_q})
            | (({32{read_chosen_q[42]}} & {16'd0, parser_table_vxlan_gpe_ports_1_value_q}) | ({32{read_chosen_q[43]}} & {16'd0, parser_table_geneve_ports_0_value_q}));
    wire [31:0] read_chosen_or_11 = ({32{read_chosen_q[44]}} & {16'd0, parser_table_geneve_ports_1_value_q})
            | ({32{read_chosen_q[45]}} & {16'd0, parser_table_gtpu_ports_0_value_q})
            | (({32{read_chosen_q[46]}} & {16'd0, parser_table_gtpu_ports_1_value_q}) | ({32{read_chosen_q[47]}} & {16'd0, parser_table_roce_ports_0_value_q}));
    wire [31:0] read_chosen_or_12 = ({32{read_chosen_q[48]}} & {16'd0, parser_table_roce_ports_1_value_q})
            | ({32{read_chosen_q[49]}} & {16'd0, parser_table_iscsi_ports_0_value_q})
            | (({32{read_chosen_q[50]}} & {16'd0, parser_table_iscsi_ports_1_value_q}) | ({32{read_chosen_q[51]}} & {16'd0, parser_table_nvme_ports_0_value_q}));
    wire [31:0] read_chosen_or_13 = ({32{read_chosen_q[56]}} & windows_function_read_data_i)
            | ({32{read_chosen_q[57]}} & windows_function_read_data_i)
            | (({32{read_chosen_q[58]}} & windows_function_read_data_i) | ({32{read_chosen_q[59]}} & windows_function_read_data_i))
            | (({32{read_chosen_q[60]}} & windows_access_read_data_i) | ({32{read_chosen_q[61]}} & windows_access_read_data_i) | (({32{read_chosen_q[62]}} & windows_rx_queue_read_data_i) | ({32{read_chosen_q[63]}} & windows_rx_queue_read_data_i)));
    wire [31:0] read_chosen_or_14 = read_chosen_or_12
            | (({32{read_chosen_q[52]}} & {16'd0, parser_table_nvme_ports_1_value_q}) | ({32{read_chosen_q[53]}} & windows_function_read_data_i) | (({32{read_chosen_q[54]}} & windows_function_read_data_i) | ({32{read_chosen_q[55]}} & windows_function_read_data_i)))
            | read_chosen_or_13;
    wire [31:0] read_chosen_or_15 = ({32{read_chosen_q[64]}} & windows_rx_queue_read_data_i)
            | ({32{read_chosen_q[65]}} & windows_tx_queue_read_data_i)
            | (({32{read_chosen_q[66]}} & windows_tx_queue_read_data_i) | ({32{read_chosen_q[67]}} & windows_tx_queue_read_data_i))
            | (({32{read_chosen_q[68]}} & windows_host_access_read_data_i) | ({32{read_chosen_q[69]}} & windows_host_access_read_data_i) | (({32{read_chosen_q[70]}} & windows_host_access_read_data_i) | ({32{read_chosen_q[71]}} & windows_host_access_read_data_i)));
    wire [31:0] read_chosen_or_16 = ({32{read_chosen_q[72]}} & windows_counter_read_data_i)
            | ({32{read_chosen_q[73]}} & windows_counter_read_data_i)
            | (({32{read_chosen_q[74]}} & windows_counter_read_data_i) | ({32{read_chosen_q[75]}} & windows_counter_read_data_i))
            | (({32{read_chosen_q[76]}} & windows_tx_counter_read_data_i) | ({32{read_chosen_q[77]}} & windows_tx_counter_read_data_i) | (({32{read_chosen_q[78]}} & windows_tx_counter_read_data_i) | ({32{read_chosen_q[79]}} & windows_tx_counter_read_data_i)));
    assign port_read_answer_data = read_chosen_or_7
            | (read_chosen_or_8 | read_chosen_or_9 | (read_chosen_or_10 | read_chosen_or_11) | read_chosen_or_14)
            | (read_chosen_or_15 | read_chosen_or_16 | (({32{read_chosen_q[80]}} & windows_function_page_read_data_i) | ({32{read_chosen_q[81]}} & windows_function_page_read_data_i)));

    wire [81:0] read_chosen_joined = {read_chosen_q[0], read_chosen_q[1], read_chosen_q[2], read_chosen_q[3], read_chosen_q[4], read_chosen_q[5],
            read_chosen_q[6], read_chosen_q[7], read_chosen_q[8], read_chosen_q[9], read_chosen_q[10],
            read_chosen_q[11], read_chosen_q[12], read_chosen_q[13], read_chosen_q[14], read_chosen_q[15],
            read_chosen_q[16], read_chosen_q[17], read_chosen_q[18], read_chosen_q[19], read_chosen_q[20],
            read_chosen_q[21], read_chosen_q[22], read_chosen_q[23], read_chosen_q[24], read_chosen_q[25],
            read_chosen_q[26], read_chosen_q[27], read_chosen_q[28], read_chosen_q[29], read_chosen_q[30],
            read_chosen_q[31], read_chosen_q[32], read_chosen_q[33], read_chosen_q[34], read_chosen_q[35],
            read_chosen_q[36], read_chosen_q[37], read_chosen_q[38], read_chosen_q[39], read_chosen_q[40],
            read_chosen_q[41], read_chosen_q[42], read_chosen_q[43], read_chosen_q[44], read_chosen_q[45],
            read_chosen_q[46], read_chosen_q[47], read_chosen_q[48], read_chosen_q[49], read_chosen_q[50],
            read_chosen_q[51], read_chosen_q[52], read_chosen_q[53], read_chosen_q[54], read_chosen_q[55],
            read_chosen_q[56], read_chosen_q[57], read_chosen_q[58], read_chosen_q[59], read_chosen_q[60],
            read_chosen_q[61], read_chosen_q[62], read_chosen_q[63], read_chosen_q[64], read_chosen_q[65],
            read_chosen_q[66], read_chosen_q[67], read_chosen_q[68], read_chosen_q[69], read_chosen_q[70],
            read_chosen_q[71], read_chosen_q[72], read_chosen_q[73], read_chosen_q[74], read_chosen_q[75],
            read_chosen_q[76], read_chosen_q[77], read_chosen_q[78], read_chosen_q[79], read_chosen_q[80],
            read_chosen_q[81]};
    assign port_read_answer_failed = ~(|read_chosen_joined) & ~read_excused_q;

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
        .reads_ready_i        (port_reads_ready),
        .reads_address_o      (port_reads_address),
        .read_answer_data_i   (port_read_answer_data),
        .read_answer_failed_i (port_read_answer_failed)
    );

    wire unused = &{1'b0, port_writes_address[1:0], port_reads_address[1:0]};

endmodule

// Settings of the functions: kept to be read back, and passed on to the stages that use them.
// Parameters: config = tiny, functions = 2, bufferCells = 128
module function_settings (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [3:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // read
    input  wire [3:0]  read_address_i,
    output wire [31:0] read_data_o,
    // quotaWrite
    output wire        quota_write_valid_o,
    output wire        quota_write_function_o,
    output wire [7:0]  quota_write_cells_o,
    // weightWrite
    output wire        weight_write_valid_o,
    output wire        weight_write_function_o,
    output wire [7:0]  weight_write_weight_o,
    // rateWrite
    output wire        rate_write_valid_o,
    output wire        rate_write_function_o,
    output wire [24:0] rate_write_rate_o,
    // windowWrite
    output wire        window_write_valid_o,
    output wire        window_write_function_o,
    output wire [1:0]  window_write_word_o,
    output wire [31:0] window_write_data_o,
    output wire        ready_o
);

    reg         sweep_active_q;
    reg  [3:0]  sweep_index_q;
    reg         swept_1_q;
    reg  [31:0] words_rdata_q;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 4'd1;
            if (sweep_index_q == 4'd15) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 4'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign ready_o = ~sweep_active_q;

    always @(posedge clk) begin
        swept_1_q <= ~sweep_active_q;
        if (rst) begin
            swept_1_q <= 1'd0;
        end
    end

    assign read_data_o = swept_1_q ? words_rdata_q : 32'd0;

    wire write_address_equal = write_address_i[2:0] == 3'd0;
    assign quota_write_valid_o = write_valid_i & write_address_equal;

    assign quota_write_function_o = write_address_i[3];
    assign quota_write_cells_o = write_data_i[7:0];

    wire write_address_equal_2 = write_address_i[2:0] == 3'd2;
    assign weight_write_valid_o = write_valid_i & write_address_equal_2;

    assign weight_write_function_o = write_address_i[3];
    assign weight_write_weight_o = write_data_i[7:0];

    wire write_address_equal_3 = write_address_i[2:0] == 3'd3;
    assign rate_write_valid_o = write_valid_i & write_address_equal_3;

    assign rate_write_function_o = write_address_i[3];
    assign rate_write_rate_o = write_data_i[24:0];
    assign window_write_valid_o = write_valid_i & write_address_i[2];
    assign window_write_function_o = write_address_i[3];
    assign window_write_word_o = write_address_i[1:0];
    assign window_write_data_o = write_data_i;

    (* ram_style = "distributed" *)
    reg [31:0] words [0:15];
    always @(posedge clk) begin
        if (sweep_active_q | write_valid_i) begin
            words[sweep_active_q ? sweep_index_q : write_address_i] <= sweep_active_q ? 32'd0 : write_address_equal ? {24'd0, write_data_i[7:0]} : write_address_equal_2
                    ? {24'd0, write_data_i[7:0]} : write_address_equal_3 ? {7'd0, write_data_i[24:0]}
                    : write_data_i;
        end
        words_rdata_q <= words[read_address_i];
    end

endmodule

// Which policy image is live; lets nothing pass that was not taken as it was sent.
// Parameters: entries = 4975
module image_load (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [2:0]  write_address_i,
    input  wire [31:0] write_data_i,
    input  wire        spoils_i,
    input  wire        complete_i,
    input  wire        partial_i,
    input  wire        draining_i,
    output wire        loading_o,
    output wire        live_o,
    output wire [15:0] swaps_o,
    // checked
    output wire        checked_valid_o,
    output wire        checked_passes_o,
    // outcome
    output wire        outcome_valid_o,
    output wire [3:0]  outcome_refusal_o
);

    reg         taken_word_q;
    reg         taken_begin_q;
    reg         taken_check_q;
    reg         taken_commit_q;
    reg         taken_short_q;
    reg         taken_stale_q;
    reg  [2:0]  taken_number_q;
    reg  [31:0] taken_data_q;
    reg         load_loading_q;
    reg  [15:0] load_swaps_q;
    reg  [31:0] load_state_q;
    reg         load_whole_q;
    reg  [19:0] load_count_q;
    reg  [3:0]  load_spoiled_q;
    reg         load_touched_q;
    reg         judged_check_q;
    reg         judged_commit_q;
    reg  [3:0]  judged_refusal_q;
    reg         judged_counted_q;
    reg         said_valid_q;
    reg  [3:0]  said_refusal_q;

    wire passes = judged_check_q & (judged_refusal_q == 4'd0);
    wire [3:0] load_touched_choice = taken_stale_q ? 4'd11 : draining_i ? 4'd5 : (taken_data_q[0] == load_swaps_q[0]) ? 4'd9
            : (load_touched_q & ~taken_data_q[1]) ? 4'd10 : 4'd0;
    wire [3:0] why = (judged_commit_q & ~judged_counted_q & (judged_refusal_q == 4'd0)) ? 4'd8 : judged_refusal_q;
    wire [31:0] load_state_xor = (taken_begin_q ? 32'hffffffff : load_state_q) ^ taken_data_q;
    wire load_state_xor_2 = load_state_xor[2] ^ load_state_xor[5] ^ (load_state_xor[7] ^ load_state_xor[8])
            ^ (load_state_xor[9] ^ load_state_xor[10] ^ (load_state_xor[11] ^ load_state_xor[13]))
            ^ (load_state_xor[14] ^ load_state_xor[15] ^ (load_state_xor[23] ^ load_state_xor[27]) ^ (load_state_xor[29] ^ load_state_xor[30]));
    wire load_state_xor_3 = load_state_xor[1] ^ load_state_xor[2] ^ (load_state_xor[4] ^ load_state_xor[5])
            ^ (load_state_xor[6] ^ load_state_xor[11] ^ (load_state_xor[12] ^ load_state_xor[15]))
            ^ (load_state_xor[22] ^ load_state_xor[23] ^ (load_state_xor[26] ^ load_state_xor[27]) ^ (load_state_xor[28] ^ load_state_xor[30]));
    wire load_state_xor_4 = load_state_xor[0] ^ load_state_xor[1] ^ (load_state_xor[2] ^ load_state_xor[3])
            ^ (load_state_xor[4] ^ load_state_xor[7] ^ (load_state_xor[8] ^ load_state_xor[9]))
            ^ (load_state_xor[13] ^ load_state_xor[15] ^ (load_state_xor[21] ^ load_state_xor[22]) ^ (load_state_xor[23] ^ load_state_xor[25] ^ (load_state_xor[26] ^ load_state_xor[30])));
    wire load_state_xor_5 = load_state_xor[0] ^ load_state_xor[1] ^ (load_state_xor[2] ^ load_state_xor[3])
            ^ (load_state_xor[6] ^ load_state_xor[7] ^ (load_state_xor[8] ^ load_state_xor[12]))
            ^ (load_state_xor[14] ^ load_state_xor[20] ^ (load_state_xor[21] ^ load_state_xor[22]) ^ (load_state_xor[24] ^ load_state_xor[25] ^ (load_state_xor[29] ^ load_state_xor[30])));
    wire load_state_xor_6 = load_state_xor[0] ^ load_state_xor[1] ^ (load_state_xor[6] ^ load_state_xor[8])
            ^ (load_state_xor[9] ^ load_state_xor[10] ^ (load_state_xor[14] ^ load_state_xor[15]))
            ^ (load_state_xor[19] ^ load_state_xor[20] ^ (load_state_xor[21] ^ load_state_xor[24]) ^ (load_state_xor[27] ^ load_state_xor[28] ^ load_state_xor[31]));
    wire load_state_xor_7 = load_state_xor[0] ^ load_state_xor[2] ^ (load_state_xor[10] ^ load_state_xor[11])
            ^ (load_state_xor[15] ^ load_state_xor[18] ^ (load_state_xor[19] ^ load_state_xor[20]))
            ^ (load_state_xor[26] ^ load_state_xor[29] ^ (taken_number_q[0] ^ taken_number_q[1] ^ taken_number_q[2]));
    wire load_state_xor_8 = load_state_xor[1] ^ load_state_xor[9] ^ (load_state_xor[10] ^ load_state_xor[14])
            ^ (load_state_xor[17] ^ load_state_xor[18] ^ (load_state_xor[19] ^ load_state_xor[25]))
            ^ (load_state_xor[28] ^ load_state_xor[31] ^ (taken_number_q[0] ^ taken_number_q[1]));
    wire load_state_xor_9 = load_state_xor[0] ^ load_state_xor[2] ^ (load_state_xor[5] ^ load_state_xor[7])
            ^ (load_state_xor[10] ^ load_state_xor[11] ^ (load_state_xor[14] ^ load_state_xor[15]))
            ^ (load_state_xor[16] ^ load_state_xor[17] ^ (load_state_xor[18] ^ load_state_xor[23]) ^ (load_state_xor[24] ^ load_state_xor[29] ^ load_state_xor[31]));
    wire load_state_xor_10 = load_state_xor[1] ^ load_state_xor[2] ^ (load_state_xor[4] ^ load_state_xor[5])
            ^ (load_state_xor[6] ^ load_state_xor[7] ^ (load_state_xor[8] ^ load_state_xor[11]))
            ^ (load_state_xor[16] ^ load_state_xor[17] ^ (load_state_xor[22] ^ load_state_xor[27]) ^ (load_state_xor[28] ^ load_state_xor[29] ^ (load_state_xor[31] ^ taken_number_q[1])));
    wire load_state_xor_11 = load_state_xor[0] ^ load_state_xor[1] ^ (load_state_xor[3] ^ load_state_xor[4])
            ^ (load_state_xor[5] ^ load_state_xor[6] ^ (load_state_xor[7] ^ load_state_xor[10]))
            ^ (load_state_xor[15] ^ load_state_xor[16] ^ (load_state_xor[21] ^ load_state_xor[26]) ^ (load_state_xor[27] ^ load_state_xor[28] ^ (load_state_xor[30] ^ taken_number_q[0])));
    wire load_state_xor_12 = load_state_xor[0] ^ load_state_xor[3] ^ (load_state_xor[4] ^ load_state_xor[6])
            ^ (load_state_xor[7] ^ load_state_xor[8] ^ (load_state_xor[10] ^ load_state_xor[11]))
            ^ (load_state_xor[13] ^ load_state_xor[20] ^ (load_state_xor[23] ^ load_state_xor[25]) ^ (load_state_xor[26] ^ load_state_xor[30] ^ (taken_number_q[0] ^ taken_number_q[2])));
    wire load_state_xor_13 = load_state_xor[3] ^ load_state_xor[6] ^ (load_state_xor[8] ^ load_state_xor[11])
            ^ (load_state_xor[12] ^ load_state_xor[13] ^ (load_state_xor[14] ^ load_state_xor[15]))
            ^ (load_state_xor[19] ^ load_state_xor[22] ^ (load_state_xor[23] ^ load_state_xor[24]) ^ (load_state_xor[25] ^ load_state_xor[27] ^ (load_state_xor[30] ^ taken_number_q[1])));
    wire load_state_xor_14 = load_state_xor[8] ^ load_state_xor[9] ^ (load_state_xor[12] ^ load_state_xor[15])
            ^ (load_state_xor[18] ^ load_state_xor[21] ^ (load_state_xor[22] ^ load_state_xor[24]))
            ^ (load_state_xor[26] ^ load_state_xor[27] ^ load_state_xor[30] ^ (taken_number_q[0] ^ taken_number_q[1]));
    wire load_state_xor_15 = load_state_xor[7] ^ load_state_xor[8] ^ (load_state_xor[11] ^ load_state_xor[14])
            ^ (load_state_xor[17] ^ load_state_xor[20] ^ (load_state_xor[21] ^ load_state_xor[23]))
            ^ (load_state_xor[25] ^ load_state_xor[26] ^ load_state_xor[29] ^ (taken_number_q[0] ^ taken_number_q[2]));
    wire load_state_xor_16 = load_state_xor[6] ^ load_state_xor[7] ^ (load_state_xor[10] ^ load_state_xor[13])
            ^ (load_state_xor[16] ^ load_state_xor[19] ^ (load_state_xor[20] ^ load_state_xor[22]))
            ^ (load_state_xor[24] ^ load_state_xor[25] ^ (load_state_xor[28] ^ load_state_xor[31]) ^ (taken_number_q[1] ^ taken_number_q[2]));
    wire load_state_xor_17 = load_state_xor[5] ^ load_state_xor[6] ^ (load_state_xor[9] ^ load_state_xor[12])
            ^ (load_state_xor[15] ^ load_state_xor[18] ^ (load_state_xor[19] ^ load_state_xor[21]))
            ^ (load_state_xor[23] ^ load_state_xor[24] ^ (load_state_xor[27] ^ load_state_xor[30]) ^ (load_state_xor[31] ^ (taken_number_q[0] ^ taken_number_q[1])));
    wire load_state_xor_18 = load_state_xor[2] ^ load_state_xor[4] ^ (load_state_xor[7] ^ load_state_xor[9])
            ^ (load_state_xor[10] ^ load_state_xor[13] ^ (load_state_xor[15] ^ load_state_xor[17]))
            ^ (load_state_xor[18] ^ load_state_xor[20] ^ (load_state_xor[22] ^ load_state_xor[26]) ^ (load_state_xor[27] ^ load_state_xor[31] ^ (taken_number_q[0] ^ taken_number_q[1])));
    wire load_state_xor_19 = load_state_xor[1] ^ load_state_xor[3] ^ (load_state_xor[6] ^ load_state_xor[8])
            ^ (load_state_xor[9] ^ load_state_xor[12] ^ (load_state_xor[14] ^ load_state_xor[16]))
            ^ (load_state_xor[17] ^ load_state_xor[19] ^ (load_state_xor[21] ^ load_state_xor[25]) ^ (load_state_xor[26] ^ load_state_xor[30] ^ taken_number_q[0]));
    wire load_state_xor_20 = load_state_xor[0] ^ load_state_xor[2] ^ (load_state_xor[5] ^ load_state_xor[7])
            ^ (load_state_xor[8] ^ load_state_xor[11] ^ (load_state_xor[13] ^ load_state_xor[15]))
            ^ (load_state_xor[16] ^ load_state_xor[18] ^ (load_state_xor[20] ^ load_state_xor[24]) ^ (load_state_xor[25] ^ load_state_xor[29]));
    wire load_state_xor_21 = load_state_xor[1] ^ load_state_xor[4] ^ (load_state_xor[6] ^ load_state_xor[7])
            ^ (load_state_xor[10] ^ load_state_xor[12] ^ (load_state_xor[14] ^ load_state_xor[15]))
            ^ (load_state_xor[17] ^ load_state_xor[19] ^ (load_state_xor[23] ^ load_state_xor[24]) ^ (load_state_xor[28] ^ load_state_xor[31] ^ taken_number_q[2]));
    wire load_state_xor_22 = load_state_xor[0] ^ load_state_xor[3] ^ (load_state_xor[5] ^ load_state_xor[6])
            ^ (load_state_xor[9] ^ load_state_xor[11] ^ (load_state_xor[13] ^ load_state_xor[14]))
            ^ (load_state_xor[16] ^ load_state_xor[18] ^ (load_state_xor[22] ^ load_state_xor[23]) ^ (load_state_xor[27] ^ load_state_xor[30] ^ (load_state_xor[31] ^ taken_number_q[1])));
    wire load_state_xor_23 = load_state_xor[2] ^ load_state_xor[4] ^ (load_state_xor[5] ^ load_state_xor[8])
            ^ (load_state_xor[10] ^ load_state_xor[12] ^ (load_state_xor[13] ^ load_state_xor[15]))
            ^ (load_state_xor[17] ^ load_state_xor[21] ^ (load_state_xor[22] ^ load_state_xor[26]) ^ (load_state_xor[29] ^ load_state_xor[30] ^ taken_number_q[0]));
    wire load_state_xor_24 = load_state_xor[1] ^ load_state_xor[2] ^ (load_state_xor[3] ^ load_state_xor[4])
            ^ (load_state_xor[5] ^ load_state_xor[8] ^ (load_state_xor[10] ^ load_state_xor[12]))
            ^ (load_state_xor[13] ^ load_state_xor[15] ^ (load_state_xor[16] ^ load_state_xor[20]) ^ (load_state_xor[21] ^ load_state_xor[23] ^ (load_state_xor[25] ^ load_state_xor[27])));
    wire load_state_xor_25 = load_state_xor[0] ^ load_state_xor[1] ^ (load_state_xor[3] ^ load_state_xor[4])
            ^ (load_state_xor[5] ^ load_state_xor[8] ^ (load_state_xor[10] ^ load_state_xor[12]))
            ^ (load_state_xor[13] ^ load_state_xor[19] ^ (load_state_xor[20] ^ load_state_xor[22]) ^ (load_state_xor[23] ^ load_state_xor[24] ^ (load_state_xor[26] ^ load_state_xor[30])));
    wire load_state_xor_26 = load_state_xor[0] ^ load_state_xor[2] ^ (load_state_xor[3] ^ load_state_xor[4])
            ^ (load_state_xor[7] ^ load_state_xor[9] ^ (load_state_xor[11] ^ load_state_xor[12]))
            ^ (load_state_xor[18] ^ load_state_xor[19] ^ (load_state_xor[21] ^ load_state_xor[22]) ^ (load_state_xor[23] ^ load_state_xor[25] ^ load_state_xor[29]));
    wire load_state_xor_27 = load_state_xor[1] ^ load_state_xor[2] ^ (load_state_xor[3] ^ load_state_xor[6])
            ^ (load_state_xor[8] ^ load_state_xor[10] ^ (load_state_xor[11] ^ load_state_xor[17]))
            ^ (load_state_xor[18] ^ load_state_xor[20] ^ (load_state_xor[21] ^ load_state_xor[22]) ^ (load_state_xor[24] ^ load_state_xor[28] ^ (load_state_xor[31] ^ taken_number_q[2])));
    wire load_state_xor_28 = load_state_xor[0] ^ load_state_xor[1] ^ (load_state_xor[8] ^ load_state_xor[11])
            ^ (load_state_xor[13] ^ load_state_xor[14] ^ (load_state_xor[15] ^ load_state_xor[16]))
            ^ (load_state_xor[17] ^ load_state_xor[19] ^ (load_state_xor[20] ^ load_state_xor[21]) ^ (load_state_xor[29] ^ (taken_number_q[1] ^ taken_number_q[2])));
    wire load_state_xor_29 = load_state_xor[0] ^ load_state_xor[7] ^ (load_state_xor[10] ^ load_state_xor[12])
            ^ (load_state_xor[13] ^ load_state_xor[14] ^ (load_state_xor[15] ^ load_state_xor[16]))
            ^ (load_state_xor[18] ^ load_state_xor[19] ^ (load_state_xor[20] ^ load_state_xor[28]) ^ (taken_number_q[0] ^ taken_number_q[1]));
    wire load_state_xor_30 = load_state_xor[6] ^ load_state_xor[9] ^ (load_state_xor[11] ^ load_state_xor[12])
            ^ (load_state_xor[13] ^ load_state_xor[14] ^ (load_state_xor[15] ^ load_state_xor[17]))
            ^ (load_state_xor[18] ^ load_state_xor[19] ^ (load_state_xor[27] ^ load_state_xor[31]) ^ taken_number_q[0]);
    wire load_state_xor_31 = load_state_xor[5] ^ load_state_xor[8] ^ (load_state_xor[10] ^ load_state_xor[11])
            ^ (load_state_xor[12] ^ load_state_xor[13] ^ (load_state_xor[14] ^ load_state_xor[16]))
            ^ (load_state_xor[17] ^ load_state_xor[18] ^ (load_state_xor[26] ^ load_state_xor[30]) ^ taken_number_q[2]);
    wire load_state_xor_32 = load_state_xor[4] ^ load_state_xor[7] ^ (load_state_xor[9] ^ load_state_xor[10])
            ^ (load_state_xor[11] ^ load_state_xor[12] ^ (load_state_xor[13] ^ load_state_xor[15]))
            ^ (load_state_xor[16] ^ load_state_xor[17] ^ (load_state_xor[25] ^ load_state_xor[29]) ^ (load_state_xor[31] ^ taken_number_q[1]));
    wire load_state_xor_33 = load_state_xor[3] ^ load_state_xor[6] ^ (load_state_xor[8] ^ load_state_xor[9])
            ^ (load_state_xor[10] ^ load_state_xor[11] ^ (load_state_xor[12] ^ load_state_xor[14]))
            ^ (load_state_xor[15] ^ load_state_xor[16] ^ (load_state_xor[24] ^ load_state_xor[28]) ^ (load_state_xor[30] ^ load_state_xor[31] ^ taken_number_q[0]));
    wire [31:0] after = {load_state_xor_2, load_state_xor_3, load_state_xor_4 ^ load_state_xor[31],
            load_state_xor_5 ^ (load_state_xor[31] ^ taken_number_q[2]),
            load_state_xor_6 ^ (taken_number_q[1] ^ taken_number_q[2]), load_state_xor_7, load_state_xor_8,
            load_state_xor_9 ^ (taken_number_q[0] ^ taken_number_q[2]), load_state_xor_10 ^ taken_number_q[2],
            load_state_xor_11 ^ taken_number_q[1], load_state_xor_12, load_state_xor_13 ^ taken_number_q[2],
            load_state_xor_14, load_state_xor_15, load_state_xor_16, load_state_xor_17 ^ taken_number_q[2],
            load_state_xor_18, load_state_xor_19, load_state_xor_20, load_state_xor_21, load_state_xor_22,
            load_state_xor_23, load_state_xor_24 ^ (load_state_xor[28] ^ load_state_xor[30]),
            load_state_xor_25, load_state_xor_26, load_state_xor_27, load_state_xor_28, load_state_xor_29,
            load_state_xor_30, load_state_xor_31, load_state_xor_32, load_state_xor_33};
    always @(posedge clk) begin
        taken_word_q <= (write_valid_i & (write_address_i == 3'd0)) | (write_valid_i & (write_address_i == 3'd1))
                | (write_valid_i & (write_address_i == 3'd2));
        taken_begin_q <= write_valid_i & (write_address_i == 3'd4);
        taken_check_q <= write_valid_i & (write_address_i == 3'd6);
        taken_commit_q <= write_valid_i & (write_address_i == 3'd5);
        taken_short_q <= (write_valid_i & (write_address_i == 3'd6)) ? ~complete_i : partial_i;
        taken_stale_q <= write_data_i[31:16] != load_swaps_q;
        taken_number_q <= write_address_i;
        taken_data_q <= write_data_i;
        judged_check_q <= taken_check_q;
        judged_commit_q <= taken_commit_q;
        judged_refusal_q <= ~load_loading_q ? 4'd1 : (load_spoiled_q != 4'd0) ? load_spoiled_q : taken_short_q ? 4'd8
                : (~load_state_q != taken_data_q) ? 4'd6 : 4'd0;
        judged_counted_q <= ~load_whole_q | (load_count_q == 20'h136f);
        said_valid_q <= taken_begin_q | judged_commit_q | (judged_check_q & ~passes);
        said_refusal_q <= taken_begin_q ? load_touched_choice : why;
        if (taken_word_q) begin
            load_state_q <= after;
        end
        if (passes) begin
            load_loading_q <= load_loading_q;
            load_swaps_q <= load_swaps_q;
            load_state_q <= load_state_q;
            load_whole_q <= load_whole_q;
            load_count_q <= load_count_q + 20'd1;
            load_spoiled_q <= load_spoiled_q;
            load_touched_q <= 1'd1;
        end
        if (spoils_i & (load_spoiled_q == 4'd0)) begin
            load_spoiled_q <= 4'd7;
        end
        if (judged_check_q & (load_spoiled_q == 4'd0)) begin
            load_spoiled_q <= judged_refusal_q;
        end
        if (taken_begin_q) begin
            load_loading_q <= load_touched_choice == 4'd0;
            load_swaps_q <= load_swaps_q;
            load_state_q <= after;
            load_whole_q <= taken_data_q[1];
            load_count_q <= 20'd0;
            load_spoiled_q <= 4'd0;
            load_touched_q <= load_touched_q;
        end
        if (judged_commit_q) begin
            load_loading_q <= 1'd0;
            if (why == 4'd0) begin
                load_loading_q <= 1'd0;
                load_swaps_q <= load_swaps_q + 16'd1;
                load_state_q <= load_state_q;
                load_whole_q <= load_whole_q;
                load_count_q <= load_count_q;
                load_spoiled_q <= load_spoiled_q;
                load_touched_q <= 1'd0;
            end
        end
        if (rst) begin
            taken_word_q <= 1'd0;
            taken_begin_q <= 1'd0;
            taken_check_q <= 1'd0;
            taken_commit_q <= 1'd0;
            judged_check_q <= 1'd0;
            judged_commit_q <= 1'd0;
            said_valid_q <= 1'd0;
            load_loading_q <= 1'd0;
            load_swaps_q <= 16'd0;
            load_spoiled_q <= 4'd0;
            load_touched_q <= 1'd0;
        end
    end

    assign checked_valid_o = judged_check_q;
    assign checked_passes_o = passes;
    assign loading_o = load_loading_q;
    assign live_o = load_swaps_q[0];
    assign swaps_o = load_swaps_q;
    assign outcome_valid_o = said_valid_q;
    assign outcome_refusal_o = said_refusal_q;

endmodule

// Keeps the words of an entry until they are known to be right, then sends them to its table.
// Parameters: words = 2/5 1/12 1/4 1/2 10/6 1/9 5/10 1/9 7/9 1/4 1/12 1/2 1/2
module entry_release (
    input  wire        clk,
    input  wire        rst,
    // word
    input  wire        word_valid_i,
    input  wire [3:0]  word_number_i,
    input  wire [31:0] word_data_i,
    // asked
    input  wire        asked_valid_i,
    input  wire [12:0] asked_tables_i,
    input  wire [19:0] asked_index_i,
    input  wire        asked_image_i,
    // checked
    input  wire        checked_valid_i,
    input  wire        checked_passes_i,
    output wire        busy_o,
    // words
    output wire        words_forwarding_valid_o,
    output wire [4:0]  words_forwarding_address_o,
    output wire [31:0] words_forwarding_data_o,
    output wire        words_rule_row_valid_o,
    output wire [11:0] words_rule_row_address_o,
    output wire [31:0] words_rule_row_data_o,
    output wire        words_rule_action_valid_o,
    output wire [3:0]  words_rule_action_address_o,
    output wire [31:0] words_rule_action_data_o,
    output wire        words_rss_profile_valid_o,
    output wire [1:0]  words_rss_profile_address_o,
    output wire [31:0] words_rss_profile_data_o,
    output wire        words_rss_key_valid_o,
    output wire [5:0]  words_rss_key_address_o,
    output wire [31:0] words_rss_key_data_o,
    output wire        words_rss_indirection_valid_o,
    output wire [8:0]  words_rss_indirection_address_o,
    output wire [31:0] words_rss_indirection_data_o,
    output wire        words_identity_valid_o,
    output wire [9:0]  words_identity_address_o,
    output wire [31:0] words_identity_data_o,
    output wire        words_forwarding_hash_valid_o,
    output wire [8:0]  words_forwarding_hash_address_o,
    output wire [31:0] words_forwarding_hash_data_o,
    output wire        words_rule_slot_valid_o,
    output wire [8:0]  words_rule_slot_address_o,
    output wire [31:0] words_rule_slot_data_o,
    output wire        words_rule_mask_valid_o,
    output wire [3:0]  words_rule_mask_address_o,
    output wire [31:0] words_rule_mask_data_o,
    output wire        words_rule_hash_valid_o,
    output wire [11:0] words_rule_hash_address_o,
    output wire [31:0] words_rule_hash_data_o,
    output wire        words_rule_default_valid_o,
    output wire [1:0]  words_rule_default_address_o,
    output wire [31:0] words_rule_default_data_o,
    output wire        words_conditions_valid_o,
    output wire [1:0]  words_conditions_address_o,
    output wire [31:0] words_conditions_data_o
);

    reg  [12:0] place_tables_q;
    reg  [19:0] place_index_q;
    reg         place_image_q;
    reg  [3:0]  last_q;
    reg         sends_waiting_q;
    reg         sends_valid_q;
    reg  [3:0]  sends_number_q;
    wire [31:0] kept_rdata;

    always @(posedge clk) begin
        if (asked_valid_i) begin
            place_tables_q <= asked_tables_i;
            place_index_q <= asked_index_i;
            place_image_q <= asked_image_i;
            sends_waiting_q <= 1'd1;
        end
        last_q <= ({4{place_tables_q[0]}} & 4'd1) | (({4{place_tables_q[4]}} & 4'd9) | ({4{place_tables_q[6]}} & 4'd4))
                | ({4{place_tables_q[8]}} & 4'd6);
        if (checked_valid_i) begin
            sends_waiting_q <= 1'd0;
            sends_valid_q <= checked_passes_i;
            sends_number_q <= 4'd0;
        end
        if (sends_valid_q) begin
            sends_number_q <= sends_number_q + 4'd1;
            sends_valid_q <= sends_number_q != last_q;
        end
        if (rst) begin
            sends_waiting_q <= 1'd0;
            sends_valid_q <= 1'd0;
        end
    end

    assign busy_o = sends_waiting_q | sends_valid_q;
    assign words_forwarding_valid_o = sends_valid_q & place_tables_q[0];
    assign words_forwarding_address_o = {place_index_q[3:0], sends_number_q[0]};
    assign words_forwarding_data_o = kept_rdata;
    assign words_rule_row_valid_o = sends_valid_q & place_tables_q[1];
    assign words_rule_row_address_o = place_index_q[11:0];
    assign words_rule_row_data_o = kept_rdata;
    assign words_rule_action_valid_o = sends_valid_q & place_tables_q[2];
    assign words_rule_action_address_o = place_index_q[3:0];
    assign words_rule_action_data_o = kept_rdata;
    assign words_rss_profile_valid_o = sends_valid_q & place_tables_q[3];
    assign words_rss_profile_address_o = {place_image_q, place_index_q[0]};
    assign words_rss_profile_data_o = kept_rdata;
    assign words_rss_key_valid_o = sends_valid_q & place_tables_q[4];
    assign words_rss_key_address_o = {place_image_q, place_index_q[0], sends_number_q};
    assign words_rss_key_data_o = kept_rdata;
    assign words_rss_indirection_valid_o = sends_valid_q & place_tables_q[5];
    assign words_rss_indirection_address_o = {place_image_q, place_index_q[7:0]};
    assign words_rss_indirection_data_o = kept_rdata;
    assign words_identity_valid_o = sends_valid_q & place_tables_q[6];
    assign words_identity_address_o = {place_image_q, place_index_q[5:0], sends_number_q[2:0]};
    assign words_identity_data_o = kept_rdata;
    assign words_forwarding_hash_valid_o = sends_valid_q & place_tables_q[7];
    assign words_forwarding_hash_address_o = {place_image_q, place_index_q[7:0]};
    assign words_forwarding_hash_data_o = kept_rdata;
    assign words_rule_slot_valid_o = sends_valid_q & place_tables_q[8];
    assign words_rule_slot_address_o = {place_index_q[5:0], sends_number_q[2:0]};
    assign words_rule_slot_data_o = kept_rdata;
    assign words_rule_mask_valid_o = sends_valid_q & place_tables_q[9];
    assign words_rule_mask_address_o = {place_image_q, place_index_q[2:0]};
    assign words_rule_mask_data_o = kept_rdata;
    assign words_rule_hash_valid_o = sends_valid_q & place_tables_q[10];
    assign words_rule_hash_address_o = {place_image_q, place_index_q[10:0]};
    assign words_rule_hash_data_o = kept_rdata;
    assign words_rule_default_valid_o = sends_valid_q & place_tables_q[11];
    assign words_rule_default_address_o = {place_image_q, place_index_q[0]};
    assign words_rule_default_data_o = kept_rdata;
    assign words_conditions_valid_o = sends_valid_q & place_tables_q[12];
    assign words_conditions_address_o = {place_image_q, place_index_q[0]};
    assign words_conditions_data_o = kept_rdata;

    (* ram_style = "distributed" *)
    reg [31:0] kept [0:15];
    always @(posedge clk) begin
        if (word_valid_i) begin
            kept[word_number_i] <= word_data_i;
        end
    end
    assign kept_rdata = kept[sends_number_q];

`ifdef FORMAL
    always @(*) begin
        one_at_a_time: assert (~((word_valid_i | asked_valid_i) & (sends_waiting_q | sends_valid_q)));
    end
`endif

    wire unused = &{1'b0, place_index_q[19:12]};

endmodule

// Table port: table, bank and entry, then the words of that entry and those after it.
// Parameters: config = tiny, entries = 16 2240 16 2 2 256 64 256 64 8 2048 1 2
module table_port (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [2:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // read
    input  wire [2:0]  read_address_i,
    output wire [31:0] read_data_o,
    input  wire        draining_i,
    output wire        live_o,
    output wire        refuses_o,
    input  wire        refused_i,
    output wire        busy_o,
    output wire        failed_o,
    // words
    output wire        words_forwarding_valid_o,
    output wire [4:0]  words_forwarding_address_o,
    output wire [31:0] words_forwarding_data_o,
    output wire        words_rule_row_valid_o,
    output wire [11:0] words_rule_row_address_o,
    output wire [31:0] words_rule_row_data_o,
    output wire        words_rule_action_valid_o,
    output wire [3:0]  words_rule_action_address_o,
    output wire [31:0] words_rule_action_data_o,
    output wire        words_rss_profile_valid_o,
    output wire [1:0]  words_rss_profile_address_o,
    output wire [31:0] words_rss_profile_data_o,
    output wire        words_rss_key_valid_o,
    output wire [5:0]  words_rss_key_address_o,
    output wire [31:0] words_rss_key_data_o,
    output wire        words_rss_indirection_valid_o,
    output wire [8:0]  words_rss_indirection_address_o,
    output wire [31:0] words_rss_indirection_data_o,
    output wire        words_identity_valid_o,
    output wire [9:0]  words_identity_address_o,
    output wire [31:0] words_identity_data_o,
    output wire        words_forwarding_hash_valid_o,
    output wire [8:0]  words_forwarding_hash_address_o,
    output wire [31:0] words_forwarding_hash_data_o,
    output wire        words_rule_slot_valid_o,
    output wire [8:0]  words_rule_slot_address_o,
    output wire [31:0] words_rule_slot_data_o,
    output wire        words_rule_mask_valid_o,
    output wire [3:0]  words_rule_mask_address_o,
    output wire [31:0] words_rule_mask_data_o,
    output wire        words_rule_hash_valid_o,
    output wire [11:0] words_rule_hash_address_o,
    output wire [31:0] words_rule_hash_data_o,
    output wire        words_rule_default_valid_o,
    output wire [1:0]  words_rule_default_address_o,
    output wire [31:0] words_rule_default_data_o,
    output wire        words_conditions_valid_o,
    output wire [1:0]  words_conditions_address_o,
    output wire [31:0] words_conditions_data_o
);

    wire        load_complete;
    wire        load_partial;
    wire        load_loading;
    wire        load_live;
    wire [15:0] load_swaps;
    wire        load_checked_valid;
    wire        load_checked_passes;
    wire        load_outcome_valid;
    wire [3:0]  load_outcome_refusal;
    wire        entry_word_valid;
    wire [3:0]  entry_word_number;
    wire        entry_asked_valid;
    wire        entry_asked_image;
    wire        entry_busy;
    wire        entry_words_forwarding_valid;
    wire [4:0]  entry_words_forwarding_address;
    wire [31:0] entry_words_forwarding_data;
    wire        entry_words_rule_row_valid;
    wire [11:0] entry_words_rule_row_address;
    wire [31:0] entry_words_rule_row_data;
    wire        entry_words_rule_action_valid;
    wire [3:0]  entry_words_rule_action_address;
    wire [31:0] entry_words_rule_action_data;
    wire        entry_words_rss_profile_valid;
    wire [1:0]  entry_words_rss_profile_address;
    wire [31:0] entry_words_rss_profile_data;
    wire        entry_words_rss_key_valid;
    wire [5:0]  entry_words_rss_key_address;
    wire [31:0] entry_words_rss_key_data;
    wire        entry_words_rss_indirection_valid;
    wire [8:0]  entry_words_rss_indirection_address;
    wire [31:0] entry_words_rss_indirection_data;
    wire        entry_words_identity_valid;
    wire [9:0]  entry_words_identity_address;
    wire [31:0] entry_words_identity_data;
    wire        entry_words_forwarding_hash_valid;
    wire [8:0]  entry_words_forwarding_hash_address;
    wire [31:0] entry_words_forwarding_hash_data;
    wire        entry_words_rule_slot_valid;
    wire [8:0]  entry_words_rule_slot_address;
    wire [31:0] entry_words_rule_slot_data;
    wire        entry_words_rule_mask_valid;
    wire [3:0]  entry_words_rule_mask_address;
    wire [31:0] entry_words_rule_mask_data;
    wire        entry_words_rule_hash_valid;
    wire [11:0] entry_words_rule_hash_address;
    wire [31:0] entry_words_rule_hash_data;
    wire        entry_words_rule_default_valid;
    wire [1:0]  entry_words_rule_default_address;
    wire [31:0] entry_words_rule_default_data;
    wire        entry_words_conditions_valid;
    wire [1:0]  entry_words_conditions_address;
    wire [31:0] entry_words_conditions_data;
    reg  [7:0]  at_table_q;
    reg  [7:0]  at_bank_q;
    reg  [19:0] at_index_q;
    reg         at_beyond_q;
    reg  [7:0]  at_word_q;
    reg  [12:0] chosen_q;
    reg  [3:0]  refusal_q;
    reg  [3:0]  place_wrong_q;
    reg         place_full_q;

    wire chosen_or = chosen_q[0] | chosen_q[1] | (chosen_q[2] | chosen_q[3])
            | (chosen_q[4] | chosen_q[5] | (chosen_q[6] | chosen_q[7]))
            | (chosen_q[8] | chosen_q[9] | (chosen_q[10] | chosen_q[11]) | chosen_q[12]);
    wire chosen_or_2 = (chosen_q[0] & ((20'h10 <= at_index_q) | at_beyond_q))
            | (chosen_q[1] & ((20'h8c0 <= at_index_q) | at_beyond_q))
            | ((chosen_q[2] & ((20'h10 <= at_index_q) | at_beyond_q)) | (chosen_q[3] & ((20'd2 <= at_index_q) | at_beyond_q)));
    wire chosen_or_3 = (chosen_q[4] & ((20'd2 <= at_index_q) | at_beyond_q))
            | (chosen_q[5] & ((20'h100 <= at_index_q) | at_beyond_q))
            | ((chosen_q[6] & ((20'h40 <= at_index_q) | at_beyond_q)) | (chosen_q[7] & ((20'h100 <= at_index_q) | at_beyond_q)));
    wire chosen_or_4 = (chosen_q[8] & ((20'h40 <= at_index_q) | at_beyond_q)) | (chosen_q[9] & ((20'd8 <= at_index_q) | at_beyond_q))
            | ((chosen_q[10] & ((20'h800 <= at_index_q) | at_beyond_q)) | (chosen_q[11] & ((20'd1 <= at_index_q) | at_beyond_q)));
    wire chosen_or_5 = (chosen_q[0] & (at_word_q == 8'd2)) | (chosen_q[1] & (at_word_q == 8'd1))
            | ((chosen_q[2] & (at_word_q == 8'd1)) | (chosen_q[3] & (at_word_q == 8'd1)))
            | ((chosen_q[4] & (at_word_q == 8'd10)) | (chosen_q[5] & (at_word_q == 8'd1)) | ((chosen_q[6] & (at_word_q == 8'd5)) | (chosen_q[7] & (at_word_q == 8'd1))));
    wire chosen_or_6 = (chosen_q[8] & (at_word_q == 8'd7)) | (chosen_q[9] & (at_word_q == 8'd1))
            | ((chosen_q[10] & (at_word_q == 8'd1)) | (chosen_q[11] & (at_word_q == 8'd1)))
            | (chosen_q[12] & (at_word_q == 8'd1));
    always @(posedge clk) begin
        place_wrong_q <= ~chosen_or ? 4'd2 : (at_bank_q != 8'd0) ? 4'd3
                : (chosen_or_2 | chosen_or_3 | (chosen_or_4 | (chosen_q[12] & ((20'd2 <= at_index_q) | at_beyond_q))))
                ? 4'd4 : 4'd0;
        place_full_q <= chosen_or_5 | chosen_or_6;
        if (rst) begin
            place_wrong_q <= 4'd0;
            place_full_q <= 1'd0;
        end
    end

    assign refuses_o = ~load_loading | (place_wrong_q != 4'd0) | place_full_q;

    always @(posedge clk) begin
        if (refused_i) begin
            refusal_q <= ~load_loading ? 4'd1 : (place_wrong_q != 4'd0) ? place_wrong_q : 4'd8;
        end
        if ((write_valid_i & (write_address_i == 3'd0)) | (write_valid_i & (write_address_i == 3'd1))) begin
            refusal_q <= 4'd0;
        end
        if (load_outcome_valid) begin
            refusal_q <= load_outcome_refusal;
        end
        if (rst) begin
            refusal_q <= 4'd0;
        end
    end

    wire word = write_valid_i & (write_address_i == 3'd2);
    wire ends = write_valid_i & (write_address_i == 3'd6);
    always @(posedge clk) begin
        if (write_valid_i & (write_address_i == 3'd0)) begin
            at_table_q <= write_data_i[7:0];
            at_bank_q <= write_data_i[15:8];
            at_index_q <= at_index_q;
            at_beyond_q <= at_beyond_q;
            at_word_q <= 8'd0;
            chosen_q <= {write_data_i[7:0] == 8'd12, write_data_i[7:0] == 8'd11, write_data_i[7:0] == 8'd10,
                    write_data_i[7:0] == 8'd9, write_data_i[7:0] == 8'd8, write_data_i[7:0] == 8'd7,
                    write_data_i[7:0] == 8'd6, write_data_i[7:0] == 8'd5, write_data_i[7:0] == 8'd4,
                    write_data_i[7:0] == 8'd3, write_data_i[7:0] == 8'd2, write_data_i[7:0] == 8'd1,
                    write_data_i[7:0] == 8'd0};
        end
        if (write_valid_i & (write_address_i == 3'd1)) begin
            at_table_q <= at_table_q;
            at_bank_q <= at_bank_q;
            at_index_q <= write_data_i[19:0];
            at_beyond_q <= |write_data_i[31:20];
            at_word_q <= 8'd0;
        end
        if (word) begin
            at_word_q <= at_word_q + 8'd1;
        end
        if (ends) begin
            at_word_q <= 8'd0;
            at_index_q <= at_index_q + 20'd1;
        end
        if (write_valid_i & (write_address_i == 3'd4)) begin
            at_word_q <= 8'd0;
        end
        if (rst) begin
            at_table_q <= 8'd0;
            at_bank_q <= 8'd0;
            at_index_q <= 20'd0;
            at_beyond_q <= 1'd0;
            at_word_q <= 8'd0;
            chosen_q <= 13'd1;
        end
    end

    assign load_complete = place_full_q & (place_wrong_q == 4'd0);
    assign load_partial = at_word_q != 8'd0;
    assign live_o = load_live;
    assign failed_o = load_outcome_valid & (load_outcome_refusal != 4'd0);
    assign entry_word_valid = word;
    assign entry_word_number = at_word_q[3:0];
    assign entry_asked_valid = ends;
    assign entry_asked_image = ~load_live;
    assign busy_o = entry_busy;
    assign words_forwarding_valid_o = entry_words_forwarding_valid;
    assign words_forwarding_address_o = entry_words_forwarding_address;
    assign words_forwarding_data_o = entry_words_forwarding_data;
    assign words_rule_row_valid_o = entry_words_rule_row_valid;
    assign words_rule_row_address_o = entry_words_rule_row_address;
    assign words_rule_row_data_o = entry_words_rule_row_data;
    assign words_rule_action_valid_o = entry_words_rule_action_valid;
    assign words_rule_action_address_o = entry_words_rule_action_address;
    assign words_rule_action_data_o = entry_words_rule_action_data;
    assign words_rss_profile_valid_o = entry_words_rss_profile_valid;
    assign words_rss_profile_address_o = entry_words_rss_profile_address;
    assign words_rss_profile_data_o = entry_words_rss_profile_data;
    assign words_rss_key_valid_o = entry_words_rss_key_valid;
    assign words_rss_key_address_o = entry_words_rss_key_address;
    assign words_rss_key_data_o = entry_words_rss_key_data;
    assign words_rss_indirection_valid_o = entry_words_rss_indirection_valid;
    assign words_rss_indirection_address_o = entry_words_rss_indirection_address;
    assign words_rss_indirection_data_o = entry_words_rss_indirection_data;
    assign words_identity_valid_o = entry_words_identity_valid;
    assign words_identity_address_o = entry_words_identity_address;
    assign words_identity_data_o = entry_words_identity_data;
    assign words_forwarding_hash_valid_o = entry_words_forwarding_hash_valid;
    assign words_forwarding_hash_address_o = entry_words_forwarding_hash_address;
    assign words_forwarding_hash_data_o = entry_words_forwarding_hash_data;
    assign words_rule_slot_valid_o = entry_words_rule_slot_valid;
    assign words_rule_slot_address_o = entry_words_rule_slot_address;
    assign words_rule_slot_data_o = entry_words_rule_slot_data;
    assign words_rule_mask_valid_o = entry_words_rule_mask_valid;
    assign words_rule_mask_address_o = entry_words_rule_mask_address;
    assign words_rule_mask_data_o = entry_words_rule_mask_data;
    assign words_rule_hash_valid_o = entry_words_rule_hash_valid;
    assign words_rule_hash_address_o = entry_words_rule_hash_address;
    assign words_rule_hash_data_o = entry_words_rule_hash_data;
    assign words_rule_default_valid_o = entry_words_rule_default_valid;
    assign words_rule_default_address_o = entry_words_rule_default_address;
    assign words_rule_default_data_o = entry_words_rule_default_data;
    assign words_conditions_valid_o = entry_words_conditions_valid;
    assign words_conditions_address_o = entry_words_conditions_address;
    assign words_conditions_data_o = entry_words_conditions_data;
    assign read_data_o = (read_address_i == 3'd0) ? {16'd0, at_bank_q, at_table_q} : (read_address_i == 3'd1) ? {12'd0, at_index_q}
            : {load_swaps, 1'd0, draining_i, load_live, load_loading, at_word_q, refusal_q};

    image_load load (
        .clk               (clk),
        .rst               (rst),
        .write_valid_i     (write_valid_i),
        .write_address_i   (write_address_i),
        .write_data_i      (write_data_i),
        .spoils_i          (refused_i),
        .complete_i        (load_complete),
        .partial_i         (load_partial),
        .draining_i        (draining_i),
        .loading_o         (load_loading),
        .live_o            (load_live),
        .swaps_o           (load_swaps),
        .checked_valid_o   (load_checked_valid),
        .checked_passes_o  (load_checked_passes),
        .outcome_valid_o   (load_outcome_valid),
        .outcome_refusal_o (load_outcome_refusal)
    );

    entry_release entry (
        .clk                             (clk),
        .rst                             (rst),
        .word_valid_i                    (entry_word_valid),
        .word_number_i                   (entry_word_number),
        .word_data_i                     (write_data_i),
        .asked_valid_i                   (entry_asked_valid),
        .asked_tables_i                  (chosen_q),
        .asked_index_i                   (at_index_q),
        .asked_image_i                   (entry_asked_image),
        .checked_valid_i                 (load_checked_valid),
        .checked_passes_i                (load_checked_passes),
        .busy_o                          (entry_busy),
        .words_forwarding_valid_o        (entry_words_forwarding_valid),
        .words_forwarding_address_o      (entry_words_forwarding_address),
        .words_forwarding_data_o         (entry_words_forwarding_data),
        .words_rule_row_valid_o          (entry_words_rule_row_valid),
        .words_rule_row_address_o        (entry_words_rule_row_address),
        .words_rule_row_data_o           (entry_words_rule_row_data),
        .words_rule_action_valid_o       (entry_words_rule_action_valid),
        .words_rule_action_address_o     (entry_words_rule_action_address),
        .words_rule_action_data_o        (entry_words_rule_action_data),
        .words_rss_profile_valid_o       (entry_words_rss_profile_valid),
        .words_rss_profile_address_o     (entry_words_rss_profile_address),
        .words_rss_profile_data_o        (entry_words_rss_profile_data),
        .words_rss_key_valid_o           (entry_words_rss_key_valid),
        .words_rss_key_address_o         (entry_words_rss_key_address),
        .words_rss_key_data_o            (entry_words_rss_key_data),
        .words_rss_indirection_valid_o   (entry_words_rss_indirection_valid),
        .words_rss_indirection_address_o (entry_words_rss_indirection_address),
        .words_rss_indirection_data_o    (entry_words_rss_indirection_data),
        .words_identity_valid_o          (entry_words_identity_valid),
        .words_identity_address_o        (entry_words_identity_address),
        .words_identity_data_o           (entry_words_identity_data),
        .words_forwarding_hash_valid_o   (entry_words_forwarding_hash_valid),
        .words_forwarding_hash_address_o (entry_words_forwarding_hash_address),
        .words_forwarding_hash_data_o    (entry_words_forwarding_hash_data),
        .words_rule_slot_valid_o         (entry_words_rule_slot_valid),
        .words_rule_slot_address_o       (entry_words_rule_slot_address),
        .words_rule_slot_data_o          (entry_words_rule_slot_data),
        .words_rule_mask_valid_o         (entry_words_rule_mask_valid),
        .words_rule_mask_address_o       (entry_words_rule_mask_address),
        .words_rule_mask_data_o          (entry_words_rule_mask_data),
        .words_rule_hash_valid_o         (entry_words_rule_hash_valid),
        .words_rule_hash_address_o       (entry_words_rule_hash_address),
        .words_rule_hash_data_o          (entry_words_rule_hash_data),
        .words_rule_default_valid_o      (entry_words_rule_default_valid),
        .words_rule_default_address_o    (entry_words_rule_default_address),
        .words_rule_default_data_o       (entry_words_rule_default_data),
        .words_conditions_valid_o        (entry_words_conditions_valid),
        .words_conditions_address_o      (entry_words_conditions_address),
        .words_conditions_data_o         (entry_words_conditions_data)
    );

endmodule

// Register map behind AXI4-Lite: keeps settings, passes table writes and doorbells on, reads counters.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1
module register_block (
    input  wire        clk,
    input  wire        rst,
    // axil
    input  wire [20:0] axil_awaddr_i,
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
    input  wire [20:0] axil_araddr_i,
    input  wire [2:0]  axil_arprot_i,
    input  wire        axil_arvalid_i,
    output wire        axil_arready_o,
    output wire [31:0] axil_rdata_o,
    output wire [1:0]  axil_rresp_o,
    output wire        axil_rvalid_o,
    input  wire        axil_rready_i,
    input  wire        ready_i,
    input  wire        tables_ready_i,
    output wire        enable_o,
    output wire        quiesce_o,
    input  wire        judging_i,
    output wire        image_o,
    input  wire        draining_i,
    input  wire [1:0]  occupied_i,
    input  wire        bus_idle_i,
    input  wire        bus_purging_i,
    output wire [24:0] group_rate_o,
    // parserTables
    output wire [63:0] parser_tables_service_tag_types_o,
    output wire [31:0] parser_tables_vxlan_ports_o,
    output wire [31:0] parser_tables_vxlan_gpe_ports_o,
    output wire [31:0] parser_tables_geneve_ports_o,
    output wire [31:0] parser_tables_gtpu_ports_o,
    output wire [31:0] parser_tables_roce_ports_o,
    output wire [31:0] parser_tables_iscsi_ports_o,
    output wire [31:0] parser_tables_nvme_ports_o,
    // quotaWrite
    output wire        quota_write_valid_o,
    output wire        quota_write_function_o,
    output wire [7:0]  quota_write_cells_o,
    // weightWrite
    output wire        weight_write_valid_o,
    output wire        weight_write_function_o,
    output wire [7:0]  weight_write_weight_o,
    // rateWrite
    output wire        rate_write_valid_o,
    output wire        rate_write_function_o,
    output wire [24:0] rate_write_rate_o,
    // windowWrite
    output wire        window_write_valid_o,
    output wire        window_write_function_o,
    output wire [1:0]  window_write_word_o,
    output wire [31:0] window_write_data_o,
    // receive
    output wire        receive_write_valid_o,
    output wire [4:0]  receive_write_address_o,
    output wire [31:0] receive_write_data_o,
    output wire        receive_doorbell_valid_o,
    output wire        receive_doorbell_queue_o,
    output wire        receive_status_read_queue_o,
    input  wire [31:0] receive_status_read_status_i,
    input  wire [31:0] receive_status_read_available_i,
    input  wire [31:0] receive_status_read_used_i,
    output wire        receive_counter_read_request_o,
    output wire [1:0]  receive_counter_read_slot_o,
    output wire [4:0]  receive_counter_read_event_o,
    input  wire [63:0] receive_counter_read_frames_i,
    input  wire [63:0] receive_counter_read_bytes_i,
    // transmit
    output wire        transmit_write_valid_o,
    output wire [4:0]  transmit_write_address_o,
    output wire [31:0] transmit_write_data_o,
    output wire        transmit_doorbell_valid_o,
    output wire        transmit_doorbell_queue_o,
    output wire        transmit_status_read_queue_o,
    input  wire [31:0] transmit_status_read_status_i,
    input  wire [31:0] transmit_status_read_available_i,
    input  wire [31:0] transmit_status_read_used_i,
    output wire        transmit_counter_read_request_o,
    output wire [1:0]  transmit_counter_read_slot_o,
    output wire [4:0]  transmit_counter_read_event_o,
    input  wire [63:0] transmit_counter_read_frames_i,
    input  wire [63:0] transmit_counter_read_bytes_i,
    output wire [1:0]  suspend_o,
    input  wire [1:0]  suspended_i,
    // wireSettings
    output wire [15:0] wire_settings_weights_o,
    output wire [24:0] wire_settings_strict_rate_o,
    output wire [23:0] wire_settings_paused_by_o,
    output wire [15:0] wire_settings_watchdog_o,
    // wireState
    input  wire [2:0]  wire_state_stopped_i,
    input  wire [2:0]  wire_state_room_i,
    input  wire [31:0] wire_state_pauses_taken_i,
    input  wire [31:0] wire_state_pauses_malformed_i,
    input  wire [31:0] wire_state_pauses_link_i,
    input  wire [31:0] wire_state_pauses_unknown_i,
    input  wire [95:0] wire_state_storms_i,
    // tableWords
    output wire        table_words_forwarding_valid_o,
    output wire [4:0]  table_words_forwarding_address_o,
    output wire [31:0] table_words_forwarding_data_o,
    output wire        table_words_rule_row_valid_o,
    output wire [11:0] table_words_rule_row_address_o,
    output wire [31:0] table_words_rule_row_data_o,
    output wire        table_words_rule_action_valid_o,
    output wire [3:0]  table_words_rule_action_address_o,
    output wire [31:0] table_words_rule_action_data_o,
    output wire        table_words_rss_profile_valid_o,
    output wire [1:0]  table_words_rss_profile_address_o,
    output wire [31:0] table_words_rss_profile_data_o,
    output wire        table_words_rss_key_valid_o,
    output wire [5:0]  table_words_rss_key_address_o,
    output wire [31:0] table_words_rss_key_data_o,
    output wire        table_words_rss_indirection_valid_o,
    output wire [8:0]  table_words_rss_indirection_address_o,
    output wire [31:0] table_words_rss_indirection_data_o,
    output wire        table_words_identity_valid_o,
    output wire [9:0]  table_words_identity_address_o,
    output wire [31:0] table_words_identity_data_o,
    output wire        table_words_forwarding_hash_valid_o,
    output wire [8:0]  table_words_forwarding_hash_address_o,
    output wire [31:0] table_words_forwarding_hash_data_o,
    output wire        table_words_rule_slot_valid_o,
    output wire [8:0]  table_words_rule_slot_address_o,
    output wire [31:0] table_words_rule_slot_data_o,
    output wire        table_words_rule_mask_valid_o,
    output wire [3:0]  table_words_rule_mask_address_o,
    output wire [31:0] table_words_rule_mask_data_o,
    output wire        table_words_rule_hash_valid_o,
    output wire [11:0] table_words_rule_hash_address_o,
    output wire [31:0] table_words_rule_hash_data_o,
    output wire        table_words_rule_default_valid_o,
    output wire [1:0]  table_words_rule_default_address_o,
    output wire [31:0] table_words_rule_default_data_o,
    output wire        table_words_conditions_valid_o,
    output wire [1:0]  table_words_conditions_address_o,
    output wire [31:0] table_words_conditions_data_o,
    // refusalRead
    output wire        refusal_read_function_o,
    output wire        refusal_read_writes_o,
    input  wire [31:0] refusal_read_count_i,
    // ruleQuestion
    output wire        rule_question_valid_o,
    output wire [6:0]  rule_question_number_o,
    output wire        rule_question_clears_o,
    // ruleAnswer
    input  wire        rule_answer_busy_i,
    input  wire [63:0] rule_answer_receiver_i,
    input  wire [63:0] rule_answer_sender_i,
    // accessRead
    output wire        access_read_request_o,
    output wire        access_read_function_o,
    output wire [3:0]  access_read_counter_o,
    input  wire [63:0] access_read_accesses_i,
    input  wire [63:0] access_read_bytes_i,
    // refused
    output wire        refused_tables_o,
    output wire        refused_windows_o,
    // faults
    input  wire        faults_now_reset_under_access_i,
    input  wire        faults_now_stray_answer_i,
    input  wire        faults_now_bus_protocol_i,
    input  wire        faults_now_table_refused_i,
    input  wire        faults_now_window_refused_i,
    input  wire        faults_now_stop_lost_i,
    output wire        faults_clear_valid_o,
    output wire        faults_clear_reset_under_access_o,
    output wire        faults_clear_stray_answer_o,
    output wire        faults_clear_bus_protocol_o,
    output wire        faults_clear_table_refused_o,
    output wire        faults_clear_window_refused_o,
    output wire        faults_clear_stop_lost_o,
    input  wire [31:0] faults_refused_tables_i,
    input  wire [31:0] faults_refused_windows_i,
    // stops
    output wire [15:0] stops_vector_vector_o,
    output wire        stops_vector_enable_o,
    output wire        stops_next_o,
    input  wire        stops_head_valid_i,
    input  wire        stops_head_queue_i,
    input  wire [3:0]  stops_head_error_i,
    input  wire        stops_head_transmit_i,
    output wire [3:0]  stops_counted_reason_o,
    input  wire [31:0] stops_counted_stops_i
);

    wire        decoder_bus_awready;
    wire        decoder_bus_wready;
    wire [1:0]  decoder_bus_bresp;
    wire        decoder_bus_bvalid;
    wire        decoder_bus_arready;
    wire [31:0] decoder_bus_rdata;
    wire [1:0]  decoder_bus_rresp;
    wire        decoder_bus_rvalid;
    wire        decoder_writable;
    wire        decoder_control_global_control_enable;
    wire        decoder_control_global_control_quiesce;
    wire [15:0] decoder_control_global_stop_vector_vector;
    wire        decoder_control_global_stop_vector_enable;
    wire [24:0] decoder_control_global_group_rate_rate;
    wire [7:0]  decoder_control_wire_weight_storage_value;
    wire [7:0]  decoder_control_wire_weight_tenant_value;
    wire [24:0] decoder_control_wire_control_rate_value;
    wire [7:0]  decoder_control_wire_paused_by_control;
    wire [7:0]  decoder_control_wire_paused_by_storage;
    wire [7:0]  decoder_control_wire_paused_by_tenant;
    wire [15:0] decoder_control_wire_watchdog_value;
    wire [1:0]  decoder_control_suspension_suspend_0_functions;
    wire [15:0] decoder_control_parser_table_service_tag_types_0_value;
    wire [15:0] decoder_control_parser_table_service_tag_types_1_value;
    wire [15:0] decoder_control_parser_table_service_tag_types_2_value;
    wire [15:0] decoder_control_parser_table_service_tag_types_3_value;
    wire [15:0] decoder_control_parser_table_vxlan_ports_0_value;
    wire [15:0] decoder_control_parser_table_vxlan_ports_1_value;
    wire [15:0] decoder_control_parser_table_vxlan_gpe_ports_0_value;
    wire [15:0] decoder_control_parser_table_vxlan_gpe_ports_1_value;
    wire [15:0] decoder_control_parser_table_geneve_ports_0_value;
    wire [15:0] decoder_control_parser_table_geneve_ports_1_value;
    wire [15:0] decoder_control_parser_table_gtpu_ports_0_value;
    wire [15:0] decoder_control_parser_table_gtpu_ports_1_value;
    wire [15:0] decoder_control_parser_table_roce_ports_0_value;
    wire [15:0] decoder_control_parser_table_roce_ports_1_value;
    wire [15:0] decoder_control_parser_table_iscsi_ports_0_value;
    wire [15:0] decoder_control_parser_table_iscsi_ports_1_value;
    wire [15:0] decoder_control_parser_table_nvme_ports_0_value;
    wire [15:0] decoder_control_parser_table_nvme_ports_1_value;
    wire        decoder_status_global_status_quiet;
    wire [15:0] decoder_status_global_stop_event_queue;
    wire [3:0]  decoder_status_global_stop_event_error;
    wire        decoder_status_global_stop_event_transmit;
    wire        decoder_status_wire_state_control_stopped;
    wire        decoder_status_wire_state_storage_stopped;
    wire        decoder_status_wire_state_tenant_stopped;
    wire        decoder_status_wire_state_control_room;
    wire        decoder_status_wire_state_storage_room;
    wire        decoder_status_wire_state_tenant_room;
    wire [31:0] decoder_status_wire_storms_control;
    wire [31:0] decoder_status_wire_storms_storage;
    wire [31:0] decoder_status_wire_storms_tenant;
    wire        decoder_commands_global_faults_clear_valid;
    wire        decoder_commands_global_faults_clear_reset_under_access;
    wire        decoder_commands_global_faults_clear_stray_answer;
    wire        decoder_commands_global_faults_clear_bus_protocol;
    wire        decoder_commands_global_faults_clear_table_refused;
    wire        decoder_commands_global_faults_clear_window_refused;
    wire        decoder_commands_global_faults_clear_stop_lost;
    wire        decoder_commands_global_stop_next_valid;
    wire        decoder_commands_global_stop_next_next;
    wire        decoder_refused_table;
    wire        decoder_refused_parser_table;
    wire        decoder_refused_function;
    wire        decoder_windows_stop_count_read_request;
    wire [3:0]  decoder_windows_stop_count_read_address;
    wire        decoder_windows_table_write_valid;
    wire [2:0]  decoder_windows_table_write_address;
    wire [31:0] decoder_windows_table_write_data;
    wire        decoder_windows_table_read_request;
    wire [2:0]  decoder_windows_table_read_address;
    wire        decoder_windows_rule_count_write_valid;
    wire [2:0]  decoder_windows_rule_count_write_address;
    wire [31:0] decoder_windows_rule_count_write_data;
    wire        decoder_windows_rule_count_read_request;
    wire [2:0]  decoder_windows_rule_count_read_address;
    wire [31:0] decoder_windows_rule_count_read_data;
    wire        decoder_windows_function_write_valid;
    wire [3:0]  decoder_windows_function_write_address;
    wire [31:0] decoder_windows_function_write_data;
    wire        decoder_windows_function_read_request;
    wire [3:0]  decoder_windows_function_read_address;
    wire        decoder_windows_access_read_request;
    wire [1:0]  decoder_windows_access_read_address;
    wire        decoder_windows_rx_queue_write_valid;
    wire [4:0]  decoder_windows_rx_queue_write_address;
    wire [31:0] decoder_windows_rx_queue_write_data;
    wire        decoder_windows_rx_queue_read_request;
    wire [4:0]  decoder_windows_rx_queue_read_address;
    wire [31:0] decoder_windows_rx_queue_read_data;
    wire        decoder_windows_tx_queue_write_valid;
    wire [4:0]  decoder_windows_tx_queue_write_address;
    wire [31:0] decoder_windows_tx_queue_write_data;
    wire        decoder_windows_tx_queue_read_request;
    wire [4:0]  decoder_windows_tx_queue_read_address;
    wire [31:0] decoder_windows_tx_queue_read_data;
    wire        decoder_windows_host_access_read_request;
    wire [6:0]  decoder_windows_host_access_read_address;
    wire [31:0] decoder_windows_host_access_read_data;
    wire        decoder_windows_counter_read_request;
    wire [8:0]  decoder_windows_counter_read_address;
    wire [31:0] decoder_windows_counter_read_data;
    wire        decoder_windows_tx_counter_read_request;
    wire [7:0]  decoder_windows_tx_counter_read_address;
    wire [31:0] decoder_windows_tx_counter_read_data;
    wire        decoder_windows_function_page_write_valid;
    wire [10:0] decoder_windows_function_page_write_address;
    wire [31:0] decoder_windows_function_page_write_data;
    wire [3:0]  decoder_windows_function_page_write_strobe;
    wire        decoder_windows_function_page_read_request;
    wire [10:0] decoder_windows_function_page_read_address;
    wire [31:0] decoder_windows_function_page_read_data;
    wire [31:0] settings_read_data;
    wire        settings_quota_write_valid;
    wire        settings_quota_write_function;
    wire [7:0]  settings_quota_write_cells;
    wire        settings_weight_write_valid;
    wire        settings_weight_write_function;
    wire [7:0]  settings_weight_write_weight;
    wire        settings_rate_write_valid;
    wire        settings_rate_write_function;
    wire [24:0] settings_rate_write_rate;
    wire        settings_window_write_valid;
    wire        settings_window_write_function;
    wire [1:0]  settings_window_write_word;
    wire [31:0] settings_window_write_data;
    wire        settings_ready;
    reg  [31:0] setting_1_q;
    reg  [31:0] setting_2_q;
    reg  [31:0] setting_3_q;
    wire [31:0] tables_read_data;
    wire        tables_live;
    wire        tables_refuses;
    wire        tables_busy;
    wire        tables_failed;
    wire        tables_words_forwarding_valid;
    wire [4:0]  tables_words_forwarding_address;
    wire [31:0] tables_words_forwarding_data;
    wire        tables_words_rule_row_valid;
    wire [11:0] tables_words_rule_row_address;
    wire [31:0] tables_words_rule_row_data;
    wire        tables_words_rule_action_valid;
    wire [3:0]  tables_words_rule_action_address;
    wire [31:0] tables_words_rule_action_data;
    wire        tables_words_rss_profile_valid;
    wire [1:0]  tables_words_rss_profile_address;
    wire [31:0] tables_words_rss_profile_data;
    wire        tables_words_rss_key_valid;
    wire [5:0]  tables_words_rss_key_address;
    wire [31:0] tables_words_rss_key_data;
    wire        tables_words_rss_indirection_valid;
    wire [8:0]  tables_words_rss_indirection_address;
    wire [31:0] tables_words_rss_indirection_data;
    wire        tables_words_identity_valid;
    wire [9:0]  tables_words_identity_address;
    wire [31:0] tables_words_identity_data;
    wire        tables_words_forwarding_hash_valid;
    wire [8:0]  tables_words_forwarding_hash_address;
    wire [31:0] tables_words_forwarding_hash_data;
    wire        tables_words_rule_slot_valid;
    wire [8:0]  tables_words_rule_slot_address;
    wire [31:0] tables_words_rule_slot_data;
    wire        tables_words_rule_mask_valid;
    wire [3:0]  tables_words_rule_mask_address;
    wire [31:0] tables_words_rule_mask_data;
    wire        tables_words_rule_hash_valid;
    wire [11:0] tables_words_rule_hash_address;
    wire [31:0] tables_words_rule_hash_data;
    wire        tables_words_rule_default_valid;
    wire [1:0]  tables_words_rule_default_address;
    wire [31:0] tables_words_rule_default_data;
    wire        tables_words_conditions_valid;
    wire [1:0]  tables_words_conditions_address;
    wire [31:0] tables_words_conditions_data;
    reg  [31:0] accesses_latch_high_q;
    reg  [63:0] accesses_latch_bytes_q;
    reg         accesses_asked_1_q;
    reg         accesses_asked_2_q;
    reg         accesses_asked_3_q;
    reg         accesses_asked_4_q;
    reg         receive_on_page_q;
    reg  [31:0] receive_latch_high_q;
    reg  [63:0] receive_latch_bytes_q;
    reg         receive_asked_1_q;
    reg         receive_asked_2_q;
    reg         receive_asked_3_q;
    reg         receive_asked_4_q;
    reg         transmit_on_page_q;
    reg  [31:0] transmit_latch_high_q;
    reg  [63:0] transmit_latch_bytes_q;
    reg         transmit_asked_1_q;
    reg         transmit_asked_2_q;
    reg         transmit_asked_3_q;
    reg         transmit_asked_4_q;

    assign axil_awready_o = decoder_bus_awready;
    assign axil_wready_o = decoder_bus_wready;
    assign axil_bresp_o = decoder_bus_bresp;
    assign axil_bvalid_o = decoder_bus_bvalid;
    assign axil_arready_o = decoder_bus_arready;
    assign axil_rdata_o = decoder_bus_rdata;
    assign axil_rresp_o = decoder_bus_rresp;
    assign axil_rvalid_o = decoder_bus_rvalid;
    assign enable_o = decoder_control_global_control_enable & ~decoder_control_global_control_quiesce;
    assign quiesce_o = decoder_control_global_control_quiesce;
    assign group_rate_o = decoder_control_global_group_rate_rate;

    assign parser_tables_service_tag_types_o[15:0] = decoder_control_parser_table_service_tag_types_0_value;
    assign parser_tables_service_tag_types_o[31:16] = decoder_control_parser_table_service_tag_types_1_value;
    assign parser_tables_service_tag_types_o[47:32] = decoder_control_parser_table_service_tag_types_2_value;
    assign parser_tables_service_tag_types_o[63:48] = decoder_control_parser_table_service_tag_types_3_value;

    assign parser_tables_vxlan_ports_o[15:0] = decoder_control_parser_table_vxlan_ports_0_value;
    assign parser_tables_vxlan_ports_o[31:16] = decoder_control_parser_table_vxlan_ports_1_value;

    assign parser_tables_vxlan_gpe_ports_o[15:0] = decoder_control_parser_table_vxlan_gpe_ports_0_value;
    assign parser_tables_vxlan_gpe_ports_o[31:16] = decoder_control_parser_table_vxlan_gpe_ports_1_value;

    assign parser_tables_geneve_ports_o[15:0] = decoder_control_parser_table_geneve_ports_0_value;
    assign parser_tables_geneve_ports_o[31:16] = decoder_control_parser_table_geneve_ports_1_value;

    assign parser_tables_gtpu_ports_o[15:0] = decoder_control_parser_table_gtpu_ports_0_value;
    assign parser_tables_gtpu_ports_o[31:16] = decoder_control_parser_table_gtpu_ports_1_value;

    assign parser_tables_roce_ports_o[15:0] = decoder_control_parser_table_roce_ports_0_value;
    assign parser_tables_roce_ports_o[31:16] = decoder_control_parser_table_roce_ports_1_value;

    assign parser_tables_iscsi_ports_o[15:0] = decoder_control_parser_table_iscsi_ports_0_value;
    assign parser_tables_iscsi_ports_o[31:16] = decoder_control_parser_table_iscsi_ports_1_value;

    assign parser_tables_nvme_ports_o[15:0] = decoder_control_parser_table_nvme_ports_0_value;
    assign parser_tables_nvme_ports_o[31:16] = decoder_control_parser_table_nvme_ports_1_value;

    always @(posedge clk) begin
        setting_1_q <= settings_read_data;
    end

    always @(posedge clk) begin
        setting_2_q <= setting_1_q;
    end

    always @(posedge clk) begin
        setting_3_q <= setting_2_q;
    end

    assign quota_write_valid_o = settings_quota_write_valid;
    assign quota_write_function_o = settings_quota_write_function;
    assign quota_write_cells_o = settings_quota_write_cells;
    assign weight_write_valid_o = settings_weight_write_valid;
    assign weight_write_function_o = settings_weight_write_function;
    assign weight_write_weight_o = settings_weight_write_weight;
    assign rate_write_valid_o = settings_rate_write_valid;
    assign rate_write_function_o = settings_rate_write_function;
    assign rate_write_rate_o = settings_rate_write_rate;
    assign window_write_valid_o = settings_window_write_valid;
    assign window_write_function_o = settings_window_write_function;
    assign window_write_word_o = settings_window_write_word;
    assign window_write_data_o = settings_window_write_data;
    assign refused_windows_o = decoder_refused_function;
    assign image_o = tables_live;
    assign refused_tables_o = decoder_refused_table | decoder_refused_parser_table | tables_failed;
    assign table_words_forwarding_valid_o = tables_words_forwarding_valid;
    assign table_words_forwarding_address_o = tables_words_forwarding_address;
    assign table_words_forwarding_data_o = tables_words_forwarding_data;
    assign table_words_rule_row_valid_o = tables_words_rule_row_valid;
    assign table_words_rule_row_address_o = tables_words_rule_row_address;
    assign table_words_rule_row_data_o = tables_words_rule_row_data;
    assign table_words_rule_action_valid_o = tables_words_rule_action_valid;
    assign table_words_rule_action_address_o = tables_words_rule_action_address;
    assign table_words_rule_action_data_o = tables_words_rule_action_data;
    assign table_words_rss_profile_valid_o = tables_words_rss_profile_valid;
    assign table_words_rss_profile_address_o = tables_words_rss_profile_address;
    assign table_words_rss_profile_data_o = tables_words_rss_profile_data;
    assign table_words_rss_key_valid_o = tables_words_rss_key_valid;
    assign table_words_rss_key_address_o = tables_words_rss_key_address;
    assign table_words_rss_key_data_o = tables_words_rss_key_data;
    assign table_words_rss_indirection_valid_o = tables_words_rss_indirection_valid;
    assign table_words_rss_indirection_address_o = tables_words_rss_indirection_address;
    assign table_words_rss_indirection_data_o = tables_words_rss_indirection_data;
    assign table_words_identity_valid_o = tables_words_identity_valid;
    assign table_words_identity_address_o = tables_words_identity_address;
    assign table_words_identity_data_o = tables_words_identity_data;
    assign table_words_forwarding_hash_valid_o = tables_words_forwarding_hash_valid;
    assign table_words_forwarding_hash_address_o = tables_words_forwarding_hash_address;
    assign table_words_forwarding_hash_data_o = tables_words_forwarding_hash_data;
    assign table_words_rule_slot_valid_o = tables_words_rule_slot_valid;
    assign table_words_rule_slot_address_o = tables_words_rule_slot_address;
    assign table_words_rule_slot_data_o = tables_words_rule_slot_data;
    assign table_words_rule_mask_valid_o = tables_words_rule_mask_valid;
    assign table_words_rule_mask_address_o = tables_words_rule_mask_address;
    assign table_words_rule_mask_data_o = tables_words_rule_mask_data;
    assign table_words_rule_hash_valid_o = tables_words_rule_hash_valid;
    assign table_words_rule_hash_address_o = tables_words_rule_hash_address;
    assign table_words_rule_hash_data_o = tables_words_rule_hash_data;
    assign table_words_rule_default_valid_o = tables_words_rule_default_valid;
    assign table_words_rule_default_address_o = tables_words_rule_default_address;
    assign table_words_rule_default_data_o = tables_words_rule_default_data;
    assign table_words_conditions_valid_o = tables_words_conditions_valid;
    assign table_words_conditions_address_o = tables_words_conditions_address;
    assign table_words_conditions_data_o = tables_words_conditions_data;
    assign rule_question_valid_o = decoder_windows_rule_count_write_valid & (decoder_windows_rule_count_write_address == 3'd0);
    assign rule_question_number_o = decoder_windows_rule_count_write_data[6:0];
    assign rule_question_clears_o = decoder_windows_rule_count_write_data[31];

    wire [255:0] rule_answer_sender_joined = {64'd0, rule_answer_sender_i, rule_answer_receiver_i, 31'd0, rule_answer_busy_i, 32'd0};
    assign decoder_windows_rule_count_read_data = rule_answer_sender_joined[{decoder_windows_rule_count_read_address, 5'd0} +: 32];

    assign decoder_writable = tables_ready_i & settings_ready & ~(tables_busy | rule_answer_busy_i);
    assign decoder_status_global_status_quiet = decoder_control_global_control_quiesce & ~(judging_i | (|occupied_i)) & bus_idle_i;
    assign faults_clear_valid_o = decoder_commands_global_faults_clear_valid;
    assign faults_clear_reset_under_access_o = decoder_commands_global_faults_clear_reset_under_access;
    assign faults_clear_stray_answer_o = decoder_commands_global_faults_clear_stray_answer;
    assign faults_clear_bus_protocol_o = decoder_commands_global_faults_clear_bus_protocol;
    assign faults_clear_table_refused_o = decoder_commands_global_faults_clear_table_refused;
    assign faults_clear_window_refused_o = decoder_commands_global_faults_clear_window_refused;
    assign faults_clear_stop_lost_o = decoder_commands_global_faults_clear_stop_lost;
    assign stops_vector_vector_o = decoder_control_global_stop_vector_vector;
    assign stops_vector_enable_o = decoder_control_global_stop_vector_enable;
    assign decoder_status_global_stop_event_queue = (stops_head_valid_i ? stops_head_queue_i : 1'd0) ? 16'd1 : 16'd0;
    assign decoder_status_global_stop_event_error = stops_head_valid_i ? stops_head_error_i : 4'd0;
    assign decoder_status_global_stop_event_transmit = stops_head_transmit_i & stops_head_valid_i;
    assign stops_next_o = decoder_commands_global_stop_next_valid & decoder_commands_global_stop_next_next;

    assign wire_settings_weights_o[7:0] = decoder_control_wire_weight_storage_value;
    assign wire_settings_weights_o[15:8] = decoder_control_wire_weight_tenant_value;

    assign wire_settings_strict_rate_o = decoder_control_wire_control_rate_value;

    assign wire_settings_paused_by_o[7:0] = decoder_control_wire_paused_by_control;
    assign wire_settings_paused_by_o[15:8] = decoder_control_wire_paused_by_storage;
    assign wire_settings_paused_by_o[23:16] = decoder_control_wire_paused_by_tenant;

    assign wire_settings_watchdog_o = decoder_control_wire_watchdog_value;
    assign decoder_status_wire_state_control_stopped = wire_state_stopped_i[0];
    assign decoder_status_wire_state_storage_stopped = wire_state_stopped_i[1];
    assign decoder_status_wire_state_tenant_stopped = wire_state_stopped_i[2];
    assign decoder_status_wire_state_control_room = wire_state_room_i[0];
    assign decoder_status_wire_state_storage_room = wire_state_room_i[1];
    assign decoder_status_wire_state_tenant_room = wire_state_room_i[2];
    assign decoder_status_wire_storms_control = wire_state_storms_i[31:0];
    assign decoder_status_wire_storms_storage = wire_state_storms_i[63:32];
    assign decoder_status_wire_storms_tenant = wire_state_storms_i[95:64];
    assign suspend_o = decoder_control_suspension_suspend_0_functions;
    assign stops_counted_reason_o = decoder_windows_stop_count_read_address;
    assign refusal_read_function_o = decoder_windows_access_read_address[1];
    assign refusal_read_writes_o = decoder_windows_access_read_address[0];
    assign access_read_counter_o = decoder_windows_host_access_read_address[5:2];
    assign access_read_function_o = decoder_windows_host_access_read_address[6];

    wire asks = decoder_windows_host_access_read_request & (decoder_windows_host_access_read_address[1:0] == 2'd0);
    assign access_read_request_o = asks;

    always @(posedge clk) begin
        accesses_asked_1_q <= asks;
        if (rst) begin
            accesses_asked_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        accesses_asked_2_q <= accesses_asked_1_q;
        if (rst) begin
            accesses_asked_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        accesses_asked_3_q <= accesses_asked_2_q;
        if (rst) begin
            accesses_asked_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        accesses_asked_4_q <= accesses_asked_3_q;
        if (rst) begin
            accesses_asked_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (accesses_asked_4_q) begin
            accesses_latch_high_q <= access_read_accesses_i[63:32];
            accesses_latch_bytes_q <= access_read_bytes_i;
        end
    end

    wire [127:0] accesses_latch_bytes_joined = {accesses_latch_bytes_q, accesses_latch_high_q, access_read_accesses_i[31:0]};
    assign decoder_windows_host_access_read_data = accesses_latch_bytes_joined[{decoder_windows_host_access_read_address[1:0], 5'd0} +: 32];

    assign receive_write_valid_o = decoder_windows_rx_queue_write_valid;
    assign receive_write_address_o = decoder_windows_rx_queue_write_address;
    assign receive_write_data_o = decoder_windows_rx_queue_write_data;
    assign receive_doorbell_valid_o = decoder_windows_function_page_write_valid & (&decoder_windows_function_page_write_strobe[1:0])
            & ~decoder_windows_function_page_write_address[0];
    assign receive_doorbell_queue_o = decoder_windows_function_page_write_address[10];

    always @(posedge clk) begin
        if (decoder_windows_function_page_read_request | decoder_windows_rx_queue_read_request) begin
            receive_on_page_q <= decoder_windows_function_page_read_request;
        end
        if (rst) begin
            receive_on_page_q <= 1'd0;
        end
    end

    assign receive_status_read_queue_o = receive_on_page_q ? decoder_windows_function_page_read_address[10] : decoder_windows_rx_queue_read_address[4];
    assign decoder_windows_rx_queue_read_data = (decoder_windows_rx_queue_read_address[3:0] == 4'd12) ? receive_status_read_status_i
            : (decoder_windows_rx_queue_read_address[3:0] == 4'd9) ? receive_status_read_available_i
            : receive_status_read_used_i;
    assign receive_counter_read_event_o = decoder_windows_counter_read_address[6:2];
    assign receive_counter_read_slot_o = decoder_windows_counter_read_address[8:7];

    wire asks_2 = decoder_windows_counter_read_request & (decoder_windows_counter_read_address[1:0] == 2'd0);
    assign receive_counter_read_request_o = asks_2;

    always @(posedge clk) begin
        receive_asked_1_q <= asks_2;
        if (rst) begin
            receive_asked_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        receive_asked_2_q <= receive_asked_1_q;
        if (rst) begin
            receive_asked_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        receive_asked_3_q <= receive_asked_2_q;
        if (rst) begin
            receive_asked_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        receive_asked_4_q <= receive_asked_3_q;
        if (rst) begin
            receive_asked_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (receive_asked_4_q) begin
            receive_latch_high_q <= receive_counter_read_frames_i[63:32];
            receive_latch_bytes_q <= receive_counter_read_bytes_i;
        end
    end

    wire [127:0] receive_latch_bytes_joined = {receive_latch_bytes_q, receive_latch_high_q, receive_counter_read_frames_i[31:0]};
    assign decoder_windows_counter_read_data = receive_latch_bytes_joined[{decoder_windows_counter_read_address[1:0], 5'd0} +: 32];

    assign transmit_write_valid_o = decoder_windows_tx_queue_write_valid;
    assign transmit_write_address_o = decoder_windows_tx_queue_write_address;
    assign transmit_write_data_o = decoder_windows_tx_queue_write_data;
    assign transmit_doorbell_valid_o = decoder_windows_function_page_write_valid & (&decoder_windows_function_page_write_strobe[1:0])
            & decoder_windows_function_page_write_address[0];
    assign transmit_doorbell_queue_o = decoder_windows_function_page_write_address[10];

    always @(posedge clk) begin
        if (decoder_windows_function_page_read_request | decoder_windows_tx_queue_read_request) begin
            transmit_on_page_q <= decoder_windows_function_page_read_request;
        end
        if (rst) begin
            transmit_on_page_q <= 1'd0;
        end
    end

    assign transmit_status_read_queue_o = transmit_on_page_q ? decoder_windows_function_page_read_address[10] : decoder_windows_tx_queue_read_address[4];
    assign decoder_windows_tx_queue_read_data = (decoder_windows_tx_queue_read_address[3:0] == 4'd12) ? transmit_status_read_status_i
            : (decoder_windows_tx_queue_read_address[3:0] == 4'd9) ? transmit_status_read_available_i
            : transmit_status_read_used_i;
    assign transmit_counter_read_event_o = decoder_windows_tx_counter_read_address[6:2];
    assign transmit_counter_read_slot_o = decoder_windows_tx_counter_read_address[7] ? 2'd1 : 2'd0;

    wire asks_3 = decoder_windows_tx_counter_read_request & (decoder_windows_tx_counter_read_address[1:0] == 2'd0);
    assign transmit_counter_read_request_o = asks_3;

    always @(posedge clk) begin
        transmit_asked_1_q <= asks_3;
        if (rst) begin
            transmit_asked_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        transmit_asked_2_q <= transmit_asked_1_q;
        if (rst) begin
            transmit_asked_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        transmit_asked_3_q <= transmit_asked_2_q;
        if (rst) begin
            transmit_asked_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        transmit_asked_4_q <= transmit_asked_3_q;
        if (rst) begin
            transmit_asked_4_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        if (transmit_asked_4_q) begin
            transmit_latch_high_q <= transmit_counter_read_frames_i[63:32];
            transmit_latch_bytes_q <= transmit_counter_read_bytes_i;
        end
    end

    wire [127:0] transmit_latch_bytes_joined = {transmit_latch_bytes_q, transmit_latch_high_q, transmit_counter_read_frames_i[31:0]};
    assign decoder_windows_tx_counter_read_data = transmit_latch_bytes_joined[{decoder_windows_tx_counter_read_address[1:0], 5'd0} +: 32];

    assign decoder_windows_function_page_read_data = ~decoder_windows_function_page_read_address[0] ? receive_status_read_status_i : transmit_status_read_status_i;

    register_decoder decoder (
        .clk                                               (clk),
        .rst                                               (rst),
        .bus_awaddr_i                                      (axil_awaddr_i),
        .bus_awprot_i                                      (axil_awprot_i),
        .bus_awvalid_i                                     (axil_awvalid_i),
        .bus_awready_o                                     (decoder_bus_awready),
        .bus_wdata_i                                       (axil_wdata_i),
        .bus_wstrb_i                                       (axil_wstrb_i),
        .bus_wvalid_i                                      (axil_wvalid_i),
        .bus_wready_o                                      (decoder_bus_wready),
        .bus_bresp_o                                       (decoder_bus_bresp),
        .bus_bvalid_o                                      (decoder_bus_bvalid),
        .bus_bready_i                                      (axil_bready_i),
        .bus_araddr_i                                      (axil_araddr_i),
        .bus_arprot_i                                      (axil_arprot_i),
        .bus_arvalid_i                                     (axil_arvalid_i),
        .bus_arready_o                                     (decoder_bus_arready),
        .bus_rdata_o                                       (decoder_bus_rdata),
        .bus_rresp_o                                       (decoder_bus_rresp),
        .bus_rvalid_o                                      (decoder_bus_rvalid),
        .bus_rready_i                                      (axil_rready_i),
        .writable_i                                        (decoder_writable),
        .control_global_control_enable_o                   (decoder_control_global_control_enable),
        .control_global_control_quiesce_o                  (decoder_control_global_control_quiesce),
        .control_global_stop_vector_vector_o               (decoder_control_global_stop_vector_vector),
        .control_global_stop_vector_enable_o               (decoder_control_global_stop_vector_enable),
        .control_global_group_rate_rate_o                  (decoder_control_global_group_rate_rate),
        .control_wire_weight_storage_value_o               (decoder_control_wire_weight_storage_value),
        .control_wire_weight_tenant_value_o                (decoder_control_wire_weight_tenant_value),
        .control_wire_control_rate_value_o                 (decoder_control_wire_control_rate_value),
        .control_wire_paused_by_control_o                  (decoder_control_wire_paused_by_control),
        .control_wire_paused_by_storage_o                  (decoder_control_wire_paused_by_storage),
        .control_wire_paused_by_tenant_o                   (decoder_control_wire_paused_by_tenant),
        .control_wire_watchdog_value_o                     (decoder_control_wire_watchdog_value),
        .control_suspension_suspend_0_functions_o          (decoder_control_suspension_suspend_0_functions),
        .control_parser_table_service_tag_types_0_value_o  (decoder_control_parser_table_service_tag_types_0_value),
        .control_parser_table_service_tag_types_1_value_o  (decoder_control_parser_table_service_tag_types_1_value),
        .control_parser_table_service_tag_types_2_value_o  (decoder_control_parser_table_service_tag_types_2_value),
        .control_parser_table_service_tag_types_3_value_o  (decoder_control_parser_table_service_tag_types_3_value),
        .control_parser_table_vxlan_ports_0_value_o        (decoder_control_parser_table_vxlan_ports_0_value),
        .control_parser_table_vxlan_ports_1_value_o        (decoder_control_parser_table_vxlan_ports_1_value),
        .control_parser_table_vxlan_gpe_ports_0_value_o    (decoder_control_parser_table_vxlan_gpe_ports_0_value),
        .control_parser_table_vxlan_gpe_ports_1_value_o    (decoder_control_parser_table_vxlan_gpe_ports_1_value),
        .control_parser_table_geneve_ports_0_value_o       (decoder_control_parser_table_geneve_ports_0_value),
        .control_parser_table_geneve_ports_1_value_o       (decoder_control_parser_table_geneve_ports_1_value),
        .control_parser_table_gtpu_ports_0_value_o         (decoder_control_parser_table_gtpu_ports_0_value),
        .control_parser_table_gtpu_ports_1_value_o         (decoder_control_parser_table_gtpu_ports_1_value),
        .control_parser_table_roce_ports_0_value_o         (decoder_control_parser_table_roce_ports_0_value),
        .control_parser_table_roce_ports_1_value_o         (decoder_control_parser_table_roce_ports_1_value),
        .control_parser_table_iscsi_ports_0_value_o        (decoder_control_parser_table_iscsi_ports_0_value),
        .control_parser_table_iscsi_ports_1_value_o        (decoder_control_parser_table_iscsi_ports_1_value),
        .control_parser_table_nvme_ports_0_value_o         (decoder_control_parser_table_nvme_ports_0_value),
        .control_parser_table_nvme_ports_1_value_o         (decoder_control_parser_table_nvme_ports_1_value),
        .status_global_status_ready_i                      (ready_i),
        .status_global_status_judging_i                    (judging_i),
        .status_global_status_quiet_i                      (decoder_status_global_status_quiet),
        .status_global_status_purging_i                    (bus_purging_i),
        .status_global_faults_reset_under_access_i         (faults_now_reset_under_access_i),
        .status_global_faults_stray_answer_i               (faults_now_stray_answer_i),
        .status_global_faults_bus_protocol_i               (faults_now_bus_protocol_i),
        .status_global_faults_table_refused_i              (faults_now_table_refused_i),
        .status_global_faults_window_refused_i             (faults_now_window_refused_i),
        .status_global_faults_stop_lost_i                  (faults_now_stop_lost_i),
        .status_global_stop_event_queue_i                  (decoder_status_global_stop_event_queue),
        .status_global_stop_event_error_i                  (decoder_status_global_stop_event_error),
        .status_global_stop_event_transmit_i               (decoder_status_global_stop_event_transmit),
        .status_global_stop_event_valid_i                  (stops_head_valid_i),
        .status_global_refused_tables_i                    (faults_refused_tables_i),
        .status_global_refused_windows_i                   (faults_refused_windows_i),
        .status_wire_state_control_stopped_i               (decoder_status_wire_state_control_stopped),
        .status_wire_state_storage_stopped_i               (decoder_status_wire_state_storage_stopped),
        .status_wire_state_tenant_stopped_i                (decoder_status_wire_state_tenant_stopped),
        .status_wire_state_control_room_i                  (decoder_status_wire_state_control_room),
        .status_wire_state_storage_room_i                  (decoder_status_wire_state_storage_room),
        .status_wire_state_tenant_room_i                   (decoder_status_wire_state_tenant_room),
        .status_wire_pauses_taken_i                        (wire_state_pauses_taken_i),
        .status_wire_pauses_malformed_i                    (wire_state_pauses_malformed_i),
        .status_wire_pauses_link_i                         (wire_state_pauses_link_i),
        .status_wire_pauses_unknown_i                      (wire_state_pauses_unknown_i),
        .status_wire_storms_control_i                      (decoder_status_wire_storms_control),
        .status_wire_storms_storage_i                      (decoder_status_wire_storms_storage),
        .status_wire_storms_tenant_i                       (decoder_status_wire_storms_tenant),
        .status_suspension_suspended_0_functions_i         (suspended_i),
        .commands_global_faults_clear_valid_o              (decoder_commands_global_faults_clear_valid),
        .commands_global_faults_clear_reset_under_access_o (decoder_commands_global_faults_clear_reset_under_access),
        .commands_global_faults_clear_stray_answer_o       (decoder_commands_global_faults_clear_stray_answer),
        .commands_global_faults_clear_bus_protocol_o       (decoder_commands_global_faults_clear_bus_protocol),
        .commands_global_faults_clear_table_refused_o      (decoder_commands_global_faults_clear_table_refused),
        .commands_global_faults_clear_window_refused_o     (decoder_commands_global_faults_clear_window_refused),
        .commands_global_faults_clear_stop_lost_o          (decoder_commands_global_faults_clear_stop_lost),
        .commands_global_stop_next_valid_o                 (decoder_commands_global_stop_next_valid),
        .commands_global_stop_next_next_o                  (decoder_commands_global_stop_next_next),
        .guards_table_i                                    (tables_refuses),
        .guards_parser_table_i                             (judging_i),
        .guards_function_i                                 (occupied_i),
        .refused_table_o                                   (decoder_refused_table),
        .refused_parser_table_o                            (decoder_refused_parser_table),
        .refused_function_o                                (decoder_refused_function),
        .windows_stop_count_read_request_o                 (decoder_windows_stop_count_read_request),
        .windows_stop_count_read_address_o                 (decoder_windows_stop_count_read_address),
        .windows_stop_count_read_data_i                    (stops_counted_stops_i),
        .windows_table_write_valid_o                       (decoder_windows_table_write_valid),
        .windows_table_write_address_o                     (decoder_windows_table_write_address),
        .windows_table_write_data_o                        (decoder_windows_table_write_data),
        .windows_table_read_request_o                      (decoder_windows_table_read_request),
        .windows_table_read_address_o                      (decoder_windows_table_read_address),
        .windows_table_read_data_i                         (tables_read_data),
        .windows_rule_count_write_valid_o                  (decoder_windows_rule_count_write_valid),
        .windows_rule_count_write_address_o                (decoder_windows_rule_count_write_address),
        .windows_rule_count_write_data_o                   (decoder_windows_rule_count_write_data),
        .windows_rule_count_read_request_o                 (decoder_windows_rule_count_read_request),
        .windows_rule_count_read_address_o                 (decoder_windows_rule_count_read_address),
        .windows_rule_count_read_data_i                    (decoder_windows_rule_count_read_data),
        .windows_function_write_valid_o                    (decoder_windows_function_write_valid),
        .windows_function_write_address_o                  (decoder_windows_function_write_address),
        .windows_function_write_data_o                     (decoder_windows_function_write_data),
        .windows_function_read_request_o                   (decoder_windows_function_read_request),
        .windows_function_read_address_o                   (decoder_windows_function_read_address),
        .windows_function_read_data_i                      (setting_3_q),
        .windows_access_read_request_o                     (decoder_windows_access_read_request),
        .windows_access_read_address_o                     (decoder_windows_access_read_address),
        .windows_access_read_data_i                        (refusal_read_count_i),
        .windows_rx_queue_write_valid_o                    (decoder_windows_rx_queue_write_valid),
        .windows_rx_queue_write_address_o                  (decoder_windows_rx_queue_write_address),
        .windows_rx_queue_write_data_o                     (decoder_windows_rx_queue_write_data),
        .windows_rx_queue_read_request_o                   (decoder_windows_rx_queue_read_request),
        .windows_rx_queue_read_address_o                   (decoder_windows_rx_queue_read_address),
        .windows_rx_queue_read_data_i                      (decoder_windows_rx_queue_read_data),
        .windows_tx_queue_write_valid_o                    (decoder_windows_tx_queue_write_valid),
        .windows_tx_queue_write_address_o                  (decoder_windows_tx_queue_write_address),
        .windows_tx_queue_write_data_o                     (decoder_windows_tx_queue_write_data),
        .windows_tx_queue_read_request_o                   (decoder_windows_tx_queue_read_request),
        .windows_tx_queue_read_address_o                   (decoder_windows_tx_queue_read_address),
        .windows_tx_queue_read_data_i                      (decoder_windows_tx_queue_read_data),
        .windows_host_access_read_request_o                (decoder_windows_host_access_read_request),
        .windows_host_access_read_address_o                (decoder_windows_host_access_read_address),
        .windows_host_access_read_data_i                   (decoder_windows_host_access_read_data),
        .windows_counter_read_request_o                    (decoder_windows_counter_read_request),
        .windows_counter_read_address_o                    (decoder_windows_counter_read_address),
        .windows_counter_read_data_i                       (decoder_windows_counter_read_data),
        .windows_tx_counter_read_request_o                 (decoder_windows_tx_counter_read_request),
        .windows_tx_counter_read_address_o                 (decoder_windows_tx_counter_read_address),
        .windows_tx_counter_read_data_i                    (decoder_windows_tx_counter_read_data),
        .windows_function_page_write_valid_o               (decoder_windows_function_page_write_valid),
        .windows_function_page_write_address_o             (decoder_windows_function_page_write_address),
        .windows_function_page_write_data_o                (decoder_windows_function_page_write_data),
        .windows_function_page_write_strobe_o              (decoder_windows_function_page_write_strobe),
        .windows_function_page_read_request_o              (decoder_windows_function_page_read_request),
        .windows_function_page_read_address_o              (decoder_windows_function_page_read_address),
        .windows_function_page_read_data_i                 (decoder_windows_function_page_read_data)
    );

    function_settings settings (
        .clk                     (clk),
        .rst                     (rst),
        .write_valid_i           (decoder_windows_function_write_valid),
        .write_address_i         (decoder_windows_function_write_address),
        .write_data_i            (decoder_windows_function_write_data),
        .read_address_i          (decoder_windows_function_read_address),
        .read_data_o             (settings_read_data),
        .quota_write_valid_o     (settings_quota_write_valid),
        .quota_write_function_o  (settings_quota_write_function),
        .quota_write_cells_o     (settings_quota_write_cells),
        .weight_write_valid_o    (settings_weight_write_valid),
        .weight_write_function_o (settings_weight_write_function),
        .weight_write_weight_o   (settings_weight_write_weight),
        .rate_write_valid_o      (settings_rate_write_valid),
        .rate_write_function_o   (settings_rate_write_function),
        .rate_write_rate_o       (settings_rate_write_rate),
        .window_write_valid_o    (settings_window_write_valid),
        .window_write_function_o (settings_window_write_function),
        .window_write_word_o     (settings_window_write_word),
        .window_write_data_o     (settings_window_write_data),
        .ready_o                 (settings_ready)
    );

    table_port tables (
        .clk                             (clk),
        .rst                             (rst),
        .write_valid_i                   (decoder_windows_table_write_valid),
        .write_address_i                 (decoder_windows_table_write_address),
        .write_data_i                    (decoder_windows_table_write_data),
        .read_address_i                  (decoder_windows_table_read_address),
        .read_data_o                     (tables_read_data),
        .draining_i                      (draining_i),
        .live_o                          (tables_live),
        .refuses_o                       (tables_refuses),
        .refused_i                       (decoder_refused_table),
        .busy_o                          (tables_busy),
        .failed_o                        (tables_failed),
        .words_forwarding_valid_o        (tables_words_forwarding_valid),
        .words_forwarding_address_o      (tables_words_forwarding_address),
        .words_forwarding_data_o         (tables_words_forwarding_data),
        .words_rule_row_valid_o          (tables_words_rule_row_valid),
        .words_rule_row_address_o        (tables_words_rule_row_address),
        .words_rule_row_data_o           (tables_words_rule_row_data),
        .words_rule_action_valid_o       (tables_words_rule_action_valid),
        .words_rule_action_address_o     (tables_words_rule_action_address),
        .words_rule_action_data_o        (tables_words_rule_action_data),
        .words_rss_profile_valid_o       (tables_words_rss_profile_valid),
        .words_rss_profile_address_o     (tables_words_rss_profile_address),
        .words_rss_profile_data_o        (tables_words_rss_profile_data),
        .words_rss_key_valid_o           (tables_words_rss_key_valid),
        .words_rss_key_address_o         (tables_words_rss_key_address),
        .words_rss_key_data_o            (tables_words_rss_key_data),
        .words_rss_indirection_valid_o   (tables_words_rss_indirection_valid),
        .words_rss_indirection_address_o (tables_words_rss_indirection_address),
        .words_rss_indirection_data_o    (tables_words_rss_indirection_data),
        .words_identity_valid_o          (tables_words_identity_valid),
        .words_identity_address_o        (tables_words_identity_address),
        .words_identity_data_o           (tables_words_identity_data),
        .words_forwarding_hash_valid_o   (tables_words_forwarding_hash_valid),
        .words_forwarding_hash_address_o (tables_words_forwarding_hash_address),
        .words_forwarding_hash_data_o    (tables_words_forwarding_hash_data),
        .words_rule_slot_valid_o         (tables_words_rule_slot_valid),
        .words_rule_slot_address_o       (tables_words_rule_slot_address),
        .words_rule_slot_data_o          (tables_words_rule_slot_data),
        .words_rule_mask_valid_o         (tables_words_rule_mask_valid),
        .words_rule_mask_address_o       (tables_words_rule_mask_address),
        .words_rule_mask_data_o          (tables_words_rule_mask_data),
        .words_rule_hash_valid_o         (tables_words_rule_hash_valid),
        .words_rule_hash_address_o       (tables_words_rule_hash_address),
        .words_rule_hash_data_o          (tables_words_rule_hash_data),
        .words_rule_default_valid_o      (tables_words_rule_default_valid),
        .words_rule_default_address_o    (tables_words_rule_default_address),
        .words_rule_default_data_o       (tables_words_rule_default_data),
        .words_conditions_valid_o        (tables_words_conditions_valid),
        .words_conditions_address_o      (tables_words_conditions_address),
        .words_conditions_data_o         (tables_words_conditions_data)
    );

    wire unused = &{1'b0, decoder_windows_stop_count_read_request, decoder_windows_table_read_request, decoder_windows_rule_count_write_data[30:7], decoder_windows_rule_count_read_request, decoder_windows_function_read_request, decoder_windows_access_read_request, decoder_windows_function_page_write_address[9:1], decoder_windows_function_page_write_data, decoder_windows_function_page_write_strobe[3:2], decoder_windows_function_page_read_address[9:1]};

endmodule

`default_nettype wire
