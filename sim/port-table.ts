// SPDX-License-Identifier: Apache-2.0
/** Looks up ports and streams of a design by name. */
import type { Design, Port } from './design.ts';

/** A port with its place in the port list, which is its number in the harness. */
export interface NumberedPort extends Port {
  readonly number: number;
}

/** One payload field of a stream. */
export interface StreamField {
  /** Name as the language has it: lowerCamelCase. */
  readonly name: string;
  readonly port: NumberedPort;
}

/** The ports of a ready/valid stream; a valid-only stream has no ready. */
export interface StreamPorts {
  readonly valid: NumberedPort;
  readonly ready: NumberedPort | undefined;
  readonly fields: readonly StreamField[];
}

const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Name without the direction suffix of an inner port. */
const plainName = (port: Port): string =>
  port.name.endsWith(port.direction === 'input' ? '_i' : '_o') ? port.name.slice(0, -2) : port.name;

export class PortTable {
  readonly #top: string;
  readonly #ports: readonly NumberedPort[];

  constructor(design: Design) {
    this.#top = design.top;
    this.#ports = design.ports.map((port, number) => ({ ...port, number }));
  }

  /** The port called `name`, with or without its suffix `_i` or `_o`; undefined when there is none. */
  find(name: string): NumberedPort | undefined {
    return this.#ports.find(port => port.name === name) ?? this.#ports.find(port => plainName(port) === name);
  }

  /** As {@link find}, but throws a RangeError that lists the ports. */
  get(name: string): NumberedPort {
    const port = this.find(name);
    if (port) return port;
    const all = this.#ports.map(p => p.name).join(', ');
    throw new RangeError(`${this.#top} has no port "${name}"; its ports are ${all}.`);
  }

  /** Every port whose name starts with `prefix`. */
  withPrefix(prefix: string): readonly NumberedPort[] {
    return this.#ports.filter(port => port.name.startsWith(prefix));
  }

  /**
   * The stream called `prefix`: `up` finds `up_valid_i`, `up_ready_o`, `up_<field>_i`; `s_axis_rx` finds
   * `s_axis_rx_tvalid`, `s_axis_rx_tready`, `s_axis_rx_t<field>`. `role` is what the bench plays.
   */
  stream(prefix: string, role: 'source' | 'sink'): StreamPorts {
    const driven = role === 'source' ? 'input' : 'output';
    const valid = this.find(`${prefix}_valid`) ?? this.find(`${prefix}_tvalid`);
    if (!valid)
      throw new RangeError(
        `${this.#top} has no stream "${prefix}": it lacks a port ${prefix}_valid or ${prefix}_tvalid.`,
      );
    if (valid.direction !== driven) {
      const other = role === 'source' ? 'sink' : 'source';
      throw new RangeError(
        `Stream "${prefix}" of ${this.#top} needs a ${other}: ${valid.name} is an ${valid.direction}.`,
      );
    }
    const ready = this.find(`${prefix}_ready`) ?? this.find(`${prefix}_tready`);
    return { valid, ready, fields: this.#fields(prefix, driven) };
  }

  /** Payload ports of a stream, without those of a stream whose longer name starts with the same words. */
  #fields(prefix: string, direction: Port['direction']): StreamField[] {
    const handshake = /^t?(valid|ready)$/;
    const start = `${prefix}_`;
    const rests = this.#ports.map(port =>
      plainName(port).startsWith(start) ? plainName(port).slice(start.length) : '',
    );
    const nested = rests.filter(rest => /_t?valid$/.test(rest)).map(rest => rest.replace(/t?valid$/, ''));
    return this.#ports.flatMap((port, i) => {
      const rest = rests[i]!;
      if (rest === '' || port.direction !== direction || handshake.test(rest)) return [];
      if (nested.some(inner => rest.startsWith(inner))) return [];
      return [{ name: camelCase(rest), port }];
    });
  }
}
