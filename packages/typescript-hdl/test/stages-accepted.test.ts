// SPDX-License-Identifier: Apache-2.0
/** Pipeline stages of values: what belongs together or is meant passes, and block RAM waits with its stage. */
import {
  assert,
  bit,
  cat,
  component,
  emitVerilog,
  flow,
  input,
  inst,
  lit,
  master,
  mux,
  output,
  pack,
  pipeline,
  ram,
  reg,
  Simulator,
  slave,
  stream,
  u,
  unpack,
  unstaged,
  unused,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { watched } from 'typescript-hdl/prove';
import { describe, expect, it } from 'vitest';
import { mac, stalling, verdict, zeroSeen } from './support/stage-designs.ts';

describe('accepted is', () => {
  it('what stays in its stage, with constants, inputs, registers and accumulators of the component', () => {
    expect(
      verdict(mac, io => {
        const r = reg({ total: u(16, 0), early: u(16) });
        const p = pipeline('mac', io.up);
        const first = p.carry({ ...io.up.payload });
        when(p.valid, () => r.early.set(first.c));
        p.next();
        const second = p.carry({ sum: r.early.add(first.a.zext(16)).add(1), total: r.total });
        when(p.valid.and(io.mode), () => r.total.set(r.total.add(second.sum)));
        io.seen.set(r.total);
        p.next();
        p.finish(io.down, { y: second.sum.add(mux(io.mode, second.total, r.total)) });
      }),
    ).toBe('');
  });

  it('a wire that is driven and read in one stage, whichever comes first', () => {
    expect(
      verdict(mac, io => {
        const { w } = wire({ w: u(16) });
        const p = pipeline('mac', io.up);
        const first = p.carry({ ...io.up.payload });
        p.next();
        io.seen.set(w);
        when(p.valid, () => w.set(first.c)).otherwise(() => w.set(0));
        const second = p.carry({ w });
        p.next();
        p.finish(io.down, { y: second.w });
      }),
    ).toBe('');
  });

  it('a pipeline that goes on where another one is, by its valid, through wires or through an instance', () => {
    for (const by of ['valid', 'wire', 'instance'] as const) {
      for (const ports of [mac, stalling]) {
        expect(
          verdict(ports as typeof mac, io => {
            const gate = component('gate', {}, { d: input(bit()), q: output(bit()) }, ({ d, q }) => q.set(d));
            const { mid } = wire({ mid: bit() });
            const p = pipeline('first', { valid: io.up.valid, payload: io.up.payload });
            if (ports !== mac) (io as any).up.ready.set(1);
            const one = p.carry({ ...io.up.payload });
            p.next();
            const { held } = by === 'instance' ? inst({ held: gate }) : { held: undefined };
            held?.d.set(p.valid);
            const q = pipeline('second', { valid: by === 'valid' ? p.valid : (held?.q ?? mid) });
            mid.set(p.valid);
            unused(mid);
            const two = q.carry({ c: one.c });
            io.seen.set(one.c.add(two.c));
            q.next();
            const both = q.carry({ y: two.c });
            p.next();
            io.down.valid.set(q.valid);
            io.down.payload.set({ y: both.y.add(one.c) });
          }),
        ).toBe('');
      }
    }
  });

  it('two pipelines of one source in step, and two that have nothing to do with each other', () => {
    const two = { ...mac, other: slave(stream(u(16))), out: master(stream(u(16))) };
    expect(
      verdict(two, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const q = pipeline('same', io.up);
        const o = pipeline('other', io.other);
        const a = p.carry({ ...io.up.payload });
        const c = q.carry({ c: io.up.payload.c });
        const x = o.carry({ x: io.other.payload });
        p.next();
        q.next();
        o.next();
        o.finish(io.out, x.x);
        p.finish(io.down, { y: a.a.zext(16).add(c.c) });
      }),
    ).toBe('');
  });

  it('the source in code before the pipeline and after its end', () => {
    expect(
      verdict(stalling, io => {
        const { taken } = reg({ taken: u(16, 0) });
        when(io.up.fire, () => taken.set(taken.add(1)));
        const p = pipeline('mac', io.up);
        const first = p.carry({ ...io.up.payload });
        p.next();
        p.finish(io.down, { y: first.c });
        io.seen.set(mux(io.up.fire, io.up.payload.c, taken));
      }),
    ).toBe('');
  });

  it('how full a pipeline is, a flag that several stages set, and bits of one output each of a stage', () => {
    expect(
      verdict({ ...mac, busy: output(bit()), flag: output(bit()), bits: output(u(2)) }, io => {
        zeroSeen(io);
        io.flag.set(0);
        const p = pipeline('mac', io.up);
        const early = p.valid;
        const first = p.carry({ ...io.up.payload });
        when(p.valid.and(first.a.orR().not()), () => io.flag.set(1));
        io.bits.bit(0).set(first.a.bit(0));
        p.next();
        when(p.valid.and(first.c.orR().not()), () => io.flag.set(1));
        io.bits.bit(1).set(first.a.bit(1));
        io.busy.set(early.or(p.valid));
        p.finish(io.down, { y: first.c });
      }),
    ).toBe('');
  });

  it('a memory that is read early, changed late and forwards, where unstaged says what is meant', () => {
    const counters = (isSaid: boolean): string =>
      verdict(mac, io => {
        zeroSeen(io);
        const { words } = ram({ words: { shape: u(16), depth: 16, init: [] } });
        const meant = isSaid ? unstaged : <V>(value: V): V => value;
        const p = pipeline('count', io.up);
        const first = p.carry({ at: io.up.payload.a.slice(0, 4), c: io.up.payload.c });
        const word = words.read(first.at, undefined, { bypass: true });
        const asked = first.at;
        p.next();
        const hit = p.carry({ isNext: meant(asked).eq(first.at) });
        const sum = p.carry({ sum: word.add(first.c) });
        when(p.valid, () => words.write(first.at, sum.sum));
        p.next();
        p.finish(io.down, { y: mux(hit.isNext, sum.sum, lit(0, 16)) });
      });
    expect(counters(true)).toBe('');
    expect(counters(false)).toBe("stage 1 of pipeline 'count' reads 'up_a_i' of stage 0");
  });

  it('unstaged bundles, vectors and expressions', () => {
    expect(
      verdict({ ...mac, pair: slave(flow({ pair: vec(2, u(8)), inner: { x: u(16) } })) }, io => {
        const p = pipeline('mac', io.pair);
        const { inner, pair } = io.pair.payload;
        const loose = unstaged({ inner, pair, sum: inner.x.add(1) });
        p.next();
        io.seen.set(loose.inner.x.add(loose.sum).add(loose.pair.get(1).zext(16)));
        p.finish(io.down, { y: loose.sum });
      }),
    ).toBe('');
  });

  it('a packed vector that is carried', () => {
    expect(
      verdict({ ...mac, pair: slave(flow(vec(2, u(8)))) }, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.pair);
        const first = p.carry({ pair: pack(vec(2, u(8)), io.pair.payload) });
        p.next();
        const pair = unpack(vec(2, u(8)), first.pair);
        p.finish(io.down, { y: cat(pair.get(0), pair.get(1)) });
      }),
    ).toBe('');
  });
});

