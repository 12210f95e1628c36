/* verilator lint_off DECLFILENAME */
`default_nettype none

// Collects the words of a forwarding entry; the last one loads it.
// Parameters: config = tiny, entries = 4, functions = 2
module forwarding_loader (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [2:0]  write_address_i,
    input  wire [31:0] write_data_i,
    // load
    output wire        load_valid_o,
    output wire [1:0]  load_index_o,
    output wire [47:0] load_entry_mac_o,
    output wire [11:0] load_entry_vlan_o,
    output wire        load_entry_valid_o,
    output wire [1:0]  load_entry_functions_o,
    output wire        ready_o
);

    reg         clear_active_q;
    reg  [1:0]  clear_index_q;
    wire [31:0] word_0_rdata;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 2'd1;
            if (clear_index_q == 2'd3) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 2'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;
    assign load_valid_o = write_valid_i & (write_address_i[0] == 1'd1) & ~clear_active_q;
    assign load_index_o = write_address_i[2:1];
    assign load_entry_mac_o = {write_data_i[15:0], word_0_rdata};
    assign load_entry_vlan_o = write_data_i[27:16];
    assign load_entry_valid_o = write_data_i[28];
    assign load_entry_functions_o = write_data_i[30:29];

    (* ram_style = "distributed" *)
    reg [31:0] word_0 [0:3];
    always @(posedge clk) begin
        if (clear_active_q | (write_valid_i & (write_address_i[0] == 1'd0))) begin
            word_0[clear_active_q ? clear_index_q : write_address_i[2:1]] <= clear_active_q ? 32'd0 : write_data_i;
        end
    end
    assign word_0_rdata = word_0[write_address_i[2:1]];

endmodule

// One (VLAN, MAC) entry: compares a key with it, answers one clock later.
// Parameters: config = tiny, functions = 2
module forwarding_entry (
    input  wire        clk,
    input  wire        rst,
    // key
    input  wire [47:0] key_mac_i,
    input  wire [11:0] key_vlan_i,
    input  wire        load_i,
    // contents
    input  wire [47:0] contents_mac_i,
    input  wire [11:0] contents_vlan_i,
    input  wire        contents_valid_i,
    input  wire [1:0]  contents_functions_i,
    // answer
    output wire        answer_hit_o,
    output wire [1:0]  answer_functions_o
);

    reg  [47:0] entry_mac_q;
    reg  [11:0] entry_vlan_q;
    reg         entry_valid_q;
    reg  [1:0]  entry_functions_q;
    reg         answer_hit_q;
    reg  [1:0]  answer_functions_q;
    wire        hit;

    always @(posedge clk) begin
        if (load_i) begin
            entry_mac_q <= contents_mac_i;
            entry_vlan_q <= contents_vlan_i;
            entry_valid_q <= contents_valid_i;
            entry_functions_q <= contents_functions_i;
        end
        answer_hit_q <= hit;
        answer_functions_q <= entry_functions_q;
        if (rst) begin
            entry_valid_q <= 1'd0;
        end
    end

    assign hit = entry_valid_q & (entry_vlan_q == key_vlan_i) & (entry_mac_q == key_mac_i);
    assign answer_hit_o = answer_hit_q;
    assign answer_functions_o = answer_functions_q;

endmodule

// (VLAN, MAC) look-up in 4 entries, latency 3 clocks.
// Parameters: config = tiny, entries = 4, functions = 2
module forwarding_table (
    input  wire        clk,
    input  wire        rst,
    // destinations
    input  wire        destinations_valid_i,
    input  wire [47:0] destinations_mac_i,
    input  wire [11:0] destinations_vlan_i,
    // results
    output wire        results_valid_o,
    output wire [1:0]  results_functions_o,
    // write
    input  wire        write_valid_i,
    input  wire [2:0]  write_address_i,
    input  wire [31:0] write_data_i,
    output wire        ready_o
);

    wire        loader_load_valid;
    wire [1:0]  loader_load_index;
    wire [47:0] loader_load_entry_mac;
    wire [11:0] loader_load_entry_vlan;
    wire        loader_load_entry_valid;
    wire [1:0]  loader_load_entry_functions;
    wire        loader_ready;
    reg  [47:0] key_mac_q;
    reg  [11:0] key_vlan_q;
    wire        entry_0_load;
    wire        entry_0_answer_hit;
    wire [1:0]  entry_0_answer_functions;
    wire        entry_1_load;
    wire        entry_1_answer_hit;
    wire [1:0]  entry_1_answer_functions;
    wire        entry_2_load;
    wire        entry_2_answer_hit;
    wire [1:0]  entry_2_answer_functions;
    wire        entry_3_load;
    wire        entry_3_answer_hit;
    wire [1:0]  entry_3_answer_functions;
    reg         level_1_0_1_hit_q;
    reg  [1:0]  level_1_0_1_functions_q;
    reg         valid_1_q;
    reg         valid_2_q;
    reg         valid_3_q;

    assign ready_o = loader_ready;

    always @(posedge clk) begin
        key_mac_q <= destinations_mac_i[40] ? 48'hffffffffffff : destinations_mac_i;
        key_vlan_q <= destinations_vlan_i;
    end

    assign entry_0_load = loader_load_valid & (loader_load_index == 2'd0);
    assign entry_1_load = loader_load_valid & (loader_load_index == 2'd1);
    assign entry_2_load = loader_load_valid & (loader_load_index == 2'd2);
    assign entry_3_load = loader_load_valid & (loader_load_index == 2'd3);

    always @(posedge clk) begin
        level_1_0_1_hit_q <= entry_0_answer_hit | (entry_1_answer_hit | (entry_2_answer_hit | entry_3_answer_hit));
        level_1_0_1_functions_q <= entry_0_answer_hit ? entry_0_answer_functions : entry_1_answer_hit ? entry_1_answer_functions
                : entry_2_answer_hit ? entry_2_answer_functions : entry_3_answer_hit
                ? entry_3_answer_functions : 2'd0;
    end

    assign results_functions_o = level_1_0_1_functions_q;

    always @(posedge clk) begin
        valid_1_q <= destinations_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    assign results_valid_o = valid_3_q;

    forwarding_loader loader (
        .clk                    (clk),
        .rst                    (rst),
        .write_valid_i          (write_valid_i),
        .write_address_i        (write_address_i),
        .write_data_i           (write_data_i),
        .load_valid_o           (loader_load_valid),
        .load_index_o           (loader_load_index),
        .load_entry_mac_o       (loader_load_entry_mac),
        .load_entry_vlan_o      (loader_load_entry_vlan),
        .load_entry_valid_o     (loader_load_entry_valid),
        .load_entry_functions_o (loader_load_entry_functions),
        .ready_o                (loader_ready)
    );

    forwarding_entry entry_0 (
        .clk                  (clk),
        .rst                  (rst),
        .key_mac_i            (key_mac_q),
        .key_vlan_i           (key_vlan_q),
        .load_i               (entry_0_load),
        .contents_mac_i       (loader_load_entry_mac),
        .contents_vlan_i      (loader_load_entry_vlan),
        .contents_valid_i     (loader_load_entry_valid),
        .contents_functions_i (loader_load_entry_functions),
        .answer_hit_o         (entry_0_answer_hit),
        .answer_functions_o   (entry_0_answer_functions)
    );

    forwarding_entry entry_1 (
        .clk                  (clk),
        .rst                  (rst),
        .key_mac_i            (key_mac_q),
        .key_vlan_i           (key_vlan_q),
        .load_i               (entry_1_load),
        .contents_mac_i       (loader_load_entry_mac),
        .contents_vlan_i      (loader_load_entry_vlan),
        .contents_valid_i     (loader_load_entry_valid),
        .contents_functions_i (loader_load_entry_functions),
        .answer_hit_o         (entry_1_answer_hit),
        .answer_functions_o   (entry_1_answer_functions)
    );

    forwarding_entry entry_2 (
        .clk                  (clk),
        .rst                  (rst),
        .key_mac_i            (key_mac_q),
        .key_vlan_i           (key_vlan_q),
        .load_i               (entry_2_load),
        .contents_mac_i       (loader_load_entry_mac),
        .contents_vlan_i      (loader_load_entry_vlan),
        .contents_valid_i     (loader_load_entry_valid),
        .contents_functions_i (loader_load_entry_functions),
        .answer_hit_o         (entry_2_answer_hit),
        .answer_functions_o   (entry_2_answer_functions)
    );

    forwarding_entry entry_3 (
        .clk                  (clk),
        .rst                  (rst),
        .key_mac_i            (key_mac_q),
        .key_vlan_i           (key_vlan_q),
        .load_i               (entry_3_load),
        .contents_mac_i       (loader_load_entry_mac),
        .contents_vlan_i      (loader_load_entry_vlan),
        .contents_valid_i     (loader_load_entry_valid),
        .contents_functions_i (loader_load_entry_functions),
        .answer_hit_o         (entry_3_answer_hit),
        .answer_functions_o   (entry_3_answer_functions)
    );

    wire unused = &{1'b0, level_1_0_1_hit_q};

endmodule

// How far a frame could be read, from its header vector, 3 clocks later.
// Parameters: maxFrameBytes = 1522
module frame_reading (
    input  wire        clk,
    // headers
    input  wire        headers_valid_i,
    input  wire [15:0] headers_link_length_i,
    input  wire        headers_llc_i,
    input  wire        headers_pppoe_i,
    input  wire [8:0]  headers_l3_offset_i,
    input  wire [2:0]  headers_mpls_count_i,
    input  wire        headers_ppp_compressed_i,
    input  wire        headers_ipv4_i,
    input  wire [1:0]  headers_ipv4_checksum_i,
    input  wire        headers_ipv6_i,
    input  wire [15:0] headers_ip_length_i,
    input  wire [7:0]  headers_ip_protocol_i,
    input  wire        headers_fragment_i,
    input  wire        headers_later_fragment_i,
    input  wire [1:0]  headers_fragment_start_i,
    input  wire        headers_tcp_i,
    input  wire        headers_udp_i,
    input  wire        headers_udp_lite_i,
    input  wire        headers_sctp_i,
    input  wire        headers_icmp_i,
    input  wire        headers_igmp_i,
    input  wire        headers_ports_i,
    input  wire [8:0]  headers_frame_bytes_i,
    input  wire        headers_longer_i,
    input  wire [2:0]  headers_exception_i,
    input  wire [6:0]  headers_exception_header_i,
    // reading
    output wire        reading_malformed_o,
    output wire        reading_ip_o,
    output wire        reading_l4_o,
    output wire        reading_unread_ethertype_o,
    output wire        reading_unread_network_o,
    output wire        reading_unread_protocol_o,
    output wire        reading_unread_ports_o,
    output wire        reading_unread_fragment_o
);

    reg         look_ip_q;
    reg         look_guessed_q;
    reg  [16:0] look_ends_q;
    reg  [16:0] look_fills_q;
    reg  [15:0] look_fillable_q;
    reg         look_in_link_q;
    reg  [16:0] look_seen_q;
    reg         look_bad_sum_q;
    reg         look_broken_q;
    reg         look_jumbogram_q;
    reg         look_limit_q;
    reg         look_stopped_q;
    reg         look_at_ethertype_q;
    reg         look_at_network_q;
    reg         look_at_protocol_q;
    reg         look_at_ports_q;
    reg         look_at_extension_q;
    reg         look_compressed_q;
    reg         look_later_leads_q;
    reg         look_later_overlaps_q;
    reg         look_ports_q;
    reg         look_whole_q;
    reg         weighed_ip_q;
    reg         weighed_guessed_q;
    reg         weighed_broken_q;
    reg         weighed_whole_q;
    reg         weighed_later_leads_q;
    reg         weighed_later_overlaps_q;
    reg         weighed_jumbogram_q;
    reg         weighed_hidden_q;
    reg         weighed_refused_q;
    reg         weighed_stops_ethertype_q;
    reg         weighed_stops_network_q;
    reg         weighed_stops_protocol_q;
    reg         weighed_stops_ports_q;
    reg         weighed_partly_q;
    reg         result_malformed_q;
    reg         result_ip_q;
    reg         result_l4_q;
    reg         result_unread_ethertype_q;
    reg         result_unread_network_q;
    reg         result_unread_protocol_q;
    reg         result_unread_ports_q;
    reg         result_unread_fragment_q;

    wire look_ip_or = (headers_exception_header_i == 7'd6) | (headers_exception_header_i == 7'd9)
            | ((headers_exception_header_i == 7'd10) | (headers_exception_header_i == 7'd11))
            | ((headers_exception_header_i == 7'd12) | (headers_exception_header_i == 7'd13) | ((headers_exception_header_i == 7'd7) | (headers_exception_header_i == 7'd15)));
    wire look_ip_or_2 = (headers_exception_header_i == 7'd23) | (headers_exception_header_i == 7'd28)
            | ((headers_exception_header_i == 7'd32) | (headers_exception_header_i == 7'd36))
            | ((headers_exception_header_i == 7'd40) | (headers_exception_header_i == 7'd44) | ((headers_exception_header_i == 7'd24) | (headers_exception_header_i == 7'd29)));
    wire look_ip_or_3 = (headers_exception_header_i == 7'd33) | (headers_exception_header_i == 7'd37)
            | ((headers_exception_header_i == 7'd41) | (headers_exception_header_i == 7'd45))
            | ((headers_exception_header_i == 7'd25) | (headers_exception_header_i == 7'd30) | ((headers_exception_header_i == 7'd34) | (headers_exception_header_i == 7'd38)));
    wire look_ip_or_4 = (headers_exception_header_i == 7'd42) | (headers_exception_header_i == 7'd46)
            | ((headers_exception_header_i == 7'd26) | (headers_exception_header_i == 7'd31))
            | ((headers_exception_header_i == 7'd35) | (headers_exception_header_i == 7'd39) | ((headers_exception_header_i == 7'd43) | (headers_exception_header_i == 7'd47)));
    wire look_ip_or_5 = (headers_exception_header_i == 7'd23) | (headers_exception_header_i == 7'd28)
            | ((headers_exception_header_i == 7'd32) | (headers_exception_header_i == 7'd36))
            | ((headers_exception_header_i == 7'd40) | (headers_exception_header_i == 7'd44) | ((headers_exception_header_i == 7'd24) | (headers_exception_header_i == 7'd29)));
    wire look_ip_or_6 = (headers_exception_header_i == 7'd33) | (headers_exception_header_i == 7'd37)
            | ((headers_exception_header_i == 7'd41) | (headers_exception_header_i == 7'd45))
            | ((headers_exception_header_i == 7'd25) | (headers_exception_header_i == 7'd30) | ((headers_exception_header_i == 7'd34) | (headers_exception_header_i == 7'd38)));
    wire look_ip_or_7 = (headers_exception_header_i == 7'd42) | (headers_exception_header_i == 7'd46)
            | ((headers_exception_header_i == 7'd26) | (headers_exception_header_i == 7'd31))
            | ((headers_exception_header_i == 7'd35) | (headers_exception_header_i == 7'd39) | ((headers_exception_header_i == 7'd43) | (headers_exception_header_i == 7'd47)));
    always @(posedge clk) begin
        look_ip_q <= headers_ipv4_i | headers_ipv6_i;
        look_guessed_q <= |headers_mpls_count_i;
        look_ends_q <= {8'd0, headers_l3_offset_i} + {1'd0, headers_ip_length_i} + (headers_ipv6_i ? 17'h28 : 17'd0);
        look_fills_q <= {1'd0, headers_ip_length_i}
                + (headers_ipv6_i ? (headers_pppoe_i ? 17'h2a : 17'h30) : headers_pppoe_i ? 17'd2 : 17'd8);
        look_fillable_q <= headers_link_length_i;
        look_in_link_q <= headers_llc_i | headers_pppoe_i;
        look_seen_q <= headers_longer_i ? 17'h5f2 : {8'd0, headers_frame_bytes_i};
        look_bad_sum_q <= headers_ipv4_i & (headers_ipv4_checksum_i == 2'd2);
        look_broken_q <= ((headers_exception_i == 3'd1) | (headers_exception_i == 3'd4) | (headers_exception_i == 3'd5))
                & ((headers_exception_header_i == 7'd15) | (headers_exception_header_i == 7'd16));
        look_jumbogram_q <= headers_ipv6_i & ~(|headers_ip_length_i) & (headers_ip_protocol_i == 8'd0) & (headers_exception_i == 3'd5)
                & (headers_exception_header_i == 7'd23);
        look_limit_q <= (headers_exception_i == 3'd2) | (headers_exception_i == 3'd3);
        look_stopped_q <= (headers_exception_i == 3'd2) | (headers_exception_i == 3'd3)
                | (headers_fragment_i & ((headers_exception_i == 3'd1) | (headers_exception_i == 3'd5)));
        look_at_ethertype_q <= (headers_exception_header_i == 7'd0) | (headers_exception_header_i == 7'd1)
                | ((headers_exception_header_i == 7'd2) | (headers_exception_header_i == 7'd3))
                | ((headers_exception_header_i == 7'd4) | (headers_exception_header_i == 7'd5) | (headers_exception_header_i == 7'd8));
        look_at_network_q <= look_ip_or | (headers_exception_header_i == 7'd16);
        look_at_protocol_q <= look_ip_or_2 | look_ip_or_3 | (look_ip_or_4 | (headers_exception_header_i == 7'd27));
        look_at_ports_q <= (headers_exception_header_i == 7'd48) | (headers_exception_header_i == 7'd49)
                | ((headers_exception_header_i == 7'd50) | (headers_exception_header_i == 7'd51))
                | ((headers_exception_header_i == 7'd52) | (headers_exception_header_i == 7'd53));
        look_at_extension_q <= look_ip_or_5 | look_ip_or_6 | look_ip_or_7;
        look_compressed_q <= headers_ppp_compressed_i;
        look_later_leads_q <= headers_later_fragment_i
                & (headers_ipv4_i ? (headers_ip_protocol_i == 8'd51) : ((headers_ip_protocol_i == 8'd0) | (headers_ip_protocol_i == 8'd43) | ((headers_ip_protocol_i == 8'd44) | (headers_ip_protocol_i == 8'd51)) | (headers_ip_protocol_i == 8'd60)));
        look_later_overlaps_q <= headers_later_fragment_i
                & (((headers_ip_protocol_i == 8'd6) & (headers_fragment_start_i <= 2'd2)) | ((headers_ip_protocol_i == 8'd132) & (headers_fragment_start_i <= 2'd1)));
        look_ports_q <= headers_ports_i;
        look_whole_q <= headers_tcp_i | headers_udp_i | (headers_udp_lite_i | headers_sctp_i) | (headers_icmp_i | headers_igmp_i);
    end

    always @(posedge clk) begin
        weighed_ip_q <= look_ip_q;
        weighed_guessed_q <= look_guessed_q;
        weighed_broken_q <= look_broken_q;
        weighed_whole_q <= look_whole_q;
        weighed_later_leads_q <= look_later_leads_q;
        weighed_later_overlaps_q <= look_later_overlaps_q;
        weighed_jumbogram_q <= look_jumbogram_q;
        weighed_hidden_q <= (look_limit_q & look_at_extension_q) | look_jumbogram_q;
        weighed_refused_q <= look_bad_sum_q | (look_ip_q & (look_seen_q < look_ends_q))
                | (look_ip_q & look_in_link_q & ({1'd0, look_fillable_q} < look_fills_q));
        weighed_stops_ethertype_q <= look_stopped_q & look_at_ethertype_q;
        weighed_stops_network_q <= (look_stopped_q & look_at_network_q) | look_compressed_q;
        weighed_stops_protocol_q <= (look_stopped_q & look_at_protocol_q) | look_jumbogram_q;
        weighed_stops_ports_q <= look_stopped_q & look_at_ports_q & ~look_ports_q;
        weighed_partly_q <= look_stopped_q & look_at_ports_q & look_ports_q;
    end

    wire result_malformed_inverse = ~(weighed_guessed_q & weighed_refused_q);
    wire result_malformed_and = weighed_stops_ethertype_q & result_malformed_inverse;
    wire result_malformed_or = (weighed_stops_network_q & result_malformed_inverse) | result_malformed_and;
    wire result_malformed_or_2 = ((weighed_stops_protocol_q | weighed_later_leads_q) & result_malformed_inverse) | result_malformed_or;
    always @(posedge clk) begin
        result_malformed_q <= ~weighed_guessed_q & (weighed_broken_q | weighed_refused_q | weighed_jumbogram_q);
        result_ip_q <= weighed_ip_q & result_malformed_inverse;
        result_l4_q <= (weighed_whole_q | weighed_partly_q) & result_malformed_inverse;
        result_unread_ethertype_q <= result_malformed_and;
        result_unread_network_q <= result_malformed_or;
        result_unread_protocol_q <= result_malformed_or_2;
        result_unread_ports_q <= ((weighed_stops_ports_q | weighed_later_overlaps_q) & result_malformed_inverse) | result_malformed_or_2;
        result_unread_fragment_q <= result_malformed_or | (weighed_hidden_q & result_malformed_inverse);
    end

    assign reading_malformed_o = result_malformed_q;
    assign reading_ip_o = result_ip_q;
    assign reading_l4_o = result_l4_q;
    assign reading_unread_ethertype_o = result_unread_ethertype_q;
    assign reading_unread_network_o = result_unread_network_q;
    assign reading_unread_protocol_o = result_unread_protocol_q;
    assign reading_unread_ports_o = result_unread_ports_q;
    assign reading_unread_fragment_o = result_unread_fragment_q;

    wire unused = &{1'b0, headers_valid_i};

endmodule

// Delays a word by 3 clocks.
// Parameters: bits = 316, clocks = 3
module delay_line (
    input  wire         clk,
    input  wire [315:0] up_i,
    output wire [315:0] down_o
);

    reg  [947:0] stage_q;

    always @(posedge clk) begin
        stage_q[315:0] <= up_i;
        stage_q[631:316] <= stage_q[315:0];
        stage_q[947:632] <= stage_q[631:316];
    end

    assign down_o = stage_q[947:632];

endmodule

// Builds the rule key from the header vector and the functions it is addressed to.
// Parameters: config = tiny, functions = 2, forwardingLatency = 3
module rule_key (
    input  wire         clk,
    input  wire         rst,
    // headers
    input  wire         headers_valid_i,
    input  wire [88:0]  headers_headers_i,
    input  wire [47:0]  headers_dst_mac_i,
    input  wire [47:0]  headers_src_mac_i,
    input  wire [2:0]   headers_vlan_count_i,
    input  wire [11:0]  headers_vlan_i,
    input  wire [2:0]   headers_priority_i,
    input  wire [11:0]  headers_vlan2_i,
    input  wire [11:0]  headers_vlan3_i,
    input  wire [11:0]  headers_vlan4_i,
    input  wire [15:0]  headers_ethertype_i,
    input  wire [15:0]  headers_link_length_i,
    input  wire         headers_llc_i,
    input  wire         headers_snap_i,
    input  wire [2:0]   headers_mpls_count_i,
    input  wire [19:0]  headers_mpls_label_i,
    input  wire [2:0]   headers_mpls_traffic_class_i,
    input  wire [19:0]  headers_mpls_label2_i,
    input  wire [19:0]  headers_mpls_label3_i,
    input  wire [19:0]  headers_mpls_label4_i,
    input  wire [19:0]  headers_mpls_label5_i,
    input  wire         headers_pppoe_i,
    input  wire [15:0]  headers_pppoe_session_i,
    input  wire         headers_ppp_compressed_i,
    input  wire [8:0]   headers_l3_offset_i,
    input  wire         headers_arp_i,
    input  wire         headers_mac_control_i,
    input  wire         headers_pause_i,
    input  wire         headers_priority_pause_i,
    input  wire         headers_lacp_i,
    input  wire         headers_lldp_i,
    input  wire         headers_ptp_i,
    input  wire [3:0]   headers_ptp_message_i,
    input  wire         headers_fcoe_i,
    input  wire [7:0]   headers_fc_routing_i,
    input  wire [23:0]  headers_fc_destination_i,
    input  wire [23:0]  headers_fc_source_i,
    input  wire         headers_fip_i,
    input  wire         headers_global_route_i,
    input  wire         headers_roce_i,
    input  wire [7:0]   headers_rdma_opcode_i,
    input  wire [23:0]  headers_rdma_queue_pair_i,
    input  wire         headers_ipv4_i,
    input  wire [3:0]   headers_ipv4_header_words_i,
    input  wire [1:0]   headers_ipv4_checksum_i,
    input  wire         headers_ipv6_i,
    input  wire [15:0]  headers_ip_length_i,
    input  wire [5:0]   headers_dscp_i,
    input  wire [1:0]   headers_ecn_i,
    input  wire [7:0]   headers_ttl_i,
    input  wire         headers_fragment_i,
    input  wire         headers_later_fragment_i,
    input  wire [1:0]   headers_fragment_start_i,
    input  wire         headers_authentication_i,
    input  wire         headers_segments_left_i,
    input  wire         headers_address_options_i,
    input  wire [7:0]   headers_ip_protocol_i,
    input  wire [127:0] headers_src_ip_i,
    input  wire [127:0] headers_dst_ip_i,
    input  wire [8:0]   headers_l4_offset_i,
    input  wire         headers_tcp_i,
    input  wire         headers_udp_i,
    input  wire         headers_udp_lite_i,
    input  wire         headers_sctp_i,
    input  wire         headers_icmp_i,
    input  wire         headers_igmp_i,
    input  wire         headers_ports_i,
    input  wire [15:0]  headers_src_port_i,
    input  wire [15:0]  headers_dst_port_i,
    input  wire [7:0]   headers_tcp_flags_i,
    input  wire [15:0]  headers_udp_length_i,
    input  wire         headers_udp_checksum_i,
    input  wire         headers_iscsi_i,
    input  wire         headers_nvme_i,
    input  wire [8:0]   headers_payload_offset_i,
    input  wire [3:0]   headers_tunnel_i,
    input  wire [31:0]  headers_tunnel_id_i,
    input  wire [8:0]   headers_inner_offset_i,
    input  wire         headers_inner_ethernet_i,
    input  wire [47:0]  headers_inner_dst_mac_i,
    input  wire [47:0]  headers_inner_src_mac_i,
    input  wire [1:0]   headers_inner_vlan_count_i,
    input  wire [11:0]  headers_inner_vlan_i,
    input  wire [11:0]  headers_inner_vlan2_i,
    input  wire [15:0]  headers_inner_ethertype_i,
    input  wire [8:0]   headers_inner_l3_offset_i,
    input  wire         headers_inner_ipv4_i,
    input  wire [3:0]   headers_inner_ipv4_header_words_i,
    input  wire [1:0]   headers_inner_ipv4_checksum_i,
    input  wire         headers_inner_ipv6_i,
    input  wire [15:0]  headers_inner_ip_length_i,
    input  wire [5:0]   headers_inner_dscp_i,
    input  wire [1:0]   headers_inner_ecn_i,
    input  wire [7:0]   headers_inner_ttl_i,
    input  wire         headers_inner_fragment_i,
    input  wire         headers_inner_later_fragment_i,
    input  wire         headers_inner_authentication_i,
    input  wire         headers_inner_segments_left_i,
    input  wire         headers_inner_address_options_i,
    input  wire [7:0]   headers_inner_ip_protocol_i,
    input  wire [127:0] headers_inner_src_ip_i,
    input  wire [127:0] headers_inner_dst_ip_i,
    input  wire [8:0]   headers_inner_l4_offset_i,
    input  wire         headers_inner_tcp_i,
    input  wire         headers_inner_udp_i,
    input  wire         headers_inner_udp_lite_i,
    input  wire         headers_inner_sctp_i,
    input  wire         headers_inner_icmp_i,
    input  wire [15:0]  headers_inner_src_port_i,
    input  wire [15:0]  headers_inner_dst_port_i,
    input  wire [7:0]   headers_inner_tcp_flags_i,
    input  wire [15:0]  headers_inner_udp_length_i,
    input  wire         headers_inner_udp_checksum_i,
    input  wire         headers_inner_iscsi_i,
    input  wire         headers_inner_nvme_i,
    input  wire [8:0]   headers_inner_payload_offset_i,
    input  wire [8:0]   headers_frame_bytes_i,
    input  wire         headers_longer_i,
    input  wire [2:0]   headers_exception_i,
    input  wire [6:0]   headers_exception_header_i,
    input  wire [1:0]   functions_i,
    // conditionWrite
    input  wire         condition_write_valid_i,
    input  wire         condition_write_function_i,
    input  wire         condition_write_report_i,
    input  wire         condition_write_deny_fragments_i,
    // keys
    output wire         keys_valid_o,
    output wire [7:0]   keys_function_o,
    output wire         keys_group_o,
    output wire [15:0]  keys_ethertype_o,
    output wire         keys_ipv4_o,
    output wire         keys_ipv6_o,
    output wire         keys_later_fragment_o,
    output wire         keys_l4_o,
    output wire [7:0]   keys_ip_protocol_o,
    output wire [15:0]  keys_src_port_o,
    output wire [15:0]  keys_dst_port_o,
    output wire [127:0] keys_src_ip_o,
    output wire [127:0] keys_dst_ip_o,
    output wire         keys_unread_ethertype_o,
    output wire         keys_unread_network_o,
    output wire         keys_unread_protocol_o,
    output wire         keys_unread_ports_o,
    output wire         keys_unread_fragment_o,
    // addressed
    output wire [1:0]   addressed_functions_o,
    output wire         addressed_group_o,
    output wire         addressed_malformed_o,
    output wire         addressed_refused_o,
    output wire         addressed_uncertain_o,
    output wire         addressed_reports_o
);

    wire         reading_reading_malformed;
    wire         reading_reading_ip;
    wire         reading_reading_l4;
    wire         reading_reading_unread_ethertype;
    wire         reading_reading_unread_network;
    wire         reading_reading_unread_protocol;
    wire         reading_reading_unread_ports;
    wire         reading_reading_unread_fragment;
    wire [315:0] frame_up;
    wire [315:0] frame_down;
    reg  [7:0]   key_function_q;
    reg          key_group_q;
    reg  [15:0]  key_ethertype_q;
    reg          key_ipv4_q;
    reg          key_ipv6_q;
    reg          key_later_fragment_q;
    reg          key_l4_q;
    reg  [7:0]   key_ip_protocol_q;
    reg  [15:0]  key_src_port_q;
    reg  [15:0]  key_dst_port_q;
    reg  [127:0] key_src_ip_q;
    reg  [127:0] key_dst_ip_q;
    reg          key_unread_ethertype_q;
    reg          key_unread_network_q;
    reg          key_unread_protocol_q;
    reg          key_unread_ports_q;
    reg          key_unread_fragment_q;
    reg  [1:0]   addressed_functions_q;
    reg          addressed_group_q;
    reg          addressed_malformed_q;
    reg          addressed_refused_q;
    reg          addressed_uncertain_q;
    reg          addressed_reports_q;
    reg  [1:0]   asked_report_q;
    reg  [1:0]   asked_deny_fragments_q;
    reg          valid_1_q;
    reg          valid_2_q;
    reg          valid_3_q;
    reg          valid_4_q;

    assign frame_up = {headers_dst_ip_i, headers_src_ip_i, headers_dst_port_i, headers_src_port_i, headers_ip_protocol_i,
            headers_later_fragment_i, headers_ipv6_i, headers_ipv4_i, headers_ethertype_i,
            headers_dst_mac_i[40]};

    wire key_function_and = frame_down[19] & reading_reading_ip;
    wire key_function_any = |(functions_i & asked_deny_fragments_q);
    always @(posedge clk) begin
        key_function_q <= frame_down[0] ? 8'd255 : (functions_i[1] ? 8'd1 : 8'd0);
        key_group_q <= frame_down[0];
        key_ethertype_q <= frame_down[16:1];
        key_ipv4_q <= frame_down[17] & reading_reading_ip;
        key_ipv6_q <= frame_down[18] & reading_reading_ip;
        key_later_fragment_q <= key_function_and;
        key_l4_q <= reading_reading_l4;
        key_ip_protocol_q <= reading_reading_ip ? frame_down[27:20] : 8'd0;
        key_src_port_q <= frame_down[43:28];
        key_dst_port_q <= frame_down[59:44];
        key_src_ip_q <= frame_down[187:60];
        key_dst_ip_q <= frame_down[315:188];
        key_unread_ethertype_q <= reading_reading_unread_ethertype;
        key_unread_network_q <= reading_reading_unread_network;
        key_unread_protocol_q <= reading_reading_unread_protocol;
        key_unread_ports_q <= reading_reading_unread_ports;
        key_unread_fragment_q <= reading_reading_unread_fragment;
        addressed_functions_q <= functions_i;
        addressed_group_q <= frame_down[0];
        addressed_malformed_q <= reading_reading_malformed;
        addressed_refused_q <= key_function_any & key_function_and;
        addressed_uncertain_q <= key_function_any & reading_reading_unread_fragment;
        addressed_reports_q <= ~(|(functions_i & ~asked_report_q));
    end

    always @(posedge clk) begin
        if (condition_write_valid_i) begin
            case (condition_write_function_i)
                1'd0: begin
                    asked_report_q[0] <= condition_write_report_i;
                    asked_deny_fragments_q[0] <= condition_write_deny_fragments_i;
                end
                1'd1: begin
                    asked_report_q[1] <= condition_write_report_i;
                    asked_deny_fragments_q[1] <= condition_write_deny_fragments_i;
                end
            endcase
        end
        if (rst) begin
            asked_report_q <= 2'd0;
            asked_deny_fragments_q <= 2'd0;
        end
    end

    assign keys_function_o = key_function_q;
    assign keys_group_o = key_group_q;
    assign keys_ethertype_o = key_ethertype_q;
    assign keys_ipv4_o = key_ipv4_q;
    assign keys_ipv6_o = key_ipv6_q;
    assign keys_later_fragment_o = key_later_fragment_q;
    assign keys_l4_o = key_l4_q;
    assign keys_ip_protocol_o = key_ip_protocol_q;
    assign keys_src_port_o = key_src_port_q;
    assign keys_dst_port_o = key_dst_port_q;
    assign keys_src_ip_o = key_src_ip_q;
    assign keys_dst_ip_o = key_dst_ip_q;
    assign keys_unread_ethertype_o = key_unread_ethertype_q;
    assign keys_unread_network_o = key_unread_network_q;
    assign keys_unread_protocol_o = key_unread_protocol_q;
    assign keys_unread_ports_o = key_unread_ports_q;
    assign keys_unread_fragment_o = key_unread_fragment_q;

    always @(posedge clk) begin
        valid_1_q <= headers_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_4_q <= valid_3_q;
        if (rst) begin
            valid_4_q <= 1'd0;
        end
    end

    assign keys_valid_o = valid_4_q;
    assign addressed_functions_o = addressed_functions_q;
    assign addressed_group_o = addressed_group_q;
    assign addressed_malformed_o = addressed_malformed_q;
    assign addressed_refused_o = addressed_refused_q;
    assign addressed_uncertain_o = addressed_uncertain_q;
    assign addressed_reports_o = addressed_reports_q;

    frame_reading reading (
        .clk                        (clk),
        .headers_valid_i            (headers_valid_i),
        .headers_link_length_i      (headers_link_length_i),
        .headers_llc_i              (headers_llc_i),
        .headers_pppoe_i            (headers_pppoe_i),
        .headers_l3_offset_i        (headers_l3_offset_i),
        .headers_mpls_count_i       (headers_mpls_count_i),
        .headers_ppp_compressed_i   (headers_ppp_compressed_i),
        .headers_ipv4_i             (headers_ipv4_i),
        .headers_ipv4_checksum_i    (headers_ipv4_checksum_i),
        .headers_ipv6_i             (headers_ipv6_i),
        .headers_ip_length_i        (headers_ip_length_i),
        .headers_ip_protocol_i      (headers_ip_protocol_i),
        .headers_fragment_i         (headers_fragment_i),
        .headers_later_fragment_i   (headers_later_fragment_i),
        .headers_fragment_start_i   (headers_fragment_start_i),
        .headers_tcp_i              (headers_tcp_i),
        .headers_udp_i              (headers_udp_i),
        .headers_udp_lite_i         (headers_udp_lite_i),
        .headers_sctp_i             (headers_sctp_i),
        .headers_icmp_i             (headers_icmp_i),
        .headers_igmp_i             (headers_igmp_i),
        .headers_ports_i            (headers_ports_i),
        .headers_frame_bytes_i      (headers_frame_bytes_i),
        .headers_longer_i           (headers_longer_i),
        .headers_exception_i        (headers_exception_i),
        .headers_exception_header_i (headers_exception_header_i),
        .reading_malformed_o        (reading_reading_malformed),
        .reading_ip_o               (reading_reading_ip),
        .reading_l4_o               (reading_reading_l4),
        .reading_unread_ethertype_o (reading_reading_unread_ethertype),
        .reading_unread_network_o   (reading_reading_unread_network),
        .reading_unread_protocol_o  (reading_reading_unread_protocol),
        .reading_unread_ports_o     (reading_reading_unread_ports),
        .reading_unread_fragment_o  (reading_reading_unread_fragment)
    );

    delay_line frame (
        .clk    (clk),
        .up_i   (frame_up),
        .down_o (frame_down)
    );

    wire unused = &{1'b0, headers_headers_i, headers_dst_mac_i[39:0], headers_dst_mac_i[47:41], headers_src_mac_i, headers_vlan_count_i, headers_vlan_i, headers_priority_i, headers_vlan2_i, headers_vlan3_i, headers_vlan4_i, headers_snap_i, headers_mpls_label_i, headers_mpls_traffic_class_i, headers_mpls_label2_i, headers_mpls_label3_i, headers_mpls_label4_i, headers_mpls_label5_i, headers_pppoe_session_i, headers_arp_i, headers_mac_control_i, headers_pause_i, headers_priority_pause_i, headers_lacp_i, headers_lldp_i, headers_ptp_i, headers_ptp_message_i, headers_fcoe_i, headers_fc_routing_i, headers_fc_destination_i, headers_fc_source_i, headers_fip_i, headers_global_route_i, headers_roce_i, headers_rdma_opcode_i, headers_rdma_queue_pair_i, headers_ipv4_header_words_i, headers_dscp_i, headers_ecn_i, headers_ttl_i, headers_authentication_i, headers_segments_left_i, headers_address_options_i, headers_l4_offset_i, headers_tcp_flags_i, headers_udp_length_i, headers_udp_checksum_i, headers_iscsi_i, headers_nvme_i, headers_payload_offset_i, headers_tunnel_i, headers_tunnel_id_i, headers_inner_offset_i, headers_inner_ethernet_i, headers_inner_dst_mac_i, headers_inner_src_mac_i, headers_inner_vlan_count_i, headers_inner_vlan_i, headers_inner_vlan2_i, headers_inner_ethertype_i, headers_inner_l3_offset_i, headers_inner_ipv4_i, headers_inner_ipv4_header_words_i, headers_inner_ipv4_checksum_i, headers_inner_ipv6_i, headers_inner_ip_length_i, headers_inner_dscp_i, headers_inner_ecn_i, headers_inner_ttl_i, headers_inner_fragment_i, headers_inner_later_fragment_i, headers_inner_authentication_i, headers_inner_segments_left_i, headers_inner_address_options_i, headers_inner_ip_protocol_i, headers_inner_src_ip_i, headers_inner_dst_ip_i, headers_inner_l4_offset_i, headers_inner_tcp_i, headers_inner_udp_i, headers_inner_udp_lite_i, headers_inner_sctp_i, headers_inner_icmp_i, headers_inner_src_port_i, headers_inner_dst_port_i, headers_inner_tcp_flags_i, headers_inner_udp_length_i, headers_inner_udp_checksum_i, headers_inner_iscsi_i, headers_inner_nvme_i, headers_inner_payload_offset_i};

endmodule

// Decodes row writes of the match RAM and clears it after reset.
// Parameters: config = tiny, rules = 16
module ternary_row_loader (
    input  wire        clk,
    input  wire        rst,
    // write
    input  wire        write_valid_i,
    input  wire [11:0] write_address_i,
    input  wire [31:0] write_data_i,
    // rowWrite
    output wire [65:0] row_write_chunks_o,
    output wire        row_write_words_o,
    output wire [4:0]  row_write_row_o,
    output wire [31:0] row_write_data_o,
    output wire        ready_o,
    output wire        cleared_o
);

    reg         clear_active_q;
    reg  [4:0]  clear_index_q;
    reg  [65:0] write_chunks_q;
    reg         write_words_q;
    reg  [4:0]  write_row_q;
    reg  [31:0] write_data_q;
    reg         cleared_q;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 5'd1;
            if (clear_index_q == 5'd31) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 5'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    wire [65:0] write_chunks_joined = {write_address_i[11:5] == 7'd65, write_address_i[11:5] == 7'd64, write_address_i[11:5] == 7'd63,
            write_address_i[11:5] == 7'd62, write_address_i[11:5] == 7'd61, write_address_i[11:5] == 7'd60,
            write_address_i[11:5] == 7'd59, write_address_i[11:5] == 7'd58, write_address_i[11:5] == 7'd57,
            write_address_i[11:5] == 7'd56, write_address_i[11:5] == 7'd55, write_address_i[11:5] == 7'd54,
            write_address_i[11:5] == 7'd53, write_address_i[11:5] == 7'd52, write_address_i[11:5] == 7'd51,
            write_address_i[11:5] == 7'd50, write_address_i[11:5] == 7'd49, write_address_i[11:5] == 7'd48,
            write_address_i[11:5] == 7'd47, write_address_i[11:5] == 7'd46, write_address_i[11:5] == 7'd45,
            write_address_i[11:5] == 7'd44, write_address_i[11:5] == 7'd43, write_address_i[11:5] == 7'd42,
            write_address_i[11:5] == 7'd41, write_address_i[11:5] == 7'd40, write_address_i[11:5] == 7'd39,
            write_address_i[11:5] == 7'd38, write_address_i[11:5] == 7'd37, write_address_i[11:5] == 7'd36,
            write_address_i[11:5] == 7'd35, write_address_i[11:5] == 7'd34, write_address_i[11:5] == 7'd33,
            write_address_i[11:5] == 7'd32, write_address_i[11:5] == 7'd31, write_address_i[11:5] == 7'd30,
            write_address_i[11:5] == 7'd29, write_address_i[11:5] == 7'd28, write_address_i[11:5] == 7'd27,
            write_address_i[11:5] == 7'd26, write_address_i[11:5] == 7'd25, write_address_i[11:5] == 7'd24,
            write_address_i[11:5] == 7'd23, write_address_i[11:5] == 7'd22, write_address_i[11:5] == 7'd21,
            write_address_i[11:5] == 7'd20, write_address_i[11:5] == 7'd19, write_address_i[11:5] == 7'd18,
            write_address_i[11:5] == 7'd17, write_address_i[11:5] == 7'd16, write_address_i[11:5] == 7'd15,
            write_address_i[11:5] == 7'd14, write_address_i[11:5] == 7'd13, write_address_i[11:5] == 7'd12,
            write_address_i[11:5] == 7'd11, write_address_i[11:5] == 7'd10, write_address_i[11:5] == 7'd9,
            write_address_i[11:5] == 7'd8, write_address_i[11:5] == 7'd7, write_address_i[11:5] == 7'd6,
            write_address_i[11:5] == 7'd5, write_address_i[11:5] == 7'd4, write_address_i[11:5] == 7'd3,
            write_address_i[11:5] == 7'd2, write_address_i[11:5] == 7'd1, write_address_i[11:5] == 7'd0};
    always @(posedge clk) begin
        write_chunks_q <= (write_chunks_joined & {66{write_valid_i}}) | {66{clear_active_q}};
        write_words_q <= 1'd1;
        write_row_q <= clear_active_q ? clear_index_q : write_address_i[4:0];
        write_data_q <= clear_active_q ? 32'd0 : write_data_i;
        cleared_q <= ~clear_active_q;
        if (rst) begin
            write_chunks_q <= 66'd0;
            cleared_q <= 1'd0;
        end
    end

    assign row_write_chunks_o = write_chunks_q;
    assign row_write_words_o = write_words_q;
    assign row_write_row_o = write_row_q;
    assign row_write_data_o = write_data_q;
    assign cleared_o = cleared_q;

endmodule

// Match RAM of 6 key chunks: the rules that accept all of them, one clock later.
// Parameters: rules = 16, chunks = 6
module ternary_group (
    input  wire        clk,
    input  wire [29:0] values_i,
    output wire [15:0] accepting_o,
    // write
    input  wire [5:0]  write_chunks_i,
    input  wire        write_words_i,
    input  wire [4:0]  write_row_i,
    input  wire [31:0] write_data_i
);

    wire [15:0] chunk_0_word_0_rdata;
    wire [15:0] chunk_1_word_0_rdata;
    wire [15:0] chunk_2_word_0_rdata;
    wire [15:0] chunk_3_word_0_rdata;
    wire [15:0] chunk_4_word_0_rdata;
    wire [15:0] chunk_5_word_0_rdata;
    reg  [15:0] accepting_q;

    always @(posedge clk) begin
        accepting_q <= chunk_0_word_0_rdata & chunk_1_word_0_rdata & (chunk_2_word_0_rdata & chunk_3_word_0_rdata)
                & (chunk_4_word_0_rdata & chunk_5_word_0_rdata);
    end

    assign accepting_o = accepting_q;

    (* ram_style = "distributed" *)
    reg [15:0] chunk_0_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[0] & write_words_i) begin
            chunk_0_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_0_word_0_rdata = chunk_0_word_0[values_i[4:0]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_1_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[1] & write_words_i) begin
            chunk_1_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_1_word_0_rdata = chunk_1_word_0[values_i[9:5]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_2_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[2] & write_words_i) begin
            chunk_2_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_2_word_0_rdata = chunk_2_word_0[values_i[14:10]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_3_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[3] & write_words_i) begin
            chunk_3_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_3_word_0_rdata = chunk_3_word_0[values_i[19:15]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_4_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[4] & write_words_i) begin
            chunk_4_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_4_word_0_rdata = chunk_4_word_0[values_i[24:20]];

    (* ram_style = "distributed" *)
    reg [15:0] chunk_5_word_0 [0:31];
    always @(posedge clk) begin
        if (write_chunks_i[5] & write_words_i) begin
            chunk_5_word_0[write_row_i] <= write_data_i[15:0];
        end
    end
    assign chunk_5_word_0_rdata = chunk_5_word_0[values_i[29:25]];

    wire unused = &{1'b0, write_data_i[31:16]};

endmodule

// Ternary match of 16 rules in LUT RAM, latency 4 clocks; the lowest rule wins.
// Parameters: config = tiny, rules = 16
module ternary_match (
    input  wire         clk,
    input  wire         rst,
    // keys
    input  wire         keys_valid_i,
    input  wire [7:0]   keys_function_i,
    input  wire         keys_group_i,
    input  wire [15:0]  keys_ethertype_i,
    input  wire         keys_ipv4_i,
    input  wire         keys_ipv6_i,
    input  wire         keys_later_fragment_i,
    input  wire         keys_l4_i,
    input  wire [7:0]   keys_ip_protocol_i,
    input  wire [15:0]  keys_src_port_i,
    input  wire [15:0]  keys_dst_port_i,
    input  wire [127:0] keys_src_ip_i,
    input  wire [127:0] keys_dst_ip_i,
    input  wire         keys_unread_ethertype_i,
    input  wire         keys_unread_network_i,
    input  wire         keys_unread_protocol_i,
    input  wire         keys_unread_ports_i,
    input  wire         keys_unread_fragment_i,
    input  wire         reports_i,
    input  wire [15:0]  unreadable_i,
    // matches
    output wire         matches_valid_o,
    output wire         matches_hit_o,
    output wire [3:0]   matches_rule_o,
    output wire         matches_passed_over_o,
    // write
    input  wire         write_valid_i,
    input  wire [11:0]  write_address_i,
    input  wire [31:0]  write_data_i,
    output wire         ready_o
);

    wire [65:0] loader_row_write_chunks;
    wire        loader_row_write_words;
    wire [4:0]  loader_row_write_row;
    wire [31:0] loader_row_write_data;
    wire        loader_ready;
    wire        loader_cleared;
    wire [29:0] group_0_values;
    wire [15:0] group_0_accepting;
    wire [5:0]  group_0_write_chunks;
    wire [29:0] group_1_values;
    wire [15:0] group_1_accepting;
    wire [5:0]  group_1_write_chunks;
    wire [29:0] group_2_values;
    wire [15:0] group_2_accepting;
    wire [5:0]  group_2_write_chunks;
    wire [29:0] group_3_values;
    wire [15:0] group_3_accepting;
    wire [5:0]  group_3_write_chunks;
    wire [29:0] group_4_values;
    wire [15:0] group_4_accepting;
    wire [5:0]  group_4_write_chunks;
    wire [29:0] group_5_values;
    wire [15:0] group_5_accepting;
    wire [5:0]  group_5_write_chunks;
    wire [29:0] group_6_values;
    wire [15:0] group_6_accepting;
    wire [5:0]  group_6_write_chunks;
    wire [29:0] group_7_values;
    wire [15:0] group_7_accepting;
    wire [5:0]  group_7_write_chunks;
    wire [29:0] group_8_values;
    wire [15:0] group_8_accepting;
    wire [5:0]  group_8_write_chunks;
    wire [29:0] group_9_values;
    wire [15:0] group_9_accepting;
    wire [5:0]  group_9_write_chunks;
    wire [29:0] group_10_values;
    wire [15:0] group_10_accepting;
    wire [5:0]  group_10_write_chunks;
    reg  [15:0] matching_q;
    reg  [15:0] first_q;
    reg         over_q;
    reg         match_hit_q;
    reg  [3:0]  match_rule_q;
    reg         match_passed_over_q;
    reg         cleared_1_q;
    reg         passing_1_q;
    reg         passing_2_q;
    reg         valid_1_q;
    reg         valid_2_q;
    reg         valid_3_q;
    reg         valid_4_q;

    assign ready_o = loader_ready;

    assign group_0_values[4:0] = keys_function_i[4:0];
    assign group_0_values[9:5] = {keys_ethertype_i[0], keys_group_i, keys_function_i[7:5]};
    assign group_0_values[14:10] = keys_ethertype_i[5:1];
    assign group_0_values[19:15] = keys_ethertype_i[10:6];
    assign group_0_values[24:20] = keys_ethertype_i[15:11];
    assign group_0_values[29:25] = {keys_ip_protocol_i[0], keys_l4_i, keys_later_fragment_i, keys_ipv6_i, keys_ipv4_i};

    assign group_0_write_chunks = loader_row_write_chunks[5:0];

    assign group_1_values[4:0] = keys_ip_protocol_i[5:1];
    assign group_1_values[9:5] = {keys_src_port_i[2:0], keys_ip_protocol_i[7:6]};
    assign group_1_values[14:10] = keys_src_port_i[7:3];
    assign group_1_values[19:15] = keys_src_port_i[12:8];
    assign group_1_values[24:20] = {keys_dst_port_i[1:0], keys_src_port_i[15:13]};
    assign group_1_values[29:25] = keys_dst_port_i[6:2];

    assign group_1_write_chunks = loader_row_write_chunks[11:6];

    assign group_2_values[4:0] = keys_dst_port_i[11:7];
    assign group_2_values[9:5] = {keys_src_ip_i[0], keys_dst_port_i[15:12]};
    assign group_2_values[14:10] = keys_src_ip_i[5:1];
    assign group_2_values[19:15] = keys_src_ip_i[10:6];
    assign group_2_values[24:20] = keys_src_ip_i[15:11];
    assign group_2_values[29:25] = keys_src_ip_i[20:16];

    assign group_2_write_chunks = loader_row_write_chunks[17:12];

    assign group_3_values[4:0] = keys_src_ip_i[25:21];
    assign group_3_values[9:5] = keys_src_ip_i[30:26];
    assign group_3_values[14:10] = keys_src_ip_i[35:31];
    assign group_3_values[19:15] = keys_src_ip_i[40:36];
    assign group_3_values[24:20] = keys_src_ip_i[45:41];
    assign group_3_values[29:25] = keys_src_ip_i[50:46];

    assign group_3_write_chunks = loader_row_write_chunks[23:18];

    assign group_4_values[4:0] = keys_src_ip_i[55:51];
    assign group_4_values[9:5] = keys_src_ip_i[60:56];
    assign group_4_values[14:10] = keys_src_ip_i[65:61];
    assign group_4_values[19:15] = keys_src_ip_i[70:66];
    assign group_4_values[24:20] = keys_src_ip_i[75:71];
    assign group_4_values[29:25] = keys_src_ip_i[80:76];

    assign group_4_write_chunks = loader_row_write_chunks[29:24];

    assign group_5_values[4:0] = keys_src_ip_i[85:81];
    assign group_5_values[9:5] = keys_src_ip_i[90:86];
    assign group_5_values[14:10] = keys_src_ip_i[95:91];
    assign group_5_values[19:15] = keys_src_ip_i[100:96];
    assign group_5_values[24:20] = keys_src_ip_i[105:101];
    assign group_5_values[29:25] = keys_src_ip_i[110:106];

    assign group_5_write_chunks = loader_row_write_chunks[35:30];

    assign group_6_values[4:0] = keys_src_ip_i[115:111];
    assign group_6_values[9:5] = keys_src_ip_i[120:116];
    assign group_6_values[14:10] = keys_src_ip_i[125:121];
    assign group_6_values[19:15] = {keys_dst_ip_i[2:0], keys_src_ip_i[127:126]};
    assign group_6_values[24:20] = keys_dst_ip_i[7:3];
    assign group_6_values[29:25] = keys_dst_ip_i[12:8];

    assign group_6_write_chunks = loader_row_write_chunks[41:36];

    assign group_7_values[4:0] = keys_dst_ip_i[17:13];
    assign group_7_values[9:5] = keys_dst_ip_i[22:18];
    assign group_7_values[14:10] = keys_dst_ip_i[27:23];
    assign group_7_values[19:15] = keys_dst_ip_i[32:28];
    assign group_7_values[24:20] = keys_dst_ip_i[37:33];
    assign group_7_values[29:25] = keys_dst_ip_i[42:38];

    assign group_7_write_chunks = loader_row_write_chunks[47:42];

    assign group_8_values[4:0] = keys_dst_ip_i[47:43];
    assign group_8_values[9:5] = keys_dst_ip_i[52:48];
    assign group_8_values[14:10] = keys_dst_ip_i[57:53];
    assign group_8_values[19:15] = keys_dst_ip_i[62:58];
    assign group_8_values[24:20] = keys_dst_ip_i[67:63];
    assign group_8_values[29:25] = keys_dst_ip_i[72:68];

    assign group_8_write_chunks = loader_row_write_chunks[53:48];

    assign group_9_values[4:0] = keys_dst_ip_i[77:73];
    assign group_9_values[9:5] = keys_dst_ip_i[82:78];
    assign group_9_values[14:10] = keys_dst_ip_i[87:83];
    assign group_9_values[19:15] = keys_dst_ip_i[92:88];
    assign group_9_values[24:20] = keys_dst_ip_i[97:93];
    assign group_9_values[29:25] = keys_dst_ip_i[102:98];

    assign group_9_write_chunks = loader_row_write_chunks[59:54];

    assign group_10_values[4:0] = keys_dst_ip_i[107:103];
    assign group_10_values[9:5] = keys_dst_ip_i[112:108];
    assign group_10_values[14:10] = keys_dst_ip_i[117:113];
    assign group_10_values[19:15] = keys_dst_ip_i[122:118];
    assign group_10_values[24:20] = keys_dst_ip_i[127:123];
    assign group_10_values[29:25] = {keys_unread_fragment_i, keys_unread_ports_i, keys_unread_protocol_i, keys_unread_network_i,
            keys_unread_ethertype_i};

    assign group_10_write_chunks = loader_row_write_chunks[65:60];

    always @(posedge clk) begin
        cleared_1_q <= loader_cleared;
        if (rst) begin
            cleared_1_q <= 1'd0;
        end
    end

    wire [15:0] matching_and = matching_q & ~(unreadable_i & {16{passing_2_q}});
    wire [15:0] matching_or = matching_and | {matching_and[14:0], 1'd0};
    wire [15:0] matching_or_2 = matching_or | {matching_or[13:0], 2'd0};
    wire [15:0] matching_or_3 = matching_or_2 | {matching_or_2[11:0], 4'd0};
    wire [15:0] matching_or_4 = matching_or_3 | {matching_or_3[7:0], 8'd0};
    wire [15:0] matching_or_5 = matching_q | {matching_q[14:0], 1'd0};
    wire [15:0] matching_or_6 = matching_or_5 | {matching_or_5[13:0], 2'd0};
    wire [15:0] matching_or_7 = matching_or_6 | {matching_or_6[11:0], 4'd0};
    wire [15:0] matching_or_8 = matching_or_7 | {matching_or_7[7:0], 8'd0};
    always @(posedge clk) begin
        matching_q <= group_0_accepting & group_1_accepting & (group_2_accepting & group_3_accepting)
                & (group_4_accepting & group_5_accepting & (group_6_accepting & group_7_accepting))
                & (group_8_accepting & group_9_accepting & group_10_accepting) & {16{cleared_1_q}};
        first_q <= matching_and & ~{matching_or_4[14:0], 1'd0};
        over_q <= (|(matching_q & ~{matching_or_8[14:0], 1'd0} & unreadable_i)) & passing_2_q;
        match_hit_q <= |first_q;
        match_rule_q <= {|{first_q[8], first_q[9], first_q[10], first_q[11], first_q[12], first_q[13], first_q[14], first_q[15]},
                |{first_q[4], first_q[5], first_q[6], first_q[7], first_q[12], first_q[13], first_q[14], first_q[15]},
                |{first_q[2], first_q[3], first_q[6], first_q[7], first_q[10], first_q[11], first_q[14], first_q[15]},
                |{first_q[1], first_q[3], first_q[5], first_q[7], first_q[9], first_q[11], first_q[13], first_q[15]}};
        match_passed_over_q <= over_q;
    end

    always @(posedge clk) begin
        passing_1_q <= reports_i;
    end

    always @(posedge clk) begin
        passing_2_q <= passing_1_q;
    end

    assign matches_hit_o = match_hit_q;
    assign matches_rule_o = match_rule_q;
    assign matches_passed_over_o = match_passed_over_q;

    always @(posedge clk) begin
        valid_1_q <= keys_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_3_q <= valid_2_q;
        if (rst) begin
            valid_3_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_4_q <= valid_3_q;
        if (rst) begin
            valid_4_q <= 1'd0;
        end
    end

    assign matches_valid_o = valid_4_q;

    ternary_row_loader loader (
        .clk                (clk),
        .rst                (rst),
        .write_valid_i      (write_valid_i),
        .write_address_i    (write_address_i),
        .write_data_i       (write_data_i),
        .row_write_chunks_o (loader_row_write_chunks),
        .row_write_words_o  (loader_row_write_words),
        .row_write_row_o    (loader_row_write_row),
        .row_write_data_o   (loader_row_write_data),
        .ready_o            (loader_ready),
        .cleared_o          (loader_cleared)
    );

    ternary_group group_0 (
        .clk            (clk),
        .values_i       (group_0_values),
        .accepting_o    (group_0_accepting),
        .write_chunks_i (group_0_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_1 (
        .clk            (clk),
        .values_i       (group_1_values),
        .accepting_o    (group_1_accepting),
        .write_chunks_i (group_1_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_2 (
        .clk            (clk),
        .values_i       (group_2_values),
        .accepting_o    (group_2_accepting),
        .write_chunks_i (group_2_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_3 (
        .clk            (clk),
        .values_i       (group_3_values),
        .accepting_o    (group_3_accepting),
        .write_chunks_i (group_3_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_4 (
        .clk            (clk),
        .values_i       (group_4_values),
        .accepting_o    (group_4_accepting),
        .write_chunks_i (group_4_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_5 (
        .clk            (clk),
        .values_i       (group_5_values),
        .accepting_o    (group_5_accepting),
        .write_chunks_i (group_5_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_6 (
        .clk            (clk),
        .values_i       (group_6_values),
        .accepting_o    (group_6_accepting),
        .write_chunks_i (group_6_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_7 (
        .clk            (clk),
        .values_i       (group_7_values),
        .accepting_o    (group_7_accepting),
        .write_chunks_i (group_7_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_8 (
        .clk            (clk),
        .values_i       (group_8_values),
        .accepting_o    (group_8_accepting),
        .write_chunks_i (group_8_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_9 (
        .clk            (clk),
        .values_i       (group_9_values),
        .accepting_o    (group_9_accepting),
        .write_chunks_i (group_9_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    ternary_group group_10 (
        .clk            (clk),
        .values_i       (group_10_values),
        .accepting_o    (group_10_accepting),
        .write_chunks_i (group_10_write_chunks),
        .write_words_i  (loader_row_write_words),
        .write_row_i    (loader_row_write_row),
        .write_data_i   (loader_row_write_data)
    );

    wire unused = &{1'b0, matching_or_4[15], matching_or_8[15]};

endmodule

// Action of the matching rule, or the default, as the verdict of the frame.
// Parameters: config = tiny, functions = 2, rules = 16
module rule_action (
    input  wire        clk,
    input  wire        rst,
    // matches
    input  wire        matches_valid_i,
    input  wire        matches_hit_i,
    input  wire [3:0]  matches_rule_i,
    input  wire        matches_passed_over_i,
    // addressed
    input  wire [1:0]  addressed_functions_i,
    input  wire        addressed_group_i,
    input  wire        addressed_malformed_i,
    input  wire        addressed_refused_i,
    input  wire        addressed_uncertain_i,
    input  wire        addressed_reports_i,
    input  wire [2:0]  rule_default_i,
    output wire [15:0] unreadable_o,
    // verdicts
    output wire        verdicts_valid_o,
    output wire [1:0]  verdicts_functions_o,
    output wire        verdicts_drop_o,
    output wire [3:0]  verdicts_reason_o,
    output wire [6:0]  verdicts_queue_o,
    output wire        verdicts_reported_o,
    // write
    input  wire        write_valid_i,
    input  wire [3:0]  write_address_i,
    input  wire [31:0] write_data_i,
    output wire        ready_o
);

    reg         clear_active_q;
    reg  [3:0]  clear_index_q;
    reg  [15:0] marks_q;
    reg         action_permit_q;
    reg  [6:0]  action_queue_q;
    reg         action_unreadable_q;
    reg         hit_q;
    reg         passed_over_q;
    reg  [1:0]  addressed_functions_q;
    reg         addressed_malformed_q;
    reg         addressed_refused_q;
    reg         addressed_uncertain_q;
    reg         addressed_reports_q;
    reg         default_permit_q;
    reg  [1:0]  verdict_functions_q;
    reg         verdict_drop_q;
    reg  [3:0]  verdict_reason_q;
    reg  [6:0]  verdict_queue_q;
    reg         verdict_reported_q;
    wire [8:0]  actions_rdata;
    reg         valid_1_q;
    reg         valid_2_q;

    always @(posedge clk) begin
        if (clear_active_q) begin
            clear_index_q <= clear_index_q + 4'd1;
            if (clear_index_q == 4'd15) begin
                clear_active_q <= 1'd0;
            end
        end
        if (rst) begin
            clear_index_q <= 4'd0;
            clear_active_q <= 1'd1;
        end
    end

    assign ready_o = ~clear_active_q;

    wire [15:0] marks_joined = {write_address_i == 4'd15, write_address_i == 4'd14, write_address_i == 4'd13, write_address_i == 4'd12,
            write_address_i == 4'd11, write_address_i == 4'd10, write_address_i == 4'd9,
            write_address_i == 4'd8, write_address_i == 4'd7, write_address_i == 4'd6,
            write_address_i == 4'd5, write_address_i == 4'd4, write_address_i == 4'd3,
            write_address_i == 4'd2, write_address_i == 4'd1, write_address_i == 4'd0};
    always @(posedge clk) begin
        if (write_valid_i & ~clear_active_q) begin
            marks_q <= write_data_i[8] ? (marks_q | marks_joined) : (marks_q & ~marks_joined);
        end
        if (rst) begin
            marks_q <= 16'd0;
        end
    end

    assign unreadable_o = marks_q;

    always @(posedge clk) begin
        action_permit_q <= actions_rdata[0];
        action_queue_q <= actions_rdata[7:1];
        action_unreadable_q <= actions_rdata[8];
        hit_q <= matches_hit_i;
        passed_over_q <= matches_passed_over_i;
        addressed_functions_q <= addressed_functions_i;
        addressed_malformed_q <= addressed_malformed_i & ~rule_default_i[2];
        addressed_refused_q <= addressed_refused_i;
        addressed_uncertain_q <= addressed_uncertain_i;
        addressed_reports_q <= addressed_reports_i;
        default_permit_q <= addressed_group_i ? rule_default_i[1] : rule_default_i[0];
        verdict_functions_q <= addressed_functions_q;
        verdict_drop_q <= 1'd0;
        verdict_reason_q <= 4'd0;
        verdict_queue_q <= hit_q ? action_queue_q : 7'd0;
        verdict_reported_q <= passed_over_q | (addressed_uncertain_q & addressed_reports_q);
        if (~(|addressed_functions_q)) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd4;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (addressed_malformed_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd13;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (addressed_refused_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (addressed_uncertain_q & ~addressed_reports_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (hit_q & action_unreadable_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd14;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (hit_q & ~action_permit_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd5;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end else if (~hit_q & ~default_permit_q) begin
            verdict_functions_q <= addressed_functions_q;
            verdict_drop_q <= 1'd1;
            verdict_reason_q <= 4'd6;
            verdict_queue_q <= 7'd0;
            verdict_reported_q <= 1'd0;
        end
    end

    assign verdicts_functions_o = verdict_functions_q;
    assign verdicts_drop_o = verdict_drop_q;
    assign verdicts_reason_o = verdict_reason_q;
    assign verdicts_queue_o = verdict_queue_q;
    assign verdicts_reported_o = verdict_reported_q;

    always @(posedge clk) begin
        valid_1_q <= matches_valid_i;
        if (rst) begin
            valid_1_q <= 1'd0;
        end
    end

    always @(posedge clk) begin
        valid_2_q <= valid_1_q;
        if (rst) begin
            valid_2_q <= 1'd0;
        end
    end

    assign verdicts_valid_o = valid_2_q;

    (* ram_style = "distributed" *)
    reg [8:0] actions [0:15];
    always @(posedge clk) begin
        if (clear_active_q | write_valid_i) begin
            actions[clear_active_q ? clear_index_q : write_address_i] <= {clear_active_q ? 1'd0 : write_data_i[8], clear_active_q ? 7'd0 : write_data_i[7:1],
                    clear_active_q ? 1'd0 : write_data_i[0]};
        end
    end
    assign actions_rdata = actions[matches_rule_i];

    wire unused = &{1'b0, write_data_i[31:9]};

endmodule

// Forwarding look-up and ternary rules: one verdict a frame, latency 10 clocks.
// Parameters: config = tiny, functions = 2, entries = 4, rules = 16, latency = 10
module classifier (
    input  wire         clk,
    input  wire         rst,
    // headers
    input  wire         headers_valid_i,
    input  wire [88:0]  headers_headers_i,
    input  wire [47:0]  headers_dst_mac_i,
    input  wire [47:0]  headers_src_mac_i,
    input  wire [2:0]   headers_vlan_count_i,
    input  wire [11:0]  headers_vlan_i,
    input  wire [2:0]   headers_priority_i,
    input  wire [11:0]  headers_vlan2_i,
    input  wire [11:0]  headers_vlan3_i,
    input  wire [11:0]  headers_vlan4_i,
    input  wire [15:0]  headers_ethertype_i,
    input  wire [15:0]  headers_link_length_i,
    input  wire         headers_llc_i,
    input  wire         headers_snap_i,
    input  wire [2:0]   headers_mpls_count_i,
    input  wire [19:0]  headers_mpls_label_i,
    input  wire [2:0]   headers_mpls_traffic_class_i,
    input  wire [19:0]  headers_mpls_label2_i,
    input  wire [19:0]  headers_mpls_label3_i,
    input  wire [19:0]  headers_mpls_label4_i,
    input  wire [19:0]  headers_mpls_label5_i,
    input  wire         headers_pppoe_i,
    input  wire [15:0]  headers_pppoe_session_i,
    input  wire         headers_ppp_compressed_i,
    input  wire [8:0]   headers_l3_offset_i,
    input  wire         headers_arp_i,
    input  wire         headers_mac_control_i,
    input  wire         headers_pause_i,
    input  wire         headers_priority_pause_i,
    input  wire         headers_lacp_i,
    input  wire         headers_lldp_i,
    input  wire         headers_ptp_i,
    input  wire [3:0]   headers_ptp_message_i,
    input  wire         headers_fcoe_i,
    input  wire [7:0]   headers_fc_routing_i,
    input  wire [23:0]  headers_fc_destination_i,
    input  wire [23:0]  headers_fc_source_i,
    input  wire         headers_fip_i,
    input  wire         headers_global_route_i,
    input  wire         headers_roce_i,
    input  wire [7:0]   headers_rdma_opcode_i,
    input  wire [23:0]  headers_rdma_queue_pair_i,
    input  wire         headers_ipv4_i,
    input  wire [3:0]   headers_ipv4_header_words_i,
    input  wire [1:0]   headers_ipv4_checksum_i,
    input  wire         headers_ipv6_i,
    input  wire [15:0]  headers_ip_length_i,
    input  wire [5:0]   headers_dscp_i,
    input  wire [1:0]   headers_ecn_i,
    input  wire [7:0]   headers_ttl_i,
    input  wire         headers_fragment_i,
    input  wire         headers_later_fragment_i,
    input  wire [1:0]   headers_fragment_start_i,
    input  wire         headers_authentication_i,
    input  wire         headers_segments_left_i,
    input  wire         headers_address_options_i,
    input  wire [7:0]   headers_ip_protocol_i,
    input  wire [127:0] headers_src_ip_i,
    input  wire [127:0] headers_dst_ip_i,
    input  wire [8:0]   headers_l4_offset_i,
    input  wire         headers_tcp_i,
    input  wire         headers_udp_i,
    input  wire         headers_udp_lite_i,
    input  wire         headers_sctp_i,
    input  wire         headers_icmp_i,
    input  wire         headers_igmp_i,
    input  wire         headers_ports_i,
    input  wire [15:0]  headers_src_port_i,
    input  wire [15:0]  headers_dst_port_i,
    input  wire [7:0]   headers_tcp_flags_i,
    input  wire [15:0]  headers_udp_length_i,
    input  wire         headers_udp_checksum_i,
    input  wire         headers_iscsi_i,
    input  wire         headers_nvme_i,
    input  wire [8:0]   headers_payload_offset_i,
    input  wire [3:0]   headers_tunnel_i,
    input  wire [31:0]  headers_tunnel_id_i,
    input  wire [8:0]   headers_inner_offset_i,
    input  wire         headers_inner_ethernet_i,
    input  wire [47:0]  headers_inner_dst_mac_i,
    input  wire [47:0]  headers_inner_src_mac_i,
    input  wire [1:0]   headers_inner_vlan_count_i,
    input  wire [11:0]  headers_inner_vlan_i,
    input  wire [11:0]  headers_inner_vlan2_i,
    input  wire [15:0]  headers_inner_ethertype_i,
    input  wire [8:0]   headers_inner_l3_offset_i,
    input  wire         headers_inner_ipv4_i,
    input  wire [3:0]   headers_inner_ipv4_header_words_i,
    input  wire [1:0]   headers_inner_ipv4_checksum_i,
    input  wire         headers_inner_ipv6_i,
    input  wire [15:0]  headers_inner_ip_length_i,
    input  wire [5:0]   headers_inner_dscp_i,
    input  wire [1:0]   headers_inner_ecn_i,
    input  wire [7:0]   headers_inner_ttl_i,
    input  wire         headers_inner_fragment_i,
    input  wire         headers_inner_later_fragment_i,
    input  wire         headers_inner_authentication_i,
    input  wire         headers_inner_segments_left_i,
    input  wire         headers_inner_address_options_i,
    input  wire [7:0]   headers_inner_ip_protocol_i,
    input  wire [127:0] headers_inner_src_ip_i,
    input  wire [127:0] headers_inner_dst_ip_i,
    input  wire [8:0]   headers_inner_l4_offset_i,
    input  wire         headers_inner_tcp_i,
    input  wire         headers_inner_udp_i,
    input  wire         headers_inner_udp_lite_i,
    input  wire         headers_inner_sctp_i,
    input  wire         headers_inner_icmp_i,
    input  wire [15:0]  headers_inner_src_port_i,
    input  wire [15:0]  headers_inner_dst_port_i,
    input  wire [7:0]   headers_inner_tcp_flags_i,
    input  wire [15:0]  headers_inner_udp_length_i,
    input  wire         headers_inner_udp_checksum_i,
    input  wire         headers_inner_iscsi_i,
    input  wire         headers_inner_nvme_i,
    input  wire [8:0]   headers_inner_payload_offset_i,
    input  wire [8:0]   headers_frame_bytes_i,
    input  wire         headers_longer_i,
    input  wire [2:0]   headers_exception_i,
    input  wire [6:0]   headers_exception_header_i,
    // verdicts
    output wire         verdicts_valid_o,
    output wire [1:0]   verdicts_functions_o,
    output wire         verdicts_drop_o,
    output wire [3:0]   verdicts_reason_o,
    output wire [6:0]   verdicts_queue_o,
    output wire         verdicts_reported_o,
    // forwardingWrite
    input  wire         forwarding_write_valid_i,
    input  wire [2:0]   forwarding_write_address_i,
    input  wire [31:0]  forwarding_write_data_i,
    // actionWrite
    input  wire         action_write_valid_i,
    input  wire [3:0]   action_write_address_i,
    input  wire [31:0]  action_write_data_i,
    // rowWrite
    input  wire         row_write_valid_i,
    input  wire [11:0]  row_write_address_i,
    input  wire [31:0]  row_write_data_i,
    input  wire [2:0]   rule_default_i,
    // conditionWrite
    input  wire         condition_write_valid_i,
    input  wire         condition_write_function_i,
    input  wire         condition_write_report_i,
    input  wire         condition_write_deny_fragments_i,
    output wire         ready_o
);

    wire         forwarding_results_valid;
    wire [1:0]   forwarding_results_functions;
    wire         forwarding_ready;
    wire         key_keys_valid;
    wire [7:0]   key_keys_function;
    wire         key_keys_group;
    wire [15:0]  key_keys_ethertype;
    wire         key_keys_ipv4;
    wire         key_keys_ipv6;
    wire         key_keys_later_fragment;
    wire         key_keys_l4;
    wire [7:0]   key_keys_ip_protocol;
    wire [15:0]  key_keys_src_port;
    wire [15:0]  key_keys_dst_port;
    wire [127:0] key_keys_src_ip;
    wire [127:0] key_keys_dst_ip;
    wire         key_keys_unread_ethertype;
    wire         key_keys_unread_network;
    wire         key_keys_unread_protocol;
    wire         key_keys_unread_ports;
    wire         key_keys_unread_fragment;
    wire [1:0]   key_addressed_functions;
    wire         key_addressed_group;
    wire         key_addressed_malformed;
    wire         key_addressed_refused;
    wire         key_addressed_uncertain;
    wire         key_addressed_reports;
    wire         ternary_matches_valid;
    wire         ternary_matches_hit;
    wire [3:0]   ternary_matches_rule;
    wire         ternary_matches_passed_over;
    wire         ternary_ready;
    wire [15:0]  action_unreadable;
    wire         action_verdicts_valid;
    wire [1:0]   action_verdicts_functions;
    wire         action_verdicts_drop;
    wire [3:0]   action_verdicts_reason;
    wire [6:0]   action_verdicts_queue;
    wire         action_verdicts_reported;
    wire         action_ready;
    reg  [1:0]   addressed_1_functions_q;
    reg          addressed_1_group_q;
    reg          addressed_1_malformed_q;
    reg          addressed_1_refused_q;
    reg          addressed_1_uncertain_q;
    reg          addressed_1_reports_q;
    reg  [1:0]   addressed_2_functions_q;
    reg          addressed_2_group_q;
    reg          addressed_2_malformed_q;
    reg          addressed_2_refused_q;
    reg          addressed_2_uncertain_q;
    reg          addressed_2_reports_q;
    reg  [1:0]   addressed_3_functions_q;
    reg          addressed_3_group_q;
    reg          addressed_3_malformed_q;
    reg          addressed_3_refused_q;
    reg          addressed_3_uncertain_q;
    reg          addressed_3_reports_q;
    reg  [1:0]   addressed_4_functions_q;
    reg          addressed_4_group_q;
    reg          addressed_4_malformed_q;
    reg          addressed_4_refused_q;
    reg          addressed_4_uncertain_q;
    reg          addressed_4_reports_q;

    assign ready_o = forwarding_ready & ternary_ready & action_ready;

    always @(posedge clk) begin
        addressed_1_functions_q <= key_addressed_functions;
        addressed_1_group_q <= key_addressed_group;
        addressed_1_malformed_q <= key_addressed_malformed;
        addressed_1_refused_q <= key_addressed_refused;
        addressed_1_uncertain_q <= key_addressed_uncertain;
        addressed_1_reports_q <= key_addressed_reports;
    end

    always @(posedge clk) begin
        addressed_2_functions_q <= addressed_1_functions_q;
        addressed_2_group_q <= addressed_1_group_q;
        addressed_2_malformed_q <= addressed_1_malformed_q;
        addressed_2_refused_q <= addressed_1_refused_q;
        addressed_2_uncertain_q <= addressed_1_uncertain_q;
        addressed_2_reports_q <= addressed_1_reports_q;
    end

    always @(posedge clk) begin
        addressed_3_functions_q <= addressed_2_functions_q;
        addressed_3_group_q <= addressed_2_group_q;
        addressed_3_malformed_q <= addressed_2_malformed_q;
        addressed_3_refused_q <= addressed_2_refused_q;
        addressed_3_uncertain_q <= addressed_2_uncertain_q;
        addressed_3_reports_q <= addressed_2_reports_q;
    end

    always @(posedge clk) begin
        addressed_4_functions_q <= addressed_3_functions_q;
        addressed_4_group_q <= addressed_3_group_q;
        addressed_4_malformed_q <= addressed_3_malformed_q;
        addressed_4_refused_q <= addressed_3_refused_q;
        addressed_4_uncertain_q <= addressed_3_uncertain_q;
        addressed_4_reports_q <= addressed_3_reports_q;
    end

    assign verdicts_valid_o = action_verdicts_valid;
    assign verdicts_functions_o = action_verdicts_functions;
    assign verdicts_drop_o = action_verdicts_drop;
    assign verdicts_reason_o = action_verdicts_reason;
    assign verdicts_queue_o = action_verdicts_queue;
    assign verdicts_reported_o = action_verdicts_reported;

    forwarding_table forwarding (
        .clk                  (clk),
        .rst                  (rst),
        .destinations_valid_i (headers_valid_i),
        .destinations_mac_i   (headers_dst_mac_i),
        .destinations_vlan_i  (headers_vlan_i),
        .results_valid_o      (forwarding_results_valid),
        .results_functions_o  (forwarding_results_functions),
        .write_valid_i        (forwarding_write_valid_i),
        .write_address_i      (forwarding_write_address_i),
        .write_data_i         (forwarding_write_data_i),
        .ready_o              (forwarding_ready)
    );

    rule_key key (
        .clk                               (clk),
        .rst                               (rst),
        .headers_valid_i                   (headers_valid_i),
        .headers_headers_i                 (headers_headers_i),
        .headers_dst_mac_i                 (headers_dst_mac_i),
        .headers_src_mac_i                 (headers_src_mac_i),
        .headers_vlan_count_i              (headers_vlan_count_i),
        .headers_vlan_i                    (headers_vlan_i),
        .headers_priority_i                (headers_priority_i),
        .headers_vlan2_i                   (headers_vlan2_i),
        .headers_vlan3_i                   (headers_vlan3_i),
        .headers_vlan4_i                   (headers_vlan4_i),
        .headers_ethertype_i               (headers_ethertype_i),
        .headers_link_length_i             (headers_link_length_i),
        .headers_llc_i                     (headers_llc_i),
        .headers_snap_i                    (headers_snap_i),
        .headers_mpls_count_i              (headers_mpls_count_i),
        .headers_mpls_label_i              (headers_mpls_label_i),
        .headers_mpls_traffic_class_i      (headers_mpls_traffic_class_i),
        .headers_mpls_label2_i             (headers_mpls_label2_i),
        .headers_mpls_label3_i             (headers_mpls_label3_i),
        .headers_mpls_label4_i             (headers_mpls_label4_i),
        .headers_mpls_label5_i             (headers_mpls_label5_i),
        .headers_pppoe_i                   (headers_pppoe_i),
        .headers_pppoe_session_i           (headers_pppoe_session_i),
        .headers_ppp_compressed_i          (headers_ppp_compressed_i),
        .headers_l3_offset_i               (headers_l3_offset_i),
        .headers_arp_i                     (headers_arp_i),
        .headers_mac_control_i             (headers_mac_control_i),
        .headers_pause_i                   (headers_pause_i),
        .headers_priority_pause_i          (headers_priority_pause_i),
        .headers_lacp_i                    (headers_lacp_i),
        .headers_lldp_i                    (headers_lldp_i),
        .headers_ptp_i                     (headers_ptp_i),
        .headers_ptp_message_i             (headers_ptp_message_i),
        .headers_fcoe_i                    (headers_fcoe_i),
        .headers_fc_routing_i              (headers_fc_routing_i),
        .headers_fc_destination_i          (headers_fc_destination_i),
        .headers_fc_source_i               (headers_fc_source_i),
        .headers_fip_i                     (headers_fip_i),
        .headers_global_route_i            (headers_global_route_i),
        .headers_roce_i                    (headers_roce_i),
        .headers_rdma_opcode_i             (headers_rdma_opcode_i),
        .headers_rdma_queue_pair_i         (headers_rdma_queue_pair_i),
        .headers_ipv4_i                    (headers_ipv4_i),
        .headers_ipv4_header_words_i       (headers_ipv4_header_words_i),
        .headers_ipv4_checksum_i           (headers_ipv4_checksum_i),
        .headers_ipv6_i                    (headers_ipv6_i),
        .headers_ip_length_i               (headers_ip_length_i),
        .headers_dscp_i                    (headers_dscp_i),
        .headers_ecn_i                     (headers_ecn_i),
        .headers_ttl_i                     (headers_ttl_i),
        .headers_fragment_i                (headers_fragment_i),
        .headers_later_fragment_i          (headers_later_fragment_i),
        .headers_fragment_start_i          (headers_fragment_start_i),
        .headers_authentication_i          (headers_authentication_i),
        .headers_segments_left_i           (headers_segments_left_i),
        .headers_address_options_i         (headers_address_options_i),
        .headers_ip_protocol_i             (headers_ip_protocol_i),
        .headers_src_ip_i                  (headers_src_ip_i),
        .headers_dst_ip_i                  (headers_dst_ip_i),
        .headers_l4_offset_i               (headers_l4_offset_i),
        .headers_tcp_i                     (headers_tcp_i),
        .headers_udp_i                     (headers_udp_i),
        .headers_udp_lite_i                (headers_udp_lite_i),
        .headers_sctp_i                    (headers_sctp_i),
        .headers_icmp_i                    (headers_icmp_i),
        .headers_igmp_i                    (headers_igmp_i),
        .headers_ports_i                   (headers_ports_i),
        .headers_src_port_i                (headers_src_port_i),
        .headers_dst_port_i                (headers_dst_port_i),
        .headers_tcp_flags_i               (headers_tcp_flags_i),
        .headers_udp_length_i              (headers_udp_length_i),
        .headers_udp_checksum_i            (headers_udp_checksum_i),
        .headers_iscsi_i                   (headers_iscsi_i),
        .headers_nvme_i                    (headers_nvme_i),
        .headers_payload_offset_i          (headers_payload_offset_i),
        .headers_tunnel_i                  (headers_tunnel_i),
        .headers_tunnel_id_i               (headers_tunnel_id_i),
        .headers_inner_offset_i            (headers_inner_offset_i),
        .headers_inner_ethernet_i          (headers_inner_ethernet_i),
        .headers_inner_dst_mac_i           (headers_inner_dst_mac_i),
        .headers_inner_src_mac_i           (headers_inner_src_mac_i),
        .headers_inner_vlan_count_i        (headers_inner_vlan_count_i),
        .headers_inner_vlan_i              (headers_inner_vlan_i),
        .headers_inner_vlan2_i             (headers_inner_vlan2_i),
        .headers_inner_ethertype_i         (headers_inner_ethertype_i),
        .headers_inner_l3_offset_i         (headers_inner_l3_offset_i),
        .headers_inner_ipv4_i              (headers_inner_ipv4_i),
        .headers_inner_ipv4_header_words_i (headers_inner_ipv4_header_words_i),
        .headers_inner_ipv4_checksum_i     (headers_inner_ipv4_checksum_i),
        .headers_inner_ipv6_i              (headers_inner_ipv6_i),
        .headers_inner_ip_length_i         (headers_inner_ip_length_i),
        .headers_inner_dscp_i              (headers_inner_dscp_i),
        .headers_inner_ecn_i               (headers_inner_ecn_i),
        .headers_inner_ttl_i               (headers_inner_ttl_i),
        .headers_inner_fragment_i          (headers_inner_fragment_i),
        .headers_inner_later_fragment_i    (headers_inner_later_fragment_i),
        .headers_inner_authentication_i    (headers_inner_authentication_i),
        .headers_inner_segments_left_i     (headers_inner_segments_left_i),
        .headers_inner_address_options_i   (headers_inner_address_options_i),
        .headers_inner_ip_protocol_i       (headers_inner_ip_protocol_i),
        .headers_inner_src_ip_i            (headers_inner_src_ip_i),
        .headers_inner_dst_ip_i            (headers_inner_dst_ip_i),
        .headers_inner_l4_offset_i         (headers_inner_l4_offset_i),
        .headers_inner_tcp_i               (headers_inner_tcp_i),
        .headers_inner_udp_i               (headers_inner_udp_i),
        .headers_inner_udp_lite_i          (headers_inner_udp_lite_i),
        .headers_inner_sctp_i              (headers_inner_sctp_i),
        .headers_inner_icmp_i              (headers_inner_icmp_i),
        .headers_inner_src_port_i          (headers_inner_src_port_i),
        .headers_inner_dst_port_i          (headers_inner_dst_port_i),
        .headers_inner_tcp_flags_i         (headers_inner_tcp_flags_i),
        .headers_inner_udp_length_i        (headers_inner_udp_length_i),
        .headers_inner_udp_checksum_i      (headers_inner_udp_checksum_i),
        .headers_inner_iscsi_i             (headers_inner_iscsi_i),
        .headers_inner_nvme_i              (headers_inner_nvme_i),
        .headers_inner_payload_offset_i    (headers_inner_payload_offset_i),
        .headers_frame_bytes_i             (headers_frame_bytes_i),
        .headers_longer_i                  (headers_longer_i),
        .headers_exception_i               (headers_exception_i),
        .headers_exception_header_i        (headers_exception_header_i),
        .functions_i                       (forwarding_results_functions),
        .condition_write_valid_i           (condition_write_valid_i),
        .condition_write_function_i        (condition_write_function_i),
        .condition_write_report_i          (condition_write_report_i),
        .condition_write_deny_fragments_i  (condition_write_deny_fragments_i),
        .keys_valid_o                      (key_keys_valid),
        .keys_function_o                   (key_keys_function),
        .keys_group_o                      (key_keys_group),
        .keys_ethertype_o                  (key_keys_ethertype),
        .keys_ipv4_o                       (key_keys_ipv4),
        .keys_ipv6_o                       (key_keys_ipv6),
        .keys_later_fragment_o             (key_keys_later_fragment),
        .keys_l4_o                         (key_keys_l4),
        .keys_ip_protocol_o                (key_keys_ip_protocol),
        .keys_src_port_o                   (key_keys_src_port),
        .keys_dst_port_o                   (key_keys_dst_port),
        .keys_src_ip_o                     (key_keys_src_ip),
        .keys_dst_ip_o                     (key_keys_dst_ip),
        .keys_unread_ethertype_o           (key_keys_unread_ethertype),
        .keys_unread_network_o             (key_keys_unread_network),
        .keys_unread_protocol_o            (key_keys_unread_protocol),
        .keys_unread_ports_o               (key_keys_unread_ports),
        .keys_unread_fragment_o            (key_keys_unread_fragment),
        .addressed_functions_o             (key_addressed_functions),
        .addressed_group_o                 (key_addressed_group),
        .addressed_malformed_o             (key_addressed_malformed),
        .addressed_refused_o               (key_addressed_refused),
        .addressed_uncertain_o             (key_addressed_uncertain),
        .addressed_reports_o               (key_addressed_reports)
    );

    ternary_match ternary (
        .clk                     (clk),
        .rst                     (rst),
        .keys_valid_i            (key_keys_valid),
        .keys_function_i         (key_keys_function),
        .keys_group_i            (key_keys_group),
        .keys_ethertype_i        (key_keys_ethertype),
        .keys_ipv4_i             (key_keys_ipv4),
        .keys_ipv6_i             (key_keys_ipv6),
        .keys_later_fragment_i   (key_keys_later_fragment),
        .keys_l4_i               (key_keys_l4),
        .keys_ip_protocol_i      (key_keys_ip_protocol),
        .keys_src_port_i         (key_keys_src_port),
        .keys_dst_port_i         (key_keys_dst_port),
        .keys_src_ip_i           (key_keys_src_ip),
        .keys_dst_ip_i           (key_keys_dst_ip),
        .keys_unread_ethertype_i (key_keys_unread_ethertype),
        .keys_unread_network_i   (key_keys_unread_network),
        .keys_unread_protocol_i  (key_keys_unread_protocol),
        .keys_unread_ports_i     (key_keys_unread_ports),
        .keys_unread_fragment_i  (key_keys_unread_fragment),
        .reports_i               (key_addressed_reports),
        .unreadable_i            (action_unreadable),
        .matches_valid_o         (ternary_matches_valid),
        .matches_hit_o           (ternary_matches_hit),
        .matches_rule_o          (ternary_matches_rule),
        .matches_passed_over_o   (ternary_matches_passed_over),
        .write_valid_i           (row_write_valid_i),
        .write_address_i         (row_write_address_i),
        .write_data_i            (row_write_data_i),
        .ready_o                 (ternary_ready)
    );

    rule_action action (
        .clk                   (clk),
        .rst                   (rst),
        .matches_valid_i       (ternary_matches_valid),
        .matches_hit_i         (ternary_matches_hit),
        .matches_rule_i        (ternary_matches_rule),
        .matches_passed_over_i (ternary_matches_passed_over),
        .addressed_functions_i (addressed_4_functions_q),
        .addressed_group_i     (addressed_4_group_q),
        .addressed_malformed_i (addressed_4_malformed_q),
        .addressed_refused_i   (addressed_4_refused_q),
        .addressed_uncertain_i (addressed_4_uncertain_q),
        .addressed_reports_i   (addressed_4_reports_q),
        .rule_default_i        (rule_default_i),
        .unreadable_o          (action_unreadable),
        .verdicts_valid_o      (action_verdicts_valid),
        .verdicts_functions_o  (action_verdicts_functions),
        .verdicts_drop_o       (action_verdicts_drop),
        .verdicts_reason_o     (action_verdicts_reason),
        .verdicts_queue_o      (action_verdicts_queue),
        .verdicts_reported_o   (action_verdicts_reported),
        .write_valid_i         (action_write_valid_i),
        .write_address_i       (action_write_address_i),
        .write_data_i          (action_write_data_i),
        .ready_o               (action_ready)
    );

    wire unused = &{1'b0, forwarding_results_valid};

endmodule

`default_nettype wire
