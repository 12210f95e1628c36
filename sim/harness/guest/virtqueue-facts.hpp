// SPDX-License-Identifier: Apache-2.0
// Where the parts of virtqueues lie, split and packed. The numbers come from the shared layout declaration with the set-up message.
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
        usedLength{request.u32()},
        nextFlag{request.u32()},
        indirectFlag{request.u32()},
        noNotify{request.u32()},
        packedId{request.u32()},
        packedFlags{request.u32()},
        availableFlag{request.u32()},
        usedFlag{request.u32()},
        eventPlace{request.u32()},
        eventFlags{request.u32()},
        eventEnable{request.u32()},
        eventDisable{request.u32()},
        eventAtPlace{request.u32()},
        bufferCountPlace{request.u32()},
        dataValidFlag{request.u32()} {
    const uint32_t size = request.u32();
    const uint8_t* bytes = request.take(size);
    header.assign(bytes, bytes + size);
  }

  uint32_t descriptorBytes, descriptorAddress, descriptorLength, descriptorFlags, descriptorNext, writeFlag;
  uint32_t availFlags, availIndex, availRing, availElementBytes, noInterrupt;
  uint32_t usedFlags, usedIndex, usedRing, usedElementBytes, usedId, usedLength;
  uint32_t nextFlag, indirectFlag, noNotify;
  uint32_t packedId, packedFlags, availableFlag, usedFlag;
  uint32_t eventPlace, eventFlags, eventEnable, eventDisable, eventAtPlace;
  uint32_t bufferCountPlace, dataValidFlag;  // in the header
  std::vector<uint8_t> header;  // what stands before every received frame
};

}  // namespace sluice
