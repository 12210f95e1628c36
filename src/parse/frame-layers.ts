/** The headers of a frame and where each starts, read from its header vector. */
import type { HeaderVector } from '../../sim/model/header-vector.ts';

/** One header that is present: its name in `hdl/layout/headers.ts` and its byte offset in the frame. */
export interface FrameLayer {
  readonly name: string;
  readonly offset: number;
}

const layersOfFrame = (vector: HeaderVector): FrameLayer[] => {
  const { l3Offset, l4Offset, vlanCount } = vector;
  const tags = Array.from({ length: vlanCount }, (_, i) => ({ name: `tag${i + 1}`, offset: 14 + 4 * i }));
  const tagsEnd = 14 + 4 * vlanCount;
  const llc = [
    ...(vector.llc === 1 ? [{ name: 'llc', offset: tagsEnd }] : []),
    ...(vector.snap === 1 ? [{ name: 'snap', offset: tagsEnd + 6 }] : []),
  ];
  const network = (['arp', 'ipv4', 'ipv6'] as const).filter(name => vector[name] === 1);
  // Nothing but a fragment header lies between an IPv6 header and its end.
  const fragment = vector.ipv6 === 1 && l4Offset === l3Offset + 48 ? [l4Offset - 8] : [];
  const transport = (['tcp', 'udp', 'icmp'] as const).filter(name => vector[name] === 1);
  return [
    { name: 'ethernet', offset: 0 },
    ...tags,
    ...llc,
    ...network.map(name => ({ name, offset: l3Offset })),
    ...fragment.map(offset => ({ name: 'ipv6Fragment', offset })),
    ...transport.map(name => ({ name, offset: l4Offset })),
  ];
};

/** The present headers of a frame, in wire order; none when not even its Ethernet header is whole. */
export const frameLayers = (vector: HeaderVector): readonly FrameLayer[] =>
  vector.l3Offset === 0 ? [] : layersOfFrame(vector);
