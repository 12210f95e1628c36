// SPDX-License-Identifier: Apache-2.0
/** The sections of a report, each from what it shows to HTML. */
import type { LatencySummary } from './figures.ts';
import { Html, html } from './html.ts';
import type { Journey } from './journey.ts';
import type { MachineGraph } from './machine-graph.ts';
import type { RunRecord } from './run-record.ts';
import type { StageFigures } from './stage-notes.ts';

/** A machine of `summary.json`. */
interface VmFigures {
  readonly name: string;
  readonly delivered: number;
  readonly bytes: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly sent: number;
  readonly sentBytes: number;
  readonly refused: Readonly<Record<string, number>>;
}

/** Where a file is, as the page links to it. */
export interface FileLinks {
  /** The source of a place such as `hdl/top.ts:12`. */
  readonly source: (place: string) => string;
  /** The emitted file of a component; undefined when the run left none. */
  readonly verilog: (component: string) => string | undefined;
}

const whole = (value: number): string => value.toLocaleString('en');

const chips = (counts: Iterable<readonly [string, number]>): Html => {
  const list = [...counts];
  if (list.length === 0) return html`<span class="muted">none</span>`;
  // What went from VM to VM was not lost.
  const kind = (reason: string): string => (reason === 'switched' ? 'aside' : 'drop');
  return html`<span class="chips">${list.map(([reason, count]) => html`<span class="chip ${kind(reason)}">${whole(count)} <code>${reason}</code></span>`)}</span>`;
};

const share = (part: number, most: number): Html =>
  html`<span class="share" style="width:${Math.round((100 * part) / Math.max(1, most))}%"></span>`;

/** The machines, what they got and what they sent. */
export const machinesTable = (vms: readonly VmFigures[], unassigned: Readonly<Record<string, number>>): Html => {
  const [most, mostSent] = [Math.max(...vms.map(vm => vm.bytes)), Math.max(...vms.map(vm => vm.sentBytes))];
  return html`<table class="vms"><thead><tr><th>VM</th><th class="number">frames received</th><th class="number">bytes</th><th>dropped, by reason</th>
<th class="number">frames sent</th><th class="number">bytes</th><th>not to the wire, by reason</th></tr></thead><tbody>
${vms.map(
  vm => html`<tr><th scope="row">${vm.name}</th><td class="number" data-name="received">${whole(vm.delivered)}</td>
<td class="number" data-name="bytes">${whole(vm.bytes)}${share(vm.bytes, most)}</td><td class="wide" data-name="dropped">${chips(Object.entries(vm.dropped))}</td>
<td class="number" data-name="sent">${whole(vm.sent)}</td><td class="number" data-name="bytes">${whole(vm.sentBytes)}${share(vm.sentBytes, mostSent)}</td>
<td class="wide" data-name="not to the wire">${chips(Object.entries(vm.refused))}</td></tr>`,
)}
<tr><th scope="row" class="muted">for nobody</th><td class="number"></td><td class="number"></td><td class="wide">${chips(Object.entries(unassigned))}</td><td></td><td></td><td></td></tr>
</tbody></table>`;
};

/** What the picture of the machine links to: its stages, with what they counted and where they are described. */
export const stagesTable = (
  { nodes }: MachineGraph,
  figures: ReadonlyMap<string, StageFigures>,
  links: FileLinks,
): Html => {
  const stages = nodes.filter(({ component }) => component !== undefined);
  return html`<table><thead><tr><th>stage</th><th class="number">frames</th></tr></thead><tbody>
${stages.map(({ id, component, place }) => {
  const own = figures.get(id);
  const verilog = links.verilog(component!);
  return html`<tr id="part-${id}" tabindex="-1"><th scope="row">${component!.replaceAll('_', ' ')} <code class="muted">${id}</code><br>
<a href="${links.source(place!)}"><code>${place!.split('/').at(-1)!}</code></a>${verilog ? html` · <a href="${verilog}">Verilog</a>` : undefined}
${own && own.dropped.size > 0 ? chips(own.dropped) : undefined}</th><td class="number">${own ? whole(own.frames) : ''}</td></tr>`;
})}</tbody></table>`;
};

/** Latencies of the VMs in a few figures. */
export const latencyTable = (rows: readonly LatencySummary[]): Html =>
  html`<table><thead><tr><th>VM</th><th class="number">frames from the wire</th><th class="number">median µs</th><th class="number">99 % within µs</th><th class="number">longest µs</th></tr></thead>
<tbody>${rows.map(
    ({ vm, frames, median, p99, most }) =>
      html`<tr><th scope="row">${vm}</th><td class="number">${whole(frames)}</td>${[median, p99, most].map(value => html`<td class="number">${value.toFixed(2)}</td>`)}</tr>`,
  )}</tbody></table>`;

/** The policy as it is written, with the hits of each rule beside the line that it begins in. */
export const policyListing = ({ policy, rules }: RunRecord): Html => {
  const most = Math.max(1, ...rules.map(rule => rule.receiver + rule.sender));
  const lines = policy.text.replace(/\n$/, '').split('\n');
  return html`<div class="policy" tabindex="0" role="region" aria-label="Policy with hits"><ol>
<li class="head"><span></span><span class="hits">receiver</span><span class="hits">sender</span><span>${policy.file}</span></li>
${lines.map((text, i) => {
  const rule = rules.find(({ line }) => line === i + 1);
  const hits = rule ? rule.receiver + rule.sender : 0;
  const kind = rule ? `rule ${hits > 0 ? 'hit' : 'unused'}` : '';
  return html`<li class="${kind}" style="--share:${(hits / most).toFixed(3)}"><span class="line">${i + 1}</span><span class="hits">${rule ? whole(rule.receiver) : ''}</span><span class="hits">${rule ? whole(rule.sender) : ''}</span><code>${policyLine(text)}</code></li>`;
})}</ol></div>`;
};

/** A line with its comment in grey. */
const policyLine = (text: string): Html => {
  const at = /(^|\s)#/.exec(text)?.index;
  return at === undefined ? html`${text}` : html`${text.slice(0, at)}<span class="comment">${text.slice(at)}</span>`;
};

/** The points of a journey as a table. */
export const journeyTable = ({ passed }: Journey, clockHz: number): Html => {
  const start = passed[0]?.cycle ?? 0;
  return html`<table><thead><tr><th>point</th><th>signals</th><th class="number">clock</th><th class="number">ns</th></tr></thead><tbody>
${passed.map(
  ({
    point,
    cycle,
  }) => html`<tr><th scope="row">${point.title}</th><td><code>${[point.instance, point.when[0]!].filter(Boolean).join('.')}</code></td>
<td class="number">${cycle - start}</td><td class="number">${(((cycle - start) * 1e9) / clockHz).toFixed(1)}</td></tr>`,
)}</tbody></table>`;
};

/** Tiles at the top of the page. */
export const tiles = (
  list: readonly { readonly value: string; readonly name: string; readonly kind?: 'good' | 'bad' }[],
): Html =>
  html`<ul class="tiles">${list.map(({ value, name, kind }) => html`<li class="${kind ?? ''}"><b>${value}</b><span>${name}</span></li>`)}</ul>`;

/** SVG that a library made. */
export const picture = (svg: string, caption: string): Html =>
  html`<figure>${new Html(svg)}<figcaption>${caption}</figcaption></figure>`;
