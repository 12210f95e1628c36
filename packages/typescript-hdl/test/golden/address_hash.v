`default_nettype none

// Toeplitz hash of 64 bits under a fixed key.
module address_hash (
    input  wire [63:0] addresses_i,
    output wire [31:0] hash_o
);

    wire addresses_xor = addresses_i[1] ^ addresses_i[2] ^ (addresses_i[3] ^ addresses_i[8])
            ^ (addresses_i[11] ^ addresses_i[13] ^ (addresses_i[14] ^ addresses_i[15]))
            ^ (addresses_i[18] ^ addresses_i[22] ^ (addresses_i[23] ^ addresses_i[24]) ^ (addresses_i[25] ^ addresses_i[26] ^ (addresses_i[27] ^ addresses_i[28])));
    wire addresses_xor_2 = addresses_i[31] ^ addresses_i[33] ^ (addresses_i[35] ^ addresses_i[36])
            ^ (addresses_i[37] ^ addresses_i[38] ^ (addresses_i[40] ^ addresses_i[42]))
            ^ (addresses_i[44] ^ addresses_i[46] ^ (addresses_i[52] ^ addresses_i[53]) ^ (addresses_i[56] ^ addresses_i[57] ^ addresses_i[59]));
    wire addresses_xor_3 = addresses_i[2] ^ addresses_i[3] ^ (addresses_i[4] ^ addresses_i[9])
            ^ (addresses_i[12] ^ addresses_i[14] ^ (addresses_i[15] ^ addresses_i[16]))
            ^ (addresses_i[19] ^ addresses_i[23] ^ (addresses_i[24] ^ addresses_i[25]) ^ (addresses_i[26] ^ addresses_i[27] ^ (addresses_i[28] ^ addresses_i[29])));
    wire addresses_xor_4 = addresses_i[32] ^ addresses_i[34] ^ (addresses_i[36] ^ addresses_i[37])
            ^ (addresses_i[38] ^ addresses_i[39] ^ (addresses_i[41] ^ addresses_i[43]))
            ^ (addresses_i[45] ^ addresses_i[47] ^ (addresses_i[53] ^ addresses_i[54]) ^ (addresses_i[57] ^ addresses_i[58] ^ addresses_i[60]));
    wire addresses_xor_5 = addresses_i[3] ^ addresses_i[4] ^ (addresses_i[5] ^ addresses_i[10])
            ^ (addresses_i[13] ^ addresses_i[15] ^ (addresses_i[16] ^ addresses_i[17]))
            ^ (addresses_i[20] ^ addresses_i[24] ^ (addresses_i[25] ^ addresses_i[26]) ^ (addresses_i[27] ^ addresses_i[28] ^ (addresses_i[29] ^ addresses_i[30])));
    wire addresses_xor_6 = addresses_i[33] ^ addresses_i[35] ^ (addresses_i[37] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[40] ^ (addresses_i[42] ^ addresses_i[44]))
            ^ (addresses_i[46] ^ addresses_i[48] ^ (addresses_i[54] ^ addresses_i[55]) ^ (addresses_i[58] ^ addresses_i[59] ^ addresses_i[61]));
    wire addresses_xor_7 = addresses_i[0] ^ addresses_i[4] ^ (addresses_i[5] ^ addresses_i[6])
            ^ (addresses_i[11] ^ addresses_i[14] ^ (addresses_i[16] ^ addresses_i[17]))
            ^ (addresses_i[18] ^ addresses_i[21] ^ (addresses_i[25] ^ addresses_i[26]) ^ (addresses_i[27] ^ addresses_i[28] ^ (addresses_i[29] ^ addresses_i[30])));
    wire addresses_xor_8 = addresses_i[31] ^ addresses_i[34] ^ (addresses_i[36] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[40] ^ (addresses_i[41] ^ addresses_i[43]))
            ^ (addresses_i[45] ^ addresses_i[47] ^ (addresses_i[49] ^ addresses_i[55]) ^ (addresses_i[56] ^ addresses_i[59] ^ (addresses_i[60] ^ addresses_i[62])));
    wire addresses_xor_9 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[5] ^ addresses_i[6])
            ^ (addresses_i[7] ^ addresses_i[12] ^ (addresses_i[15] ^ addresses_i[17]))
            ^ (addresses_i[18] ^ addresses_i[19] ^ (addresses_i[22] ^ addresses_i[26]) ^ (addresses_i[27] ^ addresses_i[28] ^ (addresses_i[29] ^ addresses_i[30])));
    wire addresses_xor_10 = addresses_i[31] ^ addresses_i[32] ^ (addresses_i[35] ^ addresses_i[37])
            ^ (addresses_i[39] ^ addresses_i[40] ^ (addresses_i[41] ^ addresses_i[42]))
            ^ (addresses_i[44] ^ addresses_i[46] ^ (addresses_i[48] ^ addresses_i[50]) ^ (addresses_i[56] ^ addresses_i[57] ^ (addresses_i[60] ^ addresses_i[61])));
    wire addresses_xor_11 = addresses_i[1] ^ addresses_i[2] ^ (addresses_i[6] ^ addresses_i[7])
            ^ (addresses_i[8] ^ addresses_i[13] ^ (addresses_i[16] ^ addresses_i[18]))
            ^ (addresses_i[19] ^ addresses_i[20] ^ (addresses_i[23] ^ addresses_i[27]) ^ (addresses_i[28] ^ addresses_i[29] ^ (addresses_i[30] ^ addresses_i[31])));
    wire addresses_xor_12 = addresses_i[32] ^ addresses_i[33] ^ (addresses_i[36] ^ addresses_i[38])
            ^ (addresses_i[40] ^ addresses_i[41] ^ (addresses_i[42] ^ addresses_i[43]))
            ^ (addresses_i[45] ^ addresses_i[47] ^ (addresses_i[49] ^ addresses_i[51]) ^ (addresses_i[57] ^ addresses_i[58] ^ (addresses_i[61] ^ addresses_i[62])));
    wire addresses_xor_13 = addresses_i[2] ^ addresses_i[3] ^ (addresses_i[7] ^ addresses_i[8])
            ^ (addresses_i[9] ^ addresses_i[14] ^ (addresses_i[17] ^ addresses_i[19]))
            ^ (addresses_i[20] ^ addresses_i[21] ^ (addresses_i[24] ^ addresses_i[28]) ^ (addresses_i[29] ^ addresses_i[30] ^ (addresses_i[31] ^ addresses_i[32])));
    wire addresses_xor_14 = addresses_i[33] ^ addresses_i[34] ^ (addresses_i[37] ^ addresses_i[39])
            ^ (addresses_i[41] ^ addresses_i[42] ^ (addresses_i[43] ^ addresses_i[44]))
            ^ (addresses_i[46] ^ addresses_i[48] ^ (addresses_i[50] ^ addresses_i[52]) ^ (addresses_i[58] ^ addresses_i[59] ^ (addresses_i[62] ^ addresses_i[63])));
    wire addresses_xor_15 = addresses_i[0] ^ addresses_i[3] ^ (addresses_i[4] ^ addresses_i[8])
            ^ (addresses_i[9] ^ addresses_i[10] ^ (addresses_i[15] ^ addresses_i[18]))
            ^ (addresses_i[20] ^ addresses_i[21] ^ (addresses_i[22] ^ addresses_i[25]) ^ (addresses_i[29] ^ addresses_i[30] ^ (addresses_i[31] ^ addresses_i[32])));
    wire addresses_xor_16 = addresses_i[33] ^ addresses_i[34] ^ (addresses_i[35] ^ addresses_i[38])
            ^ (addresses_i[40] ^ addresses_i[42] ^ (addresses_i[43] ^ addresses_i[44]))
            ^ (addresses_i[45] ^ addresses_i[47] ^ (addresses_i[49] ^ addresses_i[51]) ^ (addresses_i[53] ^ addresses_i[59] ^ (addresses_i[60] ^ addresses_i[63])));
    wire addresses_xor_17 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[4] ^ addresses_i[5])
            ^ (addresses_i[9] ^ addresses_i[10] ^ (addresses_i[11] ^ addresses_i[16]))
            ^ (addresses_i[19] ^ addresses_i[21] ^ (addresses_i[22] ^ addresses_i[23]) ^ (addresses_i[26] ^ addresses_i[30] ^ (addresses_i[31] ^ addresses_i[32])));
    wire addresses_xor_18 = addresses_i[33] ^ addresses_i[34] ^ (addresses_i[35] ^ addresses_i[36])
            ^ (addresses_i[39] ^ addresses_i[41] ^ (addresses_i[43] ^ addresses_i[44]))
            ^ (addresses_i[45] ^ addresses_i[46] ^ (addresses_i[48] ^ addresses_i[50]) ^ (addresses_i[52] ^ addresses_i[54] ^ (addresses_i[60] ^ addresses_i[61])));
    wire addresses_xor_19 = addresses_i[1] ^ addresses_i[2] ^ (addresses_i[5] ^ addresses_i[6])
            ^ (addresses_i[10] ^ addresses_i[11] ^ (addresses_i[12] ^ addresses_i[17]))
            ^ (addresses_i[20] ^ addresses_i[22] ^ (addresses_i[23] ^ addresses_i[24]) ^ (addresses_i[27] ^ addresses_i[31] ^ (addresses_i[32] ^ addresses_i[33])));
    wire addresses_xor_20 = addresses_i[34] ^ addresses_i[35] ^ (addresses_i[36] ^ addresses_i[37])
            ^ (addresses_i[40] ^ addresses_i[42] ^ (addresses_i[44] ^ addresses_i[45]))
            ^ (addresses_i[46] ^ addresses_i[47] ^ (addresses_i[49] ^ addresses_i[51]) ^ (addresses_i[53] ^ addresses_i[55] ^ (addresses_i[61] ^ addresses_i[62])));
    wire addresses_xor_21 = addresses_i[0] ^ addresses_i[2] ^ (addresses_i[3] ^ addresses_i[6])
            ^ (addresses_i[7] ^ addresses_i[11] ^ (addresses_i[12] ^ addresses_i[13]))
            ^ (addresses_i[18] ^ addresses_i[21] ^ (addresses_i[23] ^ addresses_i[24]) ^ (addresses_i[25] ^ addresses_i[28] ^ (addresses_i[32] ^ addresses_i[33])));
    wire addresses_xor_22 = addresses_i[34] ^ addresses_i[35] ^ (addresses_i[36] ^ addresses_i[37])
            ^ (addresses_i[38] ^ addresses_i[41] ^ (addresses_i[43] ^ addresses_i[45]))
            ^ (addresses_i[46] ^ addresses_i[47] ^ (addresses_i[48] ^ addresses_i[50]) ^ (addresses_i[52] ^ addresses_i[54] ^ (addresses_i[56] ^ addresses_i[62])));
    wire addresses_xor_23 = addresses_i[1] ^ addresses_i[3] ^ (addresses_i[4] ^ addresses_i[7])
            ^ (addresses_i[8] ^ addresses_i[12] ^ (addresses_i[13] ^ addresses_i[14]))
            ^ (addresses_i[19] ^ addresses_i[22] ^ (addresses_i[24] ^ addresses_i[25]) ^ (addresses_i[26] ^ addresses_i[29] ^ (addresses_i[33] ^ addresses_i[34])));
    wire addresses_xor_24 = addresses_i[35] ^ addresses_i[36] ^ (addresses_i[37] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[42] ^ (addresses_i[44] ^ addresses_i[46]))
            ^ (addresses_i[47] ^ addresses_i[48] ^ (addresses_i[49] ^ addresses_i[51]) ^ (addresses_i[53] ^ addresses_i[55] ^ (addresses_i[57] ^ addresses_i[63])));
    wire addresses_xor_25 = addresses_i[0] ^ addresses_i[2] ^ (addresses_i[4] ^ addresses_i[5])
            ^ (addresses_i[8] ^ addresses_i[9] ^ (addresses_i[13] ^ addresses_i[14]))
            ^ (addresses_i[15] ^ addresses_i[20] ^ (addresses_i[23] ^ addresses_i[25]) ^ (addresses_i[26] ^ addresses_i[27] ^ (addresses_i[30] ^ addresses_i[34])));
    wire addresses_xor_26 = addresses_i[35] ^ addresses_i[36] ^ (addresses_i[37] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[40] ^ (addresses_i[43] ^ addresses_i[45]))
            ^ (addresses_i[47] ^ addresses_i[48] ^ (addresses_i[49] ^ addresses_i[50]) ^ (addresses_i[52] ^ addresses_i[54] ^ (addresses_i[56] ^ addresses_i[58])));
    wire addresses_xor_27 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[3] ^ addresses_i[5])
            ^ (addresses_i[6] ^ addresses_i[9] ^ (addresses_i[10] ^ addresses_i[14]))
            ^ (addresses_i[15] ^ addresses_i[16] ^ (addresses_i[21] ^ addresses_i[24]) ^ (addresses_i[26] ^ addresses_i[27] ^ (addresses_i[28] ^ addresses_i[31])));
    wire addresses_xor_28 = addresses_i[35] ^ addresses_i[36] ^ (addresses_i[37] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[40] ^ (addresses_i[41] ^ addresses_i[44]))
            ^ (addresses_i[46] ^ addresses_i[48] ^ (addresses_i[49] ^ addresses_i[50]) ^ (addresses_i[51] ^ addresses_i[53] ^ (addresses_i[55] ^ addresses_i[57])));
    wire addresses_xor_29 = addresses_i[1] ^ addresses_i[2] ^ (addresses_i[4] ^ addresses_i[6])
            ^ (addresses_i[7] ^ addresses_i[10] ^ (addresses_i[11] ^ addresses_i[15]))
            ^ (addresses_i[16] ^ addresses_i[17] ^ (addresses_i[22] ^ addresses_i[25]) ^ (addresses_i[27] ^ addresses_i[28] ^ (addresses_i[29] ^ addresses_i[32])));
    wire addresses_xor_30 = addresses_i[36] ^ addresses_i[37] ^ (addresses_i[38] ^ addresses_i[39])
            ^ (addresses_i[40] ^ addresses_i[41] ^ (addresses_i[42] ^ addresses_i[45]))
            ^ (addresses_i[47] ^ addresses_i[49] ^ (addresses_i[50] ^ addresses_i[51]) ^ (addresses_i[52] ^ addresses_i[54] ^ (addresses_i[56] ^ addresses_i[58])));
    wire addresses_xor_31 = addresses_i[2] ^ addresses_i[3] ^ (addresses_i[5] ^ addresses_i[7])
            ^ (addresses_i[8] ^ addresses_i[11] ^ (addresses_i[12] ^ addresses_i[16]))
            ^ (addresses_i[17] ^ addresses_i[18] ^ (addresses_i[23] ^ addresses_i[26]) ^ (addresses_i[28] ^ addresses_i[29] ^ (addresses_i[30] ^ addresses_i[33])));
    wire addresses_xor_32 = addresses_i[37] ^ addresses_i[38] ^ (addresses_i[39] ^ addresses_i[40])
            ^ (addresses_i[41] ^ addresses_i[42] ^ (addresses_i[43] ^ addresses_i[46]))
            ^ (addresses_i[48] ^ addresses_i[50] ^ (addresses_i[51] ^ addresses_i[52]) ^ (addresses_i[53] ^ addresses_i[55] ^ (addresses_i[57] ^ addresses_i[59])));
    wire addresses_xor_33 = addresses_i[3] ^ addresses_i[4] ^ (addresses_i[6] ^ addresses_i[8])
            ^ (addresses_i[9] ^ addresses_i[12] ^ (addresses_i[13] ^ addresses_i[17]))
            ^ (addresses_i[18] ^ addresses_i[19] ^ (addresses_i[24] ^ addresses_i[27]) ^ (addresses_i[29] ^ addresses_i[30] ^ (addresses_i[31] ^ addresses_i[34])));
    wire addresses_xor_34 = addresses_i[38] ^ addresses_i[39] ^ (addresses_i[40] ^ addresses_i[41])
            ^ (addresses_i[42] ^ addresses_i[43] ^ (addresses_i[44] ^ addresses_i[47]))
            ^ (addresses_i[49] ^ addresses_i[51] ^ (addresses_i[52] ^ addresses_i[53]) ^ (addresses_i[54] ^ addresses_i[56] ^ (addresses_i[58] ^ addresses_i[60])));
    wire addresses_xor_35 = addresses_i[4] ^ addresses_i[5] ^ (addresses_i[7] ^ addresses_i[9])
            ^ (addresses_i[10] ^ addresses_i[13] ^ (addresses_i[14] ^ addresses_i[18]))
            ^ (addresses_i[19] ^ addresses_i[20] ^ (addresses_i[25] ^ addresses_i[28]) ^ (addresses_i[30] ^ addresses_i[31] ^ (addresses_i[32] ^ addresses_i[35])));
    wire addresses_xor_36 = addresses_i[39] ^ addresses_i[40] ^ (addresses_i[41] ^ addresses_i[42])
            ^ (addresses_i[43] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[48]))
            ^ (addresses_i[50] ^ addresses_i[52] ^ (addresses_i[53] ^ addresses_i[54]) ^ (addresses_i[55] ^ addresses_i[57] ^ (addresses_i[59] ^ addresses_i[61])));
    wire addresses_xor_37 = addresses_i[0] ^ addresses_i[5] ^ (addresses_i[6] ^ addresses_i[8])
            ^ (addresses_i[10] ^ addresses_i[11] ^ (addresses_i[14] ^ addresses_i[15]))
            ^ (addresses_i[19] ^ addresses_i[20] ^ (addresses_i[21] ^ addresses_i[26]) ^ (addresses_i[29] ^ addresses_i[31] ^ (addresses_i[32] ^ addresses_i[33])));
    wire addresses_xor_38 = addresses_i[36] ^ addresses_i[40] ^ (addresses_i[41] ^ addresses_i[42])
            ^ (addresses_i[43] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[46]))
            ^ (addresses_i[49] ^ addresses_i[51] ^ (addresses_i[53] ^ addresses_i[54]) ^ (addresses_i[55] ^ addresses_i[56] ^ (addresses_i[58] ^ addresses_i[60])));
    wire addresses_xor_39 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[6] ^ addresses_i[7])
            ^ (addresses_i[9] ^ addresses_i[11] ^ (addresses_i[12] ^ addresses_i[15]))
            ^ (addresses_i[16] ^ addresses_i[20] ^ (addresses_i[21] ^ addresses_i[22]) ^ (addresses_i[27] ^ addresses_i[30] ^ (addresses_i[32] ^ addresses_i[33])));
    wire addresses_xor_40 = addresses_i[34] ^ addresses_i[37] ^ (addresses_i[41] ^ addresses_i[42])
            ^ (addresses_i[43] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[46]))
            ^ (addresses_i[47] ^ addresses_i[50] ^ (addresses_i[52] ^ addresses_i[54]) ^ (addresses_i[55] ^ addresses_i[56] ^ (addresses_i[57] ^ addresses_i[59])));
    wire addresses_xor_41 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[2] ^ addresses_i[7])
            ^ (addresses_i[8] ^ addresses_i[10] ^ (addresses_i[12] ^ addresses_i[13]))
            ^ (addresses_i[16] ^ addresses_i[17] ^ (addresses_i[21] ^ addresses_i[22]) ^ (addresses_i[23] ^ addresses_i[28] ^ (addresses_i[31] ^ addresses_i[33])));
    wire addresses_xor_42 = addresses_i[34] ^ addresses_i[35] ^ (addresses_i[38] ^ addresses_i[42])
            ^ (addresses_i[43] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[46]))
            ^ (addresses_i[47] ^ addresses_i[48] ^ (addresses_i[51] ^ addresses_i[53]) ^ (addresses_i[55] ^ addresses_i[56] ^ (addresses_i[57] ^ addresses_i[58])));
    wire addresses_xor_43 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[2] ^ addresses_i[3])
            ^ (addresses_i[8] ^ addresses_i[9] ^ (addresses_i[11] ^ addresses_i[13]))
            ^ (addresses_i[14] ^ addresses_i[17] ^ (addresses_i[18] ^ addresses_i[22]) ^ (addresses_i[23] ^ addresses_i[24] ^ (addresses_i[29] ^ addresses_i[32])));
    wire addresses_xor_44 = addresses_i[34] ^ addresses_i[35] ^ (addresses_i[36] ^ addresses_i[39])
            ^ (addresses_i[43] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[46]))
            ^ (addresses_i[47] ^ addresses_i[48] ^ (addresses_i[49] ^ addresses_i[52]) ^ (addresses_i[54] ^ addresses_i[56] ^ (addresses_i[57] ^ addresses_i[58])));
    wire addresses_xor_45 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[2] ^ addresses_i[3])
            ^ (addresses_i[4] ^ addresses_i[9] ^ (addresses_i[10] ^ addresses_i[12]))
            ^ (addresses_i[14] ^ addresses_i[15] ^ (addresses_i[18] ^ addresses_i[19]) ^ (addresses_i[23] ^ addresses_i[24] ^ (addresses_i[25] ^ addresses_i[30])));
    wire addresses_xor_46 = addresses_i[33] ^ addresses_i[35] ^ (addresses_i[36] ^ addresses_i[37])
            ^ (addresses_i[40] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[46]))
            ^ (addresses_i[47] ^ addresses_i[48] ^ (addresses_i[49] ^ addresses_i[50]) ^ (addresses_i[53] ^ addresses_i[55] ^ (addresses_i[57] ^ addresses_i[58])));
    wire addresses_xor_47 = addresses_i[1] ^ addresses_i[2] ^ (addresses_i[3] ^ addresses_i[4])
            ^ (addresses_i[5] ^ addresses_i[10] ^ (addresses_i[11] ^ addresses_i[13]))
            ^ (addresses_i[15] ^ addresses_i[16] ^ (addresses_i[19] ^ addresses_i[20]) ^ (addresses_i[24] ^ addresses_i[25] ^ (addresses_i[26] ^ addresses_i[31])));
    wire addresses_xor_48 = addresses_i[34] ^ addresses_i[36] ^ (addresses_i[37] ^ addresses_i[38])
            ^ (addresses_i[41] ^ addresses_i[45] ^ (addresses_i[46] ^ addresses_i[47]))
            ^ (addresses_i[48] ^ addresses_i[49] ^ (addresses_i[50] ^ addresses_i[51]) ^ (addresses_i[54] ^ addresses_i[56] ^ (addresses_i[58] ^ addresses_i[59])));
    wire addresses_xor_49 = addresses_i[0] ^ addresses_i[2] ^ (addresses_i[3] ^ addresses_i[4])
            ^ (addresses_i[5] ^ addresses_i[6] ^ (addresses_i[11] ^ addresses_i[12]))
            ^ (addresses_i[14] ^ addresses_i[16] ^ (addresses_i[17] ^ addresses_i[20]) ^ (addresses_i[21] ^ addresses_i[25] ^ (addresses_i[26] ^ addresses_i[27])));
    wire addresses_xor_50 = addresses_i[32] ^ addresses_i[35] ^ (addresses_i[37] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[42] ^ (addresses_i[46] ^ addresses_i[47]))
            ^ (addresses_i[48] ^ addresses_i[49] ^ (addresses_i[50] ^ addresses_i[51]) ^ (addresses_i[52] ^ addresses_i[55] ^ (addresses_i[57] ^ addresses_i[59])));
    wire addresses_xor_51 = addresses_i[0] ^ addresses_i[1] ^ (addresses_i[3] ^ addresses_i[4])
            ^ (addresses_i[5] ^ addresses_i[6] ^ (addresses_i[7] ^ addresses_i[12]))
            ^ (addresses_i[13] ^ addresses_i[15] ^ (addresses_i[17] ^ addresses_i[18]) ^ (addresses_i[21] ^ addresses_i[22] ^ (addresses_i[26] ^ addresses_i[27])));
    wire addresses_xor_52 = addresses_i[28] ^ addresses_i[33] ^ (addresses_i[36] ^ addresses_i[38])
            ^ (addresses_i[39] ^ addresses_i[40] ^ (addresses_i[43] ^ addresses_i[47]))
            ^ (addresses_i[48] ^ addresses_i[49] ^ (addresses_i[50] ^ addresses_i[51]) ^ (addresses_i[52] ^ addresses_i[53] ^ (addresses_i[56] ^ addresses_i[58])));
    wire addresses_xor_53 = addresses_i[1] ^ addresses_i[2] ^ (addresses_i[4] ^ addresses_i[5])
            ^ (addresses_i[6] ^ addresses_i[7] ^ (addresses_i[8] ^ addresses_i[13]))
            ^ (addresses_i[14] ^ addresses_i[16] ^ (addresses_i[18] ^ addresses_i[19]) ^ (addresses_i[22] ^ addresses_i[23] ^ (addresses_i[27] ^ addresses_i[28])));
    wire addresses_xor_54 = addresses_i[29] ^ addresses_i[34] ^ (addresses_i[37] ^ addresses_i[39])
            ^ (addresses_i[40] ^ addresses_i[41] ^ (addresses_i[44] ^ addresses_i[48]))
            ^ (addresses_i[49] ^ addresses_i[50] ^ (addresses_i[51] ^ addresses_i[52]) ^ (addresses_i[53] ^ addresses_i[54] ^ (addresses_i[57] ^ addresses_i[59])));
    wire addresses_xor_55 = addresses_i[0] ^ addresses_i[2] ^ (addresses_i[3] ^ addresses_i[5])
            ^ (addresses_i[6] ^ addresses_i[7] ^ (addresses_i[8] ^ addresses_i[9]))
            ^ (addresses_i[14] ^ addresses_i[15] ^ (addresses_i[17] ^ addresses_i[19]) ^ (addresses_i[20] ^ addresses_i[23] ^ (addresses_i[24] ^ addresses_i[28])));
    wire addresses_xor_56 = addresses_i[29] ^ addresses_i[30] ^ (addresses_i[35] ^ addresses_i[38])
            ^ (addresses_i[40] ^ addresses_i[41] ^ (addresses_i[42] ^ addresses_i[45]))
            ^ (addresses_i[49] ^ addresses_i[50] ^ (addresses_i[51] ^ addresses_i[52]) ^ (addresses_i[53] ^ addresses_i[54] ^ (addresses_i[55] ^ addresses_i[58])));
    wire addresses_xor_57 = addresses_i[1] ^ addresses_i[3] ^ (addresses_i[4] ^ addresses_i[6])
            ^ (addresses_i[7] ^ addresses_i[8] ^ (addresses_i[9] ^ addresses_i[10]))
            ^ (addresses_i[15] ^ addresses_i[16] ^ (addresses_i[18] ^ addresses_i[20]) ^ (addresses_i[21] ^ addresses_i[24] ^ (addresses_i[25] ^ addresses_i[29])));
    wire addresses_xor_58 = addresses_i[30] ^ addresses_i[31] ^ (addresses_i[36] ^ addresses_i[39])
            ^ (addresses_i[41] ^ addresses_i[42] ^ (addresses_i[43] ^ addresses_i[46]))
            ^ (addresses_i[50] ^ addresses_i[51] ^ (addresses_i[52] ^ addresses_i[53]) ^ (addresses_i[54] ^ addresses_i[55] ^ (addresses_i[56] ^ addresses_i[59])));
    wire addresses_xor_59 = addresses_i[2] ^ addresses_i[4] ^ (addresses_i[5] ^ addresses_i[7])
            ^ (addresses_i[8] ^ addresses_i[9] ^ (addresses_i[10] ^ addresses_i[11]))
            ^ (addresses_i[16] ^ addresses_i[17] ^ (addresses_i[19] ^ addresses_i[21]) ^ (addresses_i[22] ^ addresses_i[25] ^ (addresses_i[26] ^ addresses_i[30])));
    wire addresses_xor_60 = addresses_i[31] ^ addresses_i[32] ^ (addresses_i[37] ^ addresses_i[40])
            ^ (addresses_i[42] ^ addresses_i[43] ^ (addresses_i[44] ^ addresses_i[47]))
            ^ (addresses_i[51] ^ addresses_i[52] ^ (addresses_i[53] ^ addresses_i[54]) ^ (addresses_i[55] ^ addresses_i[56] ^ (addresses_i[57] ^ addresses_i[60])));
    wire addresses_xor_61 = addresses_i[3] ^ addresses_i[5] ^ (addresses_i[6] ^ addresses_i[8])
            ^ (addresses_i[9] ^ addresses_i[10] ^ (addresses_i[11] ^ addresses_i[12]))
            ^ (addresses_i[17] ^ addresses_i[18] ^ (addresses_i[20] ^ addresses_i[22]) ^ (addresses_i[23] ^ addresses_i[26] ^ (addresses_i[27] ^ addresses_i[31])));
    wire addresses_xor_62 = addresses_i[32] ^ addresses_i[33] ^ (addresses_i[38] ^ addresses_i[41])
            ^ (addresses_i[43] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[48]))
            ^ (addresses_i[52] ^ addresses_i[53] ^ (addresses_i[54] ^ addresses_i[55]) ^ (addresses_i[56] ^ addresses_i[57] ^ (addresses_i[58] ^ addresses_i[61])));
    wire addresses_xor_63 = addresses_i[0] ^ addresses_i[4] ^ (addresses_i[6] ^ addresses_i[7])
            ^ (addresses_i[9] ^ addresses_i[10] ^ (addresses_i[11] ^ addresses_i[12]))
            ^ (addresses_i[13] ^ addresses_i[18] ^ (addresses_i[19] ^ addresses_i[21]) ^ (addresses_i[23] ^ addresses_i[24] ^ (addresses_i[27] ^ addresses_i[28])));
    wire addresses_xor_64 = addresses_i[32] ^ addresses_i[33] ^ (addresses_i[34] ^ addresses_i[39])
            ^ (addresses_i[42] ^ addresses_i[44] ^ (addresses_i[45] ^ addresses_i[46]))
            ^ (addresses_i[49] ^ addresses_i[53] ^ (addresses_i[54] ^ addresses_i[55]) ^ (addresses_i[56] ^ addresses_i[57] ^ (addresses_i[58] ^ addresses_i[59])));
    assign hash_o = {addresses_xor ^ addresses_xor_2, addresses_xor_3 ^ addresses_xor_4, addresses_xor_5 ^ addresses_xor_6,
            addresses_xor_7 ^ addresses_xor_8, addresses_xor_9 ^ addresses_xor_10 ^ addresses_i[63],
            addresses_xor_11 ^ addresses_xor_12, addresses_xor_13 ^ addresses_xor_14,
            addresses_xor_15 ^ addresses_xor_16, addresses_xor_17 ^ addresses_xor_18,
            addresses_xor_19 ^ addresses_xor_20, addresses_xor_21 ^ addresses_xor_22 ^ addresses_i[63],
            addresses_xor_23 ^ addresses_xor_24, addresses_xor_25 ^ addresses_xor_26,
            addresses_xor_27 ^ addresses_xor_28 ^ addresses_i[59],
            addresses_xor_29 ^ addresses_xor_30 ^ addresses_i[60],
            addresses_xor_31 ^ addresses_xor_32 ^ addresses_i[61],
            addresses_xor_33 ^ addresses_xor_34 ^ addresses_i[62],
            addresses_xor_35 ^ addresses_xor_36 ^ addresses_i[63],
            addresses_xor_37 ^ addresses_xor_38 ^ addresses_i[62],
            addresses_xor_39 ^ addresses_xor_40 ^ (addresses_i[61] ^ addresses_i[63]),
            addresses_xor_41 ^ addresses_xor_42 ^ (addresses_i[60] ^ addresses_i[62]),
            addresses_xor_43 ^ addresses_xor_44 ^ (addresses_i[59] ^ addresses_i[61] ^ addresses_i[63]),
            addresses_xor_45 ^ addresses_xor_46 ^ (addresses_i[59] ^ addresses_i[60] ^ addresses_i[62]),
            addresses_xor_47 ^ addresses_xor_48 ^ (addresses_i[60] ^ addresses_i[61] ^ addresses_i[63]),
            addresses_xor_49 ^ addresses_xor_50 ^ (addresses_i[60] ^ addresses_i[61] ^ addresses_i[62]),
            addresses_xor_51 ^ addresses_xor_52 ^ (addresses_i[60] ^ addresses_i[61] ^ (addresses_i[62] ^ addresses_i[63])),
            addresses_xor_53 ^ addresses_xor_54 ^ (addresses_i[61] ^ addresses_i[62] ^ addresses_i[63]),
            addresses_xor_55 ^ addresses_xor_56 ^ (addresses_i[60] ^ addresses_i[62] ^ addresses_i[63]),
            addresses_xor_57 ^ addresses_xor_58 ^ (addresses_i[61] ^ addresses_i[63]),
            addresses_xor_59 ^ addresses_xor_60 ^ addresses_i[62],
            addresses_xor_61 ^ addresses_xor_62 ^ addresses_i[63],
            addresses_xor_63 ^ addresses_xor_64 ^ addresses_i[62]};

endmodule

`default_nettype wire
