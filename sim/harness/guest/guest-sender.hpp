// SPDX-License-Identifier: Apache-2.0
// The driver of one transmit virtqueue in a guest: posts frames as chains, rings the doorbell and takes used chains back. It
// believes nothing: what comes back was posted, has length 0 and was not written; its memory is noise from then on.
#pragma once

#include <deque>

#include "bus/interrupt-sink.hpp"
#include "core/numbers.hpp"
#include "guest/doorbell-target.hpp"
#include "guest/driver-ring.hpp"
#include "guest/guest-memory.hpp"

namespace sluice {

struct SenderSettings {
  explicit SenderSettings(ByteReader& request);
  uint16_t function, queue, vector;
  uint64_t buffers;
  uint64_t stride;                // from slot to slot
  uint32_t slots;                 // frames that may be posted
  uint32_t slotBytes;             // header included
  uint32_t offset, offsetJitter;  // slot n starts at buffers + n * stride + offset + 0..offsetJitter
  uint32_t pieces;                // a chain has so many at most
  uint32_t gap;                   // bytes between pieces
  bool headerApart;
  uint64_t doorbell;
  uint32_t doorbellValue;
  uint8_t doorbellBytes;  // width of the write
  WakeMode mode;
  uint32_t interval;    // cycles between looks, or from interrupt to look
  uint32_t batch;       // frames that are shown at once, at most
  bool shuffle;         // slots are taken in random order
  uint16_t eventBatch;  // used chains after which an interrupt is asked for, less one
};

class GuestSender final : public BusModel, private InterruptListener {
 public:
  GuestSender(const Environment& environment, ByteReader& request, uint64_t seed);
  void drive() override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

 private:
  // A frame with its network header.
  using Chain = std::vector<uint8_t>;

  void interrupt() override;
  void start();
  void look();
  void post();
  void harvest();
  std::vector<Piece> layOut(uint16_t id, const Chain& chain);
  void put(const std::vector<Piece>& pieces, const Chain& chain);
  void takeBack(uint16_t id, uint32_t length);
  [[noreturn]] void fail(const std::string& sentence) const;

  const Environment& environment_;
  GuestMemory& memory_;
  DoorbellTarget& doorbell_;
  Random random_;
  SenderSettings settings_;
  RingSettings ringSettings_;
  std::unique_ptr<DriverRing> ring_;

  std::deque<Chain> waiting_;
  std::vector<std::vector<Piece>> pieces_;  // of what is posted in a slot; none: it is free
  std::deque<uint16_t> free_;
  uint32_t posted_ = 0;
  bool started_ = false;
  uint64_t lookAt_ = ~uint64_t{0};
  uint64_t used_ = 0, doorbells_ = 0, interrupts_ = 0;
};

}  // namespace sluice
