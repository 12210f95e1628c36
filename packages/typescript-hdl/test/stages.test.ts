// SPDX-License-Identifier: Apache-2.0
/** Pipeline stages of values: what meets by mistake is refused, what belongs together or is meant passes. */
import {
  assert,
  bit,
  cat,
  component,
  type Definition,
  emitVerilog,
  flow,
  HdlError,
  input,
  inst,
  lit,
  master,
  mux,
  output,
  type Ports,
  pack,
  pipeline,
  ram,
  reg,
  Simulator,
  slave,
  stages,
  stream,
  u,
  unpack,
  unstaged,
  unused,
  type Val,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { watched } from 'typescript-hdl/prove';
import { describe, expect, it } from 'vitest';

const mac = {
  up: slave(flow({ a: u(8), c: u(16) })),
  down: master(flow({ y: u(16) })),
  mode: input(bit()),
  seen: output(u(16)),
};
const stalling = { ...mac, up: slave(stream({ a: u(8), c: u(16) })), down: master(stream({ y: u(16) })) };

type Body<T extends Ports> = Parameters<typeof component<T>>[3];

const dut = <const T extends Ports>(ports: T, body: Body<T>): Definition<T> =>
  component('dut', {}, ports, io => {
    unused(Object.values(io as object));
    body(io);
  });

/** What the check says of a component, without the places; empty when nothing. */
const verdict = <const T extends Ports>(ports: T, body: Body<T>): string => {
  const said = [(one: Definition) => emitVerilog(one), (one: Definition) => new Simulator(one)].map(use => {
    try {
      use(dut(ports, body));
      return '';
    } catch (error) {
      if (!(error instanceof HdlError)) throw error;
      return error.message
        .split('\n')[0]!
        .replace("HDL-STAGE: In component 'dut' ", '')
        .replace(/; carry it, and read .*/, '');
    }
  });
  expect(said[1]).toBe(said[0]);
  return said[0]!;
};

const zeroSeen = ({ seen }: { seen: { set(value: number): void } }): void => seen.set(0);

describe('refused is', () => {
  it('a carried value taken out by destructuring and used later', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const { a, c } = p.carry(io.up.payload);
        const squared = p.carry({ v: a.mul(a) });
        p.next();
        p.finish(io.down, { y: squared.v.add(c) });
      }),
    ).toBe("stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0");
  });

  it('the payload of the source in a later stage, alone or through a wire, an instance or LUT RAM', () => {
    const through = (late: (c: Val<16>) => Val<16>): string =>
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        p.next();
        p.finish(io.down, { y: late(io.up.payload.c) });
      });
    const expected = "stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0";
    expect(through(c => c)).toBe(expected);
    expect(through(c => c.slice(0, 8).zext(16) as Val<16>)).toBe(expected);
    expect(
      through(c => {
        const { w } = wire({ w: u(16) });
        w.set(c.not());
        return w;
      }),
    ).toBe(expected);
    expect(
      through(c => {
        const not = component('inverter', {}, { d: input(u(16)), q: output(u(16)) }, ({ d, q }) => q.set(d.not()));
        const { child } = inst({ child: not });
        child.d.set(c);
        return child.q;
      }),
    ).toMatch(/^stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0/);
    expect(
      through(c => {
        const { words } = ram({ words: { shape: u(16), depth: 16, kind: 'distributed', init: [] } });
        return words.read(c.slice(0, 4));
      }),
    ).toMatch(/^stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0/);
  });

  it('a stale value under a condition, as a condition, as an index, in a concatenation and in a state register', () => {
    const late = (use: (c: Val<16>, y: Val<16>, io: any) => void): string =>
      verdict({ ...mac, flags: output(u(16)) }, (io: any) => {
        io.flags.set(0);
        const p = pipeline('mac', io.up);
        const first = p.carry({ y: io.up.payload.c });
        const { c } = p.carry({ c: io.up.payload.c.not() });
        p.next();
        use(c, first.y, io);
        p.finish(io.down, { y: first.y });
      });
    const stale = /^stage 1 of pipeline 'mac' reads '(up_c_i)' of stage 0/;
    expect(late((c, y, io) => io.seen.set(mux(c.orR(), y, lit(0, 16))))).toMatch(stale);
    expect(
      late((c, y, io) => {
        io.seen.set(0);
        when(c.orR(), () => io.seen.set(y));
      }),
    ).toMatch(stale);
    expect(
      late((c, y, io) => {
        io.seen.set(0);
        io.seen.at(c.slice(0, 4)).set(y.bit(0));
      }),
    ).toMatch(stale);
    expect(late((c, y, io) => io.seen.set(cat(c.slice(0, 8), y.slice(0, 8))))).toMatch(stale);
    expect(
      late((c, _, io) => {
        const { last } = reg({ last: u(16) });
        last.set(c);
        io.seen.set(last);
      }),
    ).toMatch(stale);
    expect(
      late((c, y, io) => {
        const { words } = ram({ words: { shape: u(16), depth: 16, kind: 'distributed' } });
        words.write(c.slice(0, 4), y);
        io.seen.set(words.read(lit(0, 4)));
      }),
    ).toMatch(stale);
  });

  it('a register or an input that was carried and is used in a later stage as it was taken out', () => {
    for (const source of ['mode', 'register'] as const) {
      expect(
        verdict(mac, io => {
          zeroSeen(io);
          const { toggle } = reg({ toggle: bit(0) });
          toggle.set(toggle.not());
          const p = pipeline('mac', io.up);
          const { flag } = p.carry({ flag: source === 'mode' ? io.mode : (toggle as Val<1>) });
          p.next();
          p.finish(io.down, { y: flag.zext(16) });
        }),
      ).toMatch(/^stage 1 of pipeline 'mac' reads '(mode_i|toggle_q)' of stage 0$/);
    }
  });

  it('a value that a closure has kept', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const { c } = p.carry(io.up.payload);
        const later = (): Val<16> => c.add(1);
        p.next();
        p.finish(io.down, { y: later() });
      }),
    ).toMatch(/^stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0/);
  });

  it('carrying a value of an earlier stage', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        p.next();
        const late = p.carry({ c: io.up.payload.c });
        p.next();
        p.finish(io.down, { y: late.c });
      }),
    ).toBe("stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0");
  });

  it('the valid of an earlier stage', () => {
    expect(
      verdict(mac, io => {
        const p = pipeline('mac', io.up);
        const early = p.valid;
        const { c } = p.carry(io.up.payload);
        void c;
        p.next();
        io.seen.set(early.zext(16));
        p.finish(io.down, { y: lit(0, 16) });
      }),
    ).toMatch(/^stage 1 of pipeline 'mac' reads 'up_valid_i' of stage 0/);
  });

  it('a stale value in a pipeline that stalls', () => {
    expect(
      verdict(stalling, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const first = p.carry({ c: io.up.payload.c });
        p.next();
        const { c } = first;
        p.next();
        p.finish(io.down, { y: c });
      }),
    ).toBe("stage 2 of pipeline 'mac' reads 'mac_c_1_q' of stage 1");
  });

  it('a value of another pipeline', () => {
    const two = { ...mac, other: slave(flow(u(16))) };
    expect(
      verdict(two, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const q = pipeline('other', io.other);
        const foreign = q.carry({ x: io.other.payload });
        q.next();
        const own = p.carry({ c: io.up.payload.c });
        p.next();
        p.finish(io.down, { y: own.c.add(foreign.x) });
      }),
    ).toBe("'mac_c_1_q' of stage 1 of pipeline 'mac' meets 'other_x_1_q' of stage 1 of pipeline 'other'");
  });

  it('another stage of a pipeline with the same source', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('long', io.up);
        const a = p.carry({ a: io.up.payload.a });
        p.next();
        p.next();
        const q = pipeline('short', io.up);
        const c = q.carry({ c: io.up.payload.c });
        q.next();
        q.finish(io.down, { y: a.a.zext(16).add(c.c) });
      }),
    ).toBe("'short_c_1_q' of stage 1 of pipeline 'short' meets 'long_a_2_q' of stage 2 of pipeline 'long'");
  });

  it('a wire whose cases come from two stages, once something drives it from both', () => {
    expect(
      verdict(mac, io => {
        const p = pipeline('mac', io.up);
        const first = p.carry({ ...io.up.payload });
        io.seen.set(first.c);
        p.next();
        when(p.valid, () => io.seen.set(first.c));
        p.finish(io.down, { y: first.c });
      }),
    ).toBe("'seen_o' takes 'up_c_i' of stage 0, but 'seen_o' takes 'mac_c_1_q' of stage 1 of pipeline 'mac'");
  });

  it('a channel whose valid and payload are of two stages', () => {
    const sink = component('sink', {}, { up: slave(flow(u(16))), y: output(u(16)) }, ({ up, y }) => {
      const { last } = reg({ last: u(16) });
      when(up.valid, () => last.set(up.payload));
      y.set(last);
    });
    expect(
      verdict(mac, io => {
        const { take } = inst({ take: sink });
        io.seen.set(take.y);
        const p = pipeline('mac', io.up);
        const first = p.carry({ ...io.up.payload });
        take.up.valid.set(p.valid);
        p.next();
        take.up.payload.set(first.c);
        p.finish(io.down, { y: first.c });
      }),
    ).toBe(
      "'take_up_valid' takes 'up_valid_i' of stage 0, but " +
        "'take_up_payload' takes 'mac_c_1_q' of stage 1 of pipeline 'mac'",
    );
  });

  const table = { words: { shape: u(16), depth: 16, init: [1n, 2n, 3n] } };

  it('a word of block RAM in the stage that asked for it, and a stage too late', () => {
    const readAt = (clocks: number, outputRegister = false): string =>
      verdict(mac, io => {
        zeroSeen(io);
        const { words } = ram(table);
        const p = pipeline('mac', io.up);
        const first = p.carry({ ...io.up.payload });
        const word = words.read(first.c.slice(0, 4), undefined, { outputRegister });
        for (let i = 0; i < clocks; i++) p.next();
        p.finish(io.down, { y: first.c.add(word) });
      });
    expect(readAt(0)).toBe("'up_c_i' of stage 0 meets 'words_rdata_q' of stage 1 of pipeline 'mac'");
    expect(readAt(1)).toBe('');
    expect(readAt(2)).toBe("stage 2 of pipeline 'mac' reads 'words_rdata_q' of stage 1");
    expect(readAt(1, true)).toMatch(/meets 'words_rdata_out_q' of stage 2 of pipeline 'mac'$/);
    expect(readAt(2, true)).toBe('');
    expect(readAt(3, true)).toMatch(/^stage 3 of pipeline 'mac' reads 'words_rdata_out_q' of stage 2/);
  });

  it('a word of block RAM that does not wait with a stage that stalls', () => {
    const read = (enable: 'none' | 'moves', outputRegister = false): string =>
      verdict(stalling, io => {
        zeroSeen(io);
        const { words } = ram(table);
        const p = pipeline('mac', io.up);
        const at = io.up.payload.c.slice(0, 4);
        const word = words.read(at, enable === 'moves' ? p.moves : undefined, { outputRegister });
        p.next();
        if (outputRegister) p.next();
        p.finish(io.down, { y: word });
      });
    expect(read('none')).toBe(
      "pipeline 'mac' can stall, and 'words_rdata_q' is overwritten while stage 1 of pipeline 'mac' waits; read the memory " +
        "with the pipeline's moves as its enable, without an output register.",
    );
    expect(read('moves', true)).toMatch(/^pipeline 'mac' can stall, and 'words_rdata_out_q' is overwritten/);
    expect(read('moves')).toBe('');
  });
});

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

