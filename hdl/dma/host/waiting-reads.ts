// SPDX-License-Identifier: Apache-2.0
/**
 * Waiting reads: those that could not get a tag wait here, each in the ring of its function, until the function may have one
 * more. However many functions never get their answers, a read of another waits for none of theirs.
 *
 * `allowed` has a bit for each function, 0 while a read of it waits: clients then pass it over before they begin anything for
 * it. A ring has room for what they have begun by then. A read is tried when a tag of its function came back since the last
 * try: functions that get no answers are not tried. The others take turns; a read that gets its tag is followed by the next
 * of its function. A read is offered 4 clocks after its turn has come; a turn comes after at most two clocks a function and one
 * try of each. Logic depth 4 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  fsm,
  indexWidth,
  master,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import type { Config } from '../../spec/configs.ts';
import { functionShape } from './host-shapes.ts';
import { engineReadShape, type ReadClient, readSizes } from './read-shapes.ts';

/** The waiting reads of all functions; see the header comment. */
export const waitingReads = (config: Config, clients: readonly ReadClient[]) =>
  component(
    'waiting_reads',
    {
      config: config.name,
      functions: config.functions,
      hostDataBits: config.hostDataBits,
      clients: JSON.stringify(clients),
    },
    {
      held: slave(flow(engineReadShape(config, clients))),
      again: master(stream(engineReadShape(config, clients))),
      settled: slave(flow({ granted: bit() })),
      freed: slave(flow(functionShape(config))),
      allowed: output(u(config.functions)),
    },
    ({ held, again, settled, freed, allowed }) => {
      const { functions } = config;
      const owner = functionShape(config).function;
      const place = u(indexWidth(readSizes(clients).waiting));
      const memory = { shape: place, depth: functions, kind: 'distributed' } as const;
      const { reads, heads, tails } = ram({
        reads: {
          shape: engineReadShape(config, clients),
          depth: 2 ** (owner.width + place.width),
        },
        heads: memory,
        tails: memory,
      });
      const sweep = startUpSweep('sweep', functions);
      const r = reg({
        free: u(functions, (1n << BigInt(functions)) - 1n),
        worth: u(functions, 0),
        turn: u(owner.width, 0),
        tries: bit(),
      });

      const { function: of } = held.payload;
      const tail = tails.read(of);
      when(held.valid, () => reads.write(cat(of, tail), held.payload));
      when(sweep.active.or(held.valid), () =>
        tails.write(mux(sweep.active, sweep.index, of), mux(sweep.active, 0, tail.add(1))),
      );

      const head = heads.read(r.turn);
      const next = (): void => r.turn.set(mux(r.turn.eq(functions - 1), 0, r.turn.add(1)));
      r.tries.set(r.worth.and(r.free.not()).at(r.turn).and(sweep.active.not()));
      const state = fsm('state', ['look', 'choose', 'fetch', 'arrive', 'offer', 'wait', 'check'], {
        look: goto => goto('choose'),
        choose: goto =>
          when(r.tries, () => goto('fetch')).otherwise(() => {
            next();
            goto('look');
          }),
        fetch: goto => goto('arrive'),
        arrive: goto => goto('offer'),
        offer: goto => when(again.ready, () => goto('wait')),
        wait: goto =>
          when(settled.valid, () => {
            when(settled.payload.granted, () => goto('check')).otherwise(() => {
              next();
              goto('look');
            });
          }),
        check: goto => goto('look'),
      });
      const takes = named('takes', state.is('fetch'));
      when(sweep.active.or(takes), () =>
        heads.write(mux(sweep.active, sweep.index, r.turn), mux(sweep.active, 0, head.add(1))),
      );
      const offered = reads.read(cat(r.turn, head), takes, { outputRegister: true });
      again.valid.set(state.is('offer'));
      again.payload.set(offered);

      // Before its counts are looked at: a tag that comes back from then on makes another try worth it.
      when(takes, () => r.worth.at(r.turn).set(0));
      when(freed.valid, () => r.worth.at(freed.payload.function).set(1));
      // In one clock: a read that is held right now fills the ring again.
      when(state.is('check').and(tails.read(r.turn).eq(head)), () => r.free.at(r.turn).set(1));
      when(held.valid, () => r.free.at(of).set(0));
      allowed.set(r.free);
    },
    {
      maxDepth: 4,
      doc: 'Waiting reads: one ring a function, tried in turn; says which functions may begin new reads.',
    },
  );
