import { emitVerilog } from 'typescript-hdl';
import { top } from '../hdl/top.ts';
import { configs } from '../hdl/spec/configs.ts';
import { writeFileSync } from 'node:fs';
for (const name of process.argv.slice(2) as any[]) {
  const t = Date.now();
  const d = emitVerilog(top((configs as any)[name]));
  writeFileSync(`/tmp/${name}.v`, d.verilog);
  console.log(name, Date.now() - t, 'ms', d.verilog.split('\n').length);
}
