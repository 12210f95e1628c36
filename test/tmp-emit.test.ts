import { test } from 'vitest';
import { emitVerilog } from 'typescript-hdl';
import { ternaryMatch } from '../hdl/classifier/rules/ternary-match.ts';
import { top } from '../hdl/top.ts';
import { configs } from '../hdl/spec/configs.ts';
test('x', () => {
  const v = emitVerilog(ternaryMatch(configs.tiny)) as any;
  const text = typeof v === 'string' ? v : v.text ?? JSON.stringify(v).slice(0, 200);
  const at = text.indexOf('module ternary_match');
  console.log(text.slice(at, at + 1500));
  emitVerilog(top(configs.tiny));
  emitVerilog(top(configs['100g']));
  console.log('top ok');
}, 300000);
