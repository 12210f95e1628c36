// SPDX-License-Identifier: Apache-2.0
/** Pipeline stages of values: what meets by mistake is refused. */
import {
  bit,
  cat,
  component,
  flow,
  input,
  inst,
  lit,
  mux,
  output,
  pipeline,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { delayed, delayLine, registered } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';
import { mac, stalling, verdict, zeroSeen } from './support/stage-designs.ts';

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

  it.each([
    ['delayed', 'late_1_q', (c: Val<16>) => delayed('late', u(16), c, 1)],
    ['delayLine', 'late_down', (c: Val<16>) => delayLine('late', u(16), c, 1)],
    ['registered', 'late_c_q', (c: Val<16>) => registered('late', { c }).c],
  ])('a value of %s that arrives a clock early or late', (_, name, late) => {
    const met = (stages: number): string =>
      verdict(mac, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const { a } = p.carry({ a: io.up.payload.a });
        const c = late(io.up.payload.c);
        const there = p.carry({ a });
        for (let i = 0; i < stages; i++) p.next();
        p.finish(io.down, { y: c.add(there.a.zext(16)) });
      });
    expect(met(0)).toBe(`'up_a_i' of stage 0 meets '${name}' of stage 1 of pipeline 'mac'`);
    expect(met(1)).toBe('');
    expect(met(2)).toBe(`stage 2 of pipeline 'mac' reads '${name}' of stage 1`);
  });

  it('a delayed value of a pipeline that can stall', () => {
    expect(
      verdict(stalling, io => {
        zeroSeen(io);
        const p = pipeline('mac', io.up);
        const there = p.carry(io.up.payload);
        const c = delayed('late', u(16), io.up.payload.c, 1);
        p.next();
        p.finish(io.down, { y: c.add(there.a.zext(16)) });
      }),
    ).toContain("is overwritten while stage 1 of pipeline 'mac' waits");
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
      "pipeline 'mac' can stall, and 'words_rdata_q' is overwritten while stage 1 of pipeline 'mac' waits; carry it, " +
        "or read a memory with the pipeline's moves as its enable and without an output register.",
    );
    expect(read('moves', true)).toMatch(/^pipeline 'mac' can stall, and 'words_rdata_out_q' is overwritten/);
    expect(read('moves')).toBe('');
  });
});
