// SPDX-License-Identifier: Apache-2.0
/** What the checks find, what they let pass, and the line of the mistake in this very file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import {
  assert,
  bit,
  component,
  emitVerilog,
  fsm,
  HdlError,
  input,
  inst,
  lit,
  match,
  mux,
  output,
  type Ports,
  ram,
  reg,
  Simulator,
  u,
  unused,
  type Val,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { fifo, forwardSlice, streamMerge } from 'typescript-hdl/lib';
import { describe, expect, it } from 'vitest';

/** The error of elaborating and emitting a one-module design. */
const mistake = <const T extends Ports>(ports: T, body: Parameters<typeof component<T>>[3]): HdlError => {
  try {
    emitVerilog(component('dut', {}, ports, body));
  } catch (error) {
    if (!(error instanceof HdlError)) throw error;
    return error;
  }
  throw new Error('the mistake was not found');
};

/** The sentence without the places. */
const sentence = (error: HdlError): string => error.message.split('\n')[0]!;

/** Line of this file that holds the only occurrence of a text. */
const lineOf = (text: string): number => {
  const lines = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n');
  const found = lines.flatMap((line, i) => (line.includes(text) ? [i + 1] : []));
  return found.length > 0 ? found[0]! : 0;
};

describe('widths and literals', () => {
  it('refuses operands of different widths', () => {
    const error = mistake({ a: input(u(8)), b: input(u(4)), y: output(u(8)) }, ({ a, b, y }) => y.set(a.add(b as Val)));
    expect(sentence(error)).toBe('HDL-WIDTH: add takes operands of equal width, not 8 and 4 bits; use zext or trunc.');
    expect(error.locations[0]?.file).toBe(fileURLToPath(import.meta.url));
    expect(error.locations[0]?.line).toBe(lineOf('y.set(a.add(b as Val))'));
    expect(error.message).toMatch(/\n {2}at \S*diagnostics\.test\.ts:\d+$/);
  });
  it('refuses a source of another width than its target', () => {
    const error = mistake({ a: input(u(8)), y: output(u(4)) }, ({ a, y }) => y.set(a as Val));
    expect(sentence(error)).toBe('HDL-WIDTH: y_o takes 4 bits, not 8; use zext, sext or trunc.');
  });
  it('refuses a condition of several bits', () => {
    const error = mistake({ a: input(u(8)), y: output(bit()) }, ({ a, y }) => {
      y.set(0);
      when(a as Val, () => y.set(1));
    });
    expect(sentence(error)).toBe(
      'HDL-WIDTH: The condition of when has 1 bit, not 8; compare it or reduce it with orR().',
    );
  });
  it('refuses a multiplexer of two literals', () => {
    const error = mistake({ a: input(bit()), y: output(u(4)) }, ({ a, y }) => y.set(mux(a, 1 as never, 2 as never)));
    expect(sentence(error)).toBe('HDL-WIDTH: mux cannot tell the width of two literals; use lit(value, width).');
  });
  it('refuses a literal that does not fit', () => {
    const error = mistake({ a: input(u(4)), y: output(u(4)) }, ({ a, y }) => y.set(a.add(16)));
    expect(sentence(error)).toBe('HDL-LITERAL: The literal 16 does not fit 4 unsigned bits.');
  });
  it('refuses a negative literal', () => {
    const error = mistake({ y: output(bit()) }, ({ y }) => y.set(lit(-1, 1)));
    expect(sentence(error)).toBe('HDL-LITERAL: The literal -1 does not fit 1 unsigned bit.');
  });
  it('refuses a slice outside the value', () => {
    const error = mistake({ a: input(u(8)), y: output(u(4)) }, ({ a, y }) => y.set(a.slice(6, 4 as number)));
    expect(sentence(error)).toBe('HDL-RANGE: slice(6, 4) leaves a value of 8 bits.');
  });
  it('refuses an index of the wrong width', () => {
    const error = mistake({ a: input(u(8)), i: input(u(2)), y: output(bit()) }, ({ a, i, y }) => y.set(a.at(i)));
    expect(sentence(error)).toBe('HDL-RANGE: An index into 8 elements of 1 bit has 3 bits, not 2.');
  });
  it('refuses a vector element that does not exist', () => {
    const error = mistake({ a: input(vec(4, u(8))), y: output(u(8)) }, ({ a, y }) => y.set(a.get(4)));
    expect(sentence(error)).toBe('HDL-RANGE: Element 4 of a vector of 4 does not exist.');
  });
});

