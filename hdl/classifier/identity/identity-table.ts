// SPDX-License-Identifier: Apache-2.0
/** Who each function may say it is: a row a function and image, in LUT RAM. */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  input,
  lit,
  mux,
  output,
  ram,
  slave,
  u,
  unpack,
  type Val,
  when,
} from 'typescript-hdl';
import { shapeOf, startUpSweep } from 'typescript-hdl/lib';
import type { Config } from '../../spec/configs.ts';
import { widthOf } from '../../spec/field.ts';
import {
  type IdentityKind,
  identityFieldsOf,
  identityKinds,
  identitySettingsFields,
  identitySlots,
  identityValueBits,
  ownIpv4Fields,
  ownIpv6Fields,
  ownMacFields,
  ownVlanFields,
} from '../../spec/tables/identity.ts';

/** A write of the settings of a function, or of one slot; `value` is packed as the fields of its kind. */
export const identityWriteShape = (config: Config) => ({
  image: bit(),
  function: u(indexWidth(config.functions)),
  kind: u(indexWidth(identityKinds.length)),
  slot: u(indexWidth(identitySlots)),
  value: u(identityValueBits),
});

const slotsOf = <T>(make: (slot: number) => T): readonly T[] =>
  Array.from({ length: identitySlots }, (_, i) => make(i));
const slotNames = slotsOf(slot => `slot${slot}`);
const inSlots = <T>(shape: T): { readonly [slot: string]: T } =>
  Object.fromEntries(slotNames.map(name => [name, shape]));

/** A row. */
export const identityShape = {
  settings: shapeOf(identitySettingsFields),
  vlan: inSlots(shapeOf(ownVlanFields)),
  mac: inSlots(shapeOf(ownMacFields)),
  ipv4: inSlots(shapeOf(ownIpv4Fields)),
  ipv6: inSlots(shapeOf(ownIpv6Fields)),
};

/**
 * Gives the row of `function` in `image` in the same clock. A write replaces one slot, or the settings, at once; writes are ignored until
 * `ready`, two clocks a function after reset, in which all is cleared. Logic depth 2 LUTs at 10g.
 */
export const identityTable = (config: Config) =>
  component(
    'identity_table',
    { functions: config.functions },
    {
      image: input(bit()),
      function: input(u(indexWidth(config.functions))),
      row: output(identityShape),
      write: slave(flow(identityWriteShape(config))),
      ready: output(bit()),
    },
    ({ image, function: asked, row, write, ready }) => {
      const clear = startUpSweep('clear', 2 * config.functions);
      ready.set(clear.active.not());
      const { payload } = write;
      const words = (kind: IdentityKind, slot: number): Val => {
        const bits = widthOf(identityFieldsOf[kind]);
        const name = kind === 'settings' ? kind : `${kind}_${slot}`;
        const memory = ram({ [name]: { shape: u(bits), depth: 2 * config.functions, kind: 'distributed' } })[name]!;
        const isKind = payload.kind.eq(identityKinds.indexOf(kind));
        const here = isKind.and(payload.slot.eq(slot));
        when(clear.active.or(write.valid.and(here)), () =>
          memory.write(
            mux(clear.active, clear.index, cat(payload.image, payload.function)),
            mux(clear.active, lit(0, bits), payload.value.trunc(bits)),
          ),
        );
        return memory.read(cat(image, asked)) as Val;
      };
      const packed = (Object.keys(identityShape) as IdentityKind[]).flatMap(kind =>
        kind === 'settings' ? [words(kind, 0)] : slotsOf(slot => words(kind, slot)),
      );
      row.set(unpack(identityShape, cat(...packed.reverse())));
    },
    { maxDepth: 2, doc: 'Who each function may say it is.' },
  );
