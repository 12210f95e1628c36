// SPDX-License-Identifier: Apache-2.0
/** No field of the header vector is read beyond the length that carries it: on frames of the whole graph, and of the graph as data. */
import { describe, expect, test } from 'vitest';
import type { FieldCheck, HeaderRule, VectorSource } from '../../../../hdl/spec/protocol/header-graph.ts';
import { headerVectorFields } from '../../../../hdl/spec/protocol/header-vector.ts';
import { headerLayers } from '../../../../hdl/spec/protocol/headers.ts';
import { graphParser, parseFrame } from '../../../../sim/model/parser-model.ts';
import { carriersOf, withOtherPadding } from '../../../../src/verify/fuzz/carriers.ts';
import { coverageFrames } from '../../../../src/verify/fuzz/coverage-frames.ts';
import { graphFrames } from '../../../../src/verify/fuzz/graph-frame.ts';
import { meets, wholeLength } from '../../../../src/verify/fuzz/header-fields.ts';
import { mutate } from '../../../../src/verify/fuzz/mutate.ts';
import { pick, randomNumbers } from '../../../../src/verify/fuzz/random.ts';

type Parse = typeof parseFrame;

const random = randomNumbers(8);
const covering = coverageFrames(headerLayers, { seed: 8 });
const walk = graphFrames(headerLayers);
const frames = [
  ...covering,
  ...Array.from({ length: 6000 }, () => walk(random)),
  ...Array.from({ length: 6000 }, () => mutate(pick(random, covering), random, pick(random, covering))),
];

/** Frames whose padding shows in a field, with the field; and how many had padding. */
const readFromPadding = (parse: Parse): { readonly padded: number; readonly fields: readonly string[] } => {
  const noise = randomNumbers(9);
  const found = new Set<string>();
  let padded = 0;
  for (const frame of frames) {
    const vector = parse(frame);
    const other = withOtherPadding(frame, vector, noise);
    if (!other) continue;
    padded += 1;
    const twin = parse(other);
    for (const { name } of headerVectorFields) if (vector[name] !== twin[name]) found.add(name);
  }
  return { padded, fields: [...found] };
};

/** The graph with some of its headers changed. */
const changedGraph = (change: (rule: HeaderRule) => HeaderRule): Parse =>
  graphParser(headerLayers.map(({ name, headers }) => ({ name, headers: headers.map(change) })));

describe('bytes after the end of a carrier', () => {
  test('change no field', () => {
    const { padded, fields } = readFromPadding(parseFrame);
    expect(fields).toEqual([]);
    expect(padded).toBeGreaterThan(3000);
  });

  test('every carrier has frames that end early', () => {
    const early = new Set(
      frames.flatMap(frame =>
        carriersOf(frame, parseFrame(frame)).flatMap(({ name, end }) => (end < frame.length ? [name] : [])),
      ),
    );
    expect([...early].sort()).toEqual(
      ['globalRoute', 'gtpu', 'innerIpv4', 'innerIpv6', 'ipv4', 'ipv6', 'llc', 'pppoe', 'udp'].sort(),
    );
  });

  test.each([
    ['ipv4', 'srcPort'],
    ['ipv6', 'ipProtocol'],
    ['pppoe', 'ipv4'],
    ['ethernet', 'snap'],
    ['tag1', 'snap'],
    ['udp', 'tunnelId'],
    ['gtpu', 'innerIpv4'],
    ['innerIpv4', 'innerTcp'],
    ['globalRoute', 'rdmaOpcode'],
  ])('show where the graph forgets the length of %s: in %s', (forgotten, field) => {
    const parse = changedGraph(rule => {
      if (rule.name !== forgotten) return rule;
      const { encloses: _, ...rest } = rule;
      return rest;
    });
    expect(readFromPadding(parse).fields).toContain(field);
  });

  test('show where optional words are not held to it: in tunnelId', () => {
    const parse = changedGraph(rule => {
      if (rule.name !== 'gre') return rule;
      const { length: _, ...rest } = rule;
      return rest;
    });
    expect(readFromPadding(parse).fields).toContain('tunnelId');
  });
});

