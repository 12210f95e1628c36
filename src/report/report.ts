// SPDX-License-Identifier: Apache-2.0
/** Makes the report of a run, one page that needs nothing beside it, out of what the run left in its directory. */
import { readFileSync } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { InputError, writeOutputFile } from 'typescript-hdl/command-line';
import type { z } from 'zod';
import { findConfig } from '../../hdl/spec/configs.ts';
import { repositoryRoot } from '../../sim/verilate/cache.ts';
import { journeyChart, latencyChart, type Row, throughputChart } from './charts.ts';
import { directions, latencyRows, latencySummaries, throughputRows } from './figures.ts';
import { Html, html } from './html.ts';
import { type Journey, journeyOf, tracedSignals } from './journey.ts';
import { layOutMachine } from './lay-out-machine.ts';
import { machineGraph } from './machine-graph.ts';
import { machinePicture } from './machine-picture.ts';
import { recordFile, recordSchema, summarySchema, traceFile, traceSchema } from './run-record.ts';
import {
  type FileLinks,
  journeyTable,
  latencyTable,
  machinesTable,
  picture,
  policyListing,
  stagesTable,
  tiles,
} from './sections.ts';
import { stageFigures, stageNotes } from './stage-notes.ts';
import { wavePicture } from './wave-picture.ts';

const readPart = async <T>(directory: string, file: string, schema: z.ZodType<T>): Promise<T> => {
  const path = join(directory, file);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const remedy = 'name the directory of a run of "sluice demo", or run it again';
  if (text === undefined) throw new InputError({ where: path, what: 'there is no such file', remedy });
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  const at = read.error.issues[0]?.path.join('.') ?? '';
  throw new InputError({ where: path, what: `this is no record of a run${at && `: ${at} is wrong`}`, remedy });
};

/** JSON, or undefined when it is none. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readRun = async (directory: string) => {
  const summary = await readPart(directory, 'summary.json', summarySchema);
  const record = await readPart(directory, recordFile, recordSchema);
  const trace = await readPart(directory, traceFile, traceSchema);
  const config = findConfig(summary.config);
  if (config) return { summary, record, trace, config };
  const what = `there is no configuration "${summary.config}"`;
  throw new InputError({ where: join(directory, 'summary.json'), what, remedy: 'run "sluice demo" again' });
};

type Run = Awaited<ReturnType<typeof readRun>>;

/** The frame whose journey is shown: the one asked for, or the first that goes to one VM and arrives. */
const chosenFrame = ({ record, trace }: Run, asked: number | undefined): number => {
  const traced = trace.frames.length;
  if (asked !== undefined && asked > traced) {
    const what = `frame ${asked} is not in the waveform`;
    throw new InputError({ what, remedy: `give one of the first ${traced} with --frame` });
  }
  if (asked !== undefined) return asked - 1;
  const first = record.frames
    .slice(0, traced)
    .findIndex(({ event, functions }) => event === 'delivered' && functions.length === 1);
  return Math.max(0, first);
};

const fileLinks = async (directory: string): Promise<FileLinks> => {
  const rtl = new Set(await readdir(join(directory, 'rtl')).catch(() => []));
  return {
    source: place => relative(resolve(directory), join(repositoryRoot, place.replace(/:\d+$/, ''))),
    verilog: component => (rtl.has(`${component}.v`) ? `rtl/${component}.v` : undefined),
  };
};

