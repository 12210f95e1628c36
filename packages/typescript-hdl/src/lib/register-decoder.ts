/** The hardware of a register map: an AXI4-Lite slave. */
import {
  bit,
  cat,
  component,
  type Definition,
  type Flip,
  input,
  lit,
  mux,
  output,
  type Port,
  type Ports,
  reg,
  type Shape,
  slave,
  type UInt,
  u,
  unused,
  type Val,
  when,
} from '../index.ts';
import { axiLite } from './axi.ts';
import type { PlacedField, PlacedRegister, RegisterAccess, RegisterMap, RegisterSpecs } from './register-map.ts';

const okay = 0;
const slaveError = 2;

const shapesOf = (registers: readonly PlacedRegister[], access: RegisterAccess): { readonly [name: string]: Shape } =>
  Object.fromEntries(
    registers
      .filter(register => register.access === access)
      .map(register => [register.name, Object.fromEntries(register.fields.map(field => [field.name, u(field.bits)]))]),
  );

/** The width of a field where the compiler knows it. */
type Bits<B extends number> = number extends B ? any : B;

/** The fields of the registers of one kind, as a bundle of bundles. */
type FieldsOf<R extends RegisterSpecs, A extends RegisterAccess> = {
  readonly [K in keyof R as R[K]['access'] extends A ? K : never]: {
    readonly [F in keyof R[K]['fields']]: UInt<Bits<R[K]['fields'][F]['bits']>>;
  };
};

/** A port for the registers of one kind, if there are any. */
type PortOf<N extends string, D extends 'in' | 'out', S> = keyof S extends never
  ? unknown
  : { readonly [K in N]: Port<D, S> };

/** The ports of a {@link registerDecoder}. */
export type DecoderPorts<R extends RegisterSpecs> = { readonly bus: Flip<ReturnType<typeof axiLite>> } & PortOf<
  'control',
  'out',
  FieldsOf<R, 'rw'>
> &
  PortOf<'status', 'in', FieldsOf<R, 'ro'>> &
  PortOf<'events', 'in', FieldsOf<R, 'w1c'>>;

/**
 * Ports: `bus` (AXI4-Lite), `control` (values of the `rw` registers, outputs), `status` (of the `ro` ones, inputs) and
 * `events` (of the `w1c` ones, inputs: a 1 sets the bit, and wins over software that clears it in the same clock). Byte
 * strobes count for `rw`. One access at a time a direction: write response and read data one clock after the address;
 * unknown addresses and writes to `ro` registers get SLVERR.
 */
export const registerDecoder = <R extends RegisterSpecs>(map: RegisterMap<R>): Definition<DecoderPorts<R>> => {
  const { registers } = map;
  const [control, status, events] = [shapesOf(registers, 'rw'), shapesOf(registers, 'ro'), shapesOf(registers, 'w1c')];
  const ports = {
    bus: slave(axiLite(map.addressBits)),
    ...(Object.keys(control).length > 0 ? { control: output(control) } : {}),
    ...(Object.keys(status).length > 0 ? { status: input(status) } : {}),
    ...(Object.keys(events).length > 0 ? { events: input(events) } : {}),
  };
  const layout = registers.map(one => `${one.name}:${one.offset}:${one.access}`).join(',');
  const doc = `Registers of ${map.name} on AXI4-Lite.`;
  const params = { map: map.name, layout };
  return component(
    'register_decoder',
    params,
    ports as unknown as DecoderPorts<R> & Ports,
    io => decode(registers, io),
    {
      doc,
    },
  ) as unknown as Definition<DecoderPorts<R>>;
};

