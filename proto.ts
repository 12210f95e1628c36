import { readFileSync } from 'node:fs';
import { readClassbench } from './firmware/import/classbench.ts';
import { lowerToBanks } from './firmware/compile/banks/bank-rules.ts';
import { placeRules } from './firmware/compile/banks/place-rules.ts';
import { cloudPolicy } from './src/verify/policies/cloud-policy.ts';
import { readPolicy } from './firmware/policy/parse.ts';
import { configs } from './hdl/spec/configs.ts';
const secret=new Uint8Array(16).fill(7);
const run=(name:string,rules:any,vms:any,cfg:'10g'|'100g'|'25g')=>{ const c=process.cpuUsage().user; const a=performance.now(); const low=lowerToBanks({rules,vms}); const b=performance.now(); const p=placeRules(low.bankRules,configs[cfg],secret,configs[cfg].ternaryRules); const d=performance.now();
 console.log(name,cfg,'rules',rules.length,'lowered',low.bankRules.length,'tern only',low.ternaryOnly.length,'pieces',p.rules.length,'banks',p.masks.filter(Boolean).length,'ternary',p.ternary.length,'left',p.left.length,'lower ms',Math.round(b-a),'place ms',Math.round(d-b),'cpu',Math.round((process.cpuUsage().user-c)/1000)); return p; };
const d='/work/shared/corpora/classbench/';
for (const f of ['acl1_1k','fw1_1k','ipc1_1k','acl1_10k']) { const a=performance.now(); const r=readClassbench(readFileSync(d+f,'utf8'),f); console.log('read',Math.round(performance.now()-a)); run(f,r,[],'100g'); run(f,r,[],'10g'); if(f==='acl1_10k') run('acl 4000',r.slice(0,4000),[],'10g'); }
const any=Array.from({length:999},(_, i)=>({to:{kind:'any'},match:{protocol:6,destinationPort:{first:i*60,last:i*60+70+i%900}},action:'allow',queue:0,position:{line:1,column:1},positions:{}}));
run('any',any,[],'100g');
for (const n of [1000,10000,30000]) { const p=readPolicy(cloudPolicy({config:'100g',vms:63,rules:n,seed:1}),'x').policy; run('cloud',p.rules,p.vms,'100g'); }
{ const p=readPolicy(cloudPolicy({config:'100g',vms:7,rules:30000,seed:1}),'x').policy; run('cloud',p.rules,p.vms,'10g'); run('cloud',p.rules.slice(0,13000),p.vms,'10g');}
