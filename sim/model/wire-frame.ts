// SPDX-License-Identifier: Apache-2.0
/** One frame as the MAC hands it over: the bytes without FCS, and whether the MAC marked it bad. */
export interface WireFrame {
  readonly bytes: Uint8Array;
  /** `tuser[0]` on the last beat: the FCS was wrong. Absent means good. */
  readonly badFcs?: boolean;
}
