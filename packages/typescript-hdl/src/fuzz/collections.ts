// SPDX-License-Identifier: Apache-2.0
/** Lists of registers and wires, and elements of elements that values choose. */
import { assert } from '../check.ts';
import { reg, regArray, unused, wireArray } from '../component.ts';
import { when } from '../scope.ts';
import { type Shape, u, vec } from '../shape.ts';
import type { Val } from '../value.ts';
import type { Choices } from './choices.ts';
import type { Expressions } from './expressions.ts';
import { type Place, sourceFor } from './sources.ts';

/** What is added to: the values and registers of one clock domain. */
export interface Around {
  readonly choices: Choices;
  readonly make: Expressions;
  /** Registers that statements will drive. */
  readonly registers: Place[];
  /** Gives a name that the module does not have yet. */
  fresh(base: string): string;
  /** Makes a value readable, and shows it. */
  know(shape: Shape, view: unknown): void;
}

/** A list of registers or wires, each of another width. */
export const randomList = ({ choices, make, registers, fresh, know }: Around): void => {
  const count = choices.pick([2, 3, 1]);
  const shapes = Array.from({ length: count }, (_, i) => {
    const width = choices.between(1, 6) + i;
    return u(width, choices.word(width));
  });
  if (choices.chance(50)) {
    regArray(fresh('rs'), count, i => shapes[i]!).forEach((view, i) => {
      registers.push({ shape: shapes[i]!, view });
      know(shapes[i]!, view);
    });
    return;
  }
  wireArray(fresh('ws'), count, i => u(shapes[i]!.width)).forEach((view: any, i) => {
    view.set(sourceFor(shapes[i]!, make, choices));
    know(shapes[i]!, view);
  });
};

/** Rows of cells of which one is written, chosen by two or three values; beside it the same with every cell written out. */
export const randomGrid = ({ choices, make, fresh, know }: Around): void => {
  const [rows, columns, width] = [choices.pick([2, 3, 4, 1]), choices.pick([2, 3, 5, 1]), choices.between(1, 5)];
  const shape = vec(rows, vec(columns, u(width, choices.word(width))));
  const [name, copy] = [fresh('g'), fresh('g')];
  const { [name]: grid, [copy]: other }: any = reg({ [name]: shape, [copy]: shape });
  const [row, column, condition] = [make.anyIndex(rows), make.anyIndex(columns), make.condition()];
  const way = choices.below(3);
  const bits = choices.between(1, width);
  const lo = choices.below(width - bits + 1);
  const place = make.anyIndex(width);
  const value = make.of(way === 0 ? width : way === 1 ? bits : 1);
  when(condition, () => {
    const cell = grid.get(row).get(column);
    (way === 0 ? cell : way === 1 ? cell.slice(lo, bits) : cell.at(place)).set(value);
  });
  const all: Val[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const cell = other.get(r).get(c);
      when(condition.and(row.eq(r)).and(column.eq(c)) as Val<1>, () => {
        if (way === 0) cell.set(value);
        else if (way === 1) cell.slice(lo, bits).set(value);
        else for (let i = 0; i < width; i++) when(place.eq(i) as Val<1>, () => cell.bit(i).set(value));
      });
      all.push(grid.get(r).get(c).eq(cell));
    }
  }
  unused(other);
  assert(fresh('grid_'), all.reduce((a, b) => a.and(b)) as Val<1>);
  know(shape, grid);
};
