// SPDX-License-Identifier: Apache-2.0
// What the host bus needs of the memory after it, whatever holds that memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sluice {

// What an access of the device met.
enum class Access : uint8_t { granted, slaveError };

class DeviceMemory {
 public:
  virtual ~DeviceMemory() = default;
  // The device asks to touch first..last for a function. May throw when the device had no right to ask.
  virtual Access request(bool writing, uint64_t first, uint64_t last, uint32_t id, uint32_t function) = 0;
  // Moves bytes that were granted.
  virtual Access deviceRead(uint32_t function, uint64_t address, void* to, size_t size) = 0;
  virtual Access deviceWrite(uint32_t function, uint64_t address, const void* from, size_t size) = 0;
};

}  // namespace sluice
