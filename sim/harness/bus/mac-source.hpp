// SPDX-License-Identifier: Apache-2.0
// The receive side of an Ethernet MAC: frames leave the wire at exact line rate and cannot be held back.
#pragma once

#include <deque>

#include "bus/channel.hpp"

namespace sluice {

class MacSource final : public BusModel {
 public:
  MacSource(const Environment& environment, ByteReader& request, uint64_t seed);
  void sample() override;
  void drive() override;
  void reset() override;
  // 0: frames finished, 1: frames waiting or on the wire, 2: beats that met tready low, 3: frames with such beats
  uint64_t counter(uint32_t index) const override;
  void command(ByteReader& request, ByteWriter& reply) override;

  // A frame for the wire from another model, without FCS.
  void push(std::vector<uint8_t> bytes) { queue_.push_back({std::move(bytes), 0, false}); }
  // Frames waiting or on the wire.
  size_t waiting() const { return queue_.size(); }

 private:
  struct Frame {
    std::vector<uint8_t> bytes;
    uint32_t extraGap;  // bytes of silence before the frame, above the minimum gap
    bool bad;           // FCS does not hold
  };

  // Wire time counts units of 1 / unitsPerByte_ byte, so that any rate meets any clock without drift.
  uint64_t now() const { return environment_.cycle() * unitsPerCycle_; }
  void startFrame();
  uint64_t beatReady() const;
  void present();
  void silence();

  const Environment& environment_;
  Random random_;
  uint64_t unitsPerByte_, unitsPerCycle_;
  uint32_t preambleBytes_, fcsBytes_, gapBytes_;
  Signal tvalid_, tready_, tdata_, tkeep_, tlast_, tuser_;
  size_t busBytes_;
  std::vector<uint8_t> beat_;

  std::deque<Frame> queue_;
  bool sending_ = false;  // queue_.front() is on the wire
  bool idle_ = true;      // the wire was silent when the next frame was queued
  uint64_t start_ = 0;    // wire time of its preamble
  uint64_t free_ = 0;     // wire time at which the next preamble may start
  size_t sent_ = 0;       // bytes of it passed on
  bool lostBeat_ = false;
  uint64_t finished_ = 0, overflowBeats_ = 0, overflowFrames_ = 0;
  std::vector<uint64_t> lastBeatCycles_;
};

}  // namespace sluice