/** Files of the run by what they are, those that are there. */
const filesOf = async (directory: string): Promise<readonly { readonly path: string; readonly what: string }[]> => {
  const received = (await readdir(join(directory, 'received')).catch(() => [])).map(name => ({
    path: `received/${name}`,
    what: `frames that ${name.replace(/\.pcap$/, '')} received`,
  }));
  const all = [
    ...received,
    { path: 'sent.pcap', what: 'frames that left on the wire' },
    { path: 'waveform.fst', what: 'waveform; "npx sluice waves" opens it' },
    { path: 'rtl/sluice.v', what: 'Verilog, top module' },
    { path: 'firmware/tables.image', what: 'table image' },
    { path: 'summary.json', what: 'figures' },
    { path: recordFile, what: 'frames, times and rules' },
  ];
  const there = await Promise.all(
    all.map(({ path }) =>
      access(join(directory, path)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return all.filter((_, i) => there[i]);
};

const journeyRows = ({ passed }: Journey): Row[] =>
  passed.slice(1).map(({ point, cycle }, i) => ({
    point: point.title,
    from: passed[i]!.cycle - passed[0]!.cycle,
    to: cycle - passed[0]!.cycle,
    clocks: `${cycle - passed[i]!.cycle}`,
  }));

const machineSection = async ({ summary, record, config }: Run, links: FileLinks): Promise<Html> => {
  const graph = machineGraph(config);
  const figures = stageFigures(summary, record);
  const svg = machinePicture(await layOutMachine(graph), {
    notes: stageNotes(figures),
    link: id => `#part-${id}`,
    label: `Stages of the machine ${config.name} and the flows between them`,
  });
  return html`<section id="machine"><h2>The machine</h2>
<p class="muted">Stages and flows of <code>${config.name}</code> as they were elaborated, lit by the frames that the hardware counted. Numbers beside the flows are bits.
Registers, counters and logs are left out.</p>
<div class="map">${picture(svg, 'A stage leads to its row in the table.')}<div class="scroll">${stagesTable(graph, figures, links)}</div></div></section>`;
};

const timeSection = async ({ summary, record }: Run): Promise<Html> => {
  const names = summary.vms.map(({ name }) => name);
  const latencies = latencyRows(record, names);
  const rates = await throughputChart(throughputRows(record), directions, record.lineRateBps / 1e9);
  return html`<section id="time"><h2>Throughput and latency</h2>
${picture(rates, 'All bytes as on the wire: preamble, FCS and gap are counted. VMs receive more than comes in where a frame is for several, and what they send each other.')}
${picture(await latencyChart(latencies, names), 'Every frame that came from the wire: from its last beat to its entry in the used ring, in simulated time.')}
<div class="scroll">${latencyTable(latencySummaries(latencies, names))}</div></section>`;
};

const policySection = ({ record }: Run): Html => {
  const others = Object.entries(record.withoutRule).map(([reason, count]) => `${count} ${reason}`);
  return html`<section id="policy"><h2>The policy, and what its rules decided</h2>
<p class="muted">Beside each rule is what the card counted: the frames that it decided for who gets them, and for the VM that sends them. The policy read
directly says the same. ${others.length > 0 ? `Of the frames from the wire, no rule decided about ${others.join(', ')}.` : 'A rule decided about every frame from the wire.'}</p>
${policyListing(record)}</section>`;
};

const journeySection = async ({ record, trace, config }: Run, frame: number): Promise<Html> => {
  const signals = tracedSignals(trace);
  const shown = record.frames.slice(0, trace.frames.length);
  const journey =
    shown.length > frame ? journeyOf(config, shown, signals, frame) : { frame, function: undefined, passed: [] };
  if (journey.passed.length < 2)
    return html`<section id="journey"><h2>The journey of a frame</h2><p>The waveform does not show frame ${frame + 1}.</p></section>`;
  return html`<section id="journey"><h2>The journey of frame ${frame + 1}</h2>
<p><code>${trace.frames[frame]}</code></p>
${picture(await journeyChart(journeyRows(journey)), 'Clocks from point to point, out of the waveform.')}
<h3>The same as a waveform</h3><div class="waves scroll" tabindex="0" role="region" aria-label="Waveform of the journey">${new Html(wavePicture(journey, signals))}</div>
<p class="muted">Clocks in which nothing of it happens are left out. <code>npx sluice report DIR --frame N</code> shows another of the first ${trace.frames.length} frames.</p>
<h3>Points</h3><div class="scroll">${journeyTable(journey, record.clockHz)}</div></section>`;
};

const own = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8').replace(/^.*SPDX.*\n/, '');

const pageOf = async (run: Run, directory: string, frame: number): Promise<Html> => {
  const { summary, record } = run;
  const agree = summary.mismatches === 0;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sluice: ${record.capture} through ${summary.config}</title><link rel="icon" href="data:,"><style>${new Html(own('page.css'))}</style></head><body>
<a class="skip" href="#main">Skip to the report</a>
<header class="bar"><strong>Sluice</strong><nav aria-label="Sections"><a href="#machine">Machine</a><a href="#vms">VMs</a><a href="#time">Over time</a><a href="#policy">Policy</a><a href="#journey">Journey</a><a href="#files">Files</a></nav>
<button id="theme" type="button" hidden>Colours: as the system</button></header>
<main id="main" tabindex="-1"><h1>${record.capture} through the <code>${summary.config}</code> machine</h1>
<p class="muted">Generated hardware in co-simulation, under <code>${record.policy.file}</code>.</p>
${tiles([
  { value: whole(summary.frames), name: 'frames from the wire' },
  { value: `${summary.gbps.toFixed(2)} Gbit/s`, name: `of frames, on a wire of ${record.lineRateBps / 1e9}` },
  { value: `${summary.mpps.toFixed(2)} M/s`, name: 'frames a second' },
  { value: whole(summary.compared), name: 'comparisons of policy, tables and hardware' },
  {
    value: whole(summary.mismatches),
    name: agree ? 'mismatches' : 'mismatches: do not trust this machine',
    kind: agree ? 'good' : 'bad',
  },
])}
${await machineSection(run, await fileLinks(directory))}
<section id="vms"><h2>Virtual machines</h2><p class="muted">As the hardware counted.</p><div class="scroll">${machinesTable(summary.vms, summary.unassigned)}</div></section>
${await timeSection(run)}
${policySection(run)}
${await journeySection(run, frame)}
<section id="files"><h2>Files</h2><ul class="files">${(await filesOf(directory)).map(({ path, what }) => html`<li><a href="${path}"><code>${path}</code></a><br><span class="muted">${what}</span></li>`)}</ul></section>
<footer>Simulated: no board has run this machine. Times are those of its clock, ${record.clockHz / 1e6} MHz.</footer></main>
<script>${new Html(own('page.js'))}</script></body></html>
`;
};

const whole = (value: number): string => value.toLocaleString('en');

/** Writes `index.html` into the directory of a run and returns its path; an InputError says what is missing there. */
export const writeReport = async (directory: string, options: { readonly frame?: number } = {}): Promise<string> => {
  const run = await readRun(directory);
  const page = await pageOf(run, directory, chosenFrame(run, options.frame));
  const path = join(directory, 'index.html');
  await writeOutputFile(path, page.text);
  return path;
};
