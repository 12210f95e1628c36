// SPDX-License-Identifier: Apache-2.0
/** What the proofs send through streams: proofs hold for every value, so a few bits say as much as many. */
import { bit, u } from 'typescript-hdl';

export const payload = { data: u(4), last: bit() };
