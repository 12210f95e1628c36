import { configs } from './hdl/spec/configs.ts';
import { randomNumbers } from './src/verify/fuzz/random.ts';
import { randomRules, compareCompiled } from './src/verify/tables/compare-answers.ts';
const show=(x:any)=>JSON.stringify(x,(k,v)=>typeof v==='bigint'?'0x'+v.toString(16):v);
for (let seed=1; seed<=12; seed++) for (const cfg of ['100g','10g-ecp5','tiny'] as const) { const r=randomNumbers(seed); const n={'100g':300,'10g-ecp5':120,tiny:14}[cfg]; const p=randomRules(r,configs[cfg],n); const t=performance.now(); const c=compareCompiled(p,configs[cfg],r,2000); if(!c){console.log(cfg,seed,'no fit');continue;} console.log(cfg,seed,c.headers,'decided',c.decided,'wrong',c.disagreements.length,Math.round(performance.now()-t)); if(c.disagreements[0]){ const d=c.disagreements[0]; console.log(show(d), d.rules&&show(p.rules[d.rules.rule]), d.tables&&show(p.rules[d.tables.rule])); } }
