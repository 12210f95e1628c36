// SPDX-License-Identifier: Apache-2.0
// A virtqueue as its driver sees it: buffers are made available and come back used. The two formats of virtio 1.x are behind it.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/random.hpp"
#include "guest/guest-memory.hpp"
#include "core/numbers.hpp"

namespace sluice {

// A part of a buffer that lies in one stretch of memory.
struct Piece {
  uint64_t address;
  uint32_t length;
};

// Where the parts of a ring lie, and what was negotiated.
struct RingSettings {
  explicit RingSettings(ByteReader& request);
  uint64_t descriptors, driver, device;
  uint32_t size;          // descriptors
  uint64_t tables;        // of indirect descriptors, one for each buffer
  uint32_t tableEntries;  // in each of them
  bool packed, indirect, eventIndex;
  bool scatter;  // chains take their descriptors in random order
  bool transmit;  // buffers are for the device to read
  uint16_t access() const { return transmit ? 0 : static_cast<uint16_t>(virtqueue::writeFlag); }
};

class DriverRing {
 public:
  struct Used {
    uint16_t id;
    uint32_t length;
  };
  struct Range {
    uint64_t address;
    size_t size;
  };

  virtual ~DriverRing() = default;
  // Lays out an empty ring.
  virtual void clear() = 0;
  // Whether a buffer of so many pieces has room.
  virtual bool fits(size_t pieces) const = 0;
  // Makes a buffer available; the device need not see it before publish().
  virtual void add(uint16_t id, const std::vector<Piece>& pieces) = 0;
  // Shows the device what was added; true when it wants to be told.
  virtual bool publish() = 0;
  // Used buffers that the device has shown since clear(), harvested or not.
  virtual uint64_t shown() = 0;
  // The next used buffer. Its id is one that was added and did not come back.
  virtual std::optional<Used> next() = 0;
  // Asks for no interrupt, or for one when `after` more buffers were used than were harvested.
  virtual void mask() = 0;
  virtual void unmask(uint16_t after) = 0;
  // What the device writes to show used buffers.
  virtual Range watched() const = 0;
};

// What a ring needs of its driver: throws, with what the device did wrong in a sentence's beginning.
using Complaint = std::function<void(const std::string&)>;

std::unique_ptr<DriverRing> makeRing(GuestMemory& memory, const RingSettings& settings,
                                     Random& random, Complaint complain);

}  // namespace sluice
