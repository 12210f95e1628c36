`default_nettype none

// CRC-32 of Ethernet over 32 bits a clock.
module crc32 (
    input  wire        clk,
    input  wire        rst,
    input  wire [31:0] data_i,
    input  wire        valid_i,
    input  wire        first_i,
    output wire [31:0] state_o
);

    reg  [31:0] state_q;

    wire [31:0] state_or = {32{first_i}} | state_q;
    wire state_xor = state_or[0] ^ state_or[1] ^ (state_or[2] ^ state_or[3])
            ^ (state_or[5] ^ state_or[6] ^ (state_or[7] ^ state_or[15]))
            ^ (state_or[19] ^ state_or[21] ^ (state_or[22] ^ state_or[25]) ^ (state_or[31] ^ data_i[0] ^ (data_i[1] ^ data_i[2])));
    wire state_xor_2 = data_i[3] ^ data_i[5] ^ (data_i[6] ^ data_i[7]) ^ (data_i[15] ^ data_i[19] ^ (data_i[21] ^ data_i[22]))
            ^ (data_i[25] ^ data_i[31]);
    wire state_xor_3 = state_or[3] ^ state_or[4] ^ (state_or[7] ^ state_or[14])
            ^ (state_or[15] ^ state_or[18] ^ (state_or[19] ^ state_or[20]))
            ^ (state_or[22] ^ state_or[24] ^ (state_or[25] ^ state_or[30]) ^ (state_or[31] ^ data_i[3] ^ (data_i[4] ^ data_i[7])));
    wire state_xor_4 = data_i[14] ^ data_i[15] ^ (data_i[18] ^ data_i[19]) ^ (data_i[20] ^ data_i[22] ^ (data_i[24] ^ data_i[25]))
            ^ (data_i[30] ^ data_i[31]);
    wire state_xor_5 = state_or[0] ^ state_or[1] ^ (state_or[5] ^ state_or[7])
            ^ (state_or[13] ^ state_or[14] ^ (state_or[15] ^ state_or[17]))
            ^ (state_or[18] ^ state_or[22] ^ (state_or[23] ^ state_or[24]) ^ (state_or[25] ^ state_or[29] ^ (state_or[30] ^ state_or[31])));
    wire state_xor_6 = data_i[0] ^ data_i[1] ^ (data_i[5] ^ data_i[7]) ^ (data_i[13] ^ data_i[14] ^ (data_i[15] ^ data_i[17]))
            ^ (data_i[18] ^ data_i[22] ^ (data_i[23] ^ data_i[24]) ^ (data_i[25] ^ data_i[29] ^ (data_i[30] ^ data_i[31])));
    wire state_xor_7 = state_or[0] ^ state_or[4] ^ (state_or[6] ^ state_or[12])
            ^ (state_or[13] ^ state_or[14] ^ (state_or[16] ^ state_or[17]))
            ^ (state_or[21] ^ state_or[22] ^ (state_or[23] ^ state_or[24]) ^ (state_or[28] ^ state_or[29] ^ (state_or[30] ^ data_i[0])));
    wire state_xor_8 = data_i[4] ^ data_i[6] ^ (data_i[12] ^ data_i[13]) ^ (data_i[14] ^ data_i[16] ^ (data_i[17] ^ data_i[21]))
            ^ (data_i[22] ^ data_i[23] ^ (data_i[24] ^ data_i[28]) ^ (data_i[29] ^ data_i[30]));
    wire state_xor_9 = state_or[0] ^ state_or[1] ^ (state_or[2] ^ state_or[6])
            ^ (state_or[7] ^ state_or[11] ^ (state_or[12] ^ state_or[13]))
            ^ (state_or[16] ^ state_or[19] ^ (state_or[20] ^ state_or[23]) ^ (state_or[25] ^ state_or[27] ^ (state_or[28] ^ state_or[29])));
    wire state_xor_10 = state_or[31] ^ data_i[0] ^ (data_i[1] ^ data_i[2]) ^ (data_i[6] ^ data_i[7] ^ (data_i[11] ^ data_i[12]))
            ^ (data_i[13] ^ data_i[16] ^ (data_i[19] ^ data_i[20]) ^ (data_i[23] ^ data_i[25] ^ (data_i[27] ^ data_i[28])));
    wire state_xor_11 = state_or[2] ^ state_or[3] ^ (state_or[7] ^ state_or[10])
            ^ (state_or[11] ^ state_or[12] ^ (state_or[18] ^ state_or[21]))
            ^ (state_or[24] ^ state_or[25] ^ (state_or[26] ^ state_or[27]) ^ (state_or[28] ^ state_or[30] ^ (state_or[31] ^ data_i[2])));
    wire state_xor_12 = data_i[3] ^ data_i[7] ^ (data_i[10] ^ data_i[11]) ^ (data_i[12] ^ data_i[18] ^ (data_i[21] ^ data_i[24]))
            ^ (data_i[25] ^ data_i[26] ^ (data_i[27] ^ data_i[28]) ^ (data_i[30] ^ data_i[31]));
    wire state_xor_13 = state_or[1] ^ state_or[2] ^ (state_or[6] ^ state_or[9])
            ^ (state_or[10] ^ state_or[11] ^ (state_or[17] ^ state_or[20]))
            ^ (state_or[23] ^ state_or[24] ^ (state_or[25] ^ state_or[26]) ^ (state_or[27] ^ state_or[29] ^ (state_or[30] ^ data_i[1])));
    wire state_xor_14 = data_i[2] ^ data_i[6] ^ (data_i[9] ^ data_i[10]) ^ (data_i[11] ^ data_i[17] ^ (data_i[20] ^ data_i[23]))
            ^ (data_i[24] ^ data_i[25] ^ (data_i[26] ^ data_i[27]) ^ (data_i[29] ^ data_i[30]));
    wire state_xor_15 = state_or[2] ^ state_or[3] ^ (state_or[6] ^ state_or[7])
            ^ (state_or[8] ^ state_or[9] ^ (state_or[10] ^ state_or[15]))
            ^ (state_or[16] ^ state_or[21] ^ (state_or[23] ^ state_or[24]) ^ (state_or[26] ^ state_or[28] ^ (state_or[29] ^ state_or[31])));
    wire state_xor_16 = data_i[2] ^ data_i[3] ^ (data_i[6] ^ data_i[7]) ^ (data_i[8] ^ data_i[9] ^ (data_i[10] ^ data_i[15]))
            ^ (data_i[16] ^ data_i[21] ^ (data_i[23] ^ data_i[24]) ^ (data_i[26] ^ data_i[28] ^ (data_i[29] ^ data_i[31])));
    wire state_xor_17 = state_or[0] ^ state_or[3] ^ (state_or[8] ^ state_or[9])
            ^ (state_or[14] ^ state_or[19] ^ (state_or[20] ^ state_or[21]))
            ^ (state_or[23] ^ state_or[27] ^ (state_or[28] ^ state_or[30]) ^ (state_or[31] ^ data_i[0] ^ (data_i[3] ^ data_i[8])));
    wire state_xor_18 = data_i[9] ^ data_i[14] ^ (data_i[19] ^ data_i[20]) ^ (data_i[21] ^ data_i[23] ^ (data_i[27] ^ data_i[28]))
            ^ (data_i[30] ^ data_i[31]);
    wire state_xor_19 = state_or[2] ^ state_or[7] ^ (state_or[8] ^ state_or[13])
            ^ (state_or[18] ^ state_or[19] ^ (state_or[20] ^ state_or[22]))
            ^ (state_or[26] ^ state_or[27] ^ (state_or[29] ^ state_or[30]) ^ (data_i[2] ^ data_i[7] ^ (data_i[8] ^ data_i[13])));
    wire state_xor_20 = state_or[0] ^ state_or[2] ^ (state_or[3] ^ state_or[5])
            ^ (state_or[12] ^ state_or[15] ^ (state_or[17] ^ state_or[18]))
            ^ (state_or[22] ^ state_or[26] ^ (state_or[28] ^ state_or[29]) ^ (state_or[31] ^ data_i[0] ^ (data_i[2] ^ data_i[3])));
    wire state_xor_21 = data_i[5] ^ data_i[12] ^ (data_i[15] ^ data_i[17]) ^ (data_i[18] ^ data_i[22] ^ (data_i[26] ^ data_i[28]))
            ^ (data_i[29] ^ data_i[31]);
    wire state_xor_22 = state_or[0] ^ state_or[3] ^ (state_or[4] ^ state_or[5])
            ^ (state_or[6] ^ state_or[7] ^ (state_or[11] ^ state_or[14]))
            ^ (state_or[15] ^ state_or[16] ^ (state_or[17] ^ state_or[19]) ^ (state_or[22] ^ state_or[27] ^ (state_or[28] ^ state_or[30])));
    wire state_xor_23 = state_or[31] ^ data_i[0] ^ (data_i[3] ^ data_i[4]) ^ (data_i[5] ^ data_i[6] ^ (data_i[7] ^ data_i[11]))
            ^ (data_i[14] ^ data_i[15] ^ (data_i[16] ^ data_i[17]) ^ (data_i[19] ^ data_i[22] ^ (data_i[27] ^ data_i[28])));
    wire state_xor_24 = state_or[0] ^ state_or[1] ^ (state_or[4] ^ state_or[7])
            ^ (state_or[10] ^ state_or[13] ^ (state_or[14] ^ state_or[16]))
            ^ (state_or[18] ^ state_or[19] ^ (state_or[22] ^ state_or[25]) ^ (state_or[26] ^ state_or[27] ^ (state_or[29] ^ state_or[30])));
    wire state_xor_25 = state_or[31] ^ data_i[0] ^ (data_i[1] ^ data_i[4]) ^ (data_i[7] ^ data_i[10] ^ (data_i[13] ^ data_i[14]))
            ^ (data_i[16] ^ data_i[18] ^ (data_i[19] ^ data_i[22]) ^ (data_i[25] ^ data_i[26] ^ (data_i[27] ^ data_i[29])));
    wire state_xor_26 = state_or[0] ^ state_or[3] ^ (state_or[6] ^ state_or[9])
            ^ (state_or[12] ^ state_or[13] ^ (state_or[15] ^ state_or[17]))
            ^ (state_or[18] ^ state_or[21] ^ (state_or[24] ^ state_or[25]) ^ (state_or[26] ^ state_or[28] ^ (state_or[29] ^ state_or[30])));
    wire state_xor_27 = data_i[0] ^ data_i[3] ^ (data_i[6] ^ data_i[9]) ^ (data_i[12] ^ data_i[13] ^ (data_i[15] ^ data_i[17]))
            ^ (data_i[18] ^ data_i[21] ^ (data_i[24] ^ data_i[25]) ^ (data_i[26] ^ data_i[28] ^ (data_i[29] ^ data_i[30])));
    wire state_xor_28 = state_or[2] ^ state_or[5] ^ (state_or[8] ^ state_or[11])
            ^ (state_or[12] ^ state_or[14] ^ (state_or[16] ^ state_or[17]))
            ^ (state_or[20] ^ state_or[23] ^ (state_or[24] ^ state_or[25]) ^ (state_or[27] ^ state_or[28] ^ (state_or[29] ^ data_i[2])));
    wire state_xor_29 = data_i[5] ^ data_i[8] ^ (data_i[11] ^ data_i[12]) ^ (data_i[14] ^ data_i[16] ^ (data_i[17] ^ data_i[20]))
            ^ (data_i[23] ^ data_i[24] ^ (data_i[25] ^ data_i[27]) ^ (data_i[28] ^ data_i[29]));
    wire state_xor_30 = state_or[1] ^ state_or[4] ^ (state_or[7] ^ state_or[10])
            ^ (state_or[11] ^ state_or[13] ^ (state_or[15] ^ state_or[16]))
            ^ (state_or[19] ^ state_or[22] ^ (state_or[23] ^ state_or[24]) ^ (state_or[26] ^ state_or[27] ^ (state_or[28] ^ data_i[1])));
    wire state_xor_31 = data_i[4] ^ data_i[7] ^ (data_i[10] ^ data_i[11]) ^ (data_i[13] ^ data_i[15] ^ (data_i[16] ^ data_i[19]))
            ^ (data_i[22] ^ data_i[23] ^ (data_i[24] ^ data_i[26]) ^ (data_i[27] ^ data_i[28]));
    wire state_xor_32 = state_or[1] ^ state_or[2] ^ (state_or[5] ^ state_or[7])
            ^ (state_or[9] ^ state_or[10] ^ (state_or[12] ^ state_or[14]))
            ^ (state_or[18] ^ state_or[19] ^ (state_or[23] ^ state_or[26]) ^ (state_or[27] ^ state_or[31] ^ (data_i[1] ^ data_i[2])));
    wire state_xor_33 = data_i[5] ^ data_i[7] ^ (data_i[9] ^ data_i[10]) ^ (data_i[12] ^ data_i[14] ^ (data_i[18] ^ data_i[19]))
            ^ (data_i[23] ^ data_i[26] ^ (data_i[27] ^ data_i[31]));
    wire state_xor_34 = state_or[0] ^ state_or[1] ^ (state_or[4] ^ state_or[6])
            ^ (state_or[8] ^ state_or[9] ^ (state_or[11] ^ state_or[13]))
            ^ (state_or[17] ^ state_or[18] ^ (state_or[22] ^ state_or[25]) ^ (state_or[26] ^ state_or[30] ^ (data_i[0] ^ data_i[1])));
    wire state_xor_35 = data_i[4] ^ data_i[6] ^ (data_i[8] ^ data_i[9]) ^ (data_i[11] ^ data_i[13] ^ (data_i[17] ^ data_i[18]))
            ^ (data_i[22] ^ data_i[25] ^ (data_i[26] ^ data_i[30]));
    wire state_xor_36 = state_or[0] ^ state_or[3] ^ (state_or[5] ^ state_or[7])
            ^ (state_or[8] ^ state_or[10] ^ (state_or[12] ^ state_or[16]))
            ^ (state_or[17] ^ state_or[21] ^ (state_or[24] ^ state_or[25]) ^ (state_or[29] ^ data_i[0] ^ (data_i[3] ^ data_i[5])));
    wire state_xor_37 = data_i[7] ^ data_i[8] ^ (data_i[10] ^ data_i[12]) ^ (data_i[16] ^ data_i[17] ^ (data_i[21] ^ data_i[24]))
            ^ (data_i[25] ^ data_i[29]);
    wire state_xor_38 = state_or[2] ^ state_or[4] ^ (state_or[6] ^ state_or[7])
            ^ (state_or[9] ^ state_or[11] ^ (state_or[15] ^ state_or[16]))
            ^ (state_or[20] ^ state_or[23] ^ (state_or[24] ^ state_or[28]) ^ (data_i[2] ^ data_i[4] ^ (data_i[6] ^ data_i[7])));
    wire state_xor_39 = state_or[1] ^ state_or[3] ^ (state_or[5] ^ state_or[6])
            ^ (state_or[8] ^ state_or[10] ^ (state_or[14] ^ state_or[15]))
            ^ (state_or[19] ^ state_or[22] ^ (state_or[23] ^ state_or[27]) ^ (data_i[1] ^ data_i[3] ^ (data_i[5] ^ data_i[6])));
    wire state_xor_40 = state_or[0] ^ state_or[2] ^ (state_or[4] ^ state_or[5])
            ^ (state_or[7] ^ state_or[9] ^ (state_or[13] ^ state_or[14]))
            ^ (state_or[18] ^ state_or[21] ^ (state_or[22] ^ state_or[26]) ^ (data_i[0] ^ data_i[2] ^ (data_i[4] ^ data_i[5])));
    wire state_xor_41 = state_or[0] ^ state_or[2] ^ (state_or[4] ^ state_or[5])
            ^ (state_or[7] ^ state_or[8] ^ (state_or[12] ^ state_or[13]))
            ^ (state_or[15] ^ state_or[17] ^ (state_or[19] ^ state_or[20]) ^ (state_or[22] ^ state_or[31] ^ (data_i[0] ^ data_i[2])));
    wire state_xor_42 = data_i[4] ^ data_i[5] ^ (data_i[7] ^ data_i[8]) ^ (data_i[12] ^ data_i[13] ^ (data_i[15] ^ data_i[17]))
            ^ (data_i[19] ^ data_i[20] ^ (data_i[22] ^ data_i[31]));
    wire state_xor_43 = state_or[0] ^ state_or[2] ^ (state_or[4] ^ state_or[5])
            ^ (state_or[11] ^ state_or[12] ^ (state_or[14] ^ state_or[15]))
            ^ (state_or[16] ^ state_or[18] ^ (state_or[22] ^ state_or[25]) ^ (state_or[30] ^ state_or[31] ^ (data_i[0] ^ data_i[2])));
    wire state_xor_44 = data_i[4] ^ data_i[5] ^ (data_i[11] ^ data_i[12]) ^ (data_i[14] ^ data_i[15] ^ (data_i[16] ^ data_i[18]))
            ^ (data_i[22] ^ data_i[25] ^ (data_i[30] ^ data_i[31]));
    wire state_xor_45 = state_or[1] ^ state_or[3] ^ (state_or[4] ^ state_or[10])
            ^ (state_or[11] ^ state_or[13] ^ (state_or[14] ^ state_or[15]))
            ^ (state_or[17] ^ state_or[21] ^ (state_or[24] ^ state_or[29]) ^ (state_or[30] ^ data_i[1] ^ (data_i[3] ^ data_i[4])));
    wire state_xor_46 = data_i[10] ^ data_i[11] ^ (data_i[13] ^ data_i[14]) ^ (data_i[15] ^ data_i[17] ^ (data_i[21] ^ data_i[24]))
            ^ (data_i[29] ^ data_i[30]);
    wire state_xor_47 = state_or[0] ^ state_or[2] ^ (state_or[3] ^ state_or[9])
            ^ (state_or[10] ^ state_or[12] ^ (state_or[13] ^ state_or[14]))
            ^ (state_or[16] ^ state_or[20] ^ (state_or[23] ^ state_or[28]) ^ (state_or[29] ^ data_i[0] ^ (data_i[2] ^ data_i[3])));
    wire state_xor_48 = data_i[9] ^ data_i[10] ^ (data_i[12] ^ data_i[13]) ^ (data_i[14] ^ data_i[16] ^ (data_i[20] ^ data_i[23]))
            ^ (data_i[28] ^ data_i[29]);
    wire state_xor_49 = state_or[0] ^ state_or[3] ^ (state_or[5] ^ state_or[6])
            ^ (state_or[7] ^ state_or[8] ^ (state_or[9] ^ state_or[11]))
            ^ (state_or[12] ^ state_or[13] ^ (state_or[21] ^ state_or[25]) ^ (state_or[27] ^ state_or[28] ^ (state_or[31] ^ data_i[0])));
    wire state_xor_50 = data_i[3] ^ data_i[5] ^ (data_i[6] ^ data_i[7]) ^ (data_i[8] ^ data_i[9] ^ (data_i[11] ^ data_i[12]))
            ^ (data_i[13] ^ data_i[21] ^ (data_i[25] ^ data_i[27]) ^ (data_i[28] ^ data_i[31]));
    wire state_xor_51 = state_or[2] ^ state_or[4] ^ (state_or[5] ^ state_or[6])
            ^ (state_or[7] ^ state_or[8] ^ (state_or[10] ^ state_or[11]))
            ^ (state_or[12] ^ state_or[20] ^ (state_or[24] ^ state_or[26]) ^ (state_or[27] ^ state_or[30] ^ (data_i[2] ^ data_i[4])));
    wire state_xor_52 = data_i[5] ^ data_i[6] ^ (data_i[7] ^ data_i[8]) ^ (data_i[10] ^ data_i[11] ^ (data_i[12] ^ data_i[20]))
            ^ (data_i[24] ^ data_i[26] ^ (data_i[27] ^ data_i[30]));
    wire state_xor_53 = state_or[1] ^ state_or[3] ^ (state_or[4] ^ state_or[5])
            ^ (state_or[6] ^ state_or[7] ^ (state_or[9] ^ state_or[10]))
            ^ (state_or[11] ^ state_or[19] ^ (state_or[23] ^ state_or[25]) ^ (state_or[26] ^ state_or[29] ^ (data_i[1] ^ data_i[3])));
    wire state_xor_54 = data_i[4] ^ data_i[5] ^ (data_i[6] ^ data_i[7]) ^ (data_i[9] ^ data_i[10] ^ (data_i[11] ^ data_i[19]))
            ^ (data_i[23] ^ data_i[25] ^ (data_i[26] ^ data_i[29]));
    wire state_xor_55 = state_or[0] ^ state_or[2] ^ (state_or[3] ^ state_or[4])
            ^ (state_or[5] ^ state_or[6] ^ (state_or[8] ^ state_or[9]))
            ^ (state_or[10] ^ state_or[18] ^ (state_or[22] ^ state_or[24]) ^ (state_or[25] ^ state_or[28] ^ (data_i[0] ^ data_i[2])));
    wire state_xor_56 = data_i[3] ^ data_i[4] ^ (data_i[5] ^ data_i[6]) ^ (data_i[8] ^ data_i[9] ^ (data_i[10] ^ data_i[18]))
            ^ (data_i[22] ^ data_i[24] ^ (data_i[25] ^ data_i[28]));
    wire state_xor_57 = state_or[1] ^ state_or[2] ^ (state_or[3] ^ state_or[4])
            ^ (state_or[5] ^ state_or[7] ^ (state_or[8] ^ state_or[9]))
            ^ (state_or[17] ^ state_or[21] ^ (state_or[23] ^ state_or[24]) ^ (state_or[27] ^ data_i[1] ^ (data_i[2] ^ data_i[3])));
    wire state_xor_58 = data_i[4] ^ data_i[5] ^ (data_i[7] ^ data_i[8]) ^ (data_i[9] ^ data_i[17] ^ (data_i[21] ^ data_i[23]))
            ^ (data_i[24] ^ data_i[27]);
    wire state_xor_59 = state_or[0] ^ state_or[1] ^ (state_or[2] ^ state_or[3])
            ^ (state_or[4] ^ state_or[6] ^ (state_or[7] ^ state_or[8]))
            ^ (state_or[16] ^ state_or[20] ^ (state_or[22] ^ state_or[23]) ^ (state_or[26] ^ data_i[0] ^ (data_i[1] ^ data_i[2])));
    wire state_xor_60 = data_i[3] ^ data_i[4] ^ (data_i[6] ^ data_i[7]) ^ (data_i[8] ^ data_i[16] ^ (data_i[20] ^ data_i[22]))
            ^ (data_i[23] ^ data_i[26]);
    always @(posedge clk) begin
        if (valid_i) begin
            state_q <= {state_xor ^ state_xor_2, state_xor_3 ^ state_xor_4, state_xor_5 ^ state_xor_6, state_xor_7 ^ state_xor_8,
                    state_xor_9 ^ state_xor_10 ^ (data_i[29] ^ data_i[31]), state_xor_11 ^ state_xor_12,
                    state_xor_13 ^ state_xor_14, state_xor_15 ^ state_xor_16, state_xor_17 ^ state_xor_18,
                    state_xor_19 ^ (data_i[18] ^ data_i[19] ^ (data_i[20] ^ data_i[22]) ^ (data_i[26] ^ data_i[27] ^ (data_i[29] ^ data_i[30]))),
                    state_xor_20 ^ state_xor_21, state_xor_22 ^ state_xor_23 ^ (data_i[30] ^ data_i[31]),
                    state_xor_24 ^ state_xor_25 ^ (data_i[30] ^ data_i[31]), state_xor_26 ^ state_xor_27,
                    state_xor_28 ^ state_xor_29, state_xor_30 ^ state_xor_31, state_xor_32 ^ state_xor_33,
                    state_xor_34 ^ state_xor_35, state_xor_36 ^ state_xor_37,
                    state_xor_38 ^ (data_i[9] ^ data_i[11] ^ (data_i[15] ^ data_i[16]) ^ (data_i[20] ^ data_i[23] ^ (data_i[24] ^ data_i[28]))),
                    state_xor_39 ^ (data_i[8] ^ data_i[10] ^ (data_i[14] ^ data_i[15]) ^ (data_i[19] ^ data_i[22] ^ (data_i[23] ^ data_i[27]))),
                    state_xor_40 ^ (data_i[7] ^ data_i[9] ^ (data_i[13] ^ data_i[14]) ^ (data_i[18] ^ data_i[21] ^ (data_i[22] ^ data_i[26]))),
                    state_xor_41 ^ state_xor_42, state_xor_43 ^ state_xor_44, state_xor_45 ^ state_xor_46,
                    state_xor_47 ^ state_xor_48, state_xor_49 ^ state_xor_50, state_xor_51 ^ state_xor_52,
                    state_xor_53 ^ state_xor_54, state_xor_55 ^ state_xor_56, state_xor_57 ^ state_xor_58,
                    state_xor_59 ^ state_xor_60};
        end
        if (rst) begin
            state_q <= 32'hffffffff;
        end
    end

    assign state_o = state_q;

endmodule

`default_nettype wire