const decode = (registers: readonly PlacedRegister[], io: any): void => {
  const { bus } = io;
  const r = reg({ bvalid: bit(0), bresp: u(2), rvalid: bit(0), rresp: u(2), rdata: u(32) });
  unused(bus.awprot, bus.arprot, bus.awaddr, bus.araddr);
  const writeNow: Val<1> = bus.awvalid.and(bus.wvalid).and(r.bvalid.not());
  const readNow: Val<1> = bus.arvalid.and(r.rvalid.not());
  bus.awready.set(writeNow);
  bus.wready.set(writeNow);
  bus.arready.set(r.rvalid.not());
  bus.bvalid.set(r.bvalid);
  bus.bresp.set(r.bresp);
  bus.rvalid.set(r.rvalid);
  bus.rresp.set(r.rresp);
  bus.rdata.set(r.rdata);

  const wordAddress = (address: Val): Val => address.slice(2, address.width - 2) as Val;
  const hit = (address: Val, register: PlacedRegister): Val<1> => wordAddress(address).eq(register.offset / 4);
  const words = registers.map(register => {
    const write = writeNow.and(hit(bus.awaddr, register));
    return { register, word: registerWord(register, io, write) };
  });
  const readable = words.map(({ register, word }) => [hit(bus.araddr, register), word] as const);
  const writable = registers.filter(one => one.access !== 'ro').map(one => hit(bus.awaddr, one));
  const known = (hits: readonly Val<1>[]): Val<1> => hits.reduce((a, b) => a.or(b), lit(0, 1) as Val<1>);
  when(writeNow, () => {
    r.bvalid.set(1);
    r.bresp.set(mux(known(writable), lit(okay, 2), slaveError) as Val<any>);
  }).elsewhen(bus.bready, () => r.bvalid.set(0));
  when(readNow, () => {
    r.rvalid.set(1);
    r.rresp.set(mux(known(readable.map(([one]) => one)), lit(okay, 2), slaveError) as Val<any>);
    r.rdata.set(
      readable.map(([one, word]) => one.repeat(32).and(word as any)).reduce((a: any, b: any) => a.or(b)) as any,
    );
  }).elsewhen(bus.rready, () => r.rvalid.set(0));
};

/** The parts of a field that lie in one byte of its register each. */
const byteParts = ({ lsb, bits }: PlacedField): { lo: number; bits: number }[] => {
  const parts: { lo: number; bits: number }[] = [];
  for (let lo = 0; lo < bits; ) {
    const length = Math.min(bits - lo, 8 - ((lsb + lo) & 7));
    parts.push({ lo, bits: length });
    lo += length;
  }
  return parts;
};

/** The 32 bits that software reads, and the registers behind them. */
const registerWord = (register: PlacedRegister, io: any, write: Val<1>): Val => {
  const { bus } = io;
  const parts: { readonly lsb: number; readonly value: Val }[] = register.fields.map(field => {
    const value = (() => {
      if (register.access === 'ro') return io.status[register.name][field.name] as Val;
      const key = `${register.name}_${field.name}`;
      const init = register.access === 'rw' ? field.reset : 0;
      const held: any = reg({ [key]: u(field.bits, init) })[key];
      if (register.access === 'rw') {
        io.control[register.name][field.name].set(held);
        for (const { lo, bits } of byteParts(field)) {
          const from = field.lsb + lo;
          when(write.and(bus.wstrb.bit(from >> 3)), () => held.slice(lo, bits).set(bus.wdata.slice(from, bits)));
        }
      } else {
        const cleared = write.repeat(field.bits).and(bus.wdata.slice(field.lsb, field.bits));
        held.set(held.and((cleared as Val).not()).or(io.events[register.name][field.name]));
      }
      return held as Val;
    })();
    return { lsb: field.lsb, value };
  });
  const pieces: Val[] = [];
  let next = 0;
  for (const { lsb, value } of [...parts].sort((a, b) => a.lsb - b.lsb)) {
    if (lsb > next) pieces.push(lit(0, lsb - next) as Val);
    pieces.push(value);
    next = lsb + value.width;
  }
  if (next < 32) pieces.push(lit(0, 32 - next) as Val);
  return cat(...pieces.reverse()) as Val;
};
