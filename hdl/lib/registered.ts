/** One register stage for a group of values. */
import { reg, u, type Val } from 'typescript-hdl';

/** Registers `values` under `name`: the result is the same group one clock later. Data registers, without reset. */
export const registered = <T extends { readonly [key: string]: Val | undefined }>(name: string, values: T): T => {
  const present = Object.entries(values).filter((entry): entry is [string, Val] => entry[1] !== undefined);
  const shape = Object.fromEntries(present.map(([key, value]) => [key, u(value.width)]));
  const stage: any = reg({ [name]: shape })[name];
  stage.set(Object.fromEntries(present));
  return stage;
};
