// SPDX-License-Identifier: Apache-2.0
// How one half of the host bus misbehaves on command: answers of a function that come late or not at all, faulty answers,
// and channels that are held back. Without a command it does nothing.
#pragma once

#include <map>

#include "bus/bus-model.hpp"
#include "core/numbers.hpp"

namespace sluice {

// A fault of one access.
struct AccessFault {
  uint64_t response;  // AXI response code; 0 leaves the response as it is
  LastFault last;
};

class AxiConduct {
 public:
  explicit AxiConduct(const Environment& environment) : environment_{environment} {}

  // Executes a command that is about conduct alone; `forget` is the slave's own.
  void command(ConductCommand command, ByteReader& request);

  // Cycles by which the answers of a function come later than the timing of the bus says.
  uint64_t delayOf(uint32_t function) const;
  // The answers of the function are missing in this cycle.
  bool withholds(uint32_t function) const;
  bool holdsAddress() const { return holdAddress_; }
  bool holdsData() const { return holdData_; }
  // The fault, if any, of an access that is accepted now; counts it.
  AccessFault faultOf(uint32_t function, uint32_t beats);

 private:
  struct PlannedFault {
    uint32_t function;  // or anyFunction
    uint32_t skip;      // matching accesses that are left alone first
    uint32_t count;     // accesses it strikes
    AccessFault fault;
  };

  const Environment& environment_;
  std::map<uint32_t, uint32_t> delays_;
  std::map<uint32_t, uint64_t> withheldUntil_;
  std::vector<PlannedFault> faults_;
  bool holdAddress_ = false, holdData_ = false;
};

}  // namespace sluice
