// Where a driver rings: a register behind a bus, or a stream of the stage under test.
#pragma once

#include <cstdint>

namespace sluice {

class DoorbellTarget {
 public:
  virtual ~DoorbellTarget() = default;
  virtual void ring(uint64_t address, uint32_t value) = 0;
};

}  // namespace sluice
