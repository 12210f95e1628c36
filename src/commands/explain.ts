// SPDX-License-Identifier: Apache-2.0
import { argument, command, flag, manyArguments, text } from 'typescript-hdl/command-line';
import { configName } from '../config-name.ts';
import { jsonFlag } from '../output-flags.ts';

interface ExplainOptions {
  readonly policy: string;
  readonly frame: readonly string[];
  readonly from: string | undefined;
  readonly config: string | undefined;
  readonly rtl: boolean;
  readonly json: boolean;
}

const runExplain = async ({ policy: path, frame: words, from, config: name, rtl, json }: ExplainOptions) => {
  const { InputError } = await import('typescript-hdl/command-line');
  const { readCompiledPolicy } = await import('../files/read-compiled-policy.ts');
  const { readFrameArgument } = await import('../explain/read-frame.ts');
  const { senderNamed } = await import('../explain/sender-named.ts');
  const { explain: explainFrame } = await import('../explain/explain.ts');
  const { explanationRecord, explanationText } = await import('../explain/explain-text.ts');
  const { compiled, config } = await readCompiledPolicy(path, name);
  const sender = from === undefined ? undefined : senderNamed(compiled.policy, from);
  const frame = await readFrameArgument(words, compiled.policy, compiled.policy.vms[(sender ?? 0) - 1]);
  const explained = explainFrame(compiled, frame.bytes, sender);
  const complete = rtl
    ? await (await import('../explain/ask-hardware.ts')).withHardware(compiled, frame.bytes, sender, explained)
    : explained;
  console.log(
    json
      ? JSON.stringify(explanationRecord(frame, config, complete), null, 2)
      : explanationText(frame, config, complete),
  );
  if (complete.agrees) return;
  const what = `policy and ${rtl ? 'tables or hardware' : 'tables'} disagree about this frame`;
  throw new InputError({ what, remedy: 'this is a defect of Sluice; see above what each of them says' });
};

/** `sluice explain`: what becomes of one frame under a policy, and why. */
export const explain = command({
  name: 'explain',
  describe: 'Say what becomes of one frame under a policy, and why: rules, tables, counter',
  arguments: {
    policy: argument('Policy file (YAML); - for standard input'),
    frame: manyArguments(
      'capture.pcap:NUMBER, hexadecimal digits, or words: "tcp 10.0.0.1:1234 > 10.0.0.2:80 to web" (docs/policy.md)',
      { required: true },
    ),
  },
  options: {
    from: text('VM that sends the frame; default the wire', 'NAME'),
    config: configName('Configuration, instead of the one the policy names'),
    rtl: flag('Also send it through the Verilated hardware'),
    json: jsonFlag,
  },
  run: runExplain,
});
