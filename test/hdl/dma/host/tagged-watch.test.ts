// SPDX-License-Identifier: Apache-2.0
/** The bus watch around the read engine: a reset in the midst of reads, whose answers still come. */
import { bit, component, connect, expose, input, inst, output } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { busWatch } from '../../../../hdl/dma/host/bus-watch.ts';
import { windowLookup } from '../../../../hdl/dma/host/host-shapes.ts';
import { answerPorts } from '../../../../hdl/dma/host/read-delivery.ts';
import { readEngine } from '../../../../hdl/dma/host/read-engine.ts';
import { requestPorts } from '../../../../hdl/dma/host/read-intake.ts';
import { hostReadMaster, hostWriteMaster } from '../../../../hdl/lib/host-bus.ts';
import type { Config } from '../../../../hdl/spec/configs.ts';
import { seededRandom } from '../../../support/random.ts';
import { ReadBench } from './read-bench.ts';
import { asking, clients, expectAnswers, goodBus, nobody, sizes, windowsOf } from './read-traffic.ts';

/** An engine behind the watch; nothing is written. */
const watchedEngine = (config: Config) =>
  component(
    'watched_engine',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      requests: requestPorts(config, clients),
      answers: answerPorts(config, clients),
      allowed: readEngine(config, clients).ports.allowed,
      lookup: windowLookup(config),
      refused: readEngine(config, clients).ports.refused,
      stray: output({ beat: bit(), last: bit() }),
      broken: output(bit()),
      read: hostReadMaster(config),
      write: hostWriteMaster(config),
      acknowledge: input(bit()),
      idle: output(bit()),
      purging: output(bit()),
      unclean: output(bit()),
    },
    io => {
      const { engine, watch } = inst({ engine: readEngine(config, clients), watch: busWatch(config) });
      for (const { name } of clients) {
        connect(engine.requests[name]!, io.requests[name]!);
        connect(io.answers[name]!, engine.answers[name]!);
      }
      const { allowed, lookup, refused, stray, broken } = engine;
      expose(
        { ...pick(io, ['allowed', 'lookup', 'refused', 'stray', 'broken']) },
        { allowed, lookup, refused, stray, broken },
      );
      watch.uncounted.read.set(engine.stray.last);
      watch.uncounted.write.set(0);
      const { machine, bus } = watch as any;
      for (const [name, port] of Object.entries<any>(engine.read)) {
        if ('set' in port) port.set(machine[name]);
        else machine[name].set(port);
      }
      for (const [name, port] of Object.entries<any>(machine)) {
        if (!(name in engine.read) && 'set' in port) port.set(0);
      }
      expose({ ...io.read, ...io.write }, bus);
      const { acknowledge, idle, purging, unclean } = watch;
      expose(pick(io, ['acknowledge', 'idle', 'purging', 'unclean']), { acknowledge, idle, purging, unclean });
    },
  );

const pick = (ports: any, names: readonly string[]): object =>
  Object.fromEntries(names.map(name => [name, ports[name]]));

describe.each(sizes)('the bus watch of %s', (_, config) => {
  it.each([1, 2, 3])('lets no answer of before a reset be taken for another (seed %i)', seed => {
    const bench = new ReadBench(config, clients, windowsOf(config), seededRandom(seed), watchedEngine(config));
    const traffic = asking(bench, random => random.between(0, config.functions - 1), { ready: 1 });
    for (let turn = 0; turn < 3; turn++) {
      bench.run(150 + 7 * seed + turn, { ...goodBus, latency: 100 }, traffic);
      const left = bench.underWay();
      expect(left).toBeGreaterThan(3);
      bench.restart();
      bench.run(2, { ...goodBus, latency: 1000 }, nobody);
      expect([bench.port('purging_o'), bench.port('unclean_o')]).toEqual([1, 1]);
      bench.run(300, { ...goodBus, withheld: () => true }, traffic);
      expect(bench.trace.issued).toEqual([]);
      bench.run(2500, { ...goodBus, latency: 1 }, traffic);
      expect(bench.trace.issued.length).toBeGreaterThan(10);
      bench.run(4000, { ...goodBus, latency: 1, answers: 1 }, nobody);
      expect([bench.underWay(), bench.port('purging_o'), bench.port('idle_o')]).toEqual([0, 0, 1]);
      expectAnswers(bench);
    }
  });

  it('is idle when all is answered, whatever else comes', () => {
    const bench = new ReadBench(config, clients, windowsOf(config), seededRandom(4), watchedEngine(config));
    const traffic = asking(bench, random => random.between(0, config.functions - 1));
    bench.run(800, { ...goodBus, strays: 0.3, answers: 0.5 }, traffic);
    expect(bench.port('idle_o')).toBe(0);
    bench.run(4000, { ...goodBus, strays: 0.3, answers: 0.9 }, nobody);
    bench.run(10, goodBus, nobody);
    expect([bench.underWay(), bench.port('idle_o')]).toEqual([0, 1]);
    expect(bench.trace.strays).toBeGreaterThan(20);
    expectAnswers(bench);
  });
});
