// SPDX-License-Identifier: Apache-2.0
/** The way back from Verilog to TypeScript, over files: what the command `locate` does. */
export { type Found, type Located, locate, type Missing } from './locate.ts';
export { readSourceMap, type StoredMap, sourceMapFile, sourceMapText } from './map-file.ts';
export { foundLines, missingText } from './report.ts';