describe('drivers', () => {
  it('finds an output that nothing drives', () => {
    const error = mistake({ y: output(u(8)) }, () => {});
    expect(sentence(error)).toBe("HDL-UNDRIVEN: 'y_o' in component 'dut' is never driven.");
  });
  it('finds single bits that nothing drives', () => {
    const error = mistake({ y: output(u(8)) }, ({ y }) => y.slice(2, 4).set(3));
    expect(sentence(error)).toBe("HDL-UNDRIVEN: Bits 7:6, 1:0 of 'y_o' in component 'dut' are never driven.");
  });
  it('finds a latch', () => {
    const error = mistake({ a: input(bit()), y: output(u(8)) }, ({ a, y }) => {
      when(a, () => y.set(1));
    });
    expect(sentence(error)).toBe(
      "HDL-LATCH: Bits 7:0 of 'y_o' in component 'dut' keep their value on some path; set a default before the when().",
    );
    expect(error.locations).toHaveLength(2);
  });
  it('accepts a match that lists every value and refuses one that does not', () => {
    const ports = { a: input(bit()), y: output(bit()) };
    expect(() =>
      emitVerilog(component('dut', {}, ports, ({ a, y }) => match(a, { 0: () => y.set(1), 1: () => y.set(0) }))),
    ).not.toThrow();
    expect(mistake(ports, ({ a, y }) => match(a, { 0: () => y.set(1) })).code).toBe('HDL-LATCH');
  });
  it('accepts a state machine of three states that drives an output in each', () => {
    const lights = component('lights', {}, { y: output(u(2)) }, ({ y }) => {
      fsm('state', ['red', 'green', 'amber'], {
        red: goto => {
          y.set(0);
          goto('green');
        },
        green: goto => {
          y.set(1);
          goto('amber');
        },
        amber: goto => {
          y.set(2);
          goto('red');
        },
      });
    });
    expect(emitVerilog(lights).verilog).toContain('default: begin  // STATE_AMBER');
  });
  it('finds an assignment that makes an earlier one meaningless', () => {
    const error = mistake({ a: input(bit()), y: output(bit()) }, ({ a, y }) => {
      y.set(a);
      y.set(a.not());
    });
    expect(sentence(error)).toBe(
      "HDL-OVERLAP: The second assignment to 'y_o' makes the first meaningless; remove one or put the default first.",
    );
    const lines = error.locations.map(location => location.line);
    expect(lines[1]).toBe(lines[0]! + 1);
  });
  it('finds a conditional assignment overridden by a later default', () => {
    const error = mistake({ a: input(bit()), y: output(bit()) }, ({ a, y }) => {
      when(a, () => y.set(1));
      y.set(0);
    });
    expect(error.code).toBe('HDL-OVERLAP');
  });
  it('refuses a bundle source without one of the fields', () => {
    const error = mistake({ y: output({ p: bit(), q: bit() }) }, ({ y }) => y.set({ p: 1 } as never));
    expect(sentence(error)).toBe("HDL-SHAPE: A bundle of p, q takes all of these fields; an object with p has no 'q'.");
  });
});

describe('loops', () => {
  it('finds a combinational loop and shows the path', () => {
    const error = mistake({ y: output(bit()) }, ({ y }) => {
      const w = wire({ a: bit(), b: bit() });
      w.a.set(w.b.not());
      w.b.set(w.a);
      y.set(w.a);
    });
    expect(sentence(error)).toBe("HDL-LOOP: Combinational loop in component 'dut': a <- b <- a.");
  });
  it('sees that different bits of one word make no loop', () => {
    const ripple = component('ripple', {}, { a: input(bit()), y: output(u(4)) }, ({ a, y }) => {
      const { w } = wire({ w: u(4) });
      w.bit(0).set(a);
      for (let i = 1; i < 4; i++) w.bit(i).set(w.bit(i - 1).not());
      y.set(w);
    });
    expect(() => emitVerilog(ripple)).not.toThrow();
  });
  it('finds a loop through an instance', () => {
    const wireThrough = component('through', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => y.set(a));
    const error = mistake({ y: output(bit()) }, ({ y }) => {
      const { t } = inst({ t: wireThrough });
      t.a.set(t.y.not());
      y.set(t.y);
    });
    expect(error.code).toBe('HDL-LOOP');
    expect(sentence(error)).toContain('t_y <- t_a');
  });
  it('sees that a registered instance breaks the loop', () => {
    const delay = component('delay', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => {
      const r = reg({ held: bit(0) });
      r.held.set(a);
      y.set(r.held);
    });
    const design = component('dut', {}, { y: output(bit()) }, ({ y }) => {
      const { t } = inst({ t: delay });
      t.a.set(t.y.not());
      y.set(t.y);
    });
    expect(() => emitVerilog(design)).not.toThrow();
  });
});

