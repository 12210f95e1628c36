// SPDX-License-Identifier: Apache-2.0
#include "guest/driver-ring.hpp"

#include "guest/packed-ring.hpp"
#include "guest/split-ring.hpp"

namespace sluice {

RingSettings::RingSettings(ByteReader& request)
    : descriptors{request.u64()},
      driver{request.u64()},
      device{request.u64()},
      size{request.u32()},
      tables{request.u64()},
      tableEntries{request.u32()},
      packed{request.flag()},
      indirect{request.flag()},
      eventIndex{request.flag()},
      scatter{request.flag()},
      transmit{request.flag()} {}

std::unique_ptr<DriverRing> makeRing(GuestMemory& memory, const RingSettings& settings,
                                     Random& random, Complaint complain) {
  if (settings.packed) return std::make_unique<PackedRing>(memory, settings, std::move(complain));
  return std::make_unique<SplitRing>(memory, settings, random, std::move(complain));
}

}  // namespace sluice
