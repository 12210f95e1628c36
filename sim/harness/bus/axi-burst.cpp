// SPDX-License-Identifier: Apache-2.0
#include "bus/axi-burst.hpp"

namespace sluice {

namespace {
constexpr uint64_t incrementing = 1;
constexpr uint64_t boundary = 4096;
}  // namespace

void failInCycle(const Environment& environment, const std::string& sentence) {
  throw ProtocolError(sentence + " in cycle " + std::to_string(environment.cycle()));
}

AddressPorts::AddressPorts(const Environment& environment, ByteReader& request)
    : valid{environment.signal(request.u16())},
      ready{environment.signal(request.u16())},
      id{optionalSignal(environment, request)},
      address{environment.signal(request.u16())},
      length{optionalSignal(environment, request)},
      size{optionalSignal(environment, request)},
      burst{optionalSignal(environment, request)},
      user{optionalSignal(environment, request)} {}

AxiTiming::AxiTiming(ByteReader& request)
    : latency{request.u32()},
      jitter{request.u32()},
      maxOutstanding{request.u32()},
      outOfOrder{request.flag()},
      stall{request.u64()},
      idle{request.u64()} {}

Burst acceptBurst(const Environment& environment, const AddressPorts& ports, size_t busBytes) {
  const std::string name = ports.address.name();
  const uint64_t size = ports.size.exists() ? ports.size.get() : static_cast<uint64_t>(__builtin_ctzll(busBytes));
  Burst burst{};
  burst.address = ports.address.get();
  burst.beats = static_cast<uint32_t>(valueOr(ports.length, 0)) + 1;
  burst.beatBytes = uint32_t{1} << size;
  burst.id = static_cast<uint32_t>(valueOr(ports.id, 0));
  burst.function = static_cast<uint32_t>(valueOr(ports.user, 0));
  if (burst.beatBytes > busBytes) {
    failInCycle(environment, name + ": size " + std::to_string(size) + " is wider than the data bus");
  }
  if (valueOr(ports.burst, incrementing) != incrementing) {
    failInCycle(environment, name + ": burst type " + std::to_string(ports.burst.get()) + " is not INCR");
  }
  if (burst.address / boundary != burst.last() / boundary) {
    failInCycle(environment, name + ": the burst " + hexadecimal(burst.address) + " to " + hexadecimal(burst.last()) +
                                 " crosses a 4 KiB boundary");
  }
  return burst;
}

}  // namespace sluice