describe('names and scopes', () => {
  it('refuses a Verilog keyword', () => {
    const error = mistake({ y: output(bit()) }, ({ y }) => {
      const { wait } = wire({ wait: bit() });
      wait.set(1);
      y.set(wait);
    });
    expect(sentence(error)).toBe("HDL-NAME: 'wait' is a keyword of Verilog or SystemVerilog; choose another name.");
  });
  it('cites both lines of a name collision', () => {
    const error = mistake({ y: output(bit()) }, ({ y }) => {
      const a = wire({ msgRec: bit() });
      const b = wire({ msg: { rec: bit() } });
      a.msgRec.set(1);
      b.msg.rec.set(a.msgRec);
      y.set(b.msg.rec);
    });
    expect(sentence(error)).toBe(
      "HDL-COLLISION: Two declarations in component 'dut' become the Verilog name 'msg_rec'.",
    );
    expect(error.locations.map(location => location.line)).toHaveLength(2);
  });
  it('refuses hardware outside a component', () => {
    const attempt = (): unknown => reg({ a: bit() });
    expect(attempt).toThrow('HDL-SCOPE: reg() belongs inside the body of a component.');
  });
  it('finds a signal that nothing reads, and lets the author say so', () => {
    const error = mistake({ a: input(u(8)), y: output(bit()) }, ({ y }) => y.set(1));
    expect(sentence(error)).toBe("HDL-UNREAD: Nothing in component 'dut' reads 'a_i'; remove it or say unused(...).");
    const design = component('dut', {}, { a: input(u(8)), y: output(bit()) }, ({ a, y }) => {
      unused(a);
      y.set(1);
    });
    expect(emitVerilog(design).verilog).toContain("wire unused = &{1'b0, a_i};");
  });
  it('takes a vector that nothing reads, of words or of bundles', () => {
    const ports = { words: input(vec(3, u(4))), pairs: input(vec(2, { a: u(4), b: vec(2, u(1)) })), y: output(bit()) };
    const design = component('dut', {}, ports, ({ words, pairs, y }) => {
      unused(words, pairs);
      y.set(1);
    });
    expect(emitVerilog(design).verilog).toContain("wire unused = &{1'b0, words_i, pairs_a_i, pairs_b_i};");
  });
  it('refuses two different circuits under one name and parameters', () => {
    const delay = (cycles: number) =>
      component('delay', {}, { a: input(bit()), y: output(bit()) }, ({ a, y }) => {
        const r = reg(Object.fromEntries(Array.from({ length: cycles }, (_, i) => [`d${i}`, bit(0)])));
        for (let i = 0; i < cycles; i++) r[`d${i}`]!.set(i === 0 ? a : r[`d${i - 1}`]!);
        y.set(r[`d${cycles - 1}`]!);
      });
    const error = mistake({ a: input(bit()), y: output(bit()) }, ({ a, y }) => {
      const { one, two } = inst({ one: delay(1), two: delay(2) });
      one.a.set(a);
      two.a.set(one.y);
      y.set(two.y);
    });
    expect(sentence(error)).toBe(
      "HDL-VARIANT: Two different circuits are both 'delay' with no parameters; name what differs in the parameters.",
    );
  });
});

