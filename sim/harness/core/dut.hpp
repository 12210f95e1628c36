// SPDX-License-Identifier: Apache-2.0
// The design under test as the harness sees it: a table of ports and an evaluation.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

class VerilatedContext;

namespace sluice {

struct Port {
  const char* name;
  uint32_t width;  // bits
  bool input;
  void* data;  // Verilator's storage: 1, 2, 4, 8 bytes, or little-endian 32-bit words above 64 bits
};

class Dut {
 public:
  virtual ~Dut() = default;
  virtual const std::vector<Port>& ports() const = 0;
  virtual void eval() = 0;
  // Waveform writing; only models built with tracing do it.
  virtual bool openTrace(const char* path) { return false; }
  virtual void dumpTrace(uint64_t time) {}
  virtual void closeTrace() {}
};

// Defined by the glue of each design.
std::unique_ptr<Dut> makeDut(VerilatedContext& context);

}  // namespace sluice
