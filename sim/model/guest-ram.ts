// SPDX-License-Identifier: Apache-2.0
/** Memory of guests, byte by byte, zero where nothing was written: what naive models of drivers and devices work on. */
const pageBytes = 4096n;

export class GuestRam {
  readonly #pages = new Map<bigint, Uint8Array>();

  #page(address: bigint): Uint8Array {
    const number = address / pageBytes;
    const page = this.#pages.get(number) ?? new Uint8Array(Number(pageBytes));
    this.#pages.set(number, page);
    return page;
  }

  /** Unsigned little-endian number of `bytes` bytes. */
  read(address: bigint, bytes: number): bigint {
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i--) {
      const at = BigInt.asUintN(64, address + BigInt(i));
      value = (value << 8n) | BigInt(this.#page(at)[Number(at % pageBytes)]!);
    }
    return value;
  }

  write(address: bigint, bytes: number, value: bigint | number): void {
    let rest = BigInt(value);
    for (let i = 0; i < bytes; i++, rest >>= 8n) {
      const at = BigInt.asUintN(64, address + BigInt(i));
      this.#page(at)[Number(at % pageBytes)] = Number(rest & 0xffn);
    }
  }
}
