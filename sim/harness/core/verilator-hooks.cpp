// SPDX-License-Identifier: Apache-2.0
// What Verilator calls when the design asks to stop or cannot be evaluated: here it ends the run with a sentence.
#include <cstdio>

#include "bus/bus-model.hpp"

namespace {
std::string place(const char* file, int line) {
  if (!file || !*file) return "";
  return std::string(" at ") + file + ":" + std::to_string(line);
}
}  // namespace

void vl_finish(const char* file, int line, const char* hierarchy) {
  throw sluice::ProtocolError("the design called $finish" + place(file, line));
}

void vl_stop(const char* file, int line, const char* hierarchy) {
  throw sluice::ProtocolError("the design called $stop" + place(file, line));
}

void vl_fatal(const char* file, int line, const char* hierarchy, const char* message) {
  throw sluice::ProtocolError(std::string(message) + place(file, line));
}