describe('memories, cases and JavaScript values', () => {
  it('refuses a second write port', () => {
    const error = mistake({ a: input(u(4)), y: output(u(8)) }, ({ a, y }) => {
      const { m } = ram({ m: { shape: u(8), depth: 16 } });
      m.write(a, 1);
      m.write(a, 2);
      y.set(m.read(a));
    });
    expect(sentence(error)).toBe("HDL-MEMORY: Memory 'm' already has its write port.");
  });
  it('refuses an address of the wrong width', () => {
    const error = mistake({ a: input(u(5)), y: output(u(8)) }, ({ a, y }) => {
      const { m } = ram({ m: { shape: u(8), depth: 16 } });
      y.set(m.read(a));
    });
    expect(sentence(error)).toBe("HDL-MEMORY: Memory 'm' of 16 words takes an address of 4 bits, not 5.");
  });
  it('refuses a case that cannot occur', () => {
    const error = mistake({ a: input(u(2)), y: output(bit()) }, ({ a, y }) => {
      y.set(0);
      match(a, { 4: () => y.set(1) });
    });
    expect(sentence(error)).toBe('HDL-CASE: Case 4 cannot occur in a subject of 2 bits.');
  });
  it('refuses a hardware value in JavaScript arithmetic', () => {
    const error = mistake({ a: input(u(2)), y: output(bit()) }, ({ a, y }) => {
      y.set((a as unknown as number) < 3 ? 1 : 0);
    });
    expect(sentence(error)).toBe(
      'HDL-TRUTH: A hardware value was used as a JavaScript value; use its methods (add, lt, eq, ...) or mux() and when().',
    );
  });
});

describe('assertions', () => {
  const counter = (limit: number) =>
    component('dut', { limit }, { up: input(bit()), y: output(u(4)) }, ({ up, y }) => {
      const { count } = reg({ count: u(4, 0) });
      when(up, () => {
        count.set(count.add(1));
        assert('staysBelow', count.lt(limit));
      });
      y.set(count);
    });

  it('stop the built-in simulator in the clock in which they fail, and only under their conditions', () => {
    const simulator = new Simulator(counter(3));
    simulator.reset();
    simulator.poke('up_i', 1);
    simulator.step(3);
    simulator.poke('up_i', 0);
    simulator.step(5);
    simulator.poke('up_i', 1);
    expect(() => simulator.step()).toThrow("HDL-ASSERT: The assertion 'stays_below' does not hold.");
  });
  it('are emitted for proof tools only', () => {
    const { verilog } = emitVerilog(counter(3));
    const formal = /`ifdef FORMAL\n([\s\S]*?)`endif/.exec(verilog)?.[1];
    expect(formal).toContain("stays_below: assert (count_q < 4'd3);");
    expect(verilog.replace(formal!, '')).not.toContain('assert');
  });
});

describe('inside the library', () => {
  const libraryFile = (error: HdlError): string | undefined => error.locations[0]?.file.split('/src/lib/')[1];
  const caught = (run: () => unknown): HdlError => {
    try {
      run();
    } catch (error) {
      return error as HdlError;
    }
    throw new Error('the mistake was not found');
  };

  it('a mistake cites the line of the library and the line that called it', () => {
    const error = caught(() => forwardSlice(8 as never));
    expect(sentence(error)).toBe('HDL-KIND: A shape belongs here, not 8; write u(8).');
    expect(libraryFile(error)).toBe('register-slices.ts');
    expect(error.locations[1]?.file).toBe(fileURLToPath(import.meta.url));
    expect(error.locations[1]?.line).toBe(lineOf('caught(() => forwardSlice(8 as never))'));
  });
  it('a mistake that is found when the design is written cites the line that made the component', () => {
    const late = fifo(u(8), 12);
    const error = caught(() => emitVerilog(late));
    expect(sentence(error)).toBe('HDL-PARAMETER: The depth of a FIFO is a power of two of at least 2, not 12.');
    expect(error.locations.map(({ line }) => line)).toEqual([lineOf('const late = fifo(u(8), 12)')]);
    const nested = streamMerge({ word: u(8) }, ['wait', 'wait']);
    const twice = caught(() => emitVerilog(nested));
    expect(twice.code).toBe('HDL-OVERLAP');
    expect(libraryFile(twice)).toBe('stream-merge.ts');
    expect(twice.locations.at(-1)?.line).toBe(lineOf("const nested = streamMerge({ word: u(8) }, ['wait', 'wait'])"));
  });
});
