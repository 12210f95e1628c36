// SPDX-License-Identifier: Apache-2.0
// Where a driver rings: a register behind a bus, or a stream of the stage under test.
#pragma once

#include <cstdint>

namespace sluice {

class DoorbellTarget {
 public:
  virtual ~DoorbellTarget() = default;
  // A write of 2 or 4 bytes.
  virtual void ring(uint64_t address, uint32_t value, uint8_t bytes) = 0;
};

}  // namespace sluice
