// SPDX-License-Identifier: Apache-2.0
// Memory of other processes, mapped: what an IOMMU with a domain for each function shows the card.
#pragma once

#include "bus/bus-model.hpp"
#include "core/numbers.hpp"
#include "guest/device-memory.hpp"

namespace sluice {

// Accesses are done as a coherent host bridge does them: in ascending order, aligned 2, 4, 8 and 16 bytes at once, and visible to
// every processor before anything that follows. An access outside the regions of its function, or to a file that has become too
// short, is answered with an error.
class MappedMemory final : public BusModel, public DeviceMemory {
 public:
  MappedMemory(const Environment& environment, ByteReader& request, uint64_t seed);
  ~MappedMemory() override;
  void command(ByteReader& request, ByteWriter& reply) override;

  Access request(bool writing, uint64_t first, uint64_t last, uint32_t id, uint32_t function) override;
  Access deviceRead(uint32_t function, uint64_t address, void* to, size_t size) override;
  Access deviceWrite(uint32_t function, uint64_t address, const void* from, size_t size) override;

  // Accesses so far.
  uint64_t accesses() const { return accesses_; }

 private:
  struct Region {
    uint64_t first, last;
    uint8_t* data;  // of the byte at `first`
    void* mapping;
    size_t mappedBytes;
  };

  // 0, or an errno.
  int map(uint32_t function, int file, uint64_t address, uint64_t size, uint64_t offset);
  void unmap(uint32_t function);
  bool overlaps(uint32_t function, uint64_t first, uint64_t last) const;
  uint8_t* find(uint32_t function, uint64_t first, uint64_t last) const;

  std::vector<std::vector<Region>> regions_;  // by function
  uint64_t accesses_ = 0;
};

}  // namespace sluice
