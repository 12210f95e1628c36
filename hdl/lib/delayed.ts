/** Pipeline delay of a value inside a component. */
import { type Rd, reg, type Shape } from 'typescript-hdl';

/**
 * `value` as it was `clocks` clocks ago, through the registers `<name>_1_q`, `<name>_2_q`, ...; 0 clocks is the value
 * itself. Words of the shape with an initial value are reset to it; the others suit shift-register LUTs.
 */
export const delayed = <S extends Shape>(name: string, shape: S, value: Rd<S>, clocks: number): Rd<S> =>
  Array.from({ length: clocks }, (_, i) => `${name}_${i + 1}`).reduce((earlier: any, stageName) => {
    const stage: any = reg({ [stageName]: shape })[stageName];
    stage.set(earlier);
    return stage;
  }, value);
