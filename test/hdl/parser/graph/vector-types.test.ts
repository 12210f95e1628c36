// SPDX-License-Identifier: Apache-2.0
/** A misspelt field of the header vector does not compile, in a header of one scope or of both; tsc checks this file. */

import { shapeOf } from 'typescript-hdl/lib';
import { expectTypeOf, test } from 'vitest';
import type { GivenVector } from '../../../../hdl/spec/protocol/header-graph.ts';
import { headerVectorFields } from '../../../../hdl/spec/protocol/header-vector.ts';
import type { ScopedField } from '../../../../hdl/spec/protocol/headers/scope.ts';

test('a header gives fields of the vector and no others', () => {
  expectTypeOf<'tcpFlags'>().toExtend<keyof GivenVector>();
  expectTypeOf<'innerTcpFlags'>().toExtend<keyof GivenVector>();
  expectTypeOf<'tcpFlagz'>().not.toExtend<keyof GivenVector>();
  expectTypeOf<'headers'>().not.toExtend<keyof GivenVector>();
});

test('a header of both scopes gives fields that both have', () => {
  expectTypeOf<'tcpFlags'>().toExtend<ScopedField>();
  expectTypeOf<'tcpFlagz'>().not.toExtend<ScopedField>();
  expectTypeOf<'tunnelId'>().not.toExtend<ScopedField>();
});

test('the hardware reads fields of the vector and no others', () => {
  const shape = shapeOf(headerVectorFields);
  expectTypeOf<'tcpFlags'>().toExtend<keyof typeof shape>();
  expectTypeOf<'tcpFlagz'>().not.toExtend<keyof typeof shape>();
});
