// SPDX-License-Identifier: Apache-2.0
/**
 * Function rotation: which function comes after the one whose turn it is.
 *
 * `next` is, one clock after `candidates`, the first of them above the function that had the last turn, or else the lowest;
 * `go` gives it the turn. In the clock after `go`, `next` is still that of before. Logic depth 3 LUTs at 10g.
 */
import { anyBelow, bit, component, indexWidth, input, mux, oneHotIndex, output, reg, u, when } from 'typescript-hdl';

/** The order of `functions` functions; see the header comment. */
export const functionRotation = (functions: number) =>
  component(
    'function_rotation',
    { functions },
    {
      candidates: input(u(functions)),
      next: { valid: output(bit()), function: output(u(indexWidth(functions))) },
      go: input(bit()),
    },
    ({ candidates, next, go }) => {
      // Ones above the function that had the last turn, and above the one that has the next.
      const r = reg({ above: u(functions, 0), nextAbove: u(functions, 0), next: u(functions, 0) });
      const ahead = candidates.and(r.above);
      const [belowAhead, belowAll] = [anyBelow(ahead), anyBelow(candidates)];
      const isAhead = ahead.orR();
      const above = mux(isAhead, belowAhead, belowAll);
      r.next.set(mux(isAhead, ahead, candidates).and(above.not()));
      r.nextAbove.set(above);
      when(go, () => r.above.set(r.nextAbove));
      next.valid.set(r.next.orR());
      next.function.set(oneHotIndex(r.next, indexWidth(functions)));
    },
    { maxDepth: functions <= 8 ? 3 : 5, doc: 'The functions in turn, from a register to a register.' },
  );
