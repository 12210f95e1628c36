// SPDX-License-Identifier: Apache-2.0
// The transmit side of an Ethernet MAC: takes beats into a small FIFO that empties at the pace of the wire.
#pragma once

#include <deque>

#include "bus/stream-model.hpp"
#include "core/numbers.hpp"

namespace sluice {

// Holds the design to what a MAC that cuts through needs: inside a frame a beat in every cycle in which it is ready, whole beats
// but the last, no frame shorter than Ethernet allows, none marked bad.
class MacSink final : public BusModel {
 public:
  MacSink(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

  // For another model that takes the frames: the oldest one, without FCS.
  bool holdsFrame() const { return !frames_.empty(); }
  std::vector<uint8_t> takeFrame();

 private:
  struct Frame {
    uint64_t cycle;  // of the last beat
    std::vector<uint8_t> bytes;
  };

  void takeBeat();
  void take(uint32_t mostBytes, ByteWriter& reply);
  [[noreturn]] void fail(const std::string& sentence) const;

  const Environment& environment_;
  Random random_;
  Chance stall_;
  uint64_t unitsPerByte_, unitsPerCycle_;
  uint32_t overheadBytes_, minimumBytes_, fifoBytes_;
  Signal tvalid_, tready_, tdata_, tkeep_, tlast_, tuser_;
  Payload payload_;
  StreamCheck check_;
  size_t busBytes_;
  std::vector<uint8_t> beat_;
  std::vector<uint8_t> packed_;
  std::vector<uint8_t> current_;  // of the frame that comes
  std::deque<Frame> frames_;
  uint64_t held_ = 0;  // wire time of what is in the FIFO
  uint64_t received_ = 0, receivedBytes_ = 0;
};

}  // namespace sluice
