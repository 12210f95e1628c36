// SPDX-License-Identifier: Apache-2.0
// The driver's side of a packed virtqueue (virtio 1.x, 2.8).
#pragma once

#include "guest/driver-ring.hpp"

namespace sluice {

class PackedRing final : public DriverRing {
 public:
  PackedRing(GuestMemory& memory, const RingSettings& settings, Complaint complain);
  void clear() override;
  bool fits(size_t pieces) const override;
  void add(uint16_t id, const std::vector<Piece>& pieces) override;
  bool publish() override;
  uint64_t shown() override;
  std::optional<Used> next() override;
  void mask() override;
  void unmask(uint16_t after) override;
  Range watched() const override;

 private:
  // A place in the ring and the wrap counter there.
  struct Place {
    uint32_t slot = 0;
    bool wrap = true;
  };

  Place after(Place place, uint32_t slots) const;
  uint64_t descriptorAt(uint32_t slot) const { return settings_.descriptors + uint64_t{slot} * virtqueue::descriptorBytes; }
  uint16_t availableFlags(bool wrap) const;
  bool isUsed(Place place) const;
  void describe(uint64_t descriptor, const Piece& piece, uint16_t id, uint16_t flags);

  GuestMemory& memory_;
  RingSettings settings_;
  Complaint complain_;
  std::vector<uint32_t> slotsOf_;  // of a buffer that the device has; 0: it has not
  Place next_;                     // where the next buffer is made available
  Place told_;                     // where the buffers begin that the device was not told of
  Place scan_;                     // the first used descriptor not seen yet
  Place harvest_;                  // the first not harvested
  uint32_t free_ = 0;              // slots
  uint64_t shown_ = 0;
  uint64_t harvested_ = 0;
};

}  // namespace sluice
