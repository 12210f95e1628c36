// SPDX-License-Identifier: Apache-2.0
/** The structure of a component: which flows join which of its instances. */
import {
  bit,
  component,
  connect,
  connectFlow,
  expose,
  flow,
  input,
  inst,
  master,
  slave,
  stream,
  structureOf,
  u,
  wire,
} from 'typescript-hdl';
import { expect, test } from 'vitest';

const word = { data: u(8), last: bit() };
const stage = component('stage', {}, { up: slave(stream(word)), down: master(stream(word)) }, ({ up, down }) =>
  connect(down, up),
);
const watcher = component('watcher', {}, { seen: slave(flow(word)), enable: input(bit()) }, () => {});

test('flows lead from valid signal to valid signal, with the bits beside them, also through wires', () => {
  const both = component('both', {}, { up: slave(stream(word)), down: master(stream(word)) }, io => {
    const { first, second, watch } = inst({ first: stage, second: stage, watch: watcher });
    const { held } = wire({ held: bit() });
    expose({ up: io.up }, { up: first.up });
    held.set(first.down.valid);
    second.up.valid.set(held);
    second.up.payload.set(first.down.payload);
    first.down.ready.set(second.up.ready);
    connectFlow(watch.seen, { valid: held, payload: first.down.payload });
    // Not a flow: no valid signal of anybody.
    watch.enable.set(io.up.ready);
    expose({ down: io.down }, { down: second.down });
  });
  const { parts, flows } = structureOf(both);
  expect(parts.map(({ name, component: of }) => [name, of])).toEqual([
    ['first', 'stage'],
    ['second', 'stage'],
    ['watch', 'watcher'],
  ]);
  expect(parts[0]!.file).toMatch(/structure\.test\.ts$/);
  expect(flows.toSorted((a, b) => `${a.from}${a.to}`.localeCompare(`${b.from}${b.to}`))).toEqual([
    { from: 'first', to: 'second', port: 'up', edge: undefined, width: 9 },
    { from: 'first', to: 'watch', port: 'seen', edge: undefined, width: 9 },
    { from: 'second', to: undefined, port: 'down', edge: 'down', width: 9 },
    { from: undefined, to: 'first', port: 'up', edge: 'up', width: 9 },
  ]);
});