/** Values of a field that its conditions tell apart, and one more. */
const tellingValues = (rule: HeaderRule, field: string, checks: readonly FieldCheck[]): number[] => {
  const most = 2 ** rule.fields[field]!.bits - 1;
  if (most < 16) return Array.from({ length: most + 1 }, (_, value) => value);
  const named = checks.flatMap(check => {
    if (check.field !== field) return [];
    if ('equals' in check) return [check.equals];
    if ('oneOf' in check) return check.oneOf;
    const limit = 'below' in check ? check.below : check.atLeast;
    return [limit, limit - 1];
  });
  return [...new Set([...named, 0, most])].filter(value => value >= 0);
};

const readBy = (source: VectorSource): readonly string[] => {
  if ('field' in source) return [source.field];
  if ('nonZero' in source) return source.nonZero;
  return 'listed' in source ? source.listed : [];
};

/** Fields that a header reads after its own end for some contents. */
const readBehind = (rule: HeaderRule): string[] => {
  const sources = Object.values(rule.vector).map(given => [given].flat() as VectorSource[]);
  const groups = rule.length?.groups ?? [];
  const checks = [
    ...(rule.checks ?? []),
    ...sources.flat().flatMap(({ when = [] }) => when),
    ...(rule.next ?? []).flatMap(({ when = [] }) => when),
    ...groups.flatMap(({ flags, when = [] }) => [...when, ...flags.map(field => ({ field, equals: 1 }))]),
    ...(rule.length?.field === undefined ? [] : [{ field: rule.length.field, atLeast: 0 }]),
  ];
  const names = [...new Set(checks.map(({ field }) => field))];
  const contents = names.reduce<Record<string, number>[]>(
    (sofar, name) => sofar.flatMap(one => tellingValues(rule, name, checks).map(value => ({ ...one, [name]: value }))),
    [{}],
  );
  const holds = (values: Record<string, number>, some: readonly FieldCheck[] = []): boolean =>
    some.every(check => meets(check, values[check.field]!));
  const bad = new Set<string>();
  for (const values of contents.filter(one => holds(one, rule.checks))) {
    const bytes = headerOf(rule, values);
    const end = rule.length?.unchecked ? rule.bytes : wholeLength(rule, bytes);
    const read = [
      ...sources.flatMap(all => all.filter(({ when }) => holds(values, when)).slice(0, 1)).flatMap(readBy),
      ...(rule.next ?? [])
        .filter(({ when }) => holds(values, when))
        .slice(0, 1)
        .map(({ field }) => field),
      ...(rule.encloses ? [rule.encloses.field] : []),
    ];
    for (const name of read) {
      const { offset, bits } = rule.fields[name]!;
      if (offset + bits > end * 8) bad.add(`${rule.name}.${name}`);
    }
  }
  return [...bad];
};

/** A header with these contents, long enough for every field. */
const headerOf = (rule: HeaderRule, values: Readonly<Record<string, number>>): Uint8Array => {
  const bits = new Array<number>(8 * 64).fill(0);
  for (const [name, value] of Object.entries(values)) {
    const { offset, bits: width } = rule.fields[name]!;
    for (let i = 0; i < width; i++) bits[offset + i] = Math.floor(value / 2 ** (width - 1 - i)) % 2;
  }
  return Uint8Array.from({ length: 64 }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8).join(''), 2));
};

describe('the graph as data', () => {
  const rules = headerLayers.flatMap(({ headers }) => headers);

  test('no header reads a field after its own end, whatever its contents', () => {
    expect(rules.flatMap(readBehind)).toEqual([]);
  });

  test('what contents decide fields lies in the bytes that are held against frame and room first', () => {
    for (const rule of rules) {
      const deciding = [
        ...(rule.checks ?? []).map(({ field }) => field),
        ...(rule.length?.groups ?? []).flatMap(({ flags, when = [] }) => [...flags, ...when.map(({ field }) => field)]),
        ...[rule.length?.field ?? [], rule.encloses?.field ?? []].flat(),
      ];
      for (const name of deciding) {
        const { offset, bits } = rule.fields[name]!;
        expect(offset + bits, `${rule.name}.${name}`).toBeLessThanOrEqual(rule.bytes * 8);
      }
    }
  });

  test('a graph whose key has no condition is found out', () => {
    const gre = rules.find(({ name }) => name === 'gre')!;
    expect(readBehind({ ...gre, vector: { tunnelId: { field: 'firstWord' } } })).toEqual(['gre.firstWord']);
  });
});
