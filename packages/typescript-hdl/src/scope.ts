// SPDX-License-Identifier: Apache-2.0
/** The component being elaborated and the statement list that assignments go to. */

import { bitsText, describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import {
  type ClockDomain,
  type If,
  type Memory,
  type MemoryWrite,
  type Module,
  type Provided,
  Signal,
  type Statement,
  type Switch,
  type Target,
} from './ir/index.ts';
import { captureLocation, type Location } from './location.ts';
import { checkName } from './names.ts';
import { recordingOrigins } from './origin.ts';
import { describedIn } from './pipeline-stage.ts';
import type { Val } from './value.ts';

/** Collects one module while its body runs. */
export class Builder {
  readonly module: Module = {
    signals: [],
    statements: [],
    memories: [],
    instances: [],
    constants: [],
    crossings: [],
    provided: new Map(),
    clockReads: [],
  };
  /** Work for the end of the body, when all statements are known. */
  readonly finishers: (() => void)[] = [];
  /** The clock domain in force; undefined for the default domain. */
  domain: ClockDomain | undefined;
  readonly component: string;
  readonly #names = new Map<string, Location>();
  readonly #scopes: Statement[][] = [this.module.statements];
  readonly #constants = new Map<string, object>();
  #groups = 0;

  constructor(component: string) {
    this.component = component;
  }

  get scope(): Statement[] {
    return this.#scopes.at(-1)!;
  }

  nextGroup(): number {
    return this.#groups++;
  }

  /** Reserves a Verilog name; a second declaration of it is an error that cites both lines. */
  claim(name: string, location: Location): string {
    checkName(name, location);
    if (name === 'unused') {
      throw new HdlError(
        'HDL-NAME',
        "'unused' is the name of the wire that takes unread bits; choose another.",
        location,
      );
    }
    const earlier = this.#names.get(name);
    if (earlier) {
      const advice = earlier.isSameAs(location) ? '; its line runs twice' : '';
      throw new HdlError(
        'HDL-COLLISION',
        `Two declarations in component '${this.component}' become the Verilog name '${name}'${advice}.`,
        earlier,
        location,
      );
    }
    this.#names.set(name, location);
    return name;
  }

  /** Names a constant of this module; saying the same again is fine. */
  constant(name: string, value: bigint, width: number, owner: object, location: Location): string {
    const known = this.#constants.get(name);
    if (known === owner) return name;
    this.claim(name, location);
    this.#constants.set(name, owner);
    this.module.constants.push({ name, value, width });
    return name;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  signal(signal: Signal): Signal {
    this.claim(signal.name, signal.location);
    signal.owner = this;
    if (signal.kind === 'reg' || signal.kind === 'memory-read') signal.domain = this.domain;
    this.module.signals.push(signal);
    return signal;
  }

  /** Runs `body` with another clock domain in force. */
  inDomain<T>(domain: ClockDomain, body: () => T): T {
    const outer = this.domain;
    this.domain = domain.name === 'default' ? undefined : domain;
    try {
      return body();
    } finally {
      this.domain = outer;
    }
  }

  /** A clock or reset as a readable signal, without a declaration of its own. */
  clockSignal(domain: ClockDomain | undefined, what: 'clock' | 'reset'): Signal {
    const provided = domain && this.module.provided.get(domain)?.[what];
    if (provided) return provided;
    const known = this.module.clockReads.find(read => read.domain === domain && read.what === what);
    if (known) return known.signal;
    const name = what === 'clock' ? (domain?.clock ?? 'clk') : domain!.reset!.name;
    const signal = new Signal('input', name, 1, captureLocation());
    signal.owner = this;
    signal.isClock = true;
    this.module.clockReads.push({ domain, what, signal });
    return signal;
  }

  /** Says that this module makes a domain's clock and reset. */
  provide(domain: ClockDomain, signals: Provided): void {
    this.module.provided.set(domain, signals);
  }

  /** Adds statements to the outermost list, whatever conditions are open. */
  atTop(body: () => void): void {
    const open = this.#scopes.splice(1);
    try {
      body();
    } finally {
      this.#scopes.push(...open);
    }
  }

  /** Runs `body` with its statements collected into a list of their own. */
  nested(body: () => void): Statement[] {
    const list: Statement[] = [];
    this.#scopes.push(list);
    try {
      runBody('A conditional', body);
    } finally {
      this.#scopes.pop();
    }
    return list;
  }
}

let current: Builder | undefined;

/** Runs the body of a construct at once; throws when it is no function, or one that goes on later. */
export const runBody = <T extends readonly unknown[]>(
  what: string,
  body: (...args: T) => unknown,
  ...args: T
): void => {
  if (typeof body !== 'function') {
    throw new HdlError(
      'HDL-KIND',
      `${what} takes a function as its body, not ${describeValue(body)}.`,
      captureLocation(),
    );
  }
  const result = body(...args);
  if (result instanceof Promise) {
    result.catch(() => {}); // What it throws later would hide this message.
    throw new HdlError(
      'HDL-SCOPE',
      `${what} has an asynchronous body; what it describes after an await would be lost. Remove async.`,
      captureLocation(),
    );
  }
};

/** The builder in force; throws outside a component body. */
export const builder = (what: string): Builder => {
  if (!current) throw new HdlError('HDL-SCOPE', `${what} belongs inside the body of a component.`, captureLocation());
  return current;
};

/** Runs a component body with its own builder. */
export const withBuilder = (next: Builder, body: () => void): void => {
  const outer = current;
  current = next;
  try {
    recordingOrigins(body);
  } finally {
    current = outer;
  }
};

/** Records an assignment in the current scope. */
export const assign = (target: Target, value: Val, location: Location): void => {
  const b = builder('An assignment');
  if (target.signal.owner !== b) throw foreignSignal('driven', target.signal, b.component, location);
  b.scope.push(describedIn(b, { kind: 'assign', target, value, location }));
};

/** The complaint that a component touches a signal of another one. */
export const foreignSignal = (
  verb: 'read' | 'driven',
  signal: Signal,
  component: string,
  location: Location | undefined,
): HdlError =>
  new HdlError(
    'HDL-SCOPE',
    `'${signal.name}' belongs to component '${signal.owner?.component}' and cannot be ${verb} in component '${component}'; give it a port.`,
    signal.location,
    location,
  );

/** Continues a conditional: `elsewhen` adds a branch, `otherwise` the last one. */
export interface WhenChain {
  elsewhen(condition: Val<1>, body: () => void): WhenChain;
  otherwise(body: () => void): void;
}

/** Assignments in `body` apply when `condition` is 1. Bodies run at once; they must not return values. */
export const when = (condition: Val<1>, body: () => void): WhenChain => {
  const location = captureLocation();
  const b = builder('when()');
  const statement: If = { kind: 'if', branches: [], otherwise: undefined, location };
  const branch = (test: Val<1>, run: () => void): void => {
    if (statement.otherwise)
      throw new HdlError('HDL-SCOPE', 'Nothing follows otherwise().', location, captureLocation());
    checkCondition('when', test);
    statement.branches.push({ condition: test, body: b.nested(run) });
  };
  branch(condition, body);
  b.scope.push(statement);
  const chain: WhenChain = {
    elsewhen: (test, run) => {
      branch(test, run);
      return chain;
    },
    otherwise: run => {
      if (statement.otherwise)
        throw new HdlError('HDL-SCOPE', 'Nothing follows otherwise().', location, captureLocation());
      statement.otherwise = b.nested(run);
    },
  };
  return chain;
};

/**
 * Assignments in `body` apply always, whatever `when`, `match` or state the call is written in: for functions that make logic of
 * their own for a value, wherever it is asked for.
 */
export const always = (body: () => void): void => builder('always()').atTop(() => runBody('always()', body));

/** Throws unless the condition of `what` is an unsigned value of 1 bit. */
export const checkCondition = (what: string, condition: Val): void => {
  if (condition?.op === undefined) {
    const advice = typeof condition === 'boolean' ? '; use the if of TypeScript for what is known now' : '';
    throw new HdlError(
      'HDL-KIND',
      `The condition of ${what} is a hardware value, not ${describeValue(condition)}${advice}.`,
      captureLocation(),
    );
  }
  if (condition.width !== 1) {
    throw new HdlError(
      'HDL-WIDTH',
      `The condition of ${what} has 1 bit, not ${condition.width}; compare it or reduce it with orR().`,
      captureLocation(),
    );
  }
};

/** Adds a `case` statement; labels name the values in the Verilog. */
export const pushSwitch = (
  subject: Val,
  cases: readonly { value: bigint; label: string | undefined; body: () => void }[],
  otherwise: (() => void) | undefined,
  otherwiseLabel?: string,
): void => {
  const location = captureLocation();
  const b = builder('match()');
  const statement: Switch = {
    kind: 'switch',
    subject,
    cases: cases.map(({ value, label, body }) => {
      if (value >> BigInt(subject.width) !== 0n) {
        throw new HdlError(
          'HDL-CASE',
          `Case ${value} cannot occur in a subject of ${bitsText(subject.width)}.`,
          location,
        );
      }
      return { value, label, body: b.nested(body) };
    }),
    otherwise: otherwise && b.nested(otherwise),
    otherwiseLabel,
    location,
  };
  b.scope.push(statement);
};

/** Records a memory write in the current scope. */
export const pushWrite = (
  memory: Memory,
  address: Val,
  data: Val,
  mask: Val | undefined,
  location: Location,
  port = 0,
): void => {
  const b = builder('A memory write');
  const write: MemoryWrite = { kind: 'write', memory, address, data, mask, domain: b.domain, port, location };
  b.scope.push(describedIn(b, write));
};
