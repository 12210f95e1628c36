// SPDX-License-Identifier: Apache-2.0
#include "bus/axi-conduct.hpp"

namespace sluice {

void AxiConduct::command(ConductCommand command, ByteReader& request) {
  switch (command) {
    case ConductCommand::delay: {
      const uint32_t function = request.u32();
      delays_[function] = request.u32();
      return;
    }
    case ConductCommand::withhold: {
      const uint32_t function = request.u32();
      const uint64_t cycles = request.u64();
      const uint64_t now = environment_.cycle();
      withheldUntil_[function] = cycles > ~now ? ~uint64_t{0} : now + cycles;
      return;
    }
    case ConductCommand::hold: {
      bool& channel = request.flag() ? holdData_ : holdAddress_;
      channel = request.flag();
      return;
    }
    case ConductCommand::fault: {
      PlannedFault planned{};
      planned.function = request.u32();
      planned.skip = request.u32();
      planned.count = request.u32();
      planned.fault.response = request.u8();
      planned.fault.last = static_cast<LastFault>(request.u8());
      faults_.push_back(planned);
      return;
    }
    case ConductCommand::forget: break;
  }
  throw UsageError("unknown command for an AXI slave");
}

uint64_t AxiConduct::delayOf(uint32_t function) const {
  const auto found = delays_.find(function);
  return found == delays_.end() ? 0 : found->second;
}

bool AxiConduct::withholds(uint32_t function) const {
  const auto found = withheldUntil_.find(function);
  return found != withheldUntil_.end() && environment_.cycle() < found->second;
}

AccessFault AxiConduct::faultOf(uint32_t function, uint32_t beats) {
  for (PlannedFault& planned : faults_) {
    if (planned.count == 0) continue;
    if (planned.function != anyFunction && planned.function != function) continue;
    if (planned.fault.last == LastFault::early && beats < 2) continue;
    if (planned.skip > 0) {
      planned.skip--;
      continue;
    }
    planned.count--;
    return planned.fault;
  }
  return {0, LastFault::right};
}

}  // namespace sluice
