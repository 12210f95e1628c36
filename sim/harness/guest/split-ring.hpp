// SPDX-License-Identifier: Apache-2.0
// The driver's side of a split virtqueue (virtio 1.x, 2.7).
#pragma once

#include "guest/driver-ring.hpp"

namespace sluice {

class SplitRing final : public DriverRing {
 public:
  SplitRing(GuestMemory& memory, const RingSettings& settings, Random& random,
            Complaint complain);
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
  static constexpr uint32_t nobody = 0xffffffff;

  uint64_t descriptorAt(uint64_t table, uint32_t index) const { return table + uint64_t{index} * virtqueue::descriptorBytes; }
  void describe(uint64_t descriptor, const Piece& piece, uint16_t flags, uint16_t next);
  bool chains() const { return !settings_.indirect && settings_.tableEntries > 1; }
  uint16_t takeDescriptor();
  void addIndirect(uint16_t id, const std::vector<Piece>& pieces);
  void addChain(const std::vector<uint16_t>& chain, const std::vector<Piece>& pieces);
  void setUsedEvent(uint16_t index);

  GuestMemory& memory_;
  RingSettings settings_;
  Random& random_;
  Complaint complain_;
  uint32_t room_ = 0;                           // descriptors that no buffer has
  std::vector<uint16_t> free_;                  // which ones, where buffers are chains
  std::vector<uint32_t> bufferAt_;              // the buffer whose chain begins at a descriptor
  std::vector<std::vector<uint16_t>> chainOf_;  // descriptors of a buffer
  uint16_t added_ = 0;                          // avail index, buffers not published included
  uint16_t published_ = 0;
  uint64_t shown_ = 0;
  uint64_t harvested_ = 0;
  uint32_t outstanding_ = 0;
};

}  // namespace sluice
