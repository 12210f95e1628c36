// SPDX-License-Identifier: Apache-2.0
/** The points that a received frame passes on its way, and how the waveform shows that it does. */

export interface JourneyPoint {
  /** What happens to the frame there. */
  readonly title: string;
  /** Instance below the top module whose hand-over it is; empty at the edge of the chip. */
  readonly instance: string;
  /** Signals that are all 1 in the clock of a hand-over. */
  readonly when: readonly string[];
  /** Signal that says whose it is, and what it says: the function, or the queue of all functions. Without it frames come in wire order. */
  readonly whose?: { readonly signal: string; readonly is: 'function' | 'queue' };
  /**
   * Hand-overs there do not come once a frame: `first` is the first one after the point before, `last` the last one before the point
   * after it.
   */
  readonly counts?: 'first' | 'last';
  /** What the hand-over at the point before says, and this one repeats. */
  readonly repeats?: { readonly signal: string; readonly of: string };
  /** Other signals that the picture shows with it. */
  readonly beside: readonly string[];
}

const handOver = (name: string): readonly string[] => [`${name}_valid_o`, `${name}_ready_i`];

/** In the order of the packet's walk. */
export const journeyPoints: readonly JourneyPoint[] = [
  {
    title: 'last beat on the wire',
    instance: '',
    when: ['s_axis_rx_tvalid', 's_axis_rx_tlast'],
    beside: ['s_axis_rx_tdata'],
  },
  { title: 'leaves the ingress', instance: 'ingress', when: ['down_valid_o', 'down_last_o'], beside: ['down_data_o'] },
  {
    title: 'headers read',
    instance: 'parser',
    when: ['headers_valid_o'],
    beside: ['headers_ethertype_o', 'headers_dst_port_o'],
  },
  {
    title: 'verdict',
    instance: 'lookup',
    when: ['received_verdicts_valid_o'],
    beside: ['received_verdicts_functions_o', 'received_verdicts_drop_o', 'received_verdicts_queue_o'],
  },
  {
    title: 'leaves the verdict gate',
    instance: 'gate',
    when: [...handOver('down'), 'down_last_o'],
    beside: ['down_data_o'],
  },
  {
    title: 'stored and queued',
    instance: 'buffer',
    when: ['enqueued_valid_o'],
    whose: { signal: 'enqueued_queue_o', is: 'queue' },
    beside: [],
  },
  {
    title: 'selected by the scheduler',
    instance: 'scheduler',
    when: handOver('select'),
    whose: { signal: 'select_queue_o', is: 'queue' },
    counts: 'last',
    beside: [],
  },
  {
    title: 'granted its buffers',
    instance: 'buffer',
    when: handOver('frames'),
    whose: { signal: 'frames_queue_o', is: 'queue' },
    beside: ['frames_length_o'],
  },
  {
    title: 'write planned',
    instance: 'dma.writer',
    when: handOver('writes'),
    whose: { signal: 'writes_context_queue_o', is: 'queue' },
    counts: 'first',
    beside: ['writes_address_o', 'writes_beats_o'],
  },
  {
    title: 'address on the host bus',
    instance: '',
    when: ['m_axi_awvalid', 'm_axi_awready'],
    whose: { signal: 'm_axi_awuser', is: 'function' },
    counts: 'first',
    repeats: { signal: 'm_axi_awaddr', of: 'writes_address_o' },
    beside: ['m_axi_awaddr'],
  },
  {
    title: 'answered by the host',
    instance: 'dma.rings',
    when: handOver('released'),
    whose: { signal: 'released_queue_o', is: 'queue' },
    beside: ['released_bytes_o'],
  },
  {
    title: 'published in the used ring',
    instance: 'dma.lines',
    when: ['published_valid_o'],
    whose: { signal: 'published_queue_o', is: 'queue' },
    counts: 'first',
    beside: [],
  },
];

/** Name of a signal of a point from the top module on. */
export const pointSignal = (top: string, { instance }: JourneyPoint, signal: string): string =>
  [top, ...(instance === '' ? [] : [instance]), signal].join('.');

/** Every signal that the points name. */
export const journeySignals = (top: string): readonly string[] => [
  ...new Set(
    journeyPoints.flatMap(point =>
      [...point.when, ...(point.whose ? [point.whose.signal] : []), ...point.beside].map(signal =>
        pointSignal(top, point, signal),
      ),
    ),
  ),
];
