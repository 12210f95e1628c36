// Where the parts of a split virtqueue lie. The numbers come from the shared layout declaration with the set-up message.
#pragma once

#include "core/bytes.hpp"

namespace sluice {

struct VirtqueueFacts {
  explicit VirtqueueFacts(ByteReader& request)
      : descriptorBytes{request.u32()},
        descriptorAddress{request.u32()},
        descriptorLength{request.u32()},
        descriptorFlags{request.u32()},
        descriptorNext{request.u32()},
        writeFlag{request.u32()},
        availFlags{request.u32()},
        availIndex{request.u32()},
        availRing{request.u32()},
        availElementBytes{request.u32()},
        noInterrupt{request.u32()},
        usedFlags{request.u32()},
        usedIndex{request.u32()},
        usedRing{request.u32()},
        usedElementBytes{request.u32()},
        usedId{request.u32()},
        usedLength{request.u32()} {
    const uint32_t size = request.u32();
    const uint8_t* bytes = request.take(size);
    header.assign(bytes, bytes + size);
  }

  uint32_t descriptorBytes, descriptorAddress, descriptorLength, descriptorFlags, descriptorNext, writeFlag;
  uint32_t availFlags, availIndex, availRing, availElementBytes, noInterrupt;
  uint32_t usedFlags, usedIndex, usedRing, usedElementBytes, usedId, usedLength;
  std::vector<uint8_t> header;  // what stands before every received frame
};

}  // namespace sluice
