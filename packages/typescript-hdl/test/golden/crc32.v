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

    wire [31:0] first_or = {32{first_i}} | state_q;
    wire first_xor = first_or[0] ^ first_or[1] ^ (first_or[2] ^ first_or[3])
            ^ (first_or[5] ^ first_or[6] ^ (first_or[7] ^ first_or[15]))
            ^ (first_or[19] ^ first_or[21] ^ (first_or[22] ^ first_or[25]) ^ (first_or[31] ^ data_i[0] ^ (data_i[1] ^ data_i[2])));
    wire data_xor = data_i[3] ^ data_i[5] ^ (data_i[6] ^ data_i[7]) ^ (data_i[15] ^ data_i[19] ^ (data_i[21] ^ data_i[22]))
            ^ (data_i[25] ^ data_i[31]);
    wire first_xor_2 = first_or[3] ^ first_or[4] ^ (first_or[7] ^ first_or[14])
            ^ (first_or[15] ^ first_or[18] ^ (first_or[19] ^ first_or[20]))
            ^ (first_or[22] ^ first_or[24] ^ (first_or[25] ^ first_or[30]) ^ (first_or[31] ^ data_i[3] ^ (data_i[4] ^ data_i[7])));
    wire data_xor_2 = data_i[14] ^ data_i[15] ^ (data_i[18] ^ data_i[19]) ^ (data_i[20] ^ data_i[22] ^ (data_i[24] ^ data_i[25]))
            ^ (data_i[30] ^ data_i[31]);
    wire first_xor_3 = first_or[0] ^ first_or[1] ^ (first_or[5] ^ first_or[7])
            ^ (first_or[13] ^ first_or[14] ^ (first_or[15] ^ first_or[17]))
            ^ (first_or[18] ^ first_or[22] ^ (first_or[23] ^ first_or[24]) ^ (first_or[25] ^ first_or[29] ^ (first_or[30] ^ first_or[31])));
    wire data_xor_3 = data_i[0] ^ data_i[1] ^ (data_i[5] ^ data_i[7]) ^ (data_i[13] ^ data_i[14] ^ (data_i[15] ^ data_i[17]))
            ^ (data_i[18] ^ data_i[22] ^ (data_i[23] ^ data_i[24]) ^ (data_i[25] ^ data_i[29] ^ (data_i[30] ^ data_i[31])));
    wire first_xor_4 = first_or[0] ^ first_or[4] ^ (first_or[6] ^ first_or[12])
            ^ (first_or[13] ^ first_or[14] ^ (first_or[16] ^ first_or[17]))
            ^ (first_or[21] ^ first_or[22] ^ (first_or[23] ^ first_or[24]) ^ (first_or[28] ^ first_or[29] ^ (first_or[30] ^ data_i[0])));
    wire data_xor_4 = data_i[4] ^ data_i[6] ^ (data_i[12] ^ data_i[13]) ^ (data_i[14] ^ data_i[16] ^ (data_i[17] ^ data_i[21]))
            ^ (data_i[22] ^ data_i[23] ^ (data_i[24] ^ data_i[28]) ^ (data_i[29] ^ data_i[30]));
    wire first_xor_5 = first_or[0] ^ first_or[1] ^ (first_or[2] ^ first_or[6])
            ^ (first_or[7] ^ first_or[11] ^ (first_or[12] ^ first_or[13]))
            ^ (first_or[16] ^ first_or[19] ^ (first_or[20] ^ first_or[23]) ^ (first_or[25] ^ first_or[27] ^ (first_or[28] ^ first_or[29])));
    wire first_xor_6 = first_or[31] ^ data_i[0] ^ (data_i[1] ^ data_i[2]) ^ (data_i[6] ^ data_i[7] ^ (data_i[11] ^ data_i[12]))
            ^ (data_i[13] ^ data_i[16] ^ (data_i[19] ^ data_i[20]) ^ (data_i[23] ^ data_i[25] ^ (data_i[27] ^ data_i[28])));
    wire first_xor_7 = first_or[2] ^ first_or[3] ^ (first_or[7] ^ first_or[10])
            ^ (first_or[11] ^ first_or[12] ^ (first_or[18] ^ first_or[21]))
            ^ (first_or[24] ^ first_or[25] ^ (first_or[26] ^ first_or[27]) ^ (first_or[28] ^ first_or[30] ^ (first_or[31] ^ data_i[2])));
    wire data_xor_5 = data_i[3] ^ data_i[7] ^ (data_i[10] ^ data_i[11]) ^ (data_i[12] ^ data_i[18] ^ (data_i[21] ^ data_i[24]))
            ^ (data_i[25] ^ data_i[26] ^ (data_i[27] ^ data_i[28]) ^ (data_i[30] ^ data_i[31]));
    wire first_xor_8 = first_or[1] ^ first_or[2] ^ (first_or[6] ^ first_or[9])
            ^ (first_or[10] ^ first_or[11] ^ (first_or[17] ^ first_or[20]))
            ^ (first_or[23] ^ first_or[24] ^ (first_or[25] ^ first_or[26]) ^ (first_or[27] ^ first_or[29] ^ (first_or[30] ^ data_i[1])));
    wire data_xor_6 = data_i[2] ^ data_i[6] ^ (data_i[9] ^ data_i[10]) ^ (data_i[11] ^ data_i[17] ^ (data_i[20] ^ data_i[23]))
            ^ (data_i[24] ^ data_i[25] ^ (data_i[26] ^ data_i[27]) ^ (data_i[29] ^ data_i[30]));
    wire first_xor_9 = first_or[2] ^ first_or[3] ^ (first_or[6] ^ first_or[7])
            ^ (first_or[8] ^ first_or[9] ^ (first_or[10] ^ first_or[15]))
            ^ (first_or[16] ^ first_or[21] ^ (first_or[23] ^ first_or[24]) ^ (first_or[26] ^ first_or[28] ^ (first_or[29] ^ first_or[31])));
    wire data_xor_7 = data_i[2] ^ data_i[3] ^ (data_i[6] ^ data_i[7]) ^ (data_i[8] ^ data_i[9] ^ (data_i[10] ^ data_i[15]))
            ^ (data_i[16] ^ data_i[21] ^ (data_i[23] ^ data_i[24]) ^ (data_i[26] ^ data_i[28] ^ (data_i[29] ^ data_i[31])));
    wire first_xor_10 = first_or[0] ^ first_or[3] ^ (first_or[8] ^ first_or[9])
            ^ (first_or[14] ^ first_or[19] ^ (first_or[20] ^ first_or[21]))
            ^ (first_or[23] ^ first_or[27] ^ (first_or[28] ^ first_or[30]) ^ (first_or[31] ^ data_i[0] ^ (data_i[3] ^ data_i[8])));
    wire data_xor_8 = data_i[9] ^ data_i[14] ^ (data_i[19] ^ data_i[20]) ^ (data_i[21] ^ data_i[23] ^ (data_i[27] ^ data_i[28]))
            ^ (data_i[30] ^ data_i[31]);
    wire first_xor_11 = first_or[2] ^ first_or[7] ^ (first_or[8] ^ first_or[13])
            ^ (first_or[18] ^ first_or[19] ^ (first_or[20] ^ first_or[22]))
            ^ (first_or[26] ^ first_or[27] ^ (first_or[29] ^ first_or[30]) ^ (data_i[2] ^ data_i[7] ^ (data_i[8] ^ data_i[13])));
    wire first_xor_12 = first_or[0] ^ first_or[2] ^ (first_or[3] ^ first_or[5])
            ^ (first_or[12] ^ first_or[15] ^ (first_or[17] ^ first_or[18]))
            ^ (first_or[22] ^ first_or[26] ^ (first_or[28] ^ first_or[29]) ^ (first_or[31] ^ data_i[0] ^ (data_i[2] ^ data_i[3])));
    wire data_xor_9 = data_i[5] ^ data_i[12] ^ (data_i[15] ^ data_i[17]) ^ (data_i[18] ^ data_i[22] ^ (data_i[26] ^ data_i[28]))
            ^ (data_i[29] ^ data_i[31]);
    wire first_xor_13 = first_or[0] ^ first_or[3] ^ (first_or[4] ^ first_or[5])
            ^ (first_or[6] ^ first_or[7] ^ (first_or[11] ^ first_or[14]))
            ^ (first_or[15] ^ first_or[16] ^ (first_or[17] ^ first_or[19]) ^ (first_or[22] ^ first_or[27] ^ (first_or[28] ^ first_or[30])));
    wire first_xor_14 = first_or[31] ^ data_i[0] ^ (data_i[3] ^ data_i[4]) ^ (data_i[5] ^ data_i[6] ^ (data_i[7] ^ data_i[11]))
            ^ (data_i[14] ^ data_i[15] ^ (data_i[16] ^ data_i[17]) ^ (data_i[19] ^ data_i[22] ^ (data_i[27] ^ data_i[28])));
    wire first_xor_15 = first_or[0] ^ first_or[1] ^ (first_or[4] ^ first_or[7])
            ^ (first_or[10] ^ first_or[13] ^ (first_or[14] ^ first_or[16]))
            ^ (first_or[18] ^ first_or[19] ^ (first_or[22] ^ first_or[25]) ^ (first_or[26] ^ first_or[27] ^ (first_or[29] ^ first_or[30])));
    wire first_xor_16 = first_or[31] ^ data_i[0] ^ (data_i[1] ^ data_i[4]) ^ (data_i[7] ^ data_i[10] ^ (data_i[13] ^ data_i[14]))
            ^ (data_i[16] ^ data_i[18] ^ (data_i[19] ^ data_i[22]) ^ (data_i[25] ^ data_i[26] ^ (data_i[27] ^ data_i[29])));
    wire first_xor_17 = first_or[0] ^ first_or[3] ^ (first_or[6] ^ first_or[9])
            ^ (first_or[12] ^ first_or[13] ^ (first_or[15] ^ first_or[17]))
            ^ (first_or[18] ^ first_or[21] ^ (first_or[24] ^ first_or[25]) ^ (first_or[26] ^ first_or[28] ^ (first_or[29] ^ first_or[30])));
    wire data_xor_10 = data_i[0] ^ data_i[3] ^ (data_i[6] ^ data_i[9]) ^ (data_i[12] ^ data_i[13] ^ (data_i[15] ^ data_i[17]))
            ^ (data_i[18] ^ data_i[21] ^ (data_i[24] ^ data_i[25]) ^ (data_i[26] ^ data_i[28] ^ (data_i[29] ^ data_i[30])));
    wire first_xor_18 = first_or[2] ^ first_or[5] ^ (first_or[8] ^ first_or[11])
            ^ (first_or[12] ^ first_or[14] ^ (first_or[16] ^ first_or[17]))
            ^ (first_or[20] ^ first_or[23] ^ (first_or[24] ^ first_or[25]) ^ (first_or[27] ^ first_or[28] ^ (first_or[29] ^ data_i[2])));
    wire data_xor_11 = data_i[5] ^ data_i[8] ^ (data_i[11] ^ data_i[12]) ^ (data_i[14] ^ data_i[16] ^ (data_i[17] ^ data_i[20]))
            ^ (data_i[23] ^ data_i[24] ^ (data_i[25] ^ data_i[27]) ^ (data_i[28] ^ data_i[29]));
    wire first_xor_19 = first_or[1] ^ first_or[4] ^ (first_or[7] ^ first_or[10])
            ^ (first_or[11] ^ first_or[13] ^ (first_or[15] ^ first_or[16]))
            ^ (first_or[19] ^ first_or[22] ^ (first_or[23] ^ first_or[24]) ^ (first_or[26] ^ first_or[27] ^ (first_or[28] ^ data_i[1])));
    wire data_xor_12 = data_i[4] ^ data_i[7] ^ (data_i[10] ^ data_i[11]) ^ (data_i[13] ^ data_i[15] ^ (data_i[16] ^ data_i[19]))
            ^ (data_i[22] ^ data_i[23] ^ (data_i[24] ^ data_i[26]) ^ (data_i[27] ^ data_i[28]));
    wire first_xor_20 = first_or[1] ^ first_or[2] ^ (first_or[5] ^ first_or[7])
            ^ (first_or[9] ^ first_or[10] ^ (first_or[12] ^ first_or[14]))
            ^ (first_or[18] ^ first_or[19] ^ (first_or[23] ^ first_or[26]) ^ (first_or[27] ^ first_or[31] ^ (data_i[1] ^ data_i[2])));
    wire data_xor_13 = data_i[5] ^ data_i[7] ^ (data_i[9] ^ data_i[10]) ^ (data_i[12] ^ data_i[14] ^ (data_i[18] ^ data_i[19]))
            ^ (data_i[23] ^ data_i[26] ^ (data_i[27] ^ data_i[31]));
    wire first_xor_21 = first_or[0] ^ first_or[1] ^ (first_or[4] ^ first_or[6])
            ^ (first_or[8] ^ first_or[9] ^ (first_or[11] ^ first_or[13]))
            ^ (first_or[17] ^ first_or[18] ^ (first_or[22] ^ first_or[25]) ^ (first_or[26] ^ first_or[30] ^ (data_i[0] ^ data_i[1])));
    wire data_xor_14 = data_i[4] ^ data_i[6] ^ (data_i[8] ^ data_i[9]) ^ (data_i[11] ^ data_i[13] ^ (data_i[17] ^ data_i[18]))
            ^ (data_i[22] ^ data_i[25] ^ (data_i[26] ^ data_i[30]));
    wire first_xor_22 = first_or[0] ^ first_or[3] ^ (first_or[5] ^ first_or[7])
            ^ (first_or[8] ^ first_or[10] ^ (first_or[12] ^ first_or[16]))
            ^ (first_or[17] ^ first_or[21] ^ (first_or[24] ^ first_or[25]) ^ (first_or[29] ^ data_i[0] ^ (data_i[3] ^ data_i[5])));
    wire data_xor_15 = data_i[7] ^ data_i[8] ^ (data_i[10] ^ data_i[12]) ^ (data_i[16] ^ data_i[17] ^ (data_i[21] ^ data_i[24]))
            ^ (data_i[25] ^ data_i[29]);
    wire first_xor_23 = first_or[2] ^ first_or[4] ^ (first_or[6] ^ first_or[7])
            ^ (first_or[9] ^ first_or[11] ^ (first_or[15] ^ first_or[16]))
            ^ (first_or[20] ^ first_or[23] ^ (first_or[24] ^ first_or[28]) ^ (data_i[2] ^ data_i[4] ^ (data_i[6] ^ data_i[7])));
    wire first_xor_24 = first_or[1] ^ first_or[3] ^ (first_or[5] ^ first_or[6])
            ^ (first_or[8] ^ first_or[10] ^ (first_or[14] ^ first_or[15]))
            ^ (first_or[19] ^ first_or[22] ^ (first_or[23] ^ first_or[27]) ^ (data_i[1] ^ data_i[3] ^ (data_i[5] ^ data_i[6])));
    wire first_xor_25 = first_or[0] ^ first_or[2] ^ (first_or[4] ^ first_or[5])
            ^ (first_or[7] ^ first_or[9] ^ (first_or[13] ^ first_or[14]))
            ^ (first_or[18] ^ first_or[21] ^ (first_or[22] ^ first_or[26]) ^ (data_i[0] ^ data_i[2] ^ (data_i[4] ^ data_i[5])));
    wire first_xor_26 = first_or[0] ^ first_or[2] ^ (first_or[4] ^ first_or[5])
            ^ (first_or[7] ^ first_or[8] ^ (first_or[12] ^ first_or[13]))
            ^ (first_or[15] ^ first_or[17] ^ (first_or[19] ^ first_or[20]) ^ (first_or[22] ^ first_or[31] ^ (data_i[0] ^ data_i[2])));
    wire data_xor_16 = data_i[4] ^ data_i[5] ^ (data_i[7] ^ data_i[8]) ^ (data_i[12] ^ data_i[13] ^ (data_i[15] ^ data_i[17]))
            ^ (data_i[19] ^ data_i[20] ^ (data_i[22] ^ data_i[31]));
    wire first_xor_27 = first_or[0] ^ first_or[2] ^ (first_or[4] ^ first_or[5])
            ^ (first_or[11] ^ first_or[12] ^ (first_or[14] ^ first_or[15]))
            ^ (first_or[16] ^ first_or[18] ^ (first_or[22] ^ first_or[25]) ^ (first_or[30] ^ first_or[31] ^ (data_i[0] ^ data_i[2])));
    wire data_xor_17 = data_i[4] ^ data_i[5] ^ (data_i[11] ^ data_i[12]) ^ (data_i[14] ^ data_i[15] ^ (data_i[16] ^ data_i[18]))
            ^ (data_i[22] ^ data_i[25] ^ (data_i[30] ^ data_i[31]));
    wire first_xor_28 = first_or[1] ^ first_or[3] ^ (first_or[4] ^ first_or[10])
            ^ (first_or[11] ^ first_or[13] ^ (first_or[14] ^ first_or[15]))
            ^ (first_or[17] ^ first_or[21] ^ (first_or[24] ^ first_or[29]) ^ (first_or[30] ^ data_i[1] ^ (data_i[3] ^ data_i[4])));
    wire data_xor_18 = data_i[10] ^ data_i[11] ^ (data_i[13] ^ data_i[14]) ^ (data_i[15] ^ data_i[17] ^ (data_i[21] ^ data_i[24]))
            ^ (data_i[29] ^ data_i[30]);
    wire first_xor_29 = first_or[0] ^ first_or[2] ^ (first_or[3] ^ first_or[9])
            ^ (first_or[10] ^ first_or[12] ^ (first_or[13] ^ first_or[14]))
            ^ (first_or[16] ^ first_or[20] ^ (first_or[23] ^ first_or[28]) ^ (first_or[29] ^ data_i[0] ^ (data_i[2] ^ data_i[3])));
    wire data_xor_19 = data_i[9] ^ data_i[10] ^ (data_i[12] ^ data_i[13]) ^ (data_i[14] ^ data_i[16] ^ (data_i[20] ^ data_i[23]))
            ^ (data_i[28] ^ data_i[29]);
    wire first_xor_30 = first_or[0] ^ first_or[3] ^ (first_or[5] ^ first_or[6])
            ^ (first_or[7] ^ first_or[8] ^ (first_or[9] ^ first_or[11]))
            ^ (first_or[12] ^ first_or[13] ^ (first_or[21] ^ first_or[25]) ^ (first_or[27] ^ first_or[28] ^ (first_or[31] ^ data_i[0])));
    wire data_xor_20 = data_i[3] ^ data_i[5] ^ (data_i[6] ^ data_i[7]) ^ (data_i[8] ^ data_i[9] ^ (data_i[11] ^ data_i[12]))
            ^ (data_i[13] ^ data_i[21] ^ (data_i[25] ^ data_i[27]) ^ (data_i[28] ^ data_i[31]));
    wire first_xor_31 = first_or[2] ^ first_or[4] ^ (first_or[5] ^ first_or[6])
            ^ (first_or[7] ^ first_or[8] ^ (first_or[10] ^ first_or[11]))
            ^ (first_or[12] ^ first_or[20] ^ (first_or[24] ^ first_or[26]) ^ (first_or[27] ^ first_or[30] ^ (data_i[2] ^ data_i[4])));
    wire data_xor_21 = data_i[5] ^ data_i[6] ^ (data_i[7] ^ data_i[8]) ^ (data_i[10] ^ data_i[11] ^ (data_i[12] ^ data_i[20]))
            ^ (data_i[24] ^ data_i[26] ^ (data_i[27] ^ data_i[30]));
    wire first_xor_32 = first_or[1] ^ first_or[3] ^ (first_or[4] ^ first_or[5])
            ^ (first_or[6] ^ first_or[7] ^ (first_or[9] ^ first_or[10]))
            ^ (first_or[11] ^ first_or[19] ^ (first_or[23] ^ first_or[25]) ^ (first_or[26] ^ first_or[29] ^ (data_i[1] ^ data_i[3])));
    wire data_xor_22 = data_i[4] ^ data_i[5] ^ (data_i[6] ^ data_i[7]) ^ (data_i[9] ^ data_i[10] ^ (data_i[11] ^ data_i[19]))
            ^ (data_i[23] ^ data_i[25] ^ (data_i[26] ^ data_i[29]));
    wire first_xor_33 = first_or[0] ^ first_or[2] ^ (first_or[3] ^ first_or[4])
            ^ (first_or[5] ^ first_or[6] ^ (first_or[8] ^ first_or[9]))
            ^ (first_or[10] ^ first_or[18] ^ (first_or[22] ^ first_or[24]) ^ (first_or[25] ^ first_or[28] ^ (data_i[0] ^ data_i[2])));
    wire data_xor_23 = data_i[3] ^ data_i[4] ^ (data_i[5] ^ data_i[6]) ^ (data_i[8] ^ data_i[9] ^ (data_i[10] ^ data_i[18]))
            ^ (data_i[22] ^ data_i[24] ^ (data_i[25] ^ data_i[28]));
    wire first_xor_34 = first_or[1] ^ first_or[2] ^ (first_or[3] ^ first_or[4])
            ^ (first_or[5] ^ first_or[7] ^ (first_or[8] ^ first_or[9]))
            ^ (first_or[17] ^ first_or[21] ^ (first_or[23] ^ first_or[24]) ^ (first_or[27] ^ data_i[1] ^ (data_i[2] ^ data_i[3])));
    wire data_xor_24 = data_i[4] ^ data_i[5] ^ (data_i[7] ^ data_i[8]) ^ (data_i[9] ^ data_i[17] ^ (data_i[21] ^ data_i[23]))
            ^ (data_i[24] ^ data_i[27]);
    wire first_xor_35 = first_or[0] ^ first_or[1] ^ (first_or[2] ^ first_or[3])
            ^ (first_or[4] ^ first_or[6] ^ (first_or[7] ^ first_or[8]))
            ^ (first_or[16] ^ first_or[20] ^ (first_or[22] ^ first_or[23]) ^ (first_or[26] ^ data_i[0] ^ (data_i[1] ^ data_i[2])));
    wire data_xor_25 = data_i[3] ^ data_i[4] ^ (data_i[6] ^ data_i[7]) ^ (data_i[8] ^ data_i[16] ^ (data_i[20] ^ data_i[22]))
            ^ (data_i[23] ^ data_i[26]);
    always @(posedge clk) begin
        if (valid_i) begin
            state_q <= {first_xor ^ data_xor, first_xor_2 ^ data_xor_2, first_xor_3 ^ data_xor_3, first_xor_4 ^ data_xor_4,
                    first_xor_5 ^ first_xor_6 ^ (data_i[29] ^ data_i[31]), first_xor_7 ^ data_xor_5,
                    first_xor_8 ^ data_xor_6, first_xor_9 ^ data_xor_7, first_xor_10 ^ data_xor_8,
                    first_xor_11 ^ (data_i[18] ^ data_i[19] ^ (data_i[20] ^ data_i[22]) ^ (data_i[26] ^ data_i[27] ^ (data_i[29] ^ data_i[30]))),
                    first_xor_12 ^ data_xor_9, first_xor_13 ^ first_xor_14 ^ (data_i[30] ^ data_i[31]),
                    first_xor_15 ^ first_xor_16 ^ (data_i[30] ^ data_i[31]), first_xor_17 ^ data_xor_10,
                    first_xor_18 ^ data_xor_11, first_xor_19 ^ data_xor_12, first_xor_20 ^ data_xor_13,
                    first_xor_21 ^ data_xor_14, first_xor_22 ^ data_xor_15,
                    first_xor_23 ^ (data_i[9] ^ data_i[11] ^ (data_i[15] ^ data_i[16]) ^ (data_i[20] ^ data_i[23] ^ (data_i[24] ^ data_i[28]))),
                    first_xor_24 ^ (data_i[8] ^ data_i[10] ^ (data_i[14] ^ data_i[15]) ^ (data_i[19] ^ data_i[22] ^ (data_i[23] ^ data_i[27]))),
                    first_xor_25 ^ (data_i[7] ^ data_i[9] ^ (data_i[13] ^ data_i[14]) ^ (data_i[18] ^ data_i[21] ^ (data_i[22] ^ data_i[26]))),
                    first_xor_26 ^ data_xor_16, first_xor_27 ^ data_xor_17, first_xor_28 ^ data_xor_18,
                    first_xor_29 ^ data_xor_19, first_xor_30 ^ data_xor_20, first_xor_31 ^ data_xor_21,
                    first_xor_32 ^ data_xor_22, first_xor_33 ^ data_xor_23, first_xor_34 ^ data_xor_24,
                    first_xor_35 ^ data_xor_25};
        end
        if (rst) begin
            state_q <= 32'hffffffff;
        end
    end

    assign state_o = state_q;

endmodule

`default_nettype wire
