// SPDX-License-Identifier: Apache-2.0
/** The C++ header of the numbers that the bench shares with its simulation program. */
import { constants, enumerations, plainNetHeader, virtqueueFacts } from '../../sim/harness-numbers.ts';

const enumeration = ([name, values]: [string, Readonly<Record<string, number>>]): string => {
  const members = Object.entries(values).map(([member, value]) => `${member} = ${value}`);
  return `enum class ${name} : uint32_t { ${members.join(', ')} };`;
};

const constant = ([name, { bits, value }]: [string, { readonly bits: number; readonly value: number }]): string =>
  `constexpr uint${bits}_t ${name} = ${value};`;

const fact = ([name, value]: [string, number]): string => `constexpr uint32_t ${name} = ${value};`;

/** Text of `sim/harness/core/numbers.hpp`. */
export const harnessHeader = (): string =>
  `// SPDX-License-Identifier: Apache-2.0
// Numbers that the bench and this program share. Generated from sim/harness-numbers.ts: change them there, then run
// UPDATE_GOLDEN=1 npx vitest run test/src/generate/harness-header.test.ts
#pragma once

#include <array>
#include <cstdint>

namespace sluice {

${Object.entries(enumerations).map(enumeration).join('\n')}

${Object.entries(constants).map(constant).join('\n')}

// Where the parts of virtqueues lie and what their flags are, split and packed.
namespace virtqueue {
${Object.entries(virtqueueFacts).map(fact).join('\n')}
// The network header before a received frame that takes one buffer.
constexpr std::array<uint8_t, ${plainNetHeader.length}> header = {${plainNetHeader.join(', ')}};
}  // namespace virtqueue

}  // namespace sluice
`;
