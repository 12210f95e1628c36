// SPDX-License-Identifier: Apache-2.0
/** Tables of the parser changed through AXI4-Lite while frames come: each frame is parsed by the old value or the new. */
import {
  component,
  connectFlow,
  expose,
  flow,
  inst,
  joinName,
  lit,
  master,
  Simulator,
  slave,
  unused,
  zero,
} from 'typescript-hdl';
import { axiLite } from 'typescript-hdl/lib';
import { describe, expect, test } from 'vitest';
import { registerBlock } from '../../../hdl/control/register-block.ts';
import { beatShape, headerVectorShape } from '../../../hdl/lib/frame-shapes.ts';
import { wireStateShape } from '../../../hdl/lib/wire-shapes.ts';
import { headerParser, headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { configs } from '../../../hdl/spec/configs.ts';
import { type HeaderVectorField, headerVectorFields } from '../../../hdl/spec/protocol/header-vector.ts';
import {
  defaultParserTables,
  type ParserTable,
  type ParserTableValues,
  parserTables,
} from '../../../hdl/spec/protocol/parser-tables.ts';
import { parserTableRegister, registerAddress, registerAddressBits } from '../../../hdl/spec/registers/registers.ts';
import { parseFrame } from '../../../sim/model/parser-model.ts';
import { ethernet, ipv4, padded, payloadOf, tcp, udp, vlan } from '../../support/frames.ts';
import { beatsOf } from './frame-beats.ts';

const config = configs.tiny;

/** A parser whose tables are those of the register block, whose other ports see nothing. */
const taughtParser = component(
  'taught_parser',
  {},
  {
    axil: slave(axiLite(registerAddressBits(config))),
    up: slave(flow(beatShape(config))),
    headers: master(flow(headerVectorShape)),
  },
  ({ axil, up, headers }) => {
    const { registers, parser } = inst({ registers: registerBlock(config), parser: headerParser(config) });
    const {
      ready,
      tablesReady,
      refusalRead,
      accessRead,
      receive,
      transmit,
      wireState,
      parserTables,
      axil: bus,
      ...more
    } = registers;
    const { judging, occupied, busIdle, busPurging, faults, stops, ...others } = more;
    expose(axil, bus);
    ready.set(lit(1, 1));
    tablesReady.set(lit(1, 1));
    refusalRead.count.set(lit(0, 32));
    accessRead.accesses.set(lit(0, 64));
    accessRead.bytes.set(lit(0, 64));
    for (const { statusRead, counterRead } of [receive, transmit]) {
      statusRead.status.set(lit(0, 32));
      counterRead.frames.set(lit(0, 64));
      counterRead.bytes.set(lit(0, 64));
    }
    wireState.set(zero(wireStateShape));
    judging.set(lit(0, 1));
    occupied.set(lit(0, config.functions));
    busIdle.set(lit(0, 1));
    busPurging.set(lit(0, 1));
    for (const name of Object.keys(faults.now) as (keyof typeof faults.now)[]) faults.now[name]!.set(lit(0, 1));
    faults.refused.set({ tables: 0, windows: 0 });
    stops.head.set({ valid: 0, queue: 0, error: 0, transmit: 0 });
    stops.counted.stops.set(0);
    unused(others, refusalRead, accessRead, receive, transmit, faults.clear, stops);
    parser.tables.set(parserTables);
    connectFlow(parser.up, up);
    connectFlow(headers, parser.headers);
  },
);

const macs = { destination: '52:54:00:00:00:10', source: '02:00:00:00:00:99' };
const ip = { source: '10.1.2.3', destination: '192.168.200.100' };
const payload = payloadOf(70, 8);

const udpTo = (port: number): Uint8Array =>
  ethernet(macs, ipv4(ip, udp({ sourcePort: 1, destinationPort: port }, payload)));
const tcpTo = (port: number): Uint8Array =>
  ethernet(macs, ipv4(ip, tcp({ sourcePort: 1, destinationPort: port }, payload)));
const tagged = (tpid: number): Uint8Array =>
  ethernet(macs, vlan({ id: 7, tpid }, ipv4(ip, tcp({ sourcePort: 1, destinationPort: 2 }))));

/** For each table, a frame with the value. */
const askers: Readonly<Record<ParserTable, (value: number) => Uint8Array>> = {
  serviceTagTypes: tagged,
  vxlanPorts: udpTo,
  vxlanGpePorts: udpTo,
  genevePorts: udpTo,
  gtpuPorts: udpTo,
  rocePorts: udpTo,
  iscsiPorts: tcpTo,
  nvmePorts: tcpTo,
};

/** A value that a table does not hold after reset. */
const newValue = (table: ParserTable): number => (table === 'serviceTagTypes' ? 0x9100 : 8472);

const showVector = (value: (name: HeaderVectorField) => bigint): string =>
  headerVectorFields.map(({ name }) => `${name} ${value(name)}`).join(', ');

const expected = (frame: Uint8Array, tables: ParserTableValues): string => {
  const vector = parseFrame(frame, { tables });
  return showVector(name => BigInt(vector[name]));
};

const machine = new Simulator(taughtParser);
const { latencyClocks } = headerParserTiming(config);

/** Offers a write until both its channels have been taken, from a clock on; tells the clock of the answer. */
const slowWriter = (address: number, data: number, from: number) => {
  const open = new Set(['aw', 'w']);
  return (clock: number): boolean => {
    machine.poke('axil_awaddr_i', address);
    machine.poke('axil_wdata_i', data);
    machine.poke('axil_wstrb_i', 15);
    machine.poke('axil_bready_i', 1);
    for (const channel of ['aw', 'w']) {
      const valid = clock >= from && open.has(channel);
      machine.poke(`axil_${channel}valid_i`, valid ? 1 : 0);
      if (valid && machine.peekNumber(`axil_${channel}ready_o`) === 1) open.delete(channel);
    }
    return machine.peekNumber('axil_bvalid_o') === 1 && machine.peekNumber('axil_bresp_o') === 0;
  };
};

/** The frame over and over without a gap, and a register written in the middle; `answered` is the frame under way then. */
const teach = (frame: Uint8Array, address: number, data: number) => {
  const beats = beatsOf([frame], config.netDataBits / 8, 1);
  const frames = 80;
  const clocks = frames * beats.length;
  const write = slowWriter(address, data, clocks / 2);
  const vectors: string[] = [];
  let answered = -1;
  machine.poke('axil_arvalid_i', 0);
  machine.poke('up_valid_i', 0);
  machine.reset();
  for (let clock = 0; clock < clocks + latencyClocks + 8; clock++) {
    const beat = beats[clock % beats.length]!;
    machine.poke('up_valid_i', clock < clocks ? 1 : 0);
    machine.poke('up_data_i', beat.data);
    machine.poke('up_last_byte_i', beat.lastByte);
    machine.poke('up_first_i', beat.first ? 1 : 0);
    machine.poke('up_last_i', beat.last ? 1 : 0);
    if (write(clock)) answered = Math.floor(clock / beats.length);
    if (machine.peekNumber('headers_valid_o') === 1) {
      vectors.push(showVector(name => machine.peek(`${joinName('headers', name)}_o`)));
    }
    machine.step();
  }
  return { vectors, answered, frames };
};

describe('a table changed while frames come', () => {
  test.each(parserTables)('$name: each frame is parsed by the old value or the new one', ({ name, entries }) => {
    const value = newValue(name);
    const frame = padded(askers[name](value));
    const entry = entries - 1;
    const old = expected(frame, defaultParserTables);
    const changed = defaultParserTables[name].with(entry, value);
    const taught = expected(frame, { ...defaultParserTables, [name]: changed });
    expect(taught).not.toBe(old);

    const address = registerAddress(config, 'parser_table', 0, parserTableRegister(name, entry));
    const { vectors, answered, frames } = teach(frame, address, value);
    expect(answered).toBeGreaterThan(0);
    expect(vectors).toHaveLength(frames);
    const answers = vectors.map(vector => (vector === old ? 'old' : vector === taught ? 'new' : 'neither'));
    const first = answers.indexOf('new');
    expect(first).toBeGreaterThan(frames / 4);
    expect(first).toBeLessThanOrEqual(answered + 1);
    expect(answers).toEqual(answers.map((_, i) => (i < first ? 'old' : 'new')));
  });
});
