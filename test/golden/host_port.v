/* verilator lint_off DECLFILENAME */
`default_nettype none

// Window of every function: first and last byte address at which it may be accessed.
// Parameters: functions = 2, readers = reads writes receiveCheck transmitCheck
module window_memory (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire        write_function_i,
    input  wire [1:0]  write_word_i,
    input  wire [31:0] write_data_i,
    // lookups
    input  wire        lookups_reads_function_i,
    output wire [63:0] lookups_reads_window_base_o,
    output wire [63:0] lookups_reads_window_last_o,
    input  wire        lookups_writes_function_i,
    output wire [63:0] lookups_writes_window_base_o,
    output wire [63:0] lookups_writes_window_last_o,
    input  wire        lookups_receive_check_function_i,
    output wire [63:0] lookups_receive_check_window_base_o,
    output wire [63:0] lookups_receive_check_window_last_o,
    input  wire        lookups_transmit_check_function_i,
    output wire [63:0] lookups_transmit_check_window_base_o,
    output wire [63:0] lookups_transmit_check_window_last_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    wire [31:0] base_high_rdata;
    wire [31:0] base_low_rdata;
    wire [31:0] last_high_rdata;
    wire [31:0] last_low_rdata;
    wire [31:0] base_high_rdata1;
    wire [31:0] base_low_rdata1;
    wire [31:0] last_high_rdata1;
    wire [31:0] last_low_rdata1;
    wire [31:0] base_high_rdata2;
    wire [31:0] base_low_rdata2;
    wire [31:0] last_high_rdata2;
    wire [31:0] last_low_rdata2;
    wire [31:0] base_high_rdata3;
    wire [31:0] base_low_rdata3;
    wire [31:0] last_high_rdata3;
    wire [31:0] last_low_rdata3;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 1'd1;
            if (sweep_index_q == 1'd1) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 1'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign lookups_reads_window_base_o = {base_high_rdata, base_low_rdata};
    assign lookups_reads_window_last_o = {last_high_rdata, last_low_rdata};
    assign lookups_writes_window_base_o = {base_high_rdata1, base_low_rdata1};
    assign lookups_writes_window_last_o = {last_high_rdata1, last_low_rdata1};
    assign lookups_receive_check_window_base_o = {base_high_rdata2, base_low_rdata2};
    assign lookups_receive_check_window_last_o = {last_high_rdata2, last_low_rdata2};
    assign lookups_transmit_check_window_base_o = {base_high_rdata3, base_low_rdata3};
    assign lookups_transmit_check_window_last_o = {last_high_rdata3, last_low_rdata3};

    (* ram_style = "distributed" *)
    reg [31:0] base_low [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd0))) begin
            base_low[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign base_low_rdata = base_low[lookups_reads_function_i];
    assign base_low_rdata1 = base_low[lookups_writes_function_i];
    assign base_low_rdata2 = base_low[lookups_receive_check_function_i];
    assign base_low_rdata3 = base_low[lookups_transmit_check_function_i];

    (* ram_style = "distributed" *)
    reg [31:0] base_high [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd1))) begin
            base_high[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign base_high_rdata = base_high[lookups_reads_function_i];
    assign base_high_rdata1 = base_high[lookups_writes_function_i];
    assign base_high_rdata2 = base_high[lookups_receive_check_function_i];
    assign base_high_rdata3 = base_high[lookups_transmit_check_function_i];

    (* ram_style = "distributed" *)
    reg [31:0] last_low [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd2))) begin
            last_low[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign last_low_rdata = last_low[lookups_reads_function_i];
    assign last_low_rdata1 = last_low[lookups_writes_function_i];
    assign last_low_rdata2 = last_low[lookups_receive_check_function_i];
    assign last_low_rdata3 = last_low[lookups_transmit_check_function_i];

    (* ram_style = "distributed" *)
    reg [31:0] last_high [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (write_valid_i & (write_word_i == 2'd3))) begin
            last_high[sweep_active_q ? sweep_index_q : write_function_i] <= sweep_active_q ? 32'd0 : write_data_i;
        end
    end
    assign last_high_rdata = last_high[lookups_reads_function_i];
    assign last_high_rdata1 = last_high[lookups_writes_function_i];
    assign last_high_rdata2 = last_high[lookups_receive_check_function_i];
    assign last_high_rdata3 = last_high[lookups_transmit_check_function_i];

endmodule

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 9
module round_robin_arbiter_count9 (
    input  wire       clk,
    input  wire       rst,
    input  wire [8:0] requests_i,
    input  wire       accept_i,
    output wire [8:0] grants_o
);

    reg  [8:0] above_q;

    wire [8:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [8:0] ahead_or = ahead | {ahead[7:0], 1'd0};
    wire [8:0] ahead_or_2 = ahead_or | {ahead_or[6:0], 2'd0};
    wire [8:0] ahead_or_3 = ahead_or_2 | {ahead_or_2[4:0], 4'd0};
    wire [8:0] requests_or = requests_i | {requests_i[7:0], 1'd0};
    wire [8:0] requests_or_2 = requests_or | {requests_or[6:0], 2'd0};
    wire [8:0] requests_or_3 = requests_or_2 | {requests_or_2[4:0], 4'd0};
    wire [8:0] next = is_ahead ? {ahead_or_3[7:0], 1'd0} : {requests_or_3[7:0], 1'd0};
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 9'd0;
        end
    end

    wire unused = &{1'b0, ahead_or_3[8], requests_or_3[8]};

endmodule

// Read intake: the reads of all clients in one order.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module read_intake (
    input  wire        clk,
    input  wire        rst,
    // requests
    input  wire        requests_receive_index_valid_i,
    output wire        requests_receive_index_ready_o,
    input  wire        requests_receive_index_function_i,
    input  wire [63:0] requests_receive_index_address_i,
    input  wire [9:0]  requests_receive_index_bytes_i,
    input  wire [2:0]  requests_receive_index_kind_i,
    input  wire [11:0] requests_receive_index_context_i,
    input  wire        requests_receive_entries_valid_i,
    output wire        requests_receive_entries_ready_o,
    input  wire        requests_receive_entries_function_i,
    input  wire [63:0] requests_receive_entries_address_i,
    input  wire [9:0]  requests_receive_entries_bytes_i,
    input  wire [2:0]  requests_receive_entries_kind_i,
    input  wire [19:0] requests_receive_entries_context_i,
    input  wire        requests_receive_descriptors_valid_i,
    output wire        requests_receive_descriptors_ready_o,
    input  wire        requests_receive_descriptors_function_i,
    input  wire [63:0] requests_receive_descriptors_address_i,
    input  wire [9:0]  requests_receive_descriptors_bytes_i,
    input  wire [2:0]  requests_receive_descriptors_kind_i,
    input  wire [44:0] requests_receive_descriptors_context_i,
    input  wire        requests_receive_wishes_valid_i,
    output wire        requests_receive_wishes_ready_o,
    input  wire        requests_receive_wishes_function_i,
    input  wire [63:0] requests_receive_wishes_address_i,
    input  wire [9:0]  requests_receive_wishes_bytes_i,
    input  wire [2:0]  requests_receive_wishes_kind_i,
    input  wire        requests_receive_wishes_context_i,
    input  wire        requests_transmit_index_valid_i,
    output wire        requests_transmit_index_ready_o,
    input  wire        requests_transmit_index_function_i,
    input  wire [63:0] requests_transmit_index_address_i,
    input  wire [9:0]  requests_transmit_index_bytes_i,
    input  wire [2:0]  requests_transmit_index_kind_i,
    input  wire [11:0] requests_transmit_index_context_i,
    input  wire        requests_transmit_entries_valid_i,
    output wire        requests_transmit_entries_ready_o,
    input  wire        requests_transmit_entries_function_i,
    input  wire [63:0] requests_transmit_entries_address_i,
    input  wire [9:0]  requests_transmit_entries_bytes_i,
    input  wire [2:0]  requests_transmit_entries_kind_i,
    input  wire [19:0] requests_transmit_entries_context_i,
    input  wire        requests_transmit_descriptors_valid_i,
    output wire        requests_transmit_descriptors_ready_o,
    input  wire        requests_transmit_descriptors_function_i,
    input  wire [63:0] requests_transmit_descriptors_address_i,
    input  wire [9:0]  requests_transmit_descriptors_bytes_i,
    input  wire [2:0]  requests_transmit_descriptors_kind_i,
    input  wire [44:0] requests_transmit_descriptors_context_i,
    input  wire        requests_transmit_wishes_valid_i,
    output wire        requests_transmit_wishes_ready_o,
    input  wire        requests_transmit_wishes_function_i,
    input  wire [63:0] requests_transmit_wishes_address_i,
    input  wire [9:0]  requests_transmit_wishes_bytes_i,
    input  wire [2:0]  requests_transmit_wishes_kind_i,
    input  wire        requests_transmit_wishes_context_i,
    input  wire        requests_transmit_data_valid_i,
    output wire        requests_transmit_data_ready_o,
    input  wire        requests_transmit_data_function_i,
    input  wire [63:0] requests_transmit_data_address_i,
    input  wire [9:0]  requests_transmit_data_bytes_i,
    input  wire [2:0]  requests_transmit_data_kind_i,
    input  wire [36:0] requests_transmit_data_context_i,
    // reads
    output wire        reads_valid_o,
    input  wire        reads_ready_i,
    output wire        reads_function_o,
    output wire [63:0] reads_address_o,
    output wire [9:0]  reads_bytes_o,
    output wire [2:0]  reads_kind_o,
    output wire [44:0] reads_context_o,
    output wire [3:0]  reads_client_o
);

    wire [8:0]  arbiter_requests;
    wire        arbiter_accept;
    wire [8:0]  arbiter_grants;
    reg         out_valid_q;
    reg         out_read_function_q;
    reg  [63:0] out_read_address_q;
    reg  [9:0]  out_read_bytes_q;
    reg  [2:0]  out_read_kind_q;
    reg  [44:0] out_read_context_q;
    reg  [3:0]  out_read_client_q;

    assign arbiter_requests = {requests_transmit_data_valid_i, requests_transmit_wishes_valid_i, requests_transmit_descriptors_valid_i,
            requests_transmit_entries_valid_i, requests_transmit_index_valid_i,
            requests_receive_wishes_valid_i, requests_receive_descriptors_valid_i,
            requests_receive_entries_valid_i, requests_receive_index_valid_i};

    wire free = ~out_valid_q | reads_ready_i;
    assign arbiter_accept = free;

    assign requests_receive_index_ready_o = free & arbiter_grants[0];
    assign requests_receive_entries_ready_o = free & arbiter_grants[1];
    assign requests_receive_descriptors_ready_o = free & arbiter_grants[2];
    assign requests_receive_wishes_ready_o = free & arbiter_grants[3];
    assign requests_transmit_index_ready_o = free & arbiter_grants[4];
    assign requests_transmit_entries_ready_o = free & arbiter_grants[5];
    assign requests_transmit_descriptors_ready_o = free & arbiter_grants[6];
    assign requests_transmit_wishes_ready_o = free & arbiter_grants[7];
    assign requests_transmit_data_ready_o = free & arbiter_grants[8];

    wire arbiter_grants_or = (arbiter_grants[0] & requests_receive_index_function_i)
            | (arbiter_grants[1] & requests_receive_entries_function_i)
            | ((arbiter_grants[2] & requests_receive_descriptors_function_i) | (arbiter_grants[3] & requests_receive_wishes_function_i))
            | ((arbiter_grants[4] & requests_transmit_index_function_i) | (arbiter_grants[5] & requests_transmit_entries_function_i) | ((arbiter_grants[6] & requests_transmit_descriptors_function_i) | (arbiter_grants[7] & requests_transmit_wishes_function_i)));
    wire [63:0] arbiter_grants_or_2 = ({64{arbiter_grants[0]}} & requests_receive_index_address_i)
            | ({64{arbiter_grants[1]}} & requests_receive_entries_address_i)
            | (({64{arbiter_grants[2]}} & requests_receive_descriptors_address_i) | ({64{arbiter_grants[3]}} & requests_receive_wishes_address_i))
            | (({64{arbiter_grants[4]}} & requests_transmit_index_address_i) | ({64{arbiter_grants[5]}} & requests_transmit_entries_address_i) | (({64{arbiter_grants[6]}} & requests_transmit_descriptors_address_i) | ({64{arbiter_grants[7]}} & requests_transmit_wishes_address_i)));
    wire [9:0] arbiter_grants_or_3 = ({10{arbiter_grants[0]}} & requests_receive_index_bytes_i)
            | ({10{arbiter_grants[1]}} & requests_receive_entries_bytes_i)
            | (({10{arbiter_grants[2]}} & requests_receive_descriptors_bytes_i) | ({10{arbiter_grants[3]}} & requests_receive_wishes_bytes_i))
            | (({10{arbiter_grants[4]}} & requests_transmit_index_bytes_i) | ({10{arbiter_grants[5]}} & requests_transmit_entries_bytes_i) | (({10{arbiter_grants[6]}} & requests_transmit_descriptors_bytes_i) | ({10{arbiter_grants[7]}} & requests_transmit_wishes_bytes_i)));
    wire [2:0] arbiter_grants_or_4 = ({3{arbiter_grants[0]}} & requests_receive_index_kind_i)
            | ({3{arbiter_grants[1]}} & requests_receive_entries_kind_i)
            | (({3{arbiter_grants[2]}} & requests_receive_descriptors_kind_i) | ({3{arbiter_grants[3]}} & requests_receive_wishes_kind_i))
            | (({3{arbiter_grants[4]}} & requests_transmit_index_kind_i) | ({3{arbiter_grants[5]}} & requests_transmit_entries_kind_i) | (({3{arbiter_grants[6]}} & requests_transmit_descriptors_kind_i) | ({3{arbiter_grants[7]}} & requests_transmit_wishes_kind_i)));
    wire [44:0] arbiter_grants_or_5 = ({45{arbiter_grants[0]}} & {33'd0, requests_receive_index_context_i})
            | ({45{arbiter_grants[1]}} & {25'd0, requests_receive_entries_context_i})
            | (({45{arbiter_grants[2]}} & requests_receive_descriptors_context_i) | ({45{arbiter_grants[3]}} & (requests_receive_wishes_context_i ? 45'd1 : 45'd0)));
    wire [44:0] arbiter_grants_or_6 = ({45{arbiter_grants[4]}} & {33'd0, requests_transmit_index_context_i})
            | ({45{arbiter_grants[5]}} & {25'd0, requests_transmit_entries_context_i})
            | (({45{arbiter_grants[6]}} & requests_transmit_descriptors_context_i) | ({45{arbiter_grants[7]}} & (requests_transmit_wishes_context_i ? 45'd1 : 45'd0)));
    always @(posedge clk) begin
        if (free) begin
            out_valid_q <= |arbiter_grants;
            out_read_function_q <= arbiter_grants_or | (arbiter_grants[8] & requests_transmit_data_function_i);
            out_read_address_q <= arbiter_grants_or_2 | ({64{arbiter_grants[8]}} & requests_transmit_data_address_i);
            out_read_bytes_q <= arbiter_grants_or_3 | ({10{arbiter_grants[8]}} & requests_transmit_data_bytes_i);
            out_read_kind_q <= arbiter_grants_or_4 | ({3{arbiter_grants[8]}} & requests_transmit_data_kind_i);
            out_read_context_q <= arbiter_grants_or_5 | arbiter_grants_or_6
                    | ({45{arbiter_grants[8]}} & {8'd0, requests_transmit_data_context_i});
            out_read_client_q <= {arbiter_grants[8], |{arbiter_grants[4], arbiter_grants[5], arbiter_grants[6], arbiter_grants[7]},
                    |{arbiter_grants[2], arbiter_grants[3], arbiter_grants[6], arbiter_grants[7]},
                    |{arbiter_grants[1], arbiter_grants[3], arbiter_grants[5], arbiter_grants[7]}};
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign reads_valid_o = out_valid_q;
    assign reads_function_o = out_read_function_q;
    assign reads_address_o = out_read_address_q;
    assign reads_bytes_o = out_read_bytes_q;
    assign reads_kind_o = out_read_kind_q;
    assign reads_context_o = out_read_context_q;
    assign reads_client_o = out_read_client_q;

    round_robin_arbiter_count9 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (arbiter_accept),
        .grants_o   (arbiter_grants)
    );

endmodule

// Backward register slice (skid buffer): registers ready.
// Parameters: payload = {tag: u5, function: u1, address: u64, bytes: u10, kind: u3, client: u4}
module backward_slice (
    input  wire        clk,
    input  wire        rst,
    // up
    input  wire        up_valid_i,
    output wire        up_ready_o,
    input  wire [4:0]  up_tag_i,
    input  wire        up_function_i,
    input  wire [63:0] up_address_i,
    input  wire [9:0]  up_bytes_i,
    input  wire [2:0]  up_kind_i,
    input  wire [3:0]  up_client_i,
    // down
    output wire        down_valid_o,
    input  wire        down_ready_i,
    output wire [4:0]  down_tag_o,
    output wire        down_function_o,
    output wire [63:0] down_address_o,
    output wire [9:0]  down_bytes_o,
    output wire [2:0]  down_kind_o,
    output wire [3:0]  down_client_o
);

    reg         full_q;
    reg  [4:0]  hold_tag_q;
    reg         hold_function_q;
    reg  [63:0] hold_address_q;
    reg  [9:0]  hold_bytes_q;
    reg  [2:0]  hold_kind_q;
    reg  [3:0]  hold_client_q;

    assign up_ready_o = ~full_q;
    assign down_valid_o = up_valid_i | full_q;
    assign down_tag_o = full_q ? hold_tag_q : up_tag_i;
    assign down_function_o = full_q ? hold_function_q : up_function_i;
    assign down_address_o = full_q ? hold_address_q : up_address_i;
    assign down_bytes_o = full_q ? hold_bytes_q : up_bytes_i;
    assign down_kind_o = full_q ? hold_kind_q : up_kind_i;
    assign down_client_o = full_q ? hold_client_q : up_client_i;

    always @(posedge clk) begin
        if (up_valid_i & up_ready_o & ~down_ready_i) begin
            full_q <= 1'd1;
            hold_tag_q <= up_tag_i;
            hold_function_q <= up_function_i;
            hold_address_q <= up_address_i;
            hold_bytes_q <= up_bytes_i;
            hold_kind_q <= up_kind_i;
            hold_client_q <= up_client_i;
        end else if (down_ready_i) begin
            full_q <= 1'd0;
        end
        if (rst) begin
            full_q <= 1'd0;
        end
    end

endmodule

// Read judge: no read outside the window of its function leaves; the others are refused.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module read_judge (
    input  wire        clk,
    input  wire        rst,
    // lookup
    output wire        lookup_function_o,
    input  wire [63:0] lookup_window_base_i,
    input  wire [63:0] lookup_window_last_i,
    // reads
    input  wire        reads_valid_i,
    output wire        reads_ready_o,
    input  wire [4:0]  reads_tag_i,
    input  wire        reads_function_i,
    input  wire [63:0] reads_address_i,
    input  wire [9:0]  reads_bytes_i,
    input  wire [2:0]  reads_kind_i,
    input  wire [3:0]  reads_client_i,
    // address
    output wire [7:0]  address_arid_o,
    output wire [63:0] address_araddr_o,
    output wire [7:0]  address_arlen_o,
    output wire [2:0]  address_arsize_o,
    output wire [1:0]  address_arburst_o,
    output wire [7:0]  address_aruser_o,
    output wire        address_arvalid_o,
    input  wire        address_arready_i,
    // expected
    output wire        expected_valid_o,
    output wire [4:0]  expected_tag_o,
    output wire [4:0]  expected_beats_o,
    output wire [3:0]  expected_client_o,
    // issued
    output wire        issued_valid_o,
    output wire        issued_function_o,
    output wire [2:0]  issued_kind_o,
    output wire [7:0]  issued_beats_o,
    // refused
    output wire        refused_valid_o,
    input  wire        refused_ready_i,
    output wire [4:0]  refused_tag_o,
    output wire [4:0]  refused_beats_o,
    output wire [3:0]  refused_client_o,
    output wire [1:0]  refused_fault_o,
    output wire        refused_lost_o,
    // refusal
    output wire        refusal_valid_o,
    output wire        refusal_function_o
);

    reg         asked_valid_q;
    reg  [4:0]  asked_read_tag_q;
    reg         asked_read_function_q;
    reg  [63:0] asked_read_address_q;
    reg  [9:0]  asked_read_bytes_q;
    reg  [2:0]  asked_read_kind_q;
    reg  [3:0]  asked_read_client_q;
    reg  [63:0] asked_base_q;
    reg  [63:0] asked_last_q;
    reg         placed_valid_q;
    reg  [4:0]  placed_read_tag_q;
    reg         placed_read_function_q;
    reg  [63:0] placed_read_address_q;
    reg  [2:0]  placed_read_kind_q;
    reg  [3:0]  placed_read_client_q;
    reg  [4:0]  placed_read_beats_q;
    reg  [63:0] placed_base_q;
    reg  [63:0] placed_last_q;
    reg  [63:0] placed_last_byte_q;
    reg         placed_fits_q;
    reg         judged_valid_q;
    reg  [4:0]  judged_read_tag_q;
    reg         judged_read_function_q;
    reg  [63:0] judged_read_address_q;
    reg  [2:0]  judged_read_kind_q;
    reg  [3:0]  judged_read_client_q;
    reg  [4:0]  judged_read_beats_q;
    reg         judged_good_q;
    reg         out_valid_q;
    reg  [4:0]  out_read_tag_q;
    reg         out_read_function_q;
    reg  [63:0] out_read_address_q;
    reg  [2:0]  out_read_kind_q;
    reg  [3:0]  out_read_client_q;
    reg  [4:0]  out_read_beats_q;
    reg         turned_valid_q;
    reg  [4:0]  turned_read_tag_q;
    reg  [4:0]  turned_read_beats_q;
    reg  [3:0]  turned_read_client_q;
    reg  [1:0]  turned_read_fault_q;
    reg         turned_read_lost_q;
    wire        address_free;
    wire        refused_free;
    wire        passes;
    wire        turns;
    wire        judged_moves;
    wire        placed_moves;
    wire        asked_moves;
    wire [7:0]  beats;

    assign address_free = ~out_valid_q | address_arready_i;
    assign refused_free = ~turned_valid_q | refused_ready_i;
    assign passes = judged_valid_q & judged_good_q & address_free;
    assign turns = judged_valid_q & ~judged_good_q & refused_free;
    assign judged_moves = ~judged_valid_q | passes | turns;
    assign placed_moves = ~placed_valid_q | judged_moves;
    assign asked_moves = ~asked_valid_q | placed_moves;
    assign reads_ready_o = asked_moves;
    assign lookup_function_o = reads_function_i;

    wire [12:0] last_place = {1'd0, asked_read_address_q[11:0]} + {1'd0, 2'd0, asked_read_bytes_q - 10'd1};
    wire [7:0] last_beat = last_place[11:4];
    always @(posedge clk) begin
        if (asked_moves) begin
            asked_valid_q <= reads_valid_i;
            asked_read_tag_q <= reads_tag_i;
            asked_read_function_q <= reads_function_i;
            asked_read_address_q <= reads_address_i;
            asked_read_bytes_q <= reads_bytes_i;
            asked_read_kind_q <= reads_kind_i;
            asked_read_client_q <= reads_client_i;
            asked_base_q <= lookup_window_base_i;
            asked_last_q <= lookup_window_last_i;
        end
        if (placed_moves) begin
            placed_valid_q <= asked_valid_q;
            placed_read_tag_q <= asked_read_tag_q;
            placed_read_function_q <= asked_read_function_q;
            placed_read_address_q <= {asked_read_address_q[63:12], asked_read_address_q[11:4], 4'd0};
            placed_read_kind_q <= asked_read_kind_q;
            placed_read_client_q <= asked_read_client_q;
            placed_read_beats_q <= beats[4:0];
            placed_base_q <= asked_base_q;
            placed_last_q <= asked_last_q;
            placed_last_byte_q <= {asked_read_address_q[63:12], last_beat, 4'd15};
            placed_fits_q <= (beats < 8'd32) & ~last_place[12] & (asked_read_bytes_q != 10'd0);
        end
        if (judged_moves) begin
            judged_valid_q <= placed_valid_q;
            judged_read_tag_q <= placed_read_tag_q;
            judged_read_function_q <= placed_read_function_q;
            judged_read_address_q <= placed_read_address_q;
            judged_read_kind_q <= placed_read_kind_q;
            judged_read_client_q <= placed_read_client_q;
            judged_read_beats_q <= placed_read_beats_q;
            judged_good_q <= placed_fits_q & ((placed_base_q <= placed_read_address_q) & (placed_last_byte_q <= placed_last_q));
        end
        if (address_arready_i) begin
            out_valid_q <= 1'd0;
        end
        if (passes) begin
            out_valid_q <= 1'd1;
            out_read_tag_q <= judged_read_tag_q;
            out_read_function_q <= judged_read_function_q;
            out_read_address_q <= judged_read_address_q;
            out_read_kind_q <= judged_read_kind_q;
            out_read_client_q <= judged_read_client_q;
            out_read_beats_q <= judged_read_beats_q;
        end
        if (rst) begin
            asked_valid_q <= 1'd0;
            placed_valid_q <= 1'd0;
            judged_valid_q <= 1'd0;
            out_valid_q <= 1'd0;
        end
    end

    assign beats = last_beat - asked_read_address_q[11:4];
    assign address_arvalid_o = out_valid_q;
    assign address_arid_o = {3'd0, out_read_tag_q};
    assign address_araddr_o = out_read_address_q;
    assign address_arlen_o = {3'd0, out_read_beats_q};
    assign address_arsize_o = 3'd4;
    assign address_arburst_o = 2'd1;
    assign address_aruser_o = {7'd0, out_read_function_q};
    assign expected_valid_o = out_valid_q & address_arready_i;
    assign expected_tag_o = out_read_tag_q;
    assign expected_beats_o = out_read_beats_q;
    assign expected_client_o = out_read_client_q;
    assign issued_valid_o = out_valid_q & address_arready_i;
    assign issued_function_o = out_read_function_q;
    assign issued_kind_o = out_read_kind_q;
    assign issued_beats_o = {3'd0, out_read_beats_q};

    always @(posedge clk) begin
        if (refused_ready_i) begin
            turned_valid_q <= 1'd0;
        end
        if (turns) begin
            turned_valid_q <= 1'd1;
            turned_read_tag_q <= judged_read_tag_q;
            turned_read_beats_q <= 5'd0;
            turned_read_client_q <= judged_read_client_q;
            turned_read_fault_q <= 2'd2;
            turned_read_lost_q <= 1'd0;
        end
        if (rst) begin
            turned_valid_q <= 1'd0;
        end
    end

    assign refused_valid_o = turned_valid_q;
    assign refused_tag_o = turned_read_tag_q;
    assign refused_beats_o = turned_read_beats_q;
    assign refused_client_o = turned_read_client_q;
    assign refused_fault_o = turned_read_fault_q;
    assign refused_lost_o = turned_read_lost_q;
    assign refusal_valid_o = turns;
    assign refusal_function_o = judged_read_function_q;

    wire unused = &{1'b0, last_place[3:0]};

endmodule

// FIFO in LUT RAM and a register: one word a clock, latency two clocks.
// Parameters: payload = u5, depth = 32, kind = registered
module block_fifo_payload5 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [4:0] up_payload_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [4:0] down_payload_o,
    output wire [5:0] count_o
);

    reg  [4:0] head_q;
    reg  [4:0] tail_q;
    reg  [5:0] held_q;
    reg        loaded_q;
    wire       load;
    reg  [4:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 5'd1;
        end
        if (load) begin
            head_q <= head_q + 5'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{5{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 5'd0;
            head_q <= 5'd0;
            held_q <= 6'd0;
        end
    end

    assign load = (held_q != 6'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_payload_o = words_rdata_q;

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "distributed", no_rw_check = 1 *)
    reg [4:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_payload_i;
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Tag grant: a tag for each read, with a reserve and a limit for each function.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module tag_grant (
    input  wire        clk,
    input  wire        rst,
    // reads
    input  wire        reads_valid_i,
    output wire        reads_ready_o,
    input  wire        reads_function_i,
    input  wire [63:0] reads_address_i,
    input  wire [9:0]  reads_bytes_i,
    input  wire [2:0]  reads_kind_i,
    input  wire [44:0] reads_context_i,
    input  wire [3:0]  reads_client_i,
    // again
    input  wire        again_valid_i,
    output wire        again_ready_o,
    input  wire        again_function_i,
    input  wire [63:0] again_address_i,
    input  wire [9:0]  again_bytes_i,
    input  wire [2:0]  again_kind_i,
    input  wire [44:0] again_context_i,
    input  wire [3:0]  again_client_i,
    // held
    output wire        held_valid_o,
    output wire        held_function_o,
    output wire [63:0] held_address_o,
    output wire [9:0]  held_bytes_o,
    output wire [2:0]  held_kind_o,
    output wire [44:0] held_context_o,
    output wire [3:0]  held_client_o,
    // settled
    output wire        settled_valid_o,
    output wire        settled_granted_o,
    // tagged
    output wire        tagged_valid_o,
    input  wire        tagged_ready_i,
    output wire [4:0]  tagged_tag_o,
    output wire        tagged_function_o,
    output wire [63:0] tagged_address_o,
    output wire [9:0]  tagged_bytes_o,
    output wire [2:0]  tagged_kind_o,
    output wire [3:0]  tagged_client_o,
    // contexts
    output wire        contexts_valid_o,
    output wire [4:0]  contexts_tag_o,
    output wire [44:0] contexts_context_o,
    output wire        contexts_function_o,
    output wire        contexts_shared_o,
    // freed
    input  wire        freed_valid_i,
    input  wire [4:0]  freed_tag_i,
    input  wire        freed_function_i,
    input  wire        freed_shared_i
);

    reg  [5:0]  shared_left_q;
    wire        grants_valid;
    wire        grants_function;
    wire        grants_shared;
    reg         sweep_active_q;
    reg  [4:0]  sweep_index_q;
    wire [9:0]  given_rdata;
    wire [9:0]  back_rdata;
    wire        free_up_valid;
    wire        free_up_ready;
    wire [4:0]  free_up_payload;
    wire        free_down_valid;
    wire [4:0]  free_down_payload;
    wire [5:0]  free_count;
    wire        leaves;
    reg         asked_valid_q;
    reg         asked_waited_q;
    reg         asked_read_function_q;
    reg  [63:0] asked_read_address_q;
    reg  [9:0]  asked_read_bytes_q;
    reg  [2:0]  asked_read_kind_q;
    reg  [44:0] asked_read_context_q;
    reg  [3:0]  asked_read_client_q;
    reg  [4:0]  asked_given_own_q;
    reg  [4:0]  asked_given_shared_q;
    reg  [4:0]  asked_back_own_q;
    reg  [4:0]  asked_back_shared_q;
    reg  [1:0]  asked_ahead_q;
    reg         counted_valid_q;
    reg         counted_waited_q;
    reg         counted_read_function_q;
    reg  [63:0] counted_read_address_q;
    reg  [9:0]  counted_read_bytes_q;
    reg  [2:0]  counted_read_kind_q;
    reg  [44:0] counted_read_context_q;
    reg  [3:0]  counted_read_client_q;
    reg  [4:0]  counted_own_q;
    reg  [4:0]  counted_shared_q;
    reg  [1:0]  counted_ahead_q;
    reg         compared_valid_q;
    reg         compared_waited_q;
    reg         compared_read_function_q;
    reg  [63:0] compared_read_address_q;
    reg  [9:0]  compared_read_bytes_q;
    reg  [2:0]  compared_read_kind_q;
    reg  [44:0] compared_read_context_q;
    reg  [3:0]  compared_read_client_q;
    reg         compared_own_left_q;
    reg         compared_shared_may_q;
    wire        counted_moves;
    wire        asked_moves;
    wire        takes;
    wire [9:0]  given_rdata1;
    wire [9:0]  back_rdata1;
    wire        shared_ok;
    wire        may;
    reg         out_valid_q;
    reg  [4:0]  out_read_tag_q;
    reg         out_read_function_q;
    reg  [63:0] out_read_address_q;
    reg  [9:0]  out_read_bytes_q;
    reg  [2:0]  out_read_kind_q;
    reg  [3:0]  out_read_client_q;
    wire        grant;
    wire        hold;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 5'd1;
            if (sweep_index_q == 5'd31) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 5'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign free_up_valid = sweep_active_q | freed_valid_i;
    assign free_up_payload = sweep_active_q ? sweep_index_q : freed_tag_i;
    assign counted_moves = ~counted_valid_q | leaves;
    assign asked_moves = ~asked_valid_q | counted_moves;
    assign takes = asked_moves & ~sweep_active_q;
    assign again_ready_o = takes;
    assign reads_ready_o = takes & ~again_valid_i;

    wire again_function_choice = again_valid_i ? again_function_i : reads_function_i;
    always @(posedge clk) begin
        if (asked_moves) begin
            asked_valid_q <= takes & (again_valid_i | reads_valid_i);
            asked_waited_q <= again_valid_i;
            asked_read_function_q <= again_function_choice;
            asked_read_address_q <= again_valid_i ? again_address_i : reads_address_i;
            asked_read_bytes_q <= again_valid_i ? again_bytes_i : reads_bytes_i;
            asked_read_kind_q <= again_valid_i ? again_kind_i : reads_kind_i;
            asked_read_context_q <= again_valid_i ? again_context_i : reads_context_i;
            asked_read_client_q <= again_valid_i ? again_client_i : reads_client_i;
            asked_given_own_q <= given_rdata1[4:0];
            asked_given_shared_q <= given_rdata1[9:5];
            asked_back_own_q <= back_rdata1[4:0];
            asked_back_shared_q <= back_rdata1[9:5];
            asked_ahead_q <= {1'd0, compared_valid_q & (compared_read_function_q == again_function_choice)}
                    + {1'd0, counted_valid_q & (counted_read_function_q == again_function_choice)}
                    + {1'd0, asked_valid_q & (asked_read_function_q == again_function_choice)};
        end
        if (counted_moves) begin
            counted_valid_q <= asked_valid_q;
            counted_waited_q <= asked_waited_q;
            counted_read_function_q <= asked_read_function_q;
            counted_read_address_q <= asked_read_address_q;
            counted_read_bytes_q <= asked_read_bytes_q;
            counted_read_kind_q <= asked_read_kind_q;
            counted_read_context_q <= asked_read_context_q;
            counted_read_client_q <= asked_read_client_q;
            counted_own_q <= asked_given_own_q - asked_back_own_q;
            counted_shared_q <= asked_given_shared_q - asked_back_shared_q;
            counted_ahead_q <= asked_ahead_q;
        end
        if (leaves) begin
            compared_valid_q <= counted_valid_q;
            compared_waited_q <= counted_waited_q;
            compared_read_function_q <= counted_read_function_q;
            compared_read_address_q <= counted_read_address_q;
            compared_read_bytes_q <= counted_read_bytes_q;
            compared_read_kind_q <= counted_read_kind_q;
            compared_read_context_q <= counted_read_context_q;
            compared_read_client_q <= counted_read_client_q;
            compared_own_left_q <= ({1'd0, counted_own_q} + {4'd0, counted_ahead_q}) < 6'd8;
            compared_shared_may_q <= 1'd0;
        end
        if (rst) begin
            asked_valid_q <= 1'd0;
            counted_valid_q <= 1'd0;
            compared_valid_q <= 1'd0;
        end
    end

    assign shared_ok = compared_shared_may_q & (shared_left_q != 6'd0);
    assign may = compared_own_left_q | shared_ok;
    assign grant = compared_valid_q & may & free_down_valid & (~out_valid_q | tagged_ready_i);
    assign hold = compared_valid_q & ~may;
    assign leaves = ~compared_valid_q | grant | hold;
    assign grants_valid = grant;
    assign grants_function = compared_read_function_q;
    assign grants_shared = ~compared_own_left_q;

    wire grant_and = grant & ~compared_own_left_q;
    always @(posedge clk) begin
        if ((freed_valid_i & freed_shared_i) ^ grant_and) begin
            shared_left_q <= shared_left_q + {{5{grant_and}}, 1'd1};
        end
        if (rst) begin
            shared_left_q <= 6'd16;
        end
    end

    always @(posedge clk) begin
        if (tagged_ready_i) begin
            out_valid_q <= 1'd0;
        end
        if (grant) begin
            out_valid_q <= 1'd1;
            out_read_tag_q <= free_down_payload;
            out_read_function_q <= compared_read_function_q;
            out_read_address_q <= compared_read_address_q;
            out_read_bytes_q <= compared_read_bytes_q;
            out_read_kind_q <= compared_read_kind_q;
            out_read_client_q <= compared_read_client_q;
        end
        if (rst) begin
            out_valid_q <= 1'd0;
        end
    end

    assign tagged_valid_o = out_valid_q;
    assign tagged_tag_o = out_read_tag_q;
    assign tagged_function_o = out_read_function_q;
    assign tagged_address_o = out_read_address_q;
    assign tagged_bytes_o = out_read_bytes_q;
    assign tagged_kind_o = out_read_kind_q;
    assign tagged_client_o = out_read_client_q;
    assign contexts_valid_o = grant;
    assign contexts_tag_o = free_down_payload;
    assign contexts_context_o = compared_read_context_q;
    assign contexts_function_o = compared_read_function_q;
    assign contexts_shared_o = ~compared_own_left_q;
    assign held_valid_o = hold;
    assign held_function_o = compared_read_function_q;
    assign held_address_o = compared_read_address_q;
    assign held_bytes_o = compared_read_bytes_q;
    assign held_kind_o = compared_read_kind_q;
    assign held_context_o = compared_read_context_q;
    assign held_client_o = compared_read_client_q;
    assign settled_valid_o = compared_waited_q & (grant | hold);
    assign settled_granted_o = grant;

    (* ram_style = "distributed" *)
    reg [9:0] given [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | grants_valid) begin
            given[sweep_active_q ? sweep_index_q[0] : grants_function] <= {sweep_active_q ? 5'd0 : (given_rdata[9:5] + {4'd0, grants_shared}),
                    sweep_active_q ? 5'd0 : (given_rdata[4:0] + {4'd0, ~grants_shared})};
        end
    end
    assign given_rdata = given[grants_function];
    assign given_rdata1 = given[again_function_choice];

    (* ram_style = "distributed" *)
    reg [9:0] back [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | freed_valid_i) begin
            back[sweep_active_q ? sweep_index_q[0] : freed_function_i] <= {sweep_active_q ? 5'd0 : (back_rdata[9:5] + {4'd0, freed_shared_i}),
                    sweep_active_q ? 5'd0 : (back_rdata[4:0] + {4'd0, ~freed_shared_i})};
        end
    end
    assign back_rdata = back[freed_function_i];
    assign back_rdata1 = back[again_function_choice];

    block_fifo_payload5 free (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (free_up_valid),
        .up_ready_o     (free_up_ready),
        .up_payload_i   (free_up_payload),
        .down_valid_o   (free_down_valid),
        .down_ready_i   (grant),
        .down_payload_o (free_down_payload),
        .count_o        (free_count)
    );

    wire unused = &{1'b0, free_up_ready, free_count, counted_shared_q};

endmodule

// Waiting reads: one ring a function, tried in turn; says which functions may begin new reads.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module waiting_reads (
    input  wire        clk,
    input  wire        rst,
    // held
    input  wire        held_valid_i,
    input  wire        held_function_i,
    input  wire [63:0] held_address_i,
    input  wire [9:0]  held_bytes_i,
    input  wire [2:0]  held_kind_i,
    input  wire [44:0] held_context_i,
    input  wire [3:0]  held_client_i,
    // again
    output wire        again_valid_o,
    input  wire        again_ready_i,
    output wire        again_function_o,
    output wire [63:0] again_address_o,
    output wire [9:0]  again_bytes_o,
    output wire [2:0]  again_kind_o,
    output wire [44:0] again_context_o,
    output wire [3:0]  again_client_o,
    // settled
    input  wire        settled_valid_i,
    input  wire        settled_granted_i,
    // freed
    input  wire        freed_valid_i,
    input  wire        freed_function_i,
    output wire [1:0]  allowed_o
);

    localparam [2:0] STATE_LOOK   = 3'd0;
    localparam [2:0] STATE_CHOOSE = 3'd1;
    localparam [2:0] STATE_FETCH  = 3'd2;
    localparam [2:0] STATE_ARRIVE = 3'd3;
    localparam [2:0] STATE_OFFER  = 3'd4;
    localparam [2:0] STATE_WAIT   = 3'd5;
    localparam [2:0] STATE_CHECK  = 3'd6;

    reg          sweep_active_q;
    reg          sweep_index_q;
    reg  [1:0]   free_q;
    reg  [1:0]   worth_q;
    reg          turn_q;
    reg          tries_q;
    wire [5:0]   tails_rdata;
    wire [5:0]   heads_rdata;
    reg  [2:0]   state_q;
    wire         takes;
    reg  [126:0] reads_rdata_q;
    reg  [126:0] reads_rdata_out_q;
    wire [5:0]   tails_rdata1;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 1'd1;
            if (sweep_index_q == 1'd1) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 1'd0;
            sweep_active_q <= 1'd1;
        end
    end

    wire [1:0] worth_and = worth_q & ~free_q;
    always @(posedge clk) begin
        tries_q <= worth_and[turn_q] & ~sweep_active_q;
        case (state_q)
            STATE_LOOK: begin
                state_q <= STATE_CHOOSE;
            end
            STATE_CHOOSE: begin
                if (tries_q) begin
                    state_q <= STATE_FETCH;
                end else begin
                    turn_q <= (turn_q == 1'd1) ? 1'd0 : (turn_q + 1'd1);
                    state_q <= STATE_LOOK;
                end
            end
            STATE_FETCH: begin
                state_q <= STATE_ARRIVE;
            end
            STATE_ARRIVE: begin
                state_q <= STATE_OFFER;
            end
            STATE_OFFER: begin
                if (again_ready_i) begin
                    state_q <= STATE_WAIT;
                end
            end
            STATE_WAIT: begin
                if (settled_valid_i) begin
                    if (settled_granted_i) begin
                        state_q <= STATE_CHECK;
                    end else begin
                        turn_q <= (turn_q == 1'd1) ? 1'd0 : (turn_q + 1'd1);
                        state_q <= STATE_LOOK;
                    end
                end
            end
            default: begin  // STATE_CHECK
                state_q <= STATE_LOOK;
            end
        endcase
        if (takes) begin
            case (turn_q)
                1'd0: worth_q[0] <= 1'd0;
                1'd1: worth_q[1] <= 1'd0;
            endcase
        end
        if (freed_valid_i) begin
            case (freed_function_i)
                1'd0: worth_q[0] <= 1'd1;
                1'd1: worth_q[1] <= 1'd1;
            endcase
        end
        if ((state_q == STATE_CHECK) & (tails_rdata1 == heads_rdata)) begin
            case (turn_q)
                1'd0: free_q[0] <= 1'd1;
                1'd1: free_q[1] <= 1'd1;
            endcase
        end
        if (held_valid_i) begin
            case (held_function_i)
                1'd0: free_q[0] <= 1'd0;
                1'd1: free_q[1] <= 1'd0;
            endcase
        end
        if (rst) begin
            state_q <= 3'd0;
            turn_q <= 1'd0;
            worth_q <= 2'd0;
            free_q <= 2'd3;
        end
    end

    assign takes = state_q == STATE_FETCH;

    always @(posedge clk) begin
        reads_rdata_out_q <= reads_rdata_q;
    end

    assign again_valid_o = state_q == STATE_OFFER;
    assign again_function_o = reads_rdata_out_q[0];
    assign again_address_o = reads_rdata_out_q[64:1];
    assign again_bytes_o = reads_rdata_out_q[74:65];
    assign again_kind_o = reads_rdata_out_q[77:75];
    assign again_context_o = reads_rdata_out_q[122:78];
    assign again_client_o = reads_rdata_out_q[126:123];
    assign allowed_o = free_q;

    (* ram_style = "block" *)
    reg [126:0] reads [0:127];
    always @(posedge clk) begin
        if (held_valid_i) begin
            reads[{held_function_i, tails_rdata}] <= {held_client_i, held_context_i, held_kind_i, held_bytes_i, held_address_i, held_function_i};
        end
        if (takes) begin
            reads_rdata_q <= reads[{turn_q, heads_rdata}];
        end
    end

    (* ram_style = "distributed" *)
    reg [5:0] heads [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | takes) begin
            heads[sweep_active_q ? sweep_index_q : turn_q] <= sweep_active_q ? 6'd0 : (heads_rdata + 6'd1);
        end
    end
    assign heads_rdata = heads[turn_q];

    (* ram_style = "distributed" *)
    reg [5:0] tails [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | held_valid_i) begin
            tails[sweep_active_q ? sweep_index_q : held_function_i] <= sweep_active_q ? 6'd0 : (tails_rdata + 6'd1);
        end
    end
    assign tails_rdata = tails[held_function_i];
    assign tails_rdata1 = tails[turn_q];

endmodule

// Read collector: beats of all reads into the slots of their tags, in any order of ids.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module read_collector (
    input  wire         clk,
    input  wire         rst,
    // expected
    input  wire         expected_valid_i,
    input  wire [4:0]   expected_tag_i,
    input  wire [4:0]   expected_beats_i,
    input  wire [3:0]   expected_client_i,
    // read
    input  wire [7:0]   read_rid_i,
    input  wire [127:0] read_rdata_i,
    input  wire [1:0]   read_rresp_i,
    input  wire         read_rlast_i,
    input  wire         read_rvalid_i,
    output wire         read_rready_o,
    // ended
    output wire         ended_valid_o,
    output wire [4:0]   ended_tag_o,
    output wire [4:0]   ended_beats_o,
    output wire [3:0]   ended_client_o,
    output wire [1:0]   ended_fault_o,
    output wire         ended_lost_o,
    // stored
    output wire         stored_valid_o,
    output wire [4:0]   stored_tag_o,
    output wire [4:0]   stored_beat_o,
    output wire [127:0] stored_data_o,
    // stray
    output wire         stray_beat_o,
    output wire         stray_last_o,
    output wire         broken_o
);

    reg          sweep_active_q;
    reg  [4:0]   sweep_index_q;
    wire         begun_rdata;
    reg          taken_valid_q;
    reg          taken_foreign_q;
    reg  [4:0]   taken_tag_q;
    reg  [127:0] taken_data_q;
    reg          taken_error_q;
    reg          taken_last_q;
    reg          found_valid_q;
    reg          found_foreign_q;
    reg  [4:0]   found_tag_q;
    reg  [127:0] found_data_q;
    reg          found_error_q;
    reg          found_last_q;
    reg  [4:0]   found_wanted_q;
    reg  [3:0]   found_client_q;
    reg          found_begun_q;
    reg  [4:0]   found_progress_beat_q;
    reg          found_progress_failed_q;
    reg          found_progress_done_q;
    wire         counts;
    wire         under_way;
    wire         full;
    wire         ends;
    wire         untimely;
    wire         same;
    wire [8:0]   wanted_rdata;
    wire         begun_rdata1;
    wire [6:0]   progress_rdata;
    wire         strays;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 5'd1;
            if (sweep_index_q == 5'd31) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 5'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign read_rready_o = 1'd1;
    assign counts = ({5'd0, read_rid_i[7:5]} == 8'd0) & ~sweep_active_q;

    wire [4:0] found_progress_beat_choice = ends ? 5'd0 : (found_progress_beat_q + 5'd1);
    wire ends_and = ~ends & (found_progress_failed_q | found_error_q);
    wire found_begun_choice = ends ? found_begun_q : found_progress_done_q;
    always @(posedge clk) begin
        taken_valid_q <= read_rvalid_i & counts;
        taken_foreign_q <= read_rvalid_i & ~counts;
        taken_tag_q <= read_rid_i[4:0];
        taken_data_q <= read_rdata_i;
        taken_error_q <= read_rresp_i[1];
        taken_last_q <= read_rlast_i;
        found_valid_q <= taken_valid_q;
        found_foreign_q <= taken_foreign_q;
        found_tag_q <= taken_tag_q;
        found_data_q <= taken_data_q;
        found_error_q <= taken_error_q;
        found_last_q <= taken_last_q;
        found_wanted_q <= wanted_rdata[4:0];
        found_client_q <= wanted_rdata[8:5];
        found_begun_q <= begun_rdata1;
        found_progress_beat_q <= same ? found_progress_beat_choice : progress_rdata[4:0];
        found_progress_failed_q <= same ? ends_and : progress_rdata[5];
        found_progress_done_q <= same ? found_begun_choice : progress_rdata[6];
        if (rst) begin
            taken_valid_q <= 1'd0;
            taken_foreign_q <= 1'd0;
            found_valid_q <= 1'd0;
            found_foreign_q <= 1'd0;
        end
    end

    assign under_way = found_valid_q & (found_begun_q != found_progress_done_q);
    assign full = found_progress_beat_q == found_wanted_q;
    assign ends = full | found_last_q;
    assign untimely = full != found_last_q;
    assign same = under_way & (found_tag_q == taken_tag_q);
    assign stored_valid_o = under_way;
    assign stored_tag_o = found_tag_q;
    assign stored_beat_o = found_progress_beat_q;
    assign stored_data_o = found_data_q;
    assign ended_valid_o = under_way & ends;
    assign ended_tag_o = found_tag_q;
    assign ended_beats_o = found_wanted_q;
    assign ended_client_o = found_client_q;
    assign ended_fault_o = (found_progress_failed_q | found_error_q | untimely) ? 2'd1 : 2'd0;
    assign ended_lost_o = untimely;
    assign strays = found_foreign_q | (found_valid_q & ~under_way);
    assign stray_beat_o = strays;
    assign stray_last_o = strays & found_last_q;
    assign broken_o = under_way & ends & untimely;

    (* ram_style = "distributed" *)
    reg [8:0] wanted [0:31];
    always @(posedge clk) begin
        if (expected_valid_i) begin
            wanted[expected_tag_i] <= {expected_client_i, expected_beats_i};
        end
    end
    assign wanted_rdata = wanted[taken_tag_q];

    (* ram_style = "distributed" *)
    reg begun [0:31];
    always @(posedge clk) begin
        if (sweep_active_q | expected_valid_i) begin
            begun[sweep_active_q ? sweep_index_q : expected_tag_i] <= sweep_active_q ? 1'd0 : ~begun_rdata;
        end
    end
    assign begun_rdata = begun[expected_tag_i];
    assign begun_rdata1 = begun[taken_tag_q];

    (* ram_style = "distributed" *)
    reg [6:0] progress [0:31];
    always @(posedge clk) begin
        if (sweep_active_q | under_way) begin
            progress[sweep_active_q ? sweep_index_q : found_tag_q] <= {~sweep_active_q & found_begun_choice, ~sweep_active_q & ends_and,
                    sweep_active_q ? 5'd0 : found_progress_beat_choice};
        end
    end
    assign progress_rdata = progress[taken_tag_q];

    wire unused = &{1'b0, read_rresp_i[0]};

endmodule

// Read slots: the beats of each tag until its whole answer has come.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module read_slots (
    input  wire         clk,
    // stored
    input  wire         stored_valid_i,
    input  wire [4:0]   stored_tag_i,
    input  wire [4:0]   stored_beat_i,
    input  wire [127:0] stored_data_i,
    // lookup
    input  wire [4:0]   lookup_tag_i,
    input  wire [4:0]   lookup_beat_i,
    output wire [127:0] lookup_data_o
);

    reg  [127:0] beats_rdata_q;
    reg  [127:0] beats_rdata_out_q;

    always @(posedge clk) begin
        beats_rdata_out_q <= beats_rdata_q;
    end

    assign lookup_data_o = beats_rdata_out_q;

    (* ram_style = "block" *)
    reg [127:0] beats [0:1023];
    always @(posedge clk) begin
        if (stored_valid_i) begin
            beats[{stored_tag_i, stored_beat_i}] <= stored_data_i;
        end
        beats_rdata_q <= beats[{lookup_tag_i, lookup_beat_i}];
    end

endmodule

// FIFO in LUT RAM and a register: one word a clock, latency two clocks.
// Parameters: payload = {tag: u5, beats: u5, fault: u2, lost: u1}, depth = 32, kind = registered
module block_fifo_payload13 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [4:0] up_tag_i,
    input  wire [4:0] up_beats_i,
    input  wire [1:0] up_fault_i,
    input  wire       up_lost_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [4:0] down_tag_o,
    output wire [4:0] down_beats_o,
    output wire [1:0] down_fault_o,
    output wire       down_lost_o,
    output wire [5:0] count_o
);

    reg  [4:0]  head_q;
    reg  [4:0]  tail_q;
    reg  [5:0]  held_q;
    reg         loaded_q;
    wire        load;
    reg  [12:0] words_rdata_q;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];

    wire up_fire = up_valid_i & up_ready_o;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 5'd1;
        end
        if (load) begin
            head_q <= head_q + 5'd1;
        end
        if (up_fire ^ load) begin
            held_q <= held_q + {{5{load}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 5'd0;
            head_q <= 5'd0;
            held_q <= 6'd0;
        end
    end

    assign load = (held_q != 6'd0) & (~loaded_q | down_ready_i);
    assign down_valid_o = loaded_q;
    assign down_tag_o = words_rdata_q[4:0];
    assign down_beats_o = words_rdata_q[9:5];
    assign down_fault_o = words_rdata_q[11:10];
    assign down_lost_o = words_rdata_q[12];

    always @(posedge clk) begin
        loaded_q <= load ? 1'd1 : (loaded_q & ~down_ready_i);
        if (rst) begin
            loaded_q <= 1'd0;
        end
    end

    (* ram_style = "distributed", no_rw_check = 1 *)
    reg [12:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_lost_i, up_fault_i, up_beats_i, up_tag_i};
        end
        if (load) begin
            words_rdata_q <= words[head_q];
        end
    end

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u128, last: u1, context: u12, fault: u2}
module forward_slice_payload143 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    input  wire [11:0]  up_context_i,
    input  wire [1:0]   up_fault_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire [11:0]  down_context_o,
    output wire [1:0]   down_fault_o
);

    reg          valid_q;
    reg  [127:0] payload_data_q;
    reg          payload_last_q;
    reg  [11:0]  payload_context_q;
    reg  [1:0]   payload_fault_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_o = payload_last_q;
    assign down_context_o = payload_context_q;
    assign down_fault_o = payload_fault_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_q <= up_last_i;
            payload_context_q <= up_context_i;
            payload_fault_q <= up_fault_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Answer line of a client: reads that ended, and the beats on their way to it.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, contextBits = 12
module slow_answer_line_context_bits12 (
    input  wire         clk,
    input  wire         rst,
    // ended
    input  wire         ended_valid_i,
    input  wire [4:0]   ended_tag_i,
    input  wire [4:0]   ended_beats_i,
    input  wire [1:0]   ended_fault_i,
    input  wire         ended_lost_i,
    // turn
    output wire         turn_offers_o,
    output wire [4:0]   turn_beat_tag_o,
    output wire [1:0]   turn_beat_fault_o,
    output wire         turn_beat_lost_o,
    output wire [4:0]   turn_beat_beat_o,
    output wire         turn_beat_last_o,
    input  wire         turn_take_i,
    // delivered
    input  wire         delivered_valid_i,
    input  wire [127:0] delivered_data_i,
    input  wire         delivered_last_i,
    input  wire [11:0]  delivered_context_i,
    input  wire [1:0]   delivered_fault_i,
    // answers
    output wire         answers_valid_o,
    input  wire         answers_ready_i,
    output wire [127:0] answers_data_o,
    output wire         answers_last_o,
    output wire [11:0]  answers_context_o,
    output wire [1:0]   answers_fault_o
);

    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire [4:0]   waiting_down_tag;
    wire [4:0]   waiting_down_beats;
    wire [1:0]   waiting_down_fault;
    wire         waiting_down_lost;
    wire [5:0]   waiting_count;
    wire         beat_up_ready;
    wire         beat_down_valid;
    wire [127:0] beat_down_data;
    wire         beat_down_last;
    wire [11:0]  beat_down_context;
    wire [1:0]   beat_down_fault;
    reg  [4:0]   at_q;
    reg  [1:0]   left_q;

    assign turn_offers_o = waiting_down_valid & (left_q != 2'd0);
    assign turn_beat_tag_o = waiting_down_tag;
    assign turn_beat_fault_o = waiting_down_fault;
    assign turn_beat_lost_o = waiting_down_lost;
    assign turn_beat_beat_o = at_q;

    wire last = at_q == waiting_down_beats;
    assign turn_beat_last_o = last;

    assign waiting_down_ready = turn_take_i & last;

    always @(posedge clk) begin
        if (turn_take_i) begin
            at_q <= last ? 5'd0 : (at_q + 5'd1);
        end
        if ((answers_valid_o & answers_ready_i) ^ turn_take_i) begin
            left_q <= left_q + {turn_take_i, 1'd1};
        end
        if (rst) begin
            at_q <= 5'd0;
            left_q <= 2'd1;
        end
    end

    assign answers_valid_o = beat_down_valid;
    assign answers_data_o = beat_down_data;
    assign answers_last_o = beat_down_last;
    assign answers_context_o = beat_down_context;
    assign answers_fault_o = beat_down_fault;

    block_fifo_payload13 waiting (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (ended_valid_i),
        .up_ready_o   (waiting_up_ready),
        .up_tag_i     (ended_tag_i),
        .up_beats_i   (ended_beats_i),
        .up_fault_i   (ended_fault_i),
        .up_lost_i    (ended_lost_i),
        .down_valid_o (waiting_down_valid),
        .down_ready_i (waiting_down_ready),
        .down_tag_o   (waiting_down_tag),
        .down_beats_o (waiting_down_beats),
        .down_fault_o (waiting_down_fault),
        .down_lost_o  (waiting_down_lost),
        .count_o      (waiting_count)
    );

    forward_slice_payload143 beat (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (delivered_valid_i),
        .up_ready_o     (beat_up_ready),
        .up_data_i      (delivered_data_i),
        .up_last_i      (delivered_last_i),
        .up_context_i   (delivered_context_i),
        .up_fault_i     (delivered_fault_i),
        .down_valid_o   (beat_down_valid),
        .down_ready_i   (answers_ready_i),
        .down_data_o    (beat_down_data),
        .down_last_o    (beat_down_last),
        .down_context_o (beat_down_context),
        .down_fault_o   (beat_down_fault)
    );

    wire unused = &{1'b0, waiting_up_ready, waiting_count, beat_up_ready};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, last: u1, context: u20, fault: u2}, depth = 8
module fifo_payload151_depth8 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    input  wire [19:0]  up_context_i,
    input  wire [1:0]   up_fault_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire [19:0]  down_context_o,
    output wire [1:0]   down_fault_o,
    output wire [3:0]   count_o
);

    reg  [2:0]   head_q;
    reg  [2:0]   tail_q;
    reg  [3:0]   held_q;
    wire [150:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_last_o = words_rdata[128];
    assign down_context_o = words_rdata[148:129];
    assign down_fault_o = words_rdata[150:149];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 3'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 3'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{3{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 3'd0;
            head_q <= 3'd0;
            held_q <= 4'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [150:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_fault_i, up_context_i, up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Answer line of a client: reads that ended, and the beats on their way to it.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, contextBits = 20
module answer_line_context_bits20 (
    input  wire         clk,
    input  wire         rst,
    // ended
    input  wire         ended_valid_i,
    input  wire [4:0]   ended_tag_i,
    input  wire [4:0]   ended_beats_i,
    input  wire [1:0]   ended_fault_i,
    input  wire         ended_lost_i,
    // turn
    output wire         turn_offers_o,
    output wire [4:0]   turn_beat_tag_o,
    output wire [1:0]   turn_beat_fault_o,
    output wire         turn_beat_lost_o,
    output wire [4:0]   turn_beat_beat_o,
    output wire         turn_beat_last_o,
    input  wire         turn_take_i,
    // delivered
    input  wire         delivered_valid_i,
    input  wire [127:0] delivered_data_i,
    input  wire         delivered_last_i,
    input  wire [19:0]  delivered_context_i,
    input  wire [1:0]   delivered_fault_i,
    // answers
    output wire         answers_valid_o,
    input  wire         answers_ready_i,
    output wire [127:0] answers_data_o,
    output wire         answers_last_o,
    output wire [19:0]  answers_context_o,
    output wire [1:0]   answers_fault_o
);

    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire [4:0]   waiting_down_tag;
    wire [4:0]   waiting_down_beats;
    wire [1:0]   waiting_down_fault;
    wire         waiting_down_lost;
    wire [5:0]   waiting_count;
    wire         beats_up_ready;
    wire         beats_down_valid;
    wire [127:0] beats_down_data;
    wire         beats_down_last;
    wire [19:0]  beats_down_context;
    wire [1:0]   beats_down_fault;
    wire [3:0]   beats_count;
    reg  [4:0]   at_q;
    reg  [3:0]   left_q;

    assign turn_offers_o = waiting_down_valid & (left_q != 4'd0);
    assign turn_beat_tag_o = waiting_down_tag;
    assign turn_beat_fault_o = waiting_down_fault;
    assign turn_beat_lost_o = waiting_down_lost;
    assign turn_beat_beat_o = at_q;

    wire last = at_q == waiting_down_beats;
    assign turn_beat_last_o = last;

    assign waiting_down_ready = turn_take_i & last;

    always @(posedge clk) begin
        if (turn_take_i) begin
            at_q <= last ? 5'd0 : (at_q + 5'd1);
        end
        if ((answers_valid_o & answers_ready_i) ^ turn_take_i) begin
            left_q <= left_q + {{3{turn_take_i}}, 1'd1};
        end
        if (rst) begin
            at_q <= 5'd0;
            left_q <= 4'd8;
        end
    end

    assign answers_valid_o = beats_down_valid;
    assign answers_data_o = beats_down_data;
    assign answers_last_o = beats_down_last;
    assign answers_context_o = beats_down_context;
    assign answers_fault_o = beats_down_fault;

    block_fifo_payload13 waiting (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (ended_valid_i),
        .up_ready_o   (waiting_up_ready),
        .up_tag_i     (ended_tag_i),
        .up_beats_i   (ended_beats_i),
        .up_fault_i   (ended_fault_i),
        .up_lost_i    (ended_lost_i),
        .down_valid_o (waiting_down_valid),
        .down_ready_i (waiting_down_ready),
        .down_tag_o   (waiting_down_tag),
        .down_beats_o (waiting_down_beats),
        .down_fault_o (waiting_down_fault),
        .down_lost_o  (waiting_down_lost),
        .count_o      (waiting_count)
    );

    fifo_payload151_depth8 beats (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (delivered_valid_i),
        .up_ready_o     (beats_up_ready),
        .up_data_i      (delivered_data_i),
        .up_last_i      (delivered_last_i),
        .up_context_i   (delivered_context_i),
        .up_fault_i     (delivered_fault_i),
        .down_valid_o   (beats_down_valid),
        .down_ready_i   (answers_ready_i),
        .down_data_o    (beats_down_data),
        .down_last_o    (beats_down_last),
        .down_context_o (beats_down_context),
        .down_fault_o   (beats_down_fault),
        .count_o        (beats_count)
    );

    wire unused = &{1'b0, waiting_up_ready, waiting_count, beats_up_ready, beats_count};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, last: u1, context: u45, fault: u2}, depth = 8
module fifo_payload176_depth8 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    input  wire [44:0]  up_context_i,
    input  wire [1:0]   up_fault_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire [44:0]  down_context_o,
    output wire [1:0]   down_fault_o,
    output wire [3:0]   count_o
);

    reg  [2:0]   head_q;
    reg  [2:0]   tail_q;
    reg  [3:0]   held_q;
    wire [175:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_last_o = words_rdata[128];
    assign down_context_o = words_rdata[173:129];
    assign down_fault_o = words_rdata[175:174];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 3'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 3'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{3{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 3'd0;
            head_q <= 3'd0;
            held_q <= 4'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [175:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_fault_i, up_context_i, up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Answer line of a client: reads that ended, and the beats on their way to it.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, contextBits = 45
module answer_line_context_bits45 (
    input  wire         clk,
    input  wire         rst,
    // ended
    input  wire         ended_valid_i,
    input  wire [4:0]   ended_tag_i,
    input  wire [4:0]   ended_beats_i,
    input  wire [1:0]   ended_fault_i,
    input  wire         ended_lost_i,
    // turn
    output wire         turn_offers_o,
    output wire [4:0]   turn_beat_tag_o,
    output wire [1:0]   turn_beat_fault_o,
    output wire         turn_beat_lost_o,
    output wire [4:0]   turn_beat_beat_o,
    output wire         turn_beat_last_o,
    input  wire         turn_take_i,
    // delivered
    input  wire         delivered_valid_i,
    input  wire [127:0] delivered_data_i,
    input  wire         delivered_last_i,
    input  wire [44:0]  delivered_context_i,
    input  wire [1:0]   delivered_fault_i,
    // answers
    output wire         answers_valid_o,
    input  wire         answers_ready_i,
    output wire [127:0] answers_data_o,
    output wire         answers_last_o,
    output wire [44:0]  answers_context_o,
    output wire [1:0]   answers_fault_o
);

    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire [4:0]   waiting_down_tag;
    wire [4:0]   waiting_down_beats;
    wire [1:0]   waiting_down_fault;
    wire         waiting_down_lost;
    wire [5:0]   waiting_count;
    wire         beats_up_ready;
    wire         beats_down_valid;
    wire [127:0] beats_down_data;
    wire         beats_down_last;
    wire [44:0]  beats_down_context;
    wire [1:0]   beats_down_fault;
    wire [3:0]   beats_count;
    reg  [4:0]   at_q;
    reg  [3:0]   left_q;

    assign turn_offers_o = waiting_down_valid & (left_q != 4'd0);
    assign turn_beat_tag_o = waiting_down_tag;
    assign turn_beat_fault_o = waiting_down_fault;
    assign turn_beat_lost_o = waiting_down_lost;
    assign turn_beat_beat_o = at_q;

    wire last = at_q == waiting_down_beats;
    assign turn_beat_last_o = last;

    assign waiting_down_ready = turn_take_i & last;

    always @(posedge clk) begin
        if (turn_take_i) begin
            at_q <= last ? 5'd0 : (at_q + 5'd1);
        end
        if ((answers_valid_o & answers_ready_i) ^ turn_take_i) begin
            left_q <= left_q + {{3{turn_take_i}}, 1'd1};
        end
        if (rst) begin
            at_q <= 5'd0;
            left_q <= 4'd8;
        end
    end

    assign answers_valid_o = beats_down_valid;
    assign answers_data_o = beats_down_data;
    assign answers_last_o = beats_down_last;
    assign answers_context_o = beats_down_context;
    assign answers_fault_o = beats_down_fault;

    block_fifo_payload13 waiting (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (ended_valid_i),
        .up_ready_o   (waiting_up_ready),
        .up_tag_i     (ended_tag_i),
        .up_beats_i   (ended_beats_i),
        .up_fault_i   (ended_fault_i),
        .up_lost_i    (ended_lost_i),
        .down_valid_o (waiting_down_valid),
        .down_ready_i (waiting_down_ready),
        .down_tag_o   (waiting_down_tag),
        .down_beats_o (waiting_down_beats),
        .down_fault_o (waiting_down_fault),
        .down_lost_o  (waiting_down_lost),
        .count_o      (waiting_count)
    );

    fifo_payload176_depth8 beats (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (delivered_valid_i),
        .up_ready_o     (beats_up_ready),
        .up_data_i      (delivered_data_i),
        .up_last_i      (delivered_last_i),
        .up_context_i   (delivered_context_i),
        .up_fault_i     (delivered_fault_i),
        .down_valid_o   (beats_down_valid),
        .down_ready_i   (answers_ready_i),
        .down_data_o    (beats_down_data),
        .down_last_o    (beats_down_last),
        .down_context_o (beats_down_context),
        .down_fault_o   (beats_down_fault),
        .count_o        (beats_count)
    );

    wire unused = &{1'b0, waiting_up_ready, waiting_count, beats_up_ready, beats_count};

endmodule

// Forward register slice: registers valid and payload.
// Parameters: payload = {data: u128, last: u1, context: u1, fault: u2}
module forward_slice_payload132 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    input  wire         up_context_i,
    input  wire [1:0]   up_fault_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire         down_context_o,
    output wire [1:0]   down_fault_o
);

    reg          valid_q;
    reg  [127:0] payload_data_q;
    reg          payload_last_q;
    reg          payload_context_q;
    reg  [1:0]   payload_fault_q;

    assign up_ready_o = ~valid_q | down_ready_i;
    assign down_valid_o = valid_q;
    assign down_data_o = payload_data_q;
    assign down_last_o = payload_last_q;
    assign down_context_o = payload_context_q;
    assign down_fault_o = payload_fault_q;

    always @(posedge clk) begin
        if (up_ready_o) begin
            valid_q <= up_valid_i;
            payload_data_q <= up_data_i;
            payload_last_q <= up_last_i;
            payload_context_q <= up_context_i;
            payload_fault_q <= up_fault_i;
        end
        if (rst) begin
            valid_q <= 1'd0;
        end
    end

endmodule

// Answer line of a client: reads that ended, and the beats on their way to it.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, contextBits = 1
module slow_answer_line_context_bits1 (
    input  wire         clk,
    input  wire         rst,
    // ended
    input  wire         ended_valid_i,
    input  wire [4:0]   ended_tag_i,
    input  wire [4:0]   ended_beats_i,
    input  wire [1:0]   ended_fault_i,
    input  wire         ended_lost_i,
    // turn
    output wire         turn_offers_o,
    output wire [4:0]   turn_beat_tag_o,
    output wire [1:0]   turn_beat_fault_o,
    output wire         turn_beat_lost_o,
    output wire [4:0]   turn_beat_beat_o,
    output wire         turn_beat_last_o,
    input  wire         turn_take_i,
    // delivered
    input  wire         delivered_valid_i,
    input  wire [127:0] delivered_data_i,
    input  wire         delivered_last_i,
    input  wire         delivered_context_i,
    input  wire [1:0]   delivered_fault_i,
    // answers
    output wire         answers_valid_o,
    input  wire         answers_ready_i,
    output wire [127:0] answers_data_o,
    output wire         answers_last_o,
    output wire         answers_context_o,
    output wire [1:0]   answers_fault_o
);

    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire [4:0]   waiting_down_tag;
    wire [4:0]   waiting_down_beats;
    wire [1:0]   waiting_down_fault;
    wire         waiting_down_lost;
    wire [5:0]   waiting_count;
    wire         beat_up_ready;
    wire         beat_down_valid;
    wire [127:0] beat_down_data;
    wire         beat_down_last;
    wire         beat_down_context;
    wire [1:0]   beat_down_fault;
    reg  [4:0]   at_q;
    reg  [1:0]   left_q;

    assign turn_offers_o = waiting_down_valid & (left_q != 2'd0);
    assign turn_beat_tag_o = waiting_down_tag;
    assign turn_beat_fault_o = waiting_down_fault;
    assign turn_beat_lost_o = waiting_down_lost;
    assign turn_beat_beat_o = at_q;

    wire last = at_q == waiting_down_beats;
    assign turn_beat_last_o = last;

    assign waiting_down_ready = turn_take_i & last;

    always @(posedge clk) begin
        if (turn_take_i) begin
            at_q <= last ? 5'd0 : (at_q + 5'd1);
        end
        if ((answers_valid_o & answers_ready_i) ^ turn_take_i) begin
            left_q <= left_q + {turn_take_i, 1'd1};
        end
        if (rst) begin
            at_q <= 5'd0;
            left_q <= 2'd1;
        end
    end

    assign answers_valid_o = beat_down_valid;
    assign answers_data_o = beat_down_data;
    assign answers_last_o = beat_down_last;
    assign answers_context_o = beat_down_context;
    assign answers_fault_o = beat_down_fault;

    block_fifo_payload13 waiting (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (ended_valid_i),
        .up_ready_o   (waiting_up_ready),
        .up_tag_i     (ended_tag_i),
        .up_beats_i   (ended_beats_i),
        .up_fault_i   (ended_fault_i),
        .up_lost_i    (ended_lost_i),
        .down_valid_o (waiting_down_valid),
        .down_ready_i (waiting_down_ready),
        .down_tag_o   (waiting_down_tag),
        .down_beats_o (waiting_down_beats),
        .down_fault_o (waiting_down_fault),
        .down_lost_o  (waiting_down_lost),
        .count_o      (waiting_count)
    );

    forward_slice_payload132 beat (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (delivered_valid_i),
        .up_ready_o     (beat_up_ready),
        .up_data_i      (delivered_data_i),
        .up_last_i      (delivered_last_i),
        .up_context_i   (delivered_context_i),
        .up_fault_i     (delivered_fault_i),
        .down_valid_o   (beat_down_valid),
        .down_ready_i   (answers_ready_i),
        .down_data_o    (beat_down_data),
        .down_last_o    (beat_down_last),
        .down_context_o (beat_down_context),
        .down_fault_o   (beat_down_fault)
    );

    wire unused = &{1'b0, waiting_up_ready, waiting_count, beat_up_ready};

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = {data: u128, last: u1, context: u37, fault: u2}, depth = 8
module fifo_payload168_depth8 (
    input  wire         clk,
    input  wire         rst,
    // up
    input  wire         up_valid_i,
    output wire         up_ready_o,
    input  wire [127:0] up_data_i,
    input  wire         up_last_i,
    input  wire [36:0]  up_context_i,
    input  wire [1:0]   up_fault_i,
    // down
    output wire         down_valid_o,
    input  wire         down_ready_i,
    output wire [127:0] down_data_o,
    output wire         down_last_o,
    output wire [36:0]  down_context_o,
    output wire [1:0]   down_fault_o,
    output wire [3:0]   count_o
);

    reg  [2:0]   head_q;
    reg  [2:0]   tail_q;
    reg  [3:0]   held_q;
    wire [167:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[3];
    assign down_valid_o = held_q != 4'd0;
    assign down_data_o = words_rdata[127:0];
    assign down_last_o = words_rdata[128];
    assign down_context_o = words_rdata[165:129];
    assign down_fault_o = words_rdata[167:166];

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 3'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 3'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{3{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 3'd0;
            head_q <= 3'd0;
            held_q <= 4'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [167:0] words [0:7];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= {up_fault_i, up_context_i, up_last_i, up_data_i};
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Answer line of a client: reads that ended, and the beats on their way to it.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, contextBits = 37
module answer_line_context_bits37 (
    input  wire         clk,
    input  wire         rst,
    // ended
    input  wire         ended_valid_i,
    input  wire [4:0]   ended_tag_i,
    input  wire [4:0]   ended_beats_i,
    input  wire [1:0]   ended_fault_i,
    input  wire         ended_lost_i,
    // turn
    output wire         turn_offers_o,
    output wire [4:0]   turn_beat_tag_o,
    output wire [1:0]   turn_beat_fault_o,
    output wire         turn_beat_lost_o,
    output wire [4:0]   turn_beat_beat_o,
    output wire         turn_beat_last_o,
    input  wire         turn_take_i,
    // delivered
    input  wire         delivered_valid_i,
    input  wire [127:0] delivered_data_i,
    input  wire         delivered_last_i,
    input  wire [36:0]  delivered_context_i,
    input  wire [1:0]   delivered_fault_i,
    // answers
    output wire         answers_valid_o,
    input  wire         answers_ready_i,
    output wire [127:0] answers_data_o,
    output wire         answers_last_o,
    output wire [36:0]  answers_context_o,
    output wire [1:0]   answers_fault_o
);

    wire         waiting_up_ready;
    wire         waiting_down_valid;
    wire         waiting_down_ready;
    wire [4:0]   waiting_down_tag;
    wire [4:0]   waiting_down_beats;
    wire [1:0]   waiting_down_fault;
    wire         waiting_down_lost;
    wire [5:0]   waiting_count;
    wire         beats_up_ready;
    wire         beats_down_valid;
    wire [127:0] beats_down_data;
    wire         beats_down_last;
    wire [36:0]  beats_down_context;
    wire [1:0]   beats_down_fault;
    wire [3:0]   beats_count;
    reg  [4:0]   at_q;
    reg  [3:0]   left_q;

    assign turn_offers_o = waiting_down_valid & (left_q != 4'd0);
    assign turn_beat_tag_o = waiting_down_tag;
    assign turn_beat_fault_o = waiting_down_fault;
    assign turn_beat_lost_o = waiting_down_lost;
    assign turn_beat_beat_o = at_q;

    wire last = at_q == waiting_down_beats;
    assign turn_beat_last_o = last;

    assign waiting_down_ready = turn_take_i & last;

    always @(posedge clk) begin
        if (turn_take_i) begin
            at_q <= last ? 5'd0 : (at_q + 5'd1);
        end
        if ((answers_valid_o & answers_ready_i) ^ turn_take_i) begin
            left_q <= left_q + {{3{turn_take_i}}, 1'd1};
        end
        if (rst) begin
            at_q <= 5'd0;
            left_q <= 4'd8;
        end
    end

    assign answers_valid_o = beats_down_valid;
    assign answers_data_o = beats_down_data;
    assign answers_last_o = beats_down_last;
    assign answers_context_o = beats_down_context;
    assign answers_fault_o = beats_down_fault;

    block_fifo_payload13 waiting (
        .clk          (clk),
        .rst          (rst),
        .up_valid_i   (ended_valid_i),
        .up_ready_o   (waiting_up_ready),
        .up_tag_i     (ended_tag_i),
        .up_beats_i   (ended_beats_i),
        .up_fault_i   (ended_fault_i),
        .up_lost_i    (ended_lost_i),
        .down_valid_o (waiting_down_valid),
        .down_ready_i (waiting_down_ready),
        .down_tag_o   (waiting_down_tag),
        .down_beats_o (waiting_down_beats),
        .down_fault_o (waiting_down_fault),
        .down_lost_o  (waiting_down_lost),
        .count_o      (waiting_count)
    );

    fifo_payload168_depth8 beats (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (delivered_valid_i),
        .up_ready_o     (beats_up_ready),
        .up_data_i      (delivered_data_i),
        .up_last_i      (delivered_last_i),
        .up_context_i   (delivered_context_i),
        .up_fault_i     (delivered_fault_i),
        .down_valid_o   (beats_down_valid),
        .down_ready_i   (answers_ready_i),
        .down_data_o    (beats_down_data),
        .down_last_o    (beats_down_last),
        .down_context_o (beats_down_context),
        .down_fault_o   (beats_down_fault),
        .count_o        (beats_count)
    );

    wire unused = &{1'b0, waiting_up_ready, waiting_count, beats_up_ready, beats_count};

endmodule

// Read delivery: reads that ended to their clients, beat by beat, with their contexts.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module read_delivery (
    input  wire         clk,
    input  wire         rst,
    // ended
    input  wire         ended_valid_i,
    input  wire [4:0]   ended_tag_i,
    input  wire [4:0]   ended_beats_i,
    input  wire [3:0]   ended_client_i,
    input  wire [1:0]   ended_fault_i,
    input  wire         ended_lost_i,
    // refused
    input  wire         refused_valid_i,
    output wire         refused_ready_o,
    input  wire [4:0]   refused_tag_i,
    input  wire [4:0]   refused_beats_i,
    input  wire [3:0]   refused_client_i,
    input  wire [1:0]   refused_fault_i,
    input  wire         refused_lost_i,
    // contexts
    input  wire         contexts_valid_i,
    input  wire [4:0]   contexts_tag_i,
    input  wire [44:0]  contexts_context_i,
    input  wire         contexts_function_i,
    input  wire         contexts_shared_i,
    // slots
    output wire [4:0]   slots_tag_o,
    output wire [4:0]   slots_beat_o,
    input  wire [127:0] slots_data_i,
    // freed
    output wire         freed_valid_o,
    output wire [4:0]   freed_tag_o,
    output wire         freed_function_o,
    output wire         freed_shared_o,
    // answers
    output wire         answers_receive_index_valid_o,
    input  wire         answers_receive_index_ready_i,
    output wire [127:0] answers_receive_index_data_o,
    output wire         answers_receive_index_last_o,
    output wire [11:0]  answers_receive_index_context_o,
    output wire [1:0]   answers_receive_index_fault_o,
    output wire         answers_receive_entries_valid_o,
    input  wire         answers_receive_entries_ready_i,
    output wire [127:0] answers_receive_entries_data_o,
    output wire         answers_receive_entries_last_o,
    output wire [19:0]  answers_receive_entries_context_o,
    output wire [1:0]   answers_receive_entries_fault_o,
    output wire         answers_receive_descriptors_valid_o,
    input  wire         answers_receive_descriptors_ready_i,
    output wire [127:0] answers_receive_descriptors_data_o,
    output wire         answers_receive_descriptors_last_o,
    output wire [44:0]  answers_receive_descriptors_context_o,
    output wire [1:0]   answers_receive_descriptors_fault_o,
    output wire         answers_receive_wishes_valid_o,
    input  wire         answers_receive_wishes_ready_i,
    output wire [127:0] answers_receive_wishes_data_o,
    output wire         answers_receive_wishes_last_o,
    output wire         answers_receive_wishes_context_o,
    output wire [1:0]   answers_receive_wishes_fault_o,
    output wire         answers_transmit_index_valid_o,
    input  wire         answers_transmit_index_ready_i,
    output wire [127:0] answers_transmit_index_data_o,
    output wire         answers_transmit_index_last_o,
    output wire [11:0]  answers_transmit_index_context_o,
    output wire [1:0]   answers_transmit_index_fault_o,
    output wire         answers_transmit_entries_valid_o,
    input  wire         answers_transmit_entries_ready_i,
    output wire [127:0] answers_transmit_entries_data_o,
    output wire         answers_transmit_entries_last_o,
    output wire [19:0]  answers_transmit_entries_context_o,
    output wire [1:0]   answers_transmit_entries_fault_o,
    output wire         answers_transmit_descriptors_valid_o,
    input  wire         answers_transmit_descriptors_ready_i,
    output wire [127:0] answers_transmit_descriptors_data_o,
    output wire         answers_transmit_descriptors_last_o,
    output wire [44:0]  answers_transmit_descriptors_context_o,
    output wire [1:0]   answers_transmit_descriptors_fault_o,
    output wire         answers_transmit_wishes_valid_o,
    input  wire         answers_transmit_wishes_ready_i,
    output wire [127:0] answers_transmit_wishes_data_o,
    output wire         answers_transmit_wishes_last_o,
    output wire         answers_transmit_wishes_context_o,
    output wire [1:0]   answers_transmit_wishes_fault_o,
    output wire         answers_transmit_data_valid_o,
    input  wire         answers_transmit_data_ready_i,
    output wire [127:0] answers_transmit_data_data_o,
    output wire         answers_transmit_data_last_o,
    output wire [36:0]  answers_transmit_data_context_o,
    output wire [1:0]   answers_transmit_data_fault_o
);

    reg          ended_valid_q;
    reg  [4:0]   ended_read_tag_q;
    reg  [4:0]   ended_read_beats_q;
    reg  [3:0]   ended_read_client_q;
    reg  [1:0]   ended_read_fault_q;
    reg          ended_read_lost_q;
    wire         receive_index_line_ended_valid;
    wire         receive_index_line_turn_offers;
    wire [4:0]   receive_index_line_turn_beat_tag;
    wire [1:0]   receive_index_line_turn_beat_fault;
    wire         receive_index_line_turn_beat_lost;
    wire [4:0]   receive_index_line_turn_beat_beat;
    wire         receive_index_line_turn_beat_last;
    wire         receive_index_line_turn_take;
    wire         receive_index_line_delivered_valid;
    wire [127:0] receive_index_line_delivered_data;
    wire [11:0]  receive_index_line_delivered_context;
    wire         receive_index_line_answers_valid;
    wire [127:0] receive_index_line_answers_data;
    wire         receive_index_line_answers_last;
    wire [11:0]  receive_index_line_answers_context;
    wire [1:0]   receive_index_line_answers_fault;
    wire         receive_entries_line_ended_valid;
    wire         receive_entries_line_turn_offers;
    wire [4:0]   receive_entries_line_turn_beat_tag;
    wire [1:0]   receive_entries_line_turn_beat_fault;
    wire         receive_entries_line_turn_beat_lost;
    wire [4:0]   receive_entries_line_turn_beat_beat;
    wire         receive_entries_line_turn_beat_last;
    wire         receive_entries_line_turn_take;
    wire         receive_entries_line_delivered_valid;
    wire [127:0] receive_entries_line_delivered_data;
    wire [19:0]  receive_entries_line_delivered_context;
    wire         receive_entries_line_answers_valid;
    wire [127:0] receive_entries_line_answers_data;
    wire         receive_entries_line_answers_last;
    wire [19:0]  receive_entries_line_answers_context;
    wire [1:0]   receive_entries_line_answers_fault;
    wire         receive_descriptors_line_ended_valid;
    wire         receive_descriptors_line_turn_offers;
    wire [4:0]   receive_descriptors_line_turn_beat_tag;
    wire [1:0]   receive_descriptors_line_turn_beat_fault;
    wire         receive_descriptors_line_turn_beat_lost;
    wire [4:0]   receive_descriptors_line_turn_beat_beat;
    wire         receive_descriptors_line_turn_beat_last;
    wire         receive_descriptors_line_turn_take;
    wire         receive_descriptors_line_delivered_valid;
    wire [127:0] receive_descriptors_line_delivered_data;
    wire [44:0]  receive_descriptors_line_delivered_context;
    wire         receive_descriptors_line_answers_valid;
    wire [127:0] receive_descriptors_line_answers_data;
    wire         receive_descriptors_line_answers_last;
    wire [44:0]  receive_descriptors_line_answers_context;
    wire [1:0]   receive_descriptors_line_answers_fault;
    wire         receive_wishes_line_ended_valid;
    wire         receive_wishes_line_turn_offers;
    wire [4:0]   receive_wishes_line_turn_beat_tag;
    wire [1:0]   receive_wishes_line_turn_beat_fault;
    wire         receive_wishes_line_turn_beat_lost;
    wire [4:0]   receive_wishes_line_turn_beat_beat;
    wire         receive_wishes_line_turn_beat_last;
    wire         receive_wishes_line_turn_take;
    wire         receive_wishes_line_delivered_valid;
    wire [127:0] receive_wishes_line_delivered_data;
    wire         receive_wishes_line_delivered_context;
    wire         receive_wishes_line_answers_valid;
    wire [127:0] receive_wishes_line_answers_data;
    wire         receive_wishes_line_answers_last;
    wire         receive_wishes_line_answers_context;
    wire [1:0]   receive_wishes_line_answers_fault;
    wire         transmit_index_line_ended_valid;
    wire         transmit_index_line_turn_offers;
    wire [4:0]   transmit_index_line_turn_beat_tag;
    wire [1:0]   transmit_index_line_turn_beat_fault;
    wire         transmit_index_line_turn_beat_lost;
    wire [4:0]   transmit_index_line_turn_beat_beat;
    wire         transmit_index_line_turn_beat_last;
    wire         transmit_index_line_turn_take;
    wire         transmit_index_line_delivered_valid;
    wire [127:0] transmit_index_line_delivered_data;
    wire [11:0]  transmit_index_line_delivered_context;
    wire         transmit_index_line_answers_valid;
    wire [127:0] transmit_index_line_answers_data;
    wire         transmit_index_line_answers_last;
    wire [11:0]  transmit_index_line_answers_context;
    wire [1:0]   transmit_index_line_answers_fault;
    wire         transmit_entries_line_ended_valid;
    wire         transmit_entries_line_turn_offers;
    wire [4:0]   transmit_entries_line_turn_beat_tag;
    wire [1:0]   transmit_entries_line_turn_beat_fault;
    wire         transmit_entries_line_turn_beat_lost;
    wire [4:0]   transmit_entries_line_turn_beat_beat;
    wire         transmit_entries_line_turn_beat_last;
    wire         transmit_entries_line_turn_take;
    wire         transmit_entries_line_delivered_valid;
    wire [127:0] transmit_entries_line_delivered_data;
    wire [19:0]  transmit_entries_line_delivered_context;
    wire         transmit_entries_line_answers_valid;
    wire [127:0] transmit_entries_line_answers_data;
    wire         transmit_entries_line_answers_last;
    wire [19:0]  transmit_entries_line_answers_context;
    wire [1:0]   transmit_entries_line_answers_fault;
    wire         transmit_descriptors_line_ended_valid;
    wire         transmit_descriptors_line_turn_offers;
    wire [4:0]   transmit_descriptors_line_turn_beat_tag;
    wire [1:0]   transmit_descriptors_line_turn_beat_fault;
    wire         transmit_descriptors_line_turn_beat_lost;
    wire [4:0]   transmit_descriptors_line_turn_beat_beat;
    wire         transmit_descriptors_line_turn_beat_last;
    wire         transmit_descriptors_line_turn_take;
    wire         transmit_descriptors_line_delivered_valid;
    wire [127:0] transmit_descriptors_line_delivered_data;
    wire [44:0]  transmit_descriptors_line_delivered_context;
    wire         transmit_descriptors_line_answers_valid;
    wire [127:0] transmit_descriptors_line_answers_data;
    wire         transmit_descriptors_line_answers_last;
    wire [44:0]  transmit_descriptors_line_answers_context;
    wire [1:0]   transmit_descriptors_line_answers_fault;
    wire         transmit_wishes_line_ended_valid;
    wire         transmit_wishes_line_turn_offers;
    wire [4:0]   transmit_wishes_line_turn_beat_tag;
    wire [1:0]   transmit_wishes_line_turn_beat_fault;
    wire         transmit_wishes_line_turn_beat_lost;
    wire [4:0]   transmit_wishes_line_turn_beat_beat;
    wire         transmit_wishes_line_turn_beat_last;
    wire         transmit_wishes_line_turn_take;
    wire         transmit_wishes_line_delivered_valid;
    wire [127:0] transmit_wishes_line_delivered_data;
    wire         transmit_wishes_line_delivered_context;
    wire         transmit_wishes_line_answers_valid;
    wire [127:0] transmit_wishes_line_answers_data;
    wire         transmit_wishes_line_answers_last;
    wire         transmit_wishes_line_answers_context;
    wire [1:0]   transmit_wishes_line_answers_fault;
    wire         transmit_data_line_ended_valid;
    wire         transmit_data_line_turn_offers;
    wire [4:0]   transmit_data_line_turn_beat_tag;
    wire [1:0]   transmit_data_line_turn_beat_fault;
    wire         transmit_data_line_turn_beat_lost;
    wire [4:0]   transmit_data_line_turn_beat_beat;
    wire         transmit_data_line_turn_beat_last;
    wire         transmit_data_line_turn_take;
    wire         transmit_data_line_delivered_valid;
    wire [127:0] transmit_data_line_delivered_data;
    wire [36:0]  transmit_data_line_delivered_context;
    wire         transmit_data_line_answers_valid;
    wire [127:0] transmit_data_line_answers_data;
    wire         transmit_data_line_answers_last;
    wire [36:0]  transmit_data_line_answers_context;
    wire [1:0]   transmit_data_line_answers_fault;
    wire [8:0]   arbiter_requests;
    wire [8:0]   arbiter_grants;
    reg  [8:0]   asked_clients_q;
    reg  [4:0]   asked_beat_tag_q;
    reg  [1:0]   asked_beat_fault_q;
    reg          asked_beat_lost_q;
    reg  [4:0]   asked_beat_beat_q;
    reg          asked_beat_last_q;
    reg  [46:0]  contexts_rdata_q;
    reg  [46:0]  contexts_rdata_out_q;
    reg  [8:0]   then_1_clients_q;
    reg  [4:0]   then_1_beat_tag_q;
    reg  [1:0]   then_1_beat_fault_q;
    reg          then_1_beat_lost_q;
    reg          then_1_beat_last_q;
    reg  [8:0]   then_2_clients_q;
    reg  [4:0]   then_2_beat_tag_q;
    reg  [1:0]   then_2_beat_fault_q;
    reg          then_2_beat_lost_q;
    reg          then_2_beat_last_q;
    reg          freed_valid_q;
    reg  [4:0]   freed_tag_q;
    reg          freed_function_q;
    reg          freed_shared_q;

    assign refused_ready_o = ~ended_valid_i;

    always @(posedge clk) begin
        ended_valid_q <= ended_valid_i | refused_valid_i;
        ended_read_tag_q <= ended_valid_i ? ended_tag_i : refused_tag_i;
        ended_read_beats_q <= ended_valid_i ? ended_beats_i : refused_beats_i;
        ended_read_client_q <= ended_valid_i ? ended_client_i : refused_client_i;
        ended_read_fault_q <= ended_valid_i ? ended_fault_i : refused_fault_i;
        ended_read_lost_q <= ended_valid_i ? ended_lost_i : refused_lost_i;
        if (rst) begin
            ended_valid_q <= 1'd0;
        end
    end

    assign receive_index_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd0);
    assign answers_receive_index_valid_o = receive_index_line_answers_valid;
    assign answers_receive_index_data_o = receive_index_line_answers_data;
    assign answers_receive_index_last_o = receive_index_line_answers_last;
    assign answers_receive_index_context_o = receive_index_line_answers_context;
    assign answers_receive_index_fault_o = receive_index_line_answers_fault;
    assign receive_entries_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd1);
    assign answers_receive_entries_valid_o = receive_entries_line_answers_valid;
    assign answers_receive_entries_data_o = receive_entries_line_answers_data;
    assign answers_receive_entries_last_o = receive_entries_line_answers_last;
    assign answers_receive_entries_context_o = receive_entries_line_answers_context;
    assign answers_receive_entries_fault_o = receive_entries_line_answers_fault;
    assign receive_descriptors_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd2);
    assign answers_receive_descriptors_valid_o = receive_descriptors_line_answers_valid;
    assign answers_receive_descriptors_data_o = receive_descriptors_line_answers_data;
    assign answers_receive_descriptors_last_o = receive_descriptors_line_answers_last;
    assign answers_receive_descriptors_context_o = receive_descriptors_line_answers_context;
    assign answers_receive_descriptors_fault_o = receive_descriptors_line_answers_fault;
    assign receive_wishes_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd3);
    assign answers_receive_wishes_valid_o = receive_wishes_line_answers_valid;
    assign answers_receive_wishes_data_o = receive_wishes_line_answers_data;
    assign answers_receive_wishes_last_o = receive_wishes_line_answers_last;
    assign answers_receive_wishes_context_o = receive_wishes_line_answers_context;
    assign answers_receive_wishes_fault_o = receive_wishes_line_answers_fault;
    assign transmit_index_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd4);
    assign answers_transmit_index_valid_o = transmit_index_line_answers_valid;
    assign answers_transmit_index_data_o = transmit_index_line_answers_data;
    assign answers_transmit_index_last_o = transmit_index_line_answers_last;
    assign answers_transmit_index_context_o = transmit_index_line_answers_context;
    assign answers_transmit_index_fault_o = transmit_index_line_answers_fault;
    assign transmit_entries_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd5);
    assign answers_transmit_entries_valid_o = transmit_entries_line_answers_valid;
    assign answers_transmit_entries_data_o = transmit_entries_line_answers_data;
    assign answers_transmit_entries_last_o = transmit_entries_line_answers_last;
    assign answers_transmit_entries_context_o = transmit_entries_line_answers_context;
    assign answers_transmit_entries_fault_o = transmit_entries_line_answers_fault;
    assign transmit_descriptors_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd6);
    assign answers_transmit_descriptors_valid_o = transmit_descriptors_line_answers_valid;
    assign answers_transmit_descriptors_data_o = transmit_descriptors_line_answers_data;
    assign answers_transmit_descriptors_last_o = transmit_descriptors_line_answers_last;
    assign answers_transmit_descriptors_context_o = transmit_descriptors_line_answers_context;
    assign answers_transmit_descriptors_fault_o = transmit_descriptors_line_answers_fault;
    assign transmit_wishes_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd7);
    assign answers_transmit_wishes_valid_o = transmit_wishes_line_answers_valid;
    assign answers_transmit_wishes_data_o = transmit_wishes_line_answers_data;
    assign answers_transmit_wishes_last_o = transmit_wishes_line_answers_last;
    assign answers_transmit_wishes_context_o = transmit_wishes_line_answers_context;
    assign answers_transmit_wishes_fault_o = transmit_wishes_line_answers_fault;
    assign transmit_data_line_ended_valid = ended_valid_q & (ended_read_client_q == 4'd8);
    assign answers_transmit_data_valid_o = transmit_data_line_answers_valid;
    assign answers_transmit_data_data_o = transmit_data_line_answers_data;
    assign answers_transmit_data_last_o = transmit_data_line_answers_last;
    assign answers_transmit_data_context_o = transmit_data_line_answers_context;
    assign answers_transmit_data_fault_o = transmit_data_line_answers_fault;
    assign arbiter_requests = {transmit_data_line_turn_offers, transmit_wishes_line_turn_offers, transmit_descriptors_line_turn_offers,
            transmit_entries_line_turn_offers, transmit_index_line_turn_offers,
            receive_wishes_line_turn_offers, receive_descriptors_line_turn_offers,
            receive_entries_line_turn_offers, receive_index_line_turn_offers};
    assign receive_index_line_turn_take = arbiter_grants[0];
    assign receive_entries_line_turn_take = arbiter_grants[1];
    assign receive_descriptors_line_turn_take = arbiter_grants[2];
    assign receive_wishes_line_turn_take = arbiter_grants[3];
    assign transmit_index_line_turn_take = arbiter_grants[4];
    assign transmit_entries_line_turn_take = arbiter_grants[5];
    assign transmit_descriptors_line_turn_take = arbiter_grants[6];
    assign transmit_wishes_line_turn_take = arbiter_grants[7];
    assign transmit_data_line_turn_take = arbiter_grants[8];

    wire [4:0] arbiter_grants_or = ({5{arbiter_grants[0]}} & receive_index_line_turn_beat_tag)
            | ({5{arbiter_grants[1]}} & receive_entries_line_turn_beat_tag)
            | (({5{arbiter_grants[2]}} & receive_descriptors_line_turn_beat_tag) | ({5{arbiter_grants[3]}} & receive_wishes_line_turn_beat_tag))
            | (({5{arbiter_grants[4]}} & transmit_index_line_turn_beat_tag) | ({5{arbiter_grants[5]}} & transmit_entries_line_turn_beat_tag) | (({5{arbiter_grants[6]}} & transmit_descriptors_line_turn_beat_tag) | ({5{arbiter_grants[7]}} & transmit_wishes_line_turn_beat_tag)));
    wire [1:0] arbiter_grants_or_2 = ({2{arbiter_grants[0]}} & receive_index_line_turn_beat_fault)
            | ({2{arbiter_grants[1]}} & receive_entries_line_turn_beat_fault)
            | (({2{arbiter_grants[2]}} & receive_descriptors_line_turn_beat_fault) | ({2{arbiter_grants[3]}} & receive_wishes_line_turn_beat_fault))
            | (({2{arbiter_grants[4]}} & transmit_index_line_turn_beat_fault) | ({2{arbiter_grants[5]}} & transmit_entries_line_turn_beat_fault) | (({2{arbiter_grants[6]}} & transmit_descriptors_line_turn_beat_fault) | ({2{arbiter_grants[7]}} & transmit_wishes_line_turn_beat_fault)));
    wire arbiter_grants_or_3 = (arbiter_grants[0] & receive_index_line_turn_beat_lost)
            | (arbiter_grants[1] & receive_entries_line_turn_beat_lost)
            | ((arbiter_grants[2] & receive_descriptors_line_turn_beat_lost) | (arbiter_grants[3] & receive_wishes_line_turn_beat_lost))
            | ((arbiter_grants[4] & transmit_index_line_turn_beat_lost) | (arbiter_grants[5] & transmit_entries_line_turn_beat_lost) | ((arbiter_grants[6] & transmit_descriptors_line_turn_beat_lost) | (arbiter_grants[7] & transmit_wishes_line_turn_beat_lost)));
    wire [4:0] arbiter_grants_or_4 = ({5{arbiter_grants[0]}} & receive_index_line_turn_beat_beat)
            | ({5{arbiter_grants[1]}} & receive_entries_line_turn_beat_beat)
            | (({5{arbiter_grants[2]}} & receive_descriptors_line_turn_beat_beat) | ({5{arbiter_grants[3]}} & receive_wishes_line_turn_beat_beat))
            | (({5{arbiter_grants[4]}} & transmit_index_line_turn_beat_beat) | ({5{arbiter_grants[5]}} & transmit_entries_line_turn_beat_beat) | (({5{arbiter_grants[6]}} & transmit_descriptors_line_turn_beat_beat) | ({5{arbiter_grants[7]}} & transmit_wishes_line_turn_beat_beat)));
    wire arbiter_grants_or_5 = (arbiter_grants[0] & receive_index_line_turn_beat_last)
            | (arbiter_grants[1] & receive_entries_line_turn_beat_last)
            | ((arbiter_grants[2] & receive_descriptors_line_turn_beat_last) | (arbiter_grants[3] & receive_wishes_line_turn_beat_last))
            | ((arbiter_grants[4] & transmit_index_line_turn_beat_last) | (arbiter_grants[5] & transmit_entries_line_turn_beat_last) | ((arbiter_grants[6] & transmit_descriptors_line_turn_beat_last) | (arbiter_grants[7] & transmit_wishes_line_turn_beat_last)));
    always @(posedge clk) begin
        asked_clients_q <= arbiter_grants;
        asked_beat_tag_q <= arbiter_grants_or | ({5{arbiter_grants[8]}} & transmit_data_line_turn_beat_tag);
        asked_beat_fault_q <= arbiter_grants_or_2 | ({2{arbiter_grants[8]}} & transmit_data_line_turn_beat_fault);
        asked_beat_lost_q <= arbiter_grants_or_3 | (arbiter_grants[8] & transmit_data_line_turn_beat_lost);
        asked_beat_beat_q <= arbiter_grants_or_4 | ({5{arbiter_grants[8]}} & transmit_data_line_turn_beat_beat);
        asked_beat_last_q <= arbiter_grants_or_5 | (arbiter_grants[8] & transmit_data_line_turn_beat_last);
        if (rst) begin
            asked_clients_q <= 9'd0;
        end
    end

    assign slots_tag_o = asked_beat_tag_q;
    assign slots_beat_o = asked_beat_beat_q;

    always @(posedge clk) begin
        contexts_rdata_out_q <= contexts_rdata_q;
    end

    always @(posedge clk) begin
        then_1_clients_q <= asked_clients_q;
        then_1_beat_tag_q <= asked_beat_tag_q;
        then_1_beat_fault_q <= asked_beat_fault_q;
        then_1_beat_lost_q <= asked_beat_lost_q;
        then_1_beat_last_q <= asked_beat_last_q;
        if (rst) begin
            then_1_clients_q <= 9'd0;
        end
    end

    always @(posedge clk) begin
        then_2_clients_q <= then_1_clients_q;
        then_2_beat_tag_q <= then_1_beat_tag_q;
        then_2_beat_fault_q <= then_1_beat_fault_q;
        then_2_beat_lost_q <= then_1_beat_lost_q;
        then_2_beat_last_q <= then_1_beat_last_q;
        if (rst) begin
            then_2_clients_q <= 9'd0;
        end
    end

    assign receive_index_line_delivered_valid = then_2_clients_q[0];

    wire [127:0] data = (then_2_beat_fault_q == 2'd0) ? slots_data_i : 128'd0;
    assign receive_index_line_delivered_data = data;

    assign receive_index_line_delivered_context = contexts_rdata_out_q[11:0];
    assign receive_entries_line_delivered_valid = then_2_clients_q[1];
    assign receive_entries_line_delivered_data = data;
    assign receive_entries_line_delivered_context = contexts_rdata_out_q[19:0];
    assign receive_descriptors_line_delivered_valid = then_2_clients_q[2];
    assign receive_descriptors_line_delivered_data = data;
    assign receive_descriptors_line_delivered_context = contexts_rdata_out_q[44:0];
    assign receive_wishes_line_delivered_valid = then_2_clients_q[3];
    assign receive_wishes_line_delivered_data = data;
    assign receive_wishes_line_delivered_context = contexts_rdata_out_q[0];
    assign transmit_index_line_delivered_valid = then_2_clients_q[4];
    assign transmit_index_line_delivered_data = data;
    assign transmit_index_line_delivered_context = contexts_rdata_out_q[11:0];
    assign transmit_entries_line_delivered_valid = then_2_clients_q[5];
    assign transmit_entries_line_delivered_data = data;
    assign transmit_entries_line_delivered_context = contexts_rdata_out_q[19:0];
    assign transmit_descriptors_line_delivered_valid = then_2_clients_q[6];
    assign transmit_descriptors_line_delivered_data = data;
    assign transmit_descriptors_line_delivered_context = contexts_rdata_out_q[44:0];
    assign transmit_wishes_line_delivered_valid = then_2_clients_q[7];
    assign transmit_wishes_line_delivered_data = data;
    assign transmit_wishes_line_delivered_context = contexts_rdata_out_q[0];
    assign transmit_data_line_delivered_valid = then_2_clients_q[8];
    assign transmit_data_line_delivered_data = data;
    assign transmit_data_line_delivered_context = contexts_rdata_out_q[36:0];

    always @(posedge clk) begin
        freed_valid_q <= (|then_2_clients_q) & then_2_beat_last_q & ~then_2_beat_lost_q;
        freed_tag_q <= then_2_beat_tag_q;
        freed_function_q <= contexts_rdata_out_q[45];
        freed_shared_q <= contexts_rdata_out_q[46];
        if (rst) begin
            freed_valid_q <= 1'd0;
        end
    end

    assign freed_valid_o = freed_valid_q;
    assign freed_tag_o = freed_tag_q;
    assign freed_function_o = freed_function_q;
    assign freed_shared_o = freed_shared_q;

    (* ram_style = "distributed" *)
    reg [46:0] contexts [0:31];
    always @(posedge clk) begin
        if (contexts_valid_i) begin
            contexts[contexts_tag_i] <= {contexts_shared_i, contexts_function_i, contexts_context_i};
        end
        contexts_rdata_q <= contexts[asked_beat_tag_q];
    end

    slow_answer_line_context_bits12 receive_index_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (receive_index_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (receive_index_line_turn_offers),
        .turn_beat_tag_o     (receive_index_line_turn_beat_tag),
        .turn_beat_fault_o   (receive_index_line_turn_beat_fault),
        .turn_beat_lost_o    (receive_index_line_turn_beat_lost),
        .turn_beat_beat_o    (receive_index_line_turn_beat_beat),
        .turn_beat_last_o    (receive_index_line_turn_beat_last),
        .turn_take_i         (receive_index_line_turn_take),
        .delivered_valid_i   (receive_index_line_delivered_valid),
        .delivered_data_i    (receive_index_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (receive_index_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (receive_index_line_answers_valid),
        .answers_ready_i     (answers_receive_index_ready_i),
        .answers_data_o      (receive_index_line_answers_data),
        .answers_last_o      (receive_index_line_answers_last),
        .answers_context_o   (receive_index_line_answers_context),
        .answers_fault_o     (receive_index_line_answers_fault)
    );

    answer_line_context_bits20 receive_entries_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (receive_entries_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (receive_entries_line_turn_offers),
        .turn_beat_tag_o     (receive_entries_line_turn_beat_tag),
        .turn_beat_fault_o   (receive_entries_line_turn_beat_fault),
        .turn_beat_lost_o    (receive_entries_line_turn_beat_lost),
        .turn_beat_beat_o    (receive_entries_line_turn_beat_beat),
        .turn_beat_last_o    (receive_entries_line_turn_beat_last),
        .turn_take_i         (receive_entries_line_turn_take),
        .delivered_valid_i   (receive_entries_line_delivered_valid),
        .delivered_data_i    (receive_entries_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (receive_entries_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (receive_entries_line_answers_valid),
        .answers_ready_i     (answers_receive_entries_ready_i),
        .answers_data_o      (receive_entries_line_answers_data),
        .answers_last_o      (receive_entries_line_answers_last),
        .answers_context_o   (receive_entries_line_answers_context),
        .answers_fault_o     (receive_entries_line_answers_fault)
    );

    answer_line_context_bits45 receive_descriptors_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (receive_descriptors_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (receive_descriptors_line_turn_offers),
        .turn_beat_tag_o     (receive_descriptors_line_turn_beat_tag),
        .turn_beat_fault_o   (receive_descriptors_line_turn_beat_fault),
        .turn_beat_lost_o    (receive_descriptors_line_turn_beat_lost),
        .turn_beat_beat_o    (receive_descriptors_line_turn_beat_beat),
        .turn_beat_last_o    (receive_descriptors_line_turn_beat_last),
        .turn_take_i         (receive_descriptors_line_turn_take),
        .delivered_valid_i   (receive_descriptors_line_delivered_valid),
        .delivered_data_i    (receive_descriptors_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (receive_descriptors_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (receive_descriptors_line_answers_valid),
        .answers_ready_i     (answers_receive_descriptors_ready_i),
        .answers_data_o      (receive_descriptors_line_answers_data),
        .answers_last_o      (receive_descriptors_line_answers_last),
        .answers_context_o   (receive_descriptors_line_answers_context),
        .answers_fault_o     (receive_descriptors_line_answers_fault)
    );

    slow_answer_line_context_bits1 receive_wishes_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (receive_wishes_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (receive_wishes_line_turn_offers),
        .turn_beat_tag_o     (receive_wishes_line_turn_beat_tag),
        .turn_beat_fault_o   (receive_wishes_line_turn_beat_fault),
        .turn_beat_lost_o    (receive_wishes_line_turn_beat_lost),
        .turn_beat_beat_o    (receive_wishes_line_turn_beat_beat),
        .turn_beat_last_o    (receive_wishes_line_turn_beat_last),
        .turn_take_i         (receive_wishes_line_turn_take),
        .delivered_valid_i   (receive_wishes_line_delivered_valid),
        .delivered_data_i    (receive_wishes_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (receive_wishes_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (receive_wishes_line_answers_valid),
        .answers_ready_i     (answers_receive_wishes_ready_i),
        .answers_data_o      (receive_wishes_line_answers_data),
        .answers_last_o      (receive_wishes_line_answers_last),
        .answers_context_o   (receive_wishes_line_answers_context),
        .answers_fault_o     (receive_wishes_line_answers_fault)
    );

    slow_answer_line_context_bits12 transmit_index_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (transmit_index_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (transmit_index_line_turn_offers),
        .turn_beat_tag_o     (transmit_index_line_turn_beat_tag),
        .turn_beat_fault_o   (transmit_index_line_turn_beat_fault),
        .turn_beat_lost_o    (transmit_index_line_turn_beat_lost),
        .turn_beat_beat_o    (transmit_index_line_turn_beat_beat),
        .turn_beat_last_o    (transmit_index_line_turn_beat_last),
        .turn_take_i         (transmit_index_line_turn_take),
        .delivered_valid_i   (transmit_index_line_delivered_valid),
        .delivered_data_i    (transmit_index_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (transmit_index_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (transmit_index_line_answers_valid),
        .answers_ready_i     (answers_transmit_index_ready_i),
        .answers_data_o      (transmit_index_line_answers_data),
        .answers_last_o      (transmit_index_line_answers_last),
        .answers_context_o   (transmit_index_line_answers_context),
        .answers_fault_o     (transmit_index_line_answers_fault)
    );

    answer_line_context_bits20 transmit_entries_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (transmit_entries_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (transmit_entries_line_turn_offers),
        .turn_beat_tag_o     (transmit_entries_line_turn_beat_tag),
        .turn_beat_fault_o   (transmit_entries_line_turn_beat_fault),
        .turn_beat_lost_o    (transmit_entries_line_turn_beat_lost),
        .turn_beat_beat_o    (transmit_entries_line_turn_beat_beat),
        .turn_beat_last_o    (transmit_entries_line_turn_beat_last),
        .turn_take_i         (transmit_entries_line_turn_take),
        .delivered_valid_i   (transmit_entries_line_delivered_valid),
        .delivered_data_i    (transmit_entries_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (transmit_entries_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (transmit_entries_line_answers_valid),
        .answers_ready_i     (answers_transmit_entries_ready_i),
        .answers_data_o      (transmit_entries_line_answers_data),
        .answers_last_o      (transmit_entries_line_answers_last),
        .answers_context_o   (transmit_entries_line_answers_context),
        .answers_fault_o     (transmit_entries_line_answers_fault)
    );

    answer_line_context_bits45 transmit_descriptors_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (transmit_descriptors_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (transmit_descriptors_line_turn_offers),
        .turn_beat_tag_o     (transmit_descriptors_line_turn_beat_tag),
        .turn_beat_fault_o   (transmit_descriptors_line_turn_beat_fault),
        .turn_beat_lost_o    (transmit_descriptors_line_turn_beat_lost),
        .turn_beat_beat_o    (transmit_descriptors_line_turn_beat_beat),
        .turn_beat_last_o    (transmit_descriptors_line_turn_beat_last),
        .turn_take_i         (transmit_descriptors_line_turn_take),
        .delivered_valid_i   (transmit_descriptors_line_delivered_valid),
        .delivered_data_i    (transmit_descriptors_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (transmit_descriptors_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (transmit_descriptors_line_answers_valid),
        .answers_ready_i     (answers_transmit_descriptors_ready_i),
        .answers_data_o      (transmit_descriptors_line_answers_data),
        .answers_last_o      (transmit_descriptors_line_answers_last),
        .answers_context_o   (transmit_descriptors_line_answers_context),
        .answers_fault_o     (transmit_descriptors_line_answers_fault)
    );

    slow_answer_line_context_bits1 transmit_wishes_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (transmit_wishes_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (transmit_wishes_line_turn_offers),
        .turn_beat_tag_o     (transmit_wishes_line_turn_beat_tag),
        .turn_beat_fault_o   (transmit_wishes_line_turn_beat_fault),
        .turn_beat_lost_o    (transmit_wishes_line_turn_beat_lost),
        .turn_beat_beat_o    (transmit_wishes_line_turn_beat_beat),
        .turn_beat_last_o    (transmit_wishes_line_turn_beat_last),
        .turn_take_i         (transmit_wishes_line_turn_take),
        .delivered_valid_i   (transmit_wishes_line_delivered_valid),
        .delivered_data_i    (transmit_wishes_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (transmit_wishes_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (transmit_wishes_line_answers_valid),
        .answers_ready_i     (answers_transmit_wishes_ready_i),
        .answers_data_o      (transmit_wishes_line_answers_data),
        .answers_last_o      (transmit_wishes_line_answers_last),
        .answers_context_o   (transmit_wishes_line_answers_context),
        .answers_fault_o     (transmit_wishes_line_answers_fault)
    );

    answer_line_context_bits37 transmit_data_line (
        .clk                 (clk),
        .rst                 (rst),
        .ended_valid_i       (transmit_data_line_ended_valid),
        .ended_tag_i         (ended_read_tag_q),
        .ended_beats_i       (ended_read_beats_q),
        .ended_fault_i       (ended_read_fault_q),
        .ended_lost_i        (ended_read_lost_q),
        .turn_offers_o       (transmit_data_line_turn_offers),
        .turn_beat_tag_o     (transmit_data_line_turn_beat_tag),
        .turn_beat_fault_o   (transmit_data_line_turn_beat_fault),
        .turn_beat_lost_o    (transmit_data_line_turn_beat_lost),
        .turn_beat_beat_o    (transmit_data_line_turn_beat_beat),
        .turn_beat_last_o    (transmit_data_line_turn_beat_last),
        .turn_take_i         (transmit_data_line_turn_take),
        .delivered_valid_i   (transmit_data_line_delivered_valid),
        .delivered_data_i    (transmit_data_line_delivered_data),
        .delivered_last_i    (then_2_beat_last_q),
        .delivered_context_i (transmit_data_line_delivered_context),
        .delivered_fault_i   (then_2_beat_fault_q),
        .answers_valid_o     (transmit_data_line_answers_valid),
        .answers_ready_i     (answers_transmit_data_ready_i),
        .answers_data_o      (transmit_data_line_answers_data),
        .answers_last_o      (transmit_data_line_answers_last),
        .answers_context_o   (transmit_data_line_answers_context),
        .answers_fault_o     (transmit_data_line_answers_fault)
    );

    round_robin_arbiter_count9 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (1'd1),
        .grants_o   (arbiter_grants)
    );

endmodule

// Read engine: host memory for several clients, answers in any order, each read in its window.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveIndex","contextBits":12,"ahead":2,"slow":true},{"name":"receiveEntries","contextBits":20,"ahead":2},{"name":"receiveDescriptors","contextBits":45,"ahead":9},{"name":"receiveWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitIndex","contextBits":12,"ahead":2,"slow":true},{"name":"transmitEntries","contextBits":20,"ahead":2},{"name":"transmitDescriptors","contextBits":45,"ahead":9},{"name":"transmitWishes","contextBits":1,"ahead":2,"slow":true},{"name":"transmitData","contextBits":37,"ahead":6}]
module read_engine (
    input  wire         clk,
    input  wire         rst,
    // requests
    input  wire         requests_receive_index_valid_i,
    output wire         requests_receive_index_ready_o,
    input  wire         requests_receive_index_function_i,
    input  wire [63:0]  requests_receive_index_address_i,
    input  wire [9:0]   requests_receive_index_bytes_i,
    input  wire [2:0]   requests_receive_index_kind_i,
    input  wire [11:0]  requests_receive_index_context_i,
    input  wire         requests_receive_entries_valid_i,
    output wire         requests_receive_entries_ready_o,
    input  wire         requests_receive_entries_function_i,
    input  wire [63:0]  requests_receive_entries_address_i,
    input  wire [9:0]   requests_receive_entries_bytes_i,
    input  wire [2:0]   requests_receive_entries_kind_i,
    input  wire [19:0]  requests_receive_entries_context_i,
    input  wire         requests_receive_descriptors_valid_i,
    output wire         requests_receive_descriptors_ready_o,
    input  wire         requests_receive_descriptors_function_i,
    input  wire [63:0]  requests_receive_descriptors_address_i,
    input  wire [9:0]   requests_receive_descriptors_bytes_i,
    input  wire [2:0]   requests_receive_descriptors_kind_i,
    input  wire [44:0]  requests_receive_descriptors_context_i,
    input  wire         requests_receive_wishes_valid_i,
    output wire         requests_receive_wishes_ready_o,
    input  wire         requests_receive_wishes_function_i,
    input  wire [63:0]  requests_receive_wishes_address_i,
    input  wire [9:0]   requests_receive_wishes_bytes_i,
    input  wire [2:0]   requests_receive_wishes_kind_i,
    input  wire         requests_receive_wishes_context_i,
    input  wire         requests_transmit_index_valid_i,
    output wire         requests_transmit_index_ready_o,
    input  wire         requests_transmit_index_function_i,
    input  wire [63:0]  requests_transmit_index_address_i,
    input  wire [9:0]   requests_transmit_index_bytes_i,
    input  wire [2:0]   requests_transmit_index_kind_i,
    input  wire [11:0]  requests_transmit_index_context_i,
    input  wire         requests_transmit_entries_valid_i,
    output wire         requests_transmit_entries_ready_o,
    input  wire         requests_transmit_entries_function_i,
    input  wire [63:0]  requests_transmit_entries_address_i,
    input  wire [9:0]   requests_transmit_entries_bytes_i,
    input  wire [2:0]   requests_transmit_entries_kind_i,
    input  wire [19:0]  requests_transmit_entries_context_i,
    input  wire         requests_transmit_descriptors_valid_i,
    output wire         requests_transmit_descriptors_ready_o,
    input  wire         requests_transmit_descriptors_function_i,
    input  wire [63:0]  requests_transmit_descriptors_address_i,
    input  wire [9:0]   requests_transmit_descriptors_bytes_i,
    input  wire [2:0]   requests_transmit_descriptors_kind_i,
    input  wire [44:0]  requests_transmit_descriptors_context_i,
    input  wire         requests_transmit_wishes_valid_i,
    output wire         requests_transmit_wishes_ready_o,
    input  wire         requests_transmit_wishes_function_i,
    input  wire [63:0]  requests_transmit_wishes_address_i,
    input  wire [9:0]   requests_transmit_wishes_bytes_i,
    input  wire [2:0]   requests_transmit_wishes_kind_i,
    input  wire         requests_transmit_wishes_context_i,
    input  wire         requests_transmit_data_valid_i,
    output wire         requests_transmit_data_ready_o,
    input  wire         requests_transmit_data_function_i,
    input  wire [63:0]  requests_transmit_data_address_i,
    input  wire [9:0]   requests_transmit_data_bytes_i,
    input  wire [2:0]   requests_transmit_data_kind_i,
    input  wire [36:0]  requests_transmit_data_context_i,
    // answers
    output wire         answers_receive_index_valid_o,
    input  wire         answers_receive_index_ready_i,
    output wire [127:0] answers_receive_index_data_o,
    output wire         answers_receive_index_last_o,
    output wire [11:0]  answers_receive_index_context_o,
    output wire [1:0]   answers_receive_index_fault_o,
    output wire         answers_receive_entries_valid_o,
    input  wire         answers_receive_entries_ready_i,
    output wire [127:0] answers_receive_entries_data_o,
    output wire         answers_receive_entries_last_o,
    output wire [19:0]  answers_receive_entries_context_o,
    output wire [1:0]   answers_receive_entries_fault_o,
    output wire         answers_receive_descriptors_valid_o,
    input  wire         answers_receive_descriptors_ready_i,
    output wire [127:0] answers_receive_descriptors_data_o,
    output wire         answers_receive_descriptors_last_o,
    output wire [44:0]  answers_receive_descriptors_context_o,
    output wire [1:0]   answers_receive_descriptors_fault_o,
    output wire         answers_receive_wishes_valid_o,
    input  wire         answers_receive_wishes_ready_i,
    output wire [127:0] answers_receive_wishes_data_o,
    output wire         answers_receive_wishes_last_o,
    output wire         answers_receive_wishes_context_o,
    output wire [1:0]   answers_receive_wishes_fault_o,
    output wire         answers_transmit_index_valid_o,
    input  wire         answers_transmit_index_ready_i,
    output wire [127:0] answers_transmit_index_data_o,
    output wire         answers_transmit_index_last_o,
    output wire [11:0]  answers_transmit_index_context_o,
    output wire [1:0]   answers_transmit_index_fault_o,
    output wire         answers_transmit_entries_valid_o,
    input  wire         answers_transmit_entries_ready_i,
    output wire [127:0] answers_transmit_entries_data_o,
    output wire         answers_transmit_entries_last_o,
    output wire [19:0]  answers_transmit_entries_context_o,
    output wire [1:0]   answers_transmit_entries_fault_o,
    output wire         answers_transmit_descriptors_valid_o,
    input  wire         answers_transmit_descriptors_ready_i,
    output wire [127:0] answers_transmit_descriptors_data_o,
    output wire         answers_transmit_descriptors_last_o,
    output wire [44:0]  answers_transmit_descriptors_context_o,
    output wire [1:0]   answers_transmit_descriptors_fault_o,
    output wire         answers_transmit_wishes_valid_o,
    input  wire         answers_transmit_wishes_ready_i,
    output wire [127:0] answers_transmit_wishes_data_o,
    output wire         answers_transmit_wishes_last_o,
    output wire         answers_transmit_wishes_context_o,
    output wire [1:0]   answers_transmit_wishes_fault_o,
    output wire         answers_transmit_data_valid_o,
    input  wire         answers_transmit_data_ready_i,
    output wire [127:0] answers_transmit_data_data_o,
    output wire         answers_transmit_data_last_o,
    output wire [36:0]  answers_transmit_data_context_o,
    output wire [1:0]   answers_transmit_data_fault_o,
    output wire [1:0]   allowed_o,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // issued
    output wire         issued_valid_o,
    output wire         issued_function_o,
    output wire [2:0]   issued_kind_o,
    output wire [7:0]   issued_beats_o,
    // stray
    output wire         stray_beat_o,
    output wire         stray_last_o,
    output wire         broken_o,
    // read
    output wire [7:0]   read_arid_o,
    output wire [63:0]  read_araddr_o,
    output wire [7:0]   read_arlen_o,
    output wire [2:0]   read_arsize_o,
    output wire [1:0]   read_arburst_o,
    output wire [7:0]   read_aruser_o,
    output wire         read_arvalid_o,
    input  wire         read_arready_i,
    input  wire [7:0]   read_rid_i,
    input  wire [127:0] read_rdata_i,
    input  wire [1:0]   read_rresp_i,
    input  wire         read_rlast_i,
    input  wire         read_rvalid_i,
    output wire         read_rready_o
);

    wire         intake_requests_receive_index_ready;
    wire         intake_requests_receive_entries_ready;
    wire         intake_requests_receive_descriptors_ready;
    wire         intake_requests_receive_wishes_ready;
    wire         intake_requests_transmit_index_ready;
    wire         intake_requests_transmit_entries_ready;
    wire         intake_requests_transmit_descriptors_ready;
    wire         intake_requests_transmit_wishes_ready;
    wire         intake_requests_transmit_data_ready;
    wire         intake_reads_valid;
    wire         intake_reads_function;
    wire [63:0]  intake_reads_address;
    wire [9:0]   intake_reads_bytes;
    wire [2:0]   intake_reads_kind;
    wire [44:0]  intake_reads_context;
    wire [3:0]   intake_reads_client;
    wire         granted_up_ready;
    wire         granted_down_valid;
    wire [4:0]   granted_down_tag;
    wire         granted_down_function;
    wire [63:0]  granted_down_address;
    wire [9:0]   granted_down_bytes;
    wire [2:0]   granted_down_kind;
    wire [3:0]   granted_down_client;
    wire         judge_lookup_function;
    wire         judge_reads_ready;
    wire [7:0]   judge_address_arid;
    wire [63:0]  judge_address_araddr;
    wire [7:0]   judge_address_arlen;
    wire [2:0]   judge_address_arsize;
    wire [1:0]   judge_address_arburst;
    wire [7:0]   judge_address_aruser;
    wire         judge_address_arvalid;
    wire         judge_expected_valid;
    wire [4:0]   judge_expected_tag;
    wire [4:0]   judge_expected_beats;
    wire [3:0]   judge_expected_client;
    wire         judge_issued_valid;
    wire         judge_issued_function;
    wire [2:0]   judge_issued_kind;
    wire [7:0]   judge_issued_beats;
    wire         judge_refused_valid;
    wire [4:0]   judge_refused_tag;
    wire [4:0]   judge_refused_beats;
    wire [3:0]   judge_refused_client;
    wire [1:0]   judge_refused_fault;
    wire         judge_refused_lost;
    wire         judge_refusal_valid;
    wire         judge_refusal_function;
    wire         tags_reads_ready;
    wire         tags_again_ready;
    wire         tags_held_valid;
    wire         tags_held_function;
    wire [63:0]  tags_held_address;
    wire [9:0]   tags_held_bytes;
    wire [2:0]   tags_held_kind;
    wire [44:0]  tags_held_context;
    wire [3:0]   tags_held_client;
    wire         tags_settled_valid;
    wire         tags_settled_granted;
    wire         tags_tagged_valid;
    wire [4:0]   tags_tagged_tag;
    wire         tags_tagged_function;
    wire [63:0]  tags_tagged_address;
    wire [9:0]   tags_tagged_bytes;
    wire [2:0]   tags_tagged_kind;
    wire [3:0]   tags_tagged_client;
    wire         tags_contexts_valid;
    wire [4:0]   tags_contexts_tag;
    wire [44:0]  tags_contexts_context;
    wire         tags_contexts_function;
    wire         tags_contexts_shared;
    wire         waiting_again_valid;
    wire         waiting_again_function;
    wire [63:0]  waiting_again_address;
    wire [9:0]   waiting_again_bytes;
    wire [2:0]   waiting_again_kind;
    wire [44:0]  waiting_again_context;
    wire [3:0]   waiting_again_client;
    wire [1:0]   waiting_allowed;
    wire         collector_read_rready;
    wire         collector_ended_valid;
    wire [4:0]   collector_ended_tag;
    wire [4:0]   collector_ended_beats;
    wire [3:0]   collector_ended_client;
    wire [1:0]   collector_ended_fault;
    wire         collector_ended_lost;
    wire         collector_stored_valid;
    wire [4:0]   collector_stored_tag;
    wire [4:0]   collector_stored_beat;
    wire [127:0] collector_stored_data;
    wire         collector_stray_beat;
    wire         collector_stray_last;
    wire         collector_broken;
    wire [127:0] slots_lookup_data;
    wire         delivery_refused_ready;
    wire [4:0]   delivery_slots_tag;
    wire [4:0]   delivery_slots_beat;
    wire         delivery_freed_valid;
    wire [4:0]   delivery_freed_tag;
    wire         delivery_freed_function;
    wire         delivery_freed_shared;
    wire         delivery_answers_receive_index_valid;
    wire [127:0] delivery_answers_receive_index_data;
    wire         delivery_answers_receive_index_last;
    wire [11:0]  delivery_answers_receive_index_context;
    wire [1:0]   delivery_answers_receive_index_fault;
    wire         delivery_answers_receive_entries_valid;
    wire [127:0] delivery_answers_receive_entries_data;
    wire         delivery_answers_receive_entries_last;
    wire [19:0]  delivery_answers_receive_entries_context;
    wire [1:0]   delivery_answers_receive_entries_fault;
    wire         delivery_answers_receive_descriptors_valid;
    wire [127:0] delivery_answers_receive_descriptors_data;
    wire         delivery_answers_receive_descriptors_last;
    wire [44:0]  delivery_answers_receive_descriptors_context;
    wire [1:0]   delivery_answers_receive_descriptors_fault;
    wire         delivery_answers_receive_wishes_valid;
    wire [127:0] delivery_answers_receive_wishes_data;
    wire         delivery_answers_receive_wishes_last;
    wire         delivery_answers_receive_wishes_context;
    wire [1:0]   delivery_answers_receive_wishes_fault;
    wire         delivery_answers_transmit_index_valid;
    wire [127:0] delivery_answers_transmit_index_data;
    wire         delivery_answers_transmit_index_last;
    wire [11:0]  delivery_answers_transmit_index_context;
    wire [1:0]   delivery_answers_transmit_index_fault;
    wire         delivery_answers_transmit_entries_valid;
    wire [127:0] delivery_answers_transmit_entries_data;
    wire         delivery_answers_transmit_entries_last;
    wire [19:0]  delivery_answers_transmit_entries_context;
    wire [1:0]   delivery_answers_transmit_entries_fault;
    wire         delivery_answers_transmit_descriptors_valid;
    wire [127:0] delivery_answers_transmit_descriptors_data;
    wire         delivery_answers_transmit_descriptors_last;
    wire [44:0]  delivery_answers_transmit_descriptors_context;
    wire [1:0]   delivery_answers_transmit_descriptors_fault;
    wire         delivery_answers_transmit_wishes_valid;
    wire [127:0] delivery_answers_transmit_wishes_data;
    wire         delivery_answers_transmit_wishes_last;
    wire         delivery_answers_transmit_wishes_context;
    wire [1:0]   delivery_answers_transmit_wishes_fault;
    wire         delivery_answers_transmit_data_valid;
    wire [127:0] delivery_answers_transmit_data_data;
    wire         delivery_answers_transmit_data_last;
    wire [36:0]  delivery_answers_transmit_data_context;
    wire [1:0]   delivery_answers_transmit_data_fault;

    assign requests_receive_index_ready_o = intake_requests_receive_index_ready;
    assign answers_receive_index_valid_o = delivery_answers_receive_index_valid;
    assign answers_receive_index_data_o = delivery_answers_receive_index_data;
    assign answers_receive_index_last_o = delivery_answers_receive_index_last;
    assign answers_receive_index_context_o = delivery_answers_receive_index_context;
    assign answers_receive_index_fault_o = delivery_answers_receive_index_fault;
    assign requests_receive_entries_ready_o = intake_requests_receive_entries_ready;
    assign answers_receive_entries_valid_o = delivery_answers_receive_entries_valid;
    assign answers_receive_entries_data_o = delivery_answers_receive_entries_data;
    assign answers_receive_entries_last_o = delivery_answers_receive_entries_last;
    assign answers_receive_entries_context_o = delivery_answers_receive_entries_context;
    assign answers_receive_entries_fault_o = delivery_answers_receive_entries_fault;
    assign requests_receive_descriptors_ready_o = intake_requests_receive_descriptors_ready;
    assign answers_receive_descriptors_valid_o = delivery_answers_receive_descriptors_valid;
    assign answers_receive_descriptors_data_o = delivery_answers_receive_descriptors_data;
    assign answers_receive_descriptors_last_o = delivery_answers_receive_descriptors_last;
    assign answers_receive_descriptors_context_o = delivery_answers_receive_descriptors_context;
    assign answers_receive_descriptors_fault_o = delivery_answers_receive_descriptors_fault;
    assign requests_receive_wishes_ready_o = intake_requests_receive_wishes_ready;
    assign answers_receive_wishes_valid_o = delivery_answers_receive_wishes_valid;
    assign answers_receive_wishes_data_o = delivery_answers_receive_wishes_data;
    assign answers_receive_wishes_last_o = delivery_answers_receive_wishes_last;
    assign answers_receive_wishes_context_o = delivery_answers_receive_wishes_context;
    assign answers_receive_wishes_fault_o = delivery_answers_receive_wishes_fault;
    assign requests_transmit_index_ready_o = intake_requests_transmit_index_ready;
    assign answers_transmit_index_valid_o = delivery_answers_transmit_index_valid;
    assign answers_transmit_index_data_o = delivery_answers_transmit_index_data;
    assign answers_transmit_index_last_o = delivery_answers_transmit_index_last;
    assign answers_transmit_index_context_o = delivery_answers_transmit_index_context;
    assign answers_transmit_index_fault_o = delivery_answers_transmit_index_fault;
    assign requests_transmit_entries_ready_o = intake_requests_transmit_entries_ready;
    assign answers_transmit_entries_valid_o = delivery_answers_transmit_entries_valid;
    assign answers_transmit_entries_data_o = delivery_answers_transmit_entries_data;
    assign answers_transmit_entries_last_o = delivery_answers_transmit_entries_last;
    assign answers_transmit_entries_context_o = delivery_answers_transmit_entries_context;
    assign answers_transmit_entries_fault_o = delivery_answers_transmit_entries_fault;
    assign requests_transmit_descriptors_ready_o = intake_requests_transmit_descriptors_ready;
    assign answers_transmit_descriptors_valid_o = delivery_answers_transmit_descriptors_valid;
    assign answers_transmit_descriptors_data_o = delivery_answers_transmit_descriptors_data;
    assign answers_transmit_descriptors_last_o = delivery_answers_transmit_descriptors_last;
    assign answers_transmit_descriptors_context_o = delivery_answers_transmit_descriptors_context;
    assign answers_transmit_descriptors_fault_o = delivery_answers_transmit_descriptors_fault;
    assign requests_transmit_wishes_ready_o = intake_requests_transmit_wishes_ready;
    assign answers_transmit_wishes_valid_o = delivery_answers_transmit_wishes_valid;
    assign answers_transmit_wishes_data_o = delivery_answers_transmit_wishes_data;
    assign answers_transmit_wishes_last_o = delivery_answers_transmit_wishes_last;
    assign answers_transmit_wishes_context_o = delivery_answers_transmit_wishes_context;
    assign answers_transmit_wishes_fault_o = delivery_answers_transmit_wishes_fault;
    assign requests_transmit_data_ready_o = intake_requests_transmit_data_ready;
    assign answers_transmit_data_valid_o = delivery_answers_transmit_data_valid;
    assign answers_transmit_data_data_o = delivery_answers_transmit_data_data;
    assign answers_transmit_data_last_o = delivery_answers_transmit_data_last;
    assign answers_transmit_data_context_o = delivery_answers_transmit_data_context;
    assign answers_transmit_data_fault_o = delivery_answers_transmit_data_fault;
    assign allowed_o = waiting_allowed;
    assign lookup_function_o = judge_lookup_function;
    assign refused_valid_o = judge_refusal_valid;
    assign refused_function_o = judge_refusal_function;
    assign issued_valid_o = judge_issued_valid;
    assign issued_function_o = judge_issued_function;
    assign issued_kind_o = judge_issued_kind;
    assign issued_beats_o = judge_issued_beats;
    assign read_arid_o = judge_address_arid;
    assign read_araddr_o = judge_address_araddr;
    assign read_arlen_o = judge_address_arlen;
    assign read_arsize_o = judge_address_arsize;
    assign read_arburst_o = judge_address_arburst;
    assign read_aruser_o = judge_address_aruser;
    assign read_arvalid_o = judge_address_arvalid;
    assign read_rready_o = collector_read_rready;
    assign stray_beat_o = collector_stray_beat;
    assign stray_last_o = collector_stray_last;
    assign broken_o = collector_broken;

    read_intake intake (
        .clk                                      (clk),
        .rst                                      (rst),
        .requests_receive_index_valid_i           (requests_receive_index_valid_i),
        .requests_receive_index_ready_o           (intake_requests_receive_index_ready),
        .requests_receive_index_function_i        (requests_receive_index_function_i),
        .requests_receive_index_address_i         (requests_receive_index_address_i),
        .requests_receive_index_bytes_i           (requests_receive_index_bytes_i),
        .requests_receive_index_kind_i            (requests_receive_index_kind_i),
        .requests_receive_index_context_i         (requests_receive_index_context_i),
        .requests_receive_entries_valid_i         (requests_receive_entries_valid_i),
        .requests_receive_entries_ready_o         (intake_requests_receive_entries_ready),
        .requests_receive_entries_function_i      (requests_receive_entries_function_i),
        .requests_receive_entries_address_i       (requests_receive_entries_address_i),
        .requests_receive_entries_bytes_i         (requests_receive_entries_bytes_i),
        .requests_receive_entries_kind_i          (requests_receive_entries_kind_i),
        .requests_receive_entries_context_i       (requests_receive_entries_context_i),
        .requests_receive_descriptors_valid_i     (requests_receive_descriptors_valid_i),
        .requests_receive_descriptors_ready_o     (intake_requests_receive_descriptors_ready),
        .requests_receive_descriptors_function_i  (requests_receive_descriptors_function_i),
        .requests_receive_descriptors_address_i   (requests_receive_descriptors_address_i),
        .requests_receive_descriptors_bytes_i     (requests_receive_descriptors_bytes_i),
        .requests_receive_descriptors_kind_i      (requests_receive_descriptors_kind_i),
        .requests_receive_descriptors_context_i   (requests_receive_descriptors_context_i),
        .requests_receive_wishes_valid_i          (requests_receive_wishes_valid_i),
        .requests_receive_wishes_ready_o          (intake_requests_receive_wishes_ready),
        .requests_receive_wishes_function_i       (requests_receive_wishes_function_i),
        .requests_receive_wishes_address_i        (requests_receive_wishes_address_i),
        .requests_receive_wishes_bytes_i          (requests_receive_wishes_bytes_i),
        .requests_receive_wishes_kind_i           (requests_receive_wishes_kind_i),
        .requests_receive_wishes_context_i        (requests_receive_wishes_context_i),
        .requests_transmit_index_valid_i          (requests_transmit_index_valid_i),
        .requests_transmit_index_ready_o          (intake_requests_transmit_index_ready),
        .requests_transmit_index_function_i       (requests_transmit_index_function_i),
        .requests_transmit_index_address_i        (requests_transmit_index_address_i),
        .requests_transmit_index_bytes_i          (requests_transmit_index_bytes_i),
        .requests_transmit_index_kind_i           (requests_transmit_index_kind_i),
        .requests_transmit_index_context_i        (requests_transmit_index_context_i),
        .requests_transmit_entries_valid_i        (requests_transmit_entries_valid_i),
        .requests_transmit_entries_ready_o        (intake_requests_transmit_entries_ready),
        .requests_transmit_entries_function_i     (requests_transmit_entries_function_i),
        .requests_transmit_entries_address_i      (requests_transmit_entries_address_i),
        .requests_transmit_entries_bytes_i        (requests_transmit_entries_bytes_i),
        .requests_transmit_entries_kind_i         (requests_transmit_entries_kind_i),
        .requests_transmit_entries_context_i      (requests_transmit_entries_context_i),
        .requests_transmit_descriptors_valid_i    (requests_transmit_descriptors_valid_i),
        .requests_transmit_descriptors_ready_o    (intake_requests_transmit_descriptors_ready),
        .requests_transmit_descriptors_function_i (requests_transmit_descriptors_function_i),
        .requests_transmit_descriptors_address_i  (requests_transmit_descriptors_address_i),
        .requests_transmit_descriptors_bytes_i    (requests_transmit_descriptors_bytes_i),
        .requests_transmit_descriptors_kind_i     (requests_transmit_descriptors_kind_i),
        .requests_transmit_descriptors_context_i  (requests_transmit_descriptors_context_i),
        .requests_transmit_wishes_valid_i         (requests_transmit_wishes_valid_i),
        .requests_transmit_wishes_ready_o         (intake_requests_transmit_wishes_ready),
        .requests_transmit_wishes_function_i      (requests_transmit_wishes_function_i),
        .requests_transmit_wishes_address_i       (requests_transmit_wishes_address_i),
        .requests_transmit_wishes_bytes_i         (requests_transmit_wishes_bytes_i),
        .requests_transmit_wishes_kind_i          (requests_transmit_wishes_kind_i),
        .requests_transmit_wishes_context_i       (requests_transmit_wishes_context_i),
        .requests_transmit_data_valid_i           (requests_transmit_data_valid_i),
        .requests_transmit_data_ready_o           (intake_requests_transmit_data_ready),
        .requests_transmit_data_function_i        (requests_transmit_data_function_i),
        .requests_transmit_data_address_i         (requests_transmit_data_address_i),
        .requests_transmit_data_bytes_i           (requests_transmit_data_bytes_i),
        .requests_transmit_data_kind_i            (requests_transmit_data_kind_i),
        .requests_transmit_data_context_i         (requests_transmit_data_context_i),
        .reads_valid_o                            (intake_reads_valid),
        .reads_ready_i                            (tags_reads_ready),
        .reads_function_o                         (intake_reads_function),
        .reads_address_o                          (intake_reads_address),
        .reads_bytes_o                            (intake_reads_bytes),
        .reads_kind_o                             (intake_reads_kind),
        .reads_context_o                          (intake_reads_context),
        .reads_client_o                           (intake_reads_client)
    );

    backward_slice granted (
        .clk             (clk),
        .rst             (rst),
        .up_valid_i      (tags_tagged_valid),
        .up_ready_o      (granted_up_ready),
        .up_tag_i        (tags_tagged_tag),
        .up_function_i   (tags_tagged_function),
        .up_address_i    (tags_tagged_address),
        .up_bytes_i      (tags_tagged_bytes),
        .up_kind_i       (tags_tagged_kind),
        .up_client_i     (tags_tagged_client),
        .down_valid_o    (granted_down_valid),
        .down_ready_i    (judge_reads_ready),
        .down_tag_o      (granted_down_tag),
        .down_function_o (granted_down_function),
        .down_address_o  (granted_down_address),
        .down_bytes_o    (granted_down_bytes),
        .down_kind_o     (granted_down_kind),
        .down_client_o   (granted_down_client)
    );

    read_judge judge (
        .clk                  (clk),
        .rst                  (rst),
        .lookup_function_o    (judge_lookup_function),
        .lookup_window_base_i (lookup_window_base_i),
        .lookup_window_last_i (lookup_window_last_i),
        .reads_valid_i        (granted_down_valid),
        .reads_ready_o        (judge_reads_ready),
        .reads_tag_i          (granted_down_tag),
        .reads_function_i     (granted_down_function),
        .reads_address_i      (granted_down_address),
        .reads_bytes_i        (granted_down_bytes),
        .reads_kind_i         (granted_down_kind),
        .reads_client_i       (granted_down_client),
        .address_arid_o       (judge_address_arid),
        .address_araddr_o     (judge_address_araddr),
        .address_arlen_o      (judge_address_arlen),
        .address_arsize_o     (judge_address_arsize),
        .address_arburst_o    (judge_address_arburst),
        .address_aruser_o     (judge_address_aruser),
        .address_arvalid_o    (judge_address_arvalid),
        .address_arready_i    (read_arready_i),
        .expected_valid_o     (judge_expected_valid),
        .expected_tag_o       (judge_expected_tag),
        .expected_beats_o     (judge_expected_beats),
        .expected_client_o    (judge_expected_client),
        .issued_valid_o       (judge_issued_valid),
        .issued_function_o    (judge_issued_function),
        .issued_kind_o        (judge_issued_kind),
        .issued_beats_o       (judge_issued_beats),
        .refused_valid_o      (judge_refused_valid),
        .refused_ready_i      (delivery_refused_ready),
        .refused_tag_o        (judge_refused_tag),
        .refused_beats_o      (judge_refused_beats),
        .refused_client_o     (judge_refused_client),
        .refused_fault_o      (judge_refused_fault),
        .refused_lost_o       (judge_refused_lost),
        .refusal_valid_o      (judge_refusal_valid),
        .refusal_function_o   (judge_refusal_function)
    );

    tag_grant tags (
        .clk                 (clk),
        .rst                 (rst),
        .reads_valid_i       (intake_reads_valid),
        .reads_ready_o       (tags_reads_ready),
        .reads_function_i    (intake_reads_function),
        .reads_address_i     (intake_reads_address),
        .reads_bytes_i       (intake_reads_bytes),
        .reads_kind_i        (intake_reads_kind),
        .reads_context_i     (intake_reads_context),
        .reads_client_i      (intake_reads_client),
        .again_valid_i       (waiting_again_valid),
        .again_ready_o       (tags_again_ready),
        .again_function_i    (waiting_again_function),
        .again_address_i     (waiting_again_address),
        .again_bytes_i       (waiting_again_bytes),
        .again_kind_i        (waiting_again_kind),
        .again_context_i     (waiting_again_context),
        .again_client_i      (waiting_again_client),
        .held_valid_o        (tags_held_valid),
        .held_function_o     (tags_held_function),
        .held_address_o      (tags_held_address),
        .held_bytes_o        (tags_held_bytes),
        .held_kind_o         (tags_held_kind),
        .held_context_o      (tags_held_context),
        .held_client_o       (tags_held_client),
        .settled_valid_o     (tags_settled_valid),
        .settled_granted_o   (tags_settled_granted),
        .tagged_valid_o      (tags_tagged_valid),
        .tagged_ready_i      (granted_up_ready),
        .tagged_tag_o        (tags_tagged_tag),
        .tagged_function_o   (tags_tagged_function),
        .tagged_address_o    (tags_tagged_address),
        .tagged_bytes_o      (tags_tagged_bytes),
        .tagged_kind_o       (tags_tagged_kind),
        .tagged_client_o     (tags_tagged_client),
        .contexts_valid_o    (tags_contexts_valid),
        .contexts_tag_o      (tags_contexts_tag),
        .contexts_context_o  (tags_contexts_context),
        .contexts_function_o (tags_contexts_function),
        .contexts_shared_o   (tags_contexts_shared),
        .freed_valid_i       (delivery_freed_valid),
        .freed_tag_i         (delivery_freed_tag),
        .freed_function_i    (delivery_freed_function),
        .freed_shared_i      (delivery_freed_shared)
    );

    waiting_reads waiting (
        .clk               (clk),
        .rst               (rst),
        .held_valid_i      (tags_held_valid),
        .held_function_i   (tags_held_function),
        .held_address_i    (tags_held_address),
        .held_bytes_i      (tags_held_bytes),
        .held_kind_i       (tags_held_kind),
        .held_context_i    (tags_held_context),
        .held_client_i     (tags_held_client),
        .again_valid_o     (waiting_again_valid),
        .again_ready_i     (tags_again_ready),
        .again_function_o  (waiting_again_function),
        .again_address_o   (waiting_again_address),
        .again_bytes_o     (waiting_again_bytes),
        .again_kind_o      (waiting_again_kind),
        .again_context_o   (waiting_again_context),
        .again_client_o    (waiting_again_client),
        .settled_valid_i   (tags_settled_valid),
        .settled_granted_i (tags_settled_granted),
        .freed_valid_i     (delivery_freed_valid),
        .freed_function_i  (delivery_freed_function),
        .allowed_o         (waiting_allowed)
    );

    read_collector collector (
        .clk               (clk),
        .rst               (rst),
        .expected_valid_i  (judge_expected_valid),
        .expected_tag_i    (judge_expected_tag),
        .expected_beats_i  (judge_expected_beats),
        .expected_client_i (judge_expected_client),
        .read_rid_i        (read_rid_i),
        .read_rdata_i      (read_rdata_i),
        .read_rresp_i      (read_rresp_i),
        .read_rlast_i      (read_rlast_i),
        .read_rvalid_i     (read_rvalid_i),
        .read_rready_o     (collector_read_rready),
        .ended_valid_o     (collector_ended_valid),
        .ended_tag_o       (collector_ended_tag),
        .ended_beats_o     (collector_ended_beats),
        .ended_client_o    (collector_ended_client),
        .ended_fault_o     (collector_ended_fault),
        .ended_lost_o      (collector_ended_lost),
        .stored_valid_o    (collector_stored_valid),
        .stored_tag_o      (collector_stored_tag),
        .stored_beat_o     (collector_stored_beat),
        .stored_data_o     (collector_stored_data),
        .stray_beat_o      (collector_stray_beat),
        .stray_last_o      (collector_stray_last),
        .broken_o          (collector_broken)
    );

    read_slots slots (
        .clk            (clk),
        .stored_valid_i (collector_stored_valid),
        .stored_tag_i   (collector_stored_tag),
        .stored_beat_i  (collector_stored_beat),
        .stored_data_i  (collector_stored_data),
        .lookup_tag_i   (delivery_slots_tag),
        .lookup_beat_i  (delivery_slots_beat),
        .lookup_data_o  (slots_lookup_data)
    );

    read_delivery delivery (
        .clk                                    (clk),
        .rst                                    (rst),
        .ended_valid_i                          (collector_ended_valid),
        .ended_tag_i                            (collector_ended_tag),
        .ended_beats_i                          (collector_ended_beats),
        .ended_client_i                         (collector_ended_client),
        .ended_fault_i                          (collector_ended_fault),
        .ended_lost_i                           (collector_ended_lost),
        .refused_valid_i                        (judge_refused_valid),
        .refused_ready_o                        (delivery_refused_ready),
        .refused_tag_i                          (judge_refused_tag),
        .refused_beats_i                        (judge_refused_beats),
        .refused_client_i                       (judge_refused_client),
        .refused_fault_i                        (judge_refused_fault),
        .refused_lost_i                         (judge_refused_lost),
        .contexts_valid_i                       (tags_contexts_valid),
        .contexts_tag_i                         (tags_contexts_tag),
        .contexts_context_i                     (tags_contexts_context),
        .contexts_function_i                    (tags_contexts_function),
        .contexts_shared_i                      (tags_contexts_shared),
        .slots_tag_o                            (delivery_slots_tag),
        .slots_beat_o                           (delivery_slots_beat),
        .slots_data_i                           (slots_lookup_data),
        .freed_valid_o                          (delivery_freed_valid),
        .freed_tag_o                            (delivery_freed_tag),
        .freed_function_o                       (delivery_freed_function),
        .freed_shared_o                         (delivery_freed_shared),
        .answers_receive_index_valid_o          (delivery_answers_receive_index_valid),
        .answers_receive_index_ready_i          (answers_receive_index_ready_i),
        .answers_receive_index_data_o           (delivery_answers_receive_index_data),
        .answers_receive_index_last_o           (delivery_answers_receive_index_last),
        .answers_receive_index_context_o        (delivery_answers_receive_index_context),
        .answers_receive_index_fault_o          (delivery_answers_receive_index_fault),
        .answers_receive_entries_valid_o        (delivery_answers_receive_entries_valid),
        .answers_receive_entries_ready_i        (answers_receive_entries_ready_i),
        .answers_receive_entries_data_o         (delivery_answers_receive_entries_data),
        .answers_receive_entries_last_o         (delivery_answers_receive_entries_last),
        .answers_receive_entries_context_o      (delivery_answers_receive_entries_context),
        .answers_receive_entries_fault_o        (delivery_answers_receive_entries_fault),
        .answers_receive_descriptors_valid_o    (delivery_answers_receive_descriptors_valid),
        .answers_receive_descriptors_ready_i    (answers_receive_descriptors_ready_i),
        .answers_receive_descriptors_data_o     (delivery_answers_receive_descriptors_data),
        .answers_receive_descriptors_last_o     (delivery_answers_receive_descriptors_last),
        .answers_receive_descriptors_context_o  (delivery_answers_receive_descriptors_context),
        .answers_receive_descriptors_fault_o    (delivery_answers_receive_descriptors_fault),
        .answers_receive_wishes_valid_o         (delivery_answers_receive_wishes_valid),
        .answers_receive_wishes_ready_i         (answers_receive_wishes_ready_i),
        .answers_receive_wishes_data_o          (delivery_answers_receive_wishes_data),
        .answers_receive_wishes_last_o          (delivery_answers_receive_wishes_last),
        .answers_receive_wishes_context_o       (delivery_answers_receive_wishes_context),
        .answers_receive_wishes_fault_o         (delivery_answers_receive_wishes_fault),
        .answers_transmit_index_valid_o         (delivery_answers_transmit_index_valid),
        .answers_transmit_index_ready_i         (answers_transmit_index_ready_i),
        .answers_transmit_index_data_o          (delivery_answers_transmit_index_data),
        .answers_transmit_index_last_o          (delivery_answers_transmit_index_last),
        .answers_transmit_index_context_o       (delivery_answers_transmit_index_context),
        .answers_transmit_index_fault_o         (delivery_answers_transmit_index_fault),
        .answers_transmit_entries_valid_o       (delivery_answers_transmit_entries_valid),
        .answers_transmit_entries_ready_i       (answers_transmit_entries_ready_i),
        .answers_transmit_entries_data_o        (delivery_answers_transmit_entries_data),
        .answers_transmit_entries_last_o        (delivery_answers_transmit_entries_last),
        .answers_transmit_entries_context_o     (delivery_answers_transmit_entries_context),
        .answers_transmit_entries_fault_o       (delivery_answers_transmit_entries_fault),
        .answers_transmit_descriptors_valid_o   (delivery_answers_transmit_descriptors_valid),
        .answers_transmit_descriptors_ready_i   (answers_transmit_descriptors_ready_i),
        .answers_transmit_descriptors_data_o    (delivery_answers_transmit_descriptors_data),
        .answers_transmit_descriptors_last_o    (delivery_answers_transmit_descriptors_last),
        .answers_transmit_descriptors_context_o (delivery_answers_transmit_descriptors_context),
        .answers_transmit_descriptors_fault_o   (delivery_answers_transmit_descriptors_fault),
        .answers_transmit_wishes_valid_o        (delivery_answers_transmit_wishes_valid),
        .answers_transmit_wishes_ready_i        (answers_transmit_wishes_ready_i),
        .answers_transmit_wishes_data_o         (delivery_answers_transmit_wishes_data),
        .answers_transmit_wishes_last_o         (delivery_answers_transmit_wishes_last),
        .answers_transmit_wishes_context_o      (delivery_answers_transmit_wishes_context),
        .answers_transmit_wishes_fault_o        (delivery_answers_transmit_wishes_fault),
        .answers_transmit_data_valid_o          (delivery_answers_transmit_data_valid),
        .answers_transmit_data_ready_i          (answers_transmit_data_ready_i),
        .answers_transmit_data_data_o           (delivery_answers_transmit_data_data),
        .answers_transmit_data_last_o           (delivery_answers_transmit_data_last),
        .answers_transmit_data_context_o        (delivery_answers_transmit_data_context),
        .answers_transmit_data_fault_o          (delivery_answers_transmit_data_fault)
    );

endmodule

// FIFO in LUT RAM: one word a clock, latency one clock.
// Parameters: payload = u3, depth = 32
module fifo_payload3_depth32 (
    input  wire       clk,
    input  wire       rst,
    // up
    input  wire       up_valid_i,
    output wire       up_ready_o,
    input  wire [2:0] up_payload_i,
    // down
    output wire       down_valid_o,
    input  wire       down_ready_i,
    output wire [2:0] down_payload_o,
    output wire [5:0] count_o
);

    reg  [4:0] head_q;
    reg  [4:0] tail_q;
    reg  [5:0] held_q;
    wire [2:0] words_rdata;

    assign count_o = held_q;
    assign up_ready_o = ~held_q[5];
    assign down_valid_o = held_q != 6'd0;
    assign down_payload_o = words_rdata;

    wire up_fire = up_valid_i & up_ready_o;
    wire down_fire = down_valid_o & down_ready_i;
    always @(posedge clk) begin
        if (up_fire) begin
            tail_q <= tail_q + 5'd1;
        end
        if (down_fire) begin
            head_q <= head_q + 5'd1;
        end
        if (up_fire ^ down_fire) begin
            held_q <= held_q + {{5{down_fire}}, 1'd1};
        end
        if (rst) begin
            tail_q <= 5'd0;
            head_q <= 5'd0;
            held_q <= 6'd0;
        end
    end

    (* ram_style = "distributed" *)
    reg [2:0] words [0:31];
    always @(posedge clk) begin
        if (up_fire) begin
            words[tail_q] <= up_payload_i;
        end
    end
    assign words_rdata = words[head_q];

endmodule

// Round-robin arbiter: one-hot grant, the requester served last comes last.
// Parameters: count = 5
module round_robin_arbiter_count5 (
    input  wire       clk,
    input  wire       rst,
    input  wire [4:0] requests_i,
    input  wire       accept_i,
    output wire [4:0] grants_o
);

    reg  [4:0] above_q;

    wire [4:0] ahead = requests_i & above_q;
    wire is_ahead = |ahead;
    wire [4:0] ahead_or = ahead | {ahead[3:0], 1'd0};
    wire [4:0] ahead_or_2 = ahead_or | {ahead_or[2:0], 2'd0};
    wire [4:0] requests_or = requests_i | {requests_i[3:0], 1'd0};
    wire [4:0] requests_or_2 = requests_or | {requests_or[2:0], 2'd0};
    wire [4:0] next = is_ahead ? {ahead_or_2[3:0], 1'd0} : {requests_or_2[3:0], 1'd0};
    assign grants_o = (is_ahead ? ahead : requests_i) & ~next;

    always @(posedge clk) begin
        if (accept_i & (|requests_i)) begin
            above_q <= next;
        end
        if (rst) begin
            above_q <= 5'd0;
        end
    end

    wire unused = &{1'b0, ahead_or_2[4], requests_or_2[4]};

endmodule

// Write order: bursts and beats of all clients in one order.
// Parameters: config = tiny, functions = 2, hostDataBits = 128, clients = [{"name":"receiveFrame","direction":"receive","announced":true},{"name":"receiveUsed","direction":"receive"},{"name":"receiveEvent","direction":"receive"},{"name":"transmitUsed","direction":"transmit"},{"name":"transmitEvent","direction":"transmit"}]
module write_order (
    input  wire         clk,
    input  wire         rst,
    // clients
    input  wire         clients_receive_frame_writes_valid_i,
    output wire         clients_receive_frame_writes_ready_o,
    input  wire         clients_receive_frame_writes_function_i,
    input  wire [63:0]  clients_receive_frame_writes_address_i,
    input  wire [7:0]   clients_receive_frame_writes_beats_i,
    input  wire [2:0]   clients_receive_frame_writes_kind_i,
    input  wire         clients_receive_frame_writes_context_queue_i,
    input  wire [7:0]   clients_receive_frame_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_frame_writes_context_step_i,
    input  wire         clients_receive_frame_beats_valid_i,
    output wire         clients_receive_frame_beats_ready_o,
    input  wire [127:0] clients_receive_frame_beats_data_i,
    input  wire [15:0]  clients_receive_frame_beats_strobe_i,
    input  wire         clients_receive_frame_beats_last_i,
    input  wire         clients_receive_used_writes_valid_i,
    output wire         clients_receive_used_writes_ready_o,
    input  wire         clients_receive_used_writes_function_i,
    input  wire [63:0]  clients_receive_used_writes_address_i,
    input  wire [7:0]   clients_receive_used_writes_beats_i,
    input  wire [2:0]   clients_receive_used_writes_kind_i,
    input  wire         clients_receive_used_writes_context_queue_i,
    input  wire [7:0]   clients_receive_used_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_used_writes_context_step_i,
    input  wire         clients_receive_used_beats_valid_i,
    output wire         clients_receive_used_beats_ready_o,
    input  wire [127:0] clients_receive_used_beats_data_i,
    input  wire [15:0]  clients_receive_used_beats_strobe_i,
    input  wire         clients_receive_used_beats_last_i,
    input  wire         clients_receive_event_writes_valid_i,
    output wire         clients_receive_event_writes_ready_o,
    input  wire         clients_receive_event_writes_function_i,
    input  wire [63:0]  clients_receive_event_writes_address_i,
    input  wire [7:0]   clients_receive_event_writes_beats_i,
    input  wire [2:0]   clients_receive_event_writes_kind_i,
    input  wire         clients_receive_event_writes_context_queue_i,
    input  wire [7:0]   clients_receive_event_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_event_writes_context_step_i,
    input  wire         clients_receive_event_beats_valid_i,
    output wire         clients_receive_event_beats_ready_o,
    input  wire [127:0] clients_receive_event_beats_data_i,
    input  wire [15:0]  clients_receive_event_beats_strobe_i,
    input  wire         clients_receive_event_beats_last_i,
    input  wire         clients_transmit_used_writes_valid_i,
    output wire         clients_transmit_used_writes_ready_o,
    input  wire         clients_transmit_used_writes_function_i,
    input  wire [63:0]  clients_transmit_used_writes_address_i,
    input  wire [7:0]   clients_transmit_used_writes_beats_i,
    input  wire [2:0]   clients_transmit_used_writes_kind_i,
    input  wire         clients_transmit_used_writes_context_queue_i,
    input  wire [7:0]   clients_transmit_used_writes_context_epoch_i,
    input  wire [1:0]   clients_transmit_used_writes_context_step_i,
    input  wire         clients_transmit_used_beats_valid_i,
    output wire         clients_transmit_used_beats_ready_o,
    input  wire [127:0] clients_transmit_used_beats_data_i,
    input  wire [15:0]  clients_transmit_used_beats_strobe_i,
    input  wire         clients_transmit_used_beats_last_i,
    input  wire         clients_transmit_event_writes_valid_i,
    output wire         clients_transmit_event_writes_ready_o,
    input  wire         clients_transmit_event_writes_function_i,
    input  wire [63:0]  clients_transmit_event_writes_address_i,
    input  wire [7:0]   clients_transmit_event_writes_beats_i,
    input  wire [2:0]   clients_transmit_event_writes_kind_i,
    input  wire         clients_transmit_event_writes_context_queue_i,
    input  wire [7:0]   clients_transmit_event_writes_context_epoch_i,
    input  wire [1:0]   clients_transmit_event_writes_context_step_i,
    input  wire         clients_transmit_event_beats_valid_i,
    output wire         clients_transmit_event_beats_ready_o,
    input  wire [127:0] clients_transmit_event_beats_data_i,
    input  wire [15:0]  clients_transmit_event_beats_strobe_i,
    input  wire         clients_transmit_event_beats_last_i,
    // list
    output wire         list_function_o,
    input  wire         list_room_i,
    // taken
    output wire         taken_valid_o,
    output wire [2:0]   taken_client_o,
    output wire         taken_queue_o,
    // entered
    output wire         entered_valid_o,
    output wire [2:0]   entered_client_o,
    output wire         entered_function_o,
    output wire         entered_context_queue_o,
    output wire [7:0]   entered_context_epoch_o,
    output wire [1:0]   entered_context_step_o,
    // bursts
    output wire         bursts_valid_o,
    input  wire         bursts_ready_i,
    output wire [63:0]  bursts_address_o,
    output wire [7:0]   bursts_beats_o,
    output wire [2:0]   bursts_kind_o,
    output wire         bursts_function_o,
    // beats
    output wire         beats_valid_o,
    input  wire         beats_ready_i,
    output wire [127:0] beats_data_o,
    output wire [15:0]  beats_strobe_o,
    output wire         beats_last_o
);

    wire         order_up_ready;
    wire [2:0]   order_up_payload;
    wire         order_down_valid;
    wire         order_down_ready;
    wire [2:0]   order_down_payload;
    wire [5:0]   order_count;
    wire [4:0]   arbiter_requests;
    wire [4:0]   arbiter_grants;
    reg          next_valid_q;
    reg  [2:0]   next_client_q;
    reg          next_write_function_q;
    reg  [63:0]  next_write_address_q;
    reg  [7:0]   next_write_beats_q;
    reg  [2:0]   next_write_kind_q;
    reg          next_write_context_queue_q;
    reg  [7:0]   next_write_context_epoch_q;
    reg  [1:0]   next_write_context_step_q;
    wire         leaves;
    wire         free;
    wire         picked;
    reg          data_valid_q;
    reg  [127:0] data_beat_data_q;
    reg  [15:0]  data_beat_strobe_q;
    reg          data_beat_last_q;
    wire         room;
    wire         moves;

    assign leaves = next_valid_q & bursts_ready_i & list_room_i;
    assign free = (~next_valid_q | leaves) & order_up_ready;
    assign arbiter_requests = {clients_transmit_event_writes_valid_i, clients_transmit_used_writes_valid_i,
            clients_receive_event_writes_valid_i, clients_receive_used_writes_valid_i,
            clients_receive_frame_writes_valid_i};
    assign clients_receive_frame_writes_ready_o = free & arbiter_grants[0];
    assign clients_receive_used_writes_ready_o = free & arbiter_grants[1];
    assign clients_receive_event_writes_ready_o = free & arbiter_grants[2];
    assign clients_transmit_used_writes_ready_o = free & arbiter_grants[3];
    assign clients_transmit_event_writes_ready_o = free & arbiter_grants[4];
    assign picked = free & (|arbiter_grants);

    wire [2:0] client = {arbiter_grants[4], |{arbiter_grants[2], arbiter_grants[3]}, |{arbiter_grants[1], arbiter_grants[3]}};
    assign order_up_payload = client;

    wire arbiter_grants_or = (arbiter_grants[0] & clients_receive_frame_writes_context_queue_i)
            | (arbiter_grants[1] & clients_receive_used_writes_context_queue_i)
            | ((arbiter_grants[2] & clients_receive_event_writes_context_queue_i) | (arbiter_grants[3] & clients_transmit_used_writes_context_queue_i))
            | (arbiter_grants[4] & clients_transmit_event_writes_context_queue_i);
    always @(posedge clk) begin
        if (leaves) begin
            next_valid_q <= 1'd0;
        end
        if (picked) begin
            next_valid_q <= 1'd1;
            next_client_q <= client;
            next_write_function_q <= (arbiter_grants[0] & clients_receive_frame_writes_function_i)
                    | (arbiter_grants[1] & clients_receive_used_writes_function_i)
                    | ((arbiter_grants[2] & clients_receive_event_writes_function_i) | (arbiter_grants[3] & clients_transmit_used_writes_function_i))
                    | (arbiter_grants[4] & clients_transmit_event_writes_function_i);
            next_write_address_q <= ({64{arbiter_grants[0]}} & clients_receive_frame_writes_address_i)
                    | ({64{arbiter_grants[1]}} & clients_receive_used_writes_address_i)
                    | (({64{arbiter_grants[2]}} & clients_receive_event_writes_address_i) | ({64{arbiter_grants[3]}} & clients_transmit_used_writes_address_i))
                    | ({64{arbiter_grants[4]}} & clients_transmit_event_writes_address_i);
            next_write_beats_q <= ({8{arbiter_grants[0]}} & clients_receive_frame_writes_beats_i)
                    | ({8{arbiter_grants[1]}} & clients_receive_used_writes_beats_i)
                    | (({8{arbiter_grants[2]}} & clients_receive_event_writes_beats_i) | ({8{arbiter_grants[3]}} & clients_transmit_used_writes_beats_i))
                    | ({8{arbiter_grants[4]}} & clients_transmit_event_writes_beats_i);
            next_write_kind_q <= ({3{arbiter_grants[0]}} & clients_receive_frame_writes_kind_i)
                    | ({3{arbiter_grants[1]}} & clients_receive_used_writes_kind_i)
                    | (({3{arbiter_grants[2]}} & clients_receive_event_writes_kind_i) | ({3{arbiter_grants[3]}} & clients_transmit_used_writes_kind_i))
                    | ({3{arbiter_grants[4]}} & clients_transmit_event_writes_kind_i);
            next_write_context_queue_q <= arbiter_grants_or;
            next_write_context_epoch_q <= ({8{arbiter_grants[0]}} & clients_receive_frame_writes_context_epoch_i)
                    | ({8{arbiter_grants[1]}} & clients_receive_used_writes_context_epoch_i)
                    | (({8{arbiter_grants[2]}} & clients_receive_event_writes_context_epoch_i) | ({8{arbiter_grants[3]}} & clients_transmit_used_writes_context_epoch_i))
                    | ({8{arbiter_grants[4]}} & clients_transmit_event_writes_context_epoch_i);
            next_write_context_step_q <= ({2{arbiter_grants[0]}} & clients_receive_frame_writes_context_step_i)
                    | ({2{arbiter_grants[1]}} & clients_receive_used_writes_context_step_i)
                    | (({2{arbiter_grants[2]}} & clients_receive_event_writes_context_step_i) | ({2{arbiter_grants[3]}} & clients_transmit_used_writes_context_step_i))
                    | ({2{arbiter_grants[4]}} & clients_transmit_event_writes_context_step_i);
        end
        if (rst) begin
            next_valid_q <= 1'd0;
        end
    end

    assign taken_valid_o = picked;
    assign taken_client_o = client;
    assign taken_queue_o = arbiter_grants_or;
    assign list_function_o = next_write_function_q;
    assign bursts_valid_o = next_valid_q & list_room_i;
    assign bursts_address_o = next_write_address_q;
    assign bursts_beats_o = next_write_beats_q;
    assign bursts_kind_o = next_write_kind_q;
    assign bursts_function_o = next_write_function_q;
    assign entered_valid_o = leaves;
    assign entered_client_o = next_client_q;
    assign entered_function_o = next_write_function_q;
    assign entered_context_queue_o = next_write_context_queue_q;
    assign entered_context_epoch_o = next_write_context_epoch_q;
    assign entered_context_step_o = next_write_context_step_q;
    assign room = order_down_valid & (~data_valid_q | beats_ready_i);

    wire selects = order_down_payload == 3'd0;
    assign clients_receive_frame_beats_ready_o = room & selects;

    wire selects_2 = order_down_payload == 3'd1;
    assign clients_receive_used_beats_ready_o = room & selects_2;

    wire selects_3 = order_down_payload == 3'd2;
    assign clients_receive_event_beats_ready_o = room & selects_3;

    wire selects_4 = order_down_payload == 3'd3;
    assign clients_transmit_used_beats_ready_o = room & selects_4;

    wire selects_5 = order_down_payload == 3'd4;
    assign clients_transmit_event_beats_ready_o = room & selects_5;

    assign moves = room
            & ((selects & clients_receive_frame_beats_valid_i) | (selects_2 & clients_receive_used_beats_valid_i) | (selects_3 & clients_receive_event_beats_valid_i) | (selects_4 & clients_transmit_used_beats_valid_i) | (selects_5 & clients_transmit_event_beats_valid_i));

    wire selects_or = (selects & clients_receive_frame_beats_last_i) | (selects_2 & clients_receive_used_beats_last_i)
            | ((selects_3 & clients_receive_event_beats_last_i) | (selects_4 & clients_transmit_used_beats_last_i))
            | (selects_5 & clients_transmit_event_beats_last_i);
    assign order_down_ready = moves & selects_or;

    always @(posedge clk) begin
        if (beats_ready_i) begin
            data_valid_q <= 1'd0;
        end
        if (moves) begin
            data_valid_q <= 1'd1;
            data_beat_data_q <= ({128{selects}} & clients_receive_frame_beats_data_i) | ({128{selects_2}} & clients_receive_used_beats_data_i)
                    | (({128{selects_3}} & clients_receive_event_beats_data_i) | ({128{selects_4}} & clients_transmit_used_beats_data_i))
                    | ({128{selects_5}} & clients_transmit_event_beats_data_i);
            data_beat_strobe_q <= ({16{selects}} & clients_receive_frame_beats_strobe_i)
                    | ({16{selects_2}} & clients_receive_used_beats_strobe_i)
                    | (({16{selects_3}} & clients_receive_event_beats_strobe_i) | ({16{selects_4}} & clients_transmit_used_beats_strobe_i))
                    | ({16{selects_5}} & clients_transmit_event_beats_strobe_i);
            data_beat_last_q <= selects_or;
        end
        if (rst) begin
            data_valid_q <= 1'd0;
        end
    end

    assign beats_valid_o = data_valid_q;
    assign beats_data_o = data_beat_data_q;
    assign beats_strobe_o = data_beat_strobe_q;
    assign beats_last_o = data_beat_last_q;

    fifo_payload3_depth32 order (
        .clk            (clk),
        .rst            (rst),
        .up_valid_i     (picked),
        .up_ready_o     (order_up_ready),
        .up_payload_i   (order_up_payload),
        .down_valid_o   (order_down_valid),
        .down_ready_i   (order_down_ready),
        .down_payload_o (order_down_payload),
        .count_o        (order_count)
    );

    round_robin_arbiter_count5 arbiter (
        .clk        (clk),
        .rst        (rst),
        .requests_i (arbiter_requests),
        .accept_i   (free),
        .grants_o   (arbiter_grants)
    );

    wire unused = &{1'b0, order_count};

endmodule

// Write lists: bursts under way of each function, and what their responses are about.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, clients = [{"name":"receiveFrame","direction":"receive","announced":true},{"name":"receiveUsed","direction":"receive"},{"name":"receiveEvent","direction":"receive"},{"name":"transmitUsed","direction":"transmit"},{"name":"transmitEvent","direction":"transmit"}]
module write_lists (
    input  wire       clk,
    input  wire       rst,
    // planned
    input  wire       planned_valid_i,
    input  wire       planned_function_i,
    // allowed
    output wire [1:0] allowed_frames_o,
    output wire [1:0] allowed_used_o,
    // list
    input  wire       list_function_i,
    output wire       list_room_o,
    // entered
    input  wire       entered_valid_i,
    input  wire [2:0] entered_client_i,
    input  wire       entered_function_i,
    input  wire       entered_context_queue_i,
    input  wire [7:0] entered_context_epoch_i,
    input  wire [1:0] entered_context_step_i,
    // outcomes
    input  wire       outcomes_valid_i,
    input  wire       outcomes_function_i,
    input  wire       outcomes_sent_i,
    input  wire       outcomes_bad_i,
    // responses
    input  wire [7:0] responses_bid_i,
    input  wire [1:0] responses_bresp_i,
    input  wire       responses_bvalid_i,
    output wire       responses_bready_o,
    // answers
    output wire       answers_receive_frame_valid_o,
    output wire       answers_receive_frame_function_o,
    output wire       answers_receive_frame_queue_o,
    output wire [7:0] answers_receive_frame_epoch_o,
    output wire [1:0] answers_receive_frame_step_o,
    output wire [1:0] answers_receive_frame_fault_o,
    output wire       answers_receive_used_valid_o,
    output wire       answers_receive_used_function_o,
    output wire       answers_receive_used_queue_o,
    output wire [7:0] answers_receive_used_epoch_o,
    output wire [1:0] answers_receive_used_step_o,
    output wire [1:0] answers_receive_used_fault_o,
    output wire       answers_receive_event_valid_o,
    output wire       answers_receive_event_function_o,
    output wire       answers_receive_event_queue_o,
    output wire [7:0] answers_receive_event_epoch_o,
    output wire [1:0] answers_receive_event_step_o,
    output wire [1:0] answers_receive_event_fault_o,
    output wire       answers_transmit_used_valid_o,
    output wire       answers_transmit_used_function_o,
    output wire       answers_transmit_used_queue_o,
    output wire [7:0] answers_transmit_used_epoch_o,
    output wire [1:0] answers_transmit_used_step_o,
    output wire [1:0] answers_transmit_used_fault_o,
    output wire       answers_transmit_event_valid_o,
    output wire       answers_transmit_event_function_o,
    output wire       answers_transmit_event_queue_o,
    output wire [7:0] answers_transmit_event_epoch_o,
    output wire [1:0] answers_transmit_event_step_o,
    output wire [1:0] answers_transmit_event_fault_o,
    // stray
    output wire       stray_valid_o,
    output wire       stray_function_o,
    // answered
    output wire       answered_valid_o,
    output wire [2:0] answered_client_o,
    output wire       answered_queue_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    reg  [1:0]  tainted_q;
    reg  [1:0]  attend_q;
    reg         attending_q;
    reg         attended_q;
    reg         looked_q;
    reg         some_q;
    reg         response_valid_q;
    reg         response_function_q;
    reg         response_known_q;
    reg         response_failed_q;
    reg         popped_valid_q;
    reg         popped_function_q;
    reg         popped_failed_q;
    wire        pop;
    wire        sent;
    wire        subject;
    wire [9:0]  entered_bursts_rdata;
    wire [9:0]  closed_bursts_rdata;
    wire [9:0]  taken_bursts_rdata;
    wire [9:0]  taken_bursts_rdata1;
    wire [9:0]  taken_bursts_rdata2;
    wire        free;
    wire [9:0]  taken_bursts_rdata3;
    wire [9:0]  closed_bursts_rdata1;
    wire        answered;
    wire        swallowed;
    wire        refusal;
    wire [9:0]  taken_bursts_rdata4;
    wire [9:0]  closed_bursts_rdata2;
    wire [9:0]  closed_bursts_rdata3;
    wire [9:0]  entered_bursts_rdata1;
    reg  [1:0]  fates_rdata_q;
    wire [9:0]  taken_bursts_rdata5;
    wire [9:0]  entered_bursts_rdata2;
    reg  [13:0] waiting_rdata_q;
    reg         answer_valid_q;
    reg  [2:0]  answer_client_q;
    reg         answer_function_q;
    reg         answer_queue_q;
    reg  [7:0]  answer_epoch_q;
    reg  [1:0]  answer_step_q;
    reg  [1:0]  answer_fault_q;
    wire [9:0]  frames_came_rdata;
    wire [9:0]  frames_went_rdata;
    reg  [1:0]  frames_below_q;
    reg         frames_came_changed_valid_q;
    reg         frames_came_changed_at_q;
    reg         frames_came_counted_valid_q;
    reg         frames_came_counted_at_q;
    reg  [9:0]  frames_came_counted_count_q;
    wire [9:0]  frames_came_rdata1;
    wire [9:0]  frames_went_rdata1;
    reg         frames_went_changed_valid_q;
    reg         frames_went_changed_at_q;
    reg         frames_went_counted_valid_q;
    reg         frames_went_counted_at_q;
    reg  [9:0]  frames_went_counted_count_q;
    wire [9:0]  frames_came_rdata2;
    wire [9:0]  frames_went_rdata2;
    wire [9:0]  used_came_rdata;
    wire [9:0]  used_went_rdata;
    reg  [1:0]  used_below_q;
    reg         used_came_changed_valid_q;
    reg         used_came_changed_at_q;
    reg         used_came_counted_valid_q;
    reg         used_came_counted_at_q;
    reg  [9:0]  used_came_counted_count_q;
    wire [9:0]  used_came_rdata1;
    wire [9:0]  used_went_rdata1;
    reg         used_went_changed_valid_q;
    reg         used_went_changed_at_q;
    reg         used_went_counted_valid_q;
    reg         used_went_counted_at_q;
    reg  [9:0]  used_went_counted_count_q;
    wire [9:0]  used_came_rdata2;
    wire [9:0]  used_went_rdata2;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 1'd1;
            if (sweep_index_q == 1'd1) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 1'd0;
            sweep_active_q <= 1'd1;
        end
    end

    assign subject = attending_q ? attended_q : response_function_q;
    assign free = ~((|attend_q) | attending_q);
    assign responses_bready_o = ~sweep_active_q & (~response_valid_q | free);

    wire [1:0] attend_or = attend_q | {attend_q[0], 1'd0};
    always @(posedge clk) begin
        if (free) begin
            response_valid_q <= 1'd0;
        end
        if (responses_bvalid_i & responses_bready_o) begin
            response_valid_q <= 1'd1;
            response_function_q <= responses_bid_i[0];
            response_known_q <= ~(|{1'd0, responses_bid_i[7:1]});
            response_failed_q <= responses_bresp_i[1];
        end
        some_q <= taken_bursts_rdata4 != closed_bursts_rdata2;
        if (~attending_q) begin
            attending_q <= |attend_q;
            attended_q <= attend_q[1] & ~attend_or[0];
            looked_q <= 1'd0;
        end else begin
            looked_q <= ~(looked_q | (refusal & (outcomes_function_i == attended_q)));
            if (looked_q & (~some_q | sent)) begin
                attending_q <= 1'd0;
                case (attended_q)
                    1'd0: attend_q[0] <= 1'd0;
                    1'd1: attend_q[1] <= 1'd0;
                endcase
                if (~some_q) begin
                    case (attended_q)
                        1'd0: tainted_q[0] <= 1'd0;
                        1'd1: tainted_q[1] <= 1'd0;
                    endcase
                end
            end
        end
        if (answered & tainted_q[response_function_q]) begin
            case (response_function_q)
                1'd0: attend_q[0] <= 1'd1;
                1'd1: attend_q[1] <= 1'd1;
            endcase
        end
        if (refusal) begin
            case (outcomes_function_i)
                1'd0: begin
                    tainted_q[0] <= 1'd1;
                    attend_q[0] <= 1'd1;
                end
                1'd1: begin
                    tainted_q[1] <= 1'd1;
                    attend_q[1] <= 1'd1;
                end
            endcase
        end
        popped_valid_q <= pop;
        popped_function_q <= subject;
        popped_failed_q <= answered & response_failed_q;
        if (rst) begin
            response_valid_q <= 1'd0;
            attending_q <= 1'd0;
            looked_q <= 1'd0;
            attend_q <= 2'd0;
            tainted_q <= 2'd0;
            popped_valid_q <= 1'd0;
        end
    end

    assign answered = response_valid_q & free & response_known_q & (taken_bursts_rdata3 != closed_bursts_rdata1);
    assign stray_valid_o = response_valid_q & free & ~answered;
    assign stray_function_o = response_function_q;
    assign swallowed = attending_q & looked_q & some_q & ~sent;
    assign pop = answered | swallowed;
    assign refusal = outcomes_valid_i & ~outcomes_sent_i;
    assign sent = fates_rdata_q[0];
    assign list_room_o = ~((taken_bursts_rdata5 == (entered_bursts_rdata2 + 10'd1)) | sweep_active_q);

    always @(posedge clk) begin
        answer_valid_q <= popped_valid_q;
        answer_client_q <= waiting_rdata_q[2:0];
        answer_function_q <= popped_function_q;
        answer_queue_q <= popped_function_q;
        answer_epoch_q <= waiting_rdata_q[11:4];
        answer_step_q <= waiting_rdata_q[13:12];
        answer_fault_q <= fates_rdata_q[1] ? 2'd2 : popped_failed_q ? 2'd1 : 2'd0;
        if (rst) begin
            answer_valid_q <= 1'd0;
        end
    end

    assign answers_receive_frame_valid_o = answer_valid_q & (answer_client_q == 3'd0);
    assign answers_receive_frame_function_o = answer_function_q;
    assign answers_receive_frame_queue_o = answer_queue_q;
    assign answers_receive_frame_epoch_o = answer_epoch_q;
    assign answers_receive_frame_step_o = answer_step_q;
    assign answers_receive_frame_fault_o = answer_fault_q;
    assign answers_receive_used_valid_o = answer_valid_q & (answer_client_q == 3'd1);
    assign answers_receive_used_function_o = answer_function_q;
    assign answers_receive_used_queue_o = answer_queue_q;
    assign answers_receive_used_epoch_o = answer_epoch_q;
    assign answers_receive_used_step_o = answer_step_q;
    assign answers_receive_used_fault_o = answer_fault_q;
    assign answers_receive_event_valid_o = answer_valid_q & (answer_client_q == 3'd2);
    assign answers_receive_event_function_o = answer_function_q;
    assign answers_receive_event_queue_o = answer_queue_q;
    assign answers_receive_event_epoch_o = answer_epoch_q;
    assign answers_receive_event_step_o = answer_step_q;
    assign answers_receive_event_fault_o = answer_fault_q;
    assign answers_transmit_used_valid_o = answer_valid_q & (answer_client_q == 3'd3);
    assign answers_transmit_used_function_o = answer_function_q;
    assign answers_transmit_used_queue_o = answer_queue_q;
    assign answers_transmit_used_epoch_o = answer_epoch_q;
    assign answers_transmit_used_step_o = answer_step_q;
    assign answers_transmit_used_fault_o = answer_fault_q;
    assign answers_transmit_event_valid_o = answer_valid_q & (answer_client_q == 3'd4);
    assign answers_transmit_event_function_o = answer_function_q;
    assign answers_transmit_event_queue_o = answer_queue_q;
    assign answers_transmit_event_epoch_o = answer_epoch_q;
    assign answers_transmit_event_step_o = answer_step_q;
    assign answers_transmit_event_fault_o = answer_fault_q;
    assign answered_valid_o = answer_valid_q;
    assign answered_client_o = answer_client_q;
    assign answered_queue_o = answer_queue_q;

    always @(posedge clk) begin
        frames_came_changed_valid_q <= planned_valid_i;
        frames_came_changed_at_q <= planned_function_i;
        if (rst) begin
            frames_came_changed_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        frames_came_counted_valid_q <= frames_came_changed_valid_q;
        frames_came_counted_at_q <= frames_came_changed_at_q;
        frames_came_counted_count_q <= frames_came_rdata1 - frames_went_rdata1;
        if (rst) begin
            frames_came_counted_valid_q <= 1'd0;
        end
    end

    wire frames_below_less = frames_came_counted_count_q < 10'h24;
    wire frames_below_less_2 = frames_went_counted_count_q < 10'h24;
    always @(posedge clk) begin
        if (frames_came_counted_valid_q) begin
            case (frames_came_counted_at_q)
                1'd0: frames_below_q[0] <= frames_below_less;
                1'd1: frames_below_q[1] <= frames_below_less;
            endcase
        end
        if (frames_went_counted_valid_q) begin
            case (frames_went_counted_at_q)
                1'd0: frames_below_q[0] <= frames_below_less_2;
                1'd1: frames_below_q[1] <= frames_below_less_2;
            endcase
        end
        if (rst) begin
            frames_below_q <= 2'd3;
        end
    end

    wire answer_client_equal = answer_client_q == 3'd0;
    wire answer_valid_and = answer_valid_q & answer_client_equal;
    always @(posedge clk) begin
        frames_went_changed_valid_q <= answer_valid_and;
        frames_went_changed_at_q <= answer_function_q;
        if (rst) begin
            frames_went_changed_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        frames_went_counted_valid_q <= frames_went_changed_valid_q;
        frames_went_counted_at_q <= frames_went_changed_at_q;
        frames_went_counted_count_q <= frames_came_rdata2 - frames_went_rdata2;
        if (rst) begin
            frames_went_counted_valid_q <= 1'd0;
        end
    end

    assign allowed_frames_o = sweep_active_q ? 2'd0 : frames_below_q;

    wire entered_valid_and = entered_valid_i & ~(entered_client_i == 3'd0);
    always @(posedge clk) begin
        used_came_changed_valid_q <= entered_valid_and;
        used_came_changed_at_q <= entered_function_i;
        if (rst) begin
            used_came_changed_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        used_came_counted_valid_q <= used_came_changed_valid_q;
        used_came_counted_at_q <= used_came_changed_at_q;
        used_came_counted_count_q <= used_came_rdata1 - used_went_rdata1;
        if (rst) begin
            used_came_counted_valid_q <= 1'd0;
        end
    end

    wire used_below_less = used_came_counted_count_q < 10'h54;
    wire used_below_less_2 = used_went_counted_count_q < 10'h54;
    always @(posedge clk) begin
        if (used_came_counted_valid_q) begin
            case (used_came_counted_at_q)
                1'd0: used_below_q[0] <= used_below_less;
                1'd1: used_below_q[1] <= used_below_less;
            endcase
        end
        if (used_went_counted_valid_q) begin
            case (used_went_counted_at_q)
                1'd0: used_below_q[0] <= used_below_less_2;
                1'd1: used_below_q[1] <= used_below_less_2;
            endcase
        end
        if (rst) begin
            used_below_q <= 2'd3;
        end
    end

    wire answer_valid_and_2 = answer_valid_q & ~answer_client_equal;
    always @(posedge clk) begin
        used_went_changed_valid_q <= answer_valid_and_2;
        used_went_changed_at_q <= answer_function_q;
        if (rst) begin
            used_went_changed_valid_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        used_went_counted_valid_q <= used_went_changed_valid_q;
        used_went_counted_at_q <= used_went_changed_at_q;
        used_went_counted_count_q <= used_came_rdata2 - used_went_rdata2;
        if (rst) begin
            used_went_counted_valid_q <= 1'd0;
        end
    end

    assign allowed_used_o = sweep_active_q ? 2'd0 : used_below_q;

    (* ram_style = "distributed" *)
    reg [9:0] entered_bursts [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | entered_valid_i) begin
            entered_bursts[sweep_active_q ? sweep_index_q : entered_function_i] <= sweep_active_q ? 10'd0 : (entered_bursts_rdata + 10'd1);
        end
    end
    assign entered_bursts_rdata = entered_bursts[entered_function_i];
    assign entered_bursts_rdata1 = entered_bursts[entered_function_i];
    assign entered_bursts_rdata2 = entered_bursts[list_function_i];

    (* ram_style = "distributed" *)
    reg [9:0] closed_bursts [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | outcomes_valid_i) begin
            closed_bursts[sweep_active_q ? sweep_index_q : outcomes_function_i] <= sweep_active_q ? 10'd0 : (closed_bursts_rdata + 10'd1);
        end
    end
    assign closed_bursts_rdata = closed_bursts[outcomes_function_i];
    assign closed_bursts_rdata1 = closed_bursts[response_function_q];
    assign closed_bursts_rdata2 = closed_bursts[attended_q];
    assign closed_bursts_rdata3 = closed_bursts[outcomes_function_i];

    (* ram_style = "distributed" *)
    reg [9:0] taken_bursts [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | pop) begin
            taken_bursts[sweep_active_q ? sweep_index_q : subject] <= sweep_active_q ? 10'd0 : (taken_bursts_rdata + 10'd1);
        end
    end
    assign taken_bursts_rdata = taken_bursts[subject];
    assign taken_bursts_rdata1 = taken_bursts[attended_q];
    assign taken_bursts_rdata2 = taken_bursts[response_function_q];
    assign taken_bursts_rdata3 = taken_bursts[response_function_q];
    assign taken_bursts_rdata4 = taken_bursts[attended_q];
    assign taken_bursts_rdata5 = taken_bursts[list_function_i];

    wire [10:0] subject_joined = {subject, attending_q ? taken_bursts_rdata1 : taken_bursts_rdata2};
    (* ram_style = "block" *)
    reg [13:0] waiting [0:2047];
    always @(posedge clk) begin
        if (entered_valid_i) begin
            waiting[{entered_function_i, entered_bursts_rdata1}] <= {entered_context_step_i, entered_context_epoch_i, entered_context_queue_i, entered_client_i};
        end
        waiting_rdata_q <= waiting[subject_joined];
    end

    (* ram_style = "block" *)
    reg [1:0] fates [0:2047];
    always @(posedge clk) begin
        if (outcomes_valid_i) begin
            fates[{outcomes_function_i, closed_bursts_rdata3}] <= {outcomes_bad_i, outcomes_sent_i};
        end
        fates_rdata_q <= fates[subject_joined];
    end

    (* ram_style = "distributed" *)
    reg [9:0] frames_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | planned_valid_i) begin
            frames_came[sweep_active_q ? sweep_index_q : planned_function_i] <= sweep_active_q ? 10'd0 : (frames_came_rdata + 10'd1);
        end
    end
    assign frames_came_rdata = frames_came[planned_function_i];
    assign frames_came_rdata1 = frames_came[frames_came_changed_at_q];
    assign frames_came_rdata2 = frames_came[frames_went_changed_at_q];

    (* ram_style = "distributed" *)
    reg [9:0] frames_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | answer_valid_and) begin
            frames_went[sweep_active_q ? sweep_index_q : answer_function_q] <= sweep_active_q ? 10'd0 : (frames_went_rdata + 10'd1);
        end
    end
    assign frames_went_rdata = frames_went[answer_function_q];
    assign frames_went_rdata1 = frames_went[frames_came_changed_at_q];
    assign frames_went_rdata2 = frames_went[frames_went_changed_at_q];

    (* ram_style = "distributed" *)
    reg [9:0] used_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | entered_valid_and) begin
            used_came[sweep_active_q ? sweep_index_q : entered_function_i] <= sweep_active_q ? 10'd0 : (used_came_rdata + 10'd1);
        end
    end
    assign used_came_rdata = used_came[entered_function_i];
    assign used_came_rdata1 = used_came[used_came_changed_at_q];
    assign used_came_rdata2 = used_came[used_went_changed_at_q];

    (* ram_style = "distributed" *)
    reg [9:0] used_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | answer_valid_and_2) begin
            used_went[sweep_active_q ? sweep_index_q : answer_function_q] <= sweep_active_q ? 10'd0 : (used_went_rdata + 10'd1);
        end
    end
    assign used_went_rdata = used_went[answer_function_q];
    assign used_went_rdata1 = used_went[used_came_changed_at_q];
    assign used_went_rdata2 = used_went[used_went_changed_at_q];

    wire unused = &{1'b0, responses_bresp_i[0], waiting_rdata_q[3], attend_or[1]};

endmodule

// Write guard: no byte outside the window of its function leaves; refused bursts are swallowed and told of.
// Parameters: config = tiny, functions = 2, hostDataBits = 128
module write_guard (
    input  wire         clk,
    input  wire         rst,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // bursts
    input  wire         bursts_valid_i,
    output wire         bursts_ready_o,
    input  wire [63:0]  bursts_address_i,
    input  wire [7:0]   bursts_beats_i,
    input  wire [2:0]   bursts_kind_i,
    input  wire         bursts_function_i,
    // beats
    input  wire         beats_valid_i,
    output wire         beats_ready_o,
    input  wire [127:0] beats_data_i,
    input  wire [15:0]  beats_strobe_i,
    input  wire         beats_last_i,
    // outcomes
    output wire         outcomes_valid_o,
    output wire         outcomes_function_o,
    output wire         outcomes_sent_o,
    output wire         outcomes_bad_o,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // issued
    output wire         issued_valid_o,
    output wire         issued_function_o,
    output wire [2:0]   issued_kind_o,
    output wire [15:0]  issued_strobe_o,
    output wire         issued_last_o,
    // write
    output wire [7:0]   write_awid_o,
    output wire [63:0]  write_awaddr_o,
    output wire [7:0]   write_awlen_o,
    output wire [2:0]   write_awsize_o,
    output wire [1:0]   write_awburst_o,
    output wire [7:0]   write_awuser_o,
    output wire         write_awvalid_o,
    input  wire         write_awready_i,
    output wire [127:0] write_wdata_o,
    output wire [15:0]  write_wstrb_o,
    output wire         write_wlast_o,
    output wire         write_wvalid_o,
    input  wire         write_wready_i
);

    reg          open_valid_q;
    reg          open_function_q;
    reg  [2:0]   open_kind_q;
    reg  [7:0]   open_beats_q;
    reg          open_passes_q;
    reg  [15:0]  open_first_q;
    reg  [15:0]  open_last_q;
    reg          after_valid_q;
    reg          after_function_q;
    reg  [2:0]   after_kind_q;
    reg  [7:0]   after_beats_q;
    reg          after_passes_q;
    reg  [15:0]  after_first_q;
    reg  [15:0]  after_last_q;
    reg          asked_valid_q;
    reg  [63:0]  asked_burst_address_q;
    reg  [7:0]   asked_burst_beats_q;
    reg  [2:0]   asked_burst_kind_q;
    reg          asked_burst_function_q;
    reg  [63:0]  asked_base_q;
    reg  [63:0]  asked_last_q;
    reg          placed_valid_q;
    reg  [63:0]  placed_burst_address_q;
    reg  [7:0]   placed_burst_beats_q;
    reg  [2:0]   placed_burst_kind_q;
    reg          placed_burst_function_q;
    reg  [63:0]  placed_last_q;
    reg  [63:0]  placed_last_beat_q;
    reg          placed_good_q;
    reg          judged_valid_q;
    reg  [63:0]  judged_burst_address_q;
    reg  [7:0]   judged_burst_beats_q;
    reg  [2:0]   judged_burst_kind_q;
    reg          judged_burst_function_q;
    reg  [3:0]   judged_last_lane_q;
    reg          judged_at_edge_q;
    reg          judged_good_q;
    reg          out_valid_q;
    reg  [63:0]  out_burst_address_q;
    reg  [7:0]   out_burst_beats_q;
    reg          out_burst_function_q;
    wire         address_free;
    wire         leaves;
    wire         judged_moves;
    wire         placed_moves;
    wire         asked_moves;
    reg  [7:0]   at_q;
    reg          strayed_q;
    reg          data_valid_q;
    reg          data_function_q;
    reg  [2:0]   data_kind_q;
    reg  [127:0] data_beat_data_q;
    reg  [15:0]  data_beat_strobe_q;
    reg          data_beat_last_q;
    wire         last;
    wire         stray;
    wire         takes;
    wire         beat_moves;
    wire         done;
    wire         bad;
    wire         moves;

    assign address_free = ~out_valid_q | write_awready_i;
    assign leaves = judged_valid_q & ~after_valid_q & (address_free | ~judged_good_q);
    assign judged_moves = ~judged_valid_q | leaves;
    assign placed_moves = ~placed_valid_q | judged_moves;
    assign asked_moves = ~asked_valid_q | placed_moves;
    assign bursts_ready_o = asked_moves;
    assign lookup_function_o = bursts_function_i;

    wire [8:0] place = {1'd0, asked_burst_address_q[11:4]} + {1'd0, asked_burst_beats_q};
    always @(posedge clk) begin
        if (asked_moves) begin
            asked_valid_q <= bursts_valid_i;
            asked_burst_address_q <= bursts_address_i;
            asked_burst_beats_q <= bursts_beats_i;
            asked_burst_kind_q <= bursts_kind_i;
            asked_burst_function_q <= bursts_function_i;
            asked_base_q <= lookup_window_base_i;
            asked_last_q <= lookup_window_last_i;
        end
        if (placed_moves) begin
            placed_valid_q <= asked_valid_q;
            placed_burst_address_q <= asked_burst_address_q;
            placed_burst_beats_q <= asked_burst_beats_q;
            placed_burst_kind_q <= asked_burst_kind_q;
            placed_burst_function_q <= asked_burst_function_q;
            placed_last_q <= asked_last_q;
            placed_last_beat_q <= {asked_burst_address_q[63:12], place[7:0], (asked_burst_beats_q == 8'd0) ? asked_burst_address_q[3:0] : 4'd0};
            placed_good_q <= (asked_base_q <= asked_burst_address_q) & ~place[8];
        end
        if (judged_moves) begin
            judged_valid_q <= placed_valid_q;
            judged_burst_address_q <= placed_burst_address_q;
            judged_burst_beats_q <= placed_burst_beats_q;
            judged_burst_kind_q <= placed_burst_kind_q;
            judged_burst_function_q <= placed_burst_function_q;
            judged_last_lane_q <= placed_last_q[3:0];
            judged_at_edge_q <= placed_last_beat_q[63:4] == placed_last_q[63:4];
            judged_good_q <= placed_good_q & (placed_last_beat_q <= placed_last_q);
        end
        if (write_awready_i) begin
            out_valid_q <= 1'd0;
        end
        if (leaves & judged_good_q) begin
            out_valid_q <= 1'd1;
            out_burst_address_q <= judged_burst_address_q;
            out_burst_beats_q <= judged_burst_beats_q;
            out_burst_function_q <= judged_burst_function_q;
        end
        if (rst) begin
            asked_valid_q <= 1'd0;
            placed_valid_q <= 1'd0;
            judged_valid_q <= 1'd0;
            out_valid_q <= 1'd0;
        end
    end

    assign write_awvalid_o = out_valid_q;
    assign write_awid_o = {7'd0, out_burst_function_q};
    assign write_awaddr_o = out_burst_address_q;
    assign write_awlen_o = out_burst_beats_q;
    assign write_awsize_o = 3'd4;
    assign write_awburst_o = 2'd1;
    assign write_awuser_o = {7'd0, out_burst_function_q};
    assign last = at_q == open_beats_q;

    wire [15:0] allowed = ((at_q == 8'd0) ? open_first_q : 16'hffff) & (last ? open_last_q : 16'hffff);
    assign stray = (|(beats_strobe_i & ~allowed)) | (beats_last_i != last);

    assign takes = open_valid_q & (~data_valid_q | write_wready_i | ~open_passes_q);
    assign beats_ready_o = takes;
    assign beat_moves = takes & beats_valid_i;
    assign done = beat_moves & last;
    assign bad = ~open_passes_q | strayed_q | stray;

    always @(posedge clk) begin
        if (beat_moves) begin
            at_q <= last ? 8'd0 : (at_q + 8'd1);
            strayed_q <= ~last & (strayed_q | stray);
        end
        if (write_wready_i) begin
            data_valid_q <= 1'd0;
        end
        if (beat_moves & open_passes_q) begin
            data_valid_q <= 1'd1;
            data_function_q <= open_function_q;
            data_kind_q <= open_kind_q;
            data_beat_data_q <= beats_data_i;
            data_beat_strobe_q <= beats_strobe_i & allowed;
            data_beat_last_q <= last;
        end
        if (rst) begin
            at_q <= 8'd0;
            strayed_q <= 1'd0;
            data_valid_q <= 1'd0;
        end
    end

    assign write_wvalid_o = data_valid_q;
    assign write_wdata_o = data_beat_data_q;
    assign write_wstrb_o = data_beat_strobe_q;
    assign write_wlast_o = data_beat_last_q;
    assign issued_valid_o = data_valid_q & write_wready_i;
    assign issued_function_o = data_function_q;
    assign issued_kind_o = data_kind_q;
    assign issued_strobe_o = data_beat_strobe_q;
    assign issued_last_o = data_beat_last_q;
    assign outcomes_valid_o = done;
    assign outcomes_function_o = open_function_q;
    assign outcomes_sent_o = open_passes_q;
    assign outcomes_bad_o = bad;
    assign refused_valid_o = done & bad;
    assign refused_function_o = open_function_q;
    assign moves = done | ~open_valid_q;

    wire [15:0] judged_burst_address_shifted = 16'hffff << judged_burst_address_q[3:0];
    wire [15:0] judged_last_lane_shifted = 16'hffff << judged_last_lane_q;
    wire [15:0] judged_last_lane_choice = judged_at_edge_q ? ~{judged_last_lane_shifted[14:0], 1'd0} : 16'hffff;
    always @(posedge clk) begin
        if (moves) begin
            open_valid_q <= after_valid_q;
            open_function_q <= after_function_q;
            open_kind_q <= after_kind_q;
            open_beats_q <= after_beats_q;
            open_passes_q <= after_passes_q;
            open_first_q <= after_first_q;
            open_last_q <= after_last_q;
            after_valid_q <= 1'd0;
        end
        if (leaves) begin
            if (moves & ~after_valid_q) begin
                open_valid_q <= leaves;
                open_function_q <= judged_burst_function_q;
                open_kind_q <= judged_burst_kind_q;
                open_beats_q <= judged_burst_beats_q;
                open_passes_q <= judged_good_q;
                open_first_q <= judged_burst_address_shifted;
                open_last_q <= judged_last_lane_choice;
            end else begin
                after_valid_q <= leaves;
                after_function_q <= judged_burst_function_q;
                after_kind_q <= judged_burst_kind_q;
                after_beats_q <= judged_burst_beats_q;
                after_passes_q <= judged_good_q;
                after_first_q <= judged_burst_address_shifted;
                after_last_q <= judged_last_lane_choice;
            end
        end
        if (rst) begin
            open_valid_q <= 1'd0;
            after_valid_q <= 1'd0;
        end
    end

    wire unused = &{1'b0, judged_last_lane_shifted[15]};

endmodule

// Write counts: whether a queue of one direction has writes under way.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, clients = [{"name":"receiveFrame","direction":"receive","announced":true},{"name":"receiveUsed","direction":"receive"},{"name":"receiveEvent","direction":"receive"},{"name":"transmitUsed","direction":"transmit"},{"name":"transmitEvent","direction":"transmit"}], direction = receive
module write_counts_directionreceive (
    input  wire       clk,
    input  wire       rst,
    // taken
    input  wire       taken_valid_i,
    input  wire [2:0] taken_client_i,
    input  wire       taken_queue_i,
    // answered
    input  wire       answered_valid_i,
    input  wire [2:0] answered_client_i,
    input  wire       answered_queue_i,
    // drain
    input  wire       drain_queue_i,
    output wire       drain_busy_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    reg         came_valid_q;
    reg         came_queue_q;
    reg  [10:0] asked_came_q;
    reg  [10:0] asked_went_q;
    reg         asked_comes_q;
    reg         busy_q;
    wire [10:0] drain_came_rdata;
    wire [10:0] drain_went_rdata;
    wire [10:0] drain_came_rdata1;
    wire [10:0] drain_went_rdata1;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 1'd1;
            if (sweep_index_q == 1'd1) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 1'd0;
            sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        came_valid_q <= taken_valid_i & ((taken_client_i == 3'd0) | (taken_client_i == 3'd1) | (taken_client_i == 3'd2));
        came_queue_q <= taken_queue_i;
        asked_came_q <= drain_came_rdata1;
        asked_went_q <= drain_went_rdata1;
        asked_comes_q <= came_valid_q & (came_queue_q == drain_queue_i);
        busy_q <= (asked_came_q != asked_went_q) | asked_comes_q;
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [10:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q : came_queue_q] <= sweep_active_q ? 11'd0 : (drain_came_rdata + 11'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [10:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (answered_valid_i & ((answered_client_i == 3'd0) | (answered_client_i == 3'd1) | (answered_client_i == 3'd2)))) begin
            drain_went[sweep_active_q ? sweep_index_q : answered_queue_i] <= sweep_active_q ? 11'd0 : (drain_went_rdata + 11'd1);
        end
    end
    assign drain_went_rdata = drain_went[answered_queue_i];
    assign drain_went_rdata1 = drain_went[drain_queue_i];

endmodule

// Write counts: whether a queue of one direction has writes under way.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, clients = [{"name":"receiveFrame","direction":"receive","announced":true},{"name":"receiveUsed","direction":"receive"},{"name":"receiveEvent","direction":"receive"},{"name":"transmitUsed","direction":"transmit"},{"name":"transmitEvent","direction":"transmit"}], direction = transmit
module write_counts_directiontransmit (
    input  wire       clk,
    input  wire       rst,
    // taken
    input  wire       taken_valid_i,
    input  wire [2:0] taken_client_i,
    input  wire       taken_queue_i,
    // answered
    input  wire       answered_valid_i,
    input  wire [2:0] answered_client_i,
    input  wire       answered_queue_i,
    // drain
    input  wire       drain_queue_i,
    output wire       drain_busy_o
);

    reg         sweep_active_q;
    reg         sweep_index_q;
    reg         came_valid_q;
    reg         came_queue_q;
    reg  [10:0] asked_came_q;
    reg  [10:0] asked_went_q;
    reg         asked_comes_q;
    reg         busy_q;
    wire [10:0] drain_came_rdata;
    wire [10:0] drain_went_rdata;
    wire [10:0] drain_came_rdata1;
    wire [10:0] drain_went_rdata1;

    always @(posedge clk) begin
        if (sweep_active_q) begin
            sweep_index_q <= sweep_index_q + 1'd1;
            if (sweep_index_q == 1'd1) begin
                sweep_active_q <= 1'd0;
            end
        end
        if (rst) begin
            sweep_index_q <= 1'd0;
            sweep_active_q <= 1'd1;
        end
    end

    always @(posedge clk) begin
        came_valid_q <= taken_valid_i & ((taken_client_i == 3'd3) | (taken_client_i == 3'd4));
        came_queue_q <= taken_queue_i;
        asked_came_q <= drain_came_rdata1;
        asked_went_q <= drain_went_rdata1;
        asked_comes_q <= came_valid_q & (came_queue_q == drain_queue_i);
        busy_q <= (asked_came_q != asked_went_q) | asked_comes_q;
        if (rst) begin
            came_valid_q <= 1'd0;
        end
    end

    assign drain_busy_o = busy_q;

    (* ram_style = "distributed" *)
    reg [10:0] drain_came [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | came_valid_q) begin
            drain_came[sweep_active_q ? sweep_index_q : came_queue_q] <= sweep_active_q ? 11'd0 : (drain_came_rdata + 11'd1);
        end
    end
    assign drain_came_rdata = drain_came[came_queue_q];
    assign drain_came_rdata1 = drain_came[drain_queue_i];

    (* ram_style = "distributed" *)
    reg [10:0] drain_went [0:1];
    always @(posedge clk) begin
        if (sweep_active_q | (answered_valid_i & ((answered_client_i == 3'd3) | (answered_client_i == 3'd4)))) begin
            drain_went[sweep_active_q ? sweep_index_q : answered_queue_i] <= sweep_active_q ? 11'd0 : (drain_went_rdata + 11'd1);
        end
    end
    assign drain_went_rdata = drain_went[answered_queue_i];
    assign drain_went_rdata1 = drain_went[drain_queue_i];

endmodule

// Write engine: writes of all clients to the bus in one order, responses in order of each function.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128, clients = [{"name":"receiveFrame","direction":"receive","announced":true},{"name":"receiveUsed","direction":"receive"},{"name":"receiveEvent","direction":"receive"},{"name":"transmitUsed","direction":"transmit"},{"name":"transmitEvent","direction":"transmit"}]
module write_engine (
    input  wire         clk,
    input  wire         rst,
    // lookup
    output wire         lookup_function_o,
    input  wire [63:0]  lookup_window_base_i,
    input  wire [63:0]  lookup_window_last_i,
    // clients
    input  wire         clients_receive_frame_writes_valid_i,
    output wire         clients_receive_frame_writes_ready_o,
    input  wire         clients_receive_frame_writes_function_i,
    input  wire [63:0]  clients_receive_frame_writes_address_i,
    input  wire [7:0]   clients_receive_frame_writes_beats_i,
    input  wire [2:0]   clients_receive_frame_writes_kind_i,
    input  wire         clients_receive_frame_writes_context_queue_i,
    input  wire [7:0]   clients_receive_frame_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_frame_writes_context_step_i,
    input  wire         clients_receive_frame_beats_valid_i,
    output wire         clients_receive_frame_beats_ready_o,
    input  wire [127:0] clients_receive_frame_beats_data_i,
    input  wire [15:0]  clients_receive_frame_beats_strobe_i,
    input  wire         clients_receive_frame_beats_last_i,
    input  wire         clients_receive_used_writes_valid_i,
    output wire         clients_receive_used_writes_ready_o,
    input  wire         clients_receive_used_writes_function_i,
    input  wire [63:0]  clients_receive_used_writes_address_i,
    input  wire [7:0]   clients_receive_used_writes_beats_i,
    input  wire [2:0]   clients_receive_used_writes_kind_i,
    input  wire         clients_receive_used_writes_context_queue_i,
    input  wire [7:0]   clients_receive_used_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_used_writes_context_step_i,
    input  wire         clients_receive_used_beats_valid_i,
    output wire         clients_receive_used_beats_ready_o,
    input  wire [127:0] clients_receive_used_beats_data_i,
    input  wire [15:0]  clients_receive_used_beats_strobe_i,
    input  wire         clients_receive_used_beats_last_i,
    input  wire         clients_receive_event_writes_valid_i,
    output wire         clients_receive_event_writes_ready_o,
    input  wire         clients_receive_event_writes_function_i,
    input  wire [63:0]  clients_receive_event_writes_address_i,
    input  wire [7:0]   clients_receive_event_writes_beats_i,
    input  wire [2:0]   clients_receive_event_writes_kind_i,
    input  wire         clients_receive_event_writes_context_queue_i,
    input  wire [7:0]   clients_receive_event_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_event_writes_context_step_i,
    input  wire         clients_receive_event_beats_valid_i,
    output wire         clients_receive_event_beats_ready_o,
    input  wire [127:0] clients_receive_event_beats_data_i,
    input  wire [15:0]  clients_receive_event_beats_strobe_i,
    input  wire         clients_receive_event_beats_last_i,
    input  wire         clients_transmit_used_writes_valid_i,
    output wire         clients_transmit_used_writes_ready_o,
    input  wire         clients_transmit_used_writes_function_i,
    input  wire [63:0]  clients_transmit_used_writes_address_i,
    input  wire [7:0]   clients_transmit_used_writes_beats_i,
    input  wire [2:0]   clients_transmit_used_writes_kind_i,
    input  wire         clients_transmit_used_writes_context_queue_i,
    input  wire [7:0]   clients_transmit_used_writes_context_epoch_i,
    input  wire [1:0]   clients_transmit_used_writes_context_step_i,
    input  wire         clients_transmit_used_beats_valid_i,
    output wire         clients_transmit_used_beats_ready_o,
    input  wire [127:0] clients_transmit_used_beats_data_i,
    input  wire [15:0]  clients_transmit_used_beats_strobe_i,
    input  wire         clients_transmit_used_beats_last_i,
    input  wire         clients_transmit_event_writes_valid_i,
    output wire         clients_transmit_event_writes_ready_o,
    input  wire         clients_transmit_event_writes_function_i,
    input  wire [63:0]  clients_transmit_event_writes_address_i,
    input  wire [7:0]   clients_transmit_event_writes_beats_i,
    input  wire [2:0]   clients_transmit_event_writes_kind_i,
    input  wire         clients_transmit_event_writes_context_queue_i,
    input  wire [7:0]   clients_transmit_event_writes_context_epoch_i,
    input  wire [1:0]   clients_transmit_event_writes_context_step_i,
    input  wire         clients_transmit_event_beats_valid_i,
    output wire         clients_transmit_event_beats_ready_o,
    input  wire [127:0] clients_transmit_event_beats_data_i,
    input  wire [15:0]  clients_transmit_event_beats_strobe_i,
    input  wire         clients_transmit_event_beats_last_i,
    // planned
    input  wire         planned_valid_i,
    input  wire         planned_function_i,
    // allowed
    output wire [1:0]   allowed_frames_o,
    output wire [1:0]   allowed_used_o,
    // answers
    output wire         answers_receive_frame_valid_o,
    output wire         answers_receive_frame_function_o,
    output wire         answers_receive_frame_queue_o,
    output wire [7:0]   answers_receive_frame_epoch_o,
    output wire [1:0]   answers_receive_frame_step_o,
    output wire [1:0]   answers_receive_frame_fault_o,
    output wire         answers_receive_used_valid_o,
    output wire         answers_receive_used_function_o,
    output wire         answers_receive_used_queue_o,
    output wire [7:0]   answers_receive_used_epoch_o,
    output wire [1:0]   answers_receive_used_step_o,
    output wire [1:0]   answers_receive_used_fault_o,
    output wire         answers_receive_event_valid_o,
    output wire         answers_receive_event_function_o,
    output wire         answers_receive_event_queue_o,
    output wire [7:0]   answers_receive_event_epoch_o,
    output wire [1:0]   answers_receive_event_step_o,
    output wire [1:0]   answers_receive_event_fault_o,
    output wire         answers_transmit_used_valid_o,
    output wire         answers_transmit_used_function_o,
    output wire         answers_transmit_used_queue_o,
    output wire [7:0]   answers_transmit_used_epoch_o,
    output wire [1:0]   answers_transmit_used_step_o,
    output wire [1:0]   answers_transmit_used_fault_o,
    output wire         answers_transmit_event_valid_o,
    output wire         answers_transmit_event_function_o,
    output wire         answers_transmit_event_queue_o,
    output wire [7:0]   answers_transmit_event_epoch_o,
    output wire [1:0]   answers_transmit_event_step_o,
    output wire [1:0]   answers_transmit_event_fault_o,
    // refused
    output wire         refused_valid_o,
    output wire         refused_function_o,
    // issued
    output wire         issued_valid_o,
    output wire         issued_function_o,
    output wire [2:0]   issued_kind_o,
    output wire [15:0]  issued_strobe_o,
    output wire         issued_last_o,
    // stray
    output wire         stray_valid_o,
    output wire         stray_function_o,
    // drains
    input  wire         drains_receive_queue_i,
    output wire         drains_receive_busy_o,
    input  wire         drains_transmit_queue_i,
    output wire         drains_transmit_busy_o,
    // write
    output wire [7:0]   write_awid_o,
    output wire [63:0]  write_awaddr_o,
    output wire [7:0]   write_awlen_o,
    output wire [2:0]   write_awsize_o,
    output wire [1:0]   write_awburst_o,
    output wire [7:0]   write_awuser_o,
    output wire         write_awvalid_o,
    input  wire         write_awready_i,
    output wire [127:0] write_wdata_o,
    output wire [15:0]  write_wstrb_o,
    output wire         write_wlast_o,
    output wire         write_wvalid_o,
    input  wire         write_wready_i,
    input  wire [7:0]   write_bid_i,
    input  wire [1:0]   write_bresp_i,
    input  wire         write_bvalid_i,
    output wire         write_bready_o
);

    wire         order_clients_receive_frame_writes_ready;
    wire         order_clients_receive_frame_beats_ready;
    wire         order_clients_receive_used_writes_ready;
    wire         order_clients_receive_used_beats_ready;
    wire         order_clients_receive_event_writes_ready;
    wire         order_clients_receive_event_beats_ready;
    wire         order_clients_transmit_used_writes_ready;
    wire         order_clients_transmit_used_beats_ready;
    wire         order_clients_transmit_event_writes_ready;
    wire         order_clients_transmit_event_beats_ready;
    wire         order_list_function;
    wire         order_taken_valid;
    wire [2:0]   order_taken_client;
    wire         order_taken_queue;
    wire         order_entered_valid;
    wire [2:0]   order_entered_client;
    wire         order_entered_function;
    wire         order_entered_context_queue;
    wire [7:0]   order_entered_context_epoch;
    wire [1:0]   order_entered_context_step;
    wire         order_bursts_valid;
    wire [63:0]  order_bursts_address;
    wire [7:0]   order_bursts_beats;
    wire [2:0]   order_bursts_kind;
    wire         order_bursts_function;
    wire         order_beats_valid;
    wire [127:0] order_beats_data;
    wire [15:0]  order_beats_strobe;
    wire         order_beats_last;
    wire [1:0]   lists_allowed_frames;
    wire [1:0]   lists_allowed_used;
    wire         lists_list_room;
    wire         lists_responses_bready;
    wire         lists_answers_receive_frame_valid;
    wire         lists_answers_receive_frame_function;
    wire         lists_answers_receive_frame_queue;
    wire [7:0]   lists_answers_receive_frame_epoch;
    wire [1:0]   lists_answers_receive_frame_step;
    wire [1:0]   lists_answers_receive_frame_fault;
    wire         lists_answers_receive_used_valid;
    wire         lists_answers_receive_used_function;
    wire         lists_answers_receive_used_queue;
    wire [7:0]   lists_answers_receive_used_epoch;
    wire [1:0]   lists_answers_receive_used_step;
    wire [1:0]   lists_answers_receive_used_fault;
    wire         lists_answers_receive_event_valid;
    wire         lists_answers_receive_event_function;
    wire         lists_answers_receive_event_queue;
    wire [7:0]   lists_answers_receive_event_epoch;
    wire [1:0]   lists_answers_receive_event_step;
    wire [1:0]   lists_answers_receive_event_fault;
    wire         lists_answers_transmit_used_valid;
    wire         lists_answers_transmit_used_function;
    wire         lists_answers_transmit_used_queue;
    wire [7:0]   lists_answers_transmit_used_epoch;
    wire [1:0]   lists_answers_transmit_used_step;
    wire [1:0]   lists_answers_transmit_used_fault;
    wire         lists_answers_transmit_event_valid;
    wire         lists_answers_transmit_event_function;
    wire         lists_answers_transmit_event_queue;
    wire [7:0]   lists_answers_transmit_event_epoch;
    wire [1:0]   lists_answers_transmit_event_step;
    wire [1:0]   lists_answers_transmit_event_fault;
    wire         lists_stray_valid;
    wire         lists_stray_function;
    wire         lists_answered_valid;
    wire [2:0]   lists_answered_client;
    wire         lists_answered_queue;
    wire         guard_lookup_function;
    wire         guard_bursts_ready;
    wire         guard_beats_ready;
    wire         guard_outcomes_valid;
    wire         guard_outcomes_function;
    wire         guard_outcomes_sent;
    wire         guard_outcomes_bad;
    wire         guard_refused_valid;
    wire         guard_refused_function;
    wire         guard_issued_valid;
    wire         guard_issued_function;
    wire [2:0]   guard_issued_kind;
    wire [15:0]  guard_issued_strobe;
    wire         guard_issued_last;
    wire [7:0]   guard_write_awid;
    wire [63:0]  guard_write_awaddr;
    wire [7:0]   guard_write_awlen;
    wire [2:0]   guard_write_awsize;
    wire [1:0]   guard_write_awburst;
    wire [7:0]   guard_write_awuser;
    wire         guard_write_awvalid;
    wire [127:0] guard_write_wdata;
    wire [15:0]  guard_write_wstrb;
    wire         guard_write_wlast;
    wire         guard_write_wvalid;
    wire         receive_counts_drain_busy;
    wire         transmit_counts_drain_busy;

    assign clients_receive_frame_writes_ready_o = order_clients_receive_frame_writes_ready;
    assign clients_receive_frame_beats_ready_o = order_clients_receive_frame_beats_ready;
    assign clients_receive_used_writes_ready_o = order_clients_receive_used_writes_ready;
    assign clients_receive_used_beats_ready_o = order_clients_receive_used_beats_ready;
    assign clients_receive_event_writes_ready_o = order_clients_receive_event_writes_ready;
    assign clients_receive_event_beats_ready_o = order_clients_receive_event_beats_ready;
    assign clients_transmit_used_writes_ready_o = order_clients_transmit_used_writes_ready;
    assign clients_transmit_used_beats_ready_o = order_clients_transmit_used_beats_ready;
    assign clients_transmit_event_writes_ready_o = order_clients_transmit_event_writes_ready;
    assign clients_transmit_event_beats_ready_o = order_clients_transmit_event_beats_ready;
    assign lookup_function_o = guard_lookup_function;
    assign refused_valid_o = guard_refused_valid;
    assign refused_function_o = guard_refused_function;
    assign issued_valid_o = guard_issued_valid;
    assign issued_function_o = guard_issued_function;
    assign issued_kind_o = guard_issued_kind;
    assign issued_strobe_o = guard_issued_strobe;
    assign issued_last_o = guard_issued_last;
    assign answers_receive_frame_valid_o = lists_answers_receive_frame_valid;
    assign answers_receive_frame_function_o = lists_answers_receive_frame_function;
    assign answers_receive_frame_queue_o = lists_answers_receive_frame_queue;
    assign answers_receive_frame_epoch_o = lists_answers_receive_frame_epoch;
    assign answers_receive_frame_step_o = lists_answers_receive_frame_step;
    assign answers_receive_frame_fault_o = lists_answers_receive_frame_fault;
    assign answers_receive_used_valid_o = lists_answers_receive_used_valid;
    assign answers_receive_used_function_o = lists_answers_receive_used_function;
    assign answers_receive_used_queue_o = lists_answers_receive_used_queue;
    assign answers_receive_used_epoch_o = lists_answers_receive_used_epoch;
    assign answers_receive_used_step_o = lists_answers_receive_used_step;
    assign answers_receive_used_fault_o = lists_answers_receive_used_fault;
    assign answers_receive_event_valid_o = lists_answers_receive_event_valid;
    assign answers_receive_event_function_o = lists_answers_receive_event_function;
    assign answers_receive_event_queue_o = lists_answers_receive_event_queue;
    assign answers_receive_event_epoch_o = lists_answers_receive_event_epoch;
    assign answers_receive_event_step_o = lists_answers_receive_event_step;
    assign answers_receive_event_fault_o = lists_answers_receive_event_fault;
    assign answers_transmit_used_valid_o = lists_answers_transmit_used_valid;
    assign answers_transmit_used_function_o = lists_answers_transmit_used_function;
    assign answers_transmit_used_queue_o = lists_answers_transmit_used_queue;
    assign answers_transmit_used_epoch_o = lists_answers_transmit_used_epoch;
    assign answers_transmit_used_step_o = lists_answers_transmit_used_step;
    assign answers_transmit_used_fault_o = lists_answers_transmit_used_fault;
    assign answers_transmit_event_valid_o = lists_answers_transmit_event_valid;
    assign answers_transmit_event_function_o = lists_answers_transmit_event_function;
    assign answers_transmit_event_queue_o = lists_answers_transmit_event_queue;
    assign answers_transmit_event_epoch_o = lists_answers_transmit_event_epoch;
    assign answers_transmit_event_step_o = lists_answers_transmit_event_step;
    assign answers_transmit_event_fault_o = lists_answers_transmit_event_fault;
    assign stray_valid_o = lists_stray_valid;
    assign stray_function_o = lists_stray_function;
    assign allowed_frames_o = lists_allowed_frames;
    assign allowed_used_o = lists_allowed_used;
    assign drains_receive_busy_o = receive_counts_drain_busy;
    assign drains_transmit_busy_o = transmit_counts_drain_busy;
    assign write_awid_o = guard_write_awid;
    assign write_awaddr_o = guard_write_awaddr;
    assign write_awlen_o = guard_write_awlen;
    assign write_awsize_o = guard_write_awsize;
    assign write_awburst_o = guard_write_awburst;
    assign write_awuser_o = guard_write_awuser;
    assign write_awvalid_o = guard_write_awvalid;
    assign write_wdata_o = guard_write_wdata;
    assign write_wstrb_o = guard_write_wstrb;
    assign write_wlast_o = guard_write_wlast;
    assign write_wvalid_o = guard_write_wvalid;
    assign write_bready_o = lists_responses_bready;

    write_order order (
        .clk                                           (clk),
        .rst                                           (rst),
        .clients_receive_frame_writes_valid_i          (clients_receive_frame_writes_valid_i),
        .clients_receive_frame_writes_ready_o          (order_clients_receive_frame_writes_ready),
        .clients_receive_frame_writes_function_i       (clients_receive_frame_writes_function_i),
        .clients_receive_frame_writes_address_i        (clients_receive_frame_writes_address_i),
        .clients_receive_frame_writes_beats_i          (clients_receive_frame_writes_beats_i),
        .clients_receive_frame_writes_kind_i           (clients_receive_frame_writes_kind_i),
        .clients_receive_frame_writes_context_queue_i  (clients_receive_frame_writes_context_queue_i),
        .clients_receive_frame_writes_context_epoch_i  (clients_receive_frame_writes_context_epoch_i),
        .clients_receive_frame_writes_context_step_i   (clients_receive_frame_writes_context_step_i),
        .clients_receive_frame_beats_valid_i           (clients_receive_frame_beats_valid_i),
        .clients_receive_frame_beats_ready_o           (order_clients_receive_frame_beats_ready),
        .clients_receive_frame_beats_data_i            (clients_receive_frame_beats_data_i),
        .clients_receive_frame_beats_strobe_i          (clients_receive_frame_beats_strobe_i),
        .clients_receive_frame_beats_last_i            (clients_receive_frame_beats_last_i),
        .clients_receive_used_writes_valid_i           (clients_receive_used_writes_valid_i),
        .clients_receive_used_writes_ready_o           (order_clients_receive_used_writes_ready),
        .clients_receive_used_writes_function_i        (clients_receive_used_writes_function_i),
        .clients_receive_used_writes_address_i         (clients_receive_used_writes_address_i),
        .clients_receive_used_writes_beats_i           (clients_receive_used_writes_beats_i),
        .clients_receive_used_writes_kind_i            (clients_receive_used_writes_kind_i),
        .clients_receive_used_writes_context_queue_i   (clients_receive_used_writes_context_queue_i),
        .clients_receive_used_writes_context_epoch_i   (clients_receive_used_writes_context_epoch_i),
        .clients_receive_used_writes_context_step_i    (clients_receive_used_writes_context_step_i),
        .clients_receive_used_beats_valid_i            (clients_receive_used_beats_valid_i),
        .clients_receive_used_beats_ready_o            (order_clients_receive_used_beats_ready),
        .clients_receive_used_beats_data_i             (clients_receive_used_beats_data_i),
        .clients_receive_used_beats_strobe_i           (clients_receive_used_beats_strobe_i),
        .clients_receive_used_beats_last_i             (clients_receive_used_beats_last_i),
        .clients_receive_event_writes_valid_i          (clients_receive_event_writes_valid_i),
        .clients_receive_event_writes_ready_o          (order_clients_receive_event_writes_ready),
        .clients_receive_event_writes_function_i       (clients_receive_event_writes_function_i),
        .clients_receive_event_writes_address_i        (clients_receive_event_writes_address_i),
        .clients_receive_event_writes_beats_i          (clients_receive_event_writes_beats_i),
        .clients_receive_event_writes_kind_i           (clients_receive_event_writes_kind_i),
        .clients_receive_event_writes_context_queue_i  (clients_receive_event_writes_context_queue_i),
        .clients_receive_event_writes_context_epoch_i  (clients_receive_event_writes_context_epoch_i),
        .clients_receive_event_writes_context_step_i   (clients_receive_event_writes_context_step_i),
        .clients_receive_event_beats_valid_i           (clients_receive_event_beats_valid_i),
        .clients_receive_event_beats_ready_o           (order_clients_receive_event_beats_ready),
        .clients_receive_event_beats_data_i            (clients_receive_event_beats_data_i),
        .clients_receive_event_beats_strobe_i          (clients_receive_event_beats_strobe_i),
        .clients_receive_event_beats_last_i            (clients_receive_event_beats_last_i),
        .clients_transmit_used_writes_valid_i          (clients_transmit_used_writes_valid_i),
        .clients_transmit_used_writes_ready_o          (order_clients_transmit_used_writes_ready),
        .clients_transmit_used_writes_function_i       (clients_transmit_used_writes_function_i),
        .clients_transmit_used_writes_address_i        (clients_transmit_used_writes_address_i),
        .clients_transmit_used_writes_beats_i          (clients_transmit_used_writes_beats_i),
        .clients_transmit_used_writes_kind_i           (clients_transmit_used_writes_kind_i),
        .clients_transmit_used_writes_context_queue_i  (clients_transmit_used_writes_context_queue_i),
        .clients_transmit_used_writes_context_epoch_i  (clients_transmit_used_writes_context_epoch_i),
        .clients_transmit_used_writes_context_step_i   (clients_transmit_used_writes_context_step_i),
        .clients_transmit_used_beats_valid_i           (clients_transmit_used_beats_valid_i),
        .clients_transmit_used_beats_ready_o           (order_clients_transmit_used_beats_ready),
        .clients_transmit_used_beats_data_i            (clients_transmit_used_beats_data_i),
        .clients_transmit_used_beats_strobe_i          (clients_transmit_used_beats_strobe_i),
        .clients_transmit_used_beats_last_i            (clients_transmit_used_beats_last_i),
        .clients_transmit_event_writes_valid_i         (clients_transmit_event_writes_valid_i),
        .clients_transmit_event_writes_ready_o         (order_clients_transmit_event_writes_ready),
        .clients_transmit_event_writes_function_i      (clients_transmit_event_writes_function_i),
        .clients_transmit_event_writes_address_i       (clients_transmit_event_writes_address_i),
        .clients_transmit_event_writes_beats_i         (clients_transmit_event_writes_beats_i),
        .clients_transmit_event_writes_kind_i          (clients_transmit_event_writes_kind_i),
        .clients_transmit_event_writes_context_queue_i (clients_transmit_event_writes_context_queue_i),
        .clients_transmit_event_writes_context_epoch_i (clients_transmit_event_writes_context_epoch_i),
        .clients_transmit_event_writes_context_step_i  (clients_transmit_event_writes_context_step_i),
        .clients_transmit_event_beats_valid_i          (clients_transmit_event_beats_valid_i),
        .clients_transmit_event_beats_ready_o          (order_clients_transmit_event_beats_ready),
        .clients_transmit_event_beats_data_i           (clients_transmit_event_beats_data_i),
        .clients_transmit_event_beats_strobe_i         (clients_transmit_event_beats_strobe_i),
        .clients_transmit_event_beats_last_i           (clients_transmit_event_beats_last_i),
        .list_function_o                               (order_list_function),
        .list_room_i                                   (lists_list_room),
        .taken_valid_o                                 (order_taken_valid),
        .taken_client_o                                (order_taken_client),
        .taken_queue_o                                 (order_taken_queue),
        .entered_valid_o                               (order_entered_valid),
        .entered_client_o                              (order_entered_client),
        .entered_function_o                            (order_entered_function),
        .entered_context_queue_o                       (order_entered_context_queue),
        .entered_context_epoch_o                       (order_entered_context_epoch),
        .entered_context_step_o                        (order_entered_context_step),
        .bursts_valid_o                                (order_bursts_valid),
        .bursts_ready_i                                (guard_bursts_ready),
        .bursts_address_o                              (order_bursts_address),
        .bursts_beats_o                                (order_bursts_beats),
        .bursts_kind_o                                 (order_bursts_kind),
        .bursts_function_o                             (order_bursts_function),
        .beats_valid_o                                 (order_beats_valid),
        .beats_ready_i                                 (guard_beats_ready),
        .beats_data_o                                  (order_beats_data),
        .beats_strobe_o                                (order_beats_strobe),
        .beats_last_o                                  (order_beats_last)
    );

    write_lists lists (
        .clk                               (clk),
        .rst                               (rst),
        .planned_valid_i                   (planned_valid_i),
        .planned_function_i                (planned_function_i),
        .allowed_frames_o                  (lists_allowed_frames),
        .allowed_used_o                    (lists_allowed_used),
        .list_function_i                   (order_list_function),
        .list_room_o                       (lists_list_room),
        .entered_valid_i                   (order_entered_valid),
        .entered_client_i                  (order_entered_client),
        .entered_function_i                (order_entered_function),
        .entered_context_queue_i           (order_entered_context_queue),
        .entered_context_epoch_i           (order_entered_context_epoch),
        .entered_context_step_i            (order_entered_context_step),
        .outcomes_valid_i                  (guard_outcomes_valid),
        .outcomes_function_i               (guard_outcomes_function),
        .outcomes_sent_i                   (guard_outcomes_sent),
        .outcomes_bad_i                    (guard_outcomes_bad),
        .responses_bid_i                   (write_bid_i),
        .responses_bresp_i                 (write_bresp_i),
        .responses_bvalid_i                (write_bvalid_i),
        .responses_bready_o                (lists_responses_bready),
        .answers_receive_frame_valid_o     (lists_answers_receive_frame_valid),
        .answers_receive_frame_function_o  (lists_answers_receive_frame_function),
        .answers_receive_frame_queue_o     (lists_answers_receive_frame_queue),
        .answers_receive_frame_epoch_o     (lists_answers_receive_frame_epoch),
        .answers_receive_frame_step_o      (lists_answers_receive_frame_step),
        .answers_receive_frame_fault_o     (lists_answers_receive_frame_fault),
        .answers_receive_used_valid_o      (lists_answers_receive_used_valid),
        .answers_receive_used_function_o   (lists_answers_receive_used_function),
        .answers_receive_used_queue_o      (lists_answers_receive_used_queue),
        .answers_receive_used_epoch_o      (lists_answers_receive_used_epoch),
        .answers_receive_used_step_o       (lists_answers_receive_used_step),
        .answers_receive_used_fault_o      (lists_answers_receive_used_fault),
        .answers_receive_event_valid_o     (lists_answers_receive_event_valid),
        .answers_receive_event_function_o  (lists_answers_receive_event_function),
        .answers_receive_event_queue_o     (lists_answers_receive_event_queue),
        .answers_receive_event_epoch_o     (lists_answers_receive_event_epoch),
        .answers_receive_event_step_o      (lists_answers_receive_event_step),
        .answers_receive_event_fault_o     (lists_answers_receive_event_fault),
        .answers_transmit_used_valid_o     (lists_answers_transmit_used_valid),
        .answers_transmit_used_function_o  (lists_answers_transmit_used_function),
        .answers_transmit_used_queue_o     (lists_answers_transmit_used_queue),
        .answers_transmit_used_epoch_o     (lists_answers_transmit_used_epoch),
        .answers_transmit_used_step_o      (lists_answers_transmit_used_step),
        .answers_transmit_used_fault_o     (lists_answers_transmit_used_fault),
        .answers_transmit_event_valid_o    (lists_answers_transmit_event_valid),
        .answers_transmit_event_function_o (lists_answers_transmit_event_function),
        .answers_transmit_event_queue_o    (lists_answers_transmit_event_queue),
        .answers_transmit_event_epoch_o    (lists_answers_transmit_event_epoch),
        .answers_transmit_event_step_o     (lists_answers_transmit_event_step),
        .answers_transmit_event_fault_o    (lists_answers_transmit_event_fault),
        .stray_valid_o                     (lists_stray_valid),
        .stray_function_o                  (lists_stray_function),
        .answered_valid_o                  (lists_answered_valid),
        .answered_client_o                 (lists_answered_client),
        .answered_queue_o                  (lists_answered_queue)
    );

    write_guard guard (
        .clk                  (clk),
        .rst                  (rst),
        .lookup_function_o    (guard_lookup_function),
        .lookup_window_base_i (lookup_window_base_i),
        .lookup_window_last_i (lookup_window_last_i),
        .bursts_valid_i       (order_bursts_valid),
        .bursts_ready_o       (guard_bursts_ready),
        .bursts_address_i     (order_bursts_address),
        .bursts_beats_i       (order_bursts_beats),
        .bursts_kind_i        (order_bursts_kind),
        .bursts_function_i    (order_bursts_function),
        .beats_valid_i        (order_beats_valid),
        .beats_ready_o        (guard_beats_ready),
        .beats_data_i         (order_beats_data),
        .beats_strobe_i       (order_beats_strobe),
        .beats_last_i         (order_beats_last),
        .outcomes_valid_o     (guard_outcomes_valid),
        .outcomes_function_o  (guard_outcomes_function),
        .outcomes_sent_o      (guard_outcomes_sent),
        .outcomes_bad_o       (guard_outcomes_bad),
        .refused_valid_o      (guard_refused_valid),
        .refused_function_o   (guard_refused_function),
        .issued_valid_o       (guard_issued_valid),
        .issued_function_o    (guard_issued_function),
        .issued_kind_o        (guard_issued_kind),
        .issued_strobe_o      (guard_issued_strobe),
        .issued_last_o        (guard_issued_last),
        .write_awid_o         (guard_write_awid),
        .write_awaddr_o       (guard_write_awaddr),
        .write_awlen_o        (guard_write_awlen),
        .write_awsize_o       (guard_write_awsize),
        .write_awburst_o      (guard_write_awburst),
        .write_awuser_o       (guard_write_awuser),
        .write_awvalid_o      (guard_write_awvalid),
        .write_awready_i      (write_awready_i),
        .write_wdata_o        (guard_write_wdata),
        .write_wstrb_o        (guard_write_wstrb),
        .write_wlast_o        (guard_write_wlast),
        .write_wvalid_o       (guard_write_wvalid),
        .write_wready_i       (write_wready_i)
    );

    write_counts_directionreceive receive_counts (
        .clk               (clk),
        .rst               (rst),
        .taken_valid_i     (order_taken_valid),
        .taken_client_i    (order_taken_client),
        .taken_queue_i     (order_taken_queue),
        .answered_valid_i  (lists_answered_valid),
        .answered_client_i (lists_answered_client),
        .answered_queue_i  (lists_answered_queue),
        .drain_queue_i     (drains_receive_queue_i),
        .drain_busy_o      (receive_counts_drain_busy)
    );

    write_counts_directiontransmit transmit_counts (
        .clk               (clk),
        .rst               (rst),
        .taken_valid_i     (order_taken_valid),
        .taken_client_i    (order_taken_client),
        .taken_queue_i     (order_taken_queue),
        .answered_valid_i  (lists_answered_valid),
        .answered_client_i (lists_answered_client),
        .answered_queue_i  (lists_answered_queue),
        .drain_queue_i     (drains_transmit_queue_i),
        .drain_busy_o      (transmit_counts_drain_busy)
    );

endmodule

// Window check: one question a clock, answered 3 clocks later; descriptors go before rings.
// Parameters: config = tiny
module window_check (
    input  wire        clk,
    input  wire        rst,
    // lookup
    output wire        lookup_function_o,
    input  wire [63:0] lookup_window_base_i,
    input  wire [63:0] lookup_window_last_i,
    // descriptor
    input  wire        descriptor_valid_i,
    input  wire        descriptor_function_i,
    input  wire [63:0] descriptor_first_i,
    input  wire [31:0] descriptor_span_i,
    // ring
    input  wire        ring_valid_i,
    output wire        ring_ready_o,
    input  wire        ring_function_i,
    input  wire [63:0] ring_first_i,
    input  wire [31:0] ring_span_i,
    output wire        inside_o,
    // ringInside
    output wire        ring_inside_valid_o,
    output wire        ring_inside_inside_o
);

    reg  [63:0] held_first_q;
    reg  [31:0] held_span_q;
    reg  [63:0] held_base_q;
    reg  [63:0] held_last_q;
    reg         sum_starts_q;
    reg  [63:0] sum_end_q;
    reg         sum_wraps_q;
    reg  [63:0] sum_last_q;
    reg         answer_inside_q;
    reg         ring_1_q;
    reg         ring_2_q;
    reg         ring_3_q;

    assign ring_ready_o = ~descriptor_valid_i;
    assign lookup_function_o = descriptor_valid_i ? descriptor_function_i : ring_function_i;

    always @(posedge clk) begin
        held_first_q <= descriptor_valid_i ? descriptor_first_i : ring_first_i;
        held_span_q <= descriptor_valid_i ? descriptor_span_i : ring_span_i;
        held_base_q <= lookup_window_base_i;
        held_last_q <= lookup_window_last_i;
    end

    wire [64:0] held_first_sum = {1'd0, held_first_q} + {1'd0, 32'd0, held_span_q};
    always @(posedge clk) begin
        sum_starts_q <= held_base_q <= held_first_q;
        sum_end_q <= held_first_sum[63:0];
        sum_wraps_q <= held_first_sum[64];
        sum_last_q <= held_last_q;
    end

    always @(posedge clk) begin
        answer_inside_q <= sum_starts_q & ~sum_wraps_q & (sum_end_q <= sum_last_q);
    end

    assign inside_o = answer_inside_q;

    always @(posedge clk) begin
        ring_1_q <= ring_valid_i & ring_ready_o;
        if (rst) begin
            ring_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        ring_2_q <= ring_1_q;
        if (rst) begin
            ring_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        ring_3_q <= ring_2_q;
        if (rst) begin
            ring_3_q <= 1'd0;
        end
    end

    assign ring_inside_valid_o = ring_3_q;
    assign ring_inside_inside_o = answer_inside_q;

endmodule

// Host port: all reads and writes of guest memory, each in the window of its function.
// Parameters: config = tiny, functions = 2, queuesPerFunction = 1, hostDataBits = 128, sides = [{"direction":"receive","reads":{"index":{"contextBits":12,"ahead":2,"slow":true},"entries":{"contextBits":20,"ahead":2},"descriptors":{"contextBits":45,"ahead":9},"wishes":{"contextBits":1,"ahead":2,"slow":true}},"writes":{"frame":{"announced":true},"used":{},"event":{}}},{"direction":"transmit","reads":{"index":{"contextBits":12,"ahead":2,"slow":true},"entries":{"contextBits":20,"ahead":2},"descriptors":{"contextBits":45,"ahead":9},"wishes":{"contextBits":1,"ahead":2,"slow":true},"data":{"contextBits":37,"ahead":6}},"writes":{"used":{},"event":{}}}]
module host_port (
    input  wire         clk,
    input  wire         rst,
    // windowWrite
    input  wire         window_write_valid_i,
    input  wire         window_write_function_i,
    input  wire [1:0]   window_write_word_i,
    input  wire [31:0]  window_write_data_i,
    // clients
    input  wire         clients_receive_check_piece_valid_i,
    input  wire         clients_receive_check_piece_function_i,
    input  wire [63:0]  clients_receive_check_piece_first_i,
    input  wire [31:0]  clients_receive_check_piece_span_i,
    output wire         clients_receive_check_piece_inside_o,
    input  wire         clients_receive_check_ring_valid_i,
    output wire         clients_receive_check_ring_ready_o,
    input  wire         clients_receive_check_ring_function_i,
    input  wire [63:0]  clients_receive_check_ring_first_i,
    input  wire [31:0]  clients_receive_check_ring_span_i,
    output wire         clients_receive_check_ring_inside_valid_o,
    output wire         clients_receive_check_ring_inside_inside_o,
    input  wire         clients_receive_reads_index_request_valid_i,
    output wire         clients_receive_reads_index_request_ready_o,
    input  wire         clients_receive_reads_index_request_function_i,
    input  wire [63:0]  clients_receive_reads_index_request_address_i,
    input  wire [9:0]   clients_receive_reads_index_request_bytes_i,
    input  wire [2:0]   clients_receive_reads_index_request_kind_i,
    input  wire [11:0]  clients_receive_reads_index_request_context_i,
    output wire         clients_receive_reads_index_answer_valid_o,
    input  wire         clients_receive_reads_index_answer_ready_i,
    output wire [127:0] clients_receive_reads_index_answer_data_o,
    output wire         clients_receive_reads_index_answer_last_o,
    output wire [11:0]  clients_receive_reads_index_answer_context_o,
    output wire [1:0]   clients_receive_reads_index_answer_fault_o,
    input  wire         clients_receive_reads_entries_request_valid_i,
    output wire         clients_receive_reads_entries_request_ready_o,
    input  wire         clients_receive_reads_entries_request_function_i,
    input  wire [63:0]  clients_receive_reads_entries_request_address_i,
    input  wire [9:0]   clients_receive_reads_entries_request_bytes_i,
    input  wire [2:0]   clients_receive_reads_entries_request_kind_i,
    input  wire [19:0]  clients_receive_reads_entries_request_context_i,
    output wire         clients_receive_reads_entries_answer_valid_o,
    input  wire         clients_receive_reads_entries_answer_ready_i,
    output wire [127:0] clients_receive_reads_entries_answer_data_o,
    output wire         clients_receive_reads_entries_answer_last_o,
    output wire [19:0]  clients_receive_reads_entries_answer_context_o,
    output wire [1:0]   clients_receive_reads_entries_answer_fault_o,
    input  wire         clients_receive_reads_descriptors_request_valid_i,
    output wire         clients_receive_reads_descriptors_request_ready_o,
    input  wire         clients_receive_reads_descriptors_request_function_i,
    input  wire [63:0]  clients_receive_reads_descriptors_request_address_i,
    input  wire [9:0]   clients_receive_reads_descriptors_request_bytes_i,
    input  wire [2:0]   clients_receive_reads_descriptors_request_kind_i,
    input  wire [44:0]  clients_receive_reads_descriptors_request_context_i,
    output wire         clients_receive_reads_descriptors_answer_valid_o,
    input  wire         clients_receive_reads_descriptors_answer_ready_i,
    output wire [127:0] clients_receive_reads_descriptors_answer_data_o,
    output wire         clients_receive_reads_descriptors_answer_last_o,
    output wire [44:0]  clients_receive_reads_descriptors_answer_context_o,
    output wire [1:0]   clients_receive_reads_descriptors_answer_fault_o,
    input  wire         clients_receive_reads_wishes_request_valid_i,
    output wire         clients_receive_reads_wishes_request_ready_o,
    input  wire         clients_receive_reads_wishes_request_function_i,
    input  wire [63:0]  clients_receive_reads_wishes_request_address_i,
    input  wire [9:0]   clients_receive_reads_wishes_request_bytes_i,
    input  wire [2:0]   clients_receive_reads_wishes_request_kind_i,
    input  wire         clients_receive_reads_wishes_request_context_i,
    output wire         clients_receive_reads_wishes_answer_valid_o,
    input  wire         clients_receive_reads_wishes_answer_ready_i,
    output wire [127:0] clients_receive_reads_wishes_answer_data_o,
    output wire         clients_receive_reads_wishes_answer_last_o,
    output wire         clients_receive_reads_wishes_answer_context_o,
    output wire [1:0]   clients_receive_reads_wishes_answer_fault_o,
    input  wire         clients_receive_writes_frame_writes_valid_i,
    output wire         clients_receive_writes_frame_writes_ready_o,
    input  wire         clients_receive_writes_frame_writes_function_i,
    input  wire [63:0]  clients_receive_writes_frame_writes_address_i,
    input  wire [7:0]   clients_receive_writes_frame_writes_beats_i,
    input  wire [2:0]   clients_receive_writes_frame_writes_kind_i,
    input  wire         clients_receive_writes_frame_writes_context_queue_i,
    input  wire [7:0]   clients_receive_writes_frame_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_writes_frame_writes_context_step_i,
    input  wire         clients_receive_writes_frame_beats_valid_i,
    output wire         clients_receive_writes_frame_beats_ready_o,
    input  wire [127:0] clients_receive_writes_frame_beats_data_i,
    input  wire [15:0]  clients_receive_writes_frame_beats_strobe_i,
    input  wire         clients_receive_writes_frame_beats_last_i,
    output wire         clients_receive_writes_frame_answers_valid_o,
    output wire         clients_receive_writes_frame_answers_function_o,
    output wire         clients_receive_writes_frame_answers_queue_o,
    output wire [7:0]   clients_receive_writes_frame_answers_epoch_o,
    output wire [1:0]   clients_receive_writes_frame_answers_step_o,
    output wire [1:0]   clients_receive_writes_frame_answers_fault_o,
    input  wire         clients_receive_writes_used_writes_valid_i,
    output wire         clients_receive_writes_used_writes_ready_o,
    input  wire         clients_receive_writes_used_writes_function_i,
    input  wire [63:0]  clients_receive_writes_used_writes_address_i,
    input  wire [7:0]   clients_receive_writes_used_writes_beats_i,
    input  wire [2:0]   clients_receive_writes_used_writes_kind_i,
    input  wire         clients_receive_writes_used_writes_context_queue_i,
    input  wire [7:0]   clients_receive_writes_used_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_writes_used_writes_context_step_i,
    input  wire         clients_receive_writes_used_beats_valid_i,
    output wire         clients_receive_writes_used_beats_ready_o,
    input  wire [127:0] clients_receive_writes_used_beats_data_i,
    input  wire [15:0]  clients_receive_writes_used_beats_strobe_i,
    input  wire         clients_receive_writes_used_beats_last_i,
    output wire         clients_receive_writes_used_answers_valid_o,
    output wire         clients_receive_writes_used_answers_function_o,
    output wire         clients_receive_writes_used_answers_queue_o,
    output wire [7:0]   clients_receive_writes_used_answers_epoch_o,
    output wire [1:0]   clients_receive_writes_used_answers_step_o,
    output wire [1:0]   clients_receive_writes_used_answers_fault_o,
    input  wire         clients_receive_writes_event_writes_valid_i,
    output wire         clients_receive_writes_event_writes_ready_o,
    input  wire         clients_receive_writes_event_writes_function_i,
    input  wire [63:0]  clients_receive_writes_event_writes_address_i,
    input  wire [7:0]   clients_receive_writes_event_writes_beats_i,
    input  wire [2:0]   clients_receive_writes_event_writes_kind_i,
    input  wire         clients_receive_writes_event_writes_context_queue_i,
    input  wire [7:0]   clients_receive_writes_event_writes_context_epoch_i,
    input  wire [1:0]   clients_receive_writes_event_writes_context_step_i,
    input  wire         clients_receive_writes_event_beats_valid_i,
    output wire         clients_receive_writes_event_beats_ready_o,
    input  wire [127:0] clients_receive_writes_event_beats_data_i,
    input  wire [15:0]  clients_receive_writes_event_beats_strobe_i,
    input  wire         clients_receive_writes_event_beats_last_i,
    output wire         clients_receive_writes_event_answers_valid_o,
    output wire         clients_receive_writes_event_answers_function_o,
    output wire         clients_receive_writes_event_answers_queue_o,
    output wire [7:0]   clients_receive_writes_event_answers_epoch_o,
    output wire [1:0]   clients_receive_writes_event_answers_step_o,
    output wire [1:0]   clients_receive_writes_event_answers_fault_o,
    output wire [1:0]   clients_receive_allowed_reads_o,
    output wire [1:0]   clients_receive_allowed_writes_o,
    output wire [1:0]   clients_receive_allowed_used_o,
    input  wire         clients_receive_drain_queue_i,
    output wire         clients_receive_drain_busy_o,
    input  wire         clients_transmit_check_piece_valid_i,
    input  wire         clients_transmit_check_piece_function_i,
    input  wire [63:0]  clients_transmit_check_piece_first_i,
    input  wire [31:0]  clients_transmit_check_piece_span_i,
    output wire         clients_transmit_check_piece_inside_o,
    input  wire         clients_transmit_check_ring_valid_i,
    output wire         clients_transmit_check_ring_ready_o,
    input  wire         clients_transmit_check_ring_function_i,
    input  wire [63:0]  clients_transmit_check_ring_first_i,
    input  wire [31:0]  clients_transmit_check_ring_span_i,
    output wire         clients_transmit_check_ring_inside_valid_o,
    output wire         clients_transmit_check_ring_inside_inside_o,
    input  wire         clients_transmit_reads_index_request_valid_i,
    output wire         clients_transmit_reads_index_request_ready_o,
    input  wire         clients_transmit_reads_index_request_function_i,
    input  wire [63:0]  clients_transmit_reads_index_request_address_i,
    input  wire [9:0]   clients_transmit_reads_index_request_bytes_i,
    input  wire [2:0]   clients_transmit_reads_index_request_kind_i,
    input  wire [11:0]  clients_transmit_reads_index_request_context_i,
    output wire         clients_transmit_reads_index_answer_valid_o,
    input  wire         clients_transmit_reads_index_answer_ready_i,
    output wire [127:0] clients_transmit_reads_index_answer_data_o,
    output wire         clients_transmit_reads_index_answer_last_o,
    output wire [11:0]  clients_transmit_reads_index_answer_context_o,
    output wire [1:0]   clients_transmit_reads_index_answer_fault_o,
    input  wire         clients_transmit_reads_entries_request_valid_i,
    output wire         clients_transmit_reads_entries_request_ready_o,
    input  wire         clients_transmit_reads_entries_request_function_i,
    input  wire [63:0]  clients_transmit_reads_entries_request_address_i,
    input  wire [9:0]   clients_transmit_reads_entries_request_bytes_i,
    input  wire [2:0]   clients_transmit_reads_entries_request_kind_i,
    input  wire [19:0]  clients_transmit_reads_entries_request_context_i,
    output wire         clients_transmit_reads_entries_answer_valid_o,
    input  wire         clients_transmit_reads_entries_answer_ready_i,
    output wire [127:0] clients_transmit_reads_entries_answer_data_o,
    output wire         clients_transmit_reads_entries_answer_last_o,
    output wire [19:0]  clients_transmit_reads_entries_answer_context_o,
    output wire [1:0]   clients_transmit_reads_entries_answer_fault_o,
    input  wire         clients_transmit_reads_descriptors_request_valid_i,
    output wire         clients_transmit_reads_descriptors_request_ready_o,
    input  wire         clients_transmit_reads_descriptors_request_function_i,
    input  wire [63:0]  clients_transmit_reads_descriptors_request_address_i,
    input  wire [9:0]   clients_transmit_reads_descriptors_request_bytes_i,
    input  wire [2:0]   clients_transmit_reads_descriptors_request_kind_i,
    input  wire [44:0]  clients_transmit_reads_descriptors_request_context_i,
    output wire         clients_transmit_reads_descriptors_answer_valid_o,
    input  wire         clients_transmit_reads_descriptors_answer_ready_i,
    output wire [127:0] clients_transmit_reads_descriptors_answer_data_o,
    output wire         clients_transmit_reads_descriptors_answer_last_o,
    output wire [44:0]  clients_transmit_reads_descriptors_answer_context_o,
    output wire [1:0]   clients_transmit_reads_descriptors_answer_fault_o,
    input  wire         clients_transmit_reads_wishes_request_valid_i,
    output wire         clients_transmit_reads_wishes_request_ready_o,
    input  wire         clients_transmit_reads_wishes_request_function_i,
    input  wire [63:0]  clients_transmit_reads_wishes_request_address_i,
    input  wire [9:0]   clients_transmit_reads_wishes_request_bytes_i,
    input  wire [2:0]   clients_transmit_reads_wishes_request_kind_i,
    input  wire         clients_transmit_reads_wishes_request_context_i,
    output wire         clients_transmit_reads_wishes_answer_valid_o,
    input  wire         clients_transmit_reads_wishes_answer_ready_i,
    output wire [127:0] clients_transmit_reads_wishes_answer_data_o,
    output wire         clients_transmit_reads_wishes_answer_last_o,
    output wire         clients_transmit_reads_wishes_answer_context_o,
    output wire [1:0]   clients_transmit_reads_wishes_answer_fault_o,
    input  wire         clients_transmit_reads_data_request_valid_i,
    output wire         clients_transmit_reads_data_request_ready_o,
    input  wire         clients_transmit_reads_data_request_function_i,
    input  wire [63:0]  clients_transmit_reads_data_request_address_i,
    input  wire [9:0]   clients_transmit_reads_data_request_bytes_i,
    input  wire [2:0]   clients_transmit_reads_data_request_kind_i,
    input  wire [36:0]  clients_transmit_reads_data_request_context_i,
    output wire         clients_transmit_reads_data_answer_valid_o,
    input  wire         clients_transmit_reads_data_answer_ready_i,
    output wire [127:0] clients_transmit_reads_data_answer_data_o,
    output wire         clients_transmit_reads_data_answer_last_o,
    output wire [36:0]  clients_transmit_reads_data_answer_context_o,
    output wire [1:0]   clients_transmit_reads_data_answer_fault_o,
    input  wire         clients_transmit_writes_used_writes_valid_i,
    output wire         clients_transmit_writes_used_writes_ready_o,
    input  wire         clients_transmit_writes_used_writes_function_i,
    input  wire [63:0]  clients_transmit_writes_used_writes_address_i,
    input  wire [7:0]   clients_transmit_writes_used_writes_beats_i,
    input  wire [2:0]   clients_transmit_writes_used_writes_kind_i,
    input  wire         clients_transmit_writes_used_writes_context_queue_i,
    input  wire [7:0]   clients_transmit_writes_used_writes_context_epoch_i,
    input  wire [1:0]   clients_transmit_writes_used_writes_context_step_i,
    input  wire         clients_transmit_writes_used_beats_valid_i,
    output wire         clients_transmit_writes_used_beats_ready_o,
    input  wire [127:0] clients_transmit_writes_used_beats_data_i,
    input  wire [15:0]  clients_transmit_writes_used_beats_strobe_i,
    input  wire         clients_transmit_writes_used_beats_last_i,
    output wire         clients_transmit_writes_used_answers_valid_o,
    output wire         clients_transmit_writes_used_answers_function_o,
    output wire         clients_transmit_writes_used_answers_queue_o,
    output wire [7:0]   clients_transmit_writes_used_answers_epoch_o,
    output wire [1:0]   clients_transmit_writes_used_answers_step_o,
    output wire [1:0]   clients_transmit_writes_used_answers_fault_o,
    input  wire         clients_transmit_writes_event_writes_valid_i,
    output wire         clients_transmit_writes_event_writes_ready_o,
    input  wire         clients_transmit_writes_event_writes_function_i,
    input  wire [63:0]  clients_transmit_writes_event_writes_address_i,
    input  wire [7:0]   clients_transmit_writes_event_writes_beats_i,
    input  wire [2:0]   clients_transmit_writes_event_writes_kind_i,
    input  wire         clients_transmit_writes_event_writes_context_queue_i,
    input  wire [7:0]   clients_transmit_writes_event_writes_context_epoch_i,
    input  wire [1:0]   clients_transmit_writes_event_writes_context_step_i,
    input  wire         clients_transmit_writes_event_beats_valid_i,
    output wire         clients_transmit_writes_event_beats_ready_o,
    input  wire [127:0] clients_transmit_writes_event_beats_data_i,
    input  wire [15:0]  clients_transmit_writes_event_beats_strobe_i,
    input  wire         clients_transmit_writes_event_beats_last_i,
    output wire         clients_transmit_writes_event_answers_valid_o,
    output wire         clients_transmit_writes_event_answers_function_o,
    output wire         clients_transmit_writes_event_answers_queue_o,
    output wire [7:0]   clients_transmit_writes_event_answers_epoch_o,
    output wire [1:0]   clients_transmit_writes_event_answers_step_o,
    output wire [1:0]   clients_transmit_writes_event_answers_fault_o,
    output wire [1:0]   clients_transmit_allowed_reads_o,
    output wire [1:0]   clients_transmit_allowed_writes_o,
    output wire [1:0]   clients_transmit_allowed_used_o,
    input  wire         clients_transmit_drain_queue_i,
    output wire         clients_transmit_drain_busy_o,
    // planned
    input  wire         planned_valid_i,
    input  wire         planned_function_i,
    // refused
    output wire         refused_reads_valid_o,
    output wire         refused_reads_function_o,
    output wire         refused_writes_valid_o,
    output wire         refused_writes_function_o,
    // issued
    output wire         issued_reads_valid_o,
    output wire         issued_reads_function_o,
    output wire [2:0]   issued_reads_kind_o,
    output wire [7:0]   issued_reads_beats_o,
    output wire         issued_beats_valid_o,
    output wire         issued_beats_function_o,
    output wire [2:0]   issued_beats_kind_o,
    output wire [15:0]  issued_beats_strobe_o,
    output wire         issued_beats_last_o,
    // stray
    output wire         stray_beat_o,
    output wire         stray_read_o,
    output wire         stray_write_o,
    output wire         broken_o,
    // bus
    output wire [7:0]   bus_awid_o,
    output wire [63:0]  bus_awaddr_o,
    output wire [7:0]   bus_awlen_o,
    output wire [2:0]   bus_awsize_o,
    output wire [1:0]   bus_awburst_o,
    output wire [7:0]   bus_awuser_o,
    output wire         bus_awvalid_o,
    input  wire         bus_awready_i,
    output wire [127:0] bus_wdata_o,
    output wire [15:0]  bus_wstrb_o,
    output wire         bus_wlast_o,
    output wire         bus_wvalid_o,
    input  wire         bus_wready_i,
    input  wire [7:0]   bus_bid_i,
    input  wire [1:0]   bus_bresp_i,
    input  wire         bus_bvalid_i,
    output wire         bus_bready_o,
    output wire [7:0]   bus_arid_o,
    output wire [63:0]  bus_araddr_o,
    output wire [7:0]   bus_arlen_o,
    output wire [2:0]   bus_arsize_o,
    output wire [1:0]   bus_arburst_o,
    output wire [7:0]   bus_aruser_o,
    output wire         bus_arvalid_o,
    input  wire         bus_arready_i,
    input  wire [7:0]   bus_rid_i,
    input  wire [127:0] bus_rdata_i,
    input  wire [1:0]   bus_rresp_i,
    input  wire         bus_rlast_i,
    input  wire         bus_rvalid_i,
    output wire         bus_rready_o
);

    wire [63:0]  windows_lookups_reads_window_base;
    wire [63:0]  windows_lookups_reads_window_last;
    wire [63:0]  windows_lookups_writes_window_base;
    wire [63:0]  windows_lookups_writes_window_last;
    wire [63:0]  windows_lookups_receive_check_window_base;
    wire [63:0]  windows_lookups_receive_check_window_last;
    wire [63:0]  windows_lookups_transmit_check_window_base;
    wire [63:0]  windows_lookups_transmit_check_window_last;
    wire         reader_requests_receive_index_ready;
    wire         reader_requests_receive_entries_ready;
    wire         reader_requests_receive_descriptors_ready;
    wire         reader_requests_receive_wishes_ready;
    wire         reader_requests_transmit_index_ready;
    wire         reader_requests_transmit_entries_ready;
    wire         reader_requests_transmit_descriptors_ready;
    wire         reader_requests_transmit_wishes_ready;
    wire         reader_requests_transmit_data_ready;
    wire         reader_answers_receive_index_valid;
    wire [127:0] reader_answers_receive_index_data;
    wire         reader_answers_receive_index_last;
    wire [11:0]  reader_answers_receive_index_context;
    wire [1:0]   reader_answers_receive_index_fault;
    wire         reader_answers_receive_entries_valid;
    wire [127:0] reader_answers_receive_entries_data;
    wire         reader_answers_receive_entries_last;
    wire [19:0]  reader_answers_receive_entries_context;
    wire [1:0]   reader_answers_receive_entries_fault;
    wire         reader_answers_receive_descriptors_valid;
    wire [127:0] reader_answers_receive_descriptors_data;
    wire         reader_answers_receive_descriptors_last;
    wire [44:0]  reader_answers_receive_descriptors_context;
    wire [1:0]   reader_answers_receive_descriptors_fault;
    wire         reader_answers_receive_wishes_valid;
    wire [127:0] reader_answers_receive_wishes_data;
    wire         reader_answers_receive_wishes_last;
    wire         reader_answers_receive_wishes_context;
    wire [1:0]   reader_answers_receive_wishes_fault;
    wire         reader_answers_transmit_index_valid;
    wire [127:0] reader_answers_transmit_index_data;
    wire         reader_answers_transmit_index_last;
    wire [11:0]  reader_answers_transmit_index_context;
    wire [1:0]   reader_answers_transmit_index_fault;
    wire         reader_answers_transmit_entries_valid;
    wire [127:0] reader_answers_transmit_entries_data;
    wire         reader_answers_transmit_entries_last;
    wire [19:0]  reader_answers_transmit_entries_context;
    wire [1:0]   reader_answers_transmit_entries_fault;
    wire         reader_answers_transmit_descriptors_valid;
    wire [127:0] reader_answers_transmit_descriptors_data;
    wire         reader_answers_transmit_descriptors_last;
    wire [44:0]  reader_answers_transmit_descriptors_context;
    wire [1:0]   reader_answers_transmit_descriptors_fault;
    wire         reader_answers_transmit_wishes_valid;
    wire [127:0] reader_answers_transmit_wishes_data;
    wire         reader_answers_transmit_wishes_last;
    wire         reader_answers_transmit_wishes_context;
    wire [1:0]   reader_answers_transmit_wishes_fault;
    wire         reader_answers_transmit_data_valid;
    wire [127:0] reader_answers_transmit_data_data;
    wire         reader_answers_transmit_data_last;
    wire [36:0]  reader_answers_transmit_data_context;
    wire [1:0]   reader_answers_transmit_data_fault;
    wire [1:0]   reader_allowed;
    wire         reader_lookup_function;
    wire         reader_refused_valid;
    wire         reader_refused_function;
    wire         reader_issued_valid;
    wire         reader_issued_function;
    wire [2:0]   reader_issued_kind;
    wire [7:0]   reader_issued_beats;
    wire         reader_stray_beat;
    wire         reader_stray_last;
    wire         reader_broken;
    wire [7:0]   reader_read_arid;
    wire [63:0]  reader_read_araddr;
    wire [7:0]   reader_read_arlen;
    wire [2:0]   reader_read_arsize;
    wire [1:0]   reader_read_arburst;
    wire [7:0]   reader_read_aruser;
    wire         reader_read_arvalid;
    wire         reader_read_rready;
    wire         writer_lookup_function;
    wire         writer_clients_receive_frame_writes_ready;
    wire         writer_clients_receive_frame_beats_ready;
    wire         writer_clients_receive_used_writes_ready;
    wire         writer_clients_receive_used_beats_ready;
    wire         writer_clients_receive_event_writes_ready;
    wire         writer_clients_receive_event_beats_ready;
    wire         writer_clients_transmit_used_writes_ready;
    wire         writer_clients_transmit_used_beats_ready;
    wire         writer_clients_transmit_event_writes_ready;
    wire         writer_clients_transmit_event_beats_ready;
    wire [1:0]   writer_allowed_frames;
    wire [1:0]   writer_allowed_used;
    wire         writer_answers_receive_frame_valid;
    wire         writer_answers_receive_frame_function;
    wire         writer_answers_receive_frame_queue;
    wire [7:0]   writer_answers_receive_frame_epoch;
    wire [1:0]   writer_answers_receive_frame_step;
    wire [1:0]   writer_answers_receive_frame_fault;
    wire         writer_answers_receive_used_valid;
    wire         writer_answers_receive_used_function;
    wire         writer_answers_receive_used_queue;
    wire [7:0]   writer_answers_receive_used_epoch;
    wire [1:0]   writer_answers_receive_used_step;
    wire [1:0]   writer_answers_receive_used_fault;
    wire         writer_answers_receive_event_valid;
    wire         writer_answers_receive_event_function;
    wire         writer_answers_receive_event_queue;
    wire [7:0]   writer_answers_receive_event_epoch;
    wire [1:0]   writer_answers_receive_event_step;
    wire [1:0]   writer_answers_receive_event_fault;
    wire         writer_answers_transmit_used_valid;
    wire         writer_answers_transmit_used_function;
    wire         writer_answers_transmit_used_queue;
    wire [7:0]   writer_answers_transmit_used_epoch;
    wire [1:0]   writer_answers_transmit_used_step;
    wire [1:0]   writer_answers_transmit_used_fault;
    wire         writer_answers_transmit_event_valid;
    wire         writer_answers_transmit_event_function;
    wire         writer_answers_transmit_event_queue;
    wire [7:0]   writer_answers_transmit_event_epoch;
    wire [1:0]   writer_answers_transmit_event_step;
    wire [1:0]   writer_answers_transmit_event_fault;
    wire         writer_refused_valid;
    wire         writer_refused_function;
    wire         writer_issued_valid;
    wire         writer_issued_function;
    wire [2:0]   writer_issued_kind;
    wire [15:0]  writer_issued_strobe;
    wire         writer_issued_last;
    wire         writer_stray_valid;
    wire         writer_stray_function;
    wire         writer_drains_receive_busy;
    wire         writer_drains_transmit_busy;
    wire [7:0]   writer_write_awid;
    wire [63:0]  writer_write_awaddr;
    wire [7:0]   writer_write_awlen;
    wire [2:0]   writer_write_awsize;
    wire [1:0]   writer_write_awburst;
    wire [7:0]   writer_write_awuser;
    wire         writer_write_awvalid;
    wire [127:0] writer_write_wdata;
    wire [15:0]  writer_write_wstrb;
    wire         writer_write_wlast;
    wire         writer_write_wvalid;
    wire         writer_write_bready;
    wire         receive_check_lookup_function;
    wire         receive_check_ring_ready;
    wire         receive_check_inside;
    wire         receive_check_ring_inside_valid;
    wire         receive_check_ring_inside_inside;
    wire         transmit_check_lookup_function;
    wire         transmit_check_ring_ready;
    wire         transmit_check_inside;
    wire         transmit_check_ring_inside_valid;
    wire         transmit_check_ring_inside_inside;

    assign clients_receive_check_piece_inside_o = receive_check_inside;
    assign clients_receive_check_ring_ready_o = receive_check_ring_ready;
    assign clients_receive_check_ring_inside_valid_o = receive_check_ring_inside_valid;
    assign clients_receive_check_ring_inside_inside_o = receive_check_ring_inside_inside;
    assign clients_receive_reads_index_request_ready_o = reader_requests_receive_index_ready;
    assign clients_receive_reads_index_answer_valid_o = reader_answers_receive_index_valid;
    assign clients_receive_reads_index_answer_data_o = reader_answers_receive_index_data;
    assign clients_receive_reads_index_answer_last_o = reader_answers_receive_index_last;
    assign clients_receive_reads_index_answer_context_o = reader_answers_receive_index_context;
    assign clients_receive_reads_index_answer_fault_o = reader_answers_receive_index_fault;
    assign clients_receive_reads_entries_request_ready_o = reader_requests_receive_entries_ready;
    assign clients_receive_reads_entries_answer_valid_o = reader_answers_receive_entries_valid;
    assign clients_receive_reads_entries_answer_data_o = reader_answers_receive_entries_data;
    assign clients_receive_reads_entries_answer_last_o = reader_answers_receive_entries_last;
    assign clients_receive_reads_entries_answer_context_o = reader_answers_receive_entries_context;
    assign clients_receive_reads_entries_answer_fault_o = reader_answers_receive_entries_fault;
    assign clients_receive_reads_descriptors_request_ready_o = reader_requests_receive_descriptors_ready;
    assign clients_receive_reads_descriptors_answer_valid_o = reader_answers_receive_descriptors_valid;
    assign clients_receive_reads_descriptors_answer_data_o = reader_answers_receive_descriptors_data;
    assign clients_receive_reads_descriptors_answer_last_o = reader_answers_receive_descriptors_last;
    assign clients_receive_reads_descriptors_answer_context_o = reader_answers_receive_descriptors_context;
    assign clients_receive_reads_descriptors_answer_fault_o = reader_answers_receive_descriptors_fault;
    assign clients_receive_reads_wishes_request_ready_o = reader_requests_receive_wishes_ready;
    assign clients_receive_reads_wishes_answer_valid_o = reader_answers_receive_wishes_valid;
    assign clients_receive_reads_wishes_answer_data_o = reader_answers_receive_wishes_data;
    assign clients_receive_reads_wishes_answer_last_o = reader_answers_receive_wishes_last;
    assign clients_receive_reads_wishes_answer_context_o = reader_answers_receive_wishes_context;
    assign clients_receive_reads_wishes_answer_fault_o = reader_answers_receive_wishes_fault;
    assign clients_receive_writes_frame_writes_ready_o = writer_clients_receive_frame_writes_ready;
    assign clients_receive_writes_frame_beats_ready_o = writer_clients_receive_frame_beats_ready;
    assign clients_receive_writes_frame_answers_valid_o = writer_answers_receive_frame_valid;
    assign clients_receive_writes_frame_answers_function_o = writer_answers_receive_frame_function;
    assign clients_receive_writes_frame_answers_queue_o = writer_answers_receive_frame_queue;
    assign clients_receive_writes_frame_answers_epoch_o = writer_answers_receive_frame_epoch;
    assign clients_receive_writes_frame_answers_step_o = writer_answers_receive_frame_step;
    assign clients_receive_writes_frame_answers_fault_o = writer_answers_receive_frame_fault;
    assign clients_receive_writes_used_writes_ready_o = writer_clients_receive_used_writes_ready;
    assign clients_receive_writes_used_beats_ready_o = writer_clients_receive_used_beats_ready;
    assign clients_receive_writes_used_answers_valid_o = writer_answers_receive_used_valid;
    assign clients_receive_writes_used_answers_function_o = writer_answers_receive_used_function;
    assign clients_receive_writes_used_answers_queue_o = writer_answers_receive_used_queue;
    assign clients_receive_writes_used_answers_epoch_o = writer_answers_receive_used_epoch;
    assign clients_receive_writes_used_answers_step_o = writer_answers_receive_used_step;
    assign clients_receive_writes_used_answers_fault_o = writer_answers_receive_used_fault;
    assign clients_receive_writes_event_writes_ready_o = writer_clients_receive_event_writes_ready;
    assign clients_receive_writes_event_beats_ready_o = writer_clients_receive_event_beats_ready;
    assign clients_receive_writes_event_answers_valid_o = writer_answers_receive_event_valid;
    assign clients_receive_writes_event_answers_function_o = writer_answers_receive_event_function;
    assign clients_receive_writes_event_answers_queue_o = writer_answers_receive_event_queue;
    assign clients_receive_writes_event_answers_epoch_o = writer_answers_receive_event_epoch;
    assign clients_receive_writes_event_answers_step_o = writer_answers_receive_event_step;
    assign clients_receive_writes_event_answers_fault_o = writer_answers_receive_event_fault;
    assign clients_receive_allowed_reads_o = reader_allowed;
    assign clients_receive_allowed_writes_o = writer_allowed_frames;
    assign clients_receive_allowed_used_o = writer_allowed_used;
    assign clients_receive_drain_busy_o = writer_drains_receive_busy;
    assign clients_transmit_check_piece_inside_o = transmit_check_inside;
    assign clients_transmit_check_ring_ready_o = transmit_check_ring_ready;
    assign clients_transmit_check_ring_inside_valid_o = transmit_check_ring_inside_valid;
    assign clients_transmit_check_ring_inside_inside_o = transmit_check_ring_inside_inside;
    assign clients_transmit_reads_index_request_ready_o = reader_requests_transmit_index_ready;
    assign clients_transmit_reads_index_answer_valid_o = reader_answers_transmit_index_valid;
    assign clients_transmit_reads_index_answer_data_o = reader_answers_transmit_index_data;
    assign clients_transmit_reads_index_answer_last_o = reader_answers_transmit_index_last;
    assign clients_transmit_reads_index_answer_context_o = reader_answers_transmit_index_context;
    assign clients_transmit_reads_index_answer_fault_o = reader_answers_transmit_index_fault;
    assign clients_transmit_reads_entries_request_ready_o = reader_requests_transmit_entries_ready;
    assign clients_transmit_reads_entries_answer_valid_o = reader_answers_transmit_entries_valid;
    assign clients_transmit_reads_entries_answer_data_o = reader_answers_transmit_entries_data;
    assign clients_transmit_reads_entries_answer_last_o = reader_answers_transmit_entries_last;
    assign clients_transmit_reads_entries_answer_context_o = reader_answers_transmit_entries_context;
    assign clients_transmit_reads_entries_answer_fault_o = reader_answers_transmit_entries_fault;
    assign clients_transmit_reads_descriptors_request_ready_o = reader_requests_transmit_descriptors_ready;
    assign clients_transmit_reads_descriptors_answer_valid_o = reader_answers_transmit_descriptors_valid;
    assign clients_transmit_reads_descriptors_answer_data_o = reader_answers_transmit_descriptors_data;
    assign clients_transmit_reads_descriptors_answer_last_o = reader_answers_transmit_descriptors_last;
    assign clients_transmit_reads_descriptors_answer_context_o = reader_answers_transmit_descriptors_context;
    assign clients_transmit_reads_descriptors_answer_fault_o = reader_answers_transmit_descriptors_fault;
    assign clients_transmit_reads_wishes_request_ready_o = reader_requests_transmit_wishes_ready;
    assign clients_transmit_reads_wishes_answer_valid_o = reader_answers_transmit_wishes_valid;
    assign clients_transmit_reads_wishes_answer_data_o = reader_answers_transmit_wishes_data;
    assign clients_transmit_reads_wishes_answer_last_o = reader_answers_transmit_wishes_last;
    assign clients_transmit_reads_wishes_answer_context_o = reader_answers_transmit_wishes_context;
    assign clients_transmit_reads_wishes_answer_fault_o = reader_answers_transmit_wishes_fault;
    assign clients_transmit_reads_data_request_ready_o = reader_requests_transmit_data_ready;
    assign clients_transmit_reads_data_answer_valid_o = reader_answers_transmit_data_valid;
    assign clients_transmit_reads_data_answer_data_o = reader_answers_transmit_data_data;
    assign clients_transmit_reads_data_answer_last_o = reader_answers_transmit_data_last;
    assign clients_transmit_reads_data_answer_context_o = reader_answers_transmit_data_context;
    assign clients_transmit_reads_data_answer_fault_o = reader_answers_transmit_data_fault;
    assign clients_transmit_writes_used_writes_ready_o = writer_clients_transmit_used_writes_ready;
    assign clients_transmit_writes_used_beats_ready_o = writer_clients_transmit_used_beats_ready;
    assign clients_transmit_writes_used_answers_valid_o = writer_answers_transmit_used_valid;
    assign clients_transmit_writes_used_answers_function_o = writer_answers_transmit_used_function;
    assign clients_transmit_writes_used_answers_queue_o = writer_answers_transmit_used_queue;
    assign clients_transmit_writes_used_answers_epoch_o = writer_answers_transmit_used_epoch;
    assign clients_transmit_writes_used_answers_step_o = writer_answers_transmit_used_step;
    assign clients_transmit_writes_used_answers_fault_o = writer_answers_transmit_used_fault;
    assign clients_transmit_writes_event_writes_ready_o = writer_clients_transmit_event_writes_ready;
    assign clients_transmit_writes_event_beats_ready_o = writer_clients_transmit_event_beats_ready;
    assign clients_transmit_writes_event_answers_valid_o = writer_answers_transmit_event_valid;
    assign clients_transmit_writes_event_answers_function_o = writer_answers_transmit_event_function;
    assign clients_transmit_writes_event_answers_queue_o = writer_answers_transmit_event_queue;
    assign clients_transmit_writes_event_answers_epoch_o = writer_answers_transmit_event_epoch;
    assign clients_transmit_writes_event_answers_step_o = writer_answers_transmit_event_step;
    assign clients_transmit_writes_event_answers_fault_o = writer_answers_transmit_event_fault;
    assign clients_transmit_allowed_reads_o = reader_allowed;
    assign clients_transmit_allowed_writes_o = writer_allowed_frames;
    assign clients_transmit_allowed_used_o = writer_allowed_used;
    assign clients_transmit_drain_busy_o = writer_drains_transmit_busy;
    assign refused_reads_valid_o = reader_refused_valid;
    assign refused_reads_function_o = reader_refused_function;
    assign refused_writes_valid_o = writer_refused_valid;
    assign refused_writes_function_o = writer_refused_function;
    assign issued_reads_valid_o = reader_issued_valid;
    assign issued_reads_function_o = reader_issued_function;
    assign issued_reads_kind_o = reader_issued_kind;
    assign issued_reads_beats_o = reader_issued_beats;
    assign issued_beats_valid_o = writer_issued_valid;
    assign issued_beats_function_o = writer_issued_function;
    assign issued_beats_kind_o = writer_issued_kind;
    assign issued_beats_strobe_o = writer_issued_strobe;
    assign issued_beats_last_o = writer_issued_last;
    assign stray_beat_o = reader_stray_beat;
    assign stray_read_o = reader_stray_last;
    assign stray_write_o = writer_stray_valid;
    assign broken_o = reader_broken;
    assign bus_awid_o = writer_write_awid;
    assign bus_awaddr_o = writer_write_awaddr;
    assign bus_awlen_o = writer_write_awlen;
    assign bus_awsize_o = writer_write_awsize;
    assign bus_awburst_o = writer_write_awburst;
    assign bus_awuser_o = writer_write_awuser;
    assign bus_awvalid_o = writer_write_awvalid;
    assign bus_wdata_o = writer_write_wdata;
    assign bus_wstrb_o = writer_write_wstrb;
    assign bus_wlast_o = writer_write_wlast;
    assign bus_wvalid_o = writer_write_wvalid;
    assign bus_bready_o = writer_write_bready;
    assign bus_arid_o = reader_read_arid;
    assign bus_araddr_o = reader_read_araddr;
    assign bus_arlen_o = reader_read_arlen;
    assign bus_arsize_o = reader_read_arsize;
    assign bus_arburst_o = reader_read_arburst;
    assign bus_aruser_o = reader_read_aruser;
    assign bus_arvalid_o = reader_read_arvalid;
    assign bus_rready_o = reader_read_rready;

    window_memory windows (
        .clk                                  (clk),
        .rst                                  (rst),
        .write_valid_i                        (window_write_valid_i),
        .write_function_i                     (window_write_function_i),
        .write_word_i                         (window_write_word_i),
        .write_data_i                         (window_write_data_i),
        .lookups_reads_function_i             (reader_lookup_function),
        .lookups_reads_window_base_o          (windows_lookups_reads_window_base),
        .lookups_reads_window_last_o          (windows_lookups_reads_window_last),
        .lookups_writes_function_i            (writer_lookup_function),
        .lookups_writes_window_base_o         (windows_lookups_writes_window_base),
        .lookups_writes_window_last_o         (windows_lookups_writes_window_last),
        .lookups_receive_check_function_i     (receive_check_lookup_function),
        .lookups_receive_check_window_base_o  (windows_lookups_receive_check_window_base),
        .lookups_receive_check_window_last_o  (windows_lookups_receive_check_window_last),
        .lookups_transmit_check_function_i    (transmit_check_lookup_function),
        .lookups_transmit_check_window_base_o (windows_lookups_transmit_check_window_base),
        .lookups_transmit_check_window_last_o (windows_lookups_transmit_check_window_last)
    );

    read_engine reader (
        .clk                                      (clk),
        .rst                                      (rst),
        .requests_receive_index_valid_i           (clients_receive_reads_index_request_valid_i),
        .requests_receive_index_ready_o           (reader_requests_receive_index_ready),
        .requests_receive_index_function_i        (clients_receive_reads_index_request_function_i),
        .requests_receive_index_address_i         (clients_receive_reads_index_request_address_i),
        .requests_receive_index_bytes_i           (clients_receive_reads_index_request_bytes_i),
        .requests_receive_index_kind_i            (clients_receive_reads_index_request_kind_i),
        .requests_receive_index_context_i         (clients_receive_reads_index_request_context_i),
        .requests_receive_entries_valid_i         (clients_receive_reads_entries_request_valid_i),
        .requests_receive_entries_ready_o         (reader_requests_receive_entries_ready),
        .requests_receive_entries_function_i      (clients_receive_reads_entries_request_function_i),
        .requests_receive_entries_address_i       (clients_receive_reads_entries_request_address_i),
        .requests_receive_entries_bytes_i         (clients_receive_reads_entries_request_bytes_i),
        .requests_receive_entries_kind_i          (clients_receive_reads_entries_request_kind_i),
        .requests_receive_entries_context_i       (clients_receive_reads_entries_request_context_i),
        .requests_receive_descriptors_valid_i     (clients_receive_reads_descriptors_request_valid_i),
        .requests_receive_descriptors_ready_o     (reader_requests_receive_descriptors_ready),
        .requests_receive_descriptors_function_i  (clients_receive_reads_descriptors_request_function_i),
        .requests_receive_descriptors_address_i   (clients_receive_reads_descriptors_request_address_i),
        .requests_receive_descriptors_bytes_i     (clients_receive_reads_descriptors_request_bytes_i),
        .requests_receive_descriptors_kind_i      (clients_receive_reads_descriptors_request_kind_i),
        .requests_receive_descriptors_context_i   (clients_receive_reads_descriptors_request_context_i),
        .requests_receive_wishes_valid_i          (clients_receive_reads_wishes_request_valid_i),
        .requests_receive_wishes_ready_o          (reader_requests_receive_wishes_ready),
        .requests_receive_wishes_function_i       (clients_receive_reads_wishes_request_function_i),
        .requests_receive_wishes_address_i        (clients_receive_reads_wishes_request_address_i),
        .requests_receive_wishes_bytes_i          (clients_receive_reads_wishes_request_bytes_i),
        .requests_receive_wishes_kind_i           (clients_receive_reads_wishes_request_kind_i),
        .requests_receive_wishes_context_i        (clients_receive_reads_wishes_request_context_i),
        .requests_transmit_index_valid_i          (clients_transmit_reads_index_request_valid_i),
        .requests_transmit_index_ready_o          (reader_requests_transmit_index_ready),
        .requests_transmit_index_function_i       (clients_transmit_reads_index_request_function_i),
        .requests_transmit_index_address_i        (clients_transmit_reads_index_request_address_i),
        .requests_transmit_index_bytes_i          (clients_transmit_reads_index_request_bytes_i),
        .requests_transmit_index_kind_i           (clients_transmit_reads_index_request_kind_i),
        .requests_transmit_index_context_i        (clients_transmit_reads_index_request_context_i),
        .requests_transmit_entries_valid_i        (clients_transmit_reads_entries_request_valid_i),
        .requests_transmit_entries_ready_o        (reader_requests_transmit_entries_ready),
        .requests_transmit_entries_function_i     (clients_transmit_reads_entries_request_function_i),
        .requests_transmit_entries_address_i      (clients_transmit_reads_entries_request_address_i),
        .requests_transmit_entries_bytes_i        (clients_transmit_reads_entries_request_bytes_i),
        .requests_transmit_entries_kind_i         (clients_transmit_reads_entries_request_kind_i),
        .requests_transmit_entries_context_i      (clients_transmit_reads_entries_request_context_i),
        .requests_transmit_descriptors_valid_i    (clients_transmit_reads_descriptors_request_valid_i),
        .requests_transmit_descriptors_ready_o    (reader_requests_transmit_descriptors_ready),
        .requests_transmit_descriptors_function_i (clients_transmit_reads_descriptors_request_function_i),
        .requests_transmit_descriptors_address_i  (clients_transmit_reads_descriptors_request_address_i),
        .requests_transmit_descriptors_bytes_i    (clients_transmit_reads_descriptors_request_bytes_i),
        .requests_transmit_descriptors_kind_i     (clients_transmit_reads_descriptors_request_kind_i),
        .requests_transmit_descriptors_context_i  (clients_transmit_reads_descriptors_request_context_i),
        .requests_transmit_wishes_valid_i         (clients_transmit_reads_wishes_request_valid_i),
        .requests_transmit_wishes_ready_o         (reader_requests_transmit_wishes_ready),
        .requests_transmit_wishes_function_i      (clients_transmit_reads_wishes_request_function_i),
        .requests_transmit_wishes_address_i       (clients_transmit_reads_wishes_request_address_i),
        .requests_transmit_wishes_bytes_i         (clients_transmit_reads_wishes_request_bytes_i),
        .requests_transmit_wishes_kind_i          (clients_transmit_reads_wishes_request_kind_i),
        .requests_transmit_wishes_context_i       (clients_transmit_reads_wishes_request_context_i),
        .requests_transmit_data_valid_i           (clients_transmit_reads_data_request_valid_i),
        .requests_transmit_data_ready_o           (reader_requests_transmit_data_ready),
        .requests_transmit_data_function_i        (clients_transmit_reads_data_request_function_i),
        .requests_transmit_data_address_i         (clients_transmit_reads_data_request_address_i),
        .requests_transmit_data_bytes_i           (clients_transmit_reads_data_request_bytes_i),
        .requests_transmit_data_kind_i            (clients_transmit_reads_data_request_kind_i),
        .requests_transmit_data_context_i         (clients_transmit_reads_data_request_context_i),
        .answers_receive_index_valid_o            (reader_answers_receive_index_valid),
        .answers_receive_index_ready_i            (clients_receive_reads_index_answer_ready_i),
        .answers_receive_index_data_o             (reader_answers_receive_index_data),
        .answers_receive_index_last_o             (reader_answers_receive_index_last),
        .answers_receive_index_context_o          (reader_answers_receive_index_context),
        .answers_receive_index_fault_o            (reader_answers_receive_index_fault),
        .answers_receive_entries_valid_o          (reader_answers_receive_entries_valid),
        .answers_receive_entries_ready_i          (clients_receive_reads_entries_answer_ready_i),
        .answers_receive_entries_data_o           (reader_answers_receive_entries_data),
        .answers_receive_entries_last_o           (reader_answers_receive_entries_last),
        .answers_receive_entries_context_o        (reader_answers_receive_entries_context),
        .answers_receive_entries_fault_o          (reader_answers_receive_entries_fault),
        .answers_receive_descriptors_valid_o      (reader_answers_receive_descriptors_valid),
        .answers_receive_descriptors_ready_i      (clients_receive_reads_descriptors_answer_ready_i),
        .answers_receive_descriptors_data_o       (reader_answers_receive_descriptors_data),
        .answers_receive_descriptors_last_o       (reader_answers_receive_descriptors_last),
        .answers_receive_descriptors_context_o    (reader_answers_receive_descriptors_context),
        .answers_receive_descriptors_fault_o      (reader_answers_receive_descriptors_fault),
        .answers_receive_wishes_valid_o           (reader_answers_receive_wishes_valid),
        .answers_receive_wishes_ready_i           (clients_receive_reads_wishes_answer_ready_i),
        .answers_receive_wishes_data_o            (reader_answers_receive_wishes_data),
        .answers_receive_wishes_last_o            (reader_answers_receive_wishes_last),
        .answers_receive_wishes_context_o         (reader_answers_receive_wishes_context),
        .answers_receive_wishes_fault_o           (reader_answers_receive_wishes_fault),
        .answers_transmit_index_valid_o           (reader_answers_transmit_index_valid),
        .answers_transmit_index_ready_i           (clients_transmit_reads_index_answer_ready_i),
        .answers_transmit_index_data_o            (reader_answers_transmit_index_data),
        .answers_transmit_index_last_o            (reader_answers_transmit_index_last),
        .answers_transmit_index_context_o         (reader_answers_transmit_index_context),
        .answers_transmit_index_fault_o           (reader_answers_transmit_index_fault),
        .answers_transmit_entries_valid_o         (reader_answers_transmit_entries_valid),
        .answers_transmit_entries_ready_i         (clients_transmit_reads_entries_answer_ready_i),
        .answers_transmit_entries_data_o          (reader_answers_transmit_entries_data),
        .answers_transmit_entries_last_o          (reader_answers_transmit_entries_last),
        .answers_transmit_entries_context_o       (reader_answers_transmit_entries_context),
        .answers_transmit_entries_fault_o         (reader_answers_transmit_entries_fault),
        .answers_transmit_descriptors_valid_o     (reader_answers_transmit_descriptors_valid),
        .answers_transmit_descriptors_ready_i     (clients_transmit_reads_descriptors_answer_ready_i),
        .answers_transmit_descriptors_data_o      (reader_answers_transmit_descriptors_data),
        .answers_transmit_descriptors_last_o      (reader_answers_transmit_descriptors_last),
        .answers_transmit_descriptors_context_o   (reader_answers_transmit_descriptors_context),
        .answers_transmit_descriptors_fault_o     (reader_answers_transmit_descriptors_fault),
        .answers_transmit_wishes_valid_o          (reader_answers_transmit_wishes_valid),
        .answers_transmit_wishes_ready_i          (clients_transmit_reads_wishes_answer_ready_i),
        .answers_transmit_wishes_data_o           (reader_answers_transmit_wishes_data),
        .answers_transmit_wishes_last_o           (reader_answers_transmit_wishes_last),
        .answers_transmit_wishes_context_o        (reader_answers_transmit_wishes_context),
        .answers_transmit_wishes_fault_o          (reader_answers_transmit_wishes_fault),
        .answers_transmit_data_valid_o            (reader_answers_transmit_data_valid),
        .answers_transmit_data_ready_i            (clients_transmit_reads_data_answer_ready_i),
        .answers_transmit_data_data_o             (reader_answers_transmit_data_data),
        .answers_transmit_data_last_o             (reader_answers_transmit_data_last),
        .answers_transmit_data_context_o          (reader_answers_transmit_data_context),
        .answers_transmit_data_fault_o            (reader_answers_transmit_data_fault),
        .allowed_o                                (reader_allowed),
        .lookup_function_o                        (reader_lookup_function),
        .lookup_window_base_i                     (windows_lookups_reads_window_base),
        .lookup_window_last_i                     (windows_lookups_reads_window_last),
        .refused_valid_o                          (reader_refused_valid),
        .refused_function_o                       (reader_refused_function),
        .issued_valid_o                           (reader_issued_valid),
        .issued_function_o                        (reader_issued_function),
        .issued_kind_o                            (reader_issued_kind),
        .issued_beats_o                           (reader_issued_beats),
        .stray_beat_o                             (reader_stray_beat),
        .stray_last_o                             (reader_stray_last),
        .broken_o                                 (reader_broken),
        .read_arid_o                              (reader_read_arid),
        .read_araddr_o                            (reader_read_araddr),
        .read_arlen_o                             (reader_read_arlen),
        .read_arsize_o                            (reader_read_arsize),
        .read_arburst_o                           (reader_read_arburst),
        .read_aruser_o                            (reader_read_aruser),
        .read_arvalid_o                           (reader_read_arvalid),
        .read_arready_i                           (bus_arready_i),
        .read_rid_i                               (bus_rid_i),
        .read_rdata_i                             (bus_rdata_i),
        .read_rresp_i                             (bus_rresp_i),
        .read_rlast_i                             (bus_rlast_i),
        .read_rvalid_i                            (bus_rvalid_i),
        .read_rready_o                            (reader_read_rready)
    );

    write_engine writer (
        .clk                                           (clk),
        .rst                                           (rst),
        .lookup_function_o                             (writer_lookup_function),
        .lookup_window_base_i                          (windows_lookups_writes_window_base),
        .lookup_window_last_i                          (windows_lookups_writes_window_last),
        .clients_receive_frame_writes_valid_i          (clients_receive_writes_frame_writes_valid_i),
        .clients_receive_frame_writes_ready_o          (writer_clients_receive_frame_writes_ready),
        .clients_receive_frame_writes_function_i       (clients_receive_writes_frame_writes_function_i),
        .clients_receive_frame_writes_address_i        (clients_receive_writes_frame_writes_address_i),
        .clients_receive_frame_writes_beats_i          (clients_receive_writes_frame_writes_beats_i),
        .clients_receive_frame_writes_kind_i           (clients_receive_writes_frame_writes_kind_i),
        .clients_receive_frame_writes_context_queue_i  (clients_receive_writes_frame_writes_context_queue_i),
        .clients_receive_frame_writes_context_epoch_i  (clients_receive_writes_frame_writes_context_epoch_i),
        .clients_receive_frame_writes_context_step_i   (clients_receive_writes_frame_writes_context_step_i),
        .clients_receive_frame_beats_valid_i           (clients_receive_writes_frame_beats_valid_i),
        .clients_receive_frame_beats_ready_o           (writer_clients_receive_frame_beats_ready),
        .clients_receive_frame_beats_data_i            (clients_receive_writes_frame_beats_data_i),
        .clients_receive_frame_beats_strobe_i          (clients_receive_writes_frame_beats_strobe_i),
        .clients_receive_frame_beats_last_i            (clients_receive_writes_frame_beats_last_i),
        .clients_receive_used_writes_valid_i           (clients_receive_writes_used_writes_valid_i),
        .clients_receive_used_writes_ready_o           (writer_clients_receive_used_writes_ready),
        .clients_receive_used_writes_function_i        (clients_receive_writes_used_writes_function_i),
        .clients_receive_used_writes_address_i         (clients_receive_writes_used_writes_address_i),
        .clients_receive_used_writes_beats_i           (clients_receive_writes_used_writes_beats_i),
        .clients_receive_used_writes_kind_i            (clients_receive_writes_used_writes_kind_i),
        .clients_receive_used_writes_context_queue_i   (clients_receive_writes_used_writes_context_queue_i),
        .clients_receive_used_writes_context_epoch_i   (clients_receive_writes_used_writes_context_epoch_i),
        .clients_receive_used_writes_context_step_i    (clients_receive_writes_used_writes_context_step_i),
        .clients_receive_used_beats_valid_i            (clients_receive_writes_used_beats_valid_i),
        .clients_receive_used_beats_ready_o            (writer_clients_receive_used_beats_ready),
        .clients_receive_used_beats_data_i             (clients_receive_writes_used_beats_data_i),
        .clients_receive_used_beats_strobe_i           (clients_receive_writes_used_beats_strobe_i),
        .clients_receive_used_beats_last_i             (clients_receive_writes_used_beats_last_i),
        .clients_receive_event_writes_valid_i          (clients_receive_writes_event_writes_valid_i),
        .clients_receive_event_writes_ready_o          (writer_clients_receive_event_writes_ready),
        .clients_receive_event_writes_function_i       (clients_receive_writes_event_writes_function_i),
        .clients_receive_event_writes_address_i        (clients_receive_writes_event_writes_address_i),
        .clients_receive_event_writes_beats_i          (clients_receive_writes_event_writes_beats_i),
        .clients_receive_event_writes_kind_i           (clients_receive_writes_event_writes_kind_i),
        .clients_receive_event_writes_context_queue_i  (clients_receive_writes_event_writes_context_queue_i),
        .clients_receive_event_writes_context_epoch_i  (clients_receive_writes_event_writes_context_epoch_i),
        .clients_receive_event_writes_context_step_i   (clients_receive_writes_event_writes_context_step_i),
        .clients_receive_event_beats_valid_i           (clients_receive_writes_event_beats_valid_i),
        .clients_receive_event_beats_ready_o           (writer_clients_receive_event_beats_ready),
        .clients_receive_event_beats_data_i            (clients_receive_writes_event_beats_data_i),
        .clients_receive_event_beats_strobe_i          (clients_receive_writes_event_beats_strobe_i),
        .clients_receive_event_beats_last_i            (clients_receive_writes_event_beats_last_i),
        .clients_transmit_used_writes_valid_i          (clients_transmit_writes_used_writes_valid_i),
        .clients_transmit_used_writes_ready_o          (writer_clients_transmit_used_writes_ready),
        .clients_transmit_used_writes_function_i       (clients_transmit_writes_used_writes_function_i),
        .clients_transmit_used_writes_address_i        (clients_transmit_writes_used_writes_address_i),
        .clients_transmit_used_writes_beats_i          (clients_transmit_writes_used_writes_beats_i),
        .clients_transmit_used_writes_kind_i           (clients_transmit_writes_used_writes_kind_i),
        .clients_transmit_used_writes_context_queue_i  (clients_transmit_writes_used_writes_context_queue_i),
        .clients_transmit_used_writes_context_epoch_i  (clients_transmit_writes_used_writes_context_epoch_i),
        .clients_transmit_used_writes_context_step_i   (clients_transmit_writes_used_writes_context_step_i),
        .clients_transmit_used_beats_valid_i           (clients_transmit_writes_used_beats_valid_i),
        .clients_transmit_used_beats_ready_o           (writer_clients_transmit_used_beats_ready),
        .clients_transmit_used_beats_data_i            (clients_transmit_writes_used_beats_data_i),
        .clients_transmit_used_beats_strobe_i          (clients_transmit_writes_used_beats_strobe_i),
        .clients_transmit_used_beats_last_i            (clients_transmit_writes_used_beats_last_i),
        .clients_transmit_event_writes_valid_i         (clients_transmit_writes_event_writes_valid_i),
        .clients_transmit_event_writes_ready_o         (writer_clients_transmit_event_writes_ready),
        .clients_transmit_event_writes_function_i      (clients_transmit_writes_event_writes_function_i),
        .clients_transmit_event_writes_address_i       (clients_transmit_writes_event_writes_address_i),
        .clients_transmit_event_writes_beats_i         (clients_transmit_writes_event_writes_beats_i),
        .clients_transmit_event_writes_kind_i          (clients_transmit_writes_event_writes_kind_i),
        .clients_transmit_event_writes_context_queue_i (clients_transmit_writes_event_writes_context_queue_i),
        .clients_transmit_event_writes_context_epoch_i (clients_transmit_writes_event_writes_context_epoch_i),
        .clients_transmit_event_writes_context_step_i  (clients_transmit_writes_event_writes_context_step_i),
        .clients_transmit_event_beats_valid_i          (clients_transmit_writes_event_beats_valid_i),
        .clients_transmit_event_beats_ready_o          (writer_clients_transmit_event_beats_ready),
        .clients_transmit_event_beats_data_i           (clients_transmit_writes_event_beats_data_i),
        .clients_transmit_event_beats_strobe_i         (clients_transmit_writes_event_beats_strobe_i),
        .clients_transmit_event_beats_last_i           (clients_transmit_writes_event_beats_last_i),
        .planned_valid_i                               (planned_valid_i),
        .planned_function_i                            (planned_function_i),
        .allowed_frames_o                              (writer_allowed_frames),
        .allowed_used_o                                (writer_allowed_used),
        .answers_receive_frame_valid_o                 (writer_answers_receive_frame_valid),
        .answers_receive_frame_function_o              (writer_answers_receive_frame_function),
        .answers_receive_frame_queue_o                 (writer_answers_receive_frame_queue),
        .answers_receive_frame_epoch_o                 (writer_answers_receive_frame_epoch),
        .answers_receive_frame_step_o                  (writer_answers_receive_frame_step),
        .answers_receive_frame_fault_o                 (writer_answers_receive_frame_fault),
        .answers_receive_used_valid_o                  (writer_answers_receive_used_valid),
        .answers_receive_used_function_o               (writer_answers_receive_used_function),
        .answers_receive_used_queue_o                  (writer_answers_receive_used_queue),
        .answers_receive_used_epoch_o                  (writer_answers_receive_used_epoch),
        .answers_receive_used_step_o                   (writer_answers_receive_used_step),
        .answers_receive_used_fault_o                  (writer_answers_receive_used_fault),
        .answers_receive_event_valid_o                 (writer_answers_receive_event_valid),
        .answers_receive_event_function_o              (writer_answers_receive_event_function),
        .answers_receive_event_queue_o                 (writer_answers_receive_event_queue),
        .answers_receive_event_epoch_o                 (writer_answers_receive_event_epoch),
        .answers_receive_event_step_o                  (writer_answers_receive_event_step),
        .answers_receive_event_fault_o                 (writer_answers_receive_event_fault),
        .answers_transmit_used_valid_o                 (writer_answers_transmit_used_valid),
        .answers_transmit_used_function_o              (writer_answers_transmit_used_function),
        .answers_transmit_used_queue_o                 (writer_answers_transmit_used_queue),
        .answers_transmit_used_epoch_o                 (writer_answers_transmit_used_epoch),
        .answers_transmit_used_step_o                  (writer_answers_transmit_used_step),
        .answers_transmit_used_fault_o                 (writer_answers_transmit_used_fault),
        .answers_transmit_event_valid_o                (writer_answers_transmit_event_valid),
        .answers_transmit_event_function_o             (writer_answers_transmit_event_function),
        .answers_transmit_event_queue_o                (writer_answers_transmit_event_queue),
        .answers_transmit_event_epoch_o                (writer_answers_transmit_event_epoch),
        .answers_transmit_event_step_o                 (writer_answers_transmit_event_step),
        .answers_transmit_event_fault_o                (writer_answers_transmit_event_fault),
        .refused_valid_o                               (writer_refused_valid),
        .refused_function_o                            (writer_refused_function),
        .issued_valid_o                                (writer_issued_valid),
        .issued_function_o                             (writer_issued_function),
        .issued_kind_o                                 (writer_issued_kind),
        .issued_strobe_o                               (writer_issued_strobe),
        .issued_last_o                                 (writer_issued_last),
        .stray_valid_o                                 (writer_stray_valid),
        .stray_function_o                              (writer_stray_function),
        .drains_receive_queue_i                        (clients_receive_drain_queue_i),
        .drains_receive_busy_o                         (writer_drains_receive_busy),
        .drains_transmit_queue_i                       (clients_transmit_drain_queue_i),
        .drains_transmit_busy_o                        (writer_drains_transmit_busy),
        .write_awid_o                                  (writer_write_awid),
        .write_awaddr_o                                (writer_write_awaddr),
        .write_awlen_o                                 (writer_write_awlen),
        .write_awsize_o                                (writer_write_awsize),
        .write_awburst_o                               (writer_write_awburst),
        .write_awuser_o                                (writer_write_awuser),
        .write_awvalid_o                               (writer_write_awvalid),
        .write_awready_i                               (bus_awready_i),
        .write_wdata_o                                 (writer_write_wdata),
        .write_wstrb_o                                 (writer_write_wstrb),
        .write_wlast_o                                 (writer_write_wlast),
        .write_wvalid_o                                (writer_write_wvalid),
        .write_wready_i                                (bus_wready_i),
        .write_bid_i                                   (bus_bid_i),
        .write_bresp_i                                 (bus_bresp_i),
        .write_bvalid_i                                (bus_bvalid_i),
        .write_bready_o                                (writer_write_bready)
    );

    window_check receive_check (
        .clk                   (clk),
        .rst                   (rst),
        .lookup_function_o     (receive_check_lookup_function),
        .lookup_window_base_i  (windows_lookups_receive_check_window_base),
        .lookup_window_last_i  (windows_lookups_receive_check_window_last),
        .descriptor_valid_i    (clients_receive_check_piece_valid_i),
        .descriptor_function_i (clients_receive_check_piece_function_i),
        .descriptor_first_i    (clients_receive_check_piece_first_i),
        .descriptor_span_i     (clients_receive_check_piece_span_i),
        .ring_valid_i          (clients_receive_check_ring_valid_i),
        .ring_ready_o          (receive_check_ring_ready),
        .ring_function_i       (clients_receive_check_ring_function_i),
        .ring_first_i          (clients_receive_check_ring_first_i),
        .ring_span_i           (clients_receive_check_ring_span_i),
        .inside_o              (receive_check_inside),
        .ring_inside_valid_o   (receive_check_ring_inside_valid),
        .ring_inside_inside_o  (receive_check_ring_inside_inside)
    );

    window_check transmit_check (
        .clk                   (clk),
        .rst                   (rst),
        .lookup_function_o     (transmit_check_lookup_function),
        .lookup_window_base_i  (windows_lookups_transmit_check_window_base),
        .lookup_window_last_i  (windows_lookups_transmit_check_window_last),
        .descriptor_valid_i    (clients_transmit_check_piece_valid_i),
        .descriptor_function_i (clients_transmit_check_piece_function_i),
        .descriptor_first_i    (clients_transmit_check_piece_first_i),
        .descriptor_span_i     (clients_transmit_check_piece_span_i),
        .ring_valid_i          (clients_transmit_check_ring_valid_i),
        .ring_ready_o          (transmit_check_ring_ready),
        .ring_function_i       (clients_transmit_check_ring_function_i),
        .ring_first_i          (clients_transmit_check_ring_first_i),
        .ring_span_i           (clients_transmit_check_ring_span_i),
        .inside_o              (transmit_check_inside),
        .ring_inside_valid_o   (transmit_check_ring_inside_valid),
        .ring_inside_inside_o  (transmit_check_ring_inside_inside)
    );

    wire unused = &{1'b0, writer_stray_function};

endmodule

`default_nettype wire
