import { it } from 'vitest';
import { emitVerilog } from 'typescript-hdl';
import { configs } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import { openMachine } from '../../sim/machine.ts';
import { fourVms } from '../../sim/benchmarks/four-vms.ts';
it('dbg', async () => {
  const config = configs['10g'];
  const { images, frameTo } = fourVms(config);
  const N = Number(process.env.N ?? 50);
  const frames = Array.from({ length: N }, (_, i) => ({ bytes: frameTo(i, 60 + i % 200) }));
  const machine = await openMachine(emitVerilog(top(config)), config, {});
  await machine.start(images);
  await machine.run(frames);
  const c = await machine.counters();
  console.log(c.map(s => Object.entries(s).filter(([, v]: any) => v.frames).map(([k, v]: any) => `${k}:${v.frames}`).join(' ')).join(' | '));
  const d = await machine.deliveries();
  console.log(d.map(q => q.length).join(','));
  for (const q of [2, 4, 6, 8]) { const x = machine.drivers[q]!; console.log(q, JSON.stringify(await x.statistics()), JSON.stringify(await machine.queueStatus(x))); }
  await machine.close();
}, 300000);
