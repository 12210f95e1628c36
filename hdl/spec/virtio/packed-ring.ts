/** The packed virtqueue as it lies in guest memory, little-endian (virtio 1.x, section 2.8). Offsets are in bytes. */

/** A descriptor of the ring, or of an indirect table: as long as one of a split ring. */
export const packedDescriptor = { addr: 0, len: 8, id: 12, flags: 14 } as const;
/** Flags besides those of split rings: they are compared with the wrap counters. */
export const packedFlags = { avail: 1 << 7, used: 1 << 15 } as const;
