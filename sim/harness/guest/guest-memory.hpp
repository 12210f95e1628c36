// SPDX-License-Identifier: Apache-2.0
// Host memory as software and device see it: sparse pages, noise where nobody wrote, and a mark on every byte that the
// device wrote.
#pragma once

#include <unordered_map>

#include "bus/bus-model.hpp"
#include "core/numbers.hpp"
#include "guest/device-memory.hpp"

namespace sluice {

// Hears of every device write that touches the range it watches.
class MemoryWatcher {
 public:
  virtual ~MemoryWatcher() = default;
  virtual void deviceWrote() = 0;
};

class GuestMemory final : public BusModel, public DeviceMemory {
 public:
  GuestMemory(const Environment& environment, ByteReader& request, uint64_t seed);
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

  // Software's accesses leave no mark.
  void read(uint64_t address, void* to, size_t size);
  void write(uint64_t address, const void* from, size_t size);
  // Fills a range with fresh noise, so that old contents cannot pass for new ones.
  void scramble(uint64_t address, size_t size);
  template <typename T>
  T load(uint64_t address) {
    T value;
    read(address, &value, sizeof value);
    return value;
  }
  template <typename T>
  void store(uint64_t address, T value) {
    write(address, &value, sizeof value);
  }

  // Throws when the regions forbid it.
  Access request(bool writing, uint64_t first, uint64_t last, uint32_t id, uint32_t function) override;
  Access deviceRead(uint32_t function, uint64_t address, void* to, size_t size) override;
  Access deviceWrite(uint32_t function, uint64_t address, const void* from, size_t size) override;

  // Length of the run of bytes from `address` on, at most `size`, that all are (or all are not) written by the device.
  size_t run(uint64_t address, size_t size, bool written);
  void clearWritten(uint64_t address, size_t size);
  void watch(uint64_t address, size_t size, MemoryWatcher& watcher);

 private:
  static constexpr uint64_t pageBytes = 4096;
  struct Page {
    uint8_t data[pageBytes];
    uint64_t written[pageBytes / 64];
    bool watched;
  };
  struct Region {
    uint64_t first;
    uint64_t last;
    uint32_t owner;
    bool slaveError;
  };
  struct Watch {
    uint64_t first;
    uint64_t last;
    MemoryWatcher* watcher;
  };

  Page& page(uint64_t address);
  void fillNoise(uint64_t address, uint8_t* to, size_t size, uint64_t salt) const;
  const Region* regionOf(uint64_t first, uint64_t last) const;
  void notify(uint64_t first, uint64_t last);
  void writtenRanges(ByteWriter& reply);
  void log(bool writing, uint64_t first, uint64_t last, uint32_t id, uint32_t function);

  const Environment& environment_;
  uint64_t seed_;
  bool logging_;
  std::unordered_map<uint64_t, std::unique_ptr<Page>> pages_;
  // Pages looked up lately, by the low bits of their number.
  static constexpr size_t recentPages = 256;
  struct Recent {
    uint64_t number = ~uint64_t{0};
    Page* page = nullptr;
  };
  std::vector<Recent> recent_{recentPages};
  std::vector<Region> regions_;
  std::vector<Watch> watches_;
  ByteWriter log_;
  uint32_t logged_ = 0;
  uint64_t deviceWrote_ = 0;
  uint64_t deviceRead_ = 0;
  uint64_t scrambles_ = 0;
};

}  // namespace sluice