describe('a chain of stages', () => {
  const sums = (ports: typeof mac): Definition =>
    component('sums', {}, { up: ports.up, down: ports.down }, ({ up, down }) =>
      stages('sums', up)
        .stage(({ a, c }, { valid }) => ({ square: a.mul(a), c, held: valid }))
        .stage(({ square, c, held }) => ({ y: mux(held, square.add(c), lit(0, 16)) }))
        .finish(down),
    );

  // Registers are written in the order in which their values are first read.
  const linesOf = (definition: Definition): string[] =>
    emitVerilog(definition)
      .verilog.split('\n')
      .filter(line => line !== '')
      .sort();

  it('is the pipeline of the same carries, with and without back-pressure', () => {
    const byHand = (ports: typeof mac): Definition =>
      component('sums', {}, { up: ports.up, down: ports.down }, ({ up, down }) => {
        const p = pipeline('sums', up);
        const first = p.carry({ square: up.payload.a.mul(up.payload.a), c: up.payload.c, held: p.valid });
        p.next();
        const { square, c, held } = first;
        const second = p.carry({ y: mux(held, square.add(c), lit(0, 16)) });
        p.next();
        p.finish(down, { y: second.y });
      });
    for (const ports of [mac, stalling as unknown as typeof mac]) {
      expect(linesOf(sums(ports))).toEqual(linesOf(byHand(ports)));
    }
    const simulator = new Simulator(sums(mac));
    simulator.reset();
    const got: number[] = [];
    for (let clock = 0; clock < 6; clock++) {
      simulator.poke('up_valid_i', clock < 3 ? 1 : 0);
      simulator.poke('up_a_i', clock + 1);
      simulator.poke('up_c_i', 100 * (clock + 1));
      if (simulator.peek('down_valid_o')) got.push(simulator.peekNumber('down_y_o'));
      simulator.step();
    }
    expect(got).toEqual([101, 204, 309]);
  });

  it('still refuses what the types cannot see', () => {
    expect(
      verdict(mac, io => {
        zeroSeen(io);
        stages('mac', io.up)
          .stage(({ a }) => ({ a }))
          .stage(({ a }) => ({ y: a.zext(16).add(io.up.payload.c) }))
          .finish(io.down);
      }),
    ).toBe("stage 1 of pipeline 'mac' reads 'up_c_i' of stage 0");
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