describe('code around a component', () => {
  it('looks at any stage of pipelines that were never finished', () => {
    const open = component('open', {}, { up: slave(flow(u(8))), y: output(u(8)) }, ({ up, y }) => {
      const p = pipeline('open', up);
      const first = p.carry({ x: up.payload });
      p.next();
      y.set(first.x);
      unused(p.valid);
    });
    const seen = watched(open, (io, inner) => {
      const { last } = reg({ last: u(8) });
      last.set(io.up.payload);
      assert('a_clock_later', io.y.eq(last).and(inner.register('open_x_1').eq(io.y)));
    });
    expect(() => emitVerilog(seen)).not.toThrow();
  });
});

describe('moves', () => {
  it('lets block RAM wait with the stages of a pipeline that stalls', () => {
    const squares = Array.from({ length: 16 }, (_, i) => BigInt(i * i));
    const lookup = component(
      'lookup',
      {},
      { up: slave(stream(u(4))), down: master(stream({ at: u(4), square: u(8) })) },
      ({ up, down }) => {
        const { words } = ram({ words: { shape: u(8), depth: 16, init: squares } });
        const p = pipeline('lookup', up);
        const first = p.carry({ at: up.payload });
        p.next();
        const word = words.read(first.at, p.moves);
        p.next();
        p.finish(down, { at: first.at, square: word });
      },
    );
    const simulator = new Simulator(lookup);
    simulator.reset();
    const got: number[][] = [];
    let sent = 0;
    for (let clock = 0; clock < 300; clock++) {
      const valid = (clock * 7) % 5 < 4 ? 1 : 0;
      const ready = (clock * 11) % 7 < 3 ? 1 : 0;
      simulator.poke('up_valid_i', valid);
      simulator.poke('up_payload_i', sent % 16);
      simulator.poke('down_ready_i', ready);
      const taken = valid & simulator.peekNumber('up_ready_o');
      if (ready & simulator.peekNumber('down_valid_o')) {
        got.push([simulator.peekNumber('down_at_o'), simulator.peekNumber('down_square_o')]);
      }
      simulator.step();
      sent += taken;
    }
    expect(got.length).toBeGreaterThan(100);
    expect(got).toEqual(got.map((_, i) => [i % 16, (i % 16) ** 2]));
  });

  it('is nothing where every stage moves in every clock', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        expect(p.moves).toBeUndefined();
        p.finish(io.down, { y: io.up.payload.c });
      }),
    ).toBe('');
  });
});
