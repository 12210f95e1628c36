// SPDX-License-Identifier: Apache-2.0
/** Devices that netlists of random designs are made for. */
export const families = ['ecp5', 'xcup', 'xc7'] as const;
/** One of them. */
export type Family = (typeof families)[number];

/** What netlists are made for; `none` for no netlists. */
export const targets = [...families, 'none'] as const;
/** One of them. */
export type Target = (typeof targets)[number];
